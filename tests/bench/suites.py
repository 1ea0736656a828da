# suites.py: the works of the bench that programs do in memory, and their goals
# SPDX-License-Identifier: GPL-3.0-or-later

from statistics import median

from drivers import Driver, take_turns
from report import number

RADII = ["500", "1000", "5000", "20000"]


def label(metres):
    return f"{metres} m" if float(metres) < 1000 else f"{float(metres) / 1000:g} km"


def count_name(n):
    return f"{n / 1e6:g} M" if n >= 1e6 else f"{n:,}"


def start_all(bench, drivers, again=()):
    """Builds in turns; the programs of the last turn stay."""
    for _ in range(bench.builds - 1):
        for driver in again:
            driver.start().stop()
    for driver in drivers:
        driver.start()
    return drivers


def stop_all(drivers):
    for driver in drivers:
        driver.stop()


def goal_row(bench, work, goal, ours, peers, times):
    best = times.best_peer(peers)
    bench.report.at_least(work, goal, times.ratio(ours, peers), f"{number(times.of(ours))} µs",
                          f"{best.name.removeprefix('peer-')} {number(times.of(best))} µs" if best else "–")


def build_rows(bench, data, ours, peers, goal, unit, n):
    ratio = median(min(builds) / own for *builds, own in
                   zip(*[peer.builds for peer in peers if len(peer.builds) == len(ours.builds)], ours.builds))
    seconds = {driver: median(driver.builds) for driver in [ours, *peers]}
    best = min(peers, key=seconds.get)
    leanest = min((peer for peer in peers if peer.bytes > 1000), key=lambda peer: peer.bytes)

    for driver in [ours, *peers]:
        bench.report.note_build(data, driver)
    bench.report.at_least(f"{data}: build", goal["build"], ratio, f"{number(seconds[ours])} s",
                          f"{best.name.removeprefix('peer-')} {number(seconds[best])} s")
    bench.report.at_most(f"{data}: memory", goal["bytes"], ours.bytes / n, f"bytes a {unit}",
                         f"{leanest.name.removeprefix('peer-')} {leanest.bytes / n:.1f}")
    bench.report.at_least(f"{data}: memory of the leanest peer by ours", goal.get("lean"),
                          leanest.bytes / ours.bytes, "", "")


# Of points: goals by size and radius, with AVX2 and without.
POINT_GOALS = {1000000: [3, 4, 9, 15], 3580000: [3, 4, 8, 13]}
PORTABLE_GOALS = [1.5, 2, 4.5, 8]
NEAREST_GOALS = {1000000: 1.7, 3580000: 1.5}


def points(bench, n):
    data = f"points-{n}"
    ours, portable = Driver(bench, "ours-points", data), Driver(bench, "ours-points", data, portable=True)
    fast = [Driver(bench, name, data) for name in ("peer-boost-tree", "peer-geos", "peer-nanoflann")]
    slow = [Driver(bench, name, data) for name in ("peer-scan", "peer-sqlite", "peer-spatialite")]
    slow = slow if n <= 1000000 else []
    drivers = start_all(bench, [ours, portable, *fast, *slow], [ours, *fast])
    goals = POINT_GOALS.get(n, [None] * 4)

    build_rows(bench, data, ours, fast, {"build": 4 if n in POINT_GOALS else None,
                                         "bytes": 13 if n > 1000 else None,
                                         "lean": 3 if n in POINT_GOALS else None}, "point", n)
    for metres, goal, portable_goal in zip(RADII, goals, PORTABLE_GOALS):
        what = f"within {label(metres)}, {count_name(n)} points"
        times = take_turns(bench, drivers, "within", metres, bench.queries)
        bench.report.note_times(data, f"within {label(metres)}", drivers, times)
        if n == 236:
            bench.report.at_most(what, 0.2, times.of(ours), "µs", f"scan {number(times.of(slow[0]))}")
            bench.report.at_least(f"{what}, by the scan", 1, times.ratio(ours, slow[:1]), "", "")
            continue
        goal_row(bench, what, goal, ours, fast, times)
        goal_row(bench, f"{what}, without AVX2", portable_goal if goal else None, portable, fast, times)
        spans = take_turns(bench, [ours], "spans", metres, bench.queries)
        bench.report.note_times(data, f"within {label(metres)}, as spans", [ours], spans)
    stop_all(drivers)


def nearest(bench, n):
    data = f"points-{n}"
    peers = [Driver(bench, name, data) for name in ("peer-boost-space", "peer-nanoflann")]
    ours = Driver(bench, "ours-points", data)
    drivers = start_all(bench, [ours, *peers])
    times = take_turns(bench, drivers, "nearest", "10", bench.queries)

    bench.report.note_times(data, "10 nearest", drivers, times)
    goal_row(bench, f"10 nearest, {count_name(n)} points", NEAREST_GOALS.get(n), ours, peers, times)
    stop_all(drivers)


def stems(bench, n):
    data = f"points-{n}"
    ours, peer = Driver(bench, "ours-points", data), Driver(bench, "peer-boost-stem", data)
    drivers = start_all(bench, [ours, peer])

    for metres in ("500", "1000", "5000"):
        times = take_turns(bench, drivers, "stem", metres, 200, {"peer-boost-stem": "within"})
        bench.report.note_times(data, f"within {label(metres)} of a stem", drivers, times)
        goal_row(bench, f"within {label(metres)} of a polyline, {count_name(n)} points",
                 4 if n == 1000000 else None, ours, [peer], times)
    stop_all(drivers)


SHAPE_GOALS = {"lines-100000": [None, None, 3, 6], "cells-1000000": [None, None, 3.5, 9]}


def shapes(bench, data):
    ours = Driver(bench, "ours-shapes", data)
    portable = Driver(bench, "ours-shapes", data, portable=True)
    peers = [Driver(bench, name, data) for name in ("peer-boost-tree", "peer-geos")]
    drivers = start_all(bench, [ours, portable, *peers], [ours, *peers])

    build_rows(bench, data, ours, peers, {"build": None, "bytes": None}, "item", int(data.split("-")[1]))
    for metres, goal in zip(RADII, SHAPE_GOALS.get(data, [None] * 4)):
        times = take_turns(bench, drivers, "within", metres, bench.queries)
        bench.report.note_times(data, f"within {label(metres)}", drivers, times)
        goal_row(bench, f"within {label(metres)}, {data}", goal, ours, peers, times)
        goal_row(bench, f"within {label(metres)}, {data}, without AVX2", None, portable, peers, times)
    stop_all(drivers)


# By about how many reaches lie upstream: microseconds as ranges, times Boost Graph, times SQL.
TRACE_GOALS = {10: (0.1, 5, None), 1000: (0.1, 100, None), 100000: (1, 150, 5000), 1000000: (2, 150, 5000)}
LIMITS = {"20000": "20 km", "100000": "100 km", "500000": "500 km"}


def network(bench, n):
    data, is_full = f"rivers-{n}", n == 8500000
    ours, boost = Driver(bench, "ours-network", str(n)), Driver(bench, "peer-boost-graph", str(n))
    igraph, sql = Driver(bench, "peer-igraph", str(n)), Driver(bench, "peer-sqlite-graph", str(n))
    drivers = start_all(bench, [ours, boost, igraph, sql], [ours, boost])

    for driver in drivers:
        bench.report.note_build(data, driver)
    bench.report.at_most(f"{count_name(n)} reaches: build", 1 if is_full else None, median(ours.builds), "s",
                         f"boost-graph {number(median(boost.builds))} s")
    bench.report.at_most(f"{count_name(n)} reaches: memory", 40 if is_full else None, ours.bytes / n,
                         "bytes a reach", f"boost-graph {boost.bytes / n:.1f}")
    for size, goals in TRACE_GOALS.items():
        if (bench.data / f"starts-{n}-{size}.reaches").stat().st_size > 0:
            for driver in drivers:
                driver.ask("size", size, 1, 0)
            upstream(bench, data, size, goals if is_full else (None,) * 3, ours, boost, igraph, sql)
    membership(bench, n, ours, is_full)
    stop_all(drivers)


def upstream(bench, data, size, goals, ours, boost, igraph, sql):
    n = (bench.data / f"starts-{data.split('-')[1]}-{size}.reaches").stat().st_size // 4
    what = f"upstream, {count_name(size)} reaches"
    times = take_turns(bench, [ours, boost, igraph, sql], "upstream", "0", n)
    spans = take_turns(bench, [ours, boost], "spans", "0", n, {"peer-boost-graph": "upstream"})

    bench.report.note_times(data, what, [ours, boost, igraph, sql], times)
    bench.report.note_times(data, what + ", as spans", [ours], spans)
    bench.report.at_most(what + ", as spans", goals[0], spans.of(ours), "µs")
    goal_row(bench, what, goals[1], ours, [boost, igraph], times)
    goal_row(bench, what + ", against recursive SQL", goals[2], ours, [sql], times)
    for metres, limit in LIMITS.items():
        times = take_turns(bench, [ours, boost], "within", metres, n)
        found = times.found[ours.name]
        is_full = goals[0] is not None
        bench.report.note_times(data, f"{what}, {limit}", [ours, boost], times)
        goal_row(bench, f"{what}, within {limit} ({found:,.0f} found)", (8 if found > 500 else 3) if is_full else None,
                 ours, [boost], times)
        bench.report.at_most(f"{what}, within {limit}: over 15 ns a reach", 0.3 if is_full else None,
                             max(0, times.of(ours) - found * 0.015), "µs")


def membership(bench, n, ours, is_full):
    walk = Driver(bench, "peer-walk", str(n)).start()
    times = take_turns(bench, [ours, walk], "is-upstream", "0", 10000)

    bench.report.note_times(f"rivers-{n}", "is X upstream of Y", [ours, walk], times)
    bench.report.at_most(f"is X upstream of Y, {count_name(n)} reaches", 50 if is_full else None, times.of(ours) * 1000, "ns",
                         f"plain search {number(times.of(walk))} µs")
    walk.stop()
