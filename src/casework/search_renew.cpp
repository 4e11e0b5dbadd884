// SPDX-License-Identifier: Apache-2.0
#include <sqlite3.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "base/joined.h"
#include "search_index.h"
#include "text/fold.h"
#include "text/search_terms.h"

namespace manumit::casework {
namespace {

// Below this many bytes, tidying up would cost more than it gives back.
constexpr std::size_t kWorthTidying = 65'536;

/// Whether a text has no Arabic, Chinese or other letters that need more than folding. Those begin
/// with a byte from D8 on, but for E2, which begins dashes and quotation marks.
bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte < 0xD8 || byte == 0xE2;
  });
}

std::vector<std::string> split(std::string_view terms) {
  std::vector<std::string> out;
  while (!terms.empty()) {
    const std::size_t end = std::min(terms.find(' '), terms.size());
    out.emplace_back(terms.substr(0, end));
    terms.remove_prefix(std::min(end + 1, terms.size()));
  }
  return out;
}

void bind(sqlite3_stmt* statement, int place, const std::string& text) {
  sqlite3_bind_text(statement, place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
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
    out.sounds = joined(terms.sounds, " ");
    out.skeletons = joined(terms.skeletons, " ");
    out.pairs = joined(terms.pairs, " ");
  }
  out.joined_words = joined(out.words, " ");
  out.what = std::move(what);
  if (out.what.sort == Findable::Sort::story)
    out.what.text = {};
  return out;
}

/// Something that was not in the index yet, and what will be kept of it.
struct SearchIndex::Fresh {
  const Ready* one;
  std::string kept;
};

Result<void> SearchIndex::put(std::uint32_t case_place, const std::vector<Ready>& all) {
  TRY(put_sort(Findable::Sort::name, case_place, all));
  return put_sort(Findable::Sort::story, case_place, all);
}

Result<void> SearchIndex::put_sort(Findable::Sort sort, std::uint32_t case_place,
                                   const std::vector<Ready>& all) {
  Table& table = sort == Findable::Sort::name ? names_ : stories_;
  if (table.rows_of.size() <= case_place)
    table.rows_of.resize(case_place + std::size_t{1});
  using Key = std::tuple<RecordId, SubjectKind, std::uint16_t, std::string_view>;
  std::multimap<Key, std::uint32_t> known;
  for (const std::uint32_t row : table.rows_of[case_place]) {
    const Entry& entry = table.entries[row];
    known.emplace(Key{entry.subject, entry.kind, entry.fact, kept(table, entry)}, row);
  }
  std::vector<std::uint32_t> stays;
  std::vector<Fresh> fresh;
  for (const Ready& one : all) {
    const bool has_terms = !one.words.empty() || !one.pairs.empty() || !one.skeletons.empty();
    if (one.what.sort != sort || !has_terms)
      continue;
    std::string keeps = keep(one);
    const auto same = known.find({one.what.subject, one.what.kind, one.what.fact, keeps});
    if (same == known.end()) {
      fresh.push_back({&one, std::move(keeps)});
      continue;
    }
    release(one);  // the row that stands holds its words already
    stays.push_back(same->second);
    known.erase(same);
  }
  std::vector<std::uint32_t> gone;
  for (const auto& [key, row] : known)
    gone.push_back(row);
  known.clear();
  // FTS5 writes out what it gathered whenever a row number is lower than the one before.
  std::sort(gone.begin(), gone.end());
  for (const std::uint32_t row : gone)
    TRY(take_out(sort, row));
  for (const Fresh& one : fresh)
    stays.push_back(TRY(add(sort, case_place, one)));
  table.rows_of[case_place] = std::move(stays);
  return {};
}

/// Holds the words of this and gives what has to be kept of it.
std::string SearchIndex::keep(const Ready& one) {
  if (one.what.sort == Findable::Sort::name) {
    for (const std::string& word : one.words)
      words_.hold(word);
    return one.what.text;
  }
  std::string out;
  words_.hold_all(one.words, out);
  pairs_.hold_all(split(one.pairs), out);
  return out;
}

void SearchIndex::release(const Ready& terms) {
  for (const std::string& word : terms.words)
    words_.release(word);
  if (terms.what.sort == Findable::Sort::story)
    for (const std::string& pair : split(terms.pairs))
      pairs_.release(pair);
}

/// What an entry was put in with.
Ready SearchIndex::terms_of(Findable::Sort sort, std::string_view kept) const {
  Ready out;
  out.what.sort = sort;
  if (sort == Findable::Sort::name) {
    out.what.text = kept;
    return ready(std::move(out.what));
  }
  out.words = words_.unpack(kept);
  out.joined_words = joined(out.words, " ");
  out.pairs = joined(pairs_.unpack(kept), " ");
  return out;
}

Result<void> SearchIndex::write(sqlite3_stmt* statement, std::uint32_t row,
                                const Ready& terms) const {
  const bool is_name = terms.what.sort == Findable::Sort::name;
  sqlite3_bind_int64(statement, 1, row);
  bind(statement, 2, terms.joined_words);
  if (is_name) {
    bind(statement, 3, terms.sounds);
    bind(statement, 4, terms.skeletons);
  }
  bind(statement, is_name ? 5 : 3, terms.pairs);
  const int done = sqlite3_step(statement);
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  if (done != SQLITE_DONE)
    return fail(broken_index(database_));
  return {};
}

Result<std::uint32_t> SearchIndex::add(Findable::Sort sort, std::uint32_t case_place,
                                       const Fresh& fresh) {
  Table& table = sort == Findable::Sort::name ? names_ : stories_;
  auto row = static_cast<std::uint32_t>(table.entries.size());
  if (table.free.empty()) {
    table.entries.emplace_back();
  } else {
    row = table.free.back();
    table.free.pop_back();
  }
  table.entries[row] = Entry{.case_place = case_place,
                             .kept_at = static_cast<std::uint32_t>(table.kept.size()),
                             .kept_bytes = static_cast<std::uint32_t>(fresh.kept.size()),
                             .fact = fresh.one->what.fact,
                             .kind = fresh.one->what.kind,
                             .subject = fresh.one->what.subject};
  table.kept += fresh.kept;
  TRY(write(table.insert, row, *fresh.one));
  return row;
}

Result<void> SearchIndex::take_out(Findable::Sort sort, std::uint32_t row) {
  Table& table = sort == Findable::Sort::name ? names_ : stories_;
  const Ready terms = terms_of(sort, kept(table, table.entries[row]));
  TRY(write(table.remove, row, terms));
  release(terms);
  table.kept_gone += table.entries[row].kept_bytes;
  table.entries[row] = Entry{};
  table.free.push_back(row);
  if (table.kept_gone < kWorthTidying || table.kept_gone < table.kept.size() / 2)
    return {};
  std::string tidy;
  tidy.reserve(table.kept.size() - table.kept_gone);
  for (Entry& entry : table.entries) {
    const std::string_view text = kept(table, entry);
    entry.kept_at = static_cast<std::uint32_t>(tidy.size());
    tidy += text;
  }
  table.kept = std::move(tidy);
  table.kept_gone = 0;
  return {};
}

}  // namespace manumit::casework
