/* test-river-edits.c: the network after edits through the workspace against one freshly opened
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reaches lie on a small grid, so that many meet, are parallel or go round. */

#include <math.h>
#include <sqlite3.h>
#include <string.h>

#include "made-rivers.h"
#include "suy-error.h"
#include "suy-river-check.h"

#define GRID 5
#define STEP 90000 /* a kilometre */
#define WEST 1170000000
#define SOUTH 270000000

typedef enum
{
  BY_NODES,
  BY_KEYS,
  BY_ENDS,
} Way;

static guint
n_cases (guint usual)
{
  const char *asked = g_getenv ("SUY_CASES");

  return asked == NULL ? usual : (guint) g_ascii_strtoull (asked, NULL, 10);
}

static int
one_of (int n)
{
  return g_test_rand_int_range (0, n);
}

/* ---- records ---- */

static SuyGeometry *
random_line (void)
{
  int x = one_of (GRID), y = one_of (GRID);
  const SuyPoint points[] = { { WEST + STEP * x, SOUTH + STEP * y },
                              { WEST + STEP * (x + one_of (2)), SOUTH + STEP * (y + 1) } };
  const guint32 end = 2;
  const SuyShape line = { SUY_SHAPE_LINE, 1, &end, (SuyPoint *) points };

  return suy_geometry_new (&line, NULL);
}

/* The letters and the number; below 0: nothing. */
static void
set_text (SuyRecord *record, const char *name, const char *letters, int n)
{
  g_autofree char *text = n < 0 ? NULL : g_strdup_printf ("%s%d", letters, n);

  if (text == NULL)
    suy_record_set (record, suy_register_find (suy_record_get_register (record), name),
                    &SUY_VALUE_INIT_NULL);
  else
    suy_record_set_text (record, name, text);
}

static void
set_real (SuyRecord *record, const char *name, double value)
{
  if (isnan (value))
    suy_record_set (record, suy_register_find (suy_record_get_register (record), name),
                    &SUY_VALUE_INIT_NULL);
  else
    suy_record_set_real (record, name, value);
}

static double
maybe (double value)
{
  return one_of (3) > 0 ? (double) NAN : value;
}

static void
change_meeting (SuyRecord *record, Way way)
{
  if (way == BY_NODES || one_of (150) == 0)
    {
      set_text (record, "from_node", one_of (2) ? "" : "N", one_of (8) - 1);
      set_text (record, "to_node", one_of (2) ? "" : "N", one_of (8) - 1);
    }
  if (way == BY_KEYS || one_of (100) == 0)
    set_text (record, "down_key", "R", one_of (24) - 2);
}

/* One field, or several, or the place of a reach.  @what: below 0: all */
static void
change (SuyRecord *record, Way way, int what)
{
  g_autoptr (SuyGeometry) line = what < 0 || what == 7 ? random_line () : NULL;

  if (what < 0 || what == 0)
    set_text (record, "code", "R", one_of (20));
  if (what < 0 || what <= 2)
    change_meeting (record, way);
  if (what < 0 || what == 3)
    set_real (record, "length_m", one_of (4) == 0 ? (double) NAN : one_of (30) * 100.5);
  if (what < 0 || what == 4)
    set_real (record, "travel_h", maybe (one_of (20) / 4.0));
  if (what < 0 || what == 5)
    set_text (record, "name", "溪", one_of (5) - 2);
  if (what < 0 || what == 6)
    set_text (record, "level_path", "", one_of (5) - 1);
  if (line != NULL && (what == 7 || one_of (12) > 0))
    suy_record_set_geometry (record, line);
  if (what < 0 || what == 8)
    {
      suy_record_set_integer (record, "strahler", 1 + one_of (4));
      suy_record_set_integer (record, "elev_up_m", 100 + one_of (50));
      suy_record_set_integer (record, "elev_dn_m", 50 + one_of (50));
    }
}

static void
save (Made *made, SuyRecord *record)
{
  g_autoptr (GError) error = NULL;

  suy_workspace_save (made->workspace, record, NULL, &error);
  g_assert_no_error (error);
}

static gint64
any_id (Made *made, const SuyRegister *reg)
{
  g_autoptr (GArray) ids =
      suy_store_select (suy_workspace_get_store (made->workspace), reg, NULL, NULL);

  return ids->len == 0 ? 0 : g_array_index (ids, gint64, one_of ((int) ids->len));
}

static void
write_reach (Made *made, Way way, gboolean is_new)
{
  const SuyRegister *reg = made_register (made, "river_reach");
  g_autoptr (SuyRecord) record = suy_record_new (reg);
  gint64 id = is_new ? 0 : any_id (made, reg);

  if (!is_new && id == 0)
    return;
  suy_record_set_id (record, id);
  change (record, way, is_new ? -1 : one_of (9));
  save (made, record);
}

static SuyRecord *
new_outfall (Made *made)
{
  SuyRecord *record = suy_record_new (made_register (made, "outfall"));
  g_autoptr (SuyGeometry) place = suy_geometry_new_point (
      (SuyPoint){ WEST + one_of (STEP * GRID), SOUTH + one_of (STEP * GRID) });

  suy_record_set_text (record, "name", "O");
  suy_record_set_text (record, "kind", "other");
  suy_record_set_geometry (record, place);

  return record;
}

static void
write_outfall (Made *made)
{
  g_autoptr (SuyRecord) record = new_outfall (made);

  if (one_of (2))
    suy_record_set_id (record, any_id (made, suy_record_get_register (record)));
  save (made, record);
}

static void
delete_one (Made *made, const char *name)
{
  const SuyRegister *reg = made_register (made, name);
  gint64 id = any_id (made, reg);
  g_autoptr (GError) error = NULL;

  if (id != 0)
    suy_workspace_delete (made->workspace, reg, id, NULL, &error);
  g_assert_no_error (error);
}

static void
take_back (Made *made, gboolean redo)
{
  g_autoptr (GError) error = NULL;

  if (!(redo ? suy_workspace_redo (made->workspace, &error)
             : suy_workspace_undo (made->workspace, &error)))
    g_assert_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND);
}

/* Accepts all that can be. */
static void
repair (Made *made)
{
  const SuyRiverCheckRule rule = { .tolerance_m = 5 };
  g_autoptr (GError) error = NULL;
  SuyRiverCheck *check = suy_workspace_check_rivers (made->workspace, &rule, &error);
  g_autoptr (GPtrArray) accept = g_ptr_array_new ();
  const SuyRiverRepair spec = { .accept = accept };
  g_autoptr (GPtrArray) changes = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < check->faults->len; i++)
    {
      SuyRiverFault *fault = check->faults->pdata[i];

      if (fault->fault.mend != SUY_MEND_NONE && fault->fault.kind != SUY_FAULT_DUPLICATE)
        g_ptr_array_add (accept, fault);
    }
  if (accept->len > 0)
    changes = suy_workspace_repair_rivers (made->workspace, check, &spec, &error);
  g_assert_no_error (error);
  suy_river_check_free (check);
}

static void
never (sqlite3_context *context, int n, sqlite3_value **values)
{
  sqlite3_result_error (context, "no place was to move", -1);
}

/* The triggers of the spatial index name these; they are called when places move. */
static sqlite3 *
open_as_other (Made *made)
{
  static const char *const names[] = { "ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY" };
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (suy_workspace_get_path (made->workspace), &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 5000);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    sqlite3_create_function (db, names[i], 1, SQLITE_UTF8, NULL, never, NULL, NULL);

  return db;
}

/* What another program does to the file. */
static void
outside (Made *made)
{
  static const char *const statements[] = {
    "UPDATE river_reach SET length_m = 700 WHERE fid = (SELECT min(fid) FROM river_reach)",
    "UPDATE river_reach SET travel_h = 7, name = '溪1' WHERE fid = (SELECT max(fid) FROM"
    " river_reach)",
    "DELETE FROM river_reach WHERE fid = (SELECT max(fid) FROM river_reach WHERE fid < (SELECT"
    " max(fid) FROM river_reach))",
    "UPDATE river_reach SET down_key = 'R3' WHERE fid = (SELECT min(fid) FROM river_reach)",
  };
  int which = one_of (G_N_ELEMENTS (statements));
  sqlite3 *db = open_as_other (made);
  char *message = NULL;
  g_autoptr (GError) error = NULL;

  sqlite3_exec (db, statements[which], NULL, NULL, &message);
  if (message != NULL)
    g_test_message ("%s", message);
  g_assert_null (message);
  sqlite3_close (db);
  if (one_of (2))
    suy_workspace_poll (made->workspace, &error);
  else
    write_reach (made, BY_KEYS, FALSE);
  g_assert_no_error (error);
}

static void
edit (Made *made, Way way)
{
  int dice = one_of (20);

  if (dice < 8)
    write_reach (made, way, FALSE);
  else if (dice < 10)
    write_reach (made, way, TRUE);
  else if (dice < 12)
    delete_one (made, "river_reach");
  else if (dice < 15)
    take_back (made, FALSE);
  else if (dice < 17)
    take_back (made, TRUE);
  else if (dice == 17)
    write_outfall (made);
  else if (dice == 18)
    delete_one (made, "outfall");
  else if (one_of (2))
    outside (made);
  else
    repair (made);
}

/* ---- comparing ---- */

static void
assert_same (double got, double want)
{
  if (isnan (want))
    g_assert_cmpint (isnan (got), !=, 0);
  else if (got != want) /* INFINITY too */
    g_assert_cmpfloat_with_epsilon (got, want, 1e-9);
}

static void
assert_same_trace (const SuyTrace *got, const SuyTrace *want)
{
  g_assert_cmpuint (got->pieces->len, ==, want->pieces->len);
  for (guint i = 0; i < want->pieces->len; i++)
    {
      const SuyTracePiece *a = &g_array_index (got->pieces, SuyTracePiece, i);
      const SuyTracePiece *b = &g_array_index (want->pieces, SuyTracePiece, i);

      g_assert_cmpuint (a->reach, ==, b->reach);
      assert_same (a->from, b->from);
      assert_same (a->to, b->to);
      assert_same (a->near_m, b->near_m);
      assert_same (a->far_m, b->far_m);
      assert_same (a->near_h, b->near_h);
      assert_same (a->far_h, b->far_h);
      g_assert_cmpuint (got->hour_sources[i], ==, want->hour_sources[i]);
    }
  g_assert_cmpstr (got->hours_text, ==, want->hours_text);
  g_assert_cmpuint (got->features->len, ==, want->features->len);
  for (guint i = 0; i < want->features->len; i++)
    {
      const SuyFound *a = &g_array_index (got->features, SuyFound, i);
      const SuyFound *b = &g_array_index (want->features, SuyFound, i);

      g_assert_cmpint (a->id, ==, b->id);
      assert_same (a->distance_m, b->distance_m);
      assert_same (a->travel_h, b->travel_h);
      g_assert_cmpuint (a->hours_source, ==, b->hours_source);
    }
}

static double
random_limit (double most)
{
  return one_of (2) ? INFINITY : g_test_rand_double_range (0.1, most);
}

static SuyTrace *
trace (SuyWorkspace *workspace, SuyPlace start, const SuyTraceRule *rule)
{
  g_autoptr (GPtrArray) layers = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  SuyTrace *found;

  g_ptr_array_add (layers,
                   (gpointer) suy_catalog_find (suy_workspace_get_catalog (workspace), "outfall"));
  found = suy_workspace_trace (workspace, start, rule, layers, SUY_SNAP_M, &error);
  g_assert_no_error (error);

  return found;
}

static void
compare_traces (SuyWorkspace *got, SuyWorkspace *want, guint32 n)
{
  for (guint t = 0; t < 8 && n > 0; t++)
    {
      const SuyPlace start = { (guint32) one_of ((int) n), one_of (5) / 4.0 };
      const SuyTraceRule rule = { (SuyTraceDirection) one_of (4), random_limit (6000),
                                  random_limit (8) };
      g_autoptr (SuyTrace) a = trace (got, start, &rule);
      g_autoptr (SuyTrace) b = trace (want, start, &rule);

      assert_same_trace (a, b);
    }
}

static void
compare (Made *made)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) fresh =
      suy_workspace_open (suy_workspace_get_path (made->workspace), SUY_STORE_READ, &error);
  const SuyRegister *reg = made_register (made, "river_reach");
  SuyFeatureSet *got, *want;
  guint32 n;

  g_assert_no_error (error);
  got = suy_workspace_get_features (made->workspace, reg, &error);
  g_assert_no_error (error);
  want = suy_workspace_get_features (
      fresh, suy_catalog_find (suy_workspace_get_catalog (fresh), "river_reach"), &error);
  g_assert_no_error (error);
  n = suy_feature_set_get_n (want);
  g_assert_cmpuint (suy_feature_set_get_n (got), ==, n);
  for (guint32 i = 0; i < n; i++)
    g_assert_cmpint (suy_feature_set_get_id (got, i), ==, suy_feature_set_get_id (want, i));
  compare_traces (made->workspace, fresh, n);
  suy_workspace_close (fresh, &error);
  g_assert_no_error (error);
}

/* Before the workspace has read anything. */
static void
begin (Made *made, Way way)
{
  SuyStore *store = suy_workspace_get_store (made->workspace);
  g_autoptr (GError) error = NULL;

  made_begin (made);
  for (guint i = 0; i < 18; i++)
    {
      g_autoptr (SuyRecord) record = suy_record_new (made_register (made, "river_reach"));

      change (record, way, -1);
      suy_store_insert (store, record, &error);
      g_assert_no_error (error);
    }
  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (SuyRecord) record = new_outfall (made);

      suy_store_insert (store, record, &error);
      g_assert_no_error (error);
    }
  made_end (made);
}

static void
test_random (gconstpointer data)
{
  Way way = (Way) GPOINTER_TO_UINT (data);
  guint left = n_cases (12);

  while (left > 0)
    {
      Made made;

      made_open (&made);
      begin (&made, way);
      compare (&made);
      for (guint k = 0; k < 30 && left > 0; k++, left--)
        {
          for (int t = one_of (3); t >= 0; t--)
            edit (&made, way);
          compare (&made);
        }
      made_close (&made);
    }
}

/* ---- made in a thread ---- */

static void
prepare (Made *made)
{
  g_autoptr (GPtrArray) layers = g_ptr_array_new ();

  g_ptr_array_add (layers, (gpointer) made_register (made, "outfall"));
  suy_workspace_prepare_traces (made->workspace, layers);
}

static void
open_again (Made *made)
{
  g_autofree char *path = g_strdup (suy_workspace_get_path (made->workspace));
  g_autoptr (GError) error = NULL;

  suy_workspace_close (made->workspace, &error);
  g_assert_no_error (error);
  g_object_unref (made->workspace);
  made->workspace = suy_workspace_open (path, SUY_STORE_WRITE, &error);
  g_assert_no_error (error);
}

static void
on_ready (SuyWorkspace *workspace, gboolean *ready)
{
  g_assert_nonnull (suy_workspace_peek_network (workspace));
  *ready = TRUE;
}

/* What is asked for while a thread makes the network, what changes meanwhile, and closing. */
static void
test_thread (void)
{
  Made made;
  gboolean ready = FALSE;

  made_open (&made);
  begin (&made, BY_KEYS);
  g_assert_null (suy_workspace_peek_network (made.workspace));
  compare (&made);

  open_again (&made);
  prepare (&made);
  write_reach (&made, BY_KEYS, FALSE);
  compare (&made);

  open_again (&made);
  prepare (&made);
  open_again (&made); /* closed while the thread reads */

  g_signal_connect (made.workspace, "network-ready", G_CALLBACK (on_ready), &ready);
  prepare (&made);
  write_reach (&made, BY_KEYS, TRUE);
  delete_one (&made, "river_reach");
  while (!ready)
    g_main_context_iteration (NULL, TRUE);
  prepare (&made);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  compare (&made);

  prepare (&made);
  made_close (&made);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/workspace/river-edits/random/nodes", GUINT_TO_POINTER (BY_NODES),
                        test_random);
  g_test_add_data_func ("/workspace/river-edits/random/keys", GUINT_TO_POINTER (BY_KEYS),
                        test_random);
  g_test_add_data_func ("/workspace/river-edits/random/ends", GUINT_TO_POINTER (BY_ENDS),
                        test_random);

  g_test_add_func ("/workspace/river-edits/thread", test_thread);

  return g_test_run ();
}
