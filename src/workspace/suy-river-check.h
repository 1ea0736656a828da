/* suy-river-check.h: what is wrong with the rivers of a workspace, and how is it mended?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A check changes nothing.  What a person accepts is written as one command, so that one undo takes
 * it back; what a person rejects is remembered in the register network_finding and not proposed
 * again.  Both programs go by this. */

#pragma once

#include "suy-network-check.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

/* One fault as people read it. */
typedef struct
{
  char *key; /* "gap:182.last:67.first": the same in every check, as long as the fault is there */
  SuyFault fault;
  char *text;     /* what is the matter, where */
  char *proposal; /* (nullable): what accepting it would change */
} SuyRiverFault;

typedef struct
{
  SuyFeatureSet *set; /* the reaches that were looked at */
  GPtrArray *faults;  /* (element-type SuyRiverFault): as SuyFaults has them */
  GArray *reaches;    /* (element-type guint32): as SuyFaults has them */
  SuyMeet meet;
  guint32 n_reaches, n_parts, n_loose;
  guint n_rejected; /* faults that were left out because a person rejected them */
} SuyRiverCheck;

typedef struct
{
  double tolerance_m;
  const SuyPoint *outlets; /* stated now, beside those that were accepted before */
  guint32 n_outlets;
} SuyRiverCheckRule;

/* Each name once, in the order of SuyFaultKind: "duplicate", "gap", ... */
const char *suy_fault_kind_get_name (SuyFaultKind kind);
const char *suy_fault_kind_get_label (SuyFaultKind kind); /* in the person's language */

/**
 * suy_workspace_check_rivers:
 *
 * Reads all reaches; O(n log n).
 *
 * Returns: (transfer full): the check, or NULL with @error set
 */
SuyRiverCheck *suy_workspace_check_rivers (SuyWorkspace *self,
                                           const SuyRiverCheckRule *rule,
                                           GError **error);

/* The same with the search in a thread.  Reading is done before this returns. */
void suy_workspace_check_rivers_async (SuyWorkspace *self,
                                       const SuyRiverCheckRule *rule,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
SuyRiverCheck *suy_workspace_check_rivers_finish (SuyWorkspace *self,
                                                  GAsyncResult *result,
                                                  GError **error);
void suy_river_check_free (SuyRiverCheck *self);

/* Returns: (nullable): the fault of that key */
const SuyRiverFault *suy_river_check_find (const SuyRiverCheck *self, const char *key);

/* One thing that a repair changed. */
typedef struct
{
  char *key;   /* of the fault */
  char *reach; /* key of the record that was changed, made or deleted */
  char *text;
  SuyPoint place;
  double size_m;
} SuyRiverChange;

typedef struct
{
  const GPtrArray *accept; /* (element-type SuyRiverFault): of the check; with something to mend */
  const GPtrArray *reject; /* (element-type SuyRiverFault) */
  const char *reason;      /* (nullable): of the rejected needed */
  gboolean dry_run;        /* says what would change, and changes nothing */
} SuyRiverRepair;

/**
 * suy_workspace_repair_rivers:
 * @check: of the rivers as they are now
 * @error: SUY_ERROR_REFUSED where a fault has nothing to accept, a rejection no reason, or the
 *   workspace no register for decisions; then nothing is changed
 *
 * One command.  A split makes a record for each stretch: the one farthest downstream keeps the
 * record, the others are new with its fields; length and time are shared by length, and records
 * that name the reach (sections, outfalls, ...) name the stretch they stand on.
 *
 * Returns: (transfer full) (element-type SuyRiverChange): every change
 */
GPtrArray *suy_workspace_repair_rivers (SuyWorkspace *self,
                                        const SuyRiverCheck *check,
                                        const SuyRiverRepair *repair,
                                        GError **error);

/* ---- why is this not upstream of that? ---- */

typedef enum
{
  SUY_WHY_IS_UPSTREAM,   /* it is */
  SUY_WHY_BEYOND_LIMIT,  /* it is, but farther than the limit */
  SUY_WHY_IS_DOWNSTREAM, /* the water runs the other way */
  SUY_WHY_OTHER_BRANCH,  /* their waters meet, but below */
  SUY_WHY_AGAINST,       /* a reach between them is digitised against the way */
  SUY_WHY_MISSING_JOIN,  /* they do not meet, but nearly */
  SUY_WHY_OTHER_BASIN,   /* they do not meet, nor come near */
} SuyWhyKind;

typedef struct
{
  SuyWhyKind kind;
  char *text;     /* the whole answer in sentences */
  GArray *way;    /* (element-type SuyTracePiece): the way down, or how far the water goes */
  GArray *turned; /* (element-type guint32): AGAINST: reaches to turn round */
  SuyPoint place; /* where it breaks: join, meeting, turned reach, or end of the way */
  SuyPoint other; /* MISSING_JOIN, OTHER_BASIN: the place across the gap; else as place */
  double river_m; /* of the way */
  double gap_m;   /* across the gap, else NAN */
} SuyWhy;

/* A gap up to this is called a missing join, beyond it another basin. */
#define SUY_WHY_JOIN_M 500.0

/**
 * suy_workspace_why:
 * @max_m: the limit of the trace that did not find @above; INFINITY: none
 *
 * Why water from @above does, or does not, come to @below.
 *
 * Returns: (transfer full): the answer, or NULL with @error set
 */
SuyWhy *suy_workspace_why (SuyWorkspace *self,
                           SuyPlace above,
                           SuyPlace below,
                           double max_m,
                           GError **error);
void suy_why_free (SuyWhy *self);

const char *suy_why_kind_get_name (SuyWhyKind kind); /* "is-upstream", ... */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyRiverCheck, suy_river_check_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyWhy, suy_why_free)

G_END_DECLS
