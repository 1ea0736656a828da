#!/usr/bin/env python3
"""Prints how many test cases passed and failed, from meson's JUnit file."""
# SPDX-License-Identifier: GPL-3.0-or-later
import sys
import xml.etree.ElementTree as ET

passed = failed = skipped = 0
for suite in ET.parse(sys.argv[1]).getroot().iter("testsuite"):
    cases = list(suite.iter("testcase"))
    bad = [c for c in cases if c.find("failure") is not None or c.find("error") is not None]
    idle = [c for c in cases if c.find("skipped") is not None]
    # A program that dies says so for itself, not for a case.
    own = 1 if int(suite.get("errors", 0)) + int(suite.get("failures", 0)) > 0 and not bad else 0
    failed += len(bad) + own
    skipped += len(idle)
    passed += len(cases) - len(bad) - len(idle)
print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
