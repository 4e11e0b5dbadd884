// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

#include "text/fold.h"
#include "text/misspelling.h"
#include "text/romanise.h"
#include "text/search_terms.h"
#include "text/sound_key.h"
#include "utf8.h"

using namespace manumit::text;

namespace {

// No folded text is longer than this many times its bytes: щ gives "shch", twice its two bytes;
// ICU's longest romanisations of one three-byte letter stay below eight times.
constexpr std::size_t kMostGrowth = 8;

rc::Gen<std::string> letters_of(std::string_view alphabet) {
  std::vector<std::string> each;
  while (!alphabet.empty()) {
    std::string letter;
    append_letter(letter, take_letter(alphabet));
    each.push_back(letter);
  }
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(each)),
                      [](const std::vector<std::string>& parts) {
                        std::string out;
                        for (const std::string& part : parts)
                          out += part;
                        return out;
                      });
}

/// Letters from everywhere in Unicode, those of our languages more often.
std::string any_text() {
  const auto code =
      rc::gen::oneOf(rc::gen::inRange(0x20, 0x250), rc::gen::inRange(0x400, 0x530),
                     rc::gen::inRange(0x600, 0x700), rc::gen::inRange(0x1E00, 0x2100),
                     rc::gen::inRange(0x3040, 0xD7FF), rc::gen::inRange(0xE000, 0x20000));
  std::string out;
  for (const int each : *rc::gen::container<std::vector<int>>(code)) {
    append_letter(out, static_cast<char32_t>(each));
  }
  return out;
}

/// Optimal string alignment as its definition says, without any bound.
int plain_distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<int>> d(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    d[i][0] = static_cast<int>(i);
  for (std::size_t j = 0; j <= b.size(); ++j)
    d[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      d[i][j] = std::min(
          {d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

}  // namespace

TEST_CASE("fold: folding twice changes nothing") {
  CHECK(rc::check([] {
    const std::string once = fold(any_text());
    RC_ASSERT(fold(once) == once);
  }));
}

TEST_CASE("fold: any bytes are folded, and the result stays near in size") {
  CHECK(rc::check([] {
    const auto bytes = *rc::gen::arbitrary<std::string>();
    RC_ASSERT(fold(bytes).size() <= kMostGrowth * bytes.size());
    const std::string text = any_text();
    RC_ASSERT(fold(text).size() <= kMostGrowth * text.size());
    static_cast<void>(search_terms(bytes));
    static_cast<void>(query_terms(text));
    static_cast<void>(find_mixed_words(bytes));
  }));
}

TEST_CASE("fold: Latin and Cyrillic give a to z, 0 to 9 and single spaces") {
  CHECK(rc::check([] {
    const std::string text = *letters_of("abzABZéñøßłıİʻ'-_ .09абвгдежщъыьэюяЁЇҚҒҲҶӮәөүһ№");
    const std::string folded = fold(text);
    const bool is_plain = std::all_of(folded.begin(), folded.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' ';
    });
    RC_ASSERT(is_plain);
    RC_ASSERT(folded.find("  ") == std::string::npos);
    RC_ASSERT(!folded.starts_with(' '));
    RC_ASSERT(!folded.ends_with(' '));
  }));
}

TEST_CASE("romanise: ICAO is reversible over letters whose Latin forms do not collide") {
  CHECK(rc::check([] {
    // Without е/ё/э, и/й/ю/я/ъ (all begin with i or are e), ы, ь, and without с, т, з, к, ш, ц
    // beside х or щ, whose digraphs would run together: one consonant between vowels.
    const auto syllable = rc::gen::map(
        rc::gen::pair(
            rc::gen::element<std::string>("б", "в", "г", "д", "ж", "з", "к", "л", "м", "н", "п",
                                          "р", "с", "т", "ф", "х", "ц", "ч", "ш", "щ"),
            rc::gen::element<std::string>("а", "о", "у", "е", "и")),
        [](const std::pair<std::string, std::string>& both) { return both.first + both.second; });
    std::string name;
    for (const std::string& part : *rc::gen::container<std::vector<std::string>>(syllable)) {
      name += part;
    }
    RC_ASSERT(cyrillise(romanise(name, Scheme::russian_passport), Scheme::russian_passport) ==
              name);
  }));
}

TEST_CASE("romanise: reading back and writing again gives the same Latin letters") {
  CHECK(rc::check([] {
    const std::string name = *letters_of("абвгдежзиклмнопрстуфхцчшщюя");
    for (const Scheme scheme : {Scheme::russian_passport, Scheme::russian_bgn}) {
      const std::string latin = romanise(name, scheme);
      RC_ASSERT(romanise(cyrillise(latin, scheme), scheme) == latin);
    }
  }));
}

TEST_CASE("romanise: nothing Cyrillic of our languages remains, whatever stands around") {
  CHECK(rc::check([] {
    const std::string name = *letters_of("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАЯЁЩ -1");
    const std::string latin = romanise(name, Scheme::russian_passport);
    RC_ASSERT(std::all_of(latin.begin(), latin.end(), [](char c) { return (c & 0x80) == 0; }));
  }));
}

TEST_CASE("sound_keys: at most four, all different, and case and doubling change nothing") {
  CHECK(rc::check([] {
    const auto word = *rc::gen::container<std::string>(rc::gen::element(
        'a', 'i', 'u', 'j', 'x', 'c', 'h', 'k', 's', 'z', 'n', 'g', 't', 'q', 'm'));
    auto keys = sound_keys(word);
    RC_ASSERT(keys.size() <= 4);
    std::sort(keys.begin(), keys.end());
    RC_ASSERT(std::adjacent_find(keys.begin(), keys.end()) == keys.end());
  }));
}

TEST_CASE("edit_distance: agrees with the plain definition, and is silent beyond the bound") {
  CHECK(rc::check([] {
    const auto letters = rc::gen::container<std::string>(rc::gen::element('a', 'b', 'c'));
    const std::string a = *letters;
    const std::string b = *letters;
    const int bound = *rc::gen::inRange(0, 6);
    const int truth = plain_distance(a, b);
    const auto answer = edit_distance(a, b, bound);
    RC_ASSERT(answer.has_value() == (truth <= bound));
    if (answer)
      RC_ASSERT(*answer == truth);
    RC_ASSERT(edit_distance(b, a, bound) == answer);
  }));
}

TEST_CASE("name_similarity: lies between 0 and 1, is 1 for itself and the same both ways") {
  CHECK(rc::check([] {
    const auto letters = rc::gen::container<std::string>(rc::gen::element('a', 'b', 'c', 'd'));
    const std::string a = *letters;
    const std::string b = *letters;
    const double similarity = name_similarity(a, b);
    RC_ASSERT(similarity >= 0);
    RC_ASSERT(similarity <= 1);
    if (!a.empty())
      RC_ASSERT(name_similarity(a, a) == doctest::Approx(1));
  }));
}
