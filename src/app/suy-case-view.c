/* suy-case-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-case-view.h"

#include <glib/gi18n.h>

#include "suy-date.h"
#include "suy-deadline.h"
#include "suy-due.h"
#include "suy-lamp.h"
#include "suy-level-label.h"
#include "suy-progress-cell.h"
#include "suy-settings.h"
#include "suy-steps.h"

struct _SuyCaseView
{
  SuyRecordView parent_instance;

  GtkLabel *progress_text;
  SuyStepper *stepper;
  SuyProgressCell *progress;
  GtkWidget *progress_box;
};

G_DEFINE_FINAL_TYPE (SuyCaseView, suy_case_view, SUY_TYPE_RECORD_VIEW)

static SuyWorkspace *
workspace_of (SuyCaseView *self)
{
  return suy_sheet_get_workspace (SUY_SHEET (self));
}

/* ---- the header ---- */

static gboolean
is_final (SuyCaseView *self, const SuyRecord *record)
{
  SuyMoves *machine =
      suy_workspace_get_machine (workspace_of (self), suy_record_get_register (record), NULL);
  const char *state = suy_record_get_text (record, "state");

  return machine != NULL && state != NULL && suy_moves_is_final (machine, state);
}

static void
show_due (SuyCaseView *self, const SuyRecord *record)
{
  const char *deadline = suy_deadline_get (record);
  int days = is_final (self, record)
                 ? G_MAXINT
                 : suy_due_get_days (deadline, suy_workspace_get_today (workspace_of (self)));
  g_autofree char *due = days == G_MAXINT ? g_strdup ("") : suy_due_format (days);
  g_autofree char *below =
      deadline == NULL ? g_strdup ("") : g_strdup_printf (_ ("Deadline %s"), deadline);

  suy_record_view_set_due (SUY_RECORD_VIEW (self), due, suy_due_get_class (days), below);
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
                                  suy_date_get_day (suy_workspace_get_today (workspace_of (self))));
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
add_ledger_items (SuyCaseView *self, SuyFactsGrid *facts)
{
  const SuyRegister *items =
      suy_catalog_find (suy_workspace_get_catalog (workspace_of (self)), "rectification_item");
  g_autoptr (GPtrArray) linked =
      items == NULL ? NULL
                    : suy_workspace_get_linked (workspace_of (self), items, "problem",
                                                suy_sheet_get_id (SUY_SHEET (self)), NULL);

  for (guint i = 0; linked != NULL && i < linked->len; i++)
    {
      const SuyRecord *item = linked->pdata[i];
      const char *code = suy_record_get_text (item, "code");

      suy_facts_grid_add_link (facts, suy_label_get (&items->one, suy_settings_get_language ()),
                               code == NULL ? "–" : code, items, suy_record_get_id (item));
    }
}

static void
suy_case_view_add_facts (SuyRecordView *view, SuyFactsGrid *facts, const SuyRecord *record)
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

  suy_facts_grid_add_fields (facts, suy_sheet_get_workspace (SUY_SHEET (view)), record, fields);
  add_ledger_items (SUY_CASE_VIEW (view), facts);
}

static void
suy_case_view_show (SuySheet *sheet, const SuyRecord *record)
{
  SuyCaseView *self = SUY_CASE_VIEW (sheet);

  SUY_SHEET_CLASS (suy_case_view_parent_class)->show (sheet, record);
  suy_record_view_set_sign (SUY_RECORD_VIEW (self),
                            suy_level_image_new (suy_record_get_text (record, "risk_level"), 32));
  show_due (self, record);
  suy_steps_show (self->stepper, workspace_of (self), record);
  show_progress (self, record);
}

/* ---- the widget ---- */

static void
suy_case_view_class_init (SuyCaseViewClass *klass)
{
  static const char *const beside[] = { "acceptance", "attachment", "extension_request",
                                        "journal",    "lookback",   "rectification_item",
                                        NULL };
  static const char *const subtitle[] = { "code",   "risk_point",    "enterprise", "township",
                                          "source", "severity_tier", "found_at",   NULL };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  SUY_SHEET_CLASS (klass)->beside = beside;
  SUY_SHEET_CLASS (klass)->show = suy_case_view_show;
  SUY_RECORD_VIEW_CLASS (klass)->subtitle = subtitle;
  SUY_RECORD_VIEW_CLASS (klass)->add_facts = suy_case_view_add_facts;

  g_type_ensure (SUY_TYPE_PROGRESS_CELL);
  g_type_ensure (SUY_TYPE_STEPPER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/suyuan/Suyuan/suy-case-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyCaseView, progress);
  gtk_widget_class_bind_template_child (widget_class, SuyCaseView, progress_box);
  gtk_widget_class_bind_template_child (widget_class, SuyCaseView, progress_text);
  gtk_widget_class_bind_template_child (widget_class, SuyCaseView, stepper);
}

static void
suy_case_view_init (SuyCaseView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  suy_record_view_set_side_width (SUY_RECORD_VIEW (self), 184);
}
