// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace manumit::text {

/// An address in its parts, folded. What was not written is empty.
struct AddressParts {
  std::string postcode;
  std::vector<std::string> places;  ///< Country, region, town, quarter, as they stand.
  std::string street;               ///< Without "street", "ул.": "novyy arbat".
  std::string house;                ///< "12", "12a", "12/3".
  std::string building;             ///< "корп. 2", "стр. 1": "2", "1", "2 1".
  std::string flat;                 ///< Flat, office, stall: "17".

  friend bool operator==(const AddressParts&, const AddressParts&) = default;
};

/// Takes an address apart by the words of definitions/names/address_words.csv (ул., д., кв.,
/// street, ko'chasi, uy …), in any order that commas allow.
///
/// A market stall or a flat has only an address, and there the figures say more than the street,
/// whose spelling varies. A figure without a word is the house if it follows the street, and the
/// flat if it follows the house behind a comma or a hyphen. Six digits alone are a postcode.
[[nodiscard]] AddressParts address_parts(std::string_view written);

}  // namespace manumit::text
