#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tests of tools/read_links.py, written from docs/formats/link-decision.md: what it makes of histories
is what the program made of them (CTest gives the file in MANUMIT_LINKS)."""
import json
import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tools"))
sys.dont_write_bytecode = True
import read_links  # noqa: E402


def decided(number, by, verdict=None, **more):
    link = {"link": 1, "a": {"case": "c1", "subject": "1"}, "b": {"case": "c2", "subject": "2"}}
    if verdict:
        link["verdict"] = verdict
        if not {"by_hand", "settles"} & set(more):
            link["people"] = 2
    return {"entry": "%064x" % number, "member": by, "lamport": number, "link": {**link, **more}}


def standing(*decisions):
    pairs, _ = read_links.fold_links(decisions)
    return pairs["1", "2"]["standing"]


class ReadLinks(unittest.TestCase):
    def test_two_people_agree_or_differ(self):
        self.assertEqual(standing(decided(1, "A", "same")), "one_said")
        self.assertEqual(standing(decided(1, "A", "same"), decided(2, "A", "same")), "one_said")
        self.assertEqual(standing(decided(1, "A", "same"), decided(2, "B", "same")), "agreed_same")
        self.assertEqual(standing(decided(1, "A", "same"), decided(2, "B", "not_same")), "disagreed")

    def test_a_taking_back_can_be_taken_back(self):
        done = [decided(1, "A", "same", by_hand=True), decided(2, "A", takes_back=["%064x" % 1])]
        self.assertEqual(standing(*done), "open")
        self.assertEqual(standing(*done, decided(3, "B", takes_back=["%064x" % 2])), "settled")

    def test_words_are_one_half_xor_the_other(self):
        halves = [{"link_words": {"words": "w", "half": half}} for half in ("07ff", "6f96")]
        self.assertEqual(read_links.reasons(halves), {"w": "hi"})
        self.assertEqual(read_links.reasons(halves[:1]), {})

    @unittest.skipUnless(os.environ.get("MANUMIT_LINKS"), "MANUMIT_LINKS names no file of the program")
    def test_it_makes_of_every_history_what_the_program_made(self):
        with open(os.environ["MANUMIT_LINKS"], encoding="utf-8") as file:
            histories = [json.loads(line) for line in file]
        self.assertGreaterEqual(len(histories), 100)
        for history in histories:
            pairs, groups = read_links.fold_links(history["entries"])
            self.assertEqual([[a, b, one["standing"], one["verdict"] or "", one["disputed"],
                               one["parted"]] for (a, b), one in pairs.items()], history["pairs"])
            self.assertEqual([[len(one["against"]), *one["subjects"]] for one in groups],
                             history["groups"])


if __name__ == "__main__":
    unittest.main()
