/* suy-river-why.c: why is this place not upstream of that one?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "suy-error.h"
#include "suy-geodesic.h"
#include "suy-id.h"
#include "suy-river-check.h"
#include "suy-workspace-private.h"

static const char *const names[] = { "is-upstream", "beyond-limit", "is-downstream", "other-branch",
                                     "against",     "missing-join", "other-basin" };

typedef struct
{
  SuyWorkspace *workspace;
  const SuyRegister *reg;
  SuyNetwork *network;
  SuyFeatureSet *set;
  SuyPlace above, below;
  SuyWhy *why;
} Question;

const char *
suy_why_kind_get_name (SuyWhyKind kind)
{
  return names[kind];
}

void
suy_why_free (SuyWhy *self)
{
  g_free (self->text);
  g_clear_pointer (&self->way, g_array_unref);
  g_clear_pointer (&self->turned, g_array_unref);
  g_free (self);
}

static char *
key_of (const Question *question, guint32 reach)
{
  return suy_workspace_get_key (question->workspace, question->reg,
                                suy_feature_set_get_id (question->set, reach));
}

/* The place at @fraction, counted from the downstream end. */
static SuyPoint
point_at (const Question *question, guint32 reach, double fraction)
{
  SuyShape line = suy_workspace_get_line (question->set, reach);

  return line.kind == SUY_SHAPE_LINE ? suy_shape_interpolate (&line, 1 - fraction)
                                     : (SuyPoint){ 0, 0 };
}

static double
length_of (const GArray *way)
{
  return way->len == 0 ? 0 : g_array_index (way, SuyTracePiece, way->len - 1).far_m;
}

/* ---- there is a way ---- */

static void
say_way (Question *question, double max_m)
{
  SuyWhy *why = question->why;
  g_autofree char *from = key_of (question, question->above.reach);
  g_autofree char *to = key_of (question, question->below.reach);

  why->river_m = length_of (why->way);
  why->place = why->other = point_at (question, question->below.reach, question->below.fraction);
  if (why->river_m < max_m)
    {
      why->kind = SUY_WHY_IS_UPSTREAM;
      why->text = g_strdup_printf (_ ("It is upstream: water from reach %s comes to reach %s after "
                                      "%.2f km."),
                                   from, to, why->river_m / 1000);
      return;
    }
  why->kind = SUY_WHY_BEYOND_LIMIT;
  why->text = g_strdup_printf (_ ("It is upstream, but farther than the limit: water from reach %s "
                                  "comes to reach %s after %.2f km, the limit is %.2f km."),
                               from, to, why->river_m / 1000, max_m / 1000);
}

static gboolean
runs_back (Question *question)
{
  SuyWhy *why = question->why;
  GArray *back = suy_network_path (question->network, question->below, question->above);

  if (back == NULL)
    return FALSE;
  why->kind = SUY_WHY_IS_DOWNSTREAM;
  why->way = back;
  why->river_m = length_of (back);
  why->place = why->other = point_at (question, question->above.reach, question->above.fraction);
  why->text = g_strdup_printf (_ ("The water runs the other way: it lies %.2f km downstream."),
                               why->river_m / 1000);

  return TRUE;
}

/* ---- they meet below ---- */

static GArray *
trace (const Question *question, SuyPlace start, SuyTraceDirection direction)
{
  const SuyTraceRule rule = { direction, INFINITY, INFINITY };

  return suy_network_trace (question->network, start, &rule);
}

static GHashTable *
reaches_of (const GArray *pieces)
{
  GHashTable *reaches = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < pieces->len; i++)
    g_hash_table_add (reaches, GUINT_TO_POINTER (g_array_index (pieces, SuyTracePiece, i).reach));

  return reaches;
}

/* Pieces are nearest first, so the first that both have is where the waters meet. */
static gboolean
meets_below (Question *question)
{
  SuyWhy *why = question->why;
  g_autoptr (GArray) other = trace (question, question->below, SUY_TRACE_DOWN);
  g_autoptr (GHashTable) reaches = reaches_of (other);

  for (guint i = 0; i < why->way->len; i++)
    {
      const SuyTracePiece *piece = &g_array_index (why->way, SuyTracePiece, i);
      g_autofree char *key = NULL;

      if (!g_hash_table_contains (reaches, GUINT_TO_POINTER (piece->reach)))
        continue;
      key = key_of (question, piece->reach);
      why->kind = SUY_WHY_OTHER_BRANCH;
      why->place = why->other = point_at (question, piece->reach, piece->to);
      why->river_m = piece->near_m;
      why->text = g_strdup_printf (_ ("They lie on different branches: their waters meet further "
                                      "down, at the upper end of reach %s, %.2f km below."),
                                   key, piece->near_m / 1000);
      return TRUE;
    }

  return FALSE;
}

/* ---- a reach stands against it ---- */

typedef struct
{
  guint32 n_nodes;
  guint32 *from, *to;    /* node of each reach */
  guint32 *start, *near; /* reaches at each node */
  guint32 *cost, *via;   /* of each node: reaches to turn on the way, and the last reach of it */
} Graph;

static void
graph_clear (Graph *graph)
{
  g_free (graph->from);
  g_free (graph->to);
  g_free (graph->start);
  g_free (graph->near);
  g_free (graph->cost);
  g_free (graph->via);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Graph, graph_clear)

static guint32
dense (GHashTable *numbers, const gint64 *node)
{
  gpointer known = g_hash_table_lookup (numbers, node);

  if (known == NULL)
    {
      known = GUINT_TO_POINTER (g_hash_table_size (numbers) + 1);
      g_hash_table_insert (numbers, (gpointer) node, known);
    }

  return GPOINTER_TO_UINT (known) - 1;
}

static void
build_graph (Graph *graph, const SuyReachColumns *columns)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (suy_id_hash, g_int64_equal);
  guint32 n = columns->n, sum = 0;

  graph->from = g_new (guint32, n);
  graph->to = g_new (guint32, n);
  for (guint32 i = 0; i < n; i++)
    {
      graph->from[i] = dense (numbers, &columns->from_node[i]);
      graph->to[i] = dense (numbers, &columns->to_node[i]);
    }
  graph->n_nodes = g_hash_table_size (numbers);
  graph->start = g_new0 (guint32, (gsize) graph->n_nodes + 1);
  graph->near = g_new (guint32, 2 * (gsize) n);
  for (guint32 i = 0; i < n; i++)
    {
      graph->start[graph->from[i]]++;
      graph->start[graph->to[i]]++;
    }
  for (guint32 v = 0; v <= graph->n_nodes; v++)
    {
      sum += graph->start[v];
      graph->start[v] = sum;
    }
  for (guint32 i = n; i-- > 0;)
    {
      graph->near[--graph->start[graph->from[i]]] = i;
      graph->near[--graph->start[graph->to[i]]] = i;
    }
}

/* The way from @root with the fewest reaches against the water: such a reach costs one, others
 * nothing, so a queue with two ends is enough. */
static void
search (Graph *graph, guint32 root)
{
  GQueue queue = G_QUEUE_INIT;

  graph->cost = g_new (guint32, graph->n_nodes);
  graph->via = g_new (guint32, graph->n_nodes);
  memset (graph->cost, 0xff, graph->n_nodes * sizeof *graph->cost);
  graph->cost[root] = 0;
  g_queue_push_head (&queue, GUINT_TO_POINTER (root));
  while (!g_queue_is_empty (&queue))
    {
      guint32 v = GPOINTER_TO_UINT (g_queue_pop_head (&queue));

      for (guint32 k = graph->start[v]; k < graph->start[v + 1]; k++)
        {
          guint32 reach = graph->near[k];
          gboolean with = graph->from[reach] == v;
          guint32 next = with ? graph->to[reach] : graph->from[reach];
          guint32 cost = graph->cost[v] + !with;

          if (cost >= graph->cost[next])
            continue;
          graph->cost[next] = cost;
          graph->via[next] = reach;
          if (with)
            g_queue_push_head (&queue, GUINT_TO_POINTER (next));
          else
            g_queue_push_tail (&queue, GUINT_TO_POINTER (next));
        }
    }
}

/* The reaches of the way from @root to @node that stand against it, upstream first. */
static GArray *
list_turned (const Graph *graph, guint32 root, guint32 node)
{
  GArray *turned = g_array_new (FALSE, FALSE, sizeof (guint32));

  while (node != root)
    {
      guint32 reach = graph->via[node];
      gboolean with =
          graph->to[reach] == node && graph->cost[graph->from[reach]] == graph->cost[node];

      if (!with)
        g_array_prepend_val (turned, reach);
      node = with ? graph->from[reach] : graph->to[reach];
    }

  return turned;
}

static gboolean
is_against (Question *question, GError **error)
{
  SuyWhy *why = question->why;
  const SuyRiverNetwork *rivers = suy_workspace_get_rivers (question->workspace, error);
  g_auto (Graph) graph = { 0 };
  g_autoptr (GString) keys = g_string_new (NULL);
  guint32 root, goal;

  if (rivers == NULL)
    return FALSE;
  build_graph (&graph, &rivers->columns);
  root = graph.to[question->above.reach];
  goal = graph.from[question->below.reach];
  search (&graph, root);
  if (graph.cost[goal] == G_MAXUINT32)
    return FALSE;

  why->kind = SUY_WHY_AGAINST;
  why->turned = list_turned (&graph, root, goal);
  for (guint i = 0; i < why->turned->len && i < 8; i++)
    {
      g_autofree char *key = key_of (question, g_array_index (why->turned, guint32, i));

      g_string_append_printf (keys, "%s%s", i == 0 ? "" : ", ", key);
    }
  if (why->turned->len > 8)
    g_string_append (keys, ", …");
  if (why->turned->len > 0)
    why->place = why->other = point_at (question, g_array_index (why->turned, guint32, 0), 0.5);
  why->river_m = length_of (why->way);
  why->text = g_strdup_printf (
      ngettext ("The rivers meet, but a reach between them runs the other way: %s. If that is "
                "wrong, turn it round.",
                "The rivers meet, but reaches between them run the other way: %s. Check their "
                "direction.",
                why->turned->len),
      keys->str);

  return TRUE;
}

/* ---- they do not meet ---- */

static SuyFeatureSet *
lines_of (const Question *question, const GArray *pieces)
{
  SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
  g_autoptr (GHashTable) reaches = reaches_of (pieces);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, reaches);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      SuyShape shape = suy_feature_set_get_shape (question->set, GPOINTER_TO_UINT (key));

      suy_feature_set_builder_add (builder, (gint64) GPOINTER_TO_UINT (key), &shape);
    }

  return suy_feature_set_builder_end (builder);
}

typedef struct
{
  double gap_m;
  guint32 reach, other;
  SuyPoint place, across;
} Gap;

/* From the ends of @pieces at @fraction to the nearest of @lines, if nearer than @gap. */
static gboolean
look_across (const Question *question,
             const GArray *pieces,
             double fraction,
             SuyFeatureSet *lines,
             Gap *gap)
{
  gboolean found = FALSE;

  for (guint i = 0; i < pieces->len; i++)
    {
      guint32 reach = g_array_index (pieces, SuyTracePiece, i).reach;
      SuyPoint end = point_at (question, reach, fraction);
      const guint32 one = 1;
      const SuyShape point = { SUY_SHAPE_POINT, 1, &one, &end };
      g_autoptr (GArray) hits = suy_feature_set_nearest (lines, &point, 1, gap->gap_m);
      const SuyHit *hit = hits->len == 0 ? NULL : &g_array_index (hits, SuyHit, 0);
      double along;
      SuyShape line;

      if (hit == NULL || hit->distance_m >= gap->gap_m)
        continue;
      line = suy_feature_set_get_shape (lines, hit->item);
      *gap = (Gap){ hit->distance_m, reach, (guint32) suy_feature_set_get_id (lines, hit->item),
                    end, end };
      suy_shape_locate (&line, end, &along, &gap->across);
      found = TRUE;
    }

  return found;
}

static GHashTable *
upper_ends (const Question *question, const GArray *pieces)
{
  GHashTable *ends = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < pieces->len; i++)
    {
      SuyPoint end = point_at (question, g_array_index (pieces, SuyTracePiece, i).reach, 1);

      g_hash_table_add (ends, g_memdup2 (&end, sizeof end));
    }

  return ends;
}

/* Where the water stops, and what lies nearest there that belongs to another part. */
static gboolean
find_break (const Question *question, Gap *gap)
{
  const GArray *way = question->why->way;
  g_autofree guint32 *parts = g_new (guint32, suy_network_get_n (question->network));
  g_autoptr (GHashTable) goes_on = upper_ends (question, way);

  gap->gap_m = INFINITY;
  suy_network_get_parts (question->network, parts);
  for (guint i = 0; i < way->len; i++)
    {
      guint32 reach = g_array_index (way, SuyTracePiece, i).reach;
      SuyPoint end = point_at (question, reach, 0);
      const guint32 one = 1;
      const SuyShape point = { SUY_SHAPE_POINT, 1, &one, &end };
      g_autoptr (GArray) hits = NULL;

      if (g_hash_table_contains (goes_on, &end))
        continue;
      hits = suy_feature_set_within (question->set, &point, SUY_WHY_JOIN_M);
      for (guint k = 0; k < hits->len; k++)
        {
          const SuyHit *hit = &g_array_index (hits, SuyHit, k);
          SuyShape line = suy_feature_set_get_shape (question->set, hit->item);
          double along;

          if (parts[hit->item] == parts[reach] || hit->distance_m >= gap->gap_m)
            continue;
          *gap = (Gap){ hit->distance_m, reach, hit->item, end, end };
          suy_shape_locate (&line, end, &along, &gap->across);
        }
    }

  return isfinite (gap->gap_m);
}

/* The nearest pair of places of what is below the one and above the other. */
static Gap
nearest_pair (const Question *question)
{
  g_autoptr (GArray) up = trace (question, question->below, SUY_TRACE_UP);
  g_autoptr (SuyFeatureSet) above = lines_of (question, question->why->way);
  g_autoptr (SuyFeatureSet) below = lines_of (question, up);
  Gap gap = { INFINITY, question->above.reach, question->below.reach, { 0, 0 }, { 0, 0 } };

  look_across (question, question->why->way, 0, below, &gap);
  if (look_across (question, up, 1, above, &gap))
    return (Gap){ gap.gap_m, gap.other, gap.reach, gap.across, gap.place };

  return gap;
}

static void
say_gap (Question *question)
{
  SuyWhy *why = question->why;
  Gap gap = nearest_pair (question), near;
  double river_km = length_of (why->way) / 1000;
  gboolean joins = gap.gap_m <= SUY_WHY_JOIN_M;
  gboolean stops = !joins && find_break (question, &near);
  const Gap *shown = stops ? &near : &gap;
  g_autofree char *from = key_of (question, shown->reach);
  g_autofree char *to = key_of (question, shown->other);
  g_autofree char *last =
      key_of (question, g_array_index (why->way, SuyTracePiece, why->way->len - 1).reach);

  why->place = shown->place;
  why->other = shown->across;
  why->gap_m = shown->gap_m;
  why->river_m = river_km * 1000;
  why->kind = joins || stops ? SUY_WHY_MISSING_JOIN : SUY_WHY_OTHER_BASIN;
  if (joins)
    why->text = g_strdup_printf (_ ("The rivers do not meet. Its water runs %.2f km, to the end of "
                                    "reach %s; between reach %s and reach %s, which leads on, "
                                    "%.1f m are missing."),
                                 river_km, last, from, to, gap.gap_m);
  else if (stops)
    why->text = g_strdup_printf (_ ("The rivers do not meet. Its water runs %.2f km and stops at "
                                    "the end of reach %s; reach %s is %.1f m away and not joined. "
                                    "The river asked about is %.1f km off."),
                                 river_km, from, to, near.gap_m, gap.gap_m / 1000);
  else
    why->text =
        g_strdup_printf (_ ("It drains to another basin: its water runs %.2f km, to the end "
                            "of reach %s, and comes no nearer than %.1f km to the other "
                            "river."),
                         river_km, last, gap.gap_m / 1000);
}

/* ---- the answer ---- */

SuyWhy *
suy_workspace_why (SuyWorkspace *self, SuyPlace above, SuyPlace below, double max_m, GError **error)
{
  SuyNetwork *network = suy_workspace_get_network (self, error);
  g_autoptr (SuyWhy) why = NULL;
  Question question;
  GError *own = NULL;

  if (network == NULL)
    return NULL;
  why = g_new0 (SuyWhy, 1);
  why->gap_m = NAN;
  question = (Question){
    self, suy_workspace_register (self, "river_reach", NULL), network, NULL, above, below, why
  };
  question.set = suy_workspace_get_features (self, question.reg, error);
  if (question.set == NULL)
    return NULL;

  why->way = suy_network_path (network, above, below);
  if (why->way != NULL)
    say_way (&question, max_m);
  else if (!runs_back (&question))
    {
      why->way = trace (&question, above, SUY_TRACE_DOWN);
      if (!meets_below (&question) && !is_against (&question, &own) && own == NULL)
        say_gap (&question);
    }
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return NULL;
    }

  return g_steal_pointer (&why);
}
