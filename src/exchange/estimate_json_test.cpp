// SPDX-License-Identifier: Apache-2.0
#include "estimate_json.h"

#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>

#include "estimate_read.h"
#include "test_estimate.h"

namespace manumit::exchange {
namespace {

using nlohmann::json;

std::string text_of(const estimate::Answer& answer) {
  JsonWriter out;
  out.open();
  write_estimate(out, answer);
  out.close();
  return std::string(out.view());
}

json written(const estimate::Answer& answer) {
  return json::parse(text_of(answer));
}

/// Names inside these are the lists', the methods' figures' or the strata's, and no page knows
/// them.
const std::set<std::string> kOpenEnded = {"numbers",   "quantiles", "ratios", "bounds",
                                          "intervals", "dropped",   "merged", "stratum"};

void collect_names(const json& value, std::set<std::string>& names) {
  if (value.is_array()) {
    for (const json& item : value)
      collect_names(item, names);
  } else if (value.is_object()) {
    for (const auto& [name, member] : value.items()) {
      names.insert(name);
      if (!kOpenEnded.contains(name))
        collect_names(member, names);
    }
  }
}

std::string page() {
  std::ifstream file(MANUMIT_SOURCE_DIR "/docs/formats/estimate.md");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

json example_of(const std::string& text) {
  const std::string begin = "```json\n";
  const std::size_t from = text.find(begin) + begin.size();
  return json::parse(text.substr(from, text.find("```", from) - from));
}

}  // namespace

TEST_CASE("estimate JSON: every name that is written stands on its page, as a name") {
  const std::string text = page();
  std::set<std::string> names;
  collect_names(written(made_answer()), names);
  CHECK(names.size() > 80);
  for (const std::string& name : names)
    CHECK_MESSAGE(text.find("`" + name + "`") != std::string::npos, name);
}

TEST_CASE("estimate JSON: the page's example has the names that are written, and no others") {
  const json shown = example_of(page());
  json real = written(made_answer());
  for (const char* name : {"strata", "strata_sum", "strata_margins", "linkage"})
    real[name] = json::array();
  real["joint"] = nullptr;
  std::set<std::string> in_example;
  std::set<std::string> in_answer;
  collect_names(shown, in_example);
  collect_names(real, in_answer);
  CHECK(in_example == in_answer);
}

TEST_CASE("estimate JSON: members stand under their names, as they are") {
  const json out = written(made_answer());
  CHECK(out["format"] == 1);
  CHECK(out["observed"] == 162);
  CHECK(out["seed"] == 7);
  CHECK(out["version"] == "0.2.0");
  CHECK(out["lists"] == json({"police", "shelter", "labour"}));
  CHECK(out["summary"]["low"] == 248.1);
  CHECK(out["summary"]["counted"] == json({"stepwise"}));
  CHECK(out["summary"]["statement"] == "between 250 and 300 people in all");
  CHECK(out["summary"]["statements"][0]["what"] == "between {0} and {1} people in all");
  CHECK(out["summary"]["statements"][0]["fills"] == json({"250", "300"}));
  CHECK(out["summary"]["warnings"][0]["code"] == "poor_fit");
  CHECK(out["summary"]["warnings"][0]["text"] == "the model does not fit what was seen (p = 0.01)");
  const json& stepwise = out["methods"][0];
  CHECK(stepwise["method"] == "stepwise");
  CHECK(stepwise["n_hat"] == 301.7);
  CHECK(stepwise["intervals"]["bca_95"] == json({205.4, 471.2}));
  CHECK(stepwise["diagnostics"]["walk"][0]["term"] == "police:shelter");
  CHECK(out["sensitivity"]["merged"]["police+shelter"] == 262.0);
}

TEST_CASE("estimate JSON: what is infinite, or is not there, is null") {
  const json out = written(made_answer());
  CHECK(out["methods"][0]["intervals"]["percentile_95"] == json({208.8, nullptr}));
  CHECK(out["summary"]["outer"] == json({205.4, nullptr}));
  CHECK(out["summary"]["refused"].is_null());
  CHECK(out["sensitivity"]["dropped"]["shelter"].is_null());
  CHECK(out["dependence"]["gamma_half"].is_null());
  const json& refused = out["methods"][1];
  CHECK(refused["n_hat"].is_null());
  CHECK(refused["refused"]["code"] == "not_estimable");
}

TEST_CASE("estimate JSON: a history is the lists that a person is on") {
  const json out = written(made_answer());
  CHECK(out["overlap"]["histories"][4]["history"] == json({"police", "labour"}));
  CHECK(out["methods"][0]["diagnostics"]["fitted"][0]["history"] == json({"police", "labour"}));
}

TEST_CASE("estimate JSON: a stratum has the same members as the whole") {
  const json out = written(made_answer());
  const json& stratum = out["strata"][0];
  CHECK(stratum["stratum"] == json({{"sex", "female"}}));
  CHECK(stratum["population"] == 1'000'000);
  CHECK(stratum["per_100000"] == json({24.8, 30.2}));
  for (const char* name : {"observed", "lists", "methods", "summary", "overlap", "trajectory"})
    CHECK(stratum[name] == out[name]);
}

TEST_CASE("estimate JSON: a refused table has no range, and none is made up") {
  estimate::Answer answer = made_answer();
  answer.whole.summary.low = answer.whole.summary.high = std::nullopt;
  answer.whole.summary.refused =
      estimate::Warning{"one_list", {"one list says nothing about the others", {}}};
  const json summary = written(answer)["summary"];
  CHECK(summary["low"].is_null());
  CHECK(summary["outer"].is_null());
  CHECK(summary["refused"]["code"] == "one_list");
}

TEST_CASE("estimate JSON: reads back as the same answer") {
  const std::string text = text_of(made_answer());
  const auto back = read_estimate(text);
  REQUIRE(back);
  CHECK(text_of(*back) == text);
  CHECK(back->whole.methods[0].diagnostics.fitted[0].history == 5);
}

TEST_CASE("estimate JSON: anything else is no answer") {
  const std::string text = text_of(made_answer());
  CHECK_FALSE(read_estimate(""));
  CHECK_FALSE(read_estimate("{}"));
  CHECK_FALSE(read_estimate("[]"));
  CHECK_FALSE(read_estimate(text.substr(0, text.size() / 2)));
  json changed = json::parse(text);
  changed["methods"][0]["method"] = "guessing";
  CHECK_FALSE(read_estimate(changed.dump()));
  changed = json::parse(text);
  changed["overlap"]["histories"][0]["history"] = json({"nobody's list"});
  CHECK_FALSE(read_estimate(changed.dump()));
  changed = json::parse(text);
  changed["lists"] = std::vector<std::string>(40, "list");  // More than a history has bits.
  CHECK_FALSE(read_estimate(changed.dump()));
  changed = json::parse(text);
  changed["observed"] = -1;
  CHECK_FALSE(read_estimate(changed.dump()));
}

TEST_CASE("kept estimate: comes back for its own record and for no other") {
  const estimate::Answer answer = made_answer();
  const std::string kept = kept_estimate(answer);
  const auto back = read_kept_estimate(kept, answer.record, "file");
  REQUIRE(back);
  CHECK(text_of(*back) == text_of(answer));
  estimate::RunRecord other = answer.record;
  other.record_hash = std::string(64, '8');
  CHECK_FALSE(read_kept_estimate(kept, other, "file"));
}

TEST_CASE("kept estimate: one byte changed, and it is damaged") {
  const estimate::Answer answer = made_answer();
  const std::string kept = kept_estimate(answer);
  for (std::size_t at = 0; at < kept.size(); at += 97) {
    std::string changed = kept;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    const auto back = read_kept_estimate(changed, answer.record, "file");
    REQUIRE_FALSE(back);
    CHECK(back.error().kind == Error::Kind::damaged);
  }
  CHECK_FALSE(read_kept_estimate("", answer.record, "file"));
  CHECK_FALSE(read_kept_estimate(kept.substr(0, kept.size() - 1), answer.record, "file"));
}

}  // namespace manumit::exchange
