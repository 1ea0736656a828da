/* suy-dossier.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-dossier.h"

#include <glib/gi18n.h>

#include "suy-dossier-sections.h"
#include "suy-look.h"
#include "suy-settings.h"
#include "suy-symbol-image.h"

struct _SuyDossier
{
  GtkWidget parent_instance;

  GtkWidget *box, *symbol, *actions;
  GtkWidget *up_button, *down_button, *buffer_button, *suspects_button, *problem_button;
  GtkLabel *title, *subtitle;
  GtkNotebook *tabs;

  SuyWorkspace *workspace;
  SuyViewSelection *selection;
  guint idle;
};

G_DEFINE_FINAL_TYPE (SuyDossier, suy_dossier, GTK_TYPE_WIDGET)

enum
{
  PROP_WORKSPACE = 1,
  PROP_SELECTION,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* ---- tabs ---- */

static void
add_tab (SuyDossier *self, const char *name, const char *title, guint n, GtkWidget *content)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autofree char *text = n == 0 ? g_strdup (title) : g_strdup_printf ("%s %u", title, n);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), content);
  gtk_widget_set_margin_start (content, 12);
  gtk_widget_set_margin_end (content, 12);
  gtk_widget_set_margin_top (content, 10);
  gtk_widget_set_margin_bottom (content, 10);
  gtk_widget_set_name (scroller, name);
  gtk_notebook_append_page (self->tabs, scroller, gtk_label_new (text));
}

/* Keeps the tab that was shown, so that stepping through objects compares the same thing. */
static void
fill_tabs (SuyDossier *self, const SuyRecord *record)
{
  int shown = gtk_notebook_get_current_page (self->tabs);
  GtkWidget *content;
  guint n = 0;

  while (gtk_notebook_get_n_pages (self->tabs) > 0)
    gtk_notebook_remove_page (self->tabs, 0);
  add_tab (self, "summary", _ ("Summary"), 0, suy_dossier_make_summary (self->workspace, record));
  content = suy_dossier_make_cases (self->workspace, record, &n);
  add_tab (self, "cases", _ ("Cases"), n, content);
  content = suy_dossier_make_ledger (self->workspace, record, &n);
  add_tab (self, "ledger", _ ("Ledger"), n, content);
  content = suy_dossier_make_data (self->workspace, record, &n);
  add_tab (self, "data", _ ("Data"), n, content);
  content = suy_dossier_make_files (self->workspace, record, &n);
  add_tab (self, "files", _ ("Files"), n, content);
  content = suy_dossier_make_history (self->workspace, record, &n);
  add_tab (self, "history", _ ("History"), n, content);
  gtk_notebook_set_current_page (self->tabs, MAX (shown, 0));
}

void
suy_dossier_show_tab (SuyDossier *self, const char *name)
{
  for (int i = 0; i < gtk_notebook_get_n_pages (self->tabs); i++)
    if (strcmp (gtk_widget_get_name (gtk_notebook_get_nth_page (self->tabs, i)), name) == 0)
      gtk_notebook_set_current_page (self->tabs, i);
}

/* ---- the head ---- */

/* A trace starts at a point or on a reach, a buffer around a point. */
static void
show_actions (SuyDossier *self, const SuyRecord *record)
{
  SuyGeometry *geometry = suy_record_get_geometry (record);
  SuyShapeKind kind = geometry == NULL ? SUY_SHAPE_NONE : suy_geometry_get_shape (geometry)->kind;
  gboolean traced = kind == SUY_SHAPE_POINT ||
                    strcmp (suy_record_get_register (record)->name, "river_reach") == 0;

  gtk_widget_set_visible (self->up_button, traced);
  gtk_widget_set_visible (self->down_button, traced);
  gtk_widget_set_visible (self->buffer_button, kind == SUY_SHAPE_POINT);
  gtk_widget_set_visible (self->suspects_button,
                          strcmp (suy_record_get_register (record)->name, "river_section") == 0);
  gtk_widget_set_visible (self->actions, kind != SUY_SHAPE_NONE);
}

static void
fill_head (SuyDossier *self, const SuyRecord *record)
{
  const SuyRegister *reg = suy_record_get_register (record);
  SuySymbol symbol = suy_look_get_symbol (record);
  g_autofree char *title = suy_look_get_title (self->workspace, record);
  g_autofree char *kind = suy_look_get_kind (record);
  g_autofree char *key = suy_workspace_get_key (self->workspace, reg, suy_record_get_id (record));
  g_autofree char *township = suy_look_get_field (self->workspace, record, "township");
  g_autofree char *grid = suy_look_get_field (self->workspace, record, "grid");
  g_autofree char *spoken = suy_look_get_spoken (self->workspace, record);
  g_autoptr (GString) subtitle = g_string_new (key);

  g_string_append_printf (subtitle, " · %s", kind);
  if (*township != '\0')
    g_string_append_printf (subtitle, " · %s", township);
  if (*grid != '\0')
    g_string_append_printf (subtitle, " · %s", grid);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->subtitle, subtitle->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->subtitle), subtitle->str);
  g_object_set (self->symbol, "kind", suy_symbols_get_name (symbol.symbol), "level",
                (guint) symbol.level, "alert", symbol.alert != 0, "dark", suy_settings_is_dark (),
                NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  show_actions (self, record);
  gtk_widget_set_visible (self->problem_button, strcmp (reg->name, "problem") != 0);
}

static void
fill (SuyDossier *self)
{
  const char *layer =
      self->selection == NULL ? NULL : suy_view_selection_get_layer (self->selection);
  SuyStore *store = self->workspace == NULL ? NULL : suy_workspace_get_store (self->workspace);
  const SuyRegister *reg = NULL;
  g_autoptr (SuyRecord) record = NULL;

  if (layer != NULL && store != NULL)
    reg = suy_catalog_find (suy_workspace_get_catalog (self->workspace), layer);
  if (reg != NULL)
    record = suy_store_get (store, reg, suy_view_selection_get_id (self->selection), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), record != NULL);
  if (record == NULL)
    return;

  fill_head (self, record);
  fill_tabs (self, record);
}

/* A change comes in many signals; one filling follows them. */
static gboolean
on_idle (gpointer data)
{
  SuyDossier *self = data;

  self->idle = 0;
  fill (self);

  return G_SOURCE_REMOVE;
}

static void
queue_fill (SuyDossier *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add (on_idle, self);
}

/* ---- buttons ---- */

static void
on_close_clicked (GtkButton *button, SuyDossier *self)
{
  if (self->selection != NULL)
    suy_view_selection_set (self->selection, NULL, 0);
}

static void
on_problem_clicked (GtkButton *button, SuyDossier *self)
{
  g_autofree char *what =
      g_strdup_printf ("%s:#%" G_GINT64_FORMAT, suy_view_selection_get_layer (self->selection),
                       suy_view_selection_get_id (self->selection));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.new-problem", "s", what);
}

/* ---- the widget ---- */

static void
suy_dossier_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SuyDossier *self = SUY_DOSSIER (object);

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
suy_dossier_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SuyDossier *self = SUY_DOSSIER (object);

  switch (id)
    {
    case PROP_WORKSPACE:
      if (self->workspace != NULL)
        g_signal_handlers_disconnect_by_data (self->workspace, self);
      g_set_object (&self->workspace, g_value_get_object (value));
      if (self->workspace != NULL)
        g_signal_connect_object (self->workspace, "changed", G_CALLBACK (queue_fill), self,
                                 G_CONNECT_SWAPPED);
      break;
    case PROP_SELECTION:
      if (self->selection != NULL)
        g_signal_handlers_disconnect_by_data (self->selection, self);
      g_set_object (&self->selection, g_value_get_object (value));
      if (self->selection != NULL)
        g_signal_connect_object (self->selection, "changed", G_CALLBACK (fill), self,
                                 G_CONNECT_SWAPPED);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  fill (self);
}

static void
suy_dossier_dispose (GObject *object)
{
  SuyDossier *self = SUY_DOSSIER (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->workspace);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (suy_dossier_parent_class)->dispose (object);
}

static void
suy_dossier_class_init (SuyDossierClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = suy_dossier_get_property;
  object_class->set_property = suy_dossier_set_property;
  object_class->dispose = suy_dossier_dispose;
  props[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, SUY_TYPE_WORKSPACE,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_SELECTION] = g_param_spec_object ("selection", NULL, NULL, SUY_TYPE_VIEW_SELECTION,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (SUY_TYPE_SYMBOL_IMAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/suyuan/Suyuan/suy-dossier.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyDossier, box);
  gtk_widget_class_bind_template_child (widget_class, SuyDossier, symbol);
  gtk_widget_class_bind_template_child (widget_class, SuyDossier, title);
  gtk_widget_class_bind_template_child (widget_class, SuyDossier, subtitle);
  gtk_widget_class_bind_template_child (widget_class, SuyDossier, actions);
  gtk_widget_class_bind_template_child (widget_class, SuyDossier, up_button);
  gtk_widget_class_bind_template_child (widget_class, SuyDossier, down_button);
  gtk_widget_class_bind_template_child (widget_class, SuyDossier, buffer_button);
  gtk_widget_class_bind_template_child (widget_class, SuyDossier, suspects_button);
  gtk_widget_class_bind_template_child (widget_class, SuyDossier, problem_button);
  gtk_widget_class_bind_template_child (widget_class, SuyDossier, tabs);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_problem_clicked);
}

static void
suy_dossier_init (SuyDossier *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill (self);
}
