/* suy-tile-painter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-tile-painter.h"

#include <math.h>
#include <string.h>

#include "suy-map-label.h"

#define LINE_LABEL_MIN 24.0 /* pixels: a shorter piece of a line gets no name */
#define MIDDLE M_SQRT2      /* how much a tile is stretched half-way to the next zoom */

typedef struct
{
  SuyStyle *style;
  SuyTileReader *reader;
  const SuyTileWindow *window;
  cairo_t *cr;
  GPtrArray *labels;
  SuyStyleScope scope;
  guint style_layer, layer, feature; /* what is being drawn */
  double k, dx, dy;                  /* pixel = tile unit * k + d */
} Job;

SuyTileWindow
suy_tile_window (guint zoom, guint32 x, guint32 y, double size, guint data_zoom)
{
  guint deeper = zoom - data_zoom;
  guint32 mask = (1u << deeper) - 1;
  double parts = (double) (1u << deeper);

  g_return_val_if_fail (data_zoom <= zoom && deeper < 31, (SuyTileWindow){ 0 });

  return (SuyTileWindow){
    .zoom = zoom,
    .x = x,
    .y = y,
    .size = size,
    .part_x = (x & mask) / parts,
    .part_y = (y & mask) / parts,
    .parts = parts,
  };
}

static SuyStyleValue
get_tag (gpointer data, const char *key)
{
  Job *job = data;
  SuyTileValue value = suy_tile_reader_get_value (job->reader, job->layer, job->feature, key);
  SuyStyleValue out = { SUY_STYLE_NULL };

  if (value.type == SUY_TILE_VALUE_TEXT)
    out = (SuyStyleValue){ .type = SUY_STYLE_TEXT, .text = value.text };
  else if (value.type == SUY_TILE_VALUE_NUMBER)
    out = (SuyStyleValue){ .type = SUY_STYLE_NUMBER, .number = value.number };
  else if (value.type == SUY_TILE_VALUE_BOOLEAN)
    out = (SuyStyleValue){ .type = SUY_STYLE_BOOLEAN, .number = value.number };

  return out;
}

static double
number (Job *job, SuyStyleProperty property)
{
  return suy_style_get_number (job->style, job->style_layer, property, &job->scope);
}

static GdkRGBA
color (Job *job, SuyStyleProperty what, SuyStyleProperty opacity)
{
  return suy_style_get_color (job->style, job->style_layer, what, opacity, &job->scope);
}

static SuyStyleValue
value (Job *job, SuyStyleProperty property)
{
  return suy_style_get (job->style, job->style_layer, property, &job->scope);
}

static gboolean
is_word (Job *job, SuyStyleProperty property, const char *word)
{
  SuyStyleValue found = value (job, property);

  return found.type == SUY_STYLE_TEXT && strcmp (found.text, word) == 0;
}

/* ---- shapes ---- */

static void
add_path (Job *job, const SuyTileFeature *f)
{
  guint32 at = 0;

  cairo_new_path (job->cr);
  for (guint run = 0; run < f->n_runs; run++)
    {
      for (guint32 first = at; at < f->ends[run]; at++)
        {
          double x = f->points[at].x * job->k + job->dx, y = f->points[at].y * job->k + job->dy;

          if (at == first)
            cairo_move_to (job->cr, x, y);
          else
            cairo_line_to (job->cr, x, y);
        }
      if (f->geometry == SUY_TILE_POLYGON)
        cairo_close_path (job->cr);
    }
}

static void
paint_fill (Job *job, const SuyTileFeature *f)
{
  GdkRGBA inner = color (job, SUY_STYLE_FILL_COLOR, SUY_STYLE_FILL_OPACITY);
  SuyStyleValue outline = value (job, SUY_STYLE_FILL_OUTLINE_COLOR);

  if (f->geometry != SUY_TILE_POLYGON)
    return;
  add_path (job, f);
  gdk_cairo_set_source_rgba (job->cr, &inner);
  cairo_fill_preserve (job->cr);
  if (outline.type == SUY_STYLE_COLOR)
    {
      gdk_cairo_set_source_rgba (job->cr, &outline.color);
      cairo_set_line_width (job->cr, 1 / MIDDLE);
      cairo_stroke (job->cr);
    }
}

/* Dashes come in line widths.  A list that Cairo would refuse (negative, all zero) is no dash. */
static void
set_dashes (Job *job, double width)
{
  SuyStyleValue list = value (job, SUY_STYLE_LINE_DASHARRAY);
  double dashes[16], sum = 0;
  guint n = list.type == SUY_STYLE_LIST ? MIN (list.n, G_N_ELEMENTS (dashes)) : 0;

  for (guint i = 0; i < n; i++)
    {
      dashes[i] = MAX (0, list.items[i].number) * width;
      sum += dashes[i];
    }
  cairo_set_dash (job->cr, dashes, sum > 0 ? (int) n : 0, 0);
}

static void
paint_line (Job *job, const SuyTileFeature *f)
{
  GdkRGBA stroke = color (job, SUY_STYLE_LINE_COLOR, SUY_STYLE_LINE_OPACITY);
  double width = number (job, SUY_STYLE_LINE_WIDTH) / MIDDLE;
  gboolean round_cap = is_word (job, SUY_STYLE_LINE_CAP, "round");
  gboolean round_join = is_word (job, SUY_STYLE_LINE_JOIN, "round");
  gboolean square = is_word (job, SUY_STYLE_LINE_CAP, "square");

  if (f->geometry == SUY_TILE_POINT || !(width > 0))
    return;
  cairo_save (job->cr);
  set_dashes (job, width);
  cairo_set_line_width (job->cr, width);
  cairo_set_line_cap (job->cr, round_cap ? CAIRO_LINE_CAP_ROUND
                               : square  ? CAIRO_LINE_CAP_SQUARE
                                         : CAIRO_LINE_CAP_BUTT);
  cairo_set_line_join (job->cr, round_join ? CAIRO_LINE_JOIN_ROUND
                                : is_word (job, SUY_STYLE_LINE_JOIN, "bevel")
                                    ? CAIRO_LINE_JOIN_BEVEL
                                    : CAIRO_LINE_JOIN_MITER);
  gdk_cairo_set_source_rgba (job->cr, &stroke);
  add_path (job, f);
  cairo_stroke (job->cr);
  cairo_restore (job->cr);
}

static void
paint_circle (Job *job, const SuyTileFeature *f)
{
  GdkRGBA inner = color (job, SUY_STYLE_CIRCLE_COLOR, SUY_STYLE_CIRCLE_OPACITY);
  GdkRGBA edge = color (job, SUY_STYLE_CIRCLE_STROKE_COLOR, SUY_STYLE_CIRCLE_OPACITY);
  double radius = number (job, SUY_STYLE_CIRCLE_RADIUS) / MIDDLE;
  double stroke = number (job, SUY_STYLE_CIRCLE_STROKE_WIDTH) / MIDDLE;

  if (f->geometry != SUY_TILE_POINT)
    return;
  for (guint32 i = 0; i < f->ends[f->n_runs - 1]; i++)
    {
      cairo_new_path (job->cr);
      cairo_arc (job->cr, f->points[i].x * job->k + job->dx, f->points[i].y * job->k + job->dy,
                 MAX (radius, 0), 0, 2 * G_PI);
      gdk_cairo_set_source_rgba (job->cr, &inner);
      cairo_fill_preserve (job->cr);
      if (stroke > 0)
        {
          cairo_set_line_width (job->cr, stroke);
          gdk_cairo_set_source_rgba (job->cr, &edge);
          cairo_stroke (job->cr);
        }
    }
}

/* ---- texts ---- */

static gboolean
font_says (Job *job, const char *word)
{
  SuyStyleValue fonts = value (job, SUY_STYLE_TEXT_FONT);

  if (fonts.type != SUY_STYLE_LIST || fonts.n == 0 || fonts.items[0].type != SUY_STYLE_TEXT)
    return FALSE;

  return strstr (fonts.items[0].text, word) != NULL;
}

static char *
transform (Job *job, const char *text)
{
  if (is_word (job, SUY_STYLE_TEXT_TRANSFORM, "uppercase"))
    return g_utf8_strup (text, -1);
  if (is_word (job, SUY_STYLE_TEXT_TRANSFORM, "lowercase"))
    return g_utf8_strdown (text, -1);

  return g_strdup (text);
}

/* Everything of the label but its place. */
static SuyMapLabel
describe_label (Job *job, const char *text, gboolean line)
{
  double size = number (job, SUY_STYLE_TEXT_SIZE);
  gboolean aside = line || value (job, SUY_STYLE_TEXT_VARIABLE_ANCHOR).type == SUY_STYLE_LIST;

  return (SuyMapLabel){
    .text = (char *) text,
    .claim = suy_style_get_claim (job->style, job->style_layer),
    .order = number (job, SUY_STYLE_SYMBOL_SORT_KEY),
    .size = CLAMP (size, 1, 100),
    .spacing = number (job, SUY_STYLE_TEXT_LETTER_SPACING) * size,
    .offset = aside ? number (job, SUY_STYLE_TEXT_RADIAL_OFFSET) * size : -1,
    .repeat = line ? number (job, SUY_STYLE_SYMBOL_SPACING) : 0,
    .halo_width = number (job, SUY_STYLE_TEXT_HALO_WIDTH),
    .color = color (job, SUY_STYLE_TEXT_COLOR, SUY_STYLE_TEXT_OPACITY),
    .halo = color (job, SUY_STYLE_TEXT_HALO_COLOR, SUY_STYLE_TEXT_OPACITY),
    .bold = font_says (job, "Bold"),
    .italic = font_says (job, "Italic"),
    .always = value (job, SUY_STYLE_TEXT_ALLOW_OVERLAP).number != 0,
  };
}

/* @x, @y: pixels in the window; spots outside of it are another tile's. */
static void
add_label (Job *job, const SuyMapLabel *pattern, double x, double y)
{
  double n = ldexp (1, (int) job->window->zoom), size = job->window->size;
  SuyMapLabel *label;

  if (x < 0 || y < 0 || x >= size || y >= size)
    return;
  label = suy_map_label_copy (pattern);
  label->x = (job->window->x + x / size) / n;
  label->y = (job->window->y + y / size) / n;
  g_ptr_array_add (job->labels, label);
}

static double
step_length (Job *job, const SuyPoint *p)
{
  return hypot ((double) p[1].x - p[0].x, (double) p[1].y - p[0].y) * job->k;
}

/* One spot in the middle of each run, more where a run is longer than the spacing. */
static void
add_run_labels (Job *job, const SuyMapLabel *pattern, const SuyPoint *points, guint32 n)
{
  double length = 0, at = 0, step, next;

  for (guint32 i = 0; i + 1 < n; i++)
    length += step_length (job, &points[i]);
  if (length < LINE_LABEL_MIN)
    return;
  step = length / ceil (length / MAX (pattern->repeat / 2, 40));
  next = step / 2;
  for (guint32 i = 0; i + 1 < n; i++)
    {
      double d = step_length (job, &points[i]);

      for (; d > 0 && next <= at + d; next += step)
        {
          double t = (next - at) / d;
          double x = points[i].x + t * ((double) points[i + 1].x - points[i].x);
          double y = points[i].y + t * ((double) points[i + 1].y - points[i].y);

          add_label (job, pattern, x * job->k + job->dx, y * job->k + job->dy);
        }
      at += d;
    }
}

/* A polygon's name stands in the middle of its first ring's box. */
static void
add_ring_label (Job *job, const SuyMapLabel *pattern, const SuyTileFeature *f)
{
  double min_x = INFINITY, min_y = INFINITY, max_x = -INFINITY, max_y = -INFINITY;

  for (guint32 i = 0; i < f->ends[0]; i++)
    {
      min_x = MIN (min_x, f->points[i].x);
      max_x = MAX (max_x, f->points[i].x);
      min_y = MIN (min_y, f->points[i].y);
      max_y = MAX (max_y, f->points[i].y);
    }
  add_label (job, pattern, (min_x + max_x) / 2 * job->k + job->dx,
             (min_y + max_y) / 2 * job->k + job->dy);
}

static void
collect_labels (Job *job, const SuyTileFeature *f)
{
  SuyStyleValue field = value (job, SUY_STYLE_TEXT_FIELD);
  gboolean line = !is_word (job, SUY_STYLE_SYMBOL_PLACEMENT, "point");
  g_autofree char *text = NULL;
  SuyMapLabel pattern;

  if (job->labels == NULL || field.type != SUY_STYLE_TEXT || *field.text == '\0')
    return;
  text = transform (job, field.text);
  pattern = describe_label (job, text, line);
  if (f->geometry == SUY_TILE_POINT)
    for (guint32 i = 0; i < f->ends[f->n_runs - 1]; i++)
      add_label (job, &pattern, f->points[i].x * job->k + job->dx,
                 f->points[i].y * job->k + job->dy);
  else if (line)
    for (guint run = 0; run < f->n_runs; run++)
      {
        guint32 first = run == 0 ? 0 : f->ends[run - 1];

        add_run_labels (job, &pattern, f->points + first, f->ends[run] - first);
      }
  else
    add_ring_label (job, &pattern, f);
}

/* ---- layers ---- */

static void
paint_background (Job *job)
{
  GdkRGBA ground = color (job, SUY_STYLE_BACKGROUND_COLOR, SUY_STYLE_BACKGROUND_OPACITY);

  gdk_cairo_set_source_rgba (job->cr, &ground);
  cairo_paint (job->cr);
}

static void
paint_feature (Job *job, const SuyTileFeature *f)
{
  switch (suy_style_get_layer_type (job->style, job->style_layer))
    {
    case SUY_STYLE_FILL:
      paint_fill (job, f);
      break;
    case SUY_STYLE_LINE:
      paint_line (job, f);
      break;
    case SUY_STYLE_CIRCLE:
      paint_circle (job, f);
      break;
    case SUY_STYLE_SYMBOL:
      collect_labels (job, f);
      break;
    case SUY_STYLE_BACKGROUND:
    default:
      break;
    }
}

static void
paint_layer (Job *job)
{
  static const char *const types[] = { NULL, "Point", "LineString", "Polygon" };
  const char *name = suy_style_get_source_layer (job->style, job->style_layer);
  int layer = name == NULL ? -1 : suy_tile_reader_find_layer (job->reader, name);
  double extent;

  if (layer < 0)
    return;
  job->layer = (guint) layer;
  extent = suy_tile_reader_get_extent (job->reader, job->layer);
  job->k = job->window->size * job->window->parts / extent;
  job->dx = -job->window->part_x * job->window->parts * job->window->size;
  job->dy = -job->window->part_y * job->window->parts * job->window->size;
  for (guint i = 0; i < suy_tile_reader_get_n_features (job->reader, job->layer); i++)
    {
      SuyTileFeature f = suy_tile_reader_get_feature (job->reader, job->layer, i);

      job->feature = i;
      job->scope.geometry_type = f.geometry <= SUY_TILE_POLYGON ? types[f.geometry] : NULL;
      if (f.n_runs > 0 && suy_style_matches (job->style, job->style_layer, &job->scope))
        paint_feature (job, &f);
    }
}

void
suy_tile_painter_paint (SuyStyle *style,
                        SuyTileReader *reader,
                        const SuyTileWindow *window,
                        const char *language,
                        cairo_t *cr,
                        GPtrArray *labels)
{
  Job job = { .style = style, .reader = reader, .window = window, .cr = cr, .labels = labels };

  job.scope = (SuyStyleScope){ .zoom = window->zoom + .5,
                               .language = language,
                               .get = get_tag,
                               .data = &job,
                               .texts = g_string_chunk_new (256) };
  for (guint i = 0; i < suy_style_get_n_layers (style); i++)
    {
      job.style_layer = i;
      if (!suy_style_shows (style, i, job.scope.zoom))
        continue;
      if (suy_style_get_layer_type (style, i) == SUY_STYLE_BACKGROUND)
        paint_background (&job);
      else if (reader != NULL)
        paint_layer (&job);
    }
  g_string_chunk_free (job.scope.texts);
}
