/* suy-point-search-portable.c: the searches of a point index for any machine
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-point-search.h"

#include "suy-point-near.h"
