# SPDX-License-Identifier: Apache-2.0
"""Splink on DuckDB over the people of link_bench.py, with the rules and comparisons of link_rules.toml, or over
historical people with those of link_historical.toml.

    python3 link_splink.py people.csv tight|loose|historical

Prints one line of JSON: seconds of the prediction and of everything, pairs, and how well pairs and clusters agree with the
column `cluster`. Needs `splink` and `duckdb`; two threads.
"""

import json
import resource
import sys
import time

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

THREADS = 2
RARE = {"term_frequency_adjustments": True}
NAMES = [cl.JaroWinklerAtThresholds("first_name", [.92, .8]).configure(**RARE),
         cl.JaroWinklerAtThresholds("surname", [.92, .8]).configure(**RARE),
         cl.DamerauLevenshteinAtThresholds("dob", [1, 2])]
TIGHT = [("first_name", "surname"), ("surname", "dob"), ("first_name", "dob"), ("postcode", "surname"),
         ("postcode", "first_name"), ("dob", "postcode"),
         ("substr(first_name,1,3)", "substr(surname,1,4)", "substr(dob,1,4)")]
MADE = {"chance_pairs": 5e6, "columns": ["first_name", "surname", "dob", "postcode", "occupation", "gender"],
        "comparisons": [*NAMES, cl.LevenshteinAtThresholds("postcode", [1]).configure(**RARE),
                        cl.ExactMatch("occupation"), cl.ExactMatch("gender")],
        "prior": [("first_name", "surname", "dob"), ("dob", "postcode", "surname")],
        "training": [("first_name", "surname"), ("dob", "postcode")]}
JOBS = {
    "tight": {**MADE, "rules": TIGHT},
    "loose": {**MADE, "rules": [("postcode",), *TIGHT]},
    "historical": {
        "chance_pairs": 1e7,  # As many as the model that Splink's authors show for these people draws.
        "columns": ["first_name", "surname", "dob", "postcode_fake", "birth_place", "occupation"],
        "comparisons": [*NAMES, cl.LevenshteinAtThresholds("postcode_fake", [1]).configure(**RARE),
                        cl.ExactMatch("birth_place").configure(**RARE), cl.ExactMatch("occupation").configure(**RARE)],
        "rules": [("substr(first_name,1,3)", "substr(surname,1,4)"), ("surname", "dob"), ("first_name", "dob"),
                  ("postcode_fake", "first_name"), ("postcode_fake", "surname"), ("dob", "birth_place"),
                  ("substr(postcode_fake,1,3)", "dob"), ("substr(postcode_fake,1,3)", "first_name"),
                  ("substr(postcode_fake,1,3)", "surname"),
                  ("substr(first_name,1,2)", "substr(surname,1,2)", "substr(dob,1,4)")],
        "prior": [("first_name", "surname", "dob"), ("substr(first_name,1,2)", "surname", "substr(postcode_fake,1,2)"),
                  ("dob", "postcode_fake")],
        "training": [("first_name", "surname"), ("dob",)]}}


def people_in(columns):
    cells = ", ".join(f"nullif({name},'') {name}" for name in columns)
    return f"create table p as select unique_id, cluster, {cells} from read_csv('{{}}', header=true, all_varchar=true)"


def settings(job):
    return SettingsCreator(
        link_type="dedupe_only", blocking_rules_to_generate_predictions=[block_on(*rule) for rule in job["rules"]],
        comparisons=job["comparisons"],
        retain_intermediate_calculation_columns=False, retain_matching_columns=False)


def cpu_seconds():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def agreement(con, clusters):
    joined = (f"(select h.cluster g, k.cluster_id c from p h join {clusters.physical_name} k "
              "on k.unique_id = h.unique_id)")

    def pairs(by):
        return con.execute("select sum(n*(n-1)/2)::double from "
                           f"(select count(*) n from {joined} group by {by})").fetchall()[0][0]
    both, found, true = pairs("g,c"), pairs("c"), pairs("g")
    return {"precision": both / found, "recall": both / true, "f1": 2 * both / (found + true)}


def main():
    people, which = sys.argv[1:]
    begun, cpu = time.time(), cpu_seconds()
    con = duckdb.connect()
    con.execute(f"SET threads={THREADS}")
    job = JOBS[which]
    con.execute(people_in(job["columns"]).format(people))
    linker = Linker(DuckDBAPI(con).register(con.table("p")), settings(job))
    linker.training.estimate_probability_two_random_records_match(
        [block_on(*rule) for rule in job["prior"]], recall=.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=job["chance_pairs"])
    for keys in job["training"]:
        linker.training.estimate_parameters_using_expectation_maximisation(
            block_on(*keys), estimate_without_term_frequencies=True)
    before, cpu_before = time.time(), cpu_seconds()
    predicted = linker.inference.predict(threshold_match_weight=-10)
    after, cpu_after = time.time(), cpu_seconds()
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold_match_probability=.95)
    print(json.dumps({"wall_s": time.time() - begun, "cpu_s": cpu_seconds() - cpu,
                      "predict_wall_s": after - before, "predict_cpu_s": cpu_after - cpu_before,
                      "cluster_pairs": agreement(con, clusters)}))


if __name__ == "__main__":
    main()
