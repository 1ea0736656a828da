# demands.py: what each indicator says on a day
# SPDX-License-Identifier: GPL-3.0-or-later

import datetime

from limits import *


class Demands:
    """Of a year that has taken its events."""

    def demanded(self, day):
        """{(indicator, object): level} of all that is beyond a limit on that day."""
        found = {}
        for part in (self.complaints_growth, self.works, self.water, self.monitoring, self.items_of_ledger,
                     self.people, self.district, self.minimums, self.events_of_air, self.cards_of_projects):
            found.update(part(day))
        return self.together({key: level for key, level in found.items() if level != GREEN})

    @staticmethod
    def together(found):
        """Two of one object that are yellow or more make its yellow ones orange."""
        grave = {}
        for (indicator, thing), level in found.items():
            grave[thing] = grave.get(thing, 0) + (level >= YELLOW and indicator not in ALONE)
        return {
            key: ORANGE if level == YELLOW and key[0] not in ALONE and key[1] != "district" and grave[key[1]] >= 2
            else level for key, level in found.items()
        }

    # ---- I-01 to I-12 ----

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
        found = {}
        for township, (old, new) in counts.items():
            growth = 100 * (new - old)  # times old, in percent
            levels = [(60, ORANGE), (30, YELLOW), (24, BLUE)] if old > 0 else []
            level = next((level for percent, level in levels if growth >= percent * old), GREEN)
            found["I-01", f"township:{township}"] = YELLOW if old == 0 and new >= 3 else level
        return found

    def works(self, day):
        found = {}
        for key, work in self.projects.items():
            if work.lag(day) > 1500:
                found["I-02", f"project:{key}"] = max(YELLOW, lag_level(work.lag(day)))
            found["W-12", f"project:{key}"] = self.assessment_level(key, work, day)
        for key, work in self.milestones.items():
            if work.is_key:
                found["I-03", f"milestone:{key}"] = lag_level(work.lag(day))
        return found

    def water(self, day):
        found = {}
        year = datetime.date.fromordinal(day).year
        for key, section in self.sections.items():
            if section["class"] is None:
                continue
            worse = YELLOW if section["class"] > section["target"] else GREEN
            found["I-04", f"river_section:{key}"] = ORANGE if section["class"] == 6 else worse
            tp = section["tp"]
            found["I-05", f"river_section:{key}"] = YELLOW if tp > 200 else BLUE if tp > 150 else GREEN
            now, before = (yearly_class(section["samples"], year - back) for back in (0, 1))
            found["W-13", f"river_section:{key}"] = YELLOW if now and before and now > before else GREEN
        for key, station in self.stations.items():
            if station["class"] is not None:
                worse = YELLOW if station["class"] > self.target_of(station) else GREEN
                found["W-8", f"station:{key}"] = ORANGE if station["class"] == 6 else worse
        return found

    def target_of(self, station):
        """The strictest of the sections of its reach."""
        targets = [s["target"] for s in self.sections.values() if s["reach"] is not None and s["reach"] == station["reach"]]
        return min(targets, default=OTHER_TARGET)

    def monitoring(self, day):
        end = (day + 1) * 1440
        found = {}
        for key, monitor in self.monitors.items():
            is_off = monitor["offline"] is not None and end - monitor["offline"] > 24 * 60
            found["I-06", f"online_monitor:{key}"] = YELLOW if is_off or monitor["exceeded"] == day else GREEN
        return found

    def items_of_ledger(self, day):
        found = {}
        for key, item in self.items.items():
            thing = f"rectification_item:{key}"
            found["I-07", thing] = YELLOW if item.is_overdue(day) else GREEN
            found["I-08", thing] = ORANGE if item.is_rebound else GREEN
            found["W-5", thing] = item.missing_level()
        return found

    def people(self, day):
        end = (day + 1) * 1440
        found = {}
        for key, complaint in self.complaints.items():
            waits = complaint["replied"] is None and end - moment_of(complaint["at"]) > 48 * 60
            found["I-09", f"complaint:{key}"] = YELLOW if waits else GREEN
        for key, firm in self.firms.items():
            is_late = not firm["accepted"] and day > add_months(firm["started"], 6)
            found["I-10", f"enterprise:{key}"] = YELLOW if is_late else GREEN
        return found

    def district(self, day):
        intact, all_of = sum(self.equipment.values()), len(self.equipment)
        return {
            ("I-11", "district"): self.satisfaction_level(),
            ("I-12", "district"): self.funds_level(day),
            ("W-11", "district"): YELLOW if 100 * intact < 95 * all_of else GREEN,
        }

    def satisfaction_level(self):
        values = self.satisfaction
        if not values:
            return GREEN
        if values[-1] < 760:
            return YELLOW
        return BLUE if len(values) > 1 and values[-1] < values[-2] else GREEN

    def funds_level(self, day):
        """Both shares below what has passed of the year by more than 15 points: yellow; one: blue."""
        first, last = calendar_year(day)
        planned, arrived, used = (sum(f[i] for f in self.funds if f[0] >= first) for i in (1, 2, 3))
        if planned == 0:
            return GREEN
        passed = 10000 * (day - first + 1) // (last - first + 1)
        behind = passed - 10000 * arrived // planned > 1500
        behind += arrived > 0 and passed - 10000 * used // arrived > 1500
        return (GREEN, BLUE, YELLOW)[behind]

    # ---- M-1 to M-10 ----

    def minimums(self, day):
        found = {}
        for rule, (topic, first, last, least) in CAMPAIGNS.items():
            days = [at for t, at in self.checks if t == topic]
            window = self.window_of(rule, first, last)
            found[rule, "district"] = self.minimum_level(window, day, lambda a, b, days=days: sum(a <= at <= b for at in days), least)
        need = -(-CATERERS_PERCENT * len(self.caterers) // 100)
        found["M-5", "district"] = self.minimum_level(calendar_month, day, self.caterers_seen, need)
        for key, days in self.sewage.items():
            level = self.minimum_level(calendar_year, day, lambda a, b, days=days: sum(a <= at <= b for at in days), SAMPLES)
            found["M-8", f"outfall:{key}"] = level
        for rule in LOOK_BACKS:
            found[rule, "district"] = self.look_back_level(rule, day)
        return found

    @staticmethod
    def window_of(rule, first, last):
        if first is not None:
            return lambda day: season(first, last, day)
        return lambda day: calendar_month(day, COAL_MONTHS if rule == "M-7" else range(1, 13))

    def minimum_level(self, window, day, count, least):
        first, last = judged(window, day)
        if first < self.first_day:
            return GREEN  # it began before anything was recorded
        return frequency_level(first, last, day, count(first, min(day, last)), least)

    def caterers_seen(self, first, last):
        return len({firm for firm, at in self.fume_checks if first <= at <= last and firm in self.caterers})

    def look_back_level(self, rule, day):
        kind, percent = LOOK_BACKS[rule]
        first, _ = judged(calendar_year, day)
        year = datetime.date.fromordinal(first).year
        done = [*self.items.values(), *self.settled.values()]
        due = [i for i in done if i.closed is not None and datetime.date.fromordinal(i.closed).year == year - 1]
        return self.minimum_level(
            calendar_year, day, lambda a, b: sum(any(k == kind and a <= at <= b for at, k in i.looked) for i in due),
            -(-percent * len(due) // 100))

    # ---- W-4, W-7, W-12 ----

    def cards_of_projects(self, day):
        """An open card; of the second one on a project red."""
        found = {}
        for card in self.cards:
            if card["lifted"] is None:
                n = sum(other["project"] == card["project"] for other in self.cards)
                found["W-4", f"project:{card['project']}"] = RED if n >= 2 else ORANGE
        return found

    def events_of_air(self, day):
        """Until the value is normal; more than 24 hours without anybody on site."""
        end = (day + 1) * 1440
        found = {}
        for key, event in self.hot.items():
            waits = not event["is_met"] and end - event["at"] > 24 * 60
            found["W-7", f"hot_event:{key}"] = GREEN if event["is_normal"] else ORANGE if waits else YELLOW
        return found

    def assessment_level(self, key, work, day):
        """By the last monthly report at the end of the last quarter."""
        date = datetime.date.fromordinal(day + 1)
        end = date.replace(month=(date.month - 1) // 3 * 3 + 1, day=1).toordinal() - 1
        reports = [(month, bp) for project, month, bp in self.reports if project == key and month <= text_of(end)[:7]]
        if not reports or work.is_done or work.is_suspended:
            return GREEN
        return YELLOW if work.planned(end) - max(reports)[1] >= 1000 else GREEN
