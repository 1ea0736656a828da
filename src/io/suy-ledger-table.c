/* suy-ledger-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-ledger-table.h"

#include <stdlib.h>
#include <string.h>

#include "suy-field.h"
#include "suy-fold.h"
#include "suy-json.h"

#define IDEOGRAPHIC_SPACE "\xe3\x80\x80"

typedef struct
{
  const char *heading, *field; /* NULL: the running number */
  gboolean imported;
  double width; /* in digits; a Han character is two */
  gboolean wrap;
} Column;

/* The first eight but the key are those of 整改措施清单 (domain.md S-052); the rest says where an
 * item comes from and how it stands. */
static const Column columns[] = {
  { "序号", NULL, FALSE, 6 },
  { SUY_LEDGER_KEY, "code", TRUE, 16 },
  { "整改问题", "title", TRUE, 40, TRUE },
  { "整改目标", "goal", TRUE, 36, TRUE },
  { "督导单位", "supervising_unit", TRUE, 20, TRUE },
  { "整改措施", "measures", TRUE, 48, TRUE },
  { "整改时限", "deadline", TRUE, 12 },
  { "责任单位", "responsible_unit", TRUE, 20, TRUE },
  { "责任人", "responsible_person", TRUE, 12 },
  { "整改类别", "rect_class", TRUE, 12 },
  { "阶段节点", "stages", TRUE, 32, TRUE },
  { "牵头单位", "lead_unit", TRUE, 20, TRUE },
  { "批次", "batch", TRUE, 20, TRUE },
  { "问题类别", "category", TRUE, 12 },
  { "所属乡镇", "township", TRUE, 12 },
  { "关联案件", "problem", TRUE, 16 },
  { "整改方案", "plan_document", TRUE, 20, TRUE },
  { "开始日期", "start", TRUE, 12 },
  { "是否公开", "is_public", TRUE, 9 },
  { "财政资金", "public_money", TRUE, 9 },
  { "上级批次", "from_superior", TRUE, 9 },
  { "备注", "note", TRUE, 24, TRUE },
  { "状态", "state", FALSE, 12 },
  { "灯色", "lamp", FALSE, 8 },
  { "原时限", "deadline_original", FALSE, 12 },
  { "现时限", "deadline_current", FALSE, 12 },
  { "序时进度（%）", "scheduled_bp", FALSE, 12 },
  { "实际进度（%）", "actual_bp", FALSE, 12 },
  { "完成日期", "completed_at", FALSE, 12 },
  { "验收日期", "accepted_at", FALSE, 12 },
  { "销号日期", "closed_at", FALSE, 12 },
  { "公开日期", "disclosed_at", FALSE, 12 },
};

gboolean
suy_ledger_table_has (const SuyRegister *reg)
{
  return strcmp (reg->name, SUY_LEDGER_REGISTER) == 0;
}

static SuyCellKind
get_kind (const SuyField *field)
{
  if (field == NULL || field->type == SUY_FIELD_INTEGER || field->type == SUY_FIELD_REAL)
    return SUY_CELL_NUMBER;

  return field->type == SUY_FIELD_DATE ? SUY_CELL_DATE : SUY_CELL_TEXT;
}

GArray *
suy_ledger_table_make_columns (const SuyRegister *reg)
{
  GArray *made = g_array_new (FALSE, FALSE, sizeof (SuyExportColumn));

  g_array_set_clear_func (made, suy_export_column_clear);
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const SuyField *field =
          columns[i].field == NULL ? NULL : suy_register_find (reg, columns[i].field);
      SuyExportColumn column = { .heading = g_strdup (columns[i].heading),
                                 .kind = get_kind (field),
                                 .width = columns[i].width,
                                 .wrap = columns[i].wrap };

      g_array_append_val (made, column);
    }

  return made;
}

/* "62.5" of 6250 basis points. */
static char *
format_percent (gint64 bp)
{
  return suy_value_to_string (&SUY_REAL ((double) bp / 100));
}

static char *
format_cell (const SuyRecord *record, const SuyField *field, const SuyExportOptions *options)
{
  const SuyValue *value = suy_record_get (record, field);

  if (value->type == SUY_VALUE_NULL)
    return NULL;
  if (field->type == SUY_FIELD_LIST)
    return suy_ledger_table_join (value->text);
  if (field->type == SUY_FIELD_CHOICE || field->type == SUY_FIELD_BOOLEAN)
    return suy_field_format (field, value, "zh_CN");
  if (g_strcmp0 (field->unit, "bp") == 0)
    return format_percent (value->integer);

  return suy_export_format (record, field, options);
}

GPtrArray *
suy_ledger_table_make_cells (const SuyRecord *record,
                             guint64 number,
                             const SuyExportOptions *options)
{
  const SuyRegister *reg = suy_record_get_register (record);
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const SuyField *field =
          columns[i].field == NULL ? NULL : suy_register_find (reg, columns[i].field);

      g_ptr_array_add (cells, columns[i].field == NULL
                                  ? g_strdup_printf ("%" G_GUINT64_FORMAT, number)
                              : field == NULL ? NULL
                                              : format_cell (record, field, options));
    }

  return cells;
}

gboolean
suy_ledger_table_is_ours (SuySource *source)
{
  if (suy_source_get_n_columns (source) != G_N_ELEMENTS (columns))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (strcmp (suy_source_get_column (source, i), columns[i].heading) != 0)
      return FALSE;

  return TRUE;
}

const SuyField *
suy_ledger_table_match (const SuyRegister *reg, const char *heading, gboolean *shown)
{
  g_autofree char *folded = suy_fold_heading (heading);

  *shown = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *ours = suy_fold_heading (columns[i].heading);

      /* 实际进度 without the sign is the plain export's, in basis points. */
      if (strcmp (ours, folded) != 0 ||
          (strstr (columns[i].heading, "%") != NULL && strchr (heading, '%') == NULL &&
           strstr (heading, "％") == NULL))
        continue;
      *shown = !columns[i].imported;
      return columns[i].imported ? suy_register_find (reg, columns[i].field) : NULL;
    }

  return NULL;
}

/* ---- several texts in one cell ---- */

char *
suy_ledger_table_join (const char *json)
{
  g_auto (GStrv) items = suy_field_split_list (json);
  GString *cell = g_string_new (NULL);

  for (guint i = 0; items != NULL && items[i] != NULL; i++)
    {
      g_auto (GStrv) lines = g_strsplit (items[i], "\n", -1);
      g_autofree char *text = g_strjoinv ("\n" IDEOGRAPHIC_SPACE, lines);

      g_string_append_printf (cell, "%s%u. %s", i > 0 ? "\n" : "", i + 1, text);
    }

  return g_string_free (cell, FALSE);
}

static void
add_item (GString *json, const char *text)
{
  if (json->len > 1)
    g_string_append_c (json, ',');
  suy_json_append_text (json, text);
}

/* A cell in our own form: every line begins with the next number, or goes on. */
static gboolean
split_ours (const char *cell, GString *json)
{
  g_auto (GStrv) lines = g_strsplit (cell, "\n", -1);
  g_autoptr (GString) item = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *mark = g_strdup_printf ("%u. ", n + 1);

      if (n > 0 && g_str_has_prefix (lines[i], IDEOGRAPHIC_SPACE))
        {
          g_string_append_printf (item, "\n%s", lines[i] + strlen (IDEOGRAPHIC_SPACE));
          continue;
        }
      if (!g_str_has_prefix (lines[i], mark))
        return FALSE;
      if (n > 0)
        add_item (json, item->str);
      g_string_assign (item, lines[i] + strlen (mark));
      n++;
    }
  if (n > 0)
    add_item (json, item->str);

  return n > 0;
}

#define NUMBERING \
  "^\\s*(?:[（(]?(?:\\d{1,3}|[一二三四五六七八九十]{1,3})(?:[）).．、]|是)\\s*|[①-⑳]\\s*)(?!\\d)"

/* Where lines are numbered, a line without number goes on with the one before. */
static void
split_foreign (const char *cell, GString *json)
{
  g_autoptr (GRegex) number = g_regex_new (NUMBERING, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_auto (GStrv) lines = g_regex_split_simple ("\\r\\n|\\r|\\n", cell, G_REGEX_DEFAULT, 0);
  gboolean numbered = lines[0] != NULL && g_regex_match (number, lines[0], 0, NULL);
  g_autoptr (GString) item = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean begins = !numbered || g_regex_match (number, lines[i], 0, NULL);
      g_autofree char *bare = numbered
                                  ? g_regex_replace_literal (number, lines[i], -1, 0, "", 0, NULL)
                                  : g_strdup (lines[i]);
      g_autofree char *text = suy_fold_trim (bare);

      if (begins && item->len > 0)
        add_item (json, item->str);
      if (begins)
        g_string_truncate (item, 0);
      if (*text != '\0')
        g_string_append_printf (item, "%s%s", item->len > 0 ? "\n" : "", text);
    }
  if (item->len > 0)
    add_item (json, item->str);
}

char *
suy_ledger_table_split (const char *cell)
{
  GString *json = g_string_new ("[");

  if (!split_ours (cell, json))
    {
      g_string_truncate (json, 1);
      split_foreign (cell, json);
    }
  g_string_append_c (json, ']');

  return g_string_free (json, FALSE);
}

char *
suy_ledger_table_read_end (const char *cell)
{
  g_autoptr (GRegex) pattern = g_regex_new ("^(\\d{4})年(?:(\\d{1,2})月)?底(?:前|之前|以前)?$",
                                            G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *narrow = suy_fold_width (cell);
  g_autofree char *trimmed = suy_fold_trim (narrow);
  g_autofree char *year = NULL, *month = NULL;
  int y, m;

  if (!g_regex_match (pattern, trimmed, 0, &match))
    return NULL;
  year = g_match_info_fetch (match, 1);
  month = g_match_info_fetch (match, 2);
  y = atoi (year);
  m = month == NULL || *month == '\0' ? 12 : atoi (month);
  if (y < 1900 || m < 1 || m > 12)
    return NULL;

  return g_strdup_printf ("%04d-%02d-%02d", y, m,
                          g_date_get_days_in_month ((GDateMonth) m, (GDateYear) y));
}
