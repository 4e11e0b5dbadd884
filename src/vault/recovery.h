// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/secret.h"
#include "base/sentence.h"

namespace manumit::vault {

/// One of the shares that together open a vault whose passphrase is lost. It tells nothing by
/// itself, and neither do fewer than `threshold` of them.
struct Share {
  std::array<std::uint8_t, 2> set{};  ///< by chance; common to shares that were made together
  unsigned index = 0;                 ///< from 1
  unsigned threshold = 0;             ///< so many open the vault, 2 to 16
  unsigned total = 0;                 ///< so many were made, at most 16
  Key value;
};

/// A share as it goes to paper. Each of the three forms is the whole share.
struct RecoveryShare {
  unsigned index = 0;
  /// 44 words with a blank between. Numbering them helps whoever copies them; the reader skips
  /// numbers.
  Secret<std::string> words_en, words_ru;
  /// For a QR code in its alphanumeric mode: "MNVR1:" and 71 letters and digits.
  Secret<std::string> code;
  /// Open, to tell papers apart: "set 3F0A, share 2 of 5, any 3 open the vault".
  Sentence line;
};

/// What is known of the shares that open a copy of the vault, without any of them.
struct RecoverySet {
  std::string name;  ///< "3F0A"
  unsigned threshold = 0;
  unsigned total = 0;
  std::int64_t made_ms = 0;
  std::optional<std::int64_t> drilled_ms;  ///< the last drill of this set, if one was held
};

[[nodiscard]] RecoveryShare to_print(const Share& share);
/// Four hexadecimal digits by which people tell sets apart.
[[nodiscard]] std::string set_name(const Share& share);

/// A word (in a code: what would be that word) that was not read as it stood.
struct MendedWord {
  enum class Why : std::uint8_t {
    illegible,  ///< marked with "?"
    unknown,    ///< not in the list
    wrong,      ///< in the list, and yet not the one that belongs there
    left_out,   ///< missing between its neighbours
    doubled,    ///< one too many
  };
  unsigned place = 0;  ///< from 1, as on paper
  Why why = Why::wrong;
};
/// "word 17 cannot be the one on the paper; it was mended".
[[nodiscard]] Sentence sentence_of(const MendedWord& mended);

struct ReadShare {
  Share share;
  std::vector<MendedWord> mended;  ///< by place; empty if all stood as it should
};

/// Reads a share from its words in either language or from its code, as a person types or a camera
/// sees it.
///
/// Of words the first four letters are enough, "?" stands for one that cannot be read, and
/// capitals, numbers, commas, blanks and the dots of ё do not matter; one script within another is
/// refused with the word's place. It mends up to two wrong words, or up to four that cannot be read
/// or are in no list, or one left out or written twice. More is refused with a sentence; three or
/// four wrong words never come out as another share, and of more only one in some millions of texts
/// does, which the vault then knows. Takes less than a millisecond.
[[nodiscard]] Result<ReadShare> read_share(std::string_view text);

}  // namespace manumit::vault
