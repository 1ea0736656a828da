/* suy-suspects-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-suspects-columns.h"

#include <glib/gi18n.h>
#include <math.h>

#include "suy-columns.h"
#include "suy-progress-cell.h"
#include "suy-settings.h"
#include "suy-suspect-answer.h"
#include "suy-symbol-image.h"

typedef enum
{
  COLUMN_RANK,
  COLUMN_OBJECT,
  COLUMN_TOWNSHIP,
  COLUMN_DISTANCE,
  COLUMN_HOURS,
  COLUMN_POINTS,
  COLUMN_SHARE,
  COLUMN_WHY,
  N_COLUMNS
} Column;

static const SuyColumn columns[N_COLUMNS] = {
  { N_ ("No."), 40, TRUE },
  { N_ ("Object"), 192 },
  { N_ ("Township"), 82 },
  { N_ ("By water km"), 98, TRUE },
  { N_ ("Travel time h"), 104, TRUE },
  { N_ ("Points"), 160 },
  { N_ ("Load share"), 132 },
  { N_ ("Reasons"), 0 },
};

/* A bar with its figure beside it. */
static gboolean
has_bar (Column column)
{
  return column == COLUMN_POINTS || column == COLUMN_SHARE;
}

/* ---- cells ---- */

static GtkWidget *
make_text (Column column)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (text), 3);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (text), columns[column].is_number ? 1 : 0);
  gtk_widget_set_hexpand (text, TRUE);
  if (columns[column].is_number || has_bar (column))
    gtk_widget_add_css_class (text, "suy-figures");
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);

  return text;
}

/* Two lines: a reason is read, not guessed from its beginning. */
static GtkWidget *
make_why (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_widget_add_css_class (label, "suy-small");

  return label;
}

/* An arrow that opens the reasons, the symbol, the name. */
static GtkWidget *
make_object (void)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), suy_symbol_image_new ("enterprise", 0));
  gtk_box_append (GTK_BOX (box), make_text (COLUMN_OBJECT));
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), box);

  return expander;
}

static GtkWidget *
make_bar (Column column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *bar = suy_progress_cell_new ();

  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), make_text (column));
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (gtk_widget_get_last_child (box)),
                                 column == COLUMN_POINTS ? 11 : 6);

  return box;
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *cell, gpointer data)
{
  Column column = (Column) GPOINTER_TO_UINT (data);

  gtk_list_item_set_child (cell, column == COLUMN_OBJECT ? make_object ()
                                 : column == COLUMN_WHY  ? make_why ()
                                 : has_bar (column)      ? make_bar (column)
                                                         : make_text (column));
}

/* ---- what they say ---- */

/* (transfer full) */
static char *
get_text (SuySuspectItem *item, Column column)
{
  const SuySuspectFacts *facts = &suy_suspect_item_get_suspect (item)->facts;
  const gboolean reason = suy_suspect_item_is_reason (item);

  switch (column)
    {
    case COLUMN_RANK:
      return reason ? g_strdup ("") : g_strdup_printf ("%u", suy_suspect_item_get_rank (item));
    case COLUMN_OBJECT:
      return g_strdup (suy_suspect_item_get_title (item));
    case COLUMN_TOWNSHIP:
      return g_strdup (suy_suspect_item_get_township (item));
    case COLUMN_DISTANCE:
      return reason ? g_strdup ("") : g_strdup_printf ("%.2f", facts->river_m / 1000.0);
    case COLUMN_HOURS:
      return reason ? g_strdup ("")
             : isfinite (facts->travel_h)
                 ? g_strdup_printf ("%s%.1f", facts->time_estimated ? "≈ " : "", facts->travel_h)
                 : g_strdup ("–");
    case COLUMN_POINTS:
      return suy_suspect_item_format_points (item);
    case COLUMN_SHARE:
      return suy_suspect_item_format_share (item);
    case COLUMN_WHY:
      return g_strdup (suy_suspect_item_get_why (item));
    case N_COLUMNS:
    default:
      return g_strdup ("");
    }
}

static void
show_bar (SuyProgressCell *bar, SuySuspectItem *item, Column column)
{
  int share = suy_suspect_item_get_suspect (item)->share_bp, weight;
  int points = suy_suspect_item_get_points (item, &weight)->points;
  gboolean shown =
      column == COLUMN_POINTS ? weight > 0 : share >= 0 && !suy_suspect_item_is_reason (item);

  gtk_widget_set_opacity (GTK_WIDGET (bar), shown ? 1 : 0);
  suy_progress_cell_set (bar,
                         !shown                    ? 0
                         : column == COLUMN_POINTS ? (int) (10000LL * points / weight)
                                                   : share,
                         -1, NULL, FALSE);
}

static void
show_object (GtkTreeExpander *expander, GtkTreeListRow *row, SuySuspectItem *item)
{
  GtkWidget *box = gtk_tree_expander_get_child (expander);
  GtkWidget *image = gtk_widget_get_first_child (box);
  SuySymbol symbol = suy_suspect_item_get_symbol (item);

  gtk_tree_expander_set_list_row (expander, row);
  gtk_widget_set_visible (image, !suy_suspect_item_is_reason (item));
  if (!suy_suspect_item_is_reason (item))
    g_object_set (image, "kind", suy_symbols_get_name (symbol.symbol), "level",
                  (guint) symbol.level, "alert", symbol.alert != 0, "dark", suy_settings_is_dark (),
                  "size", 20, NULL);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *cell, gpointer data)
{
  Column column = (Column) GPOINTER_TO_UINT (data);
  GtkTreeListRow *row = gtk_list_item_get_item (cell);
  g_autoptr (SuySuspectItem) item = gtk_tree_list_row_get_item (row);
  GtkWidget *child = gtk_list_item_get_child (cell), *text = child;
  g_autofree char *words = get_text (item, column);

  if (column == COLUMN_OBJECT)
    {
      show_object (GTK_TREE_EXPANDER (child), row, item);
      text = gtk_widget_get_last_child (gtk_tree_expander_get_child (GTK_TREE_EXPANDER (child)));
    }
  else if (has_bar (column))
    {
      show_bar (SUY_PROGRESS_CELL (gtk_widget_get_first_child (child)), item, column);
      text = gtk_widget_get_last_child (child);
    }
  if (column == COLUMN_WHY)
    {
      gtk_label_set_text (GTK_LABEL (text), words);
      gtk_widget_set_tooltip_text (text, words);
    }
  else
    gtk_inscription_set_text (GTK_INSCRIPTION (text), words);
}

/* ---- order ---- */

static double
get_number (SuySuspectItem *item, Column column)
{
  const SuySuspect *suspect = suy_suspect_item_get_suspect (item);

  switch (column)
    {
    case COLUMN_DISTANCE:
      return suspect->facts.river_m;
    case COLUMN_HOURS:
      return suspect->facts.travel_h;
    case COLUMN_POINTS:
      return suspect->score.all.points;
    case COLUMN_SHARE:
      return suspect->share_bp;
    case COLUMN_RANK:
    case COLUMN_OBJECT:
    case COLUMN_TOWNSHIP:
    case COLUMN_WHY:
    case N_COLUMNS:
    default:
      return suy_suspect_item_get_rank (item);
    }
}

/* Reasons keep the order of the table, whatever column is sorted by. */
static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  Column column = (Column) GPOINTER_TO_UINT (data);
  SuySuspectItem *l = (SuySuspectItem *) a, *r = (SuySuspectItem *) b;
  double x, y;

  if (suy_suspect_item_is_reason (l))
    return 0;
  if (column == COLUMN_OBJECT)
    return g_utf8_collate (suy_suspect_item_get_title (l), suy_suspect_item_get_title (r));
  if (column == COLUMN_TOWNSHIP)
    return g_utf8_collate (suy_suspect_item_get_township (l), suy_suspect_item_get_township (r));
  x = get_number (l, column);
  y = get_number (r, column);
  if (isnan (x) || isnan (y))
    return isnan (x) - isnan (y);

  return x < y ? -1 : x > y;
}

void
suy_suspects_columns_add (GtkColumnView *view)
{
  suy_columns_add (view, columns, N_COLUMNS, &(SuyColumnRule){ on_setup, on_bind, compare });
}
