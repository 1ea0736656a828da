/* suy-workspace-figure.h: how many are there of these, by what, and what follows from that?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures are data (suy-figure.h).  Sums are exact: whole numbers as they are, others in
 * millionths, to which each value is rounded. */

#pragma once

#include "suy-figure.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

typedef struct
{
  const char *by; /* (nullable): one of the figure's; NULL: the first */
  int year;       /* 0: all */
  char **filters; /* (nullable): as suy_filter_parse() takes them */
} SuyFigureWish;

typedef struct
{
  char *group;      /* what is stored: "water", "2026-11", the id of a record; "" for none */
  char *label;      /* in the language of the program */
  gint64 link;      /* id of the record that the group is, or 0 */
  SuyRatio *values; /* one a column */
} SuyFigureRow;

typedef struct
{
  const SuyFigure *figure;
  const char *by;
  const SuyRegister *target; /* (nullable): of the records that the groups are */
  GPtrArray *rows;     /* (element-type SuyFigureRow): times and choices in their order, else the
                          largest first */
  SuyFigureRow *total; /* of all rows */
} SuyFigureAnswer;

/* The table that ships with the program; any thread.  NULL with @error set */
const SuyFigures *suy_workspace_get_figures (GError **error);

/**
 * suy_workspace_figure:
 * @figure: of suy_workspace_get_figures()
 * @error: SUY_ERROR_NOT_FOUND: the file has no such register or field; SUY_ERROR_INVALID: the
 * figure knows no such grouping, or has no year
 *
 * One scan of the register, and one of each register behind a "link.field".
 *
 * Returns: (transfer full): the answer, or NULL with @error set
 */
SuyFigureAnswer *suy_workspace_figure (SuyWorkspace *self,
                                       const SuyFigure *figure,
                                       const SuyFigureWish *wish,
                                       GError **error);
void suy_figure_answer_free (SuyFigureAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyFigureAnswer, suy_figure_answer_free)

G_END_DECLS
