/* test-inbox-read.c: what is due from everybody, and reading it in a thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-inbox.h"

/* A reader in another thread gives the same. */
static gpointer
read_elsewhere (gpointer data)
{
  g_autoptr (GError) error = NULL;
  SuyInbox *inbox = suy_inbox_new (data, "responsible_unit", g_get_real_time (), &error);

  g_assert_no_error (error);

  return inbox;
}

static void
test_thread (void)
{
  Bureau bureau;
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyInbox) here = NULL;
  g_autoptr (SuyInbox) there = NULL;
  SuyStore *reader;

  bureau_open (&bureau);
  bureau_make (&bureau, "action_record", "title=Order", "kind=supervise", "to_unit=TOWN",
               "issued_on=today-20", "reply_due=today-1", NULL);
  reader = suy_store_open_reader (suy_workspace_get_store (bureau.workspace), &error);
  g_assert_no_error (error);
  there = g_thread_join (g_thread_new ("inbox", read_elsewhere, reader));
  here = made_inbox_of (&bureau, "responsible_unit");
  g_assert_cmpuint (here->items->len, >, 0);
  g_assert_cmpuint (here->items->len, ==, there->items->len);
  g_assert_true (suy_store_close (reader, &error));
  bureau_close (&bureau);
}

/* ---- everybody's ---- */

static const SuyInboxItem *
find_same (const SuyInbox *inbox, const SuyInboxItem *item, const char *person)
{
  for (guint i = 0; i < inbox->items->len; i++)
    {
      const SuyInboxItem *other = inbox->items->pdata[i];
      gboolean owns = FALSE;

      for (guint k = 0; k < other->owners->len; k++)
        owns |= g_str_equal (((SuyInboxOwner *) other->owners->pdata[k])->code, person);
      if (owns && other->duty == item->duty && other->reg == item->reg && other->id == item->id)
        return other;
    }

  return NULL;
}

/* Its things with their owners are the things of each person's own inbox, and nothing else. */
static void
assert_everybodys (Bureau *bureau, const SuyInbox *all)
{
  guint n = 0, owned = 0;

  for (guint i = 0; i < all->items->len; i++)
    owned += ((SuyInboxItem *) all->items->pdata[i])->owners->len;
  for (guint i = 0; i < all->people->len; i++)
    {
      const SuyInboxOwner *person = all->people->pdata[i];
      g_autoptr (SuyInbox) own = made_inbox_of (bureau, person->code);

      n += own->items->len;
      for (guint k = 0; k < own->items->len; k++)
        {
          const SuyInboxItem *item = own->items->pdata[k];
          const SuyInboxItem *same = find_same (all, item, person->code);

          if (same == NULL)
            g_error ("%s of %s is not everybody's", item->duty->name, person->code);
          g_assert_cmpint (same->due, ==, item->due);
          g_assert_cmpint (same->state, ==, item->state);
          g_assert_cmpuint (same->n_missing, ==, item->n_missing);
        }
    }
  g_assert_cmpuint (owned, ==, n);
}

static void
test_everybody (void)
{
  g_autoptr (GError) error = NULL;
  Bureau bureau;
  gint64 id;

  bureau_open (&bureau);
  bureau_make (&bureau, "grid_cell", "code=G9", "name=G9", "level=district",
               "inspector=grid_inspector", NULL);
  bureau_make (&bureau, "person", "code=head2", "name=Head", "role=unit_head", "unit=TOWN2", NULL);
  bureau_make (&bureau, "action_record", "title=Order", "kind=supervise", "to_unit=TOWN",
               "issued_on=today-20", "reply_due=today-3", NULL);
  bureau_make (&bureau, "meeting", "name=M", "kind=hq_meeting", "on_date=today-62", NULL);
  bureau_make (&bureau, "meeting", "name=M", "kind=unit_inspection", "on_date=today-62",
               "organisation=TOWN", NULL);
  bureau_make (&bureau, "inspection", "name=I", "kind=annual_plan", "due=today+9",
               "officers=officer2;officer3", NULL);
  bureau_make (&bureau, "rectification_item", "code=X", "title=Item", "category=water",
               "lead_unit=LEAD", "responsible_unit=TOWN", "supervising_unit=SUPER", "goal=clean",
               "measures=a;b", "rect_class=long_term", "start=today-9", "township=T1",
               "deadline=today+40", NULL);
  bureau_make (&bureau, "extension_request", "item=X", "applied_by=responsible_unit",
               "applied_on=today", "new_deadline=today+60", "reason=rain", NULL);
  id = bureau_make (&bureau, "problem", "title=Foam", "source=patrol", "medium=water",
                    "found_at=today-1T", "description=white foam", "@=118.1001,27.35", NULL);
  bureau_attach (&bureau, "problem", id, "before");
  bureau_move (&bureau, "grid_inspector", "problem", id, "report", NULL);
  {
    g_autoptr (SuyInbox) all = suy_workspace_get_inbox_of_all (bureau.workspace, &error);
    const SuyInboxItem *item = NULL;

    g_assert_no_error (error);
    g_assert_true (all->overseer);
    g_assert_cmpuint (made_inbox_count (all, "problem_judge", id, &item), ==, 1);
    g_assert_cmpuint (item->owners->len, ==, 1);
    g_assert_true (item->placed);
    assert_everybodys (&bureau, all);
  }
  /* Who has gone owes nothing; what nobody owes is still to be done. */
  bureau_set (&bureau, "person",
              suy_store_find (suy_workspace_get_store (bureau.workspace),
                              bureau_register (&bureau, "person"), "duty_officer", NULL),
              "active=no", NULL);
  {
    g_autoptr (SuyInbox) all = suy_workspace_get_inbox_of_all (bureau.workspace, &error);
    const SuyInboxItem *item = NULL;

    g_assert_cmpuint (made_inbox_count (all, "problem_judge", id, &item), ==, 1);
    g_assert_cmpuint (item->owners->len, ==, 0);
  }
  bureau_close (&bureau);
}

/* ---- in a thread ---- */

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(SuyInbox **) data = suy_workspace_read_inbox_finish (SUY_WORKSPACE (source), result, &error);
  g_assert_no_error (error);
}

static void
test_async (void)
{
  static const char *const people[] = { "responsible_unit", NULL };
  Bureau bureau;

  bureau_open (&bureau);
  bureau_make (&bureau, "action_record", "title=Order", "kind=supervise", "to_unit=TOWN",
               "issued_on=today-20", "reply_due=today-1", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (SuyInbox) there = NULL;

      suy_workspace_read_inbox_async (bureau.workspace, people[i], NULL, on_read, &there);
      while (there == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpuint (there->items->len, >, 0);
      g_assert_cmpint (there->overseer, ==, i == 1);
      g_assert_cmpint (there->people->len > 0, ==, i == 1);
    }
  bureau_close (&bureau);
}

/* A close waits for what is being read, so that no connection stays open. */
static void
on_ended (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SuyInbox) inbox =
      suy_workspace_read_inbox_finish (SUY_WORKSPACE (source), result, NULL);

  *(gboolean *) data = TRUE;
}

static void
test_async_close (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *wal = NULL;
  gboolean ended = FALSE;
  Bureau bureau;

  bureau_open (&bureau);
  for (guint i = 0; i < 4; i++)
    {
      ended = FALSE;
      suy_workspace_read_inbox_async (bureau.workspace, NULL, NULL, on_ended, &ended);
    }
  g_assert_true (suy_workspace_close (bureau.workspace, &error));
  g_assert_no_error (error);
  wal = g_strconcat (suy_workspace_get_path (bureau.workspace), "-wal", NULL);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  while (!ended)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (bureau.workspace);
  bureau.workspace = suy_workspace_open (bureau.path, SUY_STORE_READ, &error);
  g_assert_no_error (error);
  bureau_close (&bureau);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/inbox-read/thread/reader", test_thread);
  g_test_add_func ("/workspace/inbox-read/thread/async", test_async);
  g_test_add_func ("/workspace/inbox-read/thread/close", test_async_close);
  g_test_add_func ("/workspace/inbox-read/everybody/each", test_everybody);

  return g_test_run ();
}
