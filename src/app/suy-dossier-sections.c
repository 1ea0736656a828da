/* suy-dossier-sections.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-dossier-sections.h"

#include <glib/gi18n.h>
#include <math.h>

#include "suy-chart.h"
#include "suy-date.h"
#include "suy-id.h"
#include "suy-look.h"
#include "suy-settings.h"
#include "suy-symbol-image.h"
#include "suy-workspace-moves.h"

#define MAX_ROWS 60 /* a dossier is read, not scrolled through; the views list everything */
#define MAX_CHARTS 4

static GtkWidget *
text_new (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css != NULL && *css != '\0')
    gtk_widget_add_css_class (label, css);

  return label;
}

static GtkWidget *
box_new (void)
{
  return gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
}

static GtkWidget *
nothing_new (const char *text)
{
  return text_new (text, "dim-label");
}

/* ---- summary ---- */

static void
add_field (GtkGrid *grid, int *row, const char *name, const char *value, const char *css)
{
  GtkWidget *label = text_new (name, "dim-label"), *content = text_new (value, css);

  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_label_set_selectable (GTK_LABEL (content), TRUE);
  gtk_widget_set_hexpand (content, TRUE);
  gtk_grid_attach (grid, label, 0, *row, 1, 1);
  gtk_grid_attach (grid, content, 1, *row, 1, 1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (content), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  ++*row;
}

static void
add_fields (GtkGrid *grid,
            int *row,
            SuyWorkspace *workspace,
            const SuyRecord *record,
            gboolean listed)
{
  const SuyRegister *reg = suy_record_get_register (record);
  const char *language = suy_settings_get_language ();

  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = reg->fields->pdata[i];
      g_autofree char *value = suy_look_get_field (workspace, record, field->name);
      g_autofree char *status = NULL, *whole = NULL;
      const char *css = NULL;

      if (*value == '\0' || field == reg->title || field == reg->code || field->listed != listed)
        continue;
      if (field == suy_look_get_level_field (reg))
        status = suy_look_get_status (record, &css);
      whole =
          field->unit == NULL ? g_strdup (value) : g_strdup_printf ("%s %s", value, field->unit);
      add_field (grid, row, suy_label_get (&field->label, language), whole, css);
    }
}

/* The river that a point drains to, as tracing takes it. */
static void
add_water (GtkGrid *grid, int *row, SuyWorkspace *workspace, const SuyRecord *record)
{
  SuyGeometry *geometry = suy_record_get_geometry (record);
  const SuyRegister *reach =
      suy_catalog_find (suy_workspace_get_catalog (workspace), "river_reach");
  SuyFeatureSet *set = suy_workspace_get_features (workspace, reach, NULL);
  g_autoptr (GArray) hits = NULL;
  g_autofree char *name = NULL, *text = NULL;
  const SuyHit *hit;

  if (geometry == NULL || set == NULL || suy_geometry_get_shape (geometry)->kind != SUY_SHAPE_POINT)
    return;
  hits = suy_feature_set_nearest (set, suy_geometry_get_shape (geometry), 1, 20000.0);
  if (hits->len == 0)
    return;

  hit = &g_array_index (hits, SuyHit, 0);
  name = suy_workspace_describe (workspace, reach, suy_feature_set_get_id (set, hit->item));
  text =
      hit->distance_m <= SUY_SNAP_M
          ? g_strdup_printf (_ ("%s, %.0f m away"), name, hit->distance_m)
          : g_strdup_printf (_ ("%s, %.0f m away: tracing leaves it out"), name, hit->distance_m);
  add_field (grid, row, _ ("Nearest water"), text, NULL);
}

GtkWidget *
suy_dossier_make_summary (SuyWorkspace *workspace, const SuyRecord *record)
{
  GtkWidget *box = box_new (), *grid = gtk_grid_new ();
  int row = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 5);
  add_fields (GTK_GRID (grid), &row, workspace, record, TRUE);
  add_water (GTK_GRID (grid), &row, workspace, record);
  add_fields (GTK_GRID (grid), &row, workspace, record, FALSE);
  gtk_box_append (GTK_BOX (box), grid);

  return box;
}

/* ---- rows of other records ---- */

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row, gpointer unused)
{
  gtk_widget_activate_action (GTK_WIDGET (list), "win.open-record", "s",
                              (const char *) g_object_get_data (G_OBJECT (row), "what"));
}

static GtkWidget *
record_row_new (SuyWorkspace *workspace, const SuyRecord *record)
{
  const SuyRegister *reg = suy_record_get_register (record);
  gint64 id = suy_record_get_id (record);
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *title, *code, *pill;
  const char *status_css, *due_css;
  g_autofree char *name = suy_look_get_title (workspace, record);
  g_autofree char *key = suy_workspace_get_key (workspace, reg, id);
  g_autofree char *status = suy_look_get_status (record, &status_css);
  g_autofree char *due = suy_look_get_due (workspace, record, &due_css);
  g_autofree char *spoken = g_strdup_printf ("%s %s, %s %s", key, name, status, due);

  title = text_new (name, NULL);
  code = text_new (key, "suy-tiny");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), code);
  gtk_box_append (GTK_BOX (box), words);
  if (*status != '\0')
    {
      pill = gtk_label_new (status);
      gtk_widget_add_css_class (pill, "suy-pill");
      gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
      if (*status_css != '\0')
        gtk_widget_add_css_class (pill, status_css);
      gtk_box_append (GTK_BOX (box), pill);
    }
  gtk_box_append (GTK_BOX (box), text_new (due, due_css));
  gtk_widget_set_margin_top (box, 4);
  gtk_widget_set_margin_bottom (box, 4);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "what",
                          g_strdup_printf ("%s:#%" G_GINT64_FORMAT, reg->name, id), g_free);

  return row;
}

static GtkWidget *
record_list_new (SuyWorkspace *workspace, const GPtrArray *records, const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "rich-list");
  for (guint i = 0; i < records->len && i < MAX_ROWS; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), record_row_new (workspace, records->pdata[i]));
  g_signal_connect (list, "row-activated", G_CALLBACK (on_row_activated), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return list;
}

/* Records of @from that any of its links joins to @record, each once. */
static GPtrArray *
find_linked (SuyWorkspace *workspace, const char *from_name, const SuyRecord *record)
{
  const SuyRegister *reg = suy_record_get_register (record);
  const SuyRegister *from = suy_catalog_find (suy_workspace_get_catalog (workspace), from_name);
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_record_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; from != NULL && i < from->fields->len; i++)
    {
      const SuyField *field = from->fields->pdata[i];
      g_autoptr (GPtrArray) some = NULL;

      if (field->type != SUY_FIELD_LINK || g_strcmp0 (field->target, reg->name) != 0)
        continue;
      some =
          suy_workspace_get_linked (workspace, from, field->name, suy_record_get_id (record), NULL);
      for (guint k = 0; some != NULL && k < some->len; k++)
        {
          gint64 id = some->pdata[k] == NULL ? 0 : suy_record_get_id (some->pdata[k]);

          if (id != 0 && g_hash_table_add (seen, g_memdup2 (&id, sizeof id)))
            g_ptr_array_add (all, suy_record_copy (some->pdata[k]));
        }
    }

  return all;
}

/* What is open comes first, what was found last before the rest. */
static int
compare_cases (gconstpointer a, gconstpointer b)
{
  const SuyRecord *l = *(SuyRecord *const *) a, *r = *(SuyRecord *const *) b;
  gboolean done_l = suy_look_is_finished (l), done_r = suy_look_is_finished (r);

  if (done_l != done_r)
    return done_l - done_r;

  return g_strcmp0 (suy_record_get_text (r, "code"), suy_record_get_text (l, "code"));
}

GtkWidget *
suy_dossier_make_cases (SuyWorkspace *workspace, const SuyRecord *record, guint *n)
{
  g_autoptr (GPtrArray) cases = find_linked (workspace, "problem", record);

  *n = cases->len;
  if (cases->len == 0)
    return nothing_new (_ ("No case is linked to this. Record one with “New case”."));
  g_ptr_array_sort (cases, compare_cases);

  return record_list_new (workspace, cases, _ ("Cases"));
}

GtkWidget *
suy_dossier_make_ledger (SuyWorkspace *workspace, const SuyRecord *record, guint *n)
{
  g_autoptr (GPtrArray) items = find_linked (workspace, "rectification_item", record);
  g_autoptr (GPtrArray) cases = find_linked (workspace, "problem", record);

  for (guint i = 0; i < cases->len; i++)
    {
      g_autoptr (GPtrArray) some = find_linked (workspace, "rectification_item", cases->pdata[i]);

      for (guint k = 0; k < some->len; k++)
        g_ptr_array_add (items, suy_record_copy (some->pdata[k]));
    }
  *n = items->len;
  if (items->len == 0)
    return nothing_new (_ ("No ledger item."));
  g_ptr_array_sort (items, compare_cases);

  return record_list_new (workspace, items, _ ("Ledger items"));
}

/* ---- measurements ---- */

/* Its own, else those of the outfalls and online monitors that belong to it. */
static GPtrArray *
find_measurements (SuyWorkspace *workspace, const SuyRecord *record)
{
  static const char *const owners[] = { "outfall", "online_monitor" };
  GPtrArray *all = find_linked (workspace, "measurement", record);

  for (guint i = 0; all->len == 0 && i < G_N_ELEMENTS (owners); i++)
    {
      g_autoptr (GPtrArray) owned = find_linked (workspace, owners[i], record);

      for (guint k = 0; k < owned->len; k++)
        {
          g_autoptr (GPtrArray) some = find_linked (workspace, "measurement", owned->pdata[k]);

          for (guint m = 0; m < some->len; m++)
            g_ptr_array_add (all, suy_record_copy (some->pdata[m]));
        }
    }

  return all;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (suy_record_get_text (*(SuyRecord *const *) a, "sampled_at"),
                    suy_record_get_text (*(SuyRecord *const *) b, "sampled_at"));
}

static gint64
day_of (const SuyRecord *measurement)
{
  const char *time = suy_record_get_text (measurement, "sampled_at");
  g_autofree char *date = time == NULL ? NULL : g_strndup (time, 10);

  return date != NULL && suy_date_is_date (date) ? suy_date_get_day (date) : 0;
}

static GtkWidget *
factor_new (const GPtrArray *measurements, const SuyField *field, const SuyChoice *factor)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (SuyChartPoint));
  const char *unit = NULL, *label = suy_label_get (&factor->label, suy_settings_get_language ());
  GtkWidget *box, *head, *chart, *name;
  g_autofree char *note = NULL;
  double last = NAN;

  for (guint i = 0; i < measurements->len; i++)
    {
      const SuyRecord *measurement = measurements->pdata[i];
      const SuyChartPoint point = { day_of (measurement),
                                    suy_record_get_real (measurement, "value") };

      if (g_strcmp0 (suy_record_get_text (measurement, "factor"), factor->name) != 0)
        continue;
      g_array_append_val (points, point);
      unit = suy_record_get_text (measurement, "unit");
      last = isnan (point.value) ? last : point.value;
    }
  if (points->len == 0)
    return NULL;

  box = box_new ();
  head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  chart = suy_chart_new ();
  name = text_new (label, "heading");
  note = g_strdup_printf (_ ("%s · %u values · last %g"), unit != NULL ? unit : "–", points->len,
                          last);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (head), name);
  gtk_box_append (GTK_BOX (head), text_new (note, "dim-label"));
  suy_chart_set_points (SUY_CHART (chart), label, unit, points, NAN);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), chart);

  return box;
}

/* Those that decide the class of a Chinese river come first, then the others in their order. */
static GPtrArray *
order_factors (const SuyField *field)
{
  static const char *const first[] = { "tp", "nh3n", "codmn", "cod" };
  GPtrArray *factors = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    {
      gpointer choice = (gpointer) suy_field_find_choice (field, first[i]);

      if (choice != NULL)
        g_ptr_array_add (factors, choice);
    }
  for (guint i = 0; i < field->choices->len; i++)
    if (!g_ptr_array_find (factors, field->choices->pdata[i], NULL))
      g_ptr_array_add (factors, field->choices->pdata[i]);

  return factors;
}

GtkWidget *
suy_dossier_make_data (SuyWorkspace *workspace, const SuyRecord *record, guint *n)
{
  g_autoptr (GPtrArray) measurements = find_measurements (workspace, record);
  const SuyRegister *reg = suy_catalog_find (suy_workspace_get_catalog (workspace), "measurement");
  const SuyField *field = reg == NULL ? NULL : suy_register_find (reg, "factor");
  g_autoptr (GPtrArray) factors = NULL;
  GtkWidget *box;
  guint charts = 0;

  *n = measurements->len;
  if (measurements->len == 0 || field == NULL)
    return nothing_new (_ ("No measurements."));

  g_ptr_array_sort (measurements, compare_times);
  factors = order_factors (field);
  box = box_new ();
  for (guint i = 0; i < factors->len && charts < MAX_CHARTS; i++)
    {
      GtkWidget *chart = factor_new (measurements, field, factors->pdata[i]);

      if (chart == NULL)
        continue;
      gtk_box_append (GTK_BOX (box), chart);
      charts++;
    }

  return box;
}

/* ---- files and history ---- */

GtkWidget *
suy_dossier_make_files (SuyWorkspace *workspace, const SuyRecord *record, guint *n)
{
  g_autoptr (GPtrArray) files = suy_workspace_get_attachments (
      workspace, suy_record_get_register (record), suy_record_get_id (record), NULL);
  GtkWidget *box;

  *n = files == NULL ? 0 : files->len;
  if (*n == 0)
    return nothing_new (_ ("No files."));

  box = box_new ();
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *name = suy_look_get_field (workspace, files->pdata[i], "name");
      g_autofree char *kind = suy_look_get_field (workspace, files->pdata[i], "kind");
      g_autofree char *size =
          g_format_size ((guint64) MAX (0, suy_record_get_integer (files->pdata[i], "size")));
      g_autofree char *line = g_strdup_printf ("%s · %s · %s", name, kind, size);

      gtk_box_append (GTK_BOX (box), text_new (line, NULL));
    }

  return box;
}

static char *
describe_change (const SuyChange *change)
{
  const char *language = suy_settings_get_language ();
  const char *field =
      change->field == NULL ? _ ("Place") : suy_label_get (&change->field->label, language);
  g_autofree char *old_text = NULL, *new_text = NULL;

  if (change->kind == SUY_CHANGE_INSERT)
    return g_strdup (_ ("Recorded"));
  if (change->kind == SUY_CHANGE_DELETE)
    return g_strdup (_ ("Deleted"));
  if (change->field == NULL)
    return g_strdup_printf (_ ("%s changed"), field);

  old_text = suy_field_format (change->field, &change->old_value, language);
  new_text = suy_field_format (change->field, &change->new_value, language);

  return g_strdup_printf (_ ("%s: %s → %s"), field, old_text, new_text);
}

GtkWidget *
suy_dossier_make_history (SuyWorkspace *workspace, const SuyRecord *record, guint *n)
{
  g_autoptr (GArray) changes =
      suy_store_history (suy_workspace_get_store (workspace), suy_record_get_register (record),
                         suy_record_get_id (record), NULL);
  GtkWidget *box;

  *n = changes == NULL ? 0 : changes->len;
  if (*n == 0)
    return nothing_new (_ ("No history."));

  box = box_new ();
  for (guint i = 0; i < changes->len && i < MAX_ROWS; i++)
    {
      const SuyChange *change = &g_array_index (changes, SuyChange, i);
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (change->wall / G_USEC_PER_SEC);
      g_autoptr (GDateTime) local = g_date_time_add_hours (time, 8); /* China's only clock */
      g_autofree char *when = g_date_time_format (local, "%F %H:%M");
      g_autofree char *what = describe_change (change);
      g_autofree char *who =
          g_strdup_printf ("%s  %s", when, change->actor != NULL ? change->actor : "");

      gtk_box_append (GTK_BOX (box), text_new (who, "suy-tiny"));
      gtk_box_append (GTK_BOX (box), text_new (what, NULL));
    }

  return box;
}
