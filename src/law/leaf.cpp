// SPDX-License-Identifier: Apache-2.0
#include "leaf.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace manumit::law {
namespace {

bool holds(Compare compare, double value, double limit) {
  switch (compare) {
    case Compare::less:
      return value < limit;
    case Compare::at_most:
      return value <= limit;
    case Compare::more:
      return value > limit;
    case Compare::at_least:
      return value >= limit;
    case Compare::equal:
      // Both are what somebody wrote, not what was reckoned.
      return !(value < limit) && !(limit < value);
  }
  return false;
}

bool one_of_list(FactKind kind) {
  return kind == FactKind::code || kind == FactKind::country;
}
bool has_codes(FactKind kind) {
  return one_of_list(kind) || kind == FactKind::codes || kind == FactKind::countries;
}
bool has_number(FactKind kind) {
  return kind == FactKind::number || kind == FactKind::money;
}

/// A yes that carries what its kind needs.
bool has_value(FactKind kind, const Item& item) {
  if (item.state != State::yes)
    return false;
  if (has_codes(kind))
    return !item.codes.empty();
  return !has_number(kind) || item.number.has_value();
}

Said code_said(const Leaf& leaf, FactKind kind, const Item& item) {
  if (item.state == State::no)
    return {.against = true};
  if (!has_value(kind, item))
    return {};
  if (std::find(item.codes.begin(), item.codes.end(), leaf.code) != item.codes.end())
    return {.speaks_for = true};
  // One of a list leaves no room for another; several of a list may be named in part.
  const bool other = one_of_list(kind);
  return {.against = other, .by_another_code = other};
}

std::string number_text(double number) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  return {digits.data(), end};
}

tl::unexpected<Slip> slip(std::size_t at, std::string what, std::string next,
                          std::vector<std::string> fills) {
  return tl::unexpected<Slip>(Slip{at, Error{.kind = Error::Kind::bad_input,
                                             .what = std::move(what),
                                             .next = std::move(next),
                                             .fills = std::move(fills)}});
}

constexpr std::array<std::string_view, 5> kCompareSigns = {"<", "<=", ">", ">=", "="};

tl::expected<Meant, Slip> word_test(const Test& test, const FactTable& facts, std::uint32_t fact) {
  const FactRow& row = facts.rows[fact];
  Meant out;
  out.leaf.fact = fact;
  if (row.kind == FactKind::yes_no && !test.quoted && (test.word == "yes" || test.word == "no")) {
    out.leaf.words = test.fact;
    out.negated = test.word == "no";
    return out;
  }
  if (!has_codes(row.kind))
    return slip(test.word_at, "the fact {0} has no codes, so it cannot be {1}",
                "compare a number, write it alone for yes, or write known behind it",
                {test.fact, test.word});
  const std::optional<CodeNumber> code = facts.code_of(fact, test.word);
  if (!code)
    return slip(test.word_at, "the fact {0} has no code {1}",
                "look up its codes in definitions/vocabulary.toml", {test.fact, test.word});
  out.leaf.kind = Leaf::Kind::code;
  out.leaf.code = *code;
  out.leaf.words = test.fact + " = " + test.word;
  return out;
}

}  // namespace

Said said_by(const Leaf& leaf, FactKind kind, const Item& item) {
  switch (leaf.kind) {
    case Leaf::Kind::yes:
      return {.speaks_for = item.state == State::yes, .against = item.state == State::no};
    case Leaf::Kind::known:
      return {.speaks_for = has_value(kind, item), .against = item.state == State::no};
    case Leaf::Kind::code:
      return code_said(leaf, kind, item);
    case Leaf::Kind::number: {
      if (!has_value(kind, item))
        return {};
      const bool held = holds(leaf.compare, *item.number, leaf.number);
      return {.speaks_for = held, .against = !held};
    }
    case Leaf::Kind::age:
    case Leaf::Kind::together:
      break;
  }
  return {};
}

Said said_by(const Leaf& leaf, const Interval<int>& age) {
  // The youngest and the oldest decide: every comparison but = changes once along the line.
  if (leaf.compare == Compare::equal) {
    const bool inside = leaf.number >= age.least && leaf.number <= age.most;
    return {.speaks_for = inside && age.is_one_value(), .against = !inside};
  }
  const bool young = holds(leaf.compare, age.least, leaf.number);
  const bool old = holds(leaf.compare, age.most, leaf.number);
  return {.speaks_for = young && old, .against = !young && !old};
}

bool answers(FactKind kind, const Item& item) {
  // That there is no amount is an answer to "is there one", not to "how much"; nobody asks twice.
  return item.state == State::no || has_value(kind, item);
}

tl::expected<Meant, Slip> leaf_of(const Test& test, const FactTable& facts, std::uint32_t fact) {
  const bool is_age = test.fact == "age";
  const FactKind kind = is_age ? FactKind::number : facts.rows[fact].kind;
  Meant out;
  out.leaf.fact = fact;
  switch (test.kind) {
    case Test::Kind::yes:
      if (kind != FactKind::yes_no)
        return slip(test.at, "the fact {0} is not answered by yes or no alone",
                    "compare it with a code or a number, or write known behind it", {test.fact});
      out.leaf.words = test.fact;
      return out;
    case Test::Kind::word:
      if (is_age)
        return slip(test.word_at, "an age is compared with a number, not with {0}", {},
                    {test.word});
      return word_test(test, facts, fact);
    case Test::Kind::known:
      if (is_age)
        return slip(test.at, "an age is compared with a number, not with {0}", {}, {"known"});
      out.leaf.kind = Leaf::Kind::known;
      out.leaf.words = test.fact + " known";
      return out;
    case Test::Kind::number:
      break;
  }
  if (!has_number(kind))
    return slip(test.word_at, "the fact {0} is no number and no amount of money",
                "compare it with one of its codes, or write it alone for yes", {test.fact});
  out.leaf.kind = is_age ? Leaf::Kind::age : Leaf::Kind::number;
  out.leaf.compare = test.compare;
  out.leaf.number = test.number;
  out.leaf.words = test.fact + ' ' +
                   std::string(kCompareSigns[static_cast<std::size_t>(test.compare)]) + ' ' +
                   number_text(test.number);
  return out;
}

}  // namespace manumit::law
