/* suy-window-private.h: what the files of SuyWindow share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-person-button.h"
#include "suy-search-popover.h"
#include "suy-window.h"

G_BEGIN_DECLS

struct _SuyWindow
{
  GtkApplicationWindow parent_instance;

  SuyWorkspace *workspace; /* (nullable) */
  SuyViewSelection *selection;

  GArray *messages;          /* Message, the one shown last */
  char *work;                /* (nullable): what is going on */
  GCancellable *cancellable; /* (nullable) */
  GObject *chooser;          /* (nullable): a native file chooser that is open */

  GtkStack *title_stack, *root, *pages;
  GtkBox *switcher;
  GtkLabel *workspace_label, *info_label, *info_more;
  GtkLabel *status_label, *position_label, *date_label;
  GtkInfoBar *info_bar;
  GtkSpinner *work_spinner;
  SuyPersonButton *person_button;
  GtkWidget *new_button, *search_entry, *cancel_button, *first_run;
  GMenu *recent_menu;
  SuySearchPopover *search; /* the entry's */
};

/* suy-window-actions.c */
void suy_window_add_actions (SuyWindow *self);
void suy_window_update_actions (SuyWindow *self);

/* suy-window-map.c: what the map is asked */
void suy_window_add_map_actions (SuyWindow *self);

/* suy-window-export.c */
void suy_window_add_export_action (SuyWindow *self);

/* suy-window-files.c: opening, making, closing */
void suy_window_add_file_actions (SuyWindow *self);

/* FALSE if the file could not be closed cleanly: said in the window, which has none open then */
gboolean suy_window_close_workspace (SuyWindow *self);

G_END_DECLS
