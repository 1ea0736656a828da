/* suy-indicator-strip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-indicator-strip.h"

#include <glib/gi18n.h>

#include "suy-book.h"
#include "suy-indicator-words.h"

#define CELL_WIDTH 306 /* three beside each other at 1280 pixels */

struct _SuyIndicatorStrip
{
  GtkWidget parent_instance;

  GtkFlowBox *flow;
  GtkLabel *time;
};

G_DEFINE_FINAL_TYPE (SuyIndicatorStrip, suy_indicator_strip, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_ALL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- one of them ---- */

static void
on_cell_clicked (GtkButton *button, SuyIndicatorStrip *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, gtk_widget_get_name (GTK_WIDGET (button)));
}

static void
append_text (GtkWidget *box, const char *text, const char *class, gboolean expand)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "hexpand", expand, "ellipsize",
                    expand ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE, NULL);

  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);
}

static GtkWidget *
make_content (const SuyIndicatorState *state)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *line = suy_sparkline_new ();
  g_autofree char *value = suy_indicator_words_value (state);
  g_autofree char *limit = suy_indicator_words_limit (state);

  gtk_box_append (GTK_BOX (box), suy_indicator_words_image (state, 16));
  append_text (box, state->indicator->name, "dim-label", FALSE);
  append_text (box, suy_indicator_words_name (state), NULL, TRUE);
  append_text (box, value, state->is_known && state->is_defined ? "heading" : "dim-label", FALSE);
  append_text (box, limit, "dim-label", FALSE);
  suy_indicator_words_draw (state, SUY_SPARKLINE (line));
  gtk_box_append (GTK_BOX (box), line);

  return box;
}

static void
add_cell (SuyIndicatorStrip *self, const SuyIndicatorState *state)
{
  GtkWidget *button = gtk_button_new ();
  g_autofree char *spoken = suy_indicator_words_spoken (state);

  gtk_button_set_child (GTK_BUTTON (button), make_content (state));
  gtk_widget_set_name (button, state->indicator->name);
  gtk_widget_set_size_request (button, CELL_WIDTH, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_signal_connect (button, "clicked", G_CALLBACK (on_cell_clicked), self);
  gtk_flow_box_append (self->flow, button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

void
suy_indicator_strip_show (SuyIndicatorStrip *self, const GPtrArray *states)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->flow))) != NULL)
    gtk_flow_box_remove (self->flow, child);
  for (guint i = 0; states != NULL && i < states->len; i++)
    {
      const SuyIndicatorState *state = states->pdata[i];

      if (g_str_has_prefix (state->indicator->name, "I-"))
        add_cell (self, state);
    }
}

void
suy_indicator_strip_set_time (SuyIndicatorStrip *self, const char *text)
{
  gtk_label_set_text (self->time, text);
}

/* ---- the widget ---- */

static void
on_all_clicked (SuyIndicatorStrip *self)
{
  g_signal_emit (self, signals[SIGNAL_ALL], 0);
}

static void
suy_indicator_strip_dispose (GObject *object)
{
  suy_book_drop_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (suy_indicator_strip_parent_class)->dispose (object);
}

static void
suy_indicator_strip_class_init (SuyIndicatorStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_indicator_strip_dispose;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", SUY_TYPE_INDICATOR_STRIP, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_ALL] = g_signal_new ("all", SUY_TYPE_INDICATOR_STRIP, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-indicator-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyIndicatorStrip, flow);
  gtk_widget_class_bind_template_child (widget_class, SuyIndicatorStrip, time);
  gtk_widget_class_bind_template_callback (widget_class, on_all_clicked);
}

static void
suy_indicator_strip_init (SuyIndicatorStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
