/* suy-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-facts.h"

#include <json-glib/json-glib.h>

#include "suy-workspace-private.h"

#define DUPLICATE_M 50.0 /* 2.1 of the case machine: within 50 m and 7 days */
#define DUPLICATE_DAYS 7

typedef struct
{
  SuyWorkspace *workspace;
  const SuyRecord *before, *after;
  const SuyRegister *reg;
  gint64 id, actor;
  GHashTable *facts;
} Look;

static void
set (const Look *look, const char *name, const char *value)
{
  g_hash_table_insert (look->facts, g_strdup (name), g_strdup (value));
}

static void
set_count (const Look *look, const char *name, gint64 n)
{
  g_hash_table_insert (look->facts, g_strdup (name),
                       g_strdup_printf ("%" G_GINT64_FORMAT, MAX (n, 0)));
}

static gboolean
has_field (const Look *look, const char *name)
{
  return suy_register_find (look->reg, name) != NULL;
}

/* How many texts a LIST field holds. */
static guint
list_length (const SuyRecord *record, const char *field)
{
  const char *text = suy_record_get_text (record, field);
  g_autoptr (JsonNode) node = text == NULL ? NULL : json_from_string (text, NULL);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node)
             ? json_array_get_length (json_node_get_array (node))
             : 0;
}

static void
count_one (const Look *look, const char *name)
{
  const char *known = g_hash_table_lookup (look->facts, name);

  set_count (look, name, 1 + (known == NULL ? 0 : g_ascii_strtoll (known, NULL, 10)));
}

/* The last journal row of a step of the work itself, 0: none.  Ids grow with time. */
static gint64
find_last_step (const Look *look, GError **error)
{
  static const char *const beside[] = { "escalate", "extend", NULL };
  g_autoptr (GPtrArray) rows =
      suy_workspace_get_journal (look->workspace, look->reg, look->id, error);
  gint64 last = 0;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const char *move = suy_record_get_text (rows->pdata[i], "move");

      if (move == NULL || !g_strv_contains (beside, move))
        last = MAX (last, suy_record_get_id (rows->pdata[i]));
    }

  return rows == NULL ? -1 : last;
}

/* "evidence" and "evidence:KIND" count the files of the record, "new_evidence" and
 * "new_evidence:KIND" those that came after its last step. */
static gboolean
add_evidence (const Look *look, GError **error)
{
  gint64 last = find_last_step (look, error);
  g_autoptr (GPtrArray) files =
      last < 0 ? NULL
               : suy_workspace_get_attachments (look->workspace, look->reg, look->id, error);

  if (files == NULL)
    return FALSE;
  set_count (look, "evidence", files->len);
  set_count (look, "new_evidence", 0);
  for (guint i = 0; i < files->len; i++)
    {
      const char *kind = suy_record_get_text (files->pdata[i], "kind");
      g_autofree char *name = g_strdup_printf ("evidence:%s", kind == NULL ? "" : kind);
      g_autofree char *fresh = g_strconcat ("new_", name, NULL);

      count_one (look, name);
      if (suy_record_get_id (files->pdata[i]) < last)
        continue;
      count_one (look, fresh);
      count_one (look, "new_evidence");
    }

  return TRUE;
}

/* "code:FIELD": the code of the unit that a link leads to. */
static void
add_unit_codes (const Look *look)
{
  const SuyRegister *units = suy_workspace_register (look->workspace, "unit", NULL);

  for (guint i = 0; units != NULL && i < look->reg->fields->len; i++)
    {
      const SuyField *field = look->reg->fields->pdata[i];
      const SuyValue *value = suy_record_get (look->after, field);
      g_autofree char *name = g_strdup_printf ("code:%s", field->name);
      g_autofree char *key = NULL;

      if (field->type != SUY_FIELD_LINK || strcmp (field->target, "unit") != 0 ||
          value->type != SUY_VALUE_INTEGER)
        continue;
      key = suy_workspace_get_key (look->workspace, units, value->integer);
      set (look, name, key);
    }
}

/* "open_children": rectification items of a case that are not finished. */
static gboolean
add_children (const Look *look, GError **error)
{
  const SuyRegister *items;
  SuyMoves *machine;
  g_autoptr (GPtrArray) children = NULL;
  guint open = 0;

  if (strcmp (look->reg->name, "problem") != 0)
    {
      set_count (look, "open_children", 0);
      return TRUE;
    }

  items = suy_workspace_register (look->workspace, "rectification_item", error);
  machine = items == NULL ? NULL : suy_workspace_get_machine (look->workspace, items, error);
  children = machine == NULL
                 ? NULL
                 : suy_workspace_get_linked (look->workspace, items, "problem", look->id, error);
  if (children == NULL)
    return FALSE;
  for (guint i = 0; i < children->len; i++)
    {
      const char *state = suy_record_get_text (children->pdata[i], "state");

      open += state == NULL || !suy_moves_is_final (machine, state);
    }
  set_count (look, "open_children", open);

  return TRUE;
}

/* The acceptances of the record say whether it passed, on site, and by whom. */
static gboolean
add_acceptance (const Look *look, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (look->workspace, "acceptance", error);
  const char *link = strcmp (look->reg->name, "rectification_item") == 0 ? "item" : look->reg->name;
  g_autoptr (GPtrArray) rows = NULL;
  gboolean by_actor = FALSE;

  if (reg == NULL)
    return FALSE;
  if (suy_register_find (reg, link) == NULL)
    return TRUE;
  rows = suy_workspace_get_linked (look->workspace, reg, link, look->id, error);
  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      if (g_strcmp0 (suy_record_get_text (rows->pdata[i], "verdict"), "pass") == 0)
        set (look, "acceptance", "passed");
      if (suy_record_get_integer (rows->pdata[i], "site_check") != 0)
        set (look, "site_check", "yes");
      by_actor |=
          look->actor != 0 && suy_record_get_integer (rows->pdata[i], "acceptor") == look->actor;
    }
  set (look, "sole_acceptor", by_actor ? "yes" : "no");
  set (look, "inspector_was_acceptor", by_actor ? "yes" : "no");

  return TRUE;
}

static gboolean
within_days (const char *a, const char *b)
{
  g_autoptr (GDateTime) l = a == NULL ? NULL : g_date_time_new_from_iso8601 (a, NULL);
  g_autoptr (GDateTime) r = b == NULL ? NULL : g_date_time_new_from_iso8601 (b, NULL);

  return l != NULL && r != NULL &&
         ABS (g_date_time_difference (l, r)) <= DUPLICATE_DAYS * G_TIME_SPAN_DAY;
}

/* "near_duplicate": another case of the same medium at the same place in the same days. */
static gboolean
add_duplicate (const Look *look, GError **error)
{
  SuyGeometry *place = suy_record_get_geometry (look->after);
  SuyFeatureSet *set_of;
  g_autoptr (GArray) hits = NULL;
  gboolean found = FALSE;

  if (strcmp (look->reg->name, "problem") != 0 || place == NULL)
    return TRUE;
  set_of = suy_workspace_get_features (look->workspace, look->reg, error);
  if (set_of == NULL)
    return FALSE;

  hits = suy_feature_set_within (set_of, suy_geometry_get_shape (place), DUPLICATE_M);
  for (guint i = 0; i < hits->len && !found; i++)
    {
      gint64 id = suy_feature_set_get_id (set_of, g_array_index (hits, SuyHit, i).item);
      g_autoptr (SuyRecord) other =
          id == look->id
              ? NULL
              : suy_store_get (suy_workspace_get_store (look->workspace), look->reg, id, NULL);

      found = other != NULL &&
              g_strcmp0 (suy_record_get_text (other, "medium"),
                         suy_record_get_text (look->after, "medium")) == 0 &&
              within_days (suy_record_get_text (other, "found_at"),
                           suy_record_get_text (look->after, "found_at"));
    }
  set (look, "near_duplicate", found ? "yes" : "no");

  return TRUE;
}

/* What the record itself says. */
static void
add_own (const Look *look)
{
  set (look, "batch", "1");
  if (look->reg->geometry != SUY_GEOMETRY_NONE && suy_record_get_geometry (look->after) != NULL)
    set (look, "place", "known");
  if (has_field (look, "township") && (suy_record_get_geometry (look->after) != NULL ||
                                       suy_record_get_integer (look->after, "township") != 0))
    set (look, "place_or_township", "known");
  if (has_field (look, "return_count"))
    set_count (look, "returns", suy_record_get_integer (look->after, "return_count"));
  if (has_field (look, "five_no_release"))
    set_count (look, "five_no_release", list_length (look->after, "five_no_release"));
  if (has_field (look, "actual_bp"))
    set (look, "progress_falls",
         suy_record_get_integer (look->after, "actual_bp") <
                 suy_record_get_integer (look->before, "actual_bp")
             ? "yes"
             : "no");
  if (has_field (look, "stages"))
    {
      gint64 left = (gint64) list_length (look->after, "stages") -
                    suy_record_get_integer (look->after, "stages_met");

      set_count (look, "stages_open", left);
      set_count (look, "stages_left", left);
      set_count (look, "nodes_open", left);
    }
}

GHashTable *
suy_facts_new (SuyWorkspace *self,
               const SuyRecord *before,
               const SuyRecord *after,
               gint64 actor,
               GHashTable *said,
               GError **error)
{
  g_autoptr (GHashTable) facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const Look look = {
    self, before, after, suy_record_get_register (after), suy_record_get_id (after), actor, facts
  };
  GHashTableIter iter;
  gpointer name, value;

  if (said != NULL)
    {
      g_hash_table_iter_init (&iter, said);
      while (g_hash_table_iter_next (&iter, &name, &value))
        set (&look, name, value);
    }

  add_own (&look);
  add_unit_codes (&look);
  if (!add_evidence (&look, error) || !add_children (&look, error) ||
      !add_acceptance (&look, error) || !add_duplicate (&look, error))
    return NULL;

  return g_steal_pointer (&facts);
}
