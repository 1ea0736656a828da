/* suy-filter-text.h: which records do these words choose?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

/**
 * suy_filter_parse:
 * @texts: (nullable): each "FIELD=VALUE", also != < > ~; a link by its key; no value: an empty
 * field
 * @error: SUY_ERROR_NOT_FOUND: no such field; what suy_workspace_parse_value() says of the value
 *
 * Returns: (transfer full) (element-type SuyFilter): all must hold
 */
GArray *suy_filter_parse (SuyWorkspace *workspace,
                          const SuyRegister *reg,
                          char **texts,
                          GError **error);

G_END_DECLS
