/* suy-travel-time.h: how long does water take through a reach, and how do we know?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pure arithmetic over columns.  Whoever shows the hours shows where they are from too. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From the surest to the least sure. */
typedef enum
{
  SUY_TRAVEL_OWN,     /* the reach's own time or speed */
  SUY_TRAVEL_RIVER,   /* the mean speed of reaches of the same river that have their own */
  SUY_TRAVEL_SLOPE,   /* its order and slope */
  SUY_TRAVEL_DEFAULT, /* nothing is known of it */
} SuyTravelSource;

#define SUY_TRAVEL_SOURCES 4

/* "own", "river", "slope" or "default", for machines to read. */
const char *suy_travel_source_get_name (SuyTravelSource source);

/* Columns of n each; read, not kept.  All may be NULL but the length. */
typedef struct
{
  guint32 n;
  const double *length_m;   /* finite, >= 0 */
  const double *travel_h;   /* NAN: unknown; else >= 0 */
  const double *speed_m_s;  /* NAN: unknown; else > 0 */
  const gint64 *level_path; /* reaches of one main river share a number; 0: unknown */
  const gint64 *name;       /* reaches of one name share a number; 0: without */
  const guint8 *strahler;   /* 0: unknown */
  const double *slope;      /* fall by length; NAN: unknown */
} SuyTravelInput;

#define SUY_TRAVEL_ORDERS 10

/* By Manning's formula a stream flows with radius^(2/3) * slope^(1/2) / roughness. */
typedef struct
{
  double default_m_s;
  double roughness;                   /* Manning's n, s / m^(1/3) */
  double radius_m[SUY_TRAVEL_ORDERS]; /* hydraulic radius by Strahler order from 1; the last for all
                                         above */
  double least_slope;                 /* a smaller one counts as this */
  double least_m_s, most_m_s;
} SuyTravelRules;

/**
 * suy_travel_times:
 * @hours: (out caller-allocates) (array length=n): none unknown
 * @sources: (out caller-allocates) (array length=n): of SuyTravelSource
 *
 * A river is a level path; reaches without one, or whose level path has no speed, go by their name.
 * Its mean speed is its length by its time where both are above 0.  Order and slope must both be
 * known to count.  O(n).
 */
void suy_travel_times (const SuyTravelInput *input,
                       const SuyTravelRules *rules,
                       double *hours,
                       guint8 *sources);

/* What an edit touched. */
typedef struct
{
  const GArray *reaches;       /* (element-type guint32): new ones, and those with any change */
  const GArray *paths, *names; /* (element-type gint64): theirs, before and after */
} SuyTravelEdit;

/**
 * suy_travel_times_edit:
 * @input: as it is after the edit
 * @hours, @sources: (inout) (array length=n): as suy_travel_times() gave them, in their new places
 *
 * Estimates the reaches of @edit and of its rivers again, to the same bits as suy_travel_times()
 * of @input.  Passes over the columns, but no table of all rivers: a fraction of its time.
 */
void suy_travel_times_edit (const SuyTravelInput *input,
                            const SuyTravelRules *rules,
                            const SuyTravelEdit *edit,
                            double *hours,
                            guint8 *sources);

G_END_DECLS
