/* suy-course.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-course.h"

#include "suy-workspace-moves.h"

struct _SuyCourse
{
  GPtrArray *rows, *files; /* (element-type SuyRecord) */
  GArray *steps;           /* (element-type SuyCourseStep) */
};

static void
step_clear (gpointer data)
{
  g_array_unref (((SuyCourseStep *) data)->files);
}

/* Takes the files that @row names out of @left, which leads from ids to places plus one. */
static void
take_named (const SuyRecord *row, GHashTable *left, GArray *files)
{
  g_auto (GStrv) names = suy_record_get_list (row, "evidence");

  for (guint i = 0; names[i] != NULL; i++)
    {
      gint64 id = names[i][0] == '#' ? g_ascii_strtoll (names[i] + 1, NULL, 10) : 0;
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (left, &id));

      if (place == 0)
        continue;
      place--;
      g_array_append_val (files, place);
      g_hash_table_remove (left, &id);
    }
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  return *(const guint *) a < *(const guint *) b ? -1 : 1;
}

static GArray *
add_step (SuyCourse *self, const SuyRecord *row)
{
  SuyCourseStep step = { row, g_array_new (FALSE, FALSE, sizeof (guint)) };

  g_array_append_val (self->steps, step);

  return step.files;
}

static void
share_out (SuyCourse *self)
{
  g_autoptr (GHashTable) left = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer place;

  for (guint i = 0; i < self->files->len; i++)
    if (self->files->pdata[i] != NULL)
      {
        gint64 id = suy_record_get_id (self->files->pdata[i]);

        g_hash_table_insert (left, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (i + 1));
      }
  for (guint i = 0; i < self->rows->len; i++)
    if (self->rows->pdata[i] != NULL)
      {
        GArray *files = add_step (self, self->rows->pdata[i]);

        take_named (self->rows->pdata[i], left, files);
        g_array_sort (files, compare_places);
      }
  if (g_hash_table_size (left) == 0)
    return;

  g_hash_table_iter_init (&iter, left);
  for (GArray *files = add_step (self, NULL); g_hash_table_iter_next (&iter, NULL, &place);)
    {
      guint at = GPOINTER_TO_UINT (place) - 1;

      g_array_append_val (files, at);
    }
  g_array_sort (g_array_index (self->steps, SuyCourseStep, self->steps->len - 1).files,
                compare_places);
}

SuyCourse *
suy_course_read (SuyWorkspace *workspace, const SuyRegister *reg, gint64 id, GError **error)
{
  g_autoptr (SuyCourse) self = g_new0 (SuyCourse, 1);

  self->steps = g_array_new (FALSE, FALSE, sizeof (SuyCourseStep));
  g_array_set_clear_func (self->steps, step_clear);
  self->rows = suy_workspace_get_journal (workspace, reg, id, error);
  if (self->rows != NULL)
    self->files = suy_workspace_get_attachments (workspace, reg, id, error);
  if (self->files == NULL)
    return NULL;
  share_out (self);

  return g_steal_pointer (&self);
}

guint
suy_course_get_n_steps (const SuyCourse *self)
{
  return self->steps->len;
}

const SuyCourseStep *
suy_course_get_step (const SuyCourse *self, guint i)
{
  g_return_val_if_fail (i < self->steps->len, NULL);

  return &g_array_index (self->steps, SuyCourseStep, i);
}

const GPtrArray *
suy_course_get_files (const SuyCourse *self)
{
  return self->files;
}

void
suy_course_free (SuyCourse *self)
{
  g_clear_pointer (&self->steps, g_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_free (self);
}
