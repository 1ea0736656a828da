/* suy-tile-path.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-tile-path.h"

#include "suy-tile-format.h"

#define MAX_COORDINATE (1 << 30) /* ours: far outside of any tile, far from an overflow */

typedef struct
{
  SuyTileGeometry geometry;
  GArray *points, *ends;
  guint max_points;
  guint first; /* where in points this geometry starts */
  guint run;   /* where in points the open run starts */
  gboolean is_open;
  gint64 x, y;
} Pen;

static SuyTilePathResult
push_point (Pen *self, SuyPoint point)
{
  if (self->points->len >= self->max_points)
    return SUY_TILE_PATH_TOO_LONG;

  g_array_append_val (self->points, point);

  return SUY_TILE_PATH_DONE;
}

static SuyTilePathResult
close_run (Pen *self)
{
  guint n = self->points->len - self->run;
  SuyTilePathResult result = SUY_TILE_PATH_DONE;
  guint32 end;

  if (!self->is_open)
    return SUY_TILE_PATH_DONE;

  self->is_open = FALSE;
  if ((self->geometry == SUY_TILE_LINE && n < 2) || (self->geometry == SUY_TILE_POLYGON && n < 3))
    {
      g_array_set_size (self->points, self->run);
      return SUY_TILE_PATH_DONE;
    }

  if (self->geometry == SUY_TILE_POLYGON)
    result = push_point (self, g_array_index (self->points, SuyPoint, self->run));
  end = self->points->len - self->first;
  g_array_append_val (self->ends, end);

  return result;
}

static gboolean
read_step (SuyWire *wire, gint64 *place)
{
  guint64 value;

  if (!suy_wire_read_varint (wire, &value) || value > G_MAXUINT32)
    return FALSE;

  *place += suy_wire_unzigzag (value);

  return ABS (*place) <= MAX_COORDINATE;
}

static SuyTilePathResult
read_point (Pen *self, SuyWire *wire)
{
  if (!read_step (wire, &self->x) || !read_step (wire, &self->y))
    return SUY_TILE_PATH_DAMAGED;

  if (!self->is_open)
    self->run = self->points->len;
  self->is_open = TRUE;

  return push_point (self, (SuyPoint){ (gint32) self->x, (gint32) self->y });
}

/* The bytes run out long before a count that is too high. */
static SuyTilePathResult
read_points (Pen *self, SuyWire *wire, guint32 command, guint32 count)
{
  gboolean breaks = command == MOVE_TO && self->geometry != SUY_TILE_POINT;
  SuyTilePathResult result = SUY_TILE_PATH_DONE;

  for (guint32 i = 0; i < count && result == SUY_TILE_PATH_DONE; i++)
    {
      if (breaks)
        result = close_run (self);
      if (result == SUY_TILE_PATH_DONE)
        result = read_point (self, wire);
    }

  return result;
}

static SuyTilePathResult
read_command (Pen *self, SuyWire *wire)
{
  SuyWire ahead = *wire;
  SuyTilePathResult result = SUY_TILE_PATH_DAMAGED;
  guint64 word;
  guint32 command, count;

  if (!suy_wire_read_varint (&ahead, &word) || word > G_MAXUINT32)
    return SUY_TILE_PATH_DAMAGED;

  command = (guint32) word & 7;
  count = (guint32) word >> 3;
  if (count > 0 && (command == MOVE_TO ||
                    (command == LINE_TO && self->geometry != SUY_TILE_POINT && self->is_open)))
    result = read_points (self, &ahead, command, count);
  else if (command == CLOSE_PATH && count == 1 && self->geometry == SUY_TILE_POLYGON &&
           self->is_open)
    result = close_run (self);

  if (result == SUY_TILE_PATH_DONE)
    *wire = ahead;

  return result;
}

SuyTilePathResult
suy_tile_path_read (SuyWire *wire,
                    SuyTileGeometry geometry,
                    GArray *points,
                    GArray *ends,
                    guint max_points)
{
  Pen pen = { .geometry = geometry,
              .points = points,
              .ends = ends,
              .max_points = max_points,
              .first = points->len };
  SuyTilePathResult result = SUY_TILE_PATH_DONE;

  while (wire->at < wire->end && result == SUY_TILE_PATH_DONE)
    result = read_command (&pen, wire);

  return result == SUY_TILE_PATH_DONE ? close_run (&pen) : result;
}
