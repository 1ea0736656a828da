/* test-ledger.c: the official table out and in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "suy-error.h"
#include "suy-import.h"
#include "suy-ledger-table.h"

#define N_ITEMS 600
#define LONG_TEXT 10000

/* What programs of tables are known to change, take for something else or lose. */
static const char *const pieces[] = {
  "=1+1",
  "＝1+1",
  "+86-599",
  "-1",
  "@SUM(A1)",
  "＠张三",
  "'=1",
  "''",
  "\t",
  "\r",
  "\n",
  "\r\n",
  "\x01",
  "\x08\x0b\x0c\x1f",
  "\x7f",
  "_x0041_",
  "_x000D_",
  "_xD800_",
  "_xDFFF_",
  "_x0000_",
  "_x005F_x0041_",
  "_x00g1_",
  "\xe2\x80\xae反向\xe2\x80\xac",
  "\xe2\x80\x8f",
  "\xe2\x80\x8b",
  "\xef\xbb\xbf",
  "\xef\xbf\xbe",
  "\xef\xbf\xbf",
  "\xf0\x9f\x98\x80",
  "\xf0\xa0\xae\xb7",
  "e\xcc\x81",
  "  ",
  "\xe3\x80\x80",
  " ",
  "<a href=\"x\">&amp;</a>",
  "]]>",
  "\"",
  ",;|",
  "#",
  "1e5",
  "007",
  "2026-11-20",
  "是",
  "TRUE",
  "1. 一",
  "2. 二",
  "、；",
  "=HYPERLINK(\"http://127.0.0.1/\")",
  "=cmd|' /C calc'!A0",
};

typedef struct
{
  char *folder;
  SuyWorkspace *workspace;
  const SuyRegister *reg;
} Fixture;

/* LibreOffice 7.4 makes a line feed of every return, and writes a text that looks like an escaped
 * escape as a plain escape: what it harms by itself is left out where it rewrites our file. */
static gboolean for_office;

static char *
path_in (const Fixture *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static gint64
add (SuyWorkspace *workspace, const char *layer, const char *code, const char *name)
{
  const SuyRegister *reg = suy_catalog_find (suy_workspace_get_catalog (workspace), layer);
  g_autoptr (SuyRecord) record = suy_record_new (reg);
  g_autoptr (GError) error = NULL;

  suy_record_set_text (record, "code", code);
  suy_record_set_text (record, "name", name);
  if (strcmp (layer, "unit") == 0)
    suy_record_set_text (record, "kind", "township");
  if (strcmp (layer, "person") == 0)
    suy_record_set_text (record, "role", "responsible_unit");
  suy_workspace_save (workspace, record, NULL, &error);
  g_assert_no_error (error);

  return suy_record_get_id (record);
}

/* Two people of one name: they stand in the table by their codes. */
static SuyWorkspace *
make_workspace (const Fixture *self, const char *name)
{
  g_autofree char *path = path_in (self, name);
  g_autoptr (GError) error = NULL;
  SuyWorkspace *workspace = suy_workspace_create (path, "台账", "350703", &error);

  g_assert_no_error (error);
  add (workspace, "unit", "DW-01", "莒口镇人民政府");
  add (workspace, "unit", "DW-02", "区生态环境局");
  add (workspace, "person", "RY-01", "陈燕");
  add (workspace, "person", "RY-02", "陈燕");
  add (workspace, "person", "RY-03", "何明远");

  return workspace;
}

static const SuyRegister *
find_register (SuyWorkspace *workspace)
{
  return suy_catalog_find (suy_workspace_get_catalog (workspace), SUY_LEDGER_REGISTER);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("suy-ledger-XXXXXX", &error);
  g_assert_no_error (error);
  self->workspace = make_workspace (self, "a.gpkg");
  self->reg = find_register (self->workspace);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  suy_workspace_close (self->workspace, NULL);
  g_object_unref (self->workspace);
  dir = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = path_in (self, name);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
}

/* ---- items ---- */

static const char *
pick_piece (guint i)
{
  guint at =
      i < G_N_ELEMENTS (pieces) ? i : (guint) g_test_rand_int_range (0, G_N_ELEMENTS (pieces));

  return for_office && (strchr (pieces[at], '\r') != NULL || strstr (pieces[at], "_x005F_") != NULL)
             ? "\n"
             : pieces[at];
}

/* Never of white space alone: that is an empty cell. */
static char *
make_text (guint i)
{
  GString *text = g_string_new (i % 400 == 7 ? "长" : NULL);
  guint n = i < G_N_ELEMENTS (pieces) ? 1 : (guint) g_test_rand_int_range (1, 6);

  for (guint k = 0; k < n; k++)
    g_string_append (text, pick_piece (i));
  for (glong length = 0; i % 400 == 7 && length < LONG_TEXT;)
    {
      const char *piece = pick_piece (G_MAXUINT);

      g_string_append (text, piece);
      length += g_utf8_strlen (piece, -1);
    }
  if (g_test_rand_bit () || i < G_N_ELEMENTS (pieces))
    g_string_append (text, "末");
  else
    g_string_prepend (text, "首");

  return g_string_free (text, FALSE);
}

static char *
make_list (guint i)
{
  GString *json = g_string_new ("[");
  guint n = 1 + i % 5;

  for (guint k = 0; k < n; k++)
    {
      g_autofree char *text = make_text (G_N_ELEMENTS (pieces) + i * 7 + k);

      g_string_append (json, k > 0 ? ", " : " "); /* spelt otherwise than the import does */
      g_string_append_c (json, '"');
      for (const char *p = text; *p != '\0'; p++)
        {
          if ((guchar) *p < 0x20 || *p == '"' || *p == '\\')
            g_string_append_printf (json, "\\u%04x", (guchar) *p);
          else
            g_string_append_c (json, *p);
        }
      g_string_append_c (json, '"');
    }
  g_string_append (json, "]");

  return g_string_free (json, FALSE);
}

static gint64
find_id (SuyWorkspace *workspace, const char *layer, const char *code)
{
  g_autoptr (GError) error = NULL;
  const SuyRegister *reg = suy_catalog_find (suy_workspace_get_catalog (workspace), layer);
  gint64 id = suy_store_find (suy_workspace_get_store (workspace), reg, code, &error);

  g_assert_no_error (error);

  return id;
}

static SuyRecord *
make_item (Fixture *self, const char *code)
{
  SuyRecord *item = suy_record_new (self->reg);

  suy_record_set_text (item, "code", code);
  suy_record_set_text (item, "title", "莒口镇污水设施停运");
  suy_record_set_text (item, "category", "water");
  suy_record_set_text (item, "goal", "恢复运行");
  suy_record_set_text (item, "measures", "[\"摸底\",\"整治\"]");
  suy_record_set_text (item, "rect_class", "phased");
  suy_record_set_text (item, "stages", "[\"2026-06-30 过半\",\"2026-12-31 全部\"]");
  suy_record_set_text (item, "deadline", "2026-12-31");
  suy_record_set_text (item, "deadline_original", "2026-12-31");
  suy_record_set_integer (item, "responsible_unit", find_id (self->workspace, "unit", "DW-01"));
  suy_record_set_integer (item, "supervising_unit", find_id (self->workspace, "unit", "DW-02"));
  suy_record_set_integer (item, "responsible_person", find_id (self->workspace, "person", "RY-02"));

  return item;
}

static void
save (SuyWorkspace *workspace, SuyRecord *record)
{
  g_autoptr (GError) error = NULL;

  suy_workspace_save (workspace, record, NULL, &error);
  g_assert_no_error (error);
}

static void
add_hostile (Fixture *self)
{
  static const char *const texts[] = { "title", "goal", "batch", "plan_document", "note" };
  SuyStore *store = suy_workspace_get_store (self->workspace);
  const SuyCommandInfo info = { .kind = "test" };
  g_autoptr (GError) error = NULL;

  suy_store_begin (store, &info, &error);
  for (guint i = 0; i < N_ITEMS; i++)
    {
      g_autofree char *code = g_strdup_printf ("%sK%03u", i % 3 == 0 ? "=" : "", i);
      g_autoptr (SuyRecord) item = make_item (self, code);
      g_autofree char *measures = make_list (i), *stages = make_list (i + 1);

      for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
        {
          g_autofree char *text = make_text (i + k);

          suy_record_set_text (item, texts[k], text);
        }
      suy_record_set_text (item, "measures", measures);
      suy_record_set_text (item, "stages", stages);
      suy_store_insert (store, item, &error);
      g_assert_no_error (error);
    }
  suy_store_commit (store, NULL, &error);
  g_assert_no_error (error);
}

/* ---- out and in ---- */

static char *
export_to (Fixture *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids =
      suy_store_select (suy_workspace_get_store (self->workspace), self->reg, NULL, &error);
  char *path = path_in (self, name);
  guint64 n = 0;

  g_assert_no_error (error);
  suy_workspace_export_ledger (self->workspace, ids, path, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, ids->len);

  return path;
}

static SuyImport *
import_from (SuyWorkspace *workspace, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuySource) source = suy_source_open (path, NULL, NULL, &error);
  SuyImport *import;

  g_assert_no_error (error);
  import = suy_import_new (workspace, source, find_register (workspace), NULL, &error);
  g_assert_no_error (error);

  return import;
}

/* Where the first field begins to differ from what is there. */
static void
tell_change (SuyWorkspace *workspace, SuyImportPlan *plan, guint i)
{
  const SuyImportRow *row = suy_import_plan_get (plan, i);
  const SuyRegister *reg = suy_import_plan_get_register (plan);
  g_autoptr (SuyRecord) got = suy_import_plan_get_record (plan, i);
  g_autoptr (SuyRecord) there =
      suy_store_get (suy_workspace_get_store (workspace), reg, row->id, NULL);

  for (guint k = 0; k < reg->fields->len; k++)
    {
      const SuyField *field = reg->fields->pdata[k];
      g_autofree char *a = suy_value_to_string (suy_record_get (got, field));
      g_autofree char *b = suy_value_to_string (suy_record_get (there, field));
      g_autofree char *c = g_strescape (a, NULL), *d = g_strescape (b, NULL);
      gsize at = 0;

      while (c[at] == d[at] && c[at] != '\0')
        at++;
      if (suy_record_has (got, field) && field->type == SUY_FIELD_TEXT && c[at] != d[at])
        g_test_message ("%s: %.60s, was %.60s", field->name, c + MAX (at, 20) - 20,
                        d + MAX (at, 20) - 20);
    }
}

static void
assert_counts (SuyWorkspace *workspace,
               SuyImport *import,
               guint inserts,
               guint updates,
               guint same,
               guint refused)
{
  SuyImportPlan *plan = suy_import_get_plan (import);

  for (guint i = 0; i < suy_import_plan_get_n (plan); i++)
    {
      const SuyImportRow *row = suy_import_plan_get (plan, i);

      if (row->reason != NULL)
        g_test_message ("row %u: %s", row->row, row->reason);
      if (row->fate == SUY_FATE_UPDATE && updates == 0)
        tell_change (workspace, plan, i);
    }
  g_assert_cmpuint (suy_import_plan_count (plan, SUY_FATE_INSERT), ==, inserts);
  g_assert_cmpuint (suy_import_plan_count (plan, SUY_FATE_UPDATE), ==, updates);
  g_assert_cmpuint (suy_import_plan_count (plan, SUY_FATE_SAME), ==, same);
  g_assert_cmpuint (suy_import_plan_count (plan, SUY_FATE_REFUSED), ==, refused);
  g_assert_cmpuint (suy_import_plan_count (plan, SUY_FATE_FLAGGED), ==, 0);
}

/* Back into the workspace that it is from: nothing at all is written. */
static void
check_identity (Fixture *self, const char *path)
{
  g_autoptr (SuyImport) import = import_from (self->workspace, path);
  g_autoptr (GError) error = NULL;
  guint n = 1;

  assert_counts (self->workspace, import, 0, 0, N_ITEMS, 0);
  suy_import_run (import, NULL, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 0);
}

static GPtrArray *
get_all (SuyWorkspace *workspace)
{
  const SuyRegister *reg = find_register (workspace);
  SuyStore *store = suy_workspace_get_store (workspace);
  const SuySelection wish = { .order = reg->code };
  g_autoptr (GArray) ids = suy_store_select (store, reg, &wish, NULL);

  return suy_store_get_many (store, reg, (const gint64 *) (const void *) ids->data, ids->len, NULL);
}

static void
check_same_text (const SuyRecord *a, const SuyRecord *b, const char *field)
{
  g_test_message ("%s of %s", field, suy_record_get_text (a, "code"));
  g_assert_cmpstr (suy_record_get_text (a, field), ==, suy_record_get_text (b, field));
}

/* Into another workspace: every text arrives as it was. */
static void
check_fresh (Fixture *self, const char *path)
{
  static const char *const texts[] = {
    "code", "title", "goal",     "batch",    "plan_document",
    "note", "state", "category", "deadline", "deadline_original"
  };
  static const char *const lists[] = { "measures", "stages" };
  g_autoptr (SuyWorkspace) other = make_workspace (self, "b.gpkg");
  g_autoptr (SuyImport) import = import_from (other, path);
  g_autoptr (GPtrArray) here = get_all (self->workspace), there = NULL;
  g_autoptr (GError) error = NULL;

  assert_counts (other, import, N_ITEMS, 0, 0, 0);
  suy_import_run (import, NULL, NULL, &error);
  g_assert_no_error (error);
  there = get_all (other);
  g_assert_cmpuint (there->len, ==, N_ITEMS);
  for (guint i = 0; i < N_ITEMS; i++)
    {
      for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
        check_same_text (here->pdata[i], there->pdata[i], texts[k]);
      for (guint k = 0; k < G_N_ELEMENTS (lists); k++)
        {
          g_autofree char *a =
              suy_ledger_table_join (suy_record_get_text (here->pdata[i], lists[k]));
          g_autofree char *b =
              suy_ledger_table_join (suy_record_get_text (there->pdata[i], lists[k]));

          g_assert_cmpstr (a, ==, b);
        }
      g_assert_cmpint (suy_record_get_integer (there->pdata[i], "responsible_person"), ==,
                       find_id (other, "person", "RY-02"));
    }
  g_clear_pointer (&import, suy_import_free);
  g_clear_pointer (&there, g_ptr_array_unref);
  suy_workspace_close (other, &error);
  g_assert_no_error (error);
}

static void
test_hostile (Fixture *self, gconstpointer name)
{
  g_autofree char *path = NULL;

  add_hostile (self);
  path = export_to (self, name);
  check_identity (self, path);
  check_fresh (self, path);
}

/* ---- LibreOffice ---- */

static char *
convert (Fixture *self, const char *path, const char *form, const char *ending)
{
  g_autofree char *profile =
      g_strdup_printf ("-env:UserInstallation=file://%s/profile", self->folder);
  g_autofree char *out = path_in (self, "converted");
  const char *const words[] = { "soffice", profile, "--headless", "--convert-to", form, "--outdir",
                                out,       path,    NULL };
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_spawn_sync (self->folder, (char **) words, NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return g_strdup_printf ("%s/ledger.%s", out, ending);
}

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  for (const char *p = strstr (text, word); p != NULL; p = strstr (p + 1, word))
    n++;

  return n;
}

static void
remove_tree (const char *path)
{
  const char *const words[] = { "rm", "-rf", "--", path, NULL };

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
}

/* The office program reads it, finds no formula, and what it writes comes back unchanged. */
static void
test_office (Fixture *self, gconstpointer data)
{
  g_autofree char *program = g_find_program_in_path ("soffice");
  g_autofree char *path = NULL, *flat = NULL, *again = NULL, *text = NULL, *profile = NULL;
  g_autofree char *converted = path_in (self, "converted");
  g_autoptr (GError) error = NULL;

  if (program == NULL)
    {
      g_test_skip ("LibreOffice is not here");
      return;
    }
  profile = path_in (self, "profile");
  for_office = TRUE;
  add_hostile (self);
  for_office = FALSE;
  path = export_to (self, "ledger.xlsx");
  flat = convert (self, path, "fods", "fods");
  g_file_get_contents (flat, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (text, "table:formula"), ==, 0);
  g_assert_cmpuint (count (text, "<table:table-row"), >=, N_ITEMS);
  again = convert (self, path, "xlsx:Calc MS Excel 2007 XML", "xlsx");
  check_identity (self, again);
  remove_tree (profile);
  remove_tree (converted);
}

/* ---- what is refused ---- */

/* A table as a bureau sends it: title above, numbers that are not ours, measures in its own form.
 */
#define FOREIGN_HEAD \
  "序号,整改问题,整改目标,督导单位,整改措施,整改时限,责任单位,责任人,问题类别,整改类别\n"

static SuyImport *
import_text (Fixture *self, const char *text)
{
  g_autofree char *path = path_in (self, "foreign.csv");
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  return import_from (self->workspace, path);
}

static void
test_foreign (Fixture *self, gconstpointer data)
{
  g_autoptr (SuyImport) import = import_text (
      self, FOREIGN_HEAD "1,河道垃圾,清理,区生态环境局,\"（1）清运；运走\n（2）巡查、管护\","
                         "2026年底前,莒口镇人民政府,何明远,水污染,长期\n");
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  const SuyRecord *item;

  assert_counts (self->workspace, import, 1, 0, 0, 0);
  suy_import_run (import, NULL, NULL, &error);
  g_assert_no_error (error);
  items = get_all (self->workspace);
  g_assert_cmpuint (items->len, ==, 1);
  item = items->pdata[0];
  g_assert_cmpstr (suy_record_get_text (item, "measures"), ==, "[\"清运；运走\",\"巡查、管护\"]");
  g_assert_cmpstr (suy_record_get_text (item, "deadline"), ==, "2026-12-31");
  g_assert_cmpstr (suy_record_get_text (item, "deadline_original"), ==, "2026-12-31");
  g_assert_true (g_str_has_prefix (suy_record_get_text (item, "code"), "ZG-"));
  g_assert_null (suy_record_get_text (item, "state"));

  /* The same list again has no numbers of ours, so it is asked about, not doubled. */
  g_clear_pointer (&import, suy_import_free);
  import = import_text (
      self, FOREIGN_HEAD
      "1,河道垃圾,清理,区生态环境局,清运,2026年底前,莒口镇人民政府,何明远,水污染,长期\n");
  g_assert_cmpuint (suy_import_plan_count (suy_import_get_plan (import), SUY_FATE_FLAGGED), ==, 1);
}

typedef struct
{
  const char *cells, *column;
} Lack;

/* Each of the seven that a list must say, and a unit that supervises itself. */
static void
test_lacks (Fixture *self, gconstpointer data)
{
  static const Lack lacks[] = {
    { ",清理,区生态环境局,清运,2026-12-31,莒口镇人民政府,何明远,水污染,长期", "整改问题" },
    { "垃圾,,区生态环境局,清运,2026-12-31,莒口镇人民政府,何明远,水污染,长期", "整改目标" },
    { "垃圾,清理,,清运,2026-12-31,莒口镇人民政府,何明远,水污染,长期", "督导单位" },
    { "垃圾,清理,无此单位,清运,2026-12-31,莒口镇人民政府,何明远,水污染,长期", "督导单位" },
    { "垃圾,清理,莒口镇人民政府,清运,2026-12-31,莒口镇人民政府,何明远,水污染,长期", "督导单位" },
    { "垃圾,清理,区生态环境局,,2026-12-31,莒口镇人民政府,何明远,水污染,长期", "整改措施" },
    { "垃圾,清理,区生态环境局,清运,,莒口镇人民政府,何明远,水污染,长期", "整改时限" },
    { "垃圾,清理,区生态环境局,清运,2026-12-31,,何明远,水污染,长期", "责任单位" },
    { "垃圾,清理,区生态环境局,清运,2026-12-31,莒口镇人民政府,,水污染,长期", "责任人" },
  };
  g_autoptr (GString) text = g_string_new (FOREIGN_HEAD);
  g_autoptr (SuyImport) import = NULL;
  SuyImportPlan *plan;

  for (guint i = 0; i < G_N_ELEMENTS (lacks); i++)
    g_string_append_printf (text, "%u,%s\n", i + 1, lacks[i].cells);
  import = import_text (self, text->str);
  plan = suy_import_get_plan (import);
  assert_counts (self->workspace, import, 0, 0, 0, G_N_ELEMENTS (lacks));
  for (guint i = 0; i < G_N_ELEMENTS (lacks); i++)
    {
      const SuyImportRow *row = suy_import_plan_get (plan, i);

      g_assert_cmpuint (row->row, ==, i + 2);
      g_assert_cmpint (row->column, >=, 0);
      g_assert_cmpstr (
          suy_source_get_column (suy_import_plan_get_source (plan), (guint) row->column), ==,
          lacks[i].column);
      g_assert_nonnull (row->reason);
      g_assert_nonnull (row->remedy);
    }
}

/* ---- what a table may change ---- */

static void
set_state (Fixture *self, gint64 id, const char *state)
{
  SuyStore *store = suy_workspace_get_store (self->workspace);
  const SuyCommandInfo info = { .kind = "test" };
  g_autoptr (SuyRecord) record = suy_record_new (self->reg);
  g_autoptr (GError) error = NULL;

  suy_record_set_id (record, id);
  suy_record_set_text (record, "state", state);
  suy_store_begin (store, &info, &error);
  suy_store_update (store, record, &error);
  suy_store_commit (store, NULL, &error);
  g_assert_no_error (error);
}

static SuyImport *
import_edited (Fixture *self, const char *from, const char *to)
{
  g_autofree char *path = export_to (self, "edited.csv");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *edited = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  parts = g_strsplit (text, from, 2);
  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  edited = g_strjoinv (to, parts);
  g_file_set_contents (path, edited, -1, &error);
  g_assert_no_error (error);

  return import_from (self->workspace, path);
}

typedef struct
{
  const char *state, *from, *to;
  SuyFate fate;
} Change;

static void
test_changes (Fixture *self, gconstpointer data)
{
  static const Change changes[] = {
    { NULL, "恢复运行", "恢复并稳定运行", SUY_FATE_UPDATE },
    { NULL, "2026-12-31,", "2027-01-31,", SUY_FATE_UPDATE },
    { "drafted", "2026-12-31,", "2027-01-31,", SUY_FATE_UPDATE },
    { "planned", "2026-12-31,", "2027-01-31,", SUY_FATE_REFUSED },
    { "in_progress", "2026-12-31,", "2027-01-31,", SUY_FATE_REFUSED },
    { "in_progress", "恢复运行", "恢复并稳定运行", SUY_FATE_UPDATE },
    { "in_progress", "整改中", "销号", SUY_FATE_SAME },
    { "closed", "恢复运行", "恢复并稳定运行", SUY_FATE_REFUSED },
    { "closed", "销号", "整改中", SUY_FATE_SAME },
    { "cancelled", "恢复运行", "恢复并稳定运行", SUY_FATE_REFUSED },
    { NULL, "区生态环境局", "", SUY_FATE_REFUSED },
    { NULL, "RY-02", "何明远", SUY_FATE_UPDATE },
  };
  g_autoptr (SuyRecord) item = make_item (self, "ZG-1");

  save (self->workspace, item);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (SuyImport) import = NULL;

      g_test_message ("%s: %s to %s", changes[i].state, changes[i].from, changes[i].to);
      set_state (self, suy_record_get_id (item), changes[i].state);
      import = import_edited (self, changes[i].from, changes[i].to);
      g_assert_cmpuint (suy_import_plan_count (suy_import_get_plan (import), changes[i].fate), ==,
                        1);
    }
}

/* ---- cells of several texts ---- */

static void
test_lists (void)
{
  static const struct
  {
    const char *cell, *json;
  } known[] = {
    { "1. 甲\n2. 乙", "[\"甲\",\"乙\"]" },
    { "1. 甲\n\xe3\x80\x80二行\n2. 乙", "[\"甲\\u000a二行\",\"乙\"]" },
    { "1. 2. 甲", "[\"2. 甲\"]" },
    { "1．甲\n2．乙", "[\"甲\",\"乙\"]" },
    { "一、甲\n接着甲\n二、乙", "[\"甲\\u000a接着甲\",\"乙\"]" },
    { "（1）甲、乙；丙", "[\"甲、乙；丙\"]" },
    { "一是甲\n二是乙", "[\"甲\",\"乙\"]" },
    { "甲\r\n乙", "[\"甲\",\"乙\"]" },
    { "2026-06-30 过半\n2026-12-31 全部", "[\"2026-06-30 过半\",\"2026-12-31 全部\"]" },
    { "3.5 吨", "[\"3.5 吨\"]" },
    { "", "[]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autofree char *json = suy_ledger_table_split (known[i].cell);

      g_assert_cmpstr (json, ==, known[i].json);
    }
}

static void
test_ends (void)
{
  static const char *const known[][2] = {
    { "2026年底前", "2026-12-31" },
    { "2024年2月底", "2024-02-29" },
    { "２０２６年６月底", "2026-06-30" },
    { "2026年13月底", NULL },
    { "2026年12月", NULL },
    { "长期坚持", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autofree char *date = suy_ledger_table_read_end (known[i][0]);

      g_assert_cmpstr (date, ==, known[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/workspace/ledger/hostile/xlsx", Fixture, "ledger.xlsx", set_up, test_hostile,
              tear_down);
  g_test_add ("/workspace/ledger/hostile/csv", Fixture, "ledger.csv", set_up, test_hostile,
              tear_down);
  g_test_add ("/workspace/ledger/office", Fixture, NULL, set_up, test_office, tear_down);
  g_test_add ("/workspace/ledger/foreign", Fixture, NULL, set_up, test_foreign, tear_down);
  g_test_add ("/workspace/ledger/lacks", Fixture, NULL, set_up, test_lacks, tear_down);
  g_test_add ("/workspace/ledger/changes", Fixture, NULL, set_up, test_changes, tear_down);
  g_test_add_func ("/workspace/ledger/lists", test_lists);
  g_test_add_func ("/workspace/ledger/ends", test_ends);

  return g_test_run ();
}
