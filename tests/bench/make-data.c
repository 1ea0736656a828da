/* make-data.c: writes the data of the bench, the same bytes each time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * make-data DIR rivers N province|country     rivers-N.*, and lines-N.* in the province
 * make-data DIR starts N
 * make-data DIR pairs RIVERS N
 * make-data DIR points N RIVERS
 * make-data DIR cells N
 * make-data DIR queries NAME N
 * make-data DIR stems RIVERS N
 * make-data DIR tiles NAME N
 * make-data DIR csv N */

#include <stdlib.h>

#include "make-data.h"

int
main (int argc, char *argv[])
{
  const char *dir = argc > 3 ? argv[1] : "", *what = argc > 3 ? argv[2] : "";
  const char *name = argc > 3 ? argv[3] : "", *last = argc > 4 ? argv[4] : "0";
  const guint32 n = (guint32) strtoul (name, NULL, 10), m = (guint32) strtoul (last, NULL, 10);
  const gboolean is_province = g_str_equal (last, "province");

  if (g_str_equal (what, "rivers"))
    make_rivers (dir, n, is_province ? MAKE_PROVINCE : MAKE_COUNTRY, is_province);
  else if (g_str_equal (what, "starts"))
    make_starts (dir, n);
  else if (g_str_equal (what, "pairs"))
    make_pairs (dir, n, m);
  else if (g_str_equal (what, "points"))
    make_points (dir, n, m);
  else if (g_str_equal (what, "cells"))
    make_cells (dir, n);
  else if (g_str_equal (what, "queries"))
    make_queries (dir, name, m);
  else if (g_str_equal (what, "stems"))
    make_stems (dir, n, m);
  else if (g_str_equal (what, "tiles"))
    make_tiles (dir, name, m);
  else if (g_str_equal (what, "csv"))
    make_csv (dir, n);
  else
    g_error ("The head of make-data.c says what may be asked");

  return 0;
}
