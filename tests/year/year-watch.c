/* year-watch.c: what stations, outfalls, equipment and caterers tell through the year
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-year.h"

#define THRESHOLD 150
#define NORMAL_VALUE 149

/* ---- stations ---- */

static void
add_station (Year *year, JsonObject *event, const char *key)
{
  const char *reach = year_text (event, "reach");
  g_autofree char *link = reach == NULL ? g_strdup ("") : g_strdup_printf ("|reach=%s", reach);

  bureau_act_as (&year->bureau, "hq_clerk");
  year_make (year, "station", key, "code=%s|name=%s|kind=water_auto|township=%s|@=118.2,27.3%s",
             key, key, year_text (event, "township"), link);
}

static void
add_reading (Year *year, JsonObject *event, G_GNUC_UNUSED const char *key)
{
  year_measure (year, "station", year_text (event, "station"), event);
}

/* ---- hot cells ---- */

/* Found by ourselves, and sent to the team at once. */
static void
add_hot (Year *year, JsonObject *event, const char *key)
{
  g_autofree char *now = year_now (year);
  gint64 id;

  bureau_act_as (&year->bureau, "duty_officer");
  id = year_make (year, "hot_event", key,
                  "title=Hot %s|kind=hot_grid|source=self_found|detected_at=%s|threshold=%d|"
                  "@=118.2,27.35",
                  key, now, THRESHOLD);
  year_attach (year, "duty_officer", "hot_event", id, "photo");
  year_move (year, "duty_officer", "hot_event", id, "detect", "%s", "");
  year_move (year, "duty_officer", "hot_event", id, "dispatch",
             "township=%s|response_unit=U-%s|dispatched_at=%s", year_text (event, "township"),
             year_text (event, "team"), now);
}

static void
arrive (Year *year, G_GNUC_UNUSED JsonObject *event, const char *key)
{
  gint64 id = year_find (year, "hot_event", key);
  g_autofree char *now = year_now (year);

  year_move (year, "enforcement_officer", "hot_event", id, "arrive", "on_site_at=%s", now);
}

static void
see_normal (Year *year, G_GNUC_UNUSED JsonObject *event, const char *key)
{
  gint64 id = year_find (year, "hot_event", key);
  g_autofree char *now = year_now (year);

  year_move (year, "enforcement_officer", "hot_event", id, "find_none", "note:nobody was there");
  year_move (year, "enforcement_officer", "hot_event", id, "dispose", "disposal=Swept");
  year_move (year, "monitor", "hot_event", id, "return_normal", "normal_at=%s|normal_value=%d", now,
             NORMAL_VALUE);
}

static void
close_hot (Year *year, G_GNUC_UNUSED JsonObject *event, const char *key)
{
  year_move (year, "duty_officer", "hot_event", year_find (year, "hot_event", key), "close", "%s",
             "");
}

/* ---- equipment ---- */

static void
set_equipment (Year *year, JsonObject *event, const char *key)
{
  const char *intact = json_object_get_boolean_member (event, "intact") ? "yes" : "no";

  bureau_act_as (&year->bureau, "hq_clerk");
  if (year_knows (year, "equipment", key))
    year_set (year, "equipment", year_find (year, "equipment", key), "intact=%s", intact);
  else
    year_make (year, "equipment", key, "code=%s|name=%s|kind=rescue|intact=%s", key, key, intact);
}

/* ---- caterers ---- */

static void
set_caterer (Year *year, JsonObject *event, const char *key)
{
  bureau_act_as (&year->bureau, "hq_clerk");
  if (json_object_get_boolean_member (event, "open"))
    year_make (year, "enterprise", key,
               "code=%s|name=Caterer %s|industry=catering|operating=running|township=TS-03|"
               "@=118.3,27.4",
               key, key);
  else
    year_set (year, "enterprise", year_find (year, "enterprise", key), "operating=closed");
}

static void
check_fume (Year *year, JsonObject *event, G_GNUC_UNUSED const char *key)
{
  const char *firm = year_text (event, "firm");

  year_firm (year, firm);
  year_inspect (year, firm, "|topic=oil_fume");
}

/* ---- outfalls ---- */

static void
add_outfall (Year *year, JsonObject *event, const char *key, const char *kind)
{
  bureau_act_as (&year->bureau, "hq_clerk");
  year_make (year, "outfall", key, "code=%s|name=%s|kind=%s|township=%s|@=118.1,27.35", key, key,
             kind, year_text (event, "township"));
}

static void
add_sewage (Year *year, JsonObject *event, const char *key)
{
  add_outfall (year, event, key, "rural");
}

static void
add_drain (Year *year, JsonObject *event, const char *key)
{
  add_outfall (year, event, key, "industrial");
}

static void
sample_sewage (Year *year, JsonObject *event, const char *key)
{
  g_autofree char *now = year_now (year);

  bureau_act_as (&year->bureau, "monitor");
  year_make (year, "measurement", NULL,
             "outfall=%s|sampled_at=%s|factor=cod|value=40|source=manual|valid=%s", key, now,
             json_object_get_boolean_member (event, "valid") ? "yes" : "no");
}

const YearVerb year_watch_verbs[] = {
  { "station", add_station },
  { "reading", add_reading },
  { "hot", add_hot },
  { "hot_arrive", arrive },
  { "hot_normal", see_normal },
  { "hot_close", close_hot },
  { "equipment", set_equipment },
  { "caterer", set_caterer },
  { "fume_check", check_fume },
  { "sewage", add_sewage },
  { "drain", add_drain },
  { "sewage_sample", sample_sewage },
  { NULL, NULL },
};
