/* suy-clue-rule.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-clue-rule.h"

#include "suy-json.h"
#include "suy-rules-text.h"

#define FILE_NAME "clue_rules.json"
#define MINUTE (60 * G_USEC_PER_SEC)

gboolean
suy_clue_limits_read_text (SuyClueLimits *limits,
                           const char *file,
                           const char *text,
                           GError **error)
{
  static const char *const keys[] = { "source!",   "on_kwh!",  "off_min!", "hold_min!", "flat_n!",
                                      "under_bp!", "under_n!", "gap_h!",   NULL };
  g_autoptr (JsonNode) node = suy_json_parse (file, text, error);
  SuyJsonPlace root = { NULL, file, 0, node };
  int on = 0, off = 0, hold = 0, flat = 0, bp = 0, under = 0, gap = 0;

  if (node == NULL || !suy_json_check_keys (&root, keys, error) ||
      !suy_json_read_range (&root, "on_kwh", 1, 1000000, &on, error) ||
      !suy_json_read_range (&root, "off_min", 1, 100000, &off, error) ||
      !suy_json_read_range (&root, "hold_min", 1, 100000, &hold, error) ||
      !suy_json_read_range (&root, "flat_n", 2, 100000, &flat, error) ||
      !suy_json_read_range (&root, "under_bp", 1, 10000, &bp, error) ||
      !suy_json_read_range (&root, "under_n", 2, 100000, &under, error) ||
      !suy_json_read_range (&root, "gap_h", 1, 10000, &gap, error))
    return FALSE;
  *limits = (SuyClueLimits){ on, off, hold, flat, bp, under, gap };

  return TRUE;
}

gboolean
suy_clue_limits_read_builtin (SuyClueLimits *limits, GError **error)
{
  g_autofree char *text = suy_rules_text (FILE_NAME, error);

  return text != NULL && suy_clue_limits_read_text (limits, FILE_NAME, text, error);
}

static const SuyReading *
at (const GArray *readings, guint i)
{
  return &g_array_index (readings, SuyReading, i);
}

static GArray *
stretches_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (SuyStretch));
}

/* ---- two meters ---- */

/* Until when reading @i holds. */
static gint64
end_of (const SuyClueLimits *limits, const GArray *readings, guint i)
{
  gint64 end = at (readings, i)->at + limits->hold_min * MINUTE;

  return i + 1 < readings->len ? MIN (end, at (readings, i + 1)->at) : end;
}

static void
close_stretch (const SuyClueLimits *limits, GArray *found, const SuyStretch *stretch)
{
  if (stretch->n > 0 && stretch->until - stretch->from >= limits->off_min * MINUTE)
    g_array_append_val (found, *stretch);
}

/* Both lists are walked together: at each step the one whose reading ends first goes on.  A stretch
 * grows while its parts touch. */
GArray *
suy_clue_find_off (const SuyClueLimits *limits, const GArray *production, const GArray *treatment)
{
  GArray *found = stretches_new ();
  SuyStretch open = { 0 };

  for (guint i = 0, k = 0; i < production->len && k < treatment->len;)
    {
      gint64 end_i = end_of (limits, production, i), end_k = end_of (limits, treatment, k);
      gint64 from = MAX (at (production, i)->at, at (treatment, k)->at);
      gint64 until = MIN (end_i, end_k);

      if (from < until && at (production, i)->value >= limits->on_kwh &&
          at (treatment, k)->value < limits->on_kwh)
        {
          if (open.n > 0 && open.until == from)
            open.until = until;
          else
            {
              close_stretch (limits, found, &open);
              open = (SuyStretch){ from, until, 0 };
            }
          open.n++;
        }
      if (end_i <= end_k)
        i++;
      else
        k++;
    }
  close_stretch (limits, found, &open);

  return found;
}

/* ---- one meter ---- */

/* Whether reading @i goes on the run that @first begins; asked of @first itself too. */
typedef gboolean (*Belongs) (const GArray *readings, guint first, guint i, const void *data);

/* Runs of readings that belong together, of @least or more. */
static GArray *
find_runs (const GArray *readings, gint64 least, Belongs belongs, const void *data)
{
  GArray *found = stretches_new ();

  for (guint i = 0, next; i < readings->len; i = next)
    {
      SuyStretch run = { at (readings, i)->at, at (readings, i)->at, 0 };

      for (next = i; next < readings->len && belongs (readings, i, next, data); next++, run.n++)
        run.until = at (readings, next)->at;
      if (run.n >= least)
        g_array_append_val (found, run);
      next = MAX (next, i + 1);
    }

  return found;
}

/* Equal to the bit: a meter that repeats itself repeats what it printed. */
static gboolean
is_flat (const GArray *readings, guint first, guint i, const void *data)
{
  return at (readings, i)->value > 0 && at (readings, i)->value == at (readings, first)->value;
}

GArray *
suy_clue_find_flat (const SuyClueLimits *limits, const GArray *readings)
{
  return find_runs (readings, limits->flat_n, is_flat, NULL);
}

typedef struct
{
  double from, until;
} Band;

static gboolean
is_in_band (const GArray *readings, guint first, guint i, const void *data)
{
  const Band *band = data;

  return at (readings, i)->value >= band->from && at (readings, i)->value <= band->until;
}

GArray *
suy_clue_find_under (const SuyClueLimits *limits, const GArray *readings, double limit)
{
  const Band band = { limit * (double) limits->under_bp / 10000.0, limit };

  return find_runs (readings, limits->under_n, is_in_band, &band);
}

GArray *
suy_clue_find_gaps (const SuyClueLimits *limits, const GArray *readings)
{
  GArray *found = stretches_new ();

  for (guint i = 1; i < readings->len; i++)
    {
      SuyStretch gap = { at (readings, i - 1)->at, at (readings, i)->at, 2 };

      if (gap.until - gap.from > limits->gap_h * 60 * MINUTE)
        g_array_append_val (found, gap);
    }

  return found;
}
