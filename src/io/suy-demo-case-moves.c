/* suy-demo-case-moves.c: the steps of a case and of its ledger item
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The problem mirrors its item, so both move at the same moments, the item first where it has to
 * be finished before the problem. */

#include "suy-demo-case.h"

static gint64
at (const SuyDemoCase *self, gint day, guint minute)
{
  return suy_demo_time (day, minute + self->n % 7);
}

static void
start (SuyDemo *demo, const SuyDemoCase *self)
{
  const SuyRecord *problem = self->problem, *item = self->item;

  suy_demo_move (demo, problem, "receive", self->staff, at (self, self->assigned, 15 * 60), NULL,
                 NULL);
  if (self->fate == SUY_DEMO_RECEIVED)
    return;
  suy_demo_move (demo, item, "approve_plan", self->clerk, at (self, self->started, 8 * 60 + 40),
                 NULL, "plan");
  suy_demo_move (demo, problem, "start", self->staff, at (self, self->started, 8 * 60 + 40), NULL,
                 "plan");
  suy_demo_move (demo, item, "start", self->staff, at (self, self->started, 9 * 60 + 10), NULL,
                 NULL);
}

/* The nth stage; the last one that was met may be where the item stands. */
static void
meet_stages (SuyDemo *demo, const SuyDemoCase *self)
{
  gint span = self->progress - self->started;

  for (guint i = 0; i < self->n_met; i++)
    {
      gint day = self->started + span * (gint) (i + 1) / (gint) (self->n_met + 1);

      suy_demo_move (demo, self->item, "meet_stage", self->staff, at (self, day, 10 * 60), NULL,
                     "photo");
      suy_record_set_integer (suy_demo_change (demo, self->item), "stages_met", i + 1);
      if (i + 1 < self->n_stages &&
          !(self->fate == SUY_DEMO_RECTIFYING && i + 1 == self->n_met && self->n % 8 == 1))
        suy_demo_move (demo, self->item, "next_stage", self->staff, at (self, day, 10 * 60 + 20),
                       NULL, NULL);
    }
}

static void
submit (SuyDemo *demo, const SuyDemoCase *self, gint day)
{
  suy_demo_move (demo, self->item, "complete", self->staff, at (self, day, 9 * 60), NULL, NULL);
  if (self->fate != SUY_DEMO_SUBMITTED || self->n % 2 == 0)
    suy_demo_move (demo, self->item, "apply", self->staff, at (self, day, 14 * 60), NULL,
                   "report before after");
  suy_demo_move (demo, self->problem, "submit", self->staff, at (self, day, 14 * 60 + 20), NULL,
                 "before after");
}

/* The first acceptance failed: what was missing is done and asked for again. */
static void
send_back (SuyDemo *demo, const SuyDemoCase *self, gint first)
{
  JsonObject *notes = json_object_get_object_member (json_node_get_object (demo->words), "notes");
  const char *note = json_object_get_string_member (notes, "defects");
  gint day = first + 2;

  submit (demo, self, first);
  suy_demo_move (demo, self->item, "send_back", self->acceptor, at (self, day, 10 * 60), note,
                 "record");
  suy_demo_move (demo, self->problem, "send_back", self->acceptor, at (self, day, 10 * 60 + 20),
                 note, "record");
}

static void
finish (SuyDemo *demo, const SuyDemoCase *self)
{
  SuyRecord *changes;

  if (self->sent_back)
    {
      g_autofree char *day = suy_demo_day_text (self->completed);

      send_back (demo, self, self->completed - 6);
      suy_demo_move (demo, self->item, "complete", self->staff, at (self, self->completed, 9 * 60),
                     NULL, NULL);
      changes = suy_demo_change (demo, self->item);
      suy_record_set_text (changes, "completed_at", day);
      suy_demo_move (demo, self->item, "apply", self->staff, at (self, self->completed, 14 * 60),
                     NULL, "report before after");
      suy_demo_move (demo, self->problem, "submit", self->staff,
                     at (self, self->completed, 14 * 60 + 20), NULL, "before after");
      suy_record_set_text (suy_demo_change (demo, self->problem), "completed_on", day);
    }
  else
    submit (demo, self, self->completed);
  if (self->fate == SUY_DEMO_SUBMITTED)
    return;

  suy_demo_move (demo, self->item, "accept", self->acceptor, at (self, self->accepted, 10 * 60),
                 NULL, "report");
  suy_demo_move (demo, self->problem, "accept", self->acceptor,
                 at (self, self->accepted, 10 * 60 + 20), NULL, "report");
}

static void
close_up (SuyDemo *demo, const SuyDemoCase *self)
{
  suy_demo_move (demo, self->item, "close", self->closer, at (self, self->closed, 15 * 60), NULL,
                 "form");
  suy_demo_move (demo, self->problem, "close", self->closer, at (self, self->closed, 15 * 60 + 20),
                 NULL, NULL);
  if (self->fate == SUY_DEMO_CLOSED)
    return;

  suy_demo_move (demo, self->item, "consolidate", self->staff,
                 at (self, self->consolidated, 9 * 60), NULL, NULL);
  suy_demo_move (demo, self->problem, "consolidate", self->staff,
                 at (self, self->consolidated, 9 * 60 + 20), "每季度自查一次", NULL);
  if (self->fate != SUY_DEMO_LOOKED_BACK)
    return;

  suy_demo_move (demo, self->item, "look_back", self->inspector,
                 at (self, self->looked_back, 10 * 60), NULL, "report photo");
  suy_demo_move (demo, self->problem, "look_back", self->inspector,
                 at (self, self->looked_back, 10 * 60 + 20), NULL, "report photo");
}

static void
rebound (SuyDemo *demo, const SuyDemoCase *self)
{
  JsonObject *notes = json_object_get_object_member (json_node_get_object (demo->words), "notes");
  const char *note = json_object_get_string_member (notes, "rebound");
  SuyRecord *changes;

  suy_demo_move (demo, self->item, "rebound", self->clerk, at (self, self->reopened, 10 * 60), note,
                 "record photo");
  suy_demo_move (demo, self->problem, "reopen", self->clerk,
                 at (self, self->reopened, 10 * 60 + 20), note, "record photo");
  if (self->fate != SUY_DEMO_RESUMED)
    return;

  suy_demo_move (demo, self->item, "resume", self->clerk, at (self, self->resumed, 9 * 60),
                 "重新交办，限期整改", NULL);
  changes = suy_demo_change (demo, self->item);
  suy_demo_set_day (changes, "deadline", self->resumed + 45);
  suy_record_set_integer (changes, "actual_bp", 3500);
  suy_demo_move (demo, self->problem, "resume", self->clerk, at (self, self->resumed, 9 * 60 + 20),
                 "重新交办，限期整改", NULL);
  changes = suy_demo_change (demo, self->problem);
  suy_demo_set_day (changes, "deadline", self->resumed + 45);
  suy_record_set_integer (changes, "actual_bp", 3500);
}

/* Returned once for wrong duty, and given to another unit. */
static void
assign (SuyDemo *demo, const SuyDemoCase *self)
{
  JsonObject *notes = json_object_get_object_member (json_node_get_object (demo->words), "notes");

  if (self->returned)
    {
      SuyRecord *changes;

      suy_demo_move (demo, self->problem, "assign", self->clerk,
                     at (self, self->assigned - 1, 9 * 60), NULL, NULL);
      suy_demo_move (demo, self->problem, "return", self->first_staff,
                     at (self, self->assigned - 1, 16 * 60),
                     json_object_get_string_member (notes, "return"), NULL);
      suy_demo_set_flag (suy_demo_change (demo, self->problem), "duty_dispute", TRUE);
      suy_demo_move (demo, self->problem, "assign", self->clerk, at (self, self->assigned, 11 * 60),
                     NULL, NULL);
      changes = suy_demo_change (demo, self->problem);
      suy_record_set_integer (changes, "responsible_unit", self->staff->unit);
      suy_record_set_integer (changes, "responsible_person", self->staff->id);
    }
  else
    suy_demo_move (demo, self->problem, "assign", self->clerk, at (self, self->assigned, 11 * 60),
                   NULL, NULL);
  suy_demo_move (demo, self->item, "draft", self->clerk, at (self, self->assigned, 11 * 60 + 10),
                 NULL, NULL);
}

/* TRUE when the case ends before it is assigned. */
static gboolean
begin (SuyDemo *demo, const SuyDemoCase *self)
{
  JsonObject *notes = json_object_get_object_member (json_node_get_object (demo->words), "notes");
  const SuyRecord *problem = self->problem;

  suy_demo_move (demo, problem, "report", self->reporter, at (self, self->found, 10 * 60), NULL,
                 self->evidence);
  if (self->fate == SUY_DEMO_FOUND)
    return TRUE;
  if (self->fate == SUY_DEMO_MERGED)
    {
      suy_demo_move (demo, problem, "merge", self->duty, at (self, self->judged, 10 * 60 + 30),
                     json_object_get_string_member (notes, "merge"), NULL);
      return TRUE;
    }
  if (self->fate == SUY_DEMO_REJECTED && self->n % 2 == 0)
    {
      suy_demo_move (demo, problem, "reject", self->duty, at (self, self->judged, 10 * 60 + 30),
                     json_object_get_string_member (notes, "reject"), NULL);
      return TRUE;
    }
  suy_demo_move (demo, problem, "judge", self->duty, at (self, self->judged, 10 * 60 + 30), NULL,
                 NULL);
  if (self->fate == SUY_DEMO_REJECTED)
    suy_demo_move (demo, problem, "reject", self->duty, at (self, self->judged + 1, 9 * 60),
                   json_object_get_string_member (notes, "reject"), NULL);
  if (self->fate == SUY_DEMO_TRANSFERRED)
    suy_demo_move (demo, problem, "transfer", self->inspector, at (self, self->judged + 2, 9 * 60),
                   json_object_get_string_member (notes, "transfer"), "form");

  return self->fate == SUY_DEMO_JUDGED || self->fate == SUY_DEMO_REJECTED ||
         self->fate == SUY_DEMO_TRANSFERRED;
}

void
suy_demo_case_add_moves (SuyDemo *demo, const SuyDemoCase *self)
{
  if (begin (demo, self))
    return;
  assign (demo, self);
  if (self->fate == SUY_DEMO_ASSIGNED)
    return;
  start (demo, self);
  if (self->fate == SUY_DEMO_RECEIVED)
    return;

  if (self->phased)
    meet_stages (demo, self);
  suy_demo_move (demo, self->problem, "progress", self->staff, at (self, self->progress, 16 * 60),
                 NULL, "photo");
  if (self->fate == SUY_DEMO_RECTIFYING)
    return;
  finish (demo, self);
  if (self->fate == SUY_DEMO_SUBMITTED || self->fate == SUY_DEMO_ACCEPTED)
    return;
  close_up (demo, self);
  if (self->fate == SUY_DEMO_REOPENED || self->fate == SUY_DEMO_RESUMED)
    rebound (demo, self);
}
