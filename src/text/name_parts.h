// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/script.h"

namespace manumit::text {

/// What a part of a person's name is, as far as it shows by itself. Which of two plain parts is
/// the family name often cannot be known, and is not needed to compare them.
enum class PartKind : std::uint8_t {
  plain,       ///< A given or family name.
  patronymic,  ///< Says the father's name: Karimovna, Karim oʻgʻli.
  initial,     ///< One letter, or two of a capital pair (JC).
  particle,    ///< bin, al, von, Thi: belongs to its neighbour and says little.
  title,       ///< Dr, Shaikh, Haji, General: says nothing about who it is.
  generation,  ///< Jr, III.
};

enum class Sex : std::uint8_t { unknown, male, female };

struct PersonPart {
  NativeWord word;
  PartKind kind = PartKind::plain;
  /// Of what has the form of a patronymic the father's name ("karim"), in the letters of the word;
  /// so too of a plain part, such as the family name Petrovich.
  NativeWord father = {};
  Sex sex = Sex::unknown;    ///< As the form of a patronymic shows it.
  bool joined = false;       ///< A hyphen, or only a capital letter, parts it from the one before.
  bool after_son = false;    ///< "bin", "ibn", "ould" stands before it: it is the father's name.
  bool in_capitals = false;  ///< Two letters or more, all of them capitals.
};

/// The parts of a person's name as they stand in the text.
///
/// Words end at blanks, points, hyphens and commas, and where a script begins that does not look
/// like the one before. "AlisherUsmanov" is two parts that are joined. At most `most` parts: a
/// text of more is no name. What is no UTF-8 counts as a blank.
[[nodiscard]] std::vector<PersonPart> person_parts(std::string_view written, std::size_t most = 12);

}  // namespace manumit::text
