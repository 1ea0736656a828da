/* suy-funds.h: may this much be paid, and do the shares make the whole?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: domain formulas F-15 (caps) and F-16 (shares); 000 §3.4, 5.1, 5.4, 6.2, 7.1.  The caps
 * stand in data/rules/caps.json.  Amounts are whole yuan; a cap itself may still be paid. */

#pragma once

#include "suy-catalog.h"

G_BEGIN_DECLS

/* What a cap holds for. */
typedef enum
{
  SUY_CAP_ENTERPRISE,
  SUY_CAP_LEAD,     /* of one person who reports */
  SUY_CAP_YEAR,     /* of the calendar */
  SUY_CAP_INTEREST, /* a share of it */
} SuyCapPer;

typedef struct
{
  char *name; /* "retrofit", as the kind of a grant */
  SuyLabel label;
  SuyCapPer per;
  gint64 most_yuan; /* 0 for SUY_CAP_INTEREST */
  int most_bp;      /* of the interest, else 0 */
  char *source;
} SuyCap;

typedef struct _SuyCaps SuyCaps; /* constant */

SuyCaps *suy_caps_new_builtin (GError **error);
SuyCaps *suy_caps_new_from_text (const char *file, const char *text, GError **error);
void suy_caps_free (SuyCaps *self);

/* Returns: (nullable): NULL for a kind that has no cap */
const SuyCap *suy_caps_find (const SuyCaps *self, const char *name);

/**
 * suy_cap_check:
 * @paid_yuan: what the same enterprise, lead or year has had of this kind; for an interest subsidy,
 *   on the same interest
 * @yuan: to be paid now
 * @interest_yuan: that was paid to the bank; only for SUY_CAP_INTEREST, else 0
 * @language: of the cap's label in the message
 * @error: SUY_ERROR_REFUSED with both sums and the cap; SUY_ERROR_INVALID: not above 0
 *
 * Returns: FALSE with @error set
 */
gboolean suy_cap_check (const SuyCap *cap,
                        gint64 paid_yuan,
                        gint64 yuan,
                        gint64 interest_yuan,
                        const char *language,
                        GError **error);

/* F-16: do @shares make @total, to the yuan?  @error: SUY_ERROR_INVALID with both sums */
gboolean suy_funds_check_shares (gint64 total, const gint64 *shares, guint n, GError **error);

/* Divides @total, 0 or more, by @bp, 10,000 together; what rounding down leaves goes to the largest
 * remainders, of equal ones to the earlier.  @shares: (array length=n) (out caller-allocates) */
void suy_funds_split (gint64 total, const int *bp, guint n, gint64 *shares);

/* May @used be recorded against @arrived?  @error: SUY_ERROR_REFUSED with both (000 §7.1) */
gboolean suy_funds_check_use (gint64 arrived, gint64 used, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyCaps, suy_caps_free)

G_END_DECLS
