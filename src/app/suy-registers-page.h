/* suy-registers-page.h: every register as a table with a form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-book.h"

G_BEGIN_DECLS

#define SUY_TYPE_REGISTERS_PAGE (suy_registers_page_get_type ())
G_DECLARE_FINAL_TYPE (SuyRegistersPage, suy_registers_page, SUY, REGISTERS_PAGE, SuyBook)

/* Shows that register; FALSE if there is none of that name. */
gboolean suy_registers_page_show (SuyRegistersPage *self, const char *layer);

G_END_DECLS
