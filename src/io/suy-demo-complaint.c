/* suy-demo-complaint.c: complaints of the demo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * 2360 calls to the hotline in 2023: 1463 of noise and waste piles, 480 of dust, 417 others; and
 * 320 valid leads by WeChat in the same year, 314 of them settled.  This year's are fewer and stand
 * in every state. */

#include "suy-demo-private.h"

#define N_WECHAT 320
#define N_WECHAT_SETTLED 314

static const struct
{
  const char *type;
  guint n;
} calls[] = {
  { "noise", 863 }, { "waste_pile", 600 }, { "dust", 480 },
  { "odour", 137 }, { "water", 130 },      { "other", 150 },
};

enum
{
  RECEIVED,
  FIRST_ASSIGNED,
  VERIFIED,
  HANDLING,
  REPLIED,
  SETTLED,
  CONFIRMED,
  CLOSED, /* not so */
};

/* The first five are planned, the rest follows. */
typedef struct
{
  const char *type, *channel;
  const SuyDemoMatter *matter; /* (nullable): nothing that holds */
  guint state;
  gint received, settled; /* days */
  guint minute;
  SuyRecord *record;
  const SuyDemoPerson *operator, * owner;
} Case;

static void
add_moves (SuyDemo *demo, const Case *self, const char *note)
{
  const SuyRecord *record = self->record;
  gint day = self->received;
  guint minute = self->minute;

  suy_demo_move (demo, record, "receive", self->operator, suy_demo_time (day, minute), NULL, NULL);
  if (self->state >= FIRST_ASSIGNED)
    suy_demo_move (demo, record, "assign_first", self->operator, suy_demo_time (day, minute + 10),
                   NULL, NULL);
  if (self->state >= VERIFIED)
    suy_demo_move (demo, record, "verify", self->owner, suy_demo_time (day + 1, minute), NULL,
                   "photo");
  if (self->state == CLOSED)
    {
      suy_demo_move (demo, record, "close_invalid", self->owner,
                     suy_demo_time (day + 1, minute + 60), note, NULL);
      return;
    }
  if (self->state >= HANDLING)
    suy_demo_move (demo, record, "handle", self->owner, suy_demo_time (day + 1, minute + 30), NULL,
                   NULL);
  if (self->state >= REPLIED)
    suy_demo_move (demo, record, "reply", self->owner, suy_demo_time (day + 1, minute + 120), NULL,
                   NULL);
  if (self->state >= SETTLED)
    suy_demo_move (demo, record, "settle", self->owner, suy_demo_time (self->settled, 16 * 60 + 30),
                   NULL, NULL);
  if (self->state >= CONFIRMED)
    suy_demo_move (demo, record, "confirm", self->operator,
                   suy_demo_time (self->settled + 3, 10 * 60), NULL, "record");
}

static void
set_results (const Case *self)
{
  SuyRecord *record = self->record;
  gboolean invalid = self->state == CLOSED;

  if (self->state >= FIRST_ASSIGNED)
    {
      suy_record_set_integer (record, "first_receiver", self->owner->unit);
      suy_record_set_integer (record, "owner", self->owner->unit);
    }
  if (self->state >= VERIFIED)
    {
      suy_record_set_text (record, "check_result", invalid ? "现场核查不属实" : "现场核查属实");
      suy_demo_set_flag (record, "valid", !invalid);
    }
  if (self->state >= REPLIED)
    {
      suy_record_set_text (record, "reply",
                           invalid ? "经核查不属实，已说明" : "已立案整改，将跟踪到底");
      suy_demo_set_time (record, "replied_at",
                         suy_demo_time (self->received + 1, self->minute + (invalid ? 60 : 120)));
      suy_demo_set_flag (record, "interim", FALSE);
      suy_record_set_text (record, "result_code", invalid ? "not" : "substantiated");
    }
  if (self->state == SETTLED || self->state == CONFIRMED)
    suy_demo_set_time (record, "settled_at", suy_demo_time (self->settled, 16 * 60 + 30));
  if (self->state == CONFIRMED)
    suy_demo_set_flag (record, "satisfied", self->minute % 9 != 0);
}

/* @plan: with type, channel, matter, state and the day it is received. */
static void
add_complaint (SuyDemo *demo, SuyDemoRandom *random, const Case *plan)
{
  guint n = suy_demo_get_list (demo, "complaint")->len;
  g_autofree char *date = suy_demo_day_text (plan->received);
  g_autofree char *code = g_strdup_printf ("TS-%.4s-%05u", date, n + 1);
  g_autofree char *words = g_strdup_printf ("complaints/%s", plan->type);
  JsonObject *notes = json_object_get_object_member (json_node_get_object (demo->words), "notes");
  SuyDemoSpot spot;
  Case self = *plan;
  const SuyDemoMatter *matter = plan->matter;
  gint day = plan->received;

  if (matter != NULL)
    spot = matter->spot;
  else
    suy_demo_spot_near_town (demo, random, suy_demo_random_below (random, demo->towns->len), &spot);
  self.minute = (guint) suy_demo_random_between (random, 8 * 60, 9 * 60 + 20);
  self.settled = matter == NULL ? 0 : MAX (matter->closed + 1, day + 2);
  self.operator= suy_demo_pick_person (demo, random, "operator");
  self.owner = suy_demo_find_person (demo, "responsible_unit",
                                     g_array_index (demo->towns, SuyDemoTown, spot.town).unit, 1);
  self.record = suy_demo_add (demo, "complaint", code);
  suy_record_set_text (self.record, "text", suy_demo_pick_word (demo, random, words));
  suy_record_set_text (self.record, "channel", plan->channel);
  suy_record_set_text (self.record, "complaint_type", plan->type);
  suy_demo_set_time (self.record, "received_at", suy_demo_time (day, self.minute));
  suy_demo_set_flag (self.record, "is_repeat", matter != NULL && day > matter->found);
  suy_record_set_real (self.record, "weight", 1);
  suy_demo_set_spot (demo, self.record, &spot);
  if (matter != NULL && matter->firm != 0)
    suy_record_set_integer (self.record, "enterprise", matter->firm);
  if (matter != NULL && plan->state >= HANDLING && plan->state != CLOSED)
    suy_record_set_integer (self.record, "problem", matter->problem);
  set_results (&self);
  add_moves (demo, &self, json_object_get_string_member (notes, "reject"));
}

/* A matter of that kind of 2023; the first 300 are. */
static const SuyDemoMatter *
pick_matter (SuyDemo *demo, SuyDemoRandom *random, const char *type)
{
  for (;;)
    {
      const SuyDemoMatter *matter =
          &g_array_index (demo->matters, SuyDemoMatter, suy_demo_random_below (random, 300));

      if (type == NULL || g_str_equal (matter->type, type))
        return matter;
    }
}

static void
add_calls (SuyDemo *demo, SuyDemoRandom *random)
{
  gint first = suy_demo_day ("2023-01-01");

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    for (guint k = 0; k < calls[i].n; k++)
      {
        const SuyDemoMatter *matter = pick_matter (demo, random, calls[i].type);

        if (k % 4 == 3)
          add_complaint (demo, random,
                         &(Case){ calls[i].type, "hotline_12345", NULL, CLOSED,
                                  first + suy_demo_random_between (random, 0, 360) });
        else
          add_complaint (demo, random,
                         &(Case){ calls[i].type, "hotline_12345", matter, CONFIRMED,
                                  matter->found + suy_demo_random_between (random, 0, 6) });
      }
}

static void
add_leads (SuyDemo *demo, SuyDemoRandom *random)
{
  for (guint i = 0; i < N_WECHAT; i++)
    {
      const SuyDemoMatter *matter = pick_matter (demo, random, NULL);

      add_complaint (demo, random,
                     &(Case){ matter->type, "wechat", matter,
                              i < N_WECHAT_SETTLED ? i % 3 == 0 ? SETTLED : CONFIRMED : REPLIED,
                              matter->found + suy_demo_random_between (random, 0, 6) });
    }
}

/* This year's: in every state, a few too late. */
static void
add_recent (SuyDemo *demo, SuyDemoRandom *random)
{
  static const char *const channels[] = { "hotline_12345", "hotline_24h", "snapshot", "wechat" };
  gint today = suy_demo_day (SUY_DEMO_TODAY);

  for (guint i = 300; i < demo->matters->len; i++)
    {
      const SuyDemoMatter *matter = &g_array_index (demo->matters, SuyDemoMatter, i);

      if (matter->found + 6 < today)
        for (guint k = 0; k < 2; k++)
          add_complaint (demo, random,
                         &(Case){ matter->type, channels[(i + k) % 4], matter,
                                  matter->closed == 0          ? k == 0 ? HANDLING : REPLIED
                                  : matter->closed + 6 > today ? REPLIED
                                  : k == 0                     ? SETTLED
                                                               : CONFIRMED,
                                  matter->found + (gint) k });
    }
  for (guint i = 0; i < 40; i++)
    add_complaint (demo, random,
                   &(Case){ calls[i % 6].type, channels[i % 4], NULL, CLOSED,
                            today - suy_demo_random_between (random, 4, 200) });
  for (guint i = 0; i < 18; i++)
    add_complaint (demo, random,
                   &(Case){ calls[i % 6].type, channels[i % 4], NULL, i % 3,
                            today - (i % 9 == 8 ? 4 : suy_demo_random_between (random, 1, 2)) });
}

void
suy_demo_make_complaints (SuyDemo *self)
{
  SuyDemoRandom random;

  suy_demo_random_init (&random, self->seed, "complaints");
  add_calls (self, &random);
  add_leads (self, &random);
  add_recent (self, &random);
}
