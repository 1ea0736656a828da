/* suy-catalog.h: which kinds of records are there, and what are their fields?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The catalog is read from JSON: catalog.json names the groups, the choice lists and the register
 * files, which stand beside it.  Everything in it is constant once read; numbers are never reused,
 * since the operation log stores them.  docs/catalog-format.md describes the files. */

#pragma once

#include <glib.h>

#include "suy-geometry.h"
#include "suy-value.h"

G_BEGIN_DECLS

typedef struct _SuyCatalog SuyCatalog;

/* A text in both languages of the product. */
typedef struct
{
  char *en, *zh;
} SuyLabel;

/* Frees both texts. */
void suy_label_clear (SuyLabel *label);

typedef enum
{
  SUY_FIELD_TEXT,
  SUY_FIELD_INTEGER,
  SUY_FIELD_REAL,
  SUY_FIELD_BOOLEAN,
  SUY_FIELD_DATE,
  SUY_FIELD_DATETIME,
  SUY_FIELD_CHOICE, /* stored as the choice's name, a text */
  SUY_FIELD_LINK,   /* stored as the id of a record of register target, an integer */
  SUY_FIELD_LIST,   /* stored as a JSON array of texts */
} SuyFieldType;

typedef struct
{
  char *name; /* what is stored */
  SuyLabel label;
  char *group;   /* (nullable): a coarser class, as state groups found, work, check, done */
  GStrv aliases; /* other spellings that an import takes for it */
} SuyChoice;

typedef struct
{
  guint number;
  guint position; /* among the register's fields */
  char *name;     /* the column */
  SuyFieldType type;
  SuyLabel label;
  char *unit; /* (nullable): as shown behind the value: "m", "元", "mg/L" */
  gboolean required;
  gboolean derived;         /* computed by us, never logged, not editable, not imported */
  gboolean listed;          /* a column of the register's table view */
  gboolean indexed;         /* rows are looked up by it all the time */
  GStrv aliases;            /* column headings that an import takes for this field */
  const char *choices_name; /* CHOICE: name of the list */
  GPtrArray *choices;       /* CHOICE: (element-type SuyChoice), else NULL */
  char *target;             /* LINK: name of the register linked to, else NULL */
  gint64 min, max;          /* INTEGER and REAL: closed bounds; G_MININT64 and G_MAXINT64: none */
  gboolean above_min;       /* REAL: the least value itself is not taken */
} SuyField;

/* A heading of the list of registers. */
typedef struct
{
  char *name;
  SuyLabel label;
} SuyGroup;

typedef struct
{
  guint number;
  char *name;                   /* the table */
  SuyLabel label, one;          /* of many and of one */
  char *group;                  /* heading in the list of registers */
  GStrv aliases;                /* other names that the command line takes */
  SuyGeometryType geometry;     /* SUY_GEOMETRY_NONE: a table without places */
  char *symbol;                 /* (nullable): name of the map symbol */
  GPtrArray *fields;            /* (element-type SuyField), field "code" always among them */
  const SuyField *code, *title; /* what people call a record; what it is about */
  const SuyField *place;        /* (nullable): LINK through which a record without place has one */
  gboolean append_only;         /* records are never changed or deleted, as the journal */
  GStrv readers;                /* roles that may read it; none: everybody */
  GStrv writers;                /* roles that may write it; none: everybody who may read it */
} SuyRegister;

/**
 * suy_catalog_new_builtin:
 *
 * The catalog that ships with the program.
 *
 * Returns: (transfer full): the catalog, or NULL with @error set
 */
SuyCatalog *suy_catalog_new_builtin (GError **error);

/**
 * suy_catalog_new_from_directory:
 * @error: SUY_ERROR_INVALID or SUY_ERROR_NOT_FOUND; the message names the file, the line (syntax)
 * or the place as a JSON pointer (content), what is wrong and what would be right
 *
 * Returns: (transfer full): the catalog, or NULL with @error set
 */
SuyCatalog *suy_catalog_new_from_directory (const char *path, GError **error);

/* From what suy_catalog_get_text() gave: the copy that a workspace keeps. */
SuyCatalog *suy_catalog_new_from_text (const char *text, GError **error);

SuyCatalog *suy_catalog_ref (SuyCatalog *self);
void suy_catalog_unref (SuyCatalog *self);

/* One JSON text with everything in it, the same bytes for the same catalog; its SHA-256 in hex. */
const char *suy_catalog_get_text (SuyCatalog *self);
const char *suy_catalog_get_hash (SuyCatalog *self);

/* It grows with every change of the files. */
gint64 suy_catalog_get_version (SuyCatalog *self);

/* Element type const SuyGroup, in the order of the catalog. */
const GPtrArray *suy_catalog_get_groups (SuyCatalog *self);

/* Element type const SuyRegister, in the order of the catalog. */
const GPtrArray *suy_catalog_get_registers (SuyCatalog *self);

/* By name or alias.  Returns: (nullable) */
const SuyRegister *suy_catalog_find (SuyCatalog *self, const char *name);
const SuyRegister *suy_catalog_find_number (SuyCatalog *self, guint number);

/* The same with SUY_ERROR_NOT_FOUND and a message that lists names like it. */
const SuyRegister *suy_catalog_lookup (SuyCatalog *self, const char *name, GError **error);

/* By name.  Returns: (nullable) */
const SuyField *suy_register_find (const SuyRegister *self, const char *name);
const SuyField *suy_register_find_number (const SuyRegister *self, guint number);
const SuyChoice *suy_field_find_choice (const SuyField *self, const char *name);

/* By name, label in either language, or alias, after folding width, case and spaces. */
const SuyField *suy_register_match (const SuyRegister *self, const char *heading);
const SuyChoice *suy_field_match_choice (const SuyField *self, const char *text);

/* @language: "zh_CN", "en", ... ; whatever does not begin with zh is English. */
const char *suy_label_get (const SuyLabel *self, const char *language);

/**
 * suy_field_parse:
 * @text: as a person or a foreign table writes it: full-width digits, 2026年3月1日, 是/否, a choice
 *   in either language; "" is NULL
 * @error: SUY_ERROR_INVALID: what is wrong and what would be right, in English and Chinese wording
 *   chosen by the locale
 *
 * LINK fields take only a decimal id here; keys are looked up by the workspace.
 *
 * Returns: TRUE with @value to be cleared, or FALSE with @error set
 */
gboolean suy_field_parse (const SuyField *self, const char *text, SuyValue *value, GError **error);

/* Whether suy_field_parse() would give the bytes of @text as they are.  FALSE may mean not known.
 */
gboolean suy_field_keeps (const SuyField *self, const char *text);

/* Checks type and bounds of a value.  FALSE with SUY_ERROR_INVALID */
gboolean suy_field_check (const SuyField *self, const SuyValue *value, GError **error);

/* As people read it: choice labels, thousands, dates.  Returns: (transfer full) */
char *suy_field_format (const SuyField *self, const SuyValue *value, const char *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyCatalog, suy_catalog_unref)

G_END_DECLS
