/* shapes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "shapes.h"

const ShapesRegion shapes_regions[SHAPES_N_REGIONS] = {
  { "district", 118.1, 27.3, 0.4, 0.4, -0.5 },
  { "long-edges", 118.1, 27.3, 3, 3, 0 },
  { "southern", -60, -55, 0.5, 0.3, -0.5 },
  { "equator", 10, 0, 0.3, 0.3, -0.3 },
  { "antimeridian", 180, -17, 0.3, 0.3, 0 },
  { "north-pole", 0, 89.8, 180, 0.2, 0 },
  { "south-pole", 0, -89.99, 180, 0.01, 0 },
  { "arctic-edge", 179.9, 75, 3, 3, 0 },
  { "world", 0, 0, 180, 90, 0 },
  { "one-spot", 118.1, 27.3, 1e-6, 1e-6, 0 },
  { "on-a-line", 118.1, 27.3, 0.4, 0, -0.5 },
};

Shapes *
shapes_new (void)
{
  Shapes *self = g_new0 (Shapes, 1);
  const guint32 zero = 0;

  self->kinds = g_array_new (FALSE, FALSE, sizeof (guint8));
  self->first_runs = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->first_points = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->points = g_array_new (FALSE, FALSE, sizeof (SuyPoint));
  g_array_append_val (self->first_runs, zero);
  g_array_append_val (self->first_points, zero);

  return self;
}

void
shapes_free (Shapes *self)
{
  g_array_unref (self->kinds);
  g_array_unref (self->first_runs);
  g_array_unref (self->first_points);
  g_array_unref (self->ends);
  g_array_unref (self->points);
  g_free (self);
}

void
shapes_add (Shapes *self, const SuyShape *shape)
{
  guint8 kind = (guint8) shape->kind;

  self->n++;
  g_array_append_val (self->kinds, kind);
  if (shape->n_runs > 0)
    {
      g_array_append_vals (self->ends, shape->ends, shape->n_runs);
      g_array_append_vals (self->points, shape->points, suy_shape_get_n_points (shape));
    }
  g_array_append_val (self->first_runs, self->ends->len);
  g_array_append_val (self->first_points, self->points->len);
}

SuyShapeTable
shapes_table (const Shapes *self)
{
  return (SuyShapeTable){ self->n,
                          (const guint8 *) self->kinds->data,
                          (const guint32 *) (const void *) self->first_runs->data,
                          (const guint32 *) (const void *) self->first_points->data,
                          (const guint32 *) (const void *) self->ends->data,
                          (const SuyPoint *) (const void *) self->points->data };
}

SuyShape
shapes_get (const Shapes *self, guint32 item)
{
  const SuyShapeTable table = shapes_table (self);
  guint32 run = table.first_runs[item];

  return (SuyShape){ (SuyShapeKind) table.kinds[item], table.first_runs[item + 1] - run,
                     table.ends + run, table.points + table.first_points[item] };
}

SuyPoint
shapes_random_point (const ShapesRegion *region)
{
  double lon = region->lon + g_test_rand_double_range (-1, 1) * region->reach_lon;
  double lat = region->lat;
  SuyPoint point;

  if (region->reach_lat > 0)
    lat += g_test_rand_double_range (-1, 1) * region->reach_lat;
  lon = lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon;
  g_assert_true (suy_point_from_degrees (lon, CLAMP (lat, -90, 90), &point));

  return point;
}

/* @n corners around @middle, kept on its side of the antimeridian. */
static void
add_corners (SuyPoint *points, guint32 n, SuyPoint middle, const ShapesRegion *region, double size)
{
  double turn = g_test_rand_double_range (0, 6);

  for (guint32 i = 0; i < n; i++)
    {
      double angle = turn + 6.2 * i / n, away = g_test_rand_double_range (0.3, 1) * size;
      double lon = suy_degrees (middle.x) + cos (angle) * region->reach_lon * away;
      double lat = suy_degrees (middle.y) + sin (angle) * fmax (region->reach_lat, 1e-6) * away;

      suy_point_from_degrees (CLAMP (lon, -180, 180), CLAMP (lat, -90, 90), &points[i]);
    }
}

/* One or two runs of a few corners, now and then of many; a second ring may be a hole. */
static SuyGeometry *
random_geometry (const ShapesRegion *region, SuyShapeKind kind, SuyPoint middle)
{
  SuyPoint points[100];
  guint32 n_runs = g_test_rand_int_range (0, 4) == 0 ? 2 : 1;
  guint32 ends[2], n = 0;
  double size = pow (10, g_test_rand_double_range (-4, region->size));

  for (guint32 run = 0; run < n_runs; run++)
    {
      guint32 more =
          (guint32) g_test_rand_int_range (2, g_test_rand_int_range (0, 6) == 0 ? 40 : 7);

      if (kind == SUY_SHAPE_POINT)
        more = n_runs == 1 ? 1 : 2;
      add_corners (points + n, more, run == 0 ? middle : shapes_random_point (region), region,
                   run == 0 ? size : size / 2);
      if (more == 1)
        points[n] = middle;
      n += more;
      ends[run] = n;
    }
  if (kind == SUY_SHAPE_POINT)
    {
      ends[0] = n;
      n_runs = 1;
    }

  return suy_geometry_new (&(SuyShape){ kind, n_runs, ends, points }, NULL);
}

Shapes *
shapes_new_random (const ShapesRegion *region, guint32 n, guint kinds)
{
  Shapes *self = shapes_new ();

  while (self->n < n)
    {
      SuyShapeKind kind = (SuyShapeKind) g_test_rand_int_range (0, 4);
      g_autoptr (SuyGeometry) geometry = NULL;

      if ((kinds & 1u << kind) == 0)
        continue;

      if (kind == SUY_SHAPE_NONE)
        shapes_add (self, &(SuyShape){ SUY_SHAPE_NONE, 0, NULL, NULL });
      else if (self->n > 0 && g_test_rand_int_range (0, 8) == 0)
        {
          /* The runs may move while they grow, so they are added from a copy. */
          const SuyShape last = shapes_get (self, self->n - 1);

          geometry = last.kind == SUY_SHAPE_NONE ? NULL : suy_geometry_new (&last, NULL);
        }
      else
        geometry = random_geometry (region, kind, shapes_random_point (region));

      if (geometry != NULL)
        shapes_add (self, suy_geometry_get_shape (geometry));
    }

  return self;
}

SuyGeometry *
shapes_random_query (const Shapes *self, const ShapesRegion *region, SuyShapeKind kind)
{
  SuyGeometry *geometry = NULL;

  while (geometry == NULL)
    {
      SuyPoint middle = shapes_random_point (region);

      if (self->n > 0 && g_test_rand_int_range (0, 4) == 0)
        {
          const SuyShape shape =
              shapes_get (self, (guint32) g_test_rand_int_range (0, (gint32) self->n));

          if (shape.kind != SUY_SHAPE_NONE)
            middle = shape.points[0];
        }
      geometry = random_geometry (region, kind, middle);
    }

  return geometry;
}

guint
shapes_n_cases (guint n)
{
  const char *cases = g_getenv ("SUY_CASES");

  return cases == NULL ? n : (guint) g_ascii_strtoull (cases, NULL, 10);
}
