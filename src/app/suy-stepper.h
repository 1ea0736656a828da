/* suy-stepper.h: how far along the way is this record?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUY_TYPE_STEPPER (suy_stepper_get_type ())
G_DECLARE_FINAL_TYPE (SuyStepper, suy_stepper, SUY, STEPPER, GtkWidget)

GtkWidget *suy_stepper_new (void);

/**
 * suy_stepper_set:
 * @steps: (array zero-terminated=1): names of the steps, in order
 * @current: index of the one that it is in; those before it are done
 */
void suy_stepper_set (SuyStepper *self, const char *const *steps, guint current);

G_END_DECLS
