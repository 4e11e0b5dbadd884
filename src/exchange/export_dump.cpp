// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

#include "casework/filing.h"
#include "export_parts.h"
#include "vault/vault.h"

namespace manumit::exchange {

namespace {

// Written in docs/formats/dump.md; a change of it is a new number.
constexpr int kDumpVersion = 1;
constexpr std::size_t kPiece = std::size_t{1} << 16;

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') {
      out += '\\';
      out += letter;
    } else if (static_cast<unsigned char>(letter) < 0x20) {
      std::array<char, 8> code{};
      std::snprintf(code.data(), code.size(), "\\u%04x", static_cast<unsigned>(letter));
      out += code.data();
    } else {
      out += letter;
    }
  }
  return out + "\"";
}

std::string list_of(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts)
    out += (out.size() > 1 ? "," : "") + json_text(text);
  return out + "]";
}

class DumpWriter {
 public:
  DumpWriter(const ExportRequest& request, const casework::Casebook& casebook, const Sink& sink)
      : request_(request), casebook_(casebook), sink_(sink) {
    for (const casework::RecordId& id : request.cases)
      wanted_.insert(id);
  }

  Result<void> begin() {
    return line("{\"manumit_dump\":" + std::to_string(kDumpVersion) + ",\"vault\":\"" +
                to_hex(casebook_.vault().summary().id.bytes) +
                "\",\"whole\":" + (wanted_.empty() ? "true}" : "false}"));
  }

  Result<void> entry(const vault::Entry& entry) {
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
    TRY(line("{\"end\":true,\"entries\":" + std::to_string(entries_) +
             ",\"damaged\":" + std::to_string(damaged) + "}"));
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
    return line(head(entry) + ",\"kind\":" + std::to_string(static_cast<unsigned>(entry.kind)) +
                "}");
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
    return line(head(entry) + ",\"ids\":" + list_of(ids) + ",\"held_back\":" +
                std::to_string(held_back) + ",\"filing\":" + casework::encode(filing) + "}");
  }

  [[nodiscard]] std::string head(const vault::Entry& entry) const {
    std::vector<std::string> knew;
    for (const vault::EntryId& id : entry.knew)
      knew.push_back(to_hex(id.bytes));
    return "{\"entry\":\"" + to_hex(entry.id.bytes) + "\",\"author\":\"" +
           to_hex(entry.author.bytes) +
           "\",\"by\":" + json_text(casebook_.vault().member_of(entry.author)) +
           ",\"seq\":" + std::to_string(entry.author_seq) +
           ",\"lamport\":" + std::to_string(entry.lamport) +
           ",\"written_ms\":" + std::to_string(entry.written_ms) + ",\"compartment\":\"" +
           to_hex(entry.compartment.bytes) + "\",\"knew\":" + list_of(knew);
  }

  Result<void> line(const std::string& text) {
    buffer_ += text;
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
