/* test-rivers.c: traces on real rivers against answers that others computed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "suy-network.h"

/* The lines of a file under tests/data/rivers but the first, split at commas. */
static GPtrArray *
read_rows (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "rivers", name, NULL);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_ptr_array_add (rows, g_strsplit (lines[i], ",", -1));

  return rows;
}

static double
number_or (const char *text, double absent)
{
  return *text == '\0' ? absent : g_ascii_strtod (text, NULL);
}

static gint64
integer (const char *text)
{
  return g_ascii_strtoll (text, NULL, 10);
}

typedef struct
{
  SuyNetwork *net;
  gint64 *ids;
  GHashTable *reach_of_id;
} River;

static void
river_clear (River *self)
{
  suy_network_unref (self->net);
  g_free (self->ids);
  g_hash_table_unref (self->reach_of_id);
}

static guint32
reach_of (River *self, gint64 id)
{
  gpointer reach = g_hash_table_lookup (self->reach_of_id, &id);

  g_assert_nonnull (reach);

  return GPOINTER_TO_UINT (reach) - 1;
}

/* Columns id, from_node, to_node, length_km, travel_days, level_path or id, tocomid, lengthkm. */
static River
river_load (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".csv", NULL);
  g_autoptr (GPtrArray) rows = read_rows (file);
  gboolean by_next = g_strv_length (rows->pdata[0]) == 3;
  guint32 n = rows->len;
  g_autofree gint64 *from = g_new (gint64, n), *to = g_new (gint64, n), *level = g_new (gint64, n);
  g_autofree double *length = g_new (double, n), *hours = g_new (double, n);
  g_autofree guint32 *down = g_new (guint32, n);
  g_autoptr (GError) error = NULL;
  River self = { NULL, g_new (gint64, n), g_hash_table_new (g_int64_hash, g_int64_equal) };

  for (guint32 i = 0; i < n; i++)
    {
      char **row = rows->pdata[i];

      self.ids[i] = integer (row[0]);
      g_hash_table_insert (self.reach_of_id, &self.ids[i], GUINT_TO_POINTER (i + 1));
      length[i] = 1000.0 * number_or (row[by_next ? 2 : 3], NAN);
      hours[i] = by_next ? NAN : 24.0 * number_or (row[4], NAN);
      level[i] = by_next ? 0 : integer (row[5]);
    }
  for (guint32 i = 0; i < n; i++)
    {
      char **row = rows->pdata[i];
      gint64 next = integer (row[1]);

      from[i] = next;
      to[i] = integer (row[2]);
      down[i] = !by_next || next == 0 ? G_MAXUINT32 : reach_of (&self, next);
    }
  if (by_next)
    suy_network_nodes_from_down (down, n, from, to);

  self.net = suy_network_new (&(SuyNetworkInput){ n, from, to, length, hours, level }, &error);
  g_assert_no_error (error);

  return self;
}

static SuyTraceRule
rule_of (char **row)
{
  const char *names[] = { "up", "down", "up-main", "down-main" };
  const SuyTraceDirection directions[] = { SUY_TRACE_UP, SUY_TRACE_DOWN, SUY_TRACE_UP_MAIN,
                                           SUY_TRACE_DOWN_MAIN };
  SuyTraceRule rule = { SUY_TRACE_UP, 1000.0 * number_or (row[5], INFINITY),
                        number_or (row[6], INFINITY) };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (row[2], names[i]))
      rule.direction = directions[i];

  return rule;
}

/* The files give 6 digits after the point. */
static void
assert_near (double got, double want)
{
  g_assert_cmpfloat_with_epsilon (got, want, 6e-7 + 1e-6 * want);
}

static void
check_row (River *river, SuyPlace start, const SuyTracePiece *piece, char **row, gboolean by_hours)
{
  double near = number_or (row[1], NAN), share = number_or (row[3], NAN);
  double far = near + share * (number_or (row[2], NAN) - near);

  if (piece->reach != start.reach)
    assert_near (piece->to - piece->from, share);
  assert_near (by_hours ? piece->near_h : piece->near_m / 1000.0, near);
  g_assert_cmpfloat_with_epsilon (by_hours ? piece->far_h : piece->far_m / 1000.0, far,
                                  1e-6 + 1e-6 * (number_or (row[2], NAN) + near));
  if (*row[4] != '\0')
    assert_near (suy_network_main_distance (river->net, start, piece->reach) / 1000.0,
                 number_or (row[4], NAN));
}

static void
check_rows (River *river, SuyPlace start, GArray *pieces, const char *name, gboolean by_hours)
{
  g_autofree char *file = g_strdup_printf ("expected/%s.csv", name);
  g_autoptr (GPtrArray) rows = read_rows (file);
  g_autofree SuyTracePiece *of = g_new0 (SuyTracePiece, suy_network_get_n (river->net));

  g_assert_cmpuint (pieces->len, ==, rows->len);
  for (guint i = 0; i < pieces->len; i++)
    {
      SuyTracePiece piece = g_array_index (pieces, SuyTracePiece, i);

      g_assert_cmpfloat (of[piece.reach].to, ==, 0.0);
      of[piece.reach] = piece;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      char **row = rows->pdata[i];
      const SuyTracePiece *piece = &of[reach_of (river, integer (row[0]))];

      g_assert_cmpfloat (piece->to, >, 0.0);
      check_row (river, start, piece, row, by_hours);
    }
}

static void
check_ids (River *river, GArray *pieces, const char *list, guint n_wanted)
{
  g_auto (GStrv) ids = g_strsplit (list, " ", -1);

  for (guint k = 0; ids[k] != NULL; k++)
    {
      guint32 reach = reach_of (river, integer (ids[k]));
      guint n = 0;

      for (guint i = 0; i < pieces->len; i++)
        n += g_array_index (pieces, SuyTracePiece, i).reach == reach;
      g_assert_cmpuint (n, ==, n_wanted);
    }
}

static void
test_case (gconstpointer data)
{
  char **row = (char **) data;
  River river = river_load (row[1]);
  SuyPlace start = { reach_of (&river, integer (row[3])), number_or (row[4], NAN) };
  SuyTraceRule rule = rule_of (row);
  g_autoptr (GArray) pieces = suy_network_trace (river.net, start, &rule);

  g_assert_cmpuint (pieces->len, ==, (guint) integer (row[7]));
  if (*row[8] == '1')
    check_rows (&river, start, pieces, row[0], *row[6] != '\0');
  if (*row[9] != '\0')
    check_ids (&river, pieces, row[9], 1);
  if (*row[10] != '\0')
    check_ids (&river, pieces, row[10], 0);
  river_clear (&river);
}

static void
test_no_cycle (gconstpointer name)
{
  River river = river_load (name);

  g_assert_null (suy_network_find_cycle (river.net));
  river_clear (&river);
}

/* Published path lengths, between the downstream ends of both reaches. */
static void
test_path_lengths (void)
{
  River river = river_load ("walker");
  SuyPlace low = { reach_of (&river, 5329303), 0 }, middle = { reach_of (&river, 5329357), 0 };

  g_assert_cmpfloat_with_epsilon (
      suy_network_main_distance (river.net, low, reach_of (&river, 5329317)), 5797, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      suy_network_main_distance (river.net, middle, reach_of (&river, 5329365)), 3603, 1e-6);
  river_clear (&river);
}

/* Each id and each edge of the list is a reach, so that nothing else is joined. */
static void
test_braided_edges (void)
{
  g_autoptr (GPtrArray) rows = read_rows ("braided_edges.csv");
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  guint32 n = 3 * rows->len, n_used = 0;
  g_autofree gint64 *from = g_new (gint64, n), *to = g_new (gint64, n);
  g_autofree double *length = g_new0 (double, n);
  g_autoptr (SuyNetwork) net = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      char **row = rows->pdata[i];
      gint64 place[2];

      for (guint k = 0; k < 2; k++)
        {
          gpointer known = g_hash_table_lookup (places, row[k]);

          if (known == NULL)
            {
              known = GUINT_TO_POINTER (g_hash_table_size (places) + 1);
              g_hash_table_insert (places, row[k], known);
              from[n_used] = 2 * (gint64) GPOINTER_TO_UINT (known);
              to[n_used++] = 2 * (gint64) GPOINTER_TO_UINT (known) + 1;
            }
          place[k] = GPOINTER_TO_UINT (known);
        }
      from[n_used] = 2 * place[0] + 1;
      to[n_used++] = 2 * place[1];
    }

  net = suy_network_new (&(SuyNetworkInput){ n_used, from, to, length }, NULL);
  g_assert_null (suy_network_find_cycle (net));
}

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) cases = NULL;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  cases = read_rows ("cases.csv");
  for (guint i = 0; i < cases->len; i++)
    {
      char **row = cases->pdata[i];
      g_autofree char *path = g_strdup_printf ("/core/rivers/trace/%s", row[0]);

      g_test_add_data_func (path, row, test_case);
    }
  g_test_add_data_func ("/core/rivers/no-cycle/petapsco", "petapsco", test_no_cycle);
  g_test_add_data_func ("/core/rivers/no-cycle/new-hope", "new_hope", test_no_cycle);
  g_test_add_data_func ("/core/rivers/no-cycle/walker", "walker", test_no_cycle);
  g_test_add_data_func ("/core/rivers/no-cycle/lower-colorado", "lower_colorado", test_no_cycle);
  g_test_add_func ("/core/rivers/main-distance/published", test_path_lengths);
  g_test_add_func ("/core/rivers/no-cycle/braided-edges", test_braided_edges);

  return g_test_run ();
}
