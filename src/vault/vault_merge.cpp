// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "base/parallel.h"
#include "findings.h"
#include "merging.h"
#include "recovery_slot.h"
#include "vault_inside.h"

namespace manumit::vault {
namespace {

constexpr std::size_t kBlock = 512;
constexpr std::size_t kBlockBytes = 16 << 20;
constexpr std::size_t kSlice = 16;

tl::unexpected<Error> refused(std::string what, std::string next) {
  return fail(Error::Kind::not_allowed, std::move(what), "", std::move(next));
}

Result<void> for_us(const OpenVault& vault, SealedReader& in) {
  if (in.head().vault != vault.id) {
    return refused("this bundle belongs to another vault",
                   "nothing was changed; ask for one that was made for this vault");
  }
  if (in.head().recipient != vault.secrets.member || !in.unlock(vault.secrets.receiving.view())) {
    return refused("this bundle was made for another member",
                   "nothing was changed; let that member take it, or ask for one made for you");
  }
  return {};
}

using KeyPlace = std::pair<Compartment, std::uint32_t>;

/// What the first walk through a bundle finds: nothing of it is stored yet.
struct Prospect {
  BundleFront front;
  Registry registry;  ///< of the vault's own entries here and in the bundle
  /// Of the entries whose key is not here: which key they name, and who says so.
  struct Named {
    Hash32 commitment{};
    AuthorId author;
    std::uint64_t seq = 0;
  };
  std::map<KeyPlace, std::vector<Named>> named;
};

/// The key of one epoch of the registry, from here or from the bundle.
std::optional<ByteView> registry_key(const OpenVault& vault, const BundleFront& front,
                                     std::uint32_t epoch) {
  if (const auto known = vault.ring.find(vault.secrets.registry, epoch))
    return known;
  for (std::size_t i = 0; i < front.keys.size(); ++i) {
    if (front.keys.compartments[i] == vault.secrets.registry && front.keys.epochs[i] == epoch)
      return front.keys.key(i);
  }
  return std::nullopt;
}

std::optional<OwnEntry> open_own(const OpenVault& vault, const BundleFront& front,
                                 const BundledEntry& entry) {
  const auto key = registry_key(vault, front, entry.header.epoch);
  const auto author = front.authors.find(entry.header.author);
  if (!key || author == front.authors.end() || sealed_hash(entry.ct) != entry.header.ct_hash ||
      !signed_by(author->second, signed_message(entry.id), entry.sig))
    return std::nullopt;
  auto said = open_contents(entry.header_bytes, entry.header, entry.ct, *key);
  if (!said)
    return std::nullopt;
  return OwnEntry{.row = 0,
                  .id = entry.id,
                  .author = entry.header.author,
                  .seq = entry.header.seq,
                  .lamport = entry.header.lamport,
                  .readable = true,
                  .kind = said->kind,
                  .body = std::move(said->body)};
}

void note_commitment(Prospect& prospect, const Header& header) {
  constexpr std::size_t kMostNamed = 64;
  auto& named = prospect.named[{header.compartment, header.epoch}];
  const bool there = std::any_of(named.begin(), named.end(), [&](const Prospect::Named& one) {
    return one.commitment == header.key_commit && one.author == header.author;
  });
  if (!there && named.size() < kMostNamed)
    named.push_back({header.key_commit, header.author, header.seq});
}

/// A bundle need not hold entries that are here already: what they say of a key that it brings
/// counts as if they were in it.
Result<void> note_what_is_here(const OpenVault& vault, Prospect& prospect) {
  const BundleFront::Keys& keys = prospect.front.keys;
  std::map<Compartment, std::set<std::uint32_t>> wanted;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const Compartment& tag = keys.compartments[i];
    if (vault.index.rows_of(tag) != nullptr && !vault.ring.find(tag, keys.epochs[i]))
      wanted[tag].insert(keys.epochs[i]);
  }
  if (wanted.empty())
    return {};
  const Readers::Loan reader = TRY(vault.readers->borrow());
  Statement here = TRY(reader.database().prepare("SELECT header FROM entry WHERE n=?1"));
  // Each row once, however many keys a bundle brings.
  for (const auto& [tag, epochs] : wanted) {
    for (const RowIndex::Row& row : *vault.index.rows_of(tag)) {
      here.reset();
      if (!TRY(here.bind(1, std::int64_t{row.n}).step()))
        continue;
      const auto header = parse_header(here.blob(0));
      if (header && epochs.count(header->epoch) != 0)
        note_commitment(prospect, *header);
    }
  }
  return {};
}

/// The sender's signature stands at the end, so nothing before it is believed until then.
Result<Prospect> look_through(const OpenVault& vault, SealedReader& in, const Progress& progress) {
  Prospect out;
  out.front = TRY(read_front(in));
  if (out.front.registry != vault.secrets.registry) {
    return refused("this bundle was made by a copy that does not belong to this vault",
                   "nothing was changed; keep the bundle, and ask who made it");
  }
  TRY(note_what_is_here(vault, out));
  Registry::Ground ground = ground_of(vault);
  std::vector<OwnEntry> own = vault.own_entries;
  std::set<EntryId> known;
  for (const OwnEntry& entry : own)
    known.insert(entry.id);
  for (std::uint32_t i = 0; i < out.front.entries; ++i) {
    const BundledEntry entry = TRY(read_entry(in, vault.id, vault.secrets.registry));
    const Header& header = entry.header;
    if (!vault.ring.find(header.compartment, header.epoch))
      note_commitment(out, header);
    if (vault.last_row == 0 && i == 0)
      ground.founder = header.author;
    if (header.compartment == vault.secrets.registry && known.insert(entry.id).second) {
      if (auto opened = open_own(vault, out.front, entry))
        own.push_back(std::move(*opened));
    }
    if (progress && i % kBlock == 0 && !progress(i, std::uint64_t{2} * out.front.entries))
      return fail(stopped());
  }
  TRY(read_end(in, out.front.sender_key));
  std::sort(own.begin(), own.end(), folds_before);
  out.registry = Registry::fold(own, ground).registry;
  return out;
}

Result<void> judge_sender(const Prospect& prospect) {
  using Standing = Registry::Standing;
  const Standing sender = prospect.registry.standing(prospect.front.sender, UINT64_MAX);
  if (sender == Standing::unknown) {
    return refused("this bundle comes from a device that is not admitted to this vault",
                   "nothing was changed; ask who made it, and compare its fingerprint");
  }
  if (sender == Standing::revoked ||
      prospect.registry.role_of(prospect.front.sender) == Role::none) {
    return refused("this bundle comes from a device that was revoked",
                   "nothing was changed; what that device wrote before it was revoked comes with "
                   "the bundles of others");
  }
  return {};
}

/// Only who holds every key makes new ones for a compartment that is there. So a key counts if such
/// a member brings it, or wrote under it; from others the first key of a compartment that is new
/// here is taken and nothing else, or they could slip in one under which we would write from then
/// on.
bool key_counts(const OpenVault& vault, const Prospect& prospect, const KeyPlace& place,
                ByteView key) {
  const Registry& registry = prospect.registry;
  const auto named = prospect.named.find(place);
  bool fits = named == prospect.named.end();
  bool vouched = false;
  if (!fits) {
    const Hash32 committed = commitment(key);
    for (const Prospect::Named& one : named->second) {
      if (one.commitment != committed)
        continue;
      fits = true;
      vouched = vouched || (holds_every_key(registry.role_of(one.author)) &&
                            registry.standing(one.author, one.seq) == Registry::Standing::admitted);
    }
  }
  const bool first = place.second == 1 && !vault.ring.newest(place.first);
  return fits && (vouched || first || holds_every_key(registry.role_of(prospect.front.sender)));
}

/// Keys that are new here, and fit the entries that they are said to open, into the ring.
std::vector<KeyPlace> take_keys(OpenVault& vault, const Prospect& prospect) {
  const BundleFront::Keys& keys = prospect.front.keys;
  std::vector<KeyPlace> fresh;
  const std::unique_lock lock(vault.state);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const KeyPlace place{keys.compartments[i], keys.epochs[i]};
    if (place.first == Compartment{} || place.second == 0 || place.second > kLastEpochTaken ||
        vault.ring.find(place.first, place.second) || prospect.registry.erased(place.first))
      continue;
    if (!key_counts(vault, prospect, place, keys.key(i)))
      continue;
    vault.ring.add(place.first, place.second, keys.key(i));
    fresh.push_back(place);
  }
  return fresh;
}

/// A newer vault key than ours, or the first for a member who was promoted; true if there was one.
bool take_vault_key(OpenVault& vault, const Prospect& prospect) {
  const BundleFront::Keys& keys = prospect.front.keys;
  const Registry& registry = prospect.registry;
  if (!holds_every_key(registry.role_of(vault.secrets.member)) ||
      !holds_every_key(registry.role_of(prospect.front.sender)))
    return false;
  bool taken = false;
  const std::unique_lock lock(vault.state);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys.compartments[i] != Compartment{} || keys.epochs[i] <= vault.vault_epoch ||
        keys.epochs[i] > kLastEpochTaken)
      continue;
    change_vault_key(vault, keys.key(i), keys.epochs[i]);
    taken = true;
  }
  return taken;
}

/// The slot that shares open, if it is of the set that the registry knows and ours is not, or is an
/// older one.
Result<void> take_recovery(OpenVault& vault, const Prospect& prospect) {
  std::optional<RecoverySlot> ours;
  for (const Bytes& body : TRY(vault.key_file.slots())) {
    if (const auto slot = parse_recovery(body))
      ours = *slot;
  }
  for (const Bytes& body : prospect.front.slots) {
    const auto slot = parse_recovery(body);
    if (!slot || slot->vault != vault.id ||
        prospect.registry.role_of(member_of(slot->receiving)) != Role::recovery)
      continue;
    const bool current = ours && ours->receiving == slot->receiving &&
                         (vault.vault_epoch == 0 || vouched_for(*ours, vault.vault_key.view()));
    const bool sound = vault.vault_epoch == 0 || vouched_for(*slot, vault.vault_key.view());
    // Without the vault key nobody can say which of two is the newer one: the sender's is taken.
    const bool trusted = holds_every_key(prospect.registry.role_of(prospect.front.sender));
    const bool takes = vault.vault_epoch == 0
                           ? trusted && encode(*slot) != (ours ? encode(*ours) : Bytes{})
                           : sound && !current;
    if (takes)
      return vault.key_file.put_recovery(body);
  }
  return {};
}

Result<void> store_keys(OpenVault& vault, const Prospect& prospect, std::span<const KeyPlace> fresh,
                        bool whole_file) {
  std::vector<WrappedKey> carried;
  for (const WrappedKey& row : prospect.front.passed_on) {
    if (!prospect.registry.erased(row.compartment) && row.compartment != Compartment{} &&
        row.epoch == 1 && !vault.ring.newest(row.compartment) &&
        prospect.registry.role_of(MemberId{row.recipient.bytes}) == Role::vault)
      carried.push_back(row);
  }
  // Never in the place of one that is there: what others pass on, anybody may have made.
  TRY(vault.key_file.add_keys(carried, KeyFile::IfThere::keep));
  if (whole_file)
    return rewrap(vault, {});
  std::vector<WrappedKey> rows;
  const PublicKey mine = receiving_key(vault.secrets.receiving.view());
  for (const auto& [tag, epoch] : fresh) {
    const ByteView key = *vault.ring.find(tag, epoch);
    rows.push_back(
        vault.vault_epoch > 0
            ? wrap_for_vault(vault.id, tag, epoch, vault.wrapping.view(), key, vault.surroundings)
            : wrap_for_member(vault.id, tag, epoch, mine, key, vault.surroundings));
  }
  return vault.key_file.add_keys(rows);
}

/// Whether each entry is what its author signed.
Result<void> prove(const Merging& merging, std::span<const BundledEntry> block) {
  const std::size_t slices = (block.size() + kSlice - 1) / kSlice;
  return parallel_for(
      slices, std::min(machine_threads(), 4U), [&](std::size_t slice) -> Result<void> {
        const std::size_t end = std::min(block.size(), (slice + 1) * kSlice);
        for (std::size_t i = slice * kSlice; i < end; ++i) {
          const BundledEntry& entry = block[i];
          if (merging.known(entry.id))
            continue;
          const PublicKey* key = merging.key_of(entry.header.author);
          if (key != nullptr && signed_by(*key, signed_message(entry.id), entry.sig) &&
              (entry.blank || sealed_hash(entry.ct) == entry.header.ct_hash))
            continue;
          return fail(Error::Kind::bad_input,
                      "an entry of this bundle is not what its author signed ({0})", "",
                      "nothing was changed; the copy that it was made from is damaged or forged",
                      {short_id(entry.id)});
        }
        return {};
      });
}

/// The second walk: every entry to its place.
Result<void> take_entries(const OpenVault& vault, SealedReader& in, const BundleFront& front,
                          Merging& merging, const Progress& progress) {
  std::vector<BundledEntry> block;
  std::size_t bytes = 0;
  for (std::uint32_t i = 0; i < front.entries; ++i) {
    block.push_back(TRY(read_entry(in, vault.id, std::nullopt)));
    bytes += block.back().ct.size();
    if (block.size() < kBlock && bytes < kBlockBytes && i + 1 < front.entries)
      continue;
    TRY(prove(merging, block));
    for (BundledEntry& entry : block)
      TRY(merging.take(std::move(entry)));
    block.clear();
    bytes = 0;
    if (progress && !progress(front.entries + i, std::uint64_t{2} * front.entries))
      return fail(stopped());
  }
  return read_end(in, front.sender_key);
}

/// Through another connection: what was written behind row `before` is what lies in the file.
Result<void> read_back(const OpenVault& vault, const Merging& merging, std::uint64_t before) {
  constexpr std::uint64_t kPiece = 64;
  const std::uint64_t last = merging.last_row();
  const std::uint64_t pieces = (last - before + kPiece - 1) / kPiece;
  return parallel_for(
      pieces, std::min(machine_threads(), 4U), [&](std::size_t piece) -> Result<void> {
        Readers::Loan reader = TRY(vault.readers->borrow());
        const std::uint64_t end = std::min(last, before + (piece + 1) * kPiece);
        for (std::uint64_t n = before + piece * kPiece + 1; n <= end; ++n) {
          const RowFinding checked =
              check_row(reader.row(n), vault.id, merging.listed(), {.sealed = true});
          if (checked.what)
            return fail(reads_back_otherwise(n));
        }
        return {};
      });
}

/// Checkpoints that are new here: signed by a device that may vouch for something, and borne out by
/// the chains as they are after the merge. What says more than it can show is passed over, so
/// nobody can make a copy believe that it lacks something.
Result<std::uint64_t> take_checkpoints(OpenVault& vault, const Merging& merging,
                                       const Prospect& prospect) {
  std::vector<NotedState> fresh;
  for (const CheckpointRow& row : prospect.front.checkpoints) {
    const auto same_row = [&](const NotedState& state) { return state.row == row; };
    const auto by_device = [&](const AuthorId& author) {
      const auto its = [&](const NotedState& state) { return state.row.author == author; };
      return std::count_if(vault.states.begin(), vault.states.end(), its) +
             std::count_if(fresh.begin(), fresh.end(), its);
    };
    if (vault.states.size() + fresh.size() >= kMostCheckpoints ||
        by_device(row.author) >= static_cast<std::ptrdiff_t>(kMostOfOneDevice) ||
        std::any_of(vault.states.begin(), vault.states.end(), same_row) ||
        std::any_of(fresh.begin(), fresh.end(), same_row))
      continue;
    auto state = proven(row, vault.id, merging.listed());
    if (state && counts(prospect.registry, *state))
      fresh.push_back(std::move(*state));
  }
  const Roots roots = roots_up_to(merging.chains(), fresh);
  std::uint64_t taken = 0;
  for (const NotedState& state : fresh) {
    if (!borne_out(state.said, merging.chains(), roots).holds())
      continue;
    TRY(insert(vault.writer, state.row));
    ++taken;
  }
  return taken;
}

Result<MergeReport> merge(OpenVault& vault, SealedReader& in, bool& new_vault_key,
                          const Progress& progress) {
  const Prospect prospect = TRY(look_through(vault, in, progress));
  TRY(judge_sender(prospect));
  const std::uint64_t before = vault.last_row;
  Scan scan = TRY(scan_headers(vault, before, before));
  Merging merging(vault, std::move(scan.chains), prospect.registry, prospect.front.authors);
  in.rewind();
  static_cast<void>(TRY(read_front(in)));
  Transaction all = TRY(Transaction::begin(vault.writer));
  TRY(merging.begin());
  TRY(take_entries(vault, in, prospect.front, merging, progress));
  MergeReport report = TRY(merging.finish());
  report.anchors = TRY(take_checkpoints(vault, merging, prospect));
  // Keys are durable before the entries that need them.
  const std::vector<KeyPlace> fresh = take_keys(vault, prospect);
  {
    const std::unique_lock lock(vault.state);
    vault.registry = prospect.registry;
  }
  new_vault_key = take_vault_key(vault, prospect);
  TRY(take_recovery(vault, prospect));
  TRY(store_keys(vault, prospect, fresh, new_vault_key));
  TRY(all.commit());
  if (Result<void> same_again = read_back(vault, merging, before); !same_again) {
    vault.read_only = vault.damaged = true;
    return tl::unexpected(std::move(same_again.error()));
  }
  {
    const std::unique_lock lock(vault.state);
    vault.last_row = merging.last_row();
    vault.heads = merging.heads();
  }
  TRY(write_mark(vault));
  report.keys = fresh.size();
  const auto& devices = prospect.registry.devices();
  const auto members = prospect.registry.members();
  const auto member = members.find(devices.at(prospect.front.sender).member);
  if (member != members.end())
    report.from = member->second.name;
  return report;
}

}  // namespace

Result<MergeReport> take_into(OpenVault& vault, const std::filesystem::path& file,
                              const Progress& progress) {
  SealedReader in = TRY(SealedReader::open(file));
  TRY(for_us(vault, in));
  bool new_vault_key = false;
  Result<MergeReport> report = merge(vault, in, new_vault_key, progress);
  // Whatever was half done in memory is read anew from the files.
  if (vault.closing)
    return fail(stopped());
  const Result<void> loaded = unlock_again(vault, new_vault_key);
  if (report && !loaded)
    return tl::unexpected(loaded.error());
  return report;
}

Result<MergeReport> Vault::take_bundle(const std::filesystem::path& file,
                                       const Progress& progress) {
  const std::lock_guard one_at_a_time(inside_->writing);
  if (inside_->closing)
    return fail(keys_dropped());
  if (inside_->damaged)
    return fail(inside_->why_read_only);
  return take_into(*inside_, file, progress);
}

}  // namespace manumit::vault
