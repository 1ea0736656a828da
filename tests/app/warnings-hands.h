/* warnings-hands.h: a window with the warnings of five projects, and hands for its page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "made-window.h"
#include "suy-warnings-page.h"
#include "suy-window.h"

typedef struct
{
  Bureau bureau;
  SuyWindow *window;
  SuyWarningsPage *page;
  SuyWarningBoard *board;
  SuyWarningBar *bar;
} Hands;

/* Of I-02 two red ones, no orange one, three yellow ones: more than are made at a time. */
void hands_set_up (Hands *hands, gconstpointer data);
void hands_tear_down (Hands *hands, gconstpointer data);

/* Until everything is evaluated and shown. */
void hands_settle (Hands *hands);

/* @done: of 10,000, while 5,000 are due */
void hands_add_project (Hands *hands, const char *name, const char *done);

gpointer hands_child (Hands *hands, const char *id); /* of the template of the page */
void hands_assert_shows (Hands *hands, const char *name);

/* (transfer container) (element-type GtkWidget): in the order of the widgets */
GPtrArray *hands_find_all (GtkWidget *widget, GType type);

/* ---- what is listed ---- */

const SuyWarningRow *hands_row (Hands *hands, guint i);
guint hands_count (Hands *hands);
gint64 hands_find_warning (Hands *hands, const char *title); /* of I-02 */
gint64 hands_selected (Hands *hands);                        /* for all pages; 0: no warning */
void hands_show_projects (Hands *hands);                     /* those of I-02 alone */
