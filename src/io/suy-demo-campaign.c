/* suy-demo-campaign.c: campaigns of the demo, what was found under them, and the watch roster
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Campaigns stand in tables.json; which inspections and cases belong to them follows from their
 * kind and their days. */

#include <string.h>

#include "suy-demo-private.h"

#define SWEPT_TOWN "350703106"
#define SWEEP_HALF_M 2500 /* of the area that is swept */
#define WATCH_BEFORE 6    /* days of the roster before the demo's day */
#define WATCH_AFTER 3
#define SHIFTS 3
#define SHIFT_MIN (24 * 60 / SHIFTS)

/* Cases by source and day of finding, of one medium where one is named.  Those of a campaign that
 * is closed were found so long ago that they are done with. */
static const struct
{
  const char *campaign, *source, *medium, *from, *until;
} cases[] = {
  { "XD-2025-01", "self_found", NULL, "2025-03-01", "2025-09-30" },
  { "XD-2025-01", "monitoring", NULL, "2025-03-01", "2025-06-30" },
  { "XD-2026-01-S", "patrol", "water", "2026-03-01", "2026-11-20" },
  { "XD-2026-01-Q", "patrol", "air", "2026-03-01", "2026-11-20" },
  { "XD-2026-01-G", "patrol", "solid_waste", "2026-03-01", "2026-11-20" },
  { "XD-2026-02", "self_found", NULL, "2026-03-10", "2026-11-20" },
};

/* Inspections by kind and day of planning; of one township where one is named. */
static const struct
{
  const char *campaign, *kind, *town, *from, *until;
} visits[] = {
  { "XD-2025-01", "annual_plan", NULL, "2025-03-01", "2025-12-31" },
  { "XD-2026-02", "special_action", NULL, "2026-03-01", "2026-11-20" },
  { "XD-2026-03", NULL, SWEPT_TOWN, "2026-04-01", "2026-11-20" },
};

static gboolean
is_between (const SuyRecord *record, const char *field, const char *from, const char *until)
{
  const char *day = suy_record_get_text (record, field);

  return day != NULL && strncmp (day, from, 10) >= 0 && strncmp (day, until, 10) <= 0;
}

static void
link_cases (SuyDemo *self)
{
  GPtrArray *problems = suy_demo_get_list (self, "problem");

  for (guint i = 0; i < problems->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
      {
        SuyRecord *problem = problems->pdata[i];

        if (g_strcmp0 (suy_record_get_text (problem, "source"), cases[k].source) != 0 ||
            (cases[k].medium != NULL &&
             g_strcmp0 (suy_record_get_text (problem, "medium"), cases[k].medium) != 0) ||
            !is_between (problem, "found_at", cases[k].from, cases[k].until))
          continue;
        suy_record_set_integer (problem, "campaign",
                                suy_demo_find (self, "campaign", cases[k].campaign));
        if (g_str_has_prefix (cases[k].campaign, "XD-2026-01") && i % 9 == 0)
          suy_record_set_text (problem, "exposed_on", "2026-09-30");
        break;
      }
}

static void
link_visits (SuyDemo *self)
{
  GPtrArray *inspections = suy_demo_get_list (self, "inspection");

  for (guint i = 0; i < inspections->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (visits); k++)
      {
        SuyRecord *visit = inspections->pdata[i];

        if ((visits[k].kind != NULL &&
             g_strcmp0 (suy_record_get_text (visit, "kind"), visits[k].kind) != 0) ||
            (visits[k].town != NULL && suy_record_get_integer (visit, "township") !=
                                           suy_demo_find (self, "township", visits[k].town)) ||
            !is_between (visit, "planned_at", visits[k].from, visits[k].until))
          continue;
        suy_record_set_integer (visit, "campaign",
                                suy_demo_find (self, "campaign", visits[k].campaign));
        break;
      }
}

static void
set_area (SuyDemo *self)
{
  GPtrArray *campaigns = suy_demo_get_list (self, "campaign");
  guint town = suy_demo_find_town (self, SWEPT_TOWN);

  for (guint i = 0; i < campaigns->len; i++)
    if (g_str_equal (suy_record_get_text (campaigns->pdata[i], "kind"), "sweep"))
      suy_demo_set_square (campaigns->pdata[i], g_array_index (self->towns, SuyDemoTown, town).seat,
                           SWEEP_HALF_M);
}

/* ---- the roster ---- */

/* A shift ahead of us has its person too, but for one that nobody has filled yet. */
static void
add_shift (SuyDemo *self, guint town, gint day, guint nth)
{
  const SuyDemoTown *of = &g_array_index (self->towns, SuyDemoTown, town);
  g_autofree char *code = g_strdup_printf ("ZB-%u-%d-%u", town + 1, day, nth + 1);
  gint today = suy_demo_day (SUY_DEMO_TODAY);
  gboolean empty = town == 5 && day == today + 2 && nth == 2;
  gint64 from = suy_demo_time (day, nth * SHIFT_MIN);
  const SuyDemoPerson *person = NULL;
  SuyRecord *record = suy_demo_add (self, "watch_shift", code);

  for (guint i = 0, met = 0; !empty && i < self->persons->len && person == NULL; i++)
    {
      const SuyDemoPerson *each = &g_array_index (self->persons, SuyDemoPerson, i);

      if (each->town == town && g_str_equal (each->role, "grid_inspector") &&
          met++ == (guint) (day + (gint) nth) % 5)
        person = each;
    }
  suy_record_set_integer (record, "township", of->id);
  suy_demo_set_time (record, "from_at", from);
  suy_demo_set_time (record, "to_at", from + (gint64) SHIFT_MIN * 60 * G_USEC_PER_SEC);
  if (person != NULL)
    suy_record_set_integer (record, "person", person->id);
  if (day >= today || person == NULL || nth != 2 || (town + (guint) day) % 4 != 0)
    return;
  suy_demo_set_time (record, "checked_at", from + (gint64) 3 * 3600 * G_USEC_PER_SEC);
  suy_record_set_integer (
      record, "checked_by",
      suy_demo_find_person (self, "duty_officer", suy_demo_find (self, "unit", "DW-11"), 0)->id);
  suy_demo_set_flag (record, "present", town != 3);
}

static void
add_roster (SuyDemo *self)
{
  gint today = suy_demo_day (SUY_DEMO_TODAY);

  for (guint town = 0; town < self->towns->len; town++)
    for (gint day = today - WATCH_BEFORE; day <= today + WATCH_AFTER; day++)
      for (guint nth = 0; nth < SHIFTS; nth++)
        add_shift (self, town, day, nth);
}

void
suy_demo_make_campaigns (SuyDemo *self)
{
  link_cases (self);
  link_visits (self);
  set_area (self);
  add_roster (self);
}
