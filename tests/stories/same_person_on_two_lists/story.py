# SPDX-License-Identifier: Apache-2.0
"""The same person on two lists: invented people are linked through the real program, the table goes on to the
estimate, a pair is explained, settings are kept and used again; bad lists are named and write nothing."""

import csv
import json
import random

GIVEN = ["Zuhra", "Bakyt", "Aigul", "Rustam", "Nilufar", "Timur", "Gulnara", "Alisher", "Madina", "Farhod", "Saida",
         "Jasur", "Zarina", "Bobur", "Malika", "Otabek"]
FAMILY = ["Karimova", "Usenov", "Toktosunova", "Rakhimov", "Yusupova", "Nazarov", "Saidova", "Ergashev", "Abdullaeva",
          "Tursunov", "Mirzaeva", "Kadyrov", "Isaeva", "Sultanov", "Beishenova", "Ismoilov", "Hakimova", "Juraev"]


def tell(stage):
    people = invented(400)
    write_lists(stage, people)
    tell_links(stage)
    tell_overlap(stage)
    tell_again(stage)
    tell_why(stage)
    tell_for_people(stage)
    tell_shards(stage)
    tell_decisions(stage)
    tell_bad_lists(stage)


def invented(number):
    random.seed(5)
    people = []
    for who in range(1, number + 1):
        born = f"19{random.randint(60, 99)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        people.append((who, random.choice(GIVEN), random.choice(FAMILY), born, random.choice("fm")))
    return people


def with_a_slip(word):
    at = random.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2:]


def write_lists(stage, people):
    """Each list has 200 of the people; the second in another order of columns, in another hand."""
    random.seed(6)
    with open(stage.work / "shelter.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["case_id", "first_name", "surname", "date of birth", "sex", "who"])
        for who, given, family, born, sex in random.sample(people, 200):
            rows.writerow([f"S{who}", given, family if random.random() > 0.1 else with_a_slip(family), born, sex, who])
    with open(stage.work / "hotline.csv", "w", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(["Фамилия", "Имя", "Дата рождения", "who"])
        for who, given, family, born, _ in random.sample(people, 200):
            year, month, day = born.split("-")
            rows.writerow([family, given, f"{day}.{month}.{year}" if random.random() > 0.1 else "", who])


LISTS = ("shelter.csv", "hotline.csv")


def linked(stage, *words, code=0):
    done = stage.manumit("link", *LISTS, "--truth", "who", *words, "--json", passphrase=None, code=code)
    return json.loads(done.stdout)


def tell_links(stage):
    answer = linked(stage, "--deduplicated", "shelter.csv,hotline.csv", "--out", "clusters.csv", "--pairs", "pairs.csv",
                    "--at-least", "-5")
    assert answer["records"] == 400 and answer["settings_guessed"] is True
    roles = {column["name"]: column["role"] for column in answer["columns"]}
    assert roles == {"first_name": "given_name", "surname": "family_name", "date of birth": "birth_date",
                     "sex": "sex"}, roles
    judged = answer["judged"]
    for over, least in (("pair", 0.9), ("cluster", 0.9), ("b_cubed", 0.9)):
        rates = judged[over]
        assert rates["f1"] > least, judged
        assert rates["f1_95"][0] <= rates["f1"] <= rates["f1_95"][1], rates
    with open(stage.work / "clusters.csv", newline="") as file:
        clusters = list(csv.DictReader(file))
    assert list(clusters[0]) == ["source", "row", "id", "cluster"]
    assert len(clusters) == 400 and len({one["cluster"] for one in clusters}) == answer["clusters"]
    assert clusters[0]["cluster"] == "shelter.csv:2" and clusters[0]["id"].startswith("S")
    with open(stage.work / "pairs.csv", newline="") as file:
        pairs = list(csv.DictReader(file))
    assert len(pairs) == answer["pairs"] and all(float(one["weight"]) >= -5 for one in pairs)
    # Nobody stands twice on a list on which nobody stands twice.
    assert all(one["source_a"] != one["source_b"] for one in pairs)
    # What judges is never used or printed.
    assert "who" not in roles and '"who"' not in json.dumps(answer["comparisons"])


def tell_overlap(stage):
    answer = linked(stage, "--overlap", "overlap.csv")
    with open(stage.work / "overlap.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["shelter", "hotline", "count"], rows
    assert sum(int(row["count"]) for row in rows) == answer["clusters"]
    # The estimate reads it as it is: some 400 people, of whom about 300 were seen.
    done = stage.manumit("estimate", "overlap.csv", "--bootstrap", "50", "--json", passphrase=None)
    chapman = next(one for one in json.loads(done.stdout)["methods"] if one["method"] == "chapman")
    assert 330 < chapman["n_hat"] < 480, chapman["n_hat"]
    # Draws of what is unsure go on to it too.
    answer = linked(stage, "--draws", "5", "--overlap", "draws.csv")
    assert len(answer["draws"]["clusters"]) == 5 and len(set(answer["draws"]["clusters"])) > 1, answer["draws"]
    done = stage.manumit("estimate", "draws.csv", "--draws", "draw", "--bootstrap", "50", "--json", passphrase=None)
    assert json.loads(done.stdout)["linkage"][0]["draws"] == 5, json.loads(done.stdout)["linkage"]


def tell_again(stage):
    """The settings that held give the same answer again, with one thread or two."""
    without = ("timings", "settings_guessed")
    first = linked(stage, "--settings-out", "link.toml", "--threads", "1")
    for threads in ("1", "2"):
        again = linked(stage, "--settings", "link.toml", "--threads", threads)
        assert again["settings_guessed"] is False
        for name in first:
            if name not in without:
                assert again[name] == first[name], name


def tell_why(stage):
    with open(stage.work / "pairs.csv", newline="") as file:
        best = max(csv.DictReader(file), key=lambda one: float(one["weight"]))
    pair = f'{best["source_a"]}:{best["row_a"]},{best["source_b"]}:{best["row_b"]}'
    answer = linked(stage, "--explain", pair)
    why, = answer["explained"]
    assert abs(why["prior_bits"] + sum(part["bits"] for part in why["parts"]) - why["weight"]) < 1e-3, why
    said = stage.manumit("link", *LISTS, "--ignore", "who", "--explain", pair, passphrase=None).stdout
    assert f'{best["source_a"]}:{best["row_a"]}' in said and "several words agree" in said, said


def tell_for_people(stage):
    done = stage.manumit("link", *LISTS, "--truth", "who", passphrase=None)
    for part in ("records: 400, lists: 2, people:", "On which lists", "What agreement tells", "B-cubed",
                 "[[comparison]]"):
        assert part in done.stdout, part
    russian = stage.manumit("link", *LISTS, "--truth", "who", passphrase=None, env={"LANG": "ru_RU.UTF-8"})
    assert "записей: 400, списков: 2, людей:" in russian.stdout, russian.stdout[:300]


def tell_shards(stage):
    """Sixteen parts give what one run gives; a part that was lost is named and run again."""
    stage.manumit("link", "plan", *LISTS, "--truth", "who", "--shards", "16", "--plan", "parts", passphrase=None)
    assert "Karimova" not in (stage.work / "parts" / "plan.toml").read_text()

    def part(number):
        return stage.manumit("link", "shard", str(number), *LISTS, "--truth", "who", "--plan", "parts",
                             passphrase=None)

    def merge(code=0):
        (stage.work / "merged.csv").unlink(missing_ok=True)
        return stage.manumit("link", "merge", *LISTS, "--truth", "who", "--plan", "parts", "--out", "merged.csv",
                             "--json", passphrase=None, code=code)

    for number in range(16, 0, -1):
        part(number)
    (stage.work / "parts" / "shard-5.pairs").unlink()
    whole = (stage.work / "parts" / "shard-9.pairs").read_bytes()
    (stage.work / "parts" / "shard-9.pairs").write_bytes(whole[:-1])
    lost = merge(code=1)
    assert "5, 9 missing" in lost.stderr and not (stage.work / "merged.csv").exists(), lost.stderr
    part(5)
    part(9)
    assert (stage.work / "parts" / "shard-9.pairs").read_bytes() == whole
    assert "already" in part(5).stderr
    merged = json.loads(merge().stdout)
    at_once = linked(stage, "--out", "at_once.csv")
    for name in at_once:
        if name not in ("timings", "settings_guessed"):
            assert merged[name] == at_once[name], name
    assert (stage.work / "merged.csv").read_bytes() == (stage.work / "at_once.csv").read_bytes()


def tell_decisions(stage):
    """What a person writes beside the pairs holds the next time."""
    linked(stage, "--pairs", "doubt.csv", "--at-least", "-12")
    with open(stage.work / "doubt.csv", newline="") as file:
        pairs = sorted(csv.DictReader(file), key=lambda one: float(one["weight"]))
    least, most = pairs[0], pairs[-1]
    least["decision"], most["decision"] = "same", "not_same"
    with open(stage.work / "doubt.csv", "w", newline="") as file:
        rows = csv.DictWriter(file, list(least), restval="")
        rows.writeheader()
        rows.writerows(pairs)
    linked(stage, "--decisions", "doubt.csv", "--out", "decided.csv")
    with open(stage.work / "decided.csv", newline="") as file:
        cluster = {(one["source"], one["row"]): one["cluster"] for one in csv.DictReader(file)}

    def is_one(pair):
        return (cluster[pair["source_a"], pair["row_a"]] == cluster[pair["source_b"], pair["row_b"]])

    assert is_one(least) and not is_one(most)


def tell_bad_lists(stage):
    (stage.work / "ragged.csv").write_text("name,dob\nZuhra Karimova,1991\nBakyt\n")
    (stage.work / "again.csv").write_bytes((stage.work / "shelter.csv").read_bytes())
    (stage.work / "bad.toml").write_text("format = 1\ncolour = 2\n")
    for words, part in ((["ragged.csv"], "ragged.csv, row 3"),
                        (["shelter.csv", "again.csv"], "again.csv"),
                        (["shelter.csv", "--truth", "nowhere"], "nowhere"),
                        (["shelter.csv", "--settings", "bad.toml"], "bad.toml, line 2"),
                        (["shelter.csv", "--explain", "shelter.csv:2,shelter.csv:9999"], "--explain"),
                        (["shelter.csv", "--overlap", "one.csv"], "single list"),
                        (["shelter.csv", "--deduplicated", "other.csv"], "other.csv"),
                        (["nobody.csv"], "nobody.csv")):
        done = stage.manumit("link", *words, passphrase=None, code=1)
        assert done.stdout == "" and part in done.stderr, (words, done.stderr)
        assert "Karimova" not in done.stderr
    assert not (stage.work / "one.csv").exists()
    for words in ([], ["shelter.csv", "--at-least", "much"], ["shelter.csv", "--threads", "0"]):
        stage.manumit("link", *words, passphrase=None, code=2)
    # A file that is there is not replaced.
    (stage.work / "kept.csv").write_text("mine")
    done = stage.manumit("link", "shelter.csv", "--out", "kept.csv", passphrase=None, code=1)
    assert (stage.work / "kept.csv").read_text() == "mine" and "kept.csv" in done.stderr, done.stderr
