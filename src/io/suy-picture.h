/* suy-picture.h: what does this photograph show at a glance, and when and where was it taken?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * JPEG, PNG, WebP and HEIC, told by content.  Everything is read by suyuan-import-helper in its
 * sandbox, which is handed the bytes and no file; what it says is checked again here.  No program
 * of ours decodes a picture in its own process.  A picture never changes once read. */

#pragma once

#include <gio/gio.h>

#include "suy-picture-scan.h"

G_BEGIN_DECLS

#define SUY_PICTURE_THUMB_PX 256
#define SUY_PICTURE_MAX_PX 4096
#define SUY_PICTURE_MAX_BYTES (64u << 20)
#define SUY_PICTURE_MAX_PIXELS 200000000u

typedef struct
{
  SuyPictureScan scan;
  guint small_width, small_height; /* upright, with the longer side at most what was asked for */
  GBytes *pixels; /* (nullable): RGBA, a byte each, not premultiplied, no padding */
  char *problem;  /* (nullable): why there are no pixels */
  char *sandbox;  /* what held the helper: "seccomp, landlock" */
} SuyPicture;

/**
 * suy_picture_read:
 * @bytes: of the file
 * @name: for messages
 * @max_px: 1 to SUY_PICTURE_MAX_PX: the longer side of the pixels; smaller pictures stay as they
 * are
 * @error: SUY_ERROR_FOREIGN (no picture of these kinds), _LIMIT (too large), _CORRUPT (the helper
 *   was stopped at a limit of memory or time, or said what can't be), _IO (there is no helper),
 *   G_IO_ERROR_CANCELLED
 *
 * Blocks for a process and a decoding, some 0.1 s: call it in a thread of a window.  A picture
 * whose pixels are damaged is no error: what else it says is there, and @problem.
 *
 * Returns: (transfer full): the picture, or NULL with @error set
 */
SuyPicture *suy_picture_read (GBytes *bytes,
                              const char *name,
                              guint max_px,
                              GCancellable *cancellable,
                              GError **error);

void suy_picture_free (SuyPicture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyPicture, suy_picture_free)

G_END_DECLS
