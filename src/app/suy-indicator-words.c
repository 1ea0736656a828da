/* suy-indicator-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-indicator-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "suy-level-label.h"
#include "suy-settings.h"
#include "suy-warning-words.h"
#include "suy-water-class.h"

const char *
suy_indicator_words_name (const SuyIndicatorState *state)
{
  return suy_label_get (&state->indicator->label, suy_settings_get_language ());
}

/* Classes are told by their names, with the target of that section as the limit. */
static gboolean
is_class (const SuyIndicatorState *state)
{
  return state->indicator->metric == SUY_METRIC_SECTION_CLASS && state->is_defined &&
         state->is_known && state->second > 0;
}

char *
suy_indicator_words_value (const SuyIndicatorState *state)
{
  g_autofree char *number = suy_warning_words_number (state->value);

  if (!state->is_defined)
    return g_strdup (_ ("not defined"));
  if (!state->is_known)
    return g_strdup (_ ("no data"));

  if (is_class (state))
    return g_strdup (suy_water_class_get_name ((int) state->second));
  if (state->indicator->metric == SUY_METRIC_COMPLAINTS_GROWTH && state->second > 0)
    return g_strdup_printf ("0 → %d", (int) state->second); /* no ratio to nothing */

  return g_strdup_printf ("%s %s", number, suy_warning_words_unit (state->indicator->unit));
}

char *
suy_indicator_words_threshold (const SuyIndicatorState *state)
{
  if (!state->is_defined)
    return g_strdup ("–");
  if (is_class (state))
    return g_strdup (suy_water_class_get_name ((int) (state->second - llround (state->value))));

  return suy_warning_words_number (state->threshold);
}

char *
suy_indicator_words_limit (const SuyIndicatorState *state)
{
  g_autofree char *threshold = suy_indicator_words_threshold (state);

  if (!state->is_defined)
    return g_strdup ("");

  return g_strdup_printf (is_class (state) ? _ ("target %s") : _ ("limit %s"), threshold);
}

static char *
tell_history (const SuyIndicatorState *state)
{
  return g_strdup_printf (_ ("Open warnings in the last %d days: %u at first, %u now"),
                          SUY_INDICATOR_DAYS, state->history[0],
                          state->history[SUY_INDICATOR_DAYS - 1]);
}

char *
suy_indicator_words_spoken (const SuyIndicatorState *state)
{
  g_autofree char *value = suy_indicator_words_value (state);
  g_autofree char *limit = suy_indicator_words_limit (state);
  g_autofree char *history = tell_history (state);

  /* Translators: code, name, value, limit, open ones, day of the last one, history. */
  return g_strdup_printf (_ ("%s %s: %s, %s. Open: %u. Last fired: %s. %s"), state->indicator->name,
                          suy_indicator_words_name (state), value, limit, state->n_open,
                          state->last_fired == NULL ? _ ("never") : state->last_fired, history);
}

void
suy_indicator_words_draw (const SuyIndicatorState *state, SuySparkline *line)
{
  g_autofree char *text = tell_history (state);

  suy_sparkline_set (line, state->history, state->is_defined ? SUY_INDICATOR_DAYS : 0,
                     state->open_level, text);
}

GtkWidget *
suy_indicator_words_image (const SuyIndicatorState *state, guint size)
{
  if (state->open_level != SUY_LEVEL_NONE)
    return suy_level_image_new (suy_lamp_get_level_name (state->open_level), size);

  return state->is_defined ? suy_lamp_image_new ("green", size) : suy_level_image_new (NULL, size);
}
