/* suy-facts-lookback.c: facts of SM-7c, the look-back of a year
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: 6.7, Q-21; 004 #19. */

#include "config.h"

#include <string.h>

#include "suy-facts-private.h"
#include "suy-sampling-pool.h"
#include "suy-sampling.h"

#define ITEM "rectification_item"

static gboolean
is_in (const SuyLook *look, const char *state)
{
  return g_strcmp0 (suy_look_text (look->ask->before, "state"), state) == 0;
}

/* ---- the population ---- */

static gboolean
has_key (GStrv keys, const char *key)
{
  return g_strv_contains ((const char *const *) keys, key);
}

/* The same keys, in any order. */
static gboolean
add_population (const SuyLook *look, GError **error)
{
  g_auto (GStrv) kept = suy_look_list (look->ask->after, "population");
  g_auto (GStrv) all = suy_sampling_list_population (
      look->workspace, suy_look_integer (look->ask->after, "year"), error);
  g_autofree char *kept_hash = NULL, *hash = NULL;

  if (all == NULL)
    return FALSE;
  kept_hash = suy_draw_hash ((const char *const *) kept, NULL);
  hash = suy_draw_hash ((const char *const *) all, NULL);
  suy_look_set_flag (look, "population_complete", hash != NULL && g_strcmp0 (hash, kept_hash) == 0);

  return TRUE;
}

/* ---- the draw ---- */

/* Samples of the same year that were drawn. */
static gboolean
add_open_draws (const SuyLook *look, GError **error)
{
  const SuyFilter same = { suy_register_find (look->reg, "year"), SUY_FILTER_EQUAL,
                           SUY_INTEGER (suy_look_integer (look->ask->after, "year")) };
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

      n += id != look->id && state != NULL && !g_str_equal (state, "population_fixed");
    }
  suy_look_set_count (look, "open_draws", n);

  return TRUE;
}

static gboolean
add_draw (const SuyLook *look, GError **error)
{
  const SuyRecord *after = look->ask->after;
  g_auto (GStrv) population = suy_look_list (after, "population");
  g_auto (GStrv) sample = suy_look_list (after, "sample");
  g_autoptr (SuySampling) sampling =
      suy_sampling_new (look->workspace, after, SUY_SAMPLING_MAIN, NULL); /* NULL: not reproduced */

  suy_look_set_count (look, "sample_short",
                      (gint64) suy_draw_tenth (g_strv_length (population)) -
                          (gint64) g_strv_length (sample));
  suy_look_set_flag (look, "draw_reproduced",
                     sampling != NULL && suy_sampling_is_reproduced (sampling, after));

  return add_open_draws (look, error);
}

/* ---- the look-backs ---- */

/* Look-backs of the year with a verdict.  (element-type SuyRecord) */
static GPtrArray *
find_lookbacks (const SuyLook *look, const SuyRecord *object, GError **error)
{
  gboolean is_item = g_str_equal (suy_record_get_register (object)->name, ITEM);
  g_autoptr (GPtrArray) rows = suy_look_linked (look, "lookback", is_item ? "item" : "complaint",
                                                suy_record_get_id (object), error);

  for (guint i = rows == NULL ? 0 : rows->len; i > 0; i--)
    if (suy_look_text (rows->pdata[i - 1], "verdict") == NULL ||
        suy_look_integer (rows->pdata[i - 1], "year") !=
            suy_look_integer (look->ask->after, "year"))
      g_ptr_array_remove_index (rows, i - 1);

  return g_steal_pointer (&rows);
}

/* @fact: how many of @keys have no look-back of @kind */
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
      g_autoptr (SuyRecord) object = suy_sampling_get_object (look->workspace, keys[i], ITEM);
      g_autoptr (GPtrArray) rows = object == NULL ? NULL : find_lookbacks (look, object, error);
      gboolean found = FALSE;

      if (object != NULL && rows == NULL)
        return FALSE;
      for (guint k = 0; rows != NULL && k < rows->len; k++)
        found |= suy_look_is (rows->pdata[k], "kind", kind);
      n += !found;
    }
  suy_look_set_count (look, fact, n);

  return TRUE;
}

/* ---- who looked ---- */

/* Whether @person accepted the item, as an acceptance or the move of the item says. */
static gboolean
has_accepted (const SuyLook *look, const SuyRecord *item, gint64 person, GError **error)
{
  g_autoptr (GPtrArray) rows =
      suy_look_linked (look, "acceptance", "item", suy_record_get_id (item), error);
  g_autoptr (GPtrArray) journal =
      rows == NULL ? NULL
                   : suy_workspace_get_journal (look->workspace, suy_record_get_register (item),
                                                suy_record_get_id (item), error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (suy_look_is (rows->pdata[i], "verdict", "pass") &&
        suy_look_integer (rows->pdata[i], "acceptor") == person)
      return TRUE;
  for (guint i = 0; journal != NULL && i < journal->len; i++)
    if (suy_look_is (journal->pdata[i], "move", "accept") &&
        suy_look_integer (journal->pdata[i], "actor") == person)
      return TRUE;

  return FALSE;
}

/* Items of the population, whoever looked back at them. */
static gboolean
add_inspectors (const SuyLook *look, GStrv population, GError **error)
{
  g_autoptr (GError) why = NULL;
  gboolean accepted = FALSE;

  for (guint i = 0; population[i] != NULL && !accepted; i++)
    {
      g_autoptr (SuyRecord) item = suy_sampling_get_object (look->workspace, population[i], ITEM);
      g_autoptr (GPtrArray) rows = NULL;

      if (item == NULL || !g_str_equal (suy_record_get_register (item)->name, ITEM))
        continue;
      rows = find_lookbacks (look, item, error);
      if (rows == NULL)
        return FALSE;
      for (guint k = 0; k < rows->len && !accepted; k++)
        {
          gint64 person = suy_look_integer (rows->pdata[k], "inspector");

          accepted = person != 0 && has_accepted (look, item, person, &why);
        }
      if (why != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return FALSE;
        }
    }
  suy_look_set_flag (look, "inspector_was_acceptor", accepted);

  return TRUE;
}

/* ---- what was looked at ---- */

/* Whether the look-back is about something that was drawn. */
static gboolean
is_of_sample (const SuyLook *look, const SuyRecord *lookback, GStrv sample)
{
  static const char *const links[][2] = { { "item", ITEM }, { "complaint", "complaint" } };

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      const SuyRegister *reg = suy_workspace_register (look->workspace, links[i][1], NULL);
      gint64 id = suy_look_integer (lookback, links[i][0]);
      g_autofree char *key =
          reg == NULL || id == 0 ? NULL : suy_workspace_get_key (look->workspace, reg, id);
      g_autofree char *full = key == NULL ? NULL : g_strdup_printf ("%s:%s", links[i][1], key);

      if (key != NULL)
        return has_key (sample, full) || (i == 0 && has_key (sample, key));
    }

  return TRUE; /* about nothing that could be drawn */
}

/* A sampled look-back of this year whose object was not drawn stands for one that was. */
static gboolean
add_replaced (const SuyLook *look, GStrv sample, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (look->workspace, "lookback", error);
  const SuyFilter filters[] = {
    { reg == NULL ? NULL : suy_register_find (reg, "year"), SUY_FILTER_EQUAL,
      SUY_INTEGER (suy_look_integer (look->ask->after, "year")) },
    { reg == NULL ? NULL : suy_register_find (reg, "kind"), SUY_FILTER_EQUAL, SUY_TEXT ("sample") },
  };
  const SuySelection selection = { .filters = filters, .n_filters = 2 };
  g_autoptr (GArray) ids =
      reg == NULL ? NULL : suy_store_select (look->workspace->store, reg, &selection, error);
  gboolean replaced = FALSE;

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (SuyRecord) row = suy_look_get (look, "lookback", g_array_index (ids, gint64, i));

      replaced |= row != NULL && !is_of_sample (look, row, sample);
    }
  suy_look_set_flag (look, "drawn_replaced", replaced);

  return TRUE;
}

gboolean
suy_facts_add_lookback_sample (const SuyLook *look, GError **error)
{
  g_auto (GStrv) population = suy_look_list (look->ask->after, "population");
  g_auto (GStrv) sample = suy_look_list (look->ask->after, "sample");

  if (suy_look_text (look->ask->before, "state") == NULL)
    return add_population (look, error);
  if (is_in (look, "population_fixed"))
    return add_draw (look, error);

  return !is_in (look, "drawn") ||
         (count_unchecked (look, population, "full", "lead_unchecked", error) &&
          count_unchecked (look, sample, "sample", "sample_unchecked", error) &&
          add_inspectors (look, population, error) && add_replaced (look, sample, error));
}
