/* suy-table.h: rows and columns that a command prints in any format
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-cli.h"

G_BEGIN_DECLS

typedef struct _SuyTable SuyTable;

typedef enum
{
  SUY_COLUMN_TEXT,
  SUY_COLUMN_NUMBER, /* right-aligned; JSON: a number */
} SuyColumnKind;

/**
 * suy_table_new:
 * @list: name of the array in the JSON document: "features"
 * @first: name, kind, name, kind, ..., NULL
 */
SuyTable *suy_table_new (const char *list, const char *first, ...) G_GNUC_NULL_TERMINATED;
void suy_table_free (SuyTable *self);
void suy_table_add_column (SuyTable *self, const char *name, SuyColumnKind kind);

/* Starts a row; cells follow in the order of the columns.  NULL and NAN are no value. */
void suy_table_add_row (SuyTable *self, SuyGeometry *geometry /* (nullable), ref'd */);
void suy_table_add_text (SuyTable *self, const char *text);
void suy_table_add_number (SuyTable *self, double value);
void suy_table_add_estimate (SuyTable *self, double value);    /* "≈ 3.2" where people read it */
void suy_table_add_decimal (SuyTable *self, const char *text); /* as it is written; "": none */
void suy_table_add_integer (SuyTable *self, gint64 value);     /* JSON: a text from 2^53 on */

guint suy_table_get_n_rows (SuyTable *self);

/* A member beside the list in JSON, a line under the table. */
void suy_table_add_note (SuyTable *self, const char *name, const char *text);

/* The same for a number: "LABEL: COUNT" under the table. */
void suy_table_add_count (SuyTable *self, const char *name, const char *label, guint count);

/* Prints as @format: "table", "json", "csv", "geojson" (a FeatureCollection). */
void suy_table_print (SuyTable *self, const char *format);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyTable, suy_table_free)

G_END_DECLS
