/* made-bureau.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-bureau.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "suy-date.h"
#include "suy-error.h"
#include "suy-workspace-private.h"

static const char *const office_roles[] = { "grid_inspector",
                                            "enforcement_officer",
                                            "info_check_officer",
                                            "duty_officer",
                                            "hq_clerk",
                                            "rectification_office",
                                            "bureau_leader",
                                            "deputy_district_head",
                                            "district_head",
                                            "expert",
                                            "volunteer",
                                            "monitor",
                                            "river_chief",
                                            "river_police",
                                            "operator",
                                            "data_keeper",
                                            NULL };

const SuyRegister *
bureau_register (Bureau *bureau, const char *reg)
{
  const SuyRegister *found = suy_catalog_find (suy_workspace_get_catalog (bureau->workspace), reg);

  g_assert_nonnull (found);

  return found;
}

void
bureau_act_as (Bureau *bureau, const char *person)
{
  g_autoptr (GError) error = NULL;

  suy_workspace_set_person (bureau->workspace, person, &error);
  g_assert_no_error (error);
}

char *
bureau_day (Bureau *bureau, int days)
{
  int year, month, day;
  g_autoptr (GDateTime) today = NULL;
  g_autoptr (GDateTime) then = NULL;

  g_assert_cmpint (
      sscanf (suy_workspace_get_today (bureau->workspace), "%d-%d-%d", &year, &month, &day), ==, 3);
  today = g_date_time_new_utc (year, month, day, 0, 0, 0);
  then = g_date_time_add_days (today, days);

  return g_date_time_format (then, "%F");
}

/* "today-3", "today+10T", "today+10 and more", "AJ-YYYY-0001" of this year */
static char *
expand (Bureau *bureau, const char *value)
{
  g_autofree char *day = NULL;
  const char *rest = strchr (value, ' '), *year = strstr (value, "-YYYY-");

  if (year != NULL)
    return g_strdup_printf ("%.*s-%.4s-%s", (int) (year - value), value,
                            suy_workspace_get_today (bureau->workspace), year + strlen ("-YYYY-"));
  if (!g_str_has_prefix (value, "today"))
    return g_strdup (value);
  day = bureau_day (bureau, strchr ("T ", value[5]) != NULL ? 0 : atoi (value + 5));

  return g_str_has_suffix (value, "T") ? g_strconcat (day, "T02:00:00.000Z", NULL)
                                       : g_strconcat (day, rest, NULL);
}

static void
fill_place (SuyRecord *record, const char *text)
{
  SuyPoint point;
  g_autoptr (SuyGeometry) place = NULL;

  g_assert_true (suy_workspace_parse_coordinates (text, &point));
  place = suy_geometry_new_point (point);
  suy_record_set_geometry (record, place);
}

static void
fill_word (Bureau *bureau, SuyRecord *record, const char *word)
{
  const char *equals = strchr (word, '=');
  g_autofree char *name = g_strndup (word, (gsize) (equals - word));
  g_autofree char *text = expand (bureau, equals + 1);
  const SuyField *field = suy_register_find (suy_record_get_register (record), name);
  g_autoptr (GError) error = NULL;
  SuyValue value = SUY_VALUE_INIT_NULL;

  if (g_str_equal (name, "@"))
    {
      fill_place (record, text);
      return;
    }
  if (field == NULL)
    g_error ("%s has no field %s", suy_record_get_register (record)->name, name);
  suy_workspace_parse_value (bureau->workspace, field, text, &value, &error);
  g_assert_no_error (error);
  suy_record_set (record, field, &value);
  suy_value_clear (&value);
}

static void
save (Bureau *bureau, SuyRecord *record)
{
  g_autoptr (GError) error = NULL;

  suy_workspace_save (bureau->workspace, record, NULL, &error);
  g_assert_no_error (error);
}

gint64
bureau_make_words (Bureau *bureau, const char *reg, const char *const *words)
{
  g_autoptr (SuyRecord) record = suy_record_new (bureau_register (bureau, reg));

  for (guint i = 0; words[i] != NULL; i++)
    fill_word (bureau, record, words[i]);
  save (bureau, record);

  return suy_record_get_id (record);
}

void
bureau_set_words (Bureau *bureau, const char *reg, gint64 id, const char *const *words)
{
  g_autoptr (SuyRecord) record = suy_record_new (bureau_register (bureau, reg));

  suy_record_set_id (record, id);
  for (guint i = 0; words[i] != NULL; i++)
    fill_word (bureau, record, words[i]);
  save (bureau, record);
}

/* (transfer container): the words, with NULL behind them */
static GPtrArray *
collect (va_list words)
{
  GPtrArray *list = g_ptr_array_new ();
  const char *word;

  do
    {
      word = va_arg (words, const char *);
      g_ptr_array_add (list, (gpointer) word);
    }
  while (word != NULL);

  return list;
}

gint64
bureau_make (Bureau *bureau, const char *reg, ...)
{
  g_autoptr (GPtrArray) list = NULL;
  va_list words;

  va_start (words, reg);
  list = collect (words);
  va_end (words);

  return bureau_make_words (bureau, reg, (const char *const *) list->pdata);
}

void
bureau_set (Bureau *bureau, const char *reg, gint64 id, ...)
{
  g_autoptr (GPtrArray) list = NULL;
  va_list words;

  va_start (words, id);
  list = collect (words);
  va_end (words);
  bureau_set_words (bureau, reg, id, (const char *const *) list->pdata);
}

void
bureau_attach (Bureau *bureau, const char *reg, gint64 id, const char *kinds)
{
  g_auto (GStrv) all = g_strsplit (kinds, " ", -1);
  static guint n;

  for (guint i = 0; all[i] != NULL; i++)
    {
      g_autofree char *content = g_strdup_printf ("file %u", ++n);
      g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));
      g_autoptr (GError) error = NULL;

      suy_workspace_attach (bureau->workspace, bureau_register (bureau, reg), id, "file.jpg",
                            all[i], bytes, &error);
      g_assert_no_error (error);
    }
}

/* ---- moves ---- */

static gboolean
make_move (Bureau *bureau,
           const char *reg,
           gint64 id,
           const char *move,
           const char *const *words,
           GError **error)
{
  g_autoptr (SuyRecord) changes = suy_record_new (bureau_register (bureau, reg));
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *note = NULL;

  suy_record_set_id (changes, id);
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *word = words[i];
      g_auto (GStrv) parts = NULL;

      if (g_str_has_prefix (word, "note:"))
        note = word + strlen ("note:");
      else if (g_str_has_prefix (word, "say:"))
        {
          parts = g_strsplit (word + strlen ("say:"), "=", 2);
          g_hash_table_insert (said, g_strdup (parts[0]), g_strdup (parts[1]));
        }
      else
        fill_word (bureau, changes, word);
    }

  return suy_workspace_move (bureau->workspace, changes, move, note, said, error);
}

void
bureau_move_words (Bureau *bureau,
                   const char *person,
                   const char *reg,
                   gint64 id,
                   const char *move,
                   const char *const *words)
{
  g_autoptr (GError) error = NULL;

  bureau_act_as (bureau, person);
  if (!make_move (bureau, reg, id, move, words, &error))
    g_error ("%s %s by %s: %s", reg, move, person, error->message);
}

void
bureau_move (Bureau *bureau, const char *person, const char *reg, gint64 id, const char *move, ...)
{
  g_autoptr (GPtrArray) list = NULL;
  va_list words;

  va_start (words, move);
  list = collect (words);
  va_end (words);
  bureau_move_words (bureau, person, reg, id, move, (const char *const *) list->pdata);
}

void
bureau_refuse (Bureau *bureau,
               const char *person,
               const char *reg,
               gint64 id,
               const char *move,
               const char *expected,
               ...)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  va_list words;

  bureau_act_as (bureau, person);
  va_start (words, expected);
  list = collect (words);
  va_end (words);
  make_move (bureau, reg, id, move, (const char *const *) list->pdata, &error);
  g_assert_error (error, SUY_ERROR, SUY_ERROR_REFUSED);
  if (strstr (error->message, expected) == NULL)
    g_error ("%s %s by %s: “%s” is not in: %s", reg, move, person, expected, error->message);
}

/* ---- looking ---- */

char *
bureau_get (Bureau *bureau, const char *reg, gint64 id, const char *field)
{
  const SuyRegister *found = bureau_register (bureau, reg);
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyRecord) record =
      suy_store_get (suy_workspace_get_store (bureau->workspace), found, id, &error);

  g_assert_no_error (error);

  return suy_value_to_string (suy_record_get (record, suy_register_find (found, field)));
}

void
bureau_assert (Bureau *bureau, const char *reg, gint64 id, const char *field, const char *value)
{
  g_autofree char *text = bureau_get (bureau, reg, id, field);
  g_autofree char *expected = expand (bureau, value);

  if (!g_str_equal (text, expected))
    g_error ("%s.%s is “%s”, not “%s”", reg, field, text, expected);
}

gint64
bureau_find (Bureau *bureau, const char *reg, const char *field, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = suy_workspace_get_linked (
      bureau->workspace, bureau_register (bureau, reg), field, id, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);

  return suy_record_get_id (rows->pdata[0]);
}

static char *
list_moves (Bureau *bureau, const char *reg, gint64 id, gboolean system)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
      suy_workspace_get_journal (bureau->workspace, bureau_register (bureau, reg), id, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const char *role = suy_record_get_text (rows->pdata[i], "role");

      g_assert_nonnull (role);
      g_assert_nonnull (suy_record_get_text (rows->pdata[i], "at"));
      if (strcmp (role, "system") != 0)
        g_assert_cmpint (suy_record_get_integer (rows->pdata[i], "actor"), !=, 0);
      else if (!system)
        continue;
      g_string_append_printf (text, "%s%s", text->len == 0 ? "" : " ",
                              suy_record_get_text (rows->pdata[i], "move"));
    }

  return g_string_free (text, FALSE);
}

void
bureau_assert_journal (Bureau *bureau, const char *reg, gint64 id, const char *moves)
{
  g_autofree char *made = list_moves (bureau, reg, id, TRUE);

  g_assert_cmpstr (made, ==, moves);
}

void
bureau_assert_people (Bureau *bureau, const char *reg, gint64 id, const char *moves)
{
  g_autofree char *made = list_moves (bureau, reg, id, FALSE);

  g_assert_cmpstr (made, ==, moves);
}

/* ---- the bureau ---- */

static void
add_person (Bureau *bureau, const char *code, const char *role, const char *unit)
{
  g_autofree char *words =
      g_strdup_printf ("code=%s|name=%s|role=%s|unit=%s", code, code, role, unit);
  g_auto (GStrv) parts = g_strsplit (words, "|", -1);

  bureau_make (bureau, "person", parts[0], parts[1], parts[2], parts[3], NULL);
}

static void
add_river (Bureau *bureau)
{
  g_autoptr (SuyRecord) record = suy_record_new (bureau_register (bureau, "river_reach"));
  const SuyPoint points[] = { { 1181000000, 274000000 }, { 1181000000, 273000000 } };
  const guint32 end = 2;
  const SuyShape shape = { SUY_SHAPE_LINE, 1, &end, points };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyGeometry) line = suy_geometry_new (&shape, &error);

  g_assert_no_error (error);
  suy_record_set_text (record, "code", "R1");
  suy_record_set_text (record, "name", "R1");
  suy_record_set_geometry (record, line);
  save (bureau, record);
}

static void
add_units (Bureau *bureau)
{
  bureau_make (bureau, "unit", "code=OFFICE", "name=OFFICE", "kind=office", NULL);
  bureau_make (bureau, "unit", "code=LEAD", "name=LEAD", "kind=bureau", NULL);
  bureau_make (bureau, "unit", "code=SUPER", "name=SUPER", "kind=bureau", NULL);
  bureau_make (bureau, "unit", "code=THIRD", "name=THIRD", "kind=third_party", NULL);
  bureau_make (bureau, "unit", "code=OTHER", "name=OTHER", "kind=department", NULL);
  bureau_make (bureau, "township", "code=T1", "name=T1", NULL);
  bureau_make (bureau, "township", "code=T2", "name=T2", NULL);
  bureau_make (bureau, "unit", "code=TOWN", "name=TOWN", "kind=township", "township=T1", NULL);
  bureau_make (bureau, "unit", "code=TOWN2", "name=TOWN2", "kind=township", "township=T2", NULL);
}

void
bureau_set_clock (Bureau *bureau, gint64 moment)
{
  bureau->workspace->wall = moment;
  g_free (bureau->workspace->today);
  bureau->workspace->today = suy_date_from_day (suy_date_day_of_moment (moment));
}

void
bureau_set_day (Bureau *bureau, const char *day)
{
  bureau_set_clock (bureau,
                    suy_date_moment_of_day (suy_date_get_day (day)) + 23 * SUY_DATE_US_PER_HOUR);
}

void
bureau_open (Bureau *bureau)
{
  bureau_open_at (bureau, 0);
}

void
bureau_open_at (Bureau *bureau, gint64 moment)
{
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "C");
  bureau->dir = g_dir_make_tmp ("suy-bureau-XXXXXX", &error);
  g_assert_no_error (error);
  bureau->path = g_build_filename (bureau->dir, "bureau.gpkg", NULL);
  bureau->workspace = suy_workspace_create (bureau->path, "bureau", NULL, &error);
  g_assert_no_error (error);
  if (moment != 0)
    bureau_set_clock (bureau, moment);

  add_units (bureau);
  for (guint i = 0; office_roles[i] != NULL; i++)
    add_person (bureau, office_roles[i], office_roles[i], "OFFICE");
  add_person (bureau, "officer2", "enforcement_officer", "OFFICE");
  add_person (bureau, "officer3", "enforcement_officer", "OFFICE");
  add_person (bureau, "leader2", "bureau_leader", "OFFICE");
  add_person (bureau, "responsible_unit", "responsible_unit", "TOWN");
  add_person (bureau, "unit_head", "unit_head", "TOWN");
  add_person (bureau, "town2", "responsible_unit", "TOWN2");
  add_person (bureau, "supervising_unit", "supervising_unit", "SUPER");
  add_person (bureau, "super_in_town", "supervising_unit", "TOWN");
  add_person (bureau, "third_party", "third_party", "THIRD");
  add_river (bureau);
}

void
bureau_close (Bureau *bureau)
{
  g_autoptr (GError) error = NULL;

  suy_workspace_close (bureau->workspace, &error);
  g_assert_no_error (error);
  g_clear_object (&bureau->workspace);
  g_unlink (bureau->path);
  g_rmdir (bureau->dir);
  g_free (bureau->path);
  g_free (bureau->dir);
}
