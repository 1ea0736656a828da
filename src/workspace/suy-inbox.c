/* suy-inbox.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-inbox.h"

#include <glib/gi18n-lib.h>

#include "suy-date.h"
#include "suy-error.h"
#include "suy-inbox-private.h"
#include "suy-workspace-private.h"

/* ---- items ---- */

static void
item_free (gpointer data)
{
  SuyInboxItem *item = data;

  g_free (item->code);
  g_free (item->title);
  g_free (item->level);
  g_clear_pointer (&item->owners, g_ptr_array_unref);
  g_free (item);
}

static void
inbox_clear (gpointer data)
{
  SuyInbox *self = data;

  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->people);
}

SuyInbox *
suy_inbox_ref (SuyInbox *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
suy_inbox_unref (SuyInbox *self)
{
  g_atomic_rc_box_release_full (self, inbox_clear);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const SuyInboxItem *l = *(SuyInboxItem *const *) a, *r = *(SuyInboxItem *const *) b;
  int order;

  if ((l->state == SUY_CLOCK_LATE) != (r->state == SUY_CLOCK_LATE))
    return l->state == SUY_CLOCK_LATE ? -1 : 1;
  if (l->due != r->due)
    return l->due < r->due ? -1 : 1;
  if (l->duty->view != r->duty->view)
    return l->duty->view < r->duty->view ? -1 : 1;
  order = g_strcmp0 (l->code, r->code);
  if (order == 0 && l->id != r->id)
    order = l->id < r->id ? -1 : 1;

  return order != 0 ? order : strcmp (l->duty->name, r->duty->name);
}

/* ---- rows ---- */

const SuyValue *
suy_inbox_row_cell (const char *field, gpointer data)
{
  SuyInboxRow *row = data;

  for (guint i = 0; i < row->fields->len; i++)
    if (g_str_equal (((const SuyField *) row->fields->pdata[i])->name, field))
      return &row->values[i];
  if (row->actions != NULL && g_str_equal (field, "ladder"))
    row->made = SUY_TEXT (suy_inbox_get_rung (row));
  else if (row->work != NULL && g_str_equal (field, "approver_tier"))
    row->made = SUY_TEXT (suy_inbox_get_approver_tier (row));
  else
    return NULL;

  return &row->made;
}

void
suy_inbox_add_field (GPtrArray *fields, const SuyRegister *reg, const char *name)
{
  const SuyField *field = name == NULL ? NULL : suy_register_find (reg, name);

  if (field != NULL && !g_ptr_array_find (fields, field, NULL))
    g_ptr_array_add (fields, (gpointer) field);
}

void
suy_inbox_add_tests (GPtrArray *fields, const SuyRegister *reg, const GArray *tests)
{
  for (guint i = 0; i < tests->len; i++)
    suy_inbox_add_field (fields, reg, g_array_index (tests, SuyDutyTest, i).field);
}

void
suy_inbox_add_item_fields (GPtrArray *fields, const SuyRegister *reg)
{
  suy_inbox_add_field (fields, reg, "code");
  suy_inbox_add_field (fields, reg, reg->title == NULL ? NULL : reg->title->name);
  suy_inbox_add_field (fields, reg, reg->place == NULL ? NULL : reg->place->name);
  suy_inbox_add_field (fields, reg, "township");
}

static char *
dup_cell (const SuyInboxRow *row, const char *field)
{
  const SuyValue *value =
      field == NULL ? NULL : suy_inbox_row_cell (field, (gpointer) (const void *) row);

  return value == NULL || value->type == SUY_VALUE_NULL ? NULL : suy_value_to_string (value);
}

static gint64
get_link (const SuyInboxRow *row, const char *field)
{
  const SuyValue *value = suy_inbox_row_cell (field, (gpointer) (const void *) row);

  return value != NULL && value->type == SUY_VALUE_INTEGER ? value->integer : 0;
}

static void
find_place (SuyInboxWork *work, SuyInboxItem *item, const SuyInboxRow *row)
{
  const SuyRegister *reg = item->reg;
  gint64 link = 0;

  if (reg->geometry != SUY_GEOMETRY_NONE)
    {
      item->place_reg = reg;
      item->place_id = item->id;
      return;
    }
  if (reg->place != NULL)
    link = get_link (row, reg->place->name);
  if (link != 0)
    {
      item->place_reg = suy_catalog_find (work->catalog, reg->place->target);
      item->place_id = link;
    }
}

/* Some duties are about one record, and their move is made with another. */
static void
find_move (SuyInboxWork *work, SuyInboxItem *item, const SuyInboxRow *row)
{
  const char *name = item->duty->move_of;
  const SuyField *field = name == NULL ? NULL : suy_register_find (item->reg, name);

  item->move_reg = field == NULL ? item->reg : suy_catalog_find (work->catalog, field->target);
  item->move_id = field == NULL ? item->id : get_link (row, name);
}

SuyInboxItem *
suy_inbox_add_item (SuyInboxWork *work,
                    const SuyDuty *duty,
                    const SuyRegister *reg,
                    const SuyInboxRow *row)
{
  SuyInboxItem *item = g_new0 (SuyInboxItem, 1);

  item->duty = duty;
  item->due = SUY_CLOCK_NEVER;
  item->known = TRUE;
  g_ptr_array_add (work->inbox->items, item);
  if (reg == NULL)
    return item;

  item->reg = reg;
  item->id = row->id;
  item->code = dup_cell (row, "code");
  item->title = dup_cell (row, reg->title == NULL ? NULL : reg->title->name);
  item->level = dup_cell (row, duty->level);
  item->township = get_link (row, "township");
  find_place (work, item, row);
  find_move (work, item, row);

  return item;
}

/* ---- the person ---- */

static void
on_grid (gint64 id, const SuyValue *values, gpointer data)
{
  GArray *grids = ((gpointer *) data)[0];
  const gint64 *person = ((gpointer *) data)[1];

  if (values[0].type == SUY_VALUE_INTEGER && values[0].integer == *person)
    g_array_append_val (grids, id);
}

static gboolean
read_grids (SuyInboxWork *work, GArray *grids, GError **error)
{
  const SuyRegister *reg = suy_catalog_find (work->catalog, "grid_cell");
  const SuyField *inspector = reg == NULL ? NULL : suy_register_find (reg, "inspector");
  gpointer data[2] = { grids, &work->person.id };

  if (inspector == NULL)
    return TRUE;

  return suy_store_scan_cells (work->store, reg,
                               &(SuyCellScan){ .fields = &inspector, .n_fields = 1 }, on_grid, data,
                               error);
}

static SuyRecord *
read_person (SuyInboxWork *work, const char *code, GError **error)
{
  const SuyRegister *people = suy_catalog_lookup (work->catalog, "person", error);
  gint64 id = people == NULL ? 0 : suy_store_find (work->store, people, code, error);
  SuyRecord *record = id == 0 ? NULL : suy_store_get (work->store, people, id, error);

  if (record == NULL)
    return NULL;
  work->person.code = code;
  work->person.id = id;
  work->person.role = suy_record_get_text (record, "role");
  work->person.unit = suy_record_get_integer (record, "unit");
  work->person.township = suy_record_get_integer (record, "township");

  return record;
}

/* ---- all of it ---- */

/* Read once and kept: items point into it. */
static const SuyDuties *
get_duties (GError **error)
{
  static GMutex mutex;
  static SuyDuties *builtin;
  const SuyDuties *duties;

  g_mutex_lock (&mutex);
  if (builtin == NULL)
    builtin = suy_duties_new_builtin (error);
  duties = builtin;
  g_mutex_unlock (&mutex);

  return duties;
}

static gboolean
concerns (const SuyInboxWork *work, const SuyDuty *duty)
{
  return work->everybody || suy_duty_is_for_role (duty, work->person.role);
}

static gboolean
collect (SuyInboxWork *work, GError **error)
{
  const GPtrArray *all = suy_duties_get_all (work->duties);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < all->len; i++)
    {
      const SuyDuty *first = all->pdata[i];
      g_autoptr (GPtrArray) same = g_ptr_array_new ();

      if (!concerns (work, first))
        continue;
      if (first->cadence != NULL)
        {
          if (!suy_inbox_add_cadence (work, first, error))
            return FALSE;
          continue;
        }
      if (!g_hash_table_add (seen, first->reg))
        continue;
      for (guint k = i; k < all->len; k++)
        {
          const SuyDuty *duty = all->pdata[k];

          if (duty->cadence == NULL && g_str_equal (duty->reg, first->reg) && concerns (work, duty))
            g_ptr_array_add (same, (gpointer) duty);
        }
      if (!suy_inbox_add_register (work, first->reg, same, error))
        return FALSE;
    }

  return TRUE;
}

static void
finish (SuyInbox *inbox)
{
  g_ptr_array_sort (inbox->items, compare_items);
  for (guint i = 0; i < inbox->items->len; i++)
    {
      const SuyInboxItem *item = inbox->items->pdata[i];

      inbox->counts[item->duty->view]++;
      inbox->late[item->duty->view] += item->state == SUY_CLOCK_LATE;
    }
}

SuyInbox *
suy_inbox_new (SuyStore *store, const char *person, gint64 now, GError **error)
{
  g_autoptr (SuyInbox) inbox = g_atomic_rc_box_new0 (SuyInbox);
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (SuyRecord) record = NULL;
  gboolean ok;
  SuyInboxWork work = { .store = store,
                        .catalog = suy_store_get_catalog (store),
                        .duties = get_duties (error),
                        .now = now,
                        .inbox = inbox };

  inbox->items = g_ptr_array_new_with_free_func (item_free);
  inbox->people = suy_inbox_people_new ();
  if (work.duties == NULL)
    return NULL;
  if (person == NULL)
    ok = suy_inbox_read_people (&work, error);
  else
    {
      record = read_person (&work, person, error);
      ok = record != NULL && read_grids (&work, grids, error);
      work.person.grids = (const gint64 *) (const void *) grids->data;
      work.person.n_grids = grids->len;
    }
  ok = ok && collect (&work, error);
  suy_inbox_clear_people (&work);
  if (!ok)
    return NULL;
  inbox->overseer = person == NULL || suy_duties_may_oversee (work.duties, work.person.role);
  finish (inbox);

  return g_steal_pointer (&inbox);
}

/* ---- with the places of the workspace ---- */

static gboolean
place_item (SuyWorkspace *self, SuyInboxItem *item, GError **error)
{
  SuyFeatureSet *set;
  SuyShape shape;
  SuyBox box;
  guint32 at;

  if (item->place_reg == NULL || item->place_reg->geometry == SUY_GEOMETRY_NONE)
    return TRUE;
  set = suy_workspace_get_features (self, item->place_reg, error);
  if (set == NULL)
    return FALSE;
  if (!suy_feature_set_find (set, item->place_id, &at))
    return TRUE;
  shape = suy_feature_set_get_shape (set, at);
  box = suy_feature_set_get_box (set, at);
  item->placed = TRUE;
  item->point = shape.kind == SUY_SHAPE_POINT
                    ? shape.points[0]
                    : (SuyPoint){ box.min_x / 2 + box.max_x / 2, box.min_y / 2 + box.max_y / 2 };

  return TRUE;
}

gboolean
suy_workspace_place_inbox (SuyWorkspace *self, SuyInbox *inbox, GError **error)
{
  for (guint i = 0; i < inbox->items->len; i++)
    if (!place_item (self, inbox->items->pdata[i], error))
      return FALSE;

  return TRUE;
}

static SuyInbox *
get_placed (SuyWorkspace *self, const char *person, GError **error)
{
  g_autofree char *now = suy_workspace_now (self);
  g_autoptr (SuyInbox) inbox =
      suy_inbox_new (self->store, person, suy_date_get_moment (now), error);

  return inbox != NULL && suy_workspace_place_inbox (self, inbox, error) ? g_steal_pointer (&inbox)
                                                                         : NULL;
}

SuyInbox *
suy_workspace_get_inbox_of_all (SuyWorkspace *self, GError **error)
{
  return get_placed (self, NULL, error);
}

SuyInbox *
suy_workspace_get_inbox (SuyWorkspace *self, const char *person, GError **error)
{
  const char *code = person != NULL ? person : self->person;

  if (code == NULL)
    {
      g_set_error_literal (error, SUY_ERROR, SUY_ERROR_INVALID,
                           _ ("Nobody acts in this workspace: choose who you are, or say --as "
                              "PERSON"));
      return NULL;
    }

  return get_placed (self, code, error);
}
