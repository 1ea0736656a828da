#!/bin/sh
# Makes the base map of the demo district from the sources beside this script.
# SPDX-License-Identifier: GPL-3.0-or-later
# Usage: make-base-map.sh SUYUANCTL OUTPUT.mbtiles
set -eu
ctl=$1
out=$2
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
file=$work/base.gpkg

"$ctl" init "$file" --name 建阳区
while read -r layer source; do
  # Seats of neighbouring counties lie outside the district, which the import asks about.
  "$ctl" import "$file" "$layer" "$here/$source.geojson" --key code --accept-flagged \
    >"$work/log" || {
    cat "$work/log" >&2
    exit 1
  }
done <<EOF
county counties
district district
township townships
river_reach rivers
road roads
place_name seats
EOF
rm -f "$out"
"$ctl" tiles "$file" "$out" --base
