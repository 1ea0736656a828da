/* suy-field.h: parts of reading and checking a field that several files share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-catalog.h"

G_BEGIN_DECLS

/* Sets SUY_ERROR_INVALID: the field's label, then the formatted text.  Returns: FALSE */
gboolean suy_field_refuse (const SuyField *self, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* The texts of a stored list.  Returns: (nullable): NULL if @json is no array of texts */
GStrv suy_field_split_list (const char *json);

G_END_DECLS
