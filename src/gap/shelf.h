// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/sentence.h"
#include "conflicts.h"
#include "definitions.h"
#include "figure.h"

namespace manumit::gap {

/// What several figures come to together.
struct Sum {
  double value = 0;
  std::optional<double> low;
  std::optional<double> high;
  std::vector<std::size_t> figures;
  Interval<Day> days{};
  double years = 1;
  Kind kind = Kind::not_recorded;
  Counted counted = Counted::other;
  std::string group;

  [[nodiscard]] double per_year() const { return kind == Kind::flow ? value / years : value; }
};

/// Figures of one measure and time that do not count the same: none of them is taken.
struct Unlike {
  std::string measure;
  Interval<Day> days{};
  Sentence what;
};

/// The figures of one place, one for each measure and period: the preferred one where they differ.
/// Where nothing decides, none is taken.
class Shelf {
 public:
  Shelf(const FigureTable& table, const Definitions& definitions,
        const std::vector<Conflict>& conflicts, std::string place);

  [[nodiscard]] const FigureTable& table() const { return table_; }
  [[nodiscard]] const Definitions& definitions() const { return definitions_; }
  [[nodiscard]] const std::string& place() const { return place_; }

  /// Places in the table of a measure's figures with a number, by the end of their period.
  [[nodiscard]] std::vector<std::size_t> numbers_of(std::string_view measure) const;
  /// Every measure that the file or the definitions have for a role, in the order of the
  /// definitions.
  [[nodiscard]] std::vector<const MeasureMeaning*> measures_with(std::string_view role) const;
  /// What a role comes to in exactly that period, from the first group that has all its figures.
  [[nodiscard]] std::optional<Sum> sum(std::string_view role, const Interval<Day>& days) const;
  /// All periods for which `sum` has an answer, by their end.
  [[nodiscard]] std::vector<Interval<Day>> periods_of(std::string_view role) const;
  /// The same for one measure alone.
  [[nodiscard]] std::optional<std::size_t> at(std::string_view measure,
                                              const Interval<Day>& days) const;
  /// The figures of a role that are a range without a number of their own, by the end of their
  /// period: what several methods leave open.
  [[nodiscard]] std::vector<std::size_t> ranges_of(std::string_view role) const;
  /// A row that says that nothing was published for the role in that period.
  [[nodiscard]] std::optional<std::size_t> absence(std::string_view role,
                                                   const Interval<Day>& days) const;

  /// What was left out as its units or populations differ.
  [[nodiscard]] const std::vector<Unlike>& unlike() const { return unlike_; }
  /// Whether another figure is preferred to this one, or nothing decides between them.
  [[nodiscard]] bool is_passed_over(std::size_t figure) const {
    return passed_over_.contains(figure);
  }

 private:
  using Days = std::pair<Day, Day>;
  void pass_over(const std::vector<Conflict>& conflicts);
  void find_unlike();
  void put(std::size_t figure);
  const FigureTable& table_;
  const Definitions& definitions_;
  std::string place_;
  std::set<std::size_t> passed_over_;
  std::vector<Unlike> unlike_;
  std::map<std::string, std::map<Days, std::size_t>, std::less<>> chosen_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> absent_;
  std::map<std::string, std::map<Days, std::size_t>, std::less<>> ranges_;
};

/// The year as a period.
[[nodiscard]] Interval<Day> whole_year(int year);

}  // namespace manumit::gap
