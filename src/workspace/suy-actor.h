/* suy-actor.h: who is acting, in which role, for which unit?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

/* Members are 0 or NULL where nobody acts, or the person's record leaves them out. */
typedef struct
{
  gint64 id, unit, township; /* of the person, of the unit and township in the person's record */
  char *code, *role;
  char *unit_code; /* as suy_workspace_get_key() gives it */
} SuyActor;

/* The acting person of the workspace.  Clear @actor. */
gboolean suy_actor_read (SuyWorkspace *workspace, SuyActor *actor, GError **error);

/* The program itself, which makes the moves that the role "system" may. */
void suy_actor_set_system (SuyActor *actor);
void suy_actor_clear (SuyActor *actor);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SuyActor, suy_actor_clear)

G_END_DECLS
