#!/usr/bin/env python3
# Makes the files of this directory again; they are kept so that the tests need no Python.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import sqlite3
import struct
import subprocess
import zipfile

HEAD = '<?xml version="1.0"?>'
SOUND = "../imports/A3_入河排污口台账.xlsx"
ROW = '<row><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><t>b</t></is></c></row>'


def sheet(name, rows):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as z:
        with zipfile.ZipFile(SOUND) as sound:
            for part in sound.namelist():
                if "sheet1" not in part:
                    z.writestr(zipfile.ZipInfo(part), sound.read(part), zipfile.ZIP_DEFLATED)
        info = zipfile.ZipInfo("xl/worksheets/sheet1.xml")
        info.compress_type = zipfile.ZIP_DEFLATED
        info._compresslevel = 9
        with z.open(info, "w") as out:
            out.write((HEAD + "<worksheet><sheetData>").encode())
            for _ in range(rows // 1000):
                out.write((ROW * 1000).encode())
            out.write(b"</sheetData></worksheet>")


def claim_4_gib(name, source):
    data = bytearray(open(source, "rb").read())
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 0xFFFFFFF0)
    local = struct.unpack_from("<I", data, at + 42)[0]
    struct.pack_into("<I", data, local + 22, 0xFFFFFFF0)
    open(name, "wb").write(data)


def endless(name):
    if os.path.exists(name):
        os.unlink(name)
    with open("one.geojson", "w") as out:
        out.write('{"type":"FeatureCollection","features":[{"type":"Feature",'
                  '"properties":{"name":"x"},"geometry":null}]}')
    subprocess.run(["ogr2ogr", "-f", "GPKG", name, "one.geojson", "-nln", "endless", "-nlt", "NONE"],
                   check=True)
    os.unlink("one.geojson")
    db = sqlite3.connect(name)
    db.executescript("""
        DELETE FROM gpkg_ogr_contents; DROP TABLE endless;
        CREATE VIEW endless AS
          WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
          SELECT i AS fid, 'x' AS name FROM n WHERE i < 0;
        VACUUM;
    """)
    db.close()


sheet("bomb.xlsx", 1500000)
sheet("small.xlsx", 1000)
claim_4_gib("claims.xlsx", "small.xlsx")
os.unlink("small.xlsx")
endless("endless.gpkg")
