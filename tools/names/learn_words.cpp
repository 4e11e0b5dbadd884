// SPDX-License-Identifier: Apache-2.0
//
//   learn_words letters NAMES.csv … > definitions/names/latin_letters.txt
//   learn_words shares NAMES.csv …  > definitions/names/word_shares.csv
//
// Learns how common the words of names are: the frequent ones by themselves, the others by their
// letters. Files as learn_spellings reads them; only rows whose split is `train` count.
#include <algorithm>
#include <cmath>
#include <iostream>
#include <map>
#include <set>

#include "letter_chances.h"
#include "spelling_pairs.h"
#include "text/fold.h"

namespace manumit::learn {
namespace {

// Costs are written in quarters of a bit.
constexpr double kSteps = 4;
constexpr std::string_view kOrigin =
    "# Learned by tools/names/learn_words from the rows named train of\n"
    "# NETransliteration-COLING2018 (github.com/steveash/NETransliteration-COLING2018), copyright\n"
    "# Amazon.com, Inc. or its affiliates, MIT licence, mined from Wikidata. The numbers are "
    "ours.\n";

// A word must be shared by so many people of one file, and by so many in a hundred thousand, to
// stand in the table: rarer ones are judged by their letters.
constexpr double kLeastPeople = 4;
constexpr double kLeastShare = 4;

using Words = std::map<std::string, double>;

Words words_of(const std::vector<Row>& rows) {
  Words words;
  for (const Row& row : rows) {
    const std::string word = text::native_word(row.latin).folded;
    if (!word.empty() && word.find_first_of("0123456789") == word.npos)
      words[word] += row.people;
  }
  return words;
}

/// Words of the scripts that are compared by their own letters; Cyrillic ones are by their Latin.
Words native_words_of(const std::vector<Row>& rows) {
  Words words;
  for (const Row& row : rows) {
    const text::NativeWord word = text::native_word(row.native);
    if (word.script == text::Script::arabic || word.script == text::Script::han ||
        word.script == text::Script::hangul)
      words[text::utf8_of(word.letters)] += row.people;
  }
  return words;
}

void write_letters(const std::vector<Words>& files) {
  std::set<std::string> all;
  for (const Words& words : files) {
    for (const auto& [word, people] : words)
      all.insert(word);
  }
  LetterChances chances;
  for (const std::string& word : all)
    chances.add(word, 1);
  std::cout << "# SPDX-License-Identifier: Apache-2.0\n"
               "# How likely a letter is after two others in Latin names, in quarters of a bit: a\n"
               "# to z, then the end of the word. ^ is the start of the word.\n"
            << kOrigin;
  const std::string alphabet = "^abcdefghijklmnopqrstuvwxyz";
  for (const char first : alphabet) {
    for (const char second : alphabet) {
      if (second == '^' && first != '^')
        continue;
      const std::string before = {first, second};
      std::cout << before;
      for (const char letter : alphabet.substr(1) + '$')
        std::cout << ' ' << std::lround(-std::log2(chances.of(before, letter)) * kSteps);
      std::cout << '\n';
    }
  }
}

void write_shares(const std::vector<Words>& files) {
  Words shares;
  for (const Words& words : files) {
    double people = 0;
    for (const auto& [word, of_word] : words)
      people += of_word;
    for (const auto& [word, of_word] : words) {
      const double share = of_word / people * 1e5;
      // One file lacks a fifth of its rows, so the highest share is nearest to the truth.
      if (of_word >= kLeastPeople && share >= kLeastShare)
        shares[word] = std::max(shares[word], share);
    }
  }
  std::cout << "word,per_100000\n";
  for (const auto& [word, share] : shares)
    std::cout << word << ',' << std::lround(share) << '\n';
}

int run(const std::vector<std::string>& arguments) {
  std::vector<Words> files;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const auto rows = train_rows(arguments[i]);
    if (!rows) {
      std::cerr << in_english(rows.error()) << '\n';
      return 1;
    }
    files.push_back(words_of(*rows));
    if (arguments[0] == "shares")
      files.push_back(native_words_of(*rows));
  }
  if (files.empty() || (arguments[0] != "letters" && arguments[0] != "shares")) {
    std::cerr << "give letters or shares, and files of names\n";
    return 2;
  }
  arguments[0] == "letters" ? write_letters(files) : write_shares(files);
  return 0;
}

}  // namespace
}  // namespace manumit::learn

int main(int count, char** values) {
  return manumit::learn::run({values + 1, values + count});
}
