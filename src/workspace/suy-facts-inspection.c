/* suy-facts-inspection.c: facts of SM-1
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: 6.1; 001-5 (五)1, 000 §5.2, 000 §7.2. */

#include "config.h"

#include <string.h>

#include "suy-facts-private.h"
#include "suy-interest.h"

#define FAR_M 500.0 /* 6.1: farther than this from the object needs a reason */

/* Links of an inspection that name what is inspected. */
static const char *const objects[] = { "risk_point", "enterprise", "outfall", "station", NULL };

/* Kinds that only enforcement officers make: they may end in a penalty, for which the law on
 * administrative penalties asks for two of them. */
static const char *const enforcement[] = { "annual_plan", "double_random", "special_action",
                                           "joint",       "night",         "weekend",
                                           "holiday",     "surprise",      "cross_township",
                                           NULL };

static void
add_objects (const SuyLook *look)
{
  const SuyRecord *after = look->ask->after;
  const char *kind = suy_look_text (after, "kind");
  gint64 n = suy_look_integer (after, "object_unit") != 0;

  for (guint i = 0; objects[i] != NULL; i++)
    n += suy_look_integer (after, objects[i]) != 0;
  suy_look_set_count (look, "objects", n);
  suy_look_set_flag (look, "enforcement", kind != NULL && g_strv_contains (enforcement, kind));
}

/* ---- officers ---- */

static SuyRecord *
find_officer (const SuyLook *look, const char *code)
{
  const SuyRegister *people = suy_workspace_register (look->workspace, "person", NULL);
  gint64 id = people == NULL ? 0 : suy_store_find (look->workspace->store, people, code, NULL);

  return suy_look_get (look, "person", id);
}

/* An interest in what is inspected: that of its unit, or of one of the objects. */
static gboolean
has_interest (const SuyLook *look, const SuyRecord *officer)
{
  const SuyRecord *after = look->ask->after;
  gint64 unit = suy_look_integer (officer, "unit");

  if (unit != 0 && unit == suy_look_integer (after, "object_unit"))
    return TRUE;
  for (guint i = 0; objects[i] != NULL; i++)
    {
      g_autoptr (SuyRecord) object = suy_look_follow (look, after, objects[i]);

      if (suy_interest_find (officer, object) != SUY_INTEREST_NONE)
        return TRUE;
    }

  return FALSE;
}

/* The object's township is the inspection's, else that of the first object that names one. */
static gint64
township_of_object (const SuyLook *look)
{
  gint64 township = suy_look_integer (look->ask->after, "township");

  for (guint i = 0; township == 0 && objects[i] != NULL; i++)
    {
      g_autoptr (SuyRecord) object = suy_look_follow (look, look->ask->after, objects[i]);

      township = suy_look_integer (object, "township");
    }

  return township;
}

static void
add_officers (const SuyLook *look)
{
  g_auto (GStrv) codes = suy_look_list (look->ask->after, "officers");
  gint64 township = township_of_object (look);
  gboolean conflict = FALSE, own = FALSE, unknown = FALSE;
  guint n = 0;

  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autoptr (SuyRecord) officer = find_officer (look, codes[i]);

      if (officer == NULL)
        {
          unknown = TRUE; /* a name that is nobody's code can be tested for nothing */
          continue;
        }
      n += !g_strv_contains ((const char *const *) codes + i + 1, codes[i]);
      conflict |= has_interest (look, officer);
      own |= township != 0 && suy_interest_get_township (look->workspace, officer) == township;
    }
  suy_look_set_count (look, "officers", n);
  if (conflict || !unknown)
    suy_look_set_flag (look, "officer_conflict", conflict);
  if (own || !unknown)
    suy_look_set_flag (look, "own_township_officer", own);
}

/* ---- where ---- */

/* The least distance of a place to an object; unknown objects have none. */
static double
distance_to_objects (const SuyLook *look, SuyGeometry *place)
{
  double least = G_MAXDOUBLE;

  for (guint i = 0; objects[i] != NULL; i++)
    {
      g_autoptr (SuyRecord) object = suy_look_follow (look, look->ask->after, objects[i]);
      SuyGeometry *where = object == NULL ? NULL : suy_record_get_geometry (object);

      if (where != NULL)
        least = MIN (least, suy_look_distance (place, where));
    }

  return least;
}

/* The place of the start is the inspection's own; photographs that know where they were made count
 * besides, and the one farthest off decides.  An object without a place is never far. */
static void
add_distance (const SuyLook *look)
{
  SuyGeometry *own = suy_record_get_geometry (look->ask->after);
  gboolean far = FALSE;

  if (own != NULL)
    {
      double m = distance_to_objects (look, own);

      far = m < G_MAXDOUBLE && m > FAR_M;
    }
  for (guint i = 0; i < look->files->len && !far; i++)
    {
      g_autoptr (SuyGeometry) place = suy_look_place_of_file (look->files->pdata[i]);
      double m = place == NULL ? G_MAXDOUBLE : distance_to_objects (look, place);

      far = m < G_MAXDOUBLE && m > FAR_M;
    }
  suy_look_set_flag (look, "far_from_object", far);
}

/* ---- the checklist ---- */

gboolean
suy_facts_is_answered_no (const char *line)
{
  static const char *const answers[] = { "否", "no", "No", "NO", NULL };
  g_autofree char *text = g_strstrip (g_strdup (line));

  for (guint i = 0; answers[i] != NULL; i++)
    {
      gsize n = strlen (text), k = strlen (answers[i]);
      const char *before;

      if (n <= k || !g_str_has_suffix (text, answers[i]))
        continue;
      before = text + n - k;
      if (before[-1] == ':' || before[-1] == '=' || before[-1] == ' ' ||
          (n - k >= 3 && strncmp (before - 3, "：", 3) == 0))
        return TRUE;
    }

  return FALSE;
}

static void
add_answers (const SuyLook *look, const GPtrArray *problems)
{
  g_auto (GStrv) lines = suy_look_list (look->ask->after, "checklist");
  gint64 n = 0, stated = suy_look_integer (look->ask->after, "n_no");

  for (guint i = 0; lines[i] != NULL; i++)
    n += suy_facts_is_answered_no (lines[i]);
  n = MAX (n, stated);
  suy_look_set_flag (look, "answers_no", n > 0);
  suy_look_set_count (look, "unrecorded_no",
                      n - (gint64) problems->len - (gint64) look->ask->n_spawned);
}

static void
add_recorder (const SuyLook *look)
{
  static const char *const moves[] = { "record", NULL };
  int last = suy_look_find_last (look, moves);
  gint64 recorder = last < 0 ? 0 : suy_look_integer (look->journal->pdata[last], "actor");

  if (recorder != 0 && look->ask->actor->id != 0)
    suy_look_set_flag (look, "reviewer_was_recorder", recorder == look->ask->actor->id);
}

gboolean
suy_facts_add_inspection (const SuyLook *look, GError **error)
{
  g_autoptr (GPtrArray) problems = suy_look_linked (look, "problem", "inspection", look->id, error);

  if (problems == NULL)
    return FALSE;
  add_objects (look);
  add_officers (look);
  add_distance (look);
  add_answers (look, problems);
  add_recorder (look);

  return TRUE;
}
