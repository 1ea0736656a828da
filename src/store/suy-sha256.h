/* suy-sha256.h: what is the SHA-256 of some bytes?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By nettle, which uses the processor's own instructions for it where there are any; GLib does not,
 * and takes eight times as long there. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In hex.  @bytes: (array length=size) (nullable).  (transfer full) */
char *suy_sha256_of (const void *bytes, gsize size);

G_END_DECLS
