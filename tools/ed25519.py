# SPDX-License-Identifier: Apache-2.0
"""Ed25519 verification after RFC 8032 section 5.1.7, in extended coordinates, with nothing but Python's
standard library: for the readers in this folder, which share no code with Manumit.

Like libsodium it refuses keys and signatures whose points have an order that divides 8.
"""
import functools
import hashlib

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
NOWHERE = (0, 1, 1, 0)


def add(a, b):
    x = (a[1] - a[0]) * (b[1] - b[0]) % P
    y = (a[1] + a[0]) * (b[1] + b[0]) % P
    t = 2 * a[3] * b[3] * D % P
    z = 2 * a[2] * b[2] % P
    e, f, g, h = y - x, z - t, z + t, y + x
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n, point):
    out = NOWHERE
    while n:
        if n & 1:
            out = add(out, point)
        point = add(point, point)
        n >>= 1
    return out


def point_from(encoded):
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * ROOT % P
    if (x * x - x2) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def encoded(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = point_from((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_small(point):
    """Of an order that divides 8, which no honest key or signature has."""
    return point is not None and encoded(times(8, point)) == encoded(NOWHERE)


@functools.lru_cache(maxsize=4096)
def signed_by(public, message, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    key, s = point_from(public), int.from_bytes(signature[32:], "little")
    if key is None or s >= ORDER or any(is_small(one) for one in (key, point_from(signature[:32]))):
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    minus = (P - key[0], key[1], 1, P - key[3])
    return encoded(add(times(s, BASE), times(h, minus))) == signature[:32]
