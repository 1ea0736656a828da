/* suy-import-place.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-import-place.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "suy-error.h"
#include "suy-geodesic.h"
#include "suy-wkb-walk.h"

#define SAMPLE 500 /* rows that are looked at to find the system */

typedef struct
{
  SuyCrs *crs;
  gboolean projected;
} Move;

static const char *
plain_cell (guint32 row, guint column, gpointer source)
{
  return suy_source_get_cell (source, row, column);
}

gboolean
suy_place_reader_has_places (const SuyPlaceReader *self)
{
  return suy_source_has_geometry (self->source) ||
         (self->columns->x >= 0 && self->columns->y >= 0) || self->columns->place >= 0;
}

/* ---- which system ---- */

static gboolean
take_first (double *x, double *y, gpointer out)
{
  double *pair = out;

  if (isnan (pair[0]))
    {
      pair[0] = *x;
      pair[1] = *y;
    }

  return TRUE;
}

/* The numbers as they stand in the file; angles in degrees. */
static gboolean
sample_row (const SuyPlaceReader *self, guint32 row, double *x, double *y)
{
  const SuyImportColumns *c = self->columns;
  double pair[2] = { NAN, NAN };
  const char *texts[2];
  SuyAxis axis;
  gsize size;

  if (suy_source_has_geometry (self->source))
    {
      const guint8 *wkb = suy_source_get_wkb (self->source, row, &size);
      g_autofree guint8 *copy = wkb == NULL ? NULL : g_memdup2 (wkb, size);

      if (copy != NULL)
        suy_wkb_walk (copy, size, take_first, pair, NULL);
      *x = pair[0];
      *y = pair[1];
      return !isnan (pair[0]);
    }
  if (c->x < 0 || c->y < 0)
    return FALSE;

  texts[0] = suy_source_get_cell (self->source, row, (guint) c->x);
  texts[1] = suy_source_get_cell (self->source, row, (guint) c->y);

  return texts[0] != NULL && texts[1] != NULL &&
         (suy_number_parse (texts[0], x) || suy_angle_parse (texts[0], x, &axis)) &&
         (suy_number_parse (texts[1], y) || suy_angle_parse (texts[1], y, &axis));
}

static guint
take_samples (const SuyPlaceReader *self, double *x, double *y)
{
  guint32 rows = suy_source_get_n_rows (self->source);
  guint n = 0;

  for (guint32 i = 0; i < rows && n < SAMPLE; i++)
    n += sample_row (self, i, &x[n], &y[n]);

  return n;
}

static guint
count_inside (SuyCrs *crs, const double *x, const double *y, guint n, const SuyShape *district)
{
  guint inside = 0;

  for (guint i = 0; i < n; i++)
    {
      double lon, lat;
      SuyPoint point;

      inside += suy_crs_to_wgs84 (crs, x[i], y[i], &lon, &lat) &&
                suy_point_from_degrees (lon, lat, &point) && suy_shape_contains (district, point);
    }

  return inside;
}

/* Eastings without their zone fit any zone: of those around the district, the one that brings most
 * points into it. */
static SuyCrs *
find_bare_zone (const SuyShape *district, const double *east, const double *north, guint n)
{
  SuyCrs *best = NULL;
  SuyBox box = district == NULL ? SUY_BOX_EMPTY : suy_shape_get_box (district);
  guint middle =
      district == NULL ? 0 : (guint) lround (suy_degrees (box.min_x / 2 + box.max_x / 2) / 3);
  guint most = n / 2;

  for (guint zone = MAX (middle, 26) - 1; district != NULL && zone <= MIN (middle + 1, 45); zone++)
    {
      g_autofree char *name = g_strdup_printf ("EPSG:%u", suy_gauss_krueger_code (zone, 3, FALSE));
      g_autoptr (SuyCrs) crs = suy_crs_new (name, NULL);
      guint inside = crs == NULL ? 0 : count_inside (crs, east, north, n, district);

      if (inside > most)
        {
          most = inside;
          g_clear_pointer (&best, suy_crs_free);
          best = g_steal_pointer (&crs);
        }
    }

  return best;
}

static SuyCrs *
find_metric (const SuyShape *district,
             const double *east,
             const double *north,
             guint n,
             GError **error)
{
  guint degrees, zone = suy_gauss_krueger_zone (east[n / 2], &degrees);
  g_autofree char *name = NULL;
  SuyCrs *crs;

  if (zone > 0)
    {
      name = g_strdup_printf ("EPSG:%u", suy_gauss_krueger_code (zone, degrees, TRUE));
      return suy_crs_new (name, error);
    }

  crs = find_bare_zone (district, east, north, n);
  if (crs == NULL)
    g_set_error_literal (error, SUY_ERROR, SUY_ERROR_INVALID,
                         _ ("The coordinates are metres, but nothing tells their system. Name it, "
                            "for example EPSG:4527 for CGCS2000, 3-degree zone 39"));

  return crs;
}

static gboolean
find_crs (SuyPlaceReader *self, const char *name, GError **error)
{
  g_autofree double *x = g_new (double, SAMPLE);
  g_autofree double *y = g_new (double, SAMPLE);
  guint n = take_samples (self, x, y), metric = 0;

  for (guint i = 0; i < n; i++)
    metric += fabs (x[i]) > 360 || fabs (y[i]) > 360;
  if (metric * 2 > n && !suy_source_has_geometry (self->source))
    self->swaps = suy_crs_swaps (x, y, n);

  if (name != NULL)
    self->crs = suy_crs_new (name, error);
  else if (metric * 2 <= n)
    self->crs = suy_crs_new ("EPSG:4490", error);
  else
    self->crs = find_metric (self->district, self->swaps ? y : x, self->swaps ? x : y, n, error);

  return self->crs != NULL;
}

/* What is no system is remembered too: to find that out takes long. */
static void
free_crs (gpointer crs)
{
  if (crs != NULL)
    suy_crs_free (crs);
}

gboolean
suy_place_reader_init (SuyPlaceReader *self,
                       SuySource *source,
                       const SuyImportColumns *columns,
                       const char *crs,
                       const SuyShape *district,
                       GError **error)
{
  const char *own = suy_source_get_crs (source);

  *self = (SuyPlaceReader){ .source = source, .columns = columns, .district = district };
  self->crs_given = crs != NULL;
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_crs);
  if (crs == NULL && own[0] != '\0')
    crs = own;

  return find_crs (self, crs, error);
}

void
suy_place_reader_clear (SuyPlaceReader *self)
{
  g_clear_pointer (&self->crs, suy_crs_free);
  g_clear_pointer (&self->by_name, g_hash_table_unref);
}

/* ---- one row ---- */

/* A row may name its own system; metres stay in the system of the file. */
static SuyCrs *
choose_crs (SuyPlaceReader *self, const char *name)
{
  SuyCrs *crs;

  if (name == NULL || self->crs_given || suy_crs_is_projected (self->crs))
    return self->crs;

  if (!g_hash_table_lookup_extended (self->by_name, name, NULL, (gpointer *) &crs))
    {
      crs = suy_crs_new (name, NULL);
      g_hash_table_insert (self->by_name, g_strdup (name), crs);
    }

  return crs;
}

static gboolean
to_point (SuyCrs *crs, double x, double y, SuyPoint *point)
{
  double lon, lat;

  return suy_crs_to_wgs84 (crs, x, y, &lon, &lat) && suy_point_from_degrees (lon, lat, point);
}

static SuyPlaceVerdict
judge_point (SuyPlaceReader *self, SuyCrs *crs, double x, double y, SuyPoint *point)
{
  SuyPoint other;
  gboolean sound = to_point (crs, x, y, point);
  gboolean swapped;

  if (x == 0 && y == 0)
    return SUY_PLACE_MISSING;
  if (sound && (self->district == NULL || suy_shape_contains (self->district, *point)))
    return suy_crs_is_uncertain (crs) ? SUY_PLACE_UNCERTAIN : SUY_PLACE_SOUND;

  swapped = !suy_crs_is_projected (crs) && to_point (crs, y, x, &other);
  if (!sound && !swapped)
    return SUY_PLACE_OUT_OF_RANGE;
  if (swapped && (!sound || suy_shape_contains (self->district, other)))
    {
      *point = other;
      return SUY_PLACE_SWAPPED;
    }

  return SUY_PLACE_OUTSIDE;
}

/* Longitude or easting first.  FALSE: a cell can't be read, named in @column. */
static gboolean
read_pair (SuyPlaceReader *self,
           gboolean projected,
           const char *texts[2],
           double pair[2],
           int *column)
{
  SuyAxis axes[2] = { SUY_AXIS_UNKNOWN, SUY_AXIS_UNKNOWN };

  for (guint i = 0; i < 2; i++)
    {
      *column = i == 0 ? self->columns->x : self->columns->y;
      if (projected ? !suy_number_parse (texts[i], &pair[i])
                    : !suy_angle_parse (texts[i], &pair[i], &axes[i]))
        return FALSE;
    }
  if (projected ? self->swaps : axes[0] == SUY_AXIS_LATITUDE && axes[1] == SUY_AXIS_LONGITUDE)
    {
      double first = pair[0];

      pair[0] = pair[1];
      pair[1] = first;
    }
  *column = self->columns->x;

  return TRUE;
}

static SuyPlaceVerdict
read_cells (SuyPlaceReader *self,
            guint32 row,
            SuyCellFunc get_cell,
            gpointer user_data,
            SuyPoint *point,
            int *column)
{
  const SuyImportColumns *c = self->columns;
  gboolean apart = c->x >= 0 && c->y >= 0;
  const char *texts[2] = { NULL, NULL };
  const char *datum = c->datum < 0 ? NULL : get_cell (row, (guint) c->datum, user_data);
  double pair[2];
  SuyCrs *crs = choose_crs (self, datum);

  if (apart)
    for (guint i = 0; i < 2; i++)
      texts[i] = get_cell (row, (guint) (i == 0 ? c->x : c->y), user_data);
  else
    texts[0] = texts[1] = get_cell (row, (guint) c->place, user_data);

  *column = !apart ? c->place : texts[0] == NULL ? c->x : c->y;
  if (texts[0] == NULL || texts[1] == NULL)
    return SUY_PLACE_MISSING;
  if (crs == NULL)
    {
      *column = c->datum;
      return SUY_PLACE_UNKNOWN_CRS;
    }
  if (apart ? !read_pair (self, suy_crs_is_projected (crs), texts, pair, column)
            : !suy_place_parse (texts[0], &pair[0], &pair[1]))
    return SUY_PLACE_UNREADABLE;

  return judge_point (self, crs, pair[0], pair[1], point);
}

static gboolean
move_point (double *x, double *y, gpointer crs)
{
  return suy_crs_to_wgs84 (crs, *x, *y, x, y);
}

static SuyPlaceVerdict
judge_geometry (SuyPlaceReader *self, SuyGeometry *geometry, SuyGeometryType type, GError **error)
{
  const SuyShape *shape = suy_geometry_get_shape (geometry);
  g_autoptr (GBytes) blob = NULL;

  if (shape->kind == SUY_SHAPE_NONE)
    return SUY_PLACE_MISSING;
  blob = suy_geometry_to_gpkg (geometry, type, error);
  if (blob == NULL)
    return SUY_PLACE_BAD_GEOMETRY;
  if (shape->kind == SUY_SHAPE_POINT && self->district != NULL &&
      !suy_shape_contains (self->district, shape->points[0]))
    return SUY_PLACE_OUTSIDE;

  return suy_crs_is_uncertain (self->crs) ? SUY_PLACE_UNCERTAIN : SUY_PLACE_SOUND;
}

static SuyPlaceVerdict
read_geometry (SuyPlaceReader *self,
               SuyGeometryType type,
               guint32 row,
               SuyGeometry **geometry,
               GError **error)
{
  gsize size;
  const guint8 *wkb = suy_source_get_wkb (self->source, row, &size);
  g_autofree guint8 *copy = NULL;

  if (wkb == NULL)
    return SUY_PLACE_MISSING;

  copy = g_memdup2 (wkb, size);
  if (!suy_wkb_walk (copy, size, move_point, self->crs, error))
    return SUY_PLACE_BAD_GEOMETRY;
  *geometry = suy_geometry_new_from_wkb (copy, size, error);

  return *geometry == NULL ? SUY_PLACE_BAD_GEOMETRY : judge_geometry (self, *geometry, type, error);
}

SuyPlaceVerdict
suy_place_reader_read (SuyPlaceReader *self,
                       SuyGeometryType type,
                       guint32 row,
                       SuyCellFunc get_cell,
                       gpointer user_data,
                       SuyPlaceFound *place,
                       int *column,
                       GError **error)
{
  SuyPlaceVerdict verdict;

  *place = (SuyPlaceFound){ 0 };
  *column = -1;
  if (suy_source_has_geometry (self->source))
    return read_geometry (self, type, row, &place->geometry, error);
  if (!suy_place_reader_has_places (self))
    return SUY_PLACE_MISSING;

  verdict = read_cells (self, row, get_cell, user_data, &place->point, column);
  place->has_point = verdict == SUY_PLACE_SOUND || verdict == SUY_PLACE_SWAPPED ||
                     verdict == SUY_PLACE_OUTSIDE || verdict == SUY_PLACE_UNCERTAIN;

  return verdict;
}

guint
suy_place_score (SuySource *source,
                 const SuyImportColumns *columns,
                 const char *crs,
                 const SuyShape *district,
                 SuyPlaceAgrees agrees,
                 gpointer user_data,
                 guint *n_places)
{
  SuyPlaceReader reader;
  guint agreeing = 0;

  *n_places = 0;
  if (suy_place_reader_init (&reader, source, columns, crs, district, NULL))
    for (guint32 i = 0; i < suy_source_get_n_rows (source); i++)
      {
        SuyPlaceFound place;
        g_autoptr (SuyGeometry) geometry = NULL;
        int column;
        SuyPlaceVerdict verdict = suy_place_reader_read (&reader, SUY_GEOMETRY_POINT, i, plain_cell,
                                                         source, &place, &column, NULL);

        geometry = place.geometry;
        if (geometry != NULL)
          place.point = suy_geometry_get_shape (geometry)->points[0];
        *n_places += verdict != SUY_PLACE_MISSING;
        if ((geometry == NULL && !place.has_point) || verdict == SUY_PLACE_SWAPPED)
          continue;
        agreeing +=
            agrees == NULL ? verdict != SUY_PLACE_OUTSIDE : agrees (place.point, i, user_data);
      }
  suy_place_reader_clear (&reader);

  return agreeing;
}
