/* suy-inbox-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-inbox-reader.h"

#define REST_MS 80      /* so that the many changes of one command are one reading */
#define LOOK_SECONDS 20 /* for midnight, and for what has become late */

struct _SuyInboxReader
{
  GObject parent_instance;

  SuyWorkspace *workspace; /* (nullable) */
  SuyInbox *own, *all;     /* (nullable) */
  gboolean everybody;
  GCancellable *cancellable; /* (nullable): of the reading that goes on */
  gboolean again;            /* something changed while it goes on */
  guint rest, clock;         /* sources */
  gint64 next_late;          /* µs UTC */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (SuyInboxReader, suy_inbox_reader, G_TYPE_OBJECT)

enum
{
  PROP_BUSY = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];
static guint signal_changed, signal_failed;

/* Whether it reads, or soon will. */
static void
show_busy (SuyInboxReader *self)
{
  gboolean busy = self->cancellable != NULL || self->rest != 0;

  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}

/* ---- what was read ---- */

static void
find_next_late (SuyInboxReader *self)
{
  self->next_late = G_MAXINT64;
  for (guint i = 0; self->own != NULL && i < self->own->items->len; i++)
    {
      const SuyInboxItem *item = self->own->items->pdata[i];

      if (item->state != SUY_CLOCK_LATE)
        self->next_late = MIN (self->next_late, item->due);
    }
}

static void
keep (SuyInbox **place, SuyInbox *inbox)
{
  g_clear_pointer (place, suy_inbox_unref);
  *place = inbox == NULL ? NULL : suy_inbox_ref (inbox);
}

/* ---- reading ---- */

static void begin (SuyInboxReader *self, const char *person);
static void read_next (SuyInboxReader *self);

static void
take (SuyInboxReader *self, SuyInbox *inbox)
{
  gboolean own = inbox->people->len == 0; /* everybody's knows who everybody is */

  keep (own ? &self->own : &self->all, inbox);
  if (!self->everybody || (own && !inbox->overseer))
    keep (&self->all, NULL);
  find_next_late (self);
  g_signal_emit (self, signal_changed, 0);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SuyInboxReader) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyInbox) inbox =
      suy_workspace_read_inbox_finish (SUY_WORKSPACE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (inbox != NULL)
    take (self, inbox);
  else
    g_signal_emit (self, signal_failed, 0, error);
  if (self->again)
    read_next (self);
  else if (inbox != NULL && inbox->people->len == 0 && inbox->overseer && self->everybody)
    begin (self, NULL);
  show_busy (self);
}

/* @person NULL: everybody's */
static void
begin (SuyInboxReader *self, const char *person)
{
  self->cancellable = g_cancellable_new ();
  suy_workspace_read_inbox_async (self->workspace, person, self->cancellable, on_read,
                                  g_object_ref (self));
}

static void
read_next (SuyInboxReader *self)
{
  const char *person = self->workspace == NULL ? NULL : suy_workspace_get_person (self->workspace);

  if (self->cancellable != NULL)
    {
      self->again = TRUE;
      return;
    }
  self->again = FALSE;
  if (person == NULL || suy_workspace_get_store (self->workspace) == NULL)
    {
      keep (&self->own, NULL);
      keep (&self->all, NULL);
      g_signal_emit (self, signal_changed, 0);
    }
  else
    begin (self, person);
  show_busy (self);
}

static gboolean
on_rested (gpointer data)
{
  SuyInboxReader *self = data;

  self->rest = 0;
  read_next (self);

  return G_SOURCE_REMOVE;
}

void
suy_inbox_reader_refresh (SuyInboxReader *self)
{
  if (self->workspace == NULL)
    return;
  if (self->rest == 0)
    self->rest = g_timeout_add (REST_MS, on_rested, self);
  show_busy (self);
}

static gboolean
on_clock (gpointer data)
{
  SuyInboxReader *self = data;

  if (suy_workspace_turn_day (self->workspace) || g_get_real_time () > self->next_late)
    suy_inbox_reader_refresh (self);

  return G_SOURCE_CONTINUE;
}

/* ---- the workspace ---- */

static void
stop (SuyInboxReader *self)
{
  g_clear_handle_id (&self->rest, g_source_remove);
  g_clear_handle_id (&self->clock, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->again = FALSE;
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
}

void
suy_inbox_reader_set_workspace (SuyInboxReader *self, SuyWorkspace *workspace)
{
  stop (self);
  g_set_object (&self->workspace, workspace);
  keep (&self->own, NULL);
  keep (&self->all, NULL);
  if (workspace != NULL)
    {
      g_signal_connect_swapped (workspace, "changed", G_CALLBACK (suy_inbox_reader_refresh), self);
      g_signal_connect_swapped (workspace, "acting", G_CALLBACK (suy_inbox_reader_refresh), self);
      self->clock = g_timeout_add_seconds (LOOK_SECONDS, on_clock, self);
    }
  read_next (self);
}

void
suy_inbox_reader_set_everybody (SuyInboxReader *self, gboolean everybody)
{
  if (self->everybody == everybody)
    return;
  self->everybody = everybody;
  if (everybody)
    read_next (self);
}

SuyInbox *
suy_inbox_reader_get_own (SuyInboxReader *self)
{
  return self->own;
}

SuyInbox *
suy_inbox_reader_get_all (SuyInboxReader *self)
{
  return self->all;
}

/* ---- the object ---- */

static void
suy_inbox_reader_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_BUSY)
    g_value_set_boolean (value, SUY_INBOX_READER (object)->busy);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
suy_inbox_reader_dispose (GObject *object)
{
  SuyInboxReader *self = SUY_INBOX_READER (object);

  stop (self);
  g_clear_object (&self->workspace);
  keep (&self->own, NULL);
  keep (&self->all, NULL);

  G_OBJECT_CLASS (suy_inbox_reader_parent_class)->dispose (object);
}

static void
suy_inbox_reader_class_init (SuyInboxReaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = suy_inbox_reader_get_property;
  object_class->dispose = suy_inbox_reader_dispose;
  props[PROP_BUSY] =
      g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signal_changed = g_signal_new ("changed", SUY_TYPE_INBOX_READER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signal_failed = g_signal_new ("failed", SUY_TYPE_INBOX_READER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
suy_inbox_reader_init (SuyInboxReader *self)
{
  self->next_late = G_MAXINT64;
}

SuyInboxReader *
suy_inbox_reader_new (void)
{
  return g_object_new (SUY_TYPE_INBOX_READER, NULL);
}
