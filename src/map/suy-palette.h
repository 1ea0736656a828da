/* suy-palette.h: which colour has this token, in the light, dark and print theme?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

typedef enum
{
  SUY_THEME_LIGHT,
  SUY_THEME_DARK,
  SUY_THEME_PRINT,
} SuyTheme;

#define SUY_N_THEMES 3

/**
 * suy_palette_get:
 * @token: a name of data/styles/palette.json, as "level.red.edge"; an unknown one is a fault of the
 *   program and stops it
 *
 * Any thread.
 */
GdkRGBA suy_palette_get (const char *token, SuyTheme theme);

/* The same with its opacity multiplied by @alpha. */
GdkRGBA suy_palette_get_faded (const char *token, SuyTheme theme, double alpha);

gboolean suy_palette_has (const char *token);

G_END_DECLS
