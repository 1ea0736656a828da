/* suy-image.h: how does a whole row stand in the log?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-record.h"

G_BEGIN_DECLS

/* Replaces @image by what suy_schema_get_image() would make of the row, once @record is written:
 * suy_cells_read_image() reads the same values from both. */
void suy_image_write (GString *image, const SuyRecord *record);

G_END_DECLS
