/* suy-frame.h: how do the import helper and its parent talk?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One way, over a pipe, in the byte order of the machine: SUY_FRAME_MARK, then frames of a kind
 * (guint32), a length (guint32) and that many bytes.  One head, any number of rows frames, one
 * tail; a failure may come instead of any of them and ends the talk.  A picture is one frame of its
 * own.
 *
 * A rows frame holds rows one after the other: guint32 number as a person sees it, guint32 length
 * of the geometry and the geometry (little-endian 2D WKB of types 1 to 7; 0: none), then for each
 * column guint32 length of the text and the text with a NUL behind it, or SUY_FRAME_NULL alone. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SUY_FRAME_MARK "suyimp1"
#define SUY_FRAME_NULL G_MAXUINT32
#define SUY_FRAME_MAX_LENGTH (256u << 20)
#define SUY_FRAME_MAX_CELL (1u << 20)

typedef enum
{
  SUY_FRAME_HEAD = 1,
  SUY_FRAME_ROWS,
  SUY_FRAME_TAIL,
  SUY_FRAME_PICTURE,
  SUY_FRAME_FAILURE,
} SuyFrameKind;

/* Format, encoding, all layers, the layer read, header row (0: none), header rows, has geometry,
 * name of the coordinate system ("EPSG:4490", WKT, or ""), names and types of columns, sandbox
 * layers.
 */
#define SUY_FRAME_HEAD_TYPE "(ssassuubsa(ss)s)"

/* Number of rows sent; remarks under the table, each with its row and text. */
#define SUY_FRAME_TAIL_TYPE "(ta(us))"

/* SuyPictureType, width, height, orientation; has Exif, Exif damaged, SuyExifTime, µs, has a place,
 * longitude, latitude, datum; width and height of the small picture and its RGBA; what was wrong
 * with the pixels ("": nothing); sandbox layers. */
#define SUY_FRAME_PICTURE_TYPE "(uuuubbuxbddsuuayss)"

/* A SuyError and its message. */
#define SUY_FRAME_FAILURE_TYPE "(us)"

G_END_DECLS
