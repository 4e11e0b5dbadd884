# SPDX-License-Identifier: Apache-2.0
"""./start the second time: nothing to install, nothing to build, an open desk within two seconds."""

import os
import re
import subprocess
import time

from stage import ROOT, Skipped

QUICK_SECONDS = 2.0


def tell(stage):
    if os.environ.get("MANUMIT"):
        raise Skipped("./start builds and opens its own program, not the one that MANUMIT names")
    env = {**os.environ, "HOME": str(stage.home), "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME", "")}
    first = start(env)
    assert "log-in page answers" in first, first
    begin = time.monotonic()
    second = start(env)
    took = time.monotonic() - begin
    assert "log-in page answers" in second, second
    assert not re.search("missing|Asking Debian", second), "nothing is asked of Debian again"
    # The check itself starts Node to ask the page, about a quarter of a second.
    assert took <= QUICK_SECONDS, f"the second start took {took:.2f} s"


def start(env):
    done = subprocess.run(["./start", "--check"], cwd=ROOT, env=env, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=400)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
