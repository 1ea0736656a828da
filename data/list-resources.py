# list-resources.py: writes the list of files that glib-compile-resources puts into a program.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
#   list-resources.py PREFIX catalog.json       catalog.json and the registers that it names
#   list-resources.py PREFIX FILE FILE...       these files
#
# The list goes to standard output.  catalog.json is only looked at for names here: a mistake in it is
# found, and explained, by the program's own reader.

import json
import os
import sys
from xml.sax.saxutils import escape

prefix, paths = sys.argv[1], sys.argv[2:]
names = [os.path.basename(path) for path in paths]
if names == ["catalog.json"]:
    with open(paths[0], encoding="utf-8") as file:
        names += [register + ".json" for register in json.load(file)["registers"]]

print('<?xml version="1.0" encoding="UTF-8"?>')
print('<gresources>')
print(f'  <gresource prefix="{escape(prefix)}">')
for name in names:
    print(f'    <file>{escape(name)}</file>')
print('  </gresource>')
print('</gresources>')
