/* test-duplicates.c: cases near in place and time, both sides of each limit
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-bureau.h"
#include "suy-duplicates.h"
#include "suy-error.h"

/* 50 m along the equator of a sphere are 4.5e-4 degree; here one degree of latitude is 110.8 km. */
#define NEAR "118.1,27.30045"    /* 49.9 m north */
#define FAR "118.1,27.30046"     /* 51.0 m north */
#define NEARER "118.1,27.300200" /* 22.2 m north */

static gint64
make (Bureau *bureau, const char *place, const char *medium, const char *found)
{
  g_autofree char *at = g_strconcat ("@=", place, NULL);
  g_autofree char *kind = g_strconcat ("medium=", medium, NULL);
  g_autofree char *when = g_strconcat ("found_at=", found, NULL);

  return bureau_make (bureau, "problem", "title=Smoke", "source=petition", "description=Smoke",
                      kind, when, at, NULL);
}

static GArray *
find (Bureau *bureau, gint64 id)
{
  const SuyRegister *reg = bureau_register (bureau, "problem");
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyRecord) record =
      suy_store_get (suy_workspace_get_store (bureau->workspace), reg, id, NULL);
  GArray *found = suy_workspace_find_duplicates (bureau->workspace, record, &error);

  g_assert_no_error (error);

  return found;
}

static void
test_limits (void)
{
  Bureau bureau;
  gint64 id, near, week;
  g_autoptr (GArray) found = NULL;

  bureau_open (&bureau);
  id = make (&bureau, "118.1,27.3", "air", "2026-01-10T02:00:00.000Z");
  near = make (&bureau, NEAR, "air", "2026-01-10T02:00:00.000Z");
  make (&bureau, FAR, "air", "2026-01-10T02:00:00.000Z");
  make (&bureau, NEARER, "water", "2026-01-10T02:00:00.000Z");
  make (&bureau, NEARER, "air", "2026-01-17T02:00:01.000Z");
  week = make (&bureau, NEARER, "air", "2026-01-17T02:00:00.000Z");
  make (&bureau, NEARER, "air", "2026-01-03T01:59:59.000Z");

  found = find (&bureau, id);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpint (g_array_index (found, SuyDuplicate, 0).id, ==, week);
  g_assert_cmpint (g_array_index (found, SuyDuplicate, 0).age_days, ==, 7);
  g_assert_cmpfloat_with_epsilon (g_array_index (found, SuyDuplicate, 0).distance_m, 22.2, 0.1);
  g_assert_cmpint (g_array_index (found, SuyDuplicate, 1).id, ==, near);
  g_assert_cmpint (g_array_index (found, SuyDuplicate, 1).age_days, ==, 0);
  bureau_close (&bureau);
}

static gint64
complain (Bureau *bureau, const char *place, const char *firm, const char *received)
{
  g_autofree char *at = place == NULL ? NULL : g_strconcat ("@=", place, NULL);
  g_autofree char *about = g_strconcat ("enterprise=", firm, NULL);
  g_autofree char *when = g_strconcat ("received_at=", received, NULL);

  return bureau_make (bureau, "complaint", "text=Smoke", "channel=hotline_12345",
                      "complaint_type=odour", when, about, at, NULL);
}

/* Near whatever it is about, and about the same firm wherever it is; within the week in both
 * cases. */
static void
test_complaints (void)
{
  Bureau bureau;
  gint64 id, near, far, nowhere;
  const SuyRegister *reg;
  g_autoptr (SuyRecord) record = NULL, firm = NULL;
  g_autoptr (GArray) found = NULL;
  g_autoptr (GError) error = NULL;

  bureau_open (&bureau);
  bureau_make (&bureau, "enterprise", "code=A", "name=A", "industry=bamboo", NULL);
  bureau_make (&bureau, "enterprise", "code=B", "name=B", "industry=bamboo", NULL);
  id = complain (&bureau, "118.1,27.3", "A", "2026-01-10T02:00:00.000Z");
  nowhere = complain (&bureau, NULL, "A", "2026-01-17T02:00:00.000Z");
  complain (&bureau, NULL, "A", "2026-01-17T02:00:01.000Z");
  far = complain (&bureau, FAR, "A", "2026-01-12T02:00:00.000Z");
  near = complain (&bureau, NEAR, "B", "2026-01-10T02:00:00.000Z");
  complain (&bureau, FAR, "B", "2026-01-10T02:00:00.000Z");
  complain (&bureau, NEAR, "B", "2026-01-03T01:59:59.000Z");

  reg = bureau_register (&bureau, "complaint");
  record = suy_store_get (suy_workspace_get_store (bureau.workspace), reg, id, NULL);
  found = suy_workspace_find_duplicates (bureau.workspace, record, NULL);
  g_assert_cmpuint (found->len, ==, 3);
  g_assert_cmpint (g_array_index (found, SuyDuplicate, 0).id, ==, near);
  g_assert_cmpint (g_array_index (found, SuyDuplicate, 1).id, ==, far);
  g_assert_cmpint (g_array_index (found, SuyDuplicate, 1).age_days, ==, 2);
  g_assert_cmpint (g_array_index (found, SuyDuplicate, 2).id, ==, nowhere);

  firm = suy_record_new (bureau_register (&bureau, "enterprise"));
  g_assert_null (suy_workspace_find_duplicates (bureau.workspace, firm, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
  g_clear_pointer (&record, suy_record_free);
  g_clear_pointer (&firm, suy_record_free);
  bureau_close (&bureau);
}

/* A draft is compared before it is saved; without a place there is nothing to compare. */
static void
test_draft (void)
{
  Bureau bureau;
  g_autoptr (SuyRecord) draft = NULL;
  g_autoptr (SuyGeometry) place = suy_geometry_new_point ((SuyPoint){ 1181000000, 273000000 });
  g_autoptr (GArray) without = NULL, with = NULL;

  bureau_open (&bureau);
  make (&bureau, NEAR, "air", "2026-01-10T02:00:00.000Z");
  draft = suy_record_new (bureau_register (&bureau, "problem"));
  suy_record_set_text (draft, "medium", "air");
  suy_record_set_text (draft, "found_at", "2026-01-12T02:00:00.000Z");
  without = suy_workspace_find_duplicates (bureau.workspace, draft, NULL);
  g_assert_cmpuint (without->len, ==, 0);
  suy_record_set_geometry (draft, place);
  with = suy_workspace_find_duplicates (bureau.workspace, draft, NULL);
  g_assert_cmpuint (with->len, ==, 1);
  g_assert_cmpint (g_array_index (with, SuyDuplicate, 0).age_days, ==, 2);
  g_clear_pointer (&draft, suy_record_free);
  bureau_close (&bureau);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/duplicates/find/limits", test_limits);
  g_test_add_func ("/workspace/duplicates/find/complaints", test_complaints);
  g_test_add_func ("/workspace/duplicates/find/draft", test_draft);

  return g_test_run ();
}
