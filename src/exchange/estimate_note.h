// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "estimate/answer.h"
#include "exchange/estimate_words.h"

namespace manumit::exchange {

/// What only the caller knows of a method note.
struct NoteAbout {
  std::string file;  ///< Its name stands in the head where the answer has no title; may be empty.
  std::string
      made;  ///< The day, as it is to be read; passed in, so that the same note is the same bytes.
};

/// The method note: one HTML page that needs nothing else and fits on two sheets, A4 or Letter,
/// when the lists are five. It is for a reader who is no statistician and may have only the print:
/// the range first, or the refusal as well set; lines to fill in where nobody said who is counted,
/// where and when; each method with its interval; the lists; what would change the answer; what it
/// takes for granted; what it does not say; and with what it can be made again.
///
/// It holds no script, no link and no picture from elsewhere, and everything from outside stands in
/// it as text.
[[nodiscard]] std::string estimate_note(const estimate::Answer& answer, const NoteAbout& about,
                                        const EstimateWords& words);

}  // namespace manumit::exchange
