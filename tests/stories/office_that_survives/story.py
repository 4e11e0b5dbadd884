# SPDX-License-Identifier: Apache-2.0
"""An office of three works offline on several laptops through the real program: two let in by request and
fingerprint, bundles on a stick in any order, a laptop lost, a passphrase lost, a survivor's erasure."""

import json
import re
import shutil
import subprocess

from hashlib import blake2b

from stage import COMMAND_LIMIT, NO_PAPERS, ONE_CASE, ROOT

IRINA = "nine patient herons wading upstream"
ANNA = "four brass kettles under the stairs"
LENA = "an orchard of quiet winter pears"
NEW = "seven slow ferries crossing at dawn"


def tell(stage):
    office = Office(stage)
    office.found()
    office.let_in("anna", "case-worker", ANNA)
    office.let_in("lena", "analyst", LENA)
    tell_roles(office)
    tell_cases(office)
    tell_sharing(office)
    tell_damaged_bundles(office)
    tell_analyst(office)
    tell_lost_laptop(office)
    tell_backup(office)
    tell_erasure(office)
    tell_backup_after_erasure(office)
    tell_copied_laptop(office)
    tell_lost_passphrase(office)


class Office:
    def __init__(self, stage):
        self.stage = stage
        self.words = {"irina": IRINA, "anna": ANNA, "lena": LENA}
        self.bundles = 0

    def vault(self, who):
        return self.stage.work / f"{who}.mnv"

    def run(self, who, *words, code=0, passphrase=None):
        command, *rest = words
        return self.stage.manumit("vault", command, self.vault(who), *rest, code=code,
                                  passphrase=passphrase or self.words[who])

    def found(self):
        self.stage.manumit("vault", "create", "--old-computer", "--member", "irina",
                           "--without-papers", NO_PAPERS, self.vault("irina"), passphrase=IRINA)

    def ask(self, who, name, passphrase):
        request = self.stage.work / f"{who}.mnj"
        asked = self.run(who, "ask", request, "--member", name, "--old-computer", passphrase=passphrase)
        return request, asked.stdout.strip()

    def let_in(self, who, role, passphrase, *more):
        request, fingerprint = self.ask(who, who, passphrase)
        bundle = self.stage.work / f"welcome-{who}.mnb"
        self.run("irina", "admit", request, "--role", role, "--fingerprint", fingerprint, "--bundle", bundle, *more)
        self.run(who, "join", bundle, passphrase=passphrase)
        self.words[who] = passphrase

    def bundle(self, sender, receiver):
        self.bundles += 1
        file = self.stage.work / f"stick-{self.bundles}.mnb"
        self.run(sender, "bundle", receiver, file)
        return file

    def carry(self, sender, receiver, name=None):
        taken = self.run(receiver, "merge", self.bundle(sender, name or receiver), "--json")
        return json.loads(taken.stdout)

    def cases(self, who, **more):
        listed = self.stage.manumit("case", "list", "--vault", self.vault(who), "--json",
                                    passphrase=self.words[who], **more)
        return json.loads(listed.stdout)["cases"]

    def show(self, who, number):
        shown = self.stage.manumit("case", "show", number, "--vault", self.vault(who), passphrase=self.words[who])
        return shown.stdout

    def members(self, who):
        return {m["fingerprint"]: m for m in json.loads(self.run(who, "members", "--json").stdout)["members"]}


def tell_roles(office):
    roles = sorted((m["name"], m["role"]) for m in office.members("irina").values())
    assert roles == [("anna", "case-worker"), ("irina", "director"), ("lena", "analyst")], roles
    refused = office.run("anna", "dismiss", "irina", "--reason", "no", code=1)
    assert "only a director" in refused.stderr, refused.stderr
    # Somebody who exchanged the file cannot know the fingerprint that is read over the telephone.
    request, _ = office.ask("mallory", "anna", "eleven false moustaches in a row")
    refused = office.run("irina", "admit", request, "--role", "director", "--fingerprint", "0000-0000",
                         "--bundle", office.stage.work / "no.mnb", code=1)
    assert "nobody was admitted" in refused.stderr and not (office.stage.work / "no.mnb").exists()


def tell_cases(office):
    workbook = office.stage.partner_workbook()
    office.stage.manumit("case", "import", workbook, "--addresses", "label", "--vault", office.vault("anna"), passphrase=ANNA)
    hers = office.cases("anna")
    assert len(hers) > 5, len(hers)
    report = office.carry("anna", "irina")
    assert report["bundles"][0]["from"] == "anna" and report["bundles"][0]["added"] > 5, report
    assert sorted(c["id"] for c in office.cases("irina")) == sorted(c["id"] for c in hers)
    # Once more: nothing is less, and nothing new but the line that says that a bundle was made.
    again = office.carry("anna", "irina")
    assert again["bundles"][0]["added"] == 1 and again["entries"] == report["entries"] + 1, again


def tell_sharing(office):
    case = office.cases("irina")[0]["number"]
    before = len(office.cases("anna"))
    office.carry("irina", "anna")
    assert len(office.cases("anna")) == before
    assert office.show("anna", case) == office.show("irina", case)


def tell_damaged_bundles(office):
    whole = office.bundle("irina", "anna").read_bytes()
    entries = json.loads(office.run("anna", "info", "--json").stdout)["entries"]
    for name, bytes_ in (("half.mnb", whole[:len(whole) // 2]),
                         ("hurt.mnb", whole[:900] + bytes([whole[900] ^ 4]) + whole[901:])):
        file = office.stage.work / name
        file.write_bytes(bytes_)
        refused = office.run("anna", "merge", file, code=1)
        assert "nothing was changed" in refused.stderr, refused.stderr
    other = office.bundle("irina", "lena")
    refused = office.run("anna", "merge", other, code=1)
    assert "made for another member" in refused.stderr, refused.stderr
    assert json.loads(office.run("anna", "info", "--json").stdout)["entries"] == entries


def tell_analyst(office):
    """What happened, and nobody's name: not in what is shown, not anywhere in what she can open."""
    office.carry("irina", "lena")
    listed = office.cases("lena")
    assert len(listed) == len(office.cases("irina"))
    names = {name for c in office.cases("irina") for name in c["people"] if name}
    assert names, "the workbook names people"
    dump = office.stage.work / "lena.json"
    office.stage.manumit("case", "export", "--format", "dump", "--out", dump, "--vault", office.vault("lena"),
                         passphrase=LENA)
    told = dump.read_text() if dump.is_file() else ""
    assert told
    for name in names:
        assert name not in told and all(name not in c["people"] for c in listed), "an analyst reads a name"
    # What left is noted, so that the file can be told if it turns up somewhere.
    last, = json.loads(office.run("lena", "log", "--left", "--json").stdout)["lines"]
    assert (last["kind"], last["by"], last["form"]) == ("exported", "lena", "dump"), last
    assert last["file"] == blake2b(dump.read_bytes(), digest_size=32).hexdigest()
    office.carry("lena", "irina")
    assert last in json.loads(office.run("irina", "log", "--left", "--json").stdout)["lines"], "a director reads it too"
    office.carry("irina", "lena")
    told = {line["by"] for line in json.loads(office.run("lena", "log", "--json").stdout)["lines"]}
    assert told == {"lena"}, "nobody else's lines are open to an analyst"


def tell_lost_laptop(office):
    """Anna's laptop is stolen, with her passphrase; she goes on with another, the thief does not."""
    stage = office.stage
    office.carry("anna", "irina")
    for part in ("mnv", "mnk"):
        shutil.copy(stage.work / f"anna.{part}", stage.work / f"thief.{part}")
    office.words["thief"] = ANNA
    office.run("irina", "dismiss", "anna", "--reason", "laptop stolen")
    first = next(f for f, m in office.members("irina").items() if m["name"] == "anna")
    office.let_in("anna2", "case-worker", NEW, "--again", first[:9])
    assert sorted(c["id"] for c in office.cases("anna2")) == sorted(c["id"] for c in office.cases("irina"))
    # The thief writes on, and hands in what he wrote.
    stolen = office.bundle("thief", "irina")
    refused = office.run("irina", "merge", stolen, code=1)
    assert "revoked" in refused.stderr, refused.stderr
    # What was written after the theft is under keys that the stolen laptop never had.
    refused = office.run("irina", "bundle", first[:9], stage.work / "none.mnb", code=1)
    assert not (stage.work / "none.mnb").exists(), refused.stderr


def tell_erasure(office):
    case = office.cases("irina")[0]
    office.show("irina", case["number"])
    office.carry("irina", "lena")
    done = json.loads(office.run("irina", "erase", case["number"], "--ground", "she asked for it", "--json").stdout)
    assert done["entries"] > 0 and done["orders"]
    # The keys were backed up before: until that day whoever has the copy opens what was erased.
    backed_up = json.loads(office.run("irina", "info", "--json").stdout)["last_backup_with_keys"]
    assert done["key_backups_until"] > backed_up["at"][:10], (done, backed_up)
    assert all(c["id"] != case["id"] for c in office.cases("irina"))
    # The other laptop hands in an old state of it, and loses it in turn.
    office.carry("anna2", "irina")
    assert all(c["id"] != case["id"] for c in office.cases("irina"))
    office.carry("irina", "anna2")
    office.carry("irina", "lena")
    for who in ("irina", "anna2", "lena"):
        assert all(c["id"] != case["id"] for c in office.cases(who)), who
        verdict = json.loads(office.run(who, "verify", "--json").stdout)
        assert verdict["sound"] and verdict["erased_entries"] >= done["entries"], (who, verdict)
    looks = [line for line in json.loads(office.run("irina", "log", "--json").stdout)["lines"]
             if line["kind"] == "looked" and line["case"] == case["id"]]
    assert looks and "number" not in looks[0], "the look outlives the case, and names nothing of it"
    for name in case["people"]:
        if name:
            assert name.encode() not in office.vault("irina").read_bytes()


def tell_backup(office):
    """Two sticks: entries for ever, keys for some weeks; the drill; a vault that is lost comes back."""
    stage = office.stage
    one, two = stage.work / "stick-one", stage.work / "stick-two"
    one.mkdir()
    two.mkdir()
    office.backup = office.run("irina", "backup", one, "--keys", two).stdout.split()
    assert [file.rsplit(".", 1)[1] for file in office.backup] == ["mnv", "mnk"], office.backup
    assert "last_backup_tried" not in json.loads(office.run("irina", "info", "--json").stdout)
    office.run("irina", "rehearse", *office.backup)
    known = json.loads(office.run("irina", "info", "--json").stdout)
    assert known["last_backup"] == known["last_backup_with_keys"], known
    assert known["last_backup_tried"]["device"] == known["last_backup"]["device"] != "", known
    stage.manumit("vault", "restore", office.vault("again"), *office.backup, passphrase=IRINA)
    office.words["again"] = IRINA
    assert sorted(c["id"] for c in office.cases("again")) == sorted(c["id"] for c in office.cases("irina"))
    office.run("irina", "scrub")


def tell_backup_after_erasure(office):
    """The drill says that the old keys still open what was erased; restored, it is erased again."""
    tried = office.run("irina", "rehearse", *office.backup)
    assert "would still open" in tried.stderr, tried.stderr
    damaged = office.stage.work / "damaged.mnv"
    bytes_ = bytearray(office.vault("irina").read_bytes())
    for page in range(6, len(bytes_) // 4096, 5):
        bytes_[page * 4096:(page + 1) * 4096] = bytes(4096)
    damaged.write_bytes(bytes_)
    saved = office.stage.manumit("vault", "salvage", damaged, office.stage.work / "saved.mnv", office.vault("irina"),
                                 passphrase=None)
    known = json.loads(office.run("irina", "info", "--json").stdout)
    assert saved.stdout.strip() == known["head_hash"], saved.stderr
    alone = office.stage.manumit("vault", "salvage", damaged, office.stage.work / "some.mnv", passphrase=None)
    assert "are lost" in alone.stderr, alone.stderr


def checked_by_an_outsider(office, who):
    """tools/check_mnv1.py on the entries alone: no key, and none of our code."""
    alone = office.stage.work / "alone.mnv"
    shutil.copy(office.vault(who), alone)
    done = subprocess.run(["python3", ROOT / "tools" / "check_mnv1.py", alone], capture_output=True, text=True,
                          timeout=COMMAND_LIMIT, check=False)
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    facts = {line[0]: line[1] for line in lines}
    known = json.loads(office.run(who, "info", "--json").stdout)
    assert facts["head_hash"] == known["head_hash"] and int(facts["entries"]) == known["entries"], done.stdout
    return [line[1] for line in lines if line[0] == "finding"]


def tell_copied_laptop(office):
    """Both files of a laptop are copied and both copies write: nothing is lost, and it is seen."""
    stage = office.stage
    assert checked_by_an_outsider(office, "irina") == []
    for part in ("mnv", "mnk"):
        shutil.copy(stage.work / f"anna2.{part}", stage.work / f"twin.{part}")
    office.words["twin"] = office.words["anna2"]
    for who, name in (("anna2", "here"), ("twin", "there")):
        table = stage.work / f"{name}.toml"
        table.write_text(ONE_CASE.format(name))
        stage.manumit("case", "import", table, "--vault", office.vault(who), passphrase=office.words[who])
    office.carry("anna2", "irina")
    before = len(office.cases("irina"))
    report = office.carry("twin", "irina")
    assert report["bundles"][0]["copied_devices"] == 1, report
    assert len(office.cases("irina")) == before + 1
    member = next(m for m in office.members("irina").values() if m.get("copied"))
    assert member["name"] == "anna2", member
    assert any("copied" in finding for finding in checked_by_an_outsider(office, "irina"))
    office.carry("irina", "anna2", "anna2")
    refused = stage.manumit("case", "import", stage.work / "here.toml", "--again", "--vault", office.vault("anna2"),
                            passphrase=office.words["anna2"], code=1)
    assert "copied" in refused.stderr, refused.stderr


def tell_lost_passphrase(office):
    stage = office.stage
    printed = office.run("irina", "shares", "--need", "2", "--of", "3", "--language", "ru").stdout
    sheets = [sheet for sheet in printed.split("set ") if sheet.strip()]
    assert len(sheets) == 3, printed[:400]
    papers = []
    for number, sheet in enumerate(sheets):
        words = [line for line in sheet.splitlines() if re.match(r" *\d+\. ", line)]
        paper = stage.work / f"paper-{number}.txt"
        paper.write_text("\n".join(words))
        papers.append(paper)
    office.run("irina", "drill", "--share", papers[0], "--share", papers[2])
    refused = office.run("irina", "recover", "--member", "irina", "--share", papers[1], code=1, passphrase=NEW)
    assert "1 of them are missing" in refused.stderr, refused.stderr
    before = sorted(c["id"] for c in office.cases("irina"))
    office.run("irina", "recover", "--member", "irina", "--old-computer", "--share", papers[1], "--share", papers[2],
               passphrase=NEW)
    office.words["irina"] = NEW
    assert sorted(c["id"] for c in office.cases("irina")) == before
    old = office.run("irina", "shares", "--need", "2", "--of", "2").stdout
    assert old
    refused = office.run("irina", "recover", "--member", "x", "--share", papers[1], "--share", papers[2], code=1,
                         passphrase=IRINA)
    assert "another set" in refused.stderr, refused.stderr
