/* suy-demo-private.h: what do the parts of the demo know of each other?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parts run in the order in which they stand here, each with what the earlier ones made. */

#pragma once

#include <json-glib/json-glib.h>

#include "suy-demo-random.h"
#include "suy-demo.h"

G_BEGIN_DECLS

#define SUY_DEMO_N_CELLS 120
#define SUY_DEMO_N_SAMPLES 34 /* months, 2024-01 to 2026-10 */

typedef struct
{
  gint64 id, unit;
  const char *code, *name;
  SuyGeometry *area;
  SuyPoint seat;
} SuyDemoTown;

typedef struct
{
  gint64 id, inspector;
  const char *code;
  guint town;
  SuyGeometry *area;
  SuyBox box;
  GStrv villages;
} SuyDemoCell;

typedef struct
{
  gint64 id;
  const char *code, *name, *basin, *tributary; /* name, tributary: (nullable) */
  SuyGeometry *line;
  double length_m;
  gint64 strahler;
  gboolean in_district;
} SuyDemoReach;

typedef struct
{
  gint64 id, unit;
  const char *code, *name, *role;
  guint town; /* G_MAXUINT: of the whole district */
} SuyDemoPerson;

/* Somewhere in the district. */
typedef struct
{
  SuyPoint point;
  guint cell, town;
  guint reach; /* G_MAXUINT: not by a river */
  double fraction;
} SuyDemoSpot;

typedef struct
{
  gint64 id;
  const char *name, *industry;
  SuyDemoSpot spot;
  gboolean is_key;
} SuyDemoFirm;

typedef struct
{
  gint64 id;
  const char *name, *level, *source; /* source: its source_type */
  SuyDemoSpot spot;
  guint firm; /* G_MAXUINT: none */
} SuyDemoPoint;

typedef struct
{
  gint64 id;
  const char *tributary; /* (nullable) */
  guint reach;
  gboolean exceeds; /* does not meet class III */
} SuyDemoSection;

typedef struct
{
  gint64 id;
  const char *name;
  SuyDemoSpot spot;
} SuyDemoOutfall;

/* What complaints are about: one problem. */
typedef struct
{
  const char *type;     /* of the complaints */
  gint64 problem, firm; /* firm 0: none that is known */
  SuyDemoSpot spot;
  gint found, closed; /* days; closed 0: still open */
} SuyDemoMatter;

struct _SuyDemo
{
  SuyCatalog *catalog;
  guint64 seed;
  guint32 n_points;
  char *dir;
  gint64 next_id;
  GHashTable *lists;     /* register name to GPtrArray of SuyRecord; NULL once handed out */
  GHashTable *given;     /* register name to how many were handed out */
  GHashTable *ids;       /* "register:code" to id */
  GStringChunk *strings; /* every text that lives as long as the demo */
  GArray *moves;         /* (element-type SuyDemoMove) */
  GPtrArray *blobs;      /* (element-type GBytes) contents of attachments */
  GPtrArray *changes;    /* (element-type SuyRecord) that moves write */
  JsonNode *tables, *words;
  GArray *towns, *cells, *reaches, *persons, *firms, *points, *sections, *outfalls, *matters;
  GPtrArray *roads; /* (element-type SuyGeometry) inside the district at least in part */
  GArray *banks;    /* (element-type guint): reaches in the district */
  SuyGeometry *district;
  GPtrArray *geometries; /* holds what towns, cells, reaches, roads and district point to */
  SuyDemoRandom late;    /* of the risk points beyond the first */
};

/* ---- records: suy-demo-build.c ---- */

/* A new record with an id; it belongs to the demo, which hands it out later. */
SuyRecord *suy_demo_add (SuyDemo *self, const char *reg, const char *code);
gint64 suy_demo_new_id (SuyDemo *self);
GPtrArray *suy_demo_get_list (SuyDemo *self, const char *reg);
const char *suy_demo_keep (SuyDemo *self, const char *text);

/* 0 if there is none. */
gint64 suy_demo_find (SuyDemo *self, const char *reg, const char *code);

void suy_demo_set_flag (SuyRecord *record, const char *field, gboolean value);

/* A JSON array of @words, which end with NULL. */
void suy_demo_set_list (SuyRecord *record, const char *field, ...) G_GNUC_NULL_TERMINATED;
void suy_demo_set_strv (SuyRecord *record, const char *field, const char *const *words);

/* Days since 1970-01-01; a time of day is China's. */
gint suy_demo_day (const char *date);
gint64 suy_demo_time (gint day, guint minute);
void suy_demo_set_day (SuyRecord *record, const char *field, gint day);
void suy_demo_set_time (SuyRecord *record, const char *field, gint64 at);
char *suy_demo_day_text (gint day);

/* @evidence as in SuyDemoMove */
void suy_demo_move (SuyDemo *self,
                    const SuyRecord *record,
                    const char *name,
                    const SuyDemoPerson *actor,
                    gint64 at,
                    const char *note,
                    const char *evidence);

/* What the move that was added last writes; to be filled. */
SuyRecord *suy_demo_change (SuyDemo *self, const SuyRecord *record);

/* @k of @n places chosen.  Returns: (transfer full) (array length=n) */
gboolean *suy_demo_choose (SuyDemoRandom *random, guint n, guint k);

/* ---- sources: suy-demo-source.c ---- */

JsonNode *suy_demo_read_json (SuyDemo *self, const char *file, GError **error);

/* Every member is a field of @reg; a link is a code.  "near", "demo_state", "demo_moves" and the
 * code are left to the caller. */
SuyRecord *suy_demo_add_json (SuyDemo *self, const char *reg, JsonObject *members, GError **error);

typedef gboolean (*SuyDemoFeature) (SuyDemo *self, SuyRecord *record, JsonObject *members);

/* Adds the features of a file; @each (nullable) sees every one. */
gboolean suy_demo_add_features (SuyDemo *self,
                                const char *file,
                                const char *reg,
                                SuyDemoFeature each,
                                GError **error);

/* Sets the place, and what follows from it, to one near the township "near" of the row. */
gboolean suy_demo_take_near (SuyDemo *self, SuyRecord *record, JsonObject *members, guint row);

typedef gboolean (*SuyDemoRow) (SuyDemo *self, SuyRecord *record, JsonObject *members, guint row);

/* Adds the rows that tables.json has for @reg. */
gboolean suy_demo_add_table (SuyDemo *self, const char *reg, SuyDemoRow each, GError **error);

/* A list of words.json; @key may be "firms/bamboo". */
JsonArray *suy_demo_get_words (SuyDemo *self, const char *key);
const char *suy_demo_pick_word (SuyDemo *self, SuyDemoRandom *random, const char *key);

/* ---- places: suy-demo-spot.c ---- */

/* Fills cell and town; FALSE outside the district. */
gboolean suy_demo_locate (SuyDemo *self, SuyDemoSpot *spot);
void suy_demo_spot_near_town (SuyDemo *self, SuyDemoRandom *random, guint town, SuyDemoSpot *spot);
void suy_demo_spot_by_road (SuyDemo *self, SuyDemoRandom *random, SuyDemoSpot *spot);

/* On the bank of @reach or, if G_MAXUINT, of any reach, 15 to 180 m from its line. */
void suy_demo_spot_on_bank (SuyDemo *self, SuyDemoRandom *random, guint reach, SuyDemoSpot *spot);
void suy_demo_set_point (SuyRecord *record, SuyPoint point);
void suy_demo_set_square (SuyRecord *record, SuyPoint centre, double half_m);
void suy_demo_set_spot (SuyDemo *self, SuyRecord *record, const SuyDemoSpot *spot);
guint suy_demo_find_town (SuyDemo *self, const char *code);

/* ---- people: suy-demo-people.c ---- */

const SuyDemoPerson *suy_demo_pick_person (SuyDemo *self, SuyDemoRandom *random, const char *role);

/* Of that unit; NULL if there is none. */
const SuyDemoPerson *suy_demo_find_person (SuyDemo *self, const char *role, gint64 unit, guint nth);
const SuyDemoPerson *suy_demo_get_inspector (SuyDemo *self, guint cell);
char *suy_demo_make_name (SuyDemo *self, SuyDemoRandom *random);

/* ---- the parts ---- */

gboolean suy_demo_make_areas (SuyDemo *self, GError **error);     /* suy-demo-area.c */
gboolean suy_demo_make_people (SuyDemo *self, GError **error);    /* suy-demo-people.c */
gboolean suy_demo_make_grid (SuyDemo *self, GError **error);      /* suy-demo-area.c */
gboolean suy_demo_make_rivers (SuyDemo *self, GError **error);    /* suy-demo-area.c */
gboolean suy_demo_make_projects (SuyDemo *self, GError **error);  /* suy-demo-project.c */
void suy_demo_make_firms (SuyDemo *self);                         /* suy-demo-firm.c */
gboolean suy_demo_make_water (SuyDemo *self, GError **error);     /* suy-demo-water.c */
void suy_demo_make_points (SuyDemo *self);                        /* suy-demo-point.c */
void suy_demo_make_outfalls (SuyDemo *self);                      /* suy-demo-outfall.c */
gboolean suy_demo_make_assets (SuyDemo *self, GError **error);    /* suy-demo-asset.c */
gboolean suy_demo_make_warnings (SuyDemo *self, GError **error);  /* suy-demo-warning.c */
void suy_demo_make_cases (SuyDemo *self);                         /* suy-demo-case.c */
void suy_demo_make_complaints (SuyDemo *self);                    /* suy-demo-complaint.c */
void suy_demo_make_inspections (SuyDemo *self);                   /* suy-demo-inspection.c */
gboolean suy_demo_make_registers (SuyDemo *self, GError **error); /* suy-demo-register.c */
void suy_demo_make_campaigns (SuyDemo *self);                     /* suy-demo-campaign.c */
void suy_demo_make_evidence (SuyDemo *self);  /* suy-demo-evidence.c, once moves are in order */
void suy_demo_make_samples (SuyDemo *self);   /* suy-demo-water.c */
void suy_demo_make_samplings (SuyDemo *self); /* suy-demo-sampling.c */

/* The next risk point beyond the first 236. */
SuyRecord *suy_demo_make_late_point (SuyDemo *self, guint32 number);

G_END_DECLS
