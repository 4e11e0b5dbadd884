// SPDX-License-Identifier: Apache-2.0
#include "casework/figures.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "casework/filing.h"

namespace manumit::casework {
namespace {

auto told(const gap::Figure& of) {
  return std::tie(of.measure, of.value, of.low, of.high, of.words, of.unit, of.population, of.place,
                  of.period.words, of.kind, of.source, of.source_kind, of.vintage, of.retrieved,
                  of.confidence, of.note);
}

struct Order {
  bool operator()(const gap::Figure* a, const gap::Figure* b) const { return told(*a) < told(*b); }
};

/// One figure of one sheet.
struct Named {
  const FiguresKept* in = nullptr;
  const gap::Figure* figure = nullptr;
  bool counts = true;
};

class Folding {
 public:
  explicit Folding(std::vector<FiguresKept> sheets) : sheets_(std::move(sheets)) {
    const auto order = [](const FiguresKept& of) { return std::tie(of.lamport, of.entry); };
    std::sort(sheets_.begin(), sheets_.end(),
              [&](const auto& a, const auto& b) { return order(a) < order(b); });
    const auto same = [](const auto& a, const auto& b) { return a.entry == b.entry; };
    sheets_.erase(std::unique(sheets_.begin(), sheets_.end(), same), sheets_.end());
  }

  Figures fold() {
    for (const FiguresKept& one : sheets_)
      take(one);
    for (std::size_t i = 0; i < named_.size(); ++i) {
      if (named_[i].counts)
        show(i, out_.table, out_.origins, shown_);
    }
    for (std::size_t i = 0; i < named_.size(); ++i) {
      // What somebody else kept as well still counts.
      if (!named_[i].counts && !shown_.contains(named_[i].figure))
        show(i, out_.taken_out, out_.taken_out_origins, gone_);
    }
    return std::move(out_);
  }

 private:
  using Shown = std::map<const gap::Figure*, std::size_t, Order>;

  void take(const FiguresKept& one) {
    mark(one.sheet.takes_out, false);
    mark(one.sheet.puts_back, true);
    for (std::size_t i = 0; i < one.sheet.figures.size(); ++i)
      name(one, i);
  }

  void name(const FiguresKept& one, std::size_t i) {
    names_.push_back(statement_id(one.entry, i));
    places_.emplace(names_.back(), named_.size());
    named_.push_back({&one, &one.sheet.figures[i], true});
  }

  /// A name of a figure that does not stand before it says nothing.
  void mark(const std::vector<std::string>& names, bool counts) {
    for (const std::string& name : names) {
      const auto at = places_.find(name);
      if (at != places_.end())
        named_[at->second].counts = counts;
    }
  }

  void show(std::size_t place, gap::FigureTable& table, std::vector<FigureOrigin>& origins,
            Shown& shown) {
    const Named& one = named_[place];
    const auto [at, fresh] = shown.emplace(one.figure, origins.size());
    if (fresh) {
      table.figures.push_back(*one.figure);
      table.figures.back().row = table.figures.size() + 1;  // after the headings
      origins.push_back({{}, one.in->sheet.title, one.in->author, one.in->recorded_ms});
    }
    origins[at->second].ids.push_back(names_[place]);
  }

  std::vector<FiguresKept> sheets_;
  std::vector<Named> named_;
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::size_t> places_;
  Shown shown_, gone_;
  Figures out_;
};

}  // namespace

bool same_figure(const gap::Figure& a, const gap::Figure& b) {
  return told(a) == told(b);
}

std::vector<gap::Figure> not_kept_yet(std::vector<gap::Figure> figures, const Figures& kept) {
  std::set<const gap::Figure*, Order> seen;
  for (const gap::Figure& one : kept.table.figures)
    seen.insert(&one);
  std::vector<const gap::Figure*> fresh;
  for (const gap::Figure& one : figures) {
    if (seen.insert(&one).second)
      fresh.push_back(&one);
  }
  std::vector<gap::Figure> out;
  for (const gap::Figure* one : fresh)
    out.push_back(*one);
  return out;
}

Figures fold_figures(std::vector<FiguresKept> sheets) {
  return Folding(std::move(sheets)).fold();
}

}  // namespace manumit::casework
