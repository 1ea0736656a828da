/* suy-zip-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-zip-writer.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "suy-error.h"

#define CHUNK 65536
#define LEVEL 6

/* APPNOTE 4.3.7, 4.3.12, 4.3.16 */
#define LOCAL_MARK 0x04034b50u
#define CENTRAL_MARK 0x02014b50u
#define END_MARK 0x06054b50u
#define LOCAL_CRC_AT 14 /* from the start of the local header: CRC, packed size, size */

#define VERSION 20      /* deflate */
#define FLAG_UTF8 0x800 /* names */
#define DEFLATED 8
#define FIRST_DAY 0x21 /* 1980-01-01 as MS-DOS writes it */

typedef struct
{
  char *name;
  guint32 at, crc, packed, size;
} Member;

struct _SuyZipWriter
{
  FILE *file;
  char *path;
  GArray *members;   /* of Member */
  GConverter *press; /* of the member that is open, else NULL */
  guint64 packed, size;
  guint32 crc, table[256];
};

static void
clear_member (gpointer member)
{
  g_free (((Member *) member)->name);
}

/* The CRC of ISO 3309, by its reversed polynomial (Sarwate, 1988). */
static void
fill_table (guint32 *table)
{
  for (guint32 i = 0; i < 256; i++)
    {
      guint32 rest = i;

      for (guint k = 0; k < 8; k++)
        rest = rest >> 1 ^ ((rest & 1) != 0 ? 0xedb88320u : 0);
      table[i] = rest;
    }
}

static gboolean
fail (SuyZipWriter *self, const char *why, GError **error)
{
  g_set_error (error, SUY_ERROR, SUY_ERROR_IO, _ ("%s can't be written: %s"), self->path, why);

  return FALSE;
}

SuyZipWriter *
suy_zip_writer_new (const char *path, GError **error)
{
  g_autoptr (SuyZipWriter) self = g_new0 (SuyZipWriter, 1);

  self->path = g_strdup (path);
  self->members = g_array_new (FALSE, TRUE, sizeof (Member));
  g_array_set_clear_func (self->members, clear_member);
  fill_table (self->table);
  self->file = g_fopen (path, "wb");
  if (self->file != NULL)
    return g_steal_pointer (&self);

  fail (self, g_strerror (errno), error);

  return NULL;
}

void
suy_zip_writer_free (SuyZipWriter *self)
{
  if (self->file != NULL)
    fclose (self->file);
  g_clear_object (&self->press);
  g_array_unref (self->members);
  g_free (self->path);
  g_free (self);
}

static void
put16 (GByteArray *out, guint16 value)
{
  const guint8 bytes[] = { (guint8) value, (guint8) (value >> 8) };

  g_byte_array_append (out, bytes, sizeof bytes);
}

static void
put32 (GByteArray *out, guint32 value)
{
  put16 (out, (guint16) value);
  put16 (out, (guint16) (value >> 16));
}

/* What the local header and the directory say alike. */
static void
put_member (GByteArray *out, const Member *member)
{
  put16 (out, VERSION);
  put16 (out, FLAG_UTF8);
  put16 (out, DEFLATED);
  put16 (out, 0);
  put16 (out, FIRST_DAY);
  put32 (out, member->crc);
  put32 (out, member->packed);
  put32 (out, member->size);
  put16 (out, (guint16) strlen (member->name));
  put16 (out, 0);
}

static gboolean
put_out (SuyZipWriter *self, const GByteArray *bytes, GError **error)
{
  return fwrite (bytes->data, 1, bytes->len, self->file) == bytes->len ||
         fail (self, g_strerror (errno), error);
}

/* Presses @n bytes; with @n 0 what is left of the member. */
static gboolean
press (SuyZipWriter *self, const char *bytes, gsize n, GError **error)
{
  guint8 out[CHUNK];
  GConverterFlags flags = n == 0 ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS;
  GConverterResult result = G_CONVERTER_CONVERTED;

  while (result == G_CONVERTER_CONVERTED && (n > 0 || flags != 0))
    {
      gsize n_read = 0, n_written = 0;

      result = g_converter_convert (self->press, bytes, n, out, sizeof out, flags, &n_read,
                                    &n_written, error);
      if (result == G_CONVERTER_ERROR)
        return FALSE;
      if (fwrite (out, 1, n_written, self->file) != n_written)
        return fail (self, g_strerror (errno), error);
      self->packed += n_written;
      bytes += n_read;
      n -= n_read;
    }

  return TRUE;
}

/* Sizes and sum are known now; the local header, which stands before the bytes, gets them. */
static gboolean
end_member (SuyZipWriter *self, GError **error)
{
  g_autoptr (GByteArray) known = g_byte_array_new ();
  Member *member;
  long end;

  if (self->press == NULL)
    return TRUE;
  if (!press (self, "", 0, error))
    return FALSE;
  g_clear_object (&self->press);
  end = ftell (self->file);
  if (end < 0 || (guint64) end > G_MAXUINT32 || self->size > G_MAXUINT32)
    return fail (self, _ ("it would be larger than 4 GiB; write fewer rows"), error);

  member = &g_array_index (self->members, Member, self->members->len - 1);
  member->crc = ~self->crc;
  member->packed = (guint32) self->packed;
  member->size = (guint32) self->size;
  put32 (known, member->crc);
  put32 (known, member->packed);
  put32 (known, member->size);

  return (fseek (self->file, (long) member->at + LOCAL_CRC_AT, SEEK_SET) == 0 ||
          fail (self, g_strerror (errno), error)) &&
         put_out (self, known, error) &&
         (fseek (self->file, end, SEEK_SET) == 0 || fail (self, g_strerror (errno), error));
}

gboolean
suy_zip_writer_begin (SuyZipWriter *self, const char *name, GError **error)
{
  g_autoptr (GByteArray) head = g_byte_array_new ();
  Member member = { 0 };

  if (!end_member (self, error))
    return FALSE;

  member.name = g_strdup (name);
  member.at = (guint32) ftell (self->file);
  g_array_append_val (self->members, member);
  put32 (head, LOCAL_MARK);
  put_member (head, &member);
  g_byte_array_append (head, (const guint8 *) name, (guint) strlen (name));
  self->press = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, LEVEL));
  self->packed = self->size = 0;
  self->crc = ~0u;

  return put_out (self, head, error);
}

gboolean
suy_zip_writer_add (SuyZipWriter *self, const char *bytes, gsize n, GError **error)
{
  g_return_val_if_fail (self->press != NULL, FALSE);

  for (gsize i = 0; i < n; i++)
    self->crc = self->table[(self->crc ^ (guint8) bytes[i]) & 0xff] ^ self->crc >> 8;
  self->size += n;

  return n == 0 || press (self, bytes, n, error);
}

gboolean
suy_zip_writer_finish (SuyZipWriter *self, GError **error)
{
  g_autoptr (GByteArray) directory = g_byte_array_new ();
  guint32 at, size;
  FILE *file = self->file;

  if (!end_member (self, error))
    return FALSE;
  at = (guint32) ftell (self->file);
  for (guint i = 0; i < self->members->len; i++)
    {
      const Member *member = &g_array_index (self->members, Member, i);

      put32 (directory, CENTRAL_MARK);
      put16 (directory, VERSION);
      put_member (directory, member);
      put16 (directory, 0); /* comment, disk, kinds */
      put16 (directory, 0);
      put16 (directory, 0);
      put32 (directory, 0);
      put32 (directory, member->at);
      g_byte_array_append (directory, (const guint8 *) member->name, (guint) strlen (member->name));
    }
  size = directory->len;
  put32 (directory, END_MARK);
  put32 (directory, 0); /* disks */
  put16 (directory, (guint16) self->members->len);
  put16 (directory, (guint16) self->members->len);
  put32 (directory, size);
  put32 (directory, at);
  put16 (directory, 0);
  if (!put_out (self, directory, error))
    return FALSE;

  self->file = NULL;

  return fclose (file) == 0 || fail (self, g_strerror (errno), error);
}
