/* suy-checkpoints.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-checkpoints.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-date.h"
#include "suy-error.h"
#include "suy-field.h"
#include "suy-ratio.h"

#define DAY_LENGTH 10 /* "2026-03-31" */
#define MAX_DECIMALS 2

typedef struct
{
  guint number; /* of the line, from 1 */
  const char *text;
} Line;

static gboolean
refuse (const Line *line, GError **error, const char *what)
{
  g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID, _ ("Checkpoint %u, “%s”: %s"), line->number,
               line->text, what);

  return FALSE;
}

/* Basis points of "40", "12.5" or "33.33" with a sign behind it, and the end of them. */
static gboolean
read_percent (const char *text, int *bp, const char **end)
{
  static const char wide[] = "％";
  int decimals = 0;
  const char *at = text;

  *bp = 0;
  for (; g_ascii_isdigit (*at) && *bp <= SUY_RATIO_FULL_BP; at++)
    *bp = *bp * 10 + 100 * (*at - '0');
  if (at == text)
    return FALSE;
  if (*at == '.' && g_ascii_isdigit (at[1]))
    for (at++; g_ascii_isdigit (*at) && decimals < MAX_DECIMALS; at++)
      *bp += (*at - '0') * (decimals++ == 0 ? 10 : 1);
  at += *at == ' ';
  if (*at != '%' && !g_str_has_prefix (at, wide))
    return FALSE;
  *end = at + (*at == '%' ? 1 : strlen (wide));

  return *bp <= SUY_RATIO_FULL_BP;
}

static gboolean
read_line (const Line *line, SuyCheckpoint *checkpoint, GError **error)
{
  g_autofree char *day = g_strndup (line->text, DAY_LENGTH);
  const char *rest = line->text + strlen (day), *end;

  if (!suy_date_is_date (day) || *rest != ' ')
    return refuse (line, error, _ ("write a day and a percentage, as “2026-03-31 40%”."));
  checkpoint->day = suy_date_get_day (day);
  rest += strspn (rest, " ");
  if (!read_percent (rest, &checkpoint->bp, &end) || (*end != '\0' && *end != ' '))
    return refuse (line, error,
                   _ ("write 0 to 100 percent behind the day, with two decimals at most, as "
                      "“2026-03-31 40%”."));

  return TRUE;
}

static gboolean
check_order (const Line *line,
             const SuyCheckpoint *before,
             const SuyCheckpoint *checkpoint,
             gint64 due,
             GError **error)
{
  if (checkpoint->day <= before->day)
    return refuse (line, error, _ ("its day is not after the one before it, or after the start."));
  if (checkpoint->day > due)
    return refuse (line, error, _ ("its day is after the due date."));
  if (checkpoint->bp < before->bp)
    return refuse (line, error, _ ("it asks for less than the checkpoint before it."));
  if (checkpoint->day == due && checkpoint->bp < SUY_RATIO_FULL_BP)
    return refuse (line, error, _ ("on the due date the progress is 100%."));

  return TRUE;
}

GArray *
suy_checkpoints_read (const char *list, gint64 start, gint64 due, GError **error)
{
  g_autoptr (GArray) checkpoints = g_array_new (FALSE, FALSE, sizeof (SuyCheckpoint));
  g_auto (GStrv) lines = list == NULL ? NULL : suy_field_split_list (list);
  SuyCheckpoint before = { start, 0 };

  if (list != NULL && lines == NULL)
    {
      refuse (&(Line){ 1, list }, error, _ ("write a day and a percentage, as “2026-03-31 40%”."));
      return NULL;
    }
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      const Line line = { i + 1, lines[i] };
      SuyCheckpoint checkpoint;

      if (!read_line (&line, &checkpoint, error) ||
          !check_order (&line, &before, &checkpoint, due, error))
        return NULL;
      g_array_append_val (checkpoints, checkpoint);
      before = checkpoint;
    }

  return g_steal_pointer (&checkpoints);
}
