/* suy-frame-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-frame-writer.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "suy-error.h"

#define BATCH 65536 /* bytes: as much as a pipe holds */

struct _SuyFrameWriter
{
  int fd;
  gboolean marked;
  guint64 n_rows;
  GByteArray *rows;
};

SuyFrameWriter *
suy_frame_writer_new (int fd)
{
  SuyFrameWriter *self = g_new0 (SuyFrameWriter, 1);

  self->fd = fd;
  self->rows = g_byte_array_new ();

  return self;
}

void
suy_frame_writer_free (SuyFrameWriter *self)
{
  g_byte_array_unref (self->rows);
  g_free (self);
}

static gboolean
write_all (SuyFrameWriter *self, gconstpointer data, gsize size, GError **error)
{
  const char *p = data;

  while (size > 0)
    {
      gssize n = write (self->fd, p, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, SUY_ERROR, SUY_ERROR_IO, "The import helper can't write: %s",
                       g_strerror (errno));
          return FALSE;
        }
      p += n;
      size -= (gsize) n;
    }

  return TRUE;
}

static gboolean
write_frame (SuyFrameWriter *self,
             SuyFrameKind kind,
             gconstpointer data,
             gsize size,
             GError **error)
{
  guint32 head[2] = { kind, (guint32) size };

  if (size > SUY_FRAME_MAX_LENGTH)
    {
      g_set_error_literal (error, SUY_ERROR, SUY_ERROR_LIMIT,
                           _ ("One record of the file is larger than 256 MiB"));
      return FALSE;
    }
  if (!self->marked && !write_all (self, SUY_FRAME_MARK, sizeof SUY_FRAME_MARK, error))
    return FALSE;
  self->marked = TRUE;

  return write_all (self, head, sizeof head, error) && write_all (self, data, size, error);
}

static gboolean
flush_rows (SuyFrameWriter *self, GError **error)
{
  gboolean done = self->rows->len == 0 ||
                  write_frame (self, SUY_FRAME_ROWS, self->rows->data, self->rows->len, error);

  g_byte_array_set_size (self->rows, 0);

  return done;
}

gboolean
suy_frame_writer_send (SuyFrameWriter *self, SuyFrameKind kind, GVariant *content, GError **error)
{
  g_autoptr (GVariant) own = g_variant_ref_sink (content);

  return flush_rows (self, error) &&
         write_frame (self, kind, g_variant_get_data (own), g_variant_get_size (own), error);
}

static void
append_length (SuyFrameWriter *self, guint32 length)
{
  g_byte_array_append (self->rows, (const guint8 *) &length, sizeof length);
}

gboolean
suy_frame_writer_begin_row (SuyFrameWriter *self,
                            guint32 number,
                            const guint8 *wkb,
                            gsize size,
                            GError **error)
{
  if (self->rows->len >= BATCH && !flush_rows (self, error))
    return FALSE;
  if (size > SUY_FRAME_MAX_LENGTH / 4)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_LIMIT,
                   _ ("The geometry of row %u is larger than 64 MiB"), number);
      return FALSE;
    }

  append_length (self, number);
  append_length (self, (guint32) size);
  if (size > 0)
    g_byte_array_append (self->rows, wkb, (guint) size);
  self->n_rows++;

  return TRUE;
}

gboolean
suy_frame_writer_add_cell (SuyFrameWriter *self, const char *text, GError **error)
{
  gsize length = text == NULL ? 0 : strlen (text);

  if (length > SUY_FRAME_MAX_CELL)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_LIMIT,
                   _ ("A cell holds more than 1 MiB of text; it begins with: %.60s"), text);
      return FALSE;
    }

  append_length (self, text == NULL ? SUY_FRAME_NULL : (guint32) length);
  if (text != NULL)
    g_byte_array_append (self->rows, (const guint8 *) text, (guint) length + 1);

  return TRUE;
}

guint64
suy_frame_writer_get_n_rows (SuyFrameWriter *self)
{
  return self->n_rows;
}
