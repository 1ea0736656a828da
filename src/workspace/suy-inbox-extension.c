/* suy-inbox-extension.c: who must answer an application for a later deadline
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: 6.11 and 001-4 二(一): as high as the problem asks, and at least a tier above the
 * applicant; the facts of the move that extends say the same (suy-facts-extension.c). */

#include "config.h"

#include "suy-inbox-private.h"
#include "suy-tiers.h"

static const char *const needed[] = { "item", "applied_by" };

static SuyTiers *
get_tiers (void)
{
  static GMutex mutex;
  static SuyTiers *builtin;
  SuyTiers *tiers;

  g_mutex_lock (&mutex);
  if (builtin == NULL)
    builtin = suy_tiers_new_builtin (NULL);
  tiers = builtin;
  g_mutex_unlock (&mutex);

  return tiers;
}

void
suy_inbox_add_approver_fields (GPtrArray *fields, const SuyRegister *reg)
{
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    suy_inbox_add_field (fields, reg, needed[i]);
}

/* A record that a link leads to; NULL: none. */
static SuyRecord *
follow (const SuyInboxWork *work, const char *layer, gint64 id)
{
  const SuyRegister *reg = id == 0 ? NULL : suy_catalog_find (work->catalog, layer);

  return reg == NULL ? NULL : suy_store_get (work->store, reg, id, NULL);
}

static gint64
link_of (const SuyInboxRow *row, const char *field)
{
  const SuyValue *value = suy_inbox_row_cell (field, (gpointer) (const void *) row);

  return value != NULL && value->type == SUY_VALUE_INTEGER ? value->integer : 0;
}

const char *
suy_inbox_get_approver_tier (const SuyInboxRow *row)
{
  static const char *const names[] = { "0", "1", "2", "3", "4" };
  SuyTiers *tiers = get_tiers ();
  g_autoptr (SuyRecord) item = follow (row->work, "rectification_item", link_of (row, "item"));
  g_autoptr (SuyRecord) applicant = follow (row->work, "person", link_of (row, "applied_by"));
  g_autoptr (SuyRecord) problem =
      item == NULL ? NULL : follow (row->work, "problem", suy_record_get_integer (item, "problem"));
  int asked, above;

  if (tiers == NULL || item == NULL)
    return "";
  asked = suy_tiers_get_needed (
      tiers, "extend", problem == NULL ? NULL : suy_record_get_text (problem, "severity_tier"));
  above =
      1 + suy_tiers_get (tiers, applicant == NULL ? NULL : suy_record_get_text (applicant, "role"));
  above = MAX (asked, above);

  return asked == SUY_TIER_UNKNOWN || above >= (int) G_N_ELEMENTS (names) ? "" : names[above];
}
