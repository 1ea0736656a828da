/* suy-chart.h: how did this value go over time?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line with gaps where nothing was measured, the limit, and diamonds above it.  Left and right
 * walk the values, which are spoken and shown above. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUY_TYPE_CHART (suy_chart_get_type ())
G_DECLARE_FINAL_TYPE (SuyChart, suy_chart, SUY, CHART, GtkWidget)

typedef struct
{
  gint64 day;   /* days since 1970-01-01 */
  double value; /* NAN: missing */
} SuyChartPoint;

GtkWidget *suy_chart_new (void);

/**
 * suy_chart_set_points:
 * @points: (element-type SuyChartPoint): oldest first, copied
 * @limit: NAN: none
 * @unit: (nullable)
 */
void suy_chart_set_points (SuyChart *self,
                           const char *name,
                           const char *unit,
                           const GArray *points,
                           double limit);

/* How many lie above the limit. */
guint suy_chart_count_above (SuyChart *self);

G_END_DECLS
