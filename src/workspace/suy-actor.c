/* suy-actor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-actor.h"

#include "suy-workspace-private.h"

gboolean
suy_actor_read (SuyWorkspace *workspace, SuyActor *actor, GError **error)
{
  const SuyRegister *people = suy_workspace_register (workspace, "person", error);
  const SuyRegister *units = suy_workspace_register (workspace, "unit", error);
  g_autoptr (SuyRecord) record = NULL;

  *actor = (SuyActor){ 0 };
  if (people == NULL || units == NULL)
    return FALSE;
  if (workspace->person == NULL)
    return TRUE;

  actor->id = suy_store_find (workspace->store, people, workspace->person, error);
  record = actor->id == 0 ? NULL : suy_store_get (workspace->store, people, actor->id, error);
  if (record == NULL)
    return FALSE;
  actor->code = g_strdup (workspace->person);
  actor->role = g_strdup (suy_record_get_text (record, "role"));
  actor->unit = suy_record_get_integer (record, "unit");
  actor->township = suy_record_get_integer (record, "township");
  if (actor->unit != 0)
    actor->unit_code = suy_workspace_get_key (workspace, units, actor->unit);

  return TRUE;
}

void
suy_actor_set_system (SuyActor *actor)
{
  *actor = (SuyActor){ .role = g_strdup ("system") };
}

void
suy_actor_clear (SuyActor *actor)
{
  g_free (actor->code);
  g_free (actor->role);
  g_free (actor->unit_code);
  *actor = (SuyActor){ 0 };
}
