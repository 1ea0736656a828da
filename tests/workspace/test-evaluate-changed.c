/* test-evaluate-changed.c: what is told after a change is what looking at everything tells
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "made-bureau.h"
#include "suy-date.h"
#include "suy-workspace-private.h"
#include "suy-workspace-warnings.h"

#define N_THINGS 4
#define FIRST_DAY "2025-03-20" /* in the second half of a season of checks */

/* The same is done to both; the one is told by what changed, the other by everything. */
typedef struct
{
  Bureau changed, whole;
  guint n_made;
  gint64 day;
} Twins;

/* ---- what is there ---- */

static gint
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
append_rows (Bureau *bureau, GPtrArray *lines, const char *name, const char *const *fields)
{
  const SuyRegister *reg = bureau_register (bureau, name);
  SuyStore *store = suy_workspace_get_store (bureau->workspace);
  g_autoptr (GArray) ids = suy_store_select (store, reg, NULL, NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (SuyRecord) record =
          suy_store_get (store, reg, g_array_index (ids, gint64, i), NULL);
      GString *line = g_string_new (name);

      for (guint k = 0; fields[k] != NULL; k++)
        {
          g_autofree char *text =
              suy_value_to_string (suy_record_get (record, suy_register_find (reg, fields[k])));

          g_string_append_printf (line, " %s=%s", fields[k], text == NULL ? "" : text);
        }
      g_ptr_array_add (lines, g_string_free (line, FALSE));
    }
}

/* Everything that an evaluation writes, but for ids and codes, which go by the order of writing. */
static char *
describe (Bureau *bureau)
{
  static const char *const warning[] = { "title",     "state",      "level",
                                         "value",     "threshold",  "action_due",
                                         "told_next", "recipients", NULL };
  static const char *const row[] = { "indicator", "before",       "last",  "floor",
                                     "seen",      "floor_before", "noted", "back",
                                     "opened",    "since",        NULL };
  static const char *const item[] = { "code", "rung_due", "escalation", "lamp", NULL };
  static const char *const action[] = { "title", "kind", "issued_on", "lifted_on", NULL };
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  append_rows (bureau, lines, "warning", warning);
  append_rows (bureau, lines, "evaluation", row);
  append_rows (bureau, lines, "rectification_item", item);
  append_rows (bureau, lines, "action_record", action);
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (GStrv) lines->pdata);
}

static gint64
find (Bureau *bureau, const char *reg, const char *code)
{
  return suy_store_find (suy_workspace_get_store (bureau->workspace), bureau_register (bureau, reg),
                         code, NULL);
}

/* ---- one change, to both ---- */

static void
make_words (Twins *twins, const char *reg, char **words)
{
  bureau_make_words (&twins->changed, reg, (const char *const *) words);
  bureau_make_words (&twins->whole, reg, (const char *const *) words);
  g_strfreev (words);
}

static void
set_words (Twins *twins, const char *reg, const char *code, char **words)
{
  gint64 one = find (&twins->changed, reg, code), other = find (&twins->whole, reg, code);

  if (one != 0 && other != 0)
    {
      bureau_set_words (&twins->changed, reg, one, (const char *const *) words);
      bureau_set_words (&twins->whole, reg, other, (const char *const *) words);
    }
  g_strfreev (words);
}

/* Words are parted by |. */
static char **split_words (const char *format, ...) G_GNUC_PRINTF (1, 2);
static char **
split_words (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list list;

  va_start (list, format);
  text = g_strdup_vprintf (format, list);
  va_end (list);

  return g_strsplit (text, "|", -1);
}

static int
pick (int n)
{
  return g_test_rand_int_range (0, n);
}

static char *
day_text (const Twins *twins, int days)
{
  return suy_date_from_day (twins->day + days);
}

static void
change_item (Twins *twins)
{
  g_autofree char *code = g_strdup_printf ("I%d", pick (N_THINGS));
  g_autofree char *today = day_text (twins, 0);

  switch (pick (4))
    {
    case 0:
      set_words (twins, "rectification_item", code, split_words ("accepted_at=%s", today));
      break;
    case 1:
      set_words (twins, "rectification_item", code,
                 split_words ("accepted_at=|rebound_count=%d", pick (2)));
      break;
    default:
      set_words (twins, "rectification_item", code, split_words ("actual_bp=%d", pick (101) * 100));
    }
}

static void
change_works (Twins *twins)
{
  g_autofree char *code = g_strdup_printf ("%c%d", "PM"[pick (2)], pick (N_THINGS));
  g_autofree char *later = day_text (twins, 5 + pick (40));
  const char *reg = *code == 'P' ? "project" : "milestone";

  if (*code == 'M' && pick (4) == 0)
    set_words (twins, reg, code, split_words ("checkpoints=%s %d%%", later, pick (60)));
  else
    set_words (twins, reg, code, split_words ("actual_bp=%d", pick (101) * 100));
}

static void
change_complaint (Twins *twins)
{
  g_autofree char *code = g_strdup_printf ("C%u", twins->n_made++);
  g_autofree char *old = g_strdup_printf ("C%d", pick (30));
  g_autofree char *day = day_text (twins, -pick (5)), *today = day_text (twins, 0);

  if (pick (2) == 0)
    make_words (twins, "complaint",
                split_words ("code=%s|text=Smell|channel=hotline_24h|complaint_type=odour|"
                             "received_at=%sT01:00:00Z|township=T%d%s",
                             code, day, 1 + pick (2), pick (2) ? "|enterprise=E1" : ""));
  else
    set_words (twins, "complaint", old, split_words ("replied_at=%sT01:00:00Z", today));
}

static void
change_sample (Twins *twins)
{
  static const char *const factors[] = { "tp", "cod", "nh3n" };
  static const char *const of[] = { "section=S0", "section=S1", "station=Z0", "outfall=O1",
                                    "monitor=ZX" };
  g_autofree char *day = day_text (twins, -pick (400));
  g_autofree char *today = day_text (twins, 0);

  make_words (twins, "measurement",
              split_words ("%s|factor=%s|value=%d.%d|sampled_at=%sT01:00:00Z", of[pick (5)],
                           factors[pick (3)], pick (3), pick (10), pick (2) ? day : today));
}

static void
change_check (Twins *twins)
{
  g_autofree char *today = day_text (twins, 0);
  static const char *const topics[] = { "factory_dust", "voc", "open_burning", "oil_fume" };

  if (pick (4) == 0)
    make_words (twins, "patrol",
                split_words ("name=P|inspector=grid_inspector|grid=G1|topic=open_burning|"
                             "started_at=%sT01:00:00Z",
                             today));
  else if (pick (2) == 0)
    make_words (twins, "inspection",
                split_words ("name=X|kind=special_action|plan=J%d|started_at=%sT01:00:00Z",
                             pick (N_THINGS), today));
  else
    make_words (twins, "inspection",
                split_words ("name=X|kind=special_action|topic=%s|enterprise=E%d|"
                             "started_at=%sT01:00:00Z",
                             topics[pick (4)], 1 + pick (2), today));
}

static void
change_district (Twins *twins)
{
  g_autofree char *today = day_text (twins, 0);

  switch (pick (4))
    {
    case 0:
      make_words (twins, "survey",
                  split_words ("name=A|on_date=%s|measure=满意度|value=%d", today, 70 + pick (12)));
      break;
    case 1:
      make_words (twins, "fund_entry",
                  split_words ("project=P0|source=district|purpose=x|on_date=%s|planned_yuan=1000|"
                               "arrived_yuan=%d|used_yuan=%d",
                               today, pick (1000), pick (500)));
      break;
    case 2:
      make_words (twins, "equipment",
                  split_words ("name=Pump|kind=rescue|intact=%s", pick (10) ? "yes" : "no"));
      break;
    default:
      make_words (twins, "project_report",
                  split_words ("project=P%d|month=2024-12|actual_bp=%d", pick (N_THINGS),
                               pick (101) * 100));
    }
}

static void
change_other (Twins *twins)
{
  g_autofree char *code = g_strdup_printf ("H%u", twins->n_made++);
  g_autofree char *old = g_strdup_printf ("H%d", pick (30));
  g_autofree char *today = day_text (twins, 0), *long_ago = day_text (twins, -200);

  switch (pick (6))
    {
    case 0:
      make_words (twins, "hot_event",
                  split_words ("code=%s|title=PM|kind=high_value|township=T1|"
                               "detected_at=%sT01:00:00Z",
                               code, today));
      break;
    case 1:
      set_words (twins, "hot_event", old, split_words ("on_site_at=%sT02:00:00Z", today));
      break;
    case 2:
      set_words (twins, "enterprise", "E1",
                 split_words ("retrofit_started=%s|retrofit_accepted=%s", long_ago,
                              pick (2) ? today : ""));
      break;
    case 3:
      make_words (twins, "action_record",
                  split_words ("title=A|kind=%s|to_unit=TOWN|item=I%d|issued_on=%s",
                               pick (2) ? "supervise" : "listed_supervision", pick (N_THINGS),
                               today));
      break;
    case 4:
      make_words (twins, "action_record",
                  split_words ("title=B|kind=interview|to_unit=TOWN|milestone=M%d|issued_on=%s",
                               pick (N_THINGS), today));
      break;
    default:
      make_words (twins, "lookback",
                  split_words ("item=IX|kind=full|year=2025|done_at=%s|verdict=ok", today));
    }
}

/* Somebody acknowledges the oldest warning that waits, in both. */
static void
acknowledge (Bureau *bureau, const char *title)
{
  const SuyRegister *reg = bureau_register (bureau, "warning");
  g_autoptr (GArray) ids =
      suy_store_select (suy_workspace_get_store (bureau->workspace), reg, NULL, NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autofree char *state = bureau_get (bureau, "warning", id, "state");
      g_autofree char *of = bureau_get (bureau, "warning", id, "title");
      g_autofree char *level = bureau_get (bureau, "warning", id, "level");

      if (!g_str_equal (state, "notified") || strstr (of, title) == NULL ||
          !g_str_equal (level, "red"))
        continue;
      bureau_move (bureau, "district_head", "warning", id, "acknowledge", NULL);
      return;
    }
}

static void
change (Twins *twins)
{
  static void (*const changes[]) (Twins *) = {
    change_item,   change_item,  change_item,     change_works, change_complaint,
    change_sample, change_check, change_district, change_other,
  };
  int n = pick (G_N_ELEMENTS (changes) + 1);

  if (n < (int) G_N_ELEMENTS (changes))
    {
      changes[n](twins);
      return;
    }
  acknowledge (&twins->changed, "滞后");
  acknowledge (&twins->whole, "滞后");
}

/* ---- the twins ---- */

static void
make_things (Twins *twins)
{
  for (guint i = 0; i < N_THINGS; i++)
    {
      g_autofree char *due = day_text (twins, (int) i * 25 - 10);
      g_autofree char *start = day_text (twins, -60);

      make_words (twins, "rectification_item",
                  split_words ("code=I%u|title=Item %u|category=water|responsible_unit=TOWN|goal=g|"
                               "measures=m|rect_class=immediate|start=%s|deadline=%s",
                               i, i, start, due));
      make_words (twins, "project",
                  split_words ("code=P%u|name=Works %u|category=environment|package=none|content=x|"
                               "investment_yuan=1|responsible_unit=TOWN|start=%s|due=2025-12-31",
                               i, i, start));
      make_words (twins, "milestone",
                  split_words ("code=M%u|name=Node %u|project=P%u|responsible_unit=TOWN|is_key=yes|"
                               "start=%s|due=2025-06-30",
                               i, i, i, start));
      make_words (twins, "inspection_plan",
                  split_words ("code=J%u|name=Plan|kind=special_action|year=2025|topic=%s", i,
                               i % 2 ? "factory_dust" : "voc"));
    }
  make_words (twins, "rectification_item",
              split_words ("code=IX|title=Old|category=water|responsible_unit=TOWN|goal=g|"
                           "measures=m|rect_class=immediate|start=2024-05-01|deadline=2024-06-01|"
                           "accepted_at=2024-05-20|closed_at=2024-05-30"));
  make_words (twins, "enterprise", split_words ("code=E1|name=Inn|industry=catering"));
  make_words (twins, "enterprise", split_words ("code=E2|name=Mill|industry=paper"));
  make_words (twins, "river_section",
              split_words ("code=S0|name=Up|section_level=county|target_class=III|reach=R1|"
                           "@=118.1,27.35"));
  make_words (twins, "river_section",
              split_words ("code=S1|name=Low|section_level=county|target_class=II|@=118.1,27.35"));
  make_words (twins, "station",
              split_words ("code=Z0|name=Auto|kind=water_auto|reach=R1|@=118.1,27.35"));
  make_words (twins, "outfall", split_words ("code=O1|name=Works|kind=rural|@=118.1,27.3"));
  make_words (
      twins, "online_monitor",
      split_words ("code=ZX|name=Mon|kind=water|enterprise=E2|limit_cod_mgl=1|state=online"));
  make_words (twins, "grid_cell", split_words ("code=G1|name=Grid|level=village|township=T1"));
}

/* Something was moved long ago, so that windows are judged. */
static void
begin (Bureau *bureau)
{
  gint64 id;

  bureau_set_day (bureau, "2024-02-01");
  id = bureau_make (bureau, "inspection", "name=First", "kind=annual_plan", NULL);
  bureau_move (bureau, "hq_clerk", "inspection", id, "plan", NULL);
  bureau_set_day (bureau, FIRST_DAY);
}

static void
evaluate (Twins *twins)
{
  g_autoptr (GError) error = NULL;

  suy_workspace_evaluate_changed (twins->changed.workspace, NULL, &error);
  g_assert_no_error (error);
  suy_workspace_evaluate (twins->whole.workspace, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_same (Twins *twins, guint step)
{
  g_autofree char *one = describe (&twins->changed), *other = describe (&twins->whole);
  g_auto (GStrv) lines = g_strsplit (one, "\n", -1), others = g_strsplit (other, "\n", -1);

  for (guint i = 0; lines[i] != NULL && others[i] != NULL; i++)
    if (!g_str_equal (lines[i], others[i]))
      g_error ("step %u: “%s” after the change, “%s” by all", step, lines[i], others[i]);
  g_assert_cmpstr (one, ==, other);
}

static void
run_twins (guint n_steps)
{
  Twins twins = { .day = suy_date_get_day (FIRST_DAY) };

  bureau_open (&twins.changed);
  bureau_open (&twins.whole);
  begin (&twins.changed);
  begin (&twins.whole);
  make_things (&twins);
  evaluate (&twins);
  assert_same (&twins, 0);
  for (guint i = 1; i <= n_steps; i++)
    {
      if (i % 12 == 0)
        {
          g_autofree char *day = suy_date_from_day (++twins.day);

          bureau_set_day (&twins.changed, day);
          bureau_set_day (&twins.whole, day);
        }
      else
        change (&twins);
      evaluate (&twins);
      assert_same (&twins, i);
    }
  bureau_close (&twins.changed);
  bureau_close (&twins.whole);
}

static void
test_random (void)
{
  const char *cases = g_getenv ("SUY_CASES");
  guint n = cases == NULL ? 3 : (guint) CLAMP (atoi (cases) / 500, 3, 200);

  for (guint i = 0; i < n; i++)
    run_twins (60);
}

/* ---- each source of an indicator ---- */

/* On 2025-05-30; each changes what the evaluation keeps, but those with “-”, which prepare one. */
static const struct
{
  const char *what, *reg, *code, *words;
} single[] = {
  { "-", "complaint", NULL,
    "text=A|channel=hotline_24h|complaint_type=odour|township=T1|enterprise=E1|"
    "received_at=2025-05-30T01:00:00Z" },
  { "-", "complaint", NULL,
    "text=B|channel=hotline_24h|complaint_type=odour|township=T1|enterprise=E1|"
    "received_at=2025-05-30T01:00:00Z" },
  { "-", "complaint", "C0",
    "code=C0|text=C|channel=hotline_24h|complaint_type=odour|township=T1|"
    "received_at=2025-05-30T01:00:00Z" },
  { "I-01", "complaint", "C0", "enterprise=E1" },
  { "I-02", "project", "P1", "actual_bp=10000" },
  { "I-03", "milestone", "M1", "actual_bp=9990" },
  { "-", "measurement", NULL, "section=S0|factor=tp|value=0.1|sampled_at=2024-06-01T01:00:00Z" },
  { "I-04 I-05 W-13", "measurement", NULL,
    "section=S0|factor=tp|value=0.35|sampled_at=2025-05-30T01:00:00Z" },
  { "I-04", "river_section", "S0", "target_class=V" },
  { "-", "measurement", NULL, "station=Z0|factor=tp|value=0.35|sampled_at=2025-05-30T01:00:00Z" },
  { "W-8 reach", "river_section", "S0", "reach=" },
  { "W-8", "measurement", NULL, "station=Z0|factor=tp|value=0.45|sampled_at=2025-05-30T01:00:00Z" },
  { "I-06", "online_monitor", "ZX", "state=offline|offline_since=2025-05-20T01:00:00Z" },
  { "I-07", "rectification_item", "I1", "accepted_at=2025-05-29" },
  { "I-08", "rectification_item", "I1", "accepted_at=|rebound_count=1" },
  { "I-09", "complaint", "C0", "received_at=2025-05-20T01:00:00Z" },
  { "I-10", "enterprise", "E1", "retrofit_started=2024-10-01" },
  { "I-11", "survey", NULL, "name=A|on_date=2025-05-30|measure=满意度|value=70" },
  { "I-12", "fund_entry", NULL,
    "project=P0|source=district|purpose=x|on_date=2025-05-30|planned_yuan=1000|arrived_yuan=0|"
    "used_yuan=0" },
  { "-", "inspection", NULL, "name=X|kind=special_action|plan=J1|started_at=2025-05-30T01:00:00Z" },
  { "M-1", "inspection", NULL,
    "name=X|kind=special_action|plan=J3|started_at=2025-05-30T01:00:00Z" },
  { "M-1 topic", "inspection_plan", "J3", "topic=voc" },
  { "M-6", "patrol", NULL,
    "name=P|inspector=grid_inspector|grid=G1|topic=open_burning|started_at=2025-05-30T01:00:00Z" },
  { "-", "enterprise", "E1", "operating=closed" },
  { "W-4", "action_record", NULL,
    "title=Card|kind=warn|yellow_card=yes|project=P3|issued_on=2025-05-30" },
  { "W-5", "action_record", NULL, "title=L|kind=remind|item=I2|issued_on=2025-05-30" },
  { "W-7", "hot_event", NULL,
    "title=PM|kind=high_value|township=T1|detected_at=2025-05-30T01:00:00Z" },
  { "W-11", "equipment", NULL, "name=Pump|kind=rescue|intact=no" },
  { "-", "project", "P2", "start=2025-01-01" },
  { "W-12", "project_report", NULL, "project=P2|month=2025-03|actual_bp=0" },
};

static void
test_each (void)
{
  Twins twins = { .day = suy_date_get_day ("2025-05-30") };

  bureau_open (&twins.changed);
  bureau_open (&twins.whole);
  begin (&twins.changed);
  begin (&twins.whole);
  bureau_set_day (&twins.changed, "2025-05-30");
  bureau_set_day (&twins.whole, "2025-05-30");
  make_things (&twins);
  evaluate (&twins);
  for (guint i = 0; i < G_N_ELEMENTS (single); i++)
    {
      g_autofree char *before = describe (&twins.changed), *after = NULL;

      g_test_message ("%s", single[i].what);
      if (single[i].code == NULL || strstr (single[i].words, "code=") == single[i].words)
        make_words (&twins, single[i].reg, split_words ("%s", single[i].words));
      else
        set_words (&twins, single[i].reg, single[i].code, split_words ("%s", single[i].words));
      evaluate (&twins);
      assert_same (&twins, i);
      after = describe (&twins.changed);
      if (*single[i].what != '-' && g_str_equal (before, after))
        g_error ("%s: nothing was told", single[i].what);
    }
  bureau_close (&twins.changed);
  bureau_close (&twins.whole);
}

/* ---- what is written ---- */

/* Without a change nothing is written, and a change that matters to nothing writes nothing. */
static void
test_nothing (void)
{
  Bureau bureau;
  gint64 end;
  guint n = 9;
  g_autoptr (GError) error = NULL;

  bureau_open (&bureau);
  bureau_set_day (&bureau, FIRST_DAY);
  suy_workspace_evaluate_changed (bureau.workspace, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 0);
  end = suy_store_get_log_end (bureau.workspace->store, NULL);
  g_assert_true (suy_workspace_evaluate_changed (bureau.workspace, &n, NULL));
  g_assert_cmpint (suy_store_get_log_end (bureau.workspace->store, NULL), ==, end);

  bureau_make (&bureau, "enterprise", "code=E9", "name=Mill", "industry=paper", NULL);
  end = suy_store_get_log_end (bureau.workspace->store, NULL);
  g_assert_true (suy_workspace_evaluate_changed (bureau.workspace, &n, NULL));
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpint (suy_store_get_log_end (bureau.workspace->store, NULL), ==, end);
  bureau_close (&bureau);
}

/* An edit that is undone takes the level of the day back; the warning that it opened stays. */
static void
test_undo (void)
{
  Twins twins = { .day = suy_date_get_day (FIRST_DAY) };

  bureau_open (&twins.changed);
  bureau_open (&twins.whole);
  begin (&twins.changed);
  begin (&twins.whole);
  make_things (&twins);
  evaluate (&twins);
  set_words (&twins, "rectification_item", "I3", split_words ("actual_bp=9900"));
  evaluate (&twins);
  assert_same (&twins, 1);
  g_assert_true (suy_workspace_undo (twins.changed.workspace, NULL));
  g_assert_true (suy_workspace_undo (twins.whole.workspace, NULL));
  evaluate (&twins);
  assert_same (&twins, 2);
  bureau_close (&twins.changed);
  bureau_close (&twins.whole);
}

/* ---- time ---- */

/* Ten thousand items, of which one in five is late. */
static void
make_many (Bureau *bureau, guint n)
{
  const SuyRegister *reg = bureau_register (bureau, "rectification_item");
  const SuyCommandInfo info = { .kind = "edit" };
  SuyStore *store = bureau->workspace->store;

  g_assert_true (suy_store_begin (store, &info, NULL));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SuyRecord) record = suy_record_new (reg);
      g_autofree char *code = g_strdup_printf ("I%u", i);

      suy_record_set_text (record, "code", code);
      suy_record_set_text (record, "title", "Item");
      suy_record_set_text (record, "start", "2025-01-01");
      suy_record_set_text (record, "deadline", i % 5 ? "2025-12-31" : "2025-03-01");
      suy_record_set_integer (record, "actual_bp", i % 7 * 1000);
      g_assert_true (suy_store_insert (store, record, NULL));
    }
  g_assert_true (suy_workspace_end_command (bureau->workspace, TRUE, NULL));
}

/* Prints processor time; run with -m perf. */
static void
test_time (void)
{
  enum
  {
    N = 10000,
    CHANGES = 200
  };
  Bureau bureau;
  clock_t edits = 0, evaluations = 0, began;

  bureau_open (&bureau);
  bureau_set_day (&bureau, FIRST_DAY);
  make_many (&bureau, N);
  began = clock ();
  g_assert_true (suy_workspace_evaluate_changed (bureau.workspace, NULL, NULL));
  g_test_message ("first: %.0f ms", (double) (clock () - began) * 1e3 / CLOCKS_PER_SEC);
  began = clock ();
  g_assert_true (suy_workspace_evaluate (bureau.workspace, NULL, NULL, NULL));
  g_test_message ("all again: %.0f ms", (double) (clock () - began) * 1e3 / CLOCKS_PER_SEC);
  for (guint i = 0; i < CHANGES; i++)
    {
      g_autofree char *code = g_strdup_printf ("I%u", i * 37 % N);
      g_autofree char *word = g_strdup_printf ("actual_bp=%u", i % 100 * 100);
      gint64 id = find (&bureau, "rectification_item", code);

      began = clock ();
      bureau_set (&bureau, "rectification_item", id, word, NULL);
      edits += clock () - began;
      began = clock ();
      g_assert_true (suy_workspace_evaluate_changed (bureau.workspace, NULL, NULL));
      evaluations += clock () - began;
    }
  g_test_minimized_result ((double) evaluations * 1e3 / CLOCKS_PER_SEC / CHANGES,
                           "one change is evaluated in %.2f ms, beside %.2f ms for the edit",
                           (double) evaluations * 1e3 / CLOCKS_PER_SEC / CHANGES,
                           (double) edits * 1e3 / CLOCKS_PER_SEC / CHANGES);
  bureau_close (&bureau);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/evaluate-changed/nothing", test_nothing);
  g_test_add_func ("/workspace/evaluate-changed/undo", test_undo);
  g_test_add_func ("/workspace/evaluate-changed/each", test_each);
  g_test_add_func ("/workspace/evaluate-changed/random", test_random);

  if (g_test_perf ())
    g_test_add_func ("/workspace/evaluate-changed/time", test_time);

  return g_test_run ();
}
