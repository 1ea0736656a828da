/* suy-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-cases-page.h"
#include "suy-inbox-page.h"
#include "suy-ledger-page.h"
#include "suy-map-page.h"
#include "suy-registers-page.h"
#include "suy-warnings-page.h"

static const SuyPage pages[] = {
  { "map", N_ ("Map"), "<Alt>1", suy_map_page_get_type },
  { "inbox", N_ ("Inbox"), "<Alt>0", suy_inbox_page_get_type },
  { "cases", N_ ("Cases"), "<Alt>2", suy_cases_page_get_type },
  { "ledgers", N_ ("Ledgers"), "<Alt>3", suy_ledger_page_get_type },
  { "warnings", N_ ("Warnings"), "<Alt>4", suy_warnings_page_get_type },
  { "registers", N_ ("Registers"), "<Alt>5", suy_registers_page_get_type },
};

const SuyPage *
suy_page_get_all (guint *n)
{
  *n = G_N_ELEMENTS (pages);

  return pages;
}

const char *
suy_page_of_layer (const char *layer)
{
  static const struct
  {
    const char *layer, *page;
  } pages_of[] = {
    { "problem", "cases" },
    { "rectification_item", "ledgers" },
    { "warning", "warnings" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages_of); i++)
    if (strcmp (layer, pages_of[i].layer) == 0)
      return pages_of[i].page;

  return "registers";
}
