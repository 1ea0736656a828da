/* suy-helper.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-helper.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "suy-error.h"
#include "suy-part.h"

char *
suy_helper_find (void)
{
  return suy_part_find ("SUYUAN_IMPORT_HELPER", SUY_LIBEXECDIR, "suyuan-import-helper");
}

GStrv
suy_helper_make_environment (void)
{
  static const char *const kept[] = { "PATH",         "LANG",         "LANGUAGE",
                                      "LC_ALL",       "LC_MESSAGES",  "LD_LIBRARY_PATH",
                                      "GDAL_DATA",    "PROJ_LIB",     "PROJ_DATA",
                                      "ASAN_OPTIONS", "UBSAN_OPTIONS" };
  GStrv environment = g_new0 (char *, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    if (g_getenv (kept[i]) != NULL)
      environment = g_environ_setenv (environment, kept[i], g_getenv (kept[i]), TRUE);

  return environment;
}

void
suy_helper_set_missing (const char *helper, const GError *cause, GError **error)
{
  g_set_error (error, SUY_ERROR, SUY_ERROR_IO,
               _ ("The import helper %s can't be started: %s. Install Suyuan again"), helper,
               cause->message);
}

void
suy_helper_end (GPid pid, int fd)
{
  close (fd);
  kill (pid, SIGKILL);
  while (waitpid (pid, NULL, 0) < 0 && errno == EINTR)
    ;
  g_spawn_close_pid (pid);
}
