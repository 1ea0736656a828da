/* suy-map-resource.h: what does the map carry inside the program?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SUY_MAP_RESOURCE_PREFIX "/org/suyuan/Suyuan/map/"

/**
 * suy_map_resource_load:
 * @name: below SUY_MAP_RESOURCE_PREFIX; one that is missing is a fault of the program and stops it
 *
 * Any thread.  Returns: (transfer full): its bytes
 */
GBytes *suy_map_resource_load (const char *name);

/* Registers the resources, once; for those who name them by path (templates). */
void suy_map_resource_ensure (void);

G_END_DECLS
