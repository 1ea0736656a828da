/* test-want.c: what a need that is not met asks the person for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>

#include "suy-want.h"

static void
test_want_kinds (void)
{
  static const struct
  {
    const char *need;
    SuyWantKind kind;
  } rows[] = {
    { "note", SUY_WANT_NOTE },
    { "field:goal", SUY_WANT_FIELD },
    { "value:actual_bp>=10000", SUY_WANT_FIELD },
    { "date-order:found_at:deadline", SUY_WANT_FIELD },
    { "date-order:found_at:today", SUY_WANT_FIELD },
    { "fact:reporter_told=yes", SUY_WANT_SAID },
    { "fact:site_check=yes", SUY_WANT_OTHER },
    { "when:source=petition:fact:site_check=yes", SUY_WANT_FIELD },
    { "fact:five_no_release=5", SUY_WANT_FIELD },
    { "fact:open_children=0", SUY_WANT_OTHER },
    { "evidence:after", SUY_WANT_EVIDENCE },
    { "fact:evidence>=1", SUY_WANT_EVIDENCE },
    { "fact:new_evidence:report>=1", SUY_WANT_EVIDENCE },
    { "as:unit_head:actor-in:lead_unit", SUY_WANT_ACTOR },
    { "actor-in:responsible_unit", SUY_WANT_ACTOR },
    { "role", SUY_WANT_ACTOR },
    { "when:medium=water:field:upstream_trace", SUY_WANT_FIELD },
    { "when:@progress_falls=yes:note", SUY_WANT_NOTE },
  };
  g_autoptr (SuyCatalog) catalog = suy_catalog_new_builtin (NULL);
  const SuyRegister *reg = suy_catalog_find (catalog, "problem");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (SuyWant) want = { 0 };

      suy_want_parse (reg, rows[i].need, &want);
      g_test_message ("%s", rows[i].need);
      g_assert_cmpint (want.kind, ==, rows[i].kind);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/want/kinds", test_want_kinds);

  return g_test_run ();
}
