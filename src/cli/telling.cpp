// SPDX-License-Identifier: Apache-2.0
#include "telling.h"

#include <array>
#include <charconv>
#include <ctime>

namespace manumit::cli {
namespace {

using casework::AnswerState;
using casework::Case;
using casework::Place;
using casework::RecordId;
using casework::Subject;
using casework::SubjectKind;
using casework::Value;

/// Facts by whose answer a person would call a subject, the best first.
constexpr std::array kTitleFacts = {"person.name",        "person.first_name", "person.last_name",
                                    "organisation.name",  "event.what",        "work.what",
                                    "debt.reason",        "document.number",   "authority.about",
                                    "authority.asked",    "need.what",         "step.what",
                                    "authority.body_name"};

std::string place_in_words(const Place& place) {
  std::string out;
  for (const std::string* part : {&place.words, &place.street, &place.post_code, &place.city,
                                  &place.region, &place.country}) {
    if (!part->empty())
      out += (out.empty() ? "" : ", ") + *part;
  }
  return out;
}

std::string number_in_words(double number) {
  std::array<char, 32> text{};
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} ? std::string(text.data(), end) : "";
}

std::string codes_in_words(const std::vector<std::string>& codes, const casework::Fact* fact,
                           const Words& words) {
  std::string out;
  for (const std::string& code : codes) {
    out += (out.empty() ? "" : ", ") +
           (fact == nullptr ? code : code_in_words(fact->code_list, code, words));
  }
  return out;
}

/// A value in words; empty when there is none.
struct InWords {
  const casework::Fact* fact;
  const Case& of;
  const Words& words;

  std::string operator()(const std::monostate&) const { return ""; }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(const std::vector<std::string>& codes) const {
    return codes_in_words(codes, fact, words);
  }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(double number) const { return number_in_words(number); }
  std::string operator()(const Money& money) const { return to_text(money); }
  std::string operator()(const PartialDate& date) const { return in_words(date); }
  std::string operator()(const Place& place) const { return place_in_words(place); }
  std::string operator()(const RecordId& id) const {
    const Subject* subject = of.subject(id);
    return subject == nullptr ? id.hex() : title_of(*subject, of, words);
  }
};

void write_place(JsonWriter& json, const Place& place) {
  json.begin_object();
  json.field_if("country", place.country);
  json.field_if("region", place.region);
  json.field_if("city", place.city);
  json.field_if("street", place.street);
  json.field_if("post_code", place.post_code);
  json.field_if("words", place.words);
  json.end_object();
}

struct InJson {
  JsonWriter& json;
  void operator()(const std::monostate&) const {}
  void operator()(const std::string& text) const { json.field("value", text); }
  void operator()(const std::vector<std::string>& codes) const { json.texts("value", codes); }
  void operator()(std::int64_t number) const { json.field("value", number); }
  void operator()(double number) const {
    json.key("value");
    json.number(number);
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

std::string state_in_words(AnswerState state) {
  switch (state) {
    case AnswerState::yes:
      return "yes";
    case AnswerState::no:
      return "no";
    case AnswerState::not_asked:
      return "not asked";
    case AnswerState::refused:
      return "refused to say";
    case AnswerState::unclear:
      return "unclear";
  }
  return "unclear";
}

}  // namespace

std::string_view state_name(AnswerState state) {
  switch (state) {
    case AnswerState::yes:
      return "yes";
    case AnswerState::no:
      return "no";
    case AnswerState::not_asked:
      return "not_asked";
    case AnswerState::refused:
      return "refused";
    case AnswerState::unclear:
      return "unclear";
  }
  return "unclear";
}

std::string_view indicator_name(std::uint8_t mark) {
  constexpr std::uint8_t kContradicted = 9;
  if (mark == 0)
    return "not_recorded";
  return mark == kContradicted ? "contradicted" : state_name(static_cast<AnswerState>(mark));
}

std::string_view kind_name(SubjectKind kind) {
  constexpr std::array<std::string_view, 12> kNames = {
      "",     "case_file", "person",         "organisation", "event", "work",
      "debt", "document",  "authority_step", "need",         "step",  "movement"};
  const auto number = static_cast<std::size_t>(kind);
  return number < kNames.size() ? kNames[number] : "unknown";
}

std::string_view certainty_name(casework::Certainty certainty) {
  switch (certainty) {
    case casework::Certainty::certain:
      return "certain";
    case casework::Certainty::likely:
      return "likely";
    case casework::Certainty::doubtful:
      return "doubtful";
  }
  return "doubtful";
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
  const std::string value = std::visit(InWords{fact, of, words}, answer.value);
  if (value.empty())
    return state_in_words(answer.state);
  return answer.state == AnswerState::yes ? value : state_in_words(answer.state) + ": " + value;
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
  return std::string(kind_name(subject.kind));
}

void write_value(JsonWriter& json, const Value& value) {
  std::visit(InJson{json}, value);
}

}  // namespace manumit::cli
