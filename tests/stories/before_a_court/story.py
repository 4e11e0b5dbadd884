# SPDX-License-Identifier: Apache-2.0
"""A lawyer hands chosen facts of a case to a court. The court's expert, who has neither key nor Manumit, checks them with
two programs; somebody on the way changes a word, a file, the whole list; a name that was withheld is nowhere. Where a sister
organisation signed a line of the vault, both say by when the facts were there and by whose word."""

import json
import os
import shutil
import subprocess
import sys

from stage import COMMAND_LIMIT, MANUMIT, ROOT

VERIFY = MANUMIT.with_name("manumit-verify")
SECOND = ROOT / "tools" / "verify_dossier.py"
CASE = """format = 1

[[source]]
key = "talk"
kind = "interview"
title = "A talk at the shelter"

[case]
source = "talk"
  [[case.statement]]
  fact = "case.status"
  value = "Active"

[[subject]]
key = "p"
kind = "person"
role = "affected"
source = "talk"
  [[subject.statement]]
  fact = "person.name"
  value = "Withheldname Invented"
  [[subject.statement]]
  fact = "recruitment.promise"
  value = "Work by the sea"
  said_as = "they promised work by the sea"
  [[subject.statement]]
  fact = "recruitment.place"
  value = "A withheld railway station"
"""


def tell(stage):
    vault = stage.new_vault()
    (stage.work / "case.toml").write_text(CASE)
    stage.manumit("case", "import", "--vault", vault, "case.toml")
    shown = json.loads(stage.manumit("case", "show", "1", "--vault", vault, "--json").stdout)
    ids = {statement["fact"]: statement["id"] for statement in shown["statements"]}

    made = dossier(stage, vault, "chosen", "--facts", ids["recruitment.promise"])
    assert (made["facts"], made["without_proof"]) == (1, 0), made
    holds(stage, "chosen", made["device"])
    nowhere(stage.work / "chosen", ("Withheldname", "withheld railway", ids["person.name"]))

    dossier(stage, vault, "all", "--all", "--without-identity", "--lang", "ru")
    holds(stage, "all", made["device"])
    nowhere(stage.work / "all", ("Withheldname",))
    page = (stage.work / "all" / "index.html").read_text()
    assert 'lang="ru"' in page and "Чего это не доказывает" in page and "Work by the sea" in page

    refused = stage.manumit("dossier", "1", "--all", "--out", "all", "--vault", vault, code=1)
    assert "already" in refused.stderr, refused.stderr
    tell_of_changes(stage)
    tell_of_another_office(stage, made["device"])
    tell_of_a_witness(stage, vault, ids["recruitment.promise"])


def dossier(stage, vault, name, *words):
    done = stage.manumit("dossier", "1", *words, "--out", name, "--json", "--vault", vault)
    return json.loads(done.stdout)


def verify(stage, folder, *words, code=0):
    """What the first program says; the second must come to the same."""
    def run(*command):
        return subprocess.run([*map(str, command)], cwd=stage.work, env=stage.env, capture_output=True,
                              text=True, timeout=COMMAND_LIMIT)
    done, second = run(VERIFY, *words, folder), run(sys.executable, SECOND, "--json", folder)
    assert done.returncode == second.returncode == code, (done.stdout, done.stderr, second.stdout, second.stderr)
    first = json.loads(run(VERIFY, "--json", folder).stdout)
    assert first == json.loads(second.stdout), (first, second.stdout)
    return done.stdout


def holds(stage, folder, device):
    said = verify(stage, folder, "--lang", "en", "--words")
    assert "as it was made" in said and device in said and "does not prove" in said, said
    assert "they promised work by the sea" in said, said
    assert "доказан" in verify(stage, folder, "--lang", "ru")


def nowhere(folder, words):
    for file in folder.rglob("*"):
        if file.is_file():
            text = file.read_bytes() + file.name.encode()
            for word in words:
                assert word.encode() not in text, (file.name, word)


def tell_of_changes(stage):
    sound = stage.work / "chosen"
    for name in ("index.html", "dossier.json", "proofs.json", "manifest.json"):
        hurt = stage.work / "hurt"
        shutil.copytree(sound, hurt)
        whole = (hurt / name).read_bytes()
        middle = len(whole) // 2
        (hurt / name).write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1:])
        said = verify(stage, "hurt", "--lang", "en", code=1)
        assert name in said and "not the dossier that was made" in said, said
        shutil.rmtree(hurt)
    # One word of the testimony: the file is named, and the fact by its number.
    shutil.copytree(sound, stage.work / "hurt")
    facts = stage.work / "hurt" / "dossier.json"
    facts.write_text(facts.read_text().replace("by the sea", "by the lake"))
    said = verify(stage, "hurt", "--lang", "en", code=1)
    assert "dossier.json was changed" in said and "fact 1" in said, said
    (stage.work / "hurt" / "planted.txt").write_text("x")
    assert "planted.txt was added" in verify(stage, "hurt", "--lang", "en", code=1)
    os.unlink(stage.work / "hurt" / "index.html")
    assert "index.html is missing" in verify(stage, "hurt", "--lang", "en", code=1)


def tell_of_another_office(stage, device):
    """Anybody can make a dossier of what they like. It bears their own fingerprint."""
    other = stage.new_vault("other.mnv")
    stage.manumit("case", "import", "--vault", other, "case.toml")
    theirs = dossier(stage, other, "theirs", "--all", "--without-identity")
    assert theirs["device"] != device
    holds(stage, "theirs", theirs["device"])
    # Their proofs in our folder are found out.
    shutil.copytree(stage.work / "all", stage.work / "mixed")
    shutil.copy(stage.work / "theirs" / "proofs.json", stage.work / "mixed")
    said = verify(stage, "mixed", "--lang", "en", code=1)
    assert "proofs.json was changed" in said and "fact 1" in said, said


def tell_of_a_witness(stage, vault, fact):
    said = verify(stage, "chosen", "--lang", "en")
    assert "nobody outside witnesses it here" in said, said
    line = stage.manumit("vault", "anchor", vault).stdout.strip()
    sister = stage.new_vault("sister.mnv")
    stage.manumit("vault", "witness", sister, line, "--of", "Invented Shelter", "--as", "Sister House", "--out", "w.mnw")
    stage.manumit("vault", "anchor", "--witnessed", "w.mnw", vault)
    assert dossier(stage, vault, "witnessed", "--facts", fact)["witnessed"] == 1
    said = verify(stage, "witnessed", "--lang", "en")
    assert "by the word of Sister House" in said and line in said and "Since when it was there" in said, said
    assert "по слову свидетеля «Sister House»" in verify(stage, "witnessed", "--lang", "ru")
    assert "Sister House" in (stage.work / "witnessed" / "index.html").read_text()
    # Whoever changes what the witness signed is found out, and so is the file.
    shutil.copytree(stage.work / "witnessed", stage.work / "forged")
    proofs = json.loads((stage.work / "forged" / "proofs.json").read_text())
    raw = bytearray.fromhex(proofs["anchors"][0]["witness"])
    raw[6] ^= 1  # of the time
    proofs["anchors"][0]["witness"] = raw.hex()
    (stage.work / "forged" / "proofs.json").write_text(json.dumps(proofs))
    said = verify(stage, "forged", "--lang", "en", code=1)
    assert "noted state 1: what its witness signed does not hold" in said and "proofs.json was changed" in said, said
    # A witness who is not to be named is not.
    assert dossier(stage, vault, "unnamed", "--facts", fact, "--without-witnesses")["witnessed"] == 0
    nowhere(stage.work / "unnamed", ("Sister House", b"Sister House".hex(), line))
    holds(stage, "unnamed", dossier(stage, vault, "again", "--facts", fact)["device"])
