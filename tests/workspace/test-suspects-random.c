/* test-suspects-random.c: random rivers and records against a plain recomputation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The oracle walks down each source's reaches one by one, looks through every record for every
 * suspect, and knows nothing of registers, traces or statements. */

#include <math.h>

#include "made-rivers.h"
#include "suy-workspace-suspects.h"

#define N_REACHES 8
#define N_SOURCES 40
#define N_PAPERS 40
#define WINDOW_H 3.0
#define NOW "2026-06-01T00:00:00.000Z"

typedef enum
{
  OUTFALL,
  POINT,
  FIRM,
} Kind;

static const char *const kind_names[] = { "outfall", "risk_point", "enterprise" };
static const char *const levels[] = { "unrated", "blue", "yellow", "orange", "red" };
static const char *const states[] = { "closed", "stopped", "limited", "running" };

typedef struct
{
  Kind kind;
  char code[8];
  gint64 id;
  int reach, owner; /* MADE_OFF_RIVER; -1: none */
  double fraction;
  int list;          /* -1: none, else bit 0 tp, bit 1 cod, bit 2 something else */
  int level, state;  /* -1: none */
  double load, flow; /* NAN: none */
  double mg_l[2];    /* of tp and cod; NAN: never measured */
} Source;

/* A case, or a penalty when penalty is set. */
typedef struct
{
  gboolean penalty;
  int source[2]; /* that it names; -1: none */
  int about;     /* a penalty: the case; -1: none */
  const char *state;
  gboolean violation, old; /* old: before the years that count */
} Paper;

typedef struct
{
  int down[N_REACHES];
  double hours[N_REACHES];
  Source sources[N_SOURCES];
  Paper papers[N_PAPERS];
} World;

/* ---- making it ---- */

static int
one_of (int n)
{
  return g_test_rand_int_range (0, n);
}

static double
maybe (double value)
{
  return one_of (3) == 0 ? NAN : value;
}

static void
invent_source (World *world, int i)
{
  Source *source = &world->sources[i];

  /* What belongs to something stands before it, as the loop that stores them needs it after. */
  source->kind = i < 16 ? FIRM : i < 28 ? POINT : OUTFALL;
  g_snprintf (source->code, sizeof source->code, "C%02d", one_of (2) ? i : 99 - i);
  source->reach = one_of (5) == 0 ? MADE_OFF_RIVER : one_of (N_REACHES);
  source->fraction = one_of (1001) / 1000.0;
  source->owner = -1;
  if (source->kind != FIRM && one_of (3) > 0)
    source->owner = source->kind == POINT || one_of (2) ? one_of (16) : 16 + one_of (12);
  source->list = source->kind == OUTFALL || one_of (3) == 0 ? -1 : 1 + one_of (7);
  source->level = source->kind == POINT ? one_of (5) : -1;
  source->state = source->kind == OUTFALL || one_of (3) == 0 ? -1 : one_of (4);
  source->load = source->kind == FIRM ? maybe (one_of (1000) / 100.0) : NAN;
  source->flow = source->kind == OUTFALL ? maybe (one_of (500)) : NAN;
  for (int k = 0; k < 2; k++)
    source->mg_l[k] =
        source->kind == OUTFALL ? maybe (one_of (400) / (k == 0 ? 1000.0 : 10.0)) : NAN;
}

static void
invent_paper (World *world, int i)
{
  static const char *const case_states[] = { "found",    "rectifying",  "closed",
                                             "rejected", "lookback_ok", "reopened" };
  Paper *paper = &world->papers[i];

  paper->penalty = i >= 30;
  paper->about = paper->penalty && one_of (2) ? one_of (30) : -1;
  paper->source[0] = paper->penalty || one_of (3) == 0 ? one_of (16)
                     : one_of (4) == 0                 ? -1
                                                       : one_of (N_SOURCES);
  paper->source[1] = -1;
  if (paper->about >= 0 && world->papers[paper->about].source[0] >= 0 &&
      world->papers[paper->about].source[0] < 16)
    paper->source[0] = world->papers[paper->about].source[0];
  if (!paper->penalty && paper->source[0] >= 28)
    paper->source[1] = one_of (28);
  paper->state = paper->penalty ? (one_of (2) ? "closed" : "case_filed") : case_states[one_of (6)];
  paper->violation = one_of (3) > 0;
  paper->old = one_of (4) == 0;
}

static void
invent (World *world)
{
  for (int i = 0; i < N_REACHES; i++)
    {
      world->down[i] = i == 0 ? -1 : one_of (i);
      world->hours[i] = one_of (6) == 0 ? NAN : 0.2 + one_of (20) / 10.0;
    }
  for (int i = 0; i < N_SOURCES; i++)
    invent_source (world, i);
  for (int i = 0; i < N_PAPERS; i++)
    invent_paper (world, i);
}

/* ---- storing it ---- */

static const char *
number (char *text, double value)
{
  return isnan (value) ? NULL : g_ascii_dtostr (text, G_ASCII_DTOSTR_BUF_SIZE, value);
}

static const char *
list_text (int list)
{
  static const char *const texts[] = { "",     "TP",        "COD",      "TP;COD",
                                       "色度", "总磷;色度", "COD;色度", "TP;COD;色度" };

  return list < 0 ? NULL : texts[list];
}

static void
store_source (Made *made, World *world, Source *source)
{
  const Source *owner = source->owner < 0 ? NULL : &world->sources[source->owner];
  const char *firm = owner != NULL && owner->kind == FIRM ? owner->code : NULL;
  const char *point = owner != NULL && owner->kind == POINT ? owner->code : NULL;
  const char *state = source->state < 0 ? NULL : states[source->state];
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (source->kind == FIRM)
    source->id = made_add (made, "enterprise", source->code, source->reach, source->fraction,
                           "name", "x", "industry", "food", "pollutants", list_text (source->list),
                           "operating", state, "load_kg_d", number (text, source->load), NULL);
  else if (source->kind == POINT)
    source->id =
        made_add (made, "risk_point", source->code, source->reach, source->fraction, "name", "x",
                  "kind", "hazard", "control_measures", "x", "risk_level", levels[source->level],
                  "pollutants", list_text (source->list), "state", state, "enterprise", firm, NULL);
  else
    source->id = made_add (made, "outfall", source->code, source->reach, source->fraction, "name",
                           "x", "kind", "other", "flow_m3d", number (text, source->flow),
                           "enterprise", firm, "risk_point", point, NULL);
  for (int k = 0; k < 2; k++)
    if (!isnan (source->mg_l[k]))
      made_add (made, "measurement", "m", MADE_OFF_RIVER, 0, "outfall", source->code, "sampled_at",
                "2026-05-01", "factor", k == 0 ? "tp" : "cod", "value",
                number (text, source->mg_l[k]), "unit", "mg/L", NULL);
}

static const char *
code_of_kind (const World *world, const Paper *paper, Kind kind)
{
  for (int k = 0; k < 2; k++)
    if (paper->source[k] >= 0 && world->sources[paper->source[k]].kind == kind)
      return world->sources[paper->source[k]].code;

  return NULL;
}

static void
store_paper (Made *made, const World *world, int i)
{
  const Paper *paper = &world->papers[i];
  const char *day = paper->old ? "2021-03-01" : "2025-03-01";
  g_autofree char *code = g_strdup_printf ("P%d", i);
  g_autofree char *about = paper->about < 0 ? NULL : g_strdup_printf ("P%d", paper->about);

  if (paper->penalty)
    made_add (made, "enforcement_case", code, MADE_OFF_RIVER, 0, "subject", "x", "enterprise",
              code_of_kind (world, paper, FIRM), "problem", about, "filed_at", day, "decided_at",
              strcmp (paper->state, "closed") == 0 ? day : NULL, "state", paper->state, NULL);
  else
    made_add (made, "problem", code, MADE_OFF_RIVER, 0, "title", "x", "source", "petition",
              "medium", "water", "description", "x", "state", paper->state, "found_at", day,
              "violation", paper->violation ? "manure" : NULL, "enterprise",
              code_of_kind (world, paper, FIRM), "risk_point", code_of_kind (world, paper, POINT),
              "outfall", code_of_kind (world, paper, OUTFALL), NULL);
}

static void
store (Made *made, World *world)
{
  made_begin (made);
  for (int i = 0; i < N_REACHES; i++)
    made_add_reach (made, i, world->down[i], world->hours[i]);
  made_end (made);
  made_begin (made);
  for (int i = 0; i < N_SOURCES; i++)
    store_source (made, world, &world->sources[i]);
  for (int i = 0; i < N_PAPERS; i++)
    store_paper (made, world, i);
  made_end (made);
}

/* ---- the oracle ---- */

typedef struct
{
  double m, h;
  gboolean estimated;
} Way;

/* What nothing is known of flows with half a metre a second. */
static void
go (const World *world, Way *way, int reach, double part)
{
  gboolean known = !isnan (world->hours[reach]);

  way->m += part * MADE_REACH_M;
  way->h += part * (known ? world->hours[reach] : MADE_REACH_M / 0.5 / 3600);
  way->estimated |= !known;
}

/* From a source down to the place; m is NAN where water never comes there. */
static Way
walk (const World *world, const Source *source, int reach, double fraction)
{
  Way way = { 0, 0, FALSE };
  int at = source->reach;
  double from = source->fraction;

  while (at >= 0 && at != reach)
    {
      go (world, &way, at, from);
      from = 1;
      at = world->down[at];
    }
  if (at < 0 || from < fraction)
    return (Way){ NAN, NAN, FALSE };
  go (world, &way, reach, from - fraction);

  return way;
}

static int
root_of (const World *world, int source)
{
  while (world->sources[source].owner >= 0)
    source = world->sources[source].owner;

  return source;
}

/* Sources of one suspect: those on the way, and what they belong to. */
static void
collect (const World *world, int root, int reach, double fraction, gboolean *in)
{
  for (int i = 0; i < N_SOURCES; i++)
    in[i] = FALSE;
  for (int i = 0; i < N_SOURCES; i++)
    if (root_of (world, i) == root && !isnan (walk (world, &world->sources[i], reach, fraction).m))
      for (int k = i; k >= 0; k = world->sources[k].owner)
        in[k] = TRUE;
}

static gboolean
names_one (const Paper *paper, const gboolean *in)
{
  return (paper->source[0] >= 0 && in[paper->source[0]]) ||
         (paper->source[1] >= 0 && in[paper->source[1]]);
}

static gboolean
is_done (const char *state)
{
  return strcmp (state, "closed") == 0 || strcmp (state, "lookback_ok") == 0;
}

static gboolean
is_open (const Paper *paper)
{
  return !is_done (paper->state) && strcmp (paper->state, "rejected") != 0;
}

/* A decided penalty that counts is about this case, for a firm that is on the way at all. */
static gboolean
is_punished (const World *world, int problem, int reach, double fraction)
{
  for (int i = 30; i < N_PAPERS; i++)
    {
      const Paper *paper = &world->papers[i];
      gboolean in[N_SOURCES];

      if (paper->about != problem || !is_done (paper->state) || paper->old)
        continue;
      collect (world, root_of (world, paper->source[0]), reach, fraction, in);
      if (in[paper->source[0]])
        return TRUE;
    }

  return FALSE;
}

static void
count_papers (const World *world,
              const gboolean *in,
              int reach,
              double fraction,
              SuySuspectFacts *facts)
{
  for (int i = 0; i < N_PAPERS; i++)
    {
      const Paper *paper = &world->papers[i];

      if (!names_one (paper, in))
        continue;
      if (paper->penalty && is_done (paper->state))
        facts->n_violations += !paper->old;
      else if (paper->penalty)
        facts->n_cases += paper->about < 0 || !is_open (&world->papers[paper->about]);
      else
        {
          facts->n_cases += is_open (paper);
          facts->n_violations += is_done (paper->state) && paper->violation && !paper->old &&
                                 !is_punished (world, i, reach, fraction);
        }
    }
}

/* What the suspect's records say together; @load in kg/d. */
static SuySuspectFacts
expect (const World *world, const gboolean *in, int reach, double fraction, double *load)
{
  static const double limits[] = { 0.2, 20 };
  SuySuspectFacts facts = { .travel_h = NAN, .river_m = INFINITY };
  gboolean has_firm = FALSE, listed = FALSE;
  double measured = NAN;
  int level = 0;

  *load = NAN;
  for (int i = 0; i < N_SOURCES; i++)
    {
      const Source *source = &world->sources[i];
      Way way;

      if (!in[i])
        continue;
      way = walk (world, source, reach, fraction);
      if (way.m < facts.river_m)
        {
          facts.river_m = way.m;
          facts.travel_h = way.h;
          facts.time_estimated = way.estimated;
        }
      has_firm |= source->kind == FIRM;
      listed |= source->list >= 0;
      facts.common |= source->list < 0 ? 0 : (guint32) source->list & 3;
      level = MAX (level, source->level);
      if (source->state >= 0 && facts.operation == NULL) /* firms come first, then points */
        facts.operation = states[source->state];
      if (!isnan (source->load))
        *load = source->load;
      for (int k = 0; k < 2; k++)
        if (!isnan (source->mg_l[k]))
          *(source->mg_l[k] > limits[k] ? &facts.common : &facts.absent) |= 1u << k;
      if (!isnan (source->flow * source->mg_l[0]))
        measured = (isnan (measured) ? 0 : measured) + source->flow * source->mg_l[0] / 1000;
    }
  facts.level = level > 0 ? levels[level] : NULL;
  facts.absent = (listed ? 3 : facts.absent) & ~facts.common;
  count_papers (world, in, reach, fraction, &facts);
  if (facts.n_violations == 0 && !has_firm)
    facts.n_violations = SUY_FACT_UNKNOWN;
  if (isnan (*load))
    *load = measured;

  return facts;
}

/* ---- comparing ---- */

static void
assert_same (double a, double b, double epsilon)
{
  g_assert_cmpint (isnan (a), ==, isnan (b));
  if (!isnan (a))
    g_assert_cmpfloat_with_epsilon (a, b, epsilon);
}

static void
check_suspect (const World *world, const SuySuspect *suspect, int reach, double fraction)
{
  gboolean in[N_SOURCES];
  SuySuspectFacts facts;
  double load;
  int shown = -1;

  for (int i = 0; i < N_SOURCES; i++)
    if (world->sources[i].id == suspect->id)
      shown = i;
  g_assert_cmpint (shown, >=, 0);
  g_assert_cmpstr (suspect->reg->name, ==, kind_names[world->sources[shown].kind]);
  collect (world, root_of (world, shown), reach, fraction, in);
  facts = expect (world, in, reach, fraction, &load);
  assert_same (suspect->facts.river_m, facts.river_m, 0.1);
  assert_same (suspect->facts.travel_h, facts.travel_h, 1e-3);
  g_assert_cmpint (suspect->facts.time_estimated, ==, facts.time_estimated);
  g_assert_cmpuint (suspect->facts.common, ==, facts.common);
  g_assert_cmpuint (suspect->facts.absent, ==, facts.absent);
  g_assert_cmpstr (suspect->facts.level, ==, facts.level);
  g_assert_cmpstr (suspect->facts.operation, ==, facts.operation);
  g_assert_cmpint (suspect->facts.n_cases, ==, facts.n_cases);
  g_assert_cmpint (suspect->facts.n_violations, ==, facts.n_violations);
  assert_same (suspect->load_kg_d, load, 1e-9);
}

/* By points, then by code; every source on the way is part of one suspect; shares are 100 %. */
static void
check_list (const World *world, const SuySuspects *suspects, int reach, double fraction)
{
  guint n_parts = 0, n_on_way = 0;
  int share = 0;
  gboolean known = FALSE;

  for (guint i = 0; i < suspects->suspects->len; i++)
    {
      const SuySuspect *suspect = suspects->suspects->pdata[i];
      const SuySuspect *before = i == 0 ? NULL : suspects->suspects->pdata[i - 1];

      check_suspect (world, suspect, reach, fraction);
      n_parts += suspect->parts->len;
      share += MAX (suspect->share_bp, 0);
      known |= suspect->load_kg_d > 0;
      g_assert_true (before == NULL || before->score.all.points > suspect->score.all.points ||
                     (before->score.all.points == suspect->score.all.points &&
                      strcmp (before->code, suspect->code) <= 0));
    }
  for (int i = 0; i < N_SOURCES; i++)
    n_on_way += !isnan (walk (world, &world->sources[i], reach, fraction).m);
  g_assert_cmpuint (n_parts, ==, n_on_way);
  g_assert_cmpint (share, ==, known ? 10000 : 0);
}

static void
check_from (Made *made, const World *world, int reach, double fraction)
{
  static const char *const factors[] = { "tp", "cod", NULL };
  SuySuspectsAsk ask = { .pollutants = factors,
                         .time = NOW,
                         .window_h = WINDOW_H,
                         .max_m = INFINITY,
                         .max_h = INFINITY,
                         .snap_m = SUY_SNAP_M };
  g_autofree char *text = g_strdup_printf ("river_reach:R%d@%g", reach, fraction);
  g_autoptr (SuySuspects) suspects = NULL;
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", text);
  suy_workspace_parse_place (made->workspace, text, SUY_SNAP_M, &ask.place, &error);
  g_assert_no_error (error);
  suspects = suy_workspace_suspects (made->workspace, &ask, &error);
  g_assert_no_error (error);
  check_list (world, suspects, reach, fraction);
}

static void
test_random (void)
{
  const char *wish = g_getenv ("SUY_CASES");
  guint n = wish == NULL ? 1 : (guint) MAX (1, g_ascii_strtoull (wish, NULL, 10) / 1000);

  for (guint i = 0; i < n; i++)
    {
      World world = { 0 };
      Made made;

      made_open (&made);
      invent (&world);
      store (&made, &world);
      for (int reach = 0; reach < N_REACHES; reach++)
        for (int k = 0; k < 4; k++)
          check_from (&made, &world, reach, k == 0 ? 0 : (one_of (1000) + 0.5) / 1000);
      made_close (&made);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/suspects/random/plain-recomputation", test_random);

  return g_test_run ();
}
