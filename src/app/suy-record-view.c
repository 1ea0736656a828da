/* suy-record-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-record-view.h"

#include <glib/gi18n.h>

#include "suy-book.h"
#include "suy-evidence.h"
#include "suy-facts-grid.h"
#include "suy-pill.h"
#include "suy-record-dialog.h"
#include "suy-settings.h"
#include "suy-timeline.h"
#include "suy-titles.h"

struct _SuyRecordView
{
  GtkWidget parent_instance;

  SuyWorkspace *workspace; /* (nullable) */
  const SuyRegister *reg;  /* (nullable) */
  gint64 id;

  GtkWidget *root, *map_button;
  GtkLabel *title, *subtitle, *state, *timeline_count;
  SuyMoveBar *moves;
  SuyEvidence *evidence;
  SuyTimeline *timeline;
  SuyFactsGrid *facts;
};

G_DEFINE_FINAL_TYPE (SuyRecordView, suy_record_view, GTK_TYPE_WIDGET)

static guint signal_open;

static void
show_header (SuyRecordView *self, const SuyRecord *record)
{
  const char *code = suy_record_get_text (record, "code");
  const char *kind = suy_label_get (&self->reg->one, suy_settings_get_language ());
  const SuyField *state = suy_register_find (self->reg, "state");
  g_autofree char *title = suy_titles_of_record (suy_titles_of (self->workspace), record);
  g_autofree char *subtitle =
      code == NULL ? g_strdup (kind) : g_strdup_printf ("%s · %s", code, kind);

  gtk_label_set_text (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  gtk_label_set_text (self->subtitle, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->state), state != NULL);
  if (state != NULL)
    suy_pill_set (self->state, state, suy_record_get_text (record, "state"));
  gtk_widget_set_visible (self->map_button, self->reg->geometry != SUY_GEOMETRY_NONE);
}

/* All that is filled in, in the order of the register. */
static void
show_facts (SuyRecordView *self, const SuyRecord *record)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < self->reg->fields->len; i++)
    {
      const SuyField *field = self->reg->fields->pdata[i];

      if (!g_str_equal (field->name, "code") && !g_str_equal (field->name, "state") &&
          field != self->reg->title)
        g_ptr_array_add (names, field->name);
    }
  g_ptr_array_add (names, NULL);
  suy_facts_grid_clear (self->facts);
  suy_facts_grid_add_fields (self->facts, self->workspace, record,
                             (const char *const *) names->pdata);
}

static void
show_files (SuyRecordView *self)
{
  g_auto (GStrv) missing = suy_move_bar_get_missing_evidence (self->moves);

  suy_evidence_set_record (self->evidence, self->workspace, self->reg, self->id);
  suy_evidence_set_missing (self->evidence, (const char *const *) missing);
}

static void
show_timeline (SuyRecordView *self)
{
  guint n = suy_timeline_show_moves (self->timeline, self->workspace, self->reg, self->id);
  g_autofree char *text = g_strdup_printf (ngettext ("%u entry", "%u entries", n), n);

  gtk_label_set_text (self->timeline_count, text);
}

static void
show (SuyRecordView *self)
{
  g_autoptr (SuyRecord) record =
      self->workspace == NULL || self->id == 0
          ? NULL
          : suy_store_get (suy_workspace_get_store (self->workspace), self->reg, self->id, NULL);

  gtk_widget_set_visible (self->root, record != NULL);
  if (record == NULL)
    return;
  show_header (self, record);
  suy_move_bar_set_record (self->moves, self->workspace, self->reg, self->id);
  show_files (self);
  show_timeline (self);
  show_facts (self, record);
}

/* What is beside a record may supply what its moves need. */
static void
on_workspace_changed (SuyRecordView *self, const char *layer, const SuyBox *box, GArray *ids)
{
  if (self->id != 0 && (!g_str_equal (layer, self->reg->name) || suy_book_has_id (ids, self->id)))
    show (self);
}

void
suy_record_view_set_record (SuyRecordView *self,
                            SuyWorkspace *workspace,
                            const SuyRegister *reg,
                            gint64 id)
{
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_func (self->workspace, show, self);
  suy_book_watch (GTK_WIDGET (self), &self->workspace, workspace,
                  G_CALLBACK (on_workspace_changed));
  if (workspace != NULL)
    g_signal_connect_object (workspace, "acting", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  self->reg = workspace == NULL ? NULL : reg;
  self->id = self->reg == NULL ? 0 : id;
  show (self);
}

SuyMoveBar *
suy_record_view_get_moves (SuyRecordView *self)
{
  return self->moves;
}

/* ---- what the person does ---- */

static void
on_ask_evidence (SuyMoveBar *moves, const char *kind, SuyRecordView *self)
{
  suy_evidence_ask (self->evidence, kind);
}

static void
on_open (GtkWidget *child, const char *layer, gint64 id, SuyRecordView *self)
{
  g_signal_emit (self, signal_open, 0, layer, id);
}

static void
on_edit_clicked (SuyRecordView *self)
{
  suy_record_dialog_show (GTK_WIDGET (self), self->workspace, self->reg, self->id, NULL);
}

static void
on_map_clicked (SuyRecordView *self)
{
  suy_book_show_on_map (GTK_WIDGET (self), self->reg, self->id);
}

/* ---- the widget ---- */

static void
suy_record_view_dispose (GObject *object)
{
  SuyRecordView *self = SUY_RECORD_VIEW (object);

  suy_book_drop_children (GTK_WIDGET (object));
  suy_book_watch (GTK_WIDGET (self), &self->workspace, NULL, G_CALLBACK (on_workspace_changed));

  G_OBJECT_CLASS (suy_record_view_parent_class)->dispose (object);
}

static void
suy_record_view_class_init (SuyRecordViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_record_view_dispose;
  signal_open = g_signal_new ("open", SUY_TYPE_RECORD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);

  g_type_ensure (SUY_TYPE_EVIDENCE);
  g_type_ensure (SUY_TYPE_FACTS_GRID);
  g_type_ensure (SUY_TYPE_MOVE_BAR);
  g_type_ensure (SUY_TYPE_TIMELINE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-record-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyRecordView, evidence);
  gtk_widget_class_bind_template_child (widget_class, SuyRecordView, facts);
  gtk_widget_class_bind_template_child (widget_class, SuyRecordView, map_button);
  gtk_widget_class_bind_template_child (widget_class, SuyRecordView, moves);
  gtk_widget_class_bind_template_child (widget_class, SuyRecordView, root);
  gtk_widget_class_bind_template_child (widget_class, SuyRecordView, state);
  gtk_widget_class_bind_template_child (widget_class, SuyRecordView, subtitle);
  gtk_widget_class_bind_template_child (widget_class, SuyRecordView, timeline);
  gtk_widget_class_bind_template_child (widget_class, SuyRecordView, timeline_count);
  gtk_widget_class_bind_template_child (widget_class, SuyRecordView, title);
  gtk_widget_class_bind_template_callback (widget_class, on_ask_evidence);
  gtk_widget_class_bind_template_callback (widget_class, on_edit_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_map_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
  gtk_widget_class_bind_template_callback (widget_class, show);
}

static void
suy_record_view_init (SuyRecordView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
