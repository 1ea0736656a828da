/* suy-edit-rule.h: does this record keep what every edit of its register must keep?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rules of registers whose records are written rather than moved: an order is lifted only with its
 * reply.  The table is data/rules/edit_rules.json; docs/rules-format.md explains it. */

#pragma once

#include "suy-record.h"

G_BEGIN_DECLS

typedef struct
{
  char *reg;
  char *field;    /* the cell at fault */
  GArray *when;   /* (element-type SuyDutyTest) */
  char *need;     /* as in the tables of moves, of those that look at the record alone */
  SuyLabel label; /* what is wrong, and what to do */
  char *source;
} SuyEditRule;

typedef struct _SuyEditRules SuyEditRules; /* constant */

SuyEditRules *suy_edit_rules_new_builtin (GError **error);
SuyEditRules *suy_edit_rules_new_from_text (const char *file, const char *text, GError **error);
void suy_edit_rules_free (SuyEditRules *self);

/* (element-type SuyEditRule), in the order of the table */
const GPtrArray *suy_edit_rules_get_all (SuyEditRules *self);

/* Whether any rule is about the register. */
gboolean suy_edit_rules_have (SuyEditRules *self, const char *reg);

/**
 * suy_edit_rules_find_broken:
 * @before: (nullable): what it broke already is not asked again
 * @after: the whole record as it would be
 * @today: "2026-11-20"
 *
 * Returns: (nullable): the first rule that is broken anew
 */
const SuyEditRule *suy_edit_rules_find_broken (SuyEditRules *self,
                                               const SuyRecord *before,
                                               const SuyRecord *after,
                                               const char *today);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyEditRules, suy_edit_rules_free)

G_END_DECLS
