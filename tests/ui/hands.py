"""Works the window as a person does who hears and does not see: by roles, names and keys."""
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import subprocess
import time

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

PATIENCE = 25.0  # seconds until a state that should come is taken for a fault
CHECKED, FOCUSED, VISIBLE = 4, 12, 30  # bits of AtspiStateType
DEPTH, BREADTH = 60, 400
ATSPI = "org.a11y.atspi."
ROOT = "/org/a11y/atspi/accessible/root"


class Bus:
    """The accessibility bus.  All that is asked of one level of the tree is asked at once: one
    question after another would wait for the scheduler thousands of times."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress",
                                    None, None, Gio.DBusCallFlags.NONE, 10000, None).unpack()[0]
        self.connection = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)

    def ask(self, name, path, interface, method, arguments=None):
        reply = self.connection.call_sync(name, path, interface, method, arguments, None,
                                          Gio.DBusCallFlags.NONE, 10000, None)
        return reply.unpack()

    def ask_all(self, questions):
        """What none answers, since it has gone, is None."""
        answers, left = [None] * len(questions), [len(questions)]

        def done(connection, result, i):
            try:
                answers[i] = connection.call_finish(result).unpack()
            except GLib.Error:
                pass
            left[0] -= 1
        for i, (name, path, interface, method, arguments) in enumerate(questions):
            self.connection.call(name, path, interface, method, arguments, None,
                                 Gio.DBusCallFlags.NONE, 10000, None, done, i)
        while left[0] > 0:
            GLib.MainContext.default().iteration(True)
        return answers


class Node:
    """What a screen reader is told of one thing, as of one moment."""

    def __init__(self, bus, name, path):
        self.bus, self.owner, self.path = bus, name, path
        self.name, self.role, self.states, self.interfaces, self.inner = "", "", 0, [], []

    def questions(self):
        accessible = ATSPI + "Accessible"
        return [(self.owner, self.path, "org.freedesktop.DBus.Properties", "Get",
                 GLib.Variant("(ss)", (accessible, "Name"))),
                (self.owner, self.path, accessible, "GetRoleName", None),
                (self.owner, self.path, accessible, "GetState", None),
                (self.owner, self.path, accessible, "GetInterfaces", None),
                (self.owner, self.path, accessible, "GetChildren", None)]

    def take(self, name, role, states, interfaces, inner):
        self.name = name[0] if name else ""
        self.role = role[0] if role else ""
        self.states = states[0][0] if states else 0
        self.interfaces = interfaces[0] if interfaces else []
        self.inner = [] if inner is None else [Node(self.bus, owner, path)
                                               for owner, path in inner[0][:BREADTH]]

    def has(self, state):
        return bool(self.states >> state & 1)

    def look(self, deep=True):
        """Reads it anew, with all that is visible in it."""
        level = [self]
        for depth in range(DEPTH if deep else 1):
            answers = self.bus.ask_all([q for node in level for q in node.questions()])
            for i, node in enumerate(level):
                node.take(*answers[5 * i:5 * i + 5])
            level = [inner for node in level for inner in node.inner
                     if depth == 0 or node.has(VISIBLE)]
            if not level:
                break
        return self

    def ask(self, interface, method, arguments=None):
        return self.bus.ask(self.owner, self.path, interface, method, arguments)

    def actions(self):
        n = self.ask("org.freedesktop.DBus.Properties", "Get",
                     GLib.Variant("(ss)", (ATSPI + "Action", "NActions")))[0]
        return [self.ask(ATSPI + "Action", "GetName", GLib.Variant("(i)", (i,)))[0]
                for i in range(n)]

    def act(self, i):
        return self.ask(ATSPI + "Action", "DoAction", GLib.Variant("(i)", (i,)))[0]

    def text(self):
        count = self.ask("org.freedesktop.DBus.Properties", "Get",
                         GLib.Variant("(ss)", (ATSPI + "Text", "CharacterCount")))[0]
        return self.ask(ATSPI + "Text", "GetText", GLib.Variant("(ii)", (0, count)))[0]

    def type(self, text):
        self.ask(ATSPI + "EditableText", "SetTextContents", GLib.Variant("(s)", (text,)))


def walk(node):
    """Of what was looked at: itself, and what is visible in it, in order."""
    yield node
    for inner in node.inner:
        if inner.has(VISIBLE):
            yield from walk(inner)


def fits(node, name=None, role=None, part=None):
    return ((name is None or node.name == name) and (part is None or part in node.name)
            and (role is None or node.role == role))


def find(root, **wanted):
    """The first visible node of that name and role, or with that part in its name."""
    return next((node for node in walk(root.look()) if fits(node, **wanted)), None)


def inside(node, **wanted):
    """The same of what was looked at already."""
    return None if node is None else next((n for n in walk(node) if fits(n, **wanted)), None)


def dump(node):
    """What there is to be seen, for whoever looks for a fault."""
    def show(inner, depth):
        print("# %s%s “%s”%s" % ("  " * depth, inner.role, inner.name,
                                 " *" if inner.has(FOCUSED) else ""))
        for child in inner.inner:
            if child.has(VISIBLE):
                show(child, depth + 1)
    show(node.look(), 0)


def wait(what, probe, patience=PATIENCE):
    """Waits for a named state, never for a time."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            found = probe()
        except (GLib.Error, IndexError):
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
    """A button; a menu button and a list that drops down pass it on to the one inside."""
    for inner in walk(node.look()):
        if ATSPI + "Action" in inner.interfaces:
            for i, name in enumerate(inner.actions()):
                if name in ("click", "activate", "toggle", "press") and inner.act(i):
                    return
    raise AssertionError("nothing to press on " + node.name)


def key(*names):
    subprocess.run(["xdotool", "key", *names], check=True)


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
        self.bus = Bus()
        self.process = subprocess.Popen([os.environ["SUYUAN"], workspace, *arguments],
                                        env=calm(os.path.dirname(workspace)))
        self.app = wait("the application", self.find_app)
        self.root = wait("the window", lambda: next(iter(self.app.look(deep=False).inner), None))
        self.header = wait("the header", lambda: self.root.look(deep=False).inner[-1])

    def find_app(self):
        registry = Node(self.bus, "org.a11y.atspi.Registry", ROOT)
        for node in registry.look(deep=False).inner:
            if self.bus.ask("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                            "GetConnectionUnixProcessID",
                            GLib.Variant("(s)", (node.owner,)))[0] == self.process.pid:
                return node
        return None

    def windows(self):
        answers = self.app.look(deep=False).inner
        return [window.look(deep=False) for window in answers]

    def see(self, what, within=None, **wanted):
        return wait(what, lambda: find(within or self.app, **wanted))

    def gone(self, what, within=None, **wanted):
        wait(what + " to go", lambda: find(within or self.app, **wanted) is None)

    def dialog(self, name):
        """A window beside the first one."""
        return wait("the window " + name, lambda: next((window for window in self.windows()[1:]
                                                        if window.name == name), None))

    def closed(self, name):
        wait("the window %s to close" % name,
             lambda: all(window.name != name for window in self.windows()))

    def enter(self, name, text, within=None):
        """Types into the entry with this accessible name, once more if it was emptied meanwhile."""
        def typed():
            for node in walk((within or self.app).look()):
                if node.name == name and ATSPI + "EditableText" in node.interfaces:
                    if node.text() == text:
                        return node
                    node.type(text)
                    return node if node.text() == text else None
            return None
        return wait("“%s” in %s" % (text, name), typed)

    def reach(self, node):
        """Goes there by the Tab key."""
        for _ in range(200):
            if node.look(deep=False).has(FOCUSED):
                return
            key("Tab")
        raise AssertionError("no way by Tab to " + node.name)

    def tick(self, name, within=None):
        """GTK 4.8 gives check buttons no action, so the space bar does it."""
        node = self.see("the check " + name, within, name=name, role="checkbox")
        self.reach(node)
        key("space")
        wait(name + " to be ticked", lambda: node.look(deep=False).has(CHECKED))

    def choose(self, name, text, within=None):
        """Takes a choice from the list that drops down, with the arrow keys."""
        box = self.see("the list " + name, within, name=name, role="combo box")
        press(box)

        def rows():
            found = [row for row in walk(box.look()) if row.role == "list item"]
            return found if any(row.has(FOCUSED) for row in found) else None
        items = wait("the choices of " + name, rows)
        here = next(i for i, row in enumerate(items) if row.has(FOCUSED))
        there = next((i for i, row in enumerate(items) if inside(row, name=text)), None)
        assert there is not None, "%s has no choice “%s”" % (name, text)
        for _ in range(abs(there - here)):
            key("Down" if there > here else "Up")
        wait("the focus on " + text, lambda: items[there].look(deep=False).has(FOCUSED))
        key("Return")
        wait(text + " in " + name, lambda: inside(box.look().inner[0], name=text))

    def link(self, name, text, title, within=None):
        """Finds a record by what is typed, and takes the first that is found."""
        box = self.see("the link " + name, within, name=name, role="widget")
        press(box)
        entry = wait("the search of " + name, lambda: next(
            (node for node in walk(box.look()) if node.role == "search box" and node.has(FOCUSED)), None))
        entry.type(text)
        wait(title + " in the list of " + name,
             lambda: inside(find(box, role="list item"), name=title))
        key("Return")
        wait(title + " in " + name, lambda: inside(find(box, role="button"), name=title))

    def search(self, text, hit):
        """Takes the first hit for what is typed into the search of everything."""
        entry = self.see("the search", self.header, name="Search everything", role="search box")

        def asked():
            key("ctrl+k")
            return wait_a_little(lambda: entry.look(deep=False).has(FOCUSED))
        wait("the focus on the search", asked)
        self.enter("Search everything", text, self.header)
        self.see("the hit " + hit, self.header, part=hit, role="list item")
        key("Return")

    def menu(self, button, item):
        """Of the header."""
        press(self.see("the menu " + button, self.header, name=button, role="button"))
        wait("the item " + item, lambda: next(
            (node for node in walk(self.header.look()) if fits(node, name=item, role="menu item")
             and node.has(FOCUSED)), None))
        key("Return")

    def act_as(self, code, name):
        """Another person sits down."""
        acting = find(self.header, part="Acting: ", role="button")
        if acting is not None:  # where nobody acts yet the window asks by itself
            press(acting)
        entry = self.see("the question who acts", self.header, name="Find a person", role="search box")
        wait("the focus on it", lambda: entry.look(deep=False).has(FOCUSED))
        self.enter("Find a person", code, self.header)
        people = self.see("the people", self.header, name="People", role="list")
        wait("only " + name, lambda: inside(people.look().inner[0], name=name))
        key("Return")
        self.see(name + " to act", self.header, part="Acting: " + name, role="button")

    def add_file(self, title, path, accept="Open"):
        """In the file chooser of that title: by its path, for which Ctrl+L asks."""
        chooser = self.dialog(title)

        def entry():
            return next((node for node in walk(chooser.look())
                         if node.name == "GtkFileChooserEntry" and node.has(FOCUSED)), None)

        def asked():
            key("ctrl+l")
            return wait_a_little(entry)
        node = wait("the entry for a path", asked)
        node.type(path)
        wait("the path", lambda: node.text() == path)

        def closed():
            return all(window.name != title for window in self.windows())

        def taken():  # not before the chooser has read the folder
            button = None if closed() else find(chooser, part=accept, role="button")
            if button is not None:
                press(button)
            return wait_a_little(closed)
        wait("the chooser to close", taken)

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(10)
