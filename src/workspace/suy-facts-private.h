/* suy-facts-private.h: what the files that look facts up share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-facts.h"
#include "suy-tiers.h"
#include "suy-workspace-private.h"

G_BEGIN_DECLS

#define SUY_DAY_UNKNOWN G_MININT64

typedef struct
{
  SuyWorkspace *workspace;
  const SuyFactsAsk *ask;
  const SuyRegister *reg;
  gint64 id;
  gint64 today;       /* days since 1970-01-01 */
  GPtrArray *journal; /* (element-type SuyRecord), oldest first */
  GPtrArray *files;   /* (element-type SuyRecord): its attachments, its partner's, its origin's */
  GHashTable *facts;
} SuyLook;

/* Whether anybody asks for @fact; what costs a look into the file is looked up only then. */
gboolean suy_look_wants (const SuyLook *look, const char *fact);

/* ---- setting ---- */

void suy_look_set (const SuyLook *look, const char *fact, const char *value);
void suy_look_set_flag (const SuyLook *look, const char *fact, gboolean value); /* yes, no */
void suy_look_set_count (const SuyLook *look, const char *fact, gint64 n);      /* 0 if below */

/* ---- reading records; fields that the register lacks are empty ---- */

gint64 suy_look_integer (const SuyRecord *record, const char *field);
const char *suy_look_text (const SuyRecord *record, const char *field); /* (nullable) */
gboolean suy_look_is (const SuyRecord *record, const char *field, const char *text);

/* Days since 1970-01-01, of a time as clocks in China show it; SUY_DAY_UNKNOWN for none. */
gint64 suy_look_day (const SuyRecord *record, const char *field);
gint64 suy_look_day_of (const char *text); /* (nullable) */

/* µs since 1970-01-01 UTC, SUY_DAY_UNKNOWN for none. */
gint64 suy_look_time (const SuyRecord *record, const char *field);

/* The texts of a LIST field, none if it is empty.  (transfer full) */
GStrv suy_look_list (const SuyRecord *record, const char *field);

/* The other way: what such a field holds, NULL for none.  (transfer full) (nullable) */
char *suy_look_format_list (const char *const *lines);

/* ---- reading the file ---- */

/* A record by its id; NULL for 0 or if it is gone.  (transfer full) (nullable) */
SuyRecord *suy_look_get (const SuyLook *look, const char *reg, gint64 id);

/* The record that a link leads to.  (transfer full) (nullable) */
SuyRecord *suy_look_follow (const SuyLook *look, const SuyRecord *record, const char *field);

/* Records of @reg whose link @field leads to @id; none where the catalog has no such field.
 * (transfer full), NULL with @error set */
GPtrArray *suy_look_linked (const SuyLook *look,
                            const char *reg,
                            const char *field,
                            gint64 id,
                            GError **error);

/* Of those, the ones that are not in a final state of their machine. */
gboolean suy_look_is_open (const SuyLook *look, const SuyRecord *record);
guint suy_look_count_open (const SuyLook *look, const GPtrArray *records);

/* Place in the journal of the last row with one of @moves, which end with NULL; -1: none. */
int suy_look_find_last (const SuyLook *look, const char *const *moves);

/* Day on which @field last got another value, today if that is in this move; SUY_DAY_UNKNOWN. */
gint64 suy_look_day_changed (const SuyLook *look, const char *field);

/* Distance of two places in metres, INFINITY if one is not known. */
double suy_look_distance (SuyGeometry *a, SuyGeometry *b);

/* The attachment that says where it was made, as a place.  (transfer full) (nullable) */
SuyGeometry *suy_look_place_of_file (const SuyRecord *file);

/* ---- the parts, each for the registers that it knows; FALSE with @error set ---- */

gboolean suy_facts_add_common (const SuyLook *look, GError **error);
gboolean suy_facts_add_acceptance (const SuyLook *look, GError **error);
gboolean suy_facts_add_inspection (const SuyLook *look, GError **error);
gboolean suy_facts_add_problem (const SuyLook *look, GError **error);
gboolean suy_facts_add_item (const SuyLook *look, GError **error);
gboolean suy_facts_add_plan (const SuyLook *look, GError **error);
gboolean suy_facts_add_extension (const SuyLook *look, GError **error);
gboolean suy_facts_add_ladder (const SuyLook *look, GError **error);
gboolean suy_facts_add_complaint (const SuyLook *look, GError **error);
gboolean suy_facts_add_outfall (const SuyLook *look, GError **error);
gboolean suy_facts_add_warning (const SuyLook *look, GError **error);
gboolean suy_facts_add_project (const SuyLook *look, GError **error);
gboolean suy_facts_add_milestone (const SuyLook *look, GError **error);
gboolean suy_facts_add_hot_event (const SuyLook *look, GError **error);
gboolean suy_facts_add_list_entry (const SuyLook *look, GError **error);
gboolean suy_facts_add_quarter_task (const SuyLook *look, GError **error);
gboolean suy_facts_add_sampling (const SuyLook *look, GError **error);
gboolean suy_facts_add_station_patrol (const SuyLook *look, GError **error);
gboolean suy_facts_add_lookback_sample (const SuyLook *look, GError **error);

/* The roles' tiers, shared. */
SuyTiers *suy_facts_get_tiers (void);

/* The newest application that waits for an answer.  (transfer full) (nullable) */
SuyRecord *suy_facts_choose_request (const GPtrArray *requests);

/* Another problem of the medium within 50 m and 7 days: its id, 0 for none, -1 with @error set. */
gint64 suy_facts_find_duplicate (SuyWorkspace *workspace, const SuyRecord *problem, GError **error);

/* The newest earlier complaint of the same matter within 100 m and 12 months; as above. */
gint64 suy_facts_find_repeated (SuyWorkspace *workspace,
                                const SuyRecord *complaint,
                                GError **error);

/* Whether a line of a checklist, "雨污分流：否", is answered no. */
gboolean suy_facts_is_answered_no (const char *line);

/* The item itself, or that of the problem; the problem itself, or that of the item; as they will
 * be.  Borrowed, nullable. */
const SuyRecord *suy_look_item (const SuyLook *look);
const SuyRecord *suy_look_problem (const SuyLook *look);

/* The day that counts: the current deadline, else the first; SUY_DAY_UNKNOWN. */
gint64 suy_look_deadline (const SuyRecord *record);

G_END_DECLS
