/* suy-move-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-move-command.h"

#include <glib/gi18n.h>

#include "suy-error.h"
#include "suy-record-list.h"
#include "suy-table.h"
#include "suy-workspace-evidence.h"

static const char *
language (void)
{
  return g_get_language_names ()[0];
}

/* ---- what supplies it ---- */

static char *
name_record (const SuyMoving *moving)
{
  g_autofree char *key = suy_workspace_get_key (moving->workspace, moving->reg, moving->id);

  return g_strdup_printf ("%s:%s", moving->reg->name, key);
}

/* A new record as the words that make it; a link as the key of what it leads to. */
static char *
command_of_record (const SuyMoving *moving, const SuyRecord *record)
{
  const SuyRegister *reg = suy_record_get_register (record);
  GString *text = g_string_new (NULL);

  g_string_printf (text, "suyuanctl record new %s %s", moving->path, reg->name);
  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = reg->fields->pdata[i];
      const SuyValue *value = suy_record_get (record, field);
      g_autofree char *plain = suy_value_to_string (value);
      g_autofree char *key =
          field->type != SUY_FIELD_LINK || value->type != SUY_VALUE_INTEGER
              ? g_steal_pointer (&plain)
              : suy_workspace_get_key (
                    moving->workspace,
                    suy_catalog_find (suy_workspace_get_catalog (moving->workspace), field->target),
                    value->integer);

      if (value->type != SUY_VALUE_NULL)
        g_string_append_printf (text, " %s=%s", field->name, key);
      else if (field->required && !field->derived)
        g_string_append_printf (text, " %s=VALUE", field->name);
    }

  return g_string_free (text, FALSE);
}

/* "complete", or "rectification_item:complete" of the record beside this one; without a move it is
 * looked at. */
static char *
command_of_move (const SuyMoving *moving, const SuySupply *supply)
{
  const char *colon = strchr (supply->remedy->what, ':');
  const char *move = colon == NULL ? supply->remedy->what : colon + 1;
  SuyMoving other = *moving;
  g_autofree char *record = NULL;

  if (supply->beside != NULL && supply->beside_id == 0)
    return g_strdup_printf ("suyuanctl record list %s %s", moving->path, supply->beside->name);
  if (supply->beside != NULL)
    {
      other.reg = supply->beside;
      other.id = supply->beside_id;
    }
  record = name_record (&other);

  return *move == '\0' ? g_strdup_printf ("suyuanctl moves %s %s", moving->path, record)
                       : g_strdup_printf ("suyuanctl move %s %s %s", moving->path, record, move);
}

/* What is typed to supply it, or NULL. */
static char *
command_of (const SuyMoving *moving, const SuySupply *supply)
{
  const SuyRemedy *remedy = supply->remedy;
  g_autofree char *record = name_record (moving);
  g_autofree char *roles = supply->roles == NULL ? NULL : g_strjoinv ("|", supply->roles);

  switch (remedy->kind)
    {
    case SUY_REMEDY_FIELD:
      return g_strdup_printf ("%s=VALUE", remedy->what);
    case SUY_REMEDY_PLACE:
      return g_strdup_printf ("suyuanctl record set %s %s --at LON,LAT", moving->path, record);
    case SUY_REMEDY_ATTACHMENT:
      return g_strdup_printf ("suyuanctl attach %s %s FILE --kind %s", moving->path, record,
                              remedy->what);
    case SUY_REMEDY_RECORD:
      return command_of_record (moving, supply->record);
    case SUY_REMEDY_NOTE:
      return g_strdup ("--note TEXT");
    case SUY_REMEDY_STATEMENT:
      return g_strdup_printf ("--say %s=%s", remedy->what, remedy->value);
    case SUY_REMEDY_PERSON:
      return roles == NULL ? g_strdup ("--as PERSON") : g_strdup_printf ("--as PERSON (%s)", roles);
    case SUY_REMEDY_MOVE:
      return command_of_move (moving, supply);
    case SUY_REMEDY_FINAL:
    default:
      return NULL;
    }
}

static void
print_supply (const SuyMoving *moving, const SuyMove *move, const SuyNeed *need)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuySupply) supply =
      suy_workspace_get_supply (moving->workspace, moving->reg, moving->id, move, need, &error);
  g_autofree char *command = supply == NULL ? NULL : command_of (moving, supply);
  const char *words =
      supply == NULL ? error->message : suy_label_get (&supply->remedy->label, language ());

  if (command == NULL)
    g_printerr ("  %s\n", words);
  else
    g_printerr ("  %s\n    %s\n", words, command);
}

/* ---- moving ---- */

/* "FACT=VALUE" words as a table. */
static GHashTable *
parse_said (char **words)
{
  GHashTable *said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (; words != NULL && *words != NULL; words++)
    {
      const char *equals = strchr (*words, '=');

      if (equals == NULL)
        g_hash_table_insert (said, g_strdup (*words), g_strdup ("yes"));
      else
        g_hash_table_insert (said, g_strndup (*words, (gsize) (equals - *words)),
                             g_strdup (equals + 1));
    }

  return said;
}

gboolean
suy_move_command_make (const SuyMoving *moving,
                       const SuyRecord *changes,
                       const char *name,
                       const char *note,
                       char **said,
                       GError **error)
{
  g_autoptr (GHashTable) facts = parse_said (said);
  const SuyMoveWish wish = { .move = name,
                             .note = note,
                             .said = facts,
                             .by_system = moving->by_system };
  g_autoptr (GPtrArray) missing = NULL, one = g_ptr_array_new ();
  const SuyMove *move;

  missing = suy_workspace_ask_move (moving->workspace, changes, &wish, &move, error);
  if (missing == NULL)
    return FALSE;
  g_ptr_array_add (one, (gpointer) changes);
  if (suy_workspace_move_all (moving->workspace, one, &wish, error))
    return TRUE;
  for (guint i = 0; i < missing->len; i++)
    print_supply (moving, move, missing->pdata[i]);

  return FALSE;
}

gboolean
suy_move_command_run (const SuyMoving *moving,
                      char **words,
                      const char *note,
                      char **said,
                      GError **error)
{
  g_autoptr (SuyRecord) changes = suy_record_new (moving->reg);

  suy_record_set_id (changes, moving->id);

  return suy_record_fill (moving->workspace, changes, words + 1, NULL, error) &&
         suy_move_command_make (moving, changes, words[0], note, said, error);
}

gboolean
suy_move_command_list (const SuyMoving *moving, const char *format, GError **error)
{
  g_autoptr (GPtrArray) offers =
      suy_workspace_get_offers (moving->workspace, moving->reg, moving->id, error);
  g_autoptr (SuyTable) table =
      suy_table_new ("moves", "move", SUY_COLUMN_TEXT, "to", SUY_COLUMN_TEXT, "label",
                     SUY_COLUMN_TEXT, "missing", SUY_COLUMN_TEXT, NULL);

  if (offers == NULL)
    return FALSE;
  for (guint i = 0; i < offers->len; i++)
    {
      const SuyOffer *offer = offers->pdata[i];
      g_autoptr (GString) missing = g_string_new (NULL);

      for (guint j = 0; j < offer->missing->len; j++)
        g_string_append_printf (
            missing, "%s%s", j == 0 ? "" : "; ",
            suy_label_get (&((SuyNeed *) offer->missing->pdata[j])->label, language ()));
      suy_table_add_row (table, NULL);
      suy_table_add_text (table, offer->move->name);
      suy_table_add_text (table, offer->move->to);
      suy_table_add_text (table, suy_label_get (&offer->move->label, language ()));
      suy_table_add_text (table, missing->str);
    }
  suy_table_print (table, format);

  return TRUE;
}

/* What the picture says is printed; one that can't be read is kept as a file, and says why. */
gboolean
suy_move_command_attach (const SuyMoving *moving,
                         const char *path,
                         const char *kind,
                         const char *reason,
                         GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *words = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SuyPicture) picture = NULL;
  g_autoptr (GError) unread = NULL;
  SuyEvidenceFile file = { name, kind == NULL ? "other" : kind, NULL, reason };
  SuyEvidenceCheck check;
  char *data;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, error))
    return FALSE;
  bytes = g_bytes_new_take (data, size);
  file.picture = picture = suy_picture_read (bytes, name, SUY_PICTURE_THUMB_PX, NULL, &unread);
  if (picture == NULL && !g_error_matches (unread, SUY_ERROR, SUY_ERROR_FOREIGN))
    g_printerr ("suyuanctl: %s\n", unread->message);
  else if (picture != NULL && picture->problem != NULL)
    g_printerr ("suyuanctl: %s: %s\n", name, picture->problem);
  if (suy_workspace_attach_file (moving->workspace, moving->reg, moving->id, &file, bytes, &check,
                                 error) == 0)
    return FALSE;
  words = suy_evidence_check_describe (&check);
  g_print ("%s%s%s\n", name, words[0] == '\0' ? "" : ": ", words);

  return TRUE;
}
