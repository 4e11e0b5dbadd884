# SPDX-License-Identifier: Apache-2.0
"""The man of the brick factory under every law: no vault, each verdict with its reason, and what to ask."""

import json

from stage import ROOT

FACTORY = ROOT / "examples" / "brick-factory"
PALERMO = "un.palermo.2000"
STATUSES = {"supported", "contradicted", "unknown", "not_applicable"}
WHY_UNKNOWN = {"open", "contested"}
WHY_OUTSIDE = {"not_in_force", "other_place", "outside_jurisdiction"}


def assessed(stage, source, *more):
    done = stage.manumit("assess", source, "--json", *more, passphrase=None)
    return json.loads(done.stdout)


def one(findings, instrument, version=None):
    """The version of an instrument that was in force, or the one named."""
    found = [each for each in findings if each["instrument"] == instrument and
             (each["version"] == version if version else each["status"] != "not_applicable")]
    assert len(found) == 1, (instrument, [(each["version"], each["status"]) for each in found])
    return found[0]


def status(part):
    return part["status"] if part["reason"] is None else f"{part['status']}, {part['reason']}"


def element(finding, name):
    return next(each for each in finding["elements"] if each["id"] == name)


def limb(finding, name):
    return next(each for each in finding["limbs"] if each["id"] == name)


def tell(stage):
    findings = assessed(stage, FACTORY)
    tell_every_key(findings)
    tell_verdicts(findings)
    tell_for_people(stage)
    tell_from_a_vault(stage, findings)
    tell_a_day_of_another_law(stage)
    tell_a_new_country(stage)
    tell_answers_of_another_program(stage)
    tell_refusals(stage)


def tell_every_key(findings):
    """docs/formats/findings-json.md, name by name."""
    assert len(findings) == 46, len(findings)
    for finding in findings:
        name = f"{finding['instrument']} {finding['version']}"
        assert set(finding) == {
            "instrument", "version", "title", "kind", "jurisdiction", "in_force", "in_force_from",
            "in_force_to", "covers", "in_place", "binding", "confidence", "recheck", "status",
            "reason", "rests_on_uncertain", "limbs", "elements", "questions", "can_support",
            "can_contradict", "shortest", "in_conflict"}, (name, sorted(finding))
        assert set(finding["title"]) == {"en", "ru"} and all(finding["title"].values()), name
        assert finding["confidence"] in ("verified", "partly_verified", "unverified"), name
        assert finding["in_force"] is {"none": False, "unknown": None}.get(finding["covers"], True), name
        tell_verdict(finding, name)
        assert finding["limbs"] and finding["limbs"][-1]["id"] == "whole", name
        for part in finding["limbs"]:
            assert set(part) == {"id", "title", "status", "reason"}, (name, part)
        for part in finding["elements"]:
            tell_element(part, name)
        for question in finding["questions"]:
            assert set(question) == {"fact", "ask", "would", "answer", "about", "why"}, (name, question)
            assert question["would"] in ("support", "contradict"), (name, question)
            assert question["answer"] in ("yes", "no"), (name, question)
            assert question["ask"].endswith((".", "?")), (name, question)
        if finding["questions"]:
            assert finding["status"] == "unknown", name


def tell_verdict(part, name):
    assert part["status"] in STATUSES, (name, part["status"])
    reasons = {"unknown": WHY_UNKNOWN, "not_applicable": WHY_OUTSIDE}.get(part["status"], {None})
    assert part["reason"] in reasons, (name, part["status"], part["reason"])


def tell_element(part, name):
    assert set(part) == {"id", "dimension", "article", "text", "status", "reason", "statements",
                         "missing", "missing_why"}, (name, sorted(part))
    tell_verdict(part, f"{name} {part['id']}")
    assert part["article"], (name, part["id"])
    assert len(part["missing"]) == len(part["missing_why"]), (name, part["id"])
    sides = {use["for"] for use in part["statements"]}
    expected = {"supported": {True}, "contradicted": {False}}.get(
        part["status"], {True, False} if part["reason"] == "contested" else set())
    assert expected <= sides, (name, part["id"], part["status"], sides)
    for use in part["statements"]:
        assert set(use) == {"statement", "fact", "state", "for", "certainty"}, (name, use)


def tell_verdicts(findings):
    """Row by row what a lawyer says of this man's case."""
    palermo = one(findings, PALERMO)
    assert (status(palermo), palermo["binding"]) == ("supported", "yes")
    for name in ("recruiter", "owner", "agreement_void"):
        assert status(limb(palermo, name)) == "supported", name
    for name in ("act.recruitment", "act.transportation", "act.transfer", "act.receipt",
                 "act.harbouring", "means.deception", "means.position_of_vulnerability"):
        assert status(element(palermo, name)) == "supported", name

    forced = one(findings, "ilo.c029.1930")
    assert status(forced) == "unknown, open", "which penalty was threatened is not known"
    assert forced["questions"][0]["would"] == "support", forced["questions"]
    assert forced["questions"][0]["fact"] == "means.threat", forced["questions"]

    pledge = one(findings, "un.supplementary.1956")
    assert status(pledge) == "unknown, contested", "he pledged nothing: the debt was imposed"
    assert status(element(pledge, "debt.pledge")) == "unknown, contested"
    assert status(element(pledge, "debt.value_not_applied")) == "supported"

    hard_to_see = one(findings, "ilo.hardtosee.2012")
    assert status(limb(hard_to_see, "unfree_recruitment")) == "unknown, open", "no penalty is known"
    assert status(limb(hard_to_see, "no_way_out")) == "supported"
    assert hard_to_see["confidence"] == "unverified"

    trafficking = one(findings, "ru.uk.127_1")
    assert (trafficking["version"], status(trafficking)) == ("v2011", "supported")
    assert status(limb(trafficking, "seller")) == "supported", "for a sale no purpose is needed"

    slave_labour = one(findings, "ru.uk.127_2")
    assert status(slave_labour) == "unknown, contested"
    assert status(limb(slave_labour, "cannot_refuse")) == "supported"

    for law, breached in (("ilo.c095.1949", ("in_kind_alcohol", "works_store", "deductions", "recruiter_fee")),
                          ("ru.tk.wages", ("tk.131.ban", "tk.136.halfmonth", "tk.137.closed_list"))):
        for name in breached:
            assert status(element(one(findings, law), name)) == "supported", (law, name)
    tell_what_does_not_apply(findings)


def tell_what_does_not_apply(findings):
    for law, version, reason in (("ru.uk.127_1", "v2003", "not_in_force"), ("kz.uk.128", "2015", "other_place"),
                                 ("eu.2011_36", "v2024", "not_in_force"), ("us.22usc7102", "2000", "other_place")):
        assert one(findings, law, version)["reason"] == reason, (law, version)


def tell_for_people(stage):
    page = stage.manumit("assess", FACTORY, passphrase=None).stdout
    assert "Supported is not proved" in page.splitlines()[0], page[:300]
    assert "Time of the facts: 2015-01-01 to 2015-12-31 (by no. " in page
    assert "Place: RU (by no. " in page
    # The mark stands wherever a law does that was not compared with its text.
    survey = page[page.index("  ilo.hardtosee.2012 2012"):]
    assert survey.splitlines()[1].startswith("  UNVERIFIED: "), survey[:300]
    assert "ru.uk.127_1 v2003: was not in force at that time" in page
    outside = next(line for line in page.splitlines() if line.startswith("  ru.uk.127_1 v2003"))
    assert "UNVERIFIED" in outside, outside
    sold = page[page.index("127.1(1)  Sale or purchase of a person"):].splitlines()[1]
    assert sold.strip().startswith("for ") and sold.endswith("Bought or sold: yes"), sold
    owner = page[page.index("127.2(1)  Powers that belong to ownership"):].splitlines()
    assert owner[1].strip().startswith("for ") and owner[2].strip().startswith("against "), owner[:3]
    ask = page[page.index("What to ask next"):].splitlines()
    assert ask[1].startswith("  1. ") and any("would settle" in line for line in ask), ask[:4]
    russian = stage.manumit("assess", FACTORY, "--law", "ru.uk.127_2", passphrase=None,
                            env={"LC_ALL": "ru_RU.UTF-8"}).stdout
    assert "использование рабского труда" in russian and "неизвестно: спорно" in russian, russian
    assert "un.palermo" not in russian, "one law was asked for"


def tell_from_a_vault(stage, findings):
    """The same case in a vault has the same verdicts; its statements are those of the vault."""
    vault = stage.new_vault()
    stage.manumit("case", "import", "--vault", vault, FACTORY / "brick-factory.toml")
    case = json.loads(stage.manumit("case", "list", "--json", "--vault", vault).stdout)["cases"][0]["id"]
    shown = json.loads(stage.manumit("case", "show", "--json", "--vault", vault, case).stdout)
    ids = {statement["id"] for statement in shown["statements"]}
    kept = json.loads(stage.manumit("assess", case, "--json", "--vault", vault).stdout)
    assert [status(each) for each in kept] == [status(each) for each in findings]
    used = {use["statement"] for each in kept for part in each["elements"] for use in part["statements"]}
    assert used and used <= ids, used - ids


def tell_a_day_of_another_law(stage):
    early = assessed(stage, FACTORY, "--law", "ru.uk.127_1", "--date", "2004-08-01")
    assert [each["version"] for each in early if each["covers"] != "none"] == ["v2004"], early
    # A time that straddles a change of the law is held against both versions.
    both = assessed(stage, FACTORY, "--law", "ru.uk.127_1", "--date", "2011-12/2012-01")
    assert [each["version"] for each in both if each["covers"] == "part"] == ["v2008", "v2011"], both
    abroad = assessed(stage, FACTORY, "--law", "kz.uk.128", "--place", "KZ")
    assert abroad[0]["in_place"] == "yes" and abroad[0]["status"] != "not_applicable", abroad


def tell_a_new_country(stage):
    """One file, no line of C++."""
    laws = stage.work / "laws"
    laws.mkdir()
    law = (ROOT / "examples" / "law" / "xx.atlantis.v2020.toml").read_text()
    (laws / "xx.atlantis.v2020.toml").write_text(law)
    where = ("--definitions", laws, "--date", "2021", "--place", "XX", "--law", "xx.atlantis")
    atlantis = assessed(stage, FACTORY, *where)
    assert len(atlantis) == 1 and atlantis[0]["confidence"] == "unverified", atlantis
    # He was deceived about the work, moved, and put to forced labour; nobody speaks of a rescue at sea.
    assert status(limb(atlantis[0], "recruiter")) == "supported"
    assert status(atlantis[0]) == "supported", status(atlantis[0])
    assert len(assessed(stage, FACTORY, "--definitions", laws)) == 47
    # Every fault of a broken one is told with its line and column, and none of the laws is used.
    broken = law.replace('"act.transportation"]', '"act.transportaton"]', 1).replace("any(means)", "any(meens)")
    (laws / "xx.atlantis.v2020.toml").write_text(broken)
    done = stage.manumit("assess", FACTORY, *where, passphrase=None, code=1)
    for wrong in ("act.transportaton", "meens"):
        line = 1 + broken[:broken.index(wrong)].count("\n")
        assert any(said.startswith(f"xx.atlantis.v2020.toml, line {line}, column ") and wrong in said
                   for said in done.stderr.splitlines()), (wrong, line, done.stderr)
    assert done.stdout == "", done.stdout
    (stage.work / "empty").mkdir()
    done = stage.manumit("assess", FACTORY, "--definitions", stage.work / "empty", passphrase=None, code=1)
    assert "no definition of law" in done.stderr, done.stderr


def answers(stage, items, name="answers.json", **more):
    file = stage.work / name
    file.write_text(json.dumps({"format": 1, "facts_from": "2015-06-01", "facts_to": "2015-08-31",
                                "place": "RU", "items": items, **more}))
    return file


def tell_answers_of_another_program(stage):
    sale = {"fact": "act.sale", "subject": "p", "state": "yes", "statement": "interview 3, line 14"}
    file = answers(stage, [sale])
    found = one(assessed(stage, file), "ru.uk.127_1")
    assert (found["version"], status(found)) == ("v2011", "supported"), status(found)
    assert element(found, "act.sale_purchase")["statements"] == [
        {"statement": "interview 3, line 14", "fact": "act.sale", "state": "yes", "for": True,
         "certainty": "certain"}]
    # A witness who says no makes it contested; an answer that was refused does not make it a no.
    against = {**sale, "state": "no", "statement": "witness"}
    found = one(assessed(stage, answers(stage, [sale, against])), "ru.uk.127_1")
    assert status(limb(found, "seller")) == "unknown, contested", found["limbs"]
    found = one(assessed(stage, answers(stage, [{**sale, "state": "refused"}])), "ru.uk.127_1")
    assert status(found) == "unknown, open", status(found)
    asked = dict(zip(element(found, "act.sale_purchase")["missing"],
                     element(found, "act.sale_purchase")["missing_why"]))
    assert asked["act.sale"] == "refused", asked
    # What an answer would do is what it does.
    question = found["questions"][0]
    assert question["would"] == "support" and question["answer"] == "yes", question
    told = {"fact": question["fact"], "subject": "p", "state": "yes"}
    assert status(one(assessed(stage, answers(stage, [{**sale, "state": "refused"}, told])),
                      "ru.uk.127_1")) == "supported", question
    child = answers(stage, [{"fact": "person.birth_date", "subject": "p", "value": "2000-09-01"}])
    rule = element(one(assessed(stage, child), PALERMO), "child.no_means")
    assert status(rule) == "supported", "fourteen years old all that summer"
    grown = element(one(assessed(stage, child, "--date", "2018-09-01"), PALERMO), "child.no_means")
    assert status(grown) == "contradicted", "eighteen on that day"


def tell_refusals(stage):
    def refused(*words, code=1):
        done = stage.manumit("assess", *words, passphrase=None, code=code)
        assert done.stdout == "", done.stdout
        return done.stderr

    wrong = stage.work / "wrong.json"
    wrong.write_text('{\n  "format": 1,\n  "items": [\n    {"fact": "act.sail", "state": "yes"},\n'
                     '    {"fact": "event.amount", "value": 18000}\n  ]\n}\n')
    said = refused(wrong)
    assert "wrong.json, line 4, column 14, items[0].fact: act.sail is no fact" in said, said
    assert "wrong.json, line 5, column 39, items[1].value: money is a text" in said, said
    wrong.write_text('{"format": 1\n "items": []}')
    assert "wrong.json, line 2, column 2: this is no JSON" in refused(wrong)
    assert "there is no law with the id ru.uk.999" in refused(FACTORY, "--law", "ru.uk.999")
    early = refused(FACTORY, "--law", "ru.uk.127_1", "--date", "1990")
    assert "none of these laws was in force" in early and "from 2003-12-16 on" in early, early
    assert "ends before it begins" in refused(FACTORY, "--date", "2016/2015", code=2)
    assert "write 2015" in refused(FACTORY, "--date", "last summer", code=2)
    assert "two capital letters" in refused(FACTORY, "--place", "Russia", code=2)
    assert "name the file itself" in refused(ROOT / "examples" / "debt")
    assert "check its name" in refused(stage.work / "not-there.json")
    assert "affected people in the case" in refused(FACTORY, "--person", "2")
