# tiles.py: single tiles made in memory, and what PostGIS needs for the same
# SPDX-License-Identifier: GPL-3.0-or-later

import array
from statistics import median

import postgis
from drivers import Differ, Driver
from report import number

# PostGIS keeps some points more at the very edge of the margin.  Lines and cells are simplified by
# other rules there and here, and what is smaller than the grid is left out.
TOLERANCE = {"points": 0.002, "lines": 0.03, "cells": 0.03}
GOALS = {"points-1000000": 50, "cells-1000000": 30, "lines-100000": 30}


def addresses(bench, name):
    numbers = array.array("I")
    numbers.frombytes((bench.data / f"{name}.tiles").read_bytes())
    by_zoom = {}
    for i in range(0, len(numbers), 3):
        by_zoom.setdefault(numbers[i], []).append(tuple(numbers[i:i + 3]))
    return by_zoom


def tiles(bench, names):
    folder = postgis.programs()
    server = postgis.Postgis(folder) if folder is not None else None
    try:
        for name in names:
            layer(bench, name, server)
    finally:
        if server is not None:
            server.stop()


def layer(bench, name, server):
    ours = Driver(bench, "ours-tiles", name).start()
    bench.report.note_build(name, ours)
    if server is not None:
        server.load(bench, name)
    for zoom, wanted in addresses(bench, name).items():
        if zoom % 2 == 0:
            one_zoom(bench, name, zoom, wanted, ours, server)
    ours.stop()


def one_zoom(bench, name, zoom, wanted, ours, server):
    rounds, theirs, n = [], [], len(wanted)
    _, count, _ = ours.ask("tile", zoom, n, 0)
    found = 0
    for _ in range(3):
        rounds.append(ours.ask("tile", zoom, n, bench.seconds)[0])
        if server is not None:
            took, found = server.tiles(wanted)
            theirs.append(took)
    if server is not None and abs(found - count) > TOLERANCE[name.split("-")[0]] * found:
        raise Differ(f"{name}, zoom {zoom}: {count} features in {n} tiles, PostGIS has {found}")

    own, is_full = median(rounds), name in GOALS
    ratio = median(a / b for a, b in zip(theirs, rounds)) if theirs else None
    bench.report.at_least(f"tile of {name}, zoom {zoom} ({count / n:,.0f} features)", GOALS.get(name), ratio, f"{number(own)} µs",
                          f"PostGIS {number(median(theirs))} µs" if theirs else "no PostGIS here")
    bench.report.note_process(name, f"tile, zoom {zoom}", "ours-tiles", own * 1e-6, 0)
    if name.startswith("points"):
        bench.report.at_most(f"tile of {name}, zoom {zoom}: over 15 ns a point", 3 if is_full else None,
                             max(0, own - count / n * 0.015), "µs")
