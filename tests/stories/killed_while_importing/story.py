# SPDX-License-Identifier: Apache-2.0
"""The power fails while a large table is stored: the vault is sound, and holds all of it or none."""

import json
import random
import subprocess
import time

from stage import MANUMIT, PASSPHRASE

ROWS = 1500
ROUNDS = 8


def tell(stage):
    vault = stage.new_vault()
    table = stage.work / "large.csv"
    table.write_text(invented_table(ROWS), encoding="utf-8")
    longest = time_of_import(stage, table)
    chance = random.Random(7)
    before = 0
    interrupted = 0
    for _ in range(ROUNDS):
        done = import_and_kill(stage, vault, table, chance.uniform(0.3, 1.0) * longest)
        interrupted += not done
        stage.manumit("vault", "verify", vault, passphrase=None)
        after = json.loads(stage.manumit("case", "list", "--json", "--limit", "1", "--vault",
                                         vault).stdout)["all"]
        assert after in (before, before + ROWS), f"{before} cases before, {after} after: neither all nor none"
        if done:
            assert after == before + ROWS, "what was called stored is there"
        before = after
    assert interrupted, "no import was ever interrupted: the story told nothing"


def invented_table(rows):
    """The standard's survey form as CSV: names made of syllables, nobody real."""
    chance = random.Random(1)
    syllables = ["ka", "ri", "mo", "va", "shu", "lo", "be", "tin", "gul", "nar"]
    name = lambda: "".join(chance.choices(syllables, k=3)).capitalize()
    lines = ["prs_First_Name,prs_Second_Name,prs_Gender,vic_Methods_of_Control"]
    lines += [f"{name()},{name()},Feminine,DebtBondage TakesEarnings" for _ in range(rows)]
    return "\n".join(lines) + "\n"


def time_of_import(stage, table):
    other = stage.new_vault("measured.mnv")
    begin = time.monotonic()
    stage.manumit("case", "import", "--again", "--vault", other, table)
    return time.monotonic() - begin


def import_and_kill(stage, vault, table, seconds):
    """True if the import came to its end before the kill."""
    process = subprocess.Popen([MANUMIT, "case", "import", "--again", "--vault", vault, table,
                                "--passphrase-file", "-"], env=stage.env, cwd=stage.work,
                               stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stage.running.append(process)
    process.stdin.write(f"{PASSPHRASE}\n".encode())
    process.stdin.close()
    try:
        return process.wait(timeout=seconds) == 0
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return False
