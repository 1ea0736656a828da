/* year-tell.c: a day of the program, as the reckoning tells it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-year.h"

typedef struct
{
  SuyWorkspace *workspace;
  GHashTable *names;  /* of Year */
  GHashTable *opened; /* id of a warning to the day on which it opened */
  GHashTable *codes;  /* id of an indicator to its name */
  GPtrArray *lines;
} Telling;

static void
scan (Telling *self, const char *name, const char *const *names, SuyStoreEachRow each)
{
  const SuyRegister *reg = suy_catalog_find (suy_workspace_get_catalog (self->workspace), name);
  const SuyField *fields[8];
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

/* scheduled_bp, actual_bp, lag_bp, lamp, accepted, rung_due */
static void
add_lamp (Telling *self, const char *what, gint64 id, const SuyValue *values, const char *rung)
{
  if (*text_of (&values[4]) != '\0')
    return;
  g_ptr_array_add (self->lines,
                   g_strdup_printf ("%s %s %d %d %d %s%s%s", what, key_of (self, id),
                                    (int) integer_of (&values[0]), (int) integer_of (&values[1]),
                                    (int) integer_of (&values[2]), text_of (&values[3]),
                                    rung == NULL ? "" : " ", rung == NULL ? "" : rung));
}

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

static void
on_item (gint64 id, const SuyValue *values, gpointer user_data)
{
  add_lamp (user_data, "item", id, values, rung_of (text_of (&values[5])));
}

static void
on_milestone (gint64 id, const SuyValue *values, gpointer user_data)
{
  add_lamp (user_data, "milestone", id, values, NULL);
}

/* ---- warnings ---- */

static void
on_indicator (gint64 id, const SuyValue *values, gpointer user_data)
{
  Telling *self = user_data;

  g_hash_table_insert (self->codes, g_memdup2 (&id, sizeof id), g_strdup (text_of (&values[0])));
}

static void
on_evaluation (G_GNUC_UNUSED gint64 id, const SuyValue *values, gpointer user_data)
{
  Telling *self = user_data;
  gint64 warning = integer_of (&values[0]);

  if (warning != 0)
    g_hash_table_insert (self->opened, g_memdup2 (&warning, sizeof warning),
                         g_strdup (text_of (&values[1])));
}

/* state, indicator, object_register, object_id, level; of W-4 to W-13 the last is reckoned */
static void
on_warning (gint64 id, const SuyValue *values, gpointer user_data)
{
  Telling *self = user_data;
  gint64 indicator = integer_of (&values[1]), object = integer_of (&values[3]);
  const char *name = g_hash_table_lookup (self->names, &object);
  const char *opened = g_hash_table_lookup (self->opened, &id);
  const char *code = g_hash_table_lookup (self->codes, &indicator);

  if (opened == NULL || (g_str_has_prefix (code, "W-") && !g_str_equal (code, "W-13")))
    return;
  g_ptr_array_add (self->lines,
                   g_strdup_printf ("warning %s %s %s %s %s", code,
                                    g_str_equal (text_of (&values[2]), "district") ? "district"
                                    : name == NULL                                 ? "?"
                                                                                   : name,
                                    text_of (&values[4]), text_of (&values[0]), opened));
}

/* ---- all ---- */

static gint
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
end_part (Telling *self, GString *text)
{
  g_ptr_array_sort (self->lines, compare_lines);
  for (guint i = 0; i < self->lines->len; i++)
    g_string_append_printf (text, "%s\n", (char *) self->lines->pdata[i]);
  g_ptr_array_set_size (self->lines, 0);
}

char *
year_tell (SuyWorkspace *workspace, GHashTable *names)
{
  static const char *const item[] = { "scheduled_bp", "actual_bp", "lag_bp", "lamp",
                                      "accepted_at",  "rung_due",  NULL };
  static const char *const milestone[] = { "scheduled_bp", "actual_bp",   "lag_bp",
                                           "lamp",         "accepted_on", NULL };
  static const char *const warning[] = { "state",     "indicator", "object_register",
                                         "object_id", "level",     NULL };
  static const char *const evaluation[] = { "warning", "opened", NULL };
  static const char *const indicator[] = { "code", NULL };
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) opened =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GHashTable) codes =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  Telling self = { workspace, names, opened, codes, lines };
  GString *text = g_string_new (NULL);

  scan (&self, "rectification_item", item, on_item);
  end_part (&self, text);
  scan (&self, "milestone", milestone, on_milestone);
  end_part (&self, text);
  scan (&self, "warning_indicator", indicator, on_indicator);
  scan (&self, "evaluation", evaluation, on_evaluation);
  scan (&self, "warning", warning, on_warning);
  end_part (&self, text);

  return g_string_free (text, FALSE);
}
