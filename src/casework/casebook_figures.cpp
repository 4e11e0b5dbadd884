// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>
#include <utility>

#include "casebook_inside.h"

namespace manumit::casework {
namespace {

bool are_among(const std::vector<std::string>& names, const std::vector<FigureOrigin>& origins) {
  std::set<std::string_view> known;
  for (const FigureOrigin& one : origins)
    known.insert(one.ids.begin(), one.ids.end());
  return std::all_of(names.begin(), names.end(),
                     [&](const std::string& name) { return known.contains(name); });
}

Result<void> check_named(const FigureSheet& sheet, const Figures& known) {
  if (!are_among(sheet.takes_out, known.origins) ||
      !are_among(sheet.puts_back, known.taken_out_origins))
    return fail(Error::Kind::not_found,
                "this figure is not in the vault any more, or not as it was", {},
                "look at the figures again");
  return {};
}

/// A sheet after all others.
FiguresKept last_word(const std::vector<std::string>& takes_out) {
  FiguresKept out;
  out.lamport = UINT64_MAX;
  out.sheet.takes_out = takes_out;
  return out;
}

}  // namespace

Result<FiguresKept> figures_kept(const vault::Entry& entry) {
  FigureSheet sheet = TRY(decode_sheet(entry.body));
  return FiguresKept{.entry = entry.id,
                     .author = entry.author,
                     .recorded_ms = entry.written_ms,
                     .lamport = entry.lamport,
                     .sheet = std::move(sheet)};
}

std::shared_ptr<const Figures> Casebook::figures() const {
  const std::shared_lock lock(inside_->state);
  return inside_->figures;
}

Result<NewFigures> Casebook::keep_figures(FigureSheet sheet) {
  Inside& in = *inside_;
  const std::lock_guard one_at_a_time(in.filing);
  // Nobody else writes while this holds `filing`, so what is there may be read without a lock.
  TRY(check_named(sheet, *in.figures));
  const std::size_t given = sheet.figures.size();
  sheet.figures = not_kept_yet(std::move(sheet.figures), in.figures_without(sheet.takes_out));
  NewFigures out{.ids = {}, .kept_before = given - sheet.figures.size()};
  if (sheet.figures.empty() && sheet.takes_out.empty() && sheet.puts_back.empty() && given > 0)
    return out;
  TRY(check_sheet(sheet));
  const vault::Compartment where = TRY(in.place_for(in.figure_places));
  const std::vector<vault::Draft> drafts{{where, vault::EntryKind::figure_sheet, encode(sheet)}};
  const auto entries = TRY(in.vault.append(drafts));
  for (std::size_t i = 0; i < sheet.figures.size(); ++i)
    out.ids.push_back(statement_id(entries.front(), i));
  TRY(in.take_sheet(where));
  return out;
}

/// What still counts once these are taken out: a figure that is put right may say what it said.
Figures Casebook::Inside::figures_without(const std::vector<std::string>& names) const {
  if (names.empty())
    return *figures;
  std::vector<FiguresKept> all = sheets;
  all.push_back(last_word(names));
  return fold_figures(std::move(all));
}

/// One that no case claims, so that nobody's identity is opened or erased with it; else a new one.
Result<vault::Compartment> Casebook::Inside::place_for(const std::set<vault::Compartment>& places) {
  for (const vault::Compartment& one : places) {
    if (vault.can_open(one) && !is_claimed(one))
      return one;
  }
  return TRY(vault.new_compartments(1)).front();
}

/// What was written last, as the vault holds it.
Result<void> Casebook::Inside::take_sheet(const vault::Compartment& where) {
  const auto read = vault.read_newest(where, 1);
  std::vector<FiguresKept> all = sheets;
  for (const vault::Entry& entry : read ? read->entries : std::vector<vault::Entry>{}) {
    if (Result<FiguresKept> one = figures_kept(entry))
      all.push_back(std::move(*one));
  }
  auto folded = std::make_shared<const Figures>(fold_figures(all));
  const std::unique_lock lock(state);
  figure_places.insert(where);
  ++savings;
  if (all.size() != sheets.size() + 1)
    return fail(Error::Kind::unavailable, "the figures are saved, but cannot be shown just now", {},
                "close the vault and open it again");
  sheets = std::move(all);
  figures = std::move(folded);
  return {};
}

}  // namespace manumit::casework
