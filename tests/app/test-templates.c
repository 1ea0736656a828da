/* test-templates.c: every .ui builds, and none is forgotten here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-application.h"
#include "suy-assign-dialog.h"
#include "suy-dossier.h"
#include "suy-draw-dialog.h"
#include "suy-figures-window.h"
#include "suy-first-run.h"
#include "suy-import-window.h"
#include "suy-inbox-page.h"
#include "suy-layers-panel.h"
#include "suy-map-page.h"
#include "suy-page.h"
#include "suy-person-button.h"
#include "suy-problem-form.h"
#include "suy-record-view.h"
#include "suy-results-drawer.h"
#include "suy-search-popover.h"
#include "suy-window.h"

/* Pages register what they are made of when their class is made. */
static void
ensure_types (void)
{
  const SuyPage *pages;
  guint n;

  g_type_ensure (SUY_TYPE_ASSIGN_DIALOG);
  g_type_ensure (SUY_TYPE_DRAW_DIALOG);
  g_type_ensure (SUY_TYPE_DUTY_PANE);
  g_type_ensure (SUY_TYPE_FIGURES_WINDOW);
  g_type_ensure (SUY_TYPE_FIRST_RUN);
  g_type_ensure (SUY_TYPE_IMPORT_WINDOW);
  g_type_ensure (SUY_TYPE_INBOX_PAGE);
  g_type_ensure (SUY_TYPE_PATROL_DRAWER);
  g_type_ensure (SUY_TYPE_PERSON_BUTTON);
  g_type_ensure (SUY_TYPE_PROBLEM_FORM);
  g_type_ensure (SUY_TYPE_RECORD_VIEW);
  g_type_ensure (SUY_TYPE_SEARCH_POPOVER);
  g_type_ensure (SUY_TYPE_WINDOW);
  pages = suy_page_get_all (&n);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *page = g_object_ref_sink (g_object_new (pages[i].get_type (), NULL));

      g_object_unref (page);
    }
}

/* "suy-map-page.ui" to "SuyMapPage" */
static char *
class_of (const char *file)
{
  GString *name = g_string_new (NULL);
  gboolean upper = TRUE;

  for (const char *at = file; *at != '\0' && *at != '.'; at++)
    if (*at == '-')
      upper = TRUE;
    else
      {
        g_string_append_c (name, upper ? g_ascii_toupper (*at) : *at);
        upper = FALSE;
      }

  return g_string_free (name, FALSE);
}

static void
test_each_builds (void)
{
  g_auto (GStrv) files =
      g_resources_enumerate_children ("/org/suyuan/Suyuan", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  guint built = 0;

  g_assert_nonnull (files);
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *name = g_str_has_suffix (files[i], ".ui") ? class_of (files[i]) : NULL;
      GType type = name == NULL ? G_TYPE_NONE : g_type_from_name (name);
      GtkWidget *widget;

      if (name == NULL)
        continue;
      g_test_message ("%s", name);
      g_assert_cmpuint (type, !=, G_TYPE_INVALID);
      widget = g_object_ref_sink (g_object_new (type, NULL));
      if (GTK_IS_WINDOW (widget))
        gtk_window_destroy (GTK_WINDOW (widget));
      g_object_unref (widget);
      built++;
    }
  g_assert_cmpuint (built, >=, 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    return 77;
  suy_application_load_style ();
  ensure_types ();
  g_test_add_func ("/app/templates/each/builds", test_each_builds);

  return g_test_run ();
}
