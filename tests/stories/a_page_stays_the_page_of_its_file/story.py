# SPDX-License-Identifier: Apache-2.0
"""A letter is attached, killed half way, attached again, got back to the byte, and lies nowhere in the clear."""

import hashlib
import json
import random
import subprocess
import time

from stage import MANUMIT, PASSPHRASE, ROOT

MIB = 1 << 20
CANARY = b"the heron in the brick kiln sings at four"


def tell(stage):
    vault = stage.new_vault()
    stage.manumit("case", "import", "--vault", vault, ROOT / "examples/brick-factory/brick-factory.toml")
    letter = made_file(stage, "letter.pdf", 5 * MIB + 17, 1)
    killed_half_way(stage, vault)
    kept_and_given_back(stage, vault, letter)
    known_again(stage, vault, letter)
    refused(stage, vault)
    for place in (vault, vault.with_suffix(".mnk")):
        assert CANARY not in place.read_bytes(), f"words of a file stand readable in {place.name}"
    assert CANARY not in b"".join(one.read_bytes() for one in stage.home.rglob("*") if one.is_file())
    assert not any(stage.temp.iterdir()), "a temporary file was left"


def made_file(stage, name, size, seed):
    file = stage.work / name
    bulk = random.Random(seed).randbytes(size)
    file.write_bytes(b"%PDF-1.4\n2 0 obj\n<< /Type /Pages /Count 7 >>\nendobj\n" + CANARY + bulk)
    return file


def files(stage, vault):
    return json.loads(stage.manumit("case", "files", "1", "--json", "--vault", vault).stdout)


def killed_half_way(stage, vault):
    """kill -9 while a large file goes in: the vault is sound, and the case has no such file."""
    film = made_file(stage, "film.mp4", 160 * MIB, 2)
    process = subprocess.Popen([MANUMIT, "case", "attach", "1", film, "--vault", vault, "--passphrase-file", "-"],
                               env=stage.env, cwd=stage.work, stdin=subprocess.PIPE,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stage.running.append(process)
    process.stdin.write(f"{PASSPHRASE}\n".encode())
    process.stdin.close()
    wal = vault.with_name(vault.name + "-wal")
    deadline = time.monotonic() + 60
    # The log has grown: pieces are on their way.
    while time.monotonic() < deadline and process.poll() is None and not (
            wal.exists() and wal.stat().st_size + vault.stat().st_size > 16 * MIB):
        time.sleep(0.01)
    assert process.poll() is None, "the file was in before anybody could kill it"
    process.kill()
    process.wait()
    stage.manumit("vault", "verify", vault, passphrase=None)
    told = files(stage, vault)
    assert told["files"] == [] and told["stray_files"] == 1 and told["stray_pieces"] > 0, told
    film.unlink()


def kept_and_given_back(stage, vault, letter):
    stage.manumit("case", "attach", "1", letter, "--kind", "letter", "--title", "Letter", "--vault", vault)
    (one,) = files(stage, vault)["files"]
    hash_of = hashlib.blake2b(letter.read_bytes(), digest_size=32).hexdigest()
    assert one["file_hash"] == hash_of and one["size"] == letter.stat().st_size, one
    assert one["media_type"] == "application/pdf" and one["pages"] == 7 and one["title"] == "Letter", one
    back = stage.work / "back.pdf"
    stage.manumit("case", "file", "1", hash_of[:8], "--out", back, "--vault", vault)
    assert back.read_bytes() == letter.read_bytes()
    assert back.stat().st_mode & 0o777 == 0o600
    again = stage.manumit("case", "file", "1", hash_of[:8], "--out", back, "--vault", vault, code=1)
    assert "already" in again.stderr, again.stderr


def known_again(stage, vault, letter):
    """The same file is one source; one byte changed, it is another, and the first stays."""
    before = files(stage, vault)
    again = stage.manumit("case", "attach", "1", letter, "--json", "--vault", vault)
    assert json.loads(again.stdout)[0]["before"] is True, again.stdout
    assert files(stage, vault) == before
    changed = letter.with_name("letter2.pdf")
    data = bytearray(letter.read_bytes())
    data[-1] ^= 1
    changed.write_bytes(data)
    stage.manumit("case", "attach", "1", changed, "--vault", vault)
    after = files(stage, vault)["files"]
    assert len(after) == 2 and after[0] == before["files"][0] and after[0]["source"] != after[1]["source"]
    for one in (letter, changed):
        one.unlink()


def refused(stage, vault):
    missing = stage.manumit("case", "attach", "1", "not-there.pdf", "--vault", vault, code=1)
    assert "cannot be read" in missing.stderr, missing.stderr
    stage.manumit("case", "file", "1", "99", "--out", "x", "--vault", vault, code=1)
    assert not (stage.work / "x").exists()
    stage.manumit("case", "attach", "1", stage.work, "--vault", vault, code=1)
    assert len(files(stage, vault)["files"]) == 2
