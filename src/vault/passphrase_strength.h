// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace manumit::vault {

/// How hard a passphrase is to guess, as far as a small program can tell.
struct Strength {
  double bits = 0;
  std::string_view words;  ///< weak, fair, strong
  std::string hint;        ///< an English sentence, or empty
};

/// Counts the least effort by which somebody could have made it up: words of a short list of the
/// most common ones (English, and Russian typed in Cyrillic, in Latin letters or on the wrong
/// keyboard), repeated letters and pieces, runs along the alphabet, the digits or the keyboard,
/// years, and letters by chance for the rest.
///
/// It cannot know names, places, dates and sayings that matter to this person and that somebody
/// who knows them would try first, nor whether the passphrase is used elsewhere or was stolen
/// there. It errs low for words it knows and high for words it does not: a sentence of four
/// words out of a dictionary looks stronger to it than it is. O(n²) for n letters, at most 256 of
/// which are looked at.
[[nodiscard]] Strength passphrase_strength(std::string_view passphrase);

/// What every new passphrase of a vault must have: ten letters and forty bits. Forty bits under the
/// vault's key derivation are a trillion guesses of a second each.
[[nodiscard]] Result<void> check_passphrase(std::string_view passphrase);

}  // namespace manumit::vault
