// SPDX-License-Identifier: Apache-2.0
#include "debt/line.h"

#include "names.h"

namespace manumit::debt {
namespace {

constexpr std::array<std::string_view, 21> kKinds = {"debt_claimed",
                                                     "price",
                                                     "advance",
                                                     "recruitment_fee",
                                                     "travel",
                                                     "housing",
                                                     "food",
                                                     "goods",
                                                     "alcohol_tobacco",
                                                     "documents",
                                                     "tools_clothes",
                                                     "fine",
                                                     "interest",
                                                     "other_charge",
                                                     "wage_payment",
                                                     "payment_in_kind",
                                                     "sent_home",
                                                     "repayment",
                                                     "ransom",
                                                     "compensation",
                                                     "wage"};
constexpr std::array<std::string_view, 5> kPer = {"once", "day", "week", "month", "hour"};
constexpr std::array<std::string_view, 3> kCertainties = {"certain", "likely", "doubtful"};

}  // namespace

std::string_view name_of(Kind kind) {
  return name_in(kKinds, kind);
}
std::optional<Kind> kind_from(std::string_view name) {
  return named<Kind>(kKinds, name);
}
std::string_view name_of(Per per) {
  return name_in(kPer, per);
}
std::optional<Per> per_from(std::string_view name) {
  return named<Per>(kPer, name);
}
std::string_view name_of(Certainty certainty) {
  return name_in(kCertainties, certainty);
}
std::optional<Certainty> certainty_from(std::string_view name) {
  return named<Certainty>(kCertainties, name);
}

Side side_of(Kind kind) {
  switch (kind) {
    case Kind::wage:
      return Side::earning;
    case Kind::wage_payment:
    case Kind::payment_in_kind:
    case Kind::sent_home:
    case Kind::compensation:
      return Side::payment;
    case Kind::repayment:
    case Kind::ransom:
      return Side::handed_back;
    default:
      return Side::charge;
  }
}

}  // namespace manumit::debt
