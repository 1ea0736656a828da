/* test-draw-dialog.c: a random check from its list to its notice, in the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-bureau.h"
#include "suy-application.h"
#include "suy-draw-dialog.h"
#include "suy-sampling.h"

static Bureau bureau;

/* The child of the template with that id. */
static GtkWidget *
child (SuyDrawDialog *dialog, const char *id)
{
  GObject *object = gtk_widget_get_template_child (GTK_WIDGET (dialog), SUY_TYPE_DRAW_DIALOG, id);

  g_assert_nonnull (object);

  return GTK_WIDGET (object);
}

static void
type (SuyDrawDialog *dialog, const char *id, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (child (dialog, id)), text);
}

/* Presses the button of what comes next, which reads @label. */
static void
press (SuyDrawDialog *dialog, const char *label)
{
  GtkWidget *button = child (dialog, "act_button");

  g_assert_true (gtk_widget_get_visible (button));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, label);
  g_signal_emit_by_name (button, "clicked");
}

static void
assert_error (SuyDrawDialog *dialog, const char *words)
{
  GtkWidget *error = child (dialog, "error");
  const char *text = gtk_label_get_text (GTK_LABEL (error));

  g_assert_cmpint (gtk_widget_get_visible (error), ==, words != NULL);
  if (words != NULL && strstr (text, words) == NULL)
    g_error ("“%s” is not in: %s", words, text);
}

static void
assert_state (SuyDrawDialog *dialog, const char *state)
{
  bureau_assert (&bureau, "sampling_check", suy_draw_dialog_get_id (dialog), "state", state);
}

static guint
count_rows (SuyDrawDialog *dialog, const char *id)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (child (dialog, id)), (int) n) != NULL)
    n++;

  return n;
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  if (GTK_IS_ENTRY (widget))
    return widget;
  for (GtkWidget *at = gtk_widget_get_first_child (widget); at != NULL;
       at = gtk_widget_get_next_sibling (at))
    {
      GtkWidget *found = find_entry (at);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
set_result (SuyDrawDialog *dialog, int row, const char *text)
{
  GtkListBox *list = GTK_LIST_BOX (child (dialog, "drawn"));
  GtkWidget *entry = find_entry (GTK_WIDGET (gtk_list_box_get_row_at_index (list, row)));

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
fill_bureau (void)
{
  for (guint i = 1; i <= 12; i++)
    {
      g_autofree char *code = g_strdup_printf ("code=QY-%02u", i);
      g_autofree char *name = g_strdup_printf ("name=Mill %02u", i);
      g_autofree char *officer = g_strdup_printf ("code=RY-%02u", i);
      g_autofree char *person = g_strdup_printf ("name=Officer-%02u", i);

      bureau_make (&bureau, "enterprise", code, name, "industry=paper", NULL);
      if (i <= 5)
        bureau_make (&bureau, "person", officer, person, "role=enforcement_officer", "unit=OFFICE",
                     NULL);
    }
  bureau_make (&bureau, "list_entry", "enterprise=QY-12", "list_name=positive", "basis=x", NULL);
}

static void
draw (SuyDrawDialog *dialog)
{
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (child (dialog, "share")), 20);
  type (dialog, "from", "name~Nobody");
  press (dialog, "Freeze the list");
  assert_error (dialog, "empty list");
  type (dialog, "from", " industry=paper ");
  press (dialog, "Freeze the list");
  assert_error (dialog, NULL);
  assert_state (dialog, "pool_built");

  press (dialog, "Draw");
  assert_error (dialog, "recorded seed");
  type (dialog, "seed", "20261120");
  press (dialog, "Draw");
  assert_error (dialog, "a second person");
  bureau_set (&bureau, "sampling_check", suy_draw_dialog_get_id (dialog), "witness=duty_officer",
              NULL);
  press (dialog, "Draw");
  assert_error (dialog, NULL);
  assert_state (dialog, "drawn");
  g_assert_cmpuint (count_rows (dialog, "drawn"), ==, 3 + 3); /* 20 % of 11, and who stands in */
}

/* What the officers do on the spot is no business of this window. */
static void
execute (SuyDrawDialog *dialog)
{
  gint64 id = suy_draw_dialog_get_id (dialog);
  g_autofree char *objects = bureau_get (&bureau, "sampling_check", id, "objects");
  g_autofree char *officers = bureau_get (&bureau, "sampling_check", id, "officers");
  const char *first = strstr (officers, ": ") + 2;
  g_autofree char *who = g_strndup (first, strcspn (first, ","));
  g_auto (GStrv) parts = g_strsplit (objects, "\"", -1);
  g_autofree char *results =
      g_strdup_printf ("results=%s: shut;%s: shut;%s: shut", parts[1], parts[3], parts[5]);

  bureau_move (&bureau, who, "sampling_check", id, "execute", results, NULL);
  bureau_act_as (&bureau, "hq_clerk");
}

static void
test_check (void)
{
  SuyDrawDialog *dialog, *again;
  gint64 id;

  bureau_open (&bureau);
  fill_bureau ();
  bureau_act_as (&bureau, "hq_clerk");
  dialog =
      suy_draw_dialog_new (NULL, bureau.workspace, bureau_register (&bureau, "sampling_check"), 0);
  draw (dialog);
  press (dialog, "Notify the officers");
  assert_error (dialog, "not told before");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (child (dialog, "told")), TRUE);
  press (dialog, "Notify the officers");
  assert_error (dialog, NULL);
  assert_state (dialog, "notified");
  g_assert_false (gtk_widget_get_visible (child (dialog, "act_button")));

  id = suy_draw_dialog_get_id (dialog);
  execute (dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
  again =
      suy_draw_dialog_new (NULL, bureau.workspace, bureau_register (&bureau, "sampling_check"), id);
  set_result (again, 0, "told to Officer-03");
  press (again, "Publish the results");
  assert_error (again, "Officer-03");
  set_result (again, 0, "no violation");
  press (again, "Publish the results");
  assert_error (again, NULL);
  assert_state (again, "published");
  g_assert_nonnull (
      strstr (gtk_label_get_text (GTK_LABEL (child (again, "notice"))), "no violation"));
  gtk_window_destroy (GTK_WINDOW (again));
  bureau_close (&bureau);
}

static void
test_stations (void)
{
  SuyDrawDialog *dialog;

  bureau_open (&bureau);
  for (guint i = 1; i <= 4; i++)
    {
      g_autofree char *code = g_strdup_printf ("code=ZD-%u", i);

      bureau_make (&bureau, "station", code, "name=Station", "kind=water_auto", NULL);
    }
  bureau_act_as (&bureau, "monitor");
  dialog =
      suy_draw_dialog_new (NULL, bureau.workspace, bureau_register (&bureau, "station_patrol"), 0);
  press (dialog, "Draw");
  assert_error (dialog, "seed of the draw");
  type (dialog, "seed", "7");
  press (dialog, "Draw");
  assert_error (dialog, NULL);
  bureau_assert (&bureau, "station_patrol", suy_draw_dialog_get_id (dialog), "state", "list_drawn");
  g_assert_cmpuint (count_rows (dialog, "drawn"), ==, 1 + 3);
  gtk_window_destroy (GTK_WINDOW (dialog));
  bureau_close (&bureau);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  suy_application_load_style ();
  g_test_add_func ("/app/draw-dialog/check", test_check);
  g_test_add_func ("/app/draw-dialog/stations", test_stations);

  return g_test_run ();
}
