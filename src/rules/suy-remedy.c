/* suy-remedy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-remedy.h"

#include <gio/gio.h>
#include <string.h>

#include "suy-json.h"
#include "suy-rules-resource.h"

#define PATH "/org/suyuan/rules/remedies.json"

/* A row of the table. */
typedef struct
{
  char *fact;    /* name of a fact, or "need:" and a whole requirement */
  char *machine; /* (nullable): any */
  SuyRemedy remedy;
} Row;

struct _SuyRemedies
{
  GPtrArray *rows; /* (element-type Row) */
};

static const char *const kind_names[] = { "field",     "place",  "attachment", "record", "note",
                                          "statement", "person", "move",       "final",  NULL };

static void
remedy_clear (SuyRemedy *remedy)
{
  g_free (remedy->what);
  g_free (remedy->value);
  g_strfreev (remedy->set);
  g_free (remedy->label.en);
  g_free (remedy->label.zh);
}

void
suy_remedy_free (SuyRemedy *remedy)
{
  remedy_clear (remedy);
  g_free (remedy);
}

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->fact);
  g_free (row->machine);
  remedy_clear (&row->remedy);
  g_free (row);
}

void
suy_remedies_free (SuyRemedies *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

const char *
suy_remedy_get_kind_name (SuyRemedyKind kind)
{
  return kind_names[kind];
}

/* ---- reading ---- */

static gboolean
read_kind (const SuyJsonPlace *at, SuyRemedyKind *kind, GError **error)
{
  SuyJsonPlace place = suy_json_member (at, "by");
  g_autofree char *name = NULL;

  if (!suy_json_read_text (at, "by", &name, error))
    return FALSE;
  for (guint i = 0; kind_names[i] != NULL; i++)
    if (g_str_equal (kind_names[i], name))
      {
        *kind = (SuyRemedyKind) i;
        return TRUE;
      }

  return suy_json_fail_word (&place, error, "the remedy", name, kind_names);
}

static gboolean
needs_what (SuyRemedyKind kind)
{
  return kind == SUY_REMEDY_FIELD || kind == SUY_REMEDY_ATTACHMENT || kind == SUY_REMEDY_RECORD ||
         kind == SUY_REMEDY_MOVE;
}

static gboolean
read_row (SuyRemedies *self, const SuyJsonPlace *at, GError **error)
{
  static const char *const keys[] = { "fact", "need", "machine", "by!", "what",
                                      "set",  "en!",  "zh!",     NULL };
  Row *row = g_new0 (Row, 1);
  g_autofree char *need = NULL;

  g_ptr_array_add (self->rows, row);
  if (!suy_json_check_keys (at, keys, error) ||
      !suy_json_read_text (at, "fact", &row->fact, error) ||
      !suy_json_read_text (at, "need", &need, error) ||
      !suy_json_read_text (at, "machine", &row->machine, error) ||
      !read_kind (at, &row->remedy.kind, error) ||
      !suy_json_read_text (at, "what", &row->remedy.what, error) ||
      !suy_json_read_texts (at, "set", &row->remedy.set, error) ||
      !suy_json_read_label (at, &row->remedy.label, error))
    return FALSE;

  if ((need == NULL) == (row->fact == NULL))
    return suy_json_fail (at, error, "either a fact or a need belongs here");
  if (need != NULL)
    row->fact = g_strconcat ("need:", need, NULL);
  if (needs_what (row->remedy.kind) && row->remedy.what == NULL)
    return suy_json_fail (at, error, "“what” must name the field, kind, register or move");

  return TRUE;
}

SuyRemedies *
suy_remedies_new_from_text (const char *file, const char *text, GError **error)
{
  static const char *const keys[] = { "remedies!", NULL };
  g_autoptr (JsonNode) node = suy_json_parse (file, text, error);
  g_autoptr (SuyRemedies) self = g_new0 (SuyRemedies, 1);
  SuyJsonPlace root = { NULL, file, 0, node }, rows = { 0 };
  guint length;

  self->rows = g_ptr_array_new_with_free_func (row_free);
  if (node == NULL || !suy_json_check_keys (&root, keys, error))
    return NULL;
  rows = suy_json_member (&root, "remedies");
  if (!suy_json_check_array (&rows, &length, error))
    return NULL;
  for (guint i = 0; i < length; i++)
    {
      SuyJsonPlace row = suy_json_element (&rows, i);

      if (!read_row (self, &row, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

SuyRemedies *
suy_remedies_new_builtin (GError **error)
{
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (suy_rules_get_resource (), PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *text = NULL;

  if (bytes == NULL)
    return NULL;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return suy_remedies_new_from_text ("remedies.json", text, error);
}

/* ---- finding ---- */

/* A row for this machine goes before one for any. */
static const Row *
find_row (SuyRemedies *self, const char *machine, const char *fact)
{
  const Row *found = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = self->rows->pdata[i];

      if (!g_str_equal (row->fact, fact))
        continue;
      if (row->machine != NULL && g_str_equal (row->machine, machine))
        return row;
      if (row->machine == NULL && found == NULL)
        found = row;
    }

  return found;
}

static SuyRemedy *
new_from_row (const Row *row, const char *value)
{
  SuyRemedy *remedy = g_new0 (SuyRemedy, 1);

  *remedy =
      (SuyRemedy){ .kind = row->remedy.kind,
                   .what = g_strdup (row->remedy.what),
                   .set = g_strdupv (row->remedy.set),
                   .label = { g_strdup (row->remedy.label.en), g_strdup (row->remedy.label.zh) } };
  if (remedy->kind == SUY_REMEDY_STATEMENT)
    {
      remedy->what = g_strdup (row->fact);
      remedy->value = g_strdup (value);
    }

  return remedy;
}

/* A remedy that the requirement itself names, with its label behind the verb. */
static SuyRemedy *
new_plain (SuyRemedyKind kind, char *what, const SuyNeed *need)
{
  static const struct
  {
    const char *en, *zh;
  } verbs[] = {
    [SUY_REMEDY_FIELD] = { "Fill in: ", "填写：" },
    [SUY_REMEDY_ATTACHMENT] = { "Attach a file: ", "添加附件：" },
    [SUY_REMEDY_NOTE] = { "Write: ", "填写：" },
    [SUY_REMEDY_PERSON] = { "Somebody else must do it: ", "须由他人办理：" },
    [SUY_REMEDY_MOVE] = { "First: ", "先办理：" },
    [SUY_REMEDY_FINAL] = { "Cannot be met: ", "无法满足：" },
  };
  SuyRemedy *remedy = g_new0 (SuyRemedy, 1);

  *remedy = (SuyRemedy){ .kind = kind,
                         .what = what,
                         .label = { g_strconcat (verbs[kind].en, need->label.en, NULL),
                                    g_strconcat (verbs[kind].zh, need->label.zh, NULL) } };

  return remedy;
}

/* A field that people fill in, else nothing can be done about it by hand. */
static SuyRemedy *
new_for_field (const SuyRegister *reg, const char *name, const SuyNeed *need)
{
  const SuyField *field = suy_register_find (reg, name);

  return field == NULL || field->derived ? new_plain (SUY_REMEDY_FINAL, NULL, need)
                                         : new_plain (SUY_REMEDY_FIELD, g_strdup (name), need);
}

/* Of two days or links the second is the one to change, unless it is today. */
static SuyRemedy *
new_for_pair (const SuyRegister *reg, const char *rest, const SuyNeed *need)
{
  g_auto (GStrv) names = g_strsplit (rest, ":", 3);
  const char *name = names[1] != NULL && !g_str_equal (names[1], "today") ? names[1] : names[0];

  return new_for_field (reg, name, need);
}

static char *
name_of_test (const char *test, const char **value)
{
  gsize n = strcspn (test, "=<>!");

  *value = test + n + strspn (test + n, "=<>!");

  return g_strndup (test, n);
}

static SuyRemedy *
find_fact (SuyRemedies *self, const SuyRegister *reg, const char *test)
{
  const char *value;
  g_autofree char *fact = name_of_test (test, &value);
  const Row *row = find_row (self, reg->name, fact);

  return row == NULL ? NULL : new_from_row (row, value);
}

static SuyRemedy *
find_by_name (SuyRemedies *self, const SuyRegister *reg, const char *name, const SuyNeed *need)
{
  const char *rest = strchr (name, ':'), *value;
  g_autofree char *word = rest == NULL ? g_strdup (name) : g_strndup (name, (gsize) (rest - name));
  g_autofree char *whole = g_strconcat ("need:", name, NULL);
  const Row *row = find_row (self, reg->name, whole);

  rest = rest == NULL ? "" : rest + 1;
  if (row != NULL)
    return new_from_row (row, NULL);
  if (g_str_equal (word, "when") || g_str_equal (word, "as"))
    return find_by_name (self, reg, strchr (rest, ':') + 1, need);
  if (g_str_equal (word, "fact"))
    return find_fact (self, reg, rest);
  if (g_str_equal (word, "note"))
    return new_plain (SUY_REMEDY_NOTE, NULL, need);
  if (g_str_equal (word, "evidence"))
    return new_plain (SUY_REMEDY_ATTACHMENT, name_of_test (rest, &value), need);
  if (g_str_equal (word, "field"))
    return new_for_field (reg, rest, need);
  if (g_str_equal (word, "value"))
    {
      g_autofree char *field = name_of_test (rest, &value);

      return new_for_field (reg, field, need);
    }
  if (g_str_equal (word, "role") || g_str_has_prefix (word, "actor"))
    return new_plain (SUY_REMEDY_PERSON, NULL, need);
  if (g_str_equal (word, "move"))
    return new_plain (SUY_REMEDY_MOVE, g_strdup (rest), need);

  return new_for_pair (reg, rest, need);
}

SuyRemedy *
suy_remedies_find (SuyRemedies *self, const SuyRegister *reg, const SuyNeed *need)
{
  return find_by_name (self, reg, need->name, need);
}

gboolean
suy_remedies_is_statement (SuyRemedies *self, const char *machine, const char *fact)
{
  const Row *row = find_row (self, machine, fact);

  return row != NULL && row->remedy.kind == SUY_REMEDY_STATEMENT;
}
