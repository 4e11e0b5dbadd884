# SPDX-License-Identifier: Apache-2.0
"""A table with a bad row goes in whole or not at all, unless a person asks for the good rows."""

import json

BAD_DATE = "the 45th of Nevermber"


def tell(stage):
    vault = stage.new_vault()
    table = stage.work / "table.csv"
    table.write_text(
        "prs_First_Name,prs_Second_Name,prs_Gender\n"
        "Gulnara,Karimova,Feminine\n"
        # Two million letters are no name; a spreadsheet's cell ends at 32,767.
        f"Ada,{'x' * 2_000_000},Feminine\n"
        "Ivan,Kirpichov,Masculine\n", encoding="utf-8")

    plan = json.loads(stage.manumit("case", "import", "--dry-run", "--json", "--vault", vault,
                                    table).stdout)
    assert (plan["good_rows"], plan["bad_rows"]) == (2, 1), plan
    bad = [problem for problem in plan["problems"] if problem["weight"] == "bad"]
    assert [problem["cell"] for problem in bad] == ["B3"], bad

    before = entries(stage, vault)
    refused = stage.manumit("case", "import", "--vault", vault, table, code=1)
    assert "B3" in refused.stdout, "the bad cell is named"
    assert entries(stage, vault) == before, "nothing half-stored"

    stored = json.loads(stage.manumit("case", "import", "--json", "--rows", "good", "--vault", vault,
                                      table).stdout)["stored"]
    assert (stored["cases"], stored["rows_left_out"]) == (2, 1), stored

    again = stage.manumit("case", "import", "--rows", "good", "--vault", vault, table, code=1)
    assert "imported before" in again.stderr, again.stderr
    broken_case_file(stage, vault)


def broken_case_file(stage, vault):
    """All faults of a case file at once, each with its line; nothing stored."""
    file = stage.work / "broken.toml"
    file.write_text('format = 1\n[[source]]\nkey = "s"\nkind = "letter"\ntitle = "A letter"\n'
                    '[case]\nsource = "s"\n'
                    '[[case.statement]]\nfact = "case.status"\nvalue = "Flying"\n'
                    '[[case.statement]]\nfact = "no.such.fact"\nanswer = "yes"\n'
                    '[[case.statement]]\nfact = "signal.date"\n'
                    f'value = "{BAD_DATE}"\n')
    before = entries(stage, vault)
    done = stage.manumit("case", "import", "--vault", vault, file, code=1)
    for line in (8, 11, 16):
        assert f"broken.toml, line {line}" in done.stdout, (line, done.stdout)
    listed = json.loads(stage.manumit("case", "import", "--json", "--vault", vault, file, code=1).stdout)
    places = [one["where"] for one in listed["problems"]]
    assert all(any(f"line {line}," in place for place in places) for line in (8, 11, 16)), listed
    assert entries(stage, vault) == before
    # A file's words stay words, also where they are only told of: no terminal obeys them.
    file.write_text('format = 1\n"\\u001b]0;owned\\u0007" = 1\n')
    for words in ((), ("--json",)):
        done = stage.manumit("case", "import", *words, "--vault", vault, file, code=1)
        assert "\033" not in done.stdout + done.stderr, done
    named = stage.work / "\033]0;owned\007.toml"
    named.write_text("format = ")
    done = stage.manumit("case", "import", "--vault", vault, named, code=1)
    assert "\033" not in done.stderr and done.stderr, done


def entries(stage, vault):
    return json.loads(stage.manumit("vault", "verify", "--json", vault, passphrase=None).stdout)["entries"]
