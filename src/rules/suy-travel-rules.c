/* suy-travel-rules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-travel-rules.h"

#include "suy-json.h"
#include "suy-rules-text.h"

/* A whole number above 0, as @unit of what @value is given in. */
static gboolean
read_above_0 (const SuyJsonPlace *at, const char *key, double unit, double *value, GError **error)
{
  SuyJsonPlace place = suy_json_member (at, key);
  gint64 number;

  if (!suy_json_read_integer (at, key, &number, error))
    return FALSE;
  if (number <= 0)
    return suy_json_fail (&place, error, "a whole number above 0 belongs here");

  *value = (double) number / unit;

  return TRUE;
}

static gboolean
read_radii (SuyTravelRules *rules, const SuyJsonPlace *root, GError **error)
{
  SuyJsonPlace radii = suy_json_member (root, "radius_mm");
  guint length;

  if (!suy_json_check_array (&radii, &length, error))
    return FALSE;
  if (length != SUY_TRAVEL_ORDERS)
    return suy_json_fail (&radii, error, "there are %d orders, so as many numbers",
                          SUY_TRAVEL_ORDERS);

  for (guint i = 0; i < length; i++)
    {
      SuyJsonPlace radius = suy_json_element (&radii, i);

      if (!JSON_NODE_HOLDS_VALUE (radius.node) ||
          json_node_get_value_type (radius.node) != G_TYPE_INT64 ||
          json_node_get_int (radius.node) <= 0)
        return suy_json_fail (&radius, error, "a whole number of mm above 0 belongs here");
      rules->radius_m[i] = (double) json_node_get_int (radius.node) / 1000.0;
    }

  return TRUE;
}

gboolean
suy_travel_rules_read_text (SuyTravelRules *rules,
                            char **source,
                            const char *file,
                            const char *text,
                            GError **error)
{
  static const char *const keys[] = { "source!",
                                      "default_mm_s!",
                                      "roughness_by_1000!",
                                      "radius_mm!",
                                      "least_slope_by_million!",
                                      "least_mm_s!",
                                      "most_mm_s!",
                                      NULL };
  g_autoptr (JsonNode) node = suy_json_parse (file, text, error);
  SuyJsonPlace root = { NULL, file, 0, node };
  SuyJsonPlace most = { 0 };
  g_autofree char *from = NULL;

  if (node == NULL || !suy_json_check_keys (&root, keys, error) ||
      !suy_json_read_text (&root, "source", &from, error) ||
      !read_above_0 (&root, "default_mm_s", 1000.0, &rules->default_m_s, error) ||
      !read_above_0 (&root, "roughness_by_1000", 1000.0, &rules->roughness, error) ||
      !read_above_0 (&root, "least_slope_by_million", 1e6, &rules->least_slope, error) ||
      !read_above_0 (&root, "least_mm_s", 1000.0, &rules->least_m_s, error) ||
      !read_above_0 (&root, "most_mm_s", 1000.0, &rules->most_m_s, error) ||
      !read_radii (rules, &root, error))
    return FALSE;

  most = suy_json_member (&root, "most_mm_s");
  if (rules->most_m_s < rules->least_m_s)
    return suy_json_fail (&most, error, "the most is less than the least");
  if (source != NULL)
    *source = g_steal_pointer (&from);

  return TRUE;
}

gboolean
suy_travel_rules_read_builtin (SuyTravelRules *rules, char **source, GError **error)
{
  g_autofree char *text = suy_rules_text ("travel_time.json", error);

  return text != NULL &&
         suy_travel_rules_read_text (rules, source, "travel_time.json", text, error);
}
