#!/usr/bin/env python3
# generate.py: a year of a bureau's work, the same for the same numbers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# generate.py [--problems 10000] [--inspectors 120] [--seed 1] [--first 2025-01-01] [--days 365]
#
# Writes events as README.md says, in order of time.  What people do about warnings depends on
# warnings, so the reckoner runs beside, a day at a time.  Most of a year is left to chance; set
# pieces stand on both sides of every limit, whatever the size and the seed.

import argparse
import datetime
import json
import random
import sys

import reckon
import setpieces

TOWNSHIPS = ["TS-01", "TS-02", "TS-03", "TS-04", "TS-05", "TS-06", "TS-07", "TS-08", "TS-09", "TS-10", "TS-11"]  # and two of set pieces
MEDIA = ["water", "water", "air", "waste", "noise", "soil"]

# Days that nobody works besides weekends, of any year: New Year, the first days of May and October.
FREE = {(1, 1), (5, 1), (5, 2), (5, 3), *((10, day) for day in range(1, 8))}


def works(day):
    date = datetime.date.fromordinal(day)
    return date.weekday() < 5 and (date.month, date.day) not in FREE


class Maker:
    def __init__(self, options):
        self.random = random.Random(options.seed)
        self.first = reckon.day_of(options.first)
        self.days = options.days
        self.inspectors = options.inspectors
        self.coming = {}  # day: events that are settled already
        self.year = reckon.Year()
        self.year.first_day = self.first
        self.n_problems = options.problems
        self.scripted = {}  # (indicator, object): day: what is done about it; or nothing at all

    # ---- time ----

    def on_work(self, day):
        while not works(day):
            day += 1
        return day

    def after(self, day, low, high):
        """A working day @low to @high days later."""
        return self.on_work(day + self.random.randint(low, high))

    def put_at(self, day, time, do, **more):
        if day >= self.first + self.days:
            return False
        self.coming.setdefault(day, []).append({"at": f"{reckon.text_of(day)}T{time}", "do": do, **more})
        return True

    def put(self, day, do, hours=(8, 17), **more):
        hour, minute = self.random.randint(hours[0], hours[1]), self.random.randint(0, 59)
        return self.put_at(day, f"{hour:02}:{minute:02}", do, **more)

    # ---- things that stand from the first day ----

    def found(self):
        scale = max(1, self.n_problems // 400)
        first = self.first
        for i in range(8):
            self.put(first, "section", (0, 0), key=f"DM-{i + 1:02}", target=self.random.choice([2, 3, 3, 4, 5]), reach=None)
        for i in range(min(86, 4 + scale)):
            self.put(first, "monitor", (0, 0), key=f"ZX-{i + 1:03}")
        for i in range(min(56, 4 + scale)):
            self.make_project(f"XM-{i + 1:02}")
        for month in range(self.days // 30 + 1):
            self.make_month(month)
        for i in range(scale):
            self.make_hot(f"RD-{i + 11:04}")
        for i in range(min(204, 3 + scale)):
            day = self.on_work(first + self.random.randint(0, 200))
            self.put(day, "retrofit", key=f"QY-{i + 1:04}")
            if self.random.random() < 0.7:
                self.put(self.after(day, 60, 230), "retrofit_accept", key=f"QY-{i + 1:04}")
        for _ in range(self.n_problems // 3):
            self.make_complaint()
        setpieces.put_all(self)

    def make_project(self, key):
        start = self.on_work(self.first + self.random.randint(0, 60))
        due = start + self.random.randint(90, 280)
        self.put(self.first, "project", (1, 1), key=key, start=reckon.text_of(start), due=reckon.text_of(due))
        checkpoints = []
        if self.random.random() < 0.5:
            checkpoints = [[reckon.text_of(start + (due - start) // 3), self.random.choice([2000, 3000, 4000])],
                           [reckon.text_of(start + 2 * (due - start) // 3), self.random.choice([5000, 6000, 8000])]]
        node = key.replace("XM", "JD")
        self.put(self.first, "milestone", (2, 2), key=node, project=key, start=reckon.text_of(start),
                 due=reckon.text_of(due), is_key=True, checkpoints=checkpoints)
        speed = self.random.choice([0.6, 0.85, 1.0, 1.05, 1.2])
        for of, thing in (("project", key), ("milestone", node)):
            day, bp, told = start, 0, []
            while bp < 10000:
                day = self.after(day, 10, 32)
                bp = max(bp, min(10000, int(10000 * (day - start) / (due - start) * speed) + self.random.randint(-300, 300)))
                told.append((day, bp))
                if not self.put(day, "progress", of=of, key=thing, bp=bp):
                    break
            else:
                day = self.after(day, 1, 20)
                self.put_at(day, "07:30", "interview", of=of, key=thing)
                self.put(day, f"{of}_accept", key=thing)
            for at, bp in told[2::3]:
                self.put(self.after(at, 0, 9), "interview", of=of, key=thing)
            if of == "project":
                self.report(key, told)

    def report(self, key, told):
        """Month by month, in the middle of the next one, as the progress was at its end."""
        month = reckon.add_months(told[0][0] - datetime.date.fromordinal(told[0][0]).day + 1, 1)
        while month < told[-1][0]:
            self.put(month + self.random.randint(8, 18), "report", project=key, month=reckon.text_of(month - 1)[:7],
                     bp=max(bp for at, bp in told if at < month))
            month = reckon.add_months(month, 1)

    def make_hot(self, key):
        day = self.first + self.random.randrange(self.days)
        town = self.random.choice(TOWNSHIPS)
        if self.put(day, "hot", (0, 23), key=key, township=town, team=town):
            day += self.random.randint(1, 2)
            self.put(day, "hot_arrive", (0, 10), key=key)
            self.put(day, "hot_normal", (12, 23), key=key)

    def make_month(self, month):
        for i in range(8):
            base = self.random.choice([90, 130, 160, 190, 230])
            values = {"TP": base + self.random.randint(-20, 40), "NH3N": self.random.randint(100, 1200),
                      "COD": self.random.randint(8000, 24000), "BOD5": self.random.randint(1500, 4500)}
            if self.random.random() < 0.03:
                values["NH3N"] = 2001
            self.put(self.on_work(self.first + 30 * month + 4), "sample", section=f"DM-{i + 1:02}", values=values)
        for _ in range(3):
            monitor = f"ZX-{self.random.randint(1, 5):03}"
            day = self.first + 30 * month + self.random.randint(0, 29)
            state = self.random.choice(["offline", "exceeding"])
            if self.put(day, "monitor_state", (0, 23), key=monitor, state=state):
                self.put(day + self.random.randint(1, 4), "monitor_state", (0, 23), key=monitor, state="online")

    def make_complaint(self):
        self.n_complaints = getattr(self, "n_complaints", 0) + 1
        key = f"TS-2025-{self.n_complaints:05}"
        day = self.first + self.random.randrange(self.days)
        firm = self.random.choice([None, f"QY-{self.random.randint(1, 236):04}"])
        if not self.put(day, "complaint", (0, 22), key=key, township=self.random.choice(TOWNSHIPS), firm=firm):
            return
        if self.random.random() < 0.97:
            late = self.random.choice([0, 1, 1, 1, 1, 1, 2, 3])
            hour = (0, 23) if late else (23, 23)
            self.put(day + late, "reply", hour, key=key)

    # ---- a problem ----

    def make_problem(self, n):
        key = f"{n:05}"
        rnd = self.random
        day = self.on_work(self.first + n * self.days // (self.n_problems + 1))
        medium = rnd.choice(MEDIA)
        self.put(day, "find", key=key, township=rnd.choice(TOWNSHIPS), medium=medium,
                 inspector=rnd.randint(1, self.inspectors), place=[118.1 + rnd.random() / 3, 27.2 + rnd.random() / 3])
        day = self.after(day, 1, 3)
        self.put(day, "judge", key=key, tier=rnd.choice(["routine", "routine", "routine", "key", "key", "major"]))
        if rnd.random() < 0.05:
            self.put(self.after(day, 1, 3), "dismiss", key=key)
            return
        day = self.after(day, 1, 2)
        kind = rnd.choice(["immediate", "immediate", "phased"])
        start, deadline = day, day + (rnd.randint(10, 30) if kind == "immediate" else rnd.randint(45, 150))
        self.put(day, "assign", key=key, start=reckon.text_of(start), deadline=reckon.text_of(deadline), rect_class=kind)
        day = self.after(day, 1, 3)
        self.put(day, "receive", key=key)
        day = self.after(day, 1, 2)
        self.put(day, "begin", key=key)
        self.rectify(key, day, start, deadline, True)

    def rectify(self, key, day, start, deadline, is_first):
        """A stage is extended once at most, so that the second round is not."""
        rnd = self.random
        end = deadline + rnd.choice([-9, -5, -3, -2, -1, 0, 4, 15, 40])
        if is_first and rnd.random() < 0.1 and deadline - day > 6:
            asked = self.after(day, 1, 3)
            if asked < deadline:
                deadline += rnd.randint(10, 30)
                self.put(asked, "extend", key=key, deadline=reckon.text_of(deadline))
                day = asked
        end = max(self.on_work(end), day + 2)
        bp = 0
        while True:
            step = self.after(day, 3, 25) if rnd.random() < 0.9 else self.after(day, 28, 34)
            if step >= end:
                break
            day = step
            bp = max(bp, min(9500, 10000 * (day - start) // max(1, end - start) + rnd.randint(-1500, 500)))
            self.put(day, "progress", of="item", key=key, bp=bp)
        if rnd.random() < 0.002:
            self.put(self.after(deadline, 80, 99), "serious", key=key, found=True)
            end = max(end, self.on_work(deadline + 110))
        day = self.on_work(max(end, day + 1))
        self.put(day, "progress", of="item", key=key, bp=10000)
        day = self.after(day, 1, 3)
        self.put(day, "submit", key=key)
        if rnd.random() < 0.2:
            day = self.after(day, 1, 4)
            self.put(day, "defects", key=key)
            day = self.after(day, 2, 9)
            self.put(day, "submit", key=key)
        day = self.after(day, 1, 6)
        self.put(day, "accept", key=key)
        day = self.after(day, 1, 5)
        self.put(day, "close", key=key)
        day = self.after(day, 1, 9)
        self.put(day, "consolidate", key=key)
        day = self.after(day, 20, 90)
        if rnd.random() < 0.04:
            deadline = day + rnd.randint(15, 40)
            self.put(day, "rebound", key=key, start=reckon.text_of(day), deadline=reckon.text_of(deadline))
            self.rectify(key, day, day, deadline, False)
        elif rnd.random() < 0.3:
            self.put(day, "lookback_ok", key=key)

    # ---- what people do about lateness and warnings ----

    def record(self, day):
        """The next record that the ladder asks for, of some items."""
        steps = []
        for key, item in sorted(self.year.items.items()):
            if item.is_done or item.rung < 2 or item.stands >= item.rung or key >= "90000" or self.random.random() < 0.8:
                continue
            kinds = {2: ["supervise", "interview"], 3: ["listed_supervision"], 4: ["accountability"]}[max(2, item.stands + 1)]
            steps.append({"at": f"{reckon.text_of(day)}T17:30", "do": "record", "key": key, "kind": self.random.choice(kinds)})
        return steps

    def look_back(self, day):
        """What was closed the year before is looked back at in full by the last day of the year, a tenth but one or two by a sample."""
        date = datetime.date.fromordinal(day)
        closed = [key for key, item in sorted(self.year.items.items())
                  if item.closed is not None and datetime.date.fromordinal(item.closed).year == date.year - 1]
        steps = []
        for n, key in enumerate(closed):
            item = self.year.items[key]
            seen = [kind for at, kind in item.looked if datetime.date.fromordinal(at).year == date.year]
            if (date.month, date.day) == ((12, 31) if n == 0 else (12, 20)) and "full" not in seen:
                steps.append({"at": f"{reckon.text_of(day)}T16:00", "do": "lookback_ok", "key": key})
            if (date.month, date.day) == (11, 11) and n % 10 == 0 and n > 10:
                steps.append({"at": f"{reckon.text_of(day)}T16:00", "do": "lookback_sample", "key": key})
        return steps

    def answer(self, day):
        """One step at most of each warning a day, on days of work, as far as the rules let it."""
        if not works(day):
            return []
        steps = self.record(day)
        for (indicator, thing), warning in sorted(self.year.open.items()):
            if (indicator, thing) in self.scripted:
                continue
            if warning.level == reckon.BLUE or self.random.random() < 0.5:
                continue
            move = {"notified": "acknowledge", "acknowledged": "act", "verified": "close"}.get(warning.state)
            if warning.is_back:
                move = {"acting": "claim", "claimed": "verify"}.get(warning.state, move)
            if move is not None:
                steps.append({"at": f"{reckon.text_of(day)}T18:00", "do": "warning", "indicator": indicator, "object": thing, "move": move})
        return steps

    def script(self, day):
        return [{"at": f"{reckon.text_of(day)}T18:00", "do": "warning", "indicator": indicator, "object": thing, "move": moves[day]}
                for (indicator, thing), moves in sorted(self.scripted.items()) if day in moves]

    def run(self, write):
        self.found()
        for n in range(1, self.n_problems + 1):
            self.make_problem(n)
        for day in range(self.first, self.first + self.days):
            steps = self.answer(day) + self.look_back(day) + self.script(day)
            events = sorted(self.coming.pop(day, []) + steps, key=lambda e: e["at"])
            for event in events:
                self.year.take(event)
                write(event)
            self.year.evaluate(day)
        write({"at": f"{reckon.text_of(self.first + self.days - 1)}T23:59", "do": "end"})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--problems", type=int, default=10000)
    parser.add_argument("--inspectors", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", default="2025-01-01")
    parser.add_argument("--days", type=int, default=365, help="a year or more")
    maker = Maker(parser.parse_args())
    maker.run(lambda event: sys.stdout.write(json.dumps(event, ensure_ascii=False, separators=(",", ":")) + "\n"))


if __name__ == "__main__":
    main()
