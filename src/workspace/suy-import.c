/* suy-import.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-import.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "suy-error.h"
#include "suy-export.h"
#include "suy-key-index.h"
#include "suy-ledger-table.h"
#include "suy-move-plan.h"
#include "suy-workspace-private.h"

/* From so many new rows on they are loaded in bulk, with a packed RTree; few rows into a large
 * table go in quicker one by one. */
#define BULK_ROWS 500

struct _SuyImport
{
  SuyWorkspace *workspace;
  const SuyRegister *reg;
  SuyImportPlan *plan;
  SuyFeatureSet *districts; /* (nullable): keeps the outline that the plan looks at */
  SuyShape district;
  GHashTable *links;   /* "register key" to id as text, so that each name is looked up once */
  GHashTable *missing; /* the same names to the GError that says what is wrong with them */
  gint64 missing_end;  /* of the log, when they were looked up */
  SuyKeyIndex *keys;   /* of the register, beside the codes, over which the file has an index */
  GPtrArray *notes;    /* what holds for all rows, beside what the plan notes */
  guint next;          /* row that the bulk load comes to next */
};

void
suy_import_free (SuyImport *self)
{
  g_clear_pointer (&self->plan, suy_import_plan_free);
  g_clear_pointer (&self->districts, suy_feature_set_unref);
  g_hash_table_unref (self->links);
  g_hash_table_unref (self->missing);
  suy_key_index_free (self->keys);
  g_ptr_array_unref (self->notes);
  g_object_unref (self->workspace);
  g_free (self);
}

SuyImportPlan *
suy_import_get_plan (SuyImport *self)
{
  return self->plan;
}

const GPtrArray *
suy_import_get_notes (SuyImport *self)
{
  return self->notes;
}

/* ---- what the plan asks ---- */

static GArray *
find_equal (SuyImport *self,
            const SuyRegister *reg,
            const SuyField *field,
            const SuyValue *value,
            GError **error)
{
  const SuyFilter filter = { field, SUY_FILTER_EQUAL, *value };
  const SuySelection selection = { .filters = &filter, .n_filters = 1 };

  return suy_store_select (self->workspace->store, reg, &selection, error);
}

static gboolean
refuse_several (const GArray *ids, const char *key, GError **error)
{
  if (ids->len < 2)
    return FALSE;
  g_set_error (error, SUY_ERROR, SUY_ERROR_AMBIGUOUS,
               _ ("“%s” is the key of more than one record: #%" PRId64 " and #%" PRId64
                  ". Give them different keys first."),
               key, g_array_index (ids, gint64, 0), g_array_index (ids, gint64, 1));

  return TRUE;
}

static SuyRecord *
find_in_table (SuyImport *self, const SuyField *field, const SuyValue *value, GError **error)
{
  g_autofree char *key = suy_value_to_string (value);
  g_autoptr (GArray) ids = find_equal (self, self->reg, field, value, error);

  if (ids == NULL || ids->len == 0 || refuse_several (ids, key, error))
    return NULL;

  return suy_store_get (self->workspace->store, self->reg, g_array_index (ids, gint64, 0), error);
}

static SuyRecord *
find (const SuyField *field, const SuyValue *value, gpointer user_data, GError **error)
{
  SuyImport *self = user_data; /* its plan is still in the making */
  GError *own = NULL;
  gint64 id;

  if (field == self->reg->code || value->type != SUY_VALUE_TEXT)
    return find_in_table (self, field, value, error);

  id = suy_key_index_find (self->keys, field, value->text, &own);
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return NULL;
    }
  if (id < 0) /* several, which are named */
    return find_in_table (self, field, value, error);

  return id == 0 ? NULL : suy_store_get (self->workspace->store, self->reg, id, error);
}

/* How many letters two names share, in order of neither; numbers are alike too often. */
static guint
likeness (const char *a, const char *b)
{
  guint n = 0;

  for (; *a != '\0'; a = g_utf8_next_char (a))
    n += g_unichar_isalpha (g_utf8_get_char (a)) &&
         g_utf8_strchr (b, -1, g_utf8_get_char (a)) != NULL;

  return n;
}

/* The title most like @key, if at least half of the longer one is in the other.
 * (transfer full) (nullable) */
static char *
nearest_title (SuyImport *self, const SuyRegister *reg, const char *key)
{
  g_autoptr (GArray) ids = suy_store_select (self->workspace->store, reg, NULL, NULL);
  g_autoptr (GPtrArray) records = NULL;
  const char *best = NULL;
  guint length = (guint) g_utf8_strlen (key, -1), best_likeness = (length + 1) / 2;

  if (ids == NULL || reg->title == NULL || ids->len > 1000)
    return NULL;
  records = suy_store_get_many (self->workspace->store, reg,
                                (const gint64 *) (const void *) ids->data, ids->len, NULL);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const SuyValue *title = suy_record_get (records->pdata[i], reg->title);
      guint like = title->type == SUY_VALUE_TEXT ? likeness (key, title->text) : 0;

      if (like >= best_likeness && 2 * like >= (guint) g_utf8_strlen (title->text, -1))
        {
          best = title->text;
          best_likeness = like + 1;
        }
    }

  return g_strdup (best);
}

/* A record one of whose LIST fields has @key: a township by a subdistrict that is part of it. */
static gint64
find_member (SuyImport *self, const SuyRegister *reg, const char *key)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", key);

  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = reg->fields->pdata[i];
      const SuyFilter filter = { field, SUY_FILTER_CONTAINS, SUY_TEXT (quoted) };
      const SuySelection selection = { .filters = &filter, .n_filters = 1 };
      g_autoptr (GArray) ids = NULL;

      if (field->type != SUY_FIELD_LIST)
        continue;
      ids = suy_store_select (self->workspace->store, reg, &selection, NULL);
      if (ids != NULL && ids->len == 1)
        return g_array_index (ids, gint64, 0);
    }

  return 0;
}

/* By code, then by title, then by what is part of it: tables name townships and units as people
 * do. */
static gint64
find_link (SuyImport *self, const SuyRegister *reg, const char *key, GError **error)
{
  const SuyField *const fields[] = { reg->code, reg->title };
  g_autofree char *like = NULL;
  gint64 member;

  if (key[0] == '#')
    return suy_store_find (self->workspace->store, reg, key, error);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (GArray) ids = NULL;

      if (fields[i] == NULL || fields[i]->type != SUY_FIELD_TEXT)
        continue;
      ids = find_equal (self, reg, fields[i], &SUY_TEXT (key), error);
      if (ids == NULL || refuse_several (ids, key, error))
        return 0;
      if (ids->len == 1)
        return g_array_index (ids, gint64, 0);
    }

  member = find_member (self, reg, key);
  if (member != 0)
    return member;

  like = nearest_title (self, reg, key);
  if (like != NULL)
    g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND, _ ("There is no “%s” in %s. Is it “%s”?"),
                 key, reg->name, like);
  else
    g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND, _ ("There is no “%s” in %s."), key,
                 reg->name);

  return 0;
}

/* Where nothing is there to link to, one remark says so for all rows. */
static void
note_empty (SuyImport *self, const SuyRegister *reg)
{
  char *note = g_strdup_printf (_ ("There are no records of %s yet, so links to it stay empty. "
                                   "Import them first, then this file again by its key."),
                                reg->name);

  if (g_ptr_array_find_with_equal_func (self->notes, note, g_str_equal, NULL))
    g_free (note);
  else
    g_ptr_array_add (self->notes, note);
}

static void
free_error (gpointer error)
{
  g_error_free (error);
}

/* TRUE with @error set: nothing was written since it was not found.  A wrong name stands in many
 * rows, and what is like it takes long to find. */
static gboolean
is_missing (SuyImport *self, const char *name, GError **error)
{
  gint64 end = suy_store_get_log_end (self->workspace->store, NULL);
  const GError *cause;

  if (end < 0 || end != self->missing_end)
    g_hash_table_remove_all (self->missing);
  self->missing_end = end;
  cause = g_hash_table_lookup (self->missing, name);
  if (cause != NULL)
    g_propagate_error (error, g_error_copy (cause));

  return cause != NULL;
}

static gint64
link_to (const SuyField *field, const char *key, gpointer user_data, GError **error)
{
  SuyImport *self = user_data;
  const SuyRegister *reg = suy_workspace_register (self->workspace, field->target, error);
  g_autofree char *name = g_strdup_printf ("%s %s", field->target, key);
  const char *known = g_hash_table_lookup (self->links, name);
  GError *own = NULL;
  gint64 id;

  if (reg == NULL)
    return 0;
  if (known != NULL)
    return g_ascii_strtoll (known, NULL, 10);
  if (is_missing (self, name, error))
    return 0;

  if (suy_store_count (self->workspace->store, reg) == 0)
    {
      note_empty (self, reg);
      return 0;
    }

  id = find_link (self, reg, key, &own);
  if (id != 0)
    g_hash_table_insert (self->links, g_steal_pointer (&name),
                         g_strdup_printf ("%" G_GINT64_FORMAT, id));
  if (g_error_matches (own, SUY_ERROR, SUY_ERROR_NOT_FOUND) ||
      g_error_matches (own, SUY_ERROR, SUY_ERROR_AMBIGUOUS))
    g_hash_table_insert (self->missing, g_steal_pointer (&name), g_error_copy (own));
  if (own != NULL)
    g_propagate_error (error, own);

  return id;
}

/* The outline of the district, if the workspace has one. */
static void
take_district (SuyImport *self)
{
  const SuyRegister *reg = suy_workspace_register (self->workspace, "district", NULL);
  SuyFeatureSet *set = reg == NULL ? NULL : suy_workspace_get_features (self->workspace, reg, NULL);

  if (set == NULL || suy_feature_set_get_n (set) == 0)
    return;
  self->districts = suy_feature_set_ref (set);
  self->district = suy_feature_set_get_shape (set, 0);
}

SuyImport *
suy_import_new (SuyWorkspace *workspace,
                SuySource *source,
                const SuyRegister *reg,
                const SuyImportOptions *options,
                GError **error)
{
  g_autoptr (SuyImport) self = g_new0 (SuyImport, 1);
  SuyImportOptions filled = { 0 };

  self->workspace = g_object_ref (workspace);
  self->reg = reg;
  self->links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->missing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_error);
  self->keys = suy_key_index_new (workspace->store, reg);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  take_district (self);

  if (options != NULL)
    filled = *options;
  filled.district = self->districts != NULL ? &self->district : NULL;
  filled.find = suy_store_count (workspace->store, reg) > 0 ? find : NULL;
  filled.link = link_to;
  filled.user_data = self;
  self->plan = suy_import_plan_new (source, reg, &filled, error);

  return self->plan == NULL ? NULL : g_steal_pointer (&self);
}

/* ---- writing ---- */

/* The next new record, for the bulk load. */
static SuyRecord *
next_insert (gpointer user_data, GError **error)
{
  SuyImport *self = user_data;

  while (self->next < suy_import_plan_get_n (self->plan))
    {
      guint i = self->next++;
      SuyRecord *record;

      if (suy_import_plan_get (self->plan, i)->fate != SUY_FATE_INSERT)
        continue;
      record = suy_import_plan_get_record (self->plan, i);
      suy_workspace_derive (self->workspace, record);
      return record;
    }

  return NULL;
}

static gboolean
mark_progress (SuyImport *self, SuyRecord *record, GError **error)
{
  const SuyRegister *reg = suy_record_get_register (record);
  g_autoptr (SuyRecord) before = NULL;

  if (suy_register_find (reg, "progress_on") == NULL)
    return TRUE;
  before = suy_store_get (self->workspace->store, reg, suy_record_get_id (record), error);
  if (before != NULL)
    suy_effects_mark_progress (self->workspace, before, record);

  return before != NULL;
}

static gboolean
write_one (SuyImport *self, guint i, gboolean bulk, GError **error)
{
  const SuyRegister *reg = suy_import_plan_get_register (self->plan);
  SuyFate fate = suy_import_plan_get (self->plan, i)->fate;
  g_autoptr (SuyRecord) record = NULL;

  if (fate != SUY_FATE_UPDATE && (bulk || fate != SUY_FATE_INSERT))
    return TRUE;
  record = suy_import_plan_get_record (self->plan, i);
  if (fate == SUY_FATE_UPDATE && !mark_progress (self, record, error))
    return FALSE;
  if (fate == SUY_FATE_UPDATE)
    return suy_store_update (self->workspace->store, record, error) &&
           suy_workspace_refresh (self->workspace, reg, suy_record_get_id (record), error);

  if (suy_ledger_table_has (reg))
    suy_workspace_ensure_code (self->workspace, record);
  suy_workspace_derive (self->workspace, record);

  return suy_store_insert (self->workspace->store, record, error);
}

static gboolean
write_all (SuyImport *self, GError **error)
{
  const SuyRegister *reg = suy_import_plan_get_register (self->plan);
  /* New items of the ledger get numbers, one after the other. */
  gboolean bulk = suy_import_plan_count (self->plan, SUY_FATE_INSERT) >= BULK_ROWS &&
                  !suy_ledger_table_has (reg);

  self->next = 0;
  if (bulk && !suy_store_load (self->workspace->store, reg, next_insert, self, error))
    return FALSE;
  for (guint i = 0; i < suy_import_plan_get_n (self->plan); i++)
    if (!write_one (self, i, bulk, error))
      return FALSE;

  return TRUE;
}

gboolean
suy_import_run (SuyImport *self, const char *reason, guint *n_written, GError **error)
{
  const SuyRegister *reg = suy_import_plan_get_register (self->plan);
  SuyCommandInfo info = suy_workspace_command (self->workspace, "import", reason);
  guint n = suy_import_plan_count (self->plan, SUY_FATE_INSERT) +
            suy_import_plan_count (self->plan, SUY_FATE_UPDATE);

  info.bulk = n >= BULK_ROWS;
  if (n_written != NULL)
    *n_written = n;
  if (n == 0)
    return TRUE;
  if (!suy_store_begin (self->workspace->store, &info, error) ||
      !suy_workspace_end_command (self->workspace, write_all (self, error), error))
    return FALSE;

  suy_workspace_changed (self->workspace, reg, &SUY_BOX_WORLD, NULL);
  if (n >= BULK_ROWS && reg->geometry != SUY_GEOMETRY_NONE)
    suy_workspace_get_features (self->workspace, reg, NULL); /* so that a large index is kept */

  return TRUE;
}

/* ---- export ---- */

#define PAGE 500 /* records fetched at a time */

typedef struct
{
  SuyWorkspace *workspace;
  const SuyRegister *reg;
  GArray *ids;
  GPtrArray *page; /* records from at - at % PAGE on */
  guint at;
} Export;

static SuyRecord *
next_export (gpointer user_data, GError **error)
{
  Export *export = user_data;

  while (export->at < export->ids->len)
    {
      guint in_page = export->at % PAGE;
      const SuyRecord *record;

      if (in_page == 0)
        {
          const gint64 *ids = (const gint64 *) (const void *) export->ids->data;

          g_clear_pointer (&export->page, g_ptr_array_unref);
          export->page =
              suy_store_get_many (export->workspace->store, export->reg, ids + export->at,
                                  MIN (PAGE, export->ids->len - export->at), error);
          if (export->page == NULL)
            return NULL;
        }
      record = export->page->pdata[in_page];
      export->at++;
      if (record != NULL)
        return suy_record_copy (record);
    }

  return NULL;
}

static char *
export_link (const SuyField *field, gint64 id, gpointer user_data)
{
  Export *export = user_data;
  const SuyRegister *reg = suy_workspace_register (export->workspace, field->target, NULL);

  return reg == NULL ? NULL : suy_workspace_get_key (export->workspace, reg, id);
}

/* As offices write it, by name, where the name means no other record; else by its code. */
static char *
export_name (const SuyField *field, gint64 id, gpointer user_data)
{
  Export *export = user_data;
  SuyStore *store = export->workspace->store;
  const SuyRegister *reg = suy_workspace_register (export->workspace, field->target, NULL);
  gboolean named = reg != NULL && reg->title != NULL && reg->title->type == SUY_FIELD_TEXT &&
                   (g_str_equal (reg->name, "unit") || g_str_equal (reg->name, "person") ||
                    g_str_equal (reg->name, "township"));
  g_autoptr (SuyRecord) record = named ? suy_store_get (store, reg, id, NULL) : NULL;
  const SuyValue *title = record == NULL ? NULL : suy_record_get (record, reg->title);
  g_autoptr (GArray) same = NULL;
  SuyFilter filter;

  if (title == NULL || title->type != SUY_VALUE_TEXT || *title->text == '\0')
    return export_link (field, id, user_data);

  filter = (SuyFilter){ reg->title, SUY_FILTER_EQUAL, *title };
  same = suy_store_select (store, reg, &(SuySelection){ .filters = &filter, .n_filters = 1 }, NULL);

  return same != NULL && same->len == 1 ? g_strdup (title->text)
                                        : export_link (field, id, user_data);
}

static gboolean
export_ids (Export *export,
            const char *path,
            const SuyExportOptions *options,
            guint64 *n_records,
            GError **error)
{
  SuyExportResult result = { 0 };
  gboolean done = suy_export_write (path, export->reg, options, NULL, &result, error);

  g_clear_pointer (&export->page, g_ptr_array_unref);
  if (done && n_records != NULL)
    *n_records = result.n_records;

  return done;
}

gboolean
suy_workspace_export (SuyWorkspace *self,
                      const SuyRegister *reg,
                      const char *path,
                      guint64 *n_records,
                      GError **error)
{
  Export export = { self, reg, NULL, NULL, 0 };
  const SuyExportOptions options = { .next = next_export,
                                     .link = export_link,
                                     .user_data = &export };
  g_autoptr (GArray) ids = suy_store_select (self->store, reg, NULL, error);

  export.ids = ids;

  return ids != NULL && export_ids (&export, path, &options, n_records, error);
}

gboolean
suy_workspace_export_ledger (SuyWorkspace *self,
                             const GArray *ids,
                             const char *path,
                             guint64 *n_records,
                             GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self, SUY_LEDGER_REGISTER, error);
  Export export = { self, reg, (GArray *) ids, NULL, 0 };
  const SuyExportOptions options = { .official = TRUE,
                                     .next = next_export,
                                     .link = export_name,
                                     .user_data = &export };

  return reg != NULL && export_ids (&export, path, &options, n_records, error);
}
