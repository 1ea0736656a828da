/* suy-river-edit.h: what does a reach look like after all that is done to it?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-record.h"

G_BEGIN_DECLS

/* All that is accepted for one reach.  Places and ends are those of the line as it is digitised
 * now. */
typedef struct
{
  GArray *cuts;         /* (element-type SuyRiverCut) */
  gboolean moved[2];    /* the first and the last point */
  gboolean extended[2]; /* they stay, and another comes behind */
  SuyPoint to[2];
  gboolean reversed;
} SuyRiverEdit;

typedef struct
{
  double fraction; /* from the first point */
  SuyPoint place;
} SuyRiverCut;

/* One stretch of what becomes of a reach. */
typedef struct
{
  SuyGeometry *line;
  double share;    /* of the length before, 0 to 1 */
  double longer_m; /* what was added at its ends */
} SuyRiverStretch;

SuyRiverEdit *suy_river_edit_new (void);
void suy_river_edit_free (SuyRiverEdit *self);

/**
 * suy_river_edit_apply:
 * @line: the reach as it is
 * @error: SUY_ERROR_INVALID where an end that moves leaves no line
 *
 * Returns: (transfer full) (element-type SuyRiverStretch): downstream first
 */
GPtrArray *suy_river_edit_apply (const SuyRiverEdit *self, const SuyShape *line, GError **error);

/**
 * suy_river_edit_write:
 * @record: the reach as it is
 * @stretch: what of it is left here
 * @i, @n: the place of the stretch among all, downstream first
 *
 * Fields that belong to one end of a reach (elevations, drained area) go with that end, and are
 * empty where the reach was cut.
 *
 * Returns: (transfer full): the record with id and code of @record
 */
SuyRecord *suy_river_edit_write (const SuyRiverEdit *self,
                                 const SuyRecord *record,
                                 const SuyRiverStretch *stretch,
                                 guint i,
                                 guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyRiverEdit, suy_river_edit_free)

G_END_DECLS
