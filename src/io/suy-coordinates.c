/* suy-coordinates.c: reading angles and places; suy-crs.c turns systems into another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-coordinates.h"

#include <math.h>
#include <string.h>

#include "suy-decimal.h"

typedef struct
{
  const char *mark;
  SuyAxis axis;
  int sign;
} Hemisphere;

static const Hemisphere hemispheres[] = {
  { "东经", SUY_AXIS_LONGITUDE, 1 }, { "西经", SUY_AXIS_LONGITUDE, -1 },
  { "北纬", SUY_AXIS_LATITUDE, 1 },  { "南纬", SUY_AXIS_LATITUDE, -1 },
  { "经度", SUY_AXIS_LONGITUDE, 1 }, { "纬度", SUY_AXIS_LATITUDE, 1 },
  { "东", SUY_AXIS_LONGITUDE, 1 },   { "西", SUY_AXIS_LONGITUDE, -1 },
  { "北", SUY_AXIS_LATITUDE, 1 },    { "南", SUY_AXIS_LATITUDE, -1 },
  { "E", SUY_AXIS_LONGITUDE, 1 },    { "W", SUY_AXIS_LONGITUDE, -1 },
  { "N", SUY_AXIS_LATITUDE, 1 },     { "S", SUY_AXIS_LATITUDE, -1 },
};

/* Every mark of degrees (d), minutes (m) and seconds (s) that has been met, longest first. */
typedef struct
{
  const char *mark;
  char unit;
} Unit;

static const Unit units[] = {
  { "''", 's' }, { "′′", 's' }, { "’’", 's' }, { "°", 'd' },  { "º", 'd' }, { "˚", 'd' },
  { "度", 'd' }, { "D", 'd' },  { "′", 'm' },  { "'", 'm' },  { "’", 'm' }, { "‘", 'm' },
  { "`", 'm' },  { "´", 'm' },  { "分", 'm' }, { "M", 'm' },  { "″", 's' }, { "\"", 's' },
  { "”", 's' },  { "“", 's' },  { "秒", 's' }, { "〃", 's' }, { ":", ':' },
};

/* Capitals, half width, one blank for many. */
static char *
fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *out = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0xff01 && c <= 0xff5e)
        c -= 0xfee0;
      if (c == 0x2212 || c == 0x2013)
        c = '-';
      if (!g_unichar_isspace (c) && c != 0xfeff)
        g_string_append_unichar (out, g_unichar_toupper (c));
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  g_strchomp (out->str);

  return g_string_free (out, FALSE);
}

static const char *
skip_blank (const char *p)
{
  while (*p == ' ')
    p++;

  return p;
}

/* Digits and one point: no sign, no exponent, so that the E of 118E is left. */
static gboolean
take_number (const char **p, double *number, gboolean *broken)
{
  gsize whole = strspn (*p, "0123456789");
  gsize part = (*p)[whole] == '.' ? strspn (*p + whole + 1, "0123456789") : 0;
  g_autofree char *digits = NULL;

  if (whole + part == 0 || whole > 15)
    return FALSE;

  *broken = (*p)[whole] == '.';
  digits = g_strndup (*p, whole + (*broken ? part + 1 : 0));
  *number = g_ascii_strtod (digits, NULL);
  *p += strlen (digits);

  return TRUE;
}

static const Hemisphere *
take_hemisphere (const char **p)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hemispheres); i++)
    if (g_str_has_prefix (*p, hemispheres[i].mark))
      {
        *p = skip_blank (*p + strlen (hemispheres[i].mark));
        *p = skip_blank (*p + (**p == ':'));
        return &hemispheres[i];
      }

  return NULL;
}

/* S is south and seconds: behind minutes, with nothing but a hemisphere to follow, it is seconds.
 */
static char
take_unit (const char **p, guint component)
{
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (*p, units[i].mark))
      {
        *p = skip_blank (*p + strlen (units[i].mark));
        return units[i].unit;
      }
  if (component == 2 && **p == 'S' && strchr ("EWNS", (*p)[1]) != NULL && (*p)[1] != '\0')
    {
      *p = skip_blank (*p + 1);
      return 's';
    }

  return '\0';
}

/* Up to three numbers, each with its mark, or with a colon or a blank behind it. */
static gboolean
take_components (const char **p, double parts[3], guint *n)
{
  static const char expected[] = "dms";
  gboolean broken = FALSE, marked = FALSE;

  for (*n = 0; *n < 3 && (g_ascii_isdigit (**p) || **p == '.'); ++*n)
    {
      const char *before;
      char unit;

      if (broken || !take_number (p, &parts[*n], &broken))
        return FALSE;
      before = *p;
      *p = skip_blank (*p);
      unit = take_unit (p, *n);
      if (unit == '\0' && *p == before)
        return ++*n, TRUE;
      if (unit != '\0' && unit != ':' && unit != expected[*n])
        return FALSE;
      if (*n > 0 && marked && unit == '\0' && g_ascii_isdigit (**p))
        return FALSE;
      marked = marked || unit != '\0';
    }

  return *n > 0;
}

static gboolean
parse_folded (const char *p, double *degrees, SuyAxis *axis)
{
  double parts[3] = { 0, 0, 0 };
  const Hemisphere *before = take_hemisphere (&p), *after = NULL, *found;
  gboolean negative = *p == '-';
  guint n;

  p = skip_blank (p + (*p == '-' || *p == '+'));
  if (!take_components (&p, parts, &n) || parts[1] >= 60 || parts[2] >= 60)
    return FALSE;

  p = skip_blank (p);
  if (before == NULL)
    after = take_hemisphere (&p);
  found = before != NULL ? before : after;
  if (*p != '\0' || (negative && found != NULL && found->sign < 0))
    return FALSE;

  *degrees = parts[0] + parts[1] / 60 + parts[2] / 3600;
  if (negative || (found != NULL && found->sign < 0))
    *degrees = -*degrees;
  *axis = found == NULL ? SUY_AXIS_UNKNOWN : found->axis;

  return TRUE;
}

gboolean
suy_angle_parse (const char *text, double *degrees, SuyAxis *axis)
{
  g_autofree char *folded = NULL;

  if (suy_decimal_parse (text, degrees))
    {
      *axis = SUY_AXIS_UNKNOWN;
      return TRUE;
    }

  folded = fold (text);

  return parse_folded (folded, degrees, axis);
}

gboolean
suy_number_parse (const char *text, double *number)
{
  g_autofree char *folded = NULL;
  const char *p;
  gboolean negative, broken;

  if (suy_decimal_parse (text, number))
    return TRUE;

  p = folded = fold (text);
  negative = *p == '-';
  p += *p == '-' || *p == '+';
  if (!take_number (&p, number, &broken) || *p != '\0')
    return FALSE;
  if (negative)
    *number = -*number;

  return TRUE;
}

static gboolean
order (double a, SuyAxis axis_a, double b, SuyAxis axis_b, double *lon, double *lat)
{
  gboolean latitude_first =
      axis_a == SUY_AXIS_LATITUDE || axis_b == SUY_AXIS_LONGITUDE ||
      (axis_a == SUY_AXIS_UNKNOWN && axis_b == SUY_AXIS_UNKNOWN && fabs (a) <= 90 && fabs (b) > 90);

  if (axis_a == axis_b && axis_a != SUY_AXIS_UNKNOWN)
    return FALSE;
  *lon = latitude_first ? b : a;
  *lat = latitude_first ? a : b;

  return fabs (*lon) <= 180 && fabs (*lat) <= 90;
}

/* Of the ways to cut at a blank, the one whose halves have equally many numbers. */
static int
rate_cut (const char *text, gsize at)
{
  int numbers = 0;

  for (gsize i = 0; text[i] != '\0'; i++)
    if (g_ascii_isdigit (text[i]) &&
        (i == 0 || (!g_ascii_isdigit (text[i - 1]) && text[i - 1] != '.')))
      numbers += i < at ? 1 : -1;

  return -ABS (numbers);
}

/* @marked: both halves must name their axis, since nothing parts them. */
static gboolean
parse_cut (const char *text, gsize at, gsize skip, gboolean marked, double *lon, double *lat)
{
  g_autofree char *first = g_strndup (text, at);
  double a, b;
  SuyAxis axis_a, axis_b;

  g_strchomp (first);

  return parse_folded (first, &a, &axis_a) &&
         parse_folded (skip_blank (text + at + skip), &b, &axis_b) &&
         (!marked || (axis_a != SUY_AXIS_UNKNOWN && axis_b != SUY_AXIS_UNKNOWN)) &&
         order (a, axis_a, b, axis_b, lon, lat);
}

static gsize
mark_length (const char *p)
{
  static const char *const marks[] = { ",", ";", "/", "、", "|" };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (p, marks[i]))
      return strlen (marks[i]);

  return 0;
}

gboolean
suy_place_parse (const char *text, double *lon, double *lat)
{
  g_autofree char *folded = fold (text);
  gsize length = strlen (folded);
  double x = 0, y = 0;
  int best = G_MININT;

  g_strdelimit (folded, "()[]", ' ');
  g_strstrip (folded);
  for (gsize i = 1; i < length; i++)
    if (mark_length (folded + i) > 0)
      return parse_cut (folded, i, mark_length (folded + i), FALSE, lon, lat);

  length = strlen (folded);
  for (gsize i = 1; i < length; i++)
    if ((folded[i] & 0xc0) != 0x80 && rate_cut (folded, i) > best &&
        parse_cut (folded, i, 0, folded[i] != ' ', &x, &y))
      {
        best = rate_cut (folded, i);
        *lon = x;
        *lat = y;
      }

  return best > G_MININT;
}
