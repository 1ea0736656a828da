/* test-evidence.c: files that are chosen, dropped or pasted become evidence, and are looked at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <gtk/gtk.h>
#include <math.h>

#include "made-photo.h"
#include "small-workspace.h"
#include "suy-application.h"
#include "suy-evidence.h"
#include "suy-picture-viewer.h"
#include "suy-workspace-moves.h"

#define PATIENCE_S 20

typedef struct
{
  Small small;
  const SuyRegister *reg;
  gint64 id;
  GtkWindow *window;
  SuyEvidence *evidence;
} Fixture;

static void
fixture_open (Fixture *self)
{
  small_open (&self->small);
  self->reg = suy_catalog_find (suy_workspace_get_catalog (self->small.workspace), "risk_point");
  self->id = self->small.near; /* 118.0, 27.0009 */
  self->window = GTK_WINDOW (gtk_window_new ());
  self->evidence = SUY_EVIDENCE (suy_evidence_new ());
  gtk_window_set_child (self->window, GTK_WIDGET (self->evidence));
  suy_evidence_set_record (self->evidence, self->small.workspace, self->reg, self->id);
  gtk_window_present (self->window);
}

static void
fixture_close (Fixture *self)
{
  gtk_window_destroy (self->window);
  small_settle ();
  small_close (&self->small);
}

static GPtrArray *
get_files (Fixture *fixture)
{
  return suy_workspace_get_attachments (fixture->small.workspace, fixture->reg, fixture->id, NULL);
}

static gboolean
has_files (Fixture *fixture, guint n)
{
  g_autoptr (GPtrArray) files = get_files (fixture);

  return files->len >= n;
}

static gboolean
wake (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_for_files (Fixture *fixture, guint n)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;
  guint source = g_timeout_add (20, wake, NULL);

  while (!has_files (fixture, n) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_true (has_files (fixture, n));
}

static GFile *
write_file (Fixture *fixture, const char *name, GBytes *bytes)
{
  g_autofree char *path = g_build_filename (fixture->small.dir, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);

  return g_file_new_for_path (path);
}

/* At 27.0009, @minutes of longitude east of 118. */
static GBytes *
make_photo (guint minutes)
{
  const MadeExif exif = {
    .time = "2026:01:10 10:00:00",
    .zone = "+08:00",
    .lat_ref = "N",
    .lat = { 27, 1, 0, 1, 324, 100 },
    .lon_ref = "E",
    .lon = { 118, 1, minutes, 1, 0, 1 },
  };

  return made_photo_new (&exif);
}

static GtkDropTarget *
find_drop (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (one))
        return GTK_DROP_TARGET (one);
    }

  return NULL;
}

static GtkWidget *
find_class (GtkWidget *widget, const char *style)
{
  if (gtk_widget_has_css_class (widget, style))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_class (child, style);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
drop (GtkWidget *widget, GSList *files)
{
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);
  g_signal_emit_by_name (find_drop (widget), "drop", &value, 5., 5., &taken);

  return taken;
}

/* Two files at once on the widget, one of them no picture; one more on a slot, which sets its kind.
 */
static void
test_drop (void)
{
  static const char *const missing[] = { "after", NULL };
  g_autoptr (GBytes) bytes = make_photo (0);
  g_autoptr (GBytes) text = g_bytes_new_static ("a page", 6);
  g_autoptr (GFile) photo = NULL, page = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GSList) list = NULL, one = NULL;
  GtkWidget *slot;
  Fixture fixture;

  fixture_open (&fixture);
  photo = write_file (&fixture, "a.jpg", bytes);
  page = write_file (&fixture, "b.txt", text);
  list = g_slist_append (g_slist_append (NULL, photo), page);
  g_assert_true (drop (GTK_WIDGET (fixture.evidence), list));
  wait_for_files (&fixture, 2);

  suy_evidence_set_missing (fixture.evidence, missing);
  slot = find_class (GTK_WIDGET (fixture.evidence), "suy-slot");
  one = g_slist_append (NULL, photo);
  g_assert_true (drop (slot, one));
  wait_for_files (&fixture, 3);
  files = get_files (&fixture);
  g_assert_cmpstr (suy_record_get_text (files->pdata[0], "name"), ==, "a.jpg");
  g_assert_cmpstr (suy_record_get_text (files->pdata[0], "media_type"), ==, "image/jpeg");
  g_assert_cmpfloat_with_epsilon (suy_record_get_real (files->pdata[0], "distance"), 0, 1);
  g_assert_cmpstr (suy_record_get_text (files->pdata[1], "name"), ==, "b.txt");
  g_assert_true (isnan (suy_record_get_real (files->pdata[1], "lon")));
  g_assert_cmpstr (suy_record_get_text (files->pdata[2], "kind"), ==, "after");
  g_clear_pointer (&files, g_ptr_array_unref);
  fixture_close (&fixture);
}

/* What is far waits for a reason; those behind it wait too. */
static void
test_far (void)
{
  g_autoptr (GBytes) near = make_photo (0), far = make_photo (1);
  g_autoptr (GFile) near_file = NULL, far_file = NULL;
  g_autoptr (GPtrArray) files = NULL;
  Fixture fixture;

  fixture_open (&fixture);
  near_file = write_file (&fixture, "near.jpg", near);
  far_file = write_file (&fixture, "far.jpg", far);
  suy_evidence_add (fixture.evidence, far_file, "before");
  suy_evidence_add (fixture.evidence, far_file, "before");
  suy_evidence_add (fixture.evidence, near_file, "before");
  while (suy_evidence_get_question (fixture.evidence) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (suy_evidence_get_question (fixture.evidence), "far.jpg"));
  g_assert_false (has_files (&fixture, 1));
  suy_evidence_answer (fixture.evidence, NULL); /* left out */
  while (suy_evidence_get_question (fixture.evidence) == NULL)
    g_main_context_iteration (NULL, TRUE);
  suy_evidence_answer (fixture.evidence, "From the bridge");
  wait_for_files (&fixture, 2);
  files = get_files (&fixture);
  g_assert_cmpuint (files->len, ==, 2);
  g_assert_cmpstr (suy_record_get_text (files->pdata[0], "reason"), ==, "From the bridge");
  g_assert_cmpstr (suy_record_get_text (files->pdata[1], "name"), ==, "near.jpg");
  g_clear_pointer (&files, g_ptr_array_unref);
  fixture_close (&fixture);
}

static void
test_paste (void)
{
  static const guint8 pixel[4] = { 200, 30, 30, 255 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (pixel, sizeof pixel);
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (1, 1, GDK_MEMORY_R8G8B8A8, bytes, 4);
  g_autoptr (GPtrArray) files = NULL;
  GdkClipboard *clipboard;
  Fixture fixture;

  fixture_open (&fixture);
  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture.evidence));
  gdk_clipboard_set_text (clipboard, "words");
  g_assert_false (suy_evidence_paste (fixture.evidence));
  gdk_clipboard_set_texture (clipboard, texture);
  g_assert_true (suy_evidence_paste (fixture.evidence));
  wait_for_files (&fixture, 1);
  files = get_files (&fixture);
  g_assert_cmpstr (suy_record_get_text (files->pdata[0], "media_type"), ==, "image/png");
  g_assert_true (g_str_has_prefix (suy_record_get_text (files->pdata[0], "name"), "Pasted"));
  g_assert_cmpstr (suy_record_get_text (files->pdata[0], "findings"), ==, "no_exif");
  g_clear_pointer (&files, g_ptr_array_unref);
  fixture_close (&fixture);
}

static void
test_viewer (void)
{
  g_autoptr (GBytes) bytes = make_photo (0);
  g_autoptr (GFile) photo = NULL;
  SuyPictureViewer *viewer;
  Fixture fixture;

  fixture_open (&fixture);
  photo = write_file (&fixture, "a.jpg", bytes);
  suy_evidence_add (fixture.evidence, photo, "before");
  suy_evidence_add (fixture.evidence, photo, "after");
  wait_for_files (&fixture, 2);
  g_assert_null (suy_evidence_show (fixture.evidence, 2));
  viewer = SUY_PICTURE_VIEWER (suy_evidence_show (fixture.evidence, 0));
  g_object_ref (viewer);
  while (!suy_picture_viewer_is_drawn (viewer))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (suy_picture_viewer_get_words (viewer), "2026-01-10 10:00"));
  suy_picture_viewer_zoom (viewer, 2);
  suy_picture_viewer_go (viewer, 1);
  g_assert_cmpuint (suy_picture_viewer_get_place (viewer), ==, 1);
  suy_picture_viewer_go (viewer, 1);
  g_assert_cmpuint (suy_picture_viewer_get_place (viewer), ==, 1);
  g_assert_false (suy_picture_viewer_remove (viewer, ""));
  g_assert_true (suy_picture_viewer_remove (viewer, "Twice the same"));
  g_assert_cmpuint (suy_picture_viewer_get_place (viewer), ==, 0);
  g_assert_false (has_files (&fixture, 2));
  gtk_window_destroy (GTK_WINDOW (viewer));
  g_object_unref (viewer);
  fixture_close (&fixture);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  suy_application_load_style ();
  g_test_add_func ("/app/evidence/add/drop", test_drop);
  g_test_add_func ("/app/evidence/add/far", test_far);
  g_test_add_func ("/app/evidence/add/paste", test_paste);
  g_test_add_func ("/app/evidence/viewer", test_viewer);

  return g_test_run ();
}
