/* tsan-glib.c: where does GLib hand data from one thread to another?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Loaded before GLib by `./dev sanitize thread`.  GLib is not built with the sanitizer, so its
 * locks and queues order nothing in the sanitizer's eyes; these tell it what they promise. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <gio/gio.h>

void __tsan_acquire (void *address);
void __tsan_release (void *address);

/* The function of GLib that stands behind the one of ours. */
#define REAL(name) ((__typeof__ (&name)) find (#name))

static gpointer
find (const char *name)
{
  gpointer symbol = dlsym (RTLD_NEXT, name);

  g_assert (symbol != NULL);

  return symbol;
}

/* ---- locks ---- */

void
g_mutex_lock (GMutex *mutex)
{
  REAL (g_mutex_lock) (mutex);
  __tsan_acquire (mutex);
}

void
g_mutex_unlock (GMutex *mutex)
{
  __tsan_release (mutex);
  REAL (g_mutex_unlock) (mutex);
}

void
g_cond_wait (GCond *cond, GMutex *mutex)
{
  __tsan_release (mutex);
  REAL (g_cond_wait) (cond, mutex);
  __tsan_acquire (mutex);
}

/* ---- things made once ---- */

gpointer
g_once_impl (GOnce *once, GThreadFunc func, gpointer argument)
{
  gpointer made = REAL (g_once_impl) (once, func, argument);

  __tsan_release (once);
  __tsan_acquire (once);

  return made;
}

gboolean (g_once_init_enter) (volatile void *location)
{
  gboolean is_first = ((gboolean (*) (volatile void *)) find ("g_once_init_enter")) (location);

  __tsan_acquire ((void *) location);

  return is_first;
}

/* Those who come later look at the location without a call, and find what an atomic wrote. */
void (g_once_init_leave) (volatile void *location, gsize value)
{
  __tsan_release ((void *) location);
  ((void (*) (volatile void *, gsize)) find ("g_once_init_leave")) (location, value);
  __atomic_store_n ((volatile gsize *) location, value, __ATOMIC_SEQ_CST);
}

/* ---- tasks ---- */

static void
run_task (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GTaskThreadFunc *func = g_object_get_data (G_OBJECT (task), "tsan-func");

  __tsan_acquire (task);
  (*func) (task, source, data, cancellable);
}

void
g_task_run_in_thread (GTask *task, GTaskThreadFunc func)
{
  g_object_set_data_full (G_OBJECT (task), "tsan-func", g_memdup2 (&func, sizeof func), g_free);
  __tsan_release (task);
  REAL (g_task_run_in_thread) (task, run_task);
}

void
g_task_return_pointer (GTask *task, gpointer result, GDestroyNotify destroy)
{
  __tsan_release (task);
  REAL (g_task_return_pointer) (task, result, destroy);
}

void
g_task_return_boolean (GTask *task, gboolean result)
{
  __tsan_release (task);
  REAL (g_task_return_boolean) (task, result);
}

void
g_task_return_error (GTask *task, GError *error)
{
  __tsan_release (task);
  REAL (g_task_return_error) (task, error);
}

gboolean
g_task_return_error_if_cancelled (GTask *task)
{
  __tsan_release (task);

  return REAL (g_task_return_error_if_cancelled) (task);
}

gpointer
g_task_get_task_data (GTask *task)
{
  __tsan_acquire (task);

  return REAL (g_task_get_task_data) (task);
}

gpointer
g_task_propagate_pointer (GTask *task, GError **error)
{
  __tsan_acquire (task);

  return REAL (g_task_propagate_pointer) (task, error);
}

gboolean
g_task_propagate_boolean (GTask *task, GError **error)
{
  __tsan_acquire (task);

  return REAL (g_task_propagate_boolean) (task, error);
}

guint
g_idle_add_full (int priority, GSourceFunc func, gpointer data, GDestroyNotify notify)
{
  __tsan_release (data);

  return REAL (g_idle_add_full) (priority, func, data, notify);
}

/* ---- pools ---- */

typedef struct
{
  GFunc func;
  gpointer data;
} Work;

static void
work (gpointer job, gpointer data)
{
  const Work *self = data;

  __tsan_acquire (job);
  self->func (job, self->data);
}

/* Pools live as long as the program, and so does what is behind them. */
GThreadPool *
g_thread_pool_new (GFunc func, gpointer data, int max, gboolean exclusive, GError **error)
{
  const Work self = { func, data };

  return REAL (g_thread_pool_new) (work, g_memdup2 (&self, sizeof self), max, exclusive, error);
}

gboolean
g_thread_pool_push (GThreadPool *pool, gpointer job, GError **error)
{
  __tsan_release (job);

  return REAL (g_thread_pool_push) (pool, job, error);
}
