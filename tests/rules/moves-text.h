/* moves-text.h: what do the texts that lawyers read say of a state machine?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/data/rules/README.txt tells how the texts are written. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MOVES_TEXT_LEFT_OUT "-" /* a counterexample: the example is not there */

/* "needs" or "refuses" */
typedef struct
{
  char *words;
  char *example;       /* "name=value; name=value" */
  GPtrArray *counters; /* (element-type utf8): counterexamples, never empty for "needs" */
  guint line;
} MovesTextNeed;

typedef struct
{
  char *number, *name, *article;
  char *to;   /* "=": it stays */
  GStrv from; /* "" is the birth of a record */
  GStrv may, counts;
  GPtrArray *needs, *refusals; /* (element-type MovesTextNeed) */
  guint line;
} MovesTextRow;

typedef struct
{
  char *file, *machine;
  GStrv states;    /* in order */
  GPtrArray *ends; /* (element-type utf8): of them, where the work is finished */
  GPtrArray *rows; /* (element-type MovesTextRow) */
} MovesText;

/* Ends the program with file and line if the text is not written as README.txt says. */
MovesText *moves_text_read (const char *machine);
void moves_text_free (MovesText *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MovesText, moves_text_free)

G_END_DECLS
