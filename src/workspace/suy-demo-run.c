/* suy-demo-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Registers with a state machine are held in memory while the moves run over them; all others go
 * straight from the generator into the file. */

#include "config.h"

#include "suy-demo-run.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "suy-demo.h"
#include "suy-error.h"
#include "suy-workspace-moves.h"
#include "suy-workspace-private.h"

#define COUNTER_MASK 2047 /* the last 11 bits of an id count within a second of a device */
#define SECOND (G_GINT64_CONSTANT (1) << 31)

typedef struct
{
  SuyWorkspace *workspace;
  SuyDemo *demo;
  GHashTable *held;     /* name of a register to GPtrArray of its SuyRecords */
  GHashTable *by_id;    /* gint64 to SuyRecord, of the held ones */
  GHashTable *evidence; /* id of a record to a table of kinds: how many files were given so far */
  GHashTable *units;    /* id of a person or unit to the code of the unit */
  GPtrArray *journal;   /* rows that the moves wrote */
  gint64 last_id;
  const char *reg; /* register that is being loaded */
  guint at;        /* record of a held register that comes next */
} Run;

static void
run_clear (Run *run)
{
  g_clear_pointer (&run->demo, suy_demo_free);
  g_clear_pointer (&run->held, g_hash_table_unref);
  g_clear_pointer (&run->by_id, g_hash_table_unref);
  g_clear_pointer (&run->evidence, g_hash_table_unref);
  g_clear_pointer (&run->units, g_hash_table_unref);
  g_clear_pointer (&run->journal, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* ---- moves ---- */

static gint64
next_id (Run *run)
{
  gboolean full = (run->last_id & COUNTER_MASK) == COUNTER_MASK;

  run->last_id = full ? ((run->last_id & ~(gint64) COUNTER_MASK) + SECOND) : run->last_id + 1;

  return run->last_id;
}

static void
lay_over (SuyRecord *record, const SuyRecord *changes)
{
  const SuyRegister *reg = suy_record_get_register (record);

  for (guint i = 0; i < reg->fields->len; i++)
    if (suy_record_has (changes, reg->fields->pdata[i]))
      suy_record_set (record, reg->fields->pdata[i],
                      suy_record_get (changes, reg->fields->pdata[i]));
}

static char *
iso_time (gint64 at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.000Z", text);
}

/* The day in China, where the district lies, 8 hours before UTC all year. */
static char *
day_text (gint64 at)
{
  g_autofree char *time = iso_time (at + 8 * G_TIME_SPAN_HOUR);

  return g_strndup (time, strlen ("2026-11-20"));
}

static void
write_journal (Run *run, const SuyDemoMove *move, const char *from, const char *to)
{
  const SuyRegister *reg = suy_workspace_register (run->workspace, "journal", NULL);
  SuyRecord *row = suy_record_new (reg);
  g_autofree char *at = iso_time (move->at);

  suy_record_set_text (row, "object_register", move->reg);
  suy_record_set_integer (row, "object_id", move->id);
  suy_record_set_text (row, "move", move->name);
  suy_record_set_text (row, "from_state", from);
  suy_record_set_text (row, "to_state", to);
  suy_record_set_integer (row, "actor", move->actor);
  suy_record_set_text (row, "role", move->role);
  suy_record_set_text (row, "at", at);
  if (move->note != NULL)
    suy_record_set_text (row, "note", move->note);
  g_ptr_array_add (run->journal, row);
}

static gboolean
refuse (const SuyDemoMove *move, const char *from, const GPtrArray *missing, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; missing != NULL && i < missing->len; i++)
    g_string_append_printf (names, "%s%s", i == 0 ? "" : ", ",
                            ((SuyNeed *) missing->pdata[i])->name);
  g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED,
               _ ("The demo cannot move %s #%" G_GINT64_FORMAT " from “%s” by “%s”: %s."),
               move->reg, move->id, from, move->name,
               missing == NULL ? _ ("there is no such move") : names->str);

  return FALSE;
}

/* ---- what a move of the demo knows ---- */

/* Keeps @code, and gives it back. */
static const char *
keep_unit (Run *run, gint64 id, char *code)
{
  gint64 *key = g_new (gint64, 1);

  *key = id;
  g_hash_table_insert (run->units, key, code);

  return code;
}

static const char *
code_of_unit (Run *run, gint64 unit)
{
  const char *known = g_hash_table_lookup (run->units, &unit);
  const SuyRegister *reg = suy_workspace_register (run->workspace, "unit", NULL);

  return known != NULL ? known
                       : keep_unit (run, unit, suy_workspace_get_key (run->workspace, reg, unit));
}

/* Code of the unit that a person works for; "" for none. */
static const char *
code_of_person (Run *run, gint64 person)
{
  const char *known = g_hash_table_lookup (run->units, &person);
  const SuyRegister *reg = suy_workspace_register (run->workspace, "person", NULL);
  g_autoptr (SuyRecord) record = NULL;
  gint64 unit;

  if (known != NULL)
    return known;
  record = person == 0 ? NULL : suy_store_get (run->workspace->store, reg, person, NULL);
  unit = record == NULL ? 0 : suy_record_get_integer (record, "unit");

  return keep_unit (run, person, g_strdup (unit == 0 ? "" : code_of_unit (run, unit)));
}

static void
add_unit_codes (Run *run, GHashTable *facts, const SuyRecord *record)
{
  const SuyRegister *reg = suy_record_get_register (record);

  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = reg->fields->pdata[i];
      const SuyValue *value = suy_record_get (record, field);

      if (field->type == SUY_FIELD_LINK && strcmp (field->target, "unit") == 0 &&
          value->type == SUY_VALUE_INTEGER)
        g_hash_table_insert (facts, g_strdup_printf ("code:%s", field->name),
                             g_strdup (code_of_unit (run, value->integer)));
    }
}

/* Files given with this move and with those before it count. */
static void
add_evidence (Run *run, GHashTable *facts, const SuyDemoMove *move)
{
  g_auto (GStrv) kinds = g_strsplit (move->evidence == NULL ? "" : move->evidence, " ", -1);
  GHashTable *counts = g_hash_table_lookup (run->evidence, &move->id);
  GHashTableIter iter;
  gpointer kind, count;
  guint all = 0;

  if (counts == NULL)
    {
      gint64 *id = g_new (gint64, 1);

      *id = move->id;
      counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (run->evidence, id, counts);
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

static GHashTable *
facts_of (Run *run,
          const SuyDemoMove *move,
          const SuyMove *found,
          const SuyRecord *record,
          gint64 bp)
{
  GHashTable *facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const SuyRegister *reg = suy_record_get_register (record);

  add_unit_codes (run, facts, record);
  add_evidence (run, facts, move);
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

static gint64
progress_of (const SuyRecord *record)
{
  return suy_register_find (suy_record_get_register (record), "actual_bp") == NULL
             ? 0
             : suy_record_get_integer (record, "actual_bp");
}

static gboolean
run_move (Run *run, const SuyDemoMove *move, GError **error)
{
  SuyRecord *record = g_hash_table_lookup (run->by_id, &move->id);
  const SuyRegister *reg = suy_workspace_register (run->workspace, move->reg, error);
  SuyMoves *machine = reg == NULL ? NULL : suy_workspace_get_machine (run->workspace, reg, error);
  g_autoptr (GHashTable) facts = NULL;
  g_autoptr (GPtrArray) missing = NULL;
  g_autofree char *from = NULL;
  g_autofree char *today = NULL;
  const SuyMove *found;
  const char *unit;
  SuyMoveAsk ask;
  gint64 bp;

  if (machine == NULL)
    return FALSE;
  g_return_val_if_fail (record != NULL, FALSE);
  from = g_strdup (suy_record_get_text (record, "state"));
  if (from == NULL)
    from = g_strdup (suy_moves_get_initial (machine));
  found = suy_moves_find (machine, move->name, from);
  if (found == NULL)
    return refuse (move, from, NULL, error);

  bp = progress_of (record);
  if (move->changes != NULL)
    lay_over (record, move->changes);
  facts = facts_of (run, move, found, record, bp);
  unit = code_of_person (run, move->actor);
  today = day_text (move->at);
  ask = (SuyMoveAsk){ .record = record,
                      .role = move->role,
                      .unit = *unit == '\0' ? NULL : unit,
                      .today = today,
                      .note = move->note,
                      .facts = facts };
  missing = suy_moves_missing (machine, found, &ask);
  if (missing->len > 0)
    return refuse (move, found->from, missing, error);

  if (strcmp (found->to, "=") != 0)
    suy_record_set_text (record, "state", found->to);
  write_journal (run, move, from, suy_record_get_text (record, "state"));

  return TRUE;
}

static gboolean
run_moves (Run *run, GError **error)
{
  const GArray *moves = suy_demo_get_moves (run->demo);

  for (guint i = 0; i < moves->len; i++)
    if (!run_move (run, &g_array_index (moves, SuyDemoMove, i), error))
      return FALSE;

  return TRUE;
}

/* ---- records ---- */

/* Cases wait for their moves, sections and measurements for their classes. */
static gboolean
must_wait (Run *run, const char *name)
{
  const SuyRegister *reg = suy_workspace_register (run->workspace, name, NULL);

  return suy_workspace_get_machine (run->workspace, reg, NULL) != NULL ||
         strcmp (name, "river_section") == 0 || strcmp (name, "measurement") == 0;
}

static void
hold (Run *run, const char *name)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_record_free);
  SuyRecord *record;

  while ((record = suy_demo_next (run->demo, name)) != NULL)
    {
      gint64 *id = g_new (gint64, 1);

      *id = suy_record_get_id (record);
      run->last_id = MAX (run->last_id, *id);
      g_ptr_array_add (records, record);
      g_hash_table_insert (run->by_id, id, record);
    }
  g_hash_table_insert (run->held, (gpointer) name, records);
}

/* From the generator straight into the file. */
static SuyRecord *
next_fresh (gpointer user_data, GError **error)
{
  Run *run = user_data;
  SuyRecord *record = suy_demo_next (run->demo, run->reg);

  if (record != NULL)
    {
      run->last_id = MAX (run->last_id, suy_record_get_id (record));
      suy_workspace_derive (run->workspace, record);
    }

  return record;
}

static SuyRecord *
next_held (gpointer user_data, GError **error)
{
  Run *run = user_data;
  const GPtrArray *records = g_hash_table_lookup (run->held, run->reg);
  SuyRecord *record;

  if (run->at >= records->len)
    return NULL;
  record = suy_record_copy (records->pdata[run->at++]);
  suy_workspace_derive (run->workspace, record);

  return record;
}

static SuyRecord *
next_journal (gpointer user_data, GError **error)
{
  Run *run = user_data;
  SuyRecord *record;
  g_autofree char *code = NULL;

  if (run->at >= run->journal->len)
    return NULL;
  record = suy_record_copy (run->journal->pdata[run->at++]);
  code = g_strdup_printf ("LZ-%06u", run->at);
  suy_record_set_text (record, "code", code);
  suy_record_set_id (record, next_id (run));

  return record;
}

static gboolean
load (Run *run, const char *name, SuyStoreNext next, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (run->workspace, name, error);

  run->reg = name;
  run->at = 0;

  return reg != NULL && suy_store_load (run->workspace->store, reg, next, run, error);
}

static gboolean
write_all (Run *run, GError **error)
{
  const char *const *order = suy_demo_get_order (run->demo);

  for (guint i = 0; order[i] != NULL; i++)
    if (must_wait (run, order[i]))
      hold (run, order[i]);
    else if (!load (run, order[i], next_fresh, error))
      return FALSE;

  if (!run_moves (run, error))
    return FALSE;
  suy_workspace_assess (run->workspace, g_hash_table_lookup (run->held, "river_section"),
                        g_hash_table_lookup (run->held, "measurement"));

  for (guint i = 0; order[i] != NULL; i++)
    if (g_hash_table_contains (run->held, order[i]) && !load (run, order[i], next_held, error))
      return FALSE;

  return load (run, "journal", next_journal, error);
}

/* The demo's clock stands at the morning of its day. */
static gint64
demo_wall (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (SUY_DEMO_TODAY "T00:00:00Z", NULL);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static gboolean
fill (SuyWorkspace *self, SuyDemo *demo, GError **error)
{
  const SuyCommandInfo info = { .kind = "demo",
                                .wall = demo_wall (),
                                .wall_source = "demo",
                                .reason = "demo district" };
  g_auto (Run) run = { .workspace = self, .demo = demo };

  run.held =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  run.by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  run.evidence = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                        (GDestroyNotify) g_hash_table_unref);
  run.units = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  run.journal = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_record_free);

  if (!suy_store_begin (self->store, &info, error) ||
      !suy_workspace_end_command (self, write_all (&run, error), error))
    return FALSE;

  return suy_workspace_set_person (self, suy_demo_get_person (demo), error);
}

SuyWorkspace *
suy_workspace_create_demo (const char *path, guint64 seed, guint32 n_points, GError **error)
{
  g_autofree char *dir = g_build_filename (suy_workspace_get_data_dir (), "demo", NULL);
  const SuyDemoOptions options = { seed, n_points, dir };
  g_autoptr (SuyCatalog) catalog = suy_catalog_new_builtin (error);
  SuyDemo *demo = catalog == NULL ? NULL : suy_demo_new (catalog, &options, error);
  g_autofree char *device = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  SuyStoreSeed store_seed = { .name = "建阳区 2026",
                              .district = SUY_DEMO_DISTRICT,
                              .today = SUY_DEMO_TODAY };
  SuyStore *store;

  if (demo == NULL)
    return NULL;
  device = suy_demo_get_device (seed, &store_seed.device_number);
  store_seed.device = device;
  store = suy_store_create (path, catalog, &store_seed, error);
  if (store == NULL)
    {
      suy_demo_free (demo);
      return NULL;
    }

  workspace = suy_workspace_new_over (store);
  if (!fill (workspace, demo, error))
    {
      suy_workspace_close (workspace, NULL);
      g_unlink (path);
      return NULL;
    }

  return g_steal_pointer (&workspace);
}
