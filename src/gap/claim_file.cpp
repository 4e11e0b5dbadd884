// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "claim.h"
#include "toml_reading.h"

namespace manumit::gap {
namespace {

constexpr std::size_t kMostClaims = 2000;

constexpr std::array kKinds{ClaimKind::value,    ClaimKind::change, ClaimKind::ratio,
                            ClaimKind::in_force, ClaimKind::steps,  ClaimKind::sources};
constexpr std::array kBounds{Bound::exactly, Bound::about, Bound::at_least, Bound::at_most};
constexpr std::array kDirections{Direction::up, Direction::down};

class Reading {
 public:
  explicit Reading(const std::string& file) : read_(file) {}

  Result<std::vector<Claim>> all(const toml::table& root) {
    TRY(read_.only(root, {"format", "claim"}));
    std::vector<Claim> claims;
    for (const toml::table* table : TRY(read_.tables(root, "claim"))) {
      if (claims.size() == kMostClaims)
        return read_.refuse(*table, "more than {0} claims are too many", {},
                            {std::to_string(kMostClaims)});
      claims.push_back(TRY(one(*table)));
    }
    return claims;
  }

 private:
  template <typename Names>
  auto named(const toml::table& table, std::string_view key, const Names& names,
             typename Names::value_type otherwise) -> Result<typename Names::value_type> {
    const std::string word = TRY(read_.text_or(table, key, ""));
    if (word.empty())
      return otherwise;
    for (const auto each : names) {
      if (name_of(each) == word)
        return each;
    }
    return read_.refuse(table, "{0} cannot be {1}", "docs/formats/claims.md lists what it can be",
                        {std::string(key), word});
  }

  Result<Period> time(const toml::table& table, std::string_view key) {
    return read_period(TRY(read_.time_or_none(table, key)), read_.place(table));
  }

  Result<Meant> meant(const toml::table& table) {
    Meant of;
    of.measures = TRY(read_.texts(table, "measure"));
    of.role = TRY(read_.text_or(table, "role", ""));
    of.place = TRY(read_.text_or(table, "place", ""));
    of.time = TRY(time(table, "time"));
    of.vintage = TRY(read_.text_or(table, "vintage", ""));
    of.source_kind = TRY(read_.text_or(table, "source_kind", ""));
    return of;
  }

  Result<Claim> one(const toml::table& table) {
    TRY(read_.only(table,
                   {"id",        "says",  "by",         "kind",        "measure", "role",
                    "place",     "time",  "vintage",    "source_kind", "value",   "from",
                    "from_time", "unit",  "population", "counted_as",  "bound",   "direction",
                    "law",       "event", "holds",      "step",        "other"}));
    Claim claim;
    claim.id = TRY(read_.text_or(table, "id", ""));
    claim.says = TRY(read_.text_or(table, "says", ""));
    claim.by = TRY(read_.text_or(table, "by", ""));
    claim.kind = TRY(named(table, "kind", kKinds, ClaimKind::value));
    claim.meant = TRY(meant(table));
    const toml::table& other = *TRY(read_.table(table, "other"));
    TRY(read_.only(other, {"measure", "role", "place", "time", "vintage", "source_kind"}));
    claim.other = TRY(meant(other));
    claim.value = TRY(read_.number_if(table, "value"));
    claim.from = TRY(read_.number_if(table, "from"));
    claim.from_time = TRY(time(table, "from_time"));
    claim.unit = TRY(read_.text_or(table, "unit", ""));
    claim.population = TRY(read_.text_or(table, "population", ""));
    const std::string counted = TRY(read_.text_or(table, "counted_as", ""));
    claim.counted_as = counted == "stock"  ? Kind::stock
                       : counted == "flow" ? Kind::flow
                                           : Kind::not_recorded;
    claim.bound = TRY(named(table, "bound", kBounds, Bound::exactly));
    claim.direction = TRY(named(table, "direction", kDirections, Direction::not_said));
    claim.law = TRY(read_.text_or(table, "law", ""));
    claim.event = TRY(read_.text_or(table, "event", "in_force"));
    claim.holds = TRY(read_.yes_if(table, "holds")).value_or(true);
    claim.step = TRY(read_.text_or(table, "step", ""));
    TRY(complete_enough(table, claim));
    return claim;
  }

  Result<void> complete_enough(const toml::table& table, const Claim& claim) {
    const std::string_view key = lacks(claim);
    if (key.empty())
      return {};
    return read_.refuse(table, "a claim of the kind {0} needs {1}", {},
                        {std::string(name_of(claim.kind)), std::string(key)});
  }

  TomlReading read_;
};

}  // namespace

Result<std::vector<Claim>> read_claims(std::string_view text, const std::string& file) {
  const toml::table root = TRY(toml_of(text, file));
  return Reading(file).all(root);
}

}  // namespace manumit::gap
