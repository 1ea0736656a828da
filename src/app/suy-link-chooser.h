/* suy-link-chooser.h: which record of that register?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A button with the title of the record, whose popover finds another by name, code or pinyin.
 * Signal "changed": by the person. */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_LINK_CHOOSER (suy_link_chooser_get_type ())
G_DECLARE_FINAL_TYPE (SuyLinkChooser, suy_link_chooser, SUY, LINK_CHOOSER, GtkWidget)

GtkWidget *suy_link_chooser_new (void);

/* @nothing: what stands there while none is chosen, "All townships" */
void suy_link_chooser_set_target (SuyLinkChooser *self,
                                  SuyWorkspace *workspace,
                                  const SuyRegister *target,
                                  const char *nothing);

/* What a screen reader calls it, "Responsible unit". */
void suy_link_chooser_set_name (SuyLinkChooser *self, const char *name);

void suy_link_chooser_set_id (SuyLinkChooser *self, gint64 id); /* 0: none */
gint64 suy_link_chooser_get_id (SuyLinkChooser *self);

G_END_DECLS
