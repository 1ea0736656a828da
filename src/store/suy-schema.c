/* suy-schema.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-schema.h"

#include "suy-batch.h"

/* OGC 12-128r18 annex C, table definitions; the texts are ours, columns and keys are theirs. */
static const char GEOPACKAGE_TABLES[] =
    "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY "
    "KEY,"
    " organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,"
    " definition TEXT NOT NULL, description TEXT);"
    "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,"
    " identifier TEXT UNIQUE, description TEXT DEFAULT '',"
    " last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),"
    " min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,"
    " CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));"
    "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,"
    " geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,"
    " m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),"
    " CONSTRAINT uk_gc_table_name UNIQUE (table_name),"
    " CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),"
    " CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));"
    "CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,"
    " definition TEXT NOT NULL, scope TEXT NOT NULL,"
    " CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));";

static const char OUR_TABLES[] =
    "CREATE TABLE suy_setting (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL)"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE suy_device (rep INTEGER PRIMARY KEY NOT NULL, uuid TEXT NOT NULL UNIQUE,"
    " number INTEGER NOT NULL, own INTEGER NOT NULL,"
    " forked_from INTEGER REFERENCES suy_device (rep), fork_seq INTEGER) STRICT;"
    "CREATE TABLE suy_self (id INTEGER PRIMARY KEY CHECK (id = 1),"
    " rep INTEGER NOT NULL REFERENCES suy_device (rep), last_id INTEGER NOT NULL) STRICT;"
    "CREATE TABLE suy_context (id INTEGER PRIMARY KEY CHECK (id = 1), command INTEGER NOT NULL,"
    " log INTEGER NOT NULL) STRICT;"
    "CREATE TABLE suy_command (id INTEGER PRIMARY KEY NOT NULL,"
    " rep INTEGER NOT NULL REFERENCES suy_device (rep), first_seq INTEGER NOT NULL,"
    " n INTEGER NOT NULL, kind TEXT NOT NULL, actor TEXT, role TEXT, reason TEXT,"
    " wall INTEGER NOT NULL, wall_source TEXT NOT NULL, app TEXT NOT NULL, target TEXT,"
    " hash BLOB NOT NULL, UNIQUE (rep, first_seq)) STRICT;"
    "CREATE TABLE suy_operation (id INTEGER PRIMARY KEY NOT NULL, rep INTEGER NOT NULL,"
    " seq INTEGER NOT NULL, cmd INTEGER, tbl INTEGER NOT NULL, row INTEGER NOT NULL,"
    " col INTEGER NOT NULL, head INTEGER NOT NULL, val ANY, geom BLOB, sup TEXT,"
    " UNIQUE (rep, seq)) STRICT;"
    "CREATE INDEX suy_operation_cell ON suy_operation (tbl, row, col, head);"
    "CREATE TABLE suy_batch (id INTEGER PRIMARY KEY NOT NULL, rep INTEGER NOT NULL,"
    " seq INTEGER NOT NULL, cmd INTEGER NOT NULL, tbl INTEGER NOT NULL, row INTEGER NOT NULL,"
    " n INTEGER NOT NULL, bytes BLOB NOT NULL, UNIQUE (rep, seq), UNIQUE (tbl, row)) STRICT;"
    "CREATE INDEX suy_operation_unsealed ON suy_operation (id) WHERE cmd IS NULL;"
    "CREATE TABLE suy_blob (hash TEXT NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL,"
    " PRIMARY KEY (hash, part)) STRICT;"
    "CREATE TABLE suy_text (id INTEGER PRIMARY KEY NOT NULL, tbl INTEGER NOT NULL,"
    " row INTEGER NOT NULL, body TEXT NOT NULL, UNIQUE (tbl, row)) STRICT;"
    "CREATE TABLE suy_due (tbl INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,"
    " PRIMARY KEY (tbl, first)) STRICT, WITHOUT ROWID;"
    "CREATE VIRTUAL TABLE suy_search USING fts5(body, content='suy_text', content_rowid='id',"
    " " SUY_SCHEMA_TOKENIZER ", prefix='1 2 3');";

static const char WGS84[] =
    "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563,"
    "AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],PRIMEM[\"Greenwich\",0,"
    "AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,"
    "AUTHORITY[\"EPSG\",\"9122\"]],AXIS[\"Latitude\",NORTH],AXIS[\"Longitude\",EAST],"
    "AUTHORITY[\"EPSG\",\"4326\"]]";

/* Between the first row of a table in FROM, which names its columns, and the others. */
#define VALUES " UNION ALL VALUES"

#define NO_CONTEXT "NOT EXISTS (SELECT 1 FROM suy_context WHERE log = 0)"

/* What stands for @cells now, each as rep:seq:@as. */
#define HEADS(as, cells)                                                                   \
  "(SELECT group_concat(h, ' ') FROM (SELECT rep || ':' || seq || ':' || " as " AS h FROM" \
  " suy_operation WHERE tbl = NEW.tbl AND row = NEW.row AND head = 1" cells " ORDER BY id))"
#define WRITE_TRIGGER(name, when, sup, cells)                                                      \
  "CREATE TRIGGER suy_write_" name " INSTEAD OF INSERT ON suy_write WHEN " when                    \
  " BEGIN " SUY_BATCH_MARK (                                                                       \
      "NEW.tbl",                                                                                   \
      "NEW.row") ";"                                                                               \
                 " INSERT INTO suy_operation (rep, seq, cmd, tbl, row, col, head, val, geom, sup)" \
                 " SELECT s.rep, (SELECT coalesce(max(seq), 0) + 1 FROM suy_operation WHERE rep "  \
                 "= s.rep),"                                                                       \
                 " (SELECT command FROM suy_context), NEW.tbl, NEW.row, NEW.col, 1, NEW.val, "     \
                 "NEW.geom, " sup " FROM suy_self s;"                                              \
                 " UPDATE suy_operation SET head = 0 WHERE tbl = NEW.tbl AND row = NEW.row" cells  \
                 " AND head = 1 AND id < (SELECT max(id) FROM suy_operation); END"

/* SQLite reads every trigger whenever a file is opened.  What all of them do therefore stands here
 * once: those of the tables put a row into this view, and its own make the operation of it. */
static const SuyWriter writers[] = {
  { "suy_write", "view",
    "CREATE VIEW suy_write (tbl, row, col, val, geom) AS SELECT NULL, NULL, NULL, NULL, NULL" },
  { "suy_write_row", "trigger",
    WRITE_TRIGGER ("row", "NEW.col IN (-1, -2)", HEADS ("col", ""), "") },
  { "suy_write_cell", "trigger",
    WRITE_TRIGGER ("cell",
                   "NEW.col >= 0",
                   "coalesce(" HEADS ("NEW.col", " AND col = NEW.col") ", " HEADS (
                       "NEW.col",
                       " AND col = " G_STRINGIFY (SUY_COL_ROW)) ")",
                   " AND col = NEW.col") },
  { "suy_write_image", "trigger",
    "CREATE TRIGGER suy_write_image INSTEAD OF INSERT ON suy_write WHEN NEW.col < -2 BEGIN"
    " UPDATE suy_operation SET val = (-2 - NEW.col) || '=' || quote(NEW.val) ||"
    " iif(val = '', '', ',' || val) WHERE id = (SELECT max(id) FROM suy_operation); END" },
};

gboolean
suy_schema_is_logged (const SuyField *field)
{
  return !field->derived;
}

const char *
suy_schema_get_column_type (const SuyField *field)
{
  switch (field->type)
    {
    case SUY_FIELD_INTEGER:
    case SUY_FIELD_LINK:
      return "INTEGER";
    case SUY_FIELD_REAL:
      return "REAL";
    case SUY_FIELD_BOOLEAN:
      return "BOOLEAN";
    case SUY_FIELD_DATE:
      return "DATE";
    case SUY_FIELD_DATETIME:
      return "DATETIME";
    case SUY_FIELD_TEXT:
    case SUY_FIELD_CHOICE:
    case SUY_FIELD_LIST:
    default:
      return "TEXT";
    }
}

char *
suy_schema_get_image (const SuyRegister *reg, const char *row)
{
  GString *sql = g_string_new ("ifnull((SELECT group_concat(n||'='||quote(v)) FROM (");
  guint n = 0;

  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (reg->fields, i);

      if (!suy_schema_is_logged (field))
        continue;
      g_string_append_printf (sql,
                              n == 0   ? "SELECT %u n,%s.\"%s\" v"
                              : n == 1 ? VALUES "(%u,%s.\"%s\")"
                                       : ",(%u,%s.\"%s\")",
                              field->number, row, field->name);
      n++;
    }
  g_string_append (sql, ") WHERE v NOT NULL),'')");

  return g_string_free (sql, FALSE);
}

static void
trigger_free (gpointer data)
{
  SuyTrigger *trigger = data;

  g_free (trigger->name);
  g_free (trigger->sql);
  g_free (trigger);
}

/* @when_and_body: after "ON table" */
static void
add_trigger (GPtrArray *triggers, const char *name, const char *event, char *when_and_body)
{
  SuyTrigger *trigger = g_new (SuyTrigger, 1);

  trigger->name = g_strdup (name);
  trigger->sql = g_strdup_printf ("CREATE TRIGGER \"%s\" AFTER %s %s", name, event, when_and_body);
  g_ptr_array_add (triggers, trigger);
  g_free (when_and_body);
}

static char *
write_whole_row (const SuyRegister *reg)
{
  g_autofree char *image = suy_schema_get_image (reg, "NEW");

  return g_strdup_printf ("INSERT INTO suy_write VALUES (%u,NEW.fid,%d,%s,%s);", reg->number,
                          SUY_COL_ROW, image,
                          reg->geometry != SUY_GEOMETRY_NONE ? "CAST(NEW.geom AS BLOB)" : "NULL");
}

/* A row that gets another id is one deleted and one written, whose cells go into its image: so the
 * fields stand once for both kinds of update.  Values are compared as they are stored: the sign
 * takes the affinity of the first field away, which all would else be compared with.  The last
 * field is written first, the place last. */
static char *
write_update (const SuyRegister *reg)
{
  const char *geometry = reg->geometry != SUY_GEOMETRY_NONE ? "CAST(NEW.geom AS BLOB)" : "NULL";
  GString *sql = g_string_new (NULL);
  guint n = 0;

  g_string_printf (sql,
                   "INSERT INTO suy_write SELECT %u,r,c,v,g FROM (SELECT OLD.fid r,%d c,NULL v,"
                   "NULL g" VALUES "(NEW.fid,%d,'',%s)) WHERE OLD.fid <> NEW.fid;"
                   " INSERT INTO suy_write SELECT %u,NEW.fid,iif(OLD.fid = NEW.fid,n,%d-n),v,NULL"
                   " FROM (",
                   reg->number, SUY_COL_DELETE, SUY_COL_ROW, geometry, reg->number, SUY_COL_ROW);
  for (guint i = reg->fields->len; i-- > 0;)
    {
      const SuyField *field = g_ptr_array_index (reg->fields, i);
      const char *name = field->name;

      if (!suy_schema_is_logged (field))
        continue;
      g_string_append_printf (sql,
                              n == 0   ? "SELECT %u n,OLD.\"%s\" o,NEW.\"%s\" v"
                              : n == 1 ? VALUES "(%u,OLD.\"%s\",NEW.\"%s\")"
                                       : ",(%u,OLD.\"%s\",NEW.\"%s\")",
                              field->number, name, name);
      n++;
    }
  g_string_append (sql, ") WHERE iif(OLD.fid = NEW.fid,+o IS NOT +v,v NOT NULL);");
  if (reg->geometry != SUY_GEOMETRY_NONE)
    g_string_append_printf (sql,
                            " INSERT INTO suy_write SELECT %u,NEW.fid,%d,NULL,%s"
                            " WHERE OLD.fid = NEW.fid AND OLD.geom IS NOT NEW.geom;",
                            reg->number, SUY_COL_GEOMETRY, geometry);

  return g_string_free (sql, FALSE);
}

static void
add_log_trigger (GPtrArray *triggers,
                 const SuyRegister *reg,
                 const char *suffix,
                 const char *event,
                 const char *body)
{
  g_autofree char *name = g_strdup_printf ("suy_%s_%s", reg->name, suffix);

  add_trigger (triggers, name, event,
               g_strdup_printf ("ON \"%s\" WHEN " NO_CONTEXT " BEGIN %s END", reg->name, body));
}

static void
add_log_triggers (GPtrArray *triggers, const SuyRegister *reg)
{
  g_autofree char *row = write_whole_row (reg);
  g_autofree char *update = write_update (reg);
  g_autofree char *gone = g_strdup_printf (
      "INSERT INTO suy_write VALUES (%u,OLD.fid,%d,NULL,NULL);", reg->number, SUY_COL_DELETE);

  add_log_trigger (triggers, reg, "insert", "INSERT", row);
  add_log_trigger (triggers, reg, "delete", "DELETE", gone);
  add_log_trigger (triggers, reg, "update", "UPDATE", update);
}

/* OGC 12-128r18 (GeoPackage 1.3), annex F.3: names, events and conditions are prescribed. */
static void
add_rtree_triggers (GPtrArray *triggers, const char *table)
{
  const char *filled = "NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom)";
  const char *hollow = "NEW.geom IS NULL OR ST_IsEmpty(NEW.geom)";
  g_autofree char *tree = g_strdup_printf ("\"rtree_%s_geom\"", table);
  g_autofree char *put = g_strdup_printf (
      "INSERT OR REPLACE INTO %s VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom),"
      " ST_MinY(NEW.geom), ST_MaxY(NEW.geom));",
      tree);
  g_autofree char *prefix = g_strdup_printf ("rtree_%s_geom_", table);
  const char *names[] = { "insert", "update1", "update2", "update3", "update4", "delete" };
  const char *events[] = { "INSERT", "UPDATE OF geom", "UPDATE OF geom",
                           "UPDATE", "UPDATE",         "DELETE" };
  char *bodies[] = {
    g_strdup_printf ("ON \"%s\" WHEN (%s) BEGIN %s END", table, filled, put),
    g_strdup_printf ("ON \"%s\" WHEN OLD.fid = NEW.fid AND (%s) BEGIN %s END", table, filled, put),
    g_strdup_printf ("ON \"%s\" WHEN OLD.fid = NEW.fid AND (%s)"
                     " BEGIN DELETE FROM %s WHERE id = OLD.fid; END",
                     table, hollow, tree),
    g_strdup_printf ("ON \"%s\" WHEN OLD.fid != NEW.fid AND (%s)"
                     " BEGIN DELETE FROM %s WHERE id = OLD.fid; %s END",
                     table, filled, tree, put),
    g_strdup_printf ("ON \"%s\" WHEN OLD.fid != NEW.fid AND (%s)"
                     " BEGIN DELETE FROM %s WHERE id IN (OLD.fid, NEW.fid); END",
                     table, hollow, tree),
    g_strdup_printf (
        "ON \"%s\" WHEN OLD.geom NOT NULL BEGIN DELETE FROM %s WHERE id = OLD.fid; END", table,
        tree),
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strconcat (prefix, names[i], NULL);

      add_trigger (triggers, name, events[i], bodies[i]);
    }
}

GPtrArray *
suy_schema_get_triggers (const SuyRegister *reg)
{
  GPtrArray *triggers = g_ptr_array_new_with_free_func (trigger_free);

  add_log_triggers (triggers, reg);
  if (reg->geometry != SUY_GEOMETRY_NONE)
    add_rtree_triggers (triggers, reg->name);

  return triggers;
}

/* A statement for each field that has an index. */
static GStrv
write_indexes (const SuyRegister *reg, gboolean drop)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (reg->fields, i);
      g_autofree char *name = g_strdup_printf ("\"suy_%s_%s\"", reg->name, field->name);
      g_autofree char *sql =
          drop ? g_strdup_printf ("DROP INDEX %s", name)
               : g_strdup_printf ("CREATE INDEX %s ON \"%s\" (%s)", name, reg->name, field->name);

      if (field == reg->code || field->indexed)
        g_strv_builder_add (builder, sql);
    }

  return g_strv_builder_end (builder);
}

GStrv
suy_schema_make_indexes (const SuyRegister *reg)
{
  return write_indexes (reg, FALSE);
}

GStrv
suy_schema_drop_indexes (const SuyRegister *reg)
{
  return write_indexes (reg, TRUE);
}

static char *
make_table (const SuyRegister *reg)
{
  g_auto (GStrv) indexes = suy_schema_make_indexes (reg);
  g_autofree char *all = g_strjoinv ("; ", indexes);
  GString *sql = g_string_new (NULL);

  g_string_printf (sql, "CREATE TABLE \"%s\" (fid INTEGER PRIMARY KEY NOT NULL", reg->name);
  if (reg->geometry != SUY_GEOMETRY_NONE)
    g_string_append_printf (sql, ", geom %s", suy_geometry_type_get_name (reg->geometry));
  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (reg->fields, i);

      g_string_append_printf (sql, ", \"%s\" %s", field->name, suy_schema_get_column_type (field));
    }
  g_string_append_printf (sql, "); %s;", all);
  if (reg->geometry != SUY_GEOMETRY_NONE)
    g_string_append_printf (sql,
                            "CREATE VIRTUAL TABLE \"rtree_%s_geom\" USING rtree"
                            "(id, minx, maxx, miny, maxy);",
                            reg->name);

  return g_string_free (sql, FALSE);
}

gboolean
suy_schema_create_tables (SuyConnection *connection, SuyCatalog *catalog, GError **error)
{
  const GPtrArray *registers = suy_catalog_get_registers (catalog);

  if (!suy_connection_run (connection, GEOPACKAGE_TABLES, error) ||
      !suy_connection_run (connection, OUR_TABLES, error) ||
      !suy_connection_run (connection, SUY_SCHEMA_SNAPSHOT, error))
    return FALSE;
  for (guint i = 0; i < registers->len; i++)
    {
      g_autofree char *table = make_table (g_ptr_array_index (registers, i));

      if (!suy_connection_run (connection, table, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
create_triggers (SuyConnection *connection, const SuyRegister *reg, GError **error)
{
  g_autoptr (GPtrArray) triggers = suy_schema_get_triggers (reg);

  for (guint i = 0; i < triggers->len; i++)
    {
      const SuyTrigger *trigger = g_ptr_array_index (triggers, i);

      if (!suy_connection_run (connection, trigger->sql, error))
        return FALSE;
    }

  return TRUE;
}

const SuyWriter *
suy_schema_get_writers (guint *n)
{
  *n = G_N_ELEMENTS (writers);
  return writers;
}

gboolean
suy_schema_create (SuyConnection *connection, SuyCatalog *catalog, GError **error)
{
  const GPtrArray *registers = suy_catalog_get_registers (catalog);

  if (!suy_schema_create_tables (connection, catalog, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    if (!suy_connection_run (connection, writers[i].sql, error))
      return FALSE;
  for (guint i = 0; i < registers->len; i++)
    if (!create_triggers (connection, g_ptr_array_index (registers, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
add_register_rows (SuyConnection *connection,
                   const SuyRegister *reg,
                   const char *now,
                   GError **error)
{
  gboolean places = reg->geometry != SUY_GEOMETRY_NONE;
  const char *tree = "http://www.geopackage.org/spec120/#extension_rtree";

  if (!suy_connection_do (connection, error,
                          "INSERT INTO gpkg_contents (table_name, data_type, identifier,"
                          " description, last_change, srs_id) VALUES (?1, ?2, ?1, ?3, ?4, ?5)",
                          "ttttv", reg->name, places ? "features" : "attributes", reg->label.zh,
                          now, places ? &SUY_INTEGER (4326) : NULL))
    return FALSE;

  return !places ||
         (suy_connection_do (
              connection, error,
              "INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', ?2, 4326, 0, 0)", "tt",
              reg->name, suy_geometry_type_get_name (reg->geometry)) &&
          suy_connection_do (connection, error,
                             "INSERT INTO gpkg_extensions VALUES (?1, 'geom', 'gpkg_rtree_index',"
                             " ?2, 'write-only')",
                             "tt", reg->name, tree));
}

gboolean
suy_schema_add_rows (SuyConnection *connection,
                     SuyCatalog *catalog,
                     const char *now,
                     GError **error)
{
  const GPtrArray *registers = suy_catalog_get_registers (catalog);

  if (!suy_connection_do (
          connection, error,
          "INSERT INTO gpkg_spatial_ref_sys VALUES"
          " ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'any Cartesian plane'),"
          " ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'any geographic system'),"
          " ('WGS 84 geodetic', 4326, 'EPSG', 4326, ?1, 'longitude and latitude in degrees')",
          "t", WGS84))
    return FALSE;
  for (guint i = 0; i < registers->len; i++)
    if (!add_register_rows (connection, g_ptr_array_index (registers, i), now, error))
      return FALSE;

  return TRUE;
}
