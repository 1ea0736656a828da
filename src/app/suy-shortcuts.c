/* suy-shortcuts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-shortcuts.h"

#include <glib/gi18n.h>

#include "suy-page.h"

typedef struct
{
  const char *what, *title; /* an action, or the keys themselves */
} Line;

/* The keys of actions are asked of the application, so that they are those that work. */
static const Line general[] = {
  { "win.search", N_ ("Search everything") },
  { "win.choose-person('')", N_ ("Choose who acts") },
  { "win.undo", N_ ("Undo") },
  { "win.redo", N_ ("Redo") },
  { "win.back", N_ ("Back to what was selected before") },
  { "win.forward", N_ ("Forward again") },
  { "win.open", N_ ("Open a workspace") },
  { "win.new", N_ ("New workspace") },
  { "win.import('')", N_ ("Import") },
  { "win.export", N_ ("Export") },
  { "win.close", N_ ("Close workspace") },
  { "win.fullscreen", N_ ("Full screen") },
  { "win.shortcuts", N_ ("Keys") },
};

static const Line cases[] = {
  { "j", N_ ("Next case") },
  { "k", N_ ("Case before") },
  { "b", N_ ("List or board") },
  { "p", N_ ("New case") },
  { "slash", N_ ("Filter the cases") },
  { "Return", N_ ("To what can be done with the case") },
  { "<Control>v", N_ ("Paste pictures or files as evidence") },
};

static const Line map[] = {
  { "v", N_ ("Select") },
  { "b", N_ ("What lies around") },
  { "u", N_ ("Upstream") },
  { "d", N_ ("Downstream") },
  { "s", N_ ("Suspects of an exceedance") },
  { "p", N_ ("New case where the pointer is") },
  { "l", N_ ("To the list of results") },
  { "1...4", N_ ("Show or hide a level of risk") },
  { "Escape", N_ ("Leave the tool, the selection, the answer") },
};

static void
add (GString *ui, const char *title, const char *keys)
{
  char *line = g_markup_printf_escaped (
      "<child><object class=\"GtkShortcutsShortcut\"><property name=\"title\">%s</property>"
      "<property name=\"accelerator\">%s</property></object></child>",
      title, keys);

  g_string_append (ui, line);
  g_free (line);
}

static void
begin_group (GString *ui, const char *title)
{
  char *line = g_markup_printf_escaped ("<child><object class=\"GtkShortcutsGroup\">"
                                        "<property name=\"title\">%s</property>",
                                        title);

  g_string_append (ui, line);
  g_free (line);
}

static void
end_group (GString *ui)
{
  g_string_append (ui, "</object></child>");
}

static void
add_action (GString *ui, GtkApplication *app, const char *action, const char *title)
{
  g_auto (GStrv) keys = gtk_application_get_accels_for_action (app, action);
  g_autofree char *all = g_strjoinv (" ", keys);

  if (*all != '\0')
    add (ui, title, all);
}

static void
add_views (GString *ui, GtkApplication *app)
{
  const SuyPage *pages;
  guint n;

  begin_group (ui, _ ("Views"));
  pages = suy_page_get_all (&n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *action = g_strdup_printf ("win.view('%s')", pages[i].name);

      add_action (ui, app, action, _ (pages[i].title));
    }
  end_group (ui);
}

static void
add_lines (GString *ui, const char *title, const Line *lines, gsize n)
{
  begin_group (ui, title);
  for (gsize i = 0; i < n; i++)
    add (ui, _ (lines[i].title), lines[i].what);
  end_group (ui);
}

GtkWidget *
suy_shortcuts_new (GtkWindow *parent)
{
  GtkApplication *app = gtk_window_get_application (parent);
  g_autoptr (GString) ui = g_string_new (
      "<interface><object class=\"GtkShortcutsWindow\" id=\"keys\"><child>"
      "<object class=\"GtkShortcutsSection\"><property name=\"section-name\">all</property>");
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWidget *window;

  begin_group (ui, _ ("Everywhere"));
  for (gsize i = 0; app != NULL && i < G_N_ELEMENTS (general); i++)
    add_action (ui, app, general[i].what, _ (general[i].title));
  end_group (ui);
  if (app != NULL)
    add_views (ui, app);
  add_lines (ui, _ ("Cases"), cases, G_N_ELEMENTS (cases));
  add_lines (ui, _ ("Map"), map, G_N_ELEMENTS (map));
  g_string_append (ui, "</object></child></object></interface>");
  builder = gtk_builder_new_from_string (ui->str, -1);
  window = GTK_WIDGET (gtk_builder_get_object (builder, "keys"));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);

  return window;
}
