# setpieces_checks.py: what every generated year has of checks, stations, equipment and reports
# SPDX-License-Identifier: GPL-3.0-or-later

import datetime

import reckon

# Rule: its topics.
TOPICS = {
    "dust": ["factory_dust", "material_yard", "smoke_dust"],
    "voc": ["voc"],
    "facility": ["facility_operation", "emergency_reduction"],
    "coal": ["loose_coal"],
    "burning": ["open_burning"],
}

# Campaigns on days of the window, 1 is the first, of window after window that begins in the year.  0 and the last one
# lie beside it.  More are asked for just on these days, or on the one before; one window of each is one short.
CAMPAIGNS = {
    "M-1": [[0, 1, 62, 92, 93], [0, 1, 63, 93]],
    "M-2": [[0, 1, 50, 92, 123, 153, 154], [0, 1, 50, 92, 123, 154]],
    "M-3": [[0, 1, 2, 91, 122, 152, 183], [0, 1, 2, 93, 122, 152, 182, 183]],
}

# Patrols of month after month, on days of it; 0 is the last one.
PATROLS = [[1, 0], [15, 0], [14, 21], [16], [], [1, 28], [14, 0], [2], [16, 17], [1, 15]]

# Checks of loose coal by month and day, and those beside the summer.
COAL = ["2024-05-31", "2024-06-30", "2024-07-01", "2024-09-01", "2025-05-31", "2025-08-31"]

# Caterers on days of the year, and one that is closed; months of checks of them, as (day of the month, number).
CATERERS = [(1, 5), (120, 1), (200, 4)]
FUMES = [[(1, 1)], [(0, 1)], [(16, 1)], [(2, 1), (3, 1)], [(10, 1), (20, 2)], [(10, 1), (12, 1)], [], [(15, 1), (0, 2)],
         [(10, 9)], [(10, 3), (20, 4)], [(10, 3)]]

# Days of the first and the second year on which a rural works is sampled.
SEWAGE = {"PW-01": [[1, 366], [1, 365]], "PW-02": [[183], [182]], "PW-03": [[40, 40], [40, 41, 42]], "PW-04": [[10], []]}


def month_day(month, day):
    """A day of a month by its first day; 0 is the last one."""
    return month + day - 1 if day > 0 else reckon.add_months(month, 1) - 1


def months(maker):
    date = datetime.date.fromordinal(maker.first)
    month = date.toordinal() if date.day == 1 else reckon.add_months(date.replace(day=1).toordinal(), 1)
    while month < maker.first + maker.days:
        yield month
        month = reckon.add_months(month, 1)


def put_check(maker, day, topic, kind, time="09:00", how="plan"):
    """@how: by a plan; “again” by the one before; “alone” without any; “cancelled” before anybody came."""
    if day >= maker.first:
        maker.put_at(day, time, "check", topic=topic, kind=kind, how=how)


def put_campaigns(maker):
    """The campaign of a window's first day has two inspections, and is one; an inspection without a plan is none."""
    for rule, windows in CAMPAIGNS.items():
        topic, first, last, _ = reckon.CAMPAIGNS[rule]
        begin, end = reckon.season(first, last, maker.first)
        n = 0
        for days in windows:
            if begin < maker.first:
                begin, end = reckon.season(first, last, end + 370)
            for day in days:
                kind = TOPICS[topic][n % len(TOPICS[topic])]
                put_check(maker, begin + day - 1, topic, kind)
                if day == 1:
                    put_check(maker, begin, topic, kind, "14:00", "again")
                    put_check(maker, begin + 1, topic, kind, "15:00", "alone")
                    put_check(maker, begin + 2, topic, kind, "15:00", "cancelled")
                n += 1
            begin, end = reckon.season(first, last, end + 370)


def put_months(maker):
    for n, month in enumerate(months(maker)):
        for day in PATROLS[n % len(PATROLS)]:
            put_check(maker, month_day(month, day), "burning", "open_burning", "10:00")
    for n, text in enumerate(COAL):
        day = reckon.day_of(text)
        while day < maker.first:
            day = reckon.add_months(day, 24)
        put_check(maker, day, "coal", "loose_coal", "11:00", "alone" if n % 2 else "plan")


def put_caterers(maker):
    names = [f"CY-{i + 1:02}" for i in range(10)]
    left = list(names)
    for day, n in CATERERS:
        for key in left[:n]:
            maker.put_at(maker.first + day - 1, "05:00", "caterer", key=key, open=True)
        left = left[n:]
    maker.put_at(maker.first + 80, "05:00", "caterer", key="CY-11", open=True)
    maker.put_at(maker.first + 85, "15:00", "caterer", key="CY-11", open=False)
    turn = 0
    for n, month in enumerate(months(maker)):
        for day, checks in FUMES[n % len(FUMES)]:
            for i in range(checks):
                # The third of a day is one of those that were there before; the first of every third month is no caterer.
                key = names[(turn + i) % 5]
                maker.put_at(month_day(month, day), "13:00", "fume_check", firm="QY-0001" if n % 3 == 2 and i == 0 else key)
            turn += checks - 1


def put_sewage(maker):
    year = datetime.date.fromordinal(maker.first).year
    maker.put_at(maker.first, "05:00", "drain", key="PW-09", township="TS-06")
    for key, years in SEWAGE.items():
        maker.put_at(maker.first, "05:00", "sewage", key=key, township="TS-06")
        for n, days in enumerate(years):
            for i, day in enumerate(days):
                at = datetime.date(year + n, 1, 1).toordinal() + day - 1
                if at >= maker.first:
                    maker.put_at(at, f"{6 + i:02}:00", "sewage_sample", key=key, valid=True)
    maker.put_at(maker.first + 50, "06:00", "sewage_sample", key="PW-04", valid=False)


def put_stations(maker):
    """Without a reach, and on one with two sections, of classes II and IV; class III, IV and beyond V; two readings of a day."""
    first = maker.first
    for key, target in (("DM-95", 4), ("DM-96", 2)):
        maker.put_at(first, "05:04", "section", key=key, target=target, reach="R1")
    for key, reach in (("ZD-01", None), ("ZD-02", "R1"), ("ZD-03", None), ("ZD-04", "R1")):
        maker.put_at(first, "05:05", "station", key=key, reach=reach, township="TS-07")
    readings = {"ZD-01": [[{"TP": 200}], [{"TP": 201}], [{"TP": 100}], [{"TP": 50}], [{"TP": 401}]],
                "ZD-02": [[{"TP": 100}], [{"NH3N": 500}, {"TP": 50}], [{"TP": 101}, {"NH3N": 100}], [{"TP": 10}]],
                "ZD-03": [[{"COD": 20000}], [{"COD": 30001, "TP": 10}, {"TP": 20}], [{"TP": 20}]],
                "ZD-04": [[{"BOD5": 3000}], [{"BOD5": 3001}, {"BOD5": 100}]]}
    for key, days in readings.items():
        for n, values in enumerate(days):
            for i, one in enumerate(values):
                maker.put_at(first + 30 + 20 * n, f"{8 + 4 * i:02}:00", "reading", station=key, values=one)


def put_hot(maker):
    """24 hours at the end of a day, a minute less and a minute more; somebody on site at once; back to normal."""
    first = maker.first
    for i, (day, time) in enumerate(((first + 9, "23:59"), (first + 10, "00:00"), (first + 10, "00:01"), (first + 10, "00:02"))):
        key = f"RD-{i + 1:02}"
        maker.put_at(day, time, "hot", key=key, township="TS-04", team="TS-05")
        maker.put_at(first + 10 if i == 3 else first + 12 + i, "08:00", "hot_arrive", key=key)
        if i < 3:
            maker.put_at(first + 14 + 2 * i, "09:00", "hot_normal", key=key)
            maker.put_at(first + 30, "09:00", "hot_close", key=key)


def put_equipment(maker):
    """95 % of 20 pieces, and less."""
    for i in range(20):
        maker.put_at(maker.first, "05:06", "equipment", key=f"SB-{i + 1:02}", intact=True)
    for day, key, intact in ((30, 1, False), (60, 2, False), (65, 1, True), (66, 2, True)):
        maker.put_at(maker.first + day, "09:00", "equipment", key=f"SB-{key:02}", intact=intact)


def put_reports(maker):
    """9.99 and 10.00 points behind at the end of a quarter, by reports on its last day and later ones."""
    end = next(month for month in months(maker) if month > maker.first + 50 and datetime.date.fromordinal(month).month % 3 == 1) - 1
    start = end - 39
    month = [reckon.text_of(reckon.add_months(end, n))[:7] for n in (-1, 0, 1, 2, 3)]
    plan = {"start": reckon.text_of(start), "due": reckon.text_of(start + 100)}
    for n in range(81, 86):
        maker.put_at(start, "03:00", "project", key=f"XM-{n}", **plan)
        maker.put_at(start, "03:01", "milestone", key=f"JD-{n}", project=f"XM-{n}", is_key=False, checkpoints=[], **plan)
        for of, key in (("project", f"XM-{n}"), ("milestone", f"JD-{n}")):
            for day in range(1, 101, 9):
                maker.put_at(start + day, "09:00", "progress", of=of, key=key, bp=100 * day)
    reports = [(81, end, month[1], 2901), (82, end, month[1], 2900), (83, end + 10, month[1], 2900), (83, end + 11, month[0], 3500),
               (84, end + 5, month[0], 2000), (84, end + 15, month[1], 3900), (85, end - 5, month[0], 3900), (85, end + 30, month[2], 1000),
               (81, end + 92, month[4], 9500), (82, end + 92, month[4], 9500), (84, end + 40, month[2], 100)]
    for n, day, of, bp in reports:
        maker.put_at(day, "12:00", "report", project=f"XM-{n}", month=of, bp=bp)
    maker.put_at(start + 110, "07:30", "interview", of="milestone", key="JD-83")
    maker.put_at(start + 110, "09:00", "project_accept", key="XM-83")


def put_settled(maker):
    """Complaints that are settled are looked back at as well."""
    for n in range(3):
        key = f"TS-09-settled-{n + 1}"
        maker.put_at(maker.first + 5, "09:00", "complaint", key=key, township="TS-09", firm="QY-0001")
        maker.put_at(maker.first + 5, "15:00", "reply", key=key)
        maker.put_at(maker.first + 6 + n, "15:00", "settle", key=key)
    year = datetime.date(datetime.date.fromordinal(maker.first).year + 1, 3, 1).toordinal()
    for n, kind in ((1, "full"), (2, "sample"), (2, "full")):
        maker.put_at(year + n, f"{9 + n}:00", "complaint_lookback", key=f"TS-09-settled-{n}", kind=kind)


def put_all(maker):
    for put in (put_campaigns, put_months, put_caterers, put_sewage, put_stations, put_hot, put_equipment, put_reports, put_settled):
        put(maker)
