/* suy-demo-ledger.c: ledger items that come as a list from above, without a problem on the map
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-demo-case.h"

#define N_ITEMS 16
#define N_CANCELLED 2

static const char *const titles[] = {
  "农村生活污水设施运行率偏低", "竹木加工集中区雨污分流不到位", "畜禽粪污资源化利用不足",
  "饮用水水源保护区标志不全",   "建筑垃圾消纳能力不足",         "工业固废综合利用率不高",
  "入河排污口台账不完整",       "河岸生态缓冲带建设滞后",
};

static SuyRecord *
add_item (SuyDemo *demo, guint n, guint town)
{
  const SuyDemoTown *place = &g_array_index (demo->towns, SuyDemoTown, town);
  const SuyDemoPerson *staff = suy_demo_find_person (demo, "responsible_unit", place->unit, 0);
  g_autofree char *code = g_strdup_printf ("ZG-D%02u", n + 1);
  g_autofree char *title = g_strconcat (place->name, titles[n % G_N_ELEMENTS (titles)], NULL);
  SuyRecord *item = suy_demo_add (demo, "rectification_item", code);

  suy_record_set_text (item, "title", title);
  suy_record_set_text (item, "batch", n < N_ITEMS - 2 * N_CANCELLED ? "省级督察反馈" : "区级自查");
  suy_record_set_text (item, "category", n % 2 == 0 ? "water" : "soil_waste");
  suy_record_set_integer (item, "township", place->id);
  suy_record_set_integer (item, "lead_unit", suy_demo_find (demo, "unit", "DW-10"));
  suy_record_set_integer (item, "responsible_unit", place->unit);
  suy_record_set_integer (item, "responsible_person", staff->id);
  suy_record_set_integer (item, "supervising_unit", suy_demo_find (demo, "unit", "DW-12"));
  suy_record_set_text (item, "goal", "三年内完成整改并长期保持");
  suy_demo_set_list (item, "measures", "摸底建账", "分批整治", "长效管护", NULL);
  suy_record_set_integer (item, "measures_done", 1);
  suy_record_set_text (item, "rect_class", "long_term");
  suy_demo_set_list (item, "stages", "2025-12-31 完成三成", "2026-12-31 完成七成",
                     "2027-12-31 全部完成", NULL);
  suy_record_set_integer (item, "stages_met", 0);
  suy_record_set_text (item, "plan_document", "一项一方案");
  suy_demo_set_day (item, "start", suy_demo_day ("2025-01-20"));
  suy_record_set_text (item, "deadline", "2027-12-31");
  suy_record_set_text (item, "deadline_original", "2027-12-31");
  suy_record_set_integer (item, "actual_bp", 3000 + 350 * (gint64) (n % 9));
  suy_record_set_text (item, "escalation", "none");
  suy_demo_set_flag (item, "is_public", TRUE);
  suy_demo_set_flag (item, "public_money", TRUE);
  suy_demo_set_flag (item, "from_superior", n < N_ITEMS - 2 * N_CANCELLED);

  return item;
}

static void
add_moves (SuyDemo *demo, SuyDemoRandom *random, SuyRecord *item, guint n)
{
  gint day = suy_demo_day ("2025-01-06") + (gint) n;
  const SuyDemoPerson *clerk = suy_demo_pick_person (demo, random, "rectification_office");
  const SuyDemoPerson *staff = suy_demo_find_person (
      demo, "responsible_unit", suy_record_get_integer (item, "responsible_unit"), 0);

  suy_demo_move (demo, item, "draft", clerk, suy_demo_time (day, 9 * 60), NULL, NULL);
  suy_demo_move (demo, item, "approve_plan", clerk, suy_demo_time (day + 5, 9 * 60), NULL, "plan");
  suy_demo_move (demo, item, "start", staff, suy_demo_time (day + 20, 9 * 60), NULL, NULL);
  if (n % 3 == 0)
    return;
  suy_demo_move (demo, item, "meet_stage", staff,
                 suy_demo_time (suy_demo_day ("2025-12-20"), 9 * 60 + n), NULL, "photo");
  suy_record_set_integer (suy_demo_change (demo, item), "stages_met", 1);
  suy_demo_move (demo, item, "next_stage", staff,
                 suy_demo_time (suy_demo_day ("2026-01-05"), 9 * 60 + n), NULL, NULL);
}

void
suy_demo_make_ledger (SuyDemo *demo, SuyDemoRandom *random)
{
  SuyRecord *items[N_ITEMS];

  for (guint n = 0; n < N_ITEMS; n++)
    {
      items[n] = add_item (demo, n, (n * 5 + 2) % demo->towns->len);
      add_moves (demo, random, items[n], n);
    }

  /* The last of the bureau's own are cancelled; the ones before them take their place. */
  for (guint k = 1; k <= N_CANCELLED; k++)
    {
      SuyRecord *item = items[N_ITEMS - k];

      suy_record_set_text (item, "cancel_reason", "并入同类事项");
      suy_record_set_integer (item, "successor",
                              suy_record_get_id (items[N_ITEMS - N_CANCELLED - k]));
      suy_demo_move (demo, item, "cancel", suy_demo_pick_person (demo, random, "bureau_leader"),
                     suy_demo_time (suy_demo_day ("2026-03-10"), 9 * 60 + k), "并入同类事项",
                     "form");
    }
}
