// SPDX-License-Identifier: Apache-2.0
#include "registry.h"

#include "little_endian.h"

namespace manumit::vault {
namespace {

constexpr std::size_t kMaxName = 1000;

std::string as_text(Writer& out) {
  const ByteView bytes = out.view();
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void write_words(Writer& out, std::string_view words) {
  const std::string_view kept = words.substr(0, kMaxName);
  out.number(static_cast<std::uint16_t>(kept.size())).text(kept);
}

std::string read_words(Reader& in) {
  const ByteView words = in.raw(in.number<std::uint16_t>());
  return {reinterpret_cast<const char*>(words.data()), words.size()};
}

}  // namespace

std::string encode(const AdmitMember& body) {
  Writer out;
  out.raw(body.receiving).number(body.role);
  write_words(out, body.name);
  return as_text(out);
}

std::string encode(const AdmitDevice& body) {
  Writer out;
  out.raw(body.signing).raw(body.member.bytes);
  write_words(out, body.name);
  return as_text(out);
}

std::string encode(const RevokeDevice& body) {
  Writer out;
  out.raw(body.author.bytes).number(body.last_seq);
  write_words(out, body.reason);
  return as_text(out);
}

std::string encode(const Erase& body) {
  Writer out;
  out.raw(body.compartment.bytes);
  write_words(out, body.ground);
  return as_text(out);
}

std::string encode(const KeyEpoch& body) {
  Writer out;
  out.raw(body.compartment.bytes).number(body.epoch);
  return as_text(out);
}

bool Registry::take(EntryKind kind, std::string_view body) {
  Reader in(bytes_of(body));
  if (kind == EntryKind::admit_member) {
    Member member;
    in.into(member.receiving);
    const auto role = in.number<std::uint8_t>();
    member.name = read_words(in);
    if (!in.at_end() || role == 0)
      return false;
    return members_.emplace(member_of(member.receiving), std::move(member)).second;
  }
  if (kind == EntryKind::admit_device) {
    Device device;
    in.into(device.signing);
    in.into(device.member.bytes);
    device.name = read_words(in);
    if (!in.at_end())
      return false;
    const auto [known, fresh] = devices_.try_emplace(author_of(device.signing), device);
    if (fresh || !known->second.name.empty())
      return fresh;
    known->second.name = std::move(device.name);
    return true;
  }
  if (kind == EntryKind::revoke_device) {
    AuthorId author;
    in.into(author.bytes);
    const auto last = in.number<std::uint64_t>();
    static_cast<void>(read_words(in));
    const auto device = devices_.find(author);
    if (!in.at_end() || device == devices_.end())
      return false;
    device->second.last_seq = std::min(last, device->second.last_seq.value_or(last));
    return true;
  }
  if (kind == EntryKind::erase) {
    Compartment compartment;
    in.into(compartment.bytes);
    static_cast<void>(read_words(in));
    if (in.at_end())
      erased_[compartment] = true;
    return in.at_end();
  }
  // A key epoch says nothing that the keys themselves do not; later kinds are for later versions.
  return true;
}

void Registry::trust(const PublicKey& signing, const MemberId& member) {
  devices_.try_emplace(author_of(signing),
                       Device{.signing = signing, .member = member, .name = {}, .last_seq = {}});
}

bool Registry::admitted(const AuthorId& author, std::uint64_t seq) const {
  const auto device = devices_.find(author);
  if (device == devices_.end())
    return false;
  return !device->second.last_seq || seq <= *device->second.last_seq;
}

std::string in_groups(ByteView bytes) {
  // Crockford (2002), "Base 32": no I, L, O or U.
  static constexpr char kLetters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::string out;
  unsigned kept = 0;
  unsigned bits = 0;
  std::size_t letters = 0;
  for (const std::uint8_t byte : bytes) {
    kept = (kept << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) {
      if (letters > 0 && letters % 4 == 0)
        out += '-';
      out += kLetters[(kept >> (bits - 5)) & 31];
      ++letters;
    }
    kept &= 0xFF;
  }
  return out;
}

std::string fingerprint(const PublicKey& key) {
  const Hash32 whole = hash32("mnv1-print", {key});
  return in_groups(ByteView(whole).first(15));
}

}  // namespace manumit::vault
