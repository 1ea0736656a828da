/* moves-break.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "moves-break.h"

#include <json-glib/json-glib.h>
#include <string.h>

typedef struct
{
  guint left; /* ways to pass over */
  char *what; /* the way that was taken */
} Turn;

/* TRUE once, when the way asked for has come. */
static gboolean G_GNUC_PRINTF (2, 3) take (Turn *turn, const char *format, ...)
{
  va_list args;

  if (turn->what != NULL || turn->left-- > 0)
    return FALSE;
  va_start (args, format);
  turn->what = g_strdup_vprintf (format, args);
  va_end (args);

  return TRUE;
}

static void
remove_word (JsonArray *words, const char *word)
{
  for (guint i = json_array_get_length (words); i-- > 0;)
    if (g_str_equal (json_array_get_string_element (words, i), word))
      json_array_remove_element (words, i);
}

static gboolean
has_word (JsonArray *words, const char *word)
{
  for (guint i = 0; i < json_array_get_length (words); i++)
    if (g_str_equal (json_array_get_string_element (words, i), word))
      return TRUE;

  return FALSE;
}

/* The requirement stands there, and is met by anybody: it is asked of a role that nobody has. */
static void
blunt (JsonObject *root, const char *word)
{
  g_autofree char *blunted = g_strdup_printf ("as:nobody:%s", word);
  g_autofree char *name = g_strdup (word);
  JsonArray *needs = json_object_get_array_member (root, "needs");
  JsonArray *moves = json_object_get_array_member (root, "moves");

  for (guint i = 0; i < json_array_get_length (needs); i++)
    {
      JsonObject *need = json_array_get_object_element (needs, i);

      if (g_str_equal (json_object_get_string_member (need, "need"), name))
        json_object_set_string_member (need, "need", blunted);
    }
  for (guint i = 0; i < json_array_get_length (moves); i++)
    {
      JsonArray *words =
          json_object_get_array_member (json_array_get_object_element (moves, i), "needs");

      if (has_word (words, name))
        {
          remove_word (words, name);
          json_array_add_string_element (words, blunted);
        }
    }
}

static void
break_needs (Turn *turn, JsonObject *root, JsonObject *move)
{
  JsonArray *needs = json_object_get_array_member (move, "needs");
  const char *name = json_object_get_string_member (move, "name");

  for (guint i = 0; i < json_array_get_length (needs); i++)
    {
      const char *word = json_array_get_string_element (needs, i);

      if (take (turn, "%s does not ask for %s", name, word))
        {
          json_array_remove_element (needs, i);
          return;
        }
      if (take (turn, "%s asks for %s in vain", name, word))
        {
          blunt (root, word);
          return;
        }
    }
}

static void
break_roles (Turn *turn, JsonObject *move)
{
  JsonArray *roles = json_object_get_array_member (move, "roles");
  const char *name = json_object_get_string_member (move, "name");
  const char *first = json_array_get_string_element (roles, 0);

  if (take (turn, "%s is not made by %s", name, first))
    {
      json_array_add_string_element (roles, "river_police");
      remove_word (roles, first);
    }
  else if (take (turn, "%s is made by the river police", name))
    json_array_add_string_element (roles, "river_police");
}

/* Another state than those that the row leads to or starts in. */
static const char *
other_state (JsonObject *root, JsonObject *move)
{
  JsonArray *states = json_object_get_array_member (root, "states");
  JsonArray *from = json_object_get_array_member (move, "from");

  for (guint i = 0; i < json_array_get_length (states); i++)
    {
      const char *state =
          json_object_get_string_member (json_array_get_object_element (states, i), "name");

      if (!g_str_equal (state, json_object_get_string_member (move, "to")) &&
          !has_word (from, state))
        return state;
    }

  g_assert_not_reached ();
}

static void
break_ends (Turn *turn, JsonObject *root, JsonObject *move)
{
  JsonArray *from = json_object_get_array_member (move, "from");
  const char *name = json_object_get_string_member (move, "name");
  const char *state = other_state (root, move);

  if (take (turn, "%s leads to %s", name, state))
    json_object_set_string_member (move, "to", state);
  else if (take (turn, "%s starts in %s too", name, state))
    json_array_add_string_element (from, state);
  else if (json_array_get_length (from) > 1 && take (turn, "%s starts in one state less", name))
    json_array_remove_element (from, 0);
  else if (json_object_has_member (move, "counts") && take (turn, "%s counts nothing", name))
    json_object_remove_member (move, "counts");
}

static void
break_rows (Turn *turn, JsonObject *root)
{
  JsonArray *moves = json_object_get_array_member (root, "moves");

  for (guint i = 0; i < json_array_get_length (moves) && turn->what == NULL; i++)
    {
      JsonObject *move = json_array_get_object_element (moves, i);

      if (take (turn, "%s is gone", json_object_get_string_member (move, "name")))
        {
          json_array_remove_element (moves, i);
          return;
        }
      break_needs (turn, root, move);
      break_roles (turn, move);
      break_ends (turn, root, move);
    }
}

static void
break_states (Turn *turn, JsonObject *root)
{
  JsonArray *states = json_object_get_array_member (root, "states");

  for (guint i = 0; i < json_array_get_length (states); i++)
    {
      JsonObject *state = json_array_get_object_element (states, i);
      gboolean end = json_object_has_member (state, "final");

      if (!take (turn, "the end of %s", json_object_get_string_member (state, "name")))
        continue;
      if (end)
        json_object_remove_member (state, "final");
      else
        json_object_set_boolean_member (state, "final", TRUE);
    }
}

char *
moves_break (const char *table, guint n, char **what)
{
  g_autoptr (JsonNode) node = json_from_string (table, NULL);
  Turn turn = { n, NULL };

  g_assert_nonnull (node);
  break_states (&turn, json_node_get_object (node));
  break_rows (&turn, json_node_get_object (node));
  *what = turn.what;

  return turn.what == NULL ? NULL : json_to_string (node, FALSE);
}
