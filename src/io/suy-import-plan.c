/* suy-import-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-import-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-error.h"
#include "suy-id.h"
#include "suy-import-judge.h"
#include "suy-ledger-judge.h"

/* ---- what holds for all rows ---- */

static void
note_columns (SuyImportPlan *self)
{
  const SuyImportColumns *columns = self->reader.columns;

  for (guint i = 0; i < columns->columns->len; i++)
    {
      const SuyImportColumn *column = suy_import_columns_get (columns, i);
      const char *name = suy_source_get_column (self->reader.source, i);
      const SuyField *field = column->field;

      if (column->role == SUY_COLUMN_IGNORED && !column->shown && (int) i != columns->key)
        g_ptr_array_add (self->notes, g_strdup_printf (_ ("Column %s is ignored"), name));
      if (field != NULL && field->unit != NULL && column->unit != NULL && column->factor == 1 &&
          strcmp (field->unit, column->unit) != 0)
        g_ptr_array_add (self->notes,
                         g_strdup_printf (_ ("Column %s is in %s, the field %s in %s: numbers are "
                                             "taken as they are unless you give %s=%s*FACTOR"),
                                          name, column->unit, field->name, field->unit, field->name,
                                          name));
    }
}

/* A list without any places is no list of doubtful rows: one remark says it for all. */
static void
note_places (SuyImportPlan *self)
{
  if (self->reader.reg->geometry != SUY_GEOMETRY_NONE &&
      !suy_place_reader_has_places (&self->reader.places))
    g_ptr_array_add (self->notes,
                     g_strdup (_ ("The file has no positions: new records have no place on the "
                                  "map. If it has them, name their columns")));
}

static void
note_required (SuyImportPlan *self)
{
  const SuyRegister *reg = self->reader.reg;

  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (reg->fields, i);
      gboolean by_factor =
          self->reader.columns->n_factors > 0 && strcmp (field->name, "factor") == 0;

      if (field->required && !by_factor &&
          suy_import_columns_find (self->reader.columns, field) < 0)
        g_ptr_array_add (
            self->notes,
            g_strdup_printf (_ ("The file has no column for %s, which a new record "
                                "needs: it stays empty"),
                             suy_label_get (&field->label, g_get_language_names ()[0])));
    }
}

static gboolean
check_factors (SuyImportPlan *self, GError **error)
{
  const SuyImportColumns *columns = self->reader.columns;

  for (guint i = 0; i < columns->columns->len; i++)
    {
      const SuyImportColumn *column = suy_import_columns_get (columns, i);

      if (column->factor == 1 || column->field->type == SUY_FIELD_INTEGER ||
          column->field->type == SUY_FIELD_REAL)
        continue;
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   _ ("The field %s holds no numbers, so it can't be multiplied"),
                   column->field->name);
      return FALSE;
    }

  return TRUE;
}

/* ---- the plan ---- */

static SuyImportPlan *
plan_new (SuySource *source, const SuyRegister *reg, const SuyImportOptions *options)
{
  SuyImportPlan *self = g_new0 (SuyImportPlan, 1);

  self->reader.source = suy_source_ref (source);
  self->reader.reg = reg;
  self->reader.link = options->link;
  self->reader.user_data = self->user_data = options->user_data;
  self->reader.edits = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, g_free);
  self->reader.plain = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->find = options->find;
  self->guard = options->guard;
  self->accept_flagged = options->accept_flagged;
  self->rows = g_array_new (FALSE, FALSE, sizeof (SuyImportRow));
  self->accepted = g_array_new (FALSE, FALSE, sizeof (guint8));
  self->texts = g_string_chunk_new (4096);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->seen = suy_seen_new ();

  return self;
}

SuyImportPlan *
suy_import_plan_new (SuySource *source,
                     const SuyRegister *reg,
                     const SuyImportOptions *options,
                     GError **error)
{
  const SuyImportOptions defaults = { 0 };
  g_autoptr (SuyImportPlan) self = plan_new (source, reg, options != NULL ? options : &defaults);

  options = options != NULL ? options : &defaults;
  self->reader.columns = suy_import_columns_new (source, reg, options->x_column, options->y_column,
                                                 options->maps, options->key_column, error);
  if (self->reader.columns == NULL || !check_factors (self, error))
    return NULL;
  suy_import_reader_start (&self->reader);
  if (!suy_place_reader_init (&self->reader.places, source, self->reader.columns, options->crs,
                              reg->geometry == SUY_GEOMETRY_POINT ? options->district : NULL,
                              error))
    return NULL;

  note_columns (self);
  note_places (self);
  note_required (self);
  suy_import_judge_all (self);

  return g_steal_pointer (&self);
}

void
suy_import_plan_free (SuyImportPlan *self)
{
  suy_place_reader_clear (&self->reader.places);
  g_clear_pointer (&self->reader.columns, suy_import_columns_free);
  suy_import_draft_clear (&self->written);
  suy_import_reader_clear (&self->reader);
  suy_source_unref (self->reader.source);
  g_array_unref (self->rows);
  g_array_unref (self->accepted);
  g_string_chunk_free (self->texts);
  g_ptr_array_unref (self->notes);
  suy_seen_free (self->seen);
  g_free (self);
}

SuySource *
suy_import_plan_get_source (SuyImportPlan *self)
{
  return self->reader.source;
}

const SuyRegister *
suy_import_plan_get_register (SuyImportPlan *self)
{
  return self->reader.reg;
}

const SuyImportColumns *
suy_import_plan_get_columns (SuyImportPlan *self)
{
  return self->reader.columns;
}

const char *
suy_import_plan_get_crs (SuyImportPlan *self)
{
  return suy_crs_get_name (self->reader.places.crs);
}

gboolean
suy_import_plan_crs_is_given (SuyImportPlan *self)
{
  return self->reader.places.crs_given;
}

gboolean
suy_import_plan_swaps (SuyImportPlan *self)
{
  return self->reader.places.swaps;
}

const GPtrArray *
suy_import_plan_get_notes (SuyImportPlan *self)
{
  return self->notes;
}

guint
suy_import_plan_get_n (SuyImportPlan *self)
{
  return self->rows->len;
}

const SuyImportRow *
suy_import_plan_get (SuyImportPlan *self, guint i)
{
  g_return_val_if_fail (i < self->rows->len, NULL);

  return &g_array_index (self->rows, SuyImportRow, i);
}

guint
suy_import_plan_count (SuyImportPlan *self, SuyFate fate)
{
  g_return_val_if_fail (fate < SUY_FATE_N, 0);

  return self->counts[fate];
}

void
suy_import_plan_accept (SuyImportPlan *self, guint i, gboolean accept)
{
  SuyImportRow *row;

  g_return_if_fail (i < self->rows->len);

  row = &g_array_index (self->rows, SuyImportRow, i);
  if (!row->flagged)
    return;
  self->counts[row->fate]--;
  row->fate = accept ? (SuyFate) g_array_index (self->accepted, guint8, i) : SUY_FATE_FLAGGED;
  self->counts[row->fate]++;
}

const char *
suy_import_plan_get_cell (SuyImportPlan *self, guint32 source_row, guint column)
{
  return suy_import_reader_get_cell (&self->reader, source_row, column);
}

void
suy_import_plan_edit (SuyImportPlan *self, guint32 source_row, guint column, const char *text)
{
  gint64 key = (gint64) ((guint64) source_row << 32 | column);

  if (text == NULL)
    g_hash_table_remove (self->reader.edits, &key);
  else
    g_hash_table_insert (self->reader.edits, g_memdup2 (&key, sizeof key), g_strdup (text));
  suy_import_judge_all (self);
}

SuyRecord *
suy_import_plan_get_record (SuyImportPlan *self, guint i)
{
  const SuyImportRow *row = suy_import_plan_get (self, i);
  SuyImportDraft *draft = &self->written;

  if (row->fate != SUY_FATE_INSERT && row->fate != SUY_FATE_UPDATE)
    return NULL;

  suy_import_draft_read (draft, &self->reader, row->source_row, row->factor_column);
  suy_import_draft_give_point (draft);
  if (row->factor_column >= 0)
    suy_import_judge_give_code (self, draft);
  if (row->fate == SUY_FATE_INSERT)
    suy_import_judge_give_key (self, draft);
  if (row->fate == SUY_FATE_INSERT && self->reader.ledger)
    suy_ledger_complete (draft->record);
  if (row->flagged)
    suy_import_judge_add_mark (draft->record, row->reason);
  suy_record_set_id (draft->record, row->id);

  return g_steal_pointer (&draft->record);
}
