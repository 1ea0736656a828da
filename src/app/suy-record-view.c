/* suy-record-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-record-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-evidence.h"
#include "suy-pill.h"
#include "suy-settings.h"
#include "suy-timeline.h"
#include "suy-titles.h"

typedef struct
{
  GtkWidget *root, *map_button, *due_box;
  GtkBox *start, *sign, *notes, *body, *side;
  GtkLabel *title, *subtitle, *due, *due_below, *state, *timeline_count;
  SuyMoveBar *moves;
  SuyEvidence *evidence;
  SuyTimeline *timeline;
  SuyFactsGrid *facts;
} SuyRecordViewPrivate;

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_TYPE_WITH_CODE (SuyRecordView,
                         suy_record_view,
                         SUY_TYPE_SHEET,
                         G_ADD_PRIVATE (SuyRecordView)
                             G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static GtkBuildableIface *parent_buildable;

static SuyRecordViewPrivate *
get_private (SuyRecordView *self)
{
  return suy_record_view_get_instance_private (self);
}

/* ---- the head ---- */

/* "AJ-2026-0417 · township · source · found on"; nothing twice. */
static char *
join_fields (SuyTitles *titles, const SuyRecord *record, const char *const *fields)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; fields[i] != NULL; i++)
    {
      g_autofree char *part = suy_titles_get_link (titles, record, fields[i]);

      if (*part != '\0' && strstr (text->str, part) == NULL)
        g_string_append_printf (text, "%s%s", text->len == 0 ? "" : " · ", part);
    }

  return g_string_free (text, FALSE);
}

static char *
make_subtitle (SuyRecordView *self, const SuyRecord *record)
{
  const char *const *fields = SUY_RECORD_VIEW_GET_CLASS (self)->subtitle;
  const char *code = suy_record_get_text (record, "code");
  const char *kind =
      suy_label_get (&suy_record_get_register (record)->one, suy_settings_get_language ());

  if (fields != NULL)
    return join_fields (suy_titles_of (suy_sheet_get_workspace (SUY_SHEET (self))), record, fields);

  return code == NULL ? g_strdup (kind) : g_strdup_printf ("%s · %s", code, kind);
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), text);
}

/* Views with a subtitle of their own have a stepper that tells the state. */
static void
show_head (SuyRecordView *self, const SuyRecord *record)
{
  SuyRecordViewPrivate *priv = get_private (self);
  const SuyRegister *reg = suy_record_get_register (record);
  const SuyField *state = suy_register_find (reg, "state");
  g_autofree char *title =
      suy_titles_of_record (suy_titles_of (suy_sheet_get_workspace (SUY_SHEET (self))), record);
  g_autofree char *subtitle = make_subtitle (self, record);
  gboolean has_pill = state != NULL && SUY_RECORD_VIEW_GET_CLASS (self)->subtitle == NULL;

  set_text (priv->title, title);
  set_text (priv->subtitle, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (priv->state), has_pill);
  if (has_pill)
    suy_pill_set (priv->state, state, suy_record_get_text (record, "state"));
  gtk_widget_set_visible (priv->map_button, suy_record_get_geometry (record) != NULL);
}

void
suy_record_view_set_sign (SuyRecordView *self, GtkWidget *image)
{
  SuyRecordViewPrivate *priv = get_private (self);
  GtkWidget *before = gtk_widget_get_first_child (GTK_WIDGET (priv->sign));

  if (before != NULL)
    gtk_box_remove (priv->sign, before);
  gtk_box_append (priv->sign, image);
  gtk_widget_show (GTK_WIDGET (priv->sign));
}

void
suy_record_view_set_due (SuyRecordView *self, const char *due, const char *css, const char *below)
{
  SuyRecordViewPrivate *priv = get_private (self);
  const char *classes[] = { css, NULL };

  gtk_label_set_text (priv->due, due);
  gtk_widget_set_css_classes (GTK_WIDGET (priv->due), classes);
  gtk_label_set_text (priv->due_below, below);
  gtk_widget_show (priv->due_box);
}

/* ---- the body ---- */

void
suy_record_view_set_side_width (SuyRecordView *self, int width)
{
  SuyRecordViewPrivate *priv = get_private (self);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (priv->body), GTK_ORIENTATION_HORIZONTAL);
  gtk_box_reorder_child_after (priv->body, GTK_WIDGET (priv->side),
                               gtk_widget_get_last_child (GTK_WIDGET (priv->body)));
  gtk_widget_set_size_request (GTK_WIDGET (priv->side), width, -1);
}

/* All that is filled in, in the order of the register. */
static void
add_all_facts (SuyRecordView *self, SuyFactsGrid *facts, const SuyRecord *record)
{
  const SuyRegister *reg = suy_record_get_register (record);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = reg->fields->pdata[i];

      if (!g_str_equal (field->name, "code") && !g_str_equal (field->name, "state") &&
          field != reg->title)
        g_ptr_array_add (names, field->name);
    }
  g_ptr_array_add (names, NULL);
  suy_facts_grid_add_fields (facts, suy_sheet_get_workspace (SUY_SHEET (self)), record,
                             (const char *const *) names->pdata);
}

static void
show_files (SuyRecordView *self, const SuyRegister *reg, gint64 id)
{
  SuyRecordViewPrivate *priv = get_private (self);
  SuyWorkspace *workspace = suy_sheet_get_workspace (SUY_SHEET (self));
  g_auto (GStrv) missing = suy_move_bar_get_missing_evidence (priv->moves);
  guint n = suy_timeline_show_moves (priv->timeline, workspace, reg, id);
  g_autofree char *count = g_strdup_printf (ngettext ("%u entry", "%u entries", n), n);

  suy_evidence_set_record (priv->evidence, workspace, reg, id);
  suy_evidence_set_missing (priv->evidence, (const char *const *) missing);
  gtk_label_set_text (priv->timeline_count, count);
}

static void
suy_record_view_show (SuySheet *sheet, const SuyRecord *record)
{
  SuyRecordView *self = SUY_RECORD_VIEW (sheet);
  SuyRecordViewPrivate *priv = get_private (self);

  show_head (self, record);
  show_files (self, suy_record_get_register (record), suy_record_get_id (record));
  suy_facts_grid_clear (priv->facts);
  SUY_RECORD_VIEW_GET_CLASS (self)->add_facts (self, priv->facts, record);
  suy_facts_grid_add_tallies (priv->facts, suy_sheet_get_workspace (sheet), record);
}

/* ---- what the person does ---- */

static void
suy_record_view_ask_evidence (SuySheet *sheet, const char *kind)
{
  suy_evidence_ask (get_private (SUY_RECORD_VIEW (sheet))->evidence, kind);
}

static void
on_file (SuyRecordView *self, guint place)
{
  suy_evidence_show (get_private (self)->evidence, place);
}

static void
on_open (GtkWidget *child, const char *layer, gint64 id, SuyRecordView *self)
{
  suy_sheet_open (SUY_SHEET (self), layer, id);
}

/* ---- the widget ---- */

static void
suy_record_view_add_child (GtkBuildable *buildable,
                           GtkBuilder *builder,
                           GObject *child,
                           const char *type)
{
  SuyRecordViewPrivate *priv = get_private (SUY_RECORD_VIEW (buildable));
  GtkBox *box = g_strcmp0 (type, "start") == 0  ? priv->start
                : g_strcmp0 (type, "note") == 0 ? priv->notes
                : g_strcmp0 (type, "side") == 0 ? priv->side
                                                : NULL;

  if (box == NULL)
    {
      parent_buildable->add_child (buildable, builder, child, type);
      return;
    }
  gtk_box_append (box, GTK_WIDGET (child));
  gtk_widget_show (GTK_WIDGET (box));
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = suy_record_view_add_child;
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child_private (klass, SuyRecordView, body);
  gtk_widget_class_bind_template_child_private (klass, SuyRecordView, due);
  gtk_widget_class_bind_template_child_private (klass, SuyRecordView, due_below);
  gtk_widget_class_bind_template_child_private (klass, SuyRecordView, due_box);
  gtk_widget_class_bind_template_child_private (klass, SuyRecordView, evidence);
  gtk_widget_class_bind_template_child_private (klass, SuyRecordView, facts);
  gtk_widget_class_bind_template_child_private (klass, SuyRecordView, map_button);
  gtk_widget_class_bind_template_child_private (klass, SuyRecordView, moves);
  gtk_widget_class_bind_template_child_private (klass, SuyRecordView, notes);
  gtk_widget_class_bind_template_child_private (klass, SuyRecordView, root);
  gtk_widget_class_bind_template_child_private (klass, SuyRecordView, side);
  gtk_widget_class_bind_template_child_private (klass, SuyRecordView, sign);
  gtk_widget_class_bind_template_child_private (klass, SuyRecordView, start);
  gtk_widget_class_bind_template_child_private (klass, SuyRecordView, state);
  gtk_widget_class_bind_template_child_private (klass, SuyRecordView, subtitle);
  gtk_widget_class_bind_template_child_private (klass, SuyRecordView, timeline);
  gtk_widget_class_bind_template_child_private (klass, SuyRecordView, timeline_count);
  gtk_widget_class_bind_template_child_private (klass, SuyRecordView, title);
  gtk_widget_class_bind_template_callback (klass, on_file);
  gtk_widget_class_bind_template_callback (klass, on_open);
}

static void
suy_record_view_class_init (SuyRecordViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SuySheetClass *sheet_class = SUY_SHEET_CLASS (klass);

  sheet_class->show = suy_record_view_show;
  sheet_class->ask_evidence = suy_record_view_ask_evidence;
  klass->add_facts = add_all_facts;

  g_type_ensure (SUY_TYPE_EVIDENCE);
  g_type_ensure (SUY_TYPE_FACTS_GRID);
  g_type_ensure (SUY_TYPE_TIMELINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-record-view.ui");
  bind_children (widget_class);
}

static void
suy_record_view_init (SuyRecordView *self)
{
  SuyRecordViewPrivate *priv = get_private (self);

  gtk_widget_init_template (GTK_WIDGET (self));
  suy_sheet_set_parts (SUY_SHEET (self), priv->root, priv->moves);
}
