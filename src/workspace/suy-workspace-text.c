/* suy-workspace-text.c: values and coordinates as people write and read them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "suy-coordinates.h"
#include "suy-error.h"
#include "suy-source.h"
#include "suy-workspace-private.h"

gboolean
suy_workspace_parse_value (SuyWorkspace *self,
                           const SuyField *field,
                           const char *text,
                           SuyValue *value,
                           GError **error)
{
  const SuyRegister *target;
  gint64 id;

  if (field->type != SUY_FIELD_LINK || *text == '\0')
    return suy_field_parse (field, text, value, error);

  target = suy_workspace_register (self, field->target, error);
  if (target == NULL)
    return FALSE;
  id = suy_store_find (self->store, target, text, error);
  if (id == 0)
    return FALSE;
  *value = SUY_INTEGER (id);

  return TRUE;
}

char *
suy_workspace_format_value (SuyWorkspace *self,
                            const SuyField *field,
                            const SuyValue *value,
                            const char *language)
{
  const SuyRegister *target;
  g_autoptr (SuyRecord) record = NULL;

  if (field->type != SUY_FIELD_LINK || value->type != SUY_VALUE_INTEGER)
    return suy_field_format (field, value, language);

  target = suy_workspace_register (self, field->target, NULL);
  if (target == NULL)
    return suy_field_format (field, value, language);
  record = suy_store_get (self->store, target, value->integer, NULL);
  if (record == NULL || target->title == NULL ||
      suy_record_get (record, target->title)->type == SUY_VALUE_NULL)
    return suy_workspace_get_key (self, target, value->integer);

  return suy_field_format (target->title, suy_record_get (record, target->title), language);
}

gboolean
suy_workspace_parse_coordinates (const char *text, SuyPoint *point)
{
  double lon, lat;

  return suy_place_parse (text, &lon, &lat) && suy_point_from_degrees (lon, lat, point);
}

SuyGeometry *
suy_workspace_read_geometry (const char *path, GError **error)
{
  g_autoptr (SuySource) source = suy_source_open (path, NULL, NULL, error);
  const guint8 *wkb = NULL;
  gsize size = 0;

  if (source == NULL)
    return NULL;
  if (suy_source_get_n_rows (source) == 1)
    wkb = suy_source_get_wkb (source, 0, &size);
  if (wkb == NULL)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   _ ("%s must hold one feature with a shape; it has %u."), path,
                   suy_source_get_n_rows (source));
      return NULL;
    }

  return suy_geometry_new_from_wkb (wkb, size, error);
}
