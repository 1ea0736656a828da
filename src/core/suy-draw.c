/* suy-draw.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-draw.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-error.h"

#define BLOCK 32 /* bytes of SHA-256 */

/* ---- lists ---- */

gboolean
suy_draw_is_text (const char *text)
{
  if (*text == '\0' || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return FALSE;

  return TRUE;
}

static int
compare_bytes (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Bytes from outside may be anything, and a message is text. */
static char *
show (const char *text)
{
  return g_utf8_make_valid (text, -1);
}

static gboolean
check (const GPtrArray *sorted, GError **error)
{
  if (sorted->len == 0)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   _ ("Nothing can be drawn from an empty list. Choose more."));
      return FALSE;
    }
  for (guint i = 0; i < sorted->len; i++)
    {
      g_autofree char *key = show (sorted->pdata[i]);

      if (!suy_draw_is_text (sorted->pdata[i]))
        {
          g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                       _ ("“%s” cannot stand in a list to draw from: it is empty or holds control "
                          "characters. Give the record a code."),
                       key);
          return FALSE;
        }
      if (i > 0 && g_str_equal (sorted->pdata[i - 1], sorted->pdata[i]))
        {
          g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                       _ ("“%s” stands twice in the list. Each may be drawn once."), key);
          return FALSE;
        }
    }

  return TRUE;
}

/* The keys, borrowed, in canonical order. */
static GPtrArray *
sort_keys (const char *const *keys, GError **error)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; keys[i] != NULL; i++)
    g_ptr_array_add (sorted, (gpointer) keys[i]);
  g_ptr_array_sort (sorted, compare_bytes);

  return check (sorted, error) ? g_steal_pointer (&sorted) : NULL;
}

static char *
hash_sorted (const GPtrArray *sorted)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < sorted->len; i++)
    {
      g_checksum_update (sum, sorted->pdata[i], (gssize) strlen (sorted->pdata[i]));
      g_checksum_update (sum, (const guchar *) "\n", 1);
    }

  return g_strdup (g_checksum_get_string (sum));
}

char *
suy_draw_hash (const char *const *keys, GError **error)
{
  g_autoptr (GPtrArray) sorted = sort_keys (keys, error);

  return sorted == NULL ? NULL : hash_sorted (sorted);
}

/* ---- numbers ---- */

typedef struct
{
  char *head; /* the first four lines of every block */
  guint64 n_blocks;
  guint8 block[BLOCK];
  gsize used;
} Numbers;

static void
numbers_clear (Numbers *self)
{
  g_free (self->head);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Numbers, numbers_clear)

static void
make_block (Numbers *self)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *text = g_strdup_printf ("%s%" G_GUINT64_FORMAT "\n", self->head, self->n_blocks);
  gsize size = BLOCK;

  g_checksum_update (sum, (const guchar *) text, (gssize) strlen (text));
  g_checksum_get_digest (sum, self->block, &size);
  self->n_blocks++;
  self->used = 0;
}

static guint64
next_number (Numbers *self)
{
  guint64 number;

  if (self->used == BLOCK)
    make_block (self);
  memcpy (&number, self->block + self->used, sizeof number);
  self->used += sizeof number;

  return GUINT64_FROM_BE (number);
}

/* 2^64 mod m is (2^64 - m) mod m; numbers above the last whole multiple of m are left out. */
static guint64
below (Numbers *self, guint64 m)
{
  guint64 rest = (0 - m) % m, number;

  do
    number = next_number (self);
  while (number > G_MAXUINT64 - rest);

  return number % m;
}

/* ---- drawing ---- */

static gboolean
is_sound (const char *seed, GError **error)
{
  g_autofree char *shown = NULL;

  if (suy_draw_is_text (seed))
    return TRUE;
  shown = show (seed);
  g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
               _ ("“%s” cannot be a seed: it is empty or holds control characters. Take any number "
                  "or words."),
               shown);

  return FALSE;
}

GStrv
suy_draw_order (const char *const *keys, const char *seed, const char *name, GError **error)
{
  g_autoptr (GPtrArray) order = is_sound (seed, error) ? sort_keys (keys, error) : NULL;
  g_autofree char *hash = order == NULL ? NULL : hash_sorted (order);
  g_auto (Numbers) numbers = { .used = BLOCK };
  g_autoptr (GStrvBuilder) result = g_strv_builder_new ();

  if (order == NULL)
    return NULL;
  numbers.head = g_strconcat (SUY_DRAW_ALGORITHM "\n", seed, "\n", hash, "\n", name, "\n", NULL);
  for (guint i = 0; i + 1 < order->len; i++)
    {
      guint j = i + (guint) below (&numbers, order->len - i);
      gpointer key = order->pdata[i];

      order->pdata[i] = order->pdata[j];
      order->pdata[j] = key;
    }
  for (guint i = 0; i < order->len; i++)
    g_strv_builder_add (result, order->pdata[i]);

  return g_strv_builder_end (result);
}

guint
suy_draw_tenth (guint n)
{
  return n / 10 + (n % 10 != 0);
}

/* ---- who goes where ---- */

typedef struct
{
  SuyDrawDeal *deal;
  GArray *line; /* (element-type guint) officers */
  SuyDrawConflict conflict;
  gpointer user_data;
} Dealing;

/* Those who were passed over for the object and wait for somebody to go instead. */
static void
name_instead (SuyDrawDeal *deal, guint first, guint officer)
{
  for (guint i = first; i < deal->passed->len; i++)
    {
      SuyDrawPassed *passed = &g_array_index (deal->passed, SuyDrawPassed, i);

      if (passed->instead == G_MAXUINT)
        passed->instead = officer;
    }
}

static void
serve (Dealing *self, guint object)
{
  SuyDrawDeal *deal = self->deal;
  guint n = 0, first = deal->passed->len, i = 0, end = self->line->len, nobody = G_MAXUINT;

  while (n < deal->n_each && i < end)
    {
      guint officer = g_array_index (self->line, guint, i);

      if (self->conflict != NULL && self->conflict (object, officer, self->user_data))
        {
          const SuyDrawPassed passed = { object, officer, G_MAXUINT };

          g_array_append_val (deal->passed, passed);
          i++;
          continue;
        }
      name_instead (deal, first, officer);
      g_array_append_val (deal->officers, officer);
      g_array_remove_index (self->line, i);
      g_array_append_val (self->line, officer);
      end--; /* those who went stand behind it */
      n++;
    }
  for (; n < deal->n_each; n++)
    g_array_append_val (deal->officers, nobody);
}

SuyDrawDeal *
suy_draw_deal (guint n_objects,
               guint n_officers,
               guint n_each,
               SuyDrawConflict conflict,
               gpointer user_data)
{
  SuyDrawDeal *deal = g_new (SuyDrawDeal, 1);
  g_autoptr (GArray) line = g_array_sized_new (FALSE, FALSE, sizeof (guint), n_officers);
  Dealing dealing = { deal, line, conflict, user_data };

  deal->n_each = n_each;
  deal->officers = g_array_sized_new (FALSE, FALSE, sizeof (guint), n_objects * n_each);
  deal->passed = g_array_new (FALSE, FALSE, sizeof (SuyDrawPassed));
  for (guint i = 0; i < n_officers; i++)
    g_array_append_val (line, i);
  for (guint object = 0; object < n_objects; object++)
    serve (&dealing, object);

  return deal;
}

char *
suy_draw_format_team (const SuyDrawDeal *deal,
                      guint object,
                      const char *key,
                      const char *const *officers)
{
  GString *line = g_string_new (key);

  for (guint k = 0; k < deal->n_each; k++)
    {
      guint officer = g_array_index (deal->officers, guint, object * deal->n_each + k);

      if (officer != G_MAXUINT)
        g_string_append_printf (line, "%s%s", k == 0 ? ": " : ", ", officers[officer]);
    }

  return g_string_free (line, FALSE);
}

char *
suy_draw_format_passed (const SuyDrawPassed *passed,
                        const char *key,
                        const char *const *officers,
                        const char *why)
{
  return g_strdup_printf ("%s: %s → %s（%s）", key, officers[passed->officer],
                          passed->instead == G_MAXUINT ? "—" : officers[passed->instead], why);
}

void
suy_draw_deal_free (SuyDrawDeal *deal)
{
  g_array_unref (deal->officers);
  g_array_unref (deal->passed);
  g_free (deal);
}
