# SPDX-License-Identifier: Apache-2.0
"""A wrong passphrase and five kinds of broken file: six different messages, each with what to do."""

import shutil
import sqlite3

from stage import PASSPHRASE


def tell(stage):
    vault = stage.new_vault()
    keys = vault.with_suffix(".mnk")
    messages = {"wrong passphrase": stage.manumit("vault", "info", vault, passphrase="not this one",
                                                  code=1).stderr}
    for name, break_it in (("damaged", damage), ("half-copied", halve), ("text-mangled", mangle),
                           ("newer", make_newer), ("not a vault", replace)):
        copy = stage.work / f"{name.replace(' ', '-')}.mnv"
        shutil.copyfile(vault, copy)
        shutil.copyfile(keys, copy.with_suffix(".mnk"))
        break_it(copy)
        done = stage.manumit("vault", "info", copy, passphrase=PASSPHRASE, code=1)
        messages[name] = done.stderr.replace(str(copy), "").replace(copy.name, "")
    lone = stage.work / "lone.mnv"
    shutil.copyfile(vault, lone)
    messages["keys absent"] = stage.manumit("vault", "info", lone, code=1).stderr.replace(str(lone), "")

    sentences = {name: text.strip() for name, text in messages.items()}
    assert len(set(sentences.values())) == len(sentences), sentences
    for name, text in sentences.items():
        assert text.startswith("manumit: ") and "; " in text, f"{name}: says not what to do: {text}"
        if name != "wrong passphrase":
            assert "passphrase is wrong" not in text and "wrong passphrase" not in text, (name, text)
    assert "passphrase" in sentences["wrong passphrase"]
    # The vault itself came to no harm by being looked at.
    stage.manumit("vault", "verify", vault, passphrase=None)


def damage(file):
    """The checked preamble of the file, changed in one bit."""
    with sqlite3.connect(file) as database:
        row = database.execute("SELECT * FROM meta").fetchone()
    blob = max((value for value in row if isinstance(value, bytes)), key=len)
    data = bytearray(file.read_bytes())
    at = data.find(blob)
    assert at > 0
    data[at + len(blob) - 1] ^= 1
    file.write_bytes(data)


def halve(file):
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])


def mangle(file):
    """What a transfer in text mode does."""
    file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n"))


def make_newer(file):
    with sqlite3.connect(file) as database:
        version = database.execute("PRAGMA user_version").fetchone()[0]
        database.execute(f"PRAGMA user_version = {version + 1}")


def replace(file):
    file.write_bytes(b"Dear colleague, the file is attached.\n" * 400)
