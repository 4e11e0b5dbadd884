// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/check.h"
#include "canonical_writer.h"
#include "casework/filing.h"
#include "filing_json.h"

namespace manumit::casework {
namespace {

using Writer = CanonicalWriter;

void write_date(Writer& out, const PartialDate& date) {
  out.open('{');
  out.field("date", to_iso(date));
  out.field_unless_empty("words", date.words);
  out.close('}');
}

void write_place(Writer& out, const Place& place) {
  out.open('{');
  out.key("place");
  out.open('{');
  out.field_unless_empty("country", place.country);
  out.field_unless_empty("region", place.region);
  out.field_unless_empty("city", place.city);
  out.field_unless_empty("street", place.street);
  out.field_unless_empty("post_code", place.post_code);
  out.field_unless_empty("words", place.words);
  out.close('}');
  out.close('}');
}

void write_single(Writer& out, std::string_view key, std::string_view words) {
  out.open('{');
  out.field(key, words);
  out.close('}');
}

struct ValueWriter {
  Writer& out;
  void operator()(std::monostate) const {}
  void operator()(const std::string& words) const { out.text(words); }
  void operator()(const std::vector<std::string>& codes) const {
    out.open('[');
    for (const std::string& code : codes) {
      out.comma();
      out.text(code);
    }
    out.close(']');
  }
  void operator()(std::int64_t number) const { out.raw(std::to_string(number)); }
  void operator()(double number) const {
    MANUMIT_CHECK(std::isfinite(number));  // check_statement refuses the rest
    out.raw(json_double(number));
  }
  void operator()(const Money& money) const { write_single(out, "money", to_text(money)); }
  void operator()(const PartialDate& date) const { write_date(out, date); }
  void operator()(const Place& place) const { write_place(out, place); }
  void operator()(const RecordId& record) const { write_single(out, "record", record.hex()); }
};

void write_subject(Writer& out, const Subject& subject) {
  out.open('{');
  out.field("id", subject.id.hex());
  out.field("kind", name_of(subject.kind));
  out.field_unless_empty("role", subject.role);
  if (subject.identity != vault::Compartment{})
    out.field("identity", to_hex(subject.identity.bytes));
  out.close('}');
}

void write_kept(Writer& out, const KeptAs& kept) {
  out.key("kept");
  out.open('{');
  out.field("in", to_hex(kept.compartment.bytes));
  if (kept.about)
    out.field("about", kept.about->hex());
  out.field_unless_empty("name", kept.name);
  out.field("size", static_cast<std::int64_t>(kept.size));
  out.field("media", kept.media_type);
  if (kept.pages)
    out.field("pages", *kept.pages);
  out.close('}');
}

void write_source(Writer& out, const Source& source) {
  out.open('{');
  out.field("id", source.id.hex());
  out.field_unless_empty("kind", source.kind);
  out.field_unless_empty("title", source.title);
  out.field_unless_empty("author", source.author);
  if (source.date) {
    out.key("date");
    write_date(out, *source.date);
  }
  out.field_unless_empty("file", source.file_hash);
  out.field_unless_empty("address", source.address);
  if (source.kept)
    write_kept(out, *source.kept);
  out.close('}');
}

void write_statement(Writer& out, const Statement& statement) {
  out.open('{');
  out.field("about", statement.subject.hex());
  out.field("fact", statement.fact);
  out.field("answer", name_of(statement.answer.state));
  if (!std::holds_alternative<std::monostate>(statement.answer.value)) {
    out.key("value");
    std::visit(ValueWriter{out}, statement.answer.value);
  }
  out.field_unless_empty("said", statement.said_as);
  if (statement.source)
    out.field("source", statement.source->hex());
  if (statement.at.page)
    out.field("page", *statement.at.page);
  if (statement.at.line)
    out.field("line", *statement.at.line);
  out.field_unless_empty("cell", statement.at.cell);
  if (statement.certainty != Certainty::certain)
    out.field("certainty", name_of(statement.certainty));
  if (statement.when) {
    out.key("when");
    write_date(out, *statement.when);
  }
  if (!statement.replaces.empty()) {
    out.key("replaces");
    ValueWriter{out}(statement.replaces);
  }
  out.close('}');
}

template <typename T>
void write_list(Writer& out, std::string_view key, const std::vector<T>& list,
                void (*write)(Writer&, const T&)) {
  if (list.empty())
    return;
  out.key(key);
  out.open('[');
  for (const T& one : list) {
    out.comma();
    write(out, one);
  }
  out.close(']');
}

void write_withdrawal(Writer& out, const Withdrawal& withdrawal) {
  out.open('{');
  out.field("statement", withdrawal.statement);
  out.field_unless_empty("reason", withdrawal.reason);
  out.close('}');
}

bool holds_files(const Filing& filing) {
  return std::any_of(filing.sources.begin(), filing.sources.end(),
                     [](const Source& one) { return one.kept.has_value(); });
}

}  // namespace

std::string encode(const Filing& filing) {
  Writer out;
  out.open('{');
  out.field("filing", holds_files(filing) ? kWithFilesVersion : kFilingVersion);
  out.field("case", filing.case_id.hex());
  if (filing.opens_case) {
    out.key("opens");
    out.raw("true");
  }
  write_list(out, "subjects", filing.subjects, write_subject);
  write_list(out, "sources", filing.sources, write_source);
  write_list(out, "statements", filing.statements, write_statement);
  write_list(out, "withdrawals", filing.withdrawals, write_withdrawal);
  out.close('}');
  return out.take();
}

std::string statement_id(const vault::EntryId& entry, std::size_t index) {
  return to_hex(ByteView(entry.bytes).first(16)) + ":" + std::to_string(index + 1);
}

}  // namespace manumit::casework
