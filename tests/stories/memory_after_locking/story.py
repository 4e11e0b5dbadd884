# SPDX-License-Identifier: Apache-2.0
"""After locking no typed text and no passphrase lies in the desk's memory, nor in a swap or a core file of it.

Another program that may read all memory looks for it: while the vault is open it finds the texts, so that it can
fail; after the lock it finds none.
"""

import random
import re
import signal
import time
from pathlib import Path

from canaries_scan import files_below
from stage import Skipped

CYRILLIC = "бвгджзклмнпрстфхцчшщ"
LATIN = "bcdfghjklmnpqrstvwxz"
HAN = "山川田王李張劉陳楊趙黃周吳徐孫"
TEXTS = 24
# Statements are read from the file when they are asked for; the list of cases and the search stay in memory.
FEWEST_WHILE_OPEN = 4
PIECE = 1 << 24
# What the security page promises for words, with some for a machine under load; keys go at once.
WORDS_ARE_GONE_AFTER = 5


def tell(stage):
    texts = invent()
    passphrase = " ".join(texts[:4])
    vault = stage.work / "cases.mnv"
    desk = stage.desk(vault, "--idle-minutes", "60")
    if not may_read_memory(desk.process.pid):
        raise Skipped("only root may read the memory of a hardened program")
    desk.create(passphrase=passphrase)
    case = type_into(desk, texts[4:])
    desk.post("/api/v1/vault/lock", {})
    desk.unlock(passphrase)
    look_around(desk, case, texts[4:])
    open_now = lying_in_memory(desk.process.pid, texts)
    assert len(open_now) >= FEWEST_WHILE_OPEN, (
        f"only {len(open_now)} of {TEXTS} texts found while open: the scan means nothing")
    desk.post("/api/v1/vault/lock", {})
    left = what_is_left(desk.process.pid, texts)
    assert not left, f"{len(left)} of {TEXTS} texts lie in memory after locking"
    swaps = swaps_hold_nothing(stage, texts)
    crash_leaves_no_core(stage, desk, passphrase)
    print(f"{len(open_now)} of {TEXTS} texts in memory while open, 0 after locking, 0 in {swaps} swaps")


def invent():
    """Words that stand nowhere by chance; the first four are the passphrase."""
    chance = random.Random(177)
    return ["".join(chance.choices((LATIN, LATIN, CYRILLIC, HAN)[number % 4 if number > 3 else 0], k=11))
            for number in range(TEXTS)]


def type_into(desk, texts):
    """Names, comments, words of a source; the case that holds them."""
    yes = [{"subject": subject, "fact": fact, "source": "$2", "certainty": "certain", "said_as": text,
            "answer": {"state": "yes", "value": text}}
           for text, (subject, fact) in zip(texts, [("$1", "person.name"), ("$0", "case.comment")] * TEXTS)]
    return desk.post("/api/v1/cases", {
        "subjects": [{"id": "$1", "kind": "person", "role": "affected"}],
        "sources": [{"id": "$2", "kind": "interview", "title": texts[0]}], "statements": yes})["id"]


def look_around(desk, case, texts):
    """What somebody does who then has to lock in a hurry."""
    for text in texts:
        desk.search(text)
    for page in ("", "/history", "/board"):
        desk.ask("GET", f"/api/v1/cases/{case}{page}")
    desk.get("/api/v1/cases")


def may_read_memory(process):
    try:
        with open(f"/proc/{process}/mem", "rb"):
            return True
    except PermissionError:
        return False


def what_is_left(process, texts):
    until = time.monotonic() + WORDS_ARE_GONE_AFTER
    while True:
        left = lying_in_memory(process, texts)
        if not left or time.monotonic() > until:
            return left
        time.sleep(0.2)


def lying_in_memory(process, texts):
    """The numbers of the texts that lie anywhere in what the process can write to, in any form it may have there."""
    return lying_in(memory_of(process), texts)


def lying_in(stretches, texts):
    forms = {number: {version.encode(encoding) for version in (text, text.upper())
                      for encoding in ("utf-8", "utf-16-le", "utf-32-le")}
             for number, text in enumerate(texts)}
    found = set()
    for stretch in stretches:
        found |= {number for number, of_it in forms.items() if any(form in stretch for form in of_it)}
    return found


def swaps_hold_nothing(stage, texts):
    """Looks through every swap of this machine that can be read; how many those were."""
    planted = stage.folder / "planted"
    planted.write_bytes(b"x" * (PIECE - 9) + texts[0].encode() + b"x" * PIECE)
    assert lying_in(pieces_of(planted), texts) == {0}, "a text that lies across two pieces must be found"
    planted.unlink()
    places = [Path(line.split()[0]) for line in Path("/proc/swaps").read_text().splitlines()[1:]]
    readable = [place for place in places if place.exists()]
    for place in readable:
        assert not lying_in(pieces_of(place), texts), "a text lies in a swap after locking"
    return len(readable)


def pieces_of(file):
    """A file or device in pieces that overlap by more than the longest form is long."""
    before = b""
    with open(file, "rb") as swap:
        while piece := swap.read(PIECE):
            yield before + piece
            before = piece[-256:]


def memory_of(process):
    with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/mem", "rb", buffering=0) as memory:
        for line in maps:
            place = re.match(r"([0-9a-f]+)-([0-9a-f]+) (\S+)", line)
            first, end = int(place[1], 16), int(place[2], 16)
            if not place[3].startswith("rw"):
                continue
            try:
                memory.seek(first)
                yield memory.read(end - first)
            except OSError:
                continue  # Laid aside for a thread's stack, or gone in between.


def crash_leaves_no_core(stage, desk, passphrase):
    desk.unlock(passphrase)
    before = set(files_below([stage.folder]))
    desk.process.send_signal(signal.SIGSEGV)
    desk.process.wait(timeout=30)
    made = {path.name for path in set(files_below([stage.folder])) - before}
    cores = [name for name in made if name.startswith("core")]
    assert not cores and desk.process.returncode == -signal.SIGSEGV, (cores, desk.process.returncode)
