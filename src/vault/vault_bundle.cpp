// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <unordered_set>

#include "bundle.h"
#include "findings.h"
#include "recovery_slot.h"
#include "vault_inside.h"

namespace manumit::vault {
namespace {

constexpr std::size_t kKeyBytes = 32;

/// The keys that the member may hold, the vault key among them if their role says so.
BundleFront::Keys keys_for(const OpenVault& vault, const MemberId& member) {
  BundleFront::Keys out;
  Bytes all;
  std::size_t count = 1;
  vault.ring.for_each([&](const Compartment&, std::uint32_t, ByteView) { ++count; });
  all.reserve(count * kKeyBytes);
  const auto add = [&](const Compartment& tag, std::uint32_t epoch, ByteView key) {
    out.compartments.push_back(tag);
    out.epochs.push_back(epoch);
    all.insert(all.end(), key.begin(), key.end());
  };
  if (vault.vault_epoch > 0 && holds_every_key(vault.registry.role_of(member)))
    add(Compartment{}, vault.vault_epoch, vault.vault_key.view());
  vault.ring.for_each([&](const Compartment& tag, std::uint32_t epoch, ByteView key) {
    if (entitled(vault, member, tag))
      add(tag, epoch, key);
  });
  out.keys = Secret<Bytes>(std::move(all));
  return out;
}

/// What their devices signed, in the order in which it came here; of more than a bundle may hold,
/// the latest.
std::vector<CheckpointRow> checkpoints_of(const OpenVault& vault) {
  std::vector<CheckpointRow> out;
  std::size_t left = kMostCheckpointBytes;
  for (auto state = vault.states.rbegin(); state != vault.states.rend(); ++state) {
    if (out.size() == kMostCheckpoints || weight_of(state->row) > left)
      break;
    left -= weight_of(state->row);
    out.push_back(state->row);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

Result<BundleFront> front_for(const OpenVault& vault, const MemberId& member) {
  BundleFront out;
  out.sender = vault.me;
  out.sender_key = vault.authors.at(vault.me);
  out.registry = vault.secrets.registry;
  out.authors = vault.authors;
  out.keys = keys_for(vault, member);
  if (const Registry::Member* pair = vault.registry.vault_itself()) {
    const Recipient recipient{member_of(pair->receiving).bytes};
    for (const WrappedKey& row : TRY(vault.key_file.keys()).rows) {
      if (row.recipient == recipient && !vault.registry.erased(row.compartment))
        out.passed_on.push_back(row);
    }
  }
  for (Bytes& slot : TRY(vault.key_file.slots())) {
    if (is_recovery(slot))
      out.slots.push_back(std::move(slot));
  }
  out.checkpoints = checkpoints_of(vault);
  return out;
}

/// A row that is damaged here is not passed on.
bool passed_on(const OpenVault& vault, const StoredRow& row) {
  const RowFinding checked = check_row(row, vault.id, vault.authors, {.sealed = true});
  return !checked.what && (!row.blank || vault.erasures.count(checked.header->compartment) != 0);
}

/// What the receiver's computer has by its own word.
struct Had {
  std::unordered_set<EntryId, IdHash> entries;
  std::uint64_t their_last = 0;  ///< the number of its entry that says so
  [[nodiscard]] bool has(ByteView id) const {
    EntryId wanted;
    if (entries.empty() || id.size() != wanted.bytes.size())
      return false;
    std::copy(id.begin(), id.end(), wanted.bytes.begin());
    return entries.count(wanted) != 0;
  }
};

/// The one computer that this record of a member works on; nothing if there are several.
std::optional<AuthorId> computer_of(const OpenVault& vault, const MemberId& member) {
  std::optional<AuthorId> out;
  for (const auto& [author, device] : vault.registry.devices()) {
    if (device.member != member ||
        vault.registry.standing(author, UINT64_MAX) != Registry::Standing::admitted)
      continue;
    if (out)
      return std::nullopt;
    out = author;
  }
  return out;
}

std::optional<Header> header_of(const Readers::Loan& reader, const EntryId& id) {
  auto row = reader.database().prepare("SELECT header FROM entry WHERE id=?1");
  if (!row)
    return std::nullopt;
  const auto found = row->bind(1, ByteView(id.bytes)).step();
  return found && *found ? parse_header(row->blob(0)) : std::nullopt;
}

/// The heads in the last entry that the receiver's computer wrote, as far as such are here. Each
/// of its entries was signed over all that it knew then, so nobody else can say it for them.
Result<Had> had_by(const OpenVault& vault, const MemberId& member) {
  Had out;
  const auto computer = computer_of(vault, member);
  if (!computer)
    return out;
  const Scan scan = TRY(scan_headers(vault, vault.last_row, vault.last_row));
  const std::vector<AuthorId> forked = scan.chains.forked();
  if (std::find(forked.begin(), forked.end(), *computer) != forked.end())
    return out;
  std::vector<Head> heads = scan.chains.heads();
  const auto last = std::find_if(heads.begin(), heads.end(),
                                 [&](const Head& head) { return head.author == *computer; });
  if (last == heads.end())
    return out;
  const Readers::Loan reader = TRY(vault.readers->borrow());
  const auto header = header_of(reader, last->id);
  if (!header)
    return out;
  out.their_last = last->seq;
  std::vector<Head> known = header->knew;
  known.push_back(*last);
  for (const Head& head : known) {
    if (const auto chain = scan.chains.up_to(head))
      out.entries.insert(chain->begin(), chain->end());
  }
  return out;
}

/// Rows that are sound and not there yet, in the order of the file, which is one in which each
/// finds what it follows.
Result<BundleMade> write_rows(const OpenVault& vault, SealedWriter& out, std::uint64_t sound,
                              const Had& had, const Progress& progress) {
  BundleMade made{.their_last = had.their_last};
  const Readers::Loan reader = TRY(vault.readers->borrow());
  RowStream rows = TRY(RowStream::over(reader.database(), true, vault.last_row));
  for (std::vector<StoredRow> block = TRY(rows.next()); !block.empty(); block = TRY(rows.next())) {
    for (const StoredRow& row : block) {
      if (had.has(row.id())) {
        ++made.had;
        continue;
      }
      if (!passed_on(vault, row)) {
        ++made.left_out;
        continue;
      }
      ++made.entries;
      TRY(write_entry(out, row.header(), row.sig(), row.blank, row.ct()));
    }
    if (vault.closing || (progress && !progress(made.entries, sound)))
      return fail(stopped());
  }
  return made;
}

/// How many rows will be written: it stands before them.
Result<std::uint64_t> count_sound(const OpenVault& vault, const Had& had) {
  std::uint64_t sound = 0;
  const Readers::Loan reader = TRY(vault.readers->borrow());
  RowStream rows = TRY(RowStream::over(reader.database(), true, vault.last_row));
  for (std::vector<StoredRow> block = TRY(rows.next()); !block.empty(); block = TRY(rows.next())) {
    if (vault.closing)
      return fail(stopped());
    for (const StoredRow& row : block)
      sound += !had.has(row.id()) && passed_on(vault, row) ? 1U : 0U;
  }
  return sound;
}

}  // namespace

Result<BundleMade> Vault::make_bundle(const std::filesystem::path& file, const MemberId& recipient,
                                      const Progress& progress, BundleReach reach) const {
  OpenVault& vault = *inside_;
  const std::lock_guard one_at_a_time(vault.writing);
  if (vault.closing)
    return fail(keys_dropped());
  const auto member = vault.registry.members().find(recipient);
  if (member == vault.registry.members().end() || member->second.role == Role::none ||
      !is_person(member->second.role)) {
    return fail(Error::Kind::not_found, "there is no such member, or they were dismissed", "",
                "choose one of the members of this vault");
  }
  if (vault.authors.count(vault.me) == 0 ||
      vault.registry.standing(vault.me, UINT64_MAX) != Registry::Standing::admitted)
    return fail(vault.why_read_only);
  BundleFront front = TRY(front_for(vault, recipient));
  const Had had = reach == BundleReach::everything ? Had{} : TRY(had_by(vault, recipient));
  const std::uint64_t sound = TRY(count_sound(vault, had));
  if (sound > kMostEntries) {
    return fail(Error::Kind::unavailable, "the vault holds more entries than one bundle may", "",
                "copy both files of the vault instead");
  }
  front.entries = static_cast<std::uint32_t>(sound);
  SealedWriter out =
      TRY(SealedWriter::make(file, vault.id, member->second.receiving, vault.surroundings));
  TRY(write_front(out, front));
  BundleMade made = TRY(write_rows(vault, out, sound, had, progress));
  if (made.entries != sound) {
    return fail(Error::Kind::damaged,
                "the vault reads differently the second time: the disk or "
                "the memory of this computer is failing",
                "", "copy both files to another computer and verify them");
  }
  TRY(write_end(out, vault.signing.view()));
  made.keys = front.keys.size();
  std::error_code trouble;
  made.bytes = std::filesystem::file_size(file, trouble);
  return made;
}

}  // namespace manumit::vault
