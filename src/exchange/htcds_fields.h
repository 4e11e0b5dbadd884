// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casework/vocabulary.h"

namespace manumit::exchange {

/// The sections of the Human Trafficking Case Data Standard 2.0, in its order.
enum class Section : std::uint8_t {
  organisation,
  person,
  victim,
  perpetrator,
  case_file,
  referral,
  comment,
  event,
  plan,
  consent,
};

/// A field of the standard.
struct HtcdsField {
  std::string_view name;   ///< "prs_FirstName"
  std::string_view label;  ///< "First Name"
  Section section;
};

/// All 83 fields, in the standard's order.
[[nodiscard]] std::span<const HtcdsField> htcds_fields();

/// One of the 38 columns of the official Excel workbook, B to AM.
struct LayoutColumn {
  std::string_view published_name;  ///< The hidden first row, faults included; empty for AJ.
  std::string_view label;           ///< The visible second row.
  std::string_view field;           ///< What the label means: the name that row 1 should have.
};
[[nodiscard]] std::span<const LayoutColumn> excel_layout();

/// The letters and digits of a heading alone, in lower case: "prs_First_Name" and "prs_FirstName"
/// become the same. A group before a slash and Salesforce's "__c" are left off.
[[nodiscard]] std::string heading_key(std::string_view heading);

/// The field that a heading names: as the standard spells it, as the survey form does, with the
/// letter that the workbook's column T lacks, or as Salesforce's own contact fields. Null if none.
[[nodiscard]] const HtcdsField* field_by_name(std::string_view heading);

/// The field that a visible label means: the workbook's labels first, then every label that one
/// field alone has.
[[nodiscard]] const HtcdsField* field_by_label(std::string_view heading);

/// Which part of a place an address field holds.
enum class PlacePart : std::uint8_t { none, country, region, city, street, post_code };

/// What a field is in our vocabulary.
struct Meaning {
  const casework::Fact* fact = nullptr;  ///< Null where each code is a fact of its own.
  PlacePart part = PlacePart::none;
  const casework::CodeList* codes = nullptr;
  /// "DebtBondage" and the yes-no fact that it stands for.
  std::vector<std::pair<std::string, const casework::Fact*>> by_code;
};

/// The meaning of every field of the standard, drawn from the vocabulary's counterparts.
class Meanings {
 public:
  explicit Meanings(const casework::Vocabulary& vocabulary);
  /// Null for a field without a counterpart.
  [[nodiscard]] const Meaning* of(std::string_view field) const;

 private:
  std::map<std::string, Meaning, std::less<>> by_field_;
};

}  // namespace manumit::exchange
