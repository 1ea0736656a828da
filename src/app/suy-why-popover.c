/* suy-why-popover.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-why-popover.h"

#include <glib/gi18n.h>

#include "suy-link-chooser.h"
#include "suy-settings.h"

struct _SuyWhyPopover
{
  GtkPopover parent_instance;

  GtkLabel *question, *answer;
  GtkDropDown *layer_drop;
  SuyLinkChooser *chooser;
  GtkWidget *show_button;

  SuyWorkspace *workspace;
  GPtrArray *layers; /* (element-type SuyRegister), of the entries of layer_drop */
  SuyPlace here;
  gboolean up;
  double max_m;
  SuyWhy *why;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SuyWhyPopover, suy_why_popover, GTK_TYPE_POPOVER)

enum
{
  SHOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What people look for along a river, most likely first. */
static const char *const names[] = { "risk_point", "outfall", "river_section", "river_reach",
                                     "enterprise", "station", "receptor" };

static void
set_answer (SuyWhyPopover *self, SuyWhy *why, const char *text)
{
  g_clear_pointer (&self->why, suy_why_free);
  self->why = why;
  gtk_label_set_text (self->answer, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->answer), text != NULL);
  gtk_widget_set_visible (self->show_button, why != NULL);
}

static const SuyRegister *
chosen_layer (SuyWhyPopover *self)
{
  guint at = gtk_drop_down_get_selected (self->layer_drop);

  return at >= self->layers->len ? NULL : self->layers->pdata[at];
}

/* A reach is asked about as a whole: from its upper end down, or from its lower end up. */
static gboolean
find_place (SuyWhyPopover *self, const SuyRegister *reg, SuyPlace *place, GError **error)
{
  g_autofree char *text =
      g_strdup_printf ("%s:#%" G_GINT64_FORMAT, reg->name, suy_link_chooser_get_id (self->chooser));

  if (!suy_workspace_parse_place (self->workspace, text, SUY_SNAP_M, place, error))
    return FALSE;
  if (strcmp (reg->name, "river_reach") == 0)
    place->fraction = self->up ? 1 : 0;

  return TRUE;
}

static void
on_chooser_changed (SuyWhyPopover *self)
{
  const SuyRegister *reg = chosen_layer (self);
  g_autoptr (GError) error = NULL;
  SuyPlace there;
  SuyWhy *why = NULL;

  if (self->filling || self->workspace == NULL || reg == NULL ||
      suy_link_chooser_get_id (self->chooser) == 0)
    {
      set_answer (self, NULL, NULL);
      return;
    }
  if (find_place (self, reg, &there, &error))
    why = suy_workspace_why (self->workspace, self->up ? there : self->here,
                             self->up ? self->here : there, self->max_m, &error);
  set_answer (self, why, why != NULL ? why->text : error->message);
}

static void
on_layer_changed (SuyWhyPopover *self)
{
  const SuyRegister *reg = chosen_layer (self);

  if (self->filling || reg == NULL)
    return;
  suy_link_chooser_set_target (self->chooser, self->workspace, reg, _ ("Choose…"));
  set_answer (self, NULL, NULL);
}

static void
on_show_clicked (SuyWhyPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SHOWN], 0);
}

static void
fill_layers (SuyWhyPopover *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  self->filling = TRUE;
  g_ptr_array_set_size (self->layers, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const SuyRegister *reg =
          suy_catalog_find (suy_workspace_get_catalog (self->workspace), names[i]);

      if (reg == NULL || reg->geometry == SUY_GEOMETRY_NONE ||
          suy_store_count (suy_workspace_get_store (self->workspace), reg) <= 0)
        continue;
      g_ptr_array_add (self->layers, (gpointer) reg);
      gtk_string_list_append (labels, suy_label_get (&reg->one, suy_settings_get_language ()));
    }
  gtk_drop_down_set_model (self->layer_drop, G_LIST_MODEL (labels));
  self->filling = FALSE;
  on_layer_changed (self);
}

void
suy_why_popover_set_place (SuyWhyPopover *self,
                           SuyWorkspace *workspace,
                           SuyPlace here,
                           gboolean up,
                           double max_m)
{
  g_return_if_fail (SUY_IS_WHY_POPOVER (self));

  g_set_object (&self->workspace, workspace);
  self->here = here;
  self->up = up;
  self->max_m = max_m;
  gtk_label_set_text (self->question,
                      up ? _ ("Why is this not upstream?") : _ ("Why is this not downstream?"));
  fill_layers (self);
}

void
suy_why_popover_ask (SuyWhyPopover *self, const SuyRegister *reg, gint64 id)
{
  guint at;

  g_return_if_fail (SUY_IS_WHY_POPOVER (self));

  if (!g_ptr_array_find (self->layers, reg, &at))
    return;
  gtk_drop_down_set_selected (self->layer_drop, at);
  suy_link_chooser_set_id (self->chooser, id);
  on_chooser_changed (self);
}

const SuyWhy *
suy_why_popover_get_why (SuyWhyPopover *self)
{
  return self->why;
}

const char *
suy_why_popover_get_answer (SuyWhyPopover *self)
{
  return gtk_label_get_text (self->answer);
}

static void
suy_why_popover_dispose (GObject *object)
{
  SuyWhyPopover *self = SUY_WHY_POPOVER (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->why, suy_why_free);

  G_OBJECT_CLASS (suy_why_popover_parent_class)->dispose (object);
}

static void
suy_why_popover_finalize (GObject *object)
{
  g_ptr_array_unref (SUY_WHY_POPOVER (object)->layers);

  G_OBJECT_CLASS (suy_why_popover_parent_class)->finalize (object);
}

static void
suy_why_popover_class_init (SuyWhyPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_why_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = suy_why_popover_finalize;
  signals[SHOWN] = g_signal_new ("shown", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SUY_TYPE_LINK_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-why-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyWhyPopover, question);
  gtk_widget_class_bind_template_child (widget_class, SuyWhyPopover, answer);
  gtk_widget_class_bind_template_child (widget_class, SuyWhyPopover, layer_drop);
  gtk_widget_class_bind_template_child (widget_class, SuyWhyPopover, chooser);
  gtk_widget_class_bind_template_child (widget_class, SuyWhyPopover, show_button);
  gtk_widget_class_bind_template_callback (widget_class, on_layer_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_chooser_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_show_clicked);
}

static void
suy_why_popover_init (SuyWhyPopover *self)
{
  self->layers = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
suy_why_popover_new (void)
{
  return g_object_new (SUY_TYPE_WHY_POPOVER, NULL);
}
