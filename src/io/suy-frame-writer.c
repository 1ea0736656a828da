/* suy-frame-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-frame-writer.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "suy-error.h"

#define BATCH (1u << 18) /* bytes */

struct _SuyFrameWriter
{
  int fd;
  gboolean marked;
  guint64 n_rows;
  guint8 *rows;
  gsize used, room; /* of rows */
};

SuyFrameWriter *
suy_frame_writer_new (int fd)
{
  SuyFrameWriter *self = g_new0 (SuyFrameWriter, 1);

  self->fd = fd;

  return self;
}

void
suy_frame_writer_free (SuyFrameWriter *self)
{
  g_free (self->rows);
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
  gboolean done =
      self->used == 0 || write_frame (self, SUY_FRAME_ROWS, self->rows, self->used, error);

  self->used = 0;

  return done;
}

gboolean
suy_frame_writer_send (SuyFrameWriter *self, SuyFrameKind kind, GVariant *content, GError **error)
{
  g_autoptr (GVariant) own = g_variant_ref_sink (content);

  return flush_rows (self, error) &&
         write_frame (self, kind, g_variant_get_data (own), g_variant_get_size (own), error);
}

/* Returns: where @size more bytes of rows go */
static guint8 *
take_room (SuyFrameWriter *self, gsize size)
{
  guint8 *at;

  if (size > self->room - self->used)
    {
      self->room = MAX (2 * self->room, self->used + size + BATCH);
      self->rows = g_realloc (self->rows, self->room);
    }
  at = self->rows + self->used;
  self->used += size;

  return at;
}

gboolean
suy_frame_writer_begin_row (SuyFrameWriter *self,
                            guint32 number,
                            const guint8 *wkb,
                            gsize size,
                            GError **error)
{
  guint32 head[2] = { number, (guint32) size };
  guint8 *at;

  if (self->used >= BATCH && !flush_rows (self, error))
    return FALSE;
  if (size > SUY_FRAME_MAX_LENGTH / 4)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_LIMIT,
                   _ ("The geometry of row %u is larger than 64 MiB"), number);
      return FALSE;
    }

  at = take_room (self, sizeof head + size);
  memcpy (at, head, sizeof head);
  if (size > 0)
    memcpy (at + sizeof head, wkb, size);
  self->n_rows++;

  return TRUE;
}

gboolean
suy_frame_writer_add_cell (SuyFrameWriter *self, const char *text, GError **error)
{
  gsize length = text == NULL ? 0 : strlen (text);
  guint32 head = text == NULL ? SUY_FRAME_NULL : (guint32) length;
  guint8 *at;

  if (length > SUY_FRAME_MAX_CELL)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_LIMIT,
                   _ ("A cell holds more than 1 MiB of text; it begins with: %.60s"), text);
      return FALSE;
    }

  at = take_room (self, sizeof head + (text == NULL ? 0 : length + 1));
  memcpy (at, &head, sizeof head);
  if (text != NULL)
    memcpy (at + sizeof head, text, length + 1);

  return TRUE;
}

guint64
suy_frame_writer_get_n_rows (SuyFrameWriter *self)
{
  return self->n_rows;
}
