/* suy-demo-evidence.c: files that stand behind the moves of the demo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Moves of the last months have their evidence as attachments, and so have all acceptances and
 * closings of ledger items.  They share a few contents, so that the file stays small. */

#include <string.h>

#include "suy-demo-picture.h"
#include "suy-demo-private.h"

#define FIRST_DAY "2026-06-01"
#define N_VARIANTS 4

static const struct
{
  const char *kind, *name, *text; /* text: (nullable): a page, else a picture */
  SuyDemoScene scene;
} papers[] = {
  { "photo", "现场照片", NULL, SUY_DEMO_SCENE_FOUND },
  { "before", "整改前", NULL, SUY_DEMO_SCENE_BEFORE },
  { "after", "整改后", NULL, SUY_DEMO_SCENE_AFTER },
  { "plan", "整改方案", "一项一方案\n问题、目标、措施、时限、责任单位、责任人。\n（示意文件）\n",
    0 },
  { "report", "报告", "报告\n经现场核查，情况属实，已按方案完成。\n（示意文件）\n", 0 },
  { "record", "记录", "记录\n时间、地点、参加人员、经过。\n（示意文件）\n", 0 },
  { "form", "表单", "表单\n事项、依据、意见、签字。\n（示意文件）\n", 0 },
  { "sample", "监测报告", "监测报告\n采样点、因子、结果、单位。\n（示意文件）\n", 0 },
};

/* Contents of paper i are at i * N_VARIANTS and the places after it; a page has one only. */
static void
make_contents (SuyDemo *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    for (guint k = 0; k < N_VARIANTS; k++)
      {
        const char *text = papers[i].text;

        if (text == NULL)
          g_ptr_array_add (self->blobs, suy_demo_picture_new (papers[i].scene, k));
        else if (k == 0)
          g_ptr_array_add (self->blobs, g_bytes_new_static (text, strlen (text)));
        else
          g_ptr_array_add (self->blobs, g_bytes_ref (self->blobs->pdata[i * N_VARIANTS]));
      }
}

static void
add_paper (SuyDemo *self, const SuyDemoMove *move, const char *kind, guint nth)
{
  guint i = 0, n = suy_demo_get_list (self, "attachment")->len;
  g_autofree char *code = g_strdup_printf ("FJ-%05u", n + 1), *hash = NULL, *name = NULL;
  SuyRecord *record;
  GBytes *bytes;

  while (!g_str_equal (papers[i].kind, kind))
    {
      i++;
      g_assert (i < G_N_ELEMENTS (papers));
    }
  bytes = self->blobs->pdata[i * N_VARIANTS + (n + nth) % N_VARIANTS];
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  name =
      g_strdup_printf ("%s%u.%s", papers[i].name, nth + 1, papers[i].text == NULL ? "png" : "txt");
  record = suy_demo_add (self, "attachment", code);
  suy_record_set_text (record, "object_register", move->reg);
  suy_record_set_integer (record, "object_id", move->id);
  suy_record_set_text (record, "name", name);
  suy_record_set_text (record, "kind", kind);
  suy_record_set_text (record, "media_type", papers[i].text == NULL ? "image/png" : "text/plain");
  suy_record_set_integer (record, "size", (gint64) g_bytes_get_size (bytes));
  suy_record_set_text (record, "hash", hash);
  suy_demo_set_time (record, "taken_at", move->at);
  suy_record_set_integer (record, "author", move->actor);
  suy_record_set_text (record, "note", "示意，非实景");
}

/* What closed an item is kept for good. */
static gboolean
is_kept (const SuyDemoMove *move, gint64 first)
{
  return move->at >= first ||
         (g_str_equal (move->reg, "rectification_item") &&
          (g_str_equal (move->name, "accept") || g_str_equal (move->name, "close")));
}

void
suy_demo_make_evidence (SuyDemo *self)
{
  gint64 first = suy_demo_time (suy_demo_day (FIRST_DAY), 0);

  make_contents (self);
  for (guint i = 0; i < self->moves->len; i++)
    {
      const SuyDemoMove *move = &g_array_index (self->moves, SuyDemoMove, i);
      g_auto (GStrv) kinds = NULL;

      if (move->evidence == NULL || !is_kept (move, first))
        continue;
      kinds = g_strsplit (move->evidence, " ", 0);
      for (guint k = 0; kinds[k] != NULL; k++)
        add_paper (self, move, kinds[k], k);
    }
}
