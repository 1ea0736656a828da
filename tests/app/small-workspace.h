/* small-workspace.h: a workspace of three risk points, for tests of widgets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

typedef struct
{
  char *dir;
  SuyWorkspace *workspace;
  gint64 near, far, other; /* 100 m, 900 m north of 118.0, 27.0; and 20 km away */
} Small;

/* In a temporary directory of its own. */
void small_open (Small *small);
void small_close (Small *small);

/* Runs the main loop until it has nothing left to do. */
void small_settle (void);

G_END_DECLS
