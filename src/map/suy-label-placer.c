/* suy-label-placer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-label-placer.h"

#include <math.h>

#define CELL 64.0f

/* Each rectangle is noted in every cell of a grid that it touches. */
struct _SuyLabelPlacer
{
  GArray *rects;     /* (element-type graphene_rect_t) */
  GHashTable *cells; /* cell -> (element-type guint) */
};

SuyLabelPlacer *
suy_label_placer_new (void)
{
  SuyLabelPlacer *self = g_new0 (SuyLabelPlacer, 1);

  self->rects = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  self->cells = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  return self;
}

void
suy_label_placer_free (SuyLabelPlacer *self)
{
  g_array_unref (self->rects);
  g_hash_table_unref (self->cells);
  g_free (self);
}

static gpointer
cell_key (int column, int row)
{
  return GUINT_TO_POINTER (((guint) column & 0xffff) | ((guint) row << 16));
}

static int
cell_of (float at)
{
  return (int) floorf (CLAMP (at, -1e6f, 1e6f) / CELL);
}

void
suy_label_placer_block (SuyLabelPlacer *self, const graphene_rect_t *rect)
{
  guint index = self->rects->len;

  g_array_append_val (self->rects, *rect);
  for (int row = cell_of (rect->origin.y); row <= cell_of (rect->origin.y + rect->size.height);
       row++)
    for (int column = cell_of (rect->origin.x);
         column <= cell_of (rect->origin.x + rect->size.width); column++)
      {
        GArray *cell = g_hash_table_lookup (self->cells, cell_key (column, row));

        if (cell == NULL)
          {
            cell = g_array_new (FALSE, FALSE, sizeof (guint));
            g_hash_table_insert (self->cells, cell_key (column, row), cell);
          }
        g_array_append_val (cell, index);
      }
}

static gboolean
overlap (const graphene_rect_t *a, const graphene_rect_t *b)
{
  return a->origin.x < b->origin.x + b->size.width && b->origin.x < a->origin.x + a->size.width &&
         a->origin.y < b->origin.y + b->size.height && b->origin.y < a->origin.y + a->size.height;
}

static gboolean
cell_is_free (SuyLabelPlacer *self, int column, int row, const graphene_rect_t *rect)
{
  GArray *cell = g_hash_table_lookup (self->cells, cell_key (column, row));

  for (guint i = 0; cell != NULL && i < cell->len; i++)
    if (overlap (&g_array_index (self->rects, graphene_rect_t, g_array_index (cell, guint, i)),
                 rect))
      return FALSE;

  return TRUE;
}

gboolean
suy_label_placer_is_free (SuyLabelPlacer *self, const graphene_rect_t *rect)
{
  for (int row = cell_of (rect->origin.y); row <= cell_of (rect->origin.y + rect->size.height);
       row++)
    for (int column = cell_of (rect->origin.x);
         column <= cell_of (rect->origin.x + rect->size.width); column++)
      if (!cell_is_free (self, column, row, rect))
        return FALSE;

  return TRUE;
}

graphene_rect_t
suy_label_placer_rect (double x, double y, double width, double height, double offset, guint place)
{
  static const signed char side[SUY_LABEL_PLACES][2] = {
    { 1, 0 }, { -1, 0 }, { 0, -1 }, { 0, 1 }, { 1, -1 }, { 1, 1 }, { -1, -1 }, { -1, 1 }
  };
  double corner = offset * .7, dx, dy;

  if (offset < 0)
    return GRAPHENE_RECT_INIT ((float) (x - width / 2), (float) (y - height / 2), (float) width,
                               (float) height);
  dx = side[place][0];
  dy = side[place][1];
  if (place >= 4)
    offset = corner;

  return GRAPHENE_RECT_INIT ((float) (x + dx * (offset + width / 2) - width / 2),
                             (float) (y + dy * (offset + height / 2) - height / 2), (float) width,
                             (float) height);
}

static gboolean
try_ring (SuyLabelPlacer *self,
          const SuyLabelWish *wish,
          double offset,
          graphene_rect_t *rect,
          int *place)
{
  guint n = offset < 0 ? 1 : SUY_LABEL_PLACES;

  for (int i = wish->first >= 0 ? -1 : 0; i < (int) n; i++)
    {
      *place = i < 0 ? wish->first : i;
      *rect = suy_label_placer_rect (wish->x, wish->y, wish->width, wish->height, offset,
                                     (guint) *place);
      if (suy_label_placer_is_free (self, rect))
        return TRUE;
    }

  return FALSE;
}

gboolean
suy_label_placer_place (SuyLabelPlacer *self,
                        const SuyLabelWish *wish,
                        graphene_rect_t *rect,
                        int *place)
{
  static const double far[] = { 16, 22, 30, 40, 52 };
  gboolean placed = try_ring (self, wish, wish->offset, rect, place);

  for (guint i = 0; !placed && wish->far && wish->offset >= 0 && i < G_N_ELEMENTS (far); i++)
    if (far[i] > wish->offset)
      placed = try_ring (self, wish, far[i], rect, place);
  if (!placed && wish->always)
    {
      *place = 0;
      *rect = suy_label_placer_rect (wish->x, wish->y, wish->width, wish->height, wish->offset, 0);
      placed = TRUE;
    }
  if (placed)
    suy_label_placer_block (self, rect);

  return placed;
}
