#!/usr/bin/env python3
# draw-check.py: what a seed draws from a list, reckoned apart from the program by docs/draw.md
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# draw-check.py SEED NAME < LIST        the list hash, then all keys in the order of the draw
# draw-check.py test PROGRAM            asks the program for draws and compares them

import hashlib
import random
import subprocess
import sys


def sha256(text):
    return hashlib.sha256(text.encode()).digest()


def list_hash(keys):
    return sha256("".join(key + "\n" for key in sorted(keys, key=str.encode))).hex()


def numbers(seed, name, keys):
    k = 0
    while True:
        block = sha256(f"suyuan-draw-1\n{seed}\n{list_hash(keys)}\n{name}\n{k}\n")
        for i in range(0, 32, 8):
            yield int.from_bytes(block[i : i + 8], "big")
        k += 1


def draw(seed, name, keys):
    order, stream = sorted(keys, key=str.encode), numbers(seed, name, keys)
    for i in range(len(order) - 1):
        m = len(order) - i
        x = next(stream)
        while x >= 2**64 - 2**64 % m:
            x = next(stream)
        order[i], order[i + x % m] = order[i + x % m], order[i]
    return order


def answer(seed, name, keys):
    return list_hash(keys) + "\n" + "".join(key + "\n" for key in draw(seed, name, keys))


def test(program):
    cases = [(n, f"seed {n}", "objects") for n in (1, 2, 9, 10, 11, 14, 45, 53, 236, 1438)]
    for i, (n, seed, name) in enumerate(cases + [(53, "种子 20261120", "officers"), (3, "=1", "抽查")]):
        keys = [f"QY-{k:04d}" if k % 3 else f"企业 {k}" for k in range(n)]
        random.Random(i).shuffle(keys)
        given = subprocess.run([program, "--draw", seed, name], input="\n".join(keys),
                               capture_output=True, encoding="utf-8", check=True).stdout
        same = given == answer(seed, name, keys)
        print("ok" if same else "not ok", i + 1, f"{n} keys, {seed}, {name}")
    print(f"1..{i + 1}")


if sys.argv[1] == "test":
    test(sys.argv[2])
else:
    print(answer(sys.argv[1], sys.argv[2], sys.stdin.read().split("\n")[:-1]), end="")
