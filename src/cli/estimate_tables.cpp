// SPDX-License-Identifier: Apache-2.0
#include "estimate_tables.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "base/result.h"
#include "exchange/estimate_behind.h"
#include "printable.h"
#include "table.h"

namespace manumit::cli {
namespace {

using estimate::Limits;
using estimate::MethodResult;
using estimate::TableAnswer;
using exchange::people_in_figures;

constexpr std::size_t kWide = 60;

class Page {
 public:
  Page(const estimate::Answer& answer, const exchange::EstimateWords& words, std::ostream& out)
      : answer_(answer), table_(answer.whole), words_(words), out_(out) {}

  void print() {
    print_about();
    print_statements();
    print_methods();
    print_behind();
    print_overlap();
    print_changes();
    print_consistency();
    print_strata();
    print_joint();
    print_linkage();
    print_warnings();
    print_list("assumptions", table_.summary.assumptions);
    print_record();
  }

 private:
  std::string word(const std::string& id) const { return words_.of("estimate_table." + id); }
  void heading(const std::string& id, const std::vector<std::string>& fills = {}) {
    out_ << '\n' << filled(word(id), fills) << '\n';
  }
  static std::string figure(std::uint64_t people) {
    return people_in_figures(static_cast<double>(people));
  }
  std::string figure(const std::optional<double>& people) const {
    return people ? people_in_figures(*people) : word("none");
  }
  std::string range(const std::optional<Limits>& limits) const {
    return limits ? range_in_figures(*limits, words_) : word("none");
  }
  void item(const estimate::Sentence& sentence) {
    out_ << "  - " << printable(said(sentence, words_)) << '\n';
  }

  void print_about() {
    const estimate::About& about = answer_.about;
    bool any = false;
    for (const auto& [id, said] : {std::pair("who", &about.title),
                                   {"place", &about.place},
                                   {"period", &about.period},
                                   {"source", &about.source}}) {
      if (said->empty())
        continue;
      any = true;
      out_ << words_.of(std::string("estimate_note.") + id) << ": " << printable(*said) << '\n';
    }
    if (any)
      out_ << '\n';
  }

  /// The first sentence stands alone: it is why the command was called.
  void print_statements() {
    const auto& statements = table_.summary.statements;
    if (statements.empty())
      return;
    out_ << printable(said(statements.front(), words_)) << '\n';
    for (const estimate::Warning& warning : table_.summary.warnings) {
      if (exchange::forbids_print(warning))
        out_ << printable(said(warning.sentence, words_)) << '\n';
    }
    if (statements.size() > 1)
      out_ << '\n';
    for (std::size_t i = 1; i < statements.size(); ++i)
      item(statements[i]);
  }

  void print_list(const std::string& id, const std::vector<estimate::Sentence>& sentences) {
    if (sentences.empty())
      return;
    heading(id);
    for (const estimate::Sentence& sentence : sentences)
      item(sentence);
  }

  bool is_counted(estimate::Method method) const {
    const auto& counted = table_.summary.counted;
    return std::find(counted.begin(), counted.end(), method) != counted.end();
  }

  void print_methods() {
    if (table_.methods.empty())
      return;
    heading("methods");
    Table table({word("method"), word("figure"), word("range_95"), word("range_80"),
                 word("counted"), word("what")},
                kWide);
    for (const MethodResult& result : table_.methods) {
      table.add({std::string(name_of(result.method)), figure(result.n_hat),
                 range(exchange::shown_limits(result.intervals, 95)),
                 range(exchange::shown_limits(result.intervals, 80)),
                 is_counted(result.method) ? word("yes") : word("no"),
                 exchange::method_in_words(result.method, words_)});
    }
    table.print(out_);
    for (const MethodResult& result : table_.methods) {
      // When the whole table is refused, the reason has been said.
      if (result.refused && !table_.summary.refused)
        out_ << "  " << name_of(result.method) << ": "
             << printable(said(result.refused->sentence, words_)) << '\n';
    }
  }

  std::string or_none(std::string text) const { return text.empty() ? word("none") : text; }

  /// What was chosen, how it fits, and what other values of a setting would have said.
  void print_behind() {
    Table table({word("method"), word("dependences"), word("fit"), word("settings")}, kWide);
    bool any = false;
    for (const MethodResult& result : table_.methods) {
      const std::string other = exchange::other_settings(result, words_);
      if (result.model.empty() && other.empty())
        continue;
      any = true;
      table.add({std::string(name_of(result.method)),
                 or_none(exchange::dependences_in(result.model, table_.lists.size())),
                 or_none(exchange::fit_in_words(result, words_)), or_none(other)});
    }
    if (!any)
      return;
    heading("behind");
    table.print(out_);
  }

  void print_overlap() {
    if (table_.lists.empty() || table_.overlap.pairs.size() != table_.lists.size())
      return;
    heading("overlap", {figure(table_.observed),
                        exchange::in_figures(100 * table_.overlap.share_seen_once, 0, words_)});
    std::vector<std::string> headings = {word("list")};
    headings.insert(headings.end(), table_.lists.begin(), table_.lists.end());
    for (std::string& cell : headings)
      cell = printable(cell);
    Table table(std::move(headings));
    for (std::size_t i = 0; i < table_.lists.size(); ++i) {
      std::vector<std::string> row = {std::to_string(i + 1) + "  " + table_.lists[i]};
      for (const std::uint64_t both : table_.overlap.pairs[i])
        row.push_back(figure(both));
      table.add(std::move(row));
    }
    table.print(out_);
  }

  void print_changes() {
    const estimate::Sensitivity& of = table_.sensitivity;
    if (of.dropped.empty() && of.merged.empty())
      return;
    heading("changes", {std::string(name_of(of.method))});
    Table table({word("change"), word("figure")});
    for (const auto& [list, n_hat] : of.dropped)
      table.add({filled(word("without"), {list}), figure(n_hat)});
    for (const auto& [lists, n_hat] : of.merged)
      table.add({filled(word("as_one"), {lists}), figure(n_hat)});
    table.print(out_);
  }

  void print_consistency() {
    if (table_.internal_consistency.empty())
      return;
    heading("consistency");
    Table table({word("list"), word("known"), word("guessed")});
    for (const estimate::Consistency& each : table_.internal_consistency)
      table.add({each.list, figure(each.truth), figure(each.n_hat)});
    table.print(out_);
  }

  std::string rate(double per_100000) const { return exchange::in_figures(per_100000, 2, words_); }

  void print_strata() {
    if (answer_.strata.empty())
      return;
    heading("strata");
    Table table({word("stratum"), word("seen"), word("range"), word("outer"), word("per_100000")});
    for (const estimate::StratumAnswer& each : answer_.strata) {
      const estimate::Summary& summary = each.answer.summary;
      std::optional<Limits> of_methods;
      std::optional<Limits> outer;
      if (summary.low && summary.high) {
        of_methods = Limits{*summary.low, *summary.high};
        outer = summary.outer;
      }
      table.add({estimate::in_words(each.stratum), figure(each.answer.observed), range(of_methods),
                 range(outer),
                 each.per_100000 ? rate(each.per_100000->low) + " – " + rate(each.per_100000->high)
                                 : word("none")});
    }
    table.print(out_);
    for (const estimate::StratumAnswer& each : answer_.strata)
      print_stratum_warnings(each);
    print_sums();
  }

  /// Why a group has no range, and whether its figures may leave the house.
  void print_stratum_warnings(const estimate::StratumAnswer& stratum) {
    const estimate::Summary& summary = stratum.answer.summary;
    if (summary.refused)
      out_ << "  - " << printable(estimate::in_words(stratum.stratum)) << ": "
           << printable(said(summary.refused->sentence, words_)) << '\n';
    print_warnings_of(estimate::in_words(stratum.stratum), summary.warnings);
  }

  /// All methods over all groups; over those of one column, the methods that are counted.
  void print_sums() {
    Table table({word("stratum"), word("method"), word("figure"), word("range_95"),
                 word("per_100000"), word("without_strata")});
    bool any = false;
    const auto add = [&](const std::string& title, const estimate::StrataSum& each) {
      if (!each.n_hat)
        return;
      any = true;
      table.add({title, std::string(name_of(each.method)), figure(each.n_hat),
                 range(exchange::shown_limits(each.intervals, 95)),
                 each.per_100000 ? rate(*each.per_100000) : word("none"),
                 std::to_string(each.left_out.size())});
    };
    for (const estimate::StrataSum& each : answer_.strata_sum)
      add(word("all"), each);
    for (const estimate::StrataMargin& margin : answer_.strata_margins) {
      for (const estimate::StrataSum& each : margin.sums) {
        if (is_counted(each.method))
          add(margin.column + ": " + margin.value, each);
      }
    }
    if (!any)
      return;
    heading("strata_sum");
    table.print(out_);
    // What holds of one group holds of the sum by any method.
    print_warnings_of(word("all"), answer_.strata_sum.front().warnings);
  }

  /// Those that forbid publishing.
  void print_warnings_of(const std::string& title, const std::vector<estimate::Warning>& warnings) {
    for (const estimate::Warning& warning : warnings) {
      if (exchange::forbids_print(warning))
        out_ << "  - " << printable(title) << ": " << printable(said(warning.sentence, words_))
             << '\n';
    }
  }

  void print_joint() {
    if (!answer_.joint)
      return;
    const estimate::JointAnswer& joint = *answer_.joint;
    heading("joint");
    if (joint.refused)
      return item(joint.refused->sentence);
    Table table(
        {word("stratum"), word("seen"), word("figure"), word("range_95"), word("per_100000")});
    const auto add = [&](const std::string& title, const auto& each) {
      table.add({title, figure(each.observed), people_in_figures(each.n_hat),
                 range(each.lognormal_95),
                 each.per_100000 ? rate(*each.per_100000) : word("none")});
    };
    for (const estimate::JointLevel& each : joint.levels)
      add(estimate::in_words(each.stratum), each);
    const bool by_several = !joint.levels.empty() && joint.levels.front().stratum.size() > 1;
    for (const estimate::JointMargin& each : joint.margins) {
      if (by_several)  // By one column alone they are the levels again.
        add(each.column + ": " + each.value, each);
    }
    table.add({word("all"), figure(table_.observed), figure(joint.n_hat), range(joint.lognormal_95),
               joint.per_100000 ? rate(*joint.per_100000) : word("none")});
    table.print(out_);
    for (const estimate::JointLevel& each : joint.levels) {
      for (const estimate::Warning& warning : each.warnings) {
        if (!exchange::forbids_print(warning))  // The others stand beside the group itself.
          out_ << "  - " << printable(estimate::in_words(each.stratum)) << ": "
               << printable(said(warning.sentence, words_)) << '\n';
      }
    }
    for (const estimate::JointMargin& each : joint.margins) {
      if (by_several)
        print_warnings_of(each.column + ": " + each.value, each.warnings);
    }
    for (const estimate::Warning& warning : joint.warnings)
      item(warning.sentence);
  }

  void print_linkage() {
    if (answer_.linkage.empty())
      return;
    heading("linkage");
    Table table({word("method"), word("figure"), word("range_95"), word("draws")});
    for (const estimate::LinkageAnswer& each : answer_.linkage)
      table.add({std::string(name_of(each.method)), figure(each.n_hat), range(each.combined_95),
                 std::to_string(each.draws)});
    table.print(out_);
  }

  void print_warnings() {
    bool any = false;
    for (const estimate::Warning& warning : table_.summary.warnings) {
      if (exchange::forbids_print(warning))
        continue;  // It stands at the top.
      if (!std::exchange(any, true))
        heading("warnings");
      item(warning.sentence);
    }
  }

  void print_record() {
    const estimate::RunRecord& record = answer_.record;
    heading("record");
    out_ << "  " << word("table_hash") << ": " << record.table_hash << '\n'
         << "  " << word("options") << ": " << printable(record.options) << '\n'
         << "  " << word("version") << ": " << record.version << '\n'
         << "  " << word("record_hash") << ": " << record.record_hash << '\n';
  }

  const estimate::Answer& answer_;
  const TableAnswer& table_;
  const exchange::EstimateWords& words_;
  std::ostream& out_;
};

}  // namespace

void print_estimate(const estimate::Answer& answer, const exchange::EstimateWords& words,
                    std::ostream& out) {
  Page(answer, words, out).print();
}

}  // namespace manumit::cli
