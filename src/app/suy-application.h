/* suy-application.h: the program `suyuan`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUY_TYPE_APPLICATION (suy_application_get_type ())
G_DECLARE_FINAL_TYPE (SuyApplication, suy_application, SUY, APPLICATION, GtkApplication)

GtkApplication *suy_application_new (void);

/* Registers the resources and style sheets and listens to the settings.  Once, after gtk_init();
 * the application does it at startup, tests by themselves. */
void suy_application_load_style (void);

G_END_DECLS
