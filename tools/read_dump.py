#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads a full dump of a Manumit vault without Manumit (docs/formats/dump.md).

    read_dump.py check FILE         is it whole and in order? exit 0 if so, else 1
    read_dump.py list  FILE         number, state and people of every case
    read_dump.py show  FILE CASE    everything of one case, by number or by the start of its id
    read_dump.py csv   FILE         every statement, one a row, on standard output

Python's standard library alone, on purpose: the data must outlive the program that wrote them.
"""
import csv
import json
import sys
from datetime import datetime, timezone

# A spreadsheet runs a cell that begins like this, also behind blanks and invisible letters.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
SKIPPED_BEFORE_FORMULA = " \u00a0\u200b\u200e\u200f\ufeff|%"


class Broken(Exception):
    """What is wrong, and on which line."""


# --- reading and checking ------------------------------------------------------------------------

def read_lines(path):
    with open(path, encoding="utf-8", newline="\n") as file:
        for number, text in enumerate(file, 1):
            try:
                line = json.loads(text)
            except ValueError as error:
                raise Broken("line %d: not JSON: %s" % (number, error)) from error
            if not isinstance(line, dict):
                raise Broken("line %d: not an object" % number)
            yield number, line


def read_dump(path):
    """(head, entries, end), each entry with its line number."""
    head, entries, end = None, [], None
    for number, line in read_lines(path):
        if end is not None:
            raise Broken("line %d: something follows the end" % number)
        if head is None:
            if line.get("manumit_dump") != 1:
                raise Broken("line 1: not a Manumit dump of version 1")
            head = line
        elif line.get("end") is True:
            end = line
        elif "entry" in line:
            entries.append((number, line))
        else:
            raise Broken("line %d: neither an entry nor the end" % number)
    if head is None:
        raise Broken("the file is empty")
    if end is None:
        raise Broken("the last line is missing: the file was cut off")
    if end["entries"] != len(entries):
        raise Broken("the end counts %d entries, the file holds %d" % (end["entries"], len(entries)))
    return head, entries, end


def check_entry(number, entry):
    for name, kind in (("entry", str), ("author", str), ("by", str), ("seq", int), ("lamport", int),
                       ("written_ms", int), ("compartment", str), ("knew", list)):
        if not isinstance(entry.get(name), kind):
            raise Broken("line %d: %s is missing or of the wrong kind" % (number, name))
    if len(entry["entry"]) != 64:
        raise Broken("line %d: an entry's name has 64 hexadecimal digits" % number)
    if "filing" not in entry:
        return
    statements = entry["filing"].get("statements", [])
    if len(statements) != len(entry["ids"]):
        raise Broken("line %d: %d ids for %d statements"
                     % (number, len(entry["ids"]), len(statements)))
    last = 0
    for one in entry["ids"]:
        name, _, place = one.partition(":")
        if name != entry["entry"][:32] or not place.isdigit() or int(place) <= last:
            raise Broken("line %d: a statement's id does not fit its entry" % number)
        last = int(place)
    if last > len(statements) + entry["held_back"]:
        raise Broken("line %d: fewer statements than their ids count" % number)


def check_chains(head, entries, end):
    """Every author counts 1, 2, 3; nobody knew an entry that is not there."""
    lamports = {entry["entry"]: entry["lamport"] for _, entry in entries}
    if len(lamports) != len(entries):
        raise Broken("an entry stands twice in the file")
    if not head["whole"] or end["damaged"]:
        return  # Some entries are left out on purpose: the chains have gaps.
    last = {}
    for number, entry in sorted(entries, key=lambda one: one[1]["seq"]):
        if entry["seq"] != last.get(entry["author"], 0) + 1:
            raise Broken("line %d: an entry of this author is missing before it" % number)
        last[entry["author"]] = entry["seq"]
        for known in entry["knew"]:
            if known not in lamports:
                raise Broken("line %d: knew an entry that is not there" % number)
            if lamports[known] >= entry["lamport"]:
                raise Broken("line %d: is not later than an entry that it knew" % number)


def check_references(cases):
    for case in cases.values():
        for told in case["statements"]:
            said = told["said"]
            if said["about"] not in case["subjects"]:
                raise Broken("statement %s is about nobody" % told["id"])
            if "source" in said and said["source"] not in case["sources"]:
                raise Broken("statement %s names a source that is not there" % told["id"])


# --- folding: the rules of docs/formats/dump.md ----------------------------------------------------

def fold(entries):
    """The cases by id. Causes come before consequences; what nobody can order, by its name."""
    cases = {}
    in_order = sorted((entry for _, entry in entries if "filing" in entry),
                      key=lambda entry: (entry["lamport"], entry["entry"]))
    for entry in in_order:
        filing = entry["filing"]
        case = cases.setdefault(filing["case"], new_case(filing["case"]))
        for subject in filing.get("subjects", []):
            keep_subject(case["subjects"], subject)
        for source in filing.get("sources", []):
            case["sources"][source["id"]] = source
        fold_statements(case, entry, filing)
        for withdrawal in filing.get("withdrawals", []):
            told = case["by_id"].get(withdrawal["statement"])
            if told is not None:
                told["live"] = False
                told["withdrawn"] = told["withdrawn"] or withdrawal.get("reason", "")
    return cases


def new_case(case_id):
    return {"id": case_id, "subjects": {case_id: {"id": case_id, "kind": "case_file"}},
            "sources": {}, "statements": [], "by_id": {}}


def keep_subject(subjects, subject):
    """A role may be put right later; what somebody is may not."""
    known = subjects.get(subject["id"])
    if known is not None:
        subject = dict(subject, kind=known["kind"])
        if "identity" in known:
            subject["identity"] = known["identity"]
    subjects[subject["id"]] = subject


def fold_statements(case, entry, filing):
    # Only what stood before this entry can be replaced by it.
    pairs = list(zip(entry["ids"], filing.get("statements", [])))
    for own_id, said in pairs:
        for earlier in said.get("replaces", []):
            told = case["by_id"].get(earlier)
            if told is not None:
                told["live"] = False
                told["replaced_by"] = told["replaced_by"] or own_id
    for own_id, said in pairs:
        told = {"id": own_id, "said": said, "by": entry["by"], "written_ms": entry["written_ms"],
                "live": True, "replaced_by": "", "withdrawn": ""}
        case["statements"].append(told)
        case["by_id"][own_id] = told


# --- showing ------------------------------------------------------------------------------------

def value_text(said, case):
    value = said.get("value", "")
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, dict):
        if "date" in value:
            return value["date"]
        if "money" in value:
            return value["money"]
        if "place" in value:
            return ", ".join(value["place"].values())
        if "record" in value:
            return name_of(case, value["record"]) or value["record"]
    return str(value)


def live(case, subject, fact):
    return [value_text(told["said"], case) for told in case["statements"]
            if told["live"] and told["said"]["about"] == subject and told["said"]["fact"] == fact
            and told["said"]["answer"] == "yes"]


def name_of(case, subject):
    whole = live(case, subject, "person.name") or live(case, subject, "organisation.name")
    parts = live(case, subject, "person.first_name")[:1] + live(case, subject, "person.last_name")[:1]
    return " ".join(parts) or (whole[0] if whole else "")


def number_of(case):
    return (live(case, case["id"], "case.number") or ["-"])[0]


def time_text(milliseconds):
    return datetime.fromtimestamp(milliseconds / 1000, timezone.utc).strftime("%Y-%m-%d %H:%M")


def list_cases(cases):
    for case in sorted(cases.values(), key=number_of):
        people = [name_of(case, one["id"]) or "(no name)" for one in case["subjects"].values()
                  if one.get("role") == "affected"]
        state = (live(case, case["id"], "case.status") or ["-"])[0]
        print("%s\t%s\t%s\t%s" % (number_of(case), case["id"], state, ", ".join(people)))


def show_case(cases, wanted):
    found = [case for case in cases.values() if number_of(case).lstrip("0") == wanted.lstrip("0")] \
        or [case for case in cases.values() if case["id"].startswith(wanted.lower())]
    if len(found) != 1:
        raise Broken("%d cases fit %s" % (len(found), wanted))
    case = found[0]
    print("case %s (%s)" % (number_of(case), case["id"]))
    for subject in case["subjects"].values():
        print("\n%s %s %s %s" % (subject["kind"], subject.get("role", ""), subject["id"][:8],
                                 name_of(case, subject["id"])))
        for told in case["statements"]:
            if told["said"]["about"] == subject["id"]:
                show_statement(case, told)


def show_statement(case, told):
    said = told["said"]
    mark = "  " if told["live"] else "x "
    said_as = "  «%s»" % said["said"] if said.get("said") else ""
    print("%s%s: %s %s%s" % (mark, said["fact"], said["answer"], value_text(said, case), said_as))
    source = case["sources"].get(said.get("source", ""), {})
    where = " ".join(str(part) for part in (source.get("kind", ""), source.get("title", ""),
                                            said.get("page", ""), said.get("cell", "")) if part)
    print("      %s, recorded by %s, %s UTC%s" % (where or "no source", told["by"],
                                                  time_text(told["written_ms"]),
                                                  ", withdrawn: " + told["withdrawn"] if told["withdrawn"] else ""))


def harmless(cell):
    """The cell so that no spreadsheet takes it for a formula."""
    if cell.lstrip(SKIPPED_BEFORE_FORMULA).startswith(FORMULA_STARTS):
        return "'" + cell
    return cell


def write_csv(cases):
    out = csv.writer(sys.stdout)
    out.writerow(["case", "number", "statement", "subject", "kind", "role", "fact", "answer", "value",
                  "said", "source", "page", "cell", "certainty", "by", "written_utc", "live"])
    for case in sorted(cases.values(), key=number_of):
        for told in case["statements"]:
            said = told["said"]
            subject = case["subjects"].get(said["about"], {})
            cells = [case["id"], number_of(case), told["id"], said["about"], subject.get("kind", ""),
                     subject.get("role", ""), said["fact"], said["answer"], value_text(said, case),
                     said.get("said", ""), said.get("source", ""), said.get("page", ""),
                     said.get("cell", ""), said.get("certainty", "certain"), told["by"],
                     time_text(told["written_ms"]), "yes" if told["live"] else "no"]
            out.writerow([harmless(str(cell)) for cell in cells])


def main(arguments):
    if arguments in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    if len(arguments) != (3 if arguments[:1] == ["show"] else 2) or \
            arguments[0] not in ("check", "list", "show", "csv"):
        print(__doc__, file=sys.stderr)
        return 2
    head, entries, end = read_dump(arguments[1])
    for number, entry in entries:
        check_entry(number, entry)
    check_chains(head, entries, end)
    cases = fold(entries)
    check_references(cases)
    if arguments[0] == "check":
        print("%d entries, %d cases, %d statements%s" % (
            len(entries), len(cases), sum(len(case["statements"]) for case in cases.values()),
            ", %d damaged entries left out" % end["damaged"] if end["damaged"] else ""))
    elif arguments[0] == "list":
        list_cases(cases)
    elif arguments[0] == "show":
        show_case(cases, arguments[2])
    else:
        write_csv(cases)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Broken as error:
        print("read_dump: %s" % error, file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(1)
