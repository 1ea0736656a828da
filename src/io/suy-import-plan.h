/* suy-import-plan.h: what would become of each row of a source, before anything is written?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plan belongs to one thread.  It keeps no records: suy_import_plan_get_record() makes each one
 * when it is written, so a plan over millions of rows stays small. */

#pragma once

#include "suy-import-columns.h"
#include "suy-import-place.h"
#include "suy-record.h"

G_BEGIN_DECLS

typedef struct _SuyImportPlan SuyImportPlan;

typedef enum
{
  SUY_FATE_INSERT,
  SUY_FATE_UPDATE,
  SUY_FATE_SAME,    /* already there with the same content */
  SUY_FATE_EMPTY,   /* the cell of a measurement says that nothing was measured */
  SUY_FATE_FLAGGED, /* doubtful: taken only when accepted */
  SUY_FATE_REFUSED,
} SuyFate;

#define SUY_FATE_N (SUY_FATE_REFUSED + 1)

/**
 * SuyImportFind:
 * @field: "code" or the field of the key column
 * @error: SUY_ERROR_AMBIGUOUS when more than one record has that value
 *
 * Returns: (transfer full): the record that stands in the workspace, or NULL without error
 */
typedef SuyRecord *(*SuyImportFind) (const SuyField *field,
                                     const SuyValue *value,
                                     gpointer user_data,
                                     GError **error);

/* The id of the record of field->target that people call @key; 0 with SUY_ERROR_NOT_FOUND or
 * _AMBIGUOUS, whose message names what is like it. */
typedef gint64 (*SuyImportLink) (const SuyField *field,
                                 const char *key,
                                 gpointer user_data,
                                 GError **error);

/**
 * SuyImportGuard:
 * @found: (nullable): the record that the row changes; NULL: it makes a new one
 * @record: what would be written
 * @field: (out): at fault; NULL: the whole row
 * @remedy: (out): what to do, borrowed
 *
 * Returns: TRUE, or FALSE with the reason in @error: the row is refused
 */
typedef gboolean (*SuyImportGuard) (const SuyRecord *found,
                                    const SuyRecord *record,
                                    const SuyField **field,
                                    const char **remedy,
                                    gpointer user_data,
                                    GError **error);

typedef struct
{
  const char *crs;                 /* (nullable): what the file says, else found by magnitude */
  const char *x_column, *y_column; /* (nullable): found by name */
  const char *const *maps;         /* (nullable): "field=column[*factor]", NULL behind the last */
  const char *key_column;          /* (nullable): without it nothing is updated */
  gboolean accept_flagged;
  const SuyShape *district; /* (nullable): a polygon; must live as long as the plan */
  SuyImportFind find;       /* (nullable): nothing is there yet */
  SuyImportLink link;       /* (nullable): links are taken as decimal ids */
  SuyImportGuard guard;     /* (nullable): asked for every row that would be written */
  gpointer user_data;
} SuyImportOptions;

/* One record to be; a wide table of measurements gives several for a row. */
typedef struct
{
  guint32 source_row; /* index in the source */
  guint row;          /* as a person sees it */
  int column;         /* the cell at fault, or -1 */
  int factor_column;  /* of a wide table: whose value this is, else -1 */
  SuyFate fate;
  gboolean flagged;   /* doubtful, also when it was accepted */
  gint64 id;          /* UPDATE and SAME: the record there */
  guint n_changed;    /* UPDATE: fields that differ, the place counted as one */
  const char *reason; /* (nullable): what is the matter */
  const char *remedy; /* (nullable): what to do */
} SuyImportRow;

/**
 * suy_import_plan_new:
 * @source: kept
 * @reg: must live as long as the plan
 * @options: (nullable): read now; the texts are not kept
 * @error: SUY_ERROR_INVALID: a column, field or coordinate system that is not there
 *
 * Rules.  An empty cell leaves its field as it is.  With a key column the record with that value is
 * updated; its code stays, a new record without a code of its own gets the key as code.  Rows with
 * an empty or repeated key are refused.  Flagged, so refused unless accepted: no position,
 * longitude and latitude swapped, outside the district, in a system that is uncertain by 100 m or
 * unknown, a code or credit code that is there already or twice in the file, a choice or link that
 * is not known.  What is accepted carries the reason in its field "note", if the register has one.
 *
 * Returns: (transfer full): the plan, or NULL with @error set
 */
SuyImportPlan *suy_import_plan_new (SuySource *source,
                                    const SuyRegister *reg,
                                    const SuyImportOptions *options,
                                    GError **error);
void suy_import_plan_free (SuyImportPlan *self);

SuySource *suy_import_plan_get_source (SuyImportPlan *self);
const SuyRegister *suy_import_plan_get_register (SuyImportPlan *self);
const SuyImportColumns *suy_import_plan_get_columns (SuyImportPlan *self);
const char *suy_import_plan_get_crs (SuyImportPlan *self);   /* "EPSG:4490", ... */
gboolean suy_import_plan_crs_is_given (SuyImportPlan *self); /* by the person */
gboolean suy_import_plan_swaps (SuyImportPlan *self);        /* the X column holds northings */

/* What holds for all rows: columns that are ignored, required fields without a column, units that
 * differ.  (element-type utf8) */
const GPtrArray *suy_import_plan_get_notes (SuyImportPlan *self);

guint suy_import_plan_get_n (SuyImportPlan *self);
const SuyImportRow *suy_import_plan_get (SuyImportPlan *self, guint i);
guint suy_import_plan_count (SuyImportPlan *self, SuyFate fate);

/* Takes a flagged row, or not; what then becomes of it stands in its fate. */
void suy_import_plan_accept (SuyImportPlan *self, guint i, gboolean accept);

/* The text of a cell as it is read now, edits included.  (nullable) */
const char *suy_import_plan_get_cell (SuyImportPlan *self, guint32 source_row, guint column);

/* Replaces the text of a cell and judges all rows again; accepted rows are asked again.  @text NULL
 * takes the edit back. */
void suy_import_plan_edit (SuyImportPlan *self, guint32 source_row, guint column, const char *text);

/**
 * suy_import_plan_get_record:
 *
 * Returns: (transfer full): what to write for an INSERT (id 0) or UPDATE (only what the file
 * gives), or NULL for any other fate
 */
SuyRecord *suy_import_plan_get_record (SuyImportPlan *self, guint i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyImportPlan, suy_import_plan_free)

G_END_DECLS
