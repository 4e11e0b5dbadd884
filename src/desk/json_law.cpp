// SPDX-License-Identifier: Apache-2.0
#include "json_law.h"

#include <optional>
#include <string>
#include <string_view>

#include "exchange/findings_json.h"
#include "law/coverage.h"

namespace manumit::desk {
namespace {

void day_field(JsonWriter& json, std::string_view name, const std::optional<Day>& day) {
  json.key(name);
  day ? json.text(to_iso(*day)) : json.nothing();
}

/// What a definition leaves empty it does not say.
void text_or_null(JsonWriter& json, std::string_view name, const std::string& text) {
  json.key(name);
  text.empty() ? json.nothing() : json.text(text);
}

void words_field(JsonWriter& json, std::string_view name, const law::Words& words) {
  json.key(name);
  words.by_language.empty() ? json.nothing() : exchange::write(json, words);
}

void write_element(JsonWriter& json, const law::Element& element) {
  json.open();
  json.field("id", element.id);
  json.field("dimension", name_of(element.dimension));
  json.field("tags", element.tags);
  json.field("article", element.article);
  words_field(json, "text", element.text);
  text_or_null(json, "palermo", element.palermo);
  text_or_null(json, "wider", element.wider);
  text_or_null(json, "narrower", element.narrower);
  json.field("facts", element.facts);
  json.field("ask", element.ask);
  json.close();
}

void write_limb(JsonWriter& json, const law::Limb& limb) {
  json.open();
  json.field("id", limb.id);
  words_field(json, "title", limb.title);
  json.field("hidden", limb.hidden);
  json.field("logic", limb.logic);
  json.close();
}

void write_party(JsonWriter& json, const law::Party& party) {
  json.open();
  json.field("country", party.country);
  day_field(json, "from", party.from);
  day_field(json, "to", party.to);
  json.field("ends_jurisdiction", party.ends_jurisdiction);
  json.field("confidence", name_of(party.confidence));
  json.close();
}

template <typename Items, typename Write>
void list(JsonWriter& json, std::string_view name, const Items& items, Write write_one) {
  json.list(name, items, [&](const auto& item) { write_one(json, item); });
}

void write_instrument(JsonWriter& json, const law::Instrument& instrument, Day today) {
  json.open();
  json.field("instrument", instrument.id);
  json.field("version", instrument.version);
  words_field(json, "title", instrument.title);
  json.field("kind", name_of(instrument.kind));
  json.field("jurisdiction", instrument.jurisdiction);
  json.field("places", instrument.places);
  day_field(json, "in_force_from", instrument.from);
  day_field(json, "in_force_to", instrument.to);
  json.field("confidence", name_of(instrument.confidence));
  text_or_null(json, "unverified", instrument.unverified);
  json.field("source", instrument.source);
  json.field("recheck", to_iso(instrument.recheck));
  json.field("recheck_due", instrument.recheck <= today);
  words_field(json, "note", instrument.note);
  json.field("substitutes", instrument.substitutes);
  list(json, "parties", instrument.parties, write_party);
  list(json, "elements", instrument.elements, write_element);
  list(json, "limbs", instrument.limbs, write_limb);
  json.close();
}

void write_why(JsonWriter& json, const law::Why& why) {
  json.open();
  json.field("mark", name_of(why.mark));
  text_or_null(json, "element", why.element);
  text_or_null(json, "words", why.words);
  json.close();
}

void write_cell(JsonWriter& json, const law::Cell& cell) {
  json.open();
  json.field("concept", name_of(cell.of));
  json.field("mark", name_of(cell.marks.front()));
  list(json, "marks", cell.marks, [](JsonWriter& out, law::Mark mark) { out.text(name_of(mark)); });
  // In words where the definition has some, else by the element that is meant.
  json.key("why");
  json.open_list();
  for (const law::Why& why : cell.why) {
    const std::string& said = why.words.empty() ? why.element : why.words;
    if (!said.empty())
      json.text(said);
  }
  json.close_list();
  list(json, "reasons", cell.why, write_why);
  json.close();
}

}  // namespace

void write_instruments(JsonWriter& json, const law::Library& library, Day today) {
  json.open_list();
  for (const law::Instrument& instrument : library.instruments())
    write_instrument(json, instrument, today);
  json.close_list();
}

void write_matrix(JsonWriter& json, const law::Library& library) {
  json.open();
  list(json, "concepts", law::kConcepts,
       [](JsonWriter& out, law::Concept one) { out.text(name_of(one)); });
  list(json, "rows", law::coverage(library), [&](JsonWriter& out, const law::CoverageRow& row) {
    const law::Instrument& instrument = library.instruments()[row.instrument];
    out.open();
    out.field("instrument", instrument.id);
    out.field("version", instrument.version);
    list(out, "cells", row.cells, write_cell);
    out.close();
  });
  json.close();
}

}  // namespace manumit::desk
