# SPDX-License-Identifier: Apache-2.0
"""A day's work in a network namespace: not one packet, and not one attempt, beyond loopback.

The namespace has nothing but loopback, so nothing could get out; and strace sees every address that
the program so much as tries. The desk serves its client over 127.0.0.1, and that alone is seen.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from stage import ROOT, Skipped

FACTORY = ROOT / "examples" / "brick-factory" / "brick-factory.toml"


def tell(stage):
    if not shutil.which("strace") or not shutil.which("ip"):
        raise Skipped("strace and ip are needed to watch the network: tools/setup test")
    enter = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--net", "--map-root-user"]
    if subprocess.run([*enter, "true"], capture_output=True).returncode != 0:
        raise Skipped("this system lets nobody make a network namespace, not even for a test")
    done = subprocess.run([*enter, sys.executable, __file__, str(stage.folder)], capture_output=True,
                          text=True, timeout=300, cwd=Path(__file__).parent.parent,
                          env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)})
    assert done.returncode == 0, done.stdout + done.stderr


def inside():
    """The same story, inside the namespace."""
    from stage import Stage
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    interfaces = [line.split(":")[0].strip() for line in Path("/proc/net/dev").read_text().splitlines()[2:]]
    assert interfaces == ["lo"], interfaces
    stage = Stage()
    try:
        watched_day(stage)
    finally:
        stage.close()


def watched_day(stage):
    log = stage.folder / "strace.log"
    strace = ["strace", "-f", "-qq", "-e", "trace=%network", "-o", str(log)]
    vault = stage.work / "cases.mnv"

    desk = stage.desk(vault, command_prefix=strace)
    desk.create()
    desk.import_file("people.csv", b"prs_First_Name,prs_Second_Name\nGulnara,Karimova\n")
    assert "Karimova" in str(desk.search("karimowa"))
    desk.job("/api/v1/vault/verify", {})
    desk.job("/api/v1/export", {"format": "htcds_csv", "cases": []})
    interrupt_child(desk.process.pid)
    assert desk.process.wait(timeout=60) == 0
    served = addresses(log)
    assert served, "strace saw nothing at all: the story would prove nothing"
    assert all(is_loopback(address) for address in served), served

    stage.manumit("case", "import", "--vault", vault, FACTORY, command_prefix=strace)
    stage.manumit("case", "export", "--format", "dump", "--out", "out.jsonl", "--vault", vault,
                  command_prefix=strace)
    stage.manumit("vault", "verify", vault, passphrase=None, command_prefix=strace)
    tried = [address for address in addresses(log) if not is_loopback(address)]
    assert not tried, tried


def interrupt_child(strace):
    """Ctrl-C for the desk that strace watches, not for strace."""
    child = int(Path(f"/proc/{strace}/task/{strace}/children").read_text().split()[0])
    os.kill(child, signal.SIGINT)


def addresses(log):
    """Every address of a family that can leave the machine which a system call named."""
    text = log.read_text(errors="replace")
    families = set(re.findall(r"sa_family=(AF_\w+)", text)) | set(re.findall(r"socket\((\w+),", text))
    assert families <= {"AF_INET", "AF_UNIX", "AF_INET6"}, families
    found = re.findall(r'inet_addr\("([^"]+)"\)', text)
    found += re.findall(r'inet_pton\(AF_INET6, "([^"]+)"', text)
    return found


def is_loopback(address):
    return address.startswith("127.") or address == "::1"


if __name__ == "__main__":
    inside()
