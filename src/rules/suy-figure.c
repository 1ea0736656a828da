/* suy-figure.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-figure.h"

#include "suy-condition.h"
#include "suy-json.h"
#include "suy-ratio.h"
#include "suy-rules-text.h"

#define FILE_NAME "figures.json"

struct _SuyFigures
{
  GPtrArray *figures; /* (element-type SuyFigure) */
  GStrv trees;        /* registers */
};

static void
figure_free (gpointer data)
{
  SuyFigure *figure = data;

  g_free (figure->reg);
  g_free (figure->name);
  suy_label_clear (&figure->label);
  g_free (figure->of);
  g_free (figure->link);
  g_array_unref (figure->when);
  g_free (figure->distinct);
  g_free (figure->sum);
  g_free (figure->without);
  g_free (figure->by);
  g_free (figure->field);
  g_free (figure->until);
  g_free (figure->part);
  g_free (figure->whole);
  g_free (figure->source);
  g_free (figure);
}

static gboolean
has (SuyFigures *self, const SuyFigure *like, const char *name)
{
  for (guint i = 0; i < self->figures->len; i++)
    {
      const SuyFigure *figure = self->figures->pdata[i];

      if (figure != like && g_str_equal (figure->reg, like->reg) &&
          g_str_equal (figure->name, name) && figure->total == like->total)
        return TRUE;
    }

  return FALSE;
}

/* Each kind has its own keys; a row that could mean two things is a mistake. */
static gboolean
check (SuyFigures *self, const SuyJsonPlace *at, const SuyFigure *figure, GError **error)
{
  gboolean counts = figure->kind == SUY_FIGURE_COUNT || figure->kind == SUY_FIGURE_UNCOVERED;
  gboolean inside = figure->kind == SUY_FIGURE_INSIDE;
  gboolean joins = figure->kind >= SUY_FIGURE_PERCENT;

  if (has (self, figure, figure->name))
    return suy_json_fail (at, error, "“%s” stands in the table twice", figure->name);
  if ((figure->of != NULL) != (counts || inside))
    return suy_json_fail (at, error, "“of” belongs to “count”, “uncovered” and “inside”");
  if (counts && !figure->total && figure->link == NULL)
    return suy_json_fail (at, error, "“link” is missing: which records belong to this one?");
  if ((figure->without != NULL) != (figure->by != NULL))
    return suy_json_fail (at, error, "“without” and “by” belong together");
  if ((figure->field != NULL) !=
      (figure->kind >= SUY_FIGURE_ENTRIES && figure->kind <= SUY_FIGURE_LOOK_BACK))
    return suy_json_fail (at, error,
                          "“field” belongs to “entries”, “days”, “uncovered” and “look_back”");
  if ((figure->part != NULL && figure->whole != NULL) != joins)
    return suy_json_fail (at, error, "“part” and “whole” belong to what is made of two figures");
  if (joins && (!has (self, figure, figure->part) || !has (self, figure, figure->whole)))
    return suy_json_fail (at, error, "“%s” and “%s” must stand further up", figure->part,
                          figure->whole);

  return TRUE;
}

static gboolean
read_figure (gpointer table, const SuyJsonPlace *at, GError **error)
{
  SuyFigures *self = table;
  static const char *const keys[] = { "register!", "name!",   "en!",     "zh!",   "total",
                                      "kind!",     "of",      "link",    "when",  "distinct",
                                      "sum",       "without", "by",      "field", "until",
                                      "part",      "whole",   "source!", NULL };
  static const char *const kinds[] = { "count",     "inside",  "entries",  "days", "uncovered",
                                       "look_back", "percent", "quotient", "rest", NULL };
  SuyFigure *figure = g_new0 (SuyFigure, 1);
  const struct
  {
    const char *key;
    char **text;
  } texts[] = {
    { "register", &figure->reg },  { "name", &figure->name },         { "of", &figure->of },
    { "link", &figure->link },     { "distinct", &figure->distinct }, { "sum", &figure->sum },
    { "by", &figure->by },         { "without", &figure->without },   { "field", &figure->field },
    { "until", &figure->until },   { "part", &figure->part },         { "whole", &figure->whole },
    { "source", &figure->source },
  };
  guint kind = 0;

  figure->when = suy_conditions_new ();
  if (!suy_json_check_keys (at, keys, error))
    {
      figure_free (figure);
      return FALSE;
    }
  g_ptr_array_add (self->figures, figure);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!suy_json_read_text (at, texts[i].key, texts[i].text, error))
      return FALSE;
  if (!suy_json_read_label (at, &figure->label, error) ||
      !suy_json_read_boolean (at, "total", &figure->total, error) ||
      !suy_json_read_word (at, "kind", kinds, &kind, error) ||
      !suy_conditions_read (figure->when, at, "when", error))
    return FALSE;
  figure->kind = (SuyFigureKind) kind;

  return check (self, at, figure, error);
}

SuyFigures *
suy_figures_new_from_text (const char *file, const char *text, GError **error)
{
  static const char *const keys[] = { "source!", "trees!", "figures!", NULL };
  g_autoptr (SuyFigures) self = g_new0 (SuyFigures, 1);
  g_autoptr (JsonNode) node = suy_json_parse (file, text, error);
  SuyJsonPlace root = { NULL, file, 0, node };

  self->figures = g_ptr_array_new_with_free_func (figure_free);
  if (node == NULL || !suy_json_check_keys (&root, keys, error) ||
      !suy_json_read_texts (&root, "trees", &self->trees, error) ||
      !suy_json_read_rows (&root, "figures", read_figure, self, error))
    return NULL;

  return g_steal_pointer (&self);
}

SuyFigures *
suy_figures_new_builtin (GError **error)
{
  g_autofree char *text = suy_rules_text (FILE_NAME, error);

  return text == NULL ? NULL : suy_figures_new_from_text (FILE_NAME, text, error);
}

void
suy_figures_free (SuyFigures *self)
{
  g_ptr_array_unref (self->figures);
  g_strfreev (self->trees);
  g_free (self);
}

const GPtrArray *
suy_figures_get_all (SuyFigures *self)
{
  return self->figures;
}

gboolean
suy_figures_is_tree (SuyFigures *self, const char *reg)
{
  return g_strv_contains ((const char *const *) self->trees, reg);
}

char *
suy_figure_format (SuyFigureKind kind, gint64 part, gint64 whole)
{
  const SuyRatio ratio = { part, whole };
  g_autofree char *number = NULL;

  switch (kind)
    {
    case SUY_FIGURE_PERCENT:
      number = whole > 0 ? suy_ratio_format (ratio, 100, 2) : g_strdup ("");
      return *number == '\0' ? g_steal_pointer (&number) : g_strconcat (number, " %", NULL);
    case SUY_FIGURE_QUOTIENT:
      return whole > 0 ? suy_ratio_format (ratio, 1, 2) : g_strdup ("");
    case SUY_FIGURE_REST:
      return suy_ratio_format_whole (whole - part);
    case SUY_FIGURE_COUNT:
    case SUY_FIGURE_INSIDE:
    case SUY_FIGURE_ENTRIES:
    case SUY_FIGURE_DAYS:
    case SUY_FIGURE_UNCOVERED:
    case SUY_FIGURE_LOOK_BACK:
    default:
      return suy_ratio_format_whole (part);
    }
}
