/* suy-workspace-suspects.h: who may have caused this exceedance, and why?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sources upstream of a place, ranked by the table data/rules/suspects.json.  Records that belong
 * together (an outfall, the risk point and the enterprise behind both) are one suspect. */

#pragma once

#include "suy-load-share.h"
#include "suy-suspect-score.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

typedef struct
{
  const SuyRegister *reg; /* (nullable): the record to start at: a section, a sample of one, or any
                             with a place near a river */
  gint64 id;
  SuyPlace place;                /* where @reg is NULL */
  const char *const *pollutants; /* (nullable): names of factors; NULL: those over their limits */
  const char *time;              /* (nullable): of the exceedance, as stored; NULL: of the latest
                                    sample over a limit, else the end of the workspace's day */
  const char *since;             /* (nullable): stored time: nothing let in before it counts */
  double window_h;               /* 0: from @since to the time, else as the table says */
  double max_m, max_h;           /* of the trace; INFINITY: no limit */
  double snap_m;                 /* SUY_SNAP_M as a rule */
  const char *language;          /* (nullable): of the reasons; NULL: the locale's */
} SuySuspectsAsk;

/* One of the pollutants asked for. */
typedef struct
{
  const SuyChoice *factor;
  gint64 measurement;            /* the sample that says so; 0: there is none */
  double value_mg_l, limit_mg_l; /* NAN: unknown, or the factor has no limit */
  gint64 excess_bp;              /* of the limit; 0: not over it */
} SuyExceedance;

typedef struct
{
  const SuyRegister *reg; /* the record that stands for it */
  gint64 id;
  char *code;         /* (nullable) */
  gboolean has_owner; /* the enterprise behind it is known */
  SuySuspectFacts facts;
  SuySuspectScore score;
  double load_kg_d, arriving_kg_d; /* of the first pollutant: let in, and what comes down of it */
  int share_bp, arriving_bp;       /* of the known loads of all suspects; -1: unknown */
  GArray *parts; /* (element-type SuyFound): its records on the way, nearest first */
} SuySuspect;

typedef struct
{
  SuyTrace *trace;
  const SuyRegister *section_reg; /* (nullable) */
  gint64 section;                 /* 0: it does not start at one */
  GArray *exceedances;            /* (element-type SuyExceedance): in the order of the question */
  char *time;                     /* stored */
  char *since;                    /* time less window, stored */
  SuySuspectRules *rules;
  SuySuspectQuestion question;
  GPtrArray *suspects;       /* (element-type SuySuspect): ranked */
  SuyLoadSum load, arriving; /* of the first pollutant */
  char **labels;             /* of the pollutants */
} SuySuspects;

/**
 * suy_workspace_suspects:
 * @error: SUY_ERROR_INVALID: no sample is over a limit and no pollutant is named, a time that is
 *   none, a window that is empty; SUY_ERROR_NOT_FOUND: no such factor, no river near
 *
 * One statement a table, however many sources there are.
 *
 * Returns: (transfer full): the answer, or NULL with @error set
 */
SuySuspects *suy_workspace_suspects (SuyWorkspace *self, const SuySuspectsAsk *ask, GError **error);
void suy_suspects_free (SuySuspects *self);

/* Registers whose records can be suspects, as the table names them.  (transfer container)
 * (element-type SuyRegister) */
GPtrArray *suy_workspace_get_source_layers (SuyWorkspace *self, GError **error);

/* "tp", "TP" or "总磷" to the factor of measurements.  SUY_ERROR_NOT_FOUND lists them. */
const SuyChoice *suy_workspace_find_factor (SuyWorkspace *self, const char *text, GError **error);

/* Why a suspect stands where it does: a criterion, or all of them in a line.  (transfer full) */
char *suy_suspects_explain (const SuySuspects *self,
                            const SuySuspect *suspect,
                            SuyCriterion criterion);
char *suy_suspects_summarize (const SuySuspects *self, const SuySuspect *suspect);

/* "total phosphorus 0.25 mg/L, limit 0.2 mg/L: over it by 0.25 × the limit".  (transfer full) */
char *suy_suspects_describe_exceedance (const SuySuspects *self, guint n);

/* How much of the load is known, from how many of the suspects.  (transfer full) */
char *suy_suspects_describe_load (const SuySuspects *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuySuspects, suy_suspects_free)

G_END_DECLS
