// SPDX-License-Identifier: Apache-2.0
#include "comparator.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/check.h"
#include "text/misspelling.h"

namespace manumit::link {
namespace {

constexpr std::size_t kDateDigits = 8;

// Levels of dates …
constexpr std::uint8_t kExchanged = 1;
constexpr std::uint8_t kDateSlip = 2;
constexpr std::uint8_t kDateSlips = 3;
constexpr std::uint8_t kSameYear = 4;
// … and of codes.
constexpr std::uint8_t kCodeSlip = 1;
constexpr std::uint8_t kFirstPart = 2;
constexpr std::uint8_t kFirstLetters = 3;

// Of the bits by which two names speak for one person (names.h); between them is a level each.
constexpr std::array<double, 8> kNameSteps = {18, 14, 10, 7, 4, 1, -2, -6};

std::string number(double value) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return {digits.data(), end};
}

std::vector<double> steps_of(const ComparisonSetting& setting) {
  if (!setting.levels.empty())
    return setting.levels;
  switch (setting.how) {
    case How::jaro_winkler:
      return {0.92, 0.8};
    case How::edit:
    case How::levenshtein:
      return {1, 2};
    case How::number:
      return {1, 2, 5};
    case How::name:
      return {kNameSteps.begin(), kNameSteps.end()};
    default:
      return {};
  }
}

bool is_packed(How how) {
  return how == How::jaro_winkler || how == How::edit || how == How::levenshtein ||
         how == How::date || how == How::code;
}

/// "18600105" and "18600501".
bool day_and_month_exchanged(std::string_view a, std::string_view b) {
  return a.size() == kDateDigits && b.size() == kDateDigits && a.substr(0, 4) == b.substr(0, 4) &&
         a.substr(4, 2) == b.substr(6, 2) && a.substr(6, 2) == b.substr(4, 2);
}

/// The first word of a code, or its first half where it has no blank.
std::string_view first_part(std::string_view code) {
  const std::size_t blank = code.find(' ');
  return code.substr(0, blank == std::string_view::npos ? (code.size() + 1) / 2 : blank);
}

double number_in(std::string_view digits) {
  double value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

namespace {

bool is_name_of_people(const Fields& fields, std::size_t field) {
  const std::vector<std::size_t>& columns = fields.wanted(field).columns;
  return std::all_of(columns.begin(), columns.end(), [&](std::size_t column) {
    return fields.table().columns()[column].role <= Role::full_name;
  });
}

WordBook word_book(const Values& values, const std::vector<std::uint32_t>& counts, bool names) {
  WordBook book{.lists = WordLists::of(values, counts, names), .pairs = {}, .groups = {}};
  book.pairs = WordPairs::of(book.lists, values, counts);
  book.groups = WordGroups::of(book.lists, values);
  return book;
}

}  // namespace

double NearBits::most() const {
  return std::max({slip, common_slip, alike, common_alike});
}

void Comparator::name_levels() {
  const auto add = [&](const char* text, std::vector<std::string> fills = {}) {
    level_names_.push_back({text, std::move(fills)});
  };
  const auto add_steps = [&](const char* text) {
    for (const double step : steps_)
      add(text, {number(step)});
  };
  if (setting_.how == How::words) {
    for (std::size_t level = 0; level < kWordLevels; ++level)
      add(name_of(static_cast<WordLevel>(level)));
    return;
  }
  add("the same");
  if (setting_.how == How::jaro_winkler)
    add_steps("alike, at least {0}");
  if (setting_.how == How::edit || setting_.how == How::levenshtein)
    add_steps("at most {0} slips");
  if (setting_.how == How::number)
    add_steps("at most {0} apart");
  if (setting_.how == How::name)
    add_steps("a name that speaks with at least {0} bits");
  if (setting_.how == How::date) {
    for (const char* text : {"day and month exchanged", "one slip", "two slips",
                             "the same year, or the same as far as known"})
      add(text);
  }
  if (setting_.how == How::code) {
    for (const char* text : {"one slip", "the same first part", "the same first two letters"})
      add(text);
  }
  add("different");
}

Comparator Comparator::of(const Fields& fields, std::size_t field, const ComparisonSetting& setting,
                          NameKind kind) {
  Comparator comparator;
  comparator.values_ = &fields.values(field);
  comparator.field_ = field;
  comparator.setting_ = setting;
  comparator.steps_ = steps_of(setting);
  comparator.name_levels();
  const Values& values = fields.values(field);
  comparator.kind_ = kind;
  if (is_packed(setting.how)) {
    comparator.classes_ = letter_classes(values);
    comparator.packed_ = packed(values, comparator.classes_);
    comparator.find_best_levels();
  }
  if (setting.how == How::words)
    comparator.words_ = word_book(values, fields.counts(field), is_name_of_people(fields, field));
  if (setting.how == How::name) {
    comparator.names_.push_back(Name::of("", kind));
    comparator.name_values();
  }
  return comparator;
}

/// The names of the values that have none yet.
void Comparator::name_values() {
  for (auto id = static_cast<std::uint32_t>(names_.size()); id <= values_->count(); ++id)
    names_.push_back(Name::of((*values_)[id], kind_));
}

void Comparator::take_in_values() {
  if (is_packed(how())) {
    for (auto id = static_cast<std::uint32_t>(packed_.size()); id <= values_->count(); ++id)
      packed_.push_back(packed((*values_)[id], classes_));
  }
  if (words_) {
    words_->lists.take_in(*values_);
    words_->groups.take_in(words_->lists);
  }
  if (how() == How::name)
    name_values();
}

Agreement Comparator::compare(std::uint32_t a, std::uint32_t b) const {
  if (setting_.how == How::words)
    return compare_words(a, b);
  if (a == b)
    return {};
  switch (setting_.how) {
    case How::jaro_winkler:
    case How::edit:
    case How::levenshtein:
      return {compare_text(a, b), 0};
    case How::date:
      return {compare_date(a, b), 0};
    case How::code:
      return {compare_code(a, b), 0};
    case How::number:
      return {compare_number(a, b), 0};
    case How::name:
      return {compare_names(a, b), 0};
    default:
      return {last(), 0};
  }
}

std::uint8_t Comparator::level_of_likeness(double likeness) const {
  std::uint8_t level = 1;
  for (const double step : steps_) {
    if (likeness >= step)
      return level;
    ++level;
  }
  return level;
}

std::uint8_t Comparator::level_of_distance(double distance) const {
  std::uint8_t level = 1;
  for (const double step : steps_) {
    if (distance <= step)
      return level;
    ++level;
  }
  return level;
}

/// In slips; some number above `at_most` if there are more.
int Comparator::distance(std::uint32_t a, std::uint32_t b, int at_most) const {
  const PackedText& one = packed_[a];
  const PackedText& other = packed_[b];
  const bool exchanges = setting_.how != How::levenshtein;
  if (one.fits && other.fits) {
    const int longest = std::max(one.size, other.size);
    if (longest - static_cast<int>(most_shared(one, other)) > at_most)
      return at_most + 1;
    return packed_distance(one, other, exchanges);
  }
  const auto slips = text::edit_distance((*values_)[a], (*values_)[b], at_most);
  return slips.value_or(at_most + 1);
}

std::uint8_t Comparator::compare_text(std::uint32_t a, std::uint32_t b) const {
  if (setting_.how != How::jaro_winkler)
    return level_of_distance(distance(a, b, static_cast<int>(steps_.back())));
  const PackedText& one = packed_[a];
  const PackedText& other = packed_[b];
  if (one.fits && other.fits)
    return glance(a, b) == last() ? last() : level_of_likeness(packed_similarity(one, other));
  const std::string_view first = (*values_)[a];
  const std::string_view second = (*values_)[b];
  const bool turned = first.size() != second.size() ? first.size() > second.size() : first > second;
  return level_of_likeness(turned ? text::name_similarity(second, first)
                                  : text::name_similarity(first, second));
}

std::uint8_t Comparator::compare_date(std::uint32_t a, std::uint32_t b) const {
  const std::string_view one = (*values_)[a];
  const std::string_view other = (*values_)[b];
  const bool both_whole = one.size() > 6 && other.size() > 6;
  if (both_whole) {
    if (day_and_month_exchanged(one, other))
      return kExchanged;
    const int slips = distance(a, b, 2);
    if (slips <= 2)
      return slips == 1 ? kDateSlip : kDateSlips;
    return one.substr(0, 4) == other.substr(0, 4) ? kSameYear : last();
  }
  const std::size_t known = std::min(one.size(), other.size());
  return one.substr(0, known) == other.substr(0, known) ? kSameYear : last();
}

std::uint8_t Comparator::compare_code(std::uint32_t a, std::uint32_t b) const {
  if (distance(a, b, 1) <= 1)
    return kCodeSlip;
  const std::string_view one = (*values_)[a];
  const std::string_view other = (*values_)[b];
  if (first_part(one) == first_part(other))
    return kFirstPart;
  return one.substr(0, 2) == other.substr(0, 2) ? kFirstLetters : last();
}

std::uint8_t Comparator::compare_number(std::uint32_t a, std::uint32_t b) const {
  return level_of_distance(std::fabs(number_in((*values_)[a]) - number_in((*values_)[b])));
}

Agreement Comparator::compare_words(std::uint32_t a, std::uint32_t b) const {
  const SharedWords shared = shared_words(*words_, a, b);
  const WordLevel level = level_of(shared);
  if (level == WordLevel::none)
    return {static_cast<std::uint8_t>(level), 0};
  const double near = static_cast<double>(shared.slips - shared.common_slips) * near_bits_.slip +
                      static_cast<double>(shared.common_slips) * near_bits_.common_slip +
                      static_cast<double>(shared.alike - shared.common_alike) * near_bits_.alike +
                      static_cast<double>(shared.common_alike) * near_bits_.common_alike;
  return {static_cast<std::uint8_t>(level),
          static_cast<float>(std::min(shared.rarity + near, shared.most) - shared.ways)};
}

std::uint8_t Comparator::compare_names(std::uint32_t a, std::uint32_t b) const {
  const std::optional<double> bits = name_bits(names_[a], names_[b]);
  return bits ? level_of_likeness(*bits) : kNoEvidence;
}

void Comparator::find_best_levels() {
  best_levels_.reserve(kSizes * kPrefixes * kSizes * kSizes);
  for (unsigned one = 0; one < kSizes; ++one) {
    for (unsigned prefix = 0; prefix < kPrefixes; ++prefix) {
      for (unsigned other = 0; other < kSizes; ++other) {
        const unsigned most = std::min(one, other);
        for (unsigned shared = 0; shared < kSizes; ++shared)
          best_levels_.push_back(shared <= most ? best_level_of(one, other, shared, prefix)
                                                : best_levels_.back());
      }
    }
  }
}

std::uint8_t Comparator::best_level_of(unsigned size_a, unsigned size_b, unsigned shared,
                                       unsigned prefix) const {
  // What is reckoned here in another order of operations must not fall below a step by rounding.
  constexpr double kRounding = 1e-9;
  if (size_a == 0 || size_b == 0 || (shared == 0 && setting_.how == How::jaro_winkler))
    return last();
  const auto most = static_cast<double>(shared);
  if (setting_.how == How::jaro_winkler) {
    const double jaro = std::min(1.0, (most / size_a + most / size_b + 1) / 3);
    return level_of_likeness(jaro + 0.1 * prefix * (1 - jaro) + kRounding);
  }
  const double slips = std::max(size_a, size_b) - most;
  if (setting_.how == How::edit || setting_.how == How::levenshtein)
    return level_of_distance(slips);
  if (setting_.how == How::date)
    return slips <= 0 ? kExchanged : slips <= 1 ? kDateSlip : slips <= 2 ? kDateSlips : kSameYear;
  return slips <= 1 ? kCodeSlip : kFirstPart;
}

std::uint8_t Comparator::glance(std::uint32_t a, std::uint32_t b) const {
  if (packed_.empty())
    return setting_.how == How::exact ? last() : 1;
  const PackedText& one = packed_[a];
  const PackedText& other = packed_[b];
  if (!one.fits || !other.fits)
    return 1;
  const std::uint32_t different = one.first_four ^ other.first_four;
  const unsigned prefix = different == 0 ? 4 : static_cast<unsigned>(__builtin_ctz(different)) / 8;
  return best_level(one.size, other.size, most_shared(one, other), prefix);
}

}  // namespace manumit::link
