/* suy-import-place.h: where does this row of a source lie?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-coordinates.h"
#include "suy-geometry.h"
#include "suy-import-columns.h"

G_BEGIN_DECLS

typedef enum
{
  SUY_PLACE_SOUND,
  SUY_PLACE_MISSING,
  SUY_PLACE_SWAPPED,   /* sound once longitude and latitude change places, which geometry has */
  SUY_PLACE_OUTSIDE,   /* on the earth, outside the district */
  SUY_PLACE_UNCERTAIN, /* by about 100 m */
  SUY_PLACE_UNKNOWN_CRS,
  SUY_PLACE_UNREADABLE,
  SUY_PLACE_OUT_OF_RANGE,
  SUY_PLACE_BAD_GEOMETRY, /* damaged, or not of the kind of the register */
} SuyPlaceVerdict;

/* How the positions of a source are to be read. */
typedef struct
{
  SuySource *source;
  const SuyImportColumns *columns;
  SuyCrs *crs;
  gboolean swaps;           /* the X column holds northings */
  gboolean crs_given;       /* by the person: a column with the system of each row gives way */
  const SuyShape *district; /* (nullable) */
  GHashTable *by_name;      /* systems that rows name; NULL: there is no such system */
} SuyPlaceReader;

/**
 * suy_place_reader_init:
 * @crs: (nullable): as suy_crs_new() takes it; NULL: what the file says, else found by magnitude
 * @error: SUY_ERROR_INVALID: unknown system, or metres whose zone can't be told
 */
gboolean suy_place_reader_init (SuyPlaceReader *self,
                                SuySource *source,
                                const SuyImportColumns *columns,
                                const char *crs,
                                const SuyShape *district,
                                GError **error);
void suy_place_reader_clear (SuyPlaceReader *self);

/* What a row says: a point, which needs no object before it is known that it is wanted, or the
 * geometry of the file, or neither. */
typedef struct
{
  gboolean has_point;
  SuyPoint point;
  SuyGeometry *geometry; /* (nullable) */
} SuyPlaceFound;

/* Text of a cell as it is to be read, edits included.  (nullable) */
typedef const char *(*SuyCellFunc) (guint32 row, guint column, gpointer user_data);

/**
 * suy_place_reader_read:
 * @place: (out): what to take, also where it is doubtful; its geometry is (transfer full)
 * @column: (out): the cell at fault, or -1
 * @error: (out): the cause of BAD_GEOMETRY
 */
SuyPlaceVerdict suy_place_reader_read (SuyPlaceReader *self,
                                       SuyGeometryType type,
                                       guint32 row,
                                       SuyCellFunc get_cell,
                                       gpointer user_data,
                                       SuyPlaceFound *place,
                                       int *column,
                                       GError **error);

/* Whether the file says anything about places at all. */
gboolean suy_place_reader_has_places (const SuyPlaceReader *self);

/**
 * suy_place_score:
 * @crs: a candidate
 * @agrees: (nullable): whether a place agrees with the row, say with its township; NULL: whether it
 *   lies inside the district
 * @n_places: (out): rows that have a place at all
 *
 * Returns: how many places agree under that system
 */
typedef gboolean (*SuyPlaceAgrees) (SuyPoint point, guint32 row, gpointer user_data);
guint suy_place_score (SuySource *source,
                       const SuyImportColumns *columns,
                       const char *crs,
                       const SuyShape *district,
                       SuyPlaceAgrees agrees,
                       gpointer user_data,
                       guint *n_places);

G_END_DECLS
