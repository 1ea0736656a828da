/* suy-import-judge.h: the rules by which suy-import-plan gives a row its fate
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-import-draft.h"
#include "suy-seen.h"

G_BEGIN_DECLS

struct _SuyImportPlan
{
  SuyImportReader reader;
  SuyImportFind find;
  SuyImportGuard guard;
  gpointer user_data;
  gboolean accept_flagged;
  GArray *rows;     /* of SuyImportRow; texts in texts */
  GArray *accepted; /* of guint8: the fate of each row, were it accepted */
  GStringChunk *texts;
  guint counts[SUY_FATE_N];
  GPtrArray *notes;
  SuyImportDraft written;              /* keeps its texts from one record to the next */
  int code_column, credit_code_column; /* or -1 */
  SuySeen *seen; /* k: key, c: code, u: credit code: row number where it was first */
};

/* Gives every row its fate anew. */
void suy_import_judge_all (SuyImportPlan *self);

/* What a record gets beside its cells, when it is judged and when it is written: the code of a new
 * record that is known by its key, the code of a value in a wide table, the reason for doubt. */
void suy_import_judge_give_key (SuyImportPlan *self, SuyImportDraft *draft);
void suy_import_judge_give_code (SuyImportPlan *self, SuyImportDraft *draft);
void suy_import_judge_add_mark (SuyRecord *record, const char *reason);

G_END_DECLS
