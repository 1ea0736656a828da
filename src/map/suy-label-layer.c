/* suy-label-layer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-label-layer.h"

#include <string.h>

#include "suy-label-placer.h"

#define MARGIN 200.0 /* pixels around the view that are filled too */
#define TEXTS_MAX 2000
#define PAD 1.0 /* pixels kept free around a text, with its halo */

/* A text drawn once, in one look. */
typedef struct
{
  GdkTexture *texture; /* NULL until it is first shown */
  double width, height;
} Picture;

typedef struct
{
  SuyMapLabel *label;
  Picture *picture;
  graphene_rect_t rect; /* in the pixels of the frame it was placed for */
} Placed;

struct _SuyLabelLayer
{
  ShumateLayer parent_instance;

  SuyLabelCollector collector;
  gpointer data;
  GHashTable *pictures; /* look -> Picture */
  GHashTable *places;   /* text and spot -> place + 1, of the last time */
  GArray *placed;       /* (element-type Placed) */
  SuyMapFrame frame;    /* what placed is for */
  double zoom;          /* the viewport's then */
  double cosine, sine;
  gboolean dirty;
};

G_DEFINE_FINAL_TYPE (SuyLabelLayer, suy_label_layer, SHUMATE_TYPE_LAYER)

static void
picture_free (Picture *picture)
{
  g_clear_object (&picture->texture);
  g_free (picture);
}

static void
placed_clear (gpointer data)
{
  suy_map_label_free (((Placed *) data)->label);
}

/* ---- pictures of texts ---- */

static PangoLayout *
make_layout (SuyLabelLayer *self, const SuyMapLabel *label)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), label->text);
  g_autoptr (PangoFontDescription) font = pango_font_description_new ();

  pango_font_description_set_family_static (font, "Sans");
  pango_font_description_set_absolute_size (font, label->size * PANGO_SCALE);
  pango_font_description_set_weight (font, label->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_MEDIUM);
  if (label->italic)
    pango_font_description_set_style (font, PANGO_STYLE_ITALIC);
  pango_layout_set_font_description (layout, font);
  if (label->spacing > 0)
    {
      g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes,
                              pango_attr_letter_spacing_new ((int) (label->spacing * PANGO_SCALE)));
      pango_layout_set_attributes (layout, attributes);
    }

  return layout;
}

static void
draw_picture (SuyLabelLayer *self, const SuyMapLabel *label, Picture *picture)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  int w = (int) ceil (picture->width) * scale, h = (int) ceil (picture->height) * scale;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, w, h);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PangoLayout) layout = make_layout (self, label);
  g_autoptr (GBytes) bytes = NULL;
  int stride = cairo_image_surface_get_stride (surface);

  cairo_scale (cr, scale, scale);
  cairo_move_to (cr, PAD + label->halo_width, PAD + label->halo_width);
  pango_cairo_layout_path (cr, layout);
  if (label->halo_width > 0 && label->halo.alpha > 0)
    {
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_set_line_width (cr, 2 * label->halo_width);
      gdk_cairo_set_source_rgba (cr, &label->halo);
      cairo_stroke_preserve (cr);
    }
  gdk_cairo_set_source_rgba (cr, &label->color);
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), (gsize) stride * (gsize) h);
  picture->texture = gdk_memory_texture_new (w, h, GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
  cairo_surface_destroy (surface);
}

static Picture *
get_picture (SuyLabelLayer *self, const SuyMapLabel *label)
{
  g_autofree char *color = gdk_rgba_to_string (&label->color);
  g_autofree char *halo = gdk_rgba_to_string (&label->halo);
  g_autofree char *key =
      g_strdup_printf ("%s|%.2f|%.2f|%.2f|%d%d|%s|%s", label->text, label->size, label->spacing,
                       label->halo_width, label->bold, label->italic, color, halo);
  Picture *picture = g_hash_table_lookup (self->pictures, key);

  if (picture == NULL)
    {
      g_autoptr (PangoLayout) layout = make_layout (self, label);
      int width, height;

      pango_layout_get_pixel_size (layout, &width, &height);
      picture = g_new0 (Picture, 1);
      picture->width = width + 2 * (PAD + label->halo_width);
      picture->height = height + 2 * (PAD + label->halo_width);
      g_hash_table_insert (self->pictures, g_steal_pointer (&key), picture);
    }

  return picture;
}

/* ---- placing ---- */

static int
compare_labels (gconstpointer a, gconstpointer b)
{
  const SuyMapLabel *p = *(SuyMapLabel *const *) a, *q = *(SuyMapLabel *const *) b;
  int order;

  if (p->claim != q->claim)
    return p->claim < q->claim ? -1 : 1;
  if (p->order != q->order)
    return p->order < q->order ? -1 : 1;
  order = strcmp (p->text, q->text);
  if (order != 0)
    return order;

  /* So that the same labels come in the same order whoever collected them. */
  return p->x != q->x ? (p->x < q->x ? -1 : 1) : p->y < q->y ? -1 : p->y > q->y;
}

static char *
place_key (const SuyMapLabel *label)
{
  return g_strdup_printf ("%s|%.9f|%.9f", label->text, label->x, label->y);
}

/* Whether the same text stands nearer than its repeat distance. */
static gboolean
is_repeated (SuyLabelLayer *self, const SuyMapLabel *label, double x, double y)
{
  for (guint i = 0; label->repeat > 0 && i < self->placed->len; i++)
    {
      const Placed *other = &g_array_index (self->placed, Placed, i);
      double ox, oy;

      if (other->label->repeat <= 0 || strcmp (other->label->text, label->text) != 0)
        continue;
      suy_map_frame_to_widget (&self->frame, other->label->x, other->label->y, &ox, &oy);
      if (hypot (ox - x, oy - y) < label->repeat)
        return TRUE;
    }

  return FALSE;
}

static void
place_one (SuyLabelLayer *self, SuyLabelPlacer *placer, SuyMapLabel *label, GHashTable *places)
{
  g_autofree char *key = place_key (label);
  int old = GPOINTER_TO_INT (g_hash_table_lookup (self->places, key)), place;
  Placed placed = { .label = label };
  SuyLabelWish wish = { .first = old - 1,
                        .offset = label->offset,
                        .far = label->always,
                        .always = label->always };

  suy_map_frame_to_widget (&self->frame, label->x, label->y, &wish.x, &wish.y);
  if (wish.x < 0 || wish.y < 0 || wish.x > self->frame.width || wish.y > self->frame.height ||
      is_repeated (self, label, wish.x, wish.y))
    {
      suy_map_label_free (label);
      return;
    }
  placed.picture = get_picture (self, label);
  wish.width = placed.picture->width;
  wish.height = placed.picture->height;
  if (!suy_label_placer_place (placer, &wish, &placed.rect, &place))
    {
      suy_map_label_free (label);
      return;
    }
  g_array_append_val (self->placed, placed);
  g_hash_table_insert (places, g_steal_pointer (&key), GINT_TO_POINTER (place + 1));
}

/* Labels that had a place keep it against new ones of the same claim: they come first. */
static void
place_all (SuyLabelLayer *self, GPtrArray *labels, GArray *blocked)
{
  g_autoptr (SuyLabelPlacer) placer = suy_label_placer_new ();
  GHashTable *places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < blocked->len; i++)
    suy_label_placer_block (placer, &g_array_index (blocked, graphene_rect_t, i));
  g_ptr_array_sort (labels, compare_labels);
  for (guint from = 0, to; from < labels->len; from = to)
    {
      int claim = ((SuyMapLabel *) labels->pdata[from])->claim;

      for (to = from; to < labels->len && ((SuyMapLabel *) labels->pdata[to])->claim == claim;)
        to++;
      for (guint pass = 0; pass < 2; pass++)
        for (guint i = from; i < to; i++)
          {
            g_autofree char *key = labels->pdata[i] == NULL ? NULL : place_key (labels->pdata[i]);

            if (key != NULL && (pass == 1 || g_hash_table_contains (self->places, key)))
              place_one (self, placer, g_steal_pointer (&labels->pdata[i]), places);
          }
    }
  g_hash_table_unref (self->places);
  self->places = places;
}

static void
place_again (SuyLabelLayer *self, const SuyMapFrame *now)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autoptr (GArray) blocked = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));

  if (g_hash_table_size (self->pictures) > TEXTS_MAX)
    {
      g_array_set_size (self->placed, 0);
      g_hash_table_remove_all (self->pictures);
    }
  self->frame = *now;
  if (now->sine == 0)
    {
      self->frame.width += 2 * MARGIN;
      self->frame.height += 2 * MARGIN;
    }
  g_array_set_size (self->placed, 0);
  if (self->collector != NULL)
    self->collector (self->data, &self->frame, labels, blocked);
  place_all (self, labels, blocked);
  self->dirty = FALSE;
}

static gboolean
must_place (SuyLabelLayer *self, const SuyMapFrame *now)
{
  const SuyMapFrame *old = &self->frame;

  return self->dirty || now->world != old->world || now->cosine != old->cosine ||
         now->sine != old->sine || (now->sine != 0 && (now->x != old->x || now->y != old->y)) ||
         !suy_map_frame_is_covered (now, old);
}

/* ---- the widget ---- */

/* What moves the placed rectangles to where the map is now, in whole device pixels. */
static void
get_shift (SuyLabelLayer *self, const SuyMapFrame *now, double *dx, double *dy)
{
  *dx = round ((self->frame.x - now->x) * now->world + (now->width - self->frame.width) / 2);
  *dy = round ((self->frame.y - now->y) * now->world + (now->height - self->frame.height) / 2);
}

static void
suy_label_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SuyLabelLayer *self = SUY_LABEL_LAYER (widget);
  SuyMapFrame now = suy_map_frame_get (shumate_layer_get_viewport (SHUMATE_LAYER (self)), widget);
  double dx, dy;

  if (must_place (self, &now))
    place_again (self, &now);
  get_shift (self, &now, &dx, &dy);
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, 0, (float) now.width, (float) now.height));
  for (guint i = 0; i < self->placed->len; i++)
    {
      const Placed *placed = &g_array_index (self->placed, Placed, i);
      float x = (float) (round (placed->rect.origin.x) + dx);
      float y = (float) (round (placed->rect.origin.y) + dy);

      if (x > now.width || y > now.height || x + placed->rect.size.width < 0 ||
          y + placed->rect.size.height < 0)
        continue;
      if (placed->picture->texture == NULL)
        draw_picture (self, placed->label, placed->picture);
      gtk_snapshot_append_texture (snapshot, placed->picture->texture,
                                   &GRAPHENE_RECT_INIT (x, y, ceilf (placed->rect.size.width),
                                                        ceilf (placed->rect.size.height)));
    }
  gtk_snapshot_pop (snapshot);
}

static void
on_scale_factor (SuyLabelLayer *self)
{
  g_array_set_size (self->placed, 0);
  g_hash_table_remove_all (self->pictures);
  suy_label_layer_refresh (self);
}

static void
suy_label_layer_constructed (GObject *object)
{
  ShumateLayer *layer = SHUMATE_LAYER (object);

  G_OBJECT_CLASS (suy_label_layer_parent_class)->constructed (object);

  g_signal_connect_object (shumate_layer_get_viewport (layer), "notify",
                           G_CALLBACK (gtk_widget_queue_draw), layer, G_CONNECT_SWAPPED);
  g_signal_connect (layer, "notify::scale-factor", G_CALLBACK (on_scale_factor), NULL);
}

static void
suy_label_layer_finalize (GObject *object)
{
  SuyLabelLayer *self = SUY_LABEL_LAYER (object);

  g_array_unref (self->placed);
  g_hash_table_unref (self->pictures);
  g_hash_table_unref (self->places);

  G_OBJECT_CLASS (suy_label_layer_parent_class)->finalize (object);
}

static void
suy_label_layer_class_init (SuyLabelLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = suy_label_layer_constructed;
  G_OBJECT_CLASS (klass)->finalize = suy_label_layer_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = suy_label_layer_snapshot;
}

static void
suy_label_layer_init (SuyLabelLayer *self)
{
  self->pictures =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) picture_free);
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->placed = g_array_new (FALSE, FALSE, sizeof (Placed));
  g_array_set_clear_func (self->placed, placed_clear);
  self->dirty = TRUE;
}

SuyLabelLayer *
suy_label_layer_new (ShumateViewport *viewport)
{
  return g_object_new (SUY_TYPE_LABEL_LAYER, "viewport", viewport, NULL);
}

void
suy_label_layer_set_collector (SuyLabelLayer *self, SuyLabelCollector collector, gpointer data)
{
  g_return_if_fail (SUY_IS_LABEL_LAYER (self));

  self->collector = collector;
  self->data = data;
  suy_label_layer_refresh (self);
}

void
suy_label_layer_refresh (SuyLabelLayer *self)
{
  g_return_if_fail (SUY_IS_LABEL_LAYER (self));

  self->dirty = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

guint
suy_label_layer_get_n_placed (SuyLabelLayer *self)
{
  g_return_val_if_fail (SUY_IS_LABEL_LAYER (self), 0);

  return self->placed->len;
}

const char *
suy_label_layer_get_placed (SuyLabelLayer *self, guint i, graphene_rect_t *rect)
{
  const Placed *placed;

  g_return_val_if_fail (SUY_IS_LABEL_LAYER (self) && i < self->placed->len, NULL);

  placed = &g_array_index (self->placed, Placed, i);
  *rect = placed->rect;

  return placed->label->text;
}
