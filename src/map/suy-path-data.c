/* suy-path-data.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-path-data.h"

#include <math.h>
#include <string.h>

#include "suy-error.h"

typedef struct
{
  cairo_t *cr;
  double x, y;   /* the current point */
  double sx, sy; /* where the current part began */
  double qx, qy; /* the last quadratic control point, for T */
} Pen;

static guint
count_arguments (char command)
{
  switch (g_ascii_toupper (command))
    {
    case 'M':
    case 'L':
    case 'T':
      return 2;
    case 'H':
    case 'V':
      return 1;
    case 'Q':
      return 4;
    case 'C':
      return 6;
    case 'A':
      return 7;
    default:
      return 0;
    }
}

static void
line_to (Pen *pen, double x, double y)
{
  cairo_line_to (pen->cr, x, y);
  pen->x = x;
  pen->y = y;
}

static void
move_to (Pen *pen, double x, double y)
{
  cairo_move_to (pen->cr, x, y);
  pen->x = pen->sx = x;
  pen->y = pen->sy = y;
}

/* A quadratic curve as the cubic that is equal to it. */
static void
quadratic_to (Pen *pen, double qx, double qy, double x, double y)
{
  cairo_curve_to (pen->cr, pen->x + (qx - pen->x) * 2 / 3, pen->y + (qy - pen->y) * 2 / 3,
                  x + (qx - x) * 2 / 3, y + (qy - y) * 2 / 3, x, y);
  pen->qx = qx;
  pen->qy = qy;
  pen->x = x;
  pen->y = y;
}

/* From the two ends to the centre: SVG 1.1, F.6.5, with radii made large enough as F.6.6 says. */
static void
arc_to (Pen *pen, const double *a)
{
  double turn = a[2] * G_PI / 180, c = cos (turn), s = sin (turn);
  double hx = (pen->x - a[5]) / 2, hy = (pen->y - a[6]) / 2;
  double x1 = c * hx + s * hy, y1 = -s * hx + c * hy;
  double rx = fabs (a[0]), ry = fabs (a[1]), lambda, k, cx, cy, from, to;

  if (rx <= 0 || ry <= 0)
    {
      line_to (pen, a[5], a[6]);
      return;
    }
  lambda = x1 * x1 / (rx * rx) + y1 * y1 / (ry * ry);
  if (lambda > 1)
    {
      rx *= sqrt (lambda);
      ry *= sqrt (lambda);
    }
  k = (rx * rx * ry * ry) / (rx * rx * y1 * y1 + ry * ry * x1 * x1) - 1;
  k = sqrt (MAX (0, k)) * ((a[3] != 0) == (a[4] != 0) ? -1 : 1);
  cx = k * rx * y1 / ry;
  cy = -k * ry * x1 / rx;
  from = atan2 ((y1 - cy) / ry, (x1 - cx) / rx);
  to = atan2 ((-y1 - cy) / ry, (-x1 - cx) / rx);

  cairo_save (pen->cr);
  cairo_translate (pen->cr, c * cx - s * cy + (pen->x + a[5]) / 2,
                   s * cx + c * cy + (pen->y + a[6]) / 2);
  cairo_rotate (pen->cr, turn);
  cairo_scale (pen->cr, rx, ry);
  if (a[4] != 0)
    cairo_arc (pen->cr, 0, 0, 1, from, to);
  else
    cairo_arc_negative (pen->cr, 0, 0, 1, from, to);
  cairo_restore (pen->cr);
  pen->x = a[5];
  pen->y = a[6];
}

/* Turns relative coordinates into absolute ones. */
static void
make_absolute (const Pen *pen, char command, guint n, double *a)
{
  if (!g_ascii_islower (command))
    return;

  if (command == 'v')
    a[0] += pen->y;
  else if (command == 'h')
    a[0] += pen->x;
  else if (command == 'a')
    {
      a[5] += pen->x;
      a[6] += pen->y;
    }
  else
    for (guint i = 0; i < n; i++)
      a[i] += i % 2 == 0 ? pen->x : pen->y;
}

static void
draw (Pen *pen, char command, char before, double *a)
{
  switch (g_ascii_toupper (command))
    {
    case 'M':
      move_to (pen, a[0], a[1]);
      break;
    case 'L':
      line_to (pen, a[0], a[1]);
      break;
    case 'H':
      line_to (pen, a[0], pen->y);
      break;
    case 'V':
      line_to (pen, pen->x, a[0]);
      break;
    case 'Q':
      quadratic_to (pen, a[0], a[1], a[2], a[3]);
      break;
    case 'T':
      if (strchr ("QqTt", before) == NULL)
        quadratic_to (pen, pen->x, pen->y, a[0], a[1]);
      else
        quadratic_to (pen, 2 * pen->x - pen->qx, 2 * pen->y - pen->qy, a[0], a[1]);
      break;
    case 'C':
      cairo_curve_to (pen->cr, a[0], a[1], a[2], a[3], a[4], a[5]);
      pen->x = a[4];
      pen->y = a[5];
      break;
    default:
      arc_to (pen, a);
      break;
    }
}

static const char *
skip_space (const char *p)
{
  return p + strspn (p, " \t\r\n,");
}

/* Flags of an arc may stand without a space, as in "0 11". */
static gboolean
read_number (const char **p, gboolean flag, double *number)
{
  const char *start = skip_space (*p);
  char *end;

  if (flag && (*start == '0' || *start == '1'))
    {
      *number = *start - '0';
      *p = start + 1;
      return TRUE;
    }
  *number = g_ascii_strtod (start, &end);
  *p = end;

  return end != start && isfinite (*number);
}

gboolean
suy_path_data_append (const char *data, cairo_t *cr, GError **error)
{
  Pen pen = { .cr = cr };
  char command = 0, before = 'M';

  for (const char *p = skip_space (data); *p != '\0'; p = skip_space (p))
    {
      double a[7] = { 0 };
      gboolean good = TRUE;
      guint n;

      if (g_ascii_isalpha (*p))
        command = *p++;
      n = count_arguments (command);
      for (guint i = 0; i < n && good; i++)
        good = read_number (&p, n == 7 && (i == 3 || i == 4), &a[i]);
      if (!good || (n == 0 && (command != 'Z' && command != 'z')) ||
          (n == 0 && g_ascii_isdigit (*p)))
        {
          g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                       "Path data can't be read at character %d: %s", (int) (p - data), data);
          return FALSE;
        }

      if (n == 0)
        {
          cairo_close_path (cr);
          pen.x = pen.sx;
          pen.y = pen.sy;
        }
      else
        {
          make_absolute (&pen, command, n, a);
          draw (&pen, command, before, a);
        }
      before = command;
      if (command == 'M')
        command = 'L';
      else if (command == 'm')
        command = 'l';
    }

  return TRUE;
}
