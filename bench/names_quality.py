# SPDX-License-Identifier: Apache-2.0
"""How well names are compared across scripts, beside the plain way; writes bench/names.md.

    python3 bench/names_quality.py --data FOLDER [--quality build/bench/bench/manumit_names_quality]

FOLDER holds eu_sanctions_names, nomenklatura_name_cases and translit_{russian,arabic,korean,chinese} as CSV files,
packed or not. They name real people: they are measured, and nothing of them is shown. The plain way is ICU's romanisation
with Jaro–Winkler, words paired greedily. A threshold is chosen on one half of the entities and used on the other, both ways.
"""

import argparse
import datetime
import gzip
import pathlib
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
SCRIPTS = {"Cyrl": "Cyrillic to Latin", "Arab": "Arabic to Latin", "Latn": "Latin alias to Latin"}
TOKENS = ("russian", "arabic", "korean", "chinese")


def text_of(folder, name):
    plain = folder / f"{name}.csv"
    return plain.read_bytes() if plain.exists() else gzip.open(folder / f"{name}.csv.gz").read()


def asked(args, name, *words):
    done = subprocess.run([args.quality, *words], input=text_of(args.data, name), capture_output=True, check=True)
    return [line.split("\t") for line in done.stdout.decode().splitlines()]


def words(args):
    lines = ["| words | pairs | way | found at 0.1 % false | at 0.01 % | written the same |", "|---|---|---|---|---|---|"]
    for name in TOKENS:
        for way in ("ours", "plain"):
            _, pairs, at_1000, _, at_10000, _, exact = asked(args, f"translit_{name}", "tokens", way)[0]
            lines.append(f"| {name.capitalize()} | {int(pairs):,} | {way} | {100 * float(at_1000):.1f} % "
                         f"| {100 * float(at_10000):.1f} % | {100 * float(exact):.1f} % |")
    return lines


def people(args):
    lines = ["| query | pairs that are the same | way | best F1 | precision | recall | F1 on the other half | first is right |",
             "|---|---|---|---|---|---|---|---|"]
    for way in ("ours", "plain"):
        for cells in asked(args, "eu_sanctions_names", "persons", way, *SCRIPTS):
            script, _, _, same, best, precision, recall, _, one, other, first, _ = cells
            lines.append(f"| {SCRIPTS[script]} | {int(same):,} | {way} | {float(best):.3f} | {float(precision):.3f} "
                         f"| {float(recall):.3f} | {float(one):.3f}, {float(other):.3f} | {float(first):.3f} |")
    return lines


def cases(args):
    lines = ["| cases | way | best F1 | precision | recall | F1 on the other half |", "|---|---|---|---|---|---|"]
    for way in ("ours", "plain"):
        _, count, _, _, best, precision, recall, _, one, other = asked(args, "nomenklatura_name_cases", "cases", way)[0]
        lines.append(f"| {count} | {way} | {float(best):.3f} | {float(precision):.3f} | {float(recall):.3f} "
                     f"| {float(one):.3f}, {float(other):.3f} |")
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--quality", type=pathlib.Path,
                        default=HERE.parent / "build" / "bench" / "bench" / "manumit_names_quality")
    args = parser.parse_args()
    page = ["<!-- SPDX-License-Identifier: Apache-2.0 -->", "# Names across scripts: how well they are compared", "",
            f"Written by `names_quality.py` on {datetime.date.today()}. The plain way is ICU's romanisation with "
            "Jaro–Winkler, words paired greedily.", "", "## Words", "",
            "Each word against its romanisation, and three million random pairs of the same rows.", "", *words(args), "",
            "## People on the EU's list of sanctions", "",
            "Each name of at least two words in one script against every name in Latin letters.", "", *people(args), "",
            "## Pairs that were judged by hand", "", *cases(args)]
    (HERE / "names.md").write_text("\n".join(page) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
