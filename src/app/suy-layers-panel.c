/* suy-layers-panel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-layers-panel.h"

#include <glib/gi18n.h>

#include "suy-level-label.h"
#include "suy-look.h"
#include "suy-settings.h"
#include "suy-symbol-image.h"

struct _SuyLayersPanel
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkBox *rows;
  SuyMapLayers *layers;
};

G_DEFINE_FINAL_TYPE (SuyLayersPanel, suy_layers_panel, GTK_TYPE_WIDGET)

static GtkWidget *
label_new (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);

  return label;
}

static GtkWidget *
count_new (guint n)
{
  g_autofree char *text = g_strdup_printf ("%u", n);
  GtkWidget *label = label_new (text, "suy-figures");

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "suy-small");

  return label;
}

/* A check button with a symbol, a name and a count. */
static GtkWidget *
check_new (GtkWidget *symbol, const char *name, guint n, gboolean active)
{
  GtkWidget *check = gtk_check_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = label_new (name, NULL);
  g_autofree char *spoken = g_strdup_printf ("%s, %u", name, n);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), symbol);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count_new (n));
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), box);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), active);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_widget_add_css_class (check, "suy-layer");

  return check;
}

/* ---- levels, two by two ---- */

static void
on_level_toggled (GtkCheckButton *check, SuyLayersPanel *self)
{
  gpointer level = g_object_get_data (G_OBJECT (check), "level");

  suy_map_layers_set_level_visible (self->layers, (SuyLevel) GPOINTER_TO_UINT (level),
                                    gtk_check_button_get_active (check));
}

static GtkWidget *
levels_new (SuyLayersPanel *self)
{
  static const struct
  {
    SuyLevel level;
    const char *name;
  } levels[] = {
    { SUY_LEVEL_RED, NC_ ("level", "Red") },       { SUY_LEVEL_ORANGE, NC_ ("level", "Orange") },
    { SUY_LEVEL_YELLOW, NC_ ("level", "Yellow") }, { SUY_LEVEL_BLUE, NC_ ("level", "Blue") },
    { SUY_LEVEL_NONE, NC_ ("level", "Unrated") },
  };
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      guint n = suy_map_layers_count_level (self->layers, levels[i].level);
      GtkWidget *image, *check;

      if (levels[i].level == SUY_LEVEL_NONE && n == 0)
        continue;
      image = suy_level_image_new (suy_level_get_name (levels[i].level), 16);
      check = check_new (image, g_dpgettext2 (NULL, "level", levels[i].name), n,
                         suy_map_layers_get_level_visible (self->layers, levels[i].level));
      g_object_set_data (G_OBJECT (check), "level", GUINT_TO_POINTER (levels[i].level));
      g_signal_connect_object (check, "toggled", G_CALLBACK (on_level_toggled), self, 0);
      gtk_grid_attach (GTK_GRID (grid), check, (int) i % 2, (int) i / 2, 1, 1);
    }

  return grid;
}

/* ---- the ramp of water classes ---- */

#define N_CLASSES 6
static const char *const class_names[N_CLASSES] = { "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ" };

static void
draw_ramp (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  static const double dashes[N_CLASSES][2] = {
    { 0 }, { 0 }, { 0 }, { 1, 5 }, { 6, 4 }, { 1.5, 2.5 }
  };
  SuyTheme theme = suy_settings_is_dark () ? SUY_THEME_DARK : SUY_THEME_LIGHT;
  double step = (double) width / N_CLASSES;

  for (guint i = 0; i < N_CLASSES; i++)
    {
      GdkRGBA color = suy_palette_get (suy_water_class_get_token (i + 1), theme);

      gdk_cairo_set_source_rgba (cr, &color);
      cairo_set_line_width (cr, 5);
      cairo_set_dash (cr, NULL, 0, 0);
      cairo_move_to (cr, i * step + 1, height / 2.0);
      cairo_line_to (cr, (i + 1) * step - 2, height / 2.0);
      cairo_stroke (cr);
      if (dashes[i][0] == 0)
        continue;
      cairo_set_source_rgba (cr, 0, 0, 0, 0.75);
      cairo_set_line_width (cr, 1.5);
      cairo_set_dash (cr, dashes[i], 2, 0);
      cairo_move_to (cr, i * step + 1, height / 2.0);
      cairo_line_to (cr, (i + 1) * step - 2, height / 2.0);
      cairo_stroke (cr);
    }
}

static GtkWidget *
ramp_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *area = gtk_drawing_area_new ();
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), 10);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_ramp, NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Water classes Ⅰ to worse than Ⅴ"), -1);
  gtk_box_set_homogeneous (GTK_BOX (names), TRUE);
  for (guint i = 0; i < N_CLASSES; i++)
    {
      const char *name = i == N_CLASSES - 1 ? C_ ("water class", "> Ⅴ") : class_names[i];
      GtkWidget *label = gtk_label_new (name);

      gtk_widget_add_css_class (label, "suy-tiny");
      gtk_box_append (GTK_BOX (names), label);
    }
  gtk_box_append (GTK_BOX (box), area);
  gtk_box_append (GTK_BOX (box), names);

  return box;
}

/* ---- rows ---- */

static void
on_row_toggled (GtkCheckButton *check, SuyLayersPanel *self)
{
  int symbol = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (check), "symbol"));

  suy_map_layers_set_visible (self->layers, g_object_get_data (G_OBJECT (check), "register"),
                              symbol, gtk_check_button_get_active (check));
}

static void
draw_line (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  SuyTheme theme = suy_settings_is_dark () ? SUY_THEME_DARK : SUY_THEME_LIGHT;
  SuyLayerKind kind = (SuyLayerKind) GPOINTER_TO_INT (data);
  GdkRGBA color = suy_palette_get (kind == SUY_LAYER_RIVERS ? "water.none" : "map.township", theme);
  const double dash[] = { 5, 3 };

  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, kind == SUY_LAYER_RIVERS ? 2.5 : 1.5);
  if (kind != SUY_LAYER_RIVERS)
    cairo_set_dash (cr, dash, 2, 0);
  cairo_move_to (cr, 1, height / 2.0);
  cairo_line_to (cr, width - 1, height / 2.0);
  cairo_stroke (cr);
}

static GtkWidget *
symbol_new (const SuyLegendRow *row)
{
  guint8 symbol = row->symbol >= 0 ? (guint8) row->symbol : suy_look_get_register_symbol (row->reg);
  GtkWidget *image;

  if (row->kind != SUY_LAYER_SYMBOLS)
    {
      image = gtk_drawing_area_new ();
      gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (image), 18);
      gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (image), 18);
      gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (image), draw_line,
                                      GINT_TO_POINTER (row->kind), NULL);
      return image;
    }

  image = suy_symbol_image_new (suy_symbols_get_name (symbol), 3);
  g_object_set (image, "size", 18, "plain", suy_symbols_is_graded (symbol), "dark",
                suy_settings_is_dark (), NULL);

  return image;
}

static GtkWidget *
row_new (SuyLayersPanel *self, const SuyLegendRow *row)
{
  GtkWidget *check = check_new (symbol_new (row), row->label, row->n, row->visible);

  g_object_set_data (G_OBJECT (check), "register", (gpointer) row->reg);
  g_object_set_data (G_OBJECT (check), "symbol", GINT_TO_POINTER (row->symbol));
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_row_toggled), self, 0);

  return check;
}

static void
add_heading (SuyLayersPanel *self, const char *text, guint n)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = label_new (text, "suy-section");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (n > 0)
    gtk_box_append (GTK_BOX (box), count_new (n));
  gtk_widget_set_margin_top (box, 6);
  gtk_box_append (self->rows, box);
}

static void
fill (SuyLayersPanel *self)
{
  g_autoptr (GPtrArray) rows = suy_map_layers_get_rows (self->layers);
  const char *heading = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, child);
  for (guint i = 0; i < rows->len; i++)
    {
      const SuyLegendRow *row = rows->pdata[i];
      gboolean risk = strcmp (row->reg->name, "risk_point") == 0;

      if (g_strcmp0 (heading, row->heading) != 0)
        {
          guint n = 0;

          if (risk)
            suy_map_layers_count (self->layers, NULL, &n);
          add_heading (self, row->heading, n);
          if (risk)
            gtk_box_append (self->rows, levels_new (self));
        }
      heading = row->heading;
      gtk_box_append (self->rows, row_new (self, row));
      if (strcmp (row->reg->name, "river_reach") == 0)
        gtk_box_append (self->rows, ramp_new ());
    }
}

void
suy_layers_panel_set_layers (SuyLayersPanel *self, SuyMapLayers *layers)
{
  g_return_if_fail (SUY_IS_LAYERS_PANEL (self) && layers != NULL);

  g_set_object (&self->layers, layers);
  g_signal_connect_object (layers, "rows-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
}

static void
suy_layers_panel_dispose (GObject *object)
{
  SuyLayersPanel *self = SUY_LAYERS_PANEL (object);

  g_clear_object (&self->layers);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (suy_layers_panel_parent_class)->dispose (object);
}

static void
suy_layers_panel_class_init (SuyLayersPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_layers_panel_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-layers-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyLayersPanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, SuyLayersPanel, rows);
}

static void
suy_layers_panel_init (SuyLayersPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
