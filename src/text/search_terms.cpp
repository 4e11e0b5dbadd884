// SPDX-License-Identifier: Apache-2.0
#include "text/search_terms.h"

#include <algorithm>
#include <cstdint>

#include "letters.h"
#include "sounds.h"
#include "text/fold.h"
#include "text/sound_key.h"
#include "utf8.h"

namespace manumit::text {
namespace {

// Sounds and skeletons of shorter words match nearly anything.
constexpr std::size_t kLeastLettersToHear = 3;
// A longer run of Chinese letters is a sentence, not a name that people write as one word.
constexpr std::size_t kLongestJoinedName = 6;

// A skeleton says by its first letter which script it was read from, so that two Latin words are
// never held together by their skeletons alone: they have sound keys for that.
constexpr char kFromArabic = 'a';
constexpr char kFromLatin = 'l';

enum class Run : std::uint8_t { plain, arabic, cjk };

Run run_of(char32_t letter) {
  if (is_arabic(letter))
    return Run::arabic;
  return is_cjk(letter) ? Run::cjk : Run::plain;
}

bool has_letter(std::string_view folded_word) {
  return std::any_of(folded_word.begin(), folded_word.end(),
                     [](char c) { return c >= 'a' && c <= 'z'; });
}

bool can_be_heard(std::string_view folded_word) {
  const auto letters = std::count_if(folded_word.begin(), folded_word.end(),
                                     [](char c) { return c >= 'a' && c <= 'z'; });
  return static_cast<std::size_t>(letters) >= kLeastLettersToHear;
}

/// A piece of the text of one script kind.
struct Piece {
  Run run;
  std::string_view text;
};

/// Cuts a text where Arabic or Chinese letters begin and end. Most texts are one plain piece,
/// which shows by their bytes.
std::vector<Piece> pieces_of(std::string_view text) {
  // Everything from U+0600 on begins with D8 or above; general punctuation (E2 80, E2 81) has no
  // Arabic or Chinese letters.
  const bool is_plain = std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0xD8 || byte == 0xE2;
  });
  std::vector<Piece> pieces;
  if (is_plain) {
    if (!text.empty())
      pieces.push_back({Run::plain, text});
    return pieces;
  }
  while (!text.empty()) {
    std::string_view rest = text;
    const Run run = run_of(take_letter(rest));
    std::size_t length = text.size() - rest.size();
    while (!rest.empty() && run_of(take_letter(rest)) == run)
      length = text.size() - rest.size();
    pieces.push_back({run, text.substr(0, length)});
    text.remove_prefix(length);
  }
  return pieces;
}

/// The neighbouring pairs of a run of Chinese, Japanese or Korean letters.
std::vector<std::string> pairs_of(std::string_view run) {
  std::vector<std::string_view> letters;
  while (!run.empty()) {
    std::string_view rest = run;
    static_cast<void>(take_letter(rest));
    letters.push_back(run.substr(0, run.size() - rest.size()));
    run = rest;
  }
  std::vector<std::string> pairs;
  for (std::size_t i = 1; i < letters.size(); ++i) {
    pairs.push_back(std::string(letters[i - 1]) + std::string(letters[i]));
  }
  return pairs;
}

std::string joined(const std::vector<std::string_view>& words, std::size_t from) {
  std::string out;
  for (std::size_t i = from; i < words.size(); ++i)
    out += words[i];
  return out;
}

std::vector<std::string> marked_skeletons(std::string_view word, char mark) {
  std::vector<std::string> skeletons = consonant_skeletons(word);
  for (std::string& skeleton : skeletons)
    skeleton.insert(skeleton.begin(), mark);
  return skeletons;
}

void append(std::vector<std::string>& all, std::vector<std::string> more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

void add_plain_words(SearchTerms& terms, std::string_view text) {
  const std::string folded = fold(text);
  for (const std::string_view word : folded_words(folded)) {
    terms.words.emplace_back(word);
    if (!has_letter(word))
      continue;
    append(terms.sounds, sound_keys(word));
    if (can_be_heard(word))
      append(terms.skeletons, marked_skeletons(word, kFromLatin));
  }
}

void add_cjk(SearchTerms& terms, std::string_view run) {
  append(terms.pairs, pairs_of(run));
  const std::string folded = fold(run);
  const std::vector<std::string_view> words = folded_words(folded);
  for (const std::string_view word : words) {
    terms.words.emplace_back(word);
    append(terms.sounds, sound_keys(word));
  }
  // Written in Latin, a name stands as "Wang Xiaoming" or "Wangxiaoming".
  if (words.size() < 2 || words.size() > kLongestJoinedName)
    return;
  for (const std::size_t from : {std::size_t{0}, std::size_t{1}}) {
    terms.words.push_back(joined(words, from));
    append(terms.sounds, sound_keys(terms.words.back()));
  }
}

/// Words of Arabic script, cut at blanks and signs.
std::vector<std::string_view> arabic_words(std::string_view run) {
  std::vector<std::string_view> words;
  std::string_view word = run.substr(0, 0);
  while (!run.empty()) {
    const std::string_view here = run;
    const char32_t letter = take_letter(run);
    const bool is_sign = letter == 0x060C || letter == 0x061B || letter == 0x061F ||
                         letter == 0x066A || letter == 0x06D4;  // Comma, semicolon, stops.
    const std::size_t length = here.size() - run.size();
    if (is_sign) {
      if (!word.empty())
        words.push_back(word);
      word = run.substr(0, 0);
      continue;
    }
    const char* begin = word.empty() ? here.data() : word.data();
    word = std::string_view(begin, static_cast<std::size_t>(here.data() + length - begin));
  }
  if (!word.empty())
    words.push_back(word);
  return words;
}

void add_arabic(SearchTerms& terms, std::string_view run) {
  for (const std::string_view word : arabic_words(run)) {
    const std::string folded = fold(word);
    for (const std::string_view part : folded_words(folded))
      terms.words.emplace_back(part);
    append(terms.skeletons, marked_skeletons(word, kFromArabic));
  }
}

std::vector<QueryWord> plain_query(std::string_view text) {
  std::vector<QueryWord> query;
  const std::string folded = fold(text);
  for (const std::string_view word : folded_words(folded)) {
    QueryWord each{.word = std::string(word)};
    if (can_be_heard(word)) {
      each.sounds = sound_keys(word);
      each.skeletons = marked_skeletons(word, kFromArabic);
    }
    query.push_back(std::move(each));
  }
  return query;
}

std::vector<QueryWord> arabic_query(std::string_view run) {
  std::vector<QueryWord> query;
  for (const std::string_view word : arabic_words(run)) {
    const std::string folded = fold(word);
    const std::vector<std::string_view> parts = folded_words(folded);
    if (parts.empty())
      continue;
    QueryWord each{.word = joined(parts, 0)};
    append(each.skeletons, marked_skeletons(word, kFromArabic));
    append(each.skeletons, marked_skeletons(word, kFromLatin));
    query.push_back(std::move(each));
  }
  return query;
}

QueryWord cjk_query(std::string_view run) {
  const std::string folded = fold(run);
  return {.word = joined(folded_words(folded), 0), .pairs = pairs_of(run)};
}

}  // namespace

SearchTerms search_terms(std::string_view text) {
  SearchTerms terms;
  for (const Piece& piece : pieces_of(text)) {
    if (piece.run == Run::plain)
      add_plain_words(terms, piece.text);
    if (piece.run == Run::arabic)
      add_arabic(terms, piece.text);
    if (piece.run == Run::cjk)
      add_cjk(terms, piece.text);
  }
  for (auto* list : {&terms.words, &terms.sounds, &terms.skeletons, &terms.pairs}) {
    keep_different(*list);
  }
  return terms;
}

std::vector<QueryWord> query_terms(std::string_view query) {
  std::vector<QueryWord> words;
  for (const Piece& piece : pieces_of(query)) {
    std::vector<QueryWord> more;
    if (piece.run == Run::plain)
      more = plain_query(piece.text);
    if (piece.run == Run::arabic)
      more = arabic_query(piece.text);
    if (piece.run == Run::cjk)
      more.push_back(cjk_query(piece.text));
    std::move(more.begin(), more.end(), std::back_inserter(words));
  }
  std::erase_if(words, [](const QueryWord& each) { return each.word.empty(); });
  return words;
}

}  // namespace manumit::text
