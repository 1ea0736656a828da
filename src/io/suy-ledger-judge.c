/* suy-ledger-judge.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-ledger-judge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-ledger-table.h"

/* domain.md S-052 */
static const char *const needed[] = {
  "title",    "goal", "responsible_unit", "responsible_person", "measures", "supervising_unit",
  "deadline",
};

gboolean
suy_ledger_read (const SuyImportReader *reader,
                 const SuyField *field,
                 const char *text,
                 SuyValue *value)
{
  char *date;

  if (reader->exact && field->type == SUY_FIELD_TEXT)
    {
      *value = SUY_TEXT (g_strdup (text));
      return TRUE;
    }
  if (field->type == SUY_FIELD_LIST)
    {
      g_autofree char *json = suy_ledger_table_split (text);

      if (strcmp (json, "[]") != 0)
        *value = SUY_TEXT (g_steal_pointer (&json));
      return TRUE;
    }
  date = field->type == SUY_FIELD_DATE ? suy_ledger_table_read_end (text) : NULL;
  if (date != NULL)
    *value = SUY_TEXT (date);

  return date != NULL;
}

static const char *
get_label (const SuyField *field)
{
  return suy_label_get (&field->label, g_get_language_names ()[0]);
}

static gboolean
is_null (const SuyRecord *record, const SuyField *field)
{
  return suy_record_get (record, field)->type == SUY_VALUE_NULL;
}

/* A cell whose link is not known was doubtful so far; without it the item lacks something. */
static void
blame_lack (SuyImportDraft *draft, SuyImportReader *reader, const SuyField *field)
{
  int column = suy_import_columns_find (reader->columns, field);
  const char *cell =
      column < 0 ? NULL : suy_import_reader_get_cell (reader, draft->row, (guint) column);
  g_autofree char *reason = NULL;

  if (cell == NULL && field->required && column >= 0)
    return; /* said for every register */
  if (cell == NULL)
    {
      reason = g_strdup_printf (_ ("%s is empty"), get_label (field));
      suy_import_draft_blame (draft, SUY_FATE_REFUSED, column, reason,
                              column < 0 ? _ ("Add the column and fill it in") : _ ("Fill it in"));
      return;
    }
  reason = g_strdup_printf (_ ("%s: “%s” is not known"), get_label (field), cell);
  suy_import_draft_blame (
      draft, SUY_FATE_REFUSED, column, reason,
      _ ("Write the code or name as the register has it, or add the record there first"));
}

static void
judge_needed (SuyImportDraft *draft, SuyImportReader *reader, const SuyRecord *found)
{
  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      const SuyField *field = suy_register_find (reader->reg, needed[i]);
      gboolean has_column = field != NULL && suy_import_columns_find (reader->columns, field) >= 0;

      if (field == NULL || !is_null (draft->record, field))
        continue;
      if (found == NULL || (has_column && !is_null (found, field)))
        blame_lack (draft, reader, field);
    }
}

/* The value that the item will have. */
static const SuyValue *
get_coming (const SuyImportDraft *draft, const SuyRecord *found, const SuyField *field)
{
  return found == NULL || suy_record_has (draft->record, field)
             ? suy_record_get (draft->record, field)
             : suy_record_get (found, field);
}

static gboolean
is_changed (const SuyImportDraft *draft, const SuyRecord *found, const SuyField *field)
{
  return suy_record_has (draft->record, field) &&
         (found == NULL ||
          !suy_value_equal (suy_record_get (draft->record, field), suy_record_get (found, field)));
}

static void
judge_supervisor (SuyImportDraft *draft, SuyImportReader *reader, const SuyRecord *found)
{
  const SuyField *unit = suy_register_find (reader->reg, "responsible_unit");
  const SuyField *supervisor = suy_register_find (reader->reg, "supervising_unit");
  const SuyValue *value = get_coming (draft, found, unit);

  if (value->type == SUY_VALUE_NULL ||
      !suy_value_equal (value, get_coming (draft, found, supervisor)) ||
      !(is_changed (draft, found, unit) || is_changed (draft, found, supervisor)))
    return;
  suy_import_draft_blame (
      draft, SUY_FATE_REFUSED, suy_import_columns_find (reader->columns, supervisor),
      _ ("The supervising unit is the responsible unit"), _ ("Name another unit that supervises"));
}

static const char *
get_state_group (const SuyRecord *item)
{
  const SuyField *field = suy_register_find (suy_record_get_register (item), "state");
  const char *state = suy_record_get_text (item, "state");
  const SuyChoice *choice = state == NULL ? NULL : suy_field_find_choice (field, state);

  return choice == NULL ? NULL : choice->group;
}

static void
judge_change (SuyImportDraft *draft,
              SuyImportReader *reader,
              const SuyRecord *found,
              guint n_changed)
{
  const SuyField *deadline = suy_register_find (reader->reg, "deadline");
  const char *group = get_state_group (found);

  if (n_changed > 0 && (g_strcmp0 (group, "done") == 0 || g_strcmp0 (group, "side") == 0))
    suy_import_draft_blame (draft, SUY_FATE_REFUSED, -1,
                            _ ("The item is closed or cancelled; a table does not change it"),
                            _ ("Leave the row as it was exported, or reopen the item by a move"));
  else if (group != NULL && strcmp (group, "found") != 0 && is_changed (draft, found, deadline) &&
           !is_null (found, deadline))
    suy_import_draft_blame (draft, SUY_FATE_REFUSED,
                            suy_import_columns_find (reader->columns, deadline),
                            _ ("The deadline of an approved plan is not changed by a table"),
                            _ ("Apply for an extension before the deadline, and have it approved"));
}

void
suy_ledger_judge (SuyImportDraft *draft,
                  SuyImportReader *reader,
                  const SuyRecord *found,
                  guint n_changed)
{
  judge_needed (draft, reader, found);
  judge_supervisor (draft, reader, found);
  if (found != NULL)
    judge_change (draft, reader, found, n_changed);
}

void
suy_ledger_complete (SuyRecord *record)
{
  const char *deadline = suy_record_get_text (record, "deadline");

  if (deadline != NULL && suy_record_get_text (record, "deadline_original") == NULL)
    suy_record_set_text (record, "deadline_original", deadline);
}
