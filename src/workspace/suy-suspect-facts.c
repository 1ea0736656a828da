/* suy-suspect-facts.c: sources on a trace, their parts, and what their records say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each source register has one list of members, sorted by id, which statements that answer by
 * rising id fill in as they go.  A member is a part of the suspect of the record that it belongs
 * to. */

#include "config.h"

#include <json-glib/json-glib.h>
#include <math.h>

#include "suy-error.h"
#include "suy-suspect-members.h"
#include "suy-workspace-private.h"

/* ---- registers of the table ---- */

void
suy_suspect_members_clear (SuySuspectMembers *self)
{
  for (guint i = 0; i < self->n_sources; i++)
    {
      GArray *members = self->sources[i].members;

      for (guint k = 0; k < members->len; k++)
        {
          g_free (g_array_index (members, SuyMember, k).code);
          g_free (g_array_index (members, SuyMember, k).samples);
        }
      g_array_unref (members);
    }
  g_free (self->sources);
  g_clear_pointer (&self->masks, g_hash_table_unref);
}

static gboolean
refuse_field (const char *field, const char *reg, GError **error)
{
  g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
               "suspects.json names “%s” of “%s”, which the catalog of this workspace lacks", field,
               reg);

  return FALSE;
}

/* A field that the table names; NULL stays NULL. */
static gboolean
find_field (const SuyRegister *reg, const char *name, const SuyField **field, GError **error)
{
  *field = name == NULL ? NULL : suy_register_find (reg, name);

  return name == NULL || *field != NULL || refuse_field (name, reg->name, error);
}

static gboolean
open_source (SuyWorkspace *self, SuySource *source, const SuySourceRow *row, GError **error)
{
  source->row = row;
  source->members = g_array_new (FALSE, FALSE, sizeof (SuyMember));
  source->reg = suy_workspace_register (self, row->name, error);
  if (source->reg == NULL)
    return FALSE;
  for (guint i = 0; row->of != NULL && row->of[i] != NULL && i < SUY_MAX_OWNERS; i++)
    if (!find_field (source->reg, row->of[i], &source->of[i], error))
      return FALSE;

  return find_field (source->reg, row->pollutants, &source->cells[SUY_CELL_POLLUTANTS], error) &&
         find_field (source->reg, row->level, &source->cells[SUY_CELL_LEVEL], error) &&
         find_field (source->reg, row->operation, &source->cells[SUY_CELL_OPERATION], error) &&
         find_field (source->reg, row->load, &source->cells[SUY_CELL_LOAD], error) &&
         find_field (source->reg, row->flow, &source->cells[SUY_CELL_FLOW], error);
}

static gboolean
open_sources (SuySuspectMembers *self, GError **error)
{
  const GPtrArray *rows = self->suspects->rules->sources;

  self->sources = g_new0 (SuySource, MAX (rows->len, 1));
  for (guint i = 0; i < rows->len; i++)
    {
      self->n_sources = i + 1;
      if (!open_source (self->workspace, &self->sources[i], rows->pdata[i], error))
        return FALSE;
    }

  return TRUE;
}

SuySource *
suy_suspect_members_find_source (SuySuspectMembers *self, const char *reg)
{
  for (guint i = 0; i < self->n_sources; i++)
    if (strcmp (self->sources[i].reg->name, reg) == 0)
      return &self->sources[i];

  return NULL;
}

/* ---- members ---- */

static int
compare_members (const void *a, const void *b)
{
  const SuyMember *l = a, *r = b;

  if (l->id != r->id)
    return l->id < r->id ? -1 : 1;
  if (l->on_way != r->on_way)
    return l->on_way ? -1 : 1;

  return l->river_m < r->river_m ? -1 : l->river_m > r->river_m;
}

/* By id, each once: on the way rather than not, the nearest place of several. */
static void
sort_members (SuySource *source)
{
  SuyMember *all = (SuyMember *) (void *) source->members->data;
  guint n = 0;

  if (source->members->len == 0)
    return;
  qsort (all, source->members->len, sizeof *all, compare_members);
  for (guint i = 0; i < source->members->len; i++)
    if (n == 0 || all[i].id != all[n - 1].id)
      all[n++] = all[i];
  g_array_set_size (source->members, n);
}

SuyMember *
suy_source_find (SuySource *source, gint64 id)
{
  SuyMember *all = (SuyMember *) (void *) source->members->data;
  guint low = 0, high = source->members->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (all[middle].id < id)
        low = middle + 1;
      else
        high = middle;
    }

  return low < source->members->len && all[low].id == id ? &all[low] : NULL;
}

static void
take_features (SuySuspectMembers *self)
{
  const GArray *features = self->suspects->trace->features;
  SuySource *source = NULL;

  for (guint i = 0; i < features->len; i++)
    {
      const SuyFound *found = &g_array_index (features, SuyFound, i);
      const SuyMember member = { .id = found->id,
                                 .on_way = TRUE,
                                 .river_m = found->distance_m,
                                 .travel_h = found->travel_h,
                                 .hours_source = found->hours_source,
                                 .load_kg_d = NAN,
                                 .flow_m3d = NAN };

      if (source == NULL || source->reg != found->reg)
        source = suy_suspect_members_find_source (self, found->reg->name);
      if (source != NULL)
        g_array_append_val (source->members, member);
    }
}

/* ---- their cells ---- */

/* Which of the pollutants asked for a list names; texts repeat, so each is read once. */
static gboolean
read_list (SuySuspectMembers *self, const char *text, guint32 *mask)
{
  gpointer known = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonArray *array;
  const SuyField *field;

  if (g_hash_table_lookup_extended (self->masks, text, NULL, &known))
    {
      *mask = (guint32) (GPOINTER_TO_SIZE (known) >> 1);
      return (GPOINTER_TO_SIZE (known) & 1) != 0;
    }
  *mask = 0;
  node = json_from_string (text, NULL);
  array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  field = suy_register_find (self->measurement, "factor");
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      const char *name = JSON_NODE_HOLDS_VALUE (element) ? json_node_get_string (element) : NULL;
      const SuyChoice *factor = name == NULL ? NULL : suy_field_match_choice (field, name);

      for (guint k = 0; k < self->suspects->exceedances->len; k++)
        if (factor != NULL &&
            factor == g_array_index (self->suspects->exceedances, SuyExceedance, k).factor)
          *mask |= 1u << k;
    }
  known = GSIZE_TO_POINTER ((gsize) *mask << 1 |
                            (gsize) (array != NULL && json_array_get_length (array) > 0));
  g_hash_table_insert (self->masks, g_strdup (text), known);

  return (GPOINTER_TO_SIZE (known) & 1) != 0;
}

static const char *
read_grade (SuySuspectMembers *self, SuyCriterion criterion, const SuyValue *value)
{
  const SuyGrade *grade =
      value->type != SUY_VALUE_TEXT
          ? NULL
          : suy_suspect_rules_find_grade (self->suspects->rules, criterion, value->text);

  return grade == NULL ? NULL : grade->name;
}

static double
read_real (const SuyValue *value)
{
  double number = value->type == SUY_VALUE_REAL      ? value->real
                  : value->type == SUY_VALUE_INTEGER ? (double) value->integer
                                                     : NAN;

  return number >= 0 && number <= 1e9 ? number : NAN;
}

/* The record that the member belongs to: the first link that is filled in. */
static void
take_owner (SuySuspectMembers *self, SuySource *source, SuyMember *member, const SuyValue *links)
{
  for (guint i = 0; i < SUY_MAX_OWNERS && source->of[i] != NULL; i++)
    {
      SuySource *owner = suy_suspect_members_find_source (self, source->of[i]->target);
      const SuyMember part = { .id = links[i].integer, .load_kg_d = NAN, .flow_m3d = NAN };

      if (links[i].type != SUY_VALUE_INTEGER || owner == NULL || owner <= source)
        continue;
      member->owner = owner;
      member->owner_id = links[i].integer;
      g_array_append_val (owner->members, part);
      return;
    }
}

typedef struct
{
  SuySuspectMembers *self;
  SuySource *source;
  guint n_links;
  guint at;                 /* where the ids have come to */
  int columns[SUY_N_CELLS]; /* of the row; -1: not read */
} Filling;

static void
fill_member (gint64 id, const SuyValue *values, gpointer data)
{
  static const SuyValue none = { SUY_VALUE_NULL, { 0 } };
  Filling *filling = data;
  SuySource *source = filling->source;
  SuyMember *member;
  const SuyValue *cells[SUY_N_CELLS];
  guint32 mask;

  while (g_array_index (source->members, SuyMember, filling->at).id < id)
    filling->at++;
  member = &g_array_index (source->members, SuyMember, filling->at);
  for (guint i = 0; i < SUY_N_CELLS; i++)
    cells[i] = filling->columns[i] < 0 ? &none : &values[filling->columns[i]];

  member->read = TRUE;
  if (values[0].type == SUY_VALUE_TEXT && *values[0].text != '\0')
    member->code = g_strdup (values[0].text);
  if (cells[SUY_CELL_POLLUTANTS]->type == SUY_VALUE_TEXT &&
      read_list (filling->self, cells[SUY_CELL_POLLUTANTS]->text, &mask))
    {
      member->listed = TRUE;
      member->common = mask;
    }
  member->level = read_grade (filling->self, SUY_CRITERION_LEVEL, cells[SUY_CELL_LEVEL]);
  member->operation =
      read_grade (filling->self, SUY_CRITERION_OPERATION, cells[SUY_CELL_OPERATION]);
  member->flow_m3d = read_real (cells[SUY_CELL_FLOW]);
  if (source->row->load_of != NULL &&
      strcmp (
          source->row->load_of,
          g_array_index (filling->self->suspects->exceedances, SuyExceedance, 0).factor->name) == 0)
    member->load_kg_d = read_real (cells[SUY_CELL_LOAD]);
  take_owner (filling->self, source, member, values + 1);
}

/* One statement for all members of a register; their owners join the registers that follow. */
static gboolean
fill_source (SuySuspectMembers *self, SuySource *source, GError **error)
{
  const SuyField *fields[1 + SUY_MAX_OWNERS + SUY_N_CELLS] = { source->reg->code };
  Filling filling = { .self = self, .source = source };
  g_autofree gint64 *ids = NULL;
  SuyCellScan scan = { fields, 1, NULL, 0, NULL, 0 };

  sort_members (source);
  if (source->members->len == 0)
    return TRUE;
  for (guint i = 0; i < SUY_MAX_OWNERS && source->of[i] != NULL; i++)
    fields[scan.n_fields++] = source->of[i];
  for (guint i = 0; i < SUY_N_CELLS; i++)
    {
      filling.columns[i] = source->cells[i] == NULL ? -1 : (int) scan.n_fields;
      if (source->cells[i] != NULL)
        fields[scan.n_fields++] = source->cells[i];
    }
  ids = g_new (gint64, source->members->len);
  for (guint i = 0; i < source->members->len; i++)
    ids[i] = g_array_index (source->members, SuyMember, i).id;
  scan.ids = ids;
  scan.n_ids = source->members->len;

  return suy_store_scan_cells (self->workspace->store, source->reg, &scan, fill_member, &filling,
                               error);
}

/* ---- members to suspects ---- */

static void
suspect_free (gpointer data)
{
  SuySuspect *suspect = data;

  g_free (suspect->code);
  g_array_unref (suspect->parts);
  g_free (suspect);
}

static SuySuspect *
suspect_new (void)
{
  SuySuspect *suspect = g_new0 (SuySuspect, 1);

  suspect->parts = g_array_new (FALSE, FALSE, sizeof (SuyFound));
  suspect->facts.travel_h = NAN;
  suspect->facts.river_m = INFINITY;
  suspect->load_kg_d = suspect->arriving_kg_d = NAN;
  suspect->share_bp = suspect->arriving_bp = -1;

  return suspect;
}

/* Owners stand in later registers than their parts, so the last register comes first.  An owner
 * whose record is gone owns nothing. */
static void
group (SuySuspectMembers *self)
{
  for (guint s = self->n_sources; s > 0; s--)
    {
      SuySource *source = &self->sources[s - 1];

      for (guint i = 0; i < source->members->len; i++)
        {
          SuyMember *member = &g_array_index (source->members, SuyMember, i);
          SuyMember *owner =
              member->owner == NULL ? NULL : suy_source_find (member->owner, member->owner_id);

          if (!member->read)
            continue;
          if (owner != NULL && owner->suspect != NULL)
            {
              member->suspect = owner->suspect;
              continue;
            }
          member->suspect = suspect_new ();
          member->is_root = TRUE;
          g_ptr_array_add (self->suspects->suspects, member->suspect);
        }
    }
}

gboolean
suy_suspect_facts_gather (SuyWorkspace *workspace, SuySuspects *suspects, GError **error)
{
  g_auto (SuySuspectMembers) self = { .workspace = workspace, .suspects = suspects };

  self.masks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.measurement = suy_workspace_register (workspace, "measurement", error);
  g_ptr_array_set_free_func (suspects->suspects, suspect_free);
  if (self.measurement == NULL || !open_sources (&self, error))
    return FALSE;

  take_features (&self);
  for (guint i = 0; i < self.n_sources; i++)
    if (!fill_source (&self, &self.sources[i], error))
      return FALSE;
  group (&self);

  if (!suy_suspect_members_read_samples (&self, error) ||
      !suy_suspect_members_read_cases (&self, error))
    return FALSE;
  suy_suspect_members_merge (&self);

  return TRUE;
}

GPtrArray *
suy_workspace_get_source_layers (SuyWorkspace *self, GError **error)
{
  g_autoptr (SuySuspectRules) rules = suy_suspect_rules_new_builtin (error);
  g_autoptr (GPtrArray) layers = g_ptr_array_new ();

  for (guint i = 0; rules != NULL && i < rules->sources->len; i++)
    {
      const SuySourceRow *row = rules->sources->pdata[i];
      const SuyRegister *reg = suy_workspace_register (self, row->name, error);

      if (reg == NULL)
        return NULL;
      g_ptr_array_add (layers, (gpointer) reg);
    }

  return rules == NULL ? NULL : g_steal_pointer (&layers);
}
