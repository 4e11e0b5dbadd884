#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs every measurement on two cores and writes bench/results.md.

    python3 bench/run.py [--build build/bench] [--folder FOLDER] [--cases 10000]

Needs `cmake --preset bench && cmake --build --preset bench`. On a machine that is busy with other
work start it with `chrt -f 10`, so that its two cores are its own; the page says so. With fewer than 10,000 cases it only
prints: the claims are about 10,000.
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

import desk_client
import results

HERE = pathlib.Path(__file__).resolve().parent
PASSPHRASE = "a passphrase for measuring"  # As in casework_bench.cpp.
FULL = 10_000
FILE_MIB = 500
TRY_MIB = 20
STARTS = 15
UNLOCKINGS = 5
REQUESTS = 15


def two_cores():
    cores = sorted(os.sched_getaffinity(0))[:2]
    os.sched_setaffinity(0, cores)  # Every program started from here inherits it.
    return len(cores)


def say(words):
    print(words, file=sys.stderr, flush=True)


def lines_of(command):
    """The measurements that a program prints, by their names."""
    say("running " + pathlib.Path(command[0]).name)
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, text=True,
                          check=True)
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return {one["what"]: one for one in found}


def small_benches(binary):
    say("running " + binary.name)
    done = subprocess.run(
        [str(binary), "--benchmark_format=json", "--benchmark_repetitions=5",
         "--benchmark_report_aggregates_only=true", "--benchmark_min_time=0.2"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True)
    return [one for one in json.loads(done.stdout)["benchmarks"]
            if one.get("aggregate_name") == "median"]


def measure_start(binary, folder):
    """From the start of the process to the log-in page, with no vault open."""
    ours, cpu, peers, memory, peer_memory = [], [], [], [], []
    for _ in range(STARTS):
        before = desk_client.children_cpu_s()
        with desk_client.Desk(binary, folder / "cases.mnv", folder) as desk:
            ours.append(desk.answered - desk.begun)
            time.sleep(0.2)
            memory.append(desk.memory_mib()[0])
        cpu.append(desk_client.children_cpu_s() - before)
        taken, used = desk_client.peer_start(folder)
        peers.append(taken)
        peer_memory.append(used)
    return {"wall": ours, "cpu": cpu, "peer": peers, "memory": memory, "peer_memory": peer_memory}


def timed_get(desk, path):
    begun = time.perf_counter()
    answer = desk.get(path)
    return time.perf_counter() - begun, answer


def measure_unlock(binary, folder):
    """From the passphrase to Today, over HTTP, as the page does it; then the memory."""
    wall, cpu, memory, most, searched = [], [], [], [], []
    for _ in range(UNLOCKINGS):
        with desk_client.Desk(binary, folder / "cases.mnv", folder) as desk:
            desk.begin_session()
            used = desk.cpu_s()
            begun = time.perf_counter()
            desk.unlock(PASSPHRASE)
            today = desk.get("/api/v1/today?day=2020-06-15")
            wall.append(time.perf_counter() - begun)
            cpu.append(desk.cpu_s() - used)
            # Search may still be reading; it is ready when a known name is found.
            while not desk.get("/api/v1/search?q=karimowa")["hits"]:
                time.sleep(0.01)
            searched.append(time.perf_counter() - begun)
            desk.get("/api/v1/cases?limit=200")
            time.sleep(0.5)
            now, peak = desk.memory_mib()
            memory.append(now)
            most.append(peak)
    return {"wall": wall, "cpu": cpu, "memory": memory, "most": most, "searched": searched,
            "cases": today["cases"]}


def measure_pages(binary, folder, hub):
    """Search and the case of many links as a person meets them: over HTTP, answer and all."""
    with desk_client.Desk(binary, folder / "people.mnv", folder) as desk:
        desk.begin_session()
        desk.unlock(PASSPHRASE)
        while not desk.get("/api/v1/search?q=karimowa")["hits"]:
            time.sleep(0.01)
        time.sleep(0.5)
        memory, most = desk.memory_mib()
        searches = {}
        for words in ("karimowa", "щербакова", "mohamed", "王小明", "qqqzzz"):
            path = "/api/v1/search?q=" + urllib.parse.quote(words)
            searches[words] = [timed_get(desk, path)[0] for _ in range(REQUESTS)]
        case = [timed_get(desk, f"/api/v1/cases/{hub}")[0] for _ in range(REQUESTS)]
        after = desk.memory_mib()[0]
    return {"search": searches, "case": case, "memory": memory, "most": most, "after": after}


def measure_estimates(build):
    found = {}
    for part in ("loglinear", "models", "posteriors", "latent"):
        found.update(lines_of([build / f"bench/manumit_bench_estimate_{part}"]))
    return found


def circumstances():
    return {"cores": two_cores(), "load": os.getloadavg()[0],
            "first": os.sched_getscheduler(0) != os.SCHED_OTHER}


def measure_estimates_alone(build):
    """Puts this part anew into the page and leaves the others."""
    found = {**circumstances(), "estimate": measure_estimates(build)}
    part = "\n".join(results.estimate_part(found))
    print(part)
    page = (HERE / "results.md").read_text(encoding="utf-8")
    before, _, rest = page.partition(results.ESTIMATE)
    after = "## Small parts" + rest.partition("## Small parts")[2]
    (HERE / "results.md").write_text(before + part + "\n" + after, encoding="utf-8")


def measure_all(build, folder, cases):
    desk = build / "manumit"
    found = {"cases": cases, **circumstances()}
    found["vault"] = lines_of([build / "bench/manumit_bench_vault", folder, cases * 10, 2])
    found["casework"] = lines_of([build / "bench/manumit_bench_casework", folder, cases])
    found["files"] = lines_of([build / "bench/manumit_bench_files", folder,
                               FILE_MIB if cases >= FULL else TRY_MIB])
    found["lock"] = lines_of([build / "bench/manumit_bench_lock", folder, cases])
    found["law"] = lines_of([build / "bench/manumit_bench_law", cases])
    say("starting the desk")
    found["start"] = measure_start(desk, folder)
    say("unlocking")
    found["unlock"] = measure_unlock(desk, folder)
    found["pages"] = measure_pages(desk, folder, found["casework"]["hub"]["id"])
    found["estimate"] = measure_estimates(build)
    found["small"] = small_benches(build / "bench/manumit_bench_text")
    found["debt"] = small_benches(build / "bench/manumit_bench_debt")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, default=HERE.parent / "build/bench")
    parser.add_argument("--folder", type=pathlib.Path,
                        help="where the vaults are made; else beside the build")
    parser.add_argument("--cases", type=int, default=FULL)
    parser.add_argument("--estimates", action="store_true",
                        help="only the estimates; the page keeps the rest")
    args = parser.parse_args()
    build = args.build.resolve()
    if args.estimates:
        measure_estimates_alone(build)
        return 0
    parent = (args.folder or build).resolve()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="measuring-", dir=parent))
    try:
        found = measure_all(build, folder, args.cases)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    page = results.page(found)
    print(page)
    if args.cases == FULL:
        (HERE / "results.md").write_text(page, encoding="utf-8")
    missed = results.missed(found)
    say(f"{len(missed)} budgets missed" if missed else "every budget is kept")
    return 0


if __name__ == "__main__":
    sys.exit(main())
