# SPDX-License-Identifier: Apache-2.0
"""How many nobody has seen: the published tables through the real program, every exact figure of
tests/golden/estimation; the same bytes however the rows lie; bad lists and lists that carry no answer."""

import csv
import json
import os
import pty
import random
import re
import select

from stage import MANUMIT, ROOT

LISTS = ROOT / "examples" / "lists"
FILES = {"Korea": "korea", "Kosovo": "kosovo", "Western": "western",
         "NewOrl_5_v201": "new-orleans-5", "Artificial_3": "artificial-3"}
# Enough for BCa limits to stand there; their own figures belong to a thousand resamples.
FEW = ("--bootstrap", "60", "--threads", "2")
BOUNDS = {"Chao M_h hinge terms": "chao_m_h", "Chao M_th hinge terms": "chao_m_th",
          "Chao 1987 bias-corrected": "chao_1987"}


def tell(stage):
    tell_figures(stage)
    tell_same_bytes(stage)
    tell_bad_lists(stage)
    tell_encodings(stage)
    tell_no_answer(stage)
    tell_groups(stage)
    tell_note(stage)
    tell_kept(stage)
    tell_for_people(stage)


def estimated(stage, file, *words, code=0):
    done = stage.manumit("estimate", file, "--json", *words, passphrase=None, code=code)
    return json.loads(done.stdout)


def method(answer, name):
    return next(one for one in answer["methods"] if one["method"] == name)


# Every exact figure.

def tell_figures(stage):
    with open(ROOT / "tests" / "golden" / "estimation" / "expected.csv", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "deterministic"]
    answers = {name: estimated(stage, LISTS / f"{file}.csv", *FEW) for name, file in FILES.items()}
    fitted = {}
    seen = 0
    for row in rows:
        got = figure(stage, row, answers[row["data_set"]], fitted)
        if got is None:
            continue
        seen += 1
        assert agrees(row, got), f"{row}: came out as {got}"
    assert seen > 550, f"only {seen} of {len(rows)} figures were looked at"


def figure(stage, row, answer, fitted):
    """What the program says of a row, or None where it does not show that figure."""
    kind, options, quantity = row["method"], row["options"], row["quantity"]
    if kind == "table":
        return table_figure(answer, quantity)
    if kind == "internal_consistency":
        return consistency_figure(answer, options, quantity)
    if kind == "lower_bound":
        return method(answer, kind)["diagnostics"]["bounds"][BOUNDS[options]]
    if kind == "fixed":
        return fixed_figure(stage, row, fitted)
    if kind == "decomposable":
        return decomposable_figure(stage, row, answer, fitted)
    changed = re.fullmatch(r"threshold=0.02 (drop|merge)=(\S+)", options)
    if changed:
        return answer["sensitivity"][{"drop": "dropped", "merge": "merged"}[changed[1]]][changed[2]]
    return model_figure(method(answer, kind), options, quantity)


def table_figure(answer, quantity):
    return {"observed": answer["observed"],
            "cells_positive": len(answer["overlap"]["histories"]),
            "seen_once": answer["overlap"]["seen_times"][0],
            "pairs_without_overlap": len(answer["overlap"]["empty_pairs"])}[quantity]


def consistency_figure(answer, options, quantity):
    name = re.match(r"condition_on=(\S+)", options)[1]
    found = next(one for one in answer["internal_consistency"] if one["list"] == name)
    if quantity == "existence_code_main_effects":
        return "1" if found["n_hat"] is None else "0"
    return {"known_size": found["truth"], "n_hat": found["n_hat"]}.get(quantity)


def fixed_figure(stage, row, fitted):
    model = re.match(r"model=(\[\S+\])", row["options"])[1]
    key = row["data_set"], model
    if key not in fitted:
        answer = estimated(stage, LISTS / f"{FILES[key[0]]}.csv", "--method", "fixed", "--model", model,
                           "--bootstrap", "0", "--quick")
        fitted[key] = method(answer, "fixed")
        refused = fitted[key]["existence_code"] != 0
        assert refused == (fitted[key]["n_hat"] is None), fitted[key]
    return fitted[key][row["quantity"]]


def decomposable_figure(stage, row, answer, fitted):
    delta = re.match(r"delta=(\S+)", row["options"])[1]
    quantity = row["quantity"]
    key = row["data_set"], delta
    if key not in fitted:
        fitted[key] = answer if "^" in delta else estimated(
            stage, LISTS / f"{FILES[key[0]]}.csv", "--method", "decomposable", "--delta", delta, "--quick")
    shown = method(fitted[key], "decomposable")["diagnostics"]
    if quantity.startswith("posterior_quantile_"):
        return shown["quantiles"].get(quantity.removeprefix("posterior_quantile_"))
    if quantity.startswith("graph_probability "):
        graphs = {one["graph"]: one["probability"] for one in shown["graphs"]}
        return graphs.get(quantity.removeprefix("graph_probability "))
    return shown["numbers"].get(quantity.removeprefix("posterior_"))


def model_figure(found, options, quantity):
    if options == "multinomial profile likelihood" and quantity == "n_hat":
        return None  # The program shows the Poisson figure; this one only bears its limits.
    limits = re.fullmatch(r"(\w+_95)_(low|high)", quantity)
    if limits:
        return found["intervals"][limits[1]][limits[2] == "high"]
    if quantity in ("terms", "terms_at_minus_infinity"):
        return ";".join(found[quantity]) or "none"
    return found[quantity] if quantity in found else found["diagnostics"]["numbers"][quantity]


def agrees(row, got):
    wanted, tolerance = row["value"], row["tolerance"]
    if tolerance in ("exact", "order"):
        return str(got) == wanted or (isinstance(got, float) and got == float(wanted))
    kind, size = tolerance.split()
    allowed = float(size) * (abs(float(wanted)) if kind == "rel" else 1)
    return got is not None and abs(got - float(wanted)) <= allowed


# The same bytes.

def tell_same_bytes(stage):
    rows = (LISTS / "western.csv").read_text().split()
    one = stage.manumit("estimate", LISTS / "western.csv", "--json", "--bootstrap", "40", "--threads",
                        "1", passphrase=None).stdout
    other = stage.work / "other.csv"
    shuffled = rows[1:]
    random.Random(4).shuffle(shuffled)
    for threads in ("2", "8"):
        other.write_text("\r\n".join([rows[0], *shuffled, "1,1,1,1,1,0"]) + "\r\n")
        again = stage.manumit("estimate", other, "--json", "--bootstrap", "40", "--threads", threads,
                              passphrase=None).stdout
        assert again == one, f"{threads} threads, shuffled rows: other bytes"
    # One row for each person says the same.
    with open(other, "w") as file:
        names = rows[0].split(",")[:-1]
        file.write(",".join(names) + "\n")
        for row in rows[1:]:
            *cells, count = row.split(",")
            file.write((",".join(cells) + "\n") * int(count))
    people = stage.manumit("estimate", other, "--json", "--bootstrap", "40", passphrase=None).stdout
    assert people == one
    seeded = stage.manumit("estimate", LISTS / "western.csv", "--json", "--bootstrap", "40", "--seed", "2",
                           passphrase=None).stdout
    assert seeded != one


# Bad lists, and asked wrongly.

BAD = [("A,B,count\n1,0,-3\n0,1,4\n", "row 2, column count"),
       ("A,B,count\n1,0,2.5\n0,1,4\n", "row 2, column count"),
       ("A,B,C,count\n1,0,0,5\n1,2,0,1\n0,1,1,7\n", "row 3, column B"),
       ("A,B,count\n1,0,5\n0,0,9\n", "row 3"),
       ("A,B,count\n1,,5\n", "row 2, column B"),
       ("A,B,count\n1,0,5\n\n\n2,1,4\n", "row 5, column A"),
       ("A,A,count\n1,0,5\n", "column A"),
       ("A,,count\n1,0,5\n", "row 1"),
       ("", "bad.csv"),
       ("A,B,count\n", "bad.csv")]


def tell_bad_lists(stage):
    bad = stage.work / "bad.csv"
    for text, place in BAD:
        bad.write_text(text)
        done = stage.manumit("estimate", bad, passphrase=None, code=1)
        assert done.stdout == "", done.stdout
        assert "bad.csv" in done.stderr and place in done.stderr, (text, done.stderr)
    many = ",".join(f"L{i}" for i in range(21))
    bad.write_text(f"{many},count\n" + ",".join(["1"] * 21) + ",4\n")
    stage.manumit("estimate", bad, passphrase=None, code=1)
    stage.manumit("estimate", stage.work / "not-there.csv", passphrase=None, code=1)
    for words in (["--method", "guess"], ["--threshold", "2"], ["--threshold", "x"], ["--delta", "0"],
                  ["--classes", "65"],
                  ["--merge", "A"], ["--bootstrap", "-1"], ["--lists-differ", "perhaps"]):
        done = stage.manumit("estimate", LISTS / "korea.csv", *words, passphrase=None, code=2)
        assert done.stdout == "" and words[0].strip("-") in done.stderr, done.stderr
    unnamed = stage.manumit("estimate", LISTS / "korea.csv", "--method", "fixed", passphrase=None, code=1)
    assert "--model" in unnamed.stderr, unnamed.stderr
    for words in (["--model", "[19,2]"], ["--drop", "nowhere"], ["--population", LISTS / "korea.csv"]):
        done = stage.manumit("estimate", LISTS / "korea.csv", *words, passphrase=None, code=1)
        assert done.stdout == "" and done.stderr.startswith("manumit: "), done.stderr


def tell_encodings(stage):
    """A spreadsheet's own encoding is read as on the desk."""
    file = stage.work / "lists-1251.csv"
    names = ["Полиция", "Приют", "Больница"]
    rows = (LISTS / "korea.csv").read_text().split()[1:]
    text = "\r\n".join([";".join([*names, "count"]), *(row.replace(",", ";") for row in rows)]) + "\r\n"
    for encoding in ("cp1251", "utf-16", "utf-8-sig"):
        file.write_bytes(text.encode(encoding))
        answer = estimated(stage, file, *FEW, "--quick", "--method", "stepwise")
        assert answer["lists"] == names and answer["observed"] == 123, (encoding, answer["lists"])


def tell_no_answer(stage):
    """A refusal is an answer: printed, with what can be said, and exit code 3."""
    apart = stage.work / "apart.csv"
    apart.write_text("A,B,C,count\n1,0,0,40\n0,1,0,50\n0,0,1,60\n")
    answer = estimated(stage, apart, *FEW, code=3)
    assert answer["summary"]["refused"]["code"] == "no_upper_bound", answer["summary"]
    assert answer["summary"]["low"] is None
    assert all(one["n_hat"] is None for one in answer["methods"] if one["method"] != "lower_bound")
    done = stage.manumit("estimate", apart, passphrase=None, code=3)
    assert "no estimate" in done.stdout and "no estimate" in done.stderr, done
    alone = stage.work / "alone.csv"
    alone.write_text("A,count\n1,400\n")
    assert estimated(stage, alone, code=3)["summary"]["refused"]["code"] == "one_list"
    differ = estimated(stage, LISTS / "korea.csv", *FEW, "--lists-differ", "yes", code=3)
    assert differ["summary"]["refused"]["code"] == "lists_differ"
    two = stage.work / "two.csv"
    two.write_text("A,B,count\n1,0,150\n0,1,250\n1,1,50\n")
    # Chapman by hand: 201 · 301 / 51 − 1 = 1185.29.
    chapman = method(estimated(stage, two), "chapman")
    assert abs(chapman["n_hat"] - (201 * 301 / 51 - 1)) < 1e-9, chapman
    small = estimated(stage, LISTS / "artificial-3.csv", *FEW)
    assert "too_small" in [one["code"] for one in small["summary"]["warnings"]]


def tell_groups(stage):
    """Two groups whose people are those of the published tables: their parts add up."""
    lists = stage.work / "groups.csv"
    with open(lists, "w") as file:
        file.write("sex,b,c,d,count\n")
        for sex in ("female", "male"):
            for row in (LISTS / "korea.csv").read_text().split()[1:]:
                file.write(f"{sex},{row}\n")
    people = stage.work / "people.csv"
    people.write_text("sex,population\nmale,200000\nfemale,100000\n")
    answer = estimated(stage, lists, *FEW, "--quick", "--strata", "sex", "--population", people)
    strata = {one["stratum"]["sex"]: one for one in answer["strata"]}
    assert strata["female"]["observed"] == strata["male"]["observed"] == 123
    low = strata["female"]["summary"]["low"]
    assert abs(strata["female"]["per_100000"][0] - low) < 1e-9, strata["female"]["per_100000"]
    assert abs(strata["male"]["per_100000"][0] - low / 2) < 1e-9
    summed = next(one for one in answer["strata_sum"] if one["method"] == "stepwise")
    assert abs(summed["n_hat"] - 2 * 268.7778) < 0.01, summed
    # The sum leads, and one estimate over both stands behind it.
    said = [one["text"] for one in answer["summary"]["statements"]]
    assert "246 were seen" in said[0] and said[2].startswith("this is the sum over 2 groups"), said
    assert answer["summary"]["low"] < summed["n_hat"] + 0.01 and answer["summary"]["high"] > 500, said
    # Five of the women are on b alone: such a count can point at a person.
    said = stage.manumit("estimate", lists, *FEW, "--quick", "--strata", "sex", passphrase=None).stdout
    assert re.search("sex: female: This group has a count below 10", said), said
    joint = answer["joint"]
    assert abs(sum(one["n_hat"] for one in joint["levels"]) - joint["n_hat"]) < 1e-6, joint


# What is written.

def tell_note(stage):
    note = stage.work / "note.html"
    stage.manumit("estimate", LISTS / "kosovo.csv", *FEW, "--report", note, passphrase=None)
    text = note.read_text()
    assert text.startswith("<!DOCTYPE html>") and text.rstrip().endswith("</html>")
    for part in ("http:", "https:", "//", "<script", "<link", "<img", "src=", "href=", "url("):
        assert part not in text, part
    assert text.index('class="lead"') < text.index("<svg")
    assert oct(note.stat().st_mode & 0o777) == "0o600"
    done = stage.manumit("estimate", LISTS / "korea.csv", *FEW, "--report", note, passphrase=None, code=1)
    assert "already" in done.stderr and note.read_text() == text
    assert "4400" in text and text.count('class="blank"') == 4, "lines to fill in by hand"
    about = stage.work / "about.html"
    said = ("--title", "people killed <in> Kosovo", "--period", "1999")
    answer = estimated(stage, LISTS / "kosovo.csv", *FEW, *said, "--report", about)
    assert answer["about"] == {"title": said[1], "place": "", "period": "1999", "source": ""}, answer["about"]
    assert "people killed &lt;in&gt; Kosovo" in about.read_text() and about.read_text().count('class="blank"') == 2
    apart = stage.work / "apart.html"
    stage.manumit("estimate", stage.work / "apart.csv", "--report", apart, passphrase=None, code=3)
    assert 'class="lead refused"' in apart.read_text()


def tell_kept(stage):
    folder = stage.work / "kept"
    ask = ("estimate", LISTS / "korea.csv", *FEW, "--cache", folder)
    first = stage.manumit(*ask, "--json", passphrase=None)
    kept = list(folder.iterdir())
    record = json.loads(first.stdout)["record"]["record_hash"]
    assert [one.name for one in kept] == [f"{record}.estimate"], kept
    stamp = kept[0].stat().st_mtime_ns
    again = stage.manumit(*ask, "--json", passphrase=None)
    assert again.stdout == first.stdout and kept[0].stat().st_mtime_ns == stamp
    table = stage.manumit(*ask, passphrase=None).stdout
    assert table == stage.manumit("estimate", LISTS / "korea.csv", *FEW, passphrase=None).stdout
    # Another seed is another answer, under another name.
    stage.manumit(*ask, "--seed", "5", "--json", passphrase=None)
    assert len(list(folder.iterdir())) == 2
    # A file that was changed is noticed, and mended.
    kept[0].write_text(kept[0].read_text().replace("268.7", "268.8"))
    mended = stage.manumit(*ask, "--json", passphrase=None)
    assert mended.stdout == first.stdout and "damaged" in mended.stderr, mended.stderr
    assert stage.manumit(*ask, "--json", passphrase=None).stderr == ""
    # A folder that cannot be is found out before the work; a copy that cannot be kept loses no answer.
    blocked = stage.work / "blocked"
    blocked.write_text("a file")
    done = stage.manumit(*ask[:-1], blocked, passphrase=None, code=1)
    assert done.stdout == "" and "folder cannot be made" in done.stderr, done.stderr
    kept[0].unlink()
    (kept[0] / "in the way").mkdir(parents=True)
    done = stage.manumit(*ask, "--json", passphrase=None)
    assert done.stdout == first.stdout and done.stderr != "", done.stderr
    # Without being asked, nothing stays.
    before = set(stage.home.rglob("*"))
    stage.manumit("estimate", LISTS / "korea.csv", *FEW, passphrase=None)
    assert set(stage.home.rglob("*")) == before


def tell_for_people(stage):
    done = stage.manumit("estimate", LISTS / "kosovo.csv", *FEW, passphrase=None)
    first = done.stdout.split("\n")[0]
    assert first.startswith("Between 7") and "4400 were seen" in first, first
    assert re.search(r"^stepwise +14.342 ", done.stdout, re.M), done.stdout
    assert "What to beware of" in done.stdout and done.stderr == "", done.stderr
    russian = stage.manumit("estimate", LISTS / "kosovo.csv", *FEW, passphrase=None,
                            env={"LC_ALL": "ru_RU.UTF-8"}).stdout
    # Names of methods and settings are the program's own; every sentence is in words of the reader.
    english = [line for line in russian.split("\n") if line.startswith("  - ") and
               not re.search("[а-я]", line)]
    assert russian[0] >= "А" and not english, english
    note = stage.work / "zapiska.html"
    stage.manumit("estimate", LISTS / "western.csv", *FEW, "--report", note, passphrase=None,
                  env={"LC_ALL": "ru_RU.UTF-8"})
    text = note.read_text()
    assert '<html lang="ru">' in text and "estimate_note." not in text
    shown, code = on_terminal(stage, ["estimate", str(LISTS / "western.csv"), "--bootstrap", "8000",
                                      "--threads", "1"])
    assert code == 0 and "Estimating [" in shown, shown[-500:]


def on_terminal(stage, words):
    """What a person sees on a terminal, and the exit code."""
    child, screen = pty.fork()
    if child == 0:
        os.chdir(stage.work)
        os.execve(MANUMIT, [str(MANUMIT), *words], stage.env)
    shown = b""
    while select.select([screen], [], [], 60)[0]:
        try:
            piece = os.read(screen, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(screen)
    _, status = os.waitpid(child, 0)
    return shown.decode(errors="replace"), os.waitstatus_to_exitcode(status)
