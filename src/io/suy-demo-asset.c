/* suy-demo-asset.c: equipment, ecological works, events and the other small registers of the demo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "suy-demo-private.h"

static const struct
{
  const char *kind, *name;
  guint n;
} stocks[] = {
  { "portable", "便携式监测仪", 200 }, { "lab", "大型实验设备", 15 },
  { "rescue", "抢险救援装备", 50 },    { "washer", "洒水清扫车", 10 },
  { "compactor", "垃圾压缩车", 15 },   { "monitor_vehicle", "监测执法车", 5 },
};

#define SQUARE_M_PER_MU (10000 / 15.0)
#define N_RESPONSE 58
#define N_RESPONSE_BROKEN 2
#define N_HAZARDS 56
#define N_RECTIFIED 40
#define N_ACCIDENTS 23
#define N_DEATHS 18
#define N_SESSIONS 20
#define ATTENDANCE 12000
#define N_CLUES 50
#define N_CLUES_HUANGKENG 19

static SuyRecord *
add_item (SuyDemo *self, SuyDemoRandom *random, const char *kind, const char *name, guint n)
{
  g_autofree char *code = g_strdup_printf ("SB-%04u", n + 1);
  g_autofree char *full = g_strdup_printf ("%s%03u", name, n + 1);
  SuyRecord *record = suy_demo_add (self, "equipment", code);
  gint maintained = suy_demo_day ("2026-06-01") + suy_demo_random_between (random, 0, 150);

  suy_record_set_text (record, "name", full);
  suy_record_set_text (record, "kind", kind);
  suy_demo_set_flag (record, "intact", TRUE);
  suy_demo_set_day (record, "purchased_on",
                    suy_demo_day ("2022-03-01") + suy_demo_random_between (random, 0, 900));
  suy_demo_set_day (record, "maintained_at", maintained);
  suy_demo_set_day (record, "next_maintenance", maintained + 182);

  return record;
}

static void
add_equipment (SuyDemo *self, SuyDemoRandom *random)
{
  GPtrArray *teams = suy_demo_get_list (self, "emergency_team");
  guint n = 0;

  for (guint i = 0; i < N_RESPONSE; i++)
    {
      SuyRecord *record = add_item (self, random, "response", "应急响应装备", n++);

      suy_record_set_integer (record, "team", suy_record_get_id (teams->pdata[i % teams->len]));
      suy_demo_set_flag (record, "intact", i >= N_RESPONSE_BROKEN);
    }
  for (guint k = 0; k < G_N_ELEMENTS (stocks); k++)
    for (guint i = 0; i < stocks[k].n; i++)
      suy_record_set_integer (add_item (self, random, stocks[k].kind, stocks[k].name, n++), "owner",
                              suy_demo_find (self, "unit", k < 2 ? "DW-16" : "DW-37"));
}

static void
add_supplies (SuyDemo *self)
{
  static const char *const names[] = { "吸油毡", "围油栏", "活性炭", "沙袋" };
  static const char *const units[] = { "包", "m", "kg", "个" };
  GPtrArray *teams = suy_demo_get_list (self, "emergency_team");

  for (guint i = 0; i < teams->len * 2; i++)
    {
      g_autofree char *code = g_strdup_printf ("WZ-%02u", i + 1);
      SuyRecord *record = suy_demo_add (self, "supply", code);

      suy_record_set_text (record, "name", names[i % 4]);
      suy_record_set_integer (record, "team", suy_record_get_id (teams->pdata[i % teams->len]));
      suy_record_set_real (record, "quantity", 50 + 10 * i);
      suy_record_set_text (record, "unit_text", units[i % 4]);
      suy_demo_set_day (record, "expires_on", suy_demo_day ("2027-01-31") + (gint) i * 20);
    }
}

static void
add_works (SuyDemo *self, SuyDemoRandom *random)
{
  static const struct
  {
    const char *kind, *name;
    guint n, metres, area;
  } works[] = {
    { "buffer_belt", "生态缓冲带", 3, 0, 12000 },
    { "rain_garden", "雨水花园", 5, 0, 800 },
    { "ditch", "生态拦截沟渠", 10, 5000, 0 },
  };
  guint n = 0;

  for (guint k = 0; k < G_N_ELEMENTS (works); k++)
    for (guint i = 0; i < works[k].n; i++)
      {
        g_autofree char *code = g_strdup_printf ("ST-%02u", ++n);
        g_autofree char *name = g_strdup_printf ("%s%u号", works[k].name, i + 1);
        SuyRecord *record = suy_demo_add (self, "eco_facility", code);
        SuyDemoSpot spot;

        suy_demo_spot_on_bank (self, random, G_MAXUINT, &spot);
        suy_demo_set_spot (self, record, &spot);
        suy_record_set_text (record, "name", name);
        suy_record_set_text (record, "kind", works[k].kind);
        if (works[k].metres > 0)
          {
            suy_record_set_integer (record, "design_m", works[k].metres);
            suy_record_set_integer (record, "built_m", works[k].metres);
          }
        else
          suy_record_set_integer (record, "design_m2", works[k].area);
        suy_demo_set_day (record, "built_on",
                          suy_demo_day ("2024-06-10") + (gint) (k == 2 && i < 4 ? 0 : i * 40));
      }
}

/* From suspicion to where the plot stands today. */
static void
add_plot_moves (SuyDemo *self, SuyRecord *plot, guint n, const char *stage)
{
  static const char *const order[] = { "suspected", "surveyed", "contaminated",
                                       "repairing", "accepted", "safe",
                                       NULL };
  const SuyDemoPerson *duty =
      suy_demo_find_person (self, "duty_officer", suy_demo_find (self, "unit", "DW-11"), 0);
  const SuyDemoPerson *monitor =
      suy_demo_find_person (self, "monitor", suy_demo_find (self, "unit", "DW-16"), 0);
  const SuyDemoPerson *acceptor =
      suy_demo_find_person (self, "third_party", suy_demo_find (self, "unit", "SF-03"), 0);
  gint day = suy_demo_day ("2024-05-10") + (gint) n * 9;
  guint last = 0;

  while (order[last] != NULL && !g_str_equal (order[last], stage))
    last++;
  suy_demo_move (self, plot, "suspect", duty, suy_demo_time (day - 60, 9 * 60), NULL, NULL);
  if (last >= 1)
    suy_demo_move (self, plot, "survey", monitor, suy_demo_time (day, 15 * 60), NULL, "report");
  if (g_str_equal (stage, "clear"))
    suy_demo_move (self, plot, "clear", duty, suy_demo_time (day + 20, 9 * 60), NULL, NULL);
  else if (last >= 2)
    suy_demo_move (self, plot, "confirm", duty, suy_demo_time (day + 20, 9 * 60), NULL, NULL);
  if (g_str_equal (stage, "controlled"))
    suy_demo_move (self, plot, "control", duty, suy_demo_time (day + 60, 9 * 60), NULL, "plan");
  else if (last >= 3 && !g_str_equal (stage, "clear"))
    suy_demo_move (self, plot, "repair", duty, suy_demo_time (day + 60, 9 * 60), NULL, "plan");
  if (g_str_equal (stage, "accepted") || g_str_equal (stage, "safe"))
    {
      suy_demo_set_day (plot, "accepted_on", day + 300);
      suy_demo_move (self, plot, "accept", acceptor, suy_demo_time (day + 300, 9 * 60), NULL,
                     "report");
    }
  if (g_str_equal (stage, "safe"))
    suy_demo_move (self, plot, "declare_safe", duty, suy_demo_time (day + 330, 9 * 60),
                   "验收合格，可安全利用", NULL);
}

/* A square of so many mu about a place: schematic. */
static void
add_plot (SuyDemo *self, SuyDemoRandom *random, guint n, const char *stage, guint mu)
{
  static const char *const grades[] = { "high", "medium", "low" };
  g_autofree char *code = g_strdup_printf ("DK-%02u", n + 1);
  g_autofree char *name = g_strdup_printf ("示意地块%u号", n + 1);
  SuyRecord *record = suy_demo_add (self, "contaminated_plot", code);
  double half_m = sqrt (mu * SQUARE_M_PER_MU) / 2;
  SuyDemoSpot spot;

  suy_demo_spot_near_town (self, random, (n * 5 + 3) % self->towns->len, &spot);
  suy_demo_set_square (record, spot.point, half_m);
  suy_record_set_text (record, "name", name);
  suy_record_set_text (record, "risk_grade", grades[n % 3]);
  suy_record_set_real (record, "area_mu", mu);
  suy_record_set_text (record, "former_use", "工业用地");
  suy_record_set_integer (record, "township",
                          g_array_index (self->towns, SuyDemoTown, spot.town).id);
  suy_demo_set_flag (record, "schematic", TRUE);
  if (!g_str_equal (stage, "suspected"))
    suy_demo_set_day (record, "surveyed_on", suy_demo_day ("2024-05-10") + (gint) n * 9);
  suy_record_set_integer (record, "responsible_unit",
                          g_array_index (self->towns, SuyDemoTown, spot.town).unit);
  add_plot_moves (self, record, n, stage);
}

/* 520 mu are repaired; sawdust lies on 200 mu. */
static void
add_soil (SuyDemo *self, SuyDemoRandom *random)
{
  static const struct
  {
    const char *stage;
    guint mu;
  } plots[] = { { "safe", 180 },        { "safe", 160 },     { "accepted", 100 },
                { "accepted", 80 },     { "repairing", 60 }, { "controlled", 40 },
                { "contaminated", 30 }, { "surveyed", 20 },  { "suspected", 20 },
                { "clear", 12 } };

  for (guint i = 0; i < G_N_ELEMENTS (plots); i++)
    add_plot (self, random, i, plots[i].stage, plots[i].mu);
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *code = g_strdup_printf ("DC-%02u", i + 1);
      g_autofree char *name = g_strdup_printf ("锯末堆场%u号", i + 1);
      SuyRecord *record = suy_demo_add (self, "waste_pile", code);
      SuyDemoSpot spot;

      suy_demo_spot_near_town (self, random, i < 5 ? 5 : i, &spot);
      suy_demo_set_spot (self, record, &spot);
      suy_record_set_text (record, "name", name);
      suy_record_set_text (record, "material", "锯末、边角料");
      suy_record_set_real (record, "area_mu", i % 2 == 0 ? 25 : 15);
    }
}

static void
add_hazards (SuyDemo *self, SuyDemoRandom *random)
{
  static const char *const hazard_kinds[] = { "粉尘防爆", "用电安全", "危化品储存", "边坡",
                                              "有限空间" };

  for (guint i = 0; i < N_HAZARDS; i++)
    {
      g_autofree char *code = g_strdup_printf ("YH-%02u", i + 1);
      g_autofree char *name = g_strdup_printf ("%s隐患%u号", hazard_kinds[i % 5], i + 1);
      SuyRecord *record = suy_demo_add (self, "hidden_hazard", code);
      gint found = suy_demo_day ("2023-02-01") + suy_demo_random_between (random, 0, 250);
      SuyDemoSpot spot;

      suy_demo_spot_near_town (self, random, i % self->towns->len, &spot);
      suy_demo_set_spot (self, record, &spot);
      suy_record_set_text (record, "name", name);
      suy_record_set_text (record, "kind", hazard_kinds[i % 5]);
      suy_record_set_text (record, "grade", "major");
      suy_record_set_text (record, "state", i < N_RECTIFIED ? "rectified" : "open");
      suy_record_set_integer (record, "responsible_unit",
                              g_array_index (self->towns, SuyDemoTown, spot.town).unit);
      suy_demo_set_day (record, "found_on", found);
      suy_demo_set_day (record, "deadline", found + 90);
      if (i < N_RECTIFIED)
        suy_demo_set_day (record, "rectified_on", found + suy_demo_random_between (random, 20, 85));
    }
}

static SuyRecord *
add_event (SuyDemo *self, SuyDemoRandom *random, guint n, const char *kind, const char *name)
{
  g_autofree char *code = g_strdup_printf ("HD-%02u", n + 1);
  SuyRecord *record = suy_demo_add (self, "event", code);
  SuyDemoSpot spot;

  suy_demo_spot_near_town (self, random, n % self->towns->len, &spot);
  suy_demo_set_spot (self, record, &spot);
  suy_record_set_text (record, "name", name);
  suy_record_set_text (record, "kind", kind);
  suy_demo_set_day (record, "on_date",
                    suy_demo_day ("2023-01-08") + suy_demo_random_between (random, 0, 350));
  suy_record_set_text (record, "note", "虚构");

  return record;
}

static void
add_events (SuyDemo *self, SuyDemoRandom *random)
{
  guint n = 0;

  for (guint i = 0; i < N_ACCIDENTS; i++)
    suy_record_set_integer (add_event (self, random, n++, "accident", "生产安全事故"), "deaths",
                            i < N_DEATHS ? 1 : 0);
  for (guint i = 0; i < 6; i++)
    add_event (self, random, n++, "fire", "堆场火情");
  for (guint i = 0; i < N_SESSIONS; i++)
    suy_record_set_integer (add_event (self, random, n++, "community", "环保进社区"), "attendance",
                            ATTENDANCE / N_SESSIONS);
}

static void
add_meetings (SuyDemo *self)
{
  const SuyDemoPerson *head =
      suy_demo_find_person (self, "district_head", suy_demo_find (self, "unit", "DW-01"), 0);

  for (guint i = 0; i < 34; i++)
    {
      g_autofree char *code = g_strdup_printf ("HY-%02u", i + 1);
      g_autofree char *day = g_strdup_printf ("%u-%02u-%02u", 2024 + i / 12, i % 12 + 1, 8 + i % 7);
      SuyRecord *record = suy_demo_add (self, "meeting", code);

      suy_record_set_text (record, "name", "总指挥部联席会议");
      suy_record_set_text (record, "kind", "联席会议");
      suy_record_set_text (record, "on_date", day);
      suy_record_set_integer (record, "chair", head->id);
      suy_record_set_integer (record, "organisation", suy_demo_find (self, "unit", "DW-01"));
    }
}

static void
add_sweeps (SuyDemo *self)
{
  static const char *const ends[] = { "03-28", "06-27", "09-26", "12-26" };

  for (guint i = 0; i < 11; i++)
    {
      g_autofree char *code = g_strdup_printf ("PC-%02u", i + 1);
      g_autofree char *quarter = g_strdup_printf ("%uQ%u", 2024 + i / 4, i % 4 + 1);
      g_autofree char *name = g_strconcat (quarter, " 风险全面排查", NULL);
      g_autofree char *day = g_strdup_printf ("%u-%s", 2024 + i / 4, ends[i % 4]);
      SuyRecord *record = suy_demo_add (self, "risk_sweep", code);

      suy_record_set_text (record, "name", name);
      suy_record_set_text (record, "quarter", quarter);
      suy_record_set_text (record, "submitted_on", day);
      suy_record_set_integer (record, "team", suy_demo_find (self, "unit", "DW-02"));
      suy_record_set_text (record, "findings", "个别堆场未覆盖");
      suy_record_set_text (record, "retrofit_findings", "企业改造按计划推进");
      suy_record_set_text (record, "satisfaction_findings", "群众满意度稳定");
      suy_record_set_text (record, "fund_findings", "资金专款专用，未见违规");
    }
}

/* What the desk for abnormal data and the brigade did with a clue. */
static void
add_clue_moves (SuyDemo *self, SuyRecord *record, gint day)
{
  const SuyDemoPerson *analyst =
      suy_demo_find_person (self, "info_check_officer", suy_demo_find (self, "unit", "DW-17"), 0);
  const SuyDemoPerson *officer =
      suy_demo_find_person (self, "enforcement_officer", suy_demo_find (self, "unit", "DW-15"), 0);

  suy_record_set_integer (record, "analyst", analyst->id);
  suy_record_set_text (record, "verdict", "数据有效，需现场核查");
  suy_record_set_integer (record, "handed_to", suy_demo_find (self, "unit", "DW-15"));
  suy_demo_set_time (record, "handed_at", suy_demo_time (day, 14 * 60));
  suy_demo_set_time (record, "checked_at", suy_demo_time (day + 2, 16 * 60));
  suy_demo_set_flag (record, "confirmed", TRUE);
  suy_record_set_text (record, "result", "已核查处置");
  suy_demo_move (self, record, "find", analyst, suy_demo_time (day, 10 * 60), NULL, NULL);
  suy_demo_move (self, record, "analyse", analyst, suy_demo_time (day, 11 * 60), NULL, NULL);
  suy_demo_move (self, record, "hand_over", analyst, suy_demo_time (day, 14 * 60), NULL, NULL);
  suy_demo_move (self, record, "feed_back", officer, suy_demo_time (day + 2, 16 * 60), NULL, NULL);
  suy_demo_move (self, record, "archive", analyst, suy_demo_time (day + 3, 9 * 60), NULL, NULL);
}

/* Exceedances of 2022: 38 % of them in Huangkeng. */
static void
add_clues (SuyDemo *self, SuyDemoRandom *random)
{
  guint huangkeng = suy_demo_find_town (self, "350703106");

  for (guint i = 0; i < N_CLUES; i++)
    {
      g_autofree char *code = g_strdup_printf ("XS-2022-%03u", i + 1);
      SuyRecord *record = suy_demo_add (self, "clue", code);
      guint town = i < N_CLUES_HUANGKENG
                       ? huangkeng
                       : (huangkeng + 1 + i % (self->towns->len - 1)) % self->towns->len;
      gint day = suy_demo_day ("2022-01-05") + suy_demo_random_between (random, 0, 350);
      SuyDemoSpot spot;

      suy_demo_spot_near_town (self, random, town, &spot);
      suy_demo_set_spot (self, record, &spot);
      suy_record_set_text (record, "title", "水质超标事件");
      suy_record_set_text (record, "kind", "exceed");
      suy_demo_set_time (record, "found_at", suy_demo_time (day, 10 * 60));
      add_clue_moves (self, record, day);
    }
}

gboolean
suy_demo_make_assets (SuyDemo *self, GError **error)
{
  SuyDemoRandom random;

  if (!suy_demo_add_table (self, "risk_register_item", NULL, error) ||
      !suy_demo_add_table (self, "duty", NULL, error) ||
      !suy_demo_add_table (self, "survey", NULL, error) ||
      !suy_demo_add_table (self, "manual", NULL, error) ||
      !suy_demo_add_table (self, "inspection_plan", NULL, error))
    return FALSE;

  suy_demo_random_init (&random, self->seed, "assets");
  add_equipment (self, &random);
  add_supplies (self);
  add_works (self, &random);
  add_soil (self, &random);
  add_hazards (self, &random);
  add_events (self, &random);
  add_meetings (self);
  add_sweeps (self);
  add_clues (self, &random);

  return TRUE;
}
