/* suy-sampling-make.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-sampling-make.h"

#include <glib/gi18n-lib.h>

#include "suy-error.h"
#include "suy-facts-private.h"
#include "suy-filter-text.h"
#include "suy-ratio.h"
#include "suy-sampling-pool.h"
#include "suy-sampling.h"
#include "suy-workspace-moves.h"

static GArray *
choose (SuyWorkspace *self, const SuyRegister *reg, char **filters, GError **error)
{
  g_autoptr (GArray) parsed = suy_filter_parse (self, reg, filters, error);
  SuySelection selection = { 0 };

  if (parsed == NULL)
    return NULL;
  selection.filters = (const SuyFilter *) (const void *) parsed->data;
  selection.n_filters = parsed->len;

  return suy_store_select (self->store, reg, &selection, error);
}

static void
set_filter (SuyRecord *record, const char *layer, char **filters)
{
  g_autofree char *words = filters == NULL ? NULL : g_strjoinv (" ", filters);
  g_autofree char *text =
      words == NULL || *words == '\0' ? g_strdup (layer) : g_strdup_printf ("%s %s", layer, words);

  suy_record_set_text (record, "pool_filter", text);
}

/* Not less than the share, a tenth where nothing is said, and never more than there are. */
static void
set_size (SuyRecord *record, const char *list, const SuySamplingWish *wish)
{
  g_auto (GStrv) keys = suy_look_list (record, list);
  gint64 n = g_strv_length (keys), bp = wish->share_bp == 0 ? 1000 : wish->share_bp;
  gint64 size =
      wish->count != 0 ? wish->count : suy_ratio_ceil ((SuyRatio){ n * bp, SUY_RATIO_FULL_BP }, 1);

  suy_record_set_integer (record, "sample_size", MIN (size, n));
}

static gboolean
fill_check (SuyWorkspace *self, SuyRecord *record, const SuySamplingWish *wish, GError **error)
{
  const char *layer = wish->layer == NULL ? "enterprise" : wish->layer;
  const SuyRegister *reg = suy_catalog_lookup (self->catalog, layer, error);
  const SuyRegister *people = suy_workspace_register (self, "person", error);
  g_autoptr (GArray) ids = NULL, officers = NULL;

  if (reg == NULL || people == NULL)
    return FALSE;
  if (suy_register_find (suy_catalog_find (self->catalog, "inspection"), reg->name) == NULL)
    {
      g_set_error (
          error, SUY_ERROR, SUY_ERROR_INVALID,
          _ ("Inspections are not made of %s. Draw from enterprise, risk_point, outfall or "
             "station."),
          reg->name);
      return FALSE;
    }
  suy_record_set_text (record, "kind", wish->form == NULL ? "routine" : wish->form);
  if (wish->share_bp != 0)
    suy_record_set_integer (record, "ratio_bp", wish->share_bp);
  suy_record_set_integer (record, "officers_each", wish->n_each == 0 ? 2 : wish->n_each);
  set_filter (record, reg->name, wish->from);
  ids = choose (self, reg, wish->from, error);
  officers = ids == NULL ? NULL : choose (self, people, wish->officers, error);
  if (officers == NULL || !suy_sampling_fill_pool (self, record, reg, ids, error) ||
      !suy_sampling_fill_officers (self, record, officers, error))
    return FALSE;
  set_size (record, "object_pool", wish);

  return TRUE;
}

static gboolean
fill_lookback (SuyWorkspace *self, SuyRecord *record, const SuySamplingWish *wish, GError **error)
{
  gint64 year = wish->year == 0 ? g_ascii_strtoll (self->today, NULL, 10) : wish->year;
  g_auto (GStrv) keys = suy_sampling_list_population (self, year, error);
  g_autofree char *list = NULL, *hash = NULL;

  if (keys == NULL)
    return FALSE;
  list = suy_look_format_list ((const char *const *) keys);
  suy_record_set_integer (record, "year", year);
  suy_record_set_text (record, "population", list);
  set_size (record, "population", wish);
  hash = suy_sampling_hash (record, error);

  return hash != NULL;
}

static gboolean
fill_stations (SuyWorkspace *self, SuyRecord *record, const SuySamplingWish *wish, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self, "station", error);
  g_autoptr (GArray) ids = reg == NULL ? NULL : choose (self, reg, wish->from, error);
  g_autofree char *month = g_strndup (self->today, strlen ("2026-11"));

  if (ids == NULL || !suy_sampling_fill_pool (self, record, reg, ids, error))
    return FALSE;
  set_filter (record, reg->name, wish->from);
  set_size (record, "station_pool", wish);
  suy_record_set_text (record, "period", wish->period == NULL ? month : wish->period);
  if (wish->operator_unit != 0)
    suy_record_set_integer (record, "operator", wish->operator_unit);

  return TRUE;
}

SuyRecord *
suy_sampling_make (SuyWorkspace *self, const SuySamplingWish *wish, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self, wish->reg, error);
  g_autoptr (SuyRecord) record = reg == NULL ? NULL : suy_record_new (reg);
  g_autofree char *name = NULL;
  gboolean ok;

  if (reg == NULL)
    return NULL;
  name = wish->name != NULL ? g_strdup (wish->name)
                            : g_strdup_printf ("%s %s", self->today, reg->one.zh);
  suy_record_set_text (record, "name", name);
  if (g_str_equal (reg->name, "sampling_check"))
    ok = fill_check (self, record, wish, error);
  else if (g_str_equal (reg->name, "lookback_sample"))
    ok = fill_lookback (self, record, wish, error);
  else
    ok = fill_stations (self, record, wish, error);

  return ok ? g_steal_pointer (&record) : NULL;
}

gboolean
suy_sampling_begin (SuyWorkspace *self, SuyRecord *record, GError **error)
{
  const SuyRegister *reg = suy_record_get_register (record);
  const char *move = g_str_equal (reg->name, "sampling_check")    ? "build_pool"
                     : g_str_equal (reg->name, "lookback_sample") ? "fix_population"
                                                                  : "draw_list";
  g_autoptr (SuyRecord) changes = suy_record_new (reg);
  g_autoptr (GError) why = NULL;

  if (!suy_workspace_save (self, record, NULL, error))
    return FALSE;
  suy_record_set_id (changes, suy_record_get_id (record));
  if (suy_workspace_move (self, changes, move, NULL, NULL, error))
    return TRUE;
  if (!suy_workspace_delete (self, reg, suy_record_get_id (record), NULL, &why))
    g_prefix_error (error, "%s ", why->message);

  return FALSE;
}
