/* suy-river-edit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-river-edit.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "suy-error.h"
#include "suy-geodesic.h"

SuyRiverEdit *
suy_river_edit_new (void)
{
  SuyRiverEdit *self = g_new0 (SuyRiverEdit, 1);

  self->cuts = g_array_new (FALSE, FALSE, sizeof (SuyRiverCut));

  return self;
}

void
suy_river_edit_free (SuyRiverEdit *self)
{
  g_array_unref (self->cuts);
  g_free (self);
}

static void
stretch_free (gpointer data)
{
  SuyRiverStretch *stretch = data;

  g_clear_pointer (&stretch->line, suy_geometry_unref);
  g_free (stretch);
}

static int
compare_cuts (gconstpointer a, gconstpointer b)
{
  const SuyRiverCut *l = a, *r = b;

  return l->fraction < r->fraction ? -1 : l->fraction > r->fraction;
}

static gboolean
same (SuyPoint a, SuyPoint b)
{
  return a.x == b.x && a.y == b.y;
}

/* Where the line is cut, along it: each place once, and none at an end. */
static GArray *
places_to_cut (const SuyRiverEdit *self, const SuyShape *line)
{
  GArray *cuts = g_array_new (FALSE, FALSE, sizeof (SuyRiverCut));
  const SuyRiverCut first = { 0, line->points[0] };
  const SuyRiverCut last = { 1, line->points[suy_shape_get_n_points (line) - 1] };

  g_array_append_vals (cuts, self->cuts->data, self->cuts->len);
  g_array_sort (cuts, compare_cuts);
  g_array_prepend_val (cuts, first);
  g_array_append_val (cuts, last);
  for (guint i = 1; i + 1 < cuts->len;)
    {
      SuyPoint place = g_array_index (cuts, SuyRiverCut, i).place;

      if (same (place, g_array_index (cuts, SuyRiverCut, i - 1).place) || same (place, last.place))
        g_array_remove_index (cuts, i);
      else
        i++;
    }

  return cuts;
}

/* The points of @line between two cuts, which stand at its ends to the unit. */
static GArray *
points_between (const SuyShape *line, const SuyRiverCut *from, const SuyRiverCut *to)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (SuyPoint));
  g_autoptr (SuyGeometry) part = suy_shape_cut (line, from->fraction, to->fraction);
  const SuyShape *shape = suy_geometry_get_shape (part);
  guint32 n = suy_shape_get_n_points (shape);

  g_array_append_val (points, from->place);
  for (guint32 i = 1; i + 1 < n; i++)
    if (!same (shape->points[i], from->place) && !same (shape->points[i], to->place))
      g_array_append_val (points, shape->points[i]);
  g_array_append_val (points, to->place);

  return points;
}

/* Moves, or extends, the first (@k 0) or last point.  Returns: metres that were added */
static double
move_end (const SuyRiverEdit *self, guint k, GArray *points)
{
  guint at = k == 0 ? 0 : points->len - 1;
  SuyPoint old = g_array_index (points, SuyPoint, at);

  if (self->extended[k])
    {
      g_array_insert_val (points, k == 0 ? 0 : points->len, self->to[k]);
      return suy_geodesic_distance (old, self->to[k]);
    }
  if (self->moved[k])
    g_array_index (points, SuyPoint, at) = self->to[k];

  return 0;
}

static void
reverse (GArray *points)
{
  for (guint i = 0; i < points->len / 2; i++)
    {
      SuyPoint kept = g_array_index (points, SuyPoint, i);

      g_array_index (points, SuyPoint, i) = g_array_index (points, SuyPoint, points->len - 1 - i);
      g_array_index (points, SuyPoint, points->len - 1 - i) = kept;
    }
}

static SuyGeometry *
line_of (const GArray *points, GError **error)
{
  const guint32 end = points->len;
  const SuyShape shape = { SUY_SHAPE_LINE, 1, &end,
                           (const SuyPoint *) (const void *) points->data };

  return suy_geometry_new (&shape, error);
}

GPtrArray *
suy_river_edit_apply (const SuyRiverEdit *self, const SuyShape *line, GError **error)
{
  g_autoptr (GPtrArray) stretches = g_ptr_array_new_with_free_func (stretch_free);
  g_autoptr (GArray) cuts = places_to_cut (self, line);

  for (guint i = 0; i + 1 < cuts->len; i++)
    {
      const SuyRiverCut *from = &g_array_index (cuts, SuyRiverCut, i), *to = from + 1;
      g_autoptr (GArray) points = points_between (line, from, to);
      SuyRiverStretch *stretch = g_new0 (SuyRiverStretch, 1);

      g_ptr_array_insert (stretches, self->reversed ? -1 : 0, stretch);
      stretch->share = to->fraction - from->fraction;
      if (i == 0)
        stretch->longer_m += move_end (self, 0, points);
      if (i + 2 == cuts->len)
        stretch->longer_m += move_end (self, 1, points);
      if (self->reversed)
        reverse (points);
      stretch->line = line_of (points, error);
      if (stretch->line == NULL)
        return NULL;
    }

  return g_steal_pointer (&stretches);
}

/* ---- fields ---- */

static void
clear_field (SuyRecord *record, const char *name)
{
  const SuyField *field = suy_register_find (suy_record_get_register (record), name);

  suy_record_set (record, field, &SUY_VALUE_INIT_NULL);
}

static void
swap_fields (SuyRecord *record, const char *one, const char *two)
{
  const SuyField *a = suy_register_find (suy_record_get_register (record), one);
  const SuyField *b = suy_register_find (suy_record_get_register (record), two);
  SuyValue kept = suy_value_dup (suy_record_get (record, a));
  SuyValue other = suy_value_dup (suy_record_get (record, b));

  suy_record_set (record, a, &other);
  suy_record_set (record, b, &kept);
  suy_value_clear (&kept);
  suy_value_clear (&other);
}

/* Published lengths are kept, so they are shared out and not measured anew. */
static void
share_out (SuyRecord *record, const SuyRiverStretch *stretch)
{
  double length = suy_record_get_real (record, "length_m");
  double hours = suy_record_get_real (record, "travel_h");

  if (isfinite (hours))
    suy_record_set_real (record, "travel_h",
                         hours * (stretch->share + (length > 0 ? stretch->longer_m / length : 0)));
  if (isfinite (length))
    suy_record_set_real (record, "length_m", length * stretch->share + stretch->longer_m);
}

/* Elevations that fall already stand at the right ends, whichever way the line is digitised. */
static gboolean
climbs (const SuyRecord *record)
{
  const SuyRegister *reg = suy_record_get_register (record);
  const SuyValue *up = suy_record_get (record, suy_register_find (reg, "elev_up_m"));
  const SuyValue *down = suy_record_get (record, suy_register_find (reg, "elev_dn_m"));

  return up->type == SUY_VALUE_INTEGER && down->type == SUY_VALUE_INTEGER &&
         up->integer < down->integer;
}

SuyRecord *
suy_river_edit_write (const SuyRiverEdit *self,
                      const SuyRecord *record,
                      const SuyRiverStretch *stretch,
                      guint i,
                      guint n)
{
  SuyRecord *written = suy_record_copy (record);

  suy_record_set_geometry (written, stretch->line);
  if (n > 1 || stretch->longer_m > 0)
    share_out (written, stretch);
  if (self->reversed)
    {
      swap_fields (written, "from_node", "to_node");
      if (climbs (record))
        swap_fields (written, "elev_up_m", "elev_dn_m");
    }
  if (i > 0)
    {
      clear_field (written, "elev_dn_m");
      clear_field (written, "area_up_km2");
      clear_field (written, "to_node");
    }
  if (i + 1 < n)
    {
      clear_field (written, "elev_up_m");
      clear_field (written, "from_node");
    }

  return written;
}
