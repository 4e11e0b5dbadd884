# SPDX-License-Identifier: Apache-2.0
"""Looks for texts in files in every form in which they could have got there."""

import base64
import os
from pathlib import Path

BEGINNING = 6
PIECE = 1 << 18


def forms_of(text):
    """The bytes that a text may have become: encodings, cases, Base64 at three offsets, hex."""
    forms = set()
    for version in (text, text.upper(), text.lower()):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            raw = version.encode(encoding)
            forms.add(raw)
            forms.add(raw.hex().encode())
            forms.add(raw.hex().upper().encode())
            forms.update(base64_forms(raw))
        try:
            forms.add(version.encode("windows-1251"))
        except UnicodeEncodeError:
            pass
    return forms


def base64_forms(raw):
    """What of the Base64 of a text is the same whatever stands before and after it."""
    for before in range(3):
        text = base64.b64encode(b"\0" * before + raw)
        first = -(-before * 8 // 6)
        last = (before + len(raw)) * 8 // 6
        yield text[first:last]


def files_below(folders):
    for folder in folders:
        for parent, _, names in os.walk(folder):
            for name in names:
                path = Path(parent) / name
                if path.is_file() and not path.is_symlink():
                    yield path


def hits(folders, canaries, but=frozenset()):
    """(canary's number, file) of everything found, in contents and in names of files, apart from
    the files of `but`.

    The forms are thousands, so a file is cut into all its pieces of six bytes, and only the forms
    that begin with one of them are looked for.
    """
    by_beginning = {}
    for number, text in enumerate(canaries):
        for form in forms_of(text):
            by_beginning.setdefault(form[:BEGINNING], []).append((number, form))
    found = []
    for path in files_below(folders):
        if path in but:
            continue
        try:
            data = path.read_bytes()
        except OSError:
            continue  # A socket, or gone in between.
        data += b"\0" + str(path).encode(errors="surrogateescape")
        found += [(number, str(path)) for beginning in begun_in(data, by_beginning)
                  for number, form in by_beginning[beginning] if form in data]
    return found


def begun_in(data, by_beginning):
    """The beginnings that occur in the data. One of a short form is looked for by itself."""
    begun = {beginning for beginning in by_beginning if len(beginning) < BEGINNING}
    for start in range(0, len(data), PIECE):
        piece = data[start:start + PIECE + BEGINNING - 1]
        begun |= by_beginning.keys() & {piece[at:at + BEGINNING] for at in range(len(piece))}
    return begun
