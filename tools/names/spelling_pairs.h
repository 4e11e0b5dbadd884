// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "spelling_context.h"
#include "text/script.h"

namespace manumit::learn {

/// A word and one way in which somebody wrote it in Latin letters.
struct Pair {
  text::NativeWord word;
  std::string latin;
  double weight = 1;
  std::vector<text::SpellingContext> contexts = {};  ///< Of each letter of the word.
};

/// All rows of a CSV file but the heading, as cells.
[[nodiscard]] Result<std::vector<std::vector<std::string>>> cells_of(const std::string& path);

/// The number that a cell begins with, else 1.
[[nodiscard]] double number_in(const std::string& cell);

/// The pair with the contexts of its letters.
[[nodiscard]] Pair pair_of(const std::string& native, std::string latin, double weight = 1);

/// One row of a file of names in two scripts.
struct Row {
  std::string latin;
  std::string native;
  double people = 1;  ///< How many people of the source are called so.
};

/// The rows of a CSV file with the columns split, latin, native and count whose split is `train`.
[[nodiscard]] Result<std::vector<Row>> train_rows(const std::string& path);

/// Pairs of words of that script and their Latin spellings.
[[nodiscard]] std::vector<Pair> native_pairs(const std::vector<Row>& rows, text::Script script);

/// Pairs of different Latin spellings of one word of another script, each way round.
[[nodiscard]] std::vector<Pair> latin_pairs(const std::vector<Row>& rows);

}  // namespace manumit::learn
