/* suy-river-repair.c: what people accept and reject of a check, as one command
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "suy-error.h"
#include "suy-geodesic.h"
#include "suy-river-check.h"
#include "suy-river-links.h"
#include "suy-workspace-private.h"

typedef struct
{
  SuyWorkspace *workspace;
  const SuyRegister *reaches, *decisions;
  SuyFeatureSet *set;
  const SuyRiverRepair *spec;
  GHashTable *edits;     /* reach + 1 to SuyRiverEdit */
  GHashTable *split_key; /* reach + 1 to the key of a fault that splits it */
  GPtrArray *changes;    /* (element-type SuyRiverChange) */
  gint64 person;         /* 0: nobody */
} Repair;

static void
repair_clear (Repair *repair)
{
  g_hash_table_unref (repair->edits);
  g_hash_table_unref (repair->split_key);
  g_clear_pointer (&repair->changes, g_ptr_array_unref);
  g_clear_pointer (&repair->set, suy_feature_set_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Repair, repair_clear)

static void
change_free (gpointer data)
{
  SuyRiverChange *change = data;

  g_free (change->key);
  g_free (change->reach);
  g_free (change->text);
  g_free (change);
}

static gint64
id_of (const Repair *repair, guint32 reach)
{
  return suy_feature_set_get_id (repair->set, reach);
}

/* Takes @text. */
static void
add_change (Repair *repair, const char *key, gint64 id, char *text, SuyPoint place, double size_m)
{
  SuyRiverChange *change = g_new (SuyRiverChange, 1);

  *change = (SuyRiverChange){ g_strdup (key),
                              suy_workspace_get_key (repair->workspace, repair->reaches, id), text,
                              place, size_m };
  g_ptr_array_add (repair->changes, change);
}

/* ---- what is asked ---- */

static gboolean
check_accepted (const SuyRiverFault *fault, GError **error)
{
  if (fault->fault.mend != SUY_MEND_NONE)
    return TRUE;
  g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED,
               _ ("%s: there is no change to accept. %s Edit the reach, or reject the finding."),
               fault->key, fault->text);

  return FALSE;
}

static gboolean
check_spec (const Repair *repair, GError **error)
{
  const SuyRiverRepair *spec = repair->spec;
  gboolean lasting = spec->reject != NULL && spec->reject->len > 0;

  for (guint i = 0; spec->accept != NULL && i < spec->accept->len; i++)
    {
      const SuyRiverFault *fault = spec->accept->pdata[i];

      lasting |= fault->fault.mend == SUY_MEND_OUTLET;
      if (!check_accepted (fault, error))
        return FALSE;
    }
  if (spec->reject != NULL && spec->reject->len > 0 &&
      (spec->reason == NULL || *spec->reason == '\0'))
    {
      g_set_error_literal (error, SUY_ERROR, SUY_ERROR_REFUSED,
                           _ ("A finding is rejected with a reason. Say why."));
      return FALSE;
    }
  if (lasting && repair->decisions == NULL)
    {
      g_set_error_literal (error, SUY_ERROR, SUY_ERROR_REFUSED,
                           _ ("This workspace was made before decisions on the river network could "
                              "be kept. Export its records into a new one."));
      return FALSE;
    }

  return TRUE;
}

/* ---- what is done to each reach ---- */

static SuyRiverEdit *
edit_of (Repair *repair, guint32 reach)
{
  gpointer key = GUINT_TO_POINTER (reach + 1);
  SuyRiverEdit *edit = g_hash_table_lookup (repair->edits, key);

  if (edit == NULL)
    {
      edit = suy_river_edit_new ();
      g_hash_table_insert (repair->edits, key, edit);
    }

  return edit;
}

static void
plan_end (Repair *repair, const SuyRiverFault *fault, gboolean extend)
{
  SuyRiverEdit *edit = edit_of (repair, fault->fault.reach);
  guint k = fault->fault.at_last ? 1 : 0;

  edit->moved[k] = TRUE;
  edit->extended[k] = extend;
  edit->to[k] = fault->fault.place;
  add_change (repair, fault->key, id_of (repair, fault->fault.reach),
              g_strdup_printf (extend ? _ ("extended by %.2f m") : _ ("end moved by %.2f m"),
                               fault->fault.gap_m),
              fault->fault.place, fault->fault.gap_m);
}

static void
plan_split (Repair *repair, const SuyRiverFault *fault)
{
  const SuyRiverCut cut = { fault->fault.fraction, fault->fault.place };

  g_array_append_val (edit_of (repair, fault->fault.other)->cuts, cut);
  g_hash_table_insert (repair->split_key, GUINT_TO_POINTER (fault->fault.other + 1), fault->key);
}

static void
plan_turn (Repair *repair, const SuyRiverFault *fault)
{
  SuyRiverEdit *edit = edit_of (repair, fault->fault.reach);

  if (edit->reversed)
    return;
  edit->reversed = TRUE;
  add_change (repair, fault->key, id_of (repair, fault->fault.reach), g_strdup (_ ("turned round")),
              fault->fault.place, fault->fault.size_m);
}

static void
plan (Repair *repair, const SuyRiverFault *fault)
{
  switch (fault->fault.mend)
    {
    case SUY_MEND_JOIN_LINE:
    case SUY_MEND_EXTEND_LINE:
      plan_split (repair, fault);
      plan_end (repair, fault, fault->fault.mend == SUY_MEND_EXTEND_LINE);
      break;
    case SUY_MEND_JOIN_END:
    case SUY_MEND_EXTEND_END:
      plan_end (repair, fault, fault->fault.mend == SUY_MEND_EXTEND_END);
      break;
    case SUY_MEND_REVERSE:
      plan_turn (repair, fault);
      break;
    case SUY_MEND_OUTLET:
      add_change (repair, fault->key, id_of (repair, fault->fault.reach),
                  g_strdup (_ ("stated as outlet")), fault->fault.place, 0);
      break;
    case SUY_MEND_DELETE:
    case SUY_MEND_LENGTH:
    case SUY_MEND_NONE:
    default:
      break;
    }
}

/* ---- duplicates ---- */

/* Reaches that flow into @code flow into the one that is kept. */
static gboolean
go_below_twin (Repair *repair, const char *code, gint64 kept, GError **error)
{
  SuyStore *store = repair->workspace->store;
  const SuyFilter filter = { suy_register_find (repair->reaches, "down_key"), SUY_FILTER_EQUAL,
                             SUY_TEXT (code) };
  const SuySelection selection = { .filters = &filter, .n_filters = 1 };
  g_autofree char *key = suy_workspace_get_key (repair->workspace, repair->reaches, kept);
  g_autoptr (GArray) ids = suy_store_select (store, repair->reaches, &selection, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (SuyRecord) record = suy_record_new (repair->reaches);

      suy_record_set_id (record, g_array_index (ids, gint64, i));
      suy_record_set_text (record, "down_key", key);
      if (!suy_store_update (store, record, error))
        return FALSE;
    }

  return ids != NULL;
}

static gboolean
delete_duplicate (Repair *repair, const SuyRiverFault *fault, GError **error)
{
  SuyShape gone = suy_feature_set_get_shape (repair->set, fault->fault.reach);
  SuyShape kept = suy_feature_set_get_shape (repair->set, fault->fault.other);
  gint64 id = id_of (repair, fault->fault.reach);
  const SuyRiverTwin twin = { id_of (repair, fault->fault.other),
                              gone.points[0].x != kept.points[0].x ||
                                  gone.points[0].y != kept.points[0].y,
                              fault->fault.size_m };
  g_autofree char *code = suy_workspace_get_key (repair->workspace, repair->reaches, id);

  add_change (repair, fault->key, id, g_strdup (_ ("deleted")), fault->fault.place,
              fault->fault.size_m);

  return suy_river_links_to_twin (repair->workspace, id, &twin, error) &&
         go_below_twin (repair, code, twin.kept, error) &&
         suy_store_delete (repair->workspace->store, repair->reaches, id, error);
}

/* ---- lengths ---- */

static gboolean
set_length (Repair *repair, const SuyRiverFault *fault, GError **error)
{
  g_autoptr (SuyRecord) record = suy_record_new (repair->reaches);

  suy_record_set_id (record, id_of (repair, fault->fault.reach));
  suy_record_set_real (record, "length_m", fault->fault.size_m);
  add_change (repair, fault->key, suy_record_get_id (record),
              g_strdup_printf (_ ("length set to %.1f m"), fault->fault.size_m), fault->fault.place,
              fault->fault.size_m);

  return suy_store_update (repair->workspace->store, record, error);
}

/* ---- lines ---- */

/* "182-2", "182-3", ...: the first that nobody has. */
static char *
code_of_stretch (Repair *repair, const char *code)
{
  for (guint i = 2;; i++)
    {
      g_autofree char *fresh = g_strdup_printf ("%s-%u", code, i);

      if (suy_store_find (repair->workspace->store, repair->reaches, fresh, NULL) == 0)
        return g_steal_pointer (&fresh);
    }
}

static gboolean
insert_stretch (Repair *repair, guint32 reach, SuyRecord *record, GError **error)
{
  const char *code = suy_record_get_text (record, "code");
  g_autofree char *of =
      suy_workspace_get_key (repair->workspace, repair->reaches, suy_record_get_id (record));
  const SuyShape *line = suy_geometry_get_shape (suy_record_get_geometry (record));

  suy_record_set_id (record, 0);
  if (code != NULL && *code != '\0')
    {
      g_autofree char *fresh = code_of_stretch (repair, code);

      suy_record_set_text (record, "code", fresh);
    }
  if (!suy_store_insert (repair->workspace->store, record, error))
    return FALSE;
  add_change (repair, g_hash_table_lookup (repair->split_key, GUINT_TO_POINTER (reach + 1)),
              suy_record_get_id (record),
              g_strdup_printf (_ ("new: the part of %s above the split"), of),
              line->points[suy_shape_get_n_points (line) - 1], suy_shape_length (line));

  return TRUE;
}

static gboolean
apply_edit (Repair *repair, guint32 reach, const SuyRiverEdit *edit, GError **error)
{
  SuyStore *store = repair->workspace->store;
  SuyShape line = suy_feature_set_get_shape (repair->set, reach);
  g_autoptr (SuyRecord) record =
      suy_store_get (store, repair->reaches, id_of (repair, reach), error);
  g_autoptr (GPtrArray) stretches =
      record == NULL ? NULL : suy_river_edit_apply (edit, &line, error);
  g_autofree gint64 *ids = NULL;
  SuyRiverOutcome outcome = { stretches, NULL, 0, 0, edit->reversed };

  if (stretches == NULL)
    return FALSE;

  outcome.ids = ids = g_new (gint64, stretches->len);
  outcome.length_m = suy_record_get_real (record, "length_m");
  if (!isfinite (outcome.length_m))
    outcome.length_m = suy_shape_length (&line);
  if (edit->extended[edit->reversed ? 0 : 1])
    outcome.lower_m = suy_geodesic_distance (edit->to[edit->reversed ? 0 : 1],
                                             suy_shape_interpolate (&line, !edit->reversed));
  for (guint i = 0; i < stretches->len; i++)
    {
      g_autoptr (SuyRecord) written =
          suy_river_edit_write (edit, record, stretches->pdata[i], i, stretches->len);

      if (!(i == 0 ? suy_store_update (store, written, error)
                   : insert_stretch (repair, reach, written, error)))
        return FALSE;
      ids[i] = suy_record_get_id (written);
    }

  return (stretches->len == 1 && !edit->reversed && outcome.lower_m <= 0) ||
         suy_river_links_to_stretches (repair->workspace, ids[0], &outcome, error);
}

/* ---- decisions ---- */

static gboolean
keep_decision (Repair *repair, const SuyRiverFault *fault, const char *decision, GError **error)
{
  g_autoptr (SuyRecord) row = NULL;
  g_autofree char *at = suy_workspace_now (repair->workspace);

  if (repair->decisions == NULL)
    return TRUE;
  row = suy_record_new (repair->decisions);
  suy_record_set_text (row, "code", fault->key);
  suy_record_set_text (row, "fault", suy_fault_kind_get_name (fault->fault.kind));
  suy_record_set_text (row, "decision", decision);
  suy_record_set_text (row, "change", fault->proposal == NULL ? fault->text : fault->proposal);
  suy_record_set_real (row, "size_m", fault->fault.size_m);
  suy_record_set_real (row, "lon", suy_degrees (fault->fault.place.x));
  suy_record_set_real (row, "lat", suy_degrees (fault->fault.place.y));
  suy_record_set_text (row, "at", at);
  if (repair->spec->reason != NULL)
    suy_record_set_text (row, "reason", repair->spec->reason);
  if (repair->person != 0)
    suy_record_set_integer (row, "person", repair->person);

  return suy_store_insert (repair->workspace->store, row, error);
}

static gboolean
keep_decisions (Repair *repair, const GPtrArray *faults, const char *decision, GError **error)
{
  for (guint i = 0; faults != NULL && i < faults->len; i++)
    if (!keep_decision (repair, faults->pdata[i], decision, error))
      return FALSE;

  return TRUE;
}

/* ---- the whole ---- */

static gboolean
write_records (Repair *repair, GError **error)
{
  const GPtrArray *accept = repair->spec->accept;
  guint32 n = suy_feature_set_get_n (repair->set);

  for (guint i = 0; accept != NULL && i < accept->len; i++)
    {
      const SuyRiverFault *fault = accept->pdata[i];

      if ((fault->fault.mend == SUY_MEND_DELETE && !delete_duplicate (repair, fault, error)) ||
          (fault->fault.mend == SUY_MEND_LENGTH && !set_length (repair, fault, error)))
        return FALSE;
    }
  for (guint32 reach = 0; reach < n; reach++)
    {
      const SuyRiverEdit *edit = g_hash_table_lookup (repair->edits, GUINT_TO_POINTER (reach + 1));

      if (edit != NULL && !apply_edit (repair, reach, edit, error))
        return FALSE;
    }

  return keep_decisions (repair, accept, "accepted", error) &&
         keep_decisions (repair, repair->spec->reject, "rejected", error);
}

static void
tell_all (Repair *repair)
{
  const GPtrArray *registers =
      suy_catalog_get_registers (suy_workspace_get_catalog (repair->workspace));

  for (guint i = 0; i < registers->len; i++)
    {
      const SuyRegister *reg = registers->pdata[i];
      gboolean linked = reg == repair->reaches || reg == repair->decisions;

      for (guint k = 0; k < reg->fields->len; k++)
        linked |=
            g_strcmp0 (((const SuyField *) reg->fields->pdata[k])->target, "river_reach") == 0;
      if (linked)
        suy_workspace_changed (repair->workspace, reg, &SUY_BOX_WORLD, NULL);
    }
}

static gboolean
find_person (Repair *repair, GError **error)
{
  SuyWorkspace *workspace = repair->workspace;
  const SuyRegister *person = suy_workspace_register (workspace, "person", error);

  if (person == NULL || workspace->person == NULL)
    return person != NULL;
  repair->person = suy_store_find (workspace->store, person, workspace->person, error);

  return repair->person != 0;
}

static gboolean
run (Repair *repair, GError **error)
{
  SuyWorkspace *workspace = repair->workspace;
  SuyCommandInfo info = suy_workspace_command (workspace, "repair", repair->spec->reason);

  if (!suy_store_begin (workspace->store, &info, error))
    return FALSE;
  if (repair->spec->dry_run)
    {
      gboolean ok = write_records (repair, error);

      suy_store_rollback (workspace->store);
      return ok;
    }
  if (!suy_workspace_end_command (workspace, write_records (repair, error), error))
    return FALSE;
  tell_all (repair);

  return TRUE;
}

GPtrArray *
suy_workspace_repair_rivers (SuyWorkspace *self,
                             const SuyRiverCheck *check,
                             const SuyRiverRepair *spec,
                             GError **error)
{
  g_auto (Repair) repair = { .workspace = self, .spec = spec };
  SuyFeatureSet *set;

  repair.edits = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) suy_river_edit_free);
  repair.split_key = g_hash_table_new (NULL, NULL);
  repair.changes = g_ptr_array_new_with_free_func (change_free);
  repair.reaches = suy_workspace_register (self, "river_reach", error);
  repair.decisions = suy_catalog_find (suy_workspace_get_catalog (self), "network_finding");
  set = repair.reaches == NULL ? NULL : suy_workspace_get_features (self, repair.reaches, error);
  if (set == NULL || !check_spec (&repair, error) || !find_person (&repair, error))
    return NULL;
  if (set != check->set)
    {
      g_set_error_literal (error, SUY_ERROR, SUY_ERROR_CONFLICT,
                           _ ("The rivers have changed since the check. Check them again."));
      return NULL;
    }
  repair.set = suy_feature_set_ref (set);

  for (guint i = 0; spec->accept != NULL && i < spec->accept->len; i++)
    plan (&repair, spec->accept->pdata[i]);

  return run (&repair, error) ? g_steal_pointer (&repair.changes) : NULL;
}
