# postgis.py: PostGIS as a maker of tiles, in a cluster of its own that nobody else sees
# SPDX-License-Identifier: GPL-3.0-or-later

import array
import glob
import os
import pathlib
import shutil
import subprocess
import tempfile

SENTINEL = "-- done --"


def programs():
    """Where PostgreSQL's programs are, if it has PostGIS; None otherwise."""
    for control in sorted(glob.glob("/usr/share/postgresql/*/extension/postgis.control"), reverse=True):
        folder = pathlib.Path("/usr/lib/postgresql") / pathlib.Path(control).parts[4] / "bin"
        if (folder / "initdb").exists():
            return folder
    return None


class Postgis:
    """Runs as another user where we are root, since PostgreSQL refuses root."""

    def __init__(self, folder):
        self.folder = folder
        self.home = tempfile.mkdtemp(prefix="suyuan-bench-")
        self.user = []
        if os.geteuid() == 0:
            shutil.chown(self.home, "postgres")
            self.user = ["runuser", "-u", "postgres", "--"]
        os.chmod(self.home, 0o755)
        self.run("initdb", "-D", f"{self.home}/db", "-A", "trust", "-U", "bench", "-N", "--no-instructions")
        options = ("-c listen_addresses='' -c unix_socket_directories={0} -c fsync=off -c shared_buffers=1GB "
                   "-c max_parallel_workers_per_gather=0 -c jit=off -c work_mem=256MB -c maintenance_work_mem=1GB")
        self.run("pg_ctl", "-D", f"{self.home}/db", "-w", "-l", f"{self.home}/log", "-o", options.format(self.home), "start")
        self.psql = subprocess.Popen([folder / "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", self.home, "-U",
                                      "bench", "postgres"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.ask("SET client_min_messages = warning; CREATE EXTENSION postgis;")
        self.backend = int(self.ask("SELECT pg_backend_pid();")[0])

    def run(self, program, *words):
        subprocess.run([*self.user, self.folder / program, *words], check=True, stdout=subprocess.DEVNULL)

    def ask(self, sql):
        self.psql.stdin.write(f"{sql}\n\\echo {SENTINEL}\n")
        self.psql.stdin.flush()
        lines = []
        for line in self.psql.stdout:
            if line.strip() == SENTINEL:
                return lines
            lines.append(line.strip())
        raise RuntimeError(f"PostgreSQL gave up: {sql[:200]}")

    def seconds(self):
        """Processor time of the process that answers us."""
        return int(pathlib.Path(f"/proc/{self.backend}/schedstat").read_text().split()[0]) * 1e-9

    def stop(self):
        self.psql.stdin.close()
        self.psql.wait()
        self.run("pg_ctl", "-D", f"{self.home}/db", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.home, ignore_errors=True)

    def load(self, bench, name):
        """Features by number in spherical Mercator, with an index."""
        path = pathlib.Path(self.home) / "features.csv"
        write_features(bench.data, name, path)
        self.ask("DROP TABLE IF EXISTS raw, layer; CREATE TABLE raw (id bigint, wkt text);"
                 f"\n\\copy raw FROM '{path}' WITH (FORMAT csv)\n"
                 "CREATE TABLE layer AS SELECT id, ST_Transform (ST_GeomFromText (wkt, 4326), 3857) AS place FROM raw;"
                 "CREATE INDEX ON layer USING gist (place); ANALYZE layer;")

    def tiles(self, tiles):
        """Microseconds a tile and features of all."""
        self.ask("DROP TABLE IF EXISTS wanted; CREATE TABLE wanted (z int, x int, y int); INSERT INTO wanted VALUES "
                 + ", ".join(f"({z}, {x}, {y})" for z, x, y in tiles) + "; ANALYZE wanted;")
        query = ("SELECT sum(n), sum(length(tile)) FROM wanted, LATERAL (SELECT count(*) AS n, ST_AsMVT (f, 'layer', 4096, "
                 "'shape', 'id') AS tile FROM (SELECT id, ST_AsMVTGeom (place, ST_TileEnvelope (z, x, y), 4096, 64, true) AS "
                 "shape FROM layer WHERE place && ST_TileEnvelope (z, x, y, margin => 64.0 / 4096)) f "
                 "WHERE shape IS NOT NULL) t;")
        self.ask(query)
        start = self.seconds()
        found = self.ask(query)[0].split("|")
        return (self.seconds() - start) / len(tiles) * 1e6, int(found[0])


def column(data, name, kind):
    values = array.array(kind)
    values.frombytes((data / name).read_bytes())
    return values


def write_features(data, name, path):
    points = column(data, f"{name}.points", "i")
    with open(path, "w") as file:
        if name.startswith("points"):
            for i in range(len(points) // 2):
                file.write(f"{i},POINT({points[2 * i] / 1e7:.7f} {points[2 * i + 1] / 1e7:.7f})\n")
            return
        form = '{},"POLYGON(({}))"\n' if name.startswith("cells") else '{},"LINESTRING({})"\n'
        first = 0
        for i, end in enumerate(column(data, f"{name}.ends", "I")):
            file.write(form.format(i, ",".join(f"{points[2 * k] / 1e7:.7f} {points[2 * k + 1] / 1e7:.7f}"
                                               for k in range(first, end))))
            first = end
