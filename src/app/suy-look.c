/* suy-look.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-look.h"

#include <glib/gi18n.h>

#include "suy-date.h"
#include "suy-deadline.h"
#include "suy-settings.h"

/* Registers whose records have no symbol of their own get a dot. */
#define DOT "M0 -3.4A3.4 3.4 0 1 1 0 3.4A3.4 3.4 0 1 1 0 -3.4Z"

static guint8
find_symbol (const char *name)
{
  int number = name == NULL ? -1 : suy_symbols_find (name);

  if (number < 0)
    number = suy_symbols_add (name == NULL ? "other" : name, DOT, FALSE, NULL);

  return (guint8) MAX (number, 0);
}

guint8
suy_look_get_register_symbol (const SuyRegister *reg)
{
  if (strcmp (reg->name, "risk_point") == 0)
    return find_symbol ("enterprise");

  return find_symbol (reg->symbol);
}

const SuyField *
suy_look_get_symbol_field (const SuyRegister *reg)
{
  const SuyField *field = NULL;

  if (strcmp (reg->name, "risk_point") == 0)
    field = suy_register_find (reg, "source_type");
  else if (strcmp (reg->name, "receptor") == 0)
    field = suy_register_find (reg, "kind");

  return field != NULL && field->type == SUY_FIELD_CHOICE ? field : NULL;
}

const SuyField *
suy_look_get_level_field (const SuyRegister *reg)
{
  static const char *const names[] = { "risk_level", "current_class", "state", "lamp" };

  if (strcmp (reg->name, "problem") == 0 || strcmp (reg->name, "rectification_item") == 0)
    return suy_register_find (reg, "state");
  if (strcmp (reg->name, "warning") == 0)
    return suy_register_find (reg, "level");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const SuyField *field = suy_register_find (reg, names[i]);

      if (field != NULL && field->type == SUY_FIELD_CHOICE)
        return field;
    }

  return NULL;
}

static guint8
pin_of_group (const char *group)
{
  static const char *const groups[] = { "found", "work", "check", "done", "side", "reopened" };

  for (guint8 i = 0; group != NULL && i < G_N_ELEMENTS (groups); i++)
    if (strcmp (group, groups[i]) == 0)
      return i;

  return SUY_PIN_FOUND;
}

guint8
suy_look_get_level (const SuyRegister *reg, const SuyChoice *choice)
{
  const SuyField *field = suy_look_get_level_field (reg);

  if (field == NULL || choice == NULL)
    return 0;
  if (strcmp (field->name, "risk_level") == 0 || strcmp (field->name, "level") == 0)
    return (guint8) suy_level_from_name (choice->name);
  if (strcmp (field->name, "current_class") == 0)
    return (guint8) suy_water_class_from_name (choice->name);
  if (strcmp (reg->name, "problem") == 0)
    return pin_of_group (choice->group);

  return 0;
}

static const SuyChoice *
get_choice (const SuyRecord *record, const SuyField *field)
{
  const char *name = field == NULL ? NULL : suy_record_get_text (record, field->name);

  return name == NULL ? NULL : suy_field_find_choice (field, name);
}

/* A section whose class is worse than what it should be. */
static guint8
is_alert (const SuyRecord *record)
{
  const SuyRegister *reg = suy_record_get_register (record);
  guint now, wanted;

  if (suy_register_find (reg, "current_class") == NULL ||
      suy_register_find (reg, "target_class") == NULL)
    return 0;
  now = suy_water_class_from_name (suy_record_get_text (record, "current_class"));
  wanted = suy_water_class_from_name (suy_record_get_text (record, "target_class"));

  return wanted > 0 && now > wanted;
}

SuySymbol
suy_look_get_symbol (const SuyRecord *record)
{
  const SuyRegister *reg = suy_record_get_register (record);
  const SuyChoice *kind = get_choice (record, suy_look_get_symbol_field (reg));
  const SuyChoice *level = get_choice (record, suy_look_get_level_field (reg));
  SuySymbol symbol = { suy_look_get_register_symbol (reg), suy_look_get_level (reg, level),
                       is_alert (record) };

  if (kind != NULL)
    symbol.symbol = find_symbol (kind->name);

  return symbol;
}

char *
suy_look_get_title (SuyWorkspace *workspace, const SuyRecord *record)
{
  const SuyRegister *reg = suy_record_get_register (record);
  g_autofree char *title = suy_look_get_field (workspace, record, reg->title->name);

  if (*title != '\0')
    return g_steal_pointer (&title);

  return suy_workspace_get_key (workspace, reg, suy_record_get_id (record));
}

char *
suy_look_get_kind (const SuyRecord *record)
{
  const SuyRegister *reg = suy_record_get_register (record);
  const SuyChoice *kind = get_choice (record, suy_look_get_symbol_field (reg));

  return g_strdup (
      suy_label_get (kind != NULL ? &kind->label : &reg->one, suy_settings_get_language ()));
}

static const char *
intern (const char *prefix, const char *name)
{
  g_autofree char *text = g_strconcat (prefix, name, NULL);

  return g_intern_string (text);
}

char *
suy_look_get_status (const SuyRecord *record, const char **css)
{
  const SuyRegister *reg = suy_record_get_register (record);
  const SuyField *field = suy_look_get_level_field (reg);
  const SuyChoice *choice = get_choice (record, field);

  if (css != NULL)
    *css = "";
  if (choice == NULL)
    return g_strdup ("");
  if (css != NULL && strcmp (field->name, "risk_level") == 0)
    *css = intern ("level-", suy_level_get_name (suy_level_from_name (choice->name)));
  else if (css != NULL && choice->group != NULL)
    *css = intern ("state-", choice->group);

  return g_strdup (suy_label_get (&choice->label, suy_settings_get_language ()));
}

char *
suy_look_get_field (SuyWorkspace *workspace, const SuyRecord *record, const char *name)
{
  const SuyField *field = suy_register_find (suy_record_get_register (record), name);
  const SuyValue *value = field == NULL ? NULL : suy_record_get (record, field);

  if (value == NULL || value->type == SUY_VALUE_NULL)
    return g_strdup ("");

  return suy_workspace_format_value (workspace, field, value, suy_settings_get_language ());
}

gboolean
suy_look_is_finished (const SuyRecord *record)
{
  const SuyField *field = suy_register_find (suy_record_get_register (record), "state");
  const SuyChoice *choice = get_choice (record, field);

  return choice != NULL &&
         (g_strcmp0 (choice->group, "done") == 0 || g_strcmp0 (choice->group, "side") == 0);
}

char *
suy_look_get_due (SuyWorkspace *workspace, const SuyRecord *record, const char **css)
{
  const char *due = suy_deadline_get (record);
  gint64 days;

  *css = "";
  if (due == NULL || !suy_date_is_date (due) || suy_look_is_finished (record))
    return g_strdup ("");

  days = suy_date_get_day (due) - suy_date_get_day (suy_workspace_get_today (workspace));
  if (days < 0)
    {
      *css = "due-late";
      return g_strdup_printf (ngettext ("%d day late", "%d days late", (gulong) -days),
                              (int) -days);
    }
  if (days <= 5)
    *css = "due-soon";

  return g_strdup_printf (ngettext ("%d day left", "%d days left", (gulong) days), (int) days);
}

char *
suy_look_get_spoken (SuyWorkspace *workspace, const SuyRecord *record)
{
  g_autofree char *status = suy_look_get_status (record, NULL);
  g_autofree char *kind = suy_look_get_kind (record);
  g_autofree char *title = suy_look_get_title (workspace, record);

  return *status == '\0' ? g_strdup_printf ("%s, %s", kind, title)
                         : g_strdup_printf ("%s, %s, %s", status, kind, title);
}
