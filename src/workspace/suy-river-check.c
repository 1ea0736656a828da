/* suy-river-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A check has three steps: reading (in the thread of the workspace), looking (in any), and saying
 * what was found. */

#include "config.h"

#include "suy-river-check.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "suy-error.h"
#include "suy-reach-columns.h"
#include "suy-workspace-private.h"

static const struct
{
  const char *name, *label;
} kinds[SUY_N_FAULT_KINDS] = {
  [SUY_FAULT_DUPLICATE] = { "duplicate", N_ ("Duplicate") },
  [SUY_FAULT_GAP] = { "gap", N_ ("Gap") },
  [SUY_FAULT_OFF_LINE] = { "off-line", N_ ("Off the line") },
  [SUY_FAULT_DIRECTION] = { "direction", N_ ("Direction") },
  [SUY_FAULT_CYCLE] = { "cycle", N_ ("Circle") },
  [SUY_FAULT_ISLAND] = { "island", N_ ("Island") },
  [SUY_FAULT_NO_LENGTH] = { "no-length", N_ ("No length") },
  [SUY_FAULT_UNKNOWN_KEY] = { "unknown-key", N_ ("Unknown reach below") },
  [SUY_FAULT_OUTLET] = { "outlet", N_ ("Outlet") },
};

const char *
suy_fault_kind_get_name (SuyFaultKind kind)
{
  return kinds[kind].name;
}

const char *
suy_fault_kind_get_label (SuyFaultKind kind)
{
  return _ (kinds[kind].label);
}

/* ---- what is read ---- */

typedef struct
{
  SuyFeatureSet *set;
  SuyReachColumns columns;
  char **codes, **down_keys; /* of each reach */
  guint32 next;
  guint8 *key_unknown;
  GHashTable *rejected; /* keys */
  GArray *outlets;
  double tolerance_m;
  guint n_rejected;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->set, suy_feature_set_unref);
  suy_reach_columns_clear (&job->columns);
  g_strfreev (job->codes);
  g_strfreev (job->down_keys);
  g_free (job->key_unknown);
  g_clear_pointer (&job->rejected, g_hash_table_unref);
  g_clear_pointer (&job->outlets, g_array_unref);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static const char *
text_of (const SuyValue *cell)
{
  return cell->type == SUY_VALUE_TEXT ? cell->text : "";
}

static void
take_codes (gint64 id, const SuyValue *cells, gpointer data)
{
  Job *job = data;
  const char *code = text_of (&cells[0]), *down = text_of (&cells[1]);
  guint32 i;

  if (!suy_reach_find_row (job->set, id, &job->next, &i))
    return;
  job->codes[i] = *code != '\0' ? g_strdup (code) : g_strdup_printf ("#%" G_GINT64_FORMAT, id);
  job->down_keys[i] = g_strdup (strcmp (down, "0") == 0 ? "" : down);
}

static void
find_unknown_keys (Job *job)
{
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint32 i = 0; i < job->columns.n; i++)
    g_hash_table_add (codes, job->codes[i]);
  for (guint32 i = 0; i < job->columns.n; i++)
    job->key_unknown[i] =
        *job->down_keys[i] != '\0' && !g_hash_table_contains (codes, job->down_keys[i]);
}

/* What people decided before: keys that were rejected, outlets that were accepted. */
static gboolean
read_decisions (SuyWorkspace *self, Job *job, GError **error)
{
  const SuyRegister *reg = suy_catalog_find (suy_workspace_get_catalog (self), "network_finding");
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) records = NULL;

  if (reg == NULL)
    return TRUE;
  ids = suy_store_select (self->store, reg, NULL, error);
  records = ids == NULL
                ? NULL
                : suy_store_get_many (self->store, reg, (const gint64 *) (const void *) ids->data,
                                      ids->len, error);
  if (records == NULL)
    return FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      const SuyRecord *record = records->pdata[i];
      const char *key = suy_record_get_text (record, "code");
      SuyPoint point;

      if (g_strcmp0 (suy_record_get_text (record, "decision"), "rejected") == 0)
        g_hash_table_add (job->rejected, g_strdup (key == NULL ? "" : key));
      else if (g_strcmp0 (suy_record_get_text (record, "fault"), "outlet") == 0 &&
               suy_point_from_degrees (suy_record_get_real (record, "lon"),
                                       suy_record_get_real (record, "lat"), &point))
        g_array_append_val (job->outlets, point);
    }

  return TRUE;
}

static Job *
read_job (SuyWorkspace *self, const SuyRiverCheckRule *rule, GError **error)
{
  static const char *const fields[] = { "code", "down_key" };
  g_autoptr (Job) job = g_new0 (Job, 1);
  const SuyRegister *reg = suy_workspace_register (self, "river_reach", error);
  SuyFeatureSet *set = reg == NULL ? NULL : suy_workspace_get_features (self, reg, error);
  guint32 n;

  if (set == NULL)
    return NULL;
  job->set = suy_feature_set_ref (set);
  job->tolerance_m = rule->tolerance_m;
  job->rejected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  job->outlets = g_array_new (FALSE, FALSE, sizeof (SuyPoint));
  g_array_append_vals (job->outlets, rule->outlets, rule->n_outlets);
  if (!suy_reach_columns_read (&job->columns, self->store, set, error) ||
      !read_decisions (self, job, error))
    return NULL;

  n = job->columns.n;
  job->codes = g_new0 (char *, (gsize) n + 1);
  job->down_keys = g_new0 (char *, (gsize) n + 1);
  job->key_unknown = g_new0 (guint8, n);
  if (!suy_reach_scan (self->store, fields, G_N_ELEMENTS (fields), NULL, take_codes, job, error))
    return NULL;
  if (job->columns.meet == SUY_MEET_DOWN)
    find_unknown_keys (job);

  return g_steal_pointer (&job);
}

/* ---- keys ---- */

static char *
end_name (const Job *job, guint32 reach, gboolean at_last)
{
  return g_strdup_printf ("%s.%s", job->codes[reach], at_last ? "last" : "first");
}

static char *
key_of (const Job *job, const SuyFault *fault, gboolean swapped)
{
  const char *kind = kinds[fault->kind].name;
  gboolean by_end = fault->kind == SUY_FAULT_GAP || fault->kind == SUY_FAULT_OFF_LINE ||
                    fault->kind == SUY_FAULT_ISLAND;
  g_autofree char *one =
      by_end ? end_name (job, fault->reach, fault->at_last) : g_strdup (job->codes[fault->reach]);
  g_autofree char *two = NULL;

  if (fault->kind == SUY_FAULT_DUPLICATE || fault->kind == SUY_FAULT_OFF_LINE)
    two = g_strdup (job->codes[fault->other]);
  else if (fault->kind == SUY_FAULT_GAP)
    two = end_name (job, fault->other, fault->other_at_last);
  if (two == NULL)
    return g_strdup_printf ("%s:%s", kind, one);

  return swapped ? g_strdup_printf ("%s:%s:%s", kind, two, one)
                 : g_strdup_printf ("%s:%s:%s", kind, one, two);
}

static gboolean
is_rejected (const SuyFault *fault, gpointer data)
{
  Job *job = data;
  g_autofree char *key = key_of (job, fault, FALSE);
  g_autofree char *turned = key_of (job, fault, TRUE);

  if (!g_hash_table_contains (job->rejected, key) && !g_hash_table_contains (job->rejected, turned))
    return FALSE;
  job->n_rejected++;

  return TRUE;
}

/* ---- words ---- */

static char *
list_reaches (const Job *job, const SuyFaults *faults, const SuyFault *fault)
{
  GString *text = g_string_new (NULL);
  guint shown = MIN (fault->n, 8);

  for (guint i = 0; i < shown; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : ", ",
                            job->codes[g_array_index (faults->reaches, guint32, fault->first + i)]);
  if (shown < fault->n)
    g_string_append (text, ", …");

  return g_string_free (text, FALSE);
}

static char *
describe_direction (const Job *job, const SuyFault *fault)
{
  const char *code = job->codes[fault->reach];

  switch (fault->ground)
    {
    case SUY_GROUND_OUTLET:
      return g_strdup_printf (_ ("Reach %s is digitised away from the outlet."), code);
    case SUY_GROUND_GUESS:
      return g_strdup_printf (_ ("Reach %s is digitised away from where the water seems to leave. "
                                 "State the outlet, or look at this reach."),
                              code);
    case SUY_GROUND_ELEVATION:
      return g_strdup_printf (_ ("On reach %s water would run uphill."), code);
    case SUY_GROUND_NAME:
      return g_strdup_printf (_ ("Water cannot leave at the end of reach %s, and the river of that "
                                 "name goes on through it."),
                              code);
    case SUY_GROUND_ORDER:
      return g_strdup_printf (
          _ ("Water cannot leave at the end of reach %s, and it has the highest order there."),
          code);
    case SUY_GROUND_NONE:
    default:
      return g_strdup_printf (_ ("Water cannot leave at the end of reach %s. One of the reaches "
                                 "that meet there runs the other way; which one is unknown."),
                              code);
    }
}

static char *
describe_single (const Job *job, const SuyFault *fault)
{
  const char *code = job->codes[fault->reach];

  if (fault->kind == SUY_FAULT_UNKNOWN_KEY)
    return g_strdup_printf (_ ("Reach %s flows into %s, which is not in the workspace. Import that "
                               "reach, or empty the field down_key."),
                            code, job->down_keys[fault->reach]);
  if (fault->kind == SUY_FAULT_OUTLET)
    return g_strdup_printf (_ ("Nobody has said where the water of this part leaves. It seems to "
                               "leave at reach %s; %.1f km are digitised otherwise."),
                            code, fault->size_m / 1000);
  if (fault->mend == SUY_MEND_LENGTH)
    return g_strdup_printf (_ ("Reach %s has the length 0, its line %.0f m."), code, fault->size_m);

  return g_strdup_printf (_ ("Reach %s has no line. Draw it, or delete the record."), code);
}

static char *
describe (const Job *job, const SuyFaults *faults, const SuyFault *fault)
{
  const char *code = job->codes[fault->reach];
  const char *other = fault->other == G_MAXUINT32 ? NULL : job->codes[fault->other];
  g_autofree char *list = NULL;

  switch (fault->kind)
    {
    case SUY_FAULT_DUPLICATE:
      return g_strdup_printf (_ ("Reach %s is the same line as reach %s."), code, other);
    case SUY_FAULT_GAP:
      return g_strdup_printf (_ ("Reach %s ends %.2f m from an end of reach %s."), code,
                              fault->size_m, other);
    case SUY_FAULT_OFF_LINE:
      return g_strdup_printf (_ ("Reach %s ends %.2f m from the middle of reach %s."), code,
                              fault->size_m, other);
    case SUY_FAULT_DIRECTION:
      return describe_direction (job, fault);
    case SUY_FAULT_CYCLE:
      list = list_reaches (job, faults, fault);
      return g_strdup_printf (_ ("Water would run round and round: %s."), list);
    case SUY_FAULT_ISLAND:
      list = list_reaches (job, faults, fault);
      return g_strdup_printf (_ ("%s: this part meets no other. Reach %s ends nearest, %.1f m from "
                                 "reach %s."),
                              list, code, fault->gap_m, other);
    case SUY_FAULT_NO_LENGTH:
    case SUY_FAULT_UNKNOWN_KEY:
    case SUY_FAULT_OUTLET:
    default:
      return describe_single (job, fault);
    }
}

static char *
propose (const Job *job, const SuyFault *fault)
{
  const char *code = job->codes[fault->reach];
  const char *other = fault->other == G_MAXUINT32 ? NULL : job->codes[fault->other];

  switch (fault->mend)
    {
    case SUY_MEND_DELETE:
      return g_strdup_printf (_ ("Delete %s; what names it will name %s."), code, other);
    case SUY_MEND_JOIN_END:
      return g_strdup_printf (_ ("Move the end of %s to the end of %s."), code, other);
    case SUY_MEND_JOIN_LINE:
      return g_strdup_printf (_ ("Split %s there and move the end of %s to it."), other, code);
    case SUY_MEND_EXTEND_END:
      return g_strdup_printf (_ ("Extend %s by %.1f m to the end of %s."), code, fault->gap_m,
                              other);
    case SUY_MEND_EXTEND_LINE:
      return g_strdup_printf (_ ("Split %s and extend %s to it by %.1f m."), other, code,
                              fault->gap_m);
    case SUY_MEND_REVERSE:
      return g_strdup_printf (_ ("Turn %s round."), code);
    case SUY_MEND_LENGTH:
      return g_strdup_printf (_ ("Set the length of %s to %.1f m."), code, fault->size_m);
    case SUY_MEND_OUTLET:
      return g_strdup_printf (_ ("State that the water leaves at the end of %s."), code);
    case SUY_MEND_NONE:
    default:
      return NULL;
    }
}

/* ---- the check ---- */

static void
river_fault_free (gpointer data)
{
  SuyRiverFault *fault = data;

  g_free (fault->key);
  g_free (fault->text);
  g_free (fault->proposal);
  g_free (fault);
}

static SuyRiverCheck *
run (Job *job)
{
  const SuyRivers rivers = { .lines = job->set,
                             .meet = job->columns.meet,
                             .from_node = job->columns.from_node,
                             .to_node = job->columns.to_node,
                             .length_m = job->columns.length_m,
                             .elevation_up = job->columns.elevation_up,
                             .elevation_down = job->columns.elevation_down,
                             .name = job->columns.name,
                             .order = job->columns.order,
                             .key_unknown = job->key_unknown };
  const SuyCheckRule rule = { .tolerance_m = job->tolerance_m,
                              .island_m = SUY_CHECK_ISLAND_M,
                              .outlets = (const SuyPoint *) (const void *) job->outlets->data,
                              .n_outlets = job->outlets->len,
                              .refused = is_rejected,
                              .user_data = job };
  g_autoptr (SuyFaults) faults = suy_network_check (&rivers, &rule);
  SuyRiverCheck *check = g_new0 (SuyRiverCheck, 1);

  check->set = suy_feature_set_ref (job->set);
  check->faults = g_ptr_array_new_with_free_func (river_fault_free);
  for (guint i = 0; i < faults->faults->len; i++)
    {
      SuyRiverFault *fault = g_new (SuyRiverFault, 1);

      fault->fault = g_array_index (faults->faults, SuyFault, i);
      fault->key = key_of (job, &fault->fault, FALSE);
      fault->text = describe (job, faults, &fault->fault);
      fault->proposal = propose (job, &fault->fault);
      g_ptr_array_add (check->faults, fault);
    }
  check->reaches = g_array_ref (faults->reaches);
  check->meet = job->columns.meet;
  check->n_reaches = job->columns.n;
  check->n_parts = faults->n_parts;
  check->n_loose = faults->n_loose;
  check->n_rejected = job->n_rejected;

  return check;
}

SuyRiverCheck *
suy_workspace_check_rivers (SuyWorkspace *self, const SuyRiverCheckRule *rule, GError **error)
{
  g_autoptr (Job) job = read_job (self, rule, error);

  return job == NULL ? NULL : run (job);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, run (data), (GDestroyNotify) suy_river_check_free);
}

void
suy_workspace_check_rivers_async (SuyWorkspace *self,
                                  const SuyRiverCheckRule *rule,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  Job *job = read_job (self, rule, &error);

  if (job == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run_in_thread);
}

SuyRiverCheck *
suy_workspace_check_rivers_finish (SuyWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
suy_river_check_free (SuyRiverCheck *self)
{
  suy_feature_set_unref (self->set);
  g_ptr_array_unref (self->faults);
  g_array_unref (self->reaches);
  g_free (self);
}

const SuyRiverFault *
suy_river_check_find (const SuyRiverCheck *self, const char *key)
{
  for (guint i = 0; i < self->faults->len; i++)
    {
      const SuyRiverFault *fault = self->faults->pdata[i];

      if (strcmp (fault->key, key) == 0)
        return fault;
    }

  return NULL;
}
