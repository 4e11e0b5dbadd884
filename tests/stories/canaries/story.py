# SPDX-License-Identifier: Apache-2.0
"""Two hundred planted texts are typed into the desk and the command line; no file anywhere holds one.

The scan runs while the vault is open, after the desk was killed in the middle of work, and after an
orderly end; over the vault, its journals, the home, the temporary folder and shared memory.
"""

import random

from canaries_scan import files_below, forms_of, hits

CANARIES = 200
LATIN = "bcdfghjklmnpqrstvwxz"
CYRILLIC = "бвгджзклмнпрстфхцчшщ"
HAN = "山川田王李張劉陳楊趙黃周吳徐孫"


def tell(stage):
    canaries = invent()
    scanner_can_fail(stage, canaries)
    folders = [stage.home, stage.temp, stage.work, "/dev/shm"]
    others = frozenset(files_below(["/dev/shm"]))  # Another program's, which may be large.

    def kept():
        return hits(folders, canaries, but=others)

    assert not kept(), "the folders held a canary before anything was typed"

    vault = stage.work / "cases.mnv"
    desk = stage.desk(vault, "--log")
    desk.create(passphrase=canaries[0], member=canaries[1], device=canaries[2])
    type_into_desk(desk, canaries[3:150])
    assert not kept(), ("while open", kept()[:5])
    desk.kill()
    assert not kept(), ("after a kill", kept()[:5])

    desk = stage.desk(vault, "--log")
    desk.unlock(canaries[0])
    assert found_again(desk, canaries), "what was typed must be in the vault, or the scan means nothing"
    desk.stop()
    type_into_command_line(stage, vault, canaries[150:], canaries[0])
    assert not kept(), ("after all", kept()[:5])


def invent():
    """Names, telephone numbers, places and words; none of them by chance in a file."""
    chance = random.Random(42)
    canaries = []
    for number in range(CANARIES):
        kind = number % 4
        if number == 0:
            canaries.append(" ".join("".join(chance.choices(LATIN, k=7)) for _ in range(5)))
        elif kind == 0:
            canaries.append("".join(chance.choices(LATIN, k=10)).capitalize())
        elif kind == 1:
            canaries.append("".join(chance.choices(CYRILLIC, k=9)).capitalize())
        elif kind == 2:
            canaries.append("+7999" + "".join(chance.choices("0123456789", k=9)))
        else:
            canaries.append("".join(chance.choices(HAN, k=6)))
    return canaries


def scanner_can_fail(stage, canaries):
    """Planted in each form, each is found: else a clean scan would prove nothing."""
    plant = stage.folder / "plant"
    plant.mkdir()
    for number, text in enumerate(canaries[::20]):
        for form in forms_of(text):
            (plant / "file").write_bytes(b"xx" + form + b"yy")
            assert hits([plant], [text]), (number, form)
    (plant / "file").unlink()
    plant.rmdir()


def statement(fact, value, subject="$1", **more):
    return {"subject": subject, "fact": fact, "source": "$2", "certainty": "certain",
            "answer": {"state": "yes", "value": value}, **more}


def type_into_desk(desk, canaries):
    """New cases, corrections, searches and a partner's table, as the pages send them."""
    while len(canaries) >= 9:
        name, phone, words, place, title, author, note, what, said = canaries[:9]
        canaries = canaries[9:]
        made = desk.post("/api/v1/cases", {
            "subjects": [{"id": "$1", "kind": "person", "role": "affected"},
                         {"id": "$3", "kind": "event"}],
            "sources": [{"id": "$2", "kind": "interview", "title": title, "author": author}],
            "statements": [
                statement("person.name", name), statement("person.mobile_phone", phone),
                statement("person.address", {"words": place}),
                statement("case.comment", note, subject="$0"),
                statement("event.what", what, subject="$3", said_as=words),
            ]})
        desk.post(f"/api/v1/cases/{made['id']}/file", {
            "sources": [{"id": "$2", "kind": "call", "title": title}],
            "statements": [statement("case.comment", said, subject="$0")]})
        for text in (name, said, place):
            desk.search(text)
        desk.get(f"/api/v1/cases/{made['id']}")
    if canaries:
        table = "prs_First_Name,prs_Second_Name\n" + "".join(f"{c},{c}\n" for c in canaries)
        desk.import_file(f"{canaries[0]}.csv", table.encode(), rows="good_only")


def found_again(desk, canaries):
    name = canaries[3]
    return name in str(desk.search(name))


def type_into_command_line(stage, vault, canaries, passphrase):
    """A case file that lies outside the scanned folders, as on a stick that is pulled out after."""
    stick = stage.folder / "stick"
    stick.mkdir()
    file = stick / "case.toml"
    lines = ['format = 1\n[[source]]\nkey = "s"\nkind = "letter"\ntitle = "A letter"\n'
             '[[subject]]\nkey = "p"\nkind = "person"\nrole = "affected"\nsource = "s"\n']
    lines += [f'[[subject.statement]]\nfact = "person.other_names"\nvalue = "{text}"\nsaid_as = "{text}"\n'
              for text in canaries]
    file.write_text("".join(lines), encoding="utf-8")
    stage.manumit("case", "import", "--vault", vault, file, passphrase=passphrase)
    for text in canaries[:3]:
        stage.manumit("case", "list", "--words", text, "--vault", vault, passphrase=passphrase)
    out = stick / "dump.jsonl"
    stage.manumit("case", "export", "--format", "dump", "--out", out, "--vault", vault,
                  passphrase=passphrase)
    assert canaries[0] in out.read_text(encoding="utf-8"), "the export is readable: it was asked for"
    stage.manumit("vault", "verify", "--with-passphrase", vault, passphrase=passphrase)
