// SPDX-License-Identifier: Apache-2.0
#include "text/names_in.h"

#include <algorithm>
#include <array>
#include <optional>

#include "letters.h"
#include "name_words.h"
#include "text/script.h"
#include "text/sound_key.h"
#include "utf8.h"
#include "word_cutter.h"

namespace manumit::text {
namespace {

constexpr std::size_t kMostWords = 64;

// What leads over to another name of the same person, in small letters between blanks.
constexpr auto kAlso = std::to_array<std::string_view>(
    {" a.k.a. ", " a.k.a ", " aka ", " f.k.a. ", " fka ", " alias ", " née ", " nee ", " born ",
     " formerly ", " also known as ", " он же ", " она же ", " урожд. ", " урождённая ",
     " урожденная ", " ; ", " / ", ": "});

/// ASCII letters small; the Russian words above are expected to be small already.
std::string small(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z')
      c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::size_t words_in(std::string_view text) {
  return cut_words(text, kMostWords).size();
}

/// The text outside of brackets, and each text inside of them.
std::vector<std::string> brackets_apart(std::string_view text) {
  std::vector<std::string> inside;
  std::string outside;
  std::size_t depth = 0;
  for (const char c : text) {
    if (c == '(' || c == '[') {
      if (depth++ == 0)
        inside.emplace_back();
    } else if ((c == ')' || c == ']') && depth > 0) {
      --depth;
    } else {
      (depth == 0 ? outside : inside.back()) += c;
    }
    if (depth == 0 && (c == ')' || c == ']'))
      outside += ' ';
  }
  inside.insert(inside.begin(), outside);
  return inside;
}

/// Cuts at the words and signs that lead over to another name.
void cut_at_also(std::string_view text, std::vector<std::string>& out) {
  // Blanks around, so that the first and the last word are found too.
  const std::string padded = ' ' + std::string(text) + ' ';
  const std::string lower = small(padded);
  std::size_t from = 0;
  while (from < padded.size()) {
    std::size_t at = padded.size();
    std::size_t length = 0;
    for (const std::string_view also : kAlso) {
      const std::size_t found = lower.find(also, from);
      if (found < at) {
        at = found;
        length = also.size();
      }
    }
    const std::size_t semicolon = padded.find(';', from);
    if (semicolon < at) {
      at = semicolon;
      length = 1;
    }
    out.push_back(padded.substr(from, at - from));
    // The last blank of the one is the first of what may follow at once.
    from = std::max(at + 1, at + (length > 1 ? length - 1 : length));
  }
}

std::vector<std::string> pieces_between(std::string_view text, char sign) {
  std::vector<std::string> pieces;
  while (true) {
    const std::size_t end = std::min(text.find(sign), text.size());
    pieces.emplace_back(text.substr(0, end));
    if (end == text.size())
      return pieces;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string> sounds_of(std::string_view text) {
  std::vector<std::string> sounds;
  for (const CutWord& word : cut_words(text, kMostWords)) {
    const std::string folded = native_word(word.text).folded;
    if (name_word(folded) != NameWord::other)
      continue;
    for (std::string& key : sound_keys(folded))
      sounds.push_back(std::move(key));
  }
  return sounds;
}

/// Whether some name is heard in both: they are two spellings, and not the parts of one.
bool sound_alike(std::string_view a, std::string_view b) {
  const std::vector<std::string> of_a = sounds_of(a);
  const std::vector<std::string> of_b = sounds_of(b);
  return std::find_first_of(of_a.begin(), of_a.end(), of_b.begin(), of_b.end()) != of_a.end();
}

/// "Koda, Samir" is one name, "Samir Koda, Samer Koda" and "Koda, Kodda, Coda" are several.
void cut_at_commas(const std::string& text, std::vector<std::string>& out) {
  std::vector<std::string> pieces = pieces_between(text, ',');
  std::erase_if(pieces, [](const std::string& piece) { return words_in(piece) == 0; });
  if (pieces.size() > 2 || (pieces.size() == 2 && sound_alike(pieces[0], pieces[1]))) {
    out.insert(out.end(), pieces.begin(), pieces.end());
  } else {
    out.push_back(text);
  }
}

enum class Family : std::uint8_t { alphabet, arabic, east_asian };

std::optional<Family> family_at(std::string_view rest) {
  const char32_t letter = take_letter(rest);
  const LetterClass kind = class_of(letter);
  if (kind == LetterClass::latin || kind == LetterClass::cyrillic || is_greek(letter))
    return Family::alphabet;
  if (kind != LetterClass::other)
    return std::nullopt;
  if (is_arabic(letter))
    return Family::arabic;
  return is_cjk(letter) ? std::optional(Family::east_asian) : std::nullopt;
}

/// Cuts where Arabic or East Asian letters begin or end.
void cut_at_scripts(const std::string& text, std::vector<std::string>& out) {
  std::optional<Family> now;
  std::size_t from = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::string_view rest = std::string_view(text).substr(at);
    const std::optional<Family> family = family_at(rest);
    if (family && now && *family != *now) {
      out.push_back(text.substr(from, at - from));
      from = at;
    }
    now = family ? family : now;
    static_cast<void>(take_letter(rest));
    at = text.size() - rest.size();
  }
  out.push_back(text.substr(from));
}

/// Without blanks at the ends and double ones.
std::string tidy(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' || (!out.empty() && out.back() != ' '))
      out += c;
  }
  while (out.ends_with(' '))
    out.pop_back();
  return out;
}

}  // namespace

std::vector<std::string> names_in(std::string_view cell, std::size_t most) {
  std::vector<std::string> names;
  // One word in brackets is another spelling of a part, or a remark.
  std::size_t least = 1;
  for (const std::string& text : brackets_apart(cell)) {
    std::vector<std::string> also;
    cut_at_also(text, also);
    std::vector<std::string> pieces;
    for (const std::string& piece : also)
      cut_at_commas(piece, pieces);
    std::vector<std::string> found;
    for (const std::string& piece : pieces)
      cut_at_scripts(piece, found);
    for (const std::string& name : found) {
      if (words_in(name) >= least && names.size() < most)
        names.push_back(tidy(name));
    }
    least = 2;
  }
  return names;
}

}  // namespace manumit::text
