/* suy-map-page-query.c: what lies around, upstream and downstream
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "suy-look.h"
#include "suy-map-page-private.h"
#include "suy-settings.h"

static void
say (SuyMapPage *self, const GError *error)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.error", "s", error->message);
}

/* ---- the river on the map ---- */

static void
cut_mark_clear (gpointer data)
{
  g_free (((SuyCutMark *) data)->text);
}

/* Where the limit cut: the far end of a piece that goes on above or below. */
static void
add_cut (GArray *cuts, const SuyTrace *trace, const SuyTracePiece *piece, SuyGeometry *line)
{
  gboolean up = trace->rule.direction == SUY_TRACE_UP;
  const SuyShape *shape = suy_geometry_get_shape (line);
  guint32 n = suy_shape_get_n_points (shape);
  SuyCutMark mark;

  if (n == 0 || !suy_trace_is_cut (trace, piece))
    return;
  mark.at = up ? shape->points[0] : shape->points[n - 1];
  mark.text = g_strdup_printf ("%g km", trace->rule.max_m / 1000.0);
  g_array_append_val (cuts, mark);
}

static guint8
strahler_of (SuyFeatureLayer *rivers, guint32 reach)
{
  const SuyItemStyle *styles = rivers == NULL ? NULL : suy_feature_layer_get_styles (rivers);

  return styles == NULL ? 1 : styles[reach].rank;
}

void
suy_map_page_draw_trace (SuyMapPage *self, const SuyTrace *trace)
{
  SuyFeatureLayer *rivers = suy_map_view_get_layer (self->map, "river_reach");
  g_autoptr (GPtrArray) lines =
      g_ptr_array_new_with_free_func ((GDestroyNotify) suy_geometry_unref);
  g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (SuyCutMark));
  g_autoptr (GByteArray) ranks = g_byte_array_new ();

  g_array_set_clear_func (cuts, cut_mark_clear);
  for (guint i = 0; i < trace->pieces->len; i++)
    {
      const SuyTracePiece *piece = &g_array_index (trace->pieces, SuyTracePiece, i);
      SuyGeometry *line = suy_workspace_get_piece (self->workspace, piece);
      guint8 rank = MAX (1, strahler_of (rivers, piece->reach));

      if (line == NULL)
        continue;
      if (suy_geometry_get_shape (line)->kind == SUY_SHAPE_LINE)
        {
          g_ptr_array_add (lines, line);
          g_byte_array_append (ranks, &rank, 1);
          add_cut (cuts, trace, piece, line);
        }
      else
        suy_geometry_unref (line);
    }
  suy_map_view_set_trace (self->map, lines, ranks->data,
                          trace->rule.direction == SUY_TRACE_UP ? SUY_TRACK_UP : SUY_TRACK_DOWN,
                          cuts);
}

/* Everything that was not found fades. */
static void
focus_found (SuyMapPage *self)
{
  const GArray *found = suy_answer_get_found (self->answer);
  g_autoptr (GPtrArray) layers = suy_map_layers_get_queried (self->layers);

  for (guint i = 0; i < layers->len; i++)
    {
      const SuyRegister *reg = layers->pdata[i];
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

      for (guint k = 0; k < found->len; k++)
        if (g_array_index (found, SuyFound, k).reg == reg)
          g_array_append_val (ids, g_array_index (found, SuyFound, k).id);
      suy_map_view_set_focus (self->map, reg->name, ids);
    }
}

/* The card hides what is under it, as the figures where a trace ends. */
static void
cover_map (SuyMapPage *self)
{
  int width = 0;

  if (gtk_widget_get_visible (self->card))
    gtk_widget_measure (self->card, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  suy_map_view_set_covered (self->map, width);
}

void
suy_map_page_fit_trace (SuyMapPage *self, const SuyTrace *trace)
{
  SuyBox box = SUY_BOX_EMPTY;

  for (guint i = 0; i < trace->pieces->len; i++)
    {
      g_autoptr (SuyGeometry) line = suy_workspace_get_piece (
          self->workspace, &g_array_index (trace->pieces, SuyTracePiece, i));
      SuyBox one;

      if (line == NULL)
        continue;
      one = suy_shape_get_box (suy_geometry_get_shape (line));
      suy_box_add (&box, &one);
    }
  cover_map (self);
  if (!suy_box_is_empty (&box))
    suy_map_view_fly_to (self->map, box);
}

/* ---- the card ---- */

static void
show_card (SuyMapPage *self, const SuyTrace *trace)
{
  gboolean up = suy_answer_get_kind (self->answer) == SUY_ANSWER_UP;
  const char *label = suy_answer_get_label (self->answer);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = trace->pieces->len;

  g_string_append_printf (
      text,
      up ? ngettext ("Upstream %u reach, %.1f km", "Upstream %u reaches, %.1f km", n)
         : ngettext ("Downstream %u reach, %.1f km", "Downstream %u reaches, %.1f km", n),
      n, trace->length_m / 1000.0);
  g_string_append_c (text, '\n');
  n = suy_answer_get_found (self->answer)->len;
  g_string_append_printf (text, ngettext ("%u object on it", "%u objects on it", n), n);
  if (trace->n_cut > 0)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (
          text, ngettext ("Cut at %g km on %u branch", "Cut at %g km on %u branches", trace->n_cut),
          trace->rule.max_m / 1000.0, trace->n_cut);
    }
  gtk_label_set_text (self->card_title,
                      label != NULL ? label : (up ? _ ("Upstream") : _ ("Downstream")));
  gtk_label_set_text (self->card_text, text->str);
  gtk_widget_set_visible (self->card, TRUE);
}

/* ---- asking ---- */

void
suy_map_page_show_results (SuyMapPage *self, GtkWidget *drawer)
{
  suy_map_page_end_duties (self, drawer);
  if (drawer != GTK_WIDGET (self->findings))
    suy_findings_drawer_set_findings (self->findings, NULL, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->findings), drawer == GTK_WIDGET (self->findings));
  gtk_widget_set_visible (GTK_WIDGET (self->drawer), drawer == GTK_WIDGET (self->drawer));
  gtk_widget_set_visible (GTK_WIDGET (self->suspects_drawer),
                          drawer == GTK_WIDGET (self->suspects_drawer));
  gtk_widget_set_visible (self->results, drawer != NULL);
}

static void
show_answer (SuyMapPage *self, SuyAnswer *answer)
{
  suy_map_page_clear_answer (self);
  self->answer = answer;
  suy_results_drawer_set_answer (self->drawer, answer);
  suy_map_page_show_results (self, GTK_WIDGET (self->drawer));
  g_object_notify (G_OBJECT (self), "status");
}

void
suy_map_page_buffer (SuyMapPage *self, SuyPoint middle, const char *label, double radius_m)
{
  g_autoptr (GPtrArray) layers = suy_map_layers_get_queried (self->layers);
  g_autoptr (GError) error = NULL;
  SuyAnswer *answer;
  double north = radius_m / 111000.0 * 1e7 * 1.15;
  double east = north / MAX (0.05, cos (middle.y / 1e7 * G_PI / 180.0));
  const SuyBox box = { middle.x - (gint32) east, middle.y - (gint32) north,
                       middle.x + (gint32) east, middle.y + (gint32) north };

  if (self->workspace == NULL)
    return;
  answer = suy_answer_new_buffer (self->workspace, middle, label, radius_m, layers, &error);
  if (answer == NULL)
    {
      say (self, error);
      return;
    }
  show_answer (self, answer);
  suy_map_view_set_buffer (self->map, middle, radius_m);
  suy_map_view_fly_to (self->map, box);
  g_settings_set_double (suy_settings_get (), "buffer-radius", radius_m);
}

static void
trace_from (SuyMapPage *self, SuyPlace start, const char *label, gboolean up, double limit_km)
{
  g_autoptr (GPtrArray) layers = suy_map_layers_get_queried (self->layers);
  g_autoptr (GError) error = NULL;
  SuyAnswer *answer =
      suy_answer_new_trace (self->workspace, start, label, up, limit_km, layers, &error);

  if (answer == NULL)
    {
      say (self, error);
      return;
    }
  show_answer (self, answer);
  self->trace_start = start;
  suy_map_page_draw_trace (self, suy_answer_get_trace (answer));
  focus_found (self);
  show_card (self, suy_answer_get_trace (answer));
  suy_map_page_fit_trace (self, suy_answer_get_trace (answer));
  g_settings_set_double (suy_settings_get (), "trace-limit-km", limit_km);
}

void
suy_map_page_trace (SuyMapPage *self,
                    const SuyShape *shape,
                    const char *label,
                    gboolean up,
                    double limit_km)
{
  g_autoptr (GError) error = NULL;
  SuyPlace start;

  if (self->workspace == NULL)
    return;
  if (suy_workspace_snap (self->workspace, shape, SUY_SNAP_M, &start, &error))
    trace_from (self, start, label, up, limit_km);
  else
    say (self, error);
}

/* From where the trace that is shown starts. */
void
suy_map_page_retrace (SuyMapPage *self, gboolean up, const char *label, double limit_km)
{
  trace_from (self, self->trace_start, label, up, limit_km);
}

/* ---- from the selection or a spot ---- */

static void
ask_shape (SuyMapPage *self, const char *tool, const SuyShape *shape, const char *label)
{
  if (strcmp (tool, "suspects") == 0)
    suy_map_page_suspects_of_spot (self, shape);
  else if (strcmp (tool, "buffer") == 0)
    suy_map_page_buffer (self, shape->points[0], label,
                         g_settings_get_double (suy_settings_get (), "buffer-radius"));
  else
    suy_map_page_trace (self, shape, label, strcmp (tool, "up") == 0,
                        g_settings_get_double (suy_settings_get (), "trace-limit-km"));
}

/* A reach is traced from its lower end up, from its upper end down: all of it belongs. */
static void
ask_reach (SuyMapPage *self, const char *tool, gint64 id, const char *label)
{
  const SuyRegister *reg =
      suy_catalog_find (suy_workspace_get_catalog (self->workspace), "river_reach");
  SuyFeatureSet *set = suy_workspace_get_features (self->workspace, reg, NULL);
  gboolean up = strcmp (tool, "up") == 0;
  guint32 reach;

  if (set == NULL || !suy_feature_set_find (set, id, &reach))
    return;
  if (strcmp (tool, "suspects") == 0)
    suy_map_page_suspects_of_reach (self, (SuyPlace){ reach, 0.0 }, label);
  else
    trace_from (self, (SuyPlace){ reach, up ? 0.0 : 1.0 }, label, up,
                g_settings_get_double (suy_settings_get (), "trace-limit-km"));
}

void
suy_map_page_ask_selection (SuyMapPage *self, const char *tool)
{
  const char *layer = suy_view_selection_get_layer (self->selection);
  gint64 id = suy_view_selection_get_id (self->selection);
  const SuyRegister *reg =
      layer == NULL ? NULL : suy_catalog_find (suy_workspace_get_catalog (self->workspace), layer);
  g_autoptr (SuyRecord) record =
      reg == NULL ? NULL : suy_store_get (suy_workspace_get_store (self->workspace), reg, id, NULL);
  SuyGeometry *geometry = record == NULL ? NULL : suy_record_get_geometry (record);
  g_autofree char *label = NULL;
  const gboolean reach = g_strcmp0 (layer, "river_reach") == 0 && strcmp (tool, "buffer") != 0;
  const gboolean point =
      geometry != NULL && suy_geometry_get_shape (geometry)->kind == SUY_SHAPE_POINT;

  if (!reach && !point)
    {
      g_object_set (self, "tool", tool, NULL);
      return;
    }
  label = suy_look_get_title (self->workspace, record);
  if (point && strcmp (tool, "suspects") == 0)
    suy_map_page_suspects (self, reg, id, NULL);
  else if (reach)
    ask_reach (self, tool, id, label);
  else
    ask_shape (self, tool, suy_geometry_get_shape (geometry), label);
}

void
suy_map_page_query_spot (SuyMapPage *self, const char *tool, SuyPoint spot)
{
  const guint32 end = 1;
  const SuyShape shape = { SUY_SHAPE_POINT, 1, &end, &spot };

  ask_shape (self, tool, &shape, NULL);
}

SuyAnswer *
suy_map_page_get_answer (SuyMapPage *self)
{
  return self->answer;
}

void
suy_map_page_clear_answer (SuyMapPage *self)
{
  suy_map_page_show_results (self, NULL);
  gtk_widget_set_visible (self->card, FALSE);
  cover_map (self);
  suy_results_drawer_set_answer (self->drawer, NULL);
  suy_suspects_drawer_set_answer (self->suspects_drawer, NULL);
  g_clear_object (&self->answer);
  g_clear_object (&self->suspects);
  suy_map_view_clear (self->map);
  g_object_notify (G_OBJECT (self), "status");
}
