# drivers.py: programs of the bench that are asked by the line, and turns taken by many
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import subprocess
from statistics import median


class Differ(Exception):
    """Two programs answered differently: no time of theirs means anything."""


class Driver:
    """A running program, or the same one told to do without AVX2."""

    def __init__(self, bench, name, *words, portable=False):
        self.program, self.name = name, name + (" portable" if portable else "")
        self.words = [str(bench.programs / name), str(bench.data), *words]
        self.environment = dict(os.environ, **({"BENCH_PORTABLE": "1"} if portable else {}))
        self.is_ours = name.startswith("ours-")
        self.process = None
        self.builds, self.all_builds = [], []  # user time, and with the system's
        self.bytes = 0

    def start(self):
        self.process = subprocess.Popen(self.words, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True, env=self.environment)
        user, both, self.bytes = (float(word) for word in self.read("ready"))
        self.builds.append(max(user, 1e-6))
        self.all_builds.append(both)
        return self

    def read(self, word):
        line = self.process.stdout.readline().split()
        if not line or line[0] != word:
            raise RuntimeError(f"{self.name} {' '.join(self.words[2:])} said {line} when asked “{word}”")
        return line[1:]

    def ask(self, work, parameter, n, seconds):
        """Microseconds a query, how many it found, and the sum of those."""
        self.process.stdin.write(f"{work} {parameter} {n} {seconds}\n")
        self.process.stdin.flush()
        said = self.read(work)
        return float(said[2]), int(said[3]), int(said[4])

    def stop(self):
        if self.process is not None:
            self.process.stdin.close()
            self.process.wait()
            self.process = None


class Times:
    """What one work took, by driver: a list with an entry each round, in microseconds."""

    def __init__(self):
        self.rounds = {}
        self.queries = {}
        self.found = {}

    def of(self, driver):
        return median(self.rounds[driver.name])

    def best_peer(self, peers):
        return min((peer for peer in peers if peer.name in self.rounds), key=self.of, default=None)

    def ratio(self, ours, peers):
        """The median over rounds of the fastest peer of the round by ours."""
        mine = self.rounds[ours.name]
        theirs = [self.rounds[peer.name] for peer in peers if peer.name in self.rounds]
        theirs = [rounds for rounds in theirs if len(rounds) == len(mine)] or theirs
        return median(min(rounds) / own for *rounds, own in zip(*theirs, mine)) if theirs else None


def take_turns(bench, drivers, work, parameter, n, names=None):
    """Asks all drivers in turn, round by round.  @names: what this work is called by some."""
    times, first = Times(), drivers[0]
    called = {driver.name: (names or {}).get(driver.program, work) for driver in drivers}

    for driver in drivers:
        trial = driver.ask(called[driver.name], parameter, 1, 0)[0]
        if trial < 1000:
            trial = driver.ask(called[driver.name], parameter, min(n, 20), 0)[0]
        times.queries[driver.name] = max(min(n, 3), min(n, int(bench.patience * 1e6 / max(trial, 0.01))))
        times.rounds[driver.name] = []
    for driver in drivers:
        check(first, driver, called, parameter, times)
    for turn in range(bench.rounds):
        for driver in drivers:
            if turn >= 2 and times.queries[driver.name] < n and not driver.is_ours:
                continue  # far too slow to be the best
            took = driver.ask(called[driver.name], parameter, times.queries[driver.name], bench.seconds)[0]
            times.rounds[driver.name].append(took)
    return times


def check(first, driver, called, parameter, times):
    """The same as the first over as many queries as the slower of them is asked."""
    n = min(times.queries[driver.name], times.queries[first.name])
    said = driver.ask(called[driver.name], parameter, n, 0)[1:]
    times.found[driver.name] = said[0] / n
    wanted = said if driver is first else first.ask(called[first.name], parameter, n, 0)[1:]
    if said != wanted:
        raise Differ(f"{called[driver.name]} {parameter}: {driver.name} found {said[0]} (sum {said[1]}), "
                     f"{first.name} {wanted[0]} (sum {wanted[1]}) in {n} queries")
