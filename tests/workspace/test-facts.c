/* test-facts.c: what is looked up for one move is what looking everything up says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-bureau.h"
#include "suy-facts.h"
#include "suy-workspace-private.h"
#include "suy-workspace-warnings.h"

typedef struct
{
  Bureau bureau;
  gint64 problem, item, complaint, warning;
} Made;

static SuyRecord *
read_record (Made *made, const char *reg, gint64 id)
{
  g_autoptr (GError) error = NULL;
  SuyRecord *record = suy_store_get (suy_workspace_get_store (made->bureau.workspace),
                                     bureau_register (&made->bureau, reg), id, &error);

  g_assert_no_error (error);

  return record;
}

static void
make (Made *made)
{
  Bureau *bureau = &made->bureau;

  bureau_open (bureau);
  made->problem =
      bureau_make (bureau, "problem", "code=P1", "title=Outfall", "source=patrol", "medium=water",
                   "description=Foam", "severity_tier=key", "township=T1", "responsible_unit=TOWN",
                   "lead_unit=LEAD", "found_at=today-3T", "@=118.1,27.35", NULL);
  bureau_make (bureau, "problem", "code=P2", "title=The same", "source=patrol", "medium=water",
               "description=Foam", "township=T1", "found_at=today-2T", "@=118.1,27.35", NULL);
  made->item =
      bureau_make (bureau, "rectification_item", "code=I1", "title=Outfall", "problem=P1",
                   "category=water", "lead_unit=LEAD", "supervising_unit=SUPER", "goal=clean",
                   "measures=a;b", "rect_class=long_term", "start=today-30", "deadline=today-3",
                   "actual_bp=4000", "responsible_unit=TOWN", "township=T1", NULL);
  bureau_make (bureau, "action_record", "title=Order", "kind=supervise", "item=I1", "to_unit=TOWN",
               "issued_on=today-2", NULL);
  bureau_make (bureau, "extension_request", "item=I1", "reason=Rain", "new_deadline=today+9",
               "applied_on=today-4", NULL);
  bureau_make (bureau, "acceptance", "item=I1", "org=THIRD", "org_kind=third_party",
               "acceptor=third_party", "accepted_on=today-1", "verdict=pass", "site_check=yes",
               NULL);
  made->complaint = bureau_make (
      bureau, "complaint", "code=C1", "text=Smell", "channel=hotline_24h", "complaint_type=odour",
      "received_at=today-1T", "township=T1", "problem=P1", "replied_at=todayT", NULL);
  bureau_attach (bureau, "rectification_item", made->item, "photo plan");
  bureau_attach (bureau, "problem", made->problem, "photo");
  suy_workspace_evaluate (bureau->workspace, NULL, NULL, NULL);
}

/* Every fact that the move asks for, asked for alone and with all others. */
static guint
compare_move (Made *made, const SuyRecord *record, const SuyRecord *partner, const SuyMove *move)
{
  const SuyActor actor = { .id = 1, .code = (char *) "hq_clerk", .role = (char *) "hq_clerk" };
  SuyFactsAsk ask = { .before = record,
                      .after = record,
                      .actor = &actor,
                      .move = move,
                      .partner = partner,
                      .n_batch = 1 };
  g_autoptr (GHashTable) asked = suy_facts_new (made->bureau.workspace, &ask, NULL), all = NULL;
  GHashTableIter iter;
  gpointer name, value;
  guint n = 0;

  ask.all = TRUE;
  all = suy_facts_new (made->bureau.workspace, &ask, NULL);
  g_hash_table_iter_init (&iter, all);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (suy_move_asks (move, name))
      {
        if (g_strcmp0 (g_hash_table_lookup (asked, name), value) != 0)
          g_error ("%s: %s is “%s”, not “%s”", move->name, (char *) name,
                   (char *) g_hash_table_lookup (asked, name), (char *) value);
        n++;
      }

  return n;
}

static guint
compare_all (Made *made, const char *reg, gint64 id, const char *partner_of, gint64 partner_id)
{
  SuyMoves *machine = suy_workspace_get_machine (made->bureau.workspace,
                                                 bureau_register (&made->bureau, reg), NULL);
  g_autoptr (SuyRecord) record = read_record (made, reg, id);
  g_autoptr (SuyRecord) partner =
      partner_of == NULL ? NULL : read_record (made, partner_of, partner_id);
  const GPtrArray *moves = suy_moves_get_all (machine);
  guint n = 0;

  for (guint i = 0; i < moves->len; i++)
    n += compare_move (made, record, partner, moves->pdata[i]);

  return n;
}

static void
test_asked (void)
{
  Made made = { 0 };
  g_autoptr (GArray) warnings = NULL;

  make (&made);
  warnings = suy_store_select (suy_workspace_get_store (made.bureau.workspace),
                               bureau_register (&made.bureau, "warning"), NULL, NULL);
  g_assert_cmpuint (warnings->len, >, 0);

  g_assert_cmpuint (compare_all (&made, "problem", made.problem, "rectification_item", made.item),
                    >, 20);
  g_assert_cmpuint (compare_all (&made, "rectification_item", made.item, "problem", made.problem),
                    >, 20);
  g_assert_cmpuint (compare_all (&made, "complaint", made.complaint, NULL, 0), >, 3);
  g_assert_cmpuint (compare_all (&made, "warning", g_array_index (warnings, gint64, 0), NULL, 0), >,
                    5);
  bureau_close (&made.bureau);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/facts/asked", test_asked);

  return g_test_run ();
}
