/* suy-warning-board.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-warning-board.h"

#include <glib/gi18n.h>

#include "suy-book.h"
#include "suy-level-label.h"
#include "suy-settings.h"
#include "suy-warning-card.h"
#include "suy-warning-words.h"

#define N_COLUMNS 4
#define COLUMN_WIDTH 232

typedef struct
{
  SuyLevel level;
  GListStore *items;
  GtkSingleSelection *choice;
  GtkListView *list;
  GtkLabel *name, *count, *asked;
} Column;

struct _SuyWarningBoard
{
  GtkWidget parent_instance;

  Column columns[N_COLUMNS];
  gboolean selecting; /* by us */
};

G_DEFINE_FINAL_TYPE (SuyWarningBoard, suy_warning_board, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- cards ---- */

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gtk_list_item_set_child (item, suy_warning_card_new ());
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  suy_warning_card_set (SUY_WARNING_CARD (gtk_list_item_get_child (item)),
                        gtk_list_item_get_item (item));
}

static gint64
id_at (Column *column, guint position)
{
  g_autoptr (SuyWarningItem) item = g_list_model_get_item (G_LIST_MODEL (column->items), position);

  return item == NULL ? 0 : suy_warning_item_get_row (item)->id;
}

static void
unselect_others (SuyWarningBoard *self, const Column *kept)
{
  self->selecting = TRUE;
  for (guint i = 0; i < N_COLUMNS; i++)
    if (&self->columns[i] != kept)
      gtk_single_selection_set_selected (self->columns[i].choice, GTK_INVALID_LIST_POSITION);
  self->selecting = FALSE;
}

static Column *
column_of (SuyWarningBoard *self, gpointer part)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    if ((gpointer) self->columns[i].choice == part || (gpointer) self->columns[i].list == part)
      return &self->columns[i];

  g_assert_not_reached ();
}

static void
on_selected (GtkSingleSelection *choice, GParamSpec *pspec, SuyWarningBoard *self)
{
  Column *column = column_of (self, choice);
  guint position = gtk_single_selection_get_selected (choice);

  if (self->selecting || position == GTK_INVALID_LIST_POSITION)
    return;
  unselect_others (self, column);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, id_at (column, position));
}

static void
on_activate (GtkListView *list, guint position, SuyWarningBoard *self)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, id_at (column_of (self, list), position));
}

/* ---- the keyboard ---- */

/* The card of that id, where the list has made it. */
static gboolean
focus_card (Column *column, gint64 id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (column->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *card = gtk_widget_get_first_child (row);

      if (SUY_IS_WARNING_CARD (card) && suy_warning_card_get_id (SUY_WARNING_CARD (card)) == id)
        return gtk_widget_grab_focus (row);
    }

  return FALSE;
}

static Column *
find_selected (SuyWarningBoard *self, guint *position)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      *position = gtk_single_selection_get_selected (self->columns[i].choice);
      if (*position != GTK_INVALID_LIST_POSITION)
        return &self->columns[i];
    }

  return NULL;
}

static gboolean
go_to (SuyWarningBoard *self, Column *column, guint position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (column->items));
  gint64 id;

  if (n == 0)
    return FALSE;
  position = MIN (position, n - 1);
  id = id_at (column, position);
  gtk_single_selection_set_selected (column->choice, position);
  gtk_widget_activate_action (GTK_WIDGET (column->list), "list.scroll-to-item", "u", position);
  focus_card (column, id);

  return TRUE;
}

gboolean
suy_warning_board_step (SuyWarningBoard *self, int by)
{
  guint position;
  Column *from = find_selected (self, &position);
  int at = from == NULL ? (by > 0 ? -1 : N_COLUMNS) : (int) (from - self->columns);

  for (at += by; at >= 0 && at < N_COLUMNS; at += by)
    if (go_to (self, &self->columns[at], from == NULL ? 0 : position))
      return TRUE;

  return FALSE;
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType modifiers,
        SuyWarningBoard *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  if (key == GDK_KEY_Left || key == GDK_KEY_KP_Left)
    return suy_warning_board_step (self, rtl ? 1 : -1);
  if (key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
    return suy_warning_board_step (self, rtl ? -1 : 1);

  return FALSE;
}

/* ---- what is shown ---- */

static void
show_head (SuyWorkspace *workspace, const Column *column)
{
  const char *level = suy_lamp_get_level_name (column->level);
  const SuyWarningLevels *levels = suy_workspace_get_warning_levels (NULL);
  g_autofree char *count =
      g_strdup_printf ("%u", g_list_model_get_n_items (G_LIST_MODEL (column->items)));
  const char *name = suy_warning_words_choice (workspace, "level", level);
  const char *asked = levels == NULL
                          ? ""
                          : suy_label_get (&suy_warning_levels_get (levels, column->level)->label,
                                           suy_settings_get_language ());
  g_autofree char *spoken = g_strdup_printf (_ ("%s, %s. %s"), name, count, asked);

  gtk_label_set_text (column->name, name);
  gtk_label_set_text (column->count, count);
  gtk_label_set_text (column->asked, asked);
  gtk_widget_set_tooltip_text (GTK_WIDGET (column->asked), asked);
  gtk_accessible_update_property (GTK_ACCESSIBLE (column->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}

static void
fill_column (const Column *column, GListModel *items)
{
  g_autoptr (GPtrArray) mine = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = items == NULL ? 0 : g_list_model_get_n_items (items);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SuyWarningItem) item = g_list_model_get_item (items, i);

      if (suy_warning_item_get_row (item)->level == column->level)
        g_ptr_array_add (mine, g_steal_pointer (&item));
    }
  g_list_store_splice (column->items, 0, g_list_model_get_n_items (G_LIST_MODEL (column->items)),
                       mine->pdata, mine->len);
}

void
suy_warning_board_show (SuyWarningBoard *self, SuyWorkspace *workspace, GListModel *items)
{
  gint64 selected = suy_warning_board_get_selected (self);

  self->selecting = TRUE;
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      fill_column (&self->columns[i], items);
      if (workspace != NULL)
        show_head (workspace, &self->columns[i]);
    }
  self->selecting = FALSE;
  suy_warning_board_select (self, selected, FALSE);
}

void
suy_warning_board_select (SuyWarningBoard *self, gint64 id, gboolean focus)
{
  self->selecting = TRUE;
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      Column *column = &self->columns[i];
      guint position =
          id == 0 ? G_MAXUINT : suy_warning_item_find (G_LIST_MODEL (column->items), id);

      gtk_single_selection_set_selected (column->choice, position);
      if (position == G_MAXUINT)
        continue;
      gtk_widget_activate_action (GTK_WIDGET (column->list), "list.scroll-to-item", "u", position);
      if (focus)
        focus_card (column, id);
    }
  self->selecting = FALSE;
}

gint64
suy_warning_board_get_selected (SuyWarningBoard *self)
{
  guint position;
  Column *column = find_selected (self, &position);

  return column == NULL ? 0 : id_at (column, position);
}

guint
suy_warning_board_count (SuyWarningBoard *self, SuyLevel level)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    if (self->columns[i].level == level)
      return g_list_model_get_n_items (G_LIST_MODEL (self->columns[i].items));

  return 0;
}

/* ---- the widget ---- */

static GtkLabel *
make_label (GtkWidget *box, const char *class, gboolean expand)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "xalign", expand ? 1.0 : 0.0, "hexpand", expand, "ellipsize",
                    expand ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE, NULL);

  gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static GtkWidget *
make_head (Column *column)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (head),
                  suy_level_image_new (suy_lamp_get_level_name (column->level), 22));
  column->name = make_label (head, "suy-title", FALSE);
  column->count = make_label (head, "suy-warning-count", FALSE);
  column->asked = make_label (head, "dim-label", TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (column->asked), "suy-small");
  gtk_widget_add_css_class (head, "suy-warning-head");

  return head;
}

static void
make_list (SuyWarningBoard *self, Column *column)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  column->items = g_list_store_new (SUY_TYPE_WARNING_ITEM);
  column->choice = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (column->choice, FALSE);
  gtk_single_selection_set_can_unselect (column->choice, TRUE);
  gtk_single_selection_set_model (column->choice, G_LIST_MODEL (column->items));
  column->list = GTK_LIST_VIEW (gtk_list_view_new (
      g_object_ref (GTK_SELECTION_MODEL (column->choice)), g_object_ref (factory)));
  gtk_widget_add_css_class (GTK_WIDGET (column->list), "suy-warnings");
  g_signal_connect_object (column->choice, "notify::selected", G_CALLBACK (on_selected), self, 0);
  g_signal_connect_object (column->list, "activate", G_CALLBACK (on_activate), self, 0);
}

static void
add_column (SuyWarningBoard *self, GtkBox *box, Column *column)
{
  GtkWidget *part = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *scroll = gtk_scrolled_window_new ();

  make_list (self, column);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), GTK_WIDGET (column->list));
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_widget_set_hexpand (part, TRUE);
  gtk_widget_set_size_request (part, COLUMN_WIDTH, -1);
  gtk_box_append (GTK_BOX (part), make_head (column));
  gtk_box_append (GTK_BOX (part), scroll);
  gtk_box_append (box, part);
}

static void
suy_warning_board_dispose (GObject *object)
{
  SuyWarningBoard *self = SUY_WARNING_BOARD (object);

  suy_book_drop_children (GTK_WIDGET (object));
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_clear_object (&self->columns[i].choice);
      g_clear_object (&self->columns[i].items);
    }

  G_OBJECT_CLASS (suy_warning_board_parent_class)->dispose (object);
}

static void
suy_warning_board_class_init (SuyWarningBoardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = suy_warning_board_dispose;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", SUY_TYPE_WARNING_BOARD, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_OPENED] = g_signal_new ("opened", SUY_TYPE_WARNING_BOARD, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  g_type_ensure (SUY_TYPE_WARNING_CARD);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
suy_warning_board_init (SuyWarningBoard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_widget_add_css_class (box, "suy-warning-columns");
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      self->columns[i].level = (SuyLevel) (SUY_LEVEL_RED - i);
      add_column (self, GTK_BOX (box), &self->columns[i]);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), box);
  gtk_widget_set_parent (scroll, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
suy_warning_board_new (void)
{
  return g_object_new (SUY_TYPE_WARNING_BOARD, NULL);
}
