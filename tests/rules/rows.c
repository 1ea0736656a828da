/* rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "rows.h"

#include <string.h>

static void
check_row (const char *line, guint n_cells, RowCheck check, gpointer data)
{
  g_auto (GStrv) cells = g_strsplit (line, "|", -1);

  g_test_message ("%s", line);
  for (guint i = 0; cells[i] != NULL; i++)
    g_strstrip (cells[i]);
  g_assert_cmpuint (g_strv_length (cells), ==, n_cells);
  check (cells, data);
}

void
rows_check (const char *file, const char *table, guint n_cells, RowCheck check, gpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "rules", file, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *heading = g_strconcat ("table ", table, NULL);
  g_auto (GStrv) lines = NULL;
  gboolean inside = FALSE;
  guint n = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "table "))
      inside = strcmp (lines[i], heading) == 0;
    else if (inside && *g_strstrip (lines[i]) != '\0' && *lines[i] != '#')
      {
        check_row (lines[i], n_cells, check, data);
        n++;
      }
  g_assert_cmpuint (n, >, 0);
}
