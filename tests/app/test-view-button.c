/* test-view-button.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-view-button.h"

#include "suy-application.h"
#include "suy-book.h"

#define MADE_TYPE_PAGE (made_page_get_type ())
G_DECLARE_FINAL_TYPE (MadePage, made_page, MADE, PAGE, SuyBook)

struct _MadePage
{
  SuyBook parent_instance;
};

G_DEFINE_FINAL_TYPE (MadePage, made_page, SUY_TYPE_BOOK)

static void
made_page_opened (SuyBook *book, SuyWorkspace *workspace)
{
}

static void
made_page_class_init (MadePageClass *klass)
{
  SUY_BOOK_CLASS (klass)->opened = made_page_opened;
}

static void
made_page_init (MadePage *self)
{
}

static GtkLabel *
get_badge (GtkWidget *button)
{
  return GTK_LABEL (gtk_widget_get_last_child (gtk_button_get_child (GTK_BUTTON (button))));
}

static void
test_count_shown (void)
{
  const SuyPage page = { "made", "Made", NULL, made_page_get_type };
  g_autoptr (GtkWidget) child = g_object_ref_sink (g_object_new (MADE_TYPE_PAGE, NULL));
  g_autoptr (GtkWidget) button = g_object_ref_sink (suy_view_button_new (&page, child));
  GtkLabel *badge = get_badge (button);

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (badge)));
  suy_book_set_count (SUY_BOOK (child), 7, "7 due, 2 of them late");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (badge)));
  g_assert_cmpstr (gtk_label_get_text (badge), ==, "7");
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Made");
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "7 due, 2 of them late");
  suy_book_set_count (SUY_BOOK (child), 7, "7 due, 3 of them late"); /* the words alone */
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "7 due, 3 of them late");
  suy_book_set_count (SUY_BOOK (child), 0, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (badge)));
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "");
}

/* A page without counts has a button all the same. */
static void
test_count_none (void)
{
  const SuyPage page = { "made", "Made", NULL, gtk_label_get_type };
  g_autoptr (GtkWidget) child = g_object_ref_sink (gtk_label_new (NULL));
  g_autoptr (GtkWidget) button = g_object_ref_sink (suy_view_button_new (&page, child));

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_badge (button))));
}

static void
test_format_limits (void)
{
  static const struct
  {
    guint count;
    const char *text;
  } rows[] = { { 0, "" }, { 1, "1" }, { 99, "99" }, { 100, "99+" }, { G_MAXUINT, "99+" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = suy_view_button_format (rows[i].count);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test",
            TRUE); /* what a screen reader would be told is kept, and not sent */
  gtk_test_init (&argc, &argv, NULL);
  suy_application_load_style ();

  g_test_add_func ("/app/view-button/count/shown", test_count_shown);
  g_test_add_func ("/app/view-button/count/none", test_count_none);
  g_test_add_func ("/app/view-button/format/limits", test_format_limits);

  return g_test_run ();
}
