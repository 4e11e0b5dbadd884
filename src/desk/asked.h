// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/day.h"
#include "base/interval.h"
#include "base/result.h"
#include "casework/fold.h"
#include "http.h"
#include "routes.h"

namespace manumit::desk {

/// The case that the path names. Whether there is such a case is seen when it is opened.
[[nodiscard]] Result<casework::RecordId> case_asked(const Call& call);

/// The whole number under that name of the query, or what stands for it where it is not asked for.
[[nodiscard]] Result<std::size_t> number_asked(const Target& target, std::string_view name,
                                               std::size_t otherwise);

/// The day under that name of the query; nothing if it is not asked for.
[[nodiscard]] Result<std::optional<Day>> day_asked(const Target& target, std::string_view name);

/// The day on the reader's own calendar, under `day`; without one, the day in Greenwich.
[[nodiscard]] Result<Day> today_asked(const Call& call);

/// From `from` to `to`; one of them alone is that one day. Nothing without either.
[[nodiscard]] Result<std::optional<Interval<Day>>> days_asked(const Target& target);

/// "ru", or "en" where something else than a language was asked for.
[[nodiscard]] std::string_view language_asked(const Target& target);
/// The same of a language that stands elsewhere.
[[nodiscard]] std::string_view language_in(std::string_view asked);

/// The affected person under `person`, or the first one; nothing if the case has none. A person of
/// another role, or of another case, is not found.
[[nodiscard]] Result<std::optional<casework::RecordId>> person_asked(const Target& target,
                                                                     const casework::Case& of);

}  // namespace manumit::desk
