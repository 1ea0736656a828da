/* suy-json.h: what stands at this place of a JSON file, and what is wrong with it?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A place is a node and the way to it, so that every message can name file and JSON pointer
 * (RFC 6901).  Places live on the stack; a parent outlives its children. */

#pragma once

#include <json-glib/json-glib.h>

#include "suy-catalog.h"

G_BEGIN_DECLS

typedef struct _SuyJsonPlace
{
  const struct _SuyJsonPlace *parent; /* NULL: the file's root */
  const char *name;                   /* of the file, or of a member; NULL: an element */
  guint index;                        /* of an element */
  JsonNode *node;                     /* NULL: no such member */
} SuyJsonPlace;

/**
 * suy_json_parse:
 * @file: as messages name it
 * @error: SUY_ERROR_INVALID with file and line: not JSON, or one key twice in an object
 *
 * Returns: (transfer full): the root, or NULL with @error set
 */
JsonNode *suy_json_parse (const char *file, const char *text, GError **error);

/* Sets SUY_ERROR_INVALID with file, pointer and the formatted text.  Returns: FALSE */
gboolean suy_json_fail (const SuyJsonPlace *at, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* The same for an unknown @word where one of @known belongs: names the nearest, or them all. */
gboolean suy_json_fail_word (const SuyJsonPlace *at,
                             GError **error,
                             const char *what,
                             const char *word,
                             const char *const *known);

SuyJsonPlace suy_json_member (const SuyJsonPlace *at, const char *key);
SuyJsonPlace suy_json_element (const SuyJsonPlace *at, guint index);

/* Is it an object that has all keys marked with "!" ("name!") and none that is not in @keys? */
gboolean suy_json_check_keys (const SuyJsonPlace *at, const char *const *keys, GError **error);

/* Is it an array?  @length is 0 for a member that is not there. */
gboolean suy_json_check_array (const SuyJsonPlace *at, guint *length, GError **error);

/* Reads one row of a table into @table. */
typedef gboolean (*SuyJsonReadRow) (gpointer table, const SuyJsonPlace *row, GError **error);

/* Every element of the array @key of @at, in turn, up to the first that can't be read. */
gboolean suy_json_read_rows (const SuyJsonPlace *at,
                             const char *key,
                             SuyJsonReadRow read,
                             gpointer table,
                             GError **error);

/* Read one member of the object @at.  If it is not there, the result stays as it is.  Texts are
 * never empty; what stood in the result is not freed.  Texts that are not there are no texts. */
gboolean suy_json_read_text (const SuyJsonPlace *at, const char *key, char **text, GError **error);
gboolean suy_json_read_integer (const SuyJsonPlace *at, const char *key, gint64 *i, GError **error);
gboolean suy_json_read_boolean (const SuyJsonPlace *at,
                                const char *key,
                                gboolean *b,
                                GError **error);
gboolean suy_json_read_texts (const SuyJsonPlace *at,
                              const char *key,
                              GStrv *texts,
                              GError **error);

/* A whole number from @min to @max.  The result stays as it is without the member. */
gboolean suy_json_read_range (const SuyJsonPlace *at,
                              const char *key,
                              int min,
                              int max,
                              int *i,
                              GError **error);

/* The index of one of @words.  The result stays as it is without the member. */
gboolean suy_json_read_word (const SuyJsonPlace *at,
                             const char *key,
                             const char *const *words,
                             guint *index,
                             GError **error);

/* An array of whole numbers from @min to @max, @max 31 at most, as bits: [5, 8] gives 1 << 5 | 1
 * << 8. The result stays as it is without the member. */
gboolean suy_json_read_bits (const SuyJsonPlace *at,
                             const char *key,
                             int min,
                             int max,
                             guint32 *bits,
                             GError **error);

/* A day as it is stored, "2026-11-20", as days since 1970-01-01. */
gboolean suy_json_read_day (const SuyJsonPlace *at, const char *key, gint64 *day, GError **error);

/* Members "en" and "zh". */
gboolean suy_json_read_label (const SuyJsonPlace *at, SuyLabel *label, GError **error);

/* Writes @text with its quotes; the same bytes always, all but the control characters, quotes and
 * backslashes as they are. */
void suy_json_append_text (GString *json, const char *text);

G_END_DECLS
