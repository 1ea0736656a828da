/* suy-findings-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-findings-columns.h"

#include <glib/gi18n.h>
#include <math.h>

#include "suy-columns.h"
#include "suy-findings.h"

typedef enum
{
  COLUMN_KIND,
  COLUMN_SIZE,
  COLUMN_TEXT,
  COLUMN_PROPOSAL,
  COLUMN_PLACE,
  N_COLUMNS
} Column;

static const SuyColumn columns[N_COLUMNS] = {
  { N_ ("Kind"), 112 },          { N_ ("Size"), 84, TRUE }, { N_ ("What"), 0 },
  { N_ ("Proposed change"), 0 }, { N_ ("Place"), 190 },
};

/* The gap where there is one, else the length of what is concerned. */
static double
size_of (SuyRiverFinding *finding)
{
  const SuyFault *fault = suy_river_finding_get_fault (finding);

  return isfinite (fault->gap_m) ? fault->gap_m : fault->size_m;
}

static char *
write_size (double metres)
{
  if (metres >= 1000)
    return g_strdup_printf ("%.1f km", metres / 1000);

  return g_strdup_printf (metres < 100 ? "%.1f m" : "%.0f m", metres);
}

static char *
write_place (SuyPoint place)
{
  return g_strdup_printf ("%.4f° %s  %.4f° %s", fabs (suy_degrees (place.x)),
                          place.x < 0 ? "W" : "E", fabs (suy_degrees (place.y)),
                          place.y < 0 ? "S" : "N");
}

static char *
write_cell (SuyRiverFinding *finding, Column column)
{
  const SuyFault *fault = suy_river_finding_get_fault (finding);
  const char *proposal = suy_river_finding_get_proposal (finding);

  switch (column)
    {
    case COLUMN_KIND:
      return g_strdup (suy_fault_kind_get_label (fault->kind));
    case COLUMN_SIZE:
      return write_size (size_of (finding));
    case COLUMN_TEXT:
      return g_strdup (suy_river_finding_get_text (finding));
    case COLUMN_PROPOSAL:
      return g_strdup (proposal == NULL ? _ ("None: look at it") : proposal);
    case COLUMN_PLACE:
      return write_place (fault->place);
    case N_COLUMNS:
    default:
      return g_strdup ("");
    }
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *cell, gpointer data)
{
  Column column = (Column) GPOINTER_TO_UINT (data);
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (text), columns[column].width == 0 ? 14 : 3);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (text), columns[column].is_number ? 1 : 0);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  if (columns[column].is_number || column == COLUMN_PLACE)
    gtk_widget_add_css_class (text, "suy-figures");
  gtk_list_item_set_child (cell, text);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *cell, gpointer data)
{
  Column column = (Column) GPOINTER_TO_UINT (data);
  GtkWidget *text = gtk_list_item_get_child (cell);
  g_autofree char *content = write_cell (gtk_list_item_get_item (cell), column);

  gtk_inscription_set_text (GTK_INSCRIPTION (text), content);
  gtk_widget_set_tooltip_text (text, columns[column].width == 0 ? content : NULL);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  Column column = (Column) GPOINTER_TO_UINT (data);
  SuyRiverFinding *l = (SuyRiverFinding *) a, *r = (SuyRiverFinding *) b;
  g_autofree char *x = NULL, *y = NULL;

  if (column == COLUMN_SIZE)
    return size_of (l) < size_of (r) ? -1 : size_of (l) > size_of (r);
  x = write_cell (l, column);
  y = write_cell (r, column);

  return g_utf8_collate (x, y);
}

void
suy_findings_columns_add (GtkColumnView *view)
{
  suy_columns_add (view, columns, N_COLUMNS, &(SuyColumnRule){ on_setup, on_bind, compare });
}
