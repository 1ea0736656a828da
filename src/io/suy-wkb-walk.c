/* suy-wkb-walk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-wkb-walk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-error.h"

#define MAX_DEPTH 8

/* Types of OGC 06-103r4; how deep lists of points lie in them. */
static const char *const names[] = {
  NULL,         "POINT",           "LINESTRING",   "POLYGON",
  "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION",
};

typedef struct
{
  guint8 *p, *end;
  SuyWkbFunc func;
  gpointer user_data;
  GString *text; /* (nullable): what is written instead of calling func */
  gboolean refused;
} Walk;

static gboolean
take_count (Walk *self, guint32 *count)
{
  guint32 raw;

  if ((gsize) (self->end - self->p) < sizeof raw)
    return FALSE;

  memcpy (&raw, self->p, sizeof raw);
  *count = GUINT32_FROM_LE (raw);
  self->p += sizeof raw;

  return TRUE;
}

static double
read_double (const guint8 *p)
{
  guint64 bits;
  double value;

  memcpy (&bits, p, sizeof bits);
  bits = GUINT64_FROM_LE (bits);
  memcpy (&value, &bits, sizeof value);

  return value;
}

static void
write_double (guint8 *p, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  memcpy (p, &bits, sizeof bits);
}

static void
write_point (GString *text, double x, double y)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, g_ascii_dtostr (buffer, sizeof buffer, x));
  g_string_append_c (text, ' ');
  g_string_append (text, g_ascii_dtostr (buffer, sizeof buffer, y));
}

static gboolean
walk_points (Walk *self, guint32 n)
{
  if (n > (gsize) (self->end - self->p) / 16)
    return FALSE;

  for (guint32 i = 0; i < n; i++, self->p += 16)
    {
      double x = read_double (self->p), y = read_double (self->p + 8);

      if (self->text != NULL)
        {
          g_string_append (self->text, i > 0 ? ", " : "");
          write_point (self->text, x, y);
          continue;
        }
      self->refused = !self->func (&x, &y, self->user_data);
      if (self->refused)
        return FALSE;
      write_double (self->p, x);
      write_double (self->p + 8, y);
    }

  return TRUE;
}

static void
put (Walk *self, const char *text)
{
  if (self->text != NULL)
    g_string_append (self->text, text);
}

static gboolean
walk_rings (Walk *self)
{
  guint32 n, n_points;

  if (!take_count (self, &n))
    return FALSE;

  for (guint32 i = 0; i < n; i++)
    {
      put (self, i > 0 ? ", (" : "(");
      if (!take_count (self, &n_points) || !walk_points (self, n_points))
        return FALSE;
      put (self, ")");
    }

  return TRUE;
}

static gboolean walk_parts (Walk *self, guint32 type, guint depth);

static gboolean
walk_geometry (Walk *self, gboolean named, guint depth)
{
  guint32 type, n;
  gboolean sound;

  if (self->p == self->end || *self->p++ != 1 || !take_count (self, &type) || type < 1 ||
      type > 7 || depth > MAX_DEPTH)
    return FALSE;

  if (named)
    {
      put (self, names[type]);
      put (self, " ");
    }
  put (self, "(");
  if (type == 1)
    sound = walk_points (self, 1);
  else if (type == 2)
    sound = take_count (self, &n) && walk_points (self, n);
  else if (type == 3)
    sound = walk_rings (self);
  else
    sound = walk_parts (self, type, depth);
  put (self, ")");

  return sound;
}

/* Parts of a collection name their types, those of a multi geometry don't. */
static gboolean
walk_parts (Walk *self, guint32 type, guint depth)
{
  guint32 n;

  if (!take_count (self, &n))
    return FALSE;

  for (guint32 i = 0; i < n; i++)
    {
      put (self, i > 0 ? ", " : "");
      if (!walk_geometry (self, type == 7, depth + 1))
        return FALSE;
    }

  return TRUE;
}

gboolean
suy_wkb_walk (guint8 *wkb, gsize size, SuyWkbFunc func, gpointer user_data, GError **error)
{
  Walk walk = { .p = wkb, .end = wkb + size, .func = func, .user_data = user_data };

  if (walk_geometry (&walk, TRUE, 0) && walk.p == walk.end)
    return TRUE;

  if (walk.refused)
    g_set_error_literal (error, SUY_ERROR, SUY_ERROR_INVALID,
                         _ ("a coordinate lies outside what the coordinate system covers"));
  else
    g_set_error_literal (error, SUY_ERROR, SUY_ERROR_CORRUPT, _ ("the geometry is damaged"));

  return FALSE;
}

char *
suy_wkb_to_text (const guint8 *wkb, gsize size)
{
  g_autofree guint8 *copy = g_memdup2 (wkb, size);
  GString *text = g_string_new (NULL);
  Walk walk = { .p = copy, .end = copy + size, .text = text };

  walk_geometry (&walk, TRUE, 0);

  return g_string_free (text, FALSE);
}
