/* suy-inbox-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-inbox-model.h"

#include <gtk/gtk.h>
#include <string.h>

#include "suy-fold.h"

/* A list view makes widgets for some 200 rows at once, which takes longer than a person should wait
 * for a key to be heard; so rows come in portions, the first of which fills a window. */
#define FIRST 40
#define STEP 25
#define ENOUGH 250 /* the view has no widgets for more */

/* ---- one entry ---- */

struct _SuyInboxEntry
{
  GObject parent_instance;

  SuyInbox *inbox; /* that has the item */
  const SuyInboxItem *item;
  char *heading; /* (nullable) */
  char *role;    /* of the acting person, counted by references */
};

G_DEFINE_FINAL_TYPE (SuyInboxEntry, suy_inbox_entry, G_TYPE_OBJECT)

static void
suy_inbox_entry_finalize (GObject *object)
{
  SuyInboxEntry *self = SUY_INBOX_ENTRY (object);

  suy_inbox_unref (self->inbox);
  g_free (self->heading);
  g_ref_string_release (self->role);

  G_OBJECT_CLASS (suy_inbox_entry_parent_class)->finalize (object);
}

static void
suy_inbox_entry_class_init (SuyInboxEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = suy_inbox_entry_finalize;
}

static void
suy_inbox_entry_init (SuyInboxEntry *self)
{
}

static SuyInboxEntry *
entry_new (SuyInbox *inbox, const SuyInboxItem *item, char *role)
{
  SuyInboxEntry *self = g_object_new (SUY_TYPE_INBOX_ENTRY, NULL);

  self->inbox = suy_inbox_ref (inbox);
  self->item = item;
  self->role = g_ref_string_acquire (role);

  return self;
}

const SuyInboxItem *
suy_inbox_entry_get_item (SuyInboxEntry *self)
{
  return self->item;
}

char *
suy_inbox_entry_get_why (SuyInboxEntry *self)
{
  return suy_inbox_words_get_why (self->item, self->role);
}

const char *
suy_inbox_entry_get_heading (SuyInboxEntry *self)
{
  return self->heading;
}

/* ---- the list ---- */

struct _SuyInboxModel
{
  GObject parent_instance;

  SuyWorkspace *workspace; /* (nullable) */
  SuyInbox *inbox;         /* (nullable) */
  char *role;              /* of the acting person, counted by references */
  GPtrArray *all;          /* (element-type SuyInboxEntry): that pass the filter */
  GPtrArray *entries;      /* (element-type SuyInboxEntry): the first of them, that are told */
  guint growing;           /* a source */
  char *kind;              /* (nullable) */
  GStrv words;             /* folded; none: all pass */
  gboolean late;
};

static GType
get_item_type (GListModel *list)
{
  return SUY_TYPE_INBOX_ENTRY;
}

static guint
get_n_items (GListModel *list)
{
  return SUY_INBOX_MODEL (list)->entries->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  const GPtrArray *entries = SUY_INBOX_MODEL (list)->entries;

  return position < entries->len ? g_object_ref (entries->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SuyInboxModel,
                               suy_inbox_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* ---- which of them ---- */

static gboolean
has_words (SuyInboxModel *self, const SuyInboxItem *item)
{
  g_autofree char *where = NULL, *all = NULL, *text = NULL;

  if (self->words[0] == NULL)
    return TRUE;
  where = suy_inbox_words_get_where (self->workspace, item);
  all = g_strjoin ("\n", suy_inbox_words_get_what (item), suy_inbox_words_get_object (item),
                   item->code == NULL ? "" : item->code, where, NULL);
  text = suy_fold (all);
  for (guint i = 0; self->words[i] != NULL; i++)
    if (strstr (text, self->words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
is_wanted (SuyInboxModel *self, const SuyInboxItem *item)
{
  return (!self->late || item->state == SUY_CLOCK_LATE) &&
         (self->kind == NULL || strcmp (self->kind, suy_inbox_words_get_kind (item)) == 0) &&
         has_words (self, item);
}

/* Groups follow each other, since the inbox is in the order of its due moments. */
static void
add_headings (SuyInboxModel *self, GPtrArray *entries)
{
  const char *today = suy_workspace_get_today (self->workspace);
  guint counts[SUY_N_SOON] = { 0 };
  int last = -1;

  for (guint i = 0; i < entries->len; i++)
    counts[suy_inbox_words_get_soon (((SuyInboxEntry *) entries->pdata[i])->item, today)]++;
  for (guint i = 0; i < entries->len; i++)
    {
      SuyInboxEntry *entry = entries->pdata[i];
      SuySoon soon = suy_inbox_words_get_soon (entry->item, today);

      if ((int) soon != last)
        entry->heading =
            g_strdup_printf ("%s · %u", suy_inbox_words_get_soon_label (soon), counts[soon]);
      last = (int) soon;
    }
}

/* ---- what changed: rows that stay as they are keep their widgets ---- */

static gboolean
is_about_same (const SuyInboxEntry *a, const SuyInboxEntry *b)
{
  return a->item->duty == b->item->duty && a->item->reg == b->item->reg &&
         a->item->id == b->item->id;
}

static gboolean
is_equal (const SuyInboxEntry *a, const SuyInboxEntry *b)
{
  return is_about_same (a, b) && a->item->due == b->item->due &&
         a->item->days_left == b->item->days_left && a->item->state == b->item->state &&
         a->item->n_missing == b->item->n_missing && a->item->township == b->item->township &&
         (a->item->owners == NULL) == (b->item->owners == NULL) &&
         g_strcmp0 (a->item->title, b->item->title) == 0 &&
         g_strcmp0 (a->item->code, b->item->code) == 0 &&
         g_strcmp0 (a->item->level, b->item->level) == 0 && strcmp (a->role, b->role) == 0 &&
         (a->item->owners == NULL || a->inbox == b->inbox);
}

static gboolean
looks_equal (gconstpointer a, gconstpointer b)
{
  const SuyInboxEntry *old = a, *new = b;

  return is_equal (old, new) && g_strcmp0 (old->heading, new->heading) == 0;
}

/* At @position @removed rows give way to @added of all. */
static void
splice (SuyInboxModel *self, guint position, guint removed, guint added)
{
  if (removed > 0)
    g_ptr_array_remove_range (self->entries, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (self->entries, (int) (position + i),
                        g_object_ref (self->all->pdata[position + i]));
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static gboolean
on_grow (gpointer data)
{
  SuyInboxModel *self = data;
  guint told = self->entries->len, rest = self->all->len - told;

  splice (self, told, 0, told >= ENOUGH ? rest : MIN (STEP, rest));
  if (self->entries->len < self->all->len)
    return G_SOURCE_CONTINUE;
  self->growing = 0;

  return G_SOURCE_REMOVE;
}

/* A command changes a row or two: what is equal before and behind them stays as it is. */
static void
show_next (SuyInboxModel *self, GPtrArray *next)
{
  gboolean whole = self->entries->len == self->all->len;
  guint most = MIN (self->entries->len, next->len), before = 0, behind = 0, removed, added;

  while (before < most && looks_equal (self->entries->pdata[before], next->pdata[before]))
    before++;
  while (whole && behind < most - before &&
         looks_equal (self->entries->pdata[self->entries->len - 1 - behind],
                      next->pdata[next->len - 1 - behind]))
    behind++;
  removed = self->entries->len - before - behind;
  added = next->len - before - behind;
  g_ptr_array_unref (self->all);
  self->all = g_ptr_array_ref (next);
  if (!whole || removed > FIRST || added > FIRST)
    {
      removed = self->entries->len - before;
      added = MIN (next->len - before, MAX (STEP, FIRST - MIN (before, FIRST)));
    }
  splice (self, before, removed, added);
  if (self->growing == 0 && self->entries->len < next->len)
    self->growing = g_idle_add (on_grow, self);
}

static void
fill (SuyInboxModel *self)
{
  g_autoptr (GPtrArray) next = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; self->inbox != NULL && i < self->inbox->items->len; i++)
    if (is_wanted (self, self->inbox->items->pdata[i]))
      g_ptr_array_add (next, entry_new (self->inbox, self->inbox->items->pdata[i], self->role));
  if (next->len > 0)
    add_headings (self, next);
  show_next (self, next);
}

/* Counted by references, since every row knows it. */
static void
set_role (SuyInboxModel *self)
{
  g_autofree char *role =
      self->workspace == NULL ? NULL : suy_inbox_words_get_role (self->workspace);

  g_ref_string_release (self->role);
  self->role = g_ref_string_new (role == NULL ? "" : role);
}

void
suy_inbox_model_set (SuyInboxModel *self, SuyWorkspace *workspace, SuyInbox *inbox)
{
  g_set_object (&self->workspace, workspace);
  set_role (self);
  if (inbox != NULL)
    suy_inbox_ref (inbox);
  g_clear_pointer (&self->inbox, suy_inbox_unref);
  self->inbox = inbox;
  fill (self);
}

SuyInbox *
suy_inbox_model_get_inbox (SuyInboxModel *self)
{
  return self->inbox;
}

void
suy_inbox_model_filter (SuyInboxModel *self, const char *kind, const char *text, gboolean late)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\n", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GStrv folded;

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = suy_fold (words[i]);

      if (*word != '\0')
        g_strv_builder_add (builder, word);
    }
  folded = g_strv_builder_end (builder);
  if (self->late == late && g_strcmp0 (self->kind, kind) == 0 &&
      g_strv_equal ((const char *const *) self->words, (const char *const *) folded))
    {
      g_strfreev (folded);
      return;
    }
  g_free (self->kind);
  self->kind = g_strdup (kind);
  g_strfreev (self->words);
  self->words = folded;
  self->late = late;
  fill (self);
}

static SuyInboxKind *
find_kind (GArray *kinds, const char *label)
{
  for (guint i = 0; i < kinds->len; i++)
    if (strcmp (g_array_index (kinds, SuyInboxKind, i).label, label) == 0)
      return &g_array_index (kinds, SuyInboxKind, i);

  return NULL;
}

GArray *
suy_inbox_model_list_kinds (SuyInboxModel *self)
{
  GArray *kinds = g_array_new (FALSE, FALSE, sizeof (SuyInboxKind));

  for (guint i = 0; self->inbox != NULL && i < self->inbox->items->len; i++)
    {
      const char *label = suy_inbox_words_get_kind (self->inbox->items->pdata[i]);
      SuyInboxKind *kind = find_kind (kinds, label);
      const SuyInboxKind first = { label, 1 };

      if (kind != NULL)
        kind->count++;
      else
        g_array_append_val (kinds, first);
    }

  return kinds;
}

guint
suy_inbox_model_get_n_all (SuyInboxModel *self)
{
  return self->all->len;
}

guint
suy_inbox_model_find (SuyInboxModel *self, const char *duty, const SuyRegister *reg, gint64 id)
{
  for (guint i = 0; i < self->all->len; i++)
    {
      const SuyInboxItem *item = ((SuyInboxEntry *) self->all->pdata[i])->item;

      if (item->reg == reg && item->id == id &&
          (duty == NULL || strcmp (duty, item->duty->name) == 0))
        return i < self->entries->len ? i : GTK_INVALID_LIST_POSITION;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* ---- the object ---- */

static void
suy_inbox_model_finalize (GObject *object)
{
  SuyInboxModel *self = SUY_INBOX_MODEL (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->inbox, suy_inbox_unref);
  g_clear_handle_id (&self->growing, g_source_remove);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->all);
  g_ref_string_release (self->role);
  g_free (self->kind);
  g_strfreev (self->words);

  G_OBJECT_CLASS (suy_inbox_model_parent_class)->finalize (object);
}

static void
suy_inbox_model_class_init (SuyInboxModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = suy_inbox_model_finalize;
}

static void
suy_inbox_model_init (SuyInboxModel *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  self->role = g_ref_string_new ("");
  self->words = g_new0 (char *, 1);
}

SuyInboxModel *
suy_inbox_model_new (void)
{
  return g_object_new (SUY_TYPE_INBOX_MODEL, NULL);
}
