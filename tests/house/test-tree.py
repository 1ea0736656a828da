# test-tree.py: does the tree keep its own rules?
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Arguments: the root of the sources, the import helper, suyuanctl, the window, then what the build
# made of the desktop file and of the metainfo.

import glob
import json
import os
import re
import shutil
import subprocess
import sys

from tap import Tap

root, helper, ctl, window, desktop, metainfo = (os.path.abspath(path) for path in sys.argv[1:7])

# What a room may include besides its own headers; what a room hands on with its headers counts too.
BELOW = ["core", "catalog", "rules", "store", "io"]
ROOMS = {
    "core": [],
    "catalog": ["core"],
    "rules": ["core", "catalog"],
    "store": ["core", "catalog"],
    "io": ["core", "catalog"],
    "workspace": BELOW,
    "cli": BELOW + ["workspace"],
    "map": BELOW + ["workspace"],
    "app": BELOW + ["workspace", "map"],
}

# Headers of others, and the rooms that may know them.
OUTSIDE = {
    r"(gtk|gdk|gsk|shumate)/|graphene": ["map", "app"],
    r"cairo|pango": ["io", "map", "app"],
    r"sqlite3": ["store"],
    r"(gdal|ogr|cpl|gnm)[_a-z]*\.h": ["io"],
    r"proj\.h": ["io"],
    r"geodesic\.h": ["io", "core"],
    r"json-glib/": ["catalog", "rules", "io", "workspace", "cli", "map", "app"],
}

MAX_FILE, MAX_FUNCTION = 600, 60

# Files that were longer when this rule came, with the length that they may not pass.
LONG = {
    "src/app/suy-import-window.c": 662,
    "src/app/suy-record-form.c": 619,
    "src/map/suy-symbols.c": 606,
}


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def sources(folder):
    found = sorted(glob.glob(f"{root}/{folder}/*/*.[ch]"))
    return [(os.path.relpath(path, root), read(path)) for path in found]


def room_of(path):
    return path.split("/")[1]


def includes(text):
    return re.findall(r'^#\s*include\s*[<"]([^>"]+)[>"]', text, re.M)


def check_walls(files):
    homes = {}
    for path, _ in files:
        homes.setdefault(os.path.basename(path), set()).add(room_of(path))
    for path, text in files:
        room = room_of(path)
        if room not in ROOMS:
            yield f"{path}: no such room"
            continue
        for header in includes(text):
            where = homes.get(header, {room})
            if room not in where and not where & set(ROOMS[room]):
                yield f"{path}: {header} belongs to {', '.join(where)}"


def check_outside(files):
    for path, text in files:
        for header in includes(text):
            for pattern, rooms in OUTSIDE.items():
                if re.match(pattern, header) and room_of(path) not in rooms:
                    yield f"{path}: {header} is for {', '.join(rooms)}"


def check_files(files):
    for path, text in files:
        n = text.count("\n")
        if n > max(MAX_FILE, LONG.get(path, 0)):
            yield f"{path}: {n} lines"


def functions(text):
    """First line and length of each block from a brace at the line's start to its end."""
    start = None
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("{"):
            start = number
        elif line.startswith("}") and start is not None:
            yield start, number - start + 1
            start = None


def check_functions(files):
    return [f"{path}:{start}: {n} lines" for path, text in files
            for start, n in functions(text) if n > MAX_FUNCTION]


def check_licences(files):
    return [path for path, text in files if "SPDX-License-Identifier: GPL-3.0-or-later" not in text[:400]]


def run(*words):
    return subprocess.run(words, capture_output=True, text=True)


def check_no_gtk(program):
    return [line.strip() for line in run("ldd", program).stdout.splitlines()
            if re.search(r"libgtk|libshumate|libadwaita", line)]


def check_no_gdal(program):
    """It is loaded when an export needs it: starting takes a quarter of the time so."""
    return [line.strip() for line in run("ldd", program).stdout.splitlines() if "libgdal" in line]


def check_no_pango(program):
    return [line.strip() for line in run("ldd", program).stdout.splitlines() if "libpango" in line]


def check_helper():
    """It neither names SQLite itself (GDAL does) nor holds anything of the store."""
    needed = re.findall(r"NEEDED.*\[(.*)\]", run("readelf", "-d", helper).stdout)
    names = run("nm", helper).stdout
    return [n for n in needed if "sqlite" in n] + re.findall(r"\bsuy_(?:store|mbtiles|workspace)_\w+", names)[:5]


def unlabelled(node, where):
    """Everything that people read has a label in both languages."""
    if isinstance(node, dict):
        languages = [language for language in ("en", "zh") if node.get(language, "").strip()]
        if ("en" in node or "zh" in node) and len(languages) < 2:
            yield f"{where}: {node.get('name', node)} has {languages or 'neither'}"
        for key, child in node.items():
            yield from unlabelled(child, f"{where}/{key}")
    elif isinstance(node, list):
        for child in node:
            yield from unlabelled(child, where)


def check_labels(folder):
    for path in sorted(glob.glob(f"{root}/data/{folder}/*.json")):
        yield from unlabelled(json.loads(read(path)), os.path.basename(path))


def check_registers():
    """Labels are there at all: registers, fields, choices, groups."""
    catalog = json.loads(read(f"{root}/data/catalog/catalog.json"))
    parts = list(catalog["groups"]) + [choice for choices in catalog["choices"].values() for choice in choices]
    for name in catalog["registers"]:
        register = json.loads(read(f"{root}/data/catalog/{name}.json"))
        parts += [register] + register["fields"]
    return [str(part["name"]) for part in parts if not (part.get("en") and part.get("zh"))]


def check_readme():
    readme, dev = read(f"{root}/README.md"), read(f"{root}/dev")
    for command in ("run", "test"):
        if f"./dev {command}\n" not in readme:
            yield f"README.md does not say ./dev {command}"
        if f"\ncmd_{command} ()" not in dev:
            yield f"dev has no command {command}"
    said = run("bash", f"{root}/dev", "help").stdout
    yield from [f"./dev help lacks {c}" for c in re.findall(r"^cmd_(\w+) ", dev, re.M)
                if c != "help" and f"./dev {c}" not in said]


def check_links():
    """Pages that the documents point to are there; pictures are no concern of a test."""
    for path in glob.glob(f"{root}/*.md") + glob.glob(f"{root}/docs/*.md"):
        for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)#]+)\)", read(path)):
            if "://" not in target and not os.path.exists(os.path.join(os.path.dirname(path), target)):
                yield f"{os.path.relpath(path, root)}: {target}"


def check_flatpak():
    """No network, and a module for what the runtime lacks."""
    manifest = read(f"{root}/flatpak/org.suyuan.Suyuan.yml")
    if "--share=network" in manifest or "--filesystem=host" in manifest:
        yield "it asks for more than it needs"
    for name in ("proj", "gdal", "libshumate", "suyuan"):
        if f"- name: {name}\n" not in manifest:
            yield f"no module {name}"


def validate(tap, name, words):
    if shutil.which(words[0]) is None:
        tap.skip(name, f"{words[0]} is not here")
        return
    done = run(*words)
    tap.check(name, (done.stdout + done.stderr).splitlines() if done.returncode else [])


tap = Tap()
files = sources("src")
tap.check("/house/tree/walls", list(check_walls(files)))
tap.check("/house/tree/outside", list(check_outside(files)))
tap.check("/house/tree/files", list(check_files(files)))
tap.check("/house/tree/functions", check_functions(files + sources("tests")))
tap.check("/house/tree/licences", check_licences(files + sources("tests")))
tap.check("/house/tree/links/suyuanctl", check_no_gtk(ctl) + check_no_gdal(ctl) + check_no_pango(ctl))
tap.check("/house/tree/links/window", check_no_gdal(window))
tap.check("/house/tree/links/helper", check_no_gtk(helper) + check_no_pango(helper) + check_helper())
tap.check("/house/tree/labels/registers", check_registers())
tap.check("/house/tree/labels/catalog", list(check_labels("catalog")))
tap.check("/house/tree/labels/rules", list(check_labels("rules")))
tap.check("/house/tree/readme", list(check_readme()))
tap.check("/house/tree/documents", list(check_links()))
tap.check("/house/tree/flatpak", list(check_flatpak()))
validate(tap, "/house/tree/desktop", ["desktop-file-validate", desktop])
validate(tap, "/house/tree/metainfo", ["appstreamcli", "validate", "--no-net", metainfo])
tap.end()
