/* suy-reach-columns.h: how do the reaches of a workspace meet, and what is known of them?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-network-check.h"
#include "suy-network.h"
#include "suy-store.h"
#include "suy-words.h"

G_BEGIN_DECLS

/* Row i is item i of the feature set of river_reach; start with { 0 }.  80 bytes a reach, 96 where
 * they meet by keys, and the texts that are no numbers. */
typedef struct
{
  guint32 n;
  SuyMeet meet;
  gint64 *from_node, *to_node;
  gint64 *level_path, *name; /* equal ones share a number; 0: none */
  gint64 *order;             /* Strahler's; 0: unknown */
  double *length_m;
  double *travel_h, *elevation_up, *elevation_down; /* NAN: unknown */

  /* For edits. */
  gint64 *code, *down_key; /* as numbers of @codes; NULL unless reaches meet by them */
  gint64 n_blanks;         /* ends that nobody shares were numbered up to here */
  SuyWords nodes, paths, names, codes;
} SuyReachColumns;

void suy_reach_columns_clear (SuyReachColumns *columns);

/**
 * suy_reach_columns_read:
 * @store: of the calling thread
 * @set: the features of river_reach; rows that are not in it are passed over
 *
 * Fills @columns from one or two scans, without making records: 0.1 s for 200,000 reaches.
 */
gboolean suy_reach_columns_read (SuyReachColumns *columns,
                                 SuyStore *store,
                                 SuyFeatureSet *set,
                                 GError **error);

/**
 * suy_reach_scan:
 * @names: (array length=n_names): at most 16 fields of river_reach
 * @ids: (nullable) (element-type gint64): only these; NULL: all
 * @each: called by rising id with the cells in that order
 */
gboolean suy_reach_scan (SuyStore *store,
                         const char *const *names,
                         guint n_names,
                         const GArray *ids,
                         SuyStoreEachRow each,
                         gpointer user_data,
                         GError **error);

/* The row of @id, which is @next where ids come in the order of @set; steps @next on. */
gboolean suy_reach_find_row (SuyFeatureSet *set, gint64 id, guint32 *next, guint32 *row);

/* ---- for suy-reach-edit.c ---- */

enum
{
  SUY_REACH_FROM,
  SUY_REACH_TO,
  SUY_REACH_LENGTH,
  SUY_REACH_HOURS,
  SUY_REACH_PATH,
  SUY_REACH_NAME,
  SUY_REACH_ORDER,
  SUY_REACH_TOP,
  SUY_REACH_FOOT,
  SUY_REACH_CODE,
  SUY_REACH_DOWN,
  SUY_REACH_CELLS,
};

extern const char *const suy_reach_cell_names[SUY_REACH_CELLS];

/* Fills row @i from the cells up to SUY_REACH_FOOT, nodes left out. */
void suy_reach_columns_take (SuyReachColumns *self,
                             SuyFeatureSet *set,
                             guint32 i,
                             const SuyValue *cells);

/* The node that a cell names; 0: none. */
gint64 suy_reach_columns_find_node (SuyReachColumns *self, const SuyValue *cell);

/* The first and the last point of a reach.  FALSE: it has no line */
gboolean suy_reach_get_ends (SuyFeatureSet *set, guint32 i, SuyPoint *first, SuyPoint *last);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SuyReachColumns, suy_reach_columns_clear)

G_END_DECLS
