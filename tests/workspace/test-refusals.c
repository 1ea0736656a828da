/* test-refusals.c: what is refused of records beside the long machines
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-bureau.h"
#include "suy-error.h"
#include "suy-readers.h"

static Bureau bureau;

/* SM-15: nothing is sent without its list of materials; what comes back can be sent again. */
static void
test_case_transfer (void)
{
  gint64 id;

  bureau_open (&bureau);
  id = bureau_make (&bureau, "case_transfer", "title=Hidden pipe", "kind=criminal",
                    "recipient=Police", "officer=enforcement_officer", NULL);
  bureau_move (&bureau, "enforcement_officer", "case_transfer", id, "prepare", NULL);
  bureau_refuse (&bureau, "enforcement_officer", "case_transfer", id, "send", "list of materials",
                 "sent_on=today", NULL);
  bureau_refuse (&bureau, "enforcement_officer", "case_transfer", id, "accept", "there is no move",
                 NULL);
  bureau_move (&bureau, "enforcement_officer", "case_transfer", id, "send", "materials=Report",
               "sent_on=today", NULL);
  bureau_move (&bureau, "enforcement_officer", "case_transfer", id, "return", "note:A copy lacks",
               NULL);
  bureau_move (&bureau, "enforcement_officer", "case_transfer", id, "send", NULL);
  bureau_refuse (&bureau, "enforcement_officer", "case_transfer", id, "accept",
                 "not before the sending", "receipt=1", "received_on=today-1", NULL);
  bureau_move (&bureau, "enforcement_officer", "case_transfer", id, "accept", "receipt=1",
               "received_on=today", NULL);
  bureau_move (&bureau, "enforcement_officer", "case_transfer", id, "conclude", "result=Sentence",
               "result_on=today", NULL);
  bureau_assert (&bureau, "case_transfer", id, "state", "concluded");
  bureau_close (&bureau);
}

static gboolean
save_grant (const char *kind, const char *firm, gint64 yuan, gint64 interest, const char *day)
{
  const SuyRegister *reg = bureau_register (&bureau, "grant_entry");
  g_autoptr (SuyRecord) record = suy_record_new (reg);
  g_autoptr (GError) error = NULL;
  gboolean ok;

  suy_record_set_text (record, "kind", kind);
  suy_record_set_integer (record, "enterprise",
                          suy_store_find (suy_workspace_get_store (bureau.workspace),
                                          bureau_register (&bureau, "enterprise"), firm, NULL));
  suy_record_set_integer (record, "amount_yuan", yuan);
  suy_record_set_text (record, "paid_on", day);
  if (interest > 0)
    suy_record_set_integer (record, "interest_yuan", interest);
  ok = suy_workspace_save (bureau.workspace, record, NULL, &error);
  if (!ok)
    g_assert_error (error, SUY_ERROR, SUY_ERROR_REFUSED);

  return ok;
}

/* F-15: 200,000 for a retrofit and 100,000 for an exit of one firm, 5 million of rewards a year,
 * half of the interest. */
static void
test_caps (void)
{
  bureau_open (&bureau);
  bureau_make (&bureau, "enterprise", "code=A", "name=A", "industry=bamboo", "@=118.1,27.3", NULL);
  bureau_make (&bureau, "enterprise", "code=B", "name=B", "industry=bamboo", "@=118.1,27.3", NULL);
  g_assert_false (save_grant ("retrofit", "A", 200001, 0, "2026-01-05"));
  g_assert_true (save_grant ("retrofit", "A", 150000, 0, "2026-01-05"));
  g_assert_false (save_grant ("retrofit", "A", 50001, 0, "2026-02-05"));
  g_assert_true (save_grant ("retrofit", "A", 50000, 0, "2026-02-05"));
  g_assert_true (save_grant ("retrofit", "B", 200000, 0, "2026-02-05"));
  g_assert_false (save_grant ("exit", "A", 100001, 0, "2026-02-05"));
  g_assert_true (save_grant ("exit", "A", 100000, 0, "2026-02-05"));
  g_assert_false (save_grant ("interest", "A", 501, 1000, "2026-02-05"));
  g_assert_true (save_grant ("interest", "A", 500, 1000, "2026-02-05"));
  g_assert_true (save_grant ("reward", "A", 5000000, 0, "2025-12-31"));
  g_assert_false (save_grant ("reward", "B", 1, 0, "2025-12-31"));
  g_assert_true (save_grant ("reward", "B", 5000000, 0, "2026-01-01"));
  g_assert_true (save_grant ("green_credit", "A", 90000000, 0, "2026-01-01"));
  bureau_close (&bureau);
}

/* S-075: only leaders and the office of rectification see it. */
static void
test_readers (void)
{
  static const struct
  {
    const char *person;
    gboolean may;
  } people[] = { { "monitor", FALSE },      { "enforcement_officer", FALSE },
                 { "hq_clerk", FALSE },     { "rectification_office", TRUE },
                 { "bureau_leader", TRUE }, { "deputy_district_head", TRUE },
                 { "district_head", TRUE } };
  const SuyRegister *reg;

  bureau_open (&bureau);
  reg = bureau_register (&bureau, "accountability");
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SuyRecord) record = suy_record_new (reg);

      bureau_act_as (&bureau, people[i].person);
      suy_record_set_text (record, "title", "x");
      suy_record_set_text (record, "recipient", "x");
      suy_record_set_text (record, "referred_on", "2026-01-05");
      g_assert_cmpint (suy_workspace_may_read (bureau.workspace, reg, NULL), ==, people[i].may);
      g_assert_cmpint (suy_workspace_lookup (bureau.workspace, "accountability", NULL) != NULL, ==,
                       people[i].may);
      g_assert_cmpint (suy_workspace_save (bureau.workspace, record, NULL, &error), ==,
                       people[i].may);
      g_assert_true (
          suy_workspace_may_read (bureau.workspace, bureau_register (&bureau, "problem"), NULL));
    }
  bureau_close (&bureau);
}

/* 6.11: thresholds are changed by offices and leaders; a change is a new version. */
static void
test_writers (void)
{
  static const struct
  {
    const char *person;
    gboolean may;
  } people[] = { { "grid_inspector", FALSE },      { "enforcement_officer", FALSE },
                 { "unit_head", FALSE },           { "supervising_unit", FALSE },
                 { "third_party", FALSE },         { "hq_clerk", TRUE },
                 { "rectification_office", TRUE }, { "deputy_district_head", TRUE },
                 { "district_head", TRUE } };
  const SuyRegister *reg;
  gint64 id, version = 1;

  bureau_open (&bureau);
  reg = bureau_register (&bureau, "warning_indicator");
  bureau_act_as (&bureau, "hq_clerk");
  id = bureau_make (&bureau, "warning_indicator", "code=I-09", "name=x", "metric=x", "version=1",
                    NULL);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SuyRecord) changes = suy_record_new (reg);
      g_autofree char *have = NULL, *want = NULL;

      bureau_act_as (&bureau, people[i].person);
      suy_record_set_id (changes, id);
      suy_record_set_real (changes, "threshold", 50 + i);
      g_assert_cmpint (suy_workspace_save (bureau.workspace, changes, NULL, &error), ==,
                       people[i].may);
      g_assert_true (suy_workspace_may_read (bureau.workspace, reg, NULL));
      if (!people[i].may)
        g_assert_error (error, SUY_ERROR, SUY_ERROR_REFUSED);
      version += people[i].may;
      have = bureau_get (&bureau, "warning_indicator", id, "version");
      want = g_strdup_printf ("%d", (int) version);
      g_assert_cmpstr (have, ==, want);
      g_assert_cmpint (suy_workspace_may_write (bureau.workspace, reg, NULL), ==, people[i].may);
    }
  bureau_act_as (&bureau, "unit_head");
  g_assert_false (suy_workspace_delete (bureau.workspace, reg, id, NULL, NULL));
  bureau_act_as (&bureau, "hq_clerk");
  bureau_set (&bureau, "warning_indicator", id, "note=x", NULL);
  g_assert_cmpint (version, ==, 5);
  bureau_assert (&bureau, "warning_indicator", id, "version", "5");
  bureau_close (&bureau);
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/case-transfer/life", test_case_transfer);
  g_test_add_func ("/workspace/grant/caps", test_caps);
  g_test_add_func ("/workspace/readers/accountability", test_readers);
  g_test_add_func ("/workspace/writers/thresholds", test_writers);

  return g_test_run ();
}
