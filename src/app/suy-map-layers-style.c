/* suy-map-layers-style.c: how the objects of a layer are drawn and named
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-look.h"
#include "suy-map-layers-private.h"

#define IS_KNOWN 0x100u       /* so that number 0 differs from none */
#define CLASS_REACH_M 10000.0 /* a section speaks for this much water above it */

/* ---- styles: one column is read for each mark, so that no record is ---- */

typedef void (*Mark) (SuyItemStyle *style, guint value);

static void
mark_symbol (SuyItemStyle *style, guint value)
{
  style->symbol = (guint8) value;
}

static void
mark_level (SuyItemStyle *style, guint value)
{
  style->level = (guint8) value;
}

static void
mark_rank (SuyItemStyle *style, guint value)
{
  style->rank = (guint8) value;
}

typedef struct
{
  SuyMapLayer *layer;
  GHashTable *numbers; /* name of a choice to its number; a number stands for itself */
  Mark mark;
} Marking;

static void
mark_one (gint64 id, const SuyValue *value, gpointer data)
{
  const Marking *marking = data;
  guint number = 0;
  guint32 item;

  if (value->type == SUY_VALUE_TEXT)
    number = GPOINTER_TO_UINT (g_hash_table_lookup (marking->numbers, value->text));
  else if (value->type == SUY_VALUE_INTEGER)
    number = (guint) CLAMP (value->integer, 0, 9);
  if (number != 0 && suy_feature_set_find (marking->layer->set, id, &item))
    marking->mark (&marking->layer->styles[item], number);
}

/* A register that can't be read shows its objects plain. */
static void
mark_by (SuyMapLayers *self, SuyMapLayer *layer, const SuyField *field, Marking marking)
{
  g_autoptr (GError) error = NULL;

  marking.layer = layer;
  if (field != NULL)
    suy_store_scan (suy_workspace_get_store (self->workspace), field, layer->reg, mark_one,
                    &marking, &error);
}

static void
mark_choices (SuyMapLayers *self, SuyMapLayer *layer)
{
  const SuyField *kind = suy_look_get_symbol_field (layer->reg);
  const SuyField *level = suy_look_get_level_field (layer->reg);
  g_autoptr (GHashTable) symbols = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) levels = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; kind != NULL && i < kind->choices->len; i++)
    {
      const SuyChoice *choice = kind->choices->pdata[i];
      int symbol = suy_symbols_find (choice->name);

      if (symbol >= 0)
        g_hash_table_insert (symbols, choice->name, GUINT_TO_POINTER (IS_KNOWN | (guint) symbol));
    }
  for (guint i = 0; level != NULL && i < level->choices->len; i++)
    {
      const SuyChoice *choice = level->choices->pdata[i];

      g_hash_table_insert (levels, choice->name,
                           GUINT_TO_POINTER (suy_look_get_level (layer->reg, choice)));
    }
  mark_by (self, layer, kind, (Marking){ .numbers = symbols, .mark = mark_symbol });
  mark_by (self, layer, level, (Marking){ .numbers = levels, .mark = mark_level });
}

/* ---- rivers take the class of the section below them ---- */

static void
mark_water (SuyMapLayers *self, SuyMapLayer *layer, SuyRecord *section, GHashTable *sections)
{
  SuyNetwork *network = suy_workspace_peek_network (self->workspace);
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

  mark_by (self, layer, strahler, (Marking){ .mark = mark_rank });
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

/* Warnings that have ended have a rank, and are not shown. */
static void
mark_ended (SuyMapLayers *self, SuyMapLayer *layer)
{
  static const char *const ended[] = { "closed", "false_alarm", "escalated", "de_escalated" };
  g_autoptr (GHashTable) states = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < G_N_ELEMENTS (ended); i++)
    g_hash_table_insert (states, (gpointer) ended[i], GUINT_TO_POINTER (1));
  mark_by (self, layer, suy_register_find (layer->reg, "state"),
           (Marking){ .numbers = states, .mark = mark_rank });
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
  if (strcmp (layer->reg->name, "warning") == 0)
    mark_ended (self, layer);
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
