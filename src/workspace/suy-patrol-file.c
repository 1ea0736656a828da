/* suy-patrol-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-patrol-file.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>

#include "suy-csv.h"
#include "suy-error.h"
#include "suy-gpx.h"
#include "suy-inbox.h"
#include "suy-workspace-private.h"

/* ---- files ---- */

char *
suy_patrol_list_write_gpx (const SuyPatrolList *self, const char *name)
{
  guint n = self->stops->len;
  g_autofree SuyGpxStop *stops = g_new (SuyGpxStop, n + 1);

  stops[0] = (SuyGpxStop){ self->start, _ ("Start"), NULL };
  for (guint i = 0; i < n; i++)
    {
      const SuyPatrolStop *stop = self->stops->pdata[i];

      stops[i + 1] = (SuyGpxStop){ stop->point, stop->code, stop->name };
    }

  return suy_gpx_write (name, stops, n + 1);
}

static void
append_cell (GString *out, const char *text)
{
  g_autofree char *safe = suy_csv_guard (text);

  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, ',');
  suy_csv_append (out, safe);
}

static void
append_number (GString *out, const char *format, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  append_cell (out, g_ascii_formatd (text, sizeof text, format, value));
}

char *
suy_patrol_list_write_csv (const SuyPatrolList *self)
{
  static const char *const headings[] = { N_ ("Stop"),      N_ ("Number"),     N_ ("Name"),
                                          N_ ("Way (m)"),   N_ ("Open cases"), N_ ("Checks due"),
                                          N_ ("Longitude"), N_ ("Latitude"),   N_ ("Visited") };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    append_cell (out, _ (headings[i]));
  g_string_append (out, "\r\n");
  for (guint i = 0; i < self->stops->len; i++)
    {
      const SuyPatrolStop *stop = self->stops->pdata[i];

      append_number (out, "%.0f", i + 1);
      append_cell (out, stop->code);
      append_cell (out, stop->name);
      append_number (out, "%.0f", round (stop->leg_m));
      append_number (out, "%.0f", stop->n_cases);
      append_number (out, "%.0f", stop->n_checks);
      append_number (out, "%.7f", stop->point.x / 1e7);
      append_number (out, "%.7f", stop->point.y / 1e7);
      g_string_append (out, ",\r\n"); /* to be ticked by hand */
    }

  return g_string_free (out, FALSE);
}

/* ---- once it has been walked ---- */

static gboolean
is_seen (const GArray *seen, gint64 id)
{
  for (guint i = 0; i < seen->len; i++)
    if (g_array_index (seen, gint64, i) == id)
      return TRUE;

  return FALSE;
}

/* Their codes as a list.  (transfer full) */
static char *
list_visited (const SuyPatrolList *list, const GArray *seen, guint *n)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  *n = 0;
  json_builder_begin_array (builder);
  for (guint i = 0; i < list->stops->len; i++)
    {
      const SuyPatrolStop *stop = list->stops->pdata[i];

      if (!is_seen (seen, stop->id))
        continue;
      json_builder_add_string_value (builder, stop->code);
      ++*n;
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

static gint64
find_person (SuyWorkspace *self, GError **error)
{
  const SuyRegister *people = suy_workspace_register (self, "person", error);

  if (people == NULL)
    return 0;
  if (self->person == NULL)
    {
      g_set_error_literal (error, SUY_ERROR, SUY_ERROR_INVALID,
                           _ ("Nobody acts in this workspace: choose who you are, or say --as "
                              "PERSON"));
      return 0;
    }

  return suy_store_find (self->store, people, self->person, error);
}

char *
suy_workspace_make_patrol_time (SuyWorkspace *self)
{
  return suy_workspace_now (self);
}

gint64
suy_workspace_save_patrol (SuyWorkspace *self,
                           const SuyPatrolList *list,
                           const GArray *seen,
                           const char *started_at,
                           const char *finding,
                           GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self, "patrol", error);
  const SuyRegister *cells = suy_workspace_register (self, "grid_cell", error);
  gint64 person = reg == NULL || cells == NULL ? 0 : find_person (self, error);
  g_autofree char *visited = NULL, *cell = NULL, *name = NULL, *now = suy_workspace_now (self);
  g_autoptr (SuyRecord) record = NULL;
  guint n;

  if (person == 0)
    return 0;
  visited = list_visited (list, seen, &n);
  if (n == 0)
    {
      g_set_error_literal (error, SUY_ERROR, SUY_ERROR_INVALID,
                           _ ("No point was visited: tick those that you have seen"));
      return 0;
    }
  cell = suy_workspace_describe (self, cells, list->grid);
  name = g_strdup_printf (_ ("Patrol of %s, %s"), cell, self->today);
  record = suy_record_new (reg);
  suy_record_set_text (record, "name", name);
  suy_record_set_integer (record, "inspector", person);
  suy_record_set_integer (record, "grid", list->grid);
  suy_record_set_text (record, "started_at", started_at);
  suy_record_set_text (record, "ended_at", now);
  suy_record_set_text (record, "visited", visited);
  if (finding != NULL && *finding != '\0')
    suy_record_set_text (record, "finding", finding);

  return suy_workspace_save (self, record, NULL, error) ? suy_record_get_id (record) : 0;
}

int
suy_workspace_count_own_checks (SuyWorkspace *self, const GArray *seen, GError **error)
{
  g_autoptr (SuyInbox) inbox = suy_workspace_get_inbox (self, NULL, error);
  int n = 0;

  for (guint i = 0; inbox != NULL && i < inbox->items->len; i++)
    {
      const SuyInboxItem *item = inbox->items->pdata[i];
      g_autoptr (SuyRecord) record = NULL;

      if (item->reg == NULL || !g_str_equal (item->reg->name, "inspection"))
        continue;
      record = suy_store_get (self->store, item->reg, item->id, NULL);
      n += record != NULL && is_seen (seen, suy_record_get_integer (record, "risk_point"));
    }

  return inbox == NULL ? -1 : n;
}
