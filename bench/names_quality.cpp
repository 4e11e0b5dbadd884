// SPDX-License-Identifier: Apache-2.0
//
// How well names are compared: run by names_quality.py, which feeds the files.
//
//   manumit_names_quality tokens|persons|cases ours|plain < FILE.csv
//
// tokens: split, latin, native, count. Pairs of the rows named dev against random pairs of them.
// persons: entity, …, schema, …, name, script. Every name of a script against every Latin name.
// cases: case_group, schema, name1, name2, is_match. One threshold, chosen on the other half.
// "plain" is ICU's romanisation and Jaro–Winkler, greedily aligned: what most programs do.
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/csv.h"
#include "link/names.h"
#include "text/misspelling.h"

namespace manumit {
namespace {

using Rows = std::vector<std::map<std::string, std::string>>;

/// How alike two names are: the higher the more. Nothing to compare is below everything.
using Compare = std::function<double(std::size_t a, std::size_t b)>;
constexpr double kNothing = -1000;

Rows rows_of(std::istream& in) {
  const std::string text(std::istreambuf_iterator<char>(in), {});
  const auto read = read_csv(text);
  Rows rows;
  if (!read || read->empty())
    return rows;
  const std::vector<std::string>& heading = read->front().cells;
  for (std::size_t i = 1; i < read->size(); ++i) {
    std::map<std::string, std::string>& row = rows.emplace_back();
    for (std::size_t c = 0; c < heading.size() && c < (*read)[i].cells.size(); ++c)
      row[heading[c]] = (*read)[i].cells[c];
  }
  return rows;
}

std::string romanised(const std::string& text) {
  static const std::unique_ptr<icu::Transliterator> kRules = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::Transliterator>(icu::Transliterator::createInstance(
        "Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
  }();
  icu::UnicodeString latin = icu::UnicodeString::fromUTF8(text);
  kRules->transliterate(latin);
  std::string out;
  latin.toUTF8String(out);
  return out;
}

bool is_word_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

/// Words of at least two letters; apostrophes do not end a word.
std::vector<std::string> plain_words(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : romanised(text) + ' ') {
    if (is_word_letter(c)) {
      word += c;
    } else if (c != '\'' && c != '`') {
      if (word.size() >= 2)
        words.push_back(word);
      word.clear();
    }
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words)
    all += word;
  return all;
}

/// The plain comparison: the best pairs of words first, each word once, the mean over the shorter
/// name.
class Plain {
 public:
  double alike(const std::string& a, const std::string& b) {
    const std::vector<int>& words_a = numbers_of(a);
    const std::vector<int>& words_b = numbers_of(b);
    if (words_a.empty() || words_b.empty())
      return kNothing;
    struct Pair {
      double alike;
      std::size_t a;
      std::size_t b;
    };
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < words_a.size(); ++i) {
      for (std::size_t j = 0; j < words_b.size(); ++j)
        pairs.push_back({words_alike(words_a[i], words_b[j]), i, j});
    }
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const Pair& x, const Pair& y) { return x.alike > y.alike; });
    std::set<std::size_t> taken_a;
    std::set<std::size_t> taken_b;
    double sum = 0;
    for (const Pair& pair : pairs) {
      if (taken_a.contains(pair.a) || taken_b.contains(pair.b))
        continue;
      taken_a.insert(pair.a);
      taken_b.insert(pair.b);
      sum += pair.alike;
    }
    return sum / static_cast<double>(taken_a.size());
  }

 private:
  const std::vector<int>& numbers_of(const std::string& name) {
    const auto found = names_.find(name);
    if (found != names_.end())
      return found->second;
    std::vector<int>& numbers = names_[name];
    for (const std::string& word : plain_words(name)) {
      const auto [at, is_new] = words_.emplace(word, static_cast<int>(by_number_.size()));
      if (is_new)
        by_number_.push_back(word);
      numbers.push_back(at->second);
    }
    return numbers;
  }
  double words_alike(int a, int b) {
    const auto key = static_cast<std::uint64_t>(a) << 32 | static_cast<std::uint32_t>(b);
    const auto [at, is_new] = known_.emplace(key, 0.0F);
    if (is_new)
      at->second = static_cast<float>(text::name_similarity(
          by_number_[static_cast<std::size_t>(a)], by_number_[static_cast<std::size_t>(b)]));
    return static_cast<double>(at->second);
  }

  std::unordered_map<std::string, std::vector<int>> names_;
  std::unordered_map<std::string, int> words_;
  std::vector<std::string> by_number_;
  std::unordered_map<std::uint64_t, float> known_;
};

/// Both columns prepared once, compared by number.
Compare comparison(bool ours, const std::vector<std::string>& a, const std::vector<std::string>& b,
                   const std::vector<link::NameKind>& kinds = {}) {
  if (!ours) {
    auto plain = std::make_shared<Plain>();
    return [&a, &b, plain](std::size_t i, std::size_t j) { return plain->alike(a[i], b[j]); };
  }
  auto names_a = std::make_shared<std::vector<link::Name>>();
  auto names_b = std::make_shared<std::vector<link::Name>>();
  const auto kind = [&kinds](std::size_t i) {
    return kinds.empty() ? link::NameKind::person : kinds[i];
  };
  for (std::size_t i = 0; i < a.size(); ++i)
    names_a->push_back(link::Name::of(a[i], kind(i)));
  for (std::size_t i = 0; i < b.size(); ++i)
    names_b->push_back(link::Name::of(b[i], kind(i)));
  return [names_a, names_b](std::size_t i, std::size_t j) {
    return link::name_bits((*names_a)[i], (*names_b)[j]).value_or(kNothing);
  };
}

void tokens(const Rows& rows, bool ours) {
  std::vector<std::string> latin;
  std::vector<std::string> native;
  std::size_t exact = 0;
  for (const auto& row : rows) {
    if (row.at("split") != "dev")
      continue;
    // One word each: the plain way would cut a Chinese one into syllables.
    latin.push_back(ours ? row.at("latin") : joined(plain_words(row.at("latin"))));
    native.push_back(ours ? row.at("native") : joined(plain_words(row.at("native"))));
    exact += latin.back() == native.back();
  }
  const std::size_t size = latin.size();
  const Compare compare = comparison(ours, latin, native);
  std::vector<double> same;
  for (std::size_t i = 0; i < size; ++i)
    same.push_back(compare(i, i));
  constexpr std::size_t kRandomPairs = 3'000'000;
  std::vector<double> strangers;
  std::mt19937_64 random(1);
  while (strangers.size() < kRandomPairs) {
    const std::size_t i = random() % size;
    const std::size_t j = random() % size;
    if (i != j)
      strangers.push_back(compare(i, j));
  }
  std::sort(strangers.begin(), strangers.end(), std::greater<>());
  std::printf("tokens\t%zu", size);
  for (const double share : {0.001, 0.0001}) {
    const double threshold = strangers[static_cast<std::size_t>(share * kRandomPairs)];
    const auto found = std::count_if(same.begin(), same.end(),
                                     [threshold](double each) { return each > threshold; });
    std::printf("\t%.4f\t%.3f", static_cast<double>(found) / static_cast<double>(size), threshold);
  }
  std::printf("\t%.4f\n", static_cast<double>(exact) / static_cast<double>(size));
}

struct Scored {
  double score;
  bool same;
};

/// For a look at what goes wrong: NAMES_SHOW is the score from which on strangers are shown, and
/// below which pairs that are the same.
void show(const Scored& pair, const std::string& a, const std::string& b) {
  const char* from = std::getenv("NAMES_SHOW");
  if (from != nullptr && pair.same != (pair.score >= std::atof(from)))
    std::fprintf(stderr, "%.2f\t%d\t%s\t%s\n", pair.score, pair.same, a.c_str(), b.c_str());
}

struct Best {
  double f1 = 0;
  double precision = 0;
  double recall = 0;
  double threshold = 0;
};

Best at_best(std::vector<Scored>& pairs, std::size_t all_same) {
  std::sort(pairs.begin(), pairs.end(),
            [](const Scored& x, const Scored& y) { return x.score > y.score; });
  Best best;
  std::size_t hits = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    hits += pairs[i].same;
    if (i + 1 < pairs.size() && pairs[i + 1].score == pairs[i].score)
      continue;
    const double f1 = 2 * static_cast<double>(hits) / static_cast<double>(i + 1 + all_same);
    if (f1 > best.f1)
      best = {f1, static_cast<double>(hits) / static_cast<double>(i + 1),
              static_cast<double>(hits) / static_cast<double>(all_same), pairs[i].score};
  }
  return best;
}

double f1_at(const std::vector<Scored>& pairs, std::size_t all_same, double threshold) {
  std::size_t hits = 0;
  std::size_t found = 0;
  for (const Scored& pair : pairs) {
    if (pair.score < threshold)
      continue;
    ++found;
    hits += pair.same;
  }
  return 2 * static_cast<double>(hits) / static_cast<double>(found + all_same);
}

/// The threshold of one half used on the other, both ways, as one F1 over all.
void print_halves(std::array<std::vector<Scored>, 2>& halves,
                  const std::array<std::size_t, 2>& all_same) {
  std::vector<Scored> all = halves[0];
  all.insert(all.end(), halves[1].begin(), halves[1].end());
  const Best best = at_best(all, all_same[0] + all_same[1]);
  const double first = at_best(halves[0], all_same[0]).threshold;
  const double second = at_best(halves[1], all_same[1]).threshold;
  std::printf("\t%.4f\t%.4f\t%.4f\t%.2f\t%.4f\t%.4f", best.f1, best.precision, best.recall,
              best.threshold, f1_at(halves[1], all_same[1], first),
              f1_at(halves[0], all_same[0], second));
}

struct Written {
  std::vector<std::string> names;
  std::vector<std::string> of;
  std::vector<std::string> number;  ///< 0 is the first name of somebody.
};

Written written_in(const Rows& rows, const std::string& script) {
  Written written;
  for (const auto& row : rows) {
    // Single words are mostly noms de guerre and fragments.
    if (row.at("schema") == "Person" && row.at("script") == script &&
        plain_words(row.at("name")).size() >= 2) {
      written.names.push_back(row.at("name"));
      written.of.push_back(row.at("entity"));
      written.number.push_back(row.at("name_no"));
    }
  }
  return written;
}

/// Every fourth of the Latin names that are no first ones.
Written aliases_in(const Written& latin) {
  Written aliases;
  std::size_t seen = 0;
  for (std::size_t i = 0; i < latin.names.size(); ++i) {
    if (latin.number[i] == "0" || seen++ % 4 != 0)
      continue;
    aliases.names.push_back(latin.names[i]);
    aliases.of.push_back(latin.of[i]);
    aliases.number.push_back(latin.number[i]);
  }
  return aliases;
}

/// Queries whose first answer is somebody else, with the best score of a right one.
void show_first(const std::string& query, const Written& latin, const std::string& of,
                std::size_t top, double score, const std::function<double(std::size_t)>& compare) {
  double best = 2 * kNothing;
  std::size_t right = 0;
  for (std::size_t j = 0; j < latin.names.size(); ++j) {
    if (latin.of[j] == of && compare(j) > best) {
      best = compare(j);
      right = j;
    }
  }
  std::fprintf(stderr, "%s\t%.1f %s\t%.1f %s\n", query.c_str(), score, latin.names[top].c_str(),
               best, latin.names[right].c_str());
}

void persons_of(const Rows& rows, const std::string& script, const Written& latin, bool ours) {
  const bool are_aliases = script == "Latn";
  const Written queries = are_aliases ? aliases_in(latin) : written_in(rows, script);
  const Compare compare = comparison(ours, queries.names, latin.names);
  std::array<std::vector<Scored>, 2> halves;
  std::array<std::size_t, 2> all_same{};
  const std::set<std::string> findable(latin.of.begin(), latin.of.end());
  std::size_t asked = 0;
  std::size_t first = 0;
  for (std::size_t i = 0; i < queries.names.size(); ++i) {
    const std::size_t half = std::stoul(queries.of[i]) % 2;
    Scored top{2 * kNothing, false};
    std::size_t top_place = 0;
    for (std::size_t j = 0; j < latin.names.size(); ++j) {
      if (are_aliases && queries.of[i] == latin.of[j] && queries.names[i] == latin.names[j])
        continue;
      const Scored pair{compare(i, j), queries.of[i] == latin.of[j]};
      all_same[half] += pair.same;
      halves[half].push_back(pair);
      // Two lists may hold one name twice: nobody could tell which is meant, so a tie is found.
      if (pair.score > top.score || (pair.score == top.score && pair.same)) {
        top = pair;
        top_place = j;
      }
      show(pair, queries.names[i], latin.names[j]);
    }
    asked += findable.contains(queries.of[i]);
    if (std::getenv("NAMES_SHOW_FIRST") != nullptr && !top.same && findable.contains(queries.of[i]))
      show_first(queries.names[i], latin, queries.of[i], top_place, top.score,
                 [&](std::size_t j) { return compare(i, j); });
    first += top.same;
  }
  std::printf("%s\t%zu\t%zu\t%zu", script.c_str(), queries.names.size(), latin.names.size(),
              all_same[0] + all_same[1]);
  print_halves(halves, all_same);
  std::printf("\t%.4f\t%zu\n", static_cast<double>(first) / static_cast<double>(asked), asked);
}

void cases(const Rows& rows, bool ours) {
  std::vector<std::string> a;
  std::vector<std::string> b;
  std::vector<link::NameKind> kinds;
  std::array<std::vector<Scored>, 2> halves;
  std::array<std::size_t, 2> all_same{};
  for (const auto& row : rows) {
    a.push_back(row.at("name1"));
    b.push_back(row.at("name2"));
    kinds.push_back(row.at("schema") == "Person" ? link::NameKind::person
                                                 : link::NameKind::organisation);
  }
  const Compare compare = comparison(ours, a, b, kinds);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool is_usable = rows[i].at("is_match") == "true" || rows[i].at("is_match") == "false";
    if (!is_usable)
      continue;
    const std::size_t half = rows[i].at("case_group") == "nk_checks" ? 0 : 1;
    const Scored pair{compare(i, i), rows[i].at("is_match") == "true"};
    halves[half].push_back(pair);
    all_same[half] += pair.same;
    show(pair, a[i], b[i]);
  }
  std::printf("cases\t%zu\t%zu\t%zu", rows.size(), rows.size(), all_same[0] + all_same[1]);
  print_halves(halves, all_same);
  std::printf("\n");
}

int run(const std::vector<std::string>& arguments) {
  if (arguments.size() < 2) {
    std::cerr << "give tokens, persons or cases, and ours or plain\n";
    return 2;
  }
  const bool ours = arguments[1] == "ours";
  const Rows rows = rows_of(std::cin);
  if (arguments[0] == "tokens") {
    tokens(rows, ours);
  } else if (arguments[0] == "persons") {
    const Written latin = written_in(rows, "Latn");
    for (std::size_t i = 2; i < arguments.size(); ++i)
      persons_of(rows, arguments[i], latin, ours);
  } else {
    cases(rows, ours);
  }
  return 0;
}

}  // namespace
}  // namespace manumit

int main(int count, char** values) {
  return manumit::run({values + 1, values + count});
}
