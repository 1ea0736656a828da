/* suy-import-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-import-columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-error.h"
#include "suy-export.h"
#include "suy-fold.h"
#include "suy-ledger-table.h"
#include "suy-report.h"

typedef struct
{
  const char *heading; /* as suy_fold_heading() leaves it */
  SuyColumnRole role;
} PlaceHeading;

static const PlaceHeading place_headings[] = {
  { "经度", SUY_COLUMN_X },
  { "东经", SUY_COLUMN_X },
  { "中心经度", SUY_COLUMN_X },
  { "x", SUY_COLUMN_X },
  { "x坐标", SUY_COLUMN_X },
  { "坐标x", SUY_COLUMN_X },
  { "横坐标", SUY_COLUMN_X },
  { "lon", SUY_COLUMN_X },
  { "lng", SUY_COLUMN_X },
  { "long", SUY_COLUMN_X },
  { "longitude", SUY_COLUMN_X },
  { "longitudemeasure", SUY_COLUMN_X },
  { "dec_long_va", SUY_COLUMN_X },
  { "easting", SUY_COLUMN_X },
  { "纬度", SUY_COLUMN_Y },
  { "北纬", SUY_COLUMN_Y },
  { "中心纬度", SUY_COLUMN_Y },
  { "y", SUY_COLUMN_Y },
  { "y坐标", SUY_COLUMN_Y },
  { "坐标y", SUY_COLUMN_Y },
  { "纵坐标", SUY_COLUMN_Y },
  { "lat", SUY_COLUMN_Y },
  { "latitude", SUY_COLUMN_Y },
  { "latitudemeasure", SUY_COLUMN_Y },
  { "dec_lat_va", SUY_COLUMN_Y },
  { "northing", SUY_COLUMN_Y },
  { "经纬度", SUY_COLUMN_PLACE },
  { "坐标", SUY_COLUMN_PLACE },
  { "位置坐标", SUY_COLUMN_PLACE },
  { "地理坐标", SUY_COLUMN_PLACE },
  { "coordinates", SUY_COLUMN_PLACE },
  { "坐标系", SUY_COLUMN_DATUM },
  { "坐标系统", SUY_COLUMN_DATUM },
  { "坐标系类型", SUY_COLUMN_DATUM },
  { "datum", SUY_COLUMN_DATUM },
  { "crs", SUY_COLUMN_DATUM },
  { "dec_coord_datum_cd", SUY_COLUMN_DATUM },
  { "horizontalcoordinatereferencesystemdatumname", SUY_COLUMN_DATUM },
};

static SuyImportColumn *
get (SuyImportColumns *self, guint column)
{
  return &g_array_index (self->columns, SuyImportColumn, column);
}

const SuyImportColumn *
suy_import_columns_get (const SuyImportColumns *self, guint column)
{
  return &g_array_index (self->columns, SuyImportColumn, column);
}

int
suy_import_columns_find (const SuyImportColumns *self, const SuyField *field)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (suy_import_columns_get (self, i)->field == field)
      return (int) i;

  return -1;
}

/* Lists what there is, so that the person can correct the name. */
static int
find_column (SuySource *source, const char *name, GError **error)
{
  int column = suy_source_find_column (source, name);
  g_autoptr (GString) list = g_string_new (NULL);

  if (column >= 0)
    return column;

  for (guint i = 0; i < suy_source_get_n_columns (source); i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", suy_source_get_column (source, i));
  g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID, _ ("The file has no column %s; it has: %s"),
               name, list->str);

  return -1;
}

/* What stands behind the last slash of a heading with two rows. */
static const char *
last_part (const char *heading)
{
  const char *slash = strrchr (heading, '/');

  return slash != NULL && slash[1] != '\0' && strchr (slash, ')') == NULL ? slash + 1 : heading;
}

/* "mg/L" of "氨氮(mg/L)".  (transfer full) (nullable) */
static char *
take_unit (const char *heading)
{
  g_autofree char *narrow = suy_fold_width (heading);
  char *open = strrchr (narrow, '(');
  gsize length = strlen (narrow);

  if (open == NULL || open == narrow || narrow[length - 1] != ')')
    return NULL;
  narrow[length - 1] = '\0';

  return open[1] == '\0' ? NULL : g_strdup (open + 1);
}

/* ---- what the person gave ---- */

static gboolean
split_map (const char *map, char **field, char **column, double *factor, GError **error)
{
  const char *equals = strchr (map, '=');
  char *star, *end;

  if (equals == NULL || equals == map)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   _ ("%s is no mapping; write FIELD=COLUMN or FIELD=COLUMN*FACTOR"), map);
      return FALSE;
    }

  *field = g_strndup (map, (gsize) (equals - map));
  *column = g_strdup (equals + 1);
  *factor = 1;
  star = strrchr (*column, '*');
  if (star != NULL && star[1] != '\0')
    {
      *factor = g_ascii_strtod (star + 1, &end);
      if (*end == '\0')
        *star = '\0';
      else
        *factor = 1;
    }

  return TRUE;
}

static gboolean
apply_map (SuyImportColumns *self,
           SuySource *source,
           const SuyRegister *reg,
           const char *map,
           GError **error)
{
  g_autofree char *field_name = NULL, *column_name = NULL;
  const SuyField *field;
  SuyImportColumn *column;
  double factor;
  int at;

  if (!split_map (map, &field_name, &column_name, &factor, error))
    return FALSE;

  field = suy_register_find (reg, field_name);
  if (field == NULL)
    field = suy_register_match (reg, field_name);
  if (field == NULL || field->derived)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   _ ("The register %s has no field %s that can be imported"), reg->name,
                   field_name);
      return FALSE;
    }
  if (column_name[0] == '\0')
    return TRUE;

  at = find_column (source, column_name, error);
  if (at < 0)
    return FALSE;
  column = get (self, (guint) at);
  column->role = SUY_COLUMN_FIELD;
  column->field = field;
  column->factor = factor;
  column->given = TRUE;

  return TRUE;
}

static gboolean
apply_given (SuyImportColumns *self,
             SuySource *source,
             const char *x,
             const char *y,
             const char *key,
             GError **error)
{
  if ((x == NULL) != (y == NULL))
    {
      g_set_error_literal (error, SUY_ERROR, SUY_ERROR_INVALID,
                           _ ("Give both columns of the coordinates, or none"));
      return FALSE;
    }
  if (x != NULL)
    {
      self->x = find_column (source, x, error);
      self->y = self->x < 0 ? -1 : find_column (source, y, error);
      if (self->y < 0)
        return FALSE;
      get (self, (guint) self->x)->role = SUY_COLUMN_X;
      get (self, (guint) self->y)->role = SUY_COLUMN_Y;
    }
  if (key != NULL)
    self->key = find_column (source, key, error);

  return key == NULL || self->key >= 0;
}

/* ---- what is found ---- */

/* The columns of the bureau's own table; the ones that are only shown are nobody else's either, and
 * its number is the key unless another is given. */
static void
match_ledger (SuyImportColumns *self, SuySource *source, const SuyRegister *reg)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      SuyImportColumn *column = get (self, i);
      const char *name = suy_source_get_column (source, i);
      const SuyField *field = suy_ledger_table_match (reg, name, &column->shown);

      if (field == NULL || column->role != SUY_COLUMN_IGNORED ||
          suy_import_columns_find (self, field) >= 0)
        continue;
      column->role = SUY_COLUMN_FIELD;
      column->field = field;
      if (field == reg->code && self->key < 0)
        self->key = (int) i;
    }
}

static gboolean
is_given_away (const char *const *maps, const SuyRegister *reg, const SuyField *field)
{
  for (; maps != NULL && *maps != NULL; maps++)
    {
      const char *equals = strchr (*maps, '=');
      g_autofree char *name = equals == NULL ? NULL : g_strndup (*maps, (gsize) (equals - *maps));

      if (name != NULL &&
          (strcmp (name, field->name) == 0 || suy_register_match (reg, name) == field))
        return TRUE;
    }

  return FALSE;
}

static void
match_fields (SuyImportColumns *self,
              SuySource *source,
              const SuyRegister *reg,
              const char *const *maps,
              gboolean whole)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      SuyImportColumn *column = get (self, i);
      const char *name = suy_source_get_column (source, i);
      const SuyField *field;

      if (column->role != SUY_COLUMN_IGNORED || column->shown)
        continue;
      field = suy_register_match (reg, whole ? name : last_part (name));
      if (field == NULL || field->derived || suy_import_columns_find (self, field) >= 0 ||
          is_given_away (maps, reg, field))
        continue;
      column->role = SUY_COLUMN_FIELD;
      column->field = field;
    }
}

static void
take_place (SuyImportColumns *self, guint column, SuyColumnRole role)
{
  int *place = role == SUY_COLUMN_X       ? &self->x
               : role == SUY_COLUMN_Y     ? &self->y
               : role == SUY_COLUMN_PLACE ? &self->place
                                          : &self->datum;

  if (*place >= 0)
    return;
  *place = (int) column;
  get (self, column)->role = role;
}

static void
match_places (SuyImportColumns *self, SuySource *source)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autofree char *folded = suy_fold_heading (last_part (suy_source_get_column (source, i)));

      for (gsize k = 0; k < G_N_ELEMENTS (place_headings); k++)
        if (get (self, i)->role == SUY_COLUMN_IGNORED &&
            strcmp (folded, place_headings[k].heading) == 0)
          take_place (self, i, place_headings[k].role);
    }
}

static const SuyChoice *
match_factor (const SuyField *field, const char *heading)
{
  const SuyChoice *choice = suy_field_match_choice (field, heading);
  g_autofree char *folded = suy_fold_heading (heading);

  if (choice == NULL)
    choice = suy_field_match_choice (field, folded);

  return choice != NULL || last_part (heading) == heading
             ? choice
             : match_factor (field, last_part (heading));
}

/* A wide table of measurements has a column for each factor and none for "factor" and "value". */
static void
match_factors (SuyImportColumns *self, SuySource *source, const SuyRegister *reg)
{
  const SuyField *factor = suy_register_find (reg, "factor");
  const SuyField *value = suy_register_find (reg, "value");

  if (factor == NULL || value == NULL || factor->type != SUY_FIELD_CHOICE ||
      suy_import_columns_find (self, factor) >= 0 || suy_import_columns_find (self, value) >= 0)
    return;

  for (guint i = 0; i < self->columns->len; i++)
    {
      SuyImportColumn *column = get (self, i);

      if (column->role != SUY_COLUMN_IGNORED)
        continue;
      column->choice = match_factor (factor, suy_source_get_column (source, i));
      column->role = column->choice == NULL ? SUY_COLUMN_IGNORED : SUY_COLUMN_FACTOR;
      self->n_factors += column->choice != NULL;
    }
}

static void
clear_column (gpointer column)
{
  g_free (((SuyImportColumn *) column)->unit);
}

static SuyImportColumns *
columns_new (SuySource *source)
{
  SuyImportColumns *self = g_new0 (SuyImportColumns, 1);

  self->x = self->y = self->place = self->datum = self->key = -1;
  self->columns = g_array_new (FALSE, TRUE, sizeof (SuyImportColumn));
  g_array_set_clear_func (self->columns, clear_column);
  g_array_set_size (self->columns, suy_source_get_n_columns (source));
  for (guint i = 0; i < self->columns->len; i++)
    {
      get (self, i)->factor = 1;
      get (self, i)->unit = take_unit (suy_source_get_column (source, i));
    }

  return self;
}

/* The columns that a report of refused rows adds are never fields. */
static guint
hide_report_columns (SuyImportColumns *self, SuySource *source)
{
  guint n = suy_report_count_columns (source);

  self->columns->len -= n;

  return n;
}

SuyImportColumns *
suy_import_columns_new (SuySource *source,
                        const SuyRegister *reg,
                        const char *x,
                        const char *y,
                        const char *const *maps,
                        const char *key,
                        GError **error)
{
  g_autoptr (SuyImportColumns) self = columns_new (source);
  guint hidden;

  for (guint i = 0; maps != NULL && maps[i] != NULL; i++)
    if (!apply_map (self, source, reg, maps[i], error))
      return NULL;
  if (!apply_given (self, source, x, y, key, error))
    return NULL;

  hidden = hide_report_columns (self, source);
  self->guarded = hidden > 0 || suy_export_is_ours (source, reg);
  if (suy_ledger_table_has (reg))
    match_ledger (self, source, reg);
  match_fields (self, source, reg, maps, TRUE);
  if (!suy_source_has_geometry (source) && reg->geometry != SUY_GEOMETRY_NONE)
    match_places (self, source);
  match_fields (self, source, reg, maps, FALSE);
  match_factors (self, source, reg);
  self->columns->len += hidden;

  return g_steal_pointer (&self);
}

void
suy_import_columns_free (SuyImportColumns *self)
{
  g_array_unref (self->columns);
  g_free (self);
}
