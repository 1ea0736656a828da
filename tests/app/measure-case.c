/* measure-case.c: how long does a case with many photographs hold up the main thread?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * measure-case [N [KIB]], on a display: N photographs (60) of so many KiB each (3000).  Each line:
 * what was done, and the longest stretch of processor time in which the main thread heard nothing.
 */

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "made-photo.h"
#include "made-window.h"
#include "suy-application.h"
#include "suy-case-view.h"

static gint64 heard, deaf, begun; /* µs of processor time of the main thread */

static gint64
get_cpu_us (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);

  return (gint64) t.tv_sec * G_USEC_PER_SEC + t.tv_nsec / 1000;
}

static gint
poll_and_note (GPollFD *fds, guint n, gint timeout)
{
  gint result;

  deaf = MAX (deaf, get_cpu_us () - heard);
  result = g_poll (fds, n, timeout);
  heard = get_cpu_us ();

  return result;
}

static void
begin (void)
{
  deaf = 0;
  begun = heard = get_cpu_us ();
}

static gboolean
on_over (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
end (const char *what)
{
  gint64 called = get_cpu_us () - begun;
  gboolean over = FALSE;

  g_timeout_add (4000, on_over, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
  g_print ("%-28s call %6.1f ms   longest %6.1f ms   in all %7.1f ms\n", what,
           (double) called / 1000, (double) deaf / 1000, (double) (get_cpu_us () - begun) / 1000);
}

/* Bytes behind the picture do not matter to it. */
static void
attach_photos (Bureau *bureau, gint64 id, guint n, gsize size)
{
  const MadeExif exif = { 0 };
  g_autoptr (GBytes) photo = made_photo_new (&exif);
  gsize at;
  const void *data = g_bytes_get_data (photo, &at);

  for (guint i = 0; i < n; i++)
    {
      guint8 *content = g_malloc0 (at + size);
      g_autoptr (GBytes) bytes = g_bytes_new_take (content, at + size);

      memcpy (content, data, at);
      memcpy (content + at, &i, sizeof i);
      g_assert_cmpint (suy_workspace_attach (bureau->workspace, bureau_register (bureau, "problem"),
                                             id, "a.jpg", "photo", bytes, NULL),
                       !=, 0);
    }
}

int
main (int argc, char *argv[])
{
  guint n = argc > 1 ? (guint) atoi (argv[1]) : 60;
  gsize size = 1024 * (argc > 2 ? (gsize) atoi (argv[2]) : 3000);
  Bureau bureau;
  GtkWindow *window;
  SuySheet *view;
  gint64 id;

  gtk_init ();
  suy_application_load_style ();
  bureau_open (&bureau);
  id = bureau_make (&bureau, "problem", "title=Foam", "source=patrol", "medium=water",
                    "found_at=today-1T", "description=white foam", "risk_level=orange",
                    "@=118.1001,27.35", "township=T1", NULL);
  attach_photos (&bureau, id, n, size);
  bureau_move (&bureau, "grid_inspector", "problem", id, "report", NULL);
  window = GTK_WINDOW (gtk_window_new ());
  view = g_object_new (SUY_TYPE_CASE_VIEW, NULL);
  gtk_window_set_child (window, GTK_WIDGET (view));
  gtk_window_set_default_size (window, 800, 900);
  gtk_window_present (window);
  g_main_context_set_poll_func (NULL, poll_and_note);
  begin ();
  end ("an empty view");
  begin ();
  suy_sheet_set_record (view, bureau.workspace, bureau_register (&bureau, "problem"), id);
  end ("the case is shown");
  begin ();
  bureau_set (&bureau, "problem", id, "title=Smoke", NULL);
  end ("its title is changed");
  begin ();
  suy_sheet_set_record (view, bureau.workspace, bureau_register (&bureau, "problem"), 0);
  suy_sheet_set_record (view, bureau.workspace, bureau_register (&bureau, "problem"), id);
  end ("it is shown again");
  g_main_context_set_poll_func (NULL, NULL);
  gtk_window_destroy (window);
  made_settle ();
  bureau_close (&bureau);

  return 0;
}
