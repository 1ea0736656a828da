/* suy-condition-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-condition-bar.h"

#include <glib/gi18n.h>

#include "suy-book.h"
#include "suy-settings.h"
#include "suy-titles.h"

struct _SuyConditionBar
{
  GtkWidget parent_instance;

  SuyWorkspace *workspace; /* (nullable) */
  const SuyRegister *reg;  /* (nullable) */
  GArray *filters;         /* SuyFilter, whose values are ours */
  GPtrArray *fields;       /* const SuyField, as the list of fields shows them */

  GtkWidget *box;
  GtkMenuButton *add_button;
  GtkPopover *popover;
  GtkDropDown *field_drop, *kind_drop;
  GtkEditable *entry;
  GtkLabel *error_label;
};

G_DEFINE_FINAL_TYPE (SuyConditionBar, suy_condition_bar, GTK_TYPE_WIDGET)

static guint signal_changed;

static const struct
{
  SuyFilterKind kind;
  const char *label, *sign;
} kinds[] = {
  { SUY_FILTER_CONTAINS, N_ ("contains"), "∋" },
  { SUY_FILTER_EQUAL, N_ ("is"), "=" },
  { SUY_FILTER_NOT_EQUAL, N_ ("is not"), "≠" },
  { SUY_FILTER_LESS, N_ ("is less than"), "<" },
  { SUY_FILTER_GREATER, N_ ("is more than"), ">" },
  { SUY_FILTER_NULL, N_ ("is empty"), "= ∅" },
  { SUY_FILTER_NOT_NULL, N_ ("is filled in"), "≠ ∅" },
};

static void
filter_clear (gpointer data)
{
  suy_value_clear (&((SuyFilter *) data)->value);
}

/* ---- the conditions that hold ---- */

static void
on_remove_clicked (GtkButton *button, SuyConditionBar *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));

  g_array_remove_index (self->filters, index);
  g_signal_emit (self, signal_changed, 0);
}

static char *
describe (SuyConditionBar *self, const SuyFilter *filter)
{
  const char *label = suy_label_get (&filter->field->label, suy_settings_get_language ());
  const char *sign = "";
  g_autofree char *value =
      suy_titles_format (suy_titles_of (self->workspace), filter->field, &filter->value);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kind == filter->kind)
      sign = kinds[i].sign;

  return *value == '\0' ? g_strdup_printf ("%s %s", label, sign)
                        : g_strdup_printf ("%s %s %s", label, sign, value);
}

static void
show (SuyConditionBar *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  for (guint i = 0; i < self->filters->len; i++)
    {
      g_autofree char *text = describe (self, &g_array_index (self->filters, SuyFilter, i));
      g_autofree char *label = g_strconcat (text, "  ×", NULL);
      g_autofree char *name = g_strdup_printf (_ ("Remove the condition %s"), text);
      GtkWidget *button = gtk_button_new_with_label (label);

      gtk_widget_add_css_class (button, "suy-chip");
      gtk_widget_set_tooltip_text (button, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (i));
      g_signal_connect (button, "clicked", G_CALLBACK (on_remove_clicked), self);
      gtk_box_append (GTK_BOX (self->box), button);
    }
}

static void
on_changed (SuyConditionBar *self)
{
  show (self);
}

/* ---- adding ---- */

static gboolean
needs_text (SuyFilterKind kind)
{
  return kind != SUY_FILTER_NULL && kind != SUY_FILTER_NOT_NULL;
}

gboolean
suy_condition_bar_add (SuyConditionBar *self,
                       const SuyField *field,
                       SuyFilterKind kind,
                       const char *text,
                       GError **error)
{
  SuyFilter filter = { field, kind, SUY_VALUE_INIT_NULL };

  if (kind == SUY_FILTER_CONTAINS && field->type != SUY_FIELD_TEXT && field->type != SUY_FIELD_LIST)
    filter.kind = SUY_FILTER_EQUAL;
  if (filter.kind == SUY_FILTER_CONTAINS)
    filter.value = SUY_TEXT (g_strdup (text));
  else if (needs_text (kind) &&
           !suy_workspace_parse_value (self->workspace, field, text, &filter.value, error))
    return FALSE;

  g_array_append_val (self->filters, filter);
  g_signal_emit (self, signal_changed, 0);

  return TRUE;
}

static void
on_add_clicked (SuyConditionBar *self)
{
  guint field = gtk_drop_down_get_selected (self->field_drop);
  guint kind = gtk_drop_down_get_selected (self->kind_drop);
  g_autoptr (GError) error = NULL;

  if (field >= self->fields->len || kind >= G_N_ELEMENTS (kinds))
    return;
  if (!suy_condition_bar_add (self, self->fields->pdata[field], kinds[kind].kind,
                              gtk_editable_get_text (self->entry), &error))
    {
      gtk_label_set_text (self->error_label, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
  gtk_editable_set_text (self->entry, "");
  gtk_popover_popdown (self->popover);
}

static void
on_kind_selected (SuyConditionBar *self)
{
  guint kind = gtk_drop_down_get_selected (self->kind_drop);

  gtk_widget_set_sensitive (GTK_WIDGET (self->entry),
                            kind < G_N_ELEMENTS (kinds) && needs_text (kinds[kind].kind));
}

/* ---- the widget ---- */

static void
suy_condition_bar_dispose (GObject *object)
{
  SuyConditionBar *self = SUY_CONDITION_BAR (object);

  suy_book_drop_children (GTK_WIDGET (object));
  g_clear_pointer (&self->filters, g_array_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (suy_condition_bar_parent_class)->dispose (object);
}

static void
suy_condition_bar_class_init (SuyConditionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_condition_bar_dispose;
  signal_changed =
      g_signal_new_class_handler ("changed", SUY_TYPE_CONDITION_BAR, G_SIGNAL_RUN_FIRST,
                                  G_CALLBACK (on_changed), NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-condition-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyConditionBar, add_button);
  gtk_widget_class_bind_template_child (widget_class, SuyConditionBar, box);
  gtk_widget_class_bind_template_child (widget_class, SuyConditionBar, entry);
  gtk_widget_class_bind_template_child (widget_class, SuyConditionBar, error_label);
  gtk_widget_class_bind_template_child (widget_class, SuyConditionBar, field_drop);
  gtk_widget_class_bind_template_child (widget_class, SuyConditionBar, kind_drop);
  gtk_widget_class_bind_template_child (widget_class, SuyConditionBar, popover);
  gtk_widget_class_bind_template_callback (widget_class, on_add_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_selected);
}

static void
suy_condition_bar_init (SuyConditionBar *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->filters = g_array_new (FALSE, FALSE, sizeof (SuyFilter));
  g_array_set_clear_func (self->filters, filter_clear);
  self->fields = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (names, _ (kinds[i].label));
  gtk_drop_down_set_model (self->kind_drop, G_LIST_MODEL (names));
}

void
suy_condition_bar_set_register (SuyConditionBar *self,
                                SuyWorkspace *workspace,
                                const SuyRegister *reg)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_set_object (&self->workspace, workspace);
  self->reg = reg;
  g_array_set_size (self->filters, 0);
  g_ptr_array_set_size (self->fields, 0);
  for (guint i = 0; reg != NULL && i < reg->fields->len; i++)
    {
      const SuyField *field = reg->fields->pdata[i];

      g_ptr_array_add (self->fields, (gpointer) field);
      gtk_string_list_append (names, suy_label_get (&field->label, suy_settings_get_language ()));
    }
  gtk_drop_down_set_model (self->field_drop, G_LIST_MODEL (names));
  show (self);
}

void
suy_condition_bar_clear (SuyConditionBar *self)
{
  g_array_set_size (self->filters, 0);
  show (self);
}

void
suy_condition_bar_apply (SuyConditionBar *self, SuyRecordTable *table)
{
  for (guint i = 0; i < self->filters->len; i++)
    suy_record_table_add_filter (table, &g_array_index (self->filters, SuyFilter, i));
}
