// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace manumit::proof {

/// The verifier's words from the catalogue that the whole program uses (i18n/*.json), built in.
///
/// A catalogue is one flat object with a member on each line, so a word is found by its key and
/// no JSON reader is needed; verify_words_test.cpp holds that against a real one.
class VerifyWords {
 public:
  /// "ru" or "ru_RU.UTF-8"; a language without words is English.
  explicit VerifyWords(std::string_view language);
  /// The word of "verify.KEY", its {0} and {1} filled; the key itself if there is none.
  [[nodiscard]] std::string of(std::string_view key,
                               const std::vector<std::string>& fills = {}) const;

 private:
  std::string_view catalogue_;
};

}  // namespace manumit::proof
