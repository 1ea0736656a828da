/* suy-workspace-moves.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A record's state is the fold of its journal; the column that shows it is derived. */

#include "config.h"

#include "suy-workspace-moves.h"

#include <glib/gi18n-lib.h>

#include "suy-date.h"
#include "suy-error.h"
#include "suy-move-plan.h"
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

  return suy_store_read (self->store, reg, &selection, error);
}

GPtrArray *
suy_workspace_get_about (SuyWorkspace *self,
                         const char *about,
                         const char *order,
                         const char *reg,
                         gint64 id,
                         GError **error)
{
  const SuyRegister *from = suy_workspace_register (self, about, error);
  SuyFilter filters[2];

  if (from == NULL)
    return NULL;
  filters[0] =
      (SuyFilter){ suy_register_find (from, "object_register"), SUY_FILTER_EQUAL, SUY_TEXT (reg) };
  filters[1] =
      (SuyFilter){ suy_register_find (from, "object_id"), SUY_FILTER_EQUAL, SUY_INTEGER (id) };

  return select_records (self, from, filters, 2, suy_register_find (from, order), error);
}

GPtrArray *
suy_workspace_get_journal (SuyWorkspace *self, const SuyRegister *reg, gint64 id, GError **error)
{
  return suy_workspace_get_about (self, "journal", "at", reg->name, id, error);
}

GPtrArray *
suy_workspace_get_attachments (SuyWorkspace *self,
                               const SuyRegister *reg,
                               gint64 id,
                               GError **error)
{
  return suy_workspace_get_about (self, "attachment", "code", reg->name, id, error);
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

/* ---- what can be done ---- */

static void
offer_free (gpointer data)
{
  SuyOffer *offer = data;

  g_ptr_array_unref (offer->missing);
  g_free (offer);
}

static SuyOffer *
make_offer (SuyWorkspace *self,
            const SuyRecord *record,
            const SuyMove *move,
            GHashTable **known,
            GError **error)
{
  const SuyMoveWish wish = { .move = move->name };
  g_autoptr (SuyMovePlan) plan = suy_move_plan_new_offer (self, record, &wish, known, error);
  SuyOffer *offer;

  if (plan == NULL)
    return NULL;
  offer = g_new (SuyOffer, 1);
  *offer = (SuyOffer){ move, g_ptr_array_ref (plan->missing) };

  return offer;
}

GPtrArray *
suy_workspace_get_offers (SuyWorkspace *self, const SuyRegister *reg, gint64 id, GError **error)
{
  g_autoptr (GError) why = NULL;
  SuyMoves *machine = suy_workspace_get_machine (self, reg, &why);
  g_autoptr (GPtrArray) moves = NULL, offers = g_ptr_array_new_with_free_func (offer_free);
  g_autoptr (GHashTable) known = NULL;
  g_autoptr (SuyRecord) record = NULL;
  const char *state;

  if (machine == NULL && why == NULL)
    return g_steal_pointer (&offers); /* such records do not move */
  if (machine == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return NULL;
    }
  record = suy_store_get (self->store, reg, id, error);
  if (record == NULL)
    return NULL;

  state = suy_record_get_text (record, "state");
  moves = suy_moves_from (machine, state == NULL ? suy_moves_get_initial (machine) : state);
  for (guint i = 0; i < moves->len; i++)
    {
      SuyOffer *offer = make_offer (self, record, moves->pdata[i], &known, error);

      if (offer == NULL)
        return NULL;
      g_ptr_array_add (offers, offer);
    }

  return g_steal_pointer (&offers);
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

gint64
suy_workspace_get_moment (SuyWorkspace *self)
{
  gint64 now = self->wall != 0 ? self->wall : g_get_real_time ();

  if (self->demo && self->wall == 0)
    now = suy_date_move_to_day (now, suy_date_get_day (self->today));

  return now;
}

char *
suy_workspace_now (SuyWorkspace *self)
{
  gint64 moment = suy_workspace_get_moment (self);

  return suy_date_from_moment (moment - moment % G_USEC_PER_SEC);
}

GPtrArray *
suy_workspace_ask_move (SuyWorkspace *self,
                        const SuyRecord *changes,
                        const SuyMoveWish *wish,
                        const SuyMove **move,
                        GError **error)
{
  g_autoptr (SuyMovePlan) plan = suy_move_plan_new (self, changes, wish, 1, error);

  if (plan == NULL)
    return NULL;
  if (move != NULL)
    *move = SUY_PLAN_LEADER (plan)->move;

  return g_ptr_array_ref (plan->missing);
}

static GPtrArray *
make_plans (SuyWorkspace *self, const GPtrArray *changes, const SuyMoveWish *wish, GError **error)
{
  g_autoptr (GPtrArray) plans =
      g_ptr_array_new_with_free_func ((GDestroyNotify) suy_move_plan_free);

  g_return_val_if_fail (wish->person == NULL, NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      SuyMovePlan *plan = suy_move_plan_new (self, changes->pdata[i], wish, changes->len, error);

      if (plan == NULL)
        return NULL;
      g_ptr_array_add (plans, plan);
      if (plan->missing->len > 0)
        {
          refuse (error, SUY_PLAN_LEADER (plan)->move, plan->missing);
          return NULL;
        }
    }

  return g_steal_pointer (&plans);
}

static gboolean
write_plans (const GPtrArray *plans, GError **error)
{
  for (guint i = 0; i < plans->len; i++)
    if (!suy_move_plan_write (plans->pdata[i], error))
      return FALSE;

  return TRUE;
}

static void
tell (SuyWorkspace *self, const GPtrArray *plans)
{
  for (guint i = 0; i < plans->len; i++)
    {
      const SuyMovePlan *plan = plans->pdata[i];

      for (guint k = 0; k < plan->steps->len; k++)
        {
          const SuyStep *step = plan->steps->pdata[k];

          suy_workspace_changed_one (self, step->reg, suy_record_get_id (step->changes));
        }
    }
}

gboolean
suy_workspace_move_all (SuyWorkspace *self,
                        const GPtrArray *changes,
                        const SuyMoveWish *wish,
                        GError **error)
{
  SuyCommandInfo info = suy_workspace_command (self, "move", wish->note);
  g_autoptr (GPtrArray) plans = NULL;

  g_return_val_if_fail (changes->len > 0, FALSE);

  plans = make_plans (self, changes, wish, error);
  if (plans == NULL)
    return FALSE;
  if (wish->by_system)
    info.actor = NULL;
  info.role = ((const SuyMovePlan *) plans->pdata[0])->actor.role;
  if (!suy_store_begin (self->store, &info, error) ||
      !suy_workspace_end_command (self, write_plans (plans, error), error))
    return FALSE;
  tell (self, plans);

  return TRUE;
}

gboolean
suy_workspace_move (SuyWorkspace *self,
                    const SuyRecord *changes,
                    const char *move,
                    const char *note,
                    GHashTable *said,
                    GError **error)
{
  const SuyMoveWish wish = { .move = move, .note = note, .said = said };
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, (gpointer) changes);

  return suy_workspace_move_all (self, one, &wish, error);
}
