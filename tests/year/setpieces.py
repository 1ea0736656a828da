# setpieces.py: what every generated year has, on both sides of each limit
# SPDX-License-Identifier: GPL-3.0-or-later

import datetime

import reckon

# Complaints against firms of a township, month by month.
# 24, 25 %: blue from 24 on; 30, 29.4 and 60, 58 %: yellow and orange; three from none, two from none.
GROWTH = {
    "TS-12": [25, 31, 30, 38, 50],
    "TS-13": [10, 13, 16, 20, 26, 10, 16, 0, 3, 0, 2, 0],
}

# Lag of a key node in hundredths of a percent on the days from the 40th of 100 on.
NODE_LAGS = [499, 500, 999, 1000, 1499, 1500, 1501, 1999, 2000, 2999, 3000, 1999, 1000, 999, 500, 499, 0]

# The same of a project, whose progress never falls.
PROJECT_LAGS = [3000, 2999, 2000, 1999, 1501, 1500, 1499, 0]

# Points of satisfaction in tenths, a quarter each: below the one before, below 76.0, neither.
SATISFACTION = [785, 784, 760, 759, 760]

# What is planned, arrives and is used on a day of the year.  The shares stay exactly 15 points behind on
# the 60th; then the first one is behind, the other one, the first again, both, none.
FUNDS = [(60, 10000, 143, 143), (70, 0, 1857, 0), (90, 0, 0, 900), (300, 0, 8000, 8957)]
YUAN = 200

# Patrols against burning, month by month; two are asked for, and all of them late in the month.
PATROLS = [2, 1, 0, 2, 3, 2]

# Beginnings of retrofits as days of the year, and the days behind six months on which they are accepted.
RETROFITS = [(5, None), (40, 0), (41, 1), (42, 2), (30, 40), (60, 20)]


def month_day(maker, month, day):
    """The @day of the @month-th month of the year."""
    date = datetime.date.fromordinal(maker.first)
    month += date.month - 1
    return datetime.date(date.year + month // 12, month % 12 + 1, day).toordinal()


def put_growth(maker):
    for township, months in GROWTH.items():
        for month, n in enumerate(months):
            for i in range(n):
                day = month_day(maker, month, 1 + i % 28)
                key = f"{township}-{month + 1:02}-{i + 1:02}"
                if maker.put_at(day, f"{8 + i % 9:02}:30", "complaint", key=key, township=township, firm=f"QY-{i + 1:04}"):
                    maker.put_at(day, "20:00", "reply", key=key)


def put_lags(maker):
    first = maker.first
    due = first + 100
    plan = {"start": reckon.text_of(first), "due": reckon.text_of(due)}
    maker.put_at(first, "03:00", "project", key="XM-90", **plan)
    maker.put_at(first, "03:01", "milestone", key="JD-90", project="XM-90", checkpoints=[], **plan)
    for of, key, lags in (("project", "XM-90", PROJECT_LAGS), ("milestone", "JD-90", NODE_LAGS)):
        for i, lag in enumerate(lags):
            maker.put_at(first + 40 + i, "09:00", "progress", of=of, key=key, bp=100 * (40 + i) - lag)
        maker.put_at(first + 60, "09:00", "progress", of=of, key=key, bp=10000)
        maker.put_at(first + 61, "09:00", f"{of}_accept", key=key)


def put_hours(maker):
    """24 and 48 hours at the end of a day, a minute less and a minute more."""
    first = maker.first
    for i, (day, time) in enumerate(((first + 9, "23:59"), (first + 10, "00:00"), (first + 10, "00:01"))):
        maker.put_at(first, "04:00", "monitor", key=f"ZX-9{i:02}")
        maker.put_at(day, time, "monitor_state", key=f"ZX-9{i:02}", state="offline")
        maker.put_at(first + 11, "00:01", "monitor_state", key=f"ZX-9{i:02}", state="online")
        key = f"TS-12-hours-{i + 1}"
        maker.put_at(day, time, "complaint", key=key, township="TS-12", firm=None)
        maker.put_at(first + 12, "00:01", "reply", key=key)


def put_water(maker):
    """Total phosphorus at 150, 151, 200 and 201 µg/L; class V and beyond; a section of class V."""
    first = maker.first
    maker.put_at(first, "05:00", "section", key="DM-90", target=5)
    maker.put_at(first, "05:01", "section", key="DM-91", target=3)
    for i, (tp, nh3n) in enumerate(((150, 2000), (151, 2000), (200, 2001), (201, 2000), (200, 2000), (150, 100), (400, 100), (401, 100))):
        for section in ("DM-90", "DM-91"):
            values = {"TP": tp, "NH3N": nh3n, "COD": 15000, "BOD5": 3000}
            maker.put_at(first + 20 + 6 * i, "10:00", "sample", section=section, values=values)


def put_retrofits(maker):
    for i, (start, behind) in enumerate(RETROFITS):
        day = maker.first + start
        key = f"QY-9{i:03}"
        maker.put_at(day, "09:00", "retrofit", key=key)
        if behind is not None:
            maker.put_at(reckon.add_months(day, 6) + behind, "09:00", "retrofit_accept", key=key)


def put_problem(maker, key, deadline, bps, end):
    """A problem of the first day with progress on days, brought to its end on one."""
    first = maker.first
    steps = [(0, "find", {"township": "TS-13", "medium": "air", "inspector": 1, "place": [118.0, 27.1 + int(key) / 100000]}),
             (1, "judge", {"tier": "key"}),
             (2, "assign", {"start": reckon.text_of(first + 2), "deadline": reckon.text_of(first + deadline), "rect_class": "phased"}),
             (3, "receive", {}), (4, "begin", {}), *((day, "progress", {"of": "item", "bp": bp}) for day, bp in bps)]
    if end is not None:
        steps += [(end, "progress", {"of": "item", "bp": 10000}), (end + 1, "submit", {}), (end + 2, "accept", {}),
                  (end + 3, "close", {})]
    for day, do, more in steps:
        maker.put_at(first + day, f"{8 + day % 2:02}:15", do, key=key, **more)


def put_ladder(maker):
    first = maker.first
    # No progress for 30 days with a lag of 20 points, before the deadline; then a little, then all.
    put_problem(maker, "90001", 102, [(33, 1000), (70, 4000)], 95)
    # The lag at the edges of supervision: 9.99 and 10.00 points on days of 1 %.
    put_problem(maker, "90002", 102, [(20, 801), (21, 900), (22, 1900)], 60)
    # Serious consequences found before 90 days have passed, and after.
    put_problem(maker, "90003", 22, [], 130)
    put_problem(maker, "90004", 22, [], 130)
    maker.put_at(first + 100, "09:00", "serious", key="90003")
    maker.put_at(first + 120, "09:00", "serious", key="90004")
    # A rebound that is late again.
    put_problem(maker, "90005", 32, [], 20)
    day = first + 60
    maker.put_at(first + 25, "09:00", "consolidate", key="90005")
    maker.put_at(day, "09:00", "rebound", key="90005", start=reckon.text_of(day), deadline=reckon.text_of(day + 20))
    for i, (do, more) in enumerate((("progress", {"of": "item", "bp": 10000}), ("submit", {}), ("accept", {}), ("close", {}))):
        maker.put_at(day + 50 + i, "09:00", do, key="90005", **more)


def put_closed(maker):
    """Enough that a tenth of what is to be looked back at is more than one."""
    for i in range(10):
        put_problem(maker, f"90{i + 10:03}", 22, [], 8 + i)


def put_satisfaction(maker):
    for quarter, tenths in enumerate(SATISFACTION):
        maker.put_at(maker.first + 80 + 90 * quarter, "09:00", "satisfaction", tenths=tenths)


def put_patrols(maker):
    for month in range(maker.days // 30):
        for i in range(PATROLS[month % len(PATROLS)]):
            maker.put_at(month_day(maker, month, 14 + 7 * i), "09:00", "check", topic="burning")


def put_funds(maker):
    """In the calendar year that the 150th day lies in."""
    year = datetime.date.fromordinal(maker.first + 150).year
    for n, planned, arrived, used in FUNDS:
        day = datetime.date(year, 1, 1).toordinal() + n - 1
        maker.put_at(day, "09:00", "funds", planned=YUAN * planned, arrived=YUAN * arrived, used=YUAN * used)


def put_all(maker):
    for put in (put_funds, put_patrols, put_growth, put_lags, put_hours, put_water, put_retrofits, put_ladder, put_closed, put_satisfaction):
        put(maker)
