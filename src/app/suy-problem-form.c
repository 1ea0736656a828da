/* suy-problem-form.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-problem-form.h"

#include <glib/gi18n.h>

#include "suy-duplicate-list.h"
#include "suy-look.h"
#include "suy-settings.h"
#include "suy-workspace-moves.h"

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
  SuyPoint spot;
  const SuyRegister *about;
  gint64 about_id;
  GtkWidget *inputs[G_N_ELEMENTS (asked)];
  GFile *evidence; /* (nullable) */
  GtkWidget *evidence_button;
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

static GtkWidget *
choice_input_new (const SuyField *field)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (!field->required)
    gtk_string_list_append (names, "–");
  for (guint i = 0; i < field->choices->len; i++)
    gtk_string_list_append (names, suy_label_get (&((SuyChoice *) field->choices->pdata[i])->label,
                                                  suy_settings_get_language ()));

  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
}

static GtkWidget *
text_input_new (void)
{
  GtkWidget *frame = gtk_scrolled_window_new (), *text = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (text), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (text), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (frame), text);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (frame), 90);
  gtk_widget_add_css_class (frame, "frame");
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (frame), TRUE);

  return frame;
}

static void
add_row (SuyProblemForm *self, int row, const char *name, gboolean required, GtkWidget *input)
{
  g_autofree char *text = g_strconcat (name, required ? " *" : "", NULL);
  GtkWidget *label = gtk_label_new (text), *target = input;

  if (GTK_IS_SCROLLED_WINDOW (input))
    target = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (input));
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_valign (label,
                         GTK_IS_SCROLLED_WINDOW (input) ? GTK_ALIGN_START : GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_hexpand (input, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_grid_attach (self->grid, label, 0, row, 1, 1);
  gtk_grid_attach (self->grid, input, 1, row, 1, 1);
}

/* Who records at the map has found it, unless they say otherwise. */
static void
choose_default (GtkWidget *input, const SuyField *field)
{
  for (guint i = 0; strcmp (field->name, "source") == 0 && i < field->choices->len; i++)
    if (strcmp (((SuyChoice *) field->choices->pdata[i])->name, "self_found") == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (input), i + (field->required ? 0 : 1));
}

static void
add_inputs (SuyProblemForm *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      const SuyField *field = suy_register_find (problems (self), asked[i]);

      if (field->type == SUY_FIELD_CHOICE)
        {
          self->inputs[i] = choice_input_new (field);
          choose_default (self->inputs[i], field);
        }
      else if (strcmp (asked[i], "description") == 0)
        self->inputs[i] = text_input_new ();
      else
        self->inputs[i] = gtk_entry_new ();
      add_row (self, (int) i, suy_label_get (&field->label, suy_settings_get_language ()),
               field->required, self->inputs[i]);
    }
}

/* (transfer full): "" if nothing was said */
static char *
get_input (SuyProblemForm *self, guint i, const SuyField *field)
{
  GtkWidget *input = self->inputs[i];
  guint at;

  if (GTK_IS_DROP_DOWN (input))
    {
      at = gtk_drop_down_get_selected (GTK_DROP_DOWN (input));
      if (!field->required && at == 0)
        return g_strdup ("");

      return g_strdup (((SuyChoice *) field->choices->pdata[field->required ? at : at - 1])->name);
    }
  if (GTK_IS_SCROLLED_WINDOW (input))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (
          GTK_TEXT_VIEW (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (input))));
      GtkTextIter start, end;

      gtk_text_buffer_get_bounds (buffer, &start, &end);
      return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
    }

  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (input)));
}

/* ---- where and what about ---- */

/* The object's own point is more exact than a click on its symbol. */
static void
take_place_of_object (SuyProblemForm *self, const SuyRecord *object)
{
  SuyGeometry *geometry = object == NULL ? NULL : suy_record_get_geometry (object);

  if (geometry != NULL && suy_geometry_get_shape (geometry)->kind == SUY_SHAPE_POINT)
    self->spot = suy_geometry_get_shape (geometry)->points[0];
}

static void
add_where (SuyProblemForm *self)
{
  g_autofree char *spot =
      g_strdup_printf ("%.6f° E  %.6f° N", self->spot.x / 1e7, self->spot.y / 1e7);
  GtkWidget *where = gtk_label_new (spot), *object;
  g_autofree char *title = NULL;

  gtk_label_set_xalign (GTK_LABEL (where), 0);
  gtk_label_set_selectable (GTK_LABEL (where), TRUE);
  add_row (self, 20, _ ("Place"), FALSE, where);
  if (self->about == NULL)
    return;
  title = suy_workspace_describe (self->workspace, self->about, self->about_id);
  object = gtk_label_new (title);
  gtk_label_set_xalign (GTK_LABEL (object), 0);
  gtk_label_set_wrap (GTK_LABEL (object), TRUE);
  add_row (self, 21, suy_label_get (&self->about->one, suy_settings_get_language ()), FALSE,
           object);
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
link_area (SuyProblemForm *self, SuyRecord *record, const char *layer, const char *field)
{
  const SuyRegister *reg = suy_catalog_find (suy_workspace_get_catalog (self->workspace), layer);
  SuyFeatureSet *set = reg == NULL ? NULL : suy_workspace_get_features (self->workspace, reg, NULL);
  g_autoptr (GArray) items = set == NULL ? NULL : suy_feature_set_containing (set, self->spot);
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
refuse (SuyProblemForm *self, const char *text, GtkWidget *input)
{
  if (input != NULL && GTK_IS_SCROLLED_WINDOW (input))
    input = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (input));
  gtk_label_set_text (self->refusal, text);
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), TRUE);
  if (input != NULL)
    {
      gtk_accessible_update_state (GTK_ACCESSIBLE (input), GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_widget_grab_focus (input);
    }
}

static gboolean
read_inputs (SuyProblemForm *self, SuyRecord *record)
{
  const SuyRegister *reg = problems (self);

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      const SuyField *field = suy_register_find (reg, asked[i]);
      const char *label = suy_label_get (&field->label, suy_settings_get_language ());
      g_autofree char *text = get_input (self, i, field);

      g_strstrip (text);
      if (*text == '\0' && field->required)
        {
          g_autofree char *why = g_strdup_printf (_ ("Not saved: “%s” is missing."), label);

          refuse (self, why, self->inputs[i]);
          return FALSE;
        }
      if (*text != '\0')
        suy_record_set_text (record, asked[i], text);
    }

  return TRUE;
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

static void
attach_evidence (SuyProblemForm *self, gint64 id)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *name = self->evidence == NULL ? NULL : g_file_get_basename (self->evidence);
  g_autoptr (GError) error = NULL;

  if (self->evidence == NULL)
    return;
  bytes = g_file_load_bytes (self->evidence, NULL, NULL, &error);
  if (bytes == NULL || suy_workspace_attach (self->workspace, problems (self), id, name, "before",
                                             bytes, &error) == 0)
    gtk_widget_activate_action (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))),
                                "win.error", "s", error->message);
}

static void
set_found (SuyProblemForm *self, SuyRecord *record)
{
  g_autoptr (SuyGeometry) place = suy_geometry_new_point (self->spot);
  g_autofree char *when = found_at (self);

  suy_record_set_text (record, "found_at", when);
  suy_record_set_geometry (record, place);
}

/* Looks for cases like this one, as far as it is known. */
static void
show_duplicates (SuyProblemForm *self)
{
  g_autoptr (SuyRecord) draft = suy_record_new (problems (self));

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    if (g_str_equal (asked[i], "medium"))
      {
        g_autofree char *medium =
            get_input (self, i, suy_register_find (problems (self), "medium"));

        suy_record_set_text (draft, "medium", medium);
      }
  set_found (self, draft);
  suy_duplicate_list_show (self->duplicates, self->workspace, draft);
}

static void
add_duplicates (SuyProblemForm *self)
{
  self->duplicates = SUY_DUPLICATE_LIST (suy_duplicate_list_new ());
  gtk_grid_attach (self->grid, GTK_WIDGET (self->duplicates), 0, 23, 2, 1);
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    if (g_str_equal (asked[i], "medium"))
      g_signal_connect_object (self->inputs[i], "notify::selected", G_CALLBACK (show_duplicates),
                               self, G_CONNECT_SWAPPED);
  show_duplicates (self);
}

static void
on_save_clicked (SuyProblemForm *self)
{
  g_autoptr (SuyRecord) record = suy_record_new (problems (self));
  g_autoptr (GError) error = NULL;

  if (!read_inputs (self, record))
    return;
  if (!suy_duplicate_list_apply (self->duplicates, record))
    {
      refuse (self, _ ("Not saved: link to the case that it repeats, or say why it is another."),
              NULL);
      return;
    }
  set_found (self, record);
  link_object (self, record);
  link_area (self, record, "township", "township");
  link_area (self, record, "grid_cell", "grid");
  if (!suy_workspace_save (self->workspace, record, NULL, &error))
    {
      refuse (self, error->message, NULL);
      return;
    }

  attach_evidence (self, suy_record_get_id (record));
  g_signal_emit (self, signal_saved, 0, suy_record_get_id (record));
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- evidence ---- */

static void
on_evidence_chosen (GtkNativeDialog *dialog, int response, SuyProblemForm *self)
{
  g_autofree char *name = NULL;

  gtk_native_dialog_hide (dialog);
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_clear_object (&self->evidence);
      self->evidence = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      name = g_file_get_basename (self->evidence);
      gtk_button_set_label (GTK_BUTTON (self->evidence_button), name);
    }
  g_clear_object (&self->chooser);
}

static void
on_evidence_clicked (SuyProblemForm *self)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Photo or document"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_evidence_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* ---- the window ---- */

static void
suy_problem_form_dispose (GObject *object)
{
  SuyProblemForm *self = SUY_PROBLEM_FORM (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->evidence);
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
  gtk_widget_init_template (GTK_WIDGET (self));
}

SuyProblemForm *
suy_problem_form_new (GtkWindow *parent,
                      SuyWorkspace *workspace,
                      SuyPoint spot,
                      const SuyRegister *reg,
                      gint64 id)
{
  SuyProblemForm *self = g_object_new (SUY_TYPE_PROBLEM_FORM, "transient-for", parent, NULL);
  g_autoptr (SuyRecord) object = NULL;

  self->workspace = g_object_ref (workspace);
  self->spot = spot;
  self->about = reg;
  self->about_id = id;
  if (reg != NULL)
    object = suy_store_get (suy_workspace_get_store (workspace), reg, id, NULL);
  take_place_of_object (self, object);
  add_inputs (self);
  add_where (self);

  self->evidence_button = gtk_button_new_with_label (_ ("Add a photo or document…"));
  g_signal_connect_swapped (self->evidence_button, "clicked", G_CALLBACK (on_evidence_clicked),
                            self);
  add_row (self, 22, _ ("Evidence"), FALSE, self->evidence_button);
  add_duplicates (self);
  gtk_widget_grab_focus (self->inputs[0]);

  return self;
}
