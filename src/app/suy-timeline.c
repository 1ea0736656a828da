/* suy-timeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-timeline.h"

#include <glib/gi18n.h>

#include "suy-book.h"
#include "suy-course.h"
#include "suy-date.h"
#include "suy-settings.h"
#include "suy-thumbs.h"
#include "suy-titles.h"
#include "suy-workspace-moves.h"

#define MAX_SHOWN 200 /* changes; the command line lists them all */
#define MAX_THUMBS 4  /* of a move; the viewer has them all */
#define THUMB_WIDTH 60
#define THUMB_HEIGHT 40

struct _SuyTimeline
{
  GtkWidget parent_instance;

  GtkListBox *list;
  GCancellable *cancellable; /* of the pictures that are being read */
};

G_DEFINE_FINAL_TYPE (SuyTimeline, suy_timeline, GTK_TYPE_WIDGET)

static guint signal_file;

/* One row; texts may be NULL. */
typedef struct
{
  const char *when, *title, *who, *text;
  const char *group; /* of a state: "work" */
} Entry;

static GtkWidget *
label (const char *text, const char *class, gboolean wrap)
{
  GtkWidget *widget = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", wrap,
                                    "wrap-mode", PANGO_WRAP_WORD_CHAR, "yalign", 0.0, NULL);

  if (class != NULL)
    gtk_widget_add_css_class (widget, class);

  return widget;
}

static GtkWidget *
make_heading (const Entry *entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *who;

  gtk_box_append (GTK_BOX (box), label (entry->title, "heading", FALSE));
  if (entry->who != NULL && *entry->who != '\0')
    {
      who = label (entry->who, "dim-label", FALSE);
      gtk_label_set_ellipsize (GTK_LABEL (who), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (who, "suy-small");
      gtk_box_append (GTK_BOX (box), who);
    }

  return box;
}

/* Returns: the place for what belongs to the entry, below its text */
static GtkWidget *
add (SuyTimeline *self, const Entry *entry)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *dot = label ("●", NULL, FALSE);
  GtkWidget *when = label (entry->when, "dim-label", FALSE);
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *class = g_strconcat ("state-", entry->group, NULL);

  gtk_label_set_width_chars (GTK_LABEL (when), 16);
  gtk_widget_add_css_class (when, "suy-small");
  gtk_widget_add_css_class (when, "suy-figures");
  gtk_widget_add_css_class (dot, class);
  gtk_box_append (GTK_BOX (row), when);
  gtk_box_append (GTK_BOX (row), dot);
  gtk_widget_set_hexpand (body, TRUE);
  gtk_box_append (GTK_BOX (body), make_heading (entry));
  if (entry->text != NULL && *entry->text != '\0')
    gtk_box_append (GTK_BOX (body), label (entry->text, NULL, TRUE));
  gtk_box_append (GTK_BOX (row), body);
  gtk_list_box_append (self->list, row);

  return body;
}

void
suy_timeline_clear (SuyTimeline *self)
{
  GtkListBoxRow *row;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

/* ---- moves ---- */

static const char *
group_of (const SuyRegister *reg, const char *state)
{
  const SuyField *field = suy_register_find (reg, "state");
  const SuyChoice *choice =
      field == NULL || state == NULL ? NULL : suy_field_find_choice (field, state);

  return choice == NULL || choice->group == NULL ? "found" : choice->group;
}

static char *
describe_actor (SuyWorkspace *workspace, const SuyRecord *journal)
{
  SuyTitles *titles = suy_titles_of (workspace);
  g_autofree char *name = suy_titles_get_link (titles, journal, "actor");
  g_autofree char *role = suy_titles_get_link (titles, journal, "role");

  if (*name == '\0' || *role == '\0')
    return g_strconcat (name, role, NULL);

  /* Translators: a person, then the person's role. */
  return g_strdup_printf (_ ("%s (%s)"), name, role);
}

static GtkWidget *
add_move (SuyTimeline *self,
          SuyWorkspace *workspace,
          const SuyRegister *reg,
          SuyMoves *machine,
          const SuyRecord *journal)
{
  const char *name = suy_record_get_text (journal, "move");
  const char *from = suy_record_get_text (journal, "from_state");
  const char *at = suy_record_get_text (journal, "at");
  const char *clock = suy_record_get_text (journal, "clock");
  const SuyMove *move = machine == NULL || name == NULL
                            ? NULL
                            : suy_moves_find (machine, name, from == NULL ? "" : from);
  g_autofree char *who = describe_actor (workspace, journal);
  g_autofree char *when = at == NULL ? g_strdup ("") : suy_date_format_time (at);
  g_autofree char *marked =
      g_strcmp0 (clock, "untrusted") == 0 ? g_strdup_printf (_ ("%s, clock untrusted"), who) : NULL;

  return add (
      self,
      &(Entry){ when,
                move == NULL ? name : suy_label_get (&move->label, suy_settings_get_language ()),
                marked != NULL ? marked : who, suy_record_get_text (journal, "note"),
                group_of (reg, suy_record_get_text (journal, "to_state")) });
}

/* ---- files of a move ---- */

static void
on_thumb_clicked (GtkWidget *button, SuyTimeline *self)
{
  guint place = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "place"));

  g_signal_emit (self, signal_file, 0, place);
}

static void
add_button (SuyTimeline *self, GtkWidget *box, GtkWidget *child, guint place, const char *title)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), child);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "suy-thumb-button");
  gtk_widget_set_tooltip_text (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  g_object_set_data (G_OBJECT (button), "place", GUINT_TO_POINTER (place));
  g_signal_connect (button, "clicked", G_CALLBACK (on_thumb_clicked), self);
  gtk_box_append (GTK_BOX (box), button);
}

static void
add_thumb (SuyTimeline *self,
           SuyWorkspace *workspace,
           GtkWidget *box,
           const SuyRecord *file,
           guint place)
{
  GtkWidget *image =
      suy_thumbs_new_widget (workspace, file, THUMB_WIDTH, THUMB_HEIGHT, self->cancellable);
  g_autofree char *kind = suy_titles_get_link (suy_titles_of (workspace), file, "kind");
  g_autofree char *title =
      g_strdup_printf (_ ("%s · %s"), kind, suy_record_get_text (file, "name"));

  gtk_widget_add_css_class (image, "suy-thumb");
  gtk_widget_set_overflow (image, GTK_OVERFLOW_HIDDEN);
  add_button (self, box, image, place, title);
}

static void
add_files (SuyTimeline *self,
           SuyWorkspace *workspace,
           GtkWidget *body,
           const SuyCourse *course,
           const GArray *places)
{
  const GPtrArray *files = suy_course_get_files (course);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (guint i = 0; i < MIN (places->len, MAX_THUMBS); i++)
    {
      guint place = g_array_index (places, guint, i);

      add_thumb (self, workspace, box, files->pdata[place], place);
    }
  if (places->len > MAX_THUMBS)
    {
      guint n = places->len - MAX_THUMBS;
      g_autofree char *text = g_strdup_printf ("+%u", n);
      g_autofree char *title = g_strdup_printf (ngettext ("%u more file", "%u more files", n), n);

      add_button (self, box, gtk_label_new (text), g_array_index (places, guint, MAX_THUMBS),
                  title);
    }
  gtk_box_append (GTK_BOX (body), box);
}

guint
suy_timeline_show_moves (SuyTimeline *self,
                         SuyWorkspace *workspace,
                         const SuyRegister *reg,
                         gint64 id)
{
  g_autoptr (SuyCourse) course = suy_course_read (workspace, reg, id, NULL);
  SuyMoves *machine = suy_workspace_get_machine (workspace, reg, NULL);
  guint n_moves = 0;

  suy_timeline_clear (self);
  for (guint i = course == NULL ? 0 : suy_course_get_n_steps (course); i > 0; i--)
    {
      const SuyCourseStep *step = suy_course_get_step (course, i - 1);
      GtkWidget *body =
          step->row == NULL
              ? add (self, &(Entry){ .when = "", .title = _ ("Handed in since"), .group = "work" })
              : add_move (self, workspace, reg, machine, step->row);

      if (step->files->len > 0)
        add_files (self, workspace, body, course, step->files);
      n_moves += step->row != NULL;
    }

  return n_moves;
}

/* ---- changes ---- */

static char *
describe_wall (gint64 wall)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (wall / G_USEC_PER_SEC);
  g_autoptr (GDateTime) china =
      utc == NULL ? NULL : g_date_time_add_minutes (utc, SUY_DATE_CHINA_OFFSET);

  return china == NULL ? g_strdup ("") : g_date_time_format (china, "%F %H:%M");
}

static char *
describe_person (SuyWorkspace *workspace, const char *code)
{
  const SuyRegister *person = suy_catalog_find (suy_workspace_get_catalog (workspace), "person");
  SuyStore *store = suy_workspace_get_store (workspace);
  gint64 id = code == NULL ? 0 : suy_store_find (store, person, code, NULL);
  g_autoptr (SuyRecord) record = id == 0 ? NULL : suy_store_get (store, person, id, NULL);

  return record == NULL ? g_strdup (code == NULL ? "" : code)
                        : suy_titles_of_record (suy_titles_of (workspace), record);
}

static char *
describe_change (SuyWorkspace *workspace, const SuyChange *change)
{
  SuyTitles *titles = suy_titles_of (workspace);
  g_autofree char *before = NULL, *after = NULL;

  if (change->kind != SUY_CHANGE_UPDATE)
    return g_strdup (change->reason);
  if (change->field == NULL)
    return g_strdup (_ ("The place was changed."));
  before = suy_titles_format (titles, change->field, &change->old_value);
  after = suy_titles_format (titles, change->field, &change->new_value);

  return g_strdup_printf (_ ("%s → %s"), *before == '\0' ? "–" : before,
                          *after == '\0' ? "–" : after);
}

static void
add_change (SuyTimeline *self, SuyWorkspace *workspace, const SuyChange *change)
{
  g_autofree char *when = describe_wall (change->wall);
  g_autofree char *who = describe_person (workspace, change->actor);
  g_autofree char *text = describe_change (workspace, change);
  const char *title;

  if (change->kind == SUY_CHANGE_INSERT)
    title = _ ("Recorded");
  else if (change->kind == SUY_CHANGE_DELETE)
    title = _ ("Deleted");
  else if (change->field == NULL)
    title = _ ("Place");
  else
    title = suy_label_get (&change->field->label, suy_settings_get_language ());
  add (self,
       &(Entry){ when, title, who, text, change->kind == SUY_CHANGE_DELETE ? "reopened" : "work" });
}

guint
suy_timeline_show_changes (SuyTimeline *self,
                           SuyWorkspace *workspace,
                           const SuyRegister *reg,
                           gint64 id)
{
  g_autoptr (GArray) changes =
      suy_store_history (suy_workspace_get_store (workspace), reg, id, NULL);

  suy_timeline_clear (self);
  if (changes == NULL)
    return 0;
  for (guint i = 0; i < MIN (changes->len, MAX_SHOWN); i++)
    add_change (self, workspace, &g_array_index (changes, SuyChange, i));

  return changes->len;
}

/* ---- the widget ---- */

static void
suy_timeline_dispose (GObject *object)
{
  SuyTimeline *self = SUY_TIMELINE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  suy_book_drop_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (suy_timeline_parent_class)->dispose (object);
}

static void
suy_timeline_class_init (SuyTimelineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = suy_timeline_dispose;
  signal_file = g_signal_new ("file", SUY_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
suy_timeline_init (SuyTimeline *self)
{
  self->cancellable = g_cancellable_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "suy-timeline");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("History"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}

GtkWidget *
suy_timeline_new (void)
{
  return g_object_new (SUY_TYPE_TIMELINE, NULL);
}
