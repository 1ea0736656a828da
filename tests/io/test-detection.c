/* test-detection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>

#include "suy-detection.h"

static const struct
{
  const char *text;
  SuyDetection kind;
  double value;
} cases[] = {
  { "0.025", SUY_DETECTION_VALUE, 0.025 },
  { "０．０２５", SUY_DETECTION_VALUE, 0.025 },
  { " 7.1 ", SUY_DETECTION_VALUE, 7.1 },
  { "1.5E-3", SUY_DETECTION_VALUE, 0.0015 },
  { "-3", SUY_DETECTION_VALUE, -3 },
  { "0", SUY_DETECTION_VALUE, 0 },
  { "0.025L", SUY_DETECTION_BELOW, 0.025 },
  { "0.025l", SUY_DETECTION_BELOW, 0.025 },
  { "<0.01", SUY_DETECTION_BELOW, 0.01 },
  { "＜0.01", SUY_DETECTION_BELOW, 0.01 },
  { "< 0.01", SUY_DETECTION_BELOW, 0.01 },
  { "≤0.01", SUY_DETECTION_BELOW, 0.01 },
  { "未检出", SUY_DETECTION_NOT_DETECTED, 0 },
  { "ND", SUY_DETECTION_NOT_DETECTED, 0 },
  { "Not Detected", SUY_DETECTION_NOT_DETECTED, 0 },
  { NULL, SUY_DETECTION_MISSING, 0 },
  { "", SUY_DETECTION_MISSING, 0 },
  { "—", SUY_DETECTION_MISSING, 0 },
  { "/", SUY_DETECTION_MISSING, 0 },
  { "-", SUY_DETECTION_MISSING, 0 },
  { "缺测", SUY_DETECTION_MISSING, 0 },
  { "很高", SUY_DETECTION_UNREADABLE, 0 },
  { "<", SUY_DETECTION_UNREADABLE, 0 },
  { "L", SUY_DETECTION_UNREADABLE, 0 },
  { "1.2.3", SUY_DETECTION_UNREADABLE, 0 },
  { "0.5 mg/L", SUY_DETECTION_UNREADABLE, 0 },
  { "nan", SUY_DETECTION_UNREADABLE, 0 },
};

static void
test_forms (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double value = 0;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (suy_detection_parse (cases[i].text, &value), ==, cases[i].kind);
      if (cases[i].kind == SUY_DETECTION_VALUE || cases[i].kind == SUY_DETECTION_BELOW)
        g_assert_cmpfloat (value, ==, cases[i].value);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/io/detection/forms", test_forms);

  return g_test_run ();
}
