/* suy-demo-register.c: registers of the demo that are short lists, with the moves of their rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row of tables.json may have "near", a township at whose seat it lies, and "demo_moves": texts
 * "MOVE ROLE@UNIT DAY [EVIDENCE+EVIDENCE]|NOTE".  The draws of station patrols are real ones. */

#include "suy-demo-private.h"

#define HALF_M 40     /* of a stretch of water */
#define LIST_DAYS 200 /* that a firm stays on the blacklist */
#define N_LISTED 3
#define FIRST_MINUTE (9 * 60) /* of the first move of a row; the next ones follow by the minute */

static gboolean
add_move (SuyDemo *self, const SuyRecord *record, const char *text, guint nth)
{
  g_auto (GStrv) halves = g_strsplit (text, "|", 2), words = g_strsplit (halves[0], " ", 4);
  g_auto (GStrv) who = g_strv_length (words) < 3 ? NULL : g_strsplit (words[1], "@", 2);
  const SuyDemoPerson *actor =
      who == NULL || who[1] == NULL
          ? NULL
          : suy_demo_find_person (self, who[0], suy_demo_find (self, "unit", who[1]), 0);
  g_autofree char *kinds = NULL;

  if (actor == NULL)
    return FALSE;
  if (words[3] != NULL)
    kinds = g_strdelimit (g_strdup (words[3]), "+", ' ');
  suy_demo_move (self, record, suy_demo_keep (self, words[0]), actor,
                 suy_demo_time (suy_demo_day (words[2]), FIRST_MINUTE + nth), halves[1],
                 kinds == NULL ? NULL : suy_demo_keep (self, kinds));

  return TRUE;
}

/* A stretch of ground about its place, for registers of areas. */
static void
set_area (SuyDemo *self, SuyRecord *record, guint town, guint row)
{
  SuyDemoRandom random;
  SuyDemoSpot spot;

  suy_demo_random_init (&random, self->seed + row, suy_record_get_register (record)->name);
  suy_demo_spot_near_town (self, &random, town, &spot);
  suy_demo_set_spot (self, record, &spot);
  suy_demo_set_square (record, spot.point, HALF_M);
}

/* What follows from the township: the place, and who is its chief of rivers. */
static gboolean
take_near (SuyDemo *self, SuyRecord *record, JsonObject *members, guint row)
{
  const SuyRegister *reg = suy_record_get_register (record);
  guint town = suy_demo_find_town (self, json_object_get_string_member (members, "near"));
  const SuyDemoPerson *chief;

  if (town == G_MAXUINT)
    return FALSE;
  if (reg->geometry != SUY_GEOMETRY_POLYGON)
    return suy_demo_take_near (self, record, members, row);
  set_area (self, record, town, row);
  chief = suy_demo_find_person (self, "river_chief",
                                g_array_index (self->towns, SuyDemoTown, town).unit, 0);
  if (chief != NULL && suy_register_find (reg, "river_chief") != NULL)
    suy_record_set_integer (record, "river_chief", chief->id);

  return TRUE;
}

static gboolean
take_moves (SuyDemo *self, SuyRecord *record, JsonObject *members, guint row)
{
  JsonArray *moves = json_object_has_member (members, "demo_moves")
                         ? json_object_get_array_member (members, "demo_moves")
                         : NULL;

  if (json_object_has_member (members, "near") && !take_near (self, record, members, row))
    return FALSE;
  for (guint i = 0; moves != NULL && i < json_array_get_length (moves); i++)
    if (!add_move (self, record, json_array_get_string_element (moves, i), i))
      return FALSE;

  return TRUE;
}

/* ---- the blacklist ---- */

/* Firms that were fined, other than for a trifle, some time ago; the first of them has mended its
 * ways since and is off the list. */
static gboolean
is_grave (const SuyRecord *fine)
{
  const char *decided = suy_record_get_text (fine, "decided_at");

  return decided != NULL && suy_record_get_integer (fine, "exempted") == 0 &&
         suy_demo_day (decided) + LIST_DAYS < suy_demo_day (SUY_DEMO_TODAY);
}

static void
add_listing (SuyDemo *self, const SuyRecord *fine, guint n)
{
  const SuyDemoPerson *officer =
      suy_demo_find_person (self, "enforcement_officer", suy_demo_find (self, "unit", "DW-15"), 0);
  const SuyDemoPerson *leader =
      suy_demo_find_person (self, "bureau_leader", suy_demo_find (self, "unit", "DW-10"), 0);
  const SuyDemoPerson *clerk =
      suy_demo_find_person (self, "hq_clerk", suy_demo_find (self, "unit", "DW-19"), 0);
  gint day = suy_demo_day (suy_record_get_text (fine, "decided_at"));
  g_autofree char *code = g_strdup_printf ("HMD-%02u", n + 1);
  SuyRecord *record = suy_demo_add (self, "list_entry", code);

  suy_record_set_text (record, "list_name", "blacklist");
  suy_record_set_integer (record, "enterprise", suy_record_get_integer (fine, "enterprise"));
  suy_record_set_integer (record, "enforcement_case", suy_record_get_id (fine));
  suy_record_set_text (record, "basis", suy_record_get_text (fine, "subject"));
  suy_demo_set_day (record, "from_date", day + 12);
  suy_demo_move (self, record, "propose", officer, suy_demo_time (day + 3, 9 * 60), NULL, NULL);
  suy_demo_move (self, record, "confirm", leader, suy_demo_time (day + 7, 9 * 60), NULL, NULL);
  suy_demo_move (self, record, "list", clerk, suy_demo_time (day + 12, 9 * 60), NULL, NULL);
  if (n > 0)
    return;
  suy_demo_set_day (record, "to_date", day + LIST_DAYS);
  suy_demo_move (self, record, "repair", officer, suy_demo_time (day + LIST_DAYS - 10, 9 * 60),
                 NULL, "report");
  suy_demo_move (self, record, "remove", leader, suy_demo_time (day + LIST_DAYS, 9 * 60), NULL,
                 "form");
}

static void
add_blacklist (SuyDemo *self)
{
  GPtrArray *fines = suy_demo_get_list (self, "enforcement_case");
  guint n = 0;

  for (guint i = 0; i < fines->len && n < N_LISTED; i++)
    if (is_grave (fines->pdata[i]))
      add_listing (self, fines->pdata[i], n++);
}

gboolean
suy_demo_make_registers (SuyDemo *self, GError **error)
{
  static const char *const registers[] = {
    "accountability", "assessment_input", "black_water",   "campaign",        "case_transfer",
    "clue",           "coal_check",       "credit_rating", "disclosure_item", "eco_points_entry",
    "hot_event",      "lookback_line",    "lookout_tower", "plan_revision",   "screening",
    "station_patrol", "steward_visit",    "vehicle_test",
  };

  for (guint i = 0; i < G_N_ELEMENTS (registers); i++)
    if (!suy_demo_add_table (self, registers[i], take_moves, error))
      return FALSE;
  add_blacklist (self);

  return TRUE;
}
