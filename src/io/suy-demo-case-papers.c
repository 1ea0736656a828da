/* suy-demo-case-papers.c: acceptances, look-backs, orders and penalties of a case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-demo-case.h"

static void
add_acceptance (SuyDemo *demo, const SuyDemoCase *self, gint day, gboolean pass)
{
  gboolean third = g_str_equal (self->acceptor->role, "third_party");
  g_autofree char *code = g_strdup_printf ("YS-%04u%s", self->n + 1, pass ? "" : "-1");
  SuyRecord *record = suy_demo_add (demo, "acceptance", code);

  suy_record_set_integer (record, "item", suy_record_get_id (self->item));
  suy_record_set_integer (record, "problem", suy_record_get_id (self->problem));
  suy_record_set_integer (record, "org", self->acceptor->unit);
  suy_record_set_text (record, "org_kind", third ? "third_party" : "supervising");
  suy_record_set_integer (record, "acceptor", self->acceptor->id);
  suy_demo_set_day (record, "accepted_on", day);
  suy_record_set_text (record, "verdict", pass ? "pass" : "fail");
  suy_demo_set_flag (record, "site_check", TRUE);
  if (pass)
    {
      suy_record_set_text (record, "report", "验收报告");
      suy_demo_set_list (record, "five_no_release", "cause", "handled", "rectified",
                         "responsibility", "satisfied", NULL);
    }
  else
    suy_demo_set_list (record, "defects", "围堰未封闭", NULL);
}

static void
add_lookback (SuyDemo *demo, const SuyDemoCase *self, gint day, gboolean rebound)
{
  g_autofree char *code = g_strdup_printf ("HT-%04u", self->n + 1);
  g_autofree char *date = suy_demo_day_text (day);
  const SuyDemoPerson *by = rebound ? self->clerk : self->inspector;
  SuyRecord *record = suy_demo_add (demo, "lookback", code);

  suy_record_set_integer (record, "item", suy_record_get_id (self->item));
  suy_record_set_integer (record, "problem", suy_record_get_id (self->problem));
  /* The sample of 2026 is drawn, and nobody has gone out for it yet. */
  suy_record_set_text (record, "kind",
                       self->n % 8 == 0 && !g_str_has_prefix (date, "2026") ? "sample" : "full");
  suy_record_set_integer (record, "year", (gint64) g_ascii_strtoull (date, NULL, 10));
  suy_record_set_text (record, "done_at", date);
  suy_record_set_integer (record, "inspector", by->id);
  suy_record_set_integer (record, "unit", by->unit);
  suy_record_set_text (record, "verdict", rebound ? "rebound" : "ok");
  suy_record_set_text (record, "finding", rebound ? "复查又见外排" : "整改成果保持");
}

/* ---- the overdue ladder: one record and one step for each rung ---- */

static void
climb (SuyDemo *demo, const SuyDemoCase *self, guint rung, gint day)
{
  static const struct
  {
    const char *kind, *escalation, *demand;
  } rungs[] = {
    { "remind", "reminded", "临近期限，请加快整改" },
    { "supervise", "supervised", "低于序时进度，五日内回复" },
    { "interview", "interviewed", "约谈责任单位主要负责人" },
    { "listed_supervision", "listed", "挂牌督办，周调度、月通报" },
  };
  g_autofree char *code = g_strdup_printf ("DB-%04u-%u", self->n + 1, rung + 1);
  const SuyDemoPerson *head = suy_demo_find_person (demo, "unit_head", self->staff->unit, 0);
  const SuyDemoPerson *by = rung < 2
                                ? self->clerk
                                : suy_demo_find_person (demo, "deputy_district_head",
                                                        suy_demo_find (demo, "unit", "DW-01"), 0);
  SuyRecord *record = suy_demo_add (demo, "action_record", code);

  suy_record_set_text (record, "title", rungs[rung].demand);
  suy_record_set_text (record, "kind", rungs[rung].kind);
  suy_record_set_integer (record, "problem", suy_record_get_id (self->problem));
  suy_record_set_integer (record, "item", suy_record_get_id (self->item));
  suy_record_set_integer (record, "issued_by", by->id);
  suy_demo_set_day (record, "issued_on", day);
  suy_record_set_integer (record, "to_unit", self->staff->unit);
  suy_record_set_integer (record, "to_person", head->id);
  suy_record_set_text (record, "demands", rungs[rung].demand);
  suy_demo_set_day (record, "reply_due", day + 7);
  suy_demo_move (demo, self->problem, "escalate", by, suy_demo_time (day, 11 * 60),
                 rungs[rung].demand, "form");
  suy_record_set_text (suy_demo_change (demo, self->problem), "escalation", rungs[rung].escalation);
}

static void
escalate (SuyDemo *demo, const SuyDemoCase *self)
{
  static const gint after[] = { -7, -2, 2, 5 }; /* days from the deadline */
  gint today = suy_demo_day (SUY_DEMO_TODAY);

  for (guint rung = 0; rung < G_N_ELEMENTS (after); rung++)
    {
      gint day = MAX (self->deadline + after[rung], self->started + 1 + (gint) rung);

      if (day < today)
        climb (demo, self, rung, day);
    }
}

/* ---- penalties ---- */

/* Filed, and on the way to its end.  @n_moves: 1 to 5 */
static void
add_penalty_moves (SuyDemo *demo, const SuyDemoCase *self, SuyRecord *record, guint n_moves)
{
  const struct
  {
    const char *name, *evidence;
    gint day;
  } moves[] = {
    { "file", NULL, self->assigned + 2 },      { "investigate", "record", self->assigned + 9 },
    { "decide", "form", self->assigned + 12 }, { "execute", "record", self->closed },
    { "close", NULL, self->closed },
  };

  for (guint i = 0; i < n_moves; i++)
    suy_demo_move (demo, record, moves[i].name, self->inspector,
                   suy_demo_time (moves[i].day, 17 * 60 + (gint) i), NULL, moves[i].evidence);
}

static void
add_penalty (SuyDemo *demo, SuyDemoRandom *random, const SuyDemoCase *self)
{
  static const char *const violations[] = { "hidden_pipe", "over_standard", "no_permit",
                                            "facility_off", NULL };
  const char *violation = suy_record_get_text (self->problem, "violation");
  gint64 firm = suy_record_get_integer (self->problem, "enterprise");
  gboolean done = self->fate >= SUY_DEMO_CLOSED && self->fate <= SUY_DEMO_LOOKED_BACK;
  g_autofree char *code = g_strdup_printf ("CF-%04u", self->n + 1);
  gboolean exempt = self->n % 5 == 0;
  gint today = suy_demo_day (SUY_DEMO_TODAY);
  gboolean decided = done || (self->n % 2 == 0 && self->assigned + 12 < today);
  SuyRecord *record;

  if (firm == 0 || !g_strv_contains (violations, violation) || self->assigned + 2 >= today)
    return;

  record = suy_demo_add (demo, "enforcement_case", code);
  suy_record_set_text (record, "subject", suy_record_get_text (self->problem, "title"));
  suy_record_set_integer (record, "problem", suy_record_get_id (self->problem));
  suy_record_set_integer (record, "enterprise", firm);
  suy_record_set_text (record, "violation", violation);
  suy_demo_set_day (record, "filed_at", self->assigned + 2);
  suy_record_set_integer (record, "officer", self->inspector->id);
  suy_demo_set_flag (record, "exempted", exempt);
  suy_demo_set_flag (record, "guided", self->n / 5 % 6 == 1);
  add_penalty_moves (demo, self, record, done ? 5 : decided ? 3 : 1);
  if (!decided)
    return;
  suy_demo_set_day (record, "decided_at", self->assigned + 12);
  if (done)
    {
      suy_demo_set_day (record, "executed_at", self->closed);
      suy_demo_set_day (record, "closed_at", self->closed);
    }
  if (exempt)
    {
      suy_record_set_integer (record, "exempted_yuan",
                              1000 * suy_demo_random_between (random, 10, 80));
      suy_record_set_text (record, "legal_basis", "轻微违法不罚清单");
      suy_record_set_text (record, "lenient_list", "不予处罚事项清单");
      suy_demo_set_list (record, "measures", "warning", NULL);
    }
  else
    {
      suy_record_set_integer (record, "penalty_yuan",
                              1000 * suy_demo_random_between (random, 10, 60));
      suy_demo_set_list (record, "measures", "fine",
                         g_str_equal (violation, "no_permit") ? "seal" : NULL, NULL);
    }
}

/* The application of the unit, and the step of the office that grants it; one in three is refused,
 * and one still waits for an answer. */
static void
extend (SuyDemo *demo, const SuyDemoCase *self)
{
  g_autofree char *code = g_strdup_printf ("YQ-%04u", self->n + 1);
  gint applied = MIN (self->progress, self->deadline - 6);
  SuyRecord *record;

  if (applied <= self->started)
    return;
  record = suy_demo_add (demo, "extension_request", code);
  suy_record_set_integer (record, "item", suy_record_get_id (self->item));
  suy_record_set_integer (record, "problem", suy_record_get_id (self->problem));
  suy_record_set_integer (record, "applied_by", self->staff->id);
  suy_demo_set_day (record, "applied_on", applied);
  suy_demo_set_day (record, "old_deadline", self->deadline);
  suy_demo_set_day (record, "new_deadline", self->deadline + 15);
  suy_record_set_text (record, "reason", "设备到货延迟");
  if (self->n % 3 == 1)
    return;
  suy_record_set_integer (record, "approved_by", self->clerk->id);
  suy_demo_set_day (record, "approved_on", applied + 1);
  suy_record_set_text (record, "verdict", self->n % 3 == 0 ? "pass" : "fail");
  if (self->n % 3 != 0)
    return;
  suy_demo_move (demo, self->item, "extend", self->clerk, suy_demo_time (applied + 1, 17 * 60),
                 "设备到货延迟，同意延期 15 天", "form");
}

void
suy_demo_case_add_papers (SuyDemo *demo, SuyDemoRandom *random, const SuyDemoCase *self)
{
  gboolean back = self->fate == SUY_DEMO_REOPENED || self->fate == SUY_DEMO_RESUMED;

  if (self->item == NULL)
    return;
  if (self->sent_back)
    add_acceptance (demo, self, self->completed - 4, FALSE);
  if (self->fate >= SUY_DEMO_ACCEPTED)
    add_acceptance (demo, self, self->accepted, TRUE);
  if (self->fate == SUY_DEMO_LOOKED_BACK)
    add_lookback (demo, self, self->looked_back, FALSE);
  if (back)
    add_lookback (demo, self, self->reopened, TRUE);
  if (self->fate == SUY_DEMO_RECTIFYING)
    {
      if (self->n % 7 == 0 && !self->phased)
        extend (demo, self);
      else
        escalate (demo, self);
    }
  add_penalty (demo, random, self);
}
