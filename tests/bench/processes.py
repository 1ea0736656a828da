# processes.py: works of the bench that whole programs do on files
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import shutil
import sqlite3
import subprocess
from statistics import median

from drivers import Differ
from report import number

REGISTER = "enterprise"
BUDGET = 500000  # bytes of a tile
FIELDS = ("code", "name", "industry", "load_kg_d")


class Failed(RuntimeError):
    pass


def seconds_of(words, environment=None):
    """User and system time of a program and of all that it started and waited for; its output."""
    process = subprocess.Popen([str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               text=True, env=dict(os.environ, **(environment or {})))
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise Failed(f"{' '.join(process.args)} ended with {process.returncode}: {said[-500:]}")
    return usage.ru_utime + usage.ru_stime, said


def forget(*paths):
    for path in paths:
        for ending in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def ctl(bench, *words):
    return seconds_of([bench.build / "src" / "cli" / "suyuanctl", *words],
                      {"SUYUAN_IMPORT_HELPER": str(bench.build / "src" / "io" / "suyuan-import-helper"), "LC_ALL": "C.UTF-8"})


def import_ours(bench, n, path):
    forget(path)
    ctl(bench, "init", path)
    maps = [word for field in FIELDS for word in ("--map", f"{field}={field}")]
    return ctl(bench, "import", path, REGISTER, bench.data / f"points-{n}.csv", *maps, "--x", "lon", "--y", "lat",
               "--crs", "EPSG:4326")[0]


def import_ogr(bench, n, path):
    forget(path)
    return seconds_of(["ogr2ogr", "-f", "GPKG", path, bench.data / f"points-{n}.csv", "-nln", REGISTER, "-a_srs",
                       "EPSG:4326", "-oo", "X_POSSIBLE_NAMES=lon", "-oo", "Y_POSSIBLE_NAMES=lat", "-oo",
                       "KEEP_GEOM_COLUMNS=NO", "-oo", "AUTODETECT_TYPE=YES", "-lco", "SPATIAL_INDEX=YES"])[0]


def content(path):
    """Rows, the sums of their boxes, and what SQLite says of the index."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
        rows, = db.execute(f"SELECT count(*) FROM {REGISTER}").fetchone()
        index = f"rtree_{REGISTER}_geom"
        boxes = db.execute(f"SELECT count(*), sum(minx), sum(maxy) FROM {index}").fetchone()
        state, = db.execute(f"SELECT rtreecheck('{index}')").fetchone()
    db.close()
    if state != "ok":
        raise Differ(f"{path.name}: {state[:200]}")
    return (rows, *boxes)


def compare_content(own, theirs):
    """Sides of boxes are rounded outwards to 24 bits, by one step of them or two."""
    rows = own[0]
    if own[:2] != theirs[:2] or any(abs(a - b) > rows * 2e-5 for a, b in zip(own[2:], theirs[2:])):
        raise Differ(f"import: {own} is not {theirs}")


def files(bench, n):
    return bench.data / f"ours-{n}.gpkg", bench.data / f"ogr-{n}.gpkg"


def imports(bench, n):
    ours, ogr = files(bench, n)
    times = [[], []]

    for _ in range(3 if n <= 100000 else 2):
        times[0].append(import_ours(bench, n, ours))
        times[1].append(import_ogr(bench, n, ogr))
        compare_content(content(ours), content(ogr))
    bench.report.at_least(f"import {n:,} points from CSV", 5 if n == 1000000 else None,
                          median(theirs / own for own, theirs in zip(*times)), f"{number(median(times[0]))} s",
                          f"ogr2ogr {number(median(times[1]))} s")
    bench.report.note_process(f"points-{n}", "import", "suyuanctl", median(times[0]), ours.stat().st_size)
    bench.report.note_process(f"points-{n}", "import", "ogr2ogr", median(times[1]), ogr.stat().st_size)


def need_files(bench, n):
    ours, ogr = files(bench, n)
    if not ours.exists():
        import_ours(bench, n, ours)
    if not ogr.exists():
        import_ogr(bench, n, ogr)
    return ours, ogr


def opening(bench, n):
    """From nothing but a warm file to the first answer, as a process of its own."""
    ours, ogr = need_files(bench, n)
    place = "118.119,26.332"
    without = bench.data / f"without-index-{n}.gpkg"
    anew, kept, others = [], [], []

    def first_answer(path):
        return ctl(bench, "query", "buffer", path, "--at", place, "--radius", "500", "--layer", REGISTER, "--format", "json")

    shutil.copyfile(ours, without)
    forget_index(without)
    first_answer(ours)
    first_answer(without)
    for _ in range(bench.rounds):
        anew.append(first_answer(without)[0])
        kept.append(first_answer(ours)[0])
        others.append(seconds_of([bench.programs / "peer-ogr-open", ogr, REGISTER])[0])
    forget(without)
    start = median(ctl(bench, "--version")[0] for _ in range(bench.rounds))
    work, is_full = f"open {n:,} points to the first answer", n == 1000000
    peer = f"OGR and GEOS {number(median(others))} s"
    bench.report.at_most(f"{work}, sorting anew", 0.25 if is_full else None, median(anew), "s", peer)
    bench.report.at_most(f"{work}, from the kept index", 0.05 if is_full else None, median(kept), "s", peer)
    for name, seconds in (("suyuanctl, sorting anew", median(anew)), ("suyuanctl, kept index", median(kept)),
                          ("suyuanctl --version", start), ("peer-ogr-open", median(others))):
        bench.report.note_process(f"points-{n}", "open", name, seconds, 0)


def forget_index(path):
    """What an import leaves of the layers it filled, so that the program must sort again."""
    with sqlite3.connect(path) as db:
        if db.execute("DELETE FROM suy_snapshot").rowcount == 0:
            raise RuntimeError(f"{path}: no index was kept, so there is nothing to compare with")
    db.close()


def tileset(bench, n, zooms):
    ours, ogr = need_files(bench, n)
    first, last = zooms
    own, theirs = bench.data / "ours.mbtiles", bench.data / "gdal.mbtiles"

    forget(own, theirs)
    own_time, _ = ctl(bench, "tiles", ours, own, "--zoom", f"{first}-{last}", "--layer", REGISTER, "--no-tags",
                      "--no-compress", "--max-bytes", BUDGET)
    their_time, _ = seconds_of(["ogr2ogr", "-f", "MVT", theirs, ogr, REGISTER, "-select", "", "-dsco", "FORMAT=MBTILES",
                                "-dsco", f"MINZOOM={first}", "-dsco", f"MAXZOOM={last}", "-dsco", "MAX_SIZE=1000000000",
                                "-dsco", "MAX_FEATURES=100000000", "-dsco", "EXTENT=4096", "-dsco", "BUFFER=64", "-dsco",
                                "COMPRESS=NO", "-dsco", "SIMPLIFICATION=0"], {"GDAL_NUM_THREADS": "1"})
    compare_tilesets(own, theirs, last)
    bench.report.at_least(f"tiles of {n:,} points, zoom {first} to {last}, to MBTiles", 20 if n == 1000000 else None,
                          their_time / own_time, f"{number(own_time)} s", f"GDAL {number(their_time)} s")
    bench.report.note_process(f"points-{n}", "tiles", "suyuanctl", own_time, own.stat().st_size)
    bench.report.note_process(f"points-{n}", "tiles", "ogr2ogr", their_time, theirs.stat().st_size)


def compare_tilesets(own, theirs, zoom):
    """None of ours over its budget, and the same tiles and features at the last zoom, where GDAL's are
    under it too."""
    counts = []
    with sqlite3.connect(f"file:{own}?mode=ro", uri=True) as db:
        largest, = db.execute("SELECT max(length(tile_data)) FROM tiles").fetchone()
    db.close()
    if largest > BUDGET:
        raise Differ(f"tiles: one has {largest} bytes, {BUDGET} were allowed")
    for path in (own, theirs):
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
            rows = db.execute("SELECT tile_data FROM tiles WHERE zoom_level = ?", (zoom,)).fetchall()
        db.close()
        counts.append((len(rows), sum(count_features(data) for data, in rows)))
    if any(abs(a - b) > 0.001 * b for a, b in zip(*counts)):
        raise Differ(f"tiles: {counts[0]} tiles and features at zoom {zoom}, GDAL has {counts[1]}")


def fields(data):
    """Numbers and contents of the fields of a protocol buffer message."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        if key & 7 == 2:
            length, at = varint(data, at)
            yield key >> 3, data[at:at + length]
            at += length
        else:
            _, at = varint(data, at)


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def count_features(data):
    if data[:2] == b"\x1f\x8b":
        import gzip
        data = gzip.decompress(data)
    return sum(number == 2 for kind, layer in fields(data) if kind == 3 for number, _ in fields(layer))
