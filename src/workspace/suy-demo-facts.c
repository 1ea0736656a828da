/* suy-demo-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-demo-facts.h"

#include "suy-id.h"
#include "suy-workspace-private.h"

struct _SuyDemoFacts
{
  SuyWorkspace *workspace; /* borrowed */
  GHashTable *evidence;    /* id of a record to a table of kinds: how many were given so far */
  GHashTable *units;       /* id of a person or unit to the code of the unit */
};

SuyDemoFacts *
suy_demo_facts_new (SuyWorkspace *workspace)
{
  SuyDemoFacts *self = g_new0 (SuyDemoFacts, 1);

  self->workspace = workspace;
  self->evidence = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free,
                                          (GDestroyNotify) g_hash_table_unref);
  self->units = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, g_free);

  return self;
}

void
suy_demo_facts_free (SuyDemoFacts *self)
{
  g_hash_table_unref (self->evidence);
  g_hash_table_unref (self->units);
  g_free (self);
}

/* Keeps @code, and gives it back. */
static const char *
keep_unit (SuyDemoFacts *self, gint64 id, char *code)
{
  gint64 *key = g_new (gint64, 1);

  *key = id;
  g_hash_table_insert (self->units, key, code);

  return code;
}

static const char *
code_of_unit (SuyDemoFacts *self, gint64 unit)
{
  const char *known = g_hash_table_lookup (self->units, &unit);
  const SuyRegister *reg = suy_workspace_register (self->workspace, "unit", NULL);

  return known != NULL ? known
                       : keep_unit (self, unit, suy_workspace_get_key (self->workspace, reg, unit));
}

/* Code of the unit that a person works for; "" for none. */
static const char *
code_of_person (SuyDemoFacts *self, gint64 person)
{
  const char *known = g_hash_table_lookup (self->units, &person);
  const SuyRegister *reg = suy_workspace_register (self->workspace, "person", NULL);
  g_autoptr (SuyRecord) record = NULL;
  gint64 unit;

  if (known != NULL)
    return known;
  record = person == 0 ? NULL : suy_store_get (self->workspace->store, reg, person, NULL);
  unit = record == NULL ? 0 : suy_record_get_integer (record, "unit");

  return keep_unit (self, person, g_strdup (unit == 0 ? "" : code_of_unit (self, unit)));
}

static void
add_unit_codes (SuyDemoFacts *self, GHashTable *facts, const SuyRecord *record)
{
  const SuyRegister *reg = suy_record_get_register (record);

  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = reg->fields->pdata[i];
      const SuyValue *value = suy_record_get (record, field);

      if (field->type == SUY_FIELD_LINK && strcmp (field->target, "unit") == 0 &&
          value->type == SUY_VALUE_INTEGER)
        g_hash_table_insert (facts, g_strdup_printf ("code:%s", field->name),
                             g_strdup (code_of_unit (self, value->integer)));
    }
}

/* Files given with this move and with those before it count. */
static void
add_evidence (SuyDemoFacts *self, GHashTable *facts, const SuyDemoMove *move)
{
  g_auto (GStrv) kinds = g_strsplit (move->evidence == NULL ? "" : move->evidence, " ", -1);
  GHashTable *counts = g_hash_table_lookup (self->evidence, &move->id);
  GHashTableIter iter;
  gpointer kind, count;
  guint all = 0;

  if (counts == NULL)
    {
      gint64 *id = g_new (gint64, 1);

      *id = move->id;
      counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (self->evidence, id, counts);
    }
  for (guint i = 0; kinds[i] != NULL; i++)
    if (*kinds[i] != '\0')
      g_hash_table_insert (
          counts, g_strdup (kinds[i]),
          GUINT_TO_POINTER (1 + GPOINTER_TO_UINT (g_hash_table_lookup (counts, kinds[i]))));

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &kind, &count))
    {
      g_hash_table_insert (facts, g_strconcat ("evidence:", kind, NULL),
                           g_strdup_printf ("%u", GPOINTER_TO_UINT (count)));
      all += GPOINTER_TO_UINT (count);
    }
  g_hash_table_insert (facts, g_strdup ("evidence"), g_strdup_printf ("%u", all));
}

/* A condition "when:@NAME=...": the special case that it asks about did not arise. */
static void
add_condition (GHashTable *facts, const char *need)
{
  gsize length = strcspn (need + strlen ("when:@"), "=<>");
  g_autofree char *name = g_strndup (need + strlen ("when:@"), length);

  if (!g_hash_table_contains (facts, name))
    g_hash_table_insert (facts, g_steal_pointer (&name), g_strdup ("no"));
}

/* Whether a need "when:FIELD=VALUE:..." is about a record like this one; other needs always are. */
static gboolean
concerns (const char *need, const SuyRecord *record)
{
  g_auto (GStrv) parts = g_strsplit (need, ":", 3);
  g_auto (GStrv) test = NULL;

  if (strcmp (parts[0], "when") != 0 || parts[1] == NULL || *parts[1] == '@')
    return TRUE;
  test = g_strsplit (parts[1], "=", 2);

  return test[1] != NULL && g_strcmp0 (suy_record_get_text (record, test[0]), test[1]) == 0;
}

/* The people of the demo say what only people can say: that the reporter was told, that the site
 * was seen.  A fact of a need takes the value that the need asks for, unless it is known. */
static void
add_said (GHashTable *facts, const SuyMove *move, const SuyRecord *record)
{
  for (guint i = 0; i < move->needs->len; i++)
    if (g_str_has_prefix (((SuyNeed *) move->needs->pdata[i])->name, "when:@"))
      add_condition (facts, ((SuyNeed *) move->needs->pdata[i])->name);
  for (guint i = 0; i < move->needs->len; i++)
    {
      const SuyNeed *need = move->needs->pdata[i];
      const char *fact = strstr (need->name, "fact:");
      gsize length = fact == NULL ? 0 : strcspn (fact + 5, "=<>");
      g_autofree char *name = fact == NULL ? NULL : g_strndup (fact + 5, length);
      const char *value = fact == NULL ? NULL : fact + 5 + length;

      if (fact == NULL || g_hash_table_contains (facts, name) || !concerns (need->name, record))
        continue;
      value += strspn (value, "=<>");
      g_hash_table_insert (facts, g_steal_pointer (&name), g_strdup (value));
    }
}

const char *
suy_demo_facts_get_unit (SuyDemoFacts *self, gint64 person)
{
  const char *code = code_of_person (self, person);

  return *code == '\0' ? NULL : code;
}

GHashTable *
suy_demo_facts_look (SuyDemoFacts *self,
                     const SuyDemoMove *move,
                     const SuyMove *found,
                     const SuyRecord *record,
                     gint64 bp)
{
  GHashTable *facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const SuyRegister *reg = suy_record_get_register (record);

  add_unit_codes (self, facts, record);
  add_evidence (self, facts, move);
  if (reg->geometry != SUY_GEOMETRY_NONE && suy_record_get_geometry (record) != NULL)
    g_hash_table_insert (facts, g_strdup ("place"), g_strdup ("known"));
  if (suy_register_find (reg, "actual_bp") != NULL)
    g_hash_table_insert (
        facts, g_strdup ("progress_falls"),
        g_strdup (suy_record_get_integer (record, "actual_bp") < bp ? "yes" : "no"));
  g_hash_table_insert (facts, g_strdup ("near_duplicate"), g_strdup ("no"));
  add_said (facts, found, record);

  return facts;
}
