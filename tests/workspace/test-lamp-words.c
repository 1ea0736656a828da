/* test-lamp-words.c: what a lamp follows from is told with the numbers that it follows from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-bureau.h"
#include "suy-lamp-words.h"

static char *
explain (Bureau *bureau, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyRecord) item =
      suy_store_get (suy_workspace_get_store (bureau->workspace),
                     bureau_register (bureau, "rectification_item"), id, &error);
  g_auto (GStrv) lines = NULL;

  g_assert_no_error (error);
  lines = suy_lamp_words_explain (bureau->workspace, item, "en", &error);
  g_assert_no_error (error);

  return g_strjoinv ("\n", lines);
}

static void
assert_says (Bureau *bureau, gint64 id, const char *words, gboolean says)
{
  g_autofree char *text = explain (bureau, id);

  if ((strstr (text, words) != NULL) != says)
    g_error ("“%s” is%s in:\n%s", words, says ? " not" : "", text);
}

/* Begun on a Friday, 2026-10-30; 20 days of 40 have passed on Thursday, 2026-11-19. */
static gint64
make_item (Bureau *bureau, const char *progress)
{
  gint64 id = bureau_make (bureau, "rectification_item", "code=X", "title=Item", "category=water",
                           "lead_unit=LEAD", "responsible_unit=TOWN", "supervising_unit=SUPER",
                           "goal=clean", "measures=a;b", "rect_class=long_term", "start=2026-10-30",
                           "township=T1", "deadline=2026-12-09", progress, NULL);

  bureau_move (bureau, "rectification_office", "rectification_item", id, "draft", NULL);

  return id;
}

static void
open_on (Bureau *bureau, const char *day)
{
  bureau_open_at (bureau, 0);
  bureau_set_day (bureau, day);
}

/* 19.99 and 20.00 points are the yellow and the second yellow lamp (W-3). */
static void
test_plan (void)
{
  Bureau bureau;
  gint64 id;

  open_on (&bureau, "2026-11-19");
  id = make_item (&bureau, "actual_bp=3001");
  assert_says (&bureau, id, "Yellow: 10 ≤ lag < 20 points", TRUE);
  assert_says (&bureau, id, "20 of 40 days have passed, so 50 % is due", TRUE);
  assert_says (&bureau, id, "= 50 − 30 = 19 points", TRUE);
  /* 20 to 30 November are 7 working days, 1 to 9 December another 7; 20 November is a Friday. */
  assert_says (&bureau, id, "20 days are left, 14 of them working days", TRUE);
  assert_says (&bureau, id, "Deadline 2026-12-09, as it was set", TRUE);
  assert_says (&bureau, id, "Overdue ladder: reached nothing", TRUE);
  bureau_set (&bureau, "rectification_item", id, "actual_bp=3000", NULL);
  assert_says (&bureau, id, "20 ≤ lag < 30 points", TRUE);
  assert_says (&bureau, id, "Yellow: 10", FALSE);
  bureau_close (&bureau);
}

/* The day that counts is told with the first one, and what is late by both. */
static void
test_deadline (void)
{
  Bureau bureau;
  gint64 id;

  open_on (&bureau, "2026-11-19");
  id = make_item (&bureau, "plan_document=Plan");
  bureau_move (&bureau, "rectification_office", "rectification_item", id, "approve_plan",
               "rect_class=phased", "stages=2026-11-10 a;2026-12-09 b",
               "responsible_person=responsible_unit", NULL);
  bureau_move (&bureau, "responsible_unit", "rectification_item", id, "start", NULL);
  bureau_make (&bureau, "extension_request", "item=X", "applied_by=responsible_unit",
               "applied_on=2026-11-19", "new_deadline=2026-12-14", "reason=Rain", NULL);
  bureau_move (&bureau, "rectification_office", "rectification_item", id, "extend", "note:late",
               NULL);
  assert_says (&bureau, id, "Deadline 2026-12-14, by 1 extension; it was 2026-12-09 at first",
               TRUE);
  assert_says (&bureau, id, "25 days are left, 17 of them working days", TRUE);

  bureau_set_day (&bureau, "2026-12-15");
  assert_says (&bureau, id, "Overdue by 1 days, 1 of them working days", TRUE);
  assert_says (&bureau, id, "Overdue ladder: reached nothing; due ", TRUE);
  bureau_close (&bureau);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/lamp-words/plan", test_plan);

  g_test_add_func ("/workspace/lamp-words/deadline", test_deadline);

  return g_test_run ();
}
