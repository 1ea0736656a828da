/* suy-symbols.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-symbols.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>

#include "suy-error.h"
#include "suy-map-resource.h"
#include "suy-path-data.h"

#define RED_SCALE 1.22 /* the guide, "Risk levels" */
#define GLYPH_MIN 14.0 /* pixels below which a glyph is only a smudge */
#define TEXTURES_MAX 4000

typedef enum
{
  FIELD_LEVEL,
  FIELD_SQUARE,
  FIELD_HOUSE,
  FIELD_SHIELD,
  FIELD_PENNANT,
  FIELD_PIN,
  FIELD_LAMP,
} Field;

typedef struct
{
  char *name, *path;
  Field field;
  gboolean stroked;
} Glyph;

typedef struct
{
  char *path, *ring;
  double glyph_scale;
} Shape;

typedef struct
{
  GArray *glyphs; /* (element-type Glyph) */
  Shape shape[SUY_N_LEVELS];
  GHashTable *textures; /* key text -> GdkTexture */
} Symbols;

/* ---- the data ---- */

static Field
field_from_name (const char *name)
{
  static const char *const names[] = { "level", "square", "house", "shield", "pennant", "pin" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i]))
      return (Field) i;

  return FIELD_LAMP;
}

static void
load_glyph (JsonArray *array, guint i, JsonNode *node, gpointer data)
{
  Symbols *self = data;
  JsonObject *o = json_node_get_object (node);
  Glyph glyph = {
    .name = g_strdup (json_object_get_string_member (o, "name")),
    .path = g_strdup (json_object_get_string_member (o, "path")),
    .field = field_from_name (json_object_get_string_member (o, "field")),
    .stroked = g_str_equal (json_object_get_string_member (o, "draw"), "stroke"),
  };

  g_array_append_val (self->glyphs, glyph);
}

static void
load_shapes (Symbols *self, JsonObject *shapes)
{
  for (guint level = 0; level < SUY_N_LEVELS; level++)
    {
      JsonObject *o = json_object_get_object_member (shapes, suy_level_get_name ((SuyLevel) level));

      self->shape[level] = (Shape){
        .path = g_strdup (json_object_get_string_member (o, "path")),
        .ring = g_strdup (json_object_get_string_member_with_default (o, "ring", NULL)),
        .glyph_scale = json_object_get_double_member (o, "glyph_scale"),
      };
    }
}

static gpointer
load (gpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GBytes) bytes = suy_map_resource_load ("symbols/symbols.json");
  Symbols *self = g_new0 (Symbols, 1);
  JsonObject *root;
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  if (!json_parser_load_from_data (parser, text, (gssize) size, &error))
    g_error ("The symbols can't be read: %s", error->message);
  root = json_node_get_object (json_parser_get_root (parser));
  self->glyphs = g_array_new (FALSE, FALSE, sizeof (Glyph));
  self->textures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  load_shapes (self, json_object_get_object_member (root, "shapes"));
  json_array_foreach_element (json_object_get_array_member (root, "glyphs"), load_glyph, self);

  return self;
}

static Symbols *
get_symbols (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load, NULL);
}

static const Glyph *
get_glyph (guint8 symbol)
{
  Symbols *self = get_symbols ();

  return &g_array_index (self->glyphs, Glyph, MIN (symbol, self->glyphs->len - 1));
}

static const Glyph *
get_glyph_named (const char *name)
{
  return get_glyph ((guint8) suy_symbols_find (name));
}

/* ---- names ---- */

int
suy_symbols_find (const char *name)
{
  Symbols *self = get_symbols ();

  for (guint i = 0; i < self->glyphs->len; i++)
    if (g_strcmp0 (name, g_array_index (self->glyphs, Glyph, i).name) == 0)
      return (int) i;

  return -1;
}

const char *
suy_symbols_get_name (guint8 symbol)
{
  return get_glyph (symbol)->name;
}

static gboolean
check_path (const char *path, GError **error)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  gboolean good = suy_path_data_append (path, cr, error);

  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return good;
}

int
suy_symbols_add (const char *name, const char *path, gboolean stroked, GError **error)
{
  Symbols *self = get_symbols ();
  int found = suy_symbols_find (name);
  Glyph *glyph;

  g_return_val_if_fail (name != NULL && path != NULL, -1);

  if (!check_path (path, error))
    return -1;
  if (found < 0 && self->glyphs->len >= G_MAXUINT8)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   "No room for the symbol %s: there are %u already", name, self->glyphs->len);
      return -1;
    }

  if (found < 0)
    {
      Glyph fresh = { .name = g_strdup (name), .field = FIELD_LEVEL };

      found = (int) self->glyphs->len;
      g_array_append_val (self->glyphs, fresh);
    }
  glyph = &g_array_index (self->glyphs, Glyph, found);
  g_free (glyph->path);
  glyph->path = g_strdup (path);
  glyph->stroked = stroked;
  g_hash_table_remove_all (self->textures);

  return found;
}

gboolean
suy_symbols_is_graded (guint8 symbol)
{
  return get_glyph (symbol)->field == FIELD_LEVEL;
}

/* ---- drawing ---- */

static void
set_color (cairo_t *cr, GdkRGBA color)
{
  gdk_cairo_set_source_rgba (cr, &color);
}

static GdkRGBA
ground (SuyTheme theme)
{
  GdkRGBA color;

  gdk_rgba_parse (&color, theme == SUY_THEME_DARK ? "#15181A" : "#FFFFFF");

  return color;
}

static void
stroke (cairo_t *cr, GdkRGBA color, double width)
{
  set_color (cr, color);
  cairo_set_line_width (cr, width);
  cairo_stroke_preserve (cr);
}

static void
fill (cairo_t *cr, GdkRGBA color)
{
  set_color (cr, color);
  cairo_fill_preserve (cr);
}

static void
add_path (cairo_t *cr, const char *path)
{
  cairo_new_path (cr);
  suy_path_data_append (path, cr, NULL);
}

static void
draw_glyph (const Glyph *glyph, cairo_t *cr, GdkRGBA color, double scale)
{
  cairo_save (cr);
  cairo_scale (cr, scale, scale);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  add_path (cr, glyph->path);
  if (glyph->stroked)
    stroke (cr, color, 1.7);
  else
    fill (cr, color);
  cairo_restore (cr);
  cairo_new_path (cr);
}

static GdkRGBA
level_color (SuyLevel level, const char *part, SuyTheme theme)
{
  g_autofree char *token = g_strconcat ("level.", suy_level_get_name (level), part, NULL);

  return suy_palette_get (token, theme);
}

static void
draw_level_shape (SuyLevel level, cairo_t *cr, SuyTheme theme)
{
  const Shape *shape = &get_symbols ()->shape[level];
  GdkRGBA color = level_color (level, "", theme), edge = level_color (level, ".edge", theme);

  if (shape->ring != NULL)
    {
      add_path (cr, shape->ring);
      fill (cr, ground (theme));
      stroke (cr, edge, 1.5);
      add_path (cr, shape->path);
      fill (cr, color);
      return;
    }
  add_path (cr, shape->path);
  stroke (cr, ground (theme), 3.4);
  fill (cr, color);
  stroke (cr, edge, 1.1);
}

static void
draw_graded (SuySymbol symbol, cairo_t *cr, SuyTheme theme, gboolean glyph)
{
  SuyLevel level = (SuyLevel) MIN (symbol.level, SUY_LEVEL_RED);

  draw_level_shape (level, cr, theme);
  if (glyph)
    draw_glyph (get_glyph (symbol.symbol), cr, level_color (level, ".on", theme),
                get_symbols ()->shape[level].glyph_scale);
}

static void
draw_house (SuySymbol symbol, cairo_t *cr, SuyTheme theme, gboolean glyph)
{
  GdkRGBA color = suy_palette_get ("map.receptor", theme);

  add_path (cr, "M0 -10L9 -4V8.5H-9V-4Z");
  fill (cr, ground (theme));
  stroke (cr, color, 1.7);
  cairo_translate (cr, 0, 1);
  if (glyph)
    draw_glyph (get_glyph (symbol.symbol), cr, color, .9);
}

static void
draw_square (SuySymbol symbol, cairo_t *cr, SuyTheme theme, gboolean glyph)
{
  add_path (cr, "M-6.5 -8.5H6.5A2 2 0 0 1 8.5 -6.5V6.5A2 2 0 0 1 6.5 8.5H-6.5A2 2 0 0 1 -8.5 6.5"
                "V-6.5A2 2 0 0 1 -6.5 -8.5Z");
  fill (cr, suy_palette_get ("map.response", theme));
  stroke (cr, ground (theme), 1.8);
  if (glyph)
    draw_glyph (get_glyph (symbol.symbol), cr, ground (theme), .92);
}

static void
draw_shield (SuySymbol symbol, cairo_t *cr, SuyTheme theme, gboolean glyph)
{
  cairo_save (cr);
  cairo_scale (cr, 1.62, 1.62);
  add_path (cr, get_glyph (symbol.symbol)->path);
  fill (cr, suy_palette_get ("map.response", theme));
  stroke (cr, ground (theme), 1.4);
  cairo_restore (cr);
  if (glyph)
    draw_glyph (get_glyph_named ("hospital"), cr, ground (theme), .74);
}

static void
draw_text (cairo_t *cr, const char *text, double x, double middle, GdkRGBA color)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans Bold");
  PangoRectangle ink;

  pango_font_description_set_absolute_size (font, 9.2 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_extents (layout, &ink, NULL);
  cairo_move_to (cr, x - (ink.x + ink.width / 2.0) / PANGO_SCALE,
                 middle - (ink.y + ink.height / 2.0) / PANGO_SCALE);
  set_color (cr, color);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
}

static const char *
class_numeral (guint water_class)
{
  static const char *const numerals[] = { "–", "I", "II", "III", "IV", "V" };

  /* Translators: worse than class V, short enough for a flag of two letters' width. */
  return water_class < G_N_ELEMENTS (numerals) ? numerals[water_class] : C_ ("water class", ">V");
}

/* The foot of the pole, at 0,0, stands on the river. */
static void
draw_pennant (SuySymbol symbol, cairo_t *cr, SuyTheme theme)
{
  guint c = MIN (symbol.level, 6);
  double w = c == 6 ? 17 : 13;
  GdkRGBA ink = suy_palette_get ("map.select", theme), on;

  gdk_rgba_parse (&on,
                  c == 1 || c == 4 || c == 5 || theme == SUY_THEME_DARK ? "#1C1A10" : "#FFFFFF");
  cairo_translate (cr, 0, -9);
  cairo_rectangle (cr, -1, -10, w, 11);
  cairo_rectangle (cr, -1, 0, 2, 9);
  stroke (cr, ground (theme), 3.4);
  fill (cr, ground (theme));
  cairo_new_path (cr);
  cairo_rectangle (cr, -.8, -10, 1.6, 19);
  fill (cr, ink);
  cairo_new_path (cr);
  cairo_rectangle (cr, 0, -10, w, 10.8);
  fill (cr, suy_palette_get (suy_water_class_get_token (c), theme));
  stroke (cr, ink, 1);
  draw_text (cr, class_numeral (c), w / 2, -4.6, on);
  if (symbol.alert)
    {
      cairo_move_to (cr, w - 1, -14);
      cairo_rel_line_to (cr, 4.2, 7.4);
      cairo_rel_line_to (cr, -8.4, 0);
      cairo_close_path (cr);
      fill (cr, suy_palette_get ("level.red", theme));
      stroke (cr, ground (theme), 1.2);
    }
}

/* The point of the pin, at 0,0, is the spot. */
static void
draw_pin (SuySymbol symbol, cairo_t *cr, SuyTheme theme, gboolean glyph)
{
  static const char *const tokens[] = { "state.found", "state.work", "state.check",
                                        "state.done",  "state.side", "state.reopened" };

  cairo_translate (cr, 0, -13.2);
  add_path (cr, "M0 13.2C-2.4 8.4 -7 5 -7 -.6A7 7 0 1 1 7 -.6C7 5 2.4 8.4 0 13.2Z");
  stroke (cr, ground (theme), 3.4);
  fill (cr, suy_palette_get (tokens[MIN (symbol.level, G_N_ELEMENTS (tokens) - 1)], theme));
  if (glyph)
    draw_glyph (get_glyph (symbol.symbol), cr, ground (theme), 1);
}

static void
draw_lamp_sign (cairo_t *cr, const char *path, const char *color, double width)
{
  GdkRGBA ink;

  gdk_rgba_parse (&ink, color);
  add_path (cr, path);
  stroke (cr, ink, width);
}

static void
draw_lamp (SuySymbol symbol, cairo_t *cr, SuyTheme theme)
{
  const Symbols *self = get_symbols ();

  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  switch (symbol.level)
    {
    case SUY_LAMP_GREEN:
      add_path (cr, self->shape[SUY_LEVEL_NONE].path);
      fill (cr, suy_palette_get ("lamp.green", theme));
      draw_lamp_sign (cr, "M-3.4 .2L-1 2.8L3.6 -2.6", "#FFFFFF", 2);
      break;
    case SUY_LAMP_YELLOW:
      add_path (cr, self->shape[SUY_LEVEL_YELLOW].path);
      fill (cr, suy_palette_get ("lamp.yellow", theme));
      stroke (cr, suy_palette_get ("level.yellow.edge", theme), 1);
      draw_lamp_sign (cr, "M0 -4.4V1.4 M0 3.6V4.2", "#2A2200", 2);
      break;
    case SUY_LAMP_YELLOW2:
      add_path (cr, "M0 -10.6L10.6 0L0 10.6L-10.6 0Z");
      fill (cr, suy_palette_get ("lamp.yellow2", theme));
      stroke (cr, suy_palette_get ("lamp.yellow2.edge", theme), 2.2);
      draw_lamp_sign (cr, "M-2.8 -3.4H2.8M-2.8 3.4H2.8M-1.5 -3.4V3.4M1.5 -3.4V3.4", "#2A2200", 1.3);
      break;
    default:
      add_path (cr, self->shape[SUY_LEVEL_RED].path);
      fill (cr, suy_palette_get ("lamp.red", theme));
      draw_lamp_sign (cr, "M-3 -3L3 3M3 -3L-3 3", "#FFFFFF", 2.2);
      break;
    }
}

void
suy_symbol_draw (SuySymbol symbol, cairo_t *cr, SuyTheme theme, gboolean glyph)
{
  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  switch (get_glyph (symbol.symbol)->field)
    {
    case FIELD_LEVEL:
      draw_graded (symbol, cr, theme, glyph);
      break;
    case FIELD_SQUARE:
      draw_square (symbol, cr, theme, glyph);
      break;
    case FIELD_HOUSE:
      draw_house (symbol, cr, theme, glyph);
      break;
    case FIELD_SHIELD:
      draw_shield (symbol, cr, theme, glyph);
      break;
    case FIELD_PENNANT:
      draw_pennant (symbol, cr, theme);
      break;
    case FIELD_PIN:
      draw_pin (symbol, cr, theme, glyph);
      break;
    case FIELD_LAMP:
    default:
      draw_lamp (symbol, cr, theme);
      break;
    }
  cairo_restore (cr);
  cairo_new_path (cr);
}

void
suy_symbol_draw_plain (SuySymbol symbol, cairo_t *cr, SuyTheme theme)
{
  if (get_glyph (symbol.symbol)->field != FIELD_LEVEL)
    {
      suy_symbol_draw (symbol, cr, theme, TRUE);
      return;
    }
  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  add_path (cr, "M-7 -10H7A3 3 0 0 1 10 -7V7A3 3 0 0 1 7 10H-7A3 3 0 0 1 -10 7V-7"
                "A3 3 0 0 1 -7 -10Z");
  fill (cr, suy_palette_get ("ui.base", theme));
  stroke (cr, suy_palette_get_faded ("ui.dim", theme, .6), 1.2);
  draw_glyph (get_glyph (symbol.symbol), cr, suy_palette_get ("ui.fg", theme), 1.05);
  cairo_restore (cr);
}

/* ---- sizes and textures ---- */

double
suy_symbols_size_at_zoom (double zoom)
{
  /* The guide counts zooms in tiles of 256 px, one more than the map's. */
  double z = floor (zoom) + 1;

  return z < 10 ? 14 : z < 13 ? 16 : z < 15 ? 20 : 24;
}

graphene_rect_t
suy_symbol_get_bounds (SuySymbol symbol)
{
  switch (get_glyph (symbol.symbol)->field)
    {
    case FIELD_PENNANT:
      return GRAPHENE_RECT_INIT (-4, -26, 26, 30);
    case FIELD_PIN:
      return GRAPHENE_RECT_INIT (-10, -24, 20, 28);
    case FIELD_LEVEL:
    case FIELD_SQUARE:
    case FIELD_HOUSE:
    case FIELD_SHIELD:
    case FIELD_LAMP:
    default:
      return GRAPHENE_RECT_INIT (-14, -14, 28, 28);
    }
}

double
suy_symbol_get_scale (SuySymbol symbol, double size)
{
  gboolean red = symbol.level == SUY_LEVEL_RED && suy_symbols_is_graded (symbol.symbol);

  return size / 24 * (red ? RED_SCALE : 1);
}

static GdkTexture *
make_texture (SuySymbol symbol, double size, int scale, SuyTheme theme, graphene_rect_t bounds)
{
  double k = suy_symbol_get_scale (symbol, size) * scale;
  int w = (int) bounds.size.width * scale, h = (int) bounds.size.height * scale;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, w, h);
  cairo_t *cr = cairo_create (surface);
  GdkTexture *texture;
  g_autoptr (GBytes) bytes = NULL;
  int stride = cairo_image_surface_get_stride (surface);

  cairo_translate (cr, -bounds.origin.x * scale, -bounds.origin.y * scale);
  cairo_scale (cr, k, k);
  suy_symbol_draw (symbol, cr, theme, size >= GLYPH_MIN);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), (gsize) h * (gsize) stride);
  texture = gdk_memory_texture_new (w, h, GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
  cairo_surface_destroy (surface);

  return texture;
}

GdkTexture *
suy_symbol_get_texture (SuySymbol symbol,
                        double size,
                        int scale,
                        SuyTheme theme,
                        graphene_rect_t *bounds)
{
  Symbols *self = get_symbols ();
  g_autofree char *key = g_strdup_printf ("%u %u %u %.1f %d %d", symbol.symbol, symbol.level,
                                          symbol.alert, size, scale, (int) theme);
  double k = suy_symbol_get_scale (symbol, size);
  graphene_rect_t units = suy_symbol_get_bounds (symbol);
  GdkTexture *texture = g_hash_table_lookup (self->textures, key);

  /* Whole pixels around the spot, so that a symbol on a whole pixel stays sharp. */
  bounds->origin.x = floorf (units.origin.x * (float) k);
  bounds->origin.y = floorf (units.origin.y * (float) k);
  bounds->size.width = ceilf ((units.origin.x + units.size.width) * (float) k) - bounds->origin.x;
  bounds->size.height = ceilf ((units.origin.y + units.size.height) * (float) k) - bounds->origin.y;

  if (texture == NULL)
    {
      if (g_hash_table_size (self->textures) >= TEXTURES_MAX)
        g_hash_table_remove_all (self->textures);
      texture = make_texture (symbol, size, scale, theme, *bounds);
      g_hash_table_insert (self->textures, g_steal_pointer (&key), texture);
    }

  return texture;
}
