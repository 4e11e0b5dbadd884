# SPDX-License-Identifier: Apache-2.0
"""The command line as a person and a program meet it: help, exit codes, the terminal, completion."""

import os
import pty
import re
import select
import signal
import subprocess
import time

from stage import MANUMIT, NO_PAPERS, PASSPHRASE

COMMANDS = {"desk", "vault create", "vault info", "vault verify", "case list", "case show",
            "case import", "case export", "case attach", "case files", "case file", "case steps", "assess", "debt", "estimate", "link", "names",
            *(f"vault {what}" for what in ("ask", "join", "admit", "members", "role", "share", "dismiss", "bundle",
                                           "merge", "shares", "drill", "recover", "erase", "backup", "restore",
                                           "scrub", "salvage"))}
PROMPTS = (b"New passphrase: ", b"The same again: ", b"\nPassphrase: ", b"0 for none): ", b"(3 is usual): ",
           b"The sentence: ")
WEAK = ("password", "Password12345", "qwertyuiop12", "nine herons")


def tell(stage):
    asked_wrongly(stage)
    pages(stage)
    completion(stage)
    papers_in_a_script(stage)
    weak_passphrases(stage)
    terminal(stage)
    papers_on_a_terminal(stage)
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


def create_in_a_script(stage, name, *words, passphrase=PASSPHRASE, env=None):
    """A new vault where nobody can be asked."""
    return subprocess.run([MANUMIT, "vault", "create", "--old-computer", *words, name, "--passphrase-file", "-"],
                          env={**stage.env, **(env or {})}, cwd=stage.work, input=passphrase + "\n",
                          capture_output=True, text=True, timeout=60, start_new_session=True)


def papers_in_a_script(stage):
    """Where nobody can be asked, papers or none must be said; a vault is never made without a word on them."""
    for words, said in (([], NO_PAPERS), (["--without-papers", "yes"], NO_PAPERS),
                        (["--need", "4", "--of", "3"], "more papers"),
                        (["--of", "3", "--without-papers", NO_PAPERS], "none as well")):
        done = create_in_a_script(stage, "none.mnv", *words)
        assert done.returncode == 1 and said in done.stderr and done.stdout == "", (words, done)
        assert not (stage.work / "none.mnv").exists(), words
    russian = create_in_a_script(stage, "none.mnv", env={"LANG": "ru_RU.UTF-8"})
    assert "Если я забуду фразу, дела будут потеряны" in russian.stderr, russian
    for number, sentence in enumerate((NO_PAPERS, "if i forget the passphrase  the cases are lost.",
                                       "если я забуду фразу дела будут потеряны")):
        done = create_in_a_script(stage, f"without-{number}.mnv", "--without-papers", sentence,
                                  env={"LANG": "ru_RU.UTF-8"})
        assert done.returncode == 0 and len(done.stdout.split()) == 1, done
    made = create_in_a_script(stage, "with.mnv", "--need", "2", "--of", "3")
    papers = re.findall(r"^MNVR1:.*$", made.stdout, re.M)
    assert made.returncode == 0 and len(papers) == 3, made
    head = stage.manumit("vault", "info", "with.mnv").stdout
    assert made.stdout.split()[-1] in head.replace(" ", ""), (made.stdout, head)
    for number in (0, 2):
        (stage.work / f"paper-{number}.txt").write_text(papers[number])
    stage.manumit("vault", "drill", "with.mnv", "--share", "paper-0.txt", "--share", "paper-2.txt")


def weak_passphrases(stage):
    """What everybody tries first opens no vault, wherever a new passphrase is chosen."""
    create_in_a_script(stage, "sound.mnv", "--need", "2", "--of", "2")
    for words in WEAK:
        file = stage.work / "weak.txt"
        file.write_text(words + "\n")
        for command in (["vault", "create", "weak.mnv", "--without-papers", NO_PAPERS],
                        ["vault", "ask", "weak.mnv", "weak.mnj", "--member", "Anna"],
                        ["vault", "recover", "with.mnv", "--member", "Irina", "--share", "paper-0.txt",
                         "--share", "paper-2.txt"]):
            done = plain(stage, *command, "--passphrase-file", file)
            assert done.returncode == 1 and "the passphrase is too" in done.stderr, (command, done)
            assert words not in done.stderr, done
        done = stage.manumit("vault", "travel", "with.mnv", "weak.mnv", "--cases", "", "--new-passphrase-file", file,
                             code=1)
        assert "the passphrase is too" in done.stderr, done
    assert not list(stage.work.glob("weak.mn*")), list(stage.work.iterdir())


def papers_on_a_terminal(stage):
    """They are offered before anything is made; going without is a sentence that is typed."""
    create = ["vault", "create", "--old-computer"]
    shown, code = on_terminal(stage, [*create, "offered.mnv"], ["5", "3", PASSPHRASE, PASSPHRASE])
    assert code == 0 and shown.count("MNVR1:") == 5, shown
    shown, code = on_terminal(stage, [*create, "bare.mnv"], ["0", "yes"])
    assert code == 1 and NO_PAPERS in shown and not (stage.work / "bare.mnv").exists(), shown
    shown, code = on_terminal(stage, [*create, "bare.mnv"], ["0", NO_PAPERS.upper(), PASSPHRASE, PASSPHRASE])
    assert code == 0 and "MNVR1:" not in shown, shown
    shown, code = on_terminal(stage, [*create, "weak.mnv"], ["0", NO_PAPERS, WEAK[1]])
    assert code == 1 and "too easy" in shown and "The same again" not in shown, shown


def terminal(stage):
    """A new passphrase is asked for twice on the terminal and never shown."""
    create = ["vault", "create", "--old-computer", "--without-papers", NO_PAPERS]
    shown, code = on_terminal(stage, [*create, "typed.mnv"], [PASSPHRASE, PASSPHRASE])
    assert code == 0, shown
    assert "The same again" in shown and PASSPHRASE not in shown, shown
    shown, code = on_terminal(stage, [*create, "differs.mnv"], [PASSPHRASE, PASSPHRASE + "x"])
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
