/* suy-calendar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-calendar.h"

#include "suy-date.h"
#include "suy-json.h"
#include "suy-rules-text.h"

#define FILE_NAME "calendar.json"
#define MAX_LEAVE 40 /* days of one holiday: a typing error in a year shows */
#define MAX_YEARS 200

typedef enum
{
  KNOWN = 1 << 0, /* its year has a notice, or a notice names it */
  OFF = 1 << 1,
  WORK = 1 << 2,
} Mark;

typedef struct
{
  guint16 marks;
  guint16 holiday; /* from 1, 0: none */
} Day;

typedef struct
{
  int year, statutory;
  char *notice;
} Year;

struct _SuyCalendar
{
  int night_from, night_to; /* hours */
  GPtrArray *years;         /* (element-type Year), ascending */
  GPtrArray *holidays;      /* (element-type SuyLabel) */
  gint64 first;
  guint n_days; /* from the year before the first to the year behind the last */
  Day *days;
};

static void
year_free (Year *year)
{
  g_free (year->notice);
  g_free (year);
}

static void
holiday_free (SuyLabel *label)
{
  suy_label_clear (label);
  g_free (label);
}

/* Monday is 0; 1970-01-01 was a Thursday. */
static int
weekday_of (gint64 day)
{
  return (int) (((day + 3) % 7 + 7) % 7);
}

static gboolean
is_weekend (gint64 day)
{
  return weekday_of (day) >= 5;
}

static gint64
new_year_of (int year)
{
  return suy_date_join ((SuyDay){ year, 1, 1 });
}

static const Day *
find_day (const SuyCalendar *self, gint64 day)
{
  static const Day unknown;

  return day < self->first || day - self->first >= self->n_days ? &unknown
                                                                : &self->days[day - self->first];
}

static gboolean
mark_day (SuyCalendar *self, const SuyJsonPlace *at, gint64 day, Mark mark, GError **error)
{
  g_autofree char *text = suy_date_from_day (day);
  Day *row;

  if (day < self->first || day - self->first >= self->n_days)
    return suy_json_fail (at, error, "%s is not near the year of its notice", text);

  row = &self->days[day - self->first];
  if ((row->marks & (OFF | WORK)) != 0)
    return suy_json_fail (at, error, "%s stands in the table twice", text);
  if (mark == WORK && !is_weekend (day))
    return suy_json_fail (at, error, "%s is worked anyway: it is no Saturday or Sunday", text);

  row->marks |= KNOWN | mark;
  row->holiday = (guint16) self->holidays->len;

  return TRUE;
}

/* @lost: working days that the year loses by this holiday, less those that are made up. */
static gboolean
read_work (SuyCalendar *self, const SuyJsonPlace *at, int *lost, GError **error)
{
  SuyJsonPlace work = suy_json_member (at, "work");
  g_auto (GStrv) days = NULL;

  if (!suy_json_read_texts (at, "work", &days, error))
    return FALSE;

  for (guint i = 0; days[i] != NULL; i++)
    {
      SuyJsonPlace element = suy_json_element (&work, i);

      if (!suy_date_is_date (days[i]))
        return suy_json_fail (&element, error, "“%s” is no day; write it as 2026-11-20", days[i]);
      if (!mark_day (self, &element, suy_date_get_day (days[i]), WORK, error))
        return FALSE;
      (*lost)--;
    }

  return TRUE;
}

static gboolean
read_holiday (SuyCalendar *self, const SuyJsonPlace *at, int *lost, GError **error)
{
  static const char *const keys[] = { "en!", "zh!", "from!", "to!", "days!", "work", NULL };
  SuyLabel *label = g_new0 (SuyLabel, 1);
  gint64 from = 0, to = 0;
  int n = 0;

  g_ptr_array_add (self->holidays, label);
  if (!suy_json_check_keys (at, keys, error) || !suy_json_read_label (at, label, error) ||
      !suy_json_read_day (at, "from", &from, error) || !suy_json_read_day (at, "to", &to, error) ||
      !suy_json_read_range (at, "days", 1, MAX_LEAVE, &n, error))
    return FALSE;
  if (to - from + 1 != n)
    return suy_json_fail (at, error,
                          "from the first to the last day are %" G_GINT64_FORMAT
                          " days, the notice says %d",
                          to - from + 1, n);

  for (gint64 day = from; day <= to; day++)
    {
      if (!mark_day (self, at, day, OFF, error))
        return FALSE;
      *lost += !is_weekend (day);
    }

  return read_work (self, at, lost, error);
}

static gboolean
read_year_days (SuyCalendar *self, const SuyJsonPlace *at, const Year *year, GError **error)
{
  SuyJsonPlace holidays = suy_json_member (at, "holidays");
  guint length;
  int lost = 0;

  if (!suy_json_check_array (&holidays, &length, error))
    return FALSE;

  for (gint64 day = new_year_of (year->year); day < new_year_of (year->year + 1); day++)
    self->days[day - self->first].marks |= KNOWN;
  for (guint i = 0; i < length; i++)
    {
      SuyJsonPlace holiday = suy_json_element (&holidays, i);

      if (!read_holiday (self, &holiday, &lost, error))
        return FALSE;
    }

  /* A holiday that falls on a weekend is made good by a weekday, and a bridging day is worked. */
  if (lost != year->statutory)
    return suy_json_fail (at, error,
                          "the year loses %d working days, but has %d statutory holidays: a day "
                          "is wrong or missing",
                          lost, year->statutory);

  return TRUE;
}

static gboolean
read_year (SuyCalendar *self, const SuyJsonPlace *at, GError **error)
{
  static const char *const keys[] = {
    "year!", "notice!", "date!", "statutory!", "holidays!", NULL
  };
  Year *year = g_new0 (Year, 1);
  gint64 date;
  int last = self->years->len == 0
                 ? SUY_DATE_MIN_YEAR
                 : ((Year *) g_ptr_array_index (self->years, self->years->len - 1))->year;

  g_ptr_array_add (self->years, year);

  return suy_json_check_keys (at, keys, error) &&
         suy_json_read_range (at, "year", last + 1, SUY_DATE_MAX_YEAR - 1, &year->year, error) &&
         suy_json_read_range (at, "statutory", 0, MAX_LEAVE, &year->statutory, error) &&
         suy_json_read_day (at, "date", &date, error) &&
         suy_json_read_text (at, "notice", &year->notice, error);
}

static gboolean
read_years (SuyCalendar *self, const SuyJsonPlace *root, GError **error)
{
  SuyJsonPlace years = suy_json_member (root, "years");
  guint length;

  if (!suy_json_check_array (&years, &length, error))
    return FALSE;
  if (length == 0 || length > MAX_YEARS)
    return suy_json_fail (&years, error, "from 1 to %d years belong here", MAX_YEARS);

  for (guint i = 0; i < length; i++)
    {
      SuyJsonPlace year = suy_json_element (&years, i);

      if (!read_year (self, &year, error))
        return FALSE;
    }

  self->first = new_year_of (((Year *) g_ptr_array_index (self->years, 0))->year - 1);
  self->n_days =
      (guint) (new_year_of (((Year *) g_ptr_array_index (self->years, length - 1))->year + 2) -
               self->first);
  self->days = g_new0 (Day, self->n_days);
  for (guint i = 0; i < length; i++)
    {
      SuyJsonPlace year = suy_json_element (&years, i);

      if (!read_year_days (self, &year, g_ptr_array_index (self->years, i), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_table (SuyCalendar *self, const SuyJsonPlace *root, GError **error)
{
  static const char *const keys[] = { "source!", "night!", "years!", NULL };
  static const char *const night_keys[] = { "from!", "to!", "source!", NULL };
  SuyJsonPlace night = suy_json_member (root, "night");

  return suy_json_check_keys (root, keys, error) &&
         suy_json_check_keys (&night, night_keys, error) &&
         suy_json_read_range (&night, "from", 12, 24, &self->night_from, error) &&
         suy_json_read_range (&night, "to", 0, 12, &self->night_to, error) &&
         read_years (self, root, error);
}

SuyCalendar *
suy_calendar_new_from_text (const char *file, const char *text, GError **error)
{
  g_autoptr (SuyCalendar) self = g_new0 (SuyCalendar, 1);
  g_autoptr (JsonNode) node = suy_json_parse (file, text, error);
  SuyJsonPlace root = { NULL, file, 0, node };

  self->years = g_ptr_array_new_with_free_func ((GDestroyNotify) year_free);
  self->holidays = g_ptr_array_new_with_free_func ((GDestroyNotify) holiday_free);
  if (node == NULL || !read_table (self, &root, error))
    return NULL;

  return g_steal_pointer (&self);
}

SuyCalendar *
suy_calendar_new_builtin (GError **error)
{
  g_autofree char *text = suy_rules_text (FILE_NAME, error);

  return text == NULL ? NULL : suy_calendar_new_from_text (FILE_NAME, text, error);
}

void
suy_calendar_free (SuyCalendar *self)
{
  g_ptr_array_unref (self->years);
  g_ptr_array_unref (self->holidays);
  g_free (self->days);
  g_free (self);
}

const char *
suy_calendar_get_notice (const SuyCalendar *self, int year)
{
  for (guint i = 0; i < self->years->len; i++)
    {
      const Year *row = g_ptr_array_index (self->years, i);

      if (row->year == year)
        return row->notice;
    }

  return NULL;
}

SuyDayKind
suy_calendar_get_kind (const SuyCalendar *self, gint64 day, gboolean *known)
{
  const Day *row = find_day (self, day);

  if (known != NULL)
    *known = (row->marks & KNOWN) != 0;
  if ((row->marks & OFF) != 0)
    return SUY_DAY_HOLIDAY;

  return is_weekend (day) && (row->marks & WORK) == 0 ? SUY_DAY_WEEKEND : SUY_DAY_WORKING;
}

const SuyLabel *
suy_calendar_get_holiday (const SuyCalendar *self, gint64 day)
{
  const Day *row = find_day (self, day);

  return row->holiday == 0 ? NULL : g_ptr_array_index (self->holidays, row->holiday - 1);
}

gint64
suy_calendar_add (const SuyCalendar *self, gint64 day, int n, gboolean *known)
{
  int step = n < 0 ? -1 : 1;

  *known = TRUE;
  while (n != 0)
    {
      gboolean known_day;

      day += step;
      if (suy_calendar_get_kind (self, day, &known_day) == SUY_DAY_WORKING)
        n -= step;
      *known &= known_day;
    }

  return day;
}

int
suy_calendar_count (const SuyCalendar *self, gint64 from, gint64 to, gboolean *known)
{
  gint64 first = MIN (from, to), last = MAX (from, to);
  int n = 0;

  *known = TRUE;
  for (gint64 day = first + 1; day <= last; day++)
    {
      gboolean known_day;

      n += suy_calendar_get_kind (self, day, &known_day) == SUY_DAY_WORKING;
      *known &= known_day;
    }

  return to < from ? -n : n;
}

SuyHours
suy_calendar_get_hours (const SuyCalendar *self, gint64 moment, gboolean *known)
{
  gint64 day = suy_date_day_of_moment (moment);
  gint64 within = moment - suy_date_moment_of_day (day);
  SuyDayKind kind = suy_calendar_get_kind (self, day, known);
  SuyHours hours = 0;

  if (within < self->night_to * SUY_DATE_US_PER_HOUR ||
      within >= self->night_from * SUY_DATE_US_PER_HOUR)
    hours |= SUY_HOURS_NIGHT;
  if (kind == SUY_DAY_WEEKEND)
    hours |= SUY_HOURS_WEEKEND;
  if (kind == SUY_DAY_HOLIDAY)
    hours |= SUY_HOURS_HOLIDAY;

  return hours;
}

const char *
suy_hours_get_name (SuyHours hours)
{
  gboolean night = (hours & SUY_HOURS_NIGHT) != 0;

  if ((hours & SUY_HOURS_HOLIDAY) != 0)
    return night ? "night_holiday" : "holiday";
  if ((hours & SUY_HOURS_WEEKEND) != 0)
    return night ? "night_weekend" : "weekend";

  return night ? "night" : "day";
}
