/* test-demo.c: counts, shares and histories of the demo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "demo-fixture.h"
#include "suy-error.h"

static Fixture *all;

static guint
count (const char *reg)
{
  return fixture_list (all, reg)->len;
}

static guint
count_flag (const char *reg, const char *field, guint n_first, gboolean value)
{
  GPtrArray *list = fixture_list (all, reg);
  guint n = 0;

  for (guint i = 0; i < MIN (n_first, list->len); i++)
    n += (suy_record_get_integer (list->pdata[i], field) != 0) == value;

  return n;
}

static gint64
sum (const char *reg, const char *field, const char *by, const char *word)
{
  GPtrArray *list = fixture_list (all, reg);
  gint64 total = 0;

  for (guint i = 0; i < list->len; i++)
    if (by == NULL || g_strcmp0 (suy_record_get_text (list->pdata[i], by), word) == 0)
      total += suy_record_get_integer (list->pdata[i], field);

  return total;
}

static void
test_counts (void)
{
  static const struct
  {
    const char *reg;
    guint n;
  } expected[] = {
    { "risk_point", 236 },    { "township", 12 },          { "cooperation_zone", 4 },
    { "river_section", 50 },  { "online_monitor", 86 },    { "project", 56 },
    { "milestone", 12 },      { "warning_indicator", 12 }, { "emergency_team", 12 },
    { "industrial_park", 3 }, { "scenic_area", 12 },       { "warning", 11 },
    { "grid_cell", 133 },     { "river_reach", 934 },      { "hidden_hazard", 56 },
    { "district", 1 },        { "delphi_score", 15 },      { "risk_register_item", 12 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (count (expected[i].reg), ==, expected[i].n);
  g_assert_cmpuint (fixture_count (all, "person", "role", "grid_inspector"), ==, 120);
  g_assert_cmpuint (fixture_count (all, "person", "role", "enforcement_officer"), ==, 28);
  g_assert_cmpuint (fixture_count (all, "person", "role", "expert"), ==, 50);
  g_assert_cmpuint (count_flag ("person", "senior", G_MAXUINT, TRUE), >=, 20);
  g_assert_cmpuint (fixture_count (all, "unit", "kind", "working_group"), ==, 3);
  g_assert_cmpuint (fixture_count (all, "hidden_hazard", "state", "rectified"), ==, 40);
  g_assert_cmpuint (fixture_count (all, "warning", "level", "yellow"), ==, 8);
  g_assert_cmpuint (fixture_count (all, "warning", "level", "orange"), ==, 3);
  g_assert_cmpuint (fixture_count (all, "eco_facility", "kind", "buffer_belt"), ==, 3);
  g_assert_cmpuint (fixture_count (all, "eco_facility", "kind", "rain_garden"), ==, 5);
  g_assert_cmpint (sum ("eco_facility", "design_m", "kind", "ditch"), ==, 50000);
  g_assert_cmpint (sum ("event", "deaths", NULL, NULL), ==, 18);
  g_assert_cmpuint (fixture_count (all, "event", "kind", "accident"), ==, 23);
  g_assert_cmpuint (fixture_count (all, "event", "kind", "community"), ==, 20);
  g_assert_cmpint (sum ("event", "attendance", NULL, NULL), ==, 12000);
}

static void
test_equipment (void)
{
  static const struct
  {
    const char *kind;
    guint n;
  } stocks[] = { { "response", 58 }, { "portable", 200 }, { "lab", 15 },           { "rescue", 50 },
                 { "washer", 10 },   { "compactor", 15 }, { "monitor_vehicle", 5 } };

  for (guint i = 0; i < G_N_ELEMENTS (stocks); i++)
    g_assert_cmpuint (fixture_count (all, "equipment", "kind", stocks[i].kind), ==, stocks[i].n);
  g_assert_cmpuint (count_flag ("equipment", "intact", 58, TRUE), ==, 56);
}

static void
test_enterprises (void)
{
  GPtrArray *list = fixture_list (all, "enterprise");
  guint bank = 0, sensitive = 0;

  g_assert_cmpuint (fixture_count (all, "enterprise", "industry", "bamboo"), ==, 236);
  g_assert_cmpuint (fixture_count (all, "enterprise", "industry", "livestock"), ==, 28);
  g_assert_cmpuint (count_flag ("enterprise", "unlicensed", G_MAXUINT, TRUE), ==, 32);
  g_assert_cmpuint (fixture_count (all, "enterprise", "treatment_class", "eliminate"), ==, 32);
  g_assert_cmpuint (fixture_count (all, "enterprise", "treatment_class", "upgrade"), ==, 204);
  g_assert_cmpuint (count_flag ("enterprise", "is_key", G_MAXUINT, TRUE), ==, 200);
  g_assert_cmpuint (count_flag ("enterprise", "in_township_park", 236, TRUE), ==, 153);
  g_assert_cmpuint (count_flag ("enterprise", "has_sewage_facility", 236, TRUE), ==, 76);
  g_assert_cmpuint (count_flag ("enterprise", "has_env_dept", 236, FALSE), ==, 106);
  g_assert_cmpuint (count_flag ("enterprise", "production_licence", 236, FALSE), ==, 71);
  g_assert_cmpuint (count_flag ("enterprise", "has_water_reuse", G_MAXUINT, TRUE), ==, 5);
  g_assert_cmpuint (count_flag ("enterprise", "three_simultaneous_ok", G_MAXUINT, FALSE), ==, 32);
  g_assert_cmpuint (fixture_count (all, "enterprise", "process_level", "advanced"), ==, 42);
  g_assert_cmpuint (fixture_count (all, "enterprise", "training", "formal_only"), ==, 66);
  g_assert_cmpuint (fixture_count (all, "enterprise", "operating", "limited"), ==, 12);
  g_assert_cmpuint (fixture_count (all, "enterprise", "pollution_class", "high"), ==, 52);
  g_assert_cmpint (sum ("enterprise", "green_credit_yuan", NULL, NULL), ==, 230000000);
  g_assert_cmpuint (fixture_count (all, "grant_entry", "kind", "green_credit"), ==, 18);
  for (guint i = 0; i < list->len; i++)
    {
      const char *industry = suy_record_get_text (list->pdata[i], "industry");

      sensitive += suy_record_get_integer (list->pdata[i], "in_sensitive_area") != 0;
      bank += suy_record_get_integer (list->pdata[i], "on_bank") != 0 &&
              g_str_equal (industry, "bamboo");
      g_assert_cmpint (suy_record_get_integer (list->pdata[i], "fictitious"), ==, 1);
    }
  g_assert_cmpuint (sensitive, ==, 23);
  g_assert_cmpuint (bank, ==, 15);
}

/* The 28 farms and the 15 firms on the banks carry 68 of 100 parts of the load. */
static void
test_load (void)
{
  GPtrArray *list = fixture_list (all, "enterprise");
  gint64 listed = 0, total = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const char *industry = suy_record_get_text (list->pdata[i], "industry");
      gint64 parts = lround (suy_record_get_real (list->pdata[i], "load_kg_d") * 100);

      g_assert_cmpint (parts, >, 0);
      total += parts;
      if (suy_record_get_integer (list->pdata[i], "on_bank") != 0 &&
          (g_str_equal (industry, "bamboo") || g_str_equal (industry, "livestock")))
        listed += parts;
    }
  g_assert_cmpint (total, ==, 10000);
  g_assert_cmpint (10000 * listed / total, ==, 6800);
}

static void
test_grants (void)
{
  GPtrArray *list = fixture_list (all, "grant_entry");

  for (guint i = 0; i < list->len; i++)
    {
      const char *kind = suy_record_get_text (list->pdata[i], "kind");
      gint64 yuan = suy_record_get_integer (list->pdata[i], "amount_yuan");

      if (!g_str_equal (kind, "green_credit"))
        g_assert_cmpint (yuan, <=, g_str_equal (kind, "exit") ? 100000 : 200000);
    }
}

static void
test_projects (void)
{
  GPtrArray *list = fixture_list (all, "project");

  g_assert_cmpuint (fixture_count (all, "project", "category", "environment"), ==, 30);
  g_assert_cmpuint (fixture_count (all, "project", "category", "safety"), ==, 10);
  g_assert_cmpuint (fixture_count (all, "project", "category", "market"), ==, 6);
  g_assert_cmpuint (fixture_count (all, "project", "category", "public_service"), ==, 10);
  g_assert_cmpuint (fixture_count (all, "project", "package", "clear_water"), ==, 12);
  g_assert_cmpuint (fixture_count (all, "project", "package", "clean_soil"), ==, 8);
  g_assert_cmpuint (fixture_count (all, "project", "package", "safety"), ==, 8);
  g_assert_cmpint (sum ("project", "investment_yuan", "package", "clear_water"), ==, 320000000);
  g_assert_cmpint (sum ("project", "investment_yuan", "package", "safety"), ==, 50000000);
  g_assert_cmpint (sum ("project", "investment_yuan", NULL, NULL), ==, 2560000000);
  g_assert_cmpint (sum ("project", "fiscal_yuan", NULL, NULL), ==, 1536000000);
  g_assert_cmpint (sum ("project", "social_yuan", NULL, NULL), ==, 1024000000);
  for (guint i = 0; i < list->len; i++)
    {
      g_assert_nonnull (suy_record_get_text (list->pdata[i], "content"));
      g_assert_nonnull (suy_record_get_text (list->pdata[i], "due"));
      g_assert_cmpint (suy_record_get_integer (list->pdata[i], "responsible_unit"), !=, 0);
      g_assert_cmpint (suy_record_get_integer (list->pdata[i], "milestone"), !=, 0);
    }
}

/* Four nodes have their dates from the plan. */
static void
test_milestones (void)
{
  static const char *const dates[] = { "2024-06-30", "2024-12-31", "2025-06-30", "2025-12-31" };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    g_assert_cmpuint (fixture_count (all, "milestone", "due", dates[i]), >=, 1);
  g_assert_cmpuint (count_flag ("milestone", "is_key", G_MAXUINT, TRUE), ==, 12);
}

static void
test_complaints (void)
{
  GPtrArray *list = fixture_list (all, "complaint");
  guint calls = 0, loud = 0, dust = 0, leads = 0, settled = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const char *channel = suy_record_get_text (list->pdata[i], "channel");
      const char *type = suy_record_get_text (list->pdata[i], "complaint_type");

      if (!g_str_has_prefix (suy_record_get_text (list->pdata[i], "received_at"), "2023"))
        continue;
      if (g_str_equal (channel, "hotline_12345"))
        {
          calls++;
          loud += g_str_equal (type, "noise") || g_str_equal (type, "waste_pile");
          dust += g_str_equal (type, "dust");
        }
      else
        {
          g_assert_cmpstr (channel, ==, "wechat");
          leads += suy_record_get_integer (list->pdata[i], "valid") != 0;
          settled += suy_record_get_text (list->pdata[i], "settled_at") != NULL;
        }
    }
  g_assert_cmpuint (calls, ==, 2360);
  g_assert_cmpuint (loud, ==, 1463);
  g_assert_cmpuint (dust, ==, 480);
  g_assert_cmpuint (leads, ==, 320);
  g_assert_cmpuint (settled, ==, 314);
}

/* ---- water ---- */

/* The phosphorus of each section, month by month. */
static void
test_samples (void)
{
  GPtrArray *list = fixture_list (all, "measurement");
  g_autoptr (GHashTable) over = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) tributaries = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) loaded = g_hash_table_new (g_str_hash, g_str_equal);
  double max = 0;
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    {
      gint64 id = suy_record_get_integer (list->pdata[i], "section");
      double value = suy_record_get_real (list->pdata[i], "value");
      const char *factor = suy_record_get_text (list->pdata[i], "factor"), *tributary;
      SuyRecord *section = fixture_get (all, id);

      if (id == 0)
        continue;
      n++;
      if (g_str_equal (factor, "nh3n"))
        g_assert_cmpfloat (value, <=, 1.0);
      if (g_str_equal (factor, "codmn"))
        g_assert_cmpfloat (value, <=, 6);
      if (g_str_equal (factor, "do"))
        g_assert_cmpfloat (value, >=, 5);
      if (!g_str_equal (factor, "tp"))
        continue;
      max = MAX (max, value);
      tributary = suy_record_get_text (section, "tributary");
      if (tributary != NULL)
        g_hash_table_add (tributaries, (gpointer) tributary);
      if (value > 0.2)
        {
          SuyRecord *reach = fixture_get (all, suy_record_get_integer (section, "reach"));
          const char *basin = suy_record_get_text (reach, "basin");

          g_hash_table_add (over, section);
          g_hash_table_add (loaded, (gpointer) tributary);
          g_assert_true (g_str_equal (basin, "chongyang") || g_str_equal (basin, "masha"));
        }
    }
  g_assert_cmpuint (n, ==, 50 * 34 * 5);
  g_assert_cmpfloat (max, ==, 0.25);
  g_assert_cmpuint (g_hash_table_size (tributaries), ==, 12);
  g_assert_cmpuint (g_hash_table_size (loaded), ==, 4);
  g_assert_cmpuint (g_hash_table_size (over), ==, 7);
}

/* 19 of the 50 exceedances of 2022 lay in Huangkeng. */
static void
test_clues (void)
{
  GPtrArray *list = fixture_list (all, "clue");
  guint n = 0, n_exceed = 0;

  for (guint i = 0; i < list->len; i++)
    {
      SuyRecord *town = fixture_get (all, suy_record_get_integer (list->pdata[i], "township"));

      if (!g_str_has_prefix (suy_record_get_text (list->pdata[i], "found_at"), "2022"))
        continue;
      n_exceed++;
      n += g_str_equal (suy_record_get_text (town, "code"), "350703106");
    }
  g_assert_cmpuint (n_exceed, ==, 50);
  g_assert_cmpuint (n, ==, 19);
}

static void
test_points (void)
{
  GPtrArray *list = fixture_list (all, "risk_point");
  guint linked = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const char *measures = suy_record_get_text (list->pdata[i], "control_measures");

      g_assert_nonnull (suy_record_get_text (list->pdata[i], "risk_level"));
      g_assert_nonnull (strstr (measures, "\""));
      linked += suy_record_get_integer (list->pdata[i], "enterprise") != 0;
    }
  g_assert_cmpuint (linked, >, 0);
  g_assert_cmpuint (linked, <, 236);
  g_assert_cmpuint (fixture_count (all, "risk_point", "kind", "key_source"), >, 0);
  g_assert_cmpuint (fixture_count (all, "risk_point", "kind", "hazard"), >, 0);
}

/* ---- every record ---- */

static guint
rank_of (const char *reg)
{
  const char *const *order = suy_demo_get_order (all->demo);
  guint i = 0;

  while (!g_str_equal (order[i], reg))
    i++;

  return i;
}

static void
check_record (SuyRecord *record)
{
  const SuyRegister *reg = suy_record_get_register (record);

  for (guint i = 0; i < reg->fields->len; i++)
    {
      g_autoptr (GError) error = NULL;
      const SuyField *field = reg->fields->pdata[i];
      const SuyValue *value = suy_record_get (record, field);

      suy_field_check (field, value, &error);
      g_assert_no_error (error);
      if (field->derived)
        g_assert_false (suy_record_has (record, field));
      if (field->required)
        g_assert_cmpint (value->type, !=, SUY_VALUE_NULL);
      if (field->type == SUY_FIELD_LINK && value->type == SUY_VALUE_INTEGER)
        {
          SuyRecord *target = fixture_get (all, value->integer);

          g_assert_nonnull (target);
          g_assert_cmpstr (suy_record_get_register (target)->name, ==, field->target);
          g_assert_cmpuint (rank_of (field->target), <=, rank_of (reg->name));
        }
      if (g_str_equal (field->name, "phone") && value->type == SUY_VALUE_TEXT)
        g_assert_true (g_str_has_prefix (value->text, "0599-000"));
    }
}

static void
test_records (void)
{
  GHashTableIter iter;
  gpointer list;

  g_hash_table_iter_init (&iter, all->lists);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    for (guint i = 0; i < ((GPtrArray *) list)->len; i++)
      check_record (((GPtrArray *) list)->pdata[i]);
}

static void
test_codes (void)
{
  const char *const *order = suy_demo_get_order (all->demo);

  for (guint r = 0; order[r] != NULL; r++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
      GPtrArray *list = fixture_list (all, order[r]);

      for (guint i = 0; i < list->len; i++)
        {
          const char *code = suy_record_get_text (list->pdata[i], "code");

          if (!g_str_equal (order[r], "measurement"))
            g_assert_true (code != NULL && g_hash_table_add (seen, (gpointer) code));
        }
    }
}

/* Places of the other regions that the plans were learnt from. */
static void
test_no_other_region (void)
{
  static const char *const names[] = { "温州", "余姚", "椒江", "淇滨", "鹤壁",   "姚江",   "宁波",
                                       "海南", "银川", "吉林", "广东", "四明湖", "盘石头", "台州" };
  GHashTableIter iter;
  gpointer list;

  g_hash_table_iter_init (&iter, all->lists);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    for (guint i = 0; i < ((GPtrArray *) list)->len; i++)
      {
        SuyRecord *record = ((GPtrArray *) list)->pdata[i];
        const SuyRegister *reg = suy_record_get_register (record);

        for (guint k = 0; k < reg->fields->len; k++)
          {
            const SuyValue *value = suy_record_get (record, reg->fields->pdata[k]);

            for (guint n = 0; value->type == SUY_VALUE_TEXT && n < G_N_ELEMENTS (names); n++)
              g_assert_null (strstr (value->text, names[n]));
          }
      }
}

/* ---- ids, moves, seeds ---- */

static void
test_ids (void)
{
  guint32 device;
  g_autofree char *uuid = suy_demo_get_device (1, &device);
  GHashTableIter iter;
  gpointer key;

  g_assert_cmpuint (strlen (uuid), ==, 32);
  g_assert_cmpuint (device, <, 1 << 20);
  g_hash_table_iter_init (&iter, all->by_id);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      gint64 id = *(gint64 *) key;

      g_assert_cmpint (id, >, 0);
      g_assert_cmpint (id >> 11 & 0xfffff, ==, device);
    }
}

static void
test_moves (void)
{
  const GArray *moves = suy_demo_get_moves (all->demo);
  gint64 last = 0, end = G_GINT64_CONSTANT (1795190400) * G_USEC_PER_SEC; /* 2026-11-21 in China */

  g_assert_cmpuint (moves->len, >, 10000);
  for (guint i = 0; i < moves->len; i++)
    {
      const SuyDemoMove *move = &g_array_index (moves, SuyDemoMove, i);
      SuyRecord *record = fixture_get (all, move->id), *actor = fixture_get (all, move->actor);
      const SuyField *state = suy_register_find (suy_record_get_register (record), "state");

      g_assert_cmpstr (suy_record_get_register (record)->name, ==, move->reg);
      g_assert_true (state->derived);
      g_assert_cmpstr (suy_record_get_text (actor, "role"), ==, move->role);
      g_assert_cmpint (move->at, >=, last);
      g_assert_cmpint (move->at, <, end);
      last = move->at;
    }
}

static gboolean
records_equal (const SuyRecord *a, const SuyRecord *b)
{
  const SuyRegister *reg = suy_record_get_register (a);

  if (suy_record_get_id (a) != suy_record_get_id (b))
    return FALSE;
  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = suy_register_find (suy_record_get_register (b),
                                                 ((SuyField *) reg->fields->pdata[i])->name);

      if (!suy_value_equal (suy_record_get (a, reg->fields->pdata[i]), suy_record_get (b, field)))
        return FALSE;
    }
  if (suy_record_get_geometry (a) != NULL)
    {
      const SuyShape *one = suy_geometry_get_shape (suy_record_get_geometry (a));
      const SuyShape *two = suy_geometry_get_shape (suy_record_get_geometry (b));
      guint32 n = suy_shape_get_n_points (one);

      return n == suy_shape_get_n_points (two) &&
             memcmp (one->points, two->points, n * sizeof *one->points) == 0;
    }

  return suy_record_get_geometry (b) == NULL;
}

/* How many records differ between two demos. */
static guint
compare (Fixture *one, Fixture *two)
{
  const char *const *order = suy_demo_get_order (one->demo);
  guint n = 0;

  for (guint r = 0; order[r] != NULL; r++)
    {
      GPtrArray *a = fixture_list (one, order[r]), *b = fixture_list (two, order[r]);

      for (guint i = 0; i < MIN (a->len, b->len); i++)
        n += !records_equal (a->pdata[i], b->pdata[i]);
      n += MAX (a->len, b->len) - MIN (a->len, b->len);
    }

  return n;
}

static void
test_equal_twice (void)
{
  Fixture *again = fixture_new (1, 0), *other = fixture_new (2, 0);
  const GArray *a = suy_demo_get_moves (all->demo), *b = suy_demo_get_moves (again->demo);

  g_assert_cmpuint (compare (all, again), ==, 0);
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      const SuyDemoMove *one = &g_array_index (a, SuyDemoMove, i);
      const SuyDemoMove *two = &g_array_index (b, SuyDemoMove, i);

      g_assert_cmpint (one->id, ==, two->id);
      g_assert_cmpint (one->at, ==, two->at);
      g_assert_cmpint (one->actor, ==, two->actor);
      g_assert_cmpstr (one->name, ==, two->name);
      g_assert_cmpstr (one->note, ==, two->note);
    }
  g_assert_cmpuint (compare (all, other), >, 10000);
  fixture_free (again);
  fixture_free (other);
}

/* More points leave the first ones as they are, and have ids of their own. */
static void
test_more_points (void)
{
  Fixture *more = fixture_new (1, 5000);
  GPtrArray *list = fixture_list (more, "risk_point");

  g_assert_cmpuint (list->len, ==, 5000);
  g_assert_cmpuint (compare (all, more), ==, 5000 - 236);
  for (guint i = 236; i < list->len; i++)
    {
      g_assert_cmpint (suy_record_get_integer (list->pdata[i], "grid"), !=, 0);
      g_assert_nonnull (suy_record_get_geometry (list->pdata[i]));
    }
  fixture_free (more);
}

static void
test_refused (void)
{
  SuyDemoOptions options = { 1, 235, DEMO_DIR };
  g_autoptr (GError) error = NULL;

  g_assert_null (suy_demo_new (all->catalog, &options, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
  g_clear_error (&error);
  options.n_points = SUY_DEMO_MAX_POINTS + 1;
  g_assert_null (suy_demo_new (all->catalog, &options, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
  g_clear_error (&error);
  options = (SuyDemoOptions){ 1, 236, "/nowhere" };
  g_assert_null (suy_demo_new (all->catalog, &options, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND);
}

/* ---- the headings of bureau files find their fields ---- */

static void
test_headings (void)
{
  static const char *const headings[][3] = {
    { "enterprise", "企业名称", "name" },
    { "enterprise", "统一社会信用代码", "credit_code" },
    { "enterprise", "所属乡镇", "township" },
    { "enterprise", "村（社区）", "village" },
    { "enterprise", "行业类别", "industry" },
    { "enterprise", "主要污染物", "pollutants" },
    { "enterprise", "投产日期", "start_date" },
    { "enterprise", "年排水量(万吨)", "annual_discharge_wt" },
    { "enterprise", "联系电话", "phone" },
    { "enterprise", "备注", "note" },
    { "river_section", "断面编号", "code" },
    { "river_section", "断面名称", "name" },
    { "river_section", "所在河流", "river" },
    { "river_section", "水质目标", "target_class" },
    { "river_section", "所在乡镇", "township" },
    { "measurement", "周次", "period" },
    { "measurement", "采样日期", "sampled_at" },
    { "measurement", "断面编号", "section" },
    { "measurement", "ResultMeasureValue", "value" },
    { "measurement", "CharacteristicName", "factor" },
    { "outfall", "排污口名称", "name" },
    { "outfall", "排污口编码", "code" },
    { "outfall", "乡镇", "township" },
    { "outfall", "村", "village" },
    { "outfall", "受纳水体", "river" },
    { "outfall", "类型", "kind" },
    { "outfall", "方式", "discharge_mode" },
    { "outfall", "年排放量（万吨）", "annual_discharge_wt" },
    { "station", "site_no", "code" },
    { "station", "station_nm", "name" },
  };
  static const char *const factors[] = { "pH值(无量纲)", "溶解氧(mg/L)", "高锰酸盐指数(mg/L)",
                                         "氨氮(mg/L)",   "总磷(mg/L)",   "Nitrogen",
                                         "Nitrate",      "Ammonia" };
  const SuyField *factor =
      suy_register_find (suy_catalog_find (all->catalog, "measurement"), "factor");

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      const SuyRegister *reg = suy_catalog_find (all->catalog, headings[i][0]);
      const SuyField *field = suy_register_match (reg, headings[i][1]);

      g_assert_nonnull (field);
      g_assert_cmpstr (field->name, ==, headings[i][2]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
    g_assert_nonnull (suy_field_match_choice (factor, factors[i]));
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  all = fixture_new (1, 0);
  g_test_add_func ("/io/demo/counts/exact", test_counts);
  g_test_add_func ("/io/demo/counts/equipment", test_equipment);
  g_test_add_func ("/io/demo/enterprises/shares", test_enterprises);
  g_test_add_func ("/io/demo/enterprises/load", test_load);
  g_test_add_func ("/io/demo/enterprises/grants", test_grants);
  g_test_add_func ("/io/demo/projects/packages", test_projects);
  g_test_add_func ("/io/demo/projects/milestones", test_milestones);
  g_test_add_func ("/io/demo/complaints/splits", test_complaints);
  g_test_add_func ("/io/demo/water/samples", test_samples);
  g_test_add_func ("/io/demo/water/clues", test_clues);
  g_test_add_func ("/io/demo/points/level-and-measures", test_points);
  g_test_add_func ("/io/demo/records/sound", test_records);
  g_test_add_func ("/io/demo/records/codes", test_codes);
  g_test_add_func ("/io/demo/records/no-other-region", test_no_other_region);
  g_test_add_func ("/io/demo/ids/device", test_ids);
  g_test_add_func ("/io/demo/moves/order", test_moves);
  g_test_add_func ("/io/demo/seed/equal-twice", test_equal_twice);
  g_test_add_func ("/io/demo/points/more", test_more_points);
  g_test_add_func ("/io/demo/new/refused", test_refused);
  g_test_add_func ("/io/demo/catalog/headings", test_headings);
  result = g_test_run ();
  fixture_free (all);

  return result;
}
