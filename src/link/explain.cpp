// SPDX-License-Identifier: Apache-2.0
#include "explain.h"

#include <utility>

#include "base/check.h"
#include "engine.h"
#include "scorer.h"

namespace manumit::link {

struct Explainer::Inside {
  Engine engine;
  Scorer scorer;
  double prior_bits = 0;
};

namespace {

Sentence said_of_same(const Fields& fields, const Comparator& comparator, std::uint32_t value) {
  if (comparator.weighs_by_bits() || !comparator.setting().term_frequency)
    return comparator.level_name(comparator.compare(value, value).level);
  return {"the same; of {1} records that have one, {0} have this",
          {std::to_string(fields.counts(comparator.field())[value]),
           std::to_string(fields.present(comparator.field()))}};
}

std::vector<Sentence> reasons(const Fields& fields, const Comparator& comparator, std::uint32_t a,
                              std::uint32_t b) {
  if (comparator.how() != How::name)
    return {};
  const Values& values = fields.values(comparator.field());
  const NameKind kind = fields.table().kind();
  const auto match = compare_names(Name::of(values[a], kind), Name::of(values[b], kind));
  std::vector<Sentence> all;
  if (match) {
    for (const NamePart& part : match->parts)
      all.push_back({part.reason, {}});
  }
  return all;
}

}  // namespace

Explainer::Explainer(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Explainer::Explainer(Explainer&&) noexcept = default;
Explainer& Explainer::operator=(Explainer&&) noexcept = default;
Explainer::~Explainer() = default;

Result<Explainer> Explainer::of(const RecordTable& table, const Settings& settings,
                                const Model& model) {
  auto inside = std::make_unique<Inside>();
  inside->engine = TRY(engine_that_knows(table, settings, model));
  inside->scorer = Scorer::of(inside->engine.fields, inside->engine.comparators, model);
  inside->prior_bits = log2_odds(model.prior.share);
  return Explainer(std::move(inside));
}

Explanation Explainer::explain(std::uint32_t a, std::uint32_t b) const {
  const Fields& fields = inside_->engine.fields;
  MANUMIT_CHECK(a < fields.records() && b < fields.records() && a != b);
  const PairParts parts = inside_->scorer.parts(a, b);
  Explanation why{.parts = {}, .prior_bits = inside_->prior_bits, .weight = 0, .probability = 0};
  double evidence = 0;
  for (std::size_t i = 0; i < inside_->scorer.count(); ++i) {
    const Comparator& comparator = inside_->engine.comparators[i];
    const std::uint32_t one = fields.id(a, comparator.field());
    const std::uint32_t other = fields.id(b, comparator.field());
    ExplainedPart part{.comparison = comparator.setting().name,
                       .said = {"one side has none, which says nothing", {}},
                       .bits = static_cast<double>(parts.bits[i]),
                       .because = {}};
    if (one != 0 && one == other)
      part.said = said_of_same(fields, comparator, one);
    else if (parts.agreement[i].level != kNoEvidence)
      part.said = comparator.level_name(parts.agreement[i].level);
    if (one != 0 && other != 0)
      part.because = reasons(fields, comparator, one, other);
    evidence += part.bits;
    why.parts.push_back(std::move(part));
  }
  evidence += parts.tied;
  if (parts.tied != 0) {
    why.parts.push_back({.comparison = {},
                         .said = {"what the name tells already is not counted twice", {}},
                         .bits = parts.tied,
                         .because = {}});
  }
  // As a float, like the pairs that are kept: a pair weighs the same wherever it is met.
  why.weight = static_cast<double>(
      static_cast<float>(static_cast<double>(static_cast<float>(evidence)) + why.prior_bits));
  why.probability = probability_of(why.weight);
  return why;
}

}  // namespace manumit::link
