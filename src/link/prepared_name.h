// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "link/names.h"
#include "text/name_forms.h"
#include "text/name_parts.h"
#include "text/organisation_parts.h"
#include "text/spelling.h"

namespace manumit::link {

/// One word of a name with all that comparing it needs.
struct Word {
  std::string latin;            ///< Folded, a–z; may be empty of a word that no table can read.
  std::u32string native;        ///< Of Arabic, Chinese and Korean words their letters.
  text::SpellableWord spelled;  ///< How the word's letters are written in Latin ones.
  std::vector<text::NameForm> forms;  ///< Names that languages say otherwise: Oleksandr.
  std::uint32_t letters = 0;          ///< Bit n: the Latin form has letter n.
  double agree_bits = 0;              ///< What it adds when both have it: less for a common word.
  double letters_bits = 0;  ///< -log2 of the chance that a stranger's word has these letters.
  double common_bits = 0;   ///< -log2 of the share of people who have it, if that is known.
};

struct NameToken {
  Word word;
  text::PartKind kind = text::PartKind::plain;
  text::Sex sex = text::Sex::unknown;  ///< Of a patronymic.
  bool joined = false;                 ///< May be one word with the token before.
  bool after_son = false;              ///< "bin", "ibn" stands before it: a father's name.
  std::vector<Word> father;            ///< Of what has the form of a patronymic the father's name.
  double missing_bits = 0;             ///< What it says that the other side has no counterpart.
  bool minor = false;      ///< May go without a counterpart and without weight: titles, articles.
  bool is_common = false;  ///< Of an organisation: a word that many have.
  bool free_spacing = false;    ///< Written together with its neighbours or apart, as one likes.
  bool may_be_acronym = false;  ///< Of an organisation: PLA.
  struct FullName {
    Word word;
    double log2_chance = 0;  ///< That who is called by the short form has this name.
  };
  std::vector<FullName> full_names;  ///< Of a short form: Sasha is Aleksandr or Aleksandra.
};

using NameTokens = std::vector<NameToken>;

struct PreparedName {
  NameKind kind = NameKind::person;
  bool mixes_scripts = false;
  /// Which of two names is looked at from the side of the other: of equally good alignments the
  /// first that is found stands, and that must not depend on who is asked first. By the words
  /// alone, whatever their order; then by all of the text.
  std::pair<std::uint64_t, std::uint64_t> order;
  /// The ways to cut the name into parts: as written; a Chinese or Korean one also into family and
  /// given name. Empty if there is nothing to compare.
  std::vector<NameTokens> readings;
  std::vector<text::LegalForm> legal_forms;  ///< Of an organisation.
  std::vector<std::uint32_t> numbers;        ///< Of an organisation: the 5 of Kirpich-5.
};

}  // namespace manumit::link
