// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "casework/answer.h"
#include "casework/vocabulary.h"
#include "code_match.h"
#include "exchange/import.h"
#include "exchange/workbook.h"

namespace manumit::exchange {

/// A cell's text made ready to be read: invisible letters and outer blanks taken off. The text as
/// it stood is kept beside it by the caller.
struct CleanText {
  std::string text;  ///< in Unicode's normal form C
  bool had_blanks = false;
  bool had_invisible = false;
};
[[nodiscard]] CleanText clean_text(std::string_view raw);

/// What one cell says about one fact: an answer and, where the text could not be read whole, the
/// pieces that stay words. A remark tells the person who checks the import.
struct Reading {
  std::optional<casework::Answer> answer;
  std::vector<std::string> unread;  ///< pieces kept as words alone
  struct Remark {
    CellProblem::Weight weight;
    Error problem;
  };
  std::vector<Remark> remarks;
};

struct ReadingContext {
  Parted parted = Parted::by_semicolon;
  /// What this file's own drop-down list holds for the field; nothing if it has none.
  std::optional<MetAs> listed = std::nullopt;
};

/// Reads a cell as the kind of answer that a fact has. Nothing is guessed: what cannot be read is
/// kept word for word with the answer "unclear". Not for persons, organisations and places.
[[nodiscard]] Reading read_value(const casework::Fact& fact, const casework::CodeList* codes,
                                 const Cell& cell, const std::string& text,
                                 const ReadingContext& context);

/// The remark that a text met its code in another way than the file's own list has it.
[[nodiscard]] std::optional<Reading::Remark> remark_on_code(const CodeMatch& match,
                                                            const ReadingContext& context);

/// The remark that a piece of a cell is in no list.
[[nodiscard]] Reading::Remark remark_on_unknown_code();

}  // namespace manumit::exchange
