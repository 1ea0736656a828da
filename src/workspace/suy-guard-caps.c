/* suy-guard-caps.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-guard-caps.h"

#include "suy-cell.h"
#include "suy-date.h"
#include "suy-facts-private.h"
#include "suy-funds.h"

typedef struct
{
  const SuyRecord *after;
  const SuyCap *cap;
  gint64 paid;
} Sum;

/* Kinds of grants go by the caps of the same name; rewards by that of the fund they are paid from.
 */
static const SuyCap *
find_cap (const SuyCaps *caps, const SuyRecord *after)
{
  const char *kind = suy_look_text (after, "kind");

  return kind == NULL ? NULL
                      : suy_caps_find (caps, g_str_equal (kind, "reward") ? "reward_fund" : kind);
}

static int
year_of (gint64 day)
{
  return day == SUY_DAY_UNKNOWN ? 0 : suy_date_split (day).year;
}

/* amount_yuan, paid_on */
static void
on_grant (gint64 id, const SuyValue *values, gpointer data)
{
  Sum *sum = data;
  gboolean same =
      sum->cap->per != SUY_CAP_YEAR ||
      year_of (suy_cell_day (&values[1])) == year_of (suy_look_day (sum->after, "paid_on"));

  if (same && id != suy_record_get_id (sum->after))
    sum->paid += suy_cell_integer (&values[0]);
}

/* What others of the kind have paid, to the same enterprise or in the same year. */
static gboolean
add_paid (SuyWorkspace *workspace, Sum *sum, GError **error)
{
  const SuyRegister *reg = suy_record_get_register (sum->after);
  const SuyField *fields[] = { suy_register_find (reg, "amount_yuan"),
                               suy_register_find (reg, "paid_on") };
  const SuyFilter filters[] = {
    { suy_register_find (reg, "kind"), SUY_FILTER_EQUAL,
      SUY_TEXT (suy_look_text (sum->after, "kind")) },
    { suy_register_find (reg, "enterprise"), SUY_FILTER_EQUAL,
      SUY_INTEGER (suy_look_integer (sum->after, "enterprise")) },
  };
  const SuyCellScan scan = { .fields = fields,
                             .n_fields = G_N_ELEMENTS (fields),
                             .filters = filters,
                             .n_filters = sum->cap->per == SUY_CAP_YEAR ? 1 : 2 };

  return suy_store_scan_cells (workspace->store, reg, &scan, on_grant, sum, error);
}

gboolean
suy_guard_check_caps (SuyWorkspace *workspace, const SuyRecord *after, GError **error)
{
  g_autoptr (SuyCaps) caps = NULL;
  Sum sum = { .after = after };
  gint64 yuan = suy_look_integer (after, "amount_yuan");

  if (!g_str_equal (suy_record_get_register (after)->name, "grant_entry") || yuan <= 0)
    return TRUE;
  caps = suy_caps_new_builtin (error);
  if (caps == NULL)
    return FALSE;
  sum.cap = find_cap (caps, after);
  if (sum.cap == NULL)
    return TRUE;
  /* Interest is subsidised entry by entry, each with the interest that it is for. */
  if (sum.cap->per != SUY_CAP_INTEREST && !add_paid (workspace, &sum, error))
    return FALSE;

  return suy_cap_check (sum.cap, sum.paid, yuan, suy_look_integer (after, "interest_yuan"),
                        g_get_language_names ()[0], error);
}
