/* suy-timeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-timeline.h"

#include <glib/gi18n.h>

#include "suy-book.h"
#include "suy-date.h"
#include "suy-settings.h"
#include "suy-titles.h"
#include "suy-workspace-moves.h"

#define MAX_SHOWN 200 /* changes; the command line lists them all */

struct _SuyTimeline
{
  GtkWidget parent_instance;

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (SuyTimeline, suy_timeline, GTK_TYPE_WIDGET)

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

static void
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
}

void
suy_timeline_clear (SuyTimeline *self)
{
  GtkListBoxRow *row;

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

static void
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

  add (self,
       &(Entry){ when,
                 move == NULL ? name : suy_label_get (&move->label, suy_settings_get_language ()),
                 marked != NULL ? marked : who, suy_record_get_text (journal, "note"),
                 group_of (reg, suy_record_get_text (journal, "to_state")) });
}

guint
suy_timeline_show_moves (SuyTimeline *self,
                         SuyWorkspace *workspace,
                         const SuyRegister *reg,
                         gint64 id)
{
  g_autoptr (GPtrArray) rows = suy_workspace_get_journal (workspace, reg, id, NULL);
  SuyMoves *machine = suy_workspace_get_machine (workspace, reg, NULL);

  suy_timeline_clear (self);
  if (rows == NULL)
    return 0;
  for (guint i = rows->len; i > 0; i--)
    add_move (self, workspace, reg, machine, rows->pdata[i - 1]);

  return rows->len;
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
  suy_book_drop_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (suy_timeline_parent_class)->dispose (object);
}

static void
suy_timeline_class_init (SuyTimelineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = suy_timeline_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
suy_timeline_init (SuyTimeline *self)
{
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
