/* suy-workspace-records.c: saving, undoing and naming records
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "suy-actor.h"
#include "suy-error.h"
#include "suy-guard.h"
#include "suy-move-plan.h"
#include "suy-readers.h"
#include "suy-workspace-private.h"

/* The role that the acting person has in the file, looked up once. */
static const char *
get_role (SuyWorkspace *self)
{
  g_auto (SuyActor) actor = { 0 };

  if (self->role == NULL && suy_actor_read (self, &actor, NULL))
    self->role = g_steal_pointer (&actor.role);

  return self->role;
}

SuyCommandInfo
suy_workspace_command (SuyWorkspace *self, const char *kind, const char *reason)
{
  suy_workspace_end_day (self);

  return (SuyCommandInfo){ .kind = kind,
                           .actor = self->person,
                           .role = get_role (self),
                           .reason = reason,
                           .wall = self->wall,
                           .wall_source = "system" };
}

static SuyBox
box_of (const SuyRecord *record)
{
  SuyGeometry *geometry = suy_record_get_geometry (record);

  return geometry == NULL ? SUY_BOX_EMPTY : suy_shape_get_box (suy_geometry_get_shape (geometry));
}

#define DIGITS 4 /* of a number, where nothing else is said */

/* What numbers of a register begin with, as "ZG-2026-0001"; others begin with its name. */
static const struct
{
  const char *reg, *prefix;
  guint digits;
} codes[] = {
  { "campaign", "XD", DIGITS },
  { "clue", "XS", 3 },
  { "complaint", "TS", DIGITS },
  { "enterprise", "QY", DIGITS },
  { "hot_event", "GZ", 3 },
  { "inspection", "JC", DIGITS },
  { "lookback_line", "HX", DIGITS },
  { "lookback_sample", "HT", DIGITS },
  { "outfall", "PK", DIGITS },
  { "plan_revision", "TZ", DIGITS },
  { "problem", "AJ", DIGITS },
  { "risk_point", "FX", DIGITS },
  { "rectification_item", "ZG", DIGITS },
  { "sampling_check", "CC", DIGITS },
  { "station_patrol", "ZX", DIGITS },
  { "warning", "YJ", 3 },
  { "watch_shift", "ZB", DIGITS },
};

void
suy_workspace_ensure_code (SuyWorkspace *self, SuyRecord *record)
{
  const SuyRegister *reg = suy_record_get_register (record);
  const SuyValue *code = suy_record_get (record, reg->code);
  const char *name = reg->name;
  guint digits = DIGITS;
  g_autofree char *prefix = NULL, *fresh = NULL;

  if (code->type == SUY_VALUE_TEXT && *code->text != '\0')
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (strcmp (codes[i].reg, reg->name) == 0)
      {
        name = codes[i].prefix;
        digits = codes[i].digits;
      }
  prefix = g_strdup_printf ("%s-%.4s-", name, self->today);
  fresh = suy_store_new_code (self->store, reg, prefix, digits);
  if (fresh != NULL)
    suy_record_set (record, reg->code, &SUY_TEXT (fresh));
}

static gboolean
check_required (const SuyRecord *record, GError **error)
{
  const SuyRegister *reg = suy_record_get_register (record);

  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = reg->fields->pdata[i];
      const SuyValue *value = suy_record_get (record, field);

      if (!field->required || field->derived)
        continue;
      if (value->type == SUY_VALUE_NULL || (value->type == SUY_VALUE_TEXT && *value->text == '\0'))
        {
          g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED,
                       _ ("Cannot save: “%s” is empty. Fill it in."),
                       suy_label_get (&field->label, g_get_language_names ()[0]));
          return FALSE;
        }
    }

  return TRUE;
}

static void
tell (SuyWorkspace *self, const SuyRegister *reg, SuyBox box, gint64 id)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof id);

  g_array_append_val (ids, id);
  suy_workspace_changed (self, reg, &box, ids);
}

gboolean
suy_workspace_save (SuyWorkspace *self, SuyRecord *record, const char *reason, GError **error)
{
  const SuyRegister *reg = suy_record_get_register (record);
  gboolean fresh = suy_record_get_id (record) == 0, ok;
  SuyCommandInfo info = suy_workspace_command (self, "edit", reason);
  g_autoptr (SuyRecord) before =
      fresh ? NULL : suy_store_get (self->store, reg, suy_record_get_id (record), error);

  if ((fresh && !check_required (record, error)) || (!fresh && before == NULL) ||
      !suy_guard_check_save (self, before, record, error))
    return FALSE;
  if (!suy_store_begin (self->store, &info, error))
    return FALSE;

  if (fresh)
    suy_workspace_ensure_code (self, record);
  suy_effects_mark_progress (self, before, record);
  suy_effects_raise_version (before, record);
  ok = (fresh ? suy_store_insert (self->store, record, error)
              : suy_store_update (self->store, record, error)) &&
       suy_workspace_refresh (self, reg, suy_record_get_id (record), error);
  if (!suy_workspace_end_command (self, ok, error))
    {
      if (fresh)
        suy_record_set_id (record, 0);
      return FALSE;
    }

  tell (self, reg, box_of (record), suy_record_get_id (record));

  return TRUE;
}

gboolean
suy_workspace_delete (SuyWorkspace *self,
                      const SuyRegister *reg,
                      gint64 id,
                      const char *reason,
                      GError **error)
{
  g_autoptr (SuyRecord) record = suy_store_get (self->store, reg, id, error);
  SuyCommandInfo info = suy_workspace_command (self, "delete", reason);

  if (record == NULL || !suy_guard_check_delete (self, record, error) ||
      !suy_store_begin (self->store, &info, error))
    return FALSE;
  if (!suy_workspace_end_command (self,
                                  suy_store_delete (self->store, reg, id, error) &&
                                      suy_workspace_refresh_above (self, record, error),
                                  error))
    return FALSE;

  tell (self, reg, box_of (record), id);

  return TRUE;
}

/* A command that is undone may touch any layer. */
static void
everything_changed (SuyWorkspace *self)
{
  const GPtrArray *registers = suy_catalog_get_registers (suy_workspace_get_catalog (self));

  for (guint i = 0; i < registers->len; i++)
    suy_workspace_changed (self, registers->pdata[i], &SUY_BOX_WORLD, NULL);
}

gboolean
suy_workspace_turn_day (SuyWorkspace *self)
{
  g_autofree char *today = suy_workspace_real_today ();

  if (self->demo || self->wall != 0 || self->is_past || strcmp (today, self->today) == 0)
    return FALSE;
  g_free (self->today);
  self->today = g_steal_pointer (&today);
  everything_changed (self);

  return TRUE;
}

gboolean
suy_workspace_poll (SuyWorkspace *self, GError **error)
{
  gint64 since = suy_store_get_log_end (self->store, error);
  gboolean changed;

  /* A command that is open has sealed them as it began. */
  if (self->evaluating != NULL)
    return TRUE;
  if (since < 0 || !suy_store_poll_outside (self->store, &changed, error))
    return FALSE;
  if (!changed)
    return TRUE;
  if (!suy_workspace_is_read_only (self) && !suy_workspace_refresh_since (self, since, error))
    return FALSE;
  everything_changed (self);

  return TRUE;
}

/* What is derived from the values that come back is not logged, so it is derived anew. */
static gboolean
take_back (SuyWorkspace *self,
           gboolean (*take) (SuyStore *, const SuyCommandInfo *, GError **),
           const char *kind,
           GError **error)
{
  SuyCommandInfo info = suy_workspace_command (self, kind, NULL);
  gint64 since = suy_store_get_log_end (self->store, error);

  if (since < 0 || !take (self->store, &info, error) ||
      !suy_workspace_refresh_since (self, since, error))
    return FALSE;
  everything_changed (self);

  return TRUE;
}

gboolean
suy_workspace_undo (SuyWorkspace *self, GError **error)
{
  return take_back (self, suy_store_undo, "undo", error);
}

gboolean
suy_workspace_redo (SuyWorkspace *self, GError **error)
{
  return take_back (self, suy_store_redo, "redo", error);
}

gboolean
suy_workspace_resolve (SuyWorkspace *self,
                       const char *text,
                       const SuyRegister **reg,
                       gint64 *id,
                       GError **error)
{
  const char *colon = strchr (text, ':');
  g_autofree char *layer = NULL;

  if (colon == NULL || colon == text || colon[1] == '\0')
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   _ ("“%s” names no record. Write LAYER:KEY, as risk_point:FX-001."), text);
      return FALSE;
    }

  layer = g_strndup (text, (gsize) (colon - text));
  *reg = suy_workspace_lookup (self, layer, error);
  if (*reg == NULL)
    return FALSE;

  *id = suy_store_find (self->store, *reg, colon + 1, error);

  return *id != 0;
}

char *
suy_workspace_get_key (SuyWorkspace *self, const SuyRegister *reg, gint64 id)
{
  g_autoptr (SuyRecord) record = suy_store_get (self->store, reg, id, NULL);
  const SuyValue *code = record == NULL ? NULL : suy_record_get (record, reg->code);

  if (code != NULL && code->type == SUY_VALUE_TEXT && *code->text != '\0')
    return g_strdup (code->text);

  return g_strdup_printf ("#%" G_GINT64_FORMAT, id);
}

char *
suy_workspace_describe (SuyWorkspace *self, const SuyRegister *reg, gint64 id)
{
  g_autofree char *key = suy_workspace_get_key (self, reg, id);
  g_autoptr (SuyRecord) record = suy_store_get (self->store, reg, id, NULL);
  g_autofree char *title = NULL;

  if (record != NULL && reg->title != NULL)
    title = suy_value_to_string (suy_record_get (record, reg->title));

  return title == NULL || *title == '\0' ? g_steal_pointer (&key)
                                         : g_strdup_printf ("%s %s", key, title);
}
