/* suy-person-button.h: who is acting, and who else could?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A button with the name, role and unit of the acting person, whose popover finds another by name,
 * code or pinyin initials. */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_PERSON_BUTTON (suy_person_button_get_type ())
G_DECLARE_FINAL_TYPE (SuyPersonButton, suy_person_button, SUY, PERSON_BUTTON, GtkWidget)

GtkWidget *suy_person_button_new (void);

void suy_person_button_set_workspace (SuyPersonButton *self, SuyWorkspace *workspace);

/**
 * suy_person_button_ask:
 * @what: (nullable): "problem:#ID:judge": only people who may make that move of that record; NULL
 *   or "": all
 *
 * Opens the popover, which says why nobody may if so.
 */
void suy_person_button_ask (SuyPersonButton *self, const char *what);

/* Makes that person the acting one; what goes wrong is shown in the window. */
gboolean suy_person_button_choose (SuyPersonButton *self, const char *code);

/* What stands on the button: "Li Zhiqiang", "Duty officer · Ecology bureau". */
const char *suy_person_button_get_name (SuyPersonButton *self);
const char *suy_person_button_get_about (SuyPersonButton *self);

/* How many people the popover lists, and what it says of them, "" of everybody. */
guint suy_person_button_get_n_listed (SuyPersonButton *self);
const char *suy_person_button_get_among (SuyPersonButton *self);

G_END_DECLS
