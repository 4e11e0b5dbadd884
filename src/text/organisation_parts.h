// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/script.h"

namespace manumit::text {

/// What kind of organisation its legal form says, by what the forms of different countries have in
/// common: OOO, GmbH, MChJ and LLC are all companies with limited liability.
enum class LegalForm : std::uint8_t {
  limited,
  stock,         ///< ОАО, AG, plc
  partnership,   ///< KG, LLP
  sole,          ///< ИП, ФОП, YaTT: one person's trade
  private_firm,  ///< ЧП, xususiy korxona
  state,         ///< ГУП, МУП
  nonprofit,     ///< АНО, e.V.
  farm,          ///< КФХ
  cooperative,
};

struct OrganisationPart {
  NativeWord word;
  bool quoted = false;       ///< Stands in quotation marks: the name proper.
  bool in_capitals = false;  ///< Two letters or more, all capitals, or letters with points: A.B.C.
  bool joined = false;       ///< A hyphen, or only a capital letter, parts it from the one before.
};

/// The name of an organisation, apart from its legal form and its numbers.
struct OrganisationName {
  std::vector<OrganisationPart> parts = {};
  std::vector<LegalForm> forms = {};
  /// "Kirpich-5" has 5, "First Bank" 1, "Brigade Forty-Four" 44.
  std::vector<std::uint32_t> numbers = {};
};

/// «ООО "Кирпичный завод № 5"» → кирпичный, завод (quoted); limited; 5.
///
/// Legal forms are found before and behind the name, short or in words, with one misspelt letter
/// in the long ones, in the languages of definitions/names/legal_forms.csv; articles and "and" are
/// left out. If nothing else is left they are the name. At most `most` parts.
[[nodiscard]] OrganisationName organisation_parts(std::string_view written, std::size_t most = 16);

/// "limited", as the table has it.
[[nodiscard]] std::string_view name_of(LegalForm form);

}  // namespace manumit::text
