/* suy-label-placer.h: where can this text stand without touching another?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rectangles in pixels.  Texts are placed in the order of the calls: first come, first served. */

#pragma once

#include <glib.h>
#include <graphene.h>

G_BEGIN_DECLS

typedef struct _SuyLabelPlacer SuyLabelPlacer;

/* Places around a spot in the order they are tried: right, left, above, below, the four corners. */
#define SUY_LABEL_PLACES 8

SuyLabelPlacer *suy_label_placer_new (void);
void suy_label_placer_free (SuyLabelPlacer *self);

/* Nothing may stand here any more. */
void suy_label_placer_block (SuyLabelPlacer *self, const graphene_rect_t *rect);

/* Edges that only meet are free. */
gboolean suy_label_placer_is_free (SuyLabelPlacer *self, const graphene_rect_t *rect);

/* The rectangle of a text of @width by @height at @place (0 to SUY_LABEL_PLACES - 1), with its near
 * edge @offset from @x, @y; centred on the spot when @offset < 0. */
graphene_rect_t suy_label_placer_rect (double x,
                                       double y,
                                       double width,
                                       double height,
                                       double offset,
                                       guint place);

typedef struct
{
  double x, y;          /* the spot */
  double width, height; /* of the text */
  double offset;        /* < 0: only on the spot itself */
  int first;            /* the place to try first, or -1 */
  gboolean far;         /* also 16 to 52 px out */
  gboolean always;      /* takes the first place when none is free */
} SuyLabelWish;

/**
 * suy_label_placer_place:
 * @rect: (out): where it stands; blocked from now on
 * @place: (out): which place it is; a place further out has the same number
 *
 * Returns: FALSE if there is no room
 */
gboolean suy_label_placer_place (SuyLabelPlacer *self,
                                 const SuyLabelWish *wish,
                                 graphene_rect_t *rect,
                                 int *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyLabelPlacer, suy_label_placer_free)

G_END_DECLS
