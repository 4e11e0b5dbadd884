// SPDX-License-Identifier: Apache-2.0
#include "sealed_file.h"

#include <algorithm>

#include "envelope.h"
#include "header.h"
#include "little_endian.h"
#include "place.h"
#include "slot.h"

namespace manumit::vault {
namespace {

constexpr std::size_t kClearBytes = 4 + 2 + 16 + 16 + 32 + 24 + 48 + 16;
constexpr Compartment kNoCompartment{};

Nonce nonce_of(std::uint64_t piece, bool last) {
  Nonce out{};
  for (std::size_t i = 0; i < 8; ++i)
    out[i] = static_cast<std::uint8_t>((piece >> (8 * i)) & 0xFF);
  out.back() = last ? 1 : 0;
  return out;
}

Bytes clear_part(const VaultId& vault, const WrappedKey& row) {
  Writer out(kClearBytes);
  out.text("MNVB").number(kSuite).raw(vault.bytes).raw(row.recipient.bytes);
  out.raw(row.ephemeral).raw(row.nonce).raw(row.wrapped);
  const Hash16 check = hash16("mnv1-sealed", {out.view()});
  return out.raw(check).take();
}

tl::unexpected<Error> not_written() {
  return fail(Error::Kind::unavailable, "the file could not be written", "",
              "look whether the disk is full or was pulled out, and try again");
}

}  // namespace

Result<SealedWriter> SealedWriter::make(const std::filesystem::path& file, const VaultId& vault,
                                        const PublicKey& recipient,
                                        const Surroundings& surroundings) {
  std::error_code trouble;
  if (std::filesystem::exists(std::filesystem::symlink_status(file, trouble))) {
    return fail(Error::Kind::not_allowed, "there is a file of this name already",
                file.filename().string(), "choose another name; nothing was changed");
  }
  SealedWriter out(TRY(WorkingFile::make(file)));
  out.out_.open(out.file_.path(), std::ios::binary | std::ios::trunc);
  surroundings.random(out.key_.span());
  const WrappedKey row =
      wrap_for_member(vault, kNoCompartment, 0, recipient, out.key_.view(), surroundings);
  const Bytes clear = clear_part(vault, row);
  out.head_ = hash32("mnv1-sealhead", {clear});
  out.out_.write(reinterpret_cast<const char*>(clear.data()),
                 static_cast<std::streamsize>(clear.size()));
  out.piece_.reveal().reserve(kPieceBytes);
  out.hash_.emplace("mnv1-bundle");
  return out;
}

Result<void> SealedWriter::put(ByteView bytes) {
  hash_->add(bytes);
  while (!bytes.empty()) {
    if (piece_.reveal().size() == kPieceBytes)
      TRY(write_piece(false));
    const std::size_t part = std::min(bytes.size(), kPieceBytes - piece_.reveal().size());
    piece_.reveal().insert(piece_.reveal().end(), bytes.begin(),
                           bytes.begin() + static_cast<std::ptrdiff_t>(part));
    bytes = bytes.subspan(part);
    bytes_ += part;
  }
  return {};
}

Hash32 SealedWriter::hash() const {
  return hash_->value();
}

Result<void> SealedWriter::write_piece(bool last) {
  Bytes sealed(piece_.reveal().size() + kTagBytes);
  seal(key_.view(), nonce_of(pieces_++, last), head_, piece_.reveal(), sealed);
  out_.write(reinterpret_cast<const char*>(sealed.data()),
             static_cast<std::streamsize>(sealed.size()));
  if (!out_)
    return not_written();
  explicit_bzero(piece_.reveal().data(), piece_.reveal().size());
  piece_.reveal().clear();
  return {};
}

Result<void> SealedWriter::finish() {
  const Bytes zeros(kPieceBytes);
  const std::uint64_t target = padded_size(bytes_);
  while (bytes_ < target)
    TRY(put(ByteView(zeros).first(std::min<std::uint64_t>(zeros.size(), target - bytes_))));
  TRY(write_piece(true));
  out_.close();
  if (!out_ || !sync_file(file_.path()))
    return not_written();
  return file_.stand();
}

Result<SealedReader> SealedReader::open(const std::filesystem::path& file) {
  SealedReader out;
  out.name_ = file.filename().string();
  out.in_.open(file, std::ios::binary);
  std::error_code trouble;
  out.size_ = std::filesystem::file_size(file, trouble);
  if (!out.in_ || trouble) {
    return fail(Error::Kind::not_found, "the file cannot be read", out.name_,
                "look whether it is there and may be read");
  }
  Bytes clear(kClearBytes);
  out.in_.read(reinterpret_cast<char*>(clear.data()), static_cast<std::streamsize>(clear.size()));
  clear.resize(static_cast<std::size_t>(out.in_.gcount()));
  Reader in(clear);
  if (!in.literal("MNVB")) {
    return fail(Error::Kind::bad_input, "this is not a bundle of this program", out.name_,
                "choose the file that the other member made for you");
  }
  const auto suite = in.number<std::uint16_t>();
  in.into(out.head_.vault.bytes);
  in.into(out.head_.recipient.bytes);
  out.wrapped_.compartment = kNoCompartment;
  out.wrapped_.epoch = 0;
  out.wrapped_.recipient.bytes = out.head_.recipient.bytes;
  in.into(out.wrapped_.ephemeral);
  in.into(out.wrapped_.nonce);
  in.into(out.wrapped_.wrapped);
  Hash16 check{};
  in.into(check);
  const bool whole = in.at_end();
  if (whole && check == hash16("mnv1-sealed", {ByteView(clear).first(kClearBytes - 16)}) &&
      suite != kSuite) {
    return fail(Error::Kind::unavailable,
                "this bundle was made by a later version of the program than this one", out.name_,
                "nothing was changed; take it with the newer program");
  }
  if (!whole || check != hash16("mnv1-sealed", {ByteView(clear).first(kClearBytes - 16)})) {
    return fail(Error::Kind::damaged, "the beginning of this bundle is damaged", out.name_,
                "nothing was changed; have it copied again");
  }
  out.head_hash_ = hash32("mnv1-sealhead", {clear});
  return out;
}

bool SealedReader::unlock(ByteView receiving_secret) {
  if (!unwrap_for_member(head_.vault, wrapped_, receiving_secret, key_.span()))
    return false;
  hash_.emplace("mnv1-bundle");
  return true;
}

void SealedReader::rewind() {
  in_.clear();
  in_.seekg(static_cast<std::streamoff>(kClearBytes));
  at_ = 0;
  piece_.reveal().clear();
  pieces_ = 0;
  last_ = false;
  hash_.emplace("mnv1-bundle");
}

Result<void> SealedReader::read_piece() {
  const auto too_short = [this] {
    return fail(Error::Kind::damaged, "this bundle is only a part, as when a copy was broken off",
                name_, "nothing was changed; have it copied again");
  };
  if (last_)
    return too_short();
  Bytes sealed(kPieceBytes + kTagBytes);
  in_.read(reinterpret_cast<char*>(sealed.data()), static_cast<std::streamsize>(sealed.size()));
  sealed.resize(static_cast<std::size_t>(in_.gcount()));
  if (sealed.size() < kTagBytes)
    return too_short();
  const bool at_end = in_.peek() == std::ifstream::traits_type::eof();
  piece_ = Secret<Bytes>(Bytes(sealed.size() - kTagBytes));
  at_ = 0;
  if (open_sealed(key_.view(), nonce_of(pieces_, at_end), head_hash_, sealed, piece_.reveal())) {
    last_ = at_end;
    ++pieces_;
    return {};
  }
  const bool cut = at_end && open_sealed(key_.view(), nonce_of(pieces_, false), head_hash_, sealed,
                                         piece_.reveal());
  explicit_bzero(piece_.reveal().data(), piece_.reveal().size());
  piece_.reveal().clear();
  // Cut within a piece, the rest cannot be told from damage but by its length.
  if (cut || (at_end && sealed.size() < kPieceBytes + kTagBytes && !ends_on_a_class()))
    return too_short();
  return fail(Error::Kind::damaged, "this bundle is damaged at block {0}", name_,
              "nothing was changed; have it copied again", {std::to_string(pieces_ + 1)});
}

/// Whether the file has a length that a whole bundle can have.
bool SealedReader::ends_on_a_class() const {
  const std::uint64_t sealed = size_ - std::min<std::uint64_t>(size_, kClearBytes);
  const std::uint64_t whole = kPieceBytes + kTagBytes;
  const std::uint64_t pieces = (sealed + whole - 1) / whole;
  const std::uint64_t bytes = sealed - std::min(sealed, pieces * kTagBytes);
  return padded_size(bytes) == bytes;
}

Result<ByteView> SealedReader::take(std::size_t count) {
  if (count == 0)
    return ByteView{};
  if (at_ == piece_.reveal().size())
    TRY(read_piece());
  if (count <= piece_.reveal().size() - at_) {
    const ByteView part = ByteView(piece_.reveal()).subspan(at_, count);
    at_ += count;
    hash_->add(part);
    return part;
  }
  joined_ = Secret<Bytes>(Bytes(count));
  std::size_t have = 0;
  while (have < count) {
    if (at_ == piece_.reveal().size())
      TRY(read_piece());
    const std::size_t part = std::min(count - have, piece_.reveal().size() - at_);
    std::memcpy(joined_.reveal().data() + have, piece_.reveal().data() + at_, part);
    at_ += part;
    have += part;
  }
  hash_->add(joined_.reveal());
  return ByteView(joined_.reveal());
}

Hash32 SealedReader::hash() const {
  return hash_->value();
}

Result<void> SealedReader::expect_end() {
  while (true) {
    const ByteView rest = ByteView(piece_.reveal()).subspan(at_);
    if (std::any_of(rest.begin(), rest.end(), [](std::uint8_t byte) { return byte != 0; })) {
      return fail(Error::Kind::bad_input, "this bundle says more than its form allows", name_,
                  "nothing was changed; it was made by another program");
    }
    if (last_)
      return {};
    TRY(read_piece());
  }
}

}  // namespace manumit::vault
