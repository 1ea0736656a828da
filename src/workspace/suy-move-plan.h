/* suy-move-plan.h: which records move together, and what is missing for them?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One wish of a person may take several records along (6.0): a problem and its item mirror each
 * other, a “no” of a checklist and a valid complaint give rise to a problem, an assigned problem to
 * its item.  A plan holds them all; they are written in one command, or none is. */

#pragma once

#include "suy-actor.h"
#include "suy-workspace-moves.h"

G_BEGIN_DECLS

typedef enum
{
  SUY_STEP_LEADER,   /* what was asked for */
  SUY_STEP_SPAWNED,  /* comes into being, or is brought up to date, by the leader's move */
  SUY_STEP_FOLLOWER, /* mirrors the leader */
} SuyStepKind;

/* One record of the plan. */
typedef struct
{
  SuyStepKind kind;
  const SuyRegister *reg;
  SuyMoves *machine;
  SuyRecord *before, *after; /* as it is stored, with everything that is filled in */
  SuyRecord *changes;        /* what is written; id 0: a new record */
  const SuyMove *move;       /* (nullable): fields are written and nothing moves */
  const char *back; /* (nullable): field of the leader that gets the id of this new record */
} SuyStep;

typedef struct
{
  SuyWorkspace *workspace;
  SuyActor actor;
  const SuyMoveWish *wish; /* borrowed */
  guint n_batch;
  GHashTable **known; /* (nullable): facts of the leader as it is stored, looked up once for several
                       * plans in which nothing is filled in */
  GPtrArray *steps;   /* (element-type SuyStep); the first is the leader */
  GPtrArray *missing; /* (element-type SuyNeed), borrowed from machines and from this room */
} SuyMovePlan;

/**
 * suy_move_plan_new:
 * @changes: the leader's id, and what is filled in
 * @n_batch: records that are moved by the same wish
 * @error: SUY_ERROR_REFUSED where the machine has no such move
 *
 * Returns: (transfer full): everything that is to be written, and what is missing for it
 */
SuyMovePlan *suy_move_plan_new (SuyWorkspace *workspace,
                                const SuyRecord *changes,
                                const SuyMoveWish *wish,
                                guint n_batch,
                                GError **error);

/* The same with nothing filled in, to see what is missing.  @known: NULL at first; what the first
 * of several calls for a record looks up, the next take.  Unref it in the end. */
SuyMovePlan *suy_move_plan_new_offer (SuyWorkspace *workspace,
                                      const SuyRecord *record,
                                      const SuyMoveWish *wish,
                                      GHashTable **known,
                                      GError **error);
void suy_move_plan_free (SuyMovePlan *plan);

/* Writes all within the command that is open. */
gboolean suy_move_plan_write (SuyMovePlan *plan, GError **error);

/* ---- for the files that add to a plan ---- */

#define SUY_PLAN_LEADER(plan) ((SuyStep *) (plan)->steps->pdata[0])

/* A step with a copy of @before (of a new record: an empty one) and of @changes laid over it. */
SuyStep *suy_move_plan_add (SuyMovePlan *plan,
                            SuyStepKind kind,
                            const SuyRecord *before,
                            const SuyRecord *changes);

/* Sets a field in what is written and in what will be; fields that the register lacks are left. */
void suy_step_set (SuyStep *step, const char *field, const SuyValue *value);
void suy_step_set_text (SuyStep *step, const char *field, const char *text);
void suy_step_set_integer (SuyStep *step, const char *field, gint64 value);

/* Once each, by name and by words. */
void suy_move_plan_miss (SuyMovePlan *plan, const SuyNeed *need);

/* The step of the record, or NULL. */
SuyStep *suy_move_plan_find (SuyMovePlan *plan, const char *reg, gint64 id);

/* ---- what adds to a plan; FALSE with @error set ---- */

/* The item of a problem, or the problem of an item.  (transfer full) (nullable) */
SuyRecord *suy_mirror_find (SuyWorkspace *workspace, const SuyRecord *record, GError **error);

/* Moves the partner of the leader along.  @partner: (nullable): of suy_mirror_find() */
gboolean suy_mirror_plan (SuyMovePlan *plan, const SuyRecord *partner, GError **error);

/* Problems and items that the leader's move gives rise to. */
gboolean suy_spawn_plan (SuyMovePlan *plan, GError **error);

/* What a move does besides: the day that is kept, the marks that a new round clears. */
gboolean suy_effects_plan (SuyMovePlan *plan, GError **error);

/* The part of it that also holds for a step that follows. */
void suy_effects_begin_again (SuyMovePlan *plan, SuyStep *step);

/* What such a move writes in other registers. */
gboolean suy_effects_write (SuyMovePlan *plan, GError **error);

/* Fills in when progress was made, if it is another in @changes than in @before (nullable: a new
 * record). */
void suy_effects_mark_progress (SuyWorkspace *workspace,
                                const SuyRecord *before,
                                SuyRecord *changes);

/* An indicator whose numbers change has a new version, unless the edit names one.  6.8, 6.11 */
void suy_effects_raise_version (const SuyRecord *before, SuyRecord *changes);

/* G-2 and G-5 for one step. */
void suy_guard_check_step (SuyMovePlan *plan, const SuyStep *step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyMovePlan, suy_move_plan_free)

G_END_DECLS
