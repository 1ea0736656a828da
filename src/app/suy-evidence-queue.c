/* suy-evidence-queue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-evidence-queue.h"

#include <glib/gi18n.h>

#include "suy-error.h"
#include "suy-workspace-evidence.h"

#define STEP (1u << 18)        /* bytes between two looks at the cancellable */
#define MAX_BYTES (256u << 20) /* of one file */

/* One file.  The thread that reads it sets @bytes and @picture and moves @permille; the main thread
 * looks at the former two only once it is done. */
typedef struct
{
  gatomicrefcount ref_count;
  SuyWorkspace *workspace;
  const SuyRegister *reg;
  gint64 id;
  char *name, *kind;
  GFile *file;         /* (nullable) */
  GBytes *bytes;       /* (nullable) until it is read */
  SuyPicture *picture; /* (nullable): it is none, or can't be read */
  gint permille;       /* atomic */
} Item;

struct _SuyEvidenceQueue
{
  GObject parent_instance;

  GQueue items; /* of Item; the head is the one that is read or asked about */
  guint n_done, n_all;
  gboolean is_reading;
  char *question; /* (nullable) */
  GCancellable *cancellable;
};

enum
{
  CHANGED,
  ADDED,
  FAILED,
  N_SIGNALS,
};

G_DEFINE_FINAL_TYPE (SuyEvidenceQueue, suy_evidence_queue, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void start (SuyEvidenceQueue *self);

static Item *
item_ref (Item *item)
{
  g_atomic_ref_count_inc (&item->ref_count);

  return item;
}

static void
item_unref (Item *item)
{
  if (!g_atomic_ref_count_dec (&item->ref_count))
    return;
  g_object_unref (item->workspace);
  g_free (item->name);
  g_free (item->kind);
  g_clear_object (&item->file);
  g_clear_pointer (&item->bytes, g_bytes_unref);
  g_clear_pointer (&item->picture, suy_picture_free);
  g_free (item);
}

/* ---- the thread ---- */

static gboolean
read_stream (Item *item,
             GInputStream *stream,
             goffset size,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gssize n;

  do
    {
      guint have = bytes->len;

      if (have > MAX_BYTES)
        {
          g_set_error (error, SUY_ERROR, SUY_ERROR_LIMIT,
                       _ ("“%s” is larger than %u MB and was not added"), item->name,
                       MAX_BYTES >> 20);
          return FALSE;
        }
      g_byte_array_set_size (bytes, have + STEP);
      n = g_input_stream_read (stream, bytes->data + have, STEP, cancellable, error);
      g_byte_array_set_size (bytes, have + (guint) MAX (n, 0));
      g_atomic_int_set (&item->permille,
                        (gint) MIN (900, 900 * (gint64) bytes->len / MAX (size, 1)));
    }
  while (n > 0);
  if (n == 0)
    item->bytes = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));

  return n == 0;
}

static gboolean
read_file (Item *item, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (item->file, cancellable, error);
  g_autoptr (GFileInfo) info =
      stream == NULL ? NULL
                     : g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                       cancellable, NULL);

  return stream != NULL &&
         read_stream (item, G_INPUT_STREAM (stream), info == NULL ? 0 : g_file_info_get_size (info),
                      cancellable, error);
}

/* What is no picture is kept as it is; why a picture could not be read comes with TRUE. */
static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Item *item = data;
  GError *error = NULL;

  if (item->bytes == NULL && !read_file (item, cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  item->picture =
      suy_picture_read (item->bytes, item->name, SUY_PICTURE_THUMB_PX, cancellable, &error);
  g_atomic_int_set (&item->permille, 1000);
  if (g_error_matches (error, SUY_ERROR, SUY_ERROR_FOREIGN))
    g_clear_error (&error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* ---- the main thread ---- */

static void
tell_failed (SuyEvidenceQueue *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
}

/* The next, or the end. */
static void
advance (SuyEvidenceQueue *self)
{
  Item *item = g_queue_pop_head (&self->items);

  g_clear_pointer (&item, item_unref);
  self->n_done++;
  if (g_queue_is_empty (&self->items))
    self->n_done = self->n_all = 0;
  start (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
keep (SuyEvidenceQueue *self, Item *item, const char *reason)
{
  const SuyEvidenceFile file = { item->name, item->kind, item->picture, reason };
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  if (suy_workspace_get_store (item->workspace) != NULL)
    id = suy_workspace_attach_file (item->workspace, item->reg, item->id, &file, item->bytes, NULL,
                                    &error);
  if (error != NULL)
    tell_failed (self, error);
  else if (id != 0)
    g_signal_emit (self, signals[ADDED], 0);
  advance (self);
}

static void
ask (SuyEvidenceQueue *self, const Item *item, const SuyEvidenceCheck *check)
{
  self->question = g_strdup_printf (
      _ ("“%s” was taken %.0f m from the case, more than %d m. Why does it belong to it?"),
      item->name, check->metres, check->far_m);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
weigh (SuyEvidenceQueue *self, Item *item)
{
  g_autoptr (GError) error = NULL;
  SuyEvidenceCheck check = { 0 };

  if (suy_workspace_get_store (item->workspace) != NULL &&
      !suy_workspace_check_picture (item->workspace, item->reg, item->id, item->kind, item->picture,
                                    &check, &error))
    {
      tell_failed (self, error);
      advance (self);
    }
  else if (check.findings & SUY_PHOTO_FAR)
    ask (self, item, &check);
  else
    keep (self, item, NULL);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  SuyEvidenceQueue *self = SUY_EVIDENCE_QUEUE (source);
  g_autoptr (GError) error = NULL;
  Item *item = g_task_get_task_data (G_TASK (result));
  gboolean read = g_task_propagate_boolean (G_TASK (result), &error);

  self->is_reading = FALSE;
  if (g_queue_peek_head (&self->items) != item) /* cancelled; what came since goes on */
    {
      start (self);
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }
  if (!read)
    tell_failed (self, error);
  if (item->bytes != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    weigh (self, item); /* a picture that can't be read is kept as a document */
  else
    advance (self);
}

static void
start (SuyEvidenceQueue *self)
{
  Item *item = g_queue_peek_head (&self->items);
  g_autoptr (GTask) task = NULL;

  if (item == NULL || self->is_reading || self->question != NULL)
    return;
  self->is_reading = TRUE;
  task = g_task_new (self, self->cancellable, on_read, NULL);
  g_task_set_task_data (task, item_ref (item), (GDestroyNotify) item_unref);
  g_task_run_in_thread (task, read_in_thread);
}

void
suy_evidence_queue_add (SuyEvidenceQueue *self,
                        SuyWorkspace *workspace,
                        const SuyRegister *reg,
                        gint64 id,
                        const char *name,
                        const char *kind,
                        GFile *file,
                        GBytes *bytes)
{
  Item *item = g_new0 (Item, 1);

  g_atomic_ref_count_init (&item->ref_count);
  item->workspace = g_object_ref (workspace);
  item->reg = reg;
  item->id = id;
  item->name = g_strdup (name);
  item->kind = g_strdup (kind);
  g_set_object (&item->file, file);
  item->bytes = bytes == NULL ? NULL : g_bytes_ref (bytes);
  g_queue_push_tail (&self->items, item);
  self->n_all++;
  start (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

char *
suy_evidence_queue_describe (SuyEvidenceQueue *self)
{
  const Item *item = g_queue_peek_head (&self->items);

  return item == NULL || self->question != NULL
             ? NULL
             : g_strdup_printf (_ ("Reading %s (%u of %u)"), item->name, self->n_done + 1,
                                self->n_all);
}

double
suy_evidence_queue_get_fraction (SuyEvidenceQueue *self)
{
  Item *item = g_queue_peek_head (&self->items);

  return item == NULL ? 0 : g_atomic_int_get (&item->permille) / 1000.;
}

const char *
suy_evidence_queue_get_question (SuyEvidenceQueue *self)
{
  return self->question;
}

void
suy_evidence_queue_answer (SuyEvidenceQueue *self, const char *reason)
{
  if (self->question == NULL)
    return;
  g_clear_pointer (&self->question, g_free);
  if (reason != NULL && reason[0] != '\0')
    keep (self, g_queue_peek_head (&self->items), reason);
  else
    advance (self);
}

void
suy_evidence_queue_cancel (SuyEvidenceQueue *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->question, g_free);
  g_queue_clear_full (&self->items, (GDestroyNotify) item_unref);
  self->n_done = self->n_all = 0;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
suy_evidence_queue_finalize (GObject *object)
{
  SuyEvidenceQueue *self = SUY_EVIDENCE_QUEUE (object);

  g_object_unref (self->cancellable);
  g_free (self->question);
  g_queue_clear_full (&self->items, (GDestroyNotify) item_unref);

  G_OBJECT_CLASS (suy_evidence_queue_parent_class)->finalize (object);
}

static void
suy_evidence_queue_class_init (SuyEvidenceQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = suy_evidence_queue_finalize;
  signals[CHANGED] = g_signal_new ("changed", SUY_TYPE_EVIDENCE_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[ADDED] = g_signal_new ("added", SUY_TYPE_EVIDENCE_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", SUY_TYPE_EVIDENCE_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
suy_evidence_queue_init (SuyEvidenceQueue *self)
{
  self->cancellable = g_cancellable_new ();
  g_queue_init (&self->items);
}

SuyEvidenceQueue *
suy_evidence_queue_new (void)
{
  return g_object_new (SUY_TYPE_EVIDENCE_QUEUE, NULL);
}
