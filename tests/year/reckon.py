#!/usr/bin/env python3
# reckon.py: lamps, rungs and warnings of any day, reckoned plainly from what happened
# SPDX-License-Identifier: GPL-3.0-or-later
#
# reckon.py EVENTS.jsonl [--day DATE]... [--every N] [--digest]
#
# Written from the bureau's rules alone (000 §5.2, §5.3, §6.2, §6.3, §8.3; 004 #8, #10, #11, #19), to compare the
# program with.  It shares nothing with the program, keeps everything in plain lists, and looks at
# everything every day.  README.md beside it says how each rule is read.

import argparse
import datetime
import hashlib
import json
import sys

GREEN, BLUE, YELLOW, ORANGE, RED = range(5)
LEVELS = ["green", "blue", "yellow", "orange", "red"]
RUNGS = ["none", "remind", "supervise", "listed", "accountability"]

# Days that a level has until the next one takes over; red has nobody above.
LIMIT_DAYS = {YELLOW: 15, ORANGE: 7}

# Upper limits of classes I to V, in µg/L (GB 3838-2002, rivers); beyond is class 6.
WATER = {
    "TP": (20, 100, 200, 300, 400),
    "NH3N": (150, 500, 1000, 1500, 2000),
    "COD": (15000, 15000, 20000, 30000, 40000),
    "BOD5": (3000, 3000, 4000, 6000, 10000),
}

# Rule: topic, months of the window (the last one may lie in the next year), least number.
CAMPAIGNS = {
    "M-1": ("dust", 3, 5, 3),
    "M-2": ("voc", 5, 9, 5),
    "M-3": ("facility", 10, 3, 6),
    "M-6": ("burning", None, None, 2),  # each month
    "M-7": ("coal", None, None, 1),  # each month of June to August
}

# Look-backs of a year at what was closed in the year before: full ones, at all; sampled ones, at a
# tenth, rounded up (004 #19, Q-21).
LOOK_BACKS = {"M-9": ("full", 100), "M-10": ("sample", 10)}


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


def frequency_level(first, last, day, done, least):
    """Yellow after the window with too few; blue from its middle on with fewer than its part."""
    if day > last:
        return YELLOW if done < least else GREEN
    gone, days = day - first + 1, last - first + 1
    return BLUE if 2 * gone >= days and done < least * gone // days else GREEN


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


class Work:
    """An item, a milestone or a project: something with a plan and progress."""

    def __init__(self, start, due, checkpoints=()):
        self.start, self.due, self.checkpoints = start, due, checkpoints
        self.bp = 0
        self.changed = start  # the day of the last progress
        self.is_done = False  # acceptance has passed
        self.is_serious = self.is_rebound = self.is_key = False
        self.closed = None  # the day
        self.looked = []  # days and kinds of look-backs
        self.rung = 0

    def progress(self, bp, day):
        if bp != self.bp:
            self.changed = day
        self.bp = bp

    def planned(self, day):
        return planned_bp(self.start, self.due, self.checkpoints, day)

    def lag(self, day):
        return 0 if self.is_done else max(0, self.planned(day) - self.bp)

    def is_overdue(self, day):
        return not self.is_done and day > self.due

    def climb(self, day):
        """The ladder: what is due, and never less than before until it is done."""
        if self.is_done:
            self.rung = 0
            return
        rung = 0
        if self.due - day <= 30:
            rung = 1
        if self.lag(day) >= 1000 and day <= self.due:
            rung = 2
        if self.is_overdue(day) or (day - self.changed >= 30 and self.lag(day) >= 2000):
            rung = 3
        if day - self.due > 90 and self.is_serious:
            rung = 4
        self.rung = max(self.rung, rung)


class Warning:
    def __init__(self, level, day):
        self.level, self.opened, self.since = level, day, day
        self.floor = GREEN  # what its own lateness has raised it to
        self.seen = []  # levels of the last two evaluations
        self.is_back = False
        self.state = "notified"

    def take(self, level, day):
        """Each level has its own record to give, so that another level waits to be acknowledged."""
        self.level, self.since, self.state = level, day, "notified"


class Year:
    def __init__(self):
        self.items, self.milestones, self.projects = {}, {}, {}
        self.sections, self.monitors, self.complaints, self.firms = {}, {}, {}, {}
        self.satisfaction, self.funds, self.checks = [], [], []
        self.open, self.closed = {}, []
        self.was_true = set()

    # ---- what happened ----

    def take(self, event):
        getattr(self, "on_" + event["do"])(event)

    def on_find(self, e):
        pass  # nothing is late before somebody has it

    on_judge = on_receive = on_begin = on_submit = on_consolidate = on_dismiss = on_defects = on_find

    def on_assign(self, e):
        self.items[e["key"]] = Work(day_of(e["start"]), day_of(e["deadline"]))

    def on_progress(self, e):
        works = {"item": self.items, "milestone": self.milestones, "project": self.projects}
        works[e["of"]][e["key"]].progress(e["bp"], day_of(e["at"]))

    def on_extend(self, e):
        self.items[e["key"]].due = day_of(e["deadline"])

    def on_serious(self, e):
        self.items[e["key"]].is_serious = True

    def on_accept(self, e):
        item = self.items[e["key"]]
        item.is_done, item.is_rebound = True, False

    def on_close(self, e):
        self.items[e["key"]].closed = day_of(e["at"])

    def on_lookback_ok(self, e):
        self.items[e["key"]].looked.append((day_of(e["at"]), "full"))

    def on_rebound(self, e):
        self.on_lookback_ok(e)
        old = self.items[e["key"]]
        item = Work(day_of(e["start"]), day_of(e["deadline"]))
        item.is_serious = old.is_serious
        item.is_rebound, item.looked = True, old.looked
        self.items[e["key"]] = item

    def on_project(self, e):
        self.projects[e["key"]] = Work(day_of(e["start"]), day_of(e["due"]))

    def on_milestone(self, e):
        work = Work(day_of(e["start"]), day_of(e["due"]), e["checkpoints"])
        work.is_key = True
        self.milestones[e["key"]] = work

    def on_milestone_accept(self, e):
        self.milestones[e["key"]].is_done = True

    def on_project_accept(self, e):
        self.projects[e["key"]].is_done = True

    def on_section(self, e):
        self.sections[e["key"]] = {"target": e["target"], "class": None, "tp": None, "samples": []}

    def on_sample(self, e):
        section = self.sections[e["section"]]
        section["class"], section["tp"] = water_class(e["values"]), e["values"]["TP"]
        section["samples"].append((int(e["at"][:4]), e["values"]))

    def on_monitor(self, e):
        self.monitors[e["key"]] = {"offline": None, "exceeded": None}

    def on_monitor_state(self, e):
        monitor = self.monitors[e["key"]]
        if e["state"] == "exceeding":
            monitor["exceeded"] = day_of(e["at"])
        monitor["offline"] = moment_of(e["at"]) if e["state"] == "offline" else None

    def on_complaint(self, e):
        self.complaints[e["key"]] = {"at": e["at"], "township": e["township"], "firm": e["firm"], "replied": None}

    def on_reply(self, e):
        self.complaints[e["key"]]["replied"] = moment_of(e["at"])

    def on_retrofit(self, e):
        self.firms[e["key"]] = {"started": day_of(e["at"]), "accepted": False}

    def on_retrofit_accept(self, e):
        self.firms[e["key"]]["accepted"] = True

    def on_satisfaction(self, e):
        self.satisfaction.append(e["tenths"])

    def on_funds(self, e):
        self.funds.append((day_of(e["at"]), e["planned"], e["arrived"], e["used"]))

    def on_check(self, e):
        self.checks.append((e["topic"], day_of(e["at"])))

    def on_warning(self, e):
        warning = self.open[(e["indicator"], e["object"])]
        steps = {"acknowledge": "acknowledged", "act": "acting", "claim": "claimed", "verify": "verified", "close": "closed"}
        warning.state = steps[e["move"]]
        if e["move"] == "close":
            self.finish(e["indicator"], e["object"], day_of(e["at"]))

    def finish(self, indicator, thing, day):
        warning = self.open.pop((indicator, thing))
        self.closed.append((indicator, thing, warning.level, warning.opened, day))

    # ---- what an indicator says on a day ----

    def complaints_growth(self, day):
        """I-01, of each township: this month up to the day against the whole month before."""
        date = datetime.date.fromordinal(day)
        this = date.replace(day=1).toordinal()
        before = datetime.date.fromordinal(this - 1).replace(day=1).toordinal()
        counts = {}
        for complaint in self.complaints.values():
            if complaint["firm"] is None:
                continue
            received = day_of(complaint["at"])
            old, new = counts.setdefault(complaint["township"], [0, 0])
            counts[complaint["township"]] = [old + (before <= received < this), new + (this <= received <= day)]
        for township, (old, new) in counts.items():
            if old == 0:
                yield f"township:{township}", YELLOW if new >= 3 else GREEN
                continue
            growth = 100 * (new - old)  # times old, in percent
            for percent, level in ((60, ORANGE), (30, YELLOW), (24, BLUE), (None, GREEN)):
                if percent is None or growth >= percent * old:
                    yield f"township:{township}", level
                    break

    def demanded(self, day):
        """{(indicator, object): level} of all that is beyond a limit on that day."""
        found = {("I-01", thing): level for thing, level in self.complaints_growth(day)}
        for key, work in self.projects.items():
            if work.lag(day) > 1500:
                found["I-02", f"project:{key}"] = max(YELLOW, lag_level(work.lag(day)))
        for key, work in self.milestones.items():
            if work.is_key:
                found["I-03", f"milestone:{key}"] = lag_level(work.lag(day))
        for key, section in self.sections.items():
            if section["class"] is None:
                continue
            worse = YELLOW if section["class"] > section["target"] else GREEN
            found["I-04", f"river_section:{key}"] = ORANGE if section["class"] == 6 else worse
            tp = section["tp"]
            found["I-05", f"river_section:{key}"] = YELLOW if tp > 200 else BLUE if tp > 150 else GREEN
            year = datetime.date.fromordinal(day).year
            now, before = (yearly_class(section["samples"], year - back) for back in (0, 1))
            found["W-13", f"river_section:{key}"] = YELLOW if now and before and now > before else GREEN
        end = (day + 1) * 1440
        for key, monitor in self.monitors.items():
            is_off = monitor["offline"] is not None and end - monitor["offline"] > 24 * 60
            found["I-06", f"online_monitor:{key}"] = YELLOW if is_off or monitor["exceeded"] == day else GREEN
        for key, item in self.items.items():
            found["I-07", f"rectification_item:{key}"] = YELLOW if item.is_overdue(day) else GREEN
            found["I-08", f"rectification_item:{key}"] = ORANGE if item.is_rebound else GREEN
        for key, complaint in self.complaints.items():
            waits = complaint["replied"] is None and end - moment_of(complaint["at"]) > 48 * 60
            found["I-09", f"complaint:{key}"] = YELLOW if waits else GREEN
        for key, firm in self.firms.items():
            is_late = not firm["accepted"] and day > add_months(firm["started"], 6)
            found["I-10", f"enterprise:{key}"] = YELLOW if is_late else GREEN
        found["I-11", "district"] = self.satisfaction_level()
        found["I-12", "district"] = self.funds_level(day)
        for rule in CAMPAIGNS:
            found[rule, "district"] = self.campaign_level(rule, day)
        for rule in LOOK_BACKS:
            found[rule, "district"] = self.look_back_level(rule, day)
        return self.together({key: level for key, level in found.items() if level != GREEN})

    def satisfaction_level(self):
        values = self.satisfaction
        if not values:
            return GREEN
        if values[-1] < 760:
            return YELLOW
        return BLUE if len(values) > 1 and values[-1] < values[-2] else GREEN

    def funds_level(self, day):
        """Both shares below what has passed of the year by more than 15 points: yellow; one: blue."""
        date = datetime.date.fromordinal(day)
        first = datetime.date(date.year, 1, 1).toordinal()
        planned, arrived, used = (sum(f[i] for f in self.funds if f[0] >= first) for i in (1, 2, 3))
        if planned == 0:
            return GREEN
        days = datetime.date(date.year + 1, 1, 1).toordinal() - first
        passed = 10000 * (day - first + 1) // days
        behind = passed - 10000 * arrived // planned > 1500
        behind += arrived > 0 and passed - 10000 * used // arrived > 1500
        return (GREEN, BLUE, YELLOW)[behind]

    def window(self, rule, day):
        """First and last day of the window that a day is in, or of the last one before it."""
        _, first, last, _ = CAMPAIGNS[rule]
        date = datetime.date.fromordinal(day)
        if rule == "M-6" or (rule == "M-7" and 6 <= date.month <= 8):
            begin = date.replace(day=1)
            return begin.toordinal(), add_months(begin.toordinal(), 1) - 1
        if rule == "M-7":
            begin = datetime.date(date.year - (date.month < 6), 8, 1)
            return begin.toordinal(), add_months(begin.toordinal(), 1) - 1
        begin = datetime.date(date.year - (date.month < first), first, 1)
        months = (last - first) % 12 + 1
        return begin.toordinal(), add_months(begin.toordinal(), months) - 1

    def campaign_level(self, rule, day):
        topic, _, _, least = CAMPAIGNS[rule]
        first, last = self.window(rule, day)
        if first < self.first_day:
            return GREEN  # it began before anything was recorded
        done = sum(1 for t, at in self.checks if t == topic and first <= at <= min(day, last))
        return frequency_level(first, last, day, done, least)

    def look_back_level(self, rule, day):
        """A year's window never ends before the next begins."""
        kind, percent = LOOK_BACKS[rule]
        year = datetime.date.fromordinal(day).year
        first, last = (datetime.date(year, month, dom).toordinal() for month, dom in ((1, 1), (12, 31)))
        if first < self.first_day:
            return GREEN
        due = [i for i in self.items.values() if i.closed is not None and datetime.date.fromordinal(i.closed).year == year - 1]
        done = sum(1 for i in due if any(k == kind and first <= at <= day for at, k in i.looked))
        return frequency_level(first, last, day, done, -(-percent * len(due) // 100))

    @staticmethod
    def together(found):
        """Two of one object that are yellow or more make its yellow ones orange."""
        grave = {}
        for (_, thing), level in found.items():
            grave[thing] = grave.get(thing, 0) + (level >= YELLOW)
        return {
            key: ORANGE if level == YELLOW and key[1] != "district" and grave[key[1]] >= 2 else level
            for key, level in found.items()
        }

    # ---- the end of a day ----

    def evaluate(self, day):
        for item in self.items.values():
            item.climb(day)
        found = self.demanded(day)
        for key in sorted(self.open.keys() | found.keys()):
            self.evaluate_one(key, found.get(key, GREEN), day)
        self.was_true = set(found)

    def evaluate_one(self, key, level, day):
        warning = self.open.get(key)
        if warning is None:
            if key not in self.was_true:
                self.open[key] = Warning(level, day)
            return
        if level == GREEN:
            warning.floor = GREEN
        level = max(level, warning.floor)
        warning.seen = [*warning.seen[-1:], level]
        if level > warning.level:
            warning.take(level, day)
        two = max(warning.seen) if len(warning.seen) == 2 else warning.level
        warning.is_back = two == GREEN
        if warning.is_back and warning.level == BLUE:
            self.finish(*key, day)
        elif GREEN < two < warning.level and warning.state not in ("notified", "acknowledged"):
            warning.take(two, day)
        elif level != GREEN and warning.state not in ("claimed", "verified"):
            limit = LIMIT_DAYS.get(warning.level)
            if limit is not None and day - warning.since > limit:
                warning.floor = warning.level + 1
                warning.take(warning.floor, day)

    # ---- telling ----

    def lines(self, day):
        for name, works in (("item", self.items), ("milestone", self.milestones)):
            for key, work in sorted(works.items()):
                if work.is_done:
                    continue
                lag = work.lag(day)
                line = f"{name} {key} {work.planned(day)} {work.bp} {lag} {lamp(lag, work.is_overdue(day))}"
                yield line + (f" {RUNGS[work.rung]}" if name == "item" else "")
        for (indicator, thing), w in sorted(self.open.items()):
            yield f"warning {indicator} {thing} {LEVELS[w.level]} {w.state} {text_of(w.opened)}"


def read_days(lines):
    """Events of each day in turn, also of days on which nothing happened."""
    day, events = None, []
    for line in lines:
        event = json.loads(line)
        if event["do"] == "end":
            while day is not None and day <= day_of(event["at"]):
                yield day, events
                day, events = day + 1, []
            return
        new = day_of(event["at"])
        day = new if day is None else day
        while day < new:
            yield day, events
            day, events = day + 1, []
        events.append(event)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("events")
    parser.add_argument("--day", action="append", default=[])
    parser.add_argument("--every", type=int, default=0)
    parser.add_argument("--digest", action="store_true", help="a hash of each day instead of its lines")
    options = parser.parse_args()
    wanted = {day_of(day) for day in options.day}

    year = Year()
    with open(options.events, encoding="utf-8") as file:
        for n, (day, events) in enumerate(read_days(file)):
            if n == 0:
                year.first_day = day
            for event in events:
                year.take(event)
            year.evaluate(day)
            if day in wanted or (options.every and n % options.every == 0):
                lines = list(year.lines(day))
                if options.digest:
                    lines = [hashlib.sha256("\n".join(lines).encode()).hexdigest()]
                sys.stdout.write(f"day {text_of(day)}\n" + "".join(line + "\n" for line in lines))


if __name__ == "__main__":
    main()
