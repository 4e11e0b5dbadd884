# SPDX-License-Identifier: Apache-2.0
"""Splink on DuckDB over the people of link_bench.py, with the rules and comparisons of link_rules.toml.

    python3 link_splink.py people.csv tight|loose

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
PEOPLE = """create table p as select unique_id, cluster, nullif(first_name,'') first_name, nullif(surname,'') surname,
 nullif(dob,'') dob, nullif(postcode,'') postcode, nullif(occupation,'') occupation, nullif(gender,'') gender
 from read_csv('{}', header=true, all_varchar=true)"""
TIGHT = [("first_name", "surname"), ("surname", "dob"), ("first_name", "dob"), ("postcode", "surname"),
         ("postcode", "first_name"), ("dob", "postcode"),
         ("substr(first_name,1,3)", "substr(surname,1,4)", "substr(dob,1,4)")]


def settings(rules):
    rare = {"term_frequency_adjustments": True}
    return SettingsCreator(
        link_type="dedupe_only", blocking_rules_to_generate_predictions=[block_on(*rule) for rule in rules],
        comparisons=[cl.JaroWinklerAtThresholds("first_name", [.92, .8]).configure(**rare),
                     cl.JaroWinklerAtThresholds("surname", [.92, .8]).configure(**rare),
                     cl.DamerauLevenshteinAtThresholds("dob", [1, 2]),
                     cl.LevenshteinAtThresholds("postcode", [1]).configure(**rare),
                     cl.ExactMatch("occupation"), cl.ExactMatch("gender")],
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
    con.execute(PEOPLE.format(people))
    rules = TIGHT if which == "tight" else [("postcode",), *TIGHT]
    linker = Linker(DuckDBAPI(con).register(con.table("p")), settings(rules))
    linker.training.estimate_probability_two_random_records_match(
        [block_on("first_name", "surname", "dob"), block_on("dob", "postcode", "surname")], recall=.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6)
    for keys in (("first_name", "surname"), ("dob", "postcode")):
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
