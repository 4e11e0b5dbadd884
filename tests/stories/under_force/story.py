# SPDX-License-Identifier: Apache-2.0
"""Under force, through the real program: a copy for a journey that opens one case and comes home, and the keys of a
computer destroyed while its desk is open."""

import json
import time

from stage import ONE_CASE, PASSPHRASE

TRAVEL = "seven slow ferries crossing at dawn"


def tell(stage):
    vault = stage.new_vault()
    for word in ("monday", "tuesday", "wednesday"):
        file = stage.work / f"{word}.toml"
        file.write_text(ONE_CASE.format(word), encoding="utf-8")
        stage.manumit("case", "import", file, "--vault", vault)
    numbers = [row["number"] for row in cases(stage, vault, PASSPHRASE)]
    assert len(numbers) == 3, numbers
    tell_travel(stage, vault, numbers)
    tell_panic(stage, vault)


def cases(stage, vault, words):
    listed = stage.manumit("case", "list", "--json", "--vault", vault, passphrase=words)
    return json.loads(listed.stdout)["cases"]


def tell_travel(stage, vault, numbers):
    copy = stage.work / "journey.mnv"
    words = stage.work / "travel-words"
    words.write_text(TRAVEL + "\n", encoding="utf-8")
    made = stage.manumit("vault", "travel", vault, copy, "--cases", numbers[1], "--old-computer",
                         "--new-passphrase-file", words)
    assert "1 cases open" in made.stderr and "dismiss Story (travel)" in made.stderr, made.stderr
    assert sorted(p.name for p in stage.work.glob("journey*")) == ["journey.mnk", "journey.mnv"]
    assert [row["number"] for row in cases(stage, copy, TRAVEL)] == [numbers[1]]
    stage.manumit("case", "list", "--vault", copy, code=1)
    stage.manumit("vault", "verify", copy, passphrase=None)
    # Only a director makes one: whoever has the copy is told whom to ask.
    again = stage.manumit("vault", "travel", copy, stage.work / "other.mnv", "--cases", numbers[1],
                          "--new-passphrase-file", words, code=1, passphrase=TRAVEL)
    assert "only a director" in again.stderr and "list of members" in again.stderr, again.stderr
    # Home again.
    stage.manumit("vault", "bundle", copy, "Story", stage.work / "home.mnb", passphrase=TRAVEL)
    stage.manumit("vault", "merge", vault, stage.work / "home.mnb")
    stage.manumit("vault", "dismiss", vault, "Story (travel)", "--reason", "home again")


def tell_panic(stage, vault):
    refused = stage.manumit("vault", "panic", vault, code=1, passphrase=None)
    assert "nothing was destroyed" in refused.stderr, refused.stderr
    desk = stage.desk(vault)
    desk.unlock()
    done = stage.manumit("vault", "panic", vault, "--destroy-my-keys", passphrase=None)
    assert done.stdout == "1\n" and "has the vault open" in done.stderr, done.stdout + done.stderr
    # The desk notices by itself that its keys are gone.
    for _ in range(100):
        state = desk.get("/api/v1/state")["vault"]
        if not state["open"]:
            break
        time.sleep(0.1)
    assert not state["open"] and state["condition"] == "keys_destroyed", state
    desk.stop()
    for command in (("case", "list", "--vault", vault), ("vault", "members", vault)):
        said = stage.manumit(*command, code=1).stderr
        assert "keys of this computer were destroyed on 20" in said, said
        assert "damaged" not in said and "is not the one" not in said, said
    stage.manumit("vault", "verify", vault, passphrase=None)
    again = stage.manumit("vault", "panic", vault, "--destroy-my-keys", passphrase=None)
    assert again.stdout == "0\n", again.stdout
