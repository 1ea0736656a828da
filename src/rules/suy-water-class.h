/* suy-water-class.h: of which class is this water?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The limits stand in data/rules/water_class.json, with their source: GB 3838-2002, table 1,
 * rivers. Concentrations are whole µg/L. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SUY_WATER_TP,
  SUY_WATER_NH3N,
  SUY_WATER_COD,
  SUY_WATER_BOD5,
  SUY_WATER_N_PARAMETERS,
} SuyWaterParameter;

#define SUY_WATER_INFERIOR_V 6 /* above the limit of class V */
#define SUY_WATER_NOT_MEASURED (-1)

typedef struct
{
  int class;               /* 1 to 6; 0 if nothing was measured */
  SuyWaterParameter worst; /* the first of those that decide the class */
} SuyWaterClass;

typedef struct _SuyWaterLimits SuyWaterLimits; /* constant */

SuyWaterLimits *suy_water_limits_new_builtin (GError **error);
SuyWaterLimits *suy_water_limits_new_from_text (const char *file, const char *text, GError **error);
void suy_water_limits_free (SuyWaterLimits *self);

/* The document the limits come from. */
const char *suy_water_limits_get_source (const SuyWaterLimits *self);

/* The limit of class 1 to 5 in µg/L, which itself still belongs to the class. */
gint64 suy_water_limits_get (const SuyWaterLimits *self, SuyWaterParameter parameter, int class);

/* Class 1 to 6 by one parameter of @ug_l, 0 or more. */
int suy_water_class_of_one (const SuyWaterLimits *self, SuyWaterParameter parameter, gint64 ug_l);

/* The worst of all parameters; those not measured are SUY_WATER_NOT_MEASURED. */
SuyWaterClass suy_water_class_of (const SuyWaterLimits *self,
                                  const gint64 ug_l[SUY_WATER_N_PARAMETERS]);

/* By how many times @ug_l exceeds the limit of @class, in basis points of the limit: 2500 is a
 * quarter over; 0 within the limit.  Rounded down. */
gint64 suy_water_get_excess_bp (const SuyWaterLimits *self,
                                SuyWaterParameter parameter,
                                int class,
                                gint64 ug_l);

/* "I" to "V", "VI" for inferior to V, as the catalog's list of choices has it; NULL for 0. */
const char *suy_water_class_get_name (int class);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyWaterLimits, suy_water_limits_free)

G_END_DECLS
