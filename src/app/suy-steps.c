/* suy-steps.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-steps.h"

#include <string.h>

#include "suy-settings.h"
#include "suy-workspace-moves.h"

typedef struct
{
  const SuyRegister *reg;
  SuyMoves *machine;
  GPtrArray *steps; /* labels */
} Way;

static gboolean
is_in_group (const Way *way, const char *state, const char *group)
{
  const SuyChoice *choice = suy_field_find_choice (suy_register_find (way->reg, "state"), state);

  return choice != NULL && g_strcmp0 (choice->group, group) == 0;
}

static void
add_step (const Way *way, const char *state)
{
  const SuyLabel *label = suy_moves_get_state_label (way->machine, state);

  g_ptr_array_add (
      way->steps,
      (gpointer) (label == NULL ? state : suy_label_get (label, suy_settings_get_language ())));
}

/* States that were gone through, then @state. */
static guint
add_gone_steps (const Way *way, SuyWorkspace *workspace, gint64 id, const char *state)
{
  g_autoptr (GPtrArray) journal = suy_workspace_get_journal (workspace, way->reg, id, NULL);
  const char *last = NULL;

  for (guint i = 0; journal != NULL && i < journal->len; i++)
    {
      const char *to = suy_record_get_text (journal->pdata[i], "to_state");

      if (to != NULL && g_strcmp0 (to, last) != 0)
        add_step (way, to);
      last = to;
    }
  if (g_strcmp0 (last, state) != 0)
    add_step (way, state);

  return way->steps->len - 1;
}

/* What was reopened is being put right again. */
static guint
add_straight_steps (const Way *way, const char *state)
{
  GStrv states = suy_moves_get_states (way->machine);
  const char *at = strcmp (state, "reopened") == 0 ? "rectifying" : state;
  guint current = 0;

  for (guint i = 0; states[i] != NULL; i++)
    {
      if (is_in_group (way, states[i], "side") || is_in_group (way, states[i], "reopened"))
        continue;
      if (strcmp (states[i], at) == 0)
        current = way->steps->len;
      add_step (way, states[i]);
    }

  return current;
}

void
suy_steps_show (SuyStepper *stepper, SuyWorkspace *workspace, const SuyRecord *record)
{
  const SuyRegister *reg = suy_record_get_register (record);
  const char *state = suy_record_get_text (record, "state");
  g_autoptr (GPtrArray) steps = g_ptr_array_new ();
  const Way way = { reg, suy_workspace_get_machine (workspace, reg, NULL), steps };
  guint current;

  if (way.machine == NULL || state == NULL)
    return;
  current = is_in_group (&way, state, "side")
                ? add_gone_steps (&way, workspace, suy_record_get_id (record), state)
                : add_straight_steps (&way, state);
  g_ptr_array_add (steps, NULL);
  suy_stepper_set (stepper, (const char *const *) steps->pdata, current);
}
