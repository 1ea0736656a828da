/* suy-catalog-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-catalog-private.h"

#include <string.h>

/* Words that SQLite does not take as a bare name (sqlite.org/lang_keywords.html, less those it
 * falls back from), so that people can write queries on the file without quotes. */
static const char *const sql_words[] = {
  "add",     "all",        "alter",       "and",     "as",       "autoincrement",
  "between", "case",       "check",       "collate", "commit",   "constraint",
  "create",  "default",    "deferrable",  "delete",  "distinct", "drop",
  "else",    "escape",     "except",      "exists",  "foreign",  "from",
  "group",   "having",     "in",          "index",   "insert",   "intersect",
  "into",    "is",         "isnull",      "join",    "limit",    "not",
  "nothing", "notnull",    "null",        "on",      "or",       "order",
  "primary", "references", "returning",   "select",  "set",      "table",
  "then",    "to",         "transaction", "union",   "unique",   "update",
  "using",   "values",     "when",        "where",   NULL,
};

static const char *const store_columns[] = { "fid", "geom", "rowid", "oid", "_rowid_", NULL };
static const char *const store_tables[] = { "suy_", "gpkg_", "rtree_", "sqlite_", "idx_" };

const char *
suy_catalog_check_name (const char *name, gboolean table)
{
  if (!g_ascii_islower (*name) ||
      strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen (name))
    return "is not a name; begin with a small letter, then small letters, digits and _";
  if (strlen (name) > 40)
    return "is longer than 40 letters";
  if (g_strv_contains (sql_words, name))
    return "is a word of SQL; take another, as “problem” for “case”";
  if (!table && g_strv_contains (store_columns, name))
    return "belongs to the store; take another name";
  for (guint i = 0; table && i < G_N_ELEMENTS (store_tables); i++)
    if (g_str_has_prefix (name, store_tables[i]))
      return "begins as the store's own tables do; take another name";

  return NULL;
}
