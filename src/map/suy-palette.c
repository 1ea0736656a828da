/* suy-palette.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-palette.h"

#include <json-glib/json-glib.h>

#include "suy-map-resource.h"

typedef struct
{
  GdkRGBA color[SUY_N_THEMES];
} Token;

static void
add_token (JsonObject *tokens, const char *name, JsonNode *node, gpointer data)
{
  static const char *const modes[SUY_N_THEMES] = { "light", "dark", "print" };
  GHashTable *table = data;
  Token *token = g_new0 (Token, 1);

  for (guint i = 0; i < SUY_N_THEMES; i++)
    {
      const char *text = json_object_get_string_member (json_node_get_object (node), modes[i]);

      if (!gdk_rgba_parse (&token->color[i], text))
        g_error ("The palette's colour %s (%s) can't be read: %s", name, modes[i], text);
    }
  g_hash_table_insert (table, g_strdup (name), token);
}

/* The palette is part of the program, so anything wrong in it is a fault of the program. */
static gpointer
load (gpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GBytes) bytes = suy_map_resource_load ("styles/palette.json");
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  JsonObject *root;
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  if (!json_parser_load_from_data (parser, text, (gssize) size, &error))
    g_error ("The palette can't be read: %s", error->message);
  root = json_node_get_object (json_parser_get_root (parser));
  json_object_foreach_member (json_object_get_object_member (root, "tokens"), add_token, table);

  return table;
}

static Token *
find (const char *token)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, load, NULL);

  return g_hash_table_lookup (once.retval, token);
}

GdkRGBA
suy_palette_get (const char *token, SuyTheme theme)
{
  Token *found = find (token);

  if (found == NULL)
    g_error ("The palette has no colour %s", token);

  return found->color[theme];
}

GdkRGBA
suy_palette_get_faded (const char *token, SuyTheme theme, double alpha)
{
  GdkRGBA color = suy_palette_get (token, theme);

  color.alpha *= (float) alpha;

  return color;
}

gboolean
suy_palette_has (const char *token)
{
  return find (token) != NULL;
}
