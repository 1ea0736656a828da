/* suy-photo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-photo.h"

#include <math.h>

#include "suy-json.h"
#include "suy-rules-text.h"

#define FILE_NAME "evidence.json"
#define MAX_FAR_M 100000
#define MAX_AHEAD_MIN 1440

static const char *const words[] = { "no_exif", "no_place", "no_time", "local", "datum",
                                     "far",     "ahead",    "early",   "late" };

struct _SuyPhotoRules
{
  int far_m, ahead_min;
  GStrv kept;
};

static gboolean
read_kept (SuyPhotoRules *self, const SuyJsonPlace *root, GError **error)
{
  SuyJsonPlace kept = suy_json_member (root, "kept");
  guint length;

  if (!suy_json_check_array (&kept, &length, error))
    return FALSE;
  self->kept = g_new0 (char *, length + 1);
  for (guint i = 0; i < length; i++)
    {
      SuyJsonPlace state = suy_json_element (&kept, i);

      if (state.node == NULL || !JSON_NODE_HOLDS_VALUE (state.node) ||
          json_node_get_value_type (state.node) != G_TYPE_STRING)
        return suy_json_fail (&state, error, "“kept” lists names of states");
      self->kept[i] = json_node_dup_string (state.node);
    }

  return TRUE;
}

SuyPhotoRules *
suy_photo_rules_new_from_text (const char *file, const char *text, GError **error)
{
  static const char *const keys[] = { "source!", "far_m!", "ahead_min!", "kept!", NULL };
  g_autoptr (SuyPhotoRules) self = g_new0 (SuyPhotoRules, 1);
  g_autoptr (JsonNode) node = suy_json_parse (file, text, error);
  SuyJsonPlace root = { NULL, file, 0, node };

  if (node == NULL || !suy_json_check_keys (&root, keys, error) ||
      !suy_json_read_range (&root, "far_m", 0, MAX_FAR_M, &self->far_m, error) ||
      !suy_json_read_range (&root, "ahead_min", 0, MAX_AHEAD_MIN, &self->ahead_min, error) ||
      !read_kept (self, &root, error))
    return NULL;

  return g_steal_pointer (&self);
}

SuyPhotoRules *
suy_photo_rules_new_builtin (GError **error)
{
  g_autofree char *text = suy_rules_text (FILE_NAME, error);

  return text == NULL ? NULL : suy_photo_rules_new_from_text (FILE_NAME, text, error);
}

void
suy_photo_rules_free (SuyPhotoRules *self)
{
  g_strfreev (self->kept);
  g_free (self);
}

int
suy_photo_rules_get_far_m (const SuyPhotoRules *self)
{
  return self->far_m;
}

gboolean
suy_photo_rules_keeps (const SuyPhotoRules *self, const char *state)
{
  return state != NULL && g_strv_contains ((const char *const *) self->kept, state);
}

SuyPhotoFindings
suy_photo_judge (const SuyPhotoRules *self, const SuyPhotoAsk *ask)
{
  SuyPhotoFindings findings = 0;

  if (!isnan (ask->metres) && ask->metres > self->far_m)
    findings |= SUY_PHOTO_FAR;
  if (ask->taken == 0)
    return findings;

  if (ask->taken > ask->now + self->ahead_min * G_TIME_SPAN_MINUTE)
    findings |= SUY_PHOTO_AHEAD;
  if (ask->found != 0 && ask->taken < ask->found && g_strcmp0 (ask->kind, "after") == 0)
    findings |= SUY_PHOTO_EARLY;
  if (ask->completed != 0 && ask->taken >= ask->completed && g_strcmp0 (ask->kind, "before") == 0)
    findings |= SUY_PHOTO_LATE;

  return findings;
}

char *
suy_photo_findings_to_text (SuyPhotoFindings findings)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (findings & 1u << i)
      g_string_append_printf (text, "%s%s", text->len == 0 ? "" : " ", words[i]);

  return g_string_free (text, FALSE);
}

SuyPhotoFindings
suy_photo_findings_from_text (const char *text)
{
  g_auto (GStrv) list = g_strsplit (text == NULL ? "" : text, " ", -1);
  SuyPhotoFindings findings = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strv_contains ((const char *const *) list, words[i]))
      findings |= 1u << i;

  return findings;
}
