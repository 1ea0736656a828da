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
#include <inttypes.h>

#include "suy-demo-facts.h"
#include "suy-error.h"
#include "suy-id.h"
#include "suy-lamp-refresh.h"
#include "suy-workspace-moves.h"
#include "suy-workspace-private.h"

#define COUNTER_MASK 2047 /* the last 11 bits of an id count within a second of a device */
#define SECOND (G_GINT64_CONSTANT (1) << 31)

typedef struct
{
  SuyWorkspace *workspace;
  SuyDemo *demo;
  GHashTable *held;  /* name of a register to GPtrArray of its SuyRecords */
  GHashTable *by_id; /* gint64 to SuyRecord, of the held ones */
  SuyDemoFacts *facts;
  GPtrArray *journal; /* rows that the moves wrote */
  GHashTable *files;  /* id of a record to a GPtrArray of its attachments */
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
  g_clear_pointer (&run->facts, suy_demo_facts_free);
  g_clear_pointer (&run->journal, g_ptr_array_unref);
  g_clear_pointer (&run->files, g_hash_table_unref);
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

/* ---- files ---- */

static void
note_file (Run *run, const SuyRecord *file)
{
  gint64 id = suy_record_get_integer (file, "object_id");
  GPtrArray *files = g_hash_table_lookup (run->files, &id);

  if (files == NULL)
    {
      files = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_record_free);
      g_hash_table_insert (run->files, g_memdup2 (&id, sizeof id), files);
    }
  g_ptr_array_add (files, suy_record_copy (file));
}

/* Those that were taken by @at, as a move writes them. */
static char *
list_files (Run *run, gint64 id, const char *at)
{
  const GPtrArray *files = g_hash_table_lookup (run->files, &id);
  GString *list = g_string_new (NULL);

  for (guint i = 0; files != NULL && i < files->len; i++)
    if (strcmp (suy_record_get_text (files->pdata[i], "taken_at"), at) <= 0)
      g_string_append_printf (list, "%s\"#%" PRId64 "\"", list->len == 0 ? "[" : ",",
                              suy_record_get_id (files->pdata[i]));
  if (list->len > 0)
    g_string_append_c (list, ']');

  return g_string_free (list, FALSE);
}

static void
write_journal (Run *run, const SuyDemoMove *move, const char *from, const char *to)
{
  const SuyRegister *reg = suy_workspace_register (run->workspace, "journal", NULL);
  SuyRecord *row = suy_record_new (reg);
  g_autofree char *at = iso_time (move->at), *files = list_files (run, move->id, at);

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
  if (*files != '\0')
    suy_record_set_text (row, "evidence", files);
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
               _ ("The demo cannot move %s #%" PRId64 " from “%s” by “%s”: %s."), move->reg,
               move->id, from, move->name,
               missing == NULL ? _ ("there is no such move") : names->str);

  return FALSE;
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
    suy_record_lay_over (record, move->changes);
  facts = suy_demo_facts_look (run->facts, move, found, record, bp);
  today = day_text (move->at);
  ask = (SuyMoveAsk){ .record = record,
                      .role = move->role,
                      .unit = suy_demo_facts_get_unit (run->facts, move->actor),
                      .today = today,
                      .note = move->note,
                      .facts = facts };
  missing = suy_moves_missing (machine, found, &ask);
  if (missing->len > 0)
    return refuse (move, found->from, missing, error);

  if (strcmp (found->to, "=") != 0)
    suy_record_set_text (record, "state", found->to);
  suy_move_count (found, record, record);
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
      if (g_str_equal (run->reg, "attachment"))
        note_file (run, record);
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

/* The drawings that attachments name by their content. */
static gboolean
write_blobs (Run *run, GError **error)
{
  const GPtrArray *blobs = suy_demo_get_blobs (run->demo);

  for (guint i = 0; i < blobs->len; i++)
    {
      g_autofree char *hash = suy_store_put_blob (run->workspace->store, blobs->pdata[i], error);

      if (hash == NULL)
        return FALSE;
    }

  return TRUE;
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

  return load (run, "journal", next_journal, error) && suy_lamp_refresh (run->workspace, error) &&
         write_blobs (run, error);
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
  run.by_id = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);
  run.facts = suy_demo_facts_new (self);
  run.files = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                     (GDestroyNotify) g_ptr_array_unref);
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
