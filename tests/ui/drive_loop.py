#!/usr/bin/env python3
"""Leads one case from its finding to its rebound in the real window, each step by the person whose
step it is, and compares what suyuanctl then says with what was done."""
# SPDX-License-Identifier: GPL-3.0-or-later
import csv
import hashlib
import io
import os
import subprocess
import sys
import tempfile
import time

from hands import Window, dump, press

TODAY, LATER = "2026-11-20", "2027-03-15"

# What the log holds in the end.
MOVES = [
    ("report", "INS", TODAY), ("judge", "DUTY", TODAY), ("assign", "REC", TODAY),
    ("receive", "HEAD", TODAY), ("start", "HEAD", TODAY), ("progress", "HEAD", TODAY),
    ("submit", "HEAD", TODAY), ("send_back", "SUP", TODAY), ("submit", "HEAD", TODAY),
    ("accept", "SUP", TODAY), ("close", "DUTY", TODAY), ("reopen", "DUTY", LATER)]

UNITS = """code,name,kind
TOWN,Town office,township
OFFICE,Bureau office,office
LEAD,Lead department,department
SUPER,Supervision office,office
"""

PEOPLE = """code,name,role,unit,active
INS,Wen Ins,grid_inspector,OFFICE,1
DUTY,Duty Li,duty_officer,OFFICE,1
REC,Off Zhao,rectification_office,OFFICE,1
HEAD,Head Lin,unit_head,TOWN,1
SUP,Sup Chen,supervising_unit,SUPER,1
"""

NAMES = {row["code"]: row["name"] for row in csv.DictReader(io.StringIO(PEOPLE))}


def ctl(*words):
    return subprocess.run([os.environ["SUYUANCTL"], *words], check=True, capture_output=True,
                          text=True).stdout


def rows(*words):
    return list(csv.DictReader(ctl(*words, "--format", "csv").splitlines()))


class Loop:
    """The file, the window on it, and short words for what people do there."""

    def __init__(self, directory):
        self.directory = directory
        self.n_files = 0
        self.place = None
        self.path = os.path.join(directory, "practice.gpkg")
        ctl("init", self.path, "--name", "Practice", "--practice", TODAY)
        for register, text in (("unit", UNITS), ("person", PEOPLE)):
            with open(self.file(register + ".csv"), "w", encoding="utf-8") as out:
                out.write(text)
            ctl("import", self.path, register, self.file(register + ".csv"))
        subprocess.run([os.environ["MAKE_PHOTO"], self.file("heap.jpg"), "2026:11:20 09:30:00"],
                       check=True)
        self.open()

    def file(self, name):
        return os.path.join(self.directory, name)

    def open(self):
        self.window = Window(self.path)

    def person(self, code):
        self.window.act_as(code, NAMES[code])

    def view(self, name, what):
        """Goes to a view, where the record that was selected is shown; all that follows is there."""
        window = self.window
        views = window.see("the views", window.header, name="Views")
        press(window.see("the view " + name, views, name=name, role="button"))
        page = window.see("its page", window.root, name=name, role="widget")
        self.place = window.see(what, page, name=what, role="group")

    def item(self):
        """From the case to its ledger item."""
        window = self.window
        press(window.see("its item", self.place, part="Ledger item: ", role="button"))
        self.place = window.see("the item", window.see("the ledgers", window.root, name="Ledgers",
                                                       role="widget"), name="The item")

    def case(self):
        """Back from the item."""
        window = self.window
        press(window.see("its case", self.place, name="Case", role="button"))
        self.place = window.see("the case", window.see("the cases", window.root, name="Cases",
                                                       role="widget"), name="The case")

    def move(self, label, fill=None):
        """Presses a move of the record that is shown, fills in its form, and makes it."""
        window = self.window
        press(window.see("the move " + label, self.place, name=label + "…", role="button"))
        make = window.see("the form of " + label, self.place, name=label, role="button")
        if fill is not None:
            fill()
        press(make)
        window.gone("the form of " + label, self.place, name=label, role="button")

    def enter(self, name, text):
        self.window.enter(name, text, self.place)

    def choose(self, name, text):
        self.window.choose(name, text, self.place)

    def attach(self, button, kind):
        """Presses what asks for a file, in the chooser names one that is like no other, and waits
        until it is kept."""
        window, before = self.window, self.n_files
        press(window.see("what asks for " + kind, self.place, part=button, role="button"))
        self.n_files += 1
        name = "%s-%d.jpg" % (kind, self.n_files)
        with open(self.file("heap.jpg"), "rb") as photo, open(self.file(name), "wb") as copy:
            copy.write(photo.read() + b"%d" % before)
        window.add_file("Add a file", self.file(name), "Add")
        window.see("the file that is kept", self.place, part=name, role="grid cell")

    def link(self, name, code, title):
        self.window.link(name, code, title, self.place)


def test_record(loop):
    """An inspector goes to the place on the map and records what is there, with a photograph."""
    window = loop.window
    loop.person("INS")
    window.search("118.2, 27.35", "118.2")
    window.menu("New", "New case here")
    form = window.dialog("New case")
    window.enter("Place", "118.2, 27.35", form)
    window.enter("What", "Dust from a heap", form)
    window.choose("Medium", "Air", form)
    window.enter("Description", "An open heap of sand, no cover", form)
    press(window.see("the evidence", form, name="Add photos or documents…", role="button"))
    window.add_file("Photo or document", loop.file("heap.jpg"))
    window.see("the photograph", form, part="heap.jpg")
    press(window.see("Save", form, name="Save", role="button"))
    window.closed("New case")


def test_report(loop):
    loop.view("Cases", "The case")
    loop.move("Report")


def test_judge(loop):
    def fill():
        loop.choose("Tier", "Routine")
        loop.enter("Cause", "No cover")
    loop.person("DUTY")
    loop.move("Judge", fill)


def test_assign(loop):
    def fill():
        loop.link("Lead unit", "LEAD", "Lead department")
        loop.link("Responsible unit", "TOWN", "Town office")
        loop.link("Responsible person", "HEAD", NAMES["HEAD"])
        loop.link("Supervising unit", "SUPER", "Supervision office")
        loop.enter("Goal", "No dust")
        loop.enter("Measure", "Cover the heap")
        loop.enter("Deadline", "2026-12-10")
        loop.choose("Class", "Immediate")
    loop.person("REC")
    loop.move("Assign", fill)


def test_receive(loop):
    loop.person("HEAD")
    loop.move("Receive")


def test_start(loop):
    """The unit's plan starts the case and its ledger item; the item begins with a day."""
    loop.move("Begin rectification", lambda: loop.enter("Plan", "Plan 1"))
    loop.item()
    loop.move("Begin", lambda: loop.enter("Start", TODAY))


def test_progress(loop):
    """Refused without a file of this step; the refusal itself asks for it."""
    window = loop.window
    loop.case()
    press(window.see("the move", loop.place, name="Report progress…", role="button"))
    loop.attach("No file since the last step", "photo")
    loop.move("Report progress", lambda: loop.enter("Progress", "60"))


CONDITIONS = ("Cause found", "Handled", "Rectified", "Responsibility fixed", "People satisfied")


def mark(loop, *names):
    for name in names:
        loop.window.tick(name, loop.place)


def keep(loop, kind):
    loop.window.choose("Kind of evidence", kind, loop.place)
    loop.attach("Add a file", kind)


def supply_acceptance(loop, move, button, **texts):
    """A refusal opens the record that it lacks, filled in as far as it is known."""
    window, place = loop.window, loop.place
    press(window.see("the move " + move, place, name=move + "…", role="button"))
    press(window.see("what it lacks", place, part=button, role="button"))
    form = window.dialog("Acceptance")
    window.choose("Kind", "Supervising unit", form)
    for name, text in texts.items():
        window.enter(name, text, form)
    press(window.see("Save", form, name="Save", role="button"))
    window.closed("Acceptance")


def test_stage(loop):
    """The unit marks what is done, and meets the stage of the item."""
    loop.item()
    mark(loop, "1. Cover the heap", *CONDITIONS)
    loop.move("Report a stage met", lambda: loop.enter("Stages met", "1"))
    loop.case()


def submit(loop):
    def fill():
        loop.enter("Progress", "100")
        loop.enter("Completed on", TODAY)
    loop.move("Ask for acceptance", fill)
    loop.item()
    loop.move("Ask for acceptance")
    loop.case()


def test_submit(loop):
    """The photograph of the finding shows how it was before."""
    loop.attach("Missing: Photo after", "after")
    keep(loop, "Report")
    submit(loop)


def test_reject(loop):
    loop.person("SUP")
    supply_acceptance(loop, "Send back with defects", "No list of defects", Report="Seen",
                      Defects="The cover is torn")
    loop.move("Send back with defects", lambda: loop.enter("Note", "The cover is torn"))


def test_submit_again(loop):
    """What was marked for the first round is to be marked anew."""
    loop.person("HEAD")
    loop.item()
    mark(loop, *CONDITIONS)
    loop.case()
    submit(loop)


def test_accept(loop):
    loop.person("SUP")
    supply_acceptance(loop, "Accept", "No site check", Report="Seen")
    keep(loop, "Report")
    loop.move("Accept", lambda: loop.enter("Accepted on", TODAY))


def test_close(loop):
    keep(loop, "Form")
    loop.person("DUTY")
    loop.move("Close", lambda: loop.enter("Closed on", TODAY))


def test_rebound(loop):
    """In the next year the officer looks at the place again."""
    code = rows("record", "list", loop.path, "problem")[0]["code"]
    loop.window.close()
    ctl("today", loop.path, LATER)
    loop.open()
    loop.window.search(code, code)
    loop.view("Cases", "The case")
    keep(loop, "Photo")
    loop.move("Reopen after a rebound", lambda: loop.enter("Note", "Dust again"))


def test_log(loop):
    """These moves, by these people, on these days; and the photograph as it was taken.  The
    program itself climbs the overdue ladder, whenever it evaluates, and does nothing else."""
    loop.window.close()
    case = rows("record", "list", loop.path, "problem")[0]
    journal = [row for row in rows("record", "list", loop.path, "journal")
               if row["object_register"] == "problem"]
    made = [(row["move"], row["actor"], row["at"][:10])
            for row in journal if row["role"] != "system"]
    assert made == MOVES, made
    assert {row["move"] for row in journal if row["role"] == "system"} <= {"escalate"}, journal
    assert case["state"] == "reopened" and case["rebound_count"] == "1", case
    with open(loop.file("heap.jpg"), "rb") as photo:
        taken = hashlib.sha256(photo.read()).hexdigest()
    kept = [row for row in rows("record", "list", loop.path, "attachment")
            if row["hash"] == taken]
    assert len(kept) == 1 and kept[0]["name"] == "heap.jpg", kept
    assert subprocess.run([os.environ["SUYUANCTL"], "verify", loop.path],
                          stdout=subprocess.DEVNULL, check=False).returncode == 0


def main():
    tests = [test_record, test_report, test_judge, test_assign, test_receive, test_start,
             test_progress, test_stage, test_submit, test_reject, test_submit_again,
             test_accept, test_close, test_rebound, test_log]
    print("1..%d" % len(tests))
    failed = 0
    with tempfile.TemporaryDirectory() as directory:
        loop = Loop(directory)
        for number, test in enumerate(tests, 1):
            began = time.monotonic()
            name = "/ui/loop/case/" + test.__name__[5:]
            try:
                if failed == 0:
                    test(loop)
                    print("ok %d %s" % (number, name))
                else:
                    print("not ok %d %s # what comes before it failed" % (number, name))
            except AssertionError as error:
                failed += 1
                if "SUY_DUMP" in os.environ:
                    dump(loop.place or loop.window.app)
                print("not ok %d %s" % (number, name))
                print("# %s" % error)
            print("# %.1f s" % (time.monotonic() - began), flush=True)
        loop.window.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
