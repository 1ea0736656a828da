/* suy-suspect-members.c: samples, cases and what follows from them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-suspect-members.h"

#include <math.h>

#include "suy-date.h"
#include "suy-id.h"
#include "suy-workspace-private.h"

#define MAX_LINKS 8 /* links of a case to sources */

/* Counted from the last register of the table, so that a whole comes before its parts. */
typedef void (*EachMember) (SuySuspectMembers *self, SuySource *source, SuyMember *member);

static void
for_each_member (SuySuspectMembers *self, EachMember each)
{
  for (guint s = self->n_sources; s > 0; s--)
    for (guint i = 0; i < self->sources[s - 1].members->len; i++)
      {
        SuyMember *member = &g_array_index (self->sources[s - 1].members, SuyMember, i);

        if (member->suspect != NULL)
          each (self, &self->sources[s - 1], member);
      }
}

/* ---- samples of outfalls ---- */

enum
{
  CELL_LINK,
  CELL_FACTOR,
  CELL_AT,
  CELL_VALUE,
  CELL_UNIT,
  CELL_MARK,
  CELL_VALID,
  N_CELLS,
};

typedef struct
{
  SuySuspectMembers *self;
  SuySource *source;
} Sampling;

static int
find_pollutant (SuySuspectMembers *self, const SuyValue *factor)
{
  const GArray *asked = self->suspects->exceedances;

  for (guint i = 0; factor->type == SUY_VALUE_TEXT && i < asked->len; i++)
    if (strcmp (g_array_index (asked, SuyExceedance, i).factor->name, factor->text) == 0)
      return (int) i;

  return -1;
}

static gboolean
is_text (const SuyValue *value, const char *text)
{
  return value->type == SUY_VALUE_TEXT && strcmp (value->text, text) == 0;
}

static void
take_sample (gint64 id, const SuyValue *cells, gpointer data)
{
  const Sampling *sampling = data;
  SuySuspects *suspects = sampling->self->suspects;
  SuyMember *member = suy_source_find (sampling->source, cells[CELL_LINK].integer);
  int pollutant = find_pollutant (sampling->self, &cells[CELL_FACTOR]);
  gboolean too_small =
      is_text (&cells[CELL_MARK], "below") || is_text (&cells[CELL_MARK], "not_detected");
  double mg_l = too_small ? 0 : suy_suspect_read_mg_l (&cells[CELL_VALUE], &cells[CELL_UNIT]);
  SuyLatest *latest;

  if (member == NULL || pollutant < 0 || isnan (mg_l) || cells[CELL_AT].type != SUY_VALUE_TEXT ||
      strcmp (cells[CELL_AT].text, suspects->time) > 0 ||
      (cells[CELL_MARK].type == SUY_VALUE_TEXT && *cells[CELL_MARK].text != '\0' && !too_small) ||
      (cells[CELL_VALID].type == SUY_VALUE_INTEGER && cells[CELL_VALID].integer == 0))
    return;
  if (member->samples == NULL)
    {
      member->samples = g_new0 (SuyLatest, suspects->exceedances->len);
      for (guint i = 0; i < suspects->exceedances->len; i++)
        member->samples[i].mg_l = NAN;
    }
  latest = &member->samples[pollutant];
  if (strcmp (cells[CELL_AT].text, latest->at) < 0)
    return;
  g_strlcpy (latest->at, cells[CELL_AT].text, sizeof latest->at);
  latest->mg_l = mg_l;
  latest->too_small = too_small;
}

/* The first link of @reg to records of @target.  (nullable) */
static const SuyField *
find_link (const SuyRegister *reg, const char *target)
{
  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = reg->fields->pdata[i];

      if (field->type == SUY_FIELD_LINK && strcmp (field->target, target) == 0)
        return field;
    }

  return NULL;
}

static gboolean
read_samples_of (SuySuspectMembers *self, SuySource *source, GError **error)
{
  const SuyRegister *reg = self->measurement;
  const SuyField *link = find_link (reg, source->reg->name);
  const SuyField *fields[N_CELLS] = {
    link,
    suy_register_find (reg, "factor"),
    suy_register_find (reg, "sampled_at"),
    suy_register_find (reg, "value"),
    suy_register_find (reg, "unit"),
    suy_register_find (reg, "limit_mark"),
    suy_register_find (reg, "valid"),
  };
  const SuyFilter filter = { link, SUY_FILTER_NOT_NULL, SUY_VALUE_INIT_NULL };
  const SuyCellScan scan = { fields, N_CELLS, &filter, 1, NULL, 0 };
  Sampling sampling = { self, source };

  if (link == NULL || source->members->len == 0)
    return TRUE;

  return suy_store_scan_cells (self->workspace->store, reg, &scan, take_sample, &sampling, error);
}

gboolean
suy_suspect_members_read_samples (SuySuspectMembers *self, GError **error)
{
  for (guint i = 0; i < self->n_sources; i++)
    if (self->sources[i].row->flow != NULL && !read_samples_of (self, &self->sources[i], error))
      return FALSE;

  return TRUE;
}

/* ---- cases ---- */

/* A penalty case, until its case is known. */
typedef struct
{
  SuySuspect *suspect;
  gint64 problem; /* 0: none */
  gboolean decided;
} Penalty;

typedef struct
{
  SuySuspectMembers *self;
  const SuyField *state;
  SuySource *sources[MAX_LINKS]; /* of the links, which stand first among the cells */
  guint n_links;
  char from[16], to[16]; /* days that past violations lie between, both included */
  GArray *penalties;
  GHashTable *open;     /* ids of cases that are open, of those that a penalty names */
  GHashTable *punished; /* ids of cases that a decided penalty names */
} Counting;

static gboolean
is_in_years (const Counting *counting, const SuyValue *day)
{
  return day->type == SUY_VALUE_TEXT && strlen (day->text) >= 10 &&
         strncmp (day->text, counting->from, 10) >= 0 && strncmp (day->text, counting->to, 10) <= 0;
}

/* The links of @reg to sources, as the first cells. */
static guint
add_links (Counting *counting, const SuyRegister *reg, const SuyField **fields)
{
  counting->n_links = 0;
  for (guint i = 0; i < reg->fields->len && counting->n_links < MAX_LINKS; i++)
    {
      const SuyField *field = reg->fields->pdata[i];
      SuySource *source = field->type != SUY_FIELD_LINK
                              ? NULL
                              : suy_suspect_members_find_source (counting->self, field->target);

      if (source == NULL)
        continue;
      counting->sources[counting->n_links] = source;
      fields[counting->n_links++] = field;
    }

  return counting->n_links;
}

/* The suspects that a row's links lead to, each once.  Returns: how many */
static guint
find_suspects (const Counting *counting, const SuyValue *cells, SuySuspect **suspects)
{
  guint n = 0;

  for (guint i = 0; i < counting->n_links; i++)
    {
      SuyMember *member = cells[i].type != SUY_VALUE_INTEGER
                              ? NULL
                              : suy_source_find (counting->sources[i], cells[i].integer);
      gboolean seen = member == NULL || member->suspect == NULL;

      for (guint k = 0; k < n && !seen; k++)
        seen = suspects[k] == member->suspect;
      if (!seen)
        suspects[n++] = member->suspect;
    }

  return n;
}

/* Where a state stands: "done" and "side" are finished. */
static const char *
group_of (const SuyField *state, const SuyValue *value)
{
  const SuyChoice *choice =
      value->type == SUY_VALUE_TEXT ? suy_field_find_choice (state, value->text) : NULL;

  return choice == NULL || choice->group == NULL ? "" : choice->group;
}

/* Cells behind the links: problem, decided_at, filed_at, state. */
static void
take_penalty (gint64 id, const SuyValue *cells, gpointer data)
{
  Counting *counting = data;
  const SuyValue *own = cells + counting->n_links;
  const gboolean finished = strcmp (group_of (counting->state, &own[3]), "done") == 0;
  const gboolean decided = finished || own[1].type == SUY_VALUE_TEXT;
  SuySuspect *suspects[MAX_LINKS];
  guint n = find_suspects (counting, cells, suspects);

  if (decided && !is_in_years (counting, own[1].type == SUY_VALUE_TEXT ? &own[1] : &own[2]))
    return;
  for (guint i = 0; i < n; i++)
    {
      const Penalty penalty = { suspects[i], own[0].type == SUY_VALUE_INTEGER ? own[0].integer : 0,
                                decided };

      g_array_append_val (counting->penalties, penalty);
    }
  if (n > 0 && decided && own[0].type == SUY_VALUE_INTEGER)
    g_hash_table_add (counting->punished, g_memdup2 (&own[0].integer, sizeof (gint64)));
}

/* Cells behind the links: state, violation, found_at. */
static void
take_case (gint64 id, const SuyValue *cells, gpointer data)
{
  Counting *counting = data;
  const SuyValue *own = cells + counting->n_links;
  const char *group = group_of (counting->state, &own[0]);
  const gboolean done = strcmp (group, "done") == 0, open = !done && strcmp (group, "side") != 0;
  SuySuspect *suspects[MAX_LINKS];
  guint n = find_suspects (counting, cells, suspects);

  if (open)
    g_hash_table_add (counting->open, g_memdup2 (&id, sizeof id));
  for (guint i = 0; i < n; i++)
    {
      suspects[i]->facts.n_cases += open;
      suspects[i]->facts.n_violations += done && own[1].type == SUY_VALUE_TEXT &&
                                         is_in_years (counting, &own[2]) &&
                                         !g_hash_table_contains (counting->punished, &id);
    }
}

static gboolean
scan_register (Counting *counting,
               const char *name,
               const char *const *own,
               SuyStoreEachRow each,
               GError **error)
{
  SuyWorkspace *workspace = counting->self->workspace;
  const SuyRegister *reg = suy_workspace_register (workspace, name, error);
  const SuyField *fields[MAX_LINKS + 4];
  SuyCellScan scan = { fields, 0, NULL, 0, NULL, 0 };

  if (reg == NULL)
    return FALSE;
  counting->state = suy_register_find (reg, "state");
  scan.n_fields = add_links (counting, reg, fields);
  for (; *own != NULL; own++)
    fields[scan.n_fields++] = suy_register_find (reg, *own);

  return suy_store_scan_cells (workspace->store, reg, &scan, each, counting, error);
}

/* A decided penalty is a violation; one that is not decided is an open case, unless the case that
 * it is about is counted as one. */
static void
count_penalties (const Counting *counting)
{
  for (guint i = 0; i < counting->penalties->len; i++)
    {
      const Penalty *penalty = &g_array_index (counting->penalties, Penalty, i);

      if (penalty->decided)
        penalty->suspect->facts.n_violations++;
      else if (!g_hash_table_contains (counting->open, &penalty->problem))
        penalty->suspect->facts.n_cases++;
    }
}

static void
set_years (Counting *counting)
{
  g_autofree char *day = suy_date_format_time (counting->self->suspects->time);
  int years = counting->self->suspects->rules->violation_years;

  g_strlcpy (counting->to, day, 11);
  g_snprintf (counting->from, sizeof counting->from, "%04d%.6s",
              (int) g_ascii_strtoll (day, NULL, 10) - years, day + 4);
}

gboolean
suy_suspect_members_read_cases (SuySuspectMembers *self, GError **error)
{
  static const char *const penalty_cells[] = { "problem", "decided_at", "filed_at", "state", NULL };
  static const char *const case_cells[] = { "state", "violation", "found_at", NULL };
  Counting counting = { .self = self };
  gboolean ok;

  counting.penalties = g_array_new (FALSE, FALSE, sizeof (Penalty));
  counting.open = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);
  counting.punished = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);
  set_years (&counting);
  ok = scan_register (&counting, "enforcement_case", penalty_cells, take_penalty, error);
  if (ok && counting.n_links > 0)
    self->liable = counting.sources[0];
  ok = ok && scan_register (&counting, "problem", case_cells, take_case, error);
  if (ok)
    count_penalties (&counting);
  g_array_unref (counting.penalties);
  g_hash_table_unref (counting.open);
  g_hash_table_unref (counting.punished);

  return ok;
}

/* ---- what the parts say together ---- */

static int
percent_of (SuySuspectMembers *self, const char *level)
{
  const SuyGrade *grade =
      suy_suspect_rules_find_grade (self->suspects->rules, SUY_CRITERION_LEVEL, level);

  return grade == NULL ? -1 : grade->percent;
}

/* What was measured in an outfall is discharged where it is above the limit, or above nothing where
 * there is no limit. */
static void
merge_samples (SuySuspectMembers *self, SuyMember *member)
{
  SuySuspectFacts *facts = &member->suspect->facts;

  for (guint i = 0; member->samples != NULL && i < self->suspects->exceedances->len; i++)
    {
      double limit = g_array_index (self->suspects->exceedances, SuyExceedance, i).limit_mg_l;
      double mg_l = member->samples[i].mg_l;

      if (isnan (mg_l))
        continue;
      if (mg_l > (isnan (limit) ? 0 : limit))
        facts->common |= 1u << i;
      else
        facts->absent |= 1u << i;
    }
}

static void
merge_member (SuySuspectMembers *self, SuySource *source, SuyMember *member)
{
  SuySuspect *suspect = member->suspect;
  SuySuspectFacts *facts = &suspect->facts;

  suspect->has_owner |= source == self->liable;
  facts->common |= member->common;
  if (member->listed)
    facts->absent |= (1u << self->suspects->exceedances->len) - 1;
  merge_samples (self, member);
  if (percent_of (self, member->level) > percent_of (self, facts->level))
    facts->level = member->level;
  if (facts->operation == NULL)
    facts->operation = member->operation;
  if (isnan (suspect->load_kg_d))
    suspect->load_kg_d = member->load_kg_d;
  if (member->on_way)
    {
      const SuyFound found = { source->reg, member->id, member->river_m, member->travel_h,
                               member->hours_source };

      g_array_append_val (suspect->parts, found);
    }
}

/* The load of an outfall: its flow times the first pollutant's concentration; g/d to kg/d.  Only
 * where no part declares a load. */
static void
add_measured_load (SuySuspectMembers *self, SuySource *source, SuyMember *member)
{
  SuySuspect *suspect = member->suspect;
  double kg_d;

  if (member->samples == NULL || member->samples[0].too_small)
    return;
  kg_d = member->flow_m3d * member->samples[0].mg_l / 1000.0;
  if (!isnan (kg_d))
    suspect->arriving_kg_d = (isnan (suspect->arriving_kg_d) ? 0 : suspect->arriving_kg_d) + kg_d;
}

/* Better stands for the suspect: one with a level, then the whole, then the nearest. */
static gboolean
stands_better (SuySource *source, SuyMember *member, SuySource *known, SuyMember *other)
{
  guint rank = source->cells[SUY_CELL_LEVEL] != NULL ? 0 : member->is_root ? 1 : 2;
  guint other_rank = known->cells[SUY_CELL_LEVEL] != NULL ? 0 : other->is_root ? 1 : 2;

  if (rank != other_rank)
    return rank < other_rank;

  return member->river_m < other->river_m;
}

static void
choose_record (SuySuspectMembers *self, SuySource *source, SuyMember *member)
{
  SuySuspect *suspect = member->suspect;
  SuySource *known =
      suspect->reg == NULL ? NULL : suy_suspect_members_find_source (self, suspect->reg->name);

  if (!member->on_way || (known != NULL && !stands_better (source, member, known,
                                                           suy_source_find (known, suspect->id))))
    return;
  suspect->reg = source->reg;
  suspect->id = member->id;
  g_free (suspect->code);
  suspect->code = g_strdup (member->code);
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const SuyFound *l = a, *r = b;

  if (l->distance_m != r->distance_m)
    return l->distance_m < r->distance_m ? -1 : 1;
  if (l->reg != r->reg)
    return strcmp (l->reg->name, r->reg->name);

  return l->id < r->id ? -1 : l->id > r->id;
}

static void
finish_suspect (SuySuspect *suspect)
{
  SuySuspectFacts *facts = &suspect->facts;
  const SuyFound *nearest;

  g_array_sort (suspect->parts, compare_parts);
  nearest = &g_array_index (suspect->parts, SuyFound, 0);
  facts->river_m = nearest->distance_m;
  facts->travel_h = nearest->travel_h;
  facts->time_estimated = nearest->hours_source != SUY_TRAVEL_OWN;
  facts->absent &= ~facts->common;
  if (facts->n_violations == 0 && !suspect->has_owner)
    facts->n_violations = SUY_FACT_UNKNOWN;
  if (isnan (suspect->load_kg_d))
    suspect->load_kg_d = suspect->arriving_kg_d;
  suspect->arriving_kg_d = NAN;
}

void
suy_suspect_members_merge (SuySuspectMembers *self)
{
  for_each_member (self, merge_member);
  for_each_member (self, add_measured_load);
  for_each_member (self, choose_record);
  for (guint i = 0; i < self->suspects->suspects->len; i++)
    finish_suspect (self->suspects->suspects->pdata[i]);
}
