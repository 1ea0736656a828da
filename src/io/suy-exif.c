/* suy-exif.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-exif.h"

#include <string.h>

#define ENTRY_SIZE 12
#define TYPE_ASCII 2
#define TYPE_SHORT 3
#define TYPE_LONG 4
#define TYPE_RATIONAL 5
#define TIME_LENGTH 19 /* "2026:01:31 23:59:59" */
#define FIRST_YEAR 1970
#define LAST_YEAR 2199

/* Tags, with the names of the standard. */
enum
{
  GPS_LATITUDE_REF = 0x0001,
  GPS_LATITUDE = 0x0002,
  GPS_LONGITUDE_REF = 0x0003,
  GPS_LONGITUDE = 0x0004,
  GPS_TIME_STAMP = 0x0007,
  GPS_MAP_DATUM = 0x0012,
  GPS_DATE_STAMP = 0x001d,
  ORIENTATION = 0x0112,
  DATE_TIME = 0x0132,
  EXIF_IFD = 0x8769,
  GPS_IFD = 0x8825,
  DATE_TIME_ORIGINAL = 0x9003,
  DATE_TIME_DIGITIZED = 0x9004,
  OFFSET_TIME = 0x9010,
  OFFSET_TIME_ORIGINAL = 0x9011,
  OFFSET_TIME_DIGITIZED = 0x9012,
};

typedef struct
{
  const guint8 *bytes;
  gsize size;
  gboolean big;     /* byte order */
  gboolean damaged; /* so far */
} Block;

/* A value whose bytes lie within the block. */
typedef struct
{
  guint type;
  guint32 count;
  const guint8 *at;
} Value;

static guint
get_u16 (const Block *block, const guint8 *p)
{
  return block->big ? (guint) (p[0] << 8 | p[1]) : (guint) (p[1] << 8 | p[0]);
}

static guint32
get_u32 (const Block *block, const guint8 *p)
{
  guint a = get_u16 (block, p), b = get_u16 (block, p + 2);

  return block->big ? (guint32) a << 16 | b : (guint32) b << 16 | a;
}

static gboolean
set_damaged (Block *block)
{
  block->damaged = TRUE;

  return FALSE;
}

static guint
get_type_size (guint type)
{
  switch (type)
    {
    case TYPE_ASCII:
      return 1;
    case TYPE_SHORT:
      return 2;
    case TYPE_LONG:
      return 4;
    case TYPE_RATIONAL:
      return 8;
    default:
      return 0; /* none that is asked for */
    }
}

/* @p: an entry that lies within the block */
static gboolean
take_value (Block *block, const guint8 *p, guint type, Value *value)
{
  guint64 length;
  guint32 offset;

  value->type = get_u16 (block, p + 2);
  value->count = get_u32 (block, p + 4);
  length = (guint64) value->count * get_type_size (value->type);
  if (value->type != type || length == 0)
    return set_damaged (block);
  if (length <= 4)
    {
      value->at = p + 8;
      return TRUE;
    }

  offset = get_u32 (block, p + 8);
  if (offset > block->size || length > block->size - offset)
    return set_damaged (block);
  value->at = block->bytes + offset;

  return TRUE;
}

/* The first entry with @tag of the directory at @offset, 0: no directory; the part of it that lies
 * within the block is looked at. */
static gboolean
find (Block *block, guint32 offset, guint tag, guint type, Value *value)
{
  guint n;

  if (offset == 0)
    return FALSE;
  if (offset > block->size || block->size - offset < 2)
    return set_damaged (block);

  n = get_u16 (block, block->bytes + offset);
  if (n > (block->size - offset - 2) / ENTRY_SIZE)
    {
      set_damaged (block);
      n = (guint) ((block->size - offset - 2) / ENTRY_SIZE);
    }
  for (guint i = 0; i < n; i++)
    {
      const guint8 *p = block->bytes + offset + 2 + i * ENTRY_SIZE;

      if (get_u16 (block, p) == tag)
        return take_value (block, p, type, value);
    }

  return FALSE;
}

static guint32
find_directory (Block *block, guint32 offset, guint tag)
{
  Value value;

  return find (block, offset, tag, TYPE_LONG, &value) ? get_u32 (block, value.at) : 0;
}

/* Up to its NUL, without the blanks around it; TRUE if it is printable ASCII and fits. */
static gboolean
find_text (Block *block, guint32 offset, guint tag, char *text, gsize room)
{
  Value value;
  gsize n = 0;

  if (!find (block, offset, tag, TYPE_ASCII, &value))
    return FALSE;
  while (n < value.count && value.at[n] != '\0')
    n++;
  if (n >= room)
    return set_damaged (block);
  for (gsize i = 0; i < n; i++)
    if (value.at[i] < ' ' || value.at[i] > '~')
      return set_damaged (block);
  memcpy (text, value.at, n);
  text[n] = '\0';
  g_strstrip (text);

  return text[0] != '\0';
}

static gboolean
take_rational (Block *block, const Value *value, guint i, double *number)
{
  guint32 over = get_u32 (block, value->at + 8 * (gsize) i);
  guint32 under = get_u32 (block, value->at + 8 * (gsize) i + 4);

  if (under == 0)
    return set_damaged (block);
  *number = (double) over / under;

  return TRUE;
}

/* Three rationals: degrees, minutes and seconds, or hours, minutes and seconds. */
static gboolean
find_three (Block *block, guint32 offset, guint tag, double three[3])
{
  Value value;

  if (!find (block, offset, tag, TYPE_RATIONAL, &value))
    return FALSE;
  if (value.count != 3)
    return set_damaged (block);
  for (guint i = 0; i < 3; i++)
    if (!take_rational (block, &value, i, &three[i]))
      return FALSE;

  return (three[1] <= 60 && three[2] <= 60) || set_damaged (block);
}

/* ---- where ---- */

static gboolean
find_angle (Block *block, guint32 gps, guint tag, const char *signs, double most, double *degrees)
{
  char sign[4];
  double three[3];

  if (!find_three (block, gps, tag, three))
    return FALSE;
  if (!find_text (block, gps, tag - 1, sign, sizeof sign) || sign[1] != '\0' ||
      strchr (signs, sign[0]) == NULL)
    return set_damaged (block);

  *degrees = three[0] + three[1] / 60 + three[2] / 3600;
  if (*degrees > most)
    return set_damaged (block);
  if (sign[0] == signs[1])
    *degrees = -*degrees;

  return TRUE;
}

static void
read_place (Block *block, guint32 gps, SuyExif *exif)
{
  double lon, lat;

  if (!find_angle (block, gps, GPS_LATITUDE, "NS", 90, &lat) ||
      !find_angle (block, gps, GPS_LONGITUDE, "EW", 180, &lon) || (lon == 0 && lat == 0))
    return;

  exif->has_place = TRUE;
  exif->lon = lon;
  exif->lat = lat;
  if (!find_text (block, gps, GPS_MAP_DATUM, exif->datum, sizeof exif->datum))
    exif->datum[0] = '\0';
}

/* ---- when ---- */

/* Digits at the places of @form's "0", the same characters elsewhere. */
static gboolean
has_form (const char *text, const char *form)
{
  if (strlen (text) != strlen (form))
    return FALSE;
  for (; *form != '\0'; text++, form++)
    if (*form == '0' ? !g_ascii_isdigit (*text) : *text != *form)
      return FALSE;

  return TRUE;
}

static guint
get_number (const char *text, guint n)
{
  guint number = 0;

  for (guint i = 0; i < n; i++)
    number = 10 * number + (guint) (text[i] - '0');

  return number;
}

static gboolean
make_time (const guint date[3], const guint clock[3], gint64 *taken)
{
  g_autoptr (GDateTime) time = NULL;

  if (date[0] < FIRST_YEAR || date[0] > LAST_YEAR || clock[2] > 59)
    return FALSE;
  time = g_date_time_new_utc ((gint) date[0], (gint) date[1], (gint) date[2], (gint) clock[0],
                              (gint) clock[1], (double) clock[2]);
  if (time == NULL)
    return FALSE;
  *taken = g_date_time_to_unix (time) * G_USEC_PER_SEC;

  return TRUE;
}

/* Cameras without a clock write zeros or blanks, which is no damage. */
static gboolean
parse_time (const char *text, gint64 *taken)
{
  guint date[3], clock[3];

  if (!has_form (text, "0000:00:00 00:00:00"))
    return FALSE;
  for (guint i = 0; i < 3; i++)
    {
      date[i] = get_number (text + (i == 0 ? 0 : 2 + 3 * i), i == 0 ? 4 : 2);
      clock[i] = get_number (text + 11 + 3 * i, 2);
    }

  return make_time (date, clock, taken);
}

/* "+08:00".  No place on earth is farther than 14 hours from UTC. */
static gboolean
parse_offset (const char *text, gint64 *offset)
{
  gint64 minutes;

  if (!has_form (text, "+00:00") && !has_form (text, "-00:00"))
    return FALSE;
  minutes = (gint64) get_number (text + 1, 2) * 60 + get_number (text + 4, 2);
  if (minutes > 14 * 60)
    return FALSE;
  *offset = (text[0] == '-' ? -minutes : minutes) * 60 * G_USEC_PER_SEC;

  return TRUE;
}

static gboolean
read_time (Block *block, guint32 directory, guint tag, guint32 offsets, guint zone, SuyExif *exif)
{
  char text[TIME_LENGTH + 1], zone_text[8];
  gint64 offset;

  if (!find_text (block, directory, tag, text, sizeof text) || !parse_time (text, &exif->taken))
    return FALSE;

  exif->time = SUY_EXIF_TIME_LOCAL;
  if (find_text (block, offsets, zone, zone_text, sizeof zone_text) &&
      parse_offset (zone_text, &offset))
    {
      exif->time = SUY_EXIF_TIME_UTC;
      exif->taken -= offset;
    }

  return TRUE;
}

/* The satellites' own time, when the camera had none. */
static void
read_gps_time (Block *block, guint32 gps, SuyExif *exif)
{
  char text[16];
  double three[3];
  guint date[3], clock[3];

  if (!find_text (block, gps, GPS_DATE_STAMP, text, sizeof text) ||
      !has_form (text, "0000:00:00") || !find_three (block, gps, GPS_TIME_STAMP, three) ||
      three[0] >= 24)
    return;
  for (guint i = 0; i < 3; i++)
    {
      date[i] = get_number (text + (i == 0 ? 0 : 2 + 3 * i), i == 0 ? 4 : 2);
      clock[i] = (guint) three[i];
    }
  if (make_time (date, clock, &exif->taken))
    exif->time = SUY_EXIF_TIME_UTC;
}

gboolean
suy_exif_read (const guint8 *bytes, gsize size, SuyExif *exif)
{
  Block block = { bytes, size, FALSE, FALSE };
  guint32 first, details, gps;
  Value value;

  memset (exif, 0, sizeof *exif);
  exif->orientation = 1;
  if (size < 8 || (memcmp (bytes, "II*\0", 4) != 0 && memcmp (bytes, "MM\0*", 4) != 0))
    return FALSE;

  block.big = bytes[0] == 'M';
  first = get_u32 (&block, bytes + 4);
  if (first == 0)
    set_damaged (&block);
  details = find_directory (&block, first, EXIF_IFD);
  gps = find_directory (&block, first, GPS_IFD);
  if (find (&block, first, ORIENTATION, TYPE_SHORT, &value))
    exif->orientation = get_u16 (&block, value.at);
  if (exif->orientation < 1 || exif->orientation > 8)
    exif->orientation = 1;
  if (!read_time (&block, details, DATE_TIME_ORIGINAL, details, OFFSET_TIME_ORIGINAL, exif) &&
      !read_time (&block, details, DATE_TIME_DIGITIZED, details, OFFSET_TIME_DIGITIZED, exif) &&
      !read_time (&block, first, DATE_TIME, details, OFFSET_TIME, exif))
    read_gps_time (&block, gps, exif);
  read_place (&block, gps, exif);
  exif->damaged = block.damaged;

  return TRUE;
}
