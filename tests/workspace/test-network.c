/* test-network.c: reaches as records, the network that they make, and where its hours are from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "made-rivers.h"

#define REACH_M 1800.0 /* an hour at half a metre a second */

/* A reach "R<i>" of REACH_M on a line of its own; then "field", "value" pairs, NULL at the end. */
static void add_reach (Made *made, int i, ...) G_GNUC_NULL_TERMINATED;

static void
add_reach_from (Made *made, int i, gint32 south, va_list args)
{
  const SuyRegister *reg = made_register (made, "river_reach");
  g_autoptr (SuyRecord) record = suy_record_new (reg);
  g_autofree char *code = g_strdup_printf ("R%d", i);
  const SuyPoint points[] = { { 1170000000, south + 100000 }, { 1170000000, south } };
  const guint32 end = 2;
  const SuyShape line = { SUY_SHAPE_LINE, 1, &end, (SuyPoint *) points };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyGeometry) geometry = suy_geometry_new (&line, &error);

  suy_record_set_text (record, "code", code);
  suy_record_set_real (record, "length_m", REACH_M);
  suy_record_set_geometry (record, geometry);
  for (const char *name = va_arg (args, const char *); name != NULL;
       name = va_arg (args, const char *))
    {
      const SuyField *field = suy_register_find (reg, name);
      SuyValue value;

      g_assert_nonnull (field);
      suy_workspace_parse_value (made->workspace, field, va_arg (args, const char *), &value,
                                 &error);
      g_assert_no_error (error);
      suy_record_set (record, field, &value);
      suy_value_clear (&value);
    }
  suy_workspace_save (made->workspace, record, NULL, &error);
  g_assert_no_error (error);
}

static void
add_reach (Made *made, int i, ...)
{
  va_list args;

  va_start (args, i);
  add_reach_from (made, i, 280000000 + 1000000 * i, args);
  va_end (args);
}

static SuyTrace *
trace_up (Made *made, const char *from, double max_h)
{
  const SuyTraceRule rule = { SUY_TRACE_UP, INFINITY, max_h };
  g_autoptr (GError) error = NULL;
  SuyPlace start = { 0 };
  SuyTrace *trace;

  suy_workspace_parse_place (made->workspace, from, SUY_SNAP_M, &start, &error);
  g_assert_no_error (error);
  trace = suy_workspace_trace (made->workspace, start, &rule, NULL, SUY_SNAP_M, &error);
  g_assert_no_error (error);

  return trace;
}

static void
assert_length (Made *made, const char *from, guint n)
{
  g_autoptr (SuyTrace) trace = trace_up (made, from, INFINITY);

  g_assert_cmpuint (trace->pieces->len, ==, n);
}

/* ---- how they meet ---- */

/* Nodes are texts: equal ones meet, alike ones and empty ones do not. */
static void
test_nodes (void)
{
  Made made;

  made_open (&made);
  add_reach (&made, 0, "from_node", "7", "down_key", "R9", NULL);
  add_reach (&made, 1, "to_node", "7", "from_node", "汇", NULL);
  add_reach (&made, 2, "to_node", "007", NULL);
  add_reach (&made, 3, "to_node", "+7", NULL);
  add_reach (&made, 4, "to_node", "汇", "from_node", "123456789012345678901", NULL);
  add_reach (&made, 5, "to_node", "123456789012345678901", NULL);
  add_reach (&made, 6, "to_node", "123456789012345678902", NULL);
  add_reach (&made, 7, "down_key", "R0", NULL);
  assert_length (&made, "river_reach:R0", 4);
  assert_length (&made, "river_reach:R5", 1);
  assert_length (&made, "river_reach:R7", 1);
  made_close (&made);
}

static void
test_keys (void)
{
  Made made;

  made_open (&made);
  add_reach (&made, 0, "down_key", "0", NULL);
  add_reach (&made, 1, "down_key", "R0", NULL);
  add_reach (&made, 2, "down_key", "R1", NULL);
  add_reach (&made, 3, "down_key", "R1", NULL);
  add_reach (&made, 4, "down_key", "R99", NULL);
  assert_length (&made, "river_reach:R0", 4);
  assert_length (&made, "river_reach:R1", 3);
  made_close (&made);
}

static void
add_touching (Made *made, int i, ...)
{
  va_list args;

  va_start (args, i);
  add_reach_from (made, i, 280000000 + 100000 * i, args);
  va_end (args);
}

/* Without nodes and keys the ends of lines meet; an edit is seen. */
static void
test_ends (void)
{
  Made made;

  made_open (&made);
  add_touching (&made, 0, NULL);
  add_touching (&made, 1, NULL);
  add_touching (&made, 3, NULL);
  assert_length (&made, "river_reach:R0", 2);
  add_touching (&made, 2, NULL);
  assert_length (&made, "river_reach:R0", 4);
  made_close (&made);
}

/* ---- where hours are from ---- */

static void
assert_piece (const SuyTrace *trace, guint i, double near_h, SuyTravelSource source)
{
  g_assert_cmpfloat_with_epsilon (g_array_index (trace->pieces, SuyTracePiece, i).near_h, near_h,
                                  1e-6);
  g_assert_cmpuint (trace->hour_sources[i], ==, source);
}

/* One above the other: an own time, the river's by its path, by its name, nothing known, and an own
 * time again, to which the water comes by the others. */
static void
test_hours (void)
{
  Made made;
  g_autoptr (SuyTrace) all = NULL;
  g_autoptr (SuyTrace) first = NULL;
  g_autoptr (SuyTrace) within = NULL;

  made_open (&made);
  add_reach (&made, 0, "travel_h", "2", "level_path", "5", "name", "富屯溪", NULL);
  add_reach (&made, 1, "down_key", "R0", "level_path", "5", NULL);
  add_reach (&made, 2, "down_key", "R1", "level_path", "0", "name", "富屯溪", NULL);
  add_reach (&made, 3, "down_key", "R2", "level_path", "0", NULL);
  add_reach (&made, 4, "down_key", "R3", "travel_h", "3", NULL);
  all = trace_up (&made, "river_reach:R0@0", INFINITY);
  g_assert_cmpuint (all->pieces->len, ==, 5);
  assert_piece (all, 0, 0, SUY_TRAVEL_OWN);
  assert_piece (all, 1, 2, SUY_TRAVEL_RIVER);
  assert_piece (all, 2, 4, SUY_TRAVEL_RIVER);
  assert_piece (all, 3, 6, SUY_TRAVEL_DEFAULT);
  assert_piece (all, 4, 7, SUY_TRAVEL_DEFAULT);
  g_assert_cmpstr (all->hours_text, ==,
                   "Hours with ≈ are estimated; of 5 reaches: 2 by the mean speed of the same "
                   "river, 1 by 0.5 m/s, assumed where nothing is known.");

  first = trace_up (&made, "river_reach:R4", INFINITY);
  g_assert_null (first->hours_text);
  assert_piece (first, 0, 0, SUY_TRAVEL_OWN);
  within = trace_up (&made, "river_reach:R0@0", 6.5);
  g_assert_cmpuint (within->pieces->len, ==, 4);
  assert_piece (within, 3, 6, SUY_TRAVEL_DEFAULT);
  made_close (&made);
}

/* Manning's formula for order 2 with 18 m of fall in 1,800 m: 0.25^(2/3) * 0.01^(1/2) / 0.04 m/s.
 */
static void
test_slope (void)
{
  const double hours = REACH_M / (pow (0.25, 2.0 / 3.0) * 0.1 / 0.04) / 3600;
  Made made;
  g_autoptr (SuyTrace) trace = NULL;

  made_open (&made);
  add_reach (&made, 0, "strahler", "2", "elev_up_m", "118", "elev_dn_m", "100", NULL);
  add_reach (&made, 1, "down_key", "R0", "strahler", "2", "elev_up_m", "118", NULL);
  trace = trace_up (&made, "river_reach:R0@0", INFINITY);
  assert_piece (trace, 0, 0, SUY_TRAVEL_SLOPE);
  assert_piece (trace, 1, hours, SUY_TRAVEL_DEFAULT);
  made_close (&made);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/workspace/network/meet/nodes", test_nodes);
  g_test_add_func ("/workspace/network/meet/keys", test_keys);
  g_test_add_func ("/workspace/network/meet/ends", test_ends);
  g_test_add_func ("/workspace/network/hours/sources", test_hours);
  g_test_add_func ("/workspace/network/hours/slope", test_slope);

  return g_test_run ();
}
