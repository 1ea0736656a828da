/* suy-demo-warning.c: indicators, and the three warnings of 2023, of the demo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two yellow and one orange, all closed in time.  What the rules raise for the demo's day is
 * computed, not written here. */

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
      suy_demo_set_flag (record, "on_time", TRUE);
      suy_demo_set_point (record, town->seat);
      add_moves (self, record, i);
    }

  return TRUE;
}
