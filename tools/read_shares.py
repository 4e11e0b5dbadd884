#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Puts the shares of a Manumit vault together, without Manumit.

    read_shares.py SHARE.txt SHARE.txt …

Each file holds one share, as words or as the code of its QR. Prints the hash of the secret that
they give together, never the secret. A second, small program, written from docs/formats/mnv1.md §6
alone, with Python's standard library. Nothing here is safe against an onlooker with a stop-watch.

Exit status: 0 the shares give a secret, 1 they do not, 2 asked wrongly.
"""
import hashlib
import re
import sys
from itertools import combinations
from pathlib import Path

LISTS = Path(__file__).resolve().parents[1] / "definitions" / "recovery"
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SYMBOLS, PARITY, MENDABLE = 44, 6, 4

# The field by its logarithms to the base 3.
EXP = [1]
while len(EXP) < 255:
    doubled = EXP[-1] << 1
    EXP.append(EXP[-1] ^ doubled ^ (0x11B if doubled & 0x100 else 0))
LOG = {value: power for power, value in enumerate(EXP)}


def times(a, b):
    return EXP[(LOG[a] + LOG[b]) % 255] if a and b else 0


def over(a, b):
    return EXP[(LOG[a] - LOG[b]) % 255] if a else 0


def dictionary():
    """The first four letters of each word of both languages, and its byte."""
    found = {}
    for name in ("words.en.txt", "words.ru.txt"):
        lines = (LISTS / name).read_text("utf-8").splitlines()
        words = [line for line in lines if not line.startswith("#")]
        found.update({word[:4]: byte for byte, word in enumerate(words)})
    return found


def symbols_in(text):
    """The share's symbols, None for each that cannot be read."""
    if text.strip().upper().startswith("MNVR1:"):
        letters = re.sub(r"[\s-]", "", text.upper())[6:].translate(str.maketrans("OIL", "011"))
        bits = "".join(f"{LETTERS.index(a):05b}" if a in LETTERS else "?????" for a in letters)
        pieces = [bits[i:i + 8] for i in range(0, len(bits) - 7, 8)]
        return [None if "?" in piece else int(piece, 2) for piece in pieces]
    known = dictionary()
    words = re.findall(r"[^\W\d_?]+\?*|\?+", text.lower().replace("ё", "е"))
    return [known.get(word[:4]) if len(word) >= 4 else None for word in words]


def amounts(places, syndromes):
    """What was added at these places to give the syndromes, or None: Gauss's elimination."""
    rows = [[EXP[(SYMBOLS - 1 - place) * power % 255] for place in places] + [syndromes[power - 1]]
            for power in range(1, PARITY + 1)]
    for column in range(len(places)):
        pivot = next((r for r in range(column, PARITY) if rows[r][column]), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [over(value, rows[column][column]) for value in rows[column]]
        for r in range(PARITY):
            if r != column:
                factor = rows[r][column]
                rows[r] = [a ^ times(factor, b) for a, b in zip(rows[r], rows[column])]
    if any(row[-1] for row in rows[len(places):]):
        return None
    return [row[-1] for row in rows[:len(places)]]


def mended(symbols):
    if len(symbols) != SYMBOLS:
        raise SystemExit(f"{len(symbols)} words stand here, a share has {SYMBOLS}")
    missing = [place for place, symbol in enumerate(symbols) if symbol is None]
    text = [symbol or 0 for symbol in symbols]
    syndromes = []
    for power in range(1, PARITY + 1):
        syndromes.append(0)
        for symbol in text:
            syndromes[-1] = times(syndromes[-1], EXP[power]) ^ symbol
    for wrong in range((MENDABLE - len(missing)) // 2 + 1):
        for others in combinations(sorted(set(range(SYMBOLS)) - set(missing)), wrong):
            places = missing + list(others)
            added = amounts(places, syndromes)
            if added is not None:
                for place, amount in zip(places, added):
                    text[place] ^= amount
                return bytes(text)
    raise SystemExit("more of this share is wrong than can be mended")


def combine(points):
    """Lagrange's interpolation at 0."""
    secret = bytes(32)
    for x, y in points.items():
        weight = 1
        for other in points:
            if other != x:
                weight = times(weight, over(other, other ^ x))
        secret = bytes(a ^ times(weight, b) for a, b in zip(secret, y))
    return secret


def main():
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        print(__doc__.strip(), file=sys.stderr)
        return 0 if "--help" in sys.argv else 2
    shares = [mended(symbols_in(Path(name).read_text("utf-8"))) for name in sys.argv[1:]]
    form, threshold = shares[0][0], shares[0][4]
    if form != 1 or len({share[:3] + share[4:6] for share in shares}) > 1:
        raise SystemExit("these shares are not of one set, or of a later form")
    points = {share[3]: share[6:38] for share in shares}
    if len(points) < threshold:
        raise SystemExit(f"{threshold} shares are needed, {len(points)} are here")
    secret = combine(dict(list(points.items())[:threshold]))
    person = b"mnv1-secret".ljust(16, b"\0")
    print(hashlib.blake2b(secret, digest_size=16, person=person).hexdigest())
    return 0


if __name__ == "__main__":
    sys.exit(main())
