/* test-query.c: what lies around a place, against every distance measured one by one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <geodesic.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli-run.h"

#define SPOTS 300
#define RADIUS 1500.0

typedef struct
{
  char *key;
  double lon, lat;
} Point;

typedef struct
{
  const char *key;
  double metres;
} Far;

static void
point_clear (gpointer data)
{
  g_free (((Point *) data)->key);
}

/* All risk points of the demo. */
static GArray *
read_points (const char *layer)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (Point));
  g_autoptr (JsonNode) list =
      cli_json ("record", "list", cli_demo (), layer, "--format", "geojson", NULL);
  JsonArray *features = cli_members (list, "features");

  g_array_set_clear_func (points, point_clear);
  for (guint i = 0; i < json_array_get_length (features); i++)
    {
      JsonObject *feature = json_array_get_object_element (features, i);
      JsonArray *pair = json_object_get_array_member (
          json_object_get_object_member (feature, "geometry"), "coordinates");
      const Point point = {
        g_strdup (json_object_get_string_member (
            json_object_get_object_member (feature, "properties"), "code")),
        json_array_get_double_element (pair, 0),
        json_array_get_double_element (pair, 1),
      };

      g_array_append_val (points, point);
    }

  return points;
}

static double
distance (double lon, double lat, const Point *point)
{
  struct geod_geodesic ellipsoid;
  double metres;

  geod_init (&ellipsoid, 6378137, 1 / 298.257223563);
  geod_inverse (&ellipsoid, lat, lon, point->lat, point->lon, &metres, NULL, NULL);

  return metres;
}

static int
compare_far (const void *a, const void *b)
{
  const Far *l = a, *r = b;

  if (l->metres != r->metres)
    return l->metres < r->metres ? -1 : 1;

  return strcmp (l->key, r->key);
}

/* Nearest first, ties by code. */
static Far *
measure (const GArray *points, double lon, double lat)
{
  Far *all = g_new (Far, points->len);

  for (guint i = 0; i < points->len; i++)
    {
      const Point *point = &g_array_index (points, Point, i);

      all[i] = (Far){ point->key, distance (lon, lat, point) };
    }
  qsort (all, points->len, sizeof *all, compare_far);

  return all;
}

static const char *
text_of (JsonArray *rows, guint i, const char *name)
{
  return json_object_get_string_member (json_array_get_object_element (rows, i), name);
}

/* Random spots within the district's box, with 7 digits after the point as the program keeps. */
static char *
write_spots (double (*spots)[2])
{
  char *path = cli_path ("spots.csv");
  g_autoptr (GString) text = g_string_new ("name,lon,lat\n");

  for (guint i = 0; i < SPOTS; i++)
    {
      spots[i][0] = g_test_rand_int_range (1175000000, 1187000000) / 1e7;
      spots[i][1] = g_test_rand_int_range (270000000, 278000000) / 1e7;
      g_string_append_printf (text, "%u,%.7f,%.7f\n", i, spots[i][0], spots[i][1]);
    }
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));

  return path;
}

/* The rows of spot @i, from row @from on, are the first @n of @all.  Returns: row after them. */
static guint
assert_spot (JsonArray *rows, guint from, guint i, const Far *all, guint n)
{
  g_autofree char *name = g_strdup_printf ("%u", i);

  for (guint k = 0; k < n; k++)
    {
      JsonObject *row;

      g_assert_cmpuint (from + k, <, json_array_get_length (rows));
      row = json_array_get_object_element (rows, from + k);
      g_assert_cmpstr (json_object_get_string_member (row, "query"), ==, name);
      g_assert_cmpstr (json_object_get_string_member (row, "key"), ==, all[k].key);
      g_assert_cmpfloat_with_epsilon (json_object_get_double_member (row, "distance_m"),
                                      all[k].metres, 1e-6);
    }
  if (from + n < json_array_get_length (rows))
    g_assert_cmpstr (text_of (rows, from + n, "query"), !=, name);

  return from + n;
}

static void
test_brute_force (void)
{
  g_autoptr (GArray) points = read_points ("risk_point");
  double (*spots)[2] = g_malloc (SPOTS * sizeof *spots);
  g_autofree char *path = write_spots (spots);
  g_autoptr (JsonNode) nearest =
      cli_json ("query", "nearest", cli_demo (), "--batch", path, "--layer", "risk_point",
                "--count", "7", "--format", "json", NULL);
  g_autoptr (JsonNode) buffer =
      cli_json ("query", "buffer", cli_demo (), "--batch", path, "--layer", "risk_point",
                "--radius", "1500", "--format", "json", NULL);
  JsonArray *near_rows = cli_members (nearest, "features");
  JsonArray *rows = cli_members (buffer, "features");
  guint near_at = 0, at = 0;

  g_assert_cmpuint (points->len, ==, 236);
  for (guint i = 0; i < SPOTS; i++)
    {
      g_autofree Far *all = measure (points, spots[i][0], spots[i][1]);
      guint within = 0;

      while (within < points->len && all[within].metres <= RADIUS)
        within++;
      near_at = assert_spot (near_rows, near_at, i, all, 7);
      at = assert_spot (rows, at, i, all, within);
    }
  g_assert_cmpuint (near_at, ==, json_array_get_length (near_rows));
  g_assert_cmpuint (at, ==, json_array_get_length (rows));
  g_free (spots);
}

/* The edge belongs to a buffer: with the exact distance a point is in, with a bit less out. */
static void
test_limit (void)
{
  g_autoptr (GArray) points = read_points ("risk_point");
  g_autofree Far *all = measure (points, 118.1, 27.3);
  const double factors[] = { 1 - 1e-9, 1 };

  for (guint k = 0; k < 2; k++)
    {
      g_autoptr (JsonNode) near =
          cli_json ("query", "nearest", cli_demo (), "--at", "118.1,27.3", "--layer", "risk_point",
                    "--count", "1", "--format", "json", NULL);
      JsonObject *first = json_array_get_object_element (cli_members (near, "features"), 0);
      g_autofree char *radius = g_strdup_printf (
          "%.17g", json_object_get_double_member (first, "distance_m") * factors[k]);
      g_autoptr (JsonNode) found =
          cli_json ("query", "buffer", cli_demo (), "--at", "118.1,27.3", "--radius", radius,
                    "--layer", "risk_point", "--format", "json", NULL);

      g_assert_cmpstr (json_object_get_string_member (first, "key"), ==, all[0].key);
      g_assert_cmpuint (json_array_get_length (cli_members (found, "features")), ==, k);
    }
}

static gboolean
holds (JsonNode *answer, const char *layer, const char *key)
{
  JsonArray *rows = cli_members (answer, "features");

  for (guint i = 0; i < json_array_get_length (rows); i++)
    if (strcmp (text_of (rows, i, "layer"), layer) == 0 &&
        strcmp (text_of (rows, i, "key"), key) == 0)
      return TRUE;

  return FALSE;
}

/* Radius 0 finds what touches: the point itself, and the areas around it. */
static void
test_radius_0 (void)
{
  g_autoptr (GArray) points = read_points ("risk_point");
  const Point *point = &g_array_index (points, Point, 0);
  g_autofree char *feature = g_strdup_printf ("risk_point:%s", point->key);
  g_autofree char *at = g_strdup_printf ("%.7f,%.7f", point->lon, point->lat);
  g_autoptr (JsonNode) by_place = cli_json ("query", "buffer", cli_demo (), "--at", at, "--radius",
                                            "0", "--format", "json", NULL);
  g_autoptr (JsonNode) by_name = cli_json ("query", "buffer", cli_demo (), "--feature", feature,
                                           "--radius", "0", "--format", "json", NULL);

  g_assert_true (holds (by_place, "risk_point", point->key));
  g_assert_true (holds (by_place, "district", "350703"));
  g_assert_true (json_node_equal (by_place, by_name));
}

/* A shape: what lies in it has distance 0, a hole and the rest of the box are not in it. */
static void
test_geometry (void)
{
  g_autoptr (GArray) points = read_points ("risk_point");
  g_autofree char *path = cli_path ("shape.geojson");
  g_autoptr (JsonNode) answer = NULL;
  guint n = 0;

  g_assert_true (g_file_set_contents (
      path,
      "{\"type\":\"Polygon\",\"coordinates\":[[[118,27.2],[118.2,27.2],[118.2,27.4],[118,27.4],"
      "[118,27.2]],[[118.1,27.3],[118.1,27.35],[118.15,27.35],[118.15,27.3],[118.1,27.3]]]}",
      -1, NULL));
  answer = cli_json ("query", "buffer", cli_demo (), "--geometry", path, "--radius", "0", "--layer",
                     "risk_point", "--format", "json", NULL);
  for (guint i = 0; i < points->len; i++)
    {
      const Point *p = &g_array_index (points, Point, i);
      gboolean in = p->lon > 118 && p->lon < 118.2 && p->lat > 27.2 && p->lat < 27.4 &&
                    !(p->lon > 118.1 && p->lon < 118.15 && p->lat > 27.3 && p->lat < 27.35);

      n += in;
      g_assert_true (holds (answer, "risk_point", p->key) == in);
    }
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n, ==, json_array_get_length (cli_members (answer, "features")));
}

/* What covers a place, and what touches a record or a shape. */
static void
test_at (void)
{
  g_autofree char *path = cli_path ("line.geojson");
  g_autoptr (JsonNode) spot = cli_json ("query", "at", cli_demo (), "--at", "118.12,27.33",
                                        "--layer", "township", "--format", "json", NULL);
  g_autoptr (JsonNode) record =
      cli_json ("query", "at", cli_demo (), "--feature", "township:350703001", "--layer",
                "district", "--format", "json", NULL);
  g_autoptr (JsonNode) shape = NULL;

  g_assert_true (g_file_set_contents (
      path, "{\"type\":\"LineString\",\"coordinates\":[[118.12,27.33],[118.13,27.33]]}", -1, NULL));
  shape = cli_json ("query", "at", cli_demo (), "--geometry", path, "--layer", "township",
                    "--format", "json", NULL);
  g_assert_true (holds (spot, "township", "350703001"));
  g_assert_cmpuint (json_array_get_length (cli_members (spot, "features")), ==, 1);
  g_assert_true (holds (record, "district", "350703"));
  g_assert_true (holds (shape, "township", "350703001"));
}

/* ---- ties ---- */

/* Twenty points on one spot, their codes out of the order of their ids, and ten of another layer
 * there: however many are asked for, they come by layer and code. */
static void
test_ties (void)
{
  g_autofree char *workspace = cli_init ("ties.gpkg");
  g_autofree char *csv = cli_path ("ties.csv");
  const struct
  {
    const char *layer;
    guint n;
  } rows[] = { { "risk_point", 20 }, { "outfall", 10 } };

  for (guint l = 0; l < 2; l++)
    {
      g_autoptr (GString) text = g_string_new ("code,name,lon,lat\n");
      g_autofree char *out = NULL;

      for (guint i = 0; i < rows[l].n; i++)
        g_string_append_printf (text, "K-%02u,x,118.1,27.3\n", (i * 7 + 3) % rows[l].n);
      g_assert_true (g_file_set_contents (csv, text->str, -1, NULL));
      out = cli_ok ("import", workspace, rows[l].layer, csv, "--x", "lon", "--y", "lat", NULL);
    }

  for (guint count = 1; count <= 30; count += 7)
    {
      g_autofree char *number = g_strdup_printf ("%u", count);
      g_autoptr (JsonNode) answer =
          cli_json ("query", "nearest", workspace, "--at", "118.2,27.3", "--layer", "risk_point",
                    "--layer", "outfall", "--count", number, "--format", "json", NULL);
      JsonArray *found = cli_members (answer, "features");

      g_assert_cmpuint (json_array_get_length (found), ==, count);
      for (guint i = 0; i < count; i++)
        {
          g_autofree char *key = g_strdup_printf ("K-%02u", i < 10 ? i : i - 10);

          g_assert_cmpstr (text_of (found, i, "layer"), ==, i < 10 ? "outfall" : "risk_point");
          g_assert_cmpstr (text_of (found, i, "key"), ==, key);
        }
    }
}

/* ---- what is refused ---- */

static void
test_refused (void)
{
  const struct
  {
    const char *words[6];
    int status;
    const char *says;
  } rows[] = {
    { { "buffer", "--at", "118.1,27.3", "--layer", "no_such" }, 1, "no_such" },
    { { "buffer", "--feature", "risk_point:none" }, 1, "none" },
    { { "buffer", "--feature", "no_such:none" }, 1, "no_such" },
    { { "buffer", "--geometry", "/no/such.geojson" }, 1, "such.geojson" },
    { { "buffer", "--batch", "/no/such.csv" }, 1, "such.csv" },
    { { "buffer", "--at", "118.1;27.3" }, 2, "LON,LAT" },
    { { "buffer", "--at", "118.1,91" }, 2, "LON,LAT" },
    { { "buffer", "--at", "nan,27" }, 2, "LON,LAT" },
    { { "buffer", "--at", "118.1,27.3", "--radius", "-1" }, 2, "--radius" },
    { { "buffer", "--at", "118.1,27.3", "--radius", "nan" }, 2, "--radius" },
    { { "buffer", "--at", "118.1,27.3", "--radius", "5km" }, 2, "--radius" },
    { { "nearest", "--at", "118.1,27.3", "--count", "0" }, 2, "--count" },
    { { "nearest", "--at", "118.1,27.3", "--count", "1.5" }, 2, "--count" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *const *w = rows[i].words;
      g_auto (CliRun) run = cli_run ("query", w[0], cli_demo (), w[1], w[2], w[3], w[4], NULL);

      cli_assert_says (&run, rows[i].status, rows[i].says);
      g_assert_cmpstr (run.out, ==, "");
    }
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/query/brute-force", test_brute_force);
  g_test_add_func ("/cli/query/limit", test_limit);
  g_test_add_func ("/cli/query/radius-0", test_radius_0);
  g_test_add_func ("/cli/query/geometry", test_geometry);
  g_test_add_func ("/cli/query/at", test_at);
  g_test_add_func ("/cli/query/ties", test_ties);
  g_test_add_func ("/cli/query/refused", test_refused);

  status = g_test_run ();
  cli_clean ();

  return status;
}
