/* test-record-form.c: a form saves what is right and refuses what is wrong
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <gtk/gtk.h>

#include "small-workspace.h"
#include "suy-application.h"
#include "suy-record-form.h"

typedef struct
{
  Small small;
  const SuyRegister *reg;
  SuyRecordForm *form;
} Fixture;

static void
open_form (Fixture *fixture, gint64 id)
{
  small_open (&fixture->small);
  fixture->reg =
      suy_catalog_find (suy_workspace_get_catalog (fixture->small.workspace), "risk_point");
  fixture->form = SUY_RECORD_FORM (g_object_ref_sink (suy_record_form_new ()));
  suy_record_form_set_record (fixture->form, fixture->small.workspace, fixture->reg, id);
}

static void
close_form (Fixture *fixture)
{
  g_clear_object (&fixture->form);
  small_settle ();
  small_close (&fixture->small);
}

static SuyRecord *
get (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  SuyRecord *record =
      suy_store_get (suy_workspace_get_store (fixture->small.workspace), fixture->reg, id, &error);

  g_assert_no_error (error);

  return record;
}

static void
test_save_changed (void)
{
  Fixture fixture;
  g_autoptr (SuyRecord) record = NULL;
  const SuyShape *shape;

  open_form (&fixture, 0);
  suy_record_form_set_record (fixture.form, fixture.small.workspace, fixture.reg,
                              fixture.small.far);
  g_assert_false (suy_record_form_is_dirty (fixture.form));
  suy_record_form_set_text (fixture.form, "name", "Another name");
  suy_record_form_set_text (fixture.form, "risk_level", "orange");
  suy_record_form_set_text (fixture.form, "geom", "27°20′06″N 118°06′36″E");
  g_assert_true (suy_record_form_is_dirty (fixture.form));
  g_assert_true (suy_record_form_save (fixture.form));
  g_assert_false (suy_record_form_is_dirty (fixture.form));

  record = get (&fixture, fixture.small.far);
  g_assert_cmpstr (suy_record_get_text (record, "name"), ==, "Another name");
  g_assert_cmpstr (suy_record_get_text (record, "risk_level"), ==, "orange");
  g_assert_cmpstr (suy_record_get_text (record, "code"), ==, "FX-2");
  shape = suy_geometry_get_shape (suy_record_get_geometry (record));
  g_assert_cmpint (shape->points[0].x, ==, 1181100000);
  g_assert_cmpint (shape->points[0].y, ==, 273350000);
  g_clear_pointer (&record, suy_record_free);
  close_form (&fixture);
}

/* Nothing is written while a field is wrong, and the box names the first. */
static void
test_save_refused (void)
{
  Fixture fixture;
  g_autoptr (SuyRecord) record = NULL;

  open_form (&fixture, 0);
  suy_record_form_set_record (fixture.form, fixture.small.workspace, fixture.reg,
                              fixture.small.far);
  suy_record_form_set_text (fixture.form, "risk_level", "orange");
  suy_record_form_set_text (fixture.form, "name", "");
  g_assert_false (suy_record_form_save (fixture.form));
  g_assert_nonnull (strstr (suy_record_form_get_refusal (fixture.form), "Name"));
  record = get (&fixture, fixture.small.far);
  g_assert_cmpstr (suy_record_get_text (record, "risk_level"), ==, "blue");
  g_assert_false (suy_record_form_may_leave (fixture.form));

  suy_record_form_set_text (fixture.form, "name", "Far farm");
  suy_record_form_set_text (fixture.form, "geom", "somewhere");
  g_assert_false (suy_record_form_save (fixture.form));
  g_assert_nonnull (strstr (suy_record_form_get_refusal (fixture.form), "somewhere"));

  suy_record_form_discard (fixture.form);
  g_assert_null (suy_record_form_get_refusal (fixture.form));
  g_assert_true (suy_record_form_may_leave (fixture.form));
  g_clear_pointer (&record, suy_record_free);
  close_form (&fixture);
}

static void
on_saved (SuyRecordForm *form, gint64 id, gint64 *saved)
{
  *saved = id;
}

static void
test_save_new (void)
{
  Fixture fixture;
  g_autoptr (SuyRecord) record = NULL;
  gint64 id = 0;

  open_form (&fixture, 0);
  g_signal_connect (fixture.form, "saved", G_CALLBACK (on_saved), &id);
  suy_record_form_set_text (fixture.form, "name", "Brand-new");
  suy_record_form_set_text (fixture.form, "kind", "hazard");
  g_assert_false (suy_record_form_save (fixture.form)); /* levels and source are required */
  suy_record_form_set_text (fixture.form, "risk_level", "red");
  suy_record_form_set_text (fixture.form, "source_type", "farm");
  suy_record_form_set_text (fixture.form, "control_measures", "a ditch");
  suy_record_form_set_text (fixture.form, "geom", "118.1, 27.3");
  g_assert_true (suy_record_form_save (fixture.form));
  g_assert_cmpint (id, !=, 0);
  g_assert_cmpint (suy_record_form_get_id (fixture.form), ==, id);
  record = get (&fixture, id);
  g_assert_cmpstr (suy_record_get_text (record, "name"), ==, "Brand-new");
  g_clear_pointer (&record, suy_record_free);
  close_form (&fixture);
}

static void
test_delete_asks (void)
{
  Fixture fixture;
  SuyStore *store;

  open_form (&fixture, 0);
  store = suy_workspace_get_store (fixture.small.workspace);
  suy_record_form_set_record (fixture.form, fixture.small.workspace, fixture.reg,
                              fixture.small.far);
  suy_record_form_delete (fixture.form, NULL);
  g_assert_cmpint (suy_store_count (store, fixture.reg), ==, 3);
  suy_record_form_delete (fixture.form, "recorded twice");
  g_assert_cmpint (suy_store_count (store, fixture.reg), ==, 2);
  close_form (&fixture);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  suy_application_load_style ();

  g_test_add_func ("/app/record-form/save/changed", test_save_changed);
  g_test_add_func ("/app/record-form/save/refused", test_save_refused);
  g_test_add_func ("/app/record-form/save/new", test_save_new);
  g_test_add_func ("/app/record-form/delete/asks", test_delete_asks);

  return g_test_run ();
}
