/* suy-grid.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-grid.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-error.h"

#define LOOK_ROWS 50 /* how far down headings are looked for */

typedef struct
{
  guint32 number;
  guint32 n_cells;
  gsize first; /* in cells */
} Row;

struct _SuyGrid
{
  GByteArray *text; /* cells, each with its NUL */
  gsize n_bytes;    /* that cells take, with their NULs */
  GArray *cells;    /* of guint32: 1 + where in text; 0 is an empty cell */
  GArray *rows;     /* of Row */
};

static SuyGrid *
grid_new (GByteArray *text)
{
  SuyGrid *self = g_new0 (SuyGrid, 1);

  self->text = text;
  self->cells = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));

  return self;
}

SuyGrid *
suy_grid_new (void)
{
  return grid_new (g_byte_array_new ());
}

SuyGrid *
suy_grid_new_over (char *text, gsize size)
{
  return grid_new (g_byte_array_new_take ((guint8 *) text, size));
}

void
suy_grid_free (SuyGrid *self)
{
  g_byte_array_unref (self->text);
  g_array_unref (self->cells);
  g_array_unref (self->rows);
  g_free (self);
}

void
suy_grid_begin_row (SuyGrid *self, guint32 number)
{
  Row row = { number, 0, self->cells->len };

  g_array_append_val (self->rows, row);
}

/* White space of any script, and the byte order mark that some programs leave in the middle. */
static gboolean
is_blank (const char *text, gsize length)
{
  if (length > 0 && g_ascii_isgraph (text[0]))
    return FALSE;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)) && g_utf8_get_char (p) != 0xfeff)
      return FALSE;

  return TRUE;
}

static gboolean
has_room (SuyGrid *self, gsize length)
{
  const Row *row = &g_array_index (self->rows, Row, self->rows->len - 1);

  return row->n_cells < SUY_GRID_MAX_COLUMNS && self->cells->len <= G_MAXINT32 &&
         self->n_bytes < G_MAXINT32 && length < G_MAXINT32 - self->n_bytes;
}

/* @length 0: an empty cell */
static void
append_cell (SuyGrid *self, gsize at, gsize length)
{
  guint32 where = length == 0 ? 0 : (guint32) at + 1;

  g_array_append_val (self->cells, where);
  g_array_index (self->rows, Row, self->rows->len - 1).n_cells++;
  self->n_bytes += length == 0 ? 0 : length + 1;
}

gboolean
suy_grid_add_cell (SuyGrid *self, const char *text, gsize length)
{
  gsize at = self->text->len;

  if (!has_room (self, length))
    return FALSE;

  if (is_blank (text, length))
    length = 0;
  if (length > 0)
    {
      g_byte_array_append (self->text, (const guint8 *) text, (guint) length);
      g_byte_array_append (self->text, (const guint8 *) "", 1);
    }
  append_cell (self, at, length);

  return TRUE;
}

gboolean
suy_grid_add_part (SuyGrid *self, gsize at, gsize length)
{
  char *text = (char *) self->text->data + at;

  if (!has_room (self, length))
    return FALSE;

  text[length] = '\0';
  append_cell (self, at, is_blank (text, length) ? 0 : length);

  return TRUE;
}

guint32
suy_grid_get_n_rows (SuyGrid *self)
{
  return self->rows->len;
}

guint32
suy_grid_get_number (SuyGrid *self, guint32 row)
{
  return g_array_index (self->rows, Row, row).number;
}

guint
suy_grid_get_n_cells (SuyGrid *self, guint32 row)
{
  return g_array_index (self->rows, Row, row).n_cells;
}

const char *
suy_grid_get_cell (SuyGrid *self, guint32 row, guint column)
{
  const Row *at = &g_array_index (self->rows, Row, row);
  guint32 where;

  if (column >= at->n_cells)
    return NULL;

  where = g_array_index (self->cells, guint32, at->first + column);

  return where == 0 ? NULL : (const char *) self->text->data + where - 1;
}

static guint
count_filled (SuyGrid *self, guint32 row)
{
  guint n = 0;

  for (guint i = 0; i < suy_grid_get_n_cells (self, row); i++)
    n += suy_grid_get_cell (self, row, i) != NULL;

  return n;
}

gboolean
suy_grid_is_empty (SuyGrid *self, guint32 row)
{
  const Row *at = &g_array_index (self->rows, Row, row);

  for (guint i = 0; i < at->n_cells; i++)
    if (g_array_index (self->cells, guint32, at->first + i) != 0)
      return FALSE;

  return TRUE;
}

/* One past the last cell that is not empty. */
static guint
get_width (SuyGrid *self, guint32 row)
{
  guint n = suy_grid_get_n_cells (self, row);

  while (n > 0 && suy_grid_get_cell (self, row, n - 1) == NULL)
    n--;

  return n;
}

/* A number, a date or a time: what a heading is not.  "2024年" is one too, if it stands alone. */
static gboolean
is_data (const char *text)
{
  gboolean digit = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c))
        digit = TRUE;
      else if (!g_unichar_isspace (c) && strchr ("+-.,/:%TZ", c < 0x80 ? (int) c : 'x') == NULL &&
               g_utf8_strchr ("年月日时分秒°′″", -1, c) == NULL)
        return FALSE;
    }

  return digit;
}

static guint
count_data (SuyGrid *self, guint32 row)
{
  guint n = 0;

  for (guint i = 0; i < suy_grid_get_n_cells (self, row); i++)
    {
      const char *cell = suy_grid_get_cell (self, row, i);

      n += cell != NULL && is_data (cell);
    }

  return n;
}

/* @share: how many of 2 filled cells may be data.  Headings such as "2024" are rare, not unheard
 * of. */
static gboolean
find_wide_row (SuyGrid *self, guint width, guint share, guint32 *found)
{
  for (guint32 i = 0; i < MIN (self->rows->len, LOOK_ROWS); i++)
    {
      guint filled = count_filled (self, i);

      if (filled > 0 && filled * 2 >= width && count_data (self, i) * 2 <= filled * share)
        {
          *found = i;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
find_header (SuyGrid *self, guint32 wanted, guint32 *found, GError **error)
{
  guint32 n = self->rows->len;
  guint width = 0;

  for (guint32 i = 0; i < n; i++)
    if (wanted != 0 && suy_grid_get_number (self, i) == wanted && count_filled (self, i) > 0)
      {
        *found = i;
        return TRUE;
      }
  if (wanted != 0)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   _ ("Row %u can't be the headings: it is empty or not there"), wanted);
      return FALSE;
    }

  for (guint32 i = 0; i < MIN (n, LOOK_ROWS); i++)
    width = MAX (width, count_filled (self, i));
  if (find_wide_row (self, width, 0, found) || find_wide_row (self, width, 1, found))
    return TRUE;

  g_set_error_literal (error, SUY_ERROR, SUY_ERROR_INVALID,
                       _ ("No row of headings was found in the first 50 rows. Put one above the "
                          "records, or say which row it is"));

  return FALSE;
}

/* A merged heading covers the empty cells to its right.  The row below is a second row of headings
 * when it is empty under each heading that stands alone and filled under each that covers more. */
static gboolean
has_second_header (SuyGrid *self, guint32 header)
{
  guint width = MAX (get_width (self, header), 1);
  guint n_merged = 0;

  if (header + 1 >= self->rows->len || count_data (self, header + 1) > 0)
    return FALSE;

  for (guint i = MAX (width, get_width (self, header + 1)); i > width; i--)
    if (suy_grid_get_cell (self, header + 1, i - 1) != NULL)
      width = MAX (width, i);
  for (guint i = 0; i < width; i++)
    {
      gboolean top = suy_grid_get_cell (self, header, i) != NULL;
      gboolean covers = i + 1 < width && suy_grid_get_cell (self, header, i + 1) == NULL;
      gboolean below = suy_grid_get_cell (self, header + 1, i) != NULL;

      if (below != (!top || covers) || (i == 0 && !top))
        return FALSE;
      n_merged += top && covers;
    }

  return n_merged > 0;
}

/* One line, runs of white space as one space. */
static char *
tidy (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0xfeff)
        continue;
      if (!g_unichar_isspace (c))
        g_string_append_unichar (out, c);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  g_strchomp (out->str);

  return g_string_free (out, FALSE);
}

static char *
join_heading (SuyGrid *self, guint32 header, guint n_rows, guint column, const char *parent)
{
  const char *top = suy_grid_get_cell (self, header, column);
  const char *below = n_rows == 2 ? suy_grid_get_cell (self, header + 1, column) : NULL;
  g_autofree char *first = NULL, *second = NULL;

  if (below == NULL)
    return top == NULL ? g_strdup_printf (_ ("Column %u"), column + 1) : tidy (top);

  first = tidy (top != NULL ? top : parent);
  second = tidy (below);

  return g_strdup_printf ("%s/%s", first, second);
}

static GPtrArray *
make_names (SuyGrid *self, guint32 header, guint n_rows, guint width)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *parent = "";

  for (guint i = 0; i < width; i++)
    {
      const char *top = suy_grid_get_cell (self, header, i);
      g_autofree char *name = NULL;
      char *unique;

      parent = top != NULL ? top : parent;
      name = join_heading (self, header, n_rows, i, parent);
      unique = g_strdup (name);
      for (guint k = 2; g_hash_table_contains (seen, unique); k++)
        {
          g_free (unique);
          unique = g_strdup_printf ("%s (%u)", name, k);
        }
      g_hash_table_add (seen, unique);
      g_ptr_array_add (names, unique);
    }

  return names;
}

/* "5s", "15s", "10d", "1n" in every cell: the second header line of a USGS table. */
static gboolean
is_width_line (SuyGrid *self, guint32 row)
{
  guint n = get_width (self, row);

  for (guint i = 0; i < n; i++)
    {
      const char *cell = suy_grid_get_cell (self, row, i);
      gsize digits = cell == NULL ? 0 : strspn (cell, "0123456789");

      if (digits == 0 || strchr ("sdn", cell[digits]) == NULL || strlen (cell) != digits + 1)
        return FALSE;
    }

  return n > 0;
}

static gboolean
is_total (const char *text)
{
  static const char *const words[] = { "合计", "总计", "共计", "小计" };

  for (gsize i = 0; text != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (text, words[i]))
      return TRUE;

  return FALSE;
}

/* A remark under the table fills one cell; a table of one or two columns can't tell it apart. */
static gboolean
is_note (SuyGrid *self, guint32 row, guint width)
{
  const char *first = suy_grid_get_cell (self, row, 0);

  return is_total (first) || (width >= 3 && count_filled (self, row) == 1);
}

static void
sort_rows (SuyGrid *self, SuyGridTable *table, guint32 first)
{
  guint width = table->names->len;
  guint32 end = self->rows->len;

  while (end > first && (suy_grid_is_empty (self, end - 1) || is_note (self, end - 1, width)))
    end--;
  for (guint32 i = first; i < self->rows->len; i++)
    if (!suy_grid_is_empty (self, i) && !(i == first && is_width_line (self, i)))
      g_array_append_val (i < end ? table->records : table->notes, i);
}

SuyGridTable *
suy_grid_find_table (SuyGrid *self, guint32 header_row, GError **error)
{
  SuyGridTable *table;
  guint32 header;
  guint width;

  if (!find_header (self, header_row, &header, error))
    return NULL;

  table = g_new (SuyGridTable, 1);
  table->header_row = suy_grid_get_number (self, header);
  table->n_header_rows = has_second_header (self, header) ? 2 : 1;
  table->records = g_array_new (FALSE, FALSE, sizeof (guint32));
  table->notes = g_array_new (FALSE, FALSE, sizeof (guint32));

  width = get_width (self, header);
  for (guint32 i = header + 1; i < self->rows->len; i++)
    if (suy_grid_get_n_cells (self, i) > width)
      width = MAX (width, get_width (self, i));
  table->names = make_names (self, header, table->n_header_rows, width);
  sort_rows (self, table, header + table->n_header_rows);

  return table;
}

void
suy_grid_table_free (SuyGridTable *table)
{
  g_ptr_array_unref (table->names);
  g_array_unref (table->records);
  g_array_unref (table->notes);
  g_free (table);
}
