/* suy-patrol-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-patrol-row.h"

#include <glib/gi18n.h>

struct _SuyPatrolRow
{
  GObject parent_instance;

  SuyPatrolStop stop;
  guint number;
  gboolean seen;
};

G_DEFINE_FINAL_TYPE (SuyPatrolRow, suy_patrol_row, G_TYPE_OBJECT)

enum
{
  PROP_SEEN = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* ---- the widgets of a row, as its object data "parts" ---- */

typedef struct
{
  GtkWidget *tick, *number, *name, *facts, *leg;
  GBinding *binding; /* (nullable): of the tick to the row that is shown */
} Parts;

static GtkWidget *
label_new (float xalign, int width, const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_width_chars (GTK_LABEL (label), width);
  gtk_widget_add_css_class (label, class);

  return label;
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  Parts *parts = g_new0 (Parts, 1);

  parts->tick = gtk_check_button_new ();
  parts->number = label_new (1, 3, "suy-figures");
  parts->name = label_new (0, -1, "suy-patrol-name");
  parts->facts = label_new (0, -1, "dim-label");
  parts->leg = label_new (1, 10, "suy-figures");
  gtk_label_set_ellipsize (GTK_LABEL (parts->name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (parts->facts, TRUE);
  gtk_box_append (GTK_BOX (row), parts->tick);
  gtk_box_append (GTK_BOX (row), parts->number);
  gtk_box_append (GTK_BOX (row), parts->name);
  gtk_box_append (GTK_BOX (row), parts->facts);
  gtk_box_append (GTK_BOX (row), parts->leg);
  g_object_set_data_full (G_OBJECT (row), "parts", parts, g_free);
  gtk_list_item_set_child (item, row);
}

/* "FX-000201 · 2 open cases · 1 check due". */
static char *
make_facts (const SuyPatrolStop *stop)
{
  GString *text = g_string_new (stop->code);

  if (stop->n_cases > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("%u open case", "%u open cases", stop->n_cases),
                              stop->n_cases);
    }
  if (stop->n_checks > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("%u check due", "%u checks due", stop->n_checks),
                              stop->n_checks);
    }

  return g_string_free (text, FALSE);
}

static char *
format_leg (double metres)
{
  return metres < 1000 ? g_strdup_printf ("%.0f m", metres)
                       : g_strdup_printf ("%.1f km", metres / 1000);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  SuyPatrolRow *row = gtk_list_item_get_item (item);
  Parts *parts = g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), "parts");
  g_autofree char *number = g_strdup_printf ("%u", row->number);
  g_autofree char *facts = make_facts (&row->stop), *leg = format_leg (row->stop.leg_m);
  g_autofree char *spoken =
      g_strdup_printf (_ ("Stop %u, %s, visited"), row->number, row->stop.name);

  gtk_label_set_text (GTK_LABEL (parts->number), number);
  gtk_label_set_text (GTK_LABEL (parts->name), row->stop.name);
  gtk_label_set_text (GTK_LABEL (parts->facts), facts);
  gtk_label_set_text (GTK_LABEL (parts->leg), leg);
  gtk_accessible_update_property (GTK_ACCESSIBLE (parts->tick), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  parts->binding = g_object_bind_property (row, "seen", parts->tick, "active",
                                           G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  Parts *parts = g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), "parts");

  g_binding_unbind (parts->binding);
  parts->binding = NULL;
}

void
suy_patrol_row_set_factory (GtkListView *list)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  gtk_list_view_set_factory (list, factory);
}

/* ---- the object ---- */

static void
suy_patrol_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SEEN)
    g_value_set_boolean (value, SUY_PATROL_ROW (object)->seen);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
suy_patrol_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SEEN)
    SUY_PATROL_ROW (object)->seen = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
suy_patrol_row_finalize (GObject *object)
{
  SuyPatrolRow *self = SUY_PATROL_ROW (object);

  g_free (self->stop.code);
  g_free (self->stop.name);

  G_OBJECT_CLASS (suy_patrol_row_parent_class)->finalize (object);
}

static void
suy_patrol_row_class_init (SuyPatrolRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = suy_patrol_row_get_property;
  object_class->set_property = suy_patrol_row_set_property;
  object_class->finalize = suy_patrol_row_finalize;
  props[PROP_SEEN] =
      g_param_spec_boolean ("seen", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
suy_patrol_row_init (SuyPatrolRow *self)
{
}

SuyPatrolRow *
suy_patrol_row_new (const SuyPatrolStop *stop, guint number)
{
  SuyPatrolRow *self = g_object_new (SUY_TYPE_PATROL_ROW, NULL);

  self->stop = *stop;
  self->stop.code = g_strdup (stop->code);
  self->stop.name = g_strdup (stop->name);
  self->number = number;

  return self;
}

const SuyPatrolStop *
suy_patrol_row_get_stop (SuyPatrolRow *self)
{
  return &self->stop;
}

gboolean
suy_patrol_row_is_seen (SuyPatrolRow *self)
{
  return self->seen;
}
