/* suy-catalog-private.h: what a catalog is made of, for the files that read and write it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-catalog.h"
#include "suy-json.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  GPtrArray *choices; /* (element-type SuyChoice) */
} SuyChoiceList;

struct _SuyCatalog
{
  gint64 version;
  GPtrArray *groups;    /* (element-type SuyGroup) */
  GPtrArray *lists;     /* (element-type SuyChoiceList) */
  GPtrArray *registers; /* (element-type SuyRegister) */
  GHashTable *by_name;  /* folded name or alias to SuyRegister */
  char *text, *hash;
};

/* Names of SuyFieldType and SuyGeometryType in their order, NULL at the end. */
extern const char *const suy_field_type_names[];
extern const char *const suy_geometry_names[];

void suy_choice_free (SuyChoice *choice);
void suy_choice_list_free (SuyChoiceList *list);
void suy_field_free (SuyField *field);
void suy_register_free (SuyRegister *reg);
SuyCatalog *suy_catalog_new_empty (void);

/* Gives the text of "risk_point.json". */
typedef char *(*SuyCatalogLoad) (gconstpointer where, const char *file, GError **error);

/* Fills the empty @self; with @load NULL the registers stand in @text itself. */
gboolean suy_catalog_read (SuyCatalog *self,
                           const char *text,
                           SuyCatalogLoad load,
                           gconstpointer where,
                           GError **error);

/* Reads the members of one field but its bearing on the others; @lists are the choice lists. */
gboolean suy_catalog_read_field (GPtrArray *lists,
                                 GStrv registers,
                                 const SuyJsonPlace *at,
                                 SuyField *field,
                                 GError **error);
gboolean suy_catalog_read_name (const SuyJsonPlace *at,
                                gboolean table,
                                char **name,
                                GError **error);
gboolean suy_catalog_read_number (const SuyJsonPlace *at, guint *number, GError **error);

/* Finds @word among @words, which end with NULL.  Returns: its place, or -1 */
int suy_catalog_find_word (const char *word, const char *const *words);

/* Returns: (transfer full): see suy_catalog_get_text() */
char *suy_catalog_write (SuyCatalog *self);

/* A sentence on what is wrong with a name for a table or a column, or NULL. */
const char *suy_catalog_check_name (const char *name, gboolean table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyChoice, suy_choice_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyChoiceList, suy_choice_list_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyField, suy_field_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyRegister, suy_register_free)

G_END_DECLS
