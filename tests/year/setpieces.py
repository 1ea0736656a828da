# setpieces.py: what every generated year has, on both sides of each limit
# SPDX-License-Identifier: GPL-3.0-or-later

import datetime

import reckon
import setpieces_checks

# Complaints against firms of a township, month by month.  Those of the first month come on its 28th day, all but one, and
# the warning of three and more from none is closed before the next: then 24 %, and later 26 and 31; 30; 60; from none
# two and three.
GROWTH = {
    "TS-12": [25, 31, 30, 38, 50],
    "TS-13": [10, 13, 16, 20],
    "TS-14": [10, 16],
    "TS-15": [2, 0, 2, 0],
    "TS-16": [2, 2, 0, 3, 0],
}

# Lag of a key node in hundredths of a percent on the days from the 40th of 100 on.
NODE_LAGS = [499, 500, 999, 1000, 1499, 1500, 1501, 1999, 2000, 2999, 3000, 1999, 1000, 999, 500, 499, 0]

# The same of works with a plan of ten days, from the first of them on, so that no lateness comes before a lag.  The
# progress of a project never falls.
WORKS_LAGS = {
    "XM-91": [1000, 2000, 3000, 1500, 1000, 999, 0],
    "XM-92": [1000, 1999, 2999, 1999, 1000, 0],
    "XM-93": [1000, 1500, 1501, 1500, 0],
    "XM-94": [0, 0, 0, 0, 0, 1000, 1900, 2000, 1000, 0],  # its turn on the day on which the node's card is lifted
    "JD-94": [1000, 2000, 3000, 2000, 1001, 1000, 1000, 999, 2000, 500],
    "XM-95": [1000, 1500, 2500, 999, 0],
    "JD-95": [1000, 1999, 2999, 1000, 0],
    "JD-96": [1000, 2000, 3000, 4000, 5000, 0],  # no key node
    "XM-96": [1000, 2000, 2000, 2500, 999, 999, 0],
    "XM-97": [1000, 2000, 2500],  # suspended then
}

# Days on which somebody is spoken to about them: before the card, on its day, behind it.
INTERVIEWS = {"XM-91": [1, 4], "JD-94": [2, 9], "XM-94": [9], "JD-96": [1], "XM-96": [6], "XM-97": [3]}

# Points of satisfaction in tenths, a quarter each: as before, below the one before, below 76.0, neither.
SATISFACTION = [785, 785, 784, 760, 759, 760]

YUAN = 2

# Beginnings of retrofits as days of the year, and the days behind six months on which they are accepted.
RETROFITS = [(5, None), (40, 0), (41, 1), (42, 2), (30, 40)]


def month_day(maker, month, day):
    """The @day of the @month-th month of the year."""
    date = datetime.date.fromordinal(maker.first)
    month += date.month - 1
    return datetime.date(date.year + month // 12, month % 12 + 1, day).toordinal()


def put_growth(maker):
    for township, months in GROWTH.items():
        for month, n in enumerate(months):
            for i in range(n):
                day = month_day(maker, month, 28 if month == 0 and i > 0 else 1 + i % 28)
                key = f"{township}-{month + 1:02}-{i + 1:02}"
                if maker.put_at(day, f"{8 + i % 9:02}:30", "complaint", key=key, township=township, firm=f"QY-{i + 1:04}"):
                    maker.put_at(day, "20:00", "reply", key=key)
        if months[0] >= 3:
            days = [month_day(maker, 0, 28) + n for n in (1, 2)] + [month_day(maker, 1, n) for n in (3, 4, 5)]
            moves = ("acknowledge", "act", "claim", "verify", "close")
            maker.scripted["I-01", f"township:{township}"] = dict(zip(days, moves))


def put_node(maker, key, project, start, days, is_key, checkpoints=()):
    plan = {"start": reckon.text_of(start), "due": reckon.text_of(start + days)}
    if key.replace("JD", "XM") == project:
        maker.put_at(start, "03:00", "project", key=project, **plan)
    maker.put_at(start, "03:01", "milestone", key=key, project=project, is_key=is_key, checkpoints=list(checkpoints), **plan)


def put_progress(maker, key, day, bp):
    of = "project" if key.startswith("XM") else "milestone"
    maker.put_at(day, "09:00", "progress", of=of, key=key, bp=bp)
    return of


def put_lags(maker):
    first = maker.first
    put_node(maker, "JD-90", "XM-90", first, 100, True)
    for day in range(4, 40, 4):
        put_progress(maker, "JD-90", first + day, 100 * day)
    for i, lag in enumerate(NODE_LAGS):
        put_progress(maker, "JD-90", first + 40 + i, 100 * (40 + i) - lag)
    for key in ("XM-90", "JD-90"):
        of = put_progress(maker, key, first + 60, 10000)
        if key == "JD-90":
            maker.put_at(first + 61, "07:30", "interview", of=of, key=key)
            maker.put_at(first + 61, "09:00", f"{of}_accept", key=key)


def put_checkpoints(maker):
    """A plan that is slow, fast, slow, and of the last days without a checkpoint."""
    first = maker.first
    put_node(maker, "JD-98", "XM-98", first, 100, True, [[reckon.text_of(first + 30), 2000], [reckon.text_of(first + 60), 8000]])
    for day, bp in ((15, 1000), (29, 1933), (31, 2200), (45, 5000), (59, 7800), (61, 8050), (80, 9000), (99, 9950), (100, 10000)):
        put_progress(maker, "JD-98", first + day, bp)


def put_works(maker):
    """Projects and nodes by WORKS_LAGS.  Those of one number belong together and are on plan where nothing is said."""
    start = maker.first + 20
    for n in range(91, 98):
        put_node(maker, f"JD-{n}", f"XM-{n}", start, 10, n != 96)
        for kind in ("XM", "JD"):
            key = f"{kind}-{n}"
            lags = WORKS_LAGS.get(key, [0] * 10)
            for i in range(10):
                if i < len(lags) or (i == 9 and key != "XM-97"):
                    of = put_progress(maker, key, start + 1 + i, 1000 * (i + 1) - (lags[i] if i < len(lags) else 0))
            for day in INTERVIEWS.get(key, []):
                maker.put_at(start + day, "10:00", "interview", of=of, key=key)
            if key != "XM-97" and (kind == "JD" or n in (92, 93)):
                put_progress(maker, key, start + 12, 10000)
                maker.put_at(start + 13, "07:30", "interview", of=of, key=key)
                maker.put_at(start + 13, "09:00", f"{of}_accept", key=key)
    maker.put_at(start + 4, "08:00", "suspend", key="XM-97")


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


# Monitors, day by day: what they are and what is done about it at 18:00.  Nobody answers; there is a plan and no more;
# it was claimed to be well, and is worse again past every limit; it was raised by lateness, well for a day, and is worse
# by less; it is closed by hand on a day on which it is worse again.
ANSWERS = {
    "ZX-95": ({0: "exceeding", 3: "offline", 60: "online", 62: "limit"}, {}),
    "ZX-96": ({0: "exceeding", 3: "offline", 60: "online"}, {1: "acknowledge", 2: "act"}),
    "ZX-97": ({0: "exceeding", 3: "offline", 60: "online"}, {1: "acknowledge", 2: "act", 3: "claim"}),
    "ZX-98": ({0: "offline", 21: "online", 21.5: "offline", 40: "online"}, {19: "acknowledge", 20: "act"}),
    "ZX-99": ({0: "exceeding", 4: "offline", 10: "online"}, {1: "acknowledge", 2: "act", 3: "claim", 4: "verify", 6: "close"}),
}


def put_answers(maker):
    begin = maker.first + 70
    for key, (states, moves) in ANSWERS.items():
        maker.put_at(maker.first, "04:00", "monitor", key=key)
        for n, state in states.items():
            time = "20:00" if state == "offline" else "09:00"
            maker.put_at(begin + int(n), time, "monitor_state", key=key, state=state)
        maker.scripted["I-06", f"online_monitor:{key}"] = {begin + n: move for n, move in moves.items()}


def put_water(maker):
    """Total phosphorus at 150, 151, 200 and 201 µg/L; class V and beyond; a section of class V."""
    first = maker.first
    maker.put_at(first, "05:00", "section", key="DM-90", target=5, reach=None)
    maker.put_at(first, "05:01", "section", key="DM-91", target=3, reach=None)
    for i, (tp, nh3n) in enumerate(((150, 2000), (151, 2000), (200, 2001), (201, 2000), (200, 2000), (150, 100), (400, 100), (401, 100))):
        for section in ("DM-90", "DM-91"):
            values = {"TP": tp, "NH3N": nh3n, "COD": 15000, "BOD5": 3000}
            maker.put_at(first + 20 + 6 * i, "10:00", "sample", section=section, values=values)


def put_classes(maker):
    """Each limit of each class: a section of that class, with a sample at the limit, and one a µg/L beyond it."""
    for factor, limits in reckon.WATER.items():
        for n, limit in enumerate(limits):
            key = f"DM-{factor}-{n + 1}"
            maker.put_at(maker.first, "05:02", "section", key=key, target=n + 1, reach=None)
            for day, value in ((30, limit), (40, limit + 1)):
                values = {other: value if other == factor else 0 for other in reckon.WATER}
                maker.put_at(maker.first + day + n, "10:00", "sample", section=key, values=values)


# Section: year after year, total phosphorus of its samples.  The class by the mean is that of the year before, and
# worse by half a µg/L; bad, good, and worse than that; better.
MEANS = {"DM-80": [[200, 200], [200, 201]], "DM-81": [[200, 200], [200, 200, 201]], "DM-82": [[400], [100], [150]], "DM-83": [[300], [100]]}


def put_means(maker):
    for key, years in MEANS.items():
        maker.put_at(maker.first, "05:03", "section", key=key, target=5, reach=None)
        for n, values in enumerate(years):
            for i, tp in enumerate(values):
                day = datetime.date(datetime.date.fromordinal(maker.first).year + n, 1, 5 + i).toordinal()
                if day >= maker.first:
                    maker.put_at(day, "10:00", "sample", section=key, values={"TP": tp, "NH3N": 0, "COD": 0, "BOD5": 0})


def put_retrofits(maker):
    """One begins on a 31st, six months behind which there is none."""
    last = next(day for day in range(maker.first + 20, maker.first + 400)
                if datetime.date.fromordinal(day).day == 31 > datetime.date.fromordinal(reckon.add_months(day, 6)).day)
    for i, (start, behind) in enumerate([*RETROFITS, (last - maker.first, 20)]):
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


def put_records(maker, key, records):
    for day, kind in records:
        maker.put_at(maker.first + day, "11:00", "record", key=key, kind=kind)


def put_ladder(maker):
    first = maker.first
    # No progress for 30 days with a lag of 20 points, before the deadline; then a little, then all.  It is listed in
    # writing when the reason has gone.
    put_problem(maker, "90001", 102, [(33, 1000), (70, 4000)], 95)
    put_records(maker, "90001", [(40, "interview"), (75, "listed_supervision")])
    # The lag at the edges of supervision: 9.99 and 10.00 points on days of 1 %.
    put_problem(maker, "90002", 102, [(20, 801), (21, 900), (22, 1900)], 60)
    put_records(maker, "90002", [(23, "interview")])
    # Serious consequences found before 90 days have passed, and after.
    put_problem(maker, "90003", 22, [], 130)
    put_problem(maker, "90004", 22, [], 130)
    for day, key, found in ((50, "90004", False), (100, "90003", True), (120, "90004", True)):
        maker.put_at(first + day, "09:00", "serious", key=key, found=found)
    put_records(maker, "90003", [(15, "supervise"), (30, "listed_supervision"), (115, "accountability")])
    # A rebound that is late again, whose records are those of the round before.
    put_problem(maker, "90005", 32, [(20, 1000)], 50)
    put_records(maker, "90005", [(20, "supervise"), (36, "listed_supervision")])
    day = first + 80
    maker.put_at(first + 55, "09:00", "consolidate", key="90005")
    maker.put_at(day, "09:00", "rebound", key="90005", start=reckon.text_of(day), deadline=reckon.text_of(day + 20))
    for i, (do, more) in enumerate((("progress", {"of": "item", "bp": 10000}), ("submit", {}), ("accept", {}), ("close", {}))):
        maker.put_at(day + 50 + i, "09:00", do, key="90005", **more)
    # Stagnation with a lag of 19.99 and of 20.00 points on the same day.
    put_problem(maker, "90006", 102, [(5, 1801)], 60)
    put_problem(maker, "90007", 102, [(5, 1800)], 60)
    # An order on record when the lag has gone; a listing that has to wait for its order.
    put_problem(maker, "90009", 102, [(30, 7000)], 95)
    put_records(maker, "90009", [(33, "supervise")])
    put_problem(maker, "90020", 22, [], 60)
    put_records(maker, "90020", [(30, "listed_supervision"), (40, "supervise")])
    # More time, asked for before the end.
    put_problem(maker, "90008", 40, [], 70)
    maker.put_at(first + 20, "09:00", "extend", key="90008", deadline=reckon.text_of(first + 60))
    # Terms of 31, 30, 16, 15, 8 and 7 days for reminders.
    for i, term in enumerate((31, 30, 16, 15, 8, 7)):
        put_problem(maker, f"9003{i}", 2 + term, [], 1 + term)


def put_closed(maker):
    """Enough that a tenth of what is to be looked back at is more than one."""
    for i in range(10):
        put_problem(maker, f"90{i + 10:03}", 22, [], 8 + i)


def put_satisfaction(maker):
    for quarter, tenths in enumerate(SATISFACTION):
        maker.put_at(maker.first + 80 + 90 * quarter, "09:00", "satisfaction", of="satisfaction", tenths=tenths)
        maker.put_at(maker.first + 85 + 90 * quarter, "09:00", "satisfaction", of="awareness", tenths=500 - quarter)


def put_funds(maker):
    """In the calendar year that the 150th day lies in.  What arrived of the plan is exactly 15 points behind on the
    60th day and 15.01 on the 61st, what was used of that on the 70th and the 71st; each is exactly so while the other
    one is more, on the 90th and the 250th; both are on the days after.  The year after, the first alone."""
    year = datetime.date.fromordinal(maker.first + 150).year
    first = datetime.date(year, 1, 1).toordinal()
    days = datetime.date(year + 1, 1, 1).toordinal() - first
    at = {n: 10000 * n // days - 1500 for n in (60, 61, 70, 71, 90, 250)}
    # By the end of a day; in the first half in shares of a hundredth of a percent, half a one more stays the same share.
    much = 2 * 10**9 // at[90]
    sums = [(1, 1, 1, 1), (60, 10000, at[60], at[60]), (61, 10000, at[61] - 0.5, at[61] - 0.5), (62, 10000, 10000, at[70]),
            (71, 10000, 10000, at[71] - 0.5), (80, 10000, 10000, 10000), (85, much, 200000, 10000), (92, much, much, much),
            (100, 4 * much, 2 * much, much), (230, 4 * much, 2 * much, 2 * much * at[250] / 10000 + 0.5),
            (300, 4 * much, 4 * much, 4 * much)]
    before = (0, 0, 0)
    for n, *now in sums:
        now = [int(YUAN * one) for one in now]
        maker.put_at(first + n - 1, "09:00", "funds", **{name: b - a for name, a, b in zip(("planned", "arrived", "used"), before, now)})
        before = now
    maker.put_at(first + days, "09:00", "funds", planned=1, arrived=1, used=1)
    maker.put_at(first + days + 31, "09:00", "funds", planned=9, arrived=4, used=4)


def put_all(maker):
    for put in (put_funds, put_growth, put_lags, put_checkpoints, put_works, put_hours, put_answers, put_water, put_classes, put_means, put_retrofits, put_ladder,
                put_closed, put_satisfaction):
        put(maker)
    setpieces_checks.put_all(maker)
