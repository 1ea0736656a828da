/* suy-tile-format.h: which number stands for what in a vector tile?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: Mapbox Vector Tile 2.1, section 4.3 and vector_tile.proto. */

#pragma once

/* Fields. */
enum
{
  TILE_LAYER = 3,
  LAYER_NAME = 1,
  LAYER_FEATURE = 2,
  LAYER_KEY = 3,
  LAYER_VALUE = 4,
  LAYER_EXTENT = 5,
  LAYER_VERSION = 15,
  FEATURE_ID = 1,
  FEATURE_TAGS = 2,
  FEATURE_TYPE = 3,
  FEATURE_GEOMETRY = 4,
  VALUE_TEXT = 1,
  VALUE_FLOAT = 2,
  VALUE_DOUBLE = 3,
  VALUE_INTEGER = 4,
  VALUE_UNSIGNED = 5,
  VALUE_SIGNED = 6,
  VALUE_BOOLEAN = 7,
};

/* Commands. */
enum
{
  MOVE_TO = 1,
  LINE_TO = 2,
  CLOSE_PATH = 7,
};
