/* test-draw-dialog.c: a random check from its list to its notice, in the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-bureau.h"
#include "suy-application.h"
#include "suy-draw-dialog.h"
#include "suy-link-chooser.h"
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

/* ---- what is shown of it ---- */

/* Texts of all labels below @widget, each with a line break behind it. */
static void
collect (GtkWidget *widget, GString *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *at = gtk_widget_get_first_child (widget); at != NULL;
       at = gtk_widget_get_next_sibling (at))
    collect (at, text);
}

static void
assert_text (GtkWidget *widget, const char *part)
{
  g_autoptr (GString) text = g_string_new (NULL);

  collect (widget, text);
  if (strstr (text->str, part) == NULL)
    g_error ("“%s” is not in: %s", part, text->str);
}

/* Parts in quotes of a list field. */
static GStrv
get_list (SuyDrawDialog *dialog, const char *field)
{
  g_autofree char *text =
      bureau_get (&bureau, "sampling_check", suy_draw_dialog_get_id (dialog), field);
  g_auto (GStrv) parts = g_strsplit (text, "\"", -1);
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();

  for (guint i = 1; parts[i - 1] != NULL && parts[i] != NULL; i += 2)
    g_strv_builder_add (list, parts[i]);

  return g_strv_builder_end (list);
}

/* Row by row what the record holds: "QY-05: RY-01,RY-03"; behind it who stands in. */
static void
assert_drawn (SuyDrawDialog *dialog)
{
  GtkListBox *list = GTK_LIST_BOX (child (dialog, "drawn"));
  g_auto (GStrv) objects = get_list (dialog, "objects");
  g_auto (GStrv) officers = get_list (dialog, "officers");
  guint n = g_strv_length (objects);

  g_assert_cmpuint (n, ==, 3);
  for (guint i = 0; i < 2 * n; i++)
    {
      GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (list, (int) i));
      g_autofree char *number = g_strdup_printf ("%u\n", i + 1);
      g_autoptr (GString) text = g_string_new (NULL);
      g_auto (GStrv) codes =
          g_strsplit_set (i < n ? strstr (officers[i], ": ") + 2 : "Stands in", ",", -1);

      collect (row, text);
      g_assert_true (g_str_has_prefix (text->str, number));
      if (i < n)
        assert_text (row, objects[i]);
      for (guint k = 0; codes[k] != NULL; k++)
        assert_text (row, g_strstrip (codes[k]));
    }
}

static void
assert_shown (SuyDrawDialog *dialog)
{
  assert_drawn (dialog);
  assert_text (child (dialog, "facts"), "✓ List and seed give just this draw");
  assert_text (child (dialog, "facts"), "11, of which 3 drawn");
  g_assert_true (gtk_widget_get_visible (child (dialog, "certificate_button")));
  g_assert_true (gtk_widget_get_visible (child (dialog, "left_out")));
  g_assert_cmpstr (gtk_expander_get_label (GTK_EXPANDER (child (dialog, "left_out"))), ==,
                   "Left out of the list: 1");
  assert_text (child (dialog, "left_out_text"), "QY-12");
  g_assert_true (gtk_widget_get_visible (child (dialog, "replaced_box")));
  assert_text (child (dialog, "replaced"), "RY-0");
  g_assert_false (gtk_widget_get_visible (child (dialog, "notice_box")));
}

/* ---- what is done ---- */

/* Two of five officers may go to no object, so that somebody is replaced. */
static void
declare_interests (SuyDrawDialog *dialog)
{
  g_autoptr (GString) word = g_string_new ("recusals=");

  for (guint i = 1; i <= 11; i++)
    g_string_append_printf (word, "%sQY-%02u RY-01 partner;QY-%02u RY-02 partner",
                            i == 1 ? "" : ";", i, i);
  bureau_set (&bureau, "sampling_check", suy_draw_dialog_get_id (dialog), word->str, NULL);
}

static void
draw (SuyDrawDialog *dialog)
{
  SuyLinkChooser *witness = SUY_LINK_CHOOSER (child (dialog, "witness"));

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (child (dialog, "share")), 20);
  type (dialog, "from", "name~Nobody");
  press (dialog, "Freeze the list");
  assert_error (dialog, "empty list");
  type (dialog, "from", " industry=paper ");
  press (dialog, "Freeze the list");
  assert_error (dialog, NULL);
  assert_state (dialog, "pool_built");
  bureau_assert (&bureau, "sampling_check", suy_draw_dialog_get_id (dialog), "kind", "routine");
  g_assert_false (gtk_widget_get_visible (child (dialog, "certificate_button")));
  declare_interests (dialog);

  press (dialog, "Draw");
  assert_error (dialog, "recorded seed");
  type (dialog, "seed", "20261120");
  press (dialog, "Draw");
  assert_error (dialog, "a second person");
  suy_link_chooser_set_id (witness, suy_store_find (suy_workspace_get_store (bureau.workspace),
                                                    bureau_register (&bureau, "person"),
                                                    "duty_officer", NULL));
  press (dialog, "Draw");
  assert_error (dialog, NULL);
  assert_state (dialog, "drawn");
  g_assert_cmpuint (count_rows (dialog, "drawn"), ==, 3 + 3); /* 20 % of 11, and who stands in */
  assert_shown (dialog);
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
  g_assert_true (gtk_widget_get_visible (child (again, "notice_box")));
  assert_text (child (again, "notice"), "no violation");
  gtk_window_destroy (GTK_WINDOW (again));
  bureau_close (&bureau);
}

/* The list is frozen in the form that was chosen. */
static void
test_forms (void)
{
  const GPtrArray *choices;

  bureau_open (&bureau);
  fill_bureau ();
  bureau_act_as (&bureau, "hq_clerk");
  choices = suy_register_find (bureau_register (&bureau, "sampling_check"), "kind")->choices;
  g_assert_cmpuint (choices->len, >, 1);
  for (guint i = 0; i < choices->len; i++)
    {
      SuyDrawDialog *dialog = suy_draw_dialog_new (NULL, bureau.workspace,
                                                   bureau_register (&bureau, "sampling_check"), 0);

      gtk_drop_down_set_selected (GTK_DROP_DOWN (child (dialog, "form")), i);
      press (dialog, "Freeze the list");
      assert_error (dialog, NULL);
      bureau_assert (&bureau, "sampling_check", suy_draw_dialog_get_id (dialog), "kind",
                     ((const SuyChoice *) choices->pdata[i])->name);
      gtk_window_destroy (GTK_WINDOW (dialog));
    }
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
  g_assert_true (gtk_widget_get_visible (child (dialog, "seed_box")));
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
  g_test_add_func ("/app/draw-dialog/forms", test_forms);
  g_test_add_func ("/app/draw-dialog/stations", test_stations);

  return g_test_run ();
}
