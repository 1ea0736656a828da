/* bench-driver.h: how does a program of the bench say what it can do, and how fast?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A driver builds its index, says "ready USER-SECONDS ALL-SECONDS BYTES", and answers lines from
 * its standard input until they end, so that rounds of many drivers can take turns:
 *
 *   WORK PARAMETER QUERIES SECONDS -> WORK PARAMETER QUERIES MICROSECONDS COUNT SUM
 *
 * The first QUERIES queries are asked once for the count and the sum of what they find, and then
 * again until SECONDS of processor time have gone; MICROSECONDS are those of one query, user and
 * system.  A pass longer than that is not asked twice. */

#pragma once

#include "suy-items.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;

  /* Puts what query @query finds into @found, which is empty and keeps its room. */
  void (*ask) (gpointer self, guint32 query, double parameter, SuyItems *found);

  /* (nullable): where ask leaves its answer elsewhere: how many it found, and their sum */
  void (*tally) (gpointer self, const SuyItems *found, guint64 *count, guint64 *sum);
} BenchWork;

/* User and system time of this process, in seconds. */
double bench_seconds (void);

/* Building starts now, from here on memory is counted. */
void bench_begin (void);

/* What was built holds @bytes, or, if that is more, what malloc gave out since bench_begin() and is
 * there. */
void bench_ready (gsize bytes);

/* Answers until the input ends.  @works: ended by a name NULL.  Returns: 0, for main() */
int bench_serve (gpointer self, const BenchWork *works);

G_END_DECLS
