/* suy-picture-scan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-picture-scan.h"

#include <string.h>

#define EXIF_MARK "Exif\0" /* and the NUL of the string: six bytes */
#define MAX_BOX_DEPTH 4
#define MAX_ITEMS 4096

/* Bytes that are left to read. */
typedef struct
{
  const guint8 *at;
  gsize left;
} Span;

static guint32
get_be (const guint8 *p, guint n)
{
  guint32 value = 0;

  for (guint i = 0; i < n; i++)
    value = value << 8 | p[i];

  return value;
}

static guint32
get_le (const guint8 *p, guint n)
{
  guint32 value = 0;

  for (guint i = n; i > 0; i--)
    value = value << 8 | p[i - 1];

  return value;
}

/* Returns: the next @n bytes, or NULL when there are fewer */
static const guint8 *
take (Span *span, gsize n)
{
  const guint8 *at = span->at;

  if (n > span->left)
    return NULL;
  span->at += n;
  span->left -= n;

  return at;
}

/* The first block counts; some writers of WebP and HEIC put the mark of JPEG before it. */
static void
take_exif (SuyPictureScan *scan, const guint8 *bytes, gsize size)
{
  if (scan->has_exif)
    return;
  if (size >= sizeof EXIF_MARK && memcmp (bytes, EXIF_MARK, sizeof EXIF_MARK) == 0)
    {
      bytes += sizeof EXIF_MARK;
      size -= sizeof EXIF_MARK;
    }
  scan->has_exif = suy_exif_read (bytes, size, &scan->exif);
}

/* ---- JPEG ---- */

static gboolean
is_frame (guint marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static void
scan_segment (SuyPictureScan *scan, guint marker, const guint8 *bytes, gsize size)
{
  if (marker == 0xe1 && size >= sizeof EXIF_MARK &&
      memcmp (bytes, EXIF_MARK, sizeof EXIF_MARK) == 0)
    take_exif (scan, bytes, size);
  else if (is_frame (marker) && size >= 5)
    {
      scan->height = get_be (bytes + 1, 2);
      scan->width = get_be (bytes + 3, 2);
    }
}

/* Segments up to the first scan, behind which are pixels alone. */
static void
scan_jpeg (SuyPictureScan *scan, Span span)
{
  const guint8 *p;

  take (&span, 2);
  while ((p = take (&span, 2)) != NULL && p[0] == 0xff && p[1] != 0xda && p[1] != 0xd9)
    {
      guint marker = p[1];
      guint length;

      if (marker == 0xff) /* a fill byte */
        {
          span.at--;
          span.left++;
          continue;
        }
      if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8)) /* stands alone */
        continue;
      p = take (&span, 2);
      length = p == NULL ? 0 : get_be (p, 2);
      p = length < 2 ? NULL : take (&span, length - 2);
      if (p == NULL)
        return;
      scan_segment (scan, marker, p, length - 2);
    }
}

/* ---- PNG ---- */

static void
scan_png (SuyPictureScan *scan, Span span)
{
  const guint8 *p, *content;

  take (&span, 8);
  while ((p = take (&span, 8)) != NULL)
    {
      guint32 length = get_be (p, 4);

      content = take (&span, length);
      if (content == NULL || take (&span, 4) == NULL)
        return;
      if (memcmp (p + 4, "IHDR", 4) == 0 && length >= 8)
        {
          scan->width = get_be (content, 4);
          scan->height = get_be (content + 4, 4);
        }
      else if (memcmp (p + 4, "eXIf", 4) == 0)
        take_exif (scan, content, length);
    }
}

/* ---- WebP ---- */

static void
scan_webp_chunk (SuyPictureScan *scan, const guint8 *name, const guint8 *p, gsize size)
{
  if (memcmp (name, "EXIF", 4) == 0)
    take_exif (scan, p, size);
  else if (scan->width != 0)
    return;
  else if (memcmp (name, "VP8X", 4) == 0 && size >= 10)
    {
      scan->width = get_le (p + 4, 3) + 1;
      scan->height = get_le (p + 7, 3) + 1;
    }
  else if (memcmp (name, "VP8L", 4) == 0 && size >= 5 && p[0] == 0x2f)
    {
      scan->width = (get_le (p + 1, 4) & 0x3fff) + 1;
      scan->height = (get_le (p + 1, 4) >> 14 & 0x3fff) + 1;
    }
  else if (memcmp (name, "VP8 ", 4) == 0 && size >= 10 && get_le (p + 3, 3) == 0x2a019d)
    {
      scan->width = get_le (p + 6, 2) & 0x3fff;
      scan->height = get_le (p + 8, 2) & 0x3fff;
    }
}

static void
scan_webp (SuyPictureScan *scan, Span span)
{
  const guint8 *p, *content;

  take (&span, 12);
  while ((p = take (&span, 8)) != NULL)
    {
      guint32 length = get_le (p + 4, 4);

      content = take (&span, length);
      if (content == NULL)
        return;
      scan_webp_chunk (scan, p, content, length);
      take (&span, length & 1);
    }
}

/* ---- HEIC: boxes within boxes ---- */

typedef struct
{
  SuyPictureScan *scan;
  Span file;
  guint32 exif_item; /* 0: none yet */
  Span iloc;         /* from its version on */
} Heic;

/* Up to 8 bytes; FALSE when there are fewer left. */
static gboolean
take_number (Span *span, guint n, guint64 *value)
{
  const guint8 *p = take (span, n);

  *value = 0;
  for (guint i = 0; p != NULL && i < n; i++)
    *value = *value << 8 | p[i];

  return p != NULL;
}

static gboolean
take_box (Span *span, const guint8 **name, Span *content)
{
  const guint8 *p = take (span, 8);
  guint64 length, head = 8;

  if (p == NULL)
    return FALSE;
  length = get_be (p, 4);
  *name = p + 4;
  if (length == 1)
    {
      head = 16;
      if (!take_number (span, 8, &length))
        return FALSE;
    }
  else if (length == 0) /* up to the end */
    length = head + span->left;
  if (length < head || length - head > span->left)
    return FALSE;
  content->left = (gsize) (length - head);
  content->at = take (span, content->left);

  return TRUE;
}

/* An entry of the list of items: FullBox of version 2 or 3, id, protection, kind. */
static void
scan_item (Heic *heic, Span span)
{
  guint64 version, id, rest;
  const guint8 *kind;

  if (!take_number (&span, 1, &version) || version < 2 || !take_number (&span, 3, &rest) ||
      !take_number (&span, version == 2 ? 2 : 4, &id) || !take_number (&span, 2, &rest))
    return;
  kind = take (&span, 4);
  if (kind != NULL && memcmp (kind, "Exif", 4) == 0 && heic->exif_item == 0)
    heic->exif_item = (guint32) id;
}

static void
scan_size (Heic *heic, Span span)
{
  guint64 flags, width, height;

  if (!take_number (&span, 4, &flags) || !take_number (&span, 4, &width) ||
      !take_number (&span, 4, &height))
    return;
  /* Tiles and small forms have sizes too: the largest is the picture's. */
  if (width * height > (guint64) heic->scan->width * heic->scan->height)
    {
      heic->scan->width = (guint32) width;
      heic->scan->height = (guint32) height;
    }
}

static void
scan_boxes (Heic *heic, Span span, guint depth)
{
  const guint8 *name;
  Span content;

  while (depth < MAX_BOX_DEPTH && take_box (&span, &name, &content))
    if (memcmp (name, "meta", 4) == 0)
      {
        take (&content, 4);
        scan_boxes (heic, content, depth + 1);
      }
    else if (memcmp (name, "iprp", 4) == 0 || memcmp (name, "ipco", 4) == 0)
      scan_boxes (heic, content, depth + 1);
    else if (memcmp (name, "iinf", 4) == 0 && content.left >= 4)
      {
        take (&content, content.at[0] == 0 ? 6 : 8);
        scan_boxes (heic, content, depth + 1);
      }
    else if (memcmp (name, "infe", 4) == 0)
      scan_item (heic, content);
    else if (memcmp (name, "iloc", 4) == 0)
      heic->iloc = content;
    else if (memcmp (name, "ispe", 4) == 0)
      scan_size (heic, content);
}

/* The place of an item begins with how far the byte order mark is behind it. */
static void
take_item (Heic *heic, guint64 offset, guint64 length)
{
  Span span = heic->file;
  guint64 skip;

  if (offset > span.left)
    return;
  take (&span, (gsize) offset);
  span.left = (gsize) MIN (span.left, length);
  if (take_number (&span, 4, &skip) && take (&span, (gsize) MIN (skip, G_MAXSIZE)) != NULL)
    take_exif (heic->scan, span.at, span.left);
}

/* Where items lie; the Exif must be in one piece in the file itself. */
static void
find_item (Heic *heic)
{
  Span span = heic->iloc;
  guint64 version, flags, sizes, n, id, rest, base, n_extents, offset, length;

  if (!take_number (&span, 1, &version) || version > 2 || !take_number (&span, 3, &flags) ||
      !take_number (&span, 2, &sizes) || !take_number (&span, version < 2 ? 2 : 4, &n))
    return;
  for (guint64 i = 0; i < MIN (n, MAX_ITEMS); i++)
    {
      guint64 method = 0;

      if (!take_number (&span, version < 2 ? 2 : 4, &id) ||
          (version > 0 && !take_number (&span, 2, &method)) || !take_number (&span, 2, &rest) ||
          !take_number (&span, sizes >> 4 & 15, &base) || !take_number (&span, 2, &n_extents) ||
          n_extents > MAX_ITEMS) /* extents may take no bytes, so only this bounds the time */
        return;
      for (guint64 k = 0; k < n_extents; k++)
        {
          if ((version > 0 && !take_number (&span, sizes & 15, &rest)) ||
              !take_number (&span, sizes >> 12 & 15, &offset) ||
              !take_number (&span, sizes >> 8 & 15, &length))
            return;
          if (id == heic->exif_item && n_extents == 1 && (method & 15) == 0 &&
              offset <= G_MAXUINT64 - base)
            {
              take_item (heic, base + offset, length);
              return;
            }
        }
    }
}

/* The pixels come upright out of the decoder, whatever the Exif says. */
static void
scan_heic (SuyPictureScan *scan, Span span)
{
  Heic heic = { .scan = scan, .file = span };

  scan_boxes (&heic, span, 0);
  if (heic.exif_item != 0)
    find_item (&heic);
  scan->exif.orientation = 1;
}

/* ---- */

SuyPictureType
suy_picture_sniff (const guint8 *bytes, gsize size)
{
  static const char brands[][5] = { "heic", "heix", "heim", "heis", "mif1" };

  if (size >= 3 && memcmp (bytes, "\xff\xd8\xff", 3) == 0)
    return SUY_PICTURE_JPEG;
  if (size >= 8 && memcmp (bytes, "\x89PNG\r\n\x1a\n", 8) == 0)
    return SUY_PICTURE_PNG;
  if (size >= 12 && memcmp (bytes, "RIFF", 4) == 0 && memcmp (bytes + 8, "WEBP", 4) == 0)
    return SUY_PICTURE_WEBP;
  if (size >= 12 && memcmp (bytes + 4, "ftyp", 4) == 0)
    for (gsize i = 0; i < G_N_ELEMENTS (brands); i++)
      if (memcmp (bytes + 8, brands[i], 4) == 0)
        return SUY_PICTURE_HEIC;

  return SUY_PICTURE_NONE;
}

const char *
suy_picture_type_get_media_type (SuyPictureType type)
{
  static const char *const types[] = { NULL, "image/jpeg", "image/png", "image/webp",
                                       "image/heic" };

  return type < SUY_PICTURE_N_TYPES ? types[type] : NULL;
}

gboolean
suy_picture_scan (const guint8 *bytes, gsize size, SuyPictureScan *scan)
{
  Span span = { bytes, size };

  memset (scan, 0, sizeof *scan);
  scan->exif.orientation = 1;
  scan->type = suy_picture_sniff (bytes, size);
  switch (scan->type)
    {
    case SUY_PICTURE_JPEG:
      scan_jpeg (scan, span);
      break;
    case SUY_PICTURE_PNG:
      scan_png (scan, span);
      break;
    case SUY_PICTURE_WEBP:
      scan_webp (scan, span);
      break;
    case SUY_PICTURE_HEIC:
      scan_heic (scan, span);
      break;
    case SUY_PICTURE_NONE:
    case SUY_PICTURE_N_TYPES:
    default:
      break;
    }

  return scan->type != SUY_PICTURE_NONE;
}
