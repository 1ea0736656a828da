/* year-tell.c: a day of the program, as the reckoning tells it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-year.h"
#include "suy-date.h"
#include "suy-field.h"
#include "suy-workspace-warnings.h"

typedef struct
{
  SuyWorkspace *workspace;
  GHashTable *names; /* of Year */
  gint64 today;
  GHashTable *opened;    /* id of a warning to the day on which it opened */
  GHashTable *codes;     /* id of an indicator or a unit to its code */
  GHashTable *reminders; /* id of an item to the days on which it was reminded */
  GHashTable *rows;      /* id of an open warning to SuyWarningRow */
  GPtrArray *lines, *closed;
} Telling;

static void
scan (Telling *self, const char *name, const char *const *names, SuyStoreEachRow each)
{
  const SuyRegister *reg = suy_catalog_find (suy_workspace_get_catalog (self->workspace), name);
  const SuyField *fields[11];
  SuyCellScan what = { .fields = fields };
  g_autoptr (GError) error = NULL;

  for (; names[what.n_fields] != NULL; what.n_fields++)
    {
      fields[what.n_fields] = suy_register_find (reg, names[what.n_fields]);
      g_assert_nonnull (fields[what.n_fields]);
    }
  suy_store_scan_cells (suy_workspace_get_store (self->workspace), reg, &what, each, self, &error);
  g_assert_no_error (error);
}

static const char *
text_of (const SuyValue *value)
{
  return value->type == SUY_VALUE_TEXT ? value->text : "";
}

static gint64
integer_of (const SuyValue *value)
{
  return value->type == SUY_VALUE_INTEGER ? value->integer : 0;
}

/* Behind the register's name. */
static const char *
key_of (const Telling *self, gint64 id)
{
  const char *name = g_hash_table_lookup (self->names, &id);

  return name == NULL ? "?" : strchr (name, ':') + 1;
}

/* ---- lamps ---- */

/* Steps of the ladder as the reckoning calls them. */
static const char *
rung_of (const char *due)
{
  static const char *const rungs[][2] = { { "reminded", "remind" },
                                          { "supervised", "supervise" },
                                          { "interviewed", "supervise" } };

  for (guint i = 0; i < G_N_ELEMENTS (rungs); i++)
    if (g_str_equal (due, rungs[i][0]))
      return rungs[i][1];

  return *due == '\0' ? "none" : due;
}

/* scheduled_bp, actual_bp, lag_bp, lamp, accepted */
static void
add_lamp (Telling *self, const char *what, gint64 id, const SuyValue *values, const char *more)
{
  if (*text_of (&values[4]) != '\0')
    return;
  g_ptr_array_add (self->lines,
                   g_strdup_printf ("%s %s %d %d %d %s%s", what, key_of (self, id),
                                    (int) integer_of (&values[0]), (int) integer_of (&values[1]),
                                    (int) integer_of (&values[2]), text_of (&values[3]), more));
}

/* item, kind, issued_on: an item to the days of its reminders */
static void
on_reminder (G_GNUC_UNUSED gint64 id, const SuyValue *values, gpointer user_data)
{
  Telling *self = user_data;
  gint64 item = integer_of (&values[0]);
  GPtrArray *days = g_hash_table_lookup (self->reminders, &item);

  if (item == 0 || !g_str_equal (text_of (&values[1]), "remind"))
    return;
  if (days == NULL)
    {
      days = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->reminders, g_memdup2 (&item, sizeof item), days);
    }
  g_ptr_array_add (days, g_strdup (text_of (&values[2])));
}

/* scheduled_bp, actual_bp, lag_bp, lamp, accepted, rung_due, escalation, start */
static void
on_item (gint64 id, const SuyValue *values, gpointer user_data)
{
  Telling *self = user_data;
  const GPtrArray *days = g_hash_table_lookup (self->reminders, &id);
  guint n = 0;
  g_autofree char *more = NULL;

  for (guint i = 0; days != NULL && i < days->len; i++)
    n += strcmp (days->pdata[i], text_of (&values[7])) >= 0;
  more = g_strdup_printf (" %s %s %u", rung_of (text_of (&values[5])),
                          rung_of (text_of (&values[6])), n);
  add_lamp (self, "item", id, values, more);
}

static void
on_milestone (gint64 id, const SuyValue *values, gpointer user_data)
{
  add_lamp (user_data, "milestone", id, values, "");
}

/* ---- cards ---- */

/* yellow_card, project, milestone, issued_on, lifted_on */
static void
on_card (G_GNUC_UNUSED gint64 id, const SuyValue *values, gpointer user_data)
{
  Telling *self = user_data;
  gint64 of = integer_of (&values[integer_of (&values[2]) != 0 ? 2 : 1]);
  const char *lifted = text_of (&values[4]);

  if (integer_of (&values[0]) != 0)
    g_ptr_array_add (self->lines,
                     g_strdup_printf ("card %s %s %s", key_of (self, of), text_of (&values[3]),
                                      *lifted == '\0' ? "-" : lifted));
}

/* ---- warnings ---- */

static void
on_evaluation (G_GNUC_UNUSED gint64 id, const SuyValue *values, gpointer user_data)
{
  Telling *self = user_data;
  gint64 warning = integer_of (&values[0]);

  if (warning != 0)
    g_hash_table_insert (self->opened, g_memdup2 (&warning, sizeof warning),
                         g_strdup (text_of (&values[1])));
}

/* Records of units to their codes. */
static void
on_unit (gint64 id, const SuyValue *values, gpointer user_data)
{
  Telling *self = user_data;

  g_hash_table_insert (self->codes, g_memdup2 (&id, sizeof id), g_strdup (text_of (&values[0])));
}

static const char *
code_of (const Telling *self, const SuyValue *value)
{
  gint64 id = integer_of (value);
  const char *code = g_hash_table_lookup (self->codes, &id);

  return code == NULL ? "?" : code;
}

/* A list with commas; "-" for none. */
static char *
join (const SuyValue *value)
{
  g_auto (GStrv) list = suy_field_split_list (text_of (value));

  return list == NULL || list[0] == NULL ? g_strdup ("-") : g_strjoinv (",", list);
}

static const char *
mark_of (const SuyValue *on_time)
{
  if (on_time->type == SUY_VALUE_NULL)
    return "-";

  return integer_of (on_time) != 0 ? "timely" : "late";
}

static gboolean
is_day (const char *time, gint64 day)
{
  return suy_date_is_time (time) && suy_date_day_of_moment (suy_date_get_moment (time)) == day;
}

/* state, indicator, object_register, object_id, level, closed_at, on_time, responsible_unit,
 * action_due, recipients: what is open, with whose turn it is, and what was closed on this day */
static void
on_warning (gint64 id, const SuyValue *values, gpointer user_data)
{
  Telling *self = user_data;
  gint64 object = integer_of (&values[3]);
  const SuyWarningRow *row = g_hash_table_lookup (self->rows, &id);
  const char *name = g_str_equal (text_of (&values[2]), "district")
                         ? "district"
                         : g_hash_table_lookup (self->names, &object);
  const char *opened = g_hash_table_lookup (self->opened, &id), *due = text_of (&values[8]);
  const char *code = code_of (self, &values[1]), *level = text_of (&values[4]);
  g_autofree char *told = join (&values[9]);

  name = name == NULL ? "?" : name;
  if (opened != NULL && row != NULL)
    {
      g_autofree char *turn = g_strjoinv (",", row->turn);

      g_ptr_array_add (self->lines,
                       g_strdup_printf ("warning %s %s %s %s %s %s %s %s %s %s%s", code, name,
                                        level, text_of (&values[0]), opened,
                                        code_of (self, &values[7]), *due == '\0' ? "-" : due, told,
                                        turn, row->is_late ? "late" : "in-time",
                                        row->is_back ? " back" : ""));
    }
  else if (is_day (text_of (&values[5]), self->today))
    g_ptr_array_add (self->closed, g_strdup_printf ("closed %s %s %s %s", code, name, level,
                                                    mark_of (&values[6])));
}

/* ---- all ---- */

static gint
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
end_part (GPtrArray *lines, GString *text)
{
  g_ptr_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s\n", (char *) lines->pdata[i]);
  g_ptr_array_set_size (lines, 0);
}

static GHashTable *
new_table (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_value);
}

/* Registers in the order in which they are told. */
static void
tell (Telling *self, GString *text)
{
  static const struct
  {
    const char *reg, *fields[11];
    SuyStoreEachRow each;
  } parts[] = {
    { "action_record", { "item", "kind", "issued_on" }, on_reminder },
    { "rectification_item",
      { "scheduled_bp", "actual_bp", "lag_bp", "lamp", "accepted_at", "rung_due", "escalation",
        "start" },
      on_item },
    { "milestone", { "scheduled_bp", "actual_bp", "lag_bp", "lamp", "accepted_on" }, on_milestone },
    { "action_record",
      { "yellow_card", "project", "milestone", "issued_on", "lifted_on" },
      on_card },
    { "unit", { "code" }, on_unit },
    { "warning_indicator", { "code" }, on_unit },
    { "evaluation", { "warning", "opened" }, on_evaluation },
    { "warning",
      { "state", "indicator", "object_register", "object_id", "level", "closed_at", "on_time",
        "responsible_unit", "action_due", "recipients" },
      on_warning },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      scan (self, parts[i].reg, parts[i].fields, parts[i].each);
      end_part (self->lines, text);
    }
  end_part (self->closed, text);
}

char *
year_tell (SuyWorkspace *workspace, GHashTable *names)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) closed = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) opened = new_table (g_free);
  g_autoptr (GHashTable) codes = new_table (g_free);
  g_autoptr (GHashTable) reminders = new_table ((GDestroyNotify) g_ptr_array_unref);
  const SuyWarningFilter all = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = suy_workspace_list_warnings (workspace, &all, &error);
  g_autoptr (GHashTable) rows = g_hash_table_new (g_int64_hash, g_int64_equal);
  Telling self = { .workspace = workspace,
                   .today = suy_date_get_day (suy_workspace_get_today (workspace)),
                   .names = names,
                   .opened = opened,
                   .codes = codes,
                   .reminders = reminders,
                   .rows = rows,
                   .lines = lines,
                   .closed = closed };
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    g_hash_table_insert (rows, &((SuyWarningRow *) list->pdata[i])->id, list->pdata[i]);
  tell (&self, text);

  return g_string_free (text, FALSE);
}
