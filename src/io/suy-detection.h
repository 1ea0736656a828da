/* suy-detection.h: what does this cell of a table of measurements say?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SUY_DETECTION_VALUE,        /* a number */
  SUY_DETECTION_BELOW,        /* 0.025L, <0.01: the number is the limit of detection */
  SUY_DETECTION_NOT_DETECTED, /* 未检出, ND: no number is given */
  SUY_DETECTION_MISSING,      /* empty, —, /, 缺测: not measured */
  SUY_DETECTION_UNREADABLE,
} SuyDetection;

/* @text: (nullable); @value: (out): set for VALUE and BELOW. Source of "L" behind a limit: HJ
 * 630-2011. */
SuyDetection suy_detection_parse (const char *text, double *value);

G_END_DECLS
