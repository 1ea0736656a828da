/* suy-record.h: one record of one register, whole or in part
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-catalog.h"

G_BEGIN_DECLS

/* Each field is set (perhaps to NULL) or not there: an update writes only what is set. */
typedef struct _SuyRecord SuyRecord;

/* @reg must live as long as the record (its catalog does). */
SuyRecord *suy_record_new (const SuyRegister *reg);
SuyRecord *suy_record_copy (const SuyRecord *self);
void suy_record_free (SuyRecord *self);
void suy_record_clear (SuyRecord *self); /* as it was when new */

const SuyRegister *suy_record_get_register (const SuyRecord *self);
gint64 suy_record_get_id (const SuyRecord *self); /* 0: not stored yet */
void suy_record_set_id (SuyRecord *self, gint64 id);

/* Copies @value; its type is not checked here.  @field belongs to the register. */
void suy_record_set (SuyRecord *self, const SuyField *field, const SuyValue *value);
/* The same, with the text of @value given away; @value is NULL then. */
void suy_record_take (SuyRecord *self, const SuyField *field, SuyValue *value);
void suy_record_unset (SuyRecord *self, const SuyField *field);
gboolean suy_record_has (const SuyRecord *self, const SuyField *field);

/* Sets every field that is set in @changes, a record of the same register; not the place. */
void suy_record_lay_over (SuyRecord *self, const SuyRecord *changes);

/* Borrowed; a NULL value if not set. */
const SuyValue *suy_record_get (const SuyRecord *self, const SuyField *field);

/* By field name, for code that knows its register; the name must exist (checked).
 * get_text gives NULL where there is none, get_integer 0, get_real NAN. */
void suy_record_set_text (SuyRecord *self, const char *field, const char *text);
void suy_record_set_integer (SuyRecord *self, const char *field, gint64 value);
void suy_record_set_real (SuyRecord *self, const char *field, double value);
const char *suy_record_get_text (const SuyRecord *self, const char *field);
gint64 suy_record_get_integer (const SuyRecord *self, const char *field);
double suy_record_get_real (const SuyRecord *self, const char *field);

/* The texts of a field of type list, empty if there are none.  (transfer full) */
GStrv suy_record_get_list (const SuyRecord *self, const char *field);

/* The place.  has_geometry is TRUE once it was set, also to NULL. */
void suy_record_set_geometry (SuyRecord *self, SuyGeometry *geometry); /* (nullable), refs */
gboolean suy_record_has_geometry (const SuyRecord *self);
SuyGeometry *suy_record_get_geometry (const SuyRecord *self); /* (nullable), borrowed */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyRecord, suy_record_free)

G_END_DECLS
