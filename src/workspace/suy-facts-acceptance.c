/* suy-facts-acceptance.c: what the acceptances and look-backs of a record say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: 001-2 (组织保障二), 000 §8.3, G-4. */

#include "config.h"

#include "suy-facts-private.h"
#include "suy-id.h"

static const char *
link_name (const char *reg)
{
  return g_str_equal (reg, "rectification_item") ? "item" : reg;
}

static gint64
partner_id (const SuyLook *look)
{
  return look->ask->partner == NULL ? 0 : suy_record_get_id (look->ask->partner);
}

static gboolean
take (const SuyLook *look,
      const char *about,
      const char *reg,
      gint64 id,
      GPtrArray *all,
      GError **error)
{
  GPtrArray *rows = suy_look_linked (look, about, link_name (reg), id, error);

  if (rows == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (all, rows);

  return TRUE;
}

/* Rows of @about that name the record, or its item or problem; one that names both stands once. */
static GPtrArray *
rows_about (const SuyLook *look, const char *about, GError **error)
{
  gboolean is_problem = g_str_equal (look->reg->name, "problem");
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_record_free);
  const char *other = is_problem ? "rectification_item" : "problem";

  if (!take (look, about, look->reg->name, look->id, all, error) ||
      !take (look, about, other, partner_id (look), all, error))
    return NULL;
  for (guint i = all->len; i > 1; i--)
    for (guint k = 0; k + 1 < i; k++)
      if (suy_record_get_id (all->pdata[k]) == suy_record_get_id (all->pdata[i - 1]))
        {
          g_ptr_array_remove_index (all, i - 1);
          break;
        }

  return g_steal_pointer (&all);
}

/* Rows of this round: made after the record was last sent back, or came back.  Days decide, and
 * within the same day the order of coming into the file. */
static gboolean
is_of_round (const SuyLook *look, const SuyRecord *row)
{
  static const char *const ends[] = { "send_back", "rebound", "reopen", NULL };
  int last = suy_look_find_last (look, ends);
  const SuyRecord *end = last < 0 ? NULL : look->journal->pdata[last];
  gint64 day = suy_look_day (row, "accepted_on"), since = suy_look_day (end, "at");

  return end == NULL || day > since ||
         (day == since && suy_record_get_id (row) > suy_record_get_id (end));
}

/* Ids of the people who accepted: as the records name them, and who made the move. */
static GHashTable *
find_acceptors (const SuyLook *look, const GPtrArray *rows)
{
  static const char *const moves[] = { "accept", NULL };
  GHashTable *people = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);
  int last = suy_look_find_last (look, moves);

  for (guint i = 0; i < rows->len; i++)
    {
      gint64 person = suy_look_integer (rows->pdata[i], "acceptor");

      if (person != 0 && suy_look_is (rows->pdata[i], "verdict", "pass"))
        g_hash_table_add (people, g_memdup2 (&person, sizeof person));
    }
  if (last >= 0)
    {
      gint64 person = suy_look_integer (look->journal->pdata[last], "actor");

      if (person != 0)
        g_hash_table_add (people, g_memdup2 (&person, sizeof person));
    }

  return people;
}

/* A passed acceptance needs who and when; the move of the record needs them too. */
static gboolean
is_passed (const SuyRecord *row)
{
  return suy_look_is (row, "verdict", "pass") && suy_look_integer (row, "org") != 0 &&
         suy_look_text (row, "accepted_on") != NULL;
}

static void
add_rows (const SuyLook *look, const GPtrArray *rows)
{
  gboolean seen = suy_look_integer (look->ask->after, "site_checked") != 0;
  gint64 defects = 0, newest = SUY_DAY_UNKNOWN;

  for (guint i = 0; i < rows->len; i++)
    {
      const SuyRecord *row = rows->pdata[i];
      g_auto (GStrv) list = suy_look_list (row, "defects");

      if (!is_of_round (look, row))
        continue;
      if (suy_look_is (row, "verdict", "fail") && suy_look_day (row, "accepted_on") >= newest)
        {
          newest = suy_look_day (row, "accepted_on");
          defects = g_strv_length (list);
        }
      if (!is_passed (row))
        continue;
      suy_look_set (look, "acceptance", "passed");
      seen |= suy_look_integer (row, "site_check") != 0;
      if (suy_look_text (row, "proof") != NULL)
        suy_look_set (look, "proof", suy_look_text (row, "proof"));
    }
  suy_look_set_count (look, "defects", defects);
  if (seen || !g_hash_table_contains (look->facts, "site_check"))
    suy_look_set_flag (look, "site_check", seen);
}

/* The look-back that was entered last. */
static gint64
find_inspector (const GPtrArray *lookbacks)
{
  const SuyRecord *newest = NULL;

  for (guint i = 0; i < lookbacks->len; i++)
    if (newest == NULL || suy_record_get_id (lookbacks->pdata[i]) > suy_record_get_id (newest))
      newest = lookbacks->pdata[i];

  return suy_look_integer (newest, "inspector");
}

gboolean
suy_facts_add_acceptance (const SuyLook *look, GError **error)
{
  g_autoptr (GPtrArray) rows = rows_about (look, "acceptance", error);
  g_autoptr (GPtrArray) lookbacks = rows == NULL ? NULL : rows_about (look, "lookback", error);
  g_autoptr (GHashTable) people = NULL;
  gint64 actor = look->ask->actor->id, inspector;
  gboolean accepted;

  if (lookbacks == NULL)
    return FALSE;
  add_rows (look, rows);
  people = find_acceptors (look, rows);
  inspector = find_inspector (lookbacks);
  accepted = actor != 0 && g_hash_table_contains (people, &actor);
  suy_look_set_flag (look, "sole_acceptor", accepted && g_hash_table_size (people) == 1);
  suy_look_set_flag (look, "inspector_was_acceptor",
                     accepted || (inspector != 0 && g_hash_table_contains (people, &inspector)));

  return TRUE;
}
