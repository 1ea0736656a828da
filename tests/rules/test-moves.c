/* test-moves.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/data/rules/moves-*.txt say in words which moves there are.  Here every one of them is made
 * by the tables that the program ships, and refused for want of each single requirement. */

#include <glib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "moves-break.h"
#include "moves-check.h"
#include "suy-error.h"
#include "suy-need.h"

#define BROKEN_CASES 25 /* of each machine, unless SUY_CASES asks for all */

/* Records here have no place. */
struct _SuyGeometry
{
  int unused;
};

SuyGeometry *
suy_geometry_ref (SuyGeometry *self)
{
  return self;
}

void
suy_geometry_unref (SuyGeometry *self)
{
}

static SuyCatalog *catalog;
static GStrv roles; /* all that there are */

static SuyMoves *
builtin (const char *machine)
{
  g_autoptr (GError) error = NULL;
  SuyMoves *moves = suy_moves_new_builtin (machine, &error);

  g_assert_no_error (error);
  g_assert_nonnull (moves);

  return moves;
}

static const SuyRegister *
register_of (const char *machine)
{
  const SuyRegister *reg = suy_catalog_find (catalog, machine);

  g_assert_nonnull (reg);

  return reg;
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Names of the machines: those files of @directory that are moves-NAME@end. */
static GPtrArray *
list_machines (const char *directory, const char *end)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *file;

  g_assert_nonnull (dir);
  while ((file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (file, "moves-") && g_str_has_suffix (file, end))
      g_ptr_array_add (names, g_strndup (file + 6, strlen (file) - 6 - strlen (end)));
  g_ptr_array_sort (names, compare_names);

  return names;
}

static void
test_as_written (gconstpointer machine)
{
  g_autoptr (MovesText) text = moves_text_read (machine);
  g_autoptr (SuyMoves) moves = builtin (machine);
  g_autofree char *fault =
      moves_check (text, moves, register_of (machine), (const char *const *) roles);

  if (fault != NULL)
    g_error ("%s", fault);
}

static char *
read_table (const char *machine)
{
  g_autofree char *name = g_strdup_printf ("moves-%s.json", machine);
  g_autofree char *path = g_build_filename (g_getenv ("SUYUAN_RULES_DIR"), name, NULL);
  char *table = NULL;

  g_assert_true (g_file_get_contents (path, &table, NULL, NULL));

  return table;
}

/* FALSE: there is no @n-th way to break the table. */
static gboolean
check_broken (const MovesText *text, const char *machine, const char *table, guint n)
{
  g_autofree char *what = NULL;
  g_autofree char *broken = moves_break (table, n, &what);
  g_autofree char *path = NULL;
  g_autofree char *fault = NULL;
  g_autoptr (SuyMoves) moves = NULL;
  g_autoptr (GError) error = NULL;
  int file;

  if (broken == NULL)
    return FALSE;
  file = g_file_open_tmp ("suy-moves-XXXXXX.json", &path, NULL);
  g_assert_true (g_file_set_contents (path, broken, -1, NULL));
  moves = suy_moves_new_from_file (path, &error);
  g_assert_cmpint (remove (path), ==, 0);
  g_close (file, NULL);
  g_assert_no_error (error);
  fault = moves_check (text, moves, register_of (machine), (const char *const *) roles);
  if (fault == NULL)
    g_error ("%s: nobody sees that %s", machine, what);

  return TRUE;
}

static void
test_broken (gconstpointer machine)
{
  g_autoptr (MovesText) text = moves_text_read (machine);
  g_autofree char *table = read_table (machine);
  guint n = 0, ways = 0;

  while (TRUE)
    {
      g_autofree char *what = NULL;
      g_autofree char *broken = moves_break (table, ways, &what);

      if (broken == NULL)
        break;
      ways++;
    }
  g_assert_cmpuint (ways, >, 20);
  if (g_getenv ("SUY_CASES") != NULL)
    while (check_broken (text, machine, table, n))
      n++;
  else
    for (; n < BROKEN_CASES; n++)
      check_broken (text, machine, table, (guint) g_test_rand_int_range (0, (gint) ways));
}

/* Every state but the first is reached by some move, and work that is not finished goes on. */
static void
test_no_dead_ends (gconstpointer machine)
{
  g_autoptr (SuyMoves) moves = builtin (machine);
  GStrv states = suy_moves_get_states (moves);
  const GPtrArray *all = suy_moves_get_all (moves);

  for (guint i = 0; states[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) on = suy_moves_from (moves, states[i]);
      guint into = 0;

      for (guint k = 0; k < all->len; k++)
        into += g_str_equal (((SuyMove *) all->pdata[k])->to, states[i]);
      g_assert_nonnull (suy_moves_get_state_label (moves, states[i]));
      if (i > 0)
        g_assert_cmpuint (into, >, 0);
      if (!suy_moves_is_final (moves, states[i]))
        g_assert_cmpuint (on->len, >, 0);
    }
}

/* The register keeps the state in a derived choice with just these states, and what moves count. */
static void
test_register (gconstpointer machine)
{
  g_autoptr (SuyMoves) moves = builtin (machine);
  const SuyField *state = suy_register_find (register_of (machine), "state");
  const GPtrArray *all = suy_moves_get_all (moves);
  GStrv states = suy_moves_get_states (moves);

  g_assert_nonnull (state);
  g_assert_cmpint (state->type, ==, SUY_FIELD_CHOICE);
  g_assert_true (state->derived);
  g_assert_cmpuint (state->choices->len, ==, g_strv_length (states));
  for (guint i = 0; i < state->choices->len; i++)
    g_assert_true (g_strv_contains ((const char *const *) states,
                                    ((SuyChoice *) state->choices->pdata[i])->name));
  for (guint i = 0; i < all->len; i++)
    for (guint k = 0; ((SuyMove *) all->pdata[i])->counts[k] != NULL; k++)
      {
        const SuyField *field =
            suy_register_find (register_of (machine), ((SuyMove *) all->pdata[i])->counts[k]);

        g_assert_nonnull (field);
        g_assert_cmpint (field->type, ==, SUY_FIELD_INTEGER);
      }
}

static void
test_count (void)
{
  g_autoptr (SuyMoves) moves = builtin ("problem");
  g_autoptr (SuyRecord) record = suy_record_new (register_of ("problem"));
  g_autoptr (SuyRecord) changes = suy_record_new (register_of ("problem"));
  const SuyMove *reopen = suy_moves_find (moves, "reopen", "closed");

  suy_move_count (reopen, record, changes);
  g_assert_cmpint (suy_record_get_integer (changes, "rebound_count"), ==, 1);
  suy_record_set_integer (record, "rebound_count", 4);
  suy_move_count (reopen, record, changes);
  g_assert_cmpint (suy_record_get_integer (changes, "rebound_count"), ==, 5);
  g_assert_cmpint (suy_record_get_integer (record, "rebound_count"), ==, 4);
  g_assert_cmpint (suy_record_get_integer (changes, "return_count"), ==, 0);
}

static void
test_read_faults (void)
{
#define WITH(need)                                                                                 \
  "{\"machine\":\"m\",\"states\":[],\"needs\":[{\"need\":\"" need "\",\"en\":\"a\",\"zh\":\"a\"}," \
  "{\"need\":\"note\",\"en\":\"a\",\"zh\":\"a\"}],\"moves\":[]}"
  static const struct
  {
    const char *text, *message;
  } cases[] = {
    { "{", ":1:" },
    { "{\"machine\":\"m\",\"states\":[],\"needs\":[]}", "the key “moves” is missing" },
    { WITH ("fild:x"), "“fild:x” begins with none of the words" },
    { WITH ("as:hq_clerk"), "needs roles, a colon and another need" },
    { WITH ("as::note"), "needs roles, a colon and another need" },
    { WITH ("as:hq_clerk:fild:x"), "begins with none of the words" },
    { WITH ("note"), "stands here twice" },
    { "{\"machine\":\"m\",\"states\":[{\"name\":\"open\",\"en\":\"a\",\"zh\":\"a\"}],\"needs\":[],"
      "\"moves\":[{\"name\":\"n\",\"number\":\"1\",\"from\":[],\"to\":\"opne\",\"en\":\"a\",\"zh\":"
      "\"a\","
      "\"roles\":[\"r\"],\"needs\":[],\"source\":\"s\"}]}",
      "did you mean “open”?" },
    { "{\"machine\":\"m\",\"states\":[{\"name\":\"open\",\"en\":\"a\",\"zh\":\"a\"}],\"needs\":[],"
      "\"moves\":[{\"name\":\"n\",\"number\":\"1\",\"from\":[],\"to\":\"open\",\"en\":\"a\",\"zh\":"
      "\"a\","
      "\"roles\":[\"r\"],\"needs\":[\"note\"],\"source\":\"s\"}]}",
      "“note” is not among the file's needs" },
  };
#undef WITH
  g_autofree char *directory = g_dir_make_tmp ("suy-moves-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "moves-m.json", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, cases[i].text, -1, NULL));
      g_assert_null (suy_moves_new_from_file (path, &error));
      g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].message));
    }
  g_assert_cmpint (remove (path), ==, 0);
  g_assert_cmpint (remove (directory), ==, 0);
}

static void
test_no_machine (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (suy_moves_new_builtin ("township", &error));
  g_assert_no_error (error);
}

/* A table without a text, or a text without a table, is one that nobody has read. */
static void
test_all_told (void)
{
  g_autofree char *texts = g_test_build_filename (G_TEST_DIST, "data", "rules", NULL);
  g_autoptr (GPtrArray) tables = list_machines (g_getenv ("SUYUAN_RULES_DIR"), ".json");
  g_autoptr (GPtrArray) told = list_machines (texts, ".txt");

  g_assert_cmpuint (told->len, ==, tables->len);
  for (guint i = 0; i < told->len; i++)
    g_assert_cmpstr (told->pdata[i], ==, tables->pdata[i]);
}

static GStrv
read_roles (void)
{
  const SuyField *field = suy_register_find (register_of ("person"), "role");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < field->choices->len; i++)
    g_strv_builder_add (builder, ((SuyChoice *) field->choices->pdata[i])->name);

  return g_strv_builder_end (builder);
}

/* Needs that name a fact, alone or behind a condition, and those that only look like it. */
static void
test_names (void)
{
  static const struct
  {
    const char *need, *fact;
    gboolean named;
  } cases[] = {
    { "fact:returns>=2", "returns", TRUE },
    { "fact:returns>=2", "return", FALSE },
    { "fact:returns>=2", "eturns", FALSE },
    { "fact:open_returns=1", "returns", FALSE },
    { "fact:rung_due=yes", "rung", FALSE },
    { "as:system|hq_clerk:fact:rung=next", "rung", TRUE },
    { "when:@by_hand=yes:field:manual_reason", "by_hand", TRUE },
    { "when:@by_hand=yes:field:manual_reason", "manual_reason", FALSE },
    { "when:level=red:fact:on_time=computed", "on_time", TRUE },
    { "actor-in:owner", "code:owner", TRUE },
    { "actor-not-in:owner", "code:owner", TRUE },
    { "when:level=yellow:actor-in:owner", "code:owner", TRUE },
    { "actor-in:owner_unit", "code:owner", FALSE },
    { "field:owner", "code:owner", FALSE },
    { "fact:owner=yes", "code:owner", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (suy_need_names (cases[i].need, cases[i].fact) != cases[i].named)
      g_error ("%s, %s", cases[i].need, cases[i].fact);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *what;
    GTestDataFunc test;
  } tests[] = {
    { "as-written", test_as_written },
    { "broken", test_broken },
    { "no-dead-ends", test_no_dead_ends },
    { "register", test_register },
  };
  g_autoptr (GPtrArray) machines = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  catalog = suy_catalog_new_builtin (NULL);
  roles = read_roles ();
  machines = list_machines (g_getenv ("SUYUAN_RULES_DIR"), ".json");
  for (guint t = 0; t < G_N_ELEMENTS (tests); t++)
    for (guint m = 0; m < machines->len; m++)
      {
        g_autofree char *path =
            g_strdup_printf ("/rules/moves/%s/%s", tests[t].what, (char *) machines->pdata[m]);

        g_test_add_data_func (path, machines->pdata[m], tests[t].test);
      }
  g_test_add_func ("/rules/moves/all-told", test_all_told);
  g_test_add_func ("/rules/moves/count", test_count);
  g_test_add_func ("/rules/moves/names", test_names);
  g_test_add_func ("/rules/moves/read/faults", test_read_faults);
  g_test_add_func ("/rules/moves/read/no-machine", test_no_machine);

  status = g_test_run ();
  g_strfreev (roles);
  suy_catalog_unref (catalog);

  return status;
}
