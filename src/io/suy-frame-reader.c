/* suy-frame-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-frame-reader.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "suy-error.h"
#include "suy-utf8.h"

#define TICK_MS 50            /* how soon a cancelled import stops */
#define FIRST_STEP (1u << 19) /* bytes that a length alone is believed */

static gboolean
set_broken (GError **error)
{
  g_set_error_literal (error, SUY_ERROR, SUY_ERROR_IO,
                       _ ("The import helper stopped in the middle: the file needs too much memory "
                          "or time, or is made to do harm. Nothing was imported"));

  return FALSE;
}

static gboolean
wait_for_data (SuyFrameReader *self, GError **error)
{
  struct pollfd poll_fd = { self->fd, POLLIN, 0 };

  for (;;)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (g_get_monotonic_time () > self->deadline)
        {
          g_set_error_literal (error, SUY_ERROR, SUY_ERROR_LIMIT,
                               _ ("Reading the file took too long and was stopped. Split the file, "
                                  "or save it as another kind"));
          return FALSE;
        }
      if (poll (&poll_fd, 1, TICK_MS) > 0)
        return TRUE;
    }
}

static gboolean
read_all (SuyFrameReader *self, gpointer data, gsize size, GError **error)
{
  guint8 *p = data;

  if (size > self->left)
    {
      g_set_error_literal (
          error, SUY_ERROR, SUY_ERROR_LIMIT,
          _ ("The file holds far more than its size lets expect and was not read"));
      return FALSE;
    }
  self->left -= size;

  while (size > 0)
    {
      gssize n;

      if (!wait_for_data (self, error))
        return FALSE;
      n = read (self->fd, p, size);
      if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN))
        return set_broken (error);
      p += MAX (n, 0);
      size -= (gsize) MAX (n, 0);
    }

  return TRUE;
}

gboolean
suy_frame_reader_read_mark (SuyFrameReader *self, GError **error)
{
  char mark[sizeof SUY_FRAME_MARK];

  if (!read_all (self, mark, sizeof mark, error))
    return FALSE;

  return memcmp (mark, SUY_FRAME_MARK, sizeof mark) == 0 || set_broken (error);
}

/* Grows with what really comes, so that a length alone costs little memory. */
static GBytes *
read_content (SuyFrameReader *self, gsize length, GError **error)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();

  while (content->len < length)
    {
      guint have = content->len;
      gsize step = MIN (length - have, MAX (have, FIRST_STEP));

      g_byte_array_set_size (content, have + (guint) step);
      if (!read_all (self, content->data + have, step, error))
        return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&content));
}

static void
set_failure (GBytes *content, GError **error)
{
  g_autoptr (GVariant) failure = suy_frame_unpack (content, SUY_FRAME_FAILURE_TYPE, error);
  guint32 code;
  const char *message;

  if (failure == NULL)
    return;

  g_variant_get (failure, "(u&s)", &code, &message);
  g_set_error_literal (error, SUY_ERROR, (gint) MIN (code, SUY_ERROR_LIMIT), message);
}

GBytes *
suy_frame_reader_read (SuyFrameReader *self, SuyFrameKind *kind, GError **error)
{
  guint32 head[2];
  g_autoptr (GBytes) content = NULL;

  if (!read_all (self, head, sizeof head, error))
    return NULL;
  if (head[0] < SUY_FRAME_HEAD || head[0] > SUY_FRAME_FAILURE || head[1] > SUY_FRAME_MAX_LENGTH)
    {
      set_broken (error);
      return NULL;
    }

  content = read_content (self, head[1], error);
  if (content == NULL)
    return NULL;
  if (head[0] == SUY_FRAME_FAILURE)
    {
      set_failure (content, error);
      return NULL;
    }

  *kind = head[0];

  return g_steal_pointer (&content);
}

GVariant *
suy_frame_unpack (GBytes *content, const char *type, GError **error)
{
  g_autoptr (GVariant) value =
      g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (type), content, FALSE));

  if (g_variant_is_normal_form (value))
    return g_steal_pointer (&value);

  set_broken (error);

  return NULL;
}

static gboolean
take_length (const guint8 **p, const guint8 *end, guint32 *length)
{
  if ((gsize) (end - *p) < sizeof *length)
    return FALSE;

  memcpy (length, *p, sizeof *length);
  *p += sizeof *length;

  return TRUE;
}

const guint8 *
suy_frame_check_row (const guint8 *p, const guint8 *end, guint n_columns)
{
  guint32 number, length;

  if (!take_length (&p, end, &number) || !take_length (&p, end, &length) ||
      length > (gsize) (end - p))
    return NULL;
  p += length;

  for (guint i = 0; i < n_columns; i++)
    {
      if (!take_length (&p, end, &length))
        return NULL;
      if (length == SUY_FRAME_NULL)
        continue;
      if (length > SUY_FRAME_MAX_CELL || (gsize) length + 1 > (gsize) (end - p) ||
          p[length] != '\0' || !suy_utf8_is_valid ((const char *) p, length))
        return NULL;
      p += length + 1;
    }

  return p;
}
