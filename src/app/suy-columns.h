/* suy-columns.h: how do the lists of the drawers get their columns?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  const char *title; /* to be translated */
  int width;         /* 0: what is left */
  gboolean is_number;
} SuyColumn;

/* The functions get the number of the column as their data. */
typedef struct
{
  void (*setup) (GtkSignalListItemFactory *factory, GtkListItem *cell, gpointer column);
  void (*bind) (GtkSignalListItemFactory *factory, GtkListItem *cell, gpointer column);
  GCompareDataFunc compare;
} SuyColumnRule;

/* Columns that can be sorted by and resized, in this order. */
void suy_columns_add (GtkColumnView *view,
                      const SuyColumn *columns,
                      guint n,
                      const SuyColumnRule *rule);

G_END_DECLS
