/* suy-workspace-evidence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-workspace-evidence.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "suy-coordinates.h"
#include "suy-date.h"
#include "suy-error.h"
#include "suy-geodesic.h"
#include "suy-workspace-moves.h"
#include "suy-workspace-private.h"

#define UNIT 1e7 /* of coordinates, in a degree */
#define SNIFFED 4096

/* ---- what it says ---- */

static gboolean
is_wgs84 (const char *datum)
{
  g_autofree char *name = g_ascii_strup (datum, -1);

  return name[0] == '\0' || g_str_equal (name, "WGS-84") || g_str_equal (name, "WGS84") ||
         g_str_equal (name, "WGS 84");
}

/* Cameras that name no system mean WGS 84, which is what their satellites speak. */
static void
take_place (const SuyExif *exif, SuyEvidenceCheck *check)
{
  g_autoptr (SuyCrs) crs = NULL;

  check->lon = exif->lon;
  check->lat = exif->lat;
  check->has_place = is_wgs84 (exif->datum);
  if (check->has_place)
    return;

  crs = suy_crs_new (exif->datum, NULL);
  check->has_place = crs != NULL && !suy_crs_is_projected (crs) &&
                     suy_crs_to_wgs84 (crs, exif->lon, exif->lat, &check->lon, &check->lat);
  if (!check->has_place)
    check->findings |= SUY_PHOTO_DATUM;
}

static void
take_picture (const SuyPicture *picture, SuyEvidenceCheck *check)
{
  const SuyExif *exif = &picture->scan.exif;

  if (!picture->scan.has_exif)
    {
      check->findings |= SUY_PHOTO_NO_EXIF;
      return;
    }
  if (exif->has_place)
    take_place (exif, check);
  else
    check->findings |= SUY_PHOTO_NO_PLACE;
  if (exif->time == SUY_EXIF_TIME_NONE)
    check->findings |= SUY_PHOTO_NO_TIME;
  else
    check->taken = exif->taken;
  if (exif->time == SUY_EXIF_TIME_LOCAL)
    {
      check->findings |= SUY_PHOTO_LOCAL;
      check->taken -= SUY_DATE_CHINA_OFFSET * SUY_DATE_US_PER_MINUTE;
    }
}

/* ---- and the case ---- */

static double
measure (const SuyEvidenceCheck *check, const SuyRecord *record)
{
  SuyGeometry *place = suy_record_get_geometry (record);
  g_autoptr (SuyGeometry) taken = NULL;

  if (!check->has_place || place == NULL)
    return NAN;
  taken = suy_geometry_new_point (
      (SuyPoint){ (gint32) round (check->lon * UNIT), (gint32) round (check->lat * UNIT) });

  return suy_shape_distance (suy_geometry_get_shape (taken), suy_geometry_get_shape (place));
}

static const char *
get_text (const SuyRecord *record, const char *field)
{
  return suy_register_find (suy_record_get_register (record), field) == NULL
             ? NULL
             : suy_record_get_text (record, field);
}

static gint64
get_found (const SuyRecord *record)
{
  const char *found = get_text (record, "found_at");

  return found != NULL && suy_date_is_time (found) ? suy_date_get_moment (found) : 0;
}

/* The end of the day; problems and items name the field by different names. */
static gint64
get_completed (const SuyRecord *record)
{
  const char *day = get_text (record, "completed_on");

  if (day == NULL)
    day = get_text (record, "completed_at");

  return day != NULL && suy_date_is_date (day) ? suy_date_moment_of_day (suy_date_get_day (day) + 1)
                                               : 0;
}

static gboolean
compare (SuyWorkspace *self,
         const SuyRecord *record,
         const char *kind,
         SuyEvidenceCheck *check,
         GError **error)
{
  g_autoptr (SuyPhotoRules) rules = suy_photo_rules_new_builtin (error);
  g_autofree char *now = suy_workspace_now (self);
  SuyPhotoAsk ask = { kind, NAN, check->taken, get_found (record), get_completed (record), 0 };

  if (rules == NULL)
    return FALSE;
  check->metres = ask.metres = measure (check, record);
  check->far_m = suy_photo_rules_get_far_m (rules);
  ask.now = suy_date_get_moment (now);
  check->findings |= suy_photo_judge (rules, &ask);

  return TRUE;
}

gboolean
suy_workspace_check_picture (SuyWorkspace *self,
                             const SuyRegister *reg,
                             gint64 id,
                             const char *kind,
                             const SuyPicture *picture,
                             SuyEvidenceCheck *check,
                             GError **error)
{
  g_autoptr (SuyRecord) record = NULL;

  *check = (SuyEvidenceCheck){ .metres = NAN };
  if (picture == NULL)
    return TRUE;
  record = suy_store_get (self->store, reg, id, error);
  if (record == NULL)
    return FALSE;
  take_picture (picture, check);

  return compare (self, record, kind, check, error);
}

/* ---- keeping it ---- */

/* By content; a name alone makes no picture. */
static char *
find_media_type (const SuyEvidenceFile *file, GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  const char *media = suy_picture_type_get_media_type (suy_picture_sniff (data, size));
  g_autofree char *type = NULL, *mime = NULL;

  if (media != NULL)
    return g_strdup (media);
  type = g_content_type_guess (file->name, data, MIN (size, SNIFFED), NULL);
  mime = g_content_type_get_mime_type (type);

  return mime == NULL || g_str_has_prefix (mime, "image/") ? g_strdup ("application/octet-stream")
                                                           : g_steal_pointer (&mime);
}

/* Files that were made before the catalog had a field go without it. */
static void
set_text (SuyRecord *row, const char *field, const char *text)
{
  if (text != NULL && text[0] != '\0' &&
      suy_register_find (suy_record_get_register (row), field) != NULL)
    suy_record_set_text (row, field, text);
}

static void
fill_check (SuyRecord *row, const SuyEvidenceCheck *check)
{
  g_autofree char *findings = suy_photo_findings_to_text (check->findings);
  g_autofree char *taken = check->taken == 0 ? NULL : suy_date_from_moment (check->taken);

  set_text (row, "taken_at", taken);
  set_text (row, "findings", findings);
  if (check->has_place)
    {
      suy_record_set_real (row, "lon", check->lon);
      suy_record_set_real (row, "lat", check->lat);
    }
  if (!isnan (check->metres) && suy_register_find (suy_record_get_register (row), "distance"))
    suy_record_set_real (row, "distance", round (check->metres * 10) / 10);
}

static SuyRecord *
make_row (const SuyRegister *attachment,
          const SuyRegister *reg,
          gint64 id,
          const SuyEvidenceFile *file,
          GBytes *bytes)
{
  SuyRecord *row = suy_record_new (attachment);
  g_autofree char *media_type = find_media_type (file, bytes);

  suy_record_set_text (row, "object_register", reg->name);
  suy_record_set_integer (row, "object_id", id);
  suy_record_set_text (row, "name", file->name);
  suy_record_set_text (row, "kind", file->kind);
  suy_record_set_text (row, "media_type", media_type);
  suy_record_set_integer (row, "size", (gint64) g_bytes_get_size (bytes));
  set_text (row, "reason", file->reason);

  return row;
}

static gboolean
is_refused (const SuyEvidenceFile *file, const SuyEvidenceCheck *check, GError **error)
{
  if ((check->findings & SUY_PHOTO_FAR) == 0 || (file->reason != NULL && file->reason[0] != '\0'))
    return FALSE;
  g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED,
               _ ("The photograph “%s” was taken %.0f m from the case, more than %d m. Say why it "
                  "belongs to it"),
               file->name, check->metres, check->far_m);

  return TRUE;
}

static gint64
write_row (SuyWorkspace *self, SuyRecord *row, GBytes *bytes, GError **error)
{
  g_autofree char *hash = suy_store_put_blob (self->store, bytes, error);

  if (hash == NULL)
    return 0;
  suy_record_set_text (row, "hash", hash);

  return suy_store_insert (self->store, row, error) ? suy_record_get_id (row) : 0;
}

gint64
suy_workspace_attach_file (SuyWorkspace *self,
                           const SuyRegister *reg,
                           gint64 id,
                           const SuyEvidenceFile *file,
                           GBytes *bytes,
                           SuyEvidenceCheck *check,
                           GError **error)
{
  const SuyRegister *attachment = suy_workspace_register (self, "attachment", error);
  SuyCommandInfo info = suy_workspace_command (self, "attach", file->reason);
  SuyEvidenceCheck own;
  g_autoptr (SuyRecord) row = NULL;
  gint64 written;

  check = check != NULL ? check : &own;
  if (attachment == NULL ||
      !suy_workspace_check_picture (self, reg, id, file->kind, file->picture, check, error) ||
      is_refused (file, check, error))
    return 0;

  row = make_row (attachment, reg, id, file, bytes);
  fill_check (row, check);
  if (!suy_store_begin (self->store, &info, error))
    return 0;
  written = write_row (self, row, bytes, error);
  if (!suy_workspace_end_command (self, written != 0, error))
    return 0;
  suy_workspace_changed_one (self, reg, id);

  return written;
}

gint64
suy_workspace_attach (SuyWorkspace *self,
                      const SuyRegister *reg,
                      gint64 id,
                      const char *name,
                      const char *kind,
                      GBytes *bytes,
                      GError **error)
{
  const SuyEvidenceFile file = { .name = name, .kind = kind };

  return suy_workspace_attach_file (self, reg, id, &file, bytes, NULL, error);
}

/* ---- taking it away ---- */

gboolean
suy_workspace_can_detach (SuyWorkspace *self, const SuyRegister *reg, gint64 id)
{
  g_autoptr (SuyPhotoRules) rules = suy_photo_rules_new_builtin (NULL);
  g_autoptr (SuyRecord) record = suy_store_get (self->store, reg, id, NULL);

  return rules != NULL && record != NULL && !suy_workspace_is_read_only (self) &&
         !suy_photo_rules_keeps (rules, get_text (record, "state"));
}

gboolean
suy_workspace_detach (SuyWorkspace *self, gint64 file, const char *reason, GError **error)
{
  const SuyRegister *attachment = suy_workspace_register (self, "attachment", error);
  g_autoptr (SuyRecord) row =
      attachment == NULL ? NULL : suy_store_get (self->store, attachment, file, error);
  const SuyRegister *reg;
  gint64 id;

  if (row == NULL)
    return FALSE;
  reg = suy_workspace_register (self, suy_record_get_text (row, "object_register"), error);
  id = suy_record_get_integer (row, "object_id");
  if (reg == NULL)
    return FALSE;
  if (reason == NULL || reason[0] == '\0' || !suy_workspace_can_detach (self, reg, id))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED,
                   _ ("“%s” stays: a file is taken away with a reason, while its case is open"),
                   suy_record_get_text (row, "name"));
      return FALSE;
    }
  if (!suy_workspace_delete (self, attachment, file, reason, error))
    return FALSE;
  suy_workspace_changed_one (self, reg, id);

  return TRUE;
}

/* ---- words ---- */

static void
add_words (GString *words, const char *text)
{
  g_string_append_printf (words, "%s%s", words->len == 0 ? "" : " · ", text);
}

static char *
format_time (gint64 taken)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (taken / G_USEC_PER_SEC);
  g_autoptr (GDateTime) here = g_date_time_add_minutes (time, SUY_DATE_CHINA_OFFSET);

  return g_date_time_format (here, "%Y-%m-%d %H:%M");
}

static void
add_findings (GString *words, SuyPhotoFindings findings)
{
  static const struct
  {
    SuyPhotoFindings finding;
    const char *text;
  } texts[] = {
    { SUY_PHOTO_NO_EXIF, N_ ("The picture does not say when and where it was taken (no Exif)") },
    { SUY_PHOTO_NO_PLACE, N_ ("no place in the picture") },
    { SUY_PHOTO_NO_TIME, N_ ("no time in the picture") },
    { SUY_PHOTO_DATUM, N_ ("its place is in a system that is not known") },
    { SUY_PHOTO_AHEAD, N_ ("taken later than the clock of this computer shows") },
    { SUY_PHOTO_EARLY, N_ ("taken before the problem was found") },
    { SUY_PHOTO_LATE, N_ ("taken after the completion") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (findings & texts[i].finding)
      add_words (words, _ (texts[i].text));
}

char *
suy_evidence_check_describe (const SuyEvidenceCheck *check)
{
  GString *words = g_string_new (NULL);

  if (check->taken != 0)
    {
      g_autofree char *time = format_time (check->taken);
      g_autofree char *text =
          g_strdup_printf (check->findings & SUY_PHOTO_LOCAL
                               ? _ ("Taken %s by the camera's clock, which names no zone")
                               : _ ("Taken %s"),
                           time);

      add_words (words, text);
    }
  if (!isnan (check->metres))
    {
      g_autofree char *text =
          g_strdup_printf (check->findings & SUY_PHOTO_FAR ? _ ("%.0f m from the case: too far")
                                                           : _ ("%.0f m from the case"),
                           check->metres);

      add_words (words, text);
    }
  add_findings (words, check->findings);

  return g_string_free (words, FALSE);
}

char *
suy_evidence_describe (const SuyRecord *attachment)
{
  const char *taken = suy_record_get_text (attachment, "taken_at");
  SuyEvidenceCheck check = {
    .metres = NAN,
    .findings = suy_photo_findings_from_text (get_text (attachment, "findings")),
    .taken = taken == NULL ? 0 : suy_date_get_moment (taken),
  };
  g_autofree char *words = NULL;
  const char *reason = get_text (attachment, "reason");

  if (suy_register_find (suy_record_get_register (attachment), "distance") != NULL)
    check.metres = suy_record_get_real (attachment, "distance");
  words = suy_evidence_check_describe (&check);

  return reason == NULL ? g_steal_pointer (&words)
                        : g_strdup_printf (_ ("%s · reason: %s"), words, reason);
}
