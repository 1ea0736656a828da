/* suy-answer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-answer.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>

#include "suy-look.h"

/* ---- an item ---- */

struct _SuyAnswerItem
{
  GObject parent_instance;

  SuyWorkspace *workspace;
  SuyFound found;
  guint rank;

  gboolean read; /* what follows is there */
  SuySymbol symbol;
  char *title, *kind, *status, *township, *checked;
  const char *css;
};

G_DEFINE_FINAL_TYPE (SuyAnswerItem, suy_answer_item, G_TYPE_OBJECT)

static void
suy_answer_item_finalize (GObject *object)
{
  SuyAnswerItem *self = SUY_ANSWER_ITEM (object);

  g_clear_object (&self->workspace);
  g_free (self->title);
  g_free (self->kind);
  g_free (self->status);
  g_free (self->township);
  g_free (self->checked);

  G_OBJECT_CLASS (suy_answer_item_parent_class)->finalize (object);
}

static void
suy_answer_item_class_init (SuyAnswerItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = suy_answer_item_finalize;
}

static void
suy_answer_item_init (SuyAnswerItem *self)
{
}

/* The record may be gone by now: then the item says only where it was. */
static void
read_item (SuyAnswerItem *self)
{
  SuyStore *store = suy_workspace_get_store (self->workspace);
  g_autoptr (SuyRecord) record = NULL;

  if (self->read)
    return;
  self->read = TRUE;
  self->css = "";
  if (store != NULL)
    record = suy_store_get (store, self->found.reg, self->found.id, NULL);
  if (record == NULL)
    record = suy_record_new (self->found.reg);

  self->symbol = suy_look_get_symbol (record);
  self->title = suy_look_get_title (self->workspace, record);
  self->kind = suy_look_get_kind (record);
  self->status = suy_look_get_status (record, &self->css);
  self->township = suy_look_get_field (self->workspace, record, "township");
  self->checked = suy_look_get_field (self->workspace, record, "last_checked");
}

const SuyFound *
suy_answer_item_get_found (SuyAnswerItem *self)
{
  return &self->found;
}

guint
suy_answer_item_get_rank (SuyAnswerItem *self)
{
  return self->rank;
}

SuySymbol
suy_answer_item_get_symbol (SuyAnswerItem *self)
{
  read_item (self);

  return self->symbol;
}

const char *
suy_answer_item_get_title (SuyAnswerItem *self)
{
  read_item (self);

  return self->title;
}

const char *
suy_answer_item_get_kind (SuyAnswerItem *self)
{
  read_item (self);

  return self->kind;
}

const char *
suy_answer_item_get_status (SuyAnswerItem *self, const char **css)
{
  read_item (self);
  if (css != NULL)
    *css = self->css;

  return self->status;
}

const char *
suy_answer_item_get_township (SuyAnswerItem *self)
{
  read_item (self);

  return self->township;
}

const char *
suy_answer_item_get_checked (SuyAnswerItem *self)
{
  read_item (self);

  return self->checked;
}

/* ---- the list ---- */

struct _SuyAnswer
{
  GObject parent_instance;

  SuyWorkspace *workspace;
  SuyAnswerKind kind;
  char *label, *rule;
  double limit, ms;
  SuyPoint middle;
  SuyTrace *trace; /* NULL for a buffer */
  GArray *found;   /* of a trace: its own */
};

static GType
suy_answer_get_item_type (GListModel *model)
{
  return SUY_TYPE_ANSWER_ITEM;
}

static guint
suy_answer_get_n_items (GListModel *model)
{
  return SUY_ANSWER (model)->found->len;
}

static gpointer
suy_answer_get_item (GListModel *model, guint position)
{
  SuyAnswer *self = SUY_ANSWER (model);
  SuyAnswerItem *item;

  if (position >= self->found->len)
    return NULL;

  item = g_object_new (SUY_TYPE_ANSWER_ITEM, NULL);
  item->workspace = g_object_ref (self->workspace);
  item->found = g_array_index (self->found, SuyFound, position);
  item->rank = position + 1;

  return item;
}

static void
init_model (GListModelInterface *iface)
{
  iface->get_item_type = suy_answer_get_item_type;
  iface->get_n_items = suy_answer_get_n_items;
  iface->get_item = suy_answer_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SuyAnswer,
                               suy_answer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_model))

static void
suy_answer_finalize (GObject *object)
{
  SuyAnswer *self = SUY_ANSWER (object);

  if (self->trace == NULL)
    g_clear_pointer (&self->found, g_array_unref);
  g_clear_pointer (&self->trace, suy_trace_free);
  g_clear_object (&self->workspace);
  g_free (self->label);
  g_free (self->rule);

  G_OBJECT_CLASS (suy_answer_parent_class)->finalize (object);
}

static void
suy_answer_class_init (SuyAnswerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = suy_answer_finalize;
}

static void
suy_answer_init (SuyAnswer *self)
{
}

static SuyAnswer *
answer_new (SuyWorkspace *workspace, SuyAnswerKind kind, const char *label, double limit)
{
  SuyAnswer *self = g_object_new (SUY_TYPE_ANSWER, NULL);

  self->workspace = g_object_ref (workspace);
  self->kind = kind;
  self->label = g_strdup (label);
  self->limit = limit;

  return self;
}

/* Cases that are finished or set aside are no news. */
static void
drop_finished (SuyAnswer *self)
{
  SuyStore *store = suy_workspace_get_store (self->workspace);

  for (guint i = self->found->len; i > 0; i--)
    {
      const SuyFound *found = &g_array_index (self->found, SuyFound, i - 1);
      g_autoptr (SuyRecord) record = NULL;

      if (strcmp (found->reg->name, "problem") != 0)
        continue;
      record = suy_store_get (store, found->reg, found->id, NULL);
      if (record != NULL && suy_look_is_finished (record))
        g_array_remove_index (self->found, i - 1);
    }
}

SuyAnswer *
suy_answer_new_buffer (SuyWorkspace *workspace,
                       SuyPoint middle,
                       const char *label,
                       double radius_m,
                       const GPtrArray *layers,
                       GError **error)
{
  g_autoptr (SuyAnswer) self = answer_new (workspace, SUY_ANSWER_BUFFER, label, radius_m);
  const guint32 end = 1;
  const SuyShape query = { SUY_SHAPE_POINT, 1, &end, &middle };
  gint64 begin = g_get_monotonic_time ();

  self->middle = middle;
  self->found = suy_workspace_buffer (workspace, &query, radius_m, layers, error);
  if (self->found == NULL)
    {
      self->found = g_array_new (FALSE, FALSE, sizeof (SuyFound));
      return NULL;
    }
  drop_finished (self);
  self->ms = (double) (g_get_monotonic_time () - begin) / 1000.0;
  self->rule = g_strdup (_ ("Distances are the shortest on the ellipsoid (WGS 84); points on the "
                            "edge belong."));

  return g_steal_pointer (&self);
}

SuyAnswer *
suy_answer_new_trace (SuyWorkspace *workspace,
                      SuyPlace start,
                      const char *label,
                      gboolean up,
                      double limit_km,
                      const GPtrArray *layers,
                      GError **error)
{
  g_autoptr (SuyAnswer) self =
      answer_new (workspace, up ? SUY_ANSWER_UP : SUY_ANSWER_DOWN, label, limit_km);
  const SuyTraceRule rule = { up ? SUY_TRACE_UP : SUY_TRACE_DOWN,
                              limit_km > 0 ? limit_km * 1000.0 : INFINITY, INFINITY };
  gint64 begin = g_get_monotonic_time ();

  self->trace = suy_workspace_trace (workspace, start, &rule, layers, SUY_SNAP_M, error);
  if (self->trace == NULL)
    {
      self->found = g_array_new (FALSE, FALSE, sizeof (SuyFound));
      return NULL;
    }
  self->found = self->trace->features;
  drop_finished (self);
  self->ms = (double) (g_get_monotonic_time () - begin) / 1000.0;
  self->rule =
      self->trace->hours_text == NULL
          ? g_strdup (self->trace->rule_text)
          : g_strdup_printf ("%s      %s", self->trace->rule_text, self->trace->hours_text);

  return g_steal_pointer (&self);
}

SuyAnswerKind
suy_answer_get_kind (SuyAnswer *self)
{
  return self->kind;
}

const char *
suy_answer_get_label (SuyAnswer *self)
{
  return self->label;
}

const char *
suy_answer_get_rule (SuyAnswer *self)
{
  return self->rule;
}

double
suy_answer_get_limit (SuyAnswer *self)
{
  return self->limit;
}

SuyPoint
suy_answer_get_middle (SuyAnswer *self)
{
  return self->middle;
}

const SuyTrace *
suy_answer_get_trace (SuyAnswer *self)
{
  return self->trace;
}

double
suy_answer_get_ms (SuyAnswer *self)
{
  return self->ms;
}

const GArray *
suy_answer_get_found (SuyAnswer *self)
{
  return self->found;
}

/* ---- taking it elsewhere ---- */

void
suy_answer_append_cell (GString *csv, const char *text, gboolean last)
{
  gboolean formula = text[0] != '\0' && strchr ("=+-@'\t\r", text[0]) != NULL;

  if (!formula && strpbrk (text, ",\"\r\n") == NULL)
    g_string_append (csv, text);
  else
    {
      g_string_append (csv, formula ? "\"'" : "\"");
      for (const char *at = text; *at != '\0'; at++)
        {
          if (*at == '"')
            g_string_append_c (csv, '"');
          g_string_append_c (csv, *at);
        }
      g_string_append_c (csv, '"');
    }
  g_string_append (csv, last ? "\r\n" : ",");
}

static void
append_number (GString *csv, double number, int digits)
{
  char text[64];

  if (isfinite (number))
    g_string_append (csv,
                     g_ascii_formatd (text, sizeof text, digits == 1 ? "%.1f" : "%.2f", number));
  g_string_append_c (csv, ',');
}

/* Of no travel time: empty. */
static const char *
hours_source (const SuyFound *found)
{
  return isfinite (found->travel_h) ? suy_travel_source_get_name (found->hours_source) : "";
}

char *
suy_answer_to_csv (SuyAnswer *self)
{
  GString *csv = g_string_new ("\xEF\xBB\xBF"); /* spreadsheets take it for UTF-8 then */

  suy_answer_append_cell (csv, _ ("Layer"), FALSE);
  suy_answer_append_cell (csv, _ ("Code"), FALSE);
  suy_answer_append_cell (csv, _ ("Object"), FALSE);
  suy_answer_append_cell (csv, _ ("Kind"), FALSE);
  suy_answer_append_cell (csv, _ ("Level or state"), FALSE);
  suy_answer_append_cell (csv, _ ("Township"), FALSE);
  suy_answer_append_cell (csv, self->trace != NULL ? _ ("Along the water m") : _ ("Distance m"),
                          FALSE);
  suy_answer_append_cell (csv, _ ("Travel time h"), FALSE);
  suy_answer_append_cell (csv, _ ("Travel time from"), TRUE);
  for (guint i = 0; i < self->found->len; i++)
    {
      g_autoptr (SuyAnswerItem) item = suy_answer_get_item (G_LIST_MODEL (self), i);
      g_autofree char *key =
          suy_workspace_get_key (self->workspace, item->found.reg, item->found.id);

      suy_answer_append_cell (csv, item->found.reg->name, FALSE);
      suy_answer_append_cell (csv, key, FALSE);
      suy_answer_append_cell (csv, suy_answer_item_get_title (item), FALSE);
      suy_answer_append_cell (csv, item->kind, FALSE);
      suy_answer_append_cell (csv, item->status, FALSE);
      suy_answer_append_cell (csv, item->township, FALSE);
      append_number (csv, item->found.distance_m, 1);
      append_number (csv, item->found.travel_h, 2);
      suy_answer_append_cell (csv, hours_source (&item->found), TRUE);
    }

  return g_string_free (csv, FALSE);
}

static void
build_point (JsonBuilder *builder, SuyWorkspace *workspace, const SuyFound *found)
{
  SuyFeatureSet *set = suy_workspace_get_features (workspace, found->reg, NULL);
  SuyShape shape = { 0 };
  guint32 item;

  if (set != NULL && suy_feature_set_find (set, found->id, &item))
    shape = suy_feature_set_get_shape (set, item);
  json_builder_set_member_name (builder, "geometry");
  if (shape.kind == SUY_SHAPE_NONE)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, "Point");
  json_builder_set_member_name (builder, "coordinates");
  json_builder_begin_array (builder);
  json_builder_add_double_value (builder, shape.points[0].x / 1e7);
  json_builder_add_double_value (builder, shape.points[0].y / 1e7);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
build_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
build_feature (JsonBuilder *builder, SuyAnswer *self, SuyAnswerItem *item)
{
  g_autofree char *key = suy_workspace_get_key (self->workspace, item->found.reg, item->found.id);

  json_builder_begin_object (builder);
  build_text (builder, "type", "Feature");
  build_point (builder, self->workspace, &item->found);
  json_builder_set_member_name (builder, "properties");
  json_builder_begin_object (builder);
  build_text (builder, "layer", item->found.reg->name);
  build_text (builder, "key", key);
  build_text (builder, "title", suy_answer_item_get_title (item));
  json_builder_set_member_name (builder, self->trace != NULL ? "river_m" : "distance_m");
  json_builder_add_double_value (builder, item->found.distance_m);
  if (isfinite (item->found.travel_h))
    {
      json_builder_set_member_name (builder, "travel_h");
      json_builder_add_double_value (builder, item->found.travel_h);
      build_text (builder, "hours_source", hours_source (&item->found));
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

char *
suy_answer_to_geojson (SuyAnswer *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  build_text (builder, "type", "FeatureCollection");
  json_builder_set_member_name (builder, "features");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->found->len; i++)
    {
      g_autoptr (SuyAnswerItem) item = suy_answer_get_item (G_LIST_MODEL (self), i);

      build_feature (builder, self, item);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, TRUE);
}
