/* suy-funds.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-funds.h"

#include <glib/gi18n-lib.h>

#include "suy-error.h"
#include "suy-json.h"
#include "suy-ratio.h"
#include "suy-rules-text.h"

#define FILE_NAME "caps.json"
#define MAX_YUAN 2000000000

struct _SuyCaps
{
  GPtrArray *caps; /* (element-type SuyCap) */
};

static void
cap_free (SuyCap *cap)
{
  g_free (cap->name);
  suy_label_clear (&cap->label);
  g_free (cap->source);
  g_free (cap);
}

static gboolean
read_cap (SuyCaps *self, const SuyJsonPlace *at, GError **error)
{
  static const char *const keys[] = { "name!",   "en!",  "zh!",     "most_yuan",
                                      "most_bp", "per!", "source!", NULL };
  static const char *const pers[] = { "enterprise", "lead", "year", "interest", NULL };
  SuyCap *cap = g_new0 (SuyCap, 1);
  int most_yuan = 0;
  guint per = 0;

  g_ptr_array_add (self->caps, cap);
  if (!suy_json_check_keys (at, keys, error) ||
      !suy_json_read_text (at, "name", &cap->name, error) ||
      !suy_json_read_label (at, &cap->label, error) ||
      !suy_json_read_word (at, "per", pers, &per, error) ||
      !suy_json_read_range (at, "most_yuan", 1, MAX_YUAN, &most_yuan, error) ||
      !suy_json_read_range (at, "most_bp", 1, SUY_RATIO_FULL_BP, &cap->most_bp, error) ||
      !suy_json_read_text (at, "source", &cap->source, error))
    return FALSE;

  cap->per = (SuyCapPer) per;
  cap->most_yuan = most_yuan;
  if ((cap->per == SUY_CAP_INTEREST) != (cap->most_bp > 0) ||
      (cap->most_bp > 0) == (cap->most_yuan > 0))
    return suy_json_fail (at, error, "“most_bp” belongs to interest, “most_yuan” to all else");

  return TRUE;
}

SuyCaps *
suy_caps_new_from_text (const char *file, const char *text, GError **error)
{
  static const char *const keys[] = { "source!", "caps!", NULL };
  g_autoptr (SuyCaps) self = g_new0 (SuyCaps, 1);
  g_autoptr (JsonNode) node = suy_json_parse (file, text, error);
  SuyJsonPlace root = { NULL, file, 0, node };
  SuyJsonPlace caps;
  guint length;

  self->caps = g_ptr_array_new_with_free_func ((GDestroyNotify) cap_free);
  if (node == NULL || !suy_json_check_keys (&root, keys, error))
    return NULL;

  caps = suy_json_member (&root, "caps");
  if (!suy_json_check_array (&caps, &length, error))
    return NULL;
  for (guint i = 0; i < length; i++)
    {
      SuyJsonPlace cap = suy_json_element (&caps, i);

      if (!read_cap (self, &cap, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

SuyCaps *
suy_caps_new_builtin (GError **error)
{
  g_autofree char *text = suy_rules_text (FILE_NAME, error);

  return text == NULL ? NULL : suy_caps_new_from_text (FILE_NAME, text, error);
}

void
suy_caps_free (SuyCaps *self)
{
  g_ptr_array_unref (self->caps);
  g_free (self);
}

const SuyCap *
suy_caps_find (const SuyCaps *self, const char *name)
{
  for (guint i = 0; i < self->caps->len; i++)
    {
      const SuyCap *cap = g_ptr_array_index (self->caps, i);

      if (g_str_equal (cap->name, name))
        return cap;
    }

  return NULL;
}

static gboolean
refuse_cap (const SuyCap *cap,
            gint64 paid,
            gint64 yuan,
            gint64 most,
            const char *label,
            GError **error)
{
  g_autofree char *now = suy_ratio_format_whole (yuan), *before = suy_ratio_format_whole (paid);
  g_autofree char *limit = suy_ratio_format_whole (most);

  if (yuan <= 0)
    g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                 _ ("%s: %s yuan is no payment; it has to be above 0"), label, now);
  else
    g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED,
                 /* Translators: kind of payment, two sums, the limit, document and article. */
                 _ ("%s: %s yuan, with %s yuan paid before, passes the limit of %s yuan (%s)"),
                 label, now, before, limit, cap->source);

  return FALSE;
}

gboolean
suy_cap_check (const SuyCap *cap,
               gint64 paid_yuan,
               gint64 yuan,
               gint64 interest_yuan,
               const char *language,
               GError **error)
{
  gint64 most = cap->per == SUY_CAP_INTEREST
                    ? suy_ratio_floor ((SuyRatio){ cap->most_bp, SUY_RATIO_FULL_BP }, interest_yuan)
                    : cap->most_yuan;

  return (yuan > 0 && yuan <= most - paid_yuan) ||
         refuse_cap (cap, paid_yuan, yuan, most, suy_label_get (&cap->label, language), error);
}

gboolean
suy_funds_check_shares (gint64 total, const gint64 *shares, guint n, GError **error)
{
  g_autofree char *together = NULL, *whole = NULL;
  gint64 sum = 0;

  for (guint i = 0; i < n; i++)
    sum += shares[i];
  if (sum == total)
    return TRUE;

  together = suy_ratio_format_whole (sum);
  whole = suy_ratio_format_whole (total);
  g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
               _ ("The shares are %s yuan together, the whole is %s yuan; they have to be equal"),
               together, whole);

  return FALSE;
}

void
suy_funds_split (gint64 total, const int *bp, guint n, gint64 *shares)
{
  g_autofree gint64 *rests = g_new (gint64, MAX (n, 1));
  gint64 left = total;

  for (guint i = 0; i < n; i++)
    {
      SuyRatio share = { bp[i], SUY_RATIO_FULL_BP };

      shares[i] = suy_ratio_floor (share, total);
      rests[i] = total % SUY_RATIO_FULL_BP * bp[i] % SUY_RATIO_FULL_BP;
      left -= shares[i];
    }

  /* Fewer than n yuan are left. */
  for (; left > 0; left--)
    {
      guint largest = 0;

      for (guint i = 1; i < n; i++)
        if (rests[i] > rests[largest])
          largest = i;
      shares[largest]++;
      rests[largest] = -1;
    }
}

gboolean
suy_funds_check_use (gint64 arrived, gint64 used, GError **error)
{
  g_autofree char *have = suy_ratio_format_whole (arrived), *want = suy_ratio_format_whole (used);

  if (used >= 0 && used <= arrived)
    return TRUE;

  g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED,
               _ ("%s yuan cannot be used of %s yuan that have arrived"), want, have);

  return FALSE;
}
