/* suy-demo-firm.c: enterprises of the demo, all invented
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Counts and shares: the district's plan (236 bamboo and wood firms, 32 of them unlicensed and 204
 * to be refitted; 65 % in township parks, 32 % with sewage treatment, 18 % advanced, 45 % without
 * environmental department, 28 % formal training only, 30 % without production licence; 28 farms
 * and 15 firms on the banks of two rivers give 68 % of the load). */

#include <math.h>

#include "suy-demo-private.h"

#define N_BAMBOO 236
#define N_UNLICENSED 32
#define N_FARMS 28
#define N_BANK_FIRMS 15
#define N_KEY 200
#define N_MONITORS 86
#define LOAD_BANK 6800 /* of 10000 parts of 10 g/d */
#define LOAD_REST 3200
#define GREEN_CREDIT_YUAN 230000000

/* Bamboo firms of each township, in the order of the townships. */
static const guint bamboo_towns[] = { 12, 14, 22, 24, 36, 78, 8, 8, 8, 6, 14, 6 };

static const struct
{
  const char *industry;
  guint n;
} others[] = {
  { "food", 10 },    { "tea", 12 },      { "paper", 2 },    { "pharma", 3 },
  { "chemical", 5 }, { "metal", 4 },     { "ceramics", 3 }, { "building", 10 },
  { "mining", 6 },   { "sewage", 12 },   { "waste", 6 },    { "hazchem", 3 },
  { "fuel", 12 },    { "catering", 24 }, { "repair", 6 },   { "aquaculture", 4 },
};

static char *
make_name (SuyDemo *self,
           SuyDemoRandom *random,
           GHashTable *names,
           guint town,
           const char *industry)
{
  g_autofree char *key = g_strdup_printf ("firms/%s", industry);
  const char *full = g_array_index (self->towns, SuyDemoTown, town).name;
  g_autofree char *place = g_utf8_substring (full, 0, 2);

  for (guint i = 0;; i++)
    {
      const char *brand = suy_demo_pick_word (self, random, "brand");
      const char *kind = suy_demo_pick_word (self, random, key);
      g_autofree char *number = i < 40 ? g_strdup ("") : g_strdup_printf ("%u号", i - 38);
      char *name = g_strconcat (place, brand, number, kind, NULL);

      if (g_hash_table_add (names, g_strdup (name)))
        return name;
      g_free (name);
    }
}

/* GB 32100-2015 with the check character, in a range that says it is invented. */
static char *
make_credit_code (guint n)
{
  static const char letters[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  g_autofree char *body = g_strdup_printf ("92350703FCTN%05u", n);
  guint weight = 1, sum = 0;

  for (guint i = 0; i < 17; i++)
    {
      guint value = 0;

      while (letters[value] != body[i])
        value++;
      sum += value * weight;
      weight = weight * 3 % 31;
    }

  return g_strdup_printf ("%s%c", body, letters[(31 - sum % 31) % 31]);
}

static SuyRecord *
add_firm (SuyDemo *self,
          SuyDemoRandom *random,
          GHashTable *names,
          const char *industry,
          const SuyDemoSpot *spot)
{
  guint n = self->firms->len + 1;
  g_autofree char *code = g_strdup_printf ("QY-%04u", n);
  g_autofree char *credit = make_credit_code (n);
  g_autofree char *name = make_name (self, random, names, spot->town, industry);
  g_autofree char *contact = suy_demo_make_name (self, random);
  g_autofree char *phone = g_strdup_printf ("0599-0003%03u", n);
  g_autofree char *key = g_strdup_printf ("pollutants/%s", industry);
  SuyRecord *record = suy_demo_add (self, "enterprise", code);
  const SuyDemoCell *cell = &g_array_index (self->cells, SuyDemoCell, spot->cell);
  guint n_villages = g_strv_length (cell->villages);
  g_autoptr (JsonNode) pollutants = json_node_new (JSON_NODE_ARRAY);
  g_autofree char *list = NULL;
  SuyDemoFirm firm = { suy_record_get_id (record), suy_demo_keep (self, name), industry, *spot,
                       FALSE };

  json_node_set_array (pollutants, suy_demo_get_words (self, key));
  list = json_to_string (pollutants, FALSE);
  suy_record_set_text (record, "pollutants", list);
  suy_record_set_text (record, "name", name);
  suy_record_set_text (record, "credit_code", credit);
  suy_record_set_text (record, "industry", industry);
  suy_record_set_text (record, "contact", contact);
  suy_record_set_text (record, "phone", phone);
  suy_record_set_text (record, "operating", "running");
  suy_record_set_text (record, "note", "虚构数据");
  suy_demo_set_flag (record, "fictitious", TRUE);
  suy_demo_set_flag (record, "unlicensed", FALSE);
  suy_demo_set_flag (record, "three_simultaneous_ok", TRUE);
  suy_demo_set_flag (record, "in_sensitive_area", FALSE);
  suy_demo_set_flag (record, "has_water_reuse", FALSE);
  suy_record_set_text (record, "pollution_class", "ordinary");
  suy_record_set_integer (record, "built_year", suy_demo_random_between (random, 2000, 2019));
  suy_record_set_real (record, "annual_discharge_wt",
                       suy_demo_random_between (random, 5, 900) / 100.0);
  suy_record_set_integer (record, "officer",
                          suy_demo_pick_person (self, random, "enforcement_officer")->id);
  suy_demo_set_flag (record, "on_bank", spot->reach != G_MAXUINT);
  suy_demo_set_spot (self, record, spot);
  if (n_villages > 0)
    suy_record_set_text (record, "village",
                         cell->villages[suy_demo_random_below (random, n_villages)]);
  g_array_append_val (self->firms, firm);

  return record;
}

/* A reach of one of the two rivers that carry most of the load. */
static guint
pick_loaded_bank (SuyDemo *self, SuyDemoRandom *random)
{
  for (;;)
    {
      guint n =
          g_array_index (self->banks, guint, suy_demo_random_below (random, self->banks->len));
      const SuyDemoReach *reach = &g_array_index (self->reaches, SuyDemoReach, n);
      SuyDemoSpot middle = { 0 };

      middle.point = suy_geometry_get_shape (reach->line)->points[0];
      if ((g_str_equal (reach->basin, "chongyang") || g_str_equal (reach->basin, "masha")) &&
          suy_demo_locate (self, &middle))
        return n;
    }
}

/* Flags that a stated share of the bamboo firms has. */
static void
share_out (SuyDemoRandom *random, GPtrArray *list, const char *field, guint n_true)
{
  g_autofree gboolean *chosen = suy_demo_choose (random, N_BAMBOO, n_true);

  for (guint i = 0; i < N_BAMBOO; i++)
    suy_demo_set_flag (list->pdata[i], field, chosen[i]);
}

static void
share_words (SuyDemoRandom *random,
             GPtrArray *list,
             const char *field,
             guint n_first,
             const char *first,
             const char *other)
{
  g_autofree gboolean *chosen = suy_demo_choose (random, N_BAMBOO, n_first);

  for (guint i = 0; i < N_BAMBOO; i++)
    suy_record_set_text (list->pdata[i], field, chosen[i] ? first : other);
}

static void
add_acceptance (SuyDemo *self, SuyRecord *firm, const SuyDemoPerson *acceptor, gint day)
{
  g_autofree char *code = g_strdup_printf ("YS-%s", suy_record_get_text (firm, "code"));
  SuyRecord *record = suy_demo_add (self, "acceptance", code);

  suy_record_set_integer (record, "enterprise", suy_record_get_id (firm));
  suy_record_set_integer (record, "org", acceptor->unit);
  suy_record_set_text (record, "org_kind", "third_party");
  suy_record_set_integer (record, "acceptor", acceptor->id);
  suy_demo_set_day (record, "accepted_on", day);
  suy_record_set_text (record, "verdict", "pass");
  suy_demo_set_flag (record, "site_check", TRUE);
  suy_record_set_text (record, "report", "梯度治理验收报告");
}

/* One without a licence is closed, every other is retrofitted.  @accepted: the day of acceptance */
static void
add_treatment_moves (SuyDemo *self, SuyRecord *firm, gboolean closed, gint accepted)
{
  const SuyDemoPerson *duty =
      suy_demo_find_person (self, "duty_officer", suy_demo_find (self, "unit", "DW-11"), 0);
  const SuyDemoPerson *acceptor =
      suy_demo_find_person (self, "third_party", suy_demo_find (self, "unit", "SF-01"), 0);
  gint listed = suy_demo_day ("2023-03-01");

  suy_demo_move (self, firm, "list", duty, suy_demo_time (listed, 9 * 60), NULL, NULL);
  if (closed)
    {
      suy_demo_move (self, firm, "notify", duty, suy_demo_time (listed + 10, 9 * 60), NULL, NULL);
      suy_demo_set_day (firm, "notified_on", listed + 10);
      suy_demo_move (self, firm, "close", duty, suy_demo_time (accepted - 30, 9 * 60), NULL,
                     "photo");
      suy_demo_move (self, firm, "accept_closing", acceptor, suy_demo_time (accepted, 9 * 60), NULL,
                     "report");
      suy_demo_move (self, firm, "archive", duty, suy_demo_time (accepted + 10, 9 * 60), NULL,
                     NULL);
    }
  else
    {
      suy_demo_move (self, firm, "start", duty, suy_demo_time (accepted - 50, 9 * 60), NULL, NULL);
      suy_demo_move (self, firm, "finish", duty, suy_demo_time (accepted - 5, 9 * 60), NULL, NULL);
      suy_demo_set_day (firm, "retrofit_finished", accepted - 5);
      suy_demo_move (self, firm, "accept_retrofit", acceptor, suy_demo_time (accepted, 9 * 60),
                     NULL, "report");
    }
  add_acceptance (self, firm, acceptor, accepted);
}

static void
set_treatment (SuyDemo *self, SuyDemoRandom *random, SuyRecord *record, gboolean unlicensed)
{
  gint accepted = suy_demo_day ("2024-01-05") + suy_demo_random_between (random, 0, 80);

  add_treatment_moves (self, record, unlicensed, accepted);
  suy_demo_set_flag (record, "unlicensed", unlicensed);
  suy_record_set_text (record, "treatment_class", unlicensed ? "eliminate" : "upgrade");
  suy_demo_set_day (record, "pledge_date",
                    suy_demo_day ("2023-03-01") + suy_demo_random_between (random, 0, 150));
  if (unlicensed)
    {
      suy_record_set_text (record, "operating", "closed");
      return;
    }
  suy_demo_set_day (record, "retrofit_started",
                    accepted - suy_demo_random_between (random, 60, 170));
  suy_demo_set_day (record, "retrofit_accepted", accepted);
}

static void
make_bamboo (SuyDemo *self, SuyDemoRandom *random, GHashTable *names)
{
  guint bank = 0;

  for (guint town = 0; town < self->towns->len; town++)
    for (guint i = 0; i < bamboo_towns[town]; i++)
      {
        SuyDemoSpot spot;

        if (bank < N_BANK_FIRMS && i % 8 == 7)
          {
            suy_demo_spot_on_bank (self, random, pick_loaded_bank (self, random), &spot);
            bank++;
          }
        else
          suy_demo_spot_near_town (self, random, town, &spot);
        add_firm (self, random, names, "bamboo", &spot);
      }
  g_assert (bank == N_BANK_FIRMS && self->firms->len == N_BAMBOO);
}

/* The 18 with green credit share the stated sum in whole ten thousands. */
static void
give_credit (SuyDemo *self, SuyDemoRandom *random, GPtrArray *list)
{
  g_autofree gboolean *chosen = suy_demo_choose (random, N_BAMBOO - N_UNLICENSED, 18);
  gint64 left = GREEN_CREDIT_YUAN, n = 18;

  for (guint i = N_UNLICENSED; i < N_BAMBOO; i++)
    {
      gint64 yuan;
      g_autofree char *code = NULL;
      SuyRecord *grant;

      if (!chosen[i - N_UNLICENSED])
        continue;
      yuan = n == 1 ? left : left / n / 10000 * 10000 + (n % 2 == 0 ? 500000 : -500000);
      left -= yuan;
      code = g_strdup_printf ("LS-%02u", (guint) (19 - n));
      n--;
      suy_record_set_integer (list->pdata[i], "green_credit_yuan", yuan);
      grant = suy_demo_add (self, "grant_entry", code);
      suy_record_set_integer (grant, "enterprise", suy_record_get_id (list->pdata[i]));
      suy_record_set_text (grant, "enterprise_name", suy_record_get_text (list->pdata[i], "name"));
      suy_record_set_text (grant, "kind", "green_credit");
      suy_record_set_integer (grant, "amount_yuan", yuan);
      suy_demo_set_day (grant, "paid_on",
                        suy_demo_day ("2023-06-01") + suy_demo_random_between (random, 0, 200));
    }
}

/* Refit at most 200 000 yuan a firm, exit at most 100 000. */
static void
give_grants (SuyDemo *self, SuyDemoRandom *random, GPtrArray *list)
{
  for (guint i = 0; i < N_BAMBOO; i++)
    {
      gboolean unlicensed = suy_record_get_integer (list->pdata[i], "unlicensed") != 0;
      g_autofree char *code = g_strdup_printf ("BT-%04u", i + 1);
      SuyRecord *grant = suy_demo_add (self, "grant_entry", code);

      suy_record_set_integer (grant, "enterprise", suy_record_get_id (list->pdata[i]));
      suy_record_set_text (grant, "enterprise_name", suy_record_get_text (list->pdata[i], "name"));
      suy_record_set_text (grant, "kind", unlicensed ? "exit" : "retrofit");
      suy_record_set_integer (grant, "amount_yuan",
                              1000 * suy_demo_random_between (random, 30, unlicensed ? 100 : 200));
      suy_demo_set_day (grant, "paid_on",
                        suy_demo_day ("2024-04-10") + suy_demo_random_between (random, 0, 60));
      suy_record_set_text (grant, "basis", "整治方案 5.1");
    }
}

static void
set_bamboo_shares (SuyDemo *self, SuyDemoRandom *random, GPtrArray *list)
{
  g_autofree gboolean *old = suy_demo_choose (random, N_BAMBOO, 32);
  g_autofree gboolean *limited = suy_demo_choose (random, N_BAMBOO - N_UNLICENSED, 12);

  for (guint i = 0; i < N_BAMBOO; i++)
    {
      set_treatment (self, random, list->pdata[i], i % 7 == 3 && i / 7 < N_UNLICENSED);
      if (old[i])
        {
          suy_demo_set_flag (list->pdata[i], "three_simultaneous_ok", FALSE);
          suy_record_set_integer (list->pdata[i], "env_debt_yuan", 10000000);
          suy_record_set_integer (list->pdata[i], "built_year",
                                  suy_demo_random_between (random, 1985, 1999));
        }
    }
  share_out (random, list, "in_township_park", 153);
  share_out (random, list, "has_sewage_facility", 76);
  share_out (random, list, "has_exhaust_device", 120);
  share_out (random, list, "has_env_dept", N_BAMBOO - 106);
  share_out (random, list, "production_licence", N_BAMBOO - 71);
  share_out (random, list, "has_water_reuse", 5);
  share_words (random, list, "process_level", 42, "advanced", "ordinary");
  share_words (random, list, "training", 66, "formal_only", "regular");
  for (guint i = 0, open = 0; i < N_BAMBOO; i++)
    if (suy_record_get_integer (list->pdata[i], "unlicensed") == 0 && limited[open++])
      suy_record_set_text (list->pdata[i], "operating", "limited");
}

static void
make_farms (SuyDemo *self, SuyDemoRandom *random, GHashTable *names)
{
  for (guint i = 0; i < N_FARMS; i++)
    {
      SuyDemoSpot spot;

      suy_demo_spot_on_bank (self, random, pick_loaded_bank (self, random), &spot);
      add_firm (self, random, names, "livestock", &spot);
    }
}

static void
make_others (SuyDemo *self, SuyDemoRandom *random, GHashTable *names)
{
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    for (guint k = 0; k < others[i].n; k++)
      {
        SuyDemoSpot spot;

        if (k % 3 == 2)
          suy_demo_spot_by_road (self, random, &spot);
        else
          suy_demo_spot_near_town (self, random, k % self->towns->len, &spot);
        add_firm (self, random, names, others[i].industry, &spot);
      }
}

/* 52 of high pollution were let in from 2005 to 2015, 23 of them where nature is sensitive. */
static void
set_pollution (SuyDemo *self, SuyDemoRandom *random, GPtrArray *list)
{
  guint n = 0;

  for (guint i = 0; i < list->len && n < 52; i++)
    if (i % 5 == 1 && suy_record_get_integer (list->pdata[i], "three_simultaneous_ok") != 0)
      {
        suy_record_set_text (list->pdata[i], "pollution_class", "high");
        suy_record_set_integer (list->pdata[i], "built_year",
                                suy_demo_random_between (random, 2005, 2015));
        suy_demo_set_flag (list->pdata[i], "in_sensitive_area", n % 9 < 4 && n < 48);
        n++;
      }
  g_assert (n == 52);
}

/* Shares @total parts among the firms that are, or are not, of the 43 on the banks. */
static void
share_load (SuyDemo *self, SuyDemoRandom *random, GPtrArray *list, gboolean bank, guint total)
{
  guint n = 0, done = 0;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0, k = 0; i < list->len; i++)
      {
        const SuyDemoFirm *firm = &g_array_index (self->firms, SuyDemoFirm, i);
        gboolean listed = firm->spot.reach != G_MAXUINT && i < N_BAMBOO + N_FARMS;
        guint part;

        if (listed != bank)
          continue;
        if (pass == 0)
          {
            n++;
            continue;
          }
        k++;
        part = total * k / n - done;
        done += part;
        suy_record_set_real (list->pdata[i], "load_kg_d", part / 100.0);
      }
  g_assert (done == total);
}

static void
set_keys (SuyDemo *self, GPtrArray *list)
{
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    {
      SuyDemoFirm *firm = &g_array_index (self->firms, SuyDemoFirm, i);

      firm->is_key = n < N_KEY && suy_record_get_integer (list->pdata[i], "unlicensed") == 0 &&
                     (i >= N_BAMBOO ? i % 2 == 0 || i < N_BAMBOO + N_FARMS : i % 3 != 2);
      n += firm->is_key;
      suy_demo_set_flag (list->pdata[i], "is_key", firm->is_key);
    }
  g_assert (n == N_KEY);
}

static void
add_permits (SuyDemo *self, SuyDemoRandom *random, GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    {
      const SuyDemoFirm *firm = &g_array_index (self->firms, SuyDemoFirm, i);
      g_autofree char *code = g_strdup_printf ("XK-%04u", i + 1);
      gint from = suy_demo_day ("2023-02-01") + suy_demo_random_between (random, 0, 400);
      SuyRecord *permit;

      if (suy_record_get_integer (list->pdata[i], "unlicensed") != 0)
        continue;
      permit = suy_demo_add (self, "discharge_permit", code);
      suy_record_set_integer (permit, "enterprise", firm->id);
      suy_record_set_text (permit, "enterprise_name", firm->name);
      suy_record_set_text (permit, "permit_class",
                           firm->is_key  ? i % 3 == 0 ? "key" : "simple"
                           : i % 29 == 0 ? "rectify"
                                         : "registered");
      suy_demo_set_day (permit, "valid_from", from);
      suy_demo_set_day (permit, "valid_to", from + 5 * 365);
      suy_record_set_text (permit, "pollutants",
                           suy_record_get_text (list->pdata[i], "pollutants"));
    }
}

static void
add_monitors (SuyDemo *self, SuyDemoRandom *random)
{
  guint n = 0;

  for (guint i = 0; i < self->firms->len && n < N_MONITORS; i++)
    {
      const SuyDemoFirm *firm = &g_array_index (self->firms, SuyDemoFirm, i);
      gboolean gas = n % 4 == 3;
      g_autofree char *code = g_strdup_printf ("ZX-%03u", n + 1);
      g_autofree char *name = g_strconcat (firm->name, gas ? "废气在线" : "废水在线", NULL);
      SuyRecord *monitor;

      if (!firm->is_key || (i % 2 == 1 && i < N_BAMBOO))
        continue;
      monitor = suy_demo_add (self, "online_monitor", code);
      suy_record_set_text (monitor, "name", name);
      suy_record_set_text (monitor, "kind", gas ? "gas" : "water");
      suy_record_set_integer (monitor, "enterprise", firm->id);
      suy_record_set_text (monitor, "state",
                           n % 29 == 17   ? "offline"
                           : n % 43 == 30 ? "repair"
                                          : "online");
      if (n % 29 == 17)
        suy_demo_set_time (monitor, "offline_since",
                           suy_demo_time (suy_demo_day ("2026-11-18"), 9 * 60 + n));
      if (!gas)
        suy_record_set_real (monitor, "limit_cod_mgl", 80);
      if (gas)
        suy_demo_set_list (monitor, "factors", "颗粒物", NULL);
      else
        suy_demo_set_list (monitor, "factors", "cod", "nh3n", "tp", NULL);
      suy_demo_set_day (monitor, "installed_on",
                        suy_demo_day ("2024-03-01") + suy_demo_random_between (random, 0, 500));
      n++;
    }
  g_assert (n == N_MONITORS);
}

void
suy_demo_make_firms (SuyDemo *self)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *list = suy_demo_get_list (self, "enterprise");
  SuyDemoRandom random;

  suy_demo_random_init (&random, self->seed, "firms");
  make_bamboo (self, &random, names);
  make_farms (self, &random, names);
  make_others (self, &random, names);
  set_bamboo_shares (self, &random, list);
  set_pollution (self, &random, list);
  share_load (self, &random, list, TRUE, LOAD_BANK);
  share_load (self, &random, list, FALSE, LOAD_REST);
  set_keys (self, list);
  give_grants (self, &random, list);
  give_credit (self, &random, list);
  add_permits (self, &random, list);
  add_monitors (self, &random);
}
