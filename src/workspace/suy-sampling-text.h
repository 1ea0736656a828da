/* suy-sampling-text.h: what is made public of a random check, and whom would it name?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

/**
 * suy_sampling_find_personal:
 * @record: of sampling_check, with its results
 *
 * What the results say of persons: names and telephones of the file's people and of the contacts of
 * the drawn objects, mobile numbers and identity numbers of anybody.  The names of the objects
 * themselves are public, whoever they are named after.
 *
 * Returns: (transfer full) (element-type utf8): each once; NULL with @error set
 */
GPtrArray *suy_sampling_find_personal (SuyWorkspace *self, const SuyRecord *record, GError **error);

/**
 * suy_sampling_format_public:
 *
 * The text that is put on the notice board: what was drawn from what by which seed, and a line an
 * object.  Chinese, as every notice of the bureau.  No officer is named.
 *
 * Returns: (transfer full): NULL with @error set
 */
char *suy_sampling_format_public (SuyWorkspace *self, const SuyRecord *record, GError **error);

/* The public result of an object, "" for none.  (transfer full) */
char *suy_sampling_get_result (const SuyRecord *record, const char *key);

/**
 * suy_sampling_set_results:
 * @record: as it is stored
 * @results: "KEY=TEXT" of objects that were drawn
 * @error: SUY_ERROR_INVALID: one is not so
 *
 * Sets the results in @changes: these, and those of other objects as they are.
 */
gboolean suy_sampling_set_results (const SuyRecord *record,
                                   SuyRecord *changes,
                                   const char *const *results,
                                   GError **error);

G_END_DECLS
