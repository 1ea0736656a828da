/* suy-coordinates.h: which place does this text, or this pair of numbers, mean?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Results are longitude and latitude in degrees on WGS 84, which CGCS2000 is taken to equal. */

#pragma once

#include "suy-box.h"

G_BEGIN_DECLS

typedef enum
{
  SUY_AXIS_UNKNOWN,
  SUY_AXIS_LONGITUDE, /* marked E, W, 东经, 西经 */
  SUY_AXIS_LATITUDE,
} SuyAxis;

/**
 * suy_angle_parse:
 * @text: decimal degrees or degrees, minutes and seconds with any of the usual marks:
 * 118°04′54.15″, 118度4分54秒, 118:04:54, 118 04 54, E118.08, 27.33N, 东经118.08; full-width
 * characters too
 * @degrees: (out): west and south negative
 *
 * Returns: FALSE if it is no angle (minutes and seconds are below 60, only the last may be broken)
 */
gboolean suy_angle_parse (const char *text, double *degrees, SuyAxis *axis);

/* A plain number, as projected coordinates are, with full-width digits too. */
gboolean suy_number_parse (const char *text, double *number);

/**
 * suy_place_parse:
 * @text: two angles with a comma, semicolon, slash or blanks between them
 *
 * The marks tell which is which, else a value beyond 90 is the longitude; if neither does, the
 * longitude comes first, as on the command line.
 *
 * Returns: FALSE if it is no place on the earth
 */
gboolean suy_place_parse (const char *text, double *lon, double *lat);

/* A coordinate system that numbers of a file are in.  Belongs to the thread that made it. */
typedef struct _SuyCrs SuyCrs;

/**
 * suy_crs_new:
 * @name: "EPSG:4527", WKT, "GCJ-02", "BD-09", or as tables name it: CGCS2000, WGS84, 国家2000,
 *   西安80, 北京54, 高德, 百度, NAD83
 * @error: SUY_ERROR_INVALID when it is none that is known
 *
 * Source: EPSG by libproj; GCJ-02 and BD-09 by their published offsets, turned back by fixed point.
 */
SuyCrs *suy_crs_new (const char *name, GError **error);
void suy_crs_free (SuyCrs *self);

const char *suy_crs_get_name (SuyCrs *self); /* "EPSG:4527", "GCJ-02", ... */
gboolean suy_crs_is_projected (SuyCrs *self);

/* Xi'an 1980 and Beijing 1954: the way to WGS 84 is secret, places are off by about 100 m. */
gboolean suy_crs_is_uncertain (SuyCrs *self);

/**
 * suy_crs_to_wgs84:
 * @x: easting or longitude
 * @y: northing or latitude
 *
 * Returns: FALSE when the pair lies outside what the system covers
 */
gboolean suy_crs_to_wgs84 (SuyCrs *self, double x, double y, double *lon, double *lat);

/* The offsets forward: WGS 84 to what maps of AutoNavi and Tencent, or of Baidu, show. */
void suy_gcj02_from_wgs84 (double lon, double lat, double *out_lon, double *out_lat);
void suy_bd09_from_wgs84 (double lon, double lat, double *out_lon, double *out_lat);

/**
 * suy_gauss_krueger_zone:
 * @easting: in metres
 * @degrees: (out): width of the zone, 3 or 6
 *
 * The number that Chinese sheets write before the easting: 39 of 39610000.
 *
 * Returns: the zone, or 0 when there is none that lies in China
 */
guint suy_gauss_krueger_zone (double easting, guint *degrees);

/* EPSG code of CGCS2000 in that zone: with the zone before the easting, or without. */
guint suy_gauss_krueger_code (guint zone, guint degrees, gboolean prefixed);

/**
 * suy_crs_swaps:
 * @x: the numbers of the column that the file calls X
 *
 * Chinese sheets call the northing X.  In China an easting with its zone has 8 digits, a northing
 * 7, an easting without zone 6; the larger share of @n pairs decides.
 *
 * Returns: TRUE when @x are northings
 */
gboolean suy_crs_swaps (const double *x, const double *y, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyCrs, suy_crs_free)

G_END_DECLS
