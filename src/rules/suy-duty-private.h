/* suy-duty-private.h: conditions on the cells of a record, as tables write them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-duty.h"
#include "suy-json.h"

G_BEGIN_DECLS

/* (transfer full) (element-type SuyDutyTest) */
GArray *suy_duty_tests_new (void);

/* Adds those of the array @key of @at, "field=value|value" or "field!=value", if it is there. */
gboolean suy_duty_read_tests (const SuyJsonPlace *at,
                              const char *key,
                              GArray *tests,
                              GError **error);

G_END_DECLS
