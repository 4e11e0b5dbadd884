// SPDX-License-Identifier: Apache-2.0
#include <string.h>  // explicit_bzero

#include <algorithm>

#include "base/check.h"
#include "base/parallel.h"
#include "findings.h"
#include "open_vault.h"
#include "parts.h"

namespace manumit::vault {
namespace {

// So many signatures at most are checked again at the next opening after a crash.
constexpr std::uint64_t kMarkEvery = 1000;
// A few entries are verified to the last bit; of many, the signature is compared, not reckoned.
constexpr std::size_t kFew = 16;
constexpr std::size_t kPieceRows = 64;
constexpr std::uint64_t kProgressEvery = 256;

/// What was written, to hold the read-back against.
struct Written {
  std::uint64_t first_row = 0;
  std::vector<EntryId> ids;
  std::vector<Signature> sigs;
  std::vector<Header> headers;
};

Result<void> check_drafts(const OpenVault& vault, std::span<const Draft> drafts) {
  if (vault.read_only)
    return fail(vault.why_read_only);
  for (const Draft& draft : drafts) {
    if (draft.body.size() > kMaxBody) {
      return fail(Error::Kind::bad_input, "nothing was saved: an entry is larger than 16 MiB", "",
                  "split it into smaller ones");
    }
    if (!vault.ring.newest(draft.compartment)) {
      return fail(Error::Kind::not_allowed,
                  "nothing was saved: this member holds no key for the place it belongs to", "",
                  "ask a member who does");
    }
  }
  if (vault.last_row + drafts.size() > UINT32_MAX) {
    return fail(Error::Kind::not_allowed, "nothing was saved: the vault is full", "",
                "begin a new vault");
  }
  return {};
}

Place next_place(const OpenVault& vault) {
  Place place{.seq = 1, .prev = {}, .lamport = vault.highest_lamport + 1};
  for (const Head& head : vault.heads) {
    if (head.author != vault.me)
      continue;
    place.seq = head.seq + 1;
    place.prev = head.id;
  }
  return place;
}

Result<Written> write_all(OpenVault& vault, std::span<const Draft> drafts,
                          const Progress& progress) {
  Written out{.first_row = vault.last_row + 1, .ids = {}, .sigs = {}, .headers = {}};
  Transaction all = TRY(Transaction::begin(vault.writer));
  Statement statement = TRY(vault.writer.prepare(kInsertEntry));
  Place place = next_place(vault);
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    SealedEntry entry = seal_entry(vault, place, drafts[i].compartment, drafts[i].kind,
                                   drafts[i].body, vault.surroundings.now_ms(), drafts[i].parts);
    TRY(insert(statement, out.first_row + i, entry));
    out.ids.push_back(entry.id);
    out.sigs.push_back(entry.sig);
    place = {place.seq + 1, entry.id, place.lamport + 1};
    out.headers.push_back(std::move(entry.header));
    if (vault.closing || (progress && i % kProgressEvery == 0 && !progress(i, drafts.size())))
      return fail(stopped());
  }
  TRY(all.commit());
  return out;
}

bool reads_back(const OpenVault& vault, Readers::Loan& reader, const Written& written,
                const Draft& draft, std::size_t i) {
  const StoredRow row = reader.row(written.first_row + i);
  const RowFinding checked = check_row(row, vault.id, vault.authors,
                                       {.signature = written.ids.size() <= kFew, .sealed = true});
  if (checked.what || !checked.header || *checked.id != written.ids[i] ||
      !same(row.sig(), written.sigs[i]))
    return false;
  const auto key = vault.ring.find(draft.compartment, checked.header->epoch);
  if (!key)
    return false;
  auto said = open_row(row, *checked.header, *key);
  if (!said)
    return false;
  const bool same_again = said->kind == draft.kind && said->body == draft.body;
  explicit_bzero(said->body.data(), said->body.size());
  return same_again;
}

/// Through another connection, so from the file and not from what the writer remembers.
Result<void> read_back(const OpenVault& vault, std::span<const Draft> drafts,
                       const Written& written) {
  const std::size_t pieces = (drafts.size() + kPieceRows - 1) / kPieceRows;
  const unsigned threads = drafts.size() <= kFew ? 1 : std::min(machine_threads(), 4U);
  return parallel_for(pieces, threads, [&](std::size_t piece) -> Result<void> {
    Readers::Loan reader = TRY(vault.readers->borrow());
    const std::size_t end = std::min(drafts.size(), (piece + 1) * kPieceRows);
    for (std::size_t i = piece * kPieceRows; i < end; ++i) {
      if (vault.closing)
        return fail(locked_while_saving());
      if (reads_back(vault, reader, written, drafts[i], i))
        continue;
      return fail(reads_back_otherwise(written.first_row + i));
    }
    return {};
  });
}

void publish(OpenVault& vault, const Written& written) {
  const std::unique_lock lock(vault.state);
  vault.proofs.clear();
  for (std::size_t i = 0; i < written.headers.size(); ++i)
    vault.index.add(written.first_row + i, written.ids[i], written.headers[i]);
  const Header& last = written.headers.back();
  vault.last_row = written.first_row + written.headers.size() - 1;
  vault.highest_lamport = last.lamport;
  const Head now{vault.me, last.seq, written.ids.back()};
  const auto mine = std::find_if(vault.heads.begin(), vault.heads.end(),
                                 [&](const Head& head) { return head.author == vault.me; });
  if (mine != vault.heads.end()) {
    *mine = now;
  } else {
    vault.heads.push_back(now);
    std::sort(vault.heads.begin(), vault.heads.end());
  }
}

}  // namespace

SealedEntry seal_entry(const OpenVault& vault, const Place& place, const Compartment& compartment,
                       EntryKind kind, std::string_view body, std::int64_t written_ms,
                       std::span<const std::string> parts) {
  const auto key = vault.ring.newest(compartment);
  MANUMIT_CHECK(key.has_value());
  const Secret<Bytes> plain(pack(kind, written_ms, body));
  SealedEntry out;
  Header& header = out.header;
  header = {.vault = vault.id,
            .author = vault.me,
            .seq = place.seq,
            .prev = place.prev,
            .knew = {},
            .lamport = place.lamport,
            .compartment = compartment,
            .epoch = key->first,
            .key_commit = commitment(key->second)};
  for (const Head& head : vault.heads) {
    // More than a header may name are left out: the lamport number covers them all the same.
    if (head.author != vault.me && header.knew.size() < kMaxHeads)
      header.knew.push_back(head);
  }
  if (parts.empty()) {
    vault.surroundings.random(header.nonce);
  } else {
    header.nonce = nonce_of(commit(key->second, before_nonce(encode(header)),
                                   {plain.reveal(), kind, written_ms}, parts));
  }
  header.ct_len = static_cast<std::uint32_t>(plain.reveal().size() + kTagBytes);
  out.sealed.resize(header.ct_len);
  seal(key->second, header.nonce, bound_part(encode(header)), plain.reveal(), out.sealed);
  header.ct_hash = sealed_hash(out.sealed);
  out.header_bytes = encode(header);
  out.id = id_of(out.header_bytes);
  out.sig = sign(vault.signing.view(), signed_message(out.id));
  return out;
}

Result<void> insert(Statement& statement, std::uint64_t n, const SealedEntry& entry, bool blank) {
  const Hash16 check = row_checksum(n, entry.id.bytes, entry.header_bytes, entry.sig);
  statement.bind(1, static_cast<std::int64_t>(n)).bind(2, ByteView(entry.id.bytes));
  statement.bind(3, ByteView(entry.header_bytes)).bind(4, ByteView(entry.sig));
  statement.bind(5, ByteView(check));
  if (blank) {
    statement.bind_null(6);
  } else {
    statement.bind(6, ByteView(entry.sealed));
  }
  return statement.run();
}

Result<std::vector<EntryId>> append_any(OpenVault& vault, std::span<const Draft> drafts,
                                        const Progress& progress) {
  const std::lock_guard one_at_a_time(vault.writing);
  return append_locked(vault, drafts, progress);
}

Result<void> write_own(OpenVault& vault, EntryKind kind, std::string body) {
  const Draft draft{vault.secrets.registry, kind, std::move(body)};
  return write_own(vault, {&draft, 1});
}

Result<void> write_own(OpenVault& vault, std::span<const Draft> drafts) {
  const auto key = vault.ring.newest(vault.secrets.registry);
  const std::vector<EntryId> ids = TRY(append_locked(vault, drafts, {}));
  const std::unique_lock lock(vault.state);
  const auto mine = std::find_if(vault.heads.begin(), vault.heads.end(),
                                 [&](const Head& head) { return head.author == vault.me; });
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    const std::uint64_t before_last = drafts.size() - 1 - i;
    vault.own_entries.push_back({.row = vault.last_row - before_last,
                                 .id = ids[i],
                                 .author = vault.me,
                                 .seq = mine->seq - before_last,
                                 .lamport = vault.highest_lamport - before_last,
                                 .epoch = key->first,
                                 .readable = true,
                                 .kind = drafts[i].kind,
                                 .body = drafts[i].body});
  }
  vault.registry = Registry::fold(vault.own_entries, ground_of(vault)).registry;
  return {};
}

Result<std::vector<EntryId>> append_locked(OpenVault& vault, std::span<const Draft> drafts,
                                           const Progress& progress) {
  TRY(check_drafts(vault, drafts));
  if (drafts.empty())
    return std::vector<EntryId>{};
  Result<Written> written = write_all(vault, drafts, progress);
  if (!written && is_disk_full(written.error()) && vault.reserve.give_back())
    written = write_all(vault, drafts, progress);
  if (!written)
    return tl::unexpected(std::move(written.error()));
  publish(vault, *written);
  if (const Result<void> same_again = read_back(vault, drafts, *written); !same_again) {
    // Without the mark: at the next opening what was not read back is verified.
    vault.read_only = true;
    vault.damaged = !vault.closing;
    return tl::unexpected(same_again.error());
  }
  vault.unmarked += drafts.size();
  // Should the mark fail, the entries are safe all the same; the next opening verifies them again.
  if (vault.unmarked >= kMarkEvery)
    static_cast<void>(write_mark(vault));
  if (progress)
    static_cast<void>(progress(drafts.size(), drafts.size()));
  return std::move(written->ids);
}

}  // namespace manumit::vault
