/* suy-demo-outfall.c: river outfalls of the demo, found, measured, traced and put right
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-demo-private.h"

#define N_STATES 8

/* How many are in each state, in the order of the machine: 143. */
static const guint n_in_state[N_STATES] = { 5, 5, 4, 6, 9, 5, 34, 75 };

/* When something happened to one outfall. */
typedef struct
{
  gint found, measured, traced, classified, begun, done, accepted, closed;
} Days;

static Days
plan_days (SuyDemoRandom *random, guint state)
{
  gint first = state >= 5 ? suy_demo_day ("2023-09-01") + suy_demo_random_between (random, 0, 420)
                          : suy_demo_day ("2026-05-10") + suy_demo_random_between (random, 0, 80);
  Days days = { .found = first };

  days.measured = days.found + suy_demo_random_between (random, 3, 12);
  days.traced = days.measured + suy_demo_random_between (random, 5, 25);
  days.classified = days.traced + suy_demo_random_between (random, 3, 14);
  days.begun = days.classified + suy_demo_random_between (random, 5, 20);
  days.done = days.begun + suy_demo_random_between (random, 40, 160);
  days.accepted = days.done + suy_demo_random_between (random, 3, 15);
  days.closed = days.accepted + suy_demo_random_between (random, 2, 8);

  return days;
}

/* The firm nearest in the list that is no farther than the same township; else the network. */
static void
set_source (SuyDemo *self, SuyRecord *record, const SuyDemoSpot *spot, guint n)
{
  const char *result = n % 7 == 5 ? "ownerless" : n % 3 == 0 ? "network" : "enterprise";

  if (g_str_equal (result, "enterprise"))
    for (guint i = 0; i < self->firms->len; i++)
      {
        const SuyDemoFirm *firm =
            &g_array_index (self->firms, SuyDemoFirm, (i + n * 11) % self->firms->len);

        if (firm->spot.town == spot->town)
          {
            suy_record_set_integer (record, "enterprise", firm->id);
            break;
          }
      }
  suy_record_set_text (record, "trace_result", result);
  suy_record_set_text (record, "trace_reason", "沿管网溯查");
}

static void
add_acceptance (SuyDemo *self,
                SuyRecord *outfall,
                const char *outfall_class,
                gint day,
                const SuyDemoPerson *acceptor)
{
  g_autofree char *code = g_strdup_printf ("YS-%s", suy_record_get_text (outfall, "code"));
  SuyRecord *record = suy_demo_add (self, "acceptance", code);

  suy_record_set_integer (record, "outfall", suy_record_get_id (outfall));
  suy_record_set_integer (record, "org", acceptor->unit);
  suy_record_set_text (record, "org_kind", "third_party");
  suy_record_set_integer (record, "acceptor", acceptor->id);
  suy_demo_set_day (record, "accepted_on", day);
  suy_record_set_text (record, "verdict", "pass");
  suy_demo_set_flag (record, "site_check", TRUE);
  suy_record_set_text (record, "report", "排污口整治验收报告");
  suy_record_set_text (record, "proof",
                       g_str_equal (outfall_class, "ban")     ? "blocked"
                       : g_str_equal (outfall_class, "merge") ? "merged"
                                                              : "regulated");
}

static void
set_work (SuyDemo *self,
          SuyRecord *record,
          const SuyDemoSpot *spot,
          guint state,
          guint n,
          const Days *days)
{
  static const char *const classes[] = { "regulate", "merge", "regulate", "ban", "regulate" };
  const SuyDemoTown *town = &g_array_index (self->towns, SuyDemoTown, spot->town);

  if (state >= 1)
    suy_demo_set_day (record, "measured_at", days->measured);
  if (state >= 2)
    {
      set_source (self, record, spot, n);
      suy_demo_set_day (record, "traced_at", days->traced);
    }
  if (state >= 3)
    {
      suy_record_set_text (record, "outfall_class", classes[n % 5]);
      suy_record_set_integer (record, "responsible_unit", town->unit);
      suy_record_set_integer (record, "responsible_person",
                              suy_demo_find_person (self, "responsible_unit", town->unit, 0)->id);
      suy_demo_set_day (record, "deadline", days->classified + 180);
    }
  if (state >= 5)
    {
      suy_demo_set_day (record, "rectified_at", days->done);
      suy_record_set_integer (record, "sampling_months", 3);
    }
}

static void
add_moves (SuyDemo *self,
           SuyRecord *record,
           const SuyDemoSpot *spot,
           guint state,
           guint n,
           const Days *days)
{
  gint64 unit = g_array_index (self->towns, SuyDemoTown, spot->town).unit;
  gint64 office = suy_demo_find (self, "unit", "DW-18");
  const SuyDemoPerson *finder = suy_demo_get_inspector (self, spot->cell);
  const SuyDemoPerson *monitor =
      suy_demo_find_person (self, "monitor", suy_demo_find (self, "unit", "DW-16"), n % 6);
  const SuyDemoPerson *staff = suy_demo_find_person (self, "responsible_unit", unit, 0);
  const SuyDemoPerson *clerk = suy_demo_find_person (self, "rectification_office", office, n % 4);
  const SuyDemoPerson *acceptor =
      suy_demo_find_person (self, "third_party", suy_demo_find (self, "unit", "SF-03"), n % 2);
  guint minute = 8 * 60 + 30 + n % 200;

  suy_demo_move (self, record, "find", finder, suy_demo_time (days->found, minute), NULL, "photo");
  if (state >= 1)
    suy_demo_move (self, record, "measure", monitor, suy_demo_time (days->measured, 11 * 60), NULL,
                   "sample");
  if (state >= 2)
    suy_demo_move (self, record, "trace", finder, suy_demo_time (days->traced, minute), NULL, NULL);
  if (state >= 3)
    suy_demo_move (self, record, "classify", clerk, suy_demo_time (days->classified, minute), NULL,
                   "plan");
  if (state >= 4)
    suy_demo_move (self, record, "rectify", staff, suy_demo_time (days->begun, minute), NULL, NULL);
  if (state >= 5)
    {
      add_acceptance (self, record, suy_record_get_text (record, "outfall_class"), days->accepted,
                      acceptor);
      suy_demo_move (self, record, "accept", acceptor, suy_demo_time (days->accepted, minute), NULL,
                     "report");
    }
  if (state >= 6)
    suy_demo_move (self, record, "close", clerk, suy_demo_time (days->closed, minute), NULL, NULL);
  if (state >= 7)
    suy_demo_move (self, record, "monitor", staff, suy_demo_time (days->closed + 30, minute), NULL,
                   NULL);
}

static void
add_outfall (SuyDemo *self, SuyDemoRandom *random, guint state, guint n)
{
  static const char *const outfall_kinds[] = { "industrial", "sewage_works", "agricultural",
                                               "rain",       "rural",        "other" };
  g_autofree char *code = g_strdup_printf ("PK-%04u", n + 1), *name = NULL;
  Days days = plan_days (random, state);
  SuyRecord *record = suy_demo_add (self, "outfall", code);
  const SuyDemoReach *reach;
  SuyDemoOutfall outfall = { .id = suy_record_get_id (record) };
  const char *river;

  suy_demo_spot_on_bank (self, random, G_MAXUINT, &outfall.spot);
  reach = &g_array_index (self->reaches, SuyDemoReach, outfall.spot.reach);
  river = reach->name != NULL        ? reach->name
          : reach->tributary != NULL ? reach->tributary
                                     : "无名支流";
  name = g_strdup_printf ("%s%u号排污口", river, n + 1);
  outfall.name = suy_demo_keep (self, name);
  suy_record_set_text (record, "name", name);
  suy_record_set_text (record, "river", river);
  suy_record_set_text (record, "kind", outfall_kinds[n % G_N_ELEMENTS (outfall_kinds)]);
  suy_record_set_text (record, "discharge_mode", n % 3 == 0 ? "intermittent" : "continuous");
  suy_record_set_text (record, "bank", suy_demo_random_chance (random, 50) ? "left" : "right");
  suy_record_set_integer (record, "diameter_mm", 100 * suy_demo_random_between (random, 2, 12));
  suy_record_set_real (record, "flow_m3d", suy_demo_random_between (random, 20, 3000));
  suy_demo_set_day (record, "found_at", days.found);
  suy_record_set_text (record, "note", "虚构");
  suy_demo_set_spot (self, record, &outfall.spot);
  set_work (self, record, &outfall.spot, state, n, &days);
  add_moves (self, record, &outfall.spot, state, n, &days);
  g_array_append_val (self->outfalls, outfall);
}

void
suy_demo_make_outfalls (SuyDemo *self)
{
  SuyDemoRandom random;
  guint n = 0;

  suy_demo_random_init (&random, self->seed, "outfalls");
  for (guint state = 0; state < N_STATES; state++)
    for (guint i = 0; i < n_in_state[state]; i++)
      add_outfall (self, &random, state, n++);
}
