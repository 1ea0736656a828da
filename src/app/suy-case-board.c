/* suy-case-board.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-case-board.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-book.h"
#include "suy-deadline.h"
#include "suy-due.h"
#include "suy-level-label.h"
#include "suy-record-model.h"
#include "suy-settings.h"
#include "suy-workspace-moves.h"

#define COLUMN_WIDTH 232

typedef struct
{
  char *state; /* "": not reported yet */
  GArray *ids;
  SuyRecordModel *model;      /* (nullable) */
  GtkSingleSelection *choice; /* (nullable) */
  GtkListView *list;          /* (nullable) */
} Column;

struct _SuyCaseBoard
{
  GtkWidget parent_instance;

  SuyWorkspace *workspace; /* (nullable) */
  const SuyRegister *reg;
  GPtrArray *columns; /* Column */
  gboolean selecting; /* by us */

  GtkWidget *scroll;
  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (SuyCaseBoard, suy_case_board, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_OPENED,
  SIGNAL_MOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
column_free (gpointer data)
{
  Column *column = data;

  if (column->choice != NULL)
    g_signal_handlers_disconnect_matched (column->choice, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL,
                                          column);
  g_clear_object (&column->choice);
  g_clear_object (&column->model);
  g_array_unref (column->ids);
  g_free (column->state);
  g_free (column);
}

/* ---- a card ---- */

typedef struct
{
  GtkWidget *level, *title, *subtitle, *due, *menu;
} Card;

static void
on_move_clicked (GtkButton *button, SuyCaseBoard *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER);
  gint64 id = *(gint64 *) g_object_get_data (G_OBJECT (button), "id");
  const char *move = g_object_get_data (G_OBJECT (button), "move");

  gtk_popover_popdown (GTK_POPOVER (popover));
  g_signal_emit (self, signals[SIGNAL_MOVE], 0, id, move);
}

static GtkWidget *
make_move_button (SuyCaseBoard *self, const SuyOffer *offer, gint64 id)
{
  g_autofree char *text = g_strdup_printf (
      _ ("%s…"), suy_label_get (&offer->move->label, suy_settings_get_language ()));
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_widget_add_css_class (button, "flat");
  if (offer->missing->len > 0)
    gtk_widget_add_css_class (button, "off");
  gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (button)), GTK_ALIGN_START);
  g_object_set_data_full (G_OBJECT (button), "id", g_memdup2 (&id, sizeof id), g_free);
  g_object_set_data (G_OBJECT (button), "move", offer->move->name);
  g_signal_connect (button, "clicked", G_CALLBACK (on_move_clicked), self);

  return button;
}

/* The moves are looked up when the button is pressed, not for every card. */
static void
make_moves (GtkMenuButton *menu, gpointer data)
{
  SuyCaseBoard *self = data;
  const gint64 *id = g_object_get_data (G_OBJECT (menu), "id");
  g_autoptr (GPtrArray) offers =
      id == NULL ? NULL : suy_workspace_get_offers (self->workspace, self->reg, *id, NULL);
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; offers != NULL && i < offers->len; i++)
    gtk_box_append (GTK_BOX (box), make_move_button (self, offers->pdata[i], *id));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (menu, popover);
}

static GtkWidget *
make_label (const char *class, int lines)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "hexpand",
                    TRUE, "wrap", lines > 1, "lines", lines, "width-chars", 8, NULL);

  if (class != NULL)
    {
      gtk_widget_add_css_class (label, class);
      gtk_widget_add_css_class (label, "suy-tiny");
    }

  return label;
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, SuyCaseBoard *self)
{
  GtkWidget *card = gtk_grid_new ();
  Card *parts = g_new0 (Card, 1);

  parts->level = suy_level_label_new ();
  parts->title = make_label (NULL, 2);
  parts->subtitle = make_label ("dim-label", 1);
  parts->due = make_label (NULL, 1);
  parts->menu = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (parts->menu), "go-next-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (parts->menu), make_moves, self, NULL);
  gtk_widget_add_css_class (parts->menu, "flat");
  gtk_widget_set_valign (parts->level, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (parts->menu, _ ("Next step"));
  gtk_grid_set_column_spacing (GTK_GRID (card), 6);
  gtk_grid_attach (GTK_GRID (card), parts->level, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (card), parts->title, 1, 0, 2, 1);
  gtk_grid_attach (GTK_GRID (card), parts->subtitle, 1, 1, 2, 1);
  gtk_grid_attach (GTK_GRID (card), parts->due, 1, 2, 1, 1);
  gtk_grid_attach (GTK_GRID (card), parts->menu, 2, 2, 1, 1);
  gtk_widget_add_css_class (card, "suy-board-card");
  g_object_set_data_full (G_OBJECT (card), "parts", parts, g_free);
  gtk_list_item_set_child (item, card);
}

static void
show_due (SuyCaseBoard *self, const Card *parts, const SuyRecord *record)
{
  SuyMoves *machine = suy_workspace_get_machine (self->workspace, self->reg, NULL);
  const char *state = suy_record_get_text (record, "state");
  gboolean final = machine != NULL && state != NULL && suy_moves_is_final (machine, state);

  suy_due_show (GTK_LABEL (parts->due),
                final ? G_MAXINT
                      : suy_due_get_days (suy_deadline_get (record),
                                          suy_workspace_get_today (self->workspace)));
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, SuyCaseBoard *self)
{
  SuyRow *row = gtk_list_item_get_item (item);
  const SuyRecord *record = suy_row_get_record (row);
  GtkWidget *card = gtk_list_item_get_child (item);
  const Card *parts = g_object_get_data (G_OBJECT (card), "parts");
  const char *level, *code;
  g_autofree char *title = NULL, *step = NULL, *town = NULL, *about = NULL;
  gint64 id = suy_row_get_id (row);

  gtk_widget_set_visible (card, record != NULL);
  if (record == NULL)
    return;
  level = suy_record_get_text (record, "risk_level");
  code = suy_record_get_text (record, "code");
  title = suy_titles_of_record (suy_titles_of (self->workspace), record);
  town = suy_titles_get_link (suy_titles_of (self->workspace), record, "township");
  about = g_strdup_printf (_ ("%s · %s"), code == NULL ? "–" : code, town);
  step = g_strdup_printf (_ ("Next step of %s"), code == NULL ? title : code);
  gtk_label_set_text (GTK_LABEL (parts->title), title);
  gtk_widget_set_tooltip_text (parts->title, title);
  gtk_label_set_text (GTK_LABEL (parts->subtitle), about);
  suy_level_label_set (SUY_LEVEL_LABEL (parts->level), suy_register_find (self->reg, "risk_level"),
                       level == NULL ? "unrated" : level, FALSE);
  show_due (self, parts, record);
  gtk_accessible_update_property (GTK_ACCESSIBLE (parts->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, step,
                                  -1);
  g_object_set_data_full (G_OBJECT (parts->menu), "id", g_memdup2 (&id, sizeof id), g_free);
}

/* ---- columns ---- */

static SuyCaseBoard *
board_of (Column *column)
{
  return SUY_CASE_BOARD (gtk_widget_get_ancestor (GTK_WIDGET (column->list), SUY_TYPE_CASE_BOARD));
}

static void
unselect_others (SuyCaseBoard *self, Column *kept)
{
  self->selecting = TRUE;
  for (guint i = 0; i < self->columns->len; i++)
    if (self->columns->pdata[i] != kept)
      gtk_single_selection_set_selected (((Column *) self->columns->pdata[i])->choice,
                                         GTK_INVALID_LIST_POSITION);
  self->selecting = FALSE;
}

static void
on_selected (Column *column)
{
  SuyCaseBoard *self = board_of (column);
  guint position = gtk_single_selection_get_selected (column->choice);

  if (self->selecting || position == GTK_INVALID_LIST_POSITION)
    return;
  unselect_others (self, column);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0,
                 suy_record_model_get_id (column->model, position));
}

static void
on_activate (GtkListView *list, guint position, Column *column)
{
  g_signal_emit (board_of (column), signals[SIGNAL_OPENED], 0,
                 suy_record_model_get_id (column->model, position));
}

static const char *
state_label (SuyCaseBoard *self, const char *state)
{
  SuyMoves *machine = suy_workspace_get_machine (self->workspace, self->reg, NULL);
  const SuyLabel *label = machine == NULL ? NULL : suy_moves_get_state_label (machine, state);

  return label == NULL ? _ ("Not reported yet")
                       : suy_label_get (label, suy_settings_get_language ());
}

static GtkWidget *
make_head (SuyCaseBoard *self, const Column *column)
{
  g_autofree char *text =
      g_strdup_printf (_ ("%s  %u"), state_label (self, column->state), column->ids->len);
  GtkWidget *head = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, NULL);

  gtk_widget_add_css_class (head, "heading");
  gtk_widget_add_css_class (head, "suy-board-head");

  return head;
}

static void
make_list (SuyCaseBoard *self, Column *column)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  column->model = suy_record_model_new_of (self->workspace, self->reg, column->ids);
  column->choice = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (column->choice, FALSE);
  gtk_single_selection_set_can_unselect (column->choice, TRUE);
  gtk_single_selection_set_model (column->choice, G_LIST_MODEL (column->model));
  gtk_single_selection_set_selected (column->choice, GTK_INVALID_LIST_POSITION);
  column->list = GTK_LIST_VIEW (gtk_list_view_new (
      g_object_ref (GTK_SELECTION_MODEL (column->choice)), g_object_ref (factory)));
  gtk_widget_add_css_class (GTK_WIDGET (column->list), "suy-board");
  gtk_accessible_update_property (GTK_ACCESSIBLE (column->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  state_label (self, column->state), -1);
  g_signal_connect_swapped (column->choice, "notify::selected", G_CALLBACK (on_selected), column);
  g_signal_connect (column->list, "activate", G_CALLBACK (on_activate), column);
}

static void
add_column (SuyCaseBoard *self, Column *column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *scroll = gtk_scrolled_window_new ();

  make_list (self, column);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), GTK_WIDGET (column->list));
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_widget_set_size_request (box, COLUMN_WIDTH, -1);
  gtk_box_append (GTK_BOX (box), make_head (self, column));
  gtk_box_append (GTK_BOX (box), scroll);
  gtk_box_append (self->box, box);
}

static Column *
find_column (SuyCaseBoard *self, const char *state)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (strcmp (((Column *) self->columns->pdata[i])->state, state) == 0)
      return self->columns->pdata[i];

  return NULL;
}

static void
make_column (SuyCaseBoard *self, const char *state)
{
  Column *column = g_new0 (Column, 1);

  column->state = g_strdup (state);
  column->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_ptr_array_add (self->columns, column);
}

static void
sort_into_columns (SuyCaseBoard *self, const GArray *ids)
{
  SuyMoves *machine = suy_workspace_get_machine (self->workspace, self->reg, NULL);
  g_autoptr (GPtrArray) records =
      suy_store_get_many (suy_workspace_get_store (self->workspace), self->reg,
                          (const gint64 *) (gconstpointer) ids->data, ids->len, NULL);
  GStrv states = machine == NULL ? NULL : suy_moves_get_states (machine);

  make_column (self, "");
  for (guint i = 0; states != NULL && states[i] != NULL; i++)
    make_column (self, states[i]);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const char *state =
          records->pdata[i] == NULL ? NULL : suy_record_get_text (records->pdata[i], "state");
      Column *column = find_column (self, state == NULL ? "" : state);

      if (column != NULL && records->pdata[i] != NULL)
        g_array_append_val (column->ids, g_array_index (ids, gint64, i));
    }
}

static void
clear (SuyCaseBoard *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  g_ptr_array_set_size (self->columns, 0);
}

void
suy_case_board_show (SuyCaseBoard *self, SuyWorkspace *workspace, const GArray *ids)
{
  clear (self);
  g_set_object (&self->workspace, workspace);
  if (workspace == NULL || ids == NULL)
    return;
  self->reg = suy_catalog_find (suy_workspace_get_catalog (workspace), "problem");
  sort_into_columns (self, ids);
  for (guint i = self->columns->len; i-- > 0;)
    if (((Column *) self->columns->pdata[i])->ids->len == 0)
      g_ptr_array_remove_index (self->columns, i);
  for (guint i = 0; i < self->columns->len; i++)
    add_column (self, self->columns->pdata[i]);
}

void
suy_case_board_select (SuyCaseBoard *self, gint64 id)
{
  self->selecting = TRUE;
  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = self->columns->pdata[i];
      guint position = id == 0 ? G_MAXUINT : suy_record_model_find (column->model, id);

      gtk_single_selection_set_selected (column->choice, position);
      if (position != G_MAXUINT)
        gtk_widget_activate_action (GTK_WIDGET (column->list), "list.scroll-to-item", "u",
                                    position);
    }
  self->selecting = FALSE;
}

/* ---- the keyboard ---- */

/* The row of that record, where the list has made it. */
static void
focus_row (Column *column, gint64 id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (column->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *card = gtk_widget_get_first_child (row);
      const Card *parts = card == NULL ? NULL : g_object_get_data (G_OBJECT (card), "parts");
      const gint64 *shown = parts == NULL ? NULL : g_object_get_data (G_OBJECT (parts->menu), "id");

      if (shown != NULL && *shown == id)
        gtk_widget_grab_focus (row);
    }
}

static Column *
find_selected (SuyCaseBoard *self, guint *place, guint *position)
{
  for (*place = 0; *place < self->columns->len; (*place)++)
    {
      Column *column = self->columns->pdata[*place];

      *position = gtk_single_selection_get_selected (column->choice);
      if (*position != GTK_INVALID_LIST_POSITION)
        return column;
    }

  return NULL;
}

gboolean
suy_case_board_step (SuyCaseBoard *self, int by)
{
  guint place, position = 0;
  Column *from = find_selected (self, &place, &position), *to;
  gint64 id;

  if (self->columns->len == 0 ||
      (from != NULL && (by < 0 ? place == 0 : place + 1 == self->columns->len)))
    return FALSE;
  if (from == NULL)
    position = 0;
  to = from != NULL ? self->columns->pdata[by < 0 ? place - 1 : place + 1]
                    : self->columns->pdata[by < 0 ? self->columns->len - 1 : 0];
  position = MIN (position, to->ids->len - 1);
  id = suy_record_model_get_id (to->model, position);
  gtk_single_selection_set_selected (to->choice, position);
  gtk_widget_activate_action (GTK_WIDGET (to->list), "list.scroll-to-item", "u", position);
  focus_row (to, id);

  return TRUE;
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType modifiers,
        SuyCaseBoard *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  if (key == GDK_KEY_Left || key == GDK_KEY_KP_Left)
    return suy_case_board_step (self, rtl ? 1 : -1);
  if (key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
    return suy_case_board_step (self, rtl ? -1 : 1);

  return FALSE;
}

/* ---- the widget ---- */

static void
suy_case_board_dispose (GObject *object)
{
  SuyCaseBoard *self = SUY_CASE_BOARD (object);

  if (self->scroll != NULL)
    clear (self);
  g_clear_pointer (&self->scroll, gtk_widget_unparent);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (suy_case_board_parent_class)->dispose (object);
}

static void
suy_case_board_finalize (GObject *object)
{
  g_ptr_array_unref (SUY_CASE_BOARD (object)->columns);

  G_OBJECT_CLASS (suy_case_board_parent_class)->finalize (object);
}

static void
suy_case_board_class_init (SuyCaseBoardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = suy_case_board_dispose;
  G_OBJECT_CLASS (klass)->finalize = suy_case_board_finalize;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", SUY_TYPE_CASE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_OPENED] = g_signal_new ("opened", SUY_TYPE_CASE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_MOVE] = g_signal_new ("move", SUY_TYPE_CASE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
suy_case_board_init (SuyCaseBoard *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "suy-board-columns");
  self->scroll = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroll), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroll), GTK_WIDGET (self->box));
  gtk_widget_set_parent (self->scroll, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
suy_case_board_new (void)
{
  return g_object_new (SUY_TYPE_CASE_BOARD, NULL);
}

guint
suy_case_board_get_n_columns (SuyCaseBoard *self)
{
  return self->columns->len;
}

guint
suy_case_board_get_n_cards (SuyCaseBoard *self, const char *state)
{
  const Column *column = find_column (self, state);

  return column == NULL ? 0 : column->ids->len;
}
