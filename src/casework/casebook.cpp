// SPDX-License-Identifier: Apache-2.0
#include "casework/casebook.h"

#include <malloc.h>

#include <algorithm>
#include <numeric>
#include <variant>

#include "base/parallel.h"
#include "casebook_inside.h"
#include "findable.h"

namespace manumit::casework {
namespace {

/// Reads entries as the vault hands them over and gathers them by case.
class Opening {
 public:
  Opening(const vault::Vault& vault, std::vector<vault::Damage>& damages)
      : vault_(vault), damages_(damages), in_hand_(vault::Vault::kInHand) {}

  /// What needs no other entry, on several threads at once.
  void read(std::size_t place, const vault::Entry& entry) {
    InHand& into = in_hand_[place];
    into.entry = entry.id;
    into.read = {};
    if (entry.kind == vault::EntryKind::filing)
      into.read = glean(entry);
    if (entry.kind == vault::EntryKind::link_decision) {
      into.compartment = entry.compartment;
      into.read = decided(vault_, entry);
    }
    if (entry.kind == vault::EntryKind::use) {
      into.compartment = entry.compartment;
      into.read = used(entry);
    }
    if (entry.kind == vault::EntryKind::figure_sheet) {
      into.compartment = entry.compartment;
      into.read = figures_kept(entry);
    }
  }

  /// Keeps what was read, in the order of the file.
  void keep(std::size_t place) {
    InHand& from = in_hand_[place];
    std::visit([&](auto& read) { keep(from, read); }, from.read);
  }

  /// The cases in the order in which the vault first spoke of them.
  std::vector<std::vector<Gleaned>> cases;
  std::vector<Decided> decisions;
  std::set<vault::Compartment> link_places;
  std::vector<Used> uses;
  std::optional<vault::Compartment> use_compartment;
  std::vector<FiguresKept> sheets;
  std::set<vault::Compartment> figure_places;

 private:
  struct InHand {
    vault::EntryId entry;
    vault::Compartment compartment;
    std::variant<std::monostate, Result<Gleaned>, Result<Decided>, Result<Used>,
                 Result<FiguresKept>>
        read;
  };

  void keep(const InHand&, std::monostate) {}

  template <typename T>
  void keep(const InHand& from, Result<T>& read) {
    if (read)
      take(std::move(*read), from.compartment);
    else
      set_aside(from.entry, std::move(read).error());
  }

  void take(Gleaned&& filing, const vault::Compartment&) {
    const auto [at, fresh] =
        places_.emplace(filing.case_id, static_cast<std::uint32_t>(cases.size()));
    if (fresh)
      cases.emplace_back();
    cases[at->second].push_back(std::move(filing));
  }

  void take(Decided&& decision, const vault::Compartment& compartment) {
    link_places.insert(compartment);
    decisions.push_back(std::move(decision));
  }

  void take(FiguresKept&& sheet, const vault::Compartment& compartment) {
    figure_places.insert(compartment);
    sheets.push_back(std::move(sheet));
  }

  void take(Used&& use, const vault::Compartment& compartment) {
    if (use.device == vault_.this_device())
      use_compartment = compartment;
    uses.push_back(std::move(use));
  }

  void set_aside(const vault::EntryId& entry, Error&& problem) {
    damages_.push_back(vault::Damage{.what = vault::Damage::What::plaintext,
                                     .row = std::nullopt,
                                     .entry = entry,
                                     .problem = std::move(problem)});
  }

  const vault::Vault& vault_;
  std::vector<vault::Damage>& damages_;
  std::vector<InHand> in_hand_;
  std::unordered_map<RecordId, std::uint32_t, RecordIdHash> places_;
};

}  // namespace

Casebook::Casebook(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Casebook::Casebook(Casebook&&) noexcept = default;
Casebook& Casebook::operator=(Casebook&&) noexcept = default;
Casebook::~Casebook() = default;

Result<Casebook> Casebook::create(const std::filesystem::path& file, const Passphrase& passphrase,
                                  const vault::Vault::Founder& founder, vault::KdfProfile profile,
                                  Surroundings surroundings) {
  return over(TRY(vault::Vault::create(file, passphrase, founder, profile, surroundings)),
              surroundings);
}

Result<Casebook> Casebook::open(const std::filesystem::path& file, const Passphrase& passphrase,
                                Surroundings surroundings, const Progress& progress) {
  return over(TRY(vault::Vault::open(file, passphrase, surroundings)), surroundings, progress);
}

Result<Casebook> Casebook::over(vault::Vault vault, Surroundings surroundings,
                                const Progress& progress) {
  auto inside = std::make_unique<Inside>(std::move(vault), std::move(surroundings));
  TRY(inside->read_all(progress));
  // What was read to make the rows is gone; give its memory back before the index asks for more.
  malloc_trim(0);
  Inside* const self = inside.get();
  TRY(inside->indexer.start(
      [self](std::uint32_t case_place) { return self->read_findables(case_place); }));
  std::vector<std::uint32_t> places(inside->cases.size());
  std::iota(places.begin(), places.end(), 0U);
  inside->indexer.renew(places);
  return Casebook(std::move(inside));
}

Result<void> Casebook::Inside::read_all(const Progress& progress) {
  Opening opening(vault, damages);
  std::vector<vault::Damage> found = TRY(vault.for_each_made(
      machine_threads(),
      [&](std::size_t place, vault::Entry&& entry) { opening.read(place, entry); },
      [&](std::size_t place) -> Result<void> {
        opening.keep(place);
        return {};
      },
      progress));
  damages.insert(damages.begin(), std::make_move_iterator(found.begin()),
                 std::make_move_iterator(found.end()));
  links = std::make_shared<Links>(std::move(opening.decisions));
  link_places = std::move(opening.link_places);
  uses = std::move(opening.uses);
  use_compartment = opening.use_compartment;
  sheets = std::move(opening.sheets);
  figures = std::make_shared<const Figures>(fold_figures(sheets));
  figure_places = std::move(opening.figure_places);
  std::vector<std::vector<Gleaned>> filings = std::move(opening.cases);
  std::vector<CaseState> states(filings.size());
  TRY(parallel_for(filings.size(), machine_threads(), [&](std::size_t i) -> Result<void> {
    const bool opened = std::any_of(filings[i].begin(), filings[i].end(),
                                    [](const Gleaned& one) { return one.opens; });
    states[i] = state_of(gather(std::move(filings[i])));
    states[i].homeless = !opened;
    return {};
  }));
  for (CaseState& one : states) {
    // Its number is lost with it. Numbers are given in turn, so it was none above this one.
    if (one.homeless)
      last_number = std::max<std::uint64_t>(last_number, states.size());
    keep(std::move(one));
  }
  for (std::uint32_t place = 0; place < cases.size(); ++place) {
    for (const KnownSubject& subject : cases[place].subjects) {
      if (can_be_linked(subject.kind))
        stands.emplace_back(subject.id, place);
    }
  }
  std::sort(stands.begin(), stands.end());
  return {};
}

RecordId Casebook::new_id() {
  RecordId id;
  do {
    inside_->surroundings.random(id.bytes);
  } while (id.is_zero());
  return id;
}

const vault::Vault& Casebook::vault() const {
  return inside_->vault;
}

const std::vector<vault::Damage>& Casebook::damages() const {
  Inside& in = *inside_;
  const Error* const trouble = in.indexer.trouble();
  if (trouble == nullptr)
    return in.damages;
  std::call_once(in.search_told, [&] {
    in.damages_and_search = in.damages;
    // Nothing in the file is hurt: the pages that could not be had are those of the index.
    in.damages_and_search.push_back(vault::Damage{.what = vault::Damage::What::page,
                                                  .row = std::nullopt,
                                                  .entry = std::nullopt,
                                                  .problem = *trouble});
  });
  return in.damages_and_search;
}

std::optional<Error> Casebook::search_trouble() const {
  const Error* const trouble = inside_->indexer.trouble();
  return trouble == nullptr ? std::nullopt : std::optional(*trouble);
}

std::size_t Casebook::case_count() const {
  const std::shared_lock lock(inside_->state);
  return inside_->cases.size();
}

std::uint64_t Casebook::savings() const {
  const std::shared_lock lock(inside_->state);
  return inside_->savings;
}

std::optional<Source> Casebook::source_of_file(std::string_view file_hash) const {
  const std::shared_lock lock(inside_->state);
  const auto at = inside_->files.find(std::string(file_hash));
  if (at == inside_->files.end())
    return std::nullopt;
  return at->second;
}

}  // namespace manumit::casework
