// SPDX-License-Identifier: Apache-2.0
#include "rules.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "base/check.h"
#include "words.h"

namespace manumit::estimate::rules {
namespace {

constexpr double kTenThousandths = 10'000;

/// What methods warn of, said once with the names of them.
struct Said {
  std::string_view code;
  std::string_view sentence;
};
constexpr std::array kSaid = {
    Said{"not_estimable", "no finite figure on these lists: {0}"},
    Said{"not_converged", "no figure, as the fit did not come to rest: {0}"},
    Said{"below_seen", "no figure, as it would be fewer people in all than were seen: {0}"},
    Said{"chains_disagree",
         "chains that do not agree with each other, so there is no interval and it is not counted: "
         "{0}"},
    Said{"edge_of_grid", "figures at the end of what was searched, so not counted: {0}"},
    Said{"posterior_collapsed",
         "almost nobody is missing because of a setting and not because of the lists, so not "
         "counted: {0}"},
    Said{"poor_fit",
         "does not fit what was seen: {0}; what latent classes and lower bounds say is to be read "
         "beside it"},
    Said{"bootstrap_infinite",
         "some resamples have no finite figure, and count as having no upper end: {0}"},
    Said{"end_unresolved",
         "the resamples do not settle an end of the interval, and more resamples may move it: {0}"},
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

Warning list_everyone(const std::string& list, std::uint64_t people) {
  return {
      "list_everyone",
      {"the list {0} holds everybody who was seen, so the others cannot tell whom it missed, and "
       "it was left out: the figures rest on the {1} people on the other lists",
       {list, counted_in_words(people)}}};
}

std::optional<Warning> too_small(std::span<const std::uint64_t> counts) {
  constexpr std::uint64_t kFewPeople = 100;  // Notes §5.
  constexpr std::uint64_t kFewOnSeveral = 5;
  std::uint64_t people = 0;
  std::uint64_t on_several = 0;
  for (std::size_t history = 1; history < counts.size(); ++history) {
    people += counts[history];
    on_several += std::has_single_bit(history) ? 0 : counts[history];
  }
  if (people >= kFewPeople && on_several >= kFewOnSeveral)
    return std::nullopt;
  return Warning{
      "too_small",
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

Warning of_a_summand(const Warning& warning) {
  if (warning.code == "too_small") {
    return {"too_small",
            {"do not publish this sum: one of the groups added up has so few people on its lists "
             "that chance decides",
             {}}};
  }
  return {warning.code,
          {"one of the groups added up has a count below {0}; where the others are released too, "
           "this sum gives its figure away",
           warning.sentence.fills}};
}

Warning above_population(const std::vector<std::string>& groups) {
  std::string all;
  for (const std::string& group : groups)
    all += (all.empty() ? "" : "; ") + group;
  return {
      "above_population",
      {"more people than the population that was given, so one of the two is wrong and there is "
       "no rate: {0}",
       {all}}};
}

Warning group_unseen(const std::vector<std::string>& groups) {
  std::string names;
  for (const std::string& group : groups)
    names += (names.empty() ? "" : "; ") + group;
  return {"group_unseen",
          {"nobody of these groups is on any list, so they have no figure, and count in the rates "
           "as people at risk: {0}",
           {names}}};
}

Warning strata_of_one_linkage() {
  return {"strata_of_one_linkage",
          {"the groups are reckoned from the first linkage alone: how much another linkage would "
           "change them is not known",
           {}}};
}

Warning strata_differ(Method method, double sum, double pooled) {
  return {"strata_differ",
          {"added up over the groups {0} says {1}, and over all of them together {2}: the lists "
           "reach the groups differently, and the sum is the one to go by",
           {std::string(in_words(method)), people_in_words(sum), people_in_words(pooled)}}};
}

std::optional<Warning> few_linkages(std::size_t draws) {
  // Below ten draws the variance between them is itself hardly known (notes §5).
  constexpr std::size_t kEnough = 10;
  if (draws == 1)
    return Warning{
        "one_linkage",
        {"there is one linkage of the lists only, so nothing can be said of how much a different "
         "linkage would change the estimate",
         {}}};
  if (draws < kEnough)
    return Warning{
        "few_linkages",
        {"there are only {0} linkages of the lists; with fewer than ten the part of the interval "
         "that comes from the linkage is itself uncertain",
         {std::to_string(draws)}}};
  return std::nullopt;
}

bool has_small_cell(std::span<const std::uint64_t> counts, std::uint64_t small_cell) {
  return std::any_of(counts.begin(), counts.end(), [small_cell](std::uint64_t people) {
    return people > 0 && people < small_cell;
  });
}

Warning model_without_list(const std::string& list) {
  return {"model_without_list",
          {"the named model lets the list {0} depend on another, and that list took no part, so it "
           "gives no figure",
           {list}}};
}

Warning choice_ignored() {
  return {"choice_ignored",
          {"the intervals of this model take it for granted that its terms are the right ones, so "
           "they are too short",
           {}}};
}

Warning borrowed() {
  return {"borrowed",
          {"by itself this group has no estimate, or not three lists: its figure is carried over "
           "from the other groups",
           {}}};
}

Warning below_seen(std::uint64_t seen) {
  return {"below_seen",
          {"{0} people were seen, some of them on a list that took no part, and this method says "
           "fewer in all, so it gives no figure",
           {counted_in_words(seen)}}};
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

Warning said_of(const std::vector<Method>& methods, std::string_view code) {
  const auto said = std::find_if(kSaid.begin(), kSaid.end(),
                                 [code](const Said& one) { return one.code == code; });
  MANUMIT_CHECK(said != kSaid.end());
  std::string names;
  for (const Method method : methods)
    names += (names.empty() ? "" : ", ") + std::string(in_words(method));
  return {std::string(code), {std::string(said->sentence), {std::move(names)}}};
}

}  // namespace manumit::estimate::rules
