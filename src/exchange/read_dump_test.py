#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tests of tools/read_dump.py: by dumps written here by hand after docs/formats/dump.md, and by
the one that the program itself wrote (its path is in MANUMIT_DUMP when CTest runs this)."""
import csv
import io
import json
import os
import subprocess
import sys
import tempfile
import unittest

READER = os.path.join(os.path.dirname(__file__), "..", "..", "tools", "read_dump.py")
LINKS = os.path.join(os.path.dirname(READER), "read_links.py")
CASE, PERSON, SOURCE = "c" * 32, "d" * 32, "e" * 32


def name_of(number):
    return "%032x" % number + "0" * 32


def entry(number, statements, lamport=None, **filing):
    """An entry of one author; its name begins with its number."""
    name = name_of(number)
    body = {"filing": 1, "case": CASE, "statements": statements, **filing}
    return {"entry": name, "author": "a" * 32, "by": "A. Orlova", "seq": number,
            "lamport": lamport or number, "written_ms": 1_600_000_000_000 + number,
            "compartment": "b" * 32, "knew": [name_of(number - 1)] if number > 1 else [],
            "ids": ["%s:%d" % (name[:32], place) for place in range(1, len(statements) + 1)],
            "held_back": 0, "filing": body}


def said(fact, value, about=CASE, **more):
    return {"about": about, "fact": fact, "answer": "yes", "value": value, **more}


def opening():
    return entry(1, [said("case.number", "0007"), said("case.status", ["Active"]),
                     said("person.first_name", "Joy", PERSON, source=SOURCE, cell="D3"),
                     said("person.last_name", "=cmd()", PERSON)],
                 opens=True, subjects=[{"id": PERSON, "kind": "person", "role": "affected"}],
                 sources=[{"id": SOURCE, "kind": "file", "title": "t.xlsx"}])


def dump(entries, **changes):
    lines = [{"manumit_dump": 1, "vault": "f" * 32, "whole": True}, *entries,
             {"end": True, "entries": len(entries), "damaged": 0}]
    lines[0].update(changes)
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def run(text, *arguments):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8", delete=False) as file:
        file.write(text)
    try:
        command = [sys.executable, READER, arguments[0], file.name, *arguments[1:]]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    finally:
        os.unlink(file.name)


class ReadDump(unittest.TestCase):
    def test_a_sound_dump_is_counted(self):
        done = run(dump([opening()]), "check")
        self.assertEqual((done.returncode, done.stdout), (0, "1 entries, 1 cases, 4 statements\n"))

    def test_cases_are_listed_by_number_state_and_people(self):
        self.assertEqual(run(dump([opening()]), "list").stdout, "0007\t%s\tActive\tJoy =cmd()\n" % CASE)

    def test_a_correction_takes_the_place_of_what_it_names(self):
        wrong = "%032x:2" % 1
        correction = entry(2, [said("case.status", ["Closed"], replaces=[wrong])])
        self.assertIn("\tClosed\t", run(dump([opening(), correction]), "list").stdout)

    def test_entries_of_the_file_fold_in_any_order(self):
        wrong = "%032x:2" % 1
        correction = entry(2, [said("case.status", ["Closed"], replaces=[wrong])])
        one = run(dump([opening(), correction]), "csv").stdout
        self.assertEqual(one, run(dump([correction, opening()]), "csv").stdout)

    def test_a_statement_cannot_replace_one_of_its_own_entry(self):
        own = "%032x:1" % 1
        alone = entry(1, [said("case.status", ["Active"]),
                          said("case.status", ["Closed"], replaces=[own])], opens=True)
        rows = list(csv.DictReader(io.StringIO(run(dump([alone]), "csv").stdout)))
        self.assertEqual([row["live"] for row in rows], ["yes", "yes"])

    def test_a_withdrawal_leaves_the_history(self):
        back = entry(2, [], withdrawals=[{"statement": "%032x:3" % 1, "reason": "misheard"}])
        shown = run(dump([opening(), back]), "show", "7").stdout
        self.assertIn("x person.first_name: yes Joy", shown)
        self.assertIn("withdrawn: misheard", shown)

    def test_csv_cells_are_no_formulas(self):
        rows = list(csv.DictReader(io.StringIO(run(dump([opening()]), "csv").stdout)))
        self.assertEqual(rows[3]["value"], "'=cmd()")

    def test_every_kind_of_damage_is_named(self):
        broken = {
            "cut off": dump([opening()]).rsplit("\n", 2)[0] + "\n",
            "not JSON": dump([opening()]).replace("{\"entry\"", "{entry", 1),
            "version 1": dump([opening()], manumit_dump=2),
            "missing before it": dump([entry(2, [])]),
            "twice": dump([opening(), opening()]),
            "about nobody": dump([entry(1, [said("person.name", "x", "9" * 32)])]),
            "a source that is not there": dump([entry(1, [said("case.number", "1", source=SOURCE)])]),
            "the end counts": dump([opening()]).replace('"entries": 1', '"entries": 3'),
            "does not fit its entry": dump([opening()]).replace(":1\"", ":9\"", 1),
        }
        for words, text in broken.items():
            with self.subTest(words):
                done = run(text, "check")
                self.assertEqual(done.returncode, 1)
                self.assertIn(words, done.stderr)

    def test_asked_wrongly_it_says_how(self):
        self.assertEqual(run("", "what").returncode, 2)

    @unittest.skipUnless(os.environ.get("MANUMIT_DUMP"), "MANUMIT_DUMP names no dump of the program")
    def test_it_reads_what_the_program_wrote(self):
        with open(os.environ["MANUMIT_DUMP"], encoding="utf-8") as file:
            text = file.read()
        self.assertEqual(run(text, "check").stderr, "")
        self.assertIn("Гульнара Каримова", run(text, "list").stdout)
        rows = list(csv.DictReader(io.StringIO(run(text, "csv").stdout)))
        names = [row for row in rows if row["fact"] == "person.last_name"]
        self.assertEqual((names[0]["value"], names[0]["cell"]), ("Каримова", "E3"))
        self.assertTrue(all(row["by"] == "A. Orlova" for row in rows))

    @unittest.skipUnless(os.environ.get("MANUMIT_DUMP"), "MANUMIT_DUMP names no dump of the program")
    def test_who_is_one_person_is_read_with_the_reason(self):
        command = [sys.executable, LINKS, os.environ["MANUMIT_DUMP"]]
        shown = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout
        self.assertEqual(len([line for line in shown.splitlines() if line.startswith("group")]), 1)
        self.assertIn("0001 Гульнара Каримова", shown)
        self.assertIn("pair\tsettled", shown)
        why = subprocess.run([*command, "why"], capture_output=True, text=True, encoding="utf-8",
                             check=True).stdout
        self.assertIn("same\tby hand\tA. Orlova", why)
        self.assertIn("the same telephone, and Гульнара says so", why)


if __name__ == "__main__":
    unittest.main()
