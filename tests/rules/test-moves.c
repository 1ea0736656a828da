/* test-moves.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/data/rules/moves.txt says in words which moves there are.  Here every one of them is made,
 * and then refused for want of each single requirement. */

#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "suy-error.h"
#include "suy-moves.h"

#define TODAY "2026-11-20"

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

static const char *const machines[] = {
  "complaint", "inspection", "milestone",          "outfall",
  "problem",   "project",    "rectification_item", "warning"
};

static SuyMoves *
builtin (const char *machine)
{
  g_autoptr (GError) error = NULL;
  SuyMoves *moves = suy_moves_new_builtin (machine, &error);

  g_assert_no_error (error);
  g_assert_nonnull (moves);

  return moves;
}

/* The requirement itself without its condition: "when:a=b:field:c" gives "field:c". */
static const char *
core_of (const char *need)
{
  return g_str_has_prefix (need, "when:") ? core_of (strchr (need + 5, ':') + 1) : need;
}

static gsize
name_length (const char *test)
{
  return strcspn (test, "=<>!");
}

static gboolean
is_number (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

/* "integer" if a need compares the field with a number, else "text" */
static void
add_field (GHashTable *fields, const char *test)
{
  const char *value = test + name_length (test);
  g_autofree char *name = g_strndup (test, name_length (test));

  value += strspn (value, "=<>!");
  if (g_str_equal (name, "today") || *name == '@')
    return;
  if (is_number (value))
    g_hash_table_insert (fields, g_steal_pointer (&name), (gpointer) "integer");
  else if (!g_hash_table_contains (fields, name))
    g_hash_table_insert (fields, g_steal_pointer (&name), (gpointer) "text");
}

/* Collects the fields that @need looks at. */
static void
add_fields_of (GHashTable *fields, const char *need)
{
  const char *core = core_of (need);
  g_auto (GStrv) parts = g_strsplit (core, ":", -1);

  if (core != need)
    {
      g_auto (GStrv) outer = g_strsplit (need, ":", -1);

      add_field (fields, outer[1]);
    }
  if (g_str_equal (parts[0], "field") || g_str_equal (parts[0], "value"))
    add_field (fields, parts[1]);
  if (g_str_equal (parts[0], "differs") || g_str_equal (parts[0], "date-order") ||
      g_str_equal (parts[0], "days"))
    {
      add_field (fields, parts[1]);
      add_field (fields, parts[2]);
    }
}

/* A catalog with one register that has all the fields the machine looks at. */
static SuyCatalog *
catalog_for (SuyMoves *moves)
{
  g_autoptr (GHashTable) fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) text = g_string_new (
      "{\"version\":1,\"groups\":[{\"name\":\"g\",\"en\":\"g\",\"zh\":\"g\"}],\"choices\":{},"
      "\"registers\":[{\"number\":1,\"name\":\"r\",\"en\":\"r\",\"zh\":\"r\",\"group\":\"g\","
      "\"fields\":[{\"number\":1,\"name\":\"code\",\"type\":\"text\",\"en\":\"code\",\"zh\":"
      "\"c\"}");
  const GPtrArray *all = suy_moves_get_all (moves);
  g_autoptr (GError) error = NULL;
  SuyCatalog *catalog;
  GHashTableIter iter;
  gpointer name, type;
  guint number = 2;

  for (guint i = 0; i < all->len; i++)
    for (guint k = 0; k < ((SuyMove *) all->pdata[i])->needs->len; k++)
      add_fields_of (fields, ((SuyNeed *) ((SuyMove *) all->pdata[i])->needs->pdata[k])->name);

  g_hash_table_iter_init (&iter, fields);
  for (; g_hash_table_iter_next (&iter, &name, &type); number++)
    g_string_append_printf (
        text, ",{\"number\":%u,\"name\":\"%s\",\"type\":\"%s\",\"en\":\"f%u\",\"zh\":\"z%u\"}",
        number, (char *) name, (char *) type, number, number);
  g_string_append (text, "]}]}");

  catalog = suy_catalog_new_from_text (text->str, &error);
  g_assert_no_error (error);

  return catalog;
}

typedef struct
{
  SuyRecord *record;
  GHashTable *facts;
  SuyMoveAsk ask;
} Case;

static void
set_field (Case *c, const char *name, const char *value)
{
  const SuyField *field = suy_register_find (suy_record_get_register (c->record), name);

  if (*value == '\0')
    suy_record_unset (c->record, field);
  else if (field->type == SUY_FIELD_INTEGER)
    suy_record_set_integer (c->record, name, g_ascii_strtoll (value, NULL, 10));
  else
    suy_record_set_text (c->record, name, value);
}

static void
set_fact (Case *c, const char *name, const char *value)
{
  g_hash_table_insert (c->facts, g_strdup (name), g_strdup (value));
}

/* A value that passes "NAME>=N" and the like, or one next to it that does not. */
static char *
value_for (const char *test, gboolean pass)
{
  const char *sign = test + name_length (test);
  gint64 limit;

  if (*sign == '\0')
    return g_strdup (pass ? "1" : "0");
  if (*sign == '=')
    return pass ? g_strdup (sign + 1) : g_strdup_printf ("%s1", sign + 1);
  if (*sign == '!')
    return pass ? g_strdup_printf ("%s1", sign + 2) : g_strdup (sign + 2);

  limit = g_ascii_strtoll (sign + 2, NULL, 10);
  if (*sign == '>')
    return g_strdup_printf ("%" G_GINT64_FORMAT, pass ? limit : limit - 1);

  return g_strdup_printf ("%" G_GINT64_FORMAT, pass ? limit : limit + 1);
}

static void
decide_dates (Case *c, GStrv parts, gboolean pass)
{
  gboolean days = g_str_equal (parts[0], "days");
  const char *early = days ? "2026-01-01" : "2026-11-19";

  if (pass)
    early = TODAY;
  if (!g_str_equal (parts[1], "today"))
    set_field (c, parts[1], days && !pass ? "2025-01-01" : pass ? TODAY : "2026-11-21");
  if (!g_str_equal (parts[2], "today"))
    set_field (c, parts[2], days && !pass ? "2027-01-01" : early);
}

/* Makes @need hold, or just not hold. */
static void
decide (Case *c, const char *need, gboolean pass)
{
  g_auto (GStrv) parts = g_strsplit (need, ":", -1);
  g_autofree char *name = parts[1] == NULL ? NULL : g_strndup (parts[1], name_length (parts[1]));

  if (g_str_equal (parts[0], "field") &&
      suy_register_find (suy_record_get_register (c->record), name)->type == SUY_FIELD_INTEGER)
    set_field (c, name, pass ? "1" : "");
  else if (g_str_equal (parts[0], "field"))
    set_field (c, name, pass ? TODAY : "");
  else if (g_str_equal (parts[0], "value"))
    {
      g_autofree char *value = value_for (parts[1], pass);

      set_field (c, name, value);
    }
  else if (g_str_equal (parts[0], "fact") || g_str_equal (parts[0], "evidence"))
    {
      gboolean evidence = *parts[0] == 'e';
      g_autofree char *fact = g_strconcat (evidence ? "evidence:" : "", name, NULL);
      g_autofree char *value = value_for (parts[1], pass);

      set_fact (c, fact, value);
    }
  else if (g_str_equal (parts[0], "note"))
    c->ask.note = pass ? "because" : " \n";
  else if (g_str_equal (parts[0], "differs"))
    {
      set_field (c, parts[1], "one");
      set_field (c, parts[2], pass ? "another" : "one");
    }
  else if (g_str_has_prefix (parts[0], "actor-"))
    {
      g_autofree char *fact = g_strconcat ("code:", name, NULL);

      set_fact (c, fact, pass == g_str_equal (parts[0], "actor-in") ? "U-1" : "U-2");
    }
  else if (g_str_equal (parts[0], "role"))
    {
      g_auto (GStrv) roles = g_strsplit (parts[1], "|", -1);

      c->ask.role = pass ? g_intern_string (roles[0]) : "nobody";
    }
  else
    decide_dates (c, parts, pass);
}

/* Makes the condition of a "when" hold or not. */
static void
decide_condition (Case *c, const char *need, gboolean holds)
{
  g_auto (GStrv) parts = g_strsplit (need, ":", 3);
  g_autofree char *name = g_strndup (parts[1], name_length (parts[1]));
  g_autofree char *value = value_for (parts[1], holds);

  if (*name == '@')
    set_fact (c, name + 1, value);
  else
    set_field (c, name, value);
}

static void
case_init (Case *c, const SuyRegister *reg, const SuyMove *move)
{
  c->record = suy_record_new (reg);
  c->facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  c->ask = (SuyMoveAsk){ .record = c->record,
                         .role = move->roles[0],
                         .unit = "U-1",
                         .today = TODAY,
                         .facts = c->facts };

  /* Fields first, so that a comparison has the last word on what stands in them. */
  for (guint round = 0; round < 3; round++)
    for (guint i = 0; i < move->needs->len; i++)
      {
        const char *need = ((SuyNeed *) move->needs->pdata[i])->name;

        if (g_str_has_prefix (need, "when:") && round == 1)
          decide_condition (c, need, FALSE);
        else if (!g_str_has_prefix (need, "when:") &&
                 round == (g_str_has_prefix (need, "field:") ? 0u : 2u))
          decide (c, need, TRUE);
      }
}

static void
case_clear (Case *c)
{
  g_hash_table_unref (c->facts);
  suy_record_free (c->record);
}

static gboolean
is_missing (SuyMoves *moves, const SuyMove *move, Case *c, const char *need)
{
  g_autoptr (GPtrArray) missing = suy_moves_missing (moves, move, &c->ask);

  for (guint i = 0; i < missing->len; i++)
    if (g_str_equal (((SuyNeed *) missing->pdata[i])->name, need))
      return TRUE;

  return FALSE;
}

static void
check_need (SuyMoves *moves, const SuyRegister *reg, const SuyMove *move, const char *need)
{
  Case c;

  case_init (&c, reg, move);
  if (g_str_has_prefix (need, "when:"))
    {
      decide_condition (&c, need, TRUE);
      decide (&c, core_of (need), TRUE);
      g_assert_false (is_missing (moves, move, &c, need));
    }
  decide (&c, core_of (need), FALSE);
  if (!is_missing (moves, move, &c, need))
    g_error ("%s %s passes without %s", move->number, move->name, need);
  case_clear (&c);
}

static void
check_move (SuyMoves *moves, const SuyRegister *reg, const SuyMove *move)
{
  g_autoptr (GPtrArray) missing = NULL;
  Case c;

  case_init (&c, reg, move);
  for (guint i = 0; move->roles[i] != NULL; i++)
    {
      c.ask.role = move->roles[i];
      g_clear_pointer (&missing, g_ptr_array_unref);
      missing = suy_moves_missing (moves, move, &c.ask);
      if (missing->len > 0)
        g_error ("%s %s is refused for want of %s", move->number, move->name,
                 ((SuyNeed *) missing->pdata[0])->name);
    }

  c.ask.role = "nobody";
  g_assert_true (is_missing (moves, move, &c, "role"));
  case_clear (&c);

  for (guint i = 0; i < move->needs->len; i++)
    check_need (moves, reg, move, ((SuyNeed *) move->needs->pdata[i])->name);
}

static void
test_each_need (gconstpointer data)
{
  g_autoptr (SuyMoves) moves = builtin (data);
  g_autoptr (SuyCatalog) catalog = catalog_for (moves);
  const GPtrArray *all = suy_moves_get_all (moves);

  for (guint i = 0; i < all->len; i++)
    check_move (moves, suy_catalog_find (catalog, "r"), all->pdata[i]);
}

/* The rows of moves.txt as the text has them, and the table written down in the same way. */
static char *
rows_in_text (const char *machine)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "rules", "moves.txt", NULL);
  g_autofree char *start = g_strdup_printf ("\nmachine %s\n", machine);
  char *text = NULL, *rows, *end;
  g_autofree char *whole = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  whole = text;
  rows = strstr (whole, start);
  g_assert_nonnull (rows);
  rows += strlen (start);
  end = strstr (rows, "\nmachine ");

  return g_strndup (rows, end == NULL ? strlen (rows) : (gsize) (end - rows));
}

static void
write_row (GString *text, SuyMoves *moves, const SuyMove *move)
{
  const GPtrArray *all = suy_moves_get_all (moves);
  g_autofree char *roles = g_strjoinv (", ", move->roles);
  g_autoptr (GString) from = g_string_new (*move->from == '\0' ? "(new)" : "");

  for (guint i = 0; i < all->len; i++)
    {
      const SuyMove *other = all->pdata[i];

      if (*other->from != '\0' && g_str_equal (other->number, move->number))
        g_string_append_printf (from, "%s%s", from->len == 0 ? "" : ", ", other->from);
    }
  g_string_append_printf (text, "\n%s | %s -> %s | %s | %s\n", move->number, from->str,
                          g_str_equal (move->to, move->from) ? "(same)" : move->to, move->name,
                          roles);
  for (guint i = 0; i < move->needs->len; i++)
    g_string_append_printf (text, "  %s\n", ((SuyNeed *) move->needs->pdata[i])->label.en);
}

static void
test_as_written (gconstpointer data)
{
  g_autoptr (SuyMoves) moves = builtin (data);
  g_autofree char *wanted = rows_in_text (data);
  g_autoptr (GString) have = g_string_new (NULL);
  const GPtrArray *all = suy_moves_get_all (moves);
  const char *last = "";

  for (guint i = 0; i < all->len; i++)
    {
      const SuyMove *move = all->pdata[i];

      if (!g_str_equal (move->number, last))
        write_row (have, moves, move);
      last = move->number;
      g_assert_cmpuint (strlen (move->source), >, 3);
    }
  g_assert_cmpstr (have->str, ==, wanted);
}

/* Does a line "N | a, b -> to | ..." of the text name this pair? */
static guint
count_pairs (const char *text, const char *from, const char *to)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], " | ", -1);
      g_auto (GStrv) ends = g_strv_length (parts) == 4 ? g_strsplit (parts[1], " -> ", 2) : NULL;
      g_auto (GStrv) froms = ends == NULL ? NULL : g_strsplit (ends[0], ", ", -1);

      if (froms != NULL &&
          (g_str_equal (ends[1], to) ||
           (g_str_equal (ends[1], "(same)") && g_str_equal (from, to))) &&
          g_strv_contains ((const char *const *) froms, *from == '\0' ? "(new)" : from))
        n++;
    }

  return n;
}

static void
test_every_pair (gconstpointer data)
{
  g_autoptr (SuyMoves) moves = builtin (data);
  g_autofree char *text = rows_in_text (data);
  GStrv states = suy_moves_get_states (moves);
  guint n = g_strv_length (states), seen = 0;

  for (guint i = 0; i <= n; i++)
    for (guint j = 0; j < n; j++)
      {
        const char *from = i == n ? "" : states[i];
        g_autoptr (GPtrArray) starting = suy_moves_from (moves, from);
        guint found = 0;

        for (guint k = 0; k < starting->len; k++)
          found += g_str_equal (((SuyMove *) starting->pdata[k])->to, states[j]);
        g_assert_cmpuint (found, ==, count_pairs (text, from, states[j]));
        seen += found;
      }
  g_assert_cmpuint (seen, ==, suy_moves_get_all (moves)->len);
}

/* Every state but the first is reached by some move, and work that is not finished goes on. */
static void
test_no_dead_ends (gconstpointer data)
{
  g_autoptr (SuyMoves) moves = builtin (data);
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

/* Where the built-in catalog has the register, it has the fields that the moves look at. */
static void
test_fields_exist (gconstpointer data)
{
  g_autoptr (SuyMoves) moves = builtin (data);
  g_autoptr (SuyCatalog) catalog = suy_catalog_new_builtin (NULL);
  g_autoptr (GHashTable) fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const SuyRegister *reg = suy_catalog_find (catalog, data);
  const GPtrArray *all = suy_moves_get_all (moves);
  GHashTableIter iter;
  gpointer name;

  if (reg == NULL)
    {
      g_test_skip ("The built-in catalog has no such register");
      return;
    }

  for (guint i = 0; i < all->len; i++)
    for (guint k = 0; k < ((SuyMove *) all->pdata[i])->needs->len; k++)
      add_fields_of (fields, ((SuyNeed *) ((SuyMove *) all->pdata[i])->needs->pdata[k])->name);

  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (suy_register_find (reg, name) == NULL)
      g_error ("The register %s has no field %s, which its moves need", reg->name, (char *) name);
}

static void
test_unknown_fact (void)
{
  g_autoptr (SuyMoves) moves = builtin ("inspection");
  g_autoptr (SuyCatalog) catalog = catalog_for (moves);
  const SuyMove *move = suy_moves_find (moves, "arrive", "assigned");
  Case c;

  case_init (&c, suy_catalog_find (catalog, "r"), move);
  g_hash_table_remove (c.facts, "far_from_object");
  g_assert_true (is_missing (moves, move, &c, "when:@far_from_object=yes:field:distance_reason"));
  case_clear (&c);
}

static void
test_read_faults (void)
{
  static const struct
  {
    const char *text, *message;
  } cases[] = {
    { "{", ":1:" },
    { "{\"machine\":\"m\",\"states\":[],\"needs\":[]}", "the key “moves” is missing" },
    { "{\"machine\":\"m\",\"states\":[],\"needs\":[{\"need\":\"fild:x\",\"en\":\"a\",\"zh\":\"a\"}]"
      ","
      "\"moves\":[]}",
      "“fild:x” begins with none of the words" },
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

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *what;
    GTestDataFunc test;
  } tests[] = {
    { "as-written", test_as_written },     { "each-need", test_each_need },
    { "every-pair", test_every_pair },     { "no-dead-ends", test_no_dead_ends },
    { "fields-exist", test_fields_exist },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint t = 0; t < G_N_ELEMENTS (tests); t++)
    for (guint m = 0; m < G_N_ELEMENTS (machines); m++)
      {
        g_autofree char *path = g_strdup_printf ("/rules/moves/%s/%s", tests[t].what, machines[m]);

        g_test_add_data_func (path, machines[m], tests[t].test);
      }
  g_test_add_func ("/rules/moves/missing/unknown-fact", test_unknown_fact);
  g_test_add_func ("/rules/moves/read/faults", test_read_faults);
  g_test_add_func ("/rules/moves/read/no-machine", test_no_machine);

  return g_test_run ();
}
