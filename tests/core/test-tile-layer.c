/* test-tile-layer.c: points, thinning, tags and the bytes around them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The oracle projects every point by Mercator's formula, looks at each whether it is in the tile,
 * rounds it, and thins by comparing every point with every other. */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "ring-check.h"
#include "suy-mercator.h"
#include "suy-tile-layer.h"
#include "suy-tile-order.h"
#include "suy-tile-reader.h"

#define MAX_POINTS 400
#define HEAD 18 /* bytes of a message without features: field, 5 of length, version, name, extent \
                 */

typedef struct
{
  guint zoom;
  guint32 x, y;
} Address;

typedef struct
{
  SuyPoint point;
  gint64 id;
  guint8 rank;
  double x, y; /* on the map, 0 to 1 */
  guint depth; /* where it is the first of its cell */
} Spot;

typedef struct
{
  Spot spots[MAX_POINTS];
  guint n;
  SuyFeatureSet *set;
  SuyTileLayer *layer;
  gboolean is_ranked;
} Sample;

static void
add_spot (Sample *self, SuyPoint point)
{
  Spot *spot = &self->spots[self->n++];

  *spot = (Spot){ .point = point, .id = g_test_rand_int_range (1, 1 << 30) };
  spot->id = (spot->id << (self->n * 7 % 30)) + self->n;
  suy_mercator_project (point, &spot->x, &spot->y);
  spot->x = MIN (spot->x, 1 - ldexp (1, -32));
  if (spot->y == 1)
    spot->y = 1 - ldexp (1, -32);
}

static void
end_sample (Sample *self, gboolean is_ranked)
{
  SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
  const guint32 one = 1;
  guint8 ranks[MAX_POINTS] = { 0 };

  for (guint i = 0; i < self->n; i++)
    {
      if (is_ranked)
        ranks[i] = self->spots[i].rank = (guint8) (g_test_rand_int_range (0, 3) * 100);
      suy_feature_set_builder_add (builder, self->spots[i].id,
                                   &(SuyShape){ SUY_SHAPE_POINT, 1, &one, &self->spots[i].point });
    }
  self->set = suy_feature_set_builder_end (builder);
  self->layer = suy_tile_layer_new ("layer", self->set, is_ranked ? ranks : NULL);
}

static void
clear_sample (Sample *self)
{
  suy_feature_set_unref (self->set);
  suy_tile_layer_unref (self->layer);
  g_free (self);
}

/* Some towns, some open country, some points twice. */
static Sample *
random_sample (void)
{
  Sample *self = g_new0 (Sample, 1);
  guint n = (guint) g_test_rand_int_range (1, MAX_POINTS);
  gint32 size = 1 << g_test_rand_int_range (8, 29);
  SuyPoint town = { g_test_rand_int_range (-1700000000, 1700000000),
                    g_test_rand_int_range (-840000000, 840000000) };

  while (self->n < n)
    {
      gint32 near = g_test_rand_int_range (0, 3) > 0 ? MAX (size >> 6, 1) : size;
      SuyPoint point = { town.x + g_test_rand_int_range (-near, near),
                         town.y + g_test_rand_int_range (-near, near) };

      point.x = CLAMP (point.x, -1800000000, 1800000000);
      point.y = CLAMP (point.y, -900000000, 900000000);
      add_spot (self, point);
      if (g_test_rand_int_range (0, 20) == 0 && self->n < n)
        add_spot (self, point);
    }
  end_sample (self, g_test_rand_bit ());

  return self;
}

static Address
random_tile (const Sample *sample)
{
  const Spot *spot = &sample->spots[g_test_rand_int_range (0, (gint32) sample->n)];
  Address tile = { .zoom = (guint) g_test_rand_int_range (0, SUY_TILE_MAX_ZOOM + 1) };

  suy_mercator_tile_at (spot->point, tile.zoom, &tile.x, &tile.y);
  if (tile.zoom > 0 && g_test_rand_int_range (0, 4) == 0)
    tile.x ^= 1;

  return tile;
}

/* Tile units, not rounded. */
static double
units (double place, guint zoom, guint32 tile)
{
  return ldexp (place, (int) zoom + 12) - 4096.0 * tile;
}

static gboolean
is_in (const Spot *spot, Address tile)
{
  double x = units (spot->x, tile.zoom, tile.x);
  double y = units (spot->y, tile.zoom, tile.y);

  return spot->y >= 0 && spot->y < 1 && x >= -64 && x < 4160 && y >= -64 && y < 4160;
}

static gint32
rounded (double value, guint zoom)
{
  return (gint32) floor (value + (zoom < SUY_TILE_MAX_ZOOM ? 0.5 : 0));
}

static GBytes *
write_tile (SuyTileLayer *layer, Address tile, const SuyTileBudget *budget, guint32 *n)
{
  GByteArray *bytes = g_byte_array_new ();

  *n = suy_tile_layer_write (layer, tile.zoom, tile.x, tile.y, budget, bytes);

  return g_byte_array_free_to_bytes (bytes);
}

static SuyTileReader *
read_tile (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  SuyTileReader *reader = suy_tile_reader_new (bytes, &error);

  g_assert_no_error (error);

  return reader;
}

static const Spot *
spot_of (const Sample *sample, guint64 id)
{
  for (guint i = 0; i < sample->n; i++)
    if ((guint64) sample->spots[i].id == id)
      return &sample->spots[i];

  g_assert_not_reached ();
}

/* Marks what the tile shows in @shown; every place must be right. */
static void
check_tile (const Sample *sample, Address tile, GBytes *bytes, guint32 n, gboolean *shown)
{
  g_autoptr (SuyTileReader) reader = read_tile (bytes);
  guint n_layers = suy_tile_reader_get_n_layers (reader);

  memset (shown, 0, sample->n * sizeof *shown);
  g_assert_cmpuint (n_layers, ==, n > 0 ? 1 : 0);
  if (n_layers == 0)
    return;

  g_assert_cmpuint (suy_tile_reader_get_n_features (reader, 0), ==, n);
  for (guint i = 0; i < n; i++)
    {
      SuyTileFeature feature = suy_tile_reader_get_feature (reader, 0, i);
      const Spot *spot = spot_of (sample, feature.id);

      g_assert_cmpuint (feature.ends[0], ==, 1);
      g_assert_cmpint (feature.points[0].x, ==,
                       rounded (units (spot->x, tile.zoom, tile.x), tile.zoom));
      g_assert_cmpint (feature.points[0].y, ==,
                       rounded (units (spot->y, tile.zoom, tile.y), tile.zoom));
      g_assert_false (shown[spot - sample->spots]);
      shown[spot - sample->spots] = TRUE;
    }
}

static void
test_all_points (void)
{
  for (guint i = 0; i < check_n_cases (500); i++)
    {
      Sample *sample = random_sample ();

      for (guint k = 0; k < 6; k++)
        {
          Address tile = random_tile (sample);
          gboolean shown[MAX_POINTS];
          gboolean any = FALSE;
          guint32 n;
          g_autoptr (GBytes) bytes = write_tile (sample->layer, tile, NULL, &n);

          check_tile (sample, tile, bytes, n, shown);
          for (guint j = 0; j < sample->n; j++)
            {
              g_assert_cmpint (shown[j], ==, is_in (&sample->spots[j], tile));
              any = any || shown[j];
            }
          g_assert_cmpint (any, ==,
                           suy_tile_layer_touches (sample->layer, tile.zoom, tile.x, tile.y));
        }
      clear_sample (sample);
    }
}

/* How many times both lie in the same quarter. */
static guint
parting (const Spot *a, const Spot *b)
{
  guint depth = 0;

  while (depth <= 32 && floor (ldexp (a->x, (int) depth)) == floor (ldexp (b->x, (int) depth)) &&
         floor (ldexp (a->y, (int) depth)) == floor (ldexp (b->y, (int) depth)))
    depth++;

  return depth;
}

static gboolean
is_on_map (const Spot *spot)
{
  return spot->y >= 0 && spot->y < 1;
}

static void
find_depths (Sample *sample)
{
  for (guint i = 0; i < sample->n; i++)
    for (guint k = 0; k < sample->n; k++)
      {
        Spot *one = &sample->spots[i];
        const Spot *other = &sample->spots[k];

        if (i == k || one->rank != other->rank || !is_on_map (other) ||
            suy_tile_hash ((guint64) other->id) > suy_tile_hash ((guint64) one->id))
          continue;
        one->depth = MAX (one->depth, parting (one, other));
      }
}

static int
compare_spots (gconstpointer a, gconstpointer b)
{
  const Spot *l = *(const Spot *const *) a, *r = *(const Spot *const *) b;
  guint64 l_hash = suy_tile_hash ((guint64) l->id), r_hash = suy_tile_hash ((guint64) r->id);

  if (l->rank != r->rank)
    return l->rank > r->rank ? -1 : 1;
  if (l->depth != r->depth)
    return l->depth < r->depth ? -1 : 1;

  return l_hash < r_hash ? -1 : l_hash > r_hash;
}

static guint
varint_size (guint64 value)
{
  guint size = 1;

  while (value >>= 7)
    size++;

  return size;
}

/* Who stays by the stated rule. */
static void
thin_plainly (const Sample *sample, Address tile, const SuyTileBudget *budget, gboolean *stays)
{
  g_autoptr (GPtrArray) line = g_ptr_array_new ();
  guint cost = 0;
  guint most;

  memset (stays, 0, sample->n * sizeof *stays);
  for (guint i = 0; i < sample->n; i++)
    {
      const Spot *spot = &sample->spots[i];

      if (is_in (spot, tile))
        g_ptr_array_add (line, (gpointer) spot);
      if (is_on_map (spot))
        cost = MAX (cost, 12 + varint_size ((guint64) spot->id));
    }
  g_ptr_array_sort (line, compare_spots);
  most = line->len;
  if (budget->max_features > 0)
    most = MIN (most, budget->max_features);
  if (budget->max_bytes > 0 && cost > 0)
    most = MIN (most, budget->max_bytes > HEAD ? (budget->max_bytes - HEAD) / cost : 0);
  for (guint i = 0; i < most; i++)
    stays[(const Spot *) line->pdata[i] - sample->spots] = TRUE;
}

static SuyTileBudget
random_budget (void)
{
  SuyTileBudget budget = { 0, 0 };

  if (g_test_rand_bit ())
    budget.max_features = (guint32) g_test_rand_int_range (1, MAX_POINTS);
  if (g_test_rand_bit ())
    budget.max_bytes = (guint32) g_test_rand_int_range (1, 16 * MAX_POINTS);

  return budget;
}

static void
check_thinned (const Sample *sample, Address tile, const SuyTileBudget *budget, gboolean *shown)
{
  gboolean stays[MAX_POINTS];
  guint32 n;
  g_autoptr (GBytes) bytes = write_tile (sample->layer, tile, budget, &n);

  check_tile (sample, tile, bytes, n, shown);
  thin_plainly (sample, tile, budget, stays);
  for (guint i = 0; i < sample->n; i++)
    g_assert_cmpint (shown[i], ==, stays[i]);
  if (budget->max_bytes > 0)
    g_assert_cmpuint (g_bytes_get_size (bytes), <=, budget->max_bytes);
  if (budget->max_features > 0)
    g_assert_cmpuint (n, <=, budget->max_features);
}

/* What a tile shows its four children show, where it lies in them. */
static void
test_thinned (void)
{
  for (guint i = 0; i < check_n_cases (300); i++)
    {
      Sample *sample = random_sample ();

      find_depths (sample);
      for (guint k = 0; k < 4; k++)
        {
          Address tile = random_tile (sample);
          SuyTileBudget budget = random_budget ();
          gboolean shown[MAX_POINTS], below[MAX_POINTS];

          check_thinned (sample, tile, &budget, shown);
          for (guint32 child = 0; child < 4 && tile.zoom < SUY_TILE_MAX_ZOOM; child++)
            {
              Address lower = { tile.zoom + 1, 2 * tile.x + (child & 1), 2 * tile.y + child / 2 };

              check_thinned (sample, lower, &budget, below);
              for (guint j = 0; j < sample->n; j++)
                g_assert_true (!shown[j] || !is_in (&sample->spots[j], lower) || below[j]);
            }
        }
      clear_sample (sample);
    }
}

/* A town of 300 and a village of 20: the village keeps its share. */
static void
test_fair (void)
{
  Sample *sample = g_new0 (Sample, 1);
  SuyTileBudget budget = { .max_features = 60 };
  gboolean shown[MAX_POINTS];
  g_autoptr (GBytes) bytes = NULL;
  guint32 n;
  guint n_village = 0;

  for (guint i = 0; i < 300; i++)
    add_spot (sample, (SuyPoint){ 1000000000 + g_test_rand_int_range (0, 10000000),
                                  300000000 + g_test_rand_int_range (0, 10000000) });
  for (guint i = 0; i < 20; i++)
    add_spot (sample, (SuyPoint){ 1050000000 + g_test_rand_int_range (0, 10000000),
                                  300000000 + g_test_rand_int_range (0, 10000000) });
  end_sample (sample, FALSE);
  bytes = write_tile (sample->layer, (Address){ 0, 0, 0 }, &budget, &n);
  check_tile (sample, (Address){ 0, 0, 0 }, bytes, n, shown);
  g_assert_cmpuint (n, ==, 60);
  for (guint i = 300; i < 320; i++)
    n_village += shown[i];
  g_assert_cmpuint (n_village, >=, 10);
  clear_sample (sample);
}

/* The ends of the map. */
static void
test_edges (void)
{
  Sample *sample = g_new0 (Sample, 1);
  const gint32 xs[] = { -1800000000, -1799999999, 0, 1799999999, 1800000000 };
  const gint32 ys[] = { -900000000, -850511288, -850511287, -850511286, 0,
                        850511286,  850511287,  850511288,  900000000 };

  for (gsize i = 0; i < G_N_ELEMENTS (xs); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (ys); k++)
      add_spot (sample, (SuyPoint){ xs[i], ys[k] });
  end_sample (sample, FALSE);
  for (guint zoom = 0; zoom <= SUY_TILE_MAX_ZOOM; zoom++)
    for (guint corner = 0; corner < 4; corner++)
      {
        guint32 last = (1u << zoom) - 1;
        Address tile = { zoom, corner % 2 == 0 ? 0 : last, corner / 2 == 0 ? 0 : last };
        gboolean shown[MAX_POINTS];
        guint32 n;
        g_autoptr (GBytes) bytes = write_tile (sample->layer, tile, NULL, &n);

        check_tile (sample, tile, bytes, n, shown);
        g_assert_cmpuint (n, >, 0);
        for (guint i = 0; i < sample->n; i++)
          g_assert_cmpint (shown[i], ==, is_in (&sample->spots[i], tile));
      }
  clear_sample (sample);
}

static void
test_empty (void)
{
  const SuyTileBudget nothing = { .max_bytes = 1 };
  SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
  g_autoptr (SuyFeatureSet) none = suy_feature_set_builder_end (builder);
  g_autoptr (SuyTileLayer) layer = suy_tile_layer_new ("none", none, NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gboolean is_thinned = TRUE;
  Sample *sample = g_new0 (Sample, 1);

  g_assert_cmpuint (suy_tile_layer_write_thinned (layer, 0, 0, 0, NULL, bytes, &is_thinned), ==, 0);
  g_assert_false (is_thinned);
  g_assert_false (suy_tile_layer_touches (layer, 0, 0, 0));
  g_assert_cmpuint (bytes->len, ==, 0);
  g_assert_cmpuint (suy_tile_layer_get_n (layer), ==, 0);

  /* A budget that holds nothing leaves nothing, and says so. */
  add_spot (sample, (SuyPoint){ 0, 0 });
  end_sample (sample, FALSE);
  g_assert_cmpuint (
      suy_tile_layer_write_thinned (sample->layer, 0, 0, 0, &nothing, bytes, &is_thinned), ==, 0);
  g_assert_true (is_thinned);
  g_assert_cmpuint (bytes->len, ==, 0);
  clear_sample (sample);
}

static SuyTileLayer *
make_tagged (guint n, SuyFeatureSet **set)
{
  SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
  g_autoptr (SuyTileTags) tags = suy_tile_tags_new ();
  guint32 name = suy_tile_tags_add_key (tags, "name", SUY_TILE_TAG_OWN);
  guint32 kind = suy_tile_tags_add_key (tags, "kind", SUY_TILE_TAG_SHARED);
  const guint32 ends[] = { 1, 2 };

  for (guint i = 0; i < n; i++)
    {
      SuyPoint way[] = { { (gint32) i * 1000, 0 }, { (gint32) i * 1000 + 50000000, 90000000 } };
      gboolean is_line = i % 3 == 0;
      g_autofree char *text = g_strdup_printf ("name %u", i);

      suy_feature_set_builder_add (builder, i,
                                   &(SuyShape){ is_line ? SUY_SHAPE_LINE : SUY_SHAPE_POINT, 1,
                                                is_line ? &ends[1] : &ends[0], way });
      if (i % 5 != 0)
        suy_tile_tags_text (tags, name, text);
      if (i % 7 != 0)
        suy_tile_tags_integer (tags, kind, i % 4);
      suy_tile_tags_end_feature (tags);
    }
  *set = suy_feature_set_builder_end (builder);

  return suy_tile_layer_new_tagged ("tagged", *set, NULL, tags);
}

static void
check_tags (SuyTileReader *reader, guint feature)
{
  guint64 id = suy_tile_reader_get_feature (reader, 0, feature).id;
  g_autofree char *text = g_strdup_printf ("name %u", (guint) id);
  SuyTileValue name = suy_tile_reader_get_value (reader, 0, feature, "name");
  SuyTileValue kind = suy_tile_reader_get_value (reader, 0, feature, "kind");

  g_assert_cmpint (name.type, ==, id % 5 != 0 ? SUY_TILE_VALUE_TEXT : SUY_TILE_VALUE_NONE);
  if (id % 5 != 0)
    g_assert_cmpstr (name.text, ==, text);
  g_assert_cmpint (kind.type, ==, id % 7 != 0 ? SUY_TILE_VALUE_NUMBER : SUY_TILE_VALUE_NONE);
  if (id % 7 != 0)
    g_assert_cmpfloat (kind.number, ==, (double) (id % 4));
}

/* Points and lines of one layer, with tags, in ever smaller tiles. */
static void
test_tags (void)
{
  g_autoptr (SuyFeatureSet) set = NULL;
  g_autoptr (SuyTileLayer) layer = make_tagged (1000, &set);
  guint32 last = G_MAXUINT32;

  for (guint32 most = 0; most < 60000; most = most == 0 ? 59000 : most / 2)
    {
      SuyTileBudget budget = { .max_bytes = most };
      guint32 n;
      g_autoptr (GBytes) bytes = write_tile (layer, (Address){ 0, 0, 0 }, &budget, &n);
      g_autoptr (SuyTileReader) reader = read_tile (bytes);
      g_autoptr (GBytes) again = write_tile (layer, (Address){ 0, 0, 0 }, &budget, &n);

      g_assert_true (g_bytes_equal (bytes, again));
      g_assert_cmpuint (n, <=, last);
      g_assert_cmpuint (most == 0 ? n : 1000, ==, 1000);
      if (most > 0)
        g_assert_cmpuint (g_bytes_get_size (bytes), <=, most);
      for (guint i = 0; i < n; i++)
        check_tags (reader, i);
      last = n;
      if (most == 1)
        break;
    }
  g_assert_cmpuint (last, ==, 0);
}

/* Worked out by hand from the specification: a point at 2048, 2048 with id 5 and a tag. */
static void
test_known_bytes (void)
{
  const guint8 want[] = {
    0x1a, 32,                                 /* layer */
    0x78, 2,                                  /* version 2 */
    0x0a, 1,    'l',                          /* name */
    0x28, 0x80, 0x20,                         /* extent 4096 */
    0x12, 15,   0x08, 5,                      /* feature, id */
    0x12, 2,    0,    0,                      /* tags */
    0x18, 1,                                  /* point */
    0x22, 5,    9,    0x80, 0x20, 0x80, 0x20, /* move to 2048, 2048 */
    0x1a, 1,    'k',                          /* key */
    0x22, 2,    0x38, 1,                      /* value: true */
  };
  const guint32 one = 1;
  const SuyPoint point = { 0, 0 };
  SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
  g_autoptr (SuyFeatureSet) set = NULL;
  g_autoptr (SuyTileTags) tags = suy_tile_tags_new ();
  g_autoptr (SuyTileLayer) layer = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  suy_feature_set_builder_add (builder, 5, &(SuyShape){ SUY_SHAPE_POINT, 1, &one, &point });
  set = suy_feature_set_builder_end (builder);
  suy_tile_tags_boolean (tags, suy_tile_tags_add_key (tags, "k", SUY_TILE_TAG_SHARED), TRUE);
  suy_tile_tags_end_feature (tags);
  layer = suy_tile_layer_new_tagged ("l", set, NULL, tags);
  suy_tile_layer_write (layer, 0, 0, 0, NULL, bytes);
  g_assert_cmpmem (bytes->data, bytes->len, want, sizeof want);
}

/* A message is appended behind what is there, and its length may take one byte to five. */
static void
test_appended (void)
{
  static const guint counts[] = { 1, 2, 7, 8, 9, 10, 100, 800, 900, 950, 1000 };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GBytes) all = NULL;
  g_autoptr (SuyTileReader) reader = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr (SuyFeatureSet) set = NULL;
      g_autoptr (SuyTileLayer) layer = make_tagged (counts[i], &set);

      suy_tile_layer_write (layer, 0, 0, 0, NULL, bytes);
    }
  all = g_bytes_new (bytes->data, bytes->len);
  reader = read_tile (all);
  g_assert_cmpuint (suy_tile_reader_get_n_layers (reader), ==, G_N_ELEMENTS (counts));
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    g_assert_cmpuint (suy_tile_reader_get_n_features (reader, i), ==, counts[i]);
}

static gpointer
write_many (gpointer data)
{
  const Sample *sample = data;
  GByteArray *bytes = g_byte_array_new ();
  const SuyTileBudget budget = { .max_features = 40 };

  for (guint i = 0; i < 200; i++)
    {
      const Spot *spot = &sample->spots[i % sample->n];
      guint zoom = i % (SUY_TILE_MAX_ZOOM + 1);
      guint32 x, y;

      suy_mercator_tile_at (spot->point, zoom, &x, &y);
      suy_tile_layer_write (sample->layer, zoom, x, y, i % 2 == 0 ? &budget : NULL, bytes);
    }

  return g_byte_array_free_to_bytes (bytes);
}

static void
test_threads (void)
{
  Sample *sample = random_sample ();
  g_autoptr (GBytes) alone = write_many (sample);
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new (NULL, write_many, sample);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (GBytes) bytes = g_thread_join (threads[i]);

      g_assert_true (g_bytes_equal (alone, bytes));
    }
  clear_sample (sample);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/tile-layer/points/all", test_all_points);
  g_test_add_func ("/core/tile-layer/points/thinned", test_thinned);
  g_test_add_func ("/core/tile-layer/points/fair", test_fair);
  g_test_add_func ("/core/tile-layer/points/edges", test_edges);
  g_test_add_func ("/core/tile-layer/empty", test_empty);
  g_test_add_func ("/core/tile-layer/tags", test_tags);
  g_test_add_func ("/core/tile-layer/known-bytes", test_known_bytes);
  g_test_add_func ("/core/tile-layer/appended", test_appended);
  g_test_add_func ("/core/tile-layer/threads", test_threads);

  return g_test_run ();
}
