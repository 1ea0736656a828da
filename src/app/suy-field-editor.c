/* suy-field-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-field-editor.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "suy-book.h"
#include "suy-date.h"
#include "suy-error.h"
#include "suy-link-chooser.h"
#include "suy-settings.h"
#include "suy-titles.h"

#define TALL_PX 90
#define SEARCH_FROM 10 /* choices, from which on their list can be searched */

struct _SuyFieldEditor
{
  GtkWidget parent_instance;

  SuyWorkspace *workspace;
  const SuyRegister *reg;
  const SuyField *field; /* (nullable): the place */
  gboolean reading;      /* being filled, not typed into */
  gboolean locked, touched;
  SuyGeometry *place; /* (nullable): as it was read, for shapes that cannot be typed */

  GtkWidget *box, *entry, *drop, *toggle, *link; /* one of the last four */
  GtkWidget *tall;                               /* (nullable): shows the text of the entry */
  GtkLabel *note, *error;
};

G_DEFINE_FINAL_TYPE (SuyFieldEditor, suy_field_editor, GTK_TYPE_WIDGET)

static guint signal_changed;

static gboolean
is_progress (SuyFieldEditor *self)
{
  return self->field != NULL && g_strcmp0 (self->field->unit, "bp") == 0;
}

static const char *
get_label (SuyFieldEditor *self)
{
  return self->field == NULL ? _ ("Place")
                             : suy_label_get (&self->field->label, suy_settings_get_language ());
}

static void
on_edited (SuyFieldEditor *self)
{
  if (self->reading)
    return;
  self->touched = TRUE;
  suy_field_editor_set_error (self, NULL);
  g_signal_emit (self, signal_changed, 0);
}

/* ---- making ---- */

static void
on_day_selected (GtkCalendar *calendar, SuyFieldEditor *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (day, "%F");

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_popover_popdown (
      GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (calendar), GTK_TYPE_POPOVER)));
}

static GtkWidget *
make_calendar (SuyFieldEditor *self)
{
  GtkWidget *calendar = gtk_calendar_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_signal_connect_object (calendar, "day-selected", G_CALLBACK (on_day_selected), self, 0);
  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Choose a date"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose a date"), -1);

  return button;
}

static const char *
unit_of (SuyFieldEditor *self)
{
  return is_progress (self) ? "%" : self->field == NULL ? NULL : self->field->unit;
}

static void
make_entry (SuyFieldEditor *self)
{
  SuyFieldType type = self->field == NULL ? SUY_FIELD_TEXT : self->field->type;
  gboolean number = type == SUY_FIELD_INTEGER || type == SUY_FIELD_REAL;
  gboolean date = type == SUY_FIELD_DATE || type == SUY_FIELD_DATETIME;

  self->entry = gtk_entry_new ();
  gtk_widget_set_hexpand (self->entry, !number && !date);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), number ? 12 : date ? 16 : 8);
  if (number)
    gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_box_append (GTK_BOX (self->box), self->entry);
  if (date)
    gtk_box_append (GTK_BOX (self->box), make_calendar (self));
  if (unit_of (self) != NULL)
    gtk_box_append (GTK_BOX (self->box), gtk_label_new (unit_of (self)));
  if (self->field == NULL)
    gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                       "mark-location-symbolic");
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
}

static void
make_drop (SuyFieldEditor *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, "–");
  for (guint i = 0; i < self->field->choices->len; i++)
    {
      const SuyChoice *choice = self->field->choices->pdata[i];

      gtk_string_list_append (names, suy_label_get (&choice->label, suy_settings_get_language ()));
    }
  self->drop =
      gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)),
                         gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (self->drop),
                                   self->field->choices->len >= SEARCH_FROM);
  gtk_widget_set_hexpand (self->drop, TRUE);
  gtk_box_append (GTK_BOX (self->box), self->drop);
  g_signal_connect_object (self->drop, "notify::selected", G_CALLBACK (on_edited), self,
                           G_CONNECT_SWAPPED);
}

static void
make_toggle (SuyFieldEditor *self)
{
  self->toggle = gtk_switch_new ();
  gtk_widget_set_halign (self->toggle, GTK_ALIGN_START);
  gtk_widget_set_valign (self->toggle, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->box), self->toggle);
  g_signal_connect_object (self->toggle, "notify::active", G_CALLBACK (on_edited), self,
                           G_CONNECT_SWAPPED);
}

static void
make_link (SuyFieldEditor *self)
{
  const SuyRegister *target =
      suy_catalog_find (suy_workspace_get_catalog (self->workspace), self->field->target);

  self->link = suy_link_chooser_new ();
  suy_link_chooser_set_target (SUY_LINK_CHOOSER (self->link), self->workspace, target, "–");
  suy_link_chooser_set_name (SUY_LINK_CHOOSER (self->link), get_label (self));
  gtk_widget_set_hexpand (self->link, TRUE);
  gtk_box_append (GTK_BOX (self->box), self->link);
  g_signal_connect_object (self->link, "changed", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
}

static GtkLabel *
make_remark (SuyFieldEditor *self, const char *class)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "visible", FALSE, "wrap-mode",
                    PANGO_WRAP_WORD_CHAR, "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, NULL);

  gtk_widget_add_css_class (label, class);
  gtk_widget_add_css_class (label, "suy-tiny");
  gtk_widget_set_parent (label, GTK_WIDGET (self));

  return GTK_LABEL (label);
}

static GtkWidget *
get_input (SuyFieldEditor *self)
{
  if (self->tall != NULL)
    return self->tall;
  if (self->entry != NULL)
    return self->entry;
  if (self->drop != NULL)
    return self->drop;

  return self->toggle != NULL ? self->toggle : self->link;
}

static void
make (SuyFieldEditor *self)
{
  SuyFieldType type = self->field == NULL ? SUY_FIELD_TEXT : self->field->type;

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  if (type == SUY_FIELD_CHOICE)
    make_drop (self);
  else if (type == SUY_FIELD_BOOLEAN)
    make_toggle (self);
  else if (type == SUY_FIELD_LINK)
    make_link (self);
  else
    make_entry (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (get_input (self)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  get_label (self), -1);
  if (self->drop != NULL) /* the button inside is what gets the focus */
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->drop)),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, get_label (self), -1);

  self->note = make_remark (self, "dim-label");
  self->error = make_remark (self, "due-late");
  if (self->field == NULL)
    {
      gtk_label_set_text (self->note, _ ("CGCS2000; decimal or degrees, minutes, seconds"));
      gtk_widget_set_visible (GTK_WIDGET (self->note), TRUE);
    }
}

/* ---- reading ---- */

static void
read_place (SuyFieldEditor *self, SuyGeometry *geometry)
{
  const SuyShape *shape = geometry == NULL ? NULL : suy_geometry_get_shape (geometry);
  g_autofree char *text = NULL;

  g_clear_pointer (&self->place, suy_geometry_unref);
  if (geometry != NULL)
    self->place = suy_geometry_ref (geometry);

  if (shape != NULL && self->reg->geometry == SUY_GEOMETRY_POINT)
    text = g_strdup_printf ("%.6f, %.6f", shape->points[0].x / 1e7, shape->points[0].y / 1e7);
  else if (shape != NULL)
    text = g_strdup_printf (
        ngettext ("Shape of %u point", "Shape of %u points", suy_shape_get_n_points (shape)),
        suy_shape_get_n_points (shape));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text == NULL ? "" : text);
}

static void
read_choice (SuyFieldEditor *self, const SuyValue *value)
{
  guint selected = 0;

  for (guint i = 0; value->type == SUY_VALUE_TEXT && i < self->field->choices->len; i++)
    {
      const SuyChoice *choice = self->field->choices->pdata[i];

      if (strcmp (choice->name, value->text) == 0)
        selected = i + 1;
    }
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop), selected);
}

static void
read_entry (SuyFieldEditor *self, const SuyValue *value)
{
  g_autofree char *text = NULL;

  if (value->type == SUY_VALUE_NULL)
    text = g_strdup ("");
  else if (is_progress (self) && value->type == SUY_VALUE_INTEGER)
    text = g_strdup_printf ("%g", (double) value->integer / 100);
  else if (self->field->type == SUY_FIELD_INTEGER || self->field->type == SUY_FIELD_REAL)
    text = suy_value_to_string (value);
  else if (self->field->type == SUY_FIELD_TEXT)
    text = g_strdup (value->text);
  else
    text = suy_field_format (self->field, value, suy_settings_get_language ());
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

void
suy_field_editor_read (SuyFieldEditor *self, const SuyRecord *record)
{
  const SuyValue *value = self->field == NULL ? NULL : suy_record_get (record, self->field);

  self->reading = TRUE;
  if (value == NULL)
    read_place (self, suy_record_get_geometry (record));
  else if (self->drop != NULL)
    read_choice (self, value);
  else if (self->toggle != NULL)
    gtk_switch_set_active (GTK_SWITCH (self->toggle),
                           value->type == SUY_VALUE_INTEGER && value->integer != 0);
  else if (self->link != NULL)
    suy_link_chooser_set_id (SUY_LINK_CHOOSER (self->link),
                             value->type == SUY_VALUE_INTEGER ? value->integer : 0);
  else
    read_entry (self, value);
  self->reading = FALSE;
  self->touched = FALSE;
  suy_field_editor_set_error (self, NULL);
}

void
suy_field_editor_set_text (SuyFieldEditor *self, const char *text)
{
  if (self->drop != NULL)
    read_choice (self, &SUY_TEXT (text));
  else if (self->toggle != NULL)
    gtk_switch_set_active (GTK_SWITCH (self->toggle), strcmp (text, "1") == 0);
  else if (self->link != NULL)
    suy_link_chooser_set_id (SUY_LINK_CHOOSER (self->link), g_ascii_strtoll (text, NULL, 10));
  else
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  on_edited (self);
}

/* ---- writing ---- */

static gboolean
write_place (SuyFieldEditor *self, SuyRecord *record, GError **error)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_autoptr (SuyGeometry) geometry = NULL;
  SuyPoint point;

  if (!self->touched)
    {
      if (self->place != NULL)
        suy_record_set_geometry (record, self->place);
      return TRUE;
    }
  if (*g_strstrip (text) == '\0')
    {
      suy_record_set_geometry (record, NULL);
      return TRUE;
    }
  if (!suy_workspace_parse_coordinates (text, &point))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   _ ("“%s” is no place. Write it as 118.11, 27.33 or 118°06′36″E 27°19′48″N."),
                   text);
      return FALSE;
    }
  geometry = suy_geometry_new_point (point);
  suy_record_set_geometry (record, geometry);

  return TRUE;
}

static gboolean
parse_progress (SuyFieldEditor *self, const char *text, SuyValue *value, GError **error)
{
  g_autofree char *number = g_strdup (text);
  char *end;
  double percent;

  g_strdelimit (number, "%％ ", ' ');
  g_strstrip (number);
  if (*number == '\0')
    return TRUE;
  percent = g_ascii_strtod (number, &end);
  if (*end != '\0' || !(percent >= 0 && percent <= 100))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID, _ ("%s is a share from 0 to 100 %%."),
                   get_label (self));
      return FALSE;
    }
  *value = SUY_INTEGER (llround (percent * 100));

  return TRUE;
}

static gboolean
get_value (SuyFieldEditor *self, SuyValue *value, GError **error)
{
  *value = SUY_VALUE_INIT_NULL;
  if (self->drop != NULL)
    {
      guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop));

      if (i > 0 && i <= self->field->choices->len)
        *value =
            SUY_TEXT (g_strdup (((const SuyChoice *) self->field->choices->pdata[i - 1])->name));
      return TRUE;
    }
  if (self->toggle != NULL)
    {
      *value = SUY_INTEGER (gtk_switch_get_active (GTK_SWITCH (self->toggle)));
      return TRUE;
    }
  if (self->link != NULL)
    {
      gint64 id = suy_link_chooser_get_id (SUY_LINK_CHOOSER (self->link));

      if (id != 0)
        *value = SUY_INTEGER (id);
      return TRUE;
    }
  if (is_progress (self))
    return parse_progress (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)), value, error);

  return suy_field_parse (self->field, gtk_editable_get_text (GTK_EDITABLE (self->entry)), value,
                          error);
}

static gboolean
write_field (SuyFieldEditor *self, SuyRecord *record, GError **error)
{
  SuyValue value;

  /* A switch that nobody touched says nothing about a field that was empty. */
  if (self->toggle != NULL && !self->touched && !gtk_switch_get_active (GTK_SWITCH (self->toggle)))
    return TRUE;
  if (!get_value (self, &value, error))
    return FALSE;
  if (value.type == SUY_VALUE_NULL && self->field->required)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID, _ ("%s is required."), get_label (self));
      return FALSE;
    }
  suy_record_set (record, self->field, &value);
  suy_value_clear (&value);

  return TRUE;
}

gboolean
suy_field_editor_write (SuyFieldEditor *self, SuyRecord *record, GError **error)
{
  GError *own = NULL;
  gboolean ok;

  if (self->locked)
    return TRUE;
  ok = self->field == NULL ? write_place (self, record, &own) : write_field (self, record, &own);
  suy_field_editor_set_error (self, ok ? NULL : own->message);
  if (!ok)
    g_propagate_error (error, own);

  return ok;
}

void
suy_field_editor_peek (SuyFieldEditor *self, SuyRecord *record)
{
  if (self->field == NULL)
    write_place (self, record, NULL);
  else
    write_field (self, record, NULL);
}

/* ---- the widget ---- */

static void
suy_field_editor_dispose (GObject *object)
{
  SuyFieldEditor *self = SUY_FIELD_EDITOR (object);

  suy_book_drop_children (GTK_WIDGET (object));
  g_clear_pointer (&self->place, suy_geometry_unref);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (suy_field_editor_parent_class)->dispose (object);
}

static void
suy_field_editor_class_init (SuyFieldEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = suy_field_editor_dispose;
  signal_changed = g_signal_new ("changed", SUY_TYPE_FIELD_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
suy_field_editor_init (SuyFieldEditor *self)
{
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
}

GtkWidget *
suy_field_editor_new (SuyWorkspace *workspace, const SuyRegister *reg, const SuyField *field)
{
  SuyFieldEditor *self = g_object_new (SUY_TYPE_FIELD_EDITOR, NULL);

  self->workspace = g_object_ref (workspace);
  self->reg = reg;
  self->field = field;
  make (self);

  return GTK_WIDGET (self);
}

const SuyField *
suy_field_editor_get_field (SuyFieldEditor *self)
{
  return self->field;
}

void
suy_field_editor_set_tall (SuyFieldEditor *self)
{
  GtkWidget *frame = gtk_scrolled_window_new ();

  g_return_if_fail (self->entry != NULL && self->tall == NULL);

  self->tall = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->tall), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->tall), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (frame), self->tall);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (frame), TALL_PX);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (frame), TRUE);
  gtk_widget_set_hexpand (frame, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tall), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  get_label (self), -1);
  g_object_bind_property (self->entry, "text",
                          gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->tall)), "text",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  gtk_widget_set_visible (self->entry, FALSE);
  gtk_box_append (GTK_BOX (self->box), frame);
}

void
suy_field_editor_set_error (SuyFieldEditor *self, const char *text)
{
  GtkWidget *input = get_input (self);

  gtk_label_set_text (self->error, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->error), text != NULL);
  if (text != NULL)
    gtk_widget_add_css_class (input, "error");
  else
    gtk_widget_remove_css_class (input, "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (input), GTK_ACCESSIBLE_STATE_INVALID,
      text != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (input), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text == NULL ? "" : text, -1);
}

void
suy_field_editor_lock (SuyFieldEditor *self, const char *reason)
{
  self->locked = TRUE;
  if (self->entry != NULL)
    {
      gtk_editable_set_editable (GTK_EDITABLE (self->entry), FALSE);
      gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                         "changes-prevent-symbolic");
      gtk_widget_add_css_class (self->entry, "suy-locked");
    }
  else
    gtk_widget_set_sensitive (self->box, FALSE);
  gtk_label_set_text (self->note, reason);
  gtk_widget_set_visible (GTK_WIDGET (self->note), *reason != '\0');
}

void
suy_field_editor_focus (SuyFieldEditor *self)
{
  gtk_widget_grab_focus (get_input (self));
}
