/* moves-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "moves-check.h"

#include <string.h>

#include "suy-field.h"

#define TODAY "2026-11-20"

typedef struct
{
  const MovesText *text;
  SuyMoves *moves;
  const SuyRegister *reg;
  const char *const *roles;
  const MovesTextRow *row;
  const SuyMove *move;
  char *fault; /* the first one */
} Check;

/* A fault with its place in the text; those after the first are dropped. */
static void G_GNUC_PRINTF (3, 4) blame (Check *self, guint line, const char *format, ...)
{
  va_list args;
  g_autofree char *what = NULL;

  if (self->fault != NULL)
    return;
  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  self->fault = g_strdup_printf ("%s:%u: %s", self->text->file, line, what);
}

/* ---- an example ---- */

/* Lays "name=value; name=value" over @known. */
static void
lay_over (GHashTable *known, const char *example)
{
  g_auto (GStrv) pairs = g_strsplit (example, "; ", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *sign = strchr (pairs[i], '=');

      if (sign == NULL)
        g_error ("“%s” is no example: write name=value", example);
      g_hash_table_insert (known, g_strndup (pairs[i], (gsize) (sign - pairs[i])),
                           g_strdup (sign + 1));
    }
}

/* Takes away what an example gives. */
static void
leave_out (GHashTable *known, const char *example)
{
  g_auto (GStrv) pairs = g_strsplit (example, "; ", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    g_hash_table_insert (known, g_strndup (pairs[i], strcspn (pairs[i], "=")), g_strdup (""));
}

static GHashTable *
copy (GHashTable *known)
{
  GHashTable *copied = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (copied, g_strdup (name), g_strdup (value));

  return copied;
}

/* All examples of the move together; whoever stands first among those who may makes it. */
static GHashTable *
base_of (const MovesTextRow *row)
{
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_hash_table_insert (known, g_strdup ("as"), g_strdup (row->may[0]));
  for (guint i = 0; i < row->needs->len; i++)
    lay_over (known, ((MovesTextNeed *) row->needs->pdata[i])->example);

  return known;
}

static void
set_field (SuyRecord *record, const char *name, const char *value)
{
  const SuyField *field = suy_register_find (suy_record_get_register (record), name);
  SuyValue parsed = { 0 };
  g_autoptr (GError) error = NULL;

  if (field == NULL)
    g_error ("The register %s has no field “%s”", suy_record_get_register (record)->name, name);
  if (*value == '\0')
    return;

  if (field->type == SUY_FIELD_LIST)
    parsed = SUY_TEXT (g_strdup (value));
  else if (field->type == SUY_FIELD_INTEGER || field->type == SUY_FIELD_BOOLEAN ||
           field->type == SUY_FIELD_LINK)
    parsed = SUY_INTEGER (g_ascii_strtoll (value, NULL, 10));
  else if (!suy_field_parse (field, value, &parsed, &error))
    g_error ("%s: %s", name, error->message);
  suy_record_set (record, field, &parsed);
  suy_value_clear (&parsed);
}

/* What the table wants when this much is known.  (element-type SuyNeed) */
static GPtrArray *
ask (const Check *self, GHashTable *known)
{
  g_autoptr (SuyRecord) record = suy_record_new (self->reg);
  g_autoptr (GHashTable) facts = g_hash_table_new (g_str_hash, g_str_equal);
  SuyMoveAsk question = { .record = record, .today = TODAY, .facts = facts };
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const char *name = key, *given = *(char *) value == '\0' ? NULL : value;

      if (g_str_equal (name, "as"))
        question.role = given;
      else if (g_str_equal (name, "unit"))
        question.unit = given;
      else if (g_str_equal (name, "note"))
        question.note = given;
      else if (*name != '@')
        set_field (record, name, value);
      else if (given != NULL)
        g_hash_table_insert (facts, (gpointer) (name + 1), (gpointer) given);
    }

  return suy_moves_missing (self->moves, self->move, &question);
}

static char *
join (const GPtrArray *missing)
{
  g_autoptr (GString) text = g_string_new (missing->len == 0 ? "nothing" : "");

  for (guint i = 0; i < missing->len; i++)
    g_string_append_printf (text, "%s“%s”", i == 0 ? "" : ", ",
                            ((SuyNeed *) missing->pdata[i])->label.en);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- one move ---- */

static void
expect_allowed (Check *self, guint line, GHashTable *known)
{
  g_autoptr (GPtrArray) missing = ask (self, known);
  g_autofree char *wanted = join (missing);

  if (missing->len > 0)
    blame (self, line, "%s from “%s” is refused for want of %s", self->row->name, self->move->from,
           wanted);
}

/* @words NULL: for one reason, whichever */
static void
expect_refused (Check *self, guint line, GHashTable *known, const char *words, const char *example)
{
  g_autoptr (GPtrArray) missing = ask (self, known);
  g_autofree char *wanted = join (missing);

  if (missing->len != 1 ||
      (words != NULL && !g_str_equal (((SuyNeed *) missing->pdata[0])->label.en, words)))
    blame (self, line, "%s with “%s” wants %s and not “%s” alone", self->row->name, example, wanted,
           words == NULL ? "one thing" : words);
}

static void
check_need (Check *self, GHashTable *base, const MovesTextNeed *need)
{
  g_autoptr (GHashTable) met = copy (base);

  lay_over (met, need->example);
  expect_allowed (self, need->line, met);
  for (guint i = 0; i < need->counters->len; i++)
    {
      const char *counter = need->counters->pdata[i];
      g_autoptr (GHashTable) unmet = copy (met);

      if (g_str_equal (counter, MOVES_TEXT_LEFT_OUT))
        leave_out (unmet, need->example);
      else
        lay_over (unmet, counter);
      expect_refused (self, need->line, unmet, need->words, counter);
    }
}

/* Is a move of this role allowed with the example of some requirement? */
static gboolean
may_somehow (Check *self, GHashTable *base, const char *role)
{
  for (guint i = 0; i < self->row->needs->len; i++)
    {
      const MovesTextNeed *need = self->row->needs->pdata[i];
      g_autoptr (GHashTable) known = copy (base);
      g_autoptr (GPtrArray) missing = NULL;

      lay_over (known, need->example);
      g_hash_table_insert (known, g_strdup ("as"), g_strdup (role));
      missing = ask (self, known);
      if (missing->len == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
wants_other_role (Check *self, GHashTable *base, const char *role)
{
  g_autoptr (GHashTable) known = copy (base);
  g_autoptr (GPtrArray) missing = NULL;

  g_hash_table_insert (known, g_strdup ("as"), g_strdup (role));
  missing = ask (self, known);
  for (guint i = 0; i < missing->len; i++)
    if (g_str_equal (((SuyNeed *) missing->pdata[i])->name, "role"))
      return TRUE;

  return FALSE;
}

static void
check_roles (Check *self, GHashTable *base)
{
  const char *const *may = (const char *const *) self->row->may;

  for (guint i = 0; self->roles[i] != NULL; i++)
    if (g_strv_contains (may, self->roles[i]) ? !may_somehow (self, base, self->roles[i])
                                              : !wants_other_role (self, base, self->roles[i]))
      blame (self, self->row->line, "%s: the role %s %s", self->row->name, self->roles[i],
             g_strv_contains (may, self->roles[i]) ? "never may" : "may");
  for (guint i = 0; may[i] != NULL; i++)
    if (!g_strv_contains (self->roles, may[i]))
      blame (self, self->row->line, "there is no role %s", may[i]);
  if (!wants_other_role (self, base, ""))
    blame (self, self->row->line, "%s: somebody without a role may", self->row->name);
}

/* ---- both ways ---- */

static gboolean
text_has_words (const MovesTextRow *row, const char *words)
{
  for (guint i = 0; i < row->needs->len; i++)
    if (g_str_equal (((MovesTextNeed *) row->needs->pdata[i])->words, words))
      return TRUE;

  return FALSE;
}

static gboolean
table_has_words (const SuyMove *move, const char *words)
{
  for (guint i = 0; i < move->needs->len; i++)
    if (g_str_equal (((SuyNeed *) move->needs->pdata[i])->label.en, words))
      return TRUE;

  return FALSE;
}

static gboolean
same_words (GStrv a, GStrv b)
{
  for (guint i = 0; a[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) b, a[i]))
      return FALSE;

  return g_strv_length (a) == g_strv_length (b);
}

static void
compare_row (Check *self)
{
  const MovesTextRow *row = self->row;
  const SuyMove *move = self->move;
  const char *to = g_str_equal (row->to, "=") ? move->from : row->to;

  if (!g_str_equal (row->number, move->number))
    blame (self, row->line, "the table counts it as %s", move->number);
  if (!g_str_equal (to, move->to))
    blame (self, row->line, "in the table it leads to “%s”", move->to);
  if (!g_str_equal (row->article, move->source))
    blame (self, row->line, "the table names “%s”", move->source);
  if (!same_words (row->may, move->roles))
    blame (self, row->line, "the table has other roles");
  if (!same_words (row->counts, move->counts))
    blame (self, row->line, "the table counts something else");
  for (guint i = 0; i < row->needs->len; i++)
    {
      const MovesTextNeed *need = row->needs->pdata[i];

      if (!table_has_words (move, need->words))
        blame (self, need->line, "the table does not ask for “%s”", need->words);
    }
  for (guint i = 0; i < move->needs->len; i++)
    {
      const SuyNeed *need = move->needs->pdata[i];

      if (!text_has_words (row, need->label.en))
        blame (self, row->line, "the text does not ask for “%s”", need->label.en);
      if (*need->label.zh == '\0')
        blame (self, row->line, "“%s” has no Chinese words", need->label.en);
    }
}

static void
check_row (Check *self)
{
  g_autoptr (GHashTable) base = base_of (self->row);

  compare_row (self);
  if (self->fault != NULL)
    return;

  expect_allowed (self, self->row->line, base);
  check_roles (self, base);
  for (guint i = 0; i < self->row->needs->len; i++)
    check_need (self, base, self->row->needs->pdata[i]);
  for (guint i = 0; i < self->row->refusals->len; i++)
    {
      const MovesTextNeed *refusal = self->row->refusals->pdata[i];
      g_autoptr (GHashTable) known = copy (base);

      lay_over (known, refusal->example);
      expect_refused (self, refusal->line, known, NULL, refusal->words);
    }
}

/* ---- the whole machine ---- */

static void
compare_states (Check *self)
{
  GStrv have = suy_moves_get_states (self->moves);

  if (!g_strv_equal ((const char *const *) self->text->states, (const char *const *) have))
    blame (self, 1, "the table has other states, or another order");
  for (guint i = 0; self->fault == NULL && have[i] != NULL; i++)
    {
      gboolean end =
          g_ptr_array_find_with_equal_func (self->text->ends, have[i], g_str_equal, NULL);

      if (suy_moves_is_final (self->moves, have[i]) != end)
        blame (self, 1, "in “%s” the work is %sfinished", have[i], end ? "" : "not ");
    }
}

/* How many rows of the text lead from here to there. */
static guint
count_rows (const MovesText *text, const char *from, const char *to)
{
  guint n = 0;

  for (guint i = 0; i < text->rows->len; i++)
    {
      const MovesTextRow *row = text->rows->pdata[i];

      if (g_strv_contains ((const char *const *) row->from, from))
        n += g_str_equal (row->to, "=") ? g_str_equal (from, to) : g_str_equal (row->to, to);
    }

  return n;
}

static guint
count_moves (SuyMoves *moves, const char *from, const char *to)
{
  g_autoptr (GPtrArray) starting = suy_moves_from (moves, from);
  guint n = 0;

  for (guint i = 0; i < starting->len; i++)
    n += g_str_equal (((SuyMove *) starting->pdata[i])->to, to);

  return n;
}

/* Every pair of states, and the birth into every state. */
static void
check_pairs (Check *self)
{
  GStrv states = self->text->states;
  guint n = g_strv_length (states);

  for (guint i = 0; i <= n; i++)
    for (guint j = 0; j < n; j++)
      {
        const char *from = i == n ? "" : states[i];
        guint wanted = count_rows (self->text, from, states[j]);
        guint have = count_moves (self->moves, from, states[j]);

        if (have != wanted)
          blame (self, 1, "from “%s” to “%s” the table has %u moves, the text %u", from, states[j],
                 have, wanted);
      }
}

/* No name of a move works from a state that its row does not name. */
static void
check_names (Check *self)
{
  for (guint i = 0; i < self->text->rows->len; i++)
    for (guint k = 0; self->text->states[k] != NULL; k++)
      {
        const MovesTextRow *row = self->text->rows->pdata[i];
        const char *from = self->text->states[k];
        gboolean listed = FALSE;

        for (guint r = 0; r < self->text->rows->len; r++)
          {
            const MovesTextRow *other = self->text->rows->pdata[r];

            listed |= g_str_equal (other->name, row->name) &&
                      g_strv_contains ((const char *const *) other->from, from);
          }
        if ((suy_moves_find (self->moves, row->name, from) != NULL) != listed)
          blame (self, row->line, "%s %s from “%s”", row->name,
                 listed ? "is not there" : "is there", from);
      }
}

char *
moves_check (const MovesText *text,
             SuyMoves *moves,
             const SuyRegister *reg,
             const char *const *roles)
{
  Check self = { text, moves, reg, roles, NULL, NULL, NULL };
  guint n = 0;

  compare_states (&self);
  check_pairs (&self);
  check_names (&self);
  for (guint i = 0; i < text->rows->len && self.fault == NULL; i++)
    {
      self.row = text->rows->pdata[i];
      for (guint k = 0; self.row->from[k] != NULL && self.fault == NULL; k++, n++)
        {
          self.move = suy_moves_find (moves, self.row->name, self.row->from[k]);
          if (self.move == NULL)
            blame (&self, self.row->line, "the table has no %s from “%s”", self.row->name,
                   self.row->from[k]);
          else
            check_row (&self);
        }
    }
  if (n != suy_moves_get_all (moves)->len)
    blame (&self, 1, "the table has %u moves, the text %u", suy_moves_get_all (moves)->len, n);

  return self.fault;
}
