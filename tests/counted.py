# SPDX-License-Identifier: Apache-2.0
"""What a doctest program says of itself: how many cases passed, what its tests counted, what they left out."""

import re

COUNTS = re.compile(r"\[doctest\] test cases:\s*(\d+)\s*\|\s*(\d+) passed\s*\|\s*(\d+) failed")
SAID = re.compile(r"MESSAGE: (.*)")


def doctest_counts(output):
    """(passed, failed) of a doctest program, or None if it is none or did not get to its end."""
    found = COUNTS.search(output)
    return (int(found[2]), int(found[3])) if found else None


def add_case(tally, name, counts, passed_all):
    """One program's counts into the tally. A program that ran nothing, or ended badly, has failed."""
    if counts is None:
        tally.add(name, int(passed_all), int(not passed_all), "failed, or ended before its end")
        print(f"    {name}: {'passed' if passed_all else 'failed'}", flush=True)
        return
    passed, failed = counts
    if passed + failed == 0:
        failed = 1
    if not passed_all and failed == 0:
        failed = 1  # Every case passed and the program still ended badly: a leak, or a crash at exit.
    tally.add(name, passed, failed)
    print(f"    {name}: {passed} passed, {failed} failed", flush=True)


def told_counts(tally, name, output):
    """Prints what the tests counted: faults survived, choices tried. What one left out is no passed test in silence."""
    for sentence in SAID.findall(output):
        if sentence.startswith("skipped:"):
            tally.skip(f"{name}: {sentence.removeprefix('skipped: ')}")
        elif any(letter.isdigit() for letter in sentence):
            print(f"        {sentence}", flush=True)
