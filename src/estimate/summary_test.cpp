// SPDX-License-Identifier: Apache-2.0
#include "summary.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>

#include "expected_figures.h"
#include "judge.h"
#include "rules.h"

using namespace manumit;
using namespace manumit::estimate;

namespace {

using Rows = std::vector<ListTable::Row>;

ListTable table_over(std::vector<std::string> lists, const Rows& rows) {
  const auto table = ListTable::of(std::move(lists), rows);
  REQUIRE(table);
  return *table;
}

/// Three lists with 100 people and enough overlap: no rule has anything to say of it.
ListTable plain_table() {
  return table_over({"A", "B", "C"}, {{1, 30}, {2, 30}, {4, 25}, {3, 5}, {5, 5}, {6, 4}, {7, 1}});
}

std::vector<std::string> codes_of(const std::vector<Warning>& warnings) {
  std::vector<std::string> codes;
  for (const Warning& warning : warnings)
    codes.push_back(warning.code);
  return codes;
}

bool has(const std::vector<Warning>& warnings, const std::string& code) {
  const auto codes = codes_of(warnings);
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

MethodResult says(Method method, double n_hat) {
  MethodResult result;
  result.method = method;
  result.n_hat = n_hat;
  return result;
}

/// A lower bound whose 95 percent interval begins at `low`.
MethodResult bounded_by(double bound, double low) {
  MethodResult result = says(Method::lower_bound, bound);
  result.diagnostics.numbers["low_95"] = low;
  return result;
}

MethodResult warned(MethodResult result, const std::string& code) {
  result.warnings.push_back({code, {"a sentence of the method", {}}});
  return result;
}

Summary summary_with(const std::vector<MethodResult>& methods, const Settings& settings = {}) {
  const ListTable table = plain_table();
  TableAnswer answer;
  answer.observed = table.people();
  answer.lists = table.names();
  answer.methods = methods;
  return summary_of(answer, footing_of(table, settings), settings);
}

std::string all_english(const Summary& summary) {
  std::string text;
  for (const Sentence& sentence : summary.statements)
    text += in_english(sentence) + "\n";
  for (const Sentence& sentence : summary.assumptions)
    text += in_english(sentence) + "\n";
  return text;
}

}  // namespace

TEST_CASE("footing_of: a table with enough people and overlap raises nothing") {
  const Footing footing = footing_of(plain_table(), {});
  CHECK_FALSE(footing.refused);
  CHECK(footing.warnings.empty());
  CHECK(footing.lists() == 3);
}

TEST_CASE("one_list: one list is refused, two are not") {
  const Footing one = footing_of(table_over({"A"}, {{1, 300}}), {});
  REQUIRE(one.refused);
  CHECK(one.refused->code == "one_list");
  CHECK(methods_wanted(one, {}).empty());
  CHECK_FALSE(footing_of(table_over({"A", "B"}, {{1, 100}, {2, 80}, {3, 20}}), {}).refused);
}

TEST_CASE("two_lists: only the estimate from two lists and the lower bound, marked as assuming") {
  const Footing footing = footing_of(table_over({"A", "B"}, {{1, 100}, {2, 80}, {3, 20}}), {});
  CHECK(codes_of(footing.warnings) == std::vector<std::string>{"two_lists"});
  CHECK(in_english(footing.warnings[0].sentence).find("assumes independence") != std::string::npos);
  CHECK(methods_wanted(footing, {}) == std::vector<Method>{Method::chapman, Method::lower_bound});
  CHECK(refusal_of(footing, Method::stepwise)->code == "two_lists");
  CHECK_FALSE(refusal_of(footing, Method::chapman));
  CHECK_FALSE(has(footing_of(plain_table(), {}).warnings, "two_lists"));
}

TEST_CASE("list_empty: a list that holds nobody is left out, and two remain") {
  const Footing footing = footing_of(table_over({"A", "B", "C"}, {{1, 100}, {4, 80}, {5, 20}}), {});
  CHECK(codes_of(footing.warnings) == std::vector<std::string>{"list_empty", "two_lists"});
  CHECK(footing.left_out == std::vector<std::string>{"B"});
  CHECK(footing.usable->names() == std::vector<std::string>{"A", "C"});
}

TEST_CASE("list_everyone: a list that holds everybody is left out, and one remains: refused") {
  const Footing footing = footing_of(table_over({"A", "B"}, {{1, 100}, {3, 80}}), {});
  CHECK(has(footing.warnings, "list_everyone"));
  CHECK(footing.left_out == std::vector<std::string>{"A"});
  REQUIRE(footing.refused);
  CHECK(footing.refused->code == "one_list");
}

TEST_CASE("no_upper_bound: lists that share nobody are refused, whatever anyone would print") {
  // Notes 2.5, by hand: 10, 8 and 6 people have code 1; one pair sharing 3 is enough for code 0.
  const Footing footing = footing_of(table_over({"A", "B", "C"}, {{1, 10}, {2, 8}, {4, 6}}), {});
  REQUIRE(footing.refused);
  CHECK(footing.refused->code == "no_upper_bound");
  CHECK(footing.main_effects_code == 1);
  for (const Method method : methods_wanted(footing, {})) {
    CAPTURE(name_of(method));
    CHECK(refusal_of(footing, method).has_value() == (method != Method::lower_bound));
  }
  const Footing neighbour =
      footing_of(table_over({"A", "B", "C"}, {{1, 10}, {2, 8}, {4, 6}, {3, 3}}), {});
  CHECK_FALSE(neighbour.refused);
}

TEST_CASE("no_upper_bound: the lower bound is there even when another method was asked for") {
  Settings settings;
  settings.methods = {Method::decomposable};
  const Footing footing = footing_of(table_over({"A", "B"}, {{1, 100}, {2, 80}}), settings);
  CHECK(methods_wanted(footing, settings) ==
        std::vector<Method>{Method::decomposable, Method::lower_bound});
}

TEST_CASE("too_many_lists: where nobody can look for an upper bound, only the lower one is given") {
  const auto many = [](int lists) {
    std::vector<std::string> names;
    Rows rows;
    for (int list = 0; list < lists; ++list) {
      names.push_back("L" + std::to_string(list));
      rows.push_back({History{1} << list, 20});
      rows.push_back({(History{1} << list) | (History{1} << ((list + 1) % lists)), 5});
    }
    return footing_of(table_over(names, rows), {});
  };
  const Footing footing = many(13);
  REQUIRE(footing.refused);
  CHECK(footing.refused->code == "too_many_lists");
  CHECK_FALSE(refusal_of(footing, Method::lower_bound));
  CHECK(refusal_of(footing, Method::latent_class));
  CHECK_FALSE(many(12).refused);
}

TEST_CASE("too_small: below a hundred people, or below five on two lists or more") {
  const auto warns = [](const Rows& rows) {
    return has(footing_of(table_over({"A", "B", "C"}, rows), {}).warnings, "too_small");
  };
  CHECK_FALSE(warns({{1, 30}, {2, 30}, {4, 25}, {3, 5}, {5, 5}, {6, 5}}));
  CHECK(warns({{1, 29}, {2, 30}, {4, 25}, {3, 5}, {5, 5}, {6, 5}}));  // 99
  CHECK_FALSE(warns({{1, 100}, {2, 100}, {4, 100}, {3, 2}, {5, 2}, {6, 1}}));
  CHECK(warns({{1, 100}, {2, 100}, {4, 100}, {3, 2}, {5, 1}, {6, 1}}));  // 4 on several
}

TEST_CASE("too_small: by these rules Artificial_3 is not to be published, the others are") {
  const auto warns = [](const char* name) {
    return has(footing_of(expected::table_of(name), {}).warnings, "too_small");
  };
  CHECK(warns("Artificial_3"));
  CHECK_FALSE(warns("Korea"));
  CHECK_FALSE(warns("Kosovo"));
  CHECK_FALSE(warns("Western"));
  CHECK_FALSE(warns("NewOrl_5_v201"));
}

TEST_CASE(
    "lists_differ: refused when told so; otherwise an assumption that says who confirmed it") {
  Settings settings;
  settings.lists_differ = Told::yes;
  const Footing footing = footing_of(plain_table(), settings);
  REQUIRE(footing.refused);
  CHECK(footing.refused->code == "lists_differ");
  CHECK(refusal_of(footing, Method::lower_bound)->code == "lists_differ");
  settings.lists_differ = Told::no;
  CHECK_FALSE(footing_of(plain_table(), settings).refused);
  const auto first = [](const Settings& told) {
    return in_english(assumptions_of({}, told).front());
  };
  CHECK(first(settings).ends_with("as was confirmed"));
  CHECK(first({}).ends_with("nobody has confirmed this"));
}

TEST_CASE("referral_list and open_population: said when told, and only then") {
  Settings settings;
  settings.referrals = Told::yes;
  settings.open_population = Told::yes;
  const auto told = footing_of(plain_table(), settings).warnings;
  CHECK(codes_of(told) == std::vector<std::string>{"referral_list", "open_population"});
  settings.referrals = Told::no;
  settings.open_population = Told::no;
  CHECK(footing_of(plain_table(), settings).warnings.empty());
}

TEST_CASE("methods_disagree: more than a factor of two, and not two exactly") {
  const Summary twice =
      summary_with({says(Method::main_effects, 150), says(Method::stepwise, 300)});
  CHECK_FALSE(has(twice.warnings, "methods_disagree"));
  const Summary more =
      summary_with({says(Method::main_effects, 150), says(Method::stepwise, 300.1)});
  CHECK(has(more.warnings, "methods_disagree"));
  CHECK(in_english(more.statements[0]).find("only this range") != std::string::npos);
}

TEST_CASE("methods_disagree: Korea and Kosovo stay just under it") {
  // Notes 2.1. Korea: 268.78 / 138 = 1.95. Kosovo: 14,341.66 / 7,394.59 = 1.94.
  const Summary korea =
      summary_with({says(Method::main_effects, 141.99), says(Method::stepwise, 268.78),
                    says(Method::bic_order2, 157.17), says(Method::bic, 157.17),
                    says(Method::bayes_threshold, 153), says(Method::latent_class, 138),
                    says(Method::decomposable, 163)});
  CHECK_FALSE(has(korea.warnings, "methods_disagree"));
  CHECK(korea.counted.size() == 7);
  CHECK(*korea.low == 138);
  CHECK(*korea.high == doctest::Approx(268.78));
  const Summary kosovo =
      summary_with({says(Method::main_effects, 7394.59), says(Method::stepwise, 14341.66)});
  CHECK_FALSE(has(kosovo.warnings, "methods_disagree"));
  // With the lowest figure one person lower, or the highest twice the lowest, it is raised.
  CHECK(
      has(summary_with({says(Method::latent_class, 134), says(Method::stepwise, 268.78)}).warnings,
          "methods_disagree"));
}

TEST_CASE("the range: AIC, lower bounds and a named model are shown and not counted") {
  // Notes §0.9: Western, order 3, 75,380 by AIC against 2,483 by BIC.
  const Summary summary = summary_with(
      {says(Method::bic, 2483.38), says(Method::aic_order2, 2308.24), says(Method::aic, 75380.25),
       bounded_by(500, 450), says(Method::fixed, 90000), says(Method::chapman, 100)});
  CHECK(summary.counted == std::vector<Method>{Method::bic});
  CHECK(*summary.high == doctest::Approx(2483.38));
  CHECK_FALSE(has(summary.warnings, "methods_disagree"));
}

TEST_CASE("chains_disagree: latent classes count only when their chains agree") {
  const MethodResult agree = says(Method::latent_class, 500);
  CHECK(is_counted(agree, 3, {}));
  CHECK_FALSE(is_counted(warned(agree, "chains_disagree"), 3, {}));
  CHECK_FALSE(is_counted(warned(says(Method::bayes_threshold, 500), "chains_disagree"), 3, {}));
  const Summary summary =
      summary_with({says(Method::stepwise, 200), warned(agree, "chains_disagree")});
  CHECK(*summary.high == 200);
  CHECK(has(summary.warnings, "chains_disagree"));
  CHECK_FALSE(has(summary_with({says(Method::stepwise, 200), agree}).warnings, "chains_disagree"));
}

TEST_CASE("edge_of_grid and posterior_collapsed: such a figure is never in the range") {
  const MethodResult graphs = says(Method::decomposable, 500);
  CHECK(is_counted(graphs, 3, {}));
  CHECK_FALSE(is_counted(warned(graphs, "edge_of_grid"), 3, {}));
  CHECK_FALSE(is_counted(warned(graphs, "posterior_collapsed"), 3, {}));
  CHECK(is_counted(warned(graphs, "grid_tail"), 3, {}));
}

TEST_CASE("decomposable graphs count at a delta of 2^-lists, however it was set, and at no other") {
  const MethodResult graphs = says(Method::decomposable, 500);
  Settings settings;
  settings.delta = 0.125;
  CHECK(is_counted(graphs, 3, settings));
  CHECK_FALSE(is_counted(graphs, 4, settings));
  settings.delta = 0.5;
  CHECK_FALSE(is_counted(graphs, 3, settings));
}

TEST_CASE("warnings of a method are said again in the summary, with its name") {
  for (const char* code : {"bootstrap_infinite", "end_unresolved", "poor_fit", "not_estimable",
                           "edge_of_grid", "posterior_collapsed"}) {
    CAPTURE(code);
    const Summary summary = summary_with({warned(says(Method::bic, 200), code)});
    REQUIRE(codes_of(summary.warnings) == std::vector<std::string>{code});
    CHECK(summary.warnings[0].sentence.fills == std::vector<std::string>{"the best model (BIC)"});
    // The same of AIC stays with AIC.
    CHECK(summary_with({warned(says(Method::aic, 200), code)}).warnings.empty());
  }
}

TEST_CASE("a named model alone leads with its figure, and that it was somebody’s choice") {
  MethodResult fixed = says(Method::fixed, 10357);
  fixed.intervals["lognormal_95"] = {9091, 12012};
  const Summary summary = summary_with({fixed});
  CHECK(summary.counted.empty());
  CHECK(in_english(summary.statements[0])
            .starts_with("the model that was named says about 10\xC2\xA0"
                         "400 people in all (9090–12\xC2\xA0"
                         "100), of whom 100 were seen; it was somebody’s choice"));
  // Beside a method that counts it does not lead.
  CHECK(in_english(summary_with({fixed, says(Method::bic, 200)}).statements[0])
            .starts_with("one method alone, the best model (BIC)"));
}

TEST_CASE("a warning of several methods is said once, with all their names") {
  const Summary summary = summary_with({warned(says(Method::stepwise, 210), "poor_fit"),
                                        warned(says(Method::bic, 200), "poor_fit")});
  REQUIRE(codes_of(summary.warnings) == std::vector<std::string>{"poor_fit"});
  CHECK(in_english(summary.warnings[0].sentence)
            .starts_with("does not fit what was seen: the stepwise model, the best model (BIC);"));
}

TEST_CASE("grid_tail: the summary says it in the method's own words, which have the longer grid") {
  const Summary summary = summary_with({warned(says(Method::decomposable, 200), "grid_tail")});
  REQUIRE(codes_of(summary.warnings) == std::vector<std::string>{"grid_tail"});
  CHECK(in_english(summary.warnings[0].sentence) == "a sentence of the method");
}

TEST_CASE("a refused method is no figure, and its own reason is said") {
  MethodResult refused;
  refused.method = Method::bayes_threshold;
  refused.refused = Warning{"not_estimable", {"a sentence of the method", {}}};
  const Summary summary = summary_with({says(Method::stepwise, 200), refused});
  CHECK(summary.counted == std::vector<Method>{Method::stepwise});
  CHECK(has(summary.warnings, "not_estimable"));
}

TEST_CASE("the summary leads with the range and says which method gives which end") {
  const Summary summary = summary_with({says(Method::main_effects, 141.99),
                                        says(Method::stepwise, 268.78), says(Method::bic, 157.17)});
  const std::string lead = in_english(summary.statements[0]);
  CHECK(
      lead ==
      "between 142 and 269 people in all, of whom 100 were seen; the low end comes from the model "
      "of independent lists, the high end from the stepwise model");
}

TEST_CASE("the summary never calls a figure certain, not even when all methods agree") {
  const Summary summary = summary_with({says(Method::main_effects, 200), says(Method::bic, 200)});
  CHECK(in_english(summary.statements[0]).find("does not make it certain") != std::string::npos);
  const Summary one = summary_with({says(Method::main_effects, 200)});
  CHECK(in_english(one.statements[0]).find("is not known") != std::string::npos);
}

TEST_CASE("the summary counts the best pairwise model and the best model once where they are one") {
  MethodResult pairwise = says(Method::bic_order2, 200), any_order = says(Method::bic, 200);
  pairwise.diagnostics.numbers["max_order"] = any_order.diagnostics.numbers["max_order"] = 2;
  const auto lead = [](const Summary& summary) { return in_english(summary.statements[0]); };
  const MethodResult other = says(Method::stepwise, 200);
  CHECK(lead(summary_with({other, pairwise, any_order})).find("all 2 methods") !=
        std::string::npos);
  CHECK(lead(summary_with({pairwise, any_order})).find("one method alone") == 0);
  any_order.diagnostics.numbers["max_order"] = 3;
  CHECK(lead(summary_with({other, pairwise, any_order})).find("all 3 methods") !=
        std::string::npos);
}

TEST_CASE("the summary always says what no data can tell, and never the number of victims") {
  Settings differ;
  differ.lists_differ = Told::yes;
  for (const Summary& summary :
       {summary_with({says(Method::stepwise, 200), says(Method::bic, 900)}), summary_with({}),
        summary_with({}, differ)}) {
    const std::string text = all_english(summary);
    CHECK(text.find("no data in the table can tell the highest-order dependence; every estimate "
                    "assumes it is zero or sets a prior in its place") != std::string::npos);
    CHECK(text.find("number of victims") == std::string::npos);
  }
}

TEST_CASE("the outer range takes each method's best 95 percent limits, one of which may be open") {
  MethodResult stepwise = says(Method::stepwise, 300);
  stepwise.intervals = {
      {"bca_95", {150, 800}}, {"bca_80", {10, 9000}}, {"lognormal_95", {1, 9000}}};
  MethodResult bic = says(Method::bic, 250);
  bic.intervals = {
      {"bca_95", {140, 500}}, {"percentile_95", {130, 500}}, {"symmetric_95", {-5, 5}}};
  const Summary summary = summary_with({stepwise, bic});
  CHECK(summary.outer.low == 140);
  CHECK(summary.outer.high == 800);
  CHECK(all_english(summary).find("one resample in forty") == std::string::npos);
  bic.intervals["bca_95"].high = std::numeric_limits<double>::infinity();
  const Summary open = summary_with({stepwise, bic});
  CHECK(open.outer.high == std::numeric_limits<double>::infinity());
  CHECK(all_english(open).find("no upper end") != std::string::npos);
}

TEST_CASE("shown_95: what repeats the choice of model stands before what takes it for given") {
  Intervals intervals = {{"lognormal_95", {203, 390}}, {"symmetric_95", {180, 350}}};
  CHECK(shown_95(intervals) == "lognormal_95");
  CHECK(shown_80(intervals).empty());
  intervals["profile_95"] = {131, 156};
  CHECK(shown_95(intervals) == "profile_95");
  intervals["percentile_95"] = {123, 379};
  intervals["percentile_80"] = {130, 300};
  CHECK(shown_95(intervals) == "percentile_95");
  CHECK(shown_80(intervals) == "percentile_80");
  intervals["posterior_95"] = {127, 401};
  intervals["bca_95"] = {123, 432};
  CHECK(shown_95(intervals) == "bca_95");
  CHECK(shown_80(intervals).empty());  // One of another kind is no part of it.
  CHECK(shown_95({}).empty());
}

TEST_CASE("the long tail of the resamples is told where the limits hide it") {
  MethodResult bic = says(Method::bic, 250);
  bic.intervals = {{"bca_95", {140, 500}}, {"percentile_95", {200, 9000}}};
  CHECK(all_english(summary_with({bic})).find("gives the best model (BIC) more than 9000 people") !=
        std::string::npos);
  bic.intervals["percentile_95"].high = std::numeric_limits<double>::infinity();
  CHECK(all_english(summary_with({bic})).find("gives the best model (BIC) no upper end at all") !=
        std::string::npos);
}

TEST_CASE("a lower bound above a figure is said: people may differ in how easily they are found") {
  const auto text = [](double bound, double low) {
    return all_english(summary_with(
        {says(Method::main_effects, 200), says(Method::bic, 300), bounded_by(bound, low)}));
  };
  CHECK(text(199, 150).find("at least about 199 people, if for each single person the lists are "
                            "independent of each other and whoever is easy to find for one list is "
                            "easy to find for the others") != std::string::npos);
  CHECK(text(199, 150).find("figures counted that lie below") == std::string::npos);
  // Chance alone can put a figure below the bound.
  CHECK(text(250, 199).find("figures counted that lie below") == std::string::npos);
  CHECK(text(250, 210).find("figures counted that lie below 210, where the 95 percent interval of "
                            "this bound begins: 1 of 2") != std::string::npos);
}

TEST_CASE("each counted method's assumption is in the summary, and no other's") {
  const Summary summary = summary_with({says(Method::latent_class, 200), says(Method::aic, 300)});
  const std::string text = all_english(summary);
  CHECK(text.find("latent classes assume") != std::string::npos);
  CHECK(text.find("stepwise choice assumes") == std::string::npos);
  CHECK(summary.assumptions.size() == 6);  // Five that everything takes for granted, and one.
}

TEST_CASE("every method that can be counted has an assumption of its own") {
  std::vector<std::string> seen;
  for (const Method method :
       {Method::main_effects, Method::stepwise, Method::bic_order2, Method::bic,
        Method::bayes_threshold, Method::latent_class, Method::decomposable, Method::chapman}) {
    const std::string text = in_english(assumptions_of({method}, {}).back());
    CHECK(text.find("only shown") == std::string::npos);
    CHECK(std::find(seen.begin(), seen.end(), text) == seen.end());
    seen.push_back(text);
  }
}

TEST_CASE("a figure of which more than half were seen cannot halve, and that is said") {
  const ListTable table = plain_table();
  TableAnswer answer;
  answer.observed = table.people();
  answer.lists = table.names();
  answer.methods = {says(Method::stepwise, 150)};
  answer.dependence = dependence_of(Method::stepwise, 150, 100);
  const std::string text = all_english(summary_of(answer, footing_of(table, {}), {}));
  CHECK(text.find("cannot halve: more than half of its people were seen") != std::string::npos);
}

TEST_CASE("the critics are answered with figures where there are any") {
  const ListTable table = plain_table();
  TableAnswer answer;
  answer.observed = table.people();
  answer.lists = table.names();
  answer.methods = {says(Method::stepwise, 400), says(Method::bic, 380)};
  answer.methods[0].diagnostics.numbers = {{"coverage_lognormal_95", 0.614},
                                           {"coverage_tables", 300}};
  answer.methods[1].diagnostics.ranking = {{"[1,2,3]", {}, 380, 100, 0, 0, 0},
                                           {"[12,3]", {}, 550, 101.5, 0, 0, 0},
                                           {"[13,2]", {}, 9000, 105, 0, 0, 0}};
  answer.internal_consistency = {
      {"A", 100, 50.0, std::log(0.5)}, {"B", 80, {}, {}}, {"C", 60, 48.0, std::log(0.8)}};
  answer.sensitivity.dropped = {{"A", 200}, {"B", {}}, {"C", 700}};
  answer.dependence = dependence_of(Method::stepwise, 400, 100);
  answer.trajectory = {{{"A", "B"}, 80, {}}, {{"A", "B", "C"}, 100, 400}};
  const std::string text = all_english(summary_of(answer, footing_of(table, {}), {}));
  CHECK(text.find("in 300 tables simulated") != std::string::npos);
  CHECK(text.find("held the truth in 61 percent") != std::string::npos);
  CHECK(text.find("of those within two units of BIC of the best, the 2 that are shown say "
                  "380–550") != std::string::npos);
  CHECK(text.find("the other lists say 50–80 percent of the truth") != std::string::npos);
  CHECK(text.find("for 1 of 3 lists this test gives no figure") != std::string::npos);
  CHECK(text.find("left out, 2 of 3 tables carry a stepwise figure: 200–700") != std::string::npos);
  // 100 + 300 e^gamma = 800 where e^gamma = 700 / 300; 200 where it is a third.
  CHECK(text.find("if in truth 2.3 times as many people are unseen") != std::string::npos);
  CHECK(text.find("only 33 percent of the unseen") != std::string::npos);
  CHECK(text.find("goes –, 400") != std::string::npos);
}
