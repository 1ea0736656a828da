/* test-movers.c: exactly those are listed to whom the move would not be refused for who they are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-bureau.h"

/* The plain way: each person acts in turn and looks at what is missing. */
static gboolean
may (Bureau *bureau, const char *person, gint64 id, const char *move)
{
  const SuyRegister *reg = bureau_register (bureau, "problem");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) offers = NULL;

  bureau_act_as (bureau, person);
  offers = suy_workspace_get_offers (bureau->workspace, reg, id, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < offers->len; i++)
    {
      const SuyOffer *offer = offers->pdata[i];

      for (guint k = 0; g_str_equal (offer->move->name, move) && k < offer->missing->len; k++)
        {
          g_autoptr (SuySupply) supply = suy_workspace_get_supply (
              bureau->workspace, reg, id, offer->move, offer->missing->pdata[k], &error);

          g_assert_no_error (error);
          if (supply->remedy->kind == SUY_REMEDY_PERSON)
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
has (const GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;

  return FALSE;
}

/* Returns: how many may */
static guint
assert_movers (Bureau *bureau, gint64 id, const char *move)
{
  SuyStore *store = suy_workspace_get_store (bureau->workspace);
  const SuyRegister *people = bureau_register (bureau, "person");
  g_autoptr (GError) error = NULL;
  g_autofree char *why = NULL;
  g_autoptr (GArray) listed = NULL;
  g_autoptr (GArray) all = suy_store_select (store, people, NULL, NULL);

  listed = suy_workspace_list_movers (bureau->workspace, bureau_register (bureau, "problem"), id,
                                      move, &why, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      gint64 person = g_array_index (all, gint64, i);
      g_autofree char *code = bureau_get (bureau, "person", person, "code");

      if (has (listed, person) != may (bureau, code, id, move))
        g_error ("%s by %s: listed %d", move, code, has (listed, person));
    }
  g_assert_cmpint (why == NULL, ==, listed->len > 0);

  return listed->len;
}

static void
assert_nobody (Bureau *bureau, gint64 id, const char *move, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *why = NULL;
  g_autoptr (GArray) listed = suy_workspace_list_movers (
      bureau->workspace, bureau_register (bureau, "problem"), id, move, &why, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (listed->len, ==, 0);
  if (strstr (why, words) == NULL)
    g_error ("“%s” is not in: %s", words, why);
}

static void
move_people (Bureau *bureau, const char *from, const char *to)
{
  SuyStore *store = suy_workspace_get_store (bureau->workspace);
  const SuyRegister *people = bureau_register (bureau, "person");
  gint64 unit = suy_store_find (store, bureau_register (bureau, "unit"), from, NULL);
  g_autoptr (GPtrArray) rows =
      suy_workspace_get_linked (bureau->workspace, people, "unit", unit, NULL);
  g_autofree char *word = g_strconcat ("unit=", to, NULL);

  for (guint i = 0; i < rows->len; i++)
    bureau_set (bureau, "person", suy_record_get_id (rows->pdata[i]), word, NULL);
}

static void
test_states (void)
{
  Bureau bureau;
  gint64 id;

  bureau_open (&bureau);
  id = bureau_make (&bureau, "problem", "title=Foam", "source=patrol", "medium=water",
                    "found_at=today-1T", "description=white foam", "risk_level=orange",
                    "@=118.1001,27.35", "township=T1", NULL);
  bureau_attach (&bureau, "problem", id, "before");
  g_assert_cmpuint (assert_movers (&bureau, id, "report"), >, 0);
  bureau_move (&bureau, "grid_inspector", "problem", id, "report", NULL);
  g_assert_cmpuint (assert_movers (&bureau, id, "judge"), >, 0);
  bureau_move (&bureau, "duty_officer", "problem", id, "judge", "severity_tier=routine",
               "cause=broken pipe", "upstream_trace=R1", NULL);
  g_assert_cmpuint (assert_movers (&bureau, id, "assign"), >, 0);
  bureau_move (&bureau, "rectification_office", "problem", id, "assign", "lead_unit=LEAD",
               "responsible_unit=TOWN", "responsible_person=unit_head", "supervising_unit=SUPER",
               "goal=No foam", "measure=Mend the pipe", "deadline=today+20", "rect_class=immediate",
               NULL);
  g_assert_cmpuint (assert_movers (&bureau, id, "receive"), >, 0);
  g_assert_cmpuint (assert_movers (&bureau, id, "return"), >, 0);

  /* The people of the unit go elsewhere. */
  move_people (&bureau, "TOWN", "OFFICE");
  g_assert_cmpuint (assert_movers (&bureau, id, "receive"), ==, 0);
  assert_nobody (&bureau, id, "receive", "have the role and lack: ");
  bureau_close (&bureau);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/movers/states", test_states);

  return g_test_run ();
}
