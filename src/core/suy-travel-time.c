/* suy-travel-time.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-travel-time.h"

#include <math.h>

#include "suy-id.h"

#define SECONDS_IN_HOUR 3600.0

const char *
suy_travel_source_get_name (SuyTravelSource source)
{
  static const char *const names[SUY_TRAVEL_SOURCES] = { "own", "river", "slope", "default" };

  return names[source];
}

/* What the reaches of one river that have a time of their own come to. */
typedef struct
{
  gint64 id;
  double length_m, hours; /* 0: none has */
} River;

/* Some rivers by id.  The filter tells most others without a look into the table. */
typedef struct
{
  GHashTable *rivers;
  guint8 *filter;
} Rivers;

#define FILTER_BITS 16u
#define SPREAD G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)

static void
rivers_init (Rivers *self)
{
  self->rivers = g_hash_table_new_full (suy_id_hash, g_int64_equal, NULL, g_free);
  self->filter = g_new0 (guint8, 1u << FILTER_BITS);
}

static void
rivers_clear (Rivers *self)
{
  g_clear_pointer (&self->rivers, g_hash_table_unref);
  g_clear_pointer (&self->filter, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rivers, rivers_clear)

static guint
filter_place (gint64 id)
{
  return (guint) ((guint64) id * SPREAD >> (64 - FILTER_BITS));
}

/* (nullable): not one of these */
static River *
rivers_find (const Rivers *self, gint64 id)
{
  return self->filter[filter_place (id)] == 0 ? NULL : g_hash_table_lookup (self->rivers, &id);
}

static void
rivers_add (Rivers *self, gint64 id)
{
  River *river;

  if (id == 0 || rivers_find (self, id) != NULL)
    return;
  river = g_new (River, 1);
  *river = (River){ id, 0.0, 0.0 };
  g_hash_table_insert (self->rivers, &river->id, river);
  self->filter[filter_place (id)] = 1;
}

/* The own hours of reach @i, or NAN. */
static double
own_hours (const SuyTravelInput *input, guint32 i)
{
  if (input->travel_h != NULL && !isnan (input->travel_h[i]))
    return input->travel_h[i];
  if (input->speed_m_s != NULL && input->speed_m_s[i] > 0.0)
    return input->length_m[i] / input->speed_m_s[i] / SECONDS_IN_HOUR;

  return NAN;
}

/* The rivers of the reaches that are to be estimated, of @ids by reach (nullable: there is no such
 * column).  Sums go by rising number, so that they are the same whatever else is asked. */
static void
sum_rivers (Rivers *self, const SuyTravelInput *input, const gint64 *ids, const guint8 *wanted)
{
  rivers_init (self);
  for (guint32 i = 0; ids != NULL && i < input->n; i++)
    if ((wanted == NULL || wanted[i] != 0) && isnan (own_hours (input, i)))
      rivers_add (self, ids[i]);

  for (guint32 i = 0; ids != NULL && i < input->n; i++)
    {
      River *river = rivers_find (self, ids[i]);
      double hours;

      if (river == NULL)
        continue;
      hours = own_hours (input, i);
      if (!(hours > 0.0 && input->length_m[i] > 0.0))
        continue;
      river->length_m += input->length_m[i];
      river->hours += hours;
    }
}

/* Metres an hour, or NAN. */
static double
river_speed (const Rivers *self, const gint64 *ids, guint32 i)
{
  const River *river = ids == NULL ? NULL : rivers_find (self, ids[i]);

  return river == NULL || !(river->hours > 0.0) ? (double) NAN : river->length_m / river->hours;
}

/* Metres an hour, or NAN.  Source: R. Manning, "On the flow of water in open channels and pipes",
 * Transactions of the Institution of Civil Engineers of Ireland 20, 1891. */
static double
slope_speed (const SuyTravelInput *input, const SuyTravelRules *rules, guint32 i)
{
  guint order = input->strahler == NULL ? 0 : input->strahler[i];
  double slope = input->slope == NULL ? (double) NAN : input->slope[i];
  double radius, speed;

  if (order == 0 || isnan (slope))
    return NAN;

  radius = rules->radius_m[MIN (order, SUY_TRAVEL_ORDERS) - 1];
  speed = cbrt (radius * radius) * sqrt (fmax (slope, rules->least_slope)) / rules->roughness;

  return CLAMP (speed, rules->least_m_s, rules->most_m_s) * SECONDS_IN_HOUR;
}

static SuyTravelSource
find_speed (const SuyTravelInput *input,
            const SuyTravelRules *rules,
            const Rivers *paths,
            const Rivers *names,
            guint32 i,
            double *speed)
{
  *speed = river_speed (paths, input->level_path, i);
  if (isnan (*speed))
    *speed = river_speed (names, input->name, i);
  if (!isnan (*speed))
    return SUY_TRAVEL_RIVER;

  *speed = slope_speed (input, rules, i);
  if (!isnan (*speed))
    return SUY_TRAVEL_SLOPE;
  *speed = rules->default_m_s * SECONDS_IN_HOUR;

  return SUY_TRAVEL_DEFAULT;
}

/* @wanted: (nullable) (array length=n): of which reaches; NULL: of all */
static void
estimate (const SuyTravelInput *input,
          const SuyTravelRules *rules,
          const guint8 *wanted,
          double *hours,
          guint8 *sources)
{
  g_auto (Rivers) paths = { NULL };
  g_auto (Rivers) names = { NULL };

  sum_rivers (&paths, input, input->level_path, wanted);
  sum_rivers (&names, input, input->name, wanted);
  for (guint32 i = 0; i < input->n; i++)
    {
      double speed;

      if (wanted != NULL && wanted[i] == 0)
        continue;
      hours[i] = own_hours (input, i);
      sources[i] = SUY_TRAVEL_OWN;
      if (!isnan (hours[i]))
        continue;
      sources[i] = (guint8) find_speed (input, rules, &paths, &names, i, &speed);
      hours[i] = input->length_m[i] / speed;
    }
}

void
suy_travel_times (const SuyTravelInput *input,
                  const SuyTravelRules *rules,
                  double *hours,
                  guint8 *sources)
{
  estimate (input, rules, NULL, hours, sources);
}

/* Marks the reaches of @rivers (element-type gint64), of @ids by reach. */
static void
want_rivers (const GArray *rivers, const gint64 *ids, guint32 n, guint8 *wanted)
{
  g_auto (Rivers) set = { NULL };

  rivers_init (&set);
  for (guint k = 0; k < rivers->len; k++)
    rivers_add (&set, g_array_index (rivers, gint64, k));
  for (guint32 i = 0; ids != NULL && i < n; i++)
    if (rivers_find (&set, ids[i]) != NULL)
      wanted[i] = 1;
}

void
suy_travel_times_edit (const SuyTravelInput *input,
                       const SuyTravelRules *rules,
                       const SuyTravelEdit *edit,
                       double *hours,
                       guint8 *sources)
{
  g_autofree guint8 *wanted = g_new0 (guint8, input->n);

  for (guint k = 0; k < edit->reaches->len; k++)
    wanted[g_array_index (edit->reaches, guint32, k)] = 1;
  want_rivers (edit->paths, input->level_path, input->n, wanted);
  want_rivers (edit->names, input->name, input->n, wanted);
  estimate (input, rules, wanted, hours, sources);
}
