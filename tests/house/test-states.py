# test-states.py: do the catalog and the tables of moves call the states alike?
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Argument: the root of the sources.

import glob
import json
import os
import sys

from tap import Tap

root = os.path.abspath(sys.argv[1])


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def words(states):
    """What a person reads of each state, and whether names and order are the same."""
    return [(state["name"], state["en"], state["zh"]) for state in states]


tap = Tap()
choices = read(f"{root}/data/catalog/catalog.json")["choices"]
machines = sorted(glob.glob(f"{root}/data/rules/moves-*.json"))
tap.check("/house/states/some-machines", [] if len(machines) > 15 else [f"only {machines}"])
for path in machines:
    register = os.path.basename(path)[len("moves-"):-len(".json")]
    fields = read(f"{root}/data/catalog/{register}.json")["fields"]
    name = next(field["choices"] for field in fields if field["name"] == "state")
    differing = set(words(read(path)["states"])) ^ set(words(choices[name]))
    tap.check(f"/house/states/{register}", [f"{state}" for state in sorted(differing)])
tap.end()
