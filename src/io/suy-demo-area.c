/* suy-demo-area.c: townships, grid and rivers of the demo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "suy-demo-private.h"
#include "suy-geodesic.h"

static gboolean
take_district (SuyDemo *self, SuyRecord *record, JsonObject *members)
{
  self->district = suy_record_get_geometry (record);

  return TRUE;
}

/* The zone that names the township among its members. */
static gint64
find_zone (SuyDemo *self, const char *town)
{
  GPtrArray *zones = suy_demo_get_list (self, "cooperation_zone");
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", town);

  for (guint i = 0; i < zones->len; i++)
    if (strstr (suy_record_get_text (zones->pdata[i], "members"), quoted) != NULL)
      return suy_record_get_id (zones->pdata[i]);

  return 0;
}

static gboolean
take_town (SuyDemo *self, SuyRecord *record, JsonObject *members)
{
  const char *code = suy_record_get_text (record, "code");
  g_autofree char *unit = g_strdup_printf ("XZ-%s", code);
  SuyDemoTown town = { 0 };

  town.id = suy_record_get_id (record);
  town.unit = suy_demo_find (self, "unit", unit);
  town.code = suy_demo_keep (self, code);
  town.name = suy_demo_keep (self, suy_record_get_text (record, "name"));
  town.area = suy_record_get_geometry (record);
  town.seat.x = (gint32) lround (suy_record_get_real (record, "seat_lon") * SUY_DEGREE);
  town.seat.y = (gint32) lround (suy_record_get_real (record, "seat_lat") * SUY_DEGREE);
  g_array_append_val (self->towns, town);
  suy_record_set_integer (record, "unit", town.unit);
  suy_record_set_integer (record, "zone", find_zone (self, town.name));

  return town.unit != 0;
}

static gboolean
take_seat (SuyDemo *self, SuyRecord *record, JsonObject *members)
{
  guint town = suy_demo_find_town (self, suy_record_get_text (record, "code"));

  if (town != G_MAXUINT)
    suy_record_set_integer (record, "township", g_array_index (self->towns, SuyDemoTown, town).id);

  return TRUE;
}

static gboolean
take_road (SuyDemo *self, SuyRecord *record, JsonObject *members)
{
  const SuyShape *shape = suy_geometry_get_shape (suy_record_get_geometry (record));
  const SuyShape *district = suy_geometry_get_shape (self->district);

  for (guint32 i = 0; i < shape->ends[0]; i++)
    if (suy_shape_contains (district, shape->points[i]))
      {
        g_ptr_array_add (self->roads, suy_record_get_geometry (record));
        break;
      }

  return TRUE;
}

gboolean
suy_demo_make_areas (SuyDemo *self, GError **error)
{
  return suy_demo_add_table (self, "unit", NULL, error) &&
         suy_demo_add_features (self, "zones.geojson", "cooperation_zone", NULL, error) &&
         suy_demo_add_features (self, "district.geojson", "district", take_district, error) &&
         suy_demo_add_features (self, "counties.geojson", "county", NULL, error) &&
         suy_demo_add_features (self, "townships.geojson", "township", take_town, error) &&
         suy_demo_add_features (self, "seats.geojson", "place_name", take_seat, error) &&
         suy_demo_add_features (self, "roads.geojson", "road", take_road, error);
}

/* ---- grid ---- */

/* The cells above the leaves: the district and its townships. */
static void
add_upper_cells (SuyDemo *self)
{
  SuyRecord *top = suy_demo_add (self, "grid_cell", "WG-" SUY_DEMO_DISTRICT);

  suy_record_set_text (top, "name", "建阳区网格");
  suy_record_set_text (top, "level", "district");
  suy_record_set_geometry (top, self->district);
  suy_record_set_real (top, "area_km2",
                       round (suy_shape_area (suy_geometry_get_shape (self->district)) / 1e5) / 10);

  for (guint i = 0; i < self->towns->len; i++)
    {
      const SuyDemoTown *town = &g_array_index (self->towns, SuyDemoTown, i);
      g_autofree char *code = g_strdup_printf ("WG-%s", town->code);
      g_autofree char *name = g_strdup_printf ("%s网格", town->name);
      SuyRecord *record = suy_demo_add (self, "grid_cell", code);
      const SuyDemoPerson *head = suy_demo_find_person (self, "responsible_unit", town->unit, 0);

      suy_record_set_text (record, "name", name);
      suy_record_set_text (record, "level", "township");
      suy_record_set_integer (record, "township", town->id);
      suy_record_set_integer (record, "parent", suy_record_get_id (top));
      suy_record_set_integer (record, "inspector", head->id);
      suy_record_set_geometry (record, town->area);
      suy_record_set_real (record, "area_km2",
                           round (suy_shape_area (suy_geometry_get_shape (town->area)) / 1e5) / 10);
      suy_demo_set_flag (record, "schematic", TRUE);
    }
}

static gboolean
take_cell (SuyDemo *self, SuyRecord *record, JsonObject *members)
{
  const char *town = json_object_get_string_member (members, "township");
  JsonArray *villages = json_object_get_array_member (members, "villages");
  g_autofree char *parent = g_strdup_printf ("WG-%s", town);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  SuyDemoCell cell = { 0 };

  cell.id = suy_record_get_id (record);
  cell.code = suy_demo_keep (self, suy_record_get_text (record, "code"));
  cell.town = suy_demo_find_town (self, town);
  cell.area = suy_record_get_geometry (record);
  cell.box = suy_shape_get_box (suy_geometry_get_shape (cell.area));
  for (guint i = 0; i < json_array_get_length (villages); i++)
    g_strv_builder_add (names, json_array_get_string_element (villages, i));
  cell.villages = g_strv_builder_end (names);
  g_array_append_val (self->cells, cell);

  suy_record_set_text (record, "level", "village");
  suy_record_set_integer (record, "parent", suy_demo_find (self, "grid_cell", parent));

  return cell.town != G_MAXUINT;
}

gboolean
suy_demo_make_grid (SuyDemo *self, GError **error)
{
  GPtrArray *list = suy_demo_get_list (self, "grid_cell");
  guint first;

  add_upper_cells (self);
  first = list->len;
  if (!suy_demo_add_features (self, "grid.geojson", "grid_cell", take_cell, error))
    return FALSE;

  /* The nth cell of a township is its nth inspector's. */
  for (guint i = 0, nth = 0; i < self->cells->len; i++)
    {
      SuyDemoCell *cell = &g_array_index (self->cells, SuyDemoCell, i);
      gint64 unit = g_array_index (self->towns, SuyDemoTown, cell->town).unit;

      nth = i > 0 && cell[-1].town == cell->town ? nth + 1 : 0;
      cell->inspector = suy_demo_find_person (self, "grid_inspector", unit, nth)->id;
      suy_record_set_integer (list->pdata[first + i], "inspector", cell->inspector);
    }

  return TRUE;
}

/* ---- rivers ---- */

static gboolean
take_reach (SuyDemo *self, SuyRecord *record, JsonObject *members)
{
  SuyDemoReach reach = { 0 };
  guint n = self->reaches->len;

  reach.id = suy_record_get_id (record);
  reach.code = suy_demo_keep (self, suy_record_get_text (record, "code"));
  reach.name = suy_demo_keep (self, suy_record_get_text (record, "name"));
  reach.basin = suy_demo_keep (self, suy_record_get_text (record, "basin"));
  reach.tributary = suy_demo_keep (self, suy_record_get_text (record, "tributary"));
  reach.line = suy_record_get_geometry (record);
  reach.length_m = suy_record_get_real (record, "length_m");
  reach.strahler = suy_record_get_integer (record, "strahler");
  reach.in_district = suy_record_get_integer (record, "in_district") != 0;
  g_array_append_val (self->reaches, reach);
  if (reach.in_district)
    g_array_append_val (self->banks, n);

  return TRUE;
}

/* River chiefs and police of the township in which the middle of a reach lies. */
static void
give_chiefs (SuyDemo *self)
{
  GPtrArray *list = suy_demo_get_list (self, "river_reach");

  for (guint i = 0; i < self->banks->len; i++)
    {
      guint n = g_array_index (self->banks, guint, i);
      const SuyDemoReach *reach = &g_array_index (self->reaches, SuyDemoReach, n);
      SuyDemoSpot spot = { .reach = n };
      gint64 unit;

      spot.point = suy_shape_interpolate (suy_geometry_get_shape (reach->line), 0.5);
      if (!suy_demo_locate (self, &spot))
        continue;
      unit = g_array_index (self->towns, SuyDemoTown, spot.town).unit;
      suy_record_set_integer (list->pdata[n], "chief",
                              suy_demo_find_person (self, "river_chief", unit, 0)->id);
      suy_record_set_integer (list->pdata[n], "police",
                              suy_demo_find_person (self, "river_police", unit, 0)->id);
    }
}

gboolean
suy_demo_make_rivers (SuyDemo *self, GError **error)
{
  if (!suy_demo_add_features (self, "rivers.geojson", "river_reach", take_reach, error))
    return FALSE;

  give_chiefs (self);

  return TRUE;
}
