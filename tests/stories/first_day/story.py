# SPDX-License-Identifier: Apache-2.0
"""A first day: a vault, a partner's workbook, a woman found by a misspelt Latin name, an export."""

import json
import subprocess
import zipfile

from stage import ROOT


def tell(stage):
    vault = stage.new_vault()
    workbook = stage.partner_workbook()

    preview = json.loads(stage.manumit("case", "import", "--dry-run", "--json", "--vault", vault,
                                       workbook).stdout)
    assert preview["asks_address"], "the swapped address headings must be asked about"
    assert preview["problems"], "the workbook has its traps in it"
    assert all(problem["cell"] for problem in preview["problems"])
    assert listed(stage, vault)["all"] == 0, "a dry run stores nothing"

    refused = stage.manumit("case", "import", "--vault", vault, workbook, code=1)
    assert "--addresses label" in refused.stdout, refused.stdout
    assert listed(stage, vault)["all"] == 0, "an open question stores nothing"

    stored = json.loads(stage.manumit("case", "import", "--json", "--addresses", "label", "--rows",
                                      "good", "--vault", vault, workbook).stdout)["stored"]
    assert stored["cases"] == preview["good_rows"] > 0, stored
    assert listed(stage, vault)["all"] == stored["cases"]
    find_her(stage, vault)
    export_everything(stage, vault, stored["cases"])


def listed(stage, vault, *words):
    return json.loads(stage.manumit("case", "list", "--json", "--vault", vault, *words).stdout)


def find_her(stage, vault):
    found = listed(stage, vault, "--words", "karimowa")
    people = [name for case in found["cases"] for name in case["people"]]
    assert any("Карим" in name or "Karim" in name for name in people), people
    assert found["found"] < found["all"], "a search that finds everybody finds nobody"


def export_everything(stage, vault, cases):
    for form, name in (("htcds-csv", "out.zip"), ("htcds-excel", "out.xlsx"),
                       ("htcds-excel-as-published", "out-as-published.xlsx"), ("dump", "out.jsonl")):
        stage.manumit("case", "export", "--format", form, "--out", name, "--vault", vault)
        again = stage.manumit("case", "export", "--format", form, "--out", name, "--vault", vault,
                              code=1)
        assert "already" in again.stderr, "a file that is there must not be replaced"
    with zipfile.ZipFile(stage.work / "out.zip") as bundle:
        assert bundle.testzip() is None and any(name.endswith(".csv") for name in bundle.namelist())
    read_dump(stage, "check")
    assert "Карим" in read_dump(stage, "list"), "the independent reader shows what was recorded"
    assert read_dump(stage, "csv").count("\n") > cases, "and every statement"
    out_and_in_again(stage, cases)


def read_dump(stage, command):
    read = subprocess.run(["python3", ROOT / "tools" / "read_dump.py", command, stage.work / "out.jsonl"],
                          capture_output=True, text=True, timeout=60)
    assert read.returncode == 0, read.stdout + read.stderr
    return read.stdout


def out_and_in_again(stage, cases):
    """What went out comes in again, in another vault, without anything to ask."""
    other = stage.new_vault("other.mnv")
    stored = json.loads(stage.manumit("case", "import", "--json", "--addresses", "label", "--vault",
                                      other, "out.xlsx").stdout)
    assert stored["stored"]["cases"] == cases, stored
