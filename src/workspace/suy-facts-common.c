/* suy-facts-common.c: facts that every machine may ask for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "suy-facts-private.h"

/* ---- files ---- */

static void
count_one (const SuyLook *look, const char *fact, const char *kind)
{
  g_autofree char *name = g_strdup_printf ("%s:%s", fact, kind == NULL ? "" : kind);
  const char *known = g_hash_table_lookup (look->facts, name);

  suy_look_set_count (look, name, 1 + (known == NULL ? 0 : g_ascii_strtoll (known, NULL, 10)));
}

/* The last row of the journal that is a step on the way; supervising and prolonging are none. */
static gint64
last_step (const SuyLook *look)
{
  static const char *const beside[] = { "escalate", "extend", NULL };

  for (guint i = look->journal->len; i > 0; i--)
    {
      const SuyRecord *row = look->journal->pdata[i - 1];

      if (!g_strv_contains (beside, suy_record_get_text (row, "move")))
        return suy_record_get_id (row);
    }

  return 0;
}

/* Ids grow with time, so a file with a higher id than the last step came after it: no clock that a
 * person can set is asked. */
static void
add_files (const SuyLook *look)
{
  gint64 step = last_step (look);
  guint n_new = 0;

  for (guint i = 0; i < look->files->len; i++)
    {
      const SuyRecord *file = look->files->pdata[i];
      const char *kind = suy_record_get_text (file, "kind");

      count_one (look, "evidence", kind);
      if (suy_record_get_id (file) <= step)
        continue;
      n_new++;
      count_one (look, "new_evidence", kind);
    }
  suy_look_set_count (look, "evidence", look->files->len);
  suy_look_set_count (look, "new_evidence", n_new);
}

/* ---- the record itself ---- */

/* "code:FIELD": the key of the unit that a link leads to. */
static void
add_unit_codes (const SuyLook *look)
{
  const SuyRegister *units = suy_workspace_register (look->workspace, "unit", NULL);

  for (guint i = 0; units != NULL && i < look->reg->fields->len; i++)
    {
      const SuyField *field = look->reg->fields->pdata[i];
      g_autofree char *name = g_strdup_printf ("code:%s", field->name);
      g_autofree char *key = NULL;
      gint64 unit;

      if (field->type != SUY_FIELD_LINK || strcmp (field->target, "unit") != 0 ||
          !suy_look_wants (look, name))
        continue;
      unit = suy_look_integer (look->ask->after, field->name);
      if (unit == 0)
        continue;
      key = suy_workspace_get_key (look->workspace, units, unit);
      suy_look_set (look, name, key);
    }
}

static void
add_own (const SuyLook *look)
{
  const SuyRecord *after = look->ask->after;
  gboolean placed =
      look->reg->geometry != SUY_GEOMETRY_NONE && suy_record_get_geometry (after) != NULL;

  suy_look_set_count (look, "batch", MAX (look->ask->n_batch, 1));
  if (placed)
    suy_look_set (look, "place", "known");
  if (suy_register_find (look->reg, "actual_bp") != NULL)
    suy_look_set_flag (look, "progress_falls",
                       suy_look_integer (after, "actual_bp") <
                           suy_look_integer (look->ask->before, "actual_bp"));
}

/* The place of the acting person: that of the inspection, or of a photograph made there
 * (001-5: the whole course leaves its trace). */
static void
add_position (const SuyLook *look)
{
  if (suy_record_get_geometry (look->ask->after) != NULL)
    suy_look_set (look, "position", "known");
  for (guint i = 0; i < look->files->len; i++)
    {
      g_autoptr (SuyGeometry) place = suy_look_place_of_file (look->files->pdata[i]);

      if (place != NULL)
        suy_look_set (look, "position", "known");
    }
}

/* ---- what hangs on it ---- */

/* Problems are assigned once a unit has them, or once they were found to be none. */
static gboolean
is_unassigned (const SuyRecord *problem)
{
  static const char *const states[] = { "found", "judged", NULL };
  const char *state = suy_look_text (problem, "state");

  return state == NULL || g_strv_contains (states, state);
}

/* Its problems are what is below it. */
static gboolean
is_hot_event (const SuyLook *look)
{
  return g_str_equal (look->reg->name, "hot_event");
}

/* Problems that name the record, and the one that it names. */
static GPtrArray *
find_problems (const SuyLook *look, GError **error)
{
  GPtrArray *problems = suy_look_linked (look, "problem", look->reg->name, look->id, error);
  g_autoptr (SuyRecord) named = suy_look_follow (look, look->ask->after, "problem");

  for (guint i = 0; problems != NULL && named != NULL && i < problems->len; i++)
    if (suy_record_get_id (problems->pdata[i]) == suy_record_get_id (named))
      g_clear_pointer (&named, suy_record_free);
  if (problems != NULL && named != NULL)
    g_ptr_array_add (problems, g_steal_pointer (&named));

  return problems;
}

static gboolean
add_problems (const SuyLook *look, GError **error)
{
  g_autoptr (GPtrArray) problems = NULL;
  guint n_spawned = look->ask->n_spawned, n_unassigned = 0;

  if (!suy_look_wants (look, "problems") && !suy_look_wants (look, "open_problems") &&
      !suy_look_wants (look, "unassigned_problems") && !is_hot_event (look))
    return TRUE;
  problems = find_problems (look, error);

  if (problems == NULL)
    return FALSE;
  for (guint i = 0; i < problems->len; i++)
    n_unassigned += is_unassigned (problems->pdata[i]);
  suy_look_set_count (look, "problems", problems->len + n_spawned);
  suy_look_set_count (look, "open_problems", suy_look_count_open (look, problems) + n_spawned);
  suy_look_set_count (look, "unassigned_problems", n_unassigned + n_spawned);

  return TRUE;
}

/* Registers whose records are below one of @above (6.0, G-7). */
static const struct
{
  const char *above, *reg, *link;
} children[] = {
  { "problem", "rectification_item", "problem" },
  { "rectification_item", "rectification_item", "parent" },
  { "outfall", "problem", "outfall" },
  { "project", "milestone", "project" },
  { "project", "rectification_item", "project" },
  { "milestone", "rectification_item", "milestone" },
  { "campaign", "campaign", "parent" },
};

/* An item that is accepted closes with its problem, in the same command; an item that was cancelled
 * is finished. */
static gboolean
add_children (const SuyLook *look, GError **error)
{
  guint open = 0;

  if (!suy_look_wants (look, "open_children"))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      g_autoptr (GPtrArray) records = NULL;

      if (!g_str_equal (children[i].above, look->reg->name))
        continue;
      records = suy_look_linked (look, children[i].reg, children[i].link, look->id, error);
      if (records == NULL)
        return FALSE;
      for (guint k = 0; k < records->len; k++)
        {
          const SuyRecord *child = records->pdata[k];
          gboolean follows = look->ask->partner != NULL &&
                             suy_record_get_id (child) == suy_record_get_id (look->ask->partner) &&
                             suy_look_is (child, "state", "accepted");

          open += suy_look_is_open (look, child) && !follows;
        }
    }
  if (is_hot_event (look))
    open += (guint) g_ascii_strtoull (g_hash_table_lookup (look->facts, "open_problems"), NULL, 10);
  suy_look_set_count (look, "open_children", open);

  return TRUE;
}

gboolean
suy_facts_add_common (const SuyLook *look, GError **error)
{
  add_files (look);
  add_unit_codes (look);
  add_own (look);
  add_position (look);

  return add_problems (look, error) && add_children (look, error);
}
