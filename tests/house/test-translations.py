# test-translations.py: is every text that reaches a person translated?
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Argument: the root of the sources.

import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

from tap import Tap

root = os.path.abspath(sys.argv[1])
po = f"{root}/po/zh_CN.po"
KEYWORDS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "g_dcgettext:2", "g_dngettext:2,3", "g_dpgettext2:2c,3"]


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def with_texts():
    for path in glob.glob(f"{root}/src/*/*.[ch]"):
        if re.search(r"(?<![A-Za-z0-9_])(N?C?_|ngettext) \(", read(path)):
            yield os.path.relpath(path, root)
    for path in glob.glob(f"{root}/ui/*.ui"):
        if 'translatable="yes"' in read(path):
            yield os.path.relpath(path, root)


def run(*words):
    return subprocess.run(words, cwd=root, capture_output=True, text=True)


tap = Tap()
listed = read(f"{root}/po/POTFILES").split()
texts = set(with_texts())
tap.check("/house/translations/listed", sorted(texts - set(listed)))
tap.check("/house/translations/no-others",
          [p for p in listed if p not in texts and not p.startswith("data/")])
tap.check("/house/translations/sorted", [] if listed == sorted(set(listed)) else ["po/POTFILES"])

if shutil.which("xgettext") is None:
    tap.skip("/house/translations/complete", "gettext is not here")
else:
    with tempfile.TemporaryDirectory() as folder:
        pot = f"{folder}/all.pot"
        made = run("xgettext", "--files-from=po/POTFILES", "--from-code=UTF-8", "-o", pot,
                   *[f"--keyword={word}" for word in KEYWORDS])
        tap.check("/house/translations/read", [] if made.returncode == 0 else made.stderr.splitlines())
        sound = run("msgfmt", "--check-format", "--check-domain", "-o", f"{folder}/all.mo", po)
        tap.check("/house/translations/sound", sound.stderr.splitlines() if sound.returncode else [])
        compared = run("msgcmp", po, pot)
        tap.check("/house/translations/complete",
                  compared.stderr.splitlines() if compared.returncode else [])
        fuzzy = run("msgattrib", "--only-fuzzy", "--no-obsolete", po)
        tap.check("/house/translations/no-fuzzy", re.findall(r"^msgid .+", fuzzy.stdout, re.M)[1:])

shown = re.findall(r'^msgstr(?:\[0\])? (".*"(?:\n".*")*)', read(po), re.M)
tap.check("/house/translations/words", [s for s in shown if "成功" in s or "！" in s])
tap.end()
