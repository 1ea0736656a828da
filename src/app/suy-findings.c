/* suy-findings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-findings.h"

#include <glib/gi18n.h>

#include "suy-error.h"

/* ---- one of them ---- */

struct _SuyRiverFinding
{
  GObject parent_instance;

  SuyFault fault;
  char *key, *text, *proposal;
};

G_DEFINE_FINAL_TYPE (SuyRiverFinding, suy_river_finding, G_TYPE_OBJECT)

static void
suy_river_finding_finalize (GObject *object)
{
  SuyRiverFinding *self = SUY_RIVER_FINDING (object);

  g_free (self->key);
  g_free (self->text);
  g_free (self->proposal);

  G_OBJECT_CLASS (suy_river_finding_parent_class)->finalize (object);
}

static void
suy_river_finding_class_init (SuyRiverFindingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = suy_river_finding_finalize;
}

static void
suy_river_finding_init (SuyRiverFinding *self)
{
}

const SuyFault *
suy_river_finding_get_fault (SuyRiverFinding *self)
{
  return &self->fault;
}

const char *
suy_river_finding_get_key (SuyRiverFinding *self)
{
  return self->key;
}

const char *
suy_river_finding_get_text (SuyRiverFinding *self)
{
  return self->text;
}

const char *
suy_river_finding_get_proposal (SuyRiverFinding *self)
{
  return self->proposal;
}

/* ---- the list ---- */

struct _SuyFindings
{
  GObject parent_instance;

  SuyWorkspace *workspace;
  SuyRiverCheck *check;      /* NULL before the first is done */
  GCancellable *cancellable; /* of the check that runs; NULL: none */
  guint again_idle;
};

static GType
get_item_type (GListModel *list)
{
  return SUY_TYPE_RIVER_FINDING;
}

static guint
get_n_items (GListModel *list)
{
  SuyFindings *self = SUY_FINDINGS (list);

  return self->check == NULL ? 0 : self->check->faults->len;
}

static gpointer
get_item (GListModel *list, guint at)
{
  SuyFindings *self = SUY_FINDINGS (list);
  const SuyRiverFault *fault;
  SuyRiverFinding *item;

  if (at >= get_n_items (list))
    return NULL;
  fault = self->check->faults->pdata[at];
  item = g_object_new (SUY_TYPE_RIVER_FINDING, NULL);
  item->fault = fault->fault;
  item->key = g_strdup (fault->key);
  item->text = g_strdup (fault->text);
  item->proposal = g_strdup (fault->proposal);

  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SuyFindings,
                               suy_findings,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_BUSY = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

enum
{
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Takes @check. */
static void
set_check (SuyFindings *self, SuyRiverCheck *check)
{
  guint before = get_n_items (G_LIST_MODEL (self));

  g_clear_pointer (&self->check, suy_river_check_free);
  self->check = check;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, get_n_items (G_LIST_MODEL (self)));
}

static void
stop (SuyFindings *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SuyFindings) self = data;
  g_autoptr (GError) error = NULL;
  SuyRiverCheck *check = suy_workspace_check_rivers_finish (SUY_WORKSPACE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  set_check (self, check);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
  if (check == NULL)
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

void
suy_findings_check (SuyFindings *self)
{
  const SuyRiverCheckRule rule = { .tolerance_m = SUY_CHECK_TOLERANCE_M };

  g_return_if_fail (SUY_IS_FINDINGS (self));

  stop (self);
  g_clear_handle_id (&self->again_idle, g_source_remove);
  if (suy_workspace_get_store (self->workspace) == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  suy_workspace_check_rivers_async (self->workspace, &rule, self->cancellable, on_checked,
                                    g_object_ref (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}

static gboolean
on_again (gpointer data)
{
  SuyFindings *self = data;

  self->again_idle = 0;
  suy_findings_check (self);

  return G_SOURCE_REMOVE;
}

static void
on_workspace_changed (SuyWorkspace *workspace,
                      const char *layer,
                      gpointer box,
                      gpointer ids,
                      SuyFindings *self)
{
  if (self->again_idle == 0 &&
      (strcmp (layer, "river_reach") == 0 || strcmp (layer, "network_finding") == 0))
    self->again_idle = g_idle_add (on_again, self);
}

gboolean
suy_findings_is_busy (SuyFindings *self)
{
  return self->cancellable != NULL || self->again_idle != 0;
}

static void
suy_findings_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_BUSY)
    g_value_set_boolean (value, suy_findings_is_busy (SUY_FINDINGS (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
suy_findings_dispose (GObject *object)
{
  SuyFindings *self = SUY_FINDINGS (object);

  stop (self);
  g_clear_handle_id (&self->again_idle, g_source_remove);
  g_clear_pointer (&self->check, suy_river_check_free);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (suy_findings_parent_class)->dispose (object);
}

static void
suy_findings_class_init (SuyFindingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = suy_findings_get_property;
  object_class->dispose = suy_findings_dispose;
  props[PROP_BUSY] =
      g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[FAILED] = g_signal_new ("failed", SUY_TYPE_FINDINGS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
suy_findings_init (SuyFindings *self)
{
}

SuyFindings *
suy_findings_new (SuyWorkspace *workspace)
{
  SuyFindings *self = g_object_new (SUY_TYPE_FINDINGS, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (on_workspace_changed), self, 0);

  return self;
}

/* ---- counting ---- */

guint
suy_findings_count (SuyFindings *self, SuyFaultKind kind, guint *n_mendable)
{
  guint n = 0, mendable = 0;

  for (guint i = 0; self->check != NULL && i < self->check->faults->len; i++)
    {
      const SuyRiverFault *fault = self->check->faults->pdata[i];

      if (fault->fault.kind != kind)
        continue;
      n++;
      mendable += fault->fault.mend != SUY_MEND_NONE;
    }
  if (n_mendable != NULL)
    *n_mendable = mendable;

  return n;
}

static gboolean
is_plain (const SuyRiverFault *fault)
{
  return fault->fault.plain && fault->fault.mend != SUY_MEND_NONE;
}

guint
suy_findings_count_plain (SuyFindings *self)
{
  guint n = 0;

  for (guint i = 0; self->check != NULL && i < self->check->faults->len; i++)
    n += is_plain (self->check->faults->pdata[i]);

  return n;
}

guint
suy_findings_get_n_rejected (SuyFindings *self)
{
  return self->check == NULL ? 0 : self->check->n_rejected;
}

/* ---- deciding ---- */

static int
decide (SuyFindings *self,
        const GPtrArray *accept,
        const GPtrArray *reject,
        const char *reason,
        GError **error)
{
  const SuyRiverRepair repair = { accept, reject, reason, FALSE };
  g_autoptr (GPtrArray) changes =
      suy_workspace_repair_rivers (self->workspace, self->check, &repair, error);

  return changes == NULL ? -1 : (int) changes->len;
}

/* The fault as it is now.  NULL with @error set where it is gone. */
static SuyRiverFault *
find (SuyFindings *self, SuyRiverFinding *finding, GError **error)
{
  const SuyRiverFault *fault =
      self->check == NULL ? NULL : suy_river_check_find (self->check, finding->key);

  if (fault == NULL)
    g_set_error_literal (error, SUY_ERROR, SUY_ERROR_CONFLICT,
                         _ ("The rivers have changed since the check. Check them again."));

  return (SuyRiverFault *) fault;
}

int
suy_findings_accept (SuyFindings *self, SuyRiverFinding *finding, GError **error)
{
  g_autoptr (GPtrArray) accept = g_ptr_array_new ();
  SuyRiverFault *fault = find (self, finding, error);

  if (fault == NULL)
    return -1;
  g_ptr_array_add (accept, fault);

  return decide (self, accept, NULL, NULL, error);
}

int
suy_findings_reject (SuyFindings *self,
                     SuyRiverFinding *finding,
                     const char *reason,
                     GError **error)
{
  g_autoptr (GPtrArray) reject = g_ptr_array_new ();
  SuyRiverFault *fault = find (self, finding, error);

  if (fault == NULL)
    return -1;
  g_ptr_array_add (reject, fault);

  return decide (self, NULL, reject, reason, error);
}

int
suy_findings_accept_kind (SuyFindings *self, SuyFaultKind kind, GError **error)
{
  g_autoptr (GPtrArray) accept = g_ptr_array_new ();

  for (guint i = 0; self->check != NULL && i < self->check->faults->len; i++)
    {
      SuyRiverFault *fault = self->check->faults->pdata[i];

      if (fault->fault.kind == kind && fault->fault.mend != SUY_MEND_NONE)
        g_ptr_array_add (accept, fault);
    }

  return accept->len == 0 ? 0 : decide (self, accept, NULL, NULL, error);
}

int
suy_findings_accept_plain (SuyFindings *self, GError **error)
{
  g_autoptr (GPtrArray) accept = g_ptr_array_new ();

  for (guint i = 0; self->check != NULL && i < self->check->faults->len; i++)
    if (is_plain (self->check->faults->pdata[i]))
      g_ptr_array_add (accept, self->check->faults->pdata[i]);

  return accept->len == 0 ? 0 : decide (self, accept, NULL, NULL, error);
}

GPtrArray *
suy_findings_get_lines (SuyFindings *self, SuyRiverFinding *finding)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_geometry_unref);
  SuyRiverFault *fault = find (self, finding, NULL);

  for (guint i = 0; fault != NULL && i < fault->fault.n; i++)
    {
      guint32 reach = g_array_index (self->check->reaches, guint32, fault->fault.first + i);
      SuyShape shape = suy_feature_set_get_shape (self->check->set, reach);
      SuyGeometry *line = suy_geometry_new (&shape, NULL);

      if (line != NULL)
        g_ptr_array_add (lines, line);
    }

  return lines;
}
