/* suy-move-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-move-bar.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-book.h"
#include "suy-settings.h"
#include "suy-want.h"

struct _SuyMoveBar
{
  GtkWidget parent_instance;

  SuyWorkspace *workspace; /* (nullable) */
  const SuyRegister *reg;  /* (nullable) */
  gint64 id;
  GPtrArray *offers; /* (nullable) (element-type SuyOffer) */
  GString *refusal;  /* as text */

  GtkFlowBox *buttons;
  GtkRevealer *refusal_revealer, *form_revealer;
  GtkLabel *refusal_title, *refusal_source;
  GtkGrid *needs;
  SuyMoveForm *form;
};

G_DEFINE_FINAL_TYPE (SuyMoveBar, suy_move_bar, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_MOVED,
  SIGNAL_FILL,
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

static gboolean
is_missing (const SuyOffer *offer, const SuyNeed *need)
{
  for (guint i = 0; i < offer->missing->len; i++)
    if (strcmp (((const SuyNeed *) offer->missing->pdata[i])->name, need->name) == 0)
      return TRUE;

  return FALSE;
}

/* ---- the refusal ---- */

static void
on_mend_clicked (GtkButton *button, SuyMoveBar *self)
{
  const char *field = g_object_get_data (G_OBJECT (button), "field");
  const char *kind = g_object_get_data (G_OBJECT (button), "kind");

  if (field != NULL)
    g_signal_emit (self, signals[SIGNAL_FILL], 0, field);
  else
    g_signal_emit (self, signals[SIGNAL_ASK_EVIDENCE], 0, kind);
}

/* A link to what mends it, or NULL. */
static GtkWidget *
make_link (SuyMoveBar *self, const SuyNeed *need)
{
  g_auto (SuyWant) want = { 0 };
  GtkWidget *button;

  suy_want_parse (self->reg, need->name, &want);
  if (want.kind != SUY_WANT_FIELD && want.kind != SUY_WANT_EVIDENCE)
    return NULL;

  button =
      gtk_button_new_with_label (want.kind == SUY_WANT_FIELD ? _ ("Fill in →") : _ ("Add a file…"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "suy-link");
  if (want.kind == SUY_WANT_FIELD)
    g_object_set_data (G_OBJECT (button), "field", want.field->name);
  else
    g_object_set_data_full (G_OBJECT (button), "kind", g_strdup (want.name), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_mend_clicked), self);

  return button;
}

static char *
list_roles (SuyMoveBar *self, const SuyMove *move)
{
  const SuyRegister *person =
      suy_catalog_find (suy_workspace_get_catalog (self->workspace), "person");
  const SuyField *role = person == NULL ? NULL : suy_register_find (person, "role");
  GString *list = g_string_new (NULL);

  for (guint i = 0; role != NULL && move->roles != NULL && move->roles[i] != NULL; i++)
    {
      const SuyChoice *choice = suy_field_find_choice (role, move->roles[i]);

      if (choice != NULL)
        g_string_append_printf (list, "%s%s", list->len == 0 ? "" : _ (", "),
                                suy_label_get (&choice->label, suy_settings_get_language ()));
    }

  return g_string_free (list, FALSE);
}

/* What supplies it, in words, where the pointer or a screen reader asks. */
static void
explain (SuyMoveBar *self, const SuyOffer *offer, const SuyNeed *need, GtkWidget *label)
{
  g_autoptr (SuySupply) supply =
      suy_workspace_get_supply (self->workspace, self->reg, self->id, offer->move, need, NULL);

  if (supply == NULL)
    return;
  gtk_widget_set_tooltip_text (
      label, suy_label_get (&supply->remedy->label, suy_settings_get_language ()));
}

static void
add_need (SuyMoveBar *self, const SuyOffer *offer, const SuyNeed *need, guint i)
{
  gboolean missing = is_missing (offer, need);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *mark = gtk_label_new (missing ? "✗" : "✓");
  g_autofree char *roles = strcmp (need->name, "role") == 0 ? list_roles (self, offer->move) : NULL;
  g_autofree char *text =
      roles != NULL ? g_strdup_printf (_ ("acting as: %s"), roles)
                    : g_strdup (suy_label_get (&need->label, suy_settings_get_language ()));
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE,
                                   "max-width-chars", 30, "hexpand", FALSE, NULL);
  GtkWidget *link = missing ? make_link (self, need) : NULL;

  if (missing)
    explain (self, offer, need, label);
  gtk_widget_add_css_class (mark, missing ? "suy-need-missing" : "suy-need-ok");
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), label);
  if (link != NULL)
    gtk_box_append (GTK_BOX (box), link);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_grid_attach (self->needs, box, (int) i % 2, (int) i / 2, 1, 1);
  if (missing)
    g_string_append_printf (self->refusal, "%s\n", text);
}

static void
show_refusal (SuyMoveBar *self, const SuyOffer *offer)
{
  const char *label = suy_label_get (&offer->move->label, suy_settings_get_language ());
  g_autofree char *source =
      g_strdup_printf (_ ("Rule %s · %s"), offer->move->number, offer->move->source);
  g_autofree char *title =
      g_strdup_printf (ngettext ("Cannot yet “%s”: %u thing is missing",
                                 "Cannot yet “%s”: %u things are missing", offer->missing->len),
                       label, offer->missing->len);
  GtkWidget *child;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->needs))) != NULL)
    gtk_grid_remove (self->needs, child);
  g_string_truncate (self->refusal, 0);
  gtk_label_set_text (self->refusal_title, title);
  gtk_label_set_text (self->refusal_source, source);
  for (guint i = 0; i < offer->missing->len; i++)
    add_need (self, offer, offer->missing->pdata[i], n++);
  for (guint i = 0; i < offer->move->needs->len; i++)
    if (!is_missing (offer, offer->move->needs->pdata[i]))
      add_need (self, offer, offer->move->needs->pdata[i], n++);

  gtk_revealer_set_reveal_child (self->form_revealer, FALSE);
  gtk_revealer_set_reveal_child (self->refusal_revealer, TRUE);
}

/* ---- the buttons ---- */

static void
press (SuyMoveBar *self, const SuyOffer *offer)
{
  if (!can_be_tried (self, offer) || suy_workspace_is_read_only (self->workspace))
    {
      show_refusal (self, offer);
      return;
    }
  gtk_revealer_set_reveal_child (self->refusal_revealer, FALSE);
  suy_move_form_set_move (self->form, self->workspace, self->reg, self->id, offer->move);
  gtk_revealer_set_reveal_child (self->form_revealer, TRUE);
}

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

static void
add_buttons (SuyMoveBar *self)
{
  gboolean suggested = FALSE;

  for (guint i = 0; i < self->offers->len; i++)
    {
      SuyOffer *offer = self->offers->pdata[i];
      GtkWidget *button = add_button (self, offer);

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

void
suy_move_bar_set_record (SuyMoveBar *self,
                         SuyWorkspace *workspace,
                         const SuyRegister *reg,
                         gint64 id)
{
  GtkFlowBoxChild *child;

  while ((child = gtk_flow_box_get_child_at_index (self->buttons, 0)) != NULL)
    gtk_flow_box_remove (self->buttons, GTK_WIDGET (child));
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  g_set_object (&self->workspace, workspace);
  self->reg = reg;
  self->id = id;
  gtk_revealer_set_reveal_child (self->refusal_revealer, FALSE);
  gtk_revealer_set_reveal_child (self->form_revealer, FALSE);
  if (workspace == NULL || reg == NULL || id == 0)
    return;

  self->offers = suy_workspace_get_offers (workspace, reg, id, NULL);
  if (self->offers != NULL)
    add_buttons (self);
}

static void
on_moved (SuyMoveBar *self)
{
  suy_move_bar_set_record (self, self->workspace, self->reg, self->id);
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

static void
on_form_closed (SuyMoveBar *self)
{
  gtk_revealer_set_reveal_child (self->form_revealer, FALSE);
}

static void
on_refusal_closed (SuyMoveBar *self)
{
  gtk_revealer_set_reveal_child (self->refusal_revealer, FALSE);
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
suy_move_bar_finalize (GObject *object)
{
  g_string_free (SUY_MOVE_BAR (object)->refusal, TRUE);

  G_OBJECT_CLASS (suy_move_bar_parent_class)->finalize (object);
}

static void
suy_move_bar_class_init (SuyMoveBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_move_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = suy_move_bar_finalize;
  signals[SIGNAL_MOVED] = g_signal_new ("moved", SUY_TYPE_MOVE_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FILL] = g_signal_new ("fill", SUY_TYPE_MOVE_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_ASK_EVIDENCE] = g_signal_new ("ask-evidence", SUY_TYPE_MOVE_BAR, G_SIGNAL_RUN_LAST,
                                               0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (SUY_TYPE_MOVE_FORM);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/suyuan/Suyuan/suy-move-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyMoveBar, buttons);
  gtk_widget_class_bind_template_child (widget_class, SuyMoveBar, form);
  gtk_widget_class_bind_template_child (widget_class, SuyMoveBar, form_revealer);
  gtk_widget_class_bind_template_child (widget_class, SuyMoveBar, needs);
  gtk_widget_class_bind_template_child (widget_class, SuyMoveBar, refusal_revealer);
  gtk_widget_class_bind_template_child (widget_class, SuyMoveBar, refusal_source);
  gtk_widget_class_bind_template_child (widget_class, SuyMoveBar, refusal_title);
  gtk_widget_class_bind_template_callback (widget_class, on_form_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_moved);
  gtk_widget_class_bind_template_callback (widget_class, on_refusal_closed);
}

static void
suy_move_bar_init (SuyMoveBar *self)
{
  self->refusal = g_string_new (NULL);
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
  for (guint i = 0; self->offers != NULL && i < self->offers->len; i++)
    {
      const SuyOffer *offer = self->offers->pdata[i];

      if (strcmp (offer->move->name, move) == 0)
        {
          press (self, offer);
          return TRUE;
        }
    }

  return FALSE;
}

char *
suy_move_bar_get_refusal (SuyMoveBar *self)
{
  return gtk_revealer_get_reveal_child (self->refusal_revealer) ? g_strdup (self->refusal->str)
                                                                : NULL;
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
