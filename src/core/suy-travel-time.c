/* suy-travel-time.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-travel-time.h"

#include <math.h>

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
  double length_m, hours;
} River;

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

/* (transfer full): by id; empty when there is no such column */
static GHashTable *
sum_rivers (const SuyTravelInput *input, const gint64 *ids)
{
  GHashTable *rivers = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);

  for (guint32 i = 0; ids != NULL && i < input->n; i++)
    {
      double hours = own_hours (input, i);
      River *river;

      if (ids[i] == 0 || !(hours > 0.0 && input->length_m[i] > 0.0))
        continue;
      river = g_hash_table_lookup (rivers, &ids[i]);
      if (river == NULL)
        {
          river = g_new (River, 1);
          *river = (River){ ids[i], 0.0, 0.0 };
          g_hash_table_insert (rivers, &river->id, river);
        }
      river->length_m += input->length_m[i];
      river->hours += hours;
    }

  return rivers;
}

/* Metres an hour, or NAN. */
static double
river_speed (GHashTable *rivers, const gint64 *ids, guint32 i)
{
  const River *river = ids == NULL ? NULL : g_hash_table_lookup (rivers, &ids[i]);

  return river == NULL ? (double) NAN : river->length_m / river->hours;
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

void
suy_travel_times (const SuyTravelInput *input,
                  const SuyTravelRules *rules,
                  double *hours,
                  guint8 *sources)
{
  g_autoptr (GHashTable) paths = sum_rivers (input, input->level_path);
  g_autoptr (GHashTable) names = sum_rivers (input, input->name);

  for (guint32 i = 0; i < input->n; i++)
    {
      double speed = river_speed (paths, input->level_path, i);

      hours[i] = own_hours (input, i);
      sources[i] = SUY_TRAVEL_OWN;
      if (!isnan (hours[i]))
        continue;

      sources[i] = SUY_TRAVEL_RIVER;
      if (isnan (speed))
        speed = river_speed (names, input->name, i);
      if (isnan (speed))
        {
          sources[i] = SUY_TRAVEL_SLOPE;
          speed = slope_speed (input, rules, i);
        }
      if (isnan (speed))
        {
          sources[i] = SUY_TRAVEL_DEFAULT;
          speed = rules->default_m_s * SECONDS_IN_HOUR;
        }
      hours[i] = input->length_m[i] / speed;
    }
}
