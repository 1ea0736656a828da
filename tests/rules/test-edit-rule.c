/* test-edit-rule.c: what edits of records must keep, on both sides of each rule
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "suy-catalog.h"
#include "suy-edit-rule.h"
#include "suy-error.h"

#define TODAY "2026-11-20"

typedef struct
{
  const char *reg;
  const char *words; /* "field=value;field=value" */
  const char *field; /* at fault; NULL: it is kept */
} Row;

/* The first row of each block is right; each one behind it breaks one rule of the table. */
static const Row rows[] = {
  { "action_record", "kind=remind;issued_on=2026-11-01", NULL },
  { "action_record",
    "kind=supervise;to_unit=1;issued_on=2026-11-01;reply_due=2026-11-08;replied_on=2026-11-07;"
    "reply=Done;lifted_on=2026-11-09",
    NULL },
  { "action_record",
    "kind=supervise;to_unit=1;issued_on=2026-11-01;reply=Done;lifted_on=2026-11-09", "replied_on" },
  { "action_record",
    "kind=listed_supervision;to_unit=1;issued_on=2026-11-01;replied_on=2026-11-07;"
    "lifted_on=2026-11-09",
    "reply" },
  { "action_record", "kind=warn;issued_on=2026-11-01;lifted_on=2026-11-09", NULL }, /* a card */
  { "action_record", "kind=warn;issued_on=2026-11-01;replied_on=2026-10-31", "replied_on" },
  { "action_record", "kind=warn;issued_on=2026-11-01;lifted_on=2026-10-31", "lifted_on" },
  { "action_record", "kind=warn;issued_on=2026-11-01;reply_due=2026-10-31", "reply_due" },
  { "action_record", "kind=interview;issued_on=2026-11-01", "to_unit" },
  { "action_record", "kind=interview;to_unit=1;issued_on=2026-11-01;interview_kind=single", NULL },
  { "action_record", "kind=interview;to_unit=1;issued_on=2026-11-01;interview_kind=collective",
    "persons" },
  { "action_record",
    "kind=interview;to_unit=1;issued_on=2026-11-01;interview_kind=collective;persons=[\"A\",\"B\"]",
    NULL },
  { "watch_shift", "from_at=2026-11-20T00:00:00.000Z;to_at=2026-11-20T08:00:00.000Z", NULL },
  { "watch_shift", "from_at=2026-11-20T00:00:00.000Z;to_at=2026-11-20T00:00:00.000Z", "to_at" },
  { "watch_shift", "from_at=2026-11-20T00:00:00.000Z;to_at=2026-11-18T08:00:00.000Z", "to_at" },
  { "watch_shift", "from_at=2026-11-20T00:00:00.000Z;to_at=2026-11-22T08:00:00.000Z", "to_at" },
  { "watch_shift",
    "from_at=2026-11-20T00:00:00.000Z;to_at=2026-11-20T08:00:00.000Z;person=1;"
    "checked_at=2026-11-20T03:00:00.000Z;checked_by=2;present=0",
    NULL },
  { "watch_shift",
    "from_at=2026-11-20T00:00:00.000Z;to_at=2026-11-20T08:00:00.000Z;person=1;"
    "checked_at=2026-11-20T03:00:00.000Z;present=1",
    "checked_by" },
  { "watch_shift",
    "from_at=2026-11-20T00:00:00.000Z;to_at=2026-11-20T08:00:00.000Z;person=1;"
    "checked_at=2026-11-20T03:00:00.000Z;checked_by=2",
    "present" },
  { "watch_shift",
    "from_at=2026-11-20T00:00:00.000Z;to_at=2026-11-20T08:00:00.000Z;person=2;"
    "checked_at=2026-11-20T03:00:00.000Z;checked_by=2;present=1",
    "checked_by" },
  { "plan_revision", "before=Sludge;after=MBR;decided_on=2026-11-20", NULL },
  { "plan_revision", "before=MBR;after=MBR;decided_on=2026-11-20", "after" },
  { "plan_revision", "before=Sludge;after=MBR;decided_on=2026-11-21", "decided_on" },
};

static SuyRecord *
make (SuyCatalog *catalog, const Row *row)
{
  SuyRecord *record = suy_record_new (suy_catalog_find (catalog, row->reg));
  g_auto (GStrv) words = g_strsplit (row->words, ";", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);
      const SuyField *field = suy_register_find (suy_record_get_register (record), pair[0]);

      g_assert_nonnull (field);
      if (field->type == SUY_FIELD_LINK || field->type == SUY_FIELD_BOOLEAN)
        suy_record_set_integer (record, pair[0], g_ascii_strtoll (pair[1], NULL, 10));
      else
        suy_record_set_text (record, pair[0], pair[1]);
    }

  return record;
}

static void
test_rows (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyCatalog) catalog = suy_catalog_new_builtin (&error);
  g_autoptr (SuyEditRules) rules = suy_edit_rules_new_builtin (&error);
  g_autoptr (GHashTable) broken = g_hash_table_new (NULL, NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SuyRecord) record = make (catalog, &rows[i]);
      const SuyEditRule *rule = suy_edit_rules_find_broken (rules, NULL, record, TODAY);

      g_test_message ("%s %s", rows[i].reg, rows[i].words);
      g_assert_cmpstr (rule == NULL ? NULL : rule->field, ==, rows[i].field);
      if (rule == NULL)
        continue;
      g_hash_table_add (broken, (gpointer) rule);
      /* What is broken already does not stand in the way of another edit. */
      g_assert_null (suy_edit_rules_find_broken (rules, record, record, TODAY));
    }
  g_assert_cmpuint (g_hash_table_size (broken), ==, suy_edit_rules_get_all (rules)->len);
}

/* Every row names a register, and fields of it. */
static void
test_names (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyCatalog) catalog = suy_catalog_new_builtin (&error);
  g_autoptr (SuyEditRules) rules = suy_edit_rules_new_builtin (&error);
  const GPtrArray *all = suy_edit_rules_get_all (rules);

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      const SuyEditRule *rule = all->pdata[i];
      const SuyRegister *reg = suy_catalog_find (catalog, rule->reg);
      g_auto (GStrv) words = g_strsplit (rule->need, ":", -1);

      g_assert_nonnull (reg);
      g_assert_nonnull (suy_register_find (reg, rule->field));
      g_assert_true (suy_edit_rules_have (rules, rule->reg));
      for (guint k = 1; words[k] != NULL; k++)
        if (!g_str_equal (words[k], "today") && !g_ascii_isdigit (*words[k]))
          g_assert_nonnull (suy_register_find (reg, words[k]));
    }
  g_assert_false (suy_edit_rules_have (rules, "district"));
}

static void
test_refused (void)
{
  static const char *const texts[][2] = {
    { "{\"register\": \"a\", \"field\": \"b\", \"need\": \"fact:x=1\", \"en\": \"E\", \"zh\": "
      "\"Z\", "
      "\"source\": \"S\"}",
      "by the record alone" },
    { "{\"register\": \"a\", \"field\": \"b\", \"need\": \"nonsense\", \"en\": \"E\", \"zh\": "
      "\"Z\", "
      "\"source\": \"S\"}",
      "does not belong here" },
    { "{\"register\": \"a\", \"field\": \"b\", \"need\": \"field:b\", \"when\": [\"c\"], \"en\": "
      "\"E\", "
      "\"zh\": \"Z\", \"source\": \"S\"}",
      "no condition" },
    { "{\"register\": \"a\", \"need\": \"field:b\", \"en\": \"E\", \"zh\": \"Z\", \"source\": "
      "\"S\"}",
      "field" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_strdup_printf ("{\"source\": \"S\", \"rules\": [%s]}", texts[i][0]);

      g_assert_null (suy_edit_rules_new_from_text ("t.json", text, &error));
      g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, texts[i][1]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/edit-rule/rows", test_rows);
  g_test_add_func ("/rules/edit-rule/names", test_names);
  g_test_add_func ("/rules/edit-rule/refused", test_refused);

  return g_test_run ();
}
