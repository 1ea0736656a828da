/* suy-map-layers-style.c: how the objects of a layer are drawn and named
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-look.h"
#include "suy-map-layers-private.h"

#define CLASS_REACH_M 10000.0 /* a section speaks for this much water above it */

/* ---- styles: one query for each choice, so that no record is read ---- */

typedef void (*Mark) (SuyMapLayer *layer, guint32 item, guint value);

static void
mark_symbol (SuyMapLayer *layer, guint32 item, guint value)
{
  layer->styles[item].symbol = (guint8) value;
}

static void
mark_level (SuyMapLayer *layer, guint32 item, guint value)
{
  layer->styles[item].level = (guint8) value;
}

static void
mark_rank (SuyMapLayer *layer, guint32 item, guint value)
{
  layer->styles[item].rank = (guint8) value;
}

static void
mark_where (SuyMapLayers *self,
            SuyMapLayer *layer,
            const SuyField *field,
            SuyValue value,
            Mark mark,
            guint number)
{
  const SuyFilter filter = { field, SUY_FILTER_EQUAL, value };
  const SuySelection wish = { .filters = &filter, .n_filters = 1 };
  g_autoptr (GArray) ids =
      suy_store_select (suy_workspace_get_store (self->workspace), layer->reg, &wish, NULL);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      guint32 item;

      if (suy_feature_set_find (layer->set, g_array_index (ids, gint64, i), &item))
        mark (layer, item, number);
    }
}

static void
mark_choices (SuyMapLayers *self, SuyMapLayer *layer)
{
  const SuyField *kind = suy_look_get_symbol_field (layer->reg);
  const SuyField *level = suy_look_get_level_field (layer->reg);

  for (guint i = 0; kind != NULL && i < kind->choices->len; i++)
    {
      const SuyChoice *choice = kind->choices->pdata[i];
      int symbol = suy_symbols_find (choice->name);

      if (symbol >= 0)
        mark_where (self, layer, kind, SUY_TEXT (choice->name), mark_symbol, (guint) symbol);
    }
  for (guint i = 0; level != NULL && i < level->choices->len; i++)
    {
      const SuyChoice *choice = level->choices->pdata[i];
      guint8 number = suy_look_get_level (layer->reg, choice);

      if (number != 0)
        mark_where (self, layer, level, SUY_TEXT (choice->name), mark_level, number);
    }
}

/* ---- rivers take the class of the section below them ---- */

static void
mark_water (SuyMapLayers *self, SuyMapLayer *layer, SuyRecord *section, GHashTable *sections)
{
  SuyNetwork *network = suy_workspace_get_network (self->workspace, NULL);
  guint water = suy_water_class_from_name (suy_record_get_text (section, "current_class"));
  const SuyTraceRule rule = { SUY_TRACE_UP_MAIN, CLASS_REACH_M, INFINITY };
  g_autoptr (GArray) pieces = NULL;
  guint32 reach;

  if (network == NULL || water == 0 ||
      !suy_feature_set_find (layer->set, suy_record_get_integer (section, "reach"), &reach))
    return;

  pieces = suy_network_trace (network, (SuyPlace){ reach, 0.0 }, &rule);
  for (guint i = 0; i < pieces->len; i++)
    {
      guint32 at = g_array_index (pieces, SuyTracePiece, i).reach;

      if (at != reach && g_hash_table_contains (sections, GUINT_TO_POINTER (at)))
        return;
      layer->styles[at].level = (guint8) water;
    }
}

static GPtrArray *
read_sections (SuyMapLayers *self)
{
  SuyStore *store = suy_workspace_get_store (self->workspace);
  const SuyRegister *reg =
      suy_catalog_find (suy_workspace_get_catalog (self->workspace), "river_section");
  g_autoptr (GArray) ids = reg == NULL ? NULL : suy_store_select (store, reg, NULL, NULL);

  if (ids == NULL)
    return NULL;

  return suy_store_get_many (store, reg, (const gint64 *) (const void *) ids->data, ids->len, NULL);
}

static void
mark_rivers (SuyMapLayers *self, SuyMapLayer *layer)
{
  const SuyField *strahler = suy_register_find (layer->reg, "strahler");
  g_autoptr (GPtrArray) sections = read_sections (self);
  g_autoptr (GHashTable) reaches = g_hash_table_new (NULL, NULL);

  for (guint order = 1; strahler != NULL && order <= 9; order++)
    mark_where (self, layer, strahler, SUY_INTEGER (order), mark_rank, order);
  for (guint i = 0; sections != NULL && i < sections->len; i++)
    {
      guint32 item;

      if (sections->pdata[i] != NULL &&
          suy_feature_set_find (layer->set, suy_record_get_integer (sections->pdata[i], "reach"),
                                &item))
        g_hash_table_add (reaches, GUINT_TO_POINTER (item));
    }
  for (guint i = 0; sections != NULL && i < sections->len; i++)
    if (sections->pdata[i] != NULL)
      mark_water (self, layer, sections->pdata[i], reaches);
}

/* Sections that are worse than they should be. */
static void
mark_alerts (SuyMapLayers *self, SuyMapLayer *layer)
{
  g_autoptr (GPtrArray) sections = read_sections (self);

  for (guint i = 0; sections != NULL && i < sections->len; i++)
    {
      guint32 item;

      if (sections->pdata[i] != NULL &&
          suy_feature_set_find (layer->set, suy_record_get_id (sections->pdata[i]), &item))
        layer->styles[item].alert = suy_look_get_symbol (sections->pdata[i]).alert;
    }
}

void
suy_map_layers_fill_styles (SuyMapLayers *self, SuyMapLayer *layer)
{
  if (layer->kind == SUY_LAYER_SYMBOLS)
    mark_choices (self, layer);
  if (strcmp (layer->reg->name, "river_reach") == 0)
    mark_rivers (self, layer);
  if (strcmp (layer->reg->name, "river_section") == 0)
    mark_alerts (self, layer);
}

/* ---- texts ---- */

typedef struct
{
  SuyWorkspace *workspace; /* kept */
  const SuyRegister *reg;
  SuyFeatureSet *set; /* kept */
  GHashTable *known;  /* item to text */
} Texts;

static void
texts_free (gpointer data)
{
  Texts *texts = data;

  g_object_unref (texts->workspace);
  suy_feature_set_unref (texts->set);
  g_hash_table_unref (texts->known);
  g_free (texts);
}

static char *
get_text (gpointer data, guint32 item)
{
  Texts *texts = data;
  const char *known = g_hash_table_lookup (texts->known, GUINT_TO_POINTER (item));
  SuyStore *store = suy_workspace_get_store (texts->workspace);
  g_autoptr (SuyRecord) record = NULL;
  char *title;

  if (known != NULL || store == NULL)
    return g_strdup (known);

  record = suy_store_get (store, texts->reg, suy_feature_set_get_id (texts->set, item), NULL);
  title = record == NULL ? g_strdup ("") : suy_look_get_title (texts->workspace, record);
  g_hash_table_insert (texts->known, GUINT_TO_POINTER (item), title);

  return g_strdup (title);
}

void
suy_map_layers_set_texts (SuyMapLayers *self, SuyMapLayer *layer)
{
  Texts *texts;

  if (layer->kind != SUY_LAYER_SYMBOLS)
    return;
  texts = g_new0 (Texts, 1);
  texts->workspace = g_object_ref (self->workspace);
  texts->reg = layer->reg;
  texts->set = suy_feature_set_ref (layer->set);
  texts->known = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  suy_feature_layer_set_text (suy_map_view_get_layer (self->view, layer->reg->name), get_text,
                              texts, texts_free);
}
