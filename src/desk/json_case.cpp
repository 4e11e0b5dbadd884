// SPDX-License-Identifier: Apache-2.0
#include "json_case.h"

#include <algorithm>
#include <variant>

namespace manumit::desk {
namespace {

void write(JsonWriter& json, const casework::Place& place) {
  json.open();
  json.field("country", place.country);
  json.field("region", place.region);
  json.field("city", place.city);
  json.field("street", place.street);
  json.field("post_code", place.post_code);
  json.field("words", place.words);
  json.close();
}

void write(JsonWriter& json, const Money& money) {
  json.open();
  json.field("minor", money.minor_units());
  json.field("currency", money.currency().code());
  json.field("text", to_text(money));
  json.close();
}

struct ValueWriter {
  JsonWriter& json;
  void operator()(std::monostate) const { json.nothing(); }
  void operator()(const std::string& text) const { json.text(text); }
  void operator()(const std::vector<std::string>& codes) const { json.texts(codes); }
  void operator()(std::int64_t number) const { json.whole(number); }
  void operator()(double number) const { json.real(number); }
  void operator()(const Money& money) const { write(json, money); }
  void operator()(const PartialDate& date) const { desk::write(json, date); }
  void operator()(const casework::Place& place) const { write(json, place); }
  void operator()(const casework::RecordId& id) const { json.text(id.hex()); }
};

void write_locator(JsonWriter& json, const casework::Locator& at) {
  json.open();
  if (at.page)
    json.field("page", *at.page);
  if (at.line)
    json.field("line", *at.line);
  if (!at.cell.empty())
    json.field("cell", at.cell);
  json.close();
}

void write_state(JsonWriter& json, const std::optional<casework::AnswerState>& state) {
  state ? json.text(name_of(*state)) : json.nothing();
}

void write(JsonWriter& json, const casework::KeptAs& kept) {
  json.open();
  json.field("name", kept.name);
  json.field("size", kept.size);
  json.field("media_type", kept.media_type);
  json.key("pages");
  kept.pages ? json.whole(*kept.pages) : json.nothing();
  json.key("about");
  kept.about ? json.text(kept.about->hex()) : json.nothing();
  json.close();
}

// CaseRow: 0 is not recorded, 9 is contradicted.
constexpr std::uint8_t kNotRecorded = 0;
constexpr std::uint8_t kContradicted = 9;

void write_indicators(JsonWriter& json, const casework::CaseRow& row) {
  json.open_list();
  for (const std::uint8_t mark : row.indicators) {
    if (mark == kNotRecorded)
      json.nothing();
    else if (mark == kContradicted)
      json.text("contradicted");
    else
      json.text(name_of(static_cast<casework::AnswerState>(mark)));
  }
  json.close_list();
}

}  // namespace

void write(JsonWriter& json, const PartialDate& date) {
  json.open();
  json.field("iso", to_iso(date));
  json.field("first", to_iso(date.first));
  json.field("last", to_iso(date.last));
  json.field("precision", precision_name(date.precision));
  json.field("words", date.words);
  json.close();
}

void write(JsonWriter& json, const std::optional<PartialDate>& date) {
  if (date)
    write(json, *date);
  else
    json.nothing();
}

void write(JsonWriter& json, const casework::Answer& answer) {
  json.open();
  json.field("state", name_of(answer.state));
  if (!std::holds_alternative<std::monostate>(answer.value)) {
    json.key("value");
    std::visit(ValueWriter{json}, answer.value);
  }
  json.close();
}

void write(JsonWriter& json, const casework::Subject& subject, bool sealed) {
  json.open();
  json.field("id", subject.id.hex());
  json.field("kind", name_of(subject.kind));
  json.field("role", subject.role);
  json.field("sealed", sealed);
  json.close();
}

void write(JsonWriter& json, const casework::Source& source) {
  json.open();
  json.field("id", source.id.hex());
  json.field("kind", source.kind);
  json.field("title", source.title);
  json.field("author", source.author);
  json.key("date");
  write(json, source.date);
  json.field("file_hash", source.file_hash);
  json.field("address", source.address);
  json.key("kept");
  if (source.kept)
    write(json, *source.kept);
  else
    json.nothing();
  json.close();
}

void write(JsonWriter& json, const casework::Told& told) {
  const casework::Statement& said = told.said;
  json.open();
  json.field("id", told.id);
  json.field("subject", said.subject.hex());
  json.field("fact", said.fact);
  json.key("answer");
  write(json, said.answer);
  json.field("said_as", said.said_as);
  json.key("source");
  said.source ? json.text(said.source->hex()) : json.nothing();
  json.key("at");
  write_locator(json, said.at);
  json.field("certainty", name_of(said.certainty));
  json.key("when");
  write(json, said.when);
  json.field("by", told.by);
  json.field("recorded_ms", told.recorded_ms);
  json.field("live", told.live);
  json.field("replaces", said.replaces);
  json.field("replaced_by", told.replaced_by);
  json.field("withdrawn_reason", told.withdrawn_reason);
  json.close();
}

void write(JsonWriter& json, const casework::CaseRow& row) {
  json.open();
  json.field("id", row.id.hex());
  json.field("number", row.number);
  json.field("people", row.people);
  json.field("place", row.place);
  json.field("work", row.work);
  json.field("state", row.state);
  json.key("safe_now");
  write_state(json, row.safe_now);
  json.key("consent");
  write_state(json, row.consent);
  json.field("next_step", row.next_step);
  json.key("next_due");
  write(json, row.next_due);
  json.field("next_time", row.next_time);
  json.field("touched_ms", row.touched_ms);
  json.field("statements", row.statements);
  json.key("indicators");
  write_indicators(json, row);
  json.close();
}

void write(JsonWriter& json, const casework::Moment& moment) {
  json.open();
  json.key("when");
  write(json, moment.when);
  json.field("subject", moment.subject.hex());
  json.field("kind", name_of(moment.kind));
  json.field("title", moment.title);
  json.key("statements");
  json.open_list();
  for (const casework::Told* told : moment.statements)
    json.text(told->id);
  json.close_list();
  json.close();
}

}  // namespace manumit::desk
