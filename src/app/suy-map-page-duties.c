/* suy-map-page-duties.c: what is due, and the way of a patrol, on the map
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The actions duty.inbox and duty.patrol switch them on and off; each gives way to the other and to
 * any answer. */

#include "config.h"

#include <glib/gi18n.h>

#include "suy-inbox-reader.h"
#include "suy-map-page-private.h"
#include "suy-patrol-drawer.h"

#define MAX_MARKS 40 /* numbered on the map, the most urgent ones; the list has all */

struct _SuyMapDuties
{
  SuyMapPage *page;
  SuyInboxReader *reader; /* (nullable): while what is due is shown */
  SuyPatrolDrawer *drawer;
  GtkWidget *button; /* of the card */
  GSimpleAction *inbox, *patrol;
  gboolean ending;
};

static gboolean
is_on (GSimpleAction *action)
{
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (action));

  return g_variant_get_boolean (state);
}

static void
set_on (GSimpleAction *action, gboolean on)
{
  g_simple_action_set_state (action, g_variant_new_boolean (on));
}

/* ---- what is due ---- */

/* Things of one place share a number. */
static gboolean
has_mark (const GArray *marks, SuyPoint at)
{
  for (guint i = 0; i < marks->len; i++)
    if (g_array_index (marks, SuySuspectMark, i).at.x == at.x &&
        g_array_index (marks, SuySuspectMark, i).at.y == at.y)
      return TRUE;

  return FALSE;
}

static guint
mark_places (SuyMapDuties *self, const SuyInbox *inbox)
{
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (SuySuspectMark));
  SuyBox box = SUY_BOX_EMPTY;
  guint n = 0;

  for (guint i = 0; i < inbox->items->len; i++)
    {
      const SuyInboxItem *item = inbox->items->pdata[i];
      const SuySuspectMark mark = { item->point, marks->len + 1 };

      if (!item->placed)
        continue;
      n++;
      suy_box_add_point (&box, item->point);
      suy_map_page_show_layer (self->page, item->place_reg);
      if (marks->len < MAX_MARKS && !has_mark (marks, item->point))
        g_array_append_val (marks, mark);
    }
  suy_map_view_set_suspects (self->page->map, marks);
  if (!suy_box_is_empty (&box) && !self->page->flown)
    suy_map_view_fly_to (self->page->map, box);

  return n;
}

/* Everything else fades. */
static void
focus_places (SuyMapDuties *self, const SuyInbox *inbox)
{
  g_autoptr (GPtrArray) layers = suy_map_layers_get_queried (self->page->layers);

  for (guint i = 0; i < layers->len; i++)
    {
      const SuyRegister *reg = layers->pdata[i];
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

      for (guint k = 0; k < inbox->items->len; k++)
        {
          const SuyInboxItem *item = inbox->items->pdata[k];

          if (item->place_reg == reg)
            g_array_append_val (ids, item->place_id);
        }
      suy_map_view_set_focus (self->page->map, reg->name, ids);
    }
}

/* Below what is due stands the way to its list, below a trace why something is not in it. */
static void
show_buttons (SuyMapDuties *self, gboolean inbox)
{
  GtkWidget *why = gtk_widget_get_parent (GTK_WIDGET (self->page->why));

  gtk_widget_set_visible (self->button, inbox);
  if (why != NULL)
    gtk_widget_set_visible (why, !inbox);
}

static void
show_card (SuyMapDuties *self, const SuyInbox *inbox, guint placed)
{
  guint n = inbox->items->len, late = 0;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < SUY_N_DUTY_VIEWS; i++)
    late += inbox->late[i];
  g_string_append_printf (text, ngettext ("%u thing is due", "%u things are due", n), n);
  g_string_append_c (text, '\n');
  g_string_append_printf (text, _ ("Late %u"), late);
  g_string_append_c (text, '\n');
  g_string_append_printf (text, _ ("With a place: %u, the most urgent numbered"), placed);
  gtk_label_set_text (self->page->card_title, _ ("Inbox"));
  gtk_label_set_text (self->page->card_text, text->str);
  show_buttons (self, TRUE);
  gtk_widget_set_visible (self->page->card, TRUE);
}

static void
on_inbox_read (SuyMapDuties *self)
{
  SuyInbox *inbox = suy_inbox_reader_get_own (self->reader);
  g_autoptr (GError) error = NULL;

  if (inbox == NULL)
    return;
  if (!suy_workspace_place_inbox (self->page->workspace, inbox, &error))
    {
      gtk_widget_activate_action (GTK_WIDGET (self->page), "win.error", "s", error->message);
      return;
    }
  focus_places (self, inbox);
  show_card (self, inbox, mark_places (self, inbox));
}

static void
begin_inbox (SuyMapDuties *self)
{
  suy_map_page_clear_answer (self->page);
  set_on (self->inbox, TRUE);
  self->reader = suy_inbox_reader_new ();
  g_signal_connect_swapped (self->reader, "changed", G_CALLBACK (on_inbox_read), self);
  suy_inbox_reader_set_workspace (self->reader, self->page->workspace);
}

static void
end_inbox (SuyMapDuties *self)
{
  set_on (self->inbox, FALSE);
  show_buttons (self, FALSE);
  if (self->reader == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->reader, self);
  suy_inbox_reader_set_workspace (self->reader, NULL);
  g_clear_object (&self->reader);
}

/* ---- a patrol ---- */

static SuyGeometry *
make_leg (SuyPoint from, SuyPoint to)
{
  static const guint32 ends[] = { 2 };
  const SuyPoint points[] = { from, to };
  const SuyShape shape = { SUY_SHAPE_LINE, 1, ends, points };

  return suy_geometry_new (&shape, NULL); /* two different places */
}

static void
draw_patrol (SuyMapDuties *self, const SuyPatrolList *list)
{
  g_autoptr (GPtrArray) legs = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_geometry_unref);
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (SuySuspectMark));
  SuyPoint at = list->start;
  SuyBox box = SUY_BOX_EMPTY;

  suy_box_add_point (&box, at);
  for (guint i = 0; i < list->stops->len; i++)
    {
      const SuyPatrolStop *stop = list->stops->pdata[i];
      const SuySuspectMark mark = { stop->point, i + 1 };

      if (at.x != stop->point.x || at.y != stop->point.y)
        g_ptr_array_add (legs, make_leg (at, stop->point));
      g_array_append_val (marks, mark);
      at = stop->point;
      suy_box_add_point (&box, at);
    }
  suy_map_view_set_trace (self->page->map, legs, NULL, SUY_TRACK_WAY, NULL);
  suy_map_view_set_suspects (self->page->map, marks);
  suy_map_view_fly_to (self->page->map, box);
}

static void
on_patrol_changed (SuyMapDuties *self)
{
  const SuyPatrolList *list = suy_patrol_drawer_get_list (self->drawer);

  suy_map_view_clear (self->page->map);
  if (list != NULL && list->stops->len > 0)
    draw_patrol (self, list);
}

static void
on_patrol_told (SuyPatrolDrawer *drawer, gboolean bad, const char *text, SuyMapDuties *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->page), bad ? "win.error" : "win.note", "s", text);
}

static void
on_patrol_closed (SuyMapDuties *self)
{
  suy_map_page_clear_answer (self->page);
}

static void
begin_patrol (SuyMapDuties *self)
{
  suy_map_page_clear_answer (self->page);
  set_on (self->patrol, TRUE);
  suy_patrol_drawer_set_workspace (self->drawer, self->page->workspace);
  suy_patrol_drawer_set_selection (self->drawer, self->page->selection);
  suy_map_page_show_results (self->page, GTK_WIDGET (self->drawer));
  suy_patrol_drawer_open (self->drawer, 0);
}

static void
end_patrol (SuyMapDuties *self)
{
  set_on (self->patrol, FALSE);
  suy_patrol_drawer_set_workspace (self->drawer, NULL);
  suy_patrol_drawer_set_selection (self->drawer, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->drawer), FALSE);
}

/* ---- both ---- */

void
suy_map_page_end_duties (SuyMapPage *page, GtkWidget *drawer)
{
  SuyMapDuties *self = page->duties;

  if (self == NULL || self->ending)
    return;
  self->ending = TRUE;
  if (is_on (self->inbox))
    end_inbox (self);
  if (drawer == GTK_WIDGET (self->drawer))
    gtk_widget_set_visible (GTK_WIDGET (self->drawer), TRUE);
  else if (is_on (self->patrol))
    end_patrol (self);
  self->ending = FALSE;
}

gboolean
suy_map_page_has_duties (SuyMapPage *page)
{
  return is_on (page->duties->inbox) || is_on (page->duties->patrol);
}

gboolean
suy_map_page_is_reading_duties (SuyMapPage *page)
{
  gboolean busy = FALSE;

  if (page->duties != NULL && page->duties->reader != NULL)
    g_object_get (page->duties->reader, "busy", &busy, NULL);

  return busy;
}

gboolean
suy_map_page_focus_duties (SuyMapPage *page)
{
  if (is_on (page->duties->inbox))
    gtk_widget_activate_action (GTK_WIDGET (page), "win.view", "s", "inbox");
  else if (is_on (page->duties->patrol))
    suy_patrol_drawer_focus_list (page->duties->drawer);

  return suy_map_page_has_duties (page);
}

SuyPatrolDrawer *
suy_map_page_get_patrol (SuyMapPage *page)
{
  return is_on (page->duties->patrol) ? page->duties->drawer : NULL;
}

static void
on_toggled (GSimpleAction *action, GVariant *parameter, SuyMapDuties *self)
{
  if (self->page->workspace == NULL)
    return;
  if (is_on (action))
    suy_map_page_clear_answer (self->page);
  else if (action == self->inbox)
    begin_inbox (self);
  else
    begin_patrol (self);
}

static GSimpleAction *
add_action (SuyMapDuties *self, GSimpleActionGroup *group, const char *name)
{
  GSimpleAction *action = g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (FALSE));

  g_signal_connect (action, "activate", G_CALLBACK (on_toggled), self);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));

  return action; /* owned */
}

static void
add_button (SuyMapDuties *self)
{
  self->button = gtk_button_new_with_label (_ ("To the inbox (L)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "win.view");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s", "inbox");
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  gtk_widget_set_visible (self->button, FALSE);
  gtk_box_append (GTK_BOX (self->page->card), self->button);
}

static void
add_drawer (SuyMapDuties *self)
{
  GtkWidget *drawer = suy_patrol_drawer_new ();

  self->drawer = SUY_PATROL_DRAWER (drawer);
  gtk_widget_set_visible (drawer, FALSE);
  gtk_widget_set_vexpand (drawer, TRUE);
  gtk_widget_set_size_request (drawer, -1, 240);
  gtk_box_append (GTK_BOX (self->page->results), drawer);
  g_signal_connect_swapped (drawer, "changed", G_CALLBACK (on_patrol_changed), self);
  g_signal_connect (drawer, "told", G_CALLBACK (on_patrol_told), self);
  g_signal_connect_swapped (drawer, "closed", G_CALLBACK (on_patrol_closed), self);
}

void
suy_map_page_add_duties (SuyMapPage *page)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  SuyMapDuties *self = g_new0 (SuyMapDuties, 1);

  self->page = page;
  self->inbox = add_action (self, group, "inbox");
  self->patrol = add_action (self, group, "patrol");
  gtk_widget_insert_action_group (GTK_WIDGET (page), "duty", G_ACTION_GROUP (group));
  add_button (self);
  add_drawer (self);
  page->duties = self;
}

void
suy_map_page_free_duties (SuyMapPage *page)
{
  SuyMapDuties *self = g_steal_pointer (&page->duties);

  if (self == NULL)
    return;
  if (self->reader != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->reader, self);
      suy_inbox_reader_set_workspace (self->reader, NULL);
      g_clear_object (&self->reader);
    }
  g_signal_handlers_disconnect_by_data (self->drawer, self);
  g_signal_handlers_disconnect_by_data (self->inbox, self);
  g_signal_handlers_disconnect_by_data (self->patrol, self);
  g_object_unref (self->inbox);
  g_object_unref (self->patrol);
  g_free (self);
}
