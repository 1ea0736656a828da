/* suy-workspace-network.c: the network of the rivers, and where its hours are from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "suy-workspace-private.h"

static const SuyRegister *
reaches (SuyWorkspace *self)
{
  return suy_catalog_find (suy_workspace_get_catalog (self), "river_reach");
}

/* ---- made in a thread ---- */

/* A GThread and no GTask, since whoever needs the network meanwhile must be able to wait for it. */
struct _SuyRiverBuild
{
  GThread *thread;
  GSource *done;   /* in the main loop; the thread makes it ready */
  SuyStore *store; /* stays open until the thread has ended */
  SuyFeatureSet *set;
};

/* What goes wrong here goes wrong again, and is told, when the network is asked for. */
static gpointer
build_in_thread (gpointer data)
{
  SuyRiverBuild *build = data;
  SuyStore *reader = suy_store_open_reader (build->store, NULL);
  SuyRiverNetwork *made = NULL;

  if (reader != NULL)
    {
      made = suy_river_network_new (reader, build->set, NULL);
      suy_store_close (reader, NULL);
    }
  g_source_set_ready_time (build->done, 0);

  return made;
}

static gboolean
on_built (gpointer data)
{
  SuyWorkspace *self = data;

  suy_workspace_end_build (self);
  if (suy_workspace_prepare_rivers (self))
    {
      suy_workspace_search_places (self);
      g_signal_emit_by_name (self, "network-ready");
    }

  return G_SOURCE_REMOVE;
}

static gboolean
dispatch_done (GSource *source, GSourceFunc callback, gpointer data)
{
  return callback (data);
}

static void
begin_build (SuyWorkspace *self, SuyFeatureSet *set)
{
  static GSourceFuncs functions = { NULL, NULL, dispatch_done, NULL, NULL, NULL };
  SuyRiverBuild *build = g_new (SuyRiverBuild, 1);

  *build = (SuyRiverBuild){ NULL, g_source_new (&functions, sizeof (GSource)), self->store,
                            suy_feature_set_ref (set) };
  g_source_set_callback (build->done, on_built, self, NULL);
  g_source_attach (build->done, g_main_context_get_thread_default ());
  build->thread = g_thread_new ("rivers", build_in_thread, build);
  self->build = build;
}

void
suy_workspace_end_build (SuyWorkspace *self)
{
  SuyRiverBuild *build = g_steal_pointer (&self->build);

  if (build == NULL)
    return;
  g_clear_pointer (&self->rivers, suy_river_network_free);
  self->rivers = g_thread_join (build->thread);
  self->rivers_stale = TRUE; /* there may have been commands since it began to read */
  g_source_destroy (build->done);
  g_source_unref (build->done);
  suy_feature_set_unref (build->set);
  g_free (build);
}

/* ---- kept in step with the records ---- */

/* Edits the network that is there, or drops it where that cannot be done. */
static void
go_on (SuyWorkspace *self, SuyFeatureSet *set)
{
  gboolean done = TRUE;

  if (self->rivers == NULL || (!self->rivers_stale && self->rivers->set == set))
    return;
  if (!suy_river_network_edit (self->rivers, self->store, set, &done, NULL) || !done)
    g_clear_pointer (&self->rivers, suy_river_network_free);
  self->rivers_stale = FALSE;
}

SuyRiverNetwork *
suy_workspace_get_rivers (SuyWorkspace *self, GError **error)
{
  SuyFeatureSet *set = suy_workspace_get_features (self, reaches (self), error);

  if (set == NULL)
    return NULL;
  suy_workspace_end_build (self);
  go_on (self, set);
  if (self->rivers == NULL)
    self->rivers = suy_river_network_new (self->store, set, error);

  return self->rivers;
}

gboolean
suy_workspace_prepare_rivers (SuyWorkspace *self)
{
  SuyFeatureSet *set = suy_workspace_get_features (self, reaches (self), NULL);

  if (set == NULL || self->build != NULL)
    return FALSE;
  go_on (self, set);
  if (self->rivers == NULL)
    begin_build (self, set);

  return self->rivers != NULL;
}

SuyNetwork *
suy_workspace_get_network (SuyWorkspace *self, GError **error)
{
  SuyRiverNetwork *rivers = suy_workspace_get_rivers (self, error);

  return rivers == NULL ? NULL : rivers->network;
}

SuyNetwork *
suy_workspace_peek_network (SuyWorkspace *self)
{
  return suy_workspace_prepare_rivers (self) ? self->rivers->network : NULL;
}

/* ---- where hours are from ---- */

guint8 *
suy_workspace_get_hour_sources (SuyWorkspace *self,
                                SuyPlace start,
                                const SuyTraceRule *rule,
                                const GArray *pieces)
{
  guint8 *sources = g_new0 (guint8, pieces->len);

  if (self->rivers != NULL && self->rivers->estimated)
    suy_network_mark_pieces (self->rivers->network, start, rule, pieces, self->rivers->hour_sources,
                             sources);

  return sources;
}

static void
add_words (GString *text, char *words)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? _ (", ") : "", words);
  g_free (words);
}

/* Of @n reaches, how many from each source but their own.  (transfer full) */
static char *
describe_counts (SuyWorkspace *self, const guint *n)
{
  GString *text = g_string_new (NULL);

  if (n[SUY_TRAVEL_RIVER] > 0)
    add_words (text,
               g_strdup_printf (_ ("%u by the mean speed of the same river"), n[SUY_TRAVEL_RIVER]));
  if (n[SUY_TRAVEL_SLOPE] > 0)
    add_words (text, g_strdup_printf (_ ("%u by order and slope"), n[SUY_TRAVEL_SLOPE]));
  if (n[SUY_TRAVEL_DEFAULT] > 0)
    add_words (text, g_strdup_printf (_ ("%u by %g m/s, assumed where nothing is known"),
                                      n[SUY_TRAVEL_DEFAULT], self->rivers->default_m_s));

  return g_string_free (text, FALSE);
}

char *
suy_workspace_describe_hours (SuyWorkspace *self, const GArray *pieces)
{
  guint n[SUY_TRAVEL_SOURCES] = { 0 };
  g_autofree char *counts = NULL;

  if (self->rivers == NULL || !self->rivers->estimated)
    return NULL;
  for (guint i = 0; i < pieces->len; i++)
    n[self->rivers->hour_sources[g_array_index (pieces, SuyTracePiece, i).reach]]++;
  if (n[SUY_TRAVEL_OWN] == pieces->len)
    return NULL;

  counts = describe_counts (self, n);

  return g_strdup_printf (ngettext ("Hours with ≈ are estimated; of %u reach: %s.",
                                    "Hours with ≈ are estimated; of %u reaches: %s.", pieces->len),
                          pieces->len, counts);
}
