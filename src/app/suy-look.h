/* suy-look.h: how is this record called and drawn in lists, legends and on the map?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-symbols.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

/* The map symbol of records of @reg that say nothing more precise. */
guint8 suy_look_get_register_symbol (const SuyRegister *reg);

/* The field whose choices have symbols of their own, as risk_point's source_type.  (nullable) */
const SuyField *suy_look_get_symbol_field (const SuyRegister *reg);

/* The field that says the level, class or state that colours the symbol.  (nullable) */
const SuyField *suy_look_get_level_field (const SuyRegister *reg);

/* The number that a choice of the level field stands for in SuySymbol. */
guint8 suy_look_get_level (const SuyRegister *reg, const SuyChoice *choice);

SuySymbol suy_look_get_symbol (const SuyRecord *record);

/* Title, else the code, else "#ID".  (transfer full) */
char *suy_look_get_title (SuyWorkspace *workspace, const SuyRecord *record);

/* What it is: "Farm", "Monitoring section".  (transfer full) */
char *suy_look_get_kind (const SuyRecord *record);

/**
 * suy_look_get_status:
 * @css: (out) (optional): class of the level or state, "" if it has none
 *
 * Returns: (transfer full): level, water class or state in words; "" if it has none
 */
char *suy_look_get_status (const SuyRecord *record, const char **css);

/* Its state is one in which nothing more is to be done. */
gboolean suy_look_is_finished (const SuyRecord *record);

/* A field as people read it, "" if it is empty or not there.  (transfer full) */
char *suy_look_get_field (SuyWorkspace *workspace, const SuyRecord *record, const char *field);

/**
 * suy_look_get_due:
 * @css: (out): "due-late", "due-soon" or ""
 *
 * Returns: (transfer full): "3 days late", "5 days left", "" without a deadline or when finished
 */
char *suy_look_get_due (SuyWorkspace *workspace, const SuyRecord *record, const char **css);

/* "case, 0417 …": what a screen reader says of the symbol and the title.  (transfer full) */
char *suy_look_get_spoken (SuyWorkspace *workspace, const SuyRecord *record);

G_END_DECLS
