/* suy-suspect-answer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-suspect-answer.h"

#include <glib/gi18n.h>
#include <math.h>

#include "suy-answer.h"
#include "suy-error.h"
#include "suy-look.h"
#include "suy-settings.h"

/* Asked for where nobody says a factor and nothing is over its limit. */
#define DEFAULT_FACTOR "tp"

struct _SuySuspectAnswer
{
  GObject parent_instance;

  SuyWorkspace *workspace;
  SuySuspects *suspects;
  SuySuspectWish wish;
  char *label;
  double ms;
};

struct _SuySuspectItem
{
  GObject parent_instance;

  SuySuspectAnswer *answer;
  guint index;
  int criterion; /* -1: the suspect itself; SUY_N_CRITERIA: the records that it consists of */

  gboolean read; /* what follows is there */
  SuySymbol symbol;
  char *title, *township, *why;
};

/* ---- an item ---- */

G_DEFINE_FINAL_TYPE (SuySuspectItem, suy_suspect_item, G_TYPE_OBJECT)

static void
suy_suspect_item_finalize (GObject *object)
{
  SuySuspectItem *self = SUY_SUSPECT_ITEM (object);

  g_clear_object (&self->answer);
  g_free (self->title);
  g_free (self->township);
  g_free (self->why);

  G_OBJECT_CLASS (suy_suspect_item_parent_class)->finalize (object);
}

static void
suy_suspect_item_class_init (SuySuspectItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = suy_suspect_item_finalize;
}

static void
suy_suspect_item_init (SuySuspectItem *self)
{
}

static SuySuspectItem *
item_new (SuySuspectAnswer *answer, guint index, int criterion)
{
  SuySuspectItem *self = g_object_new (SUY_TYPE_SUSPECT_ITEM, NULL);

  self->answer = g_object_ref (answer);
  self->index = index;
  self->criterion = criterion;

  return self;
}

const SuySuspect *
suy_suspect_item_get_suspect (SuySuspectItem *self)
{
  return self->answer->suspects->suspects->pdata[self->index];
}

/* "PK-0074 name; FX-0002 name", nearest first.  (transfer full) */
static char *
name_parts (SuySuspectItem *self)
{
  const GArray *parts = suy_suspect_item_get_suspect (self)->parts;
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const SuyFound *part = &g_array_index (parts, SuyFound, i);
      g_autofree char *name = suy_workspace_describe (self->answer->workspace, part->reg, part->id);

      g_string_append_printf (names, "%s%s", i > 0 ? _ ("; ") : "", name);
    }

  return g_string_free (names, FALSE);
}

static void
read_reason (SuySuspectItem *self)
{
  const SuySuspects *suspects = self->answer->suspects;
  const SuyCriterionRow *row;

  self->township = g_strdup ("");
  if (self->criterion == SUY_N_CRITERIA)
    {
      self->title = g_strdup (_ ("Its records"));
      self->why = name_parts (self);
      return;
    }
  row = &suspects->rules->criteria[self->criterion];
  self->title = g_strdup (suy_label_get (&row->label, suspects->question.language));
  self->why = suy_suspects_explain (suspects, suy_suspect_item_get_suspect (self),
                                    (SuyCriterion) self->criterion);
}

/* The record may be gone by now: then the item says only its code. */
static void
read_item (SuySuspectItem *self)
{
  SuyStore *store = suy_workspace_get_store (self->answer->workspace);
  const SuySuspect *suspect = suy_suspect_item_get_suspect (self);
  g_autoptr (SuyRecord) record = NULL;

  if (self->read)
    return;
  self->read = TRUE;
  if (self->criterion >= 0)
    {
      read_reason (self);
      return;
    }
  if (store != NULL)
    record = suy_store_get (store, suspect->reg, suspect->id, NULL);
  if (record == NULL)
    record = suy_record_new (suspect->reg);
  self->symbol = suy_look_get_symbol (record);
  self->title = suy_look_get_title (self->answer->workspace, record);
  self->township = suy_look_get_field (self->answer->workspace, record, "township");
  self->why = suy_suspects_summarize (self->answer->suspects, suspect);
}

gboolean
suy_suspect_item_is_reason (SuySuspectItem *self)
{
  return self->criterion >= 0;
}

GListModel *
suy_suspect_item_get_reasons (SuySuspectItem *self)
{
  GListStore *reasons = g_list_store_new (SUY_TYPE_SUSPECT_ITEM);

  int n = SUY_N_CRITERIA + (suy_suspect_item_get_suspect (self)->parts->len > 1);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (SuySuspectItem) reason = item_new (self->answer, self->index, i);

      g_list_store_append (reasons, reason);
    }

  return G_LIST_MODEL (reasons);
}

guint
suy_suspect_item_get_rank (SuySuspectItem *self)
{
  return self->index + 1;
}

SuySymbol
suy_suspect_item_get_symbol (SuySuspectItem *self)
{
  read_item (self);

  return self->symbol;
}

const char *
suy_suspect_item_get_title (SuySuspectItem *self)
{
  read_item (self);

  return self->title;
}

const char *
suy_suspect_item_get_township (SuySuspectItem *self)
{
  read_item (self);

  return self->township;
}

const char *
suy_suspect_item_get_why (SuySuspectItem *self)
{
  read_item (self);

  return self->why;
}

const SuySuspectPart *
suy_suspect_item_get_points (SuySuspectItem *self, int *weight)
{
  static const SuySuspectPart none = { 0, 0, 0 };
  const SuySuspectScore *score = &suy_suspect_item_get_suspect (self)->score;

  *weight = 0;
  if (self->criterion == SUY_N_CRITERIA)
    return &none;
  if (self->criterion < 0)
    {
      *weight = 10000;
      return &score->all;
    }
  *weight = 100 * self->answer->suspects->rules->criteria[self->criterion].weight;

  return &score->parts[self->criterion];
}

char *
suy_suspect_item_format_points (SuySuspectItem *self)
{
  int weight;
  const SuySuspectPart *part = suy_suspect_item_get_points (self, &weight);
  GString *text = g_string_new (NULL);

  if (self->criterion == SUY_N_CRITERIA)
    return g_string_free (text, FALSE);
  g_string_printf (text, "%.1f", part->points / 100.0);
  if (self->criterion >= 0)
    g_string_append_printf (text, " / %d", weight / 100);
  if (part->least != part->most)
    g_string_append_printf (text, " (%.0f–%.0f)", part->least / 100.0, part->most / 100.0);

  return g_string_free (text, FALSE);
}

char *
suy_suspect_item_format_share (SuySuspectItem *self)
{
  int bp = suy_suspect_item_get_suspect (self)->share_bp;

  if (self->criterion >= 0)
    return g_strdup ("");

  return bp < 0 ? g_strdup ("–") : g_strdup_printf ("%.1f %%", bp / 100.0);
}

/* ---- the list ---- */

static GType
suy_suspect_answer_get_item_type (GListModel *model)
{
  return SUY_TYPE_SUSPECT_ITEM;
}

static guint
suy_suspect_answer_get_n_items (GListModel *model)
{
  return SUY_SUSPECT_ANSWER (model)->suspects->suspects->len;
}

static gpointer
suy_suspect_answer_get_item (GListModel *model, guint position)
{
  SuySuspectAnswer *self = SUY_SUSPECT_ANSWER (model);

  return position < self->suspects->suspects->len ? item_new (self, position, -1) : NULL;
}

static void
init_model (GListModelInterface *iface)
{
  iface->get_item_type = suy_suspect_answer_get_item_type;
  iface->get_n_items = suy_suspect_answer_get_n_items;
  iface->get_item = suy_suspect_answer_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SuySuspectAnswer,
                               suy_suspect_answer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_model))

static void
suy_suspect_answer_finalize (GObject *object)
{
  SuySuspectAnswer *self = SUY_SUSPECT_ANSWER (object);

  g_clear_pointer (&self->suspects, suy_suspects_free);
  g_clear_object (&self->workspace);
  g_free (self->label);

  G_OBJECT_CLASS (suy_suspect_answer_parent_class)->finalize (object);
}

static void
suy_suspect_answer_class_init (SuySuspectAnswerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = suy_suspect_answer_finalize;
}

static void
suy_suspect_answer_init (SuySuspectAnswer *self)
{
}

static SuySuspects *
ask (SuyWorkspace *workspace, const SuySuspectWish *wish, GError **error)
{
  const char *const factors[] = { wish->factor, NULL };
  const SuySuspectsAsk ask = {
    .reg = wish->reg,
    .id = wish->id,
    .place = wish->place,
    .pollutants = wish->factor == NULL ? NULL : factors,
    .window_h = wish->window_h,
    .max_m = wish->limit_km > 0 ? wish->limit_km * 1000.0 : INFINITY,
    .max_h = INFINITY,
    .snap_m = SUY_SNAP_M,
    .language = suy_settings_get_language (),
  };

  return suy_workspace_suspects (workspace, &ask, error);
}

SuySuspectAnswer *
suy_suspect_answer_new (SuyWorkspace *workspace,
                        const SuySuspectWish *wish,
                        const char *label,
                        GError **error)
{
  g_autoptr (SuySuspectAnswer) self = g_object_new (SUY_TYPE_SUSPECT_ANSWER, NULL);
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GError) own = NULL;
  SuySuspects *suspects;

  self->workspace = g_object_ref (workspace);
  self->wish = *wish;
  self->wish.factor = g_intern_string (wish->factor);
  self->label = g_strdup (label);
  suspects = ask (workspace, &self->wish, &own);
  if (g_error_matches (own, SUY_ERROR, SUY_ERROR_INVALID) && wish->factor == NULL)
    {
      g_clear_error (&own);
      self->wish.factor = DEFAULT_FACTOR;
      suspects = ask (workspace, &self->wish, &own);
    }
  if (suspects == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&own));
      return NULL;
    }
  self->suspects = suspects;
  self->ms = (double) (g_get_monotonic_time () - begin) / 1000.0;

  return g_steal_pointer (&self);
}

const SuySuspectWish *
suy_suspect_answer_get_wish (SuySuspectAnswer *self)
{
  return &self->wish;
}

const SuySuspects *
suy_suspect_answer_get_suspects (SuySuspectAnswer *self)
{
  return self->suspects;
}

const char *
suy_suspect_answer_get_label (SuySuspectAnswer *self)
{
  return self->label;
}

double
suy_suspect_answer_get_ms (SuySuspectAnswer *self)
{
  return self->ms;
}

/* ---- taking it elsewhere ---- */

/* With the point of the "C" locale; NAN leaves the cell empty. */
static void
append_number (GString *csv, const char *format, double number)
{
  char text[64];

  if (isfinite (number))
    g_string_append (csv, g_ascii_formatd (text, sizeof text, format, number));
  g_string_append_c (csv, ',');
}

static void
append_row (GString *csv, SuySuspectItem *item, SuyWorkspace *workspace)
{
  const SuySuspect *suspect = suy_suspect_item_get_suspect (item);
  g_autofree char *key = suy_workspace_get_key (workspace, suspect->reg, suspect->id);

  g_string_append_printf (csv, "%u,%s,", suy_suspect_item_get_rank (item), suspect->reg->name);
  suy_answer_append_cell (csv, key, FALSE);
  suy_answer_append_cell (csv, suy_suspect_item_get_title (item), FALSE);
  suy_answer_append_cell (csv, suy_suspect_item_get_township (item), FALSE);
  append_number (csv, "%.2f", suspect->score.all.points / 100.0);
  append_number (csv, "%.2f", suspect->score.all.least / 100.0);
  append_number (csv, "%.2f", suspect->score.all.most / 100.0);
  append_number (csv, "%.1f", suspect->facts.river_m);
  append_number (csv, "%.2f", suspect->facts.travel_h);
  suy_answer_append_cell (
      csv, suy_travel_source_get_name (g_array_index (suspect->parts, SuyFound, 0).hours_source),
      FALSE);
  append_number (csv, "%.2f", suspect->share_bp < 0 ? NAN : suspect->share_bp / 100.0);
  suy_answer_append_cell (csv, suy_suspect_item_get_why (item), TRUE);
}

char *
suy_suspect_answer_to_csv (SuySuspectAnswer *self)
{
  const char *const heads[] = {
    _ ("No."),
    _ ("Layer"),
    _ ("Code"),
    _ ("Object"),
    _ ("Township"),
    _ ("Points"),
    _ ("At least"),
    _ ("At most"),
    _ ("Along the water m"),
    _ ("Travel time h"),
    _ ("Travel time from"),
    _ ("Load share %"),
    _ ("Reasons"),
  };
  GString *csv = g_string_new ("\xEF\xBB\xBF"); /* spreadsheets take it for UTF-8 then */

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    suy_answer_append_cell (csv, heads[i], i + 1 == G_N_ELEMENTS (heads));
  for (guint i = 0; i < self->suspects->suspects->len; i++)
    {
      g_autoptr (SuySuspectItem) item = item_new (self, i, -1);

      append_row (csv, item, self->workspace);
    }

  return g_string_free (csv, FALSE);
}
