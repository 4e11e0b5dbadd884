// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "casework/fold.h"
#include "search_index.h"

namespace manumit::casework {

/// Everything in a case that a search may find: names, places, the number, and for each subject
/// the words told about it. Facts of class 4 are left out altogether: a search that found a safe
/// house by a word of its address would already have said too much.
[[nodiscard]] std::vector<Findable> findables(const Case& of);

/// A subject in a few words: the name of a person or organisation, else the first words told.
[[nodiscard]] std::string title_of(const Case& of, const RecordId& subject);

/// Where in a case the words of a query stand.
struct Excerpt {
  std::string fact;
  std::string words;
};

/// The words of the query with those around them, as told about that subject; the beginning of
/// what was told if none of them stands there as such.
[[nodiscard]] Excerpt excerpt_of(const Case& of, const RecordId& subject, std::string_view query);

}  // namespace manumit::casework
