/* test-import.c: a file goes into a register that already holds records
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli-run.h"

static int
counted (JsonNode *result, const char *fate)
{
  return (int) json_object_get_int_member (json_node_get_object (result), fate);
}

/* The first import adds, the second finds everything as it is, the third changes one record. */
static void
test_key (void)
{
  const struct
  {
    const char *rows;
    int insert, update, same;
  } steps[] = {
    { "编号,姓名\nP-1,甲\nP-2,乙\n", 1, 1, 0 },
    { "编号,姓名\nP-1,甲\nP-2,乙\n", 0, 0, 2 },
    { "编号,姓名\nP-1,甲\nP-2,丙\n", 0, 1, 1 },
  };
  g_autofree char *workspace = cli_path ("key.gpkg");
  g_autofree char *file = cli_path ("people.csv");
  g_autofree char *made = cli_ok ("init", workspace, NULL);
  g_autofree char *added =
      cli_ok ("record", "new", workspace, "person", "code=P-1", "name=x", "role=unit_head", NULL);
  g_autofree char *name = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (JsonNode) result = NULL;

      g_assert_true (g_file_set_contents (file, steps[i].rows, -1, NULL));
      result = cli_json ("import", workspace, "person", file, "--map", "code=编号", "--map",
                         "name=姓名", "--key", "编号", "--format", "json", NULL);
      g_assert_cmpint (counted (result, "insert"), ==, steps[i].insert);
      g_assert_cmpint (counted (result, "update"), ==, steps[i].update);
      g_assert_cmpint (counted (result, "same"), ==, steps[i].same);
    }

  name = cli_ok ("record", "show", workspace, "person:P-2", NULL);
  g_assert_nonnull (g_strrstr (name, "丙"));
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/import/key", test_key);

  status = g_test_run ();
  cli_clean ();

  return status;
}
