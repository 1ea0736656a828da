/* suy-print-pango.c: the module suyuan-print: pages drawn with Pango and cairo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <gmodule.h>

#include "suy-error.h"
#include "suy-print-glyphs.h"
#include "suy-print-lamp.h"
#include "suy-print-layout.h"

#define HAIR 0.5 /* width of lines */

/* ui.row_alt darkened a little for laser printers, ui.border, ui.dim of the print palette */
#define LABEL_GREY 0.93
#define LINE_GREY 0.45
#define DIM_GREY 0.27

typedef struct
{
  SuyPrintLayout layout;
  cairo_surface_t *surface;
  cairo_t *cairo;
  SuyPrintGlyphs *glyphs;
  GHashTable *split; /* SuyPrintCell to PangoLayout: cells that go on over pages */
} Printer;

static void
set_grey (cairo_t *cairo, double grey)
{
  cairo_set_source_rgb (cairo, grey, grey, grey);
}

/* Lines @first to @end of @text, below each other from @y. */
static void
draw_lines (Printer *self, PangoLayout *text, guint first, guint end, double x, double y)
{
  int width = pango_layout_get_width (text);
  gboolean centred = pango_layout_get_alignment (text) == PANGO_ALIGN_CENTER;
  gboolean right = pango_layout_get_alignment (text) == PANGO_ALIGN_RIGHT;

  GSList *lines = g_slist_nth (pango_layout_get_lines_readonly (text), first);

  for (guint i = first; i < end; i++, lines = lines->next)
    {
      PangoLayoutLine *line = lines->data;
      PangoRectangle logical;
      double shift = 0;

      pango_layout_line_get_extents (line, NULL, &logical);
      if (width > 0 && (centred || right || line->resolved_dir == PANGO_DIRECTION_RTL))
        shift = (double) (width - logical.width) / PANGO_SCALE / (centred ? 2 : 1);
      suy_print_glyphs_show (self->glyphs, self->cairo, pango_layout_get_text (text), line,
                             x + MAX (shift, 0), y - (double) logical.y / PANGO_SCALE);
      y += (double) logical.height / PANGO_SCALE;
    }
}

static double
measure_lines (PangoLayout *text, guint first, guint end)
{
  GSList *lines = g_slist_nth (pango_layout_get_lines_readonly (text), first);
  double height = 0;

  for (guint i = first; i < end; i++, lines = lines->next)
    {
      PangoRectangle logical;

      pango_layout_line_get_extents (lines->data, NULL, &logical);
      height += (double) logical.height / PANGO_SCALE;
    }

  return height;
}

static void
draw_ground (Printer *self, const SuyPrintCell *cell, double x, double y, double w, double h)
{
  if ((cell->style & SUY_PRINT_BARE) != 0)
    return;
  cairo_rectangle (self->cairo, x, y, w, h);
  if ((cell->style & SUY_PRINT_LABEL) != 0)
    {
      set_grey (self->cairo, LABEL_GREY);
      cairo_fill_preserve (self->cairo);
    }
  set_grey (self->cairo, LINE_GREY);
  cairo_set_line_width (self->cairo, HAIR);
  cairo_stroke (self->cairo);
}

/* Setting a cell of fifty pages anew on each of them would take the square of its length. */
static PangoLayout *
ref_text (Printer *self, const SuyPrintPiece *piece, guint i)
{
  const SuyPrintCell *cell = piece->row->cells->pdata[i];
  PangoLayout *text = g_hash_table_lookup (self->split, cell);

  if (text != NULL)
    return g_object_ref (text);
  text = suy_print_layout_set_cell (&self->layout, piece->table, cell);
  if (piece->ends[i] < (guint) pango_layout_get_line_count (text))
    g_hash_table_insert (self->split, (gpointer) cell, g_object_ref (text));

  return text;
}

static void
draw_cell (Printer *self, const SuyPrintPiece *piece, guint i)
{
  const SuyPrintCell *cell = piece->row->cells->pdata[i];
  double x = suy_print_layout_get_edge (&self->layout, piece->table, cell->column);
  double w = suy_print_layout_get_edge (&self->layout, piece->table, cell->column + cell->span) - x;
  double indent = cell->lamp != NULL ? SUY_PRINT_LAMP * 4 / 3 : 0;
  g_autoptr (PangoLayout) text = ref_text (self, piece, i);
  double free =
      piece->height - 2 * SUY_PRINT_PAD - measure_lines (text, piece->first[i], piece->ends[i]);
  double y = piece->y + SUY_PRINT_PAD;

  draw_ground (self, cell, x, piece->y, w, piece->height);
  if ((cell->style & (SUY_PRINT_LABEL | SUY_PRINT_MIDDLE)) != 0)
    y += MAX (free, 0) / 2;
  else if ((cell->style & SUY_PRINT_BOTTOM) != 0)
    y += MAX (free, 0);
  if (cell->lamp != NULL && piece->first[i] == 0)
    suy_print_lamp_draw (self->cairo, cell->lamp, x + SUY_PRINT_PAD, y + 2, SUY_PRINT_LAMP);
  set_grey (self->cairo, 0);
  draw_lines (self, text, piece->first[i], piece->ends[i], x + SUY_PRINT_PAD + indent, y);
}

static void
draw_title (Printer *self)
{
  const SuyPrintLayout *layout = &self->layout;
  double width = layout->right - layout->left;
  g_autoptr (PangoLayout) title = suy_print_layout_set (
      layout, layout->print->title, SUY_PRINT_TITLE, SUY_PRINT_STRONG | SUY_PRINT_CENTRE, width);
  g_autoptr (PangoLayout) subtitle = suy_print_layout_set (
      layout, layout->print->subtitle, SUY_PRINT_SMALL, SUY_PRINT_CENTRE, width);
  int height;

  pango_layout_get_size (title, NULL, &height);
  set_grey (self->cairo, 0);
  draw_lines (self, title, 0, (guint) pango_layout_get_line_count (title), layout->left,
              layout->top);
  set_grey (self->cairo, DIM_GREY);
  draw_lines (self, subtitle, 0, (guint) pango_layout_get_line_count (subtitle), layout->left,
              layout->top + (double) height / PANGO_SCALE + 2);
}

static void
draw_foot (Printer *self, guint page)
{
  const SuyPrintLayout *layout = &self->layout;
  g_autofree char *number = g_strdup_printf ("第 %u 页　共 %u 页", page + 1, layout->pages->len);
  g_autoptr (PangoLayout) left =
      suy_print_layout_set (layout, layout->print->note, SUY_PRINT_FOOT, 0, -1);
  g_autoptr (PangoLayout) right = suy_print_layout_set (layout, number, SUY_PRINT_FOOT, 0, -1);
  double y = layout->bottom + SUY_PRINT_FOOT;
  int width;

  set_grey (self->cairo, DIM_GREY);
  draw_lines (self, left, 0, 1, layout->left, y);
  pango_layout_get_size (right, &width, NULL);
  draw_lines (self, right, 0, 1, layout->right - (double) width / PANGO_SCALE, y);
}

static void
draw_pages (Printer *self)
{
  for (guint page = 0; page < self->layout.pages->len; page++)
    {
      const GArray *pieces = self->layout.pages->pdata[page];

      if (page == 0)
        draw_title (self);
      for (guint i = 0; i < pieces->len; i++)
        {
          const SuyPrintPiece *piece = &g_array_index (pieces, SuyPrintPiece, i);

          for (guint k = 0; k < piece->row->cells->len; k++)
            draw_cell (self, piece, k);
        }
      draw_foot (self, page);
      cairo_show_page (self->cairo);
    }
}

/* Forms are Chinese; without a font they would be pages of boxes. */
static gboolean
check_fonts (Printer *self, GError **error)
{
  g_autoptr (PangoLayout) title =
      suy_print_layout_set (&self->layout, "整改销号第页共", SUY_PRINT_TITLE, 0, -1);

  if (pango_layout_get_unknown_glyphs_count (title) == 0)
    return TRUE;
  g_set_error_literal (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
                       _ ("No font here has Chinese characters, so nothing was printed. Install "
                          "one, as the package fonts-noto-cjk"));

  return FALSE;
}

static gboolean
finish (Printer *self, const char *path, GError **error)
{
  cairo_status_t status;

  cairo_surface_finish (self->surface);
  status = cairo_status (self->cairo);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (self->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, SUY_ERROR, SUY_ERROR_IO, _ ("%s can't be written: %s"), path,
               cairo_status_to_string (status));

  return FALSE;
}

G_MODULE_EXPORT gboolean
suy_print_write_by_pango (const SuyPrint *print, const char *path, guint *n_pages, GError **error)
{
  Printer self = { .surface = cairo_pdf_surface_create (path, 1, 1) };
  PangoContext *context;
  gboolean done;

  self.cairo = cairo_create (self.surface);
  self.glyphs = suy_print_glyphs_new ();
  self.split = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  context = pango_cairo_create_context (self.cairo);
  pango_context_set_language (context, pango_language_from_string ("zh-cn"));
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
  suy_print_layout_init (&self.layout, print, context);
  cairo_pdf_surface_set_size (self.surface, self.layout.width, self.layout.height);
  cairo_pdf_surface_set_metadata (self.surface, CAIRO_PDF_METADATA_TITLE, print->title);
  done = check_fonts (&self, error);
  if (done)
    {
      draw_pages (&self);
      done = finish (&self, path, error);
    }
  if (n_pages != NULL)
    *n_pages = self.layout.pages->len;
  g_hash_table_unref (self.split);
  suy_print_glyphs_free (self.glyphs);
  suy_print_layout_clear (&self.layout);
  g_object_unref (context);
  cairo_destroy (self.cairo);
  cairo_surface_destroy (self.surface);

  return done;
}
