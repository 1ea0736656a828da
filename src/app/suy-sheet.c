/* suy-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-sheet.h"

#include "suy-book.h"
#include "suy-record-dialog.h"

typedef struct
{
  SuyWorkspace *workspace; /* (nullable) */
  const SuyRegister *reg;  /* (nullable) */
  gint64 id;

  GtkWidget *root;
  SuyMoveBar *moves;
} SuySheetPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SuySheet, suy_sheet, GTK_TYPE_WIDGET)

static guint signal_open;

static SuySheetPrivate *
get_private (SuySheet *self)
{
  return suy_sheet_get_instance_private (self);
}

static void
show (SuySheet *self)
{
  SuySheetPrivate *priv = get_private (self);
  g_autoptr (SuyRecord) record =
      priv->id == 0
          ? NULL
          : suy_store_get (suy_workspace_get_store (priv->workspace), priv->reg, priv->id, NULL);

  gtk_widget_set_visible (priv->root, record != NULL);
  if (record == NULL)
    return;
  suy_move_bar_set_record (priv->moves, priv->workspace, priv->reg, priv->id);
  SUY_SHEET_GET_CLASS (self)->show (self, record);
}

static void
on_workspace_changed (SuySheet *self, const char *layer, const SuyBox *box, GArray *ids)
{
  SuySheetPrivate *priv = get_private (self);
  const char *const *beside = SUY_SHEET_GET_CLASS (self)->beside;

  if (priv->id == 0)
    return;
  if (g_str_equal (layer, priv->reg->name) ? suy_book_has_id (ids, priv->id)
                                           : beside == NULL || g_strv_contains (beside, layer))
    show (self);
}

void
suy_sheet_set_record (SuySheet *self, SuyWorkspace *workspace, const SuyRegister *reg, gint64 id)
{
  SuySheetPrivate *priv = get_private (self);

  if (priv->workspace != NULL)
    g_signal_handlers_disconnect_by_func (priv->workspace, show, self);
  suy_book_watch (GTK_WIDGET (self), &priv->workspace, workspace,
                  G_CALLBACK (on_workspace_changed));
  if (workspace != NULL)
    g_signal_connect_object (workspace, "acting", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  priv->reg = workspace == NULL ? NULL : reg;
  priv->id = priv->reg == NULL ? 0 : id;
  show (self);
}

SuyWorkspace *
suy_sheet_get_workspace (SuySheet *self)
{
  return get_private (self)->workspace;
}

const SuyRegister *
suy_sheet_get_register (SuySheet *self)
{
  return get_private (self)->reg;
}

gint64
suy_sheet_get_id (SuySheet *self)
{
  return get_private (self)->id;
}

SuyMoveBar *
suy_sheet_get_moves (SuySheet *self)
{
  return get_private (self)->moves;
}

void
suy_sheet_open (SuySheet *self, const char *layer, gint64 id)
{
  g_signal_emit (self, signal_open, 0, layer, id);
}

/* ---- what the person does ---- */

static void
on_ask_evidence (SuySheet *self, const char *kind)
{
  SUY_SHEET_GET_CLASS (self)->ask_evidence (self, kind);
}

static void
act_edit (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SuySheetPrivate *priv = get_private (SUY_SHEET (widget));

  suy_record_dialog_show (widget, priv->workspace, priv->reg, priv->id, NULL);
}

static void
act_show_on_map (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SuySheetPrivate *priv = get_private (SUY_SHEET (widget));

  suy_book_show_on_map (widget, priv->reg, priv->id);
}

/* ---- the widget ---- */

void
suy_sheet_set_parts (SuySheet *self, GtkWidget *root, SuyMoveBar *moves)
{
  SuySheetPrivate *priv = get_private (self);

  priv->root = root;
  priv->moves = moves;
  g_signal_connect_swapped (moves, "moved", G_CALLBACK (show), self);
  g_signal_connect_swapped (moves, "open", G_CALLBACK (suy_sheet_open), self);
  g_signal_connect_swapped (moves, "ask-evidence", G_CALLBACK (on_ask_evidence), self);
}

static void
suy_sheet_dispose (GObject *object)
{
  SuySheetPrivate *priv = get_private (SUY_SHEET (object));

  suy_book_drop_children (GTK_WIDGET (object));
  suy_book_watch (GTK_WIDGET (object), &priv->workspace, NULL, G_CALLBACK (on_workspace_changed));

  G_OBJECT_CLASS (suy_sheet_parent_class)->dispose (object);
}

static void
suy_sheet_class_init (SuySheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_sheet_dispose;
  signal_open = g_signal_new ("open", SUY_TYPE_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);

  g_type_ensure (SUY_TYPE_MOVE_BAR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "sheet.edit", NULL, act_edit);
  gtk_widget_class_install_action (widget_class, "sheet.show-on-map", NULL, act_show_on_map);
}

static void
suy_sheet_init (SuySheet *self)
{
}
