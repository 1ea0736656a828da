/* suy-demo-water.c: sections, stations, receptors and samples of the demo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Twelve tributaries, four of which exceed 0.2 mg/L of total phosphorus; the worst sample is
 * 0.25 mg/L.  Seven of fifty sections do not meet class III, all of them on those four. */

#include <math.h>

#include "suy-demo-private.h"
#include "suy-error.h"
#include "suy-geodesic.h"

#define N_SECTIONS 50

static const struct
{
  const char *name;
  guint n;
  gboolean exceeds;
} tributaries[] = {
  { "黄坑支流", 2, TRUE },    { "麻沙西支流", 2, TRUE },  { "崇雒支流", 2, TRUE },
  { "徐市支流", 1, TRUE },    { "莒口南支流", 2, FALSE }, { "书坊支流", 2, FALSE },
  { "麻沙北支流", 2, FALSE }, { "将口北支流", 2, FALSE }, { "小湖支流", 2, FALSE },
  { "漳墩支流", 2, FALSE },   { "水吉支流", 2, FALSE },   { "回龙支流", 2, FALSE },
};

static const struct
{
  const char *name;
  guint n;
} rivers[] = { { "麻阳溪", 10 }, { "崇阳溪", 9 }, { "南浦溪", 8 } };

/* A place on the water of a river inside the district. */
static gboolean
spot_on_river (SuyDemo *self, SuyDemoRandom *random, const char *name, SuyDemoSpot *spot)
{
  for (guint try = 0; try < 4000; try++)
    {
      guint n =
          g_array_index (self->banks, guint, suy_demo_random_below (random, self->banks->len));
      const SuyDemoReach *reach = &g_array_index (self->reaches, SuyDemoReach, n);

      if (g_strcmp0 (reach->name, name) != 0 && g_strcmp0 (reach->tributary, name) != 0)
        continue;
      *spot = (SuyDemoSpot){ .reach = n, .fraction = 0.02 + 0.96 * suy_demo_random_unit (random) };
      spot->point =
          suy_shape_interpolate (suy_geometry_get_shape (reach->line), 1 - spot->fraction);
      if (suy_demo_locate (self, spot))
        return TRUE;
    }

  return FALSE;
}

static void
add_section (SuyDemo *self,
             const SuyDemoSpot *spot,
             const char *river,
             guint nth,
             const char *tributary,
             gboolean exceeds)
{
  static const char *const levels[] = { "national", "provincial", "municipal", "county",
                                        "handover" };
  guint n = self->sections->len;
  g_autofree char *code = g_strdup_printf ("DM-%02u", n + 1);
  g_autofree char *name = g_strdup_printf ("%s%u号断面", river, nth + 1);
  SuyRecord *record = suy_demo_add (self, "river_section", code);
  SuyDemoSection section = { suy_record_get_id (record), tributary, spot->reach, exceeds };
  guint level = tributary != NULL ? 3 + n % 2 : nth == 0 ? 0 : nth < 3 ? 1 : 2 + n % 3;

  suy_record_set_text (record, "name", name);
  suy_record_set_text (record, "section_level", levels[level]);
  suy_record_set_text (record, "river", river);
  suy_record_set_text (record, "target_class", tributary == NULL && level < 2 ? "II" : "III");
  suy_record_set_text (record, "tributary", tributary);
  suy_demo_set_spot (self, record, spot);
  if (level == 4)
    {
      guint other = (spot->town + 1) % self->towns->len;

      suy_record_set_integer (record, "township_up",
                              g_array_index (self->towns, SuyDemoTown, spot->town).id);
      suy_record_set_integer (record, "township_down",
                              g_array_index (self->towns, SuyDemoTown, other).id);
    }
  suy_record_set_integer (record, "monitor_unit", suy_demo_find (self, "unit", "DW-16"));
  g_array_append_val (self->sections, section);
}

static gboolean
add_sections (SuyDemo *self, SuyDemoRandom *random)
{
  SuyDemoSpot spot;

  for (guint i = 0; i < G_N_ELEMENTS (tributaries); i++)
    for (guint k = 0; k < tributaries[i].n; k++)
      {
        if (!spot_on_river (self, random, tributaries[i].name, &spot))
          return FALSE;
        add_section (self, &spot, tributaries[i].name, k, tributaries[i].name,
                     tributaries[i].exceeds);
      }
  for (guint i = 0; i < G_N_ELEMENTS (rivers); i++)
    for (guint k = 0; k < rivers[i].n; k++)
      {
        if (!spot_on_river (self, random, rivers[i].name, &spot))
          return FALSE;
        add_section (self, &spot, rivers[i].name, k, NULL, FALSE);
      }
  g_assert (self->sections->len == N_SECTIONS);

  return TRUE;
}

/* ---- stations ---- */

static void
add_station (SuyDemo *self,
             const char *code,
             const char *name,
             const char *kind,
             const SuyDemoSpot *spot)
{
  SuyRecord *record = suy_demo_add (self, "station", code);

  suy_record_set_text (record, "name", name);
  suy_record_set_text (record, "kind", kind);
  if (g_str_has_suffix (kind, "air"))
    suy_demo_set_list (record, "parameters", "pm25", "pm10", "o3", "so2", "no2", "co", NULL);
  else
    suy_demo_set_list (record, "parameters", "ph", "do", "codmn", "nh3n", "tp", NULL);
  suy_record_set_integer (record, "operator", suy_demo_find (self, "unit", "SF-03"));
  suy_record_set_text (record, "state", "online");
  suy_record_set_text (record, "commissioned", "2024-05-20");
  suy_demo_set_spot (self, record, spot);
}

static void
add_stations (SuyDemo *self, SuyDemoRandom *random)
{
  static const char *const water[] = { "麻阳溪", "崇阳溪", "南浦溪" };
  SuyDemoSpot spot;

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *code = g_strdup_printf ("KQ-%02u", i + 1);

      suy_demo_spot_near_town (self, random, 0, &spot);
      add_station (self, code, i == 0 ? "城区空气一站" : "城区空气二站", "air", &spot);
    }
  for (guint i = 0; i < self->towns->len; i++)
    {
      g_autofree char *code = g_strdup_printf ("KQ-%02u", i + 3);
      g_autofree char *name =
          g_strconcat (g_array_index (self->towns, SuyDemoTown, i).name, "空气站", NULL);

      suy_demo_spot_near_town (self, random, i, &spot);
      add_station (self, code, name, "township_air", &spot);
    }
  for (guint i = 0; i < 9; i++)
    {
      g_autofree char *code = g_strdup_printf ("SZ-%02u", i + 1);
      g_autofree char *name =
          g_strdup_printf ("%s%s%u号", water[i % 3], i < 6 ? "水质自动站" : "浮标站", i / 3 + 1);

      if (spot_on_river (self, random, water[i % 3], &spot))
        add_station (self, code, name, i < 6 ? "water_auto" : "buoy", &spot);
    }
}

/* ---- receptors ---- */

static SuyRecord *
add_receptor (SuyDemo *self,
              SuyDemoRandom *random,
              const char *kind,
              const char *name,
              guint n,
              const SuyDemoSpot *spot)
{
  g_autofree char *code = g_strdup_printf ("MB-%02u", n + 1);
  SuyRecord *record = suy_demo_add (self, "receptor", code);
  g_autofree char *phone = g_strdup_printf ("0599-00004%02u", n);

  suy_record_set_text (record, "name", name);
  suy_record_set_text (record, "kind", kind);
  suy_record_set_integer (record, "people", 50 * suy_demo_random_between (random, 4, 60));
  suy_record_set_text (record, "phone", phone);
  suy_record_set_text (record, "note", "虚构");
  suy_demo_set_spot (self, record, spot);

  return record;
}

/* A zone drawn as a circle: schematic. */
static void
add_zone (SuyDemo *self, SuyRecord *source, const char *zone_class, double radius_m)
{
  const SuyShape *place = suy_geometry_get_shape (suy_record_get_geometry (source));
  SuyPoint ring[37];
  guint32 end = G_N_ELEMENTS (ring);
  SuyShape shape = { SUY_SHAPE_POLYGON, 1, &end, ring };
  gboolean first = g_str_equal (zone_class, "first");
  g_autofree char *code =
      g_strdup_printf ("BH-%s-%u", suy_record_get_text (source, "code"), first ? 1 : 2);
  g_autofree char *name =
      g_strconcat (suy_record_get_text (source, "name"), first ? "一级保护区" : "二级保护区", NULL);
  g_autoptr (SuyGeometry) area = NULL;
  SuyRecord *record = suy_demo_add (self, "protection_zone", code);

  for (guint i = 0; i < G_N_ELEMENTS (ring); i++)
    {
      double lon, lat;

      suy_geodesic_direct (place->points[0], 360 - i % 36 * 10.0, radius_m, &lon, &lat);
      suy_point_from_degrees (lon, lat, &ring[i]);
    }
  area = suy_geometry_new (&shape, NULL);
  suy_record_set_geometry (record, area);
  suy_record_set_text (record, "name", name);
  suy_record_set_text (record, "zone_class", zone_class);
  suy_record_set_integer (record, "source", suy_record_get_id (source));
  suy_record_set_real (record, "area_km2", round (suy_shape_area (&shape) / 1e4) / 100);
  suy_demo_set_flag (record, "schematic", TRUE);
}

static void
add_receptors (SuyDemo *self, SuyDemoRandom *random)
{
  static const char *const water[] = { "麻阳溪", "崇阳溪", "南浦溪" };
  static const struct
  {
    const char *kind, *suffix;
  } kinds[] = { { "school", "小学" }, { "hospital", "卫生院" }, { "village", "居民点" } };
  SuyDemoSpot spot;
  guint n = 0;

  for (guint i = 0; i < 11; i++)
    if (spot_on_river (self, random, water[i % 3], &spot))
      {
        g_autofree char *name = g_strdup_printf ("%s示例取水口%u", water[i % 3], i / 3 + 1);
        SuyRecord *record = add_receptor (self, random, "intake", name, n++, &spot);

        suy_record_set_text (record, "source_scale", i < 3 ? "county" : "thousand");
        add_zone (self, record, "first", 300);
        add_zone (self, record, "second", 1200);
      }
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint town = 0; town < self->towns->len; town++)
      {
        g_autofree char *name = g_strconcat (g_array_index (self->towns, SuyDemoTown, town).name,
                                             "示例", kinds[k].suffix, NULL);

        suy_demo_spot_near_town (self, random, town, &spot);
        add_receptor (self, random, kinds[k].kind, name, n++, &spot);
      }
}

gboolean
suy_demo_make_water (SuyDemo *self, GError **error)
{
  SuyDemoRandom random;

  suy_demo_random_init (&random, self->seed, "water");
  if (!add_sections (self, &random))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT,
                   "The demo's rivers.geojson lacks a river that sections lie on");
      return FALSE;
    }
  add_stations (self, &random);
  add_receptors (self, &random);

  return TRUE;
}

/* ---- samples ---- */

static SuyRecord *
add_sample (SuyDemo *self,
            const char *sample,
            gint64 at,
            const char *factor,
            double value,
            const char *unit)
{
  SuyRecord *record = suy_demo_add (self, "measurement", NULL);
  g_autofree char *code = sample == NULL ? NULL : g_strdup_printf ("%s-%s", sample, factor);

  suy_record_set_text (record, "code", code);
  suy_demo_set_time (record, "sampled_at", at);
  suy_record_set_text (record, "factor", factor);
  suy_record_set_real (record, "value", value);
  suy_record_set_text (record, "unit", unit);
  suy_record_set_text (record, "source", "manual");
  suy_demo_set_flag (record, "valid", TRUE);

  return record;
}

/* In thousandths: ammonia, permanganate index, oxygen and phosphorus within class III, but for the
 * phosphorus of a section that exceeds: 0.205 to 0.245, and 0.250 once. */
static void
add_month (SuyDemo *self, SuyDemoRandom *random, guint n, guint month)
{
  const SuyDemoSection *section = &g_array_index (self->sections, SuyDemoSection, n);
  guint year = 2024 + month / 12;
  g_autofree char *date =
      g_strdup_printf ("%u-%02u-%02u", year, month % 12 + 1, 3 + (n + month) % 5);
  g_autofree char *period = g_strdup_printf ("%u-%02u", year, month % 12 + 1);
  g_autofree char *code = g_strdup_printf ("SY-%02u-%04u%02u", n + 1, year, month % 12 + 1);
  gint64 at = suy_demo_time (suy_demo_day (date), 8 * 60 + n * 7);
  const struct
  {
    const char *factor, *unit;
    gint thousandths;
  } values[] = {
    { "ph", "", 10 * suy_demo_random_between (random, 680, 790) },
    { "do", "mg/L", 100 * suy_demo_random_between (random, 62, 95) },
    { "codmn", "mg/L", 100 * suy_demo_random_between (random, 14, 38) },
    { "nh3n", "mg/L", suy_demo_random_between (random, 60, 480) },
    { "tp", "mg/L",
      !section->exceeds       ? suy_demo_random_between (random, 30, 96)
      : n == 0 && month == 20 ? 250
                              : suy_demo_random_between (random, 205, 245) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      SuyRecord *record = add_sample (self, code, at, values[i].factor,
                                      values[i].thousandths / 1000.0, values[i].unit);

      suy_record_set_integer (record, "section", section->id);
      suy_record_set_text (record, "period", period);
    }
}

/* Two years of weeks of the air stations: the yearly means stay under their limits. */
static void
add_air (SuyDemo *self, SuyDemoRandom *random)
{
  GPtrArray *stations = suy_demo_get_list (self, "station");
  gint first = suy_demo_day ("2026-01-05"), last = suy_demo_day ("2026-11-16");

  for (guint i = 0; i < stations->len; i++)
    for (gint day = first; day <= last; day += 7)
      {
        gint64 at = suy_demo_time (day, 24 * 60 - 1);
        const struct
        {
          const char *factor;
          gint low, high;
        } values[] = { { "pm25", 12, 38 },
                       { "pm10", 25, 70 },
                       { "o3", 60, 150 },
                       { "so2", 3, 10 },
                       { "no2", 8, 26 } };

        if (!g_str_has_suffix (suy_record_get_text (stations->pdata[i], "kind"), "air"))
          continue;
        for (guint k = 0; k < G_N_ELEMENTS (values); k++)
          {
            SuyRecord *record = add_sample (
                self, NULL, at, values[k].factor,
                suy_demo_random_between (random, values[k].low, values[k].high), "µg/m³");

            suy_record_set_integer (record, "station", suy_record_get_id (stations->pdata[i]));
            suy_record_set_text (record, "source", "auto");
          }
      }
}

static void
add_outfall_samples (SuyDemo *self, SuyDemoRandom *random)
{
  GPtrArray *outfalls = suy_demo_get_list (self, "outfall");

  for (guint i = 0; i < outfalls->len; i++)
    {
      const char *measured = suy_record_get_text (outfalls->pdata[i], "measured_at");
      g_autofree char *code = g_strdup_printf ("PY-%03u", i + 1);
      gint64 at, id = suy_record_get_id (outfalls->pdata[i]);

      if (measured == NULL)
        continue;
      at = suy_demo_time (suy_demo_day (measured), 10 * 60);
      suy_record_set_integer (add_sample (self, code, at, "tp",
                                          suy_demo_random_between (random, 60, 900) / 1000.0,
                                          "mg/L"),
                              "outfall", id);
      suy_record_set_integer (add_sample (self, code, at, "nh3n",
                                          suy_demo_random_between (random, 200, 9000) / 1000.0,
                                          "mg/L"),
                              "outfall", id);
      suy_record_set_integer (add_sample (self, code, at, "flow",
                                          suy_demo_random_between (random, 1, 40) / 1000.0, "m³/s"),
                              "outfall", id);
    }
}

/* A week of the online monitors, one of which exceeds. */
static void
add_online (SuyDemo *self, SuyDemoRandom *random)
{
  GPtrArray *monitors = suy_demo_get_list (self, "online_monitor");

  for (guint i = 0; i < monitors->len; i++)
    for (gint k = 0; k < 7; k++)
      {
        gint day = suy_demo_day ("2026-11-13") + k;
        SuyRecord *record;

        if (!g_str_equal (suy_record_get_text (monitors->pdata[i], "kind"), "water") ||
            !g_str_equal (suy_record_get_text (monitors->pdata[i], "state"), "online"))
          continue;
        record =
            add_sample (self, NULL, suy_demo_time (day, 12 * 60), "cod",
                        i == 4 && k > 4 ? 96 : suy_demo_random_between (random, 20, 76), "mg/L");
        suy_record_set_integer (record, "monitor", suy_record_get_id (monitors->pdata[i]));
        suy_record_set_text (record, "source", "online");
      }
}

void
suy_demo_make_samples (SuyDemo *self)
{
  SuyDemoRandom random;

  suy_demo_random_init (&random, self->seed, "samples");
  for (guint n = 0; n < self->sections->len; n++)
    for (guint month = 0; month < SUY_DEMO_N_SAMPLES; month++)
      add_month (self, &random, n, month);
  add_air (self, &random);
  add_outfall_samples (self, &random);
  add_online (self, &random);
}
