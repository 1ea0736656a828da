/* suy-point-stamper.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-point-stamper.h"

#include <string.h>

#define THIN 2.0 /* pixels of a side within which one point is enough */

/* One look, premultiplied ARGB; x, y: its corner from the spot, in device pixels. */
typedef struct
{
  int x, y, w, h;
  guint32 *pixels;
} Stamp;

struct _SuyPointStamps
{
  int scale;
  GHashTable *stamps; /* look -> Stamp */
};

static gpointer
look_key (const SuyItemStyle *style)
{
  return GUINT_TO_POINTER (
      1u + (style->symbol | (guint) style->level << 8 | (guint) style->alert << 16));
}

static void
stamp_free (Stamp *stamp)
{
  g_free (stamp->pixels);
  g_free (stamp);
}

static Stamp *
make_stamp (const SuyItemStyle *style, double size, int scale, SuyTheme theme)
{
  graphene_rect_t bounds;
  GdkTexture *texture =
      suy_symbol_get_texture (suy_item_style_get_symbol (style), size, scale, theme, &bounds);
  Stamp *stamp = g_new0 (Stamp, 1);

  stamp->x = (int) bounds.origin.x * scale;
  stamp->y = (int) bounds.origin.y * scale;
  stamp->w = gdk_texture_get_width (texture);
  stamp->h = gdk_texture_get_height (texture);
  stamp->pixels = g_new (guint32, (gsize) stamp->w * (gsize) stamp->h);
  gdk_texture_download (texture, (guchar *) stamp->pixels, (gsize) stamp->w * 4);

  return stamp;
}

SuyPointStamps *
suy_point_stamps_new (const SuyItemStyle *styles, guint32 n, double size, int scale, SuyTheme theme)
{
  SuyPointStamps *self = g_atomic_rc_box_new0 (SuyPointStamps);

  self->scale = scale;
  self->stamps = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) stamp_free);
  for (guint32 i = 0; i < n; i++)
    if (!g_hash_table_contains (self->stamps, look_key (&styles[i])))
      g_hash_table_insert (self->stamps, look_key (&styles[i]),
                           make_stamp (&styles[i], size, scale, theme));

  return self;
}

SuyPointStamps *
suy_point_stamps_ref (SuyPointStamps *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  g_hash_table_unref (((SuyPointStamps *) data)->stamps);
}

void
suy_point_stamps_unref (SuyPointStamps *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/* Porter and Duff's "over" for premultiplied pixels, two channels at a time. */
static inline guint32
over (guint32 top, guint32 below)
{
  guint32 rest = 255 - (top >> 24);
  guint32 rb = (((below & 0xff00ff) * rest + 0x800080) >> 8) & 0xff00ff;
  guint32 ag = (((below >> 8) & 0xff00ff) * rest + 0x800080) & 0xff00ff00;

  return top + (rb | ag);
}

static void
put (const Stamp *stamp, guint32 *pixels, int width, int height, int x, int y)
{
  int first_x = MAX (0, -x), end_x = MIN (stamp->w, width - x);

  for (int row = MAX (0, -y); row < MIN (stamp->h, height - y); row++)
    {
      guint32 *to = pixels + (gsize) (y + row) * (gsize) width + x;
      const guint32 *from = stamp->pixels + (gsize) row * (gsize) stamp->w;

      for (int i = first_x; i < end_x; i++)
        if (from[i] >> 24 == 255)
          to[i] = from[i];
        else if (from[i] != 0)
          to[i] = over (from[i], to[i]);
    }
}

/* ---- choosing ---- */

typedef struct
{
  const SuyPointStampJob *job;
  const SuyMapFrame *frame;
  GArray *items;    /* (element-type guint32) candidates; NULL: all of the set */
  guint8 *occupied; /* THIN by THIN pixels each */
  int columns, rows;
  GArray *chosen; /* (element-type guint32), the gravest first */
} Choice;

static void
choose (Choice *self, guint32 item, guint level)
{
  const SuyPointStampJob *job = self->job;
  double mx, my, x, y;
  int column, row;

  if (MIN (job->styles[item].level, SUY_LEVEL_RED) != level ||
      (job->mask != NULL && !job->mask[item]) ||
      !suy_flat_shapes_get_spot (job->shapes, item, &mx, &my))
    return;
  suy_map_frame_to_widget (self->frame, mx, my, &x, &y);
  if (x < -40 || y < -40 || x > self->frame->width + 40 || y > self->frame->height + 40)
    return;
  column = (int) ((x + 40) / THIN);
  row = (int) ((y + 40) / THIN);
  if (self->occupied[(gsize) row * (gsize) self->columns + (gsize) column])
    return;
  self->occupied[(gsize) row * (gsize) self->columns + (gsize) column] = 1;
  g_array_append_val (self->chosen, item);
}

static void
choose_all (Choice *self)
{
  guint32 n = self->items == NULL ? self->job->shapes->n : self->items->len;

  for (int level = SUY_LEVEL_RED; level >= 0; level--)
    for (guint32 i = 0; i < n; i++)
      choose (self, self->items == NULL ? i : g_array_index (self->items, guint32, i),
              (guint) level);
}

static gboolean
holds (const SuyBox *outer, const SuyBox *inner)
{
  return outer->min_x <= inner->min_x && outer->max_x >= inner->max_x &&
         outer->min_y <= inner->min_y && outer->max_y >= inner->max_y;
}

guint32
suy_point_stamper_paint (const SuyPointStampJob *job, const SuyMapFrame *frame, cairo_t *cr)
{
  cairo_surface_t *surface = cairo_get_target (cr);
  int scale = job->stamps->scale;
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  guint32 *pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (surface);
  SuyBox box = suy_map_frame_get_box (frame, 40);
  SuyBox extent = suy_feature_set_get_extent (job->shapes->set);
  Choice choice = { job, frame };
  g_autofree guint8 *occupied = NULL;
  g_autoptr (GArray) items = NULL, chosen = g_array_new (FALSE, FALSE, sizeof (guint32));

  choice.columns = (int) ((frame->width + 80) / THIN) + 1;
  choice.rows = (int) ((frame->height + 80) / THIN) + 1;
  choice.occupied = occupied = g_malloc0 ((gsize) choice.columns * (gsize) choice.rows);
  choice.chosen = chosen;
  if (!holds (&box, &extent))
    choice.items = items = suy_feature_set_in_box (job->shapes->set, box);
  choose_all (&choice);

  cairo_surface_flush (surface);
  for (guint i = chosen->len; i-- > 0;)
    {
      guint32 item = g_array_index (chosen, guint32, i);
      const Stamp *stamp = g_hash_table_lookup (job->stamps->stamps, look_key (&job->styles[item]));
      double mx, my, x, y;

      suy_flat_shapes_get_spot (job->shapes, item, &mx, &my);
      suy_map_frame_to_widget (frame, mx, my, &x, &y);
      put (stamp, pixels, width, height, (int) lround (x * scale) + stamp->x,
           (int) lround (y * scale) + stamp->y);
    }
  cairo_surface_mark_dirty (surface);

  return chosen->len;
}
