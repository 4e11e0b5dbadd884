// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>
#include <span>

#include "assess_source.h"
#include "base/day.h"
#include "law/assess.h"
#include "law/library.h"
#include "law/questions.h"
#include "words.h"

namespace manumit::cli {

/// What the page says, already found.
struct AssessView {
  const AssessSource& source;
  const law::Library& library;
  std::span<const law::Finding> findings;
  std::span<const law::RankedQuestion> questions;
  Day today;  ///< to say which texts somebody should look at again
};

/// For people: when and where it happened and who says so, each law that applies with its parts and
/// elements and the statements that speak for and against, the others in a line each, and what to
/// ask next.
void print_assessment(const AssessView& view, const Words& words, std::ostream& out);

/// The question about a fact as it can be said aloud, or the fact's name where there is none.
[[nodiscard]] std::string question_in_words(std::string_view fact, const Words& words);

}  // namespace manumit::cli
