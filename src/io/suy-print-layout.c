/* suy-print-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-print-layout.h"

/* ISO 216, upright; millimetres */
#define A4_WIDTH 210
#define A4_HEIGHT 297
#define A3_WIDTH 297
#define A3_HEIGHT 420

#define MARGIN_MM 15
#define FAMILIES \
  "Noto Sans CJK SC, Source Han Sans SC, WenQuanYi Zen Hei, WenQuanYi Micro Hei, sans-serif"

/* Below this a row is rather begun on the next page. */
#define LEAST_SLICE (4 * SUY_PRINT_SMALL)

double
suy_print_layout_get_edge (const SuyPrintLayout *self, const SuyPrintTable *table, guint i)
{
  return self->left + table->edges[i] * (self->right - self->left);
}

/* Unicode, 23.7: noncharacters, which cairo takes for a broken text.  They have no glyph anyway. */
static gboolean
is_noncharacter (gunichar c)
{
  return (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
}

/* (transfer full) */
static char *
make_printable (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (out,
                             is_noncharacter (g_utf8_get_char (p)) ? 0xfffd : g_utf8_get_char (p));

  return g_string_free (out, FALSE);
}

PangoLayout *
suy_print_layout_set (const SuyPrintLayout *self,
                      const char *text,
                      double points,
                      guint style,
                      double width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (FAMILIES);
  g_autofree char *printable = make_printable (text);

  pango_font_description_set_absolute_size (font, points * PANGO_SCALE);
  if ((style & SUY_PRINT_STRONG) != 0)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width >= 0)
    pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  if ((style & (SUY_PRINT_CENTRE | SUY_PRINT_LABEL)) != 0)
    pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  else if ((style & SUY_PRINT_RIGHT) != 0)
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  pango_layout_set_text (layout, printable, -1);

  return layout;
}

PangoLayout *
suy_print_layout_set_cell (const SuyPrintLayout *self,
                           const SuyPrintTable *table,
                           const SuyPrintCell *cell)
{
  double width = suy_print_layout_get_edge (self, table, cell->column + cell->span) -
                 suy_print_layout_get_edge (self, table, cell->column) - 2 * SUY_PRINT_PAD -
                 (cell->lamp != NULL ? SUY_PRINT_LAMP * 4 / 3 : 0);
  double size = (cell->style & SUY_PRINT_LARGE) != 0 ? SUY_PRINT_BODY : SUY_PRINT_SMALL;

  return suy_print_layout_set (self, cell->text, size, cell->style, MAX (width, 1));
}

/* ---- rows ---- */

/* Heights of the lines below each other.  (transfer full) (element-type double) */
static GArray *
measure_lines (PangoLayout *layout)
{
  GArray *heights = g_array_new (FALSE, FALSE, sizeof (double));

  for (GSList *line = pango_layout_get_lines_readonly (layout); line != NULL; line = line->next)
    {
      PangoRectangle logical;
      double height;

      pango_layout_line_get_extents (line->data, NULL, &logical);
      height = (double) logical.height / PANGO_SCALE;
      g_array_append_val (heights, height);
    }

  return heights;
}

/* A row while it is shared out. */
typedef struct
{
  const SuyPrintTable *table;
  const SuyPrintRow *row;
  GPtrArray *cells; /* of GArray of double: heights of lines */
  guint *next;      /* the line of each cell that comes next */
  gboolean begun;
} Flow;

static double
measure_rest (const Flow *flow)
{
  double most = 0;

  for (guint i = 0; i < flow->cells->len; i++)
    {
      const GArray *lines = flow->cells->pdata[i];
      double height = 0;

      for (guint line = flow->next[i]; line < lines->len; line++)
        height += g_array_index (lines, double, line);
      most = MAX (most, height);
    }
  most += 2 * SUY_PRINT_PAD;

  return flow->begun ? most : MAX (most, flow->row->least_mm * SUY_PRINT_MM);
}

/* Takes lines of every cell into @room; at least one each where @force.  FALSE: no line fits. */
static gboolean
take_lines (const Flow *flow, double room, gboolean force, guint *ends)
{
  gboolean any = FALSE;

  for (guint i = 0; i < flow->cells->len; i++)
    {
      const GArray *lines = flow->cells->pdata[i];
      guint line = flow->next[i];
      double left = room - 2 * SUY_PRINT_PAD;

      while (line < lines->len &&
             (g_array_index (lines, double, line) <= left || (force && line == flow->next[i])))
        left -= g_array_index (lines, double, line++);
      ends[i] = line;
      any |= line > flow->next[i];
    }

  return any;
}

static GArray *
get_page (SuyPrintLayout *self)
{
  return g_ptr_array_index (self->pages, self->pages->len - 1);
}

static void
add_piece (SuyPrintLayout *self, Flow *flow, double *y, double height, const guint *ends)
{
  guint n = flow->cells->len;
  SuyPrintPiece piece = { flow->table,
                          flow->row,
                          *y,
                          height,
                          g_memdup2 (flow->next, n * sizeof *flow->next),
                          g_memdup2 (ends, n * sizeof *ends) };

  g_array_append_val (get_page (self), piece);
  memcpy (flow->next, ends, n * sizeof *ends);
  flow->begun = TRUE;
  *y += height;
}

static void
free_piece (gpointer data)
{
  SuyPrintPiece *piece = data;

  g_free (piece->first);
  g_free (piece->ends);
}

static void
begin_page (SuyPrintLayout *self, double *y)
{
  GArray *page = g_array_new (FALSE, FALSE, sizeof (SuyPrintPiece));

  g_array_set_clear_func (page, free_piece);
  g_ptr_array_add (self->pages, page);
  *y = self->top;
}

static void
flow_init (Flow *flow,
           const SuyPrintLayout *self,
           const SuyPrintTable *table,
           const SuyPrintRow *row)
{
  *flow = (Flow){ table, row, g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref),
                  g_new0 (guint, row->cells->len), FALSE };
  for (guint i = 0; i < row->cells->len; i++)
    {
      g_autoptr (PangoLayout) layout =
          suy_print_layout_set_cell (self, table, row->cells->pdata[i]);

      g_ptr_array_add (flow->cells, measure_lines (layout));
    }
}

static void
flow_clear (Flow *flow)
{
  g_ptr_array_unref (flow->cells);
  g_free (flow->next);
}

static gboolean
is_done (const Flow *flow)
{
  for (guint i = 0; i < flow->cells->len; i++)
    if (flow->next[i] < ((const GArray *) flow->cells->pdata[i])->len)
      return FALSE;

  return flow->begun;
}

/* The head rows, whole, at the top of a page that their table goes on to. */
static void
repeat_head (SuyPrintLayout *self, const SuyPrintTable *table, double *y)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      const SuyPrintRow *row = table->rows->pdata[i];
      g_autofree guint *ends = g_new0 (guint, row->cells->len);
      Flow flow;
      double height;

      if (!row->head)
        return;
      flow_init (&flow, self, table, row);
      height = measure_rest (&flow);
      take_lines (&flow, height, TRUE, ends);
      add_piece (self, &flow, y, height, ends);
      flow_clear (&flow);
    }
}

static void
turn_page (SuyPrintLayout *self, const SuyPrintTable *table, const SuyPrintRow *row, double *y)
{
  begin_page (self, y);
  if (!row->head)
    repeat_head (self, table, y);
}

static void
place_row (SuyPrintLayout *self, const SuyPrintTable *table, const SuyPrintRow *row, double *y)
{
  g_autofree guint *ends = g_new0 (guint, row->cells->len);
  gboolean fresh = FALSE; /* nothing but head rows stands on the page */
  Flow flow;

  flow_init (&flow, self, table, row);
  while (!is_done (&flow))
    {
      double need = measure_rest (&flow), room = self->bottom - *y;

      if (need <= room)
        {
          take_lines (&flow, need, TRUE, ends);
          add_piece (self, &flow, y, need, ends);
        }
      else if (!fresh && (need <= self->bottom - self->top || room < LEAST_SLICE))
        {
          turn_page (self, table, row, y);
          fresh = TRUE;
        }
      else if (take_lines (&flow, room, fresh, ends))
        {
          add_piece (self, &flow, y, room, ends);
          turn_page (self, table, row, y);
          fresh = TRUE;
        }
      else
        {
          turn_page (self, table, row, y);
          fresh = TRUE;
        }
    }
  flow_clear (&flow);
}

/* ---- the whole ---- */

/* What must stay together at the beginning of a table: its head rows and the first of the others,
 * or all of it. */
static double
measure_beginning (const SuyPrintLayout *self, const SuyPrintTable *table)
{
  double height = 0;
  gboolean go_on = TRUE;

  for (guint i = 0; i < table->rows->len && go_on; i++)
    {
      const SuyPrintRow *row = table->rows->pdata[i];
      Flow flow;

      flow_init (&flow, self, table, row);
      height += measure_rest (&flow);
      flow_clear (&flow);
      go_on = table->keep || row->head;
    }

  return height;
}

static void
place_table (SuyPrintLayout *self, const SuyPrintTable *table, double *y)
{
  double need = measure_beginning (self, table);

  if (need > self->bottom - *y && need <= self->bottom - self->top)
    begin_page (self, y);
  for (guint i = 0; i < table->rows->len; i++)
    place_row (self, table, table->rows->pdata[i], y);
}

static double
measure_head (const SuyPrintLayout *self)
{
  g_autoptr (PangoLayout) title = suy_print_layout_set (self, self->print->title, SUY_PRINT_TITLE,
                                                        SUY_PRINT_STRONG, self->right - self->left);
  g_autoptr (PangoLayout) subtitle = suy_print_layout_set (
      self, self->print->subtitle, SUY_PRINT_SMALL, 0, self->right - self->left);
  int a, b;

  pango_layout_get_size (title, NULL, &a);
  pango_layout_get_size (subtitle, NULL, &b);

  return (double) (a + b) / PANGO_SCALE + SUY_PRINT_SMALL;
}

void
suy_print_layout_init (SuyPrintLayout *self, const SuyPrint *print, PangoContext *context)
{
  gboolean a3 = print->paper == SUY_PAPER_A3;
  double narrow = (a3 ? A3_WIDTH : A4_WIDTH) * SUY_PRINT_MM;
  double wide = (a3 ? A3_HEIGHT : A4_HEIGHT) * SUY_PRINT_MM;
  double margin = MARGIN_MM * SUY_PRINT_MM, y;

  *self = (SuyPrintLayout){ .print = print, .context = context };
  self->width = print->landscape ? wide : narrow;
  self->height = print->landscape ? narrow : wide;
  self->left = self->top = margin;
  self->right = self->width - margin;
  self->bottom = self->height - margin - SUY_PRINT_FOOT;
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  begin_page (self, &y);
  y += measure_head (self);
  for (guint i = 0; i < print->tables->len; i++)
    place_table (self, print->tables->pdata[i], &y);
}

void
suy_print_layout_clear (SuyPrintLayout *self)
{
  g_ptr_array_unref (self->pages);
}
