/* suy-catalog-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-catalog-private.h"

#include "suy-error.h"
#include "suy-fold.h"
#include "suy-json.h"

/* Register i stands alone in files[i], or, if there are no files, in element i of the array. */
typedef struct
{
  SuyCatalog *catalog;
  SuyJsonPlace root, registers;
  GPtrArray *files; /* (nullable) (element-type JsonNode) */
  GStrv names;      /* of all registers */
  char **file_names;
} Reader;

static SuyJsonPlace
register_place (Reader *reader, guint i)
{
  if (reader->files == NULL)
    return suy_json_element (&reader->registers, i);

  return (SuyJsonPlace){ NULL, reader->file_names[i], 0, reader->files->pdata[i] };
}

/* Notes that @owner answers to @word.  Fails if another one does already. */
static gboolean
claim (GHashTable *words,
       const char *word,
       gconstpointer owner,
       const SuyJsonPlace *at,
       GError **error)
{
  g_autofree char *folded = suy_fold (word);
  gpointer other = g_hash_table_lookup (words, folded);

  if (other != NULL && other != owner)
    return suy_json_fail (at, error,
                          "“%s” is already taken by another here; each must be told apart", word);

  g_hash_table_insert (words, g_steal_pointer (&folded), (gpointer) owner);

  return TRUE;
}

static gboolean
claim_all (GHashTable *words,
           GStrv aliases,
           gconstpointer owner,
           const SuyJsonPlace *at,
           GError **error)
{
  SuyJsonPlace member = suy_json_member (at, "aliases");

  for (guint i = 0; aliases[i] != NULL; i++)
    {
      SuyJsonPlace element = suy_json_element (&member, i);

      if (!claim (words, aliases[i], owner, &element, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
claim_label (GHashTable *words,
             const SuyLabel *label,
             gconstpointer owner,
             const SuyJsonPlace *at,
             GError **error)
{
  SuyJsonPlace en = suy_json_member (at, "en"), zh = suy_json_member (at, "zh");

  return claim (words, label->en, owner, &en, error) && claim (words, label->zh, owner, &zh, error);
}

static gboolean
read_group (Reader *reader, const SuyJsonPlace *at, GError **error)
{
  static const char *const keys[] = { "name!", "en!", "zh!", NULL };
  SuyJsonPlace place;
  SuyGroup *group;
  GPtrArray *groups = reader->catalog->groups;

  if (!suy_json_check_keys (at, keys, error))
    return FALSE;

  group = g_new0 (SuyGroup, 1);
  g_ptr_array_add (groups, group);
  if (!suy_catalog_read_name (at, FALSE, &group->name, error) ||
      !suy_json_read_label (at, &group->label, error))
    return FALSE;

  place = suy_json_member (at, "name");
  for (guint i = 0; i + 1 < groups->len; i++)
    if (g_str_equal (((SuyGroup *) groups->pdata[i])->name, group->name))
      return suy_json_fail (&place, error, "there are two groups “%s”", group->name);

  return TRUE;
}

static gboolean
read_choice (SuyChoiceList *list, GHashTable *words, const SuyJsonPlace *at, GError **error)
{
  static const char *const keys[] = { "name!", "en!", "zh!", "group", "aliases", NULL };
  SuyJsonPlace place;
  SuyChoice *choice;

  if (!suy_json_check_keys (at, keys, error))
    return FALSE;

  choice = g_new0 (SuyChoice, 1);
  g_ptr_array_add (list->choices, choice);
  place = suy_json_member (at, "name");

  return suy_json_read_text (at, "name", &choice->name, error) &&
         suy_json_read_label (at, &choice->label, error) &&
         suy_json_read_text (at, "group", &choice->group, error) &&
         suy_json_read_texts (at, "aliases", &choice->aliases, error) &&
         claim (words, choice->name, choice, &place, error) &&
         claim_label (words, &choice->label, choice, at, error) &&
         claim_all (words, choice->aliases, choice, at, error);
}

static gboolean
read_list (Reader *reader, const SuyJsonPlace *at, GError **error)
{
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *wrong = suy_catalog_check_name (at->name, FALSE);
  SuyChoiceList *list;
  guint length;

  if (wrong != NULL)
    return suy_json_fail (at, error, "“%s” %s", at->name, wrong);
  if (!suy_json_check_array (at, &length, error))
    return FALSE;
  if (length == 0)
    return suy_json_fail (at, error, "the list is empty; a choice needs something to choose");

  list = g_new0 (SuyChoiceList, 1);
  list->name = g_strdup (at->name);
  list->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_choice_free);
  g_ptr_array_add (reader->catalog->lists, list);
  for (guint i = 0; i < length; i++)
    {
      SuyJsonPlace element = suy_json_element (at, i);

      if (!read_choice (list, words, &element, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_lists (Reader *reader, GError **error)
{
  SuyJsonPlace lists = suy_json_member (&reader->root, "choices");
  g_autoptr (GList) names = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (lists.node))
    return suy_json_fail (&lists, error, "an object {LIST: [choices]} belongs here");

  names = json_object_get_members (json_node_get_object (lists.node));
  for (GList *l = names; l != NULL; l = l->next)
    {
      SuyJsonPlace place = suy_json_member (&lists, l->data);

      if (!read_list (reader, &place, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_new_field (const SuyRegister *reg,
                 const SuyField *field,
                 const SuyJsonPlace *at,
                 GError **error)
{
  SuyJsonPlace number = suy_json_member (at, "number"), name = suy_json_member (at, "name");
  SuyJsonPlace required = suy_json_member (at, "required");
  const SuyField *other = suy_register_find_number (reg, field->number);

  if (other != NULL)
    return suy_json_fail (&number, error, "the number %u belongs to “%s”; take one never used",
                          field->number, other->name);
  if (suy_register_find (reg, field->name) != NULL)
    return suy_json_fail (&name, error, "there are two fields “%s”", field->name);
  if (field->required && field->derived)
    return suy_json_fail (&required, error, "nobody can fill in a derived field; drop “required”");

  return TRUE;
}

static gboolean
read_field (Reader *reader,
            SuyRegister *reg,
            GHashTable *words,
            const SuyJsonPlace *at,
            GError **error)
{
  g_autoptr (SuyField) field = g_new0 (SuyField, 1);
  const SuyField *owner = field;
  SuyJsonPlace place;

  if (!suy_catalog_read_field (reader->catalog->lists, reader->names, at, field, error) ||
      !check_new_field (reg, field, at, error))
    return FALSE;

  field->position = reg->fields->len;
  g_ptr_array_add (reg->fields, g_steal_pointer (&field));
  place = suy_json_member (at, "name");

  return claim (words, owner->name, owner, &place, error) &&
         claim_label (words, &owner->label, owner, at, error) &&
         claim_all (words, owner->aliases, owner, at, error);
}

static gboolean
read_fields (Reader *reader, SuyRegister *reg, const SuyJsonPlace *at, GError **error)
{
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  SuyJsonPlace fields = suy_json_member (at, "fields");
  guint length;

  if (!suy_json_check_array (&fields, &length, error))
    return FALSE;

  for (guint i = 0; i < length; i++)
    {
      SuyJsonPlace element = suy_json_element (&fields, i);

      if (!read_field (reader, reg, words, &element, error))
        return FALSE;
    }

  reg->code = suy_register_find (reg, "code");
  if (reg->code == NULL || reg->code->type != SUY_FIELD_TEXT || reg->code->derived)
    return suy_json_fail (&fields, error,
                          "one field must be named “code”, of type text, not derived");

  return TRUE;
}

static gboolean
read_geometry (const SuyJsonPlace *at, SuyRegister *reg, GError **error)
{
  SuyJsonPlace place = suy_json_member (at, "geometry");
  g_autofree char *name = NULL;
  int type;

  if (!suy_json_read_text (at, "geometry", &name, error) || name == NULL)
    return place.node == NULL;

  type = suy_catalog_find_word (name, suy_geometry_names);
  if (type < 0)
    return suy_json_fail_word (&place, error, "the geometry", name, suy_geometry_names + 1);

  reg->geometry = (SuyGeometryType) type;

  return TRUE;
}

/* Finds the field that @key names, if the key is there.  @types: bits of the types that fit. */
static gboolean
read_field_name (const SuyJsonPlace *at,
                 const SuyRegister *reg,
                 const char *key,
                 guint types,
                 const SuyField **field,
                 GError **error)
{
  SuyJsonPlace place = suy_json_member (at, key);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *name = NULL;

  if (!suy_json_read_text (at, key, &name, error) || name == NULL)
    return place.node == NULL;

  *field = suy_register_find (reg, name);
  if (*field != NULL && (types & 1u << (*field)->type) != 0)
    return TRUE;
  if (*field != NULL)
    return suy_json_fail (&place, error, "“%s” is of type %s, which cannot be the %s", name,
                          suy_field_type_names[(*field)->type], key);

  for (guint i = 0; i < reg->fields->len; i++)
    g_ptr_array_add (names, ((SuyField *) reg->fields->pdata[i])->name);
  g_ptr_array_add (names, NULL);

  return suy_json_fail_word (&place, error, "the field", name, (const char *const *) names->pdata);
}

/* The labels of one and the group have defaults and rules that need what was read before them. */
static gboolean
read_one_and_group (Reader *reader, SuyRegister *reg, const SuyJsonPlace *at, GError **error)
{
  SuyJsonPlace place = suy_json_member (at, "group");
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();

  if (!suy_json_read_text (at, "en_one", &reg->one.en, error) ||
      !suy_json_read_text (at, "zh_one", &reg->one.zh, error) ||
      !suy_json_read_text (at, "group", &reg->group, error))
    return FALSE;

  if (reg->one.en == NULL)
    reg->one.en = g_strdup (reg->label.en);
  if (reg->one.zh == NULL)
    reg->one.zh = g_strdup (reg->label.zh);

  for (guint i = 0; i < reader->catalog->groups->len; i++)
    g_ptr_array_add (groups, ((SuyGroup *) reader->catalog->groups->pdata[i])->name);
  g_ptr_array_add (groups, NULL);
  if (suy_catalog_find_word (reg->group, (const char *const *) groups->pdata) < 0)
    return suy_json_fail_word (&place, error, "the group", reg->group,
                               (const char *const *) groups->pdata);

  return TRUE;
}

static gboolean
read_members (Reader *reader, SuyRegister *reg, const SuyJsonPlace *at, GError **error)
{
  static const char *const keys[] = {
    "number!",     "name!",   "en!",      "zh!",     "en_one", "zh_one",
    "group!",      "aliases", "geometry", "symbol",  "title",  "place",
    "append_only", "readers", "writers",  "fields!", NULL,
  };
  const guint titles = 1u << SUY_FIELD_TEXT | 1u << SUY_FIELD_CHOICE | 1u << SUY_FIELD_LINK |
                       1u << SUY_FIELD_DATE | 1u << SUY_FIELD_DATETIME;

  if (!suy_json_check_keys (at, keys, error) ||
      !suy_catalog_read_number (at, &reg->number, error) ||
      !suy_catalog_read_name (at, TRUE, &reg->name, error) ||
      !suy_json_read_label (at, &reg->label, error) ||
      !read_one_and_group (reader, reg, at, error) ||
      !suy_json_read_texts (at, "aliases", &reg->aliases, error) ||
      !read_geometry (at, reg, error) || !suy_json_read_text (at, "symbol", &reg->symbol, error) ||
      !suy_json_read_boolean (at, "append_only", &reg->append_only, error) ||
      !suy_json_read_texts (at, "readers", &reg->readers, error) ||
      !suy_json_read_texts (at, "writers", &reg->writers, error) ||
      !read_fields (reader, reg, at, error))
    return FALSE;

  reg->title = reg->code;

  return read_field_name (at, reg, "title", titles, &reg->title, error) &&
         read_field_name (at, reg, "place", 1u << SUY_FIELD_LINK, &reg->place, error);
}

static gboolean
read_register (Reader *reader, guint i, GError **error)
{
  SuyCatalog *catalog = reader->catalog;
  SuyJsonPlace at = register_place (reader, i);
  SuyJsonPlace number, name;
  SuyRegister *reg = g_new0 (SuyRegister, 1);
  g_autoptr (SuyRegister) owned = reg;
  const SuyRegister *other;

  reg->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_field_free);
  if (!read_members (reader, reg, &at, error))
    return FALSE;

  number = suy_json_member (&at, "number");
  name = suy_json_member (&at, "name");
  other = suy_catalog_find_number (catalog, reg->number);
  if (other != NULL)
    return suy_json_fail (&number, error, "the number %u belongs to “%s”; take one never used",
                          reg->number, other->name);
  if (!g_str_equal (reg->name, reader->names[i]))
    return suy_json_fail (&name, error, "“%s” stands in the file of “%s”; let both be the same",
                          reg->name, reader->names[i]);

  g_ptr_array_add (catalog->registers, g_steal_pointer (&owned));

  return claim (catalog->by_name, reg->name, reg, &name, error) &&
         claim_all (catalog->by_name, reg->aliases, reg, &at, error);
}

/* A place is found by following links to a register with geometry, without a circle. */
static gboolean
check_place (Reader *reader, guint i, GError **error)
{
  SuyJsonPlace at = register_place (reader, i);
  SuyJsonPlace place = suy_json_member (&at, "place");
  const SuyRegister *first = reader->catalog->registers->pdata[i];
  const SuyRegister *reg = first;

  if (first->place != NULL && first->geometry != SUY_GEOMETRY_NONE)
    return suy_json_fail (&place, error,
                          "a register with geometry has its own place; drop “place”");

  for (guint steps = 0; reg->place != NULL; steps++)
    {
      if (steps == reader->catalog->registers->len)
        return suy_json_fail (&place, error, "following places from here leads round in a circle");
      reg = suy_catalog_find (reader->catalog, reg->place->target);
    }
  if (first->place != NULL && reg->geometry == SUY_GEOMETRY_NONE)
    return suy_json_fail (&place, error, "leads to “%s”, which has no geometry and no place",
                          reg->name);

  return TRUE;
}

/* Fills in the names of all registers, which links need before any register is read. */
static gboolean
read_names (Reader *reader, GError **error)
{
  guint length;

  if (!suy_json_check_array (&reader->registers, &length, error))
    return FALSE;

  reader->names = g_new0 (char *, length + 1);
  reader->file_names = g_new0 (char *, length + 1);
  for (guint i = 0; i < length; i++)
    {
      static const char *const name_key[] = { "name!", NULL };
      SuyJsonPlace element = suy_json_element (&reader->registers, i);
      const char *wrong;

      if (reader->files != NULL && !JSON_NODE_HOLDS_VALUE (element.node))
        return suy_json_fail (&element, error, "the name of a register file belongs here");
      if (reader->files == NULL && !JSON_NODE_HOLDS_OBJECT (element.node))
        return suy_json_check_keys (&element, name_key, error);

      if (reader->files != NULL)
        reader->names[i] = json_node_dup_string (element.node);
      else if (!suy_json_read_text (&element, "name", &reader->names[i], error))
        return FALSE;

      if (reader->names[i] == NULL)
        return suy_json_fail (&element, error, "the name of the register is missing");
      wrong = suy_catalog_check_name (reader->names[i], TRUE);
      if (wrong != NULL)
        return suy_json_fail (&element, error, "“%s” %s", reader->names[i], wrong);
      if (suy_catalog_find_word (reader->names[i], (const char *const *) reader->names) < (int) i)
        return suy_json_fail (&element, error, "the register “%s” is named twice",
                              reader->names[i]);
      reader->file_names[i] = g_strconcat (reader->names[i], ".json", NULL);
    }

  return TRUE;
}

static gboolean
load_files (Reader *reader, SuyCatalogLoad load, gconstpointer where, GError **error)
{
  for (guint i = 0; reader->names[i] != NULL; i++)
    {
      g_autofree char *text = load (where, reader->file_names[i], error);
      JsonNode *node = text == NULL ? NULL : suy_json_parse (reader->file_names[i], text, error);

      if (node == NULL)
        return FALSE;
      g_ptr_array_add (reader->files, node);
    }

  return TRUE;
}

static gboolean
read_head (Reader *reader, GError **error)
{
  static const char *const keys[] = { "version!", "groups!", "choices!", "registers!", NULL };
  SuyJsonPlace version, groups;
  guint length;

  if (!suy_json_check_keys (&reader->root, keys, error) ||
      !suy_json_read_integer (&reader->root, "version", &reader->catalog->version, error))
    return FALSE;

  version = suy_json_member (&reader->root, "version");
  if (reader->catalog->version < 1)
    return suy_json_fail (&version, error, "versions begin at 1");

  groups = suy_json_member (&reader->root, "groups");
  if (!suy_json_check_array (&groups, &length, error))
    return FALSE;
  for (guint i = 0; i < length; i++)
    {
      SuyJsonPlace element = suy_json_element (&groups, i);

      if (!read_group (reader, &element, error))
        return FALSE;
    }

  return read_lists (reader, error);
}

gboolean
suy_catalog_read (SuyCatalog *self,
                  const char *text,
                  SuyCatalogLoad load,
                  gconstpointer where,
                  GError **error)
{
  const char *file = load == NULL ? "the workspace's catalog" : "catalog.json";
  g_autoptr (JsonNode) root = suy_json_parse (file, text, error);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_auto (GStrv) names = NULL, file_names = NULL;
  Reader reader = { .catalog = self, .files = load == NULL ? NULL : files };
  gboolean done;

  if (root == NULL)
    return FALSE;

  reader.root = (SuyJsonPlace){ NULL, file, 0, root };
  if (!read_head (&reader, error))
    return FALSE;

  reader.registers = suy_json_member (&reader.root, "registers");
  done = read_names (&reader, error) && (load == NULL || load_files (&reader, load, where, error));
  names = reader.names;
  file_names = reader.file_names;

  for (guint i = 0; done && names[i] != NULL; i++)
    done = read_register (&reader, i, error);
  for (guint i = 0; done && names[i] != NULL; i++)
    done = check_place (&reader, i, error);

  return done;
}
