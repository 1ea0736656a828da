/* suy-sampling.h: what do the frozen list and the seed of this sampling draw?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Records of sampling_check, lookback_sample and station_patrol (SM-7).  Lists name records by
 * their keys: those of the register that is meant by their code, others as "REGISTER:CODE".  A line
 * of drawn officers reads "OBJECT: OFFICER, OFFICER", one of replaced ones
 * "OBJECT: OFFICER → OFFICER（WHY）". */

#pragma once

#include "suy-draw.h"
#include "suy-interest.h"

G_BEGIN_DECLS

/* Names of draws that a record has. */
#define SUY_SAMPLING_MAIN NULL /* the first one of the register */
#define SUY_SAMPLING_RECHECK "recheck"

typedef struct
{
  const char *reg;
  const char *name; /* of the draw, for suy_draw_order() */
  const char *pool; /* fields of the record: the list, the seed, what is drawn, how many */
  const char *seed;
  const char *drawn;
  const char *size;  /* (nullable) */
  const char *means; /* register of keys that name none */
} SuySamplingKind;

typedef struct
{
  const SuySamplingKind *kind;
  GStrv order;         /* the whole list */
  guint n_drawn;       /* the first of it; the others stand in for them */
  GStrv officer_order; /* (nullable): of double random checks */
  SuyDrawDeal *deal;   /* (nullable): places in the two orders */
  GArray *why;         /* (nullable) (element-type SuyInterest): of those who were passed over */
  guint n_least;       /* officers of the object that has the fewest */
} SuySampling;

/* NULL: the register draws nothing. */
const SuySamplingKind *suy_sampling_find_kind (const char *reg, const char *name);

/**
 * suy_sampling_new:
 * @record: with its lists and its seed
 * @error: SUY_ERROR_INVALID: they are none to draw from
 *
 * Draws anew from what is frozen in @record, with the conflicts that are known now.
 */
SuySampling *suy_sampling_new (SuyWorkspace *workspace,
                               const SuyRecord *record,
                               const char *name,
                               GError **error);
void suy_sampling_free (SuySampling *self);

/* Lists of the record as JSON: what is drawn, who goes where, who was replaced.  (transfer full) */
char *suy_sampling_get_drawn (const SuySampling *self);
char *suy_sampling_get_officers (const SuySampling *self);
char *suy_sampling_get_replaced (const SuySampling *self);

/* The checksum of the frozen lists: the list hash, of double random checks that of the objects, a
 * space, that of the officers.  (transfer full), NULL with @error set */
char *suy_sampling_hash (const SuyRecord *record, GError **error);

/* Whether lists, seed and draw of the record agree. */
gboolean suy_sampling_is_reproduced (const SuySampling *self, const SuyRecord *record);

/* How many lines a list of the record has. */
guint suy_sampling_count (const SuyRecord *record, const char *list);

/* The record that a key of a list names.  (transfer full) (nullable) */
SuyRecord *suy_sampling_get_object (SuyWorkspace *workspace, const char *key, const char *means);

/* How many officers of the lines have an interest in their object, or are not known. */
guint suy_sampling_count_conflicts (SuyWorkspace *workspace, const SuyRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuySampling, suy_sampling_free)

G_END_DECLS
