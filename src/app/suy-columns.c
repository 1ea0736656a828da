/* suy-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-columns.h"

#include <glib/gi18n.h>

void
suy_columns_add (GtkColumnView *view, const SuyColumn *columns, guint n, const SuyColumnRule *rule)
{
  for (guint i = 0; i < n; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = NULL;
      g_autoptr (GtkSorter) sorter =
          GTK_SORTER (gtk_custom_sorter_new (rule->compare, GUINT_TO_POINTER (i), NULL));

      g_signal_connect (factory, "setup", G_CALLBACK (rule->setup), GUINT_TO_POINTER (i));
      g_signal_connect (factory, "bind", G_CALLBACK (rule->bind), GUINT_TO_POINTER (i));
      column = gtk_column_view_column_new (_ (columns[i].title), factory);
      gtk_column_view_column_set_expand (column, columns[i].width == 0);
      gtk_column_view_column_set_fixed_width (column,
                                              columns[i].width == 0 ? -1 : columns[i].width);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_sorter (column, sorter);
      gtk_column_view_append_column (view, column);
    }
}
