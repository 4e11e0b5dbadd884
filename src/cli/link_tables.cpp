// SPDX-License-Identifier: Apache-2.0
#include "link_tables.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "printable.h"
#include "table.h"

namespace manumit::cli {
namespace {

constexpr std::size_t kWide = 60;

std::string in_digits(const char* format, double value) {
  std::array<char, 48> digits{};
  static_cast<void>(std::snprintf(digits.data(), digits.size(), format, value));
  return digits.data();
}

/// "+3.2" or "-1.0".
std::string bits(double value) {
  return in_digits("%+.1f", value);
}

/// Four significant digits of a share in a hundred: "84.31", "0.0012".
std::string percent(double share) {
  return in_digits("%.4g", 100 * share);
}

class Page {
 public:
  Page(const exchange::LinkReport& report, const Words& words, std::ostream& out)
      : report_(report), linkage_(report.linkage), words_(words), out_(out) {}

  void print() {
    print_people();
    print_overlap();
    print_judged();
    print_explained();
    print_rules();
    print_comparisons();
    print_warnings();
    print_settings();
  }

 private:
  [[nodiscard]] std::string said(const std::string& english,
                                 const std::vector<std::string>& fills = {}) const {
    return filled(words_.sentence(english), fills);
  }
  [[nodiscard]] std::string said(const Sentence& sentence) const {
    return said(sentence.text, sentence.fills);
  }
  void line(const std::string& text) { out_ << printable(text) << '\n'; }
  void heading(const std::string& english) { out_ << '\n' << said(english) << '\n'; }
  [[nodiscard]] bool is_people() const { return report_.settings.kind == link::NameKind::person; }

  void print_people() {
    const std::string records = std::to_string(report_.table.size());
    const std::string lists = std::to_string(report_.table.sources().size());
    const std::string clusters = std::to_string(linkage_.clusters);
    line(is_people()
             ? said("records: {0}, lists: {1}, people: {2}", {records, lists, clusters})
             : said("records: {0}, lists: {1}, organisations: {2}", {records, lists, clusters}));
    print_draws();
    print_unlinkable();
    const link::PriorModel& prior = linkage_.model.prior;
    if (prior.share_95.low == prior.share_95.high) {  // Told, or nothing was resampled.
      line(said("pairs that were compared: {0}; of all pairs, {1} % are thought to be the same",
                {std::to_string(linkage_.compared), percent(prior.share)}));
      return;
    }
    line(
        said("pairs that were compared: {0}; of all pairs, {1} % are thought to be the same "
             "(95 % interval {2} to {3})",
             {std::to_string(linkage_.compared), percent(prior.share), percent(prior.share_95.low),
              percent(prior.share_95.high)}));
  }

  void print_unlinkable() {
    std::uint64_t all = 0;
    for (const std::uint64_t each : linkage_.unlinkable)
      all += each;
    if (all > 0)
      line(said("{0} records say so little that not even a perfect copy would be linked to them",
                {std::to_string(all)}));
  }

  void print_draws() {
    if (!report_.drawn)
      return;
    const link::DrawsFound& drawn = *report_.drawn;
    line(said(
        "in 95 of 100 draws of what is unsure there are from {0} to {1}",
        {in_digits("%.0f", drawn.clusters_95.low), in_digits("%.0f", drawn.clusters_95.high)}));
    line(
        said("as far as the weights are right and the rules found them, pairs of records have a "
             "precision of {0} and a recall of {1}",
             {rate(drawn.precision), rate(drawn.recall)}));
  }

  void print_overlap() {
    if (!report_.overlap)
      return;
    heading("On which lists");
    std::vector<std::string> headings;
    for (const std::string& list : report_.overlap->lists)
      headings.push_back(printable(list));
    headings.push_back(is_people() ? said("people") : said("organisations"));
    Table table(headings);
    for (const auto& [history, count] : report_.overlap->people) {
      std::vector<std::string> cells;
      for (const char on : history)
        cells.emplace_back(on == '1' ? "x" : "");
      cells.push_back(std::to_string(count));
      table.add(cells);
    }
    table.print(out_);
  }

  [[nodiscard]] std::string rate(const link::Rate& rate) const {
    if (std::isnan(rate.value))
      return said("none");
    return in_digits("%.4f", rate.value) + " (" + in_digits("%.4f", rate.limits_95.low) + " – " +
           in_digits("%.4f", rate.limits_95.high) + ")";
  }

  void print_judged() {
    if (!report_.judged)
      return;
    heading("How far this agrees with the column of truth, with 95 % intervals");
    Table table({said("over"), said("precision"), said("recall"), "F1"}, kWide);
    const auto add = [&](const char* over, const link::Rates& rates) {
      table.add({said(over), rate(rates.precision), rate(rates.recall), rate(rates.f1)});
    };
    add("pairs of records", report_.judged->pair);
    add("entire clusters", report_.judged->cluster);
    add("records (B-cubed)", report_.judged->b_cubed);
    table.print(out_);
  }

  [[nodiscard]] std::string record(std::uint32_t number) const {
    return link::cluster_name(report_.table, number);
  }

  void print_explained() {
    for (const exchange::ExplainedPair& each : report_.explained) {
      out_ << '\n'
           << printable(said("Why {0} and {1} weigh {2} bits: a probability of {3}",
                             {record(each.pair.a), record(each.pair.b), bits(each.why.weight),
                              in_digits("%.4g", each.why.probability)}))
           << '\n';
      Table table({said("bits"), said("of"), said("what was found")}, kWide);
      table.add({bits(each.why.prior_bits), "", said("any pair, before anything is known of it")});
      for (const link::ExplainedPart& part : each.why.parts) {
        std::string found = said(part.said);
        for (const Sentence& reason : part.because)
          found += "; " + said(reason);
        table.add({bits(part.bits), printable(part.comparison), printable(found)});
      }
      table.print(out_);
    }
  }

  void print_rules() {
    heading("How pairs were found");
    Table table({said("rule"), said("pairs"), said("of them the same, expected"),
                 said("largest group"), said("groups passed over")},
                kWide);
    for (const link::RuleFound& rule : linkage_.rules) {
      table.add({rule.keys.empty() ? said("every pair") : printable(rule.keys),
                 std::to_string(rule.pairs), in_digits("%.0f", rule.matches),
                 std::to_string(rule.largest), std::to_string(rule.passed_over_blocks)});
    }
    table.print(out_);
    const link::BlockingRecall& blocking = linkage_.blocking;
    if (!blocking.at_most && linkage_.rules.size() == 1)
      line(
          said("how many pairs that are the same were not compared cannot be told, since one rule "
               "alone found them"));
    else if (blocking.at_most && blocking.missed_at_least > 0)
      line(
          said("of the pairs that are the same the rules find at most {0} % (95 % interval {1} to "
               "{2}), as far as the rules can tell by one another",
               {percent(*blocking.at_most), percent(blocking.at_most_95.low),
                percent(blocking.at_most_95.high)}));
  }

  void print_comparisons() {
    heading("What agreement tells, in bits");
    Table table({said("what is compared"), said("how it agrees"), said("of the same, %"),
                 said("of strangers, %"), said("bits"), said("95 % interval")},
                kWide);
    bool by_rarity = false;
    for (const link::ComparisonModel& comparison : linkage_.model.comparisons) {
      by_rarity = by_rarity || comparison.by_rarity;
      for (const link::LevelModel& level : comparison.levels) {
        const bool is_first = &level == comparison.levels.data();
        table.add({is_first ? printable(comparison.name) : "", said(level.name), percent(level.m),
                   percent(level.u), bits(level.weight) + (comparison.by_rarity ? " *" : ""),
                   bits(level.weight_95.low) + " – " + bits(level.weight_95.high)});
      }
    }
    table.print(out_);
    if (by_rarity)
      line("* " + said("and what the words that agree tell by their rarity is added"));
  }

  void print_warnings() {
    if (report_.warnings.empty())
      return;
    heading("To be looked at");
    for (const Warning& warning : report_.warnings)
      line("  - " + said(warning.sentence));
  }

  void print_settings() {
    if (!report_.guessed)
      return;
    heading("Settings, as the columns suggest them (keep them with --settings-out)");
    out_ << written(report_.settings);
  }

  const exchange::LinkReport& report_;
  const link::Linkage& linkage_;
  const Words& words_;
  std::ostream& out_;
};

}  // namespace

void print_link(const exchange::LinkReport& report, const Words& words, std::ostream& out) {
  Page(report, words, out).print();
}

}  // namespace manumit::cli
