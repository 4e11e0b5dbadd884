// SPDX-License-Identifier: Apache-2.0
#include "slot.h"

#include <cstring>

#include "base/encoding.h"
#include "base/secret.h"
#include "header.h"
#include "little_endian.h"
#include "recovery_slot.h"

namespace manumit::vault {
namespace {

constexpr std::uint8_t kArgon2id13 = 1;
constexpr std::uint16_t kSecretsForm = 1;
constexpr std::size_t kSecretsBytes = 2 + 16 + 32 + 32 + 16;
constexpr std::size_t kMaxWrapped = 4096;

/// All that is bound: lowering the cost or moving the slot to another vault breaks the seal.
void write_bound(Writer& out, const Slot& slot) {
  out.text("MNVS").number(kSuite).raw(slot.vault.bytes);
  out.number(static_cast<std::uint8_t>(slot.kind)).raw(slot.member.bytes).number(kArgon2id13);
  out.number(slot.cost.passes).number(slot.cost.memory_bytes).raw(slot.salt).raw(slot.nonce);
}

Bytes bound_of(const Slot& slot) {
  Writer out;
  write_bound(out, slot);
  return out.take();
}

bool payable(const KdfCost& cost) {
  return cost.passes >= kCheapest.passes && cost.passes <= kDearest.passes &&
         cost.memory_bytes >= kCheapest.memory_bytes && cost.memory_bytes <= kDearest.memory_bytes;
}

/// In Unicode's form C, in which the same letters are the same bytes whatever keyboard, file or
/// browser they come from; bytes that are no UTF-8 stay as they are.
Passphrase in_form_c(std::string_view passphrase) {
  Result<std::string> composed = nfc(passphrase);
  return Passphrase(composed ? std::move(*composed) : std::string(passphrase));
}

/// A row for recovery has a shape and a checksum of its own; of a later form it is none of ours,
/// but whole.
SlotTrouble trouble_of_recovery(ByteView bytes) {
  const auto row = parse_recovery(bytes);
  return !row && row.error() == RecoveryTrouble::torn ? SlotTrouble::torn : SlotTrouble::recovery;
}

tl::unexpected<Error> no_memory(const KdfCost& cost) {
  return fail(Error::Kind::unavailable,
              "this computer has not enough free memory to work out the key: {0} MiB are needed",
              "", "close other programs and try again; the vault is untouched",
              {std::to_string(cost.memory_bytes >> 20)});
}

}  // namespace

Bytes encode(const Slot& slot) {
  Writer out;
  write_bound(out, slot);
  out.number(static_cast<std::uint32_t>(slot.wrapped.size())).raw(slot.wrapped);
  const Hash16 check = hash16("mnv1-slot", {out.view()});
  return out.raw(check).take();
}

tl::expected<Slot, SlotTrouble> parse_slot(ByteView bytes) {
  if (is_recovery(bytes))
    return tl::unexpected<SlotTrouble>(trouble_of_recovery(bytes));
  const tl::unexpected<SlotTrouble> torn(SlotTrouble::torn);
  Reader in(bytes);
  Slot out;
  if (!in.literal("MNVS") || in.number<std::uint16_t>() != kSuite)
    return torn;
  in.into(out.vault.bytes);
  out.kind = static_cast<Slot::Opens>(in.number<std::uint8_t>());
  in.into(out.member.bytes);
  if (in.number<std::uint8_t>() != kArgon2id13)
    return torn;
  out.cost.passes = in.number<std::uint64_t>();
  out.cost.memory_bytes = in.number<std::uint64_t>();
  in.into(out.salt);
  in.into(out.nonce);
  const std::size_t length = in.number<std::uint32_t>();
  if (length > kMaxWrapped)
    return torn;
  const ByteView wrapped = in.raw(length);
  out.wrapped.assign(wrapped.begin(), wrapped.end());
  Hash16 check{};
  in.into(check);
  if (!in.at_end() || check != hash16("mnv1-slot", {bytes.first(bytes.size() - check.size())}))
    return torn;
  if (!payable(out.cost))
    return tl::unexpected<SlotTrouble>(SlotTrouble::hostile);
  return out;
}

Result<Slot> close_slot(const VaultId& vault, const MemberSecrets& secrets,
                        std::string_view passphrase, const KdfCost& cost,
                        const Surroundings& surroundings) {
  Slot slot{.vault = vault, .member = secrets.member, .cost = cost};
  surroundings.random(slot.salt);
  surroundings.random(slot.nonce);
  LockedBytes key(32);
  if (!stretch(in_form_c(passphrase).reveal(), slot.salt, cost.passes, cost.memory_bytes,
               key.span()))
    return no_memory(cost);
  LockedBytes plain(kSecretsBytes);
  Writer out(kSecretsBytes);
  out.number(kSecretsForm).raw(secrets.member.bytes).raw(secrets.receiving.view());
  out.raw(secrets.signing_seed.view()).raw(secrets.registry.bytes);
  Secret<Bytes> written(out.take());
  std::memcpy(plain.span().data(), written.reveal().data(), kSecretsBytes);
  slot.wrapped.resize(kSecretsBytes + kTagBytes);
  seal(key.view(), slot.nonce, bound_of(slot), plain.view(), slot.wrapped);
  return slot;
}

Result<std::optional<MemberSecrets>> open_slot(const Slot& slot, std::string_view passphrase) {
  if (slot.kind != Slot::Opens::passphrase || slot.wrapped.size() != kSecretsBytes + kTagBytes)
    return std::optional<MemberSecrets>{};
  LockedBytes key(32);
  if (!stretch(in_form_c(passphrase).reveal(), slot.salt, slot.cost.passes, slot.cost.memory_bytes,
               key.span()))
    return no_memory(slot.cost);
  LockedBytes plain(kSecretsBytes);
  if (!open_sealed(key.view(), slot.nonce, bound_of(slot), slot.wrapped, plain.span()))
    return std::optional<MemberSecrets>{};
  Reader in(plain.view());
  if (in.number<std::uint16_t>() != kSecretsForm)
    return std::optional<MemberSecrets>{};
  MemberSecrets out;
  in.into(out.member.bytes);
  std::memcpy(out.receiving.span().data(), in.raw(32).data(), 32);
  std::memcpy(out.signing_seed.span().data(), in.raw(32).data(), 32);
  in.into(out.registry.bytes);
  return std::optional<MemberSecrets>(std::move(out));
}

MemberId member_of(const PublicKey& receiving) {
  return {hash16("mnv1-member", {receiving})};
}

}  // namespace manumit::vault
