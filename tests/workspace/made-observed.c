/* made-observed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-observed.h"

#include "suy-date.h"
#include "suy-workspace-private.h"

typedef struct
{
  gint64 object;
  SuyObservation *seen;
  guint n;
} Found;

static void
on_observed (gint64 object, const SuyObservation *seen, gpointer user_data)
{
  Found *found = user_data;

  if (object != found->object)
    return;
  *found->seen = *seen;
  found->n++;
}

const SuyIndicator *
made_indicator (const char *name)
{
  return suy_indicators_find (suy_workspace_get_indicators (NULL), name);
}

guint
made_observe (Bureau *bureau, const char *name, gint64 object, gint64 day, SuyObservation *seen)
{
  Found found = { .object = object, .seen = seen };
  g_autoptr (GError) error = NULL;

  *seen = (SuyObservation){ 0 };
  suy_observe (bureau->workspace, made_indicator (name),
               &(SuyObserveAsk){ day, suy_date_moment_of_day (day + 1) - 1, NULL }, on_observed,
               &found, &error);
  g_assert_no_error (error);

  return found.n;
}
