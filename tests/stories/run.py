#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tells every story: whole journeys through the real program, one folder each.

tests/stories/run.py [--report FILE] [NAME…]    A story is tests/stories/NAME/story.py with tell(stage).
Each is told in a process of its own, with a home, a temporary folder and a working folder of its own.
"""

import importlib.util
import json
import os
import subprocess
import sys
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
STORY_LIMIT = 420
SKIPPED = 77
ALONE = {"start_again"}  # It measures time, and it uses the build folder.


def tell(name):
    """One story, in this process."""
    sys.path.insert(0, str(HERE))
    from stage import Skipped, Stage
    spec = importlib.util.spec_from_file_location(name, HERE / name / "story.py")
    story = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(story)
    stage = Stage()
    try:
        story.tell(stage)
    except Skipped as why:
        print(why)
        return SKIPPED
    except Exception:
        traceback.print_exc()
        return 1
    finally:
        stage.close()
    return 0


def tell_apart(name):
    try:
        done = subprocess.run([sys.executable, __file__, "--tell", name], timeout=STORY_LIMIT,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return done.returncode, done.stdout
    except subprocess.TimeoutExpired as slow:
        return 1, f"{slow.stdout or ''}\nnot at its end after {STORY_LIMIT} s"


def told(name):
    """Tells one story and says how it went: its verdict, and its name or why it was skipped."""
    begin = time.monotonic()
    code, output = tell_apart(name)
    verdict = {0: "passed", SKIPPED: "skipped"}.get(code, "failed")
    lines = [f"{verdict:8} {name} ({time.monotonic() - begin:.1f} s)"]
    if verdict != "passed":
        lines += ["    " + line for line in output.splitlines()]
    print("\n".join(lines), flush=True)
    return verdict, f"{name}: {lines[-1].strip()}" if verdict == "skipped" else name


def main(words):
    if words[:1] == ["--tell"]:
        return tell(words[1])
    report = None
    if words[:1] == ["--report"]:
        report, words = Path(words[1]), words[2:]
    names = words or sorted(path.parent.name for path in HERE.glob("*/story.py"))
    counts = {"passed": [], "failed": [], "skipped": []}
    with ThreadPoolExecutor(max_workers=2) as pool:
        for verdict, line in pool.map(told, [name for name in names if name not in ALONE]):
            counts[verdict].append(line)
    for verdict, line in map(told, [name for name in names if name in ALONE]):
        counts[verdict].append(line)
    if report:
        report.write_text(json.dumps(counts))
    return 1 if counts["failed"] or not counts["passed"] else 0


if __name__ == "__main__":
    os.umask(0o077)
    sys.exit(main(sys.argv[1:]))
