// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "estimate/answer.h"
#include "estimate_words.h"

/// The drawings of the method note, as SVG.
namespace manumit::exchange::note {

/// From people to places in a drawing, from nobody at the left. What lies beyond its end is cut,
/// and an arrow says so.
struct Scale {
  double most = 1;   ///< People at the right end.
  double width = 1;  ///< Of the drawing.
  std::vector<double> ticks;
  [[nodiscard]] double at(double people) const;
  [[nodiscard]] bool cuts(double people) const { return !(people <= most); }
};
/// Wide enough for everything that counts, and for no tail that would make the rest a smear.
[[nodiscard]] Scale scale_for(const estimate::TableAnswer& table, double width);

/// A method's row: the wide band, the narrow one, the percentile line, and only then the point.
[[nodiscard]] std::string interval_row(const estimate::MethodResult& result,
                                       const estimate::TableAnswer& table, const Scale& scale,
                                       const EstimateWords& words);
/// The numbers below such rows.
[[nodiscard]] std::string axis_row(const Scale& scale, const EstimateWords& words);
/// A bar from nobody to an estimate, with a mark where the whole table's estimate stands.
[[nodiscard]] std::string effect_bar(std::optional<double> n_hat, double whole, double most);

/// How many people have which combination of lists, the largest first (Lex and others 2014, IEEE
/// Transactions on Visualization and Computer Graphics 20(12), pp. 1983-1992).
[[nodiscard]] std::string upset(const estimate::TableAnswer& table, const EstimateWords& words);

/// Everyone, by how many times as many unseen people there are as the model says.
[[nodiscard]] std::string dependence_curve(const estimate::TableAnswer& table,
                                           const EstimateWords& words);

}  // namespace manumit::exchange::note
