/* test-remedy.c: every requirement of every machine says what supplies it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "suy-error.h"
#include "suy-remedy.h"

typedef struct
{
  SuyCatalog *catalog;
  SuyRemedies *remedies;
} Fixture;

static void
open_fixture (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->catalog = suy_catalog_new_builtin (&error);
  g_assert_no_error (error);
  fixture->remedies = suy_remedies_new_builtin (&error);
  g_assert_no_error (error);
}

static void
close_fixture (Fixture *fixture)
{
  suy_remedies_free (fixture->remedies);
  suy_catalog_unref (fixture->catalog);
}

static void
check_set (Fixture *fixture, const SuyRegister *self, const SuyRemedy *remedy)
{
  const SuyRegister *reg = suy_catalog_find (fixture->catalog, remedy->what);

  g_assert_nonnull (reg);
  for (guint i = 0; remedy->set != NULL && remedy->set[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (remedy->set[i], "=", 2);
      const SuyField *field = suy_register_find (reg, parts[0]);

      if (field == NULL)
        g_error ("%s has no field %s", reg->name, parts[0]);
      if (g_str_equal (parts[1], "@self"))
        g_assert_cmpstr (field->target, ==, self->name);
      else if (field->type == SUY_FIELD_CHOICE && *parts[1] != '@')
        g_assert_nonnull (suy_field_find_choice (field, parts[1]));
    }
}

static void
check_move (Fixture *fixture, const SuyRegister *self, const char *what)
{
  g_auto (GStrv) parts = g_strsplit (what, ":", 2);
  const char *reg = parts[1] == NULL ? self->name : parts[0];
  const char *move = parts[1] == NULL ? parts[0] : parts[1];
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyMoves) machine = suy_moves_new_builtin (reg, &error);
  gboolean found = *move == '\0';

  g_assert_no_error (error);
  g_assert_nonnull (machine);
  for (guint i = 0; i < suy_moves_get_all (machine)->len; i++)
    found |= g_str_equal (((SuyMove *) suy_moves_get_all (machine)->pdata[i])->name, move);
  if (!found)
    g_error ("%s has no move %s", reg, move);
}

static void
check_remedy (Fixture *fixture, const SuyRegister *reg, const SuyNeed *need)
{
  const SuyField *kind =
      suy_register_find (suy_catalog_find (fixture->catalog, "attachment"), "kind");
  g_autoptr (SuyRemedy) remedy = suy_remedies_find (fixture->remedies, reg, need);

  if (remedy == NULL)
    g_error ("nothing supplies “%s” of %s", need->name, reg->name);
  g_test_message ("%s %s: %s %s", reg->name, need->name, suy_remedy_get_kind_name (remedy->kind),
                  remedy->what == NULL ? "" : remedy->what);
  g_assert_cmpstr (remedy->label.en, !=, "");
  g_assert_cmpstr (remedy->label.zh, !=, "");
  if (remedy->kind == SUY_REMEDY_FIELD)
    {
      const SuyField *field = suy_register_find (reg, remedy->what);

      g_assert_nonnull (field);
      g_assert_false (field->derived);
    }
  if (remedy->kind == SUY_REMEDY_ATTACHMENT)
    g_assert_nonnull (suy_field_find_choice (kind, remedy->what));
  if (remedy->kind == SUY_REMEDY_RECORD)
    check_set (fixture, reg, remedy);
  if (remedy->kind == SUY_REMEDY_MOVE)
    check_move (fixture, reg, remedy->what);
  if (remedy->kind == SUY_REMEDY_STATEMENT)
    g_assert_nonnull (remedy->value);
  if (remedy->kind == SUY_REMEDY_PLACE)
    g_assert_cmpint (reg->geometry, !=, SUY_GEOMETRY_NONE);
}

static void
test_every_need (void)
{
  Fixture fixture;
  const GPtrArray *registers;
  guint n_machines = 0;

  open_fixture (&fixture);
  registers = suy_catalog_get_registers (fixture.catalog);
  for (guint i = 0; i < registers->len; i++)
    {
      g_autoptr (GError) error = NULL;
      const SuyRegister *reg = registers->pdata[i];
      g_autoptr (SuyMoves) machine = suy_moves_new_builtin (reg->name, &error);

      g_assert_no_error (error);
      if (machine == NULL)
        continue;
      n_machines++;
      for (guint k = 0; k < suy_moves_get_all (machine)->len; k++)
        {
          const SuyMove *move = suy_moves_get_all (machine)->pdata[k];

          for (guint n = 0; n < move->needs->len; n++)
            check_remedy (&fixture, reg, move->needs->pdata[n]);
        }
    }
  g_assert_cmpuint (n_machines, >=, 8);
  close_fixture (&fixture);
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *reg, *need, *what, *value;
    SuyRemedyKind kind;
  } rows[] = {
    { "problem", "field:goal", "goal", NULL, SUY_REMEDY_FIELD },
    { "problem", "value:actual_bp>=10000", "actual_bp", NULL, SUY_REMEDY_FIELD },
    { "problem", "date-order:found_at:deadline", "deadline", NULL, SUY_REMEDY_FIELD },
    { "problem", "date-order:found_at:today", "found_at", NULL, SUY_REMEDY_FIELD },
    { "problem", "when:medium=water:field:upstream_trace", "upstream_trace", NULL,
      SUY_REMEDY_FIELD },
    { "problem", "evidence:after>=2", "after", NULL, SUY_REMEDY_ATTACHMENT },
    { "problem", "note", NULL, NULL, SUY_REMEDY_NOTE },
    { "problem", "role", NULL, NULL, SUY_REMEDY_PERSON },
    { "problem", "actor-in:responsible_unit", NULL, NULL, SUY_REMEDY_PERSON },
    { "problem", "fact:reporter_told=yes", "reporter_told", "yes", SUY_REMEDY_STATEMENT },
    { "problem", "fact:place=known", NULL, NULL, SUY_REMEDY_PLACE },
    { "problem", "fact:acceptance=passed", "acceptance", NULL, SUY_REMEDY_RECORD },
    { "problem", "fact:returns=0", NULL, NULL, SUY_REMEDY_FINAL },
    { "problem", "field:state", NULL, NULL, SUY_REMEDY_FINAL }, /* derived: nobody fills it in */
    { "rectification_item", "fact:extension_requested=yes", "extension_request", NULL,
      SUY_REMEDY_RECORD },
    { "rectification_item", "fact:stages_open=0", "meet_stage", NULL, SUY_REMEDY_MOVE },
    { "problem", "fact:stages_open=0", "rectification_item:meet_stage", NULL, SUY_REMEDY_MOVE },
  };
  Fixture fixture;

  open_fixture (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SuyRegister *reg = suy_catalog_find (fixture.catalog, rows[i].reg);
      const SuyNeed need = { (char *) rows[i].need, { (char *) "it", (char *) "它" } };
      g_autoptr (SuyRemedy) remedy = suy_remedies_find (fixture.remedies, reg, &need);

      g_test_message ("%s", rows[i].need);
      g_assert_nonnull (remedy);
      g_assert_cmpint (remedy->kind, ==, rows[i].kind);
      g_assert_cmpstr (remedy->what, ==, rows[i].what);
      g_assert_cmpstr (remedy->value, ==, rows[i].value);
    }
  close_fixture (&fixture);
}

static void
test_unknown_fact (void)
{
  const SuyNeed need = { (char *) "fact:moonshine=yes", { (char *) "it", (char *) "它" } };
  Fixture fixture;
  const SuyRegister *reg;

  open_fixture (&fixture);
  reg = suy_catalog_find (fixture.catalog, "problem");
  g_assert_null (suy_remedies_find (fixture.remedies, reg, &need));
  g_assert_true (suy_remedies_is_statement (fixture.remedies, "problem", "reporter_told"));
  g_assert_false (suy_remedies_is_statement (fixture.remedies, "problem", "returns"));
  g_assert_false (suy_remedies_is_statement (fixture.remedies, "problem", "moonshine"));
  close_fixture (&fixture);
}

static void
test_refused_files (void)
{
  static const char *const texts[] = {
    "{\"remedies\": 1}",
    "{\"remedies\": [{\"fact\": \"a\", \"by\": \"magic\", \"en\": \"a\", \"zh\": \"a\"}]}",
    "{\"remedies\": [{\"fact\": \"a\", \"by\": \"field\", \"en\": \"a\", \"zh\": \"a\"}]}",
    "{\"remedies\": [{\"by\": \"note\", \"en\": \"a\", \"zh\": \"a\"}]}",
    "{\"remedies\": [{\"fact\": \"a\", \"need\": \"note\", \"by\": \"note\", \"en\": \"a\", "
    "\"zh\": \"a\"}]}",
    "{\"remedies\": [{\"fact\": \"a\", \"by\": \"note\", \"en\": \"a\"}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      SuyRemedies *remedies = suy_remedies_new_from_text ("r.json", texts[i], &error);

      g_assert_null (remedies);
      g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/remedy/table/every-need", test_every_need);
  g_test_add_func ("/rules/remedy/find/kinds", test_kinds);
  g_test_add_func ("/rules/remedy/find/unknown", test_unknown_fact);
  g_test_add_func ("/rules/remedy/file/refused", test_refused_files);

  return g_test_run ();
}
