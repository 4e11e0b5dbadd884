# SPDX-License-Identifier: Apache-2.0
"""The real program as a person starts it: `manumit desk`, spoken to over HTTP."""

import http.client
import json
import os
import resource
import subprocess
import sys
import time
import urllib.parse


class Desk:
    """One running desk. Starting it waits until the log-in page has answered."""

    def __init__(self, binary, vault, home):
        environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        self.begun = time.perf_counter()
        self.process = subprocess.Popen(
            [str(binary), "desk", "--no-browser", str(vault)],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True)
        address = self.process.stdout.readline().strip()
        parts = urllib.parse.urlsplit(address)
        self.token = urllib.parse.parse_qs(parts.fragment)["token"][0]
        self.origin = f"http://127.0.0.1:{parts.port}"
        self.connection = http.client.HTTPConnection("127.0.0.1", parts.port, timeout=120)
        self.cookie = None
        status, page = self.ask("GET", "/")
        if status != 200 or b"<html" not in page.lower():
            raise RuntimeError(f"the log-in page answered with {status}")
        self.answered = time.perf_counter()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def ask(self, method, path, body=None):
        headers = {"Origin": self.origin}
        if self.cookie:
            headers["Cookie"] = self.cookie
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(body).encode()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        given = answer.getheader("Set-Cookie")
        if given:
            self.cookie = given.split(";")[0]
        return answer.status, answer.read()

    def get(self, path):
        status, body = self.ask("GET", path)
        if status != 200:
            raise RuntimeError(f"{path.split('?')[0]} answered with {status}: {body[:300]!r}")
        return json.loads(body)

    def post(self, path, body):
        status, answer = self.ask("POST", path, body)
        if status not in (200, 201, 202, 204):
            raise RuntimeError(f"{path} answered with {status}: {answer[:300]!r}")
        return json.loads(answer) if answer else {}

    def begin_session(self):
        self.post("/api/v1/session", {"token": self.token})

    def unlock(self, passphrase):
        job = self.post("/api/v1/vault/unlock", {"passphrase": passphrase})["job"]
        while True:
            view = self.get(f"/api/v1/jobs/{job}")
            if view["state"] == "finished":
                return
            if view["state"] != "running":
                raise RuntimeError(f"unlocking ended as {view['state']}")
            time.sleep(0.002)

    def memory_mib(self):
        """What lies in memory now, and the most that ever did."""
        now = most = 0
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            for line in status:
                if line.startswith("VmRSS:"):
                    now = int(line.split()[1]) / 1024
                if line.startswith("VmHWM:"):
                    most = int(line.split()[1]) / 1024
        return now, most

    def cpu_s(self):
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peer_start(home):
    """Python's own web server, from nothing to its first answer: seconds, and MiB in memory."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "http.server", "--bind", "127.0.0.1", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=str(home), text=True)
    try:
        port = int(process.stdout.readline().split(" port ")[1].split()[0])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/")
        connection.getresponse().read()
        taken = time.perf_counter() - begun
        with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
            memory = next(int(line.split()[1]) / 1024 for line in status
                          if line.startswith("VmRSS:"))
        return taken, memory
    finally:
        process.terminate()
        process.wait()


def children_cpu_s():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
