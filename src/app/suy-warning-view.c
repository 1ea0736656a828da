/* suy-warning-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-warning-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-book.h"
#include "suy-evidence.h"
#include "suy-facts-grid.h"
#include "suy-level-label.h"
#include "suy-record-dialog.h"
#include "suy-settings.h"
#include "suy-steps.h"
#include "suy-timeline.h"
#include "suy-titles.h"
#include "suy-warning-words.h"

struct _SuyWarningView
{
  GtkWidget parent_instance;

  SuyWorkspace *workspace; /* (nullable) */
  const SuyRegister *reg;  /* (nullable): of the warnings */
  gint64 id;

  GtkWidget *root, *map_button;
  GtkBox *level_box;
  GtkLabel *title, *subtitle, *due, *due_text, *fact, *turn, *back_note, *timeline_count;
  SuyStepper *stepper;
  SuyMoveBar *moves;
  SuyEvidence *evidence;
  SuyTimeline *timeline;
  SuyFactsGrid *facts;
};

G_DEFINE_FINAL_TYPE (SuyWarningView, suy_warning_view, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_OPEN,
  SIGNAL_BACK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- the header ---- */

/* "warning-2026-0002 · indicator · township · since" */
static char *
make_subtitle (SuyWarningView *self, const SuyRecord *record)
{
  static const char *const fields[] = { "code", "indicator", "township", "triggered_at" };
  SuyTitles *titles = suy_titles_of (self->workspace);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *part = suy_titles_get_link (titles, record, fields[i]);

      if (*part != '\0')
        g_string_append_printf (text, "%s%s", text->len == 0 ? "" : " · ", part);
    }

  return g_string_free (text, FALSE);
}

static void
show_due (SuyWarningView *self, const SuyWarningRow *row)
{
  const char *css;
  g_autofree char *due = suy_warning_words_due (self->workspace, row, &css);

  gtk_label_set_text (self->due, due);
  gtk_widget_remove_css_class (GTK_WIDGET (self->due), "due-late");
  gtk_widget_remove_css_class (GTK_WIDGET (self->due), "due-soon");
  if (*css != '\0')
    gtk_widget_add_css_class (GTK_WIDGET (self->due), css);
  gtk_label_set_text (self->due_text, row->due == NULL ? "" : _ ("Due"));
}

static void
show_turn (SuyWarningView *self, const SuyWarningRow *row)
{
  g_autofree char *fact = suy_warning_words_fact (self->workspace, row);
  g_autofree char *turn = suy_warning_words_turn (self->workspace, row);
  g_autofree char *duty = suy_warning_words_duty (self->workspace, row);
  g_autofree char *text =
      row->move == NULL ? g_strdup ("") : g_strdup_printf (_ ("To act: %s, %s"), turn, duty);
  const char *back = !row->is_back || row->move == NULL ? ""
                     : row->is_unanswered
                         ? _ ("The metric is back; nobody has acknowledged it in time.")
                         : _ ("The metric is back: it can be claimed and verified.");

  if (!row->is_back && row->is_unanswered)
    back = _ ("Nobody has acknowledged it in time: the next level has been told too.");
  gtk_label_set_text (self->fact, fact);
  gtk_label_set_text (self->turn, text);
  gtk_widget_set_visible (GTK_WIDGET (self->turn), *text != '\0');
  gtk_label_set_text (self->back_note, back);
  gtk_widget_set_visible (GTK_WIDGET (self->back_note), *back != '\0');
}

static void
show_header (SuyWarningView *self, const SuyRecord *record, const SuyWarningRow *row)
{
  g_autofree char *title = suy_titles_of_record (suy_titles_of (self->workspace), record);
  g_autofree char *subtitle = make_subtitle (self, record);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->level_box));

  if (child != NULL)
    gtk_box_remove (self->level_box, child);
  gtk_box_append (self->level_box, suy_level_image_new (suy_lamp_get_level_name (row->level), 32));
  gtk_label_set_text (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  gtk_label_set_text (self->subtitle, subtitle);
  gtk_widget_set_visible (self->map_button, suy_record_get_geometry (record) != NULL);
  show_due (self, row);
  show_turn (self, row);
}

/* ---- facts and records ---- */

static void
add_link (SuyWarningView *self, const char *label, const SuyRegister *reg, const SuyRecord *record)
{
  g_autofree char *title = suy_titles_of_record (suy_titles_of (self->workspace), record);

  suy_facts_grid_add_link (self->facts, label, title, reg, suy_record_get_id (record));
}

/* Records that name the warning: what was done for it, the problem it gave rise to. */
static void
add_records (SuyWarningView *self, const char *name)
{
  const SuyRegister *reg = suy_catalog_find (suy_workspace_get_catalog (self->workspace), name);
  g_autoptr (GPtrArray) linked =
      reg == NULL ? NULL
                  : suy_workspace_get_linked (self->workspace, reg, "warning", self->id, NULL);

  for (guint i = 0; linked != NULL && i < linked->len; i++)
    add_link (self, suy_label_get (&reg->one, suy_settings_get_language ()), reg, linked->pdata[i]);
}

static void
add_object (SuyWarningView *self, const SuyWarningRow *row)
{
  g_autoptr (SuyRecord) object = row->object_reg == NULL
                                     ? NULL
                                     : suy_store_get (suy_workspace_get_store (self->workspace),
                                                      row->object_reg, row->object, NULL);

  if (object != NULL)
    add_link (self, suy_label_get (&row->object_reg->one, suy_settings_get_language ()),
              row->object_reg, object);
}

static void
show_facts (SuyWarningView *self, const SuyRecord *record, const SuyWarningRow *row)
{
  static const char *const fields[] = { "level",
                                        "indicator",
                                        "indicator_version",
                                        "value",
                                        "threshold",
                                        "triggered_at",
                                        "township",
                                        "responsible_unit",
                                        "action_kind",
                                        "action_due",
                                        "report",
                                        "manual_reason",
                                        "closed_at",
                                        "on_time",
                                        "previous",
                                        "note",
                                        NULL };

  suy_facts_grid_clear (self->facts);
  add_object (self, row);
  suy_facts_grid_add_fields (self->facts, self->workspace, record, fields);
  add_records (self, "action_record");
  add_records (self, "problem");
}

/* ---- the whole ---- */

static void
show_files (SuyWarningView *self)
{
  g_auto (GStrv) missing = suy_move_bar_get_missing_evidence (self->moves);

  suy_evidence_set_record (self->evidence, self->workspace, self->reg, self->id);
  suy_evidence_set_missing (self->evidence, (const char *const *) missing);
}

static void
show_timeline (SuyWarningView *self)
{
  guint n = suy_timeline_show_moves (self->timeline, self->workspace, self->reg, self->id);
  g_autofree char *text = g_strdup_printf (ngettext ("%u entry", "%u entries", n), n);

  gtk_label_set_text (self->timeline_count, text);
}

static void
show_record (SuyWarningView *self, const SuyRecord *record)
{
  g_autoptr (GError) error = NULL;
  SuyWarningRow *row = suy_workspace_get_warning (self->workspace, self->id, &error);

  if (row == NULL)
    {
      suy_book_tell_error (GTK_WIDGET (self), error);
      return;
    }
  show_header (self, record, row);
  suy_steps_show (self->stepper, self->workspace, record);
  suy_move_bar_set_record (self->moves, self->workspace, self->reg, self->id);
  show_files (self);
  show_timeline (self);
  show_facts (self, record, row);
  suy_warning_row_free (row);
}

static void
show (SuyWarningView *self)
{
  g_autoptr (SuyRecord) record =
      self->workspace == NULL || self->id == 0
          ? NULL
          : suy_store_get (suy_workspace_get_store (self->workspace), self->reg, self->id, NULL);

  gtk_widget_set_visible (self->root, record != NULL);
  if (record != NULL)
    show_record (self, record);
}

static void
on_workspace_changed (SuyWarningView *self, const char *layer, const SuyBox *box, GArray *ids)
{
  static const char *const beside[] = { "action_record", "attachment", "evaluation",
                                        "journal",       "problem",    NULL };

  if (self->id != 0 && (g_strv_contains (beside, layer) ||
                        (strcmp (layer, self->reg->name) == 0 && suy_book_has_id (ids, self->id))))
    show (self);
}

void
suy_warning_view_set_record (SuyWarningView *self, SuyWorkspace *workspace, gint64 id)
{
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_func (self->workspace, show, self);
  suy_book_watch (GTK_WIDGET (self), &self->workspace, workspace,
                  G_CALLBACK (on_workspace_changed));
  if (workspace != NULL)
    g_signal_connect_object (workspace, "acting", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  self->reg = workspace == NULL
                  ? NULL
                  : suy_catalog_find (suy_workspace_get_catalog (workspace), "warning");
  self->id = self->reg == NULL ? 0 : id;
  show (self);
}

gint64
suy_warning_view_get_id (SuyWarningView *self)
{
  return self->id;
}

SuyMoveBar *
suy_warning_view_get_moves (SuyWarningView *self)
{
  return self->moves;
}

/* ---- what the person does ---- */

static void
on_ask_evidence (SuyMoveBar *moves, const char *kind, SuyWarningView *self)
{
  suy_evidence_ask (self->evidence, kind);
}

static void
on_open (GtkWidget *child, const char *layer, gint64 id, SuyWarningView *self)
{
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, layer, id);
}

static void
on_back_clicked (SuyWarningView *self)
{
  g_signal_emit (self, signals[SIGNAL_BACK], 0);
}

static void
on_edit_clicked (SuyWarningView *self)
{
  suy_record_dialog_show (GTK_WIDGET (self), self->workspace, self->reg, self->id, NULL);
}

static void
on_map_clicked (SuyWarningView *self)
{
  suy_book_show_on_map (GTK_WIDGET (self), self->reg, self->id);
}

/* ---- the widget ---- */

static void
suy_warning_view_dispose (GObject *object)
{
  SuyWarningView *self = SUY_WARNING_VIEW (object);

  suy_book_drop_children (GTK_WIDGET (object));
  suy_book_watch (GTK_WIDGET (self), &self->workspace, NULL, G_CALLBACK (on_workspace_changed));

  G_OBJECT_CLASS (suy_warning_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, SuyWarningView, back_note);
  gtk_widget_class_bind_template_child (klass, SuyWarningView, due);
  gtk_widget_class_bind_template_child (klass, SuyWarningView, due_text);
  gtk_widget_class_bind_template_child (klass, SuyWarningView, evidence);
  gtk_widget_class_bind_template_child (klass, SuyWarningView, fact);
  gtk_widget_class_bind_template_child (klass, SuyWarningView, facts);
  gtk_widget_class_bind_template_child (klass, SuyWarningView, level_box);
  gtk_widget_class_bind_template_child (klass, SuyWarningView, map_button);
  gtk_widget_class_bind_template_child (klass, SuyWarningView, moves);
  gtk_widget_class_bind_template_child (klass, SuyWarningView, root);
  gtk_widget_class_bind_template_child (klass, SuyWarningView, stepper);
  gtk_widget_class_bind_template_child (klass, SuyWarningView, subtitle);
  gtk_widget_class_bind_template_child (klass, SuyWarningView, timeline);
  gtk_widget_class_bind_template_child (klass, SuyWarningView, timeline_count);
  gtk_widget_class_bind_template_child (klass, SuyWarningView, title);
  gtk_widget_class_bind_template_child (klass, SuyWarningView, turn);
  gtk_widget_class_bind_template_callback (klass, on_ask_evidence);
  gtk_widget_class_bind_template_callback (klass, on_back_clicked);
  gtk_widget_class_bind_template_callback (klass, on_edit_clicked);
  gtk_widget_class_bind_template_callback (klass, on_map_clicked);
  gtk_widget_class_bind_template_callback (klass, on_open);
  gtk_widget_class_bind_template_callback (klass, show);
}

static void
suy_warning_view_class_init (SuyWarningViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_warning_view_dispose;
  signals[SIGNAL_OPEN] = g_signal_new ("open", SUY_TYPE_WARNING_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[SIGNAL_BACK] = g_signal_new ("back", SUY_TYPE_WARNING_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SUY_TYPE_EVIDENCE);
  g_type_ensure (SUY_TYPE_FACTS_GRID);
  g_type_ensure (SUY_TYPE_MOVE_BAR);
  g_type_ensure (SUY_TYPE_STEPPER);
  g_type_ensure (SUY_TYPE_TIMELINE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-warning-view.ui");
  bind_children (widget_class);
}

static void
suy_warning_view_init (SuyWarningView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
