/* suy-case-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-case-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-book.h"
#include "suy-date.h"
#include "suy-deadline.h"
#include "suy-due.h"
#include "suy-evidence.h"
#include "suy-facts-grid.h"
#include "suy-lamp.h"
#include "suy-level-label.h"
#include "suy-progress-cell.h"
#include "suy-record-dialog.h"
#include "suy-settings.h"
#include "suy-steps.h"
#include "suy-timeline.h"
#include "suy-titles.h"

struct _SuyCaseView
{
  GtkWidget parent_instance;

  SuyWorkspace *workspace; /* (nullable) */
  const SuyRegister *reg;  /* (nullable): of the cases */
  gint64 id;

  GtkWidget *root;
  GtkBox *level_box;
  GtkLabel *title, *subtitle, *due, *due_text, *timeline_count, *progress_text;
  SuyStepper *stepper;
  SuyMoveBar *moves;
  SuyEvidence *evidence;
  SuyTimeline *timeline;
  SuyFactsGrid *facts;
  SuyProgressCell *progress;
  GtkWidget *progress_box;
};

G_DEFINE_FINAL_TYPE (SuyCaseView, suy_case_view, GTK_TYPE_WIDGET)

static guint signal_open;

/* ---- the header ---- */

static gboolean
is_final (SuyCaseView *self, const SuyRecord *record)
{
  SuyMoves *machine = suy_workspace_get_machine (self->workspace, self->reg, NULL);
  const char *state = suy_record_get_text (record, "state");

  return machine != NULL && state != NULL && suy_moves_is_final (machine, state);
}

static void
show_due (SuyCaseView *self, const SuyRecord *record)
{
  const char *deadline = suy_deadline_get (record);
  int days = is_final (self, record)
                 ? G_MAXINT
                 : suy_due_get_days (deadline, suy_workspace_get_today (self->workspace));
  g_autofree char *text = deadline == NULL ? NULL : g_strdup_printf (_ ("Deadline %s"), deadline);

  suy_due_show (self->due, days);
  gtk_widget_set_visible (GTK_WIDGET (self->due), days != G_MAXINT);
  gtk_label_set_text (self->due_text, text == NULL ? "" : text);
}

/* "AJ-2026-0417 · township · source · found on". */
static char *
make_subtitle (SuyCaseView *self, const SuyRecord *record)
{
  static const char *const fields[] = { "code",   "risk_point",    "enterprise", "township",
                                        "source", "severity_tier", "found_at" };
  SuyTitles *titles = suy_titles_of (self->workspace);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *part = suy_titles_get_link (titles, record, fields[i]);

      if (*part == '\0' || strstr (text->str, part) != NULL)
        continue;
      g_string_append_printf (text, "%s%s", text->len == 0 ? "" : " · ", part);
    }

  return g_string_free (text, FALSE);
}

static void
show_header (SuyCaseView *self, const SuyRecord *record)
{
  g_autofree char *title = suy_titles_of_record (suy_titles_of (self->workspace), record);
  g_autofree char *subtitle = make_subtitle (self, record);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->level_box));

  if (child != NULL)
    gtk_box_remove (self->level_box, child);
  gtk_box_append (self->level_box,
                  suy_level_image_new (suy_record_get_text (record, "risk_level"), 32));
  gtk_label_set_text (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  gtk_label_set_text (self->subtitle, subtitle);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->subtitle), subtitle);
  show_due (self, record);
}

/* ---- facts ---- */

/* What should be reached by today, along a straight line from the finding to the deadline. */
static int
planned_bp (SuyCaseView *self, const SuyRecord *record)
{
  const char *found = suy_record_get_text (record, "found_at");
  const char *deadline = suy_deadline_get (record);
  g_autofree char *start = found == NULL ? NULL : g_strndup (found, 10);
  SuyPlan plan = { 0 };

  if (start == NULL || !suy_date_is_date (start) || deadline == NULL ||
      !suy_date_is_date (deadline))
    return -1;
  plan.due = suy_date_get_day (deadline);
  plan.start = MIN (suy_date_get_day (start), plan.due);

  return suy_lamp_get_planned_bp (&plan,
                                  suy_date_get_day (suy_workspace_get_today (self->workspace)));
}

static void
show_progress (SuyCaseView *self, const SuyRecord *record)
{
  int actual = (int) suy_record_get_integer (record, "actual_bp");
  int planned = planned_bp (self, record);
  g_autofree char *text =
      planned < 0 ? g_strdup_printf (_ ("%d %% done"), actual / 100)
                  : g_strdup_printf (_ ("%d %% done, %d %% due"), actual / 100, planned / 100);

  gtk_widget_set_visible (self->progress_box, planned >= 0 || actual > 0);
  suy_progress_cell_set (self->progress, actual, planned, NULL, FALSE);
  gtk_label_set_text (self->progress_text, text);
}

static void
add_ledger_items (SuyCaseView *self)
{
  const SuyRegister *items =
      suy_catalog_find (suy_workspace_get_catalog (self->workspace), "rectification_item");
  g_autoptr (GPtrArray) linked =
      items == NULL ? NULL
                    : suy_workspace_get_linked (self->workspace, items, "problem", self->id, NULL);

  for (guint i = 0; linked != NULL && i < linked->len; i++)
    {
      const SuyRecord *item = linked->pdata[i];
      const char *code = suy_record_get_text (item, "code");

      suy_facts_grid_add_link (self->facts,
                               suy_label_get (&items->one, suy_settings_get_language ()),
                               code == NULL ? "–" : code, items, suy_record_get_id (item));
    }
}

static void
show_facts (SuyCaseView *self, const SuyRecord *record)
{
  static const char *const fields[] = { "risk_level",
                                        "medium",
                                        "violation",
                                        "risk_point",
                                        "enterprise",
                                        "outfall",
                                        "section",
                                        "township",
                                        "lead_unit",
                                        "responsible_unit",
                                        "responsible_person",
                                        "supervising_unit",
                                        "rect_class",
                                        "goal",
                                        "measure",
                                        "escalation",
                                        "completed_on",
                                        "description",
                                        NULL };

  suy_facts_grid_clear (self->facts);
  suy_facts_grid_add_fields (self->facts, self->workspace, record, fields);
  add_ledger_items (self);
  show_progress (self, record);
}

/* ---- the whole ---- */

static void
show_files (SuyCaseView *self)
{
  g_auto (GStrv) missing = suy_move_bar_get_missing_evidence (self->moves);

  suy_evidence_set_record (self->evidence, self->workspace, self->reg, self->id);
  suy_evidence_set_missing (self->evidence, (const char *const *) missing);
}

static void
show_timeline (SuyCaseView *self)
{
  guint n = suy_timeline_show_moves (self->timeline, self->workspace, self->reg, self->id);
  g_autofree char *text = g_strdup_printf (ngettext ("%u entry", "%u entries", n), n);

  gtk_label_set_text (self->timeline_count, text);
}

static void
show (SuyCaseView *self)
{
  g_autoptr (SuyRecord) record =
      self->workspace == NULL || self->id == 0
          ? NULL
          : suy_store_get (suy_workspace_get_store (self->workspace), self->reg, self->id, NULL);

  gtk_widget_set_visible (self->root, record != NULL);
  if (record == NULL)
    return;
  show_header (self, record);
  suy_steps_show (self->stepper, self->workspace, record);
  suy_move_bar_set_record (self->moves, self->workspace, self->reg, self->id);
  show_files (self);
  show_timeline (self);
  show_facts (self, record);
}

static gboolean
concerns (SuyCaseView *self, const char *layer, GArray *ids)
{
  static const char *const beside[] = { "acceptance", "attachment", "extension_request",
                                        "journal",    "lookback",   "rectification_item",
                                        NULL };

  if (g_strv_contains (beside, layer))
    return TRUE;

  return strcmp (layer, self->reg->name) == 0 && suy_book_has_id (ids, self->id);
}

static void
on_workspace_changed (SuyCaseView *self, const char *layer, const SuyBox *box, GArray *ids)
{
  if (self->id != 0 && concerns (self, layer, ids))
    show (self);
}

void
suy_case_view_set_record (SuyCaseView *self, SuyWorkspace *workspace, gint64 id)
{
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_func (self->workspace, show, self);
  suy_book_watch (GTK_WIDGET (self), &self->workspace, workspace,
                  G_CALLBACK (on_workspace_changed));
  if (workspace != NULL)
    g_signal_connect_object (workspace, "acting", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  self->reg = workspace == NULL
                  ? NULL
                  : suy_catalog_find (suy_workspace_get_catalog (workspace), "problem");
  self->id = self->reg == NULL ? 0 : id;
  show (self);
}

gint64
suy_case_view_get_id (SuyCaseView *self)
{
  return self->id;
}

SuyMoveBar *
suy_case_view_get_moves (SuyCaseView *self)
{
  return self->moves;
}

/* ---- what the person does ---- */

static void
on_moved (SuyCaseView *self)
{
  show (self);
}

static void
on_ask_evidence (SuyMoveBar *moves, const char *kind, SuyCaseView *self)
{
  suy_evidence_ask (self->evidence, kind);
}

static void
on_open (GtkWidget *child, const char *layer, gint64 id, SuyCaseView *self)
{
  g_signal_emit (self, signal_open, 0, layer, id);
}

static void
on_edit_clicked (SuyCaseView *self)
{
  suy_record_dialog_show (GTK_WIDGET (self), self->workspace, self->reg, self->id, NULL);
}

static void
on_map_clicked (SuyCaseView *self)
{
  suy_book_show_on_map (GTK_WIDGET (self), self->reg, self->id);
}

/* ---- the widget ---- */

static void
suy_case_view_dispose (GObject *object)
{
  SuyCaseView *self = SUY_CASE_VIEW (object);

  suy_book_drop_children (GTK_WIDGET (object));
  suy_book_watch (GTK_WIDGET (self), &self->workspace, NULL, G_CALLBACK (on_workspace_changed));

  G_OBJECT_CLASS (suy_case_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, SuyCaseView, due);
  gtk_widget_class_bind_template_child (klass, SuyCaseView, due_text);
  gtk_widget_class_bind_template_child (klass, SuyCaseView, evidence);
  gtk_widget_class_bind_template_child (klass, SuyCaseView, facts);
  gtk_widget_class_bind_template_child (klass, SuyCaseView, level_box);
  gtk_widget_class_bind_template_child (klass, SuyCaseView, moves);
  gtk_widget_class_bind_template_child (klass, SuyCaseView, progress);
  gtk_widget_class_bind_template_child (klass, SuyCaseView, progress_box);
  gtk_widget_class_bind_template_child (klass, SuyCaseView, progress_text);
  gtk_widget_class_bind_template_child (klass, SuyCaseView, root);
  gtk_widget_class_bind_template_child (klass, SuyCaseView, stepper);
  gtk_widget_class_bind_template_child (klass, SuyCaseView, subtitle);
  gtk_widget_class_bind_template_child (klass, SuyCaseView, timeline);
  gtk_widget_class_bind_template_child (klass, SuyCaseView, timeline_count);
  gtk_widget_class_bind_template_child (klass, SuyCaseView, title);
  gtk_widget_class_bind_template_callback (klass, on_ask_evidence);
  gtk_widget_class_bind_template_callback (klass, on_edit_clicked);
  gtk_widget_class_bind_template_callback (klass, on_map_clicked);
  gtk_widget_class_bind_template_callback (klass, on_moved);
  gtk_widget_class_bind_template_callback (klass, on_open);
}

static void
suy_case_view_class_init (SuyCaseViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_case_view_dispose;
  signal_open = g_signal_new ("open", SUY_TYPE_CASE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);

  g_type_ensure (SUY_TYPE_EVIDENCE);
  g_type_ensure (SUY_TYPE_FACTS_GRID);
  g_type_ensure (SUY_TYPE_MOVE_BAR);
  g_type_ensure (SUY_TYPE_PROGRESS_CELL);
  g_type_ensure (SUY_TYPE_STEPPER);
  g_type_ensure (SUY_TYPE_TIMELINE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/suyuan/Suyuan/suy-case-view.ui");
  bind_children (widget_class);
}

static void
suy_case_view_init (SuyCaseView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
suy_case_view_new (void)
{
  return g_object_new (SUY_TYPE_CASE_VIEW, NULL);
}
