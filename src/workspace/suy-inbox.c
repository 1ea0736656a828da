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

/* ---- the records of one register ---- */

typedef struct
{
  SuyInboxWork *work;
  const SuyRegister *reg;
  GPtrArray *duties;   /* (element-type SuyDuty) of the register, for the person's role */
  GPtrArray *fields;   /* (element-type SuyField) of the scan that runs */
  GArray *ids;         /* (element-type gint64): records that one of them may be about */
  GHashTable *entered; /* gint64 of a record to the moment at which it entered its state */
  GHashTable *actions; /* (nullable) */
  const char *state;   /* of the journal's scan */
  GError *error;
} Scan;

static gboolean
run_scan (Scan *scan, const SuyCellScan *what, SuyStoreEachRow each, GError **error)
{
  SuyCellScan full = *what;

  full.fields = (const SuyField *const *) (void *) scan->fields->pdata;
  full.n_fields = scan->fields->len;

  return suy_store_scan_cells (scan->work->store, scan->reg, &full, each, scan, error);
}

/* From the columns of state and person alone. */
static gboolean
is_candidate (const SuyInboxWork *work, const SuyDuty *duty, const SuyDutyFacts *facts)
{
  return work->everybody ? suy_duty_is_in_state (duty, facts)
                         : suy_duty_is_meant (duty, &work->person, facts);
}

/* First the columns that tell most records apart, since most are finished or another's. */
static void
on_candidate (gint64 id, const SuyValue *values, gpointer data)
{
  Scan *scan = data;
  SuyInboxRow row = { .fields = scan->fields, .values = values, .id = id };
  const SuyDutyFacts facts = { suy_inbox_row_cell, &row, SUY_CLOCK_NEVER, scan->work->now };

  for (guint i = 0; i < scan->duties->len; i++)
    if (is_candidate (scan->work, scan->duties->pdata[i], &facts))
      {
        g_array_append_val (scan->ids, id);
        return;
      }
}

static gboolean
find_candidates (Scan *scan, GError **error)
{
  suy_inbox_add_field (scan->fields, scan->reg, "state");
  for (guint i = 0; i < scan->duties->len; i++)
    suy_inbox_add_field (scan->fields, scan->reg,
                         ((const SuyDuty *) scan->duties->pdata[i])->of_field);

  return run_scan (scan, &(SuyCellScan){ 0 }, on_candidate, error);
}

/* ---- when a state was entered ---- */

/* Rows come by rising id, which is by time, so that the last one stays. */
static void
on_journal (G_GNUC_UNUSED gint64 id, const SuyValue *values, gpointer data)
{
  Scan *scan = data;
  gint64 *moment = g_hash_table_lookup (scan->entered, &values[0].integer);
  const char *from = values[1].type == SUY_VALUE_TEXT ? values[1].text : "";

  if (moment == NULL || g_str_equal (from, scan->state) || values[2].type != SUY_VALUE_TEXT ||
      !suy_date_is_time (values[2].text))
    return;
  *moment = suy_date_get_moment (values[2].text);
}

static gboolean
read_entries (Scan *scan, const char *state, GError **error)
{
  const SuyRegister *journal = suy_catalog_lookup (scan->work->catalog, "journal", error);
  const SuyField *fields[3];
  SuyFilter filters[2];

  if (journal == NULL)
    return FALSE;
  fields[0] = suy_register_find (journal, "object_id");
  fields[1] = suy_register_find (journal, "from_state");
  fields[2] = suy_register_find (journal, "at");
  filters[0] = (SuyFilter){ suy_register_find (journal, "object_register"), SUY_FILTER_EQUAL,
                            SUY_TEXT (scan->reg->name) };
  filters[1] =
      (SuyFilter){ suy_register_find (journal, "to_state"), SUY_FILTER_EQUAL, SUY_TEXT (state) };
  scan->state = state;

  return suy_store_scan_cells (
      scan->work->store, journal,
      &(SuyCellScan){ .fields = fields, .n_fields = 3, .filters = filters, .n_filters = 2 },
      on_journal, scan, error);
}

/* Only for duties that count from there. */
static gboolean
find_entries (Scan *scan, GError **error)
{
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < scan->ids->len; i++)
    {
      gint64 *id = g_memdup2 (&g_array_index (scan->ids, gint64, i), sizeof (gint64));
      gint64 *never = g_new (gint64, 1);

      *never = SUY_CLOCK_NEVER;
      g_hash_table_insert (scan->entered, id, never);
    }
  for (guint i = 0; scan->ids->len > 0 && i < scan->duties->len; i++)
    {
      const SuyDuty *duty = scan->duties->pdata[i];

      if (duty->from == NULL || !g_strv_contains ((const char *const *) duty->from, "state"))
        continue;
      for (guint k = 0; duty->states != NULL && duty->states[k] != NULL; k++)
        if (g_hash_table_add (done, duty->states[k]) &&
            !read_entries (scan, duty->states[k], error))
          return FALSE;
    }

  return TRUE;
}

/* ---- what is due ---- */

static void
judge (Scan *scan, const SuyDuty *duty, const SuyInboxRow *row, const SuyDutyFacts *facts)
{
  SuyInboxItem *item;
  SuyClock clock;

  if (scan->error != NULL || !suy_inbox_falls_on (scan->work, duty, facts) ||
      !suy_duty_read_clock (scan->work->duties, duty, facts, &clock, &scan->error))
    return;
  item = suy_inbox_add_item (scan->work, duty, scan->reg, row);
  item->due = clock.due;
  item->left = clock.left;
  item->days_left = clock.days_left;
  item->state = clock.state;
  item->known = clock.known;
  item->owners = suy_inbox_find_owners (scan->work, duty, facts);
}

static void
on_row (gint64 id, const SuyValue *values, gpointer data)
{
  Scan *scan = data;
  SuyInboxRow row = { .fields = scan->fields,
                      .values = values,
                      .work = scan->work,
                      .actions = scan->actions,
                      .id = id,
                      .now = scan->work->now };
  const gint64 *entered = g_hash_table_lookup (scan->entered, &id);
  const SuyDutyFacts facts = { suy_inbox_row_cell, &row,
                               entered == NULL ? SUY_CLOCK_NEVER : *entered, scan->work->now };

  for (guint i = 0; i < scan->duties->len; i++)
    judge (scan, scan->duties->pdata[i], &row, &facts);
}

static gboolean
add_fields (Scan *scan, GError **error)
{
  suy_inbox_add_item_fields (scan->fields, scan->reg);
  for (guint i = 0; i < scan->duties->len; i++)
    {
      const SuyDuty *duty = scan->duties->pdata[i];

      suy_inbox_add_tests (scan->fields, scan->reg, duty->tests);
      suy_inbox_add_field (scan->fields, scan->reg, duty->level);
      suy_inbox_add_field (scan->fields, scan->reg, duty->move_of);
      for (guint k = 0; duty->from != NULL && duty->from[k] != NULL; k++)
        suy_inbox_add_field (scan->fields, scan->reg, duty->from[k]);
      if (suy_inbox_asks (duty, "approver_tier"))
        suy_inbox_add_approver_fields (scan->fields, scan->reg);
      if (!suy_inbox_asks (duty, "ladder") || scan->actions != NULL)
        continue;
      suy_inbox_add_ladder_fields (scan->fields, scan->reg);
      scan->actions = suy_inbox_read_actions (scan->work, error);
      if (scan->actions == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
judge_candidates (Scan *scan, GError **error)
{
  const SuyCellScan some = { .ids = (const gint64 *) (const void *) scan->ids->data,
                             .n_ids = scan->ids->len };

  if (scan->ids->len == 0)
    return TRUE;
  if (!add_fields (scan, error) || !run_scan (scan, &some, on_row, error))
    return FALSE;
  if (scan->error != NULL)
    g_propagate_error (error, g_steal_pointer (&scan->error));

  return error == NULL || *error == NULL;
}

/* A register that the workspace's catalog lacks asks for nothing: the file is older. */
static gboolean
add_register (SuyInboxWork *work, const char *name, GPtrArray *duties, GError **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) entered =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  Scan scan = { work, suy_catalog_find (work->catalog, name), duties, fields, ids, entered };
  gboolean ok;

  if (scan.reg == NULL)
    return TRUE;
  ok = find_candidates (&scan, error) && find_entries (&scan, error) &&
       judge_candidates (&scan, error);
  g_clear_pointer (&scan.actions, g_hash_table_unref);

  return ok;
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
      if (!add_register (work, first->reg, same, error))
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
