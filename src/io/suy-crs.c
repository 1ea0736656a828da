/* suy-crs.c: the coordinate systems of suy-coordinates.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <math.h>
#include <proj.h>
#include <string.h>

#include "suy-coordinates.h"
#include "suy-error.h"

/* Of the ellipsoid that the offset was made for, Krassovsky 1940. */
#define AXIS 6378245.0
#define ECCENTRICITY_2 0.00669342162296594323

#define BAIDU_PI (G_PI * 3000.0 / 180.0)
#define MAX_ROUNDS 20 /* six are enough anywhere in China */

typedef enum
{
  KIND_PROJ,
  KIND_GCJ02,
  KIND_BD09,
} Kind;

struct _SuyCrs
{
  char *name;
  Kind kind;
  gboolean projected, uncertain;
  gboolean same; /* the way changes nothing */
  PJ_CONTEXT *context;
  PJ *way; /* to longitude and latitude on WGS 84 */
};

typedef struct
{
  const char *word; /* folded: capitals, no blanks, dashes, underscores, dots */
  const char *name;
} Word;

static const Word words[] = {
  { "CGCS2000", "EPSG:4490" },
  { "2000国家大地坐标系", "EPSG:4490" },
  { "国家2000", "EPSG:4490" },
  { "国家大地2000", "EPSG:4490" },
  { "大地2000", "EPSG:4490" },
  { "2000", "EPSG:4490" },
  { "WGS84", "EPSG:4326" },
  { "GPS", "EPSG:4326" },
  { "CRS84", "EPSG:4326" },
  { "OGC:CRS84", "EPSG:4326" },
  { "NAD83", "EPSG:4269" },
  { "NAD27", "EPSG:4267" },
  { "XIAN80", "EPSG:4610" },
  { "XIAN1980", "EPSG:4610" },
  { "西安80", "EPSG:4610" },
  { "西安1980", "EPSG:4610" },
  { "1980西安坐标系", "EPSG:4610" },
  { "BEIJING54", "EPSG:4214" },
  { "BEIJING1954", "EPSG:4214" },
  { "北京54", "EPSG:4214" },
  { "北京1954", "EPSG:4214" },
  { "1954北京坐标系", "EPSG:4214" },
  { "GCJ02", "GCJ-02" },
  { "火星坐标系", "GCJ-02" },
  { "火星", "GCJ-02" },
  { "高德", "GCJ-02" },
  { "腾讯", "GCJ-02" },
  { "BD09", "BD-09" },
  { "BD09LL", "BD-09" },
  { "百度", "BD-09" },
};

/* ---- the offsets ---- */

static double
wave (double x, double a, double b, double c)
{
  return (a * sin (x * G_PI) + b * sin (x / 3.0 * G_PI) + c * sin (x / 12.0 * G_PI)) * 2.0 / 3.0;
}

static double
ripple (double x)
{
  return (20.0 * sin (6.0 * x * G_PI) + 20.0 * sin (2.0 * x * G_PI)) * 2.0 / 3.0;
}

static gboolean
is_in_china (double lon, double lat)
{
  return lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271;
}

/* Source: the formulas that have circulated in open code since 2013; no official text is public. */
void
suy_gcj02_from_wgs84 (double lon, double lat, double *out_lon, double *out_lat)
{
  double x = lon - 105.0, y = lat - 35.0;
  double east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt (fabs (x));
  double north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt (fabs (x));
  double phi = lat * G_PI / 180.0;
  double w = 1.0 - ECCENTRICITY_2 * sin (phi) * sin (phi);

  *out_lon = lon;
  *out_lat = lat;
  if (!is_in_china (lon, lat))
    return;

  east += ripple (x) + wave (x, 20.0, 40.0, 150.0) + sin (x / 30.0 * G_PI) * 300.0 * 2.0 / 3.0;
  north += ripple (x) + wave (y, 20.0, 40.0, 160.0) + sin (y / 30.0 * G_PI) * 320.0 * 2.0 / 3.0;
  *out_lon += east * 180.0 / (AXIS / sqrt (w) * cos (phi) * G_PI);
  *out_lat += north * 180.0 / (AXIS * (1.0 - ECCENTRICITY_2) / (w * sqrt (w)) * G_PI);
}

void
suy_bd09_from_wgs84 (double lon, double lat, double *out_lon, double *out_lat)
{
  double x, y, radius, angle;

  suy_gcj02_from_wgs84 (lon, lat, &x, &y);
  radius = sqrt (x * x + y * y) + 0.00002 * sin (y * BAIDU_PI);
  angle = atan2 (y, x) + 0.000003 * cos (x * BAIDU_PI);
  *out_lon = radius * cos (angle) + 0.0065;
  *out_lat = radius * sin (angle) + 0.006;
}

static void
turn_back (Kind kind, double x, double y, double *lon, double *lat)
{
  double error = 1;

  *lon = x;
  *lat = y;
  for (guint i = 0; i < MAX_ROUNDS && error > 1e-12; i++)
    {
      double there_x, there_y;

      (kind == KIND_GCJ02 ? suy_gcj02_from_wgs84 : suy_bd09_from_wgs84) (*lon, *lat, &there_x,
                                                                         &there_y);
      *lon += x - there_x;
      *lat += y - there_y;
      error = MAX (fabs (x - there_x), fabs (y - there_y));
    }
}

/* ---- systems ---- */

static const char *
look_up (const char *name)
{
  g_autoptr (GString) folded = g_string_new (NULL);

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0xff01 && c <= 0xff5e)
        c -= 0xfee0;
      if (!g_unichar_isspace (c) && g_utf8_strchr ("-_.（）()'’·", -1, c) == NULL)
        g_string_append_unichar (folded, g_unichar_toupper (c));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (folded->str, words[i].word) == 0)
      return words[i].name;

  return name;
}

/* Looks below names of datums, since a sheet in a zone of its own may be given as WKT. */
static gboolean
is_old_chinese (PJ_CONTEXT *context, PJ *crs)
{
  PJ *geodetic = proj_crs_get_geodetic_crs (context, crs);
  const char *name = geodetic == NULL ? "" : proj_get_name (geodetic);
  gboolean old = strstr (name, "Xian") != NULL || strstr (name, "Xi'an") != NULL ||
                 strstr (name, "Beijing") != NULL;

  proj_destroy (geodetic);

  return old;
}

static gboolean
open_proj (SuyCrs *self)
{
  PJ *crs, *raw;
  PJ_TYPE type;

  self->context = proj_context_create ();
  proj_context_set_enable_network (self->context, FALSE);
  proj_log_level (self->context, PJ_LOG_NONE);
  crs = proj_create (self->context, self->name);
  if (crs == NULL)
    return FALSE;

  type = proj_get_type (crs);
  self->projected = type == PJ_TYPE_PROJECTED_CRS;
  self->uncertain = is_old_chinese (self->context, crs);
  raw = proj_create_crs_to_crs (self->context, self->name, "EPSG:4326", NULL);
  if (raw != NULL)
    self->way = proj_normalize_for_visualization (self->context, raw);
  self->same = self->way != NULL && g_strcmp0 (proj_pj_info (self->way).id, "noop") == 0;
  proj_destroy (raw);
  proj_destroy (crs);

  return self->way != NULL;
}

SuyCrs *
suy_crs_new (const char *name, GError **error)
{
  g_autoptr (SuyCrs) self = g_new0 (SuyCrs, 1);

  self->name = g_strdup (look_up (name));
  if (strcmp (self->name, "GCJ-02") == 0)
    self->kind = KIND_GCJ02;
  else if (strcmp (self->name, "BD-09") == 0)
    self->kind = KIND_BD09;
  else if (!open_proj (self))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   _ ("%s is no coordinate system that is known. Give a number like EPSG:4527, or "
                      "GCJ-02 or BD-09"),
                   name);
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
suy_crs_free (SuyCrs *self)
{
  proj_destroy (self->way);
  if (self->context != NULL)
    proj_context_destroy (self->context);
  g_free (self->name);
  g_free (self);
}

const char *
suy_crs_get_name (SuyCrs *self)
{
  return self->name;
}

gboolean
suy_crs_is_projected (SuyCrs *self)
{
  return self->projected;
}

gboolean
suy_crs_is_uncertain (SuyCrs *self)
{
  return self->uncertain;
}

static gboolean
is_on_earth (double lon, double lat)
{
  return fabs (lon) <= 180 && fabs (lat) <= 90;
}

gboolean
suy_crs_to_wgs84 (SuyCrs *self, double x, double y, double *lon, double *lat)
{
  PJ_COORD to;

  if (!isfinite (x) || !isfinite (y) || (!self->projected && !is_on_earth (x, y)))
    return FALSE;
  if (self->kind != KIND_PROJ)
    {
      turn_back (self->kind, x, y, lon, lat);
      return is_on_earth (*lon, *lat);
    }

  *lon = x;
  *lat = y;
  if (self->same)
    return is_on_earth (x, y);

  proj_errno_reset (self->way);
  to = proj_trans (self->way, PJ_FWD, proj_coord (x, y, 0, 0));
  *lon = to.xy.x;
  *lat = to.xy.y;

  return isfinite (*lon) && isfinite (*lat) && is_on_earth (*lon, *lat);
}

/* ---- Gauss-Krueger ---- */

/* China needs zones 25 to 45 of 3 degrees and 13 to 23 of 6: the number alone tells the width. */
guint
suy_gauss_krueger_zone (double easting, guint *degrees)
{
  guint zone = easting >= 1e7 && easting < 1e8 ? (guint) (easting / 1e6) : 0;

  *degrees = zone >= 25 ? 3 : 6;

  return (zone >= 13 && zone <= 23) || (zone >= 25 && zone <= 45) ? zone : 0;
}

guint
suy_gauss_krueger_code (guint zone, guint degrees, gboolean prefixed)
{
  g_return_val_if_fail (degrees == 3 ? zone >= 25 && zone <= 45 : zone >= 13 && zone <= 23, 0);

  if (degrees == 3)
    return (prefixed ? 4513 : 4534) + zone - 25;

  return (prefixed ? 4491 : 4502) + zone - 13;
}

static gboolean
is_northing_first (double x, double y)
{
  if (y >= 1e7 || x >= 1e7)
    return y >= 1e7 && x < 1e7;

  return x > y;
}

gboolean
suy_crs_swaps (const double *x, const double *y, guint n)
{
  guint first = 0;

  for (guint i = 0; i < n; i++)
    first += is_northing_first (x[i], y[i]);

  return first * 2 > n;
}
