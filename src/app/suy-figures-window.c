/* suy-figures-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-figures-window.h"

#include <glib/gi18n.h>

#include "suy-csv.h"
#include "suy-date.h"
#include "suy-observe-checks.h"
#include "suy-save-dialog.h"
#include "suy-settings.h"
#include "suy-workspace-figure.h"

#define CHECKS "checks" /* the first one: minimum numbers of checks */
#define N_YEARS 6       /* that can be chosen, this one first */
#define MAX_ROWS 200    /* of the grid; the file has all */

struct _SuyFiguresWindow
{
  GtkWindow parent_instance;

  SuyWorkspace *workspace;
  const SuyFigure *figure; /* (nullable): the checks */
  GString *text;           /* what is shown, as CSV */
  guint row;
  gboolean filling; /* the drop-downs are being filled */

  GtkDropDown *figure_drop, *by_drop, *year_drop;
  GtkLabel *source, *error;
  GtkGrid *grid;
};

G_DEFINE_FINAL_TYPE (SuyFiguresWindow, suy_figures_window, GTK_TYPE_WINDOW)

static const char *
label_of (const SuyLabel *label)
{
  return suy_label_get (label, suy_settings_get_language ());
}

/* ---- cells ---- */

/* Of the grid and of the file; @column 0 begins a line of the file. */
static void
add_cell (SuyFiguresWindow *self, const char *text, guint column, const char *class)
{
  g_autofree char *guarded = suy_csv_guard (text);
  GtkWidget *label;

  if (column > 0)
    g_string_append_c (self->text, ',');
  suy_csv_append (self->text, guarded);
  if (self->row > MAX_ROWS)
    return;
  label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", column == 0 ? 0.0 : 1.0,
                        "selectable", column > 0, NULL);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  gtk_grid_attach (self->grid, label, (int) column, (int) self->row, 1, 1);
}

static void
end_row (SuyFiguresWindow *self)
{
  g_string_append (self->text, "\r\n");
  self->row++;
}

static void
clear (SuyFiguresWindow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  g_string_truncate (self->text, 0);
  self->row = 0;
}

/* ---- one figure ---- */

static void
add_heads (SuyFiguresWindow *self, const SuyFigureAnswer *answer)
{
  add_cell (self, "", 0, NULL);
  for (guint i = 0; i < answer->figure->columns->len; i++)
    {
      const SuyFigureColumn *column = answer->figure->columns->pdata[i];
      const char *unit = suy_figure_get_unit (column);
      g_autofree char *head = unit == NULL
                                  ? g_strdup (label_of (&column->label))
                                  : g_strdup_printf ("%s (%s)", label_of (&column->label), unit);

      add_cell (self, head, i + 1, "suy-section");
    }
  end_row (self);
}

static void
add_figures (SuyFiguresWindow *self,
             const SuyFigureAnswer *answer,
             const SuyFigureRow *row,
             const char *class)
{
  add_cell (self, row->label, 0, class);
  for (guint i = 0; i < answer->figure->columns->len; i++)
    {
      g_autofree char *text = suy_figure_format (answer->figure->columns->pdata[i], row->values[i]);

      add_cell (self, *text == '\0' ? "–" : text, i + 1, class != NULL ? class : "suy-figures");
    }
  end_row (self);
}

static int
get_year (SuyFiguresWindow *self)
{
  guint i = gtk_drop_down_get_selected (self->year_drop);
  gint64 today = suy_date_get_day (suy_workspace_get_today (self->workspace));

  return i == 0 || i == GTK_INVALID_LIST_POSITION ? 0 : suy_date_split (today).year - (int) i + 1;
}

static gboolean
show_figure (SuyFiguresWindow *self, GError **error)
{
  guint by = gtk_drop_down_get_selected (self->by_drop);
  const SuyFigureWish wish = { by == GTK_INVALID_LIST_POSITION ? NULL : self->figure->by[by],
                               self->figure->on == NULL ? 0 : get_year (self), NULL };
  g_autoptr (SuyFigureAnswer) answer =
      suy_workspace_figure (self->workspace, self->figure, &wish, error);

  if (answer == NULL)
    return FALSE;
  add_heads (self, answer);
  for (guint i = 0; i < answer->rows->len; i++)
    add_figures (self, answer, answer->rows->pdata[i], NULL);
  add_figures (self, answer, answer->total, "heading");
  gtk_label_set_text (self->source, self->figure->source);

  return TRUE;
}

/* ---- minimum numbers of checks ---- */

static void
add_number (SuyFiguresWindow *self, gint64 number, guint column)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  add_cell (self, text, column, "suy-figures");
}

static gboolean
add_check (SuyFiguresWindow *self, const SuyFrequencyRule *rule, GError **error)
{
  g_autoptr (SuyFrequencyCount) count =
      suy_workspace_count_checks (self->workspace, rule->name, error);
  g_autofree char *first = count == NULL ? NULL : suy_date_from_day (count->frequency.first);
  g_autofree char *last = count == NULL ? NULL : suy_date_from_day (count->frequency.last);
  g_autofree char *label = g_strdup_printf ("%s %s", rule->name, label_of (&rule->label));
  g_autofree char *window = count == NULL || !count->has_window
                                ? g_strdup ("–")
                                : g_strdup_printf ("%s … %s", first, last);

  if (count == NULL)
    return FALSE;
  add_cell (self, label, 0, NULL);
  add_cell (self, window, 1, "suy-figures");
  add_number (self, count->frequency.done, 2);
  add_number (self, count->frequency.expected, 3);
  add_number (self, count->frequency.least, 4);
  add_number (self, count->frequency.deficit, 5);
  end_row (self);

  return TRUE;
}

static gboolean
show_checks (SuyFiguresWindow *self, GError **error)
{
  static const char *const heads[] = {
    "", N_ ("Window"), N_ ("Made"), N_ ("Expected by today"), N_ ("At least"), N_ ("Missing")
  };
  const GPtrArray *rules = suy_workspace_list_frequencies (error);

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    add_cell (self, *heads[i] == '\0' ? "" : _ (heads[i]), i, "suy-section");
  end_row (self);
  for (guint i = 0; rules != NULL && i < rules->len; i++)
    if (!add_check (self, rules->pdata[i], error))
      return FALSE;
  gtk_label_set_text (self->source, "004 #8, #10, #11, #18, #19");

  return rules != NULL;
}

static void
show (SuyFiguresWindow *self)
{
  g_autoptr (GError) error = NULL;
  gboolean ok;

  if (self->filling || self->workspace == NULL)
    return;
  clear (self);
  ok = self->figure == NULL ? show_checks (self, &error) : show_figure (self, &error);
  gtk_label_set_text (self->error, ok ? "" : error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->error), !ok);
}

/* ---- what is chosen ---- */

static const GPtrArray *
get_all (void)
{
  const SuyFigures *figures = suy_workspace_get_figures (NULL);

  return figures == NULL ? NULL : suy_figures_get_all (figures);
}

/* "By": the labels of the fields, and of stretches of time.  (transfer full) */
static char *
name_grouping (SuyFiguresWindow *self, const SuyFigure *figure, const char *by)
{
  SuyCatalog *catalog = suy_workspace_get_catalog (self->workspace);
  const SuyRegister *reg = suy_catalog_find (catalog, figure->reg);
  g_auto (GStrv) names = g_strsplit (by, ".", 2);
  const SuyField *field = reg == NULL ? NULL : suy_register_find (reg, names[0]);
  const SuyRegister *far = field == NULL || field->target == NULL || names[1] == NULL
                               ? NULL
                               : suy_catalog_find (catalog, field->target);
  const SuyField *other = far == NULL ? NULL : suy_register_find (far, names[1]);

  if (g_str_equal (by, "year"))
    return g_strdup (_ ("Year"));
  if (g_str_equal (by, "quarter"))
    return g_strdup (_ ("Quarter"));
  if (g_str_equal (by, "month"))
    return g_strdup (_ ("Month"));
  if (field == NULL)
    return g_strdup (by);

  return other == NULL
             ? g_strdup (label_of (&field->label))
             : g_strdup_printf ("%s · %s", label_of (&field->label), label_of (&other->label));
}

static void
fill_groupings (SuyFiguresWindow *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; self->figure != NULL && self->figure->by[i] != NULL; i++)
    {
      g_autofree char *name = name_grouping (self, self->figure, self->figure->by[i]);

      gtk_string_list_append (list, name);
    }
  gtk_drop_down_set_model (self->by_drop, G_LIST_MODEL (list));
  gtk_widget_set_sensitive (GTK_WIDGET (self->by_drop), self->figure != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->year_drop),
                            self->figure != NULL && self->figure->on != NULL);
}

static void
on_figure_chosen (SuyFiguresWindow *self)
{
  const GPtrArray *all = get_all ();
  guint i = gtk_drop_down_get_selected (self->figure_drop);
  gboolean filling = self->filling;

  self->figure = all == NULL || i == 0 || i > all->len ? NULL : all->pdata[i - 1];
  self->filling = TRUE;
  fill_groupings (self);
  self->filling = filling;
  show (self);
}

static void
fill (SuyFiguresWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) years = gtk_string_list_new (NULL);
  const GPtrArray *all = get_all ();
  int year = suy_date_split (suy_date_get_day (suy_workspace_get_today (self->workspace))).year;

  gtk_string_list_append (names, _ ("Minimum numbers of checks"));
  for (guint i = 0; all != NULL && i < all->len; i++)
    gtk_string_list_append (names, label_of (&((const SuyFigure *) all->pdata[i])->label));
  gtk_string_list_append (years, _ ("All years"));
  for (int i = 0; i < N_YEARS; i++)
    {
      g_autofree char *text = g_strdup_printf ("%d", year - i);

      gtk_string_list_append (years, text);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->figure_drop, G_LIST_MODEL (names));
  gtk_drop_down_set_model (self->year_drop, G_LIST_MODEL (years));
  on_figure_chosen (self);
  self->filling = FALSE;
  show (self);
}

static gboolean
choose_grouping (SuyFiguresWindow *self, const char *by)
{
  for (guint i = 0; by != NULL && self->figure != NULL && self->figure->by[i] != NULL; i++)
    if (g_str_equal (self->figure->by[i], by))
      {
        gtk_drop_down_set_selected (self->by_drop, i);
        return TRUE;
      }

  return by == NULL;
}

gboolean
suy_figures_window_show (SuyFiguresWindow *self, const char *name, const char *by, int year)
{
  const GPtrArray *all = get_all ();
  gint64 today = suy_date_get_day (suy_workspace_get_today (self->workspace));
  guint found = g_str_equal (name, CHECKS) ? 0 : G_MAXUINT;

  for (guint i = 0; all != NULL && i < all->len; i++)
    if (g_str_equal (((const SuyFigure *) all->pdata[i])->name, name))
      found = i + 1;
  if (found == G_MAXUINT)
    return FALSE;
  gtk_drop_down_set_selected (self->figure_drop, found);
  gtk_drop_down_set_selected (self->year_drop,
                              year == 0 ? 0 : (guint) (suy_date_split (today).year - year + 1));

  return choose_grouping (self, by);
}

char *
suy_figures_window_get_text (SuyFiguresWindow *self)
{
  return g_strdup (self->text->str);
}

/* With the mark by which spreadsheets know UTF-8. */
static char *
make_file (GtkWidget *owner, const char *path)
{
  return g_strconcat ("\xef\xbb\xbf", SUY_FIGURES_WINDOW (owner)->text->str, NULL);
}

static void
on_save_clicked (SuyFiguresWindow *self)
{
  suy_save_dialog_show (GTK_WIDGET (self), _ ("Save the figures"), "统计.csv", make_file);
}

/* ---- the window ---- */

static void
suy_figures_window_dispose (GObject *object)
{
  SuyFiguresWindow *self = SUY_FIGURES_WINDOW (object);

  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_clear_object (&self->workspace);
  self->filling = TRUE;

  G_OBJECT_CLASS (suy_figures_window_parent_class)->dispose (object);
}

static void
suy_figures_window_finalize (GObject *object)
{
  g_string_free (SUY_FIGURES_WINDOW (object)->text, TRUE);

  G_OBJECT_CLASS (suy_figures_window_parent_class)->finalize (object);
}

static void
suy_figures_window_class_init (SuyFiguresWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_figures_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = suy_figures_window_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-figures-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyFiguresWindow, by_drop);
  gtk_widget_class_bind_template_child (widget_class, SuyFiguresWindow, error);
  gtk_widget_class_bind_template_child (widget_class, SuyFiguresWindow, figure_drop);
  gtk_widget_class_bind_template_child (widget_class, SuyFiguresWindow, grid);
  gtk_widget_class_bind_template_child (widget_class, SuyFiguresWindow, source);
  gtk_widget_class_bind_template_child (widget_class, SuyFiguresWindow, year_drop);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked);
}

static void
suy_figures_window_init (SuyFiguresWindow *self)
{
  self->text = g_string_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->figure_drop, "notify::selected", G_CALLBACK (on_figure_chosen),
                            self);
  g_signal_connect_swapped (self->by_drop, "notify::selected", G_CALLBACK (show), self);
  g_signal_connect_swapped (self->year_drop, "notify::selected", G_CALLBACK (show), self);
}

SuyFiguresWindow *
suy_figures_window_new (GtkWindow *parent, SuyWorkspace *workspace)
{
  SuyFiguresWindow *self = g_object_new (SUY_TYPE_FIGURES_WINDOW, "transient-for", parent,
                                         "destroy-with-parent", TRUE, NULL);

  self->workspace = g_object_ref (workspace);
  fill (self);
  g_signal_connect_swapped (workspace, "changed", G_CALLBACK (show), self);

  return self;
}
