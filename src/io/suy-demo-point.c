/* suy-demo-point.c: risk points of the demo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first 236 are what cases and inspections refer to.  More of them, for trying large files, lie
 * near towns, roads and banks too, and are made one by one as they are asked for. */

#include "suy-demo-private.h"

#define N_RED 9
#define N_ORANGE 34
#define N_YELLOW 78
#define N_UNRATED 5

static const struct
{
  const char *source, *industry, *suffix;
  guint n;
  guint where; /* 0 a firm, 1 near a seat, 2 by a road, 3 on a bank */
} kinds[] = {
  { "enterprise", NULL, "", 92, 0 },
  { "farm", "livestock", "", 26, 0 },
  { "outfall", NULL, "排口点位", 26, 3 },
  { "site", "building", "建设工地", 24, 1 },
  { "landfill", "waste", "堆场", 18, 2 },
  { "mine", "mining", "采石点", 12, 2 },
  { "hazchem", "hazchem", "危化品点位", 14, 2 },
  { "sewage", "sewage", "污水处理点", 16, 3 },
  { "plot", NULL, "疑似地块", 8, 1 },
};

static const char *const numbers[] = { "一号", "二号", "三号", "四号", "五号",
                                       "六号", "七号", "八号", "九号" };

static const char *
level_of (guint rank)
{
  if (rank < N_RED)
    return "red";
  if (rank < N_RED + N_ORANGE)
    return "orange";
  if (rank < N_RED + N_ORANGE + N_YELLOW)
    return "yellow";

  return rank < SUY_DEMO_MIN_POINTS - N_UNRATED ? "blue" : "unrated";
}

static void
set_common (SuyDemo *self, SuyRecord *record, SuyDemoRandom *random, const SuyDemoSpot *spot)
{
  JsonArray *measures = suy_demo_get_words (self, "measures");
  guint n = json_array_get_length (measures), first = suy_demo_random_below (random, n);
  const SuyDemoCell *cell = &g_array_index (self->cells, SuyDemoCell, spot->cell);
  const SuyDemoTown *town = &g_array_index (self->towns, SuyDemoTown, spot->town);

  suy_demo_set_list (record, "control_measures", json_array_get_string_element (measures, first),
                     json_array_get_string_element (measures, (first + 5) % n), NULL);
  suy_record_set_integer (record, "responsible_unit", town->unit);
  suy_record_set_integer (record, "responsible_person", cell->inspector);
  suy_record_set_text (
      record, "village",
      cell->villages[suy_demo_random_below (random, g_strv_length (cell->villages))]);
  suy_record_set_text (record, "phone", "0599-0000000");
  suy_demo_set_spot (self, record, spot);
}

static void
find_spot (SuyDemo *self, SuyDemoRandom *random, guint where, SuyDemoSpot *spot)
{
  if (where == 1)
    suy_demo_spot_near_town (self, random, suy_demo_random_below (random, self->towns->len), spot);
  else if (where == 2)
    suy_demo_spot_by_road (self, random, spot);
  else
    suy_demo_spot_on_bank (self, random, G_MAXUINT, spot);
}

/* The next firm that fits and has no point yet. */
static guint
take_firm (SuyDemo *self, const char *industry, guint *next)
{
  for (;; (*next)++)
    {
      const SuyDemoFirm *firm = &g_array_index (self->firms, SuyDemoFirm, *next);

      if (firm->is_key && (industry == NULL ? !g_str_equal (firm->industry, "livestock")
                                            : g_str_equal (firm->industry, industry)))
        return (*next)++;
    }
}

static void
add_point (SuyDemo *self, SuyDemoRandom *random, guint kind, guint nth, guint rank, guint *next)
{
  guint n = self->points->len;
  g_autofree char *code = g_strdup_printf ("FX-%06u", n + 1), *name = NULL;
  SuyDemoPoint point = { .firm = G_MAXUINT,
                         .level = level_of (rank),
                         .source = kinds[kind].source };
  SuyRecord *record = suy_demo_add (self, "risk_point", code);
  const char *industry = kinds[kind].industry;

  if (kinds[kind].where == 0)
    {
      const SuyDemoFirm *firm;

      point.firm = take_firm (self, industry, &next[kind]);
      firm = &g_array_index (self->firms, SuyDemoFirm, point.firm);
      point.spot = firm->spot;
      name = g_strdup (firm->name);
      industry = firm->industry;
      suy_record_set_integer (record, "enterprise", firm->id);
    }
  else
    {
      const char *full;
      g_autofree char *place = NULL;

      find_spot (self, random, kinds[kind].where, &point.spot);
      full = g_array_index (self->towns, SuyDemoTown, point.spot.town).name;
      place = g_utf8_substring (full, 0, 2);
      name = g_strdup_printf ("%s%s%s（%u）", place, numbers[nth % 9], kinds[kind].suffix, nth + 1);
    }

  set_common (self, record, random, &point.spot);
  suy_record_set_text (record, "name", name);
  suy_record_set_text (record, "kind", kind < 3 || kind > 5 ? "key_source" : "hazard");
  suy_record_set_text (record, "risk_level", point.level);
  suy_record_set_text (record, "source_type", kinds[kind].source);
  suy_record_set_text (record, "industry", industry);
  suy_record_set_text (record, "state", "running");
  suy_record_set_text (record, "note", "虚构");
  suy_demo_set_day (record, "last_checked",
                    suy_demo_day ("2026-09-01") + suy_demo_random_between (random, 0, 78));
  point.id = suy_record_get_id (record);
  point.name = suy_demo_keep (self, name);
  g_array_append_val (self->points, point);
}

void
suy_demo_make_points (SuyDemo *self)
{
  guint32 ranks[SUY_DEMO_MIN_POINTS];
  guint next[G_N_ELEMENTS (kinds)] = { 0 };
  SuyDemoRandom random;

  suy_demo_random_init (&random, self->seed, "points");
  suy_demo_random_order (&random, ranks, SUY_DEMO_MIN_POINTS);
  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    for (guint i = 0; i < kinds[kind].n; i++)
      add_point (self, &random, kind, i, ranks[self->points->len], next);
  g_assert (self->points->len == SUY_DEMO_MIN_POINTS);
  suy_demo_random_init (&self->late, self->seed, "late points");
}

SuyRecord *
suy_demo_make_late_point (SuyDemo *self, guint32 number)
{
  static const guint8 shares[] = { 1, 1, 1, 1, 2, 2, 2, 3, 3, 3 };
  const SuyRegister *reg = suy_catalog_find (self->catalog, "risk_point");
  guint kind = 2 + suy_demo_random_below (&self->late, G_N_ELEMENTS (kinds) - 2);
  guint where = shares[suy_demo_random_below (&self->late, G_N_ELEMENTS (shares))];
  g_autofree char *code = g_strdup_printf ("FX-%06u", number + 1), *name = NULL, *place = NULL;
  SuyRecord *record = suy_record_new (reg);
  SuyDemoSpot spot;

  suy_record_set_id (record, suy_demo_new_id (self));
  find_spot (self, &self->late, where, &spot);
  place = g_utf8_substring (g_array_index (self->towns, SuyDemoTown, spot.town).name, 0, 2);
  name = g_strdup_printf ("%s%s（%u）", place, kinds[kind].suffix, number + 1);
  suy_record_set_text (record, "code", code);
  set_common (self, record, &self->late, &spot);
  suy_record_set_text (record, "name", name);
  suy_record_set_text (record, "kind", kind > 5 ? "key_source" : "hazard");
  suy_record_set_text (record, "risk_level",
                       level_of (suy_demo_random_below (&self->late, SUY_DEMO_MIN_POINTS)));
  suy_record_set_text (record, "source_type", kinds[kind].source);
  suy_record_set_text (record, "industry", kinds[kind].industry);
  suy_record_set_text (record, "note", "虚构");

  return record;
}
