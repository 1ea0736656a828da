/* suy-export-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-export-rows.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "suy-csv.h"
#include "suy-export-table.h"
#include "suy-xlsx-writer.h"

#define MAX_DIGITS 15 /* that a spreadsheet keeps of a number */

/* A file that rows go into, in either form. */
typedef struct
{
  SuyExportJob *job;
  GArray *columns; /* of SuyExportColumn */
  FILE *file;      /* CSV */
  SuyXlsxWriter *workbook;
} Sink;

static const SuyExportColumn *
get_column (const Sink *self, guint i)
{
  return &g_array_index (self->columns, SuyExportColumn, i);
}

/* ---- CSV ---- */

static gboolean
write_csv_row (Sink *self, char **cells, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autofree char *guarded = suy_csv_guard (cells[i] == NULL ? "" : cells[i]);

      g_string_append (out, i > 0 ? "," : "");
      suy_csv_append (out, guarded);
    }
  g_string_append (out, "\r\n");
  if (fwrite (out->str, 1, out->len, self->file) == out->len)
    return TRUE;
  g_string_assign (self->job->complaint, g_strerror (errno));

  return suy_export_job_fail (self->job, error);
}

static gboolean
begin_csv (Sink *self, GError **error)
{
  g_autofree char **headings = g_new0 (char *, self->columns->len + 1);

  for (guint i = 0; i < self->columns->len; i++)
    headings[i] = get_column (self, i)->heading;
  self->file = g_fopen (self->job->inside, "wb");
  if (self->file != NULL && fputs ("\xef\xbb\xbf", self->file) != EOF)
    return write_csv_row (self, headings, error);
  g_string_assign (self->job->complaint, g_strerror (errno));

  return suy_export_job_fail (self->job, error);
}

static gboolean
end_csv (Sink *self, gboolean done, GError **error)
{
  if (self->file == NULL || fclose (self->file) == 0 || !done)
    return done;
  g_string_assign (self->job->complaint, g_strerror (errno));

  return suy_export_job_fail (self->job, error);
}

/* ---- XLSX ---- */

static gboolean
begin_xlsx (Sink *self, GError **error)
{
  g_autofree SuyXlsxColumn *columns = g_new0 (SuyXlsxColumn, self->columns->len);
  const SuyRegister *reg = self->job->reg;

  for (guint i = 0; i < self->columns->len; i++)
    columns[i] = (SuyXlsxColumn){ get_column (self, i)->heading, get_column (self, i)->width,
                                  get_column (self, i)->wrap };
  self->workbook = suy_xlsx_writer_new (self->job->inside,
                                        self->job->options.official ? reg->label.zh : reg->name,
                                        columns, self->columns->len, error);

  return self->workbook != NULL;
}

/* More digits than a spreadsheet keeps are kept as text, and read back whole. */
static gboolean
fits_number (const char *text)
{
  gsize n = 0;

  for (const char *p = text; *p != '\0'; p++)
    n += g_ascii_isdigit (*p);

  return n <= MAX_DIGITS && text[strspn (text, "+-.0123456789eE")] == '\0';
}

static gboolean
write_xlsx_row (Sink *self, char **cells, GError **error)
{
  gboolean done = suy_xlsx_writer_begin_row (self->workbook, error);

  for (guint i = 0; i < self->columns->len && done; i++)
    {
      SuyCellKind kind = get_column (self, i)->kind;

      if (kind == SUY_CELL_NUMBER && cells[i] != NULL && fits_number (cells[i]))
        suy_xlsx_writer_add_number (self->workbook, cells[i]);
      else if (kind == SUY_CELL_DATE)
        done = suy_xlsx_writer_add_date (self->workbook, cells[i], error);
      else
        done = suy_xlsx_writer_add_text (self->workbook, cells[i], error);
    }

  return done;
}

static gboolean
end_xlsx (Sink *self, gboolean done, GError **error)
{
  done = done && suy_xlsx_writer_finish (self->workbook, error);
  g_clear_pointer (&self->workbook, suy_xlsx_writer_free);

  return done;
}

/* ---- either ---- */

typedef struct
{
  const char *ending;
  gboolean (*begin) (Sink *self, GError **error);
  gboolean (*write_row) (Sink *self, char **cells, GError **error);
  gboolean (*end) (Sink *self, gboolean done, GError **error);
} Form;

static const Form forms[] = {
  { "csv", begin_csv, write_csv_row, end_csv },
  { "xlsx", begin_xlsx, write_xlsx_row, end_xlsx },
};

static const Form *
find_form (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_ascii_strcasecmp (suy_export_get_ending (path), forms[i].ending) == 0)
      return &forms[i];

  return NULL;
}

gboolean
suy_export_rows_has (const char *path)
{
  return find_form (path) != NULL;
}

static gboolean
write_rows (Sink *self, const Form *form, GError **error)
{
  SuyExportJob *job = self->job;
  g_autoptr (GError) cause = NULL;
  gboolean done = TRUE;

  while (done)
    {
      g_autoptr (SuyRecord) record = suy_export_job_take_next (job, &cause);
      g_autoptr (GPtrArray) cells = NULL;

      if (record == NULL)
        break;
      cells = suy_export_make_cells (record, job->result.n_records + 1, &job->options);
      done = form->write_row (self, (char **) cells->pdata, &cause);
      job->result.n_records += done;
    }
  if (cause == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));

  return FALSE;
}

gboolean
suy_export_rows_write (SuyExportJob *job, GError **error)
{
  const Form *form = find_form (job->path);
  g_autoptr (GArray) columns = suy_export_make_columns (job->reg, &job->options);
  Sink self = { .job = job, .columns = columns };
  gboolean done;

  g_return_val_if_fail (form != NULL, FALSE);

  done = form->begin (&self, error) && write_rows (&self, form, error);

  return form->end (&self, done, error);
}
