/* test-ledger-page.c: the tiles count the items and choose among them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <gtk/gtk.h>

#include "made-bureau.h"
#include "suy-application.h"
#include "suy-ledger-page.h"

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gint64
add_item (Bureau *bureau, const char *title, const char *deadline, const char *progress)
{
  return bureau_make (bureau, "rectification_item", title, "category=water", "rect_class=phased",
                      "lead_unit=LEAD", "responsible_unit=TOWN",
                      "responsible_person=responsible_unit", "supervising_unit=SUPER", "goal=Clean",
                      "measures=[\"order\"]", "start=today-100", deadline, progress, NULL);
}

static SuyLedgerPage *
open_page (Bureau *bureau)
{
  SuyLedgerPage *page = g_object_ref_sink (g_object_new (SUY_TYPE_LEDGER_PAGE, NULL));

  g_object_set (page, "workspace", bureau->workspace, NULL);
  settle ();

  return page;
}

/* Lists what a tile stands for, and nothing else, and as many as it says. */
static void
assert_tile (SuyLedgerPage *page, const char *tile, guint n)
{
  GtkToggleButton *button = suy_ledger_page_get_tile (page, tile);

  g_test_message ("%s", tile);
  g_assert_cmpuint (suy_ledger_page_get_count (page, tile), ==, n);
  gtk_toggle_button_set_active (button, TRUE);
  settle ();
  g_assert_cmpuint (suy_record_table_get_n_rows (suy_ledger_page_get_table (page)), ==, n);
  gtk_toggle_button_set_active (button, FALSE);
  settle ();
}

/* Due soon from today to the thirtieth day; overdue from yesterday on. */
static void
test_tiles (void)
{
  Bureau bureau;
  g_autoptr (SuyLedgerPage) page = NULL;
  gint64 today;

  bureau_open (&bureau);
  add_item (&bureau, "title=Late", "deadline=today-1", "actual_bp=9000");
  today = add_item (&bureau, "title=Today", "deadline=today+0", "actual_bp=9100");
  add_item (&bureau, "title=Month", "deadline=today+30", "actual_bp=5000");
  add_item (&bureau, "title=Later", "deadline=today+31", "actual_bp=4000");
  page = open_page (&bureau);
  assert_tile (page, "overdue", 1);
  assert_tile (page, "soon", 2);
  assert_tile (page, "red", 1);
  assert_tile (page, "yellow2", 1);
  assert_tile (page, "yellow", 1);
  assert_tile (page, "green", 1);
  g_assert_cmpuint (suy_record_table_get_n_rows (suy_ledger_page_get_table (page)), ==, 4);

  bureau_set (&bureau, "rectification_item", today, "actual_bp=8000", NULL);
  settle ();
  assert_tile (page, "yellow2", 2);
  g_clear_object (&page);
  bureau_close (&bureau);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  suy_application_load_style ();

  g_test_add_func ("/app/ledger-page/tiles", test_tiles);

  return g_test_run ();
}
