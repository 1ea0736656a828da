/* suy-workspace-evidence.h: keeping photographs and files that prove something about a case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-photo.h"
#include "suy-picture.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

/* What a photograph says, beside the case that it belongs to. */
typedef struct
{
  SuyPhotoFindings findings;
  gboolean has_place;
  double lon, lat; /* WGS 84 */
  double metres;   /* from the case; NAN: one of the two has no place */
  gint64 taken;    /* µs UTC; 0: not known */
  int far_m;       /* the limit that holds */
} SuyEvidenceCheck;

/* A file that is to be kept. */
typedef struct
{
  const char *name;
  const char *kind;          /* "before", "after", "document", ... */
  const SuyPicture *picture; /* (nullable): what suy_picture_read() said of it */
  const char *reason;        /* (nullable): for a photograph from far away */
} SuyEvidenceFile;

/* @picture NULL: a file that is none, which has no findings. */
gboolean suy_workspace_check_picture (SuyWorkspace *self,
                                      const SuyRegister *reg,
                                      gint64 id,
                                      const char *kind,
                                      const SuyPicture *picture,
                                      SuyEvidenceCheck *check,
                                      GError **error);

/**
 * suy_workspace_attach_file:
 * @bytes: kept whole, by content
 * @check: (out) (optional)
 * @error: SUY_ERROR_REFUSED: the photograph was taken far from the case and @file has no reason
 *
 * Returns: id of the attachment, 0 with @error set
 */
gint64 suy_workspace_attach_file (SuyWorkspace *self,
                                  const SuyRegister *reg,
                                  gint64 id,
                                  const SuyEvidenceFile *file,
                                  GBytes *bytes,
                                  SuyEvidenceCheck *check,
                                  GError **error);

/* A way for one other thread to read what files hold.  Made in the thread of the workspace, whose
 * close waits until it is freed. */
typedef struct _SuyOriginals SuyOriginals;

SuyOriginals *suy_originals_new (SuyWorkspace *workspace);

/* @hash: of an attachment.  Returns: (transfer full): or NULL with @error set */
GBytes *suy_originals_read (SuyOriginals *self, const char *hash, GError **error);
void suy_originals_free (SuyOriginals *self); /* by any thread */

/* Whether files of the record can be taken away: not once its case is closed. */
gboolean suy_workspace_can_detach (SuyWorkspace *self, const SuyRegister *reg, gint64 id);

/**
 * suy_workspace_detach:
 * @file: id of an attachment
 * @reason: not empty; kept in the log, as the original is
 * @error: SUY_ERROR_REFUSED: no reason, or the case is closed
 */
gboolean suy_workspace_detach (SuyWorkspace *self, gint64 file, const char *reason, GError **error);

/* The same words from a check, and from an attachment as it was stored: "Taken 2026-10-12 16:20 ·
 * 35 m from the case · ...".  (transfer full) */
char *suy_evidence_check_describe (const SuyEvidenceCheck *check);
char *suy_evidence_describe (const SuyRecord *attachment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyOriginals, suy_originals_free)

G_END_DECLS
