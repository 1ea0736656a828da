/* suy-part.h: where is a part of the program that is started or loaded when it is needed?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * suy_part_find:
 * @variable: of the environment; what it names is taken without a look
 * @installed: the directory where an installed part lies
 * @name: of the file
 *
 * Else beside the running program, then where a build directory has it, then @installed.
 *
 * Returns: (transfer full): a path, at which there need not be anything
 */
char *suy_part_find (const char *variable, const char *installed, const char *name);

G_END_DECLS
