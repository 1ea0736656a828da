/* suy-book.h: what have the pages with lists in common?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page with properties "workspace" and "selection", both set at any time and perhaps NULL, and
 * "status" (string) for the status line, "count" and "count-text" for its badge in the switcher. */

#pragma once

#include <gtk/gtk.h>

#include "suy-view-selection.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_BOOK (suy_book_get_type ())
G_DECLARE_DERIVABLE_TYPE (SuyBook, suy_book, SUY, BOOK, GtkWidget)

struct _SuyBookClass
{
  GtkWidgetClass parent_class;

  /* Another workspace, or NULL. */
  void (*opened) (SuyBook *self, SuyWorkspace *workspace);

  /* Records of a layer changed; @ids (element-type gint64) may be NULL: all. */
  void (*changed) (SuyBook *self, const char *layer, GArray *ids);

  /* Another object is selected, here or elsewhere; never what suy_book_select() told itself. */
  void (*selected) (SuyBook *self, const char *layer, gint64 id);
};

SuyWorkspace *suy_book_get_workspace (SuyBook *self);     /* (nullable) */
SuyViewSelection *suy_book_get_selection (SuyBook *self); /* (nullable) */

/* Selects for all pages; selected() of this one is not called. */
void suy_book_select (SuyBook *self, const char *layer, gint64 id);

/* Another record is wanted: selects it and goes to the view that has its like. */
void suy_book_open (SuyBook *self, const char *layer, gint64 id);

void suy_book_set_status (SuyBook *self, const char *text);

/* How many things wait here for somebody, and what that number says: "7 due, 2 of them late". */
void suy_book_set_count (SuyBook *self, guint count, const char *text);

/* What the dispose of a widget with children of its own does first. */
void suy_book_drop_children (GtkWidget *widget);

/**
 * suy_book_watch:
 * @watched: the workspace that @widget keeps, of which @on_changed is connected, swapped, to
 *   "changed"; becomes @workspace
 * @workspace: (nullable)
 */
void suy_book_watch (GtkWidget *widget,
                     SuyWorkspace **watched,
                     SuyWorkspace *workspace,
                     GCallback on_changed);

/* Whether record @id is among those of a "changed"; @ids NULL: all are. */
gboolean suy_book_has_id (const GArray *ids, gint64 id);

/* Shows what went wrong in the window of @widget. */
void suy_book_tell_error (GtkWidget *widget, const GError *error);

/* Shows a record on the map of the window of @widget. */
void suy_book_show_on_map (GtkWidget *widget, const SuyRegister *reg, gint64 id);

G_END_DECLS
