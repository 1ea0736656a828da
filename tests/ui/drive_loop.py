#!/usr/bin/env python3
"""Leads one case from its finding to its rebound in the real window, each step by the person whose
step it is, and compares what suyuanctl then says with what was done."""
# SPDX-License-Identifier: GPL-3.0-or-later
import csv
import io
import os
import subprocess
import sys
import tempfile
import time

from hands import Atspi, Window, dump, find, focused, key, press, wait

TODAY = "2026-11-20"

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
        press(window.see("the view " + name, views, name=name, role="push button"))
        page = window.see("its page", window.root, name=name, role="filler")
        self.place = window.see(what, page, name=what, role="panel")

    def move(self, label, fill=None):
        """Presses a move of the record that is shown, fills in its form, and makes it."""
        window = self.window
        press(window.see("the move " + label, self.place, name=label + "…", role="push button"))
        make = window.see("the form of " + label, self.place, name=label, role="push button")
        if fill is not None:
            fill()
        press(make)
        window.gone("the form of " + label, self.place, name=label, role="push button")

    def enter(self, name, text):
        self.window.enter(name, text, self.place)

    def choose(self, name, text):
        self.window.choose(name, text, self.place)

    def link(self, name, code, title):
        self.window.link(name, code, title, self.place)


def test_record(loop):
    """An inspector goes to the place on the map and records what is there, with a photograph."""
    window = loop.window
    loop.person("INS")
    window.enter("Search everything", "118.2, 27.35")
    window.see("the place among the hits", part="118.2", role="list item")
    key("ctrl+k")
    key("Return")
    window.menu("New", "New case here")
    form = window.dialog("New case")
    window.enter("What", "Dust from a heap", form)
    window.choose("Medium", "Air", form)
    window.enter("Description", "An open heap of sand, no cover", form)
    press(window.see("the evidence", form, name="Evidence", role="push button"))
    window.add_file("Photo or document", loop.file("heap.jpg"))
    window.see("the photograph", form, part="heap.jpg")
    press(window.see("Save", form, name="Save", role="push button"))


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


def main():
    tests = [test_record, test_report, test_judge, test_assign, test_receive]
    print("1..%d" % len(tests))
    failed = 0
    Atspi.init()
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
                    dump(loop.window.app)
                print("not ok %d %s" % (number, name))
                print("# %s" % error)
            print("# %.1f s" % (time.monotonic() - began), flush=True)
        loop.window.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
