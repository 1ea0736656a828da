/* test-workspace-evidence.c: a photograph is compared with its case, and kept with what it said
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "made-photo.h"
#include "suy-date.h"
#include "suy-error.h"
#include "suy-geodesic.h"
#include "suy-workspace-evidence.h"
#include "suy-workspace-moves.h"

#define LON 118.1
#define LAT 27.3

typedef struct
{
  char *dir;
  SuyWorkspace *workspace;
  const SuyRegister *reg;
  gint64 id;
} Fixture;

static void
fixture_open (Fixture *self)
{
  g_autoptr (SuyGeometry) place = suy_geometry_new_point ((SuyPoint){ 1181000000, 273000000 });
  g_autoptr (SuyRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  self->dir = g_dir_make_tmp ("suy-evidence-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->dir, "a.gpkg", NULL);
  self->workspace = suy_workspace_create (path, "A", NULL, &error);
  g_assert_no_error (error);
  self->reg = suy_catalog_find (suy_workspace_get_catalog (self->workspace), "problem");
  record = suy_record_new (self->reg);
  suy_record_set_text (record, "title", "Smoke");
  suy_record_set_text (record, "source", "petition");
  suy_record_set_text (record, "medium", "air");
  suy_record_set_text (record, "description", "Smoke at night");
  suy_record_set_text (record, "found_at", "2026-01-05T02:00:00.000Z");
  suy_record_set_text (record, "completed_on", "2026-01-20");
  suy_record_set_geometry (record, place);
  suy_workspace_save (self->workspace, record, NULL, &error);
  g_assert_no_error (error);
  self->id = suy_record_get_id (record);
}

static void
fixture_close (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (self->dir, 0, NULL);
  const char *name;

  suy_workspace_close (self->workspace, &error);
  g_assert_no_error (error);
  g_object_unref (self->workspace);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->dir, name, NULL);

      g_remove (path);
    }
  g_rmdir (self->dir);
  g_free (self->dir);
}

static SuyPicture
make_picture (double north_m, const char *time)
{
  SuyPicture picture = { .scan = { .type = SUY_PICTURE_JPEG, .has_exif = TRUE } };
  SuyExif *exif = &picture.scan.exif;

  exif->orientation = 1;
  exif->has_place = TRUE;
  suy_geodesic_direct ((SuyPoint){ 1181000000, 273000000 }, 0, north_m, &exif->lon, &exif->lat);
  exif->time = SUY_EXIF_TIME_UTC;
  exif->taken = suy_date_get_moment (time);

  return picture;
}

static SuyEvidenceCheck
check (Fixture *fixture, const char *kind, const SuyPicture *picture)
{
  g_autoptr (GError) error = NULL;
  SuyEvidenceCheck found;

  suy_workspace_check_picture (fixture->workspace, fixture->reg, fixture->id, kind, picture, &found,
                               &error);
  g_assert_no_error (error);

  return found;
}

/* Both sides of the limit, which itself is not far. */
static void
test_distance (void)
{
  Fixture fixture;
  SuyPicture near = make_picture (499.9, "2026-01-10T02:00:00.000Z");
  SuyPicture far = make_picture (500.1, "2026-01-10T02:00:00.000Z");
  SuyEvidenceCheck found;

  fixture_open (&fixture);
  found = check (&fixture, "photo", &near);
  g_assert_cmpuint (found.findings, ==, 0);
  g_assert_cmpfloat_with_epsilon (found.metres, 499.9, 0.02);
  found = check (&fixture, "photo", &far);
  g_assert_cmpuint (found.findings, ==, SUY_PHOTO_FAR);
  g_assert_cmpint (found.far_m, ==, 500);
  fixture_close (&fixture);
}

static void
test_datum (void)
{
  Fixture fixture;
  SuyPicture picture = make_picture (0, "2026-01-10T02:00:00.000Z");
  SuyEvidenceCheck found;

  fixture_open (&fixture);
  strcpy (picture.scan.exif.datum, "WGS-84");
  g_assert_cmpfloat_with_epsilon (check (&fixture, "photo", &picture).metres, 0, 0.02);
  strcpy (picture.scan.exif.datum, "GCJ-02");
  found = check (&fixture, "photo", &picture);
  g_assert_cmpfloat (found.metres, >, 300); /* what the offset there is */
  g_assert_cmpfloat (found.metres, <, 900);
  strcpy (picture.scan.exif.datum, "MARS");
  found = check (&fixture, "photo", &picture);
  g_assert_cmpuint (found.findings, ==, SUY_PHOTO_DATUM);
  g_assert_false (found.has_place);
  fixture_close (&fixture);
}

static void
test_times (void)
{
  Fixture fixture;
  SuyPicture early = make_picture (1, "2026-01-05T01:59:59.000Z");
  SuyPicture same = make_picture (1, "2026-01-05T02:00:00.000Z");
  SuyPicture last = make_picture (1, "2026-01-20T15:59:59.000Z"); /* 23:59:59 in China */
  SuyPicture late = make_picture (1, "2026-01-20T16:00:00.000Z");
  SuyPicture ahead = make_picture (1, "2198-01-01T00:00:00.000Z");
  SuyPicture local = same;
  SuyEvidenceCheck found;

  fixture_open (&fixture);
  g_assert_cmpuint (check (&fixture, "after", &early).findings, ==, SUY_PHOTO_EARLY);
  g_assert_cmpuint (check (&fixture, "before", &early).findings, ==, 0);
  g_assert_cmpuint (check (&fixture, "after", &same).findings, ==, 0);
  g_assert_cmpuint (check (&fixture, "before", &last).findings, ==, 0);
  g_assert_cmpuint (check (&fixture, "before", &late).findings, ==, SUY_PHOTO_LATE);
  g_assert_cmpuint (check (&fixture, "after", &late).findings, ==, 0);
  g_assert_cmpuint (check (&fixture, "after", &ahead).findings, ==, SUY_PHOTO_AHEAD);
  local.scan.exif.time = SUY_EXIF_TIME_LOCAL;
  found = check (&fixture, "after", &local);
  g_assert_cmpuint (found.findings, ==, SUY_PHOTO_LOCAL | SUY_PHOTO_EARLY);
  g_assert_cmpint (same.scan.exif.taken - found.taken, ==, 8 * G_TIME_SPAN_HOUR);
  fixture_close (&fixture);
}

static gint64
attach (Fixture *fixture,
        const SuyPicture *picture,
        const char *reason,
        GBytes *bytes,
        GError **error)
{
  const SuyEvidenceFile file = { "a.jpg", "before", picture, reason };

  return suy_workspace_attach_file (fixture->workspace, fixture->reg, fixture->id, &file, bytes,
                                    NULL, error);
}

/* Far away it asks for a reason, and keeps all with the original. */
static void
test_attach (void)
{
  const MadeExif exif = { .time = "2026:01:10 10:00:00",
                          .zone = "+08:00",
                          .lat_ref = "N",
                          .lat = { 27, 1, 18, 1, 0, 1 },
                          .lon_ref = "E",
                          .lon = { 118, 1, 6, 1, 36, 1 } };
  g_autoptr (GBytes) bytes = made_photo_new (&exif);
  g_autoptr (SuyPicture) picture = NULL;
  g_autoptr (SuyRecord) row = NULL;
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  const SuyRegister *files;
  Fixture fixture;
  gint64 id;

  fixture_open (&fixture);
  picture = suy_picture_read (bytes, "a.jpg", 64, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (attach (&fixture, picture, NULL, bytes, &error), ==, 0);
  g_assert_error (error, SUY_ERROR, SUY_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "500 m"));
  g_clear_error (&error);
  id = attach (&fixture, picture, "Taken from the other bank", bytes, &error);
  g_assert_no_error (error);

  files = suy_catalog_find (suy_workspace_get_catalog (fixture.workspace), "attachment");
  row = suy_store_get (suy_workspace_get_store (fixture.workspace), files, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (suy_record_get_text (row, "media_type"), ==, "image/jpeg");
  g_assert_cmpstr (suy_record_get_text (row, "taken_at"), ==, "2026-01-10T02:00:00.000Z");
  g_assert_cmpfloat_with_epsilon (suy_record_get_real (row, "lon"), 118.11, 1e-9);
  g_assert_cmpfloat_with_epsilon (suy_record_get_real (row, "lat"), 27.3, 1e-9);
  g_assert_cmpfloat_with_epsilon (suy_record_get_real (row, "distance"), 989.7, 1);
  g_assert_cmpstr (suy_record_get_text (row, "findings"), ==, "far");
  words = suy_evidence_describe (row);
  g_assert_nonnull (strstr (words, "2026-01-10 10:00"));
  g_assert_nonnull (strstr (words, "the other bank"));
  kept = suy_store_get_blob (suy_workspace_get_store (fixture.workspace),
                             suy_record_get_text (row, "hash"), &error);
  g_assert_true (g_bytes_equal (kept, bytes));
  g_clear_pointer (&row, suy_record_free);
  fixture_close (&fixture);
}

static void
set_state (Fixture *fixture, const char *state)
{
  g_autoptr (SuyRecord) changes = suy_record_new (fixture->reg);
  g_autoptr (GError) error = NULL;

  suy_record_set_id (changes, fixture->id);
  suy_record_set_text (changes, "state", state);
  suy_workspace_save (fixture->workspace, changes, NULL, &error);
  g_assert_no_error (error);
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr (GPtrArray) files =
      suy_workspace_get_attachments (fixture->workspace, fixture->reg, fixture->id, NULL);

  return files->len;
}

static void
test_detach (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("text", 4);
  g_autoptr (GError) error = NULL;
  Fixture fixture;
  gint64 id;

  fixture_open (&fixture);
  id = attach (&fixture, NULL, NULL, bytes, &error);
  g_assert_no_error (error);
  g_assert_false (suy_workspace_detach (fixture.workspace, id, "", &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_REFUSED);
  g_clear_error (&error);
  set_state (&fixture, "closed");
  g_assert_false (suy_workspace_can_detach (fixture.workspace, fixture.reg, fixture.id));
  g_assert_false (suy_workspace_detach (fixture.workspace, id, "Wrong file", &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_REFUSED);
  g_clear_error (&error);
  set_state (&fixture, "rectifying");
  g_assert_true (suy_workspace_detach (fixture.workspace, id, "Wrong file", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (&fixture), ==, 0);
  suy_workspace_undo (fixture.workspace, &error); /* the original is still there */
  g_assert_no_error (error);
  fixture_close (&fixture);
}

static void
test_words (void)
{
  for (guint findings = 0; findings < 1u << 9; findings++)
    {
      g_autofree char *text = suy_photo_findings_to_text (findings);

      g_assert_cmpuint (suy_photo_findings_from_text (text), ==, findings);
    }
  g_assert_cmpuint (suy_photo_findings_from_text (NULL), ==, 0);
  g_assert_cmpuint (suy_photo_findings_from_text ("far unheard_of"), ==, SUY_PHOTO_FAR);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/evidence/check/distance", test_distance);
  g_test_add_func ("/workspace/evidence/check/datum", test_datum);
  g_test_add_func ("/workspace/evidence/check/times", test_times);
  g_test_add_func ("/workspace/evidence/attach/far", test_attach);
  g_test_add_func ("/workspace/evidence/detach/open-and-closed", test_detach);
  g_test_add_func ("/workspace/evidence/words", test_words);

  return g_test_run ();
}
