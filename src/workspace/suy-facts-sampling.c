/* suy-facts-sampling.c: facts of SM-7a and SM-7b, double random checks and station patrols
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: 6.7; 001-5, 004 #20, 003.  Lists name records by their keys; a line about one begins with
 * its key. */

#include "config.h"

#include <string.h>

#include "suy-facts-private.h"
#include "suy-sampling-pool.h"
#include "suy-sampling-text.h"
#include "suy-sampling.h"

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

static gboolean
is_in (const SuyLook *look, const char *state)
{
  return g_strcmp0 (suy_look_text (look->ask->before, "state"), state) == 0;
}

/* ---- pools, which are frozen once they are built ---- */

static gboolean
add_pool (const SuyLook *look, GError **error)
{
  g_auto (GStrv) pool = suy_look_list (look->ask->after, "object_pool");
  g_autoptr (GHashTable) positive = suy_sampling_list_positive (look->workspace, error);
  guint n_closed = 0, n_positive = 0;

  if (positive == NULL)
    return FALSE;
  for (guint i = 0; pool[i] != NULL; i++)
    {
      g_autoptr (SuyRecord) firm = suy_sampling_get_object (look->workspace, pool[i], "enterprise");
      gint64 id = firm == NULL ? 0 : suy_record_get_id (firm);

      if (firm == NULL || !g_str_equal (suy_record_get_register (firm)->name, "enterprise"))
        continue;
      n_closed += suy_look_is (firm, "operating", "closed");
      n_positive += g_hash_table_contains (positive, &id);
    }
  suy_look_set_count (look, "closed_firms", n_closed);
  suy_look_set_count (look, "positive_list_firms", n_positive);

  return TRUE;
}

/* ---- the draw ---- */

/* Draws of the same pool that stand and are not public yet: drawing once more would be choosing. */
static gboolean
add_open_draws (const SuyLook *look, GError **error)
{
  static const char *const open[] = { "drawn", "notified", "executed", NULL };
  const char *hash = suy_look_text (look->ask->after, "pool_hash");
  const SuyFilter same = { suy_register_find (look->reg, "pool_hash"), SUY_FILTER_EQUAL,
                           SUY_TEXT (hash == NULL ? "" : hash) };
  const SuySelection selection = { .filters = &same, .n_filters = 1 };
  g_autoptr (GArray) ids = suy_store_select (look->workspace->store, look->reg, &selection, error);
  guint n = 0;

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (SuyRecord) other = suy_look_get (look, look->reg->name, id);
      const char *state = suy_look_text (other, "state");

      n += id != look->id && state != NULL && g_strv_contains (open, state);
    }
  suy_look_set_count (look, "open_draws", n);

  return TRUE;
}

/* Asked until the officers are told: what was drawn and who goes where, drawn anew. */
static gboolean
add_draw (const SuyLook *look, GError **error)
{
  const SuyRecord *after = look->ask->after;
  g_autoptr (SuySampling) sampling =
      suy_sampling_new (look->workspace, after, SUY_SAMPLING_MAIN, NULL); /* NULL: not reproduced */

  suy_look_set_flag (look, "draw_reproduced",
                     sampling != NULL && suy_sampling_is_reproduced (sampling, after));
  suy_look_set_count (look, "officers_per_object", sampling == NULL ? 0 : sampling->n_least);
  suy_look_set_count (look, "officer_conflicts",
                      suy_sampling_count_conflicts (look->workspace, after));

  return add_open_draws (look, error);
}

/* ---- inspections ---- */

/* An object has its inspection by this draw, and it is recorded. */
static gboolean
is_inspected (const GPtrArray *inspections, const SuyRecord *object)
{
  static const char *const done[] = { "recorded", "reviewed", "archived", NULL };
  const char *link = suy_record_get_register (object)->name;

  for (guint i = 0; i < inspections->len; i++)
    {
      const SuyRecord *inspection = inspections->pdata[i];
      const char *state = suy_look_text (inspection, "state");

      if (state != NULL && g_strv_contains (done, state) &&
          suy_look_integer (inspection, link) == suy_record_get_id (object))
        return TRUE;
    }

  return FALSE;
}

/* A result text of an object that was not inspected is the reason why. */
static void
add_objects (const SuyLook *look, const GPtrArray *inspections)
{
  g_auto (GStrv) objects = suy_look_list (look->ask->after, "objects");
  g_auto (GStrv) results = suy_look_list (look->ask->after, "results");
  guint n_uninspected = 0, n_missing = 0;

  for (guint i = 0; objects[i] != NULL; i++)
    {
      g_autoptr (SuyRecord) object =
          suy_sampling_get_object (look->workspace, objects[i], "enterprise");
      gboolean has_text = count_lines (results, objects[i]) > 0;

      n_uninspected += !has_text && (object == NULL || !is_inspected (inspections, object));
      n_missing += !has_text;
    }
  suy_look_set_count (look, "objects_uninspected", n_uninspected);
  suy_look_set_count (look, "results_missing", n_missing);
}

/* Problems come from the inspections, and name them. */
static gboolean
add_problems (const SuyLook *look, const GPtrArray *inspections, GError **error)
{
  static const char *const waiting[] = { "found", "judged", NULL };
  guint n = 0;

  for (guint i = 0; i < inspections->len; i++)
    {
      g_autoptr (GPtrArray) problems = suy_look_linked (
          look, "problem", "inspection", suy_record_get_id (inspections->pdata[i]), error);

      if (problems == NULL)
        return FALSE;
      for (guint k = 0; k < problems->len; k++)
        {
          const char *state = suy_look_text (problems->pdata[k], "state");

          n += state == NULL || g_strv_contains (waiting, state);
        }
    }
  suy_look_set_count (look, "unassigned_problems", n);

  return TRUE;
}

static gboolean
add_inspections (const SuyLook *look, GError **error)
{
  g_autoptr (GPtrArray) inspections =
      suy_look_linked (look, "inspection", "sampling_check", look->id, error);

  if (inspections == NULL)
    return FALSE;
  add_objects (look, inspections);

  return add_problems (look, inspections, error);
}

/* A public text names nobody of the people in the file, and nobody's telephone. */
static gboolean
add_privacy (const SuyLook *look, GError **error)
{
  g_autoptr (GPtrArray) found =
      suy_sampling_find_personal (look->workspace, look->ask->after, error);

  if (found == NULL)
    return FALSE;
  suy_look_set_flag (look, "personal_data", found->len > 0);

  return TRUE;
}

/* A line of officers may name several, each by the code that stands between other characters. */
static gboolean
names_code (const char *line, const char *code)
{
  g_auto (GStrv) parts = g_strsplit_set (line, " ,;:=|", -1);

  return g_strv_contains ((const char *const *) parts, code);
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
  if (suy_look_text (look->ask->before, "state") == NULL)
    return add_pool (look, error);
  add_drawn (look);
  if (is_in (look, "pool_built") || is_in (look, "drawn"))
    return add_draw (look, error);

  return add_inspections (look, error) && add_privacy (look, error);
}

/* ---- station patrols ---- */

#define CHECKS 4 /* calibration, site, data gaps, tampering */

static void
add_reproduced (const SuyLook *look, const char *fact, const char *draw)
{
  const SuyRecord *after = look->ask->after;
  g_autoptr (SuySampling) sampling = suy_sampling_new (look->workspace, after, draw, NULL);

  suy_look_set_flag (look, fact, sampling != NULL && suy_sampling_is_reproduced (sampling, after));
}

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
  add_reproduced (look, "draw_reproduced", SUY_SAMPLING_MAIN);
  add_reproduced (look, "recheck_reproduced", SUY_SAMPLING_RECHECK);

  return TRUE;
}
