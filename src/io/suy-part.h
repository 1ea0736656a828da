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

/**
 * suy_part_load:
 * @symbol: the function that is wanted of the module; a constant
 * @error: SUY_ERROR_IO
 *
 * Loads the module once; any thread.
 *
 * Returns: (nullable): the function
 */
gpointer suy_part_load (const char *variable,
                        const char *installed,
                        const char *name,
                        const char *symbol,
                        GError **error);

G_END_DECLS
