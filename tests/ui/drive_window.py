#!/usr/bin/env python3
"""Drives the window on the demo: search, select, open a case, trace, read the results."""
# SPDX-License-Identifier: GPL-3.0-or-later
import csv
import os
import subprocess
import sys
import tempfile

from hands import Window, press


def test_opens(window, demo):
    window.see("the map", name="Map", role="button")
    window.see("the count", part="Shown 236 / 236")


def test_search(window, demo):
    window.enter("Search everything", demo["point"])
    row = window.see("the hit", part=demo["title"] + ", ", role="list item")
    assert row.name


def test_select(window, demo):
    subprocess.run(["xdotool", "key", "ctrl+k"], check=True)
    subprocess.run(["xdotool", "key", "Return"], check=True)
    window.see("the dossier's title", name=demo["title"], role="label")


def test_downstream(window, demo):
    press(window.see("the button", name="Downstream of the selected", role="button"))
    window.see("the result list", name="Result list")
    label = window.see("the foot of the list", part="nearest first")
    count = int(label.name.split()[0])
    assert count >= 1, label.name
    window.see("the rule", part="A reach belongs when")


def test_case(window, demo):
    window.enter("Search everything", demo["case"])
    window.see("the case among the hits", part=demo["case"], role="list item")
    subprocess.run(["xdotool", "key", "ctrl+k"], check=True)
    subprocess.run(["xdotool", "key", "Return"], check=True)
    window.see("the case's title", name=demo["case_title"], role="label")
    press(window.see("the view of cases", name="Cases", role="button"))
    window.see("its count", part=" cases, by ", role="status")


def test_filter(window, demo):
    window.enter("Filter risk points", demo["point"])
    window.see("the filtered count", part="Shown 1 / 236")
    press(window.see("the button", name="Clear the filter", role="button"))
    window.see("the count again", part="Shown 236 / 236")


def test_refusal(window, demo):
    """A case that is being rectified: the officer cannot report its progress, and is told why."""
    window.enter("Filter the cases", demo["rectifying"])
    row = window.see("the case in the list", part=demo["rectifying"], role="label")
    assert row.name
    subprocess.run(["xdotool", "key", "ctrl+k"], check=True)
    window.enter("Search everything", demo["rectifying"])
    window.see("the case among the hits", part=demo["rectifying"], role="list item")
    subprocess.run(["xdotool", "key", "Return"], check=True)
    press(window.see("the view of cases", name="Cases", role="button"))
    press(window.see("a move", name="Ask for acceptance…", role="button"))
    window.see("the refusal", part="Cannot yet “Ask for acceptance”")
    press(window.see("what supplies a field", part="Fill in: completion date", role="button"))
    window.see("the form of the move", name="Note")


def make_demo(directory):
    path = os.path.join(directory, "demo.gpkg")
    ctl = os.environ["SUYUANCTL"]
    subprocess.run([ctl, "demo", path], check=True, stdout=subprocess.DEVNULL)
    rows = subprocess.run([ctl, "record", "list", path, "risk_point", "--format", "csv"],
                          check=True, capture_output=True, text=True).stdout.splitlines()
    # An outfall stands on the water, so that it can be traced.
    row = next(r for r in rows[1:] if ",outfall," in r).split(",")
    cases = subprocess.run([ctl, "record", "list", path, "problem", "--format", "csv"],
                           check=True, capture_output=True, text=True).stdout
    case = next(csv.DictReader(cases.splitlines()))
    rectifying = next(r for r in csv.DictReader(cases.splitlines()) if r["state"] == "rectifying")
    return {"path": path, "point": row[0], "title": row[1],
            "case": case["code"], "case_title": case["title"],
            "rectifying": rectifying["code"]}


def main():
    tests = [test_opens, test_search, test_select, test_downstream, test_filter, test_case,
             test_refusal]
    print("1..%d" % len(tests))
    failed = 0
    with tempfile.TemporaryDirectory() as directory:
        demo = make_demo(directory)
        window = Window(demo["path"])
        for number, test in enumerate(tests, 1):
            name = "/ui/window/demo/" + test.__name__[5:]
            try:
                test(window, demo)
                print("ok %d %s" % (number, name))
            except AssertionError as error:
                failed += 1
                print("not ok %d %s" % (number, name))
                print("# %s" % error)
            sys.stdout.flush()
        window.close()
    return 1 if failed else 0


sys.exit(main())
