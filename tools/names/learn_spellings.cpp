// SPDX-License-Identifier: Apache-2.0
//
//   learn_spellings SCRIPT RULES NAMES.csv … > definitions/names/spelling_SCRIPT.txt
//
// Learns how the words of a script are written in Latin letters (docs/decisions/0050) from files
// with the columns split, latin, native and count; only rows whose split is `train` are read.
// SCRIPT is cyrillic, arabic, han, hangul, or latin, which is learned from the different Latin
// spellings of one word. RULES (definitions/names/letters.csv) has letters that the names lack.
#include <cstdio>
#include <iostream>
#include <map>

#include "base/csv.h"
#include "spelling_counts.h"
#include "spelling_pairs.h"
#include "spelling_rows.h"

namespace manumit::learn {
namespace {

constexpr std::string_view kHeading =
    "# SPDX-License-Identifier: Apache-2.0\n"
    "# How words of this script are written in Latin letters: docs/formats/spelling-table.md.\n"
    "# Learned by tools/names/learn_spellings from the rows named train of\n"
    "# NETransliteration-COLING2018 (github.com/steveash/NETransliteration-COLING2018), copyright\n"
    "# Amazon.com, Inc. or its affiliates, MIT licence, mined from Wikidata. The numbers are "
    "ours.\n"
    "format 1\n";

text::Script script_called(std::string_view name) {
  const std::map<std::string_view, text::Script> names = {{"latin", text::Script::latin},
                                                          {"cyrillic", text::Script::cyrillic},
                                                          {"arabic", text::Script::arabic},
                                                          {"han", text::Script::han},
                                                          {"hangul", text::Script::hangul}};
  const auto found = names.find(name);
  return found == names.end() ? text::Script::none : found->second;
}

/// Letters that the names lack or have too seldom: rows of script,letter,latin,weight,note.
Result<std::pair<SpellingCounts, std::vector<Pair>>> rules_in(const std::string& path,
                                                              std::string_view script) {
  std::pair<SpellingCounts, std::vector<Pair>> rules;
  for (const std::vector<std::string>& cells : TRY(cells_of(path))) {
    if (cells.size() < 4 || cells[0] != script)
      continue;
    Pair pair = pair_of(cells[1], cells[2] == "-" ? "" : cells[2]);
    text::SpellingContext& context = pair.contexts.front();
    context.keys[1] = context.keys[2] = 0;
    rules.first.add(context, piece_of(pair.latin), number_in(cells[3]));
    rules.second.push_back(std::move(pair));
  }
  return rules;
}

Result<void> run(const std::vector<std::string>& arguments) {
  if (arguments.size() < 3)
    return fail(Error::Kind::bad_input, "give SCRIPT RULES NAMES.csv …");
  const text::Script script = script_called(arguments[0]);
  if (script == text::Script::none)
    return fail(Error::Kind::bad_input, "that script is not learned", arguments[0]);
  auto [rules, ruled] = TRY(rules_in(arguments[1], arguments[0]));
  std::vector<Pair> pairs;
  for (std::size_t i = 2; i < arguments.size(); ++i) {
    const std::vector<Row> rows = TRY(train_rows(arguments[i]));
    for (Pair& pair :
         script == text::Script::latin ? latin_pairs(rows) : native_pairs(rows, script))
      pairs.push_back(std::move(pair));
  }
  const Learning learning{.longest = script == text::Script::han ? std::size_t{5} : std::size_t{4}};
  std::string said;
  const SpellingCounts counts = learn(pairs, rules, learning, said);
  std::cerr << pairs.size() << " pairs of names\n" << said;
  pairs.insert(pairs.end(), ruled.begin(), ruled.end());
  std::cout << kHeading << "longest " << learning.longest << '\n'
            << written_rows(named_contexts(pairs), counts, {});
  return {};
}

}  // namespace
}  // namespace manumit::learn

int main(int count, char** values) {
  const auto done = manumit::learn::run({values + 1, values + count});
  if (done)
    return 0;
  std::cerr << manumit::in_english(done.error()) << '\n';
  return 1;
}
