#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks a dossier that Manumit made, without any key, and without Manumit.

    verify_dossier.py [--json] FOLDER

A second opinion for a court's expert: written from docs/formats/dossier.md alone, with nothing but
Python's standard library and ed25519.py, which lies beside it. It says what does not hold, and what it does not prove.

Exit status: 0 everything holds, 1 something does not, 2 asked wrongly.
"""
import datetime
import hashlib
import json
import os
import re
import stat
import struct
import sys
from pathlib import Path

from ed25519 import signed_by

SUITE = 1
MOST_MANIFEST, MOST_TEXT, MOST_FILES, MOST_ITEMS, MOST_STEPS = 4 << 20, 64 << 20, 10_000, 100_000, 64
MOST_ANCHORS, MOST_OF_ONE, MOST_WITNESS, MOST_NAME, MOST_COUNTED = 10_000, 17, 1024, 200, 10**18 - 1
MODULUS = 1021  # of the two check letters of an anchor line
NEEDED = ("index.html", "dossier.json", "proofs.json")
NAME = re.compile(r"(?:index\.html|dossier\.json|proofs\.json|files/[a-z0-9][a-z0-9.]{0,73})", re.A)
KINDS = {"fact": ("facts", '"statements":[{"about":"'), "source": ("sources", '"sources":[{"id":"'),
         "subject": ("subjects", '"subjects":[{"id":"'),
         "withdrawal": ("withdrawals", '"withdrawals":[{"statement":"')}
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
REASONS = {
    "case": "it is of another case", "kind": "it is of another kind than its list",
    "no_proof": "its proof is missing", "checkpoint": "the checkpoint does not hold",
    "header": "its record is none of this vault", "signature": "its record is not signed by its author",
    "chain": "its record is not in the history that the checkpoint covers",
    "claim": "the time of its record was changed", "entry": "its proof is of another record",
    "part": "these are not the words that were recorded",
    "device": "the device or the time beside it is not the one that is proved",
    "before_parts": "no proof: recorded before single facts could be proved",
    "chain_hole": "no proof: the history of its device is not whole here",
    "not_here": "no proof: its record cannot be read here",
    "noted": "it is not signed by the device that it names", "vault": "it is of another vault",
    "witness": "what its witness signed does not hold", "line": "its witness signed another line",
    "own": "its witness is a device of this very vault",
    "covers": "a record that is said to stand in it does not"}
NOT_PROVED = (
    "That what was said is true. It is proved which device recorded which words.",
    "Whose device it is. Ask the organisation for its fingerprint by another way, and compare.",
    "When it was recorded, beyond what the device's clock claimed: nobody outside witnesses it here.",
    "That nothing was left out. The facts were chosen.",
    "That index.html says the same as dossier.json: the device that signed vouches for it.",
    "That this verifier is sound. manumit-verify checks the same in another language.")

SINCE_WHEN = ("Since when it was there, beyond what the device's clock claimed. The witnesses named above say by "
              "when, by their own clocks; ask each for the fingerprint by another way, and compare.")


class Malformed(Exception):
    """Not in the form of docs/formats/dossier.md."""


def need(holds):
    if not holds:
        raise Malformed


def blake(person, *parts, size=32):
    return hashlib.blake2b(b"".join(parts), digest_size=size,
                           person=person.encode().ljust(16, b"\0")).digest()


def in_groups(raw):
    bits, count = int.from_bytes(raw, "big"), len(raw) * 8 // 5
    letters = "".join(LETTERS[bits >> 5 * i & 31] for i in range(count - 1, -1, -1))
    return "-".join(letters[i:i + 4] for i in range(0, count, 4))


def fingerprint(public):
    return in_groups(blake("mnv1-print", public)[:15])


def line_over(entries, digest):
    """An anchor line, mnv1.md section 8: the number of entries, 20 bytes, two check letters."""
    groups = in_groups(digest)
    rest = 0
    for letter in f"{entries}{groups}".replace("-", ""):
        rest = (rest * 32 + LETTERS.index(letter)) % MODULUS
    check = (1 - rest * 32 * 32) % MODULUS
    return f"MNV1 {entries} {groups} {LETTERS[check // 32]}{LETTERS[check % 32]}"


def root_by_path(leaf, at, count, path):
    """The root to which a leaf leads, or None if the path does not fit the place."""
    if at >= count:
        return None
    is_left = []
    while count > 1:
        half = 1 << (count - 1).bit_length() - 1
        is_left.append(at < half)
        at, count = (at, half) if at < half else (at - half, count - half)
    if len(is_left) != len(path):
        return None
    for left, beside in zip(reversed(is_left), path):
        leaf = blake("mnv1-node", leaf, beside) if left else blake("mnv1-node", beside, leaf)
    return leaf


# Reading. Every reader raises Malformed for anything but the form.


class Number(str):
    """The digits of a JSON number as they stand."""


def pairs(members):
    out = dict(members)
    need(len(out) == len(members))
    return out


def no_constant(_):
    raise Malformed


def depth_of(text):
    """How deep brackets stand in each other, texts left out."""
    deepest = depth = 0
    for bracket in re.findall(r"[\[\]{}]", re.sub(r'"(?:[^"\\]|\\.)*"', "", text, flags=re.S)):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def read_json(raw):
    try:
        text = raw.decode("utf-8")
        need(depth_of(text) <= 16)
        out = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=pairs, parse_int=Number,
                         parse_float=Number, parse_constant=no_constant)
        json.dumps(out, ensure_ascii=False).encode("utf-8")  # No half of a pair of surrogates.
    except (ValueError, RecursionError):
        raise Malformed from None
    need(type(out) is dict)
    return out


def member(value, key, kind):
    need(type(value) is dict and type(value.get(key)) is kind)
    return value[key]


def number(value, key, least=-(1 << 63), most=(1 << 63) - 1):
    digits = member(value, key, Number)
    need(re.fullmatch(r"-?[0-9]+", digits, re.A) is not None)
    need(least <= int(digits) <= most)
    return int(digits)


def hexadecimal(text, size=None, most=None):
    need(type(text) is str and re.fullmatch(r"(?:[0-9a-f]{2})*", text, re.A) is not None)
    raw = bytes.fromhex(text)
    need(size is None or len(raw) == size)
    need(most is None or len(raw) <= most)
    return raw


def hex_in(value, key, size=None, most=None):
    return hexadecimal(member(value, key, str), size, most)


def listed(value, key, most):
    out = member(value, key, list)
    need(len(out) <= most)
    return out


def path_in(value, key):
    return [hexadecimal(step, 32) for step in listed(value, key, MOST_STEPS)]


def read_manifest(raw):
    match = re.fullmatch(rb'(.*),"signature":"([0-9a-f]{128})"\}\n', raw, re.S)
    need(match is not None)
    value = read_json(match[1] + b"}")
    need(number(value, "manifest") == 1)
    files = {}
    for one in listed(value, "files", MOST_FILES):
        name = member(one, "name", str)
        need(NAME.fullmatch(name) and (not files or max(files) < name))
        files[name] = number(one, "bytes", 0, (1 << 64) - 1), hex_in(one, "blake2b", 32), hex_in(one, "sha256", 32)
    key = hex_in(value, "key", 32)
    message = b"mnv1-man" + blake("mnv1-manifest", match[1])
    return files, key, signed_by(key, message, bytes.fromhex(match[2].decode()))


def read_item(value, kind, n):
    need(number(value, "n") == n)
    out = {"kind": kind, "n": n, "entry": hex_in(value, "entry", 32),
           "leaf": number(value, "leaf", 0, (1 << 32) - 1), "part": member(value, "part", str),
           "recorded": number(value, "recorded"), "proof": member(value, "proof", bool)}
    if out["proof"]:
        out["device"] = member(value, "device", str)
    else:
        out["why"] = member(value, "why", str)
        need(out["why"] in ("before_parts", "chain", "not_here"))
    return out


def read_dossier(raw):
    value = read_json(raw)
    need(number(value, "dossier") == 1)
    case = member(value, "case", str)
    hexadecimal(case, 16)
    made = number(value, "made")
    items = [read_item(one, kind, n) for kind, (name, _) in KINDS.items()
             for n, one in enumerate(listed(value, name, MOST_ITEMS), 1)]
    return case, made, items


def signature_in(value):
    return hex_in(value, "key", 32), hex_in(value, "signature", 64)


def checkpoint_in(value):
    return hex_in(value, "body", most=34 + 88 * 10_000), *signature_in(value)


def leaf_in(value, at):
    return at, hex_in(value, "salt", 32), path_in(value, "path")


def anchor_in(value):
    out = {"checkpoint": checkpoint_in(value), "salt": hex_in(value, "salt", 16), "witness": None}
    if "witness" in value:
        out["witness"] = hex_in(value, "witness", most=MOST_WITNESS)
        need(out["witness"])
    return out


def places_in(value, anchors):
    """Of one entry: in which anchors' states it is said to stand, and the paths."""
    out = {}
    for one in listed(value, "anchors", MOST_OF_ONE) if "anchors" in value else []:
        n = number(one, "anchor", 1, anchors)
        need(n not in out)
        out[n] = path_in(one, "path")
    return out


def read_proofs(raw):
    value = read_json(raw)
    need(number(value, "proofs") == 1)
    checkpoint = checkpoint_in(member(value, "checkpoint", dict))
    anchors = [anchor_in(one) for one in (listed(value, "anchors", MOST_ANCHORS) if "anchors" in value else [])]
    entries, places = [], {}
    for one in listed(value, "entries", MOST_ITEMS):
        leaves = number(one, "leaves", 2, (1 << 32) - 1)
        key, signature = signature_in(one)
        entries.append({
            "header": hex_in(one, "header", most=200 + 56 * 1024), "key": key,
            "signature": signature, "leaves": leaves, "kind": number(one, "kind", 0, (1 << 16) - 1),
            "written": number(one, "written"), "claim": leaf_in(member(one, "claim", dict), leaves - 1),
            "chain": path_in(one, "chain"), "anchors": places_in(one, len(anchors)), "stood": []})
        parts = listed(one, "parts", MOST_ITEMS)
        need(parts)
        for part in parts:
            of = member(part, "of", str)
            need(of not in places)
            places[of] = entries[-1], leaf_in(part, number(part, "leaf", 0, (1 << 32) - 1))
    return checkpoint, anchors, entries, places


def read_header(raw):
    """Section 4.1 of mnv1.md: vault, author, number, nonce."""
    need(len(raw) >= 200 and raw[:6] == b"MNV1" + struct.pack("<H", SUITE))
    author = raw[22:38]
    seq, prev, heads = struct.unpack("<Q32sH", raw[38:80])
    need(heads <= 1024 and len(raw) == 200 + 56 * heads)
    knew = [struct.unpack_from("<16sQ", raw, 80 + 56 * i) for i in range(heads)]
    names = [head[0] for head in knew]
    lamport, _, epoch, _, nonce, length, _ = struct.unpack("<Q16sI32s24sI32s", raw[80 + 56 * heads:])
    need(names == sorted(set(names)) and author not in names and all(head[1] for head in knew))
    need(seq and lamport and epoch and (seq == 1) == (prev == bytes(32)) and 16 < length <= 17 << 20)
    return raw[6:22], author, seq, nonce


def read_checkpoint(body, key, signature):
    """The vault, and of each author the number of entries and the root. None if it does not hold."""
    try:
        need(len(body) >= 34 and body[:6] == b"MNVC" + struct.pack("<H", SUITE))
        (count,) = struct.unpack("<I", body[30:34])
        need(count <= 10_000 and len(body) == 34 + 88 * count)
        ends = [struct.unpack_from("<16sQ32s32s", body, 34 + 88 * i) for i in range(count)]
        names = [end[0] for end in ends]
        need(names == sorted(set(names)) and all(end[1] for end in ends))
    except Malformed:
        return None
    if not signed_by(key, b"mnv1-chk" + blake("mnv1-check", body), signature):
        return None
    return body[6:22], {end[0]: (end[1], end[3]) for end in ends}


def read_countersignature(raw):
    """What a witness signed, mnv1.md section 8: when, which line, by which key, under which name."""
    said, signature = raw[:-64], raw[-64:]
    need(len(said) >= 16 and said[:6] == b"MNVW" + struct.pack("<H", SUITE))
    at, length = struct.unpack_from("<qH", said, 6)
    need(len(said) >= 16 + length + 34)
    key, line = said[16 + length:48 + length], said[16:16 + length]
    name = said[50 + length:]
    need(struct.unpack_from("<H", said, 48 + length) == (len(name),) and len(name) <= MOST_NAME)
    try:
        line, name = line.decode("ascii"), name.decode("utf-8")
    except UnicodeDecodeError:
        raise Malformed from None
    form = re.fullmatch(rf"MNV1 (0|[1-9][0-9]{{0,18}}) ((?:[{LETTERS}]{{4}}-){{7}}[{LETTERS}]{{4}}) ..", line, re.A)
    need(form is not None)
    bits = 0
    for letter in form[2].replace("-", ""):
        bits = bits << 5 | LETTERS.index(letter)
    need(line == line_over(int(form[1]), bits.to_bytes(20, "big")))
    need(signed_by(key, b"mnv1-wit" + blake("mnv1-witness", said), signature))
    return at, line, key, name


# The check.


def leads_to(nonce, leaves, leaf, text):
    at, salt, path = leaf
    root = root_by_path(blake("mnv1-part", salt, text), at, leaves, path)
    return root is not None and blake("mnv1-parts", root, struct.pack("<I", leaves))[:24] == nonce


def fault_of_entry(entry, checkpoint):
    """The first reason of section 6 that holds for the entry as a whole, or None."""
    vault, ends = checkpoint
    try:
        its_vault, author, seq, nonce = read_header(entry["header"])
        need(its_vault == vault)
    except Malformed:
        return "header"
    entry["id"], entry["nonce"] = blake("mnv1-entry", entry["header"]), nonce
    if (blake("mnv1-author", entry["key"], size=16) != author
            or not signed_by(entry["key"], b"mnv1-sig" + entry["id"], entry["signature"])):
        return "signature"
    count, root = ends.get(author, (0, None))
    if root is None or root_by_path(blake("mnv1-leaf", entry["id"]), seq - 1, count, entry["chain"]) != root:
        return "chain"
    claim = struct.pack("<Hq", entry["kind"], entry["written"])
    return None if leads_to(nonce, entry["leaves"], entry["claim"], claim) else "claim"


def fault_of_anchor(anchor, checkpoint, signer, seen):
    """The reason of section 6 why an anchor does not hold, or None; what it says goes into `seen`."""
    body, key, signature = anchor["checkpoint"]
    state = read_checkpoint(body, key, signature)
    if state is None:
        return "noted"
    if state[0] != checkpoint[0]:
        return "vault"
    counted = min(sum(seq for seq, _ in state[1].values()), MOST_COUNTED)
    line = line_over(counted, blake("mnv1-anchor", anchor["salt"], blake("mnv1-check", body))[:20])
    told = {"line": line, "noted_ms": struct.unpack_from("<q", body, 22)[0]}
    if anchor["witness"] is not None:
        try:
            at, signed, witness, name = read_countersignature(anchor["witness"])
        except Malformed:
            return "witness"
        if signed != line:
            return "line"
        author = blake("mnv1-author", witness, size=16)
        if witness in (key, signer) or author in state[1] or author in checkpoint[1]:
            return "own"
        told.update({"witness": name, "fingerprint": fingerprint(witness), "at_ms": at})
    anchor["ends"] = state[1]
    seen.update(told)
    return None


def stood_in(entry, path, ends):
    try:
        _, author, seq, _ = read_header(entry["header"])
    except Malformed:
        return False
    count, root = ends.get(author, (0, None))
    leaf = blake("mnv1-leaf", blake("mnv1-entry", entry["header"]))
    return root is not None and root_by_path(leaf, seq - 1, count, path) == root


def fault_of(item, case, places, checkpoint):
    begins = '{"filing":1,"case":"' + case
    kept = item["kind"] == "source" and item["part"].startswith(begins.replace("1", "2", 1))
    if not (kept or item["part"].startswith(begins)):
        return "case"
    if not item["part"][len(begins):].startswith('",' + KINDS[item["kind"]][1]):
        return "kind"
    if not item["proof"]:
        return None
    place = places.get(f"{item['kind']} {item['n']}")
    if place is None:
        return "no_proof"
    if checkpoint is None:
        return "checkpoint"
    entry, leaf = place
    if "fault" not in entry:
        entry["fault"] = fault_of_entry(entry, checkpoint)
    if entry["fault"]:
        return entry["fault"]
    if (entry["id"], leaf[0]) != (item["entry"], item["leaf"]):
        return "entry"
    if not (0 < leaf[0] < entry["leaves"] - 1
            and leads_to(entry["nonce"], entry["leaves"], leaf, item["part"].encode())):
        return "part"
    as_said = (entry["kind"], entry["written"], fingerprint(entry["key"])) == (16, item["recorded"], item["device"])
    return None if as_said else "device"


def is_plain(path):
    return stat.S_ISREG(os.lstat(path).st_mode)


def hashes_of(path):
    blake2b, sha256, length = hashlib.blake2b(digest_size=32), hashlib.sha256(), 0
    with open(path, "rb") as file:
        while piece := file.read(1 << 16):
            blake2b.update(piece)
            sha256.update(piece)
            length += len(piece)
    return length, blake2b.digest(), sha256.digest()


def text_of(path, most):
    """The bytes of a plain file of at most that length, else None."""
    try:
        if not is_plain(path):
            return None
        with open(path, "rb") as file:
            raw = file.read(most + 1)
    except OSError:
        return None
    return raw if len(raw) <= most else None


def names_in(folder):
    names = {name: None for name in os.listdir(folder)}
    inner = folder / "files"
    if "files" in names and stat.S_ISDIR(os.lstat(inner).st_mode):
        del names["files"]
        names.update({f"files/{name}": None for name in os.listdir(inner)})
    return set(names)


class Check:
    def __init__(self, folder):
        self.folder, self.wrong, self.seen, self.signer, self.made = folder, set(), [], "", 0
        self.anchors, self.attached = [], []

    def found(self, code, *about):
        self.wrong.add((code, tuple(about)))

    def run(self):
        manifest = self.folder / "manifest.json"
        raw = text_of(manifest, MOST_MANIFEST)
        try:
            need(raw is not None)
            files, key, holds = read_manifest(raw)
        except Malformed:
            return self.found("form" if os.path.exists(manifest) else "missing", "manifest.json")
        if holds:
            self.signer = fingerprint(key)
        else:
            self.found("signature", "manifest.json")
        self.compare(files)
        return self.contents(files, key)

    def compare(self, files):
        try:
            here = names_in(self.folder)
        except OSError:
            here = set()
            self.found("folder")
        if len(here) > 2 * MOST_FILES:
            self.found("folder")
        for name, expected in files.items():
            path = self.folder / name
            if not os.path.lexists(path):
                self.found("missing", name)
                continue
            try:
                same = is_plain(path) and hashes_of(path) == expected
            except OSError:
                same = False
            if not same:
                self.found("changed", name)
        for name in here - set(files) - {"manifest.json"}:
            self.found("added", os.fsencode(name).decode("utf-8", "replace"))
        for name in NEEDED:
            if name not in files:
                self.found("missing", name)

    def read(self, name, files, reader):
        try:
            raw = text_of(self.folder / name, MOST_TEXT) if name in files else None
            need(raw is not None)
            return reader(raw)
        except Malformed:
            self.found("form", name)
            return None

    def contents(self, files, key):
        dossier = self.read("dossier.json", files, read_dossier)
        proofs = self.read("proofs.json", files, read_proofs)
        if dossier is None or proofs is None:
            return
        (case, self.made, items), (given, anchors, entries, places) = dossier, proofs
        checkpoint = read_checkpoint(*given)
        if checkpoint is None:
            self.found("checkpoint")
        else:
            self.noted(anchors, entries, checkpoint, given[1])
        if given[1] != key:
            self.found("signer")
        if not set(places) <= {f"{item['kind']} {item['n']}" for item in items if item["proof"]}:
            self.found("form", "proofs.json")
        for item in items:
            fault = fault_of(item, case, places, checkpoint)
            if fault:
                self.found(item["kind"], str(item["n"]), fault)
            item["holds"], proved = fault is None, item["proof"] and fault is None
            item["anchors"] = sorted(places[f"{item['kind']} {item['n']}"][0]["stood"]) if proved else []
            self.seen.append((item, proved))
        for name, (_, blake2b, _) in files.items():
            if name.startswith("files/"):
                self.attach(name, f'"file":"{blake2b.hex()}"')

    def noted(self, anchors, entries, checkpoint, signer):
        for n, anchor in enumerate(anchors, 1):
            told = {}
            fault = fault_of_anchor(anchor, checkpoint, signer, told)
            if fault:
                self.found("anchor", str(n), fault)
            self.anchors.append({"n": n, "holds": fault is None, **told})
        for entry in entries:
            for n, path in entry["anchors"].items():
                if "ends" not in anchors[n - 1]:
                    continue
                if stood_in(entry, path, anchors[n - 1]["ends"]):
                    entry["stood"].append(n)
                else:
                    self.found("anchor", str(n), "covers")

    def attach(self, name, said):
        """By which source a file is named; the first that is proved, else the first."""
        naming = [item for item, _ in self.seen if item["kind"] == "source" and item["holds"] and said in item["part"]]
        if not naming:
            self.found("unnamed", name)
        best = ([item for item in naming if item["proof"]] or naming or [{"n": 0, "proof": False}])[0]
        self.attached.append({"name": name, "source": int(best["n"]), "proved": best["proof"]})


def as_json(check):
    items = []
    for item, proved in check.seen:
        out = {"kind": item["kind"], "n": item["n"], "proved": proved}
        out.update({key: item[key] for key in ("why", "device") if item.get(key)})
        items.append({**out, "recorded_ms": item["recorded"],
                      **({"anchors": item["anchors"]} if item["anchors"] else {})})
    return {"holds": not check.wrong, "wrong": [{"code": c, "about": list(a)} for c, a in sorted(check.wrong)],
            "signer": check.signer, "made_ms": check.made, "items": items, "files": check.attached,
            "anchors": check.anchors}


def harmless(text):
    return "".join(c if c.isprintable() else "?" for c in text.encode("utf-8", "replace").decode("utf-8"))


def day(ms):
    try:
        return f"{datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=ms):%Y-%m-%d %H:%M} UTC"
    except OverflowError:
        return "?"


def print_anchors(check):
    """By when facts were there, by whose word. True if somebody outside vouches for every proved fact."""
    facts = [item for item, proved in check.seen if proved and item["kind"] == "fact"]
    by_witness = [item for item in facts if any("witness" in check.anchors[n - 1] for n in item["anchors"])]
    for anchor in check.anchors:
        count = sum(anchor["n"] in item["anchors"] for item in facts)
        if not anchor["holds"] or not count:
            continue
        if "witness" in anchor:
            print(f"Recorded before {day(anchor['at_ms'])}, by the word of {harmless(anchor['witness'])}, device "
                  f"{anchor['fingerprint']}: {count} facts. Its line:")
        else:
            print(f"Stood in a state that this organisation noted on {day(anchor['noted_ms'])} by its own clock: "
                  f"{count} facts. Whoever has had its line on dated paper knows that they are no younger:")
        print(f"  {anchor['line']}")
    if 0 < len(by_witness) < len(facts):
        print(f"Facts of which nobody outside says by when they were there: {len(facts) - len(by_witness)}")
    return bool(facts) and len(by_witness) == len(facts)


def print_for_people(check):
    facts = [proved for item, proved in check.seen if item["kind"] == "fact"]
    if check.wrong:
        print(f"This is not the dossier that was made. What does not hold: {len(check.wrong)}.\n")
    elif all(facts):
        print(f"Everything in this folder is as it was made, and every fact in it is proved: {len(facts)}.")
    else:
        print(f"Everything in this folder is as it was made. Proved are {sum(facts)} of its {len(facts)} facts.")
    for code, about in sorted(check.wrong):
        if code in KINDS or code == "anchor":
            print(f"  ! {code} {about[0]}: {REASONS[about[1]]}")
        else:
            print(f"  ! {code}: {harmless(' '.join(about))}")
    if check.signer:
        print(f"\nMade and signed by the device {check.signer}")
    devices = [item["device"] for item, proved in check.seen if proved and item["kind"] == "fact"]
    for device in sorted(set(devices)):
        print(f"Facts recorded and signed by the device {device}: {devices.count(device)}")
    for file in check.attached:
        at_fault = {("changed", (file["name"],)), ("missing", (file["name"],))} & check.wrong
        if file["source"] and not at_fault:
            unproved = "" if file["proved"] else "; that source brings no proof"
            print(f"  {file['name']}: unchanged, the file that source {file['source']} names{unproved}")
    witnessed = print_anchors(check)
    for item, _ in check.seen:
        if "why" in item:
            why = "chain_hole" if item["why"] == "chain" else item["why"]
            print(f"  ? {item['kind']} {item['n']}: {REASONS[why]}")
    print("\nWhat this does not prove")
    for line in NOT_PROVED:
        print(f"  - {SINCE_WHEN if witnessed and line.startswith('When') else line}")


def main(words):
    folders = [word for word in words if word != "--json"]
    if folders == ["--help"]:
        print(__doc__.strip())
        return 0
    if len(folders) != 1 or folders[0].startswith("-"):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    check = Check(Path(folders[0]))
    check.run()
    if "--json" in words:
        print(json.dumps(as_json(check), indent=2, ensure_ascii=True))
    else:
        print_for_people(check)
    return 1 if check.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
