/* made-rivers.h: a workspace with rivers and records that a test makes up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reach i is a straight line up the meridian 117° + i/20, from 27.00 to 27.02 degrees north, of
 * 2,000 m and its hours; reaches meet by their nodes alone. */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

#define MADE_REACH_M 2000.0
#define MADE_OFF_RIVER (-1)

typedef struct
{
  char *folder;
  SuyWorkspace *workspace;
} Made;

void made_open (Made *made);
void made_close (Made *made);

/* Everything between is one command. */
void made_begin (Made *made);
void made_end (Made *made);

/* A reach "R<i>" that flows into reach @down (-1: out of the network).  @hours NAN: unknown */
void made_add_reach (Made *made, int i, int down, double hours);

/* A record of @reg with a code at that place of a reach; MADE_OFF_RIVER: far from any.  What fields
 * need is set; then "field", "value" pairs as people write them, NULL at the end; a value of NULL
 * leaves the field empty.  Returns: its id */
gint64 made_add (Made *made, const char *reg, const char *code, int reach, double fraction, ...)
    G_GNUC_NULL_TERMINATED;

const SuyRegister *made_register (Made *made, const char *name);

G_END_DECLS
