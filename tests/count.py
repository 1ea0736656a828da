#!/usr/bin/env python3
"""Prints how many test cases passed and failed, from what meson has logged.

Usage: count.py MESON-LOGS-DIRECTORY
"""
# SPDX-License-Identifier: GPL-3.0-or-later
import json
import pathlib
import sys
import xml.etree.ElementTree as ET

logs = pathlib.Path(sys.argv[1])
passed = failed = skipped = 0

for suite in ET.parse(logs / "testlog.junit.xml").getroot().iter("testsuite"):
    for case in suite.iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif case.find("skipped") is not None:
            skipped += 1
        else:
            passed += 1

# A program that died, hung or said too little failed, whatever its cases said before.
with open(logs / "testlog.json", encoding="utf-8") as log:
    broken = sum(json.loads(line)["result"] not in ("OK", "SKIP", "EXPECTEDFAIL") for line in log)
failed = max(failed, broken)

print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
sys.exit(1 if failed or not passed else 0)
