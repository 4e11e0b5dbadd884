// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <set>

#include "base/bytes.h"
#include "json_link.h"

namespace manumit::desk {
namespace {

using Rows = link::RecordPair;

/// The words of one record in some columns, with blanks between.
std::string words_in(const casework::LinkRecords& records, std::uint32_t row,
                     const std::vector<std::string>& columns) {
  std::string out;
  for (std::size_t i = 0; i < records.columns.size(); ++i) {
    const std::string& value = records.rows[row].values[i];
    const bool wanted =
        std::find(columns.begin(), columns.end(), records.columns[i].name) != columns.end();
    if (wanted && !value.empty())
      out += (out.empty() ? "" : " ") + value;
  }
  return out;
}

/// One row of the explanation of a pair.
class PairRows {
 public:
  PairRows(JsonWriter& json, const exchange::VaultLinkage& run, const Rows& rows)
      : json_(json), run_(run), rows_(rows) {}

  void write(const link::Explanation& why) {
    json_.key("rows");
    json_.open_list();
    for (const link::ExplainedPart& part : why.parts)
      write_part(part);
    for (const casework::LinkRecords::Column& column : run_.records.columns)
      write_not_compared(std::string(column.name));
    json_.close_list();
  }

 private:
  [[nodiscard]] std::vector<std::string> columns_of(const std::string& comparison) const {
    for (const link::ComparisonSetting& setting : run_.settings.comparisons) {
      if (setting.name == comparison)
        return setting.columns;
    }
    return {};
  }

  void write_row(const std::string& name, const std::vector<std::string>& columns,
                 const Sentence& said, const std::vector<Sentence>& because, double bits) {
    json_.open();
    json_.field("column", name);
    json_.field("columns", columns);
    json_.field("a", words_in(run_.records, rows_.a, columns));
    json_.field("b", words_in(run_.records, rows_.b, columns));
    json_.key("said");
    desk::write(json_, said);
    json_.key("because");
    json_.open_list();
    for (const Sentence& reason : because)
      desk::write(json_, reason);
    json_.close_list();
    json_.key("bits");
    json_.real(bits);
    json_.close();
  }

  void write_part(const link::ExplainedPart& part) {
    const std::vector<std::string> columns = columns_of(part.comparison);
    compared_.insert(columns.begin(), columns.end());
    const bool nothing_recorded = !columns.empty() &&
                                  words_in(run_.records, rows_.a, columns).empty() &&
                                  words_in(run_.records, rows_.b, columns).empty();
    if (nothing_recorded)
      return;
    write_row(part.comparison, columns, part.said, part.because, part.bits);
  }

  /// What is recorded besides is read by people alone.
  void write_not_compared(const std::string& column) {
    if (compared_.count(column) != 0 || (words_in(run_.records, rows_.a, {column}).empty() &&
                                         words_in(run_.records, rows_.b, {column}).empty()))
      return;
    write_row(column, {column}, {"not compared: only people read it", {}}, {}, 0);
  }

  JsonWriter& json_;
  const exchange::VaultLinkage& run_;
  const Rows& rows_;
  std::set<std::string> compared_;
};

void write_names(JsonWriter& json, std::string_view name,
                 const std::vector<vault::EntryId>& entries) {
  json.key(name);
  json.open_list();
  for (const vault::EntryId& entry : entries)
    json.text(to_hex(entry.bytes));
  json.close_list();
}

}  // namespace

void write_explained_pair(JsonWriter& json, const casework::Casebook& book,
                          const exchange::VaultLinkage& run, const Rows& rows,
                          const casework::Links& links) {
  const link::Explanation why = run.explainer->explain(rows.a, rows.b);
  const auto& all = run.records.rows;
  const casework::LinkPair* decided =
      links.pair(all[rows.a].record.subject, all[rows.b].record.subject);
  json.open();
  RecordsJson records(json, book, run.records);
  records.record("a", rows.a);
  records.record("b", rows.b);
  PairRows(json, run, rows).write(why);
  json.key("prior_bits");
  json.real(why.prior_bits);
  write_weight(json, why.weight);
  json.field("together", run.linkage.cluster[rows.a] == run.linkage.cluster[rows.b]);
  json.key("decisions");
  json.open_list();
  if (decided != nullptr) {
    for (const casework::ShownDecision& one : decisions_on(book, *decided))
      write_decision(json, one, book.vault().me());
  }
  json.close_list();
  write_standing(json, decided);
  json.close();
}

void write_blind_pair(JsonWriter& json, const casework::Casebook& book,
                      const exchange::VaultLinkage& run, const Rows& rows) {
  RecordsJson records(json, book, run.records);
  records.record("a", rows.a);
  records.record("b", rows.b);
  json.key("aligned");
  json.open_list();
  for (std::size_t i = 0; i < run.records.columns.size(); ++i) {
    const std::string& a = run.records.rows[rows.a].values[i];
    const std::string& b = run.records.rows[rows.b].values[i];
    if (a.empty() && b.empty())
      continue;
    json.open();
    json.field("column", run.records.columns[i].name);
    json.field("a", a);
    json.field("b", b);
    json.close();
  }
  json.close_list();
}

std::vector<casework::ShownDecision> decisions_on(const casework::Casebook& book,
                                                  const casework::LinkPair& pair) {
  std::vector<casework::ShownDecision> all = book.decisions_of({pair.a, {}});
  std::erase_if(all, [&](const casework::ShownDecision& one) {
    return one.what.said.a.subject != pair.a || one.what.said.b.subject != pair.b;
  });
  return all;
}

void write_decision(JsonWriter& json, const casework::ShownDecision& one,
                    const vault::MemberId& me) {
  const casework::LinkDecision& said = one.what.said;
  json.open();
  json.field("entry", to_hex(one.what.entry.bytes));
  json.field("by", one.by);
  json.field("mine", one.what.by == me);
  json.field("when", one.what.recorded_ms);
  json.key("verdict");
  if (said.verdict)
    json.text(casework::name_of(*said.verdict));
  else
    json.nothing();
  json.field("reason", one.reason);
  json.field("reason_sealed", one.reason_sealed);
  json.field("live", one.what.live);
  json.field("by_hand", said.by_hand);
  json.field("blind_to_score", said.blind_to_score);
  json.field("blind_to_others", said.blind_to_others);
  write_names(json, "settles", said.settles);
  write_names(json, "takes_back", said.takes_back);
  json.close();
}

}  // namespace manumit::desk
