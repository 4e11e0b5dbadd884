// SPDX-License-Identifier: Apache-2.0
#include "rules.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/check.h"
#include "words.h"

namespace manumit::estimate::rules {
namespace {

constexpr double kTenThousandths = 10'000;

/// What a method warns of, said with the method's name.
struct Said {
  std::string_view code;
  std::string_view sentence;
};
constexpr std::array kSaid = {
    Said{"not_estimable", "{0} has no finite figure on these lists"},
    Said{"not_converged", "the fit of {0} did not come to rest, so it has no figure"},
    Said{
        "chains_disagree",
        "the chains of {0} do not agree with each other, so it has no interval and is not counted"},
    Said{"edge_of_grid", "{0} reaches the end of what was searched, so its figure is not counted"},
    Said{"posterior_collapsed",
         "{0} says that almost nobody is missing because of its own setting and not because of the "
         "lists, so its figure is not counted"},
    Said{"poor_fit",
         "{0} does not fit what was seen; the latent classes and the lower bounds stand beside it"},
    Said{"bootstrap_infinite",
         "in some resamples {0} has no finite figure; they are counted as having no upper end"},
    Said{"end_unresolved",
         "the resamples do not settle an end of the interval of {0}; more resamples may move it"},
    Said{"grid_tail",
         "{0} leaves some probability beyond the end of its grid, so its upper limit is too low "
         "there; the same on a longer grid stands beside it"},
};

}  // namespace

Warning one_list() {
  return {
      "one_list",
      {"one list says nothing about the people who are not on it, so there is no estimate", {}}};
}

Warning no_upper_bound() {
  return {"no_upper_bound",
          {"the lists share too few people to set any upper end, so there is no estimate", {}}};
}

Warning no_lower_bound() {
  return {
      "no_lower_bound",
      {"nobody is on exactly two lists, so there is no lower bound beyond the people seen", {}}};
}

Warning lists_differ() {
  return {"lists_differ",
          {"the lists differ in whom they call a victim, in their period or in their territory, so "
           "no estimate is made until they are brought to the same ground",
           {}}};
}

Warning two_lists() {
  return {"two_lists",
          {"there are only two lists, so the figure assumes independence: that being on one list "
           "says nothing about being on the other; nothing in two lists can test this",
           {}}};
}

Warning two_lists_only() {
  return {"two_lists", {"there are only two lists, and this method needs at least three", {}}};
}

Warning list_empty(const std::string& list) {
  return {"list_empty", {"the list {0} holds nobody and was left out", {list}}};
}

Warning list_everyone(const std::string& list) {
  return {
      "list_everyone",
      {"the list {0} holds everybody who was seen, so the others cannot tell whom it missed, and "
       "it was left out",
       {list}}};
}

Warning too_small(std::uint64_t people, std::uint64_t on_several) {
  return {"too_small",
          {"do not publish these figures: there are {0} people on the lists and {1} of them on two "
           "lists or more; below 100, or below 5 on two lists or more, chance decides",
           {counted_in_words(people), counted_in_words(on_several)}}};
}

Warning methods_disagree(double times) {
  return {
      "methods_disagree",
      {"equally defensible methods differ by a factor of {0}, so no single figure may be quoted, "
       "only the range",
       {decimal(times, 1)}}};
}

Warning referral_list() {
  return {
      "referral_list",
      {"one list consists of referrals from another, so part of the overlap was made by rule and "
       "not by chance; make the two lists one and estimate again",
       {}}};
}

Warning open_population() {
  return {"open_population",
          {"people could come, leave or die within the period, so the figure counts all who were "
           "there at some time and can be too high for any one day",
           {}}};
}

Warning suppress(std::uint64_t small_cell) {
  return {"suppress",
          {"this group has a count below {0}, which can point at a person; do not release it as it "
           "stands",
           {counted_in_words(small_cell)}}};
}

Warning poor_fit(double p) {
  return {"poor_fit",
          {"the model does not fit what was seen: if the model is right, a misfit so large has a "
           "probability of at most {0}",
           {decimal(std::max(1.0, std::ceil(p * kTenThousandths)) / kTenThousandths, 4)}}};
}

std::vector<std::string_view> said_codes() {
  std::vector<std::string_view> codes;
  for (const Said& said : kSaid)
    codes.push_back(said.code);
  return codes;
}

Warning said_of(Method method, std::string_view code) {
  const auto said = std::find_if(kSaid.begin(), kSaid.end(),
                                 [code](const Said& one) { return one.code == code; });
  MANUMIT_CHECK(said != kSaid.end());
  return {std::string(code), {std::string(said->sentence), {std::string(in_words(method))}}};
}

}  // namespace manumit::estimate::rules
