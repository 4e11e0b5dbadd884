// SPDX-License-Identifier: Apache-2.0
#include "law/definition_gap.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "goal.h"
#include "marking.h"
#include "program.h"
#include "reading.h"
#include "scope.h"

namespace manumit::law {
namespace {

bool is_national_definition(const Instrument& law) {
  return !law.places.empty() && (law.kind == Kind::criminal_code || law.kind == Kind::statute);
}

/// The elements without which a text fails. Thousands of cases share a few patterns, so each
/// pattern is thought through once.
class Blame {
 public:
  explicit Blame(const Program& program) : program_(program) {}

  const std::vector<std::size_t>& because(std::size_t instrument, const std::vector<Pair>& nodes) {
    const Compiled& compiled = program_.compiled[instrument];
    std::vector<std::uint8_t> state;
    for (const std::uint32_t element : compiled.elements) {
      state.push_back(has(nodes[element], Side::speaks_for));
      state.push_back(has(nodes[element], Side::against));
    }
    const auto [at, fresh] = known_.try_emplace({instrument, state});
    if (fresh)
      at->second = think(compiled, state);
    return at->second;
  }

 private:
  static std::vector<std::size_t> think(const Compiled& compiled,
                                        const std::vector<std::uint8_t>& state) {
    std::vector<Step> steps;
    for (std::uint32_t i = 0; i < compiled.elements.size(); ++i) {
      const std::uint32_t yes = bit_for(i);
      const std::uint32_t no = bit_against(i);
      steps.push_back({.group = i, .makes = {stands(yes), stands_not(no)}});
      steps.push_back({.group = i, .makes = {stands_not(yes), stands(no)}});
    }
    std::vector<std::size_t> out;
    if (const auto found = fewest_steps(compiled.support_by_elements, state, steps))
      for (const std::uint32_t step : found->steps)
        out.push_back(step / 2);
    std::sort(out.begin(), out.end());
    return out;
  }

  const Program& program_;
  std::map<std::pair<std::size_t, std::vector<std::uint8_t>>, std::vector<std::size_t>> known_;
};

class GapMaker {
 public:
  GapMaker(const Program& program, std::vector<std::size_t> references)
      : program_(program),
        references_(std::move(references)),
        blame_(program),
        marker_(program),
        rows_(program.instruments.size()),
        seen_(program.instruments.size(), false) {
    for (std::size_t i = 0; i < rows_.size(); ++i)
      rows_[i].instrument = i;
  }

  void add(std::size_t place, const Evidence& evidence) {
    ++gap_.cases;
    if (!evidence.facts_at || evidence.places.empty())
      return;
    leaves_.assign(program_.leaves.size(), {});
    marker_.mark(evidence, 1, leaves_);
    value_nodes(program_, leaves_, nodes_);
    const std::vector<std::uint16_t> places = place_numbers(evidence);
    const auto applies = [&](std::size_t instrument) {
      return scope_of(program_, instrument, evidence, places).outside == Reason::none;
    };
    bool in_force = false;
    bool meets = false;
    for (const std::size_t reference : references_)
      if (applies(reference)) {
        in_force = true;
        meets = meets || verdict(reference).status == Status::supported;
      }
    if (!in_force)
      return;
    ++gap_.valued;
    gap_.meets_reference += meets ? 1 : 0;
    for (std::size_t i = 0; i < program_.instruments.size(); ++i)
      if (is_national_definition(program_.instruments[i]) && !is_reference(i) && applies(i)) {
        seen_[i] = true;
        if (meets)
          compare(place, i, applies);
      }
  }

  Gap take() {
    gap_.reference = references_.back();
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (seen_[i]) {
        std::stable_sort(rows_[i].because.begin(), rows_[i].because.end(),
                         [](const Blocking& a, const Blocking& b) { return a.cases > b.cases; });
        gap_.rows.push_back(std::move(rows_[i]));
      }
    return std::move(gap_);
  }

 private:
  [[nodiscard]] bool is_reference(std::size_t instrument) const {
    return std::find(references_.begin(), references_.end(), instrument) != references_.end();
  }
  [[nodiscard]] Verdict verdict(std::size_t instrument) const {
    return verdict_of(nodes_, program_.compiled[instrument].whole());
  }

  template <typename Applies>
  void compare(std::size_t place, std::size_t instrument, const Applies& applies) {
    GapRow& row = rows_[instrument];
    const Verdict here = verdict(instrument);
    if (here.status == Status::supported) {
      ++row.meets_both;
      return;
    }
    ++(here.status == Status::contradicted ? row.meets_reference_only : row.unknown);
    GapCase one{.place = place, .verdict = here, .because = blame_.because(instrument, nodes_)};
    for (const std::size_t element : one.because)
      count(row, element);
    for (const std::string& id : program_.instruments[instrument].substitutes)
      for (std::size_t other = 0; other < program_.instruments.size(); ++other)
        if (program_.instruments[other].id == id && applies(other))
          substitute(row, one, other);
    row.cases.push_back(std::move(one));
  }

  void count(GapRow& row, std::size_t element) {
    auto at = std::find_if(row.because.begin(), row.because.end(),
                           [&](const Blocking& one) { return one.element == element; });
    if (at == row.because.end())
      at = row.because.insert(row.because.end(), Blocking{.element = element});
    ++at->cases;
    const std::uint32_t node = program_.compiled[row.instrument].elements[element];
    const Status status = verdict_of(nodes_[node]).status;
    ++(status == Status::contradicted ? at->contradicted
       : status == Status::unknown    ? at->unknown
                                      : at->supported);
  }

  void substitute(GapRow& row, GapCase& one, std::size_t other) {
    auto at = std::find_if(row.substitutes.begin(), row.substitutes.end(),
                           [&](const Substitute& known) { return known.instrument == other; });
    if (at == row.substitutes.end())
      at = row.substitutes.insert(row.substitutes.end(), Substitute{.instrument = other});
    if (verdict(other).status != Status::supported)
      return;
    ++at->supported;
    one.substitutes.push_back(other);
  }

  const Program& program_;
  std::vector<std::size_t> references_;
  Blame blame_;
  Marker marker_;
  std::vector<LeafBits> leaves_;
  std::vector<Pair> nodes_;
  std::vector<GapRow> rows_;
  std::vector<bool> seen_;
  Gap gap_;
};

}  // namespace

Result<Gap> definition_gap(const Library& library, std::span<const Evidence> cases,
                           std::string_view reference) {
  std::vector<std::size_t> references = library.versions_of(reference);
  if (references.empty())
    return fail(Error::Kind::not_found, "there is no instrument called {0}", {},
                "the list of laws shows the ids that there are", {std::string(reference)});
  GapMaker maker(library.program(), std::move(references));
  for (std::size_t i = 0; i < cases.size(); ++i)
    maker.add(i, cases[i]);
  return maker.take();
}

}  // namespace manumit::law
