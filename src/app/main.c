/* main.c: the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "suy-application.h"
#include "suy-locale.h"

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) app = NULL;

  suy_locale_begin ();

  g_set_application_name (_ ("Suyuan"));
  app = suy_application_new ();

  return g_application_run (G_APPLICATION (app), argc, argv);
}
