// SPDX-License-Identifier: Apache-2.0
#include "vault_linkage.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "base/bytes.h"
#include "base/csv.h"
#include "base/parallel.h"
#include "base/secret.h"
#include "file_hash.h"
#include "link/link.h"
#include "link/record_file.h"
#include "link/review_order.h"

namespace manumit::exchange {
namespace {

constexpr std::uint32_t kDraws = 100;
// What a page shows of the way: reading, comparing and drawing take about so long.
constexpr std::uint64_t kWhole = 1000;
constexpr std::uint64_t kRead = 200;
constexpr std::uint64_t kCompared = 800;
constexpr std::string_view kColumn = ", column ";  // as cell_place writes it

/// Progress of one piece of the work as progress of the whole.
Progress piece_of(const Progress& progress, std::uint64_t from, std::uint64_t to) {
  if (!progress)
    return {};
  return [&progress, from, to](std::uint64_t done, std::uint64_t total) {
    const std::uint64_t part = total == 0 ? 0 : (to - from) * std::min(done, total) / total;
    return progress(from + part, kWhole);
  };
}

/// For the engine alone: titles may be the same.
std::string name_of(const casework::LinkRecords::List& list) {
  return list.file_hash.empty() ? "vault" : list.file_hash;
}

/// "HASH, row 17, column name" as "0142, name": nobody knows the rows of a vault.
std::string as_case(const std::string& place, const casework::LinkRecords& records,
                    const casework::Casebook& book) {
  for (const casework::LinkRecords::List& list : records.lists) {
    const std::string before = name_of(list) + ", row ";
    if (!place.starts_with(before))
      continue;
    // The headings are row 1.
    const std::size_t row = list.first + std::strtoul(place.c_str() + before.size(), nullptr, 10);
    const auto in = row < 2 || row - 2 >= records.rows.size()
                        ? std::nullopt
                        : book.row(records.rows[row - 2].record.case_id);
    const std::size_t column = place.find(kColumn);
    return (in ? in->number : std::string()) +
           (column == std::string::npos ? "" : ", " + place.substr(column + kColumn.size()));
  }
  return place;
}

Result<link::ReadRecords> read_rows(const casework::LinkRecords& records) {
  const bool people = !records.columns.empty() && records.columns.front().role == "full_name";
  link::ReadOptions options{.kind = people ? link::NameKind::person : link::NameKind::organisation,
                            .roles = {{"record", link::Role::id}},
                            .threads = machine_threads()};
  for (const casework::LinkRecords::Column& column : records.columns)
    options.roles.push_back(
        {std::string(column.name), link::role_named(column.role).value_or(link::Role::other)});
  std::vector<Secret<std::string>> texts;
  std::vector<link::RecordFile> files;
  for (const casework::LinkRecords::List& list : records.lists)
    texts.emplace_back(casework::as_csv(records, list));
  for (std::size_t i = 0; i < texts.size(); ++i)
    files.push_back(
        {name_of(records.lists[i]), source_of(texts[i].reveal()), records.lists[i].deduplicated});
  return link::read_records(std::move(files), options);
}

std::vector<link::RecordPair> as_pairs(
    const std::vector<std::pair<std::uint32_t, std::uint32_t>>& rows) {
  std::vector<link::RecordPair> pairs;
  for (const auto& [a, b] : rows)
    pairs.push_back({a, b});
  return pairs;
}

std::string id_of(const VaultLinkage& made, const link::Decisions& decided) {
  Secret<std::string> text(std::string("links 1\n"));
  for (const casework::LinkRecords::List& list : made.records.lists)
    text.reveal() += list.file_hash + "\n" + casework::as_csv(made.records, list);
  text.reveal() += written(made.settings);
  for (const auto* pairs : {&decided.same, &decided.different}) {
    text.reveal() += "\ndecided";
    for (const link::RecordPair& pair : *pairs)
      text.reveal() += " " + std::to_string(pair.a) + "+" + std::to_string(pair.b);
  }
  return file_hash(bytes_of(text.reveal()));
}

/// How right the clusters would be if what is unsure came out otherwise.
Result<std::optional<link::DrawsFound>> draw(const VaultLinkage& made,
                                             const link::Decisions& decided,
                                             const Progress& progress) {
  if (made.linkage.pairs.empty())
    return std::optional<link::DrawsFound>();
  const link::ClusterDraws draws =
      TRY(link::ClusterDraws::of(made.table, made.settings, made.linkage, decided));
  link::DrawTally tally;
  for (std::uint32_t number = 0; number < kDraws; ++number) {
    TRY(tally.add(made.linkage.cluster, draws.draw(number)));
    if (progress && !progress(number + 1, kDraws))
      return fail(Error::Kind::unavailable, "the comparison was stopped before its end");
  }
  return tally.found();
}

// What many share tells nobody from others: two women of whom no more is known are not one.
constexpr std::array<std::string_view, 8> kTelling = {"full_name",  "organisation",  "birth_date",
                                                      "phone",      "email",         "document",
                                                      "tax_number", "street_address"};

bool is_telling(const casework::LinkRecords::Row& row,
                const std::vector<casework::LinkRecords::Column>& columns) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!row.values[i].empty() &&
        std::find(kTelling.begin(), kTelling.end(), columns[i].role) != kTelling.end())
      return true;
  }
  return false;
}

/// Takes out the records that cannot be compared; how many there were.
std::size_t leave_out(casework::LinkRecords& records) {
  std::vector<casework::LinkRecords::Row> kept;
  for (casework::LinkRecords::List& list : records.lists) {
    const std::size_t first = kept.size();
    for (std::size_t i = list.first; i < list.first + list.count; ++i) {
      if (is_telling(records.rows[i], records.columns))
        kept.push_back(std::move(records.rows[i]));
    }
    list.first = first;
    list.count = kept.size() - first;
  }
  std::erase_if(records.lists, [](const auto& list) { return list.count == 0; });
  const std::size_t left_out = records.rows.size() - kept.size();
  records.rows = std::move(kept);
  return left_out;
}

void sort_pairs(VaultLinkage& made) {
  for (const link::LinkedPair& pair : made.linkage.pairs) {
    if (static_cast<double>(pair.weight) >= kReviewedFrom)
      made.pairs.push_back(pair);
  }
  for (const link::ReviewPair& one : link::review_order(made.table, made.linkage, made.pairs))
    made.by_teaching.emplace_back(one.pair, one.weight);
  std::stable_sort(made.pairs.begin(), made.pairs.end(),
                   [](const auto& x, const auto& y) { return x.weight > y.weight; });
}

Result<void> compare(VaultLinkage& made, const link::Decisions& decided, const Progress& progress) {
  made.linkage = TRY(
      link::link(made.table, made.settings,
                 {.decisions = decided, .pairs_from = std::min(kReviewedFrom, link::kDrawsFrom)},
                 piece_of(progress, kRead, kCompared)));
  made.explainer = TRY(link::Explainer::of(made.table, made.settings, made.linkage.model));
  made.drawn = TRY(draw(made, decided, piece_of(progress, kCompared, kWhole)));
  made.warnings.insert(made.warnings.end(), made.linkage.warnings.begin(),
                       made.linkage.warnings.end());
  sort_pairs(made);
  return {};
}

}  // namespace

Result<link::RecordTable> table_of(const casework::LinkRecords& records) {
  if (records.rows.empty())
    return link::RecordTable{};
  return std::move(TRY(read_rows(records)).table);
}

std::optional<std::uint32_t> VaultLinkage::row(const casework::RecordId& subject) const {
  const auto at = row_of.find(subject);
  return at == row_of.end() ? std::nullopt : std::optional(at->second);
}

Result<std::unique_ptr<VaultLinkage>> link_vault(const casework::Casebook& book,
                                                 const casework::LinkRecordsWanted& wanted,
                                                 const Progress& progress) {
  auto made = std::make_unique<VaultLinkage>();
  made->savings = book.savings();
  made->wanted = wanted;
  const auto links = book.links();
  made->records = TRY(casework::link_records(book, wanted, piece_of(progress, 0, kRead)));
  made->unlinkable = leave_out(made->records);
  if (made->records.rows.size() < 2)
    return fail(
        Error::Kind::refused,
        "it takes two records of which a name or another mark is recorded, and there are fewer", "",
        "choose other roles, or record more cases first");
  for (std::uint32_t row = 0; row < made->records.rows.size(); ++row)
    made->row_of.emplace(made->records.rows[row].record.subject, row);
  link::ReadRecords read = TRY(read_rows(made->records));
  made->table = std::move(read.table);
  made->warnings = std::move(read.warnings);
  for (Warning& warning : made->warnings) {
    for (std::string& fill : warning.sentence.fills)
      fill = as_case(fill, made->records, book);
  }
  made->settings = link::guess_settings(made->table);
  made->settings.threads = machine_threads();
  const casework::DecidedRows rows = casework::decided_rows(made->records, *links);
  const link::Decisions decided{as_pairs(rows.same), as_pairs(rows.different)};
  made->id = id_of(*made, decided);
  TRY(compare(*made, decided, progress));
  return made;
}

}  // namespace manumit::exchange
