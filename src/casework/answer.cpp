// SPDX-License-Identifier: Apache-2.0
#include "casework/answer.h"

#include <algorithm>
#include <charconv>
#include <type_traits>

#include "base/joined.h"

namespace manumit::casework {
namespace {

constexpr std::array<std::string_view, 6> kStates = {"",          "yes",     "no",
                                                     "not_asked", "refused", "unclear"};

std::string in_words(const Place& place) {
  std::vector<std::string> parts = {place.words,  place.street,    place.city,
                                    place.region, place.post_code, place.country};
  std::erase(parts, "");
  return joined(parts, ", ");
}

std::string in_words(double number) {
  std::array<char, 40> room{};
  const auto end = std::to_chars(room.data(), room.data() + room.size(), number);
  return {room.data(), end.ptr};
}

}  // namespace

Result<RecordId> RecordId::from(std::string_view hex) {
  RecordId id;
  if (hex.size() != 2 * id.bytes.size())
    return fail(Error::Kind::bad_input, "an id has thirty-two hexadecimal digits");
  const Bytes bytes = TRY(from_hex(hex));
  std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
  return id;
}

std::string_view name_of(AnswerState state) {
  return kStates[static_cast<std::size_t>(state)];
}

std::optional<AnswerState> answer_state_from(std::string_view name) {
  const auto at = std::find(kStates.begin() + 1, kStates.end(), name);
  if (at == kStates.end())
    return std::nullopt;
  return static_cast<AnswerState>(at - kStates.begin());
}

std::string in_words(const Value& value) {
  return std::visit(
      [](const auto& held) -> std::string {
        using Held = std::decay_t<decltype(held)>;
        if constexpr (std::is_same_v<Held, std::string>)
          return held;
        else if constexpr (std::is_same_v<Held, std::vector<std::string>>)
          return joined(held, ", ");
        else if constexpr (std::is_same_v<Held, std::int64_t>)
          return std::to_string(held);
        else if constexpr (std::is_same_v<Held, double> || std::is_same_v<Held, Place>)
          return in_words(held);
        else if constexpr (std::is_same_v<Held, Money>)
          return to_text(held);
        else if constexpr (std::is_same_v<Held, PartialDate>)
          return held.words.empty() ? to_iso(held) : held.words;
        else
          return {};
      },
      value);
}

}  // namespace manumit::casework
