/* suy-workspace-private.h: what the files of SuyWorkspace share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-places.h"
#include "suy-river-network.h"
#include "suy-tile-layer.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

typedef struct _SuyRiverBuild SuyRiverBuild;
typedef struct _SuyReads SuyReads;
typedef struct _SuyEvaluating SuyEvaluating;
typedef struct _SuyWarningRun SuyWarningRun;

struct _SuyWorkspace
{
  GObject parent_instance;

  SuyStore *store;     /* NULL once closed */
  SuyCatalog *catalog; /* of the store, kept past its close: records name registers in it */
  char *path, *name, *today, *person;
  char *role; /* (nullable): of the acting person, once it was asked for */
  gboolean demo;
  gint64 wall;      /* µs UTC, of commands and of what they do; 0: that of the clock.  For tests */
  gboolean is_past; /* a copy as of the end of a past day */
  gint64 first_day; /* of the journal, since 1970-01-01; G_MAXINT64: not known */
  char *folder;     /* (nullable): temporary, of such a copy; removed with the object */

  /* Snapshots; each is brought up to date by the log when it is next asked for. */
  GHashTable *features;    /* const SuyRegister to SuyFeatureSet */
  GHashTable *ends;        /* const SuyRegister to gint64: end of the log before the set was read */
  GHashTable *stale;       /* const SuyRegister: may have changed since */
  SuyRiverNetwork *rivers; /* (nullable) */
  gboolean rivers_stale;
  SuyRiverBuild *build;    /* (nullable): a thread that makes them */
  GPtrArray *wanted;       /* (nullable): registers whose places are looked for when it is done */
  GHashTable *places;      /* const SuyRegister to SuyKeptPlaces */
  GHashTable *tile_layers; /* const SuyRegister to SuyTileLayer, with tags */

  GHashTable *machines; /* const SuyRegister to SuyMoves */
  SuyReads *reads;      /* of suy-reads.c */

  SuyEvaluating *evaluating;   /* (nullable): warnings are being brought up to date */
  GPtrArray *indicator_states; /* (nullable): SuyIndicatorState, of the last look */
  gboolean single_steps;       /* one in each turn of the main loop.  For tests */
  SuyWarningRun *run;          /* (nullable): the last evaluation */
  struct
  {
    guint whole, changed; /* how many there were, of everything and of what changed.  For tests */
  } evaluations;

  struct
  {
    guint source; /* 0: nothing is due, as far as we know */
    guint rows;   /* of the next portion */
  } texts;        /* of suy-workspace-due.c */
};

/* The day by the clock of this machine as the bureau has it, whatever the zone of the machine.
 * (transfer full) */
char *suy_workspace_real_today (void);

/* Takes @store. */
SuyWorkspace *suy_workspace_new_over (SuyStore *store);

/* Gives the record a code where its register's is empty.  Within the open command. */
void suy_workspace_ensure_code (SuyWorkspace *self, SuyRecord *record);

/* The command that an edit by the acting person runs in.  All that writes calls it first: it ends
 * the command of an evaluation that is open. */
SuyCommandInfo suy_workspace_command (SuyWorkspace *self, const char *kind, const char *reason);

/* Notes that the snapshots of @reg may be old: what changed stands in the log. */
void suy_workspace_age_snapshots (SuyWorkspace *self, const SuyRegister *reg);

/* Ages the snapshots of @reg and emits "changed"; @ids may be NULL: all. */
void suy_workspace_changed (SuyWorkspace *self,
                            const SuyRegister *reg,
                            const SuyBox *box,
                            GArray *ids);

/* Forgets the last evaluation. */
void suy_workspace_drop_run (SuyWorkspace *self);

/* The same for one record without a known place. */
void suy_workspace_changed_one (SuyWorkspace *self, const SuyRegister *reg, gint64 id);

/* Commits if @ok, else rolls back.  FALSE with @error set if nothing was kept. */
gboolean suy_workspace_end_command (SuyWorkspace *self, gboolean ok, GError **error);

/* By name; it must be in the catalog, else SUY_ERROR_NOT_FOUND. */
const SuyRegister *suy_workspace_register (SuyWorkspace *self, const char *name, GError **error);

/* @layers, or all registers with places where it is NULL.  (transfer container) */
GPtrArray *suy_workspace_choose_layers (SuyWorkspace *self, const GPtrArray *layers);

/* The network and what it was made from, as the records are now; waits for a thread that makes it.
 * Borrowed until the next call. */
SuyRiverNetwork *suy_workspace_get_rivers (SuyWorkspace *self, GError **error);

/* Has a thread make the network unless it is there.  Returns: whether it is */
gboolean suy_workspace_prepare_rivers (SuyWorkspace *self);

/* Waits for that thread. */
void suy_workspace_end_build (SuyWorkspace *self);

/* Threads that read with connections of their own, which a close waits for. */
SuyReads *suy_reads_new (void);
void suy_reads_begin (SuyReads *self);
void suy_reads_end (SuyReads *self); /* by any thread */
void suy_reads_wait (SuyReads *self);
void suy_reads_free (SuyReads *self);

/* Looks in threads for the places of the registers wanted. */
void suy_workspace_search_places (SuyWorkspace *self);
void suy_kept_places_free (gpointer data);

/* Removes a folder without folders in it, and frees @folder. */
void suy_workspace_remove_folder (char *folder);

/* Makes the rest of a day that is being evaluated, so that its command is closed. */
void suy_workspace_end_day (SuyWorkspace *self);

/* Ends an evaluation; its open day is taken back. */
void suy_workspace_stop_evaluating (SuyWorkspace *self);

/* No more of suy_workspace_index_texts(). */
void suy_workspace_stop_texts (SuyWorkspace *self);

/* How many reaches' hours are estimated, and from what.  (transfer full) (nullable): none is */
char *suy_workspace_describe_hours (SuyWorkspace *self, const GArray *pieces);

/* The first run of a reach, which is a line of one. */
SuyShape suy_workspace_get_line (SuyFeatureSet *rivers, guint32 reach);

/* Every feature of @reg within @snap_m of a river, on its nearest reach.  (transfer full) */
SuyPlaces *suy_workspace_ref_places (SuyWorkspace *self,
                                     const SuyRegister *reg,
                                     double snap_m,
                                     GError **error);

/* The time that records of today carry, in µs UTC and as text; in the demo the clock of its day.
 * (transfer full) */
gint64 suy_workspace_get_moment (SuyWorkspace *self);
char *suy_workspace_now (SuyWorkspace *self);

/* Sets plan, lag and lamp of a rectification item or a milestone, empty where they are not known.
 * @due: (nullable): the day that counts */
void suy_workspace_derive_lamp (SuyWorkspace *self, SuyRecord *record, const char *due);

/* Sets the derived fields that follow from the record's own fields and the day. */
void suy_workspace_derive (SuyWorkspace *self, SuyRecord *record);

/* The same for a stored record, within the open command. */
gboolean suy_workspace_refresh (SuyWorkspace *self,
                                const SuyRegister *reg,
                                gint64 id,
                                GError **error);

/* The same for what rests on @record: the item of an extension, the case of an item. */
gboolean suy_workspace_refresh_above (SuyWorkspace *self, const SuyRecord *record, GError **error);

/* The same for what changed behind @since, of suy_store_get_log_end(), by an undo or by another
 * program, and for all lamps and deadlines; a transaction of its own, which is no command as
 * nothing of it is logged. */
gboolean suy_workspace_refresh_since (SuyWorkspace *self, gint64 since, GError **error);

/* Sets class and day of sections (element-type SuyRecord) from their latest samples. */
void suy_workspace_assess (SuyWorkspace *self, GPtrArray *sections, const GPtrArray *measurements);

G_END_DECLS
