/* suy-demo-spot.c: where in the district things lie
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "suy-demo-private.h"

/* 1e-7 degree in a metre at the district's latitude, 27.3 degrees. */
#define UNITS_PER_M_EAST 101.2
#define UNITS_PER_M_NORTH 90.2
#include "suy-geodesic.h"

/* Units of 1e-7 degree in a metre, north and east, at the latitude of the district. */
#define UNITS_NORTH 90.2
#define UNITS_EAST 101.2
#define N_TRIES 400

static SuyPoint
moved (SuyPoint from, double east_m, double north_m)
{
  return (SuyPoint){ from.x + (gint32) lround (east_m * UNITS_EAST),
                     from.y + (gint32) lround (north_m * UNITS_NORTH) };
}

gboolean
suy_demo_locate (SuyDemo *self, SuyDemoSpot *spot)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      const SuyDemoCell *cell = &g_array_index (self->cells, SuyDemoCell, i);

      if (spot->point.x >= cell->box.min_x && spot->point.x <= cell->box.max_x &&
          spot->point.y >= cell->box.min_y && spot->point.y <= cell->box.max_y &&
          suy_shape_contains (suy_geometry_get_shape (cell->area), spot->point))
        {
          spot->cell = i;
          spot->town = cell->town;
          return TRUE;
        }
    }

  return FALSE;
}

/* Close to the seat more often than far from it. */
void
suy_demo_spot_near_town (SuyDemo *self, SuyDemoRandom *random, guint town, SuyDemoSpot *spot)
{
  SuyPoint seat = g_array_index (self->towns, SuyDemoTown, town).seat;
  double reach_m = 3000;

  for (guint i = 0; i < N_TRIES; i++)
    {
      double away = reach_m * pow (suy_demo_random_unit (random), 1.5);
      double towards = 2 * G_PI * suy_demo_random_unit (random);

      *spot = (SuyDemoSpot){ moved (seat, away * cos (towards), away * sin (towards)), 0, 0,
                             G_MAXUINT, 0 };
      if (suy_demo_locate (self, spot) && spot->town == town)
        return;
    }

  g_assert_not_reached ();
}

/* A place on the line, and a place beside it. */
static SuyPoint
beside (SuyDemoRandom *random, const SuyShape *line, double near_m, double far_m)
{
  guint32 i = suy_demo_random_below (random, line->ends[0] - 1);
  const SuyPoint *a = &line->points[i], *b = &line->points[i + 1];
  double along = suy_demo_random_unit (random);
  double east = (b->x - a->x) / UNITS_EAST, north = (b->y - a->y) / UNITS_NORTH;
  double length = hypot (east, north);
  double side = near_m + (far_m - near_m) * suy_demo_random_unit (random);

  if (suy_demo_random_chance (random, 50))
    side = -side;

  return moved (*a, along * east - side * north / length, along * north + side * east / length);
}

void
suy_demo_spot_by_road (SuyDemo *self, SuyDemoRandom *random, SuyDemoSpot *spot)
{
  for (guint i = 0; i < N_TRIES; i++)
    {
      SuyGeometry *road =
          g_ptr_array_index (self->roads, suy_demo_random_below (random, self->roads->len));

      *spot = (SuyDemoSpot){ beside (random, suy_geometry_get_shape (road), 40, 400), 0, 0,
                             G_MAXUINT, 0 };
      if (suy_demo_locate (self, spot))
        return;
    }

  g_assert_not_reached ();
}

void
suy_demo_spot_on_bank (SuyDemo *self, SuyDemoRandom *random, guint reach, SuyDemoSpot *spot)
{
  for (guint i = 0; i < N_TRIES; i++)
    {
      guint n = reach != G_MAXUINT
                    ? reach
                    : g_array_index (self->banks, guint,
                                     suy_demo_random_below (random, self->banks->len));
      const SuyDemoReach *river = &g_array_index (self->reaches, SuyDemoReach, n);
      const SuyShape *line = suy_geometry_get_shape (river->line);
      double fraction;

      *spot = (SuyDemoSpot){ beside (random, line, 15, 180), 0, 0, n, 0 };
      if (suy_demo_locate (self, spot) &&
          suy_shape_locate (line, spot->point, &fraction, NULL) <= 180)
        {
          spot->fraction = 1 - fraction;
          return;
        }
    }

  g_assert_not_reached ();
}

void
suy_demo_set_point (SuyRecord *record, SuyPoint point)
{
  g_autoptr (SuyGeometry) geometry = suy_geometry_new_point (point);

  suy_record_set_geometry (record, geometry);
}

/* The place, and the links to township, cell and reach that the register has. */
void
suy_demo_set_spot (SuyDemo *self, SuyRecord *record, const SuyDemoSpot *spot)
{
  const SuyRegister *reg = suy_record_get_register (record);

  if (reg->geometry == SUY_GEOMETRY_POINT)
    suy_demo_set_point (record, spot->point);
  if (suy_register_find (reg, "township") != NULL)
    suy_record_set_integer (record, "township",
                            g_array_index (self->towns, SuyDemoTown, spot->town).id);
  if (suy_register_find (reg, "grid") != NULL)
    suy_record_set_integer (record, "grid",
                            g_array_index (self->cells, SuyDemoCell, spot->cell).id);
  if (spot->reach != G_MAXUINT && suy_register_find (reg, "reach") != NULL)
    {
      const SuyDemoReach *reach = &g_array_index (self->reaches, SuyDemoReach, spot->reach);

      suy_record_set_integer (record, "reach", reach->id);
      if (suy_register_find (reg, "chainage_m") != NULL)
        suy_record_set_real (record, "chainage_m", round (spot->fraction * reach->length_m));
    }
}

guint
suy_demo_find_town (SuyDemo *self, const char *code)
{
  for (guint i = 0; i < self->towns->len; i++)
    if (g_strcmp0 (g_array_index (self->towns, SuyDemoTown, i).code, code) == 0)
      return i;

  return G_MAXUINT;
}

void
suy_demo_set_square (SuyRecord *record, SuyPoint centre, double half_m)
{
  gint32 dx = (gint32) (half_m * UNITS_PER_M_EAST), dy = (gint32) (half_m * UNITS_PER_M_NORTH);
  SuyPoint ring[5] = {
    { centre.x - dx, centre.y - dy }, { centre.x + dx, centre.y - dy },
    { centre.x + dx, centre.y + dy }, { centre.x - dx, centre.y + dy },
    { centre.x - dx, centre.y - dy },
  };
  guint32 end = G_N_ELEMENTS (ring);
  const SuyShape shape = { SUY_SHAPE_POLYGON, 1, &end, ring };
  g_autoptr (SuyGeometry) area = suy_geometry_new (&shape, NULL);

  suy_record_set_geometry (record, area);
}
