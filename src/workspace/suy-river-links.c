/* suy-river-links.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-river-links.h"

#include <math.h>

#include "suy-geodesic.h"
#include "suy-workspace-private.h"

typedef gboolean (*LinkedFunc) (SuyWorkspace *workspace,
                                SuyRecord *record,
                                const SuyField *field,
                                gpointer data,
                                GError **error);

static gboolean
for_records_linked (SuyWorkspace *workspace,
                    const SuyRegister *reg,
                    const SuyField *field,
                    gint64 id,
                    LinkedFunc func,
                    gpointer data,
                    GError **error)
{
  const SuyFilter filter = { field, SUY_FILTER_EQUAL, SUY_INTEGER (id) };
  const SuySelection selection = { .filters = &filter, .n_filters = 1 };
  SuyStore *store = workspace->store;
  g_autoptr (GArray) ids = suy_store_select (store, reg, &selection, error);
  g_autoptr (GPtrArray) records =
      ids == NULL ? NULL
                  : suy_store_get_many (store, reg, (const gint64 *) (const void *) ids->data,
                                        ids->len, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    if (!func (workspace, records->pdata[i], field, data, error) ||
        !suy_store_update (store, records->pdata[i], error))
      return FALSE;

  return records != NULL;
}

/* Calls @func for every record with a link to the reach @id, and writes what it changed. */
static gboolean
for_linked (SuyWorkspace *workspace, gint64 id, LinkedFunc func, gpointer data, GError **error)
{
  const GPtrArray *registers = suy_catalog_get_registers (suy_workspace_get_catalog (workspace));

  for (guint i = 0; i < registers->len; i++)
    {
      const SuyRegister *reg = registers->pdata[i];

      for (guint k = 0; k < reg->fields->len; k++)
        {
          const SuyField *field = reg->fields->pdata[k];

          if (field->type == SUY_FIELD_LINK && g_strcmp0 (field->target, "river_reach") == 0 &&
              !for_records_linked (workspace, reg, field, id, func, data, error))
            return FALSE;
        }
    }

  return TRUE;
}

/* Metres from the downstream end of the reach; NAN where the record does not say. */
static double
chainage_of (const SuyRecord *record)
{
  return suy_register_find (suy_record_get_register (record), "chainage_m") == NULL
             ? NAN
             : suy_record_get_real (record, "chainage_m");
}

static gboolean
go_to_twin (SuyWorkspace *workspace,
            SuyRecord *record,
            const SuyField *field,
            gpointer data,
            GError **error)
{
  const SuyRiverTwin *twin = data;
  double chainage = chainage_of (record);

  suy_record_set (record, field, &SUY_INTEGER (twin->kept));
  if (twin->opposite && isfinite (chainage))
    suy_record_set_real (record, "chainage_m", MAX (0, twin->length_m - chainage));

  return TRUE;
}

static guint
nearest_stretch (const SuyRiverOutcome *outcome, const SuyRecord *record)
{
  SuyGeometry *place = suy_record_get_geometry (record);
  double best_m = INFINITY;
  guint best = 0;

  for (guint i = 0; place != NULL && i < outcome->stretches->len; i++)
    {
      SuyRiverStretch *stretch = outcome->stretches->pdata[i];
      double far = suy_shape_distance (suy_geometry_get_shape (place),
                                       suy_geometry_get_shape (stretch->line));

      if (far < best_m)
        {
          best = i;
          best_m = far;
        }
    }

  return best;
}

/* The stretch by its chainage where the record has one, else by its place, else the lowest. */
static gboolean
go_to_stretch (SuyWorkspace *workspace,
               SuyRecord *record,
               const SuyField *field,
               gpointer data,
               GError **error)
{
  const SuyRiverOutcome *outcome = data;
  double chainage = chainage_of (record), below = 0;
  guint i = 0;

  if (isfinite (chainage))
    {
      if (outcome->reversed)
        chainage = MAX (0, outcome->length_m - chainage);
      for (; i + 1 < outcome->stretches->len; i++)
        {
          const SuyRiverStretch *stretch = outcome->stretches->pdata[i];

          if (chainage <= below + stretch->share * outcome->length_m)
            break;
          below += stretch->share * outcome->length_m;
        }
      suy_record_set_real (record, "chainage_m",
                           chainage - below + (i == 0 ? outcome->lower_m : 0));
    }
  else
    i = nearest_stretch (outcome, record);
  suy_record_set (record, field, &SUY_INTEGER (outcome->ids[i]));

  return TRUE;
}

gboolean
suy_river_links_to_twin (SuyWorkspace *workspace,
                         gint64 gone,
                         const SuyRiverTwin *twin,
                         GError **error)
{
  return for_linked (workspace, gone, go_to_twin, (gpointer) twin, error);
}

gboolean
suy_river_links_to_stretches (SuyWorkspace *workspace,
                              gint64 id,
                              const SuyRiverOutcome *outcome,
                              GError **error)
{
  return for_linked (workspace, id, go_to_stretch, (gpointer) outcome, error);
}
