/* suy-cmd-inbox.c: suyuanctl inbox: what is due from a person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "suy-date.h"
#include "suy-inbox.h"
#include "suy-table.h"

typedef struct
{
  gboolean late, everybody;
  char *view;
} Options;

static gboolean
is_wanted (const Options *options, const SuyInboxItem *item)
{
  return (!options->late || item->state == SUY_CLOCK_LATE) &&
         (options->view == NULL ||
          g_str_equal (options->view, suy_duty_view_get_name (item->duty->view)));
}

/* Codes of those who owe it.  (transfer full) (nullable): of one person's inbox */
static char *
list_owners (const SuyInboxItem *item)
{
  GString *text = item->owners == NULL ? NULL : g_string_new (NULL);

  for (guint i = 0; text != NULL && i < item->owners->len; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : " ",
                            ((const SuyInboxOwner *) item->owners->pdata[i])->code);

  return text == NULL ? NULL : g_string_free (text, FALSE);
}

static void
add_row (SuyTable *table, SuyWorkspace *workspace, const SuyInboxItem *item)
{
  gboolean has_term = item->due != SUY_CLOCK_NEVER;
  g_autofree char *stored = has_term ? suy_date_from_moment (item->due) : NULL;
  g_autofree char *due = has_term ? suy_date_format_time (stored) : NULL;
  g_autofree char *key =
      item->reg == NULL ? NULL : suy_workspace_get_key (workspace, item->reg, item->id);
  g_autoptr (SuyGeometry) place = item->placed ? suy_geometry_new_point (item->point) : NULL;

  g_autofree char *who = list_owners (item);

  suy_table_add_row (table, place);
  suy_table_add_text (table, has_term ? suy_clock_state_get_name (item->state) : NULL);
  suy_table_add_text (table, due);
  suy_table_add_number (table, has_term ? item->days_left : NAN);
  suy_table_add_text (table, item->reg == NULL ? NULL : item->reg->name);
  suy_table_add_text (table, key);
  suy_table_add_text (table, item->title);
  suy_table_add_text (table, suy_label_get (&item->duty->label, g_get_language_names ()[0]));
  suy_table_add_text (table, item->duty->move);
  suy_table_add_text (table, item->level);
  suy_table_add_number (table, item->n_missing > 0 ? item->n_missing : NAN);
  suy_table_add_text (table, item->duty->source);
  suy_table_add_text (table, who);
}

static void
print (SuyWorkspace *workspace, const SuyInbox *inbox, const Options *options, const char *format)
{
  g_autoptr (SuyTable) table = suy_table_new (
      "inbox", "state", SUY_COLUMN_TEXT, "due", SUY_COLUMN_TEXT, "days_left", SUY_COLUMN_NUMBER,
      "layer", SUY_COLUMN_TEXT, "key", SUY_COLUMN_TEXT, "title", SUY_COLUMN_TEXT, "what",
      SUY_COLUMN_TEXT, "move", SUY_COLUMN_TEXT, "level", SUY_COLUMN_TEXT, "missing",
      SUY_COLUMN_NUMBER, "source", SUY_COLUMN_TEXT, "who", SUY_COLUMN_TEXT, NULL);

  for (guint i = 0; i < inbox->items->len; i++)
    if (is_wanted (options, inbox->items->pdata[i]))
      add_row (table, workspace, inbox->items->pdata[i]);
  for (guint i = 0; i < SUY_N_DUTY_VIEWS; i++)
    suy_table_add_count (table, suy_duty_view_get_name ((SuyDutyView) i),
                         suy_duty_view_get_name ((SuyDutyView) i), inbox->counts[i]);
  suy_table_print (table, format);
}

static gboolean
check_view (const char *view)
{
  for (guint i = 0; view != NULL && i < SUY_N_DUTY_VIEWS; i++)
    if (g_str_equal (view, suy_duty_view_get_name ((SuyDutyView) i)))
      return TRUE;
  if (view != NULL)
    suy_cli_usage (_ ("--view is cases, ledgers, warnings or registers, not “%s”"), view);

  return view == NULL;
}

int
suy_cmd_inbox (int argc, char **argv)
{
  Options options = { 0 };
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = {
    { "late", 0, 0, G_OPTION_ARG_NONE, &options.late, N_ ("Only what is late"), NULL },
    { "everybody", 0, 0, G_OPTION_ARG_NONE, &options.everybody,
      N_ ("What is due from everybody, with the numbers of those who owe it"), NULL },
    { "view", 0, 0, G_OPTION_ARG_STRING, &options.view,
      N_ ("Only cases, ledgers, warnings or registers"), "VIEW" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  g_autoptr (SuyInbox) inbox = NULL;
  g_autofree char *view = NULL;

  if (!suy_cli_parse (&argc, &argv, "WORKSPACE", entries, (int[2]){ 1, 1 }, &common))
    return SUY_EXIT_USAGE;
  view = options.view;
  if (!check_view (view))
    return SUY_EXIT_USAGE;

  workspace = suy_cli_open (argv[1], SUY_STORE_READ, &common, &error);
  if (workspace != NULL)
    inbox = options.everybody ? suy_workspace_get_inbox_of_all (workspace, &error)
                              : suy_workspace_get_inbox (workspace, NULL, &error);
  if (inbox == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);
  print (workspace, inbox, &options, common.format);

  return suy_cli_close (workspace, SUY_EXIT_DONE);
}
