/* suy-sandbox.h: how does a process give up all it could do harm with?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A seccomp filter always; a network namespace and Landlock where the system has them.  There is no
 * way back, and children inherit it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SUY_SANDBOX_SECCOMP = 1 << 0,   /* no socket, no program, no file written, renamed or removed */
  SUY_SANDBOX_LANDLOCK = 1 << 1,  /* reads only what it was given and what the system installed */
  SUY_SANDBOX_NAMESPACE = 1 << 2, /* a network of its own with nothing in it */
} SuySandboxLayers;

/**
 * suy_sandbox_enter:
 * @readable: (array zero-terminated=1): files that may still be opened for reading
 * @memory_bytes: address space, at least 64 MiB; not set under a sanitizer
 * @cpu_s: processor time, at least 1 s; the kernel kills the process a second later
 * @layers: (out): what holds now
 * @error: SUY_ERROR_REFUSED when the filter can't be set, or the machine is none we know
 *
 * Call it before the first thread is started.
 */
gboolean suy_sandbox_enter (const char *const *readable,
                            guint64 memory_bytes,
                            guint cpu_s,
                            SuySandboxLayers *layers,
                            GError **error);

/* "seccomp, landlock, namespace", for people.  Returns: (transfer full) */
char *suy_sandbox_describe (SuySandboxLayers layers);

/**
 * suy_sandbox_try_harm:
 * @directory: where it tries to write
 *
 * Tries what a sandboxed process must not be able to do.
 *
 * Returns: (transfer full) (element-type utf8): the names of what it could do; empty when sound
 */
GPtrArray *suy_sandbox_try_harm (const char *directory);

G_END_DECLS
