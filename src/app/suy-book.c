/* suy-book.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-book.h"

#include "suy-page.h"

typedef struct
{
  SuyWorkspace *workspace;
  SuyViewSelection *selection;
  char *status, *count_text;
  guint count;
  gboolean selecting; /* by suy_book_select() */
} SuyBookPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SuyBook, suy_book, GTK_TYPE_WIDGET)

enum
{
  PROP_WORKSPACE = 1,
  PROP_SELECTION,
  PROP_STATUS,
  PROP_COUNT,
  PROP_COUNT_TEXT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static SuyBookPrivate *
get_private (SuyBook *self)
{
  return suy_book_get_instance_private (self);
}

static void
on_workspace_changed (SuyBook *self, const char *layer, const SuyBox *box, GArray *ids)
{
  if (SUY_BOOK_GET_CLASS (self)->changed != NULL)
    SUY_BOOK_GET_CLASS (self)->changed (self, layer, ids);
}

static void
on_selection_changed (SuyBook *self)
{
  SuyBookPrivate *priv = get_private (self);

  if (!priv->selecting && SUY_BOOK_GET_CLASS (self)->selected != NULL)
    SUY_BOOK_GET_CLASS (self)->selected (self, suy_view_selection_get_layer (priv->selection),
                                         suy_view_selection_get_id (priv->selection));
}

static void
set_workspace (SuyBook *self, SuyWorkspace *workspace)
{
  SuyBookPrivate *priv = get_private (self);

  if (priv->workspace != NULL)
    g_signal_handlers_disconnect_by_func (priv->workspace, on_workspace_changed, self);
  g_set_object (&priv->workspace, workspace);
  if (workspace != NULL)
    g_signal_connect_object (workspace, "changed", G_CALLBACK (on_workspace_changed), self,
                             G_CONNECT_SWAPPED);
  SUY_BOOK_GET_CLASS (self)->opened (self, workspace);
}

static void
set_selection (SuyBook *self, SuyViewSelection *selection)
{
  SuyBookPrivate *priv = get_private (self);

  if (priv->selection != NULL)
    g_signal_handlers_disconnect_by_func (priv->selection, on_selection_changed, self);
  g_set_object (&priv->selection, selection);
  if (selection != NULL)
    g_signal_connect_object (selection, "changed", G_CALLBACK (on_selection_changed), self,
                             G_CONNECT_SWAPPED);
}

static void
suy_book_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SuyBookPrivate *priv = get_private (SUY_BOOK (object));

  switch (id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, priv->workspace);
      break;
    case PROP_SELECTION:
      g_value_set_object (value, priv->selection);
      break;
    case PROP_STATUS:
      g_value_set_string (value, priv->status);
      break;
    case PROP_COUNT:
      g_value_set_uint (value, priv->count);
      break;
    case PROP_COUNT_TEXT:
      g_value_set_string (value, priv->count_text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
suy_book_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_WORKSPACE:
      set_workspace (SUY_BOOK (object), g_value_get_object (value));
      break;
    case PROP_SELECTION:
      set_selection (SUY_BOOK (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
suy_book_dispose (GObject *object)
{
  SuyBookPrivate *priv = get_private (SUY_BOOK (object));

  suy_book_drop_children (GTK_WIDGET (object));
  if (priv->workspace != NULL)
    g_signal_handlers_disconnect_by_data (priv->workspace, object);
  g_clear_object (&priv->workspace);
  g_clear_object (&priv->selection);
  g_clear_pointer (&priv->status, g_free);
  g_clear_pointer (&priv->count_text, g_free);

  G_OBJECT_CLASS (suy_book_parent_class)->dispose (object);
}

static void
suy_book_class_init (SuyBookClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = suy_book_get_property;
  object_class->set_property = suy_book_set_property;
  object_class->dispose = suy_book_dispose;

  props[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, SUY_TYPE_WORKSPACE,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_SELECTION] = g_param_spec_object ("selection", NULL, NULL, SUY_TYPE_VIEW_SELECTION,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_STATUS] =
      g_param_spec_string ("status", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_COUNT_TEXT] = g_param_spec_string ("count-text", NULL, NULL, NULL,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
suy_book_init (SuyBook *self)
{
}

SuyWorkspace *
suy_book_get_workspace (SuyBook *self)
{
  return get_private (self)->workspace;
}

SuyViewSelection *
suy_book_get_selection (SuyBook *self)
{
  return get_private (self)->selection;
}

void
suy_book_select (SuyBook *self, const char *layer, gint64 id)
{
  SuyBookPrivate *priv = get_private (self);

  if (priv->selection == NULL)
    return;
  priv->selecting = TRUE;
  suy_view_selection_set (priv->selection, layer, id);
  priv->selecting = FALSE;
}

void
suy_book_open (SuyBook *self, const char *layer, gint64 id)
{
  SuyBookPrivate *priv = get_private (self);

  if (priv->selection == NULL)
    return;
  suy_view_selection_set (priv->selection, layer, id);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.view", "s", suy_page_of_layer (layer));
}

void
suy_book_set_status (SuyBook *self, const char *text)
{
  SuyBookPrivate *priv = get_private (self);

  if (g_strcmp0 (priv->status, text) == 0)
    return;
  g_free (priv->status);
  priv->status = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

void
suy_book_set_count (SuyBook *self, guint count, const char *text)
{
  SuyBookPrivate *priv = get_private (self);

  if (priv->count == count && g_strcmp0 (priv->count_text, text) == 0)
    return;
  priv->count = count;
  g_free (priv->count_text);
  priv->count_text = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COUNT]);
}

void
suy_book_drop_children (GtkWidget *widget)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}

void
suy_book_watch (GtkWidget *widget,
                SuyWorkspace **watched,
                SuyWorkspace *workspace,
                GCallback on_changed)
{
  if (*watched == workspace)
    return;

  if (*watched != NULL)
    g_signal_handlers_disconnect_by_func (*watched, on_changed, widget);
  if (workspace != NULL)
    g_signal_connect_object (workspace, "changed", on_changed, widget, G_CONNECT_SWAPPED);
  g_set_object (watched, workspace);
}

gboolean
suy_book_has_id (const GArray *ids, gint64 id)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;

  return ids == NULL;
}

void
suy_book_tell_error (GtkWidget *widget, const GError *error)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWindow *parent =
      GTK_IS_WINDOW (root) ? gtk_window_get_transient_for (GTK_WINDOW (root)) : NULL;

  /* A dialog has no room for messages: its window tells them. */
  if (!gtk_widget_activate_action (widget, "win.error", "s", error->message) &&
      (parent == NULL ||
       !gtk_widget_activate_action (GTK_WIDGET (parent), "win.error", "s", error->message)))
    g_printerr ("%s\n", error->message);
}

void
suy_book_show_on_map (GtkWidget *widget, const SuyRegister *reg, gint64 id)
{
  g_autofree char *what = g_strdup_printf ("%s:#%" G_GINT64_FORMAT, reg->name, id);

  gtk_widget_activate_action (widget, "win.show-on-map", "s", what);
}
