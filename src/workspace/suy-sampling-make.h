/* suy-sampling-make.h: a new draw as somebody asks for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

typedef struct
{
  const char *reg;      /* sampling_check, lookback_sample or station_patrol */
  const char *name;     /* (nullable): the day and the words of the register */
  const char *form;     /* (nullable): kind of a check; routine */
  const char *layer;    /* (nullable): register of the objects of a check; enterprise */
  char **from;          /* (nullable): filters of the objects, see suy_filter_parse() */
  char **officers;      /* (nullable): filters of the officers */
  gint64 share_bp;      /* how much of the list; 0: @count */
  gint64 count;         /* how many; 0: a tenth, rounded up */
  gint64 n_each;        /* officers an object; 0: two */
  gint64 year;          /* of a look-back; 0: this one */
  const char *period;   /* (nullable): of a station patrol; this month */
  gint64 operator_unit; /* of a station patrol; 0: not said */
} SuySamplingWish;

/**
 * suy_sampling_make:
 * @error: SUY_ERROR_INVALID: nothing to draw from; SUY_ERROR_NOT_FOUND: a register or field
 *
 * Chooses and freezes the lists; nothing is written and nothing is drawn.
 *
 * Returns: (transfer full): a new record, to be saved and moved
 */
SuyRecord *suy_sampling_make (SuyWorkspace *self, const SuySamplingWish *wish, GError **error);

/**
 * suy_sampling_begin:
 * @record: of suy_sampling_make(), or filled in by hand; its id is set
 * @error: SUY_ERROR_REFUSED lists what is missing; nothing is kept then
 *
 * Saves it and makes the move that freezes its lists, for which a station patrol needs its seed.
 */
gboolean suy_sampling_begin (SuyWorkspace *self, SuyRecord *record, GError **error);

G_END_DECLS
