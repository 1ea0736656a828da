/* suy-workspace.h: one open file, and every verb of the product
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window and the command line are equals over this object.  It belongs to the thread that made
 * it; snapshots that it hands out (feature sets, networks) never change and go to any thread. */

#pragma once

#include <gio/gio.h>

#include "suy-network.h"
#include "suy-store.h"
#include "suy-travel-time.h"

G_BEGIN_DECLS

#define SUY_TYPE_WORKSPACE (suy_workspace_get_type ())
G_DECLARE_FINAL_TYPE (SuyWorkspace, suy_workspace, SUY, WORKSPACE, GObject)

/* Signal "changed" (const char *layer, const SuyBox *box, GArray *ids): records of a layer were
 * written, undone, imported, or changed from outside; ids (element-type gint64) may be NULL: all.
 *
 * Signal "network-ready": a thread has made the network that suy_workspace_prepare_traces() or
 * suy_workspace_peek_network() wanted.  Both need the main loop.
 *
 * Signal "acting": another person acts. */

/* ---- opening; errors as in suy-store.h ---- */

SuyWorkspace *suy_workspace_create (const char *path,
                                    const char *name,
                                    const char *district,
                                    GError **error);
SuyWorkspace *suy_workspace_open (const char *path, SuyStoreMode mode, GError **error);

/**
 * suy_workspace_create_practice:
 * @day: "2026-11-20"
 *
 * A workspace to practise in, as the demo is one: it goes by @day, whatever the clock says, until
 * suy_workspace_set_today() gives it another, and what is printed from it says that it is no
 * official paper.
 *
 * Returns: (transfer full): as suy_workspace_create()
 */
SuyWorkspace *suy_workspace_create_practice (const char *path,
                                             const char *name,
                                             const char *district,
                                             const char *day,
                                             GError **error);

/**
 * suy_workspace_open_as_of:
 * @self: is not touched
 * @day: before today, "2026-11-20"
 * @error: SUY_ERROR_NOT_FOUND: the log of the file begins later
 *
 * A temporary copy of the workspace as it stood at the end of @day, for reading with every verb; it
 * goes away with the object.  Costs a copy of the file, and what has changed since.
 *
 * Returns: (transfer full): the copy, or NULL with @error set
 */
SuyWorkspace *suy_workspace_open_as_of (SuyWorkspace *self, const char *day, GError **error);

/* A failed close leaves the object unusable and says what is the matter. */
gboolean suy_workspace_close (SuyWorkspace *self, GError **error);

SuyStore *suy_workspace_get_store (SuyWorkspace *self); /* for reading; NULL once closed */

/* Lives as long as the workspace object, closed or not, so its records may be freed until then. */
SuyCatalog *suy_workspace_get_catalog (SuyWorkspace *self);
const char *suy_workspace_get_path (SuyWorkspace *self);
const char *suy_workspace_get_name (SuyWorkspace *self);
gboolean suy_workspace_is_read_only (SuyWorkspace *self); /* TRUE once it is closed */

/* The day that rules and windows go by, "2026-11-20": that of a practice workspace, else today. */
const char *suy_workspace_get_today (SuyWorkspace *self);
gboolean suy_workspace_is_demo (SuyWorkspace *self); /* or another for practice */

/* Another day for a practice workspace, never an earlier one: what was done on its days stays
 * behind it.  A workspace that goes by the clock refuses. */
gboolean suy_workspace_set_today (SuyWorkspace *self, const char *day, GError **error);

/* Whether a new day has begun since the workspace was opened or this was asked last: then that is
 * its day, and "changed" is emitted for every layer.  The day of the demo stands. */
gboolean suy_workspace_turn_day (SuyWorkspace *self);

/* The acting person (code); kept in the file unless it is open for reading only, and named in every
 * command. */
const char *suy_workspace_get_person (SuyWorkspace *self); /* (nullable) */
gboolean suy_workspace_set_person (SuyWorkspace *self, const char *code, GError **error);

/* Search texts that an import left are written from now on in short portions of the main loop's
 * spare time, until none is due.  For windows; searches find all records in any case. */
void suy_workspace_index_texts (SuyWorkspace *self);

/* ---- snapshots: borrowed until the next change, ref to keep ---- */

SuyFeatureSet *suy_workspace_get_features (SuyWorkspace *self,
                                           const SuyRegister *reg,
                                           GError **error);

/* The rivers: reach i of the network is item i of the feature set of river_reach.  No hours are
 * unknown: those that no reach gives are estimated, see suy_workspace_get_hour_sources(). */
SuyNetwork *suy_workspace_get_network (SuyWorkspace *self, GError **error);

/* The same without waiting: NULL when it must be made first, which a thread then does; signal
 * "network-ready" says when it is there. */
SuyNetwork *suy_workspace_peek_network (SuyWorkspace *self);

/* ---- records ---- */

/* Insert when the id is 0, else update; gives a code where the register's code is empty. */
gboolean suy_workspace_save (SuyWorkspace *self,
                             SuyRecord *record,
                             const char *reason,
                             GError **error);
gboolean suy_workspace_delete (SuyWorkspace *self,
                               const SuyRegister *reg,
                               gint64 id,
                               const char *reason,
                               GError **error);

/* Looks whether another program has written; then "changed" is emitted for every layer. */
gboolean suy_workspace_poll (SuyWorkspace *self, GError **error);
gboolean suy_workspace_undo (SuyWorkspace *self, GError **error);
gboolean suy_workspace_redo (SuyWorkspace *self, GError **error);

/* "LAYER:KEY", cut at the first colon; KEY a code or "#ID". */
gboolean suy_workspace_resolve (SuyWorkspace *self,
                                const char *text,
                                const SuyRegister **reg,
                                gint64 *id,
                                GError **error);

/* "code title" for lists; "#ID" where the code is empty.  (transfer full) */
char *suy_workspace_describe (SuyWorkspace *self, const SuyRegister *reg, gint64 id);
char *suy_workspace_get_key (SuyWorkspace *self, const SuyRegister *reg, gint64 id);

/* As suy_field_parse(), and a link by the key of the record that it leads to.  Clear @value. */
gboolean suy_workspace_parse_value (SuyWorkspace *self,
                                    const SuyField *field,
                                    const char *text,
                                    SuyValue *value,
                                    GError **error);

/* As suy_field_format(), a link as the title of the record that it leads to.  (transfer full) */
char *suy_workspace_format_value (SuyWorkspace *self,
                                  const SuyField *field,
                                  const SuyValue *value,
                                  const char *language);

/* What suy_store_verify() finds, and what only the workspace knows: reaches in a circle, and those
 * that flow into a reach which is not there.  (transfer full) (element-type SuyFinding) */
GArray *suy_workspace_verify (SuyWorkspace *self, GError **error);

/* ---- what lies around: suy-feature-set.h says what a distance is ---- */

typedef struct
{
  const SuyRegister *reg;
  gint64 id;
  double distance_m;            /* along the ground; of a trace: along the water */
  double travel_h;              /* of a trace, else NAN */
  SuyTravelSource hours_source; /* the least sure on the way */
} SuyFound;

/**
 * suy_workspace_buffer:
 * @layers: (nullable) (element-type SuyRegister): NULL: all with places
 *
 * Returns: (transfer full) (element-type SuyFound): nearest first, then layer, code, id
 */
GArray *suy_workspace_buffer (SuyWorkspace *self,
                              const SuyShape *query,
                              double radius_m,
                              const GPtrArray *layers,
                              GError **error);
GArray *suy_workspace_nearest (SuyWorkspace *self,
                               const SuyShape *query,
                               guint count,
                               const GPtrArray *layers,
                               GError **error);

/* Polygons that hold the point. */
GArray *suy_workspace_at (SuyWorkspace *self,
                          SuyPoint point,
                          const GPtrArray *layers,
                          GError **error);

/* ---- the rivers ---- */

#define SUY_SNAP_M 200.0 /* the outfall rule of domain.md SM-6 */

/* "river_reach:KEY@F", "LAYER:KEY" (its place, snapped) */
gboolean suy_workspace_parse_place (SuyWorkspace *self,
                                    const char *text,
                                    double snap_m,
                                    SuyPlace *place,
                                    GError **error);

/* Nearest place on a river; SUY_ERROR_NOT_FOUND names the nearest reach and its distance. */
gboolean suy_workspace_snap (SuyWorkspace *self,
                             const SuyShape *shape,
                             double snap_m,
                             SuyPlace *place,
                             GError **error);

typedef struct
{
  SuyPlace start;
  SuyTraceRule rule;
  char *rule_text;      /* the rule for a limit, as it is shown */
  GArray *pieces;       /* (element-type SuyTracePiece) */
  GArray *features;     /* (element-type SuyFound): nearest by water first */
  double length_m;      /* of all pieces */
  guint n_cut;          /* pieces that the limit cut */
  guint8 *hour_sources; /* (array length=pieces) of SuyTravelSource: the least sure on the way */
  char *hours_text;     /* (nullable): what estimated hours rest on; NULL: none is estimated */
} SuyTrace;

/**
 * suy_workspace_prepare_traces:
 * @layers: (element-type SuyRegister)
 *
 * Has threads make the network and look which features lie within SUY_SNAP_M of a river, so that
 * the first trace need not: a second for 100,000 points.  A trace that comes before waits for the
 * network, and looks for features itself.
 */
void suy_workspace_prepare_traces (SuyWorkspace *self, const GPtrArray *layers);

SuyTrace *suy_workspace_trace (SuyWorkspace *self,
                               SuyPlace start,
                               const SuyTraceRule *rule,
                               const GPtrArray *layers,
                               double snap_m,
                               GError **error);
void suy_trace_free (SuyTrace *trace);

/* Whether the limit cut this piece: it ends inside its reach, and not where the trace started, to
 * which a circle leads back. */
gboolean suy_trace_is_cut (const SuyTrace *trace, const SuyTracePiece *piece);

/**
 * suy_workspace_path:
 * @why: (out) (transfer full): when there is no way, why
 *
 * Returns: (transfer full) (nullable): pieces from @start down to @end; NULL with @why or @error
 */
GArray *suy_workspace_path (SuyWorkspace *self,
                            SuyPlace start,
                            SuyPlace end,
                            char **why,
                            GError **error);

/**
 * suy_workspace_get_hour_sources:
 * @start, @rule: what was asked; of a path a rule DOWN without limits
 * @pieces: (element-type SuyTracePiece): of suy_workspace_trace() or suy_workspace_path()
 *
 * Returns: (transfer full) (array length=pieces) of SuyTravelSource: the least sure on the way to
 *   each and through it
 */
guint8 *suy_workspace_get_hour_sources (SuyWorkspace *self,
                                        SuyPlace start,
                                        const SuyTraceRule *rule,
                                        const GArray *pieces);

/* The line of a piece, for drawing and GeoJSON.  (transfer full) */
SuyGeometry *suy_workspace_get_piece (SuyWorkspace *self, const SuyTracePiece *piece);

/* ---- vector tiles ---- */

/* What a tile of suyuanctl may hold, in bytes before compression.  Programs that draw maps ask for
 * tiles of this size at most; it is the usual bound of web maps. */
#define SUY_TILE_MAX_BYTES 500000

typedef struct
{
  guint min_zoom, max_zoom; /* at most 20 */
  guint32 max_bytes;        /* of a tile before compression, all layers together; 0: no bound */
  gboolean no_tags;         /* ids alone */
  gboolean no_compress;     /* tiles are stored as they are, not gzipped */
  guint n_threads;          /* 0: as many as there are processors; the file is the same */
} SuyTilesRule;

/**
 * suy_workspace_get_tile:
 * @layers: (nullable) (element-type SuyRegister): NULL: all with places
 *
 * Each feature carries its code, its title and its listed choices as tags, and its id: maps are
 * styled by choices and labelled by titles, and whoever reads the file has no other place to look
 * them up.  The tile is that of suy_workspace_write_tiles() with SUY_TILE_MAX_BYTES: half of it is
 * shared out evenly among the layers that aren't empty, half by how many features they have, and a
 * layer that needs more is thinned as suy-tile-layer.h says, where a graver `risk_level` is a
 * higher rank.
 *
 * Returns: (transfer full): the tile, not compressed; of no bytes where nothing is
 */
GBytes *suy_workspace_get_tile (SuyWorkspace *self,
                                guint zoom,
                                guint32 x,
                                guint32 y,
                                const GPtrArray *layers,
                                GError **error);

/* All tiles that hold something, as a new MBTiles file.  Its metadata say under `suyuan_thinned`
 * which zooms are thinned, where any is. */
gboolean suy_workspace_write_tiles (SuyWorkspace *self,
                                    const char *path,
                                    const SuyTilesRule *rule,
                                    const GPtrArray *layers,
                                    GError **error);

/**
 * suy_workspace_write_base_map:
 *
 * Writes land, boundaries, water, roads and names of the workspace as a base map in MBTiles: layers
 * `land`, `boundary`, `water`, `road` and `place`, which the styles of the map room draw.
 */
gboolean suy_workspace_write_base_map (SuyWorkspace *self, const char *path, GError **error);

/* ---- text ---- */

/* "118.11, 27.33", "27°20′06″N 118°06′58″E", 度分秒, full-width digits: longitude and latitude in
 * either order where that is clear.  FALSE if the text is no place. */
gboolean suy_workspace_parse_coordinates (const char *text, SuyPoint *point);

/* The one shape that a file from outside holds, in any format of the import.  (transfer full) */
SuyGeometry *suy_workspace_read_geometry (const char *path, GError **error);

/* The directory that holds data files of this build or installation.  Borrowed. */
const char *suy_workspace_get_data_dir (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyTrace, suy_trace_free)

G_END_DECLS
