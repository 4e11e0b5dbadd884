# SPDX-License-Identifier: Apache-2.0
"""One byte of one entry changes on the disk: `vault verify` names that entry, with and without keys."""

import json
import random
import shutil
import sqlite3

from stage import ROOT

ROUNDS = 12


def tell(stage):
    vault = stage.new_vault()
    for example in ("brick-factory", "shop"):
        stage.manumit("case", "import", "--vault", vault, ROOT / "examples" / example / f"{example}.toml")
    sound = json.loads(stage.manumit("vault", "verify", "--json", vault, passphrase=None).stdout)
    assert sound["sound"] and sound["entries"] == sound["sound_entries"] > 4, sound

    entries = rows_of(vault)
    chance = random.Random(20101011)
    for _ in range(ROUNDS):
        row, entry_id, blob = chance.choice(entries)
        hurt = stage.work / "hurt.mnv"
        shutil.copyfile(vault, hurt)
        shutil.copyfile(vault.with_suffix(".mnk"), hurt.with_suffix(".mnk"))
        flip(hurt, blob, chance)
        check_named(stage, hurt, row, entry_id, sound["entries"])
        hurt.unlink()


def rows_of(vault):
    """(row, id, a long blob of it) of each entry, read by SQLite itself."""
    with sqlite3.connect(f"file:{vault}?mode=ro", uri=True) as database:
        columns = [name for _, name, *_ in database.execute("PRAGMA table_info(entry)")]
        rows = database.execute("SELECT rowid, * FROM entry ORDER BY rowid").fetchall()
    ids = columns.index("id") + 1
    # Only stretches that lie in one piece on a page can be found again in the file.
    return [(row[0], row[ids].hex(), max((v for v in row[1:] if isinstance(v, bytes) and len(v) < 2000),
                                         key=len)) for row in rows]


def flip(file, blob, chance):
    data = bytearray(file.read_bytes())
    at = data.find(blob)
    assert at > 0 and data.find(blob, at + 1) < 0, "the stretch stands in the file exactly once"
    data[at + chance.randrange(len(blob))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)


def check_named(stage, vault, row, entry_id, entries):
    for passphrase in (None, "given"):
        more = {} if passphrase else {"passphrase": None}
        done = stage.manumit("vault", "verify", "--json", vault, code=1, **more)
        verdict = json.loads(done.stdout)
        assert not verdict["sound"], verdict
        assert row in [damage.get("row") for damage in verdict["damages"]], (row, verdict["damages"])
        named = {damage["entry"] for damage in verdict["damages"] if "entry" in damage}
        assert not named or entry_id in named, (entry_id, named)
        assert verdict["entries"] == entries, "the others are still counted"
    page = stage.manumit("vault", "verify", vault, passphrase=None, code=1)
    assert f"row {row}" in page.stdout, page.stdout
