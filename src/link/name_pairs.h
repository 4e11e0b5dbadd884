// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/csv.h"
#include "base/result.h"
#include "link/names.h"

namespace manumit::link {

/// Two names that somebody has set side by side, and what they say.
struct JudgedPair {
  std::uint64_t row = 0;  ///< Of the file, the heading row being 1.
  NameKind kind = NameKind::person;
  std::string a;
  std::string b;
  std::vector<std::string> cells = {};  ///< The whole row.
  /// Nothing where a side is unusable: an empty name is no evidence.
  std::optional<NameMatch> match = {};
  bool a_mixes_scripts = false;  ///< A word has look-alike letters of two scripts: worth a look.
  bool b_mixes_scripts = false;
  /// That both are one person's or organisation's, if `prior` of the pairs are. The prior alone
  /// where there is no match.
  double probability = 0;
};

struct PairFile {
  std::string name = "the file";  ///< As errors call it.
  /// Gives the bytes from the first on: the file is read twice, so that nothing is answered of a
  /// file that is bad further down.
  std::function<Result<ByteSource>()> open;
};

/// What becomes of the pairs; a failure stops the reading.
struct PairUse {
  std::function<Result<void>(const std::vector<std::string>& headings)> headings;
  std::function<Result<void>(const JudgedPair&)> pair;
};

/// Compares each row's columns `a` and `b`, as names of what its column `kind` says: person (also
/// where it is empty or there is none) or organisation. Other columns are passed through.
///
/// A row of another length, bytes that are no UTF-8, another kind, a missing column: those of the
/// first sort that comes up are all named by row and column, at most a hundred of them in one
/// error, before any pair is given. Names that stood in rows shortly before are not prepared again.
/// Memory does not grow with the file.
[[nodiscard]] Result<void> judge_pairs(const PairFile& file, double prior, const PairUse& use);

}  // namespace manumit::link
