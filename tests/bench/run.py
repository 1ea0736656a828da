#!/usr/bin/env python3
# run.py: makes the data of the bench, runs its works, and prints a table of goals
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run.py BUILD-DIRECTORY [quick|full] [WORK...]
# Answers are compared before times are printed; programs that differ end the run.

import hashlib
import pathlib
import signal
import subprocess
import sys
import time

import processes
import suites
import tiles
import year
from drivers import Differ
from report import Report

SIZES = {
    "quick": {"points": [236, 100000], "nearest": [100000], "stems": [100000], "lines": 10000, "cells": 50000,
              "network": 1000000, "files": 20000, "zooms": (6, 12), "year": (300, 1)},
    "full": {"points": [236, 100000, 1000000, 3580000], "nearest": [1000000, 3580000], "stems": [1000000],
             "lines": 100000, "cells": 1000000, "network": 8500000, "files": 1000000, "zooms": (6, 14), "year": (10000, 10)},
}


class Bench:
    def __init__(self, build, scale):
        self.programs = build / "tests" / "bench"
        self.build, self.scale, self.sizes = build, scale, SIZES[scale]
        self.data = build / "bench-data"
        self.report = Report()
        is_full = scale == "full"
        self.queries = 10000 if is_full else 2000
        self.rounds, self.builds = (5, 3) if is_full else (3, 2)
        self.seconds = 0.05 if is_full else 0.02  # of one driver in one round
        self.patience = 0.2 if is_full else 0.1  # the same, for those that are slow

    def make(self, *words):
        subprocess.run([self.programs / "make-data", self.data, *map(str, words)], check=True)

    def make_data(self):
        """Once for each version of the generator and each scale."""
        program = self.programs / "make-data"
        version = hashlib.sha256(program.read_bytes()).hexdigest() + self.scale
        mark = self.data / f"version-{self.scale}"

        self.data.mkdir(exist_ok=True)
        if mark.exists() and mark.read_text() == version:
            return
        sizes = self.sizes
        land = max(100000, sizes["lines"])
        for n in {land, sizes["lines"]}:
            self.make("rivers", n, "province")
        for n in {*sizes["points"], *sizes["nearest"], *sizes["stems"], sizes["files"]}:
            self.make("points", n, land)
        self.make("csv", sizes["files"])
        self.make("cells", sizes["cells"])
        self.make("stems", land, 200)
        for name in self.layers():
            self.make("queries", name, 10000)
            self.make("tiles", name, 40)
        self.make("rivers", sizes["network"], "country")
        self.make("starts", sizes["network"])
        self.make("pairs", sizes["network"], 10000)
        mark.write_text(version)

    def layers(self):
        return [*(f"points-{n}" for n in {*self.sizes["points"], self.sizes["files"]}), f"lines-{self.sizes['lines']}",
                f"cells-{self.sizes['cells']}"]


def work_points(bench):
    for n in bench.sizes["points"]:
        suites.points(bench, n)


def work_nearest(bench):
    for n in bench.sizes["nearest"]:
        suites.nearest(bench, n)


def work_stems(bench):
    for n in bench.sizes["stems"]:
        suites.stems(bench, n)


def work_shapes(bench):
    suites.shapes(bench, f"lines-{bench.sizes['lines']}")
    suites.shapes(bench, f"cells-{bench.sizes['cells']}")


def work_network(bench):
    suites.network(bench, bench.sizes["network"])


def work_tiles(bench):
    tiles.tiles(bench, [f"points-{bench.sizes['stems'][0]}", f"cells-{bench.sizes['cells']}", f"lines-{bench.sizes['lines']}"])


def work_import(bench):
    processes.imports(bench, bench.sizes["files"])


def work_open(bench):
    processes.opening(bench, bench.sizes["files"])


def work_tileset(bench):
    processes.tileset(bench, bench.sizes["files"], bench.sizes["zooms"])


def work_year(bench):
    year.year(bench, *bench.sizes["year"])


def work_limits(bench):
    said = subprocess.run([bench.programs / "machine-limits"], check=True, capture_output=True, text=True).stdout
    for line in said.splitlines():
        name, value = line.split(" ", 1)
        bench.report.limits.append((name, value))


WORKS = {"limits": work_limits, "points": work_points, "nearest": work_nearest, "stems": work_stems,
         "shapes": work_shapes, "network": work_network, "tiles": work_tiles, "import": work_import, "open": work_open,
         "tileset": work_tileset, "year": work_year}


def main():
    build, *words = sys.argv[1:]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("bench: told to stop"))  # so that servers stop too
    scale = words.pop(0) if words and words[0] in SIZES else "quick"
    unknown = [word for word in words if word not in WORKS]
    if unknown:
        sys.exit(f"bench: there is no work {', '.join(unknown)}; there are {', '.join(WORKS)}")

    bench = Bench(pathlib.Path(build).resolve(), scale)
    bench.make_data()
    failed = []
    for name in words or WORKS:
        start = time.monotonic()
        print(f"{name}:", flush=True)
        try:
            WORKS[name](bench)
        except (Differ, RuntimeError) as error:
            failed.append(f"{name}: {error}")
            print(f"  {error}", flush=True)
        print(f"  ({time.monotonic() - start:.0f} s)", flush=True)

    text = bench.report.markdown()
    page = bench.build / ("-".join(["bench", *words]) + ".md")
    page.write_text(text, encoding="utf-8")
    print("\n" + text.split("\n\n")[0])
    print(f"All of it is in {page}")
    if failed:
        sys.exit("bench: " + "; ".join(failed))


main()
