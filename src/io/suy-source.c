/* suy-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* F_SETPIPE_SZ */

#include "suy-source.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "suy-error.h"
#include "suy-frame-reader.h"
#include "suy-grid.h"
#include "suy-helper.h"

#define MIB (1 << 20)
#define MAX_ROWS 50000000u
#define PIPE_BYTES MIB /* what Linux grants by default */

struct _SuySource
{
  gatomicrefcount ref_count;
  char *path;
  GVariant *head, *tail; /* texts below are inside them */
  const char *format, *encoding, *layer, *crs, *sandbox;
  const char **layers;
  guint32 header_row, n_header_rows;
  gboolean has_geometry;
  guint n_columns;
  const char **columns, **types;
  GHashTable *by_name; /* column + 1 */
  GPtrArray *frames;   /* of GBytes: hold the rows */
  GArray *rows;        /* of const guint8 *, into frames */
  GArray *notes;
};

SuySource *
suy_source_ref (SuySource *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
suy_source_unref (SuySource *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->path);
  g_clear_pointer (&self->head, g_variant_unref);
  g_clear_pointer (&self->tail, g_variant_unref);
  g_free (self->layers);
  g_free (self->columns);
  g_free (self->types);
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->frames);
  g_array_unref (self->rows);
  g_array_unref (self->notes);
  g_free (self);
}

static SuySource *
source_new (const char *path)
{
  SuySource *self = g_new0 (SuySource, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->path = g_canonicalize_filename (path, NULL);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->rows = g_array_new (FALSE, FALSE, sizeof (const guint8 *));
  self->notes = g_array_new (FALSE, FALSE, sizeof (SuySourceNote));

  return self;
}

/* ---- the helper ---- */

static void
add_option (GStrvBuilder *arguments, const char *name, const char *value)
{
  if (value == NULL)
    return;

  g_strv_builder_add (arguments, name);
  g_strv_builder_add (arguments, value);
}

static GStrv
make_arguments (const SuySource *self,
                const char *helper,
                const SuySourceOptions *options,
                guint64 size,
                guint timeout_s)
{
  g_autoptr (GStrvBuilder) arguments = g_strv_builder_new ();
  g_autofree char *header_row = g_strdup_printf ("%u", options->header_row);
  g_autofree char *memory = g_strdup_printf ("%u", (guint) MIN (1024 + size / MIB * 16, 16384));
  g_autofree char *cpu = g_strdup_printf ("%u", timeout_s);

  g_strv_builder_add (arguments, helper);
  add_option (arguments, "--memory-mb", memory);
  add_option (arguments, "--cpu-s", cpu);
  add_option (arguments, "--header-row", header_row);
  add_option (arguments, "--layer", options->layer);
  add_option (arguments, "--encoding", options->encoding);
  add_option (arguments, "--where", options->where);
  g_strv_builder_add (arguments, "--");
  g_strv_builder_add (arguments, self->path);

  return g_strv_builder_end (arguments);
}

static gboolean
start_helper (SuySource *self,
              const SuySourceOptions *options,
              guint64 size,
              guint timeout_s,
              GPid *pid,
              int *fd,
              GError **error)
{
  g_autofree char *helper = suy_helper_find ();
  g_auto (GStrv) arguments = make_arguments (self, helper, options, size, timeout_s);
  g_auto (GStrv) environment = suy_helper_make_environment ();
  g_autoptr (GError) cause = NULL;

  if (g_spawn_async_with_pipes (NULL, arguments, environment,
                                G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                                pid, NULL, fd, NULL, &cause))
    {
      fcntl (*fd, F_SETPIPE_SZ, PIPE_BYTES); /* if not granted, the two wait more often */
      return TRUE;
    }

  suy_helper_set_missing (helper, cause, error);

  return FALSE;
}

/* ---- what it says ---- */

static gboolean
set_nonsense (GError **error)
{
  g_set_error_literal (error, SUY_ERROR, SUY_ERROR_IO,
                       _ ("The import helper said something that can't be: the file may be made to "
                          "do harm. Nothing was imported"));

  return FALSE;
}

static gboolean
take_columns (SuySource *self, GVariant *columns, GError **error)
{
  self->n_columns = (guint) g_variant_n_children (columns);
  if (self->n_columns > SUY_GRID_MAX_COLUMNS)
    return set_nonsense (error);

  self->columns = g_new0 (const char *, self->n_columns + 1);
  self->types = g_new0 (const char *, self->n_columns + 1);
  for (guint i = 0; i < self->n_columns; i++)
    {
      g_variant_get_child (columns, i, "(&s&s)", &self->columns[i], &self->types[i]);
      if (!g_hash_table_contains (self->by_name, self->columns[i]))
        g_hash_table_insert (self->by_name, (gpointer) self->columns[i], GUINT_TO_POINTER (i + 1));
    }

  return TRUE;
}

static gboolean
take_head (SuySource *self, GBytes *content, GError **error)
{
  g_autoptr (GVariant) columns = NULL;

  if (self->head != NULL)
    return set_nonsense (error);
  self->head = suy_frame_unpack (content, SUY_FRAME_HEAD_TYPE, error);
  if (self->head == NULL)
    return FALSE;

  g_variant_get (self->head, "(&s&s^a&s&suub&s@a(ss)&s)", &self->format, &self->encoding,
                 &self->layers, &self->layer, &self->header_row, &self->n_header_rows,
                 &self->has_geometry, &self->crs, &columns, &self->sandbox);

  return take_columns (self, columns, error);
}

static gboolean
take_rows (SuySource *self, GBytes *content, GError **error)
{
  gsize size;
  const guint8 *p = g_bytes_get_data (content, &size);
  const guint8 *end = p + size;

  if (self->head == NULL)
    return set_nonsense (error);

  while (p < end)
    {
      if (self->rows->len == MAX_ROWS)
        {
          g_set_error (error, SUY_ERROR, SUY_ERROR_LIMIT,
                       _ ("The file has more than %u records. Split it"), MAX_ROWS);
          return FALSE;
        }
      g_array_append_val (self->rows, p);
      p = suy_frame_check_row (p, end, self->n_columns);
      if (p == NULL)
        return set_nonsense (error);
    }
  g_ptr_array_add (self->frames, g_bytes_ref (content));

  return TRUE;
}

static gboolean
take_tail (SuySource *self, GBytes *content, GError **error)
{
  g_autoptr (GVariant) notes = NULL;
  guint64 n_rows;

  self->tail = suy_frame_unpack (content, SUY_FRAME_TAIL_TYPE, error);
  if (self->tail == NULL)
    return FALSE;

  g_variant_get (self->tail, "(t@a(us))", &n_rows, &notes);
  if (self->head == NULL || n_rows != self->rows->len)
    return set_nonsense (error);
  for (gsize i = 0; i < g_variant_n_children (notes); i++)
    {
      SuySourceNote note;

      g_variant_get_child (notes, i, "(u&s)", &note.row, &note.text);
      g_array_append_val (self->notes, note);
    }

  return TRUE;
}

static gboolean
take_all (SuySource *self, SuyFrameReader *reader, GError **error)
{
  if (!suy_frame_reader_read_mark (reader, error))
    return FALSE;

  while (self->tail == NULL)
    {
      SuyFrameKind kind;
      g_autoptr (GBytes) content = suy_frame_reader_read (reader, &kind, error);
      gboolean taken;

      if (content == NULL)
        return FALSE;
      if (kind == SUY_FRAME_HEAD)
        taken = take_head (self, content, error);
      else if (kind == SUY_FRAME_ROWS)
        taken = take_rows (self, content, error);
      else if (kind == SUY_FRAME_TAIL)
        taken = take_tail (self, content, error);
      else
        taken = set_nonsense (error);
      if (!taken)
        return FALSE;
    }

  return TRUE;
}

SuySource *
suy_source_open (const char *path,
                 const SuySourceOptions *options,
                 GCancellable *cancellable,
                 GError **error)
{
  const SuySourceOptions defaults = { 0 };
  g_autoptr (SuySource) self = source_new (path);
  SuyFrameReader reader = { .cancellable = cancellable };
  GStatBuf status;
  guint timeout_s;
  gboolean done;
  GPid pid;

  options = options != NULL ? options : &defaults;
  if (g_stat (self->path, &status) != 0 || !S_ISREG (status.st_mode))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND, _ ("%s is no file that can be read"),
                   path);
      return NULL;
    }

  timeout_s = options->timeout_s != 0 ? options->timeout_s
                                      : (guint) MIN (20 + (guint64) status.st_size / MIB * 2, 3600);
  reader.left = (256 + (guint64) status.st_size / MIB * 64) * MIB;
  reader.deadline = g_get_monotonic_time () + timeout_s * G_USEC_PER_SEC;
  if (!start_helper (self, options, (guint64) status.st_size, timeout_s, &pid, &reader.fd, error))
    return NULL;

  done = take_all (self, &reader, error);
  suy_helper_end (pid, reader.fd);

  return done ? g_steal_pointer (&self) : NULL;
}

/* ---- asking ---- */

const char *
suy_source_get_path (SuySource *self)
{
  return self->path;
}

const char *
suy_source_get_format (SuySource *self)
{
  return self->format;
}

const char *
suy_source_get_encoding (SuySource *self)
{
  return self->encoding;
}

const char *
suy_source_get_layer (SuySource *self)
{
  return self->layer;
}

const char *const *
suy_source_get_layers (SuySource *self)
{
  return self->layers;
}

const char *
suy_source_get_sandbox (SuySource *self)
{
  return self->sandbox;
}

const char *
suy_source_get_crs (SuySource *self)
{
  return self->crs;
}

guint
suy_source_get_header_row (SuySource *self)
{
  return self->header_row;
}

guint
suy_source_get_n_header_rows (SuySource *self)
{
  return self->n_header_rows;
}

guint
suy_source_get_n_columns (SuySource *self)
{
  return self->n_columns;
}

const char *
suy_source_get_column (SuySource *self, guint column)
{
  g_return_val_if_fail (column < self->n_columns, NULL);

  return self->columns[column];
}

const char *
suy_source_get_column_type (SuySource *self, guint column)
{
  g_return_val_if_fail (column < self->n_columns, NULL);

  return self->types[column];
}

int
suy_source_find_column (SuySource *self, const char *name)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->by_name, name)) - 1;
}

guint32
suy_source_get_n_rows (SuySource *self)
{
  return self->rows->len;
}

static guint32
read_length (const guint8 *p)
{
  guint32 length;

  memcpy (&length, p, sizeof length);

  return length;
}

guint
suy_source_get_row_number (SuySource *self, guint32 row)
{
  g_return_val_if_fail (row < self->rows->len, 0);

  return read_length (g_array_index (self->rows, const guint8 *, row));
}

const guint8 *
suy_source_get_wkb (SuySource *self, guint32 row, gsize *size)
{
  const guint8 *p;

  g_return_val_if_fail (row < self->rows->len, NULL);

  p = g_array_index (self->rows, const guint8 *, row) + sizeof (guint32);
  *size = read_length (p);

  return *size == 0 ? NULL : p + sizeof (guint32);
}

const char *
suy_source_get_cell (SuySource *self, guint32 row, guint column)
{
  const guint8 *p;
  guint32 length;

  g_return_val_if_fail (row < self->rows->len && column < self->n_columns, NULL);

  p = g_array_index (self->rows, const guint8 *, row) + sizeof (guint32);
  p += sizeof (guint32) + read_length (p);
  for (guint i = 0; i < column; i++)
    {
      length = read_length (p);
      p += sizeof length + (length == SUY_FRAME_NULL ? 0 : length + 1);
    }
  length = read_length (p);

  return length == SUY_FRAME_NULL || length == 0 ? NULL : (const char *) p + sizeof length;
}

void
suy_source_get_row (SuySource *self, guint32 row, const char **cells)
{
  const guint8 *p;

  g_return_if_fail (row < self->rows->len);

  p = g_array_index (self->rows, const guint8 *, row) + sizeof (guint32);
  p += sizeof (guint32) + read_length (p);
  for (guint i = 0; i < self->n_columns; i++)
    {
      guint32 length = read_length (p);

      p += sizeof length;
      cells[i] = length == SUY_FRAME_NULL || length == 0 ? NULL : (const char *) p;
      p += length == SUY_FRAME_NULL ? 0 : length + 1;
    }
}

gboolean
suy_source_has_geometry (SuySource *self)
{
  return self->has_geometry;
}

const GArray *
suy_source_get_notes (SuySource *self)
{
  return self->notes;
}
