/* main.c: the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "suy-application.h"

int
main (int argc, char **argv)
{
  const char *locale_dir = g_getenv ("SUYUAN_LOCALE_DIR");
  g_autoptr (GtkApplication) app = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : SUY_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_set_application_name (_ ("Suyuan"));
  app = suy_application_new ();

  return g_application_run (G_APPLICATION (app), argc, argv);
}
