/* suy-ledger-print.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-ledger-print.h"

#include "suy-field.h"
#include "suy-ledger-table.h"
#include "suy-workspace-moves.h"
#include "suy-workspace-private.h"

#define LABEL (SUY_PRINT_LABEL | SUY_PRINT_STRONG)
#define HEADING (SUY_PRINT_BARE | SUY_PRINT_STRONG)
#define HEADING_MM 9
#define SEAL_MM 30 /* room for a seal of 42 mm that overlaps the words */

typedef struct
{
  SuyWorkspace *workspace;
  const SuyRecord *item;
  SuyPrint *print;
} Form;

/* ---- values ---- */

static char *
format_bp (const SuyValue *value)
{
  return value->type == SUY_VALUE_NULL ? g_strdup ("")
                                       : g_strdup_printf ("%g %%", (double) value->integer / 100);
}

/* As people read it in Chinese; lists numbered, progress in per cent. */
static char *
format_value (SuyWorkspace *workspace, const SuyRecord *record, const char *name)
{
  const SuyField *field = suy_register_find (suy_record_get_register (record), name);
  const SuyValue *value = field == NULL ? NULL : suy_record_get (record, field);

  if (value == NULL || value->type == SUY_VALUE_NULL)
    return g_strdup ("");
  if (field->type == SUY_FIELD_LIST)
    return suy_ledger_table_join (value->text);
  if (g_strcmp0 (field->unit, "bp") == 0)
    return format_bp (value);

  return suy_workspace_format_value (workspace, field, value, "zh_CN");
}

static void
add_value (const Form *self, const SuyRecord *record, const char *field, guint span, guint style)
{
  g_autofree char *text = format_value (self->workspace, record, field);

  suy_print_add_cell (self->print, text, span, style);
}

/* A label and the value beside it. */
static void
add_pair (const Form *self, const char *label, const char *field, guint span)
{
  suy_print_add_cell (self->print, label, 1, LABEL);
  add_value (self, self->item, field, span, SUY_PRINT_MIDDLE);
}

static void
add_lamp (const Form *self, const SuyRecord *item, guint style)
{
  g_autofree char *text = format_value (self->workspace, item, "lamp");

  suy_print_add_lamp (self->print, suy_record_get_text (item, "lamp"), text, 1, style);
}

static const char *
get_note (SuyWorkspace *workspace)
{
  return suy_workspace_is_demo (workspace) ? "示意数据 · 演示区，并非真实台账" : "";
}

/* ---- the item ---- */

/* Three pairs of label and value. */
static const double six[] = { 1, 2, 1, 2, 1, 2 };

static void
add_texts (const Form *self)
{
  static const char *const rows[][2] = {
    { "整改问题", "title" },
    { "整改目标", "goal" },
    { "整改措施", "measures" },
    { "阶段节点", "stages" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      suy_print_begin_row (self->print, 0, FALSE);
      add_pair (self, rows[i][0], rows[i][1], 5);
    }
}

static void
add_facts (const Form *self)
{
  static const char *const rows[][3][2] = {
    { { "台账编号", "code" }, { "批次", "batch" }, { "问题类别", "category" } },
    { { "责任单位", "responsible_unit" },
      { "责任人", "responsible_person" },
      { "督导单位", "supervising_unit" } },
    { { "牵头单位", "lead_unit" }, { "所属乡镇", "township" }, { "关联案件", "problem" } },
    { { "整改类别", "rect_class" }, { "整改方案", "plan_document" }, { "开始日期", "start" } },
    { { "原时限", "deadline_original" }, { "现时限", "deadline_current" }, { "状态", "state" } },
    { { "完成日期", "completed_at" }, { "验收日期", "accepted_at" }, { "销号日期", "closed_at" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      suy_print_begin_row (self->print, 0, FALSE);
      for (gsize k = 0; k < G_N_ELEMENTS (rows[i]); k++)
        add_pair (self, rows[i][k][0], rows[i][k][1], 1);
    }
  suy_print_begin_row (self->print, 0, FALSE);
  add_pair (self, "序时进度", "scheduled_bp", 1);
  add_pair (self, "实际进度", "actual_bp", 1);
  suy_print_add_cell (self->print, "灯色", 1, LABEL);
  add_lamp (self, self->item, SUY_PRINT_MIDDLE);
}

/* ---- what belongs to it ---- */

typedef struct
{
  const char *heading, *field;
  double weight;
  guint style;
} Column;

/* Records below each other under a heading, or a line that says that there are none. */
static void
add_records (const Form *self,
             const char *heading,
             const GPtrArray *records,
             const Column *columns,
             guint n)
{
  g_autofree double *weights = g_new0 (double, n);

  for (guint i = 0; i < n; i++)
    weights[i] = columns[i].weight;
  suy_print_begin_table (self->print, weights, n);
  suy_print_begin_row (self->print, HEADING_MM, TRUE);
  suy_print_add_cell (self->print, heading, n, HEADING | SUY_PRINT_BOTTOM);
  suy_print_begin_row (self->print, 0, TRUE);
  for (guint i = 0; i < n; i++)
    suy_print_add_cell (self->print, columns[i].heading, 1, LABEL);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      suy_print_begin_row (self->print, 0, FALSE);
      for (guint k = 0; k < n; k++)
        add_value (self, records->pdata[i], columns[k].field, 1, SUY_PRINT_PLAIN);
    }
  if (records == NULL || records->len == 0)
    {
      suy_print_begin_row (self->print, 0, FALSE);
      suy_print_add_cell (self->print, "无", n, SUY_PRINT_CENTRE);
    }
}

static GPtrArray *
find_linked (const Form *self, const char *layer, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self->workspace, layer, error);

  return reg == NULL ? NULL
                     : suy_workspace_get_linked (self->workspace, reg, "item",
                                                 suy_record_get_id (self->item), error);
}

/* Those of the item and of the case that it came from. */
static gboolean
add_evidence (const Form *self, GError **error)
{
  static const Column columns[] = {
    { "类型", "kind", 2 },
    { "名称", "name", 4 },
    { "时间", "taken_at", 3 },
    { "提供人", "author", 2 },
    { "校验值（SHA-256）", "hash", 5 },
  };
  SuyWorkspace *workspace = self->workspace;
  gint64 problem = suy_record_get_integer (self->item, "problem");
  const SuyRegister *cases = suy_workspace_register (workspace, "problem", error);
  g_autoptr (GPtrArray) files = suy_workspace_get_attachments (
      workspace, suy_record_get_register (self->item), suy_record_get_id (self->item), error);
  g_autoptr (GPtrArray) of_case =
      files == NULL || cases == NULL || problem == 0
          ? NULL
          : suy_workspace_get_attachments (workspace, cases, problem, error);

  if (files == NULL || cases == NULL || (problem != 0 && of_case == NULL))
    return FALSE;
  for (guint i = 0; of_case != NULL && i < of_case->len; i++)
    g_ptr_array_add (files, suy_record_copy (of_case->pdata[i]));
  add_records (self, "一、佐证材料", files, columns, G_N_ELEMENTS (columns));

  return TRUE;
}

static gboolean
add_acceptance (const Form *self, GPtrArray *acceptances)
{
  static const Column columns[] = {
    { "验收日期", "accepted_on", 2 }, { "验收单位", "org", 4 },
    { "单位性质", "org_kind", 2 },    { "验收人", "acceptor", 2 },
    { "现场核查", "site_check", 2 },  { "结论", "verdict", 1.6 },
    { "存在问题", "defects", 4 },
  };

  add_records (self, "二、验收", acceptances, columns, G_N_ELEMENTS (columns));

  return TRUE;
}

static gboolean
has_check (const SuyRecord *record, const char *name)
{
  const char *json = suy_record_get_text (record, "five_no_release");
  g_auto (GStrv) ticked = json == NULL ? NULL : suy_field_split_list (json);

  return ticked != NULL && g_strv_contains ((const char *const *) ticked, name);
}

/* The self-check stands with the item, the acceptor's with the acceptance. */
static void
add_five (const Form *self, GPtrArray *acceptances)
{
  static const double weights[] = { 1, 6, 2, 2 };
  const SuyRegister *items = suy_record_get_register (self->item);
  const GPtrArray *checks = suy_register_find (items, "five_no_release")->choices;
  const SuyRecord *last = acceptances->len == 0 ? NULL : acceptances->pdata[acceptances->len - 1];

  suy_print_begin_table (self->print, weights, G_N_ELEMENTS (weights));
  suy_print_keep_table (self->print);
  suy_print_begin_row (self->print, HEADING_MM, FALSE);
  suy_print_add_cell (self->print, "三、五不放过", 4, HEADING | SUY_PRINT_BOTTOM);
  suy_print_begin_row (self->print, 0, FALSE);
  suy_print_add_cell (self->print, "序号", 1, LABEL);
  suy_print_add_cell (self->print, "内容", 1, LABEL);
  suy_print_add_cell (self->print, "自评", 1, LABEL);
  suy_print_add_cell (self->print, "验收", 1, LABEL);
  for (guint i = 0; i < checks->len; i++)
    {
      const SuyChoice *check = checks->pdata[i];
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      suy_print_begin_row (self->print, 0, FALSE);
      suy_print_add_cell (self->print, number, 1, SUY_PRINT_CENTRE);
      suy_print_add_cell (self->print, check->label.zh, 1, SUY_PRINT_PLAIN);
      suy_print_add_cell (self->print, has_check (self->item, check->name) ? "☑" : "☐", 1,
                          SUY_PRINT_CENTRE);
      suy_print_add_cell (self->print,
                          last == NULL                    ? ""
                          : has_check (last, check->name) ? "☑"
                                                          : "☐",
                          1, SUY_PRINT_CENTRE);
    }
}

static gboolean
add_disclosures (const Form *self, GError **error)
{
  static const Column columns[] = {
    { "公开日期", "published_on", 2 },
    { "类别", "kind", 2 },
    { "渠道", "channel", 3 },
    { "名称", "name", 6 },
  };
  g_autoptr (GPtrArray) rows = find_linked (self, "disclosure_item", error);

  if (rows != NULL)
    add_records (self, "四、信息公开", rows, columns, G_N_ELEMENTS (columns));

  return rows != NULL;
}

static gboolean
add_journal (const Form *self, GError **error)
{
  static const Column columns[] = {
    { "时间", "at", 3 },      { "由", "from_state", 2 }, { "至", "to_state", 2 },
    { "办理人", "actor", 2 }, { "说明", "note", 6 },
  };
  const SuyRegister *reg = suy_record_get_register (self->item);
  const SuyField *state = suy_register_find (reg, "state");
  g_autoptr (GPtrArray) rows =
      suy_workspace_get_journal (self->workspace, reg, suy_record_get_id (self->item), error);
  static const char *const names[] = { "from_state", "to_state" };

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
      {
        const char *name = suy_record_get_text (rows->pdata[i], names[k]);
        const SuyChoice *choice = name == NULL ? NULL : suy_field_find_choice (state, name);

        if (choice != NULL)
          suy_record_set_text (rows->pdata[i], names[k], choice->label.zh);
      }
  if (rows != NULL)
    add_records (self, "五、办理经过", rows, columns, G_N_ELEMENTS (columns));

  return rows != NULL;
}

/* Who signs and seals, in the order of the way to closing. */
static void
add_signatures (const Form *self)
{
  static const double weights[] = { 1, 1 };
  static const char *const parties[][2] = {
    { "责任单位意见", "验收单位意见" },
    { "督导单位意见", "整改办销号意见" },
  };

  suy_print_begin_table (self->print, weights, G_N_ELEMENTS (weights));
  suy_print_keep_table (self->print);
  suy_print_begin_row (self->print, HEADING_MM, FALSE);
  suy_print_add_cell (self->print, "六、签字盖章", 2, HEADING | SUY_PRINT_BOTTOM);
  for (gsize i = 0; i < G_N_ELEMENTS (parties); i++)
    {
      suy_print_begin_row (self->print, 0, FALSE);
      for (gsize k = 0; k < 2; k++)
        suy_print_add_cell (self->print, parties[i][k], 1, LABEL);
      suy_print_begin_row (self->print, SEAL_MM, FALSE);
      for (gsize k = 0; k < 2; k++)
        suy_print_add_cell (self->print, "签字：　　　　　　　　（盖章）　　　　年　　月　　日", 1,
                            SUY_PRINT_CENTRE | SUY_PRINT_BOTTOM);
    }
}

static gboolean
fill_closeout (const Form *self, GError **error)
{
  g_autoptr (GPtrArray) acceptances = find_linked (self, "acceptance", error);

  if (acceptances == NULL)
    return FALSE;
  suy_print_begin_table (self->print, six, G_N_ELEMENTS (six));
  add_texts (self);
  add_facts (self);
  if (!add_evidence (self, error))
    return FALSE;
  add_acceptance (self, acceptances);
  add_five (self, acceptances);
  if (!add_disclosures (self, error) || !add_journal (self, error))
    return FALSE;
  add_signatures (self);

  return TRUE;
}

gboolean
suy_ledger_print_closeout (SuyWorkspace *self, gint64 id, const char *path, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self, SUY_LEDGER_REGISTER, error);
  g_autoptr (SuyRecord) item = reg == NULL ? NULL : suy_store_get (self->store, reg, id, error);
  g_autoptr (SuyPrint) print = suy_print_new (SUY_PAPER_A4, FALSE, "生态环境问题整改销号表");
  g_autofree char *subtitle = g_strdup_printf ("%s　　打印日期 %s", self->name, self->today);
  const Form form = { self, item, print };

  suy_print_set_subtitle (print, subtitle);
  suy_print_set_note (print, get_note (self));

  return item != NULL && fill_closeout (&form, error) && suy_print_write (print, path, NULL, error);
}

/* ---- the ledger ---- */

static const Column ledger[] = {
  { "编号", "code", 4 },
  { "整改问题", "title", 7 },
  { "整改目标", "goal", 6 },
  { "整改措施", "measures", 8 },
  { "整改时限", "deadline_current", 4.5 },
  { "责任单位", "responsible_unit", 4 },
  { "责任人", "responsible_person", 2.7 },
  { "督导单位", "supervising_unit", 4 },
  { "整改类别", "rect_class", 3.2 },
  { "状态", "state", 3.8 },
  { "应达", "scheduled_bp", 3, SUY_PRINT_RIGHT },
  { "实际", "actual_bp", 3, SUY_PRINT_RIGHT },
};

#define N_LEDGER (G_N_ELEMENTS (ledger) + 2) /* the running number and the lamp */

static void
begin_list (SuyPrint *print)
{
  double weights[N_LEDGER] = { 2 };

  for (gsize i = 0; i < G_N_ELEMENTS (ledger); i++)
    weights[i + 1] = ledger[i].weight;
  weights[N_LEDGER - 1] = 3.4;
  suy_print_begin_table (print, weights, N_LEDGER);
  suy_print_begin_row (print, 0, TRUE);
  suy_print_add_cell (print, "序号", 1, LABEL);
  for (gsize i = 0; i < G_N_ELEMENTS (ledger); i++)
    suy_print_add_cell (print, ledger[i].heading, 1, LABEL);
  suy_print_add_cell (print, "灯色", 1, LABEL);
}

static void
add_item (const Form *form, guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  suy_print_begin_row (form->print, 0, FALSE);
  suy_print_add_cell (form->print, text, 1, SUY_PRINT_CENTRE);
  for (gsize i = 0; i < G_N_ELEMENTS (ledger); i++)
    add_value (form, form->item, ledger[i].field, 1, ledger[i].style);
  add_lamp (form, form->item, SUY_PRINT_PLAIN);
}

/* "30 项，措施 46 条；红灯 2，黄灯Ⅱ 1，黄灯 3，绿灯 24" */
static char *
count_list (SuyWorkspace *self, const GPtrArray *items)
{
  static const char *const lamps[][2] = { { "red", "红灯" },
                                          { "yellow2", "黄灯Ⅱ" },
                                          { "yellow", "黄灯" },
                                          { "green", "绿灯" } };
  guint n[G_N_ELEMENTS (lamps)] = { 0 }, measures = 0, gone = 0;
  GString *text;

  for (guint i = 0; i < items->len; i++)
    {
      const SuyRecord *item = items->pdata[i];
      const char *json = item == NULL ? NULL : suy_record_get_text (item, "measures");
      g_auto (GStrv) list = json == NULL ? NULL : suy_field_split_list (json);

      gone += item == NULL;
      measures += list == NULL ? 0 : g_strv_length (list);
      for (gsize k = 0; item != NULL && k < G_N_ELEMENTS (lamps); k++)
        n[k] += g_strcmp0 (suy_record_get_text (item, "lamp"), lamps[k][0]) == 0;
    }
  text = g_string_new (NULL);
  g_string_printf (text, "%s　　共 %u 项，措施 %u 条；", self->name, items->len - gone, measures);
  for (gsize k = 0; k < G_N_ELEMENTS (lamps); k++)
    g_string_append_printf (text, "%s%s %u", k > 0 ? "，" : "", lamps[k][1], n[k]);
  g_string_append_printf (text, "　　打印日期 %s", self->today);

  return g_string_free (text, FALSE);
}

gboolean
suy_ledger_print_list (SuyWorkspace *self,
                       const GArray *ids,
                       SuyPaper paper,
                       const char *path,
                       GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self, SUY_LEDGER_REGISTER, error);
  g_autoptr (SuyPrint) print = suy_print_new (paper, TRUE, "生态环境问题整改台账");
  g_autoptr (GPtrArray) items =
      reg == NULL ? NULL
                  : suy_store_get_many (self->store, reg, (const gint64 *) (const void *) ids->data,
                                        ids->len, error);
  g_autofree char *subtitle = items == NULL ? NULL : count_list (self, items);
  guint number = 0;

  if (items == NULL)
    return FALSE;
  suy_print_set_subtitle (print, subtitle);
  suy_print_set_note (print, get_note (self));
  begin_list (print);
  for (guint i = 0; i < items->len; i++)
    if (items->pdata[i] != NULL)
      add_item (&(Form){ self, items->pdata[i], print }, ++number);

  return suy_print_write (print, path, NULL, error);
}
