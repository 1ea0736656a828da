/* suy-tally.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-tally.h"

#include "suy-duty-private.h"
#include "suy-json.h"
#include "suy-ratio.h"
#include "suy-rules-text.h"

#define FILE_NAME "tallies.json"

struct _SuyTallies
{
  GPtrArray *tallies; /* (element-type SuyTallyRow) */
  GStrv trees;        /* registers */
};

static void
figure_free (gpointer data)
{
  SuyTallyRow *tally = data;

  g_free (tally->reg);
  g_free (tally->name);
  suy_label_clear (&tally->label);
  g_free (tally->of);
  g_free (tally->link);
  g_array_unref (tally->when);
  g_free (tally->distinct);
  g_free (tally->sum);
  g_free (tally->without);
  g_free (tally->by);
  g_free (tally->field);
  g_free (tally->until);
  g_free (tally->part);
  g_free (tally->whole);
  g_free (tally->source);
  g_free (tally);
}

static gboolean
has (SuyTallies *self, const SuyTallyRow *like, const char *name)
{
  for (guint i = 0; i < self->tallies->len; i++)
    {
      const SuyTallyRow *tally = self->tallies->pdata[i];

      if (tally != like && g_str_equal (tally->reg, like->reg) && g_str_equal (tally->name, name) &&
          tally->total == like->total)
        return TRUE;
    }

  return FALSE;
}

/* Each kind has its own keys; a row that could mean two things is a mistake. */
static gboolean
check (SuyTallies *self, const SuyJsonPlace *at, const SuyTallyRow *tally, GError **error)
{
  gboolean counts = tally->kind == SUY_TALLY_COUNT || tally->kind == SUY_TALLY_UNCOVERED;
  gboolean inside = tally->kind == SUY_TALLY_INSIDE;
  gboolean joins = tally->kind >= SUY_TALLY_PERCENT;

  if (has (self, tally, tally->name))
    return suy_json_fail (at, error, "“%s” stands in the table twice", tally->name);
  if ((tally->of != NULL) != (counts || inside))
    return suy_json_fail (at, error, "“of” belongs to “count”, “uncovered” and “inside”");
  if (counts && !tally->total && tally->link == NULL)
    return suy_json_fail (at, error, "“link” is missing: which records belong to this one?");
  if ((tally->without != NULL) != (tally->by != NULL))
    return suy_json_fail (at, error, "“without” and “by” belong together");
  if ((tally->field != NULL) !=
      (tally->kind >= SUY_TALLY_ENTRIES && tally->kind <= SUY_TALLY_LOOK_BACK))
    return suy_json_fail (at, error,
                          "“field” belongs to “entries”, “days”, “uncovered” and “look_back”");
  if ((tally->part != NULL && tally->whole != NULL) != joins)
    return suy_json_fail (at, error, "“part” and “whole” belong to what is made of two tallies");
  if (joins && (!has (self, tally, tally->part) || !has (self, tally, tally->whole)))
    return suy_json_fail (at, error, "“%s” and “%s” must stand further up", tally->part,
                          tally->whole);

  return TRUE;
}

static gboolean
read_figure (gpointer table, const SuyJsonPlace *at, GError **error)
{
  SuyTallies *self = table;
  static const char *const keys[] = { "register!", "name!",   "en!",     "zh!",   "total",
                                      "kind!",     "of",      "link",    "when",  "distinct",
                                      "sum",       "without", "by",      "field", "until",
                                      "part",      "whole",   "source!", NULL };
  static const char *const kinds[] = { "count",     "inside",  "entries",  "days", "uncovered",
                                       "look_back", "percent", "quotient", "rest", NULL };
  SuyTallyRow *tally = g_new0 (SuyTallyRow, 1);
  const struct
  {
    const char *key;
    char **text;
  } texts[] = {
    { "register", &tally->reg },  { "name", &tally->name },         { "of", &tally->of },
    { "link", &tally->link },     { "distinct", &tally->distinct }, { "sum", &tally->sum },
    { "by", &tally->by },         { "without", &tally->without },   { "field", &tally->field },
    { "until", &tally->until },   { "part", &tally->part },         { "whole", &tally->whole },
    { "source", &tally->source },
  };
  guint kind = 0;

  tally->when = suy_duty_tests_new ();
  if (!suy_json_check_keys (at, keys, error))
    {
      figure_free (tally);
      return FALSE;
    }
  g_ptr_array_add (self->tallies, tally);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!suy_json_read_text (at, texts[i].key, texts[i].text, error))
      return FALSE;
  if (!suy_json_read_label (at, &tally->label, error) ||
      !suy_json_read_boolean (at, "total", &tally->total, error) ||
      !suy_json_read_word (at, "kind", kinds, &kind, error) ||
      !suy_duty_read_tests (at, "when", tally->when, error))
    return FALSE;
  tally->kind = (SuyTallyKind) kind;

  return check (self, at, tally, error);
}

SuyTallies *
suy_tallies_new_from_text (const char *file, const char *text, GError **error)
{
  static const char *const keys[] = { "source!", "trees!", "tallies!", NULL };
  g_autoptr (SuyTallies) self = g_new0 (SuyTallies, 1);
  g_autoptr (JsonNode) node = suy_json_parse (file, text, error);
  SuyJsonPlace root = { NULL, file, 0, node };

  self->tallies = g_ptr_array_new_with_free_func (figure_free);
  if (node == NULL || !suy_json_check_keys (&root, keys, error) ||
      !suy_json_read_texts (&root, "trees", &self->trees, error) ||
      !suy_json_read_rows (&root, "tallies", read_figure, self, error))
    return NULL;

  return g_steal_pointer (&self);
}

SuyTallies *
suy_tallies_new_builtin (GError **error)
{
  g_autofree char *text = suy_rules_text (FILE_NAME, error);

  return text == NULL ? NULL : suy_tallies_new_from_text (FILE_NAME, text, error);
}

void
suy_tallies_free (SuyTallies *self)
{
  g_ptr_array_unref (self->tallies);
  g_strfreev (self->trees);
  g_free (self);
}

const GPtrArray *
suy_tallies_get_all (SuyTallies *self)
{
  return self->tallies;
}

gboolean
suy_tallies_is_tree (SuyTallies *self, const char *reg)
{
  return g_strv_contains ((const char *const *) self->trees, reg);
}

static const SuyValue *
cell_of (const char *name, gpointer record)
{
  const SuyField *field = suy_register_find (suy_record_get_register (record), name);

  return field == NULL ? NULL : suy_record_get (record, field);
}

gboolean
suy_tally_counts (const SuyTallyRow *self, const SuyRecord *record, gint64 now)
{
  const SuyDutyFacts facts = { cell_of, (gpointer) record, SUY_CLOCK_NEVER, now };

  return suy_duty_check (self->when, &facts);
}

char *
suy_tally_format (SuyTallyKind kind, gint64 part, gint64 whole)
{
  const SuyRatio ratio = { part, whole };
  g_autofree char *number = NULL;

  switch (kind)
    {
    case SUY_TALLY_PERCENT:
      number = whole > 0 ? suy_ratio_format (ratio, 100, 2) : g_strdup ("");
      return *number == '\0' ? g_steal_pointer (&number) : g_strconcat (number, " %", NULL);
    case SUY_TALLY_QUOTIENT:
      return whole > 0 ? suy_ratio_format (ratio, 1, 2) : g_strdup ("");
    case SUY_TALLY_REST:
      return suy_ratio_format_whole (whole - part);
    case SUY_TALLY_COUNT:
    case SUY_TALLY_INSIDE:
    case SUY_TALLY_ENTRIES:
    case SUY_TALLY_DAYS:
    case SUY_TALLY_UNCOVERED:
    case SUY_TALLY_LOOK_BACK:
    default:
      return suy_ratio_format_whole (part);
    }
}
