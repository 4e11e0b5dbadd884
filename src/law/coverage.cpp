// SPDX-License-Identifier: Apache-2.0
#include "law/coverage.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "reference.h"

namespace manumit::law {
namespace {

/// Where elements of that concept are known by their beginning, and otherwise by their dimension.
struct Family {
  Concept of;
  std::string_view prefix;
  Dimension dimension;
};
constexpr std::array<Family, 3> kFamilies = {{{Concept::acts, "act.", Dimension::act},
                                              {Concept::means, "means.", Dimension::means},
                                              {Concept::purposes, "purpose.", Dimension::purpose}}};

std::optional<Concept> concept_of(const Element& element) {
  for (const Family& family : kFamilies)
    if (element.palermo.rfind(family.prefix, 0) == 0)
      return family.of;
  for (const Concept single : {Concept::child, Concept::consent, Concept::debt_bondage})
    if (element.palermo == name_of(single))
      return single;
  // An element of its own: it widens or narrows, but only where its definition says so.
  if (!element.palermo.empty() || (element.wider.empty() && element.narrower.empty()))
    return std::nullopt;
  for (const Family& family : kFamilies)
    if (element.dimension == family.dimension)
      return family.of;
  return std::nullopt;
}

/// What Palermo is made of, by concept, as its own definition says.
std::array<std::vector<std::string>, 6> asked_for(const Library& library) {
  std::array<std::vector<std::string>, 6> out;
  for (const Concept single : {Concept::child, Concept::consent, Concept::debt_bondage})
    out[static_cast<std::size_t>(single)].emplace_back(name_of(single));
  for (const std::size_t place : library.versions_of(kReference))
    for (const Element& element : library.instruments()[place].elements)
      if (const std::optional<Concept> of = concept_of(element);
          of && *of <= Concept::purposes && !element.palermo.empty()) {
        std::vector<std::string>& parts = out[static_cast<std::size_t>(*of)];
        if (std::find(parts.begin(), parts.end(), element.palermo) == parts.end())
          parts.push_back(element.palermo);
      }
  return out;
}

/// What was not checked or is not there stands before shades; and that a law reaches less far
/// before that it makes up for some of it where the deed is worse.
int weight(Mark mark) {
  switch (mark) {
    case Mark::not_checked:
      return 5;
    case Mark::absent:
      return 4;
    case Mark::narrower:
      return 3;
    case Mark::aggravation:
      return 2;
    case Mark::wider:
      return 1;
    case Mark::same:
      break;
  }
  return 0;
}

class CellMaker {
 public:
  CellMaker(const Instrument& law, Concept of, const std::vector<std::string>& parts)
      : law_(law), parts_(parts) {
    cell_.of = of;
  }

  Cell make() {
    if (std::find(law_.palermo_not_checked.begin(), law_.palermo_not_checked.end(),
                  name_of(cell_.of)) != law_.palermo_not_checked.end()) {
      note(Mark::not_checked, "", law_.unverified);
      return finished();
    }
    std::set<std::string, std::less<>> whole;
    std::set<std::string, std::less<>> aggravating;
    for (const Element& element : law_.elements)
      if (concept_of(element) == cell_.of)
        take(element, whole, aggravating);
    for (const std::string& part : parts_) {
      if (whole.count(part) != 0)
        continue;
      if (aggravating.count(part) == 0)
        missing_.push_back(part);
    }
    judge(whole.empty(), aggravating.empty());
    return finished();
  }

 private:
  void note(Mark mark, const std::string& element, const std::string& words) {
    if (std::find(cell_.marks.begin(), cell_.marks.end(), mark) == cell_.marks.end())
      cell_.marks.push_back(mark);
    cell_.why.push_back({mark, element, words});
  }

  void take(const Element& element, std::set<std::string, std::less<>>& whole,
            std::set<std::string, std::less<>>& aggravating) {
    if (element.dimension == Dimension::aggravation) {
      aggravating.insert(element.palermo);
      note(Mark::aggravation, element.id, element.narrower);
      return;
    }
    if (!element.palermo.empty())
      whole.insert(element.palermo);
    own_words_ = own_words_ || element.palermo.empty();
    if (!element.wider.empty())
      note(Mark::wider, element.id, element.wider);
    if (!element.narrower.empty())
      note(Mark::narrower, element.id, element.narrower);
  }

  /// Nothing of it: absent. Some of it: narrower, by what is missing.
  void judge(bool none_whole, bool none_aggravating) {
    if (none_whole && !own_words_) {
      if (none_aggravating)
        for (const std::string& part : missing_)
          note(Mark::absent, part, "");
      return;
    }
    for (const std::string& part : missing_)
      note(Mark::narrower, part, "");
    if (cell_.marks.empty())
      note(Mark::same, "", "");
  }

  Cell finished() {
    if (cell_.marks.empty())
      note(Mark::absent, "", "");
    std::sort(cell_.marks.begin(), cell_.marks.end(),
              [](Mark a, Mark b) { return weight(a) > weight(b); });
    return std::move(cell_);
  }

  const Instrument& law_;
  const std::vector<std::string>& parts_;
  std::vector<std::string> missing_;
  bool own_words_ = false;
  Cell cell_;
};

bool speaks_of_palermo(const Instrument& law) {
  return !law.palermo_not_checked.empty() ||
         std::any_of(law.elements.begin(), law.elements.end(),
                     [](const Element& element) { return !element.palermo.empty(); });
}

}  // namespace

std::vector<CoverageRow> coverage(const Library& library) {
  const auto parts = asked_for(library);
  std::vector<CoverageRow> out;
  for (std::size_t i = 0; i < library.instruments().size(); ++i) {
    const Instrument& law = library.instruments()[i];
    if (!speaks_of_palermo(law))
      continue;
    CoverageRow row{.instrument = i, .cells = {}};
    for (const Concept of : kConcepts)
      row.cells[static_cast<std::size_t>(of)] =
          CellMaker(law, of, parts[static_cast<std::size_t>(of)]).make();
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace manumit::law
