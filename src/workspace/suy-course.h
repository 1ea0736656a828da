/* suy-course.h: what happened to this record, and which files were handed in with what?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

/* One move with the files that no move before it had, or those that wait for the next. */
typedef struct
{
  const SuyRecord *row; /* of the journal; NULL: files since the last move */
  GArray *files;        /* (element-type guint): places in the files of the course */
} SuyCourseStep;

typedef struct _SuyCourse SuyCourse;

/**
 * suy_course_read:
 *
 * A journal row names the files that there were when it was written.  Rows that came with a table
 * name none, so files without any row that names them are those since the last move.
 *
 * Returns: (transfer full): or NULL with @error set
 */
SuyCourse *suy_course_read (SuyWorkspace *workspace,
                            const SuyRegister *reg,
                            gint64 id,
                            GError **error);

/* Oldest first.  Step @n - 1 may be the one without a row. */
guint suy_course_get_n_steps (const SuyCourse *self);
const SuyCourseStep *suy_course_get_step (const SuyCourse *self, guint i);

/* As suy_workspace_get_attachments() orders them.  (element-type SuyRecord) */
const GPtrArray *suy_course_get_files (const SuyCourse *self);

void suy_course_free (SuyCourse *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyCourse, suy_course_free)

G_END_DECLS
