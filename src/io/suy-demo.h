/* suy-demo.h: what does the demo district hold?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An invented bureau year over a real district, the same for the same seed on every machine.  The
 * files in data/demo give the map; enterprises, people, cases and measurements are made up.
 * Records come register by register in an order in which links point backwards, with their ids
 * set.  States are not written: the moves that lead to them are given in the order of time, to be
 * run by whoever knows the rules. */

#pragma once

#include "suy-record.h"

G_BEGIN_DECLS

#define SUY_DEMO_TODAY "2026-11-20"
#define SUY_DEMO_DISTRICT "350703"
#define SUY_DEMO_MIN_POINTS 236
#define SUY_DEMO_MAX_POINTS 10000000

typedef struct _SuyDemo SuyDemo;

typedef struct
{
  guint64 seed;
  guint32 n_points;     /* risk points, SUY_DEMO_MIN_POINTS to SUY_DEMO_MAX_POINTS; 0: the least */
  const char *data_dir; /* the directory with rivers.geojson and the others */
} SuyDemoOptions;

/* One move of one record, to be checked and run by the rules. */
typedef struct
{
  const char *reg; /* name of the register, which is the machine's too */
  gint64 id;
  const char *name;         /* of the move, "assign" */
  gint64 actor;             /* id of a person */
  const char *role;         /* of the acting person */
  gint64 at;                /* µs UTC */
  const char *note;         /* (nullable) */
  const char *evidence;     /* (nullable): kinds, one word an item: "before after after" */
  const SuyRecord *changes; /* (nullable): fields that the move writes, with the record's id */
} SuyDemoMove;

typedef gboolean (*SuyDemoSink) (SuyRecord *record /* transfer full */,
                                 gpointer user_data,
                                 GError **error);
typedef gboolean (*SuyDemoMoveSink) (const SuyDemoMove *move, gpointer user_data, GError **error);

/**
 * suy_demo_new:
 * @catalog: kept
 * @error: SUY_ERROR_NOT_FOUND (a source file), SUY_ERROR_CORRUPT (its content),
 *   SUY_ERROR_INVALID (options)
 *
 * Makes everything but the risk points beyond the first 236, which come as they are asked for.
 *
 * Returns: (transfer full): the demo, or NULL with @error set
 */
SuyDemo *suy_demo_new (SuyCatalog *catalog, const SuyDemoOptions *options, GError **error);
void suy_demo_free (SuyDemo *self);

/* The device that a demo of @seed is made on: 32 hex digits and a number of 20 bits.
 * Returns: (transfer full) */
char *suy_demo_get_device (guint64 seed, guint32 *number);

/* Names of the registers that have records, in the order in which links point backwards. */
const char *const *suy_demo_get_order (SuyDemo *self);
guint32 suy_demo_count (SuyDemo *self, const char *reg);

/* Goes through the records of @reg, once.  Returns: (transfer full) (nullable): NULL at the end */
SuyRecord *suy_demo_next (SuyDemo *self, const char *reg);

/* All moves, earliest first.  (element-type SuyDemoMove), borrowed */
const GArray *suy_demo_get_moves (SuyDemo *self);

/* The contents that attachments name by their SHA-256; some more than once.
 * (element-type GBytes), borrowed */
const GPtrArray *suy_demo_get_blobs (SuyDemo *self);

/**
 * suy_demo_run:
 * @sink, @move_sink: get everything that is left, records first; FALSE with @error stops
 */
gboolean suy_demo_run (SuyDemo *self,
                       SuyDemoSink sink,
                       SuyDemoMoveSink move_sink,
                       gpointer user_data,
                       GError **error);

/* The acting person that the demo's window starts with (code). */
const char *suy_demo_get_person (SuyDemo *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyDemo, suy_demo_free)

G_END_DECLS
