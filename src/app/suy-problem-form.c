/* suy-problem-form.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-problem-form.h"

#include <glib/gi18n.h>

#include "suy-duplicate-list.h"
#include "suy-evidence.h"
#include "suy-field-editor.h"
#include "suy-settings.h"
#include "suy-workspace-moves.h"

#define KIND "before" /* what a photograph of a finding is */

/* What is asked for here; the rest of the register is filled in while the case is worked on. */
static const char *const asked[] = { "title",  "medium",        "description",
                                     "source", "severity_tier", "violation" };

struct _SuyProblemForm
{
  GtkWindow parent_instance;

  GtkGrid *grid;
  GtkWidget *save_button;
  GtkLabel *refusal;

  SuyWorkspace *workspace;
  const SuyRegister *about; /* (nullable) */
  gint64 about_id;
  SuyFieldEditor *editors[G_N_ELEMENTS (asked)], *place;
  GtkWidget *files;    /* names of what was chosen */
  GPtrArray *chosen;   /* GFile: kept with the record once there is one */
  SuyEvidence *keeper; /* takes them then */
  gint64 id;           /* of the saved record, 0: none yet */
  GtkFileChooserNative *chooser;
  SuyDuplicateList *duplicates;
};

G_DEFINE_FINAL_TYPE (SuyProblemForm, suy_problem_form, GTK_TYPE_WINDOW)

static guint signal_saved;

static const SuyRegister *
problems (SuyProblemForm *self)
{
  return suy_catalog_find (suy_workspace_get_catalog (self->workspace), "problem");
}

/* ---- inputs ---- */

static void
add_row (SuyProblemForm *self, int row, const char *name, gboolean required, GtkWidget *input)
{
  g_autofree char *text = g_strconcat (name, required ? " *" : "", NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 1.0, "yalign", 0.0,
                                   "margin-top", 8, NULL);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_hexpand (input, TRUE);
  gtk_grid_attach (self->grid, label, 0, row, 1, 1);
  gtk_grid_attach (self->grid, input, 1, row, 1, 1);
}

/* Who records has found it, unless they say otherwise. */
static void
add_inputs (SuyProblemForm *self)
{
  g_autoptr (SuyRecord) draft = suy_record_new (problems (self));

  suy_record_set_text (draft, "source", "self_found");
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      const SuyField *field = suy_register_find (problems (self), asked[i]);
      GtkWidget *editor = suy_field_editor_new (self->workspace, problems (self), field);

      self->editors[i] = SUY_FIELD_EDITOR (editor);
      if (g_str_equal (asked[i], "description"))
        suy_field_editor_set_tall (self->editors[i]);
      suy_field_editor_read (self->editors[i], draft);
      add_row (self, (int) i, suy_label_get (&field->label, suy_settings_get_language ()),
               field->required, editor);
    }
}

/* ---- where and what about ---- */

/* @spot: (nullable).  The object's own point is more exact than a click on its symbol. */
static void
add_where (SuyProblemForm *self, const SuyPoint *spot)
{
  g_autoptr (SuyRecord) object = self->about == NULL
                                     ? NULL
                                     : suy_store_get (suy_workspace_get_store (self->workspace),
                                                      self->about, self->about_id, NULL);
  g_autoptr (SuyRecord) draft = suy_record_new (problems (self));
  g_autoptr (SuyGeometry) place = spot == NULL ? NULL : suy_geometry_new_point (*spot);
  SuyGeometry *own = object == NULL ? NULL : suy_record_get_geometry (object);
  g_autofree char *title = NULL;
  GtkWidget *label;

  if (own != NULL && suy_geometry_get_shape (own)->kind == SUY_SHAPE_POINT)
    suy_record_set_geometry (draft, own);
  else if (place != NULL)
    suy_record_set_geometry (draft, place);
  self->place = SUY_FIELD_EDITOR (suy_field_editor_new (self->workspace, problems (self), NULL));
  suy_field_editor_read (self->place, draft);
  add_row (self, 20, _ ("Place"), TRUE, GTK_WIDGET (self->place));
  if (self->about == NULL)
    return;

  title = suy_workspace_describe (self->workspace, self->about, self->about_id);
  label = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, "wrap", TRUE, NULL);
  add_row (self, 21, suy_label_get (&self->about->one, suy_settings_get_language ()), FALSE, label);
}

/* The record links to the object by the field whose target it is. */
static void
link_object (SuyProblemForm *self, SuyRecord *record)
{
  const SuyRegister *reg = problems (self);

  for (guint i = 0; self->about != NULL && i < reg->fields->len; i++)
    {
      const SuyField *field = reg->fields->pdata[i];
      const SuyValue value = SUY_INTEGER (self->about_id);

      if (field->type == SUY_FIELD_LINK && strcmp (field->target, self->about->name) == 0 &&
          strcmp (field->name, "duplicate_of") != 0)
        {
          suy_record_set (record, field, &value);
          return;
        }
    }
}

/* The polygon that holds the spot; of nested ones the smallest. */
static void
link_area (SuyProblemForm *self,
           SuyRecord *record,
           SuyPoint spot,
           const char *layer,
           const char *field)
{
  const SuyRegister *reg = suy_catalog_find (suy_workspace_get_catalog (self->workspace), layer);
  SuyFeatureSet *set = reg == NULL ? NULL : suy_workspace_get_features (self->workspace, reg, NULL);
  g_autoptr (GArray) items = set == NULL ? NULL : suy_feature_set_containing (set, spot);
  double best = 0;
  gint64 id = 0;

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      guint32 item = g_array_index (items, guint32, i);
      SuyBox box = suy_feature_set_get_box (set, item);
      double size = ((double) box.max_x - box.min_x) * ((double) box.max_y - box.min_y);

      if (id == 0 || size < best)
        {
          best = size;
          id = suy_feature_set_get_id (set, item);
        }
    }
  if (id != 0)
    suy_record_set_integer (record, field, id);
}

/* ---- saving ---- */

static void
refuse (SuyProblemForm *self, const char *text)
{
  gtk_label_set_text (self->refusal, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), text != NULL);
}

/* The demo's day, else now. */
static char *
found_at (SuyProblemForm *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  if (suy_workspace_is_demo (self->workspace))
    return g_strdup_printf ("%sT02:00:00.000Z", suy_workspace_get_today (self->workspace));

  return g_date_time_format (now, "%FT%H:%M:%S.000Z");
}

/* What is typed so far; the first input that is wrong is @wrong. */
static SuyRecord *
collect (SuyProblemForm *self, SuyFieldEditor **wrong, GError **error)
{
  SuyRecord *record = suy_record_new (problems (self));
  g_autofree char *when = found_at (self);

  *wrong = NULL;
  suy_record_set_text (record, "found_at", when);
  for (guint i = 0; i <= G_N_ELEMENTS (asked); i++)
    {
      SuyFieldEditor *editor = i < G_N_ELEMENTS (asked) ? self->editors[i] : self->place;
      g_autoptr (GError) own = NULL;

      if (suy_field_editor_write (editor, record, &own) || *wrong != NULL)
        continue;
      *wrong = editor;
      g_propagate_error (error, g_steal_pointer (&own));
    }

  return record;
}

/* Looks for cases like this one, as far as it is known. */
static void
show_duplicates (SuyProblemForm *self)
{
  g_autoptr (SuyRecord) draft = suy_record_new (problems (self));
  g_autofree char *when = found_at (self);

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    if (g_str_equal (asked[i], "medium"))
      suy_field_editor_peek (self->editors[i], draft);
  suy_field_editor_peek (self->place, draft);
  suy_record_set_text (draft, "found_at", when);
  suy_duplicate_list_show (self->duplicates, self->workspace, draft);
}

static void
add_duplicates (SuyProblemForm *self)
{
  self->duplicates = SUY_DUPLICATE_LIST (suy_duplicate_list_new ());
  gtk_grid_attach (self->grid, GTK_WIDGET (self->duplicates), 0, 23, 2, 1);
  g_signal_connect_object (self->place, "changed", G_CALLBACK (show_duplicates), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    if (g_str_equal (asked[i], "medium"))
      g_signal_connect_object (self->editors[i], "changed", G_CALLBACK (show_duplicates), self,
                               G_CONNECT_SWAPPED);
  show_duplicates (self);
}

/* Once the record is there its files are read, compared with it and kept; the form stays for the
 * question that this may ask. */
static void
keep_files (SuyProblemForm *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->grid), FALSE);
  gtk_widget_set_sensitive (self->save_button, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->keeper), TRUE);
  suy_evidence_set_record (self->keeper, self->workspace, problems (self), self->id);
  for (guint i = 0; i < self->chosen->len; i++)
    suy_evidence_add (self->keeper, self->chosen->pdata[i], KIND);
}

static void
on_kept (SuyProblemForm *self)
{
  if (self->id != 0)
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
check (SuyProblemForm *self, SuyRecord *record)
{
  if (suy_record_get_geometry (record) == NULL)
    {
      refuse (self, _ ("Not saved: the place is missing."));
      suy_field_editor_focus (self->place);
      return FALSE;
    }
  if (!suy_duplicate_list_apply (self->duplicates, record))
    {
      refuse (self, _ ("Not saved: link to the case that it repeats, or say why it is another."));
      return FALSE;
    }

  return TRUE;
}

static void
fill_in (SuyProblemForm *self, SuyRecord *record)
{
  const SuyPoint spot = suy_geometry_get_shape (suy_record_get_geometry (record))->points[0];

  link_object (self, record);
  link_area (self, record, spot, "township", "township");
  link_area (self, record, spot, "grid_cell", "grid");
}

static void
on_save_clicked (SuyProblemForm *self)
{
  SuyFieldEditor *wrong;
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyRecord) record = collect (self, &wrong, &error);

  refuse (self, NULL);
  if (wrong != NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("Not saved: %s"), error->message);

      refuse (self, text);
      suy_field_editor_focus (wrong);
      return;
    }
  if (!check (self, record))
    return;
  fill_in (self, record);
  if (!suy_workspace_save (self->workspace, record, NULL, &error))
    {
      refuse (self, error->message);
      return;
    }

  self->id = suy_record_get_id (record);
  g_signal_emit (self, signal_saved, 0, self->id);
  if (self->chosen->len == 0)
    gtk_window_close (GTK_WINDOW (self));
  else
    keep_files (self);
}

/* ---- evidence ---- */

static void
choose_file (SuyProblemForm *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", name, "xalign", 0.0, "ellipsize",
                                   PANGO_ELLIPSIZE_MIDDLE, NULL);

  g_ptr_array_add (self->chosen, g_object_ref (file));
  gtk_box_append (GTK_BOX (self->files), label);
}

static void
on_evidence_chosen (GtkNativeDialog *dialog, int response, SuyProblemForm *self)
{
  g_autoptr (GListModel) files = response == GTK_RESPONSE_ACCEPT
                                     ? gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog))
                                     : NULL;

  gtk_native_dialog_hide (dialog);
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      choose_file (self, file);
    }
  g_clear_object (&self->chooser);
}

static void
on_evidence_clicked (SuyProblemForm *self)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Photo or document"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_evidence_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
on_drop (SuyProblemForm *self, const GValue *value)
{
  for (GSList *link = g_value_get_boxed (value); link != NULL; link = link->next)
    choose_file (self, link->data);

  return TRUE;
}

static void
add_evidence (SuyProblemForm *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Add photos or documents…"));
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->files = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_box_append (GTK_BOX (self->files), button);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_evidence_clicked), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  add_row (self, 22, _ ("Evidence"), FALSE, self->files);
  self->keeper = SUY_EVIDENCE (suy_evidence_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->keeper), FALSE);
  g_signal_connect_object (self->keeper, "idle", G_CALLBACK (on_kept), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->grid))),
                  GTK_WIDGET (self->keeper));
}

/* ---- the window ---- */

static void
suy_problem_form_dispose (GObject *object)
{
  SuyProblemForm *self = SUY_PROBLEM_FORM (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->chosen, g_ptr_array_unref);
  g_clear_object (&self->chooser);

  G_OBJECT_CLASS (suy_problem_form_parent_class)->dispose (object);
}

static void
suy_problem_form_class_init (SuyProblemFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_problem_form_dispose;
  signal_saved = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-problem-form.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyProblemForm, grid);
  gtk_widget_class_bind_template_child (widget_class, SuyProblemForm, refusal);
  gtk_widget_class_bind_template_child (widget_class, SuyProblemForm, save_button);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
}

static void
suy_problem_form_init (SuyProblemForm *self)
{
  self->chosen = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

SuyProblemForm *
suy_problem_form_new (GtkWindow *parent,
                      SuyWorkspace *workspace,
                      const SuyPoint *spot,
                      const SuyRegister *reg,
                      gint64 id)
{
  SuyProblemForm *self = g_object_new (SUY_TYPE_PROBLEM_FORM, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  self->about = reg;
  self->about_id = id;
  add_inputs (self);
  add_where (self, spot);
  add_evidence (self);
  add_duplicates (self);
  suy_field_editor_focus (self->editors[0]);

  return self;
}
