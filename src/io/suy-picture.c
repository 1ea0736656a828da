/* suy-picture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* memfd_create, F_ADD_SEALS */

#include "suy-picture.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "suy-error.h"
#include "suy-frame-reader.h"
#include "suy-helper.h"

#define MEMORY_MB "1536"
#define CPU_S "10"
#define TIMEOUT_S 30
#define ANSWER_BYTES (1u << 16)                                     /* of all but the pixels */
#define MAX_TAKEN (G_GINT64_CONSTANT (7258204800) * G_USEC_PER_SEC) /* the year 2200 */

void
suy_picture_free (SuyPicture *self)
{
  g_clear_pointer (&self->pixels, g_bytes_unref);
  g_free (self->problem);
  g_free (self->sandbox);
  g_free (self);
}

/* ---- handing the bytes over ---- */

static gboolean
write_all (int fd, const guint8 *bytes, gsize size)
{
  while (size > 0)
    {
      gssize n = write (fd, bytes, size);

      if (n < 0 && errno != EINTR)
        return FALSE;
      bytes += MAX (n, 0);
      size -= (gsize) MAX (n, 0);
    }

  return TRUE;
}

/* Memory that the helper can read and nobody can change any more; -1 with @error set. */
static int
seal (GBytes *bytes, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  int fd = memfd_create ("suyuan-picture", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  if (fd >= 0 && write_all (fd, data, size) && lseek (fd, 0, SEEK_SET) == 0 &&
      fcntl (fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) == 0)
    return fd;

  g_set_error (error, SUY_ERROR, SUY_ERROR_IO,
               _ ("The picture can't be handed to the import helper: %s"), g_strerror (errno));
  if (fd >= 0)
    close (fd);

  return -1;
}

static gboolean
start (int input, guint max_px, GPid *pid, int *output, GError **error)
{
  g_autofree char *helper = suy_helper_find ();
  g_autofree char *px = g_strdup_printf ("%u", max_px);
  const char *arguments[] = { helper,    "--picture", px,    "--memory-mb",
                              MEMORY_MB, "--cpu-s",   CPU_S, NULL };
  g_auto (GStrv) environment = suy_helper_make_environment ();
  g_autoptr (GError) cause = NULL;

  if (g_spawn_async_with_pipes_and_fds (NULL, arguments, (const char *const *) environment,
                                        G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL,
                                        NULL, NULL, input, -1, -1, NULL, NULL, 0, pid, NULL, output,
                                        NULL, &cause))
    return TRUE;
  suy_helper_set_missing (helper, cause, error);

  return FALSE;
}

/* ---- what it says ---- */

static gboolean
is_sound_exif (const SuyExif *exif)
{
  return exif->orientation >= 1 && exif->orientation <= 8 && exif->time < SUY_EXIF_N_TIMES &&
         ABS (exif->taken) <= MAX_TAKEN &&
         (!exif->has_place || (fabs (exif->lon) <= 180 && fabs (exif->lat) <= 90));
}

static gboolean
is_sound (const SuyPicture *self, SuyPictureType type, guint max_px)
{
  gsize n = (gsize) self->small_width * self->small_height * 4;

  return self->scan.type == type && is_sound_exif (&self->scan.exif) &&
         self->small_width <= max_px && self->small_height <= max_px &&
         n == (self->pixels == NULL ? 0 : g_bytes_get_size (self->pixels)) &&
         (self->pixels == NULL) == (self->problem != NULL);
}

static SuyPicture *
unpack (GVariant *frame)
{
  g_autoptr (SuyPicture) self = g_new0 (SuyPicture, 1);
  SuyExif *exif = &self->scan.exif;
  g_autoptr (GVariant) pixels = NULL;
  const char *datum, *problem, *sandbox;
  guint32 type, time;

  g_variant_get (frame, "(uuuubbuxbdd&suu@ay&s&s)", &type, &self->scan.width, &self->scan.height,
                 &exif->orientation, &self->scan.has_exif, &exif->damaged, &time, &exif->taken,
                 &exif->has_place, &exif->lon, &exif->lat, &datum, &self->small_width,
                 &self->small_height, &pixels, &problem, &sandbox);
  self->scan.type = type;
  exif->time = time;
  if (g_strlcpy (exif->datum, datum, sizeof exif->datum) >= sizeof exif->datum)
    return NULL;
  if (g_variant_get_size (pixels) > 0)
    self->pixels = g_variant_get_data_as_bytes (pixels);
  self->problem = problem[0] == '\0' ? NULL : g_strdup (problem);
  self->sandbox = g_strdup (sandbox);

  return g_steal_pointer (&self);
}

/* Its own words are about imports. */
static void
set_unread (const char *name, GError *cause, GError **error)
{
  if (cause->domain != SUY_ERROR || cause->code == SUY_ERROR_FOREIGN ||
      cause->code == SUY_ERROR_REFUSED)
    g_propagate_error (error, cause);
  else
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT,
                   _ ("The picture “%s” was not read: it needs too much memory or time, or is made "
                      "to do harm. It can be kept as a document"),
                   name);
      g_error_free (cause);
    }
}

static SuyPicture *
listen (SuyFrameReader *reader, const char *name, SuyPictureType type, guint max_px, GError **error)
{
  GError *cause = NULL;
  SuyFrameKind kind;
  g_autoptr (GBytes) content = suy_frame_reader_read_mark (reader, &cause)
                                   ? suy_frame_reader_read (reader, &kind, &cause)
                                   : NULL;
  g_autoptr (GVariant) frame = NULL;
  g_autoptr (SuyPicture) self = NULL;

  if (content != NULL && kind == SUY_FRAME_PICTURE)
    frame = suy_frame_unpack (content, SUY_FRAME_PICTURE_TYPE, &cause);
  self = frame == NULL ? NULL : unpack (frame);
  if (self != NULL && is_sound (self, type, max_px))
    return g_steal_pointer (&self);

  if (cause == NULL)
    cause = g_error_new_literal (SUY_ERROR, SUY_ERROR_CORRUPT, "");
  set_unread (name, cause, error);

  return NULL;
}

static gboolean
check (GBytes *bytes, const char *name, SuyPictureType *type, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  *type = suy_picture_sniff (data, size);
  if (*type == SUY_PICTURE_NONE)
    g_set_error (error, SUY_ERROR, SUY_ERROR_FOREIGN,
                 _ ("“%s” is no JPEG, PNG, WebP or HEIC picture"), name);
  else if (size > SUY_PICTURE_MAX_BYTES)
    g_set_error (error, SUY_ERROR, SUY_ERROR_LIMIT,
                 _ ("The picture “%s” has more than %u MiB and was not read. It can be kept as a "
                    "document"),
                 name, SUY_PICTURE_MAX_BYTES >> 20);
  else
    return TRUE;

  return FALSE;
}

SuyPicture *
suy_picture_read (GBytes *bytes,
                  const char *name,
                  guint max_px,
                  GCancellable *cancellable,
                  GError **error)
{
  SuyFrameReader reader = { .cancellable = cancellable };
  SuyPicture *self;
  SuyPictureType type;
  gboolean started;
  GPid pid;
  int input;

  g_return_val_if_fail (max_px >= 1 && max_px <= SUY_PICTURE_MAX_PX, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !check (bytes, name, &type, error))
    return NULL;
  input = seal (bytes, error);
  if (input < 0)
    return NULL;
  started = start (input, max_px, &pid, &reader.fd, error);
  close (input);
  if (!started)
    return NULL;

  reader.left = (guint64) max_px * max_px * 4 + ANSWER_BYTES;
  reader.deadline = g_get_monotonic_time () + TIMEOUT_S * G_USEC_PER_SEC;
  self = listen (&reader, name, type, max_px, error);
  suy_helper_end (pid, reader.fd);

  return self;
}
