"""Works the window as a person does who hears and does not see: by roles, names and keys."""
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 25.0  # seconds until a state that should come is taken for a fault


def children(node):
    """What goes away while it is asked for is not there."""
    try:
        for i in range(min(node.get_child_count(), 400)):
            child = node.get_child_at_index(i)
            if child is not None:
                yield child
    except GLib.Error:
        pass


def hidden(node):
    """GTK 4.8 tells SHOWING of windows alone, but what is not visible is not VISIBLE."""
    return not node.get_state_set().contains(Atspi.StateType.VISIBLE)


def walk(node, depth=0):
    yield node
    if depth < 40:
        for child in children(node):
            yield from walk(child, depth + 1)


def dump(node, depth=0):
    """What there is to be seen, for whoever looks for a fault."""
    if not hidden(node):
        print("# %s%s “%s”%s" % ("  " * depth, node.get_role_name(), node.get_name(),
                                 " *" if focused(node) else ""))
    if depth == 0 or not hidden(node):
        for child in children(node):
            dump(child, depth + 1)


def fits(node, name, role, part):
    said = node.get_name() or ""
    return ((name is None or said == name) and (part is None or part in said)
            and (role is None or node.get_role_name() == role) and not hidden(node))


def find(root, name=None, role=None, part=None):
    """The first visible node with this name, or with this part in its name."""
    for node in walk(root):
        try:
            if fits(node, name, role, part):
                return node
        except GLib.Error:
            continue
    return None


def wait(what, probe, patience=PATIENCE):
    """Waits for a named state, never for a time."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            found = probe()
        except GLib.Error:
            found = None
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("not seen: " + what)


def wait_a_little(probe):
    """For what is tried again if it does not come: a key that was pressed before anybody listened."""
    try:
        return wait("", probe, 1.0)
    except AssertionError:
        return None


def press(node):
    """A button; a menu button passes it on to the one inside."""
    for inner in walk(node):
        for i in range(inner.get_n_actions()):
            if inner.get_action_name(i) in ("click", "activate", "toggle", "press"):
                if inner.do_action(i):
                    return
    raise AssertionError("nothing to press on " + (node.get_name() or "?"))


def key(*names):
    subprocess.run(["xdotool", "key", *names], check=True)


def focused(node):
    return node is not None and node.get_state_set().contains(Atspi.StateType.FOCUSED)


def text_of(node):
    if node.get_text_iface() is not None:
        return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))
    return node.get_name() or ""


def editable(node):
    for inner in walk(node):
        if inner.get_editable_text_iface() is not None:
            return inner
    return None


def label_in(node, text):
    return find(node, name=text, role="label")


def calm(directory):
    """The environment of a window without blinking and sliding, which cost more than the work."""
    settings = os.path.join(directory, "gtk-4.0")
    os.makedirs(settings, exist_ok=True)
    with open(os.path.join(settings, "settings.ini"), "w", encoding="ascii") as out:
        out.write("[Settings]\ngtk-cursor-blink=false\ngtk-enable-animations=false\n")
    return dict(os.environ, XDG_CONFIG_HOME=directory)


class Window:
    """The program on a workspace; what is looked for is looked for in all its windows."""

    def __init__(self, workspace, *arguments):
        self.process = subprocess.Popen([os.environ["SUYUAN"], workspace, *arguments],
                                        env=calm(os.path.dirname(workspace)))
        self.app = wait("the application", self.find_app)
        self.app.set_cache_mask(Atspi.Cache.NONE)  # GTK 4.8 does not tell of every change
        self.root = wait("the window", lambda: next(iter(children(self.app)), None))
        self.header = wait("the header", lambda: list(children(self.root))[-1])

    def find_app(self):
        for app in children(Atspi.get_desktop(0)):
            if app.get_process_id() == self.process.pid:
                return app
        return None

    def see(self, what, within=None, **wanted):
        return wait(what, lambda: find(within or self.app, **wanted))

    def gone(self, what, within=None, **wanted):
        return wait(what + " to go", lambda: find(within or self.app, **wanted) is None)

    def dialog(self, name):
        """A window beside the first one."""
        return wait("the window " + name,
                    lambda: next((w for w in list(children(self.app))[1:]
                                  if w.get_name() == name), None))

    def enter(self, name, text, within=None):
        """Types into the entry with this accessible name, once more if it was emptied meanwhile."""
        def typed():
            for node in walk(within or self.app):
                inner = editable(node) if fits(node, name, None, None) else None
                if inner is not None:
                    if text_of(inner) == text:
                        return inner
                    Atspi.EditableText.set_text_contents(inner, text)
                    return None
            return None
        return wait("“%s” in %s" % (text, name), typed)

    def reach(self, node):
        """Goes there by the Tab key."""
        for _ in range(200):
            if focused(node):
                return
            key("Tab")
        raise AssertionError("no way by Tab to " + (node.get_name() or "?"))

    def tick(self, name, within=None):
        """GTK 4.8 gives check buttons no action, so the space bar does it."""
        node = self.see("the check " + name, within, name=name, role="check box")
        self.reach(node)
        key("space")
        return node

    def choose(self, name, text, within=None):
        """Takes a choice from the list that drops down, with the arrow keys."""
        box = self.see("the list " + name, within, name=name, role="combo box")
        press(box)

        def rows():
            found = [row for row in walk(box) if row.get_role_name() == "list item"]
            return found if any(focused(row) for row in found) else None
        items = wait("the choices of " + name, rows)
        here = next(i for i, row in enumerate(items) if focused(row))
        there = next((i for i, row in enumerate(items) if label_in(row, text)), None)
        assert there is not None, "%s has no choice “%s”" % (name, text)
        for _ in range(abs(there - here)):
            key("Down" if there > here else "Up")
        wait("the focus on " + text, lambda: focused(items[there]))
        key("Return")
        wait(text + " in " + name, lambda: label_in(next(children(box)), text))

    def link(self, name, text, title, within=None):
        """Finds a record by what is typed, and takes the first that is found."""
        box = self.see("the link " + name, within, name=name, role="filler")
        press(box)
        entry = wait("the search of " + name, lambda: next(
            (node for node in walk(box) if node.get_role_name() == "entry" and focused(node)), None))
        Atspi.EditableText.set_text_contents(entry, text)
        wait(title + " in the list of " + name, lambda: next(
            (row for row in walk(box) if row.get_role_name() == "list item"
             and label_in(row, title)), None))
        key("Return")
        wait(title + " in " + name,
             lambda: label_in(find(box, role="push button"), title))

    def menu(self, button, item):
        """Of the header."""
        press(self.see("the menu " + button, self.header, name=button, role="push button"))
        wait("the item " + item, lambda: focused(find(self.header, name=item, role="menu item")))
        key("Return")

    def act_as(self, code, name):
        """Another person sits down."""
        acting = find(self.header, part="Acting: ", role="push button")
        if acting is not None:  # where nobody acts yet the window asks by itself
            press(acting)
        entry = self.see("the question who acts", self.header, name="Find a person", role="entry")
        wait("the focus on it", lambda: focused(entry))
        self.enter("Find a person", code, self.header)
        people = self.see("the people", self.header, name="People", role="list")
        wait("only " + name, lambda: label_in(next(children(people)), name))
        key("Return")
        self.see(name + " to act", self.header, part="Acting: " + name, role="push button")

    def add_file(self, title, path, accept="Open"):
        """In the file chooser of that title: by its path, for which Ctrl+L asks."""
        chooser = self.dialog(title)

        def entry():
            return next((node for node in walk(chooser) if node.get_name() == "GtkFileChooserEntry"
                         and focused(node)), None)

        def asked():
            key("ctrl+l")
            return wait_a_little(entry)
        node = wait("the entry for a path", asked)
        Atspi.EditableText.set_text_contents(node, path)
        wait("the path", lambda: text_of(node) == path)

        def closed():
            return all(window.get_name() != title for window in children(self.app))

        def taken():  # not before the chooser has read the folder
            if not closed():
                press(find(chooser, part=accept, role="push button"))
            return wait_a_little(closed)
        wait("the chooser to close", taken)

    def close(self):
        self.process.terminate()
        self.process.wait(10)
