#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the source files of the demo district beside this script.

    make-sources.py DIRECTORY

DIRECTORY holds jianyang_base.gpkg and villages_350703_nbs2020.csv; README.md says where they come
from.  Needs ogr2ogr.  The townships are an exact partition of the district, and the grid cells one
of the townships: neighbours share every vertex of their border.
"""
import csv
import json
import math
import os
import subprocess
import sys
from collections import Counter, defaultdict

HERE = os.path.dirname(os.path.abspath(__file__))
LAT = math.cos(math.radians(27.42))
DEGREE_M = 111320.0
CITY = ("350703001", "350703002")
N_CELLS = 120
STEP_M = 1500.0  # longest edge of an area
SPEED_KMH = {1: 1.4, 2: 1.6, 3: 1.9, 4: 2.2, 5: 2.5, 6: 2.8}  # assumed, by Strahler order
MEANDER = 1.3  # the lines lack bends under 500 m

TRIBUTARIES = {365: "黄坑支流", 356: "麻沙西支流", 310: "崇雒支流", 262: "徐市支流", 318: "莒口南支流",
               259: "书坊支流", 375: "麻沙北支流", 237: "将口北支流", 257: "小湖支流", 234: "漳墩支流",
               352: "水吉支流", 419: "回龙支流"}
ZONES = [("XZ-1", "西部协作区", ["黄坑镇", "麻沙镇", "书坊乡"]),
         ("XZ-2", "中部协作区", ["城区（潭城·童游）", "莒口镇", "将口镇"]),
         ("XZ-3", "东南协作区", ["徐市镇", "小湖镇", "水吉镇"]),
         ("XZ-4", "东北协作区", ["崇雒乡", "回龙乡", "漳墩镇"])]


def read_layer(source, layer):
    text = subprocess.run(
        ["ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=6", "/vsistdout/",
         os.path.join(source, "jianyang_base.gpkg"), layer], check=True, capture_output=True).stdout
    return json.loads(text)["features"]


def write(name, features):
    with open(os.path.join(HERE, name), "w", encoding="utf8") as out:
        out.write('{"type": "FeatureCollection", "features": [\n')
        out.write(",\n".join(json.dumps(
            {"type": "Feature", "properties": {k: v for k, v in p.items() if v is not None},
             "geometry": {"type": kind, "coordinates": places}},
            ensure_ascii=False, separators=(",", ":")) for p, kind, places in features))
        out.write("\n]}\n")


# ---- rings: lists of (x, y) in 1e-6 degree, not closed, counter-clockwise ----

def grid(place):
    return round(place[0] * 1e6), round(place[1] * 1e6)


def degrees(ring):
    return [[x / 1e6, y / 1e6] for x, y in ring + ring[:1]]


def area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1])) / 2


def length(a, b):
    return math.hypot((a[0] - b[0]) * LAT, a[1] - b[1]) * 1e-6 * DEGREE_M


def km2(ring):
    return round(abs(area(ring)) * 1e-12 * LAT * (DEGREE_M / 1000) ** 2, 1)


def edge_points(a, b):
    """The places between a and b; the same for both directions."""
    if a > b:
        return edge_points(b, a)[::-1]
    n = math.ceil(length(a, b) / STEP_M)
    return [(round(a[0] + (b[0] - a[0]) * i / n), round(a[1] + (b[1] - a[1]) * i / n))
            for i in range(1, n)]


def densify(ring):
    return [p for a, b in zip(ring, ring[1:] + ring[:1]) for p in [a] + edge_points(a, b)]


def union(rings):
    """Outer rings of areas that share whole edges."""
    edges = Counter((a, b) for r in rings for a, b in zip(r, r[1:] + r[:1]))
    after = defaultdict(list)
    for a, b in edges:
        if (b, a) not in edges:
            after[a].append(b)
    result = []
    while after:
        start = here = next(iter(after))
        ring = []
        while True:
            ring.append(here)
            there = after[here].pop()
            if not after[here]:
                del after[here]
            here = there
            if here == start:
                break
        result.append(ring)
    assert all(area(r) > 0 for r in result)
    return result


def inside(ring, p):
    odd = False
    for a, b in zip(ring, ring[1:] + ring[:1]):
        if (a[1] > p[1]) != (b[1] > p[1]) and \
                p[0] < (b[0] - a[0]) * (p[1] - a[1]) / (b[1] - a[1]) + a[0]:
            odd = not odd
    return odd


def near(a, b, p):
    """Distance in metres from p to the segment a b."""
    ax, ay, bx, by, px, py = a[0] * LAT, a[1], b[0] * LAT, b[1], p[0] * LAT, p[1]
    dx, dy = bx - ax, by - ay
    t = max(0, min(1, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy)))
    return math.hypot(px - ax - t * dx, py - ay - t * dy) * 1e-6 * DEGREE_M


def crosses(a, b, c, d):
    def side(p, q, r):
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def split(ring, n):
    """Cuts a ring into n cells of like area by chords between its vertices."""
    if n == 1:
        return [ring]
    whole, m, best = area(ring), len(ring), None
    total = [0]
    for a, b in zip(ring, ring[1:]):
        total.append(total[-1] + a[0] * b[1] - b[0] * a[1])
    size = math.sqrt(whole)
    cuts = []
    for i in range(m):
        for j in range(i + 2, m if i else m - 1):
            a, b = ring[i], ring[j]
            part = (total[j] - total[i] + b[0] * a[1] - a[0] * b[1]) / 2
            wrong = min(abs(part / whole - k / n) for k in {n // 2, n - n // 2})
            cuts.append((4 * wrong + math.hypot((a[0] - b[0]) * LAT, a[1] - b[1]) / size, i, j, part))
    for cost, i, j, part in sorted(cuts):
        a, b = ring[i], ring[j]
        others = [p for k, p in enumerate(ring) if k not in (i, j)]
        if not inside(ring, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)):
            continue
        if any(near(a, b, p) < 150 for p in others):
            continue
        if any(crosses(a, b, c, d) for c, d in zip(ring, ring[1:] + ring[:1])):
            continue
        best = (i, j, part)
        break
    i, j, part = best
    middle = edge_points(ring[i], ring[j])
    one = ring[i:j + 1] + middle[::-1]
    two = ring[j:] + ring[:i + 1] + middle
    first = n // 2 if abs(part / whole - (n // 2) / n) <= abs(part / whole - (n - n // 2) / n) \
        else n - n // 2
    return split(one, first) + split(two, n - first)


# ---- the files ----

def make_areas(source):
    rings = {}
    for f in read_layer(source, "township_schematic"):
        (polygon,) = f["geometry"]["coordinates"]
        ring = [grid(p) for p in polygon[0][:-1]]
        rings[f["properties"]["code_nbs2023"]] = (f["properties"]["name"],
                                                  ring if area(ring) > 0 else ring[::-1])
    city = union([rings.pop(code)[1] for code in CITY])
    assert len(city) == 1
    rings[CITY[0]] = ("城区（潭城·童游）", city[0])
    towns = {code: (name, densify(ring)) for code, (name, ring) in sorted(rings.items())}
    outline = union([ring for _, ring in towns.values()])
    assert len(outline) == 1
    write("district.geojson", [({
        "code": "350703", "name": "建阳区", "code_old": "350784", "area_km2": km2(outline[0]),
        "source": "OpenStreetMap 2021-07, OpenMapTiles", "licence": "ODbL 1.0"},
        "Polygon", [degrees(outline[0])])])
    return towns


def make_townships(source, towns):
    seats = {f["properties"]["name"]: f for f in read_layer(source, "township_seat")}
    mca = {f["properties"]["code_nbs2023"]: f["properties"]["code_mca"] for f in seats.values()}
    features = []
    for code, (name, ring) in towns.items():
        members = ["潭城街道", "童游街道"] if code == CITY[0] else None
        lon, lat = seats[members[0] if members else name]["geometry"]["coordinates"]
        features.append(({"code": code, "name": name, "members": members, "code_mca": mca[code],
                          "kind": "街道" if members else name[-1], "seat_lon": lon, "seat_lat": lat,
                          "area_km2": km2(ring), "schematic": True}, "Polygon", [degrees(ring)]))
    write("townships.geojson", features)
    by_name = {name: ring for name, ring in towns.values()}
    zones = []
    for code, name, members in ZONES:
        rings = union([by_name[m] for m in members])
        zones.append(({"code": code, "name": name, "members": members}, "MultiPolygon",
                      [[degrees(r)] for r in rings]))
    write("zones.geojson", zones)
    write("seats.geojson", [
        ({"code": f["properties"]["code_nbs2023"], "name": f["properties"]["name"],
          "kind": "township_seat", "accuracy_m": f["properties"]["accuracy_m"],
          "source": "自绘，取自河谷位置"}, "Point", f["geometry"]["coordinates"])
        for f in seats.values() if f["geometry"]] + [
        ({"code": f["properties"]["adcode"], "name": f["properties"]["name"],
          "kind": "county_seat", "accuracy_m": f["properties"]["accuracy_m"],
          "source": f["properties"]["source"]}, "Point", f["geometry"]["coordinates"])
        for f in read_layer(source, "county_seat")])


def make_grid(source, towns):
    villages = defaultdict(list)
    with open(os.path.join(source, "villages_350703_nbs2020.csv"), encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            town = CITY[0] if row["town_code"] in CITY else row["town_code"]
            villages[town].append((row["village_code"], row["village_name"]))
    count = {code: 5 for code in towns}
    while sum(count.values()) < N_CELLS:
        most = max(towns, key=lambda c: (len(villages[c]) / count[c] if len(villages[c]) > count[c]
                                         else 0, c))
        count[most] += 1
    features, names = [], []
    for code, (name, ring) in towns.items():
        cells = split(ring, count[code])
        for i, cell in enumerate(cells):
            first, last = (len(villages[code]) * k // len(cells) for k in (i, i + 1))
            inner = [v for _, v in villages[code][first:last]]
            features.append(({"code": f"WG-{code}-{i + 1:02}", "township": code,
                              "name": f"{name}{i + 1:02}网格", "villages": inner,
                              "area_km2": km2(cell), "schematic": True}, "Polygon", [degrees(cell)]))
            names += [(v, n, code, f"WG-{code}-{i + 1:02}") for v, n in villages[code][first:last]]
    write("grid.geojson", features)
    with open(os.path.join(HERE, "villages.csv"), "w", encoding="utf8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["code", "name", "township", "grid"])
        writer.writerows(names)


def make_rivers(source):
    features = read_layer(source, "river")
    reach = {f["properties"]["reach_id"]: f["properties"] for f in features}
    upper = defaultdict(list)
    for r in reach.values():
        upper[r["down_id"]].append(r["reach_id"])
    path = {}
    (outlet,) = upper[None]
    stack = [(outlet, outlet)]
    while stack:
        here, main = stack.pop()
        path[here] = main
        largest = max(upper[here], key=lambda r: (reach[r]["area_up_km2"], -r), default=None)
        stack += [(r, main if r == largest else r) for r in upper[here]]

    def basin(r):
        while r is not None:
            name = reach[r]["name"] or ""
            for start, result in (("麻阳溪", "masha"), ("南浦溪", "nanpu"), ("崇阳溪", "chongyang"),
                                  ("富屯溪", "futun")):
                if name.startswith(start):
                    return result
            r = reach[r]["down_id"]
        return "other"

    result = []
    for f in sorted(features, key=lambda f: f["properties"]["reach_id"]):
        r = f["properties"]
        name = r["name"] or None
        tributary = TRIBUTARIES.get(path[r["reach_id"]]) if not name else None
        result.append(({
            "code": f"{r['reach_id']:04}", "name": name,
            "from_node": str(r["from_node"]), "to_node": str(r["to_node"]),
            "down_key": f"{r['down_id']:04}" if r["down_id"] else None, "length_m": r["length_m"],
            "travel_h": round(r["length_m"] * MEANDER / 1000 / SPEED_KMH[r["strahler"]], 3),
            "level_path": f"{path[r['reach_id']]:04}", "strahler": r["strahler"],
            "rank": "main" if name else "tributary" if tributary else "minor",
            "basin": basin(r["reach_id"]), "tributary": tributary,
            "name_confidence": r["name_conf"] or None, "area_up_km2": r["area_up_km2"],
            "in_district": bool(r["in_district"])}, "LineString", f["geometry"]["coordinates"]))
    write("rivers.geojson", result)


def make_surroundings(source):
    def rounded(places):
        if isinstance(places[0], float):
            return [round(places[0], 5), round(places[1], 5)]
        return [rounded(p) for p in places]

    write("counties.geojson", [
        ({"code": f["properties"]["adcode"], "name": f["properties"]["name"],
          "area_km2": f["properties"]["area_km2"], "source": "OpenStreetMap 2021-07, OpenMapTiles",
          "licence": "ODbL 1.0"}, f["geometry"]["type"], rounded(f["geometry"]["coordinates"]))
        for f in read_layer(source, "county") if f["properties"]["adcode"] != "350703"])
    kinds = {"国道": ("national", 60), "省道": ("provincial", 50), "县道": ("county", 40)}
    write("roads.geojson", [
        ({"code": f"{f['properties']['ref'] or 'X'}-{i + 1:02}", "name": f["properties"]["name"],
          "road_class": kinds[f["properties"]["class"]][0], "speed_kmh": kinds[f["properties"]["class"]][1],
          "from_place": f["properties"]["from_place"], "to_place": f["properties"]["to_place"],
          "length_km": f["properties"]["length_km"], "schematic": True}, "LineString",
         rounded(f["geometry"]["coordinates"]))
        for i, f in enumerate(read_layer(source, "road_schematic"))])


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    towns = make_areas(sys.argv[1])
    make_townships(sys.argv[1], towns)
    make_grid(sys.argv[1], towns)
    make_rivers(sys.argv[1])
    make_surroundings(sys.argv[1])


main()
