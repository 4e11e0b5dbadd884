#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The outsider's check finds what was changed in the golden vault, and nothing where nothing was.

    check_mnv1_test.py [tests/golden/mnv1-first]
"""
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

CHECK = Path(__file__).with_name("check_mnv1.py")
CHANGES = {
    "UPDATE entry SET id = zeroblob(32) WHERE n = 4": "entry 4",
    "UPDATE entry SET header = zeroblob(200) WHERE n = 4": "entry 4",
    "UPDATE entry SET sig = zeroblob(64) WHERE n = 4": "entry 4",
    "UPDATE entry SET crc = zeroblob(16) WHERE n = 4": "entry 4",
    "UPDATE entry SET ct = zeroblob(528) WHERE n = 4": "entry 4",
    "UPDATE entry SET ct = NULL WHERE n = 4": "entry 4",
    "UPDATE entry SET n = 40 WHERE n = 4": "row 4 is missing",
    "DELETE FROM entry WHERE n = 4": "row 4 is missing",
    "DELETE FROM entry WHERE n = 9": "erased by an entry that is not here",
    "DELETE FROM author": "entry 1",
    "UPDATE author SET public_key = zeroblob(32)": "signing key",
    "DELETE FROM erasure": "entry 7",
    "UPDATE checkpoint SET sig = zeroblob(64)": "noted state 1: no device",
    "UPDATE checkpoint SET author = zeroblob(16)": "noted state 1: no device",
    "UPDATE checkpoint SET body = zeroblob(130)": "noted state 1: its form",
    "DELETE FROM entry WHERE n > 8": "noted state 1: entries that it vouches for",
}


def run(vault):
    done = subprocess.run([sys.executable, CHECK, vault], capture_output=True, text=True)
    return done.returncode, done.stdout


def main():
    golden = Path(sys.argv[1] if len(sys.argv) > 1 else "tests/golden/mnv1-first")
    v = json.loads((golden / "vectors.json").read_text())
    noted = (f"INSERT INTO checkpoint VALUES(1, x'{v['checkpoint']}', x'{v['author_id']}', "
             f"x'{v['checkpoint_sig']}', 1, x'{v['anchor_salt']}')")
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder) / "first.mnv"
        shutil.copy(golden / "first.mnk", folder)
        for change, expected in {"": "", **CHANGES}.items():
            shutil.copy(golden / "first.mnv", vault)
            database = sqlite3.connect(vault)
            for (name,) in database.execute(
                    "SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
                database.execute(f"DROP TRIGGER {name}")
            database.execute(noted)
            database.execute(change)
            database.commit()
            database.close()
            code, said = run(vault)
            expected = expected or v["anchor_line"]
            if (code, expected in said) != (1 if change else 0, True):
                print(f"not as expected after {change!r}: {code}\n{said}")
                failed += 1
    print(f"{len(CHANGES) + 1 - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
