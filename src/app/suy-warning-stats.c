/* suy-warning-stats.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-warning-stats.h"

#include <glib/gi18n.h>

#include "suy-book.h"
#include "suy-date.h"
#include "suy-level-label.h"

struct _SuyWarningStats
{
  GtkWidget parent_instance;

  SuyWorkspace *workspace; /* (nullable) */
  int year;                /* 0: none yet */

  GtkLabel *title;
  GtkGrid *grid;
};

G_DEFINE_FINAL_TYPE (SuyWarningStats, suy_warning_stats, GTK_TYPE_WIDGET)

/* ---- the table ---- */

static void
attach_text (SuyWarningStats *self, const char *text, int column, int row, const char *class)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", column == 0 ? 0.0 : 1.0, NULL);

  gtk_widget_add_css_class (label, column == 0 ? "heading" : "suy-figures");
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
}

static void
attach_count (SuyWarningStats *self, guint n, int column, int row)
{
  g_autofree char *text = g_strdup_printf ("%u", n);

  attach_text (self, text, column, row, NULL);
}

/* Of those that are closed. */
static void
attach_share (SuyWarningStats *self, guint on_time, guint closed, int row)
{
  g_autofree char *text = closed == 0
                              ? g_strdup ("–")
                              : g_strdup_printf ("%u %%", (100 * on_time + closed / 2) / closed);

  attach_text (self, text, 5, row, NULL);
}

static void
attach_level (SuyWarningStats *self, SuyLevel level, int row)
{
  const SuyRegister *reg =
      suy_catalog_find (suy_workspace_get_catalog (self->workspace), "warning");
  GtkWidget *label = suy_level_label_new ();

  suy_level_label_set (SUY_LEVEL_LABEL (label), suy_register_find (reg, "level"),
                       suy_lamp_get_level_name (level), TRUE);
  gtk_grid_attach (self->grid, label, 0, row, 1, 1);
}

static void
attach_row (SuyWarningStats *self, guint n, guint closed, guint on_time, int row)
{
  attach_count (self, n, 1, row);
  attach_count (self, n - closed, 2, row);
  attach_count (self, closed, 3, row);
  attach_count (self, on_time, 4, row);
  attach_share (self, on_time, closed, row);
}

static void
clear (SuyWarningStats *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
}

static void
show (SuyWarningStats *self)
{
  static const char *const heads[] = { N_ ("Level"),  N_ ("Triggered"), N_ ("Not closed"),
                                       N_ ("Closed"), N_ ("On time"),   N_ ("Share on time") };
  g_autofree char *title = g_strdup_printf (_ ("Warnings of %d by level"), self->year);
  g_autoptr (GError) error = NULL;
  SuyWarningYear counts;
  guint n = 0, closed = 0, on_time = 0;
  int row = 1;

  clear (self);
  gtk_label_set_text (self->title, title);
  if (!suy_workspace_count_warnings (self->workspace, self->year, &counts, &error))
    {
      suy_book_tell_error (GTK_WIDGET (self), error);
      return;
    }
  for (int i = 0; i < (int) G_N_ELEMENTS (heads); i++)
    attach_text (self, _ (heads[i]), i, 0, "dim-label");
  for (guint level = SUY_LEVEL_RED; level >= SUY_LEVEL_BLUE; level--, row++)
    {
      attach_level (self, (SuyLevel) level, row);
      attach_row (self, counts.n[level], counts.closed[level], counts.on_time[level], row);
      n += counts.n[level];
      closed += counts.closed[level];
      on_time += counts.on_time[level];
    }
  attach_text (self, _ ("All"), 0, row, NULL);
  attach_row (self, n, closed, on_time, row);
}

void
suy_warning_stats_show (SuyWarningStats *self, SuyWorkspace *workspace)
{
  if (workspace != self->workspace)
    self->year = 0;
  g_set_object (&self->workspace, workspace);
  if (workspace == NULL)
    {
      clear (self);
      return;
    }
  if (self->year == 0)
    self->year = suy_date_split (suy_date_get_day (suy_workspace_get_today (workspace))).year;
  show (self);
}

static void
on_earlier_clicked (SuyWarningStats *self)
{
  self->year--;
  show (self);
}

static void
on_later_clicked (SuyWarningStats *self)
{
  self->year++;
  show (self);
}

/* ---- the widget ---- */

static void
suy_warning_stats_dispose (GObject *object)
{
  SuyWarningStats *self = SUY_WARNING_STATS (object);

  suy_book_drop_children (GTK_WIDGET (object));
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (suy_warning_stats_parent_class)->dispose (object);
}

static void
suy_warning_stats_class_init (SuyWarningStatsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_warning_stats_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-warning-stats.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyWarningStats, grid);
  gtk_widget_class_bind_template_child (widget_class, SuyWarningStats, title);
  gtk_widget_class_bind_template_callback (widget_class, on_earlier_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_later_clicked);
}

static void
suy_warning_stats_init (SuyWarningStats *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
