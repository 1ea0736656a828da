/* suy-import-columns.h: which column of a source goes where?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-catalog.h"
#include "suy-source.h"

G_BEGIN_DECLS

typedef enum
{
  SUY_COLUMN_IGNORED,
  SUY_COLUMN_FIELD, /* into field, times factor */
  SUY_COLUMN_X,     /* longitude, or X as the file calls it */
  SUY_COLUMN_Y,
  SUY_COLUMN_PLACE,  /* both in one cell */
  SUY_COLUMN_DATUM,  /* the coordinate system of each row */
  SUY_COLUMN_FACTOR, /* values of the measured factor @choice */
} SuyColumnRole;

typedef struct
{
  SuyColumnRole role;
  const SuyField *field;   /* FIELD */
  const SuyChoice *choice; /* FACTOR */
  double factor;           /* FIELD: numbers are multiplied by it; 1 as a rule */
  gboolean given;          /* by the person, not found by name */
  gboolean shown;          /* of the official ledger, which shows it and never takes it back */
  char *unit;              /* (nullable): what the heading says in brackets at its end */
} SuyImportColumn;

typedef struct
{
  GArray *columns; /* (element-type SuyImportColumn), one for each column of the source */
  int x, y, place, datum, key; /* -1: none */
  guint n_factors;
  gboolean guarded; /* written by our own export or report: suy_csv_unguard() applies */
} SuyImportColumns;

/**
 * suy_import_columns_new:
 * @x, @y: (nullable): names of columns; NULL: found by name
 * @maps: (nullable): "field=column" or "field=column*0.001"; "field=" ignores what would match
 * @key: (nullable): name of the column that identifies a record
 * @error: SUY_ERROR_INVALID: a field or column that is not there; the message lists the names
 *
 * Headings are matched with labels and aliases of the register, as a whole, without the unit in
 * brackets, and without the heading above ("位置/经度").  The first of several for one field wins.
 *
 * Returns: (transfer full), or NULL with @error set
 */
SuyImportColumns *suy_import_columns_new (SuySource *source,
                                          const SuyRegister *reg,
                                          const char *x,
                                          const char *y,
                                          const char *const *maps,
                                          const char *key,
                                          GError **error);
void suy_import_columns_free (SuyImportColumns *self);

const SuyImportColumn *suy_import_columns_get (const SuyImportColumns *self, guint column);

/* The column that goes into @field, or -1. */
int suy_import_columns_find (const SuyImportColumns *self, const SuyField *field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyImportColumns, suy_import_columns_free)

G_END_DECLS
