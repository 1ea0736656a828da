/* suy-problem-form.h: recording a case where it lies
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signal "saved" (gint64 id), before the form closes. */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_PROBLEM_FORM (suy_problem_form_get_type ())
G_DECLARE_FINAL_TYPE (SuyProblemForm, suy_problem_form, SUY, PROBLEM_FORM, GtkWindow)

/**
 * suy_problem_form_new:
 * @spot: (nullable): where it lies, unless the object has a place; NULL: still to be typed
 * @reg: (nullable): with @id, the object that it is about; its point is the place
 */
SuyProblemForm *suy_problem_form_new (GtkWindow *parent,
                                      SuyWorkspace *workspace,
                                      const SuyPoint *spot,
                                      const SuyRegister *reg,
                                      gint64 id);

G_END_DECLS
