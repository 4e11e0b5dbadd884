// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/csv.h"
#include "base/encoding.h"
#include "base/result.h"

namespace manumit::link {

/// What cannot be read of the lists, by file, row and column, never what stands there.
class RecordFaults {
 public:
  /// `what` is the sentence of such a place; an empty column is the whole row.
  void add(std::string_view file, std::uint64_t row, std::string_view column,
           std::string_view what) {
    if (++count_ == 1)
      what_ = what;
    else if (what_ != what)
      what_ = "some rows cannot be read: each needs as many cells as there are headings, in UTF-8";
    where_ += (where_.empty() ? "" : "; ") + cell_place(file, row, column);
  }
  /// A cell that is no UTF-8; some of its letters tell how the list is written instead.
  void add_bad_text(std::string_view file, std::uint64_t row, std::string_view column,
                    std::string_view cell) {
    add(file, row, column, "this cell is no text in UTF-8");
    constexpr std::size_t kEnoughToGuess = 4096;
    if (letters_.size() < kEnoughToGuess)
      letters_ += cell.substr(0, kEnoughToGuess);
    ++bad_texts_;
  }
  [[nodiscard]] bool any() const { return count_ > 0; }
  /// As many as a person will look through at once.
  [[nodiscard]] bool enough() const { return count_ >= 100; }
  [[nodiscard]] Error error() const {
    Error error{.kind = Error::Kind::bad_input,
                .what = what_,
                .where = where_,
                .next = "save the list as CSV in UTF-8, with the headings in its first row"};
    const EncodingGuess guess = guess_encoding(letters_);
    if (bad_texts_ == count_ && guess.encoding != Encoding::utf8) {
      error.what = "the list is not written in UTF-8; it looks like {0}";
      error.fills = {std::string(encoding_name(guess.encoding))};
    }
    return error;
  }

 private:
  std::string letters_;
  std::uint64_t bad_texts_ = 0;
  std::string what_;
  std::string where_;
  std::uint64_t count_ = 0;
};

}  // namespace manumit::link
