/* suy-demo-sampling.c: a random check of the demo that is published, and the look-back of its year
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Both are drawn by suy-draw.h, as the program draws them. */

#include <string.h>

#include "suy-demo-case.h"
#include "suy-draw.h"
#include "suy-id.h"

#define N_LISTED 6     /* on the positive list */
#define LISTED_STEP 31 /* every so many enterprises one */
#define N_DRAWN 8
#define OFFICERS_EACH 2
#define CHECK_SEED "20261009"
#define LOOKBACK_SEED "2026-11-03"

typedef struct
{
  SuyDemo *demo;
  SuyRecord *record;
  GPtrArray *pool, *officer_pool; /* (element-type utf8) NULL at the end */
  GStrv order, officer_order;
  SuyDrawDeal *deal;
  const SuyDemoPerson *clerk, *witness;
  gint pooled, drawn, told, published; /* days */
} Check;

static const char *
text_of (const SuyRecord *record, const char *field)
{
  return suy_record_get_text (record, field);
}

/* ---- the positive list ---- */

static gboolean
is_listed (guint firm)
{
  return firm % LISTED_STEP == LISTED_STEP - 1 && firm / LISTED_STEP < N_LISTED;
}

static void
add_positive_list (SuyDemo *self)
{
  const GPtrArray *firms = suy_demo_get_list (self, "enterprise");

  for (guint i = 0; i < firms->len; i++)
    {
      g_autofree char *code = g_strdup_printf ("ZM-%02u", i / LISTED_STEP + 1);
      SuyRecord *record;

      if (!is_listed (i))
        continue;
      record = suy_demo_add (self, "list_entry", code);
      suy_record_set_integer (record, "enterprise", suy_record_get_id (firms->pdata[i]));
      suy_record_set_text (record, "enterprise_name", text_of (firms->pdata[i], "name"));
      suy_record_set_text (record, "list_name", "positive");
      suy_record_set_text (record, "basis", "守法记录良好，列入执法正面清单");
      suy_demo_set_day (record, "from_date", suy_demo_day ("2026-01-15"));
    }
}

/* ---- the pools ---- */

static void
set_pools (Check *self)
{
  const GPtrArray *firms = suy_demo_get_list (self->demo, "enterprise");
  g_autoptr (GPtrArray) left_out = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < firms->len; i++)
    {
      const SuyRecord *firm = firms->pdata[i];
      const char *code = text_of (firm, "code");
      gboolean closed = g_strcmp0 (text_of (firm, "operating"), "closed") == 0;

      if (g_strcmp0 (text_of (firm, "industry"), "bamboo") != 0)
        continue;
      if (closed || is_listed (i))
        g_ptr_array_add (left_out,
                         g_strdup_printf ("%s: %s", code, closed ? "已关停" : "列入正面清单"));
      else
        g_ptr_array_add (self->pool, (gpointer) code);
    }
  for (guint i = 0; i < self->demo->persons->len; i++)
    {
      const SuyDemoPerson *person = &g_array_index (self->demo->persons, SuyDemoPerson, i);

      if (g_str_equal (person->role, "enforcement_officer"))
        g_ptr_array_add (self->officer_pool, (gpointer) person->code);
    }
  suy_record_set_integer (self->record, "population", self->pool->len);
  g_ptr_array_add (self->pool, NULL);
  g_ptr_array_add (self->officer_pool, NULL);
  g_ptr_array_add (left_out, NULL);
  suy_demo_set_strv (self->record, "object_pool", (const char *const *) self->pool->pdata);
  suy_demo_set_strv (self->record, "officer_pool", (const char *const *) self->officer_pool->pdata);
  suy_demo_set_strv (self->record, "left_out", (const char *const *) left_out->pdata);
}

static void
set_hash (Check *self)
{
  g_autofree char *objects = suy_draw_hash ((const char *const *) self->pool->pdata, NULL);
  g_autofree char *officers = suy_draw_hash ((const char *const *) self->officer_pool->pdata, NULL);
  g_autofree char *hash = g_strdup_printf ("%s %s", objects, officers);

  suy_record_set_text (self->record, "pool_hash", hash);
}

/* ---- the draw ---- */

/* The first who would go to the first object has declared an interest. */
static gboolean
has_conflict (guint object, guint officer, gpointer user_data)
{
  return object == 0 && officer == 0;
}

static void
draw (Check *self)
{
  self->order =
      suy_draw_order ((const char *const *) self->pool->pdata, CHECK_SEED, "objects", NULL);
  self->officer_order = suy_draw_order ((const char *const *) self->officer_pool->pdata, CHECK_SEED,
                                        "officers", NULL);
  self->deal = suy_draw_deal (N_DRAWN, g_strv_length (self->officer_order), OFFICERS_EACH,
                              has_conflict, NULL);
}

static void
set_draw (Check *self)
{
  const char *const *officers = (const char *const *) self->officer_order;
  g_autofree char *recusal =
      g_strdup_printf ("%s %s 亲属关系", self->officer_order[0], self->order[0]);
  g_autofree char *replaced = suy_draw_format_passed (
      &g_array_index (self->deal->passed, SuyDrawPassed, 0), self->order[0], officers, "申报回避");
  const char *objects[N_DRAWN + 1] = { NULL };
  g_auto (GStrv) lines = g_new0 (char *, N_DRAWN + 1);

  for (guint i = 0; i < N_DRAWN; i++)
    {
      objects[i] = self->order[i];
      lines[i] = suy_draw_format_team (self->deal, i, self->order[i], officers);
    }
  suy_demo_set_strv (self->record, "objects", objects);
  suy_demo_set_strv (self->record, "officers", (const char *const *) lines);
  suy_demo_set_list (self->record, "recusals", recusal, NULL);
  suy_demo_set_list (self->record, "replaced_officers", replaced, NULL);
}

static void
set_results (Check *self)
{
  static const char *const texts[] = { "未发现环境违法行为", "台账记录不全，已当场改正" };
  g_auto (GStrv) lines = g_new0 (char *, N_DRAWN + 1);

  for (guint i = 0; i < N_DRAWN; i++)
    lines[i] = g_strdup_printf ("%s: %s", self->order[i], texts[i % 4 == 3]);
  suy_demo_set_strv (self->record, "results", (const char *const *) lines);
}

/* ---- the checks ---- */

static const SuyDemoPerson *
find_officer (Check *self, const char *code)
{
  for (guint i = 0; i < self->demo->persons->len; i++)
    {
      const SuyDemoPerson *person = &g_array_index (self->demo->persons, SuyDemoPerson, i);

      if (g_str_equal (person->code, code))
        return person;
    }

  g_assert_not_reached (); /* codes are those of the pool */
}

static const SuyDemoFirm *
find_firm (Check *self, gint64 id)
{
  for (guint i = 0; i < self->demo->firms->len; i++)
    if (g_array_index (self->demo->firms, SuyDemoFirm, i).id == id)
      return &g_array_index (self->demo->firms, SuyDemoFirm, i);

  g_assert_not_reached (); /* codes are those of the pool */
}

static void
inspect (Check *self, guint object)
{
  const SuyDemoFirm *firm =
      find_firm (self, suy_demo_find (self->demo, "enterprise", self->order[object]));
  const guint *places = &g_array_index (self->deal->officers, guint, object * OFFICERS_EACH);
  const SuyDemoPerson *lead = find_officer (self, self->officer_order[places[0]]);
  g_autofree char *code =
      g_strdup_printf ("JC-%05u", suy_demo_get_list (self->demo, "inspection")->len + 1);
  g_autofree char *name = g_strdup_printf ("%s：%s", text_of (self->record, "name"), firm->name);
  SuyRecord *record = suy_demo_add (self->demo, "inspection", code);
  const SuyDemoVisit visit = { .kind = "double_random",
                               .day = self->told + 3 + (gint) object / 2,
                               .archived = self->told + 8,
                               .last = SUY_DEMO_VISIT_ARCHIVED };

  suy_record_set_text (record, "name", name);
  suy_record_set_text (record, "kind", visit.kind);
  suy_record_set_integer (record, "sampling_check", suy_record_get_id (self->record));
  suy_record_set_integer (record, "enterprise", firm->id);
  suy_demo_set_spot (self->demo, record, &firm->spot);
  suy_demo_set_list (record, "officers", lead->code, self->officer_order[places[1]], NULL);
  suy_record_set_integer (record, "lead", lead->id);
  suy_record_set_integer (record, "unit", lead->unit);
  suy_demo_set_day (record, "planned_at", self->told);
  suy_demo_set_day (record, "due", self->told + 10);
  suy_demo_add_visit (self->demo, record, &visit, self->clerk, lead);
}

static void
move (Check *self, const char *name, const SuyDemoPerson *actor, gint day, guint minute)
{
  suy_demo_move (self->demo, self->record, name, actor, suy_demo_time (day, minute), NULL, NULL);
}

static void
add_moves (Check *self)
{
  const SuyDemoPerson *system =
      suy_demo_find_person (self->demo, "system", suy_demo_find (self->demo, "unit", "DW-19"), 0);
  const guint *places = &g_array_index (self->deal->officers, guint, 0);

  move (self, "build_pool", self->clerk, self->pooled, 9 * 60);
  move (self, "draw", self->clerk, self->drawn, 10 * 60);
  move (self, "notify", system, self->told, 9 * 60);
  for (guint i = 0; i < N_DRAWN; i++)
    inspect (self, i);
  move (self, "execute", find_officer (self, self->officer_order[places[0]]), self->told + 9,
        10 * 60);
  move (self, "publish", self->clerk, self->published, 15 * 60);
}

static void
check_clear (Check *self)
{
  g_ptr_array_unref (self->pool);
  g_ptr_array_unref (self->officer_pool);
  g_strfreev (self->order);
  g_strfreev (self->officer_order);
  g_clear_pointer (&self->deal, suy_draw_deal_free);
}

static void
make_check (SuyDemo *demo)
{
  gint64 unit = suy_demo_find (demo, "unit", "DW-19");
  gint pooled = suy_demo_day ("2026-10-08");
  Check self = { .demo = demo,
                 .record = suy_demo_add (demo, "sampling_check", "CC-2026-0001"),
                 .pool = g_ptr_array_new (),
                 .officer_pool = g_ptr_array_new (),
                 .clerk = suy_demo_find_person (demo, "hq_clerk", unit, 0),
                 .witness = suy_demo_find_person (demo, "hq_clerk", unit, 1),
                 .pooled = pooled,
                 .drawn = pooled + 1,
                 .told = pooled + 4,
                 .published = pooled + 18 };

  suy_record_set_text (self.record, "name", "2026年第四季度竹木企业双随机抽查");
  suy_record_set_text (self.record, "kind", "routine");
  suy_record_set_text (self.record, "pool_filter", "enterprise industry=bamboo");
  suy_record_set_text (self.record, "seed", CHECK_SEED);
  suy_record_set_text (self.record, "algorithm", SUY_DRAW_ALGORITHM);
  suy_record_set_integer (self.record, "sample_size", N_DRAWN);
  suy_record_set_integer (self.record, "officers_each", OFFICERS_EACH);
  suy_record_set_integer (self.record, "drawn_by", self.clerk->id);
  suy_record_set_integer (self.record, "witness", self.witness->id);
  suy_demo_set_day (self.record, "pooled_on", self.pooled);
  suy_demo_set_time (self.record, "drawn_at", suy_demo_time (self.drawn, 10 * 60));
  suy_demo_set_day (self.record, "published_on", self.published);
  set_pools (&self);
  set_hash (&self);
  draw (&self);
  set_draw (&self);
  set_results (&self);
  add_moves (&self);
  check_clear (&self);
}

/* ---- the look-back ---- */

/* The last move of each record of @reg before @at.  (element-type gint64 SuyDemoMove) */
static GHashTable *
find_last_moves (SuyDemo *self, const char *reg, gint64 at)
{
  GHashTable *last = g_hash_table_new (suy_id_hash, g_int64_equal);

  for (guint i = 0; i < self->moves->len; i++)
    {
      SuyDemoMove *next = &g_array_index (self->moves, SuyDemoMove, i);
      const SuyDemoMove *known = g_hash_table_lookup (last, &next->id);

      if (next->at < at && g_str_equal (next->reg, reg) && (known == NULL || known->at <= next->at))
        g_hash_table_insert (last, &next->id, next);
    }

  return last;
}

/* Items that were looked back at in the year before @day. */
static GHashTable *
find_looked_back (SuyDemo *self, const char *year, const char *day)
{
  GHashTable *items = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);
  const GPtrArray *rows = suy_demo_get_list (self, "lookback");

  for (guint i = 0; i < rows->len; i++)
    {
      const char *done = text_of (rows->pdata[i], "done_at");
      gint64 item = suy_record_get_integer (rows->pdata[i], "item");

      if (g_str_has_prefix (done, year) && strcmp (done, day) < 0)
        g_hash_table_add (items, g_memdup2 (&item, sizeof item));
    }

  return items;
}

/* Keys of the records of @reg that were completed in 2025, whose last move was one of @done, and
 * which are not in @but. */
static void
add_completed (SuyDemo *self,
               const char *reg,
               const char *const *done,
               GHashTable *but,
               const char *day,
               GPtrArray *keys)
{
  g_autoptr (GHashTable) last =
      find_last_moves (self, reg, suy_demo_time (suy_demo_day (day), 9 * 60));
  const GPtrArray *rows = suy_demo_get_list (self, reg);
  gboolean is_item = g_str_equal (reg, "rectification_item");

  for (guint i = 0; i < rows->len; i++)
    {
      gint64 id = suy_record_get_id (rows->pdata[i]);
      const char *ended = text_of (rows->pdata[i], is_item ? "closed_at" : "settled_at");
      const SuyDemoMove *found = g_hash_table_lookup (last, &id);
      const char *code = text_of (rows->pdata[i], "code");

      if (found == NULL || ended == NULL || !g_str_has_prefix (ended, "2025-") ||
          !g_strv_contains (done, found->name) || g_hash_table_contains (but, &id))
        continue;
      g_ptr_array_add (keys, is_item ? g_strdup (code) : g_strdup_printf ("%s:%s", reg, code));
    }
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* As suy_sampling_list_population() of the workspace lists it on that day. */
static GPtrArray *
list_population (SuyDemo *self, const char *day)
{
  static const char *const items[] = { "close", "consolidate", "look_back", NULL };
  static const char *const complaints[] = { "settle", "confirm", NULL };
  g_autoptr (GHashTable) looked_back = find_looked_back (self, "2026", day);
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  add_completed (self, "rectification_item", items, looked_back, day, keys);
  add_completed (self, "complaint", complaints, looked_back, day, keys);
  g_ptr_array_sort (keys, compare_keys);

  return keys;
}

static void
make_lookback (SuyDemo *self)
{
  const char *day = "2026-11-02";
  const SuyDemoPerson *office =
      suy_demo_find_person (self, "rectification_office", suy_demo_find (self, "unit", "DW-18"), 0);
  g_autoptr (GPtrArray) keys = list_population (self, day);
  guint n = keys->len, n_drawn = suy_draw_tenth (n);
  SuyRecord *record = suy_demo_add (self, "lookback_sample", "HT-2026-0001");
  gint64 drawn = suy_demo_time (suy_demo_day (day) + 1, 10 * 60);
  g_autofree char *hash = NULL;
  g_auto (GStrv) order = NULL;

  g_ptr_array_add (keys, NULL);
  hash = suy_draw_hash ((const char *const *) keys->pdata, NULL);
  order = suy_draw_order ((const char *const *) keys->pdata, LOOKBACK_SEED, "sample", NULL);
  suy_record_set_text (record, "name", "2026年度回头看抽查");
  suy_record_set_integer (record, "year", 2026);
  suy_demo_set_strv (record, "population", (const char *const *) keys->pdata);
  suy_record_set_text (record, "population_hash", hash);
  suy_record_set_integer (record, "population_size", n);
  suy_record_set_integer (record, "sample_size", n_drawn);
  suy_record_set_text (record, "seed", LOOKBACK_SEED);
  suy_record_set_text (record, "algorithm", SUY_DRAW_ALGORITHM);
  g_clear_pointer (&order[n_drawn], g_free);
  for (guint i = n_drawn + 1; i < n; i++)
    g_clear_pointer (&order[i], g_free);
  suy_demo_set_strv (record, "sample", (const char *const *) order);
  suy_record_set_text (record, "fixed_on", day);
  suy_demo_set_time (record, "drawn_at", drawn);
  suy_record_set_integer (record, "drawn_by", office->id);
  suy_demo_move (self, record, "fix_population", office, suy_demo_time (suy_demo_day (day), 9 * 60),
                 NULL, NULL);
  suy_demo_move (self, record, "draw", office, drawn, NULL, NULL);
}

void
suy_demo_make_samplings (SuyDemo *self)
{
  add_positive_list (self);
  make_check (self);
  make_lookback (self);
}
