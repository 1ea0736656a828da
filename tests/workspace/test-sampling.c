/* test-sampling.c: draws of a bureau, what they refuse, and what comes of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-bureau.h"
#include "suy-error.h"
#include "suy-facts-private.h"
#include "suy-sampling-make.h"
#include "suy-sampling-pool.h"
#include "suy-sampling-text.h"
#include "suy-sampling.h"
#include "suy-workspace-private.h"

#define CHECK "sampling_check"

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bureau, bureau_close)

/* ---- a pool ---- */

static void
add_firms (Bureau *bureau, guint n)
{
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *code = g_strdup_printf ("code=E%02u", i);
      g_autofree char *name = g_strdup_printf ("name=Mill %02u", i);

      bureau_make (bureau, "enterprise", code, name, "industry=paper",
                   i % 2 == 0 ? "township=T1" : "township=T2", NULL);
    }
}

static void
add_officers (Bureau *bureau, guint n)
{
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *code = g_strdup_printf ("code=O%02u", i);
      g_autofree char *name = g_strdup_printf ("name=Person-%02u", i);
      g_autofree char *phone = g_strdup_printf ("phone=0599-555%04u", i);

      bureau_make (bureau, "person", code, name, phone, "role=enforcement_officer",
                   i % 2 == 0 ? "unit=TOWN" : "unit=OFFICE", NULL);
    }
}

static gint64
begin (Bureau *bureau, const char *form, guint count)
{
  const SuySamplingWish wish = { .reg = CHECK, .name = "Q4", .form = form, .count = count };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyRecord) record = NULL;

  bureau_act_as (bureau, "hq_clerk");
  record = suy_sampling_make (bureau->workspace, &wish, &error);
  g_assert_no_error (error);
  suy_sampling_begin (bureau->workspace, record, &error);
  g_assert_no_error (error);

  return suy_record_get_id (record);
}

static void
draw (Bureau *bureau, gint64 id, const char *seed)
{
  g_autofree char *word = g_strconcat ("seed=", seed, NULL);

  bureau_move (bureau, "hq_clerk", CHECK, id, "draw", word, "witness=duty_officer", NULL);
}

static gint64
draw_new (Bureau *bureau, guint count, const char *seed)
{
  gint64 id = begin (bureau, "routine", count);

  draw (bureau, id, seed);

  return id;
}

static gboolean
notify (Bureau *bureau, gint64 id, const char *told, GError **error)
{
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);
  const SuyMoveWish wish = { .move = "notify", .said = said, .by_system = TRUE };
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_record_free);

  g_hash_table_insert (said, (char *) "objects_told", (char *) told);
  g_ptr_array_add (one, suy_record_new (bureau_register (bureau, CHECK)));
  suy_record_set_id (one->pdata[0], id);

  return suy_workspace_move_all (bureau->workspace, one, &wish, error);
}

static SuyRecord *
get (Bureau *bureau, const char *reg, gint64 id)
{
  return suy_store_get (bureau->workspace->store, bureau_register (bureau, reg), id, NULL);
}

/* Code of the k-th drawn object. */
static char *
drawn (Bureau *bureau, gint64 id, guint k)
{
  g_autoptr (SuyRecord) record = get (bureau, CHECK, id);
  g_autoptr (SuySampling) sampling = suy_sampling_new (bureau->workspace, record, NULL, NULL);

  g_assert_cmpuint (k, <, sampling->n_drawn);

  return g_strdup (sampling->order[k]);
}

static char *
officer (Bureau *bureau, gint64 id, guint object, guint k)
{
  g_autoptr (SuyRecord) record = get (bureau, CHECK, id);
  g_autoptr (SuySampling) sampling = suy_sampling_new (bureau->workspace, record, NULL, NULL);
  guint place = g_array_index (sampling->deal->officers, guint, 2 * object + k);

  return g_strdup (sampling->officer_order[place]);
}

static void
assert_has (Bureau *bureau, const char *reg, gint64 id, const char *field, const char *words)
{
  g_autofree char *text = bureau_get (bureau, reg, id, field);

  if (strstr (text, words) == NULL)
    g_error ("“%s” is not in %s of %s: %s", words, field, reg, text);
}

static void
assert_has_not (Bureau *bureau, const char *reg, gint64 id, const char *field, const char *words)
{
  g_autofree char *text = bureau_get (bureau, reg, id, field);

  g_assert_null (strstr (text, words));
}

/* ---- the draw ---- */

static void
test_same (void)
{
  g_auto (Bureau) bureau = { 0 };
  gint64 first, second, third;
  g_autofree char *objects = NULL, *officers = NULL, *others = NULL;

  bureau_open (&bureau);
  add_firms (&bureau, 30);
  add_officers (&bureau, 7);
  first = draw_new (&bureau, 6, "20261120");
  objects = bureau_get (&bureau, CHECK, first, "objects");
  officers = bureau_get (&bureau, CHECK, first, "officers");
  bureau_move (&bureau, "bureau_leader", CHECK, first, "void", "note:a trial", NULL);

  second = draw_new (&bureau, 6, "20261120");
  bureau_assert (&bureau, CHECK, second, "objects", objects);
  bureau_assert (&bureau, CHECK, second, "officers", officers);
  bureau_assert (&bureau, CHECK, second, "algorithm", SUY_DRAW_ALGORITHM);
  bureau_assert (&bureau, CHECK, second, "population", "30");
  bureau_move (&bureau, "bureau_leader", CHECK, second, "void", "note:a trial", NULL);

  third = draw_new (&bureau, 6, "20261121");
  others = bureau_get (&bureau, CHECK, third, "objects");
  g_assert_cmpstr (objects, !=, others);
}

/* 6.7: hand-picking, drawing again, one person alone. */
static void
test_refused_draws (void)
{
  g_auto (Bureau) bureau = { 0 };
  gint64 id, again;
  g_autofree char *seed = NULL;

  bureau_open (&bureau);
  add_firms (&bureau, 12);
  add_officers (&bureau, 4);
  id = begin (&bureau, "routine", 2);
  bureau_refuse (&bureau, "hq_clerk", CHECK, id, "draw", "recorded seed", "witness=duty_officer",
                 NULL);
  bureau_refuse (&bureau, "hq_clerk", CHECK, id, "draw", "a second person", "seed=1", NULL);
  bureau_refuse (&bureau, "hq_clerk", CHECK, id, "draw", "a witness other than", "seed=1",
                 "witness=hq_clerk", NULL);
  bureau_refuse (&bureau, "enforcement_officer", CHECK, id, "draw", "a role that may", "seed=1",
                 "witness=duty_officer", NULL);
  bureau_refuse (&bureau, "hq_clerk", CHECK, id, "draw", "none picked by hand", "seed=1",
                 "witness=duty_officer", "objects=E01;E02", NULL);
  bureau_refuse (&bureau, "hq_clerk", CHECK, id, "draw", "none picked by hand", "seed=1",
                 "witness=duty_officer", "officers=E01: O01, O02;E02: O03, O04", NULL);
  draw (&bureau, id, "1");
  bureau_refuse (&bureau, "hq_clerk", CHECK, id, "draw", "there is no move", "seed=2", NULL);

  again = begin (&bureau, "routine", 2); /* the same list */
  bureau_refuse (&bureau, "hq_clerk", CHECK, again, "draw", "no other draw of this pool", "seed=2",
                 "witness=duty_officer", NULL);
  bureau_refuse (&bureau, "bureau_leader", CHECK, id, "void", "a note with the reason", NULL);
  bureau_move (&bureau, "bureau_leader", CHECK, id, "void", "note:the list was wrong", NULL);
  draw (&bureau, again, "2");
  seed = bureau_get (&bureau, CHECK, again, "seed");
  g_assert_cmpstr (seed, ==, "2");
}

static void
refuse_edit (Bureau *bureau, const char *reg, gint64 id, const char *field, const char *text)
{
  g_autoptr (SuyRecord) record = suy_record_new (bureau_register (bureau, reg));
  g_autoptr (GError) error = NULL;

  suy_record_set_id (record, id);
  suy_record_set_text (record, field, text);
  g_assert_false (suy_workspace_save (bureau->workspace, record, NULL, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_REFUSED);
}

/* What is frozen stands, by edits and by moves. */
static void
test_frozen (void)
{
  g_auto (Bureau) bureau = { 0 };
  gint64 id;

  bureau_open (&bureau);
  add_firms (&bureau, 12);
  add_officers (&bureau, 4);
  id = begin (&bureau, "routine", 2);
  refuse_edit (&bureau, CHECK, id, "object_pool", "[\"E01\",\"E02\"]");
  refuse_edit (&bureau, CHECK, id, "officer_pool", "[\"O01\"]");
  refuse_edit (&bureau, CHECK, id, "pool_hash", "0");
  refuse_edit (&bureau, CHECK, id, "pooled_on", "2020-01-01");
  bureau_set (&bureau, CHECK, id, "name=Another name", "note=seen", NULL);
  draw (&bureau, id, "1");
  refuse_edit (&bureau, CHECK, id, "seed", "2");
  refuse_edit (&bureau, CHECK, id, "objects", "[\"E01\"]");
  refuse_edit (&bureau, CHECK, id, "officers", "[\"E01: O01, O02\"]");
  refuse_edit (&bureau, CHECK, id, "replaced_officers", "[\"x\"]");
  bureau_refuse (&bureau, "bureau_leader", CHECK, id, "void", "as they are", "note:x",
                 "objects=E01;E02", NULL);
  bureau_assert (&bureau, CHECK, id, "state", "drawn");
}

/* ---- pools ---- */

static void
make_pool (Bureau *bureau, const char *form, SuyRecord **record)
{
  const SuySamplingWish wish = { .reg = CHECK, .form = form };
  g_autoptr (GError) error = NULL;

  *record = suy_sampling_make (bureau->workspace, &wish, &error);
  g_assert_no_error (error);
}

static void
assert_pool (Bureau *bureau, const char *form, const char *pool, const char *left_out)
{
  g_autoptr (SuyRecord) record = NULL;

  make_pool (bureau, form, &record);
  g_assert_cmpstr (suy_record_get_text (record, "object_pool"), ==, pool);
  g_assert_cmpstr (suy_record_get_text (record, "left_out"), ==, left_out);
}

/* S-090: a listed firm is in no routine pool, but checks of petitions do not ask for the list.
 * Candidates are not listed, nor is who was taken off. */
static void
test_positive_list (void)
{
  g_auto (Bureau) bureau = { 0 };
  gint64 id;

  bureau_open (&bureau);
  add_firms (&bureau, 5);
  add_officers (&bureau, 2);
  bureau_set (&bureau, "enterprise",
              suy_store_find (bureau.workspace->store, bureau_register (&bureau, "enterprise"),
                              "E05", NULL),
              "operating=closed", NULL);
  bureau_make (&bureau, "list_entry", "enterprise=E01", "list_name=positive", "basis=x",
               "to_date=today", NULL);
  bureau_make (&bureau, "list_entry", "enterprise=E02", "list_name=positive", "basis=x",
               "to_date=today-1", NULL);
  bureau_make (&bureau, "list_entry", "enterprise=E03", "list_name=positive", "basis=x",
               "candidate=yes", NULL);
  bureau_make (&bureau, "list_entry", "enterprise=E04", "list_name=positive", "basis=x",
               "from_date=today+1", NULL);
  assert_pool (&bureau, "routine", "[\"E02\",\"E03\",\"E04\"]",
               "[\"E01: 列入正面清单\",\"E05: 已关停\"]");
  assert_pool (&bureau, "special", "[\"E01\",\"E02\",\"E03\",\"E04\"]", "[\"E05: 已关停\"]");

  for (guint seed = 0; seed < 8; seed++)
    {
      g_autofree char *text = g_strdup_printf ("%u", seed);

      id = draw_new (&bureau, 3, text);
      assert_has_not (&bureau, CHECK, id, "objects", "E01");
      bureau_move (&bureau, "bureau_leader", CHECK, id, "void", "note:a trial", NULL);
    }
  id = bureau_make (&bureau, "inspection", "name=Petition", "kind=petition_check", "enterprise=E01",
                    "officers=officer2", "due=today+1", NULL);
  bureau_move (&bureau, "hq_clerk", "inspection", id, "plan", NULL);
  bureau_move (&bureau, "hq_clerk", "inspection", id, "assign", NULL);
}

static void
test_filters (void)
{
  g_auto (Bureau) bureau = { 0 };
  char *from[] = { (char *) "township=T1", NULL };
  char *officers[] = { (char *) "unit=TOWN", NULL };
  char *none[] = { (char *) "name=Nobody", NULL };
  SuySamplingWish wish = { .reg = CHECK, .from = from, .officers = officers };
  g_autoptr (SuyRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  bureau_open (&bureau);
  add_firms (&bureau, 4);
  add_officers (&bureau, 4);
  bureau_make (&bureau, "person", "code=O99", "name=Away", "role=enforcement_officer", "unit=TOWN",
               "active=no", NULL);
  record = suy_sampling_make (bureau.workspace, &wish, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (suy_record_get_text (record, "object_pool"), ==, "[\"E02\",\"E04\"]");
  g_assert_cmpstr (suy_record_get_text (record, "officer_pool"), ==, "[\"O02\",\"O04\"]");
  g_assert_cmpstr (suy_record_get_text (record, "pool_filter"), ==, "enterprise township=T1");
  wish.from = none;
  g_assert_null (suy_sampling_make (bureau.workspace, &wish, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
  g_clear_error (&error);
  wish.from = NULL;
  wish.layer = "person";
  g_assert_null (suy_sampling_make (bureau.workspace, &wish, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
}

/* ---- interests ---- */

/* Who is passed over does not go, and stands with the reason; all others do as without. */
static void
test_interest (void)
{
  g_auto (Bureau) bureau = { 0 };
  gint64 id;
  g_autofree char *object = NULL, *who = NULL, *line = NULL, *contact = NULL, *name = NULL;
  g_autoptr (SuyRecord) firm = NULL;

  bureau_open (&bureau);
  add_firms (&bureau, 12);
  add_officers (&bureau, 5);
  id = draw_new (&bureau, 2, "7");
  object = drawn (&bureau, id, 0);
  who = officer (&bureau, id, 0, 0);
  bureau_move (&bureau, "bureau_leader", CHECK, id, "void", "note:a trial", NULL);

  firm = suy_sampling_get_object (bureau.workspace, object, "enterprise");
  contact = g_strdup_printf ("contact=Person-%s", who + 1);
  name = g_strdup_printf ("phone=0599-55500%s", who + 1);
  bureau_set (&bureau, "enterprise", suy_record_get_id (firm), contact, name, NULL);
  id = draw_new (&bureau, 2, "7");
  bureau_assert (&bureau, CHECK, id, "state", "drawn");
  line = g_strdup_printf ("%s: %s → ", object, who);
  assert_has (&bureau, CHECK, id, "replaced_officers", line);
  assert_has (&bureau, CHECK, id, "replaced_officers", "为对象负责人或联系人");
  g_free (line);
  line = g_strdup_printf ("%s: %s", object, who);
  assert_has_not (&bureau, CHECK, id, "officers", line);
}

/* In a check across townships nobody goes to the own township; in others they do. */
static void
test_across (void)
{
  g_auto (Bureau) bureau = { 0 };
  gint64 id;
  g_autoptr (SuyRecord) record = NULL;
  g_auto (GStrv) lines = NULL;

  bureau_open (&bureau);
  add_firms (&bureau, 10);
  add_officers (&bureau, 6); /* O02, O04, O06 of T1, as E02, E04, ... */
  id = begin (&bureau, "cross", 10);
  draw (&bureau, id, "3");
  record = get (&bureau, CHECK, id);
  lines = suy_look_list (record, "officers");
  g_assert_cmpuint (g_strv_length (lines), ==, 10);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean of_t1 = (lines[i][2] - '0') % 2 == 0;

      if (of_t1)
        g_assert_true (strstr (lines[i], "O02") == NULL && strstr (lines[i], "O04") == NULL &&
                       strstr (lines[i], "O06") == NULL);
    }
  assert_has (&bureau, CHECK, id, "replaced_officers", "属本乡镇");
  g_assert_cmpuint (suy_sampling_count_conflicts (bureau.workspace, record), ==, 0);
}

/* Interests that come up after the draw: the officers are dealt out anew, the draw stands. */
static void
test_recusal (void)
{
  g_auto (Bureau) bureau = { 0 };
  gint64 id;
  g_autofree char *object = NULL, *who = NULL, *word = NULL, *objects = NULL, *line = NULL;
  g_autoptr (SuyRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  bureau_open (&bureau);
  add_firms (&bureau, 12);
  add_officers (&bureau, 5);
  id = draw_new (&bureau, 2, "7");
  object = drawn (&bureau, id, 0);
  who = officer (&bureau, id, 0, 1);
  objects = bureau_get (&bureau, CHECK, id, "objects");
  word = g_strdup_printf ("recusals=%s %s brother of the owner", who, object);
  bureau_set (&bureau, CHECK, id, word, NULL);
  record = get (&bureau, CHECK, id);
  g_assert_cmpuint (suy_sampling_count_conflicts (bureau.workspace, record), ==, 1);
  g_assert_true (notify (&bureau, id, "no", &error));
  g_assert_no_error (error);
  bureau_assert (&bureau, CHECK, id, "objects", objects);
  line = g_strdup_printf ("%s: %s → ", object, who);
  assert_has (&bureau, CHECK, id, "replaced_officers", line);
  assert_has (&bureau, CHECK, id, "replaced_officers", "申报回避");
  refuse_edit (&bureau, CHECK, id, "recusals", "[\"O01 E01\"]");
}

static void
test_too_few (void)
{
  g_auto (Bureau) bureau = { 0 };
  gint64 id;

  bureau_open (&bureau);
  add_firms (&bureau, 4);
  id = bureau_make (&bureau, CHECK, "name=Q1", "kind=routine", "object_pool=E01;E02;E03",
                    "officer_pool=officer2", "pool_filter=x", "sample_size=1", NULL);
  bureau_move (&bureau, "hq_clerk", CHECK, id, "build_pool", NULL);
  bureau_refuse (&bureau, "hq_clerk", CHECK, id, "draw", "two officers for each object", "seed=1",
                 "witness=duty_officer", NULL);
}

/* ---- from notice to archive ---- */

static gint64
inspection_of (Bureau *bureau, gint64 check, const char *object)
{
  const SuyRegister *reg = bureau_register (bureau, "inspection");
  g_autoptr (GPtrArray) rows =
      suy_workspace_get_linked (bureau->workspace, reg, CHECK, check, NULL);
  g_autoptr (SuyRecord) firm = suy_sampling_get_object (bureau->workspace, object, "enterprise");

  for (guint i = 0; i < rows->len; i++)
    if (suy_record_get_integer (rows->pdata[i], "enterprise") == suy_record_get_id (firm))
      return suy_record_get_id (rows->pdata[i]);

  return 0;
}

static void
inspect (Bureau *bureau, gint64 check, const char *object, const char *who, gboolean finds)
{
  gint64 id = inspection_of (bureau, check, object);

  g_assert_cmpint (id, !=, 0);
  bureau_assert (bureau, "inspection", id, "state", "planned");
  bureau_assert (bureau, "inspection", id, "kind", "double_random");
  bureau_move (bureau, "hq_clerk", "inspection", id, "assign", "due=today+5", NULL);
  bureau_set (bureau, "inspection", id, "@=118.2,27.35", NULL);
  bureau_move (bureau, who, "inspection", id, "arrive", "started_at=today-1T", NULL);
  bureau_attach (bureau, "inspection", id, "photo");
  bureau_move (bureau, who, "inspection", id, "record",
               finds ? "checklist=Drains：否" : "checklist=Drains：是", "conclusion=seen",
               finds ? "has_problem=yes" : "has_problem=no", "ended_at=today-1T",
               "say:medium=water", NULL);
}

static void
refuse_result (Bureau *bureau, gint64 id, const char *first, const char *second, const char *text)
{
  g_autofree char *word = g_strdup_printf ("results=%s: %s;%s: fine", first, text, second);

  bureau_refuse (bureau, "hq_clerk", CHECK, id, "publish", "without personal data", word, NULL);
}

static void
test_life (void)
{
  g_auto (Bureau) bureau = { 0 };
  gint64 id, problem;
  g_autofree char *first = NULL, *second = NULL, *who = NULL, *other = NULL, *text = NULL;
  g_autofree char *words = NULL;
  g_autoptr (SuyRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  bureau_open (&bureau);
  add_firms (&bureau, 12);
  add_officers (&bureau, 4);
  id = draw_new (&bureau, 2, "7");
  first = drawn (&bureau, id, 0);
  second = drawn (&bureau, id, 1);
  who = officer (&bureau, id, 0, 0);
  other = officer (&bureau, id, 1, 0);
  bureau_refuse (&bureau, "hq_clerk", CHECK, id, "publish", "there is no move", NULL);
  g_assert_false (notify (&bureau, id, "yes", &error));
  g_assert_nonnull (strstr (error->message, "not told before"));
  g_clear_error (&error);
  g_assert_true (notify (&bureau, id, "no", &error));
  g_assert_no_error (error);
  bureau_refuse (&bureau, "bureau_leader", CHECK, id, "void", "there is no move", "note:x", NULL);

  inspect (&bureau, id, first, who, TRUE);
  bureau_refuse (&bureau, who, CHECK, id, "execute", "an inspection for each object", NULL);
  bureau_refuse (&bureau, "officer2", CHECK, id, "execute", "one of the drawn officers", NULL);
  inspect (&bureau, id, second, other, FALSE);
  bureau_move (&bureau, who, CHECK, id, "execute", NULL);

  bureau_refuse (&bureau, "hq_clerk", CHECK, id, "archive", "there is no move", NULL);
  bureau_refuse (&bureau, "hq_clerk", CHECK, id, "publish", "a public result for each object",
                 NULL);
  refuse_result (&bureau, id, first, second, "told Person-01 so");
  refuse_result (&bureau, id, first, second, "call 0599-5550002");
  refuse_result (&bureau, id, first, second, "call 13800138000");
  refuse_result (&bureau, id, first, second, "owner 35078419800101001X");
  words = g_strdup_printf ("results=%s: drains wrong, 123456789012 m3;%s: fine", first, second);
  bureau_move (&bureau, "hq_clerk", CHECK, id, "publish", words, NULL);
  record = get (&bureau, CHECK, id);
  text = suy_sampling_format_public (bureau.workspace, record, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "drains wrong"));
  g_assert_nonnull (strstr (text, "种子 7"));
  g_assert_null (strstr (text, "Person-"));

  bureau_refuse (&bureau, "hq_clerk", CHECK, id, "archive", "every problem assigned", NULL);
  problem = bureau_find (&bureau, "problem", "inspection", inspection_of (&bureau, id, first));
  bureau_move (&bureau, "duty_officer", "problem", problem, "reject", "note:no",
               "say:reporter_told=yes", NULL);
  bureau_move (&bureau, "hq_clerk", CHECK, id, "archive", NULL);
  bureau_assert (&bureau, CHECK, id, "state", "archived");
}

/* An object that could not be inspected has its reason; firms named after people are no matter. */
static void
test_reason (void)
{
  g_auto (Bureau) bureau = { 0 };
  gint64 id;
  g_autofree char *first = NULL, *who = NULL, *words = NULL, *name = NULL;
  g_autoptr (SuyRecord) firm = NULL;
  g_autoptr (GError) error = NULL;

  bureau_open (&bureau);
  add_firms (&bureau, 6);
  add_officers (&bureau, 3);
  id = draw_new (&bureau, 1, "7");
  first = drawn (&bureau, id, 0);
  who = officer (&bureau, id, 0, 0);
  firm = suy_sampling_get_object (bureau.workspace, first, "enterprise");
  bureau_set (&bureau, "enterprise", suy_record_get_id (firm), "name=Mill of Person-02", NULL);
  g_assert_true (notify (&bureau, id, "no", &error));
  words = g_strdup_printf ("results=%s: Mill of Person-02 was flooded", first);
  bureau_move (&bureau, who, CHECK, id, "execute", words, NULL);
  bureau_move (&bureau, "hq_clerk", CHECK, id, "publish", NULL);
  bureau_move (&bureau, "hq_clerk", CHECK, id, "archive", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/sampling/draw/same", test_same);
  g_test_add_func ("/workspace/sampling/draw/refused", test_refused_draws);
  g_test_add_func ("/workspace/sampling/draw/frozen", test_frozen);
  g_test_add_func ("/workspace/sampling/pool/positive-list", test_positive_list);
  g_test_add_func ("/workspace/sampling/pool/filters", test_filters);
  g_test_add_func ("/workspace/sampling/officers/interest", test_interest);
  g_test_add_func ("/workspace/sampling/officers/across", test_across);
  g_test_add_func ("/workspace/sampling/officers/recusal", test_recusal);
  g_test_add_func ("/workspace/sampling/officers/too-few", test_too_few);
  g_test_add_func ("/workspace/sampling/check/life", test_life);
  g_test_add_func ("/workspace/sampling/check/reason", test_reason);

  return g_test_run ();
}
