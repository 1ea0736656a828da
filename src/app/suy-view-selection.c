/* suy-view-selection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-view-selection.h"

#include <string.h>

typedef struct
{
  char *layer;
  gint64 id;
} Object;

struct _SuyViewSelection
{
  GObject parent_instance;

  GArray *past; /* Object: everything selected so far */
  guint at;     /* how many of them lie up to and with the current one; 0: nothing is selected */
};

G_DEFINE_FINAL_TYPE (SuyViewSelection, suy_view_selection, G_TYPE_OBJECT)

enum
{
  PROP_LAYER = 1,
  PROP_ID,
  N_PROPS
};

static GParamSpec *props[N_PROPS];
static guint signal_changed;

static void
object_clear (gpointer data)
{
  g_free (((Object *) data)->layer);
}

static const Object *
current (SuyViewSelection *self)
{
  static const Object nothing = { NULL, 0 };

  return self->at == 0 ? &nothing : &g_array_index (self->past, Object, self->at - 1);
}

static void
suy_view_selection_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SuyViewSelection *self = SUY_VIEW_SELECTION (object);

  switch (id)
    {
    case PROP_LAYER:
      g_value_set_string (value, current (self)->layer);
      break;
    case PROP_ID:
      g_value_set_int64 (value, current (self)->id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
suy_view_selection_finalize (GObject *object)
{
  g_array_unref (SUY_VIEW_SELECTION (object)->past);

  G_OBJECT_CLASS (suy_view_selection_parent_class)->finalize (object);
}

static void
suy_view_selection_class_init (SuyViewSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = suy_view_selection_get_property;
  object_class->finalize = suy_view_selection_finalize;

  props[PROP_LAYER] =
      g_param_spec_string ("layer", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0,
                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signal_changed = g_signal_new ("changed", SUY_TYPE_VIEW_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
suy_view_selection_init (SuyViewSelection *self)
{
  self->past = g_array_new (FALSE, FALSE, sizeof (Object));
  g_array_set_clear_func (self->past, object_clear);
}

SuyViewSelection *
suy_view_selection_new (void)
{
  return g_object_new (SUY_TYPE_VIEW_SELECTION, NULL);
}

static void
tell (SuyViewSelection *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LAYER]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ID]);
  g_signal_emit (self, signal_changed, 0);
}

void
suy_view_selection_set (SuyViewSelection *self, const char *layer, gint64 id)
{
  gboolean nothing = layer == NULL || id == 0;
  const Object *now = current (self);
  const Object next = { nothing ? NULL : g_strdup (layer), nothing ? 0 : id };

  if (now->id == next.id && g_strcmp0 (now->layer, next.layer) == 0)
    {
      g_free (next.layer);
      return;
    }

  g_array_set_size (self->past, self->at);
  g_array_append_val (self->past, next);
  self->at = self->past->len;
  tell (self);
}

const char *
suy_view_selection_get_layer (SuyViewSelection *self)
{
  return current (self)->layer;
}

gint64
suy_view_selection_get_id (SuyViewSelection *self)
{
  return current (self)->id;
}

gboolean
suy_view_selection_back (SuyViewSelection *self)
{
  if (self->at <= 1)
    return FALSE;
  self->at--;
  tell (self);

  return TRUE;
}

gboolean
suy_view_selection_forward (SuyViewSelection *self)
{
  if (self->at >= self->past->len)
    return FALSE;
  self->at++;
  tell (self);

  return TRUE;
}

void
suy_view_selection_reset (SuyViewSelection *self)
{
  g_array_set_size (self->past, 0);
  self->at = 0;
  tell (self);
}
