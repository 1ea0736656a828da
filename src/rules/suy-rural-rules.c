/* suy-rural-rules.c: the points' table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-json.h"
#include "suy-rules-text.h"
#include "suy-rural-private.h"

#define FILE_NAME "rural_score.json"
#define MAX_POINTS 100000

static gboolean
read_item (SuyRuralItem *item, const SuyJsonPlace *at, GError **error)
{
  static const char *const keys[] = { "name!",       "en!",      "zh!",
                                      "full!",       "behind!",  "step",
                                      "late",        "late_cap", "provincial_notice",
                                      "city_notice", NULL };
  static const char *const shapes[] = { "steps", "share", NULL };
  guint shape = 0;

  if (!suy_json_check_keys (at, keys, error) ||
      !suy_json_read_text (at, "name", &item->name, error) ||
      !suy_json_read_label (at, &item->label, error) ||
      !suy_json_read_range (at, "full", 1, MAX_POINTS, &item->full, error) ||
      !suy_json_read_word (at, "behind", shapes, &shape, error) ||
      !suy_json_read_range (at, "step", 1, MAX_POINTS, &item->step, error) ||
      !suy_json_read_range (at, "late", 0, MAX_POINTS, &item->late, error) ||
      !suy_json_read_range (at, "late_cap", 0, MAX_POINTS, &item->late_cap, error) ||
      !suy_json_read_range (at, "provincial_notice", 0, MAX_POINTS, &item->provincial, error) ||
      !suy_json_read_range (at, "city_notice", 0, MAX_POINTS, &item->city, error))
    return FALSE;
  if ((shape == 0) != (item->step > 0))
    return suy_json_fail (at, error, "a “step” belongs to “steps”, and only there");

  return TRUE;
}

static gboolean
read_items (SuyRuralRules *self, const SuyJsonPlace *root, GError **error)
{
  SuyJsonPlace items = suy_json_member (root, "items");
  guint length;
  int full = 0;

  if (!suy_json_check_array (&items, &length, error))
    return FALSE;
  if (length != SUY_RURAL_N_ITEMS)
    return suy_json_fail (&items, error, "there are %d items", SUY_RURAL_N_ITEMS);

  for (guint i = 0; i < length; i++)
    {
      SuyJsonPlace item = suy_json_element (&items, i);

      if (!read_item (&self->items[i], &item, error))
        return FALSE;
      full += self->items[i].full;
    }

  return full == MAX_POINTS ||
         suy_json_fail (&items, error, "the full points are %d together, not %d", full, MAX_POINTS);
}

static gboolean
read_year (SuyRuralRules *self, const SuyJsonPlace *root, GError **error)
{
  static const char *const keys[] = { "q2!", "q3!", "q4!", NULL };
  SuyJsonPlace year = suy_json_member (root, "year");

  if (!suy_json_check_keys (&year, keys, error) ||
      !suy_json_read_range (&year, "q2", 0, 100, &self->quarters[0], error) ||
      !suy_json_read_range (&year, "q3", 0, 100, &self->quarters[1], error) ||
      !suy_json_read_range (&year, "q4", 0, 100, &self->quarters[2], error))
    return FALSE;

  return self->quarters[0] + self->quarters[1] + self->quarters[2] == 100 ||
         suy_json_fail (&year, error, "the quarters' weights have to be 100 together");
}

static gboolean
read_bonus (SuyRuralRules *self, const SuyJsonPlace *root, GError **error)
{
  static const char *const keys[] = { "title!", "ranks!", "cap!", "fraud_cap!", NULL };
  SuyJsonPlace bonus = suy_json_member (root, "bonus"), ranks = suy_json_member (&bonus, "ranks");
  guint length;

  if (!suy_json_check_keys (&bonus, keys, error) ||
      !suy_json_read_range (&bonus, "title", 0, MAX_POINTS, &self->title, error) ||
      !suy_json_read_range (&bonus, "cap", 0, MAX_POINTS, &self->bonus_cap, error) ||
      !suy_json_read_range (&bonus, "fraud_cap", 0, MAX_POINTS, &self->fraud_cap, error) ||
      !suy_json_check_array (&ranks, &length, error))
    return FALSE;
  if (length != G_N_ELEMENTS (self->ranks))
    return suy_json_fail (&ranks, error, "the bonus of the first, second and third belongs here");

  for (guint i = 0; i < length; i++)
    {
      SuyJsonPlace rank = suy_json_element (&ranks, i);

      if (!JSON_NODE_HOLDS_VALUE (rank.node) ||
          json_node_get_value_type (rank.node) != G_TYPE_INT64 ||
          json_node_get_int (rank.node) < 0 || json_node_get_int (rank.node) > MAX_POINTS)
        return suy_json_fail (&rank, error, "a whole number from 0 to %d belongs here", MAX_POINTS);
      self->ranks[i] = (int) json_node_get_int (rank.node);
    }

  return TRUE;
}

SuyRuralRules *
suy_rural_rules_new_from_text (const char *file, const char *text, GError **error)
{
  static const char *const keys[] = { "source!", "not_started_bp!", "items!",
                                      "year!",   "bonus!",          NULL };
  g_autoptr (SuyRuralRules) self = g_new0 (SuyRuralRules, 1);
  g_autoptr (JsonNode) node = suy_json_parse (file, text, error);
  SuyJsonPlace root = { NULL, file, 0, node };

  if (node == NULL || !suy_json_check_keys (&root, keys, error) ||
      !suy_json_read_range (&root, "not_started_bp", 0, 10000, &self->not_started_bp, error) ||
      !read_items (self, &root, error) || !read_year (self, &root, error) ||
      !read_bonus (self, &root, error))
    return NULL;

  return g_steal_pointer (&self);
}

SuyRuralRules *
suy_rural_rules_new_builtin (GError **error)
{
  g_autofree char *text = suy_rules_text (FILE_NAME, error);

  return text == NULL ? NULL : suy_rural_rules_new_from_text (FILE_NAME, text, error);
}

void
suy_rural_rules_free (SuyRuralRules *self)
{
  for (guint i = 0; i < SUY_RURAL_N_ITEMS; i++)
    {
      g_free (self->items[i].name);
      suy_label_clear (&self->items[i].label);
    }
  g_free (self);
}

const char *
suy_rural_rules_get_name (const SuyRuralRules *self, guint item)
{
  g_return_val_if_fail (item < SUY_RURAL_N_ITEMS, NULL);

  return self->items[item].name;
}

const SuyLabel *
suy_rural_rules_get_label (const SuyRuralRules *self, guint item)
{
  g_return_val_if_fail (item < SUY_RURAL_N_ITEMS, NULL);

  return &self->items[item].label;
}

int
suy_rural_rules_get_full (const SuyRuralRules *self, guint item)
{
  g_return_val_if_fail (item < SUY_RURAL_N_ITEMS, 0);

  return self->items[item].full;
}
