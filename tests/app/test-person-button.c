/* test-person-button.c: the header tells who acts, and somebody else can be chosen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

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

static void
test_roles_narrow (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (fixture->button));
  gtk_window_present (GTK_WINDOW (window));
  small_settle ();
  suy_person_button_ask (fixture->button, "duty_officer|hq_clerk");
  g_assert_cmpuint (suy_person_button_get_n_listed (fixture->button), ==, 2);
  suy_person_button_ask (fixture->button, "unit_head");
  g_assert_cmpuint (suy_person_button_get_n_listed (fixture->button), ==, 0);
  suy_person_button_ask (fixture->button, NULL);
  g_assert_cmpuint (suy_person_button_get_n_listed (fixture->button), ==, 3);
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
  ADD ("/app/person-button/roles/narrow", test_roles_narrow);

  return g_test_run ();
}
