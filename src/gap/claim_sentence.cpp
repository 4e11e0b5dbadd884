// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "base/encoding.h"
#include "claim.h"
#include "text/fold.h"

namespace manumit::gap {
namespace {

constexpr std::size_t kMostBytes = 2000;
constexpr std::size_t kStem = 4;  // Shorter words are matched whole: "to" is no "total".
constexpr double kFirstYear = 1900;
constexpr double kLastYear = 2100;

struct Token {
  std::string said;    ///< as it stands
  std::string folded;  ///< a word, in plain Latin letters
  std::optional<double> number;
  bool plain_digits = false;  ///< no separator: may be a year
  std::string means;          ///< what the definitions say of it
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// How many bytes of a separator of thousands stand here: a comma, a blank or a no-break blank
/// before exactly three digits.
std::size_t thousands_mark(std::string_view rest) {
  std::size_t mark = 0;
  if (rest.starts_with(',') || rest.starts_with(' '))
    mark = 1;
  else if (rest.starts_with("\xC2\xA0"))
    mark = 2;
  else if (rest.starts_with("\xE2\x80\xAF"))
    mark = 3;
  if (mark == 0 || rest.size() < mark + 3)
    return 0;
  for (std::size_t i = 0; i < 3; ++i) {
    if (!is_digit(rest[mark + i]))
      return 0;
  }
  return rest.size() > mark + 3 && is_digit(rest[mark + 3]) ? 0 : mark;
}

Token read_number(std::string_view text, std::size_t& at) {
  const std::size_t from = at;
  std::string digits;
  bool marked = false;
  while (at < text.size()) {
    if (is_digit(text[at])) {
      digits += text[at++];
      continue;
    }
    const std::size_t mark = digits.size() <= 3 || marked ? thousands_mark(text.substr(at)) : 0;
    if (mark == 0)
      break;
    marked = true;
    at += mark;
  }
  if (at + 1 < text.size() && (text[at] == '.' || text[at] == ',') && is_digit(text[at + 1])) {
    marked = true;
    digits += '.';
    for (++at; at < text.size() && is_digit(text[at]); ++at)
      digits += text[at];
  }
  Token token{.said = std::string(text.substr(from, at - from)),
              .folded = {},
              .number = {},
              .plain_digits = !marked,
              .means = {}};
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error == std::errc())
    token.number = value;
  return token;
}

std::vector<Token> tokens_of(std::string_view text) {
  constexpr std::string_view kBetween = " \t\r\n,;:!?()\"'.";
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < text.size();) {
    if (is_digit(text[at])) {
      tokens.push_back(read_number(text, at));
      continue;
    }
    if (kBetween.find(text[at]) != std::string_view::npos) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && !is_digit(text[end]) &&
           kBetween.find(text[end]) == std::string_view::npos)
      ++end;
    const std::string word(text.substr(at, end - at));
    Token token{
        .said = word, .folded = text::fold(word), .number = {}, .plain_digits = false, .means = {}};
    if (word == "%")
      token.means = "unit:percent";
    if (!token.folded.empty() || !token.means.empty())
      tokens.push_back(std::move(token));
    at = end;
  }
  return tokens;
}

bool matches(std::string_view token, std::string_view word) {
  return word.size() >= kStem ? token.starts_with(word) : token == word;
}

/// How many tokens from here are the words of a phrase; 0: they are not.
std::size_t phrase_at(const std::vector<Token>& tokens, std::size_t at, std::string_view phrase) {
  std::size_t used = 0;
  while (!phrase.empty()) {
    const std::size_t end = std::min(phrase.find(' '), phrase.size());
    if (at + used >= tokens.size() || tokens[at + used].number ||
        !matches(tokens[at + used].folded, phrase.substr(0, end)))
      return 0;
    ++used;
    phrase.remove_prefix(std::min(end + 1, phrase.size()));
  }
  return used;
}

/// The longest phrase wins: "not in force" before "in".
void give_meaning(std::vector<Token>& tokens, const Definitions& definitions) {
  for (std::size_t at = 0; at < tokens.size();) {
    std::size_t longest = 0;
    const std::string* means = nullptr;
    for (const ClaimWord& word : definitions.words) {
      for (const std::string& phrase : word.words) {
        const std::size_t used = phrase_at(tokens, at, phrase);
        if (used > longest) {
          longest = used;
          means = &word.means;
        }
      }
    }
    if (means != nullptr) {
      for (std::size_t i = 0; i < longest; ++i)
        tokens[at + i].means = i == 0 ? *means : "filler";
      if (means->starts_with("number:"))
        tokens[at].number = std::stod(means->substr(7));
    }
    at += std::max<std::size_t>(1, longest);
  }
}

class Sentences {
 public:
  explicit Sentences(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  Claim claim() {
    for (at_ = 0; at_ < tokens_.size(); ++at_) {
      if (tokens_[at_].number)
        take_number();
      else
        take_word();
    }
    put_numbers();
    choose_kind();
    put_years();
    return claim_;
  }

 private:
  struct Number {
    double value = 0;
    std::string said;
  };

  bool means(std::size_t at, std::string_view what) const {
    return at < tokens_.size() && tokens_[at].means == what;
  }
  bool is_unit(std::size_t at) const {
    return at < tokens_.size() && tokens_[at].means.starts_with("unit:");
  }

  void take_number() {
    Token& token = tokens_[at_];
    double value = *token.number;
    if (at_ + 1 < tokens_.size() && tokens_[at_ + 1].means.starts_with("times:")) {
      value *= std::stod(tokens_[at_ + 1].means.substr(6));
      token.plain_digits = false;
    }
    const bool is_year = token.plain_digits && token.said.size() == 4 && value >= kFirstYear &&
                         value <= kLastYear && !is_unit(at_ + 1);
    if (is_year)
      years_.push_back(static_cast<int>(value));
    else if (at_ > 0 && means(at_ - 1, "from"))
      put_from(value, token.said);
    else
      numbers_.push_back({value, token.said});
  }

  void take_word() {
    const std::string& what = tokens_[at_].means;
    const auto after = [&](std::string_view begin) { return what.substr(begin.size()); };
    if (what.empty()) {
      claim_.not_understood.push_back(tokens_[at_].said);
    } else if (what == "down" || what == "up") {
      claim_.direction = what == "down" ? Direction::down : Direction::up;
    } else if (what == "at_least" || what == "at_most") {
      claim_.bound = what == "at_least" ? Bound::at_least : Bound::at_most;
    } else if (what.starts_with("step:")) {
      claim_.step = after("step:");
    } else if (what.starts_with("role:")) {
      claim_.meant.role = after("role:");
    } else if (what.starts_with("unit:")) {
      claim_.unit = after("unit:");
    } else if (what.starts_with("place:")) {
      claim_.meant.place = after("place:");
    } else if (what.starts_with("law:")) {
      claim_.law = after("law:");
    } else if (what == "law" || what == "law_not") {
      about_law_ = true;
      claim_.holds = what == "law";
    } else if (what == "ratio") {
      is_ratio_ = true;
    }
  }

  void put_from(double value, const std::string& said) {
    if (from_)
      claim_.not_understood.push_back(said);
    else
      from_ = value;
  }

  /// Two years are where a change begins and ends, in whatever order they stand; without a change
  /// they are a time from the first to the last.
  void put_years() {
    std::sort(years_.begin(), years_.end());
    years_.erase(std::unique(years_.begin(), years_.end()), years_.end());
    if (years_.empty())
      return;
    const std::string first = std::to_string(years_.front());
    const std::string last = std::to_string(years_.back());
    const bool is_change = claim_.kind == ClaimKind::change;
    claim_.meant.time = time_of(is_change || first == last ? last : first + "/" + last);
    if (is_change && first != last)
      claim_.from_time = time_of(first);
    for (std::size_t i = 1; i + 1 < years_.size(); ++i)
      claim_.not_understood.push_back(std::to_string(years_[i]));
  }

  static Period time_of(const std::string& words) {
    auto period = read_period(words, {});
    return period ? std::move(*period) : Period{};
  }

  void put_numbers() {
    std::size_t used = 0;
    claim_.from = from_;
    if (!from_ && numbers_.size() == 2 && claim_.direction != Direction::not_said)
      claim_.from = numbers_[used++].value;
    if (used < numbers_.size())
      claim_.value = numbers_[used++].value;
    show_unused(used);
  }

  void show_unused(std::size_t number) {
    for (; number < numbers_.size(); ++number)
      claim_.not_understood.push_back(numbers_[number].said);
  }

  void choose_kind() {
    if (about_law_ || !claim_.law.empty())
      claim_.kind = ClaimKind::in_force;
    else if (!claim_.step.empty())
      claim_.kind = ClaimKind::steps;
    else if (claim_.from && claim_.value)
      claim_.kind = ClaimKind::change;
    else if (is_ratio_)
      claim_.kind = ClaimKind::ratio;
    else
      claim_.kind = ClaimKind::value;
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  Claim claim_;
  std::vector<int> years_;
  std::vector<Number> numbers_;
  std::optional<double> from_;
  bool about_law_ = false;
  bool is_ratio_ = false;
};

}  // namespace

Result<Claim> read_sentence(std::string_view sentence, const Definitions& definitions) {
  if (sentence.size() > kMostBytes)
    return fail(Error::Kind::bad_input, "a sentence longer than {0} bytes is no claim", {}, {},
                {std::to_string(kMostBytes)});
  if (first_bad_utf8(sentence))
    return fail(Error::Kind::bad_input, "the sentence is not text in UTF-8");
  std::vector<Token> tokens = tokens_of(sentence);
  give_meaning(tokens, definitions);
  Claim claim = Sentences(std::move(tokens)).claim();
  claim.says = std::string(sentence);
  if (!claim.value && claim.kind != ClaimKind::in_force)
    return fail(Error::Kind::bad_input, "no number was found that could be checked", {},
                "write the number in digits, or fill in a file of claims");
  if (claim.kind == ClaimKind::in_force && claim.law.empty())
    return fail(Error::Kind::bad_input, "it is not clear which law is meant", {},
                "fill in a file of claims and name the law");
  return claim;
}

}  // namespace manumit::gap
