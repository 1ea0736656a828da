/* suy-demo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-demo.h"

#include "suy-demo-private.h"
#include "suy-error.h"

/* 2026-11-20T00:00:00Z in seconds since 2020-01-01: ids of the demo begin there. */
#define FIRST_SECOND G_GINT64_CONSTANT (217296000)

/* A link points to a register that stands before its own, or in it. */
static const char *const order[] = {
  "unit",
  "cooperation_zone",
  "district",
  "county",
  "township",
  "place_name",
  "road",
  "person",
  "grid_cell",
  "river_reach",
  "milestone",
  "project",
  "industrial_park",
  "scenic_area",
  "emergency_team",
  "target_indicator",
  "quarter_task",
  "strategy_plan",
  "fund_entry",
  "project_report",
  "delphi_score",
  "enterprise",
  "grant_entry",
  "credit_rating",
  "eco_points_entry",
  "assessment_input",
  "screening",
  "lookout_tower",
  "discharge_permit",
  "online_monitor",
  "river_section",
  "station",
  "station_patrol",
  "receptor",
  "protection_zone",
  "risk_point",
  "outfall",
  "black_water",
  "risk_register_item",
  "duty",
  "survey",
  "manual",
  "inspection_plan",
  "equipment",
  "supply",
  "eco_facility",
  "contaminated_plot",
  "waste_pile",
  "hidden_hazard",
  "coal_check",
  "steward_visit",
  "vehicle_test",
  "event",
  "meeting",
  "risk_sweep",
  "warning_indicator",
  "warning",
  "sampling_check",
  "campaign",
  "inspection",
  "patrol",
  "problem",
  "hot_event",
  "rectification_item",
  "disclosure_item",
  "complaint",
  "acceptance",
  "lookback_sample",
  "lookback",
  "lookback_line",
  "watch_shift",
  "plan_revision",
  "action_record",
  "extension_request",
  "enforcement_case",
  "case_transfer",
  "accountability",
  "list_entry",
  "clue",
  "measurement",
  "attachment",
  NULL,
};

static void
list_free (gpointer data)
{
  GPtrArray *list = data;

  for (guint i = 0; i < list->len; i++)
    g_clear_pointer (&list->pdata[i], suy_record_free);
  g_ptr_array_unref (list);
}

char *
suy_demo_get_device (guint64 seed, guint32 *number)
{
  SuyDemoRandom random;
  guint64 high, low;

  suy_demo_random_init (&random, seed, "device");
  if (number != NULL)
    *number = suy_demo_random_below (&random, 1 << 20);
  else
    suy_demo_random_next (&random);
  high = suy_demo_random_next (&random);
  low = suy_demo_random_next (&random);

  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x", high, low);
}

static SuyDemo *
new_empty (SuyCatalog *catalog, const SuyDemoOptions *options)
{
  SuyDemo *self = g_new0 (SuyDemo, 1);
  guint32 device;

  self->catalog = suy_catalog_ref (catalog);
  self->seed = options->seed;
  self->n_points = options->n_points == 0 ? SUY_DEMO_MIN_POINTS : options->n_points;
  self->dir = g_strdup (options->data_dir);
  g_free (suy_demo_get_device (options->seed, &device));
  self->next_id = FIRST_SECOND << 31 | (gint64) device << 11 | 1;
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, list_free);
  self->given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->strings = g_string_chunk_new (4096);
  self->moves = g_array_new (FALSE, FALSE, sizeof (SuyDemoMove));
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_record_free);
  self->towns = g_array_new (FALSE, FALSE, sizeof (SuyDemoTown));
  self->cells = g_array_new (FALSE, FALSE, sizeof (SuyDemoCell));
  self->reaches = g_array_new (FALSE, FALSE, sizeof (SuyDemoReach));
  self->persons = g_array_new (FALSE, FALSE, sizeof (SuyDemoPerson));
  self->firms = g_array_new (FALSE, FALSE, sizeof (SuyDemoFirm));
  self->points = g_array_new (FALSE, FALSE, sizeof (SuyDemoPoint));
  self->sections = g_array_new (FALSE, FALSE, sizeof (SuyDemoSection));
  self->outfalls = g_array_new (FALSE, FALSE, sizeof (SuyDemoOutfall));
  self->matters = g_array_new (FALSE, FALSE, sizeof (SuyDemoMatter));
  self->banks = g_array_new (FALSE, FALSE, sizeof (guint));
  self->roads = g_ptr_array_new ();
  self->blobs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->geometries = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_geometry_unref);

  return self;
}

void
suy_demo_free (SuyDemo *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    g_strfreev (g_array_index (self->cells, SuyDemoCell, i).villages);
  g_ptr_array_unref (self->geometries);
  g_ptr_array_unref (self->roads);
  g_ptr_array_unref (self->blobs);
  g_array_unref (self->banks);
  g_array_unref (self->matters);
  g_array_unref (self->outfalls);
  g_array_unref (self->sections);
  g_array_unref (self->points);
  g_array_unref (self->firms);
  g_array_unref (self->persons);
  g_array_unref (self->reaches);
  g_array_unref (self->cells);
  g_array_unref (self->towns);
  g_ptr_array_unref (self->changes);
  g_array_unref (self->moves);
  g_string_chunk_free (self->strings);
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->given);
  g_hash_table_unref (self->lists);
  g_clear_pointer (&self->tables, json_node_unref);
  g_clear_pointer (&self->words, json_node_unref);
  g_free (self->dir);
  suy_catalog_unref (self->catalog);
  g_free (self);
}

static gint
compare_moves (gconstpointer a, gconstpointer b)
{
  const SuyDemoMove *one = a, *two = b;

  return (one->at > two->at) - (one->at < two->at);
}

static gboolean
make_all (SuyDemo *self, GError **error)
{
  self->tables = suy_demo_read_json (self, "tables.json", error);
  if (self->tables == NULL)
    return FALSE;
  self->words = suy_demo_read_json (self, "words.json", error);
  if (self->words == NULL)
    return FALSE;
  if (!suy_demo_make_areas (self, error) || !suy_demo_make_people (self, error) ||
      !suy_demo_make_grid (self, error) || !suy_demo_make_rivers (self, error) ||
      !suy_demo_make_projects (self, error))
    return FALSE;
  suy_demo_make_firms (self);
  if (!suy_demo_make_water (self, error))
    return FALSE;
  suy_demo_make_points (self);
  suy_demo_make_outfalls (self);
  if (!suy_demo_make_assets (self, error) || !suy_demo_make_warnings (self, error))
    return FALSE;
  suy_demo_make_cases (self);
  suy_demo_make_complaints (self);
  suy_demo_make_inspections (self);
  suy_demo_make_samples (self);
  suy_demo_make_samplings (self);
  if (!suy_demo_make_registers (self, error))
    return FALSE;
  g_array_sort (self->moves, compare_moves);
  suy_demo_make_campaigns (self);
  suy_demo_make_evidence (self);

  return TRUE;
}

SuyDemo *
suy_demo_new (SuyCatalog *catalog, const SuyDemoOptions *options, GError **error)
{
  g_autoptr (SuyDemo) self = NULL;

  g_return_val_if_fail (catalog != NULL && options != NULL && options->data_dir != NULL, NULL);

  if (options->n_points != 0 &&
      (options->n_points < SUY_DEMO_MIN_POINTS || options->n_points > SUY_DEMO_MAX_POINTS))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   "The demo has %d to %d risk points, not %u; the cases refer to the first %d",
                   SUY_DEMO_MIN_POINTS, SUY_DEMO_MAX_POINTS, options->n_points,
                   SUY_DEMO_MIN_POINTS);
      return NULL;
    }
  self = new_empty (catalog, options);

  return make_all (self, error) ? g_steal_pointer (&self) : NULL;
}

const char *const *
suy_demo_get_order (SuyDemo *self)
{
  return order;
}

guint32
suy_demo_count (SuyDemo *self, const char *reg)
{
  return g_str_equal (reg, "risk_point") ? self->n_points : suy_demo_get_list (self, reg)->len;
}

SuyRecord *
suy_demo_next (SuyDemo *self, const char *reg)
{
  GPtrArray *list = suy_demo_get_list (self, reg);
  guint32 next = GPOINTER_TO_UINT (g_hash_table_lookup (self->given, reg));

  if (next == suy_demo_count (self, reg))
    return NULL;

  g_hash_table_insert (self->given, g_strdup (reg), GUINT_TO_POINTER (next + 1));

  return next < list->len ? g_steal_pointer (&list->pdata[next])
                          : suy_demo_make_late_point (self, next);
}

const GPtrArray *
suy_demo_get_blobs (SuyDemo *self)
{
  return self->blobs;
}

const GArray *
suy_demo_get_moves (SuyDemo *self)
{
  return self->moves;
}

gboolean
suy_demo_run (SuyDemo *self,
              SuyDemoSink sink,
              SuyDemoMoveSink move_sink,
              gpointer user_data,
              GError **error)
{
  for (guint i = 0; order[i] != NULL; i++)
    {
      SuyRecord *record;

      while ((record = suy_demo_next (self, order[i])) != NULL)
        if (!sink (record, user_data, error))
          return FALSE;
    }
  for (guint i = 0; i < self->moves->len; i++)
    if (!move_sink (&g_array_index (self->moves, SuyDemoMove, i), user_data, error))
      return FALSE;

  return TRUE;
}

const char *
suy_demo_get_person (SuyDemo *self)
{
  for (guint i = 0; i < self->persons->len; i++)
    if (g_str_equal (g_array_index (self->persons, SuyDemoPerson, i).role, "hq_clerk"))
      return g_array_index (self->persons, SuyDemoPerson, i).code;

  return NULL;
}
