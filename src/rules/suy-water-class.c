/* suy-water-class.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-water-class.h"

#include "suy-error.h"
#include "suy-json.h"
#include "suy-rules-text.h"

#define N_CLASSES 5

struct _SuyWaterLimits
{
  char *source;
  gint64 limits[SUY_WATER_N_PARAMETERS][N_CLASSES];
};

static const char *const parameter_names[SUY_WATER_N_PARAMETERS] = { "tp", "nh3n", "cod", "bod5" };

static gboolean
read_limits (SuyWaterLimits *self,
             SuyWaterParameter parameter,
             const SuyJsonPlace *at,
             GError **error)
{
  SuyJsonPlace limits = suy_json_member (at, "limits");
  gint64 last = 1;
  guint length;

  if (!suy_json_check_array (&limits, &length, error))
    return FALSE;
  if (length != N_CLASSES)
    return suy_json_fail (&limits, error, "there are limits for classes I to V, so five numbers");

  for (guint i = 0; i < N_CLASSES; i++)
    {
      SuyJsonPlace limit = suy_json_element (&limits, i);

      if (!JSON_NODE_HOLDS_VALUE (limit.node) ||
          json_node_get_value_type (limit.node) != G_TYPE_INT64 ||
          json_node_get_int (limit.node) < last)
        return suy_json_fail (&limit, error,
                              "a whole number of µg/L, not below the class before, belongs here");
      last = json_node_get_int (limit.node);
      self->limits[parameter][i] = last;
    }

  return TRUE;
}

static gboolean
read_parameter (SuyWaterLimits *self, guint i, const SuyJsonPlace *at, GError **error)
{
  static const char *const keys[] = { "name!", "en!", "zh!", "limits!", NULL };
  g_autofree char *name = NULL;

  if (!suy_json_check_keys (at, keys, error) || !suy_json_read_text (at, "name", &name, error))
    return FALSE;
  if (!g_str_equal (name, parameter_names[i]))
    return suy_json_fail (at, error, "“%s” stands where “%s” belongs", name, parameter_names[i]);

  return read_limits (self, (SuyWaterParameter) i, at, error);
}

static gboolean
read_table (SuyWaterLimits *self, const SuyJsonPlace *root, GError **error)
{
  static const char *const keys[] = { "source!", "unit!", "parameters!", NULL };
  SuyJsonPlace parameters, unit_place;
  g_autofree char *unit = NULL;
  guint length;

  if (!suy_json_check_keys (root, keys, error) ||
      !suy_json_read_text (root, "source", &self->source, error) ||
      !suy_json_read_text (root, "unit", &unit, error))
    return FALSE;

  unit_place = suy_json_member (root, "unit");
  if (!g_str_equal (unit, "µg/L"))
    return suy_json_fail (&unit_place, error, "“%s” is not the unit of this table, µg/L", unit);

  parameters = suy_json_member (root, "parameters");
  if (!suy_json_check_array (&parameters, &length, error))
    return FALSE;
  if (length != SUY_WATER_N_PARAMETERS)
    return suy_json_fail (&parameters, error, "tp, nh3n, cod and bod5 belong here");

  for (guint i = 0; i < length; i++)
    {
      SuyJsonPlace element = suy_json_element (&parameters, i);

      if (!read_parameter (self, i, &element, error))
        return FALSE;
    }

  return TRUE;
}

SuyWaterLimits *
suy_water_limits_new_from_text (const char *file, const char *text, GError **error)
{
  g_autoptr (SuyWaterLimits) self = g_new0 (SuyWaterLimits, 1);
  g_autoptr (JsonNode) root = suy_json_parse (file, text, error);
  SuyJsonPlace place = { NULL, file, 0, root };

  if (root == NULL || !read_table (self, &place, error))
    return NULL;

  return g_steal_pointer (&self);
}

SuyWaterLimits *
suy_water_limits_new_builtin (GError **error)
{
  g_autofree char *text = suy_rules_text ("water_class.json", error);

  return text == NULL ? NULL : suy_water_limits_new_from_text ("water_class.json", text, error);
}

void
suy_water_limits_free (SuyWaterLimits *self)
{
  g_free (self->source);
  g_free (self);
}

const char *
suy_water_limits_get_source (const SuyWaterLimits *self)
{
  return self->source;
}

gint64
suy_water_limits_get (const SuyWaterLimits *self, SuyWaterParameter parameter, int class)
{
  g_return_val_if_fail (class >= 1 && class <= N_CLASSES, 0);

  return self->limits[parameter][class - 1];
}

int
suy_water_class_of_one (const SuyWaterLimits *self, SuyWaterParameter parameter, gint64 ug_l)
{
  int class = 1;

  g_return_val_if_fail (ug_l >= 0, 0);

  while (class <= N_CLASSES && ug_l > self->limits[parameter][class - 1])
    class ++;

  return class;
}

SuyWaterClass
suy_water_class_of (const SuyWaterLimits *self, const gint64 ug_l[SUY_WATER_N_PARAMETERS])
{
  SuyWaterClass worst = { 0, SUY_WATER_TP };

  for (guint i = 0; i < SUY_WATER_N_PARAMETERS; i++)
    if (ug_l[i] != SUY_WATER_NOT_MEASURED)
      {
        int class = suy_water_class_of_one (self, (SuyWaterParameter) i, ug_l[i]);

        if (class > worst.class)
          worst = (SuyWaterClass){ class, (SuyWaterParameter) i };
      }

  return worst;
}

gint64
suy_water_get_excess_bp (const SuyWaterLimits *self,
                         SuyWaterParameter parameter,
                         int class,
                         gint64 ug_l)
{
  gint64 limit = suy_water_limits_get (self, parameter, class);

  g_return_val_if_fail (limit > 0 && ug_l >= 0 && ug_l < G_MAXINT64 / 10000, 0);

  return ug_l <= limit ? 0 : (ug_l - limit) * 10000 / limit;
}

const char *
suy_water_class_get_name (int class)
{
  static const char *const names[] = { NULL, "I", "II", "III", "IV", "V", "VI" };

  g_return_val_if_fail (class >= 0 && class <= SUY_WATER_INFERIOR_V, NULL);

  return names[class];
}
