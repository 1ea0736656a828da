/* suy-network-check.h: what is wrong with these rivers, and what would mend it?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Nothing is changed here.  The reaches are looked at as they would be with all proposed joins
 * made, so that one check sees through the gaps: directions, cycles and islands are those of the
 * mended network.
 *
 * How ends are joined is a matter of how reaches meet.  Where they meet by ids, ends that touch
 * without a common id are not joined, and no join is proposed.  Where they meet by equal end
 * points, an end where nothing else ends is loose; it is joined to the nearest end within the
 * tolerance, and where there is none to the nearest line, which is split there.  Lines that cross
 * are not joined: a bridge is no confluence.  An end is never joined to the other end of its own
 * reach, so that reaches shorter than the tolerance survive.
 *
 * Where a reach is the only way between two parts of the network (a bridge of the undirected
 * graph), the outlet decides its direction.  Inside loops the digitised direction stands, unless
 * water could not leave or would run round; then elevation, name and order are asked, in this
 * order, and where they say nothing a person is. */

#pragma once

#include "suy-feature-set.h"

G_BEGIN_DECLS

typedef enum
{
  SUY_MEET_ENDS, /* by equal end points, digitised downstream */
  SUY_MEET_IDS,  /* by given nodes */
  SUY_MEET_DOWN, /* each names the reach below it */
} SuyMeet;

/* The rivers, reach i being item i of the set.  Read, not kept. */
typedef struct
{
  SuyFeatureSet *lines;
  SuyMeet meet;
  const gint64 *from_node, *to_node; /* (array length=n): with SUY_MEET_ENDS not looked at */
  const double *length_m;            /* (array length=n) */
  const double *elevation_up;        /* (nullable): NAN where unknown */
  const double *elevation_down;      /* (nullable) */
  const gint64 *name;                /* (nullable): equal names share a number; 0: none */
  const gint64 *order;               /* (nullable): Strahler order; 0: unknown */
  const guint8 *key_unknown;         /* (nullable): 1 where the reach below is named, not there */
} SuyRivers;

typedef enum
{
  SUY_FAULT_DUPLICATE,   /* the same line as another reach, either way */
  SUY_FAULT_GAP,         /* an end just short of another end */
  SUY_FAULT_OFF_LINE,    /* an end just short of a line, just across or on it */
  SUY_FAULT_DIRECTION,   /* digitised against the flow */
  SUY_FAULT_CYCLE,       /* water would run round */
  SUY_FAULT_ISLAND,      /* a part that meets no other, but ends near one */
  SUY_FAULT_NO_LENGTH,   /* a reach without a line, or of length 0 */
  SUY_FAULT_UNKNOWN_KEY, /* names a reach below that is not there */
  SUY_FAULT_OUTLET,      /* nobody said where this part leaves, and it is not plain */
} SuyFaultKind;
#define SUY_N_FAULT_KINDS 9

/* What would mend it. */
typedef enum
{
  SUY_MEND_NONE,       /* a person must look */
  SUY_MEND_DELETE,     /* drop @reach; @other is the same */
  SUY_MEND_JOIN_END,   /* move the end of @reach to @place, the end of @other */
  SUY_MEND_JOIN_LINE,  /* split @other at @fraction, move the end of @reach to @place */
  SUY_MEND_EXTEND_END, /* as both above, but keep the end and add @place behind it: a long way */
  SUY_MEND_EXTEND_LINE,
  SUY_MEND_REVERSE, /* turn @reach round */
  SUY_MEND_LENGTH,  /* measure @reach along its line */
  SUY_MEND_OUTLET,  /* state that water leaves at @place */
} SuyMend;

/* What the direction rests on. */
typedef enum
{
  SUY_GROUND_NONE,
  SUY_GROUND_OUTLET,    /* a stated outlet */
  SUY_GROUND_GUESS,     /* an outlet that was guessed: where the fewest reaches need turning */
  SUY_GROUND_ELEVATION, /* water would run uphill */
  SUY_GROUND_NAME,      /* a river of that name goes on the other way */
  SUY_GROUND_ORDER,     /* the order would fall downstream */
} SuyGround;

typedef struct
{
  SuyFaultKind kind;
  SuyMend mend;
  SuyGround ground;
  gboolean plain;   /* accepted with all; else a person decides on this one alone */
  guint32 reach;    /* the one to change; of a cycle or island the one named */
  gboolean at_last; /* which end of @reach: its last digitised point, else its first */
  guint32 other;    /* G_MAXUINT32: none */
  gboolean other_at_last;
  double fraction; /* of @other, 0 at its first point, 1 at its last */
  SuyPoint place;
  SuyBox box;    /* what to look at */
  double size_m; /* of the gap, the reach, the cycle, the island */
  double gap_m;  /* ISLAND: to the nearest join, else NAN */
  guint32 first; /* its reaches are SuyFaults.reaches[first] to [first + n - 1] */
  guint32 n;
} SuyFault;

typedef struct
{
  GArray *faults;  /* (element-type SuyFault): by kind, then by reach */
  GArray *reaches; /* (element-type guint32) */
  guint32 n_parts; /* connected parts once mended */
  guint32 n_loose; /* ends where nothing else ends */
} SuyFaults;

#define SUY_CHECK_TOLERANCE_M 5.0 /* at 10 m clean national data gives false contacts */
#define SUY_CHECK_ISLAND_M 500.0

/* TRUE where a person has refused the change: it is not made, nor named again. */
typedef gboolean (*SuyFaultRefused) (const SuyFault *fault, gpointer user_data);

typedef struct
{
  double tolerance_m; /* 0 to 1000: how far an end may be from what it should meet; 0: equal */
  double island_m;    /* how far from the rest a part counts as an island of it */
  const SuyPoint *outlets;
  guint32 n_outlets;       /* stated; each counts for the part whose end is nearest to it */
  SuyFaultRefused refused; /* (nullable) (scope call) */
  gpointer user_data;
} SuyCheckRule;

/**
 * suy_network_check:
 *
 * O(n log n), a second for 300,000 reaches.  Threads may call it.
 *
 * Returns: (transfer full): what was found
 */
SuyFaults *suy_network_check (const SuyRivers *rivers, const SuyCheckRule *rule);
void suy_faults_free (SuyFaults *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyFaults, suy_faults_free)

G_END_DECLS
