#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Opens the golden vault of the format MNV1 from its passphrase, without Manumit.

    check_mnv1_vectors.py [tests/golden/mnv1-first]

The second method behind docs/formats/mnv1.md: Argon2id, X25519, XChaCha20-Poly1305 and BLAKE2b in
plain Python, written from RFC 9106, RFC 7748, RFC 8439, draft-irtf-cfrg-xchacha and the format's
page. It unlocks the vault step by step, compares each step with vectors.json, and decrypts every
entry. The pure-Python key derivation takes some ten seconds. For this check only: nothing here is
safe against an onlooker with a stop-watch.
"""
import hashlib
import hmac
import json
import struct
import sys
from pathlib import Path

from check_mnv1 import HEAD, Chain, Header, blake, check, check_state, head_hash, open_database

M32, M64 = 0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF


# ---- ChaCha20 and Poly1305, RFC 8439; HChaCha20, draft-irtf-cfrg-xchacha-03 section 2.2 ----------
def chacha_rounds(state):
    x = list(state)

    def quarter(a, b, c, d):
        x[a] = x[a] + x[b] & M32
        x[d] = (x[d] ^ x[a]) << 16 & M32 | (x[d] ^ x[a]) >> 16
        x[c] = x[c] + x[d] & M32
        x[b] = (x[b] ^ x[c]) << 12 & M32 | (x[b] ^ x[c]) >> 20
        x[a] = x[a] + x[b] & M32
        x[d] = (x[d] ^ x[a]) << 8 & M32 | (x[d] ^ x[a]) >> 24
        x[c] = x[c] + x[d] & M32
        x[b] = (x[b] ^ x[c]) << 7 & M32 | (x[b] ^ x[c]) >> 25

    for _ in range(10):
        for column in range(4):
            quarter(column, column + 4, column + 8, column + 12)
        for i in range(4):
            quarter(i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4)
    return x


def start(key, rest):
    return struct.unpack("<16I", b"expand 32-byte k" + key + rest)


def hchacha(key, nonce16):
    x = chacha_rounds(start(key, nonce16))
    return struct.pack("<8I", *x[:4], *x[12:])


def stream(key, nonce12, block):
    state = start(key, struct.pack("<I", block) + nonce12)
    return struct.pack("<16I", *((a + b) & M32 for a, b in zip(chacha_rounds(state), state)))


def poly1305(key, message):
    r = int.from_bytes(key[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    total = 0
    for i in range(0, len(message), 16):
        total = (total + int.from_bytes(message[i:i + 16] + b"\1", "little")) * r % (2**130 - 5)
    return (total + int.from_bytes(key[16:], "little") & (1 << 128) - 1).to_bytes(16, "little")


def open_sealed(key, nonce, bound, sealed):
    subkey, nonce12 = hchacha(key, nonce[:16]), bytes(4) + nonce[16:]
    secret, tag = sealed[:-16], sealed[-16:]
    padded = b"".join(part + bytes(-len(part) % 16) for part in (bound, secret))
    lengths = struct.pack("<QQ", len(bound), len(secret))
    if not hmac.compare_digest(poly1305(stream(subkey, nonce12, 0)[:32], padded + lengths), tag):
        raise ValueError("the seal is broken")
    return b"".join(
        bytes(a ^ b for a, b in zip(secret[i:i + 64], stream(subkey, nonce12, 1 + i // 64)))
        for i in range(0, len(secret), 64))


# ---- X25519, RFC 7748 section 5 -----------------------------------------------------------------
def x25519(secret, point=(9).to_bytes(32, "little")):
    p = 2**255 - 19
    k = int.from_bytes(secret, "little") & ~7 & ~(1 << 255) | 1 << 254
    x1 = int.from_bytes(point, "little") & (1 << 255) - 1
    x2, z2, x3, z3 = 1, 0, x1, 1
    for bit in range(254, -1, -1):
        if k >> bit & 1:
            x2, z2, x3, z3 = x3, z3, x2, z2
        a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
        aa, bb, da, cb = a * a % p, b * b % p, d * a % p, c * b % p
        x3, z3 = (da + cb) ** 2 % p, x1 * (da - cb) ** 2 % p
        x2, z2 = aa * bb % p, (aa - bb) * (aa + 121665 * (aa - bb)) % p
        if k >> bit & 1:
            x2, z2, x3, z3 = x3, z3, x2, z2
    return (x2 * pow(z2, p - 2, p) % p).to_bytes(32, "little")


# ---- Argon2id version 1.3 with one lane, RFC 9106 section 3 --------------------------------------
def long_hash(size, data):
    data = struct.pack("<I", size) + data
    if size <= 64:
        return hashlib.blake2b(data, digest_size=size).digest()
    out, v = b"", hashlib.blake2b(data).digest()
    while size - len(out) > 64:
        out += v[:32]
        v = hashlib.blake2b(v, digest_size=min(64, size - len(out))).digest()
    return out + v


def mix(v, i):
    def g(a, b, c, d):
        for half, (first, second) in enumerate(((32, 24), (16, 63))):
            x, y = v[i[a]], v[i[b]]
            x = v[i[a]] = x + y + 2 * (x & M32) * (y & M32) & M64
            z = v[i[d]] ^ x
            z = v[i[d]] = (z >> first | z << 64 - first) & M64
            x = v[i[c]]
            x = v[i[c]] = x + z + 2 * (x & M32) * (z & M32) & M64
            y ^= x
            v[i[b]] = (y >> second | y << 64 - second) & M64

    for column in range(4):
        g(column, column + 4, column + 8, column + 12)
    for k in range(4):
        g(k, 4 + (k + 1) % 4, 8 + (k + 2) % 4, 12 + (k + 3) % 4)


ROWS = [range(16 * r, 16 * r + 16) for r in range(8)]
COLUMNS = [[2 * c + 16 * r + k for r in range(8) for k in (0, 1)] for c in range(8)]


def compress(a, b):
    r = [x ^ y for x, y in zip(a, b)]
    v = list(r)
    for places in ROWS:
        mix(v, places)
    for places in COLUMNS:
        mix(v, places)
    return [x ^ y for x, y in zip(r, v)]


def argon2id(passphrase, salt, passes, memory_kib, size=32):
    first = struct.pack("<6I", 1, size, memory_kib, passes, 0x13, 2)
    for part in (passphrase, salt, b"", b""):
        first += struct.pack("<I", len(part)) + part
    h0 = hashlib.blake2b(first).digest()
    blocks = memory_kib // 4 * 4
    quarter = blocks // 4
    memory = [None] * blocks
    for i in (0, 1):
        memory[i] = list(struct.unpack("<128Q", long_hash(1024, h0 + struct.pack("<II", i, 0))))
    zero = [0] * 128
    for turn in range(passes):
        for part in range(4):
            addresses = []
            fixed = turn == 0 and part < 2  # independent of the data: no trace in the cache
            for k in range(2 if turn == 0 and part == 0 else 0, quarter):
                i = part * quarter + k
                if fixed and (k % 128 == 0 or not addresses):
                    counted = [turn, 0, part, blocks, passes, 2, k // 128 + 1] + [0] * 121
                    addresses = compress(zero, compress(zero, counted))
                j1 = (addresses[k % 128] if fixed else memory[i - 1][0]) & M32
                size_of_area = (i - 1) if turn == 0 else blocks - quarter + k - 1
                relative = size_of_area - 1 - (size_of_area * (j1 * j1 >> 32) >> 32)
                begin = 0 if turn == 0 else (part + 1) * quarter % blocks
                block = compress(memory[i - 1], memory[(begin + relative) % blocks])
                if turn:
                    block = [x ^ y for x, y in zip(block, memory[i])]
                memory[i] = block
    return long_hash(size, struct.pack("<128Q", *memory[-1]))


# ---- The format ---------------------------------------------------------------------------------
class Steps:
    def __init__(self):
        self.done = 0

    def same(self, what, found, expected):
        expected = bytes.fromhex(expected) if isinstance(found, bytes) else expected
        if found != expected:
            raise SystemExit(f"{what}: {found!r} is not {expected!r}")
        self.done += 1


def padded_size(length):
    if length <= 512:
        return 512
    exponent = length.bit_length() - 1
    mask = (1 << exponent - exponent.bit_length()) - 1
    return length + mask & ~mask


def unpack(plain):
    kind, written, length = struct.unpack("<HqI", plain[:14])
    if len(plain) != padded_size(14 + length) or any(plain[14 + length:]):
        raise ValueError("wrong padding")
    return kind, written, plain[14:14 + length]


def open_slot(steps, body, v):
    front = "<4sH16sB16sBQQ16s24sI"
    (letters, suite, vault, kind, member, kdf, passes, memory, salt, nonce,
     length) = struct.unpack_from(front, body)
    size = struct.calcsize(front)
    assert (letters, suite, kind, kdf) == (b"MNVS", 1, 1, 1) and len(body) == size + length + 16
    steps.same("slot checksum", blake("mnv1-slot", body[:-16], size=16), body[-16:].hex())
    key = argon2id(v["passphrase"].encode(), salt, passes, memory >> 10)
    steps.same("Argon2id", key, v["slot_key"])
    plain = open_sealed(key, nonce, body[:size - 4], body[size:size + length])
    form, inner, receiving, seed, registry = struct.unpack("<H16s32s32s16s", plain)
    assert form == 1 and inner == member
    for name, value in (("vault_id", vault), ("member_id", member), ("receiving_secret", receiving),
                        ("signing_seed", seed), ("registry", registry)):
        steps.same(name, value, v[name])
    steps.same("receiving key", x25519(receiving), v["receiving_public"])
    steps.same("member id", blake("mnv1-member", x25519(receiving), size=16), v["member_id"])
    return vault, member, receiving


def child(vault_key, number):
    return hashlib.blake2b(key=vault_key, digest_size=32, salt=struct.pack("<QQ", number, 0),
                           person=b"mnv1-sub".ljust(16, b"\0")).digest()


def open_keys(steps, rows, v, vault, member, receiving):
    def bound(row):
        return b"MNVK" + struct.pack("<H16s16sI16s32s", 1, vault, *row[:4])

    keys = {}
    vault_key = None
    for row in sorted(rows, key=lambda r: r[0] != bytes(16)):
        tag, epoch, recipient, ephemeral, nonce, wrapped, crc = row
        steps.same("key row", blake("mnv1-key", bound(row), nonce, wrapped, size=16), crc.hex())
        if recipient == member:
            shared = x25519(receiving, ephemeral)
            wrapping = blake("mnv1-wrap", shared, ephemeral, x25519(receiving))
            vault_key = open_sealed(wrapping, nonce, bound(row), wrapped)
            steps.same("vault key", vault_key, v["vault_key"])
        elif recipient == vault:
            keys[tag, epoch] = open_sealed(child(vault_key, 1), nonce, bound(row), wrapped)
    for row in v["casekeys"]:
        tag, key = bytes.fromhex(row["tag"]), bytes.fromhex(row["key"])
        steps.same("compartment key", keys.get((tag, row["epoch"]), vault_key), key.hex())
    return vault_key, keys


def open_entries(steps, rows, v, keys):
    chains = {}
    for row, expected in zip(rows, v["entries"], strict=True):
        n, row_id, raw, sig, crc, ct = row
        for name, value in (("id", row_id), ("header", raw), ("sig", sig), ("crc", crc)):
            steps.same(f"entry {n}: {name}", value, expected[name])
        header = Header(raw)
        chain = chains.setdefault(header.author, Chain())
        chain.seq_of[row_id], chain.prev_of[row_id] = header.seq, header.prev
        if ct is None:
            steps.same(f"entry {n}", expected["ct"], None)
            continue
        key = keys[header.tag, header.epoch]
        steps.same(f"entry {n}: commitment", blake("mnv1-commit", key), header.key_commit.hex())
        kind, written, body = unpack(open_sealed(key, header.nonce, header.bound, ct))
        steps.same(f"entry {n}: kind", (kind, written), (expected["kind"], expected["written_ms"]))
        steps.same(f"entry {n}: body", body, expected["body"])
    return chains


def in_groups(data):
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    number, count = int.from_bytes(data, "big"), len(data) * 8 // 5
    text = "".join(letters[number >> 5 * (count - 1 - i) & 31] for i in range(count))
    return "-".join(text[i:i + 4] for i in range(0, count, 4))


def check_mark(steps, body, v, vault, vault_key, chains):
    letters, suite, named, rows, count = struct.unpack_from("<4sH16sQI", body)
    assert (letters, suite, named) == (b"MNVM", 1, vault)
    steps.same("mark checksum", blake("mnv1-marksum", body[:-16], size=16), body[-16:].hex())
    steps.same("mark MAC", blake("mnv1-mark", body[:-48], key=child(vault_key, 4)),
               body[-48:-16].hex())
    heads = [HEAD.unpack_from(body, 34 + i * HEAD.size) for i in range(count)]
    steps.same("marked rows", rows, len(v["entries"]))
    steps.same("marked heads", heads, [(a, *chain.tip()) for a, chain in sorted(chains.items())])


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "tests/golden/mnv1-first")
    v = json.loads((folder / "vectors.json").read_text())
    steps = Steps()
    keyless = check(folder / "first.mnv")
    steps.same("findings without a key", keyless[-1], [])
    for length, padded in v["padding"]:
        steps.same(f"padding of {length}", padded_size(length), padded)
    key_file, entry_file = open_database(folder / "first.mnk"), open_database(folder / "first.mnv")
    (slot,) = key_file.execute("SELECT body FROM slot").fetchone()
    steps.same("slot", slot, v["slot"])
    vault, member, receiving = open_slot(steps, slot, v)
    rows = key_file.execute("SELECT * FROM casekey ORDER BY tag").fetchall()
    vault_key, keys = open_keys(steps, rows, v, vault, member, receiving)
    rows = entry_file.execute("SELECT n, id, header, sig, crc, ct FROM entry ORDER BY n")
    chains = open_entries(steps, rows.fetchall(), v, keys)
    steps.same("head hash", head_hash(vault, chains).hex(), v["head_hash"])
    state = (*(bytes.fromhex(v[name]) for name in ("checkpoint", "author_id", "checkpoint_sig")), 1,
             bytes.fromhex(v["anchor_salt"]))
    keys_of = {state[1]: bytes.fromhex(v["signing_public"])}
    steps.same("anchor line", check_state(state, vault, keys_of, chains), v["anchor_line"])
    device = blake("mnv1-print", bytes.fromhex(v["signing_public"]))
    steps.same("fingerprint", in_groups(device[:15]), v["fingerprint_of_device"])
    (mark,) = key_file.execute("SELECT body FROM mark").fetchone()
    steps.same("mark", mark, v["mark"])
    check_mark(steps, mark, v, vault, vault_key, chains)
    print(f"{steps.done} steps agree")
    return 0


if __name__ == "__main__":
    sys.exit(main())
