/* suy-feature-base.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-feature-base.h"

#include <string.h>

#include "suy-error.h"

#define MARK 0x31534653u /* "SFS1", and the byte order with it */
#define ALIGN 64u

/* Where an item without a place lies among the points. */
#define NOWHERE ((SuyPoint){ G_MAXINT32, G_MAXINT32 })

enum
{
  PART_IDS,
  PART_BY_ID,
  PART_POINTS,
  PART_ITEM_OF,
  PART_POSITIONS,
  PART_INDEX,
  N_PARTS
};

/* What the bytes begin with.  A part of no size is not there. */
typedef struct
{
  guint32 mark;
  guint32 n;
  SuyBox extent;
  guint32 n_placed; /* points in the point index */
  guint32 unused;
  struct
  {
    guint64 offset, size;
  } parts[N_PARTS];
} Header;

/* The parts while they are gathered. */
typedef struct
{
  Header header;
  gconstpointer data[N_PARTS];
} Draft;

static gboolean
is_point (const SuyShapeTable *table, guint32 item)
{
  return table->kinds[item] == SUY_SHAPE_POINT &&
         table->first_points[item + 1] - table->first_points[item] == 1;
}

static gboolean
all_are_points (const SuyShapeTable *table)
{
  for (guint32 i = 0; i < table->n; i++)
    if (table->kinds[i] != SUY_SHAPE_NONE && !is_point (table, i))
      return FALSE;

  return TRUE;
}

static int
compare_ids (gconstpointer a, gconstpointer b, gpointer data)
{
  const gint64 *ids = data;
  gint64 l = ids[*(const guint32 *) a], r = ids[*(const guint32 *) b];

  return l < r ? -1 : l > r;
}

/* Returns: (transfer full) (nullable): items in the order of their ids, or NULL if that is their
 * own
 */
static guint32 *
sort_ids (const gint64 *ids, guint32 n)
{
  guint32 *by_id;
  guint32 i = 1;

  while (i < n && ids[i - 1] < ids[i])
    i++;
  if (i >= n)
    return NULL;

  by_id = g_new (guint32, n);
  for (i = 0; i < n; i++)
    by_id[i] = i;
  g_qsort_with_data (by_id, (gint) n, sizeof *by_id, compare_ids, (gpointer) ids);

  return by_id;
}

static void
set_part (Draft *draft, guint part, gconstpointer data, gsize size)
{
  draft->data[part] = data;
  draft->header.parts[part].size = size;
}

/* Lays the parts out behind the header, each on a boundary that any load likes. */
static GBytes *
write_draft (Draft *draft)
{
  guint64 size = sizeof draft->header;
  guint8 *bytes;

  for (guint i = 0; i < N_PARTS; i++)
    {
      size = (size + ALIGN - 1) / ALIGN * ALIGN;
      draft->header.parts[i].offset = size;
      size += draft->header.parts[i].size;
    }

  bytes = g_malloc0 (size);
  memcpy (bytes, &draft->header, sizeof draft->header);
  for (guint i = 0; i < N_PARTS; i++)
    if (draft->header.parts[i].size > 0)
      memcpy (bytes + draft->header.parts[i].offset, draft->data[i], draft->header.parts[i].size);

  return g_bytes_new_take (bytes, size);
}

static void
grow (SuyBox *extent, const SuyShapeTable *table)
{
  for (guint32 i = 0; i < table->first_points[table->n]; i++)
    suy_box_add_point (extent, table->points[i]);
}

static GBytes *
pack_points (Draft *draft, const SuyShapeTable *table)
{
  g_autofree SuyPoint *points = g_new (SuyPoint, table->n);
  g_autofree SuyPoint *placed = g_new (SuyPoint, table->n);
  g_autofree guint32 *item_of = g_new (guint32, table->n);
  g_autoptr (GBytes) index = NULL;
  guint32 n = 0;
  gsize size;
  gconstpointer data;

  for (guint32 i = 0; i < table->n; i++)
    {
      points[i] = is_point (table, i) ? table->points[table->first_points[i]] : NOWHERE;
      placed[n] = points[i];
      item_of[n] = i;
      n += is_point (table, i) ? 1 : 0;
    }

  index = suy_point_index_pack (placed, n);
  data = g_bytes_get_data (index, &size);
  draft->header.n_placed = n;
  set_part (draft, PART_INDEX, data, size);
  set_part (draft, PART_POINTS, points, table->n * sizeof *points);
  if (n < table->n)
    set_part (draft, PART_ITEM_OF, item_of, n * sizeof *item_of);

  return write_draft (draft);
}

static GBytes *
pack_shapes (Draft *draft, const SuyShapeTable *table)
{
  g_autofree guint32 *positions = g_new (guint32, table->n);
  g_autoptr (GBytes) bytes = suy_shape_index_pack (table);
  g_autoptr (SuyShapeIndex) index = suy_shape_index_open (bytes, NULL);
  const guint32 *items = suy_shape_index_get_items (index);
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  for (guint32 i = 0; i < table->n; i++)
    positions[items[i]] = i;

  set_part (draft, PART_INDEX, data, size);
  set_part (draft, PART_POSITIONS, positions, table->n * sizeof *positions);

  return write_draft (draft);
}

GBytes *
suy_feature_base_pack (const SuyShapeTable *table, const gint64 *ids)
{
  g_autofree guint32 *by_id = sort_ids (ids, table->n);
  Draft draft = { .header = { .mark = MARK, .n = table->n, .extent = SUY_BOX_EMPTY } };

  grow (&draft.header.extent, table);
  set_part (&draft, PART_IDS, ids, table->n * sizeof *ids);
  if (by_id != NULL)
    set_part (&draft, PART_BY_ID, by_id, table->n * sizeof *by_id);

  return all_are_points (table) ? pack_points (&draft, table) : pack_shapes (&draft, table);
}

/* ---- opening ---- */

static gboolean
corrupt (GError **error)
{
  g_set_error_literal (error, SUY_ERROR, SUY_ERROR_CORRUPT,
                       "The kept index of a layer is damaged. It is made anew from the rows.");

  return FALSE;
}

/* Whether part @i lies in the bytes and is of one of two sizes, 0 being always the second. */
static gboolean
part_is (const Header *header, guint i, gsize size, guint64 expected, gboolean needed)
{
  guint64 offset = header->parts[i].offset, part = header->parts[i].size;

  if (offset % ALIGN != 0 || offset > size || part > size - offset)
    return FALSE;

  return part == expected || (part == 0 && !needed);
}

static gboolean
check_header (const Header *header, gsize size)
{
  guint64 n = header->n;
  gboolean points = header->parts[PART_POINTS].size > 0 || n == 0;
  guint64 index = header->parts[PART_INDEX].size;

  return header->mark == MARK && header->n_placed <= n &&
         part_is (header, PART_IDS, size, n * sizeof (gint64), TRUE) &&
         part_is (header, PART_BY_ID, size, n * sizeof (guint32), FALSE) &&
         part_is (header, PART_POINTS, size, n * sizeof (SuyPoint), points) &&
         part_is (header, PART_ITEM_OF, size, header->n_placed * sizeof (guint32),
                  points && header->n_placed < n) &&
         part_is (header, PART_POSITIONS, size, n * sizeof (guint32), !points) &&
         part_is (header, PART_INDEX, size, index, TRUE);
}

/* Whether all numbers are below @end. */
static gboolean
all_below (const guint32 *numbers, guint32 n, guint32 end)
{
  guint32 most = 0;

  for (guint32 i = 0; numbers != NULL && i < n; i++)
    most = MAX (most, numbers[i]);

  return n == 0 || numbers == NULL || most < end;
}

static gconstpointer
get_part (const SuyFeatureBase *self, guint part)
{
  const guint8 *bytes = g_bytes_get_data (self->bytes, NULL);
  const Header *header = (const Header *) (gconstpointer) bytes;

  return header->parts[part].size > 0 ? bytes + header->parts[part].offset : NULL;
}

static gboolean
open_index (SuyFeatureBase *self, const Header *header, GError **error)
{
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (self->bytes, header->parts[PART_INDEX].offset,
                                                    header->parts[PART_INDEX].size);

  if (self->positions == NULL)
    {
      self->point_index = suy_point_index_open (part, error);
      if (self->point_index == NULL)
        return FALSE;

      return suy_point_index_get_n (self->point_index) == header->n_placed &&
                     all_below (suy_point_index_get_items (self->point_index), header->n_placed,
                                header->n_placed) &&
                     all_below (self->item_of, header->n_placed, self->n)
                 ? TRUE
                 : corrupt (error);
    }

  self->shape_index = suy_shape_index_open (part, error);
  if (self->shape_index == NULL)
    return FALSE;

  return suy_shape_index_get_n (self->shape_index) == self->n &&
                 all_below (self->positions, self->n, self->n) &&
                 all_below (suy_shape_index_get_items (self->shape_index), self->n, self->n)
             ? TRUE
             : corrupt (error);
}

static void
finalize (gpointer data)
{
  SuyFeatureBase *self = data;

  g_clear_pointer (&self->point_index, suy_point_index_unref);
  g_clear_pointer (&self->shape_index, suy_shape_index_unref);
  g_bytes_unref (self->bytes);
}

SuyFeatureBase *
suy_feature_base_open (GBytes *bytes, GError **error)
{
  g_autoptr (SuyFeatureBase) self = g_atomic_rc_box_new0 (SuyFeatureBase);
  const Header *header;
  gsize size;

  self->bytes = g_bytes_ref (bytes);
  header = g_bytes_get_data (bytes, &size);
  if (size < sizeof *header || !check_header (header, size))
    {
      corrupt (error);
      return NULL;
    }

  self->n = header->n;
  self->extent = header->extent;
  self->ids = get_part (self, PART_IDS);
  self->by_id = get_part (self, PART_BY_ID);
  self->points = get_part (self, PART_POINTS);
  self->item_of = get_part (self, PART_ITEM_OF);
  self->positions = get_part (self, PART_POSITIONS);
  if (!all_below (self->by_id, self->n, self->n))
    corrupt (error);
  else if (open_index (self, header, error))
    return g_steal_pointer (&self);

  return NULL;
}

SuyFeatureBase *
suy_feature_base_ref (SuyFeatureBase *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
suy_feature_base_unref (SuyFeatureBase *self)
{
  g_atomic_rc_box_release_full (self, finalize);
}

SuyShape
suy_feature_base_get_shape (const SuyFeatureBase *self, guint32 item)
{
  static const guint32 one = 1;

  if (self->shape_index != NULL)
    return suy_shape_index_get_shape (self->shape_index, self->positions[item]);
  if (self->points[item].x == G_MAXINT32)
    return (SuyShape){ SUY_SHAPE_NONE, 0, NULL, NULL };

  return (SuyShape){ SUY_SHAPE_POINT, 1, &one, self->points + item };
}

gboolean
suy_feature_base_find (const SuyFeatureBase *self, gint64 id, guint32 *item)
{
  guint32 low = 0, high = self->n;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;
      guint32 at = self->by_id != NULL ? self->by_id[middle] : middle;

      if (self->ids[at] == id)
        {
          *item = at;
          return TRUE;
        }
      if (self->ids[at] < id)
        low = middle + 1;
      else
        high = middle;
    }

  return FALSE;
}
