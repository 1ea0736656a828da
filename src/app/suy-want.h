/* suy-want.h: what would a person do to meet this need of a move?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-workspace-moves.h"

G_BEGIN_DECLS

typedef enum
{
  SUY_WANT_NOTE,     /* write why */
  SUY_WANT_FIELD,    /* fill in a field */
  SUY_WANT_SAID,     /* say that it is so */
  SUY_WANT_EVIDENCE, /* add a file */
  SUY_WANT_ACTOR,    /* be somebody else */
  SUY_WANT_OTHER,    /* do something elsewhere first */
} SuyWantKind;

typedef struct
{
  SuyWantKind kind;
  const SuyField *field; /* FIELD */
  char *name;            /* SAID: the fact; EVIDENCE: the kind, "photo" where any will do */
  char *value;           /* SAID: what the fact must be */
} SuyWant;

/* @need: the name of a SuyNeed.  Clear @want. */
void suy_want_parse (const SuyRegister *reg, const char *need, SuyWant *want);
void suy_want_clear (SuyWant *want);

/* Whether the form of a move asks for it, so that the move can be tried. */
gboolean suy_want_is_asked (const SuyWant *want);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SuyWant, suy_want_clear)

G_END_DECLS
