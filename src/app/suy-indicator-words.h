/* suy-indicator-words.h: how does this indicator stand, in words?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-indicator-state.h"
#include "suy-sparkline.h"

G_BEGIN_DECLS

/* In the language of the window.  Borrowed. */
const char *suy_indicator_words_name (const SuyIndicatorState *state);

/* "78.88 %", "no data", "not defined".  (transfer full) */
char *suy_indicator_words_value (const SuyIndicatorState *state);

/* "limit 15", "" where it is not defined.  (transfer full) */
char *suy_indicator_words_limit (const SuyIndicatorState *state);

/* All of it, for a screen reader and as a tooltip.  (transfer full) */
char *suy_indicator_words_spoken (const SuyIndicatorState *state);

/* Draws its history. */
void suy_indicator_words_draw (const SuyIndicatorState *state, SuySparkline *line);

/* The shape of the gravest open level, else a green tick; a grey disc where it is not defined. */
GtkWidget *suy_indicator_words_image (const SuyIndicatorState *state, guint size);

G_END_DECLS
