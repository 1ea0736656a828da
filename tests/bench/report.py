# report.py: the table of goals, and all that was measured
# SPDX-License-Identifier: GPL-3.0-or-later

from statistics import median


def number(value):
    """Three digits that count."""
    if value is None:
        return "–"
    if value >= 100:
        return f"{value:,.0f}"
    if value >= 10:
        return f"{value:.1f}"
    return f"{value:.2f}" if value >= 0.1 or value == 0 else f"{value:.2g}"


class Report:
    def __init__(self):
        self.goals = []
        self.times = []
        self.limits = []

    def at_least(self, work, goal, ratio, ours, best):
        """@ours, @best: texts."""
        passed = None if goal is None or ratio is None else ratio >= goal
        self.add(work, f"≥ {goal:g} ×" if goal is not None else "", ours, best,
                 f"{number(ratio)} ×" if ratio is not None else "–", passed)

    def at_most(self, work, goal, value, unit, best=""):
        passed = None if goal is None else value <= goal
        self.add(work, f"≤ {goal:g} {unit}" if goal is not None else "", f"{number(value)} {unit}", best, "", passed)

    def add(self, work, goal, ours, best, ratio, passed):
        row = (work, goal, ours, best, ratio, {None: "", True: "pass", False: "short"}[passed])
        self.goals.append(row)
        print("  " + " | ".join(cell for cell in row if cell), flush=True)

    def note_times(self, data, work, drivers, times):
        for driver in drivers:
            self.times.append((data, work, driver.name, number(times.of(driver)),
                               number(times.found[driver.name]), str(times.queries[driver.name])))

    def note_build(self, data, driver):
        self.times.append((data, "build", driver.name, f"{number(median(driver.builds))} s",
                           f"{number(median(driver.all_builds))} s with the system's",
                           f"{driver.bytes / 1e6:.1f} MB"))

    def note_process(self, data, work, program, seconds, size):
        self.times.append((data, work, program, f"{number(seconds)} s", "", f"{size / 1e6:.1f} MB" if size else ""))

    def markdown(self):
        parts = [table(("work", "goal", "ours", "best peer", "ratio", "verdict"), self.goals)]
        if self.limits:
            parts.append(table(("limit of this machine", "measured"), self.limits))
        parts.append(table(("data", "work", "program", "µs a query", "found", "queries, or memory"), self.times))
        return "\n".join(parts)


def table(head, rows):
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)
