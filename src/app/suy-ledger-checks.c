/* suy-ledger-checks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-ledger-checks.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "suy-book.h"
#include "suy-settings.h"
#include "suy-workspace-moves.h"

struct _SuyLedgerChecks
{
  GtkWidget parent_instance;

  SuyWorkspace *workspace; /* (nullable) */
  const SuyRegister *reg;
  gint64 id;
  GStrv met;       /* (nullable): conditions */
  gboolean closed; /* what is closed is not ticked anymore */

  GtkWidget *box, *measures, *conditions, *extend;
  GtkLabel *course, *extensions;
};

G_DEFINE_FINAL_TYPE (SuyLedgerChecks, suy_ledger_checks, GTK_TYPE_WIDGET)

static guint signal_extend;

static const char *
label_of (const SuyLabel *label)
{
  return suy_label_get (label, suy_settings_get_language ());
}

/* The five, with their words.  Source: 001-3 三(一). */
static const GPtrArray *
get_conditions (SuyLedgerChecks *self)
{
  return suy_register_find (self->reg, "five_no_release")->choices;
}

/* ---- saving a mark ---- */

static gboolean
save (SuyLedgerChecks *self, SuyRecord *changes, const char *reason)
{
  g_autoptr (GError) error = NULL;

  suy_record_set_id (changes, self->id);
  if (suy_workspace_save (self->workspace, changes, reason, &error))
    return TRUE;
  suy_book_tell_error (GTK_WIDGET (self), error);

  return FALSE;
}

/* Measures are done in their order, so one mark stands for those before it. */
gboolean
suy_ledger_checks_set_measure (SuyLedgerChecks *self, guint i, gboolean done)
{
  g_autoptr (SuyRecord) changes = suy_record_new (self->reg);

  suy_record_set_integer (changes, "measures_done", done ? i + 1 : i);

  return save (self, changes, "measure");
}

gboolean
suy_ledger_checks_set_condition (SuyLedgerChecks *self, const char *name, gboolean met)
{
  g_autoptr (SuyRecord) changes = suy_record_new (self->reg);
  g_autoptr (JsonNode) node = json_node_alloc ();
  g_autoptr (JsonArray) list = json_array_new ();
  g_autofree char *json = NULL;

  for (guint i = 0; i < get_conditions (self)->len; i++)
    {
      const char *own = ((const SuyChoice *) get_conditions (self)->pdata[i])->name;
      gboolean has = self->met != NULL && g_strv_contains ((const char *const *) self->met, own);

      if (strcmp (own, name) == 0 ? met : has)
        json_array_add_string_element (list, own);
    }
  json_node_init_array (node, list);
  json = json_to_string (node, FALSE);
  suy_record_set_text (changes, "five_no_release", json);

  return save (self, changes, "five conditions");
}

static guint
get_number (GtkCheckButton *check)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "number"));
}

static void
on_measure_toggled (GtkCheckButton *check, SuyLedgerChecks *self)
{
  suy_ledger_checks_set_measure (self, get_number (check), gtk_check_button_get_active (check));
}

static void
on_condition_toggled (GtkCheckButton *check, SuyLedgerChecks *self)
{
  const SuyChoice *condition = get_conditions (self)->pdata[get_number (check)];

  suy_ledger_checks_set_condition (self, condition->name, gtk_check_button_get_active (check));
}

/* ---- showing ---- */

/* Removes the checks from @from on. */
static void
clear (GtkWidget *flow, guint from)
{
  GtkFlowBoxChild *child;

  while ((child = gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (flow), (int) from)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (flow), GTK_WIDGET (child));
}

/* The one that stands there, if it says @text. */
static GtkWidget *
find_check (GtkWidget *flow, guint i, const char *text)
{
  GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (flow), (int) i);
  GtkWidget *check = child == NULL ? NULL : gtk_flow_box_child_get_child (child);

  return check != NULL && g_strcmp0 (gtk_widget_get_tooltip_text (check), text) == 0 ? check : NULL;
}

static GtkWidget *
add_check (GtkWidget *flow, const char *text)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "ellipsize",
                                   PANGO_ELLIPSIZE_END, NULL);

  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  gtk_widget_set_tooltip_text (check, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_flow_box_insert (GTK_FLOW_BOX (flow), check, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (check), FALSE);

  return check;
}

/* A check that stands there already is only ticked anew, so that it keeps the focus. */
static void
show_check (SuyLedgerChecks *self,
            GtkWidget *flow,
            guint i,
            const char *text,
            gboolean active,
            GCallback toggled)
{
  GtkWidget *check = find_check (flow, i, text);

  if (check == NULL)
    {
      clear (flow, i);
      check = add_check (flow, text);
      g_object_set_data (G_OBJECT (check), "number", GUINT_TO_POINTER (i));
    }
  g_signal_handlers_disconnect_by_func (check, toggled, self);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), active);
  gtk_widget_set_sensitive (check, !self->closed && !suy_workspace_is_read_only (self->workspace));
  g_signal_connect (check, "toggled", toggled, self);
}

static void
show_measures (SuyLedgerChecks *self, const SuyRecord *record)
{
  g_auto (GStrv) texts = suy_record_get_list (record, "measures");
  guint done = (guint) suy_record_get_integer (record, "measures_done"), n = 0;

  for (; texts[n] != NULL; n++)
    {
      g_autofree char *text = g_strdup_printf ("%u. %s", n + 1, texts[n]);

      show_check (self, self->measures, n, text, n < done, G_CALLBACK (on_measure_toggled));
    }
  clear (self->measures, n);
  gtk_widget_set_visible (self->measures, n > 0);
}

static void
show_conditions (SuyLedgerChecks *self, const SuyRecord *record)
{
  const GPtrArray *conditions = get_conditions (self);

  g_strfreev (self->met);
  self->met = suy_record_get_list (record, "five_no_release");
  for (guint i = 0; i < conditions->len; i++)
    {
      const SuyChoice *condition = conditions->pdata[i];

      show_check (self, self->conditions, i, label_of (&condition->label),
                  g_strv_contains ((const char *const *) self->met, condition->name),
                  G_CALLBACK (on_condition_toggled));
    }
}

static void
show_course (SuyLedgerChecks *self, const SuyRecord *record)
{
  static const char *const fields[] = { "start",     "completed_at", "accepted_at",
                                        "closed_at", "disclosed_at", "lookback_at" };
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 rebounds = suy_record_get_integer (record, "rebound_count");

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *day = suy_record_get_text (record, fields[i]);

      if (day != NULL)
        g_string_append_printf (text, "%s%s %s", text->len == 0 ? "" : " · ",
                                label_of (&suy_register_find (self->reg, fields[i])->label), day);
    }
  if (rebounds > 0)
    g_string_append_printf (text, " · %s %" G_GINT64_FORMAT,
                            label_of (&suy_register_find (self->reg, "rebound_count")->label),
                            rebounds);
  gtk_label_set_text (self->course, text->str);
}

static void
show_extensions (SuyLedgerChecks *self)
{
  const SuyRegister *reg =
      suy_catalog_find (suy_workspace_get_catalog (self->workspace), "extension_request");
  g_autoptr (GPtrArray) rows =
      suy_workspace_get_linked (self->workspace, reg, "item", self->id, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      g_autofree char *title =
          suy_workspace_describe (self->workspace, reg, suy_record_get_id (rows->pdata[i]));

      g_string_append_printf (text, "%s%s", i == 0 ? "" : "; ", title);
    }
  if (text->len > 0)
    g_string_prepend (text, _ ("Extensions: "));
  gtk_label_set_text (self->extensions, text->str);
  gtk_widget_set_sensitive (self->extend,
                            !self->closed && !suy_workspace_is_read_only (self->workspace));
}

void
suy_ledger_checks_show (SuyLedgerChecks *self, SuyWorkspace *workspace, const SuyRecord *record)
{
  g_set_object (&self->workspace, workspace);
  gtk_widget_set_visible (self->box, record != NULL);
  if (record == NULL)
    return;
  self->reg = suy_record_get_register (record);
  self->id = suy_record_get_id (record);
  self->closed = suy_record_get_text (record, "closed_at") != NULL;
  show_measures (self, record);
  show_conditions (self, record);
  show_course (self, record);
  show_extensions (self);
}

const char *
suy_ledger_checks_get_course (SuyLedgerChecks *self)
{
  return gtk_label_get_text (self->course);
}

/* ---- the widget ---- */

static void
on_extend_clicked (SuyLedgerChecks *self)
{
  g_signal_emit (self, signal_extend, 0);
}

static void
suy_ledger_checks_dispose (GObject *object)
{
  SuyLedgerChecks *self = SUY_LEDGER_CHECKS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->met, g_strfreev);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (suy_ledger_checks_parent_class)->dispose (object);
}

static void
suy_ledger_checks_class_init (SuyLedgerChecksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = suy_ledger_checks_dispose;
  signal_extend = g_signal_new ("extend", SUY_TYPE_LEDGER_CHECKS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_flow (const char *name)
{
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), 5);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 5);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 12);
  gtk_widget_set_halign (flow, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (flow), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return flow;
}

static GtkLabel *
make_small (void)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END,
                                   "hexpand", TRUE, NULL);

  gtk_widget_add_css_class (label, "suy-small");

  return GTK_LABEL (label);
}

static void
suy_ledger_checks_init (SuyLedgerChecks *self)
{
  GtkWidget *last = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->measures = make_flow (_ ("Measures"));
  self->conditions = make_flow (_ ("Five conditions of release"));
  self->course = make_small ();
  self->extensions = make_small ();
  self->extend = gtk_button_new_with_label (_ ("Ask for an extension…"));
  gtk_widget_add_css_class (self->extend, "flat");
  g_signal_connect_object (self->extend, "clicked", G_CALLBACK (on_extend_clicked), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (last), GTK_WIDGET (self->course));
  gtk_box_append (GTK_BOX (last), GTK_WIDGET (self->extensions));
  gtk_box_append (GTK_BOX (last), self->extend);
  gtk_box_append (GTK_BOX (self->box), self->measures);
  gtk_box_append (GTK_BOX (self->box), self->conditions);
  gtk_box_append (GTK_BOX (self->box), last);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
suy_ledger_checks_new (void)
{
  return g_object_new (SUY_TYPE_LEDGER_CHECKS, NULL);
}
