/* suy-figure-run.h: the cells of a register, gathered into the groups of a figure
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-workspace-figure.h"

G_BEGIN_DECLS

#define SUY_FIGURE_MILLION 1000000

/* What is gathered of one column in one group. */
typedef struct
{
  gint64 n, sum;    /* days and points: n values; sums of real numbers in millionths */
  GHashTable *seen; /* (nullable): texts that were seen */
} SuyFigureCell;

/* A column of the scan: a field, or one of the record that a link leads to. */
typedef struct
{
  char *path; /* "township", "enterprise.township" */
  const SuyField *field, *far;
  guint position;    /* in the scan */
  GHashTable *cells; /* (nullable): gint64 of the linked record to SuyValue of the far field */
} SuyFigurePath;

typedef struct
{
  SuyWorkspace *workspace;
  const SuyFigure *figure;
  const SuyRegister *reg;
  const char *by;
  int year;
  GPtrArray *paths;       /* (element-type SuyFigurePath) */
  GPtrArray *fields;      /* (element-type SuyField): of the scan */
  GHashTable *groups;     /* text to array of SuyFigureCell, one a column */
  SuyFigureCell *total;   /* of records of the year */
  gint64 first, last;     /* days that were seen; first after last: none */
  const SuyValue *values; /* of the row that is looked at */
} SuyFigureRun;

gboolean suy_figure_run_prepare (SuyFigureRun *self, GError **error);
gboolean suy_figure_run_scan (SuyFigureRun *self, char **filters, GError **error);
void suy_figure_run_clear (SuyFigureRun *self);

/* (transfer none): the cells of a group, made where there are none */
SuyFigureCell *suy_figure_run_group (SuyFigureRun *self, const char *group);

/* Of a number; 0 for what is none. */
gint64 suy_figure_millionths (const SuyValue *value);

/* Where groups are times: those between the first and the last too. */
void suy_figure_run_add_periods (SuyFigureRun *self);

/* (nullable) */
const SuyFigurePath *suy_figure_run_find (const SuyFigureRun *self, const char *path);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SuyFigureRun, suy_figure_run_clear)

G_END_DECLS
