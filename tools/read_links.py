#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads from a full dump of a Manumit vault which records are one person (docs/formats/link-decision.md).

    read_links.py FILE           groups of records that are the same, then every pair decided on
    read_links.py FILE why       every decision, with its reason in words

Python's standard library alone, on purpose: the data must outlive the program that wrote them.
"""
import sys
from collections import defaultdict

sys.dont_write_bytecode = True
from read_dump import Broken, fold, name_of, number_of, read_dump, time_text


# --- which decisions count: section 3 of the format -----------------------------------------------

def in_order(entries):
    once = {entry["entry"]: entry for entry in entries if "link" in entry}
    return sorted(once.values(), key=lambda entry: (entry["lamport"], entry["entry"]))


def pair_of(entry):
    return entry["link"]["a"]["subject"], entry["link"]["b"]["subject"]


def named_before(decisions, at, key):
    """Those before `at` that it names under `key`; all are on one pair."""
    names = decisions[at]["link"].get(key, [])
    return [i for i in range(at) if decisions[i]["entry"] in names]


def live_ones(decisions):
    live = [True] * len(decisions)
    for at in reversed(range(len(decisions))):
        if live[at]:
            for earlier in named_before(decisions, at, "takes_back"):
                live[earlier] = False
    return live


def holds_at_once(entry):
    return "by_hand" in entry["link"] or "settles" in entry["link"]


def words(decisions, live):
    """member -> the entry with that person's word."""
    answered = {earlier for at in range(len(decisions)) if live[at]
                for earlier in named_before(decisions, at, "settles")}
    out = {}
    for at, entry in enumerate(decisions):
        if not live[at] or at in answered or "verdict" not in entry["link"]:
            continue
        known = out.get(entry["member"])
        if known is None or holds_at_once(entry) or not holds_at_once(known):
            out[entry["member"]] = entry
    return out


# --- what they come to: section 4 -------------------------------------------------------------------

def standing(said):
    """(standing, verdict that holds or None) of a pair on which these words were said."""
    if not said:
        return "open", None
    at_once = {entry["link"]["verdict"] for entry in said if holds_at_once(entry)}
    if at_once:
        return ("settled", at_once.pop()) if len(at_once) == 1 else ("disagreed", None)
    people = defaultdict(list)
    for entry in said:
        people[entry["link"]["verdict"]].append(entry["link"]["people"])
    enough = {verdict: len(asked) >= min(asked) for verdict, asked in people.items()}
    if enough.get("same", False) != enough.get("not_same", False):
        verdict = "same" if enough.get("same") else "not_same"
        return "agreed_" + verdict, verdict
    if set(people) == {"cannot_tell"} and enough["cannot_tell"]:
        return "agreed_cannot_tell", "cannot_tell"
    if {"same", "not_same"} <= set(people) or len(said) >= max(map(max, people.values())):
        return "disagreed", None
    return "one_said", None


def fold_pair(decisions):
    live = live_ones(decisions)
    said = list(words(decisions, live).values())
    where, verdict = standing(said)
    verdicts = {entry["link"]["verdict"] for entry in said}
    return {"standing": where, "verdict": verdict, "decisions": decisions, "live": live,
            "disputed": verdict is not None and bool(verdicts - {verdict, "cannot_tell"}),
            "parted": "not_same" in verdicts}


def fold_links(entries):
    """(pairs by their two subjects, groups: oldest first, each with its subjects oldest first)."""
    decisions = in_order(entries)
    on_pair = defaultdict(list)
    ages = {}
    for entry in decisions:
        on_pair[pair_of(entry)].append(entry)
        for subject in pair_of(entry):
            ages.setdefault(subject, len(ages))
    pairs = {pair: fold_pair(some) for pair, some in sorted(on_pair.items())}
    group_of = {}
    for (a, b), pair in pairs.items():
        if pair["verdict"] == "same":
            joined = group_of.get(a, {a}) | group_of.get(b, {b})
            group_of.update((one, joined) for one in joined)
    groups = {min(some, key=ages.get): some for some in group_of.values()}
    return pairs, [{"id": oldest, "subjects": sorted(groups[oldest], key=ages.get),
                    "against": [pair for pair, one in pairs.items()
                                if one["parted"] and set(pair) <= groups[oldest]]}
                   for oldest in sorted(groups, key=ages.get)]


# --- the reason in words: section 2 -----------------------------------------------------------------

def reasons(entries):
    """id of the words -> the words, where both halves are in the dump."""
    halves = defaultdict(list)
    for entry in entries:
        if "link_words" in entry:
            halves[entry["link_words"]["words"]].append(bytes.fromhex(entry["link_words"]["half"]))
    return {name: bytes(x ^ y for x, y in zip(*two)).decode("utf-8")
            for name, two in halves.items() if len(two) == 2}


# --- showing ------------------------------------------------------------------------------------

class Shown:
    """Subjects by the number of their cases and their names."""

    def __init__(self, entries):
        self.where = defaultdict(list)
        for case in fold(entries).values():
            for subject in case["subjects"]:
                self.where[subject].append((number_of(case), name_of(case, subject)))

    def subject(self, subject):
        seen = ["%s %s" % one for one in sorted(self.where[subject])]
        return " / ".join(seen) or "(not in this dump)"


def show(entries, shown):
    pairs, groups = fold_links(entry for _, entry in entries)
    for group in groups:
        print("group\t%s\t%s" % (group["id"][:8], "\t".join(map(shown.subject, group["subjects"]))))
        for a, b in group["against"]:
            print("against\t%s\t%s\t%s" % (group["id"][:8], shown.subject(a), shown.subject(b)))
    for (a, b), pair in pairs.items():
        print("pair\t%s\t%s\t%s\t%s" % (pair["standing"], "disputed" if pair["disputed"] else "",
                                        shown.subject(a), shown.subject(b)))


def show_why(entries, shown):
    said_why = reasons(entry for _, entry in entries)
    pairs, _ = fold_links(entry for _, entry in entries)
    for (a, b), pair in pairs.items():
        print("%s\t%s" % (shown.subject(a), shown.subject(b)))
        for entry, live in zip(pair["decisions"], pair["live"]):
            link = entry["link"]
            why = said_why.get(link["words"], "(out of sight)") if "words" in link else ""
            how = "by hand" if "by_hand" in link else "settles" if "settles" in link else ""
            print("%s%s\t%s\t%s\t%s UTC\t%s" % ("" if live else "x ", link.get("verdict", "takes back"),
                                                how, entry["by"], time_text(entry["written_ms"]), why))


def main(arguments):
    if arguments in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    if not 1 <= len(arguments) <= 2 or arguments[1:] not in ([], ["why"]):
        print(__doc__, file=sys.stderr)
        return 2
    _, entries, _ = read_dump(arguments[0])
    (show_why if arguments[1:] else show)(entries, Shown(entries))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Broken as error:
        print("read_links: %s" % error, file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(1)
