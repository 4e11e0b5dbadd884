// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "casework/all_authorities.h"

namespace manumit::casework {
namespace {

constexpr const char* kSource = "papers in the vault";
constexpr const char* kConfidence = "read";

bool is_remedy(const AuthorityStep& step) {
  return step.kind == "judgment" &&
         (step.decision == "granted" || step.decision == "partly_granted");
}

/// What a step is in the words of the gap; the counts agree with `refusals_in`.
std::vector<std::string> kinds_of(const AuthorityStep& step) {
  std::vector<std::string> out;
  const auto add = [&](bool is_so, const char* kind) {
    if (is_so)
      out.emplace_back(kind);
  };
  add(step.kind == "complaint" || step.kind == "supplement", "complaint");
  add(is_refusal(step), "refusal");
  add(is_reversal(step), "reversal");
  add(is_opening(step), "opening");
  add(step.kind == "judgment", "judgment");
  add(is_remedy(step), "remedy");
  if (out.empty() && !step.kind.empty())
    out.push_back(step.kind);
  return out;
}

gap::Period period_of(const std::optional<PartialDate>& date) {
  gap::Period out;
  if (!date)
    return out;
  const std::string words = to_iso(date->first) + "/" + to_iso(date->last);
  if (auto read = gap::read_period(words, "")) {
    out = std::move(*read);
    out.words = gap::in_words(*out.days);
  }
  return out;
}

bool lies_in(const StepsOfCase& of, std::string_view country) {
  return std::find(of.countries.begin(), of.countries.end(), country) != of.countries.end();
}

auto place_in_order(const gap::Step& step) {
  const Day undated = kLastDay;
  return std::tuple(step.date.days ? step.date.days->most : undated,
                    step.date.days ? step.date.days->least : undated, step.authority, step.kind);
}

}  // namespace

std::vector<gap::Step> gap_steps(const AllAuthorities& all, std::string_view country) {
  std::vector<gap::Step> out;
  std::size_t matter = 0;
  for (const StepsOfCase& one : all.cases) {
    ++matter;
    if (!country.empty() && !lies_in(one, country))
      continue;
    for (std::size_t i = 0; i < one.steps.size(); ++i) {
      for (std::string& kind : kinds_of(one.steps[i]))
        out.push_back({.date = period_of(one.steps[i].date),
                       .authority = one.offices[i],
                       .kind = std::move(kind),
                       .about = {},
                       .source = kSource,
                       .confidence = kConfidence,
                       .matter = std::to_string(matter)});
    }
  }
  std::sort(out.begin(), out.end(), [](const gap::Step& a, const gap::Step& b) {
    return place_in_order(a) < place_in_order(b);
  });
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i].row = i + 1;
  return out;
}

}  // namespace manumit::casework
