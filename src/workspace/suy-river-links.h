/* suy-river-links.h: where do records that name a reach belong once it is changed?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any register may have a link to river_reach, and beside it a chainage: metres from the downstream
 * end.  All is written within the open command. */

#pragma once

#include "suy-river-edit.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

/* The reach that stays when another on the same line goes. */
typedef struct
{
  gint64 kept;
  gboolean opposite; /* digitised the other way */
  double length_m;
} SuyRiverTwin;

/* What became of a reach. */
typedef struct
{
  const GPtrArray *stretches; /* (element-type SuyRiverStretch): downstream first */
  const gint64 *ids;          /* their records */
  double length_m;            /* before */
  double lower_m;             /* that were added below */
  gboolean reversed;
} SuyRiverOutcome;

gboolean suy_river_links_to_twin (SuyWorkspace *workspace,
                                  gint64 gone,
                                  const SuyRiverTwin *twin,
                                  GError **error);

/* @id: the reach, which the lowest stretch has kept */
gboolean suy_river_links_to_stretches (SuyWorkspace *workspace,
                                       gint64 id,
                                       const SuyRiverOutcome *outcome,
                                       GError **error);

G_END_DECLS
