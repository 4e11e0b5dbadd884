// SPDX-License-Identifier: Apache-2.0
#include <string.h>  // explicit_bzero

#include <algorithm>

#include "file_piece.h"
#include "findings.h"
#include "vault_inside.h"

namespace manumit::vault {
namespace {

constexpr std::size_t kMostAtOnce = std::size_t{8} << 20;

/// What one device wrote of a file.
struct Candidate {
  KeptFile file;
  FileHasher hash;
  std::uint64_t wanted = 0;
  std::uint64_t missing = 0;  ///< pieces that should be there and are not, the damaged among them
  std::uint64_t damaged = 0;
  std::uint64_t sealed = 0;
  std::uint64_t erased = 0;
};

std::size_t length_of(std::uint64_t size, std::uint64_t index) {
  return static_cast<std::size_t>(
      std::min<std::uint64_t>(kFilePieceBytes, size - index * std::uint64_t{kFilePieceBytes}));
}

/// Whether the entry is the piece of that number of a file of that size.
std::optional<FilePiece> piece_in(const Entry& entry, std::uint64_t size) {
  const auto piece =
      entry.kind == EntryKind::file_piece ? parse_piece(entry.body) : std::optional<FilePiece>{};
  const std::uint32_t pieces = pieces_of(size);
  const bool fits = piece && piece->index < pieces && piece->last == (piece->index + 1 == pieces) &&
                    piece->bytes.size() == length_of(size, piece->index);
  return fits ? piece : std::nullopt;
}

Opened open_at(const OpenVault& vault, Readers::Loan& reader, std::uint32_t n,
               const RowIndex::Row* place) {
  const StoredRow row = reader.row(n);
  const std::shared_lock lock(vault.state);
  return open_entry(vault, row, place);
}

/// A device wrote its pieces one after the other, so only what goes on from the piece before
/// counts: what stands twice or out of order is somebody's attempt at more than that.
void take(Candidate& into, const RowIndex::Row& place, Opened&& opened) {
  using State = Opened::State;
  into.sealed += opened.state == State::sealed ? 1U : 0U;
  into.erased += opened.state == State::erased ? 1U : 0U;
  into.damaged += opened.state == State::damaged ? 1U : 0U;
  if (opened.state != State::readable)
    return;
  const auto piece = piece_in(opened.entry, into.file.size);
  const std::uint64_t next = into.file.rows.size() + into.missing;
  if (piece && piece->index >= next) {
    into.missing += piece->index - next;
    into.file.rows.push_back(place.n);
    if (into.missing == 0)
      into.hash.add(bytes_of(piece->bytes));
  }
  explicit_bzero(opened.entry.body.data(), opened.entry.body.size());
}

Error not_whole(const Candidate& best) {
  const std::string wanted = std::to_string(best.wanted);
  if (best.erased > 0)
    return {Error::Kind::not_found, "this file was erased on order", "", "", {}};
  if (best.sealed > 0 && best.file.rows.empty()) {
    return {Error::Kind::not_allowed, "this member holds no key for this part of the vault", "",
            "ask a member who does"};
  }
  if (best.damaged > 0) {
    return {Error::Kind::damaged,
            "{0} of {1} pieces of this file are damaged",
            "",
            "every other file and entry is safe; fetch this one from a backup or another copy",
            {std::to_string(std::max(best.damaged, best.missing)), wanted}};
  }
  if (best.missing > 0) {
    return {Error::Kind::unavailable,
            "{0} of {1} pieces of this file are not here: they have not arrived yet, or were lost",
            "",
            "take a bundle from a computer that has them",
            {std::to_string(best.missing), wanted}};
  }
  return {Error::Kind::damaged, "this file is not the one that was attached: its hash is another",
          "", "keep this copy as evidence, and ask who can write in this case"};
}

/// The pieces of each device that wrote there, each device by itself: whoever may write in a
/// compartment can add to it, and not take another's file away by that.
std::vector<std::vector<RowIndex::Row>> by_author(const std::vector<RowIndex::Row>& rows) {
  std::vector<std::vector<RowIndex::Row>> out;
  for (const RowIndex::Row& row : rows) {
    const auto known = std::find_if(out.begin(), out.end(), [&](const auto& theirs) {
      return theirs.front().author == row.author;
    });
    if (known == out.end())
      out.push_back({row});
    else
      known->push_back(row);
  }
  return out;
}

}  // namespace

bool Vault::is_file(const Compartment& compartment) const {
  const std::shared_lock lock(inside_->state);
  return vault::is_file(*inside_, compartment);
}

std::vector<FilePlace> Vault::files() const {
  const std::shared_lock lock(inside_->state);
  std::vector<FilePlace> out;
  for (const Compartment& compartment : inside_->index.compartments()) {
    if (vault::is_file(*inside_, compartment))
      out.push_back({compartment, inside_->index.rows_of(compartment)->size()});
  }
  return out;
}

Result<KeptFile> Vault::check_file(const Compartment& compartment, const FileFacts& facts,
                                   const Progress& progress) const {
  if (facts.size > kMostFileBytes)
    return fail(Error::Kind::bad_input, "a file of more than 2 GiB cannot be kept");
  const std::uint64_t wanted = pieces_of(facts.size);
  std::vector<std::vector<RowIndex::Row>> devices;
  Candidate best;
  best.wanted = best.missing = wanted;
  {
    const std::shared_lock lock(inside_->state);
    best.erased = inside_->registry.erased(compartment) ? 1 : 0;
    best.sealed = inside_->ring.newest(compartment) ? 0 : 1;
    if (const auto* rows = inside_->index.rows_of(compartment); rows != nullptr && best.sealed == 0)
      devices = by_author(*rows);
  }
  Readers::Loan reader = TRY(inside_->readers->borrow());
  for (const auto& theirs : devices) {
    Candidate one;
    one.file.compartment = compartment;
    one.file.size = facts.size;
    one.wanted = wanted;
    std::uint64_t done = 0;
    for (const RowIndex::Row& place : theirs) {
      take(one, place, open_at(*inside_, reader, place.n, &place));
      if (progress && !progress(std::min(++done, wanted), wanted))
        return fail(stopped());
    }
    one.missing += wanted - (one.file.rows.size() + one.missing);
    if (one.missing == 0 && one.hash.value() == facts.hash)
      return std::move(one.file);
    if (one.missing <= best.missing)
      best = std::move(one);
  }
  return fail(not_whole(best));
}

Result<Secret<Bytes>> Vault::read_file(const KeptFile& file, std::uint64_t from,
                                       std::size_t count) const {
  const std::uint64_t end = std::min(file.size, from + std::min<std::uint64_t>(count, kMostAtOnce));
  Bytes out;
  out.reserve(from < end ? end - from : 0);
  Readers::Loan reader = TRY(inside_->readers->borrow());
  while (from < end) {
    const std::uint64_t index = from / kFilePieceBytes;
    Opened opened = open_at(*inside_, reader, file.rows[static_cast<std::size_t>(index)], nullptr);
    const auto piece =
        opened.state == Opened::State::readable && opened.entry.compartment == file.compartment
            ? piece_in(opened.entry, file.size)
            : std::optional<FilePiece>{};
    if (!piece || piece->index != index) {
      const bool gone = opened.state == Opened::State::erased;
      return gone ? fail(Error::Kind::not_found, "this file was erased on order")
                  : fail(Error::Kind::damaged, "{0} of {1} pieces of this file are damaged", "",
                         "every other file and entry is safe; fetch this one from a backup or "
                         "another copy",
                         {"1", std::to_string(file.rows.size())});
    }
    const auto begin = static_cast<std::size_t>(from - index * std::uint64_t{kFilePieceBytes});
    const std::size_t part =
        std::min(piece->bytes.size() - begin, static_cast<std::size_t>(end - from));
    const ByteView bytes = bytes_of(piece->bytes.substr(begin, part));
    out.insert(out.end(), bytes.begin(), bytes.end());
    explicit_bzero(opened.entry.body.data(), opened.entry.body.size());
    from += part;
  }
  return Secret<Bytes>(std::move(out));
}

}  // namespace manumit::vault
