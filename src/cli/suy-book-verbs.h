/* suy-book-verbs.h: what do the commands of cases and of ledgers have in common?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-cli.h"
#include "suy-record-list.h"

G_BEGIN_DECLS

typedef struct
{
  const char *layer; /* "problem" or "rectification_item" */
  char *at, *state, *kind, *note, *as_of;
  char **said, **filters;
} SuyBookOptions;

/* The options of these verbs, for a table of GOptionEntry. */
#define SUY_BOOK_ENTRIES(options)                                                                      \
  { "at", 0, 0, G_OPTION_ARG_STRING, &(options)->at, N_ ("Place of a new record"), "LON,LAT" },        \
      { "state", 0, 0, G_OPTION_ARG_STRING, &(options)->state, N_ ("List only this state"), "STATE" }, \
      { "filter", 0, 0, G_OPTION_ARG_STRING_ARRAY, &(options)->filters, SUY_FILTER_WORDS, "WHAT" },     \
      { "kind", 0, 0, G_OPTION_ARG_STRING, &(options)->kind, N_ ("Kind of the file to attach"),        \
        "KIND" },                                                                                      \
      { "as-of", 0, 0, G_OPTION_ARG_STRING, &(options)->as_of, N_ ("As of the end of a past day"),     \
        "DATE" },                                                                                      \
      { "note", 0, 0, G_OPTION_ARG_STRING, &(options)->note, N_ ("Note of a move"), "TEXT" },          \
  {                                                                                                    \
    "say", 0, 0, G_OPTION_ARG_STRING_ARRAY, &(options)->said,                                          \
        N_ ("What only you know, as reporter_told=yes"), "FACT=VALUE"                                  \
  }

void suy_book_options_clear (SuyBookOptions *options);

/* Opens for reading as of the day asked for, or to write, which no past day is there for. */
SuyWorkspace *suy_book_open (const char *path,
                             gboolean writes,
                             const SuyBookOptions *options,
                             const SuyCommon *common,
                             GError **error);

/* @argv: the verb, the workspace and what follows.  Returns: the exit status */
int suy_book_run (int argc, char **argv, const SuyBookOptions *options, const SuyCommon *common);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SuyBookOptions, suy_book_options_clear)

G_END_DECLS
