/* suy-sha256.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-sha256.h"

#include <nettle/sha2.h>

char *
suy_sha256_of (const void *bytes, gsize size)
{
  struct sha256_ctx sum;
  guint8 digest[SHA256_DIGEST_SIZE];
  GString *hex = g_string_sized_new (2 * sizeof digest);

  sha256_init (&sum);
  if (size > 0)
    sha256_update (&sum, size, bytes);
  sha256_digest (&sum, sizeof digest, digest);
  for (gsize i = 0; i < sizeof digest; i++)
    g_string_append_printf (hex, "%02x", digest[i]);

  return g_string_free (hex, FALSE);
}
