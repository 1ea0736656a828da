#!/usr/bin/env python3
"""Drives the window on the demo: search, select, open a case, trace, read the results."""
# SPDX-License-Identifier: GPL-3.0-or-later
import csv
import os
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

PATIENCE = 25.0  # seconds until a state that should come is taken for a fault


def children(node):
    for i in range(min(node.get_child_count(), 400)):
        child = node.get_child_at_index(i)
        if child is not None:
            yield child


def hidden(node):
    """GTK 4.8 tells SHOWING of windows alone, but what is not visible is not VISIBLE."""
    return not node.get_state_set().contains(Atspi.StateType.VISIBLE)


def walk(node, depth=0):
    yield node
    if depth < 40:
        for child in children(node):
            yield from walk(child, depth + 1)


def find(root, name=None, role=None, part=None):
    """The first visible node with this name, or with this part in its name."""
    for node in walk(root):
        try:
            said = node.get_name() or ""
            if (name is None or said == name) and (part is None or part in said):
                if (role is None or node.get_role_name() == role) and not hidden(node):
                    return node
        except gi.repository.GLib.Error:
            continue
    return None


def wait(what, probe):
    """Waits for a named state, never for a time."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            found = probe()
        except gi.repository.GLib.Error:
            found = None
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError("not seen: " + what)


def press(node):
    for i in range(node.get_n_actions()):
        if node.get_action_name(i) in ("click", "activate", "toggle", "press"):
            assert node.do_action(i)
            return
    assert node.get_n_actions() > 0, "nothing to press on " + (node.get_name() or "?")
    assert node.do_action(0)


def text_of(node):
    if node.get_text_iface() is not None:
        return Atspi.Text.get_text(node, 0, -1)
    return node.get_name() or ""


class Window:
    def __init__(self, workspace):
        self.process = subprocess.Popen([os.environ["SUYUAN"], workspace])
        self.app = wait("the application", self.find_app)
        self.root = wait("the window", lambda: next(iter(children(self.app)), None))

    def find_app(self):
        desktop = Atspi.get_desktop(0)
        for app in children(desktop):
            if app.get_process_id() == self.process.pid:
                return app
        return None

    def see(self, what, **wanted):
        return wait(what, lambda: find(self.app, **wanted))

    def close(self):
        self.process.terminate()
        self.process.wait(10)


def enter(window, name, text):
    """Types into the entry with this accessible name."""
    def entry():
        for node in walk(window.app):
            if (node.get_name() or "") == name and not hidden(node):
                for inner in walk(node):
                    if inner.get_editable_text_iface() is not None:
                        return inner
        return None
    node = wait("entry " + name, entry)
    Atspi.EditableText.set_text_contents(node, text)


def test_opens(window, demo):
    window.see("the map", name="Map", role="push button")
    window.see("the count", part="Shown 236 / 236")


def test_search(window, demo):
    enter(window, "Search everything", demo["point"])
    row = window.see("the hit", part=demo["title"] + ", ", role="list item")
    assert row.get_name()


def test_select(window, demo):
    subprocess.run(["xdotool", "key", "ctrl+k"], check=True)
    subprocess.run(["xdotool", "key", "Return"], check=True)
    window.see("the dossier's title", name=demo["title"], role="label")


def test_downstream(window, demo):
    press(window.see("the button", name="Downstream of the selected", role="push button"))
    window.see("the result list", name="Result list")
    label = window.see("the foot of the list", part="nearest first")
    count = int(label.get_name().split()[0])
    assert count >= 1, label.get_name()
    window.see("the rule", part="A reach belongs when")


def test_case(window, demo):
    enter(window, "Search everything", demo["case"])
    window.see("the case among the hits", part=demo["case"], role="list item")
    subprocess.run(["xdotool", "key", "ctrl+k"], check=True)
    subprocess.run(["xdotool", "key", "Return"], check=True)
    window.see("the case's title", name=demo["case_title"], role="label")
    press(window.see("the view of cases", name="Cases", role="push button"))
    window.see("its count", part=" cases, by ", role="status bar")


def test_filter(window, demo):
    enter(window, "Filter risk points", demo["point"])
    window.see("the filtered count", part="Shown 1 / 236")
    press(window.see("the button", name="Clear the filter", role="push button"))
    window.see("the count again", part="Shown 236 / 236")


def test_refusal(window, demo):
    """A case that is being rectified: the officer cannot report its progress, and is told why."""
    enter(window, "Filter the cases", demo["rectifying"])
    row = window.see("the case in the list", part=demo["rectifying"], role="label")
    assert row.get_name()
    subprocess.run(["xdotool", "key", "ctrl+k"], check=True)
    enter(window, "Search everything", demo["rectifying"])
    window.see("the case among the hits", part=demo["rectifying"], role="list item")
    subprocess.run(["xdotool", "key", "Return"], check=True)
    press(window.see("the view of cases", name="Cases", role="push button"))
    press(window.see("a move", name="Ask for acceptance…", role="push button"))
    window.see("the refusal", part="Cannot yet “Ask for acceptance”")
    press(window.see("what supplies a field", part="Fill in: completion date", role="push button"))
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
    Atspi.init()
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
