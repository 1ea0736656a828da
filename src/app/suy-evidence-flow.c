/* suy-evidence-flow.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-evidence-flow.h"

#include <glib/gi18n.h>
#include <math.h>

#include "suy-thumbs.h"
#include "suy-titles.h"
#include "suy-workspace-evidence.h"

#define THUMB_WIDTH 104
#define THUMB_HEIGHT 68
#define N_AT_ONCE 5 /* tiles, a line of them */

struct _SuyEvidenceFlow
{
  GtkFlowBox *box;
  SuyWorkspace *workspace;   /* (nullable) */
  GCancellable *cancellable; /* of the pictures that are being read */
  guint n_slots;             /* tiles before those of the files */
  char *says;                /* (nullable): what the tiles say */

  GPtrArray *files; /* (nullable): that are turned into tiles */
  guint n_tiles;    /* of them */
  guint filling;    /* 0: all have tiles */
};

static GtkWidget *
make_line (const char *text, const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "ellipsize",
                                   PANGO_ELLIPSIZE_END, "max-width-chars", 14, NULL);

  gtk_widget_add_css_class (label, "suy-tiny");
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

/* @second: (nullable): a line below the title; @words: (nullable): what the tooltip says more */
static void
add_tile (SuyEvidenceFlow *self,
          GtkWidget *image,
          const char *title,
          GtkWidget *second,
          const char *words,
          int place)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *whole = words == NULL || words[0] == '\0'
                               ? g_strdup (title)
                               : g_strdup_printf ("%s\n%s", title, words);

  gtk_widget_set_size_request (image, THUMB_WIDTH, THUMB_HEIGHT);
  gtk_widget_set_overflow (image, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (box, whole);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), make_line (title, NULL));
  if (second != NULL)
    gtk_box_append (GTK_BOX (box), second);
  gtk_flow_box_insert (self->box, box, place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
}

/* How far from the case, in short; what was found fault with stands out by its colour and a sign.
 */
static GtkWidget *
make_second (const SuyRecord *file)
{
  const SuyPhotoFindings wrong =
      SUY_PHOTO_FAR | SUY_PHOTO_AHEAD | SUY_PHOTO_EARLY | SUY_PHOTO_LATE | SUY_PHOTO_DATUM;
  const SuyRegister *reg = suy_record_get_register (file);
  SuyPhotoFindings findings;
  g_autofree char *distance = NULL, *text = NULL;

  if (suy_register_find (reg, "findings") == NULL)
    return NULL;
  findings = suy_photo_findings_from_text (suy_record_get_text (file, "findings"));
  if (!isnan (suy_record_get_real (file, "distance")))
    distance = g_strdup_printf (_ ("%.0f m away"), suy_record_get_real (file, "distance"));
  else if (findings & (SUY_PHOTO_NO_EXIF | SUY_PHOTO_NO_PLACE))
    distance = g_strdup (_ ("No place"));
  if (distance == NULL && (findings & wrong) == 0)
    return NULL;
  text = g_strdup_printf ("%s%s", findings & wrong ? "⚠ " : "", distance == NULL ? "" : distance);

  return make_line (text, findings & wrong ? "error" : "dim-label");
}

static void
add_file (SuyEvidenceFlow *self, const SuyRecord *file)
{
  const char *name = suy_record_get_text (file, "name");
  GtkWidget *image =
      suy_thumbs_new_widget (self->workspace, file, THUMB_WIDTH, THUMB_HEIGHT, self->cancellable);
  g_autofree char *words = suy_evidence_describe (file);
  g_autofree char *kind = suy_titles_get_link (suy_titles_of (self->workspace), file, "kind");
  g_autofree char *title = g_strdup_printf (_ ("%s · %s"), kind, name);

  gtk_widget_add_css_class (image, "suy-thumb");
  add_tile (self, image, title, make_second (file), words, -1);
}

static void
stop_filling (SuyEvidenceFlow *self)
{
  g_clear_handle_id (&self->filling, g_source_remove);
  g_clear_pointer (&self->files, g_ptr_array_unref);
}

/* Tiles are made a few at a time, so that a case with many photographs holds nobody up. */
static gboolean
fill (gpointer data)
{
  SuyEvidenceFlow *self = data;

  for (guint n = 0; n < N_AT_ONCE && self->n_tiles < self->files->len; n++)
    if (self->files->pdata[self->n_tiles++] != NULL)
      add_file (self, self->files->pdata[self->n_tiles - 1]);
  if (self->n_tiles < self->files->len)
    return G_SOURCE_CONTINUE;
  self->filling = 0;
  stop_filling (self);

  return G_SOURCE_REMOVE;
}

/* Everything that the tiles of @files say. */
static char *
describe_all (const GPtrArray *files)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++)
    {
      const SuyRecord *file = files->pdata[i];
      g_autofree char *words = file == NULL ? NULL : suy_evidence_describe (file);

      if (file == NULL)
        continue;
      g_string_append_printf (text, "%" G_GINT64_FORMAT " %s %s %s %s\n", suy_record_get_id (file),
                              suy_record_get_text (file, "kind"),
                              suy_record_get_text (file, "name"),
                              suy_record_get_text (file, "hash"), words);
    }

  return g_string_free (text, FALSE);
}

static void
clear (SuyEvidenceFlow *self)
{
  GtkFlowBoxChild *child;

  stop_filling (self);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  while ((child = gtk_flow_box_get_child_at_index (self->box, (int) self->n_slots)) != NULL)
    gtk_flow_box_remove (self->box, GTK_WIDGET (child));
}

void
suy_evidence_flow_show (SuyEvidenceFlow *self, SuyWorkspace *workspace, GPtrArray *files)
{
  g_autofree char *says = files == NULL ? g_strdup ("") : describe_all (files);

  if (workspace == self->workspace && g_strcmp0 (says, self->says) == 0)
    return;
  clear (self);
  g_set_object (&self->workspace, workspace);
  g_free (self->says);
  self->says = g_steal_pointer (&says);
  if (files == NULL)
    return;
  self->files = g_ptr_array_ref (files);
  self->n_tiles = 0;
  if (fill (self) == G_SOURCE_CONTINUE)
    self->filling = g_idle_add (fill, self);
}

/* ---- slots ---- */

void
suy_evidence_flow_add_slot (SuyEvidenceFlow *self,
                            GtkWidget *slot,
                            const char *title,
                            const char *words)
{
  add_tile (self, slot, title, NULL, words, (int) self->n_slots++);
}

void
suy_evidence_flow_clear_slots (SuyEvidenceFlow *self)
{
  for (; self->n_slots > 0; self->n_slots--)
    gtk_flow_box_remove (self->box, GTK_WIDGET (gtk_flow_box_get_child_at_index (self->box, 0)));
}

guint
suy_evidence_flow_get_n_slots (SuyEvidenceFlow *self)
{
  return self->n_slots;
}

SuyEvidenceFlow *
suy_evidence_flow_new (GtkFlowBox *box)
{
  SuyEvidenceFlow *self = g_new0 (SuyEvidenceFlow, 1);

  self->box = g_object_ref (box);
  self->cancellable = g_cancellable_new ();

  return self;
}

void
suy_evidence_flow_free (SuyEvidenceFlow *self)
{
  stop_filling (self);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_clear_object (&self->workspace);
  g_object_unref (self->box);
  g_free (self->says);
  g_free (self);
}
