// SPDX-License-Identifier: Apache-2.0
#include "estimate_note.h"

#include <doctest/doctest.h>

#include <string>

#include "base/result.h"
#include "estimate_behind.h"
#include "estimate_note_drawing.h"
#include "estimate_note_html.h"
#include "test_estimate.h"

namespace manumit::exchange {
namespace {

/// Ids show as themselves, and sentences as the engine wrote them.
EstimateWords plain_words() {
  return {.language = "en",
          .of = [](const std::string& id) { return id; },
          .sentence = [](const std::string& english) { return english; }};
}

std::string note_of(const estimate::Answer& answer) {
  return estimate_note(answer, {.file = "lists.csv", .made = "2026-11-24"}, plain_words());
}

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("method note: leads with the first sentence, and says it as a sentence") {
  const std::string page = note_of(made_answer());
  CHECK(holds(page, "<p class=\"lead\">Between 250 and 300 people in all.</p>"));
  CHECK(page.find("Between 250 and 300") < page.find("<svg"));
}

TEST_CASE("method note: a refusal stands where the number would, as large") {
  estimate::Answer answer = made_answer();
  answer.whole.summary.refused =
      estimate::Warning{"one_list", {"one list says nothing about the others", {}}};
  const std::string page = note_of(answer);
  CHECK(holds(page, "<p class=\"lead refused\">estimate_note.refused One list says nothing"));
}

TEST_CASE("method note: figures that must not be published say so beside the number, not below") {
  estimate::Answer answer = made_answer();
  answer.whole.summary.warnings.push_back({"too_small", {"do not publish these figures", {}}});
  const std::string page = note_of(answer);
  const std::size_t said = page.find("<p class=\"next refused\">Do not publish these figures.</p>");
  REQUIRE(said != std::string::npos);
  CHECK(said < page.find("<svg"));
  CHECK(page.find("Do not publish", said + 60) == std::string::npos);
}

TEST_CASE("method note: says who is counted, where and when, and has a line where nobody said it") {
  estimate::Answer answer = made_answer();
  answer.about.place.clear();
  const std::string page = note_of(answer);
  CHECK(holds(page, "estimate_note.title · people held at work"));
  CHECK(holds(page, "<dt>estimate_note.period</dt><dd>2024 – 2025</dd>"));
  CHECK(holds(page, "<dt>estimate_note.place</dt><dd class=\"blank\">"));
  answer.about = {};
  CHECK(holds(note_of(answer), "estimate_note.title · lists.csv"));
}

TEST_CASE("method note: sentences of figures that must not be published are not called printable") {
  estimate::Answer answer = made_answer();
  CHECK(holds(note_of(answer), "<h2>estimate_note.statements</h2>"));
  answer.whole.summary.warnings.push_back({"suppress", {"do not release this", {}}});
  CHECK(holds(note_of(answer), "<h2>estimate_note.statements_inside</h2>"));
  CHECK_FALSE(holds(note_of(answer), "<h2>estimate_note.statements</h2>"));
}

TEST_CASE(
    "method note: shows what was chosen, how it fits, and what other settings would have said") {
  estimate::Answer answer = made_answer();
  estimate::MethodResult& stepwise = answer.whole.methods[0];
  const auto at = [](double setting, double n_hat) {
    estimate::SweepPoint point;
    point.setting = setting;
    point.n_hat = n_hat;
    return point;
  };
  stepwise.diagnostics.sweep = {at(0.001, 248.1), at(0.02, 301.7), at(0.05, 301.7),
                                at(0.1, std::numeric_limits<double>::infinity())};
  const std::string page = note_of(answer);
  CHECK(holds(page, "<td class=\"small\">1+2</td>"));
  CHECK(holds(page, "<td class=\"number small\">0.400</td>"));
  CHECK(holds(page,
              "estimate_note.sweep_threshold 0.001: 248, 0.02 – 0.05: 302, 0.1: –; "
              "estimate_note.modes"));
}

TEST_CASE("method note: a warning that several methods share is said once, with their names") {
  estimate::Answer answer = made_answer();
  answer.whole.summary.warnings.clear();
  answer.whole.summary.counted.push_back(estimate::Method::bic);
  estimate::MethodResult bic = made_stepwise();
  bic.method = estimate::Method::bic;
  answer.whole.methods.push_back(bic);
  CHECK(holds(note_of(answer),
              "<b>The stepwise model, The best model (BIC):</b> The model does not"));
}

TEST_CASE("method note: a long name of a list is cut by letters, and whole for who points at it") {
  estimate::Answer answer = made_answer();
  answer.whole.lists[0] = "Полиция Калининградской области";
  const std::string page = note_of(answer);
  CHECK(holds(page, "<title>Полиция Калининградской области</title>1  Полиция Калининг… (97)"));
  answer.whole.lists[0] = "Полиция и приюты";  // Sixteen letters, and 30 bytes.
  CHECK(holds(note_of(answer), ">1  Полиция и приюты (97)"));
}

TEST_CASE("dependences_in: maximal ones alone, lists by numbers of one digit or of two") {
  CHECK(dependences_in("[123,14,34]", 4) == "1+2+3, 1+4, 3+4");
  CHECK(dependences_in("[1,2,3]", 3).empty());
  CHECK(dependences_in("[1.12,2.3,10,11]", 12) == "1+12, 2+3");
  CHECK(dependences_in("", 3).empty());
}

TEST_CASE("method note: needs nothing from elsewhere and runs nothing") {
  const std::string page = note_of(made_answer());
  for (const char* part : {"http:", "https:", "//", "<script", "<link", "<img",
                           "src=", "href=", "url(", "@import", "onload"})
    CHECK_MESSAGE(!holds(page, part), part);
}

TEST_CASE("method note: the interval is drawn before the point") {
  const estimate::TableAnswer table = made_table();
  const std::string row =
      note::interval_row(table.methods[0], table, note::scale_for(table, 300), plain_words());
  REQUIRE(holds(row, "class=\"point\""));
  CHECK(row.find("class=\"wide\"") < row.find("class=\"point\""));
  CHECK(row.find("class=\"near\"") < row.find("class=\"point\""));
}

TEST_CASE("method note: what lies beyond the scale is cut and has an arrow") {
  estimate::TableAnswer table = made_table();
  const auto row = [&] {
    return note::interval_row(table.methods[0], table, note::scale_for(table, 300), plain_words());
  };
  CHECK(holds(row(), "class=\"end\""));  // The percentile limits have no upper end.
  table.methods[0].intervals.erase("percentile_95");
  CHECK_FALSE(holds(row(), "class=\"end\""));
}

TEST_CASE("method note: the scale begins at nobody and has room for what counts") {
  const note::Scale scale = note::scale_for(made_table(), 316);
  CHECK(scale.at(0) == 8);
  CHECK(scale.at(scale.most) == 308);
  CHECK(scale.most > 471.2);
  REQUIRE(scale.ticks.size() >= 3);
  CHECK(scale.ticks.front() == 0);
}

TEST_CASE("method note: a tail that never ends does not squeeze the rest") {
  estimate::TableAnswer table = made_table();
  table.methods[0].intervals["bca_95"].high = std::numeric_limits<double>::infinity();
  const note::Scale scale = note::scale_for(table, 316);
  CHECK(scale.most < 3 * 301.7);
}

TEST_CASE("method note: names from outside are text, whatever they hold") {
  estimate::Answer answer = made_answer();
  answer.whole.lists[0] = "<script>alert('1')</script>";
  answer.whole.sensitivity.dropped = {{"\"><b>x", 240.5}};
  answer.record.options = "a&b\x1b[2J";
  answer.about = {.place = "<i>"};
  const std::string page =
      estimate_note(answer, {.file = "<title>", .made = "2026"}, plain_words());
  CHECK_FALSE(holds(page, "<script>"));
  CHECK_FALSE(holds(page, "<i>"));
  CHECK_FALSE(holds(page, "\"><b>"));
  CHECK_FALSE(holds(page, "\x1b"));
  CHECK(holds(page, "&lt;script&gt;"));
  CHECK(holds(page, "a&amp;b"));
}

TEST_CASE("method note: letters that turn the reading direction are shown as unknown") {
  CHECK(note::escaped("a\xE2\x80\xAE"
                      "b") ==
        "a\xEF\xBF\xBD"
        "b");
  CHECK(note::escaped("a\xFF"
                      "b") ==
        "a\xEF\xBF\xBD"
        "b");
  CHECK(note::escaped("Ж<>&\"'") == "Ж&lt;&gt;&amp;&quot;&#39;");
}

TEST_CASE("method note: the same answer and day give the same bytes") {
  CHECK(note_of(made_answer()) == note_of(made_answer()));
}

TEST_CASE("method note: groups and linkages have their tables only when there are any") {
  CHECK(holds(note_of(made_answer()), "sex: female"));
  CHECK(holds(note_of(made_answer()), "estimate_note.joint"));
  estimate::Answer plain = made_answer();
  plain.strata.clear();
  plain.strata_sum.clear();
  plain.joint.reset();
  plain.linkage.clear();
  CHECK_FALSE(holds(note_of(plain), "estimate_note.strata"));
  CHECK_FALSE(holds(note_of(plain), "estimate_note.joint"));
}

TEST_CASE("method note: a group that must not be released says so by its name") {
  estimate::Answer answer = made_answer();
  answer.strata[0].answer.summary.warnings.push_back(
      {"suppress", {"do not release this group", {}}});
  CHECK(holds(note_of(answer), "<b>sex: female:</b> Do not release this group."));
}

TEST_CASE("method note: a group of the joint model says what it borrowed") {
  estimate::Answer answer = made_answer();
  REQUIRE(answer.joint);
  answer.joint->levels = {{.stratum = {{"sex", "male"}},
                           .observed = 149,
                           .n_hat = 393,
                           .warnings = {{"borrowed", {"this is carried over", {}}}}}};
  CHECK(holds(note_of(answer), "<b>sex: male:</b> This is carried over."));
}

TEST_CASE("method note: a table without any answer still makes a page") {
  const std::string page = note_of(estimate::Answer{});
  CHECK(holds(page, "</html>"));
}

TEST_CASE("in words: a sentence has a capital in Latin and in Cyrillic, and one full stop") {
  const EstimateWords words = plain_words();
  CHECK(said({"nobody was seen", {}}, words) == "Nobody was seen.");
  CHECK(said({"is it so?", {}}, words) == "Is it so?");
  CHECK(with_capital("оценка") == "Оценка");
  CHECK(with_capital("решение") == "Решение");
  CHECK(with_capital("14 people") == "14 people");
  CHECK(with_capital("") == "");
}

TEST_CASE("in words: a fill that is a key of the catalogue is said in the same language") {
  EstimateWords words = plain_words();
  words.sentence = [](const std::string& english) {
    return english == "the best model by BIC" ? "лучшая модель по BIC" : english;
  };
  CHECK(said({"from {0}", {"the best model by BIC"}}, words) == "From лучшая модель по BIC.");
}

TEST_CASE("in words: people are whole and grouped from five digits on") {
  CHECK(people_in_figures(7394.59) == "7395");
  CHECK(people_in_figures(14341.66) ==
        "14\xC2\xA0"
        "342");
  CHECK(people_in_figures(1234567) ==
        "1\xC2\xA0"
        "234\xC2\xA0"
        "567");
  CHECK(people_in_figures(std::numeric_limits<double>::infinity()) == "∞");
}

TEST_CASE(
    "in words: several methods of one sentence, and decimals, are said in the same language") {
  EstimateWords words = plain_words();
  words.language = "ru";
  words.sentence = [](const std::string& english) {
    return english == "the stepwise model"     ? "пошаговая модель"
           : english == "the best model (BIC)" ? "лучшая модель (BIC)"
                                               : english;
  };
  CHECK(said({"{0}: {1}", {"the stepwise model, the best model (BIC)", "0.89"}}, words) ==
        "Пошаговая модель, лучшая модель (BIC): 0,89.");
  // A list may be called so; it is no method and no number.
  CHECK(said({"{0}; {1}", {"the stepwise model, town", "v1.2"}}, words) ==
        "The stepwise model, town; v1.2.");
}

TEST_CASE("method note: the interval beside a method is the one of which the summary speaks") {
  estimate::Answer answer = made_answer();
  estimate::Intervals& intervals = answer.whole.methods[0].intervals;
  intervals = {{"lognormal_95", {226, 466.8}}, {"profile_95", {211, 433.4}}};
  CHECK(holds(note_of(answer), "211 – 433"));
  CHECK_FALSE(holds(note_of(answer), "226 – 467"));
  intervals.clear();
  CHECK_FALSE(shown_limits(intervals, 95));
}

}  // namespace manumit::exchange
