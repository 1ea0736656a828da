# year.py: a year of work in the program, beside the plain reckoning of it
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import pathlib
import subprocess
import sys

from drivers import Differ
from report import number

FOLDER = pathlib.Path(__file__).parent.parent / "year"
INSPECTORS = 120
ONE_DAY_MS, ONE_CHANGE_MS, ONE_EVENT_MS = 100, 5, 1.5
PAST_DAY_S, PAST_OF = 3, 3000


def run(words, output, **environment):
    with open(output, "w", encoding="utf-8") as file:
        subprocess.run([str(word) for word in words], stdout=file, check=True, env={**os.environ, **environment})


def read(path):
    """The days, and what is said of times behind them."""
    days, times, lines = {}, [], []
    with open(path, encoding="utf-8") as file:
        for line in file:
            kind, rest = line.rstrip("\n").split(" ", 1)
            if kind == "times":
                times = [float(word) for word in rest.split()]
            elif kind == "day":
                lines = days.setdefault(rest, [])
            else:
                lines.append(line)
    return days, times


def compare(ours, theirs):
    for day, lines in theirs.items():
        if ours.get(day) != lines:
            line = next((line for line in ours.get(day, []) if line not in lines), "")
            raise Differ(f"year: {day} differs: {line.strip()}")


def year(bench, n, every):
    events = bench.data / f"year-{n}.jsonl"
    own, other = bench.data / f"year-{n}.ours", bench.data / f"year-{n}.reckon"
    run([sys.executable, FOLDER / "generate.py", "--problems", n, "--inspectors", INSPECTORS], events)
    run([bench.build / "tests" / "year" / "year-driver", "--every", every, "--as-of", 3, "--times", events], own,
        TMPDIR=str(bench.data))
    run([sys.executable, FOLDER / "reckon.py", "--every", every, "--times", events], other)
    (ours, (feeding, all_days, one_day, again, change, past_day, n_days)), (theirs, (reckoned, reckoned_day, _)) = read(own), read(other)
    compare(ours, theirs)

    name = f"a year of {n:,} problems"
    with open(events, encoding="utf-8") as file:
        n_events = sum(1 for _ in file)
    bench.report.at_most(f"{name}: the rules of a day, besides what it writes", ONE_DAY_MS, again * 1000, "ms",
                         f"reckon.py {number(reckoned_day * 1000)}")
    bench.report.at_most(f"{name}: the rules of a day, with what it writes", None, one_day * 1000, "ms")
    bench.report.at_most(f"{name}: the rules after a change", ONE_CHANGE_MS, change * 1000, "ms")
    bench.report.at_most(f"{name}: moves and records of an event", ONE_EVENT_MS, feeding / n_events * 1000, "ms")
    bench.report.at_most(f"{name}: opening a past day", PAST_DAY_S if n <= PAST_OF else None, past_day, "s")
    bench.report.at_least(f"{name}: the rules of all {n_days:.0f} days", None, reckoned / all_days, f"{number(all_days)} s",
                          f"reckon.py {number(reckoned)} s")
    bench.report.note_process(name, f"moves and records of {n_events:,} events", "ours", feeding, 0)
    bench.report.note_process(name, f"{len(ours)} days compared", "ours and reckon.py", all_days, 0)
