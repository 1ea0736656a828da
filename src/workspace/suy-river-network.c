/* suy-river-network.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-river-network.h"

#include "suy-reach-edit.h"
#include "suy-travel-rules.h"

/* A row that changed costs some 6 µs to read by its id, as one of many 0.6 µs: where more than one
 * in ten changed, all are read. */
#define MOST_SHARE 10u

/* ---- hours ---- */

/* What hours are estimated from; @order and @slope are made for the call. */
typedef struct
{
  guint8 *order;
  double *slope;
  SuyTravelInput input;
} Known;

static void
known_clear (Known *self)
{
  g_free (self->order);
  g_free (self->slope);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Known, known_clear)

static void
known_init (Known *self, const SuyReachColumns *columns)
{
  self->order = g_new (guint8, columns->n);
  self->slope = g_new (double, columns->n);
  for (guint32 i = 0; i < columns->n; i++)
    {
      self->slope[i] =
          (columns->elevation_up[i] - columns->elevation_down[i]) / columns->length_m[i];
      self->order[i] = (guint8) CLAMP (columns->order[i], 0, G_MAXUINT8);
    }
  self->input = (SuyTravelInput){ .n = columns->n,
                                  .length_m = columns->length_m,
                                  .travel_h = columns->travel_h,
                                  .level_path = columns->level_path,
                                  .name = columns->name,
                                  .strahler = self->order,
                                  .slope = self->slope };
}

static void
find_estimated (SuyRiverNetwork *self)
{
  self->estimated = FALSE;
  for (guint32 i = 0; i < self->columns.n && !self->estimated; i++)
    self->estimated = self->hour_sources[i] != SUY_TRAVEL_OWN;
}

/* @edit: (nullable): NULL: of all reaches */
static gboolean
estimate_hours (SuyRiverNetwork *self, const SuyReachEdit *edit, GError **error)
{
  g_auto (Known) known = { NULL };
  SuyTravelRules rules;

  if (!suy_travel_rules_read_builtin (&rules, NULL, error))
    return FALSE;
  self->default_m_s = rules.default_m_s;
  known_init (&known, &self->columns);
  if (edit == NULL)
    suy_travel_times (&known.input, &rules, self->hours, self->hour_sources);
  else
    suy_travel_times_edit (&known.input, &rules,
                           &(SuyTravelEdit){ edit->reaches, edit->paths, edit->names }, self->hours,
                           self->hour_sources);
  find_estimated (self);

  return TRUE;
}

/* ---- the network ---- */

static SuyNetworkInput
network_input (const SuyRiverNetwork *self)
{
  return (SuyNetworkInput){ .n = self->columns.n,
                            .from_node = self->columns.from_node,
                            .to_node = self->columns.to_node,
                            .length_m = self->columns.length_m,
                            .travel_h = self->hours,
                            .level_path = self->columns.level_path };
}

SuyRiverNetwork *
suy_river_network_new (SuyStore *store, SuyFeatureSet *set, GError **error)
{
  g_autoptr (SuyRiverNetwork) self = g_new0 (SuyRiverNetwork, 1);
  SuyNetworkInput input;

  self->set = suy_feature_set_ref (set);
  self->log_end = suy_store_get_log_end (store, error);
  if (self->log_end < 0 || !suy_reach_columns_read (&self->columns, store, set, error))
    return NULL;
  self->hours = g_new (double, self->columns.n);
  self->hour_sources = g_new (guint8, self->columns.n);
  if (!estimate_hours (self, NULL, error))
    return NULL;
  input = network_input (self);
  self->network = suy_network_new (&input, error);
  if (self->network == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

void
suy_river_network_free (SuyRiverNetwork *self)
{
  suy_feature_set_unref (self->set);
  g_clear_pointer (&self->network, suy_network_unref);
  suy_reach_columns_clear (&self->columns);
  g_free (self->hours);
  g_free (self->hour_sources);
  g_free (self);
}

/* ---- edits ---- */

/* Hours and their sources go to the rows that they have now. */
static void
move_hours (SuyRiverNetwork *self, const SuyReachEdit *edit)
{
  guint32 n = self->columns.n;
  double *hours = g_new (double, n);
  guint8 *sources = g_new (guint8, n);

  for (guint32 i = 0; i < n; i++)
    {
      guint32 old = edit->old_row[i];

      hours[i] = old == G_MAXUINT32 ? 0 : self->hours[old];
      sources[i] = old == G_MAXUINT32 ? SUY_TRAVEL_OWN : self->hour_sources[old];
    }
  g_free (self->hours);
  g_free (self->hour_sources);
  self->hours = hours;
  self->hour_sources = sources;
}

static gboolean
edit_rows (SuyRiverNetwork *self, SuyStore *store, SuyReachEdit *edit, GError **error)
{
  SuyNetworkInput input;
  SuyNetwork *now;

  if (!suy_reach_columns_edit (&self->columns, store, edit, error))
    return FALSE;
  suy_feature_set_ref (edit->set);
  suy_feature_set_unref (self->set);
  self->set = edit->set;
  if (!edit->fits || !edit->changed)
    return TRUE;

  move_hours (self, edit);
  if (!estimate_hours (self, edit, error))
    return FALSE;
  input = network_input (self);
  now = suy_network_edit (self->network, &input, edit->old_number, error);
  if (now == NULL)
    return FALSE;
  suy_network_unref (self->network);
  self->network = now;

  return TRUE;
}

gboolean
suy_river_network_edit (SuyRiverNetwork *self,
                        SuyStore *store,
                        SuyFeatureSet *set,
                        gboolean *done,
                        GError **error)
{
  const SuyRegister *reg = suy_catalog_find (suy_store_get_catalog (store), "river_reach");
  gint64 log_end = suy_store_get_log_end (store, error);
  g_auto (SuyReachEdit) edit = { .before = self->set, .set = set };
  g_autoptr (GArray) ids = NULL;
  guint most = self->columns.n / MOST_SHARE + 16;

  if (log_end < 0)
    return FALSE;
  ids = suy_store_list_changed (store, reg, self->log_end, SUY_CHANGED_ANY, most, error);
  if (ids == NULL)
    return FALSE;
  *done = ids->len <= most;
  if (!*done)
    return TRUE;

  edit.ids = ids;
  if ((ids->len > 0 || set != self->set) && !edit_rows (self, store, &edit, error))
    return FALSE;
  *done = edit.reaches == NULL || edit.fits;
  self->log_end = log_end;

  return TRUE;
}
