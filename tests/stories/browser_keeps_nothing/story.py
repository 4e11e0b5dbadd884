# SPDX-License-Identifier: Apache-2.0
"""What is typed into the pages stays out of the browser's profile: history, sessions, form memory, cache."""

import json
import os
import random
import shutil
import signal
import subprocess
from pathlib import Path

from canaries_scan import files_below, hits
from stage import PASSPHRASE, ROOT, Skipped

CYRILLIC = "бвгджзклмнпрстфхцчшщ"
LATIN = "bcdfghjklmnpqrstvwxz"
TEXTS = 40
LEAST_TYPED = 6


def tell(stage):
    if not Path("/usr/bin/chromium").exists() or not shutil.which("node"):
        raise Skipped("Debian's chromium and node are needed: tools/setup test")
    if not (ROOT / "web" / "node_modules" / "playwright-core").is_dir():
        raise Skipped("the pages' packages are not installed: npm ci in web/")
    texts = invent()
    vault = stage.new_vault()
    others = frozenset(files_below(["/dev/shm"]))  # Another program's, which may be large.
    for end in ("closed in order", "killed"):
        profile = stage.folder / end.replace(" ", "-")
        desk = stage.desk(vault, "--idle-minutes", "60")
        browser = open_browser(stage, desk.address, profile, texts)
        found = hits([profile, stage.home, stage.temp, stage.work], [*texts, PASSPHRASE])
        assert not found, ("while open", found[:6])
        close(browser, end)
        found = hits([profile, stage.home, stage.temp, stage.work, "/dev/shm"], [*texts, PASSPHRASE],
                     but=others)
        assert not found, (end, found[:6])
        assert any(profile.rglob("History*")), "a profile without a history is not one"
        desk.stop()


def invent():
    chance = random.Random(77)
    return ["".join(chance.choices(LATIN if number % 2 else CYRILLIC, k=11)) for number in range(TEXTS)]


def open_browser(stage, address, profile, texts):
    """Types everything and gives the browser back while it is still open."""
    stick = stage.folder / "stick"
    stick.mkdir(exist_ok=True)
    (stick / "texts.json").write_text(json.dumps({"passphrase": PASSPHRASE, "texts": texts}))
    browser = subprocess.Popen(["node", Path(__file__).parent / "browser.mjs", address, profile,
                                stick / "texts.json"], env=stage.env, cwd=stage.work, text=True,
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               start_new_session=True)
    stage.running.append(browser)
    said = browser.stdout.readline().split()
    assert said[:1] == ["typed"], browser.stderr.read()
    assert int(said[1]) >= LEAST_TYPED, f"only {said[1]} texts found a field: the story proves little"
    return browser


def close(browser, how):
    if how == "killed":
        os.killpg(browser.pid, signal.SIGKILL)
    else:
        browser.stdin.write("close\n")
        browser.stdin.flush()
    browser.wait(timeout=60)
