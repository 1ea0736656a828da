/* suy-draw.h: what does this seed draw from this list?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A draw can be repeated by anybody who has the list and the seed, with any program that knows
 * SHA-256; docs/draw.md says how, tests/core/draw-check.py does it in a few lines.  All texts are
 * UTF-8, all of them end in a line feed:
 *
 *   list hash   the keys, none twice, sorted by their bytes, a line each: SHA-256 of that, in hex
 *   block k     SHA-256 of five lines: the algorithm's name, the seed, the list hash, the name of
 *               the draw, k in decimal, from 0; it holds four numbers of 64 bits, big-endian
 *   below m     the next number x of the blocks with x < 2^64 - 2^64 mod m, the others are left
 *               out; x mod m.  So each of the m values is equally likely
 *   order       the sorted keys; for i = 0 to n - 2 key i changes places with key i + below (n - i)
 *
 * The first keys of the order are drawn, the next ones stand in for them.  Source of the order:
 * Fisher and Yates, Statistical Tables, 1938, as Durstenfeld, CACM 7, 1964, has it; of the blocks:
 * SHA-256 in counter mode, as Hash_DRBG of NIST SP 800-90A does. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SUY_DRAW_ALGORITHM "suyuan-draw-1"

/* Whether @text may be a key, a seed or the name of a draw: not empty, valid UTF-8, no control
 * characters. */
gboolean suy_draw_is_text (const char *text);

/**
 * suy_draw_hash:
 * @keys: in any order, ends with NULL; none twice
 * @error: SUY_ERROR_INVALID: empty, a key that is none, or one that stands twice
 *
 * Returns: (transfer full): the list hash, 64 hex digits
 */
char *suy_draw_hash (const char *const *keys, GError **error);

/**
 * suy_draw_order:
 * @keys: as above
 * @name: of the draw: draws of other names are independent of it
 *
 * Returns: (transfer full): all keys in the order of the draw
 */
GStrv suy_draw_order (const char *const *keys, const char *seed, const char *name, GError **error);

/* F-10 (004 #19): a tenth, and not less: (N + 9) / 10 */
guint suy_draw_tenth (guint n);

/* ---- who goes where ---- */

/* Whether @officer, a place in the order, may not go to @object. */
typedef gboolean (*SuyDrawConflict) (guint object, guint officer, gpointer user_data);

/* An officer who was passed over, and who went instead. */
typedef struct
{
  guint object, officer;
  guint instead; /* G_MAXUINT: nobody was left */
} SuyDrawPassed;

typedef struct
{
  guint n_each;
  GArray *officers; /* (element-type guint): n_each an object; G_MAXUINT: nobody is left */
  GArray *passed;   /* (element-type SuyDrawPassed), in the order in which they were */
} SuyDrawDeal;

/**
 * suy_draw_deal:
 * @n_each: officers an object
 * @conflict: (nullable) (scope call)
 *
 * Officers stand in line in the order of their draw.  To each object, in the order of its draw, go
 * the first @n_each who have no conflict with it, and then stand at the end of the line.  Who is
 * passed over keeps the place in the line.
 *
 * Returns: (transfer full)
 */
SuyDrawDeal *suy_draw_deal (guint n_objects,
                            guint n_officers,
                            guint n_each,
                            SuyDrawConflict conflict,
                            gpointer user_data);
void suy_draw_deal_free (SuyDrawDeal *deal);

/**
 * suy_draw_format_team:
 * @object: place of the object
 * @key: its key
 * @officers: keys in the order of their draw
 *
 * Returns: (transfer full): "KEY: OFFICER, OFFICER", as records hold it
 */
char *suy_draw_format_team (const SuyDrawDeal *deal,
                            guint object,
                            const char *key,
                            const char *const *officers);

/* "KEY: OFFICER → OFFICER（WHY）", "—" where nobody was left.  (transfer full) */
char *suy_draw_format_passed (const SuyDrawPassed *passed,
                              const char *key,
                              const char *const *officers,
                              const char *why);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyDrawDeal, suy_draw_deal_free)

G_END_DECLS
