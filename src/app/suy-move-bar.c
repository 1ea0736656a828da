/* suy-move-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-move-bar.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-book.h"
#include "suy-record-dialog.h"
#include "suy-refusal.h"
#include "suy-settings.h"
#include "suy-want.h"

struct _SuyMoveBar
{
  GtkWidget parent_instance;

  SuyWorkspace *workspace; /* (nullable) */
  const SuyRegister *reg;  /* (nullable) */
  gint64 id;
  GPtrArray *offers;    /* (nullable) (element-type SuyOffer) */
  const SuyMove *move;  /* (nullable): that the form and the refusal are about */
  const char *left_out; /* (nullable): a move without a button */

  GtkFlowBox *buttons;
  GtkRevealer *refusal_revealer, *form_revealer;
  SuyRefusal *refusal;
  SuyMoveForm *form;
};

G_DEFINE_FINAL_TYPE (SuyMoveBar, suy_move_bar, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_MOVED,
  SIGNAL_OPEN,
  SIGNAL_ASK_EVIDENCE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A move can be tried if the form can ask for all that is missing. */
static gboolean
can_be_tried (SuyMoveBar *self, const SuyOffer *offer)
{
  for (guint i = 0; i < offer->missing->len; i++)
    {
      g_auto (SuyWant) want = { 0 };

      suy_want_parse (self->reg, ((const SuyNeed *) offer->missing->pdata[i])->name, &want);
      if (!suy_want_is_asked (&want))
        return FALSE;
    }

  return TRUE;
}

static const SuyOffer *
find_offer (SuyMoveBar *self, const char *move)
{
  for (guint i = 0; self->offers != NULL && i < self->offers->len; i++)
    {
      const SuyOffer *offer = self->offers->pdata[i];

      if (strcmp (offer->move->name, move) == 0)
        return offer;
    }

  return NULL;
}

/* ---- the refusal, and the form below it ---- */

static void
reveal (SuyMoveBar *self, gboolean refusal, gboolean form)
{
  gtk_revealer_set_reveal_child (self->refusal_revealer, refusal);
  gtk_revealer_set_reveal_child (self->form_revealer, form);
}

static void
close_all (SuyMoveBar *self)
{
  self->move = NULL;
  reveal (self, FALSE, FALSE);
}

/* What is still missing with all that the form holds; nothing: the form alone can make the move. */
static void
show_refusal (SuyMoveBar *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) missing = suy_move_form_get_missing (self->form, &error);

  if (missing == NULL)
    {
      suy_book_tell_error (GTK_WIDGET (self), error);
      close_all (self);
      return;
    }
  if (missing->len == 0)
    {
      reveal (self, FALSE, TRUE);
      return;
    }
  suy_refusal_show (self->refusal, self->workspace, self->reg, self->id, self->move, missing);
  gtk_revealer_set_reveal_child (self->refusal_revealer, TRUE);
}

static void
on_form_changed (SuyMoveBar *self)
{
  if (gtk_revealer_get_reveal_child (self->refusal_revealer))
    show_refusal (self);
}

static void
on_refused (SuyMoveBar *self)
{
  show_refusal (self);
}

static void
press (SuyMoveBar *self, const SuyOffer *offer)
{
  self->move = offer->move;
  suy_move_form_set_move (self->form, self->workspace, self->reg, self->id, offer->move);
  if (can_be_tried (self, offer) && !suy_workspace_is_read_only (self->workspace))
    {
      reveal (self, FALSE, TRUE);
      return;
    }
  reveal (self, FALSE, FALSE);
  show_refusal (self);
}

/* ---- supplying what is missing ---- */

/* A new record of the register beside, which leads here if it can. */
static void
open_new_beside (SuyMoveBar *self, const SuyRegister *beside)
{
  g_autoptr (SuyRecord) draft = suy_record_new (beside);

  for (guint i = 0; i < beside->fields->len; i++)
    {
      const SuyField *field = beside->fields->pdata[i];

      if (field->type == SUY_FIELD_LINK && strcmp (field->target, self->reg->name) == 0)
        {
          suy_record_set (draft, field, &SUY_INTEGER (self->id));
          break;
        }
    }
  suy_record_dialog_show_draft (GTK_WIDGET (self), self->workspace, draft);
}

static void
supply_move (SuyMoveBar *self, const SuySupply *supply)
{
  const SuyOffer *offer = find_offer (self, supply->remedy->what);

  if (supply->beside == NULL && offer != NULL)
    press (self, offer);
  else if (supply->beside != NULL && supply->beside_id == 0)
    open_new_beside (self, supply->beside);
  else if (supply->beside != NULL)
    g_signal_emit (self, signals[SIGNAL_OPEN], 0, supply->beside->name, supply->beside_id);
}

/* Only who may make the refused move is offered. */
static void
ask_person (SuyMoveBar *self)
{
  g_autofree char *what =
      g_strdup_printf ("%s:#%" G_GINT64_FORMAT ":%s", self->reg->name, self->id, self->move->name);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.choose-person", "s", what);
}

static void
on_supply (SuyRefusal *refusal, const SuySupply *supply, SuyMoveBar *self)
{
  switch (supply->remedy->kind)
    {
    case SUY_REMEDY_PLACE:
      suy_record_dialog_show (GTK_WIDGET (self), self->workspace, self->reg, self->id, "geom");
      break;
    case SUY_REMEDY_ATTACHMENT:
      g_signal_emit (self, signals[SIGNAL_ASK_EVIDENCE], 0, supply->remedy->what);
      break;
    case SUY_REMEDY_RECORD:
      suy_record_dialog_show_draft (GTK_WIDGET (self), self->workspace, supply->record);
      break;
    case SUY_REMEDY_PERSON:
      ask_person (self);
      break;
    case SUY_REMEDY_MOVE:
      supply_move (self, supply);
      break;
    case SUY_REMEDY_FIELD:
    case SUY_REMEDY_NOTE:
    case SUY_REMEDY_STATEMENT:
      gtk_revealer_set_reveal_child (self->form_revealer, TRUE);
      suy_move_form_supply (self->form, supply);
      break;
    case SUY_REMEDY_FINAL:
      break;
    }
}

/* ---- the buttons ---- */

static void
on_move_clicked (GtkButton *button, SuyMoveBar *self)
{
  press (self, g_object_get_data (G_OBJECT (button), "offer"));
}

static GtkWidget *
add_button (SuyMoveBar *self, SuyOffer *offer)
{
  g_autofree char *text = g_strdup_printf (
      _ ("%s…"), suy_label_get (&offer->move->label, suy_settings_get_language ()));
  GtkWidget *button = gtk_button_new_with_label (text);

  g_object_set_data (G_OBJECT (button), "offer", offer);
  g_signal_connect (button, "clicked", G_CALLBACK (on_move_clicked), self);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_flow_box_insert (self->buttons, button, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);

  return button;
}

/* What the program alone may do is nobody's button. */
static gboolean
is_for_people (const SuyMove *move)
{
  for (guint i = 0; move->roles != NULL && move->roles[i] != NULL; i++)
    if (strcmp (move->roles[i], "system") != 0)
      return TRUE;

  return move->roles == NULL || move->roles[0] == NULL;
}

static void
add_buttons (SuyMoveBar *self)
{
  gboolean suggested = FALSE;

  for (guint i = 0; i < self->offers->len; i++)
    {
      SuyOffer *offer = self->offers->pdata[i];
      GtkWidget *button;

      if (!is_for_people (offer->move) || g_strcmp0 (offer->move->name, self->left_out) == 0)
        continue;
      button = add_button (self, offer);
      if (!can_be_tried (self, offer))
        {
          gtk_widget_add_css_class (button, "off");
          gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                          GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                          _ ("Not possible yet; press to see what is missing"), -1);
        }
      else if (!suggested)
        {
          gtk_widget_add_css_class (button, "suggested-action");
          suggested = TRUE;
        }
    }
}

static void
clear_buttons (SuyMoveBar *self)
{
  GtkFlowBoxChild *child;

  while ((child = gtk_flow_box_get_child_at_index (self->buttons, 0)) != NULL)
    gtk_flow_box_remove (self->buttons, GTK_WIDGET (child));
  g_clear_pointer (&self->offers, g_ptr_array_unref);
}

void
suy_move_bar_set_record (SuyMoveBar *self,
                         SuyWorkspace *workspace,
                         const SuyRegister *reg,
                         gint64 id)
{
  if (workspace != self->workspace || reg != self->reg || id != self->id)
    close_all (self);
  clear_buttons (self);
  g_set_object (&self->workspace, workspace);
  self->reg = reg;
  self->id = id;
  if (workspace != NULL && reg != NULL && id != 0)
    self->offers = suy_workspace_get_offers (workspace, reg, id, NULL);
  if (self->offers != NULL)
    add_buttons (self);

  if (self->move == NULL)
    return;
  if (find_offer (self, self->move->name) == NULL)
    close_all (self);
  else
    on_form_changed (self);
}

void
suy_move_bar_set_left_out (SuyMoveBar *self, const char *move)
{
  self->left_out = move;
}

static void
on_moved (SuyMoveBar *self)
{
  close_all (self);
  suy_move_bar_set_record (self, self->workspace, self->reg, self->id);
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

static void
on_closed (SuyMoveBar *self)
{
  close_all (self);
}

/* ---- the widget ---- */

static void
suy_move_bar_dispose (GObject *object)
{
  SuyMoveBar *self = SUY_MOVE_BAR (object);

  suy_book_drop_children (GTK_WIDGET (object));
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (suy_move_bar_parent_class)->dispose (object);
}

static void
suy_move_bar_class_init (SuyMoveBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_move_bar_dispose;
  signals[SIGNAL_MOVED] = g_signal_new ("moved", SUY_TYPE_MOVE_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OPEN] = g_signal_new ("open", SUY_TYPE_MOVE_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[SIGNAL_ASK_EVIDENCE] = g_signal_new ("ask-evidence", SUY_TYPE_MOVE_BAR, G_SIGNAL_RUN_LAST,
                                               0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (SUY_TYPE_MOVE_FORM);
  g_type_ensure (SUY_TYPE_REFUSAL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/suyuan/Suyuan/suy-move-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyMoveBar, buttons);
  gtk_widget_class_bind_template_child (widget_class, SuyMoveBar, form);
  gtk_widget_class_bind_template_child (widget_class, SuyMoveBar, form_revealer);
  gtk_widget_class_bind_template_child (widget_class, SuyMoveBar, refusal);
  gtk_widget_class_bind_template_child (widget_class, SuyMoveBar, refusal_revealer);
  gtk_widget_class_bind_template_callback (widget_class, on_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_form_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_moved);
  gtk_widget_class_bind_template_callback (widget_class, on_refused);
  gtk_widget_class_bind_template_callback (widget_class, on_supply);
}

static void
suy_move_bar_init (SuyMoveBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
suy_move_bar_new (void)
{
  return g_object_new (SUY_TYPE_MOVE_BAR, NULL);
}

gboolean
suy_move_bar_press (SuyMoveBar *self, const char *move)
{
  const SuyOffer *offer = find_offer (self, move);

  if (offer != NULL)
    press (self, offer);

  return offer != NULL;
}

SuyRefusal *
suy_move_bar_get_refusal (SuyMoveBar *self)
{
  return gtk_revealer_get_reveal_child (self->refusal_revealer) ? self->refusal : NULL;
}

SuyMoveForm *
suy_move_bar_get_form (SuyMoveBar *self)
{
  return gtk_revealer_get_reveal_child (self->form_revealer) ? self->form : NULL;
}

GStrv
suy_move_bar_get_missing_evidence (SuyMoveBar *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; self->offers != NULL && i < self->offers->len; i++)
    {
      const SuyOffer *offer = self->offers->pdata[i];

      for (guint j = 0; j < offer->missing->len; j++)
        {
          const SuyNeed *need = offer->missing->pdata[j];
          g_auto (SuyWant) want = { 0 };

          suy_want_parse (self->reg, need->name, &want);
          if (want.kind == SUY_WANT_EVIDENCE && g_hash_table_add (seen, g_strdup (want.name)))
            g_strv_builder_add (builder, want.name);
        }
    }

  return g_strv_builder_end (builder);
}
