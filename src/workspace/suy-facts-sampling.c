/* suy-facts-sampling.c: facts of SM-7, the three kinds of sampling
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: 6.7; 001-5, 004 #19, 003.  Lists name records by their keys; a line about one begins with
 * its key. */

#include "config.h"

#include <string.h>

#include "suy-facts-private.h"

static const char *const *
words (GStrv list)
{
  return (const char *const *) list;
}

/* How many lines begin with @key, and go on with anything but more of a key. */
static guint
count_lines (GStrv lines, const char *key)
{
  gsize n = strlen (key);
  guint count = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    count +=
        g_str_has_prefix (lines[i], key) && !g_ascii_isalnum (lines[i][n]) && lines[i][n] != '-';

  return count;
}

/* The record that a key names: "REGISTER:KEY", or a key of @reg. */
static SuyRecord *
find_named (const SuyLook *look, const char *key, const char *reg)
{
  const char *colon = strchr (key, ':');
  g_autofree char *name = colon == NULL ? g_strdup (reg) : g_strndup (key, (gsize) (colon - key));
  const SuyRegister *found = suy_workspace_register (look->workspace, name, NULL);
  gint64 id = found == NULL ? 0
                            : suy_store_find (look->workspace->store, found,
                                              colon == NULL ? key : colon + 1, NULL);

  return suy_look_get (look, name, id);
}

/* ---- double random ---- */

static gboolean
is_on_positive_list (const SuyLook *look, const SuyRecord *firm, gboolean *on, GError **error)
{
  g_autoptr (GPtrArray) rows =
      suy_look_linked (look, "list_entry", "enterprise", suy_record_get_id (firm), error);

  *on = FALSE;
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    *on |= suy_look_is (rows->pdata[i], "list_name", "positive") &&
           (suy_look_text (rows->pdata[i], "to_date") == NULL ||
            suy_look_day (rows->pdata[i], "to_date") >= look->today);

  return TRUE;
}

static gboolean
add_pool (const SuyLook *look, GError **error)
{
  g_auto (GStrv) pool = suy_look_list (look->ask->after, "object_pool");
  guint n_closed = 0, n_positive = 0;

  for (guint i = 0; pool[i] != NULL; i++)
    {
      g_autoptr (SuyRecord) firm = find_named (look, pool[i], "enterprise");
      gboolean on;

      if (firm == NULL || !g_str_equal (suy_record_get_register (firm)->name, "enterprise"))
        continue;
      if (!is_on_positive_list (look, firm, &on, error))
        return FALSE;
      n_closed += suy_look_is (firm, "operating", "closed");
      n_positive += on;
    }
  suy_look_set_count (look, "closed_firms", n_closed);
  suy_look_set_count (look, "positive_list_firms", n_positive);

  return TRUE;
}

/* An object was inspected by a double-random inspection that was recorded after the draw. */
static gboolean
is_inspected (const SuyLook *look, const SuyRecord *object, gboolean *found, GError **error)
{
  static const char *const done[] = { "recorded", "reviewed", "archived", NULL };
  g_autoptr (GPtrArray) rows =
      suy_look_linked (look, "inspection", suy_record_get_register (object)->name,
                       suy_record_get_id (object), error);
  gint64 drawn = suy_look_time (look->ask->after, "drawn_at");

  *found = FALSE;
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const char *state = suy_look_text (rows->pdata[i], "state");

      *found |= state != NULL && g_strv_contains (done, state) &&
                suy_look_is (rows->pdata[i], "kind", "double_random") &&
                suy_look_time (rows->pdata[i], "started_at") >= drawn;
    }

  return TRUE;
}

/* A result text of an object that was not inspected is the reason why. */
static gboolean
add_objects (const SuyLook *look, GError **error)
{
  g_auto (GStrv) objects = suy_look_list (look->ask->after, "objects");
  g_auto (GStrv) results = suy_look_list (look->ask->after, "results");
  guint n_uninspected = 0, n_missing = 0;

  for (guint i = 0; objects[i] != NULL; i++)
    {
      g_autoptr (SuyRecord) object = find_named (look, objects[i], "enterprise");
      gboolean has_text = count_lines (results, objects[i]) > 0, found = FALSE;

      if (object != NULL && !is_inspected (look, object, &found, error))
        return FALSE;
      n_uninspected += !found && !has_text;
      n_missing += !has_text;
    }
  suy_look_set_count (look, "objects_uninspected", n_uninspected);
  suy_look_set_count (look, "results_missing", n_missing);

  return TRUE;
}

typedef struct
{
  const char *text;
  gboolean found;
} Naming;

static void
look_for_name (gint64 id, const SuyValue *value, gpointer user_data)
{
  Naming *naming = user_data;

  if (value->type == SUY_VALUE_TEXT && g_utf8_strlen (value->text, -1) >= 2 &&
      strstr (naming->text, value->text) != NULL)
    naming->found = TRUE;
}

/* A public text names nobody of the people in the file. */
static gboolean
add_privacy (const SuyLook *look, GError **error)
{
  const SuyRegister *people = suy_workspace_register (look->workspace, "person", error);
  const char *text = suy_look_text (look->ask->after, "results");
  Naming naming = { text == NULL ? "" : text, FALSE };

  if (people == NULL || !suy_store_scan (look->workspace->store, suy_register_find (people, "name"),
                                         people, look_for_name, &naming, error))
    return FALSE;
  suy_look_set_flag (look, "personal_data", naming.found);

  return TRUE;
}

/* A line of officers may name several, each by the code that stands between other characters. */
static gboolean
names_code (const char *line, const char *code)
{
  g_auto (GStrv) parts = g_strsplit_set (line, " ,;:=|", -1);

  return g_strv_contains (words (parts), code);
}

static void
add_drawn (const SuyLook *look)
{
  g_auto (GStrv) officers = suy_look_list (look->ask->after, "officers");
  gboolean drawn = FALSE;

  for (guint i = 0; officers[i] != NULL && look->ask->actor->code != NULL; i++)
    drawn |= names_code (officers[i], look->ask->actor->code);
  suy_look_set_flag (look, "is_drawn_officer", drawn);
}

gboolean
suy_facts_add_sampling (const SuyLook *look, GError **error)
{
  add_drawn (look);

  return add_pool (look, error) && add_objects (look, error) && add_privacy (look, error);
}

/* ---- station patrols ---- */

#define CHECKS 4 /* calibration, site, data gaps, tampering */

gboolean
suy_facts_add_station_patrol (const SuyLook *look, GError **error)
{
  g_auto (GStrv) stations = suy_look_list (look->ask->after, "stations");
  g_auto (GStrv) lines = suy_look_list (look->ask->after, "checklist");
  g_auto (GStrv) issues = suy_look_list (look->ask->after, "issues");
  g_auto (GStrv) fixes = suy_look_list (look->ask->after, "fixes");
  guint n = 0;

  for (guint i = 0; stations[i] != NULL; i++)
    n += count_lines (lines, stations[i]) < CHECKS;
  suy_look_set_count (look, "stations_unchecked", n);
  suy_look_set_count (look, "issues_open",
                      (gint64) g_strv_length (issues) - (gint64) g_strv_length (fixes));

  return TRUE;
}

/* ---- look-back samples ---- */

/* Whether @object was looked back at in the year, in full or as a sample. */
static gboolean
is_checked (const SuyLook *look,
            const SuyRecord *object,
            const char *kind,
            gboolean *found,
            GError **error)
{
  gboolean is_item = g_str_equal (suy_record_get_register (object)->name, "rectification_item");
  g_autoptr (GPtrArray) rows = suy_look_linked (look, "lookback", is_item ? "item" : "complaint",
                                                suy_record_get_id (object), error);

  *found = FALSE;
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    *found |=
        (kind == NULL || suy_look_is (rows->pdata[i], "kind", kind)) &&
        suy_look_text (rows->pdata[i], "verdict") != NULL &&
        suy_look_integer (rows->pdata[i], "year") == suy_look_integer (look->ask->after, "year");

  return TRUE;
}

static gboolean
count_unchecked (const SuyLook *look,
                 GStrv keys,
                 const char *kind,
                 const char *fact,
                 GError **error)
{
  guint n = 0;

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autoptr (SuyRecord) object = find_named (look, keys[i], "rectification_item");
      gboolean found = FALSE;

      if (object != NULL && !is_checked (look, object, kind, &found, error))
        return FALSE;
      n += !found;
    }
  suy_look_set_count (look, fact, n);

  return TRUE;
}

/* A sampled look-back of this year whose object was not drawn stands for one that was. */
static gboolean
add_replaced (const SuyLook *look, GStrv sample, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (look->workspace, "lookback", error);
  const SuyRegister *items = suy_workspace_register (look->workspace, "rectification_item", error);
  const SuyFilter filters[] = {
    { reg == NULL ? NULL : suy_register_find (reg, "year"), SUY_FILTER_EQUAL,
      SUY_INTEGER (suy_look_integer (look->ask->after, "year")) },
    { reg == NULL ? NULL : suy_register_find (reg, "kind"), SUY_FILTER_EQUAL, SUY_TEXT ("sample") },
  };
  const SuySelection selection = { .filters = filters, .n_filters = 2 };
  g_autoptr (GArray) ids = reg == NULL || items == NULL
                               ? NULL
                               : suy_store_select (look->workspace->store, reg, &selection, error);
  gboolean replaced = FALSE;

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (SuyRecord) row = suy_look_get (look, "lookback", g_array_index (ids, gint64, i));
      gint64 item = suy_look_integer (row, "item");
      g_autofree char *key =
          item == 0 ? NULL : suy_workspace_get_key (look->workspace, items, item);
      g_autofree char *full = key == NULL ? NULL : g_strconcat ("rectification_item:", key, NULL);

      replaced |= key != NULL && !g_strv_contains (words (sample), key) &&
                  !g_strv_contains (words (sample), full);
    }
  suy_look_set_flag (look, "drawn_replaced", replaced);

  return TRUE;
}

gboolean
suy_facts_add_lookback_sample (const SuyLook *look, GError **error)
{
  g_auto (GStrv) population = suy_look_list (look->ask->after, "population");
  g_auto (GStrv) sample = suy_look_list (look->ask->after, "sample");
  gint64 n = (gint64) g_strv_length (population);

  suy_look_set_count (look, "sample_short", (n + 9) / 10 - (gint64) g_strv_length (sample));

  return count_unchecked (look, population, "full", "lead_unchecked", error) &&
         count_unchecked (look, sample, "sample", "sample_unchecked", error) &&
         add_replaced (look, sample, error);
}
