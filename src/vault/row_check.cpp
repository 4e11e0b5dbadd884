// SPDX-License-Identifier: Apache-2.0
#include "row_check.h"

#include <algorithm>
#include <cstring>

namespace manumit::vault {
namespace {

using What = Damage::What;

template <typename Id>
bool take(Id& id, ByteView bytes) {
  if (bytes.size() != id.bytes.size())
    return false;
  std::memcpy(id.bytes.data(), bytes.data(), bytes.size());
  return true;
}

std::optional<What> check_signature(const StoredRow& row, const EntryId& id, const AuthorId& author,
                                    const Authors& authors) {
  const auto key = authors.find(author);
  if (key == authors.end())
    return What::unknown_author;
  if (!signed_by(key->second, signed_message(id), row.sig()))
    return What::signature;
  return std::nullopt;
}

// The comparisons here are of what lies in the clear in the file, so they need not hide how long
// they take.
bool equal(ByteView a, ByteView b) {
  return std::ranges::equal(a, b);
}

bool sealed_matches(const StoredRow& row, const Header& header) {
  return row.ct().size() == header.ct_len && equal(sealed_hash(row.ct()), header.ct_hash);
}

}  // namespace

AuthorList read_authors(const Database& database) {
  AuthorList out;
  auto rows = database.prepare("SELECT id, public_key FROM author");
  if (!rows)
    return {.authors = {}, .damaged = true};
  while (true) {
    const Result<bool> more = rows->step();
    if (!more)
      out.damaged = true;
    if (!more || !*more)
      return out;
    AuthorId id;
    PublicKey key{};
    const ByteView stored = rows->blob(1);
    if (stored.size() == key.size())
      std::memcpy(key.data(), stored.data(), key.size());
    if (take(id, rows->blob(0)) && stored.size() == key.size() && author_of(key) == id) {
      out.authors.emplace(id, key);
    } else {
      out.damaged = true;
    }
  }
}

Erasures read_erasures(const Database& database) {
  Erasures out;
  auto rows = database.prepare("SELECT tag, by_entry FROM erasure");
  if (!rows)
    return out;
  while (true) {
    const Result<bool> more = rows->step();
    if (!more || !*more)
      return out;
    Compartment tag;
    EntryId by;
    if (take(tag, rows->blob(0)) && take(by, rows->blob(1)))
      out.emplace(tag, by);
  }
}

std::optional<EntryId> stored_id(const StoredRow& row) {
  EntryId id;
  if (!take(id, row.id()))
    return std::nullopt;
  return id;
}

RowFinding check_row(const StoredRow& row, const VaultId& vault, const Authors& authors,
                     CheckDepth depth) {
  RowFinding out{
      .n = row.n, .id = stored_id(row), .blank = row.blank, .misnumbered = row.misnumbered};
  if (row.unreadable) {
    out.what = What::page;
    return out;
  }
  const auto sum_holds = [&row] {
    return equal(row.crc(), row_checksum(row.n, row.id(), row.header(), row.sig()));
  };
  const EntryId id = id_of(row.header());
  if (!out.id || *out.id != id) {
    out.what = sum_holds() ? What::identity : What::row_checksum;
    return out;
  }
  out.header = parse_header(row.header());
  if (!out.header || out.header->vault != vault) {
    out.header.reset();
    out.what = What::header;
    return out;
  }
  if (depth.checksum && (row.misnumbered || !sum_holds()))
    out.what = What::row_checksum;
  if (depth.signature) {
    // Of a damaged row too: a wrong checksum must not smuggle a forged one into the chain.
    const std::optional<What> unproved = check_signature(row, id, out.header->author, authors);
    out.forged = unproved.has_value();
    if (!out.what)
      out.what = unproved;
  }
  if (!out.what && depth.sealed && !row.blank && !sealed_matches(row, *out.header))
    out.what = What::ciphertext;
  return out;
}

tl::expected<Envelope, What> open_row(const StoredRow& row, const Header& header, ByteView key) {
  if (row.blank || !sealed_matches(row, header))
    return tl::unexpected<What>(What::ciphertext);
  return open_contents(row.header(), header, row.ct(), key);
}

tl::expected<Envelope, What> open_contents(ByteView header_bytes, const Header& header, ByteView ct,
                                           ByteView key) {
  if (ct.size() < kTagBytes)
    return tl::unexpected<What>(What::ciphertext);
  if (!same(commitment(key), header.key_commit))
    return tl::unexpected<What>(What::key);
  Secret<Bytes> plain(Bytes(ct.size() - kTagBytes));
  if (!open_sealed(key, header.nonce, bound_part(header_bytes), ct, plain.reveal()))
    return tl::unexpected<What>(What::ciphertext);
  std::optional<Envelope> envelope = unpack(plain.reveal());
  if (!envelope)
    return tl::unexpected<What>(What::plaintext);
  return std::move(*envelope);
}

}  // namespace manumit::vault
