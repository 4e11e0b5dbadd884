// SPDX-License-Identifier: Apache-2.0
#include <string.h>  // explicit_bzero

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "file_piece.h"
#include "vault/vault.h"

namespace manumit::vault {
namespace {

// A transaction has its price and each piece its memory, three times over while it is sealed.
constexpr std::size_t kTogether = 4;

}  // namespace

std::array<std::uint8_t, 16> bound_id(ByteView place, const FileHash& hash) {
  return hash16("mnv1-boundid", {place, hash});
}

struct FileWriter::State {
  State() { piece.reveal().reserve(kFilePieceBytes); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { wipe(); }

  void wipe() {
    for (Draft& draft : full)
      explicit_bzero(draft.body.data(), draft.body.size());
    full.clear();
  }
  void set_aside(bool last) {
    full.push_back(
        {compartment, EntryKind::file_piece, encode_piece(next++, last, piece.reveal())});
    explicit_bzero(piece.reveal().data(), piece.reveal().size());
    piece.reveal().clear();
  }
  Result<void> save(Vault& vault) {
    const auto saved = vault.append(full);
    wipe();
    lost = !saved;
    return saved ? Result<void>{} : tl::unexpected(saved.error());
  }

  Compartment compartment;
  FileHasher hash;
  std::uint64_t size = 0;
  std::uint32_t next = 0;
  Secret<Bytes> piece;  ///< the one that is filling
  std::vector<Draft> full;
  bool lost = false;
};

FileWriter::FileWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
FileWriter::FileWriter(FileWriter&&) noexcept = default;
FileWriter& FileWriter::operator=(FileWriter&&) noexcept = default;
FileWriter::~FileWriter() = default;

Result<FileWriter> FileWriter::begin(Vault& vault) {
  auto state = std::make_unique<State>();
  state->compartment = TRY(vault.new_file_compartment());
  return FileWriter(std::move(state));
}

Result<void> FileWriter::put(Vault& vault, ByteView bytes) {
  State& now = *state_;
  MANUMIT_CHECK(!now.lost);
  if (bytes.size() > kMostFileBytes - now.size) {
    return fail(Error::Kind::bad_input, "a file of more than 2 GiB cannot be kept", "",
                "cut it into parts, or keep it outside and note its address");
  }
  now.hash.add(bytes);
  now.size += bytes.size();
  while (!bytes.empty()) {
    // Which piece is the last one shows only when nothing follows it.
    if (now.piece.reveal().size() == kFilePieceBytes) {
      now.set_aside(false);
      if (now.full.size() == kTogether)
        TRY(now.save(vault));
    }
    const std::size_t part = std::min(bytes.size(), kFilePieceBytes - now.piece.reveal().size());
    now.piece.reveal().insert(now.piece.reveal().end(), bytes.begin(),
                              bytes.begin() + static_cast<std::ptrdiff_t>(part));
    bytes = bytes.subspan(part);
  }
  return {};
}

Result<FileFacts> FileWriter::finish(Vault& vault) {
  State& now = *state_;
  MANUMIT_CHECK(!now.lost);
  now.set_aside(true);
  TRY(now.save(vault));
  return FileFacts{now.size, now.hash.value()};
}

const Compartment& FileWriter::compartment() const {
  return state_->compartment;
}

std::uint64_t FileWriter::size() const {
  return state_->size;
}

}  // namespace manumit::vault
