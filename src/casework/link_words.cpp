// SPDX-License-Identifier: Apache-2.0
#include "link_words.h"

#include "base/encoding.h"
#include "canonical_writer.h"
#include "casework/link_decision.h"
#include "json_cursor.h"

namespace manumit::casework {
namespace {

constexpr std::int64_t kWordsVersion = 1;

Bytes xor_of(ByteView a, ByteView b) {
  Bytes out(a.begin(), a.end());
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = static_cast<std::uint8_t>(out[i] ^ b[i]);
  return out;
}

}  // namespace

std::array<WordsHalf, 2> split_words(const RecordId& words, std::string_view reason,
                                     const Surroundings& surroundings) {
  Bytes chance(reason.size());
  surroundings.random(chance);
  Bytes other = xor_of(bytes_of(reason), chance);
  return {WordsHalf{words, std::move(chance)}, WordsHalf{words, std::move(other)}};
}

std::optional<std::string> join_words(const WordsHalf& a, const WordsHalf& b) {
  if (a.words != b.words || a.half.size() != b.half.size())
    return std::nullopt;
  const Bytes both = xor_of(a.half, b.half);
  std::string out(both.begin(), both.end());
  if (first_bad_utf8(out))
    return std::nullopt;
  return out;
}

std::string encode(const WordsHalf& half) {
  CanonicalWriter out;
  out.open('{');
  out.field("link_words", kWordsVersion);
  out.field("words", half.words.hex());
  out.field("half", to_hex(half.half));
  out.close('}');
  return out.take();
}

Result<WordsHalf> decode_half(std::string_view json) {
  JsonCursor in(json);
  WordsHalf out;
  in.open_object();
  in.need_key("link_words");
  const std::int64_t version = in.whole();
  in.need_key("words");
  out.words.bytes = in.hex_bytes<16>();
  in.need_key("half");
  const std::string_view hex = in.plain_text();
  in.close_object();
  Result<Bytes> half = from_hex(hex);
  const bool sound = in.ok() && in.at_end() && version == kWordsVersion && !out.words.is_zero() &&
                     half && !half->empty() && to_hex(*half) == hex;
  if (!sound)
    return fail(Error::Kind::bad_input, "this is not half of a decision's words");
  out.half = std::move(*half);
  return out;
}

Result<RecordId> words_named_in(std::string_view json) {
  return TRY(decode_half(json)).words;
}

}  // namespace manumit::casework
