// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/sentence.h"
#include "link/model.h"
#include "link/records.h"
#include "link/settings.h"

namespace manumit::link {

/// What one comparison says of a pair.
struct ExplainedPart {
  std::string comparison;  ///< Its name; empty where several together say it.
  Sentence said;           ///< "the same; of 812 records that have one, 3 have this".
  double bits = 0;
  std::vector<Sentence> because;  ///< Of names: what stood against what (names.h).
};

/// Why a pair weighs what it weighs: the parts and the prior add up to the weight.
struct Explanation {
  std::vector<ExplainedPart> parts;
  double prior_bits = 0;   ///< What is believed of a pair of which nothing is known.
  double weight = 0;       ///< log2 of the odds that it is one person.
  double probability = 0;  ///< The same as a share.
};

/// Explains pairs of a table by a model that linking has learned.
///
/// It says of a pair what the linking has said, to the last bit. Making one takes as long as
/// preparing the records for linking; explaining a pair, microseconds.
class Explainer {
 public:
  /// The table must outlive it. Settings that do not fit the table or the model are refused.
  [[nodiscard]] static Result<Explainer> of(const RecordTable& table, const Settings& settings,
                                            const Model& model);
  Explainer(Explainer&&) noexcept;
  Explainer& operator=(Explainer&&) noexcept;
  ~Explainer();

  /// Of two different records of the table, in either order.
  [[nodiscard]] Explanation explain(std::uint32_t a, std::uint32_t b) const;

 private:
  struct Inside;
  explicit Explainer(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace manumit::link
