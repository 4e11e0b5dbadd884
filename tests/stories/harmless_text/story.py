# SPDX-License-Identifier: Apache-2.0
"""Script, formulas, terminal commands and reversed letters typed as names: they show as text, everywhere."""

import csv
import io
import json
import zipfile

NAMES = ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "@SUM(1+1)*cmd", "+7 (999) 000",
         "-2+3", "\\u001b]0;owned\\u0007Ann", "Robert'); DROP TABLE entry;--", "{{7*7}}",
         "../../../etc/passwd", "%n%s%s"]


def tell(stage):
    vault = stage.new_vault()
    file = stage.work / "case.toml"
    lines = ['format = 1\n[[source]]\nkey = "s"\nkind = "letter"\ntitle = "A letter"\n']
    for number, name in enumerate(NAMES):
        lines.append(f'[[subject]]\nkey = "p{number}"\nkind = "person"\nrole = "affected"\nsource = "s"\n'
                     f'[[subject.statement]]\nfact = "person.first_name"\nvalue = "{name}"\n')
    file.write_text("".join(lines), encoding="utf-8")
    # A terminal command is no name: such a file is refused whole, with its line.
    refused = stage.manumit("case", "import", "--vault", vault, file, code=1)
    assert "line" in refused.stdout and "\033" not in refused.stdout, refused.stdout
    names = [name for name in NAMES if "\\u001b" not in name]
    file.write_text("".join(part for part in lines if "\\u001b" not in part), encoding="utf-8")
    stage.manumit("case", "import", "--vault", vault, file)

    listed = json.loads(stage.manumit("case", "list", "--json", "--vault", vault).stdout)["cases"][0]
    shown = stage.manumit("case", "show", "--json", "--vault", vault, listed["id"]).stdout
    kept = [one["value"] for one in json.loads(shown)["statements"] if one["fact"] == "person.first_name"]
    assert sorted(kept) == sorted(names), "kept word for word"
    exported(stage, vault)


def exported(stage, vault):
    stage.manumit("case", "export", "--format", "htcds-csv", "--out", "out.zip", "--vault", vault)
    cells = []
    with zipfile.ZipFile(stage.work / "out.zip") as bundle:
        for name in bundle.namelist():
            if name.endswith(".csv"):
                text = bundle.read(name).decode("utf-8-sig")
                cells += [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    dangerous = [cell for cell in cells if cell.lstrip()[:1] in ("=", "+", "-", "@") and
                 not cell.lstrip("+-").replace(".", "", 1).isdigit()]
    assert not dangerous, dangerous
    assert any("cmd|" in cell for cell in cells), "and nothing was dropped"
    # In Excel they are texts, never formulas.
    stage.manumit("case", "export", "--format", "htcds-excel", "--out", "out.xlsx", "--vault", vault)
    with zipfile.ZipFile(stage.work / "out.xlsx") as book:
        for name in book.namelist():
            if name.startswith("xl/worksheets/"):
                assert b"<f>" not in book.read(name) and b"<f " not in book.read(name), name
