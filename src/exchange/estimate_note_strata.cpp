// SPDX-License-Identifier: Apache-2.0
#include "estimate_note_strata.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "base/result.h"
#include "estimate_note_html.h"

namespace manumit::exchange::note {
namespace {

using estimate::Limits;

/// The strata of one answer, in words.
class Strata {
 public:
  Strata(const estimate::Answer& answer, const EstimateWords& words)
      : answer_(answer), words_(words) {}

  std::string section() const {
    std::string out;
    if (!answer_.strata.empty())
      out += part("strata", by_stratum() + sums());
    if (answer_.joint)
      out += part("joint", joint());
    if (!answer_.linkage.empty())
      out += part("linkage", linkage());
    return out;
  }

 private:
  std::string word(const std::string& id) const {
    return escaped(words_.of("estimate_note." + id));
  }
  std::string part(const std::string& id, const std::string& inside) const {
    return tag("section",
               tag("h2", word(id)) + tag("p", "class=\"why\"", word(id + "_why")) + inside);
  }
  std::string figure(double people) const { return escaped(people_in_figures(people)); }
  std::string range(const std::optional<Limits>& limits) const {
    return limits ? escaped(range_in_figures(*limits, words_)) : "–";
  }
  std::string number(const std::optional<double>& people) const {
    return people ? figure(*people) : word("no_number");
  }
  static std::string name(const estimate::StratumName& stratum) {
    return escaped(estimate::in_words(stratum));
  }
  std::string heading(const std::vector<std::string>& ids) const {
    std::string out = "<tr>";
    for (const std::string& id : ids)
      out += tag("th", word(id));
    return out + "</tr>\n";
  }

  std::string by_stratum() const {
    std::string rows =
        heading({"stratum", "seen", "range_of_methods", "range_outer", "per_100000"});
    for (const estimate::StratumAnswer& each : answer_.strata) {
      const estimate::Summary& summary = each.answer.summary;
      std::string of_methods = word("no_number");
      if (summary.low && summary.high)
        of_methods = range(Limits{*summary.low, *summary.high});
      rows += row({name(each.stratum), figure(static_cast<double>(each.answer.observed)),
                   of_methods, summary.low ? range(summary.outer) : "–", rate(each.per_100000)});
    }
    return tag("table", "class=\"small\"", rows) + warnings();
  }

  std::string told(const std::string& title, const estimate::Warning& warning) const {
    return tag("li", tag("b", title + ":") + " " + escaped(said(warning.sentence, words_)));
  }
  /// Those that forbid publishing.
  std::string forbidding(const std::string& title,
                         const std::vector<estimate::Warning>& warnings) const {
    std::string items;
    for (const estimate::Warning& warning : warnings) {
      if (forbids_print(warning))
        items += told(title, warning);
    }
    return items;
  }
  static std::string list(const std::string& items) {
    return items.empty() ? "" : tag("ul", "class=\"heed columns small\"", items);
  }

  /// Why a group has no range, and whether its figures may leave the house.
  std::string warnings() const {
    std::string items;
    for (const estimate::StratumAnswer& each : answer_.strata) {
      const estimate::Summary& summary = each.answer.summary;
      if (summary.refused)
        items += told(name(each.stratum), *summary.refused);
      items += forbidding(name(each.stratum), summary.warnings);
    }
    return list(items);
  }

  std::string rate(const std::optional<Limits>& per_100000) const {
    if (!per_100000)
      return "–";
    return escaped(in_figures(per_100000->low, 2, words_) + " – " +
                   in_figures(per_100000->high, 2, words_));
  }
  std::string rate(const std::optional<double>& per_100000) const {
    return per_100000 ? escaped(in_figures(*per_100000, 2, words_)) : "–";
  }

  bool is_counted(estimate::Method method) const {
    const auto& counted = answer_.whole.summary.counted;
    return std::find(counted.begin(), counted.end(), method) != counted.end();
  }

  /// All methods over all groups; over those of one column, the methods that are counted.
  std::string sums() const {
    std::string rows =
        heading({"stratum", "sum_by", "best", "range_95", "per_100000", "strata_without"});
    bool any = false;
    const auto add = [&](const std::string& title, const estimate::StrataSum& each) {
      if (!each.n_hat)
        return;
      any = true;
      std::string without;
      for (const std::string& stratum : each.left_out)
        without += (without.empty() ? "" : "; ") + escaped(stratum);
      rows += row({title, escaped(method_in_words(each.method, words_)), number(each.n_hat),
                   range(shown_limits(each.intervals, 95)), rate(each.per_100000),
                   without.empty() ? "–" : without});
    };
    for (const estimate::StrataSum& each : answer_.strata_sum)
      add(word("all"), each);
    for (const estimate::StrataMargin& margin : answer_.strata_margins) {
      for (const estimate::StrataSum& each : margin.sums) {
        if (is_counted(each.method))
          add(escaped(margin.column + ": " + margin.value), each);
      }
    }
    // What holds of one group holds of the sum by any method.
    return any ? tag("table", "class=\"small\"", rows) +
                     list(forbidding(word("all"), answer_.strata_sum.front().warnings))
               : "";
  }

  std::string joint() const {
    const estimate::JointAnswer& joint = *answer_.joint;
    if (joint.refused)
      return tag("p", escaped(said(joint.refused->sentence, words_)));
    std::string rows = heading({"stratum", "seen", "best", "range_95", "per_100000"});
    std::string items;
    for (const estimate::JointLevel& each : joint.levels) {
      for (const estimate::Warning& warning : each.warnings) {
        if (!forbids_print(warning))  // The others stand beside the group itself.
          items += told(name(each.stratum), warning);
      }
    }
    for (const estimate::JointMargin& each : joint.margins) {
      const std::string title = escaped(each.column + ": " + each.value);
      rows += row({title, figure(static_cast<double>(each.observed)), figure(each.n_hat),
                   range(each.lognormal_95), rate(each.per_100000)});
      items += forbidding(title, each.warnings);
    }
    rows += row(
        {word("all"), "", number(joint.n_hat), range(joint.lognormal_95), rate(joint.per_100000)},
        "rule");
    for (const estimate::Warning& warning : joint.warnings)
      items += tag("li", escaped(said(warning.sentence, words_)));
    return tag("table", "class=\"small\"", rows) + list(items);
  }

  std::string linkage() const {
    std::string rows = heading({"method", "best", "range_95", "draws"});
    for (const estimate::LinkageAnswer& each : answer_.linkage) {
      rows += row({escaped(method_in_words(each.method, words_)), number(each.n_hat),
                   range(each.combined_95), std::to_string(each.draws)});
    }
    return tag("table", "class=\"small\"", rows);
  }

  const estimate::Answer& answer_;
  const EstimateWords& words_;
};

}  // namespace

std::string strata_section(const estimate::Answer& answer, const EstimateWords& words) {
  return Strata(answer, words).section();
}

}  // namespace manumit::exchange::note
