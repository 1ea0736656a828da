/* suy-warning-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-warning-item.h"

struct _SuyWarningItem
{
  GObject parent_instance;

  SuyWorkspace *workspace;
  SuyWarningRow *row;
};

G_DEFINE_FINAL_TYPE (SuyWarningItem, suy_warning_item, G_TYPE_OBJECT)

static void
suy_warning_item_finalize (GObject *object)
{
  SuyWarningItem *self = SUY_WARNING_ITEM (object);

  suy_warning_row_free (self->row);
  g_object_unref (self->workspace);

  G_OBJECT_CLASS (suy_warning_item_parent_class)->finalize (object);
}

static void
suy_warning_item_class_init (SuyWarningItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = suy_warning_item_finalize;
}

static void
suy_warning_item_init (SuyWarningItem *self)
{
}

SuyWarningItem *
suy_warning_item_new (SuyWorkspace *workspace, SuyWarningRow *row)
{
  SuyWarningItem *self = g_object_new (SUY_TYPE_WARNING_ITEM, NULL);

  self->workspace = g_object_ref (workspace);
  self->row = row;

  return self;
}

const SuyWarningRow *
suy_warning_item_get_row (SuyWarningItem *self)
{
  return self->row;
}

SuyWorkspace *
suy_warning_item_get_workspace (SuyWarningItem *self)
{
  return self->workspace;
}

guint
suy_warning_item_find (GListModel *list, gint64 id)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SuyWarningItem) item = g_list_model_get_item (list, i);

      if (item->row->id == id)
        return i;
    }

  return G_MAXUINT;
}
