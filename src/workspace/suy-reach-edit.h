/* suy-reach-edit.h: what does an edit change in the columns of the reaches?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-reach-columns.h"

G_BEGIN_DECLS

typedef struct
{
  SuyFeatureSet *before, *set; /* the features of river_reach then and now; borrowed */
  const GArray *ids; /* (element-type gint64): rows that came, changed or went, and maybe others */

  /* What comes of it. */
  gboolean fits;         /* FALSE: reaches meet in another way now, so all must be read anew */
  gboolean changed;      /* FALSE: nothing that a column holds */
  guint32 *old_row;      /* of each row; G_MAXUINT32: a new one */
  guint32 *old_number;   /* the same, but also where the network's columns changed */
  GArray *reaches;       /* (element-type guint32): rows that are new, or changed in any column */
  GArray *paths, *names; /* (element-type gint64): of those and of rows gone, before and after */
} SuyReachEdit;

void suy_reach_edit_clear (SuyReachEdit *edit);

/**
 * suy_reach_columns_edit:
 * @columns: of the rows of @edit->before
 *
 * Passes over some columns, and reads the rows named.
 *
 * Returns: FALSE with @error set if the rows cannot be read; the columns are good for nothing then,
 *   nor where they do not fit
 */
gboolean suy_reach_columns_edit (SuyReachColumns *columns,
                                 SuyStore *store,
                                 SuyReachEdit *edit,
                                 GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SuyReachEdit, suy_reach_edit_clear)

G_END_DECLS
