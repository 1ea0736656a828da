#!/bin/sh
# drive-window.sh SCRIPT: runs the script with a display, a session bus and the accessibility bus.
# SPDX-License-Identifier: GPL-3.0-or-later
set -eu

if [ -z "${DISPLAY:-}" ]; then
  exec xvfb-run -a -s '-screen 0 1920x1200x24' "$0" "$@"
fi
if [ -z "${SUY_IN_BUS:-}" ]; then
  SUY_IN_BUS=1 exec dbus-run-session -- "$0" "$@"
fi

launcher=/usr/libexec/at-spi-bus-launcher
if [ ! -x "$launcher" ] || ! /usr/bin/python3 -c 'import gi; gi.require_version("Atspi", "2.0")'; then
  echo '1..0 # SKIP at-spi2-core, gir1.2-atspi-2.0 and python3-gi are needed'
  exit 0
fi
"$launcher" --launch-immediately >/dev/null 2>&1 &
bus=$!
status=0
/usr/bin/python3 "$@" || status=$?
kill "$bus" 2>/dev/null || true
exit "$status"
