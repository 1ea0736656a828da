/* suy-suspect-answer.h: who may have caused it, as a list for the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A GListModel of SuySuspectItem by rank; each item has its seven reasons as a list of items below
 * it, and where it consists of several records an eighth item that names them.  Items read their
 * record when they are looked at. */

#pragma once

#include <gio/gio.h>

#include "suy-symbols.h"
#include "suy-workspace-suspects.h"

G_BEGIN_DECLS

#define SUY_TYPE_SUSPECT_ANSWER (suy_suspect_answer_get_type ())
G_DECLARE_FINAL_TYPE (SuySuspectAnswer, suy_suspect_answer, SUY, SUSPECT_ANSWER, GObject)

#define SUY_TYPE_SUSPECT_ITEM (suy_suspect_item_get_type ())
G_DECLARE_FINAL_TYPE (SuySuspectItem, suy_suspect_item, SUY, SUSPECT_ITEM, GObject)

/* What is asked again with other conditions. */
typedef struct
{
  const SuyRegister *reg; /* NULL: @place */
  gint64 id;
  SuyPlace place;
  const char *factor; /* (nullable): those over their limits */
  double window_h;    /* 0: as the table says */
  double limit_km;    /* 0: none */
} SuySuspectWish;

/* @label: what lies there (nullable).  Without a factor and without an exceedance, total phosphorus
 * is asked for, and the wish that get_wish() gives says so. */
SuySuspectAnswer *suy_suspect_answer_new (SuyWorkspace *workspace,
                                          const SuySuspectWish *wish,
                                          const char *label,
                                          GError **error);

const SuySuspectWish *suy_suspect_answer_get_wish (SuySuspectAnswer *self);
const SuySuspects *suy_suspect_answer_get_suspects (SuySuspectAnswer *self);
const char *suy_suspect_answer_get_label (SuySuspectAnswer *self); /* (nullable) */
double suy_suspect_answer_get_ms (SuySuspectAnswer *self);

/* ---- a suspect, or one of its reasons ---- */

gboolean suy_suspect_item_is_reason (SuySuspectItem *self);
GListModel *suy_suspect_item_get_reasons (SuySuspectItem *self); /* (transfer full) */

guint suy_suspect_item_get_rank (SuySuspectItem *self); /* from 1; of a reason: its suspect's */
const SuySuspect *suy_suspect_item_get_suspect (SuySuspectItem *self);
SuySymbol suy_suspect_item_get_symbol (SuySuspectItem *self);

/* Name of the suspect; criterion of a reason. */
const char *suy_suspect_item_get_title (SuySuspectItem *self);
const char *suy_suspect_item_get_township (SuySuspectItem *self);

/* Summary of the suspect; a reason in words. */
const char *suy_suspect_item_get_why (SuySuspectItem *self);

/* Points, and the most that there can be, both in hundredths. */
const SuySuspectPart *suy_suspect_item_get_points (SuySuspectItem *self, int *weight);

/* "82.2", of a reason "20.0 / 20"; with "(62–77)" behind it where something is unknown.
 * (transfer full) */
char *suy_suspect_item_format_points (SuySuspectItem *self);

/* "17.8 %", "–" where the load is unknown, "" for a reason.  (transfer full) */
char *suy_suspect_item_format_share (SuySuspectItem *self);

/* All of it as a table, cells never read as formulas.  (transfer full) */
char *suy_suspect_answer_to_csv (SuySuspectAnswer *self);

G_END_DECLS
