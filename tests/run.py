#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Builds and runs every test there is. Called by ./test; ends with "N passed, N failed".

The part `long` runs only when it is named: see long_run.py.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor

from counted import add_case, doctest_counts, told_counts
from long_run import FUZZ_SECONDS as LONG_FUZZ_SECONDS, long_faults
from steps import LOGS, ROOT, Tally, in_words, must, run, tail

PARTS = ["core", "web", "stories", "e2e", "fuzz"]
JOBS = os.cpu_count() or 2
BUILD_LIMIT = 1800
RUN_LIMIT = 900
PAGES_LIMIT = 1800  # some hundred and fifty journeys, one after the other
FUZZ_SECONDS = 6
COUNTED = {"vault"}  # what a vault survives is said with how often it was tried
SEE_LOG = "read the log above; a fresh build is `rm -rf build` away"
MANUMIT = ROOT / "build" / "release" / "manumit"

SANITIZERS = {
    "ASAN_OPTIONS": "detect_stack_use_after_return=1:strict_string_checks=1:allocator_may_return_null=1",
    "UBSAN_OPTIONS": "print_stacktrace=1",
}


def build(tally, preset, *targets):
    folder = ROOT / "build" / preset
    if not (folder / "build.ninja").exists():
        if not must(tally, f"configure-{preset}", ["cmake", "--preset", preset], 300,
                    "run tools/setup test"):
            return False
    chosen = ["--target", *targets] if targets else []
    return must(tally, f"build-{preset}", ["cmake", "--build", "--preset", preset, *chosen], BUILD_LIMIT, SEE_LOG)


def core(tally):
    """Every module's own tests under sanitizers, and the proofs of the house."""
    if not build(tally, "asan"):
        return
    report = LOGS / "core.xml"
    report.unlink(missing_ok=True)
    code, log = run("core", ["ctest", "--test-dir", "build/asan", "-j", str(JOBS), "--timeout", "600",
                             "--output-junit", str(report), "--test-output-size-passed", "10000000",
                             "--test-output-size-failed", "10000000", "--output-on-failure"],
                    RUN_LIMIT, env=SANITIZERS)
    cases = ElementTree.parse(report).getroot().findall("testcase") if report.exists() else []
    if not cases:
        tally.add("core", 0, 1, "ctest ran nothing")
    for case in cases:
        add_core_case(tally, case)
    if code != 0:
        print(tail(log), flush=True)


def add_core_case(tally, case):
    output = case.findtext("system-out") or ""
    passed_all = case.get("status") == "run" and case.find("failure") is None
    add_case(tally, case.get("name"), doctest_counts(output), passed_all)
    if case.get("name") in COUNTED:
        told_counts(tally, case.get("name"), output)


def web(tally):
    """The pages: types and accessibility warnings, then unit tests."""
    npm_packages = ROOT / "web" / "node_modules" / ".package-lock.json"
    lock = ROOT / "web" / "package-lock.json"
    if not npm_packages.exists() or npm_packages.stat().st_mtime < lock.stat().st_mtime:
        if not must(tally, "web-packages", ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], 600,
                    "see whether this machine reaches its npm registry (npm config get registry)",
                    cwd=ROOT / "web"):
            return
    code, log = run("web-check", ["npm", "run", "--silent", "check"], RUN_LIMIT, cwd=ROOT / "web")
    tally.add("web-check", int(code == 0), int(code != 0), "svelte-check found faults")
    if code != 0:
        print(tail(log), flush=True)
    vitest(tally)


def vitest(tally):
    report = LOGS / "vitest.json"
    report.unlink(missing_ok=True)
    code, log = run("web-test", ["npx", "--no-install", "vitest", "run", "--reporter=json",
                                 f"--outputFile={report}"], RUN_LIMIT, cwd=ROOT / "web")
    counts = json.loads(report.read_text()) if report.exists() else {}
    passed, failed = counts.get("numPassedTests", 0), counts.get("numFailedTests", 0)
    if failed == 0 and (passed == 0 or code != 0):
        failed = 1
    tally.add("web-test", passed, failed, "vitest failed or ran nothing")
    for test in range(counts.get("numPendingTests", 0)):
        tally.skip(f"web-test: a test is marked as skipped ({test + 1})")
    print(f"    web-test: {passed} passed, {failed} failed", flush=True)
    if failed:
        print(tail(log), flush=True)


def stories(tally):
    """Whole journeys through the real program."""
    if not build(tally, "release"):
        return
    report = LOGS / "stories.json"
    report.unlink(missing_ok=True)
    code, log = run("stories", [sys.executable, "tests/stories/run.py", "--report", str(report)], RUN_LIMIT)
    counts = json.loads(report.read_text()) if report.exists() else {}
    passed, failed = counts.get("passed", []), counts.get("failed", [])
    broken = int(not failed and (not passed or code != 0))
    for name in passed:
        print(f"    {name}: passed", flush=True)
    for name in failed:
        print(f"    {name}: failed", flush=True)
    for sentence in counts.get("skipped", []):
        tally.skip(sentence)
    tally.add("stories", len(passed), len(failed) + broken, ", ".join(failed) or "ran nothing, or crashed")
    if failed or broken:
        print(tail(log), flush=True)


def e2e(tally):
    """The pages in Debian's Chromium."""
    if not build(tally, "release"):
        return
    files = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests" / "e2e").glob("*.test.mjs"))
    code, log = run("e2e", ["node", "--test", "--test-reporter=tap", *files], PAGES_LIMIT,
                    env={"MANUMIT": str(MANUMIT)})
    ends = dict(re.findall(r"^# (tests|pass|fail|skipped|cancelled) (\d+)$", log.read_text(errors="replace"), re.M))
    passed = int(ends.get("pass", 0))
    failed = int(ends.get("fail", 0)) + int(ends.get("cancelled", 0))
    if failed == 0 and (not files or passed == 0 or code != 0):
        failed = 1
    tally.add("e2e", passed, failed, "see the log of e2e")
    for name in re.findall(r"^\s*ok \d+ - (.*) # SKIP", log.read_text(errors="replace"), re.M):
        tally.skip(f"e2e: {name}")
    print(f"    e2e: {passed} passed, {failed} failed", flush=True)
    if failed:
        print(tail(log), flush=True)


def long(tally):
    """What the ordinary run takes samples of, whole."""
    if build(tally, "long", "vault_test", "manumit-verify"):
        long_faults(tally)
    fuzz(tally, LONG_FUZZ_SECONDS)


def fuzz(tally, seconds=FUZZ_SECONDS):
    """Each fuzz target for some seconds from its seeds; building them proves that clang compiles all."""
    if not build(tally, "fuzz"):
        return
    targets = sorted(path for path in (ROOT / "build" / "fuzz").rglob("*_fuzz")
                     if path.is_file() and os.access(path, os.X_OK))
    if not targets:
        tally.add("fuzz", 0, 1, "there is no fuzz target")
    with ThreadPoolExecutor(max_workers=JOBS) as pool:
        list(pool.map(lambda target: fuzz_one(tally, target, seconds), targets))


def seeds_for(target, corpus):
    """What a target begins from: files that people really have."""
    kept = ROOT / "tests" / "seeds" / target
    for file in sorted(kept.glob("*")) if kept.is_dir() else []:
        shutil.copy(file, corpus)
    if target == "case_file_fuzz":
        for file in ROOT.glob("examples/*/*.toml"):
            shutil.copy(file, corpus)
    if target == "definition_fuzz":
        for file in [*ROOT.glob("definitions/law/*/*.toml"), *ROOT.glob("docs/examples/*.toml")]:
            shutil.copy(file, corpus)
    if target == "workbook_fuzz":
        subprocess.run([sys.executable, "examples/partner/make_workbook.py", corpus / "partner.xlsx"],
                       cwd=ROOT, check=True, capture_output=True)


def fuzz_one(tally, target, seconds):
    found = LOGS / "fuzz-found" / target.name
    corpus = ROOT / "build" / "fuzz-corpus" / target.name
    for folder in (found, corpus):
        folder.mkdir(parents=True, exist_ok=True)
    seeds_for(target.name, corpus)
    command = [str(target), f"-max_total_time={seconds}", "-timeout=20", "-rss_limit_mb=2048",
               f"-artifact_prefix={found}/", str(corpus)]
    code, log = run(target.name, command, seconds * 10 + 60, env=SANITIZERS, quiet=True)
    runs = re.search(r"^Done (\d+) runs", log.read_text(errors="replace"), re.M)
    good = code == 0 and runs and int(runs[1]) > 0
    tally.add(target.name, int(bool(good)), int(not good), f"see the log; what broke it lies in {found}")
    print(f"    {target.name}: {runs[1] + ' inputs' if good else 'failed'}", flush=True)
    if not good:
        print(tail(log), flush=True)


def main(chosen):
    unknown = [part for part in chosen if part not in [*PARTS, "long"]]
    if unknown:
        print(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}, long", file=sys.stderr)
        return 2
    begin = time.monotonic()
    tally = Tally()
    for part in [part for part in [*PARTS, "long"] if part in (chosen or PARTS)]:
        print(f"\n== {part} ==", flush=True)
        {"core": core, "web": web, "stories": stories, "e2e": e2e, "fuzz": fuzz, "long": long}[part](tally)
    print(f"\nAll in {in_words(time.monotonic() - begin)}. Logs: build/test-logs/", flush=True)
    for sentence in tally.skipped:
        print(f"skipped: {sentence}")
    for step, why in tally.faults:
        print(f"failed: {step}: {why}")
    print(f"{tally.passed} passed, {tally.failed} failed", flush=True)
    return 1 if tally.failed or not tally.passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
