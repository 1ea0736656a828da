/* suy-refusal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-refusal.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-book.h"
#include "suy-settings.h"

/* A requirement that is missing, and the button that supplies it. */
typedef struct
{
  char *need;
  SuySupply *supply;
} Line;

struct _SuyRefusal
{
  GtkWidget parent_instance;

  GPtrArray *lines; /* Line */
  GString *text;

  GtkLabel *title, *source;
  GtkGrid *needs;
};

G_DEFINE_FINAL_TYPE (SuyRefusal, suy_refusal, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_SUPPLY,
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->need);
  suy_supply_free (line->supply);
  g_free (line);
}

static gboolean
is_in (const GPtrArray *needs, const SuyNeed *need)
{
  for (guint i = 0; i < needs->len; i++)
    if (strcmp (((const SuyNeed *) needs->pdata[i])->name, need->name) == 0)
      return TRUE;

  return FALSE;
}

/* ---- words ---- */

static char *
list_roles (SuyWorkspace *workspace, GStrv roles)
{
  const SuyRegister *person = suy_catalog_find (suy_workspace_get_catalog (workspace), "person");
  const SuyField *role = person == NULL ? NULL : suy_register_find (person, "role");
  GString *list = g_string_new (NULL);

  for (guint i = 0; role != NULL && roles != NULL && roles[i] != NULL; i++)
    {
      const SuyChoice *choice = suy_field_find_choice (role, roles[i]);

      if (choice != NULL)
        g_string_append_printf (list, "%s%s", list->len == 0 ? "" : _ (", "),
                                suy_label_get (&choice->label, suy_settings_get_language ()));
    }

  return g_string_free (list, FALSE);
}

static char *
describe_supply (SuyWorkspace *workspace, const SuyNeed *need, const SuySupply *supply)
{
  g_autofree char *roles = NULL;

  if (supply == NULL)
    return g_strdup (suy_label_get (&need->label, suy_settings_get_language ()));
  roles = supply->remedy->kind == SUY_REMEDY_PERSON ? list_roles (workspace, supply->roles) : NULL;
  if (roles != NULL && *roles != '\0')
    return g_strdup_printf (_ ("Act as: %s"), roles);

  return g_strdup (suy_label_get (&supply->remedy->label, suy_settings_get_language ()));
}

/* ---- lines ---- */

static void
on_line_clicked (GtkButton *button, SuyRefusal *self)
{
  const Line *line = g_object_get_data (G_OBJECT (button), "line");

  g_signal_emit (self, signals[SIGNAL_SUPPLY], 0, line->supply);
}

static GtkWidget *
make_text (const char *mark, const char *class, const char *text, gboolean link)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *sign = gtk_label_new (mark);
  GtkWidget *label = g_object_new (
      GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "yalign", 0.0, "wrap", TRUE, "width-chars", 22,
      "wrap-mode", PANGO_WRAP_WORD_CHAR, "max-width-chars", 44, "hexpand", TRUE, NULL);

  gtk_widget_set_valign (sign, GTK_ALIGN_START);
  gtk_widget_add_css_class (sign, class);
  if (link)
    gtk_widget_add_css_class (label, "suy-link");
  gtk_box_append (GTK_BOX (box), sign);
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

static void
attach (SuyRefusal *self, GtkWidget *widget, guint i)
{
  gtk_widget_add_css_class (widget, "suy-need");
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_widget_set_valign (widget, GTK_ALIGN_START);
  gtk_grid_attach (self->needs, widget, (int) i % 2, (int) i / 2, 1, 1);
}

static GtkWidget *
make_line (SuyRefusal *self, const SuyNeed *need, SuySupply *supply, const char *text)
{
  GtkWidget *button = gtk_button_new ();
  Line *line = g_new (Line, 1);

  *line = (Line){ g_strdup (need->name), supply };
  g_ptr_array_add (self->lines, line);
  gtk_button_set_child (GTK_BUTTON (button), make_text ("✗", "suy-need-missing", text, TRUE));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "line", line);
  g_signal_connect (button, "clicked", G_CALLBACK (on_line_clicked), self);

  return button;
}

/* What nothing supplies is said, but cannot be pressed. */
static void
add_missing (SuyRefusal *self,
             SuyWorkspace *workspace,
             const SuyNeed *need,
             SuySupply *supply,
             guint i)
{
  g_autofree char *text = describe_supply (workspace, need, supply);

  g_string_append_printf (self->text, "%s\n", text);
  if (supply != NULL && supply->remedy->kind != SUY_REMEDY_FINAL)
    {
      attach (self, make_line (self, need, supply, text), i);
      return;
    }
  attach (self, make_text ("✗", "suy-need-missing", text, FALSE), i);
  g_clear_pointer (&supply, suy_supply_free);
}

static void
add_met (SuyRefusal *self, const SuyNeed *need, guint i)
{
  attach (self,
          make_text ("✓", "suy-need-ok", suy_label_get (&need->label, suy_settings_get_language ()),
                     FALSE),
          i);
}

static void
clear (SuyRefusal *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->needs))) != NULL)
    gtk_grid_remove (self->needs, child);
  g_ptr_array_set_size (self->lines, 0);
  g_string_truncate (self->text, 0);
}

void
suy_refusal_show (SuyRefusal *self,
                  SuyWorkspace *workspace,
                  const SuyRegister *reg,
                  gint64 id,
                  const SuyMove *move,
                  const GPtrArray *missing)
{
  const char *label = suy_label_get (&move->label, suy_settings_get_language ());
  g_autofree char *source = g_strdup_printf (_ ("Rule %s · %s"), move->number, move->source);
  g_autofree char *title =
      g_strdup_printf (ngettext ("Cannot yet “%s”: %u thing is missing",
                                 "Cannot yet “%s”: %u things are missing", missing->len),
                       label, missing->len);
  guint n = 0;

  clear (self);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->source, source);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->source), source);
  for (guint i = 0; i < missing->len; i++)
    add_missing (self, workspace, missing->pdata[i],
                 suy_workspace_get_supply (workspace, reg, id, move, missing->pdata[i], NULL), n++);
  for (guint i = 0; i < move->needs->len; i++)
    if (!is_in (missing, move->needs->pdata[i]))
      add_met (self, move->needs->pdata[i], n++);
}

const char *
suy_refusal_get_text (SuyRefusal *self)
{
  return self->text->str;
}

gboolean
suy_refusal_supply (SuyRefusal *self, const char *need)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = self->lines->pdata[i];

      if (strcmp (line->need, need) == 0)
        {
          g_signal_emit (self, signals[SIGNAL_SUPPLY], 0, line->supply);
          return TRUE;
        }
    }

  return FALSE;
}

/* ---- the widget ---- */

static void
on_close_clicked (SuyRefusal *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static void
suy_refusal_dispose (GObject *object)
{
  SuyRefusal *self = SUY_REFUSAL (object);

  suy_book_drop_children (GTK_WIDGET (object));
  g_clear_pointer (&self->lines, g_ptr_array_unref);

  G_OBJECT_CLASS (suy_refusal_parent_class)->dispose (object);
}

static void
suy_refusal_finalize (GObject *object)
{
  g_string_free (SUY_REFUSAL (object)->text, TRUE);

  G_OBJECT_CLASS (suy_refusal_parent_class)->finalize (object);
}

static void
suy_refusal_class_init (SuyRefusalClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_refusal_dispose;
  G_OBJECT_CLASS (klass)->finalize = suy_refusal_finalize;
  signals[SIGNAL_SUPPLY] = g_signal_new ("supply", SUY_TYPE_REFUSAL, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", SUY_TYPE_REFUSAL, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/suyuan/Suyuan/suy-refusal.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyRefusal, needs);
  gtk_widget_class_bind_template_child (widget_class, SuyRefusal, source);
  gtk_widget_class_bind_template_child (widget_class, SuyRefusal, title);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
}

static void
suy_refusal_init (SuyRefusal *self)
{
  self->lines = g_ptr_array_new_with_free_func (line_free);
  self->text = g_string_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}
