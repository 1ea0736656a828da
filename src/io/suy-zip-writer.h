/* suy-zip-writer.h: how do several streams of bytes become one ZIP file?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What workbooks need of ZIP (PKWARE APPNOTE 6.3.9) and no more: deflated members, one after the
 * other, below 4 GiB.  The time of every member is 1980-01-01, so equal content makes equal files.
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _SuyZipWriter SuyZipWriter;

/* @path is made anew.  NULL with SUY_ERROR_IO. */
SuyZipWriter *suy_zip_writer_new (const char *path, GError **error);

/* Without suy_zip_writer_finish() the file is not whole. */
void suy_zip_writer_free (SuyZipWriter *self);

/* Ends the member before. */
gboolean suy_zip_writer_begin (SuyZipWriter *self, const char *name, GError **error);
gboolean suy_zip_writer_add (SuyZipWriter *self, const char *bytes, gsize n, GError **error);

/* Writes the directory and closes the file. */
gboolean suy_zip_writer_finish (SuyZipWriter *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyZipWriter, suy_zip_writer_free)

G_END_DECLS
