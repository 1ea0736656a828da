/* suy-window-map.c: what the window asks of the map
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "suy-look.h"
#include "suy-map-page.h"
#include "suy-page.h"
#include "suy-problem-form.h"
#include "suy-warnings-page.h"
#include "suy-window-private.h"

static SuyMapPage *
map_of (SuyWindow *self)
{
  return SUY_MAP_PAGE (suy_window_get_page (self, "map"));
}

/* "layer:key" to a record; says what is wrong. */
static gboolean
resolve (SuyWindow *self, const char *what, const SuyRegister **reg, gint64 *id)
{
  g_autoptr (GError) error = NULL;

  if (self->workspace == NULL)
    return FALSE;
  if (suy_workspace_resolve (self->workspace, what, reg, id, &error))
    return TRUE;
  suy_window_tell (self, "suy-error", error->message);

  return FALSE;
}

static void
on_select (GSimpleAction *action, GVariant *what, gpointer data)
{
  SuyWindow *self = SUY_WINDOW (data);
  const SuyRegister *reg;
  gint64 id;

  if (resolve (self, g_variant_get_string (what, NULL), &reg, &id))
    suy_view_selection_set (self->selection, reg->name, id);
}

static void
on_show_on_map (GSimpleAction *action, GVariant *what, gpointer data)
{
  SuyWindow *self = SUY_WINDOW (data);
  const SuyRegister *reg;
  gint64 id;

  if (!resolve (self, g_variant_get_string (what, NULL), &reg, &id))
    return;
  suy_view_selection_set (self->selection, reg->name, id);
  suy_window_show_view (self, "map");
  suy_map_page_fly_to_selection (map_of (self));
}

/* What has a view of its own opens there; anything else is selected where one is. */
static void
on_open_record (GSimpleAction *action, GVariant *what, gpointer data)
{
  SuyWindow *self = SUY_WINDOW (data);
  const SuyRegister *reg;
  gint64 id;

  if (!resolve (self, g_variant_get_string (what, NULL), &reg, &id))
    return;
  suy_view_selection_set (self->selection, reg->name, id);
  if (strcmp (suy_page_of_layer (reg->name), "registers") != 0)
    suy_window_show_view (self, suy_page_of_layer (reg->name));
  if (strcmp (reg->name, "warning") == 0)
    suy_warnings_page_open (SUY_WARNINGS_PAGE (suy_window_get_page (self, "warnings")), id);
}

static void
ask (gpointer data, const char *tool)
{
  SuyWindow *self = SUY_WINDOW (data);

  suy_window_show_view (self, "map");
  suy_map_page_ask_selection (map_of (self), tool);
}

static void
on_buffer (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask (data, "buffer");
}

static void
on_trace_up (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask (data, "up");
}

static void
on_trace_down (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask (data, "down");
}

static void
on_suspects (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask (data, "suspects");
}

/* ---- of the command line ---- */

static void
on_buffer_at (GSimpleAction *action, GVariant *text, gpointer data)
{
  SuyWindow *self = SUY_WINDOW (data);
  double lon, lat, metres;

  if (self->workspace == NULL)
    return;
  if (sscanf (g_variant_get_string (text, NULL), "%lf,%lf,%lf", &lon, &lat, &metres) != 3 ||
      !(fabs (lon) <= 180 && fabs (lat) <= 90 && metres >= 0 && metres <= 100000))
    {
      suy_window_tell (self, "suy-error",
                       _ ("--buffer reads LON,LAT,METRES, as 118.14,27.32,500."));
      return;
    }
  suy_window_show_view (self, "map");
  suy_map_page_buffer (map_of (self),
                       (SuyPoint){ (gint32) lround (lon * 1e7), (gint32) lround (lat * 1e7) }, NULL,
                       metres);
}

static void
on_trace_from (GSimpleAction *action, GVariant *text, gpointer data)
{
  SuyWindow *self = SUY_WINDOW (data);
  g_auto (GStrv) parts = g_strsplit (g_variant_get_string (text, NULL), ",", 3);
  guint n = g_strv_length (parts);
  g_autoptr (SuyRecord) record = NULL;
  g_autofree char *label = NULL;
  const SuyRegister *reg;
  gint64 id;

  if (n < 2 || (strcmp (parts[1], "up") != 0 && strcmp (parts[1], "down") != 0))
    {
      suy_window_tell (self, "suy-error", _ ("--trace reads LAYER:KEY,up|down,KM."));
      return;
    }
  if (!resolve (self, parts[0], &reg, &id))
    return;
  record = suy_store_get (suy_workspace_get_store (self->workspace), reg, id, NULL);
  if (record == NULL || suy_record_get_geometry (record) == NULL)
    return;
  label = suy_look_get_title (self->workspace, record);
  suy_window_show_view (self, "map");
  suy_map_page_trace (map_of (self), suy_geometry_get_shape (suy_record_get_geometry (record)),
                      label, strcmp (parts[1], "up") == 0,
                      n > 2 ? g_ascii_strtod (parts[2], NULL) : 0);
}

/* LAYER:KEY, FACTOR or nothing, rank of the suspect whose reasons are shown or nothing. */
static void
on_suspects_from (GSimpleAction *action, GVariant *text, gpointer data)
{
  SuyWindow *self = SUY_WINDOW (data);
  g_auto (GStrv) parts = g_strsplit (g_variant_get_string (text, NULL), ",", 3);
  const SuyRegister *reg;
  gint64 id;

  if (parts[0] == NULL || !resolve (self, parts[0], &reg, &id))
    return;
  suy_window_show_view (self, "map");
  suy_map_page_suspects (map_of (self), reg, id,
                         parts[1] != NULL && *parts[1] != '\0' ? parts[1] : NULL);
  if (parts[1] != NULL && parts[2] != NULL)
    suy_map_page_expand_suspect (map_of (self), (guint) g_ascii_strtoull (parts[2], NULL, 10));
}

static void
on_check_rivers (GSimpleAction *action, GVariant *key, gpointer data)
{
  SuyWindow *self = SUY_WINDOW (data);

  suy_window_show_view (self, "map");
  suy_map_page_check_rivers (map_of (self), *g_variant_get_string (key, NULL) == '\0'
                                                ? NULL
                                                : g_variant_get_string (key, NULL));
}

/* ---- a new case ---- */

static void
on_problem_saved (SuyProblemForm *form, gint64 id, SuyWindow *self)
{
  suy_view_selection_set (self->selection, "problem", id);
}

static void
ask_problem (SuyWindow *self, const SuyPoint *spot, const SuyRegister *reg, gint64 id)
{
  SuyProblemForm *form = suy_problem_form_new (GTK_WINDOW (self), self->workspace, spot, reg, id);

  g_signal_connect_object (form, "saved", G_CALLBACK (on_problem_saved), self, 0);
  gtk_window_present (GTK_WINDOW (form));
}

/* "lon,lat" or LAYER:KEY; nothing: where the map is looked at; "-": somewhere else */
static void
on_new_problem (GSimpleAction *action, GVariant *where, gpointer data)
{
  SuyWindow *self = SUY_WINDOW (data);
  const char *text = g_variant_get_string (where, NULL);
  const SuyRegister *reg = NULL;
  gint64 id = 0;
  SuyPoint spot;

  if (self->workspace == NULL)
    return;
  if (strcmp (text, "-") == 0)
    {
      ask_problem (self, NULL, NULL, 0);
      return;
    }
  if (*text == '\0')
    spot = suy_map_page_get_spot (map_of (self));
  else if (!suy_workspace_parse_coordinates (text, &spot))
    {
      if (!resolve (self, text, &reg, &id))
        return;
      spot = suy_map_page_get_spot (map_of (self));
    }

  ask_problem (self, &spot, reg, id);
}

void
suy_window_add_map_actions (SuyWindow *self)
{
  static const GActionEntry entries[] = {
    { "select", on_select, "s" },
    { "show-on-map", on_show_on_map, "s" },
    { "open-record", on_open_record, "s" },
    { "buffer", on_buffer },
    { "trace-up", on_trace_up },
    { "trace-down", on_trace_down },
    { "suspects", on_suspects },
    { "buffer-at", on_buffer_at, "s" },
    { "trace-from", on_trace_from, "s" },
    { "suspects-from", on_suspects_from, "s" },
    { "new-problem", on_new_problem, "s" },
    { "check-rivers", on_check_rivers, "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
