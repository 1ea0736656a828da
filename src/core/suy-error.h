/* suy-error.h: the one error domain of Suyuan
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SUY_ERROR (suy_error_quark ())

/* A message says what failed, on what, and what to do; it is shown to people as it is. */
typedef enum
{
  SUY_ERROR_CORRUPT,   /* the data is not what it says it is */
  SUY_ERROR_TOO_NEW,   /* written by a later Suyuan */
  SUY_ERROR_CONFLICT,  /* someone else changed the same thing */
  SUY_ERROR_FOREIGN,   /* a sound file, but of another kind */
  SUY_ERROR_LOCKED,    /* another program holds it */
  SUY_ERROR_READ_ONLY, /* it can be looked at, not changed */
  SUY_ERROR_NOT_FOUND, /* no such layer, field, key, file */
  SUY_ERROR_AMBIGUOUS, /* more than one has that key */
  SUY_ERROR_INVALID,   /* a value breaks a rule that the message names */
  SUY_ERROR_REFUSED,   /* lawful input, but not allowed now; the message says what is missing */
  SUY_ERROR_IO,        /* the disk or the other process failed */
  SUY_ERROR_LIMIT,     /* larger or slower than we accept */
} SuyError;

GQuark suy_error_quark (void);

G_END_DECLS
