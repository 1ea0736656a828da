/* suy-workspace-supply.c: what supplies a requirement that a move lacks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-actor.h"
#include "suy-error.h"
#include "suy-workspace-moves.h"
#include "suy-workspace-private.h"

void
suy_supply_free (SuySupply *supply)
{
  g_clear_pointer (&supply->remedy, suy_remedy_free);
  g_clear_pointer (&supply->record, suy_record_free);
  g_strfreev (supply->roles);
  g_free (supply);
}

static SuyRemedies *
get_remedies (GError **error)
{
  static SuyRemedies *builtin;

  if (builtin == NULL)
    builtin = suy_remedies_new_builtin (error);

  return builtin;
}

/* What the words of the table stand for. */
typedef struct
{
  SuyWorkspace *workspace;
  const SuyRecord *self;
  SuyActor actor;
} Known;

/* "@self", "@today", "@actor", "@unit", "@FIELD" of the record that moves, or a value as it is
 * typed.  FALSE: nothing is known, and the field stays empty */
static gboolean
find_value (const Known *known, const SuyField *field, const char *word, SuyValue *value)
{
  const SuyField *own;
  gint64 id = 0;

  if (*word != '@')
    return suy_workspace_parse_value (known->workspace, field, word, value, NULL);
  if (strcmp (word, "@today") == 0)
    {
      *value = suy_value_dup (&SUY_TEXT (known->workspace->today));
      return TRUE;
    }
  own = suy_register_find (suy_record_get_register (known->self), word + 1);
  if (strcmp (word, "@self") == 0)
    id = suy_record_get_id (known->self);
  else if (strcmp (word, "@actor") == 0)
    id = known->actor.id;
  else if (strcmp (word, "@unit") == 0)
    id = known->actor.unit;
  else if (own != NULL)
    *value = suy_value_dup (suy_record_get (known->self, own));
  if (id != 0)
    *value = SUY_INTEGER (id);

  return value->type != SUY_VALUE_NULL;
}

static void
set_word (const Known *known, SuyRecord *record, const char *word)
{
  const char *equals = strchr (word, '=');
  g_autofree char *name = g_strndup (word, (gsize) (equals - word));
  const SuyField *field = suy_register_find (suy_record_get_register (record), name);
  SuyValue value = SUY_VALUE_INIT_NULL;

  g_return_if_fail (field != NULL);

  if (find_value (known, field, equals + 1, &value))
    suy_record_set (record, field, &value);
  suy_value_clear (&value);
}

static gboolean
fill_record (const Known *known, SuySupply *supply, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (known->workspace, supply->remedy->what, error);

  if (reg == NULL)
    return FALSE;
  supply->record = suy_record_new (reg);
  for (guint i = 0; supply->remedy->set != NULL && supply->remedy->set[i] != NULL; i++)
    set_word (known, supply->record, supply->remedy->set[i]);

  return TRUE;
}

/* The record of @reg that this one names, or that names it. */
static gint64
find_beside (const Known *known, const SuyRegister *reg)
{
  const SuyRegister *own = suy_record_get_register (known->self);

  for (guint i = 0; i < own->fields->len; i++)
    {
      const SuyField *field = own->fields->pdata[i];

      if (field->type == SUY_FIELD_LINK && strcmp (field->target, reg->name) == 0 &&
          suy_record_get_integer (known->self, field->name) != 0)
        return suy_record_get_integer (known->self, field->name);
    }
  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = reg->fields->pdata[i];
      g_autoptr (GPtrArray) rows = NULL;

      if (field->type != SUY_FIELD_LINK || strcmp (field->target, own->name) != 0)
        continue;
      rows = suy_workspace_get_linked (known->workspace, reg, field->name,
                                       suy_record_get_id (known->self), NULL);
      if (rows != NULL && rows->len > 0)
        return suy_record_get_id (rows->pdata[0]);
    }

  return 0;
}

/* "REGISTER:MOVE" is a move of the record beside this one. */
static gboolean
fill_beside (const Known *known, SuySupply *supply, GError **error)
{
  const char *colon = strchr (supply->remedy->what, ':');
  g_autofree char *name = NULL;

  if (colon == NULL)
    return TRUE;
  name = g_strndup (supply->remedy->what, (gsize) (colon - supply->remedy->what));
  supply->beside = suy_workspace_register (known->workspace, name, error);
  if (supply->beside == NULL)
    return FALSE;
  supply->beside_id = find_beside (known, supply->beside);

  return TRUE;
}

/* "role:a|b", also behind a condition; NULL: the needs of another kind */
static GStrv
roles_of (const SuyMove *move, const SuyNeed *need)
{
  const char *rest = strstr (need->name, "role:");

  if (strcmp (need->name, "role") == 0)
    return g_strdupv (move->roles);

  return rest == NULL ? NULL : g_strsplit (rest + strlen ("role:"), "|", -1);
}

SuySupply *
suy_workspace_get_supply (SuyWorkspace *self,
                          const SuyRegister *reg,
                          gint64 id,
                          const SuyMove *move,
                          const SuyNeed *need,
                          GError **error)
{
  g_autoptr (SuySupply) supply = g_new0 (SuySupply, 1);
  g_autoptr (SuyRecord) record = suy_store_get (self->store, reg, id, error);
  SuyRemedies *remedies = get_remedies (error);
  Known known = { self, record, { 0 } };
  gboolean ok;

  if (record == NULL || remedies == NULL || !suy_actor_read (self, &known.actor, error))
    return NULL;
  supply->remedy = suy_remedies_find (remedies, reg, need);
  if (supply->remedy == NULL)
    {
      suy_actor_clear (&known.actor);
      g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
                   "remedies.json does not say what supplies “%s”", need->name);
      return NULL;
    }
  supply->roles = roles_of (move, need);
  if (supply->remedy->kind == SUY_REMEDY_FIELD)
    supply->field = suy_register_find (reg, supply->remedy->what);
  ok = (supply->remedy->kind != SUY_REMEDY_RECORD || fill_record (&known, supply, error)) &&
       (supply->remedy->kind != SUY_REMEDY_MOVE || fill_beside (&known, supply, error));
  suy_actor_clear (&known.actor);

  return ok ? g_steal_pointer (&supply) : NULL;
}

/* ---- who else could make it ---- */

typedef struct
{
  SuyWorkspace *workspace;
  const SuyRegister *people;
  const SuyRecord *changes;
  SuyRemedies *remedies;
  const SuyMove *move;
  GArray *may;     /* ids */
  GPtrArray *near; /* (nullable) (element-type SuyNeed): of who lacks the fewest */
  guint n_asked;
} Movers;

/* Of what is missing what only another person supplies. */
static GPtrArray *
keep_personal (const Movers *movers, const GPtrArray *missing)
{
  GPtrArray *kept = g_ptr_array_new ();

  for (guint i = 0; i < missing->len; i++)
    {
      g_autoptr (SuyRemedy) remedy = suy_remedies_find (
          movers->remedies, suy_record_get_register (movers->changes), missing->pdata[i]);

      if (remedy != NULL && remedy->kind == SUY_REMEDY_PERSON)
        g_ptr_array_add (kept, missing->pdata[i]);
    }

  return kept;
}

static gboolean
has_role (const SuyMove *move, const char *role)
{
  return role != NULL && (move->roles == NULL || move->roles[0] == NULL ||
                          g_strv_contains ((const char *const *) move->roles, role));
}

static gboolean
ask_person (Movers *movers, const SuyRecord *person, GError **error)
{
  const SuyMoveWish wish = { .move = movers->move->name,
                             .person = suy_record_get_text (person, "code") };
  g_autoptr (GPtrArray) missing = NULL, personal = NULL;
  gint64 id = suy_record_get_id (person);

  if (wish.person == NULL || !has_role (movers->move, suy_record_get_text (person, "role")))
    return TRUE;
  missing = suy_workspace_ask_move (movers->workspace, movers->changes, &wish, NULL, error);
  if (missing == NULL)
    return FALSE;
  movers->n_asked++;
  personal = keep_personal (movers, missing);
  if (personal->len == 0)
    g_array_append_val (movers->may, id);
  if (movers->near == NULL || personal->len < movers->near->len)
    {
      g_clear_pointer (&movers->near, g_ptr_array_unref);
      movers->near = g_steal_pointer (&personal);
    }

  return TRUE;
}

static char *
explain_nobody (const Movers *movers)
{
  const char *language = g_get_language_names ()[0];
  const SuyField *field = suy_register_find (movers->people, "role");
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; movers->near != NULL && i < movers->near->len; i++)
    g_string_append_printf (
        list, "%s%s", i == 0 ? "" : _ (", "),
        suy_label_get (&((const SuyNeed *) movers->near->pdata[i])->label, language));
  if (movers->n_asked > 0)
    return g_strdup_printf (ngettext ("%u person has the role and lacks: %s",
                                      "%u people have the role and lack: %s", movers->n_asked),
                            movers->n_asked, list->str);

  for (guint i = 0; movers->move->roles != NULL && movers->move->roles[i] != NULL; i++)
    {
      const SuyChoice *role = suy_field_find_choice (field, movers->move->roles[i]);

      g_string_append_printf (list, "%s%s", i == 0 ? "" : _ (", "),
                              role == NULL ? movers->move->roles[i]
                                           : suy_label_get (&role->label, language));
    }

  return g_strdup_printf (_ ("nobody in the register of people has the role: %s"), list->str);
}

static gboolean
ask_people (Movers *movers, GError **error)
{
  SuyStore *store = movers->workspace->store;
  g_autoptr (GArray) ids = suy_store_select (store, movers->people, NULL, error);
  g_autoptr (GPtrArray) all =
      ids == NULL ? NULL
                  : suy_store_get_many (store, movers->people,
                                        (const gint64 *) (const void *) ids->data, ids->len, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    if (all->pdata[i] != NULL && !ask_person (movers, all->pdata[i], error))
      return FALSE;

  return all != NULL;
}

GArray *
suy_workspace_list_movers (SuyWorkspace *self,
                           const SuyRegister *reg,
                           gint64 id,
                           const char *move,
                           char **why,
                           GError **error)
{
  const SuyMoveWish wish = { .move = move };
  g_autoptr (SuyRecord) changes = suy_record_new (reg);
  g_autoptr (GArray) may = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) missing = NULL;
  Movers movers = { .workspace = self,
                    .people = suy_workspace_register (self, "person", error),
                    .changes = changes,
                    .remedies = get_remedies (error),
                    .may = may };
  gboolean ok;

  if (movers.people == NULL || movers.remedies == NULL)
    return NULL;
  suy_record_set_id (changes, id);
  missing = suy_workspace_ask_move (self, changes, &wish, &movers.move, error);
  if (missing == NULL)
    return NULL;
  ok = ask_people (&movers, error);
  if (ok && why != NULL)
    *why = may->len > 0 ? NULL : explain_nobody (&movers);
  g_clear_pointer (&movers.near, g_ptr_array_unref);

  return ok ? g_steal_pointer (&may) : NULL;
}
