/* suy-record-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-record-model.h"

#include <string.h>

#include "suy-id.h"

#define PAGE 200      /* rows that are read at a time: about what a column view makes widgets for */
#define MAX_PAGES 12  /* that are kept */
#define MAX_SINGLE 50 /* changed rows that are told one by one */

/* ---- a row ---- */

struct _SuyRow
{
  GObject parent_instance;

  gint64 id;
  SuyRecord *record; /* (nullable) */
  SuyWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (SuyRow, suy_row, G_TYPE_OBJECT)

static void
suy_row_finalize (GObject *object)
{
  SuyRow *self = SUY_ROW (object);

  g_clear_pointer (&self->record, suy_record_free);
  g_object_unref (self->workspace);

  G_OBJECT_CLASS (suy_row_parent_class)->finalize (object);
}

static void
suy_row_class_init (SuyRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = suy_row_finalize;
}

static void
suy_row_init (SuyRow *self)
{
}

static SuyRow *
row_new (SuyWorkspace *workspace, gint64 id, SuyRecord *record)
{
  SuyRow *self = g_object_new (SUY_TYPE_ROW, NULL);

  self->id = id;
  self->record = record;
  self->workspace = g_object_ref (workspace);

  return self;
}

gint64
suy_row_get_id (SuyRow *self)
{
  return self->id;
}

const SuyRecord *
suy_row_get_record (SuyRow *self)
{
  return self->record;
}

char *
suy_row_format (SuyRow *self, const SuyField *field)
{
  if (self->record == NULL)
    return g_strdup ("");

  return suy_titles_format (suy_titles_of (self->workspace), field,
                            suy_record_get (self->record, field));
}

/* ---- the model ---- */

typedef struct
{
  guint number;
  GPtrArray *rows; /* (element-type SuyRow) */
} Page;

struct _SuyRecordModel
{
  GObject parent_instance;

  SuyWorkspace *workspace;
  const SuyRegister *reg;
  GArray *ids;           /* gint64 */
  GHashTable *positions; /* (nullable): made when first asked: pointer into ids to itself */
  GQueue pages;          /* Page, used last first */
  guint n_fetches;
};

static void suy_record_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SuyRecordModel,
                               suy_record_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      suy_record_model_iface_init))

static guint signal_stale;

static void
page_free (gpointer data)
{
  g_ptr_array_unref (((Page *) data)->rows);
  g_free (data);
}

static void
load_titles (SuyRecordModel *self, GPtrArray *records)
{
  for (guint i = 0; i < self->reg->fields->len; i++)
    {
      const SuyField *field = self->reg->fields->pdata[i];

      if (field->listed && field->type == SUY_FIELD_LINK)
        suy_titles_load (suy_titles_of (self->workspace), field, records);
    }
}

static Page *
fetch (SuyRecordModel *self, guint number)
{
  guint first = number * PAGE;
  guint n = MIN (PAGE, self->ids->len - first);
  const gint64 *ids = &g_array_index (self->ids, gint64, first);
  g_autoptr (GPtrArray) records =
      suy_store_get_many (suy_workspace_get_store (self->workspace), self->reg, ids, n, NULL);
  Page *page = g_new (Page, 1);

  self->n_fetches++;
  *page = (Page){ number, g_ptr_array_new_full (n, g_object_unref) };
  if (records != NULL)
    load_titles (self, records);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (page->rows,
                     row_new (self->workspace, ids[i],
                              records == NULL ? NULL : g_steal_pointer (&records->pdata[i])));

  return page;
}

/* The page with @position, moved to the front. */
static Page *
get_page (SuyRecordModel *self, guint position)
{
  guint number = position / PAGE;

  for (GList *link = self->pages.head; link != NULL; link = link->next)
    if (((Page *) link->data)->number == number)
      {
        g_queue_unlink (&self->pages, link);
        g_queue_push_head_link (&self->pages, link);
        return link->data;
      }

  g_queue_push_head (&self->pages, fetch (self, number));
  if (self->pages.length > MAX_PAGES)
    page_free (g_queue_pop_tail (&self->pages));

  return self->pages.head->data;
}

static GType
suy_record_model_get_item_type (GListModel *list)
{
  return SUY_TYPE_ROW;
}

static guint
suy_record_model_get_n_items (GListModel *list)
{
  return SUY_RECORD_MODEL (list)->ids->len;
}

static gpointer
suy_record_model_get_item (GListModel *list, guint position)
{
  SuyRecordModel *self = SUY_RECORD_MODEL (list);

  if (position >= self->ids->len)
    return NULL;

  return g_object_ref (get_page (self, position)->rows->pdata[position % PAGE]);
}

static void
suy_record_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = suy_record_model_get_item_type;
  iface->get_n_items = suy_record_model_get_n_items;
  iface->get_item = suy_record_model_get_item;
}

/* ---- what the workspace tells ---- */

static gboolean
is_listed_target (SuyRecordModel *self, const char *layer)
{
  for (guint i = 0; i < self->reg->fields->len; i++)
    {
      const SuyField *field = self->reg->fields->pdata[i];

      if (field->listed && g_strcmp0 (field->target, layer) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
forget (SuyRecordModel *self, guint position)
{
  for (GList *link = self->pages.head; link != NULL; link = link->next)
    if (((Page *) link->data)->number == position / PAGE)
      {
        page_free (link->data);
        g_queue_delete_link (&self->pages, link);
        return;
      }
}

static gboolean
is_gone (SuyRecordModel *self, gint64 id)
{
  g_autoptr (SuyRecord) record =
      suy_store_get (suy_workspace_get_store (self->workspace), self->reg, id, NULL);

  return record == NULL;
}

/* Tells of changed rows; FALSE if that is not enough. */
static gboolean
tell_rows (SuyRecordModel *self, GArray *ids)
{
  if (ids == NULL || ids->len > MAX_SINGLE)
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      guint position = suy_record_model_find (self, id);

      if (position == G_MAXUINT || is_gone (self, id))
        return FALSE;
      forget (self, position);
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
    }

  return TRUE;
}

static void
on_changed (SuyRecordModel *self, const char *layer, const SuyBox *box, GArray *ids)
{
  g_autoptr (SuyRecordModel) kept = g_object_ref (self);

  if (strcmp (layer, self->reg->name) == 0 ? !tell_rows (kept, ids)
                                           : is_listed_target (kept, layer))
    g_signal_emit (kept, signal_stale, 0);
}

/* ---- the object ---- */

static void
suy_record_model_finalize (GObject *object)
{
  SuyRecordModel *self = SUY_RECORD_MODEL (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->positions, g_hash_table_unref);
  g_queue_clear_full (&self->pages, page_free);

  G_OBJECT_CLASS (suy_record_model_parent_class)->finalize (object);
}

static void
suy_record_model_class_init (SuyRecordModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = suy_record_model_finalize;

  signal_stale = g_signal_new ("stale", SUY_TYPE_RECORD_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
suy_record_model_init (SuyRecordModel *self)
{
  g_queue_init (&self->pages);
}

SuyRecordModel *
suy_record_model_new_of (SuyWorkspace *workspace, const SuyRegister *reg, GArray *ids)
{
  SuyRecordModel *self = g_object_new (SUY_TYPE_RECORD_MODEL, NULL);

  self->workspace = g_object_ref (workspace);
  self->reg = reg;
  self->ids = g_array_ref (ids);
  suy_titles_of (workspace); /* which must hear of changes before this model */
  g_signal_connect_object (workspace, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);

  return self;
}

SuyRecordModel *
suy_record_model_new (SuyWorkspace *workspace,
                      const SuyRegister *reg,
                      const SuySelection *wish,
                      GError **error)
{
  g_autoptr (GArray) ids = suy_store_select (suy_workspace_get_store (workspace), reg, wish, error);

  return ids == NULL ? NULL : suy_record_model_new_of (workspace, reg, ids);
}

guint
suy_record_model_find (SuyRecordModel *self, gint64 id)
{
  gint64 *ids = (gint64 *) (void *) self->ids->data;
  gint64 *found;

  if (self->positions == NULL)
    {
      self->positions = g_hash_table_new (suy_id_hash, g_int64_equal);
      for (guint i = 0; i < self->ids->len; i++)
        g_hash_table_add (self->positions, &ids[i]);
    }
  found = g_hash_table_lookup (self->positions, &id);

  return found == NULL ? G_MAXUINT : (guint) (found - ids);
}

gint64
suy_record_model_get_id (SuyRecordModel *self, guint position)
{
  return position >= self->ids->len ? 0 : g_array_index (self->ids, gint64, position);
}

guint
suy_record_model_get_n_fetches (SuyRecordModel *self)
{
  return self->n_fetches;
}
