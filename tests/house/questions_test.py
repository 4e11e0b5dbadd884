#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The questions of the vocabulary can be said aloud to somebody who is afraid.

    python3 questions_test.py [REPOSITORY]

Needs the standard library of Python alone. `ctest -R '^house_questions$'` runs it.
"""

import json
import re
import sys
import tomllib
import unittest
from collections import Counter
from pathlib import Path

ROOT = Path(sys.argv.pop(1) if len(sys.argv) > 1 else Path(__file__).parents[2]).resolve()
LANGUAGES = ("en", "ru")

# What an element of a law can rest on: whoever misses it must be told how to ask for it.
ASKED = set("ilo means purpose act control freedom ownership status child aggravation exemption "
            "knowledge work pay debt document movement event vulnerability recruitment authority "
            "organisation".split())
# Read off a map, or a mark for the reader of the page: nobody is asked.
NOBODY_IS_ASKED = {"event.longitude", "event.latitude", "organisation.longitude",
                   "organisation.latitude", "event.violent"}

# As long as one breath.
MOST_LETTERS = 90
# Words of the law frighten, and whoever answers them answers the lawyer and not the question.
WORDS_OF_THE_LAW = {
    "en": r"traffick|exploit|coerc|bondage|servitude|slave|victim|consent|abduct|decei|fraud"
          r"|vulnerab|recruit|harbour|penalt|perpetrat|offence|threat|menace|abus",
    "ru": r"торговл|эксплуат|принужд|кабал|подневол|рабств|рабск|жертв|согласие|похищ|обман"
          r"|мошенн|уязвим|вербов|укрыват|преступ|угроз|насил|злоупотреб",
}
# These are put to a colleague who has the paper in hand, in the paper's own words.
OF_PAPERS = "authority."
# "Why did you …" sounds like blame.
BLAME = {"en": r"\bwhy (did|didn't|were|do|have) you\b", "ru": r"(почему|зачем) (же )?вы\b"}
FAMILIAR = r"\b(ты|тебя|тебе|тобой|твой|твоя|твоё|твои)\b"


class Questions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        typed = tomllib.loads((ROOT / "definitions/vocabulary.toml").read_text())
        cls.facts = {fact["id"]: fact for fact in typed["fact"]}
        words = {language: json.loads((ROOT / f"i18n/facts.{language}.json").read_text())
                 for language in LANGUAGES}
        cls.asked = {language: {key[len("fact."):-len(".ask")]: said
                                for key, said in words[language].items()
                                if key.startswith("fact.") and key.endswith(".ask")}
                     for language in LANGUAGES}

    def each(self):
        for language in LANGUAGES:
            for fact, said in self.asked[language].items():
                yield language, fact, said

    def test_there_is_something_to_look_at(self):
        self.assertGreater(len(self.asked["en"]), 300)

    def test_what_a_law_can_rest_on_can_be_asked(self):
        silent = [fact for fact, entry in self.facts.items()
                  if fact.split(".")[0] in ASKED and "ask" not in entry
                  and not entry.get("deprecated") and fact not in NOBODY_IS_ASKED]
        self.assertEqual(silent, [])

    def test_what_is_no_longer_asked_has_no_question(self):
        self.assertEqual([fact for fact, entry in self.facts.items()
                          if "ask" in entry and (entry.get("deprecated") or fact in NOBODY_IS_ASKED)], [])

    def test_every_language_asks_the_same_facts(self):
        said = {fact: entry["ask"] for fact, entry in self.facts.items() if "ask" in entry}
        self.assertEqual(self.asked["en"], said)
        self.assertEqual(self.asked["ru"].keys(), said.keys())

    def test_a_question_is_one_question_of_one_breath(self):
        for language, fact, said in self.each():
            with self.subTest(language=language, fact=fact):
                self.assertTrue(said.endswith("?"), said)
                self.assertEqual(len(re.findall(r"[?.!;]", said)), 1, said)
                self.assertLessEqual(len(said), MOST_LETTERS, said)

    def test_no_question_stands_for_two_facts(self):
        for language in LANGUAGES:
            twice = [said for said, times in Counter(self.asked[language].values()).items() if times > 1]
            self.assertEqual(twice, [], language)

    def test_a_question_uses_no_word_of_the_law(self):
        for language, fact, said in self.each():
            if not fact.startswith(OF_PAPERS):
                with self.subTest(language=language, fact=fact):
                    self.assertIsNone(re.search(WORDS_OF_THE_LAW[language], said.lower()), said)

    def test_a_question_does_not_blame_and_is_polite(self):
        for language, fact, said in self.each():
            with self.subTest(language=language, fact=fact):
                self.assertIsNone(re.search(BLAME[language], said.lower()), said)
                self.assertIsNone(re.search(FAMILIAR, said.lower()), said)


if __name__ == "__main__":
    unittest.main()
