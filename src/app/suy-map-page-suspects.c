/* suy-map-page-suspects.c: who may have caused an exceedance, on the map
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "suy-date.h"
#include "suy-look.h"
#include "suy-map-page-private.h"
#include "suy-settings.h"

#define MAX_MARKS 20 /* numbered on the map; the list has all */

static void
say (SuyMapPage *self, const GError *error)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.error", "s", error->message);
}

/* ---- on the map ---- */

void
suy_map_page_show_layer (SuyMapPage *self, const SuyRegister *reg)
{
  if (!suy_map_view_has_layer (self->map, reg->name) ||
      suy_map_layers_is_visible (self->layers, reg->name))
    return;
  suy_map_layers_set_visible (self->layers, reg, SUY_ALL_SYMBOLS, TRUE);
  suy_layers_panel_set_layers (self->panel, self->layers);
}

static void
mark_suspects (SuyMapPage *self, const SuySuspects *suspects)
{
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (SuySuspectMark));

  for (guint i = 0; i < suspects->suspects->len && i < MAX_MARKS; i++)
    {
      const SuySuspect *suspect = suspects->suspects->pdata[i];
      SuyFeatureSet *set = suy_workspace_get_features (self->workspace, suspect->reg, NULL);
      SuySuspectMark mark = { .rank = i + 1 };
      guint32 item;

      if (set == NULL || !suy_feature_set_find (set, suspect->id, &item))
        continue;
      mark.at = suy_feature_set_get_shape (set, item).points[0];
      g_array_append_val (marks, mark);
      suy_map_page_show_layer (self, suspect->reg);
    }
  suy_map_view_set_suspects (self->map, marks);
}

/* Everything that is no source on the way fades. */
static void
focus_sources (SuyMapPage *self, const SuySuspects *suspects)
{
  g_autoptr (GPtrArray) layers = suy_map_layers_get_queried (self->layers);
  const GArray *found = suspects->trace->features;

  for (guint i = 0; i < layers->len; i++)
    {
      const SuyRegister *reg = layers->pdata[i];
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

      for (guint k = 0; k < found->len; k++)
        if (g_array_index (found, SuyFound, k).reg == reg)
          g_array_append_val (ids, g_array_index (found, SuyFound, k).id);
      if (reg == suspects->section_reg)
        g_array_append_val (ids, suspects->section);
      suy_map_view_set_focus (self->map, reg->name, ids);
    }
}

/* ---- the card ---- */

static void
show_card (SuyMapPage *self, SuySuspectAnswer *answer)
{
  const SuySuspects *suspects = suy_suspect_answer_get_suspects (answer);
  const char *label = suy_suspect_answer_get_label (answer);
  g_autofree char *time = suy_date_format_time (suspects->time);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = suspects->trace->pieces->len;

  for (guint i = 0; i < suspects->exceedances->len; i++)
    {
      g_autofree char *line = suy_suspects_describe_exceedance (suspects, i);

      g_string_append_printf (text, "%s\n", line);
    }
  g_string_append_printf (text, _ ("Time %s, window %g h before it."), time,
                          suspects->question.window_h);
  g_string_append_c (text, '\n');
  g_string_append_printf (
      text, ngettext ("Upstream %u reach, %.1f km", "Upstream %u reaches, %.1f km", n), n,
      suspects->trace->length_m / 1000.0);
  g_string_append_c (text, '\n');
  g_string_append_printf (text,
                          ngettext ("%u source on it", "%u sources on it", suspects->suspects->len),
                          suspects->suspects->len);
  gtk_label_set_text (self->card_title, label != NULL ? label : _ ("Suspects"));
  gtk_label_set_text (self->card_text, text->str);
  gtk_widget_set_visible (self->card, TRUE);
}

/* ---- asking ---- */

void
suy_map_page_ask_suspects (SuyMapPage *self, const SuySuspectWish *wish, const char *label)
{
  g_autoptr (GError) error = NULL;
  SuySuspectAnswer *answer = suy_suspect_answer_new (self->workspace, wish, label, &error);
  const SuySuspects *suspects;

  if (answer == NULL)
    {
      say (self, error);
      return;
    }
  suspects = suy_suspect_answer_get_suspects (answer);
  suy_map_page_clear_answer (self);
  self->suspects = answer;
  suy_suspects_drawer_set_answer (self->suspects_drawer, answer);
  suy_map_page_show_results (self, GTK_WIDGET (self->suspects_drawer));
  suy_map_page_draw_trace (self, suspects->trace);
  focus_sources (self, suspects);
  mark_suspects (self, suspects);
  show_card (self, answer);
  suy_map_page_fit_trace (self, suspects->trace);
  g_object_notify (G_OBJECT (self), "status");
}

static SuySuspectWish
make_wish (void)
{
  return (SuySuspectWish){ .limit_km =
                               g_settings_get_double (suy_settings_get (), "trace-limit-km") };
}

void
suy_map_page_suspects (SuyMapPage *self, const SuyRegister *reg, gint64 id, const char *factor)
{
  SuySuspectWish wish = make_wish ();
  g_autoptr (SuyRecord) record = NULL;
  g_autofree char *label = NULL;

  if (self->workspace == NULL)
    return;
  wish.reg = reg;
  wish.id = id;
  wish.factor = factor;
  record = suy_store_get (suy_workspace_get_store (self->workspace), reg, id, NULL);
  if (record != NULL)
    label = suy_look_get_title (self->workspace, record);
  suy_map_page_ask_suspects (self, &wish, label);
}

void
suy_map_page_suspects_of_spot (SuyMapPage *self, const SuyShape *shape)
{
  SuySuspectWish wish = make_wish ();
  g_autoptr (GError) error = NULL;

  if (suy_workspace_snap (self->workspace, shape, SUY_SNAP_M, &wish.place, &error))
    suy_map_page_ask_suspects (self, &wish, NULL);
  else
    say (self, error);
}

void
suy_map_page_suspects_of_reach (SuyMapPage *self, SuyPlace place, const char *label)
{
  SuySuspectWish wish = make_wish ();

  wish.place = place;
  suy_map_page_ask_suspects (self, &wish, label);
}

void
suy_map_page_expand_suspect (SuyMapPage *self, guint rank)
{
  const SuySuspects *suspects =
      self->suspects == NULL ? NULL : suy_suspect_answer_get_suspects (self->suspects);

  if (suspects == NULL || rank < 1 || rank > suspects->suspects->len)
    return;
  suy_suspects_drawer_expand (self->suspects_drawer, rank - 1);
}

/* ---- the drawer ---- */

static void
on_wish_changed (SuySuspectsDrawer *drawer, SuyMapPage *self)
{
  SuySuspectWish wish = suy_suspects_drawer_get_wish (drawer);
  g_autofree char *label = g_strdup (suy_suspect_answer_get_label (self->suspects));

  g_settings_set_double (suy_settings_get (), "trace-limit-km", wish.limit_km);
  suy_map_page_ask_suspects (self, &wish, label);
}

void
suy_map_page_add_suspects (SuyMapPage *self)
{
  g_signal_connect_object (self->suspects_drawer, "wish-changed", G_CALLBACK (on_wish_changed),
                           self, 0);
  g_signal_connect_object (self->suspects_drawer, "closed", G_CALLBACK (suy_map_page_clear_answer),
                           self, G_CONNECT_SWAPPED);
}
