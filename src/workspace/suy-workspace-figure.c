/* suy-workspace-figure.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-workspace-figure.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-cell.h"
#include "suy-error.h"
#include "suy-figure-run.h"

const SuyFigures *
suy_workspace_get_figures (GError **error)
{
  static GMutex lock;
  static SuyFigures *builtin;

  g_mutex_lock (&lock);
  if (builtin == NULL)
    builtin = suy_figures_new_builtin (error);
  g_mutex_unlock (&lock);

  return builtin;
}

/* ---- rows ---- */

static void
row_free (gpointer data)
{
  SuyFigureRow *row = data;

  g_free (row->group);
  g_free (row->label);
  g_free (row->values);
  g_free (row);
}

void
suy_figure_answer_free (SuyFigureAnswer *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->total, row_free);
  g_free (self);
}

static SuyRatio
get_gathered (const SuyFigureColumn *column, const SuyFigureCell *cell)
{
  switch ((guint) column->kind)
    {
    case SUY_FIGURE_COUNT:
      return (SuyRatio){ cell->n, 1 };
    case SUY_FIGURE_SUM:
      return (SuyRatio){ cell->sum, SUY_FIGURE_MILLION };
    case SUY_FIGURE_DISTINCT:
    case SUY_FIGURE_DATES:
      return (SuyRatio){ cell->seen == NULL ? 0 : g_hash_table_size (cell->seen), 1 };
    case SUY_FIGURE_DAYS:
      return (SuyRatio){ cell->sum, cell->n };
    case SUY_FIGURE_POINTS:
      return (SuyRatio){ cell->sum, cell->n * 100 };
    default:
      return SUY_RATIO_NONE;
    }
}

static SuyFigureRow *
row_new (const SuyFigure *figure, const char *group, const SuyFigureCell *cells)
{
  SuyFigureRow *row = g_new0 (SuyFigureRow, 1);

  row->group = g_strdup (group);
  row->values = g_new0 (SuyRatio, figure->columns->len);
  for (guint i = 0; i < figure->columns->len; i++)
    row->values[i] = get_gathered (figure->columns->pdata[i], &cells[i]);

  return row;
}

/* The field whose values the groups are.  NULL: they are times */
static const SuyField *
get_field (const SuyFigureRun *run)
{
  const SuyFigurePath *path = suy_figure_run_find (run, run->by);

  return path == NULL ? NULL : path->far == NULL ? path->field : path->far;
}

/* What people read for a group, and the record that it is. */
static void
name_row (const SuyFigureRun *run, SuyFigureRow *row)
{
  const SuyField *field = get_field (run);
  const SuyChoice *choice =
      field == NULL || field->choices == NULL ? NULL : suy_field_find_choice (field, row->group);
  const char *language = g_get_language_names ()[0];

  if (*row->group == '\0')
    row->label = g_strdup (_ ("not stated"));
  else if (choice != NULL)
    row->label = g_strdup (suy_label_get (&choice->label, language));
  else if (field != NULL && field->type == SUY_FIELD_BOOLEAN)
    row->label = g_strdup (g_str_equal (row->group, "0") ? _ ("no") : _ ("yes"));
  else if (field != NULL && field->type == SUY_FIELD_LINK)
    {
      row->link = g_ascii_strtoll (row->group, NULL, 10);
      row->label = suy_workspace_describe (
          run->workspace, suy_catalog_find (run->workspace->catalog, field->target), row->link);
    }
  if (row->label == NULL)
    row->label = g_strdup (row->group);
}

/* ---- columns that no record of the register has ---- */

typedef struct
{
  const GArray *tests;
  const char *const *fields;
  const SuyValue *values;
  gint64 n;
} All;

static const SuyValue *
on_cell (const char *field, gpointer data)
{
  All *all = data;

  for (guint i = 0; all->fields[i] != NULL; i++)
    if (g_str_equal (all->fields[i], field))
      return &all->values[i];

  return NULL;
}

static void
on_one (G_GNUC_UNUSED gint64 id, const SuyValue *values, gpointer data)
{
  All *all = data;
  const SuyDutyFacts facts = { on_cell, all, SUY_CLOCK_NEVER, SUY_CLOCK_NEVER };

  all->values = values;
  all->n += all->tests->len == 0 || suy_duty_check (all->tests, &facts);
}

static gboolean
count_all (SuyFigureRun *run, const SuyFigureColumn *column, SuyRatio *value, GError **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  All all = { .tests = column->tests };

  for (guint i = 0; i < column->tests->len; i++)
    g_ptr_array_add (fields, g_array_index (column->tests, SuyDutyTest, i).field);
  if (fields->len == 0)
    g_ptr_array_add (fields, (char *) "code");
  g_ptr_array_add (fields, NULL);
  all.fields = (const char *const *) (void *) fields->pdata;
  if (!suy_cell_scan (run->workspace, column->fields[0], all.fields, NULL, on_one, &all, error))
    return FALSE;
  *value = (SuyRatio){ all.n, 1 };

  return TRUE;
}

/* @target: register of the record that the group is */
static SuyRatio
get_linked (SuyWorkspace *workspace, const SuyFigureColumn *column, const char *target, gint64 id)
{
  const SuyRegister *reg = suy_catalog_find (workspace->catalog, target);
  g_autoptr (SuyRecord) record =
      reg == NULL || id == 0 ? NULL
                             : suy_store_get (suy_workspace_get_store (workspace), reg, id, NULL);
  const SuyField *field = reg == NULL ? NULL : suy_register_find (reg, column->fields[0]);
  const SuyValue *value = record == NULL || field == NULL ? NULL : suy_record_get (record, field);

  if (value == NULL || value->type == SUY_VALUE_NULL)
    return SUY_RATIO_NONE;

  return (SuyRatio){ suy_figure_millionths (value), SUY_FIGURE_MILLION };
}

static gboolean
fill_others (SuyFigureRun *run, SuyFigureAnswer *answer, guint i, GError **error)
{
  const SuyFigureColumn *column = run->figure->columns->pdata[i];
  const SuyField *field = get_field (run);
  SuyRatio *total = &answer->total->values[i];

  if (column->kind == SUY_FIGURE_ALL && !count_all (run, column, total, error))
    return FALSE;
  for (guint k = 0; k < answer->rows->len; k++)
    {
      SuyFigureRow *row = answer->rows->pdata[k];

      if (column->kind == SUY_FIGURE_ALL)
        row->values[i] = *total;
      else if (column->kind == SUY_FIGURE_LINKED && field != NULL && field->type == SUY_FIELD_LINK)
        {
          row->values[i] = get_linked (run->workspace, column, field->target, row->link);
          if (row->values[i].den != 0)
            *total = (SuyRatio){ total->num + row->values[i].num, SUY_FIGURE_MILLION };
        }
    }

  return TRUE;
}

/* ---- order ---- */

static int
choice_position (const SuyField *field, const char *name)
{
  for (guint i = 0; i < field->choices->len; i++)
    if (g_str_equal (((const SuyChoice *) field->choices->pdata[i])->name, name))
      return (int) i;

  return G_MAXINT;
}

/* What is not stated comes last. */
static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const SuyFigureRow *l = *(SuyFigureRow *const *) a, *r = *(SuyFigureRow *const *) b;
  const SuyField *field = get_field (data);
  int order = (*l->group == '\0') - (*r->group == '\0');

  if (order != 0)
    return order;
  if (field != NULL && field->choices != NULL)
    {
      int p = choice_position (field, l->group), q = choice_position (field, r->group);

      order = (p > q) - (p < q);
    }
  else if (field != NULL && l->values[0].den != 0 && r->values[0].den != 0)
    order = suy_ratio_compare (r->values[0], l->values[0]);

  return order != 0 ? order : strcmp (l->label, r->label);
}

/* ---- groups ---- */

static void
on_target (gint64 id, const SuyValue *values, gpointer data)
{
  g_autofree char *group = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  suy_figure_run_group (data, group);
}

/* Those that no record falls into. */
static gboolean
add_every (SuyFigureRun *run, GError **error)
{
  static const char *const code[] = { "code", NULL };
  const SuyField *field = get_field (run);

  suy_figure_run_add_periods (run);
  if (!run->figure->every || field == NULL)
    return TRUE;
  for (guint i = 0; field->choices != NULL && i < field->choices->len; i++)
    suy_figure_run_group (run, ((const SuyChoice *) field->choices->pdata[i])->name);

  return field->type != SUY_FIELD_LINK ||
         suy_cell_scan (run->workspace, field->target, code, NULL, on_target, run, error);
}

/* What is left at an end is not known of one year by itself. */
static void
drop_running (const SuyFigureRun *run, SuyRatio *values)
{
  for (guint i = 0; i < run->figure->columns->len; i++)
    if (((const SuyFigureColumn *) run->figure->columns->pdata[i])->kind == SUY_FIGURE_RUNNING)
      values[i] = SUY_RATIO_NONE;
}

/* Of times, those of other years are reckoned too, since what runs on or grows needs them. */
static void
reckon_rows (const SuyFigureRun *run, SuyFigureAnswer *answer)
{
  const SuyRatio *before = NULL;
  gboolean period = suy_figure_is_period (run->by);

  suy_figure_reckon (run->figure, answer->total->values, NULL, NULL);
  for (guint i = 0; i < answer->rows->len; i++)
    {
      SuyFigureRow *row = answer->rows->pdata[i];

      suy_figure_reckon (run->figure, row->values, period ? before : NULL, answer->total->values);
      if (run->year != 0 && !period)
        drop_running (run, row->values);
      before = row->values;
    }
  if (run->year != 0)
    drop_running (run, answer->total->values);
  for (guint i = answer->rows->len; period && run->year != 0 && i > 0; i--)
    if (g_ascii_strtoll (((SuyFigureRow *) answer->rows->pdata[i - 1])->group, NULL, 10) !=
        run->year)
      g_ptr_array_remove_index (answer->rows, i - 1);
}

static SuyFigureAnswer *
make_answer (SuyFigureRun *run, GError **error)
{
  const SuyField *field = get_field (run);
  g_autoptr (SuyFigureAnswer) answer = g_new0 (SuyFigureAnswer, 1);
  GHashTableIter iter;
  gpointer group, cells;

  answer->figure = run->figure;
  answer->by = run->by;
  if (field != NULL && field->type == SUY_FIELD_LINK)
    answer->target = suy_catalog_find (run->workspace->catalog, field->target);
  answer->rows = g_ptr_array_new_with_free_func (row_free);
  answer->total = row_new (run->figure, "", run->total);
  answer->total->label = g_strdup (_ ("Total"));
  g_hash_table_iter_init (&iter, run->groups);
  while (g_hash_table_iter_next (&iter, &group, &cells))
    {
      SuyFigureRow *row = row_new (run->figure, group, cells);

      name_row (run, row);
      g_ptr_array_add (answer->rows, row);
    }
  for (guint i = 0; i < run->figure->columns->len; i++)
    if (!fill_others (run, answer, i, error))
      return NULL;
  g_ptr_array_sort_with_data (answer->rows, compare_rows, run);
  reckon_rows (run, answer);

  return g_steal_pointer (&answer);
}

/* ---- the question ---- */

static gboolean
check_wish (const SuyFigure *figure, const SuyFigureWish *wish, GError **error)
{
  g_autofree char *known = g_strjoinv (", ", figure->by);

  if (wish->by != NULL && !g_strv_contains ((const char *const *) figure->by, wish->by))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   _ ("“%s” is not counted by “%s”, but by: %s"), figure->name, wish->by, known);
      return FALSE;
    }
  if (wish->year != 0 && figure->on == NULL)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   _ ("“%s” counts what there is, not what was in a year. Leave the year out."),
                   figure->name);
      return FALSE;
    }

  return TRUE;
}

SuyFigureAnswer *
suy_workspace_figure (SuyWorkspace *self,
                      const SuyFigure *figure,
                      const SuyFigureWish *wish,
                      GError **error)
{
  g_auto (SuyFigureRun) run = { .workspace = self,
                                .figure = figure,
                                .by = wish->by == NULL ? figure->by[0] : wish->by,
                                .year = wish->year };

  if (!check_wish (figure, wish, error) || !suy_figure_run_prepare (&run, error) ||
      !suy_figure_run_scan (&run, wish->filters, error) || !add_every (&run, error))
    return NULL;
  if (wish->by != NULL) /* of the table, which outlives the wish */
    for (guint i = 0; figure->by[i] != NULL; i++)
      if (g_str_equal (figure->by[i], wish->by))
        run.by = figure->by[i];

  return make_answer (&run, error);
}
