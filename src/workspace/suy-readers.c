/* suy-readers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-readers.h"

#include <glib/gi18n-lib.h>

#include "suy-actor.h"
#include "suy-error.h"

/* The roles as people call them.  (transfer full) */
static char *
list_roles (SuyWorkspace *self, GStrv all)
{
  const SuyRegister *people = suy_catalog_find (suy_workspace_get_catalog (self), "person");
  const SuyField *role = people == NULL ? NULL : suy_register_find (people, "role");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; all[i] != NULL; i++)
    {
      const SuyChoice *choice = role == NULL ? NULL : suy_field_find_choice (role, all[i]);

      g_string_append_printf (
          text, "%s%s", i == 0 ? "" : _ (", "),
          choice == NULL ? all[i] : suy_label_get (&choice->label, g_get_language_names ()[0]));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
check_role (SuyWorkspace *self, const SuyRegister *reg, gboolean writing, GError **error)
{
  g_auto (SuyActor) actor = { 0 };
  GStrv all = writing ? reg->writers : reg->readers;
  g_autofree char *roles = NULL;

  if (*all == NULL)
    return TRUE;
  if (!suy_actor_read (self, &actor, error))
    return FALSE;
  if (actor.role != NULL && g_strv_contains ((const char *const *) all, actor.role))
    return TRUE;
  roles = list_roles (self, all);
  g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED,
               writing ? _ ("“%s” is changed only by: %s. Act as one of them.")
                       : _ ("“%s” is only for: %s. Act as one of them."),
               suy_label_get (&reg->label, g_get_language_names ()[0]), roles);

  return FALSE;
}

gboolean
suy_workspace_may_read (SuyWorkspace *self, const SuyRegister *reg, GError **error)
{
  return check_role (self, reg, FALSE, error);
}

gboolean
suy_workspace_may_write (SuyWorkspace *self, const SuyRegister *reg, GError **error)
{
  return suy_workspace_may_read (self, reg, error) && check_role (self, reg, TRUE, error);
}

const SuyRegister *
suy_workspace_lookup (SuyWorkspace *self, const char *name, GError **error)
{
  const SuyRegister *reg = suy_catalog_lookup (suy_workspace_get_catalog (self), name, error);

  return reg != NULL && suy_workspace_may_read (self, reg, error) ? reg : NULL;
}
