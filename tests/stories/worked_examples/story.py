# SPDX-License-Identifier: Apache-2.0
"""The two worked cases go in as they are typed, and what nobody knows stays unknown."""

import json
import re
import tomllib

from stage import ROOT

EXAMPLES = ROOT / "examples"


def statements_in(file):
    typed = tomllib.loads(file.read_text())
    return [statement for part in [typed["case"], *typed["subject"]] for statement in part["statement"]]


def tell(stage):
    vault = stage.new_vault()
    factory = EXAMPLES / "brick-factory" / "brick-factory.toml"
    shop = EXAMPLES / "shop" / "shop.toml"
    for file in (factory, shop):
        stage.manumit("case", "import", "--vault", vault, file)
    again = stage.manumit("case", "import", "--vault", vault, factory, code=1)
    assert "imported before" in again.stderr, again.stderr
    in_json(stage, vault, factory)

    listed = json.loads(stage.manumit("case", "list", "--json", "--vault", vault).stdout)
    assert listed["all"] == 2, listed
    shown = {}
    for row in listed["cases"]:
        case = json.loads(stage.manumit("case", "show", "--json", "--vault", vault, row["id"]).stdout)
        shown["shop" if len(case["sources"]) > 5 else "factory"] = case
    check_counts(shown["factory"], statements_in(factory))
    check_counts(shown["shop"], statements_in(shop))
    check_factory(shown["factory"])
    check_shop(shown["shop"])


def in_json(stage, vault, file):
    """What a program reads of a case file: on a dry run, refused as known, and taken in once more."""
    def ask(*words, code=0):
        return json.loads(stage.manumit("case", "import", "--json", *words, "--vault", vault, file,
                                        code=code).stdout)
    dry = ask("--dry-run")
    assert dry["artefact"] == "case-file" and len(dry["file_hash"]) == 64, dry
    assert dry["imported_before"] and dry["problems"] == [] and "stored" not in dry, dry
    assert dry["statements"] == len(statements_in(file)), dry
    refused = ask(code=1)
    assert refused["imported_before"] and "stored" not in refused, refused
    fresh = stage.new_vault("fresh.mnv")
    done = json.loads(stage.manumit("case", "import", "--json", "--vault", fresh, file).stdout)
    assert not done["imported_before"] and done["stored"]["cases"] == 1, done
    # The case may be given its number besides.
    assert done["stored"]["statements"] >= done["statements"], done


def check_counts(case, typed):
    """Every typed statement is there, and each has a source. A case may be given its number besides."""
    said = [one for one in case["statements"] if one["fact"] != "case.number"]
    assert len(said) == len(typed), (len(said), len(typed))
    assert all("source" in one for one in said)
    assert sorted(one["fact"] for one in said) == sorted(one["fact"] for one in typed)


def states(case, fact):
    return sorted(one["state"] for one in case["statements"] if one["fact"] == fact)


def check_factory(case):
    assert states(case, "ilo.deception") == ["yes"]
    assert states(case, "ilo.violence") == ["unclear"]
    for unknown in ("ilo.threats", "work.hours_per_day", "pay.paid_total", "means.threat"):
        assert states(case, unknown) == ["not_asked"], unknown
    assert states(case, "means.abduction") == [], "what was not recorded must have no statement"
    sale = [one for one in case["statements"] if one["fact"] == "event.amount"]
    assert [one["value"] for one in sale] == ["18000.00 RUB"], sale
    offer = [one for one in case["statements"] if one.get("said_as") == "a good job by the sea"]
    assert offer, "the words as said are kept"
    for contested in ("debt.services_pledged", "ownership.treated_as_owned"):
        assert states(case, contested) == ["no", "yes"], f"{contested} is contested, and must stay so"
    for open_question in ("knowledge.of_exploitation", "control.physical_threats", "pay.receipts"):
        assert states(case, open_question) == ["not_asked"], open_question
    assert states(case, "control.withholds_documents") == ["unclear"], "nobody knows who took the papers"
    check_assumed_days(case)


def check_assumed_days(case):
    """The account gives a year. The days of the reckoning are ours, doubtful, and say so."""
    assumed = [source["id"] for source in case["sources"]
               if source["title"].startswith("Assumption of our reckoning")]
    assert len(assumed) == 1, case["sources"]
    to_the_day = [one for one in case["statements"] if re.fullmatch(r"2015-\d\d-\d\d", str(one.get("value")))]
    assert len(to_the_day) == 6, len(to_the_day)
    for one in to_the_day:
        assert one["source"] == assumed[0] and one["certainty"] == "doubtful", one


def check_shop(case):
    dates = [one for one in case["statements"] if one["fact"] in ("event.date", "authority.date")]
    assert len(dates) == 16, len(dates)
    assert "2010-06/07" in [one.get("value_words") for one in dates]
    refused = [one for one in case["statements"]
               if one["fact"] == "authority.decision" and one.get("value") == ["refused"]]
    assert len(refused) == 4, len(refused)
    assert states(case, "freedom.could_leave") == ["no", "yes"], "a contradiction must stay visible"
    for unknown in ("means.deception", "document.taken", "pay.agreed"):
        assert states(case, unknown) == ["not_asked"], unknown
