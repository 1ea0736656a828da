/* suy-map-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-map-page.h"

struct _SuyMapPage
{
  GtkWidget parent_instance;

  SuyWorkspace *workspace;
  SuyViewSelection *selection;
};

G_DEFINE_FINAL_TYPE (SuyMapPage, suy_map_page, GTK_TYPE_WIDGET)

enum
{
  PROP_WORKSPACE = 1,
  PROP_SELECTION,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
suy_map_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SuyMapPage *self = SUY_MAP_PAGE (object);

  switch (id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_SELECTION:
      g_value_set_object (value, self->selection);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
suy_map_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SuyMapPage *self = SUY_MAP_PAGE (object);

  switch (id)
    {
    case PROP_WORKSPACE:
      g_set_object (&self->workspace, g_value_get_object (value));
      break;
    case PROP_SELECTION:
      g_set_object (&self->selection, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
suy_map_page_dispose (GObject *object)
{
  SuyMapPage *self = SUY_MAP_PAGE (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (suy_map_page_parent_class)->dispose (object);
}

static void
suy_map_page_class_init (SuyMapPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = suy_map_page_get_property;
  object_class->set_property = suy_map_page_set_property;
  object_class->dispose = suy_map_page_dispose;

  props[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, SUY_TYPE_WORKSPACE,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_SELECTION] = g_param_spec_object ("selection", NULL, NULL, SUY_TYPE_VIEW_SELECTION,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
suy_map_page_init (SuyMapPage *self)
{
}
