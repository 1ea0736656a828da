/* suy-sampling-print.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-sampling-print.h"

#include <glib/gi18n-lib.h>

#include "suy-error.h"
#include "suy-facts-private.h"
#include "suy-print.h"
#include "suy-sampling.h"

#define LABEL (SUY_PRINT_LABEL | SUY_PRINT_STRONG)
#define SIGN_MM 22

typedef struct
{
  SuyWorkspace *workspace;
  const SuyRecord *record;
  const SuySampling *sampling;
  SuyPrint *print;
} Form;

static char *
value_of (const Form *self, const char *name)
{
  const SuyField *field = suy_register_find (suy_record_get_register (self->record), name);

  return field == NULL ? g_strdup ("")
                       : suy_workspace_format_value (self->workspace, field,
                                                     suy_record_get (self->record, field), "zh_CN");
}

static void
add_pair (const Form *self, const char *label, const char *text, guint span)
{
  suy_print_add_cell (self->print, label, 1, LABEL);
  suy_print_add_cell (self->print, text, span, SUY_PRINT_MIDDLE);
}

static void
add_row (const Form *self, const char *label, const char *text)
{
  suy_print_begin_row (self->print, 0, FALSE);
  add_pair (self, label, text, 3);
}

static void
add_field (const Form *self, const char *label, const char *field)
{
  g_autofree char *text = value_of (self, field);

  if (suy_register_find (suy_record_get_register (self->record), field) != NULL)
    add_row (self, label, text);
}

static void
add_head (const Form *self)
{
  static const double weights[] = { 1, 2, 1, 2 };
  g_autofree char *hash = suy_sampling_hash (self->record, NULL);
  g_autofree char *n = g_strdup_printf ("%u", g_strv_length (self->sampling->order));
  g_autofree char *n_drawn = g_strdup_printf ("%u", self->sampling->n_drawn);

  suy_print_begin_table (self->print, weights, G_N_ELEMENTS (weights));
  add_field (self, "名称", "name");
  add_field (self, "编号", "code");
  add_field (self, "类别", "kind");
  add_field (self, "年度", "year");
  add_field (self, "名录条件", "pool_filter");
  add_field (self, "建库日期", "pooled_on");
  add_field (self, "确定日期", "fixed_on");
  suy_print_begin_row (self->print, 0, FALSE);
  add_pair (self, "名录数量", n, 1);
  add_pair (self, "抽取数量", n_drawn, 1);
  add_field (self, "随机种子", "seed");
  add_row (self, "名录校验值", hash);
  add_row (self, "抽取方法", SUY_DRAW_ALGORITHM);
  add_field (self, "抽取时间", "drawn_at");
  add_row (self, "复核",
           suy_sampling_is_reproduced (self->sampling, self->record)
               ? "按名录和种子重新计算，结果一致"
               : "按名录和种子重新计算，结果不一致");
}

/* ---- what was drawn ---- */

static char *
title_of (const Form *self, const char *key)
{
  g_autoptr (SuyRecord) object =
      suy_sampling_get_object (self->workspace, key, self->sampling->kind->means);
  const SuyRegister *reg = object == NULL ? NULL : suy_record_get_register (object);

  return reg == NULL || reg->title == NULL
             ? g_strdup ("")
             : suy_workspace_format_value (self->workspace, reg->title,
                                           suy_record_get (object, reg->title), "zh_CN");
}

static char *
name_of (const Form *self, guint officer)
{
  const char *key = self->sampling->officer_order[officer];
  g_autoptr (SuyRecord) person = suy_sampling_get_object (self->workspace, key, "person");
  const char *name = suy_look_text (person, "name");

  return name == NULL ? g_strdup (key) : g_strdup_printf ("%s %s", key, name);
}

static char *
officers_of (const Form *self, guint object)
{
  const SuyDrawDeal *deal = self->sampling->deal;
  GString *text = g_string_new (NULL);

  for (guint k = 0; deal != NULL && k < deal->n_each; k++)
    {
      guint officer = g_array_index (deal->officers, guint, object * deal->n_each + k);
      g_autofree char *name = officer == G_MAXUINT ? NULL : name_of (self, officer);

      if (name != NULL)
        g_string_append_printf (text, "%s%s", text->len == 0 ? "" : "、", name);
    }

  return g_string_free (text, FALSE);
}

static void
add_drawn (const Form *self)
{
  static const double weights[] = { 0.5, 1.5, 3, 3 };
  gboolean with_officers = self->sampling->deal != NULL;
  guint n = with_officers ? 4 : 3;

  suy_print_begin_table (self->print, weights, n);
  suy_print_begin_row (self->print, 0, TRUE);
  suy_print_add_cell (self->print, "顺序", 1, LABEL);
  suy_print_add_cell (self->print, "编号", 1, LABEL);
  suy_print_add_cell (self->print, with_officers ? "抽中对象" : "抽中事项", 1, LABEL);
  if (with_officers)
    suy_print_add_cell (self->print, "检查人员", 1, LABEL);
  for (guint i = 0; i < self->sampling->n_drawn; i++)
    {
      g_autofree char *place = g_strdup_printf ("%u", i + 1);
      g_autofree char *title = title_of (self, self->sampling->order[i]);
      g_autofree char *officers = officers_of (self, i);

      suy_print_begin_row (self->print, 0, FALSE);
      suy_print_add_cell (self->print, place, 1, SUY_PRINT_CENTRE);
      suy_print_add_cell (self->print, self->sampling->order[i], 1, SUY_PRINT_PLAIN);
      suy_print_add_cell (self->print, title, 1, SUY_PRINT_PLAIN);
      if (with_officers)
        suy_print_add_cell (self->print, officers, 1, SUY_PRINT_PLAIN);
    }
}

static void
add_passed (const Form *self)
{
  static const double weights[] = { 2, 2, 2, 2 };
  static const char *const heads[] = { "对象", "抽中人员", "替换为", "原因" };
  const GArray *passed = self->sampling->deal == NULL ? NULL : self->sampling->deal->passed;

  if (passed == NULL || passed->len == 0)
    return;
  suy_print_begin_table (self->print, weights, G_N_ELEMENTS (weights));
  suy_print_begin_row (self->print, 0, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    suy_print_add_cell (self->print, heads[i], 1, LABEL);
  for (guint i = 0; i < passed->len; i++)
    {
      const SuyDrawPassed *row = &g_array_index (passed, SuyDrawPassed, i);
      SuyInterest why = g_array_index (self->sampling->why, SuyInterest, i);
      g_autofree char *officer = name_of (self, row->officer);
      g_autofree char *instead = row->instead == G_MAXUINT ? NULL : name_of (self, row->instead);

      suy_print_begin_row (self->print, 0, FALSE);
      suy_print_add_cell (self->print, self->sampling->order[row->object], 1, SUY_PRINT_PLAIN);
      suy_print_add_cell (self->print, officer, 1, SUY_PRINT_PLAIN);
      suy_print_add_cell (self->print, instead == NULL ? "—" : instead, 1, SUY_PRINT_PLAIN);
      suy_print_add_cell (self->print, suy_interest_get_word (why), 1, SUY_PRINT_PLAIN);
    }
}

static void
add_signatures (const Form *self)
{
  static const double weights[] = { 1, 1 };
  g_autofree char *drawn_by = value_of (self, "drawn_by"), *witness = value_of (self, "witness");
  g_autofree char *by = g_strdup_printf ("抽取人：%s\n\n签名：", drawn_by);
  g_autofree char *seen = g_strdup_printf ("见证人：%s\n\n签名：", witness);

  suy_print_begin_table (self->print, weights, G_N_ELEMENTS (weights));
  suy_print_keep_table (self->print);
  suy_print_begin_row (self->print, SIGN_MM, FALSE);
  suy_print_add_cell (self->print, by, 1, SUY_PRINT_PLAIN);
  suy_print_add_cell (self->print, seen, 1, SUY_PRINT_PLAIN);
}

gboolean
suy_sampling_print (SuyWorkspace *self,
                    const SuyRegister *reg,
                    gint64 id,
                    const char *path,
                    GError **error)
{
  g_autoptr (SuyRecord) record = suy_store_get (self->store, reg, id, error);
  g_autoptr (SuySampling) sampling = NULL;
  g_autoptr (SuyPrint) print = NULL;
  Form form;

  if (record == NULL)
    return FALSE;
  if (suy_look_text (record, suy_sampling_find_kind (reg->name, SUY_SAMPLING_MAIN)->drawn) == NULL)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED,
                   _ ("Nothing was drawn yet, so there is nothing to certify. Draw first."));
      return FALSE;
    }
  sampling = suy_sampling_new (self, record, SUY_SAMPLING_MAIN, error);
  if (sampling == NULL)
    return FALSE;
  print = suy_print_new (SUY_PAPER_A4, FALSE, "随机抽取证明");
  form = (Form){ self, record, sampling, print };
  suy_print_set_note (print, suy_workspace_is_demo (self) ? "示意数据 · 演示区，并非真实记录" : "");
  add_head (&form);
  add_drawn (&form);
  add_passed (&form);
  add_signatures (&form);

  return suy_print_write (print, path, NULL, error);
}
