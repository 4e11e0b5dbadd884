# SPDX-License-Identifier: Apache-2.0
"""The command line as a person and a program meet it: help, exit codes, the terminal, completion."""

import os
import pty
import re
import select
import signal
import subprocess
import time

from stage import MANUMIT, PASSPHRASE

COMMANDS = {"desk", "vault create", "vault info", "vault verify", "case list", "case show",
            "case import", "case export", "case attach", "case files", "case file", "case steps", "assess", "debt", "estimate", "link", "names",
            *(f"vault {what}" for what in ("ask", "join", "admit", "members", "role", "share", "dismiss", "bundle",
                                           "merge", "shares", "drill", "recover", "erase", "backup", "restore",
                                           "scrub", "salvage"))}
PROMPTS = (b"New passphrase: ", b"The same again: ", b"\nPassphrase: ")


def tell(stage):
    asked_wrongly(stage)
    pages(stage)
    completion(stage)
    terminal(stage)
    closed_pipe(stage)


def plain(stage, *words, **more):
    return subprocess.run([MANUMIT, *words], env=stage.env, cwd=stage.work, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=30, **more)


def asked_wrongly(stage):
    for words in ([], ["fly"], ["vault", "info"], ["desk", "--port", "99999"],
                  ["case", "export", "--format", "papyrus", "--out", "x"]):
        done = plain(stage, *words)
        assert done.returncode == 2, (words, done)
        assert done.stdout == "" and "--help" in done.stderr, (words, done)
    missing = plain(stage, "case", "list", "--vault", "not-there.mnv")
    assert missing.returncode == 1 and missing.stdout == "", missing
    # Without a terminal and without a file the passphrase cannot be asked for.
    vault = stage.new_vault()
    done = plain(stage, "case", "list", "--vault", vault, start_new_session=True)
    assert done.returncode == 1 and "--passphrase-file" in done.stderr, done


def pages(stage):
    for words in ([], ["vault"], ["case", "import"]):
        done = plain(stage, *words, "--help")
        assert done.returncode == 0 and "Usage: manumit" in done.stdout, (words, done)
    assert plain(stage, "--version").stdout.startswith("manumit ")
    page = plain(stage, "--manual-page").stdout
    sections = re.findall(r"^\.SS manumit ([a-z ]*[a-z])(?: |$)", page, re.M)
    assert len(sections) == len(set(sections)), sections
    assert COMMANDS <= set(sections), COMMANDS - set(sections)


def completion(stage):
    """bash itself completes by the script."""
    script = plain(stage, "--completion", "bash").stdout
    (stage.work / "completion.bash").write_text(script)

    def completed(*words):
        asked = (f'source ./completion.bash; COMP_WORDS=({" ".join(words)}); '
                 f'COMP_CWORD={len(words) - 1}; _manumit; echo "${{COMPREPLY[@]}}"')
        return subprocess.run(["bash", "-c", asked], cwd=stage.work, capture_output=True, text=True,
                              timeout=30).stdout.split()

    assert completed("manumit", "va") == ["vault"]
    assert set(completed("manumit", "vault", "''")) >= {"create", "info", "verify"}
    assert completed("manumit", "case", "import", "--add") == ["--addresses"]
    assert completed("manumit", "case", "import", "--rows", "g") == ["good"]
    assert completed("manumit", "desk", "--no") == ["--no-browser"]


def terminal(stage):
    """A new passphrase is asked for twice on the terminal and never shown."""
    shown, code = on_terminal(stage, ["vault", "create", "--old-computer", "typed.mnv"],
                              [PASSPHRASE, PASSPHRASE])
    assert code == 0, shown
    assert "The same again" in shown and PASSPHRASE not in shown, shown
    shown, code = on_terminal(stage, ["vault", "create", "--old-computer", "differs.mnv"],
                              [PASSPHRASE, PASSPHRASE + "x"])
    assert code == 1 and "differ" in shown and not (stage.work / "differs.mnv").exists(), shown
    # Backspace takes a whole letter away, also one of two bytes.
    shown, code = on_terminal(stage, ["vault", "info", "typed.mnv"], ["ю\x7f" + PASSPHRASE])
    assert code == 0 and "Head hash" in shown, shown
    shown, code = on_terminal(stage, ["vault", "info", "typed.mnv"], ["\x03"])
    assert code == 1 and "stopped" in shown, shown


def on_terminal(stage, words, answers):
    """What a person sees who types these lines, and the exit code."""
    child, screen = pty.fork()
    if child == 0:
        os.chdir(stage.work)
        os.execve(MANUMIT, [str(MANUMIT), *words], stage.env)
    shown = b"\n"
    prompts = 0
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if select.select([screen], [], [], 0.2)[0]:
            try:
                piece = os.read(screen, 4096)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        asked = sum(shown.count(prompt) for prompt in PROMPTS)
        if asked > prompts and prompts < len(answers):
            os.write(screen, answers[prompts].encode() + b"\r")
            prompts += 1
    else:
        os.kill(child, signal.SIGKILL)
    os.close(screen)
    _, status = os.waitpid(child, 0)
    return shown.decode(errors="replace"), os.waitstatus_to_exitcode(status)


def closed_pipe(stage):
    """A reader that goes away is an exit code, not a sudden end."""
    done = subprocess.run(["bash", "-c", f'"{MANUMIT}" --manual-page >/dev/full; echo $?'],
                          env=stage.env, capture_output=True, text=True, timeout=30)
    assert done.stdout.strip() == "1", done
