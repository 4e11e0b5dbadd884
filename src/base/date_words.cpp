// SPDX-License-Identifier: Apache-2.0
#include "date_words.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "plain_words.h"

namespace manumit {
namespace {

template <typename T>
struct Named {
  std::string_view name;
  T value;
};

template <typename T, std::size_t N>
std::optional<T> find_name(const std::array<Named<T>, N>& table, std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(),
                                  [name](const Named<T>& each) { return each.name == name; });
  if (found == table.end())
    return std::nullopt;
  return found->value;
}

constexpr auto kMonths = std::to_array<Named<int>>({
    {"january", 1},   {"jan", 1},       {"январь", 1},    {"января", 1},    {"январе", 1},
    {"янв", 1},       {"february", 2},  {"feb", 2},       {"февраль", 2},   {"февраля", 2},
    {"феврале", 2},   {"фев", 2},       {"февр", 2},      {"march", 3},     {"mar", 3},
    {"март", 3},      {"марта", 3},     {"марте", 3},     {"мар", 3},       {"april", 4},
    {"apr", 4},       {"апрель", 4},    {"апреля", 4},    {"апреле", 4},    {"апр", 4},
    {"may", 5},       {"май", 5},       {"мая", 5},       {"мае", 5},       {"june", 6},
    {"jun", 6},       {"июнь", 6},      {"июня", 6},      {"июне", 6},      {"июн", 6},
    {"july", 7},      {"jul", 7},       {"июль", 7},      {"июля", 7},      {"июле", 7},
    {"июл", 7},       {"august", 8},    {"aug", 8},       {"август", 8},    {"августа", 8},
    {"августе", 8},   {"авг", 8},       {"september", 9}, {"sept", 9},      {"sep", 9},
    {"сентябрь", 9},  {"сентября", 9},  {"сентябре", 9},  {"сент", 9},      {"сен", 9},
    {"october", 10},  {"oct", 10},      {"октябрь", 10},  {"октября", 10},  {"октябре", 10},
    {"окт", 10},      {"november", 11}, {"nov", 11},      {"ноябрь", 11},   {"ноября", 11},
    {"ноябре", 11},   {"нояб", 11},     {"ноя", 11},      {"december", 12}, {"dec", 12},
    {"декабрь", 12},  {"декабря", 12},  {"декабре", 12},  {"дек", 12},      {"мартом", 3},
    {"январем", 1},   {"февралем", 2},  {"апрелем", 4},   {"маем", 5},      {"июнем", 6},
    {"июлем", 7},     {"августом", 8},  {"сентябрем", 9}, {"октябрем", 10}, {"ноябрем", 11},
    {"декабрем", 12},
});

constexpr auto kSeasons = std::to_array<Named<Season>>({
    {"spring", Season::spring}, {"весна", Season::spring},  {"весны", Season::spring},
    {"весной", Season::spring}, {"весну", Season::spring},  {"весне", Season::spring},
    {"summer", Season::summer}, {"лето", Season::summer},   {"лета", Season::summer},
    {"летом", Season::summer},  {"лету", Season::summer},   {"лете", Season::summer},
    {"autumn", Season::autumn}, {"fall", Season::autumn},   {"осень", Season::autumn},
    {"осени", Season::autumn},  {"осенью", Season::autumn}, {"winter", Season::winter},
    {"зима", Season::winter},   {"зимы", Season::winter},   {"зимой", Season::winter},
    {"зиму", Season::winter},   {"зиме", Season::winter},
});

constexpr auto kWords = std::to_array<Named<DateWord>>({
    {"about", DateWord::about},
    {"around", DateWord::about},
    {"approximately", DateWord::about},
    {"approx", DateWord::about},
    {"circa", DateWord::about},
    {"ca", DateWord::about},
    {"c", DateWord::about},
    {"roughly", DateWord::about},
    {"~", DateWord::about},
    {"около", DateWord::about},
    {"примерно", DateWord::about},
    {"приблизительно", DateWord::about},
    {"приблиз", DateWord::about},
    {"ок", DateWord::about},
    {"before", DateWord::before},
    {"до", DateWord::before},
    {"ранее", DateWord::before},
    {"раньше", DateWord::before},
    {"until", DateWord::until},
    {"till", DateWord::until},
    {"to", DateWord::until},
    {"по", DateWord::until},
    {"after", DateWord::after},
    {"после", DateWord::after},
    {"since", DateWord::since},
    {"с", DateWord::since},
    {"со", DateWord::since},
    {"between", DateWord::between},
    {"между", DateWord::between},
    {"from", DateWord::from},
    {"and", DateWord::and_},
    {"и", DateWord::and_},
    {"early", DateWord::early},
    {"beginning", DateWord::early},
    {"start", DateWord::early},
    {"начало", DateWord::early},
    {"начале", DateWord::early},
    {"начала", DateWord::early},
    {"mid", DateWord::middle},
    {"middle", DateWord::middle},
    {"середина", DateWord::middle},
    {"середине", DateWord::middle},
    {"середины", DateWord::middle},
    {"late", DateWord::late},
    {"end", DateWord::late},
    {"конец", DateWord::late},
    {"конце", DateWord::late},
    {"конца", DateWord::late},
    {"first", DateWord::first},
    {"первая", DateWord::first},
    {"первой", DateWord::first},
    {"second", DateWord::second},
    {"вторая", DateWord::second},
    {"второй", DateWord::second},
    {"half", DateWord::half},
    {"половина", DateWord::half},
    {"половине", DateWord::half},
    {"aged", DateWord::aged},
    {"age", DateWord::aged},
    {"возраст", DateWord::aged},
    {"возрасте", DateWord::aged},
    {"years", DateWord::years},
    {"лет", DateWord::years},
    {"год", DateWord::years},
    {"года", DateWord::years},
    {"old", DateWord::old},
});

constexpr std::array<std::string_view, 20> kSayNothing = {
    "the", "of",  "in",   "on",     "at",    "a",      "year",  "month", "в",    "во",
    "на",  "был", "была", "месяца", "месяц", "месяце", "числа", "число", "было", "when"};

// After a year only: elsewhere "г" and "года" would hide a misreading.
constexpr std::array<std::string_view, 9> kYearWords = {"г",     "гг",   "год",   "года", "году",
                                                        "годов", "годы", "годах", "годом"};

constexpr std::array<std::string_view, 9> kOrdinalEndings = {"st",  "nd", "rd", "th", "го",
                                                             "ого", "е",  "м",  "ым"};
constexpr std::array<std::string_view, 5> kDecadeEndings = {"s", "е", "х", "ые", "ых"};

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
}

std::string_view leading_letters(std::string_view text) {
  const auto* end = std::find_if_not(text.begin(), text.end(), is_letter);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

constexpr std::size_t kMostDigits = 9;  // Fits into an int.

/// Reads a number and the ending that hangs on it, "5th" or "1990-е".
DateToken take_number(std::string_view& text) {
  const std::size_t length = std::min(text.find_first_not_of("0123456789"), text.size());
  DateToken token{.kind = DateToken::Kind::number, .text = std::string(text.substr(0, length))};
  token.value = length <= kMostDigits ? 0 : -1;
  for (const char c : token.text) {
    if (token.value >= 0)
      token.value = token.value * 10 + (c - '0');
  }
  text.remove_prefix(length);
  const std::string_view hyphen = text.starts_with('-') ? text.substr(0, 1) : text.substr(0, 0);
  const std::string_view ending = leading_letters(text.substr(hyphen.size()));
  const bool is_year = length == 4;
  token.decade = is_year && is_one_of(ending, kDecadeEndings);
  token.ordinal = !is_year && is_one_of(ending, kOrdinalEndings);
  if (token.decade || token.ordinal)
    text.remove_prefix(hyphen.size() + ending.size());
  return token;
}

bool says_nothing(std::string_view word, const std::vector<DateToken>& before) {
  const bool after_year = !before.empty() && before.back().kind == DateToken::Kind::number &&
                          before.back().text.size() == 4;
  return is_one_of(word, kSayNothing) || (after_year && is_one_of(word, kYearWords));
}

}  // namespace

std::vector<DateToken> date_tokens(std::string_view words) {
  const std::string plain = plain_words(words);
  std::string_view rest = plain;
  std::vector<DateToken> tokens;
  while (!rest.empty()) {
    const std::string_view word = leading_letters(rest);
    if (is_digit(rest.front())) {
      tokens.push_back(take_number(rest));
      continue;
    }
    if (!word.empty()) {
      if (!says_nothing(word, tokens)) {
        tokens.push_back({.kind = DateToken::Kind::word, .text = std::string(word)});
      }
      rest.remove_prefix(word.size());
      if (rest.starts_with('.'))
        rest.remove_prefix(1);  // "янв.", "approx."
      continue;
    }
    const char mark = rest.front();
    rest.remove_prefix(1);
    if (mark == ' ' || mark == ',')
      continue;
    tokens.push_back({.kind = DateToken::Kind::mark, .text = std::string(1, mark)});
  }
  return tokens;
}

std::optional<DateWord> date_word(std::string_view word) {
  return find_name(kWords, word);
}

std::optional<int> month_named(std::string_view word) {
  return find_name(kMonths, word);
}

std::optional<Season> season_named(std::string_view word) {
  return find_name(kSeasons, word);
}

}  // namespace manumit
