/* test-life-item.c: what holds for items alone: plans, extensions, the ladder, who closes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-bureau.h"
#include "suy-error.h"

#define ITEM "rectification_item"

static gint64
draft (Bureau *bureau, const char *code, const char *goal, const char *class, const char *deadline)
{
  g_autofree char *words =
      g_strdup_printf ("code=%s|goal=%s|rect_class=%s|deadline=%s", code, goal, class, deadline);
  g_auto (GStrv) w = g_strsplit (words, "|", -1);
  gint64 id = bureau_make (bureau, ITEM, w[0], w[1], w[2], w[3], "title=Sewage", "category=water",
                           "responsible_unit=TOWN", "responsible_person=unit_head",
                           "supervising_unit=SUPER", "lead_unit=LEAD", "measures=Survey;Build",
                           "plan_document=Plan", NULL);

  bureau_refuse (bureau, "rectification_office", ITEM, id, "draft", "or a township", NULL);
  bureau_move (bureau, "rectification_office", ITEM, id, "draft", "township=T1", NULL);

  return id;
}

/* A plan of its own, a deadline within the parent's, stages with days, a node in each year. */
static void
test_plan (void)
{
  Bureau bureau;
  gint64 parent, id;

  bureau_open (&bureau);
  parent = draft (&bureau, "A", "Clean", "phased", "today+100");
  bureau_move (&bureau, "rectification_office", ITEM, parent, "approve_plan", "stages=2026-01-01 a",
               NULL);
  bureau_assert (&bureau, ITEM, parent, "deadline_original", "today+100");

  id = draft (&bureau, "B", "Clean", "phased", "today+101");
  bureau_set (&bureau, ITEM, id, "parent=A", "stages=2026-01-01 a", NULL);
  bureau_refuse (&bureau, "rectification_office", ITEM, id, "approve_plan",
                 "not a copy of the parent's", "deadline=today+100", NULL);
  bureau_refuse (&bureau, "rectification_office", ITEM, id, "approve_plan", "not after the parent",
                 "goal=Clean brook", NULL);
  bureau_refuse (&bureau, "rectification_office", ITEM, id, "approve_plan", "the day of a stage",
                 "goal=Clean brook", "deadline=today+100", "stages=some day", NULL);
  bureau_move (&bureau, "rectification_office", ITEM, id, "approve_plan", "goal=Clean brook",
               "deadline=today+100", NULL);

  id = draft (&bureau, "C", "Clean", "long_term", "today+800");
  bureau_set (&bureau, ITEM, id, "start=today", "stages=2026-01-01 a", NULL);
  bureau_refuse (&bureau, "rectification_office", ITEM, id, "approve_plan", "a node in each year",
                 NULL);
  id = draft (&bureau, "D", "Clean", "immediate", "today+31");
  bureau_refuse (&bureau, "rectification_office", ITEM, id, "approve_plan", "within 30 days", NULL);
  bureau_move (&bureau, "rectification_office", ITEM, id, "approve_plan", "deadline=today+30",
               NULL);
  bureau_close (&bureau);
}

/* The same file as the parent's plan, byte for byte. */
static void
test_copied_file (void)
{
  Bureau bureau;
  g_autoptr (GBytes) plan = g_bytes_new_static ("the plan", 8);
  g_autoptr (GBytes) other = g_bytes_new_static ("another", 7);
  g_autoptr (GError) error = NULL;
  const SuyRegister *reg;
  gint64 parent, id;

  bureau_open (&bureau);
  reg = bureau_register (&bureau, ITEM);
  parent = draft (&bureau, "A", "Clean", "immediate", "today+20");
  id = draft (&bureau, "B", "Clean brook", "immediate", "today+10");
  bureau_set (&bureau, ITEM, id, "parent=A", NULL);
  suy_workspace_attach (bureau.workspace, reg, parent, "p.pdf", "plan", plan, &error);
  suy_workspace_attach (bureau.workspace, reg, id, "q.pdf", "plan", other, &error);
  g_assert_no_error (error);
  suy_workspace_attach (bureau.workspace, reg, id, "q.pdf", "plan", plan, &error);
  g_assert_no_error (error);
  bureau_refuse (&bureau, "rectification_office", ITEM, id, "approve_plan", "not a copy", NULL);
  bureau_close (&bureau);
}

static gint64
running (Bureau *bureau)
{
  gint64 id = draft (bureau, "A", "Clean", "phased", "today+10");

  bureau_move (bureau, "rectification_office", ITEM, id, "approve_plan",
               "stages=2026-01-01 a;2026-02-01 b", "start=today-10", NULL);
  bureau_move (bureau, "responsible_unit", ITEM, id, "start", NULL);

  return id;
}

/* Asked for in time, granted by the next tier, once a stage; the original stays. */
static void
test_extension (void)
{
  Bureau bureau;
  g_autoptr (GError) error = NULL;
  gint64 id, request;

  bureau_open (&bureau);
  id = running (&bureau);
  bureau_refuse (&bureau, "rectification_office", ITEM, id, "extend", "an application of the unit",
                 "note:late", NULL);
  request = bureau_make (&bureau, "extension_request", "item=A", "applied_by=rectification_office",
                         "applied_on=today", "new_deadline=today+10", "reason=Rain", NULL);
  bureau_refuse (&bureau, "rectification_office", ITEM, id, "extend", "an application of the unit",
                 "note:late", NULL); /* not later than it was */
  bureau_set (&bureau, "extension_request", request, "new_deadline=today+25", NULL);
  bureau_refuse (&bureau, "rectification_office", ITEM, id, "extend", "one tier above", "note:late",
                 NULL);
  bureau_set (&bureau, "extension_request", request, "applied_by=responsible_unit", NULL);
  bureau_refuse (&bureau, "rectification_office", ITEM, id, "extend", "reason", NULL);
  bureau_set (&bureau, ITEM, id, "hard_stop=today+24", NULL);
  bureau_refuse (&bureau, "rectification_office", ITEM, id, "extend", "must stop", "note:late",
                 NULL);
  bureau_set (&bureau, ITEM, id, "hard_stop=today+25", NULL);
  bureau_refuse (&bureau, "rectification_office", ITEM, id, "extend",
                 "changed only by an extension", "note:late", "deadline=today+25", NULL);
  bureau_move (&bureau, "rectification_office", ITEM, id, "extend", "note:late", NULL);
  bureau_assert (&bureau, ITEM, id, "deadline", "today+10");
  bureau_assert (&bureau, ITEM, id, "deadline_original", "today+10");
  bureau_assert (&bureau, ITEM, id, "deadline_current", "today+25");
  bureau_assert (&bureau, ITEM, id, "extension_count", "1");
  bureau_set (&bureau, ITEM, id, "hard_stop=", NULL);
  bureau_assert (&bureau, "extension_request", request, "verdict", "pass");
  bureau_assert (&bureau, "extension_request", request, "old_deadline", "today+10");
  bureau_assert (&bureau, "extension_request", request, "approved_on", "today");

  bureau_make (&bureau, "extension_request", "item=A", "applied_by=responsible_unit",
               "applied_on=today", "new_deadline=today+40", "reason=Rain", NULL);
  bureau_refuse (&bureau, "rectification_office", ITEM, id, "extend",
                 "no earlier extension of this stage", "note:again", NULL);
  bureau_attach (&bureau, ITEM, id, "photo");
  bureau_move (&bureau, "responsible_unit", ITEM, id, "meet_stage", "stages_met=1", NULL);
  bureau_move (&bureau, "rectification_office", ITEM, id, "extend", "note:next stage", NULL);
  bureau_assert (&bureau, ITEM, id, "deadline_current", "today+40");
  bureau_close (&bureau);
}

/* On the last day, and a day late. */
static void
test_extension_in_time (void)
{
  Bureau bureau;
  gint64 id, request;

  bureau_open (&bureau);
  id = draft (&bureau, "A", "Clean", "phased", "today-1");
  bureau_move (&bureau, "rectification_office", ITEM, id, "approve_plan",
               "stages=2026-01-01 a;2026-02-01 b", "start=today-10", NULL);
  request = bureau_make (&bureau, "extension_request", "item=A", "applied_by=responsible_unit",
                         "applied_on=today", "new_deadline=today+9", "reason=Rain", NULL);
  bureau_refuse (&bureau, "rectification_office", ITEM, id, "extend", "before the deadline",
                 "note:late", NULL);
  bureau_set (&bureau, "extension_request", request, "applied_on=today-1", NULL);
  bureau_move (&bureau, "rectification_office", ITEM, id, "extend", "note:late", NULL);
  bureau_close (&bureau);
}

static void
order (Bureau *bureau, const char *kind)
{
  g_autofree char *word = g_strconcat ("kind=", kind, NULL);

  bureau_make (bureau, "action_record", "title=R", word, "problem=AJ-YYYY-0001", "to_unit=TOWN",
               "issued_on=today", NULL);
}

/* An assigned problem whose deadline is @days away. */
static gint64
assigned (Bureau *bureau, const char *deadline)
{
  g_autofree char *word = g_strconcat ("deadline=", deadline, NULL);
  gint64 id = bureau_make (bureau, "problem", "title=Dust", "source=patrol", "medium=air",
                           "found_at=today-200T", "description=Dust", "@=118.2,27.35",
                           "severity_tier=routine", "cause=x", NULL);

  bureau_attach (bureau, "problem", id, "photo");
  bureau_move (bureau, "grid_inspector", "problem", id, "report", NULL);
  bureau_move (bureau, "duty_officer", "problem", id, "judge", NULL);
  bureau_move (bureau, "rectification_office", "problem", id, "assign", "lead_unit=LEAD",
               "responsible_unit=TOWN", "responsible_person=unit_head", "supervising_unit=SUPER",
               "goal=No dust", "measure=Cover", word, "rect_class=phased", NULL);

  return id;
}

/* Rung by rung, each when it is due and with its record. */
static void
test_ladder (void)
{
  Bureau bureau;
  gint64 id;

  bureau_open (&bureau);
  id = assigned (&bureau, "today+31");
  order (&bureau, "remind");
  bureau_refuse (&bureau, "rectification_office", "problem", id, "escalate",
                 "the condition of that rung", "escalation=reminded", NULL); /* 31 days left */
  bureau_close (&bureau);

  bureau_open (&bureau);
  id = assigned (&bureau, "today-91");
  bureau_refuse (&bureau, "rectification_office", "problem", id, "escalate",
                 "order or interview record", "escalation=reminded", NULL);
  order (&bureau, "remind");
  bureau_refuse (&bureau, "rectification_office", "problem", id, "escalate", "none skipped",
                 "escalation=supervised", NULL);
  bureau_move (&bureau, "rectification_office", "problem", id, "escalate", "escalation=reminded",
               NULL);
  bureau_assert (&bureau, ITEM, bureau_find (&bureau, ITEM, "problem", id), "escalation",
                 "reminded");
  order (&bureau, "supervise");
  bureau_move (&bureau, "rectification_office", "problem", id, "escalate", "escalation=supervised",
               NULL);
  order (&bureau, "interview");
  bureau_move (&bureau, "rectification_office", "problem", id, "escalate", "escalation=interviewed",
               NULL);
  order (&bureau, "listed_supervision");
  bureau_move (&bureau, "rectification_office", "problem", id, "escalate", "escalation=listed",
               NULL);
  order (&bureau, "accountability");
  bureau_refuse (&bureau, "bureau_leader", "problem", id, "escalate", "the condition of that rung",
                 "escalation=accountability", NULL); /* no serious consequence was found */
  bureau_set (&bureau, "problem", id, "serious_consequence=yes", NULL);
  bureau_move (&bureau, "bureau_leader", "problem", id, "escalate", "escalation=accountability",
               NULL);
  bureau_close (&bureau);
}

/* Who closes: not the only acceptor, nobody while a case with a measure of the item is open. */
static void
test_closing (void)
{
  Bureau bureau;
  g_autoptr (GPtrArray) two = NULL;
  g_autoptr (GError) error = NULL;
  SuyMoveWish wish = { .move = "close" };
  gint64 id;

  bureau_open (&bureau);
  id = draft (&bureau, "A", "Clean", "immediate", "today+10");
  bureau_move (&bureau, "rectification_office", ITEM, id, "approve_plan", "start=today-3", NULL);
  bureau_move (&bureau, "responsible_unit", ITEM, id, "start", NULL);
  bureau_move (&bureau, "responsible_unit", ITEM, id, "complete", "measures_done=2",
               "completed_at=today-2", NULL);
  bureau_attach (&bureau, ITEM, id, "report before after");
  bureau_move (&bureau, "responsible_unit", ITEM, id, "apply",
               "five_no_release=cause;handled;rectified;responsibility;satisfied", NULL);
  bureau_make (&bureau, "acceptance", "item=A", "org=SUPER", "org_kind=supervising",
               "acceptor=supervising_unit", "accepted_on=today-1", "verdict=pass", "site_check=yes",
               NULL);
  bureau_attach (&bureau, ITEM, id, "report");
  bureau_refuse (&bureau, "supervising_unit", ITEM, id, "accept", "a third party",
                 "accepted_at=today-1", "public_money=yes", NULL);
  bureau_move (&bureau, "supervising_unit", ITEM, id, "accept", "accepted_at=today-1", NULL);
  bureau_attach (&bureau, ITEM, id, "form");
  bureau_refuse (&bureau, "rectification_office", ITEM, id, "close", "disclosure",
                 "closed_at=today", "is_public=yes", NULL);

  /* Two at once are refused. */
  two = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_record_free);
  for (guint i = 0; i < 2; i++)
    {
      g_ptr_array_add (two, suy_record_new (bureau_register (&bureau, ITEM)));
      suy_record_set_id (two->pdata[i], id);
      suy_record_set_text (two->pdata[i], "closed_at", suy_workspace_get_today (bureau.workspace));
    }
  bureau_act_as (&bureau, "rectification_office");
  g_assert_false (suy_workspace_move_all (bureau.workspace, two, &wish, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "never in bulk"));

  bureau_move (&bureau, "rectification_office", ITEM, id, "close", "closed_at=today", NULL);
  g_clear_pointer (&two, g_ptr_array_unref);
  bureau_close (&bureau);
}

/* What supplies what is missing, with everything that is known. */
static void
test_supply (void)
{
  Bureau bureau;
  const SuyRegister *reg;
  g_autoptr (SuyRecord) changes = NULL;
  g_autoptr (GPtrArray) missing = NULL;
  g_autoptr (GError) error = NULL;
  const SuyMoveWish wish = { .move = "extend" };
  const SuyMove *move;
  gboolean found = FALSE;
  gint64 id;

  bureau_open (&bureau);
  id = running (&bureau);
  reg = bureau_register (&bureau, ITEM);
  changes = suy_record_new (reg);
  suy_record_set_id (changes, id);
  bureau_act_as (&bureau, "unit_head");
  missing = suy_workspace_ask_move (bureau.workspace, changes, &wish, &move, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < missing->len; i++)
    {
      const SuyNeed *need = missing->pdata[i];
      g_autoptr (SuySupply) supply =
          suy_workspace_get_supply (bureau.workspace, reg, id, move, need, &error);

      g_assert_no_error (error);
      if (g_str_equal (need->name, "role"))
        g_assert_true (
            g_strv_contains ((const char *const *) supply->roles, "rectification_office"));
      if (supply->remedy->kind != SUY_REMEDY_RECORD)
        continue;
      found = TRUE;
      g_assert_cmpstr (supply->remedy->what, ==, "extension_request");
      g_assert_cmpint (suy_record_get_integer (supply->record, "item"), ==, id);
      g_assert_cmpint (suy_record_get_integer (supply->record, "applied_by"), !=, 0);
      g_assert_cmpstr (suy_record_get_text (supply->record, "applied_on"), ==,
                       suy_workspace_get_today (bureau.workspace));
    }
  g_assert_true (found);
  g_clear_pointer (&changes, suy_record_free);
  bureau_close (&bureau);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/item/plan", test_plan);
  g_test_add_func ("/workspace/item/plan/copied-file", test_copied_file);
  g_test_add_func ("/workspace/item/extension", test_extension);
  g_test_add_func ("/workspace/item/extension/in-time", test_extension_in_time);
  g_test_add_func ("/workspace/item/ladder", test_ladder);
  g_test_add_func ("/workspace/item/closing", test_closing);
  g_test_add_func ("/workspace/item/supply", test_supply);

  return g_test_run ();
}
