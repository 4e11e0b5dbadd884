// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/json_write.h"
#include "casework/fold.h"
#include "words.h"

namespace manumit::cli {

/// The answer that a case row's indicator mark stands for, "not_recorded" or "contradicted".
[[nodiscard]] std::string_view indicator_name(std::uint8_t mark);

/// "2026-11-23 14:10" in UTC.
[[nodiscard]] std::string time_in_utc(std::int64_t milliseconds);

/// The words as said if there are any, else the storage form.
[[nodiscard]] std::string in_words(const PartialDate& date);

/// The catalogue's word for a code, or the code itself.
[[nodiscard]] std::string code_in_words(std::string_view list, const std::string& code,
                                        const Words& words);

/// What was answered, for people: "yes", "18000.00 RUB", "not asked", "unclear: about ten".
[[nodiscard]] std::string in_words(const casework::Answer& answer, const casework::Fact* fact,
                                   const casework::Case& of, const Words& words);

/// How a subject is called: a person by the recorded name, an event by its title, else its kind
/// and role.
[[nodiscard]] std::string title_of(const casework::Subject& subject, const casework::Case& of,
                                   const Words& words);

/// The value of an answer under the key "value"; nothing if there is none.
void write_value(JsonWriter& json, const casework::Value& value);

}  // namespace manumit::cli
