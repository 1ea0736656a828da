/* suy-photo.h: does a photograph agree with the case that it is to prove something about?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The limits stand in data/rules/evidence.json. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is to be said of it; kept as words with the file. */
typedef enum
{
  SUY_PHOTO_NO_EXIF = 1 << 0,  /* says nothing of itself */
  SUY_PHOTO_NO_PLACE = 1 << 1, /* has Exif, but no place */
  SUY_PHOTO_NO_TIME = 1 << 2,  /* has Exif, but no time */
  SUY_PHOTO_LOCAL = 1 << 3,    /* its time names no zone and was taken for China's */
  SUY_PHOTO_DATUM = 1 << 4,    /* its place is in a system that we do not know */
  SUY_PHOTO_FAR = 1 << 5,      /* farther from the case than the limit: asks for a reason */
  SUY_PHOTO_AHEAD = 1 << 6,    /* taken later than the clock of this computer shows */
  SUY_PHOTO_EARLY = 1 << 7,    /* shows the mended state, and is older than the finding */
  SUY_PHOTO_LATE = 1 << 8,     /* shows the state before, and is younger than the completion */
} SuyPhotoFindings;

typedef struct _SuyPhotoRules SuyPhotoRules; /* constant */

SuyPhotoRules *suy_photo_rules_new_builtin (GError **error);
SuyPhotoRules *suy_photo_rules_new_from_text (const char *file, const char *text, GError **error);
void suy_photo_rules_free (SuyPhotoRules *self);

int suy_photo_rules_get_far_m (const SuyPhotoRules *self);

/* Whether a case in @state (nullable) keeps its files: they can be added, not taken away. */
gboolean suy_photo_rules_keeps (const SuyPhotoRules *self, const char *state);

typedef struct
{
  const char *kind; /* of evidence: "before", "after", ... */
  double metres;    /* from the case; NAN: one of the two has no place */
  gint64 taken;     /* µs UTC; 0: not known */
  gint64 found;     /* of the case; 0: not known */
  gint64 completed; /* end of its day; 0: not completed */
  gint64 now;
} SuyPhotoAsk;

/* FAR, AHEAD, EARLY and LATE.  Exactly the limit is not far; the clock may be behind by the
 * minutes of the table. */
SuyPhotoFindings suy_photo_judge (const SuyPhotoRules *self, const SuyPhotoAsk *ask);

/* "far local", in the order above, and back; words that are not known are left out. */
char *suy_photo_findings_to_text (SuyPhotoFindings findings);
SuyPhotoFindings suy_photo_findings_from_text (const char *text); /* (nullable) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyPhotoRules, suy_photo_rules_free)

G_END_DECLS
