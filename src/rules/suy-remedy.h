/* suy-remedy.h: what supplies this requirement of a move?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Most requirements say it themselves: a field is filled in, a file is attached.  What supplies a
 * fact is a row of data/rules/remedies.json, which is also the one list of what only people can
 * say; docs/rules-format.md explains it. */

#pragma once

#include "suy-moves.h"

G_BEGIN_DECLS

typedef struct _SuyRemedies SuyRemedies; /* constant */

typedef enum
{
  SUY_REMEDY_FIELD,      /* fill in the field @what */
  SUY_REMEDY_PLACE,      /* give the record its place on the map */
  SUY_REMEDY_ATTACHMENT, /* attach a file of the kind @what */
  SUY_REMEDY_RECORD,     /* make a record of the register @what with the fields @set */
  SUY_REMEDY_NOTE,       /* write why */
  SUY_REMEDY_STATEMENT,  /* say that the fact @what is @value */
  SUY_REMEDY_PERSON,     /* act as somebody else, or let somebody else do it */
  SUY_REMEDY_MOVE,       /* another move first: "MOVE", or "REGISTER:MOVE" of a record beside it */
  SUY_REMEDY_FINAL,      /* nothing helps; the words say why */
} SuyRemedyKind;

typedef struct
{
  SuyRemedyKind kind;
  char *what;     /* (nullable) */
  char *value;    /* (nullable): of a statement */
  GStrv set;      /* (nullable): "FIELD=VALUE" of the new record; @self is the record that moves,
                   * @today the day, @actor the acting person, @unit their unit; @FIELD, another
                   * field of the record that moves */
  SuyLabel label; /* "No acceptance yet.  Make an acceptance record" */
} SuyRemedy;

SuyRemedies *suy_remedies_new_builtin (GError **error);
SuyRemedies *suy_remedies_new_from_text (const char *file, const char *text, GError **error);
void suy_remedies_free (SuyRemedies *self);

/**
 * suy_remedies_find:
 * @reg: register of the record that moves
 * @need: a requirement of its machine, or "role"
 *
 * Returns: (transfer full) (nullable): NULL only for a fact that no row knows
 */
SuyRemedy *suy_remedies_find (SuyRemedies *self, const SuyRegister *reg, const SuyNeed *need);
void suy_remedy_free (SuyRemedy *remedy);

/* Whether only people can know this fact.  @machine: name of the register */
gboolean suy_remedies_is_statement (SuyRemedies *self, const char *machine, const char *fact);

/* "field", "record", ... */
const char *suy_remedy_get_kind_name (SuyRemedyKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyRemedies, suy_remedies_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyRemedy, suy_remedy_free)

G_END_DECLS
