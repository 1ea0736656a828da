/* suy-symbol-image.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-symbol-image.h"

/* ---- the paintable ---- */

#define SUY_TYPE_SYMBOL_PAINTABLE (suy_symbol_paintable_get_type ())
G_DECLARE_FINAL_TYPE (SuySymbolPaintable, suy_symbol_paintable, SUY, SYMBOL_PAINTABLE, GObject)

struct _SuySymbolPaintable
{
  GObject parent_instance;

  SuySymbol symbol;
  double size;
  SuyTheme theme;
  gboolean plain;
};

/* The symbol's box, squeezed into @width by @height. */
static void
draw (SuySymbol symbol, SuyTheme theme, gboolean plain, cairo_t *cr, double width, double height)
{
  graphene_rect_t bounds = suy_symbol_get_bounds (symbol);
  double k = MIN (width / bounds.size.width, height / bounds.size.height);

  cairo_translate (cr, width / 2, height / 2);
  cairo_scale (cr, k, k);
  cairo_translate (cr, -bounds.origin.x - bounds.size.width / 2,
                   -bounds.origin.y - bounds.size.height / 2);
  if (plain)
    suy_symbol_draw_plain (symbol, cr, theme);
  else
    suy_symbol_draw (symbol, cr, theme, TRUE);
}

static void
suy_symbol_paintable_snapshot (GdkPaintable *paintable,
                               GdkSnapshot *snapshot,
                               double width,
                               double height)
{
  SuySymbolPaintable *self = SUY_SYMBOL_PAINTABLE (paintable);
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  draw (self->symbol, self->theme, self->plain, cr, width, height);
  cairo_destroy (cr);
}

static int
suy_symbol_paintable_get_size (GdkPaintable *paintable)
{
  return (int) SUY_SYMBOL_PAINTABLE (paintable)->size;
}

static GdkPaintableFlags
suy_symbol_paintable_get_flags (GdkPaintable *paintable)
{
  return GDK_PAINTABLE_STATIC_SIZE | GDK_PAINTABLE_STATIC_CONTENTS;
}

static void
suy_symbol_paintable_iface_init (GdkPaintableInterface *iface)
{
  iface->snapshot = suy_symbol_paintable_snapshot;
  iface->get_flags = suy_symbol_paintable_get_flags;
  iface->get_intrinsic_width = suy_symbol_paintable_get_size;
  iface->get_intrinsic_height = suy_symbol_paintable_get_size;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SuySymbolPaintable,
                               suy_symbol_paintable,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE,
                                                      suy_symbol_paintable_iface_init))

static void
suy_symbol_paintable_class_init (SuySymbolPaintableClass *klass)
{
}

static void
suy_symbol_paintable_init (SuySymbolPaintable *self)
{
}

GdkPaintable *
suy_symbol_paintable_new (SuySymbol symbol, double size, SuyTheme theme, gboolean plain)
{
  SuySymbolPaintable *self = g_object_new (SUY_TYPE_SYMBOL_PAINTABLE, NULL);

  self->symbol = symbol;
  self->size = size;
  self->theme = theme;
  self->plain = plain;

  return GDK_PAINTABLE (self);
}

/* ---- the widget ---- */

struct _SuySymbolImage
{
  GtkWidget parent_instance;

  char *kind;
  SuySymbol symbol;
  gboolean known, plain, dark;
  guint size;
};

G_DEFINE_FINAL_TYPE (SuySymbolImage, suy_symbol_image, GTK_TYPE_WIDGET)

enum
{
  PROP_KIND = 1,
  PROP_LEVEL,
  PROP_ALERT,
  PROP_PLAIN,
  PROP_DARK,
  PROP_SIZE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
suy_symbol_image_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SuySymbolImage *self = SUY_SYMBOL_IMAGE (widget);
  double w = gtk_widget_get_width (widget), h = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (!self->known)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) w, (float) h));
  draw (self->symbol, self->dark ? SUY_THEME_DARK : SUY_THEME_LIGHT, self->plain, cr, w, h);
  cairo_destroy (cr);
}

static void
suy_symbol_image_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = *natural = (int) SUY_SYMBOL_IMAGE (widget)->size;
}

static void
set_kind (SuySymbolImage *self, const char *kind)
{
  int found = kind == NULL ? -1 : suy_symbols_find (kind);

  g_free (self->kind);
  self->kind = g_strdup (kind);
  self->known = found >= 0;
  self->symbol.symbol = found >= 0 ? (guint8) found : 0;
}

static void
suy_symbol_image_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SuySymbolImage *self = SUY_SYMBOL_IMAGE (object);

  switch (id)
    {
    case PROP_KIND:
      set_kind (self, g_value_get_string (value));
      break;
    case PROP_LEVEL:
      self->symbol.level = (guint8) g_value_get_uint (value);
      break;
    case PROP_ALERT:
      self->symbol.alert = g_value_get_boolean (value);
      break;
    case PROP_PLAIN:
      self->plain = g_value_get_boolean (value);
      break;
    case PROP_DARK:
      self->dark = g_value_get_boolean (value);
      break;
    case PROP_SIZE:
      self->size = g_value_get_uint (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
suy_symbol_image_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SuySymbolImage *self = SUY_SYMBOL_IMAGE (object);

  switch (id)
    {
    case PROP_KIND:
      g_value_set_string (value, self->kind);
      break;
    case PROP_LEVEL:
      g_value_set_uint (value, self->symbol.level);
      break;
    case PROP_ALERT:
      g_value_set_boolean (value, self->symbol.alert);
      break;
    case PROP_PLAIN:
      g_value_set_boolean (value, self->plain);
      break;
    case PROP_DARK:
      g_value_set_boolean (value, self->dark);
      break;
    case PROP_SIZE:
      g_value_set_uint (value, self->size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
suy_symbol_image_finalize (GObject *object)
{
  g_free (SUY_SYMBOL_IMAGE (object)->kind);

  G_OBJECT_CLASS (suy_symbol_image_parent_class)->finalize (object);
}

static void
suy_symbol_image_class_init (SuySymbolImageClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = suy_symbol_image_set_property;
  object_class->get_property = suy_symbol_image_get_property;
  object_class->finalize = suy_symbol_image_finalize;
  widget_class->snapshot = suy_symbol_image_snapshot;
  widget_class->measure = suy_symbol_image_measure;

  props[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  props[PROP_LEVEL] = g_param_spec_uint ("level", NULL, NULL, 0, 255, 0, flags);
  props[PROP_ALERT] = g_param_spec_boolean ("alert", NULL, NULL, FALSE, flags);
  props[PROP_PLAIN] = g_param_spec_boolean ("plain", NULL, NULL, FALSE, flags);
  props[PROP_DARK] = g_param_spec_boolean ("dark", NULL, NULL, FALSE, flags);
  props[PROP_SIZE] = g_param_spec_uint ("size", NULL, NULL, 8, 256, 20, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
suy_symbol_image_init (SuySymbolImage *self)
{
  self->size = 20;
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
suy_symbol_image_new (const char *kind, guint level)
{
  return g_object_new (SUY_TYPE_SYMBOL_IMAGE, "kind", kind, "level", level, NULL);
}
