/* suy-demo-warning.c: indicators, and past warnings of the demo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In 2023 two yellow and one orange, all closed in time; in 2026 two of eight late.  What the rules
 * raise for the demo's day is computed, not written here. */

#include "suy-demo-private.h"

static const struct
{
  const char *code, *title, *level, *indicator, *reg, *object, *town, *day;
  double value, threshold;
  guint n_days, limit_days;
} history[] = {
  { "YJ-2023-001", "黄坑镇企业环保投诉环比上升 36%", "yellow", "I-01", "township", "350703106",
    "350703106", "2023-04-03", 36, 30, 12, 15 },
  { "YJ-2023-002", "徐市支流总磷超标", "yellow", "I-05", "river_section", "DM-07", "350703103",
    "2023-07-11", 0.23, 0.2, 14, 15 },
  { "YJ-2023-003", "麻沙污水处理工程滞后 22 个百分点", "orange", "I-02", "project", "XM-005",
    "350703105", "2023-10-16", 22, 15, 6, 7 },
  { "YJ-2026-001", "麻沙镇企业环保投诉环比上升 42%", "yellow", "I-01", "township", "350703105",
    "350703105", "2026-01-19", 42, 30, 13, 15 },
  { "YJ-2026-002", "徐市支流总磷超标", "yellow", "I-05", "river_section", "DM-07", "350703103",
    "2026-02-16", 0.22, 0.2, 12, 15 },
  { "YJ-2026-003", "莒口镇企业环保投诉环比上升 33%", "yellow", "I-01", "township", "350703104",
    "350703104", "2026-03-09", 33, 30, 18, 15 },
  { "YJ-2026-004", "麻沙污水处理工程滞后 21 个百分点", "orange", "I-02", "project", "XM-005",
    "350703105", "2026-04-13", 21, 15, 7, 7 },
  { "YJ-2026-005", "黄坑镇企业环保投诉环比上升 51%", "yellow", "I-01", "township", "350703106",
    "350703106", "2026-05-11", 51, 30, 10, 15 },
  { "YJ-2026-006", "徐市支流总磷超标", "yellow", "I-05", "river_section", "DM-07", "350703103",
    "2026-06-22", 0.27, 0.2, 14, 15 },
  { "YJ-2026-007", "将口镇企业环保投诉环比上升 64%", "orange", "I-01", "township", "350703102",
    "350703102", "2026-07-13", 64, 30, 9, 7 },
  { "YJ-2026-008", "徐市镇企业环保投诉环比上升 38%", "yellow", "I-01", "township", "350703103",
    "350703103", "2026-08-17", 38, 30, 11, 15 },
};

static void
add_moves (SuyDemo *self, SuyRecord *record, guint i)
{
  gint day = suy_demo_day (history[i].day);
  gint64 unit = suy_record_get_integer (record, "responsible_unit");
  const SuyDemoPerson *staff = suy_demo_find_person (self, "responsible_unit", unit, 0);
  const SuyDemoPerson *clerk =
      suy_demo_find_person (self, "hq_clerk", suy_demo_find (self, "unit", "DW-19"), 0);
  const SuyDemoPerson *system =
      suy_demo_find_person (self, "system", suy_demo_find (self, "unit", "DW-19"), 0);
  const SuyDemoPerson *deputy =
      suy_demo_find_person (self, "deputy_district_head", suy_demo_find (self, "unit", "DW-01"), 0);
  gboolean orange = g_str_equal (history[i].level, "orange");
  gint last = day + (gint) history[i].n_days;

  suy_demo_move (self, record, "trigger", system, suy_demo_time (day, 8 * 60), NULL, NULL);
  suy_demo_move (self, record, "notify", system, suy_demo_time (day, 8 * 60 + 1), NULL, NULL);
  suy_demo_move (self, record, "acknowledge", orange ? deputy : staff, suy_demo_time (day, 10 * 60),
                 NULL, NULL);
  suy_demo_move (self, record, "act", orange ? deputy : staff, suy_demo_time (day + 2, 9 * 60),
                 NULL, orange ? "record plan" : "plan");
  suy_demo_move (self, record, "claim", staff, suy_demo_time (last - 2, 15 * 60), NULL, "report");
  suy_demo_move (self, record, "verify", orange ? deputy : clerk, suy_demo_time (last - 1, 10 * 60),
                 NULL, NULL);
  suy_demo_move (self, record, "close", orange ? deputy : clerk, suy_demo_time (last, 10 * 60),
                 NULL, NULL);
}

gboolean
suy_demo_make_warnings (SuyDemo *self, GError **error)
{
  if (!suy_demo_add_table (self, "warning_indicator", NULL, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (history); i++)
    {
      SuyRecord *record = suy_demo_add (self, "warning", history[i].code);
      const SuyDemoTown *town =
          &g_array_index (self->towns, SuyDemoTown, suy_demo_find_town (self, history[i].town));
      gint day = suy_demo_day (history[i].day);
      gboolean orange = g_str_equal (history[i].level, "orange");
      const SuyDemoPerson *staff = suy_demo_find_person (self, "responsible_unit", town->unit, 0);

      suy_record_set_text (record, "title", history[i].title);
      suy_record_set_text (record, "level", history[i].level);
      suy_record_set_integer (record, "indicator",
                              suy_demo_find (self, "warning_indicator", history[i].indicator));
      suy_record_set_integer (record, "indicator_version", 1);
      suy_record_set_text (record, "object_register", history[i].reg);
      suy_record_set_integer (record, "object_id",
                              suy_demo_find (self, history[i].reg, history[i].object));
      suy_record_set_integer (record, "township", town->id);
      suy_record_set_integer (record, "responsible_unit", town->unit);
      suy_record_set_real (record, "value", history[i].value);
      suy_record_set_real (record, "threshold", history[i].threshold);
      suy_demo_set_time (record, "triggered_at", suy_demo_time (day, 8 * 60));
      suy_demo_set_list (record, "recipients", orange ? "RY-0002" : staff->code, staff->code, NULL);
      suy_record_set_text (record, "action_kind", orange ? "interview" : "warn");
      suy_demo_set_day (record, "action_due", day + (gint) history[i].limit_days);
      suy_record_set_text (record, "report", "整改报告已报送");
      suy_demo_set_time (record, "closed_at",
                         suy_demo_time (day + (gint) history[i].n_days, 10 * 60));
      suy_demo_set_flag (record, "on_time", history[i].n_days <= history[i].limit_days);
      suy_demo_set_point (record, town->seat);
      add_moves (self, record, i);
    }

  return TRUE;
}
