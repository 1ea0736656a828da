/* suy-lamp.h: how far behind is this item or milestone, and which lamp does it show?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: 000 §8.3 (red, yellow and green lamps of key nodes), 000 §6.3 (four levels), 002-3
 * (checkpoints).  Days count since 1970-01-01, progress in basis points: 10,000 is 100 %. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SUY_LAMP_GREEN,
  SUY_LAMP_YELLOW,
  SUY_LAMP_YELLOW2, /* the second yellow of 000 §8.3, with the actor of the orange level */
  SUY_LAMP_RED,
} SuyLamp;

typedef enum
{
  SUY_LEVEL_NONE,
  SUY_LEVEL_BLUE,
  SUY_LEVEL_YELLOW,
  SUY_LEVEL_ORANGE,
  SUY_LEVEL_RED,
} SuyLevel;

/* How 000 §8.3 is read, which says yellow for 20 to 30 % too. */
typedef enum
{
  SUY_LAG_BANDS_FOUR_LEVELS, /* 20 to 30 % is orange, as 000 §6.3 has it for the same actor */
  SUY_LAG_BANDS_LITERAL,     /* 20 to 30 % stays yellow */
} SuyLagBands;

/* What was to be reached by the end of a day. */
typedef struct
{
  gint64 day;
  int bp;
} SuyCheckpoint;

typedef struct
{
  gint64 start, due;
  const SuyCheckpoint *checkpoints; /* (nullable), by day, between start and due */
  guint n_checkpoints;
} SuyPlan;

typedef struct
{
  int planned_bp, lag_bp;
  gboolean overdue; /* the due day has passed and it is not accepted */
  SuyLamp lamp;
  SuyLevel level;
} SuyLag;

/* Planned progress at @today: 0 until the start, 10,000 from the due day on, in between along a
 * straight line, from checkpoint to checkpoint, rounded down. */
int suy_lamp_get_planned_bp (const SuyPlan *plan, gint64 today);

/* The bands alone, of 0 to 10,000: 500, 1000, 2000 and 3000 belong to the higher band. */
SuyLamp suy_lamp_of_lag (int lag_bp);
SuyLevel suy_lamp_get_level (int lag_bp, SuyLagBands bands);

/* Indicator I-02 (000 §6.3): the lag is above 15 %, so that 15.00 % shows a yellow lamp and does
 * not fire, 15.01 % does both. */
gboolean suy_lamp_indicator_fires (int lag_bp);

/**
 * suy_lamp_compute:
 * @actual_bp: progress reached, 0 to 10,000
 * @accepted: acceptance has passed: no lamp but green, no level
 *
 * Something overdue shows at least yellow, whatever its lag.
 */
SuyLag suy_lamp_compute (const SuyPlan *plan,
                         gint64 today,
                         int actual_bp,
                         gboolean accepted,
                         SuyLagBands bands);

/* "green", "yellow", "yellow2", "red", as the catalog's list of choices has it. */
const char *suy_lamp_get_name (SuyLamp lamp);

/* "blue" to "red"; NULL for SUY_LEVEL_NONE. */
const char *suy_lamp_get_level_name (SuyLevel level);

G_END_DECLS
