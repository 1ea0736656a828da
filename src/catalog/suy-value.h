/* suy-value.h: the content of one cell
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SUY_VALUE_NULL,
  SUY_VALUE_INTEGER, /* also booleans (0, 1) and links (a record id) */
  SUY_VALUE_REAL,
  SUY_VALUE_TEXT, /* also choices, dates "2026-11-20", times "2026-11-20T02:00:00.000Z" */
} SuyValueType;

typedef struct
{
  SuyValueType type;
  union
  {
    gint64 integer;
    double real;
    char *text; /* UTF-8; who owns it stands where the value stands */
  };
} SuyValue;

#define SUY_VALUE_INIT_NULL ((SuyValue){ SUY_VALUE_NULL, { 0 } })
#define SUY_INTEGER(i) ((SuyValue){ SUY_VALUE_INTEGER, { .integer = (i) } })
#define SUY_REAL(r) ((SuyValue){ SUY_VALUE_REAL, { .real = (r) } })
#define SUY_TEXT(t) ((SuyValue){ SUY_VALUE_TEXT, { .text = (char *) (t) } })

/* Copies text.  Returns: a value to clear with suy_value_clear() */
SuyValue suy_value_dup (const SuyValue *value);
void suy_value_clear (SuyValue *value);
gboolean suy_value_equal (const SuyValue *a, const SuyValue *b);

/* As it is written in a table: "" for NULL, the shortest decimal that reads back equal for REAL.
 * Returns: (transfer full) */
char *suy_value_to_string (const SuyValue *value);

G_END_DECLS
