# SPDX-License-Identifier: Apache-2.0
"""Whether probabilities mean what they say on short lists: prints a table.

    python3 bench/link_calibration.py [--records 300] [--lists 60] [--manumit build/release/manumit]

Links lists of invented people (link_people.py), keeps every pair from a weight of -10 on, and sets the mean probability of
pairs beside the share of them that are one person's. The expected calibration error is the mean distance, each pair
counting once.
"""

import argparse
import csv
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
BINS = 10


def judged_pairs(manumit, records, seed, folder):
    """Probability and truth of each pair that was kept."""
    people, pairs = folder / f"{seed}.csv", folder / f"{seed}-pairs.csv"
    with open(people, "wb") as file:
        subprocess.run([sys.executable, HERE / "link_people.py", str(records), str(seed)], stdout=file,
                       stderr=subprocess.DEVNULL, check=True)
    subprocess.run([manumit, "link", people, "--ignore", "cluster", "--pairs", pairs, "--at-least", "-10", "--json"],
                   stdout=subprocess.DEVNULL, check=True)
    with open(people, newline="", encoding="utf-8") as file:
        clusters = [row["cluster"] for row in csv.DictReader(file)]
    with open(pairs, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            same = clusters[int(row["row_a"]) - 2] == clusters[int(row["row_b"]) - 2]
            yield float(row["probability"]), same


def main():
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--records", type=int, default=300)
    asked.add_argument("--lists", type=int, default=60)
    asked.add_argument("--manumit", type=pathlib.Path, default=HERE.parent / "build" / "release" / "manumit")
    args = asked.parse_args()
    bins = [[0, 0.0, 0] for _ in range(BINS)]
    with tempfile.TemporaryDirectory() as made:
        for seed in range(args.lists):
            for probability, same in judged_pairs(args.manumit, args.records, 1000 + seed, pathlib.Path(made)):
                bin_of = bins[min(BINS - 1, int(probability * BINS))]
                bin_of[0] += 1
                bin_of[1] += probability
                bin_of[2] += same
    pairs = sum(count for count, _, _ in bins)
    print("probability  pairs  mean said  share true")
    for i, (count, said, true) in enumerate(bins):
        if count > 0:
            print(f"{i / BINS:.1f} – {(i + 1) / BINS:.1f}  {count:6}  {said / count:9.3f}  {true / count:10.3f}")
    print(f"expected calibration error: {sum(abs(said - true) for _, said, true in bins) / pairs:.4f}")


if __name__ == "__main__":
    main()
