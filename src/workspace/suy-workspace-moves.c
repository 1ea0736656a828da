/* suy-workspace-moves.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A record's state is the fold of its journal; the column that shows it is derived. */

#include "config.h"

#include "suy-workspace-moves.h"

#include <glib/gi18n-lib.h>

#include "suy-error.h"
#include "suy-facts.h"
#include "suy-workspace-private.h"

SuyMoves *
suy_workspace_get_machine (SuyWorkspace *self, const SuyRegister *reg, GError **error)
{
  SuyMoves *machine = g_hash_table_lookup (self->machines, reg);

  if (machine != NULL || suy_register_find (reg, "state") == NULL)
    return machine;

  machine = suy_moves_new_builtin (reg->name, error);
  if (machine != NULL)
    g_hash_table_insert (self->machines, (gpointer) reg, machine);

  return machine;
}

static GPtrArray *
select_records (SuyWorkspace *self,
                const SuyRegister *reg,
                const SuyFilter *filters,
                guint n_filters,
                const SuyField *order,
                GError **error)
{
  const SuySelection selection = { .filters = filters, .n_filters = n_filters, .order = order };
  g_autoptr (GArray) ids = suy_store_select (self->store, reg, &selection, error);

  if (ids == NULL)
    return NULL;

  return suy_store_get_many (self->store, reg, (const gint64 *) (const void *) ids->data, ids->len,
                             error);
}

/* Rows of @about, a register whose fields object_register and object_id name any record. */
static GPtrArray *
records_about (SuyWorkspace *self,
               const char *about,
               const char *order,
               const SuyRegister *reg,
               gint64 id,
               GError **error)
{
  const SuyRegister *from = suy_workspace_register (self, about, error);
  SuyFilter filters[2];

  if (from == NULL)
    return NULL;
  filters[0] = (SuyFilter){ suy_register_find (from, "object_register"), SUY_FILTER_EQUAL,
                            SUY_TEXT (reg->name) };
  filters[1] =
      (SuyFilter){ suy_register_find (from, "object_id"), SUY_FILTER_EQUAL, SUY_INTEGER (id) };

  return select_records (self, from, filters, 2, suy_register_find (from, order), error);
}

GPtrArray *
suy_workspace_get_journal (SuyWorkspace *self, const SuyRegister *reg, gint64 id, GError **error)
{
  return records_about (self, "journal", "at", reg, id, error);
}

GPtrArray *
suy_workspace_get_attachments (SuyWorkspace *self,
                               const SuyRegister *reg,
                               gint64 id,
                               GError **error)
{
  return records_about (self, "attachment", "code", reg, id, error);
}

GPtrArray *
suy_workspace_get_linked (SuyWorkspace *self,
                          const SuyRegister *from,
                          const char *field,
                          gint64 id,
                          GError **error)
{
  const SuyFilter filter = { suy_register_find (from, field), SUY_FILTER_EQUAL, SUY_INTEGER (id) };

  g_return_val_if_fail (filter.field != NULL, NULL);

  return select_records (self, from, &filter, 1, NULL, error);
}

/* ---- what is known ---- */

/* The acting person's role and unit.  Without a person both stay NULL. */
static gboolean
find_actor (SuyWorkspace *self, char **role, char **unit, gint64 *id, GError **error)
{
  const SuyRegister *person = suy_workspace_register (self, "person", error);
  g_autoptr (SuyRecord) record = NULL;

  if (person == NULL)
    return FALSE;
  if (self->person == NULL)
    return TRUE;

  *id = suy_store_find (self->store, person, self->person, error);
  record = *id == 0 ? NULL : suy_store_get (self->store, person, *id, error);
  if (record == NULL)
    return FALSE;
  *role = g_strdup (suy_record_get_text (record, "role"));
  if (suy_record_get_integer (record, "unit") != 0)
    *unit = suy_workspace_get_key (self, suy_workspace_register (self, "unit", NULL),
                                   suy_record_get_integer (record, "unit"));

  return TRUE;
}

typedef struct
{
  SuyRecord *record; /* as it would be after the move's fields are filled in */
  char *role, *unit;
  gint64 actor;
  GHashTable *facts;
} Question;

static void
question_clear (Question *question)
{
  g_clear_pointer (&question->record, suy_record_free);
  g_free (question->role);
  g_free (question->unit);
  g_clear_pointer (&question->facts, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Question, question_clear)

static gboolean
prepare (SuyWorkspace *self,
         const SuyRegister *reg,
         gint64 id,
         const SuyRecord *changes,
         GHashTable *said,
         Question *question,
         GError **error)
{
  g_autoptr (SuyRecord) before = suy_store_get (self->store, reg, id, error);

  if (before == NULL ||
      !find_actor (self, &question->role, &question->unit, &question->actor, error))
    return FALSE;

  question->record = suy_record_copy (before);
  if (changes != NULL)
    suy_record_lay_over (question->record, changes);
  question->facts = suy_facts_new (self, before, question->record, question->actor, said, error);

  return question->facts != NULL;
}

static SuyMoveAsk
ask_of (SuyWorkspace *self, const Question *question, const char *note)
{
  return (SuyMoveAsk){ .record = question->record,
                       .role = question->role,
                       .unit = question->unit,
                       .today = self->today,
                       .note = note,
                       .facts = question->facts };
}

static void
offer_free (gpointer data)
{
  SuyOffer *offer = data;

  g_ptr_array_unref (offer->missing);
  g_free (offer);
}

GPtrArray *
suy_workspace_get_offers (SuyWorkspace *self, const SuyRegister *reg, gint64 id, GError **error)
{
  g_autoptr (GError) why = NULL;
  SuyMoves *machine = suy_workspace_get_machine (self, reg, &why);
  g_auto (Question) question = { 0 };
  g_autoptr (GPtrArray) moves = NULL;
  GPtrArray *offers;
  SuyMoveAsk ask;
  const char *state;

  if (machine == NULL && why == NULL)
    return g_ptr_array_new (); /* such records do not move */
  if (machine == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return NULL;
    }
  if (!prepare (self, reg, id, NULL, NULL, &question, error))
    return NULL;

  ask = ask_of (self, &question, NULL);
  state = suy_record_get_text (question.record, "state");
  moves = suy_moves_from (machine, state == NULL ? suy_moves_get_initial (machine) : state);
  offers = g_ptr_array_new_with_free_func (offer_free);
  for (guint i = 0; i < moves->len; i++)
    {
      SuyOffer *offer = g_new (SuyOffer, 1);

      *offer = (SuyOffer){ moves->pdata[i], suy_moves_missing (machine, moves->pdata[i], &ask) };
      g_ptr_array_add (offers, offer);
    }

  return offers;
}

/* ---- making a move ---- */

static void
refuse (GError **error, const SuyMove *move, const GPtrArray *missing)
{
  const char *language = g_get_language_names ()[0];
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < missing->len; i++)
    {
      const SuyNeed *need = missing->pdata[i];

      g_string_append_printf (list, "%s%s", i == 0 ? "" : _ (", "),
                              suy_label_get (&need->label, language));
    }
  g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED, _ ("Cannot make the move “%s”: %s."),
               suy_label_get (&move->label, language), list->str);
}

char *
suy_workspace_now (SuyWorkspace *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *clock = g_date_time_format (now, "%H:%M:%S");
  g_autofree char *date = g_date_time_format (now, "%F");

  return g_strdup_printf ("%sT%s.000Z", self->demo ? self->today : date, clock);
}

static SuyRecord *
journal_row (SuyWorkspace *self,
             const Question *question,
             const SuyMove *move,
             const char *note,
             GError **error)
{
  const SuyRegister *journal = suy_workspace_register (self, "journal", error);
  const SuyRegister *reg = suy_record_get_register (question->record);
  g_autofree char *at = suy_workspace_now (self);
  SuyRecord *row;

  if (journal == NULL)
    return NULL;
  row = suy_record_new (journal);
  suy_record_set_text (row, "object_register", reg->name);
  suy_record_set_integer (row, "object_id", suy_record_get_id (question->record));
  suy_record_set_text (row, "move", move->name);
  suy_record_set_text (row, "from_state", move->from);
  suy_record_set_text (row, "to_state", strcmp (move->to, "=") == 0 ? move->from : move->to);
  suy_record_set_text (row, "at", at);
  if (question->actor != 0)
    suy_record_set_integer (row, "actor", question->actor);
  if (question->role != NULL)
    suy_record_set_text (row, "role", question->role);
  if (note != NULL)
    suy_record_set_text (row, "note", note);

  return row;
}

static gboolean
write_move (SuyWorkspace *self,
            const SuyRecord *changes,
            SuyRecord *row,
            const SuyMove *move,
            GError **error)
{
  g_autoptr (SuyRecord) after = suy_record_copy (changes);
  const SuyField *state = suy_register_find (suy_record_get_register (changes), "state");

  if (strcmp (move->to, "=") != 0)
    suy_record_set (after, state, &SUY_TEXT (move->to));

  return suy_store_update (self->store, after, error) && suy_store_insert (self->store, row, error);
}

/* Names the moves that there are. */
static gboolean
refuse_unknown (SuyMoves *machine, const char *state, const char *move, GError **error)
{
  g_autoptr (GPtrArray) moves = suy_moves_from (machine, state);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < moves->len; i++)
    g_string_append_printf (names, "%s%s", i == 0 ? "" : ", ", ((SuyMove *) moves->pdata[i])->name);
  if (moves->len == 0)
    g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED,
                 _ ("From the state “%s” there is no move “%s”; it is an end."), state, move);
  else
    g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED,
                 _ ("From the state “%s” there is no move “%s”; moves are: %s"), state, move,
                 names->str);

  return FALSE;
}

gboolean
suy_workspace_move (SuyWorkspace *self,
                    const SuyRecord *changes,
                    const char *move,
                    const char *note,
                    GHashTable *said,
                    GError **error)
{
  const SuyRegister *reg = suy_record_get_register (changes);
  gint64 id = suy_record_get_id (changes);
  SuyMoves *machine = suy_workspace_get_machine (self, reg, error);
  SuyCommandInfo info = suy_workspace_command (self, "move", note);
  g_auto (Question) question = { 0 };
  g_autoptr (GPtrArray) missing = NULL;
  g_autoptr (SuyRecord) row = NULL;
  const SuyMove *found;
  const char *state;
  SuyMoveAsk ask;

  if (machine == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED, _ ("Records of %s make no moves."),
                     reg->name);
      return FALSE;
    }
  if (!prepare (self, reg, id, changes, said, &question, error))
    return FALSE;

  state = suy_record_get_text (question.record, "state");
  if (state == NULL)
    state = suy_moves_get_initial (machine);
  found = suy_moves_find (machine, move, state);
  if (found == NULL)
    return refuse_unknown (machine, state, move, error);
  ask = ask_of (self, &question, note);
  missing = suy_moves_missing (machine, found, &ask);
  if (missing->len > 0)
    {
      refuse (error, found, missing);
      return FALSE;
    }

  row = journal_row (self, &question, found, note, error);
  info.role = question.role;
  if (row == NULL || !suy_store_begin (self->store, &info, error))
    return FALSE;
  if (!suy_workspace_end_command (self, write_move (self, changes, row, found, error), error))
    return FALSE;
  suy_workspace_changed_one (self, reg, id);

  return TRUE;
}
