/* suy-inbox-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-inbox-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-inbox-reader.h"
#include "suy-inbox-row.h"
#include "suy-inbox-words.h"
#include "suy-page.h"

struct _SuyInboxPage
{
  SuyBook parent_instance;

  SuyInboxModel *model;
  GtkSingleSelection *rows;
  gboolean selecting;        /* by us */
  gboolean filling;          /* the kinds */
  SuyInboxEntry *wanted;     /* (nullable): to be chosen when its row comes */
  guint scroll;              /* a source */
  const SuyRegister *chosen; /* (nullable): of what was chosen here, while nobody else was told */
  gint64 chosen_id;
  SuyInboxReader *reader;

  GtkStack *stack;
  GtkListView *list;
  GtkSearchEntry *search_entry;
  GtkDropDown *kind_drop;
  GtkToggleButton *late_button, *everybody_button;
  SuyDutyPane *view;
};

G_DEFINE_FINAL_TYPE (SuyInboxPage, suy_inbox_page, SUY_TYPE_BOOK)

enum
{
  PROP_BUSY = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static SuyWorkspace *
workspace_of (SuyInboxPage *self)
{
  return suy_book_get_workspace (SUY_BOOK (self));
}

/* ---- choosing ---- */

static SuyInboxEntry *
get_entry (SuyInboxPage *self, guint position)
{
  g_autoptr (SuyInboxEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  return entry; /* the model keeps it */
}

/* Other pages show what is selected; they are told when they can be looked at. */
static void
tell_chosen (SuyInboxPage *self)
{
  if (self->chosen != NULL)
    suy_book_select (SUY_BOOK (self), self->chosen->name, self->chosen_id);
  self->chosen = NULL;
}

static void
show_entry (SuyInboxPage *self, SuyInboxEntry *entry)
{
  const SuyInboxItem *item = suy_inbox_entry_get_item (entry);

  suy_duty_pane_show (self->view, workspace_of (self), entry);
  self->chosen = item->reg;
  self->chosen_id = item->id;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    tell_chosen (self);
}

static void
suy_inbox_page_unmap (GtkWidget *widget)
{
  tell_chosen (SUY_INBOX_PAGE (widget));
  GTK_WIDGET_CLASS (suy_inbox_page_parent_class)->unmap (widget);
}

static void
on_row_selected (SuyInboxPage *self)
{
  guint position = gtk_single_selection_get_selected (self->rows);

  if (!self->selecting && position != GTK_INVALID_LIST_POSITION)
    show_entry (self, get_entry (self, position));
}

/* Later, since a list that was just filled has no heights yet. */
static gboolean
on_scroll (gpointer data)
{
  SuyInboxPage *self = data;
  guint position = gtk_single_selection_get_selected (self->rows);

  self->scroll = 0;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);

  return G_SOURCE_REMOVE;
}

static void
select_row (SuyInboxPage *self, guint position)
{
  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->rows, position);
  self->selecting = FALSE;
  if (self->scroll == 0 && position != GTK_INVALID_LIST_POSITION)
    self->scroll = g_idle_add_full (G_PRIORITY_LOW, on_scroll, self, NULL);
}

gboolean
suy_inbox_page_select (SuyInboxPage *self, guint position)
{
  SuyInboxEntry *entry = get_entry (self, position);

  if (entry == NULL)
    return FALSE;
  select_row (self, position);
  show_entry (self, entry);

  return TRUE;
}

/* Enter goes from the list to what can be done with the record. */
gboolean
suy_inbox_page_activate (SuyInboxPage *self, guint position)
{
  SuyMoveBar *moves;

  if (!suy_inbox_page_select (self, position))
    return FALSE;
  moves = suy_duty_pane_get_moves (self->view);
  gtk_widget_child_focus (moves != NULL ? GTK_WIDGET (moves) : GTK_WIDGET (self->view),
                          GTK_DIR_TAB_FORWARD);

  return TRUE;
}

static void
on_activate (GtkListView *list, guint position, SuyInboxPage *self)
{
  suy_inbox_page_activate (self, position);
}

/* ---- what is listed ---- */

/* The badge is about the acting person, whoever's things are listed. */
static void
show_badge (SuyInboxPage *self)
{
  guint n, late;
  g_autofree char *text = NULL;

  suy_inbox_words_count (suy_inbox_reader_get_own (self->reader), &n, &late);
  text = suy_inbox_words_get_counts (n, late);
  suy_book_set_count (SUY_BOOK (self), n, n == 0 ? NULL : text);
}

static void
show_counts (SuyInboxPage *self)
{
  guint n, late, shown = suy_inbox_model_get_n_all (self->model);
  g_autofree char *text = NULL, *status = NULL, *button = NULL;

  suy_inbox_words_count (suy_inbox_model_get_inbox (self->model), &n, &late);
  text = suy_inbox_words_get_counts (n, late);
  status = shown == n ? g_strdup (text) : g_strdup_printf (_ ("%u of %u shown"), shown, n);
  button = g_strdup_printf (_ ("Late %u"), late);
  suy_book_set_status (SUY_BOOK (self),
                       suy_inbox_model_get_inbox (self->model) == NULL ? "" : status);
  gtk_button_set_label (GTK_BUTTON (self->late_button), button);
  gtk_widget_set_sensitive (GTK_WIDGET (self->late_button),
                            late > 0 || gtk_toggle_button_get_active (self->late_button));
}

static void
show_page (SuyInboxPage *self)
{
  const SuyInbox *inbox = suy_inbox_model_get_inbox (self->model);
  SuyWorkspace *workspace = workspace_of (self);

  gtk_stack_set_visible_child_name (
      self->stack, workspace != NULL && suy_workspace_get_person (workspace) == NULL ? "nobody"
                   : inbox == NULL                                                   ? "reading"
                   : inbox->items->len == 0                                          ? "nothing"
                   : suy_inbox_model_get_n_all (self->model) == 0                    ? "empty"
                                                                                     : "list");
}

static const char *
get_kind (SuyInboxPage *self)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (self->kind_drop);
  guint at = gtk_drop_down_get_selected (self->kind_drop);

  return chosen == NULL || at == 0 || at == GTK_INVALID_LIST_POSITION
             ? NULL
             : g_object_get_data (G_OBJECT (chosen), "kind");
}

static void
filter (SuyInboxPage *self)
{
  g_autofree char *kind = NULL;

  if (self->filling)
    return;
  kind = g_strdup (get_kind (self));
  suy_inbox_model_filter (self->model, kind,
                          gtk_editable_get_text (GTK_EDITABLE (self->search_entry)),
                          gtk_toggle_button_get_active (self->late_button));
  show_counts (self);
  show_page (self);
}

static void
on_clear_clicked (SuyInboxPage *self)
{
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_drop_down_set_selected (self->kind_drop, 0);
  gtk_toggle_button_set_active (self->late_button, FALSE);
  self->filling = FALSE;
  filter (self);
}

/* Keeps the kind that is chosen while there is anything of it. */
static void
fill_kinds (SuyInboxPage *self)
{
  g_autoptr (GArray) kinds = suy_inbox_model_list_kinds (self->model);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *chosen = g_strdup (get_kind (self));
  guint at = 0;

  gtk_string_list_append (names, _ ("All kinds"));
  for (guint i = 0; i < kinds->len; i++)
    {
      const SuyInboxKind *kind = &g_array_index (kinds, SuyInboxKind, i);
      g_autofree char *text = g_strdup_printf ("%s %u", kind->label, kind->count);
      g_autoptr (GObject) object = NULL;

      gtk_string_list_append (names, text);
      object = g_list_model_get_item (G_LIST_MODEL (names), i + 1);
      g_object_set_data_full (object, "kind", g_strdup (kind->label), g_free);
      if (g_strcmp0 (chosen, kind->label) == 0)
        at = i + 1;
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->kind_drop, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->kind_drop, at);
  self->filling = FALSE;
}

/* What is selected elsewhere, if it is among what is listed. */
static void
choose_selected (SuyInboxPage *self, SuyViewSelection *selection)
{
  SuyWorkspace *workspace = workspace_of (self);
  const char *layer = suy_view_selection_get_layer (selection);
  const SuyRegister *reg = workspace == NULL || layer == NULL
                               ? NULL
                               : suy_catalog_find (suy_workspace_get_catalog (workspace), layer);
  guint position = reg == NULL ? GTK_INVALID_LIST_POSITION
                               : suy_inbox_model_find (self->model, NULL, reg,
                                                       suy_view_selection_get_id (selection));

  if (position == GTK_INVALID_LIST_POSITION)
    return;
  select_row (self, position);
  suy_duty_pane_show (self->view, workspace, get_entry (self, position));
}

/* The most urgent, when it is looked at and nothing was chosen; that is nobody's choice, so other
 * pages don't hear of it. */
static void
show_first (SuyInboxPage *self)
{
  SuyInboxEntry *entry = get_entry (self, 0);

  if (entry == NULL || self->wanted != NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)) ||
      gtk_single_selection_get_selected (self->rows) != GTK_INVALID_LIST_POSITION)
    return;
  select_row (self, 0);
  suy_duty_pane_show (self->view, workspace_of (self), entry);
}

static void
suy_inbox_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (suy_inbox_page_parent_class)->map (widget);
  show_first (SUY_INBOX_PAGE (widget));
}

/* The row that is chosen stays chosen where it is still there; what was discharged stays beside. */
static void
keep_chosen (SuyInboxPage *self, SuyInboxEntry *before)
{
  const SuyInboxItem *item = before == NULL ? NULL : suy_inbox_entry_get_item (before);
  guint position = item == NULL
                       ? GTK_INVALID_LIST_POSITION
                       : suy_inbox_model_find (self->model, item->duty->name, item->reg, item->id);

  select_row (self, position);
  if (position != GTK_INVALID_LIST_POSITION)
    suy_duty_pane_show (self->view, workspace_of (self), get_entry (self, position));
  else if (before == NULL && suy_book_get_selection (SUY_BOOK (self)) != NULL)
    choose_selected (self, suy_book_get_selection (SUY_BOOK (self)));
  show_first (self);
}

static void
set_inbox (SuyInboxPage *self, SuyInbox *inbox)
{
  guint at = gtk_single_selection_get_selected (self->rows);

  if (at != GTK_INVALID_LIST_POSITION)
    g_set_object (&self->wanted, get_entry (self, at));
  self->selecting = TRUE;
  suy_inbox_model_set (self->model, workspace_of (self), inbox);
  self->selecting = FALSE;
  fill_kinds (self);
  filter (self);
  keep_chosen (self, self->wanted);
}

/* Rows come in portions; the one that was chosen may be among the later ones. */
static void
on_rows_came (SuyInboxPage *self)
{
  if (!self->selecting &&
      gtk_single_selection_get_selected (self->rows) == GTK_INVALID_LIST_POSITION)
    keep_chosen (self, self->wanted);
}

/* ---- reading ---- */

static gboolean
is_everybody (SuyInboxPage *self)
{
  return gtk_toggle_button_get_active (self->everybody_button);
}

/* While everybody's is being read the own one stays. */
static void
on_read (SuyInboxPage *self)
{
  SuyInbox *own = suy_inbox_reader_get_own (self->reader);
  SuyInbox *all = suy_inbox_reader_get_all (self->reader);
  SuyInbox *shown = is_everybody (self) && all != NULL ? all : own;

  gtk_widget_set_visible (GTK_WIDGET (self->everybody_button), own != NULL && own->overseer);
  if (own != NULL && !own->overseer)
    gtk_toggle_button_set_active (self->everybody_button, FALSE);
  show_badge (self);
  if (shown == NULL || shown != suy_inbox_model_get_inbox (self->model))
    set_inbox (self, shown);
}

static void
on_failed (SuyInboxPage *self, const GError *error)
{
  suy_book_tell_error (GTK_WIDGET (self), error);
}

static void
on_busy (SuyInboxPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}

static void
on_everybody_toggled (SuyInboxPage *self)
{
  suy_inbox_reader_set_everybody (self->reader, is_everybody (self));
  on_read (self);
}

/* ---- what the person does ---- */

/* On its own page, or in its register. */
static void
on_open (SuyDutyPane *view, const char *layer, gint64 id, SuyInboxPage *self)
{
  SuyViewSelection *selection = suy_book_get_selection (SUY_BOOK (self));

  if (selection == NULL)
    return;
  self->chosen = NULL;
  suy_view_selection_set (selection, layer, id);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.view", "s", suy_page_of_layer (layer));
}

static void
on_choose_clicked (SuyInboxPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.choose-person", "s", "");
}

static gboolean
step (SuyInboxPage *self, int by)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  guint at = gtk_single_selection_get_selected (self->rows);
  guint next = at == GTK_INVALID_LIST_POSITION ? 0
               : by < 0                        ? at - MIN (at, 1)
                                               : MIN (at + 1, n - 1);

  return n > 0 && suy_inbox_page_select (self, next);
}

/* Letters that are typed into an entry never come here. */
static gboolean
on_key (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType modifiers,
        SuyInboxPage *self)
{
  if (workspace_of (self) == NULL || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  switch (gdk_keyval_to_lower (key))
    {
    case GDK_KEY_j:
      return step (self, 1);
    case GDK_KEY_k:
      return step (self, -1);
    case GDK_KEY_g:
      return suy_duty_pane_show_on_map (self->view);
    case GDK_KEY_slash:
      return gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
    default:
      return FALSE;
    }
}

/* ---- the page ---- */

static void
suy_inbox_page_opened (SuyBook *book, SuyWorkspace *workspace)
{
  SuyInboxPage *self = SUY_INBOX_PAGE (book);

  suy_duty_pane_show (self->view, workspace, NULL);
  self->chosen = NULL;
  g_clear_object (&self->wanted);
  if (workspace != NULL)
    suy_inbox_row_set_factory (self->list, workspace);
  suy_inbox_reader_set_workspace (self->reader, workspace);
}

static void
suy_inbox_page_selected (SuyBook *book, const char *layer, gint64 id)
{
  SuyInboxPage *self = SUY_INBOX_PAGE (book);

  self->chosen = NULL;
  if (suy_book_get_selection (book) != NULL)
    choose_selected (self, suy_book_get_selection (book));
}

static void
suy_inbox_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_BUSY)
    g_object_get_property (G_OBJECT (SUY_INBOX_PAGE (object)->reader), "busy", value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
suy_inbox_page_dispose (GObject *object)
{
  SuyInboxPage *self = SUY_INBOX_PAGE (object);

  g_clear_handle_id (&self->scroll, g_source_remove);
  if (self->reader != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->reader, self);
      suy_inbox_reader_set_workspace (self->reader, NULL);
    }
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  G_OBJECT_CLASS (suy_inbox_page_parent_class)->dispose (object);
  g_clear_object (&self->wanted);
  g_clear_object (&self->rows);
  g_clear_object (&self->model);
  g_clear_object (&self->reader);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, SuyInboxPage, everybody_button);
  gtk_widget_class_bind_template_child (klass, SuyInboxPage, kind_drop);
  gtk_widget_class_bind_template_child (klass, SuyInboxPage, late_button);
  gtk_widget_class_bind_template_child (klass, SuyInboxPage, list);
  gtk_widget_class_bind_template_child (klass, SuyInboxPage, search_entry);
  gtk_widget_class_bind_template_child (klass, SuyInboxPage, stack);
  gtk_widget_class_bind_template_child (klass, SuyInboxPage, view);
  gtk_widget_class_bind_template_callback (klass, filter);
  gtk_widget_class_bind_template_callback (klass, on_activate);
  gtk_widget_class_bind_template_callback (klass, on_choose_clicked);
  gtk_widget_class_bind_template_callback (klass, on_clear_clicked);
  gtk_widget_class_bind_template_callback (klass, on_everybody_toggled);
  gtk_widget_class_bind_template_callback (klass, on_key);
  gtk_widget_class_bind_template_callback (klass, on_open);
}

static void
suy_inbox_page_class_init (SuyInboxPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  SuyBookClass *book_class = SUY_BOOK_CLASS (klass);

  object_class->dispose = suy_inbox_page_dispose;
  object_class->get_property = suy_inbox_page_get_property;
  widget_class->map = suy_inbox_page_map;
  widget_class->unmap = suy_inbox_page_unmap;
  book_class->opened = suy_inbox_page_opened;
  book_class->selected = suy_inbox_page_selected;
  props[PROP_BUSY] =
      g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (SUY_TYPE_DUTY_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-inbox-page.ui");
  bind_children (widget_class);
}

static void
suy_inbox_page_init (SuyInboxPage *self)
{
  self->reader = suy_inbox_reader_new ();
  g_signal_connect_swapped (self->reader, "changed", G_CALLBACK (on_read), self);
  g_signal_connect_swapped (self->reader, "failed", G_CALLBACK (on_failed), self);
  g_signal_connect_swapped (self->reader, "notify::busy", G_CALLBACK (on_busy), self);
  self->model = suy_inbox_model_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  gtk_single_selection_set_autoselect (self->rows, FALSE);
  gtk_single_selection_set_can_unselect (self->rows, TRUE);
  gtk_single_selection_set_selected (self->rows, GTK_INVALID_LIST_POSITION);
  g_signal_connect_swapped (self->rows, "notify::selected", G_CALLBACK (on_row_selected), self);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (on_rows_came), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->rows));
}

void
suy_inbox_page_show_everybody (SuyInboxPage *self, gboolean everybody)
{
  gtk_toggle_button_set_active (self->everybody_button, everybody);
}

SuyInboxModel *
suy_inbox_page_get_model (SuyInboxPage *self)
{
  return self->model;
}

SuyDutyPane *
suy_inbox_page_get_view (SuyInboxPage *self)
{
  return self->view;
}
