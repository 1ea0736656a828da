/* suy-search-popover.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-search-popover.h"

#include <glib/gi18n.h>

#include "suy-look.h"
#include "suy-readers.h"
#include "suy-settings.h"
#include "suy-symbol-image.h"

#define MAX_HITS 40

struct _SuySearchPopover
{
  GtkPopover parent_instance;

  GtkWidget *entry; /* the parent */
  GtkListBox *list;
  GtkWidget *nothing;
  SuyWorkspace *workspace;
  guint n_hits;
};

G_DEFINE_FINAL_TYPE (SuySearchPopover, suy_search_popover, GTK_TYPE_POPOVER)

enum
{
  RECORD,
  SPOT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a row leads to. */
typedef struct
{
  const SuyRegister *reg; /* NULL: a spot */
  gint64 id;
  SuyPoint spot;
} Target;

static GtkWidget *
row_new (const Target *target, const char *title, const char *subtitle, SuySymbol symbol)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_label_new (title), *foot = gtk_label_new (subtitle), *image;
  g_autofree char *spoken = g_strdup_printf ("%s, %s", title, subtitle);

  image = suy_symbol_image_new (suy_symbols_get_name (symbol.symbol), symbol.level);
  g_object_set (image, "dark", suy_settings_is_dark (), "alert", symbol.alert != 0, NULL);
  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_label_set_xalign (GTK_LABEL (foot), 0);
  gtk_label_set_ellipsize (GTK_LABEL (head), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (foot), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (foot, "dim-label");
  gtk_widget_add_css_class (foot, "suy-tiny");
  gtk_box_append (GTK_BOX (words), head);
  gtk_box_append (GTK_BOX (words), foot);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "target", g_memdup2 (target, sizeof *target), g_free);

  return row;
}

static void
add_spot (SuySearchPopover *self, const char *text)
{
  Target target = { NULL, 0, { 0, 0 } };
  g_autofree char *title = NULL;
  const SuySymbol pin = { (guint8) MAX (0, suy_symbols_find ("problem")), SUY_PIN_FOUND, 0 };

  if (!suy_workspace_parse_coordinates (text, &target.spot))
    return;
  title = g_strdup_printf ("%.6f° E  %.6f° N", target.spot.x / 1e7, target.spot.y / 1e7);
  gtk_list_box_append (self->list, row_new (&target, title, _ ("Place on the map"), pin));
  self->n_hits++;
}

static void
add_record (SuySearchPopover *self, const SuySearchHit *hit)
{
  const Target target = { hit->reg, hit->id, { 0, 0 } };
  g_autoptr (SuyRecord) record =
      suy_store_get (suy_workspace_get_store (self->workspace), hit->reg, hit->id, NULL);
  g_autofree char *title = NULL, *kind = NULL, *status = NULL, *subtitle = NULL;

  if (record == NULL)
    return;
  title = suy_look_get_title (self->workspace, record);
  kind = suy_look_get_kind (record);
  status = suy_look_get_status (record, NULL);
  subtitle = g_strdup_printf ("%s  %s  %s", kind, hit->code != NULL ? hit->code : "", status);
  gtk_list_box_append (self->list,
                       row_new (&target, title, subtitle, suy_look_get_symbol (record)));
  self->n_hits++;
}

static void
clear_list (SuySearchPopover *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  self->n_hits = 0;
}

static void
on_search_changed (SuySearchPopover *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GArray) hits = NULL;
  g_autoptr (GError) error = NULL;

  clear_list (self);
  if (*text == '\0' || self->workspace == NULL || suy_workspace_get_store (self->workspace) == NULL)
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  add_spot (self, text);
  hits = suy_store_search (suy_workspace_get_store (self->workspace), text, MAX_HITS, &error);
  if (hits == NULL)
    gtk_widget_activate_action (self->entry, "win.error", "s", error->message);
  for (guint i = 0; hits != NULL && i < hits->len; i++)
    if (suy_workspace_may_read (self->workspace, g_array_index (hits, SuySearchHit, i).reg, NULL))
      add_record (self, &g_array_index (hits, SuySearchHit, i));
  gtk_widget_set_visible (self->nothing, self->n_hits == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->n_hits > 0);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_popover_popup (GTK_POPOVER (self));
}

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row, SuySearchPopover *self)
{
  const Target target = *(const Target *) g_object_get_data (G_OBJECT (row), "target");

  gtk_popover_popdown (GTK_POPOVER (self));
  if (target.reg == NULL)
    g_signal_emit (self, signals[SPOT], 0, target.spot.x / 1e7, target.spot.y / 1e7);
  else
    g_signal_emit (self, signals[RECORD], 0, target.reg->name, target.id);
}

/* A search that has only just been typed is run first. */
static void
on_activate (SuySearchPopover *self)
{
  GtkListBoxRow *row;

  on_search_changed (self);
  row = gtk_list_box_get_selected_row (self->list);
  if (row != NULL)
    on_row_activated (self->list, row, self);
}

static void
on_stop (SuySearchPopover *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_popover_popdown (GTK_POPOVER (self));
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        SuySearchPopover *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (key != GDK_KEY_Down || row == NULL || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (row));

  return TRUE;
}

void
suy_search_popover_set_workspace (SuySearchPopover *self, SuyWorkspace *workspace)
{
  g_return_if_fail (SUY_IS_SEARCH_POPOVER (self));

  clear_list (self);
  g_set_object (&self->workspace, workspace);
}

guint
suy_search_popover_get_n_hits (SuySearchPopover *self)
{
  return self->n_hits;
}

static void
suy_search_popover_dispose (GObject *object)
{
  g_clear_object (&SUY_SEARCH_POPOVER (object)->workspace);

  G_OBJECT_CLASS (suy_search_popover_parent_class)->dispose (object);
}

static void
suy_search_popover_class_init (SuySearchPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_search_popover_dispose;
  signals[RECORD] = g_signal_new ("record", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[SPOT] = g_signal_new ("spot", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-search-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, SuySearchPopover, list);
  gtk_widget_class_bind_template_child (widget_class, SuySearchPopover, nothing);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
suy_search_popover_init (SuySearchPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SuySearchPopover *
suy_search_popover_new (GtkWidget *entry)
{
  SuySearchPopover *self = g_object_new (SUY_TYPE_SEARCH_POPOVER, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = entry;
  gtk_widget_set_parent (GTK_WIDGET (self), entry);
  g_signal_connect_object (entry, "search-changed", G_CALLBACK (on_search_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_activate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "stop-search", G_CALLBACK (on_stop), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, 0);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (entry, keys);

  return self;
}
