# SPDX-License-Identifier: Apache-2.0
"""What a story plays on: a fresh folder, a fresh home, the real program, and a client of its desk."""

import base64
import http.client
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote, urlsplit

ROOT = Path(__file__).resolve().parent.parent.parent
MANUMIT = Path(os.environ.get("MANUMIT", ROOT / "build" / "release" / "manumit"))
PASSPHRASE = "nine patient herons wading upstream"
NO_PAPERS = "If I forget the passphrase, the cases are lost"
COMMAND_LIMIT = 120
# A case file of one statement; its source takes a word that tells it from others.
ONE_CASE = """format = 1

[[source]]
key = "call"
kind = "call"
title = "A call, heard {}"

[case]
source = "call"
  [[case.statement]]
  fact = "case.status"
  value = "Active"
"""


class Skipped(Exception):
    """This story cannot be told on this machine; the text says why."""


class Stage:
    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="manumit-story-"))
        self.home = self.folder / "home"
        self.temp = self.folder / "tmp"
        self.work = self.folder / "work"
        for folder in (self.home, self.temp, self.work):
            folder.mkdir()
        kept = {name: os.environ[name] for name in ("PATH", "ASAN_OPTIONS") if name in os.environ}
        self.env = {**kept, "HOME": str(self.home), "TMPDIR": str(self.temp), "LANG": "C.UTF-8"}
        self.running = []

    def close(self):
        for process in self.running:
            if process.poll() is None:
                process.kill()
                process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def manumit(self, *words, code=0, passphrase=PASSPHRASE, env=None, command_prefix=()):
        """Runs a command to its end and checks its exit code. The passphrase goes in by standard input."""
        if passphrase is not None:
            words = (*words, "--passphrase-file", "-")
        done = subprocess.run([*command_prefix, MANUMIT, *map(str, words)], cwd=self.work,
                              env={**self.env, **(env or {})}, input=(passphrase or "") + "\n",
                              capture_output=True, text=True, timeout=COMMAND_LIMIT)
        assert done.returncode == code, (
            f"manumit {' '.join(map(str, words))}: exit code {done.returncode}, expected {code}\n"
            f"{done.stdout}{done.stderr}")
        return done

    def new_vault(self, name="cases.mnv", passphrase=PASSPHRASE):
        vault = self.work / name
        self.manumit("vault", "create", "--old-computer", "--member", "Story", "--without-papers",
                     NO_PAPERS, vault, passphrase=passphrase)
        return vault

    def partner_workbook(self):
        """The workbook of invented people that examples/partner makes."""
        made = self.work / "partner.xlsx"
        subprocess.run(["python3", ROOT / "examples" / "partner" / "make_workbook.py", made],
                       check=True, capture_output=True, cwd=self.work, timeout=COMMAND_LIMIT)
        return made

    def desk(self, vault, *words, command_prefix=()):
        return Desk(self, vault, words, command_prefix)


class Desk:
    """The desk running on a vault, and a client that does what its pages do."""

    def __init__(self, stage, vault, words, command_prefix):
        self.process = subprocess.Popen([*command_prefix, MANUMIT, "desk", "--no-browser", *words, vault],
                                        cwd=stage.work, env=stage.env, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        stage.running.append(self.process)
        self.address = self.process.stdout.readline().strip()
        assert self.address.startswith("http://127.0.0.1:"), (
            f"the desk did not open: {self.process.stderr.read()}")
        parts = urlsplit(self.address)
        self.port = parts.port
        self.origin = f"http://127.0.0.1:{self.port}"
        self.cookie = ""
        self.post("/api/v1/session", {"token": parts.fragment.removeprefix("token=")})

    def ask(self, method, path, body=None, headers=None):
        """(status, headers, bytes) of one request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {"Origin": self.origin, "Cookie": self.cookie, **(headers or {})}
        if body is not None:
            sent["Content-Type"] = "application/json"
        connection.request(method, path, json.dumps(body) if body is not None else None, sent)
        answer = connection.getresponse()
        data = answer.read()
        given = answer.getheader("Set-Cookie")
        if given:
            self.cookie = given.split(";")[0]
        connection.close()
        return answer.status, answer.headers, data

    def get(self, path):
        status, _, data = self.ask("GET", path)
        assert status == 200, f"GET {path}: {status} {data[:500]!r}"
        return json.loads(data)

    def post(self, path, body):
        status, _, data = self.ask("POST", path, body)
        assert 200 <= status < 300, f"POST {path}: {status} {data[:500]!r}"
        return json.loads(data) if data else {}

    def job(self, path, body):
        """Starts long work and waits for its result."""
        job = self.post(path, body)["job"]
        deadline = time.monotonic() + COMMAND_LIMIT
        while time.monotonic() < deadline:
            seen = self.get(f"/api/v1/jobs/{job}")
            if seen["state"] not in ("waiting", "running"):
                assert seen["error"] is None, seen["error"]
                return seen["result"], job
            time.sleep(0.05)
        raise AssertionError(f"{path}: not done after {COMMAND_LIMIT} s")

    def create(self, passphrase=PASSPHRASE, member="Story", device="this computer"):
        self.post("/api/v1/vault/create", {"passphrase": passphrase, "member": member,
                                           "device": device, "profile": "old_computer"})

    def unlock(self, passphrase=PASSPHRASE):
        self.job("/api/v1/vault/unlock", {"passphrase": passphrase})

    def import_file(self, name, content, address="by_label", rows="all_or_nothing"):
        plan = self.post("/api/v1/import/plan", {"file_name": name, "address": address,
                                                 "content": base64.b64encode(content).decode()})
        return self.job(f"/api/v1/import/{plan['plan']}/store", {"rows": rows})[0]

    def search(self, words):
        return self.get(f"/api/v1/search?q={quote(words)}")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """Ctrl-C; the desk locks the vault and ends well."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=30)
        assert code == 0, f"the desk ended with {code}: {self.process.stderr.read()}"
