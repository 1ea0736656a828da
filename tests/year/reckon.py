#!/usr/bin/env python3
# reckon.py: lamps, rungs and warnings of any day, reckoned plainly from what happened
# SPDX-License-Identifier: GPL-3.0-or-later
#
# reckon.py EVENTS.jsonl [--day DATE]... [--every N] [--times]
#
# Written from the bureau's rules alone (000 §5.2, §5.3, §6.2, §6.3, §7.3, §8.3; 003; 004 #2, #8, #10, #11, #18,
# #19), to compare the program with.  It shares nothing with the program, keeps everything in plain lists, and
# looks at everything every day.  limits.py has the numbers, demands.py the indicators, README.md how each
# rule is read.

import argparse
import json
import statistics
import sys
import time
import types

from demands import Demands
from limits import *

class Work:
    """An item, a milestone or a project: something with a plan and progress."""

    def __init__(self, start, due, checkpoints=()):
        self.start, self.due, self.checkpoints = start, due, checkpoints
        self.bp = 0
        self.changed = start  # the day of the last progress
        self.is_done = False  # acceptance has passed
        self.is_serious = self.is_rebound = self.is_key = self.is_suspended = False
        self.closed = None  # the day
        self.looked = []  # days and kinds of look-backs
        self.rung = self.stands = self.reminders = 0  # what is due, what has its record, reminders given
        self.recorded = set()  # rungs

    def progress(self, bp, day):
        if bp != self.bp:
            self.changed = day
        self.bp = bp

    def planned(self, day):
        return planned_bp(self.start, self.due, self.checkpoints, day)

    def lag(self, day):
        return 0 if self.is_done or self.is_suspended else max(0, self.planned(day) - self.bp)

    def is_overdue(self, day):
        return not self.is_done and day > self.due

    def climb(self, day):
        """The ladder: what is due, and never less than before until it is done."""
        if self.is_done:
            self.rung = 0
            return
        now = self.rungs_now(day)
        self.rung = max([self.rung, *now])
        if not self.is_overdue(day):
            self.reminders = max(self.reminders, self.reminders_due(day))
        self.stands = max(self.stands, int(self.reminders > 0))
        for rung in range(2, self.rung + 1):
            if rung in self.recorded and not any(below in now and below not in self.recorded for below in range(2, rung)):
                self.stands = max(self.stands, rung)

    def rungs_now(self, day):
        """Those whose condition holds; what is due stays due, but only these cannot be skipped."""
        late, lag = self.is_overdue(day), self.lag(day)
        conditions = {
            1: self.due - day <= 30,
            2: lag >= 1000,
            3: late or (day - self.changed >= 30 and lag >= 2000),
            4: day - self.due > 90 and self.is_serious,
        }
        return [rung for rung, holds in conditions.items() if holds]

    def reminders_due(self, day):
        """Those that the whole term is too short for are never given, but one near its end is reminded once."""
        left = self.due - day
        n = sum(left <= days <= self.due - self.start for days in REMINDERS)
        return max(n, int(left <= REMINDERS[0]))

    def missing_level(self):
        """An order, a listing or a referral that is due and has no record."""
        return self.rung if not self.is_done and self.rung > max(1, self.stands) else GREEN


class Warning:
    def __init__(self, level, day):
        self.opened = day
        self.floor = GREEN  # what its own lateness has raised it to
        self.seen = []  # levels of the last two evaluations
        self.is_back = False
        self.take(level, day)

    def take(self, level, day):
        """Each level has its own record to give, so that another level waits to be acknowledged."""
        self.level, self.since, self.state, self.told = level, day, "notified", list(TOLD[level])

    def tell_next(self, day):
        """Not acknowledged within a working day: who acts on the next level is told as well."""
        if self.state == "notified" and self.level < RED and day > add_working_days(self.since, 1):
            next_one = TOLD[self.level + 1][0]
            self.told = [one for one in self.told if one != next_one] + [next_one]

    def due(self):
        days = DUE_DAYS.get(self.level)
        if days is None:
            return None
        return add_working_days(self.since, days) if self.level == YELLOW else self.since + days

    def turn(self):
        """Whose it is to do the next step."""
        actor = "unit" if self.level == BLUE else TOLD[self.level][0]
        return {"notified": self.told, "acknowledged": [actor], "acting": ["unit"]}.get(self.state, VERIFIERS[self.level])

    def is_late(self, day):
        """What the level asks for was to be done by now, and nobody has."""
        return self.state in ("notified", "acknowledged") and self.due() is not None and day > self.due()

    def is_on_time(self, day):
        """What a level is to be put right in; red has the days of its meeting."""
        return day - self.since <= LIMIT_DAYS.get(self.level, DUE_DAYS[RED])


class Year(Demands):
    def __init__(self):
        self.items, self.milestones, self.projects = {}, {}, {}
        self.sections, self.monitors, self.complaints, self.firms = {}, {}, {}, {}
        self.satisfaction, self.funds, self.checks, self.fume_checks = [], [], [], []
        self.stations, self.hot, self.equipment, self.caterers, self.sewage = {}, {}, {}, {}, {}
        self.cards, self.interviews, self.reports, self.settled = [], [], [], {}
        self.open, self.closed, self.units = {}, [], {}
        self.was_true = set()

    # ---- what happened ----

    def take(self, event):
        getattr(self, "on_" + event["do"])(event)

    def on_find(self, e):
        self.units["rectification_item:" + e["key"]] = "U-" + e["township"]  # nothing is late before somebody has it

    def on_judge(self, e):
        pass

    on_receive = on_begin = on_submit = on_consolidate = on_dismiss = on_defects = on_judge

    def on_assign(self, e):
        self.items[e["key"]] = Work(day_of(e["start"]), day_of(e["deadline"]))

    def on_progress(self, e):
        works = {"item": self.items, "milestone": self.milestones, "project": self.projects}
        works[e["of"]][e["key"]].progress(e["bp"], day_of(e["at"]))

    def on_extend(self, e):
        self.items[e["key"]].due = day_of(e["deadline"])

    def on_serious(self, e):
        self.items[e["key"]].is_serious = e["found"]

    def on_accept(self, e):
        item = self.items[e["key"]]
        item.is_done, item.is_rebound = True, False

    def on_record(self, e):
        """An order or interview, a listing, a referral; reminders are the program's own."""
        steps = {"supervise": 2, "interview": 2, "listed_supervision": 3, "accountability": 4}
        self.items[e["key"]].recorded.add(steps[e["kind"]])

    def on_close(self, e):
        self.items[e["key"]].closed = day_of(e["at"])

    def on_lookback_ok(self, e):
        self.items[e["key"]].looked.append((day_of(e["at"]), "full"))

    def on_lookback_sample(self, e):
        self.items[e["key"]].looked.append((day_of(e["at"]), "sample"))

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
        work.is_key, work.project = e["is_key"], e["project"]
        self.milestones[e["key"]] = work

    def on_milestone_accept(self, e):
        self.milestones[e["key"]].is_done = True

    def on_suspend(self, e):
        """Nobody is pressed for a project that the district has suspended."""
        self.projects[e["key"]].is_suspended = True

    def on_project_accept(self, e):
        self.projects[e["key"]].is_done = True

    def on_interview(self, e):
        self.interviews.append((day_of(e["at"]), e["of"], e["key"]))

    def on_report(self, e):
        self.reports.append((e["project"], e["month"], e["bp"]))

    def on_section(self, e):
        self.sections[e["key"]] = {"target": e["target"], "reach": e["reach"], "class": None, "tp": None, "samples": []}

    def on_sample(self, e):
        section = self.sections[e["section"]]
        section["class"], section["tp"] = water_class(e["values"]), e["values"]["TP"]
        section["samples"].append((int(e["at"][:4]), e["values"]))

    def on_station(self, e):
        self.stations[e["key"]] = {"reach": e["reach"], "class": None, "day": None}
        self.units["station:" + e["key"]] = "U-" + e["township"]

    def on_reading(self, e):
        """The worst of the last day."""
        station, day = self.stations[e["station"]], day_of(e["at"])
        before = station["class"] if station["day"] == day else 1
        station["class"], station["day"] = max(before, water_class(e["values"])), day

    def on_hot(self, e):
        self.hot[e["key"]] = {"at": moment_of(e["at"]), "is_met": False, "is_normal": False}
        self.units["hot_event:" + e["key"]] = "U-" + e["team"]

    def on_hot_arrive(self, e):
        self.hot[e["key"]]["is_met"] = True

    def on_hot_normal(self, e):
        self.hot[e["key"]]["is_normal"] = True

    on_hot_close = on_judge

    def on_equipment(self, e):
        self.equipment[e["key"]] = e["intact"]

    def on_caterer(self, e):
        """One that is closed is none any more, and was none."""
        self.caterers[e["key"]] = True
        if not e["open"]:
            del self.caterers[e["key"]]

    def on_sewage(self, e):
        self.sewage[e["key"]] = []
        self.units["outfall:" + e["key"]] = "U-" + e["township"]

    def on_sewage_sample(self, e):
        """However many times it is sampled on a day, it is one."""
        days, day = self.sewage[e["key"]], day_of(e["at"])
        if e["valid"] and day not in days:
            days.append(day)

    def on_drain(self, e):
        pass  # an outfall that is no rural works

    def on_monitor(self, e):
        self.monitors[e["key"]] = {"offline": None, "exceeded": None}

    def on_monitor_state(self, e):
        monitor = self.monitors[e["key"]]
        if e["state"] == "exceeding":  # and not “limit”
            monitor["exceeded"] = day_of(e["at"])
        monitor["offline"] = moment_of(e["at"]) if e["state"] == "offline" else None

    def on_complaint(self, e):
        self.complaints[e["key"]] = {"at": e["at"], "township": e["township"], "firm": e["firm"], "replied": None}
        self.units["complaint:" + e["key"]] = "U-" + e["township"]

    def on_reply(self, e):
        self.complaints[e["key"]]["replied"] = moment_of(e["at"])

    def on_settle(self, e):
        """What was settled is to be looked back at as an item is."""
        self.settled[e["key"]] = types.SimpleNamespace(closed=day_of(e["at"]), looked=[])

    def on_complaint_lookback(self, e):
        self.settled[e["key"]].looked.append((day_of(e["at"]), e["kind"]))

    def on_retrofit(self, e):
        self.firms[e["key"]] = {"started": day_of(e["at"]), "accepted": False}

    def on_retrofit_accept(self, e):
        self.firms[e["key"]]["accepted"] = True

    def on_satisfaction(self, e):
        """A survey of something else says nothing of it."""
        if e["of"] == "satisfaction":
            self.satisfaction.append(e["tenths"])

    def on_funds(self, e):
        self.funds.append((day_of(e["at"]), e["planned"], e["arrived"], e["used"]))

    def on_check(self, e):
        """Several inspections of one plan are one campaign; where checks are counted, a plan is not asked for."""
        if e["how"] == "plan" or (e["how"] == "alone" and e["topic"] in COUNTED):
            self.checks.append((e["topic"], day_of(e["at"])))

    def on_fume_check(self, e):
        self.fume_checks.append((e["firm"], day_of(e["at"])))

    def on_warning(self, e):
        warning = self.open[(e["indicator"], e["object"])]
        steps = {"acknowledge": "acknowledged", "act": "acting", "claim": "claimed", "verify": "verified", "close": "closed"}
        warning.state = steps[e["move"]]
        if e["move"] == "close":
            self.finish(e["indicator"], e["object"], day_of(e["at"]))

    def finish(self, indicator, thing, day):
        warning = self.open.pop((indicator, thing))
        mark = "-" if warning.level == BLUE else "timely" if warning.is_on_time(day) else "late"
        self.closed.append((day, indicator, thing, warning.level, mark))

    # ---- the end of a day ----

    def evaluate(self, day):
        for item in self.items.values():
            item.climb(day)
        self.deal_cards(day)
        found = self.demanded(day)
        for warning in self.open.values():
            warning.tell_next(day)
        for key in sorted(self.open.keys() | found.keys()):
            self.evaluate_one(key, found.get(key, GREEN), day)
        self.was_true = set(found)

    def deal_cards(self, day):
        """One card at a time on a project, for what of it lags most; lifted with an interview about that, and a small lag."""
        for card in self.cards:
            of, key = card["of"]
            work = {"project": self.projects, "milestone": self.milestones}[of][key]
            if card["lifted"] is None and work.lag(day) < 1000 and any(at >= card["issued"] and (o, k) == (of, key) for at, o, k in self.interviews):
                card["lifted"] = day
        for key, project in self.projects.items():
            nodes = [(node.lag(day), 1, node_key) for node_key, node in self.milestones.items() if node.project == key]
            lag, is_node, name = max([*nodes, (project.lag(day), 0, key)])
            if lag >= 2000 and not any(card["project"] == key and card["lifted"] is None for card in self.cards):
                self.cards.append({"project": key, "of": ("milestone" if is_node else "project", name), "issued": day, "lifted": None})

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

    def unit_of(self, thing):
        """Works are of the first township, sections of the second, firms and monitors of the third."""
        kind, _, key = thing.partition(":")
        of_kind = {"project": "TS-01", "milestone": "TS-01", "river_section": "TS-02", "enterprise": "TS-03", "online_monitor": "TS-03"}
        if kind == "district":
            return "OFFICE"
        return "U-" + key if kind == "township" else self.units.get(thing) or "U-" + of_kind[kind]

    def lines(self, day):
        for name, works in (("item", self.items), ("milestone", self.milestones)):
            for key, work in sorted(works.items()):
                if work.is_done:
                    continue
                lag = work.lag(day)
                line = f"{name} {key} {work.planned(day)} {work.bp} {lag} {lamp(lag, work.is_overdue(day))}"
                yield line + (f" {RUNGS[work.rung]} {RUNGS[work.stands]} {work.reminders}" if name == "item" else "")
        for card in sorted(self.cards, key=lambda card: (card["of"], card["issued"])):
            yield f"card {card['of'][1]} {text_of(card['issued'])} {text_of(card['lifted']) if card['lifted'] else '-'}"
        for (indicator, thing), w in sorted(self.open.items()):
            unit = self.unit_of(thing)
            due = text_of(w.due()) if w.due() else "-"
            told, turn = (",".join(unit if one == "unit" else one for one in names) for names in (w.told, w.turn()))
            yield (f"warning {indicator} {thing} {LEVELS[w.level]} {w.state} {text_of(w.opened)} {unit} {due} {told} {turn} "
                   + ("late" if w.is_late(day) else "in-time") + (" back" if w.is_back else ""))
        for at, indicator, thing, level, mark in sorted(self.closed):
            if at == day:
                yield f"closed {indicator} {thing} {LEVELS[level]} {mark}"


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
    parser.add_argument("--times", action="store_true", help="seconds of all days, of one of the last month; days")
    options = parser.parse_args()
    wanted = {day_of(day) for day in options.day}

    year, taken = Year(), []
    with open(options.events, encoding="utf-8") as file:
        for n, (day, events) in enumerate(read_days(file)):
            if n == 0:
                year.first_day = day
            for event in events:
                year.take(event)
            before = time.process_time()
            year.evaluate(day)
            taken.append(time.process_time() - before)
            if day in wanted or (options.every and n % options.every == 0):
                sys.stdout.write(f"day {text_of(day)}\n" + "".join(line + "\n" for line in year.lines(day)))
    if options.times:
        print(f"times {sum(taken):.3f} {statistics.median(taken[-30:]):.6f} {len(taken)}")


if __name__ == "__main__":
    main()
