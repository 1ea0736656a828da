# limits.py: numbers of the bureau's rules, and what follows from a few of them
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Of 000 §5.2, §5.3, §6.2, §6.3, §7.3, §8.3; 003; 004 #2, #8, #10, #11, #18, #19; GB 3838-2002.
# README.md says how each is read.

import datetime

GREEN, BLUE, YELLOW, ORANGE, RED = range(5)
LEVELS = ["green", "blue", "yellow", "orange", "red"]
RUNGS = ["none", "remind", "supervise", "listed", "accountability"]

# Days that a level has until the next one takes over; red has nobody above.
LIMIT_DAYS = {YELLOW: 15, ORANGE: 7}

# Days in which what a level asks for is to be done: report, interview and revised plan, dispatch meeting.
# Working days of yellow.
DUE_DAYS = {YELLOW: 5, ORANGE: 7, RED: 3}

# Who is told, the one who has to act first; “unit” is the responsible one.
TOLD = {
    BLUE: ("grid_inspector", "unit"),
    YELLOW: ("unit",),
    ORANGE: ("deputy_district_head", "unit"),
    RED: ("district_head", "deputy_district_head", "unit"),
}

# Who verifies and closes, or whoever stands above.
VERIFIERS = {
    BLUE: (),
    YELLOW: ("hq_clerk", "deputy_district_head", "district_head"),
    ORANGE: ("deputy_district_head", "district_head"),
    RED: ("district_head",),
}

REMINDERS = (30, 15, 7)  # days before a deadline

# They repeat what another indicator says of the same object, so that they are no second one of it.
ALONE = ("W-4", "W-5", "W-12")

# Upper limits of classes I to V, in µg/L (GB 3838-2002, rivers); beyond is class 6.
WATER = {
    "TP": (20, 100, 200, 300, 400),
    "NH3N": (150, 500, 1000, 1500, 2000),
    "COD": (15000, 15000, 20000, 30000, 40000),
    "BOD5": (3000, 3000, 4000, 6000, 10000),
}
OTHER_TARGET = 3  # class of a station on whose reach no section is

# Rule: topic, months of the window (the last one may lie in the next year), least number.
CAMPAIGNS = {
    "M-1": ("dust", 3, 5, 3),
    "M-2": ("voc", 5, 9, 5),
    "M-3": ("facility", 10, 3, 6),
    "M-6": ("burning", None, None, 2),  # each month
    "M-7": ("coal", None, None, 1),  # each month of June to August
}
COUNTED = ("burning", "coal")  # by checks, not by campaigns
COAL_MONTHS = (6, 7, 8)
CATERERS_PERCENT = 20  # M-5: each month
SAMPLES = 2  # M-8: each year, of each rural works

# Look-backs of a year at what was closed in the year before: full ones, at all; sampled ones, at a
# tenth, rounded up (004 #19, Q-21).
LOOK_BACKS = {"M-9": ("full", 100), "M-10": ("sample", 10)}

# Days off beside weekends, and weekends that are worked: notices of the State Council for 2024, 2025, 2026
# (国办发明电〔2023〕7号, 〔2024〕12号, 〔2025〕7号), as far as generated years reach.
OFF = (("2024-01-01", "2024-01-01"), ("2024-02-10", "2024-02-17"), ("2024-04-04", "2024-04-06"),
       ("2024-05-01", "2024-05-05"), ("2024-06-10", "2024-06-10"), ("2024-09-15", "2024-09-17"), ("2024-10-01", "2024-10-07"), ("2025-01-01", "2025-01-01"),
       ("2025-01-28", "2025-02-04"), ("2025-04-04", "2025-04-06"), ("2025-05-01", "2025-05-05"),
       ("2025-05-31", "2025-06-02"), ("2025-10-01", "2025-10-08"), ("2026-01-01", "2026-01-03"),
       ("2026-02-15", "2026-02-23"))
WORKED = ("2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11", "2024-09-14", "2024-09-29", "2024-10-12", "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28",
          "2025-10-11", "2026-01-04", "2026-02-14", "2026-02-28")


# ---- days ----

def day_of(text):
    return datetime.date.fromisoformat(text[:10]).toordinal()


def text_of(day):
    return datetime.date.fromordinal(day).isoformat()


def moment_of(text):
    """Minutes since the year 1."""
    moment = datetime.datetime.fromisoformat(text)
    return moment.toordinal() * 1440 + moment.hour * 60 + moment.minute


def add_months(day, n):
    date = datetime.date.fromordinal(day)
    month = date.month - 1 + n
    year, month = date.year + month // 12, month % 12 + 1
    last = (datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)).day
    return datetime.date(year, month, min(date.day, last)).toordinal()


def is_worked(day):
    text = text_of(day)
    if any(first <= text <= last for first, last in OFF):
        return False
    return text in WORKED or datetime.date.fromordinal(day).weekday() < 5


def add_working_days(day, n):
    while n > 0:
        day += 1
        n -= is_worked(day)
    return day


# ---- plans ----

def planned_bp(start, due, checkpoints, day):
    if day <= start:
        return 0
    if day >= due:
        return 10000
    points = [(start, 0)] + [(day_of(d), bp) for d, bp in checkpoints] + [(due, 10000)]
    for (a, bp_a), (b, bp_b) in zip(points, points[1:]):
        if a <= day < b:
            return bp_a + (bp_b - bp_a) * (day - a) // (b - a)
    raise ValueError("checkpoints are not in order")


def lag_level(lag_bp):
    for limit, level in ((3000, RED), (2000, ORANGE), (1000, YELLOW), (500, BLUE)):
        if lag_bp >= limit:
            return level
    return GREEN


def lamp(lag_bp, is_overdue):
    name = {RED: "red", ORANGE: "yellow2", YELLOW: "yellow"}.get(lag_level(lag_bp), "green")
    return "yellow" if is_overdue and name == "green" else name


# ---- water ----

def water_class(values):
    worst = 1
    for factor, value in values.items():
        worst = max(worst, 1 + sum(value > limit for limit in WATER[factor]))
    return worst


def yearly_class(samples, year):
    """By the means of a year, to the whole µg/L; None: there are no samples."""
    of_year = [values for y, values in samples if y == year]
    if not of_year:
        return None
    n = len(of_year)
    return water_class({factor: (2 * sum(values[factor] for values in of_year) + n) // (2 * n) for factor in WATER})


# ---- windows ----

def season(first, last, day):
    """The window of months that @day lies in, or the last one that began before it."""
    date = datetime.date.fromordinal(day)
    begin = datetime.date(date.year - (date.month < first), first, 1)
    return begin.toordinal(), add_months(begin.toordinal(), (last - first) % 12 + 1) - 1


def calendar_year(day):
    year = datetime.date.fromordinal(day).year
    return datetime.date(year, 1, 1).toordinal(), datetime.date(year, 12, 31).toordinal()


def calendar_month(day, months=range(1, 13)):
    """The month that @day lies in, or the last one before it of those."""
    date = datetime.date.fromordinal(day).replace(day=1)
    while date.month not in months:
        date = (date - datetime.timedelta(days=1)).replace(day=1)
    return date.toordinal(), add_months(date.toordinal(), 1) - 1


def judged(window, day):
    """A window is judged from its middle on; until then the one before it is."""
    first, last = window(day)
    return (first, last) if 2 * (day - first + 1) >= last - first + 1 else window(first - 1)


def frequency_level(first, last, day, done, least):
    """Yellow after the window with too few; blue from its middle on with fewer than its part."""
    if day > last:
        return YELLOW if done < least else GREEN
    gone, days = day - first + 1, last - first + 1
    return BLUE if 2 * gone >= days and done < least * gone // days else GREEN
