// SPDX-License-Identifier: Apache-2.0
#include "text/address_parts.h"

#include <array>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>

#include "base/check.h"
#include "base/csv.h"
#include "built_in.h"
#include "letters.h"
#include "text/script.h"
#include "utf8.h"

namespace manumit::text {
namespace {

enum class Part : std::uint8_t { nothing, street, house, building, flat, place };

bool takes_figure(Part part) {
  return part == Part::house || part == Part::building || part == Part::flat;
}

std::string key_of(std::string_view word) {
  return utf8_of(native_word(word).letters);
}

class AddressWords {
 public:
  AddressWords() {
    constexpr std::array<std::string_view, 6> kNames = {"nothing",  "street", "house",
                                                        "building", "flat",   "place"};
    const auto rows = read_csv(built_in_file("address_words.csv"));
    MANUMIT_CHECK(rows.has_value());
    for (const CsvRow& row : *rows) {
      for (std::size_t i = 0; row.number > 1 && i < kNames.size(); ++i) {
        if (row.cells.at(1) == kNames[i])
          words_.emplace(key_of(row.cells[0]), static_cast<Part>(i));
      }
    }
  }
  [[nodiscard]] std::optional<Part> of(const std::string& key) const {
    const auto found = words_.find(key);
    return found == words_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  std::unordered_map<std::string, Part> words_;
};

std::optional<Part> part_of(std::string_view word) {
  static const AddressWords kWords;
  return kWords.of(key_of(word));
}

/// A word, a figure or the comma between two pieces of an address.
struct Piece {
  enum class Kind : std::uint8_t { word, figure, comma };
  Kind kind = Kind::word;
  std::string folded = {};         ///< "lenina"; of a figure "12a", "12/3".
  std::optional<Part> means = {};  ///< Of a word of the table.
};

class Cutter {
 public:
  std::vector<Piece> run(std::string_view text) {
    while (!text.empty()) {
      std::string_view rest = text;
      const char32_t letter = take_letter(rest);
      take(letter, text.substr(0, text.size() - rest.size()));
      text = rest;
    }
    end();
    return std::move(pieces_);
  }

 private:
  void take(char32_t letter, std::string_view bytes) {
    const LetterClass kind = class_of(letter);
    if (kind == LetterClass::digit) {
      if (!word_.empty())
        end();
      figure_ += latin_form(letter);
      return;
    }
    if (letter == U'/' && !figure_.empty()) {
      figure_ += '/';
      return;
    }
    // A hyphen belongs to пр-т, and parts 5 from 17.
    if (letter == U'-' && !word_.empty()) {
      word_ += '-';
      return;
    }
    if (kind == LetterClass::gap) {
      end();
      if (letter == U',' || letter == U';' || letter == U'\n')
        pieces_.push_back({Piece::Kind::comma});
      return;
    }
    word_ += bytes;
  }

  void end() {
    while (figure_.ends_with('/'))
      figure_.pop_back();
    const NativeWord word = native_word(word_);
    // 12а is a house; 12 кв is not.
    const bool is_suffix = !figure_.empty() && word.letters.size() == 1 && !part_of(word_);
    if (is_suffix) {
      pieces_.push_back({Piece::Kind::figure, figure_ + word.folded});
    } else {
      if (!figure_.empty())
        pieces_.push_back({Piece::Kind::figure, figure_});
      if (!word.folded.empty())
        pieces_.push_back({Piece::Kind::word, word.folded, part_of(word_)});
    }
    figure_.clear();
    word_.clear();
  }

  std::vector<Piece> pieces_;
  std::string figure_;
  std::string word_;
};

void join(std::string& to, const std::string& word) {
  if (!to.empty())
    to += ' ';
  to += word;
}

class Reader {
 public:
  explicit Reader(std::vector<Piece> pieces) : pieces_(std::move(pieces)) {}

  AddressParts run() {
    for (at_ = 0; at_ < pieces_.size(); ++at_) {
      const Piece& piece = pieces_[at_];
      if (piece.kind == Piece::Kind::comma) {
        end_segment();
      } else if (piece.kind == Piece::Kind::figure) {
        take_figure(piece.folded);
      } else {
        take_word(piece);
      }
    }
    end_segment();
    return std::move(address_);
  }

 private:
  [[nodiscard]] const Piece* next() const {
    const bool has = at_ + 1 < pieces_.size() && pieces_[at_ + 1].kind != Piece::Kind::comma;
    return has ? &pieces_[at_ + 1] : nullptr;
  }

  void take_word(const Piece& piece) {
    if (!piece.means) {
      join(words_, piece.folded);
      return;
    }
    if (*piece.means == Part::nothing)
      return;
    if (takes_figure(*piece.means)) {
      // д. 5, and 5-uy, whose figure was read already.
      const Piece* after = next();
      awaits_ = after != nullptr && after->kind == Piece::Kind::figure ? piece.means : awaits_;
      return;
    }
    is_street_ = is_street_ || *piece.means == Part::street;
    is_place_ = is_place_ || *piece.means == Part::place;
  }

  void take_figure(const std::string& figure) {
    const Piece* after = next();
    if (awaits_) {
      set(*awaits_, figure);
      awaits_.reset();
    } else if (after != nullptr && after->kind == Piece::Kind::word && after->means &&
               takes_figure(*after->means) && !figure_follows(at_ + 2)) {
      set(*after->means, figure);
    } else if (figure.size() == 6 && figure.find('/') == figure.npos) {
      address_.postcode = figure;
    } else if (is_street_ && words_.empty() && after != nullptr &&
               after->kind == Piece::Kind::word) {
      join(words_, figure);  // ул. 8 Марта
    } else {
      set_unmarked(figure);
    }
  }

  [[nodiscard]] bool figure_follows(std::size_t place) const {
    return place < pieces_.size() && pieces_[place].kind == Piece::Kind::figure;
  }

  void set_unmarked(const std::string& figure) {
    const bool after_street = is_street_ || !address_.street.empty() || !words_.empty();
    if (address_.house.empty() && after_street) {
      address_.house = figure;
      has_house_ = true;
    } else if (!address_.house.empty() && address_.flat.empty()) {
      address_.flat = figure;
    } else if (words_.empty() && leading_.empty()) {
      leading_ = figure;  // 12a Lesnaya street
    } else {
      join(words_, figure);
    }
  }

  void set(Part part, const std::string& figure) {
    if (part == Part::house && address_.house.empty()) {
      address_.house = figure;
      has_house_ = true;
    } else if (part == Part::building) {
      join(address_.building, figure);
    } else if (part == Part::flat && address_.flat.empty()) {
      address_.flat = figure;
    }
  }

  /// A figure before all words: the house, if a word for the street stands behind the name.
  void settle_leading() {
    if (leading_.empty())
      return;
    if (is_street_ && address_.house.empty()) {
      address_.house = leading_;
      has_house_ = true;
    } else {
      words_ = words_.empty() ? leading_ : leading_ + ' ' + words_;
    }
    leading_.clear();
  }

  void end_segment() {
    settle_leading();
    const bool names_street = is_street_ || (has_house_ && !is_place_ && address_.street.empty());
    if (!words_.empty()) {
      if (names_street && address_.street.empty()) {
        address_.street = words_;
      } else {
        address_.places.push_back(words_);
      }
    }
    words_.clear();
    is_street_ = is_place_ = has_house_ = false;
    awaits_.reset();
  }

  std::vector<Piece> pieces_;
  std::size_t at_ = 0;
  AddressParts address_;
  std::string leading_;     ///< A figure before all words of this piece.
  std::string words_;       ///< Of this piece between commas.
  bool is_street_ = false;  ///< A word for a street stands in it.
  bool is_place_ = false;
  bool has_house_ = false;
  std::optional<Part> awaits_;  ///< The next figure is this.
};

}  // namespace

AddressParts address_parts(std::string_view written) {
  return Reader(Cutter().run(written)).run();
}

}  // namespace manumit::text
