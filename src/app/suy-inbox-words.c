/* suy-inbox-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-inbox-words.h"

#include <glib/gi18n.h>

#include "suy-date.h"
#include "suy-due.h"
#include "suy-settings.h"
#include "suy-titles.h"

#define DAYS_OF_WEEK 7
#define FIRST_WEEKDAY 3 /* 1970-01-01 was a Thursday, Monday being 0 */

static const char *
label_of (const SuyLabel *label)
{
  return suy_label_get (label, suy_settings_get_language ());
}

static gboolean
has_term (const SuyInboxItem *item)
{
  return item->due != SUY_CLOCK_NEVER;
}

/* ---- when ---- */

SuySoon
suy_inbox_words_get_soon (const SuyInboxItem *item, const char *today)
{
  int weekday = (int) ((suy_date_get_day (today) + FIRST_WEEKDAY) % DAYS_OF_WEEK);

  if (!has_term (item))
    return SUY_SOON_ANY_TIME;
  if (item->state == SUY_CLOCK_LATE)
    return SUY_SOON_LATE;
  if (item->days_left <= 0)
    return SUY_SOON_TODAY;

  return weekday + item->days_left < DAYS_OF_WEEK ? SUY_SOON_WEEK : SUY_SOON_LATER;
}

const char *
suy_inbox_words_get_soon_label (SuySoon soon)
{
  static const char *const labels[] = { N_ ("Late"), N_ ("Due today"), N_ ("Due this week"),
                                        N_ ("Due later"), N_ ("Without a term") };

  return _ (labels[soon]);
}

/* "17:30" where that says more than the day. */
static char *
get_time_of_day (const SuyInboxItem *item)
{
  g_autofree char *stored = suy_date_from_moment (item->due);
  g_autofree char *text = suy_date_format_time (stored);
  g_auto (GStrv) parts = g_strsplit (text, " ", 2);

  return parts[1] == NULL || g_str_has_prefix (parts[1], "23:59") ? NULL : g_strdup (parts[1]);
}

char *
suy_inbox_words_get_due (const SuyInboxItem *item)
{
  g_autofree char *time = NULL;

  if (!has_term (item))
    return g_strdup ("–");
  if (item->n_missing > 1)
    return g_strdup_printf (ngettext ("%u period missed", "%u periods missed", item->n_missing),
                            item->n_missing);
  time = item->days_left == 0 ? get_time_of_day (item) : NULL;
  if (time == NULL)
    return suy_due_format (item->days_left);

  return g_strdup_printf (item->state == SUY_CLOCK_LATE ? _ ("Since %s today") : _ ("Due today %s"),
                          time);
}

const char *
suy_inbox_words_get_due_class (const SuyInboxItem *item)
{
  if (!has_term (item))
    return NULL;

  return item->state == SUY_CLOCK_LATE ? "due-late" : suy_due_get_class (MAX (item->days_left, 0));
}

/* ---- what and where ---- */

const char *
suy_inbox_words_get_what (const SuyInboxItem *item)
{
  return label_of (&item->duty->label);
}

const char *
suy_inbox_words_get_kind (const SuyInboxItem *item)
{
  return item->reg == NULL ? _ ("Routine") : label_of (&item->reg->one);
}

const char *
suy_inbox_words_get_object (const SuyInboxItem *item)
{
  const char *title = item->title != NULL ? item->title : item->code;

  return title != NULL ? title : "";
}

char *
suy_inbox_words_get_where (SuyWorkspace *workspace, const SuyInboxItem *item)
{
  const SuyField *field = item->reg == NULL ? NULL : suy_register_find (item->reg, "township");

  if (field == NULL || item->township == 0)
    return g_strdup ("");

  return suy_titles_format (suy_titles_of (workspace), field, &SUY_INTEGER (item->township));
}

/* ---- why ---- */

char *
suy_inbox_words_get_role (SuyWorkspace *workspace)
{
  const SuyRegister *people = suy_catalog_find (suy_workspace_get_catalog (workspace), "person");
  const SuyField *field = suy_register_find (people, "role");
  SuyStore *store = suy_workspace_get_store (workspace);
  gint64 id = suy_workspace_get_person (workspace) == NULL
                  ? 0
                  : suy_store_find (store, people, suy_workspace_get_person (workspace), NULL);
  g_autoptr (SuyRecord) person = id == 0 ? NULL : suy_store_get (store, people, id, NULL);
  const SuyChoice *choice =
      person == NULL ? NULL : suy_field_find_choice (field, suy_record_get_text (person, "role"));

  return g_strdup (choice == NULL ? "–" : label_of (&choice->label));
}

static char *
describe_reason (const SuyInboxItem *item, const char *role)
{
  const SuyDuty *duty = item->duty;
  const SuyField *field = item->reg == NULL || duty->of_field == NULL
                              ? NULL
                              : suy_register_find (item->reg, duty->of_field);
  const char *label = field == NULL ? "" : label_of (&field->label);

  switch (duty->of)
    {
    case SUY_DUTY_OF_UNIT:
      return g_strdup_printf (_ ("your unit is its “%s”"), label);
    case SUY_DUTY_OF_PERSON:
      return g_strdup_printf (_ ("you are its “%s”"), label);
    case SUY_DUTY_OF_LIST:
      return g_strdup_printf (_ ("you are among its “%s”"), label);
    case SUY_DUTY_OF_GRID:
      return g_strdup (_ ("it lies in your grid cell"));
    case SUY_DUTY_OF_TOWNSHIP:
      return g_strdup (_ ("it lies in your township"));
    case SUY_DUTY_OF_ROLE:
    default:
      return g_strdup_printf (_ ("your role: %s"), role);
    }
}

static const char *
name_of (const SuyInboxItem *item, guint i)
{
  return ((const SuyInboxOwner *) item->owners->pdata[i])->name;
}

static char *
describe_owners (const SuyInboxItem *item)
{
  guint n = item->owners->len;

  if (n == 0)
    return g_strdup (_ ("nobody at work has this duty"));
  if (n == 1)
    return g_strdup (name_of (item, 0));
  if (n == 2)
    return g_strdup_printf (_ ("%s, %s"), name_of (item, 0), name_of (item, 1));

  return g_strdup_printf (ngettext ("%s and %u other", "%s and %u others", n - 1),
                          name_of (item, 0), n - 1);
}

char *
suy_inbox_words_get_why (const SuyInboxItem *item, const char *role)
{
  g_autofree char *reason =
      item->owners != NULL ? describe_owners (item) : describe_reason (item, role);

  return item->duty->source == NULL ? g_steal_pointer (&reason)
                                    : g_strdup_printf (_ ("%s (%s)"), reason, item->duty->source);
}

void
suy_inbox_words_count (const SuyInbox *inbox, guint *n, guint *late)
{
  *n = *late = 0;
  for (guint i = 0; inbox != NULL && i < SUY_N_DUTY_VIEWS; i++)
    {
      *n += inbox->counts[i];
      *late += inbox->late[i];
    }
}

char *
suy_inbox_words_get_counts (guint n, guint late)
{
  g_autofree char *due = g_strdup_printf (ngettext ("%u thing is due", "%u things are due", n), n);

  return late == 0 ? g_steal_pointer (&due)
                   : g_strdup_printf (ngettext ("%s, %u of them late", "%s, %u of them late", late),
                                      due, late);
}
