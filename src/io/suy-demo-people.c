/* suy-demo-people.c: people of the demo, all invented
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-demo-private.h"

static const struct
{
  const char *role, *unit, *post;
  guint n;
} offices[] = {
  { "district_head", "DW-01", "区长", 1 },
  { "deputy_district_head", "DW-01", "分管副区长", 2 },
  { "hq_clerk", "DW-19", "指挥部办公室干事", 4 },
  { "bureau_leader", "DW-10", "局领导", 3 },
  { "data_keeper", "DW-10", "数据管理员", 2 },
  { "duty_officer", "DW-11", "值班员", 4 },
  { "supervising_unit", "DW-12", "督导员", 2 },
  { "supervising_unit", "DW-13", "督导员", 2 },
  { "supervising_unit", "DW-14", "督导员", 2 },
  { "enforcement_officer", "DW-15", "执法员", 28 },
  { "monitor", "DW-16", "监测员", 6 },
  { "info_check_officer", "DW-17", "核查员", 4 },
  { "rectification_office", "DW-18", "整改办干事", 4 },
  { "operator", "DW-20", "接线员", 4 },
  { "responsible_unit", "DW-10", "项目专员", 1 },
  { "responsible_unit", "DW-19", "项目专员", 1 },
  { "system", "DW-19", "自动任务", 1 },
};

/* 120 inspectors; the others once or twice in every township. */
static const struct
{
  const char *role, *post;
  guint n;
} posts[] = {
  { "unit_head", "乡镇长", 1 },
  { "responsible_unit", "环保站干事", 2 },
  { "river_chief", "河长", 1 },
  { "river_police", "河道警长", 1 },
};

#define N_EXPERTS 50
#define N_SENIOR 24
#define N_VOLUNTEERS 30
#define N_CONTACTS 20

char *
suy_demo_make_name (SuyDemo *self, SuyDemoRandom *random)
{
  const char *surname = suy_demo_pick_word (self, random, "surnames");

  return g_strconcat (surname, suy_demo_pick_word (self, random, "given"), NULL);
}

static SuyRecord *
add_person (SuyDemo *self, SuyDemoRandom *random, const char *role, gint64 unit, guint town)
{
  guint n = self->persons->len;
  g_autofree char *code = g_strdup_printf ("RY-%04u", n + 1);
  g_autofree char *name = suy_demo_make_name (self, random);
  g_autofree char *phone = g_strdup_printf ("0599-00010%02u", n % 100);
  SuyRecord *record = suy_demo_add (self, "person", code);
  SuyDemoPerson person = { suy_record_get_id (record), unit, suy_demo_keep (self, code),
                           suy_demo_keep (self, name), role, town };

  suy_record_set_text (record, "name", name);
  suy_record_set_text (record, "role", role);
  suy_record_set_text (record, "phone", phone);
  suy_demo_set_flag (record, "active", TRUE);
  suy_demo_set_flag (record, "fictitious", TRUE);
  if (unit != 0)
    suy_record_set_integer (record, "unit", unit);
  if (town != G_MAXUINT)
    suy_record_set_integer (record, "township", g_array_index (self->towns, SuyDemoTown, town).id);
  g_array_append_val (self->persons, person);

  return record;
}

static void
add_departments (SuyDemo *self, SuyDemoRandom *random)
{
  GPtrArray *units = suy_demo_get_list (self, "unit");

  for (guint i = 0; i < units->len; i++)
    {
      const char *kind = suy_record_get_text (units->pdata[i], "kind");
      gint64 id = suy_record_get_id (units->pdata[i]);

      if (g_str_equal (kind, "department"))
        {
          suy_record_set_text (add_person (self, random, "unit_head", id, G_MAXUINT), "post",
                               "局长");
          suy_record_set_text (add_person (self, random, "responsible_unit", id, G_MAXUINT), "post",
                               "科员");
        }
      else if (g_str_equal (kind, "third_party"))
        for (guint k = 0; k < 2; k++)
          suy_record_set_text (add_person (self, random, "third_party", id, G_MAXUINT), "post",
                               "工程师");
    }
}

static void
add_townspeople (SuyDemo *self, SuyDemoRandom *random, const guint *n_inspectors)
{
  for (guint town = 0; town < self->towns->len; town++)
    {
      gint64 unit = g_array_index (self->towns, SuyDemoTown, town).unit;

      for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
        for (guint k = 0; k < posts[i].n; k++)
          suy_record_set_text (add_person (self, random, posts[i].role, unit, town), "post",
                               posts[i].post);
      for (guint k = 0; k < n_inspectors[town]; k++)
        suy_record_set_text (add_person (self, random, "grid_inspector", unit, town), "post",
                             "专职网格员");
    }
}

static void
add_experts (SuyDemo *self, SuyDemoRandom *random)
{
  for (guint i = 0; i < N_EXPERTS; i++)
    {
      SuyRecord *record = add_person (self, random, "expert", 0, G_MAXUINT);

      suy_demo_set_flag (record, "senior", i < N_SENIOR);
      suy_record_set_text (record, "title_level", i < N_SENIOR ? "高级工程师" : "工程师");
      suy_record_set_text (record, "team_name", i < 5 ? "德尔菲专家组" : "专家智库");
    }
  for (guint i = 0; i < N_VOLUNTEERS; i++)
    suy_record_set_text (add_person (self, random, "volunteer", 0, i % self->towns->len),
                         "team_name", i % 2 == 0 ? "环保志愿服务队" : "环保监督员联盟");
  for (guint i = 0; i < N_CONTACTS; i++)
    suy_record_set_text (add_person (self, random, "enterprise_contact", 0, i % self->towns->len),
                         "post", "企业环保负责人");
}

/* How many leaf cells each township has. */
static gboolean
count_cells (SuyDemo *self, guint *n, GError **error)
{
  g_autoptr (JsonNode) root = suy_demo_read_json (self, "grid.geojson", error);
  JsonArray *features;

  if (root == NULL)
    return FALSE;

  features = json_object_get_array_member (json_node_get_object (root), "features");
  for (guint i = 0; i < json_array_get_length (features); i++)
    {
      JsonObject *feature = json_array_get_object_element (features, i);
      JsonObject *members = json_object_get_object_member (feature, "properties");
      guint town = suy_demo_find_town (self, json_object_get_string_member (members, "township"));

      if (town != G_MAXUINT)
        n[town]++;
    }

  return TRUE;
}

gboolean
suy_demo_make_people (SuyDemo *self, GError **error)
{
  g_autofree guint *n_inspectors = g_new0 (guint, self->towns->len);
  GPtrArray *towns = suy_demo_get_list (self, "township");
  SuyDemoRandom random;

  if (!count_cells (self, n_inspectors, error))
    return FALSE;

  suy_demo_random_init (&random, self->seed, "people");
  for (guint i = 0; i < G_N_ELEMENTS (offices); i++)
    for (guint k = 0; k < offices[i].n; k++)
      suy_record_set_text (add_person (self, &random, offices[i].role,
                                       suy_demo_find (self, "unit", offices[i].unit), G_MAXUINT),
                           "post", offices[i].post);
  add_departments (self, &random);
  add_townspeople (self, &random, n_inspectors);
  add_experts (self, &random);
  for (guint i = 0; i < towns->len; i++)
    suy_record_set_integer (towns->pdata[i], "n_inspectors", n_inspectors[i]);

  return TRUE;
}

const SuyDemoPerson *
suy_demo_pick_person (SuyDemo *self, SuyDemoRandom *random, const char *role)
{
  guint n = 0, nth;

  for (guint i = 0; i < self->persons->len; i++)
    n += g_str_equal (g_array_index (self->persons, SuyDemoPerson, i).role, role);
  g_assert (n > 0);
  nth = suy_demo_random_below (random, n);

  for (guint i = 0;; i++)
    {
      const SuyDemoPerson *person = &g_array_index (self->persons, SuyDemoPerson, i);

      if (g_str_equal (person->role, role) && nth-- == 0)
        return person;
    }
}

const SuyDemoPerson *
suy_demo_find_person (SuyDemo *self, const char *role, gint64 unit, guint nth)
{
  for (guint i = 0; i < self->persons->len; i++)
    {
      const SuyDemoPerson *person = &g_array_index (self->persons, SuyDemoPerson, i);

      if (person->unit == unit && g_str_equal (person->role, role) && nth-- == 0)
        return person;
    }

  return NULL;
}

const SuyDemoPerson *
suy_demo_get_inspector (SuyDemo *self, guint cell)
{
  gint64 id = g_array_index (self->cells, SuyDemoCell, cell).inspector;

  for (guint i = 0; i < self->persons->len; i++)
    if (g_array_index (self->persons, SuyDemoPerson, i).id == id)
      return &g_array_index (self->persons, SuyDemoPerson, i);

  g_assert_not_reached ();
}
