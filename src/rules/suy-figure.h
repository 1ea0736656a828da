/* suy-figure.h: what is counted of the records of a register, and by what?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table is data/rules/figures.json; docs/rules-format.md explains it.  Pure: the sums of a
 * group are handed in, and what follows from them is reckoned in fractions of whole numbers. */

#pragma once

#include "suy-duty.h"
#include "suy-ratio.h"

G_BEGIN_DECLS

typedef enum
{
  /* Gathered from records: */
  SUY_FIGURE_COUNT,    /* records */
  SUY_FIGURE_SUM,      /* of a number */
  SUY_FIGURE_DISTINCT, /* different values of a field; of a list its members */
  SUY_FIGURE_DATES,    /* different days of a date or time */
  SUY_FIGURE_DAYS,     /* mean number of days between two fields */
  SUY_FIGURE_POINTS,   /* mean of weighted numbers, weights are percent */
  SUY_FIGURE_ALL,      /* records of a whole register, in no group */
  SUY_FIGURE_LINKED,   /* a number of the record that the group is */
  /* Reckoned from columns before them: */
  SUY_FIGURE_SHARE,    /* a of b, as a percentage */
  SUY_FIGURE_PART,     /* a of the sum of all a, as a percentage */
  SUY_FIGURE_QUOTIENT, /* a for each b */
  SUY_FIGURE_REST,     /* a - b */
  SUY_FIGURE_RUNNING,  /* a - b of this period and all before it */
  SUY_FIGURE_GROWTH,   /* a against that of the period before, as a percentage */
  SUY_FIGURE_LEAST,    /* the least number that is a share of a */
} SuyFigureKind;

typedef struct
{
  char *name;
  SuyLabel label;
  SuyFigureKind kind;
  char *unit;      /* (nullable) */
  char *on;        /* (nullable): counts on the day of this field, not on that of the figure */
  GArray *tests;   /* (element-type SuyDutyTest): records that count, all must hold */
  GStrv fields;    /* of the register; of SUY_FIGURE_ALL its name */
  GArray *weights; /* (element-type int): of SUY_FIGURE_POINTS, percent, as many as fields */
  guint a, b;      /* indices of columns before this one */
  int share_bp;    /* of SUY_FIGURE_LEAST */
} SuyFigureColumn;

typedef struct
{
  char *name;
  SuyLabel label;
  char *reg;
  char *on;      /* (nullable): the day by which a record is of a year */
  GArray *tests; /* (element-type SuyDutyTest): records that it is about */
  GStrv by; /* fields, "link.field", "year", "quarter", "month"; the first where none is asked */
  gboolean every;     /* groups without a record are listed too */
  GPtrArray *columns; /* (element-type SuyFigureColumn) */
  char *source;
} SuyFigure;

typedef struct _SuyFigures SuyFigures; /* constant */

SuyFigures *suy_figures_new_builtin (GError **error);

/* @error: SUY_ERROR_INVALID with the place, also for a column that names one behind it. */
SuyFigures *suy_figures_new_from_text (const char *file, const char *text, GError **error);
void suy_figures_free (SuyFigures *self);

/* (element-type SuyFigure), in the order of the table */
const GPtrArray *suy_figures_get_all (const SuyFigures *self);
const SuyFigure *suy_figures_find (const SuyFigures *self, const char *name); /* (nullable) */

/* Does @by stand for a stretch of time? */
gboolean suy_figure_is_period (const char *by);

/* Is it gathered from records? */
gboolean suy_figure_is_gathered (const SuyFigureColumn *column);

/**
 * suy_figure_reckon:
 * @values: (array length=n columns): the gathered ones of a group; the others are filled in
 * @before: (nullable): all values of the period before
 * @total: (nullable): all values of the sum of all groups; NULL: @values are these
 */
void suy_figure_reckon (const SuyFigure *self,
                        SuyRatio *values,
                        const SuyRatio *before,
                        const SuyRatio *total);

/* As it is shown: percentages and means with up to two decimals, sums as they are; "" for none.
 * Returns: (transfer full) */
char *suy_figure_format (const SuyFigureColumn *column, SuyRatio value);

/* "%", "d", or the column's own.  Returns: (nullable) */
const char *suy_figure_get_unit (const SuyFigureColumn *column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyFigures, suy_figures_free)

G_END_DECLS
