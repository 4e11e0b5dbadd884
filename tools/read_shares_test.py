#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The outsider's program puts the golden shares together as Manumit does.

    read_shares_test.py [tests/golden/mnv1-recovery]
"""
import json
import subprocess
import sys
import tempfile
from itertools import combinations
from pathlib import Path

READ = Path(__file__).with_name("read_shares.py")


def run(*files):
    done = subprocess.run([sys.executable, READ, *files], capture_output=True, text=True)
    return done.returncode, done.stdout.strip()


def main():
    golden = Path(sys.argv[1] if len(sys.argv) > 1 else "tests/golden/mnv1-recovery")
    secret = json.loads((golden / "vectors.json").read_text())["secret_hash"]
    shares = [golden / f"share-{index}.txt" for index in range(1, 6)]
    cases = [(chosen, (0, secret)) for chosen in combinations(shares, 3)]
    cases += [(chosen, (1, "")) for chosen in combinations(shares, 2)]
    cases += [(shares, (0, secret)), ((shares[0], shares[0], shares[1]), (1, ""))]
    with tempfile.TemporaryDirectory() as folder:
        spoilt = Path(folder) / "spoilt.txt"
        words = shares[0].read_text("utf-8")  # with two wrong words as it stands
        spoilt.write_text(words.replace(words.split()[1], "zebra,", 1), "utf-8")
        cases.append(((spoilt, shares[1], shares[2]), (1, "")))
        results = [(files, run(*files), expected) for files, expected in cases]
    failed = [case for case in results if case[1] != case[2]]
    for files, found, expected in failed:
        print([path.name for path in files], found, "is not", expected)
    print(f"{len(results) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
