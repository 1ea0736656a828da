/* suy-demo-inspection.c: inspections and patrols of the demo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-demo-case.h"

/* States in the order of the machine; cancelled comes after them. */
enum
{
  PLANNED,
  ASSIGNED,
  ON_SITE,
  RECORDED,
  REVIEWED,
  ARCHIVED,
  CANCELLED,
};

static void
add_moves (SuyDemo *demo,
           const SuyRecord *record,
           const SuyDemoVisit *visit,
           const SuyDemoPerson *office,
           const SuyDemoPerson *lead)
{
  gint day = visit->day;
  guint last = visit->last;

  suy_demo_move (demo, record, "plan", office, suy_demo_time (day - 3, 9 * 60), NULL, NULL);
  if (last == CANCELLED)
    {
      suy_demo_move (demo, record, "cancel", office, suy_demo_time (day, 9 * 60), "对象停产", NULL);
      return;
    }
  if (last >= ASSIGNED)
    suy_demo_move (demo, record, "assign", office, suy_demo_time (day - 1, 9 * 60), NULL, NULL);
  if (last >= ON_SITE)
    suy_demo_move (demo, record, "arrive", lead, suy_demo_time (day, 9 * 60), NULL, NULL);
  if (last >= RECORDED)
    suy_demo_move (demo, record, "record", lead, suy_demo_time (day, 11 * 60), NULL, "photo photo");
  if (last >= REVIEWED)
    suy_demo_move (demo, record, "review", office, suy_demo_time (day, 17 * 60), NULL, NULL);
  if (last >= ARCHIVED)
    suy_demo_move (demo, record, "archive", office, suy_demo_time (visit->archived, 17 * 60 + 30),
                   NULL, NULL);
}

static void
set_visit (SuyRecord *record, gint day, gboolean found)
{
  suy_demo_set_time (record, "started_at", suy_demo_time (day, 9 * 60));
  suy_demo_set_time (record, "ended_at", suy_demo_time (day, 10 * 60 + 40));
  suy_demo_set_list (record, "checklist", "治理设施运行：是", "雨污分流：是",
                     found ? "现场无外排：否" : "现场无外排：是", "台账完整：是", NULL);
  suy_record_set_integer (record, "n_no", found ? 1 : 0);
  suy_demo_set_flag (record, "has_problem", found);
  suy_record_set_text (record, "conclusion", found ? "发现问题，已登记" : "未发现问题");
}

void
suy_demo_add_visit (SuyDemo *demo,
                    SuyRecord *record,
                    const SuyDemoVisit *visit,
                    const SuyDemoPerson *office,
                    const SuyDemoPerson *lead)
{
  if (visit->last >= ON_SITE && visit->last <= ARCHIVED)
    suy_demo_set_time (record, "started_at", suy_demo_time (visit->day, 9 * 60));
  if (visit->last >= RECORDED && visit->last <= ARCHIVED)
    set_visit (record, visit->day, visit->found);
  add_moves (demo, record, visit, office, lead);
}

SuyRecord *
suy_demo_add_inspection (SuyDemo *demo, SuyDemoRandom *random, const SuyDemoVisit *visit)
{
  const SuyDemoPoint *point = visit->point;
  gint day = visit->day;
  guint n = suy_demo_get_list (demo, "inspection")->len;
  g_autofree char *code = g_strdup_printf ("JC-%05u", n + 1);
  g_autofree char *name = NULL;
  SuyRecord *record = suy_demo_add (demo, "inspection", code);
  gboolean patrol = g_str_equal (visit->kind, "daily_patrol");
  guint n_firm = visit->firm != G_MAXUINT ? visit->firm : point->firm;
  const SuyDemoFirm *firm =
      n_firm == G_MAXUINT ? NULL : &g_array_index (demo->firms, SuyDemoFirm, n_firm);
  const SuyDemoSpot *spot = visit->firm == G_MAXUINT ? &point->spot : &firm->spot;
  const SuyDemoPerson *office = suy_demo_pick_person (demo, random, "hq_clerk");
  const SuyDemoPerson *lead = patrol ? suy_demo_get_inspector (demo, spot->cell)
                                     : suy_demo_pick_person (demo, random, "enforcement_officer");
  const SuyDemoPerson *second = lead;

  while (!patrol && second == lead)
    second = suy_demo_pick_person (demo, random, "enforcement_officer");
  name = g_strdup_printf ("%s检查", visit->firm == G_MAXUINT ? point->name : firm->name);
  suy_record_set_text (record, "name", name);
  suy_record_set_text (record, "kind", visit->kind);
  if (visit->plan != 0)
    suy_record_set_integer (record, "plan", visit->plan);
  if (visit->firm == G_MAXUINT)
    suy_record_set_integer (record, "risk_point", point->id);
  if (firm != NULL)
    suy_record_set_integer (record, "enterprise", firm->id);
  suy_demo_set_spot (demo, record, spot);
  suy_record_set_integer (record, "object_unit",
                          g_array_index (demo->towns, SuyDemoTown, spot->town).unit);
  if (patrol)
    suy_demo_set_list (record, "officers", lead->code, NULL);
  else
    suy_demo_set_list (record, "officers", lead->code, second->code, NULL);
  suy_record_set_integer (record, "lead", lead->id);
  suy_record_set_integer (record, "unit", lead->unit);
  suy_demo_set_day (record, "planned_at", day);
  suy_demo_set_day (record, "due", day + 5);
  suy_demo_add_visit (demo, record, visit, office, lead);

  return record;
}

/* The nth firm of the industry; G_MAXUINT where there are fewer. */
static guint
find_firm (SuyDemo *demo, const char *industry, guint nth)
{
  for (guint i = 0; i < demo->firms->len; i++)
    if (g_str_equal (g_array_index (demo->firms, SuyDemoFirm, i).industry, industry) && nth-- == 0)
      return i;

  return G_MAXUINT;
}

/* Special actions go by the plans that have a topic, in turn, every third day of each. */
static void
join_campaign (SuyDemo *demo, SuyDemoVisit *visit, guint n)
{
  const GPtrArray *plans = suy_demo_get_list (demo, "inspection_plan");
  guint n_campaigns = 0, nth;

  for (guint i = 0; i < plans->len; i++)
    n_campaigns += suy_record_get_text (plans->pdata[i], "topic") != NULL;
  nth = n / n_campaigns;
  for (guint i = 0, k = 0; i < plans->len; i++)
    {
      const SuyRecord *plan = plans->pdata[i];
      const char *topic = suy_record_get_text (plan, "topic");

      if (topic == NULL || k++ != n % n_campaigns)
        continue;
      visit->plan = suy_record_get_id (plan);
      visit->day = suy_demo_day (suy_record_get_text (plan, "window_start")) + (gint) nth % 5 * 3;
      if (g_str_equal (topic, "oil_fume"))
        visit->firm = find_firm (demo, "catering", nth);
    }
}

/* Inspections that found nothing, most of them of this year. */
static void
add_clean (SuyDemo *demo, SuyDemoRandom *random)
{
  static const char *const kinds[] = { "daily_patrol",  "daily_patrol",   "annual_plan",
                                       "double_random", "special_action", "night",
                                       "joint",         "expert_assist",  "weekend" };
  static const guint n_in_state[] = { 8, 8, 4, 6, 8, 300, 6 };
  gint today = suy_demo_day (SUY_DEMO_TODAY);
  guint n = 0, n_special = 0;

  for (guint state = 0; state < G_N_ELEMENTS (n_in_state); state++)
    for (guint i = 0; i < n_in_state[state]; i++, n++)
      {
        SuyDemoVisit visit = { .kind = kinds[n % G_N_ELEMENTS (kinds)],
                               .last = state,
                               .firm = G_MAXUINT };

        visit.point = &g_array_index (demo->points, SuyDemoPoint, n * 7 % demo->points->len);
        visit.day = state == ARCHIVED    ? today - suy_demo_random_between (random, 4, 420)
                    : state == CANCELLED ? today - suy_demo_random_between (random, 10, 200)
                    : state <= ASSIGNED  ? today + (state == ASSIGNED ? 1 : 3)
                    : state == ON_SITE   ? today
                                         : today - suy_demo_random_between (random, 1, 3);
        if (state == ARCHIVED && g_str_equal (visit.kind, "special_action"))
          join_campaign (demo, &visit, n_special++);
        visit.archived = visit.day + 1;
        suy_demo_add_inspection (demo, random, &visit);
      }
}

/* Two patrols of every cell this month. */
static void
add_patrols (SuyDemo *demo, SuyDemoRandom *random)
{
  gint first = suy_demo_day ("2026-11-02");

  for (guint i = 0; i < demo->cells->len * 2; i++)
    {
      const SuyDemoCell *cell = &g_array_index (demo->cells, SuyDemoCell, i / 2);
      g_autofree char *code = g_strdup_printf ("XC-%04u", i + 1);
      g_autofree char *name = g_strdup_printf ("%s巡查", cell->code);
      SuyRecord *record = suy_demo_add (demo, "patrol", code);
      gint day = first + (gint) (i % 2) * 8 + suy_demo_random_between (random, 0, 6);

      suy_record_set_text (record, "name", name);
      suy_record_set_integer (record, "inspector", cell->inspector);
      suy_record_set_integer (record, "grid", cell->id);
      suy_demo_set_time (record, "started_at", suy_demo_time (day, 8 * 60 + 40));
      suy_demo_set_time (record, "ended_at", suy_demo_time (day, 11 * 60 + 20));
      if (i % 6 == 0)
        suy_record_set_text (record, "topic", "open_burning");
      suy_record_set_text (record, "finding", "未见异常");
    }
}

void
suy_demo_make_inspections (SuyDemo *self)
{
  SuyDemoRandom random;

  suy_demo_random_init (&random, self->seed, "inspections");
  add_clean (self, &random);
  add_patrols (self, &random);
}
