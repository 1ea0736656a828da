/* test-person-button.c: the header tells who acts, and somebody else can be chosen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "small-workspace.h"
#include "suy-application.h"
#include "suy-person-button.h"

typedef struct
{
  Small small;
  SuyPersonButton *button;
} Fixture;

static void
add_person (SuyWorkspace *workspace, const char *code, const char *name, const char *role)
{
  g_autoptr (SuyRecord) record =
      suy_record_new (suy_catalog_find (suy_workspace_get_catalog (workspace), "person"));
  g_autoptr (GError) error = NULL;

  suy_record_set_text (record, "code", code);
  suy_record_set_text (record, "name", name);
  suy_record_set_text (record, "role", role);
  suy_workspace_save (workspace, record, NULL, &error);
  g_assert_no_error (error);
}

static void
remove_person (SuyWorkspace *workspace, const char *code)
{
  const SuyRegister *people = suy_catalog_find (suy_workspace_get_catalog (workspace), "person");
  gint64 id = suy_store_find (suy_workspace_get_store (workspace), people, code, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (suy_workspace_delete (workspace, people, id, "left", &error));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  small_open (&fixture->small);
  add_person (fixture->small.workspace, "P1", "Li", "duty_officer");
  add_person (fixture->small.workspace, "P2", "Chen", "monitor");
  add_person (fixture->small.workspace, "P3", "Zhou", "hq_clerk");
  fixture->button = SUY_PERSON_BUTTON (g_object_ref_sink (suy_person_button_new ()));
  suy_person_button_set_workspace (fixture->button, fixture->small.workspace);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  suy_person_button_set_workspace (fixture->button, NULL);
  g_clear_object (&fixture->button);
  small_settle ();
  small_close (&fixture->small);
}

static void
test_name_follows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (suy_person_button_get_name (fixture->button), ==, "Who are you?");
  g_assert_true (suy_person_button_choose (fixture->button, "P2"));
  g_assert_cmpstr (suy_workspace_get_person (fixture->small.workspace), ==, "P2");
  g_assert_cmpstr (suy_person_button_get_name (fixture->button), ==, "Chen");
  g_assert_cmpstr (suy_person_button_get_about (fixture->button), ==, "Monitoring staff");

  /* Chosen elsewhere. */
  suy_workspace_set_person (fixture->small.workspace, "P1", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (suy_person_button_get_name (fixture->button), ==, "Li");
  g_assert_false (suy_person_button_choose (fixture->button, "P9"));
  g_assert_cmpstr (suy_person_button_get_name (fixture->button), ==, "Li");
}

/* Who may report is listed, and of a move that nobody may make why. */
static void
test_movers (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = gtk_window_new ();
  const SuyRegister *reg =
      suy_catalog_find (suy_workspace_get_catalog (fixture->small.workspace), "problem");
  g_autoptr (SuyRecord) record = suy_record_new (reg);
  g_autoptr (GError) error = NULL;
  g_autofree char *report = NULL, *unknown = NULL;

  suy_record_set_text (record, "title", "Foam");
  suy_record_set_text (record, "source", "patrol");
  suy_record_set_text (record, "medium", "water");
  suy_record_set_text (record, "found_at", "2026-01-01T02:00:00.000Z");
  suy_record_set_text (record, "description", "White foam");
  suy_workspace_save (fixture->small.workspace, record, NULL, &error);
  g_assert_no_error (error);
  report = g_strdup_printf ("problem:#%" G_GINT64_FORMAT ":report", suy_record_get_id (record));

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (fixture->button));
  gtk_window_present (GTK_WINDOW (window));
  small_settle ();
  suy_person_button_ask (fixture->button, report);
  g_assert_cmpuint (suy_person_button_get_n_listed (fixture->button), ==, 2);
  g_assert_cmpstr (suy_person_button_get_among (fixture->button), ==, "Who may: Report");
  remove_person (fixture->small.workspace, "P1");
  remove_person (fixture->small.workspace, "P3");
  suy_person_button_ask (fixture->button, report);
  g_assert_cmpuint (suy_person_button_get_n_listed (fixture->button), ==, 0);
  g_assert_nonnull (strstr (suy_person_button_get_among (fixture->button),
                            "nobody in the register of people has the role"));
  suy_person_button_ask (fixture->button, NULL);
  g_assert_cmpuint (suy_person_button_get_n_listed (fixture->button), ==, 1);
  gtk_window_set_child (GTK_WINDOW (window), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  suy_application_load_style ();
  ADD ("/app/person-button/name/follows", test_name_follows);
  ADD ("/app/person-button/movers", test_movers);

  return g_test_run ();
}
