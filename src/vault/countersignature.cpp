// SPDX-License-Identifier: Apache-2.0
#include "countersignature.h"

#include "header.h"
#include "little_endian.h"

namespace manumit::vault {
namespace {

void write_words(Writer& out, std::string_view words) {
  out.number(static_cast<std::uint16_t>(words.size())).text(words);
}

std::string read_words(Reader& in) {
  const ByteView words = in.raw(in.number<std::uint16_t>());
  return {reinterpret_cast<const char*>(words.data()), words.size()};
}

Bytes signed_part(ByteView said) {
  const Hash32 hash = hash32("mnv1-witness", {said});
  return Writer(64).text("mnv1-wit").raw(hash).take();
}

}  // namespace

Bytes encode(const Countersignature& said, ByteView signing) {
  Writer out;
  out.text("MNVW").number(kSuite).number(static_cast<std::uint64_t>(said.at_ms));
  write_words(out, text_of(said.line));
  out.raw(said.witness);
  write_words(out, std::string_view(said.name).substr(0, kMostWitnessName));
  const Signature sig = sign(signing, signed_part(out.view()));
  return out.raw(sig).take();
}

std::optional<Countersignature> parse_countersignature(ByteView bytes) {
  constexpr std::size_t kSig = std::tuple_size_v<Signature>;
  if (bytes.size() < kSig || bytes.size() > kMostCountersignature)
    return std::nullopt;
  Reader in(bytes.first(bytes.size() - kSig));
  if (!in.literal("MNVW") || in.number<std::uint16_t>() != kSuite)
    return std::nullopt;
  Countersignature out;
  out.at_ms = static_cast<std::int64_t>(in.number<std::uint64_t>());
  const std::string written = read_words(in);
  in.into(out.witness);
  out.name = read_words(in);
  const Result<AnchorLine> line = read_anchor_line(written);
  if (!in.at_end() || !line || text_of(*line) != written || out.name.size() > kMostWitnessName)
    return std::nullopt;
  out.line = *line;
  if (!signed_by(out.witness, signed_part(bytes.first(bytes.size() - kSig)), bytes.last(kSig)))
    return std::nullopt;
  return out;
}

}  // namespace manumit::vault
