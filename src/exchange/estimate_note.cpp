// SPDX-License-Identifier: Apache-2.0
#include "estimate_note.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/result.h"
#include "estimate_behind.h"
#include "estimate_note_drawing.h"
#include "estimate_note_html.h"
#include "estimate_note_strata.h"

namespace manumit::exchange {
namespace {

using estimate::Answer;
using estimate::MethodResult;
using estimate::Sentence;
using estimate::TableAnswer;
using estimate::Warning;
using note::escaped;
using note::row;
using note::tag;

constexpr double kDrawnWidth = 270;
constexpr double kPercent = 100;

class Note {
 public:
  Note(const Answer& answer, const NoteAbout& about, const EstimateWords& words)
      : answer_(answer), table_(answer.whole), about_(about), words_(words) {}

  std::string page() const {
    std::string out = "<!DOCTYPE html>\n<!-- SPDX-License-Identifier: Apache-2.0 -->\n";
    out += "<html lang=\"" + escaped(words_.language) + "\">\n<head>\n<meta charset=\"utf-8\">\n";
    // Should this page ever be served, nothing in it may ask for anything.
    out +=
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    out += tag("title", word("title") + (title().empty() ? "" : ": " + escaped(title())));
    out += "\n<style>" + std::string(note::styles()) + "</style>\n</head>\n<body>\n";
    out += header() + "<div role=\"main\">\n" + counted() + lead() + methods() + overlap() +
           warnings() + statements();
    out += note::strata_section(answer_, words_) + changes() + assumptions();
    out += tag("div", "class=\"two small\"", reckoned() + not_said());
    return out + record() + "</div>\n</body>\n</html>\n";
  }

 private:
  std::string word(const std::string& id) const {
    return escaped(words_.of("estimate_note." + id));
  }
  std::string word(const std::string& id, const std::vector<std::string>& fills) const {
    return escaped(filled(words_.of("estimate_note." + id), fills));
  }
  std::string figure(double people) const { return people_in_figures(people); }
  std::string figure(std::uint64_t people) const { return figure(static_cast<double>(people)); }
  std::string told(const Sentence& sentence) const { return escaped(said(sentence, words_)); }
  std::string name_of(estimate::Method method) const {
    return escaped(method_in_words(method, words_));
  }

  std::string section(const std::string& id, const std::string& inside,
                      std::string_view kind = "") const {
    const std::string attributes = kind.empty() ? "" : "class=\"" + std::string(kind) + "\"";
    return tag("section", attributes, "\n" + tag("h2", word(id)) + "\n" + inside) + "\n";
  }
  std::string why(const std::string& text) const { return tag("p", "class=\"why\"", text) + "\n"; }

  const std::string& title() const {
    return answer_.about.title.empty() ? about_.file : answer_.about.title;
  }

  std::string header() const {
    const std::string name = word("title") + (title().empty() ? "" : " · " + escaped(title()));
    return tag("header", tag("h1", name) + tag("span", escaped(about_.made))) + "\n";
  }

  /// Whom the figures are about. What nobody said is a line to be filled in by hand: a number
  /// without its place and time is none.
  std::string counted() const {
    const estimate::About& about = answer_.about;
    std::string lines;
    for (const auto& [id, said] : {std::pair("who", &about.title),
                                   {"period", &about.period},
                                   {"place", &about.place},
                                   {"source", &about.source}}) {
      lines += tag("dt", word(id)) +
               (said->empty() ? tag("dd", "class=\"blank\"", "&nbsp;") : tag("dd", escaped(*said)));
    }
    return tag("dl", "class=\"counted small\"", lines) + "\n";
  }

  /// The sentence for which the note is read, set large; a refusal in its very place. The next one
  /// widens it or sets its lower bound.
  std::string lead() const {
    const estimate::Summary& summary = table_.summary;
    const auto& statements = summary.statements;
    std::string out;
    if (summary.refused) {
      out += tag("p", "class=\"lead refused\"",
                 word("refused") + " " + told(summary.refused->sentence));
    } else if (!statements.empty()) {
      out += tag("p", "class=\"lead\"", told(statements.front()));
    }
    if (statements.size() > 1)
      out += tag("p", "class=\"next\"", told(statements[1]));
    for (const Warning& warning : summary.warnings) {
      if (forbids_print(warning))
        out += tag("p", "class=\"next refused\"", told(warning.sentence));
    }
    return tag("section", out) + "\n";
  }

  /// Everything else that the engine says, word for word: to be printed, unless the figures are
  /// not.
  std::string statements() const {
    constexpr std::size_t kInLead = 2;
    const auto& warnings = table_.summary.warnings;
    const bool forbidden = std::any_of(warnings.begin(), warnings.end(), forbids_print);
    std::string items;
    for (std::size_t i = kInLead; i < table_.summary.statements.size(); ++i)
      items += tag("li", told(table_.summary.statements[i])) + "\n";
    if (items.empty())
      return "";
    return section(forbidden ? "statements_inside" : "statements",
                   tag("ul", "class=\"columns small\"", items), "flow");
  }

  bool is_counted(const MethodResult& result) const {
    const auto& counted = table_.summary.counted;
    return std::find(counted.begin(), counted.end(), result.method) != counted.end();
  }

  std::string method_row(const MethodResult& result, const note::Scale& scale) const {
    const std::string kind = is_counted(result) ? "" : "aside";
    const auto shown = shown_limits(result.intervals, 95);
    std::string range = result.n_hat ? word("no_interval") : word("no_number");
    if (shown)
      range = escaped(range_in_figures(*shown, words_));
    const auto& bounds = result.diagnostics.bounds;
    std::string best = result.n_hat ? escaped(figure(*result.n_hat)) : "–";
    if (!bounds.empty() && result.n_hat) {
      best = "≥ " + best;
      range = "";
    }
    return "<tr class=\"" + kind + "\">" + tag("td", name_of(result.method)) +
           tag("td", "class=\"drawn\"", note::interval_row(result, table_, scale, words_)) +
           tag("td", "class=\"number\"", best) + tag("td", "class=\"number\"", range) +
           tag("td", "class=\"small\"", dependences(result)) +
           tag("td", "class=\"number small\"", escaped(fit_in_words(result, words_))) + "</tr>\n";
  }

  std::string dependences(const MethodResult& result) const {
    if (result.model.empty())
      return "";
    const std::string all = dependences_in(result.model, table_.lists.size());
    return all.empty() ? word("no_dependences") : escaped(all);
  }

  /// Methods that are counted stand first, those shown beside them below a line.
  std::string methods() const {
    if (table_.methods.empty())
      return "";
    const note::Scale scale = note::scale_for(table_, kDrawnWidth);
    std::string rows =
        "<tr>" + tag("th", word("method")) + tag("th", "class=\"soft\"", word("people_in_all")) +
        tag("th", "class=\"number\"", word("best")) +
        tag("th", "class=\"number\"", word("range_95")) + tag("th", word("dependences")) +
        tag("th", "class=\"number\"", word("fit")) + "</tr>\n";
    std::string aside;
    const std::size_t heading = rows.size();
    for (const MethodResult& result : table_.methods) {
      // When the table is refused, so are its methods: the reason stands above, once.
      if (result.n_hat || !table_.summary.refused)
        (is_counted(result) ? rows : aside) += method_row(result, scale);
    }
    rows += aside;
    if (rows.size() == heading)
      return "";
    rows += row({"", note::axis_row(scale, words_), "", "", "", ""});
    return section("methods", why(word("methods_why", {figure(table_.observed)})) +
                                  tag("table", "class=\"methods\"", rows) + settings());
  }

  /// What other values of a setting that nobody can know would have said.
  std::string settings() const {
    std::string all;
    for (const MethodResult& result : table_.methods) {
      if (const std::string other = other_settings(result, words_); !other.empty())
        all += " " + tag("b", name_of(result.method)) + ": " + escaped(other) + ".";
    }
    return all.empty() ? "" : why(word("settings") + all);
  }

  std::string overlap() const {
    const estimate::Overlap& overlap = table_.overlap;
    const std::uint64_t once = overlap.seen_times.empty() ? 0 : overlap.seen_times.front();
    std::string text = word(
        "overlap_why", {figure(table_.observed), std::to_string(overlap.pairs.size()), figure(once),
                        in_figures(kPercent * overlap.share_seen_once, 0, words_)});
    if (!overlap.empty_pairs.empty()) {
      std::string pairs;
      for (const std::string& pair : overlap.empty_pairs)
        pairs += (pairs.empty() ? "" : ", ") + pair;
      text += " " + word("empty_pairs", {pairs});
    }
    return section("overlap",
                   why(text) + tag("div", "class=\"upset\"", note::upset(table_, words_)));
  }

  static void add_method(std::vector<std::pair<std::string, std::string>>& to,
                         const std::string& sentence, const std::string& method) {
    const auto known =
        std::find_if(to.begin(), to.end(), [&](const auto& one) { return one.first == sentence; });
    if (known == to.end())
      to.emplace_back(sentence, method);
    else
      known->second += ", " + method;
  }

  /// The summary's, and below them what only some methods warn of.
  std::string warnings() const {
    std::string items;
    std::vector<std::string> codes;
    for (const Warning& warning : table_.summary.warnings) {
      codes.push_back(warning.code);
      if (!forbids_print(warning))
        items += tag("li", told(warning.sentence)) + "\n";
    }
    std::vector<std::pair<std::string, std::string>> alone;  // A sentence, and the methods of it.
    for (const MethodResult& result : table_.methods) {
      for (const Warning& warning : result.warnings) {
        if (is_counted(result) &&
            std::find(codes.begin(), codes.end(), warning.code) == codes.end())
          add_method(alone, told(warning.sentence), name_of(result.method));
      }
    }
    for (const auto& [sentence, methods] : alone)
      items += tag("li", tag("b", methods + ":") + " " + sentence) + "\n";
    if (items.empty())
      return "";
    return section("warnings", tag("ul", "class=\"heed columns small\"", items), "flow");
  }

  std::string effects(const std::map<std::string, std::optional<double>>& of, const std::string& id,
                      double whole, double most) const {
    if (of.empty())
      return "";
    std::string rows;
    for (const auto& [name, n_hat] : of) {
      rows += row({escaped(name), note::effect_bar(n_hat, whole, most),
                   n_hat ? escaped(figure(*n_hat)) : word("no_number")},
                  "bar");
    }
    return tag("p", "class=\"soft\"", word(id)) + tag("table", "class=\"effects\"", rows);
  }

  std::optional<double> estimate_of(estimate::Method method) const {
    for (const MethodResult& result : table_.methods) {
      if (result.method == method)
        return result.n_hat;
    }
    return std::nullopt;
  }

  /// What a list left out, or two made one, does to the answer; what the lists guess of each other;
  /// and what none of them can show.
  std::string changes() const {
    const estimate::Sensitivity& of = table_.sensitivity;
    if (of.dropped.empty() && of.merged.empty() && table_.internal_consistency.empty())
      return dependence();
    const double whole = estimate_of(of.method).value_or(0);
    double most = std::max(whole, 1.0);
    for (const auto* values : {&of.dropped, &of.merged}) {
      for (const auto& [name, n_hat] : *values)
        most = std::max(most, n_hat.value_or(0));
    }
    const std::string left = effects(of.dropped, "without", whole, most) + consistency();
    const std::string right = effects(of.merged, "as_one", whole, most);
    return section(
        "changes",
        why(word("changes_why", {method_in_words(of.method, words_), figure(whole)})) +
            tag("div", "class=\"two\"",
                tag("div", left + dependence_text()) + tag("div", right + dependence_curve())));
  }

  std::string consistency() const {
    if (table_.internal_consistency.empty())
      return "";
    std::string rows = "<tr class=\"bar\">" + tag("th", word("list")) +
                       tag("th", "class=\"number\"", word("known_size")) +
                       tag("th", "class=\"number\"", word("guessed_size")) + "</tr>";
    for (const estimate::Consistency& each : table_.internal_consistency) {
      std::string guess = word("no_number");
      if (each.n_hat && each.truth > 0) {
        const double share = kPercent * *each.n_hat / static_cast<double>(each.truth);
        guess = escaped(figure(*each.n_hat) + " (" + in_figures(share, 0, words_) + " %)");
      }
      rows += "<tr class=\"bar\">" + tag("td", escaped(each.list)) +
              tag("td", "class=\"number\"", escaped(figure(each.truth))) +
              tag("td", "class=\"number\"", guess) + "</tr>\n";
    }
    return tag("h2", word("consistency")) + why(word("consistency_why")) + tag("table", rows);
  }

  std::string dependence_text() const {
    if (!table_.dependence)
      return "";
    const std::string method = method_in_words(table_.dependence->method, words_);
    return tag("h2", word("dependence")) +
           tag("p", "class=\"small\"", word("dependence_why", {method})) + "\n";
  }
  std::string dependence_curve() const {
    return table_.dependence
               ? tag("div", "class=\"beside\"", note::dependence_curve(table_, words_))
               : "";
  }
  std::string dependence() const {
    if (!table_.dependence)
      return "";
    return tag("section", "class=\"two\"",
               tag("div", dependence_text()) + tag("div", dependence_curve())) +
           "\n";
  }

  /// Those of the world, then those of each method that is counted.
  std::string assumptions() const {
    std::string items;
    for (const Sentence& sentence : table_.summary.assumptions)
      items += tag("li", told(sentence)) + "\n";
    if (items.empty())
      return "";
    return section("assumptions", tag("ul", "class=\"columns small\"", items), "flow");
  }

  std::string reckoned() const { return section("reckoned", tag("p", word("reckoned_how"))); }

  std::string not_said() const {
    std::string items;
    for (const char* id : {"not_victims", "not_who", "not_elsewhere", "not_proof"})
      items += tag("li", word(id)) + "\n";
    return section("not_said", tag("ul", items));
  }

  std::string record() const {
    const estimate::RunRecord& record = answer_.record;
    std::string rows;
    const auto add = [&](const std::string& id, const std::string& value) {
      rows += row({word(id), tag("code", escaped(value))});
    };
    add("table_hash", record.table_hash);
    add("options", record.options);
    add("version", "manumit " + record.version + ", " +
                       filled(words_.of("estimate_note.seed"), {std::to_string(record.seed)}));
    add("record_hash", record.record_hash);
    return section("record", tag("table", "class=\"record\"", rows));
  }

  const Answer& answer_;
  const TableAnswer& table_;
  const NoteAbout& about_;
  const EstimateWords& words_;
};

}  // namespace

std::string estimate_note(const Answer& answer, const NoteAbout& about,
                          const EstimateWords& words) {
  return Note(answer, about, words).page();
}

}  // namespace manumit::exchange
