/* bench-driver.c: answers and times queries by the line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "bench-driver.h"

double
bench_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return (double) now.tv_sec + (double) now.tv_nsec * 1e-9;
}

/* Without what the system did for it, such as clearing memory. */
static double
user_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) usage.ru_utime.tv_sec + (double) usage.ru_utime.tv_usec * 1e-6;
}

/* What malloc has given out, large blocks included. */
static gsize
heap (void)
{
  const struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
}

/* Memory of our own that is there, not only promised: a block that was made larger to be aligned
 * has an end that nobody touches. */
static gsize
resident (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;
  line = strstr (text, "\nAnonymous:");

  return line != NULL ? 1024 * (gsize) g_ascii_strtoull (line + strlen ("\nAnonymous:"), NULL, 10)
                      : 0;
}

static struct
{
  double user, all;
  gsize heap, resident;
} begin;

void
bench_begin (void)
{
  begin.heap = heap ();
  begin.resident = resident ();
  begin.user = user_seconds ();
  begin.all = bench_seconds ();
}

void
bench_ready (gsize bytes)
{
  const double all = bench_seconds () - begin.all, user = user_seconds () - begin.user;
  const gsize given = heap () - begin.heap, there = resident () - begin.resident;
  const gsize more = MIN (given, there);

  printf ("ready %.6f %.6f %" G_GSIZE_FORMAT "\n", MIN (user, all), all, MAX (bytes, more));
  fflush (stdout);
}

static void
tally_items (gpointer self, const SuyItems *found, guint64 *count, guint64 *sum)
{
  *count += found->n;
  for (gsize i = 0; i < found->n; i++)
    *sum += found->at[i];
}

/* One pass.  Returns: its seconds */
static double
pass (gpointer self, const BenchWork *work, double parameter, guint32 n, SuyItems *found)
{
  const double start = bench_seconds ();

  for (guint32 i = 0; i < n; i++)
    {
      found->n = 0;
      work->ask (self, i, parameter, found);
    }

  return bench_seconds () - start;
}

static void
answer (gpointer self, const BenchWork *work, const char *parameter, guint32 n, double seconds)
{
  void (*tally) (gpointer, const SuyItems *, guint64 *, guint64 *) =
      work->tally != NULL ? work->tally : tally_items;
  const double number = g_ascii_strtod (parameter, NULL), start = bench_seconds ();
  guint64 count = 0, sum = 0;
  guint n_passes = 1;
  double time;
  g_auto (SuyItems) found = { 0 };

  for (guint32 i = 0; i < n; i++)
    {
      found.n = 0;
      work->ask (self, i, number, &found);
      tally (self, &found, &count, &sum);
    }
  time = bench_seconds () - start;

  if (time < seconds * 2)
    for (time = 0, n_passes = 0; time < seconds; n_passes++)
      time += pass (self, work, number, n, &found);
  printf ("%s %s %u %.6f %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT "\n", work->name, parameter, n,
          time / n_passes / n * 1e6, count, sum);
  fflush (stdout);
}

int
bench_serve (gpointer self, const BenchWork *works)
{
  char name[40], parameter[40], seconds[40];
  guint n;

  while (scanf ("%39s %39s %u %39s", name, parameter, &n, seconds) == 4)
    {
      const BenchWork *work = works;

      while (work->name != NULL && !g_str_equal (work->name, name))
        work++;
      if (work->name == NULL || n == 0)
        g_error ("This driver has no work “%s” of %u queries", name, n);
      answer (self, work, parameter, n, g_ascii_strtod (seconds, NULL));
    }

  return 0;
}
