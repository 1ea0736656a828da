/* suy-interest.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-interest.h"

#include <glib/gi18n-lib.h>

#include "suy-facts-private.h"

SuyInterest
suy_interest_find (const SuyRecord *officer, const SuyRecord *object)
{
  static const char *const people[] = { "responsible_person" };
  static const char *const units[] = { "unit", "operator" };
  gint64 unit = suy_look_integer (officer, "unit");

  if (object == NULL)
    return SUY_INTEREST_NONE;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (unit != 0 && suy_look_integer (object, units[i]) == unit)
      return SUY_INTEREST_UNIT;
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    if (suy_look_integer (object, people[i]) == suy_record_get_id (officer))
      return SUY_INTEREST_PERSON;
  if (suy_look_text (object, "contact") != NULL &&
      suy_look_is (officer, "name", suy_look_text (object, "contact")) &&
      suy_look_text (object, "phone") != NULL &&
      suy_look_is (officer, "phone", suy_look_text (object, "phone")))
    return SUY_INTEREST_PERSON;

  return SUY_INTEREST_NONE;
}

gint64
suy_interest_get_township (SuyWorkspace *workspace, const SuyRecord *record)
{
  const SuyRegister *units = suy_workspace_register (workspace, "unit", NULL);
  gint64 own = suy_look_integer (record, "township"), unit = suy_look_integer (record, "unit");
  g_autoptr (SuyRecord) found = own != 0 || unit == 0 || units == NULL
                                    ? NULL
                                    : suy_store_get (workspace->store, units, unit, NULL);

  return own != 0 ? own : suy_look_integer (found, "township");
}

const char *
suy_interest_get_word (SuyInterest interest)
{
  static const char *const words[] = { "", "同单位", "为对象负责人或联系人", "属本乡镇",
                                       "申报回避" };

  return words[interest];
}

const char *
suy_interest_describe (SuyInterest interest)
{
  static const char *const words[] = { "", N_ ("of the unit that is inspected"),
                                       N_ ("named by the object as its person or contact"),
                                       N_ ("of the object's own township"),
                                       N_ ("has declared an interest") };

  return *words[interest] == '\0' ? "" : _ (words[interest]);
}
