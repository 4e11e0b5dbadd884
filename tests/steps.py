# SPDX-License-Identifier: Apache-2.0
"""Steps of a test run: each has a log, a time limit, and counts that are added up at the end."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOGS = ROOT / "build" / "test-logs"
TAIL_LINES = 40


class Tally:
    """What passed, failed and was skipped, over all runners."""

    def __init__(self):
        self.passed = 0
        self.failed = 0
        self.skipped = []  # sentences
        self.faults = []   # (step, sentence)

    def add(self, step, passed, failed, why=""):
        self.passed += passed
        self.failed += failed
        if failed:
            self.faults.append((step, why or f"{failed} failed"))

    def skip(self, sentence):
        self.skipped.append(sentence)
        print(f"    skipped: {sentence}", flush=True)


def in_words(seconds):
    return f"{int(seconds // 60)} min {int(seconds % 60):02d} s" if seconds >= 60 else f"{seconds:.1f} s"


def tail(log):
    lines = log.read_text(errors="replace").splitlines()[-TAIL_LINES:]
    return "\n".join("    " + line for line in lines)


def stop_group(process):
    """Ends a step and all that it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def run(name, command, limit, env=None, cwd=ROOT, quiet=False):
    """Runs one command with its output in a log. Returns (exit code or None on timeout, log)."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{name}.log"
    if not quiet:
        print(f"{name} …", flush=True)
    begin = time.monotonic()
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=out,
                                   stderr=subprocess.STDOUT, start_new_session=True,
                                   env={**os.environ, **(env or {})})
        try:
            code = watch(process, log, begin, limit)
        except BaseException:
            stop_group(process)
            raise
    if code is None:
        with log.open("a") as out:
            out.write(f"\nstopped: not done after {limit} s\n")
    if not quiet:
        verdict = "done" if code == 0 else "stopped, too slow" if code is None else f"exit code {code}"
        print(f"    {verdict} in {in_words(time.monotonic() - begin)}", flush=True)
    return code, log


def watch(process, log, begin, limit):
    """Waits; on a terminal it shows the time and the last line of the log."""
    shows = sys.stdout.isatty() and not os.environ.get("CI")
    while True:
        try:
            code = process.wait(timeout=0.5 if shows else limit)
            break
        except subprocess.TimeoutExpired:
            if time.monotonic() - begin > limit or not shows:
                stop_group(process)
                process.wait()
                code = None
                break
            last = (log.read_bytes()[-300:].decode(errors="replace").strip().splitlines() or [""])[-1]
            print(f"\r\033[K    {in_words(time.monotonic() - begin)}  {last[:80]}", end="", flush=True)
    if shows:
        print("\r\033[K", end="", flush=True)
    return code


def must(tally, name, command, limit, next_step, **more):
    """A step that later ones stand on. Counts as a failed test if it fails, as none if it passes."""
    code, log = run(name, command, limit, **more)
    if code == 0:
        return True
    tally.add(name, 0, 1, f"could not be done; {next_step}")
    print(tail(log), flush=True)
    print(f"    What to do: {next_step}", flush=True)
    return False
