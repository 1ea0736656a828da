/* suy-demo-files.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-demo-files.h"

#include "suy-workspace-private.h"

typedef struct
{
  const char *kind, *sky, *ground, *thing; /* colours, and the path of what stands in the middle */
} Drawing;

static const Drawing drawings[] = {
  { "before", "#b8cbd8", "#8a8f78", "M90 150h140v-50l-30 -18v18l-30 -18v18l-30 -18v18h-50z" },
  { "after", "#bcd7ea", "#86a878", "M90 150h140v-60h-140zM110 110h100v20h-100z" },
  { "photo", "#c9d3d6", "#9aa08c", "M60 160c40 -40 80 10 120 -20s60 -10 80 0v20z" },
};

/* Papers: a white sheet with lines. */
static const Drawing paper = { NULL, "#e8e6df", "#d4d1c6",
                               "M110 60h100v110h-100zM125 85h70M125 105h70M125 125h50" };

static const Drawing *
drawing_of (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (drawings); i++)
    if (strcmp (drawings[i].kind, kind) == 0)
      return &drawings[i];

  return &paper;
}

static GBytes *
draw (const char *kind, const char *label)
{
  const Drawing *drawing = drawing_of (kind);
  char *svg = g_strdup_printf (
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"320\" height=\"240\">"
      "<rect width=\"320\" height=\"240\" fill=\"%s\"/>"
      "<rect y=\"150\" width=\"320\" height=\"90\" fill=\"%s\"/>"
      "<path d=\"%s\" fill=\"#f4f2ec\" stroke=\"#55585a\" stroke-width=\"3\"/>"
      "<text x=\"160\" y=\"215\" font-size=\"22\" text-anchor=\"middle\" fill=\"#2e3436\">"
      "%s（演示）</text></svg>\n",
      drawing->sky, drawing->ground, drawing->thing, label);

  return g_bytes_new_take (svg, strlen (svg));
}

static char *
time_of (gint64 at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%S.000Z");
}

static gboolean
add_one (SuyWorkspace *workspace,
         const SuyDemoMove *move,
         const char *kind,
         GPtrArray *rows,
         GError **error)
{
  const SuyRegister *reg = suy_workspace_register (workspace, "attachment", error);
  const SuyField *field = reg == NULL ? NULL : suy_register_find (reg, "kind");
  const SuyChoice *choice = field == NULL ? NULL : suy_field_find_choice (field, kind);
  const char *label = choice == NULL ? kind : suy_label_get (&choice->label, "zh_CN");
  g_autoptr (GBytes) bytes = draw (kind, label);
  g_autofree char *hash = suy_store_put_blob (workspace->store, bytes, error);
  g_autofree char *name = g_strdup_printf ("%s.svg", label);
  g_autofree char *at = time_of (move->at);
  SuyRecord *row;

  if (hash == NULL || reg == NULL)
    return FALSE;
  row = suy_record_new (reg);
  g_ptr_array_add (rows, row);
  suy_record_set_text (row, "object_register", move->reg);
  suy_record_set_integer (row, "object_id", move->id);
  suy_record_set_text (row, "name", name);
  suy_record_set_text (row, "kind", choice == NULL ? "other" : kind);
  suy_record_set_text (row, "media_type", "image/svg+xml");
  suy_record_set_integer (row, "size", (gint64) g_bytes_get_size (bytes));
  suy_record_set_text (row, "hash", hash);
  suy_record_set_text (row, "taken_at", at);
  if (move->actor != 0)
    suy_record_set_integer (row, "author", move->actor);

  return TRUE;
}

gboolean
suy_demo_files_add (SuyWorkspace *workspace,
                    const SuyDemoMove *move,
                    GPtrArray *rows,
                    GError **error)
{
  g_auto (GStrv) kinds = g_strsplit (move->evidence, " ", -1);

  for (guint i = 0; kinds[i] != NULL; i++)
    if (*kinds[i] != '\0' && !add_one (workspace, move, kinds[i], rows, error))
      return FALSE;

  return TRUE;
}
