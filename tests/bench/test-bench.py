# test-bench.py: is the data of the bench the same each time, and are its answers compared?
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Argument: the directory with the programs.

import hashlib
import pathlib
import subprocess
import sys
import tempfile

from drivers import Differ, Driver, take_turns
from tap import Tap

# Of all files below but tiles, which need sines.  A change of the generator changes it, a machine
# must not.
HASH = "96e65c62aa1bf4835b59589168be94f73ab6d4856abacb49650fc462e574340b"

MAKE = ["rivers 3000 province", "rivers 2000 country", "starts 2000", "pairs 2000 200", "points 400 3000", "cells 300",
        "stems 3000 5", "queries points-400 50", "queries lines-3000 50", "queries cells-300 50", "tiles points-400 3",
        "csv 400"]


class Bench:
    """As run.py's, but small."""

    rounds, seconds, patience = 1, 0, 10

    def __init__(self, programs, data):
        self.programs, self.data = pathlib.Path(programs), pathlib.Path(data)

    def make(self):
        for words in MAKE:
            subprocess.run([self.programs / "make-data", self.data, *words.split()], check=True)

    def hash(self):
        total = hashlib.sha256()
        for path in sorted(path for path in self.data.iterdir() if path.suffix != ".tiles"):
            total.update(path.name.encode() + path.read_bytes())
        return total.hexdigest()

    def equal(self, ours, peer, what, work, parameters):
        drivers = [Driver(self, ours, what).start(), Driver(self, ours, what, portable=True).start(),
                   Driver(self, peer, what).start()]
        try:
            for parameter in parameters:
                times = take_turns(self, drivers, work, parameter, 50)
                if times.found[peer] == 0:
                    yield f"{work} {parameter}: nothing was found, which proves nothing"
        except (Differ, RuntimeError) as error:
            yield str(error)
        finally:
            for driver in drivers:
                driver.stop()


def differs(bench):
    """Two programs with different data must be told apart."""
    drivers = [Driver(bench, "peer-scan", "points-400").start(), Driver(bench, "peer-scan", "cells-300").start()]
    drivers[1].name = "another"
    try:
        take_turns(bench, drivers, "within", "20000", 50)
    except Differ:
        return []
    finally:
        for driver in drivers:
            driver.stop()
    return ["different answers passed"]


tap = Tap()
with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
    bench, again = Bench(sys.argv[1], first), Bench(sys.argv[1], second)
    bench.make()
    again.make()
    tap.check("/bench/data/again", [] if bench.hash() == again.hash() else ["two runs made different bytes"])
    tap.check("/bench/data/hash", [] if bench.hash() == HASH else [f"the bytes are now {bench.hash()}"])
    radii = ["500", "5000", "20000", "100000"]
    tap.check("/bench/equal/points", list(bench.equal("ours-points", "peer-scan", "points-400", "within", radii)))
    tap.check("/bench/equal/lines", list(bench.equal("ours-shapes", "peer-scan", "lines-3000", "within", radii[:3])))
    tap.check("/bench/equal/cells", list(bench.equal("ours-shapes", "peer-scan", "cells-300", "within", radii[:3])))
    tap.check("/bench/equal/upstream", list(bench.equal("ours-network", "peer-walk", "2000", "is-upstream", ["0"])))
    tap.check("/bench/differ", differs(bench))
tap.end()
