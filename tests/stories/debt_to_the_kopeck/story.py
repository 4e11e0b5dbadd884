# SPDX-License-Identifier: Apache-2.0
"""The worked examples through the real program: no vault, every number to the kopeck, and a refusal."""

import json

from stage import ROOT

EXAMPLES = ROOT / "examples" / "debt"


def reckoned(stage, name, *more):
    done = stage.manumit("debt", EXAMPLES / name, "--json", *more, passphrase=None)
    return json.loads(done.stdout)


def ledger(found, kind):
    return next(one for one in found["ledgers"] if one["kind"] == kind)


def exact(amount):
    assert amount["low"] == amount["high"], amount
    return amount["low"]


def tell(stage):
    tell_brick_factory(stage)
    tell_compound(stage)
    tell_never(stage)
    tell_hours(stage)
    tell_unknown_months(stage)
    tell_refusals(stage)
    tell_for_people(stage)


def tell_brick_factory(stage):
    found = reckoned(stage, "e1-brick-factory.toml")
    for kind in ("claimed", "evidenced"):
        told = ledger(found, kind)
        closings = [exact(month["closing"]) for month in told["months"]]
        assert closings == ["8000.00", "-2000.00", "-12000.00"], closings
        assert told["cleared_in_month"] == {"low": 2, "high": 2}
        assert told["months_exactly"] == 1.8
    implied = found["implied"][0]
    assert implied["more_than"] and implied["total"] == "12000.00", implied
    assert (implied["per_month"], implied["per_day"]) == ("4000.00", "130.43"), implied
    assert implied["share_of_wage_percent"] == "40.00", implied
    assert (implied["nothing_repaid"], implied["nothing_repaid_per_day"]) == ("30000.00", "326.09")
    capped = {(one["percent"], one["of"]): one for one in found["capped"]}
    gross = capped[20, "wage"]
    assert (gross["monthly"], gross["months"]) == ("2000.00", 9)
    assert gross["rows"][2]["balance"] == "12000.00"
    net = capped[20, "wage_after_tax"]
    assert (net["monthly"], net["months"], net["rows"][-1]["deducted"]) == ("1740.00", 11, "600.00")
    half = capped[50, "wage_after_tax"]
    assert (half["monthly"], half["months"], half["rows"][-1]["deducted"]) == ("4350.00", 5, "600.00")
    lawful = ledger(found, "lawful")
    assert exact(lawful["opening"]) == "0.00" and lawful["cleared_in_month"] is None
    price = lawful["postings"][0]
    assert (price["kind"], price["why"]) == ("price", "C95 Art. 9; TK 137"), price
    check_owed(found, "30000.00", "6035.76", "36035.76", ["2097.17", "2011.92", "1926.67"])
    check_owed(found["after_tax"], "26100.00", "5251.12", "31351.12",
               ["1824.54", "1750.37", "1676.21"])
    first = found["delay_compensation"][0]["segments"]
    assert [(one["days"], one["rate_percent"], one["fraction"], one["amount"]) for one in first] == [
        (184, "8.25", "1/300", "506.00"), (165, "11.00", "1/300", "605.00"),
        (97, "10.50", "1/300", "339.50"), (14, "10.00", "1/300", "46.67"),
        (90, "10.00", "1/150", "600.00")], first


def check_owed(found, wages, delay, total, totals):
    owed = found["owed"]
    assert owed["to"] == "worker"
    assert [exact(owed[key]) for key in ("wages", "delay_compensation", "total")] == [
        wages, delay, total], owed
    assert [one["total"] for one in found["delay_compensation"]] == totals


def tell_compound(stage):
    found = reckoned(stage, "e2-compound.toml")
    claimed = ledger(found, "claimed")
    assert exact(claimed["months"][0]["closing"]) == "29500.00"
    assert exact(claimed["months"][11]["closing"]) == "19307.87"
    assert exact(claimed["months"][20]["closing"]) == "-2001.19"
    assert claimed["cleared_in_month"] == {"low": 21, "high": 21}
    assert exact(claimed["totals"]["interest"]) == "41498.81"
    fair = ledger(found, "evidenced")
    closings = [exact(month["closing"]) for month in fair["months"][:3]]
    assert closings == ["19500.00", "9000.00", "-1500.00"], closings
    assert fair["cleared_in_month"] == {"low": 3, "high": 3}
    split = {one["what"]: exact(one["amount"]) for one in found["differences"]
             if one["between"] == ["claimed", "evidenced"]}
    assert split == {"interest": "41498.81", "overpricing": "115500.00", "fines": "31500.00"}, split


def tell_never(stage):
    claimed = ledger(reckoned(stage, "e3-never.toml"), "claimed")
    assert claimed["cleared_in_month"] == "never"
    assert claimed["never_because"] == {
        "rule": "credit_at_most_first_interest", "credit": "2000.00", "interest": "2500.00",
        "fixed_point": "40000.00", "must_exceed": "2500.00"}, claimed["never_because"]
    assert [exact(claimed["months"][i]["closing"]) for i in (11, 23, 35)] == [
        "57958.56", "72251.00", "97918.19"]


def tell_hours(stage):
    june = reckoned(stage, "e5-hours.toml")["hours"]["months"][0]
    assert (june["norm_hours"], exact(june["hours"])) == ("167.00", "360.00"), june
    assert exact(june["weighted_hours"]) == "532.00", june
    assert june["minimum_hour"] == "35.7186", june
    assert exact(june["promised_hour"]) == "27.7778", june
    assert exact(june["promised_to_minimum_month"]) == "1.6764", june
    assert exact(june["promised_to_minimum_hour"]) == "0.7777", june
    assert exact(june["straight_at_minimum"]) == "12858.68", june
    assert exact(june["due_at_minimum"]) == "19002.28", june
    assert exact(june["due_at_contract"]) == "31856.29", june
    assert exact(june["contract_hour"]) == "59.8802", june
    assert (exact(june["effective_hour"]), june["below_minimum"]) == ("0.0000", "yes"), june


def tell_unknown_months(stage):
    found = reckoned(stage, "unknown-months.toml")
    wages = found["owed"]["wages"]
    assert (wages["low"], wages["high"]) == ("63640.00", "105640.00"), wages
    # One fact known better changes the claim, and never beyond the range.
    known = (EXAMPLES / "unknown-months.toml").read_text().replace(
        'title  = "Two months that are not remembered"', "amount = 5000")
    (stage.work / "known.toml").write_text(known)
    done = stage.manumit("debt", stage.work / "known.toml", "--json", passphrase=None)
    better = json.loads(done.stdout)["owed"]["wages"]
    assert (better["low"], better["high"]) == ("93640.00", "95640.00"), better


def tell_refusals(stage):
    file = EXAMPLES / "e1-brick-factory.toml"
    beyond = stage.manumit("debt", file, "--to", "2026-03-01", passphrase=None, code=3)
    assert "known up to 2026-02-28 only" in beyond.stderr and beyond.stdout == "", beyond.stderr
    bad = stage.work / "bad.toml"
    bad.write_text(file.read_text().replace("amount = 10000", "amount = -10000"))
    refused = stage.manumit("debt", bad, passphrase=None, code=1)
    assert "bad.toml, line " in refused.stderr and "below nothing" in refused.stderr, refused.stderr
    stage.manumit("debt", stage.work / "not-there.toml", passphrase=None, code=1)


def tell_for_people(stage):
    done = stage.manumit("debt", EXAMPLES / "e3-never.toml", passphrase=None)
    assert "never: a month leaves 2000.00, and its interest is 2500.00" in done.stdout, done.stdout
    russian = stage.manumit("debt", EXAMPLES / "e1-brick-factory.toml", passphrase=None,
                            env={"LC_ALL": "ru_RU.UTF-8"})
    assert "36035.76" in russian.stdout and "по словам работодателя" in russian.stdout
    # Every row of a table that was not checked is named.
    assert "rates refinancing 8.25 % 2012-09-14" in russian.stderr, russian.stderr
