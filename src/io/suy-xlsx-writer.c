/* suy-xlsx-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-xlsx-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-date.h"
#include "suy-error.h"
#include "suy-xlsx-text.h"
#include "suy-zip-writer.h"

#define PAGE 65536         /* bytes of XML that are gathered before they are pressed */
#define MAX_ROWS 1048576   /* of a sheet, ECMA-376 as Excel has it */
#define DAYS_TO_1970 25569 /* from 1899-12-30, whence spreadsheets count */
#define FIRST_DAY 61       /* 1900-03-01: before it spreadsheets disagree about days */

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define SHEET_NS "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE_NS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE_NS "http://schemas.openxmlformats.org/package/2006/"
#define SHEET_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml."

/* Cell formats by their place in cellXfs below. */
enum
{
  STYLE_PLAIN,
  STYLE_TEXT,
  STYLE_WRAPPED,
  STYLE_DATE,
  STYLE_HEADING,
};

static const char types[] = HEAD
    "<Types xmlns=\"" PACKAGE_NS "content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
    "relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" SHEET_TYPE "sheet.main+xml\"/>"
    "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" SHEET_TYPE "worksheet+xml\"/>"
    "<Override PartName=\"/xl/styles.xml\" ContentType=\"" SHEET_TYPE "styles+xml\"/></Types>";

static const char package_links[] =
    HEAD "<Relationships xmlns=\"" PACKAGE_NS "relationships\"><Relationship Id=\"rId1\" "
         "Type=\"" OFFICE_NS "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";

static const char book_links[] =
    HEAD "<Relationships xmlns=\"" PACKAGE_NS "relationships\"><Relationship Id=\"rId1\" "
         "Type=\"" OFFICE_NS "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship "
         "Id=\"rId2\" Type=\"" OFFICE_NS "/styles\" Target=\"styles.xml\"/></Relationships>";

/* Number format 49 is text: a cell of it stays text when it is edited. */
static const char styles[] = HEAD
    "<styleSheet xmlns=\"" SHEET_NS "\">"
    "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
    "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"宋体\"/></font>"
    "<font><b/><sz val=\"11\"/><name val=\"宋体\"/></font></fonts>"
    "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>"
    "<fill><patternFill patternType=\"gray125\"/></fill><fill><patternFill patternType=\"solid\">"
    "<fgColor rgb=\"FFE8EDF2\"/><bgColor indexed=\"64\"/></patternFill></fill></fills>"
    "<borders count=\"2\"><border/><border><left style=\"hair\"/><right style=\"hair\"/>"
    "<top style=\"hair\"/><bottom style=\"hair\"/></border></borders>"
    "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"5\">"
    "<xf borderId=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>"
    "<xf numFmtId=\"49\" borderId=\"1\" applyNumberFormat=\"1\" applyAlignment=\"1\">"
    "<alignment vertical=\"top\"/></xf>"
    "<xf numFmtId=\"49\" borderId=\"1\" applyNumberFormat=\"1\" applyAlignment=\"1\">"
    "<alignment vertical=\"top\" wrapText=\"1\"/></xf>"
    "<xf numFmtId=\"164\" borderId=\"1\" applyNumberFormat=\"1\" applyAlignment=\"1\">"
    "<alignment vertical=\"top\"/></xf>"
    "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"2\" borderId=\"1\" applyNumberFormat=\"1\" "
    "applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\">"
    "<alignment horizontal=\"center\" vertical=\"center\" wrapText=\"1\"/></xf>"
    "</cellXfs></styleSheet>";

struct _SuyXlsxWriter
{
  SuyZipWriter *zip;
  char *sheet;
  guint n_columns, column;
  guint32 row;
  gboolean *wraps;
  GString *xml;
};

static gboolean
add_part (SuyXlsxWriter *self, const char *name, const char *xml, GError **error)
{
  return suy_zip_writer_begin (self->zip, name, error) &&
         suy_zip_writer_add (self->zip, xml, strlen (xml), error);
}

static gboolean
add_workbook (SuyXlsxWriter *self, GError **error)
{
  g_autoptr (GString) xml =
      g_string_new (HEAD "<workbook xmlns=\"" SHEET_NS "\" xmlns:r=\"" OFFICE_NS "\"><bookViews>"
                         "<workbookView/></bookViews><sheets><sheet name=\"");

  suy_xlsx_text_append (xml, self->sheet);
  g_string_append (xml, "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");

  return add_part (self, "xl/workbook.xml", xml->str, error);
}

static gboolean
flush (SuyXlsxWriter *self, gsize least, GError **error)
{
  if (self->xml->len < least)
    return TRUE;
  if (!suy_zip_writer_add (self->zip, self->xml->str, self->xml->len, error))
    return FALSE;
  g_string_truncate (self->xml, 0);

  return TRUE;
}

/* "A", "Z", "AA": 26 letters without a nought. */
static void
append_place (GString *xml, guint column, guint32 row)
{
  char letters[8];
  guint at = sizeof letters;

  for (guint rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    letters[--at] = (char) ('A' + (rest - 1) % 26);
  g_string_append_len (xml, letters + at, (gssize) (sizeof letters - at));
  g_string_append_printf (xml, "%u", row);
}

static void
open_cell (SuyXlsxWriter *self, guint style)
{
  g_string_append (self->xml, "<c r=\"");
  append_place (self->xml, self->column, self->row);
  g_string_append_printf (self->xml, "\" s=\"%u\"", style);
}

static void
append_text (SuyXlsxWriter *self, const char *text, guint style)
{
  open_cell (self, style);
  g_string_append (self->xml, " t=\"inlineStr\"><is><t xml:space=\"preserve\">");
  suy_xlsx_text_append (self->xml, text);
  g_string_append (self->xml, "</t></is></c>");
}

/* A Han character is as wide as two digits. */
static double
guess_width (const char *heading)
{
  double n = 2;

  for (const char *p = heading; *p != '\0'; p = g_utf8_next_char (p))
    n += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;

  return MAX (n, 9);
}

static gboolean
begin_sheet (SuyXlsxWriter *self, const SuyXlsxColumn *columns, GError **error)
{
  if (!suy_zip_writer_begin (self->zip, "xl/worksheets/sheet1.xml", error))
    return FALSE;

  g_string_append (self->xml,
                   HEAD "<worksheet xmlns=\"" SHEET_NS "\"><sheetViews><sheetView tabSelected=\"1\""
                        " workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" "
                        "activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>"
                        "<cols>");
  for (guint i = 0; i < self->n_columns; i++)
    {
      double width = columns[i].width > 0 ? columns[i].width : guess_width (columns[i].heading);

      self->wraps[i] = columns[i].wrap;
      g_string_append_printf (self->xml,
                              "<col min=\"%u\" max=\"%u\" width=\"%d\" customWidth=\"1\"/>", i + 1,
                              i + 1, (int) width);
    }
  g_string_append (self->xml, "</cols><sheetData><row r=\"1\">");
  for (self->column = 0; self->column < self->n_columns; self->column++)
    append_text (self, columns[self->column].heading, STYLE_HEADING);

  return TRUE;
}

SuyXlsxWriter *
suy_xlsx_writer_new (const char *path,
                     const char *sheet,
                     const SuyXlsxColumn *columns,
                     guint n_columns,
                     GError **error)
{
  g_autoptr (SuyXlsxWriter) self = g_new0 (SuyXlsxWriter, 1);

  self->sheet = g_strdup (sheet);
  self->n_columns = n_columns;
  self->wraps = g_new0 (gboolean, n_columns);
  self->xml = g_string_new (NULL);
  self->row = 1;
  self->zip = suy_zip_writer_new (path, error);
  if (self->zip == NULL || !add_part (self, "[Content_Types].xml", types, error) ||
      !add_part (self, "_rels/.rels", package_links, error) ||
      !add_part (self, "xl/_rels/workbook.xml.rels", book_links, error) ||
      !add_workbook (self, error) || !add_part (self, "xl/styles.xml", styles, error) ||
      !begin_sheet (self, columns, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
suy_xlsx_writer_free (SuyXlsxWriter *self)
{
  g_clear_pointer (&self->zip, suy_zip_writer_free);
  g_string_free (self->xml, TRUE);
  g_free (self->wraps);
  g_free (self->sheet);
  g_free (self);
}

gboolean
suy_xlsx_writer_begin_row (SuyXlsxWriter *self, GError **error)
{
  if (self->row == MAX_ROWS)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_LIMIT,
                   _ ("A sheet has room for %u rows. Write fewer, or a CSV file"), MAX_ROWS);
      return FALSE;
    }
  self->row++;
  self->column = 0;
  g_string_append_printf (self->xml, "</row>\n<row r=\"%u\">", self->row);

  return flush (self, PAGE, error);
}

static guint
text_style (SuyXlsxWriter *self)
{
  return self->wraps[self->column] ? STYLE_WRAPPED : STYLE_TEXT;
}

gboolean
suy_xlsx_writer_add_text (SuyXlsxWriter *self, const char *text, GError **error)
{
  g_return_val_if_fail (self->column < self->n_columns, FALSE);

  if (text != NULL && suy_xlsx_text_count_units (text) > SUY_XLSX_MAX_UNITS)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_LIMIT,
                   _ ("Row %u, column %u holds more than %u characters, which no cell of a "
                      "spreadsheet can. Write a CSV file, or shorten the text"),
                   self->row, self->column + 1, SUY_XLSX_MAX_UNITS);
      return FALSE;
    }
  if (text == NULL || *text == '\0')
    {
      open_cell (self, text_style (self));
      g_string_append (self->xml, "/>");
    }
  else
    append_text (self, text, text_style (self));
  self->column++;

  return TRUE;
}

void
suy_xlsx_writer_add_number (SuyXlsxWriter *self, const char *number)
{
  g_return_if_fail (self->column < self->n_columns);

  open_cell (self, STYLE_PLAIN);
  g_string_append (self->xml, "><v>");
  g_string_append (self->xml, number);
  g_string_append (self->xml, "</v></c>");
  self->column++;
}

gboolean
suy_xlsx_writer_add_date (SuyXlsxWriter *self, const char *date, GError **error)
{
  gint64 days =
      date != NULL && suy_date_is_date (date) ? suy_date_get_day (date) + DAYS_TO_1970 : 0;

  g_return_val_if_fail (self->column < self->n_columns, FALSE);

  if (days < FIRST_DAY)
    return suy_xlsx_writer_add_text (self, date, error);
  open_cell (self, STYLE_DATE);
  g_string_append_printf (self->xml, "><v>%" G_GINT64_FORMAT "</v></c>", days);
  self->column++;

  return TRUE;
}

gboolean
suy_xlsx_writer_finish (SuyXlsxWriter *self, GError **error)
{
  g_string_append (self->xml, "</row></sheetData><autoFilter ref=\"A1:");
  append_place (self->xml, self->n_columns - 1, self->row);
  g_string_append (self->xml,
                   "\"/><pageSetup paperSize=\"8\" orientation=\"landscape\"/></worksheet>");

  return flush (self, 0, error) && suy_zip_writer_finish (self->zip, error);
}
