/* test-style.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "suy-error.h"
#include "suy-style.h"

/* A feature for the tests: kind "road", lanes 2, toll true. */
static SuyStyleValue
get (gpointer data, const char *key)
{
  if (strcmp (key, "kind") == 0)
    return (SuyStyleValue){ .type = SUY_STYLE_TEXT, .text = "road" };
  if (strcmp (key, "lanes") == 0)
    return (SuyStyleValue){ .type = SUY_STYLE_NUMBER, .number = 2 };
  if (strcmp (key, "toll") == 0)
    return (SuyStyleValue){ .type = SUY_STYLE_BOOLEAN, .number = 1 };

  return (SuyStyleValue){ SUY_STYLE_NULL };
}

static SuyStyle *
style_of (const char *layers)
{
  g_autofree char *text = g_strdup_printf ("{\"version\": 8, \"layers\": [%s]}", layers);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  SuyStyle *style = suy_style_new (bytes, &error);

  g_assert_no_error (error);

  return style;
}

static SuyStyleScope
scope_at (double zoom)
{
  return (SuyStyleScope){ .zoom = zoom,
                          .language = "en",
                          .geometry_type = "LineString",
                          .get = get,
                          .texts = g_string_chunk_new (64) };
}

/* The value of @expression as a line's width. */
static double
width_of (const char *expression, double zoom)
{
  g_autofree char *layer = g_strdup_printf (
      "{\"id\": \"a\", \"type\": \"line\", \"paint\": {\"line-width\": %s}}", expression);
  g_autoptr (SuyStyle) style = style_of (layer);
  SuyStyleScope scope = scope_at (zoom);
  double width = suy_style_get_number (style, 0, SUY_STYLE_LINE_WIDTH, &scope);

  g_assert_cmpuint (suy_style_get_findings (style)->len, ==, 0);
  g_string_chunk_free (scope.texts);

  return width;
}

static gboolean
matches (const char *filter)
{
  g_autofree char *layer =
      g_strdup_printf ("{\"id\": \"a\", \"type\": \"line\", \"filter\": %s}", filter);
  g_autoptr (SuyStyle) style = style_of (layer);
  SuyStyleScope scope = scope_at (10);
  gboolean found;

  g_assert_cmpuint (suy_style_get_findings (style)->len, ==, 0);
  g_assert_cmpuint (suy_style_get_n_layers (style), ==, 1);
  found = suy_style_matches (style, 0, &scope);
  g_string_chunk_free (scope.texts);

  return found;
}

static char *
text_of (const char *expression)
{
  g_autofree char *layer = g_strdup_printf (
      "{\"id\": \"a\", \"type\": \"symbol\", \"layout\": {\"text-field\": %s}}", expression);
  g_autoptr (SuyStyle) style = style_of (layer);
  SuyStyleScope scope = scope_at (10);
  char *text = g_strdup (suy_style_get (style, 0, SUY_STYLE_TEXT_FIELD, &scope).text);

  g_assert_cmpuint (suy_style_get_findings (style)->len, ==, 0);
  g_string_chunk_free (scope.texts);

  return text;
}

static void
test_numbers (void)
{
  g_assert_cmpfloat (width_of ("3", 10), ==, 3);
  g_assert_cmpfloat (width_of ("[\"get\", \"lanes\"]", 10), ==, 2);
  g_assert_cmpfloat (width_of ("[\"get\", \"nothing\"]", 10), ==, 1); /* the default */
  g_assert_cmpfloat (width_of ("[\"coalesce\", [\"get\", \"nothing\"], 7]", 10), ==, 7);
  g_assert_cmpfloat (width_of ("[\"match\", [\"get\", \"kind\"], [\"rail\", \"road\"], 4, 5]", 10),
                     ==, 4);
  g_assert_cmpfloat (width_of ("[\"match\", [\"get\", \"kind\"], \"rail\", 4, 5]", 10), ==, 5);
  g_assert_cmpfloat (width_of ("[\"case\", [\"has\", \"lanes\"], 4, 5]", 10), ==, 4);
  g_assert_cmpfloat (width_of ("[\"case\", [\"!\", [\"has\", \"lanes\"]], 4, 5]", 10), ==, 5);
  g_assert_cmpfloat (width_of ("[\"+\", 1, [\"*\", 2, 3], [\"-\", 4]]", 10), ==, 3);
}

static void
test_zooms (void)
{
  const char *step = "[\"step\", [\"zoom\"], 1, 5, 2, 10, 3]";
  const char *linear = "[\"interpolate\", [\"linear\"], [\"zoom\"], 5, 1, 10, 11]";
  const char *base2 = "[\"interpolate\", [\"exponential\", 2], [\"zoom\"], 0, 0, 2, 3]";

  g_assert_cmpfloat (width_of (step, 4.99), ==, 1);
  g_assert_cmpfloat (width_of (step, 5), ==, 2);
  g_assert_cmpfloat (width_of (step, 9.99), ==, 2);
  g_assert_cmpfloat (width_of (step, 10), ==, 3);
  g_assert_cmpfloat (width_of (linear, 4), ==, 1);
  g_assert_cmpfloat_with_epsilon (width_of (linear, 7.5), 6, 1e-9);
  g_assert_cmpfloat (width_of (linear, 10), ==, 11);
  g_assert_cmpfloat (width_of (linear, 20), ==, 11);
  /* (2^1 - 1) / (2^2 - 1) of the way */
  g_assert_cmpfloat_with_epsilon (width_of (base2, 1), 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (width_of ("{\"stops\": [[5, 1], [10, 11]]}", 7.5), 6, 1e-9);
}

static void
test_filters (void)
{
  g_assert_true (matches ("[\"==\", \"kind\", \"road\"]"));
  g_assert_false (matches ("[\"!=\", \"kind\", \"road\"]"));
  g_assert_true (matches ("[\"in\", \"kind\", \"rail\", \"road\"]"));
  g_assert_false (matches ("[\"!in\", \"kind\", \"rail\", \"road\"]"));
  g_assert_true (matches ("[\"!has\", \"nothing\"]"));
  g_assert_true (matches ("[\"==\", \"$type\", \"LineString\"]"));
  g_assert_true (matches ("[\"all\", [\"==\", \"kind\", \"road\"], [\">\", \"lanes\", 1]]"));
  g_assert_false (matches ("[\"all\", [\"==\", \"kind\", \"road\"], [\">\", \"lanes\", 2]]"));
  g_assert_true (matches ("[\"any\", [\"==\", \"kind\", \"rail\"], [\">=\", \"lanes\", 2]]"));
  g_assert_false (matches ("[\"none\", [\"==\", \"kind\", \"road\"]]"));
  g_assert_true (matches ("[\"==\", [\"get\", \"kind\"], \"road\"]"));
  g_assert_true (matches ("[\"in\", [\"get\", \"kind\"], [\"literal\", [\"rail\", \"road\"]]]"));
  g_assert_true (matches ("[\"in\", \"oa\", [\"get\", \"kind\"]]"));
  g_assert_false (matches ("[\"<\", [\"get\", \"kind\"], 5]"));
  g_assert_true (matches ("[\"all\"]"));
  g_assert_false (matches ("[\"any\"]"));
}

static void
test_texts (void)
{
  g_autofree char *concat = text_of ("[\"concat\", [\"get\", \"kind\"], \" \", 2, true]");
  g_autofree char *keys = text_of ("\"{kind} ({lanes})\"");
  g_autofree char *stops = text_of ("{\"stops\": [[3, \"a\"], [5, \"b\"], [12, \"c\"]]}");
  g_autofree char *upper = text_of ("[\"upcase\", [\"to-string\", [\"get\", \"kind\"]]]");
  g_autofree char *language =
      text_of ("[\"case\", [\"==\", [\"global-state\", \"language\"], \"en\"], \"E\", \"Z\"]");

  g_assert_cmpstr (concat, ==, "road 2true");
  g_assert_cmpstr (keys, ==, "road (2)");
  g_assert_cmpstr (stops, ==, "b");
  g_assert_cmpstr (upper, ==, "ROAD");
  g_assert_cmpstr (language, ==, "E");
}

static void
test_colors (void)
{
  g_autoptr (SuyStyle) style =
      style_of ("{\"id\": \"a\", \"type\": \"fill\", \"paint\": {\"fill-opacity\": 0.5, "
                "\"fill-color\": [\"interpolate\", [\"linear\"], [\"zoom\"], 0, \"#000\", 10, "
                "\"#ffffff\"]}}");
  SuyStyleScope scope = scope_at (5);
  GdkRGBA color =
      suy_style_get_color (style, 0, SUY_STYLE_FILL_COLOR, SUY_STYLE_FILL_OPACITY, &scope);

  g_assert_cmpfloat_with_epsilon (color.red, .5, 1e-6);
  g_assert_cmpfloat_with_epsilon (color.alpha, .5, 1e-6);
  g_string_chunk_free (scope.texts);
}

static void
test_findings (void)
{
  g_autoptr (SuyStyle) style = style_of (
      "{\"id\": \"hill\", \"type\": \"hillshade\"},"
      "{\"id\": \"f\", \"type\": \"line\", \"filter\": [\"within\", 3]},"
      "{\"id\": \"p\", \"type\": \"line\", \"paint\": {\"line-blur\": 3, \"line-color\": \"x\"}},"
      "{\"id\": \"good\", \"type\": \"line\", \"minzoom\": 5, \"maxzoom\": 9}");
  const GPtrArray *findings = suy_style_get_findings (style);

  g_assert_cmpuint (findings->len, ==, 4);
  g_assert_nonnull (strstr (findings->pdata[0], "hillshade"));
  g_assert_nonnull (strstr (findings->pdata[1], "within"));
  g_assert_nonnull (strstr (findings->pdata[2], "line-blur"));
  g_assert_cmpuint (suy_style_get_n_layers (style), ==, 2);
  g_assert_false (suy_style_shows (style, 1, 4.99));
  g_assert_true (suy_style_shows (style, 1, 5));
  g_assert_true (suy_style_shows (style, 1, 8.99));
  g_assert_false (suy_style_shows (style, 1, 9));
}

static void
test_not_a_style (void)
{
  static const char *const texts[] = { "", "[]", "{", "{\"version\": 7, \"layers\": []}",
                                       "{\"version\": 8}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (suy_style_new (bytes, &error));
      g_assert_error (error, SUY_ERROR, SUY_ERROR_FOREIGN);
    }
}

/* Whatever stands in a style, reading it ends with findings, not with a fault. */
static void
test_random (void)
{
  static const char *const words[] = {
    "[",    "]",  "\"get\"", "\"all\"", "\"match\"", "\"step\"", "\"zoom\"",   "1",
    "null", "{}", "\"in\"",  "\"==\"",  "true",      "\"case\"", "\"literal\""
  };

  for (guint k = 0; k < 3000; k++)
    {
      g_autoptr (GString) text = g_string_new (
          "{\"version\": 8, \"layers\": [{\"id\": \"a\", \"type\": \"line\", \"filter\": [");
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (SuyStyle) style = NULL;
      SuyStyleScope scope = scope_at (3);
      int open = 1;

      for (int i = g_test_rand_int_range (1, 12); i > 0; i--)
        {
          guint word = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (words));

          if (word == 1 && open == 1)
            continue;
          open += word == 0 ? 1 : word == 1 ? -1 : 0;
          if (word != 1 && text->str[text->len - 1] != '[')
            g_string_append_c (text, ',');
          g_string_append (text, words[word]);
        }
      while (open-- > 0)
        g_string_append_c (text, ']');
      g_string_append (text, "}]}");
      bytes = g_bytes_new (text->str, text->len);
      style = suy_style_new (bytes, NULL);
      g_assert_nonnull (style);
      if (suy_style_get_n_layers (style) == 1)
        suy_style_matches (style, 0, &scope);
      else
        g_assert_cmpuint (suy_style_get_findings (style)->len, ==, 1);
      g_string_chunk_free (scope.texts);
    }
}

static void
test_own (void)
{
  for (guint dark = 0; dark < 2; dark++)
    {
      g_autoptr (SuyStyle) style = suy_style_new_own (dark != 0);

      g_assert_cmpuint (suy_style_get_findings (style)->len, ==, 0);
      g_assert_cmpuint (suy_style_get_n_layers (style), >, 10);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/style/numbers", test_numbers);
  g_test_add_func ("/map/style/zooms", test_zooms);
  g_test_add_func ("/map/style/filters", test_filters);
  g_test_add_func ("/map/style/texts", test_texts);
  g_test_add_func ("/map/style/colors", test_colors);
  g_test_add_func ("/map/style/findings", test_findings);
  g_test_add_func ("/map/style/not-a-style", test_not_a_style);
  g_test_add_func ("/map/style/random", test_random);
  g_test_add_func ("/map/style/own", test_own);

  return g_test_run ();
}
