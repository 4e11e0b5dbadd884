// SPDX-License-Identifier: Apache-2.0
#include "search_index.h"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

#include "text/fold.h"
#include "text/search_terms.h"

namespace manumit::casework {
namespace {

// `ascii` takes every byte above 127 for part of a word and leaves the folding to us. Without
// content and column sizes the tables hold nothing but terms and row numbers.
constexpr const char* kNames =
    "CREATE VIRTUAL TABLE names USING fts5(words, sounds, skeletons, pairs, content='', "
    "columnsize=0, detail=column, tokenize='ascii')";
constexpr const char* kStories =
    "CREATE VIRTUAL TABLE stories USING fts5(words, pairs, content='', columnsize=0, "
    "detail=column, tokenize='ascii')";
// Longer names are cut in the memory of the index; the vault has them whole.
constexpr std::size_t kNameBytes = 400;

Error broken(sqlite3* database) {
  return Error{.kind = Error::Kind::unavailable,
               .what = "the search index could not be kept in memory: {0}",
               .where = {},
               .next = "everything saved is safe; close other programs and open the vault again",
               .fills = {sqlite3_errmsg(database)}};
}

std::string joined(const std::vector<std::string>& terms) {
  std::string out;
  for (const std::string& term : terms) {
    if (!out.empty())
      out += ' ';
    out += term;
  }
  return out;
}

void bind(sqlite3_stmt* statement, int place, const std::string& text) {
  sqlite3_bind_text(statement, place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}

/// At most so many bytes, cut between letters.
std::string_view cut(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes)
    return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U)
    --bytes;
  return text.substr(0, bytes);
}

/// Whether a text has no Arabic, Chinese or other letters that need more than folding. Those begin
/// with a byte from D8 on, but for E2, which begins dashes and quotation marks.
bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte < 0xD8 || byte == 0xE2;
  });
}

std::uint32_t letters_of(std::string_view word) {
  std::uint32_t out = 0;
  for (const char letter : word)
    out |= 1U << (static_cast<unsigned char>(letter) & 31U);
  return out;
}

}  // namespace

Ready ready(Findable what) {
  Ready out;
  if (what.sort == Findable::Sort::story && is_plain(what.text)) {
    // Stories are found by their words alone: sounds are for names.
    const std::string folded = text::fold(what.text);
    std::vector<std::string_view> words = text::folded_words(folded);
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    out.words.assign(words.begin(), words.end());
  } else {
    text::SearchTerms terms = text::search_terms(what.text);
    out.words = std::move(terms.words);
    out.sounds = joined(terms.sounds);
    out.skeletons = joined(terms.skeletons);
    out.pairs = joined(terms.pairs);
  }
  out.joined_words = joined(out.words);
  out.what = std::move(what);
  if (out.what.sort == Findable::Sort::story)
    out.what.text = {};
  return out;
}

Result<SearchIndex> SearchIndex::in_memory() {
  SearchIndex out;
  if (sqlite3_open_v2(":memory:", &out.database_,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                      nullptr) != SQLITE_OK)
    return fail(broken(out.database_));
  TRY(out.run("PRAGMA temp_store=MEMORY; PRAGMA journal_mode=OFF; PRAGMA cache_spill=0"));
  TRY(out.make_table(out.names_, "names", kNames));
  TRY(out.make_table(out.stories_, "stories", kStories));
  return out;
}

SearchIndex::SearchIndex(SearchIndex&& other) noexcept {
  *this = std::move(other);
}

SearchIndex& SearchIndex::operator=(SearchIndex&& other) noexcept {
  std::swap(database_, other.database_);
  std::swap(names_, other.names_);
  std::swap(stories_, other.stories_);
  std::swap(name_texts_, other.name_texts_);
  std::swap(name_rows_, other.name_rows_);
  std::swap(story_rows_, other.story_rows_);
  std::swap(words_, other.words_);
  std::swap(known_words_, other.known_words_);
  return *this;
}

SearchIndex::~SearchIndex() {
  for (Table* table : {&names_, &stories_}) {
    sqlite3_finalize(table->insert);
    sqlite3_finalize(table->match);
  }
  sqlite3_close(database_);
}

Result<void> SearchIndex::run(const char* sql) const {
  if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    return fail(broken(database_));
  return {};
}

Result<void> SearchIndex::make_table(Table& table, const char* name, const char* create) {
  TRY(run(create));
  const std::string of(name);
  const bool is_names = of == "names";
  const std::string insert =
      "INSERT INTO " + of +
      (is_names ? "(rowid, words, sounds, skeletons, pairs) VALUES (?,?,?,?,?)"
                : "(rowid, words, pairs) VALUES (?,?,?)");
  const std::string match = "SELECT rowid FROM " + of + " WHERE " + of + " MATCH ? LIMIT ?";
  if (sqlite3_prepare_v2(database_, insert.c_str(), -1, &table.insert, nullptr) != SQLITE_OK ||
      sqlite3_prepare_v2(database_, match.c_str(), -1, &table.match, nullptr) != SQLITE_OK)
    return fail(broken(database_));
  table.entries.emplace_back();  // rows are counted from 1
  return {};
}

Result<void> SearchIndex::begin() {
  return run("BEGIN");
}

Result<void> SearchIndex::commit() {
  return run("COMMIT");
}

Result<void> SearchIndex::put(std::uint32_t case_place, const std::vector<Ready>& all) {
  if (name_rows_.size() <= case_place) {
    name_rows_.resize(case_place + 1);
    story_rows_.resize(case_place + 1);
  }
  // The terms of what was known before stay in the tables; its rows are passed over.
  for (const std::uint32_t row : name_rows_[case_place])
    names_.entries[row].gone = true;
  for (const std::uint32_t row : story_rows_[case_place])
    stories_.entries[row].gone = true;
  name_rows_[case_place].clear();
  story_rows_[case_place].clear();
  for (const Ready& one : all)
    TRY(put_one(case_place, one));
  return {};
}

Result<void> SearchIndex::put_one(std::uint32_t case_place, const Ready& one) {
  if (one.words.empty() && one.pairs.empty() && one.skeletons.empty())
    return {};
  remember_words(one.words);
  const bool is_name = one.what.sort == Findable::Sort::name;
  Table& table = is_name ? names_ : stories_;
  const auto row = static_cast<std::uint32_t>(table.entries.size());
  Entry entry{.case_place = case_place,
              .text_at = 0,
              .text_bytes = 0,
              .fact = one.what.fact,
              .kind = one.what.kind,
              .gone = false,
              .subject = one.what.subject};
  if (is_name) {
    const std::string_view kept = cut(one.what.text, kNameBytes);
    entry.text_at = static_cast<std::uint32_t>(name_texts_.size());
    entry.text_bytes = static_cast<std::uint16_t>(kept.size());
    name_texts_ += kept;
  }
  table.entries.push_back(entry);
  (is_name ? name_rows_ : story_rows_)[case_place].push_back(row);

  sqlite3_bind_int64(table.insert, 1, row);
  bind(table.insert, 2, one.joined_words);
  if (is_name) {
    bind(table.insert, 3, one.sounds);
    bind(table.insert, 4, one.skeletons);
  }
  bind(table.insert, is_name ? 5 : 3, one.pairs);
  const int done = sqlite3_step(table.insert);
  sqlite3_reset(table.insert);
  sqlite3_clear_bindings(table.insert);
  if (done != SQLITE_DONE)
    return fail(broken(database_));
  return {};
}

void SearchIndex::remember_words(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (known_words_.count(word) != 0)
      continue;
    words_.push_back({word, letters_of(word)});
    known_words_.insert(words_.back().letters);
  }
}

}  // namespace manumit::casework
