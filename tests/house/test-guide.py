# test-guide.py: do the examples of the guide do what they say?
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Arguments: the root of the sources, suyuanctl.  Runs every suyuanctl line of docs/guide.md in order
# in a directory of its own, on the demo that the guide makes; the other language has the same lines.

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

from tap import Tap

root, program = (os.path.abspath(path) for path in sys.argv[1:3])

# Files that the examples name.
FILES = {
    "photo.jpg": b"\xff\xd8\xff\xe0 a photograph",
    "list.csv": open(f"{root}/tests/data/imports/A1_污染源清单_utf8bom.csv", "rb").read(),
}


def examples(path):
    inside = False
    for line in open(path, encoding="utf-8"):
        inside ^= line.strip().startswith("```")
        if inside and line.strip().startswith("suyuanctl "):
            yield shlex.split(line)


def expected(words):
    """Status 3 where doubtful rows stay behind."""
    return 3 if words[1] == "import" else 0


def ask(folder, *words):
    done = subprocess.run([program, *words, "--format", "json"], cwd=folder, capture_output=True, text=True)
    return json.loads(done.stdout)


def answers(folder):
    """Sums are numbers, ids keep all their digits, a place given as text finds what lies there."""
    sums = ask(folder, "import", "j.gpkg", "enterprise", "list.csv", "--dry-run")
    row = ask(folder, "record", "list", "j.gpkg", "journal", "--limit", "1")["records"][0]
    hits = ask(folder, "search", "j.gpkg", "27°19′55.2″N 118°7′8.4″E")["hits"]
    if (sums["insert"], sums["flagged"], sums["refused"]) != (114, 8, 0):
        yield f"import: {sums['insert']}, {sums['flagged']}, {sums['refused']}"
    if not re.fullmatch("[0-9]{18}", row["object_id"]):
        yield f"object_id: {row['object_id']}"
    if "350703001" not in [hit["key"] for hit in hits]:
        yield f"search: {hits}"


def run(words, folder):
    done = subprocess.run([program] + words[1:], cwd=folder, capture_output=True, text=True, timeout=300)
    if done.returncode != expected(words):
        return [f"status {done.returncode}: {done.stderr.strip()}"]
    return []


tap = Tap()
lines = list(examples(f"{root}/docs/guide.md"))
with tempfile.TemporaryDirectory() as folder:
    for name, content in FILES.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)
    for words in lines:
        tap.check("/house/guide/" + shlex.join(words).replace("#", "id "), run(words, folder))
    tap.check("/house/guide/answers", list(answers(folder)))

help_text = subprocess.run([program, "--help"], capture_output=True, text=True).stdout
commands = [line.split()[0] for line in help_text.splitlines() if line.startswith("  ")]
used = {words[1] for words in lines}
tap.check("/house/guide/every-command", [f"no example of {c}" for c in commands if c not in used])

chinese = list(examples(f"{root}/docs/guide.zh_CN.md"))
tap.check("/house/guide/same-in-chinese",
          [shlex.join(words) for words in lines if words not in chinese])
tap.end()
