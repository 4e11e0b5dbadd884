// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "casework/casebook.h"
#include "word_list.h"

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
/// words lies beside it, to find those that are misspelt. What is renewed or taken back leaves
/// both, so a case may be saved any number of times. Not safe from several threads at once: the
/// owner locks.
class SearchIndex {
 public:
  [[nodiscard]] static Result<SearchIndex> in_memory();
  SearchIndex(SearchIndex&&) noexcept;
  SearchIndex& operator=(SearchIndex&&) noexcept;
  ~SearchIndex();

  /// Everything findable in a case, in the place of what was known of it before. What has not
  /// changed is left as it is, so this costs what has changed. After a failure the index is of no
  /// use any more.
  [[nodiscard]] Result<void> put(std::uint32_t case_place, const std::vector<Ready>& all);
  /// Many puts between these two cost a fraction.
  [[nodiscard]] Result<void> begin();
  [[nodiscard]] Result<void> commit();

  /// Best first: equal words, then beginnings, then the same sound, then misspelt; names before
  /// stories. If no one name or story has all the words, cases that have them between them.
  [[nodiscard]] Result<std::vector<Found>> find(std::string_view words, std::size_t limit) const;

  struct Size {
    std::size_t rows = 0;   ///< places for names and stories, used and free
    std::size_t words = 0;  ///< different words
    std::size_t bytes = 0;  ///< of the FTS5 tables and of what is kept to take rows out again
  };
  [[nodiscard]] Size size() const;

 private:
  struct Entry {
    std::uint32_t case_place = 0;
    std::uint32_t kept_at = 0;
    std::uint32_t kept_bytes = 0;
    std::uint16_t fact = 0;
    SubjectKind kind = SubjectKind::person;
    RecordId subject;
  };
  struct Table {
    std::vector<Entry> entries;                       ///< by row number, from 1
    std::vector<std::uint32_t> free;                  ///< rows that were taken out
    std::vector<std::vector<std::uint32_t>> rows_of;  ///< by case
    /// What an entry was put in with, to take it out again: the text of a name, the numbers of the
    /// words and pairs of a story.
    std::string kept;
    std::size_t kept_gone = 0;  ///< bytes in it of rows that were taken out
    sqlite3_stmt* insert = nullptr;
    sqlite3_stmt* remove = nullptr;
    sqlite3_stmt* match = nullptr;
  };
  struct Fresh;
  struct Gathering;

  SearchIndex() = default;
  [[nodiscard]] Result<void> run(const char* sql) const;
  [[nodiscard]] Result<void> make_table(Table& table, Findable::Sort sort);
  [[nodiscard]] const Table& table_of(Findable::Sort sort) const;
  [[nodiscard]] static std::string_view kept(const Table& table, const Entry& entry);
  [[nodiscard]] static std::string shown_name(const Table& table, const Entry& entry);

  [[nodiscard]] Result<void> put_sort(Findable::Sort sort, std::uint32_t case_place,
                                      const std::vector<Ready>& all);
  [[nodiscard]] Result<std::uint32_t> add(Findable::Sort sort, std::uint32_t case_place,
                                          const Fresh& fresh);
  [[nodiscard]] Result<void> take_out(Findable::Sort sort, std::uint32_t row);
  [[nodiscard]] Result<void> write(sqlite3_stmt* statement, std::uint32_t row,
                                   const Ready& terms) const;
  [[nodiscard]] std::string keep(const Ready& one);
  void release(const Ready& terms);
  [[nodiscard]] Ready terms_of(Findable::Sort sort, std::string_view kept) const;

  [[nodiscard]] Result<std::vector<std::uint32_t>> rows(const Table& table,
                                                        const std::string& expression,
                                                        std::size_t limit) const;
  [[nodiscard]] std::vector<std::string> spelt_like(std::string_view word) const;
  [[nodiscard]] Result<void> gather(Gathering& into, Findable::Sort sort,
                                    const std::string& expression, Hit::How how) const;
  [[nodiscard]] Result<void> gather_together(Gathering& into,
                                             const std::vector<text::QueryWord>& query) const;

  sqlite3* database_ = nullptr;
  Table names_;
  Table stories_;
  WordList words_;
  WordList pairs_;  ///< of stories
};

/// The failure of the index's own database.
[[nodiscard]] Error broken_index(sqlite3* database);

}  // namespace manumit::casework
