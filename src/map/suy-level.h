/* suy-level.h: how grave is this, and how good is this water?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-lamp.h"

G_BEGIN_DECLS

#define SUY_N_LEVELS 5

/* "red", "orange", "yellow", "blue"; anything else, NULL too, is SUY_LEVEL_NONE. */
SuyLevel suy_level_from_name (const char *name);
const char *suy_level_get_name (SuyLevel level);

/* Water class 1 to 6 from "I" to "V" and "VI", or their Unicode forms; 0 for anything else. */
guint suy_water_class_from_name (const char *name);

/* The palette's token, as "water.IV"; "water.none" for 0. */
const char *suy_water_class_get_token (guint water_class);

G_END_DECLS
