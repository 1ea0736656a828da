/* suy-map-page-private.h: what the files of SuyMapPage share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-dossier.h"
#include "suy-findings-drawer.h"
#include "suy-layers-panel.h"
#include "suy-map-page.h"
#include "suy-results-drawer.h"
#include "suy-suspects-drawer.h"
#include "suy-why-popover.h"

G_BEGIN_DECLS

typedef struct _SuyMapDuties SuyMapDuties;

struct _SuyMapPage
{
  GtkWidget parent_instance;

  GtkWidget *box, *panel_separator, *clear_button, *card, *results;
  SuyLayersPanel *panel;
  SuyMapView *map;
  SuyResultsDrawer *drawer;
  SuySuspectsDrawer *suspects_drawer;
  SuyDossier *dossier;
  SuyFindingsDrawer *findings;
  SuyWhyPopover *why;
  GtkEditable *filter_entry;
  GtkDropDown *township_drop, *industry_drop;
  GtkLabel *count_label, *card_title, *card_text;
  GMenuModel *context_menu;
  GtkWidget *popover;

  SuyWorkspace *workspace;
  SuyViewSelection *selection;
  SuyMapLayers *layers;
  SuyAnswer *answer;
  SuySuspectAnswer *suspects; /* one of both is NULL */
  SuyPlace trace_start;
  SuyMapDuties *duties; /* of suy-map-page-duties.c */

  char *tool;
  GArray *townships; /* gint64, of the entries of township_drop but the first */
  GHashTable *stale; /* names of layers to be read again */
  guint reload_idle;
  gboolean filling;
  gboolean flown; /* the selection came from the map itself */
  double menu_lon, menu_lat;
  gboolean narrow; /* the panel gives way to the map */
  guint narrow_idle;
};

/* suy-map-page.c */
void suy_map_page_set_tool (SuyMapPage *self, const char *tool);

/* suy-map-page-tools.c */
void suy_map_page_install_here (GtkWidgetClass *klass);
void suy_map_page_add_tools (SuyMapPage *self);

/* suy-map-page-filter.c */
void suy_map_page_fill_filters (SuyMapPage *self);
void suy_map_page_apply_filter (SuyMapPage *self);
void suy_map_page_clear_filter (SuyMapPage *self);

/* suy-map-page-query.c */
void suy_map_page_retrace (SuyMapPage *self, gboolean up, const char *label, double limit_km);
void suy_map_page_query_spot (SuyMapPage *self, const char *tool, SuyPoint spot);
void suy_map_page_draw_trace (SuyMapPage *self, const SuyTrace *trace);
void suy_map_page_fit_trace (SuyMapPage *self, const SuyTrace *trace);

/* @drawer: (nullable): the one below the map; NULL: none */
void suy_map_page_show_results (SuyMapPage *self, GtkWidget *drawer);

/* suy-map-page-suspects.c */
void suy_map_page_add_suspects (SuyMapPage *self);
void suy_map_page_ask_suspects (SuyMapPage *self, const SuySuspectWish *wish, const char *label);
void suy_map_page_suspects_of_spot (SuyMapPage *self, const SuyShape *shape);
void suy_map_page_suspects_of_reach (SuyMapPage *self, SuyPlace place, const char *label);

/* Shows the layer if it is hidden. */
void suy_map_page_show_layer (SuyMapPage *self, const SuyRegister *reg);

/* suy-map-page-duties.c */
void suy_map_page_add_duties (SuyMapPage *self);
void suy_map_page_free_duties (SuyMapPage *self);

/* Whatever is shown of them gives way to @drawer (nullable), unless it is theirs. */
void suy_map_page_end_duties (SuyMapPage *self, GtkWidget *drawer);
gboolean suy_map_page_has_duties (SuyMapPage *self);
gboolean suy_map_page_is_reading_duties (SuyMapPage *self);

/* Into their list.  FALSE: none is shown */
gboolean suy_map_page_focus_duties (SuyMapPage *self);

/* suy-map-page-rivers.c */
void suy_map_page_add_rivers (SuyMapPage *self);
void suy_map_page_close_rivers (SuyMapPage *self);
gboolean suy_map_page_has_rivers (SuyMapPage *self);
gboolean suy_map_page_is_checking (SuyMapPage *self);

G_END_DECLS
