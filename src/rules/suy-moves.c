/* suy-moves.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-moves.h"

#include <gio/gio.h>
#include <string.h>

#include "suy-error.h"
#include "suy-json.h"
#include "suy-need.h"
#include "suy-rules-resource.h"

#define SAME_STATE "=" /* in "to": a step within the state */

struct _SuyMoves
{
  GPtrArray *states; /* (element-type SuyState) */
  GStrv state_names;
  GPtrArray *words; /* (element-type SuyNeed), the requirements that the moves name */
  GPtrArray *moves; /* (element-type SuyMove); one with several "from" stands once for each */
  SuyNeed role;     /* what is missing when the role may not */
};

typedef struct
{
  char *name;
  SuyLabel label;
  gboolean final;
} SuyState;

static void
label_clear (SuyLabel *label)
{
  g_free (label->en);
  g_free (label->zh);
}

static void
state_free (SuyState *state)
{
  g_free (state->name);
  label_clear (&state->label);
  g_free (state);
}

static void
need_free (SuyNeed *need)
{
  g_free (need->name);
  label_clear (&need->label);
  g_free (need);
}

static void
move_free (SuyMove *move)
{
  g_free (move->name);
  g_free (move->number);
  g_free (move->from);
  g_free (move->to);
  label_clear (&move->label);
  g_strfreev (move->roles);
  g_ptr_array_unref (move->needs);
  g_strfreev (move->counts);
  g_free (move->source);
  g_free (move);
}

void
suy_moves_free (SuyMoves *self)
{
  g_ptr_array_unref (self->moves);
  g_ptr_array_unref (self->words);
  g_strfreev (self->state_names);
  g_ptr_array_unref (self->states);
  g_free (self);
}

static const SuyState *
find_state (SuyMoves *self, const char *name)
{
  for (guint i = 0; i < self->states->len; i++)
    {
      const SuyState *state = self->states->pdata[i];

      if (g_str_equal (state->name, name))
        return state;
    }

  return NULL;
}

static SuyNeed *
find_word (SuyMoves *self, const char *name)
{
  for (guint i = 0; i < self->words->len; i++)
    {
      SuyNeed *need = self->words->pdata[i];

      if (g_str_equal (need->name, name))
        return need;
    }

  return NULL;
}

static gboolean
read_state (SuyMoves *self, const SuyJsonPlace *at, GError **error)
{
  static const char *const keys[] = { "name!", "en!", "zh!", "final", NULL };
  SuyState *state;
  g_autofree char *name = NULL;

  if (!suy_json_check_keys (at, keys, error) || !suy_json_read_text (at, "name", &name, error))
    return FALSE;
  if (find_state (self, name) != NULL)
    return suy_json_fail (at, error, "there are two states “%s”", name);

  state = g_new0 (SuyState, 1);
  state->name = g_steal_pointer (&name);
  g_ptr_array_add (self->states, state);

  return suy_json_read_label (at, &state->label, error) &&
         suy_json_read_boolean (at, "final", &state->final, error);
}

static gboolean
read_word (SuyMoves *self, const SuyJsonPlace *at, GError **error)
{
  static const char *const keys[] = { "need!", "en!", "zh!", NULL };
  g_autofree char *name = NULL;
  const char *wrong;
  SuyNeed *need;

  if (!suy_json_check_keys (at, keys, error) || !suy_json_read_text (at, "need", &name, error))
    return FALSE;
  if (find_word (self, name) != NULL)
    return suy_json_fail (at, error, "“%s” stands here twice", name);

  wrong = suy_need_check (name);
  if (wrong != NULL)
    return suy_json_fail (at, error, "“%s” %s", name, wrong);

  need = g_new0 (SuyNeed, 1);
  need->name = g_steal_pointer (&name);
  g_ptr_array_add (self->words, need);

  return suy_json_read_label (at, &need->label, error);
}

static gboolean
check_state (SuyMoves *self,
             const SuyJsonPlace *at,
             const char *key,
             const char *name,
             GError **error)
{
  SuyJsonPlace place = suy_json_member (at, key);

  if (find_state (self, name) == NULL)
    return suy_json_fail_word (&place, error, "the state", name,
                               (const char *const *) self->state_names);

  return TRUE;
}

/* Fills in the requirements that "needs" names. */
static gboolean
read_needs (SuyMoves *self, SuyMove *move, const SuyJsonPlace *at, GError **error)
{
  SuyJsonPlace place = suy_json_member (at, "needs");
  g_auto (GStrv) names = NULL;

  if (!suy_json_read_texts (at, "needs", &names, error))
    return FALSE;

  for (guint i = 0; names[i] != NULL; i++)
    {
      SuyNeed *need = find_word (self, names[i]);

      if (need == NULL)
        return suy_json_fail (&place, error, "“%s” is not among the file's needs; add it there",
                              names[i]);
      g_ptr_array_add (move->needs, need);
    }

  return TRUE;
}

static gboolean
read_move (SuyMoves *self, const SuyJsonPlace *at, const char *from, GError **error)
{
  SuyMove *move = g_new0 (SuyMove, 1);

  move->needs = g_ptr_array_new ();
  move->from = g_strdup (from);
  g_ptr_array_add (self->moves, move);
  if (!suy_json_read_text (at, "name", &move->name, error) ||
      !suy_json_read_text (at, "number", &move->number, error) ||
      !suy_json_read_text (at, "to", &move->to, error) ||
      !suy_json_read_label (at, &move->label, error) ||
      !suy_json_read_texts (at, "roles", &move->roles, error) ||
      !suy_json_read_texts (at, "counts", &move->counts, error) ||
      !suy_json_read_text (at, "source", &move->source, error) ||
      !read_needs (self, move, at, error))
    return FALSE;

  if (g_str_equal (move->to, SAME_STATE))
    {
      g_free (move->to);
      move->to = g_strdup (from);
    }
  if (!check_state (self, at, "to", move->to, error))
    return FALSE;

  if (*from != '\0' && !check_state (self, at, "from", from, error))
    return FALSE;
  if (*move->roles == NULL)
    return suy_json_fail (at, error, "somebody must be allowed to: name the roles");
  if (suy_moves_find (self, move->name, from) != move)
    return suy_json_fail (at, error, "there are two moves “%s” from “%s”", move->name, from);

  return TRUE;
}

/* One row of the table; "from" is a list, empty for a birth. */
static gboolean
read_row (SuyMoves *self, const SuyJsonPlace *at, GError **error)
{
  static const char *const keys[] = {
    "name!", "number!", "from!", "to!", "en!", "zh!", "roles!", "needs!", "counts", "source!", NULL,
  };
  g_auto (GStrv) from = NULL;

  if (!suy_json_check_keys (at, keys, error) || !suy_json_read_texts (at, "from", &from, error))
    return FALSE;

  if (*from == NULL)
    return read_move (self, at, "", error);
  for (guint i = 0; from[i] != NULL; i++)
    if (!read_move (self, at, from[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
read_all (SuyMoves *self,
          const SuyJsonPlace *root,
          const char *key,
          gboolean (*read) (SuyMoves *, const SuyJsonPlace *, GError **),
          GError **error)
{
  SuyJsonPlace array = suy_json_member (root, key);
  guint length;

  if (!suy_json_check_array (&array, &length, error))
    return FALSE;

  for (guint i = 0; i < length; i++)
    {
      SuyJsonPlace element = suy_json_element (&array, i);

      if (!read (self, &element, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_machine (SuyMoves *self, const SuyJsonPlace *root, GError **error)
{
  static const char *const keys[] = { "machine!", "states!", "needs!", "moves!", NULL };

  if (!suy_json_check_keys (root, keys, error) ||
      !read_all (self, root, "states", read_state, error))
    return FALSE;

  self->state_names = g_new0 (char *, self->states->len + 1);
  for (guint i = 0; i < self->states->len; i++)
    self->state_names[i] = g_strdup (((SuyState *) self->states->pdata[i])->name);

  return read_all (self, root, "needs", read_word, error) &&
         read_all (self, root, "moves", read_row, error);
}

static SuyMoves *
new_from_text (const char *file, const char *text, GError **error)
{
  g_autoptr (SuyMoves) self = g_new0 (SuyMoves, 1);
  g_autoptr (JsonNode) root = NULL;
  SuyJsonPlace place;

  self->states = g_ptr_array_new_with_free_func ((GDestroyNotify) state_free);
  self->words = g_ptr_array_new_with_free_func ((GDestroyNotify) need_free);
  self->moves = g_ptr_array_new_with_free_func ((GDestroyNotify) move_free);
  self->role = (SuyNeed){ (char *) "role",
                          { (char *) "a role that may do this", (char *) "有权办理的角色" } };

  root = suy_json_parse (file, text, error);
  if (root == NULL)
    return NULL;

  place = (SuyJsonPlace){ NULL, file, 0, root };

  return read_machine (self, &place, error) ? g_steal_pointer (&self) : NULL;
}

SuyMoves *
suy_moves_new_builtin (const char *machine, GError **error)
{
  g_autofree char *file = g_strdup_printf ("moves-%s.json", machine);
  g_autofree char *path = g_strconcat ("/org/suyuan/rules/", file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (suy_rules_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (bytes == NULL)
    return NULL;

  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return new_from_text (file, text, error);
}

SuyMoves *
suy_moves_new_from_file (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = NULL;
  g_autoptr (GError) cause = NULL;

  if (!g_file_get_contents (path, &text, NULL, &cause))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_IO, "Cannot read the moves: %s", cause->message);
      return NULL;
    }

  return new_from_text (name, text, error);
}

const GPtrArray *
suy_moves_get_all (SuyMoves *self)
{
  return self->moves;
}

const SuyMove *
suy_moves_find (SuyMoves *self, const char *name, const char *from)
{
  for (guint i = 0; i < self->moves->len; i++)
    {
      const SuyMove *move = self->moves->pdata[i];

      if (g_strcmp0 (move->name, name) == 0 && g_str_equal (move->from, from))
        return move;
    }

  return NULL;
}

GPtrArray *
suy_moves_from (SuyMoves *self, const char *state)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < self->moves->len; i++)
    {
      SuyMove *move = self->moves->pdata[i];

      if (g_str_equal (move->from, state))
        g_ptr_array_add (found, move);
    }

  return found;
}

GStrv
suy_moves_get_states (SuyMoves *self)
{
  return self->state_names;
}

const char *
suy_moves_get_initial (SuyMoves *self)
{
  for (guint i = 0; i < self->moves->len; i++)
    if (*((SuyMove *) self->moves->pdata[i])->from == '\0')
      return "";

  return self->state_names[0];
}

const SuyLabel *
suy_moves_get_state_label (SuyMoves *self, const char *state)
{
  const SuyState *found = find_state (self, state);

  return found == NULL ? NULL : &found->label;
}

gboolean
suy_moves_is_final (SuyMoves *self, const char *state)
{
  const SuyState *found = find_state (self, state);

  return found != NULL && found->final;
}

GPtrArray *
suy_moves_missing (SuyMoves *self, const SuyMove *move, const SuyMoveAsk *ask)
{
  GPtrArray *missing = g_ptr_array_new ();

  g_return_val_if_fail (ask->record != NULL && ask->today != NULL, missing);

  if (ask->role == NULL || !g_strv_contains ((const char *const *) move->roles, ask->role))
    g_ptr_array_add (missing, &self->role);

  for (guint i = 0; i < move->needs->len; i++)
    {
      SuyNeed *need = move->needs->pdata[i];

      if (!suy_need_is_met (need->name, ask))
        g_ptr_array_add (missing, need);
    }

  return missing;
}

gboolean
suy_move_asks (const SuyMove *move, const char *fact)
{
  for (guint i = 0; i < move->needs->len; i++)
    if (suy_need_names (((const SuyNeed *) move->needs->pdata[i])->name, fact))
      return TRUE;

  return FALSE;
}

void
suy_move_count (const SuyMove *move, const SuyRecord *record, SuyRecord *changes)
{
  for (guint i = 0; move->counts[i] != NULL; i++)
    suy_record_set_integer (changes, move->counts[i],
                            suy_record_get_integer (record, move->counts[i]) + 1);
}
