// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/day.h"

namespace manumit::law {

/// What sort of text an instrument is.
enum class Kind : std::uint8_t {
  treaty,
  directive,
  case_law,
  criminal_code,
  related_charge,  ///< an offence that is commonly charged in place of trafficking
  statute,
  labour_code,
  indicator_set,
  statistical_standard,
};

/// What an element speaks of. It is also a tag: `any(means)`.
enum class Dimension : std::uint8_t {
  act,
  means,
  purpose,
  status,
  age,
  consent,
  intent,
  scope,
  aggravation,
  exception,
  rule,  ///< states the breach: "part of the wage was paid in alcohol"
  duty,  ///< states the breach of a duty of the authorities
  indicator,
};

/// How far a definition was compared with the official text. Shown wherever it is used.
enum class Confidence : std::uint8_t { verified, partly_verified, unverified };

/// One text in several languages: "en", "ru". English is always there.
struct Words {
  std::vector<std::pair<std::string, std::string>> by_language;
  /// In that language, else in English.
  [[nodiscard]] std::string_view in(std::string_view language) const;
};

/// For whom a treaty or a court binds, by the date of the facts.
struct Party {
  std::string country;             ///< ISO 3166-1 alpha-2
  std::optional<Day> from;         ///< nothing: since when is not recorded
  std::optional<Day> to;           ///< the last day
  bool ends_jurisdiction = false;  ///< facts after `to` are outside; else a yardstick stays
  Confidence confidence = Confidence::verified;
};

struct Element {
  std::string id;  ///< "means.deception"
  Dimension dimension = Dimension::act;
  std::vector<std::string> tags;
  std::string article;  ///< "3(a)"
  Words text;
  std::vector<std::string> supports;     ///< as written; any one that is true supports it
  std::vector<std::string> contradicts;  ///< as written; any one that is true speaks against it
  std::vector<std::string> facts;        ///< every fact that can speak for or against it
  std::vector<std::string> ask;          ///< the facts to ask about, best first
  std::string palermo;                   ///< the element of Palermo Art. 3 that it expresses
  std::string wider;                     ///< why it reaches further than that, or empty
  std::string narrower;                  ///< why it reaches less far, or empty
};

/// A named part of the logic. The last one is `whole`.
struct Limb {
  std::string id;
  Words title;
  bool hidden = false;
  std::string logic;  ///< as written
};

/// One version of one legal text, as its file in definitions/law says.
struct Instrument {
  std::string id;       ///< "ru.uk.127_1"
  std::string version;  ///< "v2011"
  std::string file;
  Kind kind = Kind::treaty;
  Words title;
  std::string jurisdiction;  ///< for show: "RU", "ILO"
  std::vector<std::string>
      places;               ///< the facts must lie in one of these countries; empty: anywhere
  std::optional<Day> from;  ///< nothing: since when is not known
  std::optional<Day> to;    ///< the last day in force
  Confidence confidence = Confidence::unverified;
  std::string unverified;  ///< what exactly was not checked
  std::string source;
  Day recheck;  ///< when somebody must look again
  Words note;
  std::vector<std::string> palermo_not_checked;
  std::vector<std::string> substitutes;  ///< instruments commonly charged in its place
  std::vector<Party> parties;
  std::vector<Element> elements;
  std::vector<Limb> limbs;

  /// "ru.uk.127_1.v2011"
  [[nodiscard]] std::string name() const { return id + "." + version; }
};

/// "criminal_code", as files, the command line and the desk write it; so below.
[[nodiscard]] std::string_view name_of(Kind kind);
[[nodiscard]] std::string_view name_of(Dimension dimension);
[[nodiscard]] std::string_view name_of(Confidence confidence);
[[nodiscard]] std::optional<Kind> kind_from(std::string_view name);
[[nodiscard]] std::optional<Dimension> dimension_from(std::string_view name);
[[nodiscard]] std::optional<Confidence> confidence_from(std::string_view name);

}  // namespace manumit::law
