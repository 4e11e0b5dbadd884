# SPDX-License-Identifier: Apache-2.0
"""./test long: what the ordinary run takes samples of, whole. About an hour; every count is printed.

Each group of the vault's tests that draws at random, kills or damages runs in a process of its own, as many at once
as there are cores; then each fuzz target for two minutes. Without sanitizers, under which the ordinary run takes the
same ways: they would make hours of it.
"""

import os
import re
from concurrent.futures import ThreadPoolExecutor

from counted import add_case, doctest_counts, told_counts
from steps import LOGS, ROOT, run, tail

LIMIT = 4 * 3600
FUZZ_SECONDS = 120
HEADING = re.compile(r'^TEST_CASE\("((?:[^"\\]|\\.)+)"', re.M)


def long_cases():
    """(file, name of the test case) of all that draw more when they are asked to."""
    for file in sorted((ROOT / "src" / "vault").glob("*_test.cpp")):
        text = file.read_text(encoding="utf-8")
        if "long_tests()" in text:
            yield from ((file.stem, name) for name in HEADING.findall(text))


def long_faults(tally):
    cases = list(long_cases())
    if not cases:
        tally.add("long", 0, 1, "no test draws more in a long run")
    environment = {"MANUMIT_LONG_TESTS": "1"}
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        list(pool.map(lambda numbered: one_case(tally, *numbered, environment), enumerate(cases)))
    code, log = run("long-dossier", ["ctest", "--test-dir", "build/long", "-R", "verify_dossier_test",
                                     "--timeout", str(LIMIT), "--no-tests=error"], LIMIT, env=environment)
    tally.add("long-dossier", int(code == 0), int(code != 0), "see the log of long-dossier")
    if code != 0:
        print(tail(log), flush=True)


def one_case(tally, number, case, environment):
    file, name = case
    # In a name that doctest compares, a comma would begin another one.
    pattern = name.replace('\\"', '"').replace(",", "?")
    code, log = run(f"long-{number:02}-{file}", [str(ROOT / "build" / "long" / "src" / "vault" / "vault_test"),
                                                 f"--source-file=*{file}.cpp", f"--test-case={pattern}"],
                    LIMIT, env=environment, quiet=True)
    output = log.read_text(errors="replace")
    add_case(tally, f"{file}: {name}", doctest_counts(output), code == 0)
    told_counts(tally, file, output)
    if code != 0:
        print(tail(log), flush=True)
