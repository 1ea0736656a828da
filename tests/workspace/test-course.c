/* test-course.c: files belong to the first move that was made with them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-bureau.h"
#include "suy-course.h"

/* The moves with how many files each, oldest first: "report 1, judge 2, - 1". */
static char *
describe (Bureau *bureau, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyCourse) course =
      suy_course_read (bureau->workspace, bureau_register (bureau, "problem"), id, &error);
  GString *text = g_string_new (NULL);
  guint next = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < suy_course_get_n_steps (course); i++)
    {
      const SuyCourseStep *step = suy_course_get_step (course, i);

      g_string_append_printf (text, "%s%s %u", i == 0 ? "" : ", ",
                              step->row == NULL ? "-" : suy_record_get_text (step->row, "move"),
                              step->files->len);
      for (guint k = 0; k < step->files->len; k++) /* as they came, none twice */
        g_assert_cmpuint (g_array_index (step->files, guint, k), ==, next++);
    }
  g_assert_cmpuint (next, ==, suy_course_get_files (course)->len);

  return g_string_free (text, FALSE);
}

static void
assert_course (Bureau *bureau, gint64 id, const char *words)
{
  g_autofree char *text = describe (bureau, id);

  g_assert_cmpstr (text, ==, words);
}

static void
test_steps (void)
{
  Bureau bureau;
  gint64 id;

  bureau_open (&bureau);
  id = bureau_make (&bureau, "problem", "title=Foam", "source=patrol", "medium=water",
                    "found_at=today-1T", "description=white foam", "risk_level=orange",
                    "@=118.1001,27.35", "township=T1", NULL);
  assert_course (&bureau, id, "");
  bureau_attach (&bureau, "problem", id, "before");
  assert_course (&bureau, id, "- 1");
  bureau_move (&bureau, "grid_inspector", "problem", id, "report", NULL);
  assert_course (&bureau, id, "report 1");
  bureau_attach (&bureau, "problem", id, "photo photo");
  assert_course (&bureau, id, "report 1, - 2");
  bureau_move (&bureau, "duty_officer", "problem", id, "judge", "severity_tier=routine",
               "cause=broken pipe", "upstream_trace=R1", NULL);
  assert_course (&bureau, id, "report 1, judge 2");
  bureau_close (&bureau);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/course/steps", test_steps);

  return g_test_run ();
}
