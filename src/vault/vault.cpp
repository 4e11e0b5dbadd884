// SPDX-License-Identifier: Apache-2.0
#include "vault/vault.h"

#include <algorithm>

#include "file_piece.h"
#include "findings.h"
#include "row_work.h"
#include "vault_inside.h"

namespace manumit::vault {
namespace {

constexpr std::uint16_t kFirstCallersKind = 16;
// Some twenty milliseconds.
constexpr std::size_t kKeysAtOnce = 4000;
static_assert(RowStream::kBlockRows <= Vault::kInHand);

std::uint64_t bytes_of_file(const std::filesystem::path& file) {
  std::error_code trouble;
  const auto size = std::filesystem::file_size(file, trouble);
  return trouble ? 0 : size;
}

/// A new compartment's key for whoever must have it from the start: whoever holds the vault key, or
/// else the member who makes it, and the vault's own pair, so that it does not hang on them alone.
Result<void> wrap_new(const OpenVault& vault, const Compartment& tag, ByteView key,
                      std::vector<WrappedKey>& rows) {
  if (vault.vault_epoch > 0) {
    rows.push_back(
        wrap_for_vault(vault.id, tag, 1, vault.wrapping.view(), key, vault.surroundings));
    return {};
  }
  const Registry::Member* pair = vault.registry.vault_itself();
  if (pair == nullptr) {
    return fail(Error::Kind::unavailable,
                "nothing was saved: the vault's own key is not known here yet", "",
                "take a bundle from a director first");
  }
  const PublicKey mine = receiving_key(vault.secrets.receiving.view());
  for (const PublicKey& recipient : {mine, pair->receiving})
    rows.push_back(wrap_for_member(vault.id, tag, 1, recipient, key, vault.surroundings));
  return {};
}

/// In pieces, so that the keys in memory can be dropped between them: keys that nothing was written
/// under harm nothing.
Result<void> in_pieces(const OpenVault& vault, std::span<const WrappedKey> rows,
                       const std::function<Result<void>(std::span<const WrappedKey>)>& work) {
  for (std::size_t at = 0; at < rows.size(); at += kKeysAtOnce) {
    if (vault.closing)
      return fail(keys_dropped());
    TRY(work(rows.subspan(at, std::min(kKeysAtOnce, rows.size() - at))));
  }
  return {};
}

Result<void> read_new_back(OpenVault& vault, std::span<const WrappedKey> rows) {
  TRY(vault.key_file.forget());
  Result<void> same_again =
      in_pieces(vault, rows, [&](auto piece) { return vault.key_file.read_back(piece); });
  // A page that was written wrongly may have held older keys too. Here they are all still whole.
  if (!same_again && !vault.closing && vault.vault_epoch > 0)
    static_cast<void>(rewrap(vault, {}));
  return same_again;
}

Result<void> store_new(OpenVault& vault, std::span<const WrappedKey> rows) {
  TRY(in_pieces(vault, rows, [&](auto piece) {
    Result<void> added = vault.key_file.put_keys(piece);
    if (!added && is_disk_full(added.error()) && vault.reserve.give_back())
      added = vault.key_file.put_keys(piece);
    return added;
  }));
  return read_new_back(vault, rows);
}

enum class For { anything, a_file };

/// New keys, durable, each under its tag: a random one, or for a file the one that follows from it.
Result<std::vector<Compartment>> open_compartments(OpenVault& vault, std::size_t count, For what) {
  const std::lock_guard one_at_a_time(vault.writing);
  if (vault.read_only)
    return fail(vault.why_read_only);
  std::vector<Compartment> out(count);
  std::vector<WrappedKey> rows;
  LockedBytes keys(std::max<std::size_t>(count, 1) * 32);
  for (std::size_t i = 0; i < count; ++i) {
    if (vault.closing)
      return fail(keys_dropped());
    const auto key = keys.span().subspan(i * 32, 32);
    vault.surroundings.random(out[i].bytes);
    vault.surroundings.random(key);
    if (what == For::a_file)
      out[i] = file_tag(key);
    TRY(wrap_new(vault, out[i], key, rows));
  }
  TRY(store_new(vault, rows));
  const std::unique_lock lock(vault.state);
  for (std::size_t i = 0; i < count; ++i)
    vault.ring.add(out[i], 1, keys.view().subspan(i * 32, 32));
  return out;
}

/// Two records of one person are one person.
MemberId person_of(const OpenVault& vault, const MemberId& member) {
  const auto found = vault.registry.members().find(member);
  return found == vault.registry.members().end() ? member : found->second.person;
}

Device shown_device(const OpenVault& vault, const AuthorId& author,
                    const Registry::Device& device) {
  Device out{.author = author,
             .member = device.member,
             .name = device.name,
             .fingerprint = fingerprint(device.signing),
             .this_one = author == vault.me,
             .last_seq = device.last_seq};
  for (const Head& head : vault.heads) {
    if (head.author == author)
      out.entries = head.seq;
  }
  if (out.last_seq && out.entries > *out.last_seq)
    out.quarantined = out.entries - *out.last_seq;
  out.forked = std::count(vault.forked.begin(), vault.forked.end(), author) != 0;
  return out;
}

}  // namespace

Vault::Vault(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Vault::Vault(Vault&&) noexcept = default;
Vault& Vault::operator=(Vault&&) noexcept = default;
Vault::~Vault() = default;

Result<std::vector<Compartment>> Vault::new_compartments(std::size_t count) {
  return open_compartments(*inside_, count, For::anything);
}

Result<Compartment> Vault::new_file_compartment() {
  return TRY(open_compartments(*inside_, 1, For::a_file)).front();
}

Result<std::vector<EntryId>> Vault::append(std::span<const Draft> drafts,
                                           const Progress& progress) {
  for (const Draft& draft : drafts) {
    if (static_cast<std::uint16_t>(draft.kind) >= kFirstCallersKind &&
        draft.compartment != inside_->secrets.registry)
      continue;
    return fail(Error::Kind::not_allowed,
                "nothing was saved: entries about members, devices and keys are the vault's own");
  }
  return append_any(*inside_, drafts, progress);
}

std::vector<Compartment> Vault::compartments() const {
  const std::shared_lock lock(inside_->state);
  std::vector<Compartment> out = inside_->index.compartments();
  out.erase(std::remove(out.begin(), out.end(), inside_->secrets.registry), out.end());
  return out;
}

bool Vault::can_open(const Compartment& compartment) const {
  const std::shared_lock lock(inside_->state);
  return inside_->ring.newest(compartment).has_value();
}

Result<Vault::SoundEntries> Vault::read_newest(const Compartment& compartment,
                                               std::size_t count) const {
  SoundEntries out;
  std::vector<RowIndex::Row> places;
  {
    const std::shared_lock lock(inside_->state);
    if (const auto* rows = inside_->index.rows_of(compartment))
      places.assign(rows->end() - static_cast<std::ptrdiff_t>(std::min(count, rows->size())),
                    rows->end());
  }
  Readers::Loan reader = TRY(inside_->readers->borrow());
  for (const RowIndex::Row& place : places) {
    const StoredRow row = reader.row(place.n);
    const std::shared_lock lock(inside_->state);
    if (inside_->closing)
      return fail(keys_dropped());
    Opened opened = open_entry(*inside_, row, &place);
    if (opened.state == Opened::State::readable)
      out.entries.push_back(std::move(opened.entry));
    if (opened.damage)
      out.damages.push_back(std::move(*opened.damage));
    out.sealed += opened.state == Opened::State::sealed ? 1U : 0U;
  }
  if (out.sealed > 0 && out.entries.empty()) {
    return fail(Error::Kind::not_allowed, "this member holds no key for this part of the vault", "",
                "ask a member who does");
  }
  return out;
}

Result<std::vector<Entry>> Vault::read(const Compartment& compartment) const {
  SoundEntries found = TRY(read_sound(compartment));
  if (!found.damages.empty())
    return fail(std::move(found.damages.front().problem));
  return std::move(found.entries);
}

Result<std::vector<Damage>> Vault::for_each(unsigned threads,
                                            const std::function<Result<void>(Entry&&)>& visit,
                                            const Progress& progress) const {
  std::vector<Entry> in_hand(kInHand);
  return for_each_made(
      threads, [&](std::size_t place, Entry&& entry) { in_hand[place] = std::move(entry); },
      [&](std::size_t place) { return visit(std::move(in_hand[place])); }, progress);
}

Result<std::vector<Damage>> Vault::for_each_made(
    unsigned threads, const std::function<void(std::size_t, Entry&&)>& make,
    const std::function<Result<void>(std::size_t)>& take, const Progress& progress) const {
  const Readers::Loan reader = TRY(inside_->readers->borrow());
  std::vector<RowStream::Stretch> of_files;
  {
    const std::shared_lock lock(inside_->state);
    of_files = rows_of_files(*inside_);
  }
  std::uint64_t passed_over = 0;
  for (const auto& [first, last] : of_files)
    passed_over += last - first + 1;
  RowStream rows =
      TRY(RowStream::over(reader.database(), true, entry_count(), std::move(of_files)));
  std::vector<Damage> damages;
  std::uint64_t done = 0;
  TRY(work_through<Opened>(
      rows, threads,
      [&](std::size_t first, std::span<StoredRow> read, std::span<Opened> opened) {
        {
          const std::shared_lock lock(inside_->state);
          for (std::size_t i = 0; i < read.size(); ++i)
            opened[i] = open_entry(*inside_, read[i], nullptr);
        }
        for (std::size_t i = 0; i < read.size(); ++i) {
          read[i] = {};  // given back here and not by one thread for all
          if (opened[i].state == Opened::State::readable)
            make(first + i, std::move(opened[i].entry));
        }
      },
      [&](std::span<Opened> opened) -> Result<void> {
        for (std::size_t i = 0; i < opened.size(); ++i) {
          if (opened[i].damage)
            damages.push_back(std::move(*opened[i].damage));
          if (opened[i].state == Opened::State::readable)
            TRY(take(i));
        }
        done += opened.size();
        if (inside_->closing ||
            (progress && !progress(done, std::max(done, rows.last_row() - passed_over))))
          return fail(stopped());
        return {};
      }));
  return damages;
}

const std::vector<Damage>& Vault::found_at_opening() const {
  return inside_->troubles;
}

bool Vault::read_only() const {
  return inside_->read_only;
}

Summary Vault::summary() const {
  const std::shared_lock lock(inside_->state);
  Summary out;
  out.id = inside_->id;
  for (const auto& [id, member] : inside_->registry.members()) {
    if (is_person(member.role))
      out.members.push_back({id, member.person, member.role, member.name,
                             fingerprint(member.receiving), id == inside_->secrets.member});
  }
  for (const auto& [author, device] : inside_->registry.devices()) {
    if (is_person(inside_->registry.role_of(device.member)))
      out.devices.push_back(shown_device(*inside_, author, device));
  }
  out.entries = inside_->index.rows();
  const bool has_registry = inside_->index.rows_of(inside_->secrets.registry) != nullptr;
  out.compartments = inside_->index.compartments().size() - (has_registry ? 1 : 0);
  out.bytes = bytes_of_file(inside_->file) + bytes_of_file(key_file_of(inside_->file));
  out.head_hash = to_hex(head_hash(inside_->id, inside_->heads));
  return out;
}

std::string Vault::member_of(const AuthorId& author) const {
  const std::shared_lock lock(inside_->state);
  const auto device = inside_->registry.devices().find(author);
  if (device == inside_->registry.devices().end())
    return {};
  const auto member = inside_->registry.members().find(device->second.member);
  return member == inside_->registry.members().end() ? std::string{} : member->second.name;
}

MemberId Vault::member_id_of(const AuthorId& author) const {
  const std::shared_lock lock(inside_->state);
  const auto device = inside_->registry.devices().find(author);
  if (device == inside_->registry.devices().end())
    return {};
  return person_of(*inside_, device->second.member);
}

AuthorId Vault::this_device() const {
  return inside_->me;
}

MemberId Vault::me() const {
  const std::shared_lock lock(inside_->state);
  return person_of(*inside_, inside_->secrets.member);
}

std::uint64_t Vault::entry_count() const {
  const std::shared_lock lock(inside_->state);
  return inside_->index.rows();
}

}  // namespace manumit::vault
