/* year-warning.c: what people do about warnings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-year.h"

/* The open warning of an indicator and an object, with the person who is to act. */
typedef struct
{
  gint64 id;
  char *level;
  char *unit;   /* a person of the responsible unit */
  char *leader; /* who acts on a level above yellow, and verifies */
} Found;

static void
found_clear (Found *self)
{
  g_free (self->level);
  g_free (self->unit);
  g_free (self->leader);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, found_clear)

static gboolean
is_open (const char *state)
{
  static const char *const open[] = { "notified", "acknowledged", "acting",
                                      "claimed",  "verified",     NULL };

  return g_strv_contains (open, state);
}

/* Which record the reckoning means by “district” or “rectification_item:00017”. */
static gint64
object_of (Year *year, const char *object)
{
  g_auto (GStrv) parts = g_strsplit (object, ":", 2);

  return parts[1] == NULL ? 0 : year_find (year, parts[0], parts[1]);
}

static gint64
find_id (Year *year, const char *indicator, const char *object)
{
  Bureau *bureau = &year->bureau;
  SuyStore *store = suy_workspace_get_store (bureau->workspace);
  gint64 of =
      suy_store_find (store, bureau_register (bureau, "warning_indicator"), indicator, NULL);
  gint64 thing = object_of (year, object), found = 0;
  const SuyRegister *reg = bureau_register (bureau, "warning");
  const SuyFilter filters[] = {
    { .field = suy_register_find (reg, "object_id"),
      .kind = SUY_FILTER_EQUAL,
      .value = SUY_INTEGER (thing) },
    { .field = suy_register_find (reg, "indicator"),
      .kind = SUY_FILTER_EQUAL,
      .value = SUY_INTEGER (of) },
  };
  /* The district is no object: its warnings are found by their indicator alone. */
  const SuySelection wish = { .filters = thing == 0 ? filters + 1 : filters,
                              .n_filters = thing == 0 ? 1 : 2 };
  g_autoptr (GArray) ids = suy_store_select (store, reg, &wish, NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (SuyRecord) row = suy_store_get (store, reg, g_array_index (ids, gint64, i), NULL);

      if (is_open (suy_record_get_text (row, "state")))
        found = suy_record_get_id (row);
    }
  if (found == 0)
    g_error ("On %s no warning %s of %s is open", year_today (year), indicator, object);

  return found;
}

static Found
find_warning (Year *year, JsonObject *event)
{
  Found self = { .id =
                     find_id (year, year_text (event, "indicator"), year_text (event, "object")) };
  g_autofree char *unit = bureau_get (&year->bureau, "warning", self.id, "responsible_unit");
  g_autofree char *code =
      *unit == '\0' ? NULL
                    : bureau_get (&year->bureau, "unit", g_ascii_strtoll (unit, NULL, 10), "code");

  self.level = bureau_get (&year->bureau, "warning", self.id, "level");
  self.unit = code == NULL || !g_str_has_prefix (code, "U-")
                  ? g_strdup ("office")
                  : g_strconcat ("unit-", code + strlen ("U-"), NULL);
  self.leader = g_strdup (g_str_equal (self.level, "red")      ? "district_head"
                          : g_str_equal (self.level, "orange") ? "deputy_district_head"
                                                               : "hq_clerk");

  return self;
}

static void
act (Year *year, const Found *self)
{
  gboolean yellow = g_str_equal (self->level, "yellow");
  const char *person = yellow ? self->unit : self->leader;

  year_attach (year, person, "warning", self->id,
               yellow                                ? "plan"
               : g_str_equal (self->level, "orange") ? "record"
                                                     : "form");
  year_move (year, person, "warning", self->id, "act", "%s", "");
}

static void
answer (Year *year, JsonObject *event, G_GNUC_UNUSED const char *key)
{
  const char *move = year_text (event, "move");
  g_auto (Found) self = find_warning (year, event);
  g_autofree char *now = year_now (year);

  if (g_str_equal (move, "acknowledge"))
    year_move (year, self.unit, "warning", self.id, move, "%s", "");
  else if (g_str_equal (move, "act"))
    act (year, &self);
  else if (g_str_equal (move, "claim"))
    year_move (year, self.unit, "warning", self.id, move, "report=It is done");
  else if (g_str_equal (move, "verify"))
    year_move (year, self.leader, "warning", self.id, move, "%s", "");
  else
    year_move (year, self.leader, "warning", self.id, move, "closed_at=%s", now);
}

const YearVerb year_warning_verbs[] = {
  { "warning", answer },
  { NULL, NULL },
};
