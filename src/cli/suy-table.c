/* suy-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-table.h"

#include <math.h>

typedef struct
{
  char *name;
  SuyColumnKind kind;
} Column;

typedef struct
{
  char *text;    /* NULL: no value */
  double number; /* NAN: only the text says all of it */
  gboolean estimate;
  gboolean as_written; /* the number has the decimals that its text has */
} Cell;

typedef struct
{
  GArray *cells;
  SuyGeometry *geometry;
} Row;

typedef struct
{
  char *name, *text;
  gint64 count; /* -1: a text */
} Note;

#define MAX_EXACT (G_GINT64_CONSTANT (1) << 53) /* beyond it doubles skip integers */

struct _SuyTable
{
  char *list;
  GArray *columns, *rows, *notes;
};

static void
column_clear (gpointer data)
{
  g_free (((Column *) data)->name);
}

static void
cell_clear (gpointer data)
{
  g_free (((Cell *) data)->text);
}

static void
row_clear (gpointer data)
{
  Row *row = data;

  g_array_unref (row->cells);
  g_clear_pointer (&row->geometry, suy_geometry_unref);
}

static void
note_clear (gpointer data)
{
  Note *note = data;

  g_free (note->name);
  g_free (note->text);
}

static GArray *
new_array (guint size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, size);

  g_array_set_clear_func (array, clear);

  return array;
}

SuyTable *
suy_table_new (const char *list, const char *first, ...)
{
  SuyTable *self = g_new0 (SuyTable, 1);
  va_list args;

  self->list = g_strdup (list);
  self->columns = new_array (sizeof (Column), column_clear);
  self->rows = new_array (sizeof (Row), row_clear);
  self->notes = new_array (sizeof (Note), note_clear);

  va_start (args, first);
  for (const char *name = first; name != NULL; name = va_arg (args, const char *))
    suy_table_add_column (self, name, va_arg (args, SuyColumnKind));
  va_end (args);

  return self;
}

void
suy_table_free (SuyTable *self)
{
  g_array_unref (self->columns);
  g_array_unref (self->rows);
  g_array_unref (self->notes);
  g_free (self->list);
  g_free (self);
}

void
suy_table_add_column (SuyTable *self, const char *name, SuyColumnKind kind)
{
  const Column column = { g_strdup (name), kind };

  g_array_append_val (self->columns, column);
}

void
suy_table_add_row (SuyTable *self, SuyGeometry *geometry)
{
  const Row row = { new_array (sizeof (Cell), cell_clear),
                    geometry == NULL ? NULL : suy_geometry_ref (geometry) };

  g_array_append_val (self->rows, row);
}

static GArray *
last_cells (SuyTable *self)
{
  return g_array_index (self->rows, Row, self->rows->len - 1).cells;
}

void
suy_table_add_text (SuyTable *self, const char *text)
{
  const Cell cell = { g_strdup (text), NAN };

  g_array_append_val (last_cells (self), cell);
}

static void
add_number (SuyTable *self, double value, gboolean estimate)
{
  const SuyValue real = SUY_REAL (value);
  const Cell cell = { isfinite (value) ? suy_value_to_string (&real) : NULL, value, estimate };

  g_array_append_val (last_cells (self), cell);
}

void
suy_table_add_number (SuyTable *self, double value)
{
  add_number (self, value, FALSE);
}

void
suy_table_add_estimate (SuyTable *self, double value)
{
  add_number (self, value, TRUE);
}

void
suy_table_add_decimal (SuyTable *self, const char *text)
{
  const Cell cell = { *text == '\0' ? NULL : g_strdup (text),
                      *text == '\0' ? NAN : g_ascii_strtod (text, NULL), FALSE, TRUE };

  g_array_append_val (last_cells (self), cell);
}

void
suy_table_add_integer (SuyTable *self, gint64 value)
{
  gboolean exact = ABS (value) <= MAX_EXACT;
  const Cell cell = { g_strdup_printf ("%" G_GINT64_FORMAT, value), exact ? (double) value : NAN,
                      FALSE };

  g_array_append_val (last_cells (self), cell);
}

guint
suy_table_get_n_rows (SuyTable *self)
{
  return self->rows->len;
}

void
suy_table_add_note (SuyTable *self, const char *name, const char *text)
{
  const Note note = { g_strdup (name), g_strdup (text), -1 };

  g_array_append_val (self->notes, note);
}

void
suy_table_add_count (SuyTable *self, const char *name, const char *label, guint count)
{
  const Note note = { g_strdup (name), g_strdup_printf ("%s: %u", label, count), count };

  g_array_append_val (self->notes, note);
}

static const Cell *
cell_at (const SuyTable *self, guint row, guint column)
{
  GArray *cells = g_array_index (self->rows, Row, row).cells;

  g_assert (cells->len == self->columns->len);

  return &g_array_index (cells, Cell, column);
}

/* Columns on the screen: a Han character takes two. */
static guint
text_width (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }

  return width;
}

/* Numbers with at most three decimals: a table is read by people. */
static char *
shown (const Column *column, const Cell *cell)
{
  if (cell->text == NULL)
    return g_strdup ("");
  if (column->kind == SUY_COLUMN_NUMBER && isfinite (cell->number) && !cell->as_written &&
      cell->number != floor (cell->number))
    return g_strdup_printf ("%s%.3f", cell->estimate ? "≈ " : "", cell->number);

  return g_strconcat (cell->estimate ? "≈ " : "", cell->text, NULL);
}

static void
print_padded (const char *text, guint width, gboolean right)
{
  int pad = (int) width - (int) text_width (text);

  g_print ("%*s%s%*s", right ? MAX (pad, 0) : 0, "", text, right ? 0 : MAX (pad, 0), "");
}

static void
print_table (const SuyTable *self)
{
  g_autofree guint *widths = g_new (guint, self->columns->len);

  for (guint c = 0; c < self->columns->len; c++)
    {
      const Column *column = &g_array_index (self->columns, Column, c);

      widths[c] = text_width (column->name);
      for (guint r = 0; r < self->rows->len; r++)
        {
          g_autofree char *text = shown (column, cell_at (self, r, c));

          widths[c] = MAX (widths[c], text_width (text));
        }
    }

  for (guint r = 0; r <= self->rows->len; r++)
    {
      for (guint c = 0; c < self->columns->len; c++)
        {
          const Column *column = &g_array_index (self->columns, Column, c);
          g_autofree char *text =
              r == 0 ? g_strdup (column->name) : shown (column, cell_at (self, r - 1, c));

          g_print ("%s", c == 0 ? "" : "  ");
          print_padded (text, widths[c], column->kind == SUY_COLUMN_NUMBER);
        }
      g_print ("\n");
    }
  for (guint i = 0; i < self->notes->len; i++)
    g_print ("%s\n", g_array_index (self->notes, Note, i).text);
}

/* RFC 4180, with a guard before what a spreadsheet would take for a formula. */
static void
print_csv_cell (const Column *column, const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gunichar first;

  if (text == NULL)
    return;
  first = g_utf8_get_char (text);
  if (column->kind == SUY_COLUMN_TEXT && first != 0 &&
      g_utf8_strchr ("=+-@'\t\r＝＋－＠", -1, first) != NULL)
    g_string_append_c (out, '\'');
  g_string_append (out, text);
  if (strpbrk (out->str, ",\"\n\r") != NULL)
    {
      g_string_replace (out, "\"", "\"\"", 0);
      g_string_prepend_c (out, '"');
      g_string_append_c (out, '"');
    }
  g_print ("%s", out->str);
}

static void
print_csv (const SuyTable *self)
{
  for (guint c = 0; c < self->columns->len; c++)
    g_print ("%s%s", c == 0 ? "" : ",", g_array_index (self->columns, Column, c).name);
  g_print ("\r\n");

  for (guint r = 0; r < self->rows->len; r++)
    {
      for (guint c = 0; c < self->columns->len; c++)
        {
          g_print ("%s", c == 0 ? "" : ",");
          print_csv_cell (&g_array_index (self->columns, Column, c), cell_at (self, r, c)->text);
        }
      g_print ("\r\n");
    }
}

static void
add_members (const SuyTable *self, JsonBuilder *builder, guint row)
{
  for (guint c = 0; c < self->columns->len; c++)
    {
      const Column *column = &g_array_index (self->columns, Column, c);
      const Cell *cell = cell_at (self, row, c);

      json_builder_set_member_name (builder, column->name);
      if (cell->text == NULL)
        json_builder_add_null_value (builder);
      else if (column->kind == SUY_COLUMN_TEXT || !isfinite (cell->number))
        json_builder_add_string_value (builder, cell->text);
      else if (cell->number == floor (cell->number) && fabs (cell->number) < 1e15)
        json_builder_add_int_value (builder, (gint64) cell->number);
      else
        json_builder_add_double_value (builder, cell->number);
    }
}

static void
add_notes (const SuyTable *self, JsonBuilder *builder)
{
  for (guint i = 0; i < self->notes->len; i++)
    {
      const Note *note = &g_array_index (self->notes, Note, i);

      json_builder_set_member_name (builder, note->name);
      if (note->count < 0)
        json_builder_add_string_value (builder, note->text);
      else
        json_builder_add_int_value (builder, note->count);
    }
}

static void
print_json (const SuyTable *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, self->list);
  json_builder_begin_array (builder);
  for (guint r = 0; r < self->rows->len; r++)
    {
      json_builder_begin_object (builder);
      add_members (self, builder, r);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  add_notes (self, builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  suy_cli_print_json (root);
}

static void
print_geojson (const SuyTable *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, "FeatureCollection");
  json_builder_set_member_name (builder, "features");
  json_builder_begin_array (builder);
  for (guint r = 0; r < self->rows->len; r++)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "type");
      json_builder_add_string_value (builder, "Feature");
      json_builder_set_member_name (builder, "geometry");
      suy_cli_add_geometry (builder, g_array_index (self->rows, Row, r).geometry);
      json_builder_set_member_name (builder, "properties");
      json_builder_begin_object (builder);
      add_members (self, builder, r);
      json_builder_end_object (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  add_notes (self, builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  suy_cli_print_json (root);
}

void
suy_table_print (SuyTable *self, const char *format)
{
  if (strcmp (format, "json") == 0)
    print_json (self);
  else if (strcmp (format, "geojson") == 0)
    print_geojson (self);
  else if (strcmp (format, "csv") == 0)
    print_csv (self);
  else
    print_table (self);
}
