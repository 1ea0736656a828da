/* test-gpx.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-gpx.h"

#include <math.h>
#include <string.h>

typedef struct
{
  GPtrArray *names, *notes; /* (element-type utf8) */
  GArray *points;           /* double: lat, lon */
  GString *text;
} Read;

static void
on_start (GMarkupParseContext *context,
          const char *element,
          const char **names,
          const char **values,
          gpointer data,
          GError **error)
{
  Read *read = data;

  g_string_truncate (read->text, 0);
  for (guint i = 0; g_str_equal (element, "rtept") && names[i] != NULL; i++)
    {
      double value = g_ascii_strtod (values[i], NULL);

      g_assert_cmpstr (names[i], ==, i == 0 ? "lat" : "lon");
      g_array_append_val (read->points, value);
    }
}

static void
on_text (GMarkupParseContext *context,
         const char *text,
         gsize length,
         gpointer data,
         GError **error)
{
  g_string_append_len (((Read *) data)->text, text, (gssize) length);
}

static void
on_end (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Read *read = data;

  if (g_str_equal (element, "name"))
    g_ptr_array_add (read->names, g_strdup (read->text->str));
  else if (g_str_equal (element, "desc"))
    g_ptr_array_add (read->notes, g_strdup (read->text->str));
}

static void
read_back (const char *text, Read *read)
{
  static const GMarkupParser parser = { on_start, on_end, on_text, NULL, NULL };
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autoptr (GError) error = NULL;

  read->names = g_ptr_array_new_with_free_func (g_free);
  read->notes = g_ptr_array_new_with_free_func (g_free);
  read->points = g_array_new (FALSE, FALSE, sizeof (double));
  read->text = g_string_new (NULL);
  context = g_markup_parse_context_new (&parser, 0, read, NULL);
  g_assert_true (g_markup_parse_context_parse (context, text, -1, &error));
  g_assert_true (g_markup_parse_context_end_parse (context, &error));
  g_assert_no_error (error);
}

static void
read_clear (Read *read)
{
  g_ptr_array_unref (read->names);
  g_ptr_array_unref (read->notes);
  g_array_unref (read->points);
  g_string_free (read->text, TRUE);
}

/* Whatever stands in a name comes back, but for what XML cannot hold. */
static void
test_hostile (void)
{
  static const char *const rows[][2] = {
    { "plain", "plain" },
    { "</name><rtept lat=\"0\" lon=\"0\">", "</name><rtept lat=\"0\" lon=\"0\">" },
    { "&amp; & &#0; <!-- ]]>", "&amp; & &#0; <!-- ]]>" },
    { "\"quoted\" 'both'", "\"quoted\" 'both'" },
    { "line\nfeed\ttab", "line\nfeed\ttab" },
    { "bell\007 escape\033", "bell\357\277\275 escape\357\277\275" },
    { "\357\277\276 \357\277\277", "\357\277\275 \357\277\275" }, /* U+FFFE, U+FFFF */
    { "broken \377\376", "broken \357\277\275\357\277\275" },
    { "\342\200\256right to left", "\342\200\256right to left" },
    { "建阳 😀", "建阳 😀" },
    { "", "" },
  };
  SuyGpxStop stops[G_N_ELEMENTS (rows)];
  g_autofree char *text = NULL;
  Read read;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    stops[i] = (SuyGpxStop){ { 0, 0 }, rows[i][0], rows[i][0] };
  text = suy_gpx_write ("<way>", stops, G_N_ELEMENTS (rows));
  read_back (text, &read);
  g_assert_cmpuint (read.names->len, ==, G_N_ELEMENTS (rows) + 1);
  g_assert_cmpstr (read.names->pdata[0], ==, "<way>");
  g_assert_cmpuint (read.notes->len, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpstr (read.names->pdata[i + 1], ==, rows[i][1]);
      g_assert_cmpstr (read.notes->pdata[i], ==, rows[i][1]);
    }
  read_clear (&read);
}

static void
test_places (void)
{
  static const SuyPoint points[] = { { 0, 0 },
                                     { 1181234567, 273456789 },
                                     { -1, 1 },
                                     { -1800000000, -900000000 },
                                     { 1800000000, 900000000 },
                                     { -9999999, -10000001 } };
  SuyGpxStop stops[G_N_ELEMENTS (points)];
  g_autofree char *text = NULL;
  Read read;

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    stops[i] = (SuyGpxStop){ points[i], "P", NULL };
  text = suy_gpx_write ("W", stops, G_N_ELEMENTS (points));
  read_back (text, &read);
  g_assert_cmpuint (read.points->len, ==, 2 * G_N_ELEMENTS (points));
  g_assert_cmpuint (read.notes->len, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      g_assert_cmpint (lround (g_array_index (read.points, double, 2 * i) * 1e7), ==, points[i].y);
      g_assert_cmpint (lround (g_array_index (read.points, double, 2 * i + 1) * 1e7), ==,
                       points[i].x);
    }
  read_clear (&read);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/gpx/text/hostile", test_hostile);
  g_test_add_func ("/io/gpx/place/exact", test_places);

  return g_test_run ();
}
