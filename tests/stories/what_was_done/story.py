# SPDX-License-Identifier: Apache-2.0
"""Figures beside each other: the report in two languages, to the byte; and statements held against them."""

import json

from stage import ROOT

GOLDEN = ROOT / "tests" / "golden" / "gap"
EXAMPLES = ROOT / "examples" / "gap"
SIXTEEN = {
    "tier": "contradicted", "sochi": "contradicted", "private": "no_source", "decrease": "not_shown",
    "one-convicted": "contradicted", "not-passed": "contradicted", "eleven": "not_shown",
    "seven-hundred": "not_shown", "six-refusals": "not_shown", "comensha": "contradicted",
    "nrm": "not_shown", "kyrgyz": "not_shown", "editions": "not_shown", "two-years": "not_shown",
    "palermo": "contradicted", "key-rate": "contradicted",
}


def tell(stage):
    tell_report(stage)
    tell_russia(stage)
    tell_claims(stage)
    tell_refusals(stage)
    tell_own_estimate(stage)
    tell_steps(stage)


def tell_report(stage):
    for language in ("en", "ru"):
        made = [stage.work / f"{language}{number}.html" for number in (1, 2)]
        for page in made:
            told = stage.manumit("gap", GOLDEN / "figures.csv", "--report", page, "--lang", language,
                                 passphrase=None)
            assert "row 13, column low" in told.stderr, told.stderr
        page = made[0].read_bytes()
        assert page == made[1].read_bytes()
        golden = GOLDEN / f"report.{language}.html"
        assert page == golden.read_bytes(), f"{golden.name} has changed: look at it, then keep it"
        text = page.decode()
        assert "<script" not in text and "http" not in text.replace("http-equiv", ""), text
        assert "Police &lt;yearly report&gt;" in text
    # A page that is there is not written over.
    stage.manumit("gap", GOLDEN / "figures.csv", "--report", stage.work / "en1.html", code=1,
                  passphrase=None)


def tell_russia(stage):
    found = json.loads(stage.manumit(
        "gap", EXAMPLES / "figures.csv", "--country", "RUS", "--year", "2019", "--steps",
        EXAMPLES / "steps.csv", "--json", passphrase=None).stdout)
    measures = {one["id"]: one for one in found["measures"]}
    assert "value" not in measures["G1"] and measures["G1"]["not_computable"]
    cases = [one for one in measures["G1"]["parts"] if one["of"] == "investigated"]
    assert round(cases[-1]["value"]) == 132333, cases
    assert round(measures["G4"]["value"], 3) == 0.943
    assert round(measures["G5"]["value"], 1) == 18.1
    law_by_law = {one["of"]: (one["part"], one["whole"]) for one in measures["G6"]["parts"]}
    assert law_by_law == {"ru.uk.127_1": (80, 264), "ru.uk.127_2": (13, 46)}, law_by_law
    states = {one["stage"]: one["state"] for one in found["funnel"]["stages"]}
    assert states["identified"] == "not_in_file" and states["investigated"] == "given", states
    assert all("value" in one or one["state"] != "given" for one in found["funnel"]["stages"])
    # The law of 2011 is marked in the courts' series, and the trend goes on.
    courts = next(one for one in found["series"] if one["measure"] == "court.convicted_main.127.1")
    assert any("2011-12-08" in point.get("break_before", "") for point in courts["points"])
    assert (courts["trend"]["earlier"], courts["trend"]["later"]) == (114, 66)
    assert measures["G11"]["parts"], "the laws of the country are counted beside"


def tell_claims(stage):
    found = json.loads(stage.manumit(
        "claim", EXAMPLES / "claims.toml", "--figures", EXAMPLES / "figures.csv", "--steps",
        EXAMPLES / "steps.csv", "--laws", EXAMPLES / "laws.csv", "--json", passphrase=None).stdout)
    assert {one["id"]: one["answer"] for one in found["claims"]} == SIXTEEN
    told = stage.manumit("claim", "a decrease from 14 to 6", passphrase=None).stdout
    assert "Not shown" in told and "0.1153" in told, told
    told = stage.manumit("claim", "снижение с 14 до 6", passphrase=None, env={"LANG": "ru_RU.UTF-8"}).stdout
    assert "Не показано" in told and "0,1153" in told, told
    told = stage.manumit("claim", "six purple cases", passphrase=None).stdout
    assert "purple" in told, told


def tell_refusals(stage):
    several = stage.manumit("gap", EXAMPLES / "figures.csv", code=1, passphrase=None)
    assert "--country" in several.stderr
    stage.manumit("gap", EXAMPLES / "figures.csv", "--country", "ATA", code=1, passphrase=None)
    empty = stage.work / "empty.csv"
    empty.write_text("measure,value,unit,place\n")
    stage.manumit("gap", empty, "--country", "RUS", code=3, passphrase=None)
    stage.manumit("claim", "things got worse", code=1, passphrase=None)
    stage.manumit("claim", code=2, passphrase=None)
    nowhere = stage.work / "nowhere.csv"
    nowhere.write_text("year,measure,value,unit\n2019,court.convicted,5,persons\n", encoding="utf-8")
    refused = stage.manumit("gap", nowhere, code=1, passphrase=None)
    assert "no figure says of which place it is" in refused.stderr, refused.stderr



def tell_own_estimate(stage):
    """The range that several methods leave goes through to the ratio, and no number is made of it."""
    lists = ROOT / "examples" / "lists" / "korea.csv"
    said = stage.work / "estimate.json"
    said.write_text(stage.manumit("estimate", lists, "--period", "2019", "--bootstrap", "0", "--json",
                                  passphrase=None).stdout)
    found = json.loads(stage.manumit("gap", GOLDEN / "figures.csv", "--year", "2019", "--estimate", said,
                                     "--json", passphrase=None).stdout)
    estimated = found["funnel"]["stages"][0]
    assert estimated["state"] == "given" and "value" not in estimated, estimated
    low, high = estimated["interval_95"]
    assert 120 < low < high < 500, estimated
    assert "value" not in found["measures"][0] and "interval_95" in found["measures"][0]
    said.write_text(stage.manumit("estimate", lists, "--bootstrap", "0", "--json", passphrase=None).stdout)
    refused = stage.manumit("gap", GOLDEN / "figures.csv", "--estimate", said, code=1, passphrase=None)
    assert "--period" in refused.stderr, refused.stderr


def tell_steps(stage):
    """The steps of one case with their clocks, and the sums over the vault."""
    vault = stage.new_vault()
    for name in ("brick-factory", "shop"):
        stage.manumit("case", "import", ROOT / "examples" / name / f"{name}.toml", "--vault", vault)
    one = json.loads(stage.manumit("case", "steps", "2", "--day", "2026-01-01", "--json", "--vault", vault).stdout)
    assert (one["number"], one["day"]) == ("0002", "2026-01-01")
    assert sum(step["refusal"] for step in one["steps"]) == 4 == one["counts"]["refusals"], one["counts"]
    letter = next(step for step in one["steps"] if step["kind"] == "complaint")
    assert (letter["date"], letter["authority"]) == ("2010-06-11", "Moscow police directorate"), letter
    every = json.loads(stage.manumit("case", "steps", "--all", "--json", "--vault", vault).stdout)
    assert (every["cases"], every["cases_with_steps"]) == (2, 1)
    assert every["counts"] == one["counts"], every["counts"]
    lesser, = every["lesser"]
    assert lesser["asked"].startswith("127.2") and lesser["article"].startswith("127(2)"), lesser
    assert lesser["cases"] == ["0002"], lesser
    assert every["premises"] == [] == every["officials"], "nothing is joined that nobody linked"
    police = next(x for x in every["authorities"] if x["names"] == ["Golyanovo police"])
    assert police["counts"]["refusals"] == 2 and "id" not in police, police
    told = stage.manumit("case", "steps", "2", "--vault", vault).stdout
    assert "Golyanovo police" in told and "2010-06-11" in told, told
    told = stage.manumit("case", "steps", "--all", "--vault", vault).stdout
    assert "refusals 4" in told and "127.2" in told, told
    # The gap takes the steps of the vault as counts: no case, no paper, nobody.
    gap = stage.manumit("gap", EXAMPLES / "figures.csv", "--country", "RUS", "--vault", vault, "--json").stdout
    refusals = next(x for x in json.loads(gap)["measures"] if x["id"] == "G7")
    assert refusals["value"] == 4, refusals
    assert "Golyanovo" not in gap and "letter to" not in gap, "no paper of a case stands there"
    for wrong in ([], ["2", "--all"]):
        stage.manumit("case", "steps", *wrong, "--vault", vault, code=1)
