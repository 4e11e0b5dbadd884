// SPDX-License-Identifier: Apache-2.0
#include <sqlite3.h>

#include <algorithm>
#include <bit>
#include <map>
#include <set>

#include "base/joined.h"
#include "search_index.h"
#include "text/misspelling.h"
#include "text/search_terms.h"

namespace manumit::casework {
namespace {

using text::QueryWord;

// More spellings than these make a search slow and its answers useless.
constexpr std::size_t kSpellings = 60;
// How many rows of one word are looked at when words are gathered from a whole case.
constexpr std::size_t kRowsOfAWord = 20'000;

// Terms are letters and digits alone, so quoting them is all that FTS5 asks for.
std::string term(std::string_view column, const std::string& word, bool beginning = false) {
  return std::string(column) + " : \"" + word + "\"" + (beginning ? " *" : "");
}

std::string any_of(const std::vector<std::string>& parts) {
  return "((" + joined(parts, ") OR (") + "))";
}

std::string all_of(const std::vector<std::string>& parts) {
  return "(" + joined(parts, " AND ") + ")";
}

void add_terms(std::vector<std::string>& ways, std::string_view column,
               const std::vector<std::string>& terms) {
  for (const std::string& one : terms)
    ways.push_back(term(column, one));
}

/// How far from the letters of the query an answer may be.
enum class Reach { equal, beginning, sound, spelling };

/// What of `sort` answers one word.
std::string answers(const QueryWord& word, Reach reach, Findable::Sort sort,
                    const std::vector<std::string>& spellings) {
  std::vector<std::string> ways;
  if (!word.word.empty())
    ways.push_back(term("words", word.word, reach != Reach::equal));
  if (!word.pairs.empty() && reach != Reach::equal) {
    std::vector<std::string> pairs;
    add_terms(pairs, "pairs", word.pairs);
    ways.push_back(all_of(pairs));
  }
  if (sort == Findable::Sort::name && reach >= Reach::sound) {
    add_terms(ways, "sounds", word.sounds);
    add_terms(ways, "skeletons", word.skeletons);
  }
  if (reach == Reach::spelling)
    add_terms(ways, "words", spellings);
  return ways.empty() ? std::string() : any_of(ways);
}

bool is_plain(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
  });
}

}  // namespace

/// What has been found so far, each row once.
struct SearchIndex::Gathering {
  std::size_t limit = 0;
  std::vector<Found> found;
  std::set<std::pair<Findable::Sort, std::uint32_t>> seen = {};
  [[nodiscard]] bool full() const { return found.size() >= limit; }
};

Result<std::vector<std::uint32_t>> SearchIndex::rows(const Table& table,
                                                     const std::string& expression,
                                                     std::size_t limit) const {
  std::vector<std::uint32_t> out;
  sqlite3_bind_text(table.match, 1, expression.data(), static_cast<int>(expression.size()),
                    SQLITE_STATIC);
  sqlite3_bind_int64(table.match, 2, static_cast<std::int64_t>(limit));
  int step = SQLITE_ROW;
  while ((step = sqlite3_step(table.match)) == SQLITE_ROW)
    out.push_back(static_cast<std::uint32_t>(sqlite3_column_int64(table.match, 0)));
  Error trouble;
  // SQLITE_ERROR says that FTS5 cannot take in so long a query: then nothing answers it.
  const bool failed = step != SQLITE_DONE && step != SQLITE_ERROR;
  if (failed)
    trouble = broken_index(database_);
  sqlite3_reset(table.match);
  sqlite3_clear_bindings(table.match);
  if (failed)
    return fail(std::move(trouble));
  return out;
}

Result<void> SearchIndex::gather(Gathering& into, Findable::Sort sort,
                                 const std::string& expression, Hit::How how) const {
  if (into.full() || expression.empty())
    return {};
  const Table& table = table_of(sort);
  // Rows that are seen already take places too.
  const std::size_t limit = into.limit + into.seen.size();
  const std::vector<std::uint32_t> answering = TRY(rows(table, expression, limit));
  for (const std::uint32_t row : answering) {
    const Entry& entry = table.entries[row];
    if (into.full() || !into.seen.emplace(sort, row).second)
      continue;
    const bool is_name = sort == Findable::Sort::name;
    into.found.push_back(Found{.case_place = entry.case_place,
                               .sort = sort,
                               .subject = entry.subject,
                               .kind = entry.kind,
                               .fact = entry.fact,
                               .name = is_name ? shown_name(table, entry) : std::string(),
                               .how = how});
  }
  return {};
}

std::vector<std::string> SearchIndex::spelt_like(std::string_view word) const {
  const int slips = is_plain(word) ? text::forgiven_slips(word.size()) : 0;
  if (slips == 0)
    return {};
  const std::uint32_t holds = WordList::letters_in(word);
  std::vector<std::pair<int, std::string>> near;
  for (const WordList::Word& known : words_.all()) {
    const auto length = static_cast<int>(known.letters.size());
    // One slip changes the length by one at most and the set of letters by two at most: this
    // spares nearly all of the comparing.
    if (known.rows == 0 || std::abs(length - static_cast<int>(word.size())) > slips ||
        std::popcount(known.holds ^ holds) > 2 * slips || !is_plain(known.letters))
      continue;
    if (const auto distance = text::edit_distance(word, known.letters, slips))
      near.emplace_back(*distance, known.letters);
  }
  std::sort(near.begin(), near.end());
  near.resize(std::min(near.size(), kSpellings));
  std::vector<std::string> out;
  out.reserve(near.size());
  for (auto& [distance, letters] : near)
    out.push_back(std::move(letters));
  return out;
}

/// Cases in which every word is found somewhere, each shown by what answers its first word.
Result<void> SearchIndex::gather_together(Gathering& into,
                                          const std::vector<QueryWord>& query) const {
  using RowOf = std::pair<Findable::Sort, std::uint32_t>;
  std::map<std::uint32_t, RowOf> cases;
  for (std::size_t i = 0; i < query.size(); ++i) {
    std::map<std::uint32_t, RowOf> of_word;
    for (const Findable::Sort sort : {Findable::Sort::name, Findable::Sort::story}) {
      const Table& table = table_of(sort);
      const std::string expression = answers(query[i], Reach::sound, sort, {});
      if (expression.empty())
        continue;
      const std::vector<std::uint32_t> answering = TRY(rows(table, expression, kRowsOfAWord));
      for (const std::uint32_t row : answering)
        of_word.emplace(table.entries[row].case_place, RowOf{sort, row});
    }
    if (i == 0)
      cases = std::move(of_word);
    else
      std::erase_if(cases, [&](const auto& one) { return of_word.count(one.first) == 0; });
  }
  for (const auto& [case_place, place] : cases) {
    if (into.full())
      return {};
    const auto& [sort, row] = place;
    const Entry& entry = table_of(sort).entries[row];
    const bool is_name = sort == Findable::Sort::name;
    into.found.push_back(Found{.case_place = case_place,
                               .sort = sort,
                               .subject = entry.subject,
                               .kind = entry.kind,
                               .fact = entry.fact,
                               .name = is_name ? shown_name(names_, entry) : std::string(),
                               .how = Hit::How::exact});
  }
  return {};
}

Result<std::vector<Found>> SearchIndex::find(std::string_view words, std::size_t limit) const {
  const std::vector<QueryWord> query = text::query_terms(words);
  Gathering out{.limit = limit, .found = {}};
  if (query.empty())
    return std::vector<Found>{};
  std::vector<std::vector<std::string>> spellings(query.size());
  const auto look = [&](Reach reach, Findable::Sort sort, Hit::How how) -> Result<void> {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < query.size(); ++i) {
      std::string one = answers(query[i], reach, sort, spellings[i]);
      if (one.empty())
        return {};
      parts.push_back(std::move(one));
    }
    return gather(out, sort, all_of(parts), how);
  };
  using Sort = Findable::Sort;
  TRY(look(Reach::equal, Sort::name, Hit::How::exact));
  TRY(look(Reach::beginning, Sort::name, Hit::How::exact));
  TRY(look(Reach::equal, Sort::story, Hit::How::exact));
  TRY(look(Reach::beginning, Sort::story, Hit::How::exact));
  TRY(look(Reach::sound, Sort::name, Hit::How::same_sound));
  if (!out.full()) {
    for (std::size_t i = 0; i < query.size(); ++i)
      spellings[i] = spelt_like(query[i].word);
    TRY(look(Reach::spelling, Sort::name, Hit::How::spelt_alike));
    TRY(look(Reach::spelling, Sort::story, Hit::How::spelt_alike));
  }
  if (out.found.empty() && query.size() > 1)
    TRY(gather_together(out, query));
  return std::move(out.found);
}

}  // namespace manumit::casework
