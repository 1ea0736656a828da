/* peer-ogr-open.c: the usual way to a first answer: OGR reads all features, GEOS packs a tree
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * PROGRAM FILE LAYER */

#include <gdal.h>
#include <geos_c.h>
#include <glib.h>
#include <ogr_api.h>
#include <stdio.h>

static void
on_hit (void *item, void *data)
{
  ++*(guint *) data;
}

int
main (int argc, char *argv[])
{
  GEOSContextHandle_t context = GEOS_init_r ();
  GEOSSTRtree *tree = GEOSSTRtree_create_r (context, 10);
  GEOSGeometry *box = GEOSGeom_createRectangle_r (context, 118.069, 26.287, 118.169, 26.377);
  guint n = 0, n_hits = 0;
  GDALDatasetH file;
  OGRLayerH layer;

  GDALAllRegister ();
  file = argc == 3 ? GDALOpenEx (argv[1], GDAL_OF_VECTOR, NULL, NULL, NULL) : NULL;
  layer = file != NULL ? GDALDatasetGetLayerByName (file, argv[2]) : NULL;
  if (layer == NULL)
    g_error ("%s FILE LAYER", argv[0]);
  for (OGRFeatureH feature; (feature = OGR_L_GetNextFeature (layer)) != NULL; n++)
    {
      OGRGeometryH place = OGR_F_GetGeometryRef (feature);
      GEOSGeometry *point =
          GEOSGeom_createPointFromXY_r (context, OGR_G_GetX (place, 0), OGR_G_GetY (place, 0));

      GEOSSTRtree_insert_r (context, tree, point, GUINT_TO_POINTER (n + 1));
      GEOSGeom_destroy_r (context, point);
      OGR_F_Destroy (feature);
    }
  GEOSSTRtree_query_r (context, tree, box, on_hit, &n_hits);
  printf ("%u of %u\n", n_hits, n);

  return 0;
}
