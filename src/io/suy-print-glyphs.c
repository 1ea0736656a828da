/* suy-print-glyphs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-print-glyphs.h"

struct _SuyPrintGlyphs
{
  GHashTable *fonts; /* cairo_scaled_font_t of Pango to cairo_scaled_font_t of ours */
};

static const cairo_user_data_key_t inner_key;

SuyPrintGlyphs *
suy_print_glyphs_new (void)
{
  SuyPrintGlyphs *self = g_new (SuyPrintGlyphs, 1);

  self->fonts = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) cairo_scaled_font_destroy,
                                       (GDestroyNotify) cairo_scaled_font_destroy);

  return self;
}

void
suy_print_glyphs_free (SuyPrintGlyphs *self)
{
  g_hash_table_unref (self->fonts);
  g_free (self);
}

/* In a space where the font is one unit high: outlines fitted to so few pixels would be none. */
static cairo_status_t
draw_glyph (cairo_scaled_font_t *outer,
            unsigned long glyph,
            cairo_t *cairo,
            cairo_text_extents_t *extents)
{
  cairo_font_face_t *face = cairo_scaled_font_get_font_face (outer);
  cairo_font_face_t *inner = cairo_font_face_get_user_data (face, &inner_key);
  cairo_font_options_t *options = cairo_font_options_create ();
  const cairo_glyph_t one = { glyph, 0, 0 };

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options (cairo, options);
  cairo_font_options_destroy (options);
  cairo_set_font_face (cairo, inner);
  cairo_set_font_size (cairo, 1);
  cairo_glyph_extents (cairo, &one, 1, extents);
  cairo_glyph_path (cairo, &one, 1);
  cairo_fill (cairo);

  return CAIRO_STATUS_SUCCESS;
}

static cairo_scaled_font_t *
wrap_font (cairo_scaled_font_t *inner)
{
  cairo_font_face_t *face = cairo_user_font_face_create ();
  cairo_font_options_t *options = cairo_font_options_create ();
  cairo_matrix_t size, space;
  cairo_scaled_font_t *outer;

  cairo_font_face_set_user_data (
      face, &inner_key, cairo_font_face_reference (cairo_scaled_font_get_font_face (inner)),
      (cairo_destroy_func_t) cairo_font_face_destroy);
  cairo_user_font_face_set_render_glyph_func (face, draw_glyph);
  cairo_scaled_font_get_font_matrix (inner, &size);
  cairo_scaled_font_get_ctm (inner, &space);
  cairo_scaled_font_get_font_options (inner, options);
  outer = cairo_scaled_font_create (face, &size, &space, options);
  cairo_font_options_destroy (options);
  cairo_font_face_destroy (face);

  return outer;
}

static cairo_scaled_font_t *
find_font (SuyPrintGlyphs *self, PangoFont *font)
{
  cairo_scaled_font_t *inner = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font));
  cairo_scaled_font_t *outer = g_hash_table_lookup (self->fonts, inner);

  if (outer == NULL)
    {
      outer = wrap_font (inner);
      g_hash_table_insert (self->fonts, cairo_scaled_font_reference (inner), outer);
    }

  return outer;
}

/* A run of glyphs as cairo takes it. */
typedef struct
{
  GArray *glyphs;   /* of cairo_glyph_t, in the order of sight */
  GArray *clusters; /* of cairo_text_cluster_t, in the order of the text */
} Run;

static gboolean
is_seen (const PangoGlyphInfo *info)
{
  return info->glyph != PANGO_GLYPH_EMPTY;
}

/* Characters that no font has are boxes with their number, which Pango draws. */
static gboolean
is_known (const PangoGlyphString *glyphs)
{
  for (int i = 0; i < glyphs->num_glyphs; i++)
    if (is_seen (&glyphs->glyphs[i]) && (glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0)
      return FALSE;

  return TRUE;
}

static void
place_glyphs (Run *run, const PangoGlyphString *glyphs, double x, double y)
{
  for (int i = 0; i < glyphs->num_glyphs; i++)
    {
      const PangoGlyphInfo *info = &glyphs->glyphs[i];
      const cairo_glyph_t glyph = { info->glyph, x + (double) info->geometry.x_offset / PANGO_SCALE,
                                    y + (double) info->geometry.y_offset / PANGO_SCALE };

      if (is_seen (info))
        g_array_append_val (run->glyphs, glyph);
      x += (double) info->geometry.width / PANGO_SCALE;
    }
}

/* Which characters each glyph stands for, so that texts can be searched. */
static void
find_clusters (Run *run, PangoGlyphItem *item, const char *text)
{
  PangoGlyphItemIter at;

  for (gboolean more = pango_glyph_item_iter_init_start (&at, item, text); more;
       more = pango_glyph_item_iter_next_cluster (&at))
    {
      cairo_text_cluster_t cluster = { at.end_index - at.start_index, 0 };
      int from = MIN (at.start_glyph, at.end_glyph + 1);
      int to = MAX (at.start_glyph + 1, at.end_glyph);

      if (at.start_glyph < at.end_glyph)
        from = at.start_glyph;
      for (int i = from; i < to; i++)
        cluster.num_glyphs += is_seen (&item->glyphs->glyphs[i]);
      g_array_append_val (run->clusters, cluster);
    }
}

static void
show_run (SuyPrintGlyphs *self,
          cairo_t *cairo,
          const char *text,
          PangoGlyphItem *item,
          double x,
          double y)
{
  g_autoptr (GArray) glyphs = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));
  g_autoptr (GArray) clusters = g_array_new (FALSE, FALSE, sizeof (cairo_text_cluster_t));
  Run run = { glyphs, clusters };
  gboolean back = item->item->analysis.level % 2 == 1;

  place_glyphs (&run, item->glyphs, x, y);
  find_clusters (&run, item, text);
  cairo_set_scaled_font (cairo, find_font (self, item->item->analysis.font));
  cairo_show_text_glyphs (cairo, text + item->item->offset, item->item->length,
                          (const cairo_glyph_t *) (const void *) glyphs->data, (int) glyphs->len,
                          (const cairo_text_cluster_t *) (const void *) clusters->data,
                          (int) clusters->len,
                          back ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : (cairo_text_cluster_flags_t) 0);
}

void
suy_print_glyphs_show (SuyPrintGlyphs *self,
                       cairo_t *cairo,
                       const char *text,
                       PangoLayoutLine *line,
                       double x,
                       double y)
{
  for (GSList *at = line->runs; at != NULL; at = at->next)
    {
      PangoGlyphItem *item = at->data;

      if (is_known (item->glyphs))
        show_run (self, cairo, text, item, x, y);
      else
        {
          cairo_move_to (cairo, x, y);
          pango_cairo_show_glyph_item (cairo, text, item);
        }
      x += (double) pango_glyph_string_get_width (item->glyphs) / PANGO_SCALE;
    }
}
