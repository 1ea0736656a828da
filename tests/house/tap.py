# tap.py: what the tests of the house share
# SPDX-License-Identifier: GPL-3.0-or-later

import sys


class Tap:
    """Prints a line a check; the reasons of a failure stand below it as comments."""

    def __init__(self):
        self.n = self.n_failed = 0

    def check(self, name, faults):
        self.n += 1
        self.n_failed += bool(faults)
        print(f"{'not ok' if faults else 'ok'} {self.n} - {name}")
        for fault in faults:
            print(f"# {fault}")
        sys.stdout.flush()

    def skip(self, name, reason):
        self.n += 1
        print(f"ok {self.n} - {name} # SKIP {reason}")

    def end(self):
        print(f"1..{self.n}")
        sys.exit(1 if self.n_failed else 0)
