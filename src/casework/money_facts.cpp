// SPDX-License-Identifier: Apache-2.0
#include "money_facts.h"

#include <algorithm>

namespace manumit::casework {
namespace {

debt::Certainty for_debt(Certainty certainty) {
  switch (certainty) {
    case Certainty::likely:
      return debt::Certainty::likely;
    case Certainty::doubtful:
      return debt::Certainty::doubtful;
    case Certainty::certain:
      break;
  }
  return debt::Certainty::certain;
}

std::optional<double> number_in(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value))
    return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&value))
    return *real;
  return std::nullopt;
}

std::int32_t span(const PartialDate& date) {
  return date.last - date.first;
}

}  // namespace

std::vector<const Told*> MoneyFacts::told(std::string_view fact) const {
  std::vector<const Told*> yes;
  for (const Told* each : of_.told(subject_, fact)) {
    if (each->said.answer.state == AnswerState::yes)
      yes.push_back(each);
  }
  return yes;
}

void MoneyFacts::take(const Told& told) {
  if (std::find(statements_.begin(), statements_.end(), told.id) == statements_.end())
    statements_.push_back(told.id);
}

void MoneyFacts::take_amount(const Told& told) {
  take(told);
  certainty_ = std::max(certainty_, for_debt(told.said.certainty));
  const Source* source = told.said.source ? of_.source(*told.said.source) : nullptr;
  if (source && source_.empty())
    source_ = source->title;
}

std::optional<PartialDate> MoneyFacts::date(std::string_view fact) {
  const Told* best = nullptr;
  const PartialDate* best_date = nullptr;
  for (const Told* each : told(fact)) {
    const auto* date = std::get_if<PartialDate>(&each->said.answer.value);
    if (date && (!best_date || span(*date) < span(*best_date))) {
      best = each;
      best_date = date;
    }
  }
  if (!best)
    return std::nullopt;
  take(*best);
  doubtful_day_ = doubtful_day_ || best->said.certainty == Certainty::doubtful;
  return *best_date;
}

std::string MoneyFacts::code(std::string_view fact) {
  for (const Told* each : told(fact)) {
    const auto& value = each->said.answer.value;
    if (const auto* several = std::get_if<std::vector<std::string>>(&value);
        several && !several->empty()) {
      take(*each);
      return several->front();
    }
  }
  return {};
}

std::string MoneyFacts::words(std::string_view fact) {
  const std::vector<const Told*> all = told(fact);
  if (all.empty())
    return {};
  take(*all.front());
  return in_words(all.front()->said.answer.value);
}

std::optional<debt::Said> MoneyFacts::money(std::string_view fact, Currency currency) {
  std::optional<debt::Said> range;
  for (const Told* each : told(fact)) {
    const auto* money = std::get_if<Money>(&each->said.answer.value);
    if (!money || money->currency() != currency)
      continue;
    take_amount(*each);
    if (!range)
      range = debt::said(*money);
    if (money->minor_units() < range->low->minor_units())
      range->low = *money;
    if (money->minor_units() > range->high->minor_units())
      range->high = *money;
  }
  return range;
}

std::optional<Interval<double>> MoneyFacts::number(std::string_view fact) {
  std::optional<Interval<double>> range;
  for (const Told* each : told(fact)) {
    const auto number = number_in(each->said.answer.value);
    if (!number)
      continue;
    take(*each);
    range = range
                ? Interval<double>{std::min(range->least, *number), std::max(range->most, *number)}
                : Interval<double>{*number, *number};
  }
  return range;
}

bool MoneyFacts::says_yes(std::string_view fact) const {
  return !told(fact).empty();
}

std::optional<Currency> MoneyFacts::currency(const std::vector<std::string_view>& facts) const {
  for (const std::string_view fact : facts) {
    for (const Told* each : told(fact)) {
      if (const auto* money = std::get_if<Money>(&each->said.answer.value))
        return money->currency();
    }
  }
  return std::nullopt;
}

}  // namespace manumit::casework
