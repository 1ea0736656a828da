/* suy-import-draft.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-import-draft.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "suy-csv.h"
#include "suy-detection.h"
#include "suy-error.h"

#define MAX_KNOWN_TEXTS 10000

static const char *
unguard (SuyImportReader *self, const char *text)
{
  char *plain;

  if (text == NULL || text[0] != '\'')
    return text;

  plain = g_hash_table_lookup (self->plain, text);
  if (plain == NULL)
    {
      plain = suy_csv_unguard (text);
      g_hash_table_insert (self->plain, (gpointer) text, plain);
    }

  return plain;
}

const char *
suy_import_reader_get_cell (SuyImportReader *self, guint32 row, guint column)
{
  guint64 key = (guint64) row << 32 | column;
  const char *text;

  if (g_hash_table_size (self->edits) > 0)
    {
      const char *edited = g_hash_table_lookup (self->edits, &key);

      if (edited != NULL)
        return edited[0] == '\0' ? NULL : edited;
    }
  if (row != self->at)
    {
      suy_source_get_row (self->source, row, self->cells);
      self->at = row;
    }
  text = self->cells[column];

  return self->columns->guarded ? unguard (self, text) : text;
}

static const char *
get_cell (guint32 row, guint column, gpointer reader)
{
  return suy_import_reader_get_cell (reader, row, column);
}

static void
find_required (SuyImportReader *self)
{
  self->required = g_array_new (FALSE, FALSE, sizeof (SuyImportRequired));
  for (guint i = 0; i < self->reg->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (self->reg->fields, i);
      int column = suy_import_columns_find (self->columns, field);
      SuyImportRequired required = { field, (guint) column };

      if (field->required && column >= 0)
        g_array_append_val (self->required, required);
    }
}

void
suy_import_reader_start (SuyImportReader *self)
{
  self->n_choices = suy_source_get_n_columns (self->source);
  self->choices = g_new0 (GHashTable *, self->n_choices);
  find_required (self);
  self->cells = g_new0 (const char *, suy_source_get_n_columns (self->source) + 1);
  self->at = G_MAXUINT32;
  self->value = suy_register_find (self->reg, "value");
  self->limit_mark = suy_register_find (self->reg, "limit_mark");
  self->factor = suy_register_find (self->reg, "factor");
  self->credit_code = suy_register_find (self->reg, "credit_code");
}

void
suy_import_reader_clear (SuyImportReader *self)
{
  for (guint i = 0; i < self->n_choices; i++)
    g_clear_pointer (&self->choices[i], g_hash_table_unref);
  g_free (self->choices);
  g_clear_pointer (&self->required, g_array_unref);
  g_free (self->cells);
  g_hash_table_unref (self->edits);
  g_hash_table_unref (self->plain);
}

void
suy_import_draft_blame (SuyImportDraft *draft,
                        SuyFate fate,
                        int column,
                        const char *reason,
                        const char *remedy)
{
  if (fate < draft->fate)
    return;

  if (fate > draft->fate)
    {
      g_string_truncate (draft->reason, 0);
      g_string_truncate (draft->remedy, 0);
      draft->column = column;
    }
  draft->fate = fate;
  g_string_append_printf (draft->reason, "%s%s", draft->reason->len > 0 ? "; " : "", reason);
  g_string_append_printf (draft->remedy, "%s%s", draft->remedy->len > 0 ? "; " : "", remedy);
}

/* ---- cells ---- */

static void
set_link (SuyImportDraft *draft,
          SuyImportReader *reader,
          const SuyField *field,
          int column,
          const char *text)
{
  g_autoptr (GError) error = NULL;
  SuyValue value = SUY_VALUE_INIT_NULL;

  if (reader->link != NULL)
    {
      gint64 id = reader->link (field, text, reader->user_data, &error);

      if (id != 0)
        suy_record_set (draft->record, field, &SUY_INTEGER (id));
    }
  else if (suy_field_parse (field, text, &value, &error))
    suy_record_take (draft->record, field, &value);
  suy_value_clear (&value);

  if (error != NULL)
    suy_import_draft_blame (draft, SUY_FATE_FLAGGED, column, error->message,
                            _ ("Write the code or name as the register has it, or add the record "
                               "there first; accepted, the link stays empty"));
}

/* The number of the cell times the factor of the column, checked against the field's own bounds. */
static gboolean
parse_scaled (const SuyField *field,
              const char *text,
              double factor,
              SuyValue *value,
              GError **error)
{
  SuyField number = *field;

  number.type = SUY_FIELD_REAL;
  number.min = G_MININT64;
  number.max = G_MAXINT64;
  if (!suy_field_parse (&number, text, value, error))
    return FALSE;

  value->real *= factor;
  if (field->type == SUY_FIELD_INTEGER)
    *value = SUY_INTEGER ((gint64) llround (value->real));

  return suy_field_check (field, value, error);
}

/* Folding every label for every cell would take most of an import; a column has few texts. */
static const SuyChoice *
match_choice (SuyImportReader *reader, const SuyField *field, int at, const char *text)
{
  GHashTable *known = reader->choices[at];
  gpointer choice = NULL;

  if (known == NULL)
    known = reader->choices[at] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (g_hash_table_lookup_extended (known, text, NULL, &choice))
    return choice;

  choice = (gpointer) suy_field_match_choice (field, text);
  if (g_hash_table_size (known) < MAX_KNOWN_TEXTS)
    g_hash_table_insert (known, g_strdup (text), choice);

  return choice;
}

static void
set_plain (SuyImportDraft *draft,
           SuyImportReader *reader,
           const SuyImportColumn *column,
           int at,
           const char *text)
{
  const SuyField *field = column->field;
  const SuyChoice *choice =
      field->type == SUY_FIELD_CHOICE ? match_choice (reader, field, at, text) : NULL;
  g_autoptr (GError) error = NULL;
  SuyValue value = SUY_VALUE_INIT_NULL;

  if (choice != NULL)
    suy_record_set (draft->record, field, &SUY_TEXT (choice->name));
  else if (column->factor == 1 && suy_field_keeps (field, text))
    suy_record_set (draft->record, field, &SUY_TEXT (text));
  else if (column->factor == 1 ? suy_field_parse (field, text, &value, &error)
                               : parse_scaled (field, text, column->factor, &value, &error))
    suy_record_take (draft->record, field, &value);
  else if (field->type == SUY_FIELD_CHOICE)
    suy_import_draft_blame (draft, SUY_FATE_FLAGGED, at, error->message,
                            _ ("Write one of the choices; accepted, the field stays empty"));
  else
    suy_import_draft_blame (draft, SUY_FATE_REFUSED, at, error->message,
                            _ ("Correct the cell, or empty it if the value is not known"));
  suy_value_clear (&value);
}

/* ---- measurements ---- */

/* Registers say it with a choice or in plain text. */
static void
set_mark (SuyRecord *record, const char *mark)
{
  const SuyField *field = suy_register_find (suy_record_get_register (record), "limit_mark");
  const SuyChoice *choice;

  if (field == NULL)
    return;
  choice = field->type == SUY_FIELD_CHOICE ? suy_field_match_choice (field, mark) : NULL;
  if (choice != NULL || field->type == SUY_FIELD_TEXT)
    suy_record_set (record, field, &SUY_TEXT (choice != NULL ? choice->name : mark));
}

static void
set_measured (SuyImportDraft *draft, const SuyField *field, int column, const char *text)
{
  const SuyField *limit =
      suy_register_find (suy_record_get_register (draft->record), "detection_limit");
  g_autofree char *reason = NULL;
  double value = 0;

  switch (suy_detection_parse (text, &value))
    {
    case SUY_DETECTION_VALUE:
      suy_record_set (draft->record, field, &SUY_REAL (value));
      break;
    case SUY_DETECTION_BELOW:
      suy_record_set (draft->record, field, &SUY_REAL (value));
      if (limit != NULL && limit->type == SUY_FIELD_REAL)
        suy_record_set (draft->record, limit, &SUY_REAL (value));
      set_mark (draft->record, "<");
      break;
    case SUY_DETECTION_NOT_DETECTED:
      set_mark (draft->record, "ND");
      break;
    case SUY_DETECTION_MISSING:
      suy_import_draft_blame (draft, SUY_FATE_EMPTY, column, _ ("Nothing was measured"),
                              _ ("Nothing to do"));
      break;
    case SUY_DETECTION_UNREADABLE:
    default:
      reason = g_strdup_printf (_ ("“%s” is no measured value"), text);
      suy_import_draft_blame (draft, SUY_FATE_REFUSED, column, reason,
                              _ ("Write a number, 0.025L or <0.025 below the limit of detection, "
                                 "未检出, or — for not measured"));
    }
}

/* Where the scale of a factor ends by its definition; the catalog has no bounds for choices. */
static void
check_scale (SuyImportDraft *draft, const SuyImportReader *reader, int column)
{
  const SuyField *factor = reader->factor;
  const SuyField *field = reader->value;
  const char *name;
  const SuyValue *value;
  g_autofree char *reason = NULL;

  if (factor == NULL || field == NULL || factor->type != SUY_FIELD_CHOICE ||
      field->type != SUY_FIELD_REAL)
    return;

  name = suy_record_get_text (draft->record, "factor");
  value = suy_record_get (draft->record, field);
  if (g_strcmp0 (name, "ph") != 0 || value->type != SUY_VALUE_REAL ||
      (value->real >= 0 && value->real <= 14))
    return;

  reason = g_strdup_printf (_ ("pH %g lies outside 0 to 14"), value->real);
  set_mark (draft->record, "out_of_range");
  suy_import_draft_blame (draft, SUY_FATE_FLAGGED, column, reason,
                          _ ("Look the value up in the laboratory's report"));
}

/* A long table may say in a column of its own why there is no value. */
static void
check_mark (SuyImportDraft *draft, const SuyField *mark)
{

  if (draft->fate == SUY_FATE_EMPTY && mark != NULL && suy_record_has (draft->record, mark))
    {
      draft->fate = SUY_FATE_INSERT;
      g_string_truncate (draft->reason, 0);
      g_string_truncate (draft->remedy, 0);
      draft->column = -1;
    }
}

static gboolean
is_measured (const SuyImportReader *reader, const SuyField *field)
{
  return field == reader->value && field->type == SUY_FIELD_REAL && reader->limit_mark != NULL;
}

static void
read_factor (SuyImportDraft *draft, SuyImportReader *reader)
{
  const SuyImportColumn *column =
      suy_import_columns_get (reader->columns, (guint) draft->factor_column);
  const char *text = suy_import_reader_get_cell (reader, draft->row, (guint) draft->factor_column);
  const SuyField *unit = suy_register_find (reader->reg, "unit");

  suy_record_set_text (draft->record, "factor", column->choice->name);
  if (unit != NULL && unit->type == SUY_FIELD_TEXT && column->unit != NULL &&
      strcmp (column->unit, "无量纲") != 0)
    suy_record_set (draft->record, unit, &SUY_TEXT (column->unit));
  set_measured (draft, reader->value, draft->factor_column, text);
}

static void
read_cells (SuyImportDraft *draft, SuyImportReader *reader)
{
  int value_column = draft->factor_column;

  for (guint i = 0; i < reader->columns->columns->len; i++)
    {
      const SuyImportColumn *column = suy_import_columns_get (reader->columns, i);
      const char *text;

      if (column->role != SUY_COLUMN_FIELD)
        continue;
      text = suy_import_reader_get_cell (reader, draft->row, i);
      if (is_measured (reader, column->field) && column->factor == 1)
        {
          value_column = (int) i;
          set_measured (draft, column->field, (int) i, text);
        }
      else if (text != NULL && column->field->type == SUY_FIELD_LINK)
        set_link (draft, reader, column->field, (int) i, text);
      else if (text != NULL)
        set_plain (draft, reader, column, (int) i, text);
    }
  if (draft->factor_column >= 0)
    read_factor (draft, reader);
  check_mark (draft, reader->limit_mark);
  check_scale (draft, reader, value_column);
}

/* ---- places ---- */

static void
read_place (SuyImportDraft *draft, SuyImportReader *reader)
{
  g_autoptr (GError) error = NULL;
  SuyPlaceFound place;

  draft->verdict = suy_place_reader_read (&reader->places, reader->reg->geometry, draft->row,
                                          get_cell, reader, &place, &draft->place_column, &error);
  draft->has_point = place.has_point;
  draft->point = place.point;
  if (draft->verdict == SUY_PLACE_BAD_GEOMETRY)
    suy_import_draft_blame (draft, SUY_FATE_REFUSED, -1, error->message,
                            _ ("Correct the geometry in the program it comes from"));
  else if (place.geometry != NULL)
    suy_record_set_geometry (draft->record, place.geometry);
  g_clear_pointer (&place.geometry, suy_geometry_unref);
}

void
suy_import_draft_give_point (SuyImportDraft *draft)
{
  g_autoptr (SuyGeometry) geometry = NULL;

  if (!draft->has_point)
    return;
  geometry = suy_geometry_new_point (draft->point);
  suy_record_set_geometry (draft->record, geometry);
  draft->has_point = FALSE;
}

void
suy_import_draft_judge_place (SuyImportDraft *draft, SuyImportReader *reader, gboolean is_new)
{
  int column = draft->place_column;

  if (reader->reg->geometry == SUY_GEOMETRY_NONE)
    return;

  switch (draft->verdict)
    {
    case SUY_PLACE_MISSING:
      if (is_new && suy_place_reader_has_places (&reader->places))
        suy_import_draft_blame (draft, SUY_FATE_FLAGGED, column, _ ("No position"),
                                _ ("Fill in longitude and latitude; accepted, it has no place on "
                                   "the map"));
      break;
    case SUY_PLACE_SWAPPED:
      suy_import_draft_blame (draft, SUY_FATE_FLAGGED, column,
                              _ ("Longitude and latitude are swapped"),
                              _ ("Exchange the two cells; accepted, they are exchanged"));
      break;
    case SUY_PLACE_OUTSIDE:
      suy_import_draft_blame (draft, SUY_FATE_FLAGGED, column, _ ("Outside the district"),
                              _ ("Check the position; accepted, it is taken as it is"));
      break;
    case SUY_PLACE_UNCERTAIN:
      suy_import_draft_blame (draft, SUY_FATE_FLAGGED, column,
                              _ ("The coordinate system makes it uncertain by about 100 m"),
                              _ ("Ask for CGCS2000 coordinates; accepted, it is taken as it is"));
      break;
    case SUY_PLACE_UNKNOWN_CRS:
      suy_import_draft_blame (draft, SUY_FATE_FLAGGED, column,
                              _ ("The row names a coordinate system that is not known"),
                              _ ("Write CGCS2000, WGS84, GCJ-02, BD-09 or EPSG:n; accepted, it has "
                                 "no place on the map"));
      break;
    case SUY_PLACE_UNREADABLE:
      suy_import_draft_blame (draft, SUY_FATE_REFUSED, column, _ ("The coordinate can't be read"),
                              _ ("Write 118.0817 or 118°04′54.15″"));
      break;
    case SUY_PLACE_OUT_OF_RANGE:
      suy_import_draft_blame (draft, SUY_FATE_REFUSED, column,
                              _ ("The coordinate lies outside what its system covers"),
                              _ ("Check the numbers and the coordinate system"));
      break;
    case SUY_PLACE_SOUND:
    case SUY_PLACE_BAD_GEOMETRY:
    default:
      break;
    }
}

/* ---- all ---- */

void
suy_import_draft_read (SuyImportDraft *draft,
                       SuyImportReader *reader,
                       guint32 row,
                       int factor_column)
{
  if (draft->reason == NULL)
    {
      draft->reason = g_string_new (NULL);
      draft->remedy = g_string_new (NULL);
    }
  *draft = (SuyImportDraft){ .row = row,
                             .factor_column = factor_column,
                             .column = -1,
                             .record = draft->record,
                             .reason = g_string_truncate (draft->reason, 0),
                             .remedy = g_string_truncate (draft->remedy, 0) };
  if (draft->record == NULL)
    draft->record = suy_record_new (reader->reg);
  else
    suy_record_clear (draft->record);

  read_cells (draft, reader);
  if (reader->reg->geometry != SUY_GEOMETRY_NONE)
    read_place (draft, reader);
}

void
suy_import_draft_clear (SuyImportDraft *draft)
{
  g_clear_pointer (&draft->record, suy_record_free);
  if (draft->reason != NULL)
    {
      g_string_free (draft->reason, TRUE);
      g_string_free (draft->remedy, TRUE);
    }
}
