#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Both verifiers find what was changed in the golden dossier, name the file, and agree.

    verify_dossier_test.py [tests/golden/dossier-first [manumit-verify]]

Without the second program this one is tested alone. MANUMIT_LONG_TESTS=1 changes every byte; else
every so many, and the second program is asked about fewer.
"""
import contextlib
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import ed25519
import verify_dossier as v

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tests" / "golden" / "dossier-first"
OTHER = sys.argv[2] if len(sys.argv) > 2 else None
LONG = bool(os.environ.get("MANUMIT_LONG_TESTS"))


def sign(seed, message):
    """Ed25519 after RFC 8032 section 5.1.6: whoever forges has a key of their own."""
    h = hashlib.sha512(seed).digest()
    a = int.from_bytes(h[:32], "little") & (1 << 254) - 8 | 1 << 254
    public = ed25519.encoded(ed25519.times(a, ed25519.BASE))
    r = int.from_bytes(hashlib.sha512(h[32:] + message).digest(), "little") % ed25519.ORDER
    point = ed25519.encoded(ed25519.times(r, ed25519.BASE))
    k = int.from_bytes(hashlib.sha512(point + public + message).digest(), "little") % ed25519.ORDER
    return public, point + ((r + k * a) % ed25519.ORDER).to_bytes(32, "little")


SEED = hashlib.sha256(b"a forger").digest()


def write_manifest(folder, seed=SEED):
    names = sorted(str(p.relative_to(folder)) for p in folder.rglob("*")
                   if p.is_file() and p.name != "manifest.json")
    files = [{"name": n, "bytes": (folder / n).stat().st_size,
              "blake2b": hashlib.blake2b((folder / n).read_bytes(), digest_size=32).hexdigest(),
              "sha256": hashlib.sha256((folder / n).read_bytes()).hexdigest()} for n in names]
    key, _ = sign(seed, b"")
    said = json.dumps({"manifest": 1, "files": files, "key": key.hex()}, separators=(",", ":"))[:-1]
    _, signature = sign(seed, b"mnv1-man" + v.blake("mnv1-manifest", said.encode()))
    (folder / "manifest.json").write_text(said + f',"signature":"{signature.hex()}"}}\n')


def check(folder):
    out = v.Check(folder)
    out.run()
    return v.as_json(out)


def ask_other(folder):
    done = subprocess.run([OTHER, "--json", folder], capture_output=True, text=True, timeout=60)
    said = json.loads(done.stdout)
    assert done.returncode == (0 if said["holds"] else 1), done
    return said


class OfGolden:
    """Changes a copy of a golden dossier and asks both verifiers."""
    maxDiff = None
    golden = GOLDEN

    def setUp(self):
        kept = tempfile.TemporaryDirectory()
        self.addCleanup(kept.cleanup)
        self.folder = Path(kept.name) / "dossier"
        shutil.copytree(self.golden, self.folder)

    def both(self):
        """What is wrong, as this verifier says; the other one must say the same of everything."""
        said = check(self.folder)
        if OTHER:
            self.assertEqual(ask_other(self.folder), said)
        return {(one["code"], *one["about"]) for one in said["wrong"]}

    def change(self, name, edit, sign_anew=True):
        file = self.folder / name
        value = json.loads(file.read_text())
        edit(value)
        file.write_text(json.dumps(value, ensure_ascii=False))
        if sign_anew:
            write_manifest(self.folder)

    def forged(self, name, edit):
        """After a change by somebody who signs the list of files anew, with a key of their own."""
        self.change(name, edit)
        return self.both() - {("signer",)}

    def test_every_changed_byte_is_found_and_its_file_named(self):
        flips = 0
        for file in sorted(p for p in self.folder.rglob("*") if p.is_file()):
            name, sound = str(file.relative_to(self.folder)), file.read_bytes()
            step = 1 if LONG else max(1, len(sound) // 120)
            for at in range(0, len(sound), step):
                for bit in (1, 0x20):
                    file.write_bytes(sound[:at] + bytes([sound[at] ^ bit]) + sound[at + 1:])
                    said = check(self.folder)
                    self.assertTrue(any(name in one["about"] for one in said["wrong"]), (name, at, bit))
                    if OTHER and at // step % 8 == 0:
                        self.assertEqual(ask_other(self.folder), said, (name, at, bit))
                    flips += 1
            file.write_bytes(sound)
        self.assertGreater(flips, 400)
        self.assertEqual(self.both(), set())

    def test_cut_and_lengthened_files_are_named(self):
        for file in sorted(p for p in self.folder.rglob("*") if p.is_file()):
            name, sound = str(file.relative_to(self.folder)), file.read_bytes()
            for bytes_ in (sound[:-1], sound[:len(sound) // 2], b"", sound + b" ", sound + b"\n"):
                file.write_bytes(bytes_)
                self.assertTrue(any(name in one for one in self.both()), (name, len(bytes_)))
            file.write_bytes(sound)


class Verify(OfGolden, unittest.TestCase):
    def test_the_golden_dossier_holds(self):
        self.assertEqual(self.both(), set())
        said = check(self.folder)
        proved = [item for item in said["items"] if item["proved"]]
        self.assertGreater(len(proved), 3)
        self.assertEqual({item["kind"] for item in proved}, set(v.KINDS))

    def test_files_that_are_gone_or_were_added_are_named(self):
        (self.folder / "note.txt").write_text("x")
        self.assertEqual(self.both(), {("added", "note.txt")})
        (self.folder / "note.txt").unlink()
        for name in (b"\xff", "с именем\n\u202e".encode()):
            (self.folder / os.fsdecode(name)).write_text("x")
            self.assertEqual(self.both(), {("added", name.decode("utf-8", "replace"))})
            os.unlink(os.fsencode(self.folder) + b"/" + name)
        (self.folder / "index.html").rename(self.folder.parent / "index.html")
        self.assertEqual(self.both(), {("missing", "index.html")})
        (self.folder / "index.html").symlink_to(self.folder.parent / "index.html")
        self.assertEqual(self.both(), {("changed", "index.html")})

    def test_other_words_fail_however_well_they_are_signed(self):
        def edit(dossier):
            dossier["facts"][0]["part"] = dossier["facts"][0]["part"].replace('"yes"', '"no"')
        self.assertEqual(self.forged("dossier.json", edit), {("fact", "1", "part")})

    def test_a_fact_moved_to_another_person_fails(self):
        def edit(dossier):
            part = dossier["facts"][1]["part"]
            about = part.split('"about":"')[1][:32]
            dossier["facts"][1]["part"] = part.replace(about, about[::-1])
        self.assertEqual(self.forged("dossier.json", edit), {("fact", "2", "part")})

    def test_a_fact_moved_to_another_case_fails(self):
        def of_fact(dossier):
            dossier["facts"][0]["part"] = dossier["facts"][0]["part"].replace(dossier["case"], "ab" * 16)
        self.assertEqual(self.forged("dossier.json", of_fact), {("fact", "1", "case")})

    def test_a_whole_dossier_moved_to_another_case_fails_in_every_item(self):
        text = (self.folder / "dossier.json").read_text()
        items = sum(len(json.loads(text)[name]) for name, _ in v.KINDS.values())
        (self.folder / "dossier.json").write_text(text.replace(json.loads(text)["case"], "ab" * 16))
        write_manifest(self.folder)
        wrong = {one for one in self.both() if one[-1] == "part"}
        self.assertEqual(len(wrong), items)

    def test_proofs_that_are_exchanged_or_taken_away_fail(self):
        def exchange(dossier):
            one, two = dossier["facts"][:2]
            one["part"], two["part"] = two["part"], one["part"]
        self.assertEqual(self.forged("dossier.json", exchange), {("fact", "1", "part"), ("fact", "2", "part")})

        def take(proofs):
            proofs["entries"][0]["parts"] = [p for p in proofs["entries"][0]["parts"] if p["of"] != "fact 1"]
        shutil.copy(GOLDEN / "dossier.json", self.folder)
        self.assertEqual(self.forged("proofs.json", take), {("fact", "1", "no_proof")})

    def test_another_time_or_device_beside_a_fact_fails(self):
        def later(dossier):
            dossier["facts"][0]["recorded"] += 1
            dossier["facts"][1]["device"] = dossier["facts"][1]["device"][::-1]
        self.assertEqual(self.forged("dossier.json", later), {("fact", "1", "device"), ("fact", "2", "device")})

    def test_another_vaults_checkpoint_covers_nothing(self):
        def own(proofs):
            body = bytes.fromhex(proofs["checkpoint"]["body"])
            for at, reason in ((6, "header"), (34 + 60, "chain")):
                changed = body[:at] + bytes([body[at] ^ 1]) + body[at + 1:]
                key, signature = sign(SEED, b"mnv1-chk" + v.blake("mnv1-check", changed))
                proofs["checkpoint"] = {"body": changed.hex(), "key": key.hex(), "signature": signature.hex()}
                yield reason
        original = (self.folder / "proofs.json").read_text()
        proofs = json.loads(original)
        for reason in own(proofs):
            (self.folder / "proofs.json").write_text(json.dumps(proofs))
            write_manifest(self.folder)
            wrong = self.both()
            self.assertNotIn(("signer",), wrong)
            self.assertIn(("fact", "1", reason), wrong)

    def test_a_checkpoint_that_nobody_signed_fails_by_itself_and_for_each_fact(self):
        def edit(proofs):
            signature = proofs["checkpoint"]["signature"]
            proofs["checkpoint"]["signature"] = signature[::-1]
        wrong = self.forged("proofs.json", edit)
        self.assertIn(("checkpoint",), wrong)
        self.assertIn(("fact", "1", "checkpoint"), wrong)

    def test_each_part_of_an_entrys_proof_is_needed(self):
        def broken(key, reason):
            def edit(proofs):
                for entry in proofs["entries"]:
                    if any(p["of"] == "fact 1" for p in entry["parts"]):
                        target = entry["claim"] if key == "salt" else entry
                        target[key] = target[key][:-1] + ("0" if target[key][-1] != "0" else "1") \
                            if isinstance(target[key], str) else target[key] + 1
            shutil.copy(GOLDEN / "proofs.json", self.folder)
            self.assertIn(("fact", "1", reason), self.forged("proofs.json", edit), key)
        for key, reason in (("signature", "signature"), ("key", "signature"), ("header", "signature"),
                            ("written", "claim"), ("salt", "claim"), ("kind", "claim"), ("leaves", "claim")):
            broken(key, reason)

    def test_a_proof_for_what_says_that_it_has_none_is_refused(self):
        def edit(dossier):
            fact = dossier["facts"][0]
            fact["proof"], fact["why"] = False, "before_parts"
        self.assertEqual(self.forged("dossier.json", edit), {("form", "proofs.json")})

    def test_a_file_that_no_source_names_is_named(self):
        (self.folder / "files" / "7.txt").write_text("planted")
        write_manifest(self.folder)
        self.assertEqual(self.both() - {("signer",)}, {("unnamed", "files/7.txt")})

    def test_hostile_texts_end_in_a_finding(self):
        for name in ("dossier.json", "proofs.json", "manifest.json"):
            for bytes_ in (b"", b"null", b"[]", b"{}", b"[" * 100_000, b'{"a":1,"a":2}', b"\xff\xfe", b'"\\ud800"',
                           b'{"dossier":1e999}', b'{"proofs":NaN}', b"{" * 20 + b"}" * 20):
                (self.folder / name).write_bytes(bytes_)
                if name != "manifest.json":
                    write_manifest(self.folder)
                self.assertIn(("form", name), self.both())
            shutil.copy(GOLDEN / name, self.folder)
            shutil.copy(GOLDEN / "manifest.json", self.folder)


def words(text):
    return len(text).to_bytes(2, "little") + text


def countersign(line, seed, name=b"An invented house", at=1_600_000_000_000):
    key, _ = sign(seed, b"")
    said = b"MNVW\1\0" + at.to_bytes(8, "little", signed=True) + words(line.encode()) + key + words(name)
    return said + sign(seed, b"mnv1-wit" + v.blake("mnv1-witness", said))[1]


class Witnessed(OfGolden, unittest.TestCase):
    golden = GOLDEN.parent / "dossier-witnessed"

    def anchors(self):
        return check(self.folder)["anchors"]

    def anchor_forged(self, edit):
        """Findings after the first anchor was changed by somebody who signs the list of files anew."""
        shutil.copy(self.golden / "proofs.json", self.folder)
        return self.forged("proofs.json", lambda proofs: edit(proofs["anchors"][0]))

    @staticmethod
    def sign_state(anchor, body):
        key, signature = sign(SEED, b"mnv1-chk" + v.blake("mnv1-check", body))
        anchor.update({"body": body.hex(), "key": key.hex(), "signature": signature.hex()})

    def test_the_witness_the_line_and_the_file_are_told(self):
        self.assertEqual(self.both(), set())
        said = check(self.folder)
        self.assertEqual([one["holds"] for one in said["anchors"]], [True, True])
        self.assertEqual(said["anchors"][0]["witness"], "Sister House")
        self.assertNotIn("witness", said["anchors"][1])
        self.assertEqual([item.get("anchors") for item in said["items"] if item["kind"] == "fact"], [[1], [1], [2]])
        self.assertEqual(said["files"], [{"name": "files/1.pdf", "source": 2, "proved": True}])

    def told(self):
        """What each verifier says to people."""
        done = v.Check(self.folder)
        done.run()
        with contextlib.redirect_stdout(io.StringIO()) as out:
            v.print_for_people(done)
        said = [out.getvalue()]
        if OTHER:
            said.append(subprocess.run([OTHER, "--lang", "en", self.folder], capture_output=True, text=True,
                                       timeout=60).stdout)
        return said

    def test_a_file_that_was_changed_or_is_gone_is_not_called_unchanged(self):
        file = self.folder / "files" / "1.pdf"
        for said in self.told():
            self.assertIn("files/1.pdf: unchanged", said)
        file.write_bytes(file.read_bytes()[:-1] + b"x")
        self.assertEqual(self.both(), {("changed", "files/1.pdf")})
        for said in self.told():
            self.assertNotIn("files/1.pdf: unchanged", said)
        file.unlink()
        self.assertEqual(self.both(), {("missing", "files/1.pdf")})
        for said in self.told():
            self.assertNotIn("files/1.pdf: unchanged", said)

    def test_every_changed_byte_of_what_a_witness_signed_is_found(self):
        for at in range(0, len(json.loads((self.folder / "proofs.json").read_text())["anchors"][0]["witness"]), 2):
            def edit(anchor, at=at):
                raw = bytearray.fromhex(anchor["witness"])
                raw[at // 2] ^= 1
                anchor["witness"] = raw.hex()
            self.assertEqual(self.anchor_forged(edit), {("anchor", "1", "witness")}, at)

    def test_a_witness_who_signed_another_line_vouches_for_nothing(self):
        line = self.anchors()[1]["line"]
        self.assertEqual(self.anchor_forged(lambda one: one.update(witness=countersign(line, b"w" * 32).hex())),
                         {("anchor", "1", "line")})
        self.assertEqual(self.anchor_forged(lambda one: one.update(salt="00" * 16)), {("anchor", "1", "line")})

    def test_whoever_signs_the_right_line_is_named_by_their_own_fingerprint(self):
        line = self.anchors()[0]["line"]
        made = countersign(line, b"w" * 32, "С именем\u202e\0".encode()).hex()
        self.assertEqual(self.anchor_forged(lambda one: one.update(witness=made)), set())
        self.assertEqual(self.anchors()[0]["fingerprint"], v.fingerprint(sign(b"w" * 32, b"")[0]))
        bad = countersign(line, b"w" * 32, b"\xff").hex()
        self.assertEqual(self.anchor_forged(lambda one: one.update(witness=bad)), {("anchor", "1", "witness")})

    def test_a_device_is_no_witness_of_its_own_vault(self):
        def edit(anchor):
            body = bytes.fromhex(anchor["body"])
            self.sign_state(anchor, body)
            anchor["witness"] = countersign(self.anchors()[0]["line"], SEED).hex()
        self.assertEqual(self.anchor_forged(edit), {("anchor", "1", "own")})

    def test_another_state_covers_nothing_however_well_it_is_signed(self):
        def edit(anchor, at, keep):
            body = bytearray.fromhex(anchor["body"])
            body[at] ^= 1
            self.sign_state(anchor, bytes(body))
            if not keep:
                del anchor["witness"]
        root, vault = 34 + 60, 6
        self.assertEqual(self.anchor_forged(lambda one: edit(one, root, False)), {("anchor", "1", "covers")})
        self.assertEqual(self.anchor_forged(lambda one: edit(one, root, True)), {("anchor", "1", "line")})
        self.assertEqual(self.anchor_forged(lambda one: edit(one, vault, False)), {("anchor", "1", "vault")})
        self.assertEqual(self.anchor_forged(lambda one: one.update(signature="00" * 64)), {("anchor", "1", "noted")})

    def test_a_path_that_leads_elsewhere_is_found(self):
        def edit(proofs):
            path = proofs["entries"][0]["anchors"][0]["path"]
            path[0] = path[0][::-1]
        self.assertEqual(self.forged("proofs.json", edit), {("anchor", "1", "covers")})

    def test_a_record_of_later_is_not_slipped_under_an_earlier_line(self):
        def edit(proofs):
            late = next(entry for entry in proofs["entries"] if entry["anchors"][0]["anchor"] == "2" or
                        entry["anchors"][0]["anchor"] == 2)
            late["anchors"][0]["anchor"] = 1
        self.assertEqual(self.forged("proofs.json", edit), {("anchor", "1", "covers")})

    def test_without_its_witness_a_state_says_no_more_than_its_line(self):
        self.assertEqual(self.anchor_forged(lambda one: one.pop("witness")), set())
        self.assertEqual([one for one in self.anchors() if "witness" in one], [])

    def test_anchors_in_another_form_are_no_proofs(self):
        for edit in (lambda p: p["entries"][0]["anchors"][0].update(anchor=3),
                     lambda p: p["entries"][0]["anchors"][0].update(anchor=0),
                     lambda p: p["entries"][0]["anchors"].append(p["entries"][0]["anchors"][0]),
                     lambda p: p["anchors"][0].update(salt="00"), lambda p: p["anchors"][0].update(witness=""),
                     lambda p: p["anchors"][0].update(witness="00" * 1025), lambda p: p.update(anchors=None),
                     lambda p: p.pop("anchors")):
            shutil.copy(self.golden / "proofs.json", self.folder)
            self.assertIn(("form", "proofs.json"), self.forged("proofs.json", edit))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
