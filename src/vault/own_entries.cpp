// SPDX-License-Identifier: Apache-2.0
#include "own_entries.h"

#include "little_endian.h"

namespace manumit::vault {
namespace {

constexpr std::size_t kMaxWords = 1000;

std::string as_text(Writer& out) {
  const ByteView bytes = out.view();
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void write_words(Writer& out, std::string_view words) {
  const std::string_view kept = words.substr(0, kMaxWords);
  out.number(static_cast<std::uint16_t>(kept.size())).text(kept);
}

std::string read_words(Reader& in) {
  const ByteView words = in.raw(in.number<std::uint16_t>());
  return {reinterpret_cast<const char*>(words.data()), words.size()};
}

template <typename Body>
std::optional<Body> whole(const Reader& in, Body&& body) {
  if (!in.at_end())
    return std::nullopt;
  return std::forward<Body>(body);
}

}  // namespace

std::string encode(const AdmitMember& body) {
  Writer out;
  out.raw(body.receiving).number(static_cast<std::uint8_t>(body.role));
  write_words(out, body.name);
  if (body.person)
    out.raw(body.person->bytes);
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

std::string encode(const SetRole& body) {
  Writer out;
  out.raw(body.member.bytes).number(static_cast<std::uint8_t>(body.role));
  write_words(out, body.reason);
  return as_text(out);
}

std::string encode(const Upkeep& body) {
  Writer out;
  out.number(static_cast<std::uint8_t>(body.what)).number(static_cast<std::uint64_t>(body.at_ms));
  out.number(static_cast<std::uint64_t>(body.until_ms));
  return as_text(out);
}

std::string encode(const Grant& body) {
  Writer out;
  out.raw(body.member.bytes).number(static_cast<std::uint32_t>(body.compartments.size()));
  for (const Compartment& compartment : body.compartments)
    out.raw(compartment.bytes);
  return as_text(out);
}

std::string encode(const WitnessedLine& body) {
  Writer out;
  write_words(out, body.line);
  write_words(out, body.of);
  return as_text(out.number(static_cast<std::uint64_t>(body.at_ms)));
}

std::optional<AdmitMember> parse_admit_member(std::string_view body) {
  Reader in(bytes_of(body));
  AdmitMember out;
  in.into(out.receiving);
  out.role = static_cast<Role>(in.number<std::uint8_t>());
  out.name = read_words(in);
  if (out.role == Role::none)
    return std::nullopt;
  if (in.left() > 0)
    in.into(out.person.emplace().bytes);
  return whole(in, std::move(out));
}

std::optional<AdmitDevice> parse_admit_device(std::string_view body) {
  Reader in(bytes_of(body));
  AdmitDevice out;
  in.into(out.signing);
  in.into(out.member.bytes);
  out.name = read_words(in);
  return whole(in, std::move(out));
}

std::optional<RevokeDevice> parse_revoke_device(std::string_view body) {
  Reader in(bytes_of(body));
  RevokeDevice out;
  in.into(out.author.bytes);
  out.last_seq = in.number<std::uint64_t>();
  out.reason = read_words(in);
  return whole(in, std::move(out));
}

std::optional<Erase> parse_erase(std::string_view body) {
  Reader in(bytes_of(body));
  Erase out;
  in.into(out.compartment.bytes);
  out.ground = read_words(in);
  return whole(in, std::move(out));
}

std::optional<SetRole> parse_set_role(std::string_view body) {
  Reader in(bytes_of(body));
  SetRole out;
  in.into(out.member.bytes);
  out.role = static_cast<Role>(in.number<std::uint8_t>());
  out.reason = read_words(in);
  return whole(in, std::move(out));
}

std::optional<Upkeep> parse_upkeep(std::string_view body) {
  Reader in(bytes_of(body));
  Upkeep out;
  out.what = static_cast<Upkeep::What>(in.number<std::uint8_t>());
  out.at_ms = static_cast<std::int64_t>(in.number<std::uint64_t>());
  out.until_ms = static_cast<std::int64_t>(in.number<std::uint64_t>());
  return whole(in, std::move(out));
}

std::optional<WitnessedLine> parse_witnessed(std::string_view body) {
  Reader in(bytes_of(body));
  WitnessedLine out;
  out.line = read_words(in);
  out.of = read_words(in);
  out.at_ms = static_cast<std::int64_t>(in.number<std::uint64_t>());
  return whole(in, std::move(out));
}

std::optional<Grant> parse_grant(std::string_view body) {
  Reader in(bytes_of(body));
  Grant out;
  in.into(out.member.bytes);
  const std::size_t count = in.number<std::uint32_t>();
  if (count > kMostShared || in.left() != count * sizeof(Compartment::bytes))
    return std::nullopt;
  out.compartments.resize(count);
  for (Compartment& compartment : out.compartments)
    in.into(compartment.bytes);
  return whole(in, std::move(out));
}

}  // namespace manumit::vault
