// SPDX-License-Identifier: Apache-2.0
#include "debt/reckoning.h"
#include "names.h"

namespace manumit::debt {
namespace {

constexpr std::array<std::string_view, 3> kTellers = {"claimed", "evidenced", "lawful"};
constexpr std::array<std::string_view, 3> kNeverRules = {
    "credit_at_most_first_interest", "credit_at_most_constant_interest", "no_credit"};
constexpr std::array<std::string_view, 7> kDifferences = {
    "opening", "interest", "overpricing", "charges", "fines", "wages", "payments"};
constexpr std::array<std::string_view, 3> kOwedTo = {"nobody", "worker", "employer"};
constexpr std::array<std::string_view, 3> kBelow = {"no", "yes", "unknown"};
constexpr std::array<std::string_view, 3> kTrust = {"verified", "partly_verified", "unverified"};

}  // namespace

std::string_view name_of(Teller teller) {
  return name_in(kTellers, teller);
}
std::string_view name_of(NeverRule rule) {
  return name_in(kNeverRules, rule);
}
std::string_view name_of(Difference::What what) {
  return name_in(kDifferences, what);
}
std::string_view name_of(Owed::To to) {
  return name_in(kOwedTo, to);
}
std::string_view name_of(HourlyWage::Below below) {
  return name_in(kBelow, below);
}
std::string_view name_of(Trust trust) {
  return name_in(kTrust, trust);
}

}  // namespace manumit::debt
