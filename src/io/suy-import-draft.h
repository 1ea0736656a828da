/* suy-import-draft.h: what record does one row of a source make?  Part of suy-import-plan.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-import-plan.h"

G_BEGIN_DECLS

typedef struct
{
  const SuyField *field;
  guint column;
} SuyImportRequired;

/* All that is needed to read a row; the same for all rows. */
typedef struct
{
  SuySource *source;
  const SuyRegister *reg;
  SuyImportColumns *columns;
  SuyPlaceReader places;
  SuyImportLink link;
  gpointer user_data;
  GHashTable *edits;    /* guint64 row and column: text */
  GHashTable *plain;    /* texts with the guard of spreadsheets taken off, by their source text */
  GHashTable **choices; /* of each column, made when it is needed: text: its choice or NULL */
  guint n_choices;
  const char **cells; /* of row @at */
  guint32 at;
  /* Fields that have a meaning by their name.  (nullable) */
  const SuyField *value, *limit_mark, *factor, *credit_code;
  GArray *required; /* of SuyImportRequired: fields that a record needs and the file has */
} SuyImportReader;

/* One record in the making, and the worst that was found on the way. */
typedef struct
{
  guint32 row;
  int factor_column;
  SuyRecord *record;
  SuyPlaceVerdict verdict;
  SuyPoint point; /* not yet the record's */
  gboolean has_point;
  int place_column;
  SuyFate fate; /* INSERT as long as all is well; EMPTY, FLAGGED or REFUSED */
  int column;
  GString *reason, *remedy;
} SuyImportDraft;

const char *suy_import_reader_get_cell (SuyImportReader *self, guint32 row, guint column);

/* When the columns are known; before that all but the pointers to the caller's are NULL. */
void suy_import_reader_start (SuyImportReader *self);
void suy_import_reader_clear (SuyImportReader *self);

/* Reads cells and place; @factor_column -1 but for wide tables.  @draft: all 0, or read into
 * before; its record may have been taken out. */
void suy_import_draft_read (SuyImportDraft *draft,
                            SuyImportReader *reader,
                            guint32 row,
                            int factor_column);
void suy_import_draft_clear (SuyImportDraft *draft);

/* Keeps the worst; reasons of the same weight are joined. */
void suy_import_draft_blame (SuyImportDraft *draft,
                             SuyFate fate,
                             int column,
                             const char *reason,
                             const char *remedy);

/* Gives the record the point that was read, which most records only need when they are written. */
void suy_import_draft_give_point (SuyImportDraft *draft);

/* Says what the verdict on the place means for a record that is new (or is not). */
void suy_import_draft_judge_place (SuyImportDraft *draft, SuyImportReader *reader, gboolean is_new);

G_END_DECLS
