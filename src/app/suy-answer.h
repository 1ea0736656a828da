/* suy-answer.h: what did the buffer or the trace find?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A GListModel of SuyAnswerItem, nearest first, which read their record when they are looked at. */

#pragma once

#include <gio/gio.h>

#include "suy-symbols.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_ANSWER (suy_answer_get_type ())
G_DECLARE_FINAL_TYPE (SuyAnswer, suy_answer, SUY, ANSWER, GObject)

#define SUY_TYPE_ANSWER_ITEM (suy_answer_item_get_type ())
G_DECLARE_FINAL_TYPE (SuyAnswerItem, suy_answer_item, SUY, ANSWER_ITEM, GObject)

typedef enum
{
  SUY_ANSWER_BUFFER,
  SUY_ANSWER_UP,
  SUY_ANSWER_DOWN,
} SuyAnswerKind;

/* What is asked: around or from this spot, for these layers.  @label: what lies there (nullable).
 */
SuyAnswer *suy_answer_new_buffer (SuyWorkspace *workspace,
                                  SuyPoint middle,
                                  const char *label,
                                  double radius_m,
                                  const GPtrArray *layers,
                                  GError **error);

/* @limit_km 0: none */
SuyAnswer *suy_answer_new_trace (SuyWorkspace *workspace,
                                 SuyPlace start,
                                 const char *label,
                                 gboolean up,
                                 double limit_km,
                                 const GPtrArray *layers,
                                 GError **error);

SuyAnswerKind suy_answer_get_kind (SuyAnswer *self);
const char *suy_answer_get_label (SuyAnswer *self); /* (nullable) */
const char *suy_answer_get_rule (SuyAnswer *self);  /* how distances and limits are meant */
double suy_answer_get_limit (SuyAnswer *self);      /* metres of a buffer, kilometres of a trace */
SuyPoint suy_answer_get_middle (SuyAnswer *self);
const SuyTrace *suy_answer_get_trace (SuyAnswer *self); /* NULL for a buffer */
double suy_answer_get_ms (SuyAnswer *self);             /* how long it took */

/* (element-type SuyFound) borrowed */
const GArray *suy_answer_get_found (SuyAnswer *self);

/* ---- one of them ---- */

const SuyFound *suy_answer_item_get_found (SuyAnswerItem *self);
guint suy_answer_item_get_rank (SuyAnswerItem *self); /* from 1 */
SuySymbol suy_answer_item_get_symbol (SuyAnswerItem *self);
const char *suy_answer_item_get_title (SuyAnswerItem *self);
const char *suy_answer_item_get_kind (SuyAnswerItem *self);
const char *suy_answer_item_get_status (SuyAnswerItem *self, const char **css);
const char *suy_answer_item_get_township (SuyAnswerItem *self);
const char *suy_answer_item_get_checked (SuyAnswerItem *self);

/* All of it as a table, cells never read as formulas; or as RFC 7946.  (transfer full) */
char *suy_answer_to_csv (SuyAnswer *self);
char *suy_answer_to_geojson (SuyAnswer *self);

/* One cell of such a table: quoted where needed; text that a spreadsheet would run gets a mark in
 * front. */
void suy_answer_append_cell (GString *csv, const char *text, gboolean last);

G_END_DECLS
