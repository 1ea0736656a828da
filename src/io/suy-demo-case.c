/* suy-demo-case.c: problems and ledger items of the demo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-demo-case.h"

#define STEP_ASIDE 9100 /* of 1e-7 degree eastward: 90 m */
#define N_PETITION 300  /* of 2023, each the matter of several complaints */

/* How many of the other problems end in each fate. */
static const struct
{
  SuyDemoFate fate;
  guint n;
} fates[] = {
  { SUY_DEMO_LOOKED_BACK, 180 }, { SUY_DEMO_CONSOLIDATING, 60 }, { SUY_DEMO_CLOSED, 40 },
  { SUY_DEMO_RECTIFYING, 40 },   { SUY_DEMO_FOUND, 12 },         { SUY_DEMO_JUDGED, 8 },
  { SUY_DEMO_ASSIGNED, 8 },      { SUY_DEMO_RECEIVED, 8 },       { SUY_DEMO_SUBMITTED, 8 },
  { SUY_DEMO_ACCEPTED, 6 },      { SUY_DEMO_REOPENED, 4 },       { SUY_DEMO_RESUMED, 6 },
  { SUY_DEMO_REJECTED, 20 },     { SUY_DEMO_MERGED, 8 },         { SUY_DEMO_TRANSFERRED, 6 },
};

/* What people complain of, and the kind of problem that it is. */
static const struct
{
  const char *type, *violation;
  guint n; /* matters of 2023: 300 */
} matters[] = {
  { "noise", "noise", 110 }, { "waste_pile", "waste_storage", 75 }, { "dust", "dust", 60 },
  { "odour", "smoke", 20 },  { "water", "storm_mixing", 20 },       { "other", "burning", 15 },
};

void
suy_demo_case_plan (SuyDemoCase *self, SuyDemoRandom *random, gboolean old)
{
  gint today = suy_demo_day (SUY_DEMO_TODAY), back, last;
  gint work = self->phased ? suy_demo_random_between (random, 60, 110)
                           : suy_demo_random_between (random, 10, 24);
  gint late = suy_demo_random_between (random, 3, work + 25);

  self->found = 0;
  self->judged = self->found + 1;
  self->assigned = self->judged + 1 + (self->returned ? 1 : 0);
  self->started = self->assigned + 1;
  self->progress = self->started + (self->fate == SUY_DEMO_RECTIFYING ? late : work) * 2 / 3 + 1;
  self->completed = self->started + work + (self->sent_back ? 6 : 0);
  self->accepted = self->completed + suy_demo_random_between (random, 2, 5);
  self->closed = self->accepted + suy_demo_random_between (random, 1, 3);
  self->consolidated = self->closed + suy_demo_random_between (random, 1, 3);
  self->looked_back = self->consolidated + suy_demo_random_between (random, 50, 120);
  self->reopened = self->consolidated + suy_demo_random_between (random, 60, 100);
  self->resumed = self->reopened + 2;
  self->deadline = self->assigned + (self->phased ? 120 : self->returned ? 29 : 30);

  last = self->fate == SUY_DEMO_LOOKED_BACK     ? self->looked_back
         : self->fate == SUY_DEMO_CONSOLIDATING ? self->consolidated
         : self->fate == SUY_DEMO_CLOSED        ? self->closed
         : self->fate == SUY_DEMO_ACCEPTED      ? self->accepted
         : self->fate == SUY_DEMO_SUBMITTED     ? self->completed
         : self->fate == SUY_DEMO_RECTIFYING    ? self->started + late
         : self->fate == SUY_DEMO_REOPENED      ? self->reopened
         : self->fate == SUY_DEMO_RESUMED       ? self->resumed
         : self->fate == SUY_DEMO_RECEIVED      ? self->assigned
         : self->fate == SUY_DEMO_ASSIGNED      ? self->assigned
         : self->fate == SUY_DEMO_FOUND         ? self->found
                                                : self->judged + 2;
  back = old                                    ? suy_demo_random_between (random, 680, 960)
         : self->fate == SUY_DEMO_LOOKED_BACK   ? suy_demo_random_between (random, 5, 620)
         : self->fate == SUY_DEMO_CONSOLIDATING ? suy_demo_random_between (random, 10, 90)
         : self->fate == SUY_DEMO_CLOSED        ? suy_demo_random_between (random, 1, 9)
         : self->fate == SUY_DEMO_REJECTED || self->fate == SUY_DEMO_TRANSFERRED
             ? suy_demo_random_between (random, 5, 500)
             : suy_demo_random_between (random, 1, self->fate == SUY_DEMO_ASSIGNED ? 1 : 4);
  back = today - back - last;
  for (gint *day = &self->found; day <= &self->deadline; day++)
    *day += back;
}

static gboolean
holds_word (JsonArray *words, const char *word)
{
  for (guint i = 0; i < json_array_get_length (words); i++)
    if (g_str_equal (json_array_get_string_element (words, i), word))
      return TRUE;

  return FALSE;
}

/* The text of the violation, or of one that is found at such a point. */
static JsonObject *
find_template (SuyDemo *demo, const SuyDemoCase *self)
{
  JsonArray *all = suy_demo_get_words (demo, "problems");
  guint n = json_array_get_length (all);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *words = json_array_get_object_element (all, (i + self->n * 7) % n);
      const char *violation = json_object_get_string_member (words, "violation");

      if (self->violation != NULL
              ? g_str_equal (violation, self->violation)
              : holds_word (json_object_get_array_member (words, "at"), self->point->source))
        return words;
    }

  g_assert_not_reached ();
}

static gint64
find_unit (SuyDemo *demo, const char *code)
{
  return suy_demo_find (demo, "unit", code);
}

/* Who does what: nobody accepts their own work, closes what they accepted, or looks back at it. */
static void
cast (SuyDemo *demo, SuyDemoRandom *random, SuyDemoCase *self, const char *medium)
{
  gint64 town = g_array_index (demo->towns, SuyDemoTown, self->spot.town).unit, unit = town;
  gint64 watch =
      find_unit (demo, g_str_equal (medium, "water")                                  ? "DW-12"
                       : g_str_equal (medium, "air") || g_str_equal (medium, "noise") ? "DW-13"
                                                                                      : "DW-14");

  if (g_str_equal (self->violation, "dust"))
    unit = find_unit (demo, "DW-35");
  else if (g_str_equal (self->violation, "smoke"))
    unit = find_unit (demo, "DW-36");
  else if (self->returned)
    unit = find_unit (demo, "DW-33");
  self->duty = suy_demo_pick_person (demo, random, "duty_officer");
  self->clerk = suy_demo_pick_person (demo, random, "rectification_office");
  self->staff = suy_demo_find_person (demo, "responsible_unit", unit, 0);
  self->first_staff = suy_demo_find_person (demo, "responsible_unit", town, 0);
  self->acceptor = self->n % 2 == 0 ? suy_demo_pick_person (demo, random, "third_party")
                                    : suy_demo_find_person (demo, "supervising_unit", watch, 0);
  self->leader = suy_demo_find_person (demo, "supervising_unit", watch, 1);
  self->inspector = suy_demo_pick_person (demo, random, "enforcement_officer");
  self->tier = self->n % 19 == 0 ? "major" : self->n % 5 == 0 ? "key" : "routine";
  self->closer = suy_demo_pick_person (demo, random,
                                       g_str_equal (self->tier, "major") ? "bureau_leader"
                                       : g_str_equal (self->tier, "key") ? "deputy_district_head"
                                                                         : "duty_officer");
}

/* Every third case is of a field that is to be cleared; every ninth is handled with another unit;
 * of ten that were solved, seven by service, two by management, one by enforcement (002-1). */
static void
set_campaigns (SuyRecord *record, const SuyDemoCase *self, const char *medium)
{
  static const struct
  {
    const char *medium, *field;
  } fields[] = { { "water", "water" },
                 { "air", "air" },
                 { "soil", "soil_waste" },
                 { "solid_waste", "stock_waste" } };

  for (guint i = 0; self->n % 3 == 0 && i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].medium, medium))
      suy_record_set_text (record, "clear_field", fields[i].field);
  if (self->n % 9 == 4)
    suy_demo_set_list (record, "assist_units", "DW-15", NULL);
  if (self->fate >= SUY_DEMO_CLOSED && self->fate <= SUY_DEMO_LOOKED_BACK)
    suy_record_set_text (record, "resolution_kind",
                         self->n % 10 < 7   ? "service"
                         : self->n % 10 < 9 ? "management"
                                            : "enforcement");
}

static void
set_text (SuyDemo *demo,
          SuyRecord *record,
          const SuyDemoCase *self,
          JsonObject *words,
          const char *object)
{
  const char *medium = json_object_get_string_member (words, "medium");
  g_autofree char *title =
      g_strdup_printf ("%s%s", object, json_object_get_string_member (words, "title"));
  JsonNode *pollutants = json_object_get_member (words, "pollutants");
  g_autofree char *list = json_to_string (pollutants, FALSE);

  suy_record_set_text (record, "title", title);
  suy_record_set_text (record, "medium", medium);
  suy_record_set_text (record, "violation", json_object_get_string_member (words, "violation"));
  suy_record_set_text (record, "description", json_object_get_string_member (words, "description"));
  suy_record_set_text (record, "pollutants", list);
  suy_demo_set_time (record, "found_at", suy_demo_time (self->found, 9 * 60 + 30));
  if (self->fate == SUY_DEMO_FOUND || self->fate == SUY_DEMO_MERGED)
    return;
  suy_record_set_text (record, "severity_tier", self->tier);
  suy_record_set_text (record, "cause", json_object_get_string_member (words, "cause"));
  if (g_str_equal (medium, "water"))
    suy_record_set_text (record, "upstream_trace", "上游 1 km 内无其他登记排口");
  set_campaigns (record, self, medium);
}

static gboolean
is_assigned (const SuyDemoCase *self)
{
  return self->fate >= SUY_DEMO_ASSIGNED && self->fate <= SUY_DEMO_RESUMED;
}

static gboolean
is_past (const SuyDemoCase *self, SuyDemoFate fate)
{
  return is_assigned (self) && self->fate >= fate;
}

static void
set_work (SuyDemo *demo, SuyRecord *record, const SuyDemoCase *self, JsonObject *words)
{
  const SuyDemoPerson *staff = self->returned ? self->first_staff : self->staff;
  gint today = suy_demo_day (SUY_DEMO_TODAY);

  suy_record_set_integer (record, "lead_unit", find_unit (demo, "DW-10"));
  suy_record_set_integer (record, "responsible_unit", staff->unit);
  suy_record_set_integer (record, "responsible_person", staff->id);
  suy_record_set_integer (record, "supervising_unit", self->leader->unit);
  suy_record_set_text (record, "goal", json_object_get_string_member (words, "goal"));
  suy_record_set_text (record, "measure", json_object_get_string_member (words, "measure"));
  suy_record_set_text (record, "rect_class", self->phased ? "phased" : "immediate");
  suy_demo_set_day (record, "deadline", self->deadline);
  suy_demo_set_day (record, "deadline_original", self->deadline);
  suy_record_set_text (record, "plan_document", "一项一方案");
  suy_record_set_text (record, "escalation", "none");
  if (self->fate == SUY_DEMO_RECTIFYING)
    suy_record_set_integer (
        record, "actual_bp",
        MIN (9500, 9000 * (today - self->started) / (self->deadline - self->started) *
                       (self->n % 3 == 0 ? 6 : 10) / 10));
  if (is_past (self, SUY_DEMO_SUBMITTED))
    {
      suy_record_set_integer (record, "actual_bp", 10000);
      suy_demo_set_day (record, "completed_on", self->completed - (self->sent_back ? 6 : 0));
    }
  if (is_past (self, SUY_DEMO_ACCEPTED))
    {
      suy_demo_set_day (record, "accepted_at", self->accepted);
      suy_demo_set_list (record, "five_no_release", "cause", "handled", "rectified",
                         "responsibility", "satisfied", NULL);
    }
  if (is_past (self, SUY_DEMO_CLOSED))
    suy_demo_set_day (record, "closed_at", self->closed);
  if (self->fate == SUY_DEMO_LOOKED_BACK)
    suy_demo_set_day (record, "lookback_at", self->looked_back);
}

static void
set_item_days (SuyRecord *item, const SuyDemoCase *self)
{
  if (is_past (self, SUY_DEMO_RECTIFYING))
    suy_demo_set_day (item, "start", self->started);
  if (is_past (self, SUY_DEMO_SUBMITTED))
    {
      suy_demo_set_day (item, "completed_at", self->completed - (self->sent_back ? 6 : 0));
      suy_record_set_integer (item, "measures_done", 1);
      suy_demo_set_list (item, "five_no_release", "cause", "handled", "rectified", "responsibility",
                         "satisfied", NULL);
    }
  if (is_past (self, SUY_DEMO_ACCEPTED))
    suy_demo_set_day (item, "accepted_at", self->accepted);
  if (is_past (self, SUY_DEMO_CLOSED))
    {
      suy_demo_set_day (item, "closed_at", self->closed);
      suy_demo_set_day (item, "disclosed_at", self->closed);
    }
  if (is_past (self, SUY_DEMO_CONSOLIDATING))
    {
      suy_record_set_text (item, "consolidation", "每季度自查一次");
      suy_demo_set_day (item, "consolidation_check", self->consolidated + 90);
    }
  if (self->fate == SUY_DEMO_LOOKED_BACK)
    suy_demo_set_day (item, "lookback_at", self->looked_back);
}

static void
set_stages (SuyRecord *item, SuyDemoCase *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) stages = NULL;

  self->n_stages = 2;
  self->n_met = is_past (self, SUY_DEMO_SUBMITTED) ? 2 : self->fate == SUY_DEMO_RECTIFYING ? 1 : 0;
  for (guint i = 0; i < self->n_stages; i++)
    {
      g_autofree char *day = suy_demo_day_text (self->assigned + 55 * (gint) (i + 1));
      g_autofree char *stage =
          g_strdup_printf ("%s %s", day, i == 0 ? "完成设计和材料" : "完成施工");

      g_strv_builder_add (builder, stage);
    }
  stages = g_strv_builder_end (builder);
  suy_demo_set_strv (item, "stages", (const char *const *) stages);
  suy_record_set_integer (item, "stages_met", 0);
}

static void
add_item (SuyDemo *demo, SuyDemoCase *self, JsonObject *words)
{
  const char *medium = json_object_get_string_member (words, "medium");
  g_autofree char *code = g_strdup_printf ("ZG-%04u", self->n + 1);
  SuyRecord *item = suy_demo_add (demo, "rectification_item", code);

  self->item = item;
  suy_record_set_text (item, "title", suy_record_get_text (self->problem, "title"));
  suy_record_set_text (item, "batch", "日常");
  suy_record_set_text (item, "category",
                       g_str_equal (medium, "water")         ? "water"
                       : g_str_equal (medium, "air")         ? "air"
                       : g_str_equal (medium, "solid_waste") ? "soil_waste"
                                                             : "other");
  suy_record_set_integer (item, "problem", suy_record_get_id (self->problem));
  suy_record_set_integer (item, "township", suy_record_get_integer (self->problem, "township"));
  suy_record_set_integer (item, "lead_unit", find_unit (demo, "DW-10"));
  suy_record_set_integer (item, "responsible_unit", self->staff->unit);
  suy_record_set_integer (item, "responsible_person", self->staff->id);
  suy_record_set_integer (item, "supervising_unit", self->leader->unit);
  suy_record_set_text (item, "goal", json_object_get_string_member (words, "goal"));
  suy_demo_set_list (item, "measures", json_object_get_string_member (words, "measure"), NULL);
  suy_record_set_integer (item, "measures_done", 0);
  suy_record_set_text (item, "rect_class", self->phased ? "phased" : "immediate");
  suy_record_set_text (item, "plan_document", "一项一方案");
  suy_demo_set_day (item, "start", self->started);
  suy_demo_set_day (item, "deadline", self->deadline);
  suy_demo_set_day (item, "deadline_original", self->deadline);
  suy_record_set_text (item, "escalation", "none");
  suy_demo_set_flag (item, "is_public", self->n % 6 == 0);
  suy_demo_set_flag (item, "public_money", FALSE);
  suy_demo_set_flag (item, "from_superior", FALSE);
  if (suy_record_has (self->problem,
                      suy_register_find (suy_record_get_register (self->problem), "actual_bp")))
    suy_record_set_integer (item, "actual_bp", suy_record_get_integer (self->problem, "actual_bp"));
  if (self->phased)
    set_stages (item, self);
  set_item_days (item, self);
}

/* Where it lies and what it concerns. */
static void
set_object (SuyDemo *demo, SuyRecord *record, const SuyDemoCase *self)
{
  suy_demo_set_spot (demo, record, &self->spot);
  if (self->point == NULL)
    return;
  suy_record_set_integer (record, "risk_point", self->point->id);
  suy_record_set_text (record, "risk_level", self->point->level);
  if (self->point->firm != G_MAXUINT)
    suy_record_set_integer (record, "enterprise",
                            g_array_index (demo->firms, SuyDemoFirm, self->point->firm).id);
}

static void
tell_source (SuyDemo *demo, SuyDemoRandom *random, SuyDemoCase *self)
{
  static const char *const sources[] = { "patrol",     "patrol",    "self_found",
                                         "monitoring", "satellite", "superior_assigned",
                                         "petition" };
  const char *source = self->petition ? "petition" : sources[self->n % G_N_ELEMENTS (sources)];

  suy_record_set_text (self->problem, "source", source);
  suy_record_set_text (self->problem, "discovery_means",
                       g_str_equal (source, "monitoring") || g_str_equal (source, "satellite")
                           ? "technical"
                           : "human");
  self->evidence = "photo photo";
  self->reporter = suy_demo_get_inspector (demo, self->spot.cell);
  if (g_str_equal (source, "petition") || g_str_equal (source, "superior_assigned"))
    self->reporter = self->duty;
  else if (!g_str_equal (source, "patrol"))
    self->reporter = suy_demo_pick_person (demo, random, "enforcement_officer");
  suy_record_set_integer (self->problem, "reporter", self->reporter->id);
  if (g_str_equal (source, "patrol") && self->point != NULL)
    {
      SuyDemoVisit visit = { self->point,
                             "daily_patrol",
                             self->found,
                             self->assigned + 1,
                             self->fate <= SUY_DEMO_JUDGED ? 4 : 5,
                             TRUE,
                             0,
                             G_MAXUINT };

      self->inspection = suy_demo_add_inspection (demo, random, &visit);
      suy_record_set_integer (self->problem, "inspection", suy_record_get_id (self->inspection));
    }
}

static void
set_side (SuyDemoCase *self)
{
  if (self->fate == SUY_DEMO_REJECTED)
    {
      suy_demo_set_flag (self->problem, "reporter_told", TRUE);
      suy_demo_set_flag (self->problem, "site_checked", TRUE);
    }
  else if (self->fate == SUY_DEMO_MERGED)
    suy_record_set_integer (self->problem, "duplicate_of", suy_record_get_id (self->twin));
  else if (self->fate == SUY_DEMO_TRANSFERRED)
    suy_record_set_text (self->problem, "transfer_to", "区公安局");
}

static void
make_code (const SuyDemoCase *self, GHashTable *counters, char **code)
{
  g_autofree char *day = suy_demo_day_text (self->found);
  guint year = (guint) g_ascii_strtoull (day, NULL, 10);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counters, GUINT_TO_POINTER (year))) + 1;

  g_hash_table_insert (counters, GUINT_TO_POINTER (year), GUINT_TO_POINTER (n));
  *code = g_strdup_printf ("AJ-%u-%04u", year, n);
}

/* One problem with everything that hangs on it. */
static SuyRecord *
add_case (SuyDemo *demo, SuyDemoRandom *random, GHashTable *counters, SuyDemoCase *self)
{
  JsonObject *words = find_template (demo, self);
  g_autofree char *code = NULL;
  const char *town = g_array_index (demo->towns, SuyDemoTown, self->spot.town).name;

  self->violation = json_object_get_string_member (words, "violation");
  cast (demo, random, self, json_object_get_string_member (words, "medium"));
  make_code (self, counters, &code);
  self->problem = suy_demo_add (demo, "problem", code);
  set_object (demo, self->problem, self);
  set_text (demo, self->problem, self, words, self->point != NULL ? self->point->name : town);
  tell_source (demo, random, self);
  set_side (self);
  if (is_assigned (self))
    {
      set_work (demo, self->problem, self, words);
      add_item (demo, self, words);
    }
  suy_demo_case_add_moves (demo, self);
  suy_demo_case_add_papers (demo, random, self);

  return self->problem;
}

/* ---- the matters that people complained of in 2023 ---- */

/* Closer than 60 m or so to a matter that is there. */
static gboolean
is_taken (SuyDemo *demo, const SuyDemoSpot *spot)
{
  for (guint i = 0; i < demo->matters->len; i++)
    {
      SuyPoint other = g_array_index (demo->matters, SuyDemoMatter, i).spot.point;

      if (ABS (other.x - spot->point.x) < 6100 && ABS (other.y - spot->point.y) < 5500)
        return TRUE;
    }

  return FALSE;
}

static void
add_petitions (SuyDemo *demo, SuyDemoRandom *random, GHashTable *counters)
{
  gint first = suy_demo_day ("2023-01-03");
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (matters); i++)
    for (guint k = 0; k < matters[i].n; k++, n++)
      {
        SuyDemoCase one = { .n = n,
                            .fate = SUY_DEMO_LOOKED_BACK,
                            .petition = TRUE,
                            .violation = matters[i].violation };
        SuyDemoMatter matter = { .type = matters[i].type };
        gint shift;

        do
          suy_demo_spot_near_town (demo, random, (k + i) % demo->towns->len, &one.spot);
        while (is_taken (demo, &one.spot));
        suy_demo_case_plan (&one, random, FALSE);
        shift = first + (gint) (k * 345 / matters[i].n) - one.found;
        for (gint *day = &one.found; day <= &one.deadline; day++)
          *day += shift;
        matter.problem = suy_record_get_id (add_case (demo, random, counters, &one));
        matter.spot = one.spot;
        matter.found = one.found;
        matter.closed = one.closed;
        g_array_append_val (demo->matters, matter);
      }
  g_assert (n == N_PETITION);
}

/* Matters that are not from 2023, for the complaints of this year. */
static void
keep_matter (SuyDemo *demo, const SuyDemoCase *self)
{
  SuyDemoMatter matter = { .type = "other",
                           .problem = suy_record_get_id (self->problem),
                           .firm = suy_record_get_integer (self->problem, "enterprise"),
                           .spot = self->spot,
                           .found = self->found,
                           .closed = is_past (self, SUY_DEMO_CLOSED) ? self->closed : 0 };

  if (g_str_equal (suy_record_get_text (self->problem, "source"), "petition") &&
      self->found >= suy_demo_day ("2026-01-05") && is_assigned (self) &&
      self->fate != SUY_DEMO_REOPENED && self->fate != SUY_DEMO_RESUMED)
    g_array_append_val (demo->matters, matter);
}

/* A second problem at a point lies 90 m from the first, so that it is no double of it. */
static void
step_aside (SuyDemo *demo, SuyDemoSpot *spot)
{
  SuyDemoSpot east = *spot, west = *spot;

  east.point.x += STEP_ASIDE;
  west.point.x -= STEP_ASIDE;
  if (suy_demo_locate (demo, &east))
    *spot = east;
  else if (suy_demo_locate (demo, &west))
    *spot = west;
}

/* The same thing found again two days later. */
static void
follow (SuyDemoCase *self, const SuyDemoCase *twin)
{
  gint shift = twin->found + 2 - self->found;

  for (gint *day = &self->found; day <= &self->deadline; day++)
    *day += shift;
  self->point = NULL;
  self->spot = twin->spot;
  self->violation = twin->violation;
  self->twin = twin->problem;
}

static void
add_general (SuyDemo *demo, SuyDemoRandom *random, GHashTable *counters)
{
  guint32 order[SUY_DEMO_MIN_POINTS];
  guint n = N_PETITION, k = 0;
  SuyDemoCase twin = { 0 };

  suy_demo_random_order (random, order, SUY_DEMO_MIN_POINTS);
  for (guint i = 0; i < G_N_ELEMENTS (fates); i++)
    for (guint j = 0; j < fates[i].n; j++, n++, k++)
      {
        SuyDemoCase one = { .n = n, .fate = fates[i].fate, .phased = n % 4 == 1 };
        gboolean looked_back = one.fate == SUY_DEMO_LOOKED_BACK;

        one.point = &g_array_index (demo->points, SuyDemoPoint, order[k % SUY_DEMO_MIN_POINTS]);
        one.spot = one.point->spot;
        if (k >= SUY_DEMO_MIN_POINTS)
          step_aside (demo, &one.spot);
        one.returned = looked_back && j % 30 == 7;
        one.sent_back = looked_back && j % 20 == 3;
        suy_demo_case_plan (&one, random, looked_back && j % 3 == 0);
        if (one.fate == SUY_DEMO_MERGED)
          follow (&one, &twin);
        add_case (demo, random, counters, &one);
        keep_matter (demo, &one);
        if (one.fate == SUY_DEMO_RECTIFYING)
          twin = one;
      }
}

void
suy_demo_make_cases (SuyDemo *self)
{
  g_autoptr (GHashTable) counters = g_hash_table_new (NULL, NULL);
  SuyDemoRandom random;

  suy_demo_random_init (&random, self->seed, "cases");
  add_petitions (self, &random, counters);
  add_general (self, &random, counters);
  suy_demo_make_ledger (self, &random);
}
