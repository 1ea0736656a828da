# test-words.py: do man page and completion know every command and option?
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Arguments: the root of the sources, suyuanctl.

import glob
import os
import re
import shutil
import subprocess
import sys

from tap import Tap

root, program = (os.path.abspath(path) for path in sys.argv[1:3])


def said(*words):
    return subprocess.run([program, *words], capture_output=True, text=True, check=True).stdout


def read(path):
    with open(f"{root}/{path}", encoding="utf-8") as file:
        return file.read()


def complete(*words):
    """What bash would offer for the last word."""
    line = " ".join(f"'{word}'" for word in words)
    script = (f"source {root}/data/completions/suyuanctl; COMP_WORDS=(suyuanctl {line}); "
              f"COMP_CWORD={len(words)}; _suyuanctl; printf '%s\\n' \"${{COMPREPLY[@]}}\"")
    return subprocess.run(["bash", "-c", script], capture_output=True, text=True).stdout.split()


def verbs_of(help_text):
    """The first word of a usage like "list|show|new"."""
    usage = re.search(r"\[OPTION…\] (\S+)", help_text)
    return re.findall(r"[a-z]+", usage.group(1)) if usage and usage.group(1) != usage.group(1).upper() else []


tap = Tap()
man = read("docs/suyuanctl.1").replace("\\-", "-").replace("\\fR|\\fI", "|")
commands = [line.split()[0] for line in said("--help").splitlines() if line.startswith("  ")]
tap.check("/house/words/some-commands", [] if len(commands) > 10 else [f"only {commands}"])
tap.check("/house/words/man/commands",
          [c for c in commands if not re.search(rf'^\.BI "?{c}\b', man, re.M)])
tap.check("/house/words/man/no-others",
          [c for c in re.findall(r'^\.BI "?([a-z]+)\b', man, re.M) if c not in commands])
tap.check("/house/words/completion/commands",
          sorted(set(commands) ^ {w for w in complete("") if not w.startswith("-")}))

for command in commands:
    text = said(command, "--help")
    options = set(re.findall(r"--[a-z][a-z-]*", text))
    verbs = verbs_of(text)
    tap.check(f"/house/words/man/{command}",
              [o for o in options if not re.search(rf"{o}(?![a-z-])", man)] +
              [v for v in verbs if not re.search(rf"\b{v}\b", man)])
    tap.check(f"/house/words/completion/{command}",
              sorted(options ^ set(complete(command, "--"))) +
              [v for v in verbs if v not in complete(command, "")])

locale = os.environ.get("SUYUAN_LOCALE_DIR", "")
chinese = subprocess.run([program, "--help"], capture_output=True, text=True,
                         env={**os.environ, "LANGUAGE": "zh_CN", "LC_ALL": "C.UTF-8"}).stdout
if "suyuan.mo" not in str(glob.glob(f"{locale}/zh_CN/LC_MESSAGES/*")):
    tap.skip("/house/words/chinese", "translations are not built")
else:
    tap.check("/house/words/chinese", [] if "生成演示辖区" in chinese else [chinese[:60]])

if shutil.which("man"):
    done = subprocess.run(["man", "--warnings", "-l", f"{root}/docs/suyuanctl.1"], capture_output=True,
                          text=True, env={**os.environ, "MANWIDTH": "200"})
    tap.check("/house/words/man/formats", done.stderr.splitlines())
else:
    tap.skip("/house/words/man/formats", "man is not here")
tap.end()
