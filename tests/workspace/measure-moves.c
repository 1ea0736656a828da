/* measure-moves.c: what does a move cost beside a journal of N rows?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * measure-moves N CASES: processor time of a step of a case's life, in a file whose journal,
 * attachments and cases are those of N moves that others made. */

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "made-bureau.h"
#include "suy-workspace-private.h"

#define MOVES_OF_CASE 8

typedef struct
{
  const SuyRegister *reg;
  guint n, at;
} Others;

static double
get_time (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) usage.ru_utime.tv_sec + (double) usage.ru_utime.tv_usec / 1e6 +
         (double) usage.ru_stime.tv_sec + (double) usage.ru_stime.tv_usec / 1e6;
}

static SuyRecord *
next_other (gpointer data, GError **error)
{
  Others *others = data;
  SuyRecord *record;
  g_autofree char *code = NULL;

  if (others->at == others->n)
    return NULL;
  record = suy_record_new (others->reg);
  code = g_strdup_printf ("X-%07u", ++others->at);
  suy_record_set_text (record, "code", code);
  if (suy_register_find (others->reg, "object_id") != NULL)
    {
      suy_record_set_text (record, "object_register", "problem");
      suy_record_set_integer (record, "object_id", 1 + others->at / MOVES_OF_CASE);
    }
  else
    suy_record_set_text (record, "title", "Dust");

  return record;
}

static void
load (Bureau *bureau, const char *name, guint n)
{
  Others others = { bureau_register (bureau, name), n, 0 };
  const SuyCommandInfo info = { .kind = "edit" };
  g_autoptr (GError) error = NULL;

  suy_store_begin (bureau->workspace->store, &info, &error);
  g_assert_no_error (error);
  suy_store_load (bureau->workspace->store, others.reg, next_other, &others, &error);
  g_assert_no_error (error);
  suy_store_commit (bureau->workspace->store, NULL, &error);
  g_assert_no_error (error);
}

typedef struct
{
  const char *name;
  double time;
} Step;

static void
add_time (Step *step, const char *name, double *since)
{
  double now = get_time ();

  step->name = name;
  step->time += now - *since;
  *since = now;
}

/* From the finding to the receipt, in steps.  Returns: how many */
static guint
live (Bureau *bureau, guint number, Step *steps)
{
  g_autofree char *place = g_strdup_printf ("@=118.2,27.%04u", 3000 + number * 10);
  double since = get_time ();
  guint n = 0;
  gint64 id = bureau_make (bureau, "problem", "title=Dust", "source=patrol", "medium=air",
                           "found_at=today-20T", "description=Dust at the yard", place,
                           "township=T1", NULL);

  add_time (&steps[n++], "save a case", &since);
  bureau_attach (bureau, "problem", id, "photo");
  add_time (&steps[n++], "attach a photo", &since);
  bureau_move (bureau, "grid_inspector", "problem", id, "report", NULL);
  add_time (&steps[n++], "report", &since);
  bureau_move (bureau, "duty_officer", "problem", id, "judge", "severity_tier=routine",
               "cause=Open heap", NULL);
  add_time (&steps[n++], "judge", &since);
  bureau_move (bureau, "rectification_office", "problem", id, "assign", "lead_unit=LEAD",
               "responsible_unit=TOWN", "responsible_person=unit_head", "supervising_unit=SUPER",
               "goal=No dust", "measure=Cover the heap", "deadline=today+10",
               "rect_class=immediate", NULL);
  add_time (&steps[n++], "assign", &since);
  bureau_move (bureau, "responsible_unit", "problem", id, "receive", NULL);
  add_time (&steps[n++], "receive", &since);

  return n;
}

int
main (int argc, char **argv)
{
  guint n_rows = argc > 1 ? (guint) atoi (argv[1]) : 1000;
  guint n_cases = argc > 2 ? (guint) atoi (argv[2]) : 20, n_steps = 0;
  Step steps[8] = { 0 };
  Bureau bureau;

  bureau_open (&bureau);
  load (&bureau, "journal", n_rows);
  load (&bureau, "attachment", n_rows / 2);
  load (&bureau, "problem", n_rows / MOVES_OF_CASE);
  for (guint i = 0; i < n_cases; i++)
    n_steps = live (&bureau, i, steps);
  for (guint i = 0; i < n_steps; i++)
    printf ("%-16s %8.2f ms\n", steps[i].name, steps[i].time / n_cases * 1e3);
  bureau_close (&bureau);

  return EXIT_SUCCESS;
}
