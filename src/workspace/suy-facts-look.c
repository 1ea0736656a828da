/* suy-facts-look.c: reading records and the file for facts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <json-glib/json-glib.h>
#include <math.h>

#include "suy-date.h"
#include "suy-facts-private.h"

gboolean
suy_look_wants (const SuyLook *look, const char *fact)
{
  return look->ask->all || look->ask->move == NULL || suy_move_asks (look->ask->move, fact);
}

void
suy_look_set (const SuyLook *look, const char *fact, const char *value)
{
  g_hash_table_insert (look->facts, g_strdup (fact), g_strdup (value));
}

void
suy_look_set_flag (const SuyLook *look, const char *fact, gboolean value)
{
  suy_look_set (look, fact, value ? "yes" : "no");
}

void
suy_look_set_count (const SuyLook *look, const char *fact, gint64 n)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, MAX (n, 0));

  suy_look_set (look, fact, text);
}

static const SuyValue *
get_value (const SuyRecord *record, const char *name)
{
  static const SuyValue nothing = { SUY_VALUE_NULL, { 0 } };
  const SuyField *field =
      record == NULL ? NULL : suy_register_find (suy_record_get_register (record), name);

  return field == NULL ? &nothing : suy_record_get (record, field);
}

gint64
suy_look_integer (const SuyRecord *record, const char *field)
{
  const SuyValue *value = get_value (record, field);

  return value->type == SUY_VALUE_INTEGER ? value->integer : 0;
}

const char *
suy_look_text (const SuyRecord *record, const char *field)
{
  const SuyValue *value = get_value (record, field);

  return value->type == SUY_VALUE_TEXT && *value->text != '\0' ? value->text : NULL;
}

gboolean
suy_look_is (const SuyRecord *record, const char *field, const char *text)
{
  return g_strcmp0 (suy_look_text (record, field), text) == 0;
}

gint64
suy_look_day_of (const char *text)
{
  g_autofree char *local = NULL;

  if (text == NULL)
    return SUY_DAY_UNKNOWN;
  if (suy_date_is_date (text))
    return suy_date_get_day (text);
  if (!suy_date_is_time (text))
    return SUY_DAY_UNKNOWN;
  local = suy_date_format_time (text);
  local[strlen ("2026-11-20")] = '\0';

  return suy_date_get_day (local);
}

gint64
suy_look_day (const SuyRecord *record, const char *field)
{
  return suy_look_day_of (suy_look_text (record, field));
}

gint64
suy_look_time (const SuyRecord *record, const char *field)
{
  const char *text = suy_look_text (record, field);
  g_autoptr (GDateTime) time =
      text == NULL || !suy_date_is_time (text) ? NULL : g_date_time_new_from_iso8601 (text, NULL);

  return time == NULL
             ? SUY_DAY_UNKNOWN
             : g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
}

GStrv
suy_look_list (const SuyRecord *record, const char *field)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *text = suy_look_text (record, field);
  g_autoptr (JsonNode) node = text == NULL ? NULL : json_from_string (text, NULL);
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *element = json_array_get_string_element (array, i);

      if (element != NULL && *element != '\0')
        g_strv_builder_add (builder, element);
    }

  return g_strv_builder_end (builder);
}

char *
suy_look_format_list (const char *const *lines)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, json_array_new ());
  for (guint i = 0; lines[i] != NULL; i++)
    json_array_add_string_element (json_node_get_array (node), lines[i]);

  return lines[0] == NULL ? NULL : json_to_string (node, FALSE);
}

SuyRecord *
suy_look_get (const SuyLook *look, const char *reg, gint64 id)
{
  const SuyRegister *found = suy_workspace_register (look->workspace, reg, NULL);

  return found == NULL || id == 0 ? NULL : suy_store_get (look->workspace->store, found, id, NULL);
}

SuyRecord *
suy_look_follow (const SuyLook *look, const SuyRecord *record, const char *field)
{
  const SuyField *link =
      record == NULL ? NULL : suy_register_find (suy_record_get_register (record), field);

  return link == NULL || link->type != SUY_FIELD_LINK
             ? NULL
             : suy_look_get (look, link->target, suy_look_integer (record, field));
}

GPtrArray *
suy_look_linked (const SuyLook *look, const char *reg, const char *field, gint64 id, GError **error)
{
  const SuyRegister *from = suy_workspace_register (look->workspace, reg, error);
  const SuyField *link = from == NULL ? NULL : suy_register_find (from, field);

  if (from == NULL)
    return NULL;
  if (id == 0 || link == NULL || link->type != SUY_FIELD_LINK)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) suy_record_free);

  return suy_workspace_get_linked (look->workspace, from, field, id, error);
}

gboolean
suy_look_is_open (const SuyLook *look, const SuyRecord *record)
{
  SuyMoves *machine =
      suy_workspace_get_machine (look->workspace, suy_record_get_register (record), NULL);
  const char *state = suy_look_text (record, "state");

  return machine != NULL && (state == NULL || !suy_moves_is_final (machine, state));
}

guint
suy_look_count_open (const SuyLook *look, const GPtrArray *records)
{
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    n += suy_look_is_open (look, records->pdata[i]);

  return n;
}

int
suy_look_find_last (const SuyLook *look, const char *const *moves)
{
  for (guint i = look->journal->len; i > 0; i--)
    {
      const char *move = suy_record_get_text (look->journal->pdata[i - 1], "move");

      if (move != NULL && g_strv_contains (moves, move))
        return (int) i - 1;
    }

  return -1;
}

gint64
suy_look_day_changed (const SuyLook *look, const char *field)
{
  const SuyField *found = suy_register_find (look->reg, field);
  g_autoptr (GArray) changes = NULL;

  if (found == NULL || look->id == 0)
    return SUY_DAY_UNKNOWN;
  if (!suy_value_equal (suy_record_get (look->ask->before, found),
                        suy_record_get (look->ask->after, found)))
    return look->today;
  changes = suy_store_history (look->workspace->store, look->reg, look->id, NULL);
  for (guint i = 0; changes != NULL && i < changes->len; i++)
    {
      const SuyChange *change = &g_array_index (changes, SuyChange, i);

      if (change->kind == SUY_CHANGE_INSERT || change->field == found)
        return (change->wall / G_USEC_PER_SEC + SUY_DATE_CHINA_OFFSET * 60) / 86400;
    }

  return SUY_DAY_UNKNOWN;
}

double
suy_look_distance (SuyGeometry *a, SuyGeometry *b)
{
  g_autoptr (SuyFeatureSet) set = NULL;
  g_autoptr (GArray) hits = NULL;
  SuyFeatureSetBuilder *builder;

  if (a == NULL || b == NULL)
    return INFINITY;
  builder = suy_feature_set_builder_new ();
  suy_feature_set_builder_add (builder, 1, suy_geometry_get_shape (a));
  set = suy_feature_set_builder_end (builder);
  hits = suy_feature_set_nearest (set, suy_geometry_get_shape (b), 1, INFINITY);

  return hits->len == 0 ? INFINITY : g_array_index (hits, SuyHit, 0).distance_m;
}

SuyGeometry *
suy_look_place_of_file (const SuyRecord *file)
{
  double lon = suy_record_get_real (file, "lon"), lat = suy_record_get_real (file, "lat");

  if (!isfinite (lon) || !isfinite (lat))
    return NULL;

  return suy_geometry_new_point (
      (SuyPoint){ (gint32) lround (lon * 1e7), (gint32) lround (lat * 1e7) });
}
