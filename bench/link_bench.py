# SPDX-License-Identifier: Apache-2.0
"""Linkage: how well and how fast, beside Splink on DuckDB; writes bench/linkage.md.

    python3 bench/link_bench.py --data FOLDER [--made people.csv] [--splink PYTHON] [--runs 5] [--manumit build/release/manumit]

FOLDER holds the public sets as CSV files, packed or not: fake_1000, febrl2, febrl4a, febrl4b, historical_50k,
restaurant-nophone. `--made` is the list of a million invented people that link_people.py makes; else it is made. `--splink` is a Python that has splink and duckdb.
The sets are linked by guessed settings at the usual threshold; nothing is chosen for a set. Both programs run in turns;
seconds of the processor are steadier than those of the clock on a machine that others use too.
"""

import argparse
import csv
import datetime
import gzip
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
POSTCODE_RULE = '\n[[rule]]\nkeys = ["postcode"]\n'
SETS = {"fake_1000": "1,000 invented people's records, many slips", "febrl2": "FEBRL 2, 5,000 records",
        "febrl4": "FEBRL 4, two lists of 5,000", "historical_50k": "35,456 records of historical people",
        "restaurant": "864 records of restaurants"}


def opened(folder, name):
    plain = folder / f"{name}.csv"
    return open(plain, newline="", encoding="utf-8") if plain.exists() else \
        gzip.open(folder / f"{name}.csv.gz", "rt", newline="", encoding="utf-8")


def unpacked(folder, name, into):
    """The set as a plain file; restaurants get their truth: the first 112 pairs are neighbours."""
    out = into / f"{name}.csv"
    with opened(folder, name) as file:
        rows = list(csv.reader(file))
    if name == "restaurant-nophone":
        rows = [[*rows[0], "truth"], *([*row, str(i // 2 if i < 224 else i)] for i, row in enumerate(rows[1:]))]
    with open(out, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return out


def run(command, last_line=False):
    """The JSON that a program prints, its seconds by the clock and the processor, and its most memory in MiB."""
    begun = time.time()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen([str(part) for part in command], stdout=out, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        taken = time.time() - begun
        if process.returncode != 0:
            sys.exit(f"{pathlib.Path(command[0]).name} ended with {process.returncode}")
        out.seek(0)
        text = out.read().decode()
    said = json.loads(text.strip().splitlines()[-1] if last_line else text)
    return {"said": said, "wall_s": taken, "cpu_s": used.ru_utime + used.ru_stime, "mib": used.ru_maxrss / 1024}


def middle(runs, what):
    return statistics.median(run[what] for run in runs)


def rate(rates, name):
    low, high = rates[f"{name}_95"]
    return f"{rates[name]:.4f} ({low:.4f} – {high:.4f})"


def quality(args, folder):
    """A row for each set, by guessed settings."""
    lines = ["| set | pairs F1 | clusters F1 | B-cubed F1 | pairs compared | s (processor) | MiB |", "|---|---|---|---|---|---|---|"]
    for name, what in SETS.items():
        files = {"febrl4": ["febrl4a", "febrl4b"], "restaurant": ["restaurant-nophone"]}.get(name, [name])
        paths = [unpacked(args.data, file, folder) for file in files]
        more = ["--deduplicated", "febrl4a.csv,febrl4b.csv"] if name == "febrl4" else []
        truth = "truth" if name == "restaurant" else "cluster"
        done = run([args.manumit, "link", *paths, "--truth", truth, *more, "--threads", "2", "--json"])
        judged = done["said"]["judged"]
        lines.append(f"| {what} | {rate(judged['pair'], 'f1')} | {rate(judged['cluster'], 'f1')} "
                     f"| {rate(judged['b_cubed'], 'f1')} | {done['said']['compared']:,} | {done['cpu_s']:.2f} "
                     f"| {done['mib']:.0f} |")
    return lines


def splink(args, people, which):
    """One run of Splink; its own seconds, which leave out the start of Python and the judging, as ours do."""
    done = run([args.splink, HERE / "link_splink.py", people, which], last_line=True)
    return {**done, "wall_s": done["said"]["wall_s"], "cpu_s": done["said"]["cpu_s"]}


def beside_splink(args, folder):
    """The million, tight and loose, and historical people, in turns."""
    lines = ["| rules | program | s (clock) | s (processor) | MiB | pairs of clusters F1 | pairs compared |",
             "|---|---|---|---|---|---|---|"]
    rules = (HERE / "link_rules.toml").read_text(encoding="utf-8")
    at = rules.index("[[rule]]")
    jobs = {"tight": (args.made, rules), "loose": (args.made, rules[:at] + POSTCODE_RULE + rules[at:]),
            "historical": (unpacked(args.data, "historical_50k", folder),
                           (HERE / "link_historical.toml").read_text(encoding="utf-8"))}
    for which, (people, told_rules) in jobs.items():
        told = folder / f"{which}.toml"
        told.write_text(told_rules, encoding="utf-8")
        ours, theirs = [], []
        link = [args.manumit, "link", people, "--settings", told, "--threads", "2", "--json"]
        judged = run([*link, "--truth", "cluster"])["said"]["judged"]
        for _ in range(args.runs):
            ours.append(run(link))
            if args.splink:
                theirs.append(splink(args, people, which))
        rows = [("manumit", ours, judged["pair"]["f1"])]
        if theirs:
            rows.append(("Splink", theirs, theirs[0]["said"]["cluster_pairs"]["f1"]))
        for program, runs, f1 in rows:
            pairs = f"{runs[0]['said']['compared']:,}" if program == "manumit" else "the same rules"
            lines.append(f"| {which} | {program} | {middle(runs, 'wall_s'):.2f} | {middle(runs, 'cpu_s'):.2f} "
                         f"| {middle(runs, 'mib'):.0f} | {f1:.4f} | {pairs} |")
        if theirs:
            lines.append(f"| {which} | ratio | {middle(theirs, 'wall_s') / middle(ours, 'wall_s'):.1f} "
                         f"| {middle(theirs, 'cpu_s') / middle(ours, 'cpu_s'):.1f} "
                         f"| {middle(theirs, 'mib') / middle(ours, 'mib'):.1f} | – | – |")
    return lines


def from_inside(args):
    """Scoring beside its stripped kernel, and one new record, as link_bench.cpp measures them."""
    if args.kernels is None:
        return []
    done = subprocess.run([args.kernels, args.made, HERE / "link_rules.toml"], capture_output=True, check=True, text=True)
    told = {line["what"]: line for line in map(json.loads, done.stdout.splitlines())}
    lines = ["", "## From inside", "", "| what | clock, s | processor, s | a second of the processor |", "|---|---|---|---|"]
    for what in ("stripped kernel", "one thread", "two threads"):
        line = told[f"link: pairs scored, {what}"]
        wall, cpu = statistics.median(line["wall_s"]), statistics.median(line["cpu_s"])
        lines.append(f"| {line['amount']:,} pairs of one postcode, {what} | {wall:.2f} | {cpu:.2f} "
                     f"| {line['amount'] / cpu / 1e6:.1f} M pairs |")
    one, two = (statistics.median(told[f"link: pairs scored, {what}"]["wall_s"]) for what in ("one thread", "two threads"))
    new = told["link: one new record"]
    waits = sorted(new["wall_s"])
    lines += ["", f"Two threads are {one / two:.2f} times as fast as one by the clock.", "",
              f"One new record against {new['amount']:,}: {1000 * statistics.median(waits):.3f} ms in the middle, "
              f"{1000 * waits[int(0.99 * (len(waits) - 1))]:.3f} ms for 99 of 100, {1000 * waits[-1]:.2f} ms at most "
              f"of {len(waits):,}."]
    return lines


def guessed_million(args):
    done = run([args.manumit, "link", args.made, "--truth", "cluster", "--threads", "2", "--json"])
    judged = done["said"]["judged"]
    return (f"By guessed settings the million takes {done['wall_s']:.1f} s ({done['cpu_s']:.1f} s of the processor, "
            f"{done['mib']:.0f} MiB) for {done['said']['compared']:,} pairs: pairs of clusters F1 "
            f"{rate(judged['pair'], 'f1')}, B-cubed {rate(judged['b_cubed'], 'f1')}.")


def main():
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--data", type=pathlib.Path, required=True)
    asked.add_argument("--made", type=pathlib.Path)
    asked.add_argument("--splink")
    asked.add_argument("--kernels", type=pathlib.Path, help="build/bench/bench/manumit_bench_link")
    asked.add_argument("--runs", type=int, default=5)
    asked.add_argument("--manumit", type=pathlib.Path, default=HERE.parent / "build" / "release" / "manumit")
    args = asked.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = pathlib.Path(made)
        if args.made is None:
            args.made = folder / "people.csv"
            with open(args.made, "wb") as people:
                subprocess.run([sys.executable, HERE / "link_people.py", "1000000", "1"], stdout=people, check=True)
        page = ["<!-- SPDX-License-Identifier: Apache-2.0 -->", "# Linkage: how well and how fast", "",
                f"Written by `link_bench.py` on {datetime.date.today()}, two cores, load {os.getloadavg()[0]:.1f} when it "
                f"began; runs in turns: {args.runs}, the medians. Seconds of the processor are the steadier ones.", "",
                "## Public sets, by guessed settings", "",
                "The same threshold for all. With 95 % intervals over people.", "", *quality(args, folder), "",
                "## Beside Splink: a million invented people, and historical people", "",
                "Splink draws 5 million pairs by chance for the million, and 10 million for historical people, as its "
                "authors' model of them does; Manumit counts equal values exactly and draws at most 2 million for the rest.",
                "", *beside_splink(args, folder), "", guessed_million(args),
                *from_inside(args)]
    (HERE / "linkage.md").write_text("\n".join(page) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
