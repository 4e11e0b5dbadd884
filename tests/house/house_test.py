#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What no compiler sees of STYLE.md sections 1, 4 and 12, over the whole repository.

    python3 house_test.py [REPOSITORY]

Needs the standard library of Python alone. `ctest -R '^house$'` runs it.
"""

import ast
import json
import re
import subprocess
import sys
import tempfile
import unittest
from collections import defaultdict
from pathlib import Path
from statistics import median

from cpp_reading import calls_of, functions_of, includes_of, without_comments

ROOT = Path(sys.argv.pop(1) if len(sys.argv) > 1 else Path(__file__).parents[2]).resolve()

CPP = {".cpp", ".h"}
COMMENTED = CPP | {".py", ".ts", ".js", ".svelte", ".css", ".html", ".cmake", ".sh", ".toml",
                   ".yaml", ".yml", ".md"}
WRITTEN_BY_PROGRAMS = ("web/dist/", "tests/golden/")
OTHER_PEOPLES_TEXT = {"LICENSE"}

MOST_FILE_LINES = 700
MOST_FUNCTION_LINES = 60

# What the language and the operating system give; everything else in <> is a third party's.
OF_THE_SYSTEM = re.compile(r"^([a-z_]+|(c?std)?[a-z0-9_]+\.h|(sys|netinet|arpa|linux)/[a-z_]+\.h)$")
NOT_OF_THE_SYSTEM = {"sqlite3.h", "sodium.h", "microhttpd.h", "expat.h", "zip.h", "zlib.h",
                     "qrencode.h", "toml.h"}
ALLOWED_IN_A_DOOR = {"tl/expected.hpp"}
FOR_TESTS = {"doctest/doctest.h", "rapidcheck.h"}

# A third party belongs to one module. Where two have it, each has its reason; a third one would
# need a better reason than these.
SHARED_THIRD_PARTIES = {
    "sqlite3.h": {"vault": "the file on disk", "casework": "the search, in memory"},
    "sodium.h": {"vault": "all sealing and signing",
                 "estimate": "the hash by which a table is known again"},
    "toml++": {"casework": "the vocabulary", "exchange": "a case written by hand",
               "law": "the definitions", "link": "how lists are linked",
               "debt": "wage rules, and accounts written by hand",
               "gap": "what measures stand for, and claims written by hand"},
    "boost": {"estimate": "posteriors and tails", "gap": "the limits of exact intervals"},
    "nlohmann": {"desk": "requests and answers", "cli": "the catalogue of words"},
    "unicode": {"base": "encodings and normal forms", "text": "scripts without a table of ours",
                "exchange": "names of languages"},
    "tl": {"base": "Result"},
}

# Written apart, so that this file does not find itself.
NOWHERE = [r"(?<![\w.-])/" + "work/", r"(?<![\w.-])/" + "root/", "/" + "home/" + r"[a-z]",
           "registry" + r"\.npmjs\.org", "registry" + r"\.yarnpkg\.com", r"pypi" + r"\.org/simple",
           "proxy" + r"\.golang\.org", "artifac" + "tory"]
# The home of root on the bare machine that the script makes for itself.
PLACES_WITH_A_REASON = {"bench/start_from_nothing.sh"}
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")


def listed():
    """The files that belong to the repository: those that git knows or would add."""
    asked = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard", "-z"],
                           capture_output=True, check=False)
    if asked.returncode == 0:
        names = asked.stdout.decode().split("\0")
    else:
        names = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*")]
        names = [n for n in names if not re.match(r"(build|\.git)/|.*(node_modules|__pycache__)/", n)]
    paths = [ROOT / name for name in names if name]
    return [path for path in paths if path.is_file() and not path.is_symlink()]


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def text_of(path):
    """The text of a file, or None if it is no text."""
    content = path.read_bytes()
    if b"\0" in content:
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


FILES = listed()
TEXTS = {name_of(path): text_of(path) for path in FILES}
TEXTS = {name: text for name, text in TEXTS.items()
         if text is not None and not name.startswith(WRITTEN_BY_PROGRAMS)}
SOURCES = {name: text for name, text in TEXTS.items()
           if Path(name).suffix in CPP and name.startswith(("src/", "bench/", "tests/"))}


def is_test(name):
    return bool(re.search(r"(_test|_fuzz)\.cpp$|/test_\w+\.(h|cpp)$|doctest_main", name)) or \
        name.startswith("tests/")


def doors():
    """module -> its doors, as its CMakeLists.txt names them."""
    found = {}
    for name, text in TEXTS.items():
        if not re.fullmatch(r"src/\w+/CMakeLists\.txt", name):
            continue
        call = re.search(r"manumit_module\(\s*(\w+)(.*?)\)", text, re.S)
        if call:
            found[call[1]] = listed_in(call[2], "DOORS")
    return found


def listed_in(arguments, word):
    """What stands behind a word of a CMake call of ours, up to the next such word."""
    named = re.search(rf"\b{word}\b(.*?)(\b(DOORS|SOURCES|NEEDS|USES|SYSTEM|TEST_NEEDS)\b|$)",
                      arguments, re.S)
    return set(named[1].split()) if named else set()


def third_party(header):
    last = header.rsplit("/", 1)[-1]
    return last in NOT_OF_THE_SYSTEM or not OF_THE_SYSTEM.match(header)


class House(unittest.TestCase):
    maxDiff = None

    def none(self, faults, rule):
        self.assertFalse(faults, f"{rule}:\n  " + "\n  ".join(sorted(faults)))

    def test_there_is_something_to_look_at(self):
        self.assertGreater(len(SOURCES), 20)
        self.assertIn("base", doors())
        self.assertIn("result.h", doors()["base"])

    def test_the_reading_of_code_finds_what_it_should(self):
        body = "  work();\n" * MOST_FUNCTION_LINES
        sample = "namespace a {\nconst int kTable[] = {\n" + "1,\n" * 90 + "};\n" \
            "Result<void> B::go(int x) const {\n  // }\n  print(\"{\");\n  if (x) {\n" + body + \
            "  }\n}\nstruct C {\n  C() : x_{1} { y(); }\n  int x_;\n};\n}\n"
        found = {name: lines for name, _, lines in functions_of(sample)}
        self.assertEqual(found, {"B::go": MOST_FUNCTION_LINES + 6, "C": 1})
        call = 'return fail(Error::Kind::bad_input, "one "\n "sentence", place(a, "b"), "next");'
        self.assertEqual(calls_of(call), ["one sentence", "next"])
        self.assertTrue(third_party("sqlite3.h"))
        self.assertTrue(third_party("nlohmann/json.hpp"))
        self.assertFalse(third_party("vector"))
        self.assertFalse(third_party("sys/random.h"))

    def test_no_door_shows_a_third_party(self):
        faults = []
        for module, named in doors().items():
            for door in named:
                for header, quoted in includes_of(TEXTS.get(f"src/{module}/{door}", "")):
                    if not quoted and third_party(header) and header not in ALLOWED_IN_A_DOOR:
                        faults.append(f"src/{module}/{door} includes <{header}>")
        self.none(faults, "A door includes no third-party header")

    def test_a_door_includes_only_doors(self):
        known = {f"{module}/{door}" for module, named in doors().items() for door in named}
        faults = [f"{module}/{door} includes \"{header}\""
                  for module, named in doors().items() for door in named
                  for header, quoted in includes_of(TEXTS.get(f"src/{module}/{door}", ""))
                  if quoted and header not in known]
        self.none(faults, "What a door includes must be a door too")

    def test_a_benchmark_names_what_its_headers_need(self):
        """No other test builds bench/: it would break unseen when a door takes in another's."""
        known, faults = doors(), []
        calls = re.findall(r"^manumit_bench\((\w+)(.*?)\)", TEXTS["bench/CMakeLists.txt"], re.S | re.M)
        self.assertGreater(len(calls), 5)
        for target, arguments in calls:
            sources, needs = (listed_in(arguments, word) for word in ("SOURCES", "NEEDS"))
            seen = [f"bench/{name}" for name in sources]
            seen += [f"src/{need}/{door}" for need in needs for door in known[need]]
            faults += [f"{target}: {name} includes \"{header}\""
                       for name in seen for header, quoted in includes_of(TEXTS[name])
                       if quoted and header.split("/")[0] in set(known) - needs and "/" in header]
        self.none(set(faults), "A benchmark NEEDS every module whose doors it comes to see")

    def test_a_third_party_belongs_to_one_module(self):
        users = defaultdict(set)
        for name, text in SOURCES.items():
            if is_test(name) or not name.startswith("src/"):
                continue
            for header, quoted in includes_of(text):
                if not quoted and third_party(header) and header not in FOR_TESTS:
                    users[header.split("/")[0]].add(name.split("/")[1])
        faults = [f"{party}: {', '.join(sorted(modules))}" for party, modules in users.items()
                  if len(modules) > 1 and not modules <= set(SHARED_THIRD_PARTIES.get(party, {}))]
        self.none(faults, "A third-party header is used in one module")

    def test_every_source_says_its_licence(self):
        faults = []
        for name, text in TEXTS.items():
            commented = Path(name).suffix in COMMENTED or name.endswith("CMakeLists.txt") or \
                text.startswith("#!")
            if commented and name not in OTHER_PEOPLES_TEXT and \
                    "SPDX-License-Identifier: Apache-2.0" not in "\n".join(text.split("\n")[:6]):
                faults.append(name)
        self.none(faults, "Each source file names its licence in its first lines")

    def test_no_file_is_too_long(self):
        lengths = {name: text.count("\n") for name, text in SOURCES.items()}
        faults = [f"{name}: {lines}" for name, lines in lengths.items() if lines > MOST_FILE_LINES]
        self.none(faults, f"A file has at most {MOST_FILE_LINES} lines")
        self.assertLessEqual(share_above(lengths.values(), 450), 0.05, "95 of 100 files: 450 lines")

    def test_no_function_is_too_long(self):
        lengths = {}
        for name, text in SOURCES.items():
            for function, line, lines in functions_of(text):
                lengths[f"{name}:{line} {function}"] = lines
        for name, text in TEXTS.items():
            if name.endswith(".py"):
                lengths.update(python_functions(name, text))
        self.assertGreater(len(lengths), 100)
        faults = [f"{place}: {lines}" for place, lines in lengths.items()
                  if lines > MOST_FUNCTION_LINES]
        self.none(faults, f"A function has at most {MOST_FUNCTION_LINES} lines")
        self.assertLessEqual(share_above(lengths.values(), 40), 0.05, "95 of 100 functions: 40 lines")
        self.assertLessEqual(median(lengths.values()), 8, "functions are short")

    def test_clang_format_decides_layout(self):
        done = subprocess.run(["clang-format-14", "--dry-run", *(ROOT / name for name in SOURCES)],
                              cwd=ROOT, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        faults = {line.split(":")[0] for line in done.stderr.splitlines()
                  if "[-Wclang-format-violations]" in line}
        self.none(faults, "clang-format-14 -i lays these out")

    def test_every_error_sentence_is_translated(self):
        catalogue = ROOT / "i18n" / "ru.json"
        if not catalogue.exists():
            self.skipTest("i18n/ru.json does not stand yet, so no sentence can be looked up")
        known = json.loads(catalogue.read_text("utf-8")).get("errors", {})
        faults = []
        for name, text in SOURCES.items():
            if name.startswith("src/") and not is_test(name):
                faults += [f"{name}: {sentence}" for sentence in calls_of(text)
                           if sentence not in known]
        self.none(set(faults), "Every error sentence has a Russian twin under \"errors\"")

    def test_error_sentences_are_calm(self):
        faults = []
        for name, text in SOURCES.items():
            if not name.startswith("src/") or is_test(name):
                continue
            for sentence in calls_of(text):
                if sentence.endswith((".", "!")) and not sentence.endswith("…"):
                    faults.append(f"{name}: {sentence}")
        self.none(set(faults), "An error sentence has no full stop and does not shout")

    def test_nothing_tells_where_it_was_made(self):
        faults = [f"{name}: {found.group(0)}" for name, text in TEXTS.items()
                  if name not in PLACES_WITH_A_REASON
                  for pattern in NOWHERE for found in re.finditer(pattern, text)]
        self.none(set(faults), "No path of one machine and no host of a package registry")

    def test_the_lock_file_names_no_host(self):
        locks = [name for name in TEXTS if name.endswith("package-lock.json")]
        faults = [name for name in locks if '"resolved"' in TEXTS[name]]
        self.none(faults, "A lock file holds hashes, not addresses")

    def test_a_script_asked_for_help_helps_and_writes_nothing(self):
        for script in ("examples/partner/make_workbook.py", "tools/read_dump.py"):
            with self.subTest(script), tempfile.TemporaryDirectory() as folder:
                done = subprocess.run([sys.executable, ROOT / script, "--help"], cwd=folder,
                                      capture_output=True, text=True, timeout=60, check=False)
                self.assertEqual(list(Path(folder).iterdir()), [])
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertIn(Path(script).name, done.stdout)

    def test_nothing_is_left_for_later(self):
        faults = [f"{name}: {found.group(0)}" for name, text in TEXTS.items()
                  if Path(name).suffix in COMMENTED for found in UNFINISHED.finditer(text)]
        self.none(faults, "No note that something is unfinished")

    def test_a_property_that_fails_fails_its_test(self):
        faults = [name for name, text in SOURCES.items()
                  if re.search(r"^\s*rc::check\(", without_comments(text), re.M)]
        self.none(faults, "rc::check only gives an answer: it stands inside of CHECK")

    def test_nothing_is_thrown(self):
        faults = [name for name, text in SOURCES.items() if name.startswith("src/")
                  and re.search(r"\bthrow\b", without_comments(text))]
        self.none(faults, "We throw nothing")


def share_above(lengths, most):
    lengths = list(lengths)
    return sum(lines > most for lines in lengths) / len(lengths)


def python_functions(name, text):
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {f"{name}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
            for node in ast.walk(ast.parse(text)) if isinstance(node, kinds)}


if __name__ == "__main__":
    unittest.main(verbosity=2)
