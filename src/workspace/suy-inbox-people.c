/* suy-inbox-people.c: from whom is something due, when everybody is asked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-inbox-private.h"

static void
owner_free (gpointer data)
{
  SuyInboxOwner *owner = data;

  g_free (owner->code);
  g_free (owner->name);
  g_free (owner);
}

GPtrArray *
suy_inbox_people_new (void)
{
  return g_ptr_array_new_with_free_func (owner_free);
}

/* ---- all who are at work ---- */

static const char *const columns[] = { "code", "name", "role", "unit", "township", "active" };

enum
{
  CODE,
  NAME,
  ROLE,
  UNIT,
  TOWNSHIP,
  ACTIVE,
  N_COLUMNS
};

static gint64
link_of (const SuyValue *value)
{
  return value->type == SUY_VALUE_INTEGER ? value->integer : 0;
}

static void
on_person (gint64 id, const SuyValue *values, gpointer data)
{
  SuyInboxWork *work = data;
  SuyInboxOwner *owner;
  SuyDutyPerson person = { .id = id, .unit = link_of (&values[UNIT]) };

  if (values[CODE].type != SUY_VALUE_TEXT || values[ROLE].type != SUY_VALUE_TEXT ||
      (values[ACTIVE].type == SUY_VALUE_INTEGER && values[ACTIVE].integer == 0))
    return;
  owner = g_new0 (SuyInboxOwner, 1);
  owner->id = id;
  owner->code = g_strdup (values[CODE].text);
  owner->name = g_strdup (values[NAME].type == SUY_VALUE_TEXT ? values[NAME].text : owner->code);
  g_ptr_array_add (work->inbox->people, owner);
  person.code = owner->code;
  person.role = g_intern_string (values[ROLE].text); /* one of a few */
  person.township = link_of (&values[TOWNSHIP]);
  g_array_append_val (work->people, person);
  g_ptr_array_add (work->grids, g_array_new (FALSE, FALSE, sizeof (gint64)));
}

static void
on_grid (gint64 id, const SuyValue *values, gpointer data)
{
  SuyInboxWork *work = data;

  for (guint i = 0; i < work->people->len; i++)
    {
      SuyDutyPerson *person = &g_array_index (work->people, SuyDutyPerson, i);
      GArray *grids = work->grids->pdata[i];

      if (person->id != link_of (&values[0]))
        continue;
      g_array_append_val (grids, id);
      person->grids = (const gint64 *) (const void *) grids->data;
      person->n_grids = grids->len;
    }
}

gboolean
suy_inbox_read_people (SuyInboxWork *work, GError **error)
{
  const SuyRegister *reg = suy_catalog_lookup (work->catalog, "person", error);
  const SuyRegister *cells = suy_catalog_find (work->catalog, "grid_cell");
  const SuyField *fields[N_COLUMNS];
  const SuyField *inspector = cells == NULL ? NULL : suy_register_find (cells, "inspector");

  if (reg == NULL)
    return FALSE;
  work->everybody = TRUE;
  work->people = g_array_new (FALSE, FALSE, sizeof (SuyDutyPerson));
  work->grids = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (guint i = 0; i < N_COLUMNS; i++)
    fields[i] = suy_register_find (reg, columns[i]);
  if (!suy_store_scan_cells (work->store, reg,
                             &(SuyCellScan){ .fields = fields, .n_fields = N_COLUMNS }, on_person,
                             work, error))
    return FALSE;

  return inspector == NULL ||
         suy_store_scan_cells (work->store, cells,
                               &(SuyCellScan){ .fields = &inspector, .n_fields = 1 }, on_grid, work,
                               error);
}

void
suy_inbox_clear_people (SuyInboxWork *work)
{
  g_clear_pointer (&work->people, g_array_unref);
  g_clear_pointer (&work->grids, g_ptr_array_unref);
}

/* ---- who owes it ---- */

gboolean
suy_inbox_falls_on (const SuyInboxWork *work, const SuyDuty *duty, const SuyDutyFacts *facts)
{
  return work->everybody ? suy_duty_is_open (duty, facts)
                         : suy_duty_falls_on (duty, &work->person, facts);
}

gint64
suy_inbox_get_unit (const SuyInboxWork *work, const SuyInboxOwner *owner)
{
  for (guint i = 0; i < work->people->len; i++)
    if (work->inbox->people->pdata[i] == owner)
      return g_array_index (work->people, SuyDutyPerson, i).unit;

  return 0;
}

GPtrArray *
suy_inbox_find_owners (const SuyInboxWork *work, const SuyDuty *duty, const SuyDutyFacts *facts)
{
  GPtrArray *owners = work->everybody ? g_ptr_array_new () : NULL;

  for (guint i = 0; owners != NULL && i < work->people->len; i++)
    {
      const SuyDutyPerson *person = &g_array_index (work->people, SuyDutyPerson, i);

      if (facts == NULL ? suy_duty_is_for_role (duty, person->role)
                        : suy_duty_is_meant (duty, person, facts))
        g_ptr_array_add (owners, work->inbox->people->pdata[i]);
    }

  return owners;
}
