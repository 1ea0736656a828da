/* suy-page.h: which views does the window have, and what does it ask of them?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page is a GtkWidget with two properties, both set at any time and perhaps NULL: "workspace"
 * (SuyWorkspace) and "selection" (SuyViewSelection).  It may have "busy" (gboolean: something is
 * still being read or drawn), "status" and "position" (string): the window shows them in its status
 * line, and waits for the first before it draws a picture of itself.  With "count" (guint) and
 * "count-text" (string) its button in the switcher has a badge (suy-view-button.h). */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name;        /* of the view, as win.view takes it */
  const char *title;       /* untranslated */
  const char *accelerator; /* "<Alt>1" */
  GType (*get_type) (void);
} SuyPage;

/* In the order of the switcher.  Returns: (array length=n) */
const SuyPage *suy_page_get_all (guint *n);

/* The view in which records of a register are opened: "registers" where they have none of their
 * own. */
const char *suy_page_of_layer (const char *layer);

G_END_DECLS
