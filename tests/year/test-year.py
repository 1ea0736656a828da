#!/usr/bin/env python3
# test-year.py: the examples of the documents, and a small year made twice
# SPDX-License-Identifier: GPL-3.0-or-later

import pathlib
import subprocess
import sys

import reckon
from tap import Tap

FOLDER = pathlib.Path(__file__).parent
tap = Tap()


def day(text):
    return reckon.day_of(text)


def run(program, *words):
    return subprocess.run([sys.executable, FOLDER / program, *words], capture_output=True, text=True, check=True).stdout


def lag(start, due, today, actual):
    return reckon.planned_bp(day(start), day(due), [], day(today)) - actual


def differ(pairs):
    return [f"{what}: {got}, not {wanted}" for what, got, wanted in pairs if got != wanted]


tap.check("/year/reckon/lag", differ([
    ("rural sewage", lag("2024-01-01", "2024-03-31", "2024-03-01", 5166), 1500),
    ("levelling", lag("2024-01-01", "2024-06-30", "2024-06-01", 6100), 2297),
    ("overdue", lag("2024-01-01", "2024-06-30", "2024-07-05", 9600), 400),
]))
tap.check("/year/reckon/lamps", differ(
    [(bp, reckon.lamp(bp, False), name) for bp, name in (
        (999, "green"), (1000, "yellow"), (1999, "yellow"), (2000, "yellow2"), (2999, "yellow2"), (3000, "red"))]
    + [("overdue", reckon.lamp(400, True), "yellow")]))
tap.check("/year/reckon/checkpoints", differ(
    [(today, reckon.planned_bp(day("2025-01-01"), day("2025-01-31"), [["2025-01-11", 2000], ["2025-01-21", 8000]], day(today)), bp)
     for today, bp in (("2025-01-01", 0), ("2025-01-06", 1000), ("2025-01-11", 2000), ("2025-01-16", 5000),
                       ("2025-01-26", 9000), ("2025-01-31", 10000))]))
tap.check("/year/reckon/retrofit", differ([("six months", reckon.text_of(reckon.add_months(day("2024-01-10"), 6)), "2024-07-10")]))


def fires(old, new):
    year = reckon.Year()
    for month, n in ((5, old), (6, new)):
        for i in range(n):
            year.complaints[month, i] = {"at": f"2025-{month:02}-10T09:00", "township": "T", "firm": "F", "replied": 0}
    return dict(year.complaints_growth(day("2025-06-30"))).get("township:T", reckon.GREEN)


tap.check("/year/reckon/complaints", differ([
    ("10 to 13", fires(10, 13), reckon.YELLOW), ("10 to 12", fires(10, 12), reckon.GREEN),
    ("10 to 16", fires(10, 16), reckon.ORANGE), ("none to 3", fires(0, 3), reckon.YELLOW),
    ("none to 2", fires(0, 2), reckon.GREEN)]))


def waits(minutes):
    year = reckon.Year()
    received = (day("2025-06-30") + 1) * 1440 - minutes
    at = f"{reckon.text_of(received // 1440)}T{received % 1440 // 60:02}:{received % 60:02}"
    year.complaints["K"] = {"at": at, "township": "T", "firm": None, "replied": None}
    year.first_day = day("2025-06-01")
    return ("I-09", "complaint:K") in year.demanded(day("2025-06-30"))


tap.check("/year/reckon/hours", differ([("47:59", waits(47 * 60 + 59), False), ("48:01", waits(48 * 60 + 1), True)]))

first = run("generate.py", "--problems", "60", "--inspectors", "5")
tap.check("/year/generate/same", [] if first == run("generate.py", "--problems", "60", "--inspectors", "5") else ["it differs"])
tap.check("/year/generate/seed", ["it is the same"] if first == run("generate.py", "--problems", "60", "--inspectors", "5", "--seed", "2") else [])
times = [line.split('"')[3] for line in first.splitlines()]
tap.check("/year/generate/order", [] if times == sorted(times) else ["events are not in order of time"])
tap.end()
