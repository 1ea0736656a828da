/* test-key-index.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-rivers.h"
#include "suy-key-index.h"

static void
add_record (Made *made, const SuyRegister *reg, const SuyField *field, const char *text)
{
  g_autoptr (SuyRecord) record = suy_record_new (reg);
  g_autoptr (GError) error = NULL;

  if (text != NULL)
    suy_record_set (record, field, &SUY_TEXT (text));
  suy_store_insert (suy_workspace_get_store (made->workspace), record, &error);
  g_assert_no_error (error);
}

/* Asks the table itself. */
static gint64
find_plainly (Made *made, const SuyRegister *reg, const SuyField *field, const char *text)
{
  const SuyFilter filter = { field, SUY_FILTER_EQUAL, SUY_TEXT (text) };
  const SuySelection selection = { .filters = &filter, .n_filters = 1 };
  g_autoptr (GArray) ids =
      suy_store_select (suy_workspace_get_store (made->workspace), reg, &selection, NULL);

  return ids->len == 0 ? 0 : ids->len > 1 ? -1 : g_array_index (ids, gint64, 0);
}

/* Few texts, so that some come once, some more often; written to in between. */
static void
test_random (void)
{
  Made made;
  const SuyRegister *reg;
  const SuyField *field;
  g_autoptr (SuyKeyIndex) keys = NULL;

  made_open (&made);
  reg = made_register (&made, "enterprise");
  field = suy_register_find (reg, "credit_code");
  keys = suy_key_index_new (suy_workspace_get_store (made.workspace), reg);
  for (guint round = 0; round < 8; round++)
    {
      made_begin (&made);
      for (guint i = 0; i < 10; i++)
        {
          g_autofree char *text = g_strdup_printf ("Ab%d", g_test_rand_int_range (0, 80));

          add_record (&made, reg, field, i == 0 ? NULL : text);
        }
      made_end (&made);
      for (int i = 0; i < 80; i++)
        {
          g_autofree char *text = g_strdup_printf (i % 9 == 0 ? "ab%d" : "Ab%d", i);
          g_autoptr (GError) error = NULL;

          g_assert_cmpint (suy_key_index_find (keys, field, text, &error), ==,
                           find_plainly (&made, reg, field, text));
          g_assert_no_error (error);
        }
    }
  g_clear_pointer (&keys, suy_key_index_free);
  made_close (&made);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/key-index/find/random", test_random);

  return g_test_run ();
}
