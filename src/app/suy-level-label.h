/* suy-level-label.h: which level, or which lamp, as shape and word?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "suy-catalog.h"

G_BEGIN_DECLS

#define SUY_TYPE_LEVEL_LABEL (suy_level_label_get_type ())
G_DECLARE_FINAL_TYPE (SuyLevelLabel, suy_level_label, SUY, LEVEL_LABEL, GtkWidget)

/* Whether the choices of @field are levels or lamps, which have shapes. */
gboolean suy_level_label_suits (const SuyField *field);

GtkWidget *suy_level_label_new (void);

/* @value: (nullable): a choice of @field; with @words only a shape that has a tooltip if FALSE */
void suy_level_label_set (SuyLevelLabel *self,
                          const SuyField *field,
                          const char *value,
                          gboolean words);

/* The shape alone: of a level "red", or of a lamp "yellow2". */
GtkWidget *suy_level_image_new (const char *level, guint size);
GtkWidget *suy_lamp_image_new (const char *lamp, guint size);

G_END_DECLS
