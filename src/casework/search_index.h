// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "casework/casebook.h"

struct sqlite3;
struct sqlite3_stmt;

namespace manumit::text {
struct QueryWord;
}

namespace manumit::casework {

/// Something that can be found: a name or a place, held as it stands, or all words told about one
/// subject, which are read again from the vault when they are shown.
struct Findable {
  enum class Sort : std::uint8_t { name, story } sort = Sort::name;
  RecordId subject;
  SubjectKind kind = SubjectKind::person;
  std::uint16_t fact = 0;  ///< for a name: which fact it is, by its place in the vocabulary
  std::string text;
};

/// A findable with all that it can be found under, ready to be put into the index. Making these is
/// most of the work of indexing and touches nothing shared, so several threads may.
struct Ready {
  Findable what;
  std::vector<std::string> words;  ///< each for itself, for the list of words
  std::string joined_words, sounds, skeletons, pairs;
};
[[nodiscard]] Ready ready(Findable what);

struct Found {
  std::uint32_t case_place = 0;
  Findable::Sort sort = Findable::Sort::name;
  RecordId subject;
  SubjectKind kind = SubjectKind::person;
  std::uint16_t fact = 0;
  std::string name;  ///< for a name: as recorded
  Hit::How how = Hit::How::exact;
};

/// The search index: in memory alone, never on disk.
///
/// SQLite's full-text search (FTS5) over a `:memory:` database holds words, sound keys, consonant
/// skeletons and letter pairs (text/search_terms.h); it keeps no text. A list of all different
/// words lies beside it, to find those that are misspelt. Not safe from several threads at once:
/// the owner locks.
class SearchIndex {
 public:
  [[nodiscard]] static Result<SearchIndex> in_memory();
  SearchIndex(SearchIndex&&) noexcept;
  SearchIndex& operator=(SearchIndex&&) noexcept;
  ~SearchIndex();

  /// Everything findable in a case, in the place of what was known of it before.
  [[nodiscard]] Result<void> put(std::uint32_t case_place, const std::vector<Ready>& all);
  /// Many puts between these two cost a fraction.
  [[nodiscard]] Result<void> begin();
  [[nodiscard]] Result<void> commit();

  /// Best first: equal words, then beginnings, then the same sound, then misspelt; names before
  /// stories. If no one name or story has all the words, cases that have them between them.
  [[nodiscard]] std::vector<Found> find(std::string_view words, std::size_t limit) const;

 private:
  struct Entry {
    std::uint32_t case_place = 0;
    std::uint32_t text_at = 0;
    std::uint16_t text_bytes = 0;
    std::uint16_t fact = 0;
    SubjectKind kind = SubjectKind::person;
    bool gone = false;
    RecordId subject;
  };
  struct Table {
    std::vector<Entry> entries;  ///< by row number, from 1
    sqlite3_stmt* insert = nullptr;
    sqlite3_stmt* match = nullptr;
  };
  struct Word {
    std::string letters;
    std::uint32_t holds = 0;  ///< one bit for each letter that is in it
  };
  struct Gathering;

  SearchIndex() = default;
  [[nodiscard]] Result<void> run(const char* sql) const;
  [[nodiscard]] Result<void> make_table(Table& table, const char* name, const char* create);
  [[nodiscard]] Result<void> put_one(std::uint32_t case_place, const Ready& one);
  void remember_words(const std::vector<std::string>& words);
  [[nodiscard]] std::vector<std::uint32_t> rows(const Table& table, const std::string& expression,
                                                std::size_t limit) const;
  [[nodiscard]] std::vector<std::string> spelt_like(std::string_view word) const;
  void gather(Gathering& into, Findable::Sort sort, const std::string& expression,
              Hit::How how) const;
  void gather_together(Gathering& into, const std::vector<text::QueryWord>& query) const;

  sqlite3* database_ = nullptr;
  Table names_;
  Table stories_;
  std::string name_texts_;
  std::vector<std::vector<std::uint32_t>> name_rows_;  ///< rows of each case, to take them out
  std::vector<std::vector<std::uint32_t>> story_rows_;
  std::deque<Word> words_;
  std::unordered_set<std::string_view> known_words_;  ///< into words_, whose texts do not move
};

}  // namespace manumit::casework
