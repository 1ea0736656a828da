/* suy-record-form.h: one record as a form made from the catalog
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tabs of fields, linked records, files and history.  Signals "saved" (gint64 id), "deleted",
 * "open" (const char *layer, gint64 id: the person wants to see that record), and "dirty"
 * (something was typed, or taken back). */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_RECORD_FORM (suy_record_form_get_type ())
G_DECLARE_FINAL_TYPE (SuyRecordForm, suy_record_form, SUY, RECORD_FORM, GtkWidget)

GtkWidget *suy_record_form_new (void);

/* @id 0: a new record; @reg NULL: nothing.  What was typed and not saved is lost. */
void suy_record_form_set_record (SuyRecordForm *self,
                                 SuyWorkspace *workspace,
                                 const SuyRegister *reg,
                                 gint64 id);

const SuyRegister *suy_record_form_get_register (SuyRecordForm *self); /* (nullable) */
gint64 suy_record_form_get_id (SuyRecordForm *self);
gboolean suy_record_form_is_dirty (SuyRecordForm *self);

/* Whether another record may be shown; if something is not saved yet the form says so. */
gboolean suy_record_form_may_leave (SuyRecordForm *self);

/* As a person types it; for a choice its name, for a link the id; field "geom" is the place. */
void suy_record_form_set_text (SuyRecordForm *self, const char *field, const char *text);

/* Writes all that @draft holds into the form of a new record, as a person would. */
void suy_record_form_fill (SuyRecordForm *self, const SuyRecord *draft);

/* What stands in the refusal box, NULL if there is none. */
const char *suy_record_form_get_refusal (SuyRecordForm *self);

/* Saves, or says at the fields what is wrong. */
gboolean suy_record_form_save (SuyRecordForm *self);
void suy_record_form_discard (SuyRecordForm *self);

/* Deletes; without @reason the form asks for one first. */
void suy_record_form_delete (SuyRecordForm *self, const char *reason);

void suy_record_form_focus_field (SuyRecordForm *self, const char *field);
void suy_record_form_show_files (SuyRecordForm *self);

G_END_DECLS
