/* suy-map-page-rivers.c: the river check below the map, and why something is not upstream
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Findings and results take turns below the map. */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "suy-findings-drawer.h"
#include "suy-map-page-private.h"
#include "suy-why-popover.h"

/* What is looked at stands in this much of its surroundings. */
#define AROUND_M 150.0

/* ---- on the map ---- */

static void
cut_mark_clear (gpointer data)
{
  g_free (((SuyCutMark *) data)->text);
}

static void
fly_around (SuyMapPage *self, SuyBox box)
{
  double north = AROUND_M / 111000.0 * SUY_DEGREE;
  double east = north / MAX (0.05, cos (suy_degrees (box.min_y) * G_PI / 180.0));

  if (suy_box_is_empty (&box))
    return;
  suy_map_view_fly_to (self->map,
                       (SuyBox){ box.min_x - (gint32) east, box.min_y - (gint32) north,
                                 box.max_x + (gint32) east, box.max_y + (gint32) north });
}

/* @marks: (element-type SuyCutMark): takes their texts */
static void
show_on_map (SuyMapPage *self, const GPtrArray *lines, GArray *marks, SuyBox box)
{
  g_array_set_clear_func (marks, cut_mark_clear);
  suy_map_view_set_trace (self->map, lines, NULL, SUY_TRACK_UP, marks);
  fly_around (self, box);
}

static char *
write_gap (double metres)
{
  if (!isfinite (metres))
    return NULL;

  return metres >= 1000 ? g_strdup_printf ("%.1f km", metres / 1000)
                        : g_strdup_printf ("%.1f m", metres);
}

/* ---- findings ---- */

static gboolean
is_open (SuyMapPage *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->findings));
}

void
suy_map_page_close_rivers (SuyMapPage *self)
{
  if (!is_open (self))
    return;
  suy_map_page_show_results (self, NULL);
  suy_map_view_clear (self->map);
  g_object_notify (G_OBJECT (self), "status");
}

gboolean
suy_map_page_has_rivers (SuyMapPage *self)
{
  return is_open (self);
}

gboolean
suy_map_page_is_checking (SuyMapPage *self)
{
  SuyFindings *findings = is_open (self) ? suy_findings_drawer_get_findings (self->findings) : NULL;

  return findings != NULL && suy_findings_is_busy (findings);
}

SuyFindingsDrawer *
suy_map_page_get_findings (SuyMapPage *self)
{
  return is_open (self) ? self->findings : NULL;
}

static void
on_finding_shown (SuyFindingsDrawer *drawer, SuyRiverFinding *finding, SuyMapPage *self)
{
  const SuyFault *fault = suy_river_finding_get_fault (finding);
  g_autoptr (GPtrArray) lines =
      suy_findings_get_lines (suy_findings_drawer_get_findings (drawer), finding);
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (SuyCutMark));
  const SuyCutMark mark = { fault->place, write_gap (fault->gap_m) };
  SuyBox box = fault->box;

  suy_box_add_point (&box, fault->place);
  g_array_append_val (marks, mark);
  show_on_map (self, lines, marks, box);
}

static void
on_told (SuyFindingsDrawer *drawer, gboolean bad, const char *text, SuyMapPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), bad ? "win.error" : "win.note", "s", text);
}

static void
on_busy_changed (SuyMapPage *self)
{
  g_object_notify (G_OBJECT (self), "busy");
}

void
suy_map_page_check_rivers (SuyMapPage *self, const char *key)
{
  g_autoptr (SuyFindings) findings = NULL;

  g_return_if_fail (SUY_IS_MAP_PAGE (self));

  if (self->workspace == NULL)
    return;
  suy_map_page_clear_answer (self);
  suy_map_page_show_results (self, GTK_WIDGET (self->findings));
  suy_findings_drawer_want (self->findings, key);
  findings = suy_findings_new (self->workspace);
  g_signal_connect_object (findings, "notify::busy", G_CALLBACK (on_busy_changed), self,
                           G_CONNECT_SWAPPED);
  suy_findings_drawer_set_findings (self->findings, findings,
                                    suy_workspace_is_read_only (self->workspace));
  suy_findings_check (findings);
}

/* ---- why ---- */

/* That of the answer or the suspects on show; NULL: neither */
static const SuyTrace *
get_trace (SuyMapPage *self)
{
  if (self->suspects != NULL)
    return suy_suspect_answer_get_suspects (self->suspects)->trace;

  return self->answer == NULL ? NULL : suy_answer_get_trace (self->answer);
}

static void
on_why_opened (SuyMapPage *self)
{
  const SuyTrace *trace = get_trace (self);

  if (trace != NULL)
    suy_why_popover_set_place (self->why, self->workspace, trace->start,
                               trace->rule.direction == SUY_TRACE_UP, trace->rule.max_m);
}

static void
add_reach (SuyMapPage *self, GPtrArray *lines, const SuyTracePiece *piece, SuyBox *box)
{
  SuyGeometry *line = suy_workspace_get_piece (self->workspace, piece);
  SuyBox one;

  if (line == NULL)
    return;
  one = suy_shape_get_box (suy_geometry_get_shape (line));
  suy_box_add (box, &one);
  if (suy_geometry_get_shape (line)->kind == SUY_SHAPE_LINE)
    g_ptr_array_add (lines, line);
  else
    suy_geometry_unref (line);
}

/* Where there is a way it is shown whole, else the place where it breaks. */
static void
on_why_shown (SuyMapPage *self)
{
  const SuyWhy *why = suy_why_popover_get_why (self->why);
  g_autoptr (GPtrArray) lines =
      g_ptr_array_new_with_free_func ((GDestroyNotify) suy_geometry_unref);
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (SuyCutMark));
  SuyBox way = SUY_BOX_EMPTY, spot = SUY_BOX_EMPTY;
  SuyCutMark mark;

  for (guint i = 0; i < why->way->len; i++)
    add_reach (self, lines, &g_array_index (why->way, SuyTracePiece, i), &way);
  for (guint i = 0; why->turned != NULL && i < why->turned->len; i++)
    add_reach (self, lines,
               &(SuyTracePiece){ .reach = g_array_index (why->turned, guint32, i), .to = 1 },
               &spot);
  mark = (SuyCutMark){ why->place, write_gap (why->gap_m) };
  g_array_append_val (marks, mark);
  suy_box_add_point (&spot, why->place);
  suy_box_add_point (&spot, why->other);
  show_on_map (self, lines, marks, why->kind <= SUY_WHY_IS_DOWNSTREAM ? way : spot);
}

SuyWhyPopover *
suy_map_page_get_why (SuyMapPage *self)
{
  return self->why;
}

/* A button below what the card says of the trace, and what the findings tell. */
void
suy_map_page_add_rivers (SuyMapPage *self)
{
  GtkWidget *button = gtk_menu_button_new ();

  self->why = SUY_WHY_POPOVER (suy_why_popover_new ());
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Why is something missing?"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), GTK_WIDGET (self->why));
  gtk_widget_set_tooltip_text (button,
                               _ ("Choose what should be here, and see where its way breaks"));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->card), button);
  g_signal_connect_object (self->why, "show", G_CALLBACK (on_why_opened), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->why, "shown", G_CALLBACK (on_why_shown), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->findings, "shown", G_CALLBACK (on_finding_shown), self, 0);
  g_signal_connect_object (self->findings, "told", G_CALLBACK (on_told), self, 0);
  g_signal_connect_object (self->findings, "closed", G_CALLBACK (suy_map_page_close_rivers), self,
                           G_CONNECT_SWAPPED);
}
