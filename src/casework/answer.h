// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/money.h"
#include "base/partial_date.h"
#include "base/result.h"

namespace manumit::casework {

/// Sixteen random bytes that name a case, person, event, source …; hexadecimal in JSON and URLs.
struct RecordId {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const RecordId&) const = default;
  [[nodiscard]] std::string hex() const { return to_hex(bytes); }
  /// Thirty-two hexadecimal digits.
  [[nodiscard]] static Result<RecordId> from(std::string_view hex);
  [[nodiscard]] bool is_zero() const { return *this == RecordId{}; }
};

/// Where something was, as told; every part may be empty.
struct Place {
  std::string country;  ///< ISO 3166-1 alpha-2 if it could be told, else empty
  std::string region;
  std::string city;
  std::string street;
  std::string post_code;
  std::string words;  ///< the place as said, when it does not fall into parts
  auto operator<=>(const Place&) const = default;
};

/// What was answered. The alternatives belong to FactKind: text for text, long_text, language and
/// country; codes for code, codes and countries; RecordId for person and organisation.
using Value = std::variant<std::monostate, std::string, std::vector<std::string>, std::int64_t,
                           double, Money, PartialDate, Place, RecordId>;

/// The five states. "Not recorded" is a sixth, and is the absence of a statement.
enum class AnswerState : std::uint8_t { yes = 1, no = 2, not_asked = 3, refused = 4, unclear = 5 };

/// Unknown is not no. `yes` carries the value for facts that have one; `unclear` may carry one;
/// `no` means asked and there is none.
struct Answer {
  AnswerState state = AnswerState::not_asked;
  Value value;
  bool operator==(const Answer&) const = default;
};

/// "not_asked", as filings, imports and the interface write it.
[[nodiscard]] std::string_view name_of(AnswerState state);
[[nodiscard]] std::optional<AnswerState> answer_state_from(std::string_view name);

/// The value in one line, for lists, titles and search: codes as codes, a date as said, a place
/// from its smallest part to its largest. Empty for no value and for a record.
[[nodiscard]] std::string in_words(const Value& value);

}  // namespace manumit::casework
