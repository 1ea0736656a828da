/* suy-tiers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-tiers.h"

#include <gio/gio.h>

#include "suy-json.h"
#include "suy-rules-resource.h"

#define PATH "/org/suyuan/rules/tiers.json"

struct _SuyTiers
{
  GHashTable *roles;  /* role to its tier + 1 */
  GHashTable *rights; /* "RIGHT:SEVERITY" to the least tier + 1 */
};

void
suy_tiers_free (SuyTiers *self)
{
  g_hash_table_unref (self->roles);
  g_hash_table_unref (self->rights);
  g_free (self);
}

static gboolean
read_tier_number (const SuyJsonPlace *at, int *tier, GError **error)
{
  SuyJsonPlace place = suy_json_member (at, "tier");
  gint64 number = -1;

  if (!suy_json_read_integer (at, "tier", &number, error))
    return FALSE;
  if (number < 0 || number > 9)
    return suy_json_fail (&place, error, "a tier from 0 to 9 belongs here");
  *tier = (int) number;

  return TRUE;
}

static gboolean
read_tier (gpointer table, const SuyJsonPlace *at, GError **error)
{
  SuyTiers *self = table;
  static const char *const keys[] = { "tier!", "en!", "zh!", "roles!", NULL };
  g_auto (GStrv) roles = NULL;
  int tier = 0;

  if (!suy_json_check_keys (at, keys, error) || !read_tier_number (at, &tier, error) ||
      !suy_json_read_texts (at, "roles", &roles, error))
    return FALSE;
  for (guint i = 0; roles[i] != NULL; i++)
    if (!g_hash_table_insert (self->roles, g_strdup (roles[i]), GINT_TO_POINTER (tier + 1)))
      return suy_json_fail (at, error, "the role “%s” stands in two tiers", roles[i]);

  return TRUE;
}

static gboolean
read_right (gpointer table, const SuyJsonPlace *at, GError **error)
{
  SuyTiers *self = table;
  static const char *const keys[] = { "right!", "severity!", "tier!", NULL };
  g_autofree char *right = NULL, *severity = NULL;
  int tier = 0;

  if (!suy_json_check_keys (at, keys, error) || !read_tier_number (at, &tier, error) ||
      !suy_json_read_text (at, "right", &right, error) ||
      !suy_json_read_text (at, "severity", &severity, error))
    return FALSE;
  g_hash_table_insert (self->rights, g_strdup_printf ("%s:%s", right, severity),
                       GINT_TO_POINTER (tier + 1));

  return TRUE;
}

SuyTiers *
suy_tiers_new_from_text (const char *file, const char *text, GError **error)
{
  static const char *const keys[] = { "source!", "tiers!", "rights!", NULL };
  g_autoptr (JsonNode) node = suy_json_parse (file, text, error);
  g_autoptr (SuyTiers) self = g_new0 (SuyTiers, 1);
  SuyJsonPlace root = { NULL, file, 0, node };

  self->roles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->rights = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (node == NULL || !suy_json_check_keys (&root, keys, error) ||
      !suy_json_read_rows (&root, "tiers", read_tier, self, error) ||
      !suy_json_read_rows (&root, "rights", read_right, self, error))
    return NULL;

  return g_steal_pointer (&self);
}

SuyTiers *
suy_tiers_new_builtin (GError **error)
{
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (suy_rules_get_resource (), PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *text = NULL;

  if (bytes == NULL)
    return NULL;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return suy_tiers_new_from_text ("tiers.json", text, error);
}

int
suy_tiers_get (SuyTiers *self, const char *role)
{
  return role == NULL ? SUY_TIER_UNKNOWN
                      : GPOINTER_TO_INT (g_hash_table_lookup (self->roles, role)) - 1;
}

int
suy_tiers_get_needed (SuyTiers *self, const char *right, const char *severity)
{
  g_autofree char *key = g_strdup_printf ("%s:%s", right, severity == NULL ? "routine" : severity);

  return GPOINTER_TO_INT (g_hash_table_lookup (self->rights, key)) - 1;
}
