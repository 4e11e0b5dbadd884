// SPDX-License-Identifier: Apache-2.0
#include "recovery_slot.h"

#include <algorithm>
#include <cstring>

#include "base/check.h"
#include "header.h"
#include "little_endian.h"
#include "shamir.h"
#include "share_symbols.h"

namespace manumit::vault {
namespace {

constexpr std::string_view kLetters = "MNVR";
constexpr std::uint8_t kForm = 1;
constexpr std::uint16_t kPlainForm = 1;
constexpr std::size_t kPlainBytes = 2 + 32 + 16;
constexpr std::uint64_t kVouchingChild = 6;

/// The set and its receiving key: what stays when the vault key changes.
void write_set(Writer& out, const RecoverySlot& slot) {
  out.text(kLetters).number(kSuite).number(kForm).raw(slot.vault.bytes).raw(slot.set);
  out.number(slot.threshold).number(slot.total).number(static_cast<std::uint64_t>(slot.made_ms));
  out.raw(slot.receiving);
  for (const Hash16& share : slot.shares)
    out.raw(share);
}

Hash32 voucher_of(const RecoverySlot& slot, ByteView vault_key) {
  LockedBytes vouching(32);
  derive_child(vault_key, kVouchingChild, vouching.span());
  Writer set;
  write_set(set, slot);
  return hash32("mnv1-recset", {set.view()}, vouching.view());
}

Bytes bound_of(const RecoverySlot& slot) {
  Writer out;
  write_set(out, slot);
  return out.raw(slot.voucher).raw(slot.ephemeral).take();
}

void child_of_secret(const char* person, ByteView split_secret, LockedBytes& secret) {
  Hash32 hash = hash32(person, {split_secret});
  std::memcpy(secret.span().data(), hash.data(), hash.size());
  explicit_bzero(hash.data(), hash.size());
}

void receiving_secret(ByteView split_secret, LockedBytes& secret) {
  child_of_secret("mnv1-recover", split_secret, secret);
}

/// The key under which the plain text is sealed; `secret` is the ephemeral one when closing and
/// the receiving one when opening.
bool agree(const RecoverySlot& slot, ByteView secret, const PublicKey& theirs,
           LockedBytes& wrapping) {
  LockedBytes shared(32);
  if (!shared_secret(secret, theirs, shared.span()))
    return false;
  Hash32 key = hash32("mnv1-recwrap", {shared.view(), slot.ephemeral, slot.receiving});
  std::memcpy(wrapping.span().data(), key.data(), key.size());
  explicit_bzero(key.data(), key.size());
  return true;
}

void close_under(RecoverySlot& slot, ByteView vault_key, const Compartment& registry,
                 const Surroundings& surroundings) {
  slot.voucher = voucher_of(slot, vault_key);
  LockedBytes ephemeral(32);
  surroundings.random(ephemeral.span());
  surroundings.random(slot.nonce);
  slot.ephemeral = receiving_key(ephemeral.view());
  LockedBytes wrapping(32);
  MANUMIT_CHECK(agree(slot, ephemeral.view(), slot.receiving, wrapping));
  Writer out(kPlainBytes);
  out.number(kPlainForm).raw(vault_key).raw(registry.bytes);
  const Secret<Bytes> plain(out.take());
  seal(wrapping.view(), slot.nonce, bound_of(slot), plain.reveal(), slot.wrapped);
}

tl::unexpected<Error> damaged() {
  return fail(Error::Kind::damaged,
              "the shares are right, but the place in NAME.mnk that they open is damaged", "",
              "the entries are safe in NAME.mnv; restore NAME.mnk from a backup and bring the same "
              "shares");
}

std::string set_name_of(const RecoverySlot& slot) {
  Share only;
  only.set = slot.set;
  return set_name(only);
}

/// One share by itself against what the row knows of its set.
Result<void> check_share(const RecoverySlot& slot, const Share& share) {
  const std::string index = std::to_string(share.index);
  if (share.set != slot.set) {
    return fail(Error::Kind::not_allowed,
                "the share that says {0} belongs to another set: it is of set {1}, and this vault "
                "opens with set {2}",
                "", "look for the paper with the right set; the shares of one set open together",
                {index, set_name(share), set_name_of(slot)});
  }
  const bool fits = share.threshold == slot.threshold && share.total == slot.total &&
                    share.index >= 1 && share.index <= slot.total;
  if (!fits || !same(share_hash(share), slot.shares[share.index - 1])) {
    return fail(Error::Kind::not_allowed,
                "the share that says {0} was altered, or belongs to another vault", "",
                "compare it with the paper, or bring another share of this set", {index});
  }
  return {};
}

Result<void> check_shares(const RecoverySlot& slot, std::span<const Share> shares) {
  std::array<bool, kMostShares + 1> seen{};
  for (const Share& share : shares) {
    TRY(check_share(slot, share));
    if (seen[share.index]) {
      return fail(Error::Kind::bad_input, "share {0} stands here twice, and counts once", "",
                  "bring another share of this set", {std::to_string(share.index)});
    }
    seen[share.index] = true;
  }
  if (shares.size() < slot.threshold) {
    return fail(Error::Kind::not_allowed,
                "{0} shares are needed to open this vault, and {1} of them are missing", "",
                "bring more shares of set {2}: fewer tell nothing at all",
                {std::to_string(slot.threshold), std::to_string(slot.threshold - shares.size()),
                 set_name_of(slot)});
  }
  return {};
}

LockedBytes secret_of(const RecoverySlot& slot, std::span<const Share> shares) {
  std::vector<SharePoint> points(slot.threshold);
  for (std::size_t i = 0; i < points.size(); ++i) {
    points[i].x = static_cast<std::uint8_t>(shares[i].index);
    points[i].y.reveal() = shares[i].value.reveal();
  }
  return combine(points);
}

}  // namespace

Bytes encode(const RecoverySlot& slot) {
  Writer out;
  out.raw(bound_of(slot)).raw(slot.nonce).raw(slot.wrapped);
  const Hash16 check = hash16("mnv1-recslot", {out.view()});
  return out.raw(check).take();
}

bool is_recovery(ByteView bytes) {
  return Reader(bytes).literal(kLetters);
}

tl::expected<RecoverySlot, RecoveryTrouble> parse_recovery(ByteView bytes) {
  const tl::unexpected<RecoveryTrouble> torn(RecoveryTrouble::torn);
  if (!is_recovery(bytes) || bytes.size() < kLetters.size() + sizeof(Hash16))
    return torn;
  // In every form the checksum is the end: whatever a later version writes, damage can be told.
  const std::size_t covered = bytes.size() - sizeof(Hash16);
  if (!same(hash16("mnv1-recslot", {bytes.first(covered)}), bytes.subspan(covered)))
    return torn;
  Reader in(bytes.first(covered).subspan(kLetters.size()));
  const bool known = in.number<std::uint16_t>() == kSuite && in.number<std::uint8_t>() == kForm;
  if (!known)
    return tl::unexpected<RecoveryTrouble>(RecoveryTrouble::newer);
  RecoverySlot out;
  in.into(out.vault.bytes);
  in.into(out.set);
  out.threshold = in.number<std::uint8_t>();
  out.total = in.number<std::uint8_t>();
  out.made_ms = static_cast<std::int64_t>(in.number<std::uint64_t>());
  in.into(out.receiving);
  if (out.threshold < kFewestShares || out.threshold > out.total || out.total > kMostShares)
    return torn;
  out.shares.resize(out.total);
  for (Hash16& share : out.shares)
    in.into(share);
  in.into(out.voucher);
  in.into(out.ephemeral);
  in.into(out.nonce);
  in.into(out.wrapped);
  if (!in.at_end())
    return torn;
  return out;
}

Hash16 share_hash(const Share& share) {
  return hash16("mnv1-share", {hashed_part(symbols_of(share))});
}

Result<Recovery> make_recovery(const VaultId& vault, ByteView vault_key,
                               const Compartment& registry, unsigned threshold, unsigned total,
                               const Surroundings& surroundings) {
  LockedBytes secret(32);
  surroundings.random(secret.span());
  std::vector<SharePoint> points = TRY(split(secret.view(), threshold, total, surroundings));
  Recovery out;
  RecoverySlot& slot = out.slot;
  slot.vault = vault;
  slot.threshold = static_cast<std::uint8_t>(threshold);
  slot.total = static_cast<std::uint8_t>(total);
  slot.made_ms = surroundings.now_ms();
  surroundings.random(slot.set);
  LockedBytes receiving(32);
  receiving_secret(secret.view(), receiving);
  slot.receiving = receiving_key(receiving.view());
  LockedBytes seed(32);
  LockedBytes signing(64);
  child_of_secret("mnv1-recsign", secret.view(), seed);
  out.signer = signing_key(seed.view(), signing.span());
  for (SharePoint& point : points) {
    out.shares.push_back({.set = slot.set,
                          .index = point.x,
                          .threshold = threshold,
                          .total = total,
                          .value = std::move(point.y)});
    slot.shares.push_back(share_hash(out.shares.back()));
  }
  close_under(slot, vault_key, registry, surroundings);
  return out;
}

bool vouched_for(const RecoverySlot& slot, ByteView vault_key) {
  return same(slot.voucher, voucher_of(slot, vault_key));
}

Result<RecoverySlot> renew_recovery(const RecoverySlot& slot, ByteView old_vault_key,
                                    ByteView vault_key, const Compartment& registry,
                                    const Surroundings& surroundings) {
  if (!vouched_for(slot, old_vault_key)) {
    return fail(Error::Kind::damaged,
                "the place in NAME.mnk that the shares open was not made with this vault's key", "",
                "make new shares, and have the old papers destroyed");
  }
  RecoverySlot out = slot;
  close_under(out, vault_key, registry, surroundings);
  return out;
}

Result<Recovered> open_recovery(const RecoverySlot& slot, std::span<const Share> shares) {
  TRY(check_shares(slot, shares));
  const LockedBytes secret = secret_of(slot, shares);
  LockedBytes receiving(32);
  receiving_secret(secret.view(), receiving);
  if (receiving_key(receiving.view()) != slot.receiving)
    return damaged();
  LockedBytes wrapping(32);
  LockedBytes plain(kPlainBytes);
  if (!agree(slot, receiving.view(), slot.ephemeral, wrapping) ||
      !open_sealed(wrapping.view(), slot.nonce, bound_of(slot), slot.wrapped, plain.span()))
    return damaged();
  Reader in(plain.view());
  Recovered out;
  if (in.number<std::uint16_t>() != kPlainForm)
    return damaged();
  std::memcpy(out.vault_key.span().data(), in.raw(32).data(), 32);
  in.into(out.registry.bytes);
  std::memcpy(out.receiving.span().data(), receiving.view().data(), 32);
  child_of_secret("mnv1-recsign", secret.view(), out.signing_seed);
  if (!vouched_for(slot, out.vault_key.view()))
    return damaged();
  return out;
}

}  // namespace manumit::vault
