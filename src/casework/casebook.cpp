// SPDX-License-Identifier: Apache-2.0
#include "casework/casebook.h"

#include <malloc.h>

#include <algorithm>
#include <charconv>

#include "base/parallel.h"
#include "casebook_inside.h"
#include "findable.h"

namespace manumit::casework {
namespace {

// Entries are read in parallel in pieces of this many: enough that starting threads costs nothing,
// few enough that their words take no memory to speak of.
constexpr std::size_t kPiece = 1024;

/// Takes entries as the vault hands them over and gathers them by case.
class Opening {
 public:
  explicit Opening(std::vector<vault::Damage>& damages) : damages_(damages) {}

  [[nodiscard]] Result<void> take(vault::Entry&& entry) {
    if (entry.kind != vault::EntryKind::filing)
      return {};
    piece_.push_back(std::move(entry));
    return piece_.size() < kPiece ? Result<void>{} : read_piece();
  }

  [[nodiscard]] Result<void> read_piece() {
    std::vector<Result<Gleaned>> read(piece_.size(), Gleaned{});
    TRY(parallel_for((piece_.size() + 63) / 64, machine_threads(),
                     [&](std::size_t slice) -> Result<void> {
                       const std::size_t end = std::min(piece_.size(), (slice + 1) * 64);
                       for (std::size_t i = slice * 64; i < end; ++i)
                         read[i] = glean(piece_[i]);
                       return {};
                     }));
    for (std::size_t i = 0; i < read.size(); ++i)
      keep(piece_[i], std::move(read[i]));
    piece_.clear();
    return {};
  }

  /// The cases in the order in which the vault first spoke of them.
  [[nodiscard]] std::vector<std::vector<Gleaned>> finish() { return std::move(cases_); }

 private:
  void keep(const vault::Entry& entry, Result<Gleaned>&& read) {
    if (!read) {
      damages_.push_back(vault::Damage{.what = vault::Damage::What::plaintext,
                                       .row = std::nullopt,
                                       .entry = entry.id,
                                       .problem = std::move(read).error()});
      return;
    }
    const auto [at, fresh] =
        places_.emplace(read->case_id, static_cast<std::uint32_t>(cases_.size()));
    if (fresh)
      cases_.emplace_back();
    cases_[at->second].push_back(std::move(*read));
  }

  std::vector<vault::Damage>& damages_;
  std::vector<vault::Entry> piece_;
  std::vector<std::vector<Gleaned>> cases_;
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
  Opening opening(inside->damages);
  std::vector<vault::Damage> damages = TRY(inside->vault.for_each(
      machine_threads(), [&](vault::Entry&& entry) { return opening.take(std::move(entry)); },
      progress));
  TRY(opening.read_piece());
  inside->damages.insert(inside->damages.begin(), std::make_move_iterator(damages.begin()),
                         std::make_move_iterator(damages.end()));
  std::vector<std::vector<Gleaned>> cases = opening.finish();
  std::vector<CaseState> states(cases.size());
  TRY(parallel_for(cases.size(), machine_threads(), [&](std::size_t i) -> Result<void> {
    states[i] = state_of(gather(std::move(cases[i])));
    return {};
  }));
  std::vector<std::uint32_t> places;
  for (CaseState& state : states) {
    places.push_back(static_cast<std::uint32_t>(places.size()));
    inside->keep(std::move(state));
  }
  Inside* const self = inside.get();
  TRY(inside->indexer.start(
      [self](std::uint32_t case_place) { return self->read_findables(case_place); }));
  inside->indexer.renew(places);
  // What was read to make the rows is gone; give its memory back at once.
  malloc_trim(0);
  return Casebook(std::move(inside));
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

std::optional<Source> Casebook::source_of_file(std::string_view file_hash) const {
  const std::shared_lock lock(inside_->state);
  const auto at = inside_->files.find(std::string(file_hash));
  if (at == inside_->files.end())
    return std::nullopt;
  return at->second;
}

}  // namespace manumit::casework
