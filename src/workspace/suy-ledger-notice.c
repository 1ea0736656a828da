/* suy-ledger-notice.c: letters to units that are late
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-deadline.h"
#include "suy-ledger-print.h"
#include "suy-ledger-table.h"
#include "suy-workspace-private.h"

#define LABEL (SUY_PRINT_LABEL | SUY_PRINT_STRONG)
#define PARAGRAPH_MM 9
#define SEAL_MM 26

static const struct
{
  const char *kind, *title, *verb;
} letters[] = {
  { "remind", "整改提醒函", "提醒" },
  { "dispatch", "整改调度单", "调度" },
  { "warn", "整改预警函", "预警" },
  { "bulletin", "整改情况通报", "通报" },
  { "supervise", "督办单", "督办" },
  { "interview", "约谈通知书", "约谈" },
  { "listed_supervision", "挂牌督办通知书", "挂牌督办" },
  { "accountability", "问责移送函", "移送问责" },
};

static char *
format_value (SuyWorkspace *self, const SuyRecord *record, const char *name)
{
  const SuyField *field = suy_register_find (suy_record_get_register (record), name);
  const SuyValue *value = suy_record_get (record, field);

  return value->type == SUY_VALUE_NULL ? g_strdup ("")
                                       : suy_workspace_format_value (self, field, value, "zh_CN");
}

static void
find_letter (const SuyRecord *record, const char **title, const char **verb)
{
  const char *kind = suy_record_get_text (record, "kind");

  *title = "通知书";
  *verb = "通知";
  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    if (g_strcmp0 (kind, letters[i].kind) == 0)
      {
        *title = letters[i].title;
        *verb = letters[i].verb;
      }
  if (suy_record_get_integer (record, "yellow_card") != 0)
    {
      *title = "黄牌警告通知书";
      *verb = "黄牌警告，并约谈主要负责人";
    }
}

/* The item that it is about, as it stands today.  (transfer full) (nullable): it is about none */
static char *
describe_item (SuyWorkspace *self, const SuyRecord *record)
{
  const SuyRegister *reg = suy_workspace_register (self, SUY_LEDGER_REGISTER, NULL);
  gint64 id = suy_record_get_integer (record, "item");
  g_autoptr (SuyRecord) item =
      reg == NULL || id == 0 ? NULL : suy_store_get (self->store, reg, id, NULL);
  g_autofree char *lamp = item == NULL ? NULL : format_value (self, item, "lamp");
  double scheduled, actual, lag;

  if (item == NULL)
    return NULL;
  scheduled = (double) suy_record_get_integer (item, "scheduled_bp") / 100;
  actual = (double) suy_record_get_integer (item, "actual_bp") / 100;
  lag = (double) suy_record_get_integer (item, "lag_bp") / 100;

  return g_strdup_printf ("整改事项“%s”（%s），整改时限 %s。截至 %s，序时进度 %g %%，实际进度 %g "
                          "%%，滞后 %g 个百分点，%s。",
                          suy_record_get_text (item, "title"), suy_record_get_text (item, "code"),
                          suy_deadline_get (item), self->today, scheduled, actual, lag, lamp);
}

static void
add_paragraph (SuyPrint *print, const char *text, guint style)
{
  suy_print_begin_row (print, PARAGRAPH_MM, FALSE);
  suy_print_add_cell (print, text, 1, SUY_PRINT_BARE | SUY_PRINT_LARGE | style);
}

static void
add_letter (SuyPrint *print, SuyWorkspace *self, const SuyRecord *record, const char *verb)
{
  static const double one[] = { 1 };
  g_autofree char *unit = format_value (self, record, "to_unit");
  g_autofree char *person = format_value (self, record, "to_person");
  g_autofree char *item = describe_item (self, record);
  g_autofree char *issuer = format_value (self, record, "issued_by");
  const char *demands = suy_record_get_text (record, "demands");
  const char *due = suy_record_get_text (record, "reply_due");
  g_autofree char *to =
      g_strdup_printf ("%s%s%s：", unit, *unit != '\0' && *person != '\0' ? "　" : "", person);
  g_autofree char *what = g_strdup_printf ("　　%s", suy_record_get_text (record, "title"));
  g_autofree char *state = item == NULL ? NULL : g_strconcat ("　　", item, NULL);
  g_autofree char *decision =
      g_strdup_printf ("　　现予以%s。%s", verb, demands == NULL ? "" : "要求如下：");
  g_autofree char *asks = demands == NULL ? NULL : g_strconcat ("　　", demands, NULL);
  g_autofree char *reply = due == NULL ? NULL : g_strdup_printf ("　　请于 %s 前书面回复。", due);
  g_autofree char *sign = g_strdup_printf ("签发：%s　　　　%s　　（盖章）", issuer,
                                           suy_record_get_text (record, "issued_on"));
  const char *const paragraphs[] = { what, state, decision, asks, reply };

  suy_print_begin_table (print, one, 1);
  add_paragraph (print, to, SUY_PRINT_STRONG);
  for (gsize i = 0; i < G_N_ELEMENTS (paragraphs); i++)
    if (paragraphs[i] != NULL)
      add_paragraph (print, paragraphs[i], 0);
  suy_print_begin_row (print, SEAL_MM, FALSE);
  suy_print_add_cell (print, sign, 1,
                      SUY_PRINT_BARE | SUY_PRINT_LARGE | SUY_PRINT_RIGHT | SUY_PRINT_BOTTOM);
}

/* What the unit fills in and sends back. */
static void
add_slip (SuyPrint *print, SuyWorkspace *self, const SuyRecord *record)
{
  static const double weights[] = { 1, 4 };
  static const char *const rows[][2] = {
    { "文号", "code" },
    { "收文单位", "to_unit" },
    { "回复期限", "reply_due" },
  };

  suy_print_begin_table (print, weights, G_N_ELEMENTS (weights));
  suy_print_keep_table (print);
  suy_print_begin_row (print, 12, FALSE);
  suy_print_add_cell (print, "回　执", 2,
                      SUY_PRINT_BARE | SUY_PRINT_STRONG | SUY_PRINT_CENTRE | SUY_PRINT_BOTTOM);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = format_value (self, record, rows[i][1]);

      suy_print_begin_row (print, 0, FALSE);
      suy_print_add_cell (print, rows[i][0], 1, LABEL);
      suy_print_add_cell (print, text, 1, SUY_PRINT_MIDDLE);
    }
  suy_print_begin_row (print, 2 * SEAL_MM, FALSE);
  suy_print_add_cell (print, "整改情况", 1, LABEL);
  suy_print_add_cell (print, suy_record_get_text (record, "reply"), 1, SUY_PRINT_PLAIN);
  suy_print_begin_row (print, SEAL_MM, FALSE);
  suy_print_add_cell (print, "签收", 1, LABEL);
  suy_print_add_cell (print, "签字：　　　　　　　　（盖章）　　　　年　　月　　日", 1,
                      SUY_PRINT_CENTRE | SUY_PRINT_BOTTOM);
}

gboolean
suy_ledger_print_notice (SuyWorkspace *self, gint64 id, const char *path, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self, "action_record", error);
  g_autoptr (SuyRecord) record = reg == NULL ? NULL : suy_store_get (self->store, reg, id, error);
  g_autoptr (SuyPrint) print = NULL;
  g_autofree char *number = NULL;
  const char *title, *verb;

  if (record == NULL)
    return FALSE;
  find_letter (record, &title, &verb);
  print = suy_print_new (SUY_PAPER_A4, FALSE, title);
  number = format_value (self, record, "code");
  suy_print_set_subtitle (print, number);
  suy_print_set_note (print, suy_workspace_is_demo (self) ? "示意数据 · 演示区，并非真实公文" : "");
  add_letter (print, self, record, verb);
  add_slip (print, self, record);

  return suy_print_write (print, path, NULL, error);
}
