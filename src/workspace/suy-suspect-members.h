/* suy-suspect-members.h: which records on the way belong to which suspect?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the files that gather facts. */

#pragma once

#include "suy-suspect-facts.h"

G_BEGIN_DECLS

#define SUY_MAX_OWNERS 4 /* links of one register to what its records are parts of */

enum
{
  SUY_CELL_POLLUTANTS,
  SUY_CELL_LEVEL,
  SUY_CELL_OPERATION,
  SUY_CELL_LOAD,
  SUY_CELL_FLOW,
  SUY_N_CELLS,
};

typedef struct _SuySource SuySource;

/* The latest sample of a factor. */
typedef struct
{
  char at[32];
  double mg_l;        /* NAN: there is none */
  gboolean too_small; /* below what can be measured: no amount is known */
} SuyLatest;

/* A record on the way, or one that such a record belongs to. */
typedef struct
{
  gint64 id, owner_id;
  SuySource *owner; /* (nullable) */
  SuySuspect *suspect;
  double river_m, travel_h; /* where on_way */
  SuyTravelSource hours_source;
  double load_kg_d, flow_m3d;
  SuyLatest *samples; /* (nullable) (array length=n_pollutants) */
  char *code;
  const char *level, *operation; /* grades of the table */
  guint32 common;                /* pollutants that its list names */
  gboolean listed;               /* it has a list */
  gboolean on_way, read, is_root;
} SuyMember;

struct _SuySource
{
  const SuySourceRow *row;
  const SuyRegister *reg;
  const SuyField *of[SUY_MAX_OWNERS + 1];
  const SuyField *cells[SUY_N_CELLS];
  GArray *members; /* (element-type SuyMember): by id */
};

typedef struct
{
  SuyWorkspace *workspace;
  SuySuspects *suspects;
  const SuyRegister *measurement;
  SuySource *sources; /* in the order of the table */
  guint n_sources;
  SuySource *liable; /* (nullable): the register that penalties are about */
  GHashTable *masks; /* text of a list to its pollutants << 1 | has any */
} SuySuspectMembers;

void suy_suspect_members_clear (SuySuspectMembers *self);

/* (nullable) */
SuySource *suy_suspect_members_find_source (SuySuspectMembers *self, const char *reg);
SuyMember *suy_source_find (SuySource *source, gint64 id);

/* The latest samples of what has a flow, not after the time. */
gboolean suy_suspect_members_read_samples (SuySuspectMembers *self, GError **error);

/* Counts open cases and past violations of each suspect. */
gboolean suy_suspect_members_read_cases (SuySuspectMembers *self, GError **error);

/* What the parts say becomes what is known of their suspect; suspects get a record and a load. */
void suy_suspect_members_merge (SuySuspectMembers *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SuySuspectMembers, suy_suspect_members_clear)

G_END_DECLS
