# SPDX-License-Identifier: Apache-2.0
"""Turns measurements into the page bench/results.md."""

import datetime
import os
import statistics


class Row:
    """One claim: a figure, its budget, and a reference from the same run."""

    def __init__(self, what, given, figure, unit, budget=None, at_least=False, reference="",
                 reference_figure=None, cpu=None):
        self.what, self.given, self.figure, self.unit = what, given, figure, unit
        self.budget, self.at_least = budget, at_least
        self.reference, self.reference_figure, self.cpu = reference, reference_figure, cpu

    def kept(self):
        if self.budget is None:
            return True
        return self.figure >= self.budget if self.at_least else self.figure <= self.budget

    def ratio(self):
        if not self.reference_figure:
            return "–"
        ratio = self.figure / self.reference_figure
        if self.at_least:  # A rate: how much slower than the reference.
            ratio = self.reference_figure / self.figure
        return f"{ratio:.1f}" if ratio < 100 else f"{ratio:.0f}"

    def line(self):
        budget = "–" if self.budget is None else \
            ("≥ " if self.at_least else "≤ ") + amount(self.budget, self.unit)
        reference = "–" if self.reference_figure is None else \
            f"{self.reference}: {amount(self.reference_figure, self.unit)}"
        cpu = "–" if self.cpu is None else amount(self.cpu, "s")
        verdict = "–" if self.budget is None else ("kept" if self.kept() else "**missed**")
        return (f"| {self.what} | {self.given} | {budget} | {amount(self.figure, self.unit)} "
                f"| {verdict} | {cpu} | {reference} | {self.ratio()} |")


def amount(figure, unit):
    if unit == "s":
        if figure >= 1:
            return f"{figure:.2f} s"
        return f"{figure * 1000:.3g} ms" if figure >= 0.001 else f"{figure * 1e6:.3g} µs"
    if unit == "/s":
        return f"{figure:,.0f}/s"
    if unit == "times":
        return f"{figure:.2f} times"
    return f"{figure:.0f} {unit}"


def median(runs, which="wall_s"):
    return statistics.median(runs[which])


def rate(runs):
    return runs["amount"] / median(runs)


def process_rows(found):
    start, unlock, cases = found["start"], found["unlock"], found["cases"]
    pages, people = found["pages"], f"{cases * 10:,} people in {cases:,} cases"
    derivation = median(found["casework"]["key derivation of these vaults"])
    bare = found["casework"]["cases: open, bare libsodium"]
    entries = f"{cases:,} cases, {bare['amount']:,} entries"
    return [
        Row("process start → log-in page", "no vault open",
            statistics.median(start["wall"]), "s", 0.3, cpu=statistics.median(start["cpu"]),
            reference="python3 -m http.server", reference_figure=statistics.median(start["peer"])),
        Row("passphrase → Today, without the key derivation", entries,
            statistics.median(unlock["wall"]) - derivation, "s", 1.0,
            cpu=statistics.median(unlock["cpu"]) - derivation,
            reference="decrypting the same bytes by bare libsodium",
            reference_figure=median(bare)),
        Row("passphrase → search is ready, without the key derivation", entries,
            statistics.median(unlock["searched"]) - derivation, "s"),
        Row("memory, idle", "log-in page answered, no vault open",
            statistics.median(start["memory"]), "MiB", 64, reference="python3 -m http.server",
            reference_figure=statistics.median(start["peer_memory"])),
        Row("memory with an open vault", entries, statistics.median(unlock["memory"]), "MiB", 128),
        Row("the most memory on the way there", entries, statistics.median(unlock["most"]), "MiB"),
        Row("memory with the search index", people, pages["memory"], "MiB", 128),
        Row("the most memory on the way there", people, pages["most"], "MiB"),
        Row("memory after searching and reading the case of 10,000 links", people, pages["after"],
            "MiB"),
    ]


def search_rows(found):
    lines, people = found["casework"], found["cases"] * 10
    names = [name for name in lines
             if name.startswith("search ") and not name.endswith(", plain scan")]
    rows = []
    for name in names:
        scan = lines[name + ", plain scan"]
        rows.append(Row(f"search: “{name[7:]}”", f"{people:,} people; {lines[name]['amount']} hits",
                        median(lines[name]), "s", 0.05, cpu=median(lines[name], "cpu_s"),
                        reference="plain scan of folded names", reference_figure=median(scan)))
    for words, runs in found["pages"]["search"].items():
        rows.append(Row(f"search over HTTP: “{words}”", f"{people:,} people",
                        statistics.median(runs), "s", 0.05))
    links = lines["a case of many links"]
    given = f"{links['amount']:,} links"
    rows.append(Row("a person with 10,000 links: read, fold, story", given, median(links), "s", 0.3,
                    cpu=median(links, "cpu_s"), reference="decoding the same filings alone",
                    reference_figure=median(lines["a case of many links, decoding alone"])))
    rows.append(Row("the same over HTTP, answer and all", given,
                    statistics.median(found["pages"]["case"]), "s", 0.3))
    return rows


def storing_rows(found):
    vault, cases = found["vault"], found["casework"]
    sqlite = "bare SQLite inserts, same sync, same disk"
    entries = f"{vault['import']['amount']:,} entries of 930 bytes"
    of_cases = f"{cases['cases: import']['amount']:,} entries"

    def taking(what, given, ours, theirs, reference, budget=None):
        return Row(what, given, median(ours), "s", budget, cpu=median(ours, "cpu_s"),
                   reference=reference,
                   reference_figure=None if theirs is None else median(theirs))

    rows = [
        Row("durable append", "one entry at a time", rate(vault["durable append"]), "/s", 300, True,
            sqlite, rate(vault["durable append, bare SQLite"])),
        Row("durable filing: checked, stored, folded, indexed", "one filing at a time",
            rate(cases["cases: file one"]), "/s", 300, True, sqlite,
            rate(cases["cases: file one, bare SQLite"])),
        taking("import into the vault", entries, vault["import"], vault["import, bare SQLite"],
               "bare SQLite, one transaction", 15),
        taking("import of cases: checked, stored, folded, indexed", of_cases,
               cases["cases: import"], cases["cases: import, bare SQLite"],
               "bare SQLite, one transaction", 15),
        taking("unlock: open the vault, headers checked", entries, vault["open"], None, ""),
        taking("unlock: decrypt all entries", entries, vault["read all"],
               vault["read all, bare libsodium"], "bare libsodium, same sizes and threads"),
        taking("unlock: cases folded and listed", of_cases, cases["cases: open"],
               cases["cases: open, bare libsodium"], "bare libsodium, same sizes and threads", 5),
        taking("the same, every fifth entry a link decision", f"{cases['links: open']['amount']:,} entries",
               cases["links: open"], cases["cases: open, bare libsodium"],
               "bare libsodium, same sizes and threads", 5),
        Row("link decision: checked, stored, all folded anew", "one at a time, 20,000 there",
            rate(cases["links: decide"]), "/s"),
        taking("full verify", entries, vault["verify"], vault["verify, bare libsodium"],
               "bare Ed25519 verifications, same threads", 10),
        taking("make a bundle of all entries", entries, vault["make a bundle"], None, ""),
        taking("merge: a new computer takes all entries in", entries, vault["merge"],
               vault["merge, bare libsodium"], "bare Ed25519 verifications, same threads", 20),
        taking("merge what is there already", entries, vault["merge what is known"], None, ""),
        taking("erase a case on request", "among " + entries, vault["erase a case among"], None, ""),
        taking("refusing a wrong passphrase", entries, vault["refuse a wrong passphrase"], None, ""),
    ]
    return rows


def file_rows(found):
    files = found["files"]
    given = f"one file of {files['attach']['amount'] >> 20:,} MiB"
    notes = f"{files['open and read all, with the file']['amount']:,} notes"

    def taking(what, name, reference="", other=None):
        return Row(what, given, median(files[name]), "s", cpu=median(files[name], "cpu_s"),
                   reference=reference, reference_figure=other and median(files[other]))

    def memory(what, name):
        return Row(what, given, files[name]["extra_kib"] / 1024, "MiB", 32)

    return [
        taking("attach, each piece read back and proved", "attach",
               "bare SQLite, same bytes and commits", "attach, bare SQLite"),
        memory("the memory of it", "attach"),
        taking("check against the hash", "check against the hash"),
        memory("the memory of it", "check against the hash"),
        taking("read in ranges of 4 MiB", "read in ranges"),
        memory("the memory of it", "read in ranges"),
        Row("open the vault and read all entries, with the file in it", notes,
            median(files["open and read all, with the file"]), "s",
            reference="the same without the file",
            reference_figure=median(files["open and read all, without the file"])),
    ]


def lock_rows(found):
    """The reference is what locking took before: waiting for the work to end first."""
    lines, rows = found["lock"], []
    for name, runs in lines.items():
        if not name.endswith(": no key left"):
            continue
        work, given = name[:-len(": no key left")], f"{runs['amount']:,} entries open"
        rows.append(Row(work + ": no key left", given, median(runs), "s", 0.1,
                        reference="waiting for the work to end",
                        reference_figure=median(lines[name + ", waiting for the work"])))
        rows.append(Row(work + ": nothing left", given, median(lines[work + ": nothing left"]), "s"))
    return rows


def law_rows(found):
    lines = found["law"]
    one, naive = lines["law: findings of one case"], lines["law: findings of one case, naive"]
    boards, whole = lines["law: boards of a hundred cases"], lines["law: verdicts of all cases"]
    plain = lines["law: verdicts of a hundred cases, naive"]
    gap, read = lines["law: definition gap of all cases"], lines["law: read all definitions"]
    laws = f"40 statements, {one['amount']} definitions"
    vault = f"{whole['amount']:,} cases, {one['amount']} definitions"
    by_text = "expressions read again each time"

    def each(runs):
        return median(runs) / runs["amount"]

    return [
        Row("all findings of one case, with their statements", laws, median(one), "s", 0.005,
            cpu=median(one, "cpu_s"), reference=f"{by_text}, verdicts alone",
            reference_figure=median(naive)),
        Row("board of one case: findings, shortest questions, their rank", laws, each(boards), "s",
            0.005),
        Row("every case valued again", vault, median(whole), "s", 1.0, cpu=median(whole, "cpu_s"),
            reference=by_text, reference_figure=each(plain) * whole["amount"]),
        Row("definition gap of every case", vault, median(gap), "s"),
        Row("definitions read, checked and compiled", f"{read['amount']} files", median(read), "s"),
    ]


def debt_rows(found):
    seconds = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3}
    taken = {one["run_name"]: one["cpu_time"] * seconds[one["time_unit"]] for one in found["debt"]}
    bare = "three balances in bare whole numbers, nothing kept"
    lines = "a debt, interest, a wage, food, a fine, cash"

    def row(what, name, budget=None):
        return Row(what, lines, taken[name], "s", budget, reference=bare,
                   reference_figure=taken["bare_600_months"])

    return [
        row("a ledger of 600 months: as told and as evidenced", "ledgers_600_months", 0.001),
        row("the same with the law: three ledgers, caps, claims", "ledgers_600_months_by_law"),
        row("compensation for 600 wages that were never paid", "overdue_600_wages"),
    ]


def estimate_rows(found):
    lines = found["estimate"]
    resamples = "1,000 resamples of 345 people"

    def one(what, given, name, budget=None, reference="", seconds=None):
        return Row(what, given, median(lines[name]), "s", budget, cpu=median(lines[name], "cpu_s"),
                   reference=reference, reference_figure=seconds)

    def plainly(what, given, name, plain, reference):
        return one(what, given, name, None, reference,
                   median(lines[plain]) / lines[plain]["amount"] * lines[name]["amount"])

    def threads(what, name):
        return Row(f"two threads beside one: {what}", "the same bytes from both",
                   median(lines[name + ", one thread"]) / median(lines[name + ", two threads"]),
                   "times", 1.8, True)

    five, eight = "five lists, stepwise with a thousand resamples", \
        "eight lists, stepwise with a thousand resamples"
    chains = "latent class: four chains of 510,000 sweeps"
    graphs, more = "decomposable, five lists, few people", "decomposable, five lists, many people"
    whole = lines["five lists, all models of order 3 fitted and checked"]
    return [
        one("five lists, stepwise, BCa, one core", resamples, five + ", one thread", 1.0,
            "R: MSE 1.2.0", 51),
        one("five lists, all models of order 3, checked", f"{whole['amount']:,} models",
            whole["what"], 0.5, "R: MSE 1.2.0", 9.4),
        one("five lists, every pairwise model in each resample", f"1,024 models, {resamples}",
            "1,000 resamples over 1,024 models", 60, "R: MSE 1.2.0, the best 100 alone", 216),
        one("eight lists, stepwise, BCa, one core", "1,000 resamples", eight + ", one thread", 30,
            "R: SparseMSE, not finished after", 700),
        one("latent classes, four chains, one core", "510,000 sweeps each", chains + ", one thread", 8,
            "R: LCMCR, four times its quickest chain", 4 * 2.6),
        one("decomposable graphs, five lists, one core", f"{lines[graphs]['amount']} people", graphs,
            0.5, "R: dga, a grid somewhat longer", 0.3),
        one("the same, more people", f"{lines[more]['amount']:,} people", more, 0.5,
            "R: dga, a grid about as long, at least", 1),
        Row("the memory of it", "a process that does only this", lines[more + ", memory"]["peak_mib"],
            "MiB", 50, reference="R: dga, a grid about as long, at least", reference_figure=300),
        threads("five lists, stepwise", five),
        threads("eight lists, stepwise", eight),
        threads("latent classes", chains),
        plainly("pairwise models fitted", "five lists, ordinary resamples",
                "the ordinary ones of these, fitted unchecked", "the same, plainly, with Eigen",
                "the same with Eigen's QR"),
        plainly("every pairwise model in each resample", resamples,
                "1,000 resamples over 1,024 models",
                "1,000 resamples over 1,024 models, each model fitted", "each model fitted"),
        plainly("sweeps of latent classes", "four chains of 510,000", chains + ", one thread",
                "latent class: sweeps of one chain, the plain way", "the sweep in logarithms"),
    ]


def all_rows(found):
    return process_rows(found) + search_rows(found) + storing_rows(found) + file_rows(found) + \
        lock_rows(found) + law_rows(found) + \
        debt_rows(found) + estimate_rows(found)


def missed(found):
    return [row for row in all_rows(found) if not row.kept()]


def machine():
    model = "an unknown processor"
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    return f"{model}, {os.sysconf('SC_NPROCESSORS_ONLN')} cores, shared with other work"


def small_lines(found):
    out = ["| what | time | per second |", "|---|---|---|"]
    for one in found["small"]:
        name = one["run_name"].replace("_", " ").replace("/", ": ")
        unit = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3}[one["time_unit"]]
        if "items_per_second" in one:
            speed = f"{one['items_per_second']:,.0f}"
        else:
            speed = f"{one['bytes_per_second'] / 1e6:,.0f} MB"
        out.append(f"| {name} | {amount(one['cpu_time'] * unit, 's')} | {speed} |")
    return out


HEAD = "| what | input | budget | measured | | CPU time | reference | ratio |\n" \
       "|---|---|---|---|---|---|---|---|"


ESTIMATE = "## How many nobody has seen"


def estimate_part(found):
    """This part alone, as it stands in the page: it can be measured by itself."""
    return [
        ESTIMATE, "",
        f"{circumstances(found)}. What R took stands in the notes, section 8 (R 4.2.2, two shared "
        "cores under load: upper bounds); R is not run here.", "",
        HEAD, *[row.line() for row in estimate_rows(found)], "",
    ]


def circumstances(found):
    return (f"{datetime.date.today().isoformat()} · {found['cores']} cores of: {machine()} (load "
            f"{found['load']:.0f}{', measured before the other work' if found['first'] else ''}) · "
            "release build, g++ 12 · medians")


def page(found):
    lost = missed(found)
    verdict = "Every budget is kept." if not lost else \
        "Missed: " + "; ".join(f"{row.what} ({amount(row.figure, row.unit)}, allowed "
                               f"{amount(row.budget, row.unit)})" for row in lost) + "."
    parts = [
        "<!-- SPDX-License-Identifier: Apache-2.0 -->",
        "<!-- Written by bench/run.py; do not edit. -->",
        "# Speed and memory, measured",
        "",
        circumstances(found) + ".",
        "",
        f"**{verdict}**",
        "",
        "The reference is measured in the same run on the same disk. The ratio says how many times "
        "longer than the reference (or, for rates, how many times fewer). Where a figure waits for the "
        "disk, the bare inserts beside it say what the disk gave at that moment.",
        "",
        "## Start, memory", "", HEAD, *[row.line() for row in process_rows(found)],
        "",
        "With the usual strength the key derivation takes 256 MiB for about a second while the "
        "vault is being unlocked, and gives them back.",
        "",
        "## Finding", "", HEAD, *[row.line() for row in search_rows(found)],
        "",
        "## Storing, reading, verifying", "", HEAD, *[row.line() for row in storing_rows(found)],
        "",
        "## Attached files", "",
        "Memory is what was held at most beyond what was held before.", "",
        HEAD, *[row.line() for row in file_rows(found)],
        "",
        "## Locking", "",
        "From the wish to lock, while the desk does this.", "",
        HEAD, *[row.line() for row in lock_rows(found)],
        "",
        "## Law", "",
        "Both evaluators must agree on a hundred cases before anything is timed.", "",
        HEAD, *[row.line() for row in law_rows(found)],
        "",
        "## The ledger", "", HEAD, *[row.line() for row in debt_rows(found)],
        "",
        *estimate_part(found),
        "## Small parts", "", *small_lines(found), "",
        "`./start` from nothing: [start_from_nothing.md](start_from_nothing.md).", "",
    ]
    return "\n".join(parts)
