/* demo-moves.h: what happened to one record of the demo?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-demo.h"

static inline GHashTable *
demo_histories (SuyDemo *demo)
{
  const GArray *moves = suy_demo_get_moves (demo);
  GHashTable *histories =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < moves->len; i++)
    {
      SuyDemoMove *move = &g_array_index (moves, SuyDemoMove, i);
      GPtrArray *list = g_hash_table_lookup (histories, &move->id);

      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (histories, &move->id, list);
        }
      g_ptr_array_add (list, move);
    }

  return histories;
}

/* The last move of that name, or NULL. */
static inline const SuyDemoMove *
demo_find_move (GHashTable *histories, const SuyRecord *record, const char *name)
{
  gint64 id = suy_record_get_id (record);
  GPtrArray *list = g_hash_table_lookup (histories, &id);
  const SuyDemoMove *found = NULL;

  for (guint i = 0; list != NULL && i < list->len; i++)
    if (g_str_equal (((const SuyDemoMove *) list->pdata[i])->name, name))
      found = list->pdata[i];

  return found;
}

/* Where the last move of a problem or ledger item leads that is no step within a state. */
static inline const char *
demo_state (GHashTable *histories, const SuyRecord *record)
{
  static const char *const ends[][3] = {
    { "problem", "report", "found" },
    { "problem", "judge", "judged" },
    { "problem", "reject", "rejected" },
    { "problem", "merge", "merged" },
    { "problem", "assign", "assigned" },
    { "problem", "receive", "received" },
    { "problem", "return", "judged" },
    { "problem", "start", "rectifying" },
    { "problem", "submit", "submitted" },
    { "problem", "accept", "accepted" },
    { "problem", "send_back", "rectifying" },
    { "problem", "close", "closed" },
    { "problem", "consolidate", "consolidating" },
    { "problem", "look_back", "lookback_ok" },
    { "problem", "reopen", "reopened" },
    { "problem", "resume", "rectifying" },
    { "problem", "transfer", "transferred" },
    { "rectification_item", "draft", "drafted" },
    { "rectification_item", "approve_plan", "planned" },
    { "rectification_item", "start", "in_progress" },
    { "rectification_item", "meet_stage", "stage_met" },
    { "rectification_item", "next_stage", "in_progress" },
    { "rectification_item", "complete", "completed" },
    { "rectification_item", "apply", "accepting" },
    { "rectification_item", "accept", "accepted" },
    { "rectification_item", "send_back", "in_progress" },
    { "rectification_item", "close", "closed" },
    { "rectification_item", "consolidate", "consolidating" },
    { "rectification_item", "look_back", "lookback_passed" },
    { "rectification_item", "rebound", "rebounded" },
    { "rectification_item", "resume", "in_progress" },
    { "rectification_item", "cancel", "cancelled" },
  };
  gint64 id = suy_record_get_id (record);
  GPtrArray *list = g_hash_table_lookup (histories, &id);

  for (guint i = list->len; i-- > 0;)
    for (guint k = 0; k < G_N_ELEMENTS (ends); k++)
      {
        const SuyDemoMove *move = list->pdata[i];

        if (g_str_equal (move->reg, ends[k][0]) && g_str_equal (move->name, ends[k][1]))
          return ends[k][2];
      }

  return "";
}
