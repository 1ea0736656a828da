/* suy-demo-case.h: what happens to one problem of the demo, and when?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-demo-private.h"

G_BEGIN_DECLS

/* Where a problem stands on the demo's day. */
typedef enum
{
  SUY_DEMO_FOUND,
  SUY_DEMO_JUDGED,
  SUY_DEMO_ASSIGNED,
  SUY_DEMO_RECEIVED,
  SUY_DEMO_RECTIFYING,
  SUY_DEMO_SUBMITTED,
  SUY_DEMO_ACCEPTED,
  SUY_DEMO_CLOSED,
  SUY_DEMO_CONSOLIDATING,
  SUY_DEMO_LOOKED_BACK,
  SUY_DEMO_REOPENED,
  SUY_DEMO_RESUMED, /* rectifying once more */
  SUY_DEMO_REJECTED,
  SUY_DEMO_MERGED,
  SUY_DEMO_TRANSFERRED,
} SuyDemoFate;

typedef struct
{
  SuyRecord *problem, *item, *inspection; /* item, inspection: (nullable) */
  SuyDemoFate fate;
  guint n;
  gboolean phased, returned, sent_back, petition;
  const char *violation;     /* (nullable): any */
  const SuyDemoPoint *point; /* (nullable) what it concerns */
  SuyDemoSpot spot;
  const SuyRecord *twin; /* (nullable) what it is merged into */
  guint n_stages, n_met; /* of a phased item */
  const char *tier, *evidence;
  /* Days since 1970: the later ones only where the fate reaches them. */
  gint found, judged, assigned, started, progress, completed, accepted, closed, consolidated,
      looked_back, reopened, resumed, deadline;
  const SuyDemoPerson *reporter, *duty, *clerk, *staff, *first_staff, *acceptor, *closer,
      *inspector, *leader;
} SuyDemoCase;

/* Sets the days so that the last step lies shortly before the demo's day, or long before. */
void suy_demo_case_plan (SuyDemoCase *self, SuyDemoRandom *random, gboolean old);

/* The moves of problem and item, in step. */
void suy_demo_case_add_moves (SuyDemo *demo, const SuyDemoCase *self);

/* Acceptance, look-back, escalation and other records of a case. */
void suy_demo_case_add_papers (SuyDemo *demo, SuyDemoRandom *random, const SuyDemoCase *self);

/* suy-demo-ledger.c: items that come as a list from above. */
void suy_demo_make_ledger (SuyDemo *demo, SuyDemoRandom *random);

/* One visit to a point. */
typedef struct
{
  const SuyDemoPoint *point;
  const char *kind;
  gint day, archived; /* days; archived once its problem is assigned */
  guint last;         /* state that it reaches: 0 planned to 5 archived, 6 cancelled */
  gboolean found;     /* a problem */
  gint64 plan;        /* 0: none */
  guint firm;         /* G_MAXUINT: that of the point */
} SuyDemoVisit;

#define SUY_DEMO_VISIT_ARCHIVED 5

/* suy-demo-inspection.c: a visit with its moves; and what a visit writes in an inspection that is
 * there, with its moves from the plan on. */
SuyRecord *suy_demo_add_inspection (SuyDemo *demo,
                                    SuyDemoRandom *random,
                                    const SuyDemoVisit *visit);
void suy_demo_add_visit (SuyDemo *demo,
                         SuyRecord *record,
                         const SuyDemoVisit *visit,
                         const SuyDemoPerson *office,
                         const SuyDemoPerson *lead);

G_END_DECLS
