/* suy-workspace-verify.c: is everything in order, as far as only the workspace can tell?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "suy-workspace-private.h"

static void
add_finding (GArray *findings, const char *name, char *text)
{
  const SuyFinding finding = { g_strdup (name), text };

  g_array_append_val (findings, finding);
}

/* Water does not run in a circle. */
static gboolean
check_network (SuyWorkspace *self, GArray *findings, GError **error)
{
  const SuyRegister *reaches = suy_workspace_register (self, "river_reach", error);
  SuyNetwork *network = reaches == NULL ? NULL : suy_workspace_get_network (self, error);
  g_autoptr (GArray) cycle = NULL;
  g_autoptr (GString) keys = g_string_new (NULL);
  SuyFeatureSet *set;

  if (network == NULL)
    return FALSE;
  cycle = suy_network_find_cycle (network);
  if (cycle == NULL)
    return TRUE;

  set = suy_workspace_get_features (self, reaches, error);
  for (guint i = 0; i < cycle->len && i < 20; i++)
    {
      g_autofree char *key = suy_workspace_get_key (
          self, reaches, suy_feature_set_get_id (set, g_array_index (cycle, guint32, i)));

      g_string_append_printf (keys, "%s%s", i == 0 ? "" : ", ", key);
    }
  add_finding (
      findings, "riverCycle",
      g_strdup_printf (_ ("The reaches %s flow in a circle. Turn one of them round."), keys->str));

  return TRUE;
}

/* A reach that names a reach below which is not there. */
static gboolean
check_down_keys (SuyWorkspace *self, GArray *findings, GError **error)
{
  const SuyRegister *reaches = suy_workspace_register (self, "river_reach", error);
  g_autoptr (GArray) ids =
      reaches == NULL ? NULL : suy_store_select (self->store, reaches, NULL, error);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);

  if (ids == NULL)
    return FALSE;
  records = suy_store_get_many (self->store, reaches, (const gint64 *) (const void *) ids->data,
                                ids->len, error);
  if (records == NULL)
    return FALSE;

  for (guint i = 0; i < records->len; i++)
    if (suy_record_get_text (records->pdata[i], "code") != NULL)
      g_hash_table_add (codes, (gpointer) suy_record_get_text (records->pdata[i], "code"));
  for (guint i = 0; i < records->len; i++)
    {
      const char *key = suy_record_get_text (records->pdata[i], "down_key");

      if (key != NULL && *key != '\0' && strcmp (key, "0") != 0 &&
          !g_hash_table_contains (codes, key))
        add_finding (findings, "unknownDownKey",
                     g_strdup_printf (_ ("Reach %s flows into %s, which is not in the workspace. "
                                         "Import that reach, or empty the field down_key."),
                                      suy_record_get_text (records->pdata[i], "code"), key));
    }

  return TRUE;
}

GArray *
suy_workspace_verify (SuyWorkspace *self, GError **error)
{
  g_autoptr (GArray) findings = suy_store_verify (self->store, error);

  if (findings == NULL || !check_network (self, findings, error) ||
      !check_down_keys (self, findings, error))
    return NULL;

  return g_steal_pointer (&findings);
}
