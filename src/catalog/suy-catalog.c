/* suy-catalog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-catalog-private.h"

#include <gio/gio.h>

#include "suy-catalog-resource.h"
#include "suy-error.h"
#include "suy-fold.h"

#define RESOURCE_PATH "/org/suyuan/catalog/"

void
suy_label_clear (SuyLabel *label)
{
  g_clear_pointer (&label->en, g_free);
  g_clear_pointer (&label->zh, g_free);
}

static void
group_free (SuyGroup *group)
{
  g_free (group->name);
  suy_label_clear (&group->label);
  g_free (group);
}

void
suy_choice_free (SuyChoice *choice)
{
  g_free (choice->name);
  suy_label_clear (&choice->label);
  g_free (choice->group);
  g_strfreev (choice->aliases);
  g_free (choice);
}

void
suy_choice_list_free (SuyChoiceList *list)
{
  g_free (list->name);
  g_ptr_array_unref (list->choices);
  g_free (list);
}

void
suy_field_free (SuyField *field)
{
  g_free (field->name);
  suy_label_clear (&field->label);
  g_free (field->unit);
  g_strfreev (field->aliases);
  g_clear_pointer (&field->choices, g_ptr_array_unref);
  g_free (field->target);
  g_free (field);
}

void
suy_register_free (SuyRegister *reg)
{
  g_free (reg->name);
  suy_label_clear (&reg->label);
  suy_label_clear (&reg->one);
  g_free (reg->group);
  g_strfreev (reg->aliases);
  g_strfreev (reg->readers);
  g_strfreev (reg->writers);
  g_free (reg->symbol);
  g_ptr_array_unref (reg->fields);
  g_free (reg);
}

SuyCatalog *
suy_catalog_new_empty (void)
{
  SuyCatalog *self = g_atomic_rc_box_new0 (SuyCatalog);

  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_choice_list_free);
  self->registers = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_register_free);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

static void
finalize (gpointer data)
{
  SuyCatalog *self = data;

  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->registers);
  g_ptr_array_unref (self->lists);
  g_ptr_array_unref (self->groups);
  g_free (self->text);
  g_free (self->hash);
}

static SuyCatalog *
new_from (const char *text, SuyCatalogLoad load, gconstpointer where, GError **error)
{
  g_autoptr (SuyCatalog) self = suy_catalog_new_empty ();

  if (!suy_catalog_read (self, text, load, where, error))
    return NULL;

  self->text = suy_catalog_write (self);
  self->hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->text, -1);

  return g_steal_pointer (&self);
}

static char *
load_resource (gconstpointer where, const char *file, GError **error)
{
  g_autofree char *path = g_strconcat (RESOURCE_PATH, file, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (suy_catalog_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (bytes == NULL)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND, "The program lacks its catalog file %s",
                   file);
      return NULL;
    }

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static char *
load_file (gconstpointer where, const char *file, GError **error)
{
  g_autofree char *path = g_build_filename (where, file, NULL);
  g_autoptr (GError) cause = NULL;
  char *text;

  if (g_file_get_contents (path, &text, NULL, &cause))
    return text;

  if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
                 "%s is missing in the catalog %s; add it, or take its name out of catalog.json",
                 file, (const char *) where);
  else
    g_set_error (error, SUY_ERROR, SUY_ERROR_IO, "Cannot read %s: %s", path, cause->message);

  return NULL;
}

SuyCatalog *
suy_catalog_new_builtin (GError **error)
{
  g_autofree char *text = load_resource (NULL, "catalog.json", error);

  return text == NULL ? NULL : new_from (text, load_resource, NULL, error);
}

SuyCatalog *
suy_catalog_new_from_directory (const char *path, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  text = load_file (path, "catalog.json", error);

  return text == NULL ? NULL : new_from (text, load_file, path, error);
}

SuyCatalog *
suy_catalog_new_from_text (const char *text, GError **error)
{
  g_autoptr (SuyCatalog) self = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  self = suy_catalog_new_empty ();
  if (!suy_catalog_read (self, text, NULL, NULL, error))
    return NULL;

  self->text = g_strdup (text);
  self->hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_steal_pointer (&self);
}

SuyCatalog *
suy_catalog_ref (SuyCatalog *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
suy_catalog_unref (SuyCatalog *self)
{
  g_atomic_rc_box_release_full (self, finalize);
}

gint64
suy_catalog_get_version (SuyCatalog *self)
{
  return self->version;
}

const char *
suy_catalog_get_text (SuyCatalog *self)
{
  return self->text;
}

const char *
suy_catalog_get_hash (SuyCatalog *self)
{
  return self->hash;
}

const GPtrArray *
suy_catalog_get_groups (SuyCatalog *self)
{
  return self->groups;
}

const GPtrArray *
suy_catalog_get_registers (SuyCatalog *self)
{
  return self->registers;
}

const SuyRegister *
suy_catalog_find (SuyCatalog *self, const char *name)
{
  g_autofree char *folded = suy_fold (name);

  return g_hash_table_lookup (self->by_name, folded);
}

const SuyRegister *
suy_catalog_find_number (SuyCatalog *self, guint number)
{
  for (guint i = 0; i < self->registers->len; i++)
    {
      const SuyRegister *reg = self->registers->pdata[i];

      if (reg->number == number)
        return reg;
    }

  return NULL;
}

/* The names first, so that a name wins over an equally near alias. */
static GPtrArray *
all_names (SuyCatalog *self)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < self->registers->len; i++)
    g_ptr_array_add (names, ((SuyRegister *) self->registers->pdata[i])->name);
  for (guint i = 0; i < self->registers->len; i++)
    for (GStrv alias = ((SuyRegister *) self->registers->pdata[i])->aliases; *alias; alias++)
      g_ptr_array_add (names, *alias);
  g_ptr_array_add (names, NULL);

  return names;
}

const SuyRegister *
suy_catalog_lookup (SuyCatalog *self, const char *name, GError **error)
{
  const SuyRegister *found = suy_catalog_find (self, name);
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *all = NULL;
  const char *nearest;

  if (found != NULL)
    return found;

  names = all_names (self);
  nearest = suy_fold_nearest (name, (const char *const *) names->pdata);
  if (nearest != NULL)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
                   "There is no layer “%s”; did you mean “%s”?", name, nearest);
      return NULL;
    }

  names->pdata[self->registers->len] = NULL;
  all = g_strjoinv (", ", (GStrv) names->pdata);
  g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND, "There is no layer “%s”; layers are: %s",
               name, all);

  return NULL;
}

const SuyField *
suy_register_find (const SuyRegister *self, const char *name)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const SuyField *field = self->fields->pdata[i];

      if (g_str_equal (field->name, name))
        return field;
    }

  return NULL;
}

const SuyField *
suy_register_find_number (const SuyRegister *self, guint number)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const SuyField *field = self->fields->pdata[i];

      if (field->number == number)
        return field;
    }

  return NULL;
}

const char *
suy_label_get (const SuyLabel *self, const char *language)
{
  return g_str_has_prefix (language, "zh") ? self->zh : self->en;
}
