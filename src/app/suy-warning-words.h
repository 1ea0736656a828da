/* suy-warning-words.h: what does this warning say, in words?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-workspace-warnings.h"

G_BEGIN_DECLS

/* "d" of "天", in the language of the window; a unit that is not of the table as it is.  Borrowed.
 */
const char *suy_warning_words_unit (const char *unit);

/* A number as the page writes it: "0.237", "31.6", "2 982".  (transfer full) */
char *suy_warning_words_number (double value);

/* What it is about: the title of the object, else of the warning.  (transfer full) */
char *suy_warning_words_object (SuyWorkspace *workspace, const SuyWarningRow *row);

/* The title of its township, "" if none is known.  (transfer full) */
char *suy_warning_words_township (SuyWorkspace *workspace, const SuyWarningRow *row);

/* The value against its limit, with its unit: "31.6 points behind, limit 30".  (transfer full) */
char *suy_warning_words_fact (SuyWorkspace *workspace, const SuyWarningRow *row);

/* Whose turn it is, by names: "Deputy district head, Huangkeng".  (transfer full) */
char *suy_warning_words_turn (SuyWorkspace *workspace, const SuyWarningRow *row);

/* What they have to do: the next move, and the measure of the level.  (transfer full) */
char *suy_warning_words_duty (SuyWorkspace *workspace, const SuyWarningRow *row);

/**
 * suy_warning_words_due:
 * @css: (out): "due-late", "due-soon" or ""
 *
 * Returns: (transfer full): the day, as late, today or so; "–" where none is due
 */
char *suy_warning_words_due (SuyWorkspace *workspace, const SuyWarningRow *row, const char **css);

/* A choice of a field of the register of warnings, in the language of the window.  Borrowed. */
const char *suy_warning_words_choice (SuyWorkspace *workspace, const char *field, const char *name);

/* All that a card says. */
typedef struct
{
  char *object, *fact, *turn, *duty, *due, *township;
  const char *level, *state, *css; /* css: of the day */
} SuyWarningWords;

/* Clear @words. */
void suy_warning_words_read (SuyWorkspace *workspace,
                             const SuyWarningRow *row,
                             SuyWarningWords *words);
void suy_warning_words_clear (SuyWarningWords *words);

/* All of it in one sentence, for a screen reader.  (transfer full) */
char *suy_warning_words_say (const SuyWarningWords *words);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SuyWarningWords, suy_warning_words_clear)

G_END_DECLS
