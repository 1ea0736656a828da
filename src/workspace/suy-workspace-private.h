/* suy-workspace-private.h: what the files of SuyWorkspace share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-places.h"
#include "suy-tile-layer.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

struct _SuyWorkspace
{
  GObject parent_instance;

  SuyStore *store;     /* NULL once closed */
  SuyCatalog *catalog; /* of the store, kept past its close: records name registers in it */
  char *path, *name, *today, *person;
  char *role; /* (nullable): of the acting person, once it was asked for */
  gboolean demo;

  /* Snapshots, edited or dropped when their layer changes. */
  GHashTable *features; /* const SuyRegister to SuyFeatureSet */
  GHashTable *stale;    /* const SuyRegister to GArray of gint64: changed since the set was made */
  SuyNetwork *network;
  guint8 *hour_sources;    /* of SuyTravelSource, by reach; with the network */
  gboolean estimated;      /* some are not their own */
  double default_m_s;      /* of reaches of which nothing is known */
  GHashTable *places;      /* const SuyRegister to SuyPlaces, within SUY_SNAP_M of a river */
  GHashTable *tile_layers; /* const SuyRegister to SuyTileLayer, with tags */

  GHashTable *machines; /* const SuyRegister to SuyMoves */
};

/* Takes @store. */
SuyWorkspace *suy_workspace_new_over (SuyStore *store);

/* Gives the record a code where its register's is empty.  Within the open command. */
void suy_workspace_ensure_code (SuyWorkspace *self, SuyRecord *record);

/* The command that an edit by the acting person runs in. */
SuyCommandInfo suy_workspace_command (SuyWorkspace *self, const char *kind, const char *reason);

/* Notes that the snapshots of @reg are old; @ids (element-type gint64) may be NULL: all. */
void suy_workspace_age_snapshots (SuyWorkspace *self, const SuyRegister *reg, const GArray *ids);

/* Ages the snapshots of @reg and emits "changed"; @ids may be NULL: all. */
void suy_workspace_changed (SuyWorkspace *self,
                            const SuyRegister *reg,
                            const SuyBox *box,
                            GArray *ids);

/* The same for one record without a known place. */
void suy_workspace_changed_one (SuyWorkspace *self, const SuyRegister *reg, gint64 id);

/* Commits if @ok, else rolls back.  FALSE with @error set if nothing was kept. */
gboolean suy_workspace_end_command (SuyWorkspace *self, gboolean ok, GError **error);

/* By name; it must be in the catalog, else SUY_ERROR_NOT_FOUND. */
const SuyRegister *suy_workspace_register (SuyWorkspace *self, const char *name, GError **error);

/* @layers, or all registers with places where it is NULL.  (transfer container) */
GPtrArray *suy_workspace_choose_layers (SuyWorkspace *self, const GPtrArray *layers);

void suy_workspace_drop_network (SuyWorkspace *self);

/* How many reaches' hours are estimated, and from what.  (transfer full) (nullable): none is */
char *suy_workspace_describe_hours (SuyWorkspace *self, const GArray *pieces);

/* The first run of a reach, which is a line of one. */
SuyShape suy_workspace_get_line (SuyFeatureSet *rivers, guint32 reach);

/* Every feature of @reg within @snap_m of a river, on its nearest reach.  (transfer full) */
SuyPlaces *suy_workspace_ref_places (SuyWorkspace *self,
                                     const SuyRegister *reg,
                                     double snap_m,
                                     GError **error);

/* The time that records of today carry, as text; in the demo the clock of its day.  (transfer full)
 */
char *suy_workspace_now (SuyWorkspace *self);

/* Sets the derived fields that follow from the record's own fields and the day. */
void suy_workspace_derive (SuyWorkspace *self, SuyRecord *record);

/* The same for a stored record, within the open command. */
gboolean suy_workspace_refresh (SuyWorkspace *self,
                                const SuyRegister *reg,
                                gint64 id,
                                GError **error);

/* Sets class and day of sections (element-type SuyRecord) from their latest samples. */
void suy_workspace_assess (SuyWorkspace *self, GPtrArray *sections, const GPtrArray *measurements);

G_END_DECLS
