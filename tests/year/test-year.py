#!/usr/bin/env python3
# test-year.py: the examples of the documents, and a small year made twice
# SPDX-License-Identifier: GPL-3.0-or-later

import collections
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
    return year.complaints_growth(day("2025-06-30")).get(("I-01", "township:T"), reckon.GREEN)


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

# ---- what a year has, however small ----

LEVELS = {"I-01": "byo", "I-02": "yor", "I-03": "byor", "I-04": "yo", "I-05": "byo", "I-06": "y", "I-07": "yo", "I-08": "o",
          "I-09": "y", "I-10": "y", "I-11": "by", "I-12": "by", "M-1": "by", "M-2": "by", "M-3": "by", "M-5": "by", "M-6": "by",
          "M-7": "by", "M-8": "by", "M-9": "b", "M-10": "by", "W-4": "or", "W-5": "yor", "W-7": "yo", "W-8": "yo", "W-11": "y",
          "W-12": "y", "W-13": "y"}


class Counting(reckon.Year):
    """What the days demand, what becomes of warnings, and where items stand."""

    def __init__(self):
        super().__init__()
        self.seen = collections.Counter()

    def evaluate_one(self, key, level, day):
        before = self.open.get(key)
        old = before and before.level
        self.seen[key[0], reckon.LEVELS[level]] += 1
        super().evaluate_one(key, level, day)
        after = self.open.get(key)
        if before and after:
            self.seen["level", (after.level > old) - (after.level < old), after.level > level] += 1
        elif before or after:
            self.seen["open", after is not None] += 1

    def finish(self, indicator, thing, day):
        self.seen["closed", reckon.LEVELS[self.open[indicator, thing].level]] += 1
        super().finish(indicator, thing, day)

    def look(self, day):
        for line in self.lines(day):
            words = line.split()
            self.seen[("state", words[4]) if words[0] == "warning" else (words[0], *words[5:7])] += 1
            if words[0] in ("warning", "closed", "card"):
                self.seen[words[0], words[-1] if words[0] == "closed" else words[-1] == "-" if words[0] == "card" else words[10]] += 1


def live(*words):
    year = Counting()
    for n, (today, events) in enumerate(reckon.read_days(run("generate.py", *words).splitlines())):
        year.first_day = today if n == 0 else year.first_day
        for event in events:
            year.take(event)
        year.evaluate(today)
        year.look(today)
    return year.seen


seen = live("--problems", "60", "--first", "2024-01-01", "--days", "745")
names = {name[0]: name for name in reckon.LEVELS}
tap.check("/year/generate/levels", [f"{indicator} is never {names[letter]}" for indicator, letters in LEVELS.items()
                                    for letter in letters if not seen[indicator, names[letter]]])
tap.check("/year/generate/lamps", [f"no {what} is {lamp}" for what in ("item", "milestone") for lamp in ("green", "yellow", "yellow2", "red")
                                   if not any(key[:2] == (what, lamp) for key in seen)])
tap.check("/year/generate/rungs", [f"no item is at {rung}" for rung in reckon.RUNGS if not any(key[0] == "item" and key[2:] == (rung,) for key in seen)])
tap.check("/year/generate/states", [f"no warning is {state}" for state in ("notified", "acknowledged", "acting", "claimed", "verified")
                                    if not seen["state", state]])
tap.check("/year/generate/closed", [f"none is closed while {level}" for level in reckon.LEVELS[1:] if not seen["closed", level]])
tap.check("/year/generate/steps", [f"none {how}" for how, key in (
    ("rises with its value", ("level", 1, False)), ("rises by lateness", ("level", 1, True)), ("comes down", ("level", -1, False)))
    if not seen[key]])

tap.check("/year/generate/lateness", [f"none is {how}" for how in (("warning", "late"), ("warning", "in-time"), ("closed", "late"),
                                     ("closed", "timely"), ("closed", "-"), ("card", True), ("card", False)) if not seen[how]])


def after(text, days):
    return reckon.text_of(reckon.add_working_days(day(text), days))


# Qingming, Labour Day, the days that are worked for them, and a weekend.
tap.check("/year/reckon/working-days", differ(
    [(f"{days} after {text}", after(text, days), wanted) for text, days, wanted in (
        ("2025-04-03", 1, "2025-04-07"), ("2025-04-25", 1, "2025-04-27"), ("2025-04-30", 1, "2025-05-06"),
        ("2025-04-30", 5, "2025-05-12"), ("2025-06-06", 5, "2025-06-13"), ("2025-12-31", 1, "2026-01-04"))]))

first = run("generate.py", "--problems", "60", "--inspectors", "5")
tap.check("/year/generate/same", [] if first == run("generate.py", "--problems", "60", "--inspectors", "5") else ["it differs"])
tap.check("/year/generate/seed", ["it is the same"] if first == run("generate.py", "--problems", "60", "--inspectors", "5", "--seed", "2") else [])
times = [line.split('"')[3] for line in first.splitlines()]
tap.check("/year/generate/order", [] if times == sorted(times) else ["events are not in order of time"])
tap.end()
