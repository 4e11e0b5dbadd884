// SPDX-License-Identifier: Apache-2.0
#include "telling.h"

#include <array>
#include <ctime>

namespace manumit::cli {
namespace {

using casework::AnswerState;
using casework::Case;
using casework::name_of;
using casework::Place;
using casework::RecordId;
using casework::Subject;
using casework::Value;

/// Facts by whose answer a person would call a subject, the best first.
constexpr std::array kTitleFacts = {"person.name",        "person.first_name", "person.last_name",
                                    "organisation.name",  "event.what",        "work.what",
                                    "debt.reason",        "document.number",   "authority.about",
                                    "authority.asked",    "need.what",         "step.what",
                                    "authority.body_name"};

std::string codes_in_words(const std::vector<std::string>& codes, const casework::Fact* fact,
                           const Words& words) {
  std::string out;
  for (const std::string& code : codes) {
    out += (out.empty() ? "" : ", ") +
           (fact == nullptr ? code : code_in_words(fact->code_list, code, words));
  }
  return out;
}

/// A value in words; empty when there is none. Codes and people are looked up, the rest is as
/// casework says it.
std::string value_in_words(const Value& value, const casework::Fact* fact, const Case& of,
                           const Words& words) {
  if (const auto* codes = std::get_if<std::vector<std::string>>(&value))
    return codes_in_words(*codes, fact, words);
  if (const auto* id = std::get_if<RecordId>(&value)) {
    const Subject* subject = of.subject(*id);
    return subject == nullptr ? id->hex() : title_of(*subject, of, words);
  }
  return casework::in_words(value);
}

void write_place(JsonWriter& json, const Place& place) {
  json.open();
  json.field_if("country", place.country);
  json.field_if("region", place.region);
  json.field_if("city", place.city);
  json.field_if("street", place.street);
  json.field_if("post_code", place.post_code);
  json.field_if("words", place.words);
  json.close();
}

struct InJson {
  JsonWriter& json;
  void operator()(const std::monostate&) const {}
  void operator()(const std::string& text) const { json.field("value", text); }
  void operator()(const std::vector<std::string>& codes) const { json.field("value", codes); }
  void operator()(std::int64_t number) const { json.field("value", number); }
  void operator()(double number) const {
    json.key("value");
    json.real(number);
  }
  void operator()(const Money& money) const { json.field("value", to_text(money)); }
  void operator()(const PartialDate& date) const {
    json.field("value", to_iso(date));
    json.field_if("value_words", date.words);
  }
  void operator()(const Place& place) const {
    json.key("value");
    write_place(json, place);
  }
  void operator()(const RecordId& id) const { json.field("value", id.hex()); }
};

std::string state_in_words(AnswerState state, const Words& words) {
  return words.of("mark." + std::string(name_of(state)));
}

}  // namespace

std::string_view indicator_name(std::uint8_t mark) {
  constexpr std::uint8_t kContradicted = 9;
  if (mark == 0)
    return "not_recorded";
  return mark == kContradicted ? "contradicted" : name_of(static_cast<AnswerState>(mark));
}

std::string time_in_utc(std::int64_t milliseconds) {
  const auto seconds = static_cast<std::time_t>(milliseconds / 1000);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 32> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M", &parts);
  return {text.data(), length};
}

std::string in_words(const PartialDate& date) {
  return date.words.empty() ? to_iso(date) : date.words;
}

std::string code_in_words(std::string_view list, const std::string& code, const Words& words) {
  const std::string id = "code." + std::string(list) + "." + code;
  const std::string word = words.of(id);
  return code.empty() || word == id ? code : word;
}

std::string in_words(const casework::Answer& answer, const casework::Fact* fact, const Case& of,
                     const Words& words) {
  const std::string value = value_in_words(answer.value, fact, of, words);
  if (value.empty())
    return state_in_words(answer.state, words);
  return answer.state == AnswerState::yes ? value
                                          : state_in_words(answer.state, words) + ": " + value;
}

std::string title_of(const Subject& subject, const Case& of, const Words& words) {
  for (const char* fact : kTitleFacts) {
    for (const casework::Told* told : of.told(subject.id, fact)) {
      const auto* text = std::get_if<std::string>(&told->said.answer.value);
      if (text != nullptr && !text->empty())
        return *text;
    }
  }
  if (!subject.role.empty())
    return code_in_words("role", subject.role, words);
  return words.of("kind." + std::string(name_of(subject.kind)));
}

void write_value(JsonWriter& json, const Value& value) {
  std::visit(InJson{json}, value);
}

}  // namespace manumit::cli
