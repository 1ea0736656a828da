/* test-tiers.c: who stands high enough, as the permission matrix of the bureau has it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-catalog.h"
#include "suy-error.h"
#include "suy-tiers.h"

static gboolean
may (SuyTiers *tiers, const char *role, const char *right, const char *severity)
{
  return suy_tiers_get (tiers, role) >= suy_tiers_get_needed (tiers, right, severity);
}

static void
test_matrix (void)
{
  static const struct
  {
    const char *role;
    gboolean close[3], extend[3]; /* routine, key, major */
  } rows[] = {
    { "grid_inspector", { FALSE, FALSE, FALSE }, { FALSE, FALSE, FALSE } },
    { "responsible_unit", { FALSE, FALSE, FALSE }, { FALSE, FALSE, FALSE } },
    { "third_party", { FALSE, FALSE, FALSE }, { FALSE, FALSE, FALSE } },
    { "rectification_office", { TRUE, FALSE, FALSE }, { TRUE, TRUE, FALSE } },
    { "hq_clerk", { TRUE, FALSE, FALSE }, { TRUE, TRUE, FALSE } },
    { "deputy_district_head", { TRUE, TRUE, FALSE }, { TRUE, TRUE, TRUE } },
    { "district_head", { TRUE, TRUE, TRUE }, { TRUE, TRUE, TRUE } },
    { "bureau_leader", { TRUE, TRUE, TRUE }, { TRUE, TRUE, TRUE } },
  };
  static const char *const severities[] = { "routine", "key", "major" };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyTiers) tiers = suy_tiers_new_builtin (&error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint k = 0; k < 3; k++)
      {
        g_test_message ("%s %s", rows[i].role, severities[k]);
        g_assert_cmpint (may (tiers, rows[i].role, "close", severities[k]), ==, rows[i].close[k]);
        g_assert_cmpint (may (tiers, rows[i].role, "extend", severities[k]), ==, rows[i].extend[k]);
      }
  g_assert_cmpint (suy_tiers_get (tiers, NULL), ==, SUY_TIER_UNKNOWN);
  g_assert_cmpint (suy_tiers_get (tiers, "emperor"), ==, SUY_TIER_UNKNOWN);
  g_assert_cmpint (suy_tiers_get_needed (tiers, "close", NULL), ==,
                   suy_tiers_get_needed (tiers, "close", "routine"));
  g_assert_cmpint (suy_tiers_get_needed (tiers, "behead", "key"), ==, SUY_TIER_UNKNOWN);
}

/* Every role of the catalog stands in one tier. */
static void
test_every_role (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyTiers) tiers = suy_tiers_new_builtin (&error);
  g_autoptr (SuyCatalog) catalog = suy_catalog_new_builtin (&error);
  const SuyField *role = suy_register_find (suy_catalog_find (catalog, "person"), "role");

  for (guint i = 0; i < role->choices->len; i++)
    {
      const SuyChoice *choice = role->choices->pdata[i];

      g_test_message ("%s", choice->name);
      g_assert_cmpint (suy_tiers_get (tiers, choice->name), >=, 0);
    }
}

static void
test_refused_files (void)
{
  static const char *const texts[] = {
    "{\"source\": \"a\", \"rights\": []}",
    "{\"source\": \"a\", \"rights\": [], \"tiers\": [{\"tier\": 10, \"en\": \"a\", \"zh\": \"a\", "
    "\"roles\": [\"x\"]}]}",
    "{\"source\": \"a\", \"rights\": [], \"tiers\": [{\"tier\": 1, \"en\": \"a\", \"zh\": \"a\", "
    "\"roles\": [\"x\", \"x\"]}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (suy_tiers_new_from_text ("t.json", texts[i], &error));
      g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/tiers/matrix", test_matrix);
  g_test_add_func ("/rules/tiers/every-role", test_every_role);
  g_test_add_func ("/rules/tiers/file/refused", test_refused_files);

  return g_test_run ();
}
