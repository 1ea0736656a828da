/* suy-ledger-check.h: does the ledger add up?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

/* domain.md S-051, S-052, S-054 */
typedef enum
{
  SUY_LEDGER_NO_PLAN,       /* 条条有整改: no plan document */
  SUY_LEDGER_NO_MEASURE,    /* 件件有着落: no measure */
  SUY_LEDGER_NO_RESULT,     /* 事事见成效: begun without progress, or closed below 100 % */
  SUY_LEDGER_EMPTY_FIELD,   /* one of the fields that each item must say */
  SUY_LEDGER_NO_ACCEPTANCE, /* closed without an acceptance that passed */
  SUY_LEDGER_NO_EVIDENCE,   /* closed without a file, of its own or of its case */
  SUY_LEDGER_NOT_CLOSED,    /* a date of closing on an open item that never rebounded */
  SUY_LEDGER_WRONG_ORDER,   /* closed before it was accepted */
} SuyLedgerFault;

#define SUY_LEDGER_N_FAULTS (SUY_LEDGER_WRONG_ORDER + 1)

typedef struct
{
  gint64 id; /* of the item */
  SuyLedgerFault fault;
  const SuyField *field; /* (nullable): EMPTY_FIELD */
} SuyLedgerFinding;

/* One list, as an inspection hands it down. */
typedef struct
{
  char *batch; /* (nullable) */
  guint n_items, n_measures;
  guint n_faults[SUY_LEDGER_N_FAULTS]; /* findings */
} SuyLedgerSum;

#define SUY_LEDGER_N_CLASSES 3 /* immediate, phased, long-term */

/* By the year of the original deadline; done are those that are closed, in whichever year. */
typedef struct
{
  int year; /* 0: no deadline */
  guint planned[SUY_LEDGER_N_CLASSES], done[SUY_LEDGER_N_CLASSES];
} SuyLedgerYear;

typedef struct
{
  SuyLedgerSum all;
  GPtrArray *batches; /* of SuyLedgerSum, by name */
  GArray *years;      /* of SuyLedgerYear, in order */
  GArray *findings;   /* of SuyLedgerFinding, in the order of the items */
} SuyLedgerReport;

/**
 * suy_ledger_check:
 * @ids: (element-type gint64): rectification items
 *
 * Counts items and measures, checks every item, and holds what is closed against acceptances and
 * evidence (逐项对账).  Cancelled items are counted, and not checked.
 *
 * Returns: (transfer full)
 */
SuyLedgerReport *suy_ledger_check (SuyWorkspace *self, const GArray *ids, GError **error);
void suy_ledger_report_free (SuyLedgerReport *self);

/* The name of a class by its place: "immediate", ... */
const char *suy_ledger_get_class (guint i);

/* "no_plan", ..., and how people call it. */
const char *suy_ledger_fault_get_name (SuyLedgerFault fault);
const char *suy_ledger_fault_describe (SuyLedgerFault fault);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyLedgerReport, suy_ledger_report_free)

G_END_DECLS
