/* suy-sparkline.h: which way did this number go, at a glance?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "suy-lamp.h"

G_BEGIN_DECLS

#define SUY_TYPE_SPARKLINE (suy_sparkline_get_type ())
G_DECLARE_FINAL_TYPE (SuySparkline, suy_sparkline, SUY, SPARKLINE, GtkWidget)

GtkWidget *suy_sparkline_new (void);

/**
 * suy_sparkline_set:
 * @values: (array length=n): oldest first, copied; 0 stands at the bottom
 * @level: colours the newest, which has a dot
 * @text: what the line shows, in words
 */
void suy_sparkline_set (SuySparkline *self,
                        const guint *values,
                        guint n,
                        SuyLevel level,
                        const char *text);

G_END_DECLS
