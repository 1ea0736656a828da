/* suy-draw-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One button does what comes next: it freezes the list of a new draw, draws, tells the officers or
 * makes the results public.  All other moves are made in the bar. */

#include "config.h"

#include "suy-draw-dialog.h"

#include <glib/gi18n.h>
#include <math.h>

#include "suy-book.h"
#include "suy-draw-list.h"
#include "suy-facts-grid.h"
#include "suy-link-chooser.h"
#include "suy-move-bar.h"
#include "suy-pill.h"
#include "suy-sampling-make.h"
#include "suy-sampling-print.h"
#include "suy-sampling-text.h"
#include "suy-settings.h"
#include "suy-titles.h"

#define CHECK "sampling_check"
#define STATIONS "station_patrol"

struct _SuyDrawDialog
{
  GtkWindow parent_instance;

  SuyWorkspace *workspace;
  const SuyRegister *reg;
  gint64 id;         /* 0: a new draw */
  SuyRecord *record; /* (nullable): as it was last read */

  GtkWidget *heading, *make_grid, *form_label, *from_label, *seed_box, *body, *replaced_box;
  GtkWidget *notice_box, *certificate_button, *act_button;
  GtkLabel *title, *state, *error, *drawn_heading, *notice;
  GtkDropDown *form;
  GtkEditable *from, *seed;
  GtkSpinButton *share;
  GtkCheckButton *told;
  SuyLinkChooser *witness;
  SuyMoveBar *moves;
  SuyFactsGrid *facts;
  GtkListBox *drawn, *replaced;
  GtkExpander *left_out;
  GtkLabel *left_out_text;
};

G_DEFINE_FINAL_TYPE (SuyDrawDialog, suy_draw_dialog, GTK_TYPE_WINDOW)

gboolean
suy_draw_dialog_suits (const SuyRegister *reg)
{
  return reg != NULL && suy_sampling_find_kind (reg->name, SUY_SAMPLING_MAIN) != NULL;
}

/* ---- what comes next ---- */

typedef enum
{
  NEXT_MAKE,
  NEXT_DRAW,
  NEXT_NOTIFY,
  NEXT_PUBLISH,
  NEXT_NOTHING,
} Next;

static const char *
state_of (SuyDrawDialog *self)
{
  const char *state = self->record == NULL ? NULL : suy_record_get_text (self->record, "state");

  return state == NULL ? "" : state;
}

static Next
next_of (SuyDrawDialog *self)
{
  static const struct
  {
    const char *reg, *state;
    Next next;
  } rows[] = {
    { CHECK, "pool_built", NEXT_DRAW },
    { CHECK, "drawn", NEXT_NOTIFY },
    { CHECK, "executed", NEXT_PUBLISH },
    { "lookback_sample", "population_fixed", NEXT_DRAW },
  };

  if (self->id == 0)
    return NEXT_MAKE;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].reg, self->reg->name) && g_str_equal (rows[i].state, state_of (self)))
      return rows[i].next;

  return NEXT_NOTHING;
}

static const char *
label_of (SuyDrawDialog *self, Next next)
{
  switch (next)
    {
    case NEXT_MAKE:
      return g_str_equal (self->reg->name, STATIONS) ? _ ("Draw") : _ ("Freeze the list");
    case NEXT_DRAW:
      return _ ("Draw");
    case NEXT_NOTIFY:
      return _ ("Notify the officers");
    case NEXT_PUBLISH:
      return _ ("Publish the results");
    case NEXT_NOTHING:
    default:
      return "";
    }
}

static const char *
move_of (Next next)
{
  return next == NEXT_DRAW      ? "draw"
         : next == NEXT_NOTIFY  ? "notify"
         : next == NEXT_PUBLISH ? "publish"
                                : NULL;
}

/* ---- showing ---- */

static void
show_actions (SuyDrawDialog *self)
{
  Next next = next_of (self);
  gboolean check = g_str_equal (self->reg->name, CHECK);
  gboolean stations = g_str_equal (self->reg->name, STATIONS);

  gtk_widget_set_visible (self->make_grid, next == NEXT_MAKE);
  gtk_widget_set_visible (self->form_label, check);
  gtk_widget_set_visible (GTK_WIDGET (self->form), check);
  gtk_widget_set_visible (self->from_label, check || stations);
  gtk_widget_set_visible (GTK_WIDGET (self->from), check || stations);
  gtk_widget_set_visible (self->seed_box, next == NEXT_DRAW || (next == NEXT_MAKE && stations));
  gtk_widget_set_visible (GTK_WIDGET (self->witness), check);
  gtk_widget_set_visible (GTK_WIDGET (self->told), next == NEXT_NOTIFY);
  gtk_widget_set_visible (self->act_button, next != NEXT_NOTHING);
  gtk_button_set_label (GTK_BUTTON (self->act_button), label_of (self, next));
  gtk_widget_set_sensitive (self->act_button, !suy_workspace_is_read_only (self->workspace));
}

static void
add_fact (SuyDrawDialog *self, const char *label, const char *text)
{
  GtkWidget *value = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "selectable", TRUE,
                                   "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  suy_facts_grid_add (self->facts, label, value);
}

/* The checksums of a random check stand below each other. */
static void
show_list (SuyDrawDialog *self, const SuySampling *sampling)
{
  static const char *const names[] = { "kind",     "year",     "pool_filter", "pooled_on",
                                       "fixed_on", "recusals", NULL };
  const SuySamplingKind *kind = suy_sampling_find_kind (self->reg->name, SUY_SAMPLING_MAIN);
  g_autofree char *hash = suy_sampling_hash (self->record, NULL);
  guint n = suy_sampling_count (self->record, kind->pool);
  g_autofree char *listed =
      sampling == NULL ? g_strdup_printf ("%u", n)
                       : g_strdup_printf (_ ("%u, of which %u drawn"), n, sampling->n_drawn);

  suy_facts_grid_add_fields (self->facts, self->workspace, self->record, names);
  add_fact (self, _ ("Listed"), listed);
  if (hash != NULL)
    add_fact (self, _ ("Checksum"), g_strdelimit (hash, " ", '\n'));
}

static void
show_facts (SuyDrawDialog *self, const SuySampling *sampling)
{
  static const char *const names[] = { "seed",    "algorithm",    "drawn_at", "drawn_by",
                                       "witness", "published_on", NULL };

  suy_facts_grid_clear (self->facts);
  show_list (self, sampling);
  suy_facts_grid_add_fields (self->facts, self->workspace, self->record, names);
  if (sampling != NULL)
    add_fact (self, _ ("Drawn anew"),
              suy_sampling_is_reproduced (sampling, self->record)
                  ? _ ("✓ List and seed give just this draw")
                  : _ ("✗ List and seed do not give what the record holds"));
}

static void
show_left_out (SuyDrawDialog *self)
{
  gboolean check = g_str_equal (self->reg->name, CHECK);
  guint n = check ? suy_sampling_count (self->record, "left_out") : 0;
  const SuyField *field = suy_register_find (self->reg, "left_out");
  g_autofree char *heading = g_strdup_printf (_ ("Left out of the list: %u"), n);
  g_autofree char *text = n == 0 ? NULL
                                 : suy_titles_format (suy_titles_of (self->workspace), field,
                                                      suy_record_get (self->record, field));

  gtk_widget_set_visible (GTK_WIDGET (self->left_out), n > 0);
  gtk_expander_set_label (self->left_out, heading);
  gtk_label_set_text (self->left_out_text, text == NULL ? "" : text);
}

static void
show_drawn (SuyDrawDialog *self, const SuySampling *sampling)
{
  const char *state = state_of (self);
  gboolean results = g_str_equal (state, "notified") || g_str_equal (state, "executed");
  g_autofree char *heading = sampling == NULL ? g_strdup (_ ("Nothing is drawn yet"))
                                              : g_strdup (_ ("Drawn, in the order of the draw"));

  gtk_label_set_text (self->drawn_heading, heading);
  suy_draw_list_fill (self->drawn, self->workspace, self->record, sampling,
                      results && g_str_equal (self->reg->name, CHECK));
  gtk_widget_set_visible (self->replaced_box,
                          suy_draw_list_fill_replaced (self->replaced, sampling) > 0);
}

static void
show_notice (SuyDrawDialog *self)
{
  const char *state = state_of (self);
  gboolean shown = g_str_equal (self->reg->name, CHECK) &&
                   (g_str_equal (state, "published") || g_str_equal (state, "archived"));
  g_autofree char *text =
      shown ? suy_sampling_format_public (self->workspace, self->record, NULL) : NULL;

  gtk_widget_set_visible (self->notice_box, text != NULL);
  gtk_label_set_text (self->notice, text == NULL ? "" : text);
}

/* The draw is shown once it was made; before, only its list. */
static SuySampling *
get_draw (SuyDrawDialog *self)
{
  const SuySamplingKind *kind = suy_sampling_find_kind (self->reg->name, SUY_SAMPLING_MAIN);

  return suy_record_get_text (self->record, kind->drawn) == NULL
             ? NULL
             : suy_sampling_new (self->workspace, self->record, SUY_SAMPLING_MAIN, NULL);
}

static void
show (SuyDrawDialog *self)
{
  g_autoptr (SuySampling) sampling = NULL;
  g_autofree char *title = NULL;

  g_clear_pointer (&self->record, suy_record_free);
  if (self->id != 0)
    self->record =
        suy_store_get (suy_workspace_get_store (self->workspace), self->reg, self->id, NULL);
  gtk_widget_set_visible (self->body, self->record != NULL);
  gtk_widget_set_visible (self->heading, self->record != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->moves), self->record != NULL);
  show_actions (self);
  suy_move_bar_set_left_out (self->moves, move_of (next_of (self)));
  suy_move_bar_set_record (self->moves, self->workspace, self->record == NULL ? NULL : self->reg,
                           self->id);
  sampling = self->record == NULL ? NULL : get_draw (self);
  gtk_widget_set_visible (self->certificate_button, sampling != NULL);
  if (self->record == NULL)
    return;
  title = suy_titles_of_record (suy_titles_of (self->workspace), self->record);
  gtk_label_set_text (self->title, title);
  suy_pill_set (self->state, suy_register_find (self->reg, "state"), state_of (self));
  show_facts (self, sampling);
  show_drawn (self, sampling);
  show_notice (self);
  show_left_out (self);
}

static void
tell (SuyDrawDialog *self, const GError *error)
{
  gtk_label_set_text (self->error, error == NULL ? "" : error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->error), error != NULL);
}

/* ---- acting ---- */

static const char *
get_form (SuyDrawDialog *self)
{
  const GPtrArray *choices = suy_register_find (self->reg, "kind")->choices;
  guint i = gtk_drop_down_get_selected (self->form);

  return i < choices->len ? ((const SuyChoice *) choices->pdata[i])->name : NULL;
}

static gboolean
make (SuyDrawDialog *self, GError **error)
{
  const char *seed = gtk_editable_get_text (self->seed);
  g_auto (GStrv) from = g_strsplit_set (gtk_editable_get_text (self->from), " ", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) filters = NULL;
  g_autoptr (SuyRecord) record = NULL;
  SuySamplingWish wish = { .reg = self->reg->name };

  for (guint i = 0; from[i] != NULL; i++)
    if (*from[i] != '\0')
      g_strv_builder_add (builder, from[i]);
  filters = g_strv_builder_end (builder);
  wish.from = filters;
  wish.share_bp = lround (gtk_spin_button_get_value (self->share) * 100);
  if (g_str_equal (self->reg->name, CHECK))
    wish.form = get_form (self);
  record = suy_sampling_make (self->workspace, &wish, error);
  if (record == NULL)
    return FALSE;
  if (g_str_equal (self->reg->name, STATIONS) && *seed != '\0')
    suy_record_set_text (record, "seed", seed);
  if (!suy_sampling_begin (self->workspace, record, error))
    return FALSE;
  self->id = suy_record_get_id (record);

  return TRUE;
}

static gboolean
draw (SuyDrawDialog *self, GError **error)
{
  g_autoptr (SuyRecord) changes = suy_record_new (self->reg);
  const char *seed = gtk_editable_get_text (self->seed);
  gint64 witness = suy_link_chooser_get_id (self->witness);

  suy_record_set_id (changes, self->id);
  if (*seed != '\0')
    suy_record_set_text (changes, "seed", seed);
  if (witness != 0)
    suy_record_set_integer (changes, "witness", witness);

  return suy_workspace_move (self->workspace, changes, "draw", NULL, NULL, error);
}

static gboolean
notify_officers (SuyDrawDialog *self, GError **error)
{
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);
  const SuyMoveWish wish = { .move = "notify", .said = said, .by_system = TRUE };
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_record_free);

  if (gtk_check_button_get_active (self->told))
    g_hash_table_insert (said, (char *) "objects_told", (char *) "no");
  g_ptr_array_add (one, suy_record_new (self->reg));
  suy_record_set_id (one->pdata[0], self->id);

  return suy_workspace_move_all (self->workspace, one, &wish, error);
}

/* The rule refuses what names a person; which words they are stands before it. */
static void
name_personal (SuyDrawDialog *self, const SuyRecord *changes, GError **error)
{
  g_autoptr (SuyRecord) after = suy_record_copy (self->record);
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *words = NULL;

  suy_record_lay_over (after, changes);
  found = suy_sampling_find_personal (self->workspace, after, NULL);
  if (found == NULL || found->len == 0)
    return;
  g_ptr_array_add (found, NULL);
  words = g_strjoinv (_ (", "), (char **) found->pdata);
  g_prefix_error (error, _ ("Personal data in the results: %s. "), words);
}

static gboolean
publish (SuyDrawDialog *self, GError **error)
{
  g_autoptr (SuyRecord) changes = suy_record_new (self->reg);
  g_auto (GStrv) results = suy_draw_list_get_results (self->drawn);

  suy_record_set_id (changes, self->id);
  if (!suy_sampling_set_results (self->record, changes, (const char *const *) results, error))
    return FALSE;
  if (suy_workspace_move (self->workspace, changes, "publish", NULL, NULL, error))
    return TRUE;
  name_personal (self, changes, error);

  return FALSE;
}

static void
on_act_clicked (SuyDrawDialog *self)
{
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  switch (next_of (self))
    {
    case NEXT_MAKE:
      done = make (self, &error);
      break;
    case NEXT_DRAW:
      done = draw (self, &error);
      break;
    case NEXT_NOTIFY:
      done = notify_officers (self, &error);
      break;
    case NEXT_PUBLISH:
      done = publish (self, &error);
      break;
    case NEXT_NOTHING:
      break;
    }
  tell (self, error);
  if (done)
    show (self);
}

/* ---- the certificate ---- */

static void
on_certificate_chosen (GtkFileChooserNative *chooser, int response, SuyDrawDialog *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser))
                               : NULL;
  g_autofree char *path = file == NULL ? NULL : g_file_get_path (file);
  g_autoptr (GError) error = NULL;

  if (path != NULL)
    {
      suy_sampling_print (self->workspace, self->reg, self->id, path, &error);
      tell (self, error);
    }
  g_object_unref (chooser);
}

static void
on_certificate_clicked (SuyDrawDialog *self)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Certificate of the draw"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  const char *code = suy_record_get_text (self->record, "code");
  g_autofree char *name = g_strdup_printf ("%s.pdf", code == NULL ? "draw" : code);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_certificate_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* ---- the window ---- */

static void
suy_draw_dialog_finalize (GObject *object)
{
  SuyDrawDialog *self = SUY_DRAW_DIALOG (object);

  g_clear_pointer (&self->record, suy_record_free);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (suy_draw_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, act_button);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, body);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, certificate_button);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, drawn);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, drawn_heading);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, error);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, facts);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, form);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, form_label);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, from);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, from_label);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, heading);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, left_out);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, left_out_text);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, make_grid);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, moves);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, notice);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, notice_box);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, replaced);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, replaced_box);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, seed);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, seed_box);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, share);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, state);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, title);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, told);
  gtk_widget_class_bind_template_child (klass, SuyDrawDialog, witness);
}

static void
suy_draw_dialog_class_init (SuyDrawDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = suy_draw_dialog_finalize;

  g_type_ensure (SUY_TYPE_FACTS_GRID);
  g_type_ensure (SUY_TYPE_LINK_CHOOSER);
  g_type_ensure (SUY_TYPE_MOVE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-draw-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_bind_template_callback (widget_class, on_act_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_certificate_clicked);
  gtk_widget_class_bind_template_callback (widget_class, show);
}

static void
suy_draw_dialog_init (SuyDrawDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill_forms (SuyDrawDialog *self)
{
  const SuyField *kind = suy_register_find (self->reg, "kind");
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; kind != NULL && kind->choices != NULL && i < kind->choices->len; i++)
    gtk_string_list_append (names,
                            suy_label_get (&((const SuyChoice *) kind->choices->pdata[i])->label,
                                           suy_settings_get_language ()));
  gtk_drop_down_set_model (self->form, G_LIST_MODEL (names));
}

SuyDrawDialog *
suy_draw_dialog_new (GtkWidget *parent, SuyWorkspace *workspace, const SuyRegister *reg, gint64 id)
{
  GtkRoot *root = parent == NULL ? NULL : gtk_widget_get_root (parent);
  SuyDrawDialog *self = g_object_new (SUY_TYPE_DRAW_DIALOG, "transient-for",
                                      GTK_IS_WINDOW (root) ? root : NULL, NULL);

  self->workspace = g_object_ref (workspace);
  self->reg = reg;
  self->id = id;
  gtk_window_set_title (GTK_WINDOW (self), suy_label_get (&reg->one, suy_settings_get_language ()));
  fill_forms (self);
  suy_link_chooser_set_target (self->witness, workspace,
                               suy_catalog_find (suy_workspace_get_catalog (workspace), "person"),
                               _ ("Witness"));
  show (self);

  return self;
}

gint64
suy_draw_dialog_get_id (SuyDrawDialog *self)
{
  return self->id;
}
