/* suy-suspect-question.c: which exceedance is it about?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "suy-date.h"
#include "suy-error.h"
#include "suy-suspect-facts.h"
#include "suy-water-class.h"
#include "suy-workspace-private.h"

#define HOUR_US (3600.0 * 1e6)

/* ---- factors and limits ---- */

static const SuyField *
factor_field (SuyWorkspace *self)
{
  const SuyRegister *reg = suy_workspace_register (self, "measurement", NULL);

  return reg == NULL ? NULL : suy_register_find (reg, "factor");
}

const SuyChoice *
suy_workspace_find_factor (SuyWorkspace *self, const char *text, GError **error)
{
  const SuyField *field = factor_field (self);
  const SuyChoice *choice = field == NULL ? NULL : suy_field_match_choice (field, text);
  g_autoptr (GString) names = g_string_new (NULL);

  if (choice != NULL)
    return choice;
  for (guint i = 0; field != NULL && i < field->choices->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            ((const SuyChoice *) field->choices->pdata[i])->name);
  g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
               _ ("There is no factor “%s”. Name one of these: %s."), text, names->str);

  return NULL;
}

/* The limit in mg/L of a class 1 to 5; NAN where the standard has none. */
static double
limit_of (const SuyWaterLimits *limits, const char *factor, int class)
{
  static const char *const names[] = { "tp", "nh3n", "cod", "bod5" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], factor) == 0)
      return (double) suy_water_limits_get (limits, (SuyWaterParameter) i, class) / 1000.0;

  return NAN;
}

double
suy_suspect_read_mg_l (const SuyValue *value, const SuyValue *unit)
{
  double number = value->type == SUY_VALUE_REAL      ? value->real
                  : value->type == SUY_VALUE_INTEGER ? (double) value->integer
                                                     : NAN;

  if (!isfinite (number) || number < 0)
    return NAN;
  if (unit->type != SUY_VALUE_TEXT || *unit->text == '\0' ||
      g_ascii_strcasecmp (unit->text, "mg/L") == 0)
    return number;
  if (g_ascii_strcasecmp (unit->text, "ug/L") == 0 || strcmp (unit->text, "µg/L") == 0 ||
      strcmp (unit->text, "μg/L") == 0)
    return number / 1000.0;

  return NAN;
}

/* ---- samples of the section ---- */

typedef struct
{
  gint64 id;
  const SuyChoice *factor;
  char *at;
  double mg_l, limit;
  gint64 excess_bp;
} Sample;

static void
sample_clear (gpointer data)
{
  g_free (((Sample *) data)->at);
}

typedef struct
{
  SuyWorkspace *workspace;
  const SuyWaterLimits *limits;
  int class;
  GArray *samples; /* (element-type Sample): those that count, by rising id */
} Reading;

enum
{
  CELL_AT,
  CELL_FACTOR,
  CELL_VALUE,
  CELL_UNIT,
  CELL_MARK,
  CELL_VALID,
  N_CELLS,
};

static const char *const cell_names[N_CELLS] = { "sampled_at", "factor",     "value",
                                                 "unit",       "limit_mark", "valid" };

static gint64
excess_of (double mg_l, double limit)
{
  gint64 ug = (gint64) llround (mg_l * 1000.0), limit_ug = (gint64) llround (limit * 1000.0);

  return isnan (limit) || limit_ug <= 0 || ug <= limit_ug ? 0 : (ug - limit_ug) * 10000 / limit_ug;
}

/* Samples that are not valid, have a mark instead of a value, or an unknown unit count for nothing.
 */
static void
take_sample (gint64 id, const SuyValue *cells, gpointer data)
{
  Reading *reading = data;
  const SuyField *field = factor_field (reading->workspace);
  Sample sample = { .id = id };

  if (cells[CELL_AT].type != SUY_VALUE_TEXT || cells[CELL_FACTOR].type != SUY_VALUE_TEXT ||
      (cells[CELL_MARK].type == SUY_VALUE_TEXT && *cells[CELL_MARK].text != '\0') ||
      (cells[CELL_VALID].type == SUY_VALUE_INTEGER && cells[CELL_VALID].integer == 0))
    return;
  sample.factor = suy_field_find_choice (field, cells[CELL_FACTOR].text);
  sample.mg_l = suy_suspect_read_mg_l (&cells[CELL_VALUE], &cells[CELL_UNIT]);
  if (sample.factor == NULL || isnan (sample.mg_l))
    return;
  sample.limit = limit_of (reading->limits, sample.factor->name, reading->class);
  sample.excess_bp = excess_of (sample.mg_l, sample.limit);
  sample.at = g_strdup (cells[CELL_AT].text);
  g_array_append_val (reading->samples, sample);
}

static gboolean
read_samples (Reading *reading, gint64 section, gint64 measurement, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (reading->workspace, "measurement", error);
  const SuyField *fields[N_CELLS];
  SuyFilter filter;
  SuyCellScan scan = { fields, N_CELLS, &filter, 1, NULL, 0 };

  if (reg == NULL)
    return FALSE;
  for (guint i = 0; i < N_CELLS; i++)
    fields[i] = suy_register_find (reg, cell_names[i]);
  filter =
      (SuyFilter){ suy_register_find (reg, "section"), SUY_FILTER_EQUAL, SUY_INTEGER (section) };
  if (measurement != 0)
    scan = (SuyCellScan){ fields, N_CELLS, NULL, 0, &measurement, 1 };

  return suy_store_scan_cells (reading->workspace->store, reg, &scan, take_sample, reading, error);
}

/* ---- the question ---- */

static gboolean
is_asked (const GPtrArray *factors, const SuyChoice *factor)
{
  return factors->len == 0 || g_ptr_array_find ((GPtrArray *) factors, factor, NULL);
}

/* The latest sample of a factor that is asked for, not after @time (nullable), and over its limit
 * by at least @excess_bp. */
static const Sample *
find_latest (const GArray *samples, const GPtrArray *factors, const char *time, gint64 excess_bp)
{
  const Sample *latest = NULL;

  for (guint i = 0; i < samples->len; i++)
    {
      const Sample *sample = &g_array_index (samples, Sample, i);

      if (sample->excess_bp >= excess_bp && is_asked (factors, sample->factor) &&
          (time == NULL || strcmp (sample->at, time) <= 0) &&
          (latest == NULL || strcmp (sample->at, latest->at) > 0))
        latest = sample;
    }

  return latest;
}

static SuyExceedance *
find_exceedance (SuySuspects *suspects, const SuyChoice *factor)
{
  for (guint i = 0; i < suspects->exceedances->len; i++)
    {
      SuyExceedance *one = &g_array_index (suspects->exceedances, SuyExceedance, i);

      if (one->factor == factor)
        return one;
    }

  return NULL;
}

static int
compare_excess (gconstpointer a, gconstpointer b)
{
  const SuyExceedance *l = a, *r = b;

  if (l->excess_bp != r->excess_bp)
    return l->excess_bp > r->excess_bp ? -1 : 1;

  return strcmp (l->factor->name, r->factor->name);
}

/* One for each factor that is asked for, with the sample of that moment; where none was asked for,
 * those that were over their limits, the worst first. */
static void
set_exceedances (SuySuspects *suspects,
                 const GArray *samples,
                 const GPtrArray *factors,
                 const char *moment)
{
  for (guint i = 0; i < factors->len; i++)
    {
      SuyExceedance none = { factors->pdata[i], 0, NAN, NAN, 0 };

      g_array_append_val (suspects->exceedances, none);
    }
  for (guint i = 0; moment != NULL && i < samples->len; i++)
    {
      const Sample *sample = &g_array_index (samples, Sample, i);
      const SuyExceedance found = { sample->factor, sample->id, sample->mg_l, sample->limit,
                                    sample->excess_bp };
      SuyExceedance *known = find_exceedance (suspects, sample->factor);

      if (strcmp (sample->at, moment) != 0)
        continue;
      if (known != NULL)
        *known = found;
      else if (factors->len == 0 && (sample->excess_bp > 0 || samples->len == 1))
        g_array_append_val (suspects->exceedances, found);
    }
  if (factors->len == 0)
    g_array_sort (suspects->exceedances, compare_excess);
}

/* "Total phosphorus" within a sentence; "COD" and "pH" stay.  (transfer full) */
static char *
speak_label (const SuyChoice *factor, const char *language)
{
  char *text = g_strdup (suy_label_get (&factor->label, language));

  if (g_ascii_isupper (text[0]) && g_ascii_islower (text[1]))
    text[0] = g_ascii_tolower (text[0]);

  return text;
}

static gboolean
set_labels (SuySuspects *suspects, const char *language, GError **error)
{
  guint n = suspects->exceedances->len;

  if (n == 0 || n > SUY_MAX_POLLUTANTS)
    {
      g_set_error_literal (error, SUY_ERROR, SUY_ERROR_INVALID,
                           n == 0 ? _ ("No sample here is over its limit at that time. Name the "
                                       "pollutant, as --pollutant tp.")
                                  : _ ("At most 30 pollutants can be asked for."));
      return FALSE;
    }
  suspects->labels = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    suspects->labels[i] =
        speak_label (g_array_index (suspects->exceedances, SuyExceedance, i).factor, language);
  suspects->question.n_pollutants = n;
  suspects->question.labels = (const char *const *) suspects->labels;
  suspects->question.language = g_intern_string (language);

  return TRUE;
}

/* ---- times ---- */

/* @text "2026-11-20T02:00:00.000Z", @hours later.  (transfer full) */
static char *
shift_time (const char *text, double hours)
{
  g_autoptr (GDateTime) from = g_date_time_new_from_iso8601 (text, NULL);
  g_autoptr (GDateTime) to = g_date_time_add (from, (GTimeSpan) llround (hours * HOUR_US));

  return g_date_time_format (to, "%Y-%m-%dT%H:%M:%S.000Z");
}

static double
hours_between (const char *from, const char *to)
{
  g_autoptr (GDateTime) a = g_date_time_new_from_iso8601 (from, NULL);
  g_autoptr (GDateTime) b = g_date_time_new_from_iso8601 (to, NULL);

  return (double) g_date_time_difference (b, a) / HOUR_US;
}

static gboolean
set_times (SuyWorkspace *self,
           const SuySuspectsAsk *ask,
           const char *moment,
           SuySuspects *suspects,
           GError **error)
{
  double window = ask->window_h;

  if (ask->time != NULL || moment != NULL)
    suspects->time = g_strdup (ask->time != NULL ? ask->time : moment);
  else
    suspects->time = g_strdup_printf ("%sT15:59:59.000Z", self->today); /* midnight in China */
  if (!suy_date_is_time (suspects->time) || (ask->since != NULL && !suy_date_is_time (ask->since)))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID, _ ("“%s” is no time."),
                   suy_date_is_time (suspects->time) ? ask->since : suspects->time);
      return FALSE;
    }
  if (!(window > 0) && ask->since != NULL)
    window = hours_between (ask->since, suspects->time);
  else if (!(window > 0))
    window = suspects->rules->window_h;
  if (!(window > 0))
    {
      g_set_error_literal (error, SUY_ERROR, SUY_ERROR_INVALID,
                           _ ("The window is empty: it begins when it ends, or later. Let it begin "
                              "before the time of the exceedance."));
      return FALSE;
    }
  suspects->question.window_h = window;
  suspects->since = shift_time (suspects->time, -window);

  return TRUE;
}

/* ---- where it starts ---- */

/* The record that a sample was taken at. */
static gboolean
follow_sample (SuyWorkspace *self, const SuyRegister **reg, gint64 *id, GError **error)
{
  static const char *const links[] = { "section", "outfall", "station" };
  g_autoptr (SuyRecord) record = suy_store_get (self->store, *reg, *id, error);

  if (record == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      gint64 to = suy_record_get_integer (record, links[i]);

      if (to != 0)
        {
          *reg = suy_workspace_register (self, suy_register_find (*reg, links[i])->target, error);
          *id = to;
          return *reg != NULL;
        }
    }
  g_set_error_literal (error, SUY_ERROR, SUY_ERROR_INVALID,
                       _ ("The sample names no section, outfall or station to start at."));

  return FALSE;
}

/* The place of the record, and the class that a section is to have. */
static gboolean
look_at_start (SuyWorkspace *self,
               const SuyRegister *reg,
               gint64 id,
               double snap_m,
               SuyPlace *start,
               int *class,
               GError **error)
{
  g_autoptr (SuyRecord) record = suy_store_get (self->store, reg, id, error);
  SuyGeometry *geometry;

  if (record == NULL)
    return FALSE;
  geometry = suy_record_get_geometry (record);
  if (geometry == NULL || suy_geometry_get_shape (geometry)->kind == SUY_SHAPE_NONE)
    {
      g_autofree char *name = suy_workspace_describe (self, reg, id);

      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID, _ ("%s has no place on the map."), name);
      return FALSE;
    }
  if (strcmp (reg->name, "river_section") == 0)
    {
      const char *target = suy_record_get_text (record, "target_class");

      for (int i = 1; target != NULL && i < SUY_WATER_INFERIOR_V; i++)
        if (strcmp (target, suy_water_class_get_name (i)) == 0)
          *class = i;
    }

  return suy_workspace_snap (self, suy_geometry_get_shape (geometry), snap_m, start, error);
}

/* Factors by name, once each.  (transfer container) */
static GPtrArray *
find_factors (SuyWorkspace *self, const char *const *names, GError **error)
{
  g_autoptr (GPtrArray) factors = g_ptr_array_new ();

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      const SuyChoice *factor = suy_workspace_find_factor (self, names[i], error);

      if (factor == NULL)
        return NULL;
      if (!g_ptr_array_find (factors, factor, NULL))
        g_ptr_array_add (factors, (gpointer) factor);
    }

  return g_steal_pointer (&factors);
}

/* Without a sample, what was asked for has at least its limits. */
static void
set_limits (SuySuspects *suspects, const SuyWaterLimits *limits, int class)
{
  for (guint i = 0; i < suspects->exceedances->len; i++)
    {
      SuyExceedance *one = &g_array_index (suspects->exceedances, SuyExceedance, i);

      one->limit_mg_l = limit_of (limits, one->factor->name, class);
    }
}

gboolean
suy_suspect_question_read (SuyWorkspace *self,
                           const SuySuspectsAsk *ask,
                           SuySuspects *suspects,
                           SuyPlace *start,
                           GError **error)
{
  g_autoptr (GPtrArray) factors = find_factors (self, ask->pollutants, error);
  g_autoptr (SuyWaterLimits) limits = factors == NULL ? NULL : suy_water_limits_new_builtin (error);
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (Sample));
  Reading reading = { self, limits, suspects->rules->water_class, samples };
  const SuyRegister *reg = ask->reg;
  gint64 id = ask->id, measurement = 0;
  const Sample *latest;
  const char *moment = NULL;

  g_array_set_clear_func (samples, sample_clear);
  if (limits == NULL)
    return FALSE;
  *start = ask->place;
  if (reg != NULL && strcmp (reg->name, "measurement") == 0)
    {
      measurement = id;
      if (!follow_sample (self, &reg, &id, error))
        return FALSE;
    }
  if (reg != NULL && !look_at_start (self, reg, id, ask->snap_m, start, &reading.class, error))
    return FALSE;
  if (reg != NULL && strcmp (reg->name, "river_section") == 0)
    {
      suspects->section_reg = reg;
      suspects->section = id;
    }
  if ((suspects->section != 0 || measurement != 0) &&
      !read_samples (&reading, suspects->section, measurement, error))
    return FALSE;

  latest = measurement != 0 ? (samples->len > 0 ? &g_array_index (samples, Sample, 0) : NULL)
                            : find_latest (samples, factors, ask->time, 1);
  if (latest == NULL && factors->len > 0)
    latest = find_latest (samples, factors, ask->time, 0);
  if (latest != NULL)
    moment = latest->at;
  set_exceedances (suspects, samples, factors, moment);
  set_limits (suspects, limits, reading.class);

  return set_times (self, ask, moment, suspects, error) &&
         set_labels (suspects, ask->language != NULL ? ask->language : g_get_language_names ()[0],
                     error);
}
