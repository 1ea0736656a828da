/* suy-level.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-level.h"

static const char *const level_names[SUY_N_LEVELS] = { "none", "blue", "yellow", "orange", "red" };

SuyLevel
suy_level_from_name (const char *name)
{
  for (guint level = 1; level < SUY_N_LEVELS; level++)
    if (g_strcmp0 (name, level_names[level]) == 0)
      return (SuyLevel) level;

  return SUY_LEVEL_NONE;
}

const char *
suy_level_get_name (SuyLevel level)
{
  return level_names[MIN (level, SUY_LEVEL_RED)];
}

guint
suy_water_class_from_name (const char *name)
{
  static const char *const names[][2] = { { "I", "Ⅰ" },  { "II", "Ⅱ" }, { "III", "Ⅲ" },
                                          { "IV", "Ⅳ" }, { "V", "Ⅴ" },  { "VI", "劣Ⅴ" } };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (name, names[i][0]) == 0 || g_strcmp0 (name, names[i][1]) == 0)
      return i + 1;

  return 0;
}

const char *
suy_water_class_get_token (guint water_class)
{
  static const char *const tokens[] = { "water.none", "water.I", "water.II", "water.III",
                                        "water.IV",   "water.V", "water.VI" };

  return tokens[water_class < G_N_ELEMENTS (tokens) ? water_class : 0];
}
