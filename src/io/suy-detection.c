/* suy-detection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-detection.h"

#include <string.h>

#include "suy-coordinates.h"
#include "suy-fold.h"

/* As suy_fold() leaves them. */
static const char *const missing_words[] = { "",   "-",    "--",   "---",    "—",  "——",  "–", "/",
                                             "\\", "缺测", "未测", "无数据", "na", "n/a", NULL };
static const char *const not_detected_words[] = { "nd",     "n.d.",        "n.d",
                                                  "未检出", "notdetected", "低于检出限",
                                                  "<dl",    "bdl",         NULL };

/* A number may have the thousands' commas and the exponent of a spreadsheet. */
static gboolean
parse_number (const char *folded, double *value)
{
  char *end;

  if (suy_number_parse (folded, value))
    return TRUE;
  if (folded[0] == '\0' || folded[strspn (folded, "+-.0123456789e")] != '\0')
    return FALSE;
  *value = g_ascii_strtod (folded, &end);

  return *end == '\0';
}

static const char *
skip_less (const char *text)
{
  static const char *const marks[] = { "<=", "<", "≤", "〈", "﹤", "＜" };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (text, marks[i]))
      return text + strlen (marks[i]);

  return text;
}

SuyDetection
suy_detection_parse (const char *text, double *value)
{
  g_autofree char *folded = suy_fold (text == NULL ? "" : text);
  const char *number = skip_less (folded);
  gsize length = strlen (folded);

  if (g_strv_contains (missing_words, folded))
    return SUY_DETECTION_MISSING;
  if (g_strv_contains (not_detected_words, folded))
    return SUY_DETECTION_NOT_DETECTED;
  if (parse_number (folded, value))
    return SUY_DETECTION_VALUE;
  if (number != folded)
    return parse_number (number, value) ? SUY_DETECTION_BELOW : SUY_DETECTION_UNREADABLE;

  if (length > 1 && folded[length - 1] == 'l')
    {
      folded[length - 1] = '\0';
      if (parse_number (folded, value))
        return SUY_DETECTION_BELOW;
    }

  return SUY_DETECTION_UNREADABLE;
}
