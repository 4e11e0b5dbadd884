// SPDX-License-Identifier: Apache-2.0
#include "search_index.h"

#include <sqlite3.h>

#include <utility>

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
// What is shown of a longer name or place; the vault has it whole.
constexpr std::size_t kNameBytes = 400;

/// At most so many bytes, cut between letters.
std::string_view cut(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes)
    return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U)
    --bytes;
  return text.substr(0, bytes);
}

}  // namespace

Error broken_index(sqlite3* database) {
  return Error{.kind = Error::Kind::unavailable,
               .what = "the search index could not be kept in memory: {0}",
               .where = {},
               .next = "everything saved is safe; close other programs and open the vault again",
               .fills = {sqlite3_errmsg(database)}};
}

Result<SearchIndex> SearchIndex::in_memory() {
  SearchIndex out;
  if (sqlite3_open_v2(":memory:", &out.database_,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                      nullptr) != SQLITE_OK)
    return fail(broken_index(out.database_));
  TRY(out.run("PRAGMA temp_store=MEMORY; PRAGMA journal_mode=OFF; PRAGMA cache_spill=0"));
  TRY(out.make_table(out.names_, Findable::Sort::name));
  TRY(out.make_table(out.stories_, Findable::Sort::story));
  return out;
}

SearchIndex::SearchIndex(SearchIndex&& other) noexcept {
  *this = std::move(other);
}

SearchIndex& SearchIndex::operator=(SearchIndex&& other) noexcept {
  std::swap(database_, other.database_);
  std::swap(names_, other.names_);
  std::swap(stories_, other.stories_);
  std::swap(words_, other.words_);
  std::swap(pairs_, other.pairs_);
  return *this;
}

SearchIndex::~SearchIndex() {
  for (Table* table : {&names_, &stories_}) {
    sqlite3_finalize(table->insert);
    sqlite3_finalize(table->remove);
    sqlite3_finalize(table->match);
  }
  sqlite3_close(database_);
}

Result<void> SearchIndex::run(const char* sql) const {
  if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    return fail(broken_index(database_));
  return {};
}

Result<void> SearchIndex::make_table(Table& table, Findable::Sort sort) {
  const bool is_name = sort == Findable::Sort::name;
  TRY(run(is_name ? kNames : kStories));
  const std::string of = is_name ? "names" : "stories";
  const std::string columns = is_name ? "words, sounds, skeletons, pairs" : "words, pairs";
  const std::string values = is_name ? "?,?,?,?,?)" : "?,?,?)";
  const std::string insert = "INSERT INTO " + of + "(rowid, " + columns + ") VALUES (" + values;
  // https://sqlite.org/fts5.html, the 'delete' command: a table without content forgets a row that
  // is named with all its terms.
  const std::string remove =
      "INSERT INTO " + of + "(" + of + ", rowid, " + columns + ") VALUES ('delete'," + values;
  const std::string match = "SELECT rowid FROM " + of + " WHERE " + of + " MATCH ? LIMIT ?";
  const auto prepare = [&](const std::string& sql, sqlite3_stmt** into) {
    return sqlite3_prepare_v2(database_, sql.c_str(), -1, into, nullptr) == SQLITE_OK;
  };
  if (!prepare(insert, &table.insert) || !prepare(remove, &table.remove) ||
      !prepare(match, &table.match))
    return fail(broken_index(database_));
  table.entries.emplace_back();  // rows are counted from 1
  return {};
}

const SearchIndex::Table& SearchIndex::table_of(Findable::Sort sort) const {
  return sort == Findable::Sort::name ? names_ : stories_;
}

std::string_view SearchIndex::kept(const Table& table, const Entry& entry) {
  return std::string_view(table.kept).substr(entry.kept_at, entry.kept_bytes);
}

std::string SearchIndex::shown_name(const Table& table, const Entry& entry) {
  return std::string(cut(kept(table, entry), kNameBytes));
}

SearchIndex::Size SearchIndex::size() const {
  Size out{.rows = names_.entries.size() + stories_.entries.size() - 2,
           .words = words_.size() + pairs_.size(),
           .bytes = names_.kept.size() + stories_.kept.size()};
  sqlite3_stmt* sizes = nullptr;
  const char* const sql =
      "SELECT (SELECT sum(length(block)) FROM names_data) + "
      "(SELECT sum(length(block)) FROM stories_data)";
  if (sqlite3_prepare_v2(database_, sql, -1, &sizes, nullptr) == SQLITE_OK &&
      sqlite3_step(sizes) == SQLITE_ROW)
    out.bytes += static_cast<std::size_t>(sqlite3_column_int64(sizes, 0));
  sqlite3_finalize(sizes);
  return out;
}

Result<void> SearchIndex::begin() {
  return run("BEGIN");
}

Result<void> SearchIndex::commit() {
  return run("COMMIT");
}

}  // namespace manumit::casework
