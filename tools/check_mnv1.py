#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks a Manumit vault without any key, and without Manumit.

    check_mnv1.py NAME.mnv ["MNV1 1234 …"]

A second, small program for an outsider: a court's expert, an auditor, a partner. It was written
from docs/formats/mnv1.md alone and uses nothing but Python's standard library, and ed25519.py,
which lies beside it. It tests row checksums, ids, chains, signatures, ciphertext hashes, erasures
and noted states with their trees, and prints the head hash and the lines of all noted states: one
of them must be the line that the vault's owner gave out. It can read nothing of what people said.

Exit status: 0 everything is in order, 1 something is wrong, 2 asked wrongly.
"""
import hashlib
import sqlite3
import struct
import sys
from pathlib import Path
from urllib.parse import quote

from ed25519 import signed_by

MAGIC = b"\x89MNV\r\n\x1a\n"
SUITE = 1
HEAD = struct.Struct("<16sQ32s")


def blake(person, *parts, size=32, key=b""):
    h = hashlib.blake2b(digest_size=size, person=person.encode().ljust(16, b"\0"), key=key)
    for part in parts:
        h.update(part)
    return h.digest()


class Header:
    """Section 4.1 of the format. Raises ValueError for anything but the canonical form."""

    def __init__(self, raw):
        if len(raw) < 200 or raw[:4] != b"MNV1" or raw[4:6] != struct.pack("<H", SUITE):
            raise ValueError("not a header")
        self.vault, self.author = raw[6:22], raw[22:38]
        self.seq, self.prev, heads = struct.unpack("<Q32sH", raw[38:80])
        if heads > 1024 or len(raw) != 200 + heads * HEAD.size:
            raise ValueError("wrong length")
        self.knew = [HEAD.unpack_from(raw, 80 + i * HEAD.size) for i in range(heads)]
        tail = raw[80 + heads * HEAD.size:]
        (self.lamport, self.tag, self.epoch, self.key_commit, self.nonce, self.ct_len,
         self.ct_hash) = struct.unpack("<Q16sI32s24sI32s", tail)
        self.bound = raw[:-36]
        authors = [head[0] for head in self.knew]
        if (authors != sorted(set(authors)) or self.author in authors or not self.epoch
                or not self.seq or not self.lamport or any(not head[1] for head in self.knew)
                or (self.seq == 1) != (self.prev == bytes(32))
                or not 16 < self.ct_len <= 17 << 20):
            raise ValueError("not canonical")


def open_database(path):
    return sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1", uri=True)


def check_meta(database, kind, application_id):
    """Returns the vault's id."""
    if database.execute("PRAGMA application_id").fetchone()[0] != application_id:
        raise SystemExit(f"not a vault file of this kind ({kind})")
    if database.execute("PRAGMA user_version").fetchone()[0] != 1:
        raise SystemExit("written in a later format than this program knows")
    (body,) = database.execute("SELECT body FROM meta WHERE n=1").fetchone()
    if len(body) != 61 or body[:8] != MAGIC or blake("mnv1-meta", body[:-32]) != body[-32:]:
        raise SystemExit("the meta row is damaged")
    if struct.unpack("<HBH", body[8:13]) != (1, ord(kind), SUITE):
        raise SystemExit("the meta row names another format")
    return body[13:29]


class Chain:
    """What one author wrote: usually one line, two branches where the device was copied."""

    def __init__(self):
        self.seq_of, self.numbers, self.prev_of = {}, set(), {}

    def up_to(self, entry):
        """The ids from the first to this one, on its branch."""
        ids = []
        while entry != bytes(32):
            ids.append(entry)
            entry = self.prev_of[entry]
        return ids[::-1]

    def tip(self):
        """The longest branch; of equally long ones that with the largest id."""
        return max((seq, entry) for entry, seq in self.seq_of.items())


def head_hash(vault, chains):
    heads = sorted((author, *chain.tip()) for author, chain in chains.items() if chain.seq_of)
    return blake("mnv1-heads", vault, struct.pack("<I", len(heads)),
                 *(HEAD.pack(*head) for head in heads))


def check_row(row, vault, authors, erasures):
    """What can be said of one row by itself; returns its header and id."""
    n, row_id, header, sig, crc, ct = row
    if blake("mnv1-row", struct.pack("<QI", n, len(header)), row_id, header, sig, size=16) != crc:
        raise ValueError("its stored bytes are not those written")
    if blake("mnv1-entry", header) != row_id:
        raise ValueError("it does not carry the id of what it says")
    parsed = Header(header)
    if parsed.vault != vault:
        raise ValueError("it belongs to another vault")
    if parsed.author not in authors:
        raise ValueError("its author is not listed")
    if not signed_by(authors[parsed.author], b"mnv1-sig" + row_id, sig):
        raise ValueError("its author did not sign it")
    if ct is None:
        if parsed.tag not in erasures:
            raise ValueError("its contents are missing and nobody ordered that")
    elif len(ct) != parsed.ct_len or blake("mnv1-ct", ct) != parsed.ct_hash:
        raise ValueError("its contents are damaged")
    return parsed


def follow(chains, lamports, header, row_id):
    """True if another entry stands under this number already."""
    chain = chains.setdefault(header.author, Chain())
    if header.seq > 1 and chain.seq_of.get(header.prev) != header.seq - 1:
        raise ValueError("it does not follow on: what came before it was cut out or moved")
    before = lamports.get(header.prev, 0)
    for author, seq, known in header.knew:
        if author not in chains or chains[author].seq_of.get(known) != seq:
            raise ValueError("it knew an entry that is not here")
        before = max(before, lamports[known])
    if header.lamport <= before:
        raise ValueError("its lamport number is not larger than those it knew")
    if row_id in chain.seq_of:
        raise ValueError("it stands here twice")
    twin = header.seq in chain.numbers
    chain.seq_of[row_id], chain.prev_of[row_id] = header.seq, header.prev
    chain.numbers.add(header.seq)
    lamports[row_id] = header.lamport
    return twin


def tree(leaves):
    """RFC 6962 section 2.1, over hashes made elsewhere."""
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return blake("mnv1-node", tree(leaves[:half]), tree(leaves[half:]))


LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def anchor_line(entries, body, salt):
    number = int.from_bytes(blake("mnv1-anchor", salt, blake("mnv1-check", body))[:20], "big")
    letters = "".join(LETTERS[number >> 5 * (31 - i) & 31] for i in range(32))
    total = 0
    for letter in f"{entries}{letters}":
        total = total * 32 + LETTERS.index(letter)
    last = (1 - total * 1024) % 1021
    groups = "-".join(letters[i:i + 4] for i in range(0, 32, 4))
    return f"MNV1 {entries} {groups} {LETTERS[last // 32]}{LETTERS[last % 32]}"


def check_state(row, vault, authors, chains):
    """The line of a noted state that the file bears out; None for a kind that is not known here."""
    body, author, sig, kind, anchor = row
    front = "<4sH16sqI"
    letters, suite, named, _, count = struct.unpack_from(front, body)
    one, begin = HEAD.size + 32, struct.calcsize(front)
    if (letters, suite, named) != (b"MNVC", SUITE, vault) or len(body) != begin + count * one:
        raise ValueError("its form is wrong")
    if author not in authors or not signed_by(
            authors[author], b"mnv1-chk" + blake("mnv1-check", body), sig):
        raise ValueError("no device of this vault signed it")
    entries = 0
    for i in range(count):
        name, seq, head = HEAD.unpack_from(body, begin + i * one)
        root = body[begin + i * one + HEAD.size:begin + (i + 1) * one]
        if name not in chains or chains[name].seq_of.get(head) != seq:
            raise ValueError("entries that it vouches for are not in the file")
        leaves = [blake("mnv1-leaf", entry) for entry in chains[name].up_to(head)]
        if root not in (bytes(32), tree(leaves)):
            raise ValueError("what came before its ends is another past")
        entries += seq
    return anchor_line(entries, body, anchor[:16]) if kind in (1, 2) else None


def check_states(database, vault, authors, chains, findings):
    lines = {}
    rows = database.execute("SELECT n, body, author, sig, anchor_kind, anchor FROM checkpoint")
    for n, *row in rows:
        try:
            lines[check_state(row, vault, authors, chains)] = True
        except (ValueError, KeyError, struct.error) as wrong:
            findings.append(f"noted state {n}: {wrong}")
    return [line for line in lines if line]


def check(path):
    database = open_database(path)
    vault = check_meta(database, "v", 0x4D4E5631)
    findings = []
    authors = {}
    for author, public in database.execute("SELECT id, public_key FROM author"):
        if blake("mnv1-author", public, size=16) != author:
            findings.append("a signing key does not fit its name")
        authors[author] = public
    erasures = dict(database.execute("SELECT tag, by_entry FROM erasure"))
    chains, lamports, erased, expected = {}, {}, 0, 1
    for row in database.execute("SELECT n, id, header, sig, crc, ct FROM entry ORDER BY n"):
        try:
            if row[0] != expected:
                findings.append(f"row {expected} is missing")
            expected = row[0] + 1
            header = check_row(row, vault, authors, erasures)
            if follow(chains, lamports, header, row[1]):
                findings.append(f"entry {row[0]} ({row[1][:4].hex()}): two entries of its author stand "
                                "under this number: the device was copied")
            erased += row[5] is None
        except ValueError as wrong:
            findings.append(f"entry {row[0]} ({row[1][:4].hex()}): {wrong}")
    for tag, by_entry in erasures.items():
        if by_entry not in lamports:
            findings.append(f"compartment {tag.hex()} was erased by an entry that is not here")
    keys = path.with_suffix(".mnk")
    if keys.exists() and check_meta(open_database(keys), "k", 0x4D4E4B31) != vault:
        findings.append("the key file beside it belongs to another vault")
    lines = check_states(database, vault, authors, chains, findings)
    return vault, expected - 1, erased, head_hash(vault, chains), lines, findings


def main():
    if len(sys.argv) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        vault, entries, erased, head, lines, findings = check(Path(sys.argv[1]))
    except (sqlite3.DatabaseError, TypeError) as wrong:
        print(f"the file cannot be read as a vault: {wrong}", file=sys.stderr)
        return 1
    print(f"vault\t{vault.hex()}\nentries\t{entries}\nerased\t{erased}\nhead_hash\t{head.hex()}")
    for line in lines:
        print(f"anchor\t{line}")
    if len(sys.argv) == 3 and sys.argv[2].upper() not in lines:
        findings.append("the line that was given is not among the noted states of this file")
    for finding in findings:
        print(f"finding\t{finding}")
    print("in order" if not findings else f"{len(findings)} findings", file=sys.stderr)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
