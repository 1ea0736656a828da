/* suy-import-judge.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-import-judge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-error.h"
#include "suy-field.h"
#include "suy-ledger-judge.h"

#define CREDIT_CODE_LENGTH 18 /* GB 32100-2015 */
#define AHEAD 8               /* rows: as long as memory takes to answer */

/* ---- what stands there already ---- */

static SuyRecord *
find_record (SuyImportPlan *self,
             SuyImportDraft *draft,
             const SuyField *field,
             const SuyValue *value)
{
  g_autoptr (GError) error = NULL;
  SuyRecord *found = NULL;

  if (self->find != NULL && value->type != SUY_VALUE_NULL)
    found = self->find (field, value, self->user_data, &error);
  if (error != NULL)
    suy_import_draft_blame (draft, SUY_FATE_REFUSED,
                            suy_import_columns_find (self->reader.columns, field), error->message,
                            _ ("Settle the doubled records first"));
  if (found != NULL)
    suy_import_draft_give_point (draft); /* the two are compared */

  return found;
}

static gboolean
same_shape (SuyGeometry *a, SuyGeometry *b)
{
  const SuyShape *s, *t;

  if (a == NULL || b == NULL)
    return a == b;
  s = suy_geometry_get_shape (a);
  t = suy_geometry_get_shape (b);

  return s->kind == t->kind && s->n_runs == t->n_runs &&
         memcmp (s->ends, t->ends, s->n_runs * sizeof *s->ends) == 0 &&
         memcmp (s->points, t->points, suy_shape_get_n_points (s) * sizeof *s->points) == 0;
}

/* A list says the same whatever its JSON is spelt like. */
static gboolean
same_value (const SuyField *field, const SuyValue *a, const SuyValue *b)
{
  g_auto (GStrv) items = NULL, others = NULL;

  if (suy_value_equal (a, b))
    return TRUE;
  if (field->type != SUY_FIELD_LIST || a->type != SUY_VALUE_TEXT || b->type != SUY_VALUE_TEXT)
    return FALSE;
  items = suy_field_split_list (a->text);
  others = suy_field_split_list (b->text);

  return items != NULL && others != NULL &&
         g_strv_equal ((const char *const *) items, (const char *const *) others);
}

static guint
count_changes (const SuyRecord *record, const SuyRecord *existing)
{
  const SuyRegister *reg = suy_record_get_register (record);
  guint n = suy_record_has_geometry (record) &&
            !same_shape (suy_record_get_geometry (record), suy_record_get_geometry (existing));

  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (reg->fields, i);

      n += suy_record_has (record, field) &&
           !same_value (field, suy_record_get (record, field), suy_record_get (existing, field));
    }

  return n;
}

/* ---- identity ---- */

/* The key column's field, or the code. */
static const SuyField *
get_key_field (SuyImportPlan *self)
{
  const SuyImportColumns *columns = self->reader.columns;
  const SuyField *field = suy_import_columns_get (columns, (guint) columns->key)->field;

  return field != NULL && field->type != SUY_FIELD_LINK ? field : self->reader.reg->code;
}

/* A new record without a code of its own is called by its key. */
void
suy_import_judge_give_key (SuyImportPlan *self, SuyImportDraft *draft)
{
  const SuyImportColumns *columns = self->reader.columns;
  const SuyField *code = self->reader.reg->code;
  const char *text;

  if (columns->key < 0 || draft->factor_column >= 0 || suy_record_has (draft->record, code))
    return;
  text = suy_import_reader_get_cell (&self->reader, draft->row, (guint) columns->key);
  if (text != NULL)
    suy_record_set (draft->record, code, &SUY_TEXT (text));
}

static SuyRecord *
judge_key (SuyImportPlan *self, SuyImportDraft *draft, guint number)
{
  const SuyField *field = get_key_field (self);
  int column = self->reader.columns->key;
  const char *text = suy_import_reader_get_cell (&self->reader, draft->row, (guint) column);
  guint before = text == NULL ? 0 : suy_seen_add (self->seen, 'k', text, number);
  g_autofree char *reason = NULL;

  if (text == NULL && !self->reader.ledger) /* a new item of the ledger gets its number from us */
    suy_import_draft_blame (draft, SUY_FATE_REFUSED, column, _ ("The key is empty"),
                            _ ("Fill in the key"));
  if (before > 0)
    {
      reason = g_strdup_printf (_ ("The key repeats that of row %u"), before);
      suy_import_draft_blame (draft, SUY_FATE_REFUSED, column, reason,
                              _ ("Keep one of the rows, or correct the key"));
    }
  if (text == NULL || before > 0)
    return NULL;
  if (field == self->reader.reg->code && !suy_record_has (draft->record, field))
    return find_record (self, draft, field, &SUY_TEXT (text));

  return find_record (self, draft, field, suy_record_get (draft->record, field));
}

static void
blame_double (SuyImportDraft *draft, int column, const char *what, const char *code, guint before)
{
  g_autofree char *reason =
      before > 0 ? g_strdup_printf (_ ("The %s repeats that of row %u"), what, before)
                 : g_strdup_printf (_ ("The %s is that of a record that is there: %s"), what, code);

  suy_import_draft_blame (draft, SUY_FATE_FLAGGED, column, reason,
                          before > 0 ? _ ("Keep one of the rows, or correct it")
                                     : _ ("Import by key to update the record; accepted, there "
                                          "will be two"));
}

/* Without a key nothing is updated, so what looks like a record that is there is doubtful. */
static void
judge_unique (SuyImportPlan *self,
              SuyImportDraft *draft,
              guint number,
              char kind,
              const SuyField *field)
{
  const SuyValue *value = field == NULL ? NULL : suy_record_get (draft->record, field);
  g_autoptr (SuyRecord) found = NULL;
  const char *label;
  guint before;
  int column;

  if (value == NULL || value->type != SUY_VALUE_TEXT)
    return;
  column = suy_import_columns_find (self->reader.columns, field);
  if (column == self->reader.columns->key)
    return;

  before = suy_seen_add (self->seen, kind, value->text, number);
  if (before == 0 && self->find == NULL)
    return;

  label = suy_label_get (&field->label, g_get_language_names ()[0]);
  if (before > 0)
    {
      blame_double (draft, column, label, NULL, before);
      return;
    }
  found = find_record (self, draft, field, value);
  if (found != NULL && (suy_record_get_id (draft->record) == 0 ||
                        suy_record_get_id (draft->record) != suy_record_get_id (found)))
    blame_double (draft, column, label, suy_record_get_text (found, self->reader.reg->code->name),
                  0);
}

static void
check_credit_code (SuyImportPlan *self, SuyImportDraft *draft)
{
  const SuyField *field = self->reader.credit_code;
  const SuyValue *value = field == NULL ? NULL : suy_record_get (draft->record, field);
  g_autofree char *reason = NULL;
  glong length;

  if (value == NULL || value->type != SUY_VALUE_TEXT)
    return;
  length = g_utf8_strlen (value->text, -1);
  if (length == CREDIT_CODE_LENGTH)
    return;

  reason = g_strdup_printf (_ ("The credit code has %ld characters, not 18"), length);
  suy_import_draft_blame (draft, SUY_FATE_FLAGGED,
                          suy_import_columns_find (self->reader.columns, field), reason,
                          _ ("Look the code up in the business licence"));
}

/* ---- measurements of wide tables ---- */

/* The day of sampling as the file has it, whatever zone the field is stored in. */
static char *
get_day (SuyImportPlan *self, guint32 row)
{
  const SuyRegister *reg = self->reader.reg;

  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (reg->fields, i);
      int column = suy_import_columns_find (self->reader.columns, field);
      SuyField day = *field;
      SuyValue value = SUY_VALUE_INIT_NULL;
      const char *text;

      if (column < 0 || (field->type != SUY_FIELD_DATE && field->type != SUY_FIELD_DATETIME))
        continue;
      text = suy_import_reader_get_cell (&self->reader, row, (guint) column);
      day.type = SUY_FIELD_DATE;
      if (text != NULL && suy_field_parse (&day, text, &value, NULL))
        return value.text;
      suy_value_clear (&value);

      return g_strdup (text);
    }

  return NULL;
}

static const char *
get_site (SuyImportPlan *self, guint32 row)
{
  const SuyRegister *reg = self->reader.reg;
  const char *site = NULL;

  for (guint i = 0; i < reg->fields->len && site == NULL; i++)
    {
      const SuyField *field = g_ptr_array_index (reg->fields, i);
      int column = suy_import_columns_find (self->reader.columns, field);

      if (column >= 0 && field->type == SUY_FIELD_LINK)
        site = suy_import_reader_get_cell (&self->reader, row, (guint) column);
    }

  return site;
}

/* Site, day and factor tell a value; as its code they keep a second import from doubling it. */
void
suy_import_judge_give_code (SuyImportPlan *self, SuyImportDraft *draft)
{
  const SuyField *code = self->reader.reg->code;
  const char *own = suy_record_get_text (draft->record, code->name);
  const char *factor = suy_record_get_text (draft->record, "factor");
  const char *site = get_site (self, draft->row);
  g_autofree char *day = get_day (self, draft->row);
  g_autofree char *text = NULL;

  if (own != NULL)
    text = g_strdup_printf ("%s-%s", own, factor);
  else if (site != NULL && day != NULL)
    text = g_strdup_printf ("%s-%s-%s", site, day, factor);
  if (text != NULL)
    suy_record_set (draft->record, code, &SUY_TEXT (text));
}

static SuyRecord *
judge_value (SuyImportPlan *self, SuyImportDraft *draft, guint number)
{
  const SuyField *code = self->reader.reg->code;
  const SuyValue *value = suy_record_get (draft->record, code);
  SuyRecord *found;
  guint before;

  if (value->type != SUY_VALUE_TEXT)
    return NULL;
  before = suy_seen_add (self->seen, 'c', value->text, number);
  if (before > 0)
    {
      blame_double (draft, draft->factor_column, _ ("site, day and factor"), NULL, before);
      return NULL;
    }

  found = find_record (self, draft, code, value);
  if (found != NULL && self->reader.columns->key < 0 && count_changes (draft->record, found) > 0)
    suy_import_draft_blame (draft, SUY_FATE_FLAGGED, draft->factor_column,
                            _ ("This site has another value for that day"),
                            _ ("Check which is right; accepted, the value is replaced"));

  return found;
}

/* ---- rows ---- */

static void
check_required (SuyImportPlan *self, SuyImportDraft *draft)
{
  for (guint i = 0; i < self->reader.required->len; i++)
    {
      const SuyImportRequired *required =
          &g_array_index (self->reader.required, SuyImportRequired, i);
      g_autofree char *reason = NULL;

      if (suy_record_has (draft->record, required->field) ||
          suy_import_reader_get_cell (&self->reader, draft->row, required->column) != NULL)
        continue;
      reason = g_strdup_printf (
          _ ("%s is empty"), suy_label_get (&required->field->label, g_get_language_names ()[0]));
      suy_import_draft_blame (draft, SUY_FATE_REFUSED, (int) required->column, reason,
                              _ ("Fill it in"));
    }
}

/* Whoever reads the record later sees why it was doubtful. */
void
suy_import_judge_add_mark (SuyRecord *record, const char *reason)
{
  const SuyField *field = suy_register_find (suy_record_get_register (record), "note");
  const char *note;
  g_autofree char *text = NULL;

  if (field == NULL || field->type != SUY_FIELD_TEXT)
    return;
  note = suy_record_get_text (record, "note");
  text = g_strdup_printf (_ ("%s%sImported although doubtful: %s"), note == NULL ? "" : note,
                          note == NULL ? "" : "; ", reason);
  suy_record_set (record, field, &SUY_TEXT (text));
}

static SuyRecord *
judge_identity (SuyImportPlan *self, SuyImportDraft *draft, guint number)
{
  SuyRecord *found = NULL;

  if (draft->factor_column >= 0)
    return judge_value (self, draft, number);

  if (self->reader.columns->key >= 0)
    found = judge_key (self, draft, number);
  if (found != NULL)
    suy_record_set_id (draft->record, suy_record_get_id (found));
  if (self->reader.factor == NULL)
    judge_unique (self, draft, number, 'c', self->reader.reg->code);
  judge_unique (self, draft, number, 'u', self->reader.credit_code);
  check_credit_code (self, draft);

  return found;
}

/* Without a number an item is known by its text alone. */
static void
judge_ledger (SuyImportPlan *self, SuyImportDraft *draft, const SuyRecord *found)
{
  const SuyField *title = self->reader.reg->title;
  const SuyRegister *reg = self->reader.reg;
  g_autoptr (SuyRecord) like = NULL;
  g_autofree char *reason = NULL;

  suy_ledger_judge (draft, &self->reader, found,
                    found == NULL ? 0 : count_changes (draft->record, found));
  if (found != NULL || draft->fate == SUY_FATE_REFUSED || suy_record_has (draft->record, reg->code))
    return;
  like = find_record (self, draft, title, suy_record_get (draft->record, title));
  if (like == NULL)
    return;
  reason = g_strdup_printf (_ ("An item with this text is there: %s"),
                            suy_record_get_text (like, reg->code->name));
  suy_import_draft_blame (draft, SUY_FATE_FLAGGED,
                          suy_import_columns_find (self->reader.columns, title), reason,
                          _ ("Write its number into the row to change it; accepted, there will be "
                             "two"));
}

/* The rules of the workspace; a row that changes nothing breaks none. */
static void
judge_guard (SuyImportPlan *self, SuyImportDraft *draft, const SuyRecord *found)
{
  g_autoptr (GError) error = NULL;
  const SuyField *field = NULL;
  const char *remedy = NULL;

  if (self->guard == NULL || draft->fate == SUY_FATE_EMPTY || draft->fate == SUY_FATE_REFUSED ||
      (found != NULL && count_changes (draft->record, found) == 0) ||
      self->guard (found, draft->record, &field, &remedy, self->user_data, &error))
    return;
  suy_import_draft_blame (draft, SUY_FATE_REFUSED,
                          field == NULL ? -1
                                        : suy_import_columns_find (self->reader.columns, field),
                          error->message, remedy);
}

static SuyFate
settle (SuyImportPlan *self, SuyImportDraft *draft, const SuyRecord *found, SuyImportRow *row)
{
  row->flagged = draft->fate == SUY_FATE_FLAGGED;
  row->id = found == NULL ? 0 : suy_record_get_id (found);
  if (draft->fate == SUY_FATE_EMPTY || draft->fate == SUY_FATE_REFUSED)
    return draft->fate;
  if (row->flagged)
    suy_import_judge_add_mark (draft->record, draft->reason->str);
  if (found == NULL)
    return SUY_FATE_INSERT;
  row->n_changed = count_changes (draft->record, found);

  return row->n_changed > 0 ? SUY_FATE_UPDATE : SUY_FATE_SAME;
}

static const char *
keep_text (SuyImportPlan *self, const GString *text)
{
  return text->len == 0 ? NULL : g_string_chunk_insert_const (self->texts, text->str);
}

static void
judge_row (SuyImportPlan *self, SuyImportDraft *draft, guint32 source_row, int factor_column)
{
  SuyImportRow row = { .source_row = source_row, .factor_column = factor_column };
  g_autoptr (SuyRecord) found = NULL;
  guint8 accepted;

  row.row = suy_source_get_row_number (self->reader.source, source_row);
  suy_import_draft_read (draft, &self->reader, source_row, factor_column);
  if (factor_column >= 0)
    suy_import_judge_give_code (self, draft);
  if (draft->fate != SUY_FATE_EMPTY)
    found = judge_identity (self, draft, row.row);
  suy_import_draft_judge_place (draft, &self->reader, found == NULL);
  check_required (self, draft);
  if (self->reader.ledger)
    judge_ledger (self, draft, found);
  judge_guard (self, draft, found);

  accepted = (guint8) settle (self, draft, found, &row);
  row.fate = row.flagged && !self->accept_flagged ? SUY_FATE_FLAGGED : (SuyFate) accepted;
  row.column = draft->column;
  row.reason = keep_text (self, draft->reason);
  row.remedy = keep_text (self, draft->remedy);
  g_array_append_val (self->rows, row);
  g_array_append_val (self->accepted, accepted);
  self->counts[row.fate]++;
}

/* What makes a record known lies anywhere in a large table, and is asked for in good time. */
static void
look_ahead (SuyImportPlan *self, guint32 row)
{
  const SuyImportColumns *columns = self->reader.columns;
  const struct
  {
    char kind;
    int column;
  } known[] = {
    { 'k', columns->key },
    { 'c', self->code_column },
    { 'u', self->credit_code_column },
  };

  if (row >= suy_source_get_n_rows (self->reader.source))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      const char *text =
          known[i].column < 0 || (i > 0 && known[i].column == columns->key)
              ? NULL
              : suy_source_get_cell (self->reader.source, row, (guint) known[i].column);

      if (text != NULL)
        suy_seen_expect (self->seen, known[i].kind, text);
    }
}

static int
find_column (SuyImportPlan *self, const SuyField *field)
{
  return field == NULL ? -1 : suy_import_columns_find (self->reader.columns, field);
}

void
suy_import_judge_all (SuyImportPlan *self)
{
  const SuyImportColumns *columns = self->reader.columns;
  guint32 n = suy_source_get_n_rows (self->reader.source);
  SuyImportDraft draft = { 0 };

  g_array_set_size (self->rows, 0);
  g_array_set_size (self->accepted, 0);
  suy_seen_clear (self->seen);
  memset (self->counts, 0, sizeof self->counts);
  self->code_column = find_column (self, self->reader.reg->code);
  self->credit_code_column = find_column (self, self->reader.credit_code);
  for (guint32 i = 0; i < n; i++)
    {
      look_ahead (self, i + AHEAD);
      if (columns->n_factors == 0)
        judge_row (self, &draft, i, -1);
      else
        for (guint k = 0; k < columns->columns->len; k++)
          if (suy_import_columns_get (columns, k)->role == SUY_COLUMN_FACTOR)
            judge_row (self, &draft, i, (int) k);
    }
  suy_import_draft_clear (&draft);
  suy_seen_clear (self->seen);
}
