/* suy-move-write.c: writing what a plan holds, with the journal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-move-plan.h"
#include "suy-workspace-private.h"

/* The place of the record stands for where it happened, if it is a point. */
static void
set_where (SuyRecord *row, const SuyStep *step)
{
  SuyGeometry *place =
      step->reg->geometry == SUY_GEOMETRY_NONE ? NULL : suy_record_get_geometry (step->after);
  const SuyShape *shape = place == NULL ? NULL : suy_geometry_get_shape (place);

  if (shape == NULL || suy_shape_get_n_points (shape) != 1)
    return;
  suy_record_set_real (row, "lon", (double) shape->points[0].x / 1e7);
  suy_record_set_real (row, "lat", (double) shape->points[0].y / 1e7);
}

/* Which files there are when the move is made, by their names in the file. */
static gboolean
set_files (SuyMovePlan *plan, SuyRecord *row, const SuyStep *step, GError **error)
{
  g_autoptr (GPtrArray) files = suy_workspace_get_attachments (
      plan->workspace, step->reg, suy_record_get_id (step->after), error);
  g_autoptr (GString) list = g_string_new ("[");

  if (files == NULL)
    return FALSE;
  for (guint i = 0; i < files->len; i++)
    g_string_append_printf (list, "%s\"#%" G_GINT64_FORMAT "\"", i == 0 ? "" : ",",
                            suy_record_get_id (files->pdata[i]));
  g_string_append_c (list, ']');
  if (files->len > 0)
    suy_record_set_text (row, "evidence", list->str);

  return TRUE;
}

/* The fields that the move filled in, and what the person said besides. */
static char *
list_changes (SuyMovePlan *plan, const SuyStep *step)
{
  GString *text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer name, value;

  for (guint i = 0; i < step->reg->fields->len; i++)
    {
      const SuyField *field = step->reg->fields->pdata[i];

      if (!field->derived && suy_record_has (step->changes, field))
        g_string_append_printf (text, "%s%s", text->len == 0 ? "" : " ", field->name);
    }
  if (plan->wish->said == NULL || step->kind != SUY_STEP_LEADER)
    return g_string_free (text, FALSE);
  g_hash_table_iter_init (&iter, plan->wish->said);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_string_append_printf (text, "%s%s=%s", text->len == 0 ? "" : " ", (const char *) name,
                            (const char *) value);

  return g_string_free (text, FALSE);
}

static gboolean
write_journal (SuyMovePlan *plan, const SuyStep *step, GError **error)
{
  const SuyRegister *journal = suy_workspace_register (plan->workspace, "journal", error);
  g_autofree char *at = suy_workspace_now (plan->workspace), *changes = list_changes (plan, step);
  g_autoptr (SuyRecord) row = NULL;

  if (journal == NULL)
    return FALSE;
  row = suy_record_new (journal);
  suy_record_set_text (row, "object_register", step->reg->name);
  suy_record_set_integer (row, "object_id", suy_record_get_id (step->after));
  suy_record_set_text (row, "move", step->move->name);
  suy_record_set_text (row, "from_state", step->move->from);
  suy_record_set_text (row, "to_state", step->move->to);
  suy_record_set_text (row, "at", at);
  if (plan->actor.id != 0)
    suy_record_set_integer (row, "actor", plan->actor.id);
  if (plan->actor.role != NULL)
    suy_record_set_text (row, "role", plan->actor.role);
  if (plan->wish->note != NULL)
    suy_record_set_text (row, "note", plan->wish->note);
  if (*changes != '\0')
    suy_record_set_text (row, "changes", changes);
  set_where (row, step);

  return set_files (plan, row, step, error) &&
         suy_store_insert (plan->workspace->store, row, error);
}

static gboolean
copy_files (SuyMovePlan *plan, const SuyStep *step, GError **error)
{
  const SuyStep *leader = SUY_PLAN_LEADER (plan);
  g_autoptr (GPtrArray) files = suy_workspace_get_attachments (
      plan->workspace, leader->reg, suy_record_get_id (leader->after), error);

  if (files == NULL)
    return FALSE;
  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (SuyRecord) copy = suy_record_copy (files->pdata[i]);

      suy_record_set_id (copy, 0);
      suy_record_set_text (copy, "code", NULL);
      suy_record_set_text (copy, "object_register", step->reg->name);
      suy_record_set_integer (copy, "object_id", suy_record_get_id (step->after));
      if (!suy_store_insert (plan->workspace->store, copy, error))
        return FALSE;
    }

  return TRUE;
}

/* A new record gets its code, its files from where it comes from, and is named by the leader. */
static gboolean
write_new (SuyMovePlan *plan, SuyStep *step, GError **error)
{
  SuyStep *leader = SUY_PLAN_LEADER (plan);
  gboolean copies = g_str_equal (step->reg->name, "problem");

  suy_workspace_ensure_code (plan->workspace, step->changes);
  if (!suy_store_insert (plan->workspace->store, step->changes, error))
    return FALSE;
  suy_record_set_id (step->after, suy_record_get_id (step->changes));
  if (step->back != NULL)
    suy_step_set_integer (leader, step->back, suy_record_get_id (step->changes));

  return !copies || copy_files (plan, step, error);
}

static gboolean
write_step (SuyMovePlan *plan, SuyStep *step, GError **error)
{
  gint64 id;

  if (step->move != NULL)
    {
      suy_step_set_text (step, "state", step->move->to);
      suy_move_count (step->move, step->before, step->changes);
    }
  suy_effects_mark_progress (plan->workspace, step->before, step->changes);
  if (suy_record_get_id (step->changes) == 0)
    {
      if (!write_new (plan, step, error))
        return FALSE;
    }
  else if (!suy_store_update (plan->workspace->store, step->changes, error))
    return FALSE;

  id = suy_record_get_id (step->changes);

  return (step->move == NULL || write_journal (plan, step, error)) &&
         suy_workspace_refresh (plan->workspace, step->reg, id, error);
}

gboolean
suy_move_plan_write (SuyMovePlan *plan, GError **error)
{
  for (guint i = 1; i < plan->steps->len; i++)
    if (((SuyStep *) plan->steps->pdata[i])->kind == SUY_STEP_SPAWNED &&
        !write_step (plan, plan->steps->pdata[i], error))
      return FALSE;
  if (!suy_effects_write (plan, error) || !write_step (plan, SUY_PLAN_LEADER (plan), error))
    return FALSE;
  for (guint i = 1; i < plan->steps->len; i++)
    if (((SuyStep *) plan->steps->pdata[i])->kind == SUY_STEP_FOLLOWER &&
        !write_step (plan, plan->steps->pdata[i], error))
      return FALSE;

  return TRUE;
}
