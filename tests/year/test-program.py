#!/usr/bin/env python3
# test-program.py: small years, lived through by the program and reckoned plainly, day by day
# SPDX-License-Identifier: GPL-3.0-or-later
#
# test-program.py DRIVER.  One year; with SUY_CASES set, those of fifty seeds.  Ten past days of each are
# opened from the log as well.

import os
import pathlib
import subprocess
import sys
import tempfile

from tap import Tap

FOLDER = pathlib.Path(__file__).parent
SEEDS = range(1, 51) if "SUY_CASES" in os.environ else [1]
# Two years, so that each window of minimum checks lies in them, with what comes of it.
YEAR = ["--problems", 60, "--inspectors", 10, "--first", "2024-01-01", "--days", 745]
SHOWN = 5  # lines of a day that differs


def run(*words, **environment):
    done = subprocess.run([*map(str, words)], capture_output=True, text=True, env={**os.environ, **environment})
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"ended with {done.returncode}")
    return done.stdout


def days(text):
    """Lines of each day."""
    found = {}
    for line in text.splitlines():
        if line.startswith("day "):
            lines = found.setdefault(line[4:], [])
        else:
            lines.append(line)
    return found


def differ(ours, theirs):
    """What is wrong on the first day that differs."""
    if ours.keys() != theirs.keys():
        return [f"{len(ours)} days, not {len(theirs)}"]
    for day, lines in theirs.items():
        if ours[day] != lines:
            extra = [line for line in ours[day] if line not in set(lines)]
            missing = [line for line in lines if line not in set(ours[day])]
            return ([f"{day}: the program says “{line}”" for line in extra[:SHOWN]]
                    + [f"{day}: it should say “{line}”" for line in missing[:SHOWN]] or [f"{day}: another order"])
    return []


def compare(driver, folder, seed):
    events = folder / f"{seed}.jsonl"
    events.write_text(run(sys.executable, FOLDER / "generate.py", *YEAR, "--seed", seed))
    try:
        ours = days(run(driver, "--every", 1, "--as-of", 10, events, TMPDIR=str(folder)))
    except RuntimeError as error:
        return [str(error)]
    return differ(ours, days(run(sys.executable, FOLDER / "reckon.py", "--every", 1, events)))


# In memory, where there is such a folder: every move is a transaction that waits for the disk.
MEMORY = "/dev/shm"

tap = Tap()
with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as name:
    for seed in SEEDS:
        tap.check(f"/year/program/days/seed-{seed}", compare(sys.argv[1], pathlib.Path(name), seed))
tap.end()
