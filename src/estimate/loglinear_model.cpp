// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <charconv>
#include <cstddef>

#include "model_space.h"

namespace manumit::estimate {

namespace {

// Beyond nine lists a number has two digits, and "12" would be list 12 or lists 1 and 2.
constexpr int kListsOfOneDigit = 9;

std::string numbers_of(Term term, int lists) {
  std::string out;
  for (int j = 0; j < lists; ++j) {
    if ((term >> j & 1U) == 0)
      continue;
    if (!out.empty() && lists > kListsOfOneDigit)
      out += '.';
    out += std::to_string(j + 1);
  }
  return out;
}

// The terms that no other term holds, the larger ones first.
std::vector<Term> maximal_terms(const Model& model) {
  std::vector<Term> all = model.terms;
  for (int j = 0; j < model.lists; ++j)
    all.push_back(Term{1} << j);
  std::vector<Term> out;
  for (const Term term : all)
    if (std::none_of(all.begin(), all.end(),
                     [&](Term other) { return other != term && (term & ~other) == 0; }))
      out.push_back(term);
  std::sort(out.begin(), out.end(), [](Term a, Term b) {
    const int sizes = std::popcount(a) - std::popcount(b);
    return sizes != 0 ? sizes > 0 : stands_before(a, b);
  });
  return out;
}

Result<Term> list_numbered(std::string_view digits, int lists) {
  int number = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (fault != std::errc() || end != digits.data() + digits.size())
    return fail(Error::Kind::bad_input, "a model is written with the numbers of its lists", "",
                "write it like [12,13,4], or like [1.2,10] from ten lists on");
  if (number < 1 || number > lists)
    return fail(Error::Kind::bad_input, "the model names list {0}, and there are {1} lists", "",
                "lists are numbered from 1 in the order of the columns",
                {std::to_string(number), std::to_string(lists)});
  return Term{1} << (number - 1);
}

Result<Term> parse_term(std::string_view text, int lists) {
  Term term = 0;
  const bool with_dots = lists > kListsOfOneDigit || text.find('.') != std::string_view::npos;
  while (true) {
    const std::size_t end =
        with_dots ? std::min(text.find('.'), text.size()) : std::min<std::size_t>(1, text.size());
    const Term one = TRY(list_numbered(text.substr(0, end), lists));
    if ((term & one) != 0)
      return fail(Error::Kind::bad_input, "a term of the model names a list twice");
    term |= one;
    if (end == text.size())
      return term;
    text.remove_prefix(with_dots ? end + 1 : end);
  }
}

// Without those around it. Between two digits a blank could stand for a comma: there it is a fault.
std::string_view without_blanks(std::string_view text) {
  while (text.starts_with(' '))
    text.remove_prefix(1);
  while (text.ends_with(' '))
    text.remove_suffix(1);
  return text;
}

// Every part with two lists or more of a term is a term too.
void add_with_parts(Term term, std::vector<Term>& into) {
  for (Term part = term; part != 0; part = (part - 1) & term)
    if (std::popcount(part) >= 2)
      into.push_back(part);
}

Result<std::vector<Term>> parse_terms(std::string_view inside, int lists) {
  std::vector<Term> out;
  while (true) {
    const std::size_t end = std::min(inside.find(','), inside.size());
    out.push_back(TRY(parse_term(without_blanks(inside.substr(0, end)), lists)));
    if (end == inside.size())
      return out;
    inside.remove_prefix(end + 1);
  }
}

}  // namespace

Model main_effects_of(int lists) {
  return {.lists = lists, .terms = {}};
}

Model hierarchical(int lists, std::span<const Term> generators) {
  Model out{.lists = lists, .terms = {}};
  for (const Term term : generators)
    add_with_parts(term, out.terms);
  std::sort(out.terms.begin(), out.terms.end(), stands_before);
  out.terms.erase(std::unique(out.terms.begin(), out.terms.end()), out.terms.end());
  return out;
}

std::string written(const Model& model) {
  std::string out = "[";
  for (const Term term : maximal_terms(model))
    out += (out.size() > 1 ? "," : "") + numbers_of(term, model.lists);
  return out + "]";
}

Result<Model> parse_model(std::string_view text, int lists) {
  const std::string_view bare = without_blanks(text);
  if (bare.size() < 3 || bare.front() != '[' || bare.back() != ']')
    return fail(Error::Kind::bad_input, "a model stands in square brackets", "",
                "write it like [12,13,4]");
  const std::vector<Term> terms = TRY(parse_terms(bare.substr(1, bare.size() - 2), lists));
  Term named = 0;
  int most = 0;
  for (const Term term : terms) {
    named |= term;
    most = std::max(most, std::popcount(term));
  }
  if (most > kMostFittedLists)
    return fail(Error::Kind::bad_input, "a term of the model joins more than {0} lists", "",
                "name smaller terms", {std::to_string(kMostFittedLists)});
  for (int j = 0; j < lists; ++j)
    if ((named >> j & 1U) == 0)
      return fail(Error::Kind::bad_input, "the model leaves out list {0}", "",
                  "name every list at least by itself, as 4 in [12,13,4]", {std::to_string(j + 1)});
  return hierarchical(lists, terms);
}

std::vector<std::string> term_names(std::span<const Term> terms,
                                    const std::vector<std::string>& lists) {
  std::vector<std::string> out;
  for (const Term term : terms) {
    std::string name;
    for (std::size_t j = 0; j < lists.size(); ++j)
      if ((term >> j & 1U) != 0)
        name += (name.empty() ? "" : ":") + lists[j];
    out.push_back(std::move(name));
  }
  return out;
}

}  // namespace manumit::estimate
