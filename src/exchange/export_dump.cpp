// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "base/json_write.h"
#include "casework/filing.h"
#include "casework/link_decision.h"
#include "export_parts.h"
#include "vault/vault.h"

namespace manumit::exchange {

namespace {

// Written in docs/formats/dump.md; a change of it is a new number.
constexpr int kDumpVersion = 1;
constexpr std::size_t kPiece = std::size_t{1} << 16;

class DumpWriter {
 public:
  DumpWriter(const ExportRequest& request, const casework::Casebook& casebook, const Sink& sink)
      : request_(request), casebook_(casebook), sink_(sink) {
    for (const casework::RecordId& id : request.cases)
      wanted_.insert(id);
  }

  Result<void> begin() {
    JsonWriter json;
    json.open();
    json.field("manumit_dump", kDumpVersion);
    json.field("vault", to_hex(casebook_.vault().summary().id.bytes));
    json.field("whole", wanted_.empty());
    json.close();
    return line(json);
  }

  Result<void> entry(const vault::Entry& entry) {
    if (entry.kind == vault::EntryKind::link_decision)
      return link(entry);
    if (entry.kind == vault::EntryKind::link_words)
      return words(entry);
    if (entry.kind == vault::EntryKind::use && wanted_.empty())
      return canonical(entry, "use", entry.body);
    if (entry.kind == vault::EntryKind::figure_sheet && wanted_.empty())
      return canonical(entry, "figure_sheet", entry.body);
    if (entry.kind != vault::EntryKind::filing)
      return other(entry);
    auto filing = casework::decode(entry.body);
    if (!filing)
      return fail(std::move(filing).error());
    if (!wanted_.empty() && !wanted_.contains(filing->case_id))
      return {};
    cases_.insert(filing->case_id);
    newest_ms_ = std::max(newest_ms_, entry.written_ms);
    return write(entry, std::move(*filing));
  }

  Result<void> end(std::size_t damaged) {
    JsonWriter json;
    json.open();
    json.field("end", true);
    json.field("entries", entries_);
    json.field("damaged", damaged);
    json.close();
    TRY(line(json));
    return flush();
  }

  [[nodiscard]] ExportReport report() const {
    ExportReport out = report_;
    out.cases = cases_.size();
    out.file_name = "manumit-dump-" + day_of_newest(newest_ms_) + ".jsonl";
    out.media_type = "application/x-ndjson";
    return out;
  }

 private:
  static bool is_life_critical(const std::string& id) {
    const casework::Fact* fact = casework::built_in_vocabulary().find(id);
    return fact != nullptr && fact->sensitivity == casework::Sensitivity::life_critical;
  }

  // The vault's own entries (who may write, who may read) are named, so that nothing is missing
  // from the chain; what they say are keys and means nothing outside.
  Result<void> other(const vault::Entry& entry) {
    if (!wanted_.empty())
      return {};
    ++entries_;
    JsonWriter json;
    open(json, entry);
    json.field("kind", static_cast<unsigned>(entry.kind));
    json.close();
    return line(json);
  }

  /// Of chosen cases those decisions that name no other: that somebody stands elsewhere too is
  /// nothing that this file was asked to say.
  Result<void> link(const vault::Entry& entry) {
    const casework::LinkDecision decision = TRY(casework::decode_decision(entry.body));
    const bool whole = wanted_.empty();
    if (!whole && !(wanted_.contains(decision.a.case_id) && wanted_.contains(decision.b.case_id)))
      return {};
    if (decision.words)
      words_.insert(*decision.words);
    return canonical(entry, "link", entry.body);
  }

  /// The halves of a decision's words follow it in the file.
  Result<void> words(const vault::Entry& entry) {
    const casework::RecordId of = TRY(casework::words_named_in(entry.body));
    if (!wanted_.empty() && !words_.contains(of))
      return {};
    return canonical(entry, "link_words", entry.body);
  }

  /// A body that goes out as it stands: it is JSON already.
  Result<void> canonical(const vault::Entry& entry, std::string_view name,
                         const std::string& body) {
    ++entries_;
    newest_ms_ = std::max(newest_ms_, entry.written_ms);
    JsonWriter json;
    open(json, entry);
    json.key(name);
    json.as_is(body);
    json.close();
    return line(json);
  }

  Result<void> write(const vault::Entry& entry, casework::Filing filing) {
    // Ids count every statement of the entry, so they are given before any is held back.
    std::vector<std::string> ids;
    std::vector<casework::Statement> kept;
    for (std::size_t index = 0; index < filing.statements.size(); ++index) {
      if (!request_.life_critical && is_life_critical(filing.statements[index].fact))
        continue;
      ids.push_back(casework::statement_id(entry.id, index));
      kept.push_back(std::move(filing.statements[index]));
    }
    const std::size_t held_back = filing.statements.size() - kept.size();
    filing.statements = std::move(kept);
    report_.held_back += held_back;
    report_.statements += ids.size();
    ++entries_;
    JsonWriter json;
    open(json, entry);
    json.field("ids", ids);
    json.field("held_back", held_back);
    json.key("filing");
    json.as_is(casework::encode(filing));
    json.close();
    return line(json);
  }

  /// What stands on every entry's line; the object stays open.
  void open(JsonWriter& json, const vault::Entry& entry) const {
    json.open();
    json.field("entry", to_hex(entry.id.bytes));
    json.field("author", to_hex(entry.author.bytes));
    json.field("by", casebook_.vault().member_of(entry.author));
    json.field("member", to_hex(casebook_.vault().member_id_of(entry.author).bytes));
    json.field("seq", entry.author_seq);
    json.field("lamport", entry.lamport);
    json.field("written_ms", entry.written_ms);
    json.field("compartment", to_hex(entry.compartment.bytes));
    json.key("knew");
    json.open_list();
    for (const vault::EntryId& id : entry.knew)
      json.text(to_hex(id.bytes));
    json.close_list();
  }

  Result<void> line(const JsonWriter& json) {
    buffer_ += json.view();
    buffer_ += '\n';
    return buffer_.size() < kPiece ? Result<void>{} : flush();
  }

  Result<void> flush() {
    TRY(sink_(bytes_of(buffer_)));
    buffer_.clear();
    return {};
  }

  const ExportRequest& request_;
  const casework::Casebook& casebook_;
  const Sink& sink_;
  std::set<casework::RecordId> wanted_;
  std::set<casework::RecordId> cases_;
  std::set<casework::RecordId> words_;  ///< of the decisions that went out
  ExportReport report_;
  std::size_t entries_ = 0;
  std::int64_t newest_ms_ = 0;
  std::string buffer_;
};

}  // namespace

Result<ExportReport> export_dump(const ExportRequest& request, const casework::Casebook& casebook,
                                 const Sink& sink, const Progress& progress) {
  DumpWriter writer(request, casebook, sink);
  TRY(writer.begin());
  const auto damages = TRY(casebook.vault().for_each(
      1, [&writer](vault::Entry&& entry) { return writer.entry(entry); }, progress));
  TRY(writer.end(damages.size()));
  return writer.report();
}

}  // namespace manumit::exchange
